"""Rules on the client, the relations and the addresses (level 2)."""

import re
from datetime import date

from ketentoets.core.bsn import passes_eleven_proof
from ketentoets.core.message import Node
from ketentoets.core.taal import _
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.lezen import dag, jaren_eerder, tekst
from ketentoets.schemas.rules.registry import NVT, Breach, Result, rule, rule_over

NAMEN = ("Client/Naam", "Client/Relaties/Relatie/Naam")
GEBOORTE = ("Client/Geboortedatum", "Client/Relaties/Relatie/Geboortedatum")
CONTACTEN = ("Client/Relaties/Relatie/Contact", "Client/Contactgegevens/Contact")
BRP, CORRESPONDENTIE, VERBLIJF, TIJDELIJK = "01", "02", "03", "04"
POSTCODE_NL = re.compile(r"[1-9][0-9]{3}[A-Za-z]{2}")
ONBEKEND = date(1900, 1, 1)
MAX_LEEFTIJD = 120


@rule("CS002", "301", "305", "307", "315", "317", "323", "325", op="//Bsn")
def bsn_elfproef(_ctx: Context, node: Node) -> Result:
    """A Bsn satisfies the eleven-proof."""
    if passes_eleven_proof(node.text):
        return None
    text = _("Het Bsn voldoet niet aan de elfproef.")
    return Breach(node, _("een Bsn dat aan de elfproef voldoet"), node.text, text)


@rule("CS050", "301", op=NAMEN)
def naamgebruik_past_bij_partnernaam(_ctx: Context, node: Node) -> Result:
    """With a partner's name NaamGebruik is 1-4, without it 1 or 6."""
    partner = node.find("Partnernaam")
    allowed = "1 2 3 4" if partner else "1 6"
    used = node.get("NaamGebruik")
    if used in allowed.split():
        return None
    with_or_without = _("met") if partner else _("zonder")
    text = _("NaamGebruik {used} past niet bij een naam {how} Partnernaam.", used=used, how=with_or_without)
    return Breach(node, allowed.replace(" ", ", "), used, text)


@rule("CS318", "301", op="Client/Naam")
def client_is_natuurlijk_persoon(_ctx: Context, node: Node) -> Result:
    """A client is never an organisation."""
    if node.get("NaamGebruik") != "6":
        return None
    text = _("Een client heeft nooit NaamGebruik 6: dat is voor een organisatie.")
    return Breach(node, _("een andere waarde dan 6"), "6", text)


@rule("CS139", "301", "305", "307", "315", op=GEBOORTE)
def datum_past_bij_datumgebruik(_ctx: Context, node: Node) -> Result:
    """The unknown parts of a date of birth have their neutral value."""
    used, born = node.get("DatumGebruik"), node.date("Datum")
    if not used or born is None:
        return NVT
    first_of_year = date(born.year, 1, 1)
    expected = {"1": born.replace(day=1), "2": first_of_year, "3": ONBEKEND}.get(used, born)
    if born == expected:
        return None
    text = _("Geboortedatum {born} past niet bij DatumGebruik {used}.", born=dag(born), used=used)
    return Breach(node, dag(expected), dag(born), text)


@rule("TR002", "301", "305", "307", "315", op=GEBOORTE)
def niet_ouder_dan_120(ctx: Context, node: Node) -> Result:
    """A known date of birth lies at most 120 years before the Dagtekening."""
    born, signed = node.date("Datum"), ctx.bericht.dagtekening
    if born is None or signed is None or (node.get("DatumGebruik") == "3" and born == ONBEKEND):
        return NVT
    earliest = jaren_eerder(signed, MAX_LEEFTIJD)
    if born >= earliest:
        return None
    text = _("Geboortedatum {born} ligt meer dan 120 jaar voor de Dagtekening.", born=dag(born))
    return Breach(node, _("{day} of later", day=dag(earliest)), dag(born), text)


