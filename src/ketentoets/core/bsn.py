"""Test BSNs and the masking of all others.

Only numbers from 999900006 to 999999990 that pass the eleven-proof are ever generated.
Any other BSN in received traffic is masked before it is stored or shown.
"""

import re
from functools import cache
from operator import mul

FIRST_TEST_BSN = 999900006
LAST_TEST_BSN = 999999990
MASK = "000000000"

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_IN_BSN = re.compile(rb"(<(?:[\w.-]+:)?Bsn(?:\s[^<>]*)?>)\s*([0-9]{9})\s*(</)")
_NINE_DIGITS = re.compile(r"(?<![0-9])[0-9]{9}(?![0-9])")
_IN_FREE_TEXT = re.compile(rb"(<(?:[\w.-]+:)?Commentaar(?:\s[^<>]*)?>)([^<]*)(</)")


def passes_eleven_proof(bsn: str) -> bool:
    """Whether nine digits satisfy the eleven-proof of the BSN (CS002)."""
    if len(bsn) != len(_WEIGHTS) or not (bsn.isascii() and bsn.isdigit()):
        return False
    total: int = sum(map(mul, _WEIGHTS, map(int, bsn)))
    return total % 11 == 0


def is_test_bsn(bsn: str) -> bool:
    """Whether this number may appear in a test."""
    return passes_eleven_proof(bsn) and FIRST_TEST_BSN <= int(bsn) <= LAST_TEST_BSN


def _is_real(bsn: str) -> bool:
    return passes_eleven_proof(bsn) and not is_test_bsn(bsn)


@cache
def all_test_bsns() -> tuple[str, ...]:
    """All test BSNs, ascending: one candidate check digit per eight leading digits."""
    candidates = range(FIRST_TEST_BSN // 10, LAST_TEST_BSN // 10 + 1)
    made = (f"{lead}{_check_digit(lead)}" for lead in candidates)
    return tuple(bsn for bsn in made if is_test_bsn(bsn))


def _check_digit(lead: int) -> int:
    return sum(w * int(d) for w, d in zip(range(9, 1, -1), str(lead), strict=True)) % 11


def nth_test_bsn(n: int) -> str:
    """The n-th test BSN (n >= 0), wrapping around at the end of the range."""
    return all_test_bsns()[n % len(all_test_bsns())]


def mask_xml(raw: bytes) -> tuple[bytes, int]:
    """Mask BSNs outside the test range in a message; also return how many there were.

    Nine digits that fail the eleven-proof are nobody's number and stay: they are a finding (CS002).
    """
    count = 0

    def element(match: re.Match[bytes]) -> bytes:
        nonlocal count
        if not _is_real(match[2].decode()):
            return match[0]
        count += 1
        return match[1] + MASK.encode() + match[3]

    def free_text(match: re.Match[bytes]) -> bytes:
        nonlocal count
        masked = mask_text(match[2].decode("utf-8", "replace"))
        if masked.encode() == match[2]:
            return match[0]
        count += 1
        return match[1] + masked.encode() + match[3]

    return _IN_FREE_TEXT.sub(free_text, _IN_BSN.sub(element, raw)), count


def shown(text: str) -> str:
    """Text that a system sent, fit to store and show: no real BSN, and no half characters that UTF-8 cannot hold."""
    return mask_text(text.encode("utf-8", "replace").decode())


def mask_text(text: str) -> str:
    """Mask every real BSN in running text, such as an error that a system sent back."""

    def one(match: re.Match[str]) -> str:
        return MASK if _is_real(match[0]) else match[0]

    return _NINE_DIGITS.sub(one, text)
