"""Acts of mediation 调解办理: application, consents, invitation, sessions, failure, end. Agreement and money: agreeing.py.

Handlers write this room's rows inside `perform`; `open_mediation` is what the form calls.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from arrears import clock
from arrears.access.models import AppUser, Membership
from arrears.access.viewer import Viewer
from arrears.cases import parties, roster, transitions
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.attaching import attach
from arrears.cases.common_acts import active_member, take_along
from arrears.cases.models import Party, Proceeding, ProceedingParty
from arrears.cases.outcomes import Outcome
from arrears.db import session
from arrears.documents.actions import issue
from arrears.documents.models import Document
from arrears.law import codes
from arrears.law.refusal import Refused
from arrears.mediation import drafts, leaving, papers
from arrears.mediation.models import Mediation, MediationSession

roster.ISSUERS.append(lambda doing, facts: issue(doing, "wage-confirmation", facts))
BRING = ("营业执照副本复印件", "法定代表人身份证明", "授权委托书（写明是否有权和解）", "工资发放、考勤等材料")


def row_of(doing: Doing) -> Mediation:
    """The mediation's own row."""
    row = doing.session.get(Mediation, doing.proceeding.id, populate_existing=True)
    assert row is not None
    return row


def open_mediation(
    viewer: Viewer,
    facts: Mapping[str, Any],
    *,
    token: str,
    lead_id: int | None = None,
    owner_id: int | None = None,
    body_id: int | None = None,
    late_reason: str = "",
) -> Outcome:
    """Open a mediation by its application; out of a lead, on the same matter. Raises `Refused`, `NotAllowed`.

    The day of receipt (`applied_on`) may be earlier than today; the clocks count from it, and the entry is shown as 补录: an act of
    that day, which ended at 24:00.
    """
    applied_on = facts.get("applied_on")
    earlier = applied_on is not None and applied_on < clock.today()
    matter_id = None
    if lead_id is not None:
        matter_id = session.scalar(select(Proceeding.matter_id).where(Proceeding.id == lead_id, Proceeding.procedure == "lead"))
        if matter_id is None:
            raise Refused("", "没有这条线索，请从线索页面转入。")
    return transitions.begin(
        "mediation.apply", viewer, token=token, facts={**facts, "lead_id": lead_id}, body_id=body_id, owner_id=owner_id,
        matter_id=matter_id, about_id=lead_id, late_reason=late_reason,
        occurred_at=clock.end_of(applied_on) - clock.SECOND if earlier and applied_on is not None else None,
    )  # fmt: skip


@handles("mediation.apply")
def apply(doing: Doing) -> None:
    """申请调解: parties and claims of the matter, the application paper, and the lead it came from moves on."""
    facts = doing.facts
    applied_on: date = facts["applied_on"]
    if applied_on > clock.today():
        raise Refused("applied_on", "收到申请之日不能晚于今天，请填写实际收到的日期。")
    people = [parties.enter(doing, "applicant", {**p, "named_consent_on": applied_on}, n) for n, p in enumerate(facts["applicants"], 1)]
    _no_twins(people)
    for n, told in enumerate(facts["respondents"], 1):
        parties.enter(doing, "respondent", told, n)
    parties.enter_claims(doing, _claims_by_name(facts["claims"], {p.name: p.id for p in people}), [p.id for p in people])
    row = Mediation(
        proceeding_id=doing.proceeding.id, applied_on=applied_on, source=facts["source"], oral=facts["oral"],
        facts_text=facts["facts"], consent_a=applied_on, mode=facts.get("mode", "on_site"),
    )  # fmt: skip
    doing.session.add(row)
    doing.session.flush()
    parties.copy_summary(doing)
    if facts["source"] == "newform":
        doing.holds("newform")
    _keep_ids(doing, [p.id for p in people])
    take_along(doing, facts.get("lead_id"))
    if papers.complete([p for p in parties.told(doing.proceeding.id) if p.role == "applicant"]):
        issue(doing, "mediation-application", lambda: papers.application(doing.proceeding, row))
    doing.summary(f"{doing.proceeding.title}申请调解，请求 {len(facts['claims'])} 项{'（口头申请，已记录）' if facts['oral'] else ''}")


def _no_twins(people: Sequence[Party]) -> None:
    """The same person twice in one list is a slip of the hand."""
    names = [p.name for p in people]
    if len({p.id for p in people}) < len(people):
        twice = next(p.name for p in people if names.count(p.name) > 1)
        raise Refused("applicants", f"“{twice}”填了两次；真是同名的两个人，请填上各自的身份证号。")


