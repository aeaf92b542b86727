# language: nl
@vanaf-3.0 @sut-aanbieder @JW301 @SAP-2.3.1
Functionaliteit: De regels van het toewijzingsbericht

  De aanbieder toetst elk 301-bericht: op het berichtformaat (niveau 1), op de inhoud (niveau 2, dan komt
  alleen de Header terug met 0001), en op wat eerder is gestuurd of afgesproken (niveau 3 en 4, SAP 2.3.1).

  Abstract Scenario: De toewijzing past niet bij de release
    Gegeven het volgende 301-bericht van de gemeente schendt regel <regel>
    Als de gemeente 3 uur "begeleiding" per week toewijst
    Dan weigert de aanbieder het 301-bericht op het berichtformaat

    Voorbeelden:
      | regel |
      | CS015 |
      | CS025 |

  @JW302 @OP090
  Abstract Scenario: De inhoud van de toewijzing klopt niet
    Gegeven het volgende 301-bericht van de gemeente schendt regel <regel>
    Als de gemeente 3 uur "begeleiding" per week toewijst
    Dan ontvangt de gemeente een 302-bericht met alleen retourcode 0001

    Voorbeelden:
      | regel |
      | CD005 |
      | CD007 |
      | CD009 |
      | CD025 |
      | CD034 |
      | CD041 |
      | CD075 |
      | CD076 |
      | CD077 |
      | CD078 |
      | CD079 |
      | CD080 |
      | CS002 |
      | CS003 |
      | CS050 |
      | CS089 |
      | CS139 |
      | CS318 |
      | CS338 |
      | TR002 |
      | TR006 |
      | TR061 |
      | TR101 |
      | TR134 |
      | TR302 |

  @JW302 @OP090
  Abstract Scenario: De inhoud van de toewijzing klopt niet, vanaf release 3.1
    Gegeven het is maandag 2 mei 2022
    En het volgende 301-bericht van de gemeente schendt regel <regel>
    Als de gemeente 3 uur "begeleiding" per week toewijst
    Dan ontvangt de gemeente een 302-bericht met alleen retourcode 0001

    Voorbeelden:
      | regel |
      | CS335 |
      | CS336 |

  @JW302 @OP090
  Abstract Scenario: De toewijzing past niet bij wat is afgesproken
    Gegeven het volgende 301-bericht van de gemeente schendt regel <regel>
    Als de gemeente 3 uur "begeleiding" per week toewijst
    Dan ontvangt de gemeente een 302-bericht met retourcode <code> bij ToegewezenProduct

    Voorbeelden:
      | regel | code |
      | TR379 | 9379 |
      | TR381 | S329 |

  @JW302 @OP090
  Abstract Scenario: De toewijzing past niet bij een eerdere
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En het volgende 301-bericht van de gemeente schendt regel <regel>
    Als de gemeente de toewijzing inkort tot over 8 weken
    Dan ontvangt de gemeente een 302-bericht met retourcode <code> bij ToegewezenProduct

    Voorbeelden:
      | regel | code |
      | TR332 | 9332 |

  @JW302 @OP090
  Abstract Scenario: De kop van de toewijzing klopt niet
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En het volgende 301-bericht van de gemeente schendt regel <regel>
    Als de gemeente de toewijzing inkort tot over 8 weken
    Dan ontvangt de gemeente een 302-bericht met alleen retourcode <code>

    Voorbeelden:
      | regel | code |
      | TR056 | 9056 |
      | TR135 | 8848 |
      | TR378 | S300 |

  @JW302 @OP090 @JW323 @JW325
  Abstract Scenario: Een toewijzing waarop is gedeclareerd wordt verwijderd, vanaf release 3.1
    Gegeven het is maandag 2 mei 2022
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En de aanbieder heeft over de afgelopen maand 8 uur gedeclareerd en dat is goedgekeurd
    En het volgende 301-bericht van de gemeente schendt regel <regel>
    Als de gemeente de toewijzing inkort tot over 8 weken
    Dan ontvangt de gemeente een 302-bericht met retourcode <code> bij ToegewezenProduct

    Voorbeelden:
      | regel | code |
      | TR385 | 9385 |
