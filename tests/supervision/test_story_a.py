"""Story A of the practice file, its supervision: proposed, listed, reported, extended twice, released after the money."""

from __future__ import annotations

from datetime import date

import time_machine
from sqlalchemy import select

from arrears import db
from arrears.cases import ledger
from arrears.cases.models import Deadline, Proceeding
from arrears.documents.models import Document
from arrears.supervision.models import SupervisionOrder

from .builders import Bureau, moment, report, sign, submit


def clocks(order: int) -> dict[str, date | None]:
    db.release()
    rows = db.session.scalars(
        select(Deadline).where(Deadline.proceeding_id == order, Deadline.closed_at.is_(None), Deadline.rule_id.like("sup-%"))
    )
    return {row.rule_id: row.due_on for row in rows}


def test_the_order_of_the_37_workers_keeps_the_dates_of_the_story(bureau: Bureau) -> None:
    with time_machine.travel(moment("09-14 09:31"), tick=False):
        case = bureau.mediation()
        order = bureau.proposed(case).proceeding_id
        assert clocks(order) == {"sup-open": date(2026, 9, 15)}
    with time_machine.travel(moment("09-14 16:30"), tick=False):
        submit(order, "sup-list", bureau.deputy, bureau.listing())
        sign(order, bureau.head)
        assert clocks(order) == {"sup-plan": date(2026, 9, 17), "sup-term": date(2026, 10, 14)}
        row = db.session.get(Proceeding, order)
        assert row is not None and row.state == "s-listed" and row.number == "京通劳人仲督字〔2026〕第1号"
        assert row.owner_id == bureau.zhao.user_id
    with time_machine.travel(moment("09-17 15:00"), tick=False):
        report(order, bureau.zhao, "已到现场核实37人名单。", "sup-plan")
        assert clocks(order)["sup-report"] == date(2026, 9, 23)
    with time_machine.travel(moment("09-23 11:00"), tick=False):
        report(order, bureau.zhao, "木工21人达成协议，16人转仲裁。")
        assert clocks(order)["sup-report"] == date(2026, 10, 9)
    with time_machine.travel(moment("10-10 09:10"), tick=False):
        report(order, bureau.lin, "主责请病假，由B岗接报：首期已付清。")
        late = db.session.scalars(select(Deadline).where(Deadline.proceeding_id == order, Deadline.was_late)).all()
        assert [row.due_on for row in late] == [date(2026, 10, 9)]
        assert clocks(order)["sup-report"] == date(2026, 10, 14)
    with time_machine.travel(moment("10-14 10:00"), tick=False):
        report(order, bureau.zhao, "第二期293,000元已到账，等裁决。")
        submit(order, "sup-extend", bureau.zhao, {"reason": "等裁决"})
        sign(order, bureau.head)
        assert clocks(order) == {"sup-report": date(2026, 10, 21), "sup-term": date(2026, 10, 29)}
    db.release()
    found = db.session.get(SupervisionOrder, order)
    assert found is not None and (found.extensions, found.term_until) == (1, date(2026, 10, 29))
    kinds = db.session.scalars(select(Document.kind).where(Document.proceeding_id == order)).all()
    assert kinds.count("supervision-order") == 1 and kinds.count("supervision-progress") == 4
    assert list(ledger.verify()) == []
