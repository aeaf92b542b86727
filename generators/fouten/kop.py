"""Mutations of the Header and of the client, which most messages have."""

from ketentoets.core.taal import _
from ketentoets.generators.fouten.maak import HEEN, PAD_DAG, PAD_ID, formaat, i, inhoud, tegen
from ketentoets.generators.fouten.mutatie import Mutatie

DERTIG_JAAR = 10957
"""Days; so far in the future a message counts as wrong whatever the clock of a test says."""
_GEBOREN = "Client/Geboortedatum"
_BSN = {
    "301": "Client/Bsn",
    "305": "Client/Bsn",
    "307": "Client/Bsn",
    "315": "Client/Bsn",
    "317": "Client/Bsn",
    "323": "Declaratie/Clienten/Client/Bsn",
    "325": "DeclaratieAntwoord/Clienten/Client/Bsn",
}
_BSN_SAMEN = {
    "305": ("TR019",),
    "307": ("TR019@ijw", "TR382@iwmo"),
    "317": ("TR304", "TR351"),
    "323": ("TR304",),
    "325": ("TR304", "TR367"),
}
"""A number that is nobody's is not that of the client either."""
_EERDER = {
    "301": "301-tweede",
    "305": "305-tweede",
    "307": "307-tweede",
    "315": "315-na-afwijzing",
    "317": "317-nogmaals",
    "319": "319-na-onderzoek",
    "323": "323-na-goedkeuring",
    "325": "325-tweede",
}
"""Stories with an earlier message of the same type and sender."""
_OPEN = {"317": "317-doorlopend"}
OPGEHEVEN = "0003"
"""Appingedam, which went up in another municipality on 1 January 2021: before all that the stories assign."""


def _versie(soort: str) -> tuple[Mutatie, ...]:
    return (
        formaat(
            "CS015",
            soort,
            _("een BerichtSubversie die niet bij de release hoort"),
            i("Header/BerichtSubversie", "zet", "9"),
        ),
        formaat(
            "CS025", soort, _("een BerichtVersie die niet bij de release hoort"), i("Header/BerichtVersie", "zet", "9")
        ),
    )


def _kop(soort: str) -> tuple[Mutatie, ...]:
    return (
        tegen("TR056", soort, "9056", "Header", _("dezelfde Identificatie als een eerder bericht"),
              i(PAD_ID, "uit-eerder", f"{soort}:{PAD_ID}"), verhaal=_EERDER[soort]),
        tegen("TR135", soort, "8848", "Header", _("een Dagtekening die nog moet komen"),
              i(PAD_DAG, "dagen", DERTIG_JAAR), niveau=4, verhaal=_OPEN.get(soort, soort)),
    )  # fmt: skip


def _gemeente(soort: str) -> Mutatie:
    """Without a history the code itself is changed; with one the message is of before the municipality was there."""
    if soort in {"301", "315"}:
        pad = "Header/Afzender" if soort == "301" else "Header/Ontvanger"
        text, change, story = _("een gemeente die al was opgeheven"), i(pad, "zet", OPGEHEVEN), soort
    else:
        text, change = _("een gemeente die op die dag nog niet bestond"), i(PAD_DAG, "dagen", -1)
        story = f"{soort}-nieuwe-gemeente"
    return tegen("TR378", soort, "S300", "Header", text, change, niveau=4, verhaal=story)


def _bsn(soort: str) -> Mutatie:
    story, name = ("325-regel" if soort == "325" else soort), ("verkeerd bsn" if soort == "315" else "")
    return inhoud("CS002", soort, _("een bsn dat niet aan de elfproef voldoet"), i(_BSN[soort], "zet", "999900007"),
                  samen_met=_BSN_SAMEN.get(soort, ()), verhaal=story, naam=name)  # fmt: skip


def _geboorte(soort: str) -> tuple[Mutatie, ...]:
    return (
        inhoud("CS139", soort, _("de dag van geboorte is onbekend en toch gevuld"),
               i(f"{_GEBOREN}/Datum", "zet", "2010-05-06"), i(f"{_GEBOREN}/DatumGebruik", "zet", "1")),
        inhoud("TR002", soort, _("een client van meer dan 120 jaar"), i(f"{_GEBOREN}/Datum", "zet", "1880-01-01")),
        inhoud("TR134", soort, _("een client die na de dagtekening geboren is"),
               i(f"{_GEBOREN}/Datum", "dagen-na", (f"/{PAD_DAG}", 1))),
    )  # fmt: skip


KOP: tuple[Mutatie, ...] = (
    *(m for soort in HEEN for m in (*_versie(soort), *_kop(soort), _gemeente(soort))),
    *(_bsn(soort) for soort in _BSN),
    *(m for soort in ("301", "305", "307", "315") for m in _geboorte(soort)),
)
