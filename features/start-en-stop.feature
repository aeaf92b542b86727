# language: nl
@alkmaar @JW301 @JW302 @JW305 @JW306 @OP090 @OP271
Functionaliteit: Start en stop van de zorg

  Voor elke toewijzing meldt de aanbieder de start en het einde van de levering binnen
  5 werkdagen; de gemeente bevestigt binnen 3 werkdagen (SAP 2.4).

  @sut-gemeente @sut-aanbieder @SAP-2.4.1 @TR019 @OP295 @OP363
  @SAP-2.1/4 @SAP-2.2/2 @SAP-2.3.1/7 @SAP-2.4/4 @SAP-2.4/5 @SAP-2.4/6 @SAP-2.4.1/1 @SAP-2.4.1/3 @SAP-4.3.2/1
  @SAP-bijlage-3/7 @SAP-bijlage-3/9
  Scenario: De aanbieder meldt de start
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    Als de zorg start
    Dan stuurt de aanbieder het startbericht
    En ontvangt de aanbieder een JW306 zonder opmerkingen

  @sut-gemeente @sut-aanbieder @SAP-2.4.1 @TR019
  @SAP-2.4.1/2 @SAP-5.1/2 @SAP-bijlage-3/8
  Scenario: De zorg was al begonnen voor de toewijzing kwam
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week die 3 weken geleden inging
    Als blijkt dat de zorg 3 weken geleden is gestart
    Dan stuurt de aanbieder het startbericht
    En ontvangt de aanbieder een JW306 zonder opmerkingen

  @sut-gemeente @sut-aanbieder @SAP-2.4.2 @JW307 @JW308 @OP272 @OP288 @TR382 @OP072 @OP155 @OP295 @OP363
  @SAP-2.1/4 @SAP-2.4/4 @SAP-2.4/5 @SAP-2.4/6 @SAP-2.4.2/1 @SAP-2.4.2/2 @SAP-2.4.2/3 @SAP-2.4.2/4 @SAP-2.4.2/5
  @SAP-4.3.2/3 @SAP-bijlage-3/10 @SAP-bijlage-3/11
  Scenario: De zorg stopt volgens plan
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    Als er 25 weken verstrijken
    En de zorg op de einddatum van de toewijzing stopt met reden 31
    Dan stuurt de aanbieder het stopbericht
    En ontvangt de aanbieder een JW308 zonder opmerkingen

  @sut-gemeente @sut-aanbieder @SAP-3.1.3 @JW307 @JW308 @OP272 @TR382 @OP072 @OP258
  @SAP-2.4.2/1 @SAP-3.1.3/1 @SAP-3.1.3/2 @SAP-3.1.4/5 @SAP-3.2.2/1 @SAP-3.2.2/2 @SAP-4.3.2/3
  Scenario: De zorg stopt definitief voor de geplande einddatum
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    Als er 8 weken verstrijken
    En de zorg stopt met reden 34
    Dan stuurt de aanbieder het stopbericht
    En ontvangt de aanbieder een JW308 zonder opmerkingen
    En ontvangt de aanbieder de toewijzing die op de stopdatum eindigt

  @sut-gemeente @sut-aanbieder @SAP-2.3.1 @TR019
  @SAP-2.3.1/10
  Scenario: De start komt later dan de wachttijd die is afgesproken
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    Als er 8 weken verstrijken
    En de zorg start
    Dan stuurt de aanbieder het startbericht
    En ontvangt de aanbieder een JW306 zonder opmerkingen
    Als er 5 werkdagen verstrijken
    Dan stuurt de gemeente geen JW301

  @sut-gemeente @sut-aanbieder @SAP-3.1.5 @SAP-3.2.1 @OP033x1
  @SAP-3.1.5/5 @SAP-3.2.1/4 @SAP-3.2.2/1 @SAP-3.2.2/2 @SAP-3.2.2/5
  Scenario: Een gewijzigde toewijzing geeft geen nieuwe start
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    Als er 2 weken verstrijken
    En de gemeente de toewijzing inkort tot over 4 weken
    Dan ontvangt de aanbieder de toewijzing met die einddatum
    En ontvangt de gemeente een JW302 zonder opmerkingen
    Als er 5 werkdagen verstrijken
    Dan stuurt de aanbieder geen JW305

  @sut-gemeente @SAP-2.4.1 @TR063
  Scenario: Een start verwijderen die er niet is
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En het volgende JW305 van de aanbieder bevat de fout "verwijdering zonder start"
    Als de zorg start
    Dan ontvangt de aanbieder een JW306 met retourcode 9063 bij StartProduct

  @sut-gemeente @SAP-2.4.1 @TR019
  Scenario: Een start bij een toewijzing die niet bestaat
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En het volgende JW305 van de aanbieder bevat de fout "onbekende toewijzing"
    Als de zorg start
    Dan ontvangt de aanbieder een JW306 met retourcode 9019 bij StartProduct

  @sut-gemeente @SAP-2.4.2 @JW307 @JW308 @TR382
  @SAP-2.4.2/3
  Scenario: Een stop bij een start die er niet is
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    En het volgende JW307 van de aanbieder bevat de fout "andere begindatum"
    Als er 4 weken verstrijken
    En de zorg stopt met reden 34
    Dan ontvangt de aanbieder een JW308 met retourcode 9069 bij StopProduct
