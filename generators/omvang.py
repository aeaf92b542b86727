"""One large 323 or 303, written as a stream: memory does not grow with its size.

The totals stand before the lines, so the lines are made twice from the same seed: first to add
them up, then to write them. The lines come from templates; no two have the same reference or
number, and no two clients the same Bsn.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.generators.inhoud import declaratie, factuur
from ketentoets.generators.inhoud.bedragen import totaal
from ketentoets.generators.inhoud.bouwer import Bouwer, Inhoud
from ketentoets.generators.inhoud.factuur import Som
from ketentoets.generators.kader import Kader
from ketentoets.generators.nummerreeks import bsns
from ketentoets.generators.sjabloon import START, Mal, Sjabloon
from ketentoets.generators.voorraad import voorraad
from ketentoets.schemas.model import model
from ketentoets.schemas.writer import fragment

MAX_TOTAAL = 999_999_999_999
GROOT = ("323", "303")
"""The messages that can be made large."""
_MALLEN = 200
_CLIENTEN = len(bsns()) * 9 // 10
_HIER, _TOTAAL, _BTW = "\ue000hier\ue001", "\ue000totaal\ue001", "\ue000btw\ue001"


@dataclass(frozen=True)
class Ontwerp:
    """A claim with a mark where its clients go, and how clients and lines are drawn."""

    inhoud: Inhoud
    pad: str
    client: Callable[[], Inhoud]
    regels: Callable[[], list[tuple[Inhoud, Som]]]


def _som(mark: str) -> Inhoud:
    return {"TotaalBedrag": mark, "DebetCredit": mark + "DC"}


def _declaratie(b: Bouwer) -> Ontwerp:
    month = declaratie.maand(b, b.dagtekening)
    body = b.vul("Declaratie", declaratie.omslag(b, month, _som(_TOTAAL), [_HIER]))
    return Ontwerp(
        {"Header": b.klasse("Header"), "Declaratie": body},
        "Bericht/Declaratie/Clienten/Client",
        lambda: b.vul("Client", {"Prestaties": {"Prestatie": [_HIER]}}),
        lambda: [(line.inhoud, Som(line.bedrag)) for line in declaratie.regels(b, month)],
    )


def _factuur(b: Bouwer) -> Ontwerp:
    span = factuur.periode(b)
    totals = {"DeclaratieFactuurTotaalBedrag": _som(_TOTAAL), "BtwTotaalBedrag": _som(_BTW)}
    return Ontwerp(
        {"Header": factuur.header(b, span, "D", totals), "Clienten": {"Client": [_HIER]}},
        "Bericht/Clienten/Client",
        lambda: b.vul("Client", {"Prestaties": {"Prestatie": [_HIER]}}),
        lambda: [factuur.prestatie(b, span, "D")],
    )


_ONTWERPEN: dict[str, Callable[[Bouwer], Ontwerp]] = {"323": _declaratie, "303": _factuur}


@dataclass(frozen=True)
class Regels:
    """The template of one or more lines, with their sums in eurocents."""

    sjabloon: Sjabloon
    bedrag: int
    btw: int


class Loop:
    """One run through a large claim; two runs with the same seed give the same bytes."""

    def __init__(self, kader: Kader, soort: str, zaad: int, omvang: int) -> None:
        self._doel = (kader.domain, kader.release, soort)
        self._mal = Mal(f"{zaad}/{kader.standaard}/{soort}/groot", voorraad(zaad))
        self._ontwerp = _ONTWERPEN[soort](Bouwer(kader, soort, self._mal))
        whole = START + fragment(*self._doel, "Bericht", self._ontwerp.inhoud) + "\r\n"
        before, after = whole.split(self._deel(self._ontwerp.pad, _HIER))
        self._open, self.dicht = self._mal.deel(before).gevuld(), after.encode()
        self._clienten = [self._client() for _n in range(_MALLEN)]
        self._kies_regels(omvang)

    def _deel(self, pad: str, inhoud: Any) -> str:
        return fragment(*self._doel, pad, inhoud)

    def _client(self) -> tuple[Sjabloon, bytes]:
        pad = self._ontwerp.pad
        text = self._deel(pad, self._ontwerp.client())
        before, after = text.split(self._deel(f"{pad}/Prestaties/Prestatie", _HIER))
        return self._mal.deel(before), after.encode()

    def _regels(self) -> Regels:
        lines = self._ontwerp.regels()
        text = "".join(self._deel(f"{self._ontwerp.pad}/Prestaties/Prestatie", line) for line, _som in lines)
        som = sum((som for _line, som in lines), Som(0))
        return Regels(self._mal.deel(text), som.bedrag, som.btw or 0)

    def _kies_regels(self, omvang: int) -> None:
        """Lines whose sum cannot grow too large, and how many a client needs to stay within the BSNs."""
        drawn = [self._regels() for _n in range(_MALLEN)]
        lines = omvang // min(len(r.sjabloon.gevuld()) for r in drawn) + 1
        self._lijst = [r for r in drawn if max(abs(r.bedrag), abs(r.btw)) * lines <= MAX_TOTAAL]
        if not self._lijst:
            raise ConfigurationError(_("--omvang is te groot: het totaalbedrag past dan niet meer in het bericht."))
        mean = sum(len(r.sjabloon.gevuld()) for r in self._lijst) // len(self._lijst)
        self._per_client = 1 + omvang // (mean * _CLIENTEN)

    def open(self, som: Som) -> bytes:
        """Everything before the first client, with the totals."""
        made = self._open
        for mark, amount in ((_TOTAAL, som.bedrag), (_BTW, som.btw or 0)):
            filled = totaal(amount)
            made = made.replace(f"{mark}DC".encode(), filled["DebetCredit"].encode())
            made = made.replace(mark.encode(), str(filled["TotaalBedrag"]).encode())
        return made

    def clienten(self) -> Iterator[tuple[bytes, int, int]]:
        """Clients with their lines, and the sums of these; as many as there are BSNs."""
        kies = self._mal.kies
        for _n in range(len(bsns())):
            before, after = kies(self._clienten)
            lines = [kies(self._lijst) for _k in range(self._per_client)]
            text = b"".join([before.gevuld(), *(line.sjabloon.gevuld() for line in lines), after])
            yield text, sum(line.bedrag for line in lines), sum(line.btw for line in lines)


def grote_declaratie(kader: Kader, soort: str, zaad: int, omvang: int) -> Iterator[bytes]:
    """The parts of one claim of at most `omvang` bytes, and hardly less.

    Raises ConfigurationError for a message that is not a claim, or a size that is too small.
    """
    model(kader.standaard).message(soort)
    if soort not in _ONTWERPEN:
        raise ConfigurationError(_("--omvang kan alleen bij {all}.", all=_(" en ").join(sorted(_ONTWERPEN))))
    first = Loop(kader, soort, zaad, omvang)
    least = len(first.open(Som(-MAX_TOTAAL, -MAX_TOTAAL))) + len(first.dicht)
    size, n, bedrag, btw = least, 0, 0, 0
    for text, amount, vat in first.clienten():
        if size + len(text) > omvang:
            if n == 0:
                raise ConfigurationError(
                    _("--omvang is te klein: dit bericht is al {n} bytes met één cliënt.", n=size + len(text))
                )
            break
        size, n, bedrag, btw = size + len(text), n + 1, bedrag + amount, btw + vat
    second = Loop(kader, soort, zaad, omvang)
    yield second.open(Som(bedrag, btw))
    yield from (text for text, _amount, _vat in islice(second.clienten(), n))
    yield second.dicht
