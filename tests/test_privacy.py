"""Nothing about a real person and no secret stays behind; a journal can be shared and says the same."""

import json
import os
import re
import subprocess
import sys
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from opdracht import ketentoets

from ketentoets.cli.anonimiseerwerk import anoniem, oordelen
from ketentoets.core.bsn import all_test_bsns, is_test_bsn, passes_eleven_proof
from ketentoets.core.errors import HarnessFault
from ketentoets.core.journal import read_journal
from ketentoets.core.persoonsgegevens import maskeer
from ketentoets.core.pseudoniem import Pseudoniemen
from ketentoets.generators.berichten import stroom
from ketentoets.generators.kader import kader
from ketentoets.schemas.standaard import standaarden
from ketentoets.schemas.validator import level1
from ketentoets.suite.uitvoering import verslag

ECHT, TEST = "123456782", "999900006"
GEHEIM = "zeer-geheim-wachtwoord"
ROOT = Path(__file__).parent.parent


def client(bsn: str, naam: str = "Vermeulen") -> bytes:
    return (
        f"<a><Client><Bsn>{bsn}</Bsn><Geboortedatum>2010-02-14</Geboortedatum><p:Achternaam>{naam}</p:Achternaam>"
        "<Straatnaam>Lange Laan</Straatnaam><Postcode>1234AB</Postcode><Commentaar>bel moeder\nvan Vermeulen"
        "</Commentaar><Categorie>45</Categorie></Client></a>"
    ).encode()


def test_names_and_addresses_of_somebody_who_may_be_real_are_masked() -> None:
    masked, count = maskeer(client(ECHT))
    assert count == 1
    for weg in (ECHT, "Vermeulen", "Lange", "1234AB", "moeder", "02-14"):
        assert weg.encode() not in masked
    assert b"<Categorie>45</Categorie>" in masked and b"2010-01-01" in masked


def test_an_invented_person_stays_as_it_is() -> None:
    assert maskeer(client(TEST)) == (client(TEST), 0)


@pytest.mark.parametrize(
    "bsn", ["&#49;23456782", "<![CDATA[123456782]]>", "1234<!-- x -->56782", "1234<?x y?>56782", " 123456782\n"]
)
def test_a_number_cannot_hide(bsn: str) -> None:
    achter = b"<n><Naam><Achternaam>Verm<!-- x -->eulen</Achternaam></Naam><Naam><![CDATA[Vermeulen]]></Naam></n>"
    masked, count = maskeer(b"<a><Bsn>" + bsn.encode() + b"</Bsn>" + achter + b"</a>")
    assert count == 1
    assert b"eulen" not in masked and masked.count(b"Gemaskeerd") == 2
    assert "".join(map(str, etree.fromstring(masked)[0].itertext())).strip() == "000000000"


@pytest.mark.parametrize("codering", ["utf-16", "utf-16-le", "utf-16-be"])
def test_another_encoding_does_not_hide_it_either(codering: str) -> None:
    masked, count = maskeer(client(ECHT).decode().encode(codering))
    assert count == 1
    assert ECHT not in masked.decode(codering) and "Vermeulen" not in masked.decode(codering)


@pytest.mark.parametrize(
    "raw", [b"", b"<a", b"\xff\xfe\x00", b"&#x;<Bsn>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"]
)
def test_what_is_no_message_does_not_break_it(raw: bytes) -> None:
    assert maskeer(raw) == (raw, 0)


@pytest.mark.parametrize("standaard", [s for s in standaarden() if s.endswith(("3.0", "3.2"))])
def test_a_masked_message_still_fits_its_schema(standaard: str) -> None:
    for made in islice(stroom(kader(standaard), "301", 1), 20):
        masked, count = maskeer(re.sub(rb"(<(?:\w+:)?Bsn>)\d{9}", rb"\g<1>" + ECHT.encode(), made))
        assert count and masked != made
        assert [f for f in level1(masked)[1] if "Bsn" not in f.pad] == []


# Pseudonyms.


def test_the_same_value_gets_the_same_pseudonym_and_two_never_share_one() -> None:
    namen = Pseudoniemen(b"x")
    values = [f"Naam {n}" for n in range(2000)]
    made = [namen.naam(v) for v in values]
    assert len(set(made)) == 2000 and not set(made) & set(values)
    assert [namen.naam(v) for v in values] == made


def test_another_copy_has_other_pseudonyms() -> None:
    assert Pseudoniemen().naam("Vermeulen") != Pseudoniemen().naam("Vermeulen")


@given(st.sampled_from(all_test_bsns()))
def test_a_test_number_stays_a_test_number(bsn: str) -> None:
    made = Pseudoniemen(b"x").bsn(bsn)
    assert is_test_bsn(made) and made != bsn


def test_nobodys_number_stays_nobodys() -> None:
    assert not passes_eleven_proof(Pseudoniemen(b"x").bsn("123456789"))


def test_the_shape_stays() -> None:
    assert re.fullmatch(r"[A-Z][a-z]+-[a-z]{2} [0-9]{4}[A-Z]{2}", Pseudoniemen(b"x").naam("Wit-de 1811AA"))


@given(st.dates())
def test_a_birthday_stays_in_its_month_and_days_stay_apart(dag: Any) -> None:
    namen = Pseudoniemen(b"x")
    made = namen.geboortedatum(dag.isoformat())
    assert made[:7] == dag.isoformat()[:7] and made != dag.isoformat()
    month = {namen.geboortedatum(dag.replace(day=d).isoformat()) for d in range(1, 29)}
    assert len(month) == 28


