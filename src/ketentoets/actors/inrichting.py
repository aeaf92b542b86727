"""The set-up (contract, *Inrichting*): strict models, and the look-ups the actors need."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from ketentoets.core.calendar import AMSTERDAM, parse_moment
from ketentoets.core.errors import OrderRefused
from ketentoets.core.taal import _

RELEASES = ("2.2", "2.3", "2.4", "3.0", "3.1", "3.2")
STANDAARDEN = tuple(f"{domein}-{release}" for domein in ("ijw", "iwmo") for release in RELEASES)
MET_BESCHIKKING = frozenset({"2.2", "2.3", "2.4"})
"""The releases with a Beschikking around what is assigned, and with the 303 and 304."""
_VORM = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
M = TypeVar("M", bound=BaseModel)


def _datum(value: object) -> object:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _VORM.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    raise ValueError(_("geen datum in de vorm JJJJ-MM-DD"))


def _moment(value: object) -> object:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(AMSTERDAM)
    if isinstance(value, str):
        with suppress(ValueError):
            return parse_moment(value)
    raise ValueError(_("geen moment met tijdzone (RFC 3339)"))


def geheel(value: object) -> object:
    """Refuse what pydantic would take for an integer."""
    if isinstance(value, bool | float):
        raise ValueError(_("geen geheel getal"))
    return value


Datum = Annotated[date, BeforeValidator(_datum)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Geheel = Annotated[int, BeforeValidator(geheel)]
NietNegatief = Annotated[int, Field(ge=0), BeforeValidator(geheel)]
Huisnummer = Annotated[int, Field(ge=0, le=99999), BeforeValidator(geheel)]
Bsn = Annotated[str, Field(pattern=r"^[0-9]{9}$")]
Gemeentecode = Annotated[str, Field(pattern=r"^[0-9]{4}$")]
Agb = Annotated[str, Field(pattern=r"^[0-9]{8}$")]
Categorie = Annotated[str, Field(pattern=r"^[0-9]{2}$")]
Productcode = Annotated[str, Field(pattern=r"^[0-9A-Za-z]{1,5}$")]
Eenheid = Literal["01", "04", "14", "16", "21", "81", "82", "83", "84"]
Frequentie = Literal["1", "2", "3", "4", "5", "6"]
Periode = Annotated[str, Field(pattern=r"^[0-9]{4}-(P?)[0-9]{2}$")]


class Strikt(BaseModel):
    """Unknown fields are refused (contract: 422)."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Gemeente(Strikt):
    """A municipality by its CBS code."""

    code: Gemeentecode
    naam: str


class Aanbieder(Strikt):
    """A provider by its AGB code."""

    agb: Agb
    naam: str


class Tarief(Strikt):
    """A tariff in eurocents: per unit between two dates, or once for a period."""

    eurocent: NietNegatief
    eenheid: Eenheid | None = None
    van: Datum | None = None
    tot: Datum | None = None
    periode: Periode | None = None

    def geldt(self, eenheid: str, dag: date, periode: str = "") -> bool:
        """Whether this is the tariff of a unit on a day; a tariff per period only in its period or month."""
        if self.eenheid is not None and self.eenheid != eenheid:
            return False
        if self.periode is not None:
            return self.periode in {periode, f"{dag:%Y-%m}"}
        return (self.van is None or self.van <= dag) and (self.tot is None or dag <= self.tot)


class Contractproduct(Strikt):
    """What was agreed about one product."""

    categorie: Categorie
    code: Productcode
    variant: Literal["inspanningsgericht", "outputgericht", "taakgericht"] = "inspanningsgericht"
    eenheden: tuple[Eenheid, ...] = ()
    frequenties: tuple[Frequentie, ...] = ()
    tot_leeftijd: Geheel | None = None
    tarieven: tuple[Tarief, ...] = ()

    def tarief(self, eenheid: str, dag: date, periode: str = "") -> int | None:
        """The tariff in eurocents, None when there is none; a one-off tariff of a period goes first."""
        eenmalig_eerst = sorted(self.tarieven, key=lambda t: t.periode is None)
        return next((t.eurocent for t in eenmalig_eerst if t.geldt(eenheid, dag, periode)), None)


