"""What the forms and the panels of one inspection need: its own facts, units, workers with their dues, inspectors, services."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, or_, select

from arrears import clock
from arrears.access.models import AppUser, Body, Membership
from arrears.cases import printing
from arrears.cases.models import Employment, Party, Proceeding, ProceedingParty
from arrears.db import session
from arrears.documents.models import Document, Serving
from arrears.inspection import casefile, deciding, ordering
from arrears.inspection.models import Inspection
from arrears.inspection.receiving import PARTS, WAYS, arbitration_of
from arrears.law import codes
from arrears.law.deadlines import due as due_of
from arrears.money.models import Obligation
from arrears.personal import vault

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Own:
    """What an inspection adds to its proceeding."""

    kind: str
    kind_words: str
    way: str
    received_on: date
    secrecy: bool
    in_procedure: bool
    project: str
    period: str
    facts_text: str
    evidence: tuple[str, ...]
    filed_on: date | None
    breach: str
    breach_words: str
    order_on: date | None
    order_due_on: date | None
    order_served_on: date | None
    findings: str
    found_by: tuple[str, ...]
    rate: int | None
    statement: str
    decided_on: date | None
    pay_within: int | None
    decision_served_on: date | None


def own(proceeding_id: int) -> Own | None:
    """The inspection's own facts. One statement."""
    row = session.get(Inspection, proceeding_id)
    if row is None:
        return None
    return Own(
        row.kind, codes.label("complaint_kind", row.kind), WAYS.get(row.way, ""), row.received_on, casefile.is_secret(row),

        row.in_procedure, row.project, " 至 ".join(filter(None, (row.period_from, row.period_to))), row.facts_text,
        tuple(map(str, row.evidence or ())),
        row.filed_on, row.breach, casefile.breach_words(row), row.order_on, row.order_due_on, row.order_served_on, row.findings,
        tuple(map(str, row.found_by or ())), row.rate, row.statement, row.decided_on, row.pay_within, row.decision_served_on,
    )  # fmt: skip


def inspectors(body_id: int) -> list[tuple[int, str]]:
    """Inspectors of a body today with their licence, those without one marked. One statement."""
    today = clock.today()
    rows = session.execute(
        select(AppUser.id, AppUser.name, AppUser.licence_no)
        .join(Membership, Membership.user_id == AppUser.id)
        .where(Membership.body_id == body_id, Membership.role == "IN", Membership.since <= today, AppUser.closed_at.is_(None))
        .where(or_(Membership.until.is_(None), Membership.until >= today))
        .distinct()
        .order_by(AppUser.name, AppUser.id)
    )
    return [(r.id, f"{r.name}（{r.licence_no or '没有执法证号'}）") for r in rows]


def team(proceeding_id: int) -> list[int]:
    """The two inspectors of the case. Two statements."""
    return casefile.team(proceeding_id)


@dataclass(frozen=True, slots=True)
class Side:
    """A unit or worker of the case by name."""

    id: int
    role: str
    name: str
    part: str
    legal_rep: str
    hidden: bool


