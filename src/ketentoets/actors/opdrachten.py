"""The orders (contract, *Opdrachten*) as strict models; JSON names have a lower-case first letter."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel

from ketentoets.actors.inrichting import (
    Agb,
    Bsn,
    Categorie,
    Datum,
    Eenheid,
    Frequentie,
    Gemeentecode,
    Periode,
    Productcode,
    geheel,
)
from ketentoets.transports.base import Rol

Nummer = Annotated[int, Field(ge=0, le=999_999_999), BeforeValidator(geheel)]
Volume = Annotated[int, Field(ge=0, le=99_999_999), BeforeValidator(geheel)]
Bedrag = Annotated[int, Field(ge=0, le=99_999_999), BeforeValidator(geheel)]
Tekst = Annotated[str, Field(min_length=1, pattern=r"\S")]
Referentie = Annotated[str, Field(min_length=1, max_length=36, pattern=r"\S")]
ReferentieNummer = Annotated[str, Field(min_length=1, max_length=20)]
Verwijzertype = Literal["01", "02", "03", "04", "05", "06", "08"]
Beeindiging = Literal["02", "19", "20", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "38", "39"]


class Opdracht(BaseModel):
    """An order; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=to_camel)


class Verwijzer(Opdracht):
    """The referrer of a request; only the type is required."""

    type: Verwijzertype
    naam: Annotated[str, Field(min_length=1, max_length=64, pattern=r"\S")] | None = None
    zorgverlener_code: Agb | None = None


class Product(Opdracht):
    """A product that is asked for or assigned."""

    categorie: Categorie
    code: Productcode | None = None
    ingangsdatum: Datum
    einddatum: Datum | None = None
    volume: Volume | None = None
    eenheid: Eenheid | None = None
    frequentie: Frequentie | None = None
    budget: Bedrag | None = None
    verwijzer: Verwijzer | Verwijzertype | None = None
    commentaar: Tekst | None = None


class TeWijzigen(Opdracht):
    """An assignment that a request for change wants otherwise."""

    toewijzing_nummer: Nummer
    gewenste_ingangsdatum: Datum
    einddatum: Datum | None = None
    volume: Volume | None = None
    eenheid: Eenheid | None = None
    frequentie: Frequentie | None = None
    budget: Bedrag | None = None


class VerzoekOmToewijzing(Opdracht):
    """Send a 315."""

    bsn: Bsn
    producten: Annotated[tuple[Product, ...], Field(min_length=1)]


class VerzoekOmWijziging(Opdracht):
    """Send a 317."""

    bsn: Bsn
    reden_verzoek: Literal["1", "2"]
    ongewijzigd: tuple[Nummer, ...] = ()
    te_wijzigen: tuple[TeWijzigen, ...] = ()
    nieuw: tuple[Product, ...] = ()


class StartZorg(Opdracht):
    """Send a 305."""

    toewijzing_nummer: Nummer
    begindatum: Datum


class StopZorg(Opdracht):
    """Send a 307."""

    toewijzing_nummer: Nummer
    einddatum: Datum
    reden_beeindiging: Beeindiging


class OpToewijzing(Opdracht):
    """An order that is about an assignment as a whole."""

    toewijzing_nummer: Nummer


class CorrigeerStart(Opdracht):
    """Replace the latest start by one with another begin."""

    toewijzing_nummer: Nummer
    begindatum: Datum


class CorrigeerStop(Opdracht):
    """Replace the latest stop by one with another end or reason."""

    toewijzing_nummer: Nummer
    einddatum: Datum | None = None
    reden_beeindiging: Beeindiging | None = None


class Lever(Opdracht):
    """Record delivered care."""

    toewijzing_nummer: Nummer
    datum: Datum
    eenheid: Eenheid
    volume: Annotated[int, Field(ge=1, le=99_999_999), BeforeValidator(geheel)]


class Declareer(Opdracht):
    """Send a claim over a month or four weeks."""

    periode: Periode


class Gecorrigeerd(Opdracht):
    """What the new debit line has instead."""

    volume: Volume | None = None
    tarief: Bedrag | None = None


class Crediteer(Opdracht):
    """Credit an approved line in the next claim."""

    referentie_nummer: ReferentieNummer
    gecorrigeerd: Gecorrigeerd | None = None


class WijsToe(Opdracht):
    """Assign on the municipality's own initiative."""

    bsn: Bsn
    aanbieder: Agb
    producten: Annotated[tuple[Product, ...], Field(min_length=1)]


class BeoordeelVerzoek(Opdracht):
    """Decide about one requested product."""

    referentie_aanbieder: Referentie
    besluit: Literal["toewijzen", "afwijzen", "onderzoek"]
    reden_afwijzing_verzoek: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9"] | None = None
    gemeente: Gemeentecode | None = None


class WijzigToewijzing(Opdracht):
    """Send an assignment again, changed."""

    toewijzing_nummer: Nummer
    einddatum: Datum | None = None
    volume: Volume | None = None
    budget: Bedrag | None = None
    reden_wijziging: Annotated[str, Field(pattern=r"^(0[1-9]|1[0-4])$")]


OPDRACHTEN: dict[Rol, dict[str, type[Opdracht]]] = {
    Rol.AANBIEDER: {
        "verzoek-om-toewijzing": VerzoekOmToewijzing,
        "verzoek-om-wijziging": VerzoekOmWijziging,
        "start-zorg": StartZorg,
        "stop-zorg": StopZorg,
        "verwijder-start": OpToewijzing,
        "verwijder-stop": OpToewijzing,
        "corrigeer-start": CorrigeerStart,
        "corrigeer-stop": CorrigeerStop,
        "lever": Lever,
        "declareer": Declareer,
        "crediteer": Crediteer,
    },
    Rol.GEMEENTE: {
        "wijs-toe": WijsToe,
        "beoordeel-verzoek": BeoordeelVerzoek,
        "wijzig-toewijzing": WijzigToewijzing,
        "verwijder-toewijzing": OpToewijzing,
    },
}
