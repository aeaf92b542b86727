# language: nl
@almere @WMO301 @WMO302 @WMO303 @WMO304
Functionaliteit: Almere, declareren over 2020 met het 303D

  Zorg van 2020 gaat per vier weken met een 303D, ook in 2021. Periode 13 loopt door tot en met 31 december
  en heeft voor elk pakket een eenmalig tarief: het gewone maal 32/28 (Almere, veelgestelde vragen iWmo 3.0).

  @sut-gemeente @sut-aanbieder @ALM-1/1 @ALM-3/4 @ALM-5/1 @ALM-5/2 @ALM-9/1 @ALM-1 @ALM-3 @ALM-5 @ALM-9
  Abstract Scenario: Het eenmalige tarief van periode 13
    Gegeven het is maandag 30 november 2020
    En een lopende toewijzing van 1 stuk "<pakket>" tot en met 31 december 2020
    Als het is maandag 11 januari 2021
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    En de aanbieder periode 2020-P13 declareert
    Dan bevat de declaratie een regel van <eenmalig> euro over 30 november 2020 tot en met 31 december 2020
    En keurt de gemeente de hele declaratie goed

    Voorbeelden:
      | pakket            | eenmalig |
      | psychosociaal-a   | 350,01   |
      | psychosociaal-b   | 532,02   |
      | psychosociaal-c   | 1.189,55 |
      | lvb-a             | 344,99   |
      | lvb-b             | 529,98   |
      | lvb-c             | 1.000,39 |
      | cognitief-a       | 354,37   |
      | cognitief-b       | 650,74   |
      | cognitief-c       | 1.280,95 |
      | lichamelijk-a     | 291,92   |
      | lichamelijk-b     | 580,80   |
      | lichamelijk-b-nah | 641,63   |
      | lichamelijk-c     | 830,30   |
      | lichamelijk-c-nah | 1.039,20 |

  @sut-gemeente @sut-aanbieder @ALM-5/3 @ALM-5
  Scenario: In periode 12 geldt het gewone tarief
    Gegeven het is maandag 2 november 2020
    En een lopende toewijzing van 1 stuk "psychosociaal-a" tot en met 31 december 2020
    Als het is maandag 30 november 2020
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 3   | 1     |
    En de aanbieder periode 2020-P12 declareert
    Dan bevat de declaratie een regel van 306,26 euro over 2 november 2020 tot en met 29 november 2020
    En keurt de gemeente de hele declaratie goed

  @sut-gemeente @ALM-5/2 @RC0611 @ALM-5
  Scenario: Periode 13 tegen het gewone tarief wordt afgewezen
    Gegeven het is maandag 30 november 2020
    En een lopende toewijzing van 1 stuk "psychosociaal-a" tot en met 31 december 2020
    Als het is maandag 11 januari 2021
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    Gegeven de volgende declaratie rekent 306,26 euro
    Als de aanbieder periode 2020-P13 declareert
    Dan keurt de gemeente alleen de foute regel af met 0611
    Als het is maandag 25 januari 2021
    En de aanbieder periode 2020-P13 declareert
    Dan bevat de declaratie een regel van 350,01 euro over 30 november 2020 tot en met 31 december 2020
    En bevat de declaratie geen creditregel
    En keurt de gemeente de hele declaratie goed

  @sut-gemeente @ALM-5/3 @RC0611 @ALM-5
  Scenario: Het eenmalige tarief in een andere periode wordt afgewezen
    Gegeven het is maandag 2 november 2020
    En een lopende toewijzing van 1 stuk "psychosociaal-a" tot en met 31 december 2020
    Als het is maandag 30 november 2020
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 3   | 1     |
    Gegeven de volgende declaratie rekent 350,01 euro
    Als de aanbieder periode 2020-P12 declareert
    Dan keurt de gemeente alleen de foute regel af met 0611

  @sut-gemeente @sut-aanbieder @ALM-5/1 @ALM-5/2 @ALM-5 @WMO305 @WMO306
  Scenario: Een cliënt die op 28 december begint hoort bij periode 13
    Gegeven het is maandag 28 december 2020
    En een lopende toewijzing van 1 stuk "psychosociaal-a" tot en met 31 december 2020
    En de zorg is gestart
    Als het is maandag 11 januari 2021
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    En de aanbieder periode 2020-P13 declareert
    Dan bevat de declaratie een regel van 350,01 euro over 28 december 2020 tot en met 31 december 2020
    En keurt de gemeente de hele declaratie goed

  @sut-gemeente @sut-aanbieder @ALM-5/1 @ALM-5/2 @ALM-3/4 @ALM-3 @ALM-5 @WMO305 @WMO306 @WMO307 @WMO308
  Scenario: Een cliënt die op 30 november stopt hoort nog bij periode 13
    Gegeven het is maandag 16 november 2020
    En een lopende toewijzing van 1 stuk "psychosociaal-a" tot en met 31 december 2020
    En de zorg is gestart
    Als het is maandag 30 november 2020
    En de zorg stopt met reden 19
    Dan stuurt de aanbieder het stopbericht
    En ontvangt de aanbieder de toewijzing die op de stopdatum eindigt
    Als het is maandag 11 januari 2021
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 15  | 1     |
    En de aanbieder periode 2020-P13 declareert
    Dan bevat de declaratie een regel van 350,01 euro over 30 november 2020 tot en met 30 november 2020
    En keurt de gemeente de hele declaratie goed

  @sut-gemeente @sut-aanbieder @ALM-8/1 @ALM-8
  Scenario: Een lopende toewijzing wordt ingekort tot het einde van 2020
    Gegeven het is maandag 5 oktober 2020
    En een lopende toewijzing van 1 stuk "lvb-b" tot en met 30 juni 2021
    Als het is maandag 7 december 2020
    En de gemeente de toewijzing op donderdag 31 december 2020 laat eindigen met reden 05
    Dan ontvangt de aanbieder de toewijzing met die einddatum
    En ontvangt de gemeente een WMO302 zonder opmerkingen

  @sut-gemeente @sut-aanbieder @ALM-6/1 @ALM-7/1 @ALM-6 @ALM-7
  Scenario: Wat in december wordt toegekend loopt tot het einde van het jaar, en gaat verder met een nieuwe toewijzing
    Gegeven het is maandag 7 december 2020
    En een lopende toewijzing van 1 stuk "lvb-b" tot en met 31 december 2020
    Als de gemeente 1 stuk "lvb-b" toewijst van 1 januari 2021 tot en met 30 juni 2021
    Dan ontvangt de aanbieder die toewijzing
    En ontvangt de gemeente een WMO302 zonder opmerkingen

  @sut-gemeente @ALM-9/1 @ALM-9
  Scenario: Een factuur (303F) is in Almere niet afgesproken
    Gegeven het is maandag 2 november 2020
    En een lopende toewijzing van 1 stuk "psychosociaal-a" tot en met 31 december 2020
    Als het is maandag 30 november 2020
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 3   | 1     |
    Gegeven het volgende WMO303 van de aanbieder bevat de fout "factuur in plaats van declaratie"
    Als de aanbieder periode 2020-P12 declareert
    Dan ontvangt de aanbieder een WMO304 met alleen retourcode 8856

  @sut-gemeente @ALM-5/3 @ALM-5
  Scenario: Een declaratie over twee perioden wordt geweigerd
    Gegeven het is maandag 2 november 2020
    En een lopende toewijzing van 1 stuk "psychosociaal-a" tot en met 31 december 2020
    Als het is maandag 30 november 2020
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 3   | 1     |
    Gegeven het volgende WMO303 van de aanbieder bevat de fout "twee perioden"
    Als de aanbieder periode 2020-P12 declareert
    Dan ontvangt de aanbieder een WMO304 met alleen retourcode 8214
