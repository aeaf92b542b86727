"""What is known after a row of messages: assignments, starts and stops, requests, claims.

`Administratie` folds messages in the order in which they became known. A message that was
refused leaves no trace but its identification; one refused at level 2 not even that, because it
counts as not sent (OP286). One `Administratie` holds one legal domain (iJw or iWmo).
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from ketentoets.core.message import Bericht, Node
from ketentoets.schemas.declaratieboek import Declaratieboek
from ketentoets.schemas.messages import RETOUR_VAN
from ketentoets.schemas.rules.feiten import (
    AFGEWEZEN,
    FACTUREN,
    GOEDGEKEURD,
    IN_ONDERZOEK,
    NEUTRAAL,
    TOEGEWEZEN,
    Declaratie,
    GevraagdProduct,
    Melding,
    Prestatie,
    Toewijzing,
    Verzoek,
    bedrag,
    is_geweigerd,
    lees_declaratie,
    lees_factuur,
    lees_melding,
    lees_prestaties,
    lees_toewijzing,
    lees_verzoeken,
    partijen,
    retourcodes,
)

__all__ = [
    "Administratie",
    "Declaratie",
    "GevraagdProduct",
    "Melding",
    "Prestatie",
    "Toewijzing",
    "Verzoek",
]

HEEN_VAN = {answer: forward for forward, answer in RETOUR_VAN.items()} | {"325": "323"}
"""The forward message that each answer answers."""


@dataclass
class _Ingang:
    bericht: Bericht
    antwoord: Bericht | None


class Administratie:
    """The state of the chain; built by `verwerk`, asked by the rules."""

    def __init__(self) -> None:
        self._ingangen: list[_Ingang] = []
        self._antwoorden: set[tuple[str, str, str]] = set()
        self._leeg()

    def _leeg(self) -> None:
        self.gezien: set[tuple[str, str, str]] = set(self._antwoorden)
        self.clienten: set[tuple[str, str]] = set()
        self.toewijzingen: dict[tuple[str, str], Toewijzing] = {}
        self.meldingen: dict[tuple[str, str], list[Melding]] = defaultdict(list)
        self.verzoeken: list[Verzoek] = []
        self.geboren: dict[tuple[str, str], str] = {}
        self._van_client: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.declaraties, self.facturen = Declaratieboek(), Declaratieboek()
        """The claims by 323, and those by 303."""

    def verwerk(self, bericht: Bericht, antwoord: Bericht | None = None) -> None:
        """Fold a message, given the return message or 325 it got, if that is known already."""
        if bericht.soort in HEEN_VAN:
            self.verwerk_antwoord(bericht)
            return
        ingang = _Ingang(bericht, antwoord)
        self._ingangen.append(ingang)
        self._vouw(ingang)

    def verwerk_antwoord(self, antwoord: Bericht) -> bool:
        """Fold an answer that came later, instead of the one it had; False when its forward message is unknown."""
        if antwoord.soort == "325":
            self._antwoorden.add(_wie(antwoord))
            self.gezien.add(_wie(antwoord))
        ingang = self._heen(antwoord)
        if ingang is None:
            return False
        instead = ingang.antwoord is not None
        ingang.antwoord = antwoord
        if instead or antwoord.soort in {"304", "325"} or is_geweigerd(antwoord):
            self._leeg()
            for known in self._ingangen:
                self._vouw(known)
        return True

    def _heen(self, antwoord: Bericht) -> _Ingang | None:
        if antwoord.soort == "304":
            return self._passend(("303", partijen(antwoord)[1], antwoord.identificatie))
        claim = antwoord.soort == "325"
        sender = antwoord.root.get("Header/Ontvanger" if claim else "Header/Afzender")
        name = "DeclaratieIdentificatie" if claim else "BerichtIdentificatie"
        return self._passend((HEEN_VAN[antwoord.soort], sender, antwoord.root.get(f"Header/{name}/Identificatie")))

    def _passend(self, wanted: tuple[str, str, str]) -> _Ingang | None:
        """Of several messages under one identification the first that waits, else the last."""
        matching = [i for i in self._ingangen if _wie(i.bericht) == wanted]
        waiting = (i for i in matching if i.antwoord is None)
        return next(waiting, matching[-1] if matching else None)

    def _vouw(self, ingang: _Ingang) -> None:
        bericht, antwoord = ingang.bericht, ingang.antwoord
        if antwoord is not None and antwoord.soort == "325":
            self.gezien.add(_wie(antwoord))
        if antwoord is not None and "0001" in retourcodes(antwoord):
            return
        self.gezien.add(_wie(bericht))
        if bericht.soort in {"303", "323"}:
            self._declaratie(bericht, antwoord)
        elif not is_geweigerd(antwoord):
            fold = {
                "301": self._toewijzing,
                "305": self._melding,
                "307": self._melding,
                "315": self._verzoek,
                "317": self._verzoek,
                "319": self._antwoord,
            }.get(bericht.soort)
            if fold:
                fold(bericht)

    def _toewijzing(self, bericht: Bericht) -> None:
        for node in bericht.root.every("ToegewezenProduct"):
            new = lees_toewijzing(bericht, node)
            self.clienten.add((new.gemeente, new.bsn))
            partly = bericht.root.get("Client/Geboortedatum/DatumGebruik")
            self.geboren[new.gemeente, new.bsn] = "" if partly else bericht.root.get("Client/Geboortedatum/Datum")
            self._van_client[new.gemeente, new.bsn].add(new.sleutel)
            old = self.toewijzingen.get((new.gemeente, new.sleutel))
            self.toewijzingen[new.gemeente, new.sleutel] = old.met(new) if old else new
            request = self.verzoek(new.aanbieder, new.referentie)
            if request:
                request.status = TOEGEWEZEN

    def _melding(self, bericht: Bericht) -> None:
        names = ("StartProducten/StartProduct", "StopProducten/StopProduct")
        nodes = [node for name in names for node in bericht.root.all(f"Client/{name}")]
        for node in sorted(nodes, key=lambda n: n.get("StatusAanlevering") != "3"):
            report = lees_melding(bericht, node)
            if node.get("StatusAanlevering") != "3":
                self.meldingen[report.gemeente, report.nummer].append(report)
            elif known := self.gelijke_melding(report, bericht.release):
                known.verwijderd = True

    def _verzoek(self, bericht: Bericht) -> None:
        self.verzoeken.extend(lees_verzoeken(bericht))

    def _antwoord(self, bericht: Bericht) -> None:
        request = self.verzoek(partijen(bericht)[1], bericht.root.get("Antwoord/ReferentieAanbieder"))
        if request:
            answer = bericht.root.get("Antwoord/VerzoekAntwoord")
            request.antwoorden.append(answer)
            request.status = AFGEWEZEN if answer == "1" else IN_ONDERZOEK

    def _declaratie(self, bericht: Bericht, antwoord: Bericht | None) -> None:
        factuur = bericht.soort == "303"
        claim = lees_factuur(bericht) if factuur else lees_declaratie(bericht)
        if antwoord is not None:
            (_beslis_factuur if factuur else _beslis)(claim, antwoord)
        (self.facturen if factuur else self.declaraties).boek(claim)

    def toewijzing(self, gemeente: str, nummer: str) -> Toewijzing | None:
        """The current version of an assignment."""
        return self.toewijzingen.get((gemeente, nummer))

    def van_client(self, gemeente: str, bsn: str) -> list[Toewijzing]:
        """All that a municipality ever assigned to a client, in their current versions."""
        known = (self.toewijzingen[gemeente, key] for key in sorted(self._van_client.get((gemeente, bsn), ())))
        return [assignment for assignment in known if assignment.bsn == bsn]

    def actuele_toewijzingen(self, bsn: str, aanbieder: str, dag: date) -> list[Toewijzing]:
        """What is assigned on `dag` or will be later, without deleted assignments."""
        mine = (t for t in self.toewijzingen.values() if (t.bsn, t.aanbieder) == (bsn, aanbieder))
        return [t for t in mine if not t.verwijderd and (t.einddatum is None or t.einddatum >= dag)]

    def debetregels(self, gemeente: str, nummer: str) -> list[Prestatie]:
        """The debit lines on an assignment, by 303 or 323, that were neither refused nor credited."""
        return [*self.facturen.debetregels(gemeente, nummer), *self.declaraties.debetregels(gemeente, nummer)]

    def kent_client(self, gemeente: str, bsn: str) -> bool:
        """Whether the municipality ever assigned anything to this client (TR304)."""
        return (gemeente, bsn) in self.clienten

    def gelijke_melding(self, melding: Melding, release: str) -> Melding | None:
        """The last start or stop with the same key that was not deleted."""
        key = melding.sleutel(release)
        for known in reversed(self.meldingen.get((melding.gemeente, melding.nummer), [])):
            if known.soort == melding.soort and not known.verwijderd and known.sleutel(release) == key:
                return known
        return None

    def actuele_start(self, gemeente: str, nummer: str) -> Melding | None:
        """The start of an assignment that was neither deleted nor stopped."""
        current: Melding | None = None
        for report in self.meldingen.get((gemeente, nummer), []):
            if report.verwijderd:
                continue
            if report.soort == "start":
                current = report
            elif current and report.begindatum == current.begindatum:
                current = None
        return current

    def stops(self, start: Melding) -> list[Melding]:
        """The stops, not deleted, with the Begindatum, assignment and client of a start or stop."""
        known = self.meldingen.get((start.gemeente, start.nummer), [])
        same = (m for m in known if (m.bsn, m.begindatum) == (start.bsn, start.begindatum))
        return [m for m in same if m.soort == "stop" and not m.verwijderd]

    def verzoek(self, aanbieder: str, referentie: str) -> Verzoek | None:
        """The last request of a provider under this ReferentieAanbieder."""
        mine = [v for v in self.verzoeken if (v.aanbieder, v.referentie) == (aanbieder, referentie)]
        return mine[-1] if mine else None

    def open_verzoek(self, gemeente: str, bsn: str, aanbieder: str) -> Verzoek | None:
        """A request for this client that still waits for a decision."""
        wanted = (gemeente, bsn, aanbieder)
        return next((v for v in self.verzoeken if v.loopt and (v.gemeente, v.bsn, v.aanbieder) == wanted), None)

    def toegewezen_op(self, aanbieder: str, referentie: str) -> Toewijzing | None:
        """An assignment, in any version, that carries this ReferentieAanbieder."""
        for last in self.toewijzingen.values():
            for version in (*last.eerdere, last):
                if referentie and (version.aanbieder, version.referentie) == (aanbieder, referentie):
                    return version
        return None


def _wie(bericht: Bericht) -> tuple[str, str, str]:
    name = "Aanbieder" if bericht.soort in FACTUREN else "Afzender"
    return (bericht.soort, bericht.root.get(f"Header/{name}"), bericht.identificatie)


def _beslis_factuur(claim: Declaratie, antwoord: Bericht) -> None:
    """What a 304 says: a code in the Header refuses all; a line is refused when nothing is awarded of it."""
    header = [n.text for n in antwoord.root.all("Header/RetourCodes/RetourCode")]
    refused = any(code not in {"0200", "8001"} for code in header)
    granted = {
        (line.bsn, line.referentie, line.credit): bedrag(node, "ToegekendeBedragPrestatie/ToegekendBedrag")
        for node, line in lees_prestaties(antwoord)
    }
    claim.status = AFGEWEZEN if refused else GOEDGEKEURD
    for line in claim.prestaties:
        awarded = granted.get((line.bsn, line.referentie, line.credit), line.bedrag)
        line.status = AFGEWEZEN if refused or (line.bedrag and not awarded) else GOEDGEKEURD


def _beslis(claim: Declaratie, antwoord: Bericht) -> None:
    header = [n.text for n in antwoord.root.all("Header/RetourCodes/RetourCode")]
    whole = [n.text for n in antwoord.root.all("DeclaratieAntwoord/RetourCodes/RetourCode")]
    refused = any(code not in {"0200", "8001"} for code in (*header, *whole))
    lines = lees_prestaties(antwoord)
    returned = [(line.bsn, line.referentie, line.credit) for node, line in lines if _wijst_af(node)]
    claim.status = AFGEWEZEN if refused else GOEDGEKEURD
    for line in claim.prestaties:
        back = refused or (line.bsn, line.referentie, line.credit) in returned
        line.status = AFGEWEZEN if back else GOEDGEKEURD


def _wijst_af(node: Node) -> bool:
    """Whether a line that comes back is refused: it, or its client, has a code that says so."""
    lines = node.parent()
    client = lines.parent() if lines else None
    around = {code.text for code in client.all("RetourCodes/RetourCode")} if client else set()
    return {code.text for code in node.all("RetourCodes/RetourCode")} != {"0200"} or bool(around - NEUTRAAL)
