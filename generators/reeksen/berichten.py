"""The content of the messages of a history, from its state (all but the claims)."""

from datetime import date
from typing import Any

from ketentoets.generators.reeksen.stand import Client, Levering, Traject
from ketentoets.generators.reeksen.wereld import Wereld

EERSTE, GEWIJZIGD, VERWIJDERD, ONGEWIJZIGD = "1", "2", "3", "9"
HUISARTS, HUISARTS_AGB = "02", "01023456"
OUDER, BRP = "10", "01"
EIGEN_NAAM = "1"


def persoon(client: Client, *, volledig: bool = False) -> dict[str, Any]:
    """Who the client is; `volledig` as a 301 wants it."""
    p = client.persoon
    naam: dict[str, Any] = {
        "Geslachtsnaam": {"Achternaam": p["achternaam"]},
        "Voornamen": p["voornamen"],
        "Voorletters": p["voorletters"],
    }
    if volledig:
        naam["NaamGebruik"] = EIGEN_NAAM
    return {
        "Bsn": p["bsn"],
        "Geboortedatum": {"Datum": p["geboortedatum"]},
        "Geslacht": p["geslacht"],
        "Naam": naam,
    }


def product(traject: Traject) -> dict[str, str]:
    """The class Product of an assignment."""
    return {"Categorie": traject.product.categorie, "Code": traject.product.code}


def omvang(volume: int, eenheid: str, frequentie: str) -> dict[str, Any]:
    """The class Omvang."""
    return {"Volume": volume, "Eenheid": eenheid, "Frequentie": frequentie}


def toewijzing(
    wereld: Wereld, client: Client, trajecten: list[Traject], gewijzigd: list[Traject], referenties: dict[int, str]
) -> dict[str, Any]:
    """A 301 with these assignments, of which some were changed; `referenties` where a request is honoured."""
    producten = [_toegewezen(t, referenties, t.reden if t in gewijzigd else "") for t in trajecten]
    made: dict[str, Any] = {"ToegewezenProducten": {"ToegewezenProduct": producten}}
    if wereld.oud:
        made = {"Beschikking": _beschikking(trajecten) | made}
    contact = {"Contact": {"Soort": BRP, "Adres": _adres(client)}}
    wie: dict[str, Any] = {**persoon(client, volledig=True), "Contactgegevens": contact}
    if wereld.domein == "ijw" and not client.gezag_bekend:
        wie["Relaties"] = {"Relatie": _gezagsdrager(client)}
    return {"Client": wie | made}


def _toegewezen(traject: Traject, referenties: dict[int, str], reden: str) -> dict[str, Any]:
    return {
        "ToewijzingNummer": traject.nummer,
        "ReferentieAanbieder": referenties.get(traject.nummer),
        "Product": product(traject),
        "Toewijzingsdatum": traject.besluit.date(),
        "Toewijzingstijd": f"{traject.besluit:%H:%M:%S}",
        "Ingangsdatum": traject.ingang,
        "Einddatum": traject.eind,
        "RedenWijziging": reden or None,
        "Omvang": omvang(traject.volume, traject.eenheid, traject.frequentie),
    }


def _beschikking(trajecten: list[Traject]) -> dict[str, Any]:
    return {
        "BeschikkingNummer": trajecten[0].beschikking,
        "Afgiftedatum": min(t.besluit.date() for t in trajecten),
        "Ingangsdatum": min(t.ingang for t in trajecten),
        "Einddatum": max(t.eind for t in trajecten),
    }


def _adres(client: Client) -> dict[str, Any]:
    p = client.persoon
    return {
        "Huis": {"Huisnummer": p["huisnummer"]},
        "Postcode": p["postcode"],
        "Straatnaam": p["straat"],
        "Plaatsnaam": p["plaats"],
        "LandCode": "NL",
    }


def _gezagsdrager(client: Client) -> dict[str, Any]:
    """The parent with authority, who goes with a 301 unless the provider knows (OP002, OP002x1)."""
    naam = {"Geslachtsnaam": {"Achternaam": client.persoon["achternaam"]}, "NaamGebruik": EIGEN_NAAM}
    contact = {"Soort": BRP, "Adres": _adres(client)}
    return {"Nummer": "1", "Volgorde": 1, "Soort": OUDER, "Naam": naam, "Contact": contact}


