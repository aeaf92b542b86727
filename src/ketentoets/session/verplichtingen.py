"""Obligations: what a message or an order makes somebody owe, and until when.

Pure bookkeeping over journal events: a matching message fulfils an obligation, the clock breaks it.
The same events always give the same obligations, live and when a journal is judged again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from ketentoets.core.calendar import AMSTERDAM, Due, Term, at, due, end_of
from ketentoets.core.journal import Event
from ketentoets.core.message import Node, berichtnaam
from ketentoets.core.taal import _
from ketentoets.fixtures.profiel import Profiel, Termijn
from ketentoets.fixtures.termijnen import AlgemeneTermijn
from ketentoets.schemas.standaard import heen_van, retour_van
from ketentoets.session.berichten import (
    PRODUCT,
    START,
    STOP,
    VERZOEK,
    Eis,
    Ketenbericht,
    Zoek,
    is_,
    is_afkeurend,
    leeg,
    retour_op,
)
from ketentoets.transports.base import Rol

IN_ONDERZOEK = "2"
DEFINITIEF_AFGEWEZEN = "1"


@dataclass
class Verplichting:
    """Somebody owes a message: who, which (any of `zoek`), until when, by which rule.

    `te_laat_gegeven` says that the order that asks for it came when its term was over already: then `termijn` is
    that of an order. `verzoek` is the ReferentieAanbieder that it decides about, `na_onderzoek` after an investigation.
    """

    wie: Rol
    zoek: tuple[Zoek, ...]
    termijn: Due
    regel: str
    bron: str
    wat: str
    aanleiding: int
    sleutel: str = ""
    vervuld: Ketenbericht | None = None
    vervallen: bool = False
    te_laat_gegeven: bool = False
    verzoek: str = ""
    na_onderzoek: bool = False

    @property
    def open(self) -> bool:
        """Whether the message is still owed."""
        return self.vervuld is None and not self.vervallen

    @property
    def soorten(self) -> tuple[str, ...]:
        """The message types that can fulfil it."""
        return tuple(dict.fromkeys(z.soort for z in self.zoek))


@dataclass
class Verplichtingen:
    """All obligations of one scenario. `modus` is the clock mode: virtueel or berichtdatum."""

    profiel: Profiel
    modus: str = "virtueel"
    alle: list[Verplichting] = field(default_factory=list)
    _berichten: dict[str, Ketenbericht] = field(default_factory=dict)
    _neergelegd: set[str] = field(default_factory=set)

    def volg(self, event: Event) -> None:
        """Take in the next event of the journal."""
        if event.soort == "bericht":
            self._bericht(Ketenbericht.uit(event))
        elif event.soort == "aflevering":
            self._aflevering(self._bezorgd(event), event["uitkomst"])
        elif event.soort == "opdracht" and event["uitkomst"] == "aangenomen" and not event.get("proef"):
            self.alle.extend(_uit_opdracht(self, event))
            if event["naam"] == "beoordeel-verzoek":
                self._besluit_gevraagd(event)

    def _aflevering(self, kb: Ketenbericht, uitkomst: str) -> None:
        """A message that was laid down counts as delivered, unless it is one that must be refused."""
        telt = uitkomst == "aangenomen" or (uitkomst == "neergelegd" and kb.mutatie.get("niveau") != 1)
        if telt and kb.id not in self._neergelegd:
            self._afgeleverd(kb)
        if telt and uitkomst == "neergelegd":
            self._neergelegd.add(kb.id)

    def openstaand(self, wie: Rol) -> list[Verplichting]:
        """What this actor still owes."""
        return [v for v in self.alle if v.open and v.wie is wie]

    def moment(self, kb: Ketenbericht) -> datetime:
        """When a message counts as sent: made available, or its own date in mode berichtdatum."""
        if self.modus != "berichtdatum" or kb.bericht is None:
            return kb.beschikbaar
        root = kb.bericht.root
        retour = root.date("Header/DagtekeningRetour") or root.date("Header/RetourHeader/RetourDagtekening")
        day = retour or kb.bericht.dagtekening
        return at(day, 12) if day else kb.beschikbaar

    def ontvangst(self, kb: Ketenbericht) -> datetime:
        """When a message counts as received (a setting of the profile)."""
        if self.modus == "berichtdatum":
            return self.moment(kb)
        return kb.beschikbaar if self.profiel.ontvangst.waarde == "klaar" else kb.ontvangen

    def _bezorgd(self, event: Event) -> Ketenbericht:
        """The message that was delivered; in real time it stood ready no earlier than that succeeded."""
        kb = self._berichten[event["id"]]
        return replace(kb, beschikbaar=max(kb.beschikbaar, event.tijd)) if self.modus == "werkelijk" else kb

    @property
    def _besluit(self) -> str:
        return _(" of ").join(berichtnaam(self.profiel.domein, soort) for soort in ("301", "319"))

    def termijn(self, start: datetime, termijn: Termijn) -> Due:
        """A term of the profile laid on the calendar."""
        return due(start, termijn.term, self.profiel.kalender)

    def eerder(self, soort: str) -> Iterator[Ketenbericht]:
        """The messages of a type so far, newest first."""
        return (kb for kb in reversed(list(self._berichten.values())) if kb.soort == soort)

    def opdrachttermijn(self, order: Event) -> Due:
        """The term of an order, from the moment it was given."""
        return self.termijn(order.tijd, self.profiel.termijnen.opdracht)

    def _besluit_gevraagd(self, order: Event) -> None:
        """A decision that is asked for after its term gets the term of an order.

        A request itself asks for a decision; only a person who is told late which one it must be had no chance.
        """
        termijn = self.profiel.termijnen.opdracht
        for v in self.openstaand(Rol(order["partij"])):
            te_laat = v.verzoek == order["gegevens"]["referentieAanbieder"] and v.termijn.is_late(order.tijd)
            if te_laat and (v.na_onderzoek or order.get("door") == "mens"):
                v.termijn, v.regel, v.bron = self.opdrachttermijn(order), termijn.regel, termijn.bron
                v.te_laat_gegeven = True

    def _bericht(self, kb: Ketenbericht) -> None:
        self._berichten[kb.id] = kb
        for v in self.alle:
            if v.open and v.wie is kb.van and any(z.past(kb) for z in v.zoek):
                v.vervuld = kb
        heen = heen_van(kb.soort)
        if heen and heen != "303" and kb.root is not None and is_afkeurend(kb.root):
            self._vervalt(kb.van, f"{heen} {kb.root.get('Header/BerichtIdentificatie/Identificatie')}")

    def _vervalt(self, wie: Rol, sleutel: str) -> None:
        for v in self.openstaand(wie):
            v.vervallen = v.sleutel == sleutel

    def _afgeleverd(self, kb: Ketenbericht) -> None:
        if kb.bericht is None:
            return
        t = self.profiel.termijnen
        if kb.soort == "323":
            self._retour(kb, t.declaratie_antwoord, _("een declaratie-antwoord op de declaratie"))
        elif kb.soort == "303":
            self._factuur(kb)
        elif retour_van(kb.soort):
            self._retour(kb, t.retour, _("een retourbericht op {soort}", soort=kb.bericht.naam))
        if kb.soort == "315":
            self._besluiten(kb, t.verzoek)
        elif kb.soort == "317":
            self._besluit_wijziging(kb, t.wijzigingsverzoek)
        elif kb.soort == "319":
            self._onderzoek(kb, t.onderzoek)

    def _retour(self, kb: Ketenbericht, termijn: Termijn, wat: str) -> None:
        assert kb.bericht is not None  # noqa: S101 - callers checked
        self._nieuw(kb.naar, (retour_op(kb.bericht),), self.termijn(self.ontvangst(kb), termijn), termijn, wat, kb.n)

    def _factuur(self, kb: Ketenbericht) -> None:
        """A 304 within the term; claims over several periods that come on one day are parked where that is agreed."""
        assert kb.bericht is not None  # noqa: S101 - callers checked
        termijn = self.profiel.termijnen.antwoord_303
        samen = [v for v in self.alle if v.sleutel == self._opgespaard(kb)]
        anders = [v for v in samen if v.wat != _tijdvak(kb)]
        if self.profiel.declareren.opsparen is not None and anders:
            for v in samen:
                v.vervallen = True
        elif termijn is not None and termijn.eenheid != "maanden":
            tot = due(self.ontvangst(kb), Term(termijn.n, termijn.eenheid), self.profiel.kalender)
            self._nieuw(kb.naar, (retour_op(kb.bericht),), tot, termijn, _tijdvak(kb), kb.n, self._opgespaard(kb))

    def _opgespaard(self, kb: Ketenbericht) -> str:
        return f"303 {self.ontvangst(kb).astimezone(AMSTERDAM):%Y-%m-%d}"

    def _besluiten(self, kb: Ketenbericht, termijn: Termijn) -> None:
        assert kb.root is not None  # noqa: S101 - callers checked
        for product in kb.root.all(VERZOEK):
            ref = product.get("ReferentieAanbieder")
            wat = _("een besluit ({namen}) op verzoek {ref}", namen=self._besluit, ref=ref)
            self._besluit_op(kb, ref, besluit_op(product), termijn, wat)

    def _besluit_wijziging(self, kb: Ketenbericht, termijn: Termijn) -> None:
        assert kb.root is not None  # noqa: S101 - callers checked
        ref = kb.root.get("Client/Verzoek/ReferentieAanbieder")
        wat = _("een besluit ({namen}) op wijzigingsverzoek {ref}", namen=self._besluit, ref=ref)
        self._besluit_op(kb, ref, besluit_op_wijziging(ref), termijn, wat)

    def _besluit_op(self, kb: Ketenbericht, ref: str, zoek: tuple[Zoek, ...], termijn: Termijn, wat: str) -> None:
        tot = self.termijn(self.ontvangst(kb), termijn)
        self._nieuw(kb.naar, zoek, tot, termijn, wat, kb.n, _sleutel(kb)).verzoek = ref

    def _onderzoek(self, kb: Ketenbericht, termijn: Termijn) -> None:
        assert kb.root is not None  # noqa: S101 - callers checked
        if kb.root.get("Antwoord/VerzoekAntwoord") != IN_ONDERZOEK:
            return
        ref = kb.root.get("Antwoord/ReferentieAanbieder")
        found = self._gevraagd(ref)
        if found is None:
            return
        verzoek, beslissend = found
        besluit = tuple(
            Zoek("319", "Antwoord", (*z.kies, is_("VerzoekAntwoord", DEFINITIEF_AFGEWEZEN))) if z.soort == "319" else z
            for z in beslissend
        )
        dagtekening = verzoek.bericht.dagtekening if verzoek.bericht else None
        start = at(dagtekening, 0) if dagtekening else self.ontvangst(verzoek)
        wat = _("het besluit na onderzoek ({namen}) op verzoek {ref}", namen=self._besluit, ref=ref)
        nieuw = self._nieuw(kb.van, besluit, self.termijn(start, termijn), termijn, wat, kb.n)
        nieuw.verzoek, nieuw.na_onderzoek = ref, True

    def _gevraagd(self, ref: str) -> tuple[Ketenbericht, tuple[Zoek, ...]] | None:
        """The request with this reference, for an assignment or for a change, and what settles it."""
        for kb in self.eerder("315"):
            for product in kb.root.all(VERZOEK) if kb.root else []:
                if product.get("ReferentieAanbieder") == ref:
                    return kb, besluit_op(product)
        for kb in self.eerder("317"):
            if kb.root and kb.root.get("Client/Verzoek/ReferentieAanbieder") == ref:
                return kb, besluit_op_wijziging(ref)
        return None

    def _nieuw(
        self,
        wie: Rol,
        zoek: tuple[Zoek, ...],
        tot: Due,
        termijn: AlgemeneTermijn,
        wat: str,
        n: int,
        sleutel: str = "",
    ) -> Verplichting:
        nieuw = Verplichting(wie, zoek, tot, termijn.regel, termijn.bron, wat, n, sleutel)
        self.alle.append(nieuw)
        return nieuw


def _tijdvak(kb: Ketenbericht) -> str:
    periode = "Header/DeclaratieFactuurIdentificatie/DeclaratiePeriode"
    dagen = [kb.root.get(f"{periode}/{naam}") if kb.root else "" for naam in ("Begindatum", "Einddatum")]
    return _("een antwoord (304) op de declaratie over {van} t/m {tot}", van=dagen[0], tot=dagen[1])


def besluit_op(product: Node) -> tuple[Zoek, ...]:
    """What settles a requested product: a 301 or a 319 with its reference.

    A 301 for the same product and start without a reference counts too: it did come, and the rule
    on the reference (TR379) says what is wrong with it.
    """
    ref = product.get("ReferentieAanbieder")
    zonder = (
        leeg("ReferentieAanbieder"),
        is_("Product/Code", product.get("Product/Code")),
        is_("Ingangsdatum", product.get("ToewijzingIngangsdatum")),
    )
    return (
        Zoek("301", PRODUCT, (is_("ReferentieAanbieder", ref),)),
        antwoord_op(ref),
        Zoek("301", PRODUCT, zonder),
    )


def besluit_op_wijziging(ref: str) -> tuple[Zoek, ...]:
    """What settles a request for change as a whole: a 301 or a 319 with its reference."""
    return (Zoek("301", PRODUCT, (is_("ReferentieAanbieder", ref),)), antwoord_op(ref))


def antwoord_op(ref: str) -> Zoek:
    """The 319 with this reference."""
    return Zoek("319", "Antwoord", (is_("ReferentieAanbieder", ref),))


def _sleutel(kb: Ketenbericht) -> str:
    """What a refusal names; an Identificatie is only unique among the messages of one type (TR056)."""
    return f"{kb.soort} {kb.bericht.identificatie if kb.bericht else ''}"


def _uit_opdracht(boek: Verplichtingen, event: Event) -> Iterator[Verplichting]:
    gegevens: dict[str, Any] = event["gegevens"]
    wie = Rol(event["partij"])
    for zoek, eigen, start, wat in _gevolgen(boek, event, event["naam"], gegevens):
        op_tijd = boek.termijn(start, eigen)
        late = op_tijd.is_late(event.tijd)
        termijn, tot = (boek.profiel.termijnen.opdracht, boek.opdrachttermijn(event)) if late else (eigen, op_tijd)
        yield Verplichting(wie, zoek, tot, termijn.regel, termijn.bron, wat, event.n, te_laat_gegeven=late)
    indienen = boek.profiel.termijnen.declaratie_indienen
    if event["naam"] == "declareer" and indienen is not None:
        tijdvak = boek.profiel.tijdvak(str(gegevens["periode"]))
        zoek = (declaratie_over(boek.profiel, str(gegevens["periode"])),)
        if not wordt_ingediend_als(zoek[0].soort, indienen):
            return
        tot = _declaratietermijn(boek, indienen, tijdvak.eind, event.tijd)
        wat = _("de declaratie over {periode}", periode=gegevens["periode"])
        yield Verplichting(wie, zoek, tot, indienen.regel, indienen.bron, wat, event.n)


def wordt_ingediend_als(soort: str, termijn: AlgemeneTermijn) -> bool:
    """Whether a term is about this claim; '303F' is about a 303."""
    return not termijn.voor or any(naam.startswith(soort) for naam in termijn.voor)


def declaratie_over(profiel: Profiel, periode: str) -> Zoek:
    """The claim over a period: a 303 over four weeks or a month of before 2021, else a 323."""
    tijdvak = profiel.tijdvak(periode)
    begin = is_("Begindatum", tijdvak.begin.isoformat())
    if "P" in periode or tijdvak.begin < BEGIN_323:
        pad = "Header/DeclaratieFactuurIdentificatie/DeclaratiePeriode"
        return Zoek("303", pad, (begin,), (is_("Einddatum", tijdvak.eind.isoformat()),))
    return Zoek("323", "Declaratie/DeclaratiePeriode", (begin,))


BEGIN_323 = date(2021, 1, 1)
Gevolg = tuple[tuple[Zoek, ...], Termijn, datetime, str]


def _gevolgen(boek: Verplichtingen, event: Event, naam: str, g: dict[str, Any]) -> Iterator[Gevolg]:
    t = boek.profiel.termijnen
    nummer = is_("ToewijzingNummer", g.get("toewijzingNummer", ""))
    kies: tuple[Eis, ...]
    match naam:
        case "verzoek-om-toewijzing":
            zoek = (Zoek("315", kies=(is_("Client/Bsn", g["bsn"]),)),)
            yield zoek, t.verzoek_indienen, event.tijd, _("het verzoek om toewijzing")
        case "start-zorg":
            kies = (nummer, is_("Begindatum", g["begindatum"]), is_("StatusAanlevering", "1"))
            start, termijn = _start_termijn(boek, g["toewijzingNummer"], date.fromisoformat(g["begindatum"]), event)
            yield (Zoek("305", START, kies),), termijn, start, _("het startbericht")
        case "stop-zorg":
            kies = (nummer, is_("Einddatum", g["einddatum"]), is_("StatusAanlevering", "1"))
            start = max(at(date.fromisoformat(g["einddatum"]), 0), _na_tijdelijke_stop(boek, event, g))
            yield (Zoek("307", STOP, kies),), t.stop, start, _("het stopbericht")
        case "verwijder-start" | "corrigeer-start":
            kies = (nummer, is_("StatusAanlevering", "3"))
            yield (
                (Zoek("305", START, kies),),
                t.opdracht,
                event.tijd,
                _("het startbericht dat de start verwijdert"),
            )
        case "verwijder-stop" | "corrigeer-stop":
            kies = (nummer, is_("StatusAanlevering", "3"))
            yield (
                (Zoek("307", STOP, kies),),
                t.opdracht,
                event.tijd,
                _("het stopbericht dat de stop verwijdert"),
            )
        case "wijs-toe":
            zoek = (Zoek("301", kies=(is_("Client/Bsn", g["bsn"]),)),)
            yield zoek, t.opdracht, event.tijd, _("de toewijzing")
        case "wijzig-toewijzing" | "verwijder-toewijzing":
            zoek = (Zoek("301", PRODUCT, (nummer,)),)
            yield zoek, t.opdracht, event.tijd, _("de gewijzigde toewijzing")
        case _:
            return


def _start_termijn(boek: Verplichtingen, nummer: str, begin: date, order: Event) -> tuple[datetime, Termijn]:
    """A start counts from the start itself, or from receipt of a 301 that came after it (OP271).

    Where the region counts from the 301 alone, an order that comes after that term has one of its own.
    """
    termijnen = boek.profiel.termijnen
    eerste: datetime | None = None
    for kb in boek.eerder("301"):
        if Zoek("301", PRODUCT, (is_("ToewijzingNummer", nummer),)).past(kb):
            eerste = boek.ontvangst(kb)
    if termijnen.start.vanaf == "ontvangst" and eerste is not None:
        op_tijd = boek.termijn(eerste, termijnen.start).moment >= max(order.tijd, at(begin, 0))
        return (eerste, termijnen.start) if op_tijd else (max(order.tijd, at(begin, 0)), termijnen.opdracht)
    if eerste is not None and eerste.astimezone(AMSTERDAM).date() > begin:
        return eerste, termijnen.start
    return at(begin, 0), termijnen.start


def _na_tijdelijke_stop(boek: Verplichtingen, event: Event, g: dict[str, Any]) -> datetime:
    """A definitive stop after a temporary one, without a start between, counts from the day it is known (OP272)."""
    nummer, eerste = is_("ToewijzingNummer", g["toewijzingNummer"]), is_("StatusAanlevering", "1")
    tijdelijk = Zoek("307", STOP, (nummer, eerste, is_("RedenBeeindiging", "20")))
    gestart = next((kb.n for kb in boek.eerder("305") if Zoek("305", START, (nummer, eerste)).past(kb)), -1)
    known = any(tijdelijk.past(kb) for kb in boek.eerder("307") if kb.n > gestart)
    return event.tijd if known and g.get("redenBeeindiging") != "20" else datetime.min.replace(tzinfo=AMSTERDAM)


def _declaratietermijn(boek: Verplichtingen, termijn: AlgemeneTermijn, end: date, nu: datetime) -> Due:
    """The term after the period; months end on the last day of a month (SAP 2.7.1).

    A claim that is ordered late gets five days from now.
    """
    if termijn.eenheid == "maanden":
        last = end + timedelta(days=1) + relativedelta(months=termijn.n, days=-1)
    else:
        last = due(at(end, 0), Term(termijn.n, termijn.eenheid), boek.profiel.kalender).moment.date()
    last = max(last, nu.astimezone(AMSTERDAM).date() + timedelta(days=5))
    return Due(nu, Term((last - nu.date()).days, "dagen"), end_of(last), (last,), ())
