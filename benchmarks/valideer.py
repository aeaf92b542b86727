"""What validating costs, as ratios measured in one go: nothing here is a test.

Base = lxml parse + XMLSchema validation of the same bytes in memory: what anyone would run otherwise. Small
messages are measured in processor time, the rest by the clock. Rounds are interleaved, ratios are taken round by
round, and their median is printed with the spread. Memory is that of a whole process (`ketentoets valideer FILE`,
interpreter and all), beside one that only imports what it needs.

Usage: benchmarks/valideer.py [groot] [klein] [veel] [--rondes N] [--mb N] [--bestanden N]
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import repeat
from pathlib import Path
from statistics import median
from typing import Any

from dateutil.relativedelta import relativedelta
from lxml import etree

from ketentoets.core.bsn import nth_test_bsn
from ketentoets.generators.declaraties import Vorm, declaratie, regels_in
from ketentoets.schemas.validator import schema
from ketentoets.schemas.writer import header, write
from ketentoets.session.validatie import Stuk, Validatie
from ketentoets.session.validatie_invoer import lees
from ketentoets.session.validatie_werkers import Instellingen, met_processen

OP = date(2023, 2, 1)
MB = 1024 * 1024
KIND = """
import sys
from ketentoets.cli.main import app
if len(sys.argv) > 1:
    app(["valideer", *sys.argv[1:]], standalone_mode=False)
