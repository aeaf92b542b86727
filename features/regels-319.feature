# language: nl
@vanaf-3.0 @sut-aanbieder @JW315 @JW319 @SAP-2.3.2.2
Functionaliteit: De regels van het antwoord op een verzoek

  De aanbieder toetst elk 319-bericht en zegt in het 320-bericht welke regel is geschonden (SAP 2.3.2.2).

  Abstract Scenario: Het antwoord past niet bij de release
    Gegeven de gemeente zal het verzoek afwijzen met reden 7
    En het volgende 319-bericht van de gemeente schendt regel <regel>
    Als de aanbieder toch 3 uur "begeleiding" per week aanvraagt
    Dan weigert de aanbieder het 319-bericht op het berichtformaat

    Voorbeelden:
      | regel |
      | CS015 |
      | CS025 |

  @JW320 @OP090
  Abstract Scenario: De inhoud van het antwoord klopt niet
    Gegeven de gemeente zal het verzoek afwijzen met reden 7
    En het volgende 319-bericht van de gemeente schendt regel <regel>
    Als de aanbieder toch 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de gemeente een 320-bericht met alleen retourcode 0001

    Voorbeelden:
      | regel |
      | CD085 |
      | CD086 |

    @ijw
    Voorbeelden: Het woonplaatsbeginsel, alleen in de Jeugdwet
      | regel |
      | TR377 |
      | TR409 |

  @JW320 @OP090
  Abstract Scenario: Het antwoord past niet bij een verzoek
    Gegeven de gemeente zal het verzoek afwijzen met reden 7
    En het volgende 319-bericht van de gemeente schendt regel <regel>
    Als de aanbieder toch 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de gemeente een 320-bericht met retourcode <code> bij Antwoord

    Voorbeelden:
      | regel | code |
      | TR355 | 9355 |

  @JW320 @OP090
  Abstract Scenario: Het verzoek was al in onderzoek
    Gegeven de gemeente zal het verzoek in onderzoek nemen
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder het antwoord dat het verzoek in onderzoek is
    Gegeven het volgende 319-bericht van de gemeente schendt regel <regel>
    Als er 2 weken verstrijken
    En de gemeente het verzoek afwijst met reden 7
    Dan ontvangt de gemeente een 320-bericht met retourcode <code> bij Antwoord

    Voorbeelden:
      | regel | code |
      | TR360 | 9360 |

  @JW320 @OP090
  Abstract Scenario: Het verzoek was al afgewezen
    Gegeven de gemeente zal het verzoek afwijzen met reden 7
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een afwijzing met reden 7
    Gegeven de gemeente zal het verzoek afwijzen met reden 7
    En het volgende 319-bericht van de gemeente schendt regel <regel>
    Als de aanbieder 10 uur "maandbegeleiding" per maand aanvraagt
    Dan ontvangt de gemeente een 320-bericht met retourcode <code> bij Antwoord

    Voorbeelden:
      | regel | code |
      | TR365 | 9365 |

  @JW301 @JW302 @JW320 @OP090
  Abstract Scenario: Het verzoek was al toegewezen
    Gegeven de gemeente zal het verzoek toewijzen
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder een toewijzing op zijn verzoek
    Gegeven de gemeente zal het verzoek afwijzen met reden 7
    En het volgende 319-bericht van de gemeente schendt regel <regel>
    Als de aanbieder 10 uur "maandbegeleiding" per maand aanvraagt
    Dan ontvangt de gemeente een 320-bericht met retourcode <code> bij Antwoord

    Voorbeelden:
      | regel | code |
      | TR359 | 9359 |

  @JW320 @OP090
  Abstract Scenario: De kop van het antwoord klopt niet
    Gegeven de gemeente zal het verzoek in onderzoek nemen
    Als de aanbieder 3 uur "begeleiding" per week aanvraagt
    Dan ontvangt de aanbieder het antwoord dat het verzoek in onderzoek is
    Gegeven het volgende 319-bericht van de gemeente schendt regel <regel>
    Als er 2 weken verstrijken
    En de gemeente het verzoek afwijst met reden 7
    Dan ontvangt de gemeente een 320-bericht met alleen retourcode <code>

    Voorbeelden:
      | regel | code |
      | TR056 | 9056 |
      | TR135 | 8848 |
