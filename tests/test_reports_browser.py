"""The page in a real browser: axe, keyboard, search, what is unpacked on demand, no script at all, and print.

Skipped, with the reason, where playwright, axe-playwright-python or Chromium is not installed.
"""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import voorbeeldrun

from ketentoets.core.record import RunRecord
from ketentoets.core.verdict import Verdict
from ketentoets.reports.bijlage import Bijlage, Zin
from ketentoets.reports.dekking import Rij
from ketentoets.reports.html_report import to_html

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
if CHROMIUM is None:
    pytest.skip("geen Chromium gevonden: de pagina is niet in een browser bekeken", allow_module_level=True)
playwright_api = pytest.importorskip("playwright.sync_api", reason="playwright ontbreekt: geen browser om in te kijken")
axe_api = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python ontbreekt")

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RIJEN = [
    Rij("landelijk", "OP090", "Een retourbericht.", "gemeente", "MOET", "getoetst", "", "gezakt", ("a/b [gemeente]",)),
    Rij("landelijk", "OP091", "Nog een.", "gemeente", "MOET", "getoetst", "", "geslaagd", ("a/b [gemeente]",)),
    Rij("landelijk", "OP001", "Een derde.", "-", "MOET", "niet toetsbaar", "Blijkt niet.", "-", ()),
]


PASSED, LATE, REJECTED, MISSING = 0, 2, 5, 10


def write(run: RunRecord, folder: Path) -> str:
    """A page with everything on it, as the address of a file."""
    was = voorbeeldrun.run(
        run="eerder", scenarios=tuple(replace(s, oordeel=Verdict.GESLAAGD) for s in voorbeeldrun.scenarios()[:9])
    )
    zin = Zin("Een retourbericht komt binnen drie werkdagen.", "bedrijfsregels 3.2")
    bijlage = Bijlage(zinnen={"OP090": (zin,)}, eisen=RIJEN, codes=RIJEN, tegen=was)
    file = folder / "rapport.html"
    file.write_text(to_html(run, bijlage), encoding="utf-8")
    return file.as_uri()


