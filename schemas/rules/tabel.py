"""The table of all rules, docs/regels.md: `python -m ketentoets.schemas.rules.tabel [folder]`.

The vectors are counted in the tests below `folder` (the repository, by default where you are):
every call `f("TR019", ...)` in them is one wrong message that must be reported for that rule.
"""

import ast
import sys
from collections import Counter
from itertools import groupby
from pathlib import Path

from ketentoets.core.taal import _
from ketentoets.schemas.rules.engine import RULESET_VERSION, catalogue
from ketentoets.schemas.rules.registry import DOMEINEN, Rule

BESTAND = Path("docs", "regels.md")
VECTOREN = Path("tests")
KOPPEN = ("Regel", "Niveau", "Retourcode", "iJw", "iWmo", "Releases", "Vectoren")


def tel_vectoren(folder: Path) -> Counter[str]:
    """How many wrong messages the tests have per rule; all zero without tests."""
    found: Counter[str] = Counter()
    for path in sorted((folder / VECTOREN).glob("test_rules_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found.update(code for node in ast.walk(tree) if (code := _regel_van(node)))
    return found


def _regel_van(node: ast.AST) -> str:
    """The rule of a vector: the first argument of a call of `f`."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id != "f" or not node.args:
        return ""
    first = node.args[0]
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


def tabel(vectoren: Counter[str]) -> str:
    """The file as text."""
    rules = [list(entries) for _code, entries in groupby(catalogue(), key=lambda rule: rule.code)]
    lines = [_rij(KOPPEN), _rij(("---",) * len(KOPPEN)), *(_rij(_cellen(entries, vectoren)) for entries in rules)]
    return "\n".join([*_inleiding(rules), "", *lines, ""])


def _inleiding(rules: list[list[Rule]]) -> list[str]:
    lasting = [entries for entries in rules if not entries[0].tot]
    ijw, iwmo = (sum(1 for entries in lasting if _berichten(entries, domain)) for domain in DOMEINEN)
    return [
        _("# De regels die ketentoets controleert"),
        "",
        _("Dit bestand wordt gemaakt met `python -m ketentoets.schemas.rules.tabel`; pas het niet met de hand aan."),
        _("Versie van de regels: {version}. Vanaf 3.0 zijn er {ijw} voor iJw en {iwmo} voor iWmo; voor de 303 en 304"
          " van 2.2 tot en met 2.4 zijn er {oud}.",
          version=RULESET_VERSION, ijw=ijw, iwmo=iwmo, oud=len(rules) - len(lasting)),
        "",
        _("De regels van 303 en 304 hebben geen officieel nummer dat hier bekend is. Hun naam is van ketentoets: RC en"
          " de retourcode van 2.1 of 2.3 waarvan de omschrijving de regel is, of F- voor wat alleen van de factuur"
          " bekend is. Bestaat die code niet meer in 2.3, dan is de retourcode 0001."),
        "",
        _("- **Niveau**: 1 het schema bewaakt de regel; 2 binnen het bericht; 3 tegen eerdere berichten;"
          " 4 tegen een bron daarbuiten."),
        _("- **iJw**, **iWmo**: de berichten waarvoor de regel geldt; een streepje: in dat domein bestaat zij niet."),
        _("- **Releases**: waarin de regel geldt; zonder einde geldt zij tot en met de laatste."),
        _("- **Vectoren**: het aantal foute berichten in de tests dat op deze regel moet worden afgekeurd."),
    ]  # fmt: skip


def _cellen(entries: list[Rule], vectoren: Counter[str]) -> tuple[str, ...]:
    first = entries[0]
    per_domain = (_berichten(entries, domain) or "-" for domain in DOMEINEN)
    number = str(vectoren[first.code]) if vectoren[first.code] else _("geen")
    return (first.code, str(first.niveau), first.retourcode or "-", *per_domain, _releases(entries), number)


def _releases(entries: list[Rule]) -> str:
    """From which release, and until which when it ended."""
    first, last = min(r.sinds for r in entries), entries[0].tot
    return f"{first}-{last}" if last else _("vanaf {first}", first=first)


def _berichten(entries: list[Rule], domain: str) -> str:
    found = {soort for rule in entries if domain in rule.domeinen for soort in rule.berichten}
    return " ".join(sorted(found))


def _rij(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def main(arguments: list[str]) -> None:
    """Write the table in the folder given, or where we are."""
    folder = Path(arguments[0] if arguments else ".")
    (folder / BESTAND).write_text(tabel(tel_vectoren(folder)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