def _sleutel(wereld: Wereld, traject: Traject, levering: Levering) -> dict[str, Any]:
    made: dict[str, Any] = {"BeschikkingNummer": traject.beschikking} if wereld.oud else {}
    made |= {"ToewijzingNummer": traject.nummer, "Product": product(traject)}
    return made | {"ToewijzingIngangsdatum": traject.ingang, "Begindatum": levering.begin}


def startproduct(wereld: Wereld, traject: Traject, levering: Levering, status: str = EERSTE) -> dict[str, Any]:
    """A StartProduct."""
    return {**_sleutel(wereld, traject, levering), "StatusAanlevering": status}


def stopproduct(
    wereld: Wereld, traject: Traject, levering: Levering, reden: str, eind: date, status: str = EERSTE
) -> dict[str, Any]:
    """A StopProduct."""
    rest = {"RedenBeeindiging": reden, "Einddatum": eind, "StatusAanlevering": status}
    return {**_sleutel(wereld, traject, levering), **rest}


def regiebericht(wereld: Wereld, client: Client, klasse: str, producten: list[dict[str, Any]]) -> dict[str, Any]:
    """A 305 (`klasse` Start) or 307 (Stop); before 3.0 the client has a delivery status too."""
    wie = persoon(client)
    if wereld.oud:
        key = (klasse, client.aanbieder)
        wie["StatusAanlevering"] = ONGEWIJZIGD if key in client.gemeld else EERSTE
        client.gemeld.add(key)
    return {"Client": {**wie, f"{klasse}Producten": {f"{klasse}Product": producten}}}


def verzoek(wereld: Wereld, client: Client, gevraagd: list[tuple[str, Traject]]) -> dict[str, Any]:
    """A 315 for these assignments-to-be, each with its ReferentieAanbieder."""
    if wereld.oud:
        verwijzer = {"Type": HUISARTS, "Naam": "Huisartsenpraktijk Noord"}
    else:
        verwijzer = {"Type": HUISARTS, "ZorgverlenerCode": HUISARTS_AGB}
    producten = [
        {
            "ReferentieAanbieder": referentie,
            "Product": product(t),
            "ToewijzingIngangsdatum": t.ingang,
            "ToewijzingEinddatum": t.eind,
            "Omvang": omvang(t.volume, t.eenheid, t.frequentie),
            "Verwijzer": verwijzer,
            "Raamcontract": "1",
        }
        for referentie, t in gevraagd
    ]
    gezag = {"GezagsdragerBekend": "1" if client.gezag_bekend else "2"} if wereld.domein == "ijw" else {}
    return {"Client": {**persoon(client), **gezag, "AangevraagdeProducten": {"AangevraagdProduct": producten}}}


def wijzigingsverzoek(
    client: Client, referentie: str, ongewijzigd: list[Traject], gewijzigd: list[Traject], nieuw: list[Traject],
    nummers: dict[int, int],
) -> dict[str, Any]:  # fmt: skip
    """A 317; `gewijzigd` and `nieuw` are assignments as wanted, `nummers` which one each replaces."""
    blijft = [{"ToewijzingNummer": t.nummer} for t in ongewijzigd]
    anders = [{"ToewijzingNummer": nummers[t.nummer], **_gewenst(t)} for t in gewijzigd]
    erbij = [{"Product": product(t), **_gewenst(t)} for t in nieuw]
    vraag = {
        "ReferentieAanbieder": referentie,
        "RedenVerzoek": "1",
        "OngewijzigdeProducten": {"OngewijzigdProduct": blijft} if blijft else None,
        "TeWijzigenProducten": {"TeWijzigenProduct": anders} if anders else None,
        "NieuweProducten": {"NieuwProduct": erbij} if erbij else None,
    }
    return {"Client": {"Bsn": client.bsn, "Verzoek": vraag}}


def _gewenst(traject: Traject) -> dict[str, Any]:
    return {
        "GewensteIngangsdatum": traject.ingang,
        "Einddatum": traject.eind,
        "Omvang": omvang(traject.volume, traject.eenheid, traject.frequentie),
    }


def antwoord(referentie: str, besluit: str, reden: str = "", gemeente: str = "") -> dict[str, Any]:
    """A 319: `besluit` 1 refused (with a reason), 2 in onderzoek; `gemeente` for reason 8."""
    made: dict[str, Any] = {
        "ReferentieAanbieder": referentie,
        "VerzoekAntwoord": besluit,
        "RedenAfwijzingVerzoek": reden or None,
    }
    return {"Antwoord": made | ({"Woonplaatsbeginsel": {"Gemeente": gemeente}} if gemeente else {})}
