"""Handlers of the acts of every procedure 通用行为: note, upload, reassign, lapse, explain-late, accept-cause, call-back, agents."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from arrears import clock
from arrears.access.models import AppUser, Membership
from arrears.cases.acting import Doing, handles
from arrears.cases.attaching import attach
from arrears.cases.clocks import INFORMATION, WATCHED
from arrears.cases.models import Agent, ContactAttempt, Deadline, Party, Proceeding, ProceedingParty
from arrears.law import codes
from arrears.law.procedures import PROCEDURES
from arrears.law.refusal import Refused
from arrears.personal import vault


def write_contact(doing: Doing) -> ContactAttempt:
    """Keep a contact attempt 联系记录; the fact `next_at` makes a reminder among the clocks."""
    facts = doing.facts
    at = facts["at"]
    if at > doing.recorded_at:
        raise Refused("at", "联系时间不能晚于现在，请填写实际联系的时间。")
    row = ContactAttempt(
        proceeding_id=doing.proceeding.id,
        seq=doing.seq,
        at=at,
        channel=facts["channel"],
        to=facts["to"],
        result=facts["contact_result"],
        note=facts.get("note", "")[:400],
        next_at=facts.get("next_at"),
        by_user_id=doing.viewer.user_id,
    )
    doing.session.add(row)
    for old in doing.clocks.open("next-contact"):
        doing.clocks.satisfy("next-contact", at, subject=old.subject)
    if facts.get("next_at"):
        doing.clocks.set_date("约定联系", facts["next_at"], by=doing.viewer.name, owed_by="handler", rule_id="next-contact")
    result = codes.label("contact_result", facts["contact_result"])
    doing.summary(f"{codes.label('contact_channel', facts['channel'])}联系{facts['to']}：{result}。{facts.get('note', '')}"[:300])
    return row


def take_along(doing: Doing, from_id: int | None) -> None:
    """What goes along when a case opens out of a lead or a mediation: place, marks, the promise to call. The lead has become a case."""
    source = doing.session.get(Proceeding, from_id) if from_id is not None else None
    if source is None:
        return
    doing.proceeding.place, doing.proceeding.marks = doing.proceeding.place or source.place, source.marks
    _take_over_promise(doing, source.id)
    if source.procedure == "lead" and source.state == "l-accepted":
        doing.chain_act(source.id, "lead.open-case", {"proceeding": str(doing.proceeding.id)})


def _take_over_promise(doing: Doing, from_id: int) -> None:
    """A promise to call 约定联系 that stands open goes on in the case that the lead became, with whoever has the case."""
    query = select(Deadline.due_at).where(
        Deadline.proceeding_id == from_id, Deadline.rule_id == "next-contact", Deadline.closed_at.is_(None)
    )
    for due_at in doing.session.scalars(query).all():
        doing.clocks.set_date(
            "约定联系", due_at.astimezone(clock.BEIJING), by=doing.viewer.name, owed_by="handler", rule_id="next-contact"
        )


@handles("*.note")
def note(doing: Doing) -> None:
    """联系记录."""
    write_contact(doing)


@handles("*.upload")
def upload(doing: Doing) -> None:
    """存附件: the file's bytes are stored already; the fact is {name, sha256, size, mime}."""
    row = attach(doing, doing.facts["file"], doing.facts["kind"], reporter=doing.proceeding.procedure == "lead")
    doing.facts["attachment_id"] = row.id
    doing.summary(f"{codes.label('evidence_kind', doing.facts['kind'])}：{row.name}")


def active_member(doing: Doing, user_id: int, field: str) -> AppUser:
    """A user who has a role today in the body of the case (or the one above a station). Raises `Refused` at the field."""
    user = doing.session.get(AppUser, user_id)
    today = clock.today()
    has_role = doing.session.scalar(
        select(Membership.id)
        .where(Membership.user_id == user_id, Membership.body_id == doing.proceeding.body_id, Membership.since <= today)
        .where((Membership.until.is_(None)) | (Membership.until >= today))
        .limit(1)
    )
    if user is None or user.closed_at is not None or has_role is None:
        raise Refused(field, "这个人目前在承办机构没有岗位，请另选。")
    return user


