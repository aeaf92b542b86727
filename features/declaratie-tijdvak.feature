# language: nl
@alkmaar @JW301 @JW302 @JW323 @OP090 @SAP-2.7.1
Functionaliteit: Wanneer en waarmee wordt gedeclareerd

  Een maand wordt gedeclareerd als hij voorbij is, met het tarief dat in die maand geldt (SAP 2.7.1).

  @sut-aanbieder
  Scenario: De aanbieder declareert een maand niet voor hij voorbij is
    Gegeven het is de eerste van de maand
    En een lopende toewijzing van 3 uur "begeleiding" per week
    Als er 2 weken verstrijken
    En de aanbieder de lopende maand moet declareren
    En er 5 werkdagen verstrijken
    Dan stuurt de aanbieder geen 323-bericht

  @sut-gemeente @sut-aanbieder @JW325 @OP090x4 @OP303 @TR346 @TR418
  Scenario: Na de jaarwisseling geldt het nieuwe tarief
    Gegeven het is dinsdag 2 januari 2024
    En een lopende toewijzing van 3 uur "behandeling" per week
    Als de maand voorbij is
    En de aanbieder heeft geleverd:
      | dag | uren |
      | 1   | 3    |
    En de aanbieder de maand declareert
    Dan bevat de declaratie een prestatie van 3 uur volgens TR321
    En keurt de gemeente de hele declaratie goed

  @sut-gemeente @sut-aanbieder @JW325 @OP090x4 @OP303
  @SAP-2.7.1/10
  Scenario: De aanbieder rekent het tarief van het contract
    Gegeven het is maandag 1 maart 2021
    En een lopende toewijzing van 6 stuks "consult"
    Als de maand voorbij is
    En de aanbieder heeft 2 stuks geleverd
    En de aanbieder de maand declareert
    Dan bevat de declaratie een regel van 250,00 euro over 1 maart 2021 tot en met 31 maart 2021
    En keurt de gemeente de hele declaratie goed

  @sut-gemeente @sut-aanbieder @JW303 @JW304 @SAP-bijlage-2 @SAP-bijlage-3
  @SAP-bijlage-2/2 @SAP-bijlage-3/6
  Scenario: Zorg van voor 2021 gaat met een 303
    Gegeven het is maandag 11 januari 2021
    En een lopende toewijzing van 4 eenheden "dagbehandeling" per week die 4 weken geleden inging
    Als de aanbieder heeft 2 stuks geleverd
    En de aanbieder periode 2020-12 declareert
    Dan bevat de declaratie een regel van 209,00 euro over 14 december 2020 tot en met 31 december 2020
    En keurt de gemeente de hele declaratie goed
