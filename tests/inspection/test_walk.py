"""The line through the screens, as clerk, inspectors and head press the buttons; then every page of the room opened once."""

from __future__ import annotations

from datetime import date

from people import PASSWORD
from sqlalchemy import select

from arrears import clock, create_app, db
from arrears.access import policy
from arrears.cases import pages, visibility
from arrears.cases.models import Approval, Proceeding
from arrears.law.procedures import ACTS
from tests.forms_of_pages import Browser, Page
from tests.inspection.conftest import FIRM, GENERAL, Bureau
from tests.inspection.test_story_e import lead_of
from tests.statements import counted

PHOTO = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


class Hands:
    """A client for each of the office."""

    def __init__(self, bureau: Bureau) -> None:
        self.bureau, self.app = bureau, create_app()

    def browser(self, account: str) -> Browser:
        client = Browser(self.app.test_client(), account, PASSWORD)
        client.get("/login").fill(account=account, password=PASSWORD).send()
        return client

    def page(self, path: str, account: str = "hanlei") -> Page:
        return self.browser(account).get(f"/cases/{self.bureau.id}/{path}".rstrip("/"))

    def sign(self, account: str) -> Page:
        query = select(Approval.id).where(Approval.proceeding_id == self.bureau.id, Approval.decided_at.is_(None))
        found = db.session.scalar(query)
        db.release()
        browser = self.browser(account)
        beside = browser.get(f"/approvals/{found}")
        assert beside.status == 200
        return beside.fill(decision="agree").send()


def test_a_lead_becomes_an_order_and_is_paid_on_the_screen(sqlite_bureau: Bureau) -> None:
    bureau = sqlite_bureau
    hands = Hands(bureau)
    with bureau.at(9, 7, 9, 30):
        lead = lead_of(bureau)
        assert f"/inspection/new?from={lead}" in hands.browser("liuyan").get(f"/cases/{lead}").text  # the clerk's way on
        desk = hands.browser("hanlei").get("/")
        assert desk.path.startswith("/inspection")  # the inspector lands on his desk
        assert "转来待登记 1 件" in desk.words
        form = hands.browser("hanlei").get(f"/inspection/new?from={lead}")
        assert form.value("complainants-0-name") == "罗大勇"  # nothing of the lead is typed twice
        assert form.value("respondents-0-name") == FIRM
        assert (form.value("heads"), form.value("sum")) == ("3", "48,000.00")
        empty = form.fill(period_from="", period_to="").send()
        assert empty.status == 422
        assert empty.value("complainants-0-name") == "罗大勇"
        done = empty.fill(
            {"period_from": "2026-06", "period_to": "2026-08", "respondents-0-legal_rep": "冯志强",
             "respondents-0-credit_code": "91131000MA0G7H8K2X", "respondents-0-registered_address": "廊坊市广阳区"}
        ).send()  # fmt: skip
        assert "已登记 京通人社监案字〔2026〕第1号" in done.words
        bureau.id = int(done.path.rsplit("/", 1)[1])
        lone = hands.page("inspection/file").fill(ties="0").send()
        assert any("两名监察员" in fault for fault in lone.faults)
        lone.fill(second_inspector=bureau.zhoulei.user_id).send()
        hands.sign("captain")
        assert bureau.state == "i-investigating"
    with bureau.at(9, 9, 16, 0):
        site = hands.page("inspection/site")
        bare = site.fill(started_at="2026-09-09 09:10", ended_at="2026-09-09 10:40", present="项目经理孙宏伟", found="外架 3 人。").send()
        assert any("照片" in fault for fault in bare.faults)
        kept = bare.fill(photos=("门口.png", PHOTO)).send()
        assert not kept.faults, kept.faults
        assert bureau.printed("insp-site-record")["photos"] == 1
        letter = hands.page("inspection/inquire").fill(at="2026-09-15 09:30").send()
        assert letter.status == 200
        served = hands.page("inspection/serve").fill(receiver="前台王丽（单位收件人）", service_result="mailroom").send()
        assert not served.faults
        assert bureau.due("insp-inquiry-reply") == date(2026, 9, 15)
        record = hands.page("inspection/interview")
        record = record.fill(person="冯志强", post="法定代表人", started_at="2026-09-09 15:00", ended_at="2026-09-09 15:40").send()
        assert not record.faults, record.faults
        held = hands.page("inspection/order")
        assert "去核对欠薪" in held.words
        roster = hands.page("inspection/roster")
        roster = roster.fill({"rows-0-gross_due": "16000", "rows-0-signed": "signature"}).send()
        assert not roster.faults, roster.faults
        order = hands.page("inspection/order")
        assert "16,000.00" in order.words
        order.fill(due_on="2026-09-16").send()
        sheet = hands.sign("captain")
        assert bureau.state == "i-ordered", sheet.faults
        assert hands.page("inspection/serve").fill(proof_words="送达回证").send().status == 200
        assert bureau.due("order-pay") == date(2026, 9, 16)
    with bureau.at(9, 14, 9, 0):
        early = hands.page("inspection/close").fill(proof_words="回单").send()
        assert any("16,000.00 元还没有付清" in fault for fault in early.faults)
        pay = hands.page("pay").fill({"payer": GENERAL, "reference": "HD-1", "paid_on": "2026-09-14"}).send()
        assert not pay.faults, pay.faults
        hands.sign("zhoulei")
        bureau.act("call-back", bureau.zhoulei, worker="罗大勇", result="paid", at=clock.now())
        told = hands.page("inspection/tell").send()
        assert not told.faults, told.faults
        hands.page("inspection/close").send()
        hands.sign("captain")
    assert bureau.state == "i-closed"


