"""The HTML page: what it says, that it stands alone, and that text from outside stays text."""

import base64
import json
import re
import shlex
import zlib
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
import voorbeeldrun
from lxml import html

from ketentoets.core.record import RunRecord
from ketentoets.core.verdict import Verdict
from ketentoets.reports.bijlage import Bijlage, Zin
from ketentoets.reports.dekking import Rij
from ketentoets.reports.html_report import to_html
from ketentoets.reports.opnieuw import opnieuw

EVIL = '<script>alert(1)</script>"onload=x\x00'


def page(run: RunRecord | None = None) -> html.HtmlElement:
    return html.document_fromstring(to_html(run or voorbeeldrun.run()))


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def packed(root: html.HtmlElement) -> dict[str, dict[str, Any]]:
    """What the script of the page can unpack, by the anchor of the scenario."""
    pieces = (zlib.decompress(base64.b64decode(s.text)) for s in root.xpath("//script[@type='text/plain']"))
    return {key: value for piece in pieces for key, value in json.loads(piece).items()}


def cells(row: html.HtmlElement) -> list[str]:
    return [text(cell) for cell in row]


def one(root: html.HtmlElement, query: str) -> html.HtmlElement:
    return root.xpath(query)[0]


def test_the_top_says_the_verdict_and_what_it_covers() -> None:
    main = text(one(page(), "//main"))
    for part in (
        "Oordeel: Fout",
        "Ketentoets zelf ging stuk in 1 van de 13",
        "13 scenario's in 3 processen",
        "ZorgPlan 8.4.1",
        "http://127.0.0.1:8002",
        "Regio Alkmaar 2021",
        "ijw-3.0",
        "2026.1 (iJw 3.0)",
        "de klok van het systeem is gezet",
        "20210301",
        "in 53 seconden",
    ):
        assert part in main


def test_the_page_stands_alone() -> None:
    source = to_html(voorbeeldrun.run())
    root = page()
    assert root.get("lang") == "nl"
    assert not root.xpath("//link | //img | //iframe | //*[@src]")
    assert not re.search(r"url\(|@import", source)
    assert "default-src 'none'" in source
    links = {a.get("href") for a in root.xpath("//a") if not a.get("href").startswith("berichten/")}
    assert all(href.startswith("#") for href in links)


def test_every_anchor_exists_once() -> None:
    root = page()
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    content = packed(root)
    inside = {found for part in content.values() for found in re.findall(r' id="([^"]+)"', part.get("h", ""))}
    assert not inside & set(ids)
    targets = {href[1:].partition("-r")[0] for href in root.xpath("//a/@href") if href.startswith("#s-")}
    assert targets <= set(ids) | inside
    assert {href[1:] for href in root.xpath("//a/@href") if re.match("#[^s]", href)} <= set(ids)
    labels = {name for value in root.xpath("//@aria-labelledby") for name in value.split()}
    assert labels <= set(ids)


