"""`arrears law due`, line by line: answers, errors with their code and field, the light of a day."""

import json
from typing import Any

import pytest

from arrears.law.calendar import BUILTIN
from arrears.law.due_command import answer


def ask(rule: str, trigger: object, **facts: object) -> dict[str, Any]:
    return answer({"id": "x", "rule": rule, "trigger_date": trigger, "facts": facts})


def error(got: dict[str, Any]) -> tuple[str, str]:
    return got["error"]["code"], got["error"]["field"]


def test_an_answer_has_the_fields_of_the_contract_and_is_json() -> None:
    got = ask("arb-award", "2026-03-02", extension_days=15)
    assert set(got) == {
        *("id", "rule", "due", "plan", "force", "unit", "owed_by", "article", "provisional", "steps", "explanation"),
        *("rule_version", "calendar_edition"),
    }
    assert (got["id"], got["force"], got["unit"], got["owed_by"]) == ("x", "statutory", "cd", "panel")
    assert set(got["steps"][0]) == {"kind", "from", "to", "days", "text"}
    assert [step["kind"] for step in got["steps"]] == ["start", "count", "extend", "roll", "due"]
    assert json.loads(json.dumps(got, ensure_ascii=False)) == got


def test_the_sentence_names_what_was_counted_and_skipped() -> None:
    assert ask("arb-accept", "2025-12-30")["explanation"] == (
        "2025年12月30日收到仲裁申请，当日不计，自12月31日起计算5个工作日，2026年1月1日至3日元旦放假不数，"
        "2026年1月4日调休上班，照数，末日为2026年1月7日（星期三）。"
    )
    assert ask("sue-nonfinal", "2026-09-16")["explanation"] == (
        "2026年9月16日收到非终局裁决书，当日不计，自9月17日起计算15日（自然日，节假日照数），末日为10月1日（星期四），"
        "逢国庆节放假，顺延到2026年10月8日（星期四）。"
    )


def test_steps_show_a_roll_with_its_reason() -> None:
    steps = ask("sue-nonfinal", "2026-09-16")["steps"]
    told = "末日逢国庆节放假，顺延到2026年10月8日"
    assert steps[-2] == {"kind": "roll", "from": "2026-10-01", "to": "2026-10-07", "days": 7, "text": told}


def test_a_running_pause_gives_no_date_but_what_is_left() -> None:
    got = ask("arb-award", "2026-03-02", pauses=[{"kind": "suspension", "from": "2026-03-20", "to": None}], as_of="2026-04-01")
    assert (got["due"], got["plan"], got["remaining"]) == (None, None, 28)
    assert (got["light"], got["light_word"]) == ("grey", "中止（剩 28 天）")
    told = "中止，尚未恢复，不计入期限"
    assert got["steps"][-1] == {"kind": "pause", "from": "2026-03-20", "to": None, "days": 0, "text": told}


def test_a_pause_that_began_after_the_end_changes_nothing() -> None:
    got = ask("arb-award", "2026-03-02", pauses=[{"kind": "suspension", "from": "2026-04-20", "to": None}])
    assert got["due"] == "2026-04-16"


def test_a_trigger_one_second_before_midnight_counts_for_its_day() -> None:
    assert ask("arb-award", "2026-03-02T23:59:59+08:00")["due"] == "2026-04-16"
    assert ask("arb-award", "2026-03-02T16:00:00Z")["due"] == "2026-04-17"


