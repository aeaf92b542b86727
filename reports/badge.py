"""The verdict as a small SVG for a page or a README."""

from xml.sax.saxutils import escape

from ketentoets.core.record import RunRecord
from ketentoets.core.taal import _
from ketentoets.core.verdict import Verdict

_COLORS = {
    Verdict.GESLAAGD: "#1b7f4d",
    Verdict.GEZAKT: "#b42318",
    Verdict.ONBESLIST: "#8a5a00",
    Verdict.NIET_VAN_TOEPASSING: "#52606d",
    Verdict.OVERGESLAGEN: "#52606d",
    Verdict.FOUT: "#7a2e8e",
}
"""Each has a contrast of at least 4.5 with white."""
_LABEL = "ketentoets"
_CHAR, _PAD = 6.6, 8
"""Width of a character and the room beside the text, in pixels at 11 pixels high."""


def to_badge(run: RunRecord) -> str:
    """An SVG of 20 pixels high: 'ketentoets | gezakt 3/12'. An aborted run never looks like a pass."""
    verdict = Verdict.ONBESLIST if run.afgebroken and run.oordeel is Verdict.GESLAAGD else run.oordeel
    text = _("{verdict} {n}/{total}", verdict=_(verdict), n=run.counts()[run.oordeel], total=len(run.scenarios))
    if run.afgebroken:
        text = _("{text}, afgebroken", text=text)
    left, right = _width(_LABEL), _width(text)
    title = escape(f"{_LABEL}: {text}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" aria-label="{title}">'
        f"<title>{title}</title>"
        f'<rect width="{left + right}" height="20" rx="3" fill="{_COLORS[verdict]}"/>'
        f'<path d="M3 0h{left - 3}v20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="#323f4b"/>'
        f'<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">'
        f'<text x="{left // 2}" y="14">{_LABEL}</text>'
        f'<text x="{left + right // 2}" y="14">{escape(text)}</text></g></svg>\n'
    )


def _width(text: str) -> int:
    return round(len(text) * _CHAR) + 2 * _PAD
