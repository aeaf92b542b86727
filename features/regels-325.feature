# language: nl
@vanaf-3.0 @sut-aanbieder @JW301 @JW302 @JW323 @JW325 @OP090 @SAP-2.7.2
Functionaliteit: De regels van het declaratie-antwoord

  Een 325-bericht dat niet aan het schema voldoet weigert de aanbieder bij aflevering. Op een 325-bericht bestaat
  geen retourbericht: wat er verder niet aan klopt, lossen partijen buiten de berichten op (SAP 2.7.2).

  Abstract Scenario: Het declaratie-antwoord past niet bij de release
    Gegeven het is de eerste van de maand
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En het volgende 325-bericht van de gemeente schendt regel <regel>
    Als de maand voorbij is
    En de aanbieder heeft 4 keer 60 minuten geleverd
    En de aanbieder de maand declareert
    En er 10 werkdagen verstrijken
    Dan weigert de aanbieder het 325-bericht op het berichtformaat

    Voorbeelden:
      | regel |
      | CS015 |
      | CS025 |
