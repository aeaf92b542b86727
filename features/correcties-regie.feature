# language: nl
@vanaf-3.0 @JW301 @JW302 @JW305 @JW306 @OP090 @OP271 @SAP-3.1.2 @OP033
Functionaliteit: Correctie van start en stop

  Een verkeerde start wordt met de oorspronkelijke inhoud verwijderd en daarna goed gemeld; een
  stop die niet had moeten gebeuren wordt verwijderd (SAP 3.1.2).

  Achtergrond:
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart

  @sut-gemeente @sut-aanbieder @TR326 @TR063 @OP289
  @SAP-2.4.1/4 @SAP-3.1.2/1 @SAP-3.1.2/5 @SAP-3.1.2/6 @SAP-3.1.2/7 @SAP-3.1.2/8
  @OP033x2 @CS058
  Scenario: De begindatum van de start was verkeerd
    Als er 1 week verstrijkt
    En de aanbieder de start corrigeert naar 2 dagen later
    Dan trekt de aanbieder de oude start in en meldt hij de juiste
    En ontvangt de aanbieder een 306-bericht zonder opmerkingen

  @sut-gemeente @sut-aanbieder @JW307 @JW308 @OP272 @R-3 @TR063
  @SAP-3.1.2/4 @SAP-3.1.2/10 @SAP-3.1.2/11
  Scenario: Een stopbericht had niet verstuurd mogen worden
    Gegeven er zijn 3 weken verstreken
    En de zorg is tijdelijk gestopt
    Als er 1 week verstrijkt
    En de aanbieder het stopbericht intrekt
    Dan trekt de aanbieder de stop in
    En ontvangt de aanbieder een 308-bericht zonder opmerkingen

  @alkmaar @sut-aanbieder @JW307 @JW308 @OP272
  @SAP-3.1.2/9
  Scenario: Een stop van een toewijzing die voorbij is wordt niet meer ingetrokken
    Als er 25 weken verstrijken
    En de zorg volgens plan op de einddatum van de toewijzing stopt
    Dan stuurt de aanbieder het stopbericht
    En ontvangt de aanbieder een 308-bericht zonder opmerkingen
    Als er 2 weken verstrijken
    En de aanbieder het stopbericht moet intrekken
    En er 5 werkdagen verstrijken
    Dan stuurt de aanbieder geen 307-bericht
