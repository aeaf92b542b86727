# language: nl
@vanaf-3.0 @JW301 @JW302 @OP090
Functionaliteit: Toewijzing door de gemeente

  De gemeente geeft de aanbieder opdracht met een toewijzing; de aanbieder bevestigt
  binnen 3 werkdagen dat hij die heeft ontvangen (SAP 2.3.1 en 3.2).

  @sut-gemeente @sut-aanbieder @SAP-2.3.1 @OP086
  @OP192 @SAP-1/1 @SAP-2.1/1 @SAP-2.3/1 @SAP-2.3.1/1 @SAP-2.3.1/2 @SAP-5.7/3
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

  @alkmaar @sut-gemeente @sut-aanbieder @SAP-3.2.3 @OP086 @OP087
  @SAP-3.2/3 @SAP-3.2.3/1 @SAP-3.2.3/2
  Scenario: Verlengen gaat met een geheel nieuwe toewijzing
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En er zijn 20 weken verstreken
    Als de gemeente 3 uur "begeleiding" per week toewijst aansluitend op de lopende
    Dan ontvangt de aanbieder die toewijzing
    En staan de andere lopende toewijzingen in hetzelfde 301-bericht
    En ontvangt de gemeente een 302-bericht zonder opmerkingen

  @alkmaar @sut-aanbieder @SAP-2.4.1 @JW305 @JW306 @OP271 @TR019
  @SAP-2.4.1/5
  Scenario: Ook een verlenging krijgt een eigen startbericht
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    En er zijn 20 weken verstreken
    Als de gemeente 3 uur "begeleiding" per week toewijst aansluitend op de lopende
    Dan ontvangt de aanbieder die toewijzing
    Als er 6 weken verstrijken
    En de zorg start
    Dan stuurt de aanbieder het startbericht
    En ontvangt de aanbieder een 306-bericht zonder opmerkingen

  @alkmaar @sut-gemeente @sut-aanbieder @SAP-4.4.7 @T-7
  @SAP-2.3.1/16 @SAP-4.4.7/1
  Scenario: Een toewijzing waarop na twaalf maanden niet is gestart wordt ingetrokken
    Gegeven het is maandag 1 maart 2021
    En een lopende toewijzing van 3 uur "begeleiding" per week tot en met 28 augustus 2022
    Als er 13 maanden verstrijken
    Dan ontvangt de aanbieder de ingetrokken toewijzing
    En ontvangt de gemeente een 302-bericht zonder opmerkingen

  @alkmaar @sut-gemeente @SAP-4.4.7 @T-7 @JW305 @JW306 @OP271
  Scenario: Een toewijzing waarop wel is gestart blijft na twaalf maanden bestaan
    Gegeven het is maandag 1 maart 2021
    En een lopende toewijzing van 3 uur "begeleiding" per week tot en met 28 augustus 2022
    En de zorg is gestart
    Als er 13 maanden verstrijken
    Dan stuurt de gemeente geen 301-bericht

  @sut-gemeente @sut-aanbieder @SAP-bijlage-6 @OP086 @OP305
  @SAP-bijlage-6/3
  Scenario: Inspanning per stuk wordt in stuks (inspanning) toegewezen
    Als de gemeente 6 stuks "consult" toewijst
    Dan ontvangt de aanbieder die toewijzing
    En ontvangt de gemeente een 302-bericht zonder opmerkingen

  @sut-gemeente @sut-aanbieder @SAP-3.2.4 @OP033x1
  @SAP-3.2.4/1 @SAP-3.2.4/2
  Scenario: Het totaal van een toewijzing wijzigt in de toewijzing zelf
    Gegeven een lopende toewijzing van 6 uur "diagnostiek"
    Als de gemeente de toewijzing naar een volume van 8 moet wijzigen
    Dan ontvangt de aanbieder de toewijzing met dat volume
    En ontvangt de gemeente een 302-bericht zonder opmerkingen

  @sut-gemeente @SAP-3.2.4 @OP033x1
  @SAP-3.2/4 @SAP-3.2.4/1
  Scenario: Het volume per week van een lopende toewijzing wijzigt niet
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    Als de gemeente de toewijzing naar een volume van 5 moet wijzigen
    En er 6 werkdagen verstrijken
    Dan houdt de toewijzing haar volume

  @sut-aanbieder @SAP-2.3.1 @OP039 @OP095
  Scenario: Een toewijzing met een anders geschreven naam is goed
    Gegeven het volgende 301-bericht van de gemeente bevat de fout "andere achternaam"
    Als de gemeente 3 uur "begeleiding" per week toewijst
    Dan ontvangt de gemeente een 302-bericht zonder opmerkingen

  @sut-aanbieder @SAP-3.2.2 @OP033x1 @OP080 @JW323 @JW325 @OP303
  Scenario: De jongste toewijzing geldt, ook als een oudere later aankomt
    Gegeven het is de eerste van de maand
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En de berichten van de gemeente blijven liggen
    Als de gemeente de toewijzing inkort tot over 6 weken
    En er 1 dag verstrijkt
    En de gemeente de toewijzing inkort tot over 2 weken
    En de berichten van de gemeente komen in omgekeerde volgorde aan
    Dan ontvangt de aanbieder de toewijzing met die einddatum
    En ontvangt de gemeente een 302-bericht zonder opmerkingen
    Als de maand voorbij is
    En de aanbieder heeft geleverd:
      | dag | uren |
      | 1   | 3    |
    En de aanbieder de maand declareert
    Dan bevat de declaratie een prestatie van 3 uur volgens OP080
    En keurt de gemeente de hele declaratie goed

  @sut-gemeente @SAP-2.3.1 @OP087
  @SAP-2.1/2 @SAP-2.3.1/5
  Scenario: Een toewijzing die nog moet ingaan staat ook in het volgende bericht
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    Als de gemeente 10 uur "maandbegeleiding" per maand toewijst aansluitend op de lopende
    Dan ontvangt de aanbieder die toewijzing
    Als de gemeente 6 uur "diagnostiek" toewijst
    Dan ontvangt de aanbieder die toewijzing
    En staan de andere lopende toewijzingen in hetzelfde 301-bericht
    En ontvangt de gemeente een 302-bericht zonder opmerkingen

  @sut-gemeente @SAP-2.3.1 @OP275
  Scenario: Toewijzingen van twee cliënten hebben elk een eigen nummer
    Gegeven 2 cliënten met een lopende toewijzing van 3 stuks "consult"
    Als de gemeente 10 uur "maandbegeleiding" per maand toewijst
    Dan ontvangt de aanbieder die toewijzing
