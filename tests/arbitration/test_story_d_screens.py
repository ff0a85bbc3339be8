"""Story D through the screens, as the clerk, the arbitrator and the head walk it: nothing of it needs a hand at the code."""

from __future__ import annotations

import re
from typing import Any

import pytest
from people import PASSWORD
from sqlalchemy import select

from arrears import db
from arrears.arbitration.models import Award
from arrears.cases.models import Proceeding
from tests.arbitration.conftest import Tribunal
from tests.arbitration.test_counter_to_award import ACCEPTED, serve
from tests.arbitration.test_story_a import id_no
from tests.arbitration.test_story_d import DEVELOPER, FOUR, GENERAL, LABOUR
from tests.forms_of_pages import Browser, Page

CLERK, JUDGE = "linxy", "zhaomin"
pytestmark = pytest.mark.parametrize("house", ["sqlite"], indirect=True)


def done(page: Page, words: str) -> Page:
    assert page.status == 200 and words in page.words, (page.path, page.faults, page.words[:600])
    return page


def file(tribunal: Tribunal) -> None:
    page = tribunal.browser(CLERK).get("/arbitration/new")
    for field, times in (("applicants", 3), ("respondents", 1), ("claims", 2)):
        for _ in range(times):
            page = page.send(press=("more", field))
    typed: dict[str, Any] = {
        "respondents-0-name": LABOUR, "respondents-1-name": DEVELOPER, "facts": "做木工三个月，过节前每人给过6000元，其余没有给。",
        "evidence": "考勤表\n转账记录", "pre_mediation": "unwilling", "claims-0-kind": "wage", "claims-0-period_from": "2026年6月",
        "claims-0-period_to": "2026年8月", "claims-0-formula": "4×(3×6000−6000)", "claims-1-kind": "ot", "claims-1-formula": "4×2400",
        "claims-2-kind": "sev", "claims-2-formula": "6000×1", "claims-2-claimed": "6000", "claims-2-whose": FOUR[0],
    }  # fmt: skip
    for n, name in enumerate(FOUR):
        typed |= {f"applicants-{n}-name": name, f"applicants-{n}-id_no": id_no(40 + n), f"applicants-{n}-address": "河北省保定市安国市"}
    page = done(page.fill(typed).send(), "已收到仲裁申请")
    tribunal.id = int(re.findall(r"/cases/(\d+)", page.path)[0])
    assert "63,600.00" in page.words, "48,000 + 9,600 + 6,000: empty sums are worked out"


def logged_in_once_a_day(tribunal: Tribunal) -> None:
    """Each person keeps a browser open, as at a desk, and logs in again when the log-in has run out."""
    kept: dict[str, Browser] = {}
    tribunal.browser = lambda account: kept.setdefault(account, Browser(tribunal.app.test_client(), account, PASSWORD))  # type: ignore[method-assign]


def test_story_d_is_walked_on_the_screens(tribunal: Tribunal) -> None:
    logged_in_once_a_day(tribunal)
    with tribunal.at(9, 22, 10):
        file(tribunal)
        done(tribunal.page(CLERK, "arbitration/accept").fill({**ACCEPTED, "track": "fast"}).send(), "已提请审批")
        tribunal.sign()
        panel = tribunal.page(CLERK, "arbitration/panel")
        panel = panel.fill(arbitrators=[str(tribunal.arbitrators[0].user_id)], clerk=str(tribunal.clerk.user_id), ties="0")
        done(panel.send(), "已提请审批")
        tribunal.sign()
    with tribunal.at(9, 24, 10):
        for firm in (LABOUR, DEVELOPER):
            done(serve(tribunal, "应诉通知书", firm, method="direct", service_result="signed"), "送达")
    with tribunal.at(9, 28, 10):
        page = tribunal.page(CLERK, "arbitration/object-jurisdiction").fill(party=str(tribunal.party(DEVELOPER)), on="2026-09-28")
        page = page.send()
        assert page.status == 422 and any("异议理由" in f for f in page.faults) and page.value("on"), "what was typed stays"
        done(page.fill(ground="公司注册地在外区").send(), "管辖异议")
        page = tribunal.page(JUDGE, "arbitration/decide-jurisdiction")
        assert "公司注册地在外区" in page.words, "what is decided stands beside"
        done(page.fill(upheld="0", reason="工地在本区，劳动合同履行地在本区").send(), "已提请审批")
        tribunal.sign()
    with tribunal.at(9, 30, 10):
        page = tribunal.page(JUDGE, "arbitration/add-party").fill(name=GENERAL, role="respondent", ground="general_contractor", on="2026-09-30")
        done(page.send(), "追加")
        case = tribunal.page(CLERK, "")
        assert GENERAL in case.words and "追加当事人通知书" in case.words
    with tribunal.at(10, 8, 10):
        page = tribunal.page(CLERK, "arbitration/schedule").fill(at="2026-10-30 09:00", room="第一仲裁庭").send()
        assert page.status == 422 and any(GENERAL in f and "不能排庭" in f for f in page.faults)
        for to in (GENERAL, LABOUR, DEVELOPER, FOUR[0]):
            done(serve(tribunal, "追加当事人通知书", to, method="direct", service_result="signed"), "送达")
        done(tribunal.page(CLERK, "arbitration/schedule").fill(at="2026-10-30 09:00", room="第一仲裁庭").send(), "排庭")
        for to in (GENERAL, LABOUR, DEVELOPER, FOUR[0]):
            done(serve(tribunal, "开庭通知书", to, method="direct", service_result="signed"), "送达")
        page = tribunal.page(CLERK, "arbitration/defend").fill(party=str(tribunal.party(GENERAL)), on="2026-10-08", answer="三个月工资没有异议。")
        done(page.send(), "答辩")
    early_award(tribunal)
    later_award(tribunal)
    court(tribunal)


