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
