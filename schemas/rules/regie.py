"""Rules on starts (305) and stops (307). A deleting delivery only meets TR063 and TR071."""

from collections.abc import Iterator

from ketentoets.core.message import Node
from ketentoets.core.taal import _
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.feiten import TIJDELIJK, Melding, lees_melding
from ketentoets.schemas.rules.lezen import dag, tekst
from ketentoets.schemas.rules.registry import NVT, Breach, Result, rule, rule_over

START = "Client/StartProducten/StartProduct"
STOP = "Client/StopProducten/StopProduct"
EERSTE, VERWIJDEREN = "1", "3"
ELKE_STOP_EEN_REGEL = "3.2"
"""The first release in which a stop after a stop has rules of its own (TR413, TR414, TR415)."""
GEEN_START = "9069"
"""The code of TR382, as right where another rule says what is wrong with a stop that has no (current) start."""


@rule("CS058", "305", "307", op=(START, STOP))
def status_is_eerste_of_verwijderen(_ctx: Context, node: Node) -> Result:
    """StatusAanlevering is 1 or 3."""
    status = node.get("StatusAanlevering")
    if status in {EERSTE, VERWIJDEREN}:
        return None
    return Breach(node, "1, 3", status, _("StatusAanlevering {status} wordt niet gebruikt.", status=status))


@rule("TR018", "307", op=STOP)
def stop_niet_voor_start(_ctx: Context, node: Node) -> Result:
    """A delivery does not end before it began."""
    begin, end = node.date("Begindatum"), node.date("Einddatum")
    if begin is None or end is None or _verwijdert(node):
        return NVT
    if end >= begin:
        return None
    text = _("Einddatum {end} ligt voor Begindatum {begin}.", end=dag(end), begin=dag(begin))
    return Breach(node, _("{day} of later", day=dag(begin)), dag(end), text)


@rule("TR019", "305", op=START, level=3, retour="9019")
@rule("TR019", "307", op=STOP, level=3, retour="9019", domeinen=("ijw",))
def melding_hoort_bij_toewijzing(ctx: Context, node: Node) -> Result:
    """A start or stop names an assignment of this client to this provider."""
    if _verwijdert(node):
        return NVT
    if _gekoppeld(ctx, node):
        return None
    number = lees_melding(ctx.bericht, node).nummer
    text = _("Er is geen toewijzing {number} van deze client aan deze aanbieder.", number=tekst(number))
    unstarted = frozenset({GEEN_START}) if node.name == "StopProduct" else frozenset[str]()
    return Breach(node, _("een ToewijzingNummer van deze client"), tekst(number), text, unstarted)


@rule("TR063", "305", "307", op=(START, STOP), level=3, retour="9063")
def verwijdert_iets_bestaands(ctx: Context, node: Node) -> Result:
    """A deleting delivery deletes something that was sent before."""
    if not _verwijdert(node):
        return NVT
    report = lees_melding(ctx.bericht, node)
    if ctx.admin.gelijke_melding(report, ctx.release):
        return None
    text = _("Er is geen eerdere aanlevering met dezelfde sleutel om te verwijderen.")
    return Breach(node, _("een eerdere aanlevering"), _("geen"), text)


@rule("TR071", "305", op=START, level=3, retour="9071")
def verwijdert_geen_gestopte_start(ctx: Context, node: Node) -> Result:
    """A start that was stopped is not deleted."""
    report = lees_melding(ctx.bericht, node)
    if not _verwijdert(node) or not ctx.admin.gelijke_melding(report, ctx.release):
        return NVT
    product = (report.categorie, report.code)
    stops = [stop for stop in ctx.admin.stops(report) if (stop.categorie, stop.code) == product]
    if not stops:
        return None
    text = _("De start kan niet worden verwijderd: er is al een stop gemeld.")
    return Breach(node, _("geen stop"), _("stop per {day}", day=dag(stops[-1].einddatum)), text)


@rule("TR074", "305", "307", op=(START, STOP), level=3, retour="9074")
def sleutel_is_nieuw(ctx: Context, node: Node) -> Result:
    """A first delivery has a key that was not delivered before (unless that one was deleted)."""
    if node.get("StatusAanlevering") != EERSTE or not _gekoppeld(ctx, node):
        return NVT
    report = lees_melding(ctx.bericht, node)
    known = ctx.admin.gelijke_melding(report, ctx.release)
    if known is None or _nu_verwijderd(ctx, known):
        return None
    text = _("Er is al een eerdere aanlevering met dezelfde sleutel.")
    old = report.soort == "stop" and ctx.release < ELKE_STOP_EEN_REGEL
    stopped = frozenset({GEEN_START}) if old else frozenset[str]()
    return Breach(node, _("een nieuwe sleutel"), f"{report.nummer}, {dag(report.begindatum)}", text, stopped)


@rule_over("TR326", "305", op=START, level=3, retour="9326")
def een_actuele_start(ctx: Context, nodes: list[Node]) -> Iterator[Breach]:
    """An assignment has one current start; the message itself counts too."""
    started: dict[str, Melding] = {}
    for node in nodes:
        if _verwijdert(node) or not _gekoppeld(ctx, node):
            continue
        report = lees_melding(ctx.bericht, node)
        current = ctx.admin.actuele_start(ctx.gemeente, report.nummer)
        if current is None or _nu_verwijderd(ctx, current):
            current = started.get(report.nummer)
        started.setdefault(report.nummer, report)
        if current:
            found = _("start per {day}", day=dag(current.begindatum))
            text = _("Toewijzing {number} heeft al een actuele start.", number=report.nummer)
            yield Breach(node, _("geen actuele start"), found, text)


