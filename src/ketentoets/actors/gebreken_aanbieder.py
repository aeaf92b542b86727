"""The defects of the aanbieder, as data. Read a line as: name, rule and message, what it does wrong, and how."""

from datetime import date
from typing import Any

from ketentoets.actors.gebrek import (
    BLIND,
    DUBBEL,
    GELD,
    INHOUD,
    KOP,
    LAAT,
    ONGEVRAAGD,
    ONTBREEKT,
    RETOUR,
    TOESTAND,
    VOLGORDE,
    VROEG,
    Gebrek,
    retourgebreken,
)
from ketentoets.actors.gedrag import LAATSTE_MOMENT
from ketentoets.actors.ingrepen import AANWEZIG, Ingreep
from ketentoets.core.taal import _
from ketentoets.transports.base import Rol

_KOP = "Header/BerichtIdentificatie"
_START = "Client/StartProducten/StartProduct"
_STOP = "Client/StopProducten/StopProduct"
_VERZOEK = "Client/AangevraagdeProducten/AangevraagdProduct"
_DECLARATIE = "Declaratie"
_REGEL = f"{_DECLARATIE}/Clienten/Client/Prestaties/Prestatie"
_MELDT, _TREKT_IN = ("./StatusAanlevering", "1"), ("./StatusAanlevering", "3")
_CREDIT = ("./ProductReferentie/VorigReferentieNummer", AANWEZIG)


def _a(familie: str, naam: str, regel: str, bericht: str, wat: str, *ingrepen: Ingreep, **meer: Any) -> Gebrek:
    return Gebrek(naam, Rol.AANBIEDER, familie, regel, bericht, wat, ingrepen, **meer)


def _retour(soort: str, heen: str) -> tuple[Gebrek, ...]:
    """What can go wrong with a return message, its Dagtekening included."""
    return (
        *retourgebreken(Rol.AANBIEDER, soort, heen),
        _a(KOP, f"{soort}-andere-dagtekening", "OP090", f"JW{soort}",
           _("neemt de Dagtekening niet over in het JW{soort}", soort=soort),
           Ingreep(soort, "dagen", f"{_KOP}/Dagtekening", -1)),
    )  # fmt: skip


_TERMIJNEN = (
    *_retour("302", "301"),
    *_retour("320", "319"),
    _a(LAAT, "302-minuut-te-laat", "OP090", "JW302", _("stuurt het 302-bericht een minuut na de termijn"),
       Ingreep("302", "minuten", waarde=1), gedrag=LAATSTE_MOMENT),
    _a(LAAT, "aanbieder-kalenderdagen", "OP090", "JW302", _("telt drie werkdagen als vijf kalenderdagen"),
       gedrag=LAATSTE_MOMENT, trek="termijn-in-kalenderdagen"),
    _a(LAAT, "aanbieder-goede-vrijdag", "OP090", "JW302", _("telt Goede Vrijdag niet als werkdag"),
       gedrag=LAATSTE_MOMENT, trek="goede-vrijdag-als-feestdag"),
    _a(ONTBREEKT, "geen-315", "OP274", "JW315", _("stuurt een verzoek niet"), Ingreep("315", "niet")),
    _a(ONTBREEKT, "geen-305", "OP271", "JW305", _("meldt een start niet"), Ingreep("305", "niet")),
    _a(ONTBREEKT, "geen-307", "OP272", "JW307", _("meldt een definitieve stop niet"), Ingreep("307", "niet")),
    _a(ONTBREEKT, "geen-verwijdering", "OP033", "JW307 JW305", _("trekt niet in wat niet klopt"),
       Ingreep("305 307", "niet", mits=(f"{_START}/StatusAanlevering", "3")),
       Ingreep("305 307", "niet", mits=(f"{_STOP}/StatusAanlevering", "3"))),
    _a(ONTBREEKT, "geen-323", "OP303", "JW323", _("declareert niet"), Ingreep("323", "niet")),
    _a(LAAT, "verzoek-te-laat", "OP274", "JW315", _("stuurt een verzoek op de zesde werkdag"),
       Ingreep("315", "uitstel", waarde=6)),
    _a(LAAT, "start-te-laat", "OP271", "JW305", _("meldt de start op de zesde werkdag")),
    _a(LAAT, "stop-te-laat", "OP272", "JW307", _("meldt de stop op de zesde werkdag")),
    _a(LAAT, "declaratie-te-laat", "OP303", "JW323", _("declareert na de maand waarin dat moet"),
       Ingreep("323", "uitstel", waarde=30)),
)  # fmt: skip

