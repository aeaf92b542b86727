"""`ketentoets run`: play the scenarios and judge."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from ketentoets.cli.keuzes import keuzes_van
from ketentoets.cli.opties import (
    GEWOON,
    Ca,
    Certificaat,
    Gebreken,
    Gedrag,
    Geheimen,
    Labels,
    Luister,
    Profiel,
    Rollen,
    Sleutel,
    Tekst,
    Zaad,
    keuze,
    toegang,
)
from ketentoets.core.taal import _

HELP = _(
    """Speel de scenario's en oordeel.

Voorbeelden:

  ketentoets run
  beide rollen, tegen de ingebouwde systemen

  ketentoets run --sut http://localhost:8080
  uw eigen systeem; het zegt zelf welke rol het speelt

  ketentoets run --rol gemeente -k onderzoek
  alleen scenario's met 'onderzoek' in de naam

  ketentoets run -m TR326 --datum 2026-11-23
  alleen scenario's die TR326 noemen, vanaf deze dag

  ketentoets run --scenario afwijking-1.feature
  een eigen scenario, bijvoorbeeld een dat ketentoets verken vond

  ketentoets run --rol aanbieder --sut map:/srv/uitwisseling
  een systeem dat alleen bestanden in- en uitvoert; zie docs/aansluiten.md voor alle manieren

  ketentoets run --rol gemeente --sut ggk:https://gemeente.example/soap --luister 127.0.0.1:8750
  ketentoets run --rol aanbieder --sut vecozo: --luister 127.0.0.1:8750
  ketentoets als GGK (StUF) of als VECOZO (REST); wat daarvan niet officieel bekend is, staat op het rapport

Geheimen komen uit de omgeving (KETENTOETS_BEARER, KETENTOETS_GEBRUIKER met KETENTOETS_WACHTWOORD,
KETENTOETS_SLEUTEL_WACHTWOORD, KETENTOETS_LUISTER_TOKEN; of met _BESTAND erachter uit een bestand) of uit
--geheim-uit, en zijn overal gemaskeerd.

Afsluitcodes: 0 geslaagd of niet van toepassing; 1 gezakt; 2 onbeslist;
3 verkeerd gebruik of verkeerde instelling; 4 fout in het harnas; 130 onderbroken."""
)

SUT = _(
    "Adres van het systeem: http(s)://…, map:PAD, 'command OPDRACHT', python:pakket.module:functie,"
    " ggk:https://… (StUF), vecozo: (REST), of 'ingebouwd'; meer met een komma. Zie docs/aansluiten.md."
)


def run(
    profiel: Profiel = "alkmaar",
    sut: Annotated[str, typer.Option("--sut", help=SUT)] = "ingebouwd",
    rol: Rollen = "",
    tekst: Tekst = "",
    label: Labels = None,
    klok: Annotated[
        str, typer.Option("--klok", help=_("virtueel of berichtdatum; zonder keuze wat het systeem kan."))
    ] = "",
    datum: Annotated[str, typer.Option("--datum", help=_("Dag waarop de scenario's beginnen, JJJJ-MM-DD."))] = "",
    rapport: Annotated[
        Path | None,
        typer.Option("--rapport", help=_("Map voor rapport, journaal en berichten; anders rapport/DATUM-TIJD.")),
    ] = None,
    zaad: Zaad = 1,
    scenario: Annotated[
        list[Path] | None,
        typer.Option("--scenario", help=_("Eigen .feature-bestand of map, in plaats van onze scenario's; mag vaker.")),
    ] = None,
    met: Annotated[
        Path | None, typer.Option("--met", help=_("Map van een eerdere run; het rapport zegt wat er verschilt."))
    ] = None,
    gebrek: Gebreken = None,
    gedrag: Gedrag = GEWOON,
    ca: Ca = None,
    certificaat: Certificaat = None,
    sleutel: Sleutel = None,
    geheimen: Geheimen = None,
    luister: Luister = "",
    vraag_mens: Annotated[
        bool, typer.Option("--vraag-mens", help=_("Vraag in de terminal in te voeren wat het systeem niet aanneemt."))
    ] = False,
) -> None:
    """Play the scenarios and judge."""
    from ketentoets.cli import uitvoeren
    from ketentoets.transports.adres import adressen

    keuze("--rol", rol, {"", "gemeente", "aanbieder", "beide"})
    keuzes = keuzes_van(profiel, adressen(sut), rol, klok, datum, zaad, gebrek, gedrag)
    keuzes = replace(keuzes, toegang=toegang(ca, certificaat, sleutel, geheimen, luister))
    bestanden = uitvoeren.scenariobestanden(scenario or ())
    keus = uitvoeren.Keus(tekst, tuple(label or ()), bestanden)
    raise typer.Exit(uitvoeren.voer_uit(keuzes, keus, rapport, met, vraag_mens=vraag_mens))
