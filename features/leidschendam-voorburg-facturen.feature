# language: nl
@leidschendam-voorburg @WMO301 @WMO302 @WMO303 @WMO304
Functionaliteit: Leidschendam-Voorburg, factureren met het 303F

  Per CAK-periode van vier weken één bericht met één regel per cliënt en product, tegen het hele tarief
  (protocol 4.3, 4.6 en 4.7).

  @sut-gemeente @sut-aanbieder @LV-3.1/1 @LV-3.1/2 @LV-3.2/1 @LV-4.2/2 @LV-4.3/1 @LV-4.6/1 @LV-4.6/4 @LV-4.6/5
  @LV-4.6/7 @LV-4.6/8 @LV-4.7/1 @LV-3.1 @LV-3.2 @LV-4.2 @LV-4.3 @LV-4.6 @LV-4.7
  Abstract Scenario: De factuur over een periode van vier weken
    Gegeven het is <dag>
    En een lopende toewijzing van 1 stuk "<product>" tot en met 31 december 2019
    Als het is <daarna>
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    En de aanbieder periode <periode> declareert
    Dan bevat de declaratie een regel van <tarief> euro over <van> tot en met <tot>
    En bevat de declaratie 1 regel
    En keurt de gemeente de hele declaratie goed

    Voorbeelden:
      | dag                       | product  | daarna                   | periode  | tarief | van              | tot              |
      | maandag 31 december 2018  | ho1      | maandag 28 januari 2019  | 2019-P01 | 223,60 | 31 december 2018 | 27 januari 2019  |
      | maandag 25 februari 2019  | maaltijd | maandag 25 maart 2019    | 2019-P03 | 234,00 | 25 februari 2019 | 24 maart 2019    |
      | maandag 20 mei 2019       | ho1      | maandag 17 juni 2019     | 2019-P06 | 223,60 | 20 mei 2019      | 16 juni 2019     |
      | maandag 20 mei 2019       | ho2      | maandag 17 juni 2019     | 2019-P06 | 283,92 | 20 mei 2019      | 16 juni 2019     |
      | maandag 20 mei 2019       | maaltijd | maandag 17 juni 2019     | 2019-P06 | 234,00 | 20 mei 2019      | 16 juni 2019     |
      | maandag 2 december 2019   | ho1      | maandag 30 december 2019 | 2019-P13 | 223,60 | 2 december 2019  | 29 december 2019 |

  @sut-gemeente @sut-aanbieder @LV-4.4/17 @LV-4.4
  Scenario: Begint de ondersteuning in de periode, dan geldt het hele tarief
    Gegeven het is maandag 3 juni 2019
    Als de gemeente 1 stuk "ho1" toewijst van 14 juni 2019 tot en met 31 december 2019
    Dan ontvangt de aanbieder die toewijzing
    Als het is maandag 17 juni 2019
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    En de aanbieder periode 2019-P06 declareert
    Dan bevat de declaratie een regel van 223,60 euro over 14 juni 2019 tot en met 16 juni 2019
    En keurt de gemeente de hele declaratie goed

  @sut-gemeente @sut-aanbieder @LV-4.4/9 @LV-4.4/12 @LV-4.4/13 @LV-4.4/17 @LV-4.4 @WMO305 @WMO306 @WMO307 @WMO308
  Abstract Scenario: Na een einde loopt de betaling tot het einde van de periode
    Gegeven het is maandag 1 april 2019
    En een lopende toewijzing van 1 stuk "ho1" tot en met 31 december 2019
    En de zorg is gestart
    Als het is dinsdag 30 april 2019
    En de zorg stopt met reden <reden>
    Dan ontvangt de aanbieder de toewijzing die op de stopdatum eindigt
    Als het is maandag 20 mei 2019
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 23  | 1     |
    En de aanbieder periode 2019-P05 declareert
    Dan bevat de declaratie een regel van 223,60 euro over 22 april 2019 tot en met 30 april 2019
    En keurt de gemeente de hele declaratie goed

    Voorbeelden:
      | reden | omschrijving    |
      | 02    | overlijden      |
      | 31    | verhuizing      |
      | 19    | permanente stop |

  @sut-gemeente @LV-4.4/9 @LV-4.4/12 @LV-4.4/13 @LV-4.7/1 @LV-4.7/8 @LV-4.4 @LV-4.7 @WMO305 @WMO306 @WMO307 @WMO308
  Abstract Scenario: De periode na een einde wordt niet betaald
    Gegeven het is maandag 22 april 2019
    En een lopende toewijzing van 1 stuk "ho1" tot en met 31 december 2019
    En de zorg is gestart
    Als het is dinsdag 30 april 2019
    En de zorg stopt met reden <reden>
    Dan ontvangt de aanbieder de toewijzing die op de stopdatum eindigt
    Als het is maandag 17 juni 2019
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 2   | 1     |
    Gegeven het volgende WMO303 van de aanbieder bevat de fout "vier weken later"
    Als de aanbieder periode 2019-P05 declareert
    Dan keurt de gemeente alleen de foute regel af met 9307 of 9308

    Voorbeelden:
      | reden | omschrijving    |
      | 02    | overlijden      |
      | 31    | verhuizing      |
      | 19    | permanente stop |

  @sut-aanbieder @LV-4.4/18 @LV-4.4/20 @LV-4.4 @WMO305 @WMO306 @WMO307 @WMO308
  Scenario: Een periode die helemaal onder een tijdelijke stop valt wordt niet gefactureerd
    Gegeven het is maandag 1 april 2019
    En een lopende toewijzing van 1 stuk "ho1" tot en met 31 december 2019
    En de zorg is gestart
    Als het is zondag 21 april 2019
    En de zorg stopt met reden 20
    Dan stuurt de aanbieder het stopbericht
    Als het is maandag 20 mei 2019
    En de zorg start
    Dan stuurt de aanbieder het startbericht
    Als de aanbieder periode 2019-P05 moet declareren
    En er 5 werkdagen verstrijken
    Dan stuurt de aanbieder geen WMO303

  @sut-gemeente @LV-4.2/3 @LV-4.7/9 @LV-4.6/10 @LV-4.2 @LV-4.6 @LV-4.7
  Scenario: Het WMO304 staat na vijftien werkdagen klaar
    Gegeven het is maandag 20 mei 2019
    En een lopende toewijzing van 1 stuk "ho1" tot en met 31 december 2019
    Als het is maandag 17 juni 2019
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    En de aanbieder periode 2019-P06 declareert
    En de klok op het laatste moment van de termijn voor het WMO304 staat
    Dan staat het WMO304 van de gemeente klaar

  @sut-gemeente @LV-4.6/1 @LV-4.6
  Scenario: Een factuur na de termijn wordt niet afgekeurd
    Gegeven het is maandag 20 mei 2019
    En een lopende toewijzing van 1 stuk "ho1" tot en met 31 december 2019
    Als het is maandag 15 juli 2019
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    En de aanbieder periode 2019-P06 declareert
    Dan keurt de gemeente de hele declaratie goed

  @sut-aanbieder @LV-4.6/2 @LV-4.6/8 @LV-4.6
  Scenario: Een factuur gaat over één periode, ook als er meer te factureren is
    Gegeven het is maandag 20 mei 2019
    En een lopende toewijzing van 1 stuk "ho1" tot en met 31 december 2019
    Als het is maandag 15 juli 2019
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
      | 29  | 1     |
    En de aanbieder periode 2019-P07 declareert
    Dan bevat de declaratie 1 bericht
    En bevat de declaratie 1 regel
    En bevat de declaratie een regel van 223,60 euro over 17 juni 2019 tot en met 14 juli 2019

  @sut-gemeente @LV-4.6/2 @LV-4.6
  Scenario: Opgespaarde facturen worden geparkeerd
    Gegeven het is maandag 20 mei 2019
    En een lopende toewijzing van 1 stuk "ho1" tot en met 31 december 2019
    Als het is maandag 15 juli 2019
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
      | 29  | 1     |
    En de aanbieder periode 2019-P06 declareert
    En de aanbieder periode 2019-P07 declareert
    En er 16 werkdagen verstrijken
    Dan stuurt de gemeente geen WMO304

  @sut-gemeente @sut-aanbieder @LV-4.6/3 @LV-4.4/15 @LV-4.4 @LV-4.6
  Scenario: De oude en de nieuwe indicatie gaan in aparte facturen
    Gegeven het is maandag 1 april 2019
    En een lopende toewijzing van 1 stuk "ho1" tot en met 31 december 2019
    Als het is dinsdag 30 april 2019
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 30  | 1     |
    En de gemeente de toewijzing op zondag 5 mei 2019 laat eindigen met reden 05
    Dan ontvangt de aanbieder de toewijzing met die einddatum
    Als de gemeente 1 stuk "ho2" toewijst van 6 mei 2019 tot en met 29 december 2019
    Dan ontvangt de aanbieder die toewijzing
    Als het is maandag 20 mei 2019
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    En de aanbieder periode 2019-P05 declareert
    Dan bevat de declaratie 2 berichten
    En bevat de declaratie 1 regel
    En bevat de declaratie een regel van 283,92 euro over 6 mei 2019 tot en met 19 mei 2019
    En keurt de gemeente de hele declaratie goed

  @sut-gemeente @LV-4.6/3 @LV-4.6
  Scenario: De oude en de nieuwe indicatie samen vallen uit
    Gegeven het is maandag 1 april 2019
    En een lopende toewijzing van 1 stuk "ho1" tot en met 31 december 2019
    Als het is dinsdag 30 april 2019
    En de gemeente de toewijzing op zondag 5 mei 2019 laat eindigen met reden 05
    Dan ontvangt de aanbieder de toewijzing met die einddatum
    Als de gemeente 1 stuk "ho2" toewijst van 6 mei 2019 tot en met 29 december 2019
    Dan ontvangt de aanbieder die toewijzing
    Als het is maandag 20 mei 2019
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    Gegeven het volgende WMO303 van de aanbieder bevat de fout "regel van de oude indicatie erbij"
    Als de aanbieder periode 2019-P05 declareert
    Dan wijst de gemeente de regel af

  @sut-gemeente @sut-aanbieder @LV-4.6/5 @LV-4.6/6 @LV-4.6/8 @LV-4.6
  Scenario: Alle cliënten van een periode staan in één factuur
    Gegeven het is maandag 20 mei 2019
    En 2 cliënten met een lopende toewijzing van 1 stuk "ho1"
    Als het is maandag 17 juni 2019
    En de aanbieder heeft op elke toewijzing 1 stuk geleverd
    En de aanbieder periode 2019-P06 declareert
    Dan bevat de declaratie 1 bericht
    En bevat de declaratie 2 regels
    En keurt de gemeente de hele declaratie goed

  @sut-gemeente @LV-4.6/5 @LV-4.6
  Scenario: Een tweede regel over dezelfde periode wordt afgewezen
    Gegeven het is maandag 20 mei 2019
    En een lopende toewijzing van 1 stuk "ho1" tot en met 31 december 2019
    Als het is maandag 17 juni 2019
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    Gegeven het volgende WMO303 van de aanbieder bevat de fout "tweede regel over dezelfde periode"
    Als de aanbieder periode 2019-P06 declareert
    Dan wijst de gemeente de regel af

  @sut-gemeente @LV-4.6/8 @LV-4.6/2 @LV-4.6
  Scenario: Een factuur over twee perioden wordt geweigerd
    Gegeven het is maandag 20 mei 2019
    En een lopende toewijzing van 1 stuk "ho1" tot en met 31 december 2019
    Als het is maandag 17 juni 2019
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    Gegeven het volgende WMO303 van de aanbieder bevat de fout "twee perioden"
    Als de aanbieder periode 2019-P06 declareert
    Dan ontvangt de aanbieder een WMO304 met alleen retourcode 8214

  @sut-gemeente @LV-4.6/4 @LV-4.6
  Scenario: Een declaratie (303D) is niet afgesproken
    Gegeven het is maandag 20 mei 2019
    En een lopende toewijzing van 1 stuk "ho1" tot en met 31 december 2019
    Als het is maandag 17 juni 2019
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    Gegeven het volgende WMO303 van de aanbieder bevat de fout "declaratie in plaats van factuur"
    Als de aanbieder periode 2019-P06 declareert
    Dan ontvangt de aanbieder een WMO304 met alleen retourcode 8855

  @sut-gemeente @LV-4.7/1 @LV-4.7/9 @LV-4.6/10 @LV-3.1 @LV-4.6 @LV-4.7
  Abstract Scenario: De automatische controles
    Gegeven het is maandag 27 mei 2019
    En een lopende toewijzing van 1 stuk "ho1" tot en met 14 juni 2019
    Als het is maandag 17 juni 2019
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    Gegeven het volgende WMO303 van de aanbieder schendt regel <regel>
    Als de aanbieder periode 2019-P06 declareert
    Dan keurt de gemeente alleen de foute regel af met <code>

    @LV-4.7/2
    Voorbeelden:
      | regel  | code | controle                   |
      | RC9311 | 9311 | de aanbieder is bekend     |

    @LV-4.7/4 @LV-4.7/5
    Voorbeelden:
      | regel  | code | controle                   |
      | RC0551 | 0551 | er is een indicatiebesluit |

    @LV-4.7/6
    Voorbeelden:
      | regel  | code | controle                   |
      | RC1142 | 1142 | het product is geïndiceerd |
      | RC9309 | 9309 | de eenheid is geïndiceerd  |
      | RC9321 | 9321 | de omvang is geïndiceerd   |

    @LV-4.7/7 @LV-3.1/1
    Voorbeelden:
      | regel  | code | controle                   |
      | RC0611 | 0611 | het bedrag is niet hoger   |

    @LV-4.7/8
    Voorbeelden:
      | regel  | code | controle                   |
      | RC9307 | 9307 | niet voor de indicatie     |
      | RC9308 | 9308 | niet na de indicatie       |

  @sut-gemeente @LV-4.7/3 @RC8004 @LV-4.7
  Scenario: De cliënt is bekend
    Gegeven het is maandag 20 mei 2019
    En een lopende toewijzing van 1 stuk "ho1" tot en met 31 december 2019
    Als het is maandag 17 juni 2019
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    Gegeven het volgende WMO303 van de aanbieder schendt regel RC8004
    Als de aanbieder periode 2019-P06 declareert
    Dan ontvangt de aanbieder een WMO304 met retourcode 8004 bij Client

  @sut-gemeente @sut-aanbieder @LV-4.7/11 @LV-4.7
  Scenario: Crediteren gaat met dezelfde eenheid en hetzelfde tarief
    Gegeven het is maandag 20 mei 2019
    En een lopende toewijzing van 1 stuk "ho1" tot en met 31 december 2019
    Als het is maandag 17 juni 2019
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    En de aanbieder periode 2019-P06 declareert
    Dan keurt de gemeente de hele declaratie goed
    Als de aanbieder die regel crediteert
    En de aanbieder periode 2019-P06 declareert
    Dan bevat de declaratie de creditregel
    En keurt de gemeente de hele declaratie goed

  @sut-gemeente @LV-4.7/11 @LV-4.7
  Scenario: Een credit met een ander tarief valt uit
    Gegeven het is maandag 20 mei 2019
    En een lopende toewijzing van 1 stuk "ho1" tot en met 31 december 2019
    Als het is maandag 17 juni 2019
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    En de aanbieder periode 2019-P06 declareert
    Dan keurt de gemeente de hele declaratie goed
    Als de aanbieder die regel crediteert
    Gegeven het volgende WMO303 van de aanbieder bevat de fout "credit met een ander tarief"
    Als de aanbieder periode 2019-P06 declareert
    Dan keurt de gemeente alleen de foute regel af met 8017 of 0611 of 9309

  @sut-aanbieder @LV-4.7/10 @LV-4.8/1 @LV-4.7 @LV-4.8
  Scenario: Een afgewezen regel komt opnieuw
    Gegeven het volgende WMO301 van de gemeente bevat de fout "latere einddatum"
    En het is maandag 1 april 2019
    En een lopende toewijzing van 1 stuk "ho1" tot en met 12 mei 2019
    Als het is maandag 17 juni 2019
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 60  | 1     |
    En de aanbieder periode 2019-P06 declareert
    Dan wijst de gemeente de regel af
    Als de gemeente de toewijzing op zondag 30 juni 2019 laat eindigen met reden 04
    Dan ontvangt de aanbieder de toewijzing met die einddatum
    Als de aanbieder periode 2019-P06 declareert
    Dan bevat de declaratie een regel van 223,60 euro over 20 mei 2019 tot en met 16 juni 2019
    En keurt de gemeente de hele declaratie goed
