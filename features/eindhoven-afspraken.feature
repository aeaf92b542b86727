# language: nl
@eindhoven @vanaf-3.0 @OP090
Functionaliteit: Afspraken van de inkoopregio Eindhoven over release 3.0

  Wat Eindhoven anders of nader afspreekt dan de landelijke standaard: wijzigingsverzoeken worden afgewezen met
  reden 4, trajecten gaan in euro's, bestaande stuks blijven, output per week hoort bij de maand van de zondag.

  @sut-gemeente @EHV-1 @EHV-1/2 @JW301 @JW317 @JW318 @JW319 @OP346 @CD085
  Scenario: Een toch gestuurd wijzigingsverzoek past niet binnen het contract
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    Als de aanbieder een wijziging aanvraagt
    Dan ontvangt de aanbieder een 318-bericht zonder opmerkingen
    En ontvangt de aanbieder een afwijzing van de wijziging met reden 4

  @sut-gemeente @sut-aanbieder @EHV-2 @EHV-2/1 @JW301 @JW302 @JW323 @JW325 @OP086 @OP267 @CD087
  Scenario: Een nieuw traject wordt in euro's toegewezen en gedeclareerd
    Gegeven het is de eerste van de maand
    En een lopende toewijzing van 450000 eurocent "traject"
    Als de maand voorbij is
    En de aanbieder heeft geleverd:
      | dag | eurocent |
      | 1   | 90000    |
      | 15  | 60000    |
    En de aanbieder de maand declareert
    Dan bevat de declaratie een prestatie van 150000 eurocent volgens OP267
    En keurt de gemeente de hele declaratie goed

  @sut-gemeente @EHV-2 @EHV-2/1 @JW315 @JW316 @JW319 @OP274 @OP296 @CD085
  Scenario: Een nieuw traject in stuks past niet binnen het contract
    Als de aanbieder toch 1 stuks "traject-in-stuks" aanvraagt
    Dan ontvangt de aanbieder een 316-bericht zonder opmerkingen
    En ontvangt de aanbieder een afwijzing met reden 4

  @sut-gemeente @sut-aanbieder @EHV-2 @EHV-2/2 @EHV-2/3 @JW301 @JW302 @JW323 @JW325 @OP086 @OP033x1 @OP267
  Scenario: Een lopend traject blijft in stuks (output)
    Gegeven een lopende toewijzing van 1 stuks "oud-traject" die 12 weken geleden inging
    Als de gemeente de toewijzing inkort tot over 8 weken
    Dan ontvangt de aanbieder de toewijzing met die einddatum
    En ontvangt de gemeente een 302-bericht zonder opmerkingen
    Als de maand voorbij is
    En de aanbieder heeft ook in die maand 1 stuks geleverd
    En de aanbieder de maand declareert
    Dan bevat de declaratie een prestatie van 1 stuks volgens OP267
    En keurt de gemeente de hele declaratie goed

  @sut-gemeente @sut-aanbieder @EHV-3 @EHV-3/1 @JW301 @JW302 @JW323 @JW325 @OP267
  Scenario: Van stuks wordt alleen gedeclareerd wat geleverd is
    Gegeven het is de eerste van de maand
    En een lopende toewijzing van 4 stuks "oude-stuks" per maand
    Als de maand voorbij is
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 1   | 1     |
      | 8   | 2     |
    En de aanbieder de maand declareert
    Dan bevat de declaratie een prestatie van 3 stuks volgens OP267
    En keurt de gemeente de hele declaratie goed

  @sut-gemeente @sut-aanbieder @EHV-3 @EHV-3/2 @JW301 @JW302 @OP086 @OP305
  Abstract Scenario: Stuks van nieuwe inkoop zijn inspanning of output
    Als de gemeente <volume> stuks "<product>" toewijst
    Dan ontvangt de aanbieder die toewijzing
    En ontvangt de gemeente een 302-bericht zonder opmerkingen

    Voorbeelden:
      | product    | volume |
      | consult    | 6      |
      | weekoutput | 1      |

  @sut-gemeente @sut-aanbieder @EHV-3 @EHV-3/3 @JW301 @JW302 @OP033x1
  Scenario: Een bestaande toewijzing in stuks wordt niet omgezet
    Gegeven een lopende toewijzing van 4 stuks "oude-stuks" per maand die 12 weken geleden inging
    Als de gemeente de toewijzing inkort tot over 8 weken
    Dan ontvangt de aanbieder de toewijzing met die einddatum
    En ontvangt de gemeente een 302-bericht zonder opmerkingen

  @sut-gemeente @sut-aanbieder @EHV-4 @EHV-4/2 @JW301 @JW302 @JW315 @JW316 @OP274 @OP087 @TR379
  Scenario: Twee producten van dezelfde categorie lopen tegelijk
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de gemeente zal het verzoek toewijzen
    Als de aanbieder 2 uur "behandeling" per week aanvraagt
    Dan ontvangt de aanbieder een 316-bericht zonder opmerkingen
    En ontvangt de aanbieder een toewijzing op zijn verzoek
    En staan de andere lopende toewijzingen in hetzelfde 301-bericht
    En ontvangt de gemeente een 302-bericht zonder opmerkingen

  @sut-gemeente @EHV-4 @EHV-4/2 @JW301 @JW315 @JW316 @OP274 @TR379
  Scenario: Een lopend product van dezelfde categorie is voor de gemeente geen reden om af te wijzen
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    Als de aanbieder 2 uur "behandeling" per week aanvraagt
    Dan ontvangt de aanbieder een 316-bericht zonder opmerkingen
    En ontvangt de aanbieder een toewijzing op zijn verzoek

  @sut-gemeente @EHV-6 @EHV-6/4 @JW301 @JW323 @JW325 @OP286
  Scenario: Zorg van 2020 in een 323-bericht wordt afgekeurd
    Gegeven het is de eerste van de maand
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En het volgende 323-bericht van de aanbieder schendt regel CS100
    Als de maand voorbij is
    En de aanbieder heeft 4 keer 60 minuten geleverd
    En de aanbieder de maand declareert
    Dan ontvangt de aanbieder een 325-bericht met alleen retourcode 0001

  @sut-gemeente @sut-aanbieder @EHV-7 @EHV-7/3 @JW301 @JW302 @JW323 @JW325 @TR389
  Scenario: Meer leveringen van een product worden een regel
    Gegeven het is de eerste van de maand
    En een lopende toewijzing van 3 uur "begeleiding" per week
    Als de maand voorbij is
    En de aanbieder heeft geleverd:
      | dag | uren |
      | 1   | 2    |
      | 3   | 1    |
      | 8   | 3    |
    En de aanbieder de maand declareert
    Dan bevat de declaratie 1 regel
    En bevat de declaratie een prestatie van 6 uur volgens OP267
    En keurt de gemeente de hele declaratie goed

  @sut-gemeente @sut-aanbieder @EHV-7 @EHV-7/7 @JW301 @JW302 @JW323 @JW325 @OP267 @TR341 @TR346
  Scenario: Uren gaan in minuten met het omgerekende tarief
    Gegeven het is de eerste van de maand
    En een lopende toewijzing van 3 uur "begeleiding" per week
    Als de maand voorbij is
    En de aanbieder heeft 2 keer 45 minuten geleverd
    En de aanbieder de maand declareert
    Dan bevat de declaratie een prestatie van 2 uur volgens OP267
    En keurt de gemeente de hele declaratie goed

  @sut-gemeente @sut-aanbieder @EHV-7 @EHV-7/8 @JW301 @JW302 @JW323 @JW325 @IV077
  Scenario: Output per week wordt gedeclareerd in de maand van de zondag
    Gegeven het is maandag 1 maart 2021
    En een lopende toewijzing van 1 stuks "weekoutput" per week
    Als de maand voorbij is
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 5   | 1     |
      | 12  | 1     |
      | 19  | 1     |
      | 26  | 1     |
      | 31  | 1     |
    En de aanbieder de maand declareert
    Dan bevat de declaratie een prestatie van 4 stuks volgens IV077
    En keurt de gemeente de hele declaratie goed
    Als de maand voorbij is
    En de aanbieder heeft geleverd:
      | dag | stuks |
      | 40  | 1     |
      | 47  | 1     |
    En de aanbieder de maand declareert
    Dan bevat de declaratie een prestatie van 3 stuks volgens IV077
    En keurt de gemeente de hele declaratie goed