def test_every_page_of_the_room_opens_and_what_is_not_carried_out_has_no_button(sqlite_bureau: Bureau) -> None:
    bureau = sqlite_bureau
    hands = Hands(bureau)
    with bureau.at(9, 7, 9, 30):
        bureau.filed()
        bureau.roster(("罗大勇", "16000.00"), ("罗小勇", "8000.00"))
        bureau.ordered(date(2026, 9, 16))
        ref = visibility.ref(bureau.id)
        db.release()
        people = {"hanlei": bureau.hanlei, "captain": bureau.captain}
        browsers = {account: hands.browser(account) for account in people}
        with hands.app.test_request_context():
            from flask import url_for

            urls = {
                act: url_for(endpoint, case_id=bureau.id)
                for act, endpoint in pages.ACT_PAGES.items()
                if endpoint.startswith("inspection.") and not ACTS[act].creates
            }
        for act, url in urls.items():
            account = next(a for a, who in people.items() if policy.may(who, act, ref))
            page = browsers[account].get(url)
            assert page.status == 200, f"{act}: {page.status}"
            assert "13800000001" not in page.text, f"{act} shows a telephone number"
        assert len(urls) >= 23
        case = browsers["hanlei"].get(f"/cases/{bureau.id}")
        assert "登记支付" in case.words
        for hidden in ("公布异议复核", "列入告知", "动用保证金", "应急周转金"):
            assert hidden not in case.words
        assert browsers["hanlei"].get(f"/cases/{bureau.id}/do/bl-notice").status == 404
        for tab in ("today", "near", "late", "front", "inquiry", "ordered", "handling", "after", "all", "done"):
            listed = browsers["hanlei"].get(f"/inspection?tab={tab}&q=拓基&kind=complaint")
            assert listed.status == 200
        assert "责令期限" in browsers["hanlei"].get("/inspection?tab=ordered").words
        refused = browsers["hanlei"].get("/inspection/new").fill({"period_from": "不知道", "sum": "-5", "received_on": "2027-01-01"}).send()
        assert refused.status == 422
        assert len(refused.faults) >= 4
        report = browsers["hanlei"].get("/inspection/new").fill(
            {"kind": "report", "reporter_name": "赵某某", "reporter_phone": "13911112222", "respondents-0-name": "北京某某餐饮管理有限公司",
             "place": "通州区新华大街 1 号", "period_from": "2026-07", "period_to": "2026-08", "facts": "后厨九个人没发工资。"}
        ).send()  # fmt: skip
        assert "13911112222" not in report.text
        assert "举报人（保密）" in report.words or "139****2222" in report.words
        row = db.session.scalar(select(Proceeding.title).where(Proceeding.id == int(report.path.rsplit("/", 1)[1])))
        db.release()
        assert row == "举报人（保密）"


def test_the_list_costs_the_same_for_one_row_and_for_four(sqlite_bureau: Bureau) -> None:
    bureau = sqlite_bureau
    browser = Hands(bureau).browser("hanlei")
    costs = []
    with bureau.at(9, 7, 9, 30):
        for names in (("甲某",), ("乙某",), ("丙某",), ("丁某",)):
            bureau.receive(names)
            with counted() as statements:
                assert browser.get("/inspection?tab=all").status == 200
            costs.append(len(statements))
    assert costs[0] == costs[-1], costs
