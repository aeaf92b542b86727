"""The code lists of the standard: code, official short label, and from or until when.

One line per code. `@3.1-` means from release 3.1, `@-3.0` until release 3.0, `@ijw` only in that
domain; a line without a mark holds everywhere. A code can occur twice when its label changed.
"""

from ketentoets.schemas.codes_23 import BEPERKINGEN, FACTUUR
from ketentoets.schemas.landen import LANDCODE
from ketentoets.schemas.retourcodes import RETOURCODE
from ketentoets.schemas.shapes import Code, Scope

_LISTS = {
    "LandCode": LANDCODE,
    "RetourCode": RETOURCODE,
    **BEPERKINGEN,
    **FACTUUR,
    "AanduidingWoonadres": """
AB Aan boord
BY Bij
TO Tegenover
WW Woonwagen
""",
    "AdresSoort": """
01 BRP-adres
02 Correspondentie-adres
03 Verblijfadres
04 Tijdelijk verblijfadres
""",
    "Communicatievorm": """
1 Tolk taal
2 Doventolk
3 Doofblindentolk
""",
    "DatumGebruik": """
1 dag onbekend; alleen maand en jaar gebruiken
2 dag en maand onbekend; alleen jaar gebruiken
3 dag, maand en jaar onbekend; onbekende datum
""",
    "DebetCredit": """
C Creditbedrag en aantal
D Debetbedrag en aantal
""",
    "Eenheid": """
01 Minuut
04 Uur
14 Etmaal
16 Dagdeel (4 uur)
21 Week @-2.4
81 Benodigde tijdsduur of tijdsonafhankelijk @-2.4
82 Stuks @-2.4
82 Stuks (output) @3.0-
83 Euro's
84 Stuks (inspanning) @3.0-
""",
    "Frequentie": """
1 Per dag
2 Per week
3 Per vier weken @-2.4
4 Per maand
5 Per jaar @-2.4
6 Totaal binnen geldigheidsduur toewijzing
""",
    "Geslacht": """
0 Onbekend
1 Mannelijk
2 Vrouwelijk
""",
    "JaNee": """
1 Ja
2 Nee
""",
    "JuridischeStatus": """
01 Rechterlijke machtiging (rm) voorlopig / voortgezette machtiging
02 RM op eigen verzoek
03 RM met voorwaardelijk ontslag
04 Onder toezichtstelling (ots)
05 In bewaring stelling (ibs)
11 Strafrechterlijke justitiele contacten: tbs
12 Strafrechterlijke justitiele contacten: overig
""",
    "NaamGebruik": """
1 Eigen naam
2 Naam echtgenoot of geregistreerd partner of alternatieve naam
3 Naam echtgenoot of geregistreerd partner gevolgd door eigen naam
4 Eigen naam gevolgd door naam echtgenoot of geregistreerd partner
5 Pseudoniem
6 Niet-natuurlijk persoon
""",
    "ProductCategorie": """
01 Hulp bij het huishouden @iwmo
02 Begeleiding @iwmo
03 Persoonlijke verzorging @iwmo
04 Kortdurend verblijf @iwmo
05 Woondiensten @iwmo
06 Overige ondersteuning gericht op het individu of huishouden/gezin @iwmo
07 Dagbesteding @iwmo
08 Vervoerdiensten @iwmo
09 Overige groepsgerichte ondersteuning @iwmo
10 Overige maatwerk arrangementen @iwmo
11 Rolstoelen @iwmo
12 Vervoervoorzieningen @iwmo
13 Woonvoorzieningen @iwmo
14 Overige hulpmiddelen @iwmo
15 Beschermd wonen @iwmo
16 Opvang @iwmo
17 Spoedopvang @iwmo
18 Overige beschermd wonen en opvang @iwmo
31 (2015) Zonder verblijf: uitgevoerd door wijk- of buurtteam @ijw
32 (2015) Zonder verblijf: ambulante jeugdhulp op locatie van de aanbieder @ijw
33 (2015) Zonder verblijf: daghulp op locatie van de aanbieder @ijw
34 (2015) Zonder verblijf: jeugdhulp in het netwerk van de jeugdige @ijw
35 (2015) Met verblijf: pleegzorg @ijw
36 (2015) Met verblijf: gezinsgericht @ijw
37 (2015) Met verblijf: gesloten plaatsing @ijw
38 (2015) Met verblijf: overig residentieel @ijw
40 Persoonlijke verzorging @ijw
41 Dagbehandeling @ijw
42 Vervoerdiensten @ijw
43 Jeugdhulp verblijf (incl. behandeling) @ijw
44 Jeugdhulp verblijf (excl. behandeling) @ijw
45 Jeugdhulp ambulant @ijw
46 Jeugdhulp crisis @ijw
47 Jeugdreclassering @ijw
48 Jeugdbescherming @ijw
49 Activiteiten in het preventief justitieel kader @ijw
50 Maatwerkarrangementen jeugd @ijw
51 Generalistische basis-ggz @ijw
52 Specialistische ggz @ijw
53 Kindergeneeskunde @ijw
54 Jeugd-ggz @ijw
55 Landelijk ingekochte zorg @ijw
""",
    "RedenAfwijzingVerzoek": """
1 Geen wijziging, maar nieuwe aanvraag
2 Past niet binnen budget
3 Geen contract
4 Past niet binnen contract
5 Andere gemeente
6 Stapeling
7 Zorginhoudelijke afkeur
8 Woonplaatsbeginsel
9 Leeftijdsgrens is bereikt
""",
    "RedenBeeindiging": """
02 Overlijden
19 Levering volgens plan beeindigd @iwmo
20 Levering is tijdelijk beeindigd @iwmo
20 Levering is tijdelijk beeindigd. @ijw
21 Levering is eenzijdig door client beeindigd @iwmo
22 Levering is eenzijdig door aanbieder beeindigd @iwmo
23 Levering is in overeenstemming voortijdig beeindigd @iwmo
31 Verhuizing naar een andere gemeente @iwmo
31 Levering is volgens plan beeindigd. @ijw
32 Voortijdig afgesloten: eenzijdig door de client. @ijw
33 Voortijdig afgesloten: eenzijdig door de aanbieder. @ijw
34 Voortijdig afgesloten: in overeenstemming. @ijw
35 Voortijdig afgesloten: wegens externe omstandigheden. @ijw
36 Geinitieerd door de gemeente @3.0-
37 In verband met wijzigingsverzoek @3.0-
38 Overstap naar andere aanbieder @3.1-
39 Uitstroom naar ander domein @3.1-
""",
    "RedenVerzoek": """
1 Verandering clientsituatie
2 Wijziging zorgplan
""",
    "RedenWijziging": """
01 Administratieve correctie @-3.0
01 Administratieve correctie (vervallen) @3.1-
02 Client overleden
03 Contractwijziging
04 Herbeoordeling: verlenging toewijzing
05 Herbeoordeling: verkorting toewijzing
06 Uitstroom naar ander domein
07 Verhuizing naar een andere gemeente
08 Wijziging leveringsvorm
09 Overstap naar andere aanbieder
10 Overgang naar nieuwe bekostigingssystematiek
11 Gemeentelijke herindeling
12 Geinitieerd door de aanbieder @3.0-
13 Verwijderd @3.1-
14 Administratieve correctie @3.1-
""",
    "SoortRelatie": """
03 Curator (juridisch)
04 Financieel (gemachtigd)
05 Financieel (toetsing)
06 Leefeenheid
07 Hulpverlener
08 Specialist
09 Anders
10 Ouder
11 Voogd
12 Partner/echtgeno(o)t(e)
13 Pleegouder
14 Bewindvoerder
15 Mentor
16 Zoon/dochter
17 Familielid
18 Gezinslid
19 Buur
20 Vriend(in)/kennis
21 Clientondersteuner
22 Huisarts
23 Erven van
24 Werkgever
25 Wijkcoach
""",
    "StatusAanlevering": """
1 Eerste aanlevering
2 Gewijzigde aanlevering
3 Verwijderen aanlevering
9 Niet van toepassing (ongewijzigd)
""",
    "TypeVerwijzer": """
01 Gemeente
02 Huisarts
03 Jeugdarts
04 Gecertificeerde instelling
05 Medisch specialist
06 Zelfverwijzer/geen verwijzer
07 Onbekend @-2.4
08 Rechter, Raad voor de Kinderbescherming of Officier van Justitie @-2.4
08 Rechter, Officier van Justitie, functionaris Justitiele jeugdinrichting @3.0-
""",
    "VerzoekAntwoord": """
1 Verzoek afgewezen
2 Aanvraag in onderzoek
""",
    "WettelijkeVertegenwoordiging": """
06 Voogdij
07 Bewindvoering
08 Mentorschap
09 Onder curatele stelling
10 Zaakwaarneming
""",
}


def _code(line: str) -> Code:
    value, rest = line.split(" ", 1)
    label, _mark, scope = rest.partition(" @")
    return Code(value, label, Scope.read(scope))


def codes(name: str) -> tuple[Code, ...]:
    """Every line of a code list ('RedenWijziging'), of all releases, in order."""
    return tuple(_code(line) for line in _LISTS[name].strip().splitlines())
