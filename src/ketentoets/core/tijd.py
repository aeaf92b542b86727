"""The one place where a session learns what time it really is; a test that fakes time fakes it here."""

from datetime import datetime

from ketentoets.core.calendar import AMSTERDAM


def werkelijke_tijd() -> datetime:
    """Now in Europe/Amsterdam, to the second."""
    return nu().replace(microsecond=0)


def nu() -> datetime:
    """Now in Europe/Amsterdam."""
    return datetime.now(AMSTERDAM)
