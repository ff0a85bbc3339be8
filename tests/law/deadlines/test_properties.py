"""What must hold for every clock, whatever the day: order, rest days, pauses, steps, never an exception on any input."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from arrears.law.calendar import BUILTIN, EMPTY
from arrears.law.deadlines import RULES, due, strip
from arrears.law.due_command import answer

DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))
COUNTED = sorted(
    rule.id for rule in RULES.values() if rule.length is not None and not rule.instants and rule.direction == "forward"
)
PAUSABLE = sorted(rule_id for rule_id in ("arb-award", "arb-award-fast", "lim-arb", "reconsider-party"))
RULE = st.sampled_from(COUNTED)
CALM = settings(deadline=None)  # a busy machine is no failure


def kind_for(rule_id: str) -> str:
    return "suspension" if rule_id.startswith("arb") else "force-majeure"


@CALM
@given(RULE, DAYS, st.integers(1, 400))
def test_a_later_trigger_never_ends_earlier(rule_id: str, day: date, later: int) -> None:
    if rule_id == "svc-public":  # a shorter notice period in force from 2022
        day = max(day, date(2022, 1, 1))
    first, second = due(rule_id, day).due, due(rule_id, day + timedelta(days=later)).due
    assert first is not None and second is not None and first <= second


@CALM
@given(RULE, DAYS)
def test_a_period_that_rolls_never_ends_on_a_rest_day(rule_id: str, day: date) -> None:
    got = due(rule_id, day)
    assert isinstance(got.due, date)
    if got.rule.rolls or (got.unit == "wd" and not got.rule.opens):
        assert BUILTIN.is_workday(got.due)


@CALM
@given(RULE, DAYS)
def test_the_plan_is_a_workday_not_after_the_nominal_end(rule_id: str, day: date) -> None:
    got = due(rule_id, day)
    if not got.rule.opens:
        assert isinstance(got.plan, date) and isinstance(got.nominal, date)
        assert BUILTIN.is_workday(got.plan) and got.plan <= got.nominal


@CALM
@given(st.sampled_from(PAUSABLE), DAYS, st.integers(1, 20), st.integers(0, 60))
def test_a_closed_pause_of_n_days_inside_moves_the_nominal_end_by_n(rule_id: str, day: date, after: int, length: int) -> None:
    first = day + timedelta(days=after)
    pause = {"kind": kind_for(rule_id), "from": first, "to": first + timedelta(days=length)}
    plain, paused = due(rule_id, day), due(rule_id, day, {"pauses": [pause]})
    assert isinstance(plain.nominal, date) and isinstance(paused.nominal, date)
    assert (paused.nominal - plain.nominal).days == length


@CALM
@given(st.sampled_from(PAUSABLE), DAYS, st.lists(st.tuples(st.integers(-20, 90), st.integers(0, 40)), max_size=5))
def test_the_order_of_pauses_and_their_doubling_change_nothing(rule_id: str, day: date, spans: list[tuple[int, int]]) -> None:
    pauses = [
        {"kind": kind_for(rule_id), "from": day + timedelta(days=a), "to": day + timedelta(days=a + n)} for a, n in spans
    ]
    once = due(rule_id, day, {"pauses": pauses}).due
    assert due(rule_id, day, {"pauses": pauses[::-1] + pauses}).due == once


@CALM
@given(DAYS, st.integers(0, 15))
def test_extension_is_added_once_before_rolling(day: date, days: int) -> None:
    plain, longer = due("arb-award", day), due("arb-award", day, {"extension_days": days})
    assert isinstance(plain.nominal, date) and isinstance(longer.nominal, date)
    assert (longer.nominal - plain.nominal).days == days
    assert due("arb-award", day, {"extension_days": days}) == longer


@CALM
@given(RULE, DAYS)
def test_steps_cover_the_days_in_order_and_count_the_length(rule_id: str, day: date) -> None:
    got = due(rule_id, day)
    steps = [step for step in got.steps if step.kind in ("count", "skip", "pause")]
    assert got.steps[0].kind == "start"
    for before, after in pairwise(steps):
        assert before.end is not None and after.start == before.end + timedelta(days=1)
    if got.rule.unit in ("cd", "wd"):
        assert sum(step.days for step in steps if step.kind == "count") == got.rule.length


@CALM
@given(RULE, DAYS)
def test_the_strip_runs_from_the_trigger_to_the_due_day(rule_id: str, day: date) -> None:
    got = due(rule_id, day)
    days = strip(got, BUILTIN, day)
    assert days[0].day == day and days[0].label == "起" and days[-1].is_due
    numbers = [one.ordinal for one in days if one.ordinal is not None]
    assert numbers == list(range(1, len(numbers) + 1))


@CALM
@given(RULE, DAYS)
def test_without_any_notice_every_date_is_provisional(rule_id: str, day: date) -> None:
    got = due(rule_id, day, calendar=EMPTY)
    assert got.provisional


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.just("2026-03-02"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FACT_NAMES = (
    *("pauses", "resets", "extension_days", "hearing_date", "served_by", "announced", "received", "after_review", "paper"),
    *("award_kind", "sued", "converted_to_ordinary", "decided_on", "satisfied_on", "as_of", "length", "workers", "listed_on"),
    *("new_end", "extended_on", "written_on", "simple", "views_heard", "order_class"),
)
FACTS = st.dictionaries(st.sampled_from(FACT_NAMES), JSON, max_size=4)
TRIGGERS = st.sampled_from(["2026-03-02", "2026-05-02T10:00:00+08:00", "9999-12-31", "0001-01-01", "2026-02-30"]) | JSON
RULE_IDS = st.sampled_from(sorted(RULES)) | JSON
LINES = st.fixed_dictionaries({"id": JSON, "rule": RULE_IDS, "trigger_date": TRIGGERS, "facts": FACTS})
CODES = {"unknown-rule", "bad-date", "bad-facts", "calendar-unknown"}


@settings(max_examples=400, deadline=None)
@given(LINES | JSON)
def test_no_line_makes_the_command_raise(line: Any) -> None:
    got = answer(line)
    assert "id" in got
    if "error" in got:
        assert got["error"]["code"] in CODES and got["error"]["field"] and got["error"]["message"]
    else:
        assert {"rule", "due", "plan", "force", "unit", "owed_by", "article", "provisional", "steps", "explanation"} <= set(got)
