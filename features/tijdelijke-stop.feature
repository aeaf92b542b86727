# language: nl
@vanaf-3.0 @JW301 @JW302 @JW305 @JW306 @JW307 @JW308 @OP090 @OP271 @OP272 @R-3
Functionaliteit: Tijdelijke stop en hervatting

  Wordt de zorg twee of meer aaneengesloten maanden niet geleverd, dan meldt de aanbieder een
  tijdelijke stop. Het protocol spreekt zichzelf tegen: 4.3.3 zegt nog "een of meer"; de
  wijzigingslijst in bijlage 7 is nieuwer en zegt "twee of meer" (SAP 3.1.1, afspraak R-3).

  Achtergrond:
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    En er zijn 4 weken verstreken

  @sut-gemeente @sut-aanbieder @SAP-3.1.1 @OP377 @OP379 @OP155
  @SAP-3.1/1 @SAP-3.1/2 @SAP-3.1.1/1 @SAP-3.1.1/2 @SAP-3.1.1/3 @SAP-3.1.1/4 @SAP-3.1.1/5 @SAP-3.1.1/6 @SAP-4.3.3/1
  @SAP-4.3.3/2 @SAP-bijlage-7/2
  Scenario: De zorg ligt meer dan twee maanden stil en wordt hervat
    Als de zorg tijdelijk stopt
    Dan stuurt de aanbieder het stopbericht
    En ontvangt de aanbieder een 308-bericht zonder opmerkingen
    Als er 10 weken verstrijken
    Dan stuurt de gemeente geen 301-bericht
    Als de zorg start
    Dan stuurt de aanbieder het startbericht
    En ontvangt de aanbieder een 306-bericht zonder opmerkingen
    Als er 3 weken verstrijken
    En de zorg volgens plan stopt
    Dan stuurt de aanbieder het stopbericht
    En ontvangt de aanbieder een 308-bericht zonder opmerkingen

  @sut-gemeente @sut-aanbieder @SAP-3.1.2 @OP377 @OP378
  @SAP-3.1.2/2
  Scenario: Een tijdelijke stop wordt definitief
    Als de zorg tijdelijk stopt
    Dan stuurt de aanbieder het stopbericht
    En ontvangt de aanbieder een 308-bericht zonder opmerkingen
    Als er 9 weken verstrijken
    En de zorg voortijdig stopt
    Dan stuurt de aanbieder het stopbericht
    En ontvangt de aanbieder een 308-bericht zonder opmerkingen
