# language: nl
@almere @WMO301 @WMO302
Functionaliteit: Almere, declareren over 2021 met het 323

  Vanaf 2021 gaat zorg per maand met een 323; de aanbieder vraagt met een bericht om een toewijzing.

  @sut-gemeente @sut-aanbieder @ALM-3/2 @ALM-3/3 @OP274 @ALM-3 @WMO315 @WMO316
  Scenario: De aanbieder vraagt een toewijzing en krijgt haar
    Gegeven het is maandag 11 januari 2021
    Als de aanbieder 1 stuk "maandpakket" per maand aanvraagt
    Dan ontvangt de aanbieder een WMO316 zonder opmerkingen
    En ontvangt de aanbieder een toewijzing op zijn verzoek

  @sut-gemeente @ALM-3/3 @OP274 @ALM-3 @WMO315 @WMO316
  Scenario: Wat niet in het contract staat wordt niet toegewezen
    Gegeven het is maandag 11 januari 2021
    Als de aanbieder 1 stuk "niet-ingekocht" aanvraagt
    Dan ontvangt de aanbieder een afwijzing met reden 4

  @sut-gemeente @sut-aanbieder @ALM-10/1 @ALM-3/4 @ALM-10 @ALM-3 @WMO323 @WMO325
  Scenario: Zorg van januari 2021 gaat met een 323
    Gegeven het is maandag 11 januari 2021
    En een lopende toewijzing van 1 stuk "maandpakket"
    Als het is maandag 1 februari 2021
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    En de aanbieder periode 2021-01 declareert
    Dan bevat de declaratie een regel van 331,80 euro over 11 januari 2021 tot en met 31 januari 2021
    En keurt de gemeente de hele declaratie goed

  @sut-gemeente @ALM-10/1 @CS100 @ALM-10 @WMO323 @WMO325
  Scenario: Een 323 over 2020 wordt geweigerd
    Gegeven het is maandag 11 januari 2021
    En een lopende toewijzing van 1 stuk "maandpakket"
    Als het is maandag 1 februari 2021
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    Gegeven het volgende WMO323 van de aanbieder schendt regel CS100
    Als de aanbieder periode 2021-01 declareert
    Dan ontvangt de aanbieder een WMO325 met alleen retourcode 0001

  @sut-gemeente @sut-aanbieder @ALM-8/2 @ALM-8
  Scenario: Het deel van na 2020 komt na de stilte als nieuwe toewijzing
    Gegeven het is maandag 11 januari 2021
    Als de gemeente 1 stuk "maandpakket" toewijst van 1 januari 2021 tot en met 30 juni 2021
    Dan ontvangt de aanbieder die toewijzing
    En ontvangt de gemeente een WMO302 zonder opmerkingen

  @sut-gemeente @ALM-4/1 @OP346 @ALM-4 @WMO315 @WMO316 @WMO317 @WMO318 @WMO319
  Scenario: Een toch gestuurd wijzigingsverzoek wordt afgewezen
    Gegeven het is maandag 11 januari 2021
    En een lopende toewijzing van 1 stuk "maandpakket"
    Als de aanbieder een wijziging aanvraagt
    Dan ontvangt de aanbieder een WMO318 zonder opmerkingen
    En ontvangt de aanbieder een afwijzing van de wijziging

  @sut-aanbieder @ALM-4/1 @ALM-4 @WMO317
  Scenario: De aanbieder stuurt geen wijzigingsverzoek
    Gegeven het is maandag 11 januari 2021
    En een lopende toewijzing van 1 stuk "maandpakket"
    Als de aanbieder een wijziging moet aanvragen
    En er 5 werkdagen verstrijken
    Dan stuurt de aanbieder geen WMO317
