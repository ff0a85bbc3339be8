"""The clerk before the screen: paste, register, contact, screen, reply; and each refusal with everything typed still there."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import time_machine
from people import Office
from sqlalchemy import func, select

from arrears import clock, db
from arrears.cases.models import ContactAttempt, Proceeding
from arrears.intake.models import Lead, WorkOrder
from arrears.personal import vault
from tests.intake.desk.conftest import ORDER_1, Screen, at, faults, hidden, register

NIGHT = "2026-09-12 20:55"
SMALL = {
    "source": "12345", "order_no": "12345-20260912-0001", "received_at": "2026-09-12 20:50", "reply_due_at": "2026-09-19 20:50",
    "narrative": "老板欠我两个月工资", "reporter_name": "周广财", "reporter_phone": "13800002716", "sign_now": "y",
}  # fmt: skip


def read(answer: object) -> str:
    return unescape(answer.get_data(as_text=True))  # type: ignore[attr-defined]


def values(page: str) -> dict[str, str]:
    """What stands in the one-line fields of a page."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name is not None and value is not None and 'type="checkbox"' not in tag and 'type="radio"' not in tag:
            found[name[1]] = unescape(value[1])
    return found


def test_a_pasted_order_is_read_shown_and_registered(office: Office, screen: Callable[[str], Screen]) -> None:
    with time_machine.travel(at(NIGHT)):
        clerk = screen("hejing")
        desk = clerk.get("/intake")
        page = read(clerk.client.post("/intake/paste", data={"csrf_token": hidden(desk, "csrf_token"), "text": ORDER_1}))
        got = values(page)
        assert got["order_no"] == "12345-20260912-0187" and got["received_at"] == "2026-09-12 20:50"
        assert got["reply_due_at"] == "2026-09-19 20:50" and got["reporter_phone"] == "13800002716"
        assert got["employer_name"] == "河北衡顺建筑劳务有限公司" and got["workers_claimed"] == "37"
        assert got["town"] == "潞城镇" and got["amount_claimed"] == "1,050,000.00"
        assert '<mark id="s1"' in page and "请核对" in page
        sent = {name: value for name, value in got.items() if not name.startswith(("csrf", "text", "q"))}
        sent |= {"source": "12345", "narrative": ORDER_1, "district": "通州区", "industry": "construction", "urgency": "threat"}
        answer = clerk.post("/intake/new", page, **sent)
        assert answer.status_code == 302, faults(answer)
        lead = int(answer.location.rsplit("/", 1)[1])
        case = clerk.get(f"/cases/{lead}")
    assert "已登记" in case and "13800002716" not in case and "138****2716" in case
    row = db.session.get(Lead, lead)
    assert row is not None and (row.workers_claimed, row.project_name) == (37, "潞湾家园三期")
    assert "周广财" not in (db.session.get(Proceeding, lead).title or "")  # type: ignore[union-attr]


def test_a_lead_with_holes_is_saved_as_a_draft_and_completed(office: Office, screen: Callable[[str], Screen]) -> None:
    with time_machine.travel(at(NIGHT)):
        clerk = screen("hejing")
        page = clerk.get("/intake/new")
        answer = clerk.post("/intake/new", page, **SMALL, employer_unknown="y", amount_unknown="y")
        assert answer.status_code == 302, faults(answer)
        lead = int(answer.location.rsplit("/", 1)[1])
        row, case = db.session.get(Lead, lead), db.session.get(Proceeding, lead)
        assert row is not None and case is not None
        assert (case.state, row.workers_claimed, row.amount_claimed, row.employer_unknown) == ("l-draft", None, None, True)
        db.release()
        form = clerk.get(f"/intake/leads/{lead}/complete")
        refused = clerk.post(f"/intake/leads/{lead}/complete", form, employer_name="聚香源饺子馆")
        assert refused.status_code == 422 and "还缺所在区" in read(refused) and "聚香源饺子馆" in read(refused)
        done = clerk.post(f"/intake/leads/{lead}/complete", form, employer_name="聚香源饺子馆", district="通州区")
        assert done.status_code == 302, faults(done)
    assert db.session.scalar(select(Proceeding.state).where(Proceeding.id == lead)) == "l-screening"


