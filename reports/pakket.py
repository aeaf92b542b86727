"""What a page needs only on demand, packed into it: JSON, deflated, base64.

The page unpacks a piece when somebody opens one of its scenarios (`DecompressionStream("deflate")`).
"""

import json
import zlib
from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any

PER_STUK = 50
"""So many scenarios are packed together: more of them compress better, fewer open faster."""


def stuk_van(nummer: int) -> int:
    """The piece in which the scenario with this place in the run (from 0) is packed."""
    return nummer // PER_STUK


def stukken(inhoud: Sequence[tuple[str, Mapping[str, Any]]]) -> list[str]:
    """Pieces of base64, each the content of `PER_STUK` scenarios by their anchor. The same content, the same text."""
    parts = (dict(inhoud[start : start + PER_STUK]) for start in range(0, len(inhoud), PER_STUK))
    return [_gepakt(part) for part in parts]


def _gepakt(part: Mapping[str, Any]) -> str:
    text = json.dumps(part, ensure_ascii=False, separators=(",", ":"))
    return b64encode(zlib.compress(text.encode("utf-8", "replace"), 9)).decode()
