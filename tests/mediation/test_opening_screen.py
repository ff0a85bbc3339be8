"""The application on the screen: one rider, a list of 37, what is refused and what stays typed."""

from __future__ import annotations

from people import Office
from sqlalchemy import func, select

from arrears import db
from arrears.cases.models import Claim, Party, Proceeding
from tests.mediation.conftest import FIRM, RIDER, Desk

TYPED = {
    "applicants-0-name": RIDER["name"], "applicants-0-id_no": RIDER["id_no"], "applicants-0-phone": RIDER["phone"],
    "applicants-0-address": RIDER["address"], "respondents-0-name": FIRM, "claims-0-kind": "wage", "claims-0-period_from": "2026年3月",
    "claims-0-period_to": "2026年4月", "claims-0-formula": "1048×7.50+3140", "claims-0-claimed": "1.1万", "facts": "三月、四月配送费未付。",
    "source": "newform",
}  # fmt: skip


def test_a_mediator_enters_an_application_and_lands_on_the_case(desk: Desk) -> None:
    page = desk.songjia.get("/mediation/new").fill(TYPED).send()
    assert page.faults == [] and "已登记调解申请" in page.words and page.path.startswith("/cases/")
    row = db.session.execute(select(Proceeding.amount, Proceeding.title, Proceeding.owner_id)).one()
    assert (str(row.amount), row.title, row.owner_id) == ("11000.00", "何志远", desk.office.mediator2.user_id)


def test_rows_grow_by_a_button_without_a_script_and_nothing_typed_is_lost(desk: Desk) -> None:
    page = desk.songjia.get("/mediation/new").fill(TYPED).send(("more", "claims"))
    assert page.status == 200 and page.value("claims-0-formula") == "1048×7.50+3140" and page.value("claims-1-formula") == ""
    page = page.fill({"claims-1-kind": "deposit", "claims-1-claimed": "500"}).send()
    assert "已登记调解申请" in page.words
    assert db.session.scalar(select(func.count()).select_from(Claim)) == 2


def test_an_empty_form_says_what_is_missing_at_each_field_and_a_bad_phone_keeps_the_rest(desk: Desk) -> None:
    page = desk.songjia.get("/mediation/new").send()
    assert page.status == 422
    for sentence in ("请填写申请人的姓名。", "请填写被申请单位的名称。", "请至少写一项请求", "请填写事实和理由。"):
        assert sentence in page.words, sentence
    page = page.fill({**TYPED, "applicants-0-phone": "1380000153"}).send()
    assert page.status == 422 and "第 1 位，电话" in page.words
    assert page.value("applicants-0-phone") == "1380000153" and page.value("respondents-0-name") == FIRM
    assert db.session.scalar(select(func.count()).select_from(Proceeding)) == 0


def test_a_wrong_check_digit_is_said_and_stops_nobody(desk: Desk) -> None:
    page = desk.songjia.get("/mediation/new").fill({**TYPED, "applicants-0-id_no": "411325199406181530"}).send()
    assert "已登记调解申请" in page.words and "请核对证件原件" in page.words and "何志远" in page.words


def test_a_list_of_37_is_pasted_out_of_a_spreadsheet(desk: Desk) -> None:
    lines = "\n".join(f"{n}\t工人{chr(0x4E00 + n)}\t\t138000{n:05d}\t通州区马驹桥镇" for n in range(1, 38))
    nobody = {name: "" for name in TYPED if name.startswith("applicants")}
    page = desk.songjia.get("/mediation/new").fill({**TYPED, **nobody, "pasted": "序号\t姓名\t身份证号\t电话\t住址\n" + lines})
    page = page.send(("paste", "1"))
    assert page.value("applicants-36-phone") == "13800000037" and page.value("pasted") == ""
    page = page.send()
    assert "已登记调解申请" in page.words
    assert db.session.scalar(select(func.count()).select_from(Party).where(Party.kind == "person")) == 37


def test_the_same_person_twice_and_a_claim_of_a_stranger_are_refused_at_their_rows(desk: Desk) -> None:
    page = desk.songjia.get("/mediation/new").fill(TYPED).send(("more", "applicants")).fill({"applicants-1-name": "何志远"}).send()
    assert page.status == 422 and "“何志远”填了两次" in page.words
    page = page.fill({"applicants-1-name": "", "claims-0-whose": "王五"}).send()
    assert page.status == 422 and "“王五”不在申请人里" in page.words


def test_pressing_twice_opens_one_case(desk: Desk) -> None:
    page = desk.songjia.get("/mediation/new").fill(TYPED)
    assert page.send().path == page.send().path
    assert db.session.scalar(select(func.count()).select_from(Proceeding)) == 1


def test_a_paper_dated_two_weeks_ago_needs_its_reason(desk: Desk) -> None:
    from datetime import timedelta

    from arrears import clock

    day = clock.today() - timedelta(days=14)
    page = desk.songjia.get("/mediation/new").fill({**TYPED, "applied_on": day.isoformat()}).send()
    assert page.status == 422 and "属于补录，请写明补录原因" in page.words
    page = page.fill(late_reason="现场巡回调解，今天回单位录入").send()
    assert "已登记调解申请" in page.words


def test_the_list_shows_the_new_case_with_its_next_act_and_takes_a_contact_note(desk: Desk) -> None:
    desk.songjia.get("/mediation/new").fill(TYPED).send()
    page = desk.songjia.get("/mediation?tab=all")
    assert "全部在办 1" in page.words and "约时间" in page.words and "何志远" in page.words and FIRM in page.words
    number = db.session.scalar(select(Proceeding.id))
    db.release()
    page = desk.songjia.get(f"/mediation?tab=all&note={number}").fill(contact_result="promised", note="周五前给答复").send()
    assert page.path == "/mediation?tab=all" and "承诺处理" in page.words


def test_a_clerk_of_another_district_finds_nothing(desk: Desk, office: Office) -> None:
    desk.songjia.get("/mediation/new").fill(TYPED).send()
    number = db.session.scalar(select(Proceeding.id))
    db.release()
    assert desk.cyclerk.get(f"/cases/{number}").status == 404
    assert desk.sunzg.get("/mediation?tab=all").words.count("何志远") == 0
