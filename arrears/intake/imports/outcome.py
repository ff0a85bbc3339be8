"""What an import from the command line came to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """The sheet as read, and what was written of it."""

    read: dict[str, Any]
    batch: int
    counts: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The contract of `arrears import --json`, with what was written."""
        return self.read | {"batch": self.batch, "registered": self.counts.get("done", 0), "states": self.counts}

    def __str__(self) -> str:
        done = self.counts
        return (
            f"{self.read['file']}：已登记 {done.get('done', 0)} 行，以前已登记 {done.get('known', 0)} 行，"
            f"未接收 {done.get('bad', 0) + done.get('refused', 0)} 行，待更正 {done.get('held', 0)} 行"
            f"（第 {self.batch} 批，可在导入页面更正）。"
        )
