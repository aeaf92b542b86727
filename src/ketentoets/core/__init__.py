"""Message, finding, verdict, money, calendar, journal: what every other layer stands on."""
