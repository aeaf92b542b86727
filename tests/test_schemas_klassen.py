"""The classes that come back with a RetourCode."""

from ketentoets.schemas.klassen import klassen_met_retourcode
from ketentoets.schemas.messages import MESSAGES


def test_the_classes_of_all_releases() -> None:
    regie = {"ToegewezenProduct", "StartProduct", "StopProduct", "AangevraagdProduct"}
    verzoek = {"Verzoek", "OngewijzigdProduct", "TeWijzigenProduct", "NieuwProduct", "Antwoord", "Woonplaatsbeginsel"}
    ouder = {"Beschikking", "Beperking", "BeperkingScore"}
    persoon = {"Header", "Client", "Relatie", "Contact"}
    claim = {"Declaratie", "DeclaratieAntwoord", "Prestatie"}
    assert klassen_met_retourcode() == regie | verzoek | ouder | persoon | claim


def test_only_answers_have_codes() -> None:
    with_code = {m.soort for m in MESSAGES if any(c.element("RetourCodes") for c in m.classes)}
    assert with_code == {"302", "304", "306", "308", "316", "318", "320", "325"}
