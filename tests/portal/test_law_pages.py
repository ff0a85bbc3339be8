"""The public pages of the law: a count with its reasons, every rule, every procedure; no log-in, no 500."""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from flask.testing import FlaskClient

from arrears import clock, create_app, db
from arrears.law import deadlines
from arrears.law.procedures import PROCEDURES


@pytest.fixture
def client(sqlite_house: str) -> Iterator[FlaskClient]:
    with time_machine.travel(clock.at(date(2026, 3, 5)), tick=False):
        yield create_app().test_client()
    db.release()


def see(client: FlaskClient, url: str, status: int = 200, **args: str) -> str:
    answer = client.get(url, query_string=args)
    page = html.unescape(answer.get_data(as_text=True))
    assert answer.status_code == status, page[-2000:]
    assert page.count("<h1") == 1
    return page


def test_an_award_from_the_second_of_march_is_due_on_the_sixteenth_of_april_with_article_and_picture(client: FlaskClient) -> None:
    page = see(client, "/law", rule="arb-award", start="2026-03-02")
    assert "2026年4月16日" in page and deadlines.RULES["arb-award"].article in page
    assert "is-due" in page and "法定" in page


def test_a_pause_moves_the_day_and_an_extension_beyond_the_cap_is_refused_at_its_field(client: FlaskClient) -> None:
    page = see(
        client, "/law", rule="arb-award", start="2026-03-02", pause_kind="suspension", pause_from="2026-03-10", pause_to="2026-03-20"
    )
    assert "2026年4月26日" in page or "2026年4月27日" in page
    page = see(client, "/law", 422, rule="arb-award", start="2026-03-02", extension="99")
    assert 'name="extension"' in page and 'value="99"' in page and 'aria-invalid="true"' in page


def test_a_rule_in_hours_asks_for_the_time_and_then_answers_with_one(client: FlaskClient) -> None:
    rule = next(r.id for r in deadlines.RULES.values() if r.instants and r.unit == "h")
    assert "几点" in see(client, "/law", 422, rule=rule, start="2026-03-02") or "时间" in see(
        client, "/law", 422, rule=rule, start="2026-03-02"
    )
    assert "10:30" in see(client, "/law", rule=rule, start="2026-03-02 10:30")


@pytest.mark.parametrize(
    "args",
    [
        {"rule": "no-such", "start": "2026-03-02"}, {"rule": "arb-award", "start": "2026-02-30"}, {"rule": "arb-award", "start": ""},
        {"rule": "arb-award", "start": "9999-01-01"}, {"rule": "arb-award", "start": "2026-03-02", "more": "{"},
        {"rule": "arb-award", "start": "2026-03-02", "more": "[1]"}, {"rule": "arb-award", "start": "2026-03-02", "pause_kind": "suspension"},
        {"rule": "arb-award", "start": "2026-03-02", "more": '{"pauses": 5}'},
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_said_at_the_field_and_what_was_typed_stays(client: FlaskClient, args: dict[str, str]) -> None:
    page = see(client, "/law", 422, **args)
    assert "处需要修改" in page


@pytest.mark.parametrize("rule_id", sorted(deadlines.RULES))
def test_every_rule_can_be_asked_without_a_fault(client: FlaskClient, rule_id: str) -> None:
    start = "2026-03-02 10:30" if deadlines.RULES[rule_id].instants else "2026-03-02"
    assert client.get("/law", query_string={"rule": rule_id, "start": start}).status_code in (200, 422)


def test_the_reference_page_lists_every_rule_and_finds_by_article(client: FlaskClient) -> None:
    page = see(client, "/law/rules")
    for rule in deadlines.RULES.values():
        assert f"<small>{rule.id}" in page
    found = see(client, "/law/rules", q="arb-award 45")
    assert "<small>arb-award" in found and "<small>hot-due" not in found
    assert "换一个词" in see(client, "/law/rules", q="没有这个词")


@pytest.mark.parametrize("name", sorted(PROCEDURES))
def test_every_procedure_has_its_picture_and_its_table(client: FlaskClient, name: str) -> None:
    page = see(client, f"/law/procedures/{name}")
    assert "<svg" in page
    for act in PROCEDURES[name].acts.values():
        assert act.label in page


def test_an_unknown_procedure_is_a_page_that_does_not_exist_and_help_is_open(client: FlaskClient) -> None:
    see(client, "/law/procedures/nope", 404)
    assert "快捷键" in see(client, "/help") and "算期限" in see(client, "/help")
