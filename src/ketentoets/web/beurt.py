"""One turn of a session, as a process of its own: hold it, do what was asked, write down how it ended.

`python -m ketentoets.web.beurt MAP SESSIE OPDRACHT…`: whatever becomes of the page, the store knows the outcome.
"""

import runpy
import sys
from collections.abc import Sequence
from pathlib import Path

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.core.verdict import EXIT_CONFIGURATION, EXIT_INTERRUPTED
from ketentoets.session.sessies import Sessies, Staat
from ketentoets.suite.meekijken import PAUZE

MODULE = "ketentoets.web.beurt"


def main(argumenten: Sequence[str]) -> int:
    """Run the command line in this process while the session is held; its exit code."""
    sessies = Sessies(Path(argumenten[0]))
    sessie = sessies.haal(argumenten[1])
    try:
        with sessies.houd(sessie):
            sessies.zet(sessie.id, Staat.LOOPT)
            code = _voer_uit(argumenten[2:])
            sessies.zet(sessie.id, _staat(code, (sessie.map / PAUZE).exists()))
            (sessie.map / PAUZE).unlink(missing_ok=True)
    except ConfigurationError as error:
        print(_("ketentoets: {text}", text=error), file=sys.stderr)
        return EXIT_CONFIGURATION
    return code


def _voer_uit(opdracht: Sequence[str]) -> int:
    sys.argv = ["ketentoets", *opdracht]
    try:
        runpy.run_module("ketentoets", run_name="__main__")
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else 0
    return 0


def _staat(code: int, pauze: bool) -> Staat:
    if code == EXIT_INTERRUPTED:
        return Staat.GEPAUZEERD if pauze else Staat.AFGEBROKEN
    return Staat.AFGEBROKEN if code == EXIT_CONFIGURATION else Staat.KLAAR


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
