"""市级督办 18 行: what the city's supervisor looks at every morning, one line a district (practice 3.6).

在办 · 重大(挂牌/未挂牌) · 逾期(法定/目标) · 超审限 · 30天无动作 · 分期违约 · 报送及时 · 较昨日. The three rates 三率 come from the work
orders and stand in the statistics. Every figure is counted over open rows or over the last thirty days only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, and_, case, func, select

from arrears import clock
from arrears.access.models import Body
from arrears.access.viewer import Viewer
from arrears.cases.models import CaseEvent, Deadline, Proceeding
from arrears.config import settings
from arrears.db import session
from arrears.money.models import Instalment
from arrears.regions import region
from arrears.supervision.models import Report

IDLE_DAYS = 30
REPORTING_DAYS = 30
WORK = ("lead", "mediation", "arbitration", "inspection")


@dataclass(frozen=True, slots=True)
class DistrictLine:
    """One district."""

    district: str
    open: int
    listed: int
    proposed: int
    late_statutory: int
    late_target: int
    over_limit: int
    idle: int
    broken_instalments: int
    reports: int
    reports_on_time: int
    new_late: int

    @property
    def reporting(self) -> str:
        """报送及时: share of the reports of thirty days that came in time."""
        return f"{100 * self.reports_on_time / self.reports:.0f}%（{self.reports_on_time}/{self.reports}）" if self.reports else "无应报"


def lines(viewer: Viewer) -> list[DistrictLine]:
    """Every district of the region in its order, zeros shown. Seven statements over open rows."""
    if not viewer.is_city:
        return []
    now = clock.now()
    running = _by(_open_work())
    orders = _pairs(_orders())
    late = _pairs(_late(now))
    over = _by(_late_award(now))
    idle = _by(_idle(now - timedelta(days=IDLE_DAYS)))
    broken = _by(_broken(now.date()))
    reported = _pairs(_reported(now - timedelta(days=REPORTING_DAYS)))
    fresh = _by(_fresh(now))
    return [
        DistrictLine(
            place, running.get(place, 0), *orders.get(place, (0, 0)), *late.get(place, (0, 0)), over.get(place, 0), idle.get(place, 0),
            broken.get(place, 0), *reported.get(place, (0, 0)), fresh.get(place, 0),
        )
        for place in ("市", *region(settings().region).districts)
    ]  # fmt: skip


def _by(query: Select[Any]) -> Mapping[str, int]:
    return {row[0]: int(row[1]) for row in session.execute(query)}


def _pairs(query: Select[Any]) -> Mapping[str, tuple[int, int]]:
    return {district: (int(one or 0), int(other or 0)) for district, one, other in session.execute(query)}


def _open_work() -> Select[Any]:
    return (
        select(Proceeding.district_id, func.count())
        .where(Proceeding.closed_at.is_(None), Proceeding.procedure.in_(WORK))
        .group_by(Proceeding.district_id)
    )


def _if(condition: Any) -> Any:
    return func.sum(case((condition, 1), else_=0))


def _orders() -> Select[Any]:
    return (
        select(Proceeding.district_id, _if(Proceeding.state != "s-proposed"), _if(Proceeding.state == "s-proposed"))
        .where(Proceeding.closed_at.is_(None), Proceeding.procedure == "supervision")
        .group_by(Proceeding.district_id)
    )


def _late(now: Any) -> Select[Any]:
    return (
        select(Deadline.district_id, _if(Deadline.force == "statutory"), _if(Deadline.force != "statutory"))
        .where(Deadline.closed_at.is_(None), Deadline.ours, Deadline.due_at <= now)
        .group_by(Deadline.district_id)
    )


def _late_award(now: Any) -> Select[Any]:
    return (
        select(Deadline.district_id, func.count())
        .where(Deadline.closed_at.is_(None), Deadline.due_at <= now, Deadline.rule_id == "arb-award")
        .group_by(Deadline.district_id)
    )


def _idle(since: Any) -> Select[Any]:
    """Open cases whose last event is older: the head of each chain is one look by its key."""
    return (
        select(Proceeding.district_id, func.count())
        .join(CaseEvent, and_(CaseEvent.proceeding_id == Proceeding.id, CaseEvent.seq == Proceeding.head_seq))
        .where(Proceeding.closed_at.is_(None), Proceeding.procedure.in_(WORK), CaseEvent.recorded_at < since)
        .group_by(Proceeding.district_id)
    )


def _broken(today: Any) -> Select[Any]:
    return (
        select(Body.district_id, func.count())
        .join(Instalment, Instalment.body_id == Body.id)
        .where(Instalment.closed_at.is_(None), Instalment.due_on < today)
        .group_by(Body.district_id)
    )


def _reported(since: Any) -> Select[Any]:
    return (
        select(Report.district_id, func.count(), _if(Report.late.is_(False)))
        .where(Report.reported_at >= since)
        .group_by(Report.district_id)
    )


def _fresh(now: Any) -> Select[Any]:
    """What has become late since midnight: the difference to yesterday's list."""
    midnight = clock.at(now.date())
    return (
        select(Deadline.district_id, func.count())
        .where(Deadline.closed_at.is_(None), Deadline.ours, Deadline.due_at <= now, Deadline.due_at >= midnight)
        .group_by(Deadline.district_id)
    )
