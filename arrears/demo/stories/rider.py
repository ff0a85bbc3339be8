"""Story B 骑手何志远: two instalments, the second late, told in full; its weekdays are kept, its end lies in the last days."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from arrears import clock, db
from arrears.cases.approvals import Proposed
from arrears.demo.stage import Stage, Story
from arrears.intake.actions import registering
from arrears.mediation import actions
from arrears.mediation.papers import claims_of

D = Decimal
FIRM = "北京迅捷达通配送服务有限公司"
WORKER = "何志远"
PLACE = "朝阳区一站式调解中心"
NARRATIVE = (
    "本人何志远，在朝阳区十八里店给迅捷达站点送外卖，三月份跑了一千零四十八单，每单七块五，四月一号到十二号又干了十二天，"
    "一共一万一千块钱没给，另扣押金五百。站长丁鹏说有投诉要罚六百，罚哪几单也不说。下午三点到五点可以接电话。"
)


class Rider:
    """The case and its calendar: every day is counted from the agreement, which was signed on a Tuesday; the close is a Monday."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        last = stage.today - timedelta(days=1)
        monday = last - timedelta(days=last.weekday())
        self.signed = monday - timedelta(days=27)
        self.id = 0

    def at(self, days: int, hour: int, minute: int = 0) -> datetime:
        """A time so many days after the agreement."""
        return clock.at(self.signed + timedelta(days=days), time(hour, minute))

    def act(self, name: str, account: str = "songjia", **facts: Any) -> Any:
        """An act of the mediation."""
        return self.stage.act(self.id, f"mediation.{name}", account, **facts)


def told(stage: Stage) -> Story:
    """B1 to B13."""
    case = Rider(stage)
    yield case.at(-5, 10, 15)  # B1
    lead = _register(case)
    yield case.at(-5, 16, 30)  # B2
    text = "约好只能下午三点到五点接电话。"
    stage.note(lead, "dingning", "反映人", "answered", text, next_at=case.at(-4, 15, 0))
    yield case.at(-4, 9, 20)  # B3
    stage.act(
        lead, "lead.confirm-route", "dingning", route="mediation", body="朝阳区", owner=stage.people["songjia"],
        route_reason="新就业形态，双方愿意一站式调解。",
    )  # fmt: skip
    yield case.at(-4, 10, 0)
    _apply(case, lead)
    for hour, minute, result, text in (
        (11, 2, "no_answer", "无人接听"),
        (14, 30, "rejected", "拒接"),
        (16, 20, "answered", "约下周二 15 时"),
    ):
        yield case.at(-4, hour, minute)  # B4
        stage.note(case.id, "songjia", "站长丁鹏", result, text)
        if result == "rejected":
            yield case.at(-4, 15, 5)
            stage.note(lead, "songjia", "反映人", "answered", "告知已受理，单位电话暂未接通。")
    yield case.at(-4, 16, 30)
    case.act("invite", respondent_contact="站长丁鹏", time=case.at(0, 15, 0), place=PLACE)
    case.act("reply-invite", willing="yes", on=clock.today())
    case.act("accept", labour_dispute=True, consent_a=clock.today(), consent_b=clock.today())
    case.act("assign", "guwei", mediator=stage.people["songjia"])
    yield from _agree(case)
    yield case.at(0, 17, 5)
    _transfer(case, 0, 5_600)
    yield case.at(1, 10)
    _reply(case, lead)
    yield from _pay(case)


def _reply(case: Rider, lead: int) -> None:
    """The reply to the hotline: agreed, the first half paid."""
    reply = (
        "【联系情况】已与诉求人、单位联系。【核实情况】欠付配送费和押金共 11,200 元。"
        "【办理结果】已达成调解协议，首期 5,600 元已付。【诉求人意见】满意。"
    )
    case.stage.act(
        lead, "lead.answer", "dingning", reply_text=reply, solved="partly", final=True, channel="phone", call_result="answered",
        call_note="告知协议和付款日期。",
    )  # fmt: skip


def _register(case: Rider) -> int:
    facts = {
        "source": "12333", "order_no": f"12333-{clock.today():%Y%m%d}0187", "received_at": clock.now(), "narrative": NARRATIVE,
        "reporter_name": WORKER, "reporter_phone": "13800001537", "anonymous": False, "confidential": False, "industry": "platform",
        "employer_name": FIRM, "employer_contact": "丁鹏", "place": "十八里店", "district": "朝阳区", "town": "十八里店地区",
        "arrears_kind": "late", "workers_claimed": 1, "amount_claimed": D(11_500), "claims": ["wages", "deposit"], "job": "骑手",
    }  # fmt: skip
    done = registering.register(case.stage.viewer("dingning"), facts, twins={}, token=case.stage.token())
    db.release()
    return done.outcome.proceeding_id