def test_a_keyboard_reader_finds_the_way() -> None:
    root = page()
    assert one(root, "//body/a[1]").get("href") == "#inhoud"
    levels = [int(h.tag[1]) for h in root.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert one(root, "//*[@id='filter']").get("hidden") is not None


def test_one_defect_in_three_scenarios_reads_as_one() -> None:
    causes = page().xpath("//article")
    assert len(causes) == 5
    first = causes[0]
    assert "in 3 scenario's" in text(first)
    assert len(first.xpath(".//ul[@class='geraakt']/li")) == 3
    assert "gevonden: " not in text(first)


def test_the_same_cause_with_other_values_shows_both() -> None:
    a, b = voorbeeldrun.scenarios()[2:4]
    other = replace(b, bevindingen=(replace(b.bevindingen[0], gevonden="JW316 op vr 09-04-2021"),))
    hits = page(voorbeeldrun.run(scenarios=(a, other))).xpath("//article//ul[@class='geraakt']/li")
    assert ["gevonden: JW316 op vr 09-04-2021" in text(hit) for hit in hits] == [False, True]


def test_expected_and_actual_stand_side_by_side_with_their_source() -> None:
    cause = page().xpath("//article")[2]
    assert [text(dt) for dt in cause.xpath(".//dl[@class='naast']//dt")] == ["Verwacht", "Gevonden"]
    assert "toegekend € 85,00" in text(cause)
    assert "Niveau3" in text(cause)
    assert one(cause, ".//code[@class='regel']").text == "TR342"
    assert "iJw 3.2, technische regel TR342" in text(cause)


def test_the_strip_shows_every_day_of_the_term() -> None:
    strip = one(page(), "//ol[@class='strook']")
    assert [li.get("class") for li in strip] == [
        "start", "geteld", "vrij", "vrij", "vrij", "geteld", "uiterlijk", "laat",
    ]  # fmt: skip
    assert text(strip[4]) == "ma 05-04 Tweede paasdag"
    assert text(strip[6]) == "wo 07-04 dag 3, uiterlijk 23:59"
    assert text(strip[7]) == "do 08-04 gekomen 09:12"


def test_a_finding_links_to_its_line_and_the_line_is_marked() -> None:
    root = page()
    link = one(root, "//article[2]//ul[@class='geraakt']//a[contains(., 'JW319')]")
    assert text(link) == "JW319, regel 22"
    anchor, _r, number = link.get("href")[1:].rpartition("-r")
    message = one(root, f"//details[@id='{anchor}']")
    assert message.get("data-raak") == number == "22"
    (line,) = one(root, "//article[2]//div[@class='fragment']").xpath(".//li[@class='raak']")
    assert "jw319:" in line.text_content()
    assert line.text_content().strip() == packed(root)["s-6"]["x"][anchor].split("\n")[21].strip()


def test_messages_are_packed_as_they_came() -> None:
    content = packed(page())
    for n, s in enumerate(voorbeeldrun.scenarios(), 1):
        assert list(content[f"s-{n}"]["x"].values()) == [m.xml for m in s.berichten]


def test_what_is_wrong_can_be_read_without_a_script_and_the_rest_is_packed() -> None:
    root = page()
    for n, s in enumerate(voorbeeldrun.scenarios(), 1):
        room = one(root, f"//details[@id='s-{n}']/div")
        fixed = s.oordeel not in {Verdict.GESLAAGD, Verdict.NIET_VAN_TOEPASSING}
        assert bool(room.xpath(".//svg")) == (fixed and bool(s.berichten))
        assert ("h" in packed(root)[f"s-{n}"]) != fixed


def test_a_message_on_one_line_is_indented_and_found_by_path() -> None:
    squeezed = '<?xml version="1.0"?><a xmlns="urn:x"><b>1</b><c><d>\u00e9</d></c></a>'
    s = voorbeeldrun.scenarios()[5]
    finding = replace(s.bevindingen[0], pad="a/c/d", lijn=1)
    messages = (*s.berichten[:-1], replace(s.berichten[-1], xml=squeezed))
    root = page(voorbeeldrun.run(scenarios=(replace(s, berichten=messages, bevindingen=(finding,)),)))
    marked = root.xpath("//li[@class='raak']")
    assert [li.text_content().strip() for li in marked] == ["<d>\u00e9</d>"]
    assert "op één regel" in text(root)


@pytest.mark.parametrize("xml", ["", "<open", "geen xml", "<a>" * 100, "\x00\x01", "regel\n" * 5000])
def test_unreadable_messages_are_shown_as_they_are(xml: str) -> None:
    s = voorbeeldrun.scenarios()[5]
    messages = tuple(replace(m, xml=xml) for m in s.berichten)
    root = page(voorbeeldrun.run(scenarios=(replace(s, berichten=messages),)))
    assert ("Nog 3000 regels" in text(root)) == (len(xml) > 20000)


def test_text_from_outside_stays_text() -> None:
    s = voorbeeldrun.scenarios()[2]
    finding = replace(s.bevindingen[0], tekst=EVIL, gevonden=EVIL, regel=EVIL, bericht=EVIL, pad=EVIL)
    message = replace(
        s.berichten[0], xml=EVIL, soort=EVIL, van=EVIL, id=EVIL, bestand="javascript:alert(1)", mutatie={EVIL: EVIL}
    )
    bad = replace(
        s,
        id=EVIL,
        naam=EVIL,
        proces=EVIL,
        rol=EVIL,
        reden=EVIL,
        bron=(EVIL,),
        regels=(EVIL,),
        berichten=(message,),
        bevindingen=(finding,),
        gebeurtenissen=(replace(s.gebeurtenissen[0], tekst=EVIL, tijd=EVIL, soort=EVIL),),
    )
    run = voorbeeldrun.run(scenarios=(bad,), klok=EVIL, profiel={"naam": EVIL}, sut=({"naam": EVIL, "adres": EVIL},))
    source = to_html(run)
    root = html.document_fromstring(source)
    assert source.count("<script>") == 1
    assert "alert(1)</script>" not in source
    assert packed(root)["s-1"]["x"]["s-1-b1"] == EVIL.replace("\x00", "\ufffd")
    assert "\x00" not in source
    assert not root.xpath("//@onload")
    assert not [href for href in root.xpath("//a/@href") if href.startswith("javascript:")]
    passed = html.document_fromstring(
        to_html(replace(run, scenarios=(replace(bad, oordeel=Verdict.GESLAAGD, bevindingen=()),)))
    )
    inside = html.fragment_fromstring(packed(passed)["s-1"]["h"], create_parent="div")
    assert not inside.xpath(".//script | .//@onload | .//a[starts-with(@href, 'javascript:')]")
    assert "<script>alert(1)</script>" in text(inside)


def test_scenarios_stand_by_process_with_their_rules() -> None:
    root = page()
    assert text(one(root, "//section[@class='proces']/h3")).split(" 7 ")[0] == ("Verzoek om toewijzing")
    assert len(root.xpath("//details[@class='scenario']")) == 13
    last = root.xpath("//details[@class='scenario']")[-1]
    assert last.get("data-oordeel") == "fout"
    assert "tr071" in last.get("data-tekst")
    assert [code.text for code in last.xpath(".//code[@class='regel']")] == ["TR063", "TR071"]


def test_a_verdict_without_findings_gives_its_reason_at_the_top() -> None:
    assert "De controle TR071 leverde geen bewijs op." in text(one(page(), "//ul[@class='redenen']"))


def test_coverage_counts_checks_and_never_calls_the_untouched_green() -> None:
    s = replace(voorbeeldrun.scenarios()[0], bewijs={"OP090": 3})
    rows = {text(r[0]): cells(r) for r in page(voorbeeldrun.run(scenarios=(s,))).xpath("//tbody/tr")}
    assert rows["OP090"] == ["OP090", "✓ geslaagd", "1", "3", "1 geslaagd"]
    assert rows["TR355"] == ["TR355", "niet geraakt", "1", "0", "1 niet geraakt"]
    rows = {text(r[0]): cells(r) for r in page().xpath("//tbody/tr")}
    assert rows["OP090"][-1] == "2 geslaagd, 3 gezakt"
    assert rows["OP033x1"] == ["OP033x1", "✕ gezakt", "1", "0", "1 gezakt"]


def test_an_empty_aborted_run_renders() -> None:
    main = text(one(page(voorbeeldrun.run(scenarios=(), sut=(), profiel={}, afgebroken=True)), "//main"))
    assert "Deze run is afgebroken." in main
    assert "Oordeel: Onbeslist" in main
    assert "Er is geen enkel scenario gelopen" in main


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_a_word_and_a_sign(verdict: Verdict) -> None:
    s = replace(voorbeeldrun.scenarios()[0], oordeel=verdict)
    root = page(voorbeeldrun.run(scenarios=(s,)))
    assert text(one(root, "//h1")).endswith(verdict.capitalize())
    assert len(text(one(root, "//h1/span[@aria-hidden]"))) == 1


@pytest.mark.parametrize("which", [0, 2], ids=["passed", "failed"])
def test_a_thousand_scenarios_stay_under_five_megabytes(which: int) -> None:
    s = voorbeeldrun.scenarios()[which]
    messages = tuple(
        replace(
            s.berichten[n % len(s.berichten)], id=str(n), xml=voorbeeldrun.xml("301", "gemeente", 8 if n % 2 else 40)
        )
        for n in range(6)
    )
    copies = (replace(s, id=f"{s.id}-{n}", naam=f"{s.naam} ({n})", berichten=messages) for n in range(1000))
    assert len(to_html(voorbeeldrun.run(scenarios=tuple(copies))).encode()) < 5_000_000


ADRES = "http://127.0.0.1:8002"


def test_one_line_runs_a_scenario_again() -> None:
    failed = page().xpath("//article")[0]
    line = one(failed, ".//pre").text_content()
    words = shlex.split(line)
    assert words[:4] == ["ketentoets", "run", "--rol", "gemeente"]
    options = dict(pairwise(words[2:]))
    assert (options["-k"], options["--sut"], options["--datum"]) == ("verzoek-003", ADRES, "2021-03-01")
    assert (options["--profiel"], options["--zaad"]) == ("Regio Alkmaar 2021", "20210301")


def test_a_built_in_system_runs_again_with_its_defects() -> None:
    sut = {"rol": "gemeente", "adres": "ingebouwd", "gebreken": ["geen-316"], "gedrag": "laatste-moment"}
    line = opnieuw(voorbeeldrun.run(sut=(sut,), klok="berichtdatum"), voorbeeldrun.scenarios()[2])
    assert "--sut" not in line
    assert "--gebrek geen-316 --gedrag laatste-moment" in line
    assert "--klok berichtdatum" in line


def test_the_sentence_behind_a_rule_stands_with_its_source() -> None:
    zin = Zin("Een retourbericht komt binnen drie werkdagen.", "bedrijfsregels 3.2")
    root = html.document_fromstring(to_html(voorbeeldrun.run(), Bijlage(zinnen={"OP090": (zin,)})))
    quote = one(root, "//article[1]//blockquote")
    assert text(quote) == f"{zin.tekst} {zin.bron}" or text(quote) == zin.tekst + zin.bron
    assert not root.xpath("//article[2]//blockquote")


def test_requirements_are_chips_with_the_verdict_of_the_run() -> None:
    rijen = [
        Rij("landelijk", "OP090", "Feit een.", "gemeente", "MOET", "getoetst", "", "gezakt", ("a/b [gemeente]",)),
        Rij("landelijk", "OP001", "Feit twee.", "-", "MOET", "niet toetsbaar", "Blijkt niet.", "-", ()),
    ]
    root = html.document_fromstring(to_html(voorbeeldrun.run(), Bijlage(eisen=rijen, codes=rijen)))
    chips = {text(a): a for a in root.xpath("//ul[@class='eisen']//a")}
    assert set(chips) == {"✕ OP090: gezakt", "OP001: niet toetsbaar"}
    for chip in root.xpath("//ul[@class='eisen']//a"):
        row = one(root, f"//tr[@id='{chip.get('href')[1:]}']")
        assert text(row[0]) in text(chip)
    assert len(root.xpath("//ul[@class='eisen']//a")) == 4


def test_the_timeline_has_a_row_per_process_and_a_lane_per_late_scenario() -> None:
    svg = one(page(), "//svg[contains(@class, 'tijdlijn')]")
    assert [t.text for t in svg.xpath(".//text[@class='naam']")] == ["Verzoek om toewijzing", "Declareren", "Leveren"]
    lanes = svg.xpath(".//a/@href")
    assert lanes == ["#s-3", "#s-4", "#s-5", "#s-11"]
    assert "JW305 bleef uit" in one(svg, ".//a[@href='#s-11']/title").text
    assert not page(voorbeeldrun.run(scenarios=())).xpath("//svg")
    many = voorbeeldrun.run(scenarios=(voorbeeldrun.scenarios()[2],) * 50)
    (crowded,) = page(many).xpath("//svg[contains(@class, 'tijdlijn')]")
    assert len(crowded.xpath(".//a")) == 40
    assert "en nog 10 te laat" in text(crowded)


def test_another_run_stands_on_the_page_when_it_is_given() -> None:
    assert not page().xpath("//*[@id='vergelijking']")
    before = replace(voorbeeldrun.scenarios()[2], oordeel=Verdict.GESLAAGD, bevindingen=())
    was = voorbeeldrun.run(run="eerder", scenarios=(before,))
    root = html.document_fromstring(to_html(voorbeeldrun.run(), Bijlage(tegen=was)))
    section = one(root, "//section[@aria-labelledby='vergelijking']")
    assert "1 slechter, 12 alleen in deze run." in text(section)
    assert text(one(section, "./h2")) == "Vergeleken met de run van wo 14-01-2026 09:30"
    assert "Nieuwe oorzaken 5" in text(section)
    worse = one(section, ".//ul[@class='paren']/li")
    assert text(worse) == "✓ geslaagd →werd ✕ gezakt Rond Pasen telt Tweede paasdag niet als werkdag gemeente"
    assert one(worse, ".//a").get("href") == "#s-3"
