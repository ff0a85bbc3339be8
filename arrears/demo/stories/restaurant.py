"""Story C 唐桂兰 against 味渝轩, told in full: a lead at night, spoken application, absent respondent, final award, the court's money.

Days are counted in workdays from the application (0), a few fewer than in the story, so that a long holiday does not break the 45 days.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from arrears import clock, db
from arrears.arbitration import filing
from arrears.cases.models import Deadline
from arrears.cases.printing import claims_of
from arrears.demo.stage import Stage, Story
from arrears.documents.models import Document, Serving
from arrears.intake.actions import registering

D = Decimal
FIRM = "北京味渝轩餐饮管理有限公司"
WORKER = "唐桂兰"
CLERK, ARBITRATOR, DOCKET, HEAD = "qiyue", "mengfan", "liangjun", "kongqing"
COURT = "北京市海淀区人民法院"
NARRATIVE = (
    "本人唐桂兰，在海淀区西三旗街道的渝味轩川菜馆做后厨，每月四千六，从去年干到现在，最近三个月工资没发，"
    "休息日上班也没给钱，老板郑伟说店要转出去，叫我们自己找地方。我不太会写字，能不能帮我要回来。"
)


class Kitchen:
    """The case and its calendar; `START` workdays before today she came to the counter."""

    START = 47

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.filed = stage.workday(self.START).date()
        self.id = self.lead = 0
        until = self.filed.replace(day=1) - timedelta(days=1)
        since = (until.replace(day=1) - timedelta(days=32)).replace(day=1)
        self.months = (f"{since:%Y-%m}", f"{until:%Y-%m}")

    def at(self, after: int, hour: int, minute: int = 0) -> datetime:
        """A time so many workdays after the application."""
        return clock.at(self.stage.calendar.add_workdays(self.filed, after), time(hour, minute))

    def act(self, name: str, account: str = CLERK, **facts: Any) -> Any:
        """An act of the arbitration or of what follows its award."""
        return self.stage.act(self.id, name if "." in name else f"arbitration.{name}", account, **facts)

    def serve(self, kind: str, to: str, method: str, **more: Any) -> None:
        """A row of service of the latest paper of its kind that this addressee gets."""
        document = _paper(self.id, kind, to)
        given: dict[str, Any] = {"sent_on": clock.today(), "service_result": "signed", **more}
        if method == "direct":
            given["effective_on"] = clock.today()
        self.act("serve", document=str(document), to=to, method=method, proof=self.stage.photo("送达凭证.png"), **given)


def _paper(case: int, kind: str, to: str) -> int:
    query = (
        select(Document.id)
        .join(Serving, Serving.document_id == Document.id)
        .where(Document.proceeding_id == case, Document.kind == kind, Serving.recipient == to)
    )
    found = db.session.scalars(query.order_by(Document.id.desc())).first()
    db.release()
    assert found is not None, (kind, to)
    return found


def told(stage: Stage) -> Story:
    """C1 to C14."""
    case = Kitchen(stage)
    yield from _call(case)
    yield case.at(0, 10)  # C2
    _file(case)
    yield from _accepted(case)
    yield from _served(case)
    yield from _heard(case)
    yield from _awarded(case)
    yield from _court(case)


def _call(case: Kitchen) -> Story:
    """C1: the sign-board's name only."""
    stage = case.stage
    yield case.at(-2, 19, 20)
    now = clock.now()
    facts = {
        "source": "12345", "order_no": f"12345-{clock.today():%Y%m%d}-0611", "received_at": now, "reply_due_at": now + timedelta(days=7),
        "order_class": "7d", "narrative": NARRATIVE, "reporter_name": WORKER, "reporter_phone": "13800008420", "anonymous": False,
        "confidential": False, "employer_name": "渝味轩川菜馆", "district": "海淀区", "town": "西三旗街道",
        "place": "西三旗街道渝味轩川菜馆",
        "industry": "services", "job": "后厨", "arrears_kind": "late", "workers_claimed": 1, "amount_claimed": D("13800.00"),
        "claims": ["wages"], "signed_at": now,
    }  # fmt: skip
    case.lead = registering.register(stage.viewer("mali"), facts, twins={}, token=stage.token()).outcome.proceeding_id
    db.release()
    yield case.at(-1, 9, 20)
    stage.note(case.lead, "mali", "反映人", "answered", "不愿意再调解，要求直接仲裁；不会写字，约好到窗口口述申请。")
    yield case.at(-1, 11)
    stage.act(
        case.lead, "lead.confirm-route", "mali", route="arbitration", body="海淀区", owner=stage.people[CLERK],
        route_reason="本人不愿意调解，单位准备关店，速裁。",
    )  # fmt: skip