def _apply(case: Rider, lead: int) -> None:
    made = actions.open_mediation(
        case.stage.viewer("dingning"),
        {
            "applicants": [
                {
                    "name": WORKER, "id_no": "411325199406181537", "phone": "13800001537",
                    "address": "北京市朝阳区十八里店乡吕家营村甲12号", "id_checked": "real_name",
                }
            ],
            "respondents": [
                {
                    "name": FIRM, "kind": "company", "credit_code": "91110105MA7X4K2P6T", "legal_rep": "许国良", "rep_title": "法定代表人",
                    "registered_address": "北京市朝阳区十八里店乡周庄嘉园底商12号", "sign_name": "迅捷达站点",
                }
            ],
            "claims": [
                {
                    "kind": "wage", "period_from": _month(case, 1), "period_to": f"{_month(case, 0)}-12", "claimed": D(11_000),
                    "formula": "1,048单×7.50＋3,140",
                },
                {"kind": "deposit", "claimed": D(500), "formula": "入站时收取的装备押金"},
            ],
            "facts": "三月、四月配送费未付，另扣押金 500 元；单位称有罚款 600 元，未说明依据。",
            "source": "newform", "applied_on": clock.today(), "oral": False,
        },
        token=case.stage.token(), lead_id=lead, owner_id=case.stage.people["songjia"],
    )  # fmt: skip
    db.release()
    case.id = made.proceeding_id


def _month(case: Rider, back: int) -> str:
    n = case.signed.year * 12 + case.signed.month - 1 - back
    return f"{n // 12}-{n % 12 + 1:02d}"


def _agree(case: Rider) -> Story:
    """B5, B6: the general power does not do; the special one does; one number."""
    yield case.at(0, 15)
    firm = case.stage.parties(case.id, "respondent")[0][0]
    agent = {"name": "丁鹏", "kind": "staff", "firm": "站长"}
    case.act(
        "appoint-agent", principal=str(firm), agent=dict(agent), authority="general", authority_items=["admit"],
        file=case.stage.photo("授权委托书（一般授权）.png"),
    )  # fmt: skip
    yield case.at(0, 15, 40)
    case.act(
        "appoint-agent", principal=str(firm), agent=dict(agent), authority="special", authority_items=["settle", "admit"],
        file=case.stage.photo("授权委托书（特别授权）.png"),
    )  # fmt: skip
    yield case.at(0, 16, 20)
    case.act(
        "session", held_at=case.at(0, 15), place=PLACE, outcome="agreed",
        attendance=[
            {"name": WORKER, "role": "申请人", "how": "self", "checked": "实名认证"},
            {"name": "丁鹏", "role": "被申请人代理人", "how": "agent", "checked": "特别授权委托书"},
        ],
        record="申请人出示接单记录，1,048 单双方无争议。罚款 600 元，被申请人拿不出投诉明细，双方同意减半按 300 元扣。"
        "押金 500 元全额退。分两期付。",
    )  # fmt: skip
    yield case.at(0, 16, 30)
    wage, deposit = (claim.id for claim in claims_of(case.id))
    case.act(
        "agree", items=[{"claim_id": wage, "amount": D(10_700)}, {"claim_id": deposit, "amount": D(500)}], total=D(11_200),
        instalments=[
            {"due_on": case.signed, "amount": D(5_600)},
            {"due_on": case.signed + timedelta(days=17), "amount": D(5_600)},
        ],
        payer=FIRM, pay_account="6222020200114417", tax="gross", waived="罚款争议中的 300 元", default_clause="none", authority_ok=True,
        signed_on=case.signed,
    )  # fmt: skip


def _transfer(case: Rider, n: int, amount: int) -> None:
    worker = case.stage.parties(case.id, "applicant")[0][0]
    row = {
        "worker_id": worker, "amount": D(amount), "paid_on": clock.today(), "payer": FIRM, "method": "bank", "row_result": "ok",
        "reference": f"T{clock.today():%Y%m%d}{n}", "instalment_id": case.stage.instalments(case.id)[n], "confirmed_how": "sms",
        "evidence": "转账截图",
    }  # fmt: skip
    case.act("pay", payments=[row])


def _pay(case: Rider) -> Story:
    """B8 to B13; the sweeps of B8 and B9 are those of every night."""
    yield case.at(14, 9, 30)
    second = case.stage.instalments(case.id)[1]
    case.act("remind", instalment=str(second), channel="sms")
    yield case.at(20, 9)
    case.stage.note(case.id, "songjia", "站长丁鹏", "promised", "称等总公司放款，本周内付清。")
    case.act("remind", instalment=str(second), channel="phone", pay_until=clock.today() + timedelta(days=4))
    yield case.at(22, 10)
    _transfer(case, 1, 3_000)
    yield case.at(24, 10)
    _transfer(case, 1, 2_600)
    yield case.at(27, 9)
    case.stage.call_back(case.id, "dingning", WORKER)
    asked = case.act("close", conclusion="paid", cause="deduction")
    yield case.at(27, 9, 40)
    if isinstance(asked, Proposed):
        case.stage.decide(asked, "yangfan")
