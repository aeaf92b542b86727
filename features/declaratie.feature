# language: nl
@vanaf-3.0 @JW301 @JW302 @JW323 @JW325 @OP090 @OP090x4 @SAP-2.7
Functionaliteit: Maandelijkse declaratie

  De aanbieder declareert per maand wat is geleverd; de gemeente antwoordt binnen 10 werkdagen
  en keurt elke regel geheel goed of geheel af (SAP 2.7).

  Achtergrond:
    Gegeven het is de eerste van de maand

  @sut-gemeente @sut-aanbieder @SAP-2.7.1 @SAP-2.7.2 @OP303 @OP364 @TR387 @TR388 @TR358 @OP267 @OP280 @OP355 @OP367
  @SAP-2.2/3 @SAP-2.7/1 @SAP-2.7.1/1 @SAP-2.7.1/2 @SAP-2.7.1/3 @SAP-2.7.1/7 @SAP-2.7.1/13 @SAP-2.7.2/1 @SAP-2.7.2/2
  @SAP-2.7.2/3 @SAP-bijlage-2/3 @SAP-bijlage-3/20
  @EHV-6/3 @EHV-7/4 @EHV-7/9
  Scenario: De maand wordt gedeclareerd en goedgekeurd
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    Als de maand voorbij is
    En de aanbieder heeft geleverd:
      | dag | uren |
      | 1   | 3    |
      | 8   | 2    |
      | 15  | 3    |
    En de aanbieder de maand declareert
    Dan bevat de declaratie een prestatie van 8 uur volgens TR321
    En keurt de gemeente de hele declaratie goed

  @sut-gemeente @sut-aanbieder @SAP-2.7.1 @OP303 @OP364
  @SAP-bijlage-2/6 @SAP-bijlage-7/1
  Scenario: Declareren mag zonder startbericht
    Gegeven een lopende toewijzing van 10 uur "maandbegeleiding" per maand
    Als de maand voorbij is
    En de aanbieder heeft geleverd:
      | dag | uren |
      | 3   | 4    |
    En de aanbieder de maand declareert
    Dan bevat de declaratie een prestatie van 4 uur volgens TR321
    En keurt de gemeente de hele declaratie goed

  @sut-gemeente @sut-aanbieder @SAP-4.3.3 @JW305 @JW306 @JW307 @JW308 @OP271 @OP272 @R-3 @OP303
  @SAP-4.3.3/5
  Scenario: Een maand waarin de zorg tijdelijk is gestopt wordt gedeclareerd
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    En er zijn 2 weken verstreken
    En de zorg is tijdelijk gestopt
    Als de maand voorbij is
    En de aanbieder heeft geleverd:
      | dag | uren |
      | 1   | 3    |
    En de aanbieder de maand declareert
    Dan bevat de declaratie een prestatie van 3 uur volgens TR321
    En keurt de gemeente de hele declaratie goed

  @sut-gemeente @SAP-2.7.2 @OP303 @OP364 @TR342 @TR321
  @SAP-2.7.2/3 @SAP-2.7.2/4 @SAP-2.7.2/5 @SAP-2.7.2/6
  @EHV-7/5
  Scenario: Een van twee regels heeft te veel volume
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En een lopende toewijzing van 10 uur "maandbegeleiding" per maand
    En het volgende 323-bericht van de aanbieder bevat de fout "te veel volume"
    Als de maand voorbij is
    En de aanbieder heeft op elke toewijzing 6 uur geleverd
    En de aanbieder de maand declareert
    Dan keurt de gemeente alleen de foute regel af met 9321

  @sut-gemeente @SAP-2.7.2 @OP303 @OP364 @TR342
  @SAP-2.7.2/3 @SAP-2.7.2/4 @SAP-2.7.2/5 @SAP-2.7.2/6
  Abstract Scenario: Een van twee regels is fout
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En een lopende toewijzing van 10 uur "maandbegeleiding" per maand
    En het volgende 323-bericht van de aanbieder bevat de fout "<fout>"
    Als de maand voorbij is
    En de aanbieder heeft op elke toewijzing 6 uur geleverd
    En de aanbieder de maand declareert
    Dan keurt de gemeente alleen de foute regel af met <code>

    @TR338
    Voorbeelden: Onbekende toewijzing
      | fout                 | code |
      | onbekende toewijzing | 9338 |

    @TR340
    Voorbeelden: Andere productcode
      | fout               | code |
      | andere productcode | 9340 |

    @TR346
    Voorbeelden: Verkeerd bedrag
      | fout            | code |
      | verkeerd bedrag | 9346 |

  @sut-gemeente @SAP-2.7.2 @OP286 @TR358
  Scenario: Een declaratie met een verkeerd totaal telt als niet verstuurd
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En het volgende 323-bericht van de aanbieder bevat de fout "verkeerd totaal"
    Als de maand voorbij is
    En de aanbieder heeft geleverd:
      | dag | uren |
      | 1   | 3    |
    En de aanbieder de maand declareert
    Dan ontvangt de aanbieder een 325-bericht met alleen retourcode 0001

  @sut-gemeente @sut-aanbieder @SAP-2.7.1 @OP284 @OP303 @OP364 @TR319
  @EHV-7/1
  Scenario: Drie maanden achter elkaar wordt elke maand gedeclareerd
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de aanbieder heeft over de afgelopen maand 3 uur gedeclareerd en dat is goedgekeurd
    Als de maand voorbij is
    En de aanbieder heeft ook in die maand 4 uur geleverd
    En de aanbieder de maand declareert
    Dan bevat de declaratie een prestatie van 4 uur volgens OP284
    En keurt de gemeente de hele declaratie goed
    Als de maand voorbij is
    En de aanbieder heeft ook in die maand 5 uur geleverd
    En de aanbieder de maand declareert
    Dan bevat de declaratie een prestatie van 5 uur volgens OP284
    En keurt de gemeente de hele declaratie goed

  @sut-gemeente @sut-aanbieder @SAP-2.7.1 @OP303 @OP364 @TR389
  @SAP-2.7.1/8
  Scenario: Twee toewijzingen gaan in een declaratie
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En een lopende toewijzing van 10 uur "maandbegeleiding" per maand
    Als de maand voorbij is
    En de aanbieder heeft op elke toewijzing 6 uur geleverd
    En de aanbieder de maand declareert
    Dan bevat de declaratie 2 regels
    En keurt de gemeente de hele declaratie goed

  @sut-aanbieder @SAP-2.7.1 @OP354
  Scenario: De aanbieder declareert niet voordat de periode voorbij is
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    Als de aanbieder heeft 3 uur geleverd
    En de aanbieder de maand moet declareren
    En er 5 werkdagen verstrijken
    Dan stuurt de aanbieder geen 323-bericht

  @sut-aanbieder @SAP-2.7.1 @OP276
  Scenario: De aanbieder declareert niet op een ingetrokken toewijzing
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    Als de aanbieder heeft 3 uur geleverd
    En de gemeente de toewijzing intrekt
    Dan ontvangt de aanbieder de ingetrokken toewijzing
    Als de maand voorbij is
    En de aanbieder de maand moet declareren
    En er 5 werkdagen verstrijken
    Dan stuurt de aanbieder geen 323-bericht

  @alkmaar @sut-gemeente @sut-aanbieder @SAP-2.7.1 @OP303 @OP364 @TR341 @TR346
  @SAP-2.7.1/4
  Scenario: Een minutentarief dat is afgesproken geldt
    Gegeven een lopende toewijzing van 3 uur "minutenbegeleiding" per week
    Als de maand voorbij is
    En de aanbieder heeft 2 keer 45 minuten geleverd
    En de aanbieder de maand declareert
    Dan bevat de declaratie een prestatie van 2 uur volgens OP267
    En keurt de gemeente de hele declaratie goed

  @sut-gemeente @SAP-3.1.3 @JW305 @JW306 @JW307 @JW308 @OP271 @OP272 @OP303
  @SAP-3.1.3/3
  Scenario: Na een voortijdige stop wordt wat ervoor is geleverd goedgekeurd
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    En er zijn 2 weken verstreken
    Als de zorg voortijdig stopt
    Dan stuurt de aanbieder het stopbericht
    En ontvangt de aanbieder een 308-bericht zonder opmerkingen
    En ontvangt de aanbieder de toewijzing die op de stopdatum eindigt
    Als de maand voorbij is
    En de aanbieder heeft 3 uur geleverd
    En de aanbieder de maand declareert
    Dan keurt de gemeente de hele declaratie goed

  @sut-gemeente @SAP-2.7.2 @OP303 @OP304 @OP364 @TR342 @TR321
  Scenario: Een goedgekeurde cliënt staat niet in het antwoord over een ander
    Gegeven 2 cliënten met een lopende toewijzing van 3 stuks "consult"
    En het volgende 323-bericht van de aanbieder bevat de fout "te veel volume"
    Als de maand voorbij is
    En de aanbieder heeft op elke toewijzing 2 stuks geleverd
    En de aanbieder de maand declareert
    Dan bevat de declaratie 2 regels
    En keurt de gemeente alleen de foute regel af met 9321

  @sut-gemeente @SAP-2.7.1 @OP303 @OP362
  Scenario: De gemeente trekt een toewijzing waarop is gedeclareerd niet in
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de aanbieder heeft over de afgelopen maand 3 uur gedeclareerd en dat is goedgekeurd
    Als de gemeente de toewijzing moet intrekken
    En er 5 werkdagen verstrijken
    Dan stuurt de gemeente geen 301-bericht

  @sut-gemeente @sut-aanbieder @SAP-2.7.1 @OP302 @OP303 @OP364
  Scenario: Op een aspecifieke toewijzing wordt een product uit de categorie gedeclareerd
    Als de gemeente "begeleiding" toewijst zonder code en volume
    Dan ontvangt de aanbieder die toewijzing
    En ontvangt de gemeente een 302-bericht zonder opmerkingen
    Als de maand voorbij is
    En de aanbieder heeft geleverd:
      | dag | uren |
      | 1   | 3    |
    En de aanbieder de maand declareert
    Dan bevat de declaratie een prestatie van 3 uur volgens OP302
    En keurt de gemeente de hele declaratie goed
