from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import TypeVar

import pytest
from dateutil.easter import easter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ketentoets.cli.valideren import Opties, valideer
from ketentoets.core.calendar import day_text
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.message import Bericht, Node, parse
from ketentoets.core.perioden import Periode, maand, vierweken
from ketentoets.fixtures.lader import laad_profiel
from ketentoets.generators.reeksen import Afspraken, Reeks, Stap, afspraken_voor, gebeurtenissen, maak, maak_vele
from ketentoets.generators.reeksen.afspraken import Prijs
from ketentoets.schemas.administratie import HEEN_VAN, Administratie
from ketentoets.schemas.rules.context import Contract, Tarief
from ketentoets.schemas.standaard import standaarden
from ketentoets.session.validatie import NIET_GETOETST, Stuk, Validatie, op_volgorde

T = TypeVar("T")
PER_FAMILIE = 102
"""How many histories of the releases with the 303, and of those with the 323."""


def contract(afspraken: Afspraken) -> Contract:
    """The agreements as the rules know them, with the rate of period 13 of 2020 before the ordinary ones."""
    p13 = vierweken(2020, 13)
    rates = [
        Tarief(p.code, t.eenheid, (64 * t.eurocent + 28) // 56, p13.begin, p13.eind)
        for p in afspraken.producten
        for t in p.prijzen
        if p.frequenties == ("3",)
    ]
    rates += [Tarief(p.code, t.eenheid, t.eurocent, t.van, t.tot) for p in afspraken.producten for t in p.prijzen]
    return Contract(tuple(rates), {p.code: p.categorie for p in afspraken.producten})


REGIO = {naam: afspraken_voor(naam) for naam in standaarden()}


def bevindingen(reeks: Reeks, afspraken: Afspraken, zonder: str = "") -> list[tuple[str, str]]:
    """(message, rule) of everything that validating the history finds; `zonder` leaves out a message."""
    stukken = [Stuk(naam, xml) for naam, xml in reeks.bestanden() if naam != zonder]
    validatie = Validatie(reeks.tot, contract(afspraken), geschiedenis=True)
    found = [validatie.toets(stuk) for stuk in op_volgorde(stukken)]
    return [(g.bestand, f.regel) for g in found for f in g.bevindingen if f.soort != NIET_GETOETST]


def opzettelijk(reeks: Reeks) -> list[tuple[str, str]]:
    """(message, rule) of the rules a history breaks on purpose, where they are built in."""
    namen = [naam for naam, _xml in reeks.bestanden()]
    paren = zip(namen, reeks.stappen, strict=True)
    return [(naam, regel) for naam, stap in paren for regel in stap.verwacht]


def gelezen(reeks: Reeks) -> list[tuple[Stap, Bericht]]:
    return [(stap, parse(stap.xml)) for stap in reeks.stappen]


# Every event of every release, in histories that are right.


def _gevallen() -> list[tuple[str, int, str]]:
    """Every event of both families in turn, over their releases and domains."""
    cases = []
    for familie in (False, True):
        namen = [naam for naam in standaarden() if (naam.split("-")[1] >= "3.0") == familie]
        events = gebeurtenissen(namen[-1])
        for n in range(PER_FAMILIE):
            cases.append((namen[(n + n // len(events)) % len(namen)], n, events[n % len(events)]))
    return cases


GEVALLEN = _gevallen()
_EINDE = {"ijw": "31", "iwmo": "19"}
_VERHUISD = {"ijw": "35", "iwmo": "31"}


def bewijs(naam: str, domein: str, release: str) -> list[tuple[str, str, str]]:
    """(message, element, value) that must be in a history with this event; '' is any value."""
    overstap = "38" if release >= "3.1" else "36" if release >= "3.0" else {"ijw": "32", "iwmo": "21"}[domein]
    weg = "13" if release >= "3.1" else "01"
    declaratie = ("323", "325") if release >= "3.0" else ("303", "304")
    return {
        "verzoek": [("315", "Bsn", ""), ("301", "ReferentieAanbieder", "")],
        "verzoek_in_onderzoek": [("319", "VerzoekAntwoord", "2"), ("301", "ReferentieAanbieder", "")],
        "verzoek_deels": [("301", "ReferentieAanbieder", ""), ("319", "VerzoekAntwoord", "1")],
        "verzoek_afgewezen": [("319", "VerzoekAntwoord", "1")],
        "toewijzing": [("301", "Bsn", "")],
        "start": [("305", "StatusAanlevering", "1"), ("306", "IdentificatieRetour", "")],
        "intrekking": [("301", "RedenWijziging", weg)],
        "correctie_start": [("305", "StatusAanlevering", "3")],
        "verwijdering_start": [("305", "StatusAanlevering", "3")],
        "tijdelijke_stop": [("307", "RedenBeeindiging", "20")],
        "hervatting": [("307", "RedenBeeindiging", "20"), ("305", "Bsn", "")],
        "definitieve_stop": [("307", "RedenBeeindiging", "20"), ("307", "RedenBeeindiging", "34|23")],
        "correctie_stop": [("307", "StatusAanlevering", "3" if release >= "3.0" else "2")],
        "verlenging": [("301", "RedenWijziging", "04")],
        "verkorting": [("301", "RedenWijziging", "05"), ("307", "Bsn", "")],
        "voortijdige_stop": [("307", "RedenBeeindiging", "34|23"), ("301", "RedenWijziging", "12|05")],
        "overstap": [("301", "RedenWijziging", "09"), ("307", "RedenBeeindiging", overstap)],
        "verhuizing": [("301", "RedenWijziging", "07"), ("307", "RedenBeeindiging", _VERHUISD[domein])],
        "overlijden": [("307", "RedenBeeindiging", "02"), ("301", "RedenWijziging", "02")],
        "vow_gewijzigd": [("317", "TeWijzigenProduct", ""), ("307", "RedenBeeindiging", "37")],
        "vow_nieuw": [("317", "OngewijzigdProduct", ""), ("317", "NieuwProduct", ""), ("301", "Bsn", "")],
        "vow_afgewezen": [("317", "TeWijzigenProduct", ""), ("319", "RedenAfwijzingVerzoek", "")],
        "volgens_plan": [("307", "RedenBeeindiging", _EINDE[domein])],
        "correctie_declaratie": [(declaratie[0], "VorigReferentieNummer", "")],
        "creditering": [(declaratie[0], "VorigReferentieNummer", "")],
        "nadeclaratie": [(declaratie[0], "ProductPeriode", "")],
        "afgekeurde_regel": [(declaratie[1], "RetourCode", "9321")],
    }[naam]


def heeft(reeks: Reeks, soort: str, element: str, waarde: str) -> bool:
    nodes = [n for stap, b in gelezen(reeks) if stap.soort == soort for n in b.root.every(element)]
    return any(not waarde or n.text in waarde.split("|") for n in nodes)


@pytest.mark.parametrize(("standaard", "zaad", "naam"), GEVALLEN)
def test_every_event_fits_in_a_history_without_a_fault(standaard: str, zaad: int, naam: str) -> None:
    regio, slot = REGIO[standaard], naam == "afgekeurde_regel"
    reeks = maak(standaard, regio, zaad, maanden=12, verplicht=(naam,))
    assert naam in {event for _dag, event, _bsn in reeks.gebeurd}
    for stuk in bewijs(naam, *standaard.split("-")):
        assert heeft(reeks, *stuk), stuk
    found = bevindingen(reeks, regio)
    assert [f for f in found if not slot or f not in opzettelijk(reeks)] == []
    assert bool(opzettelijk(reeks)) == slot
    if standaard >= "ijw-3.0" and standaard.split("-")[1] >= "3.0":
        assert found == opzettelijk(reeks)


def test_the_cases_hold_every_event_of_both_families() -> None:
    for naam in standaarden():
        familie = naam.split("-")[1] >= "3.0"
        tried = {event for std, _zaad, event in GEVALLEN if (std.split("-")[1] >= "3.0") == familie}
        assert set(gebeurtenissen(naam)) <= tried
    for familie in (False, True):
        assert sum((std.split("-")[1] >= "3.0") == familie for std, _zaad, _event in GEVALLEN) >= 100


@pytest.mark.parametrize("zaad", range(3))
def test_a_history_of_the_profile_is_right_in_every_release(zaad: int) -> None:
    profiel = laad_profiel("alkmaar")
    for release in ("3.0", "3.1", "3.2"):
        regio = afspraken_voor(f"ijw-{release}", profiel)
        reeks = maak(f"ijw-{release}", regio, zaad, clienten=2, maanden=9)
        assert reeks.stappen
        assert bevindingen(reeks, regio) == []


def test_the_317_waits_for_the_day_the_region_begins_with_it() -> None:
    regio = afspraken_voor("ijw-3.0", laad_profiel("alkmaar"))
    assert not any(s.soort == "317" for r in maak_vele("ijw-3.0", regio, 1, 4, clienten=3) for s in r.stappen)
    with pytest.raises(ConfigurationError, match="vow_nieuw"):
        maak("ijw-3.0", regio, 1, verplicht=("vow_nieuw",))
    assert maak("ijw-3.2", afspraken_voor("ijw-3.2", laad_profiel("alkmaar")), 1, verplicht=("vow_nieuw",))


def test_a_history_begins_when_something_can_be_delivered() -> None:
    alkmaar = afspraken_voor("ijw-3.0", laad_profiel("alkmaar"))
    assert alkmaar.eerste_dag("3.0") == date(2021, 1, 4)
    assert replace(alkmaar, producten=(replace(alkmaar.producten[0], prijzen=(Prijs("04", 8500, date(2021, 6, 1)),)),)
                   ).eerste_dag("3.0") == date(2021, 6, 1)  # fmt: skip


# The terms, counted here without the calendar of ketentoets.


@cache
def feestdagen(jaar: int) -> set[date]:
    pasen = easter(jaar)
    koning = date(jaar, 4, 27) if date(jaar, 4, 27).weekday() != 6 else date(jaar, 4, 26)
    vast = {date(jaar, 1, 1), koning, date(jaar, 12, 25), date(jaar, 12, 26)}
    return vast | {pasen + timedelta(days=n) for n in (1, 39, 50)} | ({date(jaar, 5, 5)} if jaar % 5 == 0 else set())


def werkdag(dag: date) -> bool:
    return dag.weekday() < 5 and dag not in feestdagen(dag.year)


def werkdagen(van: date, tot: date) -> int:
    """How many working days after `van`, up to and including `tot`."""
    return sum(werkdag(van + timedelta(days=n)) for n in range(1, (tot - van).days + 1))


def sleutel(bericht: Bericht) -> tuple[str, str]:
    return (bericht.root.get("Header/Afzender"), bericht.identificatie)


def te_laat(reeks: Reeks) -> list[str]:
    """Every message of a history that is outside its term, in words."""
    berichten = gelezen(reeks)
    return [
        *_antwoorden(berichten, reeks.tot),
        *_besluiten(berichten, reeks.tot),
        *_meldingen(berichten),
        *(f"{s.nummer} buiten werktijd" for s in reeks.stappen if not werkdag(s.moment.date())),
        *(f"{s.nummer} buiten kantoortijd" for s in reeks.stappen if not 8 <= s.moment.hour < 18),
        *(f"{s.nummer} na het einde" for s in reeks.stappen if s.moment.date() > reeks.tot),
    ]


def _antwoorden(berichten: list[tuple[Stap, Bericht]], tot: date) -> list[str]:
    wrong = []
    for stap, bericht in berichten:
        retour = next((r for r, heen in {**HEEN_VAN, "304": "303"}.items() if heen == stap.soort), None)
        if retour is None:
            continue
        dagen = 10 if stap.soort in {"303", "323"} else 3
        terug = [s for s, b in berichten if s.soort == retour and _beantwoordt(b, bericht)]
        grens = terug[0].moment.date() if terug else tot
        if len(terug) > 1 or werkdagen(stap.moment.date(), grens) > dagen or (terug and terug[0].nummer < stap.nummer):
            wrong.append(f"{stap.nummer} {stap.soort}: {len(terug)} antwoorden, {day_text(grens)}")
    return wrong


def _beantwoordt(antwoord: Bericht, heen: Bericht) -> bool:
    if antwoord.soort == "325":
        claim = antwoord.root.get("Header/DeclaratieIdentificatie/Identificatie")
        return (antwoord.root.get("Header/Ontvanger"), claim) == sleutel(heen)
    if antwoord.soort == "304":
        number = "Header/DeclaratieFactuurIdentificatie/DeclarantFactuurNummer"
        return antwoord.root.get(number) == heen.root.get(number)
    return sleutel(antwoord) == sleutel(heen)


def _besluiten(berichten: list[tuple[Stap, Bericht]], tot: date) -> list[str]:
    wrong = []
    for stap, bericht in berichten:
        if stap.soort not in {"315", "317"}:
            continue
        for ref in {n.text for n in bericht.root.every("ReferentieAanbieder")}:
            over = [(s, b) for s, b in berichten if s.soort in {"301", "319"} and s.nummer > stap.nummer
                    and ref in {n.text for n in b.root.every("ReferentieAanbieder")}]  # fmt: skip
            eerste = over[0][0].moment.date() if over else tot
            onderzoek = bool(over) and over[0][1].root.get("Antwoord/VerzoekAntwoord") == "2"
            laatste = over[1][0].moment.date() if onderzoek and len(over) > 1 else tot
            if werkdagen(stap.moment.date(), eerste) > 5 or len(over) > 1 + onderzoek:
                wrong.append(f"{stap.nummer} {ref}: {len(over)} besluiten, eerste {day_text(eerste)}")
            if onderzoek and (laatste - (bericht.dagtekening or tot)).days > 56:
                wrong.append(f"{stap.nummer} {ref}: besluit pas op {day_text(laatste)}")
    return wrong


def _meldingen(berichten: list[tuple[Stap, Bericht]]) -> list[str]:
    ontvangen: dict[str, datetime] = {}
    gecorrigeerd: set[tuple[str, str]] = set()
    wrong = []
    for stap, bericht in berichten:
        for node in bericht.root.every("ToegewezenProduct"):
            ontvangen.setdefault(node.get("ToewijzingNummer"), stap.moment)
        for node in [*bericht.root.every("StartProduct"), *bericht.root.every("StopProduct")]:
            key = (node.name, node.get("ToewijzingNummer"))
            if node.get("StatusAanlevering") != "1" or stap.soort in {"306", "308"}:
                gecorrigeerd.add(key)
            elif key not in gecorrigeerd and werkdagen(_vanaf(node, ontvangen), stap.moment.date()) > 5:
                wrong.append(f"{stap.nummer} {key}: {day_text(_vanaf(node, ontvangen))}")
    return wrong


def _vanaf(node: Node, ontvangen: dict[str, datetime]) -> date:
    if node.name == "StopProduct":
        return date.fromisoformat(node.get("Einddatum"))
    return max(date.fromisoformat(node.get("Begindatum")), ontvangen[node.get("ToewijzingNummer")].date())


@pytest.mark.parametrize("standaard", standaarden())
def test_all_terms_are_kept(standaard: str) -> None:
    for reeks in maak_vele(standaard, REGIO[standaard], 500, 3, clienten=3):
        assert te_laat(reeks) == []
        assert [s.moment for s in reeks.stappen] == sorted(s.moment for s in reeks.stappen)


def test_a_term_that_is_not_kept_is_seen() -> None:
    """The count of this file fails when the messages come later than they may."""
    reeks = maak("ijw-3.2", None, 3, clienten=2)
    stappen = tuple(
        Stap(**{**vars(s), "moment": s.moment + timedelta(days=21)}) if s.soort in {"302", "305", "325"} else s
        for s in reeks.stappen
    )
    late = te_laat(Reeks(**{**vars(reeks), "stappen": stappen, "tot": reeks.tot + timedelta(days=60)}))
    assert {zin.split()[1].rstrip(":") for zin in late} >= {"301", "323"}


# What is handed over.


def test_the_same_seed_gives_the_same_bytes() -> None:
    for standaard in standaarden():
        een, twee, ander = (maak(standaard, None, zaad, clienten=2) for zaad in (4, 4, 5))
        assert list(een.bestanden()) == list(twee.bestanden())
        assert (een.verhaal(), een.als_json()) == (twee.verhaal(), twee.als_json())
        assert list(een.bestanden()) != list(ander.bestanden())


@pytest.mark.parametrize("standaard", [naam for naam in standaarden() if naam.split("-")[1] >= "3.0"])
def test_the_administration_is_that_of_the_messages(standaard: str) -> None:
    for reeks in maak_vele(standaard, None, 40, 2, clienten=3):
        state = Administratie()
        for _stap, bericht in gelezen(reeks):
            state.verwerk(bericht)
        gemeente = REGIO[standaard].gemeente
        made = {t["nummer"]: t for t in reeks.administratie["toewijzingen"]}
        assert made.keys() == {int(nummer) for _gemeente, nummer in state.toewijzingen}
        for nummer, mine in made.items():
            known = state.toewijzing(gemeente, str(nummer))
            assert known
            assert (str(known.ingangsdatum), str(known.einddatum)) == (mine["ingangsdatum"], mine["einddatum"])
            assert (known.bsn, known.aanbieder, known.verwijderd) == (
                mine["bsn"],
                mine["aanbieder"],
                mine["verwijderd"],
            )
            start = state.actuele_start(gemeente, str(nummer))
            assert (str(start.begindatum) if start else None) == mine["lopend_sinds"]
            lines = {
                (str(p.begindatum), p.volume, p.bedrag) for p in state.declaraties.debetregels(gemeente, str(nummer))
            }
            assert lines == {(r["begin"], r["volume"], r["eurocent"]) for r in mine["gedeclareerd"]}


@pytest.mark.parametrize("standaard", ["ijw-3.0", "iwmo-3.2"])
def test_a_301_holds_all_that_is_current_and_what_ended_is_stopped(standaard: str) -> None:
    """OP087 and OP288, which no rule of the catalogue covers."""
    for reeks in maak_vele(standaard, None, 70, 3, clienten=3):
        state = Administratie()
        for _stap, bericht in gelezen(reeks):
            if bericht.soort == "301" and bericht.dagtekening:
                bsn, aanbieder = bericht.root.get("Client/Bsn"), bericht.root.get("Header/Ontvanger")
                known = state.actuele_toewijzingen(bsn, aanbieder, bericht.dagtekening)
                assert {t.nummer for t in known} <= {n.text for n in bericht.root.every("ToewijzingNummer")}
            state.verwerk(bericht)
        for (gemeente, nummer), t in state.toewijzingen.items():
            if t.einddatum and werkdagen(t.einddatum, reeks.tot) > 5:
                assert state.actuele_start(gemeente, nummer) is None, nummer


def test_many_clients_share_one_claim_per_provider_and_month() -> None:
    regio = REGIO["ijw-3.2"]
    reeks = maak("ijw-3.2", regio, 11, clienten=12, maanden=7, verplicht=("overstap",))
    claims = [(s, b) for s, b in gelezen(reeks) if s.soort == "323"]
    periods = Counter((s.van, b.root.get("Declaratie/DeclaratiePeriode/Begindatum")) for s, b in claims)
    assert max(periods.values()) == 1
    assert {van for van, _period in periods} == set(regio.aanbieders)
    assert max(len(b.root.all("Declaratie/Clienten/Client")) for _s, b in claims) >= 6
    for naam in ("DeclaratieNummer", "ReferentieNummer"):
        values = [n.text for _s, b in claims for n in b.root.every(naam)]
        assert len(values) == len(set(values)) > 1
    heen = [sleutel(b) for s, b in gelezen(reeks) if s.soort not in HEEN_VAN]
    assert len(heen) == len(set(heen))
    assert bevindingen(reeks, regio) == []


def test_period_thirteen_of_2020_is_claimed_with_its_own_rate() -> None:
    """Care per four weeks up to 31-12-2020, as Almere asked for it."""
    periode, found = vierweken(2020, 13), 0
    for reeks in maak_vele("iwmo-2.3", None, 1, 5, begin=date(2020, 8, 3), maanden=7, clienten=3):
        assert bevindingen(reeks, REGIO["iwmo-2.3"]) == []
        for _stap, bericht in gelezen(reeks):
            for node in bericht.root.every("Prestatie"):
                begin = node.date("ProductPeriode/Begindatum")
                assert begin
                assert begin <= date(2020, 12, 31)
                rate = node.int("IngediendeBedragPrestatie/ProductTarief")
                if node.get("ProductCode") == "01A01":
                    continue
                assert rate in ({35001, 118955} if begin >= periode.begin else {30626, 104086})
                found += begin >= periode.begin
    assert found


@pytest.mark.parametrize(("standaard", "maak_periode", "n"), [("iwmo-2.3", vierweken, 13), ("ijw-2.3", maand, 12)])
def test_a_303_is_about_one_period_of_the_region(
    standaard: str, maak_periode: Callable[[int, int], Periode], n: int
) -> None:
    known = {(p.begin, p.eind) for jaar in (2019, 2020) for m in range(1, n + 1) if (p := maak_periode(jaar, m))}
    periods = {
        (node.date("Begindatum"), node.date("Einddatum"))
        for reeks in maak_vele(standaard, None, 1, 4)
        for stap, bericht in gelezen(reeks)
        if stap.soort == "303"
        for node in bericht.root.every("DeclaratiePeriode")
    }
    assert periods
    assert periods <= known


def test_a_folder_with_a_history_passes_valideer(tmp_path, capsys) -> None:
    reeks = maak("iwmo-3.2", None, 2, clienten=3, verplicht=("correctie_declaratie",))
    for naam, inhoud in [*reeks.bestanden(), *reeks.bijlagen()]:
        (tmp_path / naam).write_bytes(inhoud)
    assert valideer([str(tmp_path)], Opties(op=reeks.tot)) == 0, capsys.readouterr().out


def test_the_story_names_every_message() -> None:
    reeks = maak("ijw-3.2", None, 5, verplicht=("tijdelijke_stop", "overlijden"))
    lines = reeks.verhaal().splitlines()
    assert len(lines) == len(reeks.stappen) + 1
    assert any("tijdelijke stop gemeld" in line for line in lines)
    assert any("de client is overleden" in line for line in lines)


# Broken on purpose.


@pytest.mark.parametrize(
    ("standaard", "naam", "weg", "regels"),
    [
        ("ijw-3.2", "tijdelijke_stop", "305", {"TR382"}),
        ("iwmo-3.0", "voortijdige_stop", "305", {"TR382"}),
        ("ijw-3.1", "start", "301", {"TR019"}),
        ("ijw-3.2", "hervatting", "307", {"TR326"}),
        ("iwmo-3.2", "verzoek", "315", {"TR379"}),
    ],
)
def test_a_message_left_out_of_a_history_is_found(standaard: str, naam: str, weg: str, regels: set[str]) -> None:
    reeks = maak(standaard, None, 8, verplicht=(naam,))
    zonder = next(n for n, _xml in reeks.bestanden() if n.endswith(f"{weg}.xml"))
    assert regels <= {regel for _bestand, regel in bevindingen(reeks, REGIO[standaard], zonder)}


# Wrong use.


def test_wrong_use_is_explained() -> None:
    with pytest.raises(ConfigurationError, match=r"bestaat niet in ijw-3\.2; kies uit verzoek"):
        maak("ijw-3.2", None, 1, verplicht=("vakantie",))
    with pytest.raises(ConfigurationError, match="kies meer clienten"):
        maak("ijw-3.2", None, 1, verplicht=("overlijden", "verhuizing"))
    with pytest.raises(ConfigurationError, match="Kies meer maanden"):
        maak("ijw-3.2", None, 1, maanden=1, verplicht=("hervatting",))
    with pytest.raises(ConfigurationError, match=r"kies voor iwmo-3\.2 een ander profiel"):
        afspraken_voor("iwmo-3.2", laad_profiel("alkmaar"))
    with pytest.raises(ConfigurationError, match="geen product met een tarief op 01-05-2019"):
        maak("ijw-2.3", afspraken_voor("ijw-2.3", laad_profiel("alkmaar")), 1, begin=date(2019, 5, 1))


# Choices by Hypothesis instead of a seed.


class Getrokken:
    """Choices that Hypothesis draws, and shrinks."""

    def __init__(self, data: st.DataObject) -> None:
        self.data = data

    def getal(self, lo: int, hi: int) -> int:
        return self.data.draw(st.integers(lo, hi))

    def kies(self, opties: Sequence[T]) -> T:
        return opties[self.getal(0, len(opties) - 1)]

    def ja(self, kans: int) -> bool:
        return self.getal(0, 99) >= 100 - kans


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data(), st.sampled_from(standaarden()))
def test_any_choices_give_a_history_without_a_fault(data: st.DataObject, standaard: str) -> None:
    regio = REGIO[standaard]
    reeks = maak(standaard, regio, 1, maanden=6, keuze=Getrokken(data))
    assert bevindingen(reeks, regio) == []
    assert te_laat(reeks) == []
