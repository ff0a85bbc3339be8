"""Facts of intake's papers 文书要素: registration form, acceptance notice, transfer form, one-time notice, reply.

Each paper that names the reporter is issued with `secret_reporter`: only who may see reporters reads it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from arrears import clock
from arrears.cases.acting import Doing
from arrears.documents.facts import Period, Task
from arrears.intake.models import Lead, WorkOrder
from arrears.law import codes
from arrears.personal import vault

SECTION = re.compile(r"【([^【】]{2,8})】([^【]*)")


def employer_words(lead: Lead) -> str:
    """The other side as a paper names it."""
    return lead.employer_name or (f"{lead.sign_name}（招牌）" if lead.sign_name else lead.project_name or "单位不详")


def reporter_name(doing: Doing, lead_id: int) -> str:
    """The name of the first reporter of a lead, for a paper to that person; 反映人 where none was told."""
    from arrears.intake.actions.orders import orders_of

    rows = orders_of([lead_id])
    ids = [row.reporter_name for row in rows if row.reporter_name]
    return vault.opened(ids[:1]).get(ids[0], "反映人") if ids else "反映人"


def period_of(lead: Lead) -> Period | None:
    """Months of the arrears as whole days; None unless both ends are known."""
    if not lead.period_start or not lead.period_end:
        return None
    start = date.fromisoformat(f"{lead.period_start}-01")
    year, month = map(int, lead.period_end.split("-"))
    after = date(year + month // 12, month % 12 + 1, 1)
    return Period(start=start, end=date.fromordinal(after.toordinal() - 1))


def registration(doing: Doing, lead: Lead, order: WorkOrder, narrative: str, name: str | None) -> Callable[[], Mapping[str, Any]]:
    """欠薪线索登记表 (副卷)."""

    def facts() -> Mapping[str, Any]:
        return {
            "source": codes.label("source", order.source),
            "order_nos": [order.order_no],
            "received_at": order.received_at.astimezone(clock.BEIJING),
            "reporter": name or ("匿名" if order.anonymous else ""),
            "confidential": order.confidential,
            "employer": employer_words(lead),
            "project": lead.project_name,
            "place": doing.proceeding.place,
            "industry": codes.label("industry", lead.industry) if lead.industry else "",
            "headcount": lead.workers_claimed,
            "amount": lead.amount_claimed,
            "period": period_of(lead),
            "summary": narrative,
            "taker": doing.viewer.name,
        }

    return facts


def acceptance(
    doing: Doing, lead: Lead, *, route: str, handler: str, handler_phone: str, target_on: date
) -> Mapping[str, Any]:
    """欠薪线索受理告知书."""
    return {
        "lead_no": doing.proceeding.number,
        "complainant": reporter_name(doing, lead.proceeding_id),
        "received_on": clock.day_of(doing.proceeding.received_at),
        "employer": employer_words(lead),
        "route": codes.label("route", route),
        "handler": handler,
        "handler_phone": handler_phone,
        "target_on": target_on,
    }


def transfer(doing: Doing, lead: Lead, *, approver: str) -> Mapping[str, Any]:
    """欠薪线索转办单."""
    return {
        "to_body": doing.facts["to_body"],
        "employer": employer_words(lead),
        "headcount": lead.workers_claimed,
        "amount": lead.amount_claimed,
        "reason": doing.facts["reason"],
        "deadline": doing.facts["deadline"],
        "handler": doing.facts.get("handler") or doing.viewer.name,
        "approver": approver,
    }


def one_time(doing: Doing, lead: Lead, missing: Sequence[str], due: date) -> Mapping[str, Any]:
    """一次性补正告知书."""
    return {
        "to": reporter_name(doing, lead.proceeding_id),
        "received_on": clock.day_of(doing.proceeding.received_at),
        "matter": f"反映{employer_words(lead)}拖欠劳动报酬",
        "missing": [Task(text=text) for text in missing],
        "deadline": due,
        "handler": doing.viewer.name,
    }


def sections(text: str) -> dict[str, str]:
    """The parts of a reply block: 【联系情况】…【核实情况】… -> heading: text."""
    return {head: body.strip() for head, body in SECTION.findall(text) if body.strip()}


def reply(doing: Doing, lead: Lead, text: str, next_step: str = "") -> Mapping[str, Any]:
    """答复意见书, made of the reply block that the clerk has edited."""
    parts = sections(text)
    findings = [parts[head] for head in ("联系情况", "核实情况") if head in parts] or [text.strip()]
    return {
        "complainant": reporter_name(doing, lead.proceeding_id),
        "employer": employer_words(lead),
        "matters": f"反映{employer_words(lead)}拖欠劳动报酬",
        "findings": findings,
        "result": parts.get("办理结果", text.strip()),
        "next_step": next_step or parts.get("下一步") or parts.get("依据") or parts.get("办理结果", text.strip()),
    }
