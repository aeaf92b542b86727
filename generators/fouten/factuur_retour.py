"""Mutations of the answer to a 303 (304). Nobody answers it; the provider settles it otherwise."""

from ketentoets.core.taal import _
from ketentoets.generators.fouten.kop import DERTIG_JAAR
from ketentoets.generators.fouten.maak import i, inhoud, tegen
from ketentoets.generators.fouten.mutatie import Mutatie

_DAG = "Header/RetourHeader/RetourDagtekening"
_BEDRAGEN = "Header/RetourBedragen"
_TOEGEKEND = "Clienten/Client/Prestaties/Prestatie/ToegekendeBedragPrestatie"

TERUGGEMELD: tuple[Mutatie, ...] = (
    inhoud("RC8454", "304", _("een retourdagtekening voor die van de factuur"),
           i(_DAG, "dagen-na", ("/Header/DeclaratieFactuurIdentificatie/FactuurDagtekening", -1))),
    inhoud("RC8455", "304", _("niets toegekend, als credit"),
           i(f"{_BEDRAGEN}/ToegekendTotaalBedrag/DebetCredit", "zet", "C"), verhaal="304-afgewezen"),
    inhoud("RC8456", "304", _("niets ingediend, als credit"),
           i(f"{_BEDRAGEN}/IngediendTotaalBedrag/DebetCredit", "zet", "C"), verhaal="304-niets"),
    inhoud("F-GEHEEL", "304", _("een factuurregel die voor een deel is toegekend"),
           i(f"{_TOEGEKEND}/GemeenteBerekendBedrag/Bedrag", "plus", -1),
           i(f"{_TOEGEKEND}/ToegekendBedrag/Bedrag", "plus", -1),
           i(f"{_BEDRAGEN}/ToegekendTotaalBedrag/TotaalBedrag", "plus", -1), verhaal="304-factuur"),
    tegen("RC8849", "304", "", "", _("een retourdagtekening die nog moet komen"), i(_DAG, "dagen", DERTIG_JAAR),
          niveau=4),
)  # fmt: skip
