"""四快: 快立、快调、快审、快结 — how long each stage took, against its target and the statutory limit, in a month.

A row is written when the stage's clock is met, so a month is one index range however many cases there are. The unit is the rule's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select

from arrears import clock
from arrears.access import policy
from arrears.access.models import AppUser
from arrears.access.viewer import Viewer
from arrears.cases.acting import Doing, finishes
from arrears.cases.models import Deadline, Proceeding
from arrears.db import session
from arrears.law import deadlines as law
from arrears.supervision.models import StageTime


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the four: which clock measures it, and which rules give target and statutory limit."""

    id: str
    label: str
    way: str
    rule: str
    target_rule: str
    limit_rule: str | None

    @property
    def target(self) -> int:
        """Length of the target."""
        return int(law.RULES[self.target_rule].length or 0)

    @property
    def limit(self) -> int | None:
        """Statutory length; None: there is none."""
        return law.RULES[self.limit_rule].length if self.limit_rule else None

    @property
    def in_workdays(self) -> bool:
        """Counted in working days."""
        return law.RULES[self.rule].unit == "wd"

    @property
    def unit(self) -> str:
        """天 or 个工作日."""
        return "个工作日" if self.in_workdays else "天"


STAGES: Mapping[str, Stage] = {
    stage.id: stage
    for stage in (
        Stage("filing", "快立", "收到申请 → 受理", "arb-accept", "arb-accept-target", "arb-accept"),
        Stage("mediating", "快调", "申请调解 → 有结果", "med-end", "med-fast-target", "med-end"),
        Stage("deciding", "快审", "仲裁受理 → 裁决", "arb-award", "arb-award-fast", "arb-award"),
        Stage("serving", "快结", "裁决 → 送达各方", "arb-award-serve", "arb-award-serve", None),
    )
}
BY_RULE: Mapping[str, Stage] = {stage.rule: stage for stage in STAGES.values()}


@finishes("arbitration")
@finishes("mediation")
def measure(doing: Doing) -> None:
    """Keep how long a stage took when its clock was met in this act. One statement, only when a clock was touched."""
    if not doing.clocks.touched:
        return
    doing.session.flush()
    met = doing.session.scalars(
        select(Deadline).where(
            Deadline.proceeding_id == doing.proceeding.id, Deadline.closed_seq == doing.seq, Deadline.closed_how == "met",
            Deadline.rule_id.in_(BY_RULE),
        )
    ).all()  # fmt: skip
    for row in met:
        ended = row.satisfied_on
        if ended is None or doing.session.get(StageTime, row.id) is not None:
            continue
        stage, began = BY_RULE[row.rule_id], _day(str(row.trigger))
        took = doing.clocks.calendar.workdays_between(began, ended) if stage.in_workdays else (ended - began).days
        doing.session.add(
            StageTime(
                deadline_id=row.id, proceeding_id=doing.proceeding.id, stage=stage.id, body_id=doing.proceeding.body_id,
                district_id=doing.proceeding.district_id, began_on=began, ended_on=ended, took=max(0, took), on_target=took <= stage.target,
            )
        )  # fmt: skip


def _day(text: str) -> date:
    return clock.day_of(datetime.fromisoformat(text)) if "T" in text else date.fromisoformat(text)


@dataclass(frozen=True, slots=True)
class Measured:
    """A stage in a month. Median and ninety are None when nothing ended."""

    stage: Stage
    ended: int
    on_target: int
    median: int | None
    ninety: int | None
    share: str
    share_before: str


def month_of(text: str | None) -> date:
    """First day of a month written 2026-09; this month when nothing readable is given."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return clock.today().replace(day=1)


def next_month(first: date) -> date:
    """First day of the month after."""
    return (first + timedelta(days=32)).replace(day=1)


def _within(viewer: Viewer, query: Select[Any], district: str) -> Select[Any]:
    """The rows of the viewer's part; a district only where the viewer sees it."""
    arms = policy.scope(viewer, "watch.see")
    if not any(arm.kind == "all" for arm in arms):
        bodies = [int(arm.key) for arm in arms if arm.kind == "body"]
        districts = [str(arm.key) for arm in arms if arm.kind == "district"]
        query = query.where(StageTime.district_id.in_(districts) if districts else StageTime.body_id.in_(bodies))
    return query.where(StageTime.district_id == district) if district else query


