"""Stories that once led to a false alarm, played sentence by sentence on the embedded reference systems."""

from pathlib import Path

import pytest

from ketentoets.core.verdict import Verdict
from ketentoets.steps.zinnen import ALS, DAN, GEGEVEN, Zin
from ketentoets.suite.uitvoering import Keuzes
from ketentoets.verken.verhaal import Verhaal
from ketentoets.verken.verkenning import Grens, open_verkenning

TWEE = (
    Zin(GEGEVEN, "het is maandag 1 maart 2021"),
    Zin(ALS, 'de gemeente "begeleiding" moet toewijzen zonder einddatum'),
    Zin(ALS, "er 5 werkdagen verstrijken"),
    Zin(DAN, "stuurt de gemeente geen 301-bericht"),
    Zin(ALS, 'de gemeente 3 uur "begeleiding" per week toewijst'),
    Zin(DAN, "ontvangt de aanbieder die toewijzing"),
)
"""An assignment at the same moment of the clock as the sentence that none had come."""
ANDERE = (
    Zin(GEGEVEN, 'een lopende toewijzing van 3 uur "begeleiding" per week'),
    Zin(GEGEVEN, "de zorg is gestart"),
    Zin(ALS, "de zorg stopt met reden 34"),
    Zin(GEGEVEN, 'het volgende 315-bericht van de aanbieder bevat de fout "aspecifiek"'),
    Zin(ALS, 'de aanbieder 3 uur "diagnostiek" aanvraagt'),
    Zin(DAN, "ontvangt de aanbieder een afwijzing"),
    Zin(DAN, "wijst de gemeente op dat verzoek niets toe"),
)
"""A 301 that shortens another assignment, while a request is rejected."""
NIETS = (
    Zin(ALS, 'de gemeente "begeleiding" moet toewijzen zonder volume'),
    Zin(ALS, "er 5 werkdagen verstrijken"),
    Zin(DAN, "stuurt de gemeente geen 301-bericht"),
)
"""Nothing goes over the line, and that is what was expected."""
INGETROKKEN = (
    Zin(GEGEVEN, 'een lopende toewijzing van 3 uur "begeleiding" per week'),
    Zin(ALS, "de gemeente de toewijzing intrekt"),
    Zin(DAN, "ontvangt de aanbieder de ingetrokken toewijzing"),
)


@pytest.mark.parametrize("zinnen", [TWEE, ANDERE, NIETS, INGETROKKEN], ids=["moment", "andere", "niets", "ingetrokken"])
def test_a_good_municipality_passes(zinnen: tuple[Zin, ...], tmp_path: Path) -> None:
    verkenning = open_verkenning(Keuzes(rol="gemeente"), Grens(), tmp_path / "j.jsonl", alle=False)
    uitslag = verkenning.zoeker.speler.speel(Verhaal(zinnen))
    verkenning.uitvoering.sluit()
    assert uitslag.oordeel is Verdict.GESLAAGD, (uitslag.verslag.reden, uitslag.oorzaken)


def test_what_must_not_be_assigned_is_still_seen(tmp_path: Path) -> None:
    keuzes = Keuzes(rol="gemeente", gebreken=("te-ver-terug-toegewezen",))
    verkenning = open_verkenning(keuzes, Grens(), tmp_path / "j.jsonl", alle=False)
    zinnen = (
        Zin(GEGEVEN, 'het volgende 315-bericht van de aanbieder bevat de fout "een dag te ver terug"'),
        Zin(ALS, 'de aanbieder "begeleiding" aanvraagt met een maand terugwerkende kracht'),
        Zin(ALS, "er 5 werkdagen verstrijken"),
        Zin(DAN, "wijst de gemeente op dat verzoek niets toe"),
    )
    uitslag = verkenning.zoeker.speler.speel(Verhaal(zinnen))
    verkenning.uitvoering.sluit()
    assert [o.soort for o in uitslag.oorzaken] == ["ongevraagd"]
