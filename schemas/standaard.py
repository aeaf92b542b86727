"""What the rest of ketentoets asks about the standard."""

from datetime import date
from typing import Literal

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.schemas.messages import MESSAGES, RETOUR_VAN
from ketentoets.schemas.model import model
from ketentoets.schemas.releases import BERICHTCODES, PREFIX, STANDAARDEN
from ketentoets.schemas.shapes import Partij, Standaard

Vorm = Literal["D", "F"]


def standaarden() -> tuple[str, ...]:
    """The names of the bundled releases: per domain, the oldest first."""
    return tuple(s.naam for s in STANDAARDEN)


def soorten(standaard: str) -> tuple[str, ...]:
    """The messages of a release: ('301', '302', ...)."""
    return tuple(model(standaard).messages)


def berichtcode(domain: str, soort: str, vorm: Vorm = "D") -> str:
    """The BerichtCode: ('ijw', '315') -> '446'; raises ConfigurationError when there is none.

    A 303 or 304 has two: `vorm` D is the declaration, F the invoice.
    """
    found = BERICHTCODES.get(domain, {}).get(soort)
    if found is None:
        raise ConfigurationError(_("geen BerichtCode voor {soort} in {domain}", soort=soort, domain=domain))
    declaratie, _or, factuur = found.partition("|")
    return factuur if factuur and vorm == "F" else declaratie


def retour_van(soort: str) -> str | None:
    """The return message of a forward message ('301' -> '302'), None when it has none."""
    return RETOUR_VAN.get(soort)


def heen_van(soort: str) -> str | None:
    """The forward message of a return message ('302' -> '301'), None for any other."""
    return next((heen for heen, retour in RETOUR_VAN.items() if retour == soort), None)


def afzender(soort: str) -> Partij:
    """Who sends the message, 'gemeente' or 'aanbieder'.

    In a return message the Header still names the sender and receiver of the forward message.
    """
    message = next((m for m in MESSAGES if m.soort == soort), None)
    if message is None:
        raise ConfigurationError(_("onbekend bericht {soort}", soort=soort))
    return message.afzender


def codelijst(naam: str, standaard: str) -> dict[str, str]:
    """A code list as code -> label: ('RedenBeeindiging', 'ijw-3.2'), in the order of the standard."""
    simple = model(standaard).simple.get(f"LDT_{naam.removeprefix('LDT_')}")
    if simple is None or not simple.codes:
        raise ConfigurationError(_("onbekende codelijst {naam}", naam=naam))
    return {c.value: c.label for c in simple.codes}


def looptijd(standaard: str, soort: str = "") -> tuple[date, date | None]:
    """When a release was in force: its first day, and the first day of what came after (None: nothing yet).

    With a `soort`: the same for this message in it, which lasts until a later release has it too. That
    is how the 303 and 304 of 2.4 are still used after 3.0 went live, for care of before 2021 (feiten D).
    """
    own = model(standaard).standaard
    later = [
        s.ingang.dag for s in STANDAARDEN if s.domain == own.domain and s.release > own.release and _heeft(s, soort)
    ]
    return own.ingang.dag, min(later, default=None)


def release_op(domain: str, dag: date, soort: str = "") -> str | None:
    """The release in force on a day ('3.1'), None before the first; with a `soort` the one for that message."""
    held = [s for s in STANDAARDEN if s.domain == domain and s.ingang.dag <= dag and _heeft(s, soort)]
    return max(held, key=lambda s: s.ingang.dag).release if held else None


def _heeft(standaard: Standaard, soort: str) -> bool:
    return not soort or soort in model(standaard.naam).messages


def standaard_van(standaard: str, soort: str) -> str:
    """The release of a message where `standaard` is in force: ('iwmo-3.0', '303') -> 'iwmo-2.4'.

    The last release that has the message; `standaard` itself when none has.
    """
    domain, _dash, release = standaard.partition("-")
    held = [s.release for s in STANDAARDEN if s.domain == domain and s.release <= release and _heeft(s, soort)]
    return f"{domain}-{max(held)}" if held else standaard


def uit_naam(bericht: str, release: str) -> tuple[str, str]:
    """('JW315', '3.2') -> ('ijw-3.2', '315'); ('', '') for what is no message."""
    domains = {prefix.upper(): domain for domain, prefix in PREFIX.items()}
    domain = domains.get(bericht.rstrip("0123456789"), "")
    return (f"{domain}-{release}", bericht[-3:]) if domain else ("", "")


def is_afgeleid(standaard: str, soort: str = "") -> bool:
    """Whether the bundled schema of this release, or of this message in it, was derived."""
    return model(standaard).standaard.is_afgeleid(soort)


def redenen_afgeleid(standaard: str, soort: str = "") -> tuple[str, ...]:
    """Why and how it was derived, in Dutch sentences; empty when it was not."""
    return model(standaard).standaard.redenen if is_afgeleid(standaard, soort) else ()


def onzeker(standaard: str, soort: str = "", *, officieel_schema: bool = False) -> tuple[str, ...]:
    """All that a verdict on a message of this release relies on without an official source, in Dutch sentences.

    Without a `soort`: on any of its messages. `officieel_schema`: the user's own schema was used, so
    only what holds for the rules is left.
    """
    known = soorten(standaard)
    which = (soort,) if soort in known else known
    schema = () if officieel_schema else next((r for s in which if (r := redenen_afgeleid(standaard, s))), ())
    return (*schema, *redenen_regels(standaard))


def redenen_regels(standaard: str) -> tuple[str, ...]:
    """Why the rules of a release were derived, in Dutch sentences; empty when they were not."""
    return model(standaard).standaard.regels_afgeleid
