"""Mutations of the answer to a claim (325). No return message follows; the provider settles it otherwise."""

from ketentoets.core.taal import _
from ketentoets.generators.fouten.maak import PAD_DAG, VREEMD_BSN, i, inhoud, tegen
from ketentoets.generators.fouten.mutatie import Mutatie

_DA = "DeclaratieAntwoord"
_PR = f"{_DA}/Clienten/Client/Prestaties/Prestatie"
_TOEGEKEND = f"{_DA}/TotaalToegekendBedrag"
_VORIG = "ProductReferentie/VorigReferentieNummer"

BEANTWOORD: tuple[Mutatie, ...] = (
    inhoud("CD060", "325", _("een debetregel met een vorig nummer"), i(f"{_PR}/{_VORIG}", "zet", "ONBEKEND99"),
           verhaal="325-regel", samen_met=("TR367",)),
    inhoud("CS325", "325", _("niets toegekend, als credit"), i(f"{_TOEGEKEND}/DebetCredit", "zet", "C"),
           verhaal="325-regel"),
    inhoud("TR101", "325", _("tweemaal dezelfde regel"), i(_PR, "herhaal", ()), i(_DA, "hertel"),
           verhaal="325-twee-regels"),
    inhoud("TR134", "325", _("een dagtekening voor de productperiode"),
           i(PAD_DAG, "dagen-na", (f"/{_PR}/ProductPeriode/Begindatum", -1)), verhaal="325-regel",
           samen_met=("TR137",)),
    inhoud("TR137", "325", _("een dagtekening binnen de productperiode"),
           i(PAD_DAG, "dagen-na", (f"/{_PR}/ProductPeriode/Einddatum", -1)), verhaal="325-regel"),
    inhoud("TR342", "325", _("een cent te weinig toegekend"), i(f"{_TOEGEKEND}/TotaalBedrag", "plus", -1)),
    tegen("TR304", "325", "8187", "Client", _("een client die niet in de declaratie staat"),
          i(f"{_DA}/Clienten/Client/Bsn", "zet", VREEMD_BSN), verhaal="325-regel", samen_met=("TR367",)),
    tegen("TR337", "325", "", "Header", _("een antwoord op een declaratie die er niet is"),
          i("Header/DeclaratieIdentificatie/Identificatie", "zet", "ONBEKEND99")),
    tegen("TR366", "325", "9366", "Prestatie", _("een regel die niet gedeclareerd is"),
          i(f"{_PR}/ProductReferentie/ReferentieNummer", "zet", "ONBEKEND99"), verhaal="325-regel"),
    tegen("TR367", "325", "9367", "Prestatie", _("een regel met een ander volume dan gedeclareerd"),
          i(f"{_PR}/GeleverdVolume", "plus", 1), verhaal="325-regel"),
    tegen("TR371", "325", "", "Header", _("een andere XsdVersie dan de declaratie had"),
          i("Header/XsdVersieDeclaratie/BerichtXsdVersie", "zet", "9.9.9")),
    tegen("TR376", "325", "", "DeclaratieAntwoord", _("een ander declaratienummer"),
          i(f"{_DA}/DeclaratieNummer", "achter", "X")),
)  # fmt: skip
