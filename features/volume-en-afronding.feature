# language: nl
@vanaf-3.0 @JW301 @JW302 @JW323 @JW325 @OP090 @OP090x4 @OP364 @SAP-2.7.1 @sut-gemeente @sut-aanbieder
Functionaliteit: Gebroken perioden en afronding

  In een gebroken week of maand mag het volle volume van die week of maand worden gedeclareerd,
  als het geleverd is. Uren worden over de hele periode opgeteld en dan pas afgerond (SAP 2.7.1).

  @IV078 @OP279 @OP368
  @SAP-2.7.1/15 @SAP-2.7.1/16
  Scenario: Voorbeeld 1, een gebroken week telt voor het volle weekvolume
    Gegeven het is dinsdag 12 oktober 2021
    En een lopende toewijzing van 3 uur "begeleiding" per week tot en met 13 december 2021
    Als de maand voorbij is
    En de aanbieder heeft geleverd:
      | dag | uren |
      | 1   | 3    |
      | 8   | 3    |
      | 15  | 3    |
    En de aanbieder de maand declareert
    Dan bevat de declaratie een prestatie van 9 uur volgens IV078
    En keurt de gemeente de hele declaratie goed

  @IV078 @TR321 @OP365
  @SAP-2.3/6 @SAP-2.7.1/15 @SAP-2.7.1/16
  Scenario: Voorbeeld 1, meer dan het maximum van 9 uur wordt niet gedeclareerd
    Gegeven het is dinsdag 12 oktober 2021
    En een lopende toewijzing van 3 uur "begeleiding" per week tot en met 13 december 2021
    Als de maand voorbij is
    En de aanbieder heeft geleverd:
      | dag | uren |
      | 1   | 4    |
      | 8   | 4    |
      | 15  | 4    |
    En de aanbieder de maand declareert
    Dan bevat de declaratie een prestatie van 9 uur volgens IV078
    En keurt de gemeente de hele declaratie goed

  @IV078
  @SAP-2.7.1/15 @SAP-2.7.1/17
  Scenario: Voorbeeld 2, een gebroken maand telt voor het volle maandvolume
    Gegeven het is dinsdag 12 oktober 2021
    En een lopende toewijzing van 15 uur "maandbegeleiding" per maand tot en met 13 december 2021
    Als de maand voorbij is
    En de aanbieder heeft geleverd:
      | dag | uren |
      | 1   | 8    |
      | 10  | 7    |
    En de aanbieder de maand declareert
    Dan bevat de declaratie een prestatie van 15 uur volgens IV078
    En keurt de gemeente de hele declaratie goed

  @IV078 @OP368
  @SAP-2.7.1/15
  Scenario: De eerste maand van een toewijzing die midden in een week begint
    Gegeven het is de tweede dinsdag van oktober
    En een lopende toewijzing van 3 uur "begeleiding" per week
    Als de maand voorbij is
    En de aanbieder heeft geleverd:
      | dag | uren |
      | 1   | 3    |
      | 8   | 3    |
    En de aanbieder de maand declareert
    Dan bevat de declaratie een prestatie van 6 uur volgens IV078
    En keurt de gemeente de hele declaratie goed

  @IV081 @TR346 @OP267
  @SAP-2.7.1/3 @SAP-2.7.1/5 @SAP-2.7.1/6 @SAP-2.7.1/13 @SAP-2.7.1/14
  Abstract Scenario: Uren worden aan het eind van de berekening afgerond
    Gegeven het is de eerste van de maand
    En een lopende toewijzing van 6 uur "begeleiding" per week
    Als de maand voorbij is
    En de aanbieder heeft <keren> keer <minuten> minuten geleverd
    En de aanbieder de maand declareert
    Dan bevat de declaratie een prestatie van <uren> uur volgens IV079
    En keurt de gemeente de hele declaratie goed

    @IV079
    Voorbeelden: De som is minder dan de losse delen afgerond
      | keren | minuten | uren |
      | 3     | 40      | 2    |
      | 3     | 45      | 2    |

    Voorbeelden: Half naar boven, en ten minste een uur
      | keren | minuten | uren |
      | 2     | 45      | 2    |
      | 1     | 89      | 1    |
      | 1     | 20      | 1    |