def test_what_is_wrong_is_said_at_its_field_and_everything_typed_stays(office: Office, screen: Callable[[str], Screen]) -> None:
    wrong = {
        "reporter_phone": ("1380000271", "还缺 1 位", "没有留电话"),
        "amount_claimed": ("-5", "金额", ""),
        "received_at": ("2026-09-13 20:50", "不能晚于现在", ""),
        "work_end": ("2026-02-30", "2", ""),
        "employer_name": ("很" * 121, "最多 120 字", ""),
        "period_end": ("2026年1月", "早于起始月", ""),
        "order_no": ("", "请填写工单编号", ""),
        "reply_due_at": ("2026-09-01 08:00", "应晚于来电时间", ""),
    }
    with time_machine.travel(at(NIGHT)):
        clerk = screen("hejing")
        page = clerk.get("/intake/new")
        for name, (typed, sentence, way) in wrong.items():
            sent = {**SMALL, name: typed}
            if name == "period_end":
                sent["period_start"] = "2026年3月"
            answer = clerk.post("/intake/new", page, **sent)
            text = read(answer)
            assert answer.status_code == 422, name
            assert sentence in text and way in text and "有 1 处需要修改" in text, (name, re.findall(r'class="errors".*?</div>', text, re.S))
            assert values(text)["reporter_name"] == "周广财" and "老板欠我两个月工资" in text
            assert values(text)[name] == typed
        absurd = clerk.post("/intake/new", page, **{**SMALL, "amount_claimed": "9亿", "workers_claimed": "3"})
        assert absurd.status_code == 422 and "人均超过 500 万元" in read(absurd)
        empty = clerk.post("/intake/new", page)
        assert empty.status_code == 422 and "请填写诉求内容" in read(empty) and "请填写联系电话" in read(empty)
    assert db.session.scalar(select(func.count()).select_from(Lead)) == 0


def test_a_wrong_check_digit_warns_and_does_not_stop(office: Office, screen: Callable[[str], Screen]) -> None:
    with time_machine.travel(at(NIGHT)):
        clerk = screen("hejing")
        page = clerk.get("/intake/new")
        seen = clerk.post("/intake/new", page, **{**SMALL, "reporter_id_no": "110101199003070019", "order_no": ""})
        assert "第 18 位应为" in read(seen)
        answer = clerk.post("/intake/new", page, **{**SMALL, "reporter_id_no": "110101199003070019"})
        assert answer.status_code == 302


def test_five_thousand_signs_and_no_phone_are_no_hindrance(office: Office, screen: Callable[[str], Screen]) -> None:
    with time_machine.travel(at(NIGHT)):
        clerk = screen("hejing")
        page = clerk.get("/intake/new")
        sent = {**SMALL, "narrative": "欠薪" * 2600, "reporter_phone": "1380000271", "no_phone": "y"}
        answer = clerk.post("/intake/new", page, **sent)
        assert answer.status_code == 302, faults(answer)
    row = db.session.scalars(select(WorkOrder)).one()
    assert row.no_phone and row.reporter_phone is None
    assert len(vault.opened([row.narrative])[row.narrative or ""]) == 5200


def test_a_twin_is_shown_before_saving_and_joined_in_the_same_submit(office: Office, screen: Callable[[str], Screen]) -> None:
    with time_machine.travel(at("2026-09-12 20:50")):
        lead = register(office, office.clerk2)
    db.release()
    with time_machine.travel(at("2026-09-13 10:15")):
        clerk = screen("hejing")
        page = clerk.get("/intake/new")
        sent = {
            **SMALL, "order_no": "12345-20260913-0233", "received_at": "2026-09-13 10:10", "reply_due_at": "2026-09-20 10:10",
            "reporter_name": "罗小满", "reporter_phone": "13700003307", "employer_name": "河北衡顺建筑劳务有限公司", "project_name": "潞湾家园三期",
        }  # fmt: skip
        first = clerk.post("/intake/new", page, **sent)
        text = read(first)
        assert first.status_code == 422 and "疑似同一件事 1 条" in text and "同班组，关联" in text
        assert re.search(rf'name="twin-{lead}" value="group"[^>]*checked', text)
        answer = clerk.client.post("/intake/new", data={**{k: v for k, v in values(text).items() if k != "q"}, **sent, f"twin-{lead}": "group"})
        assert answer.status_code == 302 and answer.location.endswith(f"/cases/{lead}"), faults(answer)
        fragment = unescape(clerk.get("/intake/twins/reporter_phone?text=13800002716"))
        assert "电话尾号 2716" in fragment and clerk.get("/intake/twins/reporter_phone?text=13900000000") == ""
    rows = db.session.scalars(select(WorkOrder).where(WorkOrder.lead_id == lead).order_by(WorkOrder.id)).all()
    assert [row.relation for row in rows] == ["new", "group"]


def test_the_same_number_twice_is_refused_with_the_way_to_the_first(office: Office, screen: Callable[[str], Screen]) -> None:
    with time_machine.travel(at(NIGHT)):
        register(office, office.clerk2, order_no=SMALL["order_no"], employer_name=None, project_name=None, reporter_phone="13911112222")
        db.release()
        clerk = screen("hejing")
        answer = clerk.post("/intake/new", clerk.get("/intake/new"), **{**SMALL, "reporter_name": "另一人"})
        assert answer.status_code == 422 and "已经登记在 XS通-2026-000001 名下" in read(answer)


