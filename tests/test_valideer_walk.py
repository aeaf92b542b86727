"""A vendor's walk: one message with three mistakes of three levels, read and mended one by one.

The vendor has an assignment in a folder and writes the start message that goes with it. Everything
is done as at the keyboard: run the command, read a finding, go to its line and column, change what
stands there to what was expected, run again.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from test_rules_berichten import maak
from typer.testing import CliRunner

from ketentoets.cli.main import app

SITE = "https://informatiemodel.istandaarden.nl/informatiemodel/ijw/3.2"
SP = "Client/StartProducten/StartProduct/0"
FOUTEN = {"Client/Geslacht": "7", f"{SP}/StatusAanlevering": "2", f"{SP}/ToewijzingNummer": 9}


class Leverancier:
    """Somebody with a folder, an editor and the command line."""

    def __init__(self, map_: Path) -> None:
        self.map = map_
        self.start = map_ / "2-start.xml"
        (map_ / "1-toewijzing.xml").write_bytes(maak("301").raw)
        self.start.write_bytes(maak("305", FOUTEN).raw)

    def draait(self, *opties: str) -> tuple[int, str]:
        """The exit code and what is shown."""
        opdracht = ["valideer", str(self.map), "--op", "2022-12-31", "--profiel", "alkmaar", *opties]
        klaar = CliRunner().invoke(app, opdracht)
        assert klaar.exception is None or isinstance(klaar.exception, SystemExit)
        return klaar.exit_code, klaar.stdout

    def leest(self) -> tuple[int, list[dict[str, Any]]]:
        """The exit code and the findings on the start; on the assignment there are none."""
        code, shown = self.draait("--formaat", "json")
        toewijzing, start = json.loads(shown)["bestanden"]
        assert (toewijzing["bericht"], toewijzing["bevindingen"]) == ("JW301", [])
        bevindingen: list[dict[str, Any]] = start["bevindingen"]
        return code, bevindingen

    def kijkt_bij(self, bevinding: dict[str, Any]) -> str:
        """What stands in the file from the line and column of a finding."""
        lines = self.start.read_text("utf-8").splitlines()
        return lines[bevinding["lijn"] - 1][bevinding["kolom"] - 1 :]

    def verandert(self, bevinding: dict[str, Any], naam: str, waarde: str) -> None:
        """Give an element a value, looking for it from the place of the finding on."""
        lines = self.start.read_text("utf-8").splitlines(keepends=True)
        for n in range(bevinding["lijn"] - 1, len(lines)):
            before, tag, after = lines[n].partition(f":{naam}>")
            if tag:
                lines[n] = before + tag + waarde + after[after.index("<") :]
                break
        self.start.write_text("".join(lines), "utf-8", newline="")


@pytest.fixture
def leverancier(tmp_path: Path) -> Leverancier:
    return Leverancier(tmp_path)


def test_three_mistakes_are_found_understood_and_mended(leverancier: Leverancier) -> None:
    # The schema comes first: as long as it is broken, the rules have nothing to hold on to.
    code, (geslacht,) = leverancier.leest()
    assert code == 1
    assert (geslacht["regel"], geslacht["niveau"], geslacht["retourcode"]) == ("XSD", 1, "")
    assert geslacht["tekst"] == "de waarde '7' van Geslacht komt niet voor in de codelijst"
    assert (geslacht["verwacht"], geslacht["gevonden"]) == ("0, 1, 2", "7")
    assert geslacht["bron"] == "JW305.xsd (ijw-3.2), LDT_Geslacht"
    assert geslacht["pagina"] == f"{SITE}/berichten/jw305/"
    assert leverancier.kijkt_bij(geslacht) == "<jw305:Geslacht>7</jw305:Geslacht>"
    leverancier.verandert(geslacht, "Geslacht", "2")

    # Now the rules speak: one within the message, one against the assignment that was sent before.
    code, (status, toewijzing) = leverancier.leest()
    assert code == 1
    assert (status["regel"], status["niveau"], status["retourcode"]) == ("CS058", 2, "0001")
    assert (status["verwacht"], status["gevonden"]) == ("1, 3", "2")
    assert status["bron"] == "iJw 3.2, constraint CS058"
    assert status["pagina"] == f"{SITE}/regels/constraint/"
    assert leverancier.kijkt_bij(status) == "<jw305:StartProduct>"
    leverancier.verandert(status, "StatusAanlevering", "1")

    code, (same,) = leverancier.leest()
    assert (code, same) == (1, toewijzing)
    assert (toewijzing["regel"], toewijzing["niveau"], toewijzing["retourcode"]) == ("TR019", 3, "9019")
    assert (toewijzing["verwacht"], toewijzing["gevonden"]) == ("een ToewijzingNummer van deze client", "9")
    assert toewijzing["bron"] == "iJw 3.2, technische regel TR019"
    assert toewijzing["pagina"] == f"{SITE}/regels/"
    assert leverancier.kijkt_bij(toewijzing) == "<jw305:StartProduct>"
    leverancier.verandert(toewijzing, "ToewijzingNummer", "1")

    assert leverancier.leest() == (0, [])
    code, shown = leverancier.draait()
    assert (code, shown.count("geen bevindingen")) == (0, 2)


def test_what_the_other_side_would_have_sent_changes_along(leverancier: Leverancier) -> None:
    def antwoord(map_: str) -> str:
        """The answer to the start that the standard prescribes, '' when it gets none."""
        _code, _shown = leverancier.draait("--antwoord", str(leverancier.map.parent / map_))
        found = [pad.read_text("utf-8") for pad in (leverancier.map.parent / map_).glob("*-306.xml")]
        return found[0] if found else ""

    assert antwoord("1") == ""
    (geslacht,) = leverancier.leest()[1]
    leverancier.verandert(geslacht, "Geslacht", "2")
    assert ">0001<" in antwoord("2")
    leverancier.verandert(geslacht, "StatusAanlevering", "1")
    assert ">9019<" in antwoord("3")
    leverancier.verandert(geslacht, "ToewijzingNummer", "1")
    assert "RetourCode" not in antwoord("4")


def test_the_table_tells_the_same_story(leverancier: Leverancier) -> None:
    _code, shown = leverancier.draait()
    told = " ".join(shown.split())
    (geslacht,) = leverancier.leest()[1]
    for part in (f"{geslacht['lijn']}:{geslacht['kolom']} XSD 1", "verwacht: 0, 1, 2", "gevonden: 7", SITE):
        assert part in told
