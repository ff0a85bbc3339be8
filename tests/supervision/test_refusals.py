"""Every no of supervision, with its reason: who may sign, which days, how often, what must be done before release."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from people import person, viewer
from sqlalchemy import select

from arrears import clock, db, outbox
from arrears.access.models import Delegation
from arrears.cases import sweep, transitions
from arrears.cases.models import Deadline, Party, Proceeding
from arrears.law.refusal import Refused
from arrears.money.models import Obligation
from arrears.supervision import release_test
from arrears.supervision.actions import opening
from arrears.supervision.models import SupervisionOrder

from .builders import Bureau, moment, report, sign, submit, token, version
from .test_screens import SLIP, close


def refused(act: Callable[[], Any], *words: str) -> Refused:
    with pytest.raises(Refused) as error:
        act()
    db.release()
    for word in words:
        assert word in error.value.sentence, error.value.sentence
    return error.value


def test_a_matter_bears_one_order_at_a_time(bureau: Bureau) -> None:
    case = bureau.mediation()
    bureau.proposed(case)
    refused(lambda: bureau.proposed(case), "已经在督办")


def test_nobody_proposes_a_case_he_may_not_read(bureau: Bureau) -> None:
    case = bureau.mediation()
    with pytest.raises(Exception, match="不能对这件案件"):
        bureau.proposed(case, bureau.other_clerk)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"supervisor": "zhao"}, "supervisor", "负责人"),
        ({"deputy": "zhao"}, "deputy", "另选一人"),
        ({"responsible": "admin"}, "responsible", "没有办案岗位"),
        ({"term_until": date(2026, 9, 14)}, "term_until", "今天"),
        ({"report_dates": [date(2026, 9, 19)]}, "report_dates", "不是工作日"),
        ({"report_dates": [date(2026, 9, 14)]}, "report_dates", "从明天起"),
        ({"report_dates": [date(2026, 9, 23), date(2026, 9, 17)]}, "report_dates", "从早到晚"),
        ({"report_dates": [date(2026, 10, 15)]}, "report_dates", "以后"),
        ({"report_dates": []}, "report_dates", "报告日期"),
        ({"measures": []}, "measures", "督办措施"),
        ({"measures": [{"code": "site", "text": " ", "owner": 1, "by": date(2026, 9, 20)}]}, "measures", "没有写"),
        ({"measures": [{"code": "site", "text": "到场", "owner": 1, "by": date(2026, 9, 1)}]}, "measures", "已经过去"),
    ],
)
def test_a_listing_that_cannot_be_is_refused_at_its_field(bureau: Bureau, changes: dict[str, Any], field: str, words: str) -> None:
    order = bureau.proposed(bureau.mediation()).proceeding_id
    told = {k: getattr(bureau, v).user_id if isinstance(v, str) else v for k, v in changes.items()}
    assert refused(lambda: submit(order, "sup-list", bureau.deputy, bureau.listing(**told)), words).field == field


def test_the_handler_is_no_supervisor_and_the_drafter_and_the_proposer_do_not_sign(bureau: Bureau) -> None:
    case = bureau.mediation()
    order = bureau.proposed(case, bureau.head).proceeding_id
    submit(order, "sup-list", bureau.deputy, bureau.listing())
    refused(lambda: sign(order, bureau.deputy), "提请人不能自己审批")
    refused(lambda: sign(order, bureau.head), "提请挂牌的人不能签批")
    refused(lambda: sign(order, bureau.city_head), "没有审批")
    third = viewer(person("zhangli", "张丽", bureau.district, "SU", grants=("AH",)), bureau.district)
    assert sign(order, third) is not None


def test_a_delegate_signs_during_leave_but_never_for_the_drafter(bureau: Bureau) -> None:
    order = bureau.proposed(bureau.mediation()).proceeding_id
    lend(bureau, bureau.head.user_id, bureau.lin.user_id)
    submit(order, "sup-list", bureau.deputy, bureau.listing(deputy=bureau.mediator2.user_id))
    assert sign(order, viewer(bureau.lin.user_id, bureau.district)) is not None
    db.release()
    events = db.session.execute(select(Proceeding.state).where(Proceeding.id == order)).scalar_one()
    assert events == "s-listed"
    second = bureau.proposed(bureau.mediation()).proceeding_id
    submit(second, "sup-decline", bureau.head, {"reason": "人数核实后不足十人"})
    refused(lambda: sign(second, viewer(bureau.lin.user_id, bureau.district)), "报批的人不能签批")


def lend(bureau: Bureau, giver: int, taker: int) -> None:
    with db.writing() as current:
        current.add(
            Delegation(
                from_user_id=giver, to_user_id=taker, body_id=bureau.district, since=date(2026, 9, 1), until=date(2026, 12, 31),
                made_by=bureau.admin.user_id, made_at=clock.now(),
            )
        )  # fmt: skip


def test_only_the_responsible_and_the_deputy_report_the_first_one_first_and_never_the_same_words(bureau: Bureau) -> None:
    order = bureau.listed(bureau.mediation())
    with pytest.raises(Exception, match="不能对这件案件"):
        report(order, bureau.mediator2, "已约谈", "sup-plan")
    refused(lambda: report(order, bureau.zhao, "已约谈"), "首次报告还没有交")
    report(order, bureau.zhao, "已约谈总包负责人", "sup-plan")
    refused(lambda: report(order, bureau.zhao, "再报一次", "sup-plan"), "已经交过")
    assert refused(lambda: report(order, bureau.lin, "已约谈总包负责人"), "一字不差").field == "done"
    assert refused(lambda: report(order, bureau.lin, "在追", by=date(2026, 9, 1)), "已经过去").field == "by"


def test_the_term_is_extended_twice_and_only_before_it_is_over(bureau: Bureau) -> None:
    order = bureau.listed(bureau.mediation())
    for day, term in (("10-14 09:00", date(2026, 10, 29)), ("10-29 09:00", date(2026, 11, 13))):
        with time_machine.travel(moment(day), tick=False):
            submit(order, "sup-extend", bureau.zhao, {"reason": "等履行"})
            sign(order, bureau.head)
            db.release()
            found = db.session.get(SupervisionOrder, order)
            assert found is not None and found.term_until == term
    with time_machine.travel(moment("11-12 09:00"), tick=False):
        refused(lambda: submit(order, "sup-extend", bureau.zhao, {"reason": "再等"}), "已经延长 2 次", "升级")


def test_a_term_that_is_over_is_not_extended(bureau: Bureau) -> None:
    order = bureau.listed(bureau.mediation())
    with time_machine.travel(moment("10-15 00:00"), tick=False):
        refused(lambda: submit(order, "sup-extend", bureau.zhao, {"reason": "等履行"}), "已经届满")


def test_a_letter_is_about_a_late_clock_and_its_answer_explains_it(bureau: Bureau) -> None:
    case = bureau.mediation()
    order = bureau.listed(case)
    running = db.session.scalars(select(Deadline.id).where(Deadline.proceeding_id == order, Deadline.rule_id == "sup-plan")).one()
    db.release()
    facts = {"clock": str(running), "reply_by": date(2026, 9, 21)}
    refused(lambda: submit(order, "sup-urge", bureau.head, facts), "没有逾期")
    with time_machine.travel(moment("09-18 09:00"), tick=False):
        sweep.sweep()
        assert refused(lambda: submit(order, "sup-urge", bureau.head, facts | {"reply_by": date(2026, 9, 18)}), "今天以后").field == "reply_by"
        refused(lambda: submit(order, "sup-answer", bureau.zhao, {"cause": "sick", "remedy": "由B岗接报并于当日补交", "finish_by": date(2026, 9, 21)}), "没有等回复")
        submit(order, "sup-urge", bureau.head, facts)
        answer = {"cause": "sick", "remedy": "由B岗接报并于当日补交", "finish_by": date(2026, 9, 21)}
        assert refused(lambda: submit(order, "sup-answer", bureau.zhao, answer | {"remedy": "补交"}), "10 个字").field == "remedy"
        submit(order, "sup-answer", bureau.lin, answer)
    db.release()
    row = db.session.get(Deadline, running)
    assert row is not None and (row.cause, row.new_target_on) == ("sick", date(2026, 9, 21))
    med = db.session.scalars(select(Deadline.id).where(Deadline.proceeding_id == case, Deadline.rule_id == "med-accept")).one()
    db.release()
    with time_machine.travel(moment("09-20 09:00"), tick=False):
        sweep.sweep()
        submit(order, "sup-urge", bureau.head, {"clock": str(med), "reply_by": date(2026, 9, 22)})
        submit(order, "sup-answer", bureau.zhao, answer | {"finish_by": date(2026, 9, 22)})
    db.release()
    row = db.session.get(Deadline, med)
    assert row is not None and row.cause == "sick" and row.new_target_on == date(2026, 9, 22)


def test_an_interview_starts_the_time_to_put_right_and_the_answer_needs_proofs(bureau: Bureau) -> None:
    order = bureau.listed(bureau.mediation())
    told = {"text": "约谈总包负责人", "owner": bureau.zhao.user_id, "by": date(2026, 9, 16)}
    assert refused(lambda: submit(order, "sup-rectified", bureau.zhao, {"text": "已付", "on": date(2026, 9, 14), "proofs": [{}]}), "约谈").field == ""
    submit(order, "sup-measure", bureau.head, told | {"measure": "interview"})
    due = db.session.scalars(select(Deadline.due_on).where(Deadline.proceeding_id == order, Deadline.rule_id == "sup-rectify")).one()
    assert due == date(2026, 9, 28)
    db.release()
    refused(lambda: submit(order, "sup-rectified", bureau.zhao, {"text": "已付", "on": date(2026, 9, 14), "proofs": []}), "证明材料")


def ask(bureau: Bureau, order: int, outcome: str = "paid") -> None:
    from arrears.supervision import proofs

    kept = proofs.kept([SLIP])
    facts = {"outcome": outcome, "paid": Decimal("0.00"), "unpaid": Decimal("40000.00"), "proofs": kept}
    submit(order, "sup-ask-release", bureau.zhao, facts)


def test_release_names_each_line_that_is_not_met(bureau: Bureau) -> None:
    case = bureau.mediation()
    order = bureau.listed(case)
    owe(case, Decimal("1003000.00"), Decimal("963000.00"))
    report(order, bureau.zhao, "已约谈总包负责人", "sup-plan")
    with time_machine.travel(moment("09-24 09:00"), tick=False):
        ask(bureau, order)
        refused(
            lambda: submit(order, "sup-release", bureau.deputy, {"text": "同意"}),
            "未办结", "尚有 42,000.00 元未付", "应回访 5 人", "还在计算", "进展报告（应于 2026-09-23）",
        )  # fmt: skip
        report(order, bureau.zhao, "已全部付清")
        close(bureau, case)
        refused(lambda: submit(order, "sup-release", bureau.deputy, {"text": "同意"}), "尚有 40,000.00 元未付")
        pay(case, Decimal("1003000.00"))
        refused(lambda: submit(order, "sup-release", bureau.deputy, {"text": "同意"}), "还差 5 人")
        call_back(bureau, case, "周广财、罗小满", bureau.mediator2)
        call_back(bureau, case, "高俊山、冯立志、卢建英", bureau.mediator2)
        submit(order, "sup-release", bureau.deputy, {"text": "同意"})
        refused(lambda: sign(order, bureau.deputy), "提请人不能自己审批")
        sign(order, bureau.head)
    assert db.session.get(Proceeding, order).state == "s-released"  # type: ignore[union-attr]
    left = db.session.scalars(select(Deadline.rule_id).where(Deadline.proceeding_id == order, Deadline.closed_at.is_(None))).all()
    assert left == []


def owe(case: int, amount: Decimal, paid: Decimal) -> None:
    """What an agreement would have entered."""
    with db.writing() as current:
        row = current.get(Proceeding, case)
        worker = current.scalars(select(Party.id).where(Party.matter_id == row.matter_id)).first()  # type: ignore[union-attr]
        current.add(
            Obligation(
                matter_id=row.matter_id, proceeding_id=case, basis="agreement", seq=1, payer="总包", worker_id=worker, amount=amount, paid=paid  # type: ignore[union-attr]
            )
        )


def pay(case: int, paid: Decimal) -> None:
    with db.writing() as current:
        current.query(Obligation).filter_by(proceeding_id=case).update({"paid": paid})


def call_back(bureau: Bureau, case: int, names: str, who: Any) -> None:
    """A call-back by somebody who is not the handler (the head gives him the right by a seat)."""
    from arrears.cases.models import Seat

    with db.writing() as current:
        if not current.query(Seat).filter_by(proceeding_id=case, user_id=who.user_id).first():
            row = current.get(Proceeding, case)
            current.add(
                Seat(proceeding_id=case, user_id=who.user_id, role="joint", procedure="mediation", since=clock.now(), next_due_at=row.next_due_at)  # type: ignore[union-attr]
            )
    facts = {"worker": names, "result": "paid", "at": clock.now()}
    transitions.perform(case, "mediation.call-back", who, seen=version(case), token=token(), facts=facts)


def test_the_rest_may_run_when_half_is_paid(bureau: Bureau) -> None:
    case = bureau.mediation()
    order = bureau.listed(case)
    owe(case, Decimal("100.00"), Decimal("49.00"))
    db.release()
    row = db.session.get(Proceeding, order)
    assert row is not None
    lines = {line.title: line for line in release_test.lines(db.session(), row, "to-court")}
    assert not lines["已付一半以上，余款有保障"].met
    pay(case, Decimal("50.00"))
    db.release()
    row = db.session.get(Proceeding, order)
    assert row is not None
    lines = {line.title: line for line in release_test.lines(db.session(), row, "to-court")}
    assert lines["已付一半以上，余款有保障"].met


def test_who_asked_does_not_sign_and_a_release_sent_back_goes_on(bureau: Bureau) -> None:
    order = bureau.listed(bureau.mediation())
    ask(bureau, order)
    submit(order, "sup-refuse-release", bureau.deputy, {"reason": "还有 40,000 元没有付"})
    sign(order, bureau.head)
    db.release()
    row = db.session.get(SupervisionOrder, order)
    assert row is not None and row.asked_by is None and db.session.get(Proceeding, order).state == "s-listed"  # type: ignore[union-attr]


def test_an_order_moves_only_with_all_its_cases_and_is_proposed_anew_there(bureau: Bureau) -> None:
    case = bureau.mediation()
    order = bureau.listed(case)
    refused(lambda: submit(order, "sup-move", bureau.deputy, {"to_body": str(bureau.district)}), "本机构")
    refused(lambda: submit(order, "sup-move", bureau.deputy, {"to_body": str(bureau.other)}), "没有移送到北京市朝阳区")
    with db.writing() as current:
        row = current.get(Proceeding, case)
        assert row is not None
        row.body_id, row.district_id = bureau.other, "朝阳区"
    submit(order, "sup-move", bureau.deputy, {"to_body": str(bureau.other)})
    sign(order, bureau.head)
    while outbox.drain():
        pass
    db.release()
    made = db.session.scalars(select(Proceeding).where(Proceeding.procedure == "supervision").order_by(Proceeding.id)).all()
    assert [(p.state, p.body_id) for p in made] == [("s-moved", bureau.district), ("s-proposed", bureau.other)]


def test_an_order_is_raised_by_the_city_that_lists_the_new_one(bureau: Bureau) -> None:
    order = bureau.listed(bureau.mediation())
    refused(lambda: submit(order, "sup-raise", bureau.head, {"reason": "拖了太久"}), "由上一级签批")
    above = opening.raise_up(bureau.head, order, reason="两次延期仍未付清", token=token()).proceeding_id
    listing = bureau.listing(supervisor=bureau.city_head.user_id)
    submit(above, "sup-list", bureau.city_second, listing)
    sign(above, bureau.city_head)
    db.release()
    low, high = db.session.get(Proceeding, order), db.session.get(Proceeding, above)
    assert low is not None and high is not None
    assert (low.state, high.state, high.number) == ("s-raised", "s-listed", "京劳人仲督字〔2026〕第1号")
    assert not db.session.scalars(select(Deadline).where(Deadline.proceeding_id == order, Deadline.closed_at.is_(None))).all()


def test_another_case_joins_only_if_it_is_of_the_same_firm_or_site_and_under_no_order(bureau: Bureau) -> None:
    order = bureau.listed(bureau.mediation())
    other = bureau.mediation(3, "9000.00")
    with db.writing() as current:
        row = current.get(Proceeding, other)
        assert row is not None
        row.against, row.place = "北京别家公司", "别处"
    refused(lambda: submit(order, "sup-add-case", bureau.head, {"case": other, "reason": "并案"}), "不是同一用人单位")
    same = bureau.mediation(3, "9000.00")
    submit(order, "sup-add-case", bureau.head, {"case": same, "reason": "同一项目"})
    refused(lambda: submit(order, "sup-add-case", bureau.head, {"case": same, "reason": "再并"}), "已经在本件")
    third = bureau.mediation(3, "9000.00")
    bureau.proposed(third)
    refused(lambda: submit(order, "sup-add-case", bureau.head, {"case": third, "reason": "并案"}), "不能重复挂牌")
    db.release()
    assert db.session.get(Proceeding, order).workers == 40  # type: ignore[union-attr]


def test_a_wrong_listing_is_cancelled_and_no_statutory_clock_was_touched(bureau: Bureau) -> None:
    case = bureau.mediation()
    before = {(d.rule_id, d.due_on) for d in db.session.scalars(select(Deadline).where(Deadline.proceeding_id == case))}
    db.release()
    order = bureau.listed(case)
    submit(order, "sup-cancel", bureau.deputy, {"reason": "案件挂错了"})
    sign(order, bureau.head)
    db.release()
    assert db.session.get(Proceeding, order).state == "s-cancelled"  # type: ignore[union-attr]
    assert {(d.rule_id, d.due_on) for d in db.session.scalars(select(Deadline).where(Deadline.proceeding_id == case))} == before


def test_the_register_of_a_month_is_a_paper_and_of_an_empty_month_there_is_none(bureau: Bureau) -> None:
    from arrears.documents.models import Document

    order = bureau.listed(bureau.mediation())
    refused(lambda: submit(order, "sup-print-register", bureau.head, {"month": date(2026, 8, 1)}), "没有挂牌")
    refused(lambda: submit(order, "sup-print-register", bureau.head, {"month": date(2026, 10, 1)}), "还没有到")
    submit(order, "sup-print-register", bureau.head, {"month": date(2026, 9, 1)})
    db.release()
    assert "supervision-register" in db.session.scalars(select(Document.kind).where(Document.proceeding_id == order)).all()
