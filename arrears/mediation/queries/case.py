"""What the forms and the panels of one mediation need: its own facts, claims, sessions, parties, agents, mediators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, func, or_, select

from arrears import clock
from arrears.access.models import AppUser, Body, Membership
from arrears.access.viewer import Viewer
from arrears.cases.carry import carries
from arrears.cases.models import Agent, Claim, Deadline, Employment, Party, Proceeding, ProceedingParty
from arrears.cases.parties import UNITS
from arrears.db import session
from arrears.law import codes
from arrears.mediation.models import Mediation, MediationSession
from arrears.personal import vault


@dataclass(frozen=True, slots=True)
class Own:
    """What a mediation adds to its proceeding, and the day its period ends."""

    applied_on: date
    source: str
    oral: bool
    facts_text: str
    consent_a: date | None
    consent_b: date | None
    willing: str
    invited_at: datetime | None
    next_meeting_at: datetime | None
    result: str
    ends_on: date | None


_ENDS = (
    select(Deadline.due_on)
    .where(Deadline.proceeding_id == Mediation.proceeding_id, Deadline.rule_id == "med-end", Deadline.closed_at.is_(None))
    .limit(1)
    .scalar_subquery()
    .label("ends_on")
)
_OWN = select(
    Mediation.applied_on, Mediation.source, Mediation.oral, Mediation.facts_text, Mediation.consent_a, Mediation.consent_b,
    Mediation.willing, Mediation.invited_at, Mediation.next_meeting_at, Mediation.result, _ENDS,
).where(Mediation.proceeding_id == bindparam("case"))  # fmt: skip


def own(proceeding_id: int) -> Own | None:
    """The mediation's own facts. One statement."""
    row = session.execute(_OWN, {"case": proceeding_id}).first()
    if row is None:
        return None
    return Own(
        row.applied_on, row.source, row.oral, row.facts_text, row.consent_a, row.consent_b, row.willing, row.invited_at,
        row.next_meeting_at, row.result, row.ends_on,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim item as lists and the agreement's form show it."""

    id: int
    no: int
    kind: str
    whose: str
    period: str
    formula: str
    claimed: Decimal | None
    admitted: Decimal | None
    result: str


_CLAIMS = (
    select(
        Claim.id, Claim.no, Claim.kind, Claim.period_from, Claim.period_to, Claim.formula, Claim.claimed, Claim.admitted, Claim.result,
        Party.name,
    )
    .outerjoin(Party, Party.id == Claim.party_id)
    .where(Claim.proceeding_id == bindparam("case"), Claim.dropped_on.is_(None))
    .order_by(Claim.no)
)  # fmt: skip


def claims(proceeding_id: int) -> list[ClaimLine]:
    """Claim items in order. One statement."""
    rows = session.execute(_CLAIMS, {"case": proceeding_id})
    results = codes.codes("claim_result")
    return [
        ClaimLine(
            c.id, c.no, codes.label("claim_kind", c.kind), c.name or "全体申请人", "至".join(filter(None, (c.period_from, c.period_to))),
            c.formula, c.claimed, c.admitted, results.get(c.result, ""),
        )
        for c in rows
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session 调解会 as the panel lists it."""

    no: int
    held_at: datetime | None
    place: str
    outcome: str
    present: str
    record: str


_HELD = (
    select(
        MediationSession.no, MediationSession.held_at, MediationSession.place, MediationSession.outcome, MediationSession.attendance,
        MediationSession.record,
    )
    .where(MediationSession.proceeding_id == bindparam("case"), MediationSession.seq.is_not(None))
    .order_by(MediationSession.no.desc())
)  # fmt: skip


def sessions(proceeding_id: int) -> list[SessionLine]:
    """Sessions that were held, newest first. One statement."""
    rows = session.execute(_HELD, {"case": proceeding_id})
    return [
        SessionLine(
            row.no, row.held_at, row.place, codes.label("session_outcome", row.outcome),
            "、".join(str(a.get("name", "")) for a in row.attendance if a.get("how") != "absent"), row.record,
        )
        for row in rows
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """A party of the case as forms name it; personal values only masked."""

    id: int
    role: str
    name: str
    kind: str
    id_no: str
    phone: str
    has_address: bool
    credit_code: str
    legal_rep: str
    registered_address: str
    representative: bool
    left: bool

    @property
    def is_unit(self) -> bool:
        """A unit, not a person."""
        return self.kind in UNITS

    @property
    def lacks(self) -> bool:
        """Something that papers print is not known."""
        if self.is_unit:
            return not (self.credit_code and self.legal_rep and self.registered_address)
        return not (self.id_no and self.has_address)


def sides(proceeding_id: int) -> list[Side]:
    """Parties of the case in order, applicants first; those who left are marked. Two statements."""
    rows = session.execute(
        select(ProceedingParty, Party)
        .join(Party, Party.id == ProceedingParty.party_id)
        .where(ProceedingParty.proceeding_id == proceeding_id, ProceedingParty.role.in_(["applicant", "respondent"]))
        .order_by(ProceedingParty.role, ProceedingParty.no, Party.id)
    ).all()
    masked = vault.masked([v for _, p in rows for v in (p.id_no, p.phone)])
    return [
        Side(
            p.id, link.role, p.name, p.kind, masked.get(p.id_no or "", ""), masked.get(p.phone or "", ""), p.address is not None,
            p.credit_code, p.legal_rep, p.registered_address, link.representative, link.left_on is not None,
        )
        for link, p in rows
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class AgentLine:
    """An agent in force and whether he may sign an agreement."""

    name: str
    principal: str
    authority: str
    may_settle: bool


def agents(proceeding_id: int) -> list[AgentLine]:
    """Agents in force. One statement."""
    rows = session.execute(
        select(Agent, Party.name)
        .join(Party, Party.id == Agent.party_id)
        .where(Agent.proceeding_id == proceeding_id, Agent.ended_on.is_(None))
        .order_by(Agent.id)
    )
    return [
        AgentLine(
            a.name, name, codes.label("authority", a.authority), a.authority == "special" and "settle" in (a.authority_items or [])
        )
        for a, name in rows
    ]


def mediators(viewer: Viewer) -> list[tuple[str, str]]:
    """Who may mediate in the viewer's body and its stations: ("body:user", 姓名（在办 n）), the least busy first. Two statements."""
    today = clock.today()
    load = dict(
        session.execute(
            select(Proceeding.owner_id, func.count())
            .where(Proceeding.body_id.in_(sorted(viewer.below)), Proceeding.procedure == "mediation", Proceeding.closed_at.is_(None))
            .group_by(Proceeding.owner_id)
        ).all()
    )
    rows = session.execute(
        select(AppUser.id, AppUser.name, Body.id.label("body"), Body.name.label("body_name"))
        .join(Membership, Membership.user_id == AppUser.id)
        .join(Body, Body.id == Membership.body_id)
        .where(Membership.body_id.in_(sorted(viewer.below)), Membership.role == "ME", Membership.since <= today)
        .where(or_(Membership.until.is_(None), Membership.until >= today), AppUser.closed_at.is_(None))
        .distinct()
    ).all()
    ordered = sorted(rows, key=lambda r: (r.body != viewer.body_id, load.get(r.id, 0), r.id))
    return [
        (f"{r.body}:{r.id}", f"{r.name}（在办 {load.get(r.id, 0)}）" + ("" if r.body == viewer.body_id else f" {r.body_name}"))
        for r in ordered
    ]


def roster_dues(proceeding_id: int) -> dict[int, Decimal]:
    """What the roster says each applicant is owed: verified, else owed. One statement."""
    rows = session.execute(
        select(Employment.party_id, Employment.verified, Employment.owed)
        .join(ProceedingParty, ProceedingParty.party_id == Employment.party_id)
        .where(ProceedingParty.proceeding_id == proceeding_id, ProceedingParty.role == "applicant")
    )
    return {party: verified if verified is not None else owed for party, verified, owed in rows if verified or owed}


def usual_place(proceeding_id: int, body_id: int) -> str:
    """Where the next meeting was called to, else where the last one was, else the body. Three statements at most."""
    called = session.scalar(select(Mediation.meeting_place).where(Mediation.proceeding_id == proceeding_id))
    last = called or session.scalar(
        select(MediationSession.place)
        .where(MediationSession.proceeding_id == proceeding_id, MediationSession.place != "")
        .order_by(MediationSession.id.desc())
        .limit(1)
    )
    return last or session.scalar(select(Body.name).where(Body.id == body_id)) or ""


@dataclass(frozen=True, slots=True)
class RosterLine:
    """A worker's row of the roster as the form begins with it; the id number only masked."""

    party_id: int
    name: str
    id_no: str
    job: str
    rate: Decimal | None
    quantity: str
    gross_due: Decimal | None
    paid_before: Decimal | None
    owed: Decimal | None
    verified: Decimal | None
    diff_reason: str
    signed: str


def claimed(proceeding_id: int) -> tuple[int | None, Decimal | None]:
    """(people, sum in yuan) as they were claimed, of the proceeding's own summary. One statement."""
    row = session.execute(select(Proceeding.workers, Proceeding.amount).where(Proceeding.id == proceeding_id)).one()
    return row.workers, row.amount


def roster_lines(proceeding_id: int) -> list[RosterLine]:
    """Every applicant with what the roster knows of them. Two statements."""
    rows = session.execute(
        select(ProceedingParty.no, Party, Employment)
        .join(Party, Party.id == ProceedingParty.party_id)
        .outerjoin(Employment, Employment.party_id == Party.id)
        .where(ProceedingParty.proceeding_id == proceeding_id, ProceedingParty.role == "applicant", ProceedingParty.left_on.is_(None))
        .order_by(ProceedingParty.no, Party.id)
    ).all()
    masked = vault.masked([party.id_no for _, party, _ in rows])
    return [_roster_line(party, entry, masked.get(party.id_no or "", "")) for _, party, entry in rows]


def _roster_line(party: Party, entry: Employment | None, id_no: str) -> RosterLine:
    if entry is None:
        return RosterLine(party.id, party.name, id_no, "", None, "", None, None, None, None, "", "unsigned")
    signed = entry.signed if entry.signed in codes.codes("signed") else "unsigned"
    return RosterLine(
        party.id, party.name, id_no, entry.job, entry.rate, entry.quantity, entry.gross_due, entry.paid_before, entry.owed,
        entry.verified, entry.diff_reason, signed,
    )  # fmt: skip


@carries("mediation")
def handed_over(viewer: Viewer, proceeding_id: int) -> Mapping[str, Any]:
    """What an arbitration or an inspection that follows begins with: who has not agreed, against whom, for what. Four statements."""
    people = sides(proceeding_id)
    found = own(proceeding_id)
    items = [line for line in claims(proceeding_id) if line.admitted is None or line.claimed is None or line.admitted < line.claimed]
    partly = found is not None and found.result == "partial"
    return {
        "applicants": [_as_told(p) for p in people if p.role == "applicant" and p.left == partly],
        "respondents": [_as_told(p) for p in people if p.role == "respondent"],
        "claim_rows": [{"kind": c.kind, "claimed": c.claimed, "formula": c.formula} for c in _raw(proceeding_id, items)],
        "facts": found.facts_text if found is not None else "",
    }


def _raw(proceeding_id: int, lines: Sequence[ClaimLine]) -> Sequence[Claim]:
    return session.scalars(select(Claim).where(Claim.id.in_([line.id for line in lines])).order_by(Claim.no)).all()


def _as_told(side: Side) -> dict[str, Any]:
    return {
        "party_id": side.id, "name": side.name, "kind": side.kind, "credit_code": side.credit_code, "legal_rep": side.legal_rep,
        "registered_address": side.registered_address,
    }  # fmt: skip
