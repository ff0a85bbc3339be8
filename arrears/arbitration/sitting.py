"""Hearing 开庭: scheduled on a lawful day, put off or not, held with its record, deliberated; suspension and extension."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from arrears.arbitration.preparing import tribunal
from arrears.cases import parties, printing
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.models import Party
from arrears.documents.actions import issue, not_served
from arrears.hearings import scheduling
from arrears.hearings.models import Courtroom, Hearing
from arrears.law import codes
from arrears.law.refusal import Refused


@checks("arbitration.schedule")
def check_schedule(doing: Doing) -> None:
    """Every respondent served with the application; outside each defence period; the notice still in time."""
    unserved = not_served(doing.session, doing.proceeding.id, ("arb-response-notice", "add-party-notice"))
    if unserved:
        raise Refused("at", f"{'、'.join(unserved)}还没有送达应诉材料，答辩期没有起算，不能排庭。", "《劳动争议调解仲裁法》第三十条")
    scheduling.check_day(doing, doing.facts["at"])


@handles("arbitration.schedule")
def schedule(doing: Doing) -> None:
    """排庭: the room is booked, every party gets the notice."""
    at: datetime = doing.facts["at"]
    hearing = scheduling.book(doing, doing.facts["room"], at, doing.facts["mode"])
    doing.skip |= {("start", "arb-hearing-notice"), ("start", "arb-postpone"), ("start", "arb-recusal-apply")}
    day = at.date()
    for rule in ("arb-hearing-notice", "arb-postpone"):
        doing.clocks.start(rule, day, inputs={"hearing_date": day.isoformat()})
    doing.clocks.set_date(f"开庭（{doing.facts['room']}）", at, by=doing.viewer.name, owed_by="panel", rule_id="hearing")
    panel = tribunal(doing)
    people = parties.told(doing.proceeding.id)
    left = [p for p in people if p.role == "applicant"]
    for p in [*left[:1], *(p for p in people if p.role == "respondent")]:
        issue(
            doing,
            "arb-hearing-notice",
            {"to": p.name, "tribunal": panel, "at": at, "place": f"{doing.viewer.body_name}{doing.facts['room']}"},
            recipients={p.name: p.id},
        )
    doing.summary(f"第 {hearing.no} 次开庭排在 {at:%m-%d %H:%M}，{doing.facts['room']}")


@handles("arbitration.ask-postpone")
def ask_postpone(doing: Doing) -> None:
    """申请延期开庭: in time or not is said; the tribunal decides."""
    running = doing.clocks.open("arb-postpone")
    late = bool(running and running[0].due_on is not None and doing.facts["on"] > running[0].due_on)
    doing.facts["late"] = late
    tail = f"（最后一日 {running[0].due_on}，已逾期）" if late and running else ""
    doing.summary(f"申请延期开庭：{doing.facts['reason'][:80]}{tail}")


@handles("arbitration.postpone")
def postpone(doing: Doing) -> None:
    """延期开庭决定."""
    if doing.facts["granted"]:
        hearing = scheduling.planned(doing.proceeding.id)
        if hearing is not None:
            hearing.state = "postponed"
        doing.clocks.drop("hearing")
        doing.clocks.drop("arb-postpone")
        doing.go("a-prehearing")
        doing.summary("准予延期开庭，另行排期")
    else:
        doing.go("a-scheduled")
        doing.summary("不准延期，按原定时间开庭")


@checks("arbitration.hear", "arbitration.hear-absent")
def check_hearing(doing: Doing) -> None:
    """A planned hearing that has begun; the notice served in time, else it must be moved."""
    hearing = scheduling.planned(doing.proceeding.id)
    if hearing is None:
        if doing.proceeding.state == "a-hearing":
            return
        raise Refused("", "没有排好的开庭，请先排庭。")
    if doing.recorded_at < hearing.at - timedelta(minutes=30):
        raise Refused("", f"开庭时间是 {hearing.at:%m-%d %H:%M}，还没有到。")
    late = not_served(doing.session, doing.proceeding.id, ("arb-hearing-notice",), hearing.seq)
    if late:
        raise Refused("", f"{'、'.join(late)}的开庭通知没有送达生效，应当改期。", "《劳动争议调解仲裁法》第三十五条")
    if doing.act.name == "hear-absent" and not doing.facts["notice_proved"]:
        raise Refused("notice_proved", "缺席审理要有合法通知的证明。", "《劳动争议调解仲裁法》第三十六条")


def _hold(doing: Doing, record: str, present: list[Any]) -> Hearing | None:
    hearing = scheduling.planned(doing.proceeding.id)
    if hearing is None:
        return None
    hearing.state, hearing.record, hearing.present, hearing.held_seq = "held", record, present, doing.seq
    for rule in ("hearing", "arb-hearing-notice"):
        doing.clocks.satisfy(rule, hearing.at)
    doing.clocks.drop("arb-postpone")
    return hearing


@handles("arbitration.hear")
def hear(doing: Doing) -> None:
    """开庭: the record, who was there, the attempt to settle (法 第四十二条)."""
    facts = doing.facts
    hearing = _hold(doing, facts["record"], list(facts["present"]))
    assert hearing is not None
    issue(doing, "arb-hearing-transcript", _transcript(doing, hearing, facts))
    doing.summary(f"第 {hearing.no} 次开庭，到庭 {len(facts['present'])} 人；调解：{facts['mediation_attempt'][:60]}")


def _transcript(doing: Doing, hearing: Hearing, facts: dict[str, Any]) -> dict[str, Any]:
    room = doing.session.get(Courtroom, hearing.room_id)
    span = list(facts["span"])
    return {
        "cause": printing.CAUSE,
        "started_at": span[0],
        "ended_at": span[-1] if len(span) > 1 else span[0] + timedelta(hours=1),
        "place": room.name if room is not None else "",
        "hearing_no": hearing.no,
        "tribunal": tribunal(doing),
        "present": [{"name": str(p["name"]), "role": str(p["role"]), "checked": str(p.get("checked", ""))} for p in facts["present"]],
        "absent": facts.get("absent"),
        "recusal_applicant": facts["recusal_asked"],
        "recusal_respondent": None if facts.get("absent") else facts["recusal_asked"],
        "claims_and_answer": [
            {"who": "申请人", "words": "请求事项同申请书。"},
            {"who": "被申请人", "words": facts.get("answer") or "未答辩。"},
        ],
        "questions": [{"who": "记录", "words": facts["record"]}],
        "mediation": facts["mediation_attempt"],
    }


@handles("arbitration.hear-absent")
def hear_absent(doing: Doing) -> None:
    """缺席审理: who was properly told and stayed away."""
    party = doing.session.get(Party, int(doing.facts["party"]))
    if party is None or party.matter_id != doing.proceeding.matter_id:
        raise Refused("party", "请选择缺席的一方当事人。")
    record = str(doing.facts.get("record") or f"{party.name}经依法通知无正当理由未到庭。")
    present = list(doing.facts.get("present") or [])
    hearing = _hold(doing, record, present)
    if hearing is not None:
        facts = {
            "span": doing.facts.get("span") or [hearing.at, hearing.until],
            "present": present or [{"name": printing.sides(doing.proceeding.id)[0][0], "role": "申请人"}],
            "absent": record,
            "recusal_asked": "不申请",
            "record": record,
            "mediation_attempt": str(doing.facts.get("mediation_attempt") or "一方未到庭，无法调解。"),
        }
        issue(doing, "arb-hearing-transcript", _transcript(doing, hearing, facts))
    doing.facts["absent_name"] = party.name
    doing.summary(f"{party.name}无正当理由未到庭，缺席审理")


@handles("arbitration.deliberate")
def deliberate(doing: Doing) -> None:
    """评议."""
    doing.summary("评议，意见记入笔录")


@checks("arbitration.extend")
def check_extension(doing: Doing) -> None:
    """At most 15 days, once, approved on or before the due day (C9)."""
    running = doing.clocks.open("arb-award")
    if not running or running[0].due_on is None:
        raise Refused("", "裁决期限没有在走，不能延期。")
    if doing.recorded_at.date() > running[0].due_on:
        raise Refused("", f"裁决期限已于 {running[0].due_on} 届满，不能再延期。", "《劳动人事争议仲裁办案规则》第四十五条")
    if int(running[0].inputs.get("extension_days", 0)):
        raise Refused("days", "已经延长过一次，不能再延长。", "《劳动人事争议仲裁办案规则》第四十五条")
    if not 0 < doing.facts["days"] <= 15:
        raise Refused("days", "延长不得超过 15 日。", "《劳动争议调解仲裁法》第四十三条")


@handles("arbitration.extend")
def extend(doing: Doing) -> None:
    """延期审理."""
    rows = doing.clocks.extend("arb-award", doing.facts["days"])
    doing.summary(f"审理期限延长 {doing.facts['days']} 日，至 {rows[0].due_on}")


@handles("arbitration.suspend")
def suspend(doing: Doing) -> None:
    """中止."""
    doing.proceeding.back_state = doing.proceeding.state
    doing.summary(f"中止审理：{codes.label('suspension_ground', doing.facts['ground'])}")
