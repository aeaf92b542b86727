"""Mutations of the assignment (301)."""

from ketentoets.core.taal import _
from ketentoets.generators.fouten.maak import i, inhoud, tegen
from ketentoets.generators.fouten.mutatie import Mutatie

_TP = "Client/ToegewezenProducten/ToegewezenProduct"
_CT = "Client/Contactgegevens/Contact"
_TELEFOON = {"Telefoon01": {"Telefoonnummer": "0201234567", "Landnummer": "31"}}
_PER_DAGDEEL = {"Volume": 1, "Eenheid": "16", "Frequentie": "1"}
_SINDS_31 = ("3.1", "3.2")

_PERSOON = (
    inhoud("CS050", "301", _("NaamGebruik met partnernaam, zonder partnernaam"),
           i("Client/Naam/NaamGebruik", "zet", "2")),
    inhoud("CS318", "301", _("de client is een organisatie"), i("Client/Naam/NaamGebruik", "zet", "6")),
    inhoud("CD007", "301", _("een tolk zonder taal"), i("Client/Communicatie", "zet", {"Vorm": "1"})),
    inhoud("TR061", "301", _("alleen een tijdelijk adres"), i(f"{_CT}/Soort", "zet", "04")),
    inhoud("TR006", "301", _("een contact dat niet te bereiken is"),
           i(_CT, "herhaal", (i("Soort", "zet", "02"), i("Adres/Huis", "verwijder"), i("Adres/LandCode", "zet", "BE"),
                              i("Telefoon", "verwijder")))),
    inhoud("CD005", "301", _("een postcode zonder land"), i(f"{_CT}/Adres/LandCode", "verwijder")),
    inhoud("CD009", "301", _("een periode bij een vast adres"),
           i(f"{_CT}/Periode", "zet", {"Begindatum": "2022-01-01"})),
    inhoud("CD025", "301", _("een Nederlands adres zonder huis"),
           i(f"{_CT}/Adres/Huis", "verwijder"), i(f"{_CT}/Telefoon", "zet", _TELEFOON)),
    inhoud("CD034", "301", _("een vast adres zonder postcode"), i(f"{_CT}/Adres/Postcode", "verwijder"),
           i(f"{_CT}/Adres/LandCode", "verwijder"), i(f"{_CT}/Telefoon", "zet", _TELEFOON)),
    inhoud("CS089", "301", _("een postcode met een spatie"), i(f"{_CT}/Adres/Postcode", "zet", "1011 AB")),
)  # fmt: skip

_PRODUCT = (
    inhoud("CS003", "301", _("de einddatum ligt voor de ingangsdatum"),
           i(f"{_TP}/Einddatum", "dagen-na", ("Ingangsdatum", -1))),
    inhoud("CS335", "301", _("verwijderd, maar met een looptijd"), i(f"{_TP}/RedenWijziging", "zet", "13"),
           releases=_SINDS_31),
    inhoud("CS336", "301", _("de vervallen reden 01"), i(f"{_TP}/RedenWijziging", "zet", "01"), releases=_SINDS_31),
    inhoud("CS338", "301", _("dagdelen per dag"), i(f"{_TP}/Omvang", "zet", _PER_DAGDEEL)),
    inhoud("CD041", "301", _("product met code zonder omvang"), i(f"{_TP}/Omvang", "verwijder"), naam="zonder volume"),
    inhoud("CD075", "301", _("een budget zonder einddatum"), i(f"{_TP}/Budget", "zet", 100000),
           i(f"{_TP}/Einddatum", "verwijder"), i(f"{_TP}/Omvang", "verwijder"), i(f"{_TP}/Product/Code", "verwijder")),
    inhoud("CD076", "301", _("omvang per week zonder einddatum"), i(f"{_TP}/Einddatum", "verwijder"),
           i(f"{_TP}/Omvang/Frequentie", "zet", "2"), naam="zonder einddatum"),
    inhoud("CD077", "301", _("een omvang naast een budget"), i(f"{_TP}/Budget", "zet", 100000), samen_met=("CD078",)),
    inhoud("CD078", "301", _("een budget naast een omvang"), i(f"{_TP}/Budget", "zet", 100000), samen_met=("CD077",)),
    inhoud("CD079", "301", _("geen product en geen budget"), i(f"{_TP}/Product", "verwijder"),
           i(f"{_TP}/Omvang", "verwijder")),
    inhoud("CD080", "301", _("een omvang zonder productcode"), i(f"{_TP}/Product/Code", "verwijder")),
    inhoud("TR302", "301", _("hetzelfde product tweemaal in een periode"),
           i(_TP, "herhaal", (i("ToewijzingNummer", "plus", 1),))),
    inhoud("TR101", "301", _("tweemaal hetzelfde toewijzingnummer"),
           i(_TP, "herhaal", (i("Product/Code", "zet", "45A99"),))),
)  # fmt: skip

_GESCHIEDENIS = (
    tegen("TR332", "301", "9332", "ToegewezenProduct", _("het nummer van een toewijzing van een ander product"),
          i(f"{_TP}/Product/Code", "zet", "45A99"), verhaal="301-gewijzigd"),
    tegen("TR379", "301", "9379", "ToegewezenProduct", _("de referentie van een verzoek dat niet bestaat"),
          i(f"{_TP}/ReferentieAanbieder", "zet", "ONBEKEND99")),
    tegen("TR385", "301", "9385", "ToegewezenProduct", _("verwijdert een toewijzing waarop gedeclareerd is"),
          i(f"{_TP}/RedenWijziging", "zet", "13"), i(f"{_TP}/Einddatum", "als", "Ingangsdatum"),
          verhaal="301-gedeclareerd", releases=_SINDS_31),
    tegen("TR381", "301", "S329", "ToegewezenProduct", _("een productcode bij een andere categorie"),
          i(f"{_TP}/Product/Categorie", "andere-categorie"), niveau=4),
)  # fmt: skip

_REGIONAAL = (
    Mutatie("hoger-volume-301", "301", (i(f"{_TP}/Omvang/Volume", "zet", "6"),), naam="hoger volume",
            omschrijving=_("een hoger volume dan de gemeente zelf heeft vastgelegd")),
    Mutatie("aspecifiek-301", "301", (i(f"{_TP}/Product/Code", "verwijder"), i(f"{_TP}/Omvang", "verwijder")),
            naam="aspecifiek", omschrijving=_("alleen een productcategorie, geen code en omvang")),
)  # fmt: skip

TOEGEWEZEN: tuple[Mutatie, ...] = (*_PERSOON, *_PRODUCT, *_GESCHIEDENIS, *_REGIONAAL)
