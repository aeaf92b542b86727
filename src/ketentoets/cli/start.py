"""Where the command line begins: first the language, then everything that has words in it."""

import os
import sys
from pathlib import Path

from ketentoets.core.taal import BRON, VARIABELE, kies, talen
from ketentoets.core.verdict import EXIT_CONFIGURATION

OPTIE = "--taal"


def main() -> None:
    """Choose the language and run the command line."""
    _open_stromen()
    arguments, taal = _uit(sys.argv[1:], os.environ.get(VARIABELE, ""))
    if taal and taal not in talen():
        names = ", ".join(talen())
        print(f"ketentoets: {OPTIE} '{taal}' bestaat niet; kies uit {names}. (No such language.)", file=sys.stderr)
        sys.exit(EXIT_CONFIGURATION)
    kies(taal or BRON)
    sys.argv[1:] = arguments
    from ketentoets.cli.main import main as run

    run()


def _open_stromen() -> None:
    """A program that starts us may have closed them: nothing comes in then, and nothing is seen."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open to the end


def _uit(arguments: list[str], taal: str) -> tuple[list[str], str]:
    """The arguments without `--taal XX`, wherever it stood, and the language; the last one counts."""
    rest: list[str] = []
    waiting = False
    for n, word in enumerate(arguments):
        if word == "--":
            return [*rest, *arguments[n:]], taal
        if waiting:
            taal, waiting = word, False
        elif word == OPTIE:
            waiting = True
        elif word.startswith(f"{OPTIE}="):
            taal = word.partition("=")[2]
        else:
            rest.append(word)
    return ([*rest, OPTIE] if waiting else rest), taal
