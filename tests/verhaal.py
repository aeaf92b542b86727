"""Journals made by hand: a scenario as a list of events, with messages from the schema writer."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from voorbeelden import voorbeeld

from ketentoets.core.calendar import at
from ketentoets.core.journal import Event
from ketentoets.core.message import parse
from ketentoets.core.record import ScenarioRecord
from ketentoets.fixtures.lader import laad_profiel
from ketentoets.schemas.standaard import afzender, berichtcode, heen_van
from ketentoets.schemas.writer import write, xsd_versie
from ketentoets.session.berichten import Ketenbericht
from ketentoets.session.judge import oordeel_scenario
from ketentoets.session.verplichtingen import Verplichtingen
from ketentoets.session.verwachtingen import Verwachting
from ketentoets.transports.base import Rol

PROFIEL = laad_profiel("alkmaar")
RELEASE = "3.0"
VANDAAG = date(2021, 3, 1)
NU = at(VANDAAG)

_PRODUCT = "Client/ToegewezenProducten/ToegewezenProduct"
_VERZOEK = "Client/AangevraagdeProducten/AangevraagdProduct"
_NETJES: dict[str, dict[str, Any]] = {
    "301": {
        "Client/Communicatie": None,
        "Client/Commentaar": None,
        "Client/Relaties": None,
        "Client/Contactgegevens": None,
        f"{_PRODUCT}/1": None,
        f"{_PRODUCT}/0/Toewijzingsdatum": VANDAAG,
        f"{_PRODUCT}/0/Budget": None,
        f"{_PRODUCT}/0/ReferentieAanbieder": None,
        f"{_PRODUCT}/0/RedenWijziging": None,
    },
    "315": {
        "Client/AangevraagdeProducten/AangevraagdProduct/0/Verwijzer": {"Type": "02", "ZorgverlenerCode": "01023456"}
    },
    "319": {"Antwoord/RedenAfwijzingVerzoek": "1", "Antwoord/Woonplaatsbeginsel": None},
}
"""What the examples, which show every element, hold against the rules of levels 2 and 4."""


def anders(data: dict[str, Any], velden: dict[str, Any]) -> dict[str, Any]:
    """The content with other values at 'Client/Bsn'; None takes an element away, a number is an index."""
    for pad, waarde in velden.items():
        *boven, naam = pad.split("/")
        plek: Any = data
        for stap in boven:
            plek = plek[int(stap) if stap.isdigit() else stap]
        plek[int(naam) if isinstance(plek, list) else naam] = waarde
    return data


def xml(soort: str, velden: dict[str, Any] | None = None, ident: str = "", dag: date = VANDAAG) -> bytes:
    """The example message of a day, with other values."""
    data = voorbeeld(soort, RELEASE)
    data["Header"]["BerichtIdentificatie"] = {"Identificatie": ident or f"B{soort}", "Dagtekening": dag}
    data = anders(data, _NETJES.get(soort, {}) | (velden or {}))
    return write("ijw", RELEASE, soort, data)


def retour(heen: bytes, dag: date, *codes: str) -> bytes:
    """The return message with just a Header: without codes everything was in good order."""
    bericht = parse(heen)
    soort = str(int(bericht.soort) + 1)
    data = bericht.root.as_data()["Header"]
    data |= {
        "BerichtCode": berichtcode("ijw", soort),
        "IdentificatieRetour": f"R-{bericht.identificatie}",
        "DagtekeningRetour": dag,
        "XsdVersieRetour": xsd_versie("ijw", RELEASE),
        "XsltVersie": "1.0.0",
        "RetourCodes": {"RetourCode": list(codes)} if codes else None,
    }
    return write("ijw", RELEASE, soort, {"Header": data})


@dataclass
class Verhaal:
    """Events of one scenario in the making."""

    sut: Rol = Rol.GEMEENTE
    regels: tuple[str, ...] = ()
    nu: datetime = NU
    events: list[Event] = field(default_factory=list)
    ids: int = 0

    def __post_init__(self) -> None:
        self.noteer("run")
        self.noteer("scenario", id="s/een", naam="Een", proces="Proces", rol=str(self.sut), bron=["SAP 1"],
                    regels=list(self.regels), soorten=[], standaard=f"ijw-{RELEASE}", clienten=[])  # fmt: skip

    def noteer(self, soort: str, **data: Any) -> Event:
        """Add a line."""
        event = Event(len(self.events), soort, self.nu, data)
        self.events.append(event)
        return event

    def bericht(
        self,
        raw: bytes,
        op: datetime | None = None,
        *,
        uitkomst: str = "aangenomen",
        reden: str = "",
        opgehaald: datetime | None = None,
        mutatie: dict[str, Any] | None = None,
        van: Rol | None = None,
        gemaskeerd: int = 0,
        soort: str = "",
    ) -> Event:
        """A message that stood ready at `op`, and what its receiver said; '' leaves the delivery out."""
        self.nu = opgehaald or op or self.nu
        soort = soort or parse(raw).soort
        wie = van or _stuurt(soort)
        self.ids += 1
        ident = str(UUID(int=self.ids))
        event = self.noteer(
            "bericht", id=ident, van=str(wie), naar=str(wie.ander), bericht=soort,
            beschikbaar=(op or self.nu).isoformat(), opgegeven=(op or self.nu).isoformat(),
            ontvangen=self.nu.isoformat(), xml=raw.decode(), sha256="", gemaskeerd=gemaskeerd, mutatie=mutatie or {},
        )  # fmt: skip
        if uitkomst:
            self.noteer("aflevering", id=ident, uitkomst=uitkomst, reden=reden)
        return event

    def opdracht(self, rol: Rol, naam: str, uitkomst: str = "aangenomen", *, proef: bool = False, **g: Any) -> Event:
        """An order."""
        return self.noteer("opdracht", partij=str(rol), naam=naam, gegevens=g, uitkomst=uitkomst, reden="", proef=proef)

    def verwacht(self, verwachting: Verwachting) -> Event:
        """An expectation."""
        return self.noteer("verwachting", verwachting=verwachting.as_dict())

    def einde(self, op: datetime | None = None) -> "Verhaal":
        """The end of the scenario."""
        self.nu = op or self.nu
        self.noteer("einde")
        return self

    def boek(self, modus: str = "virtueel") -> Verplichtingen:
        """The obligations that follow."""
        boek = Verplichtingen(PROFIEL, modus)
        for event in self.events:
            boek.volg(event)
        return boek

    def berichten(self) -> list[Ketenbericht]:
        """The messages so far."""
        return [Ketenbericht.uit(e) for e in self.events if e.soort == "bericht"]

    def oordeel(self, modus: str = "virtueel") -> ScenarioRecord:
        """What the judge says of it."""
        return oordeel_scenario(self.events[1:], PROFIEL, modus)


def _stuurt(soort: str) -> Rol:
    rol = Rol(afzender(heen_van(soort) or soort))
    return rol.ander if heen_van(soort) else rol