@rule("TR006", "301", op=CONTACTEN)
def contact_is_bereikbaar(_ctx: Context, node: Node) -> Result:
    """A Contact has a telephone number, or a house with a postal code."""
    if node.find("Telefoon") or (node.find("Adres/Huis") and node.find("Adres/Postcode")):
        return None
    text = _("Het Contact heeft geen Telefoon en ook geen Huis met Postcode.")
    return Breach(node, _("Telefoon, of Huis met Postcode"), _("geen van beide"), text)


@rule_over("TR061", "301", op="Client/Contactgegevens")
def client_heeft_adres(_ctx: Context, nodes: list[Node]) -> list[Breach]:
    """The client has at least one address that is not temporary."""
    fixed = {BRP, CORRESPONDENTIE, VERBLIJF}
    text = _("De client heeft geen BRP-, correspondentie- of verblijfadres.")
    return [
        Breach(node, "01, 02, 03", ", ".join(c.get("Soort") for c in node.all("Contact")), text)
        for node in nodes
        if not any(contact.get("Soort") in fixed for contact in node.all("Contact"))
    ]


@rule("CD005", "301", op=tuple(f"{path}/Adres" for path in CONTACTEN))
def landcode_bij_postcode(_ctx: Context, node: Node) -> Result:
    """LandCode is filled exactly when Postcode is."""
    postcode, country = node.get("Postcode"), node.get("LandCode")
    if bool(postcode) == bool(country):
        return None
    expected = _("gevuld") if postcode else _("leeg")
    text = _("LandCode hoort gevuld te zijn als Postcode dat is, en anders leeg.")
    return Breach(node, expected, tekst(country), text)


@rule("CD007", "301", op="Client/Communicatie")
def taal_bij_tolk(_ctx: Context, node: Node) -> Result:
    """Taal is filled exactly when an interpreter of a language is needed."""
    wanted, language = node.get("Vorm") == "1", node.get("Taal")
    if wanted == bool(language):
        return None
    text = _("Taal hoort gevuld te zijn bij Vorm 1 (tolk taal), en anders leeg.")
    return Breach(node, _("gevuld") if wanted else _("leeg"), tekst(language), text)


@rule("CD009", "301", op=CONTACTEN)
def periode_alleen_tijdelijk(_ctx: Context, node: Node) -> Result:
    """Only a temporary address has a Periode."""
    if not node.find("Periode"):
        return NVT
    if node.get("Soort") == TIJDELIJK:
        return None
    text = _("Alleen een tijdelijk adres (Soort 04) mag een Periode hebben.")
    return Breach(node, _("geen Periode, of Soort 04"), node.get("Soort"), text)


@rule("CD025", "301", op=tuple(f"{path}/Adres" for path in CONTACTEN))
def huis_bij_nederlands_adres(_ctx: Context, node: Node) -> Result:
    """A Dutch address has a house number."""
    if node.get("LandCode") != "NL":
        return NVT
    if node.find("Huis"):
        return None
    text = _("Een adres met LandCode NL heeft een Huis.")
    return Breach(node, _("gevuld"), _("leeg"), text)


@rule("CD034", "301", op=CONTACTEN)
def postcode_bij_vast_adres(_ctx: Context, node: Node) -> Result:
    """A BRP or residential address has a postal code, and so it has an Adres."""
    if node.get("Soort") not in {BRP, VERBLIJF}:
        return NVT
    if node.get("Adres/Postcode"):
        return None
    text = _("Een adres van Soort {kind} heeft een Postcode.", kind=node.get("Soort"))
    return Breach(node, _("gevuld"), _("leeg"), text)


@rule("CS089", "301", op=tuple(f"{path}/Adres" for path in CONTACTEN))
def nederlandse_postcode(_ctx: Context, node: Node) -> Result:
    """With LandCode NL the postal code is a Dutch one, without a space; small letters are as good."""
    postcode = node.get("Postcode")
    if node.get("LandCode") != "NL" or not postcode:
        return NVT
    if POSTCODE_NL.fullmatch(postcode):
        return None
    text = _("Postcode {code} is geen Nederlandse postcode.", code=postcode)
    return Breach(node, _("vier cijfers en twee letters, zonder spatie"), postcode, text)
