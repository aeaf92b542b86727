"""The certificate as PDF/A-3b, at most four pages, from what the signed JSON says. Needs the extra `certificaat`."""

import logging
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.reports import words

VARIANT = "pdf/a-3b"
MAX_PAGES = 4
_LENGTHS = (400, 150, 60, 25, 10)
"""How many items a list may name; shorter is tried when the pages run out."""
_MAX_TEXT = 4000
_MAX_NAME = 200


def to_pdf(inhoud: dict[str, Any], vingerafdruk: str) -> bytes:
    """The PDF; no file and no address outside it is read.

    Raises `ConfigurationError` when weasyprint, or a library it needs, is not there.
    """
    html_class = _weasyprint()
    for length in _LENGTHS:
        page = to_html(inhoud, vingerafdruk, length)
        document = html_class(string=page, url_fetcher=_no_network).render(pdf_variant=VARIANT, pdf_tags=True)
        if len(document.pages) <= MAX_PAGES:
            pdf: bytes = document.write_pdf(pdf_variant=VARIANT, pdf_tags=True)
            return pdf
    raise ConfigurationError(_("Het certificaat past niet op {n} pagina's.", n=MAX_PAGES))


def _weasyprint() -> Any:
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:
        raise ConfigurationError(
            _("Voor een certificaat is weasyprint nodig: pip install 'ketentoets[certificaat]', en de bibliotheek"
              " Pango (op Debian: apt install libpango-1.0-0 libpangoft2-1.0-0 fonts-dejavu-core). ({reason})",
              reason=error)
        ) from error  # fmt: skip
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    return HTML


def _no_network(url: str, *_args: Any, **_kwargs: Any) -> Any:
    raise ValueError(url)


def to_html(inhoud: dict[str, Any], vingerafdruk: str, length: int = _LENGTHS[0]) -> str:
    """The page that is printed; lists name at most `length` items and say how many more there are."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: _shown(value) if type(value) is str else value,
    )
    environment.filters.update(
        moment=words.shown, n_scenarios=words.n_scenarios, few=lambda items: _few(list(items), length), short=_short
    )
    return environment.get_template("certificaat.html.j2").render(
        _=_,
        c=inhoud,
        key=vingerafdruk,
        clock=words.clock_meaning(inhoud["run"]["klok"]),
        total=sum(inhoud["tellingen"].values()),
        passed=inhoud["tellingen"].get("geslaagd", 0),
        messages=sum(inhoud["berichten"].values()),
        rules=sum(len(codes) for codes in inhoud["regels"].values()),
        tested=sum(lijst["standen"].get("getoetst", 0) for lijst in inhoud["eisen"]),
        required=sum(lijst["aantal"] for lijst in inhoud["eisen"]),
    )


def _short(text: object) -> str:
    """A name from outside on one line, cut off when it is no longer a name."""
    line = words.one_line(text)
    return line if len(line) <= _MAX_NAME else line[:_MAX_NAME] + "…"


def _shown(text: str) -> str:
    """Text from outside without illegal characters, and never so long that it fills a page."""
    return words.clean(text if len(text) <= _MAX_TEXT else text[:_MAX_TEXT] + "…")


def _few(items: list[str], length: int) -> list[str]:
    """Codes or sentences, cut off with how many more there are."""
    rest = len(items) - length
    return items if rest <= 0 else [*items[:length], _("en nog {n}", n=rest)]
