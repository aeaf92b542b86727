"""The harness as VECOZO: what waits is fetched as a zip and confirmed, what is posted is on disk."""

import json
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
import pytest

from ketentoets.core.calendar import at
from ketentoets.core.errors import ConfigurationError
from ketentoets.generators.berichten import stroom
from ketentoets.generators.kader import kader
from ketentoets.transports.adres import verbinding
from ketentoets.transports.base import Envelope, Outcome, Receipt
from ketentoets.transports.pak import pak_in, pak_uit
from ketentoets.transports.route import lees_route
from ketentoets.transports.toegang import Toegang
from ketentoets.transports.vecozo import PULL, PUSH, STATUS, VecozoSysteem

NU = at(date(2026, 11, 23))
IDS = [f"fcc2d46{n}-e29b-459f-8454-d5aa41221177" for n in range(9)]
CONVERSATIE = "11111111-e29b-459f-8454-d5aa41221177"


def een(soort: str) -> bytes:
    (made,) = islice(stroom(kader("ijw-3.2"), soort, 1), 1)
    return made


JW301, JW315, JW316 = map(een, ("301", "315", "316"))


@pytest.fixture
def vecozo(tmp_path: Path) -> Iterator[VecozoSysteem]:
    made = verbinding("vecozo:", Toegang(luister="127.0.0.1:0", map=tmp_path))
    assert isinstance(made, VecozoSysteem)
    yield made
    made.close()


@pytest.fixture
def client(vecozo: VecozoSysteem) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=vecozo.luistert_op, trust_env=False) as made:
        yield made


def metadata(traceer: str = IDS[0], **referenties: Any) -> dict[str, Any]:
    return {
        "routeringgegevens": {"afzender": {"rol": "Instelling"}, "geadresseerden": [], "berichtstroom": {}},
        "referentiegegevens": {"conversatieId": CONVERSATIE, "traceerId": traceer, **referenties},
    }


def breng(client: httpx.Client, gegevens: Any, payload: bytes) -> httpx.Response:
    tekst = gegevens if isinstance(gegevens, str) else json.dumps(gegevens)
    delen = {
        "berichtMetadata": ("m", tekst, "application/json"),
        "payload": ("p", payload, "application/octet-stream"),
    }
    return client.post(f"{PUSH}/berichten", files=delen)


def lijst(client: httpx.Client, **vraag: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"{PULL}/berichten", params=vraag).raise_for_status().json()
    return found


def test_what_waits_is_listed_fetched_and_confirmed(vecozo: VecozoSysteem, client: httpx.Client) -> None:
    assert lijst(client) == []
    assert vecozo.deliver(Envelope(IDS[0], NU, JW301)) == Receipt(Outcome.NEERGELEGD)
    (found,) = lijst(client)
    payload = found["basisgegevens"]["payload"]
    zipped = client.get(payload["url"]).content
    assert pak_uit(zipped) == JW301
    assert payload["grootte"] == len(zipped)
    assert payload["checksum"] == {"algoritme": "SHA256", "waarde": sha256(zipped).hexdigest()}
    route = lees_route(JW301)
    assert found["routeringgegevens"]["geadresseerden"] == [{"rol": "Instelling", "code": route.ontvanger}]
    assert found["routeringgegevens"]["berichtstroom"]["berichtsubtype"] == "JW301"
    assert found["referentiegegevens"]["traceerId"] == IDS[0]
    assert client.delete(f"{PULL}/berichten/{IDS[0]}").status_code == 202
    assert lijst(client) == []
    assert client.delete(f"{PULL}/berichten/{IDS[0]}").status_code == 404
    assert client.get(f"{PULL}/berichten/{IDS[0]}/payload").status_code == 404


def test_the_oldest_come_first_and_the_list_has_an_end(vecozo: VecozoSysteem, client: httpx.Client) -> None:
    for id_ in reversed(IDS):
        vecozo.deliver(Envelope(id_, NU, JW301))
    assert [m["referentiegegevens"]["traceerId"] for m in lijst(client, limit=3)] == IDS[:-4:-1]
    for limit in ("0", "251", "x", "-1"):
        assert client.get(f"{PULL}/berichten", params={"limit": limit}).status_code == 400


def test_what_waits_survives_a_restart(vecozo: VecozoSysteem, tmp_path: Path) -> None:
    vecozo.deliver(Envelope(IDS[0], NU, JW301))
    vecozo.close()
    again = VecozoSysteem(Toegang(luister="127.0.0.1:0", map=tmp_path))
    with httpx.Client(base_url=again.luistert_op, trust_env=False) as client:
        assert len(lijst(client)) == 1
    again.close()


def test_the_same_message_waits_once_and_other_content_does_not(vecozo: VecozoSysteem, client: httpx.Client) -> None:
    assert vecozo.deliver(Envelope(IDS[0], NU, JW301)).uitkomst is Outcome.NEERGELEGD
    assert vecozo.deliver(Envelope(IDS[0], NU, JW301)).uitkomst is Outcome.NEERGELEGD
    assert vecozo.deliver(Envelope(IDS[0], NU, JW315)).uitkomst is Outcome.STRIJDIG
    assert len(lijst(client)) == 1


