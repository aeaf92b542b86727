# language: nl
@eindhoven @JW301 @JW302
Functionaliteit: Eindhoven, van het 303 naar het 323

  Zorg tot en met 31 december 2020 gaat met een 303, tot eind 2021; zorg vanaf 1 januari 2021 met een 323. Van
  21 december 2020 23:00 uur tot de ingang van release 3.0 gaan er geen 303-berichten.

  @sut-gemeente @sut-aanbieder @EHV-6/1 @EHV-6 @JW303 @JW304
  Scenario: Zorg van november 2020 wordt in december met een 303 gedeclareerd
    Gegeven het is maandag 2 november 2020
    En een lopende toewijzing van 1 stuk "oud-traject" tot en met 31 december 2020
    Als het is maandag 7 december 2020
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 20  | 1     |
    En de aanbieder periode 2020-11 declareert
    Dan bevat de declaratie een regel van 4.500,00 euro over 2 november 2020 tot en met 30 november 2020
    En keurt de gemeente de hele declaratie goed

  @sut-aanbieder @EHV-5/1 @EHV-7/10 @EHV-5 @EHV-7 @JW303 @JW304
  Scenario: Na 21 december 23:00 uur gaat er geen 303
    Gegeven het is maandag 2 november 2020
    En een lopende toewijzing van 1 stuk "oud-traject" tot en met 31 december 2020
    Als het is maandag 21 december 2020 om 23:30
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 20  | 1     |
    En de aanbieder periode 2020-11 moet declareren
    En er 5 werkdagen verstrijken
    Dan stuurt de aanbieder geen JW303

  @sut-gemeente @sut-aanbieder @EHV-6/1 @EHV-6/2 @EHV-6 @JW303 @JW304
  Abstract Scenario: Zorg van december 2020 wordt in 2021 met een 303 gedeclareerd
    Gegeven het is dinsdag 1 december 2020
    En een lopende toewijzing van 1 stuk "oud-traject" tot en met 31 december 2020
    Als het is <dag>
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 31  | 1     |
    En de aanbieder periode 2020-12 declareert
    Dan bevat de declaratie een regel van 4.500,00 euro over 1 december 2020 tot en met 31 december 2020
    En keurt de gemeente de hele declaratie goed

    Voorbeelden:
      | dag                      |
      | maandag 1 februari 2021  |
      | vrijdag 31 december 2021 |

  @sut-aanbieder @EHV-6/2 @EHV-6 @JW303 @JW304
  Scenario: Na 2021 gaat er geen 303 meer
    Gegeven het is dinsdag 1 december 2020
    En een lopende toewijzing van 1 stuk "oud-traject" tot en met 31 december 2020
    Als het is maandag 3 januari 2022
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 31  | 1     |
    En de aanbieder periode 2020-12 moet declareren
    En er 5 werkdagen verstrijken
    Dan stuurt de aanbieder geen JW303

  @sut-gemeente @EHV-6/2 @EHV-6 @JW303 @JW304
  Scenario: Een 303 van na 2021 wordt afgekeurd
    Gegeven het is dinsdag 1 december 2020
    En een lopende toewijzing van 1 stuk "oud-traject" tot en met 31 december 2020
    Als het is maandag 3 januari 2022
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 31  | 1     |
    Gegeven het volgende JW303 van de aanbieder bevat de fout "te laat ingediend"
    Als de aanbieder periode 2020-12 declareert
    Dan wijst de gemeente de regel af

  @sut-gemeente @EHV-6/4 @EHV-6 @JW303 @JW304
  Scenario: Zorg van 2021 in een 303 wordt afgekeurd
    Gegeven het is dinsdag 1 december 2020
    En een lopende toewijzing van 1 stuk "oud-traject" tot en met 30 juni 2021
    Als het is maandag 1 februari 2021
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 31  | 1     |
    Gegeven het volgende JW303 van de aanbieder bevat de fout "zorg van een maand later"
    Als de aanbieder periode 2020-12 declareert
    Dan wijst de gemeente de regel af

  @sut-gemeente @sut-aanbieder @EHV-6/3 @EHV-6 @JW323 @JW325
  Scenario: Zorg van januari 2021 gaat met een 323
    Gegeven het is maandag 11 januari 2021
    En een lopende toewijzing van 1 stuk "oud-traject"
    Als het is maandag 1 februari 2021
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
    En de aanbieder periode 2021-01 declareert
    Dan bevat de declaratie een regel van 4.500,00 euro over 11 januari 2021 tot en met 31 januari 2021
    En keurt de gemeente de hele declaratie goed
