"""Platforms push leads 推送: once per number, one bad item stops no other, every error is JSON in Chinese."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from api.platforms import LEAD, Platform
from sqlalchemy import func, select

from arrears import clock, create_app, db
from arrears.access import sessions
from arrears.access.models import AppUser
from arrears.api import actions
from arrears.cases import ledger
from arrears.cases.models import Proceeding
from arrears.intake.models import Lead, WorkOrder
from arrears.personal import vault


def count(model: Any) -> int:
    return int(db.session.scalar(select(func.count()).select_from(model)) or 0)


def test_a_push_becomes_a_lead_of_the_tokens_body_with_an_owner_and_a_receipt(platform: Platform) -> None:
    answer = platform.push(LEAD)
    assert answer.status_code == 201 and answer.json["status"] == "created" and len(answer.json["receipt"]) == 20
    order = db.session.scalars(select(WorkOrder)).one()
    case, lead = db.session.get(Proceeding, order.lead_id), db.session.get(Lead, order.lead_id)
    assert case is not None and lead is not None
    assert (order.source, order.order_no, order.body_id) == ("national", LEAD["order_no"], platform.office.district)
    assert (lead.district, lead.workers_claimed, str(lead.amount_claimed)) == ("通州区", 37, "1050000.00")
    assert case.owner_id in {platform.office.clerk.user_id, platform.office.clerk2.user_id}
    assert case.state == "l-screening"
    assert vault.opened([order.reporter_phone]) == {order.reporter_phone: "13800001234"}
    assert list(ledger.verify()) == []


def test_the_same_order_sent_again_adds_nothing_and_gives_the_same_receipt(platform: Platform) -> None:
    first, second = platform.push(LEAD), platform.push(LEAD)
    assert (second.status_code, second.json["status"]) == (200, "known")
    assert second.json["receipt"] == first.json["receipt"]
    assert (count(Proceeding), count(WorkOrder)) == (1, 1)
    assert db.session.scalar(select(WorkOrder.urge_count)) == 0


def test_an_urge_counts_on_the_order_and_twice_in_a_minute_is_one(platform: Platform) -> None:
    platform.push(LEAD)
    for _ in range(2):
        assert platform.push({**LEAD, "urge": True}).json["status"] == "urged"
    db.session.expire_all()
    assert (count(WorkOrder), db.session.scalar(select(WorkOrder.urge_count))) == (1, 1)


def test_in_a_batch_each_lead_has_its_own_result_and_a_bad_one_stops_no_other(platform: Platform) -> None:
    bad = {**LEAD, "order_no": "B", "amount": "3.2万", "colour": "red"}
    future = {**LEAD, "order_no": "C", "received_at": (clock.now() + timedelta(days=1)).isoformat()}
    nowhere = {**LEAD, "order_no": "D", "received_at": "2026-02-30T10:00:00+08:00"}
    answer = platform.push({"leads": [LEAD, bad, future, nowhere, {**LEAD, "order_no": "E"}]})
    assert answer.status_code == 200
    body = answer.json
    assert [r["status"] for r in body["results"]] == ["created", "refused", "refused", "refused", "created"]
    assert {e["field"] for e in body["results"][1]["errors"]} == {"leads[1].amount", "leads[1].colour"}
    assert body["results"][2]["errors"][0]["field"] == "leads[2].received_at"
    assert "没有这一天" in body["results"][3]["errors"][0]["message"]
    assert (body["created"], body["refused"], count(WorkOrder)) == (2, 3, 2)


def test_only_number_time_and_story_are_needed_and_the_rest_stays_unknown(platform: Platform) -> None:
    few = {name: LEAD[name] for name in ("order_no", "received_at", "narrative")}
    assert platform.push(few).status_code == 201
    lead = db.session.scalars(select(Lead)).one()
    assert (lead.workers_claimed, lead.amount_claimed, lead.employer_name) == (None, None, "")
    assert db.session.scalar(select(Proceeding.state)) == "l-draft"


def test_an_unknown_name_of_a_district_is_kept_where_a_person_reads_it(platform: Platform) -> None:
    platform.push({**LEAD, "district": "亦庄新城某处", "place": "科创街", "employer_name": None})
    lead = db.session.scalars(select(Lead)).one()
    assert lead.place == "亦庄新城某处 科创街" or lead.district


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "bad_json"),
        (b"[]", 422, "model_type"),
        (b'{"leads": []}', 422, "batch_size"),
        (b'{"leads": [1]}', 422, "bad_batch"),
        (b'{"leads": {}, "x": 1}', 422, "bad_batch"),
        (b"{}", 422, "missing"),
        (b'{"order_no": NaN}', 400, "bad_json"),
        (b'{"order_no": "\xff"}', 400, "bad_json"),
    ],
)
def test_what_is_no_lead_is_refused_in_json(platform: Platform, body: bytes, status: int, code: str) -> None:
    answer = platform.client.post("/api/v1/leads", data=body, content_type="application/json", headers=platform.headers)
    assert (answer.status_code, answer.json["error"]["code"]) == (status, code)
    assert any("\u4e00" <= sign <= "\u9fff" for sign in answer.json["error"]["message"])


def test_errors_are_never_html(platform: Platform) -> None:
    client, headers = platform.client, platform.headers
    answers = [
        (client.get("/api/v1/nothing", headers=headers), 404),
        (client.get("/api/v1/leads", headers=headers), 405),
        (client.get("/api/v1/leads/AAAAAAAAAAAAAAAAAAAA", headers=headers), 404),
        (client.post("/api/v1/leads", data="a=b", headers=headers), 415),
        (client.post("/api/v1/leads", data=b" " * 2_100_000, content_type="application/json", headers=headers), 413),
        (client.post("/api/v1/leads", json=LEAD), 401),
    ]
    for answer, status in answers:
        assert (answer.status_code, answer.mimetype) == (status, "application/json"), answer.data
        assert answer.json["error"]["message"]


def test_an_idempotency_key_gives_the_first_answer_again(platform: Platform) -> None:
    body = {"leads": [LEAD, {"order_no": "x"}]}
    first = platform.push(body, Idempotency_Key="k1")
    again = platform.push(body, Idempotency_Key="k1")
    assert first.json == again.json and again.headers["Idempotent-Replayed"] == "true"
    other = platform.push(LEAD, Idempotency_Key="k1")
    assert (other.status_code, other.json["error"]["code"]) == (409, "key_reused")
    assert platform.push(LEAD, Idempotency_Key="已经").status_code == 422


def test_eight_pushes_of_one_order_at_once_are_one_lead(platform: Platform) -> None:
    app, results = create_app(), []

    def work() -> None:
        with app.test_client() as client:
            results.append(client.post("/api/v1/leads", json=LEAD, headers=platform.headers))
        db.release()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {r.status_code for r in results} <= {200, 201} and len({r.json["receipt"] for r in results}) == 1
    assert (count(Proceeding), count(WorkOrder)) == (1, 1)


def test_too_many_leads_in_a_minute_get_429_with_the_seconds_to_wait(platform: Platform) -> None:
    small = Platform.__new__(Platform)
    small.office, small.client = platform.office, platform.client
    small.made = actions.create_token("12333", "tz", per_minute=3)
    assert small.push({"leads": [{**LEAD, "order_no": f"T{n}"} for n in range(3)]}).status_code == 200
    answer = small.push({**LEAD, "order_no": "T9"})
    assert answer.status_code == 429 and 1 <= int(answer.headers["Retry-After"]) <= 60
    assert small.push({"leads": [{**LEAD, "order_no": f"T{n}"} for n in range(5)]}).status_code == 429


def test_wrong_tokens_are_throttled_by_address(platform: Platform) -> None:
    answers = [platform.client.post("/api/v1/leads", json=LEAD, headers={"Authorization": "Bearer no"}) for _ in range(8)]
    assert answers[0].status_code == 401 and answers[0].headers["WWW-Authenticate"].startswith("Bearer")
    assert answers[-1].status_code == 429 and int(answers[-1].headers["Retry-After"]) > 0
    assert platform.push(LEAD).status_code == 201, "a right token is not held up by somebody else's wrong ones"


def test_a_revoked_token_opens_nothing_and_its_user_can_never_log_in(platform: Platform) -> None:
    account = db.session.scalars(select(AppUser.account).where(AppUser.account.like("api-%"))).one()
    assert account == "api-national-tz"
    for password in ("!", "", "x" * 12):
        with pytest.raises(sessions.LoginRefused):
            sessions.log_in(account, password, address="1", agent="")
    assert actions.revoke_token(platform.made.token_id)
    assert platform.push(LEAD).status_code == 401
    assert not actions.revoke_token(platform.made.token_id)


def test_a_platform_sees_its_own_orders_only(platform: Platform) -> None:
    receipt = platform.push(LEAD).json["receipt"]
    mine = platform.ask(receipt).json
    assert (mine["order_no"], mine["status"], mine["reply"]) == (LEAD["order_no"], "received", None)
    text = platform.ask(receipt).get_data(as_text=True)
    assert "13800001234" not in text and "周广财" not in text
    for source, body in (("12345", "tz"), ("national", "cy")):
        other = actions.create_token(source, body)
        answer = platform.client.get(f"/api/v1/leads/{receipt}", headers={"Authorization": f"Bearer {other.token}"})
        assert answer.status_code == 404
    elsewhere = actions.create_token("national", "cy")
    answer = platform.client.post("/api/v1/leads", json=LEAD, headers={"Authorization": f"Bearer {elsewhere.token}"})
    assert (answer.status_code, answer.json["error"]["field"]) == (409, "order_no")


def test_a_receipt_cannot_be_guessed_from_another(platform: Platform) -> None:
    receipt = platform.push(LEAD).json["receipt"]
    swapped = receipt[:-1] + ("A" if receipt[-1] != "A" else "B")
    for wrong in (swapped, receipt.lower(), receipt[:-1], "", "x" * 20):
        assert platform.ask(wrong).status_code in {404, 405}
