# language: nl
@vanaf-3.0 @JW301 @JW302 @JW305 @JW306 @OP090 @OP271
Functionaliteit: Start en stop van de zorg

  Voor elke toewijzing meldt de aanbieder de start en het einde van de levering binnen
  5 werkdagen; de gemeente bevestigt binnen 3 werkdagen (SAP 2.4).

  @sut-gemeente @sut-aanbieder @SAP-2.4.1 @TR019 @OP295 @OP363 @OP192
  @SAP-2.1/4 @SAP-2.2/2 @SAP-2.3.1/7 @SAP-2.4/4 @SAP-2.4/5 @SAP-2.4/6 @SAP-2.4.1/1 @SAP-2.4.1/3 @SAP-4.3.2/1
  @SAP-bijlage-3/7 @SAP-bijlage-3/9
  Scenario: De aanbieder meldt de start
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    Als de zorg start
    Dan stuurt de aanbieder het startbericht
    En ontvangt de aanbieder een 306-bericht zonder opmerkingen

  @sut-gemeente @sut-aanbieder @SAP-2.4.1 @TR019
  @SAP-2.4.1/2 @SAP-5.1/2 @SAP-bijlage-3/8
  Scenario: De zorg was al begonnen voor de toewijzing kwam
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week die 3 weken geleden inging
    Als blijkt dat de zorg 3 weken geleden is gestart
    Dan stuurt de aanbieder het startbericht
    En ontvangt de aanbieder een 306-bericht zonder opmerkingen

  @sut-gemeente @sut-aanbieder @SAP-2.4.2 @JW307 @JW308 @OP272 @OP288 @TR382 @OP072 @OP155 @OP295 @OP363
  @SAP-2.1/4 @SAP-2.4/4 @SAP-2.4/5 @SAP-2.4/6 @SAP-2.4.2/1 @SAP-2.4.2/2 @SAP-2.4.2/3 @SAP-2.4.2/4 @SAP-2.4.2/5
  @SAP-4.3.2/3 @SAP-bijlage-3/10 @SAP-bijlage-3/11
  Scenario: De zorg stopt volgens plan
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    Als er 25 weken verstrijken
    En de zorg volgens plan op de einddatum van de toewijzing stopt
    Dan stuurt de aanbieder het stopbericht
    En ontvangt de aanbieder een 308-bericht zonder opmerkingen

  @sut-gemeente @sut-aanbieder @SAP-3.1.3 @JW307 @JW308 @OP272 @TR382 @OP072 @OP258
  @SAP-2.4.2/1 @SAP-3.1.3/1 @SAP-3.1.3/2 @SAP-3.1.4/5 @SAP-3.2.2/1 @SAP-3.2.2/2 @SAP-4.3.2/3
  Scenario: De zorg stopt definitief voor de geplande einddatum
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    Als er 8 weken verstrijken
    En de zorg voortijdig stopt
    Dan stuurt de aanbieder het stopbericht
    En ontvangt de aanbieder een 308-bericht zonder opmerkingen
    En ontvangt de aanbieder de toewijzing die op de stopdatum eindigt

  @sut-gemeente @sut-aanbieder @SAP-2.3.1 @TR019
  @SAP-2.3.1/10
  Scenario: De start komt later dan de wachttijd die is afgesproken
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    Als er 8 weken verstrijken
    En de zorg start
    Dan stuurt de aanbieder het startbericht
    En ontvangt de aanbieder een 306-bericht zonder opmerkingen
    Als er 5 werkdagen verstrijken
    Dan stuurt de gemeente geen 301-bericht

  @sut-gemeente @sut-aanbieder @SAP-3.1.5 @SAP-3.2.1 @OP033x1
  @SAP-3.1.5/5 @SAP-3.2.1/4 @SAP-3.2.2/1 @SAP-3.2.2/2 @SAP-3.2.2/3 @SAP-3.2.2/5
  Scenario: Een gewijzigde toewijzing geeft geen nieuwe start
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    Als er 2 weken verstrijken
    En de gemeente de toewijzing inkort tot over 4 weken
    Dan ontvangt de aanbieder de toewijzing met die einddatum
    En ontvangt de gemeente een 302-bericht zonder opmerkingen
    Als er 5 werkdagen verstrijken
    Dan stuurt de aanbieder geen 305-bericht

  @sut-gemeente @SAP-2.4.1 @TR063
  Scenario: Een start verwijderen die er niet is
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En het volgende 305-bericht van de aanbieder bevat de fout "verwijdering zonder start"
    Als de zorg start
    Dan ontvangt de aanbieder een 306-bericht met retourcode 9063 bij StartProduct

  @sut-gemeente @SAP-2.4.1 @TR019
  Scenario: Een start bij een toewijzing die niet bestaat
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En het volgende 305-bericht van de aanbieder bevat de fout "onbekende toewijzing"
    Als de zorg start
    Dan ontvangt de aanbieder een 306-bericht met retourcode 9019 bij StartProduct

  @sut-gemeente @SAP-2.4.2 @JW307 @JW308 @TR382
  @SAP-2.4.2/3
  Scenario: Een stop bij een start die er niet is
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    En het volgende 307-bericht van de aanbieder bevat de fout "andere begindatum"
    Als er 4 weken verstrijken
    En de zorg voortijdig stopt
    Dan ontvangt de aanbieder een 308-bericht met retourcode 9069 bij StopProduct

  @sut-aanbieder @SAP-2.4.1 @TR019 @OP011
  Scenario: De start wordt pas gemeld als de zorg is begonnen
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    Als er 4 weken verstrijken
    Dan stuurt de aanbieder geen 305-bericht
    Als de zorg start
    Dan stuurt de aanbieder het startbericht
    En ontvangt de aanbieder een 306-bericht zonder opmerkingen

  @sut-gemeente @sut-aanbieder @SAP-3.2.5 @JW307 @JW308 @JW315 @JW316 @OP272 @OP274 @OP257 @OP087 @TR379 @TR382
  @SAP-3.1.4/2 @SAP-3.1.4/4 @SAP-3.2.5/2 @SAP-3.2.5/3 @SAP-3.2.5/4
  Scenario: Een product wordt vervangen door een ander
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    En er zijn 8 weken verstreken
    En de gemeente zal het verzoek toewijzen
    Als de gemeente de toewijzing inkort tot over 2 weken
    Dan ontvangt de aanbieder de toewijzing met die einddatum
    En ontvangt de gemeente een 302-bericht zonder opmerkingen
    Als de aanbieder 10 uur "maandbegeleiding" per maand aanvraagt
    Dan ontvangt de aanbieder een toewijzing op zijn verzoek
    En staan de andere lopende toewijzingen in hetzelfde 301-bericht
    En ontvangt de gemeente een 302-bericht zonder opmerkingen
    Als de zorg start
    Dan stuurt de aanbieder het startbericht
    En ontvangt de aanbieder een 306-bericht zonder opmerkingen
    Gegeven het gaat weer over de eerste toewijzing
    Als de zorg volgens plan op de einddatum van de toewijzing stopt
    Dan stuurt de aanbieder het stopbericht
    En ontvangt de aanbieder een 308-bericht zonder opmerkingen

  @sut-gemeente @SAP-2.4.1 @SAP-2.4.2 @OP039 @OP095 @JW307 @JW308 @OP272
  Scenario: Een start en een stop met een anders geschreven naam zijn goed
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En het volgende 305-bericht van de aanbieder bevat de fout "andere achternaam"
    Als de zorg start
    Dan ontvangt de aanbieder een 306-bericht zonder opmerkingen
    Gegeven het volgende 307-bericht van de aanbieder bevat de fout "andere achternaam"
    Als er 4 weken verstrijken
    En de zorg voortijdig stopt
    Dan ontvangt de aanbieder een 308-bericht zonder opmerkingen

  @sut-gemeente @SAP-2.4.1 @OP080
  Scenario: Twee starts die in omgekeerde volgorde aankomen zijn allebei goed
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En een lopende toewijzing van 10 uur "maandbegeleiding" per maand
    En de berichten van de aanbieder blijven liggen
    Als de zorg start
    Gegeven het gaat weer over de eerste toewijzing
    Als er 1 dag verstrijkt
    En de zorg start
    En de berichten van de aanbieder komen in omgekeerde volgorde aan
    Dan stuurt de aanbieder het startbericht
    En ontvangt de aanbieder een 306-bericht zonder opmerkingen