@rule("TR382", "307", op=STOP, level=3, retour="9069")
def stop_hoort_bij_start(ctx: Context, node: Node) -> Result:
    """A stop has the key of a start; where TR019 is not about stops, also one without an assignment.

    Until 3.1 no other rule says that after a definitive stop there is no current start (TR326, explanation).
    """
    unjudged = ctx.bericht.domain == "ijw" and not _gekoppeld(ctx, node)
    if _verwijdert(node) or unjudged:
        return NVT
    start = lees_melding(ctx.bericht, node)
    start.soort = "start"
    found = f"{start.nummer}, {dag(start.begindatum)}"
    if ctx.admin.gelijke_melding(start, ctx.release) is None:
        text = _("Er is geen start met hetzelfde product en dezelfde Begindatum.")
        return Breach(node, _("de sleutel van een start"), found, text)
    if ctx.release >= ELKE_STOP_EEN_REGEL or not _tijdelijk_na_definitief(ctx, node):
        return None
    return Breach(node, _("de sleutel van een start"), found, _("De levering is al definitief gestopt."))


def _tijdelijk_na_definitief(ctx: Context, node: Node) -> bool:
    earlier = _eerdere_stops(ctx, node)
    return node.get("RedenBeeindiging") == TIJDELIJK and any(stop.reden != TIJDELIJK for stop in earlier)


@rule("TR413", "307", op=STOP, level=3, retour="9413", since=ELKE_STOP_EEN_REGEL)
def geen_tweede_tijdelijke_stop(ctx: Context, node: Node) -> Result:
    """After a temporary stop only a definitive one follows."""
    if all(stop.reden != TIJDELIJK for stop in _eerdere_stops(ctx, node)):
        return NVT
    if node.get("RedenBeeindiging") != TIJDELIJK:
        return None
    text = _("De levering is al tijdelijk gestopt; alleen een definitieve stop kan nog volgen.")
    return Breach(node, _("een andere reden dan 20"), TIJDELIJK, text)


@rule("TR414", "307", op=STOP, level=3, retour="9414", since=ELKE_STOP_EEN_REGEL)
def stop_niet_voor_vorige(ctx: Context, node: Node) -> Result:
    """A stop does not end before the current one, that is the last definitive one, else the last temporary one."""
    earlier = _eerdere_stops(ctx, node)
    end, earliest = node.date("Einddatum"), earlier[-1].einddatum if earlier else None
    if end is None or earliest is None:
        return NVT
    if end >= earliest:
        return None
    text = _("Einddatum {end} ligt voor die van de eerdere stop.", end=dag(end))
    return Breach(node, _("{day} of later", day=dag(earliest)), dag(end), text)


@rule("TR415", "307", op=STOP, level=3, retour="9415", since=ELKE_STOP_EEN_REGEL)
def geen_stop_na_definitieve(ctx: Context, node: Node) -> Result:
    """After a definitive stop no stop follows."""
    earlier = _eerdere_stops(ctx, node)
    if not earlier:
        return NVT
    if earlier[-1].reden == TIJDELIJK:
        return None
    text = _("De levering is al definitief gestopt.")
    return Breach(node, _("geen definitieve stop"), _("reden {reason}", reason=earlier[-1].reden), text)


def _verwijdert(node: Node) -> bool:
    return node.get("StatusAanlevering") == VERWIJDEREN


def _gekoppeld(ctx: Context, node: Node) -> bool:
    report = lees_melding(ctx.bericht, node)
    assignment = ctx.admin.toewijzing(report.gemeente, report.nummer)
    owner = (report.bsn, report.aanbieder)
    return assignment is not None and (assignment.bsn, assignment.aanbieder) == owner


def _nu_verwijderd(ctx: Context, melding: Melding) -> bool:
    """Whether this very message deletes an earlier start or stop (correction in one message)."""
    deleted = (lees_melding(ctx.bericht, n) for p in (START, STOP) for n in ctx.root.all(p) if _verwijdert(n))
    key = melding.sleutel(ctx.release)
    return any(d.soort == melding.soort and d.sleutel(ctx.release) == key for d in deleted)


def _eerdere_stops(ctx: Context, node: Node) -> list[Melding]:
    """The stops with this client, assignment and Begindatum that came before, definitive ones last.

    Those of this message count too: in it a temporary stop goes before a definitive one, wherever it stands.
    """
    if _verwijdert(node) or not _gekoppeld(ctx, node):
        return []
    own = lees_melding(ctx.bericht, node)
    known = [stop for stop in ctx.admin.stops(own) if not _nu_verwijderd(ctx, stop)]
    return sorted([*known, *_in_dit_bericht(ctx, node, own)], key=_is_definitief)


def _in_dit_bericht(ctx: Context, node: Node, own: Melding) -> list[Melding]:
    nodes = [n for n in ctx.zoek(STOP) if not _verwijdert(n)]
    nodes.sort(key=lambda n: n.get("RedenBeeindiging") != TIJDELIJK)
    elements = [n.element for n in nodes]
    before = (lees_melding(ctx.bericht, n) for n in nodes[: elements.index(node.element)])
    return [stop for stop in before if (stop.nummer, stop.begindatum) == (own.nummer, own.begindatum)]


def _is_definitief(stop: Melding) -> bool:
    return stop.reden != TIJDELIJK