def test_the_rest_of_a_message_stays_byte_for_byte() -> None:
    raw = client(TEST, "O&apos;Neill &amp; zn").replace(b"<Categorie>", b"\r\n\t<Categorie>")
    made = Pseudoniemen(b"x").xml(raw)
    assert len(made) == len(raw) and made.count(b"&apos;") == made.count(b"&amp;") == 1
    assert made[made.index(b"\r\n") :] == raw[raw.index(b"\r\n") :]
    assert TEST.encode() not in made and b"Neill" not in made


# A run, looked through.


@pytest.fixture(scope="module")
def lekkend(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A run against a system that repeats our secret everywhere and sends a real BSN; with all it said."""
    map_ = tmp_path_factory.mktemp("lek")
    (map_ / "lek.py").write_text(LEK, encoding="utf-8")
    env = {**os.environ, "KETENTOETS_BEARER": GEHEIM, "COLUMNS": "200", "PYTHONPATH": f"{map_}{os.pathsep}"
           + os.environ.get("PYTHONPATH", "")}  # fmt: skip
    command = [sys.executable, "-m", "ketentoets", "run", "--rol", "aanbieder", "--sut", "python:lek:Lek", "-k",
               "wijst een product toe", "--rapport", str(map_ / "r")]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, env=env, cwd=map_)
    assert done.returncode == 1, done.stdout + done.stderr
    return map_ / "r", done.stdout + done.stderr


LEK = f'''
from datetime import date, datetime
from ketentoets.actors.aanbieder import ReferentieAanbieder
from ketentoets.core.errors import SutContractError
from ketentoets.transports.base import Envelope, Outcome, Receipt
from dataclasses import replace

class Lek(ReferentieAanbieder):
    """Answers with a real number, and with our secret wherever it can."""

    def deliver(self, envelope):
        super().deliver(envelope)
        return Receipt(Outcome.GEWEIGERD, "{GEHEIM} van {ECHT}")

    def fetch(self):
        found = super().fetch()
        if found is None:
            return None
        extra = b"<!-- {GEHEIM} --><Bsn>{ECHT}</Bsn><Achternaam>Vermeulen</Achternaam></"
        return replace(found, xml=extra.join(found.xml.rsplit(b"</", 1)))
'''


def test_no_secret_and_no_real_number_in_journal_report_messages_or_output(lekkend: tuple[Path, str]) -> None:
    map_, gezegd = lekkend
    files = [p for p in map_.rglob("*") if p.is_file()]
    assert {p.suffix for p in files} >= {".json", ".jsonl", ".html", ".xml"}
    for path in files:
        inhoud = path.read_bytes()
        for verboden in (GEHEIM, ECHT, "Vermeulen"):
            assert verboden.encode() not in inhoud, path
    assert GEHEIM not in gezegd and ECHT not in gezegd
    assert b"*****" in (map_ / "journaal.jsonl").read_bytes()


def test_the_real_number_is_a_finding(lekkend: tuple[Path, str]) -> None:
    run = json.loads((lekkend[0] / "run.json").read_text(encoding="utf-8"))
    assert "bsn" in {f["soort"] for s in run["scenarios"] for f in s["bevindingen"]}


# A copy to share.


@pytest.fixture(scope="module")
def gespeeld(tmp_path_factory: pytest.TempPathFactory) -> Path:
    map_ = tmp_path_factory.mktemp("run")
    keus = ("--rol", "gemeente", "--gebrek", "316-werkdag-te-laat", "-k", "Patroon", "--rapport", "r")
    done = ketentoets("run", *keus, cwd=map_)
    assert done.returncode == 1, done.stdout + done.stderr
    return map_ / "r" / "journaal.jsonl"


def test_a_copy_has_the_same_verdicts_and_nobody_in_it(gespeeld: Path, tmp_path: Path) -> None:
    kopie = tmp_path / "kopie.jsonl"
    command = ("anonimiseer", str(gespeeld), "--uit", str(kopie))
    done = ketentoets(*command, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert ketentoets(*command, cwd=tmp_path).returncode == 3
    origineel = oordelen(verslag(read_journal(gespeeld)[0]))
    assert oordelen(verslag(read_journal(kopie)[0])) == origineel
    assert "gezakt" in {str(o[2]) for o in origineel}
    voor, na = gespeeld.read_text(encoding="utf-8"), kopie.read_text(encoding="utf-8")
    personen = set(re.findall(r"<(?:\w+:)?(?:Bsn|Achternaam|Voornamen|Postcode|Straatnaam|Plaatsnaam)>([^<]+)<", voor))
    assert len(personen) > 10
    assert {p for p in personen if re.search(rf">{re.escape(p)}<", na)} == set()
    bsns = {p for p in personen if is_test_bsn(p)}
    assert bsns and not any(bsn in na for bsn in bsns)
    assert "ingebouwd" not in na.splitlines()[0]


def test_a_copy_that_would_be_judged_otherwise_is_not_kept(
    gespeeld: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ketentoets.cli import anonimiseerwerk
    from ketentoets.cli.opdrachten.anonimiseer import anonimiseer

    monkeypatch.setattr(anonimiseerwerk, "anoniem", lambda events: events[:-20])
    with pytest.raises(HarnessFault):
        anonimiseer(gespeeld, tmp_path / "kopie.jsonl")
    assert not (tmp_path / "kopie.jsonl").exists()


def test_lines_and_moments_stay(gespeeld: Path) -> None:
    events = read_journal(gespeeld)[0]
    assert [(e.n, e.soort, e.tijd) for e in anoniem(events)] == [(e.n, e.soort, e.tijd) for e in events]