def early_award(tribunal: Tribunal) -> None:
    with tribunal.at(10, 30, 10):
        page = tribunal.page(JUDGE, "arbitration/hear-absent").fill(party=str(tribunal.party(LABOUR)), notice_proved="1", record="三个月工资各方无争议。")
        done(page.send(), "审理中")
        page = tribunal.page(JUDGE, "arbitration/partial-award")
        assert "继续审理" in page.words
        page = page.fill({"found": "三个月工资未付", "payer": LABOUR, "first_payer": GENERAL, "items-0-result": "upheld"})
        page = page.fill({f"parts-{n}-amount": "12000" for n in range(4)}).send(press=("preview", "1"))
        assert page.status == 422 and any("查明和理由" in f for f in page.faults), page.faults
        page = page.fill({"items-0-reason": "各方没有争议（证据2）"}).send(press=("preview", "1"))
        assert page.status == 200 and "先行裁决" in page.words and "草稿" in page.words and "先行清偿" in page.words, page.faults
        done(page.send(press=("issue", "1")), "已提请审批")
        signed = tribunal.sign()
        assert signed.status == 200 and not signed.faults, signed.faults
        case = tribunal.page(CLERK, "")
        assert "先行裁决书（终局）" in case.words and "审理中" in case.words, "the case goes on"
    with tribunal.at(11, 2, 10):
        for to in (*FOUR, LABOUR, GENERAL, DEVELOPER):
            done(serve(tribunal, "裁决书", to, method="direct", service_result="signed"), "送达")


def later_award(tribunal: Tribunal) -> None:
    with tribunal.at(11, 10, 15):
        page = tribunal.page(JUDGE, "arbitration/award")
        assert page.words.count("第 2 项") >= 1 and "第 1 项 工资" not in page.words, "what is decided is not asked again"
        fields = {
            "found": "加班有考勤表佐证", "payer": LABOUR, "first_payer": GENERAL, "items-0-result": "partly", "items-0-reason": "考勤表证明一半",
            "items-1-result": "upheld", "items-1-reason": "因拖欠工资解除", **{f"parts-{n}-amount": "1200" for n in range(4)},
        }  # fmt: skip
        page = page.fill(fields).send(press=("preview", "1"))
        assert page.status == 200 and "不再重复" in page.words, page.faults
        done(page.send(press=("issue", "1")), "已提请审批")
        tribunal.sign()
        assert tribunal.state == "a-awarded"
    with tribunal.at(11, 12, 10):
        for to in (*FOUR, LABOUR, GENERAL, DEVELOPER):
            done(serve(tribunal, "裁决书", to, method="direct", service_result="signed"), "送达")


def court(tribunal: Tribunal) -> None:
    first = db.session.scalars(select(Award.id).order_by(Award.id)).first()
    db.release()
    with tribunal.at(11, 30, 10):
        page = tribunal.page(CLERK, "award/record-setaside")
        page = page.fill(party=str(tribunal.party(GENERAL)), court="北京市第三中级人民法院", on="2026-11-30", ground="procedure").send()
        assert page.status == 422 and any("请选申请撤销的是哪一份" in f for f in page.faults)
        done(page.fill(award=str(first)).send(), "申请撤裁")
    with tribunal.at(12, 18, 10):
        done(tribunal.page(CLERK, "award/setaside-refused").fill(received_on="2026-12-18").send(), "驳回")
    with tribunal.at(12, 28, 10):
        for n in (1, 2):  # each award has its own line of what is owed
            page = tribunal.page(CLERK, "pay").fill(paid_on="2026-12-25", payer="北京市通州区人民法院", reference=f"执行款1225-{n}", method="court")
            page = done(page.send(), "已付")
        assert "款已结清" in page.words
        row = db.session.get(Proceeding, tribunal.id)
        assert row is not None and row.money_closed_at is not None
        db.release()
