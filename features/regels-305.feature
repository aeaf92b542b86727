# language: nl
@vanaf-3.0 @sut-gemeente @JW301 @JW305 @SAP-2.4.1
Functionaliteit: De regels van het startbericht

  De gemeente toetst elk 305-bericht en zegt in het 306-bericht welke regel is geschonden (SAP 2.4.1).

  Abstract Scenario: Het startbericht past niet bij de release
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En het volgende 305-bericht van de aanbieder schendt regel <regel>
    Als de zorg start
    Dan weigert de gemeente het 305-bericht op het berichtformaat

    Voorbeelden:
      | regel |
      | CS015 |
      | CS025 |

  @JW306 @OP090
  Abstract Scenario: De inhoud van het startbericht klopt niet
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En het volgende 305-bericht van de aanbieder schendt regel <regel>
    Als de zorg start
    Dan ontvangt de aanbieder een 306-bericht met alleen retourcode 0001

    Voorbeelden:
      | regel |
      | CS002 |
      | CS058 |
      | CS139 |
      | TR002 |
      | TR101 |
      | TR134 |

  @JW306 @OP090
  Abstract Scenario: Het startbericht past niet bij wat is toegewezen of gemeld
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En het volgende 305-bericht van de aanbieder schendt regel <regel>
    Als de zorg start
    Dan ontvangt de aanbieder een 306-bericht met retourcode <code> bij StartProduct

    Voorbeelden:
      | regel | code |
      | TR019 | 9019 |
      | TR063 | 9063 |
      | TR381 | S329 |

  @JW306 @OP090 @JW307 @JW308 @R-3
  Abstract Scenario: Het startbericht past niet bij een eerdere start
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    En er zijn 4 weken verstreken
    En de zorg is tijdelijk gestopt
    En het volgende 305-bericht van de aanbieder schendt regel <regel>
    Als er 10 weken verstrijken
    En de zorg start
    Dan ontvangt de aanbieder een 306-bericht met retourcode <code> bij StartProduct

    Voorbeelden:
      | regel | code |
      | TR071 | 9071 |
      | TR074 | 9074 |

  @JW306 @OP090 @JW307 @JW308 @R-3 @TR326
  Scenario: Een tweede start terwijl de eerste loopt, na een verbeterde start
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    Als er 1 week verstrijkt
    En de aanbieder de start corrigeert naar 2 dagen later
    Dan trekt de aanbieder de oude start in en meldt hij de juiste
    En ontvangt de aanbieder een 306-bericht zonder opmerkingen
    Gegeven er zijn 4 weken verstreken
    En de zorg is tijdelijk gestopt
    En het volgende 305-bericht van de aanbieder schendt regel TR326
    Als er 10 weken verstrijken
    En de zorg start
    Dan ontvangt de aanbieder een 306-bericht met retourcode 9326 bij StartProduct

  @JW306 @OP090 @JW307 @JW308 @R-3
  Abstract Scenario: De kop van het startbericht klopt niet
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    En er zijn 4 weken verstreken
    En de zorg is tijdelijk gestopt
    En het volgende 305-bericht van de aanbieder schendt regel <regel>
    Als er 10 weken verstrijken
    En de zorg start
    Dan ontvangt de aanbieder een 306-bericht met alleen retourcode <code>

    Voorbeelden:
      | regel | code |
      | TR056 | 9056 |
      | TR135 | 8848 |
