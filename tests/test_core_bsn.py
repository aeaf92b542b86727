"""Test BSNs, and the masking of numbers that could be somebody's.

The 'real' numbers here are computed while the test runs; none is written down.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketentoets.core.bsn import (
    FIRST_TEST_BSN,
    LAST_TEST_BSN,
    MASK,
    all_test_bsns,
    is_test_bsn,
    mask_text,
    mask_xml,
    nth_test_bsn,
    passes_eleven_proof,
)

TEST_BSN = nth_test_bsn(0)
WRONG = str(FIRST_TEST_BSN + 1)


def echt_lijkend(start: int = 300_000_000) -> str:
    """The first number from `start` on that passes the eleven-proof, outside the test range."""
    return next(f"{n:09d}" for n in range(start, start + 100) if passes_eleven_proof(f"{n:09d}"))


ECHT = echt_lijkend()


def bericht(bsn: str, commentaar: str = "") -> bytes:
    return f"<Bericht><Client><Bsn>{bsn}</Bsn><Commentaar>{commentaar}</Commentaar></Client></Bericht>".encode()


def test_the_eleven_proof() -> None:
    assert passes_eleven_proof(TEST_BSN)
    assert not passes_eleven_proof(WRONG)
    for nothing in ("", "12345678", "1234567890", "99990000a", " 99990006", "٩٩٩٩٠٠٠٠٦"):
        assert not passes_eleven_proof(nothing)


def test_the_test_range() -> None:
    bsns = all_test_bsns()
    assert (int(bsns[0]), int(bsns[-1])) == (FIRST_TEST_BSN, LAST_TEST_BSN)
    assert len(set(bsns)) == len(bsns) > 9000
    assert list(bsns) == sorted(bsns)
    assert bsns == tuple(str(n) for n in range(FIRST_TEST_BSN, LAST_TEST_BSN + 1) if passes_eleven_proof(str(n)))


@given(st.integers(0, 10**7))
def test_the_nth_is_always_a_test_number(n: int) -> None:
    assert is_test_bsn(nth_test_bsn(n))
    assert nth_test_bsn(n) == nth_test_bsn(n + len(all_test_bsns()))


def test_a_number_just_outside_the_range_is_not_a_test_number() -> None:
    before = next(str(n) for n in range(FIRST_TEST_BSN - 1, 0, -1) if passes_eleven_proof(str(n)))
    assert not is_test_bsn(before)
    assert mask_xml(bericht(before)) == (bericht(MASK), 1)


@pytest.mark.parametrize(
    "element",
    [
        "<Bsn>{}</Bsn>",
        "<jw315:Bsn>{}</jw315:Bsn>",
        "<ns-1.x:Bsn>{}</ns-1.x:Bsn>",
        '<ijw:Bsn xmlns:ijw="urn:x">{}</ijw:Bsn>',
        "<Bsn\n  a='b'>{}</Bsn>",
        "<Bsn>\r\n  {}\r\n</Bsn>",
        "<Commentaar>bel {} terug</Commentaar>",
        "<jw301:Commentaar>bsn:{}.</jw301:Commentaar>",
    ],
)
def test_a_real_number_is_masked(element: str) -> None:
    masked, count = mask_xml(element.format(ECHT).encode())
    assert count == 1
    assert ECHT.encode() not in masked
    assert MASK.encode() in masked


@pytest.mark.parametrize("bsn", [TEST_BSN, WRONG, "000000001", "123456789"])
@pytest.mark.parametrize("element", ["<Bsn>{}</Bsn>", "<p:Bsn>{}</p:Bsn>", "<Commentaar>zie {} aub</Commentaar>"])
def test_test_numbers_and_nobodys_numbers_stay(element: str, bsn: str) -> None:
    raw = element.format(bsn).encode()
    assert mask_xml(raw) == (raw, 0)


def test_every_one_is_counted_and_the_rest_is_untouched() -> None:
    raw = bericht(ECHT, f"moeder {ECHT}, kind {TEST_BSN}") + bericht(TEST_BSN, "é ë €")
    masked, count = mask_xml(raw)
    assert count == 2
    assert masked == bericht(MASK, f"moeder {MASK}, kind {TEST_BSN}") + bericht(TEST_BSN, "é ë €")


def test_numbers_in_other_elements_stay() -> None:
    raw = f"<A><BsnVorm>{ECHT}</BsnVorm><ToewijzingNummer>{ECHT}</ToewijzingNummer></A>".encode()
    assert mask_xml(raw) == (raw, 0)


def test_bytes_that_are_not_utf_8_do_not_break_it() -> None:
    raw = b"<Bsn>" + ECHT.encode() + b"</Bsn><Commentaar>\xff\xfe " + ECHT.encode() + b"</Commentaar>"
    masked, count = mask_xml(raw)
    assert count == 2
    assert ECHT.encode() not in masked


def test_masking_again_changes_nothing() -> None:
    masked, _count = mask_xml(bericht(ECHT, ECHT))
    assert mask_xml(masked)[0] == masked


def test_running_text() -> None:
    text = f"persoon {ECHT} en {TEST_BSN}, factuur 1{ECHT}, fout {WRONG}"
    assert mask_text(text) == text.replace(f" {ECHT} ", f" {MASK} ")


@given(st.integers(100_000_000, FIRST_TEST_BSN - 12))
def test_any_real_number_is_masked_in_element_and_text(start: int) -> None:
    bsn = echt_lijkend(start)
    assert bsn.encode() not in mask_xml(bericht(bsn, f"({bsn})"))[0]
