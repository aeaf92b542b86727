"""The web page in a real browser: from the first click to the certificate, and for everybody who uses it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which

import pytest
import voorbeeldrun

from ketentoets.reports.json_report import to_json
from ketentoets.session.sessies import Sessie, Sessies, Staat

CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")
if CHROMIUM is None:
    pytest.skip("no chromium on this machine", allow_module_level=True)
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
LANG = 240_000
"""Milliseconds for a whole run on a busy machine; nothing waits for it when it is ready before."""
KLAAR = re.compile(r"Ketentoets staat klaar op (http\S+)")
KEUZES = {"rol": "gemeente", "profiel": "alkmaar", "sut": ["ingebouwd"], "keus": {"tekst": ""}}


@dataclass
class Server:
    """`ketentoets web` in a process of its own."""

    map: Path
    omgeving: dict[str, str]
    url: str = ""
    proces: "subprocess.Popen[str] | None" = None

    def start(self) -> None:
        command = [sys.executable, "-m", "ketentoets", "web", "--poort", self.url.rpartition(":")[2] or "0"]
        command += ["--sessies", str(self.map)]
        self.proces = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=self.omgeving)
        assert self.proces.stdout
        line = self.proces.stdout.readline()
        found = KLAAR.search(line)
        if found is None:
            self.stop()
        assert found, line
        self.url = found[1]

    def stop(self, *, hard: bool = False) -> None:
        if self.proces is None:
            return
        with self.proces as proces:
            proces.kill() if hard else proces.terminate()
        self.proces = None


@dataclass
class Kijker:
    """A browser, with everything it complained about."""

    browser: object
    klachten: list[str] = field(default_factory=list)

    def pagina(self, **opties):
        context = self.browser.new_context(**opties)
        context.set_default_timeout(LANG)
        page = context.new_page()
        page.on("console", lambda m: self.klachten.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda e: self.klachten.append(str(e)))
        return page


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path / "toetsen", {**os.environ, "XDG_CONFIG_HOME": str(tmp_path / "config")})
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def kijker(chromium: object) -> Iterator[Kijker]:
    made = Kijker(chromium)
    yield made
    for context in chromium.contexts:  # type: ignore[attr-defined]
        context.close()


def vul_in(page, naam: str, rol: str, tekst: str = "", gebrek: str = "") -> None:
    page.get_by_label("Naam van deze toets").fill(naam)
    page.get_by_role("radio", name="Een zorgaanbieder" if rol == "aanbieder" else "Een gemeente").check()
    page.get_by_role("radio", name="Oefenen").check()
    page.get_by_text("Meer instellingen").click()
    page.get_by_label("met deze woorden in de naam").fill(tekst)
    if gebrek:
        page.get_by_label("Gebrek van het oefensysteem").select_option(gebrek)
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("heading", name="De verbinding werkt").wait_for()
    page.get_by_role("button", name="Start de toets").click()
    page.wait_for_url("**/sessies/*")


def test_from_the_first_click_to_the_certificate(server: Server, kijker: Kijker, tmp_path: Path) -> None:
    page = kijker.pagina()
    page.goto(server.url)
    page.get_by_role("link", name="Begin met een toets").click()
    vul_in(page, "Hele keten", "aanbieder")
    page.locator("#deel-tekening svg text.soort").first.wait_for()
    page.reload()
    page.locator("#deel-tekening svg text.soort").first.wait_for()
    page.evaluate("window.nietHerladen = true")
    page.get_by_text(re.compile(r"[1-9]\d* van \d+ scenario's gespeeld")).wait_for()
    page.locator("#deel-stand .v-geslaagd").wait_for()
    assert page.evaluate("window.nietHerladen")
    page.get_by_role("button", name="Maak een certificaat").click()
    with page.expect_download() as started:
        page.get_by_role("link", name="Certificaat certificaat.pdf").click()
    assert Path(started.value.path()).read_bytes().startswith(b"%PDF")
    with page.expect_download() as started:
        page.get_by_role("link", name="Alles in één bestand").click()
    assert Path(started.value.path()).read_bytes().startswith(b"PK")
    page.get_by_role("link", name="Open het rapport").click()
    assert "Geslaagd" in page.locator("h1").inner_text()
    page.go_back()
    (sessie,) = Sessies(server.map).lijst()
    check = [sys.executable, "-m", "ketentoets", "controleer-certificaat", str(sessie.map)]
    done = subprocess.run(check, capture_output=True, text=True, env=server.omgeving, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert kijker.klachten == []


def test_two_sessions_at_once_and_a_server_that_is_killed(server: Server, kijker: Kijker) -> None:
    een, ander = kijker.pagina(), kijker.pagina()
    for page, naam, gebrek in ((een, "Zonder", ""), (ander, "Met", "316-werkdag-te-laat")):
        page.goto(server.url + "/nieuw")
        vul_in(page, naam, "gemeente", "Patroon 1", gebrek)
    server.stop(hard=True)
    server.start()
    een.locator("#deel-stand .v-geslaagd").wait_for()
    ander.locator("#deel-stand .v-gezakt").wait_for()
    assert ander.get_by_role("heading", name="Wat u het eerst kunt verhelpen").is_visible()
    een.get_by_role("link", name="Toetsen", exact=True).click()
    for box in een.get_by_role("checkbox").all():
        box.check()
    een.get_by_role("button", name="Vergelijk de twee").click()
    assert "1 slechter" in een.locator("main").inner_text()


# For everybody.


def met_uitslag(server: Server, naam: str) -> Sessie:
    sessies = Sessies(server.map)
    sessie = sessies.maak(naam, KEUZES)
    (sessie.map / "run.json").write_text(to_json(voorbeeldrun.run()), encoding="utf-8")
    return sessies.zet(sessie.id, Staat.KLAAR)


def met_vraag(server: Server) -> Sessie:
    sessies = Sessies(server.map)
    sessie = sessies.maak("Wacht op u", KEUZES)
    sessies.vraag(sessie.id, "a", "Start de zorg", {"velden": [["ToewijzingNummer", "12"]]})
    return sessies.zet(sessie.id, Staat.WACHT_OP_MENS)


@pytest.mark.parametrize(("breed", "kleuren"), [(1200, "light"), (320, "dark")])
def test_axe_finds_nothing_and_nothing_falls_off_the_side(
    server: Server, kijker: Kijker, breed: int, kleuren: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = kijker.pagina(viewport={"width": breed, "height": 800}, color_scheme=kleuren)
    page.goto(server.url)
    look(axe, page)
    een, ander, vraag = met_uitslag(server, "Een"), met_uitslag(server, "Twee"), met_vraag(server)
    paths = ["/", "/nieuw", f"/sessies/{een.id}", f"/sessies/{vraag.id}", "/weg", "/inloggen",
             f"/vergelijk?eerst={een.id}&daarna={ander.id}"]  # fmt: skip
    for path in paths:
        page.goto(server.url + path)
        look(axe, page)
    page.goto(server.url + "/nieuw")
    page.get_by_text("Meer instellingen").click()
    page.get_by_label("Naam van deze toets").fill("Proef")
    page.get_by_label("Adres van uw systeem").fill("ftp://x")
    look(axe, page)
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("heading", name="Nog niet alles klopt").wait_for()
    look(axe, page)
    page.get_by_label("Adres van uw systeem").fill("http://127.0.0.1:9")
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("heading", name="De verbinding werkt nog niet").wait_for()
    look(axe, page)


def look(axe, page) -> None:
    """Nothing to complain about; looked at with its stylesheet, which may come after the words."""
    page.wait_for_load_state("load")
    results = axe.Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert results.violations_count == 0, f"{page.url}: {results.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page.url


def test_what_somebody_types_is_not_taken_away_by_news(server: Server, kijker: Kijker) -> None:
    sessie, sessies = met_vraag(server), Sessies(server.map)
    page = kijker.pagina()
    page.goto(f"{server.url}/sessies/{sessie.id}")
    page.get_by_label("Toelichting").fill("het scherm ")
    page.locator("html[data-verbonden=ja]").wait_for()
    sessies.zet(sessie.id, Staat.WACHT_OP_MENS, reden="nieuws")
    sessies.vraag(sessie.id, "b", "Stop de zorg", {})
    page.locator("#deel-vragen[data-later=ja]").wait_for()
    page.keyboard.type("ontbreekt")
    page.get_by_role("button", name="Het lukt niet").click()
    page.get_by_text("Stop de zorg").wait_for()
    (first, _second) = sessies.vragen(sessie.id)
    assert (first.uitkomst, first.toelichting) == ("lukt niet", "het scherm ontbreekt")
    assert kijker.klachten == []


def test_it_works_without_script(server: Server, kijker: Kijker) -> None:
    page = kijker.pagina(java_script_enabled=False)
    page.goto(server.url + "/nieuw")
    vul_in(page, "Zonder script", "gemeente", "Patroon 1")
    page.locator("#deel-stand .v-geslaagd").wait_for()