else:
    import ketentoets.cli.valideren
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1], file=sys.stderr)
"""


def seconden(werk: Callable[[], object], klok: Callable[[], float] = time.perf_counter) -> float:
    start = klok()
    werk()
    return klok() - start


def regel(wat: str, waarden: list[float], eenheid: str = "x base") -> None:
    low, high = min(waarden), max(waarden)
    print(f"{wat:46} {median(waarden):7.2f} {eenheid}  ({low:.2f} - {high:.2f}, n={len(waarden)})", flush=True)


def geheugen(*argumenten: object) -> float:
    """The peak of a whole process in MB."""
    done = subprocess.run([sys.executable, "-c", KIND, *map(str, argumenten)], capture_output=True, check=False)
    return int(done.stderr.split()[-1]) / 1024


def schrijf(pad: Path, mb: float) -> int:
    vorm = Vorm()
    lines = regels_in(vorm, int(mb * MB))
    with pad.open("wb") as stream:
        stream.writelines(declaratie(vorm, lines))
    return lines


def met(draden: int, pad: Path) -> Callable[[], object]:
    check = Validatie(OP, geschiedenis=False, draden=draden)

    def werk() -> None:
        found = check.toets(Stuk(pad.name, bron=pad, grootte=pad.stat().st_size)).bevindingen
        if [f for f in found if f.regel != "OP179"]:
            raise AssertionError(found)

    return werk


def groot(map_: Path, rondes: int, mb: int) -> None:
    pad, pad10 = map_ / "groot.xml", map_ / "groter.xml"
    n, n10 = schrijf(pad, mb - 0.1), schrijf(pad10, mb * 10)
    raw, compiled = pad.read_bytes(), schema("ijw-3.2", "323")
    print(
        f"JW323 van {len(raw) / MB:.1f} MB, {n} prestaties; en van {pad10.stat().st_size / MB:.0f} MB, {n10} prestaties"
    )

    def basis() -> None:
        if not compiled.validate(etree.fromstring(raw)):
            raise AssertionError(compiled.error_log)

    een, twee, ook = list[float](), list[float](), list[float]()
    for ronde in range(rondes + 1):
        base, one, two = seconden(basis), seconden(met(1, pad)), seconden(met(2, pad))
        if ronde:
            een.append(one / base)
            twee.append(two / base)
    for _ in range(max(3, rondes // 3)):
        one = seconden(met(1, pad))
        ook.append(seconden(met(1, pad10)) / n10 / (one / n))
    regel(f"{mb} MB, een kern", een)
    regel(f"{mb} MB, twee kernen", twee)
    regel(f"{mb * 10} MB, tijd per prestatie", ook, f"x die bij {mb} MB")
    print(f"{'piek: proces dat alleen importeert':46} {geheugen():7.1f} MB")
    for werkers in (1, 2):
        for file in (pad, pad10):
            peak = geheugen(file, "--op", OP, "--werkers", werkers)
            print(f"{f'piek: {file.stat().st_size // MB} MB, werkers {werkers}':46} {peak:7.1f} MB")


def kleine(soort: str, n: int) -> bytes:
    """The n-th small right message of a type, 2-4 KB: all have other values, the number of products differs."""
    naam = {"Geslachtsnaam": {"Achternaam": f"Test{n}"}, "Voorletters": "A"}
    geboren = {"Datum": date(2008, 1, 1) + timedelta(n % 2000)}
    client = {"Bsn": nth_test_bsn(n), "Geboortedatum": geboren, "Geslacht": str(1 + n % 2), "Naam": naam}
    product = {"Categorie": "45", "Code": f"45A{n % 60:02}"}
    begin, einde = date(2022, 1, 1) + timedelta(n % 90), date(2022, 4, 1) + timedelta(n % 80)
    start = {"Product": product, "Begindatum": begin, "StatusAanlevering": "1"}
    stop = {**start, "RedenBeeindiging": "31", "Einddatum": einde}
    toegewezen = {
        "Product": product, "Toewijzingsdatum": begin, "Toewijzingstijd": "10:00:00", "Ingangsdatum": begin,
        "Einddatum": einde, "Omvang": {"Volume": 1 + n % 40, "Eenheid": "04", "Frequentie": "2"},
    }  # fmt: skip
    adres = {
        "Huis": {"Huisnummer": 1 + n},
        "Postcode": "1011AB",
        "Straatnaam": "S",
        "Plaatsnaam": "P",
        "LandCode": "NL",
    }
    kaart = {"Contactgegevens": {"Contact": [{"Soort": "01", "Adres": adres}]}}
    aantal = 1 + n % 3

    def genummerd(product: dict[str, object], aantal: int) -> list[dict[str, object]]:
        return [{"ToewijzingNummer": n * 10 + k, **product} for k in range(1, aantal + 1)]

    if soort == "323":
        return _claim(n, 1 + n % 3)
    bodies = {
        "301": client | {"Naam": naam | {"NaamGebruik": "1"}} | kaart
        | {"ToegewezenProducten": {"ToegewezenProduct": genummerd(toegewezen, 1)}},
        "305": client | {"StartProducten": {"StartProduct": genummerd(start, aantal)}},
        "307": client | {"StopProducten": {"StopProduct": genummerd(stop, aantal)}},
    }  # fmt: skip
    parties = {"301": ("0363", "12345678")}.get(soort, ("12345678", "0363"))
    kop = header("ijw", "3.2", soort, *parties, f"B{n}", date(2022, 7, 1) + timedelta(n % 60))
    return write("ijw", "3.2", soort, {"Header": kop, "Client": bodies[soort]})


def _claim(n: int, regels: int) -> bytes:
    """Half a year of claims, each signed in the first ten days of the next month; all else differs by line."""
    begin = date(2022, 1, 1) + relativedelta(months=n % 6)
    einde = begin + relativedelta(day=31)
    getekend = einde + timedelta(1 + n // 6 % 10)
    rows = [_prestatie(n, k, begin, einde) for k in range(regels)]
    totaal = sum(row["IngediendBedrag"]["Bedrag"] for row in rows)
    clienten = [
        {"Bsn": nth_test_bsn(2 * n + k // 2), "Prestaties": {"Prestatie": rows[k : k + 2]}} for k in range(0, regels, 2)
    ]
    periode = {"Begindatum": begin, "Einddatum": einde}
    body = {
        "DeclaratieNummer": f"D{n}",
        "DeclaratiePeriode": periode,
        "DeclaratieDagtekening": getekend,
        "TotaalIngediendBedrag": {"TotaalBedrag": totaal, "DebetCredit": "D"},
        "Clienten": {"Client": clienten},
    }
    kop = header("ijw", "3.2", "323", "12345678", "0363", f"B{n}", getekend)
    return write("ijw", "3.2", "323", {"Header": kop, "Declaratie": body})


def _prestatie(n: int, k: int, begin: date, einde: date) -> dict[str, Any]:
    volume, tarief = 1 + (7 * n + k) % 40, 6000 + 25 * ((n + k) % 12)
    return {
        "ProductReferentie": {"ReferentieNummer": f"R{n}-{k}"},
        "ToewijzingNummer": 10 * n + k,
        "ProductCategorie": "45",
        "ProductCode": f"45A{(n + k) % 12:02}",
        "ProductPeriode": {"Begindatum": begin, "Einddatum": einde},
        "GeleverdVolume": volume,
        "Eenheid": "04",
        "ProductTarief": tarief,
        "IngediendBedrag": {"Bedrag": volume * tarief, "DebetCredit": "D"},
    }


SOORTEN = ("301", "305", "307", "323")
KLEIN = 4000
NIEUW = 200


def klein(rondes: int) -> None:
    for soort in SOORTEN:
        raws = [kleine(soort, n) for n in range(KLEIN)]
        size = sum(map(len, raws)) // len(raws)
        bekend, nieuw = list[float](), list[float]()
        for _ in range(rondes):
            known, new = _klein(soort, raws)
            bekend.append(known)
            nieuw.append(new)
        regel(f"klein bericht JW{soort}, gemiddeld {size} bytes", bekend)
        regel("    van een opmaak die nog niet voorkwam", nieuw)


def _klein(soort: str, raws: list[bytes]) -> tuple[float, float]:
    """A validation that begins with these messages, and one that has never seen their markup."""
    compiled, stukken = schema("ijw-3.2", soort), [Stuk("a.xml", raw) for raw in raws]
    base = seconden(lambda: [compiled.validate(etree.fromstring(raw)) for raw in raws], time.process_time)
    check, nieuwe = Validatie(OP, geschiedenis=False), [Validatie(OP, geschiedenis=False) for _ in stukken[:NIEUW]]

    def alle(controles: Iterable[Validatie]) -> None:
        for controle, stuk in zip(controles, stukken, strict=False):
            if controle.toets(stuk).bevindingen:
                raise AssertionError(stuk)

    known = seconden(lambda: alle(repeat(check)), time.process_time)
    new = seconden(lambda: alle(nieuwe), time.process_time) * len(stukken) / NIEUW
    return known / base, new / base


def veel(map_: Path, rondes: int, bestanden: int) -> None:
    for n in range(bestanden):
        (map_ / f"{n}.xml").write_bytes(kleine(SOORTEN[n % len(SOORTEN)], n))
    settings = Instellingen.van(OP, None, antwoorden=False)

    def stukken() -> Iterator[Stuk]:
        return lees([str(map_)], sys.stdin.buffer)

    gevonden = list[float]()
    for _ in range(rondes):
        een = seconden(lambda: list(map(Validatie(OP, geschiedenis=False).toets, stukken())))
        twee = seconden(lambda: list(met_processen(stukken(), settings, 2)))
        gevonden.append(een / twee)
    regel(f"{bestanden} kleine bestanden, twee werkers", gevonden, "x zo snel als een")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("delen", nargs="*", help="groot, klein, veel; zonder keuze alles")
    parser.add_argument("--rondes", type=int, default=7)
    parser.add_argument("--mb", type=int, default=25)
    parser.add_argument("--bestanden", type=int, default=20_000)
    keuze = parser.parse_args()
    delen = keuze.delen or ["groot", "klein", "veel"]
    with tempfile.TemporaryDirectory() as name:
        if "groot" in delen:
            groot(Path(name), keuze.rondes, keuze.mb)
    if "klein" in delen:
        klein(keuze.rondes)
    if "veel" in delen:
        with tempfile.TemporaryDirectory() as name:
            veel(Path(name), keuze.rondes, keuze.bestanden)


if __name__ == "__main__":
    main()