@pytest.fixture(scope="module")
def rapport(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write(voorbeeldrun.run(), tmp_path_factory.mktemp("rapport"))


@pytest.fixture(scope="module")
def klein(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One scenario of each kind, because axe looks at every element."""
    four = tuple(voorbeeldrun.scenarios()[n] for n in (PASSED, LATE, REJECTED, MISSING))
    return write(voorbeeldrun.run(scenarios=four), tmp_path_factory.mktemp("klein"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture
def page(browser: Any, rapport: str) -> Iterator[Any]:
    """The page at 1280 pixels, that may not complain about anything."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    opened.goto(rapport)
    yield opened
    context.close()
    assert complaints == []


def open_all(page: Any) -> None:
    """Open everything once, and one of the messages."""
    page.get_by_role("button", name="Alles openklappen").click()
    playwright_api.expect(page.locator("[data-leeg]")).to_have_count(0)
    page.locator("details.bericht").last.evaluate("d => { d.open = true; }")
    playwright_api.expect(page.locator("details.bericht ol.xml")).to_be_visible()
    page.evaluate("document.querySelectorAll('details:not(.bericht)').forEach(d => { d.open = true; })")


@pytest.mark.parametrize(("scheme", "width", "only"), [("light", 320, TAGS), ("dark", 1280, ["color-contrast"])])
def test_axe_finds_nothing(page: Any, klein: str, scheme: str, width: int, only: list[str]) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(klein)
    open_all(page)
    result = axe_api.Axe().run(page, options={"runOnly": only}).response
    assert {"color-contrast"} <= {p["id"] for p in result["passes"]}
    found = [(v["id"], v["impact"], [n["html"][:200] for n in v["nodes"][:3]]) for v in result["violations"]]
    assert found == []


def test_axe_finds_what_is_planted(page: Any, klein: str) -> None:
    page.goto(klein)
    page.evaluate("document.querySelector('.betekenis').style.color = '#eee'")
    result = axe_api.Axe().run(page, options={"runOnly": ["color-contrast"]}).response
    assert [n["target"] for v in result["violations"] for n in v["nodes"]] == [[".betekenis"]]


def test_nothing_makes_the_page_scroll_sideways(page: Any) -> None:
    open_all(page)
    page.evaluate("document.querySelectorAll('details.bericht').forEach(d => { d.open = true; })")
    for width in (320, 400, 768):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_message_opens_at_the_line_of_the_finding(page: Any) -> None:
    page.locator("article .geraakt a", has_text="JW319, regel 22").click()
    line = page.locator("#s-6-b3 ol.xml > li.doel")
    line.wait_for()
    assert "raak" in line.get_attribute("class")
    assert line.evaluate("x => x.getBoundingClientRect().top > 0 && x.getBoundingClientRect().bottom < innerHeight")
    assert line.inner_text().strip() == voorbeeldrun.scenarios()[5].berichten[2].xml.split("\n")[21].strip()


def test_what_passed_is_unpacked_when_it_is_opened(page: Any) -> None:
    room = page.locator("#s-1 > .binnen")
    assert room.locator("svg").count() == 0
    page.locator("#s-1 > summary").focus()
    page.keyboard.press("Enter")
    room.locator("svg.volgorde").wait_for()
    page.locator("#s-1-b2 > summary").click()
    page.locator("#s-1-b2 ol.xml").wait_for()
    shown = page.locator("#s-1-b2 ol.xml").text_content().rstrip("\n")
    assert shown == voorbeeldrun.scenarios()[0].berichten[1].xml


def test_search_and_filter_need_no_server(page: Any) -> None:
    visible = page.locator("details.scenario:visible")
    assert visible.count() == 13
    page.get_by_label("Zoek op naam").fill("pasen tr355")
    assert visible.count() == 1
    assert page.locator("#gevonden").inner_text() == "1 van 13 scenario's"
    page.get_by_label("Zoek op naam").fill("")
    page.get_by_role("button", name="onbeslist").click()
    assert visible.count() == 1
    page.get_by_role("button", name="onbeslist").click()
    page.get_by_role("button", name="aanbieder", exact=True).click()
    assert visible.count() == sum(s.rol == "aanbieder" for s in voorbeeldrun.scenarios())
    page.get_by_role("button", name="aanbieder", exact=True).click()
    page.get_by_label("Zoek op naam").fill("323-2021-000147")
    playwright_api.expect(page.locator("#gevonden")).to_have_text("0 van 13 scenario's")
    page.get_by_label("zoek ook in de inhoud").check()
    playwright_api.expect(page.locator("#gevonden")).to_have_text("2 van 13 scenario's")


def test_a_keyboard_gets_to_the_content_and_to_a_requirement(page: Any) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "overslaan"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"
    page.locator("a.eis", has_text="OP090").first.focus()
    page.keyboard.press("Enter")
    row = page.locator("#eis-1-1")
    row.wait_for(state="visible")
    assert page.evaluate("document.activeElement.id") == "eis-1-1"


def test_without_a_script_the_findings_can_be_read(browser: Any, rapport: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(rapport)
    assert page.locator("article").count() == 5
    assert page.locator("article .fragment li.raak").first.is_visible()
    assert page.locator("#filter").is_hidden()
    page.locator("#s-3 > summary").click()
    assert page.locator("#s-3 svg.volgorde").is_visible()
    page.locator("#s-1 > summary").click()
    assert "Zet scripts aan" in page.locator("#s-1 .binnen").inner_text()
    context.close()


def test_print_opens_the_example_of_every_cause_and_closes_it_again(page: Any, tmp_path: Path) -> None:
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    opened = page.evaluate("[...document.querySelectorAll('details.scenario[open]')].map(d => d.id)")
    assert opened == ["s-3", "s-6", "s-7", "s-9", "s-11"]
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("nav").is_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.scenario[open]").count() == 0
