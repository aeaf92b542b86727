"""Pseudonyms for a journal that is to be shared: the same value gets the same one, everywhere in the copy.

A pseudonym has the shape of what it replaces - length, capitals, digits, whether a BSN passes the
eleven-proof - and two values never share one, so that whatever compares them comes to the same end.
Without the random key, which is not kept, nobody can tell what a pseudonym stands for.
"""

import hashlib
import re
import secrets
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from itertools import count
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from ketentoets.core.bsn import MASK, all_test_bsns, is_test_bsn, passes_eleven_proof
from ketentoets.core.persoonsgegevens import ELEMENT, GEBOORTE

_BSN = re.compile(r"(?<![0-9])[0-9]{9}(?![0-9])")
_BSN_ELEMENT = re.compile(rb"(<(?:[\w.-]+:)?Bsn(?:\s[^<>]*)?>\s*)([0-9]{9})(\s*</)")
_ENTITEIT = re.compile(r"(&[^;\s]+;|<[^>]*>)")
_LANG_GENOEG = 4
"""A shorter name is only replaced where it is all there is: it may be part of any word."""


class Pseudoniemen:
    """One table for one copy."""

    def __init__(self, sleutel: bytes | None = None) -> None:
        self._sleutel = sleutel or secrets.token_bytes(32)
        self._tabel: dict[str, str] = {MASK: MASK}
        self._gebruikt: set[str] = {MASK}
        self._dag = self._getal("dag")

    def _getal(self, tekst: str) -> int:
        return int.from_bytes(hashlib.blake2b(tekst.encode(), key=self._sleutel, digest_size=8).digest())

    def bsn(self, bsn: str) -> str:
        """Another number of the same kind: from the test range, or nobody's."""
        return self._nieuw(bsn, self._test_bsn if is_test_bsn(bsn) else self._niemand)

    def _test_bsn(self, tekst: str) -> str:
        return all_test_bsns()[self._getal(tekst) % len(all_test_bsns())]

    def _niemand(self, tekst: str) -> str:
        found = (f"{(self._getal(tekst) + n) % 10**9:09d}" for n in count())
        return next(number for number in found if not passes_eleven_proof(number))

    def naam(self, waarde: str) -> str:
        """Another text of the same shape."""
        return self._nieuw(waarde, lambda tekst: self._vorm(waarde, tekst))

    def _nieuw(self, waarde: str, maak: Callable[[str], str]) -> str:
        if waarde not in self._tabel:
            pogingen = (maak(f"{waarde}/{n}") for n in range(200))
            kandidaten = (p for p in pogingen if p not in self._gebruikt and p != waarde)
            self._tabel[waarde] = next(kandidaten, waarde)
            self._gebruikt.add(self._tabel[waarde])
        return self._tabel[waarde]

    def _vorm(self, waarde: str, tekst: str) -> str:
        return "".join(self._teken(teken, self._getal(f"{tekst}/{n}"), n) for n, teken in enumerate(waarde))

    @staticmethod
    def _teken(teken: str, getal: int, plaats: int) -> str:
        if teken.isdecimal():
            return str(1 + getal % 9 if plaats == 0 and teken != "0" else getal % 10)
        if teken.isalpha():
            return (ascii_uppercase if teken.isupper() else ascii_lowercase)[getal % 26]
        return teken

    def geboortedatum(self, tekst: str) -> str:
        """Another day of the same month: ages stay what they are."""
        try:
            dag = date.fromisoformat(tekst)
        except ValueError:
            return tekst
        lengte = monthrange(dag.year, dag.month)[1]
        return dag.replace(day=1 + (dag.day + self._dag % (lengte - 1)) % lengte).isoformat()

    def xml(self, raw: bytes) -> bytes:
        """A message with pseudonyms; everything else stays byte for byte where it is."""
        raw = _BSN_ELEMENT.sub(lambda m: m[1] + self.bsn(m[2].decode()).encode() + m[3], raw)
        return ELEMENT.sub(self._element, raw)

    def _element(self, match: re.Match[bytes]) -> bytes:
        codering = "utf-8" if _is_utf8(match[3]) else "latin-1"
        delen = _ENTITEIT.split(match[3].decode(codering))
        vervang = self.geboortedatum if match[2].decode() == GEBOORTE else self.naam
        delen[::2] = [_binnen(deel, vervang) for deel in delen[::2]]
        return match[1] + "".join(delen).encode(codering) + match[4]

    def data(self, waarde: Any) -> Any:
        """The same in a structure of dicts, lists and texts."""
        if isinstance(waarde, str):
            return self.tekst(waarde)
        if isinstance(waarde, dict):
            return {naam: self.data(deel) for naam, deel in waarde.items()}
        if isinstance(waarde, list | tuple):
            return [self.data(deel) for deel in waarde]
        return waarde

    def tekst(self, tekst: str) -> str:
        """Running text: what is known of persons is replaced, and every nine digits that are a BSN."""
        found = _BSN.sub(lambda m: self.bsn(m[0]) if m[0] in self._tabel or is_test_bsn(m[0]) else m[0], tekst)
        for waarde, pseudoniem in self._tabel.items():
            if len(waarde) >= _LANG_GENOEG and not waarde.isdecimal() and waarde in found:
                found = re.sub(rf"(?<!\w){re.escape(waarde)}(?!\w)", pseudoniem, found)
        return found


def _binnen(tekst: str, vervang: Callable[[str], str]) -> str:
    """Replace what stands between the white space around it."""
    kern = tekst.strip()
    return tekst.replace(kern, vervang(kern), 1) if kern else tekst


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
