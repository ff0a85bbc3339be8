"""A worker reports from his phone 我要报欠薪: eleven questions, a code, a lead; a second report finds the first; nobody else learns of it."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from people import Office
from sqlalchemy import func, select

from arrears import create_app, db
from arrears.cases import ledger
from arrears.cases.models import Attachment, Proceeding
from arrears.intake.models import Lead, WorkOrder
from arrears.personal import vault
from arrears.portal.reporting import actions, questions
from arrears.portal.reporting.models import ReportDraft

JPEG = b"\xff\xd8\xff\xe0" + b"x" * 200
ANSWERS: dict[str, Any] = {
    "who": "迅捷达，站长姓丁", "place": "通州区马驹桥站", "job": "送外卖", "months": "去年11月到今年1月", "amount": "1万1", "people": "1",
    "asked": "promised", "name": "何志远", "phone": "138 0000 1234", "hide": "1",
}  # fmt: skip


@pytest.fixture
def office(house: str) -> Office:
    return Office()


@pytest.fixture
def client(office: Office) -> FlaskClient:
    return phone()


def phone() -> FlaskClient:
    """Another phone."""
    app = create_app()
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


def report(client: FlaskClient, photos: int = 0, **changed: Any) -> str:
    """Answer every question and send; gives the code."""
    assert client.post("/report").headers["Location"] == "/report/1"
    for step, question in enumerate(questions.QUESTIONS[:-1], 1):
        value = (ANSWERS | changed)[question.name]
        data = {"skip": "1"} if value is None else {"answer": value}
        answer = client.post(f"/report/{step}", data=data)
        assert answer.status_code == 302, answer.get_data(as_text=True)
    files = [(io.BytesIO(JPEG + bytes([n])), f"{n}.jpg") for n in range(photos)]
    answer = client.post("/report/11", data={"answer": files} if files else {}, content_type="multipart/form-data")
    assert answer.headers["Location"] == "/report/done", answer.get_data(as_text=True)
    page = client.get("/report/done").get_data(as_text=True)
    found = re.search(r'id="code">([^<]+)<', page)
    assert found is not None
    return found.group(1)


def count(model: Any) -> int:
    db.session.expire_all()
    return int(db.session.scalar(select(func.count()).select_from(model)) or 0)


def test_eleven_answers_become_a_lead_of_the_district_and_a_code_of_twelve_signs(client: FlaskClient, office: Office) -> None:
    code = report(client, photos=2)
    assert re.fullmatch(r"(?:[2-9A-HJ-NP-Z]{4} ){2}[2-9A-HJ-NP-Z]{4}", code)
    case, lead, order = (db.session.scalars(select(m)).one() for m in (Proceeding, Lead, WorkOrder))
    assert (case.body_id, case.state, order.source) == (office.district, "l-screening", "online")
    assert (lead.sign_name, lead.district, lead.workers_claimed, str(lead.amount_claimed)) == ("迅捷达，站长姓丁", "通州区", 1, "11000.00")
    assert order.confidential and case.confidential and "何志远" not in case.title
    assert case.owner_id in {office.clerk.user_id, office.clerk2.user_id}
    assert order.order_no.startswith("网上申请-通州区-")
    assert "从几月到几月：去年11月到今年1月" in vault.opened([order.narrative])[order.narrative or ""]
    assert [(a.mime, a.reporter) for a in db.session.scalars(select(Attachment))] == [("image/jpeg", True)] * 2
    assert list(ledger.verify()) == []


def test_answers_are_kept_on_the_server_and_are_there_again_when_the_page_is_opened_later(client: FlaskClient) -> None:
    client.post("/report")
    client.post("/report/1", data={"answer": "迅捷达"})
    client.post("/report/5", data={"answer": "1万1"})
    assert 'value="迅捷达"' in client.get("/report/1").get_data(as_text=True)
    assert "11,000" in client.get("/report/5").get_data(as_text=True)
    assert "接着上次的填" in client.get("/report").get_data(as_text=True)
    row = db.session.scalars(select(ReportDraft)).one()
    assert "迅捷达".encode() not in row.cipher
    assert phone().get("/report/1").headers["Location"] == "/report", "another phone sees nothing of it"


def test_four_answers_are_needed_and_the_rest_may_be_skipped(client: FlaskClient) -> None:
    report(client, job=None, months=None, amount=None, people=None, asked=None, name=None)
    lead, order = db.session.scalars(select(Lead)).one(), db.session.scalars(select(WorkOrder)).one()
    assert (lead.amount_claimed, lead.workers_claimed, order.anonymous) == (None, None, True)
    for step in (1, 2, 9, 10):
        client.post("/report")
        answer = client.post(f"/report/{step}", data={"skip": "1"})
        assert answer.status_code == 422 and "错误" in answer.get_data(as_text=True)


def test_who_jumps_to_the_end_is_led_to_what_is_missing(client: FlaskClient) -> None:
    client.post("/report")
    client.post("/report/1", data={"answer": "迅捷达"})
    assert client.post("/report/11", data={}).headers["Location"] == "/report/2"
    assert count(Proceeding) == 0


def test_a_second_report_of_the_same_person_finds_the_first(client: FlaskClient) -> None:
    first = report(client)
    other = phone()
    second = report(other, who="迅捷达", name=None)
    assert first != second and "以前报过" in other.get("/report/done").get_data(as_text=True)
    assert (count(Proceeding), count(WorkOrder)) == (1, 2)
    assert sorted(db.session.scalars(select(WorkOrder.relation))) == ["new", "repeat"]
    report(phone(), who="味渝轩饭店", place="通州区台湖")
    assert count(Proceeding) == 2, "the same person against somebody else is another matter"
    report(phone(), phone="13800009999")
    assert count(Proceeding) == 3, "another person is not put to his lead"


def test_sending_twice_is_one_lead(client: FlaskClient) -> None:
    report(client)
    assert client.post("/report/11", data={}).headers["Location"] == "/report", "a sent report is closed"
    token = db.session.scalars(select(ReportDraft.id)).one()
    assert token and (count(Proceeding), count(WorkOrder)) == (1, 1)


def test_a_crash_between_the_lead_and_the_receipt_gives_the_same_code_and_no_second_lead(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = actions.start("1")
    for name, value in ANSWERS.items():
        actions.keep(token, name, {"amount": "11000", "phone": "13800001234"}.get(name, value))
    real = actions._finish
    monkeypatch.setattr(actions, "_finish", lambda *_: (_ for _ in ()).throw(SystemExit()))
    with pytest.raises(SystemExit):
        actions.send(token)
    db.session.rollback()
    found = actions.draft(token)
    assert found is not None
    monkeypatch.setattr(actions, "_finish", real)
    assert actions.send(token).code == found[1]["code"]
    assert (count(Proceeding), count(WorkOrder)) == (1, 1)


@pytest.mark.parametrize("content", [b"%PDF-1.7 x", b"GIF89a", b"<svg onload=1>", b"PK\x03\x04", b""])
def test_only_pictures_are_taken_whatever_their_name_says(client: FlaskClient, content: bytes) -> None:
    client.post("/report")
    sent = {"answer": [(io.BytesIO(content), "照片.jpg")]}
    answer = client.post("/report/11", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 422 and "不是照片" in answer.get_data(as_text=True)


def test_ten_photos_are_one_too_many(client: FlaskClient) -> None:
    client.post("/report")
    sent = {"answer": [(io.BytesIO(JPEG), f"{n}.jpg") for n in range(10)]}
    answer = client.post("/report/11", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 422 and "最多 9 张" in answer.get_data(as_text=True)


def test_one_address_cannot_begin_without_end(client: FlaskClient) -> None:
    answers = [client.post("/report") for _ in range(actions.STARTS + 1)]
    assert [a.status_code for a in answers] == [302] * actions.STARTS + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0 and "请等一会儿" in answers[-1].get_data(as_text=True)


def look(client: FlaskClient, code: str, number: str = "13800001234") -> Any:
    return client.post("/progress", data={"code": code, "phone": number})


def test_progress_is_shown_for_code_and_phone_and_a_wrong_one_of_either_is_answered_alike(client: FlaskClient) -> None:
    code = report(client)
    other = phone()
    assert look(other, code.lower()).headers["Location"] == "/progress/now"
    page = other.get("/progress/now").get_data(as_text=True)
    for word in ("收到", "联系", "调解", "开庭", "拿钱", "北京市通州区劳动人事争议仲裁院", "tel:"):
        assert word in page
    assert "何志远" not in page and "13800001234" not in page and "迅捷达" not in page
    wrong = [look(other, "K7QM4T2X9RWD"), look(other, code, "13800009999")]
    bodies = [re.sub(r'value="[^"]*"', "", a.get_data(as_text=True)) for a in wrong]
    assert [a.status_code for a in wrong] == [422, 422] and bodies[0] == bodies[1]
    assert phone().get("/progress/now").headers["Location"] == "/progress"


def test_guessing_is_throttled(client: FlaskClient) -> None:
    statuses = [look(client, f"AAAA{n:08d}").status_code for n in range(8)]
    assert statuses[0] == 422 and statuses[-1] == 429


def test_an_urge_counts_once_a_day_and_more_photos_can_be_sent(client: FlaskClient) -> None:
    look(client, report(client))
    assert client.post("/progress/urge").headers["Location"] == "/progress/now"
    client.post("/progress/urge")
    db.session.expire_all()
    assert db.session.scalars(select(WorkOrder.urge_count)).one() == 1
    sent = {"answer": [(io.BytesIO(JPEG), "欠条.jpg")]}
    assert client.post("/progress/photos", data=sent, content_type="multipart/form-data").status_code == 302
    assert count(Attachment) == 1
    client.post("/progress/leave")
    assert client.post("/progress/urge").status_code == 404


def test_a_reporter_in_a_group_sees_nothing_of_the_others(client: FlaskClient, office: Office) -> None:
    code = report(client)
    lead = db.session.scalars(select(Proceeding)).one()
    from arrears.cases import transitions

    transitions.begin(
        "mediation.apply", office.mediator, token="m", owner_id=office.mediator.user_id, matter_id=lead.matter_id, about_id=lead.id,
        facts={
            "applicants": [{"name": "罗小满"}], "respondents": [{"name": "北京迅捷达公司"}], "claims": [{"kind": "wage"}],
            "facts": "工资未付", "source": "self", "applied_on": date.today(), "oral": False,
        },
    )  # fmt: skip
    look(client, code)
    page = client.get("/progress/now").get_data(as_text=True)
    assert "罗小满" not in page and "正在找双方谈" not in page, "a mediation of others in the matter is not his"


def test_months_as_workers_say_them() -> None:
    today = date(2026, 3, 5)
    for said, meant in (
        ("去年11月到今年1月", ("2025-11", "2026-01")), ("2025年12月", ("2025-12", "2025-12")), ("11月到1月", ("2025-11", "2026-01")),
        ("一直没给", None), ("", None),
    ):  # fmt: skip
        assert questions.months(said, today) == meant
