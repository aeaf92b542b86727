# language: nl
@vanaf-3.0 @sut-gemeente @JW301 @JW323 @SAP-2.7.2
Functionaliteit: De regels van de declaratie

  De gemeente toetst elk 323-bericht. Klopt de inhoud niet, dan komt alleen de Header terug met 0001; anders
  zegt het 325-bericht per declaratie, cliënt of prestatie welke regel is geschonden (SAP 2.7.2).

  Abstract Scenario: De declaratie past niet bij de release
    Gegeven het is de eerste van de maand
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En het volgende 323-bericht van de aanbieder schendt regel <regel>
    Als de maand voorbij is
    En de aanbieder heeft 4 keer 60 minuten geleverd
    En de aanbieder de maand declareert
    Dan weigert de gemeente het 323-bericht op het berichtformaat

    Voorbeelden:
      | regel |
      | CS015 |
      | CS025 |
      | CS319 |

  @JW325 @OP090x4 @OP286
  Abstract Scenario: De inhoud van de declaratie klopt niet
    Gegeven het is de eerste van de maand
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En het volgende 323-bericht van de aanbieder schendt regel <regel>
    Als de maand voorbij is
    En de aanbieder heeft 4 keer 60 minuten geleverd
    En de aanbieder de maand declareert
    Dan ontvangt de aanbieder een 325-bericht met alleen retourcode 0001

    Voorbeelden:
      | regel |
      | CD060 |
      | CD087 |
      | CS002 |
      | CS100 |
      | CS325 |
      | CS337 |
      | CS339 |
      | CS340 |
      | TR101 |
      | TR134 |
      | TR137 |
      | TR316 |
      | TR335 |
      | TR358 |
      | TR416 |

  @JW325 @OP090x4 @OP286 @OP364
  Abstract Scenario: De inhoud van de correctie klopt niet
    Gegeven het is de eerste van de maand
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En de aanbieder heeft over de afgelopen maand 3 uur gedeclareerd en dat is goedgekeurd
    En het volgende 323-bericht van de aanbieder schendt regel <regel>
    Als de aanbieder die regel corrigeert naar 2 uur
    En de aanbieder de maand declareert
    Dan ontvangt de aanbieder een 325-bericht met alleen retourcode 0001

    Voorbeelden:
      | regel |
      | TR315 |

  @JW325 @OP090x4
  Abstract Scenario: De prestatie is op een verwijderde toewijzing, vanaf release 3.1
    Gegeven het is maandag 2 mei 2022
    En een lopende toewijzing van 3 uur "begeleiding" per week
    Als de gemeente de toewijzing intrekt
    Dan ontvangt de aanbieder de ingetrokken toewijzing
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    En het volgende 323-bericht van de aanbieder schendt regel <regel>
    Als de maand voorbij is
    En de aanbieder heeft 4 keer 60 minuten geleverd
    En de aanbieder de maand declareert
    Dan ontvangt de aanbieder een 325-bericht met retourcode <code> bij Prestatie

    Voorbeelden:
      | regel | code |
      | TR384 | 9384 |

  @JW305 @JW306 @JW325 @OP090x4
  Abstract Scenario: De prestatie past niet bij de toewijzing
    Gegeven het is de eerste van de maand
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    En het volgende 323-bericht van de aanbieder schendt regel <regel>
    Als de maand voorbij is
    En de aanbieder heeft 4 keer 60 minuten geleverd
    En de aanbieder de maand declareert
    Dan ontvangt de aanbieder een 325-bericht met retourcode <code> bij Prestatie

    Voorbeelden:
      | regel | code         |
      | TR319 | 9319         |
      | TR321 | 9321         |
      | TR338 | 9338         |
      | TR339 | 9339 of S329 |
      | TR340 | 9340         |
      | TR341 | 9341         |
      | TR346 | 9346         |
      | TR381 | S329 of 9339 |
      | TR387 | 9387         |
      | TR388 | 9388         |

  @JW305 @JW306 @JW325 @OP090x4
  Abstract Scenario: De prestatie begint voor de toewijzing
    Gegeven het is dinsdag 12 oktober 2021
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    En het volgende 323-bericht van de aanbieder schendt regel <regel>
    Als de maand voorbij is
    En de aanbieder heeft 4 keer 60 minuten geleverd
    En de aanbieder de maand declareert
    Dan ontvangt de aanbieder een 325-bericht met retourcode <code> bij Prestatie

    Voorbeelden:
      | regel | code         |
      | TR307 | 9307 of 9387 |

  @JW305 @JW306 @JW325 @OP090x4
  Abstract Scenario: De prestatie eindigt na de toewijzing
    Gegeven het is dinsdag 12 oktober 2021
    En een lopende toewijzing van 3 uur "begeleiding" per week tot en met 29 oktober 2021
    En de zorg is gestart
    En het volgende 323-bericht van de aanbieder schendt regel <regel>
    Als de maand voorbij is
    En de aanbieder heeft 4 keer 60 minuten geleverd
    En de aanbieder de maand declareert
    Dan ontvangt de aanbieder een 325-bericht met retourcode <code> bij Prestatie

    Voorbeelden:
      | regel | code         |
      | TR308 | 9308 of 9388 |

  @JW305 @JW306 @JW325 @OP090x4
  Abstract Scenario: Het tarief is niet dat van het contract, in release 3.2
    Gegeven het is maandag 1 mei 2023
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    En het volgende 323-bericht van de aanbieder schendt regel <regel>
    Als de maand voorbij is
    En de aanbieder heeft 4 keer 60 minuten geleverd
    En de aanbieder de maand declareert
    Dan ontvangt de aanbieder een 325-bericht met retourcode <code> bij Prestatie

    Voorbeelden:
      | regel | code |
      | TR418 | 0611 |

  @JW325 @OP090x4
  Abstract Scenario: De cliënt is onbekend
    Gegeven het is de eerste van de maand
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En het volgende 323-bericht van de aanbieder schendt regel <regel>
    Als de maand voorbij is
    En de aanbieder heeft 4 keer 60 minuten geleverd
    En de aanbieder de maand declareert
    Dan ontvangt de aanbieder een 325-bericht met retourcode <code> bij Client

    Voorbeelden:
      | regel | code |
      | TR304 | 8187 |

  @JW305 @JW306 @JW325 @OP090x4
  Abstract Scenario: De prestatie past niet bij een eerdere declaratie
    Gegeven het is de eerste van de maand
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    En de aanbieder heeft over de afgelopen maand 3 uur gedeclareerd en dat is goedgekeurd
    En het volgende 323-bericht van de aanbieder schendt regel <regel>
    Als de maand voorbij is
    En de aanbieder heeft ook in die maand 3 uur geleverd
    En de aanbieder de maand declareert
    Dan ontvangt de aanbieder een 325-bericht met retourcode <code> bij Prestatie

    Voorbeelden:
      | regel | code |
      | TR314 | 8021 |
      | TR389 | 9389 |

  @JW305 @JW306 @JW325 @OP090x4
  Abstract Scenario: De declaratie past niet bij een eerdere
    Gegeven het is de eerste van de maand
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    En de aanbieder heeft over de afgelopen maand 3 uur gedeclareerd en dat is goedgekeurd
    En het volgende 323-bericht van de aanbieder schendt regel <regel>
    Als de maand voorbij is
    En de aanbieder heeft ook in die maand 3 uur geleverd
    En de aanbieder de maand declareert
    Dan ontvangt de aanbieder een 325-bericht met retourcode <code> bij Declaratie

    Voorbeelden:
      | regel | code |
      | TR318 | 8214 |
      | TR333 | 9333 |

  @JW305 @JW306 @JW325 @OP090x4
  Abstract Scenario: Het volume past niet meer in de toewijzing
    Gegeven het is de eerste van de maand
    En een lopende toewijzing van 6 uur "diagnostiek"
    En de zorg is gestart
    En de aanbieder heeft over de afgelopen maand 3 uur gedeclareerd en dat is goedgekeurd
    En het volgende 323-bericht van de aanbieder schendt regel <regel>
    Als de maand voorbij is
    En de aanbieder heeft ook in die maand 3 uur geleverd
    En de aanbieder de maand declareert
    Dan ontvangt de aanbieder een 325-bericht met retourcode <code> bij Prestatie

    Voorbeelden:
      | regel | code |
      | TR322 | 9322 |

  @JW305 @JW306 @JW325 @OP090x4
  Abstract Scenario: De correctie past niet bij een eerdere regel
    Gegeven het is de eerste van de maand
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    En de aanbieder heeft over de afgelopen maand 3 uur gedeclareerd en dat is goedgekeurd
    En het volgende 323-bericht van de aanbieder schendt regel <regel>
    Als de aanbieder die regel corrigeert naar 2 uur
    En de aanbieder de maand declareert
    Dan ontvangt de aanbieder een 325-bericht met retourcode <code> bij Prestatie

    Voorbeelden:
      | regel | code |
      | TR323 | 8017 |

  @JW305 @JW306 @JW325 @OP090x4
  Abstract Scenario: Een regel wordt tweemaal gecrediteerd
    Gegeven het is de eerste van de maand
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    En de aanbieder heeft over de afgelopen maand 3 uur gedeclareerd en dat is goedgekeurd
    Als de aanbieder die regel corrigeert naar 2 uur
    En de aanbieder de maand declareert
    Dan keurt de gemeente de hele declaratie goed
    Gegeven het volgende 323-bericht van de aanbieder schendt regel <regel>
    Als de maand voorbij is
    En de aanbieder heeft ook in die maand 3 uur geleverd
    En de aanbieder de maand declareert
    Dan ontvangt de aanbieder een 325-bericht met retourcode <code> bij Prestatie

    Voorbeelden:
      | regel | code         |
      | TR390 | 9390 of 8017 |

  @JW305 @JW306 @JW325 @OP090x4
  Abstract Scenario: De kop van de declaratie klopt niet
    Gegeven het is de eerste van de maand
    En een lopende toewijzing van 3 uur "begeleiding" per week
    En de zorg is gestart
    En de aanbieder heeft over de afgelopen maand 3 uur gedeclareerd en dat is goedgekeurd
    En het volgende 323-bericht van de aanbieder schendt regel <regel>
    Als de maand voorbij is
    En de aanbieder heeft ook in die maand 3 uur geleverd
    En de aanbieder de maand declareert
    Dan ontvangt de aanbieder een 325-bericht met alleen retourcode <code>

    Voorbeelden:
      | regel | code |
      | TR056 | 9056 |
      | TR135 | 8848 |
