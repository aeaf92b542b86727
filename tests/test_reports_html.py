"""The HTML page: what it says, that it stands alone, and that text from outside stays text."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
import voorbeeldrun
from lxml import html

from ketentoets.core.record import RunRecord
from ketentoets.core.verdict import Verdict
from ketentoets.reports.html_report import to_html

EVIL = '<script>alert(1)</script>"onload=x\x00'


def page(run: RunRecord | None = None) -> html.HtmlElement:
    return html.document_fromstring(to_html(run or voorbeeldrun.run()))


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


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
    targets = {href[1:] for href in root.xpath("//a/@href") if href.startswith("#")}
    assert targets <= set(ids)
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
    assert "Hier met andere waarden" not in text(first)


def test_the_same_cause_with_other_values_shows_both() -> None:
    a, b = voorbeeldrun.scenarios()[2:4]
    other = replace(b, bevindingen=(replace(b.bevindingen[0], gevonden="JW316 op vr 09-04-2021"),))
    cause = one(page(voorbeeldrun.run(scenarios=(a, other))), "//article")
    assert "Hier met andere waarden" in text(cause)
    assert "JW316 op vr 09-04-2021" in text(cause)


def test_expected_and_actual_stand_side_by_side_with_their_source() -> None:
    cause = page().xpath("//article")[2]
    assert [text(dt) for dt in cause.xpath(".//dl[@class='naast']//dt")] == ["Verwacht", "Gevonden"]
    assert "toegekend € 85,00" in text(cause)
    assert "TR342 niveau 3" in text(cause)
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
    line = one(root, f"//li[@id='{link.get('href')[1:]}']")
    assert line.get("class") == "raak"
    assert "jw319:" in line.text_content()


def test_messages_are_embedded_once_with_numbered_lines() -> None:
    source = to_html(voorbeeldrun.run())
    messages = sum(len(s.berichten) for s in voorbeeldrun.scenarios())
    assert source.count("&lt;?xml version") == messages
    assert "id=b-17-r22 class=raak>" in source
    assert "waarde &amp;amp; meer&lt;/jw315:" in source


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
    assert "\x00" not in source
    assert not root.xpath("//@onload")
    assert not [href for href in root.xpath("//a/@href") if href.startswith("javascript:")]


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


def test_a_hundred_scenarios_stay_under_three_megabytes() -> None:
    s = voorbeeldrun.scenarios()[0]
    messages = tuple(
        replace(s.berichten[n % 4], id=str(n), xml=voorbeeldrun.xml("301", "gemeente", 8 if n % 2 else 40))
        for n in range(6)
    )
    run = voorbeeldrun.run(scenarios=(replace(s, berichten=messages),) * 100)
    assert len(to_html(run).encode()) < 3 * 1024 * 1024
