"""Mutations of the request (315) and of its answer (319)."""

from ketentoets.core.taal import _
from ketentoets.generators.fouten.maak import i, inhoud, tegen
from ketentoets.generators.fouten.mutatie import Mutatie

_AP = "Client/AangevraagdeProducten/AangevraagdProduct"
_REF = f"{_AP}/ReferentieAanbieder"
_MET_BUDGET = ("3.1", "3.2")

_VRAAG = (
    inhoud("CS003", "315", _("de einddatum ligt voor de ingangsdatum"),
           i(f"{_AP}/ToewijzingEinddatum", "dagen-na", ("ToewijzingIngangsdatum", -1))),
    inhoud("CS343", "315", _("stuks per dag"),
           i(f"{_AP}/Omvang", "zet", {"Volume": 1, "Eenheid": "84", "Frequentie": "1"})),
    inhoud("CD041", "315", _("product met code zonder omvang"), i(f"{_AP}/Omvang", "verwijder"), naam="zonder volume"),
    inhoud("CD043", "315", _("een beschikking zonder datum"), i(f"{_AP}/BeschikkingNummer", "zet", 1)),
    inhoud("CD066", "315", _("een verwijzer met code en naam"), i(f"{_AP}/Verwijzer", "zet",
           {"Type": "02", "Naam": "Arts", "ZorgverlenerCode": "01023456"})),
    inhoud("CD067", "315", _("een verwijzer zonder code en naam"), i(f"{_AP}/Verwijzer", "zet", {"Type": "03"})),
    inhoud("CD068", "315", _("de gemeente als verwijzer, met een zorgverlenercode"), i(f"{_AP}/Verwijzer", "zet",
           {"Type": "01", "ZorgverlenerCode": "01023456"})),
    inhoud("CD075", "315", _("een budget zonder einddatum"), i(f"{_AP}/Budget", "zet", 100000),
           i(f"{_AP}/ToewijzingEinddatum", "verwijder"), i(f"{_AP}/Omvang", "verwijder"),
           i(f"{_AP}/Product/Code", "verwijder"), releases=_MET_BUDGET),
    inhoud("CD076", "315", _("omvang per week zonder einddatum"), i(f"{_AP}/ToewijzingEinddatum", "verwijder"),
           i(f"{_AP}/Omvang/Frequentie", "zet", "2"), naam="zonder einddatum"),
    inhoud("CD077", "315", _("een omvang naast een budget"), i(f"{_AP}/Budget", "zet", 100000), samen_met=("CD078",),
           releases=_MET_BUDGET),
    inhoud("CD078", "315", _("een budget naast een omvang"), i(f"{_AP}/Budget", "zet", 100000), samen_met=("CD077",),
           releases=_MET_BUDGET),
    inhoud("CD079", "315", _("geen product en geen budget"), i(f"{_AP}/Product", "verwijder"),
           i(f"{_AP}/Omvang", "verwijder"), releases=_MET_BUDGET),
    inhoud("CD095", "315", _("een omvang zonder productcode"), i(f"{_AP}/Product/Code", "verwijder")),
    inhoud("TR101", "315", _("tweemaal hetzelfde product"), i(_AP, "herhaal", ()), samen_met=("TR383", "TR386")),
    inhoud("TR383", "315", _("een referentie voor twee producten"),
           i(_AP, "herhaal", (i("Product/Code", "zet", "45A99"),)), samen_met=("TR101",)),
    inhoud("TR386", "315", _("hetzelfde product tweemaal in een periode"),
           i(_AP, "herhaal", (i("ReferentieAanbieder", "achter", "X"),))),
    tegen("TR347", "315", "9347", "AangevraagdProduct", _("de referentie van een eerder verzoek"),
          i(_REF, "uit-eerder", f"315:{_REF}"), verhaal="315-na-afwijzing"),
    tegen("TR374", "315", "9374", "Client", _("een verzoek voor een client van wie er al een loopt"),
          i("Client/Bsn", "uit-eerder", "315:Client/Bsn"), verhaal="315-naast-ander"),
    tegen("TR381", "315", "S329", "AangevraagdProduct", _("een productcode bij een andere categorie"),
          i(f"{_AP}/Product/Categorie", "andere-categorie"), niveau=4),
)  # fmt: skip

