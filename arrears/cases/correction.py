"""更正: an entry that was wrong is put right by an act that names it; the old event stays, shown as corrected.

What follows from the corrected fact is done again: clocks that the event started or met are computed anew, and papers made by it
are voided (the room that issued them replaces them by its own hook).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import select

from arrears import clock
from arrears.cases import ledger
from arrears.cases.acting import Doing, handles
from arrears.cases.models import CaseEvent, Deadline
from arrears.law.procedures import ACTS
from arrears.law.procedures.form import Fact
from arrears.law.refusal import Refused

Hook = Callable[[Doing, CaseEvent, str, Any], None]
HOOKS: dict[str, Hook] = {}
"""Act id -> what a room does when an event of that act is corrected: (doing, event, fact name, right value)."""

OCCURRED = "occurred_at"
WITHDRAWN = "作废"
TAKEN_BACK: dict[str, str] = {"payments": "付款登记（正确内容写“作废”，整次作废后重新登记）"}
"""Lists that are taken back whole, not value by value: name of the fact → what the choice says. The right content is 作废."""


def corrects(act_id: str) -> Callable[[Hook], Hook]:
    """Register what a room does when an event of an act is corrected."""

    def register(hook: Hook) -> Hook:
        HOOKS[act_id] = hook
        return hook

    return register


def read(fact: Fact | None, text: str) -> Any:
    """The right value as its type. Raises `Refused` naming the field `right`."""
    kind = fact.type if fact is not None else "dt"
    label = fact.label if fact is not None else "发生时间"
    try:
        if kind == "date":
            return date.fromisoformat(text)
        if kind == "dt":
            moment = datetime.fromisoformat(text)
            return moment if moment.tzinfo else moment.replace(tzinfo=clock.BEIJING)
        if kind == "yuan":
            return Decimal(text.replace(",", ""))
        if kind == "int":
            return int(text)
        if kind == "bool":
            return {"是": True, "否": False}[text]
    except (ValueError, InvalidOperation, KeyError) as error:
        raise Refused("right", f"“{label}”的正确内容写法不对：{text}。日期写成 2026-03-05，金额写成 5600.00，是否写“是”或“否”。") from error
    return text


def _event(doing: Doing) -> tuple[CaseEvent, str]:
    """The event and the fact that are corrected; `event` is written `seq` or `seq:fact`."""
    seq_text, _, name = str(doing.facts["event"]).partition(":")
    event = doing.session.get(CaseEvent, (doing.proceeding.id, int(seq_text))) if seq_text.isdigit() else None
    if event is None:
        raise Refused("event", "本案没有这条记录，请从时间轴里选。")
    if event.actor_id != doing.viewer.user_id and "SU" not in doing.viewer.roles:
        raise Refused("event", "只有办理人本人或者负责人可以更正这条记录。")
    return event, name or OCCURRED


@handles("*.amend")
def amend(doing: Doing) -> None:
    """更正一条记录."""
    event, name = _event(doing)
    act = ACTS[event.act]
    fact = None if name == OCCURRED else next((f for f in act.facts if f.name == name), None)
    if name != OCCURRED and fact is None:
        raise Refused("event", f"“{act.label}”没有这一项内容。")
    right = read(fact, doing.facts["right"].strip())
    moment = right if isinstance(right, datetime) else None
    if isinstance(right, date) and not isinstance(right, datetime) and right > clock.today() and name.endswith(("on", "from")):
        raise Refused("right", "正确的日期不能晚于今天。")
    if moment is not None and moment > doing.recorded_at:
        raise Refused("right", "正确的时间不能晚于现在。")
    doing.corrects_seq = event.seq
    doing.facts["right_value"] = right
    doing.facts["fact"] = name
    _recount(doing, event, act.id, name, right)
    hook = HOOKS.get(act.id)
    if hook is not None:
        hook(doing, event, name, right)
    before = ledger.facts_of(doing.proceeding.id, [event.seq]).get(event.seq, {}).get(name, event.occurred_at)
    label = fact.label if fact is not None else "发生时间"
    doing.summary(f"更正“{act.label}”的{label}：{_shown(before)} → {_shown(right)}。{doing.facts['reason']}")


def _shown(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(clock.BEIJING).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return f"{len(value)} 笔"
    return str(value)[:80]


def _recount(doing: Doing, event: CaseEvent, act_id: str, name: str, right: Any) -> None:
    """Clocks that this event started or met on the corrected day are computed again."""
    if not isinstance(right, (date, datetime)):
        return
    for effect in ACTS[act_id].effects:
        if (effect.on or OCCURRED) != name:
            continue
        rows = doing.session.scalars(
            select(Deadline).where(Deadline.proceeding_id == doing.proceeding.id, Deadline.rule_id == effect.rule)
        ).all()
        for row in rows:
            if effect.op == "start" and row.started_seq == event.seq:
                row.trigger = right.isoformat()
                _again(doing, row)
            elif effect.op == "satisfy" and row.closed_seq == event.seq:
                row.satisfied_on = clock.day_of(right)
                row.satisfied_at = right if isinstance(right, datetime) else None
                row.was_late = row.due_on is not None and clock.day_of(right) > row.due_on


def _again(doing: Doing, row: Deadline) -> None:
    if row.closed_at is None:
        own = next((r for r in doing.clocks.rows if r.id == row.id), None)
        if own is not None:
            own.trigger = row.trigger
            doing.clocks.recompute(own)
        return
    doing.clocks.recompute(row)
    if row.satisfied_on is not None and row.due_on is not None:
        row.was_late = row.satisfied_on > row.due_on
