"""Ways of working that the standard allows: a judge who fails one of them is wrong."""

from dataclasses import dataclass

from ketentoets.actors.ingrepen import Ingreep
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _

GEWOON, LAATSTE_MOMENT = "gewoon", "laatste-moment"
METEEN, OP_DE_LAATSTE_DAG = "meteen", "op-de-laatste-dag"


@dataclass(frozen=True)
class Gedrag:
    """One way of working.

    `tempo` says when something with a term goes out: gewoon, meteen, op-de-laatste-dag or laatste-moment; `retour`
    is the pace of return messages when that is another one. `bundel` is the hour at which all that was made since
    goes out together; `nummers` the first number that is given out. `pas_bij_antwoord`: a claim is judged
    when it is answered. `ingrepen` are done on every message.
    """

    naam: str
    omschrijving: str
    tempo: str = GEWOON
    retour: str = ""
    bundel: int | None = None
    achterstevoren: bool = False
    nummers: int = 1
    feestdagen: bool = True
    pas_bij_antwoord: bool = False
    ingrepen: tuple[Ingreep, ...] = ()


_PRODUCT = "Client/ToegewezenProducten/ToegewezenProduct"
_OPTIONEEL = (
    Ingreep("301", "zet", f"{_PRODUCT}/Commentaar", "Vrije tekst"),
    Ingreep("301 315", "zet", "Client/Commentaar", "Vrije tekst"),
    Ingreep("301", "zet", "Client/Contactgegevens/Contact/Emailadres", "post@example.org"),
    Ingreep("301 305 307 315", "zet", "Client/Naam/Voornamen", "Alex Bo"),
    Ingreep("315", "zet", "Client/GezagsdragerBekend", "1"),
    Ingreep("315", "zet", "Client/AangevraagdeProducten/AangevraagdProduct/Commentaar", "Vrije tekst"),
)
_VOLGORDE = (
    Ingreep("301", "omgekeerd", _PRODUCT),
    Ingreep("323", "omgekeerd", "Declaratie/Clienten/Client/Prestaties/Prestatie"),
    Ingreep("325", "omgekeerd", "DeclaratieAntwoord/Clienten/Client/Prestaties/Prestatie"),
)

_LIJST = (
    Gedrag(GEWOON, _("antwoordt meteen of op het volgende werkmoment")),
    Gedrag(LAATSTE_MOMENT, _("stuurt alles in de laatste seconde van de termijn"), tempo=LAATSTE_MOMENT),
    Gedrag(METEEN, _("besluit, antwoordt en meldt op hetzelfde moment"), tempo=METEEN),
    Gedrag(OP_DE_LAATSTE_DAG, _("stuurt alles in de middag van de laatste dag"), tempo=OP_DE_LAATSTE_DAG),
    Gedrag("retour-achteraf", _("besluit meteen en bevestigt pas in de laatste seconde"), METEEN, LAATSTE_MOMENT),
    Gedrag("besluit-achteraf", _("bevestigt meteen en besluit in de laatste seconde"), LAATSTE_MOMENT, METEEN),
    Gedrag("gebundeld", _("verzamelt alle berichten en verstuurt ze samen, elke dag om vijf uur"), bundel=17),
    Gedrag(
        "achterstevoren", _("verzamelt alle berichten en verstuurt het nieuwste eerst"), bundel=17, achterstevoren=True
    ),
    Gedrag("andere-nummers", _("nummert ver voorbij de honderdduizend"), nummers=876_543),
    Gedrag("optionele-elementen", _("vult elementen die leeg mogen blijven"), ingrepen=_OPTIONEEL),
    Gedrag("andere-volgorde", _("zet producten en prestaties in een andere volgorde in het bericht"),
           ingrepen=_VOLGORDE),
    Gedrag("zonder-feestdagen", _("telt feestdagen als werkdag en is dus eerder dan nodig"), tempo=LAATSTE_MOMENT,
           feestdagen=False),
    Gedrag("oordeel-bij-antwoord", _("beoordeelt een declaratie met wat bij het antwoorden bekend is"),
           tempo=LAATSTE_MOMENT, pas_bij_antwoord=True),
)  # fmt: skip

GEDRAGINGEN: dict[str, Gedrag] = {gedrag.naam: gedrag for gedrag in _LIJST}


def gedrag_van(naam: str) -> Gedrag:
    """The behaviour; raises `ConfigurationError` with the list when it is unknown."""
    if naam not in GEDRAGINGEN:
        raise ConfigurationError(
            _("onbekend gedrag {naam}. Kies uit: {keuze}", naam=naam, keuze=", ".join(GEDRAGINGEN))
        )
    return GEDRAGINGEN[naam]