def _file(case: Kitchen) -> None:
    first, last = case.months
    worker = {
        "name": WORKER, "id_no": "510225197203088420", "phone": "13800008420", "address": "北京市海淀区西三旗街道建材城东路9号",
        "id_checked": "original", "can_write": False,
    }  # fmt: skip
    firm = {
        "name": FIRM, "kind": "company", "sign_name": "渝味轩川菜馆", "legal_rep": "郑伟", "rep_title": "法定代表人",
        "credit_code": "91110108MA01ABCD12", "registered_address": "北京市海淀区西三旗建材城东路12号一层",
    }  # fmt: skip
    claims = [
        {"kind": "wage", "period_from": first, "period_to": last, "claimed": D("13800.00"), "formula": "4600×3"},
        {"kind": "ot", "claimed": D("3383.91"), "formula": "4600÷21.75×8×200%"},
        {"kind": "sev", "claimed": D("9200.00"), "formula": "4600×2"},
    ]
    facts = {
        "applicants": [worker], "respondents": [firm], "claims": claims,
        "facts": "在被申请人处做后厨，月工资4600元，最近三个月未发工资，八个休息日加班没有加班费，因拖欠工资解除劳动合同。",
        "evidence": ["考勤照片", "微信记录"], "copies": 2, "filed_on": clock.today(), "pre_mediation": "unwilling", "oral": True,
    }  # fmt: skip
    stage = case.stage
    made = filing.file_application(
        stage.viewer(CLERK), facts, token=stage.token(), from_id=case.lead, owner_id=stage.people[CLERK],
    )  # fmt: skip
    db.release()
    case.id = made.proceeding_id


def _accepted(case: Kitchen) -> Story:
    """C3: the licence page is still lacking; the head's deputy signs, the panel is formed. C4: the order is answered."""
    yield case.at(0, 11, 20)
    asked = case.act(
        "accept-lacking", scope=True, claims_clear=True, parties_named=True, jurisdiction=True, track="fast_simple",
        accepted_on=clock.today(), missing=["营业执照打印页"], promise_until=case.at(5, 0).date(),
    )  # fmt: skip
    yield case.at(1, 9, 30)
    case.stage.decide(asked, DOCKET)
    yield case.at(1, 10)
    people = case.stage.people
    asked = case.act("form-panel", arbitrators=[people[ARBITRATOR]], clerk=people[CLERK], ties=False)
    yield case.at(1, 10, 40)
    case.stage.decide(asked, DOCKET)
    yield case.at(1, 15)
    case.serve("arb-acceptance-notice", WORKER, "direct")
    case.serve("arb-tribunal-notice", WORKER, "direct")
    yield case.at(1, 16)
    text = (
        "【办理结果】反映人已申请劳动仲裁，已受理，案号在受理通知书上。【依据】《劳动争议调解仲裁法》第二十九条。"
        "【诉求人意见】希望尽快开庭。"
    )
    case.stage.act(
        case.lead, "lead.answer", "mali", reply_text=text, solved="partly", final=True, channel="phone", call_result="answered",
        call_note="告知已受理和下一步。",
    )  # fmt: skip
    yield case.at(3, 15)
    case.serve("arb-response-notice", FIRM, "post", service_result="pending", mail_no="EMS109844213")
    case.serve("arb-tribunal-notice", FIRM, "post", service_result="pending", mail_no="EMS109844213")
    yield case.at(5, 16)
    case.act("promise-kept", papers=["营业执照打印页"], on=clock.today())


