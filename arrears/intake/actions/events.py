"""Group events 群体事件: quick report, follow-ups, end. The heads hear at once; no reporter is named (law 5.5)."""

from __future__ import annotations

from arrears.cases.acting import Doing, handles
from arrears.intake.actions.heads import heads_of
from arrears.law.refusal import Refused


@handles("lead.group-report", "lead.group-follow", "lead.group-over")
def group_event(doing: Doing) -> None:
    """快报、续报、结束."""
    facts = doing.facts
    if facts["time"] > doing.recorded_at:
        raise Refused("time", "发生时间不能晚于现在。")
    if doing.act.name != "group-report" and not (doing.clocks.open("group-follow") or doing.clocks.open("group-report-written")):
        raise Refused("", "还没有群体事件快报，请先报快报。", doing.act.source)
    amount = f"，涉及 {facts['sum']} 元" if facts.get("sum") is not None else ""
    line = f"{doing.act.label}：{facts['place']}，{facts['heads']} 人{amount}。{facts['conduct']}；已采取：{facts['done']}"
    doing.tell(frozenset(heads_of(doing)), f"【{doing.act.label}】{doing.proceeding.number} {line}"[:300])
    doing.summary(line[:300])
