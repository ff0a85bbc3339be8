"""Settlement in the room, withdrawal, what is lacking, papers rendered after a kill (issue 8)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import time_machine
from sqlalchemy import func, select

from arrears import clock, db, outbox
from arrears.arbitration.ending import apportion
from arrears.arbitration.forms.sums import worked_out
from arrears.arbitration.models import Award
from arrears.cases.models import Deadline
from arrears.documents.models import Document, Serving
from arrears.hearings.textkeys import expand
from arrears.money.models import InstalmentRow
from tests.arbitration.builders import ACCEPTED, against, filed, served
from tests.arbitration.conftest import Tribunal, moment, sweep_all
from tests.arbitration.test_story_a import Hands

D = Decimal


def test_two_workers_settle_in_the_room_and_the_statement_takes_effect_with_the_last_signature(tribunal: Tribunal) -> None:
    with tribunal.at(9, 22, 9):
        served(tribunal, 1, tribunal.arbitrators[0], workers=2)
        page = tribunal.page("zhaomin", "arbitration/settle")
        page = page.send(press=("more", "instalments")).fill(
            {
                "instalments-0-due_on": "2026-10-15", "instalments-0-amount": "3000.01", "instalments-1-due_on": "2026-11-16",
                "instalments-1-amount": "3000", "shares-0-amount": "4000", "shares-1-amount": "2000", "both": "1",
            }
        )  # fmt: skip
        page = page.send()
        assert page.status == 422 and any("各人合计 6,000.00 元，与各期合计 6,000.01 元不符" in f for f in page.faults)
        page = page.fill({"instalments-0-amount": "3000", "both": "0"}).send()
        assert page.status == 422 and any("及时裁决" in f for f in page.faults)
        page = page.fill(both="1").send()
        assert "已提请审批" in page.words, page.faults
        assert "第 1 期" in tribunal_approval(tribunal), "the approver reads dates and sums"
        tribunal.sign()
        assert tribunal.state == "a-settled"
        rows = sorted(db.session.scalars(select(InstalmentRow.amount)))
        assert rows == [D("1000.00"), D("1000.00"), D("2000.00"), D("2000.00")]
        firm = against(tribunal)
        hands = Hands(tribunal)
        hands.n = 500
        statement = select(Serving.recipient).join(Document).where(Document.kind == "arb-mediation-statement")
        names = list(db.session.scalars(statement))
        db.release()
        assert len(names) == 3
        for name in [n for n in names if n != firm]:
            hands.serve("arb-mediation-statement", name, "direct", clock.today())
        assert db.session.scalars(select(Award.w)).one() == "w-pending"
        db.release()
        hands.serve("arb-mediation-statement", firm, "direct", clock.today())
        assert db.session.scalars(select(Award.w)).one() == "w-effective"
        db.release()
    assert str(tribunal.due("perform-award")) == "2026-11-16"


def tribunal_approval(tribunal: Tribunal) -> str:
    from arrears.cases.models import Approval

    found = db.session.scalar(select(Approval.id).where(Approval.proceeding_id == tribunal.id, Approval.decided_at.is_(None)))
    db.release()
    return tribunal.browser("wanghai").get(f"/approvals/{found}").words


def test_a_withdrawal_frees_the_room_and_brings_the_decision(tribunal: Tribunal) -> None:
    with tribunal.at(9, 22, 9):
        served(tribunal, 1, tribunal.arbitrators[0])
        page = tribunal.page("linxy", "arbitration/withdraw").fill(on="2026-09-22", reason="钱已经给了", settled_privately="1").send()
        assert tribunal.state == "a-withdrawn", page.faults
        kinds = list(db.session.scalars(select(Document.kind).where(Document.proceeding_id == tribunal.id)))
        db.release()
        assert "withdrawal-decision" in kinds
        assert "没有强制执行力" in tribunal.page("linxy", "").words
        steps = ("arb-panel-notice", "arb-serve-claim", "arb-defence", "arb-award")
        running = set(db.session.scalars(select(Deadline.rule_id).where(Deadline.closed_at.is_(None))))
        ended = dict(db.session.execute(select(Deadline.rule_id, Deadline.closed_how).where(Deadline.rule_id.in_(steps))).all())
        db.release()
        assert not running & set(steps) and ended["arb-panel-notice"] == "dropped", "nobody owes a step towards a result any more"
    with tribunal.at(10, 30, 9):
        sweep_all()
        late = db.session.scalar(select(func.count()).select_from(Deadline).where(Deadline.late_at.is_not(None)))
        db.release()
        assert late == 0


def test_what_is_lacking_is_told_once_and_the_full_five_days_run_from_completion(tribunal: Tribunal) -> None:
    with tribunal.at(9, 22, 9):
        filed(tribunal, 1)
        page = tribunal.page("linxy", "arbitration/ask-supplement").fill(missing="身份证复印件\n欠条原件", due="2026-09-28").send()
        assert tribunal.state == "a-supplement", page.faults
        kinds = list(db.session.scalars(select(Document.kind).where(Document.proceeding_id == tribunal.id)))
        db.release()
        assert "one-time-notice" in kinds
    with tribunal.at(9, 28, 9):
        page = tribunal.page("linxy", "arbitration/supplement").fill(papers="身份证复印件\n欠条原件", on="2026-09-28").send()
        assert tribunal.state == "a-received", page.faults
        assert str(tribunal.due("arb-accept")) == "2026-10-10", "five workdays over the holiday"


def test_who_drafted_the_acceptance_cannot_sign_it(tribunal: Tribunal) -> None:
    with tribunal.at(9, 22, 9):
        filed(tribunal, 1)
        Hands(tribunal).act("accept", **ACCEPTED, accepted_on=clock.today())
        words = tribunal.browser("linxy").get("/approvals").status
        assert words == 403, "the clerk has no list of approvals"


def test_a_worker_killed_between_number_and_rendering_leaves_a_paper_that_is_rendered_later(tribunal: Tribunal) -> None:
    with tribunal.at(9, 22, 9):
        filed(tribunal, 1)
        waiting = select(func.count()).select_from(Document).where(Document.sha256.is_(None))
        before = db.session.scalar(waiting)
        numbers = sorted(db.session.execute(select(Document.id, Document.number)).all())
        db.release()
        assert before and outbox._lease(20, ()), "a worker takes the papers and is killed before it has drawn one"
        assert outbox.drain() == 0, "for the time of its lease nobody else takes them"
        page = tribunal.browser("linxy").client.get(f"/documents/{numbers[0][0]}")
        assert page.status_code == 202, "the reader is told that it is being made"
    with time_machine.travel(moment(9, 22, 9) + outbox.LEASE + timedelta(minutes=1), tick=False):
        while outbox.drain():
            pass
        assert db.session.scalar(waiting) == 0
        assert sorted(db.session.execute(select(Document.id, Document.number)).all()) == numbers, "no number is drawn twice"
        db.release()


def test_sums_are_worked_out_of_what_people_write() -> None:
    assert worked_out("4600÷21.75×8×200%") == D("3383.91")
    assert worked_out("15×（100×310－6000）") == D("375000.00")
    assert worked_out("4600元×3个月") == D("13800.00")
    for words in ("按欠条", "2026-03-05", "1/0", "4600×(3", "9200"):
        assert worked_out(words) is None, words


def test_parts_of_an_instalment_add_up_to_the_fen() -> None:
    parts = apportion(D("100.00"), {1: D("1"), 2: D("1"), 3: D("1")})
    assert sorted(parts.values()) == [D("33.33"), D("33.33"), D("33.34")] and sum(parts.values()) == D("100.00")


def test_text_keys_are_written_out_and_other_signs_stay() -> None:
    assert expand("#休庭").startswith("仲裁庭宣布休庭")
    assert expand("3#楼 #别的") == "3#楼 #别的"
