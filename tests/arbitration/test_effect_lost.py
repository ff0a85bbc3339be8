"""What an award obliges to when its effect is lost or its sum changes: set aside, a worker's suit, a correction, a payment entered wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from arrears import db
from arrears.arbitration.models import Award
from arrears.cases import ledger
from arrears.cases.models import CaseEvent, Deadline, Proceeding
from arrears.documents.models import Document
from arrears.money.models import Instalment, InstalmentRow, Obligation
from tests.arbitration.builders import against
from tests.arbitration.conftest import Tribunal
from tests.arbitration.test_after_the_award import _names, award, awarded, suit
from tests.arbitration.test_story_a import Hands
from tests.arbitration.test_time_limit import closed

D = Decimal


def paid(tribunal: Tribunal, hands: Hands, name: str, amount: str, on: date, reference: str = "8801") -> None:
    hands.act("award.record-performance", payments=[row(tribunal, name, amount, on, reference)])


def row(tribunal: Tribunal, name: str, amount: str, on: date, reference: str = "8801") -> dict[str, Any]:
    who = str(tribunal.party(name))
    return {"worker_id": who, "amount": D(amount), "paid_on": on, "payer": "公司", "method": "bank", "reference": reference}


def money(tribunal: Tribunal) -> tuple[bool, list[tuple[Decimal, Decimal, bool]]]:
    """Whether the money is closed, and the instalments: sum, paid, open."""
    done = db.session.scalar(select(Proceeding.money_closed_at).where(Proceeding.id == tribunal.id)) is not None
    rows = db.session.scalars(select(Instalment).where(Instalment.voided_seq.is_(None)).order_by(Instalment.id)).all()
    found = [(r.amount, r.paid, r.closed_at is None) for r in rows]
    db.release()
    return done, found


def test_an_award_set_aside_obliges_to_nothing_and_what_was_paid_stays(tribunal: Tribunal) -> None:
    hands = awarded(tribunal, final=True)
    with tribunal.at(4, 22, 10):
        paid(tribunal, hands, "工友1", "2000.00", date(2026, 3, 30))
        assert money(tribunal) == (False, [(D("9000.00"), D("2000.00"), True)])
        hands.act("award.record-setaside", court="北京市第三中级人民法院", ground="procedure", on=date(2026, 4, 22))
        assert "9,000.00" in tribunal.browser("zhaomin").get("/money?tab=all").words
    with tribunal.at(6, 2, 10):
        hands.act("award.setaside-granted", party=str(tribunal.party("工友1")), received_on=date(2026, 6, 1))
        hands.act("award.setaside-granted", party=str(tribunal.party(against(tribunal))), received_on=date(2026, 6, 2))
        assert award(tribunal) == ("w-set-aside", "x-none", None) and money(tribunal) == (False, [])
        assert closed(tribunal, "perform-award")[-1] == "dropped"
        page = tribunal.page("linxy", "").words
        for words in ("人民法院已撤销这份裁决书", "应付 9,000.00 元不再履行，已付 2,000.00 元照记", "不再履行的应付款", "已付 2,000.00"):
            assert words in page, words
        assert "工友1" not in tribunal.browser("zhaomin").get("/money?tab=all").words, "nobody runs after money that is not owed"
        late = hands.refused("award.record-performance", payments=[row(tribunal, "工友1", "100.00", date(2026, 6, 1), "8802")])
        assert "已经失效" in late.sentence and "记联系" in late.sentence
    assert list(ledger.verify()) == []


def test_of_two_workers_the_one_who_sues_is_owed_nothing_until_his_suit_is_over(tribunal: Tribunal) -> None:
    hands = awarded(tribunal, final=True, workers=2)
    first, second = _names(tribunal)
    assert money(tribunal) == (False, [(D("9000.00"), D("0.00"), True)])
    with tribunal.at(4, 7, 10):
        hands.act("award.record-suit", **suit(tribunal, first, date(2026, 4, 7)))
        assert award(tribunal)[:2] == ("w-effective", "x-performing") and money(tribunal) == (False, [(D("4500.00"), D("0.00"), True)])
        page = tribunal.page("linxy", "").words
        assert "不再履行的应付款" in page and first in page and "记录起诉" in page
        paid(tribunal, hands, second, "4500.00", date(2026, 4, 7))
        assert award(tribunal)[1] == "x-performed" and money(tribunal) == (True, [(D("4500.00"), D("4500.00"), False)])
    with tribunal.at(5, 20, 10):
        hands.act("award.record-suit-end", party=str(tribunal.party(first)), kind="withdrawn", on=date(2026, 5, 20))
        assert award(tribunal)[1] == "x-partial" and money(tribunal) == (False, [(D("9000.00"), D("4500.00"), True)])
        assert tribunal.due("perform-award") == date(2026, 5, 25), "five days from the court's paper"
        assert "不再履行的应付款" not in tribunal.page("linxy", "").words
    assert list(ledger.verify()) == []


def test_a_payment_entered_wrong_is_taken_back_and_the_award_s_own_clock_runs_on(tribunal: Tribunal) -> None:
    hands = awarded(tribunal, final=True)
    due = tribunal.due("perform-award")
    with tribunal.at(3, 27, 10):
        paid(tribunal, hands, "工友1", "9000.00", date(2026, 3, 27))
        assert award(tribunal)[1] == "x-performed" and money(tribunal)[0] and closed(tribunal, "perform-award") == ["dropped", "met"]
        seq = db.session.scalar(select(CaseEvent.seq).where(CaseEvent.act == "award.record-performance"))
        db.release()
        wrong = hands.refused("amend", event=f"{seq}:payments", right="8000.00", reason="金额错")
        assert wrong.field == "right" and "作废" in wrong.sentence
        page = tribunal.page("linxy", "do/amend").fill(event=f"{seq}:payments", right="作废", reason="录到别的案件了").send()
        assert page.status == 200, page.faults
        assert award(tribunal)[1] == "x-performing" and money(tribunal) == (False, [(D("9000.00"), D("0.00"), True)])
        open_now = db.session.execute(
            select(Deadline.rule_id, Deadline.due_on).where(Deadline.subject.like("instalment:%"), Deadline.closed_at.is_(None))
        ).all()
        papers = db.session.scalars(select(Document.voided_at).where(Document.kind == "performance-confirmation")).all()
        db.release()
        assert [tuple(r) for r in open_now] == [("perform-award", due)] and None not in papers
        assert "9,000.00 已更正" in tribunal.page("linxy", "").words, "what was entered stays visible"
        paid(tribunal, hands, "工友1", "9000.00", date(2026, 3, 27))
        assert money(tribunal)[0], "the same voucher may be entered again"
    assert list(ledger.verify()) == []


def correcting(tribunal: Tribunal, kind: str, wrong: str, right: str) -> dict[str, Any]:
    paper = str(db.session.scalar(select(Document.id).where(Document.kind == kind)))
    db.release()
    return {"document": paper, "found_on": date(2026, 3, 27), "wrong": wrong, "right": right}


def test_a_corrected_sum_is_what_is_owed_and_the_old_one_stays_as_history(tribunal: Tribunal) -> None:
    hands = awarded(tribunal, final=True)
    judge = tribunal.arbitrators[0]
    due = tribunal.due("perform-award")
    with tribunal.at(3, 27, 10):
        told = correcting(tribunal, "award-final", "9,000.00元", "8,900.00元")
        page = tribunal.page("zhaomin", "arbitration/correct")
        assert "工友1" in page.words and "现应付 9,000.00 元" in page.words
        page = page.fill({**{k: str(v) for k, v in told.items()}}).send()
        assert "已提请审批" in page.words, page.faults
        signing = tribunal.sign()
        assert signing.status == 200, signing.faults
        rows = db.session.execute(select(Obligation.amount, Obligation.voided_seq.is_(None)).order_by(Obligation.id)).all()
        total = db.session.scalar(select(Award.total))
        db.release()
        assert [tuple(r) for r in rows] == [(D("9000.00"), False), (D("8900.00"), True)] and total == D("8900.00")
        assert money(tribunal) == (False, [(D("8900.00"), D("0.00"), True)]) and tribunal.due("perform-award") == due
        page_words = tribunal.page("linxy", "").words
        assert "应付 9,000.00 元，补正为 8,900.00 元" in page_words and "不再履行的应付款" in page_words
        paid(tribunal, hands, "工友1", "8900.00", date(2026, 3, 27))
        assert money(tribunal)[0] and award(tribunal)[1] == "x-performed"
        less = hands.refused("correct", judge, **correcting(tribunal, "award-final", "8,900.00元", "8,000.00元"))
        assert "已收到 8,900.00 元" in less.sentence and "先更正付款登记" in less.sentence
        hands.signed("correct", judge, **correcting(tribunal, "award-final", "8,900.00元", "9,500.00元"))
        assert money(tribunal) == (False, [(D("9500.00"), D("8900.00"), True)]) and award(tribunal)[1] == "x-partial"
        assert closed(tribunal, "perform-award")[-1] is None and tribunal.due("perform-award") == due, "the rest is due on the same day"
    assert list(ledger.verify()) == []


def test_a_corrected_total_of_a_group_says_whose_sum_changes(tribunal: Tribunal) -> None:
    hands = awarded(tribunal, final=True, workers=2)
    judge = tribunal.arbitrators[0]
    first, _ = _names(tribunal)
    with tribunal.at(3, 27, 10):
        told = correcting(tribunal, "award-group", "合计9,000.00元", "合计8,800.00元")
        assert hands.refused("correct", judge, **told).field == "sums"
        rows = db.session.scalars(select(InstalmentRow.id).order_by(InstalmentRow.id)).all()
        db.release()
        hands.signed("correct", judge, **told, sums={str(rows[0]): D("4300.00"), str(rows[1]): D("4500.00")})
        assert money(tribunal) == (False, [(D("8800.00"), D("0.00"), True)])
        owed = db.session.scalar(
            select(Obligation.amount).where(Obligation.worker_id == tribunal.party(first), Obligation.voided_seq.is_(None))
        )
        db.release()
        assert owed == D("4300.00")
    assert list(ledger.verify()) == []
