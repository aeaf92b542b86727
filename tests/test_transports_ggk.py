"""The harness as the GGK: StUF envelopes both ways, against a municipality over real sockets."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from typing import Any

import httpx
import pytest
from lxml import etree
from starlette.requests import Request
from starlette.responses import Response

from ketentoets.core.calendar import at
from ketentoets.core.errors import ConfigurationError, SutCannot, SutContractError
from ketentoets.generators.berichten import stroom
from ketentoets.generators.kader import kader
from ketentoets.transports import stuf
from ketentoets.transports.adres import onofficieel, verbinding
from ketentoets.transports.base import Envelope, Outcome, Receipt
from ketentoets.transports.ggk import GgkSysteem
from ketentoets.transports.luister import Luisteraar
from ketentoets.transports.route import Route, lees_route
from ketentoets.transports.stuf import EnvelopFout
from ketentoets.transports.toegang import Toegang

NU = at(date(2026, 11, 23))
REF = "9c0f7b90-5c69-41e5-a837-0800200c9a66"
ID = "fcc2d465-e29b-559f-8454-d5aa41221177"


def een(soort: str) -> bytes:
    (made,) = islice(stroom(kader("ijw-3.2"), soort, 1), 1)
    return made


JW315, JW316, JW301, JW302 = map(een, ("315", "316", "301", "302"))


class Gemeente:
    """A SOAP endpoint that gives these answers, and remembers what came."""

    def __init__(self) -> None:
        self.gekregen: list[tuple[str, bytes]] = []
        self.antwoord: Callable[[bytes], tuple[bytes, int]] = lambda body: (stuf.bevestiging(stuf.lees(body), NU), 200)
        self.luisteraar = Luisteraar(Toegang(luister="127.0.0.1:0"), [("POST", "/soap", self._neem)])
        self.url = f"{self.luisteraar.url}/soap"

    async def _neem(self, request: Request) -> Response:
        body = await request.body()
        self.gekregen.append((request.headers["SOAPAction"], body))
        answer, status = self.antwoord(body)
        return Response(answer, status, media_type="text/xml")


@pytest.fixture(scope="module")
def soap() -> Iterator[Gemeente]:
    made = Gemeente()
    yield made
    made.luisteraar.close()


@pytest.fixture
def gemeente(soap: Gemeente) -> Gemeente:
    soap.gekregen.clear()
    soap.antwoord = lambda body: (stuf.bevestiging(stuf.lees(body), NU), 200)
    return soap


@pytest.fixture(scope="module")
def poort(soap: Gemeente, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GgkSysteem]:
    made = verbinding(f"ggk:{soap.url}", Toegang(luister="127.0.0.1:0", map=tmp_path_factory.mktemp("ggk")))
    assert isinstance(made, GgkSysteem)
    yield made
    made.close()


@pytest.fixture
def ggk(gemeente: Gemeente, poort: GgkSysteem) -> GgkSysteem:
    """The same GGK as in the other tests, with nothing in it."""
    poort._spoel._db.execute("DELETE FROM bericht")
    poort.receipts()
    return poort


def stuur(ggk: GgkSysteem, body: bytes, actie: str = "") -> tuple[int, stuf.Stuf]:
    headers = {"Content-Type": "text/xml", **({"SOAPAction": f'"{actie}"'} if actie else {})}
    answer = httpx.post(f"{ggk.luistert_op}/ggk", content=body, headers=headers, trust_env=False)
    return answer.status_code, stuf.lees(answer.content)


def van_gemeente(xml: bytes, referentie: str = REF, crossref: str = "") -> bytes:
    return stuf.envelop(lees_route(xml), referentie, NU, xml, crossref)


# To the municipality.


def test_a_message_goes_out_as_di01_and_bv03_says_only_that_it_came(ggk: GgkSysteem, gemeente: Gemeente) -> None:
    assert ggk.deliver(Envelope(ID, NU, JW315)) == Receipt(Outcome.NEERGELEGD)
    ((actie, body),) = gemeente.gekregen
    assert actie == '"http://www.stufstandaarden.nl/koppelvlak/ggk0210/ggk_Di01"'
    seen = stuf.lees(body)
    assert (seen.soort, seen.functie, seen.xml) == ("Di01", "JW315", JW315)
    assert re.fullmatch("[0-9]{8}", seen.zender)
    root = etree.fromstring(body)
    assert root.findtext(f".//{{{stuf.GGK}}}functieVersie") == "0003"
    assert root.findtext(f".//{{{stuf.GGK}}}functieSubversie") == "0002"
    assert root.findtext(f".//{{{stuf.STUF}}}tijdstipBericht") == "20261123090000"


def test_the_same_message_has_the_same_reference_and_it_is_version_4(ggk: GgkSysteem, gemeente: Gemeente) -> None:
    for _n in range(2):
        ggk.deliver(Envelope(ID, NU, JW315))
    refs = {stuf.lees(body).referentie for _actie, body in gemeente.gekregen}
    assert refs == {stuf.als_uuid4(ID)} and stuf.als_uuid4(REF) == REF != stuf.als_uuid4("geen uuid")


def test_an_answer_goes_out_as_du01_that_points_back(ggk: GgkSysteem, gemeente: Gemeente) -> None:
    stuur(ggk, van_gemeente(JW301))
    ident = lees_route(JW301).identificatie.encode()
    retour = JW302.replace(lees_route(JW302).identificatie.encode(), ident)
    ggk.deliver(Envelope(ID, NU, retour))
    seen = stuf.lees(gemeente.gekregen[-1][1])
    assert (seen.soort, seen.crossref) == ("Du01", REF)


def test_a_fo03_refuses_at_once_also_with_status_500(ggk: GgkSysteem, gemeente: Gemeente) -> None:
    gemeente.antwoord = lambda body: (stuf.fout("Fo03", "StUF055", "bsn 123456782 klopt niet", NU), 500)
    assert ggk.deliver(Envelope(ID, NU, JW315)) == Receipt(Outcome.GEWEIGERD, "StUF055 bsn 000000000 klopt niet")
    assert len(gemeente.gekregen) == 1


def test_a_fo01_refuses_later_and_once(ggk: GgkSysteem) -> None:
    ggk.deliver(Envelope(ID, NU, JW315))
    assert ggk.receipts() == []
    fo01 = stuf.fout("Fo01", "StUF055", "niet volgens het schema", NU, crossref=stuf.als_uuid4(ID))
    assert stuur(ggk, fo01, stuf.ACTIES["Fo01"])[1].soort == "Bv03"
    assert ggk.receipts() == [(ID, Receipt(Outcome.GEWEIGERD, "StUF055 niet volgens het schema"))]
    assert ggk.receipts() == []
    assert stuur(ggk, stuf.fout("Fo01", "StUF055", "x", NU, crossref=REF))[1].soort == "Fo03"


@pytest.mark.parametrize(
    "antwoord", [(b"<html/>", 200), (b"geen xml", 200), (b"", 200), (van_gemeente(JW315), 200), (b"<a/>", 404)]
)
def test_another_answer_is_outside_the_contract(
    ggk: GgkSysteem, gemeente: Gemeente, antwoord: tuple[bytes, int]
) -> None:
    gemeente.antwoord = lambda _body: antwoord
    with pytest.raises(SutContractError):
        ggk.deliver(Envelope(ID, NU, JW315))


def test_a_message_that_the_other_side_refused_gets_a_fo01(ggk: GgkSysteem, gemeente: Gemeente) -> None:
    stuur(ggk, van_gemeente(JW301))
    ggk.weiger(REF, "element ontbreekt")
    actie, body = gemeente.gekregen[-1]
    seen = stuf.lees(body)
    assert actie == f'"{stuf.ACTIES["Fo01"]}"'
    assert (seen.soort, seen.crossref, seen.code, seen.tekst) == ("Fo01", REF, "StUF055", "element ontbreekt")
    assert etree.fromstring(body).findtext(f".//{{{stuf.STUF}}}details") == "JW301-00030002"


# From the municipality.


def test_a_message_is_taken_with_bv03_and_counts_once(ggk: GgkSysteem) -> None:
    for _n in range(2):
        status, seen = stuur(ggk, van_gemeente(JW301), stuf.ACTIES["Di01"])
        assert (status, seen.soort, seen.crossref) == (200, "Bv03", REF)
    envelope = ggk.fetch()
    assert envelope is not None and (envelope.id, envelope.xml) == (REF, JW301)
    ggk.acknowledge(REF)
    assert ggk.fetch() is None


def test_other_content_under_the_same_reference_is_refused(ggk: GgkSysteem) -> None:
    stuur(ggk, van_gemeente(JW301))
    status, seen = stuur(ggk, van_gemeente(JW316, crossref=REF).replace(b"Du01", b"Du01"))
    assert (status, seen.soort, seen.code) == (500, "Fo03", "StUF058")


def test_a_text_file_is_taken_too(ggk: GgkSysteem) -> None:
    body = van_gemeente(JW301).replace(b"xmlBestand>", b"tekstBestand>")
    body = body.replace(b"<GGK:tekstBestand>", b'<GGK:tekstBestand bestandsnaam="a.xml">')
    assert stuur(ggk, body)[1].soort == "Bv03"


@pytest.mark.parametrize("soort", ["325"])
def test_a_325_may_come_as_di01_and_as_du01(ggk: GgkSysteem, soort: str) -> None:
    assert stuur(ggk, van_gemeente(een(soort)))[1].soort == "Bv03"
    assert stuur(ggk, van_gemeente(een(soort), REF.replace("9c", "9d"), REF))[1].soort == "Bv03"


GOED = van_gemeente(JW301)
FOUT = {
    "berichtcode": GOED.replace(b">Di01<", b">Du01<"),
    "een JW302": van_gemeente(JW302),
    "ontvanger": GOED.replace(b"applicatie>GGk<", b"applicatie>ander<"),
    "referentienummer": GOED.replace(REF.encode(), REF.upper().encode()),
    "tijdstip": GOED.replace(b">20261123090000<", b">gisteren<"),
    "versie": GOED.replace(b">0003<", b">3<"),
    "geen base64": re.sub(rb"xmlBestand>[^<]+<", b"xmlBestand>a$b<", GOED),
    "twee berichten": re.sub(rb"(<GGK:xmlBestand>[^<]*</GGK:xmlBestand>)", rb"\1\1", GOED),
    "geen stuurgegevens": re.sub(rb"(?s)<GGK:stuurgegevens>.*</GGK:stuurgegevens>", b"", GOED),
    "andere naamruimte": GOED.replace(b"koppelvlak/ggk0210", b"koppelvlak/ggk9999"),
    "leeg": b"",
    "geen xml": b"hallo",
    "lege envelop": b'<e:Envelope xmlns:e="%s"><e:Body/></e:Envelope>' % stuf.SOAP.encode(),
    "dtd": b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
    "utf-16": GOED.decode().encode("utf-16"),
    "bv03": stuf.bevestiging(stuf.Stuf("Di01", REF), NU),
}


@pytest.mark.parametrize("wat", FOUT)
def test_a_wrong_envelope_is_refused_with_fo03(ggk: GgkSysteem, wat: str) -> None:
    status, seen = stuur(ggk, FOUT[wat])
    assert (status, seen.soort) == (500, "Fo03")
    assert seen.code == "StUF055" and seen.tekst
    assert ggk.fetch() is None


def test_an_action_of_another_operation_is_refused(ggk: GgkSysteem) -> None:
    assert stuur(ggk, GOED, stuf.ACTIES["Du01"])[1].soort == "Fo03"


def test_entities_do_not_grow(ggk: GgkSysteem) -> None:
    lol = b"<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(
        b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    ) + b"]><a>&j;</a>"  # fmt: skip
    assert stuur(ggk, lol)[1].soort == "Fo03"


def test_a_large_payload_fits() -> None:
    payload = b"0" * (11 * 1024 * 1024)
    assert stuf.lees(stuf.envelop(Route("JW323", "323", 3, 2, "1", "2", "x"), REF, NU, payload)).xml == payload
    with pytest.raises(EnvelopFout, match="25 MB"):
        stuf.lees(b" " * (25 * 1024 * 1024 + 1))


def test_b64_with_white_space_is_read() -> None:
    spaced = b"\r\n  ".join(b64encode(JW301)[n : n + 60] for n in range(0, 4 * len(JW301), 60))
    assert stuf.lees(re.sub(rb"xmlBestand>[^<]+<", b"xmlBestand>\r\n" + spaced + b"<", GOED)).xml == JW301


def test_there_is_no_clock_no_name_and_no_order(ggk: GgkSysteem) -> None:
    calls: list[Callable[[], Any]] = [ggk.identify, lambda: ggk.set_clock(NU), lambda: ggk.set_up({})]
    for call in calls:
        with pytest.raises(SutCannot):
            call()
    assert ggk.probe() == frozenset()


def test_it_needs_a_place_to_listen() -> None:
    with pytest.raises(ConfigurationError, match="--luister"):
        verbinding("ggk:http://127.0.0.1:1", Toegang())


def test_what_is_not_official_is_on_the_report() -> None:
    assert onofficieel("ggk:http://x")["ggk0210"]
    assert onofficieel("vecozo:http://x")["vecozo-rest"]
    assert onofficieel("http://x") == {}
