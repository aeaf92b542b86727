"""One scenario while it is being judged: what was seen, known and found so far."""

from collections import Counter
from dataclasses import dataclass, field, replace

from ketentoets.core.finding import Finding
from ketentoets.core.journal import Event
from ketentoets.core.plaats import met_plaats
from ketentoets.fixtures.profiel import Profiel
from ketentoets.schemas.administratie import Administratie
from ketentoets.schemas.rules.context import Contract
from ketentoets.schemas.rules.voorschrift import Voorschrift
from ketentoets.session.berichten import Ketenbericht
from ketentoets.session.verloop import Verloop
from ketentoets.session.verplichtingen import Verplichtingen
from ketentoets.transports.base import Rol


@dataclass
class Zaak:
    """One scenario while it is being judged."""

    sut: Rol
    profiel: Profiel
    boek: Verplichtingen
    kop: Event
    contract: Contract
    verloop: Verloop = field(default_factory=Verloop)
    berichten: list[Ketenbericht] = field(default_factory=list)
    afleveringen: dict[str, Event] = field(default_factory=dict)
    voorschriften: dict[str, tuple[Ketenbericht, Voorschrift]] = field(default_factory=dict)
    geldig: dict[str, bool] = field(default_factory=dict)
    bevindingen: list[Finding] = field(default_factory=list)
    harnas: list[Finding] = field(default_factory=list)
    bewijs: Counter[str] = field(default_factory=Counter)
    antwoord_op: dict[str, str] = field(default_factory=dict)

    @property
    def administratie(self) -> Administratie:
        """What is known of the chain so far."""
        return self.verloop.administratie

    def meld(self, kb: Ketenbericht, findings: list[Finding]) -> None:
        """Put findings on the account of the SUT, or of the harness when its own message is wrong."""
        named = [replace(f, bericht_id=f.bericht_id or kb.id) for f in met_plaats(kb.xml, findings)]
        if kb.van is self.sut:
            self.bevindingen.extend(named)
        else:
            self.harnas.extend(named)
