"""Hearings of a day 今日开庭, and what is to be scheduled 待排期: with who has the notice, and the earliest lawful day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from arrears import clock
from arrears.access.viewer import Viewer
from arrears.arbitration import absences
from arrears.arbitration.models import Arbitration
from arrears.arbitration.queries import case, desk
from arrears.cases import calendar, visibility
from arrears.cases.visibility import Head
from arrears.db import session
from arrears.documents.models import Document, Serving
from arrears.hearings import queries as hearings
from arrears.hearings import scheduling
from arrears.hearings.queries import Sitting
from arrears.law import codes

NOTICES = ("arb-hearing-notice", "arb-collective-notice")
NOTICE_DAYS = 5


@dataclass(frozen=True, slots=True)
class Notice:
    """Whether one addressee has the notice of a hearing, and whether in time."""

    to: str
    on: date | None
    word: str
    light: str


@dataclass(frozen=True, slots=True)
class Line:
    """A hearing with everything the clerk must know in the morning."""

    head: Head
    sitting: Sitting
    track: str
    panel: str
    answer: str
    last_day: date
    notices: tuple[Notice, ...]

    @property
    def all_served(self) -> bool:
        """Every addressee has it in time."""
        return all(n.light == "done" for n in self.notices)


def of_day(viewer: Viewer, day: date) -> list[Line]:
    """Hearings of a day that this person may see. Six statements."""
    ids = visibility.page(viewer, desk.ACT, ["arbitration"], where=[hearings.sits_on(day)], open_only=False, limit=100)
    if not ids:
        return []
    heads = {h.id: h for h in visibility.heads(ids)}
    own = {a.proceeding_id: a for a in session.scalars(select(Arbitration).where(Arbitration.proceeding_id.in_(ids)))}
    panels = case.panels(ids)
    served = _notices(ids)
    last = calendar.in_force().add_workdays(day, -NOTICE_DAYS)
    found = []
    for sitting in hearings.of_day(ids, day):
        row = own[sitting.case_id]
        notices = [n for (key, seq), group in served.items() if key == sitting.case_id and seq >= sitting.seq for n in group.items()]
        found.append(
            Line(
                heads[sitting.case_id], sitting, codes.codes("track").get(row.track, ""), panels[sitting.case_id].words,
                "已交答辩" if row.answer else "未交答辩", last, tuple(_notice(to, on, last) for to, on in notices),
            )
        )  # fmt: skip
    return found


def _notice(to: str, on: date | None, last: date) -> Notice:
    if on is None:
        return Notice(to, None, "还没有送达", "red")
    if on > last:
        return Notice(to, on, f"{on.month}月{on.day}日，不足五个工作日", "red")
    return Notice(to, on, f"{on.month}月{on.day}日" + ("，恰好五个工作日" if on == last else ""), "done")


def _notices(ids: Sequence[int]) -> dict[tuple[int, int], dict[str, date | None]]:
    """(case, event of the notice) -> addressee -> day of effect. One statement."""
    rows = session.execute(
        select(Serving.proceeding_id, Document.seq, Serving.recipient, Serving.effective_on)
        .join(Document, Document.id == Serving.document_id)
        .where(Serving.proceeding_id.in_(ids), Document.kind.in_(NOTICES), Document.voided_at.is_(None))
        .order_by(Serving.id)
    )
    found: dict[tuple[int, int], dict[str, date | None]] = {}
    for key, seq, to, on in rows:
        group = found.setdefault((key, seq), {})
        group[to] = on if on is not None else group.get(to)
    return found


def next_days(viewer: Viewer, day: date) -> tuple[date, int]:
    """The next workday after a day and how many hearings it has for this person. Two statements."""
    following = calendar.in_force().add_workdays(day, 1)
    return following, visibility.count(viewer, desk.ACT, ["arbitration"], where=[hearings.sits_on(following)], open_only=False)


@dataclass(frozen=True, slots=True)
class ToSchedule:
    """A case that waits for a day in a room."""

    head: Head
    earliest: date
    why: str
    rooms: str
    day: str
    away: tuple[str, ...]


def to_schedule(viewer: Viewer, limit: int = 50) -> list[ToSchedule]:
    """Cases ready for a hearing, with their earliest day and what is free on it. Fifteen statements at most."""
    where, _ = desk.where_tab("schedule")
    ids = visibility.page(viewer, desk.ACT, ["arbitration"], where=where, limit=limit)[:limit]
    if not ids:
        return []
    today = clock.today()
    first = scheduling.earliest_of(ids, today)
    lines = {row.head.id: row for row in desk.rows_of(ids)}
    away = absences.of_cases(list(lines))
    free = _free({(row.head.body_id, first[i].day) for i, row in lines.items()})
    return [
        ToSchedule(
            row.head, first[i].day, first[i].why, free.get((row.head.body_id, first[i].day), ""), row.day,
            tuple(a.words for a in away.get(i, ()) if a.until >= today),
        )
        for i, row in lines.items()
    ]


def _free(days: set[tuple[int, date]]) -> Mapping[tuple[int, date], str]:
    return {
        key: "；".join(f"{room.name} {room.words}" for room in rooms) or "本单位还没有登记仲裁庭"
        for key, rooms in hearings.rooms_on_days(days).items()
    }


def yesterday(day: date) -> date:
    """The calendar day before."""
    return day - timedelta(days=1)
