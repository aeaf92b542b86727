"""The course of one client: a state machine whose events send the messages of the protocol."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ketentoets.generators.reeksen import toewijzen, verloop, wijzigen
from ketentoets.generators.reeksen.stand import Client
from ketentoets.generators.reeksen.wereld import Proces, Wereld
from ketentoets.schemas.standaard import heen_van

NIEUW, TOEGEWEZEN, LOPEND, ONDERBROKEN, GESTOPT, EINDE = (
    "nieuw", "toegewezen", "lopend", "onderbroken", "gestopt", "einde",
)  # fmt: skip
RUSTIG, HAAST = 30, 7
"""The most days between two events of a client, and while something must still happen."""
KORT = 15
"""How many days an event takes that has no rest of its own."""


def _altijd(_wereld: Wereld, _client: Client) -> bool:
    return True


@dataclass(frozen=True)
class Gebeurtenis:
    """An event: from which states, to which, how likely, and from which release.

    `rest` is how many days the current assignments must still run; `kan` what else must hold. The
    process sets the state itself; `naar` is where it usually leads, for planning.
    """

    naam: str
    van: tuple[str, ...]
    naar: str
    proces: Callable[[Wereld, Client], Proces]
    gewicht: int
    rest: int = 0
    sinds: str = ""
    kan: Callable[[Wereld, Client], bool] = _altijd


def _herintrede(wereld: Wereld, client: Client) -> Proces:
    yield wereld.over(5, 40)
    client.toestand = NIEUW


def _vertrek(_wereld: Wereld, client: Client) -> Proces:
    client.toestand = EINDE
    yield from ()


GEBEURTENISSEN = (
    Gebeurtenis("verzoek", (NIEUW,), TOEGEWEZEN, toewijzen.verzoek, 6),
    Gebeurtenis("verzoek_in_onderzoek", (NIEUW,), TOEGEWEZEN, toewijzen.verzoek_in_onderzoek, 2, sinds="3.0"),
    Gebeurtenis("verzoek_deels", (NIEUW,), TOEGEWEZEN, toewijzen.verzoek_deels, 1, sinds="3.0"),
    Gebeurtenis("verzoek_afgewezen", (NIEUW,), NIEUW, toewijzen.verzoek_afgewezen, 1, sinds="3.0"),
    Gebeurtenis("toewijzing", (NIEUW,), TOEGEWEZEN, toewijzen.toewijzing, 3),
    Gebeurtenis("start", (TOEGEWEZEN,), LOPEND, toewijzen.start, 12, rest=45),
    Gebeurtenis("intrekking", (TOEGEWEZEN,), NIEUW, toewijzen.intrekking, 1, rest=20),
    Gebeurtenis("correctie_start", (LOPEND,), LOPEND, verloop.correctie_start, 2, rest=10,
                kan=verloop.kan_start_corrigeren),
    Gebeurtenis("verwijdering_start", (LOPEND,), TOEGEWEZEN, verloop.verwijdering_start, 1, rest=70,
                kan=verloop.kan_start_verwijderen),
    Gebeurtenis("tijdelijke_stop", (LOPEND,), ONDERBROKEN, verloop.tijdelijke_stop, 3, rest=15),
    Gebeurtenis("hervatting", (ONDERBROKEN,), LOPEND, verloop.hervatting, 6, rest=15, kan=verloop.kan_hervatten),
    Gebeurtenis("definitieve_stop", (ONDERBROKEN,), GESTOPT, verloop.voortijdige_stop, 2, rest=20),
    Gebeurtenis("correctie_stop", (ONDERBROKEN, GESTOPT), "", verloop.correctie_stop, 2, rest=0,
                kan=verloop.kan_stop_corrigeren),
    Gebeurtenis("verlenging", (LOPEND,), LOPEND, verloop.verlenging, 3, rest=5, kan=verloop.kan_verlengen),
    Gebeurtenis("verkorting", (LOPEND,), GESTOPT, verloop.verkorting, 1, rest=45),
    Gebeurtenis("voortijdige_stop", (LOPEND,), GESTOPT, verloop.voortijdige_stop, 2, rest=20),
    Gebeurtenis("overstap", (LOPEND,), TOEGEWEZEN, verloop.overstap, 1, rest=45),
    Gebeurtenis("verhuizing", (LOPEND,), EINDE, verloop.verhuizing, 1, rest=45),
    Gebeurtenis("overlijden", (LOPEND, ONDERBROKEN), EINDE, verloop.overlijden, 1, rest=20),
    Gebeurtenis("vow_gewijzigd", (LOPEND,), LOPEND, wijzigen.vow_gewijzigd, 2, rest=120, sinds="3.0",
                kan=wijzigen.kan_wijzigen),
    Gebeurtenis("vow_nieuw", (LOPEND,), LOPEND, wijzigen.vow_nieuw, 2, rest=120, sinds="3.0", kan=wijzigen.kan_erbij),
    Gebeurtenis("vow_afgewezen", (LOPEND,), LOPEND, wijzigen.vow_afgewezen, 1, rest=120, sinds="3.0",
                kan=wijzigen.kan_wijzigen),
    Gebeurtenis("herintrede", (GESTOPT,), NIEUW, _herintrede, 2),
    Gebeurtenis("vertrek", (GESTOPT,), EINDE, _vertrek, 1),
)  # fmt: skip
"""All events of a client."""
VOLGENS_PLAN = "volgens_plan"
STIL = frozenset({"herintrede", "vertrek"})
"""Events without a message: they cannot be asked for."""
DECLARATIEBERICHTEN = frozenset({"303", "304", "323", "325"})
SLOT = frozenset(g.naam for g in GEBEURTENISSEN if g.naar == EINDE) - STIL
"""Events after which nothing happens to the client any more."""


def mogelijk(release: str) -> tuple[str, ...]:
    """The events of a client that can be asked for in a release."""
    found = [g.naam for g in GEBEURTENISSEN if g.sinds <= release and g.naam not in STIL]
    return (*found, VOLGENS_PLAN)


def leven(wereld: Wereld, client: Client) -> Proces:
    """Let a client go through events until the end; those in its `doelen` come as soon as they can."""
    yield wereld.over(0, 20)
    while client.toestand != EINDE:
        gekozen = _kies(wereld, client, client.doelen)
        if gekozen is None:
            yield from _uitlopen(wereld, client)
            continue
        yield _wanneer(wereld, client, gekozen, HAAST if client.doelen else RUSTIG)
        if not gekozen.kan(wereld, client):
            continue
        voor = len(wereld.stappen)
        yield from gekozen.proces(wereld, client)
        if _gestuurd(wereld, client, voor):
            _gedaan(wereld, client, gekozen.naam)


def _loopt(client: Client) -> bool:
    return client.toestand in {LOPEND, ONDERBROKEN}


def _uitlopen(wereld: Wereld, client: Client) -> Proces:
    """Let the care run to its end; what was not started in time just lapses."""
    if not _loopt(client):
        client.toestand = GESTOPT
        return
    yield from verloop.volgens_plan(wereld, client)
    _gedaan(wereld, client, VOLGENS_PLAN)


def _gestuurd(wereld: Wereld, client: Client, voor: int) -> bool:
    """Whether a forward message about this client, no claim, came after the first `voor` messages."""
    na = (stap for stap in wereld.stappen[voor:] if client.bsn in stap.clienten)
    return any(heen_van(stap.soort) is None and stap.soort not in DECLARATIEBERICHTEN for stap in na)


def _gedaan(wereld: Wereld, client: Client, naam: str) -> None:
    wereld.noteer(naam, client)
    if naam in client.doelen:
        client.doelen.remove(naam)


def _kies(wereld: Wereld, client: Client, doelen: list[str]) -> Gebeurtenis | None:
    """The next event; None when the care just runs on to its end."""
    nu = [g for g in GEBEURTENISSEN if _kan_nu(wereld, client, g)]
    if doelen or wereld.doelen:
        nu = [g for g in nu if g.naar != EINDE or g.naam in doelen]
    if doelen:
        eerste = _op_weg(wereld.release, client.toestand, doelen[0])
        if doelen[0] == VOLGENS_PLAN and _loopt(client):
            return None
        found = next((g for g in nu if g.naam == eerste), None)
        if found:
            return found
        nu = [g for g in nu if g.naar != client.toestand] or nu
    if not nu or (_loopt(client) and wereld.keuze.ja(15)):
        return None
    return wereld.keuze.kies([g for g in nu for _n in range(g.gewicht)])


def _kan_nu(wereld: Wereld, client: Client, gebeurtenis: Gebeurtenis) -> bool:
    if client.toestand not in gebeurtenis.van or wereld.release < gebeurtenis.sinds:
        return False
    nodig = _nodig(client, gebeurtenis)
    genoeg = not nodig or client.resterend(wereld.vandaag) > nodig
    return genoeg and gebeurtenis.kan(wereld, client)


def _nodig(client: Client, gebeurtenis: Gebeurtenis) -> int:
    """How many days the current assignments must still run; 0 when there need not be any."""
    return gebeurtenis.rest or (KORT if _loopt(client) else 0)


def _wanneer(wereld: Wereld, client: Client, gebeurtenis: Gebeurtenis, rust: int) -> datetime:
    """The moment of an event: at most `rust` days from now, while enough is left of the assignment."""
    nodig = _nodig(client, gebeurtenis)
    if nodig:
        rust = min(rust, client.resterend(wereld.vandaag) - nodig)
    dagen = wereld.keuze.getal(0, max(rust, 0))
    return wereld.op(wereld.vandaag + timedelta(days=dagen))


def _op_weg(release: str, toestand: str, doel: str) -> str:
    """The first event on the shortest way from a state to an event (the event itself when it is there)."""
    weg: deque[tuple[str, str]] = deque([(toestand, "")])
    gezien = {toestand}
    while weg:
        hier, eerste = weg.popleft()
        uit = [g for g in GEBEURTENISSEN if hier in g.van and g.sinds <= release]
        if any(g.naam == doel for g in uit) or (doel == VOLGENS_PLAN and hier == LOPEND):
            return eerste or doel
        for g in uit:
            if g.naar and g.naar not in gezien:
                gezien.add(g.naar)
                weg.append((g.naar, eerste or g.naam))
    return ""
