"""Clocks as cards 期限卡: the stored row, its computation with steps, its light and its strip, all from `law`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, select

from arrears import clock
from arrears.access import preferences
from arrears.cases import calendar
from arrears.cases.clocks import SET, computed
from arrears.cases.models import Deadline, DeadlinePause
from arrears.db import session
from arrears.law import deadlines as law
from arrears.law.calendar import Calendar
from arrears.law.deadlines import Rule
from arrears.law.deadlines.rule import OWED_BY, Lights
from arrears.web.shapes import ClockCard, Light

OFFICER = Rule(
    id=SET, title="", trigger="", length=None, unit="written", force="target", owed_by="handler", article="", cert="P", rolls=False,
    lights=Lights(yellow=3, red=1),
)  # fmt: skip
"""How a date that an officer set is lit."""


def _rule(row: Deadline | Row[Any]) -> Rule:
    return law.RULES.get(row.rule_id, OFFICER) if row.origin == "rule" else OFFICER


_CLOCK = Deadline.__table__.c
LIT = (
    _CLOCK.id, _CLOCK.proceeding_id, _CLOCK.rule_id, _CLOCK.title, _CLOCK.subject, _CLOCK.force, _CLOCK.origin, _CLOCK.owed_by,
    _CLOCK.due_on, _CLOCK.due_at, _CLOCK.is_instant, _CLOCK.paused_since, _CLOCK.closed_how, _CLOCK.satisfied_at, _CLOCK.satisfied_on,
)  # fmt: skip
"""Columns of a clock that a list needs to light and name it; the whole row costs five times as much."""


def light_of(row: Deadline | Row[Any], calendar_in_force: Calendar, now: datetime) -> Light:
    """The light of a stored clock at a moment."""
    due: date | datetime | None = row.due_at if row.is_instant else row.due_on
    satisfied = row.satisfied_at or row.satisfied_on if row.closed_how == "met" else None
    lit = law.light(
        due, row.force, now, _rule(row), satisfied_on=satisfied, paused=row.paused_since is not None, calendar=calendar_in_force
    )
    return Light(lit.colour, lit.word, row.force != "statutory")


def _tag(row: Row[Any]) -> str:
    if row.origin != "rule":
        return f"{row.origin.removeprefix('set by ')}定"
    rule = _rule(row)
    kind = "法定" if row.force == "statutory" else "目标"
    return f"{kind} {rule.length_words}" if rule.length is not None else kind


def _when(row: Row[Any]) -> str:
    if row.due_on is None:
        return "中止中，不计算"
    if row.is_instant:
        return f"{row.due_at.month}月{row.due_at.day}日 {row.due_at:%H:%M}"
    text = f"{row.due_on.month}月{row.due_on.day}日 星期{'一二三四五六日'[row.due_on.weekday()]}"
    if row.plan_on is not None and row.plan_on != row.due_on:
        text += f"（计划 {row.plan_on.month}月{row.plan_on.day}日）"
    return text


def card(row: Row[Any], pauses: Sequence[Any], calendar_in_force: Calendar, settings: Any, now: datetime, opened: bool) -> ClockCard:
    """One clock with its working."""
    lit = light_of(row, calendar_in_force, now)
    owner = OWED_BY.get(row.owed_by, row.owed_by)
    facts = [("该谁", owner)]
    explanation, source = "", ""
    days: tuple[law.StripDay, ...] = ()
    if row.origin == "rule":
        due = computed(row, pauses, calendar_in_force, settings)
        explanation, source = due.explanation, due.article
        days = law.strip(due, calendar_in_force, now.date()) if not row.is_instant and due.due is not None else ()
        if row.provisional:
            facts.append(("注意", "所涉年份的放假安排尚未公布，按暂定日历计算"))
    if row.cause:
        word = {None: "待认可", True: "已认可", False: "已退回"}[row.cause_accepted]
        facts.append(("逾期说明", f"{row.cause_text}（新完成日 {row.new_target_on}，{word}）"))
    return ClockCard(
        title=row.title,
        light=lit.light,
        words=lit.words,
        due_on=row.due_on,
        tag=_tag(row),
        target=lit.target,
        when=_when(row),
        explanation=explanation,
        source=source,
        days=days,
        facts=tuple(facts),
        opened=opened,
    )


_OF_CASE = select(*_CLOCK).where(_CLOCK.proceeding_id == bindparam("case")).order_by(_CLOCK.due_at, _CLOCK.id).limit(300)
_PAUSE = DeadlinePause.__table__.c
_PAUSES = (
    select(_PAUSE.deadline_id, _PAUSE.kind, _PAUSE.from_on, _PAUSE.to_on)
    .join_from(DeadlinePause.__table__, Deadline.__table__, _CLOCK.id == _PAUSE.deadline_id)
    .where(_CLOCK.proceeding_id == bindparam("case"))
    .order_by(_PAUSE.id)
)


def of_case(proceeding_id: int, body_id: int) -> tuple[list[ClockCard], list[ClockCard], list[Row[Any]]]:
    """Running clocks, ended ones (newest first), and the running rows. Four statements."""
    rows = session.execute(_OF_CASE, {"case": proceeding_id}).all()
    now = clock.now()
    in_force = calendar.in_force()
    settings = preferences.chosen(body_id, now.date())
    pauses: dict[int, list[Any]] = {row.id: [] for row in rows}
    for pause in session.execute(_PAUSES, {"case": proceeding_id}) if rows else ():
        pauses.setdefault(pause.deadline_id, []).append(pause)
    running = [row for row in rows if row.closed_at is None]
    ended = [row for row in rows if row.closed_at is not None and row.closed_how != "superseded"]
    first = next((row.id for row in running if row.ours and row.force == "statutory"), None)
    cards = [card(row, pauses[row.id], in_force, settings, now, row.id == first) for row in running]
    done = [card(row, pauses[row.id], in_force, settings, now, False) for row in reversed(ended) if row.closed_how in {"met", "lapsed"}]
    return cards, done, running
