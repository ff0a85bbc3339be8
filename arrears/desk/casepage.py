"""The case page 案件页: matter and proceedings in one view — what is this, whose move, by when and why, what can I do now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import Integer, Row, bindparam, select

from arrears import clock
from arrears.access import policy
from arrears.access.models import AppUser
from arrears.access.viewer import Viewer
from arrears.cases import calendar, clockcards, ledger, pages, visibility
from arrears.cases.materials import Material
from arrears.cases.models import Approval, CaseEvent, Party, ProceedingParty
from arrears.cases.visibility import Head
from arrears.db import session
from arrears.desk.nextacts import NEXT, place_of
from arrears.documents import queries as papers
from arrears.law import codes
from arrears.law.procedures import ACTS, PROCEDURES
from arrears.personal import vault
from arrears.web.shapes import CaseBar, Link, NotYet, TrailEntry

PROCEDURE_WORDS: Mapping[str, str] = {name: procedure.label for name, procedure in PROCEDURES.items()}
PLAIN = frozenset(
    {"str", "text", "int", "yuan", "date", "dt", "month", "bool", "code", "user", "clock", "party", "file"}
)
"""Fact types the plain form can ask for."""
NEVER_PLAIN = frozenset({"lapse", "dispose", "serve-public", "confirm-arrears", "give-guide"})
SECOND_ROW = ("note", "upload", "call-back", "amend", "reassign", "explain-late", "accept-cause", "appoint-agent", "confirm-address")


def act_url(head: Head, act_id: str) -> str | None:
    """Where an act is done: its own form, else the plain form when its facts allow one; None: nowhere on a screen."""
    if act_id in pages.ACT_PAGES:
        return url_for(pages.ACT_PAGES[act_id], case_id=head.id)
    act = ACTS[act_id]
    if act.name in NEVER_PLAIN or act.id in pages.NOT_OFFERED or act.creates:
        return None
    if any(fact.type not in PLAIN or (fact.repeats and fact.type != "code") for fact in act.facts):
        return None
    return url_for("desk.do", case_id=head.id, act=act.name)


@dataclass(frozen=True, slots=True)
class Doable:
    """What this person can do now on this case."""

    first: Link | None
    others: tuple[Link, ...]
    more: tuple[Link, ...]
    notyet: tuple[NotYet, ...]


def doable(viewer: Viewer, head: Head, running: list[Row[Any]]) -> Doable:
    """Acts possible now, the procedure's own first; the ones of the next states as text with their reason."""
    procedure = PROCEDURES[head.procedure]
    ref = visibility.ref(head.id)
    late = any(row.late_at is not None and row.cause is None for row in running)
    explained = any(row.cause is not None and row.cause_accepted is None for row in running)
    own: list[Link] = []
    common: list[Link] = []
    for act in sorted(procedure.acts_from(head.state), key=lambda a: place_of(head.state, a.name)):
        if not policy.may(viewer, act.id, ref):
            continue
        if (act.name == "explain-late" and not late) or (act.name == "accept-cause" and not explained):
            continue
        url = act_url(head, act.id)
        if url is not None:
            (common if act.name in SECOND_ROW else own).append(Link(act.label, url))
    shown = [*_beside(viewer, head, ref), *own, *common]
    return Doable(shown[0] if shown else None, tuple(shown[1:5]), tuple(shown[5:]), _not_yet(viewer, head, ref))


def _beside(viewer: Viewer, head: Head, ref: policy.Ref) -> list[Link]:
    """Acts of the small machines after an award that are possible now. Two statements for a case that has an award."""
    states = pages.BESIDE[head.procedure](head.id) if head.procedure in pages.BESIDE and not head.is_open else set()
    machine = PROCEDURES["award"]
    return [
        Link(act.label, url_for(pages.ACT_PAGES[act.id], case_id=head.id))
        for act in machine.acts.values()
        if act.id in pages.ACT_PAGES and any(machine.allows(act, state) for state in states) and policy.may(viewer, act.id, ref)
    ]


