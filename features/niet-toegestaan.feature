# language: nl
@vanaf-3.0
Functionaliteit: Wat het protocol hier niet toestaat

  In de regio Alkmaar wordt alleen specifiek toegewezen, altijd met einddatum en volume, en is
  het wijzigingsverzoek tot en met 2022 niet in gebruik (SAP 3, 4.4.1, 4.4.2, 4.4.4 en 4.5.2).

  @alkmaar @sut-gemeente @SAP-4.4.1 @T-1 @JW301
  @SAP-2.3/3 @SAP-4.4.1/1 @SAP-4.4.1/4
  Scenario: De gemeente wijst niet aspecifiek toe
    Als de gemeente "begeleiding" moet toewijzen zonder code en volume
    En er 5 werkdagen verstrijken
    Dan stuurt de gemeente geen 301-bericht

  @alkmaar @sut-gemeente @SAP-4.4.2 @T-2 @JW301
  @SAP-4.4.2/4
  Scenario: De gemeente wijst niet toe zonder einddatum
    Als de gemeente "maandbegeleiding" moet toewijzen zonder einddatum
    En er 5 werkdagen verstrijken
    Dan stuurt de gemeente geen 301-bericht

  @sut-gemeente @SAP-4.4.4 @T-4 @JW301
  @SAP-4.4.4/4
  Scenario: De gemeente wijst niet toe zonder volume
    Als de gemeente "begeleiding" moet toewijzen zonder volume
    En er 5 werkdagen verstrijken
    Dan stuurt de gemeente geen 301-bericht

  @alkmaar @sut-gemeente @SAP-4.4.1 @T-1 @JW315 @JW316 @JW319 @OP090 @OP274 @CD085
  @SAP-4.4.1/4
  Scenario: De gemeente wijst een aspecifiek verzoek af
    Gegeven het volgende 315-bericht van de aanbieder bevat de fout "aspecifiek"
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een 316-bericht zonder opmerkingen
    En ontvangt de aanbieder een afwijzing

  @alkmaar @vanaf-3.1 @sut-gemeente @SAP-4.4.1 @T-1 @JW315 @JW316 @JW319 @OP090 @OP274 @CD085
  @SAP-4.4.1/4
  Scenario: De gemeente wijst een generiek verzoek af
    Gegeven het volgende 315-bericht van de aanbieder bevat de fout "generiek"
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een 316-bericht zonder opmerkingen
    En ontvangt de aanbieder een afwijzing

  @voor-3.1 @sut-gemeente @SAP-4.4.1 @T-1 @JW315
  Scenario: In release 3.0 past een generiek verzoek niet in het schema
    Gegeven het volgende 315-bericht van de aanbieder bevat de fout "generiek"
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan weigert de gemeente het 315-bericht op het berichtformaat

  @sut-gemeente @SAP-2.3.2.2 @JW315
  @SAP-2.3.2.2/2
  Scenario: Een bericht dat niet aan het schema voldoet wordt geweigerd
    Gegeven het volgende 315-bericht van de aanbieder bevat de fout "onbekende code"
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan weigert de gemeente het 315-bericht op het berichtformaat

  @sut-gemeente @SAP-2.3.2.1 @T-2 @JW315 @JW316 @OP090 @CD076
  @SAP-2.3.2.2/2 @SAP-4.4.2/2
  Scenario: Een verzoek per week zonder einddatum wordt technisch afgekeurd
    Gegeven het volgende 315-bericht van de aanbieder bevat de fout "zonder einddatum"
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een 316-bericht met alleen retourcode 0001

  @alkmaar @sut-gemeente @SAP-4.4.2 @T-2 @JW315 @JW316 @JW319 @OP090 @OP274 @CD085
  @SAP-4.4.2/2
  Scenario: Een verzoek per maand zonder einddatum wordt afgewezen
    Gegeven het volgende 315-bericht van de aanbieder bevat de fout "maand zonder einddatum"
    Als de aanbieder 10 uur "maandbegeleiding" per maand aanvraagt
    Dan ontvangt de aanbieder een 316-bericht zonder opmerkingen
    En ontvangt de aanbieder een afwijzing

  @sut-gemeente @SAP-4.4.4 @T-4 @JW315 @JW316 @OP090 @CD041
  @SAP-2.3.2.2/2 @SAP-4.4.4/2
  Scenario: Een verzoek zonder volume wordt technisch afgekeurd
    Gegeven het volgende 315-bericht van de aanbieder bevat de fout "zonder volume"
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een 316-bericht met alleen retourcode 0001

  @sut-aanbieder @SAP-4.4.4 @T-4 @JW301 @JW302 @OP090 @CD041 @OP286
  Scenario: De aanbieder keurt een toewijzing zonder volume technisch af
    Gegeven het volgende 301-bericht van de gemeente bevat de fout "zonder volume"
    Als de gemeente 3 uur "begeleiding" per week toewijst
    Dan ontvangt de gemeente een 302-bericht met alleen retourcode 0001

  @sut-aanbieder @SAP-4.4.2 @T-2 @JW301 @JW302 @OP090 @CD076 @OP286
  Scenario: De aanbieder keurt een toewijzing per week zonder einddatum technisch af
    Gegeven het volgende 301-bericht van de gemeente bevat de fout "zonder einddatum"
    Als de gemeente 3 uur "begeleiding" per week toewijst
    Dan ontvangt de gemeente een 302-bericht met alleen retourcode 0001

  @sut-aanbieder @SAP-2.3.1 @JW301 @JW302 @OP090
  @SAP-2.3.1/3
  Scenario: Over een aspecifieke toewijzing gaat het gesprek buiten de berichten om
    Gegeven het volgende 301-bericht van de gemeente bevat de fout "aspecifiek"
    Als de gemeente 3 uur "begeleiding" per week toewijst
    Dan ontvangt de gemeente een 302-bericht zonder opmerkingen

  @alkmaar @sut-aanbieder @SAP-4.4.1 @T-1 @JW315
  @SAP-4.4.1/2
  Scenario: De aanbieder vraagt niet aspecifiek aan
    Als de aanbieder "begeleiding" moet aanvragen zonder code en volume
    En er 5 werkdagen verstrijken
    Dan stuurt de aanbieder geen 315-bericht

  @sut-aanbieder @SAP-4.4.2 @T-2 @JW315
  @SAP-2.3.2.1/5 @SAP-4.4.2/2
  Scenario: De aanbieder vraagt niet aan zonder einddatum
    Als de aanbieder "begeleiding" moet aanvragen zonder einddatum
    En er 5 werkdagen verstrijken
    Dan stuurt de aanbieder geen 315-bericht

  @sut-aanbieder @SAP-4.4.4 @T-4 @JW315
  @SAP-4.4.4/2
  Scenario: De aanbieder vraagt niet aan zonder volume
    Als de aanbieder "begeleiding" moet aanvragen zonder volume
    En er 5 werkdagen verstrijken
    Dan stuurt de aanbieder geen 315-bericht

  @sut-aanbieder @SAP-4.5.2 @V-2 @JW315 @OP307
  @SAP-2.3.2/1 @SAP-2.3.2.1/2 @SAP-4.5.2/1 @SAP-4.5.2/2
  Abstract Scenario: De aanbieder vraagt niet aan op een niet-wettelijke verwijzing
    Als de aanbieder "begeleiding" moet aanvragen op een verwijzing van type <type>
    En er 5 werkdagen verstrijken
    Dan stuurt de aanbieder geen 315-bericht

    Voorbeelden: Overal
      | type |
      | 06   |

    @alkmaar
    Voorbeelden: In deze regio
      | type |
      | 01   |

  @alkmaar @eindhoven @almere @sut-aanbieder @SAP-3 @JW301 @JW302 @OP090
  @SAP-3/8
  @EHV-1/1
  Scenario: De aanbieder stuurt geen wijzigingsverzoek zolang de regio het niet gebruikt
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    Als de aanbieder een wijziging moet aanvragen
    En er 5 werkdagen verstrijken
    Dan stuurt de aanbieder geen 317-bericht

  @alkmaar @sut-gemeente @SAP-4.4.6 @T-6
  @SAP-4.4.6/3
  Scenario: De gemeente wijst niet toe in een andere frequentie
    Als de gemeente "begeleiding" moet toewijzen met een andere frequentie
    En er 5 werkdagen verstrijken
    Dan stuurt de gemeente geen 301-bericht

  @alkmaar @sut-aanbieder @SAP-4.4.6 @T-6
  @SAP-4.4.6/2
  Scenario: De aanbieder vraagt niet aan in een andere frequentie
    Als de aanbieder "begeleiding" moet aanvragen met een andere frequentie
    En er 5 werkdagen verstrijken
    Dan stuurt de aanbieder geen 315-bericht

  @alkmaar @sut-gemeente @SAP-1 @SAP-bijlage-6 @T-6 @JW301
  @SAP-1/2
  Abstract Scenario: De gemeente wijst alleen inspanningsgericht toe
    Als de gemeente "<product>" moet toewijzen <hoe>
    En er 5 werkdagen verstrijken
    Dan stuurt de gemeente geen 301-bericht

    Voorbeelden:
      | product     | hoe                 |
      | consult     | als output in stuks |
      | diagnostiek | in euro's           |

  @alkmaar @sut-gemeente @SAP-4.4.1 @T-1 @JW301
  @SAP-2.3/3 @SAP-4.4.1/1
  Scenario: De gemeente wijst niet toe met alleen een budget
    Als de gemeente "begeleiding" moet toewijzen met alleen een budget
    En er 5 werkdagen verstrijken
    Dan stuurt de gemeente geen 301-bericht
