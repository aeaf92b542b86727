"""The pages as text: Jinja templates with everything escaped, and the style of the diagram."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ketentoets import __version__
from ketentoets.core.taal import _
from ketentoets.core.verdict import Verdict
from ketentoets.reports import words
from ketentoets.reports.html_report import SIGNS


@cache
def _omgeving() -> Environment:
    environment = Environment(
        loader=PackageLoader("ketentoets.web", "."),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_schoon,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    helpers: dict[str, Any] = {"_": _, "words": words, "signs": SIGNS, "versie": __version__}
    environment.globals.update(helpers)
    environment.filters.update(moment=words.shown, slug=_slug, n_scenarios=words.n_scenarios)
    return environment


def pagina(naam: str, **waarden: Any) -> str:
    """A whole page."""
    return _omgeving().get_template(naam).render(**waarden)


def delen(naam: str, waarden: Mapping[str, Any], **aanroepen: tuple[Any, ...]) -> dict[str, Markup]:
    """Parts of a page: per name what the macro of that name makes of its arguments."""
    module = _omgeving().get_template(naam).make_module(dict(waarden))
    return {name: Markup(str(getattr(module, name)(*arguments)).strip()) for name, arguments in aanroepen.items()}  # noqa: S704 - made by the template


@cache
def diagramstijl() -> str:
    """The lines of the report's style sheet that are about the diagram."""
    text = (files("ketentoets.reports") / "rapport.css.j2").read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if line.startswith(".volgorde")) + "\n"


def _schoon(value: Any) -> Any:
    return words.clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _slug(verdict: Verdict) -> str:
    return verdict.replace(" ", "-")
