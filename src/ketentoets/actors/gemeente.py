"""The reference gemeente: assigns, decides about requests, keeps deliveries, answers claims."""

from typing import ClassVar

from ketentoets.actors.base import ReferentieActor
from ketentoets.actors.dossier import Dossier
from ketentoets.actors.gemeente_declaraties import Declaraties
from ketentoets.actors.gemeente_facturen import Facturen
from ketentoets.actors.gemeente_regie import Regie
from ketentoets.actors.gemeente_toewijzingen import Toewijzingen
from ketentoets.actors.gemeente_verzoeken import Verzoeken
from ketentoets.core.taal import _
from ketentoets.transports.base import Rol


class ReferentieGemeente(ReferentieActor):
    """A municipality for iJw and iWmo, from 2.2."""

    rol: ClassVar[Rol] = Rol.GEMEENTE
    naam: ClassVar[str] = _("Referentiegemeente van ketentoets")

    @property
    def code(self) -> str:
        """The CBS code."""
        return self.inrichting.gemeente.code

    @property
    def code_ander(self) -> str:
        """The AGB code of the provider."""
        return self.inrichting.aanbieder.agb

    def _begin(self) -> None:
        self.dossier = Dossier()
        toewijzingen = Toewijzingen(self, self.dossier)
        Verzoeken(self, self.dossier, toewijzingen)
        Regie(self, self.dossier, toewijzingen)
        Declaraties(self, self.dossier)
        Facturen(self, self.dossier)