def test_a_contact_note_is_kept_from_the_list_and_the_row_moves_on(office: Office, screen: Callable[[str], Screen]) -> None:
    with time_machine.travel(at("2026-09-12 20:50")):
        lead = register(office, office.clerk)
    order_id = db.session.scalar(select(WorkOrder.id))
    db.release()
    with time_machine.travel(at("2026-09-12 21:20")):
        clerk = screen("liuyan")
        assert "待首联" in clerk.get("/intake?tab=contact")
        page = clerk.get(f"/intake?note={order_id}")
        form = re.search(r'<tr class="noteform".*?</tr>', page, re.S)
        assert form is not None and "周广财" in form[0]
        data = {**values(form[0]), "contact_result": "answered", "note": "在工地", "next_at": "明天 15:00"}
        answer = clerk.client.post(f"/intake?note={order_id}", data=data)
        assert answer.status_code == 302, faults(answer)
        again = clerk.client.post(f"/intake?note={order_id}", data=data)
        assert again.status_code == 302
        assert "待筛查 <span" in clerk.get("/intake") and "没有符合的工单" in clerk.get("/intake?tab=contact")
    assert db.session.scalar(select(func.count()).select_from(ContactAttempt)) == 1
    assert db.session.scalar(select(ContactAttempt.to)) == "反映人（12345-20260912-0187）"
    assert db.session.scalar(select(WorkOrder.state)) == "o-working" and lead


def test_ticked_rows_are_signed_together_and_each_fate_is_told(office: Office, screen: Callable[[str], Screen]) -> None:
    with time_machine.travel(at("2026-09-12 20:50")):
        for n in range(3):
            register(office, office.clerk, order_no=f"12345-20260912-030{n}", signed_at=None, employer_name=f"甲乙丙{n}店", project_name=None)
    ids = list(db.session.scalars(select(WorkOrder.id).order_by(WorkOrder.id)))
    db.release()
    with time_machine.travel(at("2026-09-12 21:20")):
        clerk = screen("liuyan")
        page = clerk.get("/intake")
        data = {"csrf_token": hidden(page, "csrf_token"), "token": hidden(page, "token"), "pick": [f"{i}:1" for i in ids[:2]]}
        told = read(clerk.client.post("/intake/sign", data=data, follow_redirects=True))
        assert "已签收 2 件" in told
        data["pick"] = [f"{i}:1" for i in ids]
        data["token"] = "other"
        told = read(clerk.client.post("/intake/sign", data=data, follow_redirects=True))
        assert "已签收 1 件" in told and "现在是“待首联”，不能办理“签收”" in told
    assert set(db.session.scalars(select(WorkOrder.state))) == {"o-signed"}


def test_screening_shows_the_proposal_and_keeps_the_reason_for_another_choice(office: Office, screen: Callable[[str], Screen]) -> None:
    with time_machine.travel(at("2026-09-14 09:30")):
        lead = register(office, office.clerk, received_at=at("2026-09-14 09:00"), signed_at=at("2026-09-14 09:10"))
        db.release()
        clerk = screen("liuyan")
        page = clerk.get(f"/intake/leads/{lead}/screen")
        assert "建议：监察（通州区）" in page and "保障条例" in page and "达到重大案件标准" in page
        sent = {"route": "mediation", "owner": str(office.mediator.user_id), "handler_phone": "69546666", "target_on": "2026-09-19"}
        refused = clerk.post(f"/intake/leads/{lead}/screen", page, **sent)
        assert refused.status_code == 422 and "选择与建议不同，请写明理由" in read(refused)
        done = clerk.post(f"/intake/leads/{lead}/screen", page, **sent, route_reason="工人愿意先调解")
        assert done.status_code == 302, faults(done)
        case = clerk.get(f"/cases/{lead}")
        assert "已定路径" in case and "建议 监察" in case and "欠薪线索受理告知书" in case
        mediator = screen("sunzg")
        assert "138****2716" in mediator.get(f"/cases/{lead}")
        assert screen("songjia").get(f"/cases/{lead}", 404)


def test_a_reporter_is_revealed_by_reason_only_and_never_to_another_body(office: Office, screen: Callable[[str], Screen]) -> None:
    with time_machine.travel(at("2026-09-12 20:50")):
        lead = register(office, office.clerk, confidential=True)
    phone = db.session.scalar(select(WorkOrder.reporter_phone))
    db.release()
    with time_machine.travel(at("2026-09-12 21:20")):
        clerk = screen("liuyan")
        assert "周广财" not in clerk.get(f"/cases/{lead}")
        desk = clerk.get("/intake")
        assert "周广财" not in desk and "周某（保密）" in desk
        page = clerk.get(f"/cases/{lead}/reveal/{phone}")
        shown = clerk.post(f"/cases/{lead}/reveal/{phone}", page, reason="首次联系")
        assert "13800002716" in read(shown)
        assert screen("cyclerk").get(f"/cases/{lead}", 404)
        assert "XS通" not in screen("cyclerk").get("/search?q=2716+周")
        assert "XS通-2026-000001" in clerk.get("/search?q=2716+周") and "XS通-2026-000001" in clerk.get("/search?q=潞湾+0187")


