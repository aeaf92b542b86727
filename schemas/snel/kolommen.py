"""A 323 as a head, rows and a tail of bytes: one compiled pattern splits the rows into columns.

Only the plainest form is taken: tags without attributes, values without entities, nothing between
the tags but white space. That nothing was passed over is checked by counting: every '<' in a part must be
one of a row that was matched. Whether it is XML and valid is not judged here.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

KOLOMMEN = (
    "bsn", "referentie", "vorige", "nummer", "product", "periode", "volume", "eenheid", "tarief", "bedrag",
    "debetcredit",
)  # fmt: skip
"""The columns of a row, as bytes. `bsn` is empty where a row has the client of the row before it.

`product` and `periode` are both their elements with the tags: see `waarden`.
"""

Rij = tuple[bytes, ...]
Kolommen = dict[str, tuple[bytes, ...]]
"""Column name -> the values of all rows, in the order of `KOLOMMEN`; empty when there are no rows."""

_DATUM, _GETAL, _CODE, _TEKST = "[0-9]{4}-[0-9]{2}-[0-9]{2}", "[0-9]{1,12}", "[0-9A-Za-z]{1,5}", "[^<>&\r]+"
_PATRONEN = {
    "bsn": "([0-9]{9})", "referentie": f"({_TEKST})", "vorige": f"({_TEKST})", "nummer": "(0|[1-9][0-9]{0,8})",
    "volume": f"({_GETAL})", "eenheid": f"({_CODE})", "tarief": f"({_GETAL})", "bedrag": f"({_GETAL})",
    "debetcredit": f"({_CODE})",
}  # fmt: skip
_NAAM = rb"([A-Za-z_][A-Za-z0-9_.-]{0,50}):"
_KOP = re.compile(rb"(?:<\?xml[^<>&]*\?>)?\s*<(?:" + _NAAM + rb")?Bericht[\s>]")
_BASIS = re.compile(rb"<(?:" + _NAAM + rb")?Begindatum>")
_WIT = re.compile(rb">[ \t\r\n]+<")
_BLADEN = re.compile(rb">([^<>]+)<")
_STAART = ("Prestaties", "Client", "Clienten", "Declaratie", "Bericht")
_TAGS_RIJ, _TAGS_OPTIE, _TAGS_CLIENT = 28, 2, 6


class GeeftOp(Exception):
    """The fast path has an unknown form before it, or may have found something: the tree decides."""


def waarden(deel: bytes) -> list[str]:
    """The two values in a `product` (category, code) or `periode` (begin, end)."""
    return [value.decode() for value in _BLADEN.findall(deel)]


@dataclass(frozen=True)
class Vorm:
    """How one message writes its tags, by the prefixes of its two namespaces ('jw323:', 'ijw:')."""

    soort: str
    basis: str
    rij: re.Pattern[bytes]
    staart: bytes

    @property
    def voor_client(self) -> bytes:
        """The end tags before a client: put before the first one, they make all clients alike."""
        return _sluit(self.soort, *_STAART[:2])

    @property
    def einde_rij(self) -> bytes:
        """The last tag of a row."""
        return _sluit(self.soort, "Prestatie")

    def splits(self, stuk: bytes) -> tuple[Kolommen, bytes]:
        """The columns of the rows up to the last complete one, and what follows it; raises `GeeftOp`."""
        einde = stuk.rfind(self.einde_rij) + len(self.einde_rij)
        if einde < len(self.einde_rij):
            return {}, stuk
        rijen: list[Rij] = self.rij.findall(stuk, 0, einde)
        kolommen = dict(zip(KOLOMMEN, zip(*rijen, strict=True), strict=bool(rijen)))
        if stuk.count(b"<", 0, einde) != _aantal_tags(kolommen):
            raise GeeftOp
        return kolommen, stuk[einde:]

    def bericht(self, kop: bytes, rijen: Sequence[Rij]) -> bytes:
        """A message with this head and only these rows, all of one client without a Bsn."""
        rows = (dict(zip(KOLOMMEN, map(bytes.decode, rij), strict=True)) for rij in rijen)
        body = "".join(_rij(self.soort, self.basis, row, lambda veld: "" if "></" in veld else veld) for row in rows)
        client = f"<{self.soort}Client><{self.soort}Prestaties>"
        return kop + (client + body).encode() + self.staart


def zonder_wit(stuk: bytes) -> bytes:
    """The same elements without white space between the tags."""
    return _WIT.sub(b"><", stuk)


def _aantal_tags(kolommen: Kolommen) -> int:
    """How many tags the rows in these columns have, and those before each client."""
    if not kolommen:
        return 0
    rows = len(kolommen["bsn"])
    optional = 2 * rows - kolommen["vorige"].count(b"") - kolommen["tarief"].count(b"")
    clients = rows - kolommen["bsn"].count(b"")
    return rows * _TAGS_RIJ + optional * _TAGS_OPTIE + clients * _TAGS_CLIENT


def lees_kop(begin: bytes) -> tuple[bytes, Vorm]:
    """The head up to the first client, and how the message writes its tags; raises `GeeftOp`."""
    soort, basis = _KOP.match(begin), _BASIS.search(begin)
    if soort is None or basis is None:
        raise GeeftOp
    prefixen = _prefix(soort[1]), _prefix(basis[1])
    open_ = f"<{prefixen[0]}Clienten>".encode()
    einde = begin.find(open_) + len(open_)
    kop = begin[:einde]
    if einde < len(open_) or b"<!" in kop or b"&" in kop or kop.count(b"<?") > 1:
        raise GeeftOp
    return kop, _vorm(*prefixen)


def _prefix(prefix: bytes | None) -> str:
    return f"{prefix.decode()}:" if prefix else ""


@lru_cache(maxsize=16)
def _vorm(soort: str, basis: str) -> Vorm:
    tag, basis_tag = re.escape(soort), re.escape(basis)
    bsn = f"<{tag}Client><{tag}Bsn>{_PATRONEN['bsn']}</{tag}Bsn><{tag}Prestaties>"
    product = f"({_veld(tag, 'ProductCategorie', _CODE)}{_veld(tag, 'ProductCode', _CODE)})"
    periode = f"({_veld(basis_tag, 'Begindatum', _DATUM)}{_veld(basis_tag, 'Einddatum', _DATUM)})"
    patronen = {**_PATRONEN, "product": product, "periode": periode}
    rij = _rij(tag, basis_tag, patronen, "(?:{})?".format)
    client = _sluit(tag, *_STAART[:2]).decode() + bsn
    return Vorm(soort, basis, re.compile(f"(?:{client})?{rij}".encode()), _sluit(soort, *_STAART))


def _sluit(prefix: str, *namen: str) -> bytes:
    return "".join(f"</{prefix}{naam}>" for naam in namen).encode()


def _veld(prefix: str, naam: str, inhoud: str) -> str:
    return f"<{prefix}{naam}>{inhoud}</{prefix}{naam}>"


def _rij(soort: str, basis: str, inhoud: Mapping[str, str], optie: Callable[[str], str]) -> str:
    """A Prestatie with this content, or the pattern of one."""
    referentie = (
        _veld(basis, "ReferentieNummer", inhoud["referentie"]),
        optie(_veld(basis, "VorigReferentieNummer", inhoud["vorige"])),
    )
    bedrag = (_veld(basis, "Bedrag", inhoud["bedrag"]), _veld(basis, "DebetCredit", inhoud["debetcredit"]))
    delen = (
        _veld(soort, "ProductReferentie", "".join(referentie)),
        _veld(soort, "ToewijzingNummer", inhoud["nummer"]),
        inhoud["product"],
        _veld(soort, "ProductPeriode", inhoud["periode"]),
        _veld(soort, "GeleverdVolume", inhoud["volume"]),
        _veld(soort, "Eenheid", inhoud["eenheid"]),
        optie(_veld(soort, "ProductTarief", inhoud["tarief"])),
        _veld(soort, "IngediendBedrag", "".join(bedrag)),
    )
    return _veld(soort, "Prestatie", "".join(delen))