def _not_yet(viewer: Viewer, head: Head, ref: policy.Ref) -> tuple[NotYet, ...]:
    """What comes in the states that can follow, one or two acts each, as text: when it can be done and by which article."""
    procedure = PROCEDURES[head.procedure]
    following = {t for act in procedure.acts_from(head.state) for t in procedure.targets_from(act, head.state)} - {head.state}
    found: list[NotYet] = []
    for state in procedure.states:
        if state not in following or state not in NEXT:
            continue
        for name in NEXT[state][:2]:
            act = procedure.acts.get(name)
            if act is None or procedure.allows(act, head.state) or not policy.may(viewer, act.id, ref):
                continue
            entry = NotYet(act.label, f"到“{procedure.states[state].label}”时办", act.source)
            if all(entry.label != known.label for known in found):
                found.append(entry)
    return tuple(found[:4])


def bar(head: Head, running: list[Row[Any]]) -> CaseBar:
    """The bar that stays."""
    now = clock.now()
    in_force = calendar.in_force()
    ours = [row for row in running if row.ours and row.due_on is not None]
    statutory = next((row for row in ours if row.force == "statutory"), None)
    nearest = ours[0] if ours else None
    parties = f"{head.title} 诉 {head.against}" if head.title and head.against else head.title or head.against
    light = clockcards.light_of(statutory, in_force, now) if statutory is not None else None
    return CaseBar(
        number=head.number,
        parties=parties,
        state=head.state_label,
        tags="、".join(_tags(head)),
        mover=head.owner_name or "未分派",
        move=f"{nearest.title} {_due_words(nearest)}" if nearest is not None else "",
        light=light,
        clock=f"{statutory.title}　{_due_words(statutory)}止" if statutory is not None else "",
    )


def _tags(head: Head) -> list[str]:
    """Case closed and money closed are two states: both are said."""
    closed = ["案件已结"] if head.closed_at else []
    return [PROCEDURE_WORDS[head.procedure], *closed, *(["款已结清"] if head.money_closed_at else [])]


def _due_words(row: Row[Any]) -> str:
    if row.is_instant:
        return f"{row.due_at.month}月{row.due_at.day}日 {row.due_at:%H:%M}"
    assert row.due_on is not None
    return f"{row.due_on.month}月{row.due_on.day}日"


_EVENT, _USER = CaseEvent.__table__.c, AppUser.__table__.c
_EVENTS = (
    select(
        _EVENT.seq, _EVENT.act, _EVENT.actor_id, _EVENT.for_user_id, _EVENT.occurred_at, _EVENT.recorded_at, _EVENT.late_reason,
        _EVENT.corrects_seq,
    )
    .where(_EVENT.proceeding_id == bindparam("case"))
    .order_by(_EVENT.seq.desc())
    .limit(bindparam("most", type_=Integer))
)  # fmt: skip
_NAMES = select(_USER.id, _USER.name).where(_USER.id.in_(bindparam("ids", expanding=True)))
"""Built once: building a statement costs three times what asking it costs."""


def trail(
    viewer: Viewer, head: Head, with_system: bool, materials: Sequence[Material] = (), limit: int = 80
) -> list[TrailEntry]:
    """The timeline, newest first. Four statements."""
    events = session.execute(_EVENTS, {"case": head.id, "most": limit}).all()
    facts = ledger.facts_of(head.id, [e.seq for e in events])
    ids = {e.actor_id for e in events} | {e.for_user_id for e in events if e.for_user_id}
    names = dict(session.execute(_NAMES, {"ids": list(ids)}).all())
    corrected = {e.corrects_seq: e for e in events if e.corrects_seq is not None}
    made: dict[int, list[Link]] = {}
    for paper in papers.of_case(viewer, head.id):
        label = f"{paper.title}（作废）" if paper.voided_at else paper.title
        made.setdefault(paper.seq, []).append(Link(label, url_for("documents.show", document_id=paper.id)))
    for file in materials:
        made.setdefault(file.seq, []).append(Link(file.name, url_for("desk.attachment", attachment_id=file.id)))
    entries = []
    for event in events:
        system = event.actor_id == 0
        if system and not with_system:
            continue
        entries.append(_entry(event, facts.get(event.seq, {}), names, corrected, made))
    return entries


