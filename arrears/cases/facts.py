"""Facts of an act 要素: checked against what the law's table declares before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from arrears.law import codes
from arrears.law.procedures import Act
from arrears.law.procedures.form import Fact
from arrears.law.refusal import Refused

LONGEST: Mapping[str, int] = {"str": 200, "text": 20_000}
MOST_YUAN = Decimal("99999999999.99")


def _text(fact: Fact, value: Any) -> Any:
    if isinstance(value, Mapping):  # a room's own form may say more than the table's one word (an agent with his firm)
        return value
    if not isinstance(value, str):
        raise Refused(fact.name, f"{fact.label}应为文字。")
    longest = LONGEST["text" if fact.type == "text" else "str"]
    if len(value) > longest:
        raise Refused(fact.name, f"{fact.label}最多 {longest} 个字，您填了 {len(value)} 个，请删减或作为附件上传。")
    return value


def _yuan(fact: Fact, value: Any) -> Any:
    if not isinstance(value, Decimal) or not value.is_finite():
        raise Refused(fact.name, f"{fact.label}应为金额（元）。")
    if value < 0:
        raise Refused(fact.name, f"{fact.label}不能是负数，您填的是 {value}。")
    if value > MOST_YUAN:
        raise Refused(fact.name, f"{fact.label}过大，请核对小数点和单位（元）。")
    if value != value.quantize(Decimal("0.01")):
        raise Refused(fact.name, f"{fact.label}最多到分，您填的是 {value}。")
    return value


def _day(fact: Fact, value: Any) -> Any:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise Refused(fact.name, f"{fact.label}应为日期。")
    return value


def _moment(fact: Fact, value: Any) -> Any:
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise Refused(fact.name, f"{fact.label}应为日期和时间。")
    return value


def _code(fact: Fact, value: Any) -> Any:
    listed = codes.CODES.get(fact.codes or "")
    if not isinstance(value, str) or (listed is not None and value not in listed):
        raise Refused(fact.name, f"请为“{fact.label}”选一项。")
    return value


def _whole(fact: Fact, value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Refused(fact.name, f"{fact.label}应为整数。")
    if not 0 <= value <= 10**9:
        raise Refused(fact.name, f"{fact.label}应在 0 到 10 亿之间，您填的是 {value}。")
    return value


def _truth(fact: Fact, value: Any) -> Any:
    if not isinstance(value, bool):
        raise Refused(fact.name, f"请为“{fact.label}”选是或否。")
    return value


CHECKS: Mapping[str, Callable[[Fact, Any], Any]] = {
    "str": _text,
    "text": _text,
    "yuan": _yuan,
    "date": _day,
    "dt": _moment,
    "code": _code,
    "int": _whole,
    "user": _whole,
    "body": _text,
    "bool": _truth,
}
"""Types whose values are checked here; the others (parties, rows, files) are checked by their room's own form and handler."""


def check(act: Act, given: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of an act, complete and of their types; facts the table does not name are kept as the room gave them.

    Raises `Refused` naming the first field that is wrong.
    """
    facts = dict(given)
    for fact in act.facts:
        value = facts.get(fact.name)
        if value is None or value == "" or value == []:
            if not fact.optional:
                raise Refused(fact.name, f"请填写“{fact.label}”。")
            facts.pop(fact.name, None)
            continue
        test = CHECKS.get(fact.type)
        if test is None:
            continue
        for item in value if fact.repeats and isinstance(value, (list, tuple)) else [value]:
            test(fact, item)
    return facts
