"""The reference aanbieder: asks for assignments, reports starts and stops, claims."""

from typing import ClassVar

from ketentoets.actors.aanbieder_declaraties import Declaraties
from ketentoets.actors.aanbieder_facturen import Facturen
from ketentoets.actors.aanbieder_regie import Regie
from ketentoets.actors.aanbieder_toewijzingen import Toewijzingen
from ketentoets.actors.aanbieder_verzoeken import Verzoeken
from ketentoets.actors.base import ReferentieActor
from ketentoets.actors.kluis import Kluis
from ketentoets.core.taal import _
from ketentoets.transports.base import Rol


class ReferentieAanbieder(ReferentieActor):
    """A provider for iJw and iWmo, from 2.2."""

    rol: ClassVar[Rol] = Rol.AANBIEDER
    naam: ClassVar[str] = _("Referentieaanbieder van ketentoets")

    @property
    def code(self) -> str:
        """The AGB code."""
        return self.inrichting.aanbieder.agb

    @property
    def code_ander(self) -> str:
        """The CBS code of the municipality."""
        return self.inrichting.gemeente.code

    def _begin(self) -> None:
        self.kluis = Kluis()
        Verzoeken(self, self.kluis)
        Toewijzingen(self, self.kluis, Regie(self, self.kluis))
        Declaraties(self, self.kluis)
        Facturen(self, self.kluis)