def sides(proceeding_id: int) -> list[Side]:
    """Units and workers who have not left. Two statements."""
    row = session.get(Inspection, proceeding_id)
    secret = row is not None and casefile.is_secret(row)
    parts: Mapping[str, str] = (row.parts or {}) if row is not None else {}
    query = (
        select(Party.id, ProceedingParty.role, Party.name, Party.legal_rep, Party.named_consent_on)
        .join(ProceedingParty, ProceedingParty.party_id == Party.id)
        .where(ProceedingParty.proceeding_id == proceeding_id, ProceedingParty.left_on.is_(None))
        .order_by(ProceedingParty.role.desc(), ProceedingParty.no, Party.id)
    )
    return [
        Side(
            r.id, r.role, r.name, PARTS.get(parts.get(str(r.id), "employer" if r.role == casefile.EMPLOYER else ""), ""), r.legal_rep,
            secret and r.role == casefile.WORKER and r.named_consent_on is None,
        )
        for r in session.execute(query)
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Due:
    """A worker of the roster with what was verified."""

    party_id: int
    name: str
    verified: Decimal
    hidden: bool


def verified(proceeding_id: int) -> list[Due]:
    """The roster as verified, in its order. Four statements."""
    hidden = {s.id for s in sides(proceeding_id) if s.hidden}
    names = {s.id: s.name for s in sides(proceeding_id)}
    return [Due(w, names.get(w, ""), row.verified or ZERO, w in hidden) for w, row in casefile.dues(proceeding_id).items()]


@dataclass(frozen=True, slots=True)
class RosterLine:
    """A worker's row of the roster as the form begins with it; the id number only masked."""

    party_id: int
    name: str
    id_no: str
    job: str
    gross_due: Decimal | None
    paid_before: Decimal | None
    verified: Decimal | None
    diff_reason: str
    signed: str


def roster_lines(proceeding_id: int) -> list[RosterLine]:
    """Every worker of the case with what the roster knows of them. Two statements."""
    rows = session.execute(
        select(Party, Employment)
        .join(ProceedingParty, ProceedingParty.party_id == Party.id)
        .outerjoin(Employment, Employment.party_id == Party.id)
        .where(ProceedingParty.proceeding_id == proceeding_id, ProceedingParty.role == casefile.WORKER, ProceedingParty.left_on.is_(None))
        .order_by(ProceedingParty.no, Party.id)
    ).all()
    masked = vault.masked([party.id_no for party, _ in rows])
    return [_roster_line(party, entry, masked.get(party.id_no or "", "")) for party, entry in rows]


def _roster_line(party: Party, entry: Employment | None, id_no: str) -> RosterLine:
    if entry is None:
        return RosterLine(party.id, party.name, id_no, "", None, None, None, "", "unsigned")
    signed = entry.signed if entry.signed in codes.codes("signed") else "unsigned"
    return RosterLine(party.id, party.name, id_no, entry.job, entry.gross_due, entry.paid_before, entry.verified, entry.diff_reason, signed)


@dataclass(frozen=True, slots=True)
class Sums:
    """What is ordered, paid and open; `wages`: open wages of the order, on which damages are counted."""

    ordered: Decimal
    paid: Decimal
    wages: Decimal
    workers: int

    @property
    def left(self) -> Decimal:
        """Still to pay."""
        return self.ordered - self.paid


def sums(proceeding_id: int) -> Sums:
    """Two statements."""
    row = session.execute(
        select(func.sum(Obligation.amount), func.sum(Obligation.paid)).where(
            Obligation.proceeding_id == proceeding_id, Obligation.voided_seq.is_(None)
        )
    ).one()
    left = ordering.open_by_worker(proceeding_id)
    return Sums(row[0] or ZERO, row[1] or ZERO, sum(left.values(), ZERO), len(left))


def damages(proceeding_id: int, rate: int) -> Decimal:
    """Added damages by worker, summed. One statement."""
    return sum((deciding.damages_of(a, rate) for a in ordering.open_by_worker(proceeding_id).values()), ZERO)


def court(body_id: int) -> str:
    """The court an application goes to, by the letterhead. One statement."""
    body = session.get(Body, body_id)
    return str((body.letterhead or {}).get("sue_court", "")) if body is not None else ""


def usual_place(body_id: int) -> str:
    """Where people are heard: the bureau's address, else its name. One statement."""
    body = session.get(Body, body_id)
    if body is None:
        return ""
    head: Mapping[str, Any] = body.letterhead or {}
    return str(head.get("address") or head.get("bureau") or body.name)


def warnings(proceeding_id: int) -> list[str]:
    """What to look at before a filing: the two years, the same dispute in arbitration. Four statements."""
    row = session.get(Inspection, proceeding_id)
    if row is None:
        return []
    found = []
    matter = session.scalar(select(Proceeding.matter_id).where(Proceeding.id == proceeding_id))
    other = arbitration_of(int(matter or 0))
    if other:
        found.append(f"同一争议已在仲裁：{other}。立案前请核对，仲裁已受理的不再立案。")
    end = printing.day_of(row.period_to, True)
    if end is not None:
        limit = due_of("limit-2y", end).due
        if limit is not None and limit < clock.today():
            found.append(f"欠薪期间到 {row.period_to}，两年已于 {limit} 届满（欠薪一直持续、曾经投诉举报的除外），请核对后决定。")
    return found


@dataclass(frozen=True, slots=True)
class Pair:
    """A paper and an addressee to choose in the form of service."""

    document_id: int
    kind: str
    recipient: str
    words: str
    served: bool
    method: str


def pairs(proceeding_id: int) -> list[Pair]:
    """Papers and addressees of a case: what waits first, the newest before. The decision has an act of its own. One statement."""
    rows = session.execute(
        select(Serving, Document.title, Document.kind)
        .join(Document, Document.id == Serving.document_id)
        .where(Serving.proceeding_id == proceeding_id, Document.voided_at.is_(None), Document.kind != deciding.DECISION)
        .order_by(Serving.id)
    ).all()
    found: dict[tuple[int, str], Pair] = {}
    for row, title, kind in rows:
        known = found.get((row.document_id, row.recipient))
        served = row.effective_on is not None or (known is not None and known.served)
        words = f"{title} → {row.recipient}{'（已送达）' if served else ''}"
        method = "leave_post" if row.result == "refused" and not served else ""
        found[(row.document_id, row.recipient)] = Pair(row.document_id, kind, row.recipient, words, served, method)
    return sorted(found.values(), key=lambda p: (p.served, -p.document_id))


@dataclass(frozen=True, slots=True)
class Service:
    """An attempt of service, as the case page lists it."""

    document_id: int
    title: str
    recipient: str
    method: str
    result: str
    effective_on: date | None
    explanation: str
    tail: str


def services(proceeding_id: int) -> list[Service]:
    """Attempts of a case, newest first. One statement."""
    rows = session.execute(
        select(Serving, Document.title)
        .join(Document, Document.id == Serving.document_id)
        .where(Serving.proceeding_id == proceeding_id, Document.voided_at.is_(None))
        .order_by(Serving.id.desc())
        .limit(200)
    )
    words = codes.codes("service_result")
    return [
        Service(
            s.document_id, title, s.recipient, codes.codes("method").get(s.method, ""),
            words.get(s.result, "") if s.seq is not None else "未送出", s.effective_on, s.explanation,
            "　".join(word for word, there in ((f"邮单号 {s.mail_no}", s.mail_no), (f"签收 {s.receiver}", s.receiver),
                                               (f"见证 {s.witness}", s.witness)) if there),
        )
        for s, title in rows
    ]  # fmt: skip


def reporter(proceeding_id: int) -> list[tuple[str, str, str]]:
    """Who reported: (what, masked value, id of the value). Two statements. The caller has asked `reporter.see`."""
    row = session.get(Inspection, proceeding_id)
    if row is None or row.kind != "report":
        return []
    told = [("姓名", row.reporter_name), ("电话", row.reporter_phone)]
    masked = vault.masked([v for _, v in told])
    return [(what, masked.get(value, ""), value) for what, value in told if value]


def belongs(proceeding_id: int, value_id: str) -> bool:
    """Whether a personal value is the reporter's of this case."""
    return any(value_id == key for _, _, key in reporter(proceeding_id))
