# language: nl
@vanaf-3.0 @OP090 @SAP-bijlage-3
Functionaliteit: Antwoordtermijnen over weekend en feestdagen

  Termijnen tellen in werkdagen; de dag van ontvangst is dag 0 en de laatste dag telt tot en met
  23:59:59. Weekeinden en erkende feestdagen tellen niet mee (SAP bijlage 3).

  @sut-gemeente @JW315 @JW316 @JW301 @JW319 @OP274 @TR379
  @SAP-2.2/1 @SAP-2.3.2.2/1 @SAP-bijlage-2/4 @SAP-bijlage-3/13
  Abstract Scenario: Het retourbericht staat klaar op het laatste moment van de termijn
    Gegeven het is <moment> om 16:55
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    En de klok op het laatste moment van de termijn voor het 316-bericht staat
    Dan staat het 316-bericht van de gemeente klaar

    Voorbeelden:
      | moment                      |
      | maandag                     |
      | vrijdag                     |
      | zaterdag                    |
      | de donderdag voor Pasen     |
      | de maandag voor Koningsdag  |
      | de vrijdag voor Koningsdag  |
      | de woensdag voor Hemelvaart |
      | de vrijdag voor Kerst       |
      | de donderdag voor Nieuwjaar |

  @sut-gemeente @JW315 @JW316 @JW301 @JW319 @OP274 @TR379
  @SAP-2.2/1 @SAP-2.3.2.2/14 @SAP-bijlage-3/1
  Abstract Scenario: Het besluit valt op de laatste dag van de termijn
    Gegeven het is <moment> om 16:55
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    En de klok op het laatste moment van de termijn voor het 319-bericht staat
    Dan heeft de gemeente op het verzoek besloten

    Voorbeelden:
      | moment                     |
      | vrijdag                    |
      | de donderdag voor Pasen    |
      | de vrijdag voor Koningsdag |

  @sut-aanbieder @JW301 @JW302
  @SAP-2.2/1 @SAP-2.3.1/2 @SAP-bijlage-2/4 @SAP-bijlage-3/4
  Abstract Scenario: De aanbieder bevestigt een toewijzing op het laatste moment van de termijn
    Gegeven het is <moment> om 16:55
    Als de gemeente 3 uur "begeleiding" per week toewijst
    Dan ontvangt de aanbieder die toewijzing
    Als de klok op het laatste moment van de termijn voor het 302-bericht staat
    Dan staat het 302-bericht van de aanbieder klaar

    Voorbeelden:
      | moment                     |
      | vrijdag                    |
      | de donderdag voor Pasen    |
      | de vrijdag voor Koningsdag |

  @sut-aanbieder @JW301 @JW302 @JW305 @OP271
  @SAP-2.4.1/1 @SAP-bijlage-3/7
  Abstract Scenario: De aanbieder meldt de start op het laatste moment van de termijn
    Gegeven het is <moment>
    En een lopende toewijzing van 3 uur "begeleiding" per week
    Als de zorg start
    En de klok op het laatste moment van de termijn voor het 305-bericht staat
    Dan staat het 305-bericht van de aanbieder klaar

    Voorbeelden:
      | moment                     |
      | vrijdag                    |
      | de donderdag voor Pasen    |
      | de vrijdag voor Koningsdag |
