# language: nl
@vanaf-3.0 @JW315 @JW316 @OP090
Functionaliteit: Verzoek om toewijzing

  De aanbieder vraagt een toewijzing aan. De gemeente bevestigt de ontvangst binnen 3 werkdagen
  en besluit binnen 5 werkdagen, of neemt het verzoek in onderzoek en besluit binnen 8 weken
  na de dagtekening (SAP 2.3.2 en bijlage 5).

  @sut-gemeente @sut-aanbieder @SAP-2.3.2.2 @SAP-bijlage-5 @JW301 @JW302 @OP274 @TR379 @OP344
  @SAP-1/1 @SAP-2.3.2/3 @SAP-2.3.2/6 @SAP-2.3.2.1/1 @SAP-2.3.2.1/4 @SAP-2.3.2.1/6 @SAP-2.3.2.1/7 @SAP-2.3.2.1/8
  @SAP-2.3.2.2/1 @SAP-2.3.2.2/15 @SAP-2.3.2.2/22 @SAP-5.1/3 @SAP-bijlage-3/1 @SAP-bijlage-3/12 @SAP-bijlage-5/1
  @OP297
  Scenario: Patroon 1, het verzoek wordt toegewezen
    Gegeven de gemeente zal het verzoek toewijzen
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een 316-bericht zonder opmerkingen
    En ontvangt de aanbieder een toewijzing op zijn verzoek
    En ontvangt de gemeente een 302-bericht zonder opmerkingen

  @sut-gemeente @sut-aanbieder @SAP-2.3.2.2 @SAP-bijlage-5 @JW319 @JW320 @OP274 @CD085 @OP065 @OP344
  @SAP-2.2/2 @SAP-2.3.2/6 @SAP-2.3.2.2/16 @SAP-2.3.2.2/26 @SAP-4.4.5/2 @SAP-bijlage-3/16 @SAP-bijlage-3/18
  @SAP-bijlage-5/2
  Scenario: Patroon 2, het verzoek wordt afgewezen
    Gegeven de gemeente zal het verzoek afwijzen met reden 7
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een 316-bericht zonder opmerkingen
    En ontvangt de aanbieder een afwijzing met reden 7
    En ontvangt de gemeente een 320-bericht zonder opmerkingen

  @sut-gemeente @sut-aanbieder @SAP-2.3.2.2 @SAP-bijlage-5 @JW319 @JW320 @JW301 @JW302 @OP274 @CD086 @TR379 @OP344
  @SAP-2.3.2/4 @SAP-2.3.2/6 @SAP-2.3.2/7 @SAP-2.3.2.2/19 @SAP-2.3.2.2/20 @SAP-2.3.2.2/21 @SAP-2.3.2.3/1
  @SAP-bijlage-3/3 @SAP-bijlage-3/16 @SAP-bijlage-5/3
  Scenario: Patroon 3, onderzoek en dan toegewezen
    Gegeven de gemeente zal het verzoek in onderzoek nemen
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een 316-bericht zonder opmerkingen
    En ontvangt de aanbieder het antwoord dat het verzoek in onderzoek is
    En ontvangt de gemeente een 320-bericht zonder opmerkingen
    Als er 6 weken verstrijken
    En de gemeente het verzoek toewijst
    Dan ontvangt de aanbieder een toewijzing op zijn verzoek
    En ontvangt de gemeente een 302-bericht zonder opmerkingen

  @sut-gemeente @sut-aanbieder @SAP-2.3.2.2 @SAP-bijlage-5 @JW319 @JW320 @OP274 @CD085 @CD086 @TR365 @OP344
  @SAP-2.3.2/4 @SAP-2.3.2/7 @SAP-2.3.2.2/19 @SAP-2.3.2.2/20 @SAP-2.3.2.2/21 @SAP-2.3.2.3/1 @SAP-bijlage-3/3
  @SAP-bijlage-3/17 @SAP-bijlage-5/4
  Scenario: Patroon 4, onderzoek en dan afgewezen
    Gegeven de gemeente zal het verzoek in onderzoek nemen
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een 316-bericht zonder opmerkingen
    En ontvangt de aanbieder het antwoord dat het verzoek in onderzoek is
    En ontvangt de gemeente een 320-bericht zonder opmerkingen
    Als er 6 weken verstrijken
    En de gemeente het verzoek afwijst met reden 7
    Dan ontvangt de aanbieder een afwijzing met reden 7
    En ontvangt de gemeente een 320-bericht zonder opmerkingen

  @sut-gemeente @sut-aanbieder @SAP-2.3.2.2 @JW319 @JW320 @JW301 @JW302 @OP274 @OP361 @CD085 @TR347 @TR379
  @SAP-2.3.2.2/24
  Scenario: Na een afwijzing vraagt de aanbieder opnieuw aan
    Gegeven de gemeente zal het verzoek afwijzen met reden 7
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een afwijzing met reden 7
    En ontvangt de gemeente een 320-bericht zonder opmerkingen
    Gegeven de gemeente zal het verzoek toewijzen
    Als de aanbieder 2 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een toewijzing op zijn verzoek
    En ontvangt de gemeente een 302-bericht zonder opmerkingen

  @sut-gemeente @sut-aanbieder @SAP-3.1.4 @JW301 @JW302 @OP274 @OP087 @TR379
  @SAP-2.1/2 @SAP-2.3.1/5 @SAP-3.1/5 @SAP-3.1.4/1
  Scenario: Een verwijzing voor een tweede product naast lopende zorg
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de gemeente zal het verzoek toewijzen
    Als de aanbieder 10 uur "maandbegeleiding" per maand aanvraagt
    Dan ontvangt de aanbieder een 316-bericht zonder opmerkingen
    En ontvangt de aanbieder een toewijzing op zijn verzoek
    En staan de andere lopende toewijzingen in hetzelfde 301-bericht
    En ontvangt de gemeente een 302-bericht zonder opmerkingen

  @ijw @sut-gemeente @SAP-5.2 @JW319 @JW320 @OP274 @OP359 @TR377 @CD085
  @SAP-2.3.2.2/6 @SAP-2.3.2.2/17 @SAP-5.2/3
  Scenario: Afwijzing volgens het woonplaatsbeginsel noemt de verantwoordelijke gemeente
    Gegeven een cliënt voor wie een andere gemeente verantwoordelijk is
    Als de aanbieder toch 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een 316-bericht zonder opmerkingen
    En ontvangt de aanbieder een afwijzing met reden 8 en de verantwoordelijke gemeente

  @sut-gemeente @SAP-4.4.3 @JW301 @JW302 @JW319 @JW320 @OP274 @OP347 @CD085 @OP259
  @SAP-2.3.2.2/7 @SAP-2.3.2.3/8 @SAP-3.1.4/7 @SAP-4.4.3/4
  Scenario: Afwijzing wegens stapeling van hetzelfde product
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    Als de aanbieder toch 2 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een 316-bericht zonder opmerkingen
    En ontvangt de aanbieder een afwijzing met reden 6

  @alkmaar @sut-gemeente @SAP-4.4.3 @T-3 @JW301 @JW302 @JW319 @JW320 @OP274 @CD085
  @SAP-2.3.2.2/9 @SAP-2.3.2.3/8 @SAP-3.1.4/7 @SAP-4.4.3/2 @SAP-bijlage-B/1
  Scenario: Afwijzing wegens ongeoorloofde samenloop
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    Als de aanbieder toch 2 uur "behandeling" per week aanvraagt
    Dan ontvangt de aanbieder een 316-bericht zonder opmerkingen
    En ontvangt de aanbieder een afwijzing

  @sut-gemeente @SAP-2.3.2.2 @JW319 @JW320 @OP274 @OP296 @CD085
  @SAP-2.3.2.2/5 @SAP-2.3.2.3/8
  Scenario: Afwijzing van een product buiten het contract
    Als de aanbieder toch 3 uur "niet-ingekocht" per week aanvraagt
    Dan ontvangt de aanbieder een 316-bericht zonder opmerkingen
    En ontvangt de aanbieder een afwijzing met reden 4

  @ijw @sut-gemeente @sut-aanbieder @SAP-2.3.2.2 @JW319 @JW320 @OP274 @CD085
  @SAP-2.3.2.2/10 @SAP-2.3.2.3/8
  Scenario: Afwijzing van een cliënt die te oud is voor het product
    Gegeven een cliënt van 19 jaar
    Als de aanbieder toch 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een 316-bericht zonder opmerkingen
    En ontvangt de aanbieder een afwijzing
    En ontvangt de gemeente een 320-bericht zonder opmerkingen

  @alkmaar @sut-gemeente @SAP-4.5.1 @JW301 @JW302 @OP274 @TR379
  @SAP-4.5.1/1 @SAP-4.5.1/2
  Scenario: Een maand terugwerkende kracht mag
    Als de aanbieder "begeleiding" aanvraagt met een maand terugwerkende kracht
    Dan ontvangt de aanbieder een 316-bericht zonder opmerkingen
    En ontvangt de aanbieder een toewijzing op zijn verzoek
    En ontvangt de gemeente een 302-bericht zonder opmerkingen

  @alkmaar @sut-gemeente @SAP-4.5.1 @V-1 @JW319 @OP274 @CD085
  @SAP-4.5.1/1 @SAP-4.5.1/2
  Scenario: De gemeente wijst een verzoek van een maand en een dag terug af
    Gegeven het volgende 315-bericht van de aanbieder bevat de fout "een dag te ver terug"
    Als de aanbieder "begeleiding" aanvraagt met een maand terugwerkende kracht
    Dan ontvangt de aanbieder een 316-bericht zonder opmerkingen
    En ontvangt de aanbieder een afwijzing
    En wijst de gemeente op dat verzoek niets toe

  @alkmaar @sut-aanbieder @SAP-4.5.1 @V-1
  @SAP-2.3.2.1/18 @SAP-4.5.1/1 @SAP-4.5.1/2
  Scenario: De aanbieder vraagt niet meer dan een maand terug aan
    Als de aanbieder "begeleiding" moet aanvragen met een maand en een dag terugwerkende kracht
    En er 5 werkdagen verstrijken
    Dan stuurt de aanbieder geen 315-bericht

  @sut-gemeente @JW315 @SAP-2.3.2.2 @CS002 @TR374
  @SAP-2.3.2.2/2
  Scenario: Een verzoek met een fout bsn wordt technisch afgekeurd
    Gegeven het volgende 315-bericht van de aanbieder bevat de fout "verkeerd bsn"
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een 316-bericht met alleen retourcode 0001

  @sut-gemeente @sut-aanbieder @SAP-2.3.2.2 @JW301 @JW302 @OP274 @OP347 @TR379
  @SAP-2.3.2.1/13 @SAP-2.3.2.2/8 @SAP-bijlage-2/5
  Scenario: Een ingetrokken toewijzing telt niet mee voor stapeling
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    Als de gemeente de toewijzing intrekt
    Dan ontvangt de aanbieder de ingetrokken toewijzing
    En ontvangt de gemeente een 302-bericht zonder opmerkingen
    Als de aanbieder 2 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een 316-bericht zonder opmerkingen
    En ontvangt de aanbieder een toewijzing op zijn verzoek
    En ontvangt de gemeente een 302-bericht zonder opmerkingen

  @sut-aanbieder @SAP-2.3.2.1 @OP350 @OP274 @JW319 @JW320 @CD086
  Scenario: De aanbieder vraagt niet opnieuw aan zolang een verzoek loopt
    Gegeven de gemeente zal het verzoek in onderzoek nemen
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder het antwoord dat het verzoek in onderzoek is
    Als de aanbieder "maandbegeleiding" moet aanvragen terwijl een verzoek loopt
    En er 5 werkdagen verstrijken
    Dan stuurt de aanbieder geen 315-bericht

  @ijw @sut-aanbieder @SAP-5.2 @JW319 @JW320 @OP090
  Scenario: De aanbieder neemt een afwijzing volgens het woonplaatsbeginsel aan
    Gegeven de gemeente zal het verzoek afwijzen met reden 8
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een afwijzing met reden 8 en de verantwoordelijke gemeente
    En ontvangt de gemeente een 320-bericht zonder opmerkingen

  @sut-aanbieder @SAP-2.3.2.1 @OP296 @JW315
  @SAP-2.3.2.1/9 @SAP-3.1.4/6
  Scenario: De aanbieder vraagt niet aan wat niet in het contract staat
    Als de aanbieder "niet-ingekocht" moet aanvragen buiten het contract
    En er 5 werkdagen verstrijken
    Dan stuurt de aanbieder geen 315-bericht

  @ijw @sut-aanbieder @SAP-2.3.2.1 @JW315
  @SAP-2.3.2.1/11
  Scenario: De aanbieder vraagt niet aan bij een gemeente die niet verantwoordelijk is
    Gegeven een cliënt voor wie een andere gemeente verantwoordelijk is
    Als de aanbieder "begeleiding" moet aanvragen voor een andere gemeente
    En er 5 werkdagen verstrijken
    Dan stuurt de aanbieder geen 315-bericht

  @sut-aanbieder @SAP-2.3.2.1 @SAP-4.4.3 @OP347 @JW301 @JW302 @JW315 @OP090
  @SAP-2.3.2.1/12 @SAP-3.1.4/6 @SAP-4.4.3/5
  Scenario: De aanbieder stapelt hetzelfde product niet
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    Als de aanbieder "begeleiding" moet aanvragen bovenop wat al is toegewezen
    En er 5 werkdagen verstrijken
    Dan stuurt de aanbieder geen 315-bericht

  @alkmaar @sut-aanbieder @SAP-2.3.2.1 @SAP-4.4.3 @T-3 @JW301 @JW302 @JW315 @OP090
  @SAP-2.3.2.1/14 @SAP-3.1.4/6 @SAP-4.4.3/3
  Scenario: De aanbieder vraagt geen product aan dat niet samengaat met wat er loopt
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    Als de aanbieder "behandeling" moet aanvragen naast een product waarmee het niet samengaat
    En er 5 werkdagen verstrijken
    Dan stuurt de aanbieder geen 315-bericht

  @sut-gemeente @SAP-2.3.2.2 @JW319 @JW320 @OP274 @CD085
  @SAP-2.3.2.2/4
  Scenario: Afwijzing van een aanbieder zonder contract
    Gegeven een aanbieder zonder contract
    Als de aanbieder toch 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een 316-bericht zonder opmerkingen
    En ontvangt de aanbieder een afwijzing

  @sut-gemeente @SAP-2.3.2.2 @JW301 @JW302 @OP274 @OP039 @OP095
  Scenario: Een verzoek met een anders geschreven naam is goed
    Gegeven de gemeente zal het verzoek toewijzen
    En het volgende 315-bericht van de aanbieder bevat de fout "andere achternaam"
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een 316-bericht zonder opmerkingen
    En ontvangt de aanbieder een toewijzing op zijn verzoek
