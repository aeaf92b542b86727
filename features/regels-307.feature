# language: nl
@vanaf-3.0 @sut-gemeente @JW301 @JW305 @JW306 @JW307 @SAP-2.4.2
Functionaliteit: De regels van het stopbericht

  De gemeente toetst elk 307-bericht en zegt in het 308-bericht welke regel is geschonden (SAP 2.4.2 en 3.1.2).

  Abstract Scenario: Het stopbericht past niet bij de release
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    En het volgende 307-bericht van de aanbieder schendt regel <regel>
    Als er 4 weken verstrijken
    En de zorg voortijdig stopt
    Dan weigert de gemeente het 307-bericht op het berichtformaat

    Voorbeelden:
      | regel |
      | CS015 |
      | CS025 |

  @JW308 @OP090
  Abstract Scenario: De inhoud van het stopbericht klopt niet
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    En het volgende 307-bericht van de aanbieder schendt regel <regel>
    Als er 4 weken verstrijken
    En de zorg voortijdig stopt
    Dan ontvangt de aanbieder een 308-bericht met alleen retourcode 0001

    Voorbeelden:
      | regel |
      | CS002 |
      | CS058 |
      | CS139 |
      | TR002 |
      | TR018 |
      | TR101 |
      | TR134 |

  @JW308 @OP090
  Abstract Scenario: Het stopbericht past niet bij wat is toegewezen of gemeld
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    En het volgende 307-bericht van de aanbieder schendt regel <regel>
    Als er 4 weken verstrijken
    En de zorg voortijdig stopt
    Dan ontvangt de aanbieder een 308-bericht met retourcode <code> bij StopProduct

    Voorbeelden:
      | regel | code         |
      | TR063 | 9063         |
      | TR382 | 9069         |
      | TR381 | S329 of 9069 |

    @ijw
    Voorbeelden: Alleen in de Jeugdwet
      | regel | code |
      | TR019 | 9019 |

  @JW308 @OP090 @R-3
  Abstract Scenario: Het stopbericht past niet bij een tijdelijke stop, in release 3.2
    Gegeven het is maandag 8 mei 2023
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    En er zijn 4 weken verstreken
    En de zorg is tijdelijk gestopt
    En het volgende 307-bericht van de aanbieder schendt regel <regel>
    Als er 4 weken verstrijken
    En de zorg voortijdig stopt
    Dan ontvangt de aanbieder een 308-bericht met retourcode <code> bij StopProduct

    Voorbeelden:
      | regel | code         |
      | TR074 | 9074 of 9413 |
      | TR413 | 9413 of 9074 |
      | TR414 | 9414         |

  @JW308 @OP090 @OP272
  Abstract Scenario: Het stopbericht komt na een definitieve stop, in release 3.2
    Gegeven het is maandag 8 mei 2023
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    En er zijn 4 weken verstreken
    Als de zorg voortijdig stopt
    Dan stuurt de aanbieder het stopbericht
    En ontvangt de aanbieder een 308-bericht zonder opmerkingen
    Gegeven het volgende 307-bericht van de aanbieder schendt regel <regel>
    Als de aanbieder het stopbericht intrekt
    Dan ontvangt de aanbieder een 308-bericht met retourcode <code> bij StopProduct

    Voorbeelden:
      | regel | code |
      | TR415 | 9415 |

  @JW308 @OP090 @R-3
  Abstract Scenario: De kop van het stopbericht klopt niet
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    En er zijn 4 weken verstreken
    En de zorg is tijdelijk gestopt
    En het volgende 307-bericht van de aanbieder schendt regel <regel>
    Als er 4 weken verstrijken
    En de zorg voortijdig stopt
    Dan ontvangt de aanbieder een 308-bericht met alleen retourcode <code>

    Voorbeelden:
      | regel | code |
      | TR056 | 9056 |
      | TR135 | 8848 |