_VERZOEKEN = (
    _a(INHOUD, "315-volume-een-meer", "OP274", "JW315", _("vraagt een eenheid meer dan is afgesproken"),
       Ingreep("315", "plus", f"{_VERZOEK}/Omvang/Volume", 1)),
    _a(INHOUD, "315-andere-frequentie", "OP274", "JW315", _("vraagt per maand waar per week is afgesproken"),
       Ingreep("315", "zet", f"{_VERZOEK}/Omvang/Frequentie", "4")),
    _a(INHOUD, "315-ander-product", "OP274", "JW315", _("vraagt een ander product"),
       Ingreep("315", "zet", f"{_VERZOEK}/Product/Code", "45A05")),
    _a(INHOUD, "315-ingang-dag-later", "OP274", "JW315", _("vraagt een dag later"),
       Ingreep("315", "dagen", f"{_VERZOEK}/ToewijzingIngangsdatum", 1)),
    _a(INHOUD, "315-einde-dag-eerder", "OP274", "JW315", _("vraagt een dag korter"),
       Ingreep("315", "dagen", f"{_VERZOEK}/ToewijzingEinddatum", -1)),
    _a(INHOUD, "315-verwijzer-zonder-naam", "OP274", "JW315", _("noemt de verwijzer niet"),
       Ingreep("315", "weg", f"{_VERZOEK}/Verwijzer/ZorgverlenerCode"),
       Ingreep("315", "weg", f"{_VERZOEK}/Verwijzer/Naam")),
    _a(INHOUD, "315-vaste-referentie", "TR347", "JW315", _("gebruikt steeds dezelfde ReferentieAanbieder"),
       Ingreep("315", "zet", f"{_VERZOEK}/ReferentieAanbieder", "VOT1")),
    _a(KOP, "315-andere-ontvanger", "OP274", "JW315", _("stuurt een verzoek aan een andere gemeente"),
       Ingreep("315", "zet", "Header/Ontvanger", "0363")),
    _a(KOP, "315-dagtekening-morgen", "OP274", "JW315", _("dagtekent een verzoek op morgen"),
       Ingreep("315", "dagen", f"{_KOP}/Dagtekening", 1)),
    _a(KOP, "315-andere-subversie", "OP274", "JW315", _("noemt een andere subversie dan die van de release"),
       Ingreep("315", "zet", "Header/BerichtSubversie", "9")),
    _a(DUBBEL, "315-dubbel", "OP274", "JW315", _("stuurt een verzoek tweemaal"), Ingreep("315", "dubbel")),
    _a(ONGEVRAAGD, "verzoek-te-ver-terug", "V-1", "JW315", _("vraagt met meer dan een maand terugwerkende kracht aan"),
       regio=(("terugwerkende_kracht_maanden", None),)),
    _a(ONGEVRAAGD, "verzoek-op-verwijzing-gemeente", "V-2", "JW315", _("vraagt aan op een verwijzing van de gemeente"),
       regio=(("verwijzers_zonder_verzoek", ()),)),
    _a(ONGEVRAAGD, "verzoek-zonder-einddatum", "T-2", "JW315", _("vraagt aan zonder einddatum")),
    _a(ONGEVRAAGD, "verzoek-zonder-code", "T-1", "JW315", _("vraagt aan zonder productcode"),
       regio=(("alleen_specifiek", False), ("volume_verplicht", False))),
    _a(ONGEVRAAGD, "verzoek-zonder-volume", "T-4", "JW315", _("vraagt aan zonder volume"),
       regio=(("volume_verplicht", False), ("volume_bij_code", False))),
    _a(VROEG, "wijzigingsverzoek-voor-2023", "SAP-3", "JW301", _("stuurt voor 2023 een verzoek om wijziging"),
       regio=(("vow_vanaf", date(2021, 1, 1)),)),
)  # fmt: skip

_NIET_MEER = (
    _a(INHOUD, "305-zonder-datumgebruik", "OP252", "JW305", _("zegt niet welk deel van de geboortedatum klopt"),
       Ingreep("305", "weg", "Client/Geboortedatum/DatumGebruik")),
    _a(BLIND, "301-andere-naam-geweigerd", "OP039", "JW302", _("weigert een toewijzing om een anders geschreven naam"),
       trek="weigert-andere-naam"),
    _a(ONGEVRAAGD, "stop-te-laat-ingetrokken", "SAP-3.1.2", "JW307",
       _("trekt een stop in als de toewijzing al voorbij is")),
    _a(ONGEVRAAGD, "credit-voor-antwoord", "SAP-2.7.3", "JW323", _("crediteert een regel waarop nog geen antwoord is")),
)  # fmt: skip

