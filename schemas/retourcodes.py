"""The return codes with their official short labels; a code that came later carries its release."""

RETOURCODE = """
0001 Bericht is afgekeurd om technische redenen.
0013 Code servicebureau is onjuist. @-2.4
0030 Factuurnummer is niet uniek @-2.4
0200 Geen opmerking over deze berichtklasse.
0233 Berichtklasse is niet beoordeeld.
0551 De prestatie kan niet gekoppeld worden aan een toewijzing. @-2.4
0611 Het ingediende tarief komt niet overeen met het contractuele tarief @-2.4
0611 Het ingediende tarief komt niet overeen met het contractuele tarief @3.2-
1112 De productcategorie in de prestatie is ongelijk aan de productcategorie in de toewijzing. @-2.4
1142 De productcode in de prestatie is ongelijk aan de productcode in de toewijzing. @-2.4
8001 Declaratie/Factuur is volledig toegewezen. @-2.4
8001 Declaratie is volledig toegewezen. @3.0-
8004 Combinatie BSN en geboortedatum client is onjuist. @-2.4
8017 Van deze credit prestatie is geen debet prestatie bekend.
8021 Referentienummer prestatie is reeds aangeleverd.
8187 De prestatie hoort niet bij deze client.
8214 Declaratie/Factuur periode komt niet overeen met de afgesproken declaratie/factuur periode. @-2.4
8214 DeclaratiePeriode is niet de kalendermaand die volgt op voorgaande DeclaratiePeriode terwijl iedere declaratieperiode zorg geleverd is. @3.0-
8847 Begindatum declaratie-/factuurperiode moet gelijk zijn aan of voor de systeemdatum liggen. @-2.4
8848 Dagtekening moet gelijk zijn aan of voor de systeemdatum liggen.
8849 Dagtekening retourbericht moet gelijk zijn aan of voor de systeemdatum liggen. @-2.4
8853 Creditering van een afgekeurde prestatie is niet toegestaan in geval van een declaratie. @-2.4
8854 Prestatie is al eerder gecrediteerd. @-2.4
8855 Declaratie is afgekeurd, omdat een factuur is verwacht. @-2.4
8856 Factuur is afgekeurd, omdat een declaratie is verwacht. @-2.4
9019 Het regie bericht kan niet gekoppeld worden aan een toewijzing.
9056 Identificatie moet per berichtsoort uniek zijn voor de verzendende partij.
9063 Het bericht kan niet verwerkt worden omdat geen eerder bericht ontvangen is.
9069 Er is geen actueel startbericht met dezelfde sleutel.
9071 Het eerdere start bericht kan niet verwijderd worden omdat de zorg al beeindigd is
9074 Er is al een eerder bericht ontvangen met dezelfde sleutel.
9300 De referentie komt niet overeen met de referentie van het Verzoek om toewijzing. @-2.4
9307 Begindatum prestatie ligt niet tussen de ingangsdatum en einddatum toewijzing
9308 Einddatum prestatie ligt niet tussen de ingangsdatum en einddatum toewijzing
9309 De ingediende tijdseenheid komt niet overeen met de toegewezen tijdseenheid. @-2.4
9311 De declarant is niet de aanbieder of haar administratieve eenheid gerelateerd aan de toewijzing. @-2.4
9319 De prestatieperiode valt niet geheel binnen een factuur-of declaratieperiode. @-2.4
9319 De ProductPeriode valt niet geheel binnen een DeclaratiePeriode. @3.0-
9321 Het ingediende volume overschrijdt het toegewezen volume.
9322 De som van de ingediende volumes overschrijdt het toegewezen volume
9326 De actuele levering is nog niet gestopt met een Stopbericht.
9332 Toewijzing heeft geen uniek nummer binnen wettelijk domein. @3.0-
9333 Declaratienummer is niet uniek @3.0-
9338 Niet iedere prestatie in een declaratiebericht is gerelateerd aan een toegewezen product op basis van het toewijzingnummer @3.0-
9339 ProductCategorie in de prestatie is niet gelijk aan ProductCategorie in het ToegewezenProduct. @3.0-
9340 ProductCode in de Prestatie is niet gelijk aan ProductCode in het ToegewezenProduct. @3.0-
9341 Eenheid in de Prestatie past niet bij Eenheid in het ToegewezenProduct @3.0-
9346 Eenheid is ongelijk is aan waarde 83 (Euro's), maar IngediendBedrag is niet gelijk aan GeleverdVolume vermenigvuldigd met (het onafgeronde) ProductTarief. @3.0-
9347 ReferentieAanbieder is niet uniek voor de aanbieder binnen het wettelijk domein @3.0-
9349 Het VOW bericht bevat niet alle actuele toegewezen producten van de client, hetzij in OngewijzigdProduct, hetzij in TeWijzigenProduct @3.0-
9350 OngewijzigdProduct is niet gerelateerd aan een actueel toegewezen product op basis van het toewijzingnummer. @3.0-
9351 TeWijzigenProduct is niet gerelateerd aan een actuele toewijzing op basis van ToewijzingNummer. @3.0-
9355 ReferentieAanbieder in het antwoordbericht komt niet voor in een eerder verzoek om toewijzing of verzoek om wijziging @3.0-
9357 GewensteIngangsdatum is kleiner dan of gelijk aan de dagtekening, maar niet gelijk aan de ingangsdatum van het originele ToegewezenProduct. @3.0-
9359 Er is al een toewijzing gestuurd met deze ReferentieAanbieder. @3.0-
9360 Er is al een antwoordbericht met deze ReferentieAanbieder @ijw,3.0-
9360 Er is al een antwoordbericht met deze ReferentieAanbieder, terwijl antwoordbericht in VerzoekAntwoord waarde 2 (aanvraag in onderzoek) heeft. @iwmo,3.0-
9361 Het product komt vaker voor met overlappende zorgperiodes. @3.0-
9365 Er komt al een antwoordbericht met dezelfde ReferentieAanbieder voor waar VerzoekAntwoord de waarde Nee heeft. @ijw,3.0-
9365 Er is al een antwoordbericht met dezelfde ReferentieAanbieder waar VerzoekAntwoord niet de waarde 'Aanvraag in onderzoek' heeft. @iwmo,3.0-
9366 ProductReferentie komt niet voor in een Declaratiebericht @3.0-
9367 De waarde komt niet overeen met de waarde uit heenbericht met gelijke ProductReferentie @3.0-
9369 Budget is meegegeven, maar de som van GeleverdVolume in alle ingediende Prestaties passen niet binnen het toegewezen Budget. @3.0-
9373 Budget is gewijzigd, maar GewensteIngangsdatum is niet gelijk aan die in de actuele toewijzing @3.0-
9374 Er is al een verzoek onderhanden. @3.0-
9375 Omvang is gevuld, terwijl Product in toewijzing met ToewijzingNummer leeg is en Einddatum groter dan 31-12-2020 of leeg is @3.0-
9379 ReferentieAanbieder refereert niet naar een verzoek om toewijzing of verzoek om wijziging, is onterecht gevuld @3.0-
9384 Declaratie op toewijzing met RedenWijziging "13" (Verwijderd) @3.1-
9385 Toewijzing heeft goedgekeurde declaratieregels @3.1-
9387 Begindatum van de ProductPeriode is niet eerste dag van de kalendermaand waarop ProductPeriode betrekking heeft en Ingangsdatum van de toewijzing ligt niet later in deze betreffende maand @3.0-
9388 Einddatum van de ProductPeriode is niet laatste dag van de kalendermaand waarop ProductPeriode betrekking heeft en Einddatum van de toewijzing ligt niet eerder in deze betreffende maand. @3.0-
9389 Deze prestatie heeft een debetprestatie zonder bijbehorende creditprestatie @3.0-
9390 Er is al een Prestatie met gelijk ProductReferentie met waarde Credit @3.0-
9411 Omvang is leeg, terwijl Code in Product bij de toewijzing met ToewijzingNummer gevuld is. @3.0-
9412 Omvang is niet leeg, terwijl Code in Product bij de toewijzing met ToewijzingNummer leeg is en einddatum groter dan 31-12-2020 of leeg is @3.0-
9413 RedenBeeindiging heeft waarde 20, terwijl er al een ander StopProduct met hetzelfde Bsn, ToewijzingNummer, Begindatum en RedenBeeindiging waarde 20 is. @ijw,3.2-
9413 StatusAanlevering is waarde 1 of 2 en RedenBeeindiging heeft waarde 20, terwijl er al een ander StopProduct met hetzelfde Bsn, ToewijzingNummer, Begindatum en RedenBeeindiging waarde 20 is. @iwmo,3.2-
9414 Einddatum is niet >= aan Einddatum uit actuele StopProduct met gelijk Bsn, ToewijzingNummer en Begindatum @3.2-
9415 Er is StopProduct met gelijk Bsn, ToewijzingNummer, Begindatum en RedenBeeindiging <> waarde 20 @ijw,3.2-
9415 Er is al een StopProduct met gelijk Bsn, ToewijzingNummer, Begindatum en RedenBeeindiging <> waarde 20 en StatusAanlevering heeft waarde 1 of 2. @iwmo,3.2-
S300 Gemeentecode komt niet voor in de lijst van CBS.
S329 ProductCode hoort niet bij de ProductCategorie.
"""  # noqa: E501
