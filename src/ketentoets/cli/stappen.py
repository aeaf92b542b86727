"""`ketentoets stappen`: the sentences that scenarios are written in, for who writes one."""

import textwrap
from itertools import groupby

from tabulate import tabulate

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.steps.zinnenlijst import Zinsoort, zinnenlijst

NOTATIE = _(
    "Wat tussen `[` en `]` staat mag weg, tussen `(` en `)` staan woorden om uit te kiezen, en `<naam>` is een"
    " waarde die u invult."
)
_BREED, _SMAL = 52, 56


def toon(zoek: str, formaat: str) -> str:
    """The list as text; raises `ConfigurationError` for an unknown form, or when no sentence fits."""
    if formaat not in {"tabel", "markdown"}:
        raise ConfigurationError(_("--formaat '{f}' bestaat niet; kies uit tabel, markdown.", f=formaat))
    zinnen = zinnenlijst(zoek)
    if not zinnen:
        raise ConfigurationError(
            _("Geen enkele zin bevat '{zoek}'. `ketentoets stappen` zonder meer toont ze alle.", zoek=zoek)
        )
    return _tabel(zinnen) if formaat == "tabel" else _markdown(zinnen)


def _tabel(zinnen: list[Zinsoort]) -> str:
    cells = [(z.soort, textwrap.fill(z.zin, _BREED), textwrap.fill(_uitleg(z), _SMAL)) for z in zinnen]
    koppen = (_("soort"), _("zin"), _("wat zij doet"))
    telling = _("{n} zinnen. {notatie}", n=len(zinnen), notatie=NOTATIE.replace("`", ""))
    return f"{tabulate(cells, headers=koppen, disable_numparse=True)}\n\n{textwrap.fill(telling, 110)}\n"


def _uitleg(zin: Zinsoort) -> str:
    waarden = "; ".join(f"{naam}: {wat}" for naam, wat in zin.waarden)
    voorbeeld = _("Voorbeeld: {tekst} ({scenario})", tekst=zin.voorbeeld, scenario=zin.scenario)
    return " ".join(filter(None, (zin.uitleg, f"[{waarden}]" if waarden else "", voorbeeld)))


def _markdown(zinnen: list[Zinsoort]) -> str:
    lines = [
        _("# De zinnen van scenario's"),
        "",
        _("Dit bestand wordt gemaakt met `ketentoets stappen --formaat markdown`; pas het niet met de hand aan."),
        "",
        _("Er zijn {n} zinnen. {notatie}", n=len(zinnen), notatie=NOTATIE),
        _("*Gegeven*, *Als* en *Dan* zeggen waar een zin mag staan; *elk* is overal goed."),
    ]
    for groep, own in groupby(zinnen, lambda z: z.groep):
        lines += ["", f"## {groep.capitalize()}"]
        for zin in own:
            lines += _deel(zin)
    return "\n".join([*lines, ""])


def _deel(zin: Zinsoort) -> list[str]:
    waarden = [f"- `{naam}`: {wat}" for naam, wat in zin.waarden]
    return [
        "", f"### {zin.soort}: `{zin.zin}`", "", zin.uitleg, *(["", *waarden] if waarden else []), "",
        _("Voorbeeld: *{tekst}* (`{scenario}`)", tekst=zin.voorbeeld, scenario=zin.scenario),
    ]  # fmt: skip
