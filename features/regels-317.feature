# language: nl
@vanaf-3.0 @sut-gemeente @JW301 @JW317 @SAP-3
Functionaliteit: De regels van het verzoek om wijziging

  Vanaf 2023 mag de aanbieder een 317-bericht sturen (SAP 3). De gemeente toetst het en zegt in het 318-bericht welke
  regel is geschonden.

  Abstract Scenario: De wijziging past niet bij de release
    Gegeven het is maandag 8 mei 2023
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En het volgende 317-bericht van de aanbieder schendt regel <regel>
    Als de aanbieder een wijziging aanvraagt
    Dan weigert de gemeente het 317-bericht op het berichtformaat

    Voorbeelden:
      | regel |
      | CS015 |
      | CS025 |

  @JW318 @OP090
  Abstract Scenario: De inhoud van de wijziging klopt niet
    Gegeven het is maandag 8 mei 2023
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En het volgende 317-bericht van de aanbieder schendt regel <regel>
    Als de aanbieder een wijziging aanvraagt
    Dan ontvangt de aanbieder een 318-bericht met alleen retourcode 0001

    Voorbeelden:
      | regel |
      | CD076 |
      | CD077 |
      | CD078 |
      | CS002 |
      | CS003 |
      | CS338 |
      | TR353 |

  @JW318 @OP090
  Abstract Scenario: De inhoud van de wijziging met een nieuw product klopt niet
    Gegeven het is maandag 8 mei 2023
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En het volgende 317-bericht van de aanbieder schendt regel <regel>
    Als de aanbieder een wijziging en een nieuw product aanvraagt
    Dan ontvangt de aanbieder een 318-bericht met alleen retourcode 0001

    Voorbeelden:
      | regel |
      | CD041 |
      | CD079 |
      | CD096 |
      | TR352 |
      | TR380 |
      | TR410 |

  @JW318 @OP090
  Abstract Scenario: De inhoud van de wijziging naast een andere toewijzing klopt niet
    Gegeven het is maandag 8 mei 2023
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En een lopende toewijzing van 10 uur "maandbegeleiding" per maand
    En het volgende 317-bericht van de aanbieder schendt regel <regel>
    Als de aanbieder een wijziging aanvraagt
    Dan ontvangt de aanbieder een 318-bericht met alleen retourcode 0001

    Voorbeelden:
      | regel |
      | TR101 |

  @JW318 @OP090
  Abstract Scenario: De wijziging past niet bij de toewijzing
    Gegeven het is maandag 8 mei 2023
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En het volgende 317-bericht van de aanbieder schendt regel <regel>
    Als de aanbieder een wijziging aanvraagt
    Dan ontvangt de aanbieder een 318-bericht met retourcode <code> bij <klasse>

    Voorbeelden:
      | regel | code | klasse            |
      | TR304 | 8187 | Client            |
      | TR351 | 9351 | TeWijzigenProduct |
      | TR361 | 9361 | NieuwProduct      |
      | TR411 | 9411 | TeWijzigenProduct |

  @JW318 @OP090
  Abstract Scenario: De wijziging met terugwerkende kracht past niet bij de toewijzing
    Gegeven het is maandag 8 mei 2023
    En een lopende toewijzing van 3 uur "begeleiding" per week die 4 weken geleden inging
    En het volgende 317-bericht van de aanbieder schendt regel <regel>
    Als de aanbieder een wijziging aanvraagt
    Dan ontvangt de aanbieder een 318-bericht met retourcode <code> bij <klasse>

    Voorbeelden:
      | regel | code | klasse            |
      | TR357 | 9357 | TeWijzigenProduct |

  @JW318 @OP090
  Abstract Scenario: De wijziging past niet bij de andere toewijzing
    Gegeven het is maandag 8 mei 2023
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En een lopende toewijzing van 10 uur "maandbegeleiding" per maand
    En het volgende 317-bericht van de aanbieder schendt regel <regel>
    Als de aanbieder een wijziging aanvraagt
    Dan ontvangt de aanbieder een 318-bericht met retourcode <code> bij <klasse>

    Voorbeelden:
      | regel | code | klasse             |
      | TR349 | 9349 | Verzoek            |
      | TR350 | 9350 | OngewijzigdProduct |

  @JW318 @OP090
  Abstract Scenario: Het nieuwe product past niet bij het contract
    Gegeven het is maandag 8 mei 2023
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En het volgende 317-bericht van de aanbieder schendt regel <regel>
    Als de aanbieder een wijziging en een nieuw product aanvraagt
    Dan ontvangt de aanbieder een 318-bericht met retourcode <code> bij <klasse>

    Voorbeelden:
      | regel | code | klasse       |
      | TR381 | S329 | NieuwProduct |

  @JW318 @JW319 @OP090 @OP346 @CD085
  Abstract Scenario: De wijziging herhaalt een afgewezen verzoek
    Gegeven het is maandag 8 mei 2023
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En de gemeente zal het wijzigingsverzoek afwijzen met reden 4
    Als de aanbieder een wijziging aanvraagt
    Dan ontvangt de aanbieder een afwijzing van de wijziging met reden 4
    Gegeven het volgende 317-bericht van de aanbieder schendt regel <regel>
    Als de aanbieder een wijziging aanvraagt
    Dan ontvangt de aanbieder een 318-bericht met retourcode <code> bij <klasse>

    Voorbeelden:
      | regel | code | klasse  |
      | TR347 | 9347 | Verzoek |

  @JW318 @JW319 @OP090 @OP346 @CD085
  Abstract Scenario: De kop van de wijziging klopt niet
    Gegeven het is maandag 8 mei 2023
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En de gemeente zal het wijzigingsverzoek afwijzen met reden 4
    Als de aanbieder een wijziging aanvraagt
    Dan ontvangt de aanbieder een afwijzing van de wijziging met reden 4
    Gegeven het volgende 317-bericht van de aanbieder schendt regel <regel>
    Als de aanbieder een wijziging aanvraagt
    Dan ontvangt de aanbieder een 318-bericht met alleen retourcode <code>

    Voorbeelden:
      | regel | code |
      | TR056 | 9056 |
      | TR135 | 8848 |
