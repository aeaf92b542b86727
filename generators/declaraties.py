"""Large claims (323) without a fault, of any size: for measuring, and for trying the fast path.

Everything follows from the numbers, nothing is drawn: the same shape gives the same bytes. Only test BSNs.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from ketentoets.core.bsn import all_test_bsns, nth_test_bsn
from ketentoets.schemas.model import model
from ketentoets.schemas.standaard import berichtcode

_PRODUCTEN = {
    "ijw": (
        ("45", "45A04", "04", 6005),
        ("45", "45A05", "14", 7000),
        ("46", "46B01", "01", 125),
        ("50", "50X01", "83", 0),
    ),
    "iwmo": (
        ("01", "01A04", "04", 3105),
        ("02", "02A15", "14", 7000),
        ("03", "03B01", "01", 95),
        ("06", "06X01", "83", 0),
    ),
}
_JAAR = 2022
_DAG = "2023-01-15"


@dataclass(frozen=True)
class Vorm:
    """The shape of a claim: per client so many lines; every `credit`-th line is a credit (0: none).

    `wit` stands between all tags; at most so many clients as there are test BSNs.
    """

    domain: str = "ijw"
    release: str = "3.2"
    per_client: int = 45
    credit: int = 0
    wit: str = ""


@dataclass(frozen=True)
class _Regel:
    client: int
    nummer: int
    maand: int
    product: tuple[str, str, str, int]
    volume: int
    credit: bool

    @property
    def bedrag(self) -> int:
        return self.volume * (self.product[3] or 1)


def declaratie(vorm: Vorm, regels: int) -> Iterator[bytes]:
    """A claim of so many lines, in parts."""
    totaal = sum(-r.bedrag if r.credit else r.bedrag for r in _regels(vorm, regels))
    soort = f"{'jw' if vorm.domain == 'ijw' else 'wmo'}323:"
    yield _kop(vorm, soort, totaal)
    lines = enumerate(_regels(vorm, regels))
    while part := list(islice(lines, vorm.per_client)):
        bsn = _tag(f"{soort}Bsn", nth_test_bsn(part[0][1].client), vorm.wit)
        rows = "".join(_prestatie(vorm, soort, n, line) for n, line in part)
        prestaties = _tag(f"{soort}Prestaties", vorm.wit + rows, vorm.wit)
        yield _tag(f"{soort}Client", vorm.wit + bsn + prestaties, vorm.wit).encode()
    yield "".join(f"</{soort}{name}>{vorm.wit}" for name in ("Clienten", "Declaratie", "Bericht")).encode()


def regels_in(vorm: Vorm, grootte: int) -> int:
    """How many lines make a claim of about so many bytes; raises ValueError when there are no BSNs for them."""
    proef = 4 * vorm.per_client
    one = (sum(map(len, declaratie(vorm, proef))) - len(_kop(vorm, "jw323:", 0))) / proef
    lines = int(grootte / one)
    if lines > vorm.per_client * len(all_test_bsns()):
        raise ValueError("more clients than there are test BSNs")
    return lines


def _regels(vorm: Vorm, aantal: int) -> Iterator[_Regel]:
    products = _PRODUCTEN[vorm.domain]
    for n in range(aantal):
        client, own = divmod(n, vorm.per_client)
        nummer = 1 + client * (vorm.per_client // 12 + 1) + own // 12
        credit = bool(vorm.credit) and n % vorm.credit == vorm.credit - 1
        product = products[nummer % len(products)]
        yield _Regel(client, nummer, 1 + own % 12, product, 1 + (n * 7919) % 499, credit)


def _tag(naam: str, inhoud: object, wit: str) -> str:
    return f"<{naam}>{inhoud}</{naam}>{wit}"


def _kop(vorm: Vorm, soort: str, totaal: int) -> bytes:
    basis, wit = f"{vorm.domain}:", vorm.wit
    standaard = model(f"{vorm.domain}-{vorm.release}")
    spaces = (standaard.namespace, standaard.message_namespace("323"))

    def groep(naam: str, *delen: str) -> str:
        return _tag(soort + naam, wit + "".join(delen), wit)

    def veld(prefix: str, naam: str, waarde: object) -> str:
        return _tag(prefix + naam, waarde, wit)

    header = groep(
        "Header",
        veld(soort, "BerichtCode", berichtcode(vorm.domain, "323")),
        veld(soort, "BerichtVersie", standaard.standaard.versie),
        veld(soort, "BerichtSubversie", standaard.standaard.subversie),
        veld(soort, "Afzender", "12345678"),
        veld(soort, "Ontvanger", "0363"),
        groep("BerichtIdentificatie", veld(basis, "Identificatie", "B1"), veld(basis, "Dagtekening", _DAG)),
        groep(
            "XsdVersie",
            veld(basis, "BasisschemaXsdVersie", standaard.standaard.basis_versie),
            veld(basis, "BerichtXsdVersie", standaard.standaard.bericht_versie),
        ),
    )
    debet = "D" if totaal >= 0 else "C"
    rest = (
        veld(soort, "DeclaratieNummer", "D1"),
        groep("DeclaratiePeriode", veld(basis, "Begindatum", "2022-12-01"), veld(basis, "Einddatum", "2022-12-31")),
        veld(soort, "DeclaratieDagtekening", _DAG),
        groep(
            "TotaalIngediendBedrag",
            veld(basis, "TotaalBedrag", abs(totaal)),
            veld(basis, "DebetCredit", debet),
        ),
    )
    root = f'<{soort}Bericht xmlns:{basis[:-1]}="{spaces[0]}" xmlns:{soort[:-1]}="{spaces[1]}">{wit}'
    opened = f"<{soort}Declaratie>{wit}{''.join(rest)}<{soort}Clienten>{wit}"
    return f'<?xml version="1.0" encoding="UTF-8"?>{wit}{root}{header}{opened}'.encode()


def _prestatie(vorm: Vorm, soort: str, n: int, regel: _Regel) -> str:
    basis, wit = f"{vorm.domain}:", vorm.wit
    categorie, code, eenheid, tarief = regel.product
    last = monthrange(_JAAR, regel.maand)[1]
    referentie = _tag(f"{basis}ReferentieNummer", f"REF{n:09d}", wit)
    if regel.credit:
        referentie += _tag(f"{basis}VorigReferentieNummer", f"OUD{n:09d}", wit)
    begin = _tag(f"{basis}Begindatum", f"{_JAAR}-{regel.maand:02d}-01", wit)
    periode = begin + _tag(f"{basis}Einddatum", f"{_JAAR}-{regel.maand:02d}-{last}", wit)
    bedrag = _tag(f"{basis}Bedrag", regel.bedrag, wit)
    delen = {
        "ProductReferentie": wit + referentie,
        "ToewijzingNummer": regel.nummer,
        "ProductCategorie": categorie,
        "ProductCode": code,
        "ProductPeriode": wit + periode,
        "GeleverdVolume": regel.volume,
        "Eenheid": eenheid,
        **({"ProductTarief": tarief} if tarief else {}),
        "IngediendBedrag": wit + bedrag + _tag(f"{basis}DebetCredit", "C" if regel.credit else "D", wit),
    }
    row = "".join(_tag(soort + naam, inhoud, wit) for naam, inhoud in delen.items())
    return _tag(f"{soort}Prestatie", wit + row, wit)
