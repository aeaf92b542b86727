"""`valideer --antwoord`: what is written is valid and is what the standard prescribes."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from test_rules_vectors import FOUT, GOED, PR
from test_valideer_cli import OP, SP, bekijk, zet

from ketentoets.cli.valideren import FORMATEN, Opties, schrijf, valideer
from ketentoets.core.bsn import MASK
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.message import parse
from ketentoets.schemas.rules.voorschrift import check_325, check_return, prescribe
from ketentoets.schemas.validator import level1
from ketentoets.session.validatie_antwoord import antwoordsoort, schrijf_antwoord

LEEG = BytesIO()


def test_answers_are_written_once_with_names_of_our_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bron, doel = tmp_path / "in", tmp_path / "uit"
    bron.mkdir()
    zet(bron, "1.xml", "301")
    zet(bron, "2.xml", "305", {f"{SP}/0/ToewijzingNummer": 9})
    zet(bron, "3.xml", "305", {"Client/Geslacht": "7"})
    zet(bron, "4.xml", "323")
    opties = Opties(op=OP, antwoord=doel)
    assert valideer([str(bron)], opties, LEEG) == 1
    assert sorted(p.name for p in doel.iterdir()) == ["0001-302.xml", "0002-306.xml", "0004-325.xml"]
    assert "3.xml: geen antwoord" in capsys.readouterr().err
    back = parse((doel / "0002-306.xml").read_bytes())
    assert "9019" in [n.text for n in back.root.every("RetourCode")]
    with pytest.raises(ConfigurationError, match="bevat al"):
        valideer([str(bron)], opties, LEEG)


ALLE = [v for v in (*FOUT, *GOED) if antwoordsoort(v.soort)]


@pytest.mark.parametrize("vector", ALLE, ids=lambda v: f"{v.id} {v.soort} {v.release}")
def test_every_prescribed_answer_is_valid_and_as_prescribed(vector: Any) -> None:
    ctx = vector.context()
    prescribed = prescribe(ctx)
    back, findings = level1(schrijf_antwoord(ctx.bericht, prescribed, "KT1", OP))
    assert findings == []
    assert back is not None
    check = check_325 if vector.soort == "323" else check_return
    assert check(ctx.bericht, back, prescribed) == []


@pytest.mark.parametrize("vector", ALLE, ids=lambda v: f"{v.id} {v.soort} {v.release}")
def test_answers_in_the_other_domain(vector: Any) -> None:
    """These messages hold codes that only iJw has, so their schema is left out of it."""
    ctx = replace(vector, domain="iwmo").context()
    prescribed = prescribe(ctx)
    back = parse(schrijf_antwoord(ctx.bericht, prescribed, "KT1", OP))
    assert back.standaard == f"iwmo-{vector.release}"
    check = check_325 if vector.soort == "323" else check_return
    assert check(ctx.bericht, back, prescribed) == []


def test_all_lines_of_a_refused_client_come_back_unjudged() -> None:
    """IV087, also when such a line broke a rule of its own."""
    vector = next(v for v in FOUT if v.id == "TR304 onbekende client" and v.soort == "323")
    ctx = replace(vector, changes={**vector.changes, f"{PR}/0/ProductCategorie": "50"}).context()
    prescribed = prescribe(ctx)
    assert {"TR304", "TR381"} <= set(prescribed.regels)
    back = parse(schrijf_antwoord(ctx.bericht, prescribed, "KT1", OP)).root
    client = "DeclaratieAntwoord/Clienten/Client"
    assert back.get(f"{client}/RetourCodes/RetourCode") == "8187"
    assert [n.text for n in back.all(f"{client}/Prestaties/Prestatie/RetourCodes/RetourCode")] == ["0233"]


def test_a_real_bsn_is_neither_shown_nor_written(tmp_path: Path) -> None:
    zet(tmp_path, "1.xml", "305", {"Client/Bsn": "111222333"})
    zet(tmp_path, "2.xml", "323", {"Declaratie/Clienten/Client/0/Bsn": "111222333"})
    found = bekijk(tmp_path, antwoord=tmp_path / "uit")
    text = "".join(schrijf(found, formaat) for formaat in FORMATEN)
    assert "111222333" not in text
    assert MASK in text
    assert [u.antwoord.xml for u in found if u.antwoord] == [b"", b""]