_VOORAF = (
    _a(ONGEVRAAGD, "aanvraag-buiten-contract", "OP296", "JW315", _("vraagt aan wat niet in het contract staat"),
       blind=("contract",)),
    _a(ONGEVRAAGD, "aanvraag-bij-andere-gemeente", "SAP-2.3.2.1", "JW315",
       _("vraagt aan bij een gemeente die niet verantwoordelijk is"), blind=("woonplaats",)),
    _a(ONGEVRAAGD, "aanvraag-gestapeld", "OP347", "JW315", _("vraagt aan wat al is toegewezen"),
       blind=("stapeling",)),
    _a(ONGEVRAAGD, "aanvraag-met-samenloop", "T-3", "JW315",
       _("vraagt een product aan dat niet samengaat met wat er loopt"), blind=("samenloop",)),
)  # fmt: skip

_ACCEPTATIE = (
    _a(KOP, "302-andere-identificatie", "OP090", "JW302", _("neemt de Identificatie niet over in het retourbericht"),
       Ingreep("302", "zet", f"{_KOP}/Identificatie", "A9999999")),
    _a(KOP, "320-partijen-verwisseld", "OP090", "JW320", _("verwisselt afzender en ontvanger in het retourbericht"),
       Ingreep("320", "ruil", "Header/Afzender", "Ontvanger")),
    _a(RETOUR, "302-goed-met-0200", "OP090", "JW302", _("zet een RetourCode in een retourbericht zonder opmerkingen"),
       Ingreep("302", "goed-met-code", waarde="0200")),
    _a(RETOUR, "302-alles-goed", "TR332", "JW302", _("keurt elke toewijzing goed"), Ingreep("302", "alles-goed")),
    _a(RETOUR, "302-code-bij-client", "TR379", "JW302", _("zet de code van een toewijzing bij de Client"),
       Ingreep("302", "code-omhoog")),
    _a(RETOUR, "302-technisch", "TR332", "JW302", _("geeft 0001 waar een eigen code hoort"),
       Ingreep("302", "technisch")),
    _a(RETOUR, "302-eigen-code", "CD041", "JW302", _("geeft een eigen code waar 0001 hoort"),
       Ingreep("302", "specifiek", waarde="9332")),
    _a(RETOUR, "320-technisch", "TR355", "JW320", _("geeft 0001 waar een eigen code hoort"),
       Ingreep("320", "technisch")),
    _a(RETOUR, "320-andere-code", "TR365", "JW320", _("geeft een andere code dan bij de regel hoort"),
       Ingreep("320", "andere-code", waarde="9360")),
    _a(RETOUR, "320-code-in-kop", "TR360", "JW320", _("zet de code van een antwoord in de Header"),
       Ingreep("320", "codes-in-kop")),
    _a(BLIND, "aanbieder-alles-aangenomen", "CS025", "JW301", _("neemt berichten aan die niet aan het schema voldoen"),
       trek="alles-aangenomen"),
    _a(BLIND, "weigert-325", "OP303", "JW325", _("weigert het antwoord op een declaratie"), trek="weigert-325"),
    _a(BLIND, "wijziging-van-andere-toewijzing", "TR332", "JW302", _("aanvaardt een nummer dat van een andere is"),
       blind=("9332",)),
    _a(BLIND, "vreemde-referentie-aanvaard", "TR379", "JW302", _("aanvaardt een referentie die niet is gevraagd"),
       blind=("9379",)),
    _a(BLIND, "verwijdering-na-declaratie", "TR385", "JW302", _("laat een gedeclareerde toewijzing verwijderen"),
       blind=("9385",)),
    _a(BLIND, "categorie-niet-getoetst", "TR381", "JW302", _("aanvaardt een code onder een andere categorie"),
       blind=("S329",)),
    _a(BLIND, "301-herhaalde-identificatie", "TR056", "JW302", _("aanvaardt een Identificatie die al is gebruikt"),
       blind=("9056",)),
    _a(BLIND, "301-dagtekening-in-toekomst", "TR135", "JW302", _("aanvaardt een toewijzing met dagtekening morgen"),
       blind=("8848",)),
    _a(BLIND, "301-voor-een-ander", "TR378", "JW302", _("aanvaardt een toewijzing voor een ander"), blind=("S300",)),
    _a(BLIND, "301-gestapeld-aanvaard", "TR302", "JW302", _("aanvaardt hetzelfde product tweemaal"),
       blind=("TR302",)),
    _a(BLIND, "301-bsn-niet-getoetst", "CS002", "JW302", _("doet de elfproef niet"), blind=("CS002",)),
    _a(BLIND, "301-zonder-omvang-aanvaard", "CD041", "JW302", _("aanvaardt een productcode zonder omvang"),
       blind=("CD041",)),
    _a(BLIND, "301-einde-voor-begin", "CS003", "JW302", _("aanvaardt een einddatum voor de ingangsdatum"),
       blind=("CS003",)),
    _a(BLIND, "319-zonder-reden-aanvaard", "CD085", "JW320", _("aanvaardt een afwijzing zonder reden"),
       blind=("CD085",)),
    _a(BLIND, "319-zonder-gemeente-aanvaard", "TR377", "JW320", _("aanvaardt reden 8 zonder gemeente"),
       blind=("TR377",)),
    _a(BLIND, "319-na-toewijzing-aanvaard", "TR359", "JW320", _("aanvaardt een afwijzing na een toewijzing"),
       blind=("9359",)),
    _a(BLIND, "319-tweede-onderzoek-aanvaard", "TR360", "JW320", _("aanvaardt tweemaal in onderzoek"),
       blind=("9360",)),
)  # fmt: skip

