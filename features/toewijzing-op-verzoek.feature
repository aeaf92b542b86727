# language: nl
@vanaf-3.0 @JW301 @JW302 @JW315 @JW316 @OP090 @OP274 @TR379
Functionaliteit: Een toewijzing op verzoek en wat daarna komt

  De ReferentieAanbieder van het verzoek staat alleen de eerste keer in de toewijzing, en op elk gevraagd
  product komt één besluit (SAP 2.3.2.2 en 3.2).

  @sut-gemeente @sut-aanbieder @SAP-3.2.2 @OP033x1
  Scenario: De gemeente wijzigt een toewijzing die op verzoek is gegeven
    Gegeven de gemeente zal het verzoek toewijzen
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een toewijzing op zijn verzoek
    En ontvangt de gemeente een 302-bericht zonder opmerkingen
    Als er 2 weken verstrijken
    En de gemeente de toewijzing inkort tot over 4 weken
    Dan ontvangt de aanbieder de toewijzing met die einddatum
    En ontvangt de gemeente een 302-bericht zonder opmerkingen

  @sut-gemeente @sut-aanbieder @SAP-3.2.1
  Scenario: De gemeente trekt een toewijzing in die op verzoek is gegeven
    Gegeven de gemeente zal het verzoek toewijzen
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een toewijzing op zijn verzoek
    En ontvangt de gemeente een 302-bericht zonder opmerkingen
    Als er 1 week verstrijkt
    En de gemeente de toewijzing intrekt
    Dan ontvangt de aanbieder de ingetrokken toewijzing
    En ontvangt de gemeente een 302-bericht zonder opmerkingen
