"""A finding: one thing that is not as it should be, with expected, actual and the rule."""

from dataclasses import asdict, dataclass, field, fields
from typing import Any

from ketentoets.core.verdict import Verdict


@dataclass(frozen=True)
class Finding:
    """One finding. `soort` is a stable id to group by; `tekst` is one Dutch sentence.

    `gevolg` is the verdict that follows from it; the judge sets it, never a rule.
    `bericht` is the message type ('JW316'); `bericht_id` the id of the message in the journal.
    """

    soort: str
    tekst: str
    regel: str = ""
    bron: str = ""
    niveau: int | None = None
    retourcode: str = ""
    bericht: str = ""
    bericht_id: str = ""
    pad: str = ""
    lijn: int | None = None
    kolom: int | None = None
    verwacht: str = ""
    gevonden: str = ""
    termijn: dict[str, Any] = field(default_factory=dict)
    gevolg: Verdict = Verdict.GEZAKT

    def as_dict(self) -> dict[str, Any]:
        """The JSON form; empty fields are kept so that every finding has the same shape."""
        return {**asdict(self), "gevolg": str(self.gevolg)}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Finding":
        """Rebuild a finding from its JSON form; unknown keys are ignored."""
        known = {f.name for f in fields(cls)}
        values = {k: v for k, v in data.items() if k in known}
        return cls(**{**values, "gevolg": Verdict(values.get("gevolg", Verdict.GEZAKT))})
