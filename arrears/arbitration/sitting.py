"""Hearing 开庭: scheduled on a lawful day, put off or not, held with its record, deliberated; suspension and extension."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from arrears import clock
from arrears.arbitration import absences, decisions, notices, term
from arrears.arbitration.course import together
from arrears.arbitration.notices import drop_hearing
from arrears.arbitration.preparing import tribunal
from arrears.cases import pages, parties, printing
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.models import Party
from arrears.documents.actions import issue, not_served, void_unread
from arrears.hearings import scheduling
from arrears.hearings.models import Courtroom, Hearing
from arrears.law import codes, deadlines
from arrears.law.refusal import Refused


@checks("arbitration.schedule")
def check_schedule(doing: Doing) -> None:
    """Every respondent served with the application, or told by the one notice of a collective case; the day lawful, the notice in time."""
    unserved = not_served(doing.session, doing.proceeding.id, ("arb-response-notice",))
    law = "《劳动争议调解仲裁法》第三十条"
    if unserved and not notices.collective_first(doing.proceeding.id):
        raise Refused("at", f"{'、'.join(unserved)}还没有送达应诉材料，答辩期没有起算，不能排庭。", law)
    if unserved:  # the one notice goes out with the application: at best it is served today
        last = deadlines.due("arb-defence", doing.day, calendar=doing.clocks.calendar, settings=doing.clocks.settings).due
        if isinstance(last, date) and doing.facts["at"].date() <= clock.day_of(last):
            raise Refused("at", f"{'、'.join(unserved)}今天送达的，答辩期也要到 {last:%Y-%m-%d} 届满；请把开庭日往后排。", law)
    away = absences.on_day(doing.proceeding.id, doing.facts["at"].date())
    if away is not None and not str(doing.facts.get("despite") or "").strip():
        raise Refused("at", f"{away.words}不便到庭，请另选日子；一定要排在这天的，写明理由。")
    scheduling.check_day(doing, doing.facts["at"])


@handles("arbitration.schedule")
def schedule(doing: Doing) -> None:
    """排庭: the room is booked, every party gets the notice."""
    at: datetime = doing.facts["at"]
    hearing = scheduling.book(doing, doing.facts["room"], at, doing.facts["mode"], together=together(doing.proceeding.id))
    doing.skip |= {("start", "arb-hearing-notice"), ("start", "arb-postpone"), ("start", "arb-recusal-apply")}
    day = at.date()
    for rule in ("arb-hearing-notice", "arb-postpone"):
        doing.clocks.start(rule, day, inputs={"hearing_date": day.isoformat()})
    doing.clocks.set_date(f"开庭（{doing.facts['room']}）", at, by=doing.viewer.name, owed_by="panel", rule_id="hearing")
    told = {"tribunal": tribunal(doing), "at": at, "place": f"{doing.viewer.body_name}{doing.facts['room']}"}
    if notices.collective_first(doing.proceeding.id):
        _tell_collective(doing, told)
    else:
        decisions.to_each(doing, "arb-hearing-notice", told)
    doing.summary(f"第 {hearing.no} 次开庭排在 {at:%m-%d %H:%M}，{doing.facts['room']}")


def _tell_collective(doing: Doing, told: dict[str, Any]) -> None:
    """One notice of everything: tribunal, defence, evidence, hearing (规则 第六十四条); the evidence period begins with it."""
    at: datetime = told["at"]
    last = max((row.due_on for row in doing.clocks.open("arb-defence") if row.due_on is not None), default=at.date())
    evidence_by = doing.facts.get("evidence_by") or min(last, at.date())
    if not doing.day < evidence_by <= at.date():
        raise Refused("evidence_by", f"举证期限应在今天以后、开庭日 {at:%Y-%m-%d} 以前，请核对。", "《劳动人事争议仲裁办案规则》第十五条")
    people = parties.told(doing.proceeding.id)
    names = {role: [p.name for p in people if p.role == role] for role in ("applicant", "respondent")}
    for name, party_id in notices.addressees(doing.proceeding.id):
        doing.clocks.set_date(
            f"举证期：{name}", evidence_by, by=doing.viewer.name, owed_by="party", subject=f"party:{party_id}", rule_id="arb-evidence"
        )
    facts = {
        **told, "applicants": printing.group_name(names["applicant"]), "respondents": names["respondent"], "cause": printing.CAUSE,
        "representatives": [p.name for p in people if p.representative], "evidence_by": evidence_by,
    }  # fmt: skip
    decisions.to_each(doing, "arb-collective-notice", facts)


@handles("arbitration.ask-postpone")
def ask_postpone(doing: Doing) -> None:
    """申请延期开庭: in time or not is said; the tribunal decides."""
    running = doing.clocks.open("arb-postpone")
    late = bool(running and running[0].due_on is not None and doing.facts["on"] > running[0].due_on)
    doing.facts["late"] = late
    tail = f"（最后一日 {running[0].due_on}，已逾期）" if late and running else ""
    doing.summary(f"申请延期开庭：{doing.facts['reason'][:80]}{tail}")


@checks("arbitration.postpone")
def check_postponement(doing: Doing) -> None:
    """A request to decide on; without one the tribunal says why it puts the hearing off by itself."""
    hearing = scheduling.planned(doing.proceeding.id)
    if hearing is None:
        raise Refused("", "没有排好的开庭，不用办延期。")
    if notices.postponement_asked(doing.proceeding.id, hearing.seq):
        return
    if not doing.facts["granted"]:
        raise Refused("granted", "没有当事人申请延期，不用作不准延期的决定；先登记延期申请。")
    if not str(doing.facts.get("reason") or "").strip():
        raise Refused("reason", "没有当事人申请的，请写明仲裁庭决定延期的理由。", "《劳动人事争议仲裁办案规则》第三十八条")


@handles("arbitration.postpone")
def postpone(doing: Doing) -> None:
    """延期开庭决定: told to every party; granted, the room is free and the notices that nobody has yet are void."""
    hearing = scheduling.planned(doing.proceeding.id)
    assert hearing is not None
    room = doing.session.get(Courtroom, hearing.room_id)
    asked = notices.postponement_asked(doing.proceeding.id, hearing.seq)
    granted = bool(doing.facts["granted"])
    facts: dict[str, Any] = {
        "granted": granted, "at": hearing.at, "place": f"{doing.viewer.body_name}{room.name if room is not None else ''}",
        "reason": str(asked.get("reason") or doing.facts.get("reason")), "late": bool(asked.get("late")) and not granted,
    }  # fmt: skip
    if asked:
        facts["asked_on"] = asked["on"]
    decisions.to_each(doing, "postponement-decision", facts)
    if not granted:
        doing.go("a-scheduled")
        doing.summary("不准延期，按原定时间开庭")
        return
    hearing.state = "postponed"
    doing.clocks.drop("hearing")
    doing.clocks.drop("arb-postpone")
    void_unread(doing, notices.NOTICES, hearing.seq, "开庭延期")
    doing.go("a-prehearing")
    doing.summary("准予延期开庭，另行排期")


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
    for running in doing.clocks.open("arb-defence"):
        if running.due_on is not None and running.due_on >= hearing.at.date():
            raise Refused("", f"{running.title}到 {running.due_on} 才届满，应当改期。", "《劳动争议调解仲裁法》第三十条")
    late = not_served(doing.session, doing.proceeding.id, notices.NOTICES, hearing.seq)
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
        "undisputed": facts.get("undisputed") or None,
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
    """评议: each opinion under its name, the result, the minority view; 副卷 (法 第四十五条)."""
    left, right = printing.sides(doing.proceeding.id)
    panel = tribunal(doing)
    facts = {
        "case_no": doing.proceeding.number, "cause": printing.CAUSE, "parties": f"{printing.group_name(left)}诉{'、'.join(right)}",
        "held_at": doing.occurred_at, "tribunal": panel, "opinions": [_opinion(str(o), panel) for o in doing.facts["opinions"]],
        "result": str(doing.facts.get("result") or "").strip() or "按多数意见裁决，见各人意见。",
        "minority": str(doing.facts.get("minority") or "").strip() or None,
    }  # fmt: skip
    issue(doing, "arb-deliberation", facts)
    doing.summary("评议，意见记入笔录")


def _opinion(line: str, panel: dict[str, Any]) -> dict[str, str]:
    """One line of the form, "赵敏：同意" or words alone, as a turn of the record."""
    who, sign, words = line.replace(":", "：", 1).partition("：")
    if sign and who.strip() in {panel["presiding"], *panel["members"]}:
        return {"who": who.strip(), "words": words.strip()}
    return {"who": panel["presiding"] if not panel["members"] else "仲裁员", "words": line.strip()}


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
    decisions.signed_sheet(doing, decisions.extension_sheet(doing.proceeding, doing.facts))
    old = doing.clocks.open("arb-award")[0].due_on
    row = doing.clocks.extend("arb-award", doing.facts["days"])[0]
    facts = {"reason": doing.facts["complex_because"], "days": doing.facts["days"], "old_due": old, "new_due": row.due_on}
    decisions.to_each(doing, "extension-notice", facts)
    doing.summary(f"审理期限延长 {doing.facts['days']} 日，至 {row.due_on}")


@checks("arbitration.suspend")
def check_suspension(doing: Doing) -> None:
    """A limit that runs, and a day inside it that is not yet to come."""
    running = doing.clocks.open("arb-award")
    if not running:
        raise Refused("", "审理期限没有在计算，不用中止。")
    day = doing.facts["decided_on"]
    if day > doing.recorded_at.date() or day < term.begun_on(running[0]):
        raise Refused("decided_on", f"中止日期应在 {term.begun_on(running[0])} 以后、今天以前，请核对。")


@handles("arbitration.suspend")
def suspend(doing: Doing) -> None:
    """中止: every party is told the days used and left; a planned hearing frees its room."""
    facts = doing.facts
    decisions.signed_sheet(doing, decisions.suspension_sheet(doing.proceeding, facts))
    running = doing.clocks.open("arb-award")[0]
    ground = codes.label("suspension_ground", facts["ground"])
    told = {"reason": ground, "decided_on": facts["decided_on"], **decisions.counted(running, facts["decided_on"])}
    decisions.to_each(doing, "suspension-notice", told)
    drop_hearing(doing)
    doing.summary(f"中止审理：{ground}；已用 {told['days_used']} 日，尚余 {told['days_left']} 日")


@checks("arbitration.resume")
def check_resumption(doing: Doing) -> None:
    """Not before the suspension began, and not in advance."""
    since = next((row.paused_since for row in doing.clocks.open("arb-award") if row.paused_since is not None), None)
    day = doing.facts["on"]
    if (since is not None and day < since) or day > doing.recorded_at.date():
        raise Refused("on", f"恢复日期应在中止日 {since} 以后、今天以前，请核对。")


@handles("arbitration.resume")
def resume(doing: Doing) -> None:
    """恢复: the days go on where they stood. A hearing that the suspension cancelled has to be set anew."""
    if doing.proceeding.back_state == "a-scheduled" and scheduling.planned(doing.proceeding.id) is None:
        doing.proceeding.back_state = "a-prehearing"
    running = doing.clocks.open("arb-award")
    since = running[0].paused_since if running else None
    if since is None:
        doing.summary("恢复审理")
        return
    told = decisions.counted(running[0], since)
    facts = {"suspended_on": since, "resumed_on": doing.facts["on"], "days_used": told["days_used"], "days_left": told["days_left"]}
    decisions.to_each(doing, "resumption-notice", lambda: {**facts, "new_due": running[0].due_on})
    doing.summary(f"恢复审理，尚余 {told['days_left']} 日")


pages.APPROVAL_PAPERS["arbitration.suspend"] = decisions.suspension_sheet
pages.APPROVAL_PAPERS["arbitration.extend"] = decisions.extension_sheet
