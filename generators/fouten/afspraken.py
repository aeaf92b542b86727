"""Mutations that keep the national rules of a 303 and break what a region agreed."""

from ketentoets.core.taal import _
from ketentoets.generators.fouten.maak import i
from ketentoets.generators.fouten.mutatie import Ingreep, Mutatie

_PERIODE = "Header/DeclaratieFactuurIdentificatie/DeclaratiePeriode"
_TOTAAL = "Header/DeclaratieFactuurBedragen/DeclaratieFactuurTotaalBedrag"
_PR = "Clienten/Client/Prestaties/Prestatie"
_PP, _IN = f"{_PR}/ProductPeriode", f"{_PR}/IngediendeBedragPrestatie"
_REF = "ProductReferentie/ReferentieNummer"
_TOEGEWEZEN = "Client/Beschikking/ToegewezenProducten/ToegewezenProduct"
_EERSTE = f"301:0:{_TOEGEWEZEN}"
_VIER_WEKEN = 28


def _fout(naam: str, omschrijving: str, *ingrepen: Ingreep) -> Mutatie:
    kenmerk = naam.replace(" ", "-") + "-303"
    return Mutatie(kenmerk, "303", ingrepen, niveau=3, omschrijving=omschrijving, naam=naam, verhaal="303")


def _andere_naam(soort: str) -> Mutatie:
    """No fault at all: the other side may know the person by another name (OP039)."""
    naam = i("Client/Naam/Geslachtsnaam/Achternaam", "zet", "Proefpersoon-Anders")
    return Mutatie(f"andere-naam-{soort}", soort, (naam,), niveau=3, omschrijving=_("de achternaam anders geschreven"),
                   naam="andere achternaam", verhaal=soort)  # fmt: skip


AFGESPROKEN: tuple[Mutatie, ...] = (
    _fout("twee perioden", _("twee perioden"), i(f"{_PERIODE}/Begindatum", "dagen", -_VIER_WEKEN)),
    _fout("factuur in plaats van declaratie", _("factuur in plaats van declaratie"),
          i("Header/BerichtCode", "zet", "448"),
          i(f"{_IN}/BtwVrijstellingIndicatie", "zet", "1")),
    _fout("declaratie in plaats van factuur", _("declaratie in plaats van factuur"),
          i("Header/BerichtCode", "zet", "416")),
    _fout("zorg van een maand later", _("zorg van een maand later"), i(f"{_PERIODE}/Begindatum", "maanden", 1),
          i(f"{_PERIODE}/Einddatum", "maanden", 1), i(f"{_PP}/Begindatum", "maanden", 1),
          i(f"{_PP}/Einddatum", "maanden", 1)),
    _fout("vier weken later", _("vier weken later"), i(f"{_PERIODE}/Begindatum", "dagen", _VIER_WEKEN),
          i(f"{_PERIODE}/Einddatum", "dagen", _VIER_WEKEN), i(f"{_PP}/Begindatum", "dagen", _VIER_WEKEN),
          i(f"{_PP}/Einddatum", "dagen", _VIER_WEKEN)),
    _fout("tweede regel over dezelfde periode", _("tweede regel over dezelfde periode"),
          i(_PR, "herhaal", (i(_REF, "achter", "X"),)),
          i(_TOTAAL, "hertel-factuur")),
    _fout("regel van de oude indicatie erbij", _("regel van de oude indicatie erbij"), i(_PR, "herhaal", (
        i(_REF, "achter", "X"), i("ToewijzingNummer", "uit-eerder", f"{_EERSTE}/ToewijzingNummer"),
        i("ProductCode", "uit-eerder", f"{_EERSTE}/Product/Code"))), i(_TOTAAL, "hertel-factuur")),
    _fout("credit met een ander tarief", _("credit met een ander tarief"),
          i(f"{_IN}/ProductTarief", "plus", 100), i(_PR, "reken"),
          i(_TOTAAL, "hertel-factuur")),
    _fout("te laat ingediend", _("te laat ingediend, met een inhoud die klopt")),
    *(_andere_naam(soort) for soort in ("301", "305", "307", "315")),
    Mutatie("latere-einddatum-301", "301", (i(f"{_TOEGEWEZEN}/Einddatum", "dagen", 90),), "", 3, "", "",
            _("latere einddatum"), naam="latere einddatum", verhaal="301"),
)  # fmt: skip
