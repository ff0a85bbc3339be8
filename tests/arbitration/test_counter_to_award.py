"""唐桂兰 at the counter, through the screens: application, acceptance, panel, services, hearing, award, court (practice.md 5 C)."""

from __future__ import annotations

import re

from sqlalchemy import select

from arrears import db
from arrears.arbitration.models import Award
from arrears.documents.models import Document, Serving
from tests.arbitration.conftest import Tribunal
from tests.forms_of_pages import Page

FIRM = "北京味渝轩餐饮管理有限公司"
TYPED = {
    "applicants-0-name": "唐桂兰", "applicants-0-id_no": "510225197203088420", "applicants-0-phone": "13800008420",
    "applicants-0-address": "北京市海淀区西三旗街道", "respondents-0-name": FIRM, "respondents-0-legal_rep": "郑伟",
    "claims-0-kind": "wage", "claims-0-period_from": "2025年11月", "claims-0-period_to": "2026年1月", "claims-0-formula": "4600×3",
    "claims-0-claimed": "13800", "facts": "2024年3月1日入职，月工资4600元，2025年11月起未发工资。", "evidence": "考勤照片\n微信记录",
    "pre_mediation": "unwilling", "oral": "1",
}  # fmt: skip
ACCEPTED = {"scope": "1", "claims_clear": "1", "parties_named": "1", "jurisdiction": "1", "track": "fast_simple"}


def file(tribunal: Tribunal) -> Page:
    """The clerk enters the application with two claims."""
    page = tribunal.browser("linxy").get("/arbitration/new").fill(TYPED)
    page = page.send(press=("more", "claims")).fill({"claims-1-kind": "sev", "claims-1-formula": "4600×2", "claims-1-claimed": "9200"})
    page = page.send()
    assert page.status == 200 and "已收到仲裁申请" in page.words, page.faults
    tribunal.id = int(re.findall(r"/cases/(\d+)", page.path)[0])
    return page


def serve(tribunal: Tribunal, title: str, to: str, **fields: str) -> Page:
    """The clerk enters a row of service out of the list."""
    found = db.session.execute(
        select(Document.id)
        .join(Serving, Serving.document_id == Document.id)
        .where(Document.title == title, Serving.recipient == to, Document.voided_at.is_(None))
        .order_by(Document.id.desc())
    ).scalar()
    db.release()
    page = tribunal.page("linxy", f"arbitration/serve?document={found}&to={to}&back=/arbitration/servings")
    assert page.value("what") == f"{found}:{to}", "the row opened from the list is chosen already"
    return page.fill(fields).send()