def _histogram(viewer: Viewer, first: date, district: str) -> dict[str, list[tuple[int, bool, int]]]:
    query = select(StageTime.stage, StageTime.took, StageTime.on_target, func.count()).where(
        StageTime.stage.in_(STAGES), StageTime.ended_on >= first, StageTime.ended_on < next_month(first)
    )
    query = _within(viewer, query, district).group_by(StageTime.stage, StageTime.took, StageTime.on_target).order_by(StageTime.took)
    found: dict[str, list[tuple[int, bool, int]]] = {stage: [] for stage in STAGES}
    for stage, took, good, count in session.execute(query):
        found[stage].append((took, bool(good), count))
    return found


def month(viewer: Viewer, first: date, district: str = "") -> list[Measured]:
    """The four stages in a month and the share of the month before. Two statements over the month's rows."""
    now = _histogram(viewer, first, district)
    before = _histogram(viewer, (first - timedelta(days=1)).replace(day=1), district)
    return [_measured(stage, now[stage.id], before[stage.id]) for stage in STAGES.values()]


def _measured(stage: Stage, rows: Sequence[tuple[int, bool, int]], before: Sequence[tuple[int, bool, int]]) -> Measured:
    ended = sum(count for _, _, count in rows)
    good = sum(count for _, ok, count in rows if ok)
    return Measured(stage, ended, good, _quantile(rows, 50), _quantile(rows, 90), _share(rows), _share(before))


def _share(rows: Sequence[tuple[int, bool, int]]) -> str:
    ended = sum(count for _, _, count in rows)
    return f"{100 * sum(c for _, ok, c in rows if ok) / ended:.1f}%" if ended else "—"


def _quantile(rows: Sequence[tuple[int, bool, int]], percent: int) -> int | None:
    """The smallest time within which so many of a hundred ended; for 50 the median."""
    ended = sum(count for _, _, count in rows)
    seen = 0
    for took, _, count in sorted(rows):
        seen += count
        if seen * 100 >= ended * percent:
            return took
    return None


@dataclass(frozen=True, slots=True)
class Ended:
    """One case behind a figure."""

    case_id: int
    number: str
    parties: str
    owner: str
    district: str
    began_on: date
    ended_on: date
    took: int
    on_target: bool


def cases(viewer: Viewer, stage: str, first: date, *, district: str = "", missed: bool = False, good: bool = False) -> list[Ended]:
    """The cases behind a figure, the longest first, at most 500. One statement."""
    query = (
        select(StageTime, Proceeding.number, Proceeding.title, Proceeding.against, AppUser.name)
        .join(Proceeding, Proceeding.id == StageTime.proceeding_id)
        .outerjoin(AppUser, AppUser.id == Proceeding.owner_id)
        .where(StageTime.stage == stage, StageTime.ended_on >= first, StageTime.ended_on < next_month(first))
    )
    if missed or good:
        query = query.where(StageTime.on_target.is_(good))
    query = _within(viewer, query, district).order_by(StageTime.took.desc(), StageTime.deadline_id).limit(500)
    return [
        Ended(r.proceeding_id, number, f"{title} 诉 {against}" if title and against else title or against, owner or "", r.district_id,
              r.began_on, r.ended_on, r.took, r.on_target)
        for r, number, title, against, owner in session.execute(query)
    ]  # fmt: skip


def shares_by_district(viewer: Viewer, first: date) -> dict[str, dict[str, str]]:
    """District -> stage -> share on target in a month, for the city. One statement over the month's rows."""
    query = select(StageTime.district_id, StageTime.stage, StageTime.on_target, func.count()).where(
        StageTime.stage.in_(STAGES), StageTime.ended_on >= first, StageTime.ended_on < next_month(first)
    )
    query = _within(viewer, query, "").group_by(StageTime.district_id, StageTime.stage, StageTime.on_target)
    rows: dict[tuple[str, str], list[tuple[int, bool, int]]] = {}
    for district, stage, good, count in session.execute(query):
        rows.setdefault((district, stage), []).append((0, bool(good), count))
    found: dict[str, dict[str, str]] = {}
    for (district, stage), counted in rows.items():
        found.setdefault(district, {})[stage] = _share(counted)
    return found
