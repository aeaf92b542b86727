"""Make the pictures of a report that the README shows: `python tools/beelden.py rapport/…/rapport.html docs/beelden`.

Needs playwright and Chromium. The pictures show the report as a reader first sees it, and one scenario opened.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

WIDE, NARROW = {"width": 1280, "height": 1120}, {"width": 400, "height": 900}


def main(rapport: Path, map_: Path) -> None:
    """Write rapport-licht, rapport-donker, rapport-smal, bevinding, verloop, dekking and tijdlijn as PNG."""
    map_.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=WIDE)
        page.goto(rapport.resolve().as_uri())
        for name, scheme, size in (("licht", "light", WIDE), ("donker", "dark", WIDE), ("smal", "light", NARROW)):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=map_ / f"rapport-{name}.png")
        page.set_viewport_size(WIDE)
        _parts(page, map_)
        browser.close()


def _parts(page: Page, map_: Path) -> None:
    page.locator("article").first.screenshot(path=map_ / "bevinding.png")
    page.locator("article .kopje a[href^='#s-']").first.click()
    page.locator("details.scenario[open] svg.volgorde").first.screenshot(path=map_ / "verloop.png")
    page.locator("section[aria-labelledby=tijdlijn]").screenshot(path=map_ / "tijdlijn.png")
    page.locator("a[href='#dekking']").first.click()
    page.screenshot(path=map_ / "dekking.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