def test_from_the_counter_to_an_award_in_force_and_its_payment_through_the_screens(tribunal: Tribunal) -> None:
    with tribunal.at(2, 3, 10):
        page = file(tribunal)
        assert "¥23,000.00" in page.words or "23,000.00" in page.words
        page = tribunal.browser("linxy").get("/arbitration?tab=docket")
        assert "唐桂兰" in page.words and "审查报批" in page.words
        page = tribunal.page("linxy", "arbitration/accept-lacking").fill(
            {**ACCEPTED, "scope": "0", "missing": "营业执照打印页", "promise_until": "2026-02-10"}
        )
        page = page.send()
        assert page.status == 422 and any("不属于劳动人事争议" in f for f in page.faults)
        assert page.value("missing") == "营业执照打印页", "what was typed stays"
        page = page.fill(scope="1").send()
        assert "已提请审批" in page.words
        assert "待审批" in tribunal.browser("linxy").get("/arbitration").words
    with tribunal.at(2, 4, 9, 30):
        tribunal.sign()
        assert tribunal.state == "a-accepted"
        page = tribunal.page("linxy", "arbitration/panel")
        page = page.fill(arbitrators=[str(tribunal.arbitrators[0].user_id)], clerk=str(tribunal.clerk.user_id), ties="0").send()
        assert "已提请审批" in page.words, page.faults
        tribunal.sign()
        assert tribunal.state == "a-prehearing"
        page = tribunal.browser("linxy").get("/arbitration/servings")
        assert page.words.count(FIRM) >= 2 and "应诉通知书" in page.words and "唐桂兰" in page.words
    with tribunal.at(2, 6, 15):
        page = serve(tribunal, "应诉通知书", FIRM, method="post", service_result="signed", mail_no="EMS1098")
        assert page.status == 422 and any("签收日" in f for f in page.faults), "by post the day of receipt must be said"
        page = page.fill(service_result="pending").send()
        assert page.path.startswith("/arbitration/servings") and "在途" in page.words
    with tribunal.at(2, 13, 16):
        page = serve(tribunal, "应诉通知书", FIRM, method="leave_post", service_result="posted", witness="社区王")
        assert page.status == 200, page.faults
        assert str(tribunal.due("arb-defence")) == "2026-03-10"
        assert "社区王" in tribunal.page("linxy", "").words
    with tribunal.at(3, 5, 10):
        page = tribunal.browser("linxy").get("/arbitration/scheduling")
        assert "3月13日" in page.words and "五个工作日前" in page.words, page.words[:900]
        page = tribunal.page("linxy", "arbitration/schedule").fill(at="2026-03-10 14:00", room="第一仲裁庭").send()
        assert page.status == 422 and any("2026-03-10 届满" in f for f in page.faults)
        page = page.fill(at="2026-03-17 14:00").send()
        assert page.status == 200 and tribunal.state == "a-scheduled", page.faults
        serve(tribunal, "开庭通知书", "唐桂兰", method="direct", service_result="signed", receiver="本人")
        serve(tribunal, "开庭通知书", FIRM, method="leave_post", service_result="posted", witness="社区王")
        page = tribunal.browser("linxy").get("/arbitration/hearings/2026-03-17")
        assert "14:00" in page.words and "恰好五个工作日" in page.words and "第一仲裁庭" in page.words
    with tribunal.at(3, 17, 14, 30):
        saved = tribunal.browser("zhaomin").client.post(f"/cases/{tribunal.id}/arbitration/record", data={"record": "#身份\n申：没发工资。"})
        assert saved.status_code == 400, "without the form's token nothing is kept"
        page = tribunal.page("zhaomin", "arbitration/hear")
        token = page.value("csrf_token")
        saved = page.browser.client.post(
            f"/cases/{tribunal.id}/arbitration/record", data={"record": "#身份\n申：没发工资。", "csrf_token": token}
        )
        assert saved.status_code == 204
        page = tribunal.page("zhaomin", "arbitration/hear-absent")
        assert page.value("record").startswith("#身份"), "what was saved while typing is there"
        page = page.fill(notice_proved="1").send()
        assert page.status == 200 and tribunal.state == "a-hearing", page.faults
        assert "核对到庭人员身份" in tribunal.page("zhaomin", "").words, "the text key is written out"
    with tribunal.at(3, 20, 15):
        page = tribunal.page("zhaomin", "arbitration/award")
        fields = {
            "found": "月工资4600元，2025年11月至2026年1月未付", "items-0-reason": "工资未付事实清楚（证据1）", "items-0-result": "upheld",
            "items-1-reason": "因拖欠工资解除（证据2）", "items-1-result": "partly", "items-1-amount": "9300", "pay_days": "7",
        }  # fmt: skip
        page = page.fill(fields).send(press=("preview", "1"))
        assert page.status == 422 and any("超过请求" in f for f in page.faults)
        page = page.fill({"items-1-result": "upheld", "items-1-amount": ""}).send(press=("preview", "1"))
        assert page.status == 200, page.faults
        assert "草稿" in page.words and "不超过" in page.words and "裁决书（终局）预览" in page.words, "the paper and the numbers are shown"
        assert tribunal.state == "a-hearing", "a preview decides nothing"
        page = page.send(press=("issue", "1"))
        assert "已提请审批" in page.words, page.faults
        tribunal.sign()
        assert tribunal.state == "a-awarded"
        award = db.session.scalars(select(Award)).one()
        assert (award.kind, str(award.total)) == ("final", "23000.00")
        db.release()
        assert "裁后送达" in tribunal.browser("linxy").get("/arbitration?tab=after").words
    with tribunal.at(3, 23, 10):
        serve(tribunal, "裁决书", "唐桂兰", method="direct", service_result="signed")
        page = serve(tribunal, "裁决书", FIRM, method="light", service_result="signed")
        assert page.status == 422 and any("不能用电话" in f for f in page.faults)
        page = page.fill(method="direct").send()
        assert page.status == 200
        page = tribunal.page("linxy", "")
        assert "记录申请撤裁" in page.words and "登记履行" in page.words, "acts after the award are offered"
        page = tribunal.page("linxy", "award/record-suit").fill(
            party=str(tribunal.party(FIRM)), court="北京市通州区人民法院", number="（2026）京0112民初1号", on="2026-03-23"
        )
        page = page.send()
        assert page.status == 422 and any("不能起诉" in f for f in page.faults)
    with tribunal.at(4, 8, 9):
        page = tribunal.page("linxy", "pay").fill(paid_on="2026-04-07", payer=FIRM, reference="0407", method="bank")
        page = page.send()
        assert page.status == 200 and "款已结清" in page.words, page.faults
