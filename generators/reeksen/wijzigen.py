"""The request for change (317) and what follows: honoured as a whole, or refused as a whole."""

from dataclasses import replace
from datetime import timedelta

from ketentoets.core.taal import _
from ketentoets.generators.reeksen import berichten
from ketentoets.generators.reeksen.declareren import TOTAAL
from ketentoets.generators.reeksen.stand import Client, Traject
from ketentoets.generators.reeksen.toewijzen import (
    AFGEWEZEN,
    REDENEN_AFWIJZING,
    meld_start,
    nieuw_traject,
    onderzoek,
    passend,
    volume,
    wijs_toe,
)
from ketentoets.generators.reeksen.verloop import EEN_DAG, VERZOEK, meld_stop, reden_stop
from ketentoets.generators.reeksen.wereld import Proces, Wereld

SNEL, LANGZAAM = (18, 30), (55, 70)
"""In how many days the change is wanted; with room for a request that is looked into first."""


def _vooraf(wereld: Wereld) -> tuple[bool, int]:
    """Whether the municipality looks into it first, and in how many days the change is wanted."""
    eerst = wereld.keuze.ja(30)
    return eerst, wereld.keuze.getal(*(LANGZAAM if eerst else SNEL))


def _vraag(wereld: Wereld, client: Client, gewijzigd: dict[int, Traject], nieuw: list[Traject], tekst: str) -> str:
    """Send a 317 that names all current assignments; its reference."""
    referentie = f"VOW{wereld.nummer('verzoek'):08d}"
    rest = [t for t in client.actueel(wereld.vandaag) if t.nummer not in gewijzigd]
    nummers = {wens.nummer: nummer for nummer, wens in gewijzigd.items()}
    data = berichten.wijzigingsverzoek(client, referentie, rest, list(gewijzigd.values()), nieuw, nummers)
    wereld.stuur("317", client.aanbieder, data, tekst, (client.bsn,))
    return referentie


def _wacht(wereld: Wereld, client: Client, referentie: str, eerst: bool, tot: timedelta) -> Proces:
    dag = wereld.vandaag
    yield wereld.binnen("wijzigingsverzoek")
    if eerst:
        yield from onderzoek(wereld, client, [referentie], dag, dag + tot)


def _gewenst(wereld: Wereld, traject: Traject, over: int) -> Traject:
    """The same care in another volume, as an assignment of its own (OP033x1, OP257)."""
    dag = wereld.vandaag + timedelta(days=over)
    anders = volume(wereld, traject.eenheid, traject.frequentie)
    return replace(
        traject, nummer=wereld.nummer("toewijzing", 100_001), ingang=dag, volume=anders + (anders == traject.volume),
        reden="", leveringen=[], regels=[], later=[],
    )  # fmt: skip


def _wijzigbaar(client: Client) -> list[Traject]:
    """Running care with a volume that may change from some day on."""
    return [t for t in client.gestart() if t.frequentie != TOTAAL]


def kan_wijzigen(wereld: Wereld, client: Client) -> bool:
    """Whether the volume of running care can be changed by a 317."""
    return mag_wijzigen(wereld, client) and bool(_wijzigbaar(client))


def mag_wijzigen(wereld: Wereld, _client: Client) -> bool:
    """Whether the region uses the 317 already."""
    return wereld.vandaag >= wereld.afspraken.wijzigen_vanaf


def kan_erbij(wereld: Wereld, client: Client) -> bool:
    """Whether there is a product that can be added."""
    return mag_wijzigen(wereld, client) and bool(
        passend(wereld, client, wereld.vandaag, client.actueel(wereld.vandaag))
    )


def vow_gewijzigd(wereld: Wereld, client: Client) -> Proces:
    """Another volume: the old assignment ends, a new one begins the day after."""
    eerst, over = _vooraf(wereld)
    oud = wereld.keuze.kies(_wijzigbaar(client))
    wens = _gewenst(wereld, oud, over)
    referentie = _vraag(wereld, client, {oud.nummer: wens}, [], _("verzoek om een ander volume"))
    yield from _wacht(wereld, client, referentie, eerst, timedelta(days=over - 8))
    oud.eind, oud.reden = wens.ingang - EEN_DAG, VERZOEK.wijziging
    _honoreer(wereld, client, referentie, [oud], wens)
    yield wereld.op(wens.ingang)
    yield wereld.binnen_na(oud.eind, "stop")
    levering = oud.lopend
    if levering:
        meld_stop(wereld, client, [(oud, levering)], reden_stop(wereld, VERZOEK), oud.eind, VERZOEK.tekst)
    meld_start(wereld, client, [wens], wens.ingang, _("start van de gewijzigde zorg gemeld"))


def vow_nieuw(wereld: Wereld, client: Client) -> Proces:
    """A product more; what is there stays unchanged."""
    eerst, over = _vooraf(wereld)
    actueel = client.actueel(wereld.vandaag)
    dag = wereld.vandaag + timedelta(days=over)
    nieuw = nieuw_traject(wereld, client, dag, max(t.eind for t in actueel) + timedelta(days=over), actueel)
    if nieuw is None:
        return
    referentie = _vraag(wereld, client, {}, [nieuw], _("verzoek om een product erbij"))
    yield from _wacht(wereld, client, referentie, eerst, timedelta(days=over - 8))
    _honoreer(wereld, client, referentie, [], nieuw)
    yield wereld.op(dag)
    yield wereld.binnen_na(dag, "start")
    meld_start(wereld, client, [nieuw], dag, _("start van de nieuwe zorg gemeld"))


def _honoreer(wereld: Wereld, client: Client, referentie: str, gewijzigd: list[Traject], nieuw: Traject) -> None:
    """A 301 with the reference of the request in every assignment (IV093-IV097)."""
    alle = {t.nummer: referentie for t in [*client.actueel(wereld.vandaag), nieuw]}
    wijs_toe(wereld, client, gewijzigd, _("het wijzigingsverzoek wordt gehonoreerd"), alle, (nieuw,))


def vow_afgewezen(wereld: Wereld, client: Client) -> Proces:
    """A request for change that is refused: all stays as it was."""
    eerst, over = _vooraf(wereld)
    oud = wereld.keuze.kies(_wijzigbaar(client))
    wens = _gewenst(wereld, oud, over)
    referentie = _vraag(wereld, client, {oud.nummer: wens}, [], _("verzoek om een ander volume"))
    yield from _wacht(wereld, client, referentie, eerst, timedelta(days=over - 8))
    data = berichten.antwoord(referentie, AFGEWEZEN, wereld.keuze.kies(REDENEN_AFWIJZING))
    wereld.stuur("319", client.aanbieder, data, _("het wijzigingsverzoek wordt afgewezen"), (client.bsn,))