def _claims_by_name(claims: Sequence[Mapping[str, Any]], known: Mapping[str, int]) -> list[dict[str, Any]]:
    """Claims told with the name of the one whose they are (`whose`), as `parties.enter_claims` takes them."""
    made = []
    for n, told in enumerate(claims, start=1):
        row = dict(told)
        whose = str(row.pop("whose", "") or "").strip()
        if whose and whose not in known:
            raise Refused("claims", f"第 {n} 项请求写的“{whose}”不在申请人里，请照申请人的姓名写，全体的请留空。")
        made.append({**row, "party_id": known.get(whose)})
    return made


def _keep_ids(doing: Doing, ids: list[int]) -> None:
    """The event's record keeps ids of parties, not their personal values."""
    doing.facts["applicants"] = ids
    doing.facts["respondents"] = list(
        doing.session.scalars(
            select(ProceedingParty.party_id).where(
                ProceedingParty.proceeding_id == doing.proceeding.id, ProceedingParty.role == "respondent"
            )
        )
    )


def missing_ids(proceeding_id: int, given: Collection[int] = ()) -> list[str]:
    """Names of applicants whose identity is not known yet (needed for acceptance); `given`: party ids it comes with now."""
    return [p.name for p in parties.told(proceeding_id, "applicant") if not p.is_unit and not p.id_no and p.id not in given]


def complete_parties(doing: Doing) -> None:
    """补当事人信息 that came with the act (fact `parties`): taken in first; the record keeps ids, not the values."""
    rows = doing.facts.pop("parties", None) or []
    done = parties.complete(doing, rows)
    if done:
        doing.facts["parties_completed"] = done


@handles("mediation.invite")
def invite(doing: Doing) -> None:
    """征询意见: the invitation with time and place."""
    facts = doing.facts
    row = row_of(doing)
    at: datetime = facts["time"]
    if at <= doing.recorded_at:
        raise Refused("time", "调解时间应在现在之后，请重新约时间。")
    row.invited_at, row.next_meeting_at, row.meeting_place = doing.occurred_at, at, facts["place"][:120]
    doing.clocks.set_date("调解会", at, by=doing.viewer.name, owed_by="mediator", rule_id="meeting")
    left, right = papers.sides(doing.proceeding.id)
    for name in right:
        issue(
            doing,
            "mediation-invitation",
            {
                "to": name,
                "applicants": left[0] if len(left) == 1 else f"{left[0]}等{len(left)}人",
                "cause": papers.CAUSE,
                "applied_on": row.applied_on,
                "at": at,
                "place": facts["place"],
                "bring": list(BRING),
                "mediator": papers.mediator_name(doing.proceeding),
            },
            recipients={name: None},
        )
    doing.summary(f"约 {at:%m-%d %H:%M} 在{facts['place']}调解，通知{'、'.join(right)}")


@handles("mediation.reply-invite")
def reply_invite(doing: Doing) -> None:
    """答复意向."""
    row = row_of(doing)
    row.willing = doing.facts["willing"]
    if row.willing == "yes":
        row.consent_b = doing.facts["on"]
    doing.summary(f"被申请人答复：{codes.label('willing', row.willing)}")


@checks("mediation.accept")
def check_acceptance(doing: Doing) -> None:
    """Needs a labour dispute, both consents not after today, and the applicants' identity."""
    if not doing.facts["labour_dispute"]:
        raise Refused("labour_dispute", "不属于劳动人事争议的，请办“不予受理”，并告知其他途径。")
    for name in ("consent_a", "consent_b"):
        if doing.facts[name] > clock.today():
            raise Refused(name, "同意日期不能晚于今天。")
    given = {int(p["party_id"]) for p in doing.facts.get("parties") or [] if p.get("id_no")}
    missing = missing_ids(doing.proceeding.id, given)
    if missing:
        raise Refused("people", f"受理前要有申请人的证件号：{'、'.join(missing[:5])}{'等' if len(missing) > 5 else ''}，请在这里补上。")


@handles("mediation.accept")
def accept(doing: Doing) -> None:
    """受理: what parties lacked is completed first; the notice prints the end of `med-end`."""
    complete_parties(doing)
    row = row_of(doing)
    _late_application(doing, row)
    row.consent_a, row.consent_b = doing.facts["consent_a"], doing.facts["consent_b"]
    if row.source == "newform":
        doing.holds("newform")
    running = doing.clocks.open("med-end")
    end_by = running[0].due_on if running and running[0].due_on else clock.today()
    left, right = papers.sides(doing.proceeding.id)
    issue(
        doing,
        "mediation-acceptance-notice",
        papers.acceptance(doing.proceeding, row, end_by),
        recipients=dict.fromkeys([*left[:1], *right]),
    )
    doing.summary(f"受理，调解期限至 {end_by}")