_REGIE = (
    _a(INHOUD, "305-begin-dag-later", "OP271", "JW305", _("meldt een start een dag later dan hij was"),
       Ingreep("305", "dagen", f"{_START}/Begindatum", 1, _MELDT)),
    _a(INHOUD, "305-ander-nummer", "OP271", "JW305", _("meldt een start op een andere toewijzing"),
       Ingreep("305", "plus", f"{_START}/ToewijzingNummer", 7)),
    _a(INHOUD, "305-ander-product", "OP271", "JW305", _("meldt een start van een andere categorie"),
       Ingreep("305", "vervang", f"{_START}/Product/Categorie", "54")),
    _a(INHOUD, "305-status-gewijzigd", "OP271", "JW305", _("meldt een start met StatusAanlevering 2"),
       Ingreep("305", "zet", f"{_START}/StatusAanlevering", "2", _MELDT)),
    _a(INHOUD, "305-verwijdert-andere-datum", "TR326", "JW305", _("verwijdert een start met een andere begindatum"),
       Ingreep("305", "dagen", f"{_START}/Begindatum", -1, _TREKT_IN)),
    _a(DUBBEL, "305-dubbel", "OP271", "JW305", _("meldt een start tweemaal"), Ingreep("305", "dubbel")),
    _a(DUBBEL, "305-product-dubbel", "OP271", "JW305", _("zet een start tweemaal in het bericht"),
       Ingreep("305", "herhaal", _START)),
    _a(KOP, "305-vaste-identificatie", "TR326", "JW305", _("geeft elk startbericht dezelfde Identificatie"),
       Ingreep("305", "zet", f"{_KOP}/Identificatie", "A1")),
    _a(VOLGORDE, "correctie-achterstevoren", "TR326", "JW305", _("meldt de juiste start voor de oude is verwijderd")),
    _a(VOLGORDE, "correctie-zonder-verwijdering", "TR326", "JW305",
       _("meldt de juiste start zonder de oude te verwijderen")),
    _a(ONGEVRAAGD, "305-na-wijziging", "OP033x1", "JW305 JW301", _("meldt na een gewijzigde toewijzing een start")),
    _a(INHOUD, "307-einde-dag-later", "OP272", "JW307", _("meldt een stop een dag later dan hij was"),
       Ingreep("307", "dagen", f"{_STOP}/Einddatum", 1)),
    _a(INHOUD, "307-ander-begin", "OP272", "JW307", _("noemt bij een stop een andere begindatum"),
       Ingreep("307", "dagen", f"{_STOP}/Begindatum", 1)),
    _a(INHOUD, "307-andere-reden", "OP272", "JW307", _("meldt een andere reden van beëindiging"),
       Ingreep("307", "vervang", f"{_STOP}/RedenBeeindiging", "38", ("./RedenBeeindiging", "34")),
       Ingreep("307", "vervang", f"{_STOP}/RedenBeeindiging", "32", ("./RedenBeeindiging", "31"))),
    _a(INHOUD, "307-einde-voor-begin", "OP272", "JW307", _("meldt een stop van voor de start"),
       Ingreep("307", "dagen", f"{_STOP}/Einddatum", -400)),
    _a(INHOUD, "tijdelijke-stop-als-definitief", "R-3", "JW307",
       _("meldt een tijdelijke stop (20) als volgens plan (31)")),
    _a(INHOUD, "307-intrekking-andere-reden", "OP033", "JW307", _("trekt een stop in met een andere reden"),
       Ingreep("307", "zet", f"{_STOP}/RedenBeeindiging", "31", _TREKT_IN)),
    _a(DUBBEL, "307-dubbel", "R-3", "JW307", _("meldt een stop tweemaal"), Ingreep("307", "dubbel")),
)  # fmt: skip