def _entry(
    event: Row[Any],
    facts: Mapping[str, Any],
    names: Mapping[int, str],
    corrected: Mapping[int | None, Row[Any]],
    made: Mapping[int, list[Link]],
) -> TrailEntry:
    act = ACTS.get(event.act)
    who = names.get(event.actor_id, "系统")
    if event.for_user_id and event.for_user_id in names:
        who += f"（代{names[event.for_user_id]}）" if act is None or act.approval is None else f"（{names[event.for_user_id]}提请）"
    late = event.recorded_at.date() if event.recorded_at.date() != event.occurred_at.date() else None
    watched = event.act.startswith("supervision.") or event.act.endswith((".explain-late", ".accept-cause"))
    right = corrected.get(event.seq)
    return TrailEntry(
        at=event.occurred_at,
        act=act.label if act is not None else "期限重算",
        who=who,
        detail=str(facts.get("_summary", "")) + (f"　补录原因：{event.late_reason}" if event.late_reason else ""),
        papers=tuple(made.get(event.seq, ())),
        kind="sys" if event.actor_id == 0 else "watched" if watched else "",
        late=late,
        corrected=f"　{right.occurred_at:%m-%d} 更正" if right is not None else "",
    )


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party as the page shows it: masked."""

    id: int
    role: str
    name: str
    kind: str
    id_no: str
    id_no_id: str | None
    phone: str
    phone_id: str | None
    representative: bool
    left: str


_LINK, _PARTY = ProceedingParty.__table__.c, Party.__table__.c
_PARTIES = (
    select(
        _LINK.role, _LINK.representative, _LINK.left_why, _PARTY.id, _PARTY.name, _PARTY.kind, _PARTY.id_no, _PARTY.phone
    )
    .join_from(ProceedingParty.__table__, Party.__table__, _PARTY.id == _LINK.party_id)
    .where(_LINK.proceeding_id == bindparam("case"))
    .order_by(_LINK.role, _LINK.no)
    .limit(bindparam("most", type_=Integer))
)  # fmt: skip


def parties(proceeding_id: int, limit: int = 12) -> tuple[list[PartyRow], int]:
    """Parties of a proceeding, masked, and how many there are. Three statements."""
    rows = session.execute(_PARTIES, {"case": proceeding_id, "most": limit + 400}).all()
    shown = rows[:limit]
    masked = vault.masked([v for p in shown for v in (p.id_no, p.phone)])
    return [
        PartyRow(
            p.id, codes.label("party_role", p.role) if p.role in codes.codes("party_role") else "投诉人", p.name,
            codes.codes("party_kind").get(p.kind, p.kind), masked.get(p.id_no or "", ""), p.id_no,
            masked.get(p.phone or "", ""), p.phone, p.representative, p.left_why,
        )
        for p in shown
    ], len(rows)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RelatedRow:
    """Another proceeding of the matter."""

    label: str
    number: str
    url: str
    state: str
    current: bool


def related(viewer: Viewer, head: Head) -> list[RelatedRow]:
    """The proceedings of the matter that this person may see."""
    return [
        RelatedRow(PROCEDURE_WORDS[h.procedure], h.number, url_for("desk.case", case_id=h.id), h.state_label, h.id == head.id)
        for h in visibility.related(viewer, head.matter_id)
    ]


def panels(viewer: Viewer, head: Head) -> dict[str, list[tuple[pages.Panel, Mapping[str, Any]]]]:
    """Panels of the rooms for this case, by place."""
    ref = visibility.ref(head.id)
    found: dict[str, list[tuple[pages.Panel, Mapping[str, Any]]]] = {"main": [], "aside": []}
    for panel in sorted(pages.PANELS.values(), key=lambda p: p.order):
        if panel.procedures and head.procedure not in panel.procedures:
            continue
        if not policy.may(viewer, panel.act, ref):
            continue
        context = panel.build(viewer, head)
        if context is not None:
            found[panel.place].append((panel, context))
    return found


_APPROVAL = Approval.__table__.c
_WAITING = (
    select(_APPROVAL.act, _USER.name, _APPROVAL.drafted_at)
    .join_from(Approval.__table__, AppUser.__table__, _USER.id == _APPROVAL.drafted_by)
    .where(_APPROVAL.proceeding_id == bindparam("case"), _APPROVAL.decided_at.is_(None))
)


def waiting(proceeding_id: int) -> list[str]:
    """Acts of this case that wait for a signature."""
    rows = session.execute(_WAITING, {"case": proceeding_id})
    return [f"{ACTS[act].label}：{name} {at:%m-%d %H:%M} 提请，待审批" for act, name, at in rows]

