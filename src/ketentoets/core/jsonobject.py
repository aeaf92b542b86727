"""A JSON object from somebody else."""

import json
from typing import Any

from ketentoets.core.taal import _


def lees_object(body: bytes) -> dict[str, Any]:
    """The object; raises ValueError with a sentence for what is no JSON, too deep, or something else."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ValueError(_("dit is geen JSON: {reden}", reden=error)) from error
    if not isinstance(found, dict):
        raise ValueError(_("een JSON-object werd verwacht"))
    return found
