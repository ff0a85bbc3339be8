"""What the pages of the law show 法律页面: rules by subject, one count with its picture, procedures as tables. Reads only."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from arrears import clock, config
from arrears.access import preferences
from arrears.cases import calendar
from arrears.law import deadlines
from arrears.law.deadlines import OWED_BY, Rule
from arrears.law.deadlines.after_award import AFTER_AWARD
from arrears.law.deadlines.arbitration import ARBITRATION
from arrears.law.deadlines.criminal import BLACKLIST, CRIMINAL
from arrears.law.deadlines.facts import KIND_WORDS
from arrears.law.deadlines.general import GENERAL
from arrears.law.deadlines.inspection import INSPECTION
from arrears.law.deadlines.intake import INTAKE
from arrears.law.deadlines.mediation import MEDIATION
from arrears.law.deadlines.supervision import SUPERVISION
from arrears.law.procedures import PROCEDURES, diagram
from arrears.law.refusal import Refused
from arrears.web.shapes import ClockCard

SUBJECTS: Sequence[tuple[str, Sequence[Rule]]] = (
    ("送达和一般规定", GENERAL), ("线索和工单", INTAKE), ("调解", MEDIATION), ("仲裁", ARBITRATION), ("裁决之后", AFTER_AWARD),
    ("监察", INSPECTION), ("涉嫌犯罪", CRIMINAL), ("失信惩戒", BLACKLIST), ("督办", SUPERVISION),
)  # fmt: skip
"""The tables of rules in the order of a case, with the heading of each."""

PAUSES: Mapping[str, str] = {
    kind: KIND_WORDS[kind] for kind in ("suspension", "public-notice", "supplement", "mediation", "hearing", "appraisal", "jurisdiction")
}
"""Spans that may not count -> 中文."""

CERTAINTY = {"V": "有原文", "K": "通行做法", "P": "本市或本单位定"}


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule for the reference page."""

    id: str
    title: str
    trigger: str
    length: str
    kind: str
    owed_by: str
    article: str
    certainty: str
    consequence: str
    note: str
    version: str


@dataclass(frozen=True, slots=True)
class ProcedurePage:
    """One procedure: its picture and its table."""

    name: str
    label: str
    note: str
    svg: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


def _row(rule: Rule) -> RuleRow:
    length = rule.length_words
    if rule.extension is not None:
        most = f"{rule.extension.most}{deadlines.UNITS[rule.unit]}" if rule.extension.most is not None else ""
        length += f"，可延长{most}" if most else "，可延长"
    version = f"{rule.since.isoformat() if rule.since else ''}—{rule.until.isoformat() if rule.until else ''}".strip("—")
    return RuleRow(
        rule.id, rule.title, rule.trigger, length, "法定" if rule.statutory else "目标", OWED_BY.get(rule.owed_by, rule.owed_by),
        rule.article, "、".join(CERTAINTY.get(part, part) for part in rule.cert.split("/")), rule.consequence, rule.note, version,
    )  # fmt: skip


def rules(text: str) -> list[tuple[str, list[RuleRow]]]:
    """Rules by subject; with a text only those in which every word of it stands."""
    words = text.lower().split()
    found = []
    for title, table in SUBJECTS:
        kept = []
        for rule in table:
            row = _row(rule)
            stands = " ".join((row.id, row.title, row.trigger, row.length, row.kind, row.owed_by, row.article, row.consequence, row.note))
            if all(word in stands.lower() for word in words):
                kept.append(row)
        if kept:
            found.append((title, kept))
    return found


def rule_choices() -> list[tuple[str, str]]:
    """(id, 标题（起算）) of every rule, in the order of the tables, once each."""
    named: dict[str, str] = {}
    for subject, table in SUBJECTS:
        for rule in table:
            named[rule.id] = f"{subject}：{rule.title}（{rule.length_words}，{rule.id}）"
    return list(named.items())


def needs_instant(rule_id: str) -> bool:
    """Whether a rule counts to the minute and must be told the time of its trigger."""
    rule = deadlines.RULES.get(rule_id)
    return rule is not None and rule.instants


def _facts(text: str) -> dict[str, Any]:
    if not text.strip():
        return {}
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused("more", '不是 JSON，例如 {"hearing_date": "2026-10-21"}。') from None
    if not isinstance(told, dict):
        raise Refused("more", '应为一个 JSON 对象，例如 {"hearing_date": "2026-10-21"}。')
    return told


def counted(
    rule_id: str,
    trigger: date | datetime,
    *,
    extension: int | None = None,
    pause: tuple[str, date, date | None] | None = None,
    more: str = "",
) -> ClockCard:
    """One period with its working, by the calendar in force and the region's settings. Raises `Refused` at the field."""
    facts = _facts(more)
    if extension:
        facts["extension_days"] = extension
    if pause is not None:
        kind, first, last = pause
        facts["pauses"] = [{"kind": kind, "from": first.isoformat(), "to": last.isoformat() if last else None}]
    in_force, today = calendar.in_force(), clock.today()
    settings = preferences.defaults(config.settings().region, today)
    try:
        due = deadlines.due(rule_id, trigger, facts, calendar=in_force, settings=settings)
        lit = deadlines.light(due, due.force, clock.now(), due.rule, calendar=in_force)
        explanation = due.explanation
    except deadlines.DeadlineError as wrong:
        field = {"trigger_date": "start", "facts.extension_days": "extension"}.get(wrong.field, "more")
        raise Refused(field, f"{wrong.message}。") from None
    answers = [("从何时起", due.rule.trigger), ("该谁", OWED_BY.get(due.owed_by, due.owed_by))]
    if due.plan is not None and due.plan != due.due and not isinstance(due.plan, datetime):
        answers.append(("宜在此日前办", f"{due.plan.year}年{due.plan.month}月{due.plan.day}日"))
    if due.rule.consequence:
        answers.append(("逾期后果", due.rule.consequence))
    if due.provisional:
        answers.append(("注意", "所涉年份的放假安排尚未公布，按暂定日历计算，公布后可能变动"))
    instant = due.due if isinstance(due.due, datetime) else None
    when = f"{instant.year}年{instant.month}月{instant.day}日 {instant:%H:%M}" if instant else "" if due.due else "中止中，不计算"
    days = (
        ()
        if instant or due.due is None or abs((clock.day_of(due.due) - due.working.start).days) > 800
        else deadlines.strip(due, in_force, today)
    )
    kind = "法定" if due.rule.statutory else "目标，不是法定期限"
    return ClockCard(
        title=due.rule.title, light=lit.colour, words=lit.word, due_on=None if instant or due.due is None else clock.day_of(due.due),
        tag=f"{kind} {due.rule.length_words}", target=not due.rule.statutory, when=when, explanation=explanation, source=due.article,
        days=days, facts=answers, opened=True,
    )  # fmt: skip


def procedure(name: str) -> ProcedurePage:
    """A procedure's picture and table. Raises KeyError."""
    found = PROCEDURES[name]
    return ProcedurePage(name, found.label, found.note, diagram.svg(found), diagram.HEAD, diagram.rows(found))


def procedure_names() -> list[tuple[str, str]]:
    """(name, 中文) of every procedure."""
    return [(one.name, one.label) for one in PROCEDURES.values()]
