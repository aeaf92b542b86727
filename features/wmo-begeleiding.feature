# language: nl
@wmo-begeleiding @WMO301 @WMO302
Functionaliteit: Wmo-begeleiding met een vaste prijs per vier weken

  Het hele tarief geldt voor elke CAK-periode waarin een dag zorg is. Declareren gaat met het 303D of het 303F, na
  afloop van de periode en uiterlijk drie maanden later; de gemeente antwoordt binnen twintig dagen.

  @sut-gemeente @sut-aanbieder @WB-1/1 @WB-1/3 @WB-5/2 @WB-5/3 @WB-4/1 @WB-1 @WB-4 @WB-5 @WMO303 @WMO304 @WMO305
  @WMO306
  Abstract Scenario: De zorg begint in de periode
    Gegeven het is <begin>
    En een lopende toewijzing van 1 stuk "begeleiding-licht" tot en met 27 december 2020
    En de zorg is gestart
    Als het is maandag 19 oktober 2020
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    En de aanbieder periode 2020-P10 declareert
    Dan bevat de declaratie een regel van 312,00 euro over <van> tot en met 4 oktober 2020
    En keurt de gemeente de hele declaratie goed

    Voorbeelden:
      | begin                    | van              |
      | maandag 7 september 2020 | 7 september 2020 |
      | zondag 4 oktober 2020    | 4 oktober 2020   |

  @sut-gemeente @sut-aanbieder @WB-1/2 @WB-1/3 @WB-3/5 @WB-3/6 @WB-1 @WB-3 @WMO303 @WMO304 @WMO305 @WMO306 @WMO307
  @WMO308
  Scenario: De zorg stopt op de eerste dag van de periode
    Gegeven het is maandag 7 september 2020
    En een lopende toewijzing van 1 stuk "begeleiding-licht" tot en met 27 december 2020
    En de zorg is gestart
    Als het is maandag 5 oktober 2020
    En de zorg stopt met reden 23
    Dan stuurt de aanbieder het stopbericht
    En ontvangt de aanbieder een WMO308 zonder opmerkingen
    En ontvangt de aanbieder de toewijzing die op de stopdatum eindigt
    Als het is maandag 2 november 2020
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 29  | 1     |
    En de aanbieder periode 2020-P11 declareert
    Dan bevat de declaratie een regel van 312,00 euro over 5 oktober 2020 tot en met 5 oktober 2020
    En keurt de gemeente de hele declaratie goed

  @sut-aanbieder @WB-1/2 @WB-1 @WMO303 @WMO304
  Scenario: De aanbieder declareert een periode na de stop niet
    Gegeven het is maandag 7 september 2020
    En een lopende toewijzing van 1 stuk "begeleiding-licht" tot en met 4 oktober 2020
    Als het is maandag 2 november 2020
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    En de aanbieder periode 2020-P11 moet declareren
    En er 5 werkdagen verstrijken
    Dan stuurt de aanbieder geen WMO303

  @sut-gemeente @WB-1/2 @WB-1 @WMO303 @WMO304
  Scenario: De periode na de stop wordt afgewezen
    Gegeven het is maandag 7 september 2020
    En een lopende toewijzing van 1 stuk "begeleiding-licht" tot en met 4 oktober 2020
    Als het is maandag 2 november 2020
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    Gegeven het volgende WMO303 van de aanbieder bevat de fout "vier weken later"
    Als de aanbieder periode 2020-P10 declareert
    Dan keurt de gemeente alleen de foute regel af met 9307 of 9308

  @sut-gemeente @sut-aanbieder @WB-2/1 @WB-2 @WMO303 @WMO304
  Scenario: Meer producten van een inwoner in één declaratie
    Gegeven het is maandag 7 september 2020
    En een lopende toewijzing van 1 stuk "begeleiding-licht"
    Als de gemeente 1 stuk "dagbesteding" toewijst van 7 september 2020 tot en met 7 maart 2021
    Dan ontvangt de aanbieder die toewijzing
    Als het is maandag 5 oktober 2020
    En de aanbieder heeft op elke toewijzing 1 stuk geleverd
    En de aanbieder periode 2020-P10 declareert
    Dan bevat de declaratie 1 bericht
    En bevat de declaratie 2 regels
    En bevat de declaratie een regel van 447,50 euro over 7 september 2020 tot en met 4 oktober 2020
    En keurt de gemeente de hele declaratie goed

  @sut-gemeente @sut-aanbieder @WB-2/1 @WB-2 @WMO303 @WMO304
  Scenario: Meer cliënten in één declaratie
    Gegeven het is maandag 7 september 2020
    En 3 cliënten met een lopende toewijzing van 1 stuk "begeleiding-zwaar"
    Als het is maandag 5 oktober 2020
    En de aanbieder heeft op elke toewijzing 1 stuk geleverd
    En de aanbieder periode 2020-P10 declareert
    Dan bevat de declaratie 3 regels
    En bevat de declaratie een regel van 584,00 euro over 7 september 2020 tot en met 4 oktober 2020
    En keurt de gemeente de hele declaratie goed

  @sut-gemeente @sut-aanbieder @WB-3/2 @WB-3/4 @WB-3
  Abstract Scenario: De Toegang wijzigt de ondersteuning
    Gegeven het is maandag 7 september 2020
    En een lopende toewijzing van 1 stuk "begeleiding-licht" tot en met 27 december 2020
    Als het is maandag 5 oktober 2020
    En de gemeente de toewijzing op zondag 1 november 2020 laat eindigen met reden <reden>
    Dan ontvangt de aanbieder de toewijzing met die einddatum
    En ontvangt de gemeente een WMO302 zonder opmerkingen
    Als de gemeente 1 stuk "<nieuw>" toewijst van 2 november 2020 tot en met 27 december 2020
    Dan ontvangt de aanbieder die toewijzing
    En ontvangt de gemeente een WMO302 zonder opmerkingen

    Voorbeelden:
      | wijziging          | reden | nieuw             |
      | andere intensiteit | 05    | begeleiding-zwaar |
      | ander product      | 08    | dagbesteding      |

  @sut-gemeente @sut-aanbieder @WB-3/8 @WB-3
  Scenario: De cliënt wil een andere aanbieder
    Gegeven het is maandag 7 september 2020
    En een lopende toewijzing van 1 stuk "begeleiding-licht" tot en met 27 december 2020
    Als het is maandag 5 oktober 2020
    En de gemeente de toewijzing op zondag 1 november 2020 laat eindigen met reden 09
    Dan ontvangt de aanbieder de toewijzing met die einddatum
    En ontvangt de gemeente een WMO302 zonder opmerkingen

  @sut-aanbieder @WB-4/1 @WB-5/3 @WB-4 @WB-5 @WMO303 @WMO304
  Scenario: Een declaratie aan het einde van de drie maanden is nog op tijd
    Gegeven het is maandag 7 september 2020
    En een lopende toewijzing van 1 stuk "begeleiding-licht" tot en met 27 december 2020
    Als het is maandag 14 december 2020
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    En de aanbieder periode 2020-P10 declareert
    Dan keurt de gemeente de hele declaratie goed

  @sut-aanbieder @WB-5/3 @WB-5 @WMO303 @WMO304
  Scenario: Een periode die nog loopt wordt niet gedeclareerd
    Gegeven het is maandag 7 september 2020
    En een lopende toewijzing van 1 stuk "begeleiding-licht" tot en met 27 december 2020
    Als het is vrijdag 2 oktober 2020
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    En de aanbieder periode 2020-P10 moet declareren
    Dan stuurt de aanbieder geen WMO303

  @sut-gemeente @WB-5/2 @WB-5 @WMO303 @WMO304
  Scenario: Een declaratie over twee perioden wordt geweigerd
    Gegeven het is maandag 7 september 2020
    En een lopende toewijzing van 1 stuk "begeleiding-licht" tot en met 27 december 2020
    Als het is maandag 5 oktober 2020
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    Gegeven het volgende WMO303 van de aanbieder bevat de fout "twee perioden"
    Als de aanbieder periode 2020-P10 declareert
    Dan ontvangt de aanbieder een WMO304 met alleen retourcode 8214

  @sut-gemeente @WB-5/5 @WB-5 @WMO303 @WMO304
  Scenario: Het WMO304 staat na twintig dagen klaar
    Gegeven het is maandag 7 september 2020
    En een lopende toewijzing van 1 stuk "begeleiding-licht" tot en met 27 december 2020
    Als het is maandag 5 oktober 2020
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    En de aanbieder periode 2020-P10 declareert
    En de klok op het laatste moment van de termijn voor het WMO304 staat
    Dan staat het WMO304 van de gemeente klaar

  @sut-gemeente @WB-5/5 @WB-5/6 @WB-5 @WMO303 @WMO304
  Abstract Scenario: Het WMO304 noemt goed- en afgekeurde regels met de reden
    Gegeven het is maandag 7 september 2020
    En 2 cliënten met een lopende toewijzing van 1 stuk "begeleiding-licht"
    Als het is maandag 5 oktober 2020
    En de aanbieder heeft op elke toewijzing 1 stuk geleverd
    Gegeven het volgende WMO303 van de aanbieder schendt regel <regel>
    Als de aanbieder periode 2020-P10 declareert
    Dan keurt de gemeente alleen de foute regel af met <code>

    Voorbeelden:
      | regel  | code |
      | RC0551 | 0551 |
      | RC0611 | 0611 |
      | RC1142 | 1142 |
      | RC9309 | 9309 |
      | RC9321 | 9321 |

  @sut-gemeente @WB-5/6 @WB-5 @WMO303 @WMO304
  Abstract Scenario: Een declaratie die in zichzelf niet klopt komt terug met 0001
    Gegeven het is maandag 7 september 2020
    En een lopende toewijzing van 1 stuk "begeleiding-licht" tot en met 27 december 2020
    Als het is maandag 5 oktober 2020
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    Gegeven het volgende WMO303 van de aanbieder schendt regel <regel>
    Als de aanbieder periode 2020-P10 declareert
    Dan ontvangt de aanbieder een WMO304 met alleen retourcode 0001

    Voorbeelden:
      | regel  | fout                       |
      | RC0150 | een ander totaal           |
      | RC8177 | levering na de dagtekening |
      | RC8207 | tweemaal hetzelfde nummer  |
      | RC8376 | tweemaal dezelfde cliënt   |
      | RC8851 | niets over btw             |

  @sut-gemeente @WB-5/6 @WB-5 @WMO303 @WMO304
  Abstract Scenario: Een declaratie met een foute kop wordt in haar geheel geweigerd
    Gegeven het is maandag 7 september 2020
    En een lopende toewijzing van 1 stuk "begeleiding-licht" tot en met 27 december 2020
    Als het is maandag 5 oktober 2020
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    Gegeven het volgende WMO303 van de aanbieder schendt regel <regel>
    Als de aanbieder periode 2020-P10 declareert
    Dan ontvangt de aanbieder een WMO304 met alleen retourcode <code>

    Voorbeelden:
      | regel  | code |
      | RC8848 | 8848 |

  @sut-aanbieder @WB-5/8 @WB-5 @WMO303 @WMO304
  Scenario: Een afgewezen factuurregel wordt eerst gecrediteerd
    Gegeven het volgende WMO301 van de gemeente bevat de fout "latere einddatum"
    En het is maandag 7 september 2020
    En een lopende toewijzing van 1 stuk "begeleiding-licht" tot en met 4 oktober 2020
    Als het is maandag 2 november 2020
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 30  | 1     |
    En de aanbieder periode 2020-P11 declareert
    Dan wijst de gemeente de regel af
    Als de gemeente de toewijzing op zondag 27 december 2020 laat eindigen met reden 04
    Dan ontvangt de aanbieder de toewijzing met die einddatum
    Als de aanbieder periode 2020-P11 declareert
    Dan bevat de declaratie 1 regel
    En bevat de declaratie 1 creditregel
    Als er 5 werkdagen verstrijken
    Dan bevat de declaratie een regel van 312,00 euro over 5 oktober 2020 tot en met 1 november 2020
    En bevat de declaratie 0 creditregels
    En keurt de gemeente de hele declaratie goed

  @sut-gemeente @sut-aanbieder @WB-5/6 @WB-5 @WMO303 @WMO304
  Scenario: Een goedgekeurde regel wordt gecrediteerd
    Gegeven het is maandag 7 september 2020
    En een lopende toewijzing van 1 stuk "begeleiding-licht" tot en met 27 december 2020
    Als het is maandag 5 oktober 2020
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    En de aanbieder periode 2020-P10 declareert
    Dan keurt de gemeente de hele declaratie goed
    Als de aanbieder die regel crediteert
    En de aanbieder periode 2020-P10 declareert
    Dan bevat de declaratie de creditregel
    En keurt de gemeente de hele declaratie goed
