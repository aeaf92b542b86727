# language: nl
@vanaf-3.0 @JW301 @JW302 @JW317 @JW318 @OP090 @OP346 @OP308 @TR379 @SAP-3
Functionaliteit: Een gehonoreerd verzoek om wijziging

  De gemeente neemt een verzoek om wijziging in zijn geheel en één op één over, met de ReferentieAanbieder ervan in
  elke toewijzing (OP348, TR379). Een ander volume per week of maand sluit de oude toewijzing af en geeft een nieuwe;
  een andere einddatum of een ander totaal verandert de toewijzing zelf (SAP 3.1.5-3.1.7).

  Achtergrond:
    Gegeven het is maandag 8 mei 2023
    En de regio gebruikt het verzoek om wijziging

  @sut-gemeente @sut-aanbieder @OP344 @OP348 @JW305 @JW306 @JW307 @JW308 @OP271 @OP272
  @SAP-3/5 @SAP-3.1.5/3 @SAP-3.1.5/4 @SAP-3.1.6/1 @SAP-3.1.6/5 @SAP-3.1.8/3 @SAP-5.1/7 @SAP-bijlage-3/2
  Scenario: Meer volume per week geeft een nieuwe toewijzing
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    En de gemeente zal het wijzigingsverzoek toewijzen
    Als de aanbieder een wijziging aanvraagt
    Dan ontvangt de aanbieder een 318-bericht zonder opmerkingen
    En ontvangt de aanbieder het hele gewijzigde pakket
    En ontvangt de gemeente een 302-bericht zonder opmerkingen
    Gegeven het gaat weer over de eerste toewijzing
    Als de zorg volgens plan op de einddatum van de toewijzing stopt
    Dan stuurt de aanbieder het stopbericht
    En ontvangt de aanbieder een 308-bericht zonder opmerkingen

  @sut-gemeente @sut-aanbieder @OP348
  @SAP-3/5 @SAP-3.1.5/1 @SAP-3.1.5/3 @SAP-3.1.5/4 @SAP-3.1.5/5 @SAP-3.1.8/3
  Scenario: Een vroegere einddatum verandert de toewijzing zelf
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    En de gemeente zal het wijzigingsverzoek toewijzen
    Als de aanbieder een wijziging naar een vroegere einddatum aanvraagt
    Dan ontvangt de aanbieder een 318-bericht zonder opmerkingen
    En ontvangt de aanbieder het hele gewijzigde pakket
    En ontvangt de gemeente een 302-bericht zonder opmerkingen
    Als er 5 werkdagen verstrijken
    Dan stuurt de aanbieder geen 305-bericht

  @sut-gemeente @sut-aanbieder @OP348 @OP380
  @SAP-3/5 @SAP-3.1.5/1 @SAP-3.1.5/3 @SAP-3.1.5/4
  Scenario: Een latere einddatum verlengt de toewijzing
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de gemeente zal het wijzigingsverzoek toewijzen
    Als de aanbieder een wijziging naar een latere einddatum aanvraagt
    Dan ontvangt de aanbieder een 318-bericht zonder opmerkingen
    En ontvangt de aanbieder het hele gewijzigde pakket
    En ontvangt de gemeente een 302-bericht zonder opmerkingen

  @sut-gemeente @sut-aanbieder @OP348 @TR373
  @SAP-3/5 @SAP-3.1.5/1 @SAP-3.1.5/3 @SAP-3.1.5/4
  Scenario: Een hoger totaal verandert de toewijzing zelf
    Gegeven een lopende toewijzing van 6 uur "diagnostiek"
    En de gemeente zal het wijzigingsverzoek toewijzen
    Als de aanbieder een wijziging naar een hoger totaal aanvraagt
    Dan ontvangt de aanbieder een 318-bericht zonder opmerkingen
    En ontvangt de aanbieder het hele gewijzigde pakket
    En ontvangt de gemeente een 302-bericht zonder opmerkingen

  @sut-gemeente @sut-aanbieder @OP306 @OP348 @OP087
  @SAP-3/3 @SAP-3/5 @SAP-3.1.5/3 @SAP-3.1.5/4 @SAP-3.1.7/1 @SAP-3.1.8/1
  Scenario: Een nieuw product naast zorg die blijft zoals zij is
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En een lopende toewijzing van 6 uur "diagnostiek"
    En de gemeente zal het wijzigingsverzoek toewijzen
    Als de aanbieder een wijziging met alleen een nieuw product aanvraagt
    Dan ontvangt de aanbieder een 318-bericht zonder opmerkingen
    En ontvangt de aanbieder het hele gewijzigde pakket
    En ontvangt de gemeente een 302-bericht zonder opmerkingen

  @sut-gemeente @sut-aanbieder @OP344 @OP348 @JW319 @JW320 @CD086
  @SAP-3/5 @SAP-3.1.5/3 @SAP-3.1.5/4 @SAP-3.1.7/3 @SAP-3.1.8/3 @SAP-3.1.8/7
  Scenario: Na onderzoek wordt de wijziging met een nieuw product toegewezen
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En een lopende toewijzing van 6 uur "diagnostiek"
    En de gemeente zal het wijzigingsverzoek in onderzoek nemen
    Als de aanbieder een wijziging en een nieuw product aanvraagt
    Dan ontvangt de aanbieder een 318-bericht zonder opmerkingen
    En ontvangt de aanbieder het antwoord dat het wijzigingsverzoek in onderzoek is
    En ontvangt de gemeente een 320-bericht zonder opmerkingen
    Als er 2 weken verstrijken
    En de gemeente het wijzigingsverzoek toewijst
    Dan ontvangt de aanbieder het hele gewijzigde pakket
    En ontvangt de gemeente een 302-bericht zonder opmerkingen

  @alkmaar @sut-gemeente @JW319 @CD085
  @SAP-3.1.8/4 @SAP-4.4.3/2
  Scenario: Een wijziging met verboden samenloop wordt meteen afgewezen
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    Als de aanbieder een wijziging met alleen "behandeling" erbij aanvraagt
    Dan ontvangt de aanbieder een 318-bericht zonder opmerkingen
    En ontvangt de aanbieder een afwijzing van de wijziging

  @sut-gemeente @JW323 @JW325 @OP090x4 @OP345 @TR373
  Scenario: Een totaal wordt niet lager dan wat al is gedeclareerd
    Gegeven een lopende toewijzing van 6 uur "diagnostiek"
    Als de maand voorbij is
    En de aanbieder heeft geleverd:
      | dag | uren |
      | 9   | 4    |
    En de aanbieder de maand declareert
    Dan keurt de gemeente de hele declaratie goed
    Als de aanbieder een wijziging naar een lager totaal aanvraagt
    Dan ontvangt de aanbieder een 318-bericht zonder opmerkingen
    Als er 6 werkdagen verstrijken
    Dan wijst de gemeente op dat verzoek niets toe
