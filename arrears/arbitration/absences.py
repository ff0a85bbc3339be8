"""Days on which a party cannot come 双方不便日: kept with the case, read where a hearing is set. Changes no state of the case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import select

from arrears.arbitration.models import Arbitration
from arrears.db import session, writing
from arrears.law.refusal import Refused

MOST = 40


@dataclass(frozen=True, slots=True)
class Away:
    """A party away from `since` to `until`, both included."""

    party_id: int
    name: str
    since: date
    until: date
    why: str = ""

    @property
    def words(self) -> str:
        """申请人 3月5日至3月9日（住院）; one day without 至."""
        first, last = f"{self.since.month}月{self.since.day}日", f"{self.until.month}月{self.until.day}日"
        return f"{self.name} {first}" + (f"至{last}" if last != first else "") + (f"（{self.why}）" if self.why else "")


def of_cases(ids: Sequence[int]) -> dict[int, list[Away]]:
    """Days of several cases, by case, in order. One statement."""
    rows = session.execute(select(Arbitration.proceeding_id, Arbitration.away).where(Arbitration.proceeding_id.in_(ids)))
    return {key: [_read(entry) for entry in kept or []] for key, kept in rows}


def _read(entry: Mapping[str, str]) -> Away:
    since, until = date.fromisoformat(entry["since"]), date.fromisoformat(entry["until"])
    return Away(int(entry["party_id"]), entry["name"], since, until, entry.get("why", ""))


def on_day(proceeding_id: int, day: date) -> Away | None:
    """Who cannot come on a day. One statement."""
    return next((a for a in of_cases([proceeding_id]).get(proceeding_id, []) if a.since <= day <= a.until), None)


def keep(proceeding_id: int, rows: Sequence[Away]) -> None:
    """Keep the days in place of those before. Raises `Refused` for a span that ends before it begins, and for too many."""
    for n, row in enumerate(rows, 1):
        if row.until < row.since:
            raise Refused("rows", f"第 {n} 行的止日 {row.until} 早于起日 {row.since}，请核对。")
    if len(rows) > MOST:
        raise Refused("rows", f"最多记 {MOST} 行，连着的日子请写成一段。")
    with writing() as current:
        own = current.get(Arbitration, proceeding_id, populate_existing=True, with_for_update=True)
        if own is None:
            raise Refused("", "没有这件仲裁案件。")
        ordered = sorted(rows, key=lambda row: (row.since, row.party_id))
        own.away = [asdict(row) | {"since": row.since.isoformat(), "until": row.until.isoformat()} for row in ordered]
