"""What a setting may be 设置的取值: kind of value by its default, lists of words where only some are possible, the clocks it moves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from arrears.law.deadlines import VERSIONS
from arrears.law.region import Plain

CHOICES: Mapping[str, Mapping[str, str]] = {
    "threshold_date": {"filing": "立案之日", "award": "裁决之日"},
    "final_class_leave": {"A": "A 类", "B": "B 类", "none": "不属于终局"},
    "final_class_notice_pay": {"A": "A 类", "none": "不属于终局"},
    "final_class_deposit": {"A": "A 类", "none": "不属于终局"},
    "leave_limitation_start": {"end": "离职", "year": "应休年度届满"},
    "general_contractor_joined": {"respondent": "共同被申请人", "third-party": "第三人"},
    "rule_short_days": {"wd": "工作日", "cd": "自然日"},
    "body.doc.date_style": {"chinese-in-adjudication": "裁判文书用汉字数字，其他文书用阿拉伯数字"},
    "body.doc.order_remedies": {"none": "不写"},
    "order_approver": {"MI": "监察机构负责人", "HD": "行政机关负责人"},
}
"""Settings with a few possible words -> word -> 中文."""

AMOUNTS = frozenset({"crime_single", "crime_group", "simple_amount", "hearing_fine_unit", "hearing_fine_person"})
"""Settings in yuan, also where the default is empty."""

BY_ENGINE = frozenset({"clear_days", "second_extension_after_restart", "roll_public_notice", "roll_authority_limits"})
"""Settings that the counting itself asks for; the others are named by rules."""


LENGTHS = frozenset(rule.setting for versions in VERSIONS.values() for rule in versions if rule.setting)
"""Settings that give the length of a rule, in its unit."""


def kind(name: str, default: Plain) -> str:
    """bool, choice, amount, number, decimal, date or text."""
    if name in CHOICES:
        return "choice"
    if isinstance(default, bool):
        return "bool"
    if name in AMOUNTS:
        return "amount"
    if isinstance(default, int) or name in LENGTHS:
        return "number"
    if isinstance(default, Decimal):
        return "decimal"
    return "date" if isinstance(default, date) else "text"


def words(name: str, value: object) -> str:
    """A value as people read it."""
    if value is None:
        return "没有设"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if name in AMOUNTS and isinstance(value, (int, Decimal)):
        return f"¥{value:,}"
    return CHOICES.get(name, {}).get(str(value), str(value))


def _named_by_rules() -> frozenset[str]:
    found: set[str | None] = set(BY_ENGINE)
    for versions in VERSIONS.values():
        for rule in versions:
            found |= {rule.setting, rule.unit_setting, rule.roll_setting, rule.extension.cap if rule.extension else None}
            found |= {named.partition("?")[2] for named in (*rule.pauses, *rule.resets)}
    return frozenset(name for name in found if name)


MOVES_CLOCKS = _named_by_rules()
"""Settings whose change computes running clocks anew."""