def _late_application(doing: Doing, row: Mediation) -> None:
    """The application paper that could not be made without the identities is made now."""
    made = doing.session.scalar(
        select(Document.id).where(Document.proceeding_id == doing.proceeding.id, Document.kind == "mediation-application").limit(1)
    )
    if made is None and papers.complete(parties.told(doing.proceeding.id, "applicant")):
        issue(doing, "mediation-application", lambda: papers.application(doing.proceeding, row))


@handles("mediation.assign")
def assign(doing: Doing) -> None:
    """指派调解员: the owner of the case from here on."""
    user = active_member(doing, doing.facts["mediator"], "mediator")
    row_of(doing).mediator_id = user.id
    doing.own(user.id)
    doing.tell({user.id}, f"{doing.proceeding.number} 已指派给您调解。")
    doing.summary(f"指派{user.name}")


@handles("mediation.join")
def join(doing: Doing) -> None:
    """联合调解: seats of other bodies; our own people get a seat in the case."""
    seats = doing.facts["seats"]
    for seat in seats:
        if isinstance(seat, Mapping) and seat.get("user_id"):
            doing.seat(int(seat["user_id"]), "joint")
    row = row_of(doing)
    row.source = "joint" if row.source == "self" else row.source
    row.mediator_id = doing.proceeding.owner_id
    doing.summary(f"联合调解，参加单位 {len(seats)} 个")


@checks("mediation.session", "mediation.agree")
def check_mediator(doing: Doing) -> None:
    """A session needs somebody who mediates."""
    if doing.proceeding.owner_id is None:
        raise Refused("", "这件还没有调解员，请先指派。")


@handles("mediation.session")
def hold_session(doing: Doing) -> None:
    """调解会: the record becomes part of the file; a draft that was autosaved is taken in."""
    facts = doing.facts
    if facts["held_at"] > doing.recorded_at:
        raise Refused("held_at", "调解时间不能晚于现在，请填写实际开始的时间。")
    row = _draft_of(doing)
    if row is None:
        no = drafts.next_no(doing.session, doing.proceeding.id)
        row = MediationSession(proceeding_id=doing.proceeding.id, no=no, version=1)
        doing.session.add(row)
    row.held_at, row.place = facts["held_at"], facts["place"][:120]
    row.attendance, row.record = list(facts["attendance"]), facts["record"]
    row.outcome, row.seq = facts["outcome"], doing.seq
    row.saved_at, row.saved_by = doing.recorded_at, doing.viewer.user_id
    for running in doing.clocks.open("meeting"):
        doing.clocks.satisfy("meeting", facts["held_at"], subject=running.subject)
    row_of(doing).next_meeting_at = facts.get("next_at")
    if facts.get("next_at"):
        if facts["next_at"] <= doing.recorded_at:
            raise Refused("next_at", "下次调解的时间应在现在之后，请重新约时间。")
        doing.clocks.set_date("调解会", facts["next_at"], by=doing.viewer.name, owed_by="mediator", rule_id="meeting")
    issue(doing, "mediation-transcript", _transcript(doing, row))
    doing.facts["session_id"] = row.no
    doing.summary(f"第 {row.no} 次调解：{codes.label('session_outcome', row.outcome)}")


def _draft_of(doing: Doing) -> MediationSession | None:
    """The draft that becomes the record; refused when another window has saved one that this form has not seen."""
    tab, seen = str(doing.facts.pop("tab", "")), int(doing.facts.pop("draft_seen", 0) or 0)
    try:
        return drafts.claimable(doing.session, doing.proceeding.id, tab, seen)
    except drafts.Elsewhere as other:
        when = f"{other.draft.saved_at:%H:%M}"
        raise Refused("record", f"这份笔录在另一个窗口里存过（{when}），您填的都在；请看下面那一份，合并后再办。") from other


def _transcript(doing: Doing, row: MediationSession) -> dict[str, Any]:
    facts = doing.facts
    present = [
        {"name": a["name"], "role": a["role"], "checked": a.get("checked", "")} for a in facts["attendance"] if a.get("how") != "absent"
    ]
    mediator = papers.mediator_name(doing.proceeding)
    ended = facts.get("ended_at") or doing.recorded_at
    return {
        "started_at": row.held_at,
        "ended_at": max(ended, row.held_at) if row.held_at else ended,
        "place": row.place,
        "mediator": mediator,
        "recorder": facts.get("recorder") or mediator,
        "present": present or [{"name": mediator, "role": "调解员"}],
        "informed_applicant": "听清",
        "informed_respondent": "听清",
        "applicant_says": facts.get("applicant_says") or "见笔录。",
        "respondent_says": facts.get("respondent_says") or "见笔录。",
        "turns": [{"who": "记录", "words": row.record}],
        "outcome": {"again": "择日再调", "agreed": "达成协议", "partly": "达成协议"}.get(row.outcome, "终结"),
    }


