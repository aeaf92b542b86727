"""All scenarios of a session side by side: each goes on as far as it can now, and says what it waits for.

Nothing is kept but the journal. A turn of a scenario plays it again from its first sentence, with what the
journal holds, and on from there; so a session that was stopped, killed or put off until tomorrow goes on
with the same steps. Real time comes in through `tijd` alone.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import count
from threading import Event as Signal
from time import monotonic
from typing import Any

from ketentoets.core.calendar import moment_text, parse_moment
from ketentoets.core.errors import ConfigurationError, JournalFault, NotApplicable, SutError, Undecided
from ketentoets.core.journal import Journal
from ketentoets.core.taal import _
from ketentoets.core.tijd import werkelijke_tijd
from ketentoets.core.verdict import Verdict
from ketentoets.fixtures.profiel import Profiel
from ketentoets.session.gesprek import Gesprek
from ketentoets.session.herhaling import KLOK, WACHT, Herhaling
from ketentoets.session.keten import BERICHTDATUM, Mens, Partij
from ketentoets.session.sessieketen import OP_MENS, OP_SYSTEEM, OP_TIJD, GeboektSysteem, Sessieketen, Wacht
from ketentoets.session.sessies import Uitkomst
from ketentoets.suite.postkamer import LEEG, Postkamer
from ketentoets.suite.referentie import referentie
from ketentoets.suite.spoor import Spoor
from ketentoets.transports.base import Rol
from ketentoets.transports.embedded import EmbeddedSystem

FIRST_PAUSE, LAST_PAUSE = 0.02, 0.5
"""Seconds between two looks at the mail of a system that is answering."""


class Mensen:
    """Whoever is asked to key in what a system does not take: nobody, by default."""

    def vraag(self, sleutel: str, rol: Rol, naam: str, gegevens: dict[str, Any]) -> tuple[str, str] | None:
        """Ask a person; an `Uitkomst` with an explanation, or None when there is no answer yet."""
        raise Undecided(
            _("het systeem van de {rol} neemt geen opdrachten aan; '{naam}' moet een mens invoeren", rol=rol, naam=naam)
        )

    def is_beantwoord(self, sleutel: str) -> bool:
        """Whether asking again leads somewhere."""
        return True


@dataclass
class Spel:
    """The scenarios of a session, the tested systems, and the journal they write in.

    `vanaf` is the day the session began, `reeks` makes the numbers of the simulated actors new.
    `geduld` is how long (in seconds) the systems get to answer before the session is put off.
    """

    sporen: list[Spoor]
    systemen: dict[Rol, Partij]
    journal: Journal
    profiel: Profiel
    klok: str
    zaad: int
    vanaf: date
    reeks: int
    mensen: Mensen = field(default_factory=Mensen)
    geduld: float = 5.0
    tijd: Callable[[], datetime] = werkelijke_tijd
    meld: Callable[[str], None] = lambda _tekst: None
    storing: dict[Rol, str] = field(default_factory=dict)
    _gelezen: int = 0
    _posten: dict[Rol, Postkamer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        begonnen = parse_moment(self.journal.events[0]["begonnen"])
        for rol, partij in self.systemen.items():
            post = Postkamer(rol, partij.systeem, self.journal, self.klok, begonnen)
            post.sporen = [s for s in self.sporen if s.rol is rol]
            post.herinner(self.journal.events)
            self._posten[rol] = post
        self._lees_bij()

    @property
    def af(self) -> bool:
        """Whether no scenario has anything left to do."""
        return all(spoor.af for spoor in self.sporen)

    def ga_verder(self) -> None:
        """Play until nothing can be done any more now."""
        leeg = {rol: post.leeg_om for rol, post in self._posten.items()}
        self.storing.clear()
        self._maak_af()
        self._haal_post()
        beurten = [s for s in self.sporen if self._kan(s)]
        while beurten or self._loopt_nog():
            for spoor in beurten:
                self._beurt(spoor)
            self._wacht_op_post()
            beurten = [s for s in self.sporen if self._kan(s)] or self._geduld_op()
            if not beurten:
                break
        for rol, post in self._posten.items():
            if post.leeg_om != leeg[rol]:
                self.journal.append(LEEG, post.leeg_om, rol=str(rol))

    def _maak_af(self) -> None:
        """Finish what was broken off in the middle before any mail is read: an answer comes after its question."""
        for spoor in self.sporen:
            wacht = spoor.wacht
            broken = spoor.kop is not None and not spoor.af and (wacht is None or wacht["op"] == OP_SYSTEEM)
            if broken and spoor.rol not in self.storing:
                self._beurt(spoor)

    # --- whose turn it is -----------------------------------------------------------------------

    def _kan(self, spoor: Spoor) -> bool:
        """Whether a scenario can go on now."""
        if spoor.af or spoor.rol in self.storing or not self._aan_de_beurt(spoor):
            return False
        wacht = spoor.wacht
        if wacht is None or spoor.heeft_invoer or wacht["op"] == OP_SYSTEEM:
            return True
        if wacht["op"] == OP_MENS:
            return self.mensen.is_beantwoord(wacht["vraag"])
        return spoor.wekker is not None and spoor.wekker <= self.tijd()

    def _aan_de_beurt(self, spoor: Spoor) -> bool:
        """Whether it need not wait until another scenario that wants the system for itself is done."""
        if not spoor.alleen:
            return True
        return next(s for s in self.sporen if s.alleen and s.rol is spoor.rol and not s.af) is spoor

    def _loopt_nog(self) -> bool:
        """Whether some scenario only waits until the patience is over."""
        return self.klok == BERICHTDATUM and any(self._geduldig(s) for s in self.sporen)

    def _geduldig(self, spoor: Spoor) -> bool:
        wacht = spoor.wacht
        return not spoor.af and wacht is not None and wacht["op"] == OP_TIJD and spoor.rol not in self.storing

    def _geduld_op(self) -> list[Spoor]:
        """Without a clock: whoever still waits has waited long enough."""
        waiting = [s for s in self.sporen if self._loopt_nog() and self._geduldig(s)]
        for spoor in waiting:
            self.journal.append(KLOK, self.tijd(), spoor=spoor.sleutel, geduld_op=True)
        self._lees_bij()
        return waiting

    # --- mail -----------------------------------------------------------------------------------

    def _haal_post(self) -> bool:
        """Fetch the mail of every system that somebody still waits for; whether there was any."""
        found = False
        for rol, post in self._posten.items():
            if rol in self.storing or all(s.af for s in post.sporen):
                continue
            try:
                found |= bool(post.haal(self.tijd()))
            except SutError as error:
                self.storing[rol] = str(error)
        self._lees_bij()
        return found

    def _wacht_op_post(self) -> None:
        """Give the systems a moment to answer."""
        tot, pause = monotonic() + self.geduld, FIRST_PAUSE
        while not self._haal_post() and monotonic() < tot and not self.af and len(self.storing) < len(self._posten):
            Signal().wait(pause)
            pause = min(2 * pause, LAST_PAUSE)

    # --- a turn ---------------------------------------------------------------------------------

    def _beurt(self, spoor: Spoor) -> None:
        nu = self.tijd()
        self.meld(spoor.verhaal.kop.naam)
        tik = spoor.tik()
        if tik is not None:
            self.journal.append(KLOK, nu, spoor=spoor.sleutel, **tik)
            self._lees_bij()
        gesprek = self._gesprek(spoor, nu)
        try:
            spoor.verhaal.speel(gesprek)
        except Wacht as wacht:
            self._stel_uit(spoor, gesprek, wacht)
        except (ConfigurationError, JournalFault):
            raise
        except NotApplicable as error:
            gesprek.storing(Verdict.NIET_VAN_TOEPASSING, str(error))
        except (Undecided, SutError) as error:
            gesprek.storing(Verdict.ONBESLIST, str(error))
        except Exception as error:
            gesprek.storing(Verdict.FOUT, _("{kind}: {error}", kind=type(error).__name__, error=error))
        self._lees_bij()

    def _gesprek(self, spoor: Spoor, nu: datetime) -> Gesprek:
        kop, herhaling = spoor.verhaal.kop, Herhaling(spoor.rol, spoor.regels)
        partner = referentie(kop.rol.ander, self.profiel)
        partner.reeks = self.reeks + kop.nummer
        getest = self.systemen[kop.rol]
        systeem = GeboektSysteem(getest.systeem, herhaling, lambda: keten)
        partijen = {
            kop.rol: replace(getest, systeem=systeem, kan=getest.kan & {"opdrachten"}),
            kop.rol.ander: Partij(kop.rol.ander, EmbeddedSystem(partner), True, "gesimuleerd", partner.identify()),
        }
        keten = Sessieketen(
            partijen, self.journal, spoor.kop.tijd if spoor.kop else nu, self.klok, spoor=spoor.sleutel,
            herhaling=herhaling, volgende=lambda: partner.volgende_moment, mens=self._mens(spoor, herhaling),
        )  # fmt: skip
        return Gesprek(kop, keten, self.profiel, self.zaad, self.vanaf)

    def _mens(self, spoor: Spoor, herhaling: Herhaling) -> Mens:
        """Asks a person, and asks nothing twice."""
        nummers = count(1)

        def voer_in(rol: Rol, naam: str, gegevens: dict[str, Any]) -> tuple[str, str]:
            sleutel = f"{spoor.sleutel}/{next(nummers)}"
            line = herhaling.kijk("opdracht")
            if line is not None:
                return line["uitkomst"], line["reden"]
            antwoord = self.mensen.vraag(sleutel, rol, naam, gegevens)
            if antwoord is None:
                raise Wacht(OP_MENS, _("iemand moet '{naam}' invoeren", naam=naam), vraag=sleutel)
            return in_uitkomst(naam, *antwoord)

        return voer_in

    def _stel_uit(self, spoor: Spoor, gesprek: Gesprek, wacht: Wacht) -> None:
        """Write down what a scenario waits for."""
        if wacht.op == OP_SYSTEEM:
            self.storing[spoor.rol] = str(wacht)
        self.journal.append(
            WACHT, gesprek.nu, spoor=spoor.sleutel, op=wacht.op, tot=wacht.tot.isoformat() if wacht.tot else None,
            midden=wacht.midden, vraag=wacht.vraag, reden=str(wacht) or _waarop(gesprek, wacht),
        )  # fmt: skip

    def _lees_bij(self) -> None:
        """Hand every new line to its scenario."""
        sporen = {s.sleutel: s for s in self.sporen}
        for event in self.journal.events[self._gelezen :]:
            spoor = sporen.get(event.get("spoor", ""))
            if spoor is not None:
                spoor.regels.append(event)
        self._gelezen = len(self.journal.events)


def in_uitkomst(naam: str, uitkomst: str, toelichting: str) -> tuple[str, str]:
    """What an answer of a person means for an order; raises `Undecided` when it was skipped."""
    if uitkomst == Uitkomst.OVERSLAAN:
        raise Undecided(
            _("opdracht '{naam}' is niet ingevoerd: overgeslagen. {toelichting}", naam=naam, toelichting=toelichting)
            .strip()
        )  # fmt: skip
    if uitkomst == Uitkomst.LUKT_NIET:
        return "geweigerd", toelichting or _("invoeren lukte niet")
    return "aangenomen", ""


def _waarop(gesprek: Gesprek, wacht: Wacht) -> str:
    """Who must act now and until when; otherwise when it goes on."""
    owed = sorted(gesprek.boek.openstaand(gesprek.sut), key=lambda v: v.termijn.moment)
    if owed:
        return _("de {wie} stuurt nog: {wat}, uiterlijk {moment}", wie=owed[0].wie, wat=owed[0].wat,
                 moment=moment_text(owed[0].termijn.moment))  # fmt: skip
    if wacht.tot is None:
        return _("wacht")
    return _("gaat verder op {moment}", moment=moment_text(wacht.tot))