@handles("*.reassign")
def reassign(doing: Doing) -> None:
    """移交承办人."""
    user = active_member(doing, doing.facts["to"], "to")
    if user.id == doing.proceeding.owner_id:
        raise Refused("to", f"{user.name}已经是承办人。")
    before = doing.proceeding.owner_id
    doing.own(user.id)
    doing.tell({user.id, before or 0}, f"{doing.proceeding.number} 已移交给{user.name}承办。")
    doing.summary(f"移交给{user.name}。{doing.facts['reason']}")


@handles("*.lapse")
def lapse(doing: Doing) -> None:
    """到期 (the sweep): marks an authority's clock late; ends a party's window that nobody used; opens what opens the day after."""
    row = doing.session.get(Deadline, int(doing.facts["clock"]), populate_existing=True)
    if row is None or row.closed_at is not None or row.proceeding_id != doing.proceeding.id:
        raise Refused("clock", "这一期限已经结束。")
    own = next(r for r in doing.clocks.rows if r.id == row.id)
    for effect in PROCEDURES[doing.proceeding.procedure].on_lapse(row.rule_id):
        if effect.op == "start":
            doing.clocks.start(effect.rule, clock.day_of(row.due_at) if row.due_on is None else row.due_on, subject=row.subject)
        elif effect.op == "satisfy":
            doing.clocks.satisfy(effect.rule, row.due_on or doing.day, subject=row.subject)
    if own.closed_at is not None:
        doing.summary(f"{row.title}届满（{row.due_on}）")
        return
    if row.owed_by in INFORMATION and not _watched(row):
        doing.clocks.lapse(own)
        doing.summary(f"{row.title}期满，未行使（{row.due_on}）")
        return
    own.late_at = doing.recorded_at
    doing.clocks.touched = True
    doing.summary(f"{row.title}逾期（应于 {row.due_on} 前）")
    doing.tell({row.owner_id or 0}, f"{doing.proceeding.number} {row.title}已逾期，请说明原因和补救措施。")


def _watched(row: Deadline) -> bool:
    return row.rule_id in WATCHED or row.origin != "rule"


def _clock_of(doing: Doing) -> Deadline:
    row = doing.session.get(Deadline, int(doing.facts["clock"]), populate_existing=True)
    if row is None or row.proceeding_id != doing.proceeding.id:
        raise Refused("clock", "没有这一期限，请从案件的期限表里选。")
    return row


@handles("*.explain-late")
def explain_late(doing: Doing) -> None:
    """逾期说明: cause, measure, new date."""
    row = _clock_of(doing)
    if len(doing.facts["text"].strip()) < 10:
        raise Refused("text", "逾期说明至少 10 个字，请写清原因。")
    if doing.facts["new_target"] < doing.day:
        raise Refused("new_target", "新的完成日不能早于今天。")
    row.cause = doing.facts["overdue_cause"]
    row.cause_text = f"{doing.facts['text'].strip()} 补救：{doing.facts['measure'].strip()}"
    row.new_target_on = doing.facts["new_target"]
    row.cause_accepted = None
    title = f"补办：{row.title}"
    doing.clocks.set_date(title, row.new_target_on, by=doing.viewer.name, owed_by="handler", subject=f"late:{row.id}")
    cause = codes.label("overdue_cause", row.cause or "")
    doing.summary(f"{row.title}：{cause}。{row.cause_text} 新完成日 {row.new_target_on}")


@handles("*.accept-cause")
def accept_cause(doing: Doing) -> None:
    """认可或退回逾期说明."""
    row = _clock_of(doing)
    if row.cause is None:
        raise Refused("clock", "承办人还没有说明原因。")
    row.cause_accepted = bool(doing.facts["ok"])
    if not row.cause_accepted:
        doing.clocks.drop("set", subject=f"late:{row.id}")
    word = "认可" if row.cause_accepted else "退回"
    doing.tell({row.owner_id or 0}, f"{doing.proceeding.number} {row.title}的逾期说明已{word}：{doing.facts['text'][:80]}")
    doing.summary(f"{word}逾期说明：{row.title}。{doing.facts['text']}")


