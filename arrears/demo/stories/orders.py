"""Orders of supervision in several states 挂牌督办, beside mediations that are told as ever."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from arrears import clock, db
from arrears.cases import calendar
from arrears.demo.stage import Stage, Story
from arrears.demo.stories import mediations
from arrears.demo.stories.mediations import Case, Plan
from arrears.supervision import rhythm
from arrears.supervision.actions.opening import propose
from arrears.supervision.models import Measure

D = Decimal


@dataclass(frozen=True, slots=True)
class Seats:
    """Who sits where in an order of a district."""

    body: str
    proposer: str
    supervisor: str
    drafter: str
    signer: str
    responsible: str
    deputy: str


SEATS: dict[str, Seats] = {
    "tongzhou": Seats("tongzhou", "hejing", "chenliqun", "wanghai", "chenliqun", "yutao", "linxiaoyu"),
    "chaoyang": Seats("chaoyang", "dingning", "guwei", "baiyun", "guwei", "yangfan", "caiwen"),
    "daxing": Seats("daxing", "maojing", "wenkai", "wenkai", "zhoumin", "taoran", "maojing"),
}
"""Bodies whose orders are told. In 大兴 nobody but the head may sign, so its order waits."""


@dataclass(frozen=True, slots=True)
class Board:
    """One order: the mediation under it, `after` how many workdays from its application it is proposed, and what becomes of it."""

    plan: Plan
    seats: str
    after: int
    goes: str
    triggers: tuple[str, ...] = ("workers",)


class Order:
    """An order as it goes."""

    def __init__(self, case: Case, board: Board) -> None:
        self.case, self.board, self.seats = case, board, SEATS[board.seats]
        self.stage = case.stage
        self.id = 0

    def at(self, after: int, hour: int, minute: int = 0) -> datetime:
        """A time so many workdays after the proposal."""
        return self.stage.workday(self.board.plan.back - self.board.after - after, hour, minute)

    def act(self, name: str, account: str, **facts: Any) -> Any:
        """An act of the order."""
        return self.stage.act(self.id, f"supervision.{name}", account, **facts)


def told(stage: Stage, board: Board) -> Story:
    """The order's own story; the mediation's is told beside it."""
    case = Case(stage, board.plan)
    stage.tell(mediations.tell(case))
    order = Order(case, board)
    yield order.at(0, 16, 20)
    values = f"涉及 {board.plan.workers} 人，达到 10 人。涉及 {case.owed:,.2f} 元。"
    made = propose(
        stage.viewer(order.seats.proposer), case.id, level="district", triggers=list(board.triggers), values=values, token=stage.token()
    )
    db.release()
    order.id = made.proceeding_id
    yield from ENDINGS[board.goes](order)


def _proposed(order: Order) -> Story:
    return
    yield


def _declined(order: Order) -> Story:
    yield order.at(1, 9, 30)
    asked = order.act("sup-decline", order.seats.drafter, reason="人数虽达标，双方已约定三日内付清，先由承办人跟进。")
    yield order.at(1, 11)
    order.stage.decide(asked, order.seats.signer)


def _drafted(order: Order) -> Any:
    """The listing as the deputy drafts it, with the proposed days."""
    stage, seats = order.stage, order.seats
    days = rhythm.proposed(clock.today(), calendar.in_force(), {})
    db.release()
    return order.act(
        "sup-list", seats.drafter, supervisor=stage.people[seats.supervisor], body=seats.body, body_id=stage.bodies[seats.body],
        responsible=stage.people[seats.responsible], deputy=stage.people[seats.deputy], report_dates=list(days.reports),
        term_until=days.term, matter="核清金额，盯住付款，防止聚集。",
        measures=[
            {"code": "interview", "text": "约谈单位负责人，限期提出付款计划", "owner": stage.people[seats.responsible],
             "by": clock.today() + timedelta(days=4)},
        ],
    )  # fmt: skip


def _waiting(order: Order) -> Story:
    """Drafted; the signature has not come."""
    yield order.at(0, 17, 30)
    _drafted(order)


def _listed(order: Order) -> Story:
    yield order.at(1, 9, 30)
    asked = _drafted(order)
    yield order.at(1, 11)
    order.stage.decide(asked, order.seats.signer)


def _report(order: Order, name: str, paid: D, left: D, done: str) -> None:
    order.act(
        name, order.seats.responsible, done=done, paid=paid, left=left, obstacle="单位资金紧张。", next="继续盯付款，到期前提醒。",
        by=clock.today() + timedelta(days=6), done_measures=_measures(order),
    )  # fmt: skip


def _measures(order: Order) -> list[int]:
    """Ids of the order's measures."""
    found = list(db.session.scalars(select(Measure.id).where(Measure.order_id == order.id)))
    db.release()
    return found


def _reported(order: Order) -> Story:
    """The first report came in time; the next one did not."""
    yield from _listed(order)
    yield order.at(3, 15)
    _report(order, "sup-plan", D(0), order.case.owed, "已逐人核对考勤和工资，约谈单位负责人。")


def _released(order: Order, answered: bool = True) -> Story:
    """Paid, called back, closed; the release is asked for and signed."""
    yield from _reported(order)
    yield order.at(7, 15)
    total = sum(order.case.agreed, D(0))
    _report(order, "sup-report", total, D(0), "全部到账，逐人回访确认。")
    yield order.at(8, 10)
    order.act(
        "sup-ask-release", order.seats.responsible, outcome="paid", paid=total, unpaid=D(0), proofs=[order.stage.photo("银行回单.png")]
    )
    if not answered:
        return
    yield order.at(8, 15)
    asked = order.act("sup-release", order.seats.drafter, text="应付已付，回访一致，同意摘牌。")
    yield order.at(9, 9, 30)
    order.stage.decide(asked, order.seats.signer)


def _asked(order: Order) -> Story:
    yield from _released(order, answered=False)


ENDINGS: dict[str, Callable[[Order], Story]] = {
    "proposed": _proposed, "declined": _declined, "waiting": _waiting, "listed": _listed, "reported": _reported, "asked": _asked,
    "released": _released,
}  # fmt: skip
"""How an order may go on from its proposal."""
