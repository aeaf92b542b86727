"""The exception tree of ketentoets. Foreign exceptions are turned into these at the edges."""

from ketentoets.core.bsn import shown


class KetentoetsError(Exception):
    """Anything ketentoets raises on purpose. The text is Dutch and meant for the user."""


class ConfigurationError(KetentoetsError):
    """Wrong use or configuration: the user can mend it. Leads to exit code 3."""


class Undecided(KetentoetsError):
    """A scenario cannot be judged; the text says why. Leads to the verdict *onbeslist*."""


class NotApplicable(KetentoetsError):
    """A scenario does not exist for this role, release or date."""


class SutError(KetentoetsError):
    """The system under test could not be reached or did not keep to the contract.

    The text may quote the system, and ends up in journal and report: real BSNs in it are masked.
    """

    def __init__(self, text: str = "") -> None:
        super().__init__(shown(text))


class SutUnreachable(SutError):
    """No connection, no answer in time, or server errors until the last attempt."""


class SutContractError(SutError):
    """The system answered, but not as the contract (koppelvlak) says."""


class SutCannot(SutError):
    """The system does not offer this part of the contract (404 or 501)."""


class OrderRefused(KetentoetsError):
    """An order that cannot be carried out now and never will be (422); the text is that of the system."""

    def __init__(self, text: str = "") -> None:
        super().__init__(shown(text))


class MessageUnreadable(KetentoetsError):
    """Bytes that are not safe, well-formed XML. `line` is 0 when unknown.

    `regel` is the rule of the standard that says so ('OP192'), with what it expects; '' when the
    bytes are only not safe.
    """

    def __init__(self, text: str, line: int = 0, column: int = 0, *, regel: str = "", verwacht: str = "") -> None:
        super().__init__(text)
        self.line = line
        self.column = column
        self.regel = regel
        self.verwacht = verwacht


class HarnessFault(KetentoetsError):
    """The harness itself broke its own rules. Leads to the verdict *fout*."""


class JournalFault(HarnessFault):
    """The journal cannot be written: nothing more can be proved, so nothing more is done."""
