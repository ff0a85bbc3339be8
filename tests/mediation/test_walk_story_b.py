"""Story B on the screen, without a script: the mediator walks it page by page, refusals at their fields and everything typed kept."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import time_machine
from sqlalchemy import func, select

from arrears import clock, db
from arrears.cases import ledger
from arrears.cases.models import Attachment, Deadline, Party, Proceeding
from arrears.documents.models import Document
from arrears.money.models import Instalment, Payment
from arrears.numbering import NumberIssued
from tests.forms_of_pages import Page
from tests.mediation.conftest import FIRM, RIDER, Desk

PDF = b"%PDF-1.4\n%%EOF\n"


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> Any:
    moment: datetime = clock.at(date(2026, month, day), time(hour, minute))
    return time_machine.travel(moment, tick=False)


class Walk:
    """Where the case is and how its pages are reached."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.id = 0

    def page(self, path: str, account: str = "songjia") -> Page:
        db.release()
        return getattr(self.desk, account).get(f"/cases/{self.id}/{path}".rstrip("/"))

    @property
    def state(self) -> str:
        found = str(db.session.scalar(select(Proceeding.state).where(Proceeding.id == self.id)))
        db.release()
        return found

    def open_application(self) -> None:
        page = self.desk.songjia.get("/mediation/new").send(("more", "claims")).fill({
            "applicants-0-name": RIDER["name"], "applicants-0-phone": RIDER["phone"], "respondents-0-name": "迅捷达站点",
            "claims-0-kind": "wage", "claims-0-period_from": "2026年3月", "claims-0-period_to": "2026年4月",
            "claims-0-claimed": "11000", "claims-1-kind": "deposit", "claims-1-claimed": "500",
            "facts": "三月、四月配送费未付，另扣押金 500 元。", "source": "newform",
        }).send()  # fmt: skip
        assert page.faults == []
        self.id = int(page.path.split("/")[2])

    def accept(self) -> None:
        page = self.page("mediation/accept").fill(labour_dispute="1", consent_b="4月24日").send()
        assert page.status == 422 and "受理前要有申请人的证件号：何志远" in page.words
        assert page.value("consent_b") == "4月24日", "what was typed stays"
        page = page.fill({
            "people-0-id_no": RIDER["id_no"], "people-0-address": RIDER["address"], "units-0-name": FIRM,
            "units-0-credit_code": "91110105MA01ABCD1X", "units-0-legal_rep": "周海",
        }).send()  # fmt: skip
        assert page.faults == [] and "已受理" in page.words and FIRM in page.words
        page = self.page("mediation/assign", "chenlq").fill(mediator=str(self.desk.office.mediator2.user_id)).send()
        assert "已指派" in page.words and self.state == "m-mediating"


def test_the_mediator_walks_story_b_without_a_script(desk: Desk) -> None:
    walk = Walk(desk)
    with at(4, 24, 10):
        walk.open_application()
        walk.accept()
        person = db.session.scalars(select(Party).where(Party.kind == "person")).one()
        assert (person.sex, person.birth) == ("男", date(1994, 6, 18))
        kinds = db.session.scalars(select(Document.kind)).all()
        assert "mediation-application" in kinds and "mediation-acceptance-notice" in kinds
        page = walk.page("mediation/invite").fill(time="2026-04-24 09:00", place="朝阳区一站式调解中心", respondent_contact="丁鹏").send()
        assert page.status == 422 and "约时间" in page.words and page.value("place") == "朝阳区一站式调解中心"
        assert "已征询意见" in page.fill(time="4月28日 15:00").send().words
        assert "已答复意向" in walk.page("mediation/reply").fill(willing="yes").send().words
    with at(4, 28, 8):
        page = desk.songjia.get("/mediation")
        assert "开调解" in page.words and "04-28 15:00" in page.words and "4/15" in page.words and "双" in page.words
    with at(4, 28, 16):
        page = walk.page("mediation/session")
        assert page.value("place") and page.value("attendance-0-name") == "何志远"
        page = page.send(("insert", "rights"))
        assert "申请人：听清了" in page.value("record")
        page = page.fill(record=page.value("record") + "双方同意 11,200 元分两期。", outcome="agreed").send()
        assert page.faults == [] and page.path.endswith("/mediation/agreement"), "agreed: the agreement is next"
    with at(4, 28, 16, 30):
        sign(walk, page)
    with at(4, 28, 17, 5):
        pay_first(walk)
    with at(5, 18):
        page = desk.songjia.get("/money?tab=late")
        assert "逾期 1" in page.words and "催告" in page.words and "5,600.00" in page.words
        second = db.session.scalar(select(Instalment.id).where(Instalment.no == 2))
        page = walk.page(f"mediation/remind?instalment={second}&back=/money").fill(pay_until="5月22日").send()
        assert page.path == "/money" and "已履约提醒" in page.words and "承诺 2026-05-22" in page.words
        page = walk.page("mediation/review").fill(brought=["agreement", "ids", "addresses"]).send()
        assert page.status == 422 and "2026-05-13" in page.words and "支付令" in page.words
    finish(walk)


