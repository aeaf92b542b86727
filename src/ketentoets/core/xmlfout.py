"""What the XML parser complains about, in a sentence for people who do not know its words."""

import re

from ketentoets.core.taal import _

_PLAATS = re.compile(r", line \d+, column \d+$")
"""The parser repeats the place, which a finding has apart."""
_NAMEN = {
    26: r"Entity '(?P<een>[^']*)'",
    32: r".*: (?P<een>.+)",
    41: r".* attribute (?P<een>\S+)",
    42: r"Attribute (?P<een>\S+)",
    73: r".*Start Tag (?P<een>\S+)",
    76: r".*: (?P<een>\S+) line (?P<lijn>\d+) and (?P<twee>\S+)",
    77: r".* tag (?P<een>\S+) line (?P<lijn>\d+)",
    201: r".*prefix (?P<een>\S+) (?:for \S+ )?on (?P<twee>\S+)",
}
"""Code of libxml2 -> the names in its sentence."""


def zin(error: Exception) -> str:
    """The complaint of lxml in our words; its own sentence where we have none."""
    code, plain = getattr(error, "code", 0), _PLAATS.sub("", str(getattr(error, "msg", error)).strip())
    found = re.match(_NAMEN.get(code, ""), plain)
    return plain if found is None else _zinnen(found.groupdict()).get(code, plain)


def _zinnen(deel: dict[str, str]) -> dict[int, str]:
    een, twee, lijn = (deel.get(name, "") for name in ("een", "twee", "lijn"))
    return {
        4: _("er staat geen bericht in, of het begint niet met een <"),
        5: _("na het einde van het bericht staat nog iets"),
        9: _("een teken dat in XML niet mag"),
        23: _("na een & hoort een naam met ; erachter; schrijf &amp; voor een losse &"),
        26: _("&{name}; is niet bekend; schrijf het teken zelf", name=een),
        32: _("de tekencodering {name} is niet bekend", name=een),
        38: _("een < in de waarde van een attribuut; schrijf &lt;"),
        39: _("de waarde van een attribuut staat niet tussen aanhalingstekens"),
        41: _("attribuut {name} heeft geen waarde", name=een),
        42: _("attribuut {name} staat er tweemaal", name=een),
        45: _("een commentaar (<!-- ... -->) is niet afgesloten"),
        62: _("]]> in een tekst; schrijf ]]&gt;"),
        63: _("een CDATA-blok is niet afgesloten"),
        64: _("de XML-declaratie (<?xml ... ?>) hoort helemaal vooraan te staan"),
        65: _("tussen twee attributen, of aan het eind van de XML-declaratie, ontbreekt iets"),
        68: _("na een < of & staat geen naam; schrijf &lt; en &amp; in een tekst"),
        73: _("de tag <{name}> is niet af", name=een),
        76: _("<{name}> van lijn {line} wordt afgesloten met </{other}>", name=een, line=lijn, other=twee),
        77: _("het bericht houdt op, maar <{name}> van lijn {line} is niet afgesloten", name=een, line=lijn),
        80: _("twee streepjes midden in een commentaar"),
        81: _("een teken past niet bij de tekencodering van het bestand"),
        114: _("het bericht is te diep genest"),
        201: _("de prefix {name} van {other} hoort bij geen namespace", name=een, other=twee),
    }