_ANTWOORD = (
    inhoud("CD085", "319", _("een afwijzing zonder reden"), i("Antwoord/RedenAfwijzingVerzoek", "verwijder"),
           verhaal="319-afwijzing"),
    inhoud("CD086", "319", _("in onderzoek, met een reden van afwijzing"), i("Antwoord/VerzoekAntwoord", "zet", "2"),
           i("Antwoord/RedenAfwijzingVerzoek", "zet", "4")),
    inhoud("TR377", "319", _("reden 8 zonder de andere gemeente"), i("Antwoord/RedenAfwijzingVerzoek", "zet", "8"),
           i("Antwoord/Woonplaatsbeginsel", "verwijder"), verhaal="319-woonplaats", domeinen=("ijw",)),
    inhoud("TR409", "319", _("een andere gemeente zonder reden 8"),
           i("Antwoord/Woonplaatsbeginsel", "zet", {"Gemeente": "0599"}), verhaal="319-afwijzing", domeinen=("ijw",)),
    tegen("TR355", "319", "9355", "Antwoord", _("een antwoord op een verzoek dat er niet is"),
          i("Antwoord/ReferentieAanbieder", "zet", "ONBEKEND99")),
    tegen("TR359", "319", "9359", "Antwoord", _("een antwoord op een verzoek dat al is toegewezen"),
          i("Antwoord/ReferentieAanbieder", "uit-eerder", f"315:0:{_REF}"), verhaal="319-na-toewijzing"),
    tegen("TR360", "319", "9360", "Antwoord", _("nog eens in onderzoek"), i("Antwoord/VerzoekAntwoord", "zet", "2"),
          i("Antwoord/RedenAfwijzingVerzoek", "verwijder"), verhaal="319-na-onderzoek"),
    tegen("TR365", "319", "9365", "Antwoord", _("een antwoord op een verzoek dat al is afgewezen"),
          i("Antwoord/ReferentieAanbieder", "uit-eerder", f"315:0:{_REF}"), verhaal="319-na-afwijzing"),
)  # fmt: skip

_REGIONAAL = (
    Mutatie("te-ver-terug-315", "315", (i(f"{_AP}/ToewijzingIngangsdatum", "dagen", -1),), naam="een dag te ver terug",
            omschrijving=_("een dag eerder dan het protocol toestaat (V-1)")),
    Mutatie("maand-zonder-einddatum-315", "315", (i(f"{_AP}/ToewijzingEinddatum", "verwijder"),),
            naam="maand zonder einddatum",
            omschrijving=_("zonder einddatum, wat de standaard bij een maandvolume wel toestaat")),
    Mutatie("aspecifiek-315", "315", (i(f"{_AP}/Product/Code", "verwijder"), i(f"{_AP}/Omvang", "verwijder")),
            naam="aspecifiek", omschrijving=_("alleen een productcategorie, geen code en omvang")),
    Mutatie("generiek-315", "315", (i(f"{_AP}/Product", "verwijder"), i(f"{_AP}/Omvang", "verwijder"),
            i(f"{_AP}/Budget", "zet", 250000)), naam="generiek",
            omschrijving=_("alleen een budget, geen product")),
    Mutatie("onbekende-code-315", "315", (i(f"{_AP}/Omvang/Eenheid", "zet", "99"),), "XSD", 1, naam="onbekende code",
            omschrijving=_("een eenheid die niet in de codelijst staat")),
)  # fmt: skip

GEVRAAGD: tuple[Mutatie, ...] = (*_VRAAG, *_ANTWOORD, *_REGIONAAL)
