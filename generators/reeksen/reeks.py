"""Making a history, and what is handed over: messages in order, the administration, the story."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from ketentoets.core.calendar import at, moment_text
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.generators.personen import geboren_op, persoon
from ketentoets.generators.reeksen.afspraken import Afspraken, afspraken_voor
from ketentoets.generators.reeksen.declareren import declaraties
from ketentoets.generators.reeksen.keuze import Keuze, Loting
from ketentoets.generators.reeksen.leven import SLOT, leven, mogelijk
from ketentoets.generators.reeksen.stand import GOEDGEKEURD, Client, Traject
from ketentoets.generators.reeksen.toewijzen import eis_producten
from ketentoets.generators.reeksen.wereld import Stap, Wereld
from ketentoets.schemas.releases import PREFIX

MAANDEN = 14
DECLARATIES = ("correctie_declaratie", "creditering", "nadeclaratie", "afgekeurde_regel")
"""Events about claims that can be asked for; the last one starts with a line that breaks TR321 (9321)."""


@dataclass(frozen=True)
class Reeks:
    """A history: its messages in order, the events, and the administration they lead to."""

    standaard: str
    zaad: int
    begin: date
    tot: date
    stappen: tuple[Stap, ...]
    gebeurd: tuple[tuple[date, str, str], ...]
    administratie: dict[str, Any]

    def bestanden(self) -> Iterator[tuple[str, bytes]]:
        """(name, bytes) of every message, in order by name."""
        prefix = PREFIX[self.standaard.partition("-")[0]].upper()
        breedte = max(4, len(str(len(self.stappen))))
        for stap in self.stappen:
            yield f"{stap.nummer:0{breedte}d}-{prefix}{stap.soort}.xml", stap.xml

    def bijlagen(self) -> Iterator[tuple[str, bytes]]:
        """(name, bytes) of the story and the administration; `valideer` leaves these names alone."""
        yield "verhaal.txt", self.verhaal().encode()
        yield "reeks.json", self.als_json().encode()

    def verhaal(self) -> str:
        """The history as people tell it, one line per message, in Dutch."""
        kop = _("Reeks {standaard}, zaad {zaad}: van {begin} tot en met {tot}, {n} berichten",
                standaard=self.standaard, zaad=self.zaad, begin=f"{self.begin:%d-%m-%Y}",
                tot=f"{self.tot:%d-%m-%Y}", n=len(self.stappen))  # fmt: skip
        return "\n".join([kop, *(_zin(stap) for stap in self.stappen), ""])

    def als_json(self) -> str:
        """Events, messages (with checksums) and administration as JSON; the same seed, the same text."""
        berichten = [
            {"bestand": naam, "moment": stap.moment.isoformat(), "van": stap.van, "naar": stap.naar,
             "soort": stap.soort, "gebeurtenis": stap.gebeurtenis, "clienten": stap.clienten,
             "verwacht": stap.verwacht, "sha256": hashlib.sha256(xml).hexdigest()}
            for stap, (naam, xml) in zip(self.stappen, self.bestanden(), strict=True)
        ]  # fmt: skip
        data = {
            "standaard": self.standaard, "zaad": self.zaad, "begin": self.begin.isoformat(),
            "tot": self.tot.isoformat(), "gebeurtenissen": [[d.isoformat(), n, b] for d, n, b in self.gebeurd],
            "berichten": berichten, "administratie": self.administratie,
        }  # fmt: skip
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _zin(stap: Stap) -> str:
    wie = ", ".join(stap.clienten)
    weg = f"{moment_text(stap.moment)}  {stap.van} > {stap.naar}"
    return f"{stap.nummer:4d}  {weg}  {stap.soort}  {stap.gebeurtenis} ({wie})"


def gebeurtenissen(standaard: str) -> tuple[str, ...]:
    """The events that can be asked for in a standard."""
    return (*mogelijk(standaard.partition("-")[2]), *DECLARATIES)


def maak(
    standaard: str,
    afspraken: Afspraken | None = None,
    zaad: int = 1,
    *,
    clienten: int = 1,
    maanden: int = MAANDEN,
    begin: date | None = None,
    verplicht: Sequence[str] = (),
    keuze: Keuze | None = None,
) -> Reeks:
    """Make the history of some clients over some months; the same arguments give the same bytes.

    `standaard` is 'ijw-3.2', `begin` the first day (by default that of the release); `verplicht` names
    events that must take place (see `gebeurtenissen`). Without `keuze` all choices follow from the
    seed. Raises ConfigurationError for an unknown event, for events that do not fit in so few clients
    or months, and for a day without products.
    """
    regio = afspraken or afspraken_voor(standaard)
    eerste = begin or regio.eerste_dag(standaard.partition("-")[2])
    tot = eerste + relativedelta(months=maanden) - timedelta(days=1)
    wereld = Wereld(standaard, regio, keuze or Loting(zaad), at(eerste, 8), tot)
    eis_producten(wereld)
    doelen = _verdeel(standaard, verplicht, clienten)
    wereld.doelen = set(verplicht) & set(DECLARATIES)
    wereld.clienten = [_client(wereld, zaad, n, eigen) for n, eigen in enumerate(doelen)]
    for client in wereld.clienten:
        wereld.start(leven(wereld, client))
    for aanbieder in regio.aanbieders:
        wereld.start(declaraties(wereld, aanbieder))
    wereld.draai()
    _eis_gebeurd(wereld, verplicht, maanden)
    return Reeks(
        standaard, zaad, eerste, tot, tuple(wereld.stappen), tuple(wereld.gebeurd), _administratie(wereld)
    )  # fmt: skip


def maak_vele(standaard: str, afspraken: Afspraken | None, zaad: int, aantal: int, **rest: Any) -> Iterator[Reeks]:
    """Histories with the seeds `zaad`, `zaad` + 1, ...; `rest` as for `maak`."""
    for n in range(aantal):
        yield maak(standaard, afspraken, zaad + n, **rest)


def _verdeel(standaard: str, verplicht: Sequence[str], clienten: int) -> list[list[str]]:
    """Which client meets which event; what ends everything comes last, for one client each."""
    bekend = gebeurtenissen(standaard)
    for naam in verplicht:
        if naam not in bekend:
            raise ConfigurationError(
                _("Gebeurtenis '{naam}' bestaat niet in {standaard}; kies uit {all}.",
                  naam=naam, standaard=standaard, all=", ".join(bekend))
            )  # fmt: skip
    slot = [naam for naam in verplicht if naam in SLOT]
    if len(slot) > clienten:
        raise ConfigurationError(
            _("Een client kan maar een van {names} meemaken; kies meer clienten.", names=", ".join(slot))
        )
    rest = [naam for naam in verplicht if naam not in SLOT and naam not in DECLARATIES]
    return [rest[n::clienten] + slot[n : n + 1] for n in range(clienten)]


def _eis_gebeurd(wereld: Wereld, verplicht: Sequence[str], maanden: int) -> None:
    mist = sorted(set(verplicht) - {naam for _dag, naam, _bsn in wereld.gebeurd})
    if mist:
        raise ConfigurationError(
            _("In {n} maanden kwam het niet tot: {names}. Kies meer maanden of meer clienten.",
              n=maanden, names=", ".join(mist))
        )  # fmt: skip


def _client(wereld: Wereld, zaad: int, nummer: int, doelen: list[str]) -> Client:
    oud, jong = (40, 85) if wereld.domein == "iwmo" else (6, 14)
    geboren = geboren_op(wereld.keuze.getal(oud, jong), wereld.vandaag)
    wie = persoon(zaad, f"reeks-{nummer}", nummer, geboren=geboren, gemeente=wereld.afspraken.gemeente)
    return Client(wie, wereld.afspraken.aanbieders[0], doelen=doelen)


def _administratie(wereld: Wereld) -> dict[str, Any]:
    """What both parties know at the end, as plain data."""
    trajecten = [(client, t) for client in wereld.clienten for t in client.trajecten]
    return {"toewijzingen": [_toewijzing(client, t) for client, t in trajecten]}


def _toewijzing(client: Client, traject: Traject) -> dict[str, Any]:
    lopend = traject.lopend
    staand = [r for r in traject.regels if r.staat]
    return {
        "nummer": traject.nummer,
        "bsn": client.bsn,
        "aanbieder": traject.aanbieder,
        "categorie": traject.product.categorie,
        "code": traject.product.code,
        "omvang": {"volume": traject.volume, "eenheid": traject.eenheid, "frequentie": traject.frequentie},
        "ingangsdatum": traject.ingang.isoformat(),
        "einddatum": traject.eind.isoformat(),
        "verwijderd": traject.ingetrokken,
        "lopend_sinds": lopend.begin.isoformat() if lopend else None,
        "gedeclareerd": [
            {"begin": r.begin.isoformat(), "eind": r.eind.isoformat(), "volume": r.volume,
             "eenheid": traject.declareert, "eurocent": r.bedrag, "goedgekeurd": r.status == GOEDGEKEURD}
            for r in staand
        ],
    }  # fmt: skip
