# language: nl
@vanaf-3.0 @sut-gemeente @JW315 @SAP-2.3.2.2
Functionaliteit: De regels van het verzoek om toewijzing

  De gemeente toetst elk 315-bericht en zegt in het 316-bericht welke regel is geschonden (SAP 2.3.2.2).

  Abstract Scenario: Het verzoek past niet bij de release
    Gegeven het volgende 315-bericht van de aanbieder schendt regel <regel>
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan weigert de gemeente het 315-bericht op het berichtformaat

    Voorbeelden:
      | regel |
      | CS015 |
      | CS025 |

  @JW316 @OP090
  Abstract Scenario: De inhoud van het verzoek klopt niet
    Gegeven het volgende 315-bericht van de aanbieder schendt regel <regel>
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een 316-bericht met alleen retourcode 0001

    Voorbeelden:
      | regel |
      | CD041 |
      | CD043 |
      | CD066 |
      | CD067 |
      | CD068 |
      | CD076 |
      | CD095 |
      | CS002 |
      | CS003 |
      | CS139 |
      | CS343 |
      | TR002 |
      | TR101 |
      | TR134 |
      | TR383 |
      | TR386 |

  @JW316 @OP090
  Abstract Scenario: De inhoud van het verzoek klopt niet, vanaf release 3.1
    Gegeven het is maandag 2 mei 2022
    En het volgende 315-bericht van de aanbieder schendt regel <regel>
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een 316-bericht met alleen retourcode 0001

    Voorbeelden:
      | regel |
      | CD075 |
      | CD077 |
      | CD078 |
      | CD079 |

  @JW316 @OP090
  Abstract Scenario: Het verzoek past niet bij het contract
    Gegeven het volgende 315-bericht van de aanbieder schendt regel <regel>
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een 316-bericht met retourcode <code> bij AangevraagdProduct

    Voorbeelden:
      | regel | code |
      | TR381 | S329 |

  @JW316 @JW319 @OP090 @OP274 @CD085
  Abstract Scenario: Het verzoek herhaalt een afgewezen verzoek
    Gegeven de gemeente zal het verzoek afwijzen met reden 7
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een afwijzing met reden 7
    Gegeven het volgende 315-bericht van de aanbieder schendt regel <regel>
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een 316-bericht met retourcode <code> bij AangevraagdProduct

    Voorbeelden:
      | regel | code |
      | TR347 | 9347 |

  @JW316 @JW319 @OP090 @OP274 @CD085
  Abstract Scenario: De kop van het verzoek klopt niet
    Gegeven de gemeente zal het verzoek afwijzen met reden 7
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een afwijzing met reden 7
    Gegeven het volgende 315-bericht van de aanbieder schendt regel <regel>
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een 316-bericht met alleen retourcode <code>

    Voorbeelden:
      | regel | code |
      | TR056 | 9056 |
      | TR135 | 8848 |
      | TR378 | S300 |

  @JW301 @JW316 @JW319 @OP090 @OP274 @CD086 @TR379
  Abstract Scenario: Er loopt al een verzoek voor deze cliënt
    Gegeven de gemeente zal het verzoek in onderzoek nemen
    En de aanbieder heeft al een verzoek gestuurd voor een andere cliënt
    Dan ontvangt de aanbieder het antwoord dat het verzoek in onderzoek is
    Gegeven het volgende 315-bericht van de aanbieder schendt regel <regel>
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een 316-bericht met retourcode <code> bij Client
    Als de gemeente het eerdere verzoek toewijst

    Voorbeelden:
      | regel | code |
      | TR374 | 9374 |
