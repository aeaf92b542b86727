"""One door for words: every sentence a user sees passes through `_`.

Dutch is the source language, so without a catalogue the sentence itself comes back.
Values are always arguments (`_("Termijn {n} verstreken", n=3)`): findings can then be
grouped, compared and translated by their template.
"""

import gettext
from pathlib import Path

_DOMAIN = "ketentoets"
_translation: gettext.NullTranslations = gettext.translation(
    _DOMAIN, localedir=str(Path(__file__).parent / "locale"), languages=["nl"], fallback=True
)


def _(template: str, /, **values: object) -> str:
    """Return the sentence in the user's language, with `values` filled in."""
    sentence = _translation.gettext(template)
    return sentence.format(**values) if values else sentence