_CLAIMS = (
    _a(GELD, "323-totaal-cent-te-veel", "TR358", "JW323", _("telt een cent te veel in het totaal"),
       Ingreep("323", "plus", f"{_DECLARATIE}/TotaalIngediendBedrag/TotaalBedrag", 1)),
    _a(GELD, "323-totaal-als-credit", "TR358", "JW323", _("zet een debettotaal als credit"),
       Ingreep("323", "zet", f"{_DECLARATIE}/TotaalIngediendBedrag/DebetCredit", "C")),
    _a(GELD, "323-bedrag-cent-te-veel", "TR346", "JW323", _("rekent een cent te veel per prestatie"),
       Ingreep("323", "plus", f"{_REGEL}/IngediendBedrag/Bedrag", 1),
       Ingreep("323", "plus", f"{_DECLARATIE}/TotaalIngediendBedrag/TotaalBedrag", 1)),
    _a(GELD, "323-ander-tarief", "TR346", "JW323", _("noemt een ander tarief dan waarmee is gerekend"),
       Ingreep("323", "plus", f"{_REGEL}/ProductTarief", 100)),
    _a(GELD, "323-hoger-tarief", "SAP-2.7.1", "JW323", _("rekent een hoger tarief dan in het contract staat"),
       Ingreep("323", "plus", f"{_REGEL}/ProductTarief", 100),
       Ingreep("323", "plus", f"{_REGEL}/IngediendBedrag/Bedrag", 200),
       Ingreep("323", "plus", f"{_DECLARATIE}/TotaalIngediendBedrag/TotaalBedrag", 200)),
    _a(GELD, "oud-tarief-na-einde", "TR346", "JW323", _("rekent met het tarief van voor het nieuwe jaar"),
       trek="oud-tarief-na-einde"),
    _a(GELD, "uren-per-levering-afgerond", "IV079", "JW323", _("rondt elke levering op uren af in plaats van de som")),
    _a(GELD, "uren-naar-beneden-afgerond", "IV081", "JW323", _("laat elk deel van een uur vallen")),
    _a(GELD, "bedrag-per-levering-afgerond", "IV081", "JW323", _("rondt het bedrag van elke levering af")),
    _a(GELD, "boven-het-maximum", "TR321", "JW323", _("declareert meer dan het toegewezen volume")),
    _a(GELD, "alleen-hele-weken", "IV078", "JW323", _("telt een gebroken week niet mee in het maximum")),
    _a(GELD, "gebroken-maand-naar-rato", "IV078", "JW323", _("kort het volume van een gebroken maand in naar rato")),
    _a(INHOUD, "323-volume-een-minder", "TR321", "JW323", _("declareert een eenheid minder dan geleverd"),
       Ingreep("323", "plus", f"{_REGEL}/GeleverdVolume", -1)),
    _a(INHOUD, "323-andere-eenheid", "TR321", "JW323", _("noemt uren minuten"),
       Ingreep("323", "zet", f"{_REGEL}/Eenheid", "01")),
    _a(INHOUD, "323-ander-nummer", "TR321", "JW323", _("declareert op een toewijzing die er niet is"),
       Ingreep("323", "plus", f"{_REGEL}/ToewijzingNummer", 7)),
    _a(INHOUD, "323-code-van-andere-categorie", "OP302", "JW323",
       _("declareert op een aspecifieke toewijzing een product dat niet is gecontracteerd"),
       Ingreep("323", "vervang", f"{_REGEL}/ProductCode", "45X98"), profiel="landelijk"),
    _a(INHOUD, "323-andere-code", "TR321", "JW323", _("declareert een andere productcode"),
       Ingreep("323", "zet", f"{_REGEL}/ProductCode", "45A05")),
    _a(INHOUD, "323-andere-categorie", "TR321", "JW323", _("declareert onder een andere categorie"),
       Ingreep("323", "zet", f"{_REGEL}/ProductCategorie", "54")),
    _a(INHOUD, "323-periode-dag-later", "TR387", "JW323", _("laat de productperiode een dag te laat beginnen"),
       Ingreep("323", "dagen", f"{_REGEL}/ProductPeriode/Begindatum", 1)),
    _a(INHOUD, "323-periode-dag-korter", "TR388", "JW323", _("laat de productperiode een dag te vroeg eindigen"),
       Ingreep("323", "dagen", f"{_REGEL}/ProductPeriode/Einddatum", -1)),
    _a(INHOUD, "323-halve-maand", "OP303", "JW323", _("noemt als declaratieperiode een maand zonder de laatste dag"),
       Ingreep("323", "dagen", f"{_DECLARATIE}/DeclaratiePeriode/Einddatum", -1)),
    _a(INHOUD, "credit-met-ander-volume", "CD060", "JW323", _("crediteert een ander volume dan is goedgekeurd"),
       Ingreep("323", "plus", f"{_REGEL}/GeleverdVolume", 1, _CREDIT)),
    _a(INHOUD, "credit-niet-gestuurd", "TR389", "JW323", _("declareert opnieuw zonder te crediteren")),
    _a(INHOUD, "credit-op-afgewezen-regel", "TR323", "JW323", _("crediteert een regel die is afgewezen")),
    _a(INHOUD, "credit-zonder-vorige", "CD060", "JW323", _("noemt op een creditregel het vorige nummer niet")),
    _a(INHOUD, "323-vast-referentienummer", "TR323", "JW323", _("geeft elke prestatie hetzelfde referentienummer"),
       Ingreep("323", "zet", f"{_REGEL}/ProductReferentie/ReferentieNummer", "R1")),
    _a(INHOUD, "323-vast-declaratienummer", "TR389", "JW323", _("geeft elke declaratie hetzelfde nummer"),
       Ingreep("323", "zet", f"{_DECLARATIE}/DeclaratieNummer", "D1")),
    _a(KOP, "323-vaste-identificatie", "TR389", "JW323", _("geeft elke declaratie dezelfde Identificatie"),
       Ingreep("323", "zet", f"{_KOP}/Identificatie", "A1")),
    _a(DUBBEL, "323-dubbel", "OP303", "JW323", _("stuurt een declaratie tweemaal"), Ingreep("323", "dubbel")),
    _a(DUBBEL, "323-regel-dubbel", "TR358", "JW323", _("zet elke prestatie tweemaal in de declaratie"),
       Ingreep("323", "herhaal", _REGEL)),
    _a(VROEG, "declaratie-voor-einde-maand", "SAP-2.7.1", "JW323", _("declareert een maand die nog loopt")),
)  # fmt: skip

