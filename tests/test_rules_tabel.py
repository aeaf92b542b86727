"""The table of rules in docs is that of the catalogue and of these tests."""

from collections import Counter
from pathlib import Path

from test_rules_factuur import FOUT as FACTUUR
from test_rules_vectors import FOUT, XSD

from ketentoets.schemas.rules.engine import catalogue
from ketentoets.schemas.rules.tabel import BESTAND, main, tabel, tel_vectoren

ROOT = Path(__file__).parents[1]


def test_the_file_is_up_to_date() -> None:
    shown = (ROOT / BESTAND).read_text(encoding="utf-8")
    assert shown == tabel(tel_vectoren(ROOT)), "run python -m ketentoets.schemas.rules.tabel"


def test_vectors_are_counted_as_they_are() -> None:
    assert tel_vectoren(ROOT) == Counter(vector.id.split()[0] for vector in (*FOUT, *XSD, *FACTUUR))


def test_a_rule_without_vectors_says_so(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    main([str(tmp_path)])
    rows = [line for line in (tmp_path / BESTAND).read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    assert all(row.endswith("| geen |") for row in rows[2:])
    assert len(rows) == 2 + len({rule.code for rule in catalogue()})


def test_a_row() -> None:
    text = tabel(Counter({"TR019": 3}))
    assert "| TR019 | 3 | 9019 | 305 307 | 305 | vanaf 3.0 | 3 |" in text
    assert "| TR377 | 2 | 0001 | 319 | - | vanaf 3.0 | geen |" in text
    assert "| RC8853 | 3 | 8853 | 303 | 303 | 2.2-2.4 | geen |" in text
    assert "| F-GEHEEL | 2 | - | 304 | 304 | 2.3-2.4 | geen |" in text
    assert "| CS015 | 1 | - |" in text