def sign(walk: Walk, page: Page) -> None:
    """B6: 押金 50 is seen and corrected to 500; one paper, no number used by previews."""
    before = db.session.scalar(select(func.count()).select_from(NumberIssued))
    page = page.send(("more", "instalments")).fill({
        "items-0-amount": "10700", "items-1-amount": "50", "instalments-0-due_on": "2026-04-28", "instalments-0-amount": "5600",
        "instalments-1-due_on": "2026-05-15", "instalments-1-amount": "5600", "pay_account": "6222020200114417", "tax": "gross",
        "settles_all": "1", "default_clause": "none", "waived": "加罚款 300 元不再主张",
    }).send()  # fmt: skip
    assert page.status == 422 and "签订前要核对双方签字人的身份和权限" in page.words
    page = page.fill(authority_ok="y").send()
    assert page.status == 422 and "差 450.00 元" in page.words and page.value("items-1-amount") == "50"
    page = page.fill({"items-1-amount": "500"}).send()
    assert page.status == 200 and "草稿" in page.words and "申请人放弃：加罚款 300 元不再主张" in page.words
    assert "工资：请求 11,000.00 元，议定 10,700.00 元，少 300.00 元" in page.words and "尾号4417" in page.words
    assert "司法确认：双方共同申请，最迟 2026年5月28日" in page.words
    again = page.send(("edit", "1"))
    assert again.value("items-1-amount") == "500" and again.value("pay_account") == "6222020200114417"
    page = again.send()
    done = page.send(("issue", "1"))
    assert done.faults == [] and "已达成协议" in done.words and walk.state == "m-agreed"
    twice = page.send(("issue", "1"))
    assert "没有重复办理" in twice.words
    assert db.session.scalar(select(func.count()).select_from(Document).where(Document.kind == "mediation-agreement")) == 1
    assert db.session.scalar(select(func.count()).select_from(NumberIssued)) == before
    facts = str(ledger.facts_of(walk.id))
    assert "6222020200114417" not in facts and RIDER["id_no"] not in facts
    db.release()


def pay_first(walk: Walk) -> None:
    """B7: the transfer slip proves it; a fake picture is refused and the rest stays."""
    page = walk.page("pay")
    assert page.value("payments-0-amount") == "5,600.00" and page.value("payer") == FIRM
    bad = page.fill(file=("回单.pdf", b"no pdf at all")).send()
    assert bad.status == 422 and "不是图片、PDF" in bad.words
    over = bad.fill({"payments-0-amount": "12000", "file": ("回单.pdf", PDF)}).send()
    assert over.status == 422 and "多出 800.00 元" in over.words and "已收下“回单.pdf”" in over.words
    assert over.value("payments-0-amount") == "12000"
    done = over.fill({"payments-0-amount": "5600"}).send()
    assert done.faults == [] and "已登记付款" in done.words and walk.state == "m-performing"
    payment, file = db.session.execute(select(Payment.attachment_id, Attachment.name).join(Attachment)).one()
    assert payment and file == "回单.pdf"
    db.release()


def finish(walk: Walk) -> None:
    """B11–B13."""
    with at(5, 20):
        walk.page("pay").fill({"payments-0-amount": "3000", "reference": "T0520"}).send()
        page = walk.page("mediation/close").fill(cause="deduction").send()
        assert page.status == 422 and "还有 2,600.00 元没有付" in page.words
    with at(5, 22):
        page = walk.page("pay")
        assert page.value("payments-0-amount") == "2,600.00"
        page.fill({"reference": "T0522"}).send()
        page = walk.page("mediation/close").fill(cause="deduction").send()
        assert page.status == 422 and "还没有回访" in page.words
        assert "晚 7 天" in walk.page("").words
    with at(5, 25):
        page = walk.page("do/call-back", "liuyan").fill(worker="何志远", result="paid").send()
        assert "已回访" in page.words
        page = walk.page("mediation/close").fill(cause="deduction").send()
        assert "已提请审批" in page.words
        approval = desk_approval(walk)
        assert "已签批" in approval.words or walk.state == "m-performed"
        assert walk.state == "m-performed"
    late = db.session.scalars(select(Deadline).where(Deadline.rule_id == "agr-instal")).all()
    assert all(row.closed_at is not None for row in late)
    assert list(ledger.verify()) == []


def desk_approval(walk: Walk) -> Page:
    """Another mediator checks and signs."""
    from arrears.cases.models import Approval

    approval = db.session.scalar(select(Approval.id).where(Approval.decided_at.is_(None)))
    db.release()
    page = walk.desk.sunzg.get(f"/approvals/{approval}")
    return page.fill(decision="agree").send()
