# language: nl
@vanaf-3.0 @JW301 @JW302 @JW323 @JW325 @OP090 @OP090x4 @SAP-2.7.3
Functionaliteit: Correcties op declaraties

  Een afgewezen regel wordt verbeterd opnieuw ingediend, zonder credit. Een goedgekeurde regel
  wordt eerst gecrediteerd, met in hetzelfde bericht de nieuwe regel (SAP 2.7.3).

  Achtergrond:
    Gegeven het is de eerste van de maand

  @sut-gemeente @sut-aanbieder @CD060 @OP360 @OP364 @OP366 @TR389 @OP283 @OP349
  @SAP-2.7.1/9 @SAP-2.7.3/4 @SAP-2.7.3/5
  Scenario: Een goedgekeurde regel wordt gecrediteerd en opnieuw gedeclareerd
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de aanbieder heeft over de afgelopen maand 8 uur gedeclareerd en dat is goedgekeurd
    Als de aanbieder die regel corrigeert naar 6 uur
    En de aanbieder de maand declareert
    Dan bevat de declaratie de creditregel
    En bevat de declaratie een prestatie van 6 uur volgens TR389
    En keurt de gemeente de hele declaratie goed

  @sut-gemeente @TR321 @OP303 @OP364
  Scenario: De gemeente keurt de verbeterde regel na een afwijzing goed
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En het volgende 323-bericht van de aanbieder bevat de fout "te veel volume"
    Als de maand voorbij is
    En de aanbieder heeft geleverd:
      | dag | uren |
      | 1   | 8    |
    En de aanbieder de maand declareert
    Dan keurt de gemeente alleen de foute regel af met 9321
    Als de aanbieder heeft geleverd:
      | dag | uren |
      | 1   | 8    |
    En de aanbieder de maand declareert
    Dan bevat de declaratie geen creditregel
    En keurt de gemeente de hele declaratie goed

  @sut-aanbieder @TR323
  @SAP-2.7.3/1 @SAP-2.7.3/2
  @EHV-7/6
  Scenario: De aanbieder verbetert een afgewezen regel zonder credit
    Gegeven het volgende 301-bericht van de gemeente bevat de fout "hoger volume"
    En een lopende toewijzing van 3 uur "begeleiding" per week
    Als de maand voorbij is
    En de aanbieder heeft geleverd:
      | dag | uren |
      | 1   | 23   |
    En de aanbieder de maand declareert
    Dan wijst de gemeente de regel af
    Als de aanbieder heeft geleverd:
      | dag | uren |
      | 2   | 9    |
    En de aanbieder de maand declareert
    Dan bevat de declaratie geen creditregel
    En keurt de gemeente de hele declaratie goed

  @sut-aanbieder
  @SAP-2.7.3/6
  Scenario: De aanbieder wacht met corrigeren op het antwoord
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    Als de maand voorbij is
    En de aanbieder heeft geleverd:
      | dag | uren |
      | 1   | 8    |
    En de aanbieder de maand declareert
    Dan bevat de declaratie een prestatie van 8 uur volgens TR321
    Gegeven de berichten van de gemeente blijven liggen
    Als de aanbieder die regel moet corrigeren naar 6 uur
    En de aanbieder de maand moet declareren
    Dan stuurt de aanbieder geen 323-bericht

  @alkmaar @sut-aanbieder
  @SAP-2.7.3/3
  Scenario: Meer dan twee maanden na de goedkeuring wordt niet meer gecorrigeerd
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de aanbieder heeft over de afgelopen maand 8 uur gedeclareerd en dat is goedgekeurd
    Als er 3 maanden verstrijken
    En de aanbieder die regel moet corrigeren naar 6 uur
    En de aanbieder de maand moet declareren
    En er 5 werkdagen verstrijken
    Dan stuurt de aanbieder geen 323-bericht