class Client(Strikt):
    """A person; `gemeente` is the municipality that is responsible."""

    bsn: Bsn
    geboortedatum: Datum
    geslacht: Literal["0", "1", "2"]
    achternaam: Annotated[str, Field(min_length=1, max_length=200)]
    voorvoegsel: Annotated[str, Field(min_length=1, max_length=10)] | None = None
    voorletters: Annotated[str, Field(min_length=1, max_length=6)] | None = None
    voornamen: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    gemeente: Gemeentecode
    postcode: Annotated[str, Field(min_length=1, max_length=8)]
    huisnummer: Huisnummer
    straat: Annotated[str, Field(min_length=1, max_length=24)]
    plaats: Annotated[str, Field(min_length=1, max_length=80)]


class Stil(Strikt):
    """A window in which some messages do not go out."""

    van: Moment
    tot: Moment
    berichten: tuple[str, ...]


class Inrichting(Strikt):
    """The whole set-up of one scenario."""

    nu: Moment
    standaard: str
    gemeente: Gemeente
    aanbieder: Aanbieder
    feestdagen: tuple[Datum, ...] = ()
    contract: tuple[Contractproduct, ...] = ()
    samenloop_verboden: tuple[tuple[Productcode, Productcode], ...] = ()
    clienten: tuple[Client, ...] = ()
    stil: tuple[Stil, ...] = ()
    claimperiode: Literal["maand", "4-weken"] = "maand"

    @model_validator(mode="after")
    def _kan_de_standaard(self) -> Self:
        if self.standaard not in STANDAARDEN:
            raise ValueError(_("standaard {naam} wordt niet ondersteund", naam=self.standaard))
        if len({c.bsn for c in self.clienten}) != len(self.clienten):
            raise ValueError(_("een bsn komt vaker voor in clienten"))
        return self

    @property
    def release(self) -> str:
        """'3.2'."""
        return self.standaard.partition("-")[2]

    @property
    def domein(self) -> str:
        """'ijw' or 'iwmo'."""
        return self.standaard.partition("-")[0]

    @property
    def met_beschikking(self) -> bool:
        """Whether this release is one before 3.0."""
        return self.release in MET_BESCHIKKING

    def client(self, bsn: str) -> Client | None:
        """The person with this number."""
        return next((c for c in self.clienten if c.bsn == bsn), None)

    def product(self, categorie: str, code: str) -> Contractproduct | None:
        """The product in the contract."""
        return next((p for p in self.contract if (p.categorie, p.code) == (categorie, code)), None)

    def te_declareren(self, categorie: str, code: str, eenheid: str) -> Contractproduct | None:
        """The product that is claimed: the one that was assigned, or the first of an aspecific assignment (OP302)."""
        if code or not categorie:
            return self.product(categorie, code)
        return next((p for p in self.contract if p.categorie == categorie and eenheid in p.eenheden), None)

    def past_niet(self, categorie: str, code: str) -> bool:
        """Whether the contract knows the code, but under another category (TR381, S329)."""
        return bool(code) and {p.categorie for p in self.contract if p.code == code} not in (set(), {categorie})

    def botst(self, code: str, ander: str) -> bool:
        """Whether two products may not be combined (T-3)."""
        return any({code, ander} == set(paar) for paar in self.samenloop_verboden)


def _foutregel(fout: Any) -> str:
    veld = ".".join(str(deel) for deel in fout["loc"]) or _("geheel")
    if fout["type"] == "extra_forbidden":
        return _("onbekend veld {veld}", veld=veld)
    if fout["type"] == "missing":
        return _("veld {veld} ontbreekt", veld=veld)
    if fout["type"] == "value_error":
        return _("{veld}: {reden}", veld=veld, reden=fout["ctx"]["error"])
    return _("veld {veld} heeft geen geldige waarde", veld=veld)


def lees(model: type[M], gegevens: object) -> M:
    """Validate strictly; raises `OrderRefused` with one Dutch sentence about every fault."""
    try:
        return model.model_validate(gegevens)
    except ValidationError as error:
        fouten: Sequence[Any] = error.errors(include_url=False, include_input=False)
        raise OrderRefused("; ".join(_foutregel(fout) for fout in fouten)) from error