_REGIO = (
    _a(VROEG, "bevriezing-genegeerd", "EHV-5", "JW303", _("declareert in een periode waarin dat stil ligt"),
       profiel="eindhoven"),
    _a(GELD, "periode-13-gewoon-tarief", "ALM-5", "WMO303", _("rekent periode 13 tegen het gewone tarief"),
       profiel="almere"),
    _a(DUBBEL, "303-dubbel", "ALM-5", "WMO303", _("stuurt een declaratie tweemaal"), Ingreep("303", "dubbel"),
       profiel="almere"),
)  # fmt: skip

_STAND = (
    _a(TOESTAND, "aanbieder-agenda-kwijt", "OP271", "JW305 JW302",
       _("vergeet bij een herstart in de nacht wat nog moest gebeuren"), gedrag=LAATSTE_MOMENT,
       trek="agenda-kwijt-na-herstart"),
    _a(TOESTAND, "aanbieder-administratie-kwijt", "TR379", "JW302",
       _("vergeet bij een herstart in de nacht wat is toegewezen en gemeld"), trek="administratie-kwijt-na-herstart"),
    _a(TOESTAND, "aanbieder-nummers-opnieuw", "CD060", "JW323",
       _("begint na een herstart in de nacht opnieuw te nummeren"), trek="nummers-opnieuw-na-herstart"),
)  # fmt: skip

GEBREKEN_AANBIEDER = (
    *_TERMIJNEN,
    *_VERZOEKEN,
    *_VOORAF,
    *_NIET_MEER,
    *_ACCEPTATIE,
    *_REGIE,
    *_CLAIMS,
    *_REGIO,
    *_STAND,
)
