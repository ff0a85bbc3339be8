"""What routing answers 建议路径: a route, a body, why, what else is possible, and what the clerk must be told.

Always a proposal: the clerk confirms or changes it, and no letter leaves on it (intake-inspection-supervision.md 2.1).
"""

from dataclasses import dataclass

ROUTES = ("mediation", "arbitration", "inspection", "court", "other-authority", "hand-over", "inform", "merge", "supplement", "answer")


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence of the why, with its source."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another way that stays open."""

    route: str
    body: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Warning:
    """Something the clerk must know, whatever the route. `code` is stable."""

    code: str
    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The proposed route of a lead, by the first row of the table that fits."""

    route: str
    body: str | None
    row: str
    cert: str
    reasons: tuple[Reason, ...]
    alternatives: tuple[Alternative, ...]
    warnings: tuple[Warning, ...]

    def as_dict(self) -> dict[str, object]:
        """The answer of the contract, plain for JSON."""
        return {
            "route": self.route,
            "body": self.body,
            "row": self.row,
            "reasons": [{"text": reason.text, "source": reason.source} for reason in self.reasons],
            "alternatives": [{"route": way.route, "body": way.body, "reason": way.reason} for way in self.alternatives],
            "warnings": [{"code": item.code, "text": item.text, "source": item.source} for item in self.warnings],
        }