@pytest.mark.parametrize(
    ("rule", "trigger", "facts", "code", "field"),
    [
        ("no-such", "2026-03-02", {}, "unknown-rule", "rule"),
        ("arb-award", "2026-02-30", {}, "bad-date", "trigger_date"),
        ("arb-award", "2026/3/2", {}, "bad-date", "trigger_date"),
        ("arb-award", "20260302", {}, "bad-date", "trigger_date"),
        ("arb-award", "2026-03-02T10:00:00", {}, "bad-date", "trigger_date"),
        ("arb-award", None, {}, "bad-date", "trigger_date"),
        ("crim-hand-over", "2026-05-02", {}, "bad-date", "trigger_date"),
        ("arb-award", "2026-03-02", {"extension_days": 16}, "bad-facts", "facts.extension_days"),
        ("arb-award", "2026-03-02", {"extension_days": -1}, "bad-facts", "facts.extension_days"),
        ("arb-award", "2026-03-02", {"extension_days": True}, "bad-facts", "facts.extension_days"),
        ("review-apply", "2026-03-02", {"extension_days": 1}, "bad-facts", "facts.extension_days"),
        ("sup-term", "2026-09-14", {"extension_days": 31}, "bad-facts", "facts.extension_days"),
        ("arb-award", "2026-03-02", {"extension_days": 15, "extended_on": "2026-04-17"}, "bad-facts", "facts.extended_on"),
        ("arb-award", "2026-03-02", {"pauses": "2026"}, "bad-facts", "facts.pauses"),
        ("arb-award", "2026-03-02", {"pauses": [{"from": "2026-03-05", "to": None}]}, "bad-facts", "facts.pauses[0].kind"),
        ("arb-award", "2026-03-02", {"pauses": [{"kind": "suspension", "to": None}]}, "bad-facts", "facts.pauses[0].from"),
        (
            *("arb-award", "2026-03-02", {"pauses": [{"kind": "suspension", "from": "2026-03-05", "to": "2026-03-04"}]}),
            *("bad-facts", "facts.pauses[0].to"),
        ),
        ("arb-award", "2026-03-02", {"resets": [{"event": "party-added", "date": "x"}]}, "bad-facts", "facts.resets[0].date"),
        ("sue-party", "2026-03-02", {"after_review": "yes"}, "bad-facts", "facts.after_review"),
        ("insp-serve", "2026-03-02", {"paper": "order"}, "bad-facts", "facts.paper"),
        ("award-effective", "2026-03-02", {}, "bad-facts", "facts.award_kind"),
        ("award-effective", "2026-03-02", {"award_kind": "non-final"}, "bad-facts", "facts.received"),
        ("arb-award", "2300-01-01", {}, "calendar-unknown", "trigger_date"),
        ("bl-term", "2199-06-01", {}, "calendar-unknown", "trigger_date"),
    ],
)
def test_an_error_names_its_code_and_field(rule: str, trigger: object, facts: dict[str, Any], code: str, field: str) -> None:
    assert error(ask(rule, trigger, **facts)) == (code, field)


@pytest.mark.parametrize("line", [None, 3, "text", [], [{}]])
def test_a_line_that_is_no_object_is_told_so(line: object) -> None:
    assert error(answer(line)) == ("bad-facts", "line")


def test_facts_of_other_clocks_are_left_alone() -> None:
    assert ask("arb-receipt", "2026-03-02", award_kind="final", employer="某公司")["due"] == "2026-03-02"


def test_a_decision_in_time_leaves_no_right_to_sue_for_delay() -> None:
    assert ask("sue-overdue-award", "2026-01-08", decided_on="2026-02-24")["due"] is None
    assert ask("sue-overdue-award", "2026-01-08", decided_on="2026-02-25")["due"] == "2026-02-25"


def test_a_date_beyond_the_notices_is_provisional_and_counts_weekends_only() -> None:
    got = ask("arb-accept", "2026-12-28")
    assert (got["due"], got["provisional"]) == ("2027-01-04", True)
    assert ask("arb-award", "2026-11-10")["provisional"] is False


def test_the_notice_of_a_new_year_settles_a_provisional_date() -> None:
    from datetime import date

    known = BUILTIN.with_year(2027, off={date(2027, 1, 1): "元旦"}, notice="示例")
    got = answer({"rule": "arb-accept", "trigger_date": "2026-12-28"}, calendar=known)
    assert (got["due"], got["provisional"]) == ("2027-01-05", False)
    assert got["calendar_edition"] != BUILTIN.edition


def test_an_overdue_clock_is_red_and_a_met_one_is_done() -> None:
    late = ask("arb-award", "2026-03-02", as_of="2026-04-18")
    assert (late["light"], late["light_word"], late["days_left"]) == ("red", "已逾期 2 天", -2)
    met = ask("arb-award", "2026-03-02", as_of="2026-04-18", satisfied_on="2026-04-15")
    assert (met["light"], met["light_word"]) == ("done", "已办")