def test_searching(vecozo: VecozoSysteem, client: httpx.Client) -> None:
    vecozo.deliver(Envelope(IDS[0], NU, JW301))
    vecozo.deliver(Envelope(IDS[1], NU, JW316))

    def zoek(**pad: Any) -> list[str]:
        found = client.post(f"{PULL}/berichten/zoeken", json=pad).raise_for_status().json()
        return [m["routeringgegevens"]["berichtstroom"]["berichtsubtype"] for m in found]

    assert zoek(zoekpadType="ZoekpadOpBerichtstroom", berichttype="JW") == ["JW301", "JW316"]
    assert zoek(zoekpadType="ZoekpadOpBerichtstroom", berichttype="JW", berichtsubtype="JW316") == ["JW316"]
    assert zoek(zoekpadType="ZoekpadOpAlsAntwoordOp", alsAntwoordOp=IDS[5]) == []
    for wrong in ({}, {"zoekpadType": "Anders"}, {"zoekpadType": "ZoekpadOpConversatieId", "x": 1}, []):
        assert client.post(f"{PULL}/berichten/zoeken", json=wrong).status_code == 400


def test_a_posted_message_is_kept_once(vecozo: VecozoSysteem, client: httpx.Client) -> None:
    for _n in range(2):
        assert breng(client, metadata(), pak_in("a.xml", JW315)).status_code == 204
    envelope = vecozo.fetch()
    assert envelope is not None and (envelope.id, envelope.xml) == (IDS[0], JW315)
    vecozo.acknowledge(IDS[0])
    assert vecozo.fetch() is None
    assert breng(client, metadata(), pak_in("a.xml", JW301)).status_code == 422


@pytest.mark.parametrize(
    ("gegevens", "payload", "status"),
    [
        ("geen json", pak_in("a.xml", JW315), 400),
        ("[]", pak_in("a.xml", JW315), 400),
        ({}, pak_in("a.xml", JW315), 400),
        ({"routeringgegevens": {}, "referentiegegevens": {}}, pak_in("a.xml", JW315), 400),
        (metadata("geen-uuid"), pak_in("a.xml", JW315), 400),
        (metadata(alsAntwoordOp="x"), pak_in("a.xml", JW315), 400),
        (metadata(), JW315, 422),
        (metadata(), pak_in("a.txt", JW315), 422),
        (metadata(), b"", 422),
    ],
)
def test_what_cannot_be_taken_is_refused(
    vecozo: VecozoSysteem, client: httpx.Client, gegevens: Any, payload: bytes, status: int
) -> None:
    answer = breng(client, gegevens, payload)
    assert answer.status_code == status and answer.json()["detail"]
    assert vecozo.fetch() is None


def test_what_is_no_form_is_refused(vecozo: VecozoSysteem, client: httpx.Client) -> None:
    for kind in ("application/json", "multipart/form-data", "multipart/form-data; boundary=x"):
        answer = client.post(f"{PUSH}/berichten", content=b"{}", headers={"Content-Type": kind})
        assert answer.status_code == 400
    assert client.post(f"{PUSH}/berichten", files={"payload": b"x"}).status_code == 400


def test_an_answer_belongs_to_the_conversation_of_its_question(vecozo: VecozoSysteem, client: httpx.Client) -> None:
    breng(client, metadata(), pak_in("a.xml", JW315))
    ident = lees_route(JW315).identificatie.encode()
    vecozo.deliver(Envelope(IDS[1], NU, JW316.replace(lees_route(JW316).identificatie.encode(), ident)))
    (found,) = lijst(client)
    assert found["referentiegegevens"] == {
        "conversatieId": CONVERSATIE, "traceerId": IDS[1], "alsAntwoordOp": IDS[0],
    }  # fmt: skip


def test_statuses_follow_the_message(vecozo: VecozoSysteem, client: httpx.Client) -> None:
    def status(**vraag: str) -> list[str]:
        found = client.get(f"{STATUS}/berichtstatussen", params=vraag).raise_for_status().json()
        return [s["berichtstatus"] for s in found]

    breng(client, metadata(), pak_in("a.xml", JW315))
    assert status(traceerId=IDS[0]) == ["Ontvangen"]
    vecozo.acknowledge(IDS[0])
    assert status(conversatieId=CONVERSATIE) == ["VerwerkingVoltooid"]
    vecozo.weiger(IDS[0], "bsn 123456782 hoort er niet")
    (found,) = client.get(f"{STATUS}/berichtstatussen", params={"traceerId": IDS[0]}).json()
    assert found["berichtstatus"] == "AfgekeurdDoorDienst"
    assert found["meldingen"][0]["omschrijving"] == "bsn 000000000 hoort er niet"
    vecozo.deliver(Envelope(IDS[1], NU, JW301))
    assert status(traceerId=IDS[1]) == ["WordtAangeboden"]
    client.delete(f"{PULL}/berichten/{IDS[1]}")
    assert status(traceerId=IDS[1]) == ["Bezorgd"]
    assert status(traceerId=IDS[8]) == []
    assert client.get(f"{STATUS}/berichtstatussen").status_code == 400


def test_it_needs_a_place_to_listen() -> None:
    with pytest.raises(ConfigurationError, match="--luister"):
        verbinding("vecozo:", Toegang())


def test_nothing_real_is_kept(vecozo: VecozoSysteem, client: httpx.Client, tmp_path: Path) -> None:
    breng(client, metadata(), pak_in("a.xml", b"<a><Bsn>123456782</Bsn><Achternaam>Vermeulen</Achternaam></a>"))
    vecozo.close()
    disk = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert b"123456782" not in disk and b"Vermeulen" not in disk
