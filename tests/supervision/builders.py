"""An office with a case of 37 workers, an arbitrator and a clerk: what an order of supervision needs."""

from __future__ import annotations

import itertools
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from people import Office, person, viewer

from arrears import clock, db
from arrears.access.viewer import Viewer
from arrears.cases import approvals, transitions
from arrears.cases.approvals import Proposed
from arrears.cases.models import Approval, Proceeding
from arrears.cases.outcomes import Outcome
from arrears.supervision.actions.opening import propose

_tokens = itertools.count()
VALUES = "涉及 37 人，达到 10 人。涉及 1,005,000.00 元，达到 500,000.00 元。"


def token() -> str:
    return f"t{next(_tokens)}"


def moment(text: str) -> datetime:
    """'09-14 16:30' of 2026, in Beijing."""
    day, _, at = text.partition(" ")
    hour, minute = (at or "09:00").split(":")
    return clock.at(date.fromisoformat(f"2026-{day}"), time(int(hour), int(minute)))


class Bureau(Office):
    """`Office` with an arbitrator 赵敏, a court clerk 林小雨, and a second signer of the city."""

    def __init__(self) -> None:
        super().__init__()
        self.zhao = viewer(person("zhaomin", "赵敏", self.district, "AR"), self.district)
        self.lin = viewer(person("linxy", "林小雨", self.district, "CC"), self.district)
        self.city_second = viewer(person("citysu2", "郑岩", self.city, "SU", grants=("AH",)), self.city)

    def mediation(self, workers: int = 37, amount: str = "1005000.00", marks: tuple[str, ...] = ()) -> int:
        """A mediation of the district's with the figures a list shows."""
        done = transitions.begin(
            "mediation.apply",
            self.mediator,
            token=token(),
            owner_id=self.mediator.user_id,
            facts={
                "applicants": [{"name": "周广财"}],
                "respondents": [{"name": "河北衡顺建筑劳务有限公司"}],
                "claims": [{"kind": "wage", "claimed": Decimal(amount)}],
                "facts": "潞湾家园三期，工资未付",
                "source": "self",
                "applied_on": clock.today(),
                "oral": False,
            },
        )
        with db.writing() as current:
            row = current.get(Proceeding, done.proceeding_id)
            assert row is not None
            row.workers, row.amount, row.marks = workers, Decimal(amount), list(marks)
            row.against, row.place = "河北衡顺建筑劳务有限公司", "潞湾家园三期"
        return done.proceeding_id

    def proposed(self, case_id: int, who: Viewer | None = None, level: str = "district") -> Outcome:
        return propose(who or self.mediator, case_id, level=level, triggers=["workers", "amount"], values=VALUES, token=token())

    def listing(self, **changes: Any) -> dict[str, Any]:
        """The facts of story A, row A7."""
        facts: dict[str, Any] = {
            "supervisor": self.head.user_id,
            "body": "北京市通州区劳动人事争议仲裁院",
            "body_id": self.district,
            "responsible": self.zhao.user_id,
            "deputy": self.lin.user_id,
            "measures": [
                {"code": "site", "text": "到项目现场核实人数和金额", "owner": self.mediator.user_id, "by": date(2026, 9, 15)},
                {"code": "gc_first", "text": "督促总承包单位先行清偿", "owner": self.zhao.user_id, "by": date(2026, 9, 24)},
            ],
            "report_dates": [date(2026, 9, 17), date(2026, 9, 23), date(2026, 10, 9), date(2026, 10, 14)],
            "term_until": date(2026, 10, 14),
        }
        return facts | changes

    def listed(self, case_id: int) -> int:
        """An order under supervision: proposed by the mediator, drafted by the deputy head, signed by the head."""
        order = self.proposed(case_id).proceeding_id
        submit(order, "sup-list", self.deputy, self.listing())
        sign(order, self.head)
        return order


def version(order: int) -> int:
    db.release()
    row = db.session.get(Proceeding, order)
    assert row is not None
    found = row.version
    db.release()
    return found


def submit(order: int, act: str, who: Viewer, facts: dict[str, Any]) -> Outcome | Proposed:
    return approvals.submit(order, f"supervision.{act}", who, seen=version(order), token=token(), facts=facts)


def waiting(order: int) -> int:
    """The one approval that waits."""
    db.release()
    rows = db.session.query(Approval).filter_by(proceeding_id=order, decided_at=None).all()
    found = [row.id for row in rows]
    db.release()
    (one,) = found
    return one


def sign(order: int, who: Viewer, decision: str = "agree", opinion: str = "") -> Outcome | None:
    return approvals.decide(waiting(order), who, decision, opinion=opinion, seen=version(order), token=token())


def report(order: int, who: Viewer, done: str, act: str = "sup-report", by: date | None = None, **more: Any) -> Outcome | Proposed:
    facts = {
        "done": done, "paid": Decimal("0.00"), "left": Decimal("1003000.00"), "obstacle": "无", "next": "继续催付",
        "by": by or clock.today(),
    }  # fmt: skip
    return submit(order, act, who, facts | more)