@handles("*.call-back")
def call_back(doing: Doing) -> None:
    """回访: by somebody who is not the handler."""
    if doing.viewer.user_id == doing.proceeding.owner_id:
        raise Refused("", "回访人不能是承办人，请由另一位同事回访。")
    doing.summary(f"回访{doing.facts['worker']}：{codes.label('callback_result', doing.facts['result'])}")


@handles("*.appoint-agent")
def appoint_agent(doing: Doing) -> None:
    """委托代理: powers one by one."""
    facts = doing.facts
    party = doing.session.get(Party, int(facts["principal"]))
    if party is None or party.matter_id != doing.proceeding.matter_id:
        raise Refused("principal", "请选择本案的一方当事人作为委托人。")
    items = list(facts.get("authority_items") or ()) if facts["authority"] == "special" else []
    if facts["authority"] == "special" and not items:
        raise Refused("authority_items", "特别授权要写明授权的事项，请逐项勾选；没有的，选“一般授权”。", "《劳动争议调解仲裁法》第二十四条")
    agent: dict[str, Any] = facts["agent"] if isinstance(facts["agent"], dict) else {"name": facts["agent"]}
    for old in doing.session.scalars(
        select(Agent).where(Agent.proceeding_id == doing.proceeding.id, Agent.party_id == party.id, Agent.name == agent["name"])
    ):
        old.ended_on = old.ended_on or doing.day
    file = facts.get("file")
    doing.session.add(
        Agent(
            proceeding_id=doing.proceeding.id,
            party_id=party.id,
            name=agent["name"][:60],
            kind=agent.get("kind", "staff"),
            firm=agent.get("firm", "")[:120],
            licence_no=agent.get("licence_no", "")[:40],
            phone=vault.keep("phone", agent.pop("phone", None)),
            authority=facts["authority"],
            authority_items=items,
            attachment_id=file.get("attachment_id") if isinstance(file, dict) else None,
            appointed_on=doing.day,
        )
    )
    doing.summary(f"{party.name}委托{agent['name']}：{codes.label('authority', facts['authority'])}")


@handles("*.confirm-address")
def confirm_address(doing: Doing) -> None:
    """送达地址确认."""
    facts = doing.facts
    party = doing.session.get(Party, int(facts["party"]))
    if party is None or party.matter_id != doing.proceeding.matter_id:
        raise Refused("party", "请选择本案的一方当事人。")
    party.service_address = vault.keep("address", facts.pop("address"))
    party.service_to = facts["receiver"][:60]
    party.phone = vault.keep("phone", facts.pop("phone")) or party.phone
    party.e_service = bool(facts["e_service"])
    party.service_confirmed_on = doing.day
    facts["service_address_id"] = party.service_address
    doing.summary(f"{party.name}确认送达地址，{'同意' if party.e_service else '不同意'}电子送达")


@handles("*.nominate-reps")
def nominate_reps(doing: Doing) -> None:
    """推举代表人: 3–5 for ten workers and more (规则63, 法7)."""
    reps = [int(p) for p in doing.facts["reps"]]
    rows = doing.session.scalars(
        select(ProceedingParty).where(
            ProceedingParty.proceeding_id == doing.proceeding.id, ProceedingParty.role == "applicant"
        )
    ).all()
    if not 3 <= len(reps) <= 5:
        raise Refused("reps", f"代表人应为 3 至 5 人，您选了 {len(reps)} 人。", "《劳动人事争议仲裁办案规则》第六十三条")
    known = {row.party_id for row in rows}
    if not set(reps) <= known:
        raise Refused("reps", "代表人只能从申请人中推举。")
    for row in rows:
        row.representative = row.party_id in reps
    doing.summary(f"推举代表人 {len(reps)} 名")

