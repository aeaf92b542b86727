# language: nl
@vanaf-3.0 @JW301 @JW302 @OP090
Functionaliteit: Toewijzing door de gemeente

  De gemeente geeft de aanbieder opdracht met een toewijzing; de aanbieder bevestigt
  binnen 3 werkdagen dat hij die heeft ontvangen (SAP 2.3.1 en 3.2).

  @sut-gemeente @sut-aanbieder @SAP-2.3.1 @OP086
  @SAP-1/1 @SAP-2.1/1 @SAP-2.3/1 @SAP-2.3.1/1 @SAP-2.3.1/2 @SAP-5.7/3
  Scenario: De gemeente wijst een product toe
    Als de gemeente 3 uur "begeleiding" per week toewijst
    Dan ontvangt de aanbieder die toewijzing
    En ontvangt de gemeente een 302-bericht zonder opmerkingen

  @sut-gemeente @sut-aanbieder @SAP-2.3.1 @OP087 @OP275
  @SAP-2.1/2 @SAP-2.3.1/5 @SAP-3.2.5/1
  Scenario: Een tweede toewijzing bevat ook de lopende
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    Als de gemeente 10 uur "maandbegeleiding" per maand toewijst
    Dan ontvangt de aanbieder die toewijzing
    En staan de andere lopende toewijzingen in hetzelfde 301-bericht
    En ontvangt de gemeente een 302-bericht zonder opmerkingen

  @alkmaar @sut-gemeente @sut-aanbieder @SAP-2.3.1 @SAP-bijlage-6 @OP086
  @SAP-2.3/7 @SAP-2.3/8 @SAP-bijlage-6/1 @SAP-bijlage-6/2
  Abstract Scenario: Elke toewijzingsvariant van bijlage 6
    Als de gemeente <volume> eenheden "<product>" toewijst
    Dan ontvangt de aanbieder die toewijzing
    En ontvangt de gemeente een 302-bericht zonder opmerkingen

    Voorbeelden:
      | product          | volume |
      | begeleiding      | 3      |
      | maandbegeleiding | 15     |
      | diagnostiek      | 20     |
      | dagbehandeling   | 4      |
      | verblijf         | 7      |

  @sut-gemeente @sut-aanbieder @SAP-3.2.2 @OP033x1 @OP258
  @SAP-2.1/2 @SAP-2.3.1/5 @SAP-3.2/2 @SAP-3.2.2/1 @SAP-3.2.2/2 @SAP-3.2.2/5
  Scenario: De gemeente kort een lopende toewijzing in
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    Als er 2 weken verstrijken
    En de gemeente de toewijzing inkort tot over 4 weken
    Dan ontvangt de aanbieder de toewijzing met die einddatum
    En ontvangt de gemeente een 302-bericht zonder opmerkingen

  @sut-gemeente @sut-aanbieder @SAP-3.2.1 @SAP-3.2/1 @SAP-3.2.1/1 @SAP-3.2.1/2 @SAP-3.2.1/3
  Scenario: De gemeente trekt een toewijzing in
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    Als er 1 week verstrijkt
    En de gemeente de toewijzing intrekt
    Dan ontvangt de aanbieder de ingetrokken toewijzing
    En ontvangt de gemeente een 302-bericht zonder opmerkingen
