"""What the forms and the panels of one arbitration need: its own facts, sides, claims, panel, people to choose from, awards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import func, select

from arrears import clock
from arrears.access.models import AppUser, Membership
from arrears.arbitration import notices
from arrears.arbitration.models import Arbitration, Award, AwardParty
from arrears.cases import pages
from arrears.cases.models import Claim, Deadline, Employment, Party, Proceeding, ProceedingParty, Seat
from arrears.cases.parties import UNITS
from arrears.db import session
from arrears.documents.models import Document
from arrears.hearings.models import Hearing
from arrears.law import codes


@dataclass(frozen=True, slots=True)
class Own:
    """What an arbitration adds to its proceeding."""

    filed_on: date
    accepted_on: date | None
    oral: bool
    pre_mediation: str
    track: str
    missing: tuple[str, ...]
    promise_until: date | None
    facts_text: str
    evidence: tuple[str, ...]
    answer: str
    found: str
    closing_mode: str
    way: str


def own(proceeding_id: int) -> Own | None:
    """The arbitration's own facts. One statement."""
    row = session.get(Arbitration, proceeding_id)
    if row is None:
        return None
    return Own(
        row.filed_on, row.accepted_on, row.oral, row.pre_mediation, row.track, tuple(map(str, row.missing or ())), row.promise_until,
        row.facts_text, tuple(map(str, row.evidence or ())), row.answer, row.found, row.closing_mode, row.way,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """A party of the case for choosing; no personal value."""

    id: int
    role: str
    name: str
    is_unit: bool
    representative: bool

    @property
    def words(self) -> str:
        """As a list of parties names it."""
        return f"{codes.codes('party_role').get(self.role, '')} {self.name}".strip()


def sides(proceeding_id: int, role: str | None = None) -> list[Side]:
    """Parties who have not left, applicants first. One statement."""
    query = (
        select(Party.id, ProceedingParty.role, Party.name, Party.kind, ProceedingParty.representative)
        .join(ProceedingParty, ProceedingParty.party_id == Party.id)
        .where(ProceedingParty.proceeding_id == proceeding_id, ProceedingParty.left_on.is_(None))
        .order_by(ProceedingParty.role, ProceedingParty.no, Party.id)
    )
    if role is not None:
        query = query.where(ProceedingParty.role == role)
    return [Side(r.id, r.role, r.name, r.kind in UNITS, r.representative) for r in session.execute(query)]


def lacking(proceeding_id: int) -> list[tuple[int, str]]:
    """Applicants without identity number or address, with what they lack. One statement."""
    rows = session.execute(
        select(Party.id, Party.name, Party.id_no, Party.address)
        .join(ProceedingParty, ProceedingParty.party_id == Party.id)
        .where(ProceedingParty.proceeding_id == proceeding_id, ProceedingParty.role == "applicant", Party.kind == "person")
        .where((Party.id_no.is_(None)) | (Party.address.is_(None)))
        .order_by(ProceedingParty.no, Party.id)
    )
    return [
        (r.id, f"{r.name}（缺{'、'.join(word for word, there in (('证件号', r.id_no), ('住址', r.address)) if not there)}）") for r in rows
    ]


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim item as the case page and the award's form show it."""

    id: int
    no: int
    code: str
    kind: str
    party_id: int | None
    whose: str
    period: str
    formula: str
    claimed: Decimal | None
    admitted: Decimal | None
    view: str
    found: Decimal | None
    result: str
    final: bool | None
    article: str


def claims(proceeding_id: int) -> list[ClaimLine]:
    """Claim items in order. One statement."""
    rows = session.execute(
        select(Claim, Party.name)
        .outerjoin(Party, Party.id == Claim.party_id)
        .where(Claim.proceeding_id == proceeding_id, Claim.dropped_on.is_(None))
        .order_by(Claim.no)
    )
    return [
        ClaimLine(
            c.id, c.no, c.kind, codes.label("claim_kind", c.kind), c.party_id, name or "全体申请人",
            f"{c.period_from} 至 {c.period_to}" if c.period_from and c.period_to else c.period_from or c.period_to, c.formula, c.claimed,
            c.admitted, c.respondent_view, c.found, c.result, c.final, c.article,
        )
        for c, name in rows
    ]  # fmt: skip


def shares(proceeding_id: int) -> dict[int, Decimal]:
    """What each applicant is owed by the roster, where there is one: verified, else told. One statement."""
    rows = session.execute(
        select(Employment.party_id, Employment.verified, Employment.owed)
        .join(ProceedingParty, ProceedingParty.party_id == Employment.party_id)
        .where(ProceedingParty.proceeding_id == proceeding_id, ProceedingParty.role == "applicant")
    )
    sums = {party: verified if verified is not None else owed for party, verified, owed in rows}
    return {party: amount for party, amount in sums.items() if amount}


def staff(body_id: int, *roles: str) -> list[tuple[int, str]]:
    """People of a body who hold one of the roles today, with their open cases, the least busy first. One statement."""
    load = (
        select(Seat.user_id, func.count().label("n"))
        .where(Seat.left_at.is_(None), Seat.closed_at.is_(None), Seat.procedure == "arbitration")
        .group_by(Seat.user_id)
        .subquery()
    )
    count = func.coalesce(load.c.n, 0)
    rows = session.execute(
        select(AppUser.id, AppUser.name, count)
        .join(Membership, Membership.user_id == AppUser.id)
        .outerjoin(load, load.c.user_id == AppUser.id)
        .where(Membership.body_id == body_id, Membership.role.in_(roles), AppUser.closed_at.is_(None))
        .distinct()
        .order_by(count, AppUser.id)
    )
    return [(key, f"{name}（在手 {n} 件）") for key, name, n in rows]


@dataclass(frozen=True, slots=True)
class Panel:
    """The tribunal by name and id."""

    arbitrators: tuple[tuple[int, str], ...]
    clerk: tuple[int, str] | None

    @property
    def words(self) -> str:
        """As pages name it; empty before it is formed."""
        if not self.arbitrators:
            return ""
        names = [name for _, name in self.arbitrators]
        who = f"{names[0]}（独任）" if len(names) == 1 else f"{names[0]}（首席）、{'、'.join(names[1:])}"
        return f"{who}　书记员 {self.clerk[1]}" if self.clerk else who


def panels(ids: Sequence[int]) -> dict[int, Panel]:
    """Tribunals of cases; before one is formed the owner stands alone and without a clerk. One statement."""
    rows = session.execute(
        select(Seat.proceeding_id, Seat.role, Seat.user_id, AppUser.name)
        .join(AppUser, AppUser.id == Seat.user_id)
        .where(Seat.proceeding_id.in_(ids), Seat.left_at.is_(None), Seat.role.in_(["owner", "member", "clerk"]))
        .order_by(Seat.id)
    )
    found: dict[int, dict[str, list[tuple[int, str]]]] = {i: {"owner": [], "member": [], "clerk": []} for i in ids}
    for key, role, user, name in rows:
        found[key][role].append((user, name))
    return {
        i: Panel((*roles["owner"][:1], *roles["member"]) if roles["clerk"] else (), roles["clerk"][0] if roles["clerk"] else None)
        for i, roles in found.items()
    }


def papers_to_serve(proceeding_id: int) -> list[tuple[int, str]]:
    """Valid papers of the main volume, newest first, for the form of service. One statement."""
    rows = session.execute(
        select(Document.id, Document.title, Document.number)
        .where(Document.proceeding_id == proceeding_id, Document.voided_at.is_(None), Document.volume == "main")
        .order_by(Document.id.desc())
        .limit(200)
    )
    return [(key, f"{title}{f'（{number}）' if number else ''}") for key, title, number in rows]


@dataclass(frozen=True, slots=True)
class AwardLine:
    """An award with what each party did."""

    id: int
    kind: str
    total: Decimal
    made_on: date
    document_id: int | None
    effect: str
    effective_on: date | None
    performance: str
    parties: tuple[tuple[str, str, date | None, str], ...]
    """(name, what it did, served on, last day of its window)"""
    after: str = ""
    """What the award is worth after the court has spoken."""


def awards(proceeding_id: int) -> list[AwardLine]:
    """Awards and statements with their small machines. Three statements."""
    rows = list(session.scalars(select(Award).where(Award.proceeding_id == proceeding_id).order_by(Award.id)))
    if not rows:
        return []
    windows = {
        r.subject: r.due_on
        for r in session.scalars(
            select(Deadline).where(Deadline.proceeding_id == proceeding_id, Deadline.subject.like("award:%:%")).order_by(Deadline.id)
        )
    }
    sided: dict[int, list[tuple[str, str, date | None, str]]] = {row.id: [] for row in rows}
    for p, name in session.execute(
        select(AwardParty, Party.name)
        .join(Party, Party.id == AwardParty.party_id)
        .where(AwardParty.award_id.in_([r.id for r in rows]))
        .order_by(AwardParty.id)
    ):
        last = windows.get(f"award:{p.award_id}:{p.party_id}")
        did = f"{p.court} {p.court_number}".strip()
        state = "p-expired" if p.p == "p-open" and last is not None and last < clock.today() else p.p
        words = STATES.get(state, state) + (f"（{did}）" if did else "")
        sided[p.award_id].append((name, words, p.served_on, f"{last:%Y-%m-%d}" if last else ""))
    return [
        AwardLine(
            r.id, _award_words(r.kind, r.partial), r.total, r.made_on, r.document_id, STATES.get(r.w, r.w), r.effective_on,
            STATES.get(r.x, r.x), tuple(sided[r.id]), AFTER.get(r.w, ""),
        )
        for r in rows
    ]  # fmt: skip


def award_choices(proceeding_id: int) -> list[tuple[str, str]]:
    """Awards that somebody may attack, with their numbers. One statement."""
    rows = session.execute(
        select(Award.id, Award.kind, Award.partial, Award.made_on, Document.number)
        .outerjoin(Document, Document.id == Award.document_id)
        .where(Award.proceeding_id == proceeding_id, Award.kind.in_(["final", "nonfinal"]))
        .order_by(Award.id)
    )
    return [(str(key), f"{number or ''} {_award_words(kind, partial)} {on:%Y-%m-%d}".strip()) for key, kind, partial, on, number in rows]


def _award_words(kind: str, partial: bool) -> str:
    """A kind of award in words; an early one says so."""
    words = KINDS.get(kind, kind)
    if not partial or kind == "advance":
        return words
    return "部分调解书" if kind == "settlement" else f"先行{words}"


KINDS: Mapping[str, str] = {
    "final": "裁决书（终局）", "nonfinal": "裁决书（非终局）", "advance": "先予执行裁决书", "settlement": "调解书",
}  # fmt: skip
AFTER: Mapping[str, str] = {
    "w-set-aside": "人民法院已撤销这份裁决书：应付款不再履行，已付的款照记；各方可以自收到裁定之日起十五日内就争议起诉。",
    "w-blocked": "有人起诉，这份裁决书不发生效力：应付款暂不履行，法院驳回、准撤或者不予受理后恢复。",
}  # fmt: skip
STATES: Mapping[str, str] = {
    "p-unserved": "未送达", "p-open": "异议期", "p-setaside": "申请撤裁", "p-expired": "期满", "p-sued": "已起诉", "w-pending": "未生效",
    "w-effective": "已生效", "w-blocked": "未生效（有人起诉）", "w-set-aside": "被撤销", "x-none": "未进入履行", "x-performing": "履行期",
    "x-partial": "部分履行", "x-applied": "已申请执行", "x-terminated": "终本", "x-performed": "已履行", "x-enforced": "执行到位",
    "x-refused": "不予执行",
}  # fmt: skip


@pages.beside("arbitration")
def machine_states(proceeding_id: int) -> set[str]:
    """States of the small machines of a case's awards (law file 4.3): which acts after the award are possible. Two statements."""
    rows = session.execute(select(Award.id, Award.w, Award.x).where(Award.proceeding_id == proceeding_id)).all()
    found = {state for row in rows for state in (row.w, row.x)}
    if rows:
        found |= set(session.scalars(select(AwardParty.p).where(AwardParty.award_id.in_([row.id for row in rows]))))
    return found


@dataclass(frozen=True, slots=True)
class HearingLine:
    """A hearing on the case page."""

    id: int
    no: int
    at: datetime
    until: datetime
    room_id: int
    mode: str
    state: str
    record: str
    present: tuple[str, ...]


def hearings(proceeding_id: int) -> list[HearingLine]:
    """Hearings, newest first. One statement."""
    rows = session.scalars(select(Hearing).where(Hearing.proceeding_id == proceeding_id).order_by(Hearing.no.desc()))
    words = {"planned": "已排", "held": "已开", "postponed": "延期", "dropped": "取消"}
    return [
        HearingLine(
            h.id, h.no, h.at, h.until, h.room_id, codes.label("hearing_mode", h.mode), words.get(h.state, h.state), h.record,
            tuple(f"{p.get('name', '')}（{p.get('role', '')}）" for p in h.present or ()),
        )
        for h in rows
    ]  # fmt: skip


def due(proceeding_id: int, rule: str) -> Deadline | None:
    """The running clock of a rule. One statement."""
    return session.scalars(
        select(Deadline)
        .where(Deadline.proceeding_id == proceeding_id, Deadline.rule_id == rule, Deadline.closed_at.is_(None))
        .order_by(Deadline.id.desc())
    ).first()


def told_together(proceeding_id: int) -> bool:
    """Whether the next hearing is announced by the one notice of a collective case. Two statements."""
    return notices.collective_first(proceeding_id)


def worked_until(proceeding_id: int) -> dict[int, date]:
    """End of work by applicant, where the roster says it. One statement."""
    rows = session.execute(
        select(Employment.party_id, Employment.end_on)
        .join(ProceedingParty, ProceedingParty.party_id == Employment.party_id)
        .where(ProceedingParty.proceeding_id == proceeding_id, Employment.end_on.is_not(None))
    )
    return {party: end for party, end in rows if end is not None}


def matter_reliefs(proceeding_id: int) -> list[tuple[date, str]]:
    """Leads, mediations and the application of the matter: what interrupted the limitation, by day. One statement."""
    matter = select(Proceeding.matter_id).where(Proceeding.id == proceeding_id).scalar_subquery()
    rows = session.execute(
        select(Proceeding.received_at, Proceeding.procedure).where(Proceeding.matter_id == matter).order_by(Proceeding.id).limit(50)
    )
    return [(at.date(), procedure) for at, procedure in rows if procedure in {"lead", "mediation"}]
