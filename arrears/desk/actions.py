"""Writes and fact-making of the shared screens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select, update

from arrears import clock, db
from arrears.access import policy
from arrears.access.viewer import Viewer
from arrears.cases import approvals, correction, ledger, pages, visibility
from arrears.cases.attaching import stored
from arrears.cases.models import Agent, CaseEvent, Employment, Notice, Party, ProceedingParty
from arrears.cases.outcomes import Gone, Stale
from arrears.cases.visibility import Head
from arrears.db import session, writing
from arrears.desk import signing
from arrears.desk.signing import Agreed
from arrears.documents import previews
from arrears.law import codes
from arrears.law.procedures import ACTS, Act
from arrears.law.refusal import Refused
from arrears.personal import vault
from arrears.web.forms import ActForm, ChoiceField, Required, choices_of
from arrears.web.typed import LineField

CORRECTABLE = frozenset({"str", "text", "int", "yuan", "date", "dt", "bool", "code"})


def facts_of(form: ActForm, act: Act) -> dict[str, Any]:
    """The facts of a plain form; files are kept first, and one that cannot be kept leaves its sentence in the form."""
    facts = {key: value for key, value in form.facts().items() if value is not None}
    for fact in act.facts:
        if fact.type == "file" and fact.name in facts:
            given = facts.pop(fact.name)
            kept = _kept(form, fact.name, given if fact.repeats else [given])
            if kept:
                facts[fact.name] = kept if fact.repeats else kept[0]
        if fact.type in {"clock"} and fact.name in facts:
            facts[fact.name] = str(facts[fact.name])
    return facts


def _kept(form: ActForm, name: str, uploads: Sequence[Any]) -> list[dict[str, Any]]:
    """The chosen files of a field, checked and kept; one that is refused is said at the field."""
    found = []
    for upload in uploads:
        if getattr(upload, "filename", ""):
            try:
                found.append(stored(upload, name))
            except Refused as refusal:
                form.show(refusal)
    return found


def summary_of(act: Act, facts: Mapping[str, Any]) -> str:
    """One line for the approver's list: what was written in words, else the act's own name."""
    words = [str(facts[f.name]).strip() for f in act.facts if f.type in {"str", "text"} and isinstance(facts.get(f.name), str)]
    return "；".join(word for word in words if word)[:160]


def note_facts(form: Any, head: Head) -> dict[str, Any]:
    """Facts of a contact note; what is left empty is said for the clerk, so that ten seconds are enough."""
    result = form.contact_result.data
    return {
        "at": clock.now(),
        "channel": form.channel.data or "phone",
        "to": form.to.data or head.title or head.against or "当事人",
        "contact_result": result,
        "note": form.note.data or codes.label("contact_result", result),
        "next_at": form.next_at.data,
    }


def amend_form(proceeding_id: int) -> type[ActForm]:
    """更正: which entry, which of its facts, the right value, why."""
    events = session.scalars(
        select(CaseEvent).where(CaseEvent.proceeding_id == proceeding_id).order_by(CaseEvent.seq.desc()).limit(40)
    ).all()
    facts = ledger.facts_of(proceeding_id, [e.seq for e in events])
    choices: list[tuple[str, str]] = []
    for event in events:
        act = ACTS.get(event.act)
        if act is None or event.actor_id == 0 or act.name == "amend":
            continue
        head = f"{event.occurred_at:%m-%d %H:%M} {act.label}"
        choices.append((f"{event.seq}:occurred_at", f"{head} · 发生时间"))
        for fact in act.facts:
            if fact.type in CORRECTABLE and not fact.repeats and fact.name in facts.get(event.seq, {}):
                choices.append((f"{event.seq}:{fact.name}", f"{head} · {fact.label}：{str(facts[event.seq][fact.name])[:40]}"))
        for name, words in correction.TAKEN_BACK.items():
            if name in facts.get(event.seq, {}) and event.act in correction.HOOKS:
                choices.append((f"{event.seq}:{name}", f"{head} · {words}"))
    fields = {
        "event": ChoiceField("更正哪一项", [Required()], choices=choices_of(choices)),
        "right": LineField("正确内容", [Required()], description="日期写 2026-03-05，时间再加 09:30，金额写 5600.00，代码照原样"),
        "reason": LineField("更正理由", [Required()]),
    }
    return type("AmendForm", (ActForm,), fields)


def read_all(viewer: Viewer) -> None:
    """Mark the inbox as read."""
    with writing() as current:
        current.execute(
            update(Notice).where(Notice.user_id == viewer.user_id, Notice.read_at.is_(None)).values(read_at=clock.now())
        )


def _belongs(head: Head, value_id: str) -> bool:
    """Whether a personal value is one of this case: parties, their bank accounts, agents."""
    party_ids = select(ProceedingParty.party_id).where(ProceedingParty.proceeding_id == head.id)
    in_party = session.scalar(
        select(Party.id)
        .where(Party.id.in_(party_ids))
        .where(
            (Party.id_no == value_id)
            | (Party.phone == value_id)
            | (Party.address == value_id)
            | (Party.service_address == value_id)
        )
        .limit(1)
    )
    if in_party is not None:
        return True
    bank = session.scalar(
        select(Employment.id).where(Employment.party_id.in_(party_ids), Employment.bank_account == value_id).limit(1)
    )
    agent = session.scalar(select(Agent.id).where(Agent.proceeding_id == head.id, Agent.phone == value_id).limit(1))
    return bank is not None or agent is not None


def reveal(viewer: Viewer, head: Head, value_id: str, reason: str) -> str:
    """One value in full, logged. Raises `Gone` (not of this case), `NotAllowed`."""
    policy.demand(viewer, "personal.reveal", visibility.ref(head.id))
    if not _belongs(head, value_id) and not any(test(viewer, head, value_id) for test in pages.REVEALABLE):
        raise Gone(head.id)
    with writing():
        return vault.reveal(value_id, user_id=viewer.user_id, body_id=viewer.body_id, proceeding_id=head.id, reason=reason)


def paper_preview(head: Head, kind: str, facts: dict[str, Any]) -> str:
    """A paper as HTML, number place empty, 草稿 across it; uses up no number. Raises `Refused` with what is missing."""
    return previews.html(head, kind, facts)


def agree_together(viewer: Viewer, picks: Sequence[str], token: str) -> Agreed:
    """同意选中的 of the approver's desk. `picks`: "proposal:version of the case seen"; each is its own transaction."""
    done: list[str] = []
    refused: list[tuple[str, str]] = []
    for pick in picks:
        number, _, seen = pick.partition(":")
        if not (number.isdigit() and seen.isdigit()):
            continue
        name, why = _agree_one(viewer, int(number), int(seen), f"{token[:40]}:{number}")
        db.release()
        if why:
            refused.append((name, why))
        else:
            done.append(name)
    return Agreed(tuple(done), tuple(refused))


def _agree_one(viewer: Viewer, approval_id: int, seen: int, token: str) -> tuple[str, str]:
    """(what it is, why it was refused)."""
    try:
        page = signing.approval(viewer, approval_id)
        name = f"{page.head.number} {page.kind}"
        if page.act_id not in signing.TOGETHER:
            return name, "这一类要逐件看过文书再签。"
        approvals.decide(approval_id, viewer, "agree", seen=seen, token=token)
    except Gone:
        return f"第 {approval_id} 件", "没有这一件，或者不归您批。"
    except Refused as refusal:
        return name, refusal.sentence
    except Stale:
        return name, "您打开以后这件案子有人办理过，请逐件看过再签。"
    return name, ""