FAIL_WORDS: Mapping[str, str] = {
    "failed": "双方未能达成协议", "refused": "一方不同意调解", "timeout": "调解期限届满仍未达成协议", "no_show": "被申请人无正当理由不到场",
    "withdrawn": "申请人撤回",
}  # fmt: skip


@handles("mediation.fail")
def fail(doing: Doing) -> None:
    """调解不成."""
    row = row_of(doing)
    row.result, row.fail_reason = doing.facts["result"], doing.facts["fail_reason"]
    if row.result in {"agreement", "settled", "partial"}:
        raise Refused("result", "达成协议的请办“达成协议”；这里选未成的结果。")
    reason = f"{FAIL_WORDS.get(row.result, '双方未能达成协议')}（{codes.label('fail_reason', row.fail_reason)}）"
    left, right = papers.sides(doing.proceeding.id)
    issue(
        doing,
        "mediation-failure-notice",
        papers.failure(doing.proceeding, row, reason, doing.day),
        recipients=dict.fromkeys([*left[:1], *right]),
    )
    _end_meetings(doing)
    doing.summary(reason)


@handles("mediation.decline")
def decline(doing: Doing) -> None:
    """不同意调解."""
    row = row_of(doing)
    party = doing.session.get(Party, int(doing.facts["by"]))
    if party is None or party.matter_id != doing.proceeding.matter_id:
        raise Refused("by", "请选择不同意调解的一方。")
    row.result = "refused"
    left, right = papers.sides(doing.proceeding.id)
    reason = f"{party.name}不同意调解"
    issue(
        doing,
        "mediation-failure-notice",
        papers.failure(doing.proceeding, row, reason, doing.facts["on"]),
        recipients=dict.fromkeys([*left[:1], *right]),
    )
    _end_meetings(doing)
    doing.summary(reason)


@handles("mediation.withdraw")
def withdraw(doing: Doing) -> None:
    """撤回."""
    row_of(doing).result = "withdrawn"
    _end_meetings(doing)
    private = "，已自行和解（私下和解没有强制执行力，已提示）" if doing.facts["settled_privately"] else ""
    doing.summary(f"申请人撤回{private}")


def _end_meetings(doing: Doing) -> None:
    doing.clocks.drop("meeting")
    doing.clocks.drop("next-contact")


@handles("mediation.extend")
def extend(doing: Doing) -> None:
    """延期: both agree; capped by the setting `med_extend_cap`, counted before the shift (C9)."""
    running = doing.clocks.open("med-end")
    if not running or running[0].due_on is None:
        raise Refused("", "调解期限没有在走，不能延期。")
    if doing.day > running[0].due_on:
        raise Refused("", f"调解期限已于 {running[0].due_on} 届满，不能再延期；请办“调解不成”或者重新申请。")
    before = running[0].due_on
    days = (doing.facts["new_end"] - before).days
    cap = int(doing.clocks.settings.get("med_extend_cap", 15))
    if not 0 < days <= cap:
        raise Refused("new_end", f"延长应在现期限 {running[0].due_on} 之后，最多 {cap} 日。")
    for rule in ("med-end", "newform-mediate"):
        doing.clocks.extend(rule, days)
    consent = doing.facts["consent"]
    if isinstance(consent, Mapping) and consent.get("sha256"):
        doing.facts["consent"] = {**consent, "attachment_id": attach(doing, consent, "contract").id}
    leaving.extension_consent(doing, before, doing.facts["new_end"])
    new_end = doing.clocks.open("med-end")[0].due_on
    doing.summary(f"双方同意延期 {days} 日，至 {new_end}")


def mediators(body_id: int) -> list[tuple[int, str, int]]:
    """(id, name, open cases) of the mediators of a body, the least busy first. Two statements."""
    today = clock.today()
    load = dict(
        session.execute(
            select(Proceeding.owner_id, func.count())
            .where(Proceeding.body_id == body_id, Proceeding.procedure == "mediation", Proceeding.closed_at.is_(None))
            .group_by(Proceeding.owner_id)
        ).all()
    )
    rows = session.execute(
        select(AppUser.id, AppUser.name)
        .join(Membership, Membership.user_id == AppUser.id)
        .where(Membership.body_id == body_id, Membership.role == "ME", Membership.since <= today, AppUser.closed_at.is_(None))
        .where((Membership.until.is_(None)) | (Membership.until >= today))
        .distinct()
    ).all()
    return sorted(((r.id, r.name, load.get(r.id, 0)) for r in rows), key=lambda t: (t[2], t[0]))

