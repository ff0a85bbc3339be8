"""Acts of a lead: answers, returns, extensions, twins, hand-over, and the endings that happen most; each refusal with its words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from people import Office
from sqlalchemy import select

from arrears import clock, db
from arrears.cases import approvals, ledger, transitions
from arrears.cases.approvals import Proposed
from arrears.cases.models import Deadline, Proceeding
from arrears.documents.models import Document
from arrears.intake.models import Lead, WorkOrder
from arrears.law.refusal import Refused
from tests.intake.desk.conftest import Screen, at, register

FILE = {"name": "回单.pdf", "sha256": "a" * 64, "size": 9, "mime": "application/pdf"}
NOBODY = [{"name": "无附件"}]
MONDAY = "2026-09-14 09:00"
_tokens = iter(range(1, 10**9))


def do(office: Office, lead: int, act: str, who: Any = None, **facts: Any) -> Any:
    """An act on a lead, performed or proposed, on its present version."""
    version = db.session.scalar(select(Proceeding.version).where(Proceeding.id == lead))
    return approvals.submit(lead, f"lead.{act}", who or office.clerk, seen=version, token=f"t{next(_tokens)}", facts=facts)


def sign(office: Office, proposed: Any, who: Any = None) -> Any:
    """The head agrees."""
    assert isinstance(proposed, Proposed)
    version = db.session.scalar(select(Proceeding.version).where(Proceeding.id == proposed.proceeding_id))
    return approvals.decide(proposed.approval_id, who or office.head, "agree", seen=version or 0, token=f"s{next(_tokens)}")


def call(office: Office, lead: int, when: str, result: str = "answered", **facts: Any) -> None:
    with time_machine.travel(at(when), tick=False):
        given = {"at": at(when), "channel": "phone", "to": "反映人", "contact_result": result, "note": "记录", **facts}
        do(office, lead, "note", **given)


def a_lead(office: Office, when: str = MONDAY, **change: Any) -> int:
    with time_machine.travel(at(when), tick=False):
        given = {"received_at": at(when), "reply_due_at": at(when) + timedelta(days=7), "signed_at": at(when), **change}
        return register(office, office.clerk, **given)


def state(lead: int) -> str:
    return str(db.session.scalar(select(Proceeding.state).where(Proceeding.id == lead)))


def order(lead: int) -> WorkOrder:
    return db.session.scalars(select(WorkOrder).where(WorkOrder.lead_id == lead).order_by(WorkOrder.id)).first()  # type: ignore[return-value]


def open_clocks(lead: int) -> set[str]:
    return set(db.session.scalars(select(Deadline.rule_id).where(Deadline.proceeding_id == lead, Deadline.closed_at.is_(None))))


ANSWER = {"reply_text": "【核实情况】已核实【办理结果】已付清【依据】保障条例", "solved": "yes", "final": True, "channel": "phone"}


def answered(office: Office, lead: int, when: str) -> None:
    call(office, lead, "2026-09-14 09:30")
    with time_machine.travel(at(when), tick=False):
        do(office, lead, "answer", **ANSWER, call_result="answered")


def test_no_answer_without_a_call_before_it(office: Office) -> None:
    lead = a_lead(office)
    with time_machine.travel(at("2026-09-18 10:00"), tick=False):
        with pytest.raises(Refused, match="还没有给诉求人打通电话") as no:
            do(office, lead, "answer", **ANSWER)
        assert no.value.field == "call_result" and "接诉即办" in no.value.source
    call(office, lead, "2026-09-14 09:30")
    with time_machine.travel(at("2026-09-18 10:00"), tick=False):
        with pytest.raises(Refused, match="最终答复前"):  # the first contact is not the call before the answer
            do(office, lead, "answer", **ANSWER)
        do(office, lead, "answer", **{**ANSWER, "final": False})
        assert order(lead).state == "o-working" and "hot-due" not in open_clocks(lead)
        do(office, lead, "answer", **ANSWER, call_result="answered")
    row = order(lead)
    assert (row.state, row.solved, row.closed_at is not None) == ("o-answered", "yes", True)
    kinds = list(db.session.scalars(select(Document.kind).where(Document.proceeding_id == lead)))
    assert kinds.count("lead-reply") == 1
    assert open_clocks(lead) == {"lead-route"}
    with pytest.raises(Refused, match="没有可以办理"):
        do(office, lead, "answer", **ANSWER)


def test_three_attempts_on_two_days_count_as_first_contact_and_on_one_day_do_not(office: Office) -> None:
    lead = a_lead(office)
    call(office, lead, "2026-09-14 10:00", "no_answer")
    call(office, lead, "2026-09-14 15:00", "rejected")
    call(office, lead, "2026-09-14 17:00", "no_answer")  # three, but on one day
    assert "hot-contact" in open_clocks(lead) and order(lead).state == "o-signed"
    call(office, lead, "2026-09-15 08:30", "off")
    met = db.session.scalars(select(Deadline).where(Deadline.proceeding_id == lead, Deadline.rule_id == "hot-contact")).one()
    assert (met.closed_how, met.was_late, order(lead).state) == ("met", False, "o-working")


def test_a_call_to_one_caller_is_no_contact_with_another(office: Office) -> None:
    lead = a_lead(office)
    with time_machine.travel(at("2026-09-14 10:00"), tick=False):
        register(office, office.clerk, {lead: "group"}, order_no="B-2", reporter_phone="13700003307", received_at=at("2026-09-14 10:00"),
                 reply_due_at=at("2026-09-21 10:00"), signed_at=at("2026-09-14 10:00"))  # fmt: skip
    second = db.session.scalar(select(WorkOrder.id).where(WorkOrder.order_no == "B-2"))
    call(office, lead, "2026-09-14 10:30", order=second)
    rows = {row.order_no: row.state for row in db.session.scalars(select(WorkOrder))}
    assert rows == {"12345-20260912-0187": "o-signed", "B-2": "o-working"}
    call(office, lead, "2026-09-14 10:40", to="被反映单位 马经理")
    assert {row.state for row in db.session.scalars(select(WorkOrder))} == {"o-signed", "o-working"}


def test_an_order_is_returned_with_approval_and_comes_back_when_it_is_not_allowed(office: Office) -> None:
    lead = a_lead(office)
    given = {"return_reason": "not-our-place", "competent_body": "朝阳区人社局", "evidence": FILE}
    with time_machine.travel(at("2026-09-14 11:00"), tick=False):
        sign(office, do(office, lead, "return-order", **given))
        assert order(lead).returning and "hot-due" in open_clocks(lead) and "hot-dispute" not in open_clocks(lead)
    with time_machine.travel(at("2026-09-15 11:00"), tick=False):
        do(office, lead, "return-result", allowed=False)
        assert order(lead).back_at is not None and "hot-due" in open_clocks(lead)
        with pytest.raises(Refused, match=r"期限已过|已经退过一次"):
            do(office, lead, "return-order", **given)


def test_a_return_that_is_allowed_ends_the_clocks_of_that_order_only(office: Office) -> None:
    lead = a_lead(office)
    with time_machine.travel(at("2026-09-14 10:00"), tick=False):
        register(office, office.clerk, {lead: "same"}, order_no="B-2", received_at=at("2026-09-14 10:00"), reply_due_at=at("2026-09-21 10:00"))
        first = order(lead).id
        sign(office, do(office, lead, "return-order", order=first, return_reason="duplicate", competent_body="朝阳区", evidence=FILE))
        do(office, lead, "return-result", order=first, allowed=True)
    assert order(lead).state == "o-returned"
    subjects = set(db.session.scalars(select(Deadline.subject).where(Deadline.proceeding_id == lead, Deadline.closed_at.is_(None))))
    assert f"order:{first}" not in subjects and len(subjects) == 2


def test_a_return_after_the_window_is_refused(office: Office) -> None:
    lead = a_lead(office)
    with time_machine.travel(at("2026-09-17 11:00"), tick=False), pytest.raises(Refused, match="期限已过"):
        do(office, lead, "return-order", return_reason="not-our-place", competent_body="朝阳区", evidence=FILE)


def test_an_extension_is_asked_once_in_time_and_with_both_told(office: Office) -> None:
    lead = a_lead(office)
    call(office, lead, "2026-09-14 09:30")
    given = {"ground": "须实地核查工地考勤", "told_caller": True, "told_source": True}
    with time_machine.travel(at("2026-09-18 10:00"), tick=False):
        for name, words in (("told_caller", "先告知诉求人"), ("told_source", "告知来源平台")):
            with pytest.raises(Refused, match=words):
                do(office, lead, "extend-order", **{**given, name: False})
        sign(office, do(office, lead, "extend-order", **given))
        due = db.session.scalars(select(Deadline).where(Deadline.proceeding_id == lead, Deadline.rule_id == "hot-due")).one()
        assert due.due_at == at("2026-10-06 09:00") and order(lead).reply_due_at == at("2026-09-21 09:00")
        with pytest.raises(Refused, match="已经延期一次"):
            do(office, lead, "extend-order", **given)
    late = a_lead(office, order_no="L-2")
    call(office, late, "2026-09-14 09:40")
    with time_machine.travel(at("2026-09-21 09:01"), tick=False), pytest.raises(Refused, match="已经届满"):
        do(office, late, "extend-order", **given)


def test_a_caller_who_is_not_satisfied_brings_the_order_back(office: Office) -> None:
    lead = a_lead(office)
    answered(office, lead, "2026-09-18 10:00")
    with time_machine.travel(at("2026-09-22 10:00"), tick=False):
        with pytest.raises(Refused, match="早于答复时间"):
            do(office, lead, "record-callback", solved="no", satisfied="not", at=at("2026-09-17 10:00"))
        do(office, lead, "record-callback", solved="no", satisfied="not", at=at("2026-09-22 09:00"))
    row = order(lead)
    assert (row.state, row.satisfied, row.closed_at) == ("o-working", "not", None)


def test_the_same_order_again_counts_as_urging_and_starts_nothing(office: Office) -> None:
    lead = a_lead(office)
    before = open_clocks(lead)
    with time_machine.travel(at("2026-09-15 09:00"), tick=False):
        facts = {"source": "12345", "order_no": "12345-20260912-0187", "received_at": at(MONDAY), "relation": "urge"}
        transitions.perform(lead, "lead.add-order", office.clerk, seen=None, token="u1", facts=facts)
        transitions.perform(lead, "lead.add-order", office.clerk, seen=None, token="u2", facts=facts)
    assert order(lead).urge_count == 2 and open_clocks(lead) == before


def test_merged_leads_keep_their_answer_clocks_and_come_back_within_thirty_days(office: Office) -> None:
    one, two = a_lead(office), a_lead(office, order_no="M-2", reporter_phone="13700003307")
    with time_machine.travel(at("2026-09-14 10:00"), tick=False):
        with pytest.raises(Refused, match="不能并入它自己"):
            do(office, two, "merge", into=two, reason="同一件")
        do(office, two, "merge", into=one, reason="同一件")
        assert state(two) == "l-merged" and "hot-due" in open_clocks(two) and "lead-route" not in open_clocks(two)
        with pytest.raises(Refused, match="已经并入别的线索"):
            do(office, one, "merge", into=two, reason="反过来")
        do(office, two, "answer", **{**ANSWER, "final": False}, call_result="answered")
    with time_machine.travel(at("2026-10-12 10:00"), tick=False):
        do(office, two, "unmerge", into=one, reason="单位不同")
        assert state(two) == "l-screening" and db.session.get(Lead, two).merged_into is None  # type: ignore[union-attr]
        do(office, two, "merge", into=one, reason="还是同一件")
    with time_machine.travel(at("2026-11-20 10:00"), tick=False), pytest.raises(Refused, match="已满 30 日"):
        do(office, two, "unmerge", into=one, reason="太晚")
    assert list(ledger.verify()) == []


def test_a_lead_of_another_body_cannot_be_merged_into(office: Office) -> None:
    mine = a_lead(office)
    with time_machine.travel(at(MONDAY), tick=False):
        theirs = register(office, office.other_clerk, order_no="C-1", received_at=at(MONDAY), signed_at=None, reply_due_at=None)
        with pytest.raises(Refused, match="不在您的办理范围"):
            do(office, mine, "merge", into=theirs, reason="同一件")


HAND = {"reason": "工地在朝阳区", "found_on": date(2026, 9, 14), "reporter_told_on": date(2026, 9, 14), "deadline": date(2026, 9, 28)}


def test_handing_over_inside_the_city_needs_no_signature_and_outside_it_does(office: Office) -> None:
    inside, outside = a_lead(office), a_lead(office, order_no="H-2", reporter_phone="13700003307")
    with time_machine.travel(at("2026-09-14 10:00"), tick=False):
        with pytest.raises(Refused, match="接收机构就是本机构"):
            do(office, inside, "hand-over", to_body="北京市通州区", **HAND)
        with pytest.raises(Refused, match="先告知，再转办"):
            do(office, inside, "hand-over", to_body="北京市朝阳区", **{**HAND, "reporter_told_on": date(2026, 9, 15)})
        do(office, inside, "hand-over", to_body="北京市朝阳区", **HAND)
        assert state(inside) == "l-handed-over" and {"handover-check"} <= open_clocks(inside)
        proposed = do(office, outside, "hand-over", to_body="河北省廊坊市人力资源和社会保障局", **HAND)
        assert state(outside) == "l-screening"
        with pytest.raises(Refused, match=r"不能自己审批|没有审批"):
            sign(office, proposed, office.clerk)
        sign(office, proposed)
        assert state(outside) == "l-handed-over"
    kinds = set(db.session.scalars(select(Document.kind).where(Document.proceeding_id == outside)))
    assert "lead-transfer-form" in kinds
    with time_machine.travel(at("2026-09-16 10:00"), tick=False):
        do(office, inside, "handover-result", taken_up=False, receipt=FILE)
        assert state(inside) == "l-screening" and order(inside).back_at is not None and "lead-route" in open_clocks(inside)


def test_what_is_handed_over_arrives_once_at_the_receiver_and_its_signature_is_the_proof(office: Office) -> None:
    from arrears.outbox import drain

    sent = a_lead(office, confidential=True)
    with time_machine.travel(at("2026-09-14 10:00"), tick=False):
        do(office, sent, "hand-over", to_body="北京市朝阳区", **HAND)
        drain()
        drain()
        rows = db.session.scalars(select(WorkOrder).where(WorkOrder.source == "transfer")).all()
        assert len(rows) == 1 and rows[0].confidential and rows[0].body_id == office.other
        case = db.session.get(Proceeding, rows[0].lead_id)
        assert case is not None and (case.about_id, case.owner_id, case.workers) == (sent, office.other_clerk.user_id, 37)
        received = rows[0].lead_id
    with time_machine.travel(at("2026-09-14 11:00"), tick=False):
        do(office, received, "sign-order", office.other_clerk, signed_at=clock.now())
    assert db.session.get(Lead, sent, populate_existing=True).extra["taken_up"] is True  # type: ignore[union-attr]
    assert "handover-check" not in open_clocks(sent) and state(sent) == "l-handed-over"
    assert list(ledger.verify()) == []


def test_a_lead_hands_its_reporter_only_to_who_may_see_reporters(office: Office) -> None:
    from arrears.cases.carry import carried

    lead = a_lead(office, amount_claimed=Decimal(1050000))
    head, known = carried(office.clerk, lead)
    assert known["reporter_phone"] == "13800002716" and known["amount_claimed"] == Decimal(1050000) and head.id == lead
    with time_machine.travel(at("2026-09-14 10:00"), tick=False):
        do(office, lead, "confirm-route", route="mediation", body="通州区", owner=office.mediator.user_id, handler_phone="1",
           route_reason="工人愿意")  # fmt: skip
    assert carried(office.mediator, lead)[1]["reporter_name"] == "周广财"


def test_missing_facts_are_asked_for_once_and_come_in(office: Office) -> None:
    lead = a_lead(office)
    with time_machine.travel(at("2026-09-14 10:00"), tick=False):
        do(office, lead, "ask-facts", missing=["干活的地点", "欠的是哪几个月"], due=date(2026, 9, 18))
        assert state(lead) == "l-verifying" and "hot-due" in open_clocks(lead)
        do(office, lead, "facts-in", came="在潞城镇，三月到八月", place="潞城镇", period_start="2026-03", period_end="2026-08")
    assert state(lead) == "l-screening" and db.session.get(Lead, lead).period_end == "2026-08"  # type: ignore[union-attr]
    assert "one-time-notice" in set(db.session.scalars(select(Document.kind)))


def test_explaining_another_way_is_a_paper_and_its_own_state(office: Office) -> None:
    lead = a_lead(office, claims=["injury"])
    with time_machine.travel(at("2026-09-14 10:00"), tick=False):
        do(office, lead, "explain", route="other-authority", text="先申请工伤认定", next_step="到通州区人社局工伤科，电话12333")
    assert state(lead) == "l-explained" and "lead-route" not in open_clocks(lead)


def test_other_claims_are_split_off_into_a_lead_of_their_own_but_never_all(office: Office, screen: Callable[[str], Screen]) -> None:
    from arrears.outbox import drain

    lead = a_lead(office, claims=["wages", "social_insurance"])
    with time_machine.travel(at("2026-09-14 10:00"), tick=False):
        with pytest.raises(Refused, match="不能把全部诉求"):
            do(office, lead, "split", claims=["wages", "social_insurance"], way="other-authority")
        do(office, lead, "split", claims=["social_insurance"], way="other-authority")
        drain()
        drain()
        page = screen("liuyan").get(f"/cases/{lead}")
    kept, case = db.session.get(Lead, lead), db.session.get(Proceeding, lead)
    assert kept is not None and case is not None and kept.claims == ["wages"]
    own = db.session.scalars(select(Proceeding).where(Proceeding.about_id == lead)).one()  # once, though sent twice
    part = db.session.get(Lead, own.id)
    assert part is not None and part.claims == ["social_insurance"] and part.amount_claimed is None
    assert (own.matter_id, own.owner_id) == (case.matter_id, case.owner_id)
    assert f'href="/cases/{own.id}"' in page and "另立线索" in page


CLOSE = {"cause": "operation", "answer_text": "已告知", "answered_on": date(2026, 9, 18), "channel": "phone"}


def close(office: Office, lead: int, conclusion: str, **facts: Any) -> Any:
    return do(office, lead, "close", conclusion=conclusion, **{**CLOSE, "proofs": NOBODY, **facts})


def test_a_lead_is_not_closed_while_an_order_is_unanswered(office: Office) -> None:
    lead = a_lead(office)
    with time_machine.travel(at("2026-09-18 11:00"), tick=False), pytest.raises(Refused, match="1 件工单没有最终答复"):
        close(office, lead, "duplicate", case_no="XS通-2026-000009")


def test_paid_needs_money_proof_and_a_call_back_by_another(office: Office) -> None:
    lead = a_lead(office, workers_claimed=1, amount_claimed=Decimal(8200), claims=["wages"])
    answered(office, lead, "2026-09-18 10:00")
    money = {"amount_due": Decimal(8200), "amount_paid": Decimal(8200), "paid_on": date(2026, 9, 17)}
    with time_machine.travel(at("2026-09-18 11:00"), tick=False):
        with pytest.raises(Refused, match="付款凭证"):
            close(office, lead, "paid", **money)
        with pytest.raises(Refused, match=r"还差 2,600\.00 元"):
            close(office, lead, "paid", proofs=[FILE], **{**money, "amount_paid": Decimal(5600)})
        with pytest.raises(Refused, match="回访 1 人确认"):
            close(office, lead, "paid", proofs=[FILE], **money)
        with pytest.raises(Refused, match="回访人不能是承办人"):
            do(office, lead, "call-back", worker="赵秀芝", result="paid", at=clock.now())
        do(office, lead, "call-back", office.clerk2, worker="赵秀芝", result="paid", at=clock.now())
        proposed = close(office, lead, "paid", proofs=[FILE], **money)
        assert state(lead) == "l-screening"
        sign(office, proposed, office.mediator)  # a second person, not the handler
    case = db.session.get(Proceeding, lead)
    assert case is not None and (case.state, case.conclusion) == ("l-closed", "paid") and case.money_closed_at is not None
    with time_machine.travel(at("2026-10-18 11:00"), tick=False):
        do(office, lead, "reopen", reason="not-paid")
    case = db.session.get(Proceeding, lead, populate_existing=True)
    assert case is not None and (case.state, case.conclusion, case.money_closed_at, case.closed_at) == ("l-screening", None, None, None)


def test_unreachable_needs_five_calls_on_three_days_at_different_hours_a_message_and_a_visit(office: Office) -> None:
    lead = a_lead(office, workers_claimed=1)
    with time_machine.travel(at("2026-09-14 09:10"), tick=False):
        pass
    for when in ("2026-09-14 10:00", "2026-09-15 10:10", "2026-09-16 10:20"):
        call(office, lead, when, "no_answer")
    with time_machine.travel(at("2026-09-18 10:00"), tick=False):
        do(office, lead, "answer", **ANSWER)
        with pytest.raises(Refused, match="现在有 3 天 3 次"):
            close(office, lead, "unreachable")
    call(office, lead, "2026-09-18 10:30", "off")
    call(office, lead, "2026-09-18 10:40", "rejected")
    with time_machine.travel(at("2026-09-18 11:00"), tick=False), pytest.raises(Refused, match="不同时段"):
        close(office, lead, "unreachable")
    call(office, lead, "2026-09-18 15:40", "no_answer")
    with time_machine.travel(at("2026-09-18 16:00"), tick=False), pytest.raises(Refused, match="发短信"):
        close(office, lead, "unreachable")
    call(office, lead, "2026-09-18 16:01", "sms_ok", channel="sms")
    with time_machine.travel(at("2026-09-18 16:02"), tick=False), pytest.raises(Refused, match="照片"):
        close(office, lead, "unreachable")
    call(office, lead, "2026-09-18 16:10", "refused", channel="visit", to="被反映单位")
    with time_machine.travel(at("2026-09-18 17:00"), tick=False):
        proposed = close(office, lead, "unreachable", proofs=[FILE])
        with pytest.raises(Refused, match="须由机构负责人审核"):
            sign(office, proposed, office.mediator)
        sign(office, proposed)
    assert state(lead) == "l-closed"


def test_withdrawn_asks_about_pressure_and_money(office: Office) -> None:
    lead = a_lead(office, workers_claimed=1)
    answered(office, lead, "2026-09-18 10:00")
    with time_machine.travel(at("2026-09-18 11:00"), tick=False):
        with pytest.raises(Refused, match="撤回书"):
            close(office, lead, "withdrawn")
        with pytest.raises(Refused, match="是否受到压力"):
            close(office, lead, "withdrawn", proofs=[FILE])
        with pytest.raises(Refused, match="是否已收到款"):
            close(office, lead, "withdrawn", proofs=[FILE], asked_pressure=True)
        sign(office, close(office, lead, "withdrawn", proofs=[FILE], asked_pressure=True, asked_paid=True))
    assert state(lead) == "l-closed"


def test_wrong_body_ends_when_the_other_has_taken_it_up(office: Office) -> None:
    lead = a_lead(office, workers_claimed=1)
    answered(office, lead, "2026-09-18 10:00")
    with time_machine.travel(at("2026-09-18 11:00"), tick=False):
        with pytest.raises(Refused, match="还没有转办"):
            close(office, lead, "to-other-body")
        do(office, lead, "hand-over", to_body="北京市朝阳区", **{**HAND, "found_on": date(2026, 9, 18), "reporter_told_on": date(2026, 9, 18)})
        with pytest.raises(Refused, match="还没有接收办理"):
            close(office, lead, "to-other-body")
        do(office, lead, "handover-result", taken_up=True, receipt=FILE)
        close(office, lead, "to-other-body")
    assert state(lead) == "l-closed" and open_clocks(lead) == set()


def test_not_wage_and_duplicate_need_what_the_table_says(office: Office) -> None:
    lead, twin = a_lead(office, workers_claimed=1), a_lead(office, order_no="D-2", workers_claimed=1)
    answered(office, lead, "2026-09-18 10:00")
    answered(office, twin, "2026-09-18 10:00")
    with time_machine.travel(at("2026-09-18 11:00"), tick=False):
        with pytest.raises(Refused, match="合同"):
            close(office, lead, "not-wage")
        with pytest.raises(Refused, match="书面告知后续途径"):
            close(office, lead, "not-wage", proofs=[FILE])
        sign(office, close(office, lead, "not-wage", proofs=[FILE], told_way=True))
        with pytest.raises(Refused, match="重复的那一件的编号"):
            close(office, twin, "duplicate")
        with pytest.raises(Refused, match="请写明答复内容"):
            close(office, twin, "duplicate", case_no="XS通-2026-000001", answer_text="")
        close(office, twin, "duplicate", case_no="XS通-2026-000001")
    assert (state(lead), state(twin)) == ("l-closed", "l-closed")


def test_a_large_lead_is_always_looked_at_by_a_second_person(office: Office) -> None:
    lead = a_lead(office, workers_claimed=37)
    answered(office, lead, "2026-09-18 10:00")
    with time_machine.travel(at("2026-09-18 11:00"), tick=False):
        assert isinstance(close(office, lead, "duplicate", case_no="XS通-2026-000001"), Proposed)


def test_a_mark_heard_at_night_reaches_the_heads_and_names_no_reporter(office: Office) -> None:
    from arrears.cases.models import Notice
    from arrears.outbox import drain

    a_lead(office, urgency=["self_harm"])
    drain()
    texts = list(db.session.scalars(select(Notice.text).where(Notice.user_id == office.head.user_id)))
    assert any("轻生" in text for text in texts) and not any("周" in text for text in texts)
