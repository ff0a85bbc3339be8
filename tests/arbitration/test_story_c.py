"""Story C: 唐桂兰 against 味渝轩 (practice.md 5): counter, absent respondent, final award, court; each refusal is asserted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from people import Office, person, viewer
from sqlalchemy import select

from arrears import clock, db, load_handlers, outbox
from arrears.access.models import Body
from arrears.arbitration import filing
from arrears.arbitration.models import Award
from arrears.cases import approvals, ledger, sweep
from arrears.cases.approvals import Proposed
from arrears.cases.models import Deadline, Party, Proceeding
from arrears.cases.printing import claims_of
from arrears.documents.models import Document, Serving
from arrears.hearings.models import Courtroom
from arrears.law.refusal import Refused

D = Decimal
FIRM = "北京味渝轩餐饮管理有限公司"


def moment(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return clock.at(date(2026, month, day), time(hour, minute))


class Court:
    """The hands of clerk, arbitrator and head."""

    def __init__(self) -> None:
        self.office = Office()
        body = self.office.district
        with db.writing() as current:
            for name in ("第一仲裁庭", "第二仲裁庭"):
                current.add(Courtroom(body_id=body, name=name))
            office = current.get(Body, body)
            assert office is not None
            office.letterhead = {
                "commission": "北京市海淀区劳动人事争议仲裁委员会", "sue_court": "北京市海淀区人民法院", "revocation_court": "北京市第一中级人民法院",
                "address": "北京市海淀区东北旺南路27号", "phone": "010-88506900",
            }  # fmt: skip
        self.clerk = viewer(person("qiyue", "齐悦", body, "CC"), body)
        self.arbitrator = viewer(person("mengfan", "孟凡", body, "AR"), body)
        self.id = 0
        self._n = 0

    def at(self, *when: int) -> Any:
        return time_machine.travel(moment(*when), tick=False)

    def version(self) -> int:
        found = db.session.scalar(select(Proceeding.version).where(Proceeding.id == self.id))
        db.release()
        return int(found or 0)

    def act(self, name: str, who: Any = None, occurred: datetime | None = None, late: str = "", **facts: Any) -> Any:
        self._n += 1
        act = name if "." in name else f"arbitration.{name}"
        return approvals.submit(
            self.id, act, who or self.clerk, seen=self.version(), token=f"{name}-{self._n}", facts=facts,
            occurred_at=occurred, late_reason=late,
        )  # fmt: skip

    def signed(self, name: str, who: Any = None, **facts: Any) -> None:
        asked = self.act(name, who, **facts)
        assert isinstance(asked, Proposed), "this act waits for a signature"
        approvals.decide(asked.approval_id, self.office.deputy, "agree", seen=self.version(), token=f"sign-{self._n}")

    def refused(self, name: str, who: Any = None, **facts: Any) -> Refused:
        with pytest.raises(Refused) as caught:
            self.act(name, who, **facts)
        db.session.rollback()
        return caught.value

    def due(self, rule: str) -> date | None:
        found = db.session.scalars(
            select(Deadline.due_on).where(Deadline.proceeding_id == self.id, Deadline.rule_id == rule).order_by(Deadline.id.desc())
        ).first()
        db.release()
        return found

    def document(self, kind: str, number: int = 0) -> str:
        ids = db.session.scalars(select(Document.id).where(Document.kind == kind).order_by(Document.id)).all()
        db.release()
        return str(ids[number])

    @property
    def state(self) -> str:
        found = str(db.session.scalar(select(Proceeding.state).where(Proceeding.id == self.id)))
        db.release()
        return found


@pytest.fixture
def court(house: str) -> Iterator[Court]:
    load_handlers()
    with time_machine.travel(moment(1, 30), tick=False):
        yield Court()


def sweep_all() -> None:
    sweep.sweep()
    while outbox.drain():
        pass


def test_story_c_from_the_counter_to_the_court_s_money(court: Court) -> None:
    with court.at(2, 3, 10, 0):  # C2
        court.id = filing.file_application(
            court.clerk,
            {
                "applicants": [
                    {
                        "name": "唐桂兰",
                        "id_no": "510225197203088420",
                        "phone": "13800008420",
                        "address": "北京市海淀区西三旗街道",
                        "can_write": False,
                    }
                ],
                "respondents": [
                    {"name": FIRM, "kind": "company", "sign_name": "渝味轩川菜馆", "legal_rep": "郑伟", "credit_code": "91110108MA01ABCD12"}
                ],
                "claims": [
                    {"kind": "wage", "period_from": "2025-11", "period_to": "2026-01", "claimed": D("13800.00"), "formula": "4600×3"},
                    {"kind": "ot", "claimed": D("3383.91"), "formula": "4600÷21.75×8×200%"},
                    {"kind": "sev", "claimed": D("9200.00"), "formula": "4600×2"},
                ],
                "facts": "2024年3月1日入职，月工资4600元，2025年11月起未发工资。",
                "evidence": ["考勤照片"],
                "copies": 2,
                "filed_on": date(2026, 2, 3),
                "pre_mediation": "unwilling",
                "oral": True,
            },
            token="file",
            owner_id=court.clerk.user_id,
        ).proceeding_id
        assert court.due("arb-accept") == date(2026, 2, 10) and court.due("arb-accept-target") == date(2026, 2, 4)
        accepting: dict[str, Any] = {
            "scope": True, "claims_clear": True, "parties_named": True, "jurisdiction": True, "track": "fast_simple",
            "accepted_on": date(2026, 2, 3), "missing": ["营业执照打印页"], "promise_until": date(2026, 2, 10),
        }  # fmt: skip
        assert "不属于劳动人事争议" in court.refused("accept-lacking", **{**accepting, "scope": False}).sentence
        assert "集体争议" in court.refused("accept-lacking", **{**accepting, "track": "collective"}).sentence
        court.act("refer-aid", worker="唐桂兰", request="代写仲裁文书，代理参加仲裁", exempt=True)
        assert court.document("legal-aid-referral") and court.due("aid-decide") is not None
    with court.at(2, 4, 9, 30):  # C3: acceptance counts from the signature
        court.signed("accept-lacking", **accepting)
        assert court.state == "a-accepted"
        assert (court.due("arb-award"), court.due("arb-award-fast")) == (date(2026, 3, 23), date(2026, 3, 6))
        assert court.due("arb-serve-claim") == date(2026, 2, 11) and court.due("arb-supplement-due") == date(2026, 2, 10)
        court.signed("form-panel", arbitrators=[court.arbitrator.user_id], clerk=court.clerk.user_id, ties=False)
        assert court.state == "a-prehearing"
    response = court.document("arb-response-notice")
    with court.at(2, 6, 15, 0):  # C4: dispatched by post in time
        court.act(
            "serve", document=response, to=FIRM, method="post", sent_on=date(2026, 2, 6), proof={"name": "邮单"}, service_result="pending"
        )
        met = db.session.scalars(select(Deadline.closed_how).where(Deadline.rule_id == "arb-serve-claim")).one()
        db.release()
        assert met == "met"
    with court.at(2, 11, 9, 0):
        court.act("promise-kept", papers=["营业执照打印页"], on=date(2026, 2, 10), occurred=moment(2, 10, 16))
        early = court.refused("schedule", at=moment(3, 10, 14), room="第一仲裁庭", mode="on_site")
        assert "没有送达应诉材料" in early.sentence
        before = court.refused("serve", document=response, to=FIRM, method="direct", sent_on=date(2026, 2, 1), proof={"name": "x"})
        assert before.field == "sent_on"
    with court.at(2, 13, 16, 0):  # C6
        court.act(
            "serve", document=response, to=FIRM, method="leave_post", sent_on=date(2026, 2, 13), proof={"name": "照片"}, witness="社区王"
        )
        assert court.due("arb-defence") == date(2026, 3, 10)
    with court.at(3, 5, 10, 0):  # C7
        inside = court.refused("schedule", at=moment(3, 10, 14), room="第一仲裁庭", mode="on_site")
        assert "2026-03-10 届满" in inside.sentence
        court.act("schedule", at=moment(3, 17, 14), room="第一仲裁庭", mode="on_site")
        assert court.due("arb-hearing-notice") == date(2026, 3, 10) and court.due("arb-postpone") == date(2026, 3, 12)
        for n in range(2):
            to = "唐桂兰" if n == 0 else FIRM
            ids = db.session.execute(
                select(Serving.document_id)
                .join(Document, Document.id == Serving.document_id)
                .where(Document.kind == "arb-hearing-notice", Serving.recipient == to)
            ).scalar_one()
            db.release()
            if n == 0:
                court.act(
                    "serve",
                    document=str(ids),
                    to=to,
                    method="direct",
                    sent_on=date(2026, 3, 5),
                    effective_on=date(2026, 3, 5),
                    proof={"name": "回证"},
                )
            else:
                court.act("serve", document=str(ids), to=to, method="leave_post", sent_on=date(2026, 3, 5), proof={"name": "照片"})
        met = db.session.scalars(select(Deadline.closed_how).where(Deadline.rule_id == "arb-hearing-notice")).one()
        db.release()
        assert met == "met", "left on 5 March it takes effect on 10 March: just in time"
    with court.at(3, 7, 0, 5):  # C8
        sweep_all()
        late = db.session.scalars(select(Deadline).where(Deadline.rule_id == "arb-award-fast")).one()
        deadline_id = str(late.id)
        assert late.late_at is not None and late.force == "target"
        db.release()
        court.act(
            "explain-late", court.arbitrator, clock=deadline_id, overdue_cause="unserved", text="被申请人拒收，留置送达后才生效",
            measure="排期3月17日开庭", new_target=date(2026, 3, 20),
        )  # fmt: skip
        court.act("accept-cause", court.office.head, clock=deadline_id, ok=True, text="同意")
    with court.at(3, 16, 16, 50):  # C9
        court.act("ask-postpone", reason="负责人出差", on=date(2026, 3, 16))
        court.act("postpone", court.arbitrator, granted=False)
        assert court.state == "a-scheduled"
    with court.at(3, 17, 14, 30):  # C10
        firm = db.session.scalar(select(Party.id).where(Party.name == FIRM))
        db.release()
        assert "证明" in court.refused("hear-absent", court.arbitrator, party=str(firm), notice_proved=False).sentence
        court.act("hear-absent", court.arbitrator, party=str(firm), notice_proved=True, record="申请人举证考勤照片，能证明五个休息日加班。")
        assert court.state == "a-hearing"
    claims = claims_of(court.id)
    wage, overtime, severance = (c.id for c in claims)
    db.release()
    items: list[dict[str, Any]] = [
        {"claim_id": wage, "amount": D("13800.00"), "result": "upheld", "final": True, "reason": "未支付工资事实清楚"},
        {"claim_id": overtime, "amount": D("2114.94"), "result": "partly", "final": True, "reason": "照片证明五个休息日"},
        {"claim_id": severance, "amount": D("9200.00"), "result": "upheld", "final": True, "reason": "因拖欠工资解除"},
    ]
    with court.at(3, 20, 15, 0):  # C11, day 44
        assert "还没有裁决结果" in court.refused("award", court.arbitrator, items=items[:2]).sentence
        over = [{**items[0], "amount": D("14000.00")}, *items[1:]]
        assert "超过请求" in court.refused("award", court.arbitrator, items=over).sentence
        court.signed("award", court.arbitrator, items=items, pay_days=7, found="月工资4600元，2025年11月至2026年1月未付")
        assert court.state == "a-awarded"
        award = db.session.scalars(select(Award)).one()
        assert (award.kind, award.total, award.effective_on) == ("final", D("25114.94"), date(2026, 3, 20))
        db.release()
        assert court.due("arb-award-serve") == date(2026, 3, 27)
        promised = db.session.scalars(select(Deadline.closed_how).where(Deadline.subject == f"late:{deadline_id}")).one()
        db.release()
        assert promised == "met", "the new date that was promised for the missed target ends with it"
    paper = court.document("award-final")
    with court.at(3, 23, 10, 0):  # C12
        court.act(
            "serve",
            document=paper,
            to="唐桂兰",
            method="direct",
            sent_on=date(2026, 3, 23),
            effective_on=date(2026, 3, 23),
            proof={"name": "回证"},
        )
        assert court.due("sue-final-worker") == date(2026, 4, 7)
        assert (
            "不能用电话"
            in court.refused("serve", document=paper, to=FIRM, method="light", sent_on=date(2026, 3, 23), proof={"name": "短信"}).sentence
        )
    with court.at(3, 25, 10, 0):
        court.act("serve", document=paper, to=FIRM, method="leave_post", sent_on=date(2026, 3, 25), proof={"name": "照片"})
        assert court.due("setaside-employer") == date(2026, 4, 29)
        assert court.due("perform-award") == date(2026, 4, 7)
    with court.at(4, 8, 9, 0):  # C13
        sweep_all()
        assert court.due("enforce-apply") == date(2028, 4, 7)
        court.signed("award.certify", asked_by=str(_party("唐桂兰")), checked_on=date(2026, 4, 8))
    with court.at(5, 20, 10, 0):  # C14
        court.act(
            "award.record-performance",
            payments=[
                {
                    "worker_id": _party("唐桂兰"),
                    "amount": D("25114.94"),
                    "paid_on": date(2026, 5, 20),
                    "payer": "北京市海淀区人民法院",
                    "method": "court",
                    "reference": "执行款0520",
                }
            ],
        )
        row = db.session.get(Proceeding, court.id)
        assert row is not None and row.money_closed_at is not None and row.closed_at is not None and row.closed_at < row.money_closed_at
        db.release()
    assert list(ledger.verify()) == []


def _party(name: str) -> int:
    found = db.session.scalar(select(Party.id).where(Party.name == name))
    db.release()
    return int(found or 0)
