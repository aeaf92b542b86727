# language: nl
@vanaf-3.0 @JW301 @JW302 @JW317 @JW318 @JW319 @OP090 @OP346 @SAP-3
Functionaliteit: Verzoek om wijziging

  Verandert de zorgvraag terwijl er zorg loopt, dan vraagt de aanbieder een wijziging van het hele pakket: wat
  blijft, wat wijzigt en wat erbij komt. De gemeente bevestigt de ontvangst binnen 3 werkdagen en besluit binnen
  5 werkdagen over het geheel (SAP 3.1.5-3.1.8).

  Achtergrond:
    Gegeven het is maandag 8 mei 2023
    En de regio gebruikt het verzoek om wijziging

  @sut-gemeente @sut-aanbieder @SAP-3.1.5 @OP308 @JW320 @CD085
  @SAP-3/3 @SAP-3/5 @SAP-3.1/3 @SAP-3.1.5/1 @SAP-3.1.5/2 @SAP-3.1.8/1 @SAP-3.1.8/2 @SAP-3.1.8/3 @SAP-4.4.2/3
  @SAP-4.4.4/3 @SAP-5.1/4 @SAP-bijlage-3/2 @SAP-bijlage-3/15
  Scenario: Een wijzigingsverzoek wordt afgewezen
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de gemeente zal het wijzigingsverzoek afwijzen met reden 7
    Als de aanbieder een wijziging aanvraagt
    Dan ontvangt de aanbieder een 318-bericht zonder opmerkingen
    En ontvangt de aanbieder een afwijzing van de wijziging met reden 7
    En ontvangt de gemeente een 320-bericht zonder opmerkingen

  @sut-gemeente @sut-aanbieder @SAP-3.1.7 @OP306 @OP308 @JW320 @CD085
  @SAP-3.1/4 @SAP-3.1.5/1 @SAP-3.1.7/1 @SAP-3.1.7/2 @SAP-4.4.1/3 @SAP-4.4.2/3 @SAP-4.4.4/3
  Scenario: Een wijziging met een nieuw product naast ongewijzigde zorg
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En een lopende toewijzing van 6 uur "diagnostiek"
    En de gemeente zal het wijzigingsverzoek afwijzen met reden 7
    Als de aanbieder een wijziging en een nieuw product aanvraagt
    Dan ontvangt de aanbieder een 318-bericht zonder opmerkingen
    En ontvangt de aanbieder een afwijzing van de wijziging met reden 7
    En ontvangt de gemeente een 320-bericht zonder opmerkingen

  @sut-gemeente @sut-aanbieder @SAP-3.1.8 @JW320 @CD085 @CD086 @TR365
  @SAP-3/3 @SAP-3.1.7/3 @SAP-3.1.8/3 @SAP-3.1.8/7
  Scenario: Een wijzigingsverzoek gaat in onderzoek en wordt dan afgewezen
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de gemeente zal het wijzigingsverzoek in onderzoek nemen
    Als de aanbieder een wijziging aanvraagt
    Dan ontvangt de aanbieder een 318-bericht zonder opmerkingen
    En ontvangt de aanbieder het antwoord dat het wijzigingsverzoek in onderzoek is
    En ontvangt de gemeente een 320-bericht zonder opmerkingen
    Als er 6 weken verstrijken
    En de gemeente het wijzigingsverzoek afwijst met reden 7
    Dan ontvangt de aanbieder een afwijzing van de wijziging met reden 7
    En ontvangt de gemeente een 320-bericht zonder opmerkingen