def _served(case: Kitchen) -> Story:
    """C5, C6: the envelope comes back; refused at the door, left there with a witness and a photograph. C7: the hearing is set."""
    yield case.at(6, 9)
    for kind in ("arb-response-notice", "arb-tribunal-notice"):
        case.serve(kind, FIRM, "post", service_result="returned_unknown", mail_no="EMS109844213", next_method="direct")
    yield case.at(8, 16)
    for kind in ("arb-response-notice", "arb-tribunal-notice"):
        case.serve(kind, FIRM, "leave_post", service_result="posted", witness="西三旗社区工作人员王某")
    yield case.at(13, 10)
    case.act("schedule", at=case.at(22, 14), room="第一仲裁庭", mode="on_site")
    yield case.at(13, 15)
    case.serve("arb-hearing-notice", WORKER, "direct")
    case.serve("arb-hearing-notice", FIRM, "leave_post", service_result="posted", witness="西三旗社区工作人员王某")


def _heard(case: Kitchen) -> Story:
    """C9, C10: a request to postpone that comes too late; the respondent stays away."""
    yield case.at(21, 16, 50)
    case.act("ask-postpone", reason="负责人出差", on=clock.today())
    yield case.at(21, 17, 10)
    case.act("postpone", ARBITRATOR, granted=False)
    yield case.at(22, 15, 30)
    firm = case.stage.parties(case.id, "respondent")[0][0]
    record = "被申请人经依法通知无正当理由未到庭。申请人举证考勤照片，能证明五个休息日加班；其余三日没有证据。"
    case.act("hear-absent", ARBITRATOR, party=str(firm), notice_proved=True, record=record)


def _late(case: Kitchen, rule: str) -> int | None:
    query = select(Deadline.id).where(
        Deadline.proceeding_id == case.id, Deadline.rule_id == rule, Deadline.late_at.is_not(None), Deadline.closed_at.is_(None)
    )
    found = db.session.scalars(query).first()
    db.release()
    return found


def _awarded(case: Kitchen) -> Story:
    """C8, C11: the target of 30 days has gone by, its cause is said and accepted; the award of 25,114.94."""
    yield case.at(24, 8, 50)
    missed = _late(case, "arb-award-fast")
    if missed is not None:
        case.act(
            "explain-late", ARBITRATOR, clock=str(missed), overdue_cause="unserved", text="被申请人拒收，留置送达后才生效。",
            measure="已开庭，本周内裁决。", new_target=case.at(26, 0).date(),
        )  # fmt: skip
        yield case.at(24, 9, 30)
        case.act("accept-cause", HEAD, clock=str(missed), ok=True, text="同意。")
    yield case.at(24, 10, 30)
    wage, overtime, severance = (claim.id for claim in claims_of(case.id))
    db.release()
    items = [
        {"claim_id": wage, "amount": D("13800.00"), "result": "upheld", "final": True, "reason": "未支付工资事实清楚"},
        {"claim_id": overtime, "amount": D("2114.94"), "result": "partly", "final": True, "reason": "照片证明五个休息日"},
        {"claim_id": severance, "amount": D("9200.00"), "result": "upheld", "final": True, "reason": "因拖欠工资解除"},
    ]
    asked = case.act("award", ARBITRATOR, items=items, pay_days=7, found="月工资4600元，三个月工资未付")
    yield case.at(24, 15)
    case.stage.decide(asked, HEAD)
    yield case.at(25, 10)  # C12
    case.serve("award-final", WORKER, "direct")
    yield case.at(26, 10)
    case.serve("award-final", FIRM, "leave_post", service_result="posted", witness="西三旗社区工作人员王某")


def _court(case: Kitchen) -> Story:
    """C13, C14: unpaid; the certificate and the guide for the court; the money comes from there."""
    yield case.at(36, 9)
    worker = case.stage.parties(case.id, "applicant")[0][0]
    asked = case.act("award.certify", asked_by=str(worker), checked_on=clock.today())
    yield case.at(36, 11)
    case.stage.decide(asked, HEAD)
    yield case.at(36, 15)
    case.act("award.apply-enforcement", court=COURT, on=clock.today())
    yield case.at(45, 10)
    row = {
        "worker_id": worker, "amount": D("25114.94"), "paid_on": clock.today(), "payer": COURT, "method": "court",
        "reference": f"执行款{clock.today():%m%d}",
    }  # fmt: skip
    case.act("award.record-performance", payments=[row])