def test_the_list_can_be_exported_and_printed(office: Office, screen: Callable[[str], Screen]) -> None:
    with time_machine.travel(at("2026-09-12 20:50")):
        register(office, office.clerk)
        db.release()
        clerk = screen("liuyan")
        answer = clerk.client.get("/intake/export?tab=all")
        assert answer.status_code == 200 and answer.data.startswith(b"PK")
        sheet = clerk.get("/intake/print")
        assert "12345-20260912-0187" in sheet and "13800002716" not in sheet and "2716" in sheet


def test_filters_stand_in_the_address_and_can_be_taken_away(office: Office, screen: Callable[[str], Screen]) -> None:
    with time_machine.travel(at("2026-09-12 20:50")):
        register(office, office.clerk, town="潞城镇", urgency=["threat"])
        register(office, office.clerk2, source="12333", order_no="12333-1", town="马驹桥镇", employer_name="甲店", project_name=None,
                 reporter_phone="13911110000", reply_due_at=None)  # fmt: skip
        db.release()
        clerk = screen("liuyan")
        for query, here, gone in (
            ("source=12333", "12333-1", "12345-20260912-0187"), ("town=潞城镇", "12345-20260912-0187", "12333-1"),
            ("urgency=threat", "12345-20260912-0187", "12333-1"), ("owner=me", "12345-20260912-0187", "12333-1"),
        ):  # fmt: skip
            page = clerk.get(f"/intake?{query}")
            assert here in page and gone not in page and "去掉这个条件" in page, query


def test_the_list_costs_the_same_for_three_orders_and_for_thirty(office: Office, screen: Callable[[str], Screen]) -> None:
    from tests.intake.desk.statements import counted

    def fill(start: int, many: int) -> None:
        for n in range(start, start + many):
            register(office, office.clerk, order_no=f"12345-20260912-1{n:03d}", employer_name=f"单位{n}店", project_name=None,
                     reporter_phone=f"1390000{n:04d}")  # fmt: skip

    with time_machine.travel(at("2026-09-12 20:55")):
        fill(0, 3)
        clerk = screen("liuyan")
        clerk.get("/intake")
        with counted() as few:
            clerk.get("/intake")
        db.release()
        fill(3, 27)
        db.release()
        with counted() as many:
            clerk.get("/intake")
    assert len(many) == len(few) <= 24, [s for s in many if many.count(s) > 1]
    assert clock.now() - at(NIGHT) > timedelta(0)


def test_nobody_leaves_the_counter_without_a_receipt(office: Office, screen: Callable[[str], Screen]) -> None:
    with time_machine.travel(at("2026-09-14 10:00"), tick=False):
        lead = register(office, source="counter", order_no=None, reply_due_at=None, received_at=at("2026-09-14 10:00"), signed_at=None)
        clerk = screen("liuyan")
        page = unescape(clerk.get(f"/cases/{lead}"))
        assert f'href="/intake/leads/{lead}/receipt"' in page
        paper = unescape(clerk.get(f"/intake/leads/{lead}/receipt"))
        assert "登记回执" in paper and "确定办理路径，最迟9月15日" in paper and "打印《欠薪线索登记表》" in paper and "周广财" not in paper
        assert screen("sunzg").client.get(f"/intake/leads/{lead}/receipt").status_code in {403, 404}


def test_a_message_that_leaves_no_telephone_is_shown_so_and_needs_no_second_try(office: Office, screen: Callable[[str], Screen]) -> None:
    with time_machine.travel(at("2026-09-14 10:00"), tick=False):
        clerk = screen("liuyan")
        desk = clerk.get("/intake")
        text = "领导您好，我们三个人在通州区潞城镇潞湾家园三期抹灰，河北衡顺建筑劳务有限公司欠我们一万二，请领导做主。"
        page = read(clerk.post("/intake/paste", desk, text=text))
        assert re.search(r'<option selected value="board">', page) and re.search(r'<input checked[^>]*name="no_phone"', page)
        told = read(clerk.post("/intake/paste", desk, text=text + "联系电话还是上次那个。"))
        assert not re.search(r'<input checked[^>]*name="no_phone"', told), "a telephone is spoken of: the clerk decides"
