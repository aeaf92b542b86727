# language: nl
@leidschendam-voorburg @WMO301 @WMO302
Functionaliteit: Leidschendam-Voorburg, toewijzen, starten en stoppen

  Huishoudelijke ondersteuning in 2019: tot en met 28 maart in iWmo 2.2, vanaf 1 april in 2.3. De termijnen staan in
  tabel 4.2 van het protocol en tellen vanaf het downloaden.

  @sut-gemeente @sut-aanbieder @LV-1/1 @LV-1/2 @LV-3.2/1 @LV-4.4/1 @LV-4.5/1 @LV-4.5/3 @LV-4.11/1 @LV-5.1/1 @LV-5.2/1
  @LV-4.4/2 @LV-1 @LV-3.2 @LV-4.11 @LV-4.4 @LV-4.5 @LV-5.1 @LV-5.2 @WMO305 @WMO306
  Abstract Scenario: Toewijzing en start
    Gegeven het is <dag>
    Als de gemeente 1 stuk "<product>" toewijst
    Dan ontvangt de aanbieder die toewijzing
    En ontvangt de gemeente een WMO302 zonder opmerkingen
    Als de zorg start
    Dan stuurt de aanbieder het startbericht
    En ontvangt de aanbieder een WMO306 zonder opmerkingen

    Voorbeelden:
      | dag                  | product  |
      | maandag 4 maart 2019 | ho1      |
      | maandag 1 april 2019 | ho1      |
      | maandag 1 april 2019 | ho2      |
      | maandag 1 april 2019 | maaltijd |

  @sut-aanbieder @LV-4.2/1 @LV-4.2/8 @LV-4.5/1 @LV-4.2 @LV-4.5
  Scenario: Het WMO302 staat na vijf werkdagen klaar
    Gegeven het is vrijdag 12 april 2019 om 15:00
    Als de gemeente 1 stuk "ho1" toewijst
    En de klok op het laatste moment van de termijn voor het WMO302 staat
    Dan staat het WMO302 van de aanbieder klaar

  @sut-aanbieder @LV-4.2/4 @LV-4.4/2 @LV-4.5/2 @LV-4.2 @LV-4.4 @LV-4.5 @WMO305 @WMO306
  Scenario: De start wordt binnen tien werkdagen na het WMO301 gemeld
    Gegeven het is maandag 1 april 2019
    En een lopende toewijzing van 1 stuk "ho1"
    Als het is woensdag 10 april 2019
    En de zorg start
    En de klok op het laatste moment van de termijn voor het WMO305 staat
    Dan staat het WMO305 van de aanbieder klaar

  @sut-gemeente @LV-4.2/5 @LV-4.2/8 @LV-4.5/3 @LV-4.2 @LV-4.5 @WMO305 @WMO306
  Scenario: Het WMO306 staat na vijf werkdagen klaar
    Gegeven het is donderdag 18 april 2019 om 16:00
    En een lopende toewijzing van 1 stuk "ho1"
    Als de zorg start
    En de klok op het laatste moment van de termijn voor het WMO306 staat
    Dan staat het WMO306 van de gemeente klaar

  @sut-gemeente @LV-4.2/7 @LV-4.2/8 @LV-4.2 @WMO305 @WMO306 @WMO307 @WMO308
  Scenario: Het WMO308 staat na vijf werkdagen klaar
    Gegeven het is donderdag 18 april 2019 om 16:00
    En een lopende toewijzing van 1 stuk "ho1"
    En de zorg is gestart
    Als de zorg stopt met reden 19
    En de klok op het laatste moment van de termijn voor het WMO308 staat
    Dan staat het WMO308 van de gemeente klaar

  @sut-gemeente @sut-aanbieder @LV-4.2/6 @LV-4.4/3 @LV-4.4/4 @LV-4.4/7 @LV-4.4/10 @LV-4.4/11 @LV-4.4/14 @LV-4.4/26
  @LV-4.4/27 @LV-4.2 @LV-4.4 @WMO305 @WMO306 @WMO307 @WMO308
  Abstract Scenario: Einde van de ondersteuning
    Gegeven het is maandag 1 april 2019
    En een lopende toewijzing van 1 stuk "ho1"
    En de zorg is gestart
    Als het is dinsdag 30 april 2019
    En de zorg stopt met reden <reden>
    Dan stuurt de aanbieder het stopbericht
    En ontvangt de aanbieder een WMO308 zonder opmerkingen
    En ontvangt de aanbieder de toewijzing die op de stopdatum eindigt
    En ontvangt de gemeente een WMO302 zonder opmerkingen

    Voorbeelden:
      | reden | omschrijving    |
      | 02    | overlijden      |
      | 19    | permanente stop |
      | 21    | overstappen     |
      | 31    | verhuizing      |

  @sut-gemeente @sut-aanbieder @LV-4.4/20 @LV-4.4/22 @LV-4.4/23 @LV-4.4 @WMO305 @WMO306 @WMO307 @WMO308
  Scenario: Een tijdelijke stop en de hervatting
    Gegeven het is maandag 1 april 2019
    En een lopende toewijzing van 1 stuk "ho1"
    En de zorg is gestart
    Als het is zondag 21 april 2019
    En de zorg stopt met reden 20
    Dan stuurt de aanbieder het stopbericht
    En ontvangt de aanbieder een WMO308 zonder opmerkingen
    Als het is maandag 20 mei 2019
    En de zorg start
    Dan stuurt de aanbieder het startbericht
    En ontvangt de aanbieder een WMO306 zonder opmerkingen

  @sut-gemeente @LV-4.4/5 @LV-4.4/10 @LV-4.4 @WMO305 @WMO306 @WMO307 @WMO308
  Scenario: Bij overlijden met een partner eindigt de indicatie op de eerste dag van de volgende periode
    Gegeven het is maandag 1 april 2019
    En een lopende toewijzing van 1 stuk "ho1"
    En de zorg is gestart
    Als het is dinsdag 30 april 2019
    En de gemeente de toewijzing op maandag 20 mei 2019 laat eindigen met reden 02
    Dan ontvangt de aanbieder de toewijzing met die einddatum
    Als de zorg stopt met reden 02
    Dan ontvangt de aanbieder een WMO308 zonder opmerkingen
    Als er 5 werkdagen verstrijken
    Dan stuurt de gemeente geen WMO301

  @sut-gemeente @sut-aanbieder @LV-4.4/8 @LV-4.4/15 @LV-4.4
  Scenario: Een herindicatie komt met een nieuw WMO301
    Gegeven het is maandag 1 april 2019
    En een lopende toewijzing van 1 stuk "ho1"
    Als het is maandag 6 mei 2019
    En de gemeente de toewijzing op zondag 19 mei 2019 laat eindigen met reden 05
    Dan ontvangt de aanbieder de toewijzing met die einddatum
    En ontvangt de gemeente een WMO302 zonder opmerkingen
    Als de gemeente 1 stuk "ho2" toewijst van 20 mei 2019 tot en met 29 december 2019
    Dan ontvangt de aanbieder die toewijzing
    En ontvangt de gemeente een WMO302 zonder opmerkingen

  @sut-gemeente @LV-4.4/24 @LV-4.4/27 @LV-4.4
  Scenario: Wie overstapt houdt een opzegtermijn van een hele periode
    Gegeven het is maandag 1 april 2019
    En een lopende toewijzing van 1 stuk "ho1"
    Als het is dinsdag 30 april 2019
    En de gemeente de toewijzing op zondag 16 juni 2019 laat eindigen met reden 09
    Dan ontvangt de aanbieder de toewijzing met die einddatum

  @sut-gemeente @LV-4.4/6 @LV-4.4
  Scenario: De indicatie van de partner sluit aan op die van wie overleed
    Gegeven het is maandag 1 april 2019
    En een cliënt van 80 jaar
    En een cliënt van 78 jaar
    En een lopende toewijzing van 1 stuk "ho1"
    Als het is dinsdag 30 april 2019
    En de gemeente de toewijzing op maandag 20 mei 2019 laat eindigen met reden 02
    Dan ontvangt de aanbieder de toewijzing met die einddatum
    Als de gemeente 1 stuk "ho1" aan de tweede cliënt toewijst van 21 mei 2019 tot en met 29 december 2019
    Dan ontvangt de aanbieder die toewijzing
    En ontvangt de gemeente een WMO302 zonder opmerkingen
