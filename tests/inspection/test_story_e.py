"""Story E: three scaffolders of a site in 通州. A lead goes to inspection, is ordered, paid by the general contractor, closed; and the
other way, where nobody pays: decision, demand, court. Each refusal is asserted with its reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from arrears import clock, db
from arrears.cases.models import Proceeding
from arrears.inspection import receiving
from arrears.intake.actions import registering
from arrears.law.refusal import Refused
from tests.inspection.conftest import FIRM, GENERAL, SITE, Bureau, moment, nights

D = Decimal
THREE = (("罗大勇", "16000.00"), ("罗小勇", "16000.00"), ("郭振海", "16000.00"))


def lead_of(bureau: Bureau) -> int:
    """The 12345 order, screened: a site with three workers goes to inspection (R20)."""
    clerk = bureau.office.clerk
    facts = {
        "source": "12345", "order_no": "12345-20260907-0088", "received_at": moment(9, 7, 8, 30), "dispatched_at": moment(9, 7, 8, 40),
        "reply_due_at": moment(9, 14, 8, 30), "narrative": "运河府项目外架三个人工资没给。", "reporter_name": "罗大勇",
        "reporter_phone": "13800000001", "anonymous": False, "confidential": False, "signed_at": moment(9, 7, 8, 45),
        "employer_name": FIRM, "project_name": "运河府", "place": "潞城镇运河府项目", "district": "通州区", "industry": "construction",
        "arrears_kind": "settlement", "workers_claimed": 3, "amount_claimed": D("48000.00"), "claims": ["wages"],
    }  # fmt: skip
    lead = registering.register(clerk, facts, twins={}, token="e-lead").outcome.proceeding_id
    db.release()
    bureau.id = lead
    from arrears.cases import approvals

    approvals.submit(
        lead, "lead.confirm-route", clerk, seen=bureau.version(), token="e-route",
        facts={"route": "inspection", "body": "通州区", "owner": bureau.hanlei.user_id},
    )  # fmt: skip
    db.release()
    return lead


def test_from_the_lead_to_the_money_and_the_closing(bureau: Bureau) -> None:
    with bureau.at(9, 7, 9, 30):
        lead = lead_of(bureau)
        facts = {
            **SITE, "kind": "complaint", "received_on": date(2026, 9, 7), "way": "lead",
            "complainants": [{"name": "罗大勇", "phone": "13800000001", "id_no": "131024198501121001", "address": "香河县刘宋镇"}],
        }  # fmt: skip
        bureau.id = receiving.receive(bureau.hanlei, facts, token="e-receive", from_id=lead, owner_id=bureau.hanlei.user_id).proceeding_id
        moved = db.session.get(Proceeding, lead)
        assert moved is not None
        assert moved.state == "l-filed"
        db.release()
        assert bureau.state == "i-received"
        assert bureau.due("insp-file") == date(2026, 9, 14)
        assert bureau.printed("insp-complaint-form")["number"] == "京通人社监案字〔2026〕第1号"
    with bureau.at(9, 8, 10, 0):
        before = bureau.refused("insp-order", breach="unpaid", article="第五十条", workers=[1], total=D(1), due_on=date(2026, 9, 20),
                                proof_wanted="凭证", addressees=[1])  # fmt: skip
        assert "收件" in before.sentence  # an order before the filing
        filing = {"breach": "unpaid", "lead_inspector": bureau.hanlei.user_id, "ties": False, "own_finding": False}
        alone = bureau.refused("insp-file", **filing)
        assert "两名监察员" in alone.sentence
        assert "韩磊一人" in alone.sentence
        unlicensed = bureau.refused("insp-file", **filing, second_inspector=bureau.newman.user_id)
        assert "执法证号" in unlicensed.sentence
        tied = bureau.refused("insp-file", **filing | {"ties": True}, second_inspector=bureau.zhoulei.user_id)
        assert tied.field == "ties"
        bureau.signed("insp-file", bureau.captain, **filing, second_inspector=bureau.zhoulei.user_id)
    assert bureau.state == "i-investigating"
    assert bureau.due("insp-investigate") == date(2026, 12, 7)
    assert bureau.printed("insp-complaint-decision")["to"] == "罗大勇"
    with bureau.at(9, 9, 16, 0):
        span = [moment(9, 9, 9, 10), moment(9, 9, 10, 40)]
        site = {"place": "运河府工地", "span": span, "found": "实名制登记外架 3 人。", "present": "项目经理孙宏伟", "copies": ["考勤表 3 页"],
                "photos": [{"name": "门口.jpg", "sha256": "0" * 64, "size": 1, "mime": "image/jpeg"}]}  # fmt: skip
        lone = bureau.refused("insp-check-site", **site, inspectors=[bureau.hanlei.user_id])
        assert "另一名监察员" in lone.sentence
        bureau.act("insp-check-site", **site)
        bureau.act("insp-inquire", person="法定代表人冯志强", at=moment(9, 15, 9, 30), by_when=date(2026, 9, 15), where="通州区人力社保局205室",
                   items=["营业执照", "工资支付台账"])  # fmt: skip
        bureau.serve("insp-inquiry-letter", FIRM, "direct", date(2026, 9, 9))
    assert bureau.due("insp-inquiry-reply") == date(2026, 9, 15)
    with bureau.at(9, 15, 11, 0):
        bureau.act("insp-interview", person="冯志强", post="法定代表人", span=[moment(9, 15, 9, 32), moment(9, 15, 10, 20)], place="205室",
                   side="unit", turns="答：看清了，不申请回避。\n问：欠多少？\n答：三个人四万八。", id_no="131003197305061817")  # fmt: skip
        assert not bureau.running("insp-inquiry-reply")
        early = bureau.refused("insp-order", breach="unpaid", article="第五十条", workers=[1], total=D(1), due_on=date(2026, 9, 23),
                               proof_wanted="凭证", addressees=[1])  # fmt: skip
        assert "核对欠薪" in early.sentence
        bureau.roster(*THREE)
    with bureau.at(9, 16, 9, 0):
        wrong = bureau.refused("insp-order", breach="unpaid", article="第五十条", workers=[bureau.party("罗大勇")], total=D("48000.00"),
                               due_on=date(2026, 9, 23), proof_wanted="凭证", addressees=[bureau.party(FIRM)])  # fmt: skip
        assert "16,000.00" in wrong.sentence
        bureau.ordered(date(2026, 9, 23), addressees=[bureau.party(FIRM), bureau.party(GENERAL)])
        assert bureau.state == "i-ordered"
        assert not bureau.running("order-pay")  # not before the service
        order = bureau.printed("insp-rectification-order")
        assert (order["number"], order["first_payer"], order["headcount"]) == ("京通人社监令字〔2026〕第1号", GENERAL, 3)
        assert order["total"] == "48000.00"
        bureau.serve("insp-rectification-order", FIRM, "leave_post", date(2026, 9, 16), service_result="refused", witness="居委会李梅")
        bureau.serve("insp-rectification-order", GENERAL, "direct", date(2026, 9, 16))
    assert bureau.due("order-pay") == date(2026, 9, 23)
    with bureau.at(9, 21, 9, 0):
        unpaid = bureau.refused("insp-close", conclusion="paid", proofs=[{"name": "回单"}])
        assert "48,000.00 元还没有付清" in unpaid.sentence
        too_much = bureau.refused("insp-pay-proof", payments=[
            {"worker_id": bureau.party("罗大勇"), "amount": D("16000.01"), "paid_on": date(2026, 9, 21), "payer": GENERAL, "method": "bank",
             "reference": "x"}])  # fmt: skip
        assert "多付了 0.01 元" in too_much.sentence
        bureau.pay(*THREE[:2], on=date(2026, 9, 21))
        assert bureau.running("order-pay")
        bureau.pay(THREE[2], on=date(2026, 9, 21))
        assert not bureau.running("order-pay")
        silent = bureau.refused("insp-close", conclusion="paid", proofs=[{"name": "回单"}])
        assert "回访 3 人" in silent.sentence
        for name, _ in THREE:
            bureau.act("call-back", bureau.zhoulei, worker=name, result="paid", at=clock.now())
        named = bureau.refused("insp-tell", result="罗小勇的16000元已付。")
        assert "不写具体劳动者的姓名" in named.sentence
        bureau.act("insp-tell", result="经责令，你的工资已于2026年9月21日付清。")
        bureau.signed("insp-close", bureau.captain, conclusion="paid", proofs=[{"name": "银行回单"}])
    assert bureau.state == "i-closed"
    closed = db.session.get(Proceeding, bureau.id)
    assert closed is not None
    assert closed.conclusion == "paid"
    assert closed.money_closed_at is not None
    db.release()


def test_nobody_pays_decision_demand_court(bureau: Bureau) -> None:
    with bureau.at(9, 7, 9, 30):
        bureau.filed()
        bureau.roster(("罗大勇", "16000.00"))
        bureau.ordered(date(2026, 9, 16))
        bureau.serve("insp-rectification-order", FIRM, "direct", date(2026, 9, 7))
        conclusion = {"findings": "2026年6月至8月未支付罗大勇工资", "evidence": ["询问笔录", "工资确认表"]}
        early = bureau.refused("insp-conclude", **conclusion)
        assert "2026-09-16 才届满" in early.sentence
        told = {"kind": "handling", "facts": "2026年6月至8月未支付工资", "basis": "《劳动保障监察条例》第二十六条", "intended": "支付并加付",
                "hearing_right": False}  # fmt: skip
    with bureau.at(9, 17, 9, 0):
        nights()
        bureau.act("insp-conclude", **conclusion)
        assert bureau.due("insp-decide") == date(2026, 10, 14)
        low = bureau.refused("insp-prenotice", **told, rate=40)
        assert low.field == "rate"
        bureau.signed("insp-prenotice", bureau.director, **told, rate=60)
        assert bureau.printed("insp-handling-prenotice")["damages"] == "9600.00"
        decision = {"statement_answered": "单位未陈述申辩", "wages": D("16000.00"), "rate": "60%", "damages": D("9600.00"), "pay_within": 7}
        unserved = bureau.refused("insp-decide", **decision)
        assert "还没有送达" in unserved.sentence
        bureau.serve("insp-handling-prenotice", FIRM, "direct", date(2026, 9, 17))
    assert bureau.due("statement") == date(2026, 9, 21)  # 9-18, 9-20 is a make-up workday, 9-21
    with bureau.at(9, 18, 9, 0):
        speaking = bureau.refused("insp-decide", **decision)
        assert "2026-09-21 届满" in speaking.sentence
        bureau.act("insp-statement", text="总包没有给进度款", on=date(2026, 9, 18), asks_hearing=False)
        wrong = bureau.refused("insp-decide", **decision | {"damages": D("8000.00")})
        assert "9,600.00" in wrong.sentence
        bureau.signed("insp-decide", bureau.director, **decision | {"statement_answered": "工程款未到账不是拖欠工资的理由，不予采纳"})
        printed = bureau.printed("insp-handling-decision")
        assert (printed["wages"], printed["damages"], printed["statement"]) == ("16000.00", "9600.00", "总包没有给进度款")
        bureau.act("insp-serve", method="direct", on=date(2026, 9, 18))
    assert bureau.state == "i-performing"
    assert (bureau.due("decision-pay"), bureau.due("sue-party")) == (date(2026, 9, 28), date(2027, 3, 18))
    with bureau.at(9, 29, 9, 0):
        nights()
        not_final = bureau.refused("insp-urge", open=D("25600.00"), how_to_pay="转入本人账户")
        assert "2027-03-18 才届满" in not_final.sentence
        bureau.pay(("罗大勇", "5600.00"), on=date(2026, 9, 29))
    with bureau.at(3, 19, 9, 0, year=2027):
        nights()
        stale = bureau.refused("insp-urge", open=D("25600.00"), how_to_pay="转入本人账户")
        assert "20,000.00" in stale.sentence
        bureau.signed("insp-urge", bureau.director, open=D("20000.00"), how_to_pay="转入本人账户")
        bureau.serve("insp-demand-notice", FIRM, "direct", date(2027, 3, 19))
        waiting = bureau.refused("insp-enforce")
        assert "届满，从次日起" in waiting.sentence
    with bureau.at(4, 7, 9, 0, year=2027):
        nights()
        assert not bureau.running("urge-wait")
        bureau.signed("insp-enforce", bureau.director)
        assert bureau.printed("insp-enforcement-application")["open"] == "20000.00"
        no_court = bureau.refused("insp-close", conclusion="court-enforcement", proofs=[{"name": "申请书"}])
        assert "还没有受理" in no_court.sentence
        bureau.act("record-court", stage="taken", on=date(2027, 4, 7))
        bureau.signed("insp-close", bureau.captain, conclusion="court-enforcement", proofs=[{"name": "受理通知书"}])
    assert bureau.state == "i-closed"
    row = db.session.get(Proceeding, bureau.id)
    assert row is not None
    assert row.money_closed_at is None  # the case is closed, the money is not
    db.release()


def test_who_reported_or_asked_for_secrecy_is_on_no_paper_to_the_employer(bureau: Bureau) -> None:
    with bureau.at(9, 7, 9, 30):
        bureau.filed(secrecy=True)
        secret = db.session.get(Proceeding, bureau.id)
        assert secret is not None
        assert (secret.title, secret.confidential) == ("投诉人（要求保密）", True)
        db.release()
        assert bureau.printed("insp-complaint-form")["volume"] == "inner"
        told = bureau.refused("insp-inquire", person="冯志强", at=moment(9, 15), by_when=date(2026, 9, 15), where="205室",
                              items=["罗大勇的工资条"])  # fmt: skip
        assert "罗大勇" in told.sentence
        assert told.field == "items"
        with pytest.raises(Refused, match="要求保密"):
            bureau.roster(("罗大勇", "16000.00"), signed="unsigned")
        db.session.rollback()
        bureau.roster(("罗小勇", "16000.00"))  # a colleague who signs by himself
        bureau.ordered(date(2026, 9, 16))
        assert "罗大勇" not in str(bureau.printed("insp-rectification-order"))
        assert [r["name"] for r in bureau.printed("wage-confirmation")["rows"]] == ["罗小勇"]
        bureau.receive((), kind="report", complainants=[], reporter_name="匿名老乡甲", reporter_phone="13900000000")
        assert bureau.running("report-file-bj")
        assert not bureau.running("insp-file")
        assert bureau.party("匿名老乡甲") == 0  # the reporter is no party
        assert bureau.printed("insp-complaint-form")["complainant"] == "匿名老乡甲"


def test_from_the_order_to_the_police(sqlite_bureau: Bureau) -> None:
    bureau = sqlite_bureau
    with bureau.at(9, 7, 9, 30):
        bureau.filed()
        bureau.roster(("罗大勇", "16000.00"))
        bureau.ordered(date(2026, 9, 14))
        bureau.serve("insp-rectification-order", FIRM, "leave_post", date(2026, 9, 7), service_result="refused", witness="门卫")
    boxes = ["remuneration", "conduct", "amount", "order", "order_posted", "evidence", "who"]
    named = {"inspectors": [bureau.hanlei.user_id, bureau.zhoulei.user_id], "suspects": ["冯志强（法定代表人）"]}
    with bureau.at(9, 22, 9, 0):
        nights()
        lacking = bureau.refused("crim-report", bureau.captain, **named, boxes=["remuneration", "order"])
        assert "数额标准" in lacking.sentence
        unready = bureau.refused("crim-approve", approved=True, at=clock.now(), reason="证据充分")
        assert "专案组" in unready.sentence
        bureau.act("crim-report", bureau.captain, **named, boxes=boxes)
        assert bureau.due("crim-approve") == date(2026, 9, 25)
        bureau.signed("crim-approve", bureau.director, approved=True, at=clock.now(), reason="证据充分")
        assert bureau.running("crim-hand-over")
        bureau.act("crim-hand-over", at=clock.now(), receipt={"name": "回执"}, police="北京市公安局通州分局", copy_to="通州区人民检察院")
        assert bureau.printed("insp-case-transfer")["suspects"] == ["冯志强（法定代表人）"]
