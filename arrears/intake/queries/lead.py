"""One lead 线索: its fields, its orders with their clocks, its reporters; search words. Plain rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, or_, select

from arrears import clock, db
from arrears.access import policy
from arrears.access.models import AppUser, Body, Membership
from arrears.access.viewer import Viewer
from arrears.cases import calendar, clockcards, search, visibility
from arrears.cases.models import Attachment, Deadline, Proceeding
from arrears.cases.visibility import Head
from arrears.db import HouseSession, session
from arrears.documents import queries as papers
from arrears.intake.models import Lead, WorkOrder
from arrears.intake.queries import sameness, together
from arrears.intake.queries.desk import reporter_names, state_words
from arrears.law import codes
from arrears.personal import vault
from arrears.web.shapes import Light


@dataclass(frozen=True, slots=True)
class Fields:
    """The lead's own fields, as they stand. No live row."""

    values: dict[str, Any]
    version: int
    state: str

    def __getattr__(self, name: str) -> Any:
        try:
            return self.values[name]
        except KeyError:
            raise AttributeError(name) from None


def fields(lead_id: int) -> Fields | None:
    """The fields of a lead. Two statements."""
    lead, case = session.get(Lead, lead_id), session.get(Proceeding, lead_id)
    if lead is None or case is None:
        return None
    names = [c.key for c in Lead.__table__.columns]
    return Fields({name: getattr(lead, name) for name in names}, case.version, case.state)


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An order on the page of its lead."""

    id: int
    lead_id: int
    source: str
    source_code: str
    order_no: str
    relation: str
    received_at: datetime
    state: str
    state_code: str
    urged: int
    reporter: str
    phone: str
    lights: tuple[tuple[str, Light, str], ...]
    reply: str
    replied_at: datetime | None
    contacted_at: datetime | None
    no_phone: bool
    anonymous: bool
    returning: bool
    merged: bool


_ORDER, _LEAD, _CASE, _CLOCK = WorkOrder.__table__.c, Lead.__table__.c, Proceeding.__table__.c, Deadline.__table__.c
_ORDERS = select(*_ORDER).where(_ORDER.lead_id.in_(bindparam("leads", expanding=True))).order_by(_ORDER.id)
_ITS_LEAD = select(*_LEAD).where(_LEAD.proceeding_id == bindparam("lead"))
_CLOCKS = select(*clockcards.LIT).where(
    _CLOCK.proceeding_id.in_(bindparam("leads", expanding=True)), _CLOCK.closed_at.is_(None), _CLOCK.ours, _CLOCK.subject != ""
)
"""Unsorted: asked for in order, the database may walk all open clocks of the house to save itself the sorting of three."""
_INTO = (
    select(_CASE.id, _CASE.number)
    .join_from(Proceeding.__table__, Lead.__table__, _LEAD.merged_into == _CASE.id)
    .where(_LEAD.proceeding_id == bindparam("lead"))
)
"""Built once, plain columns: a live row costs three times as much."""


def _orders_of(lead_ids: tuple[int, ...]) -> Sequence[Row[Any]]:
    """The orders of leads, asked once a page: the parts of the case page look at them from several sides."""
    return db.once(("orders", lead_ids), lambda: session.execute(_ORDERS, {"leads": list(lead_ids)}).all())


def _lead_of(lead_id: int) -> Row[Any] | None:
    """The fields of a lead, asked once a page."""
    return db.once(("lead", lead_id), lambda: session.execute(_ITS_LEAD, {"lead": lead_id}).first())


def orders(lead_id: int, with_reporter: bool) -> list[OrderLine]:
    """Orders of a lead and of the leads merged into it, with the lights of their clocks. Six statements."""
    merged = together.merged_into(lead_id)
    rows = _orders_of((lead_id, *merged))
    state = visibility.state_of(lead_id)
    names = reporter_names(rows) if with_reporter else {}
    phones = vault.masked([r.reporter_phone for r in rows]) if with_reporter else {}
    now, in_force = clock.now(), calendar.in_force()
    lights: dict[str, list[tuple[str, Light, str]]] = {}
    running = session.execute(_CLOCKS, {"leads": [lead_id, *merged]})
    for row in sorted(running, key=lambda row: row.due_at):
        until = f"{row.due_at:%m-%d %H:%M}" if row.is_instant else f"{row.due_on:%m-%d}" if row.due_on else ""
        lights.setdefault(row.subject, []).append((row.title, clockcards.light_of(row, in_force, now), until))
    return [
        OrderLine(
            r.id, r.lead_id, codes.label("source", r.source), r.source, r.order_no, codes.label("order_relation", r.relation),
            r.received_at, state_words(r, r.is_returning, state), r.state, r.urge_count, names.get(r.id, ""),
            phones.get(r.reporter_phone or "", ""),
            tuple(lights.get(f"order:{r.id}", ())), r.reply_text, r.replied_at, r.contacted_at, r.no_phone, r.anonymous, r.is_returning,
            r.lead_id != lead_id,
        )
        for r in rows
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReporterLine:
    """A reporter of a lead, masked, with the ids by which the whole is revealed."""

    order_no: str
    name: str
    confidential: bool
    values: tuple[tuple[str, str, str], ...]
    """(what, masked, value id)."""


def reporters(lead_id: int) -> list[ReporterLine]:
    """Reporters of a lead's orders. Four statements. The caller has asked the policy (`reporter.see`)."""
    rows = [row for row in _orders_of((lead_id, *together.merged_into(lead_id))) if row.lead_id == lead_id]
    names = reporter_names(rows)
    kinds = (("电话", "reporter_phone"), ("备用电话", "phone2"), ("证件号", "reporter_id_no"), ("诉求原文", "narrative"))
    masked = vault.masked([getattr(r, column) for r in rows for _, column in kinds] + [r.reporter_name for r in rows])
    found = []
    for row in rows:
        values = [(what, masked.get(getattr(row, column) or "", ""), getattr(row, column)) for what, column in kinds]
        if row.confidential and row.reporter_name:
            values.insert(0, ("姓名", masked.get(row.reporter_name, ""), row.reporter_name))
        found.append(ReporterLine(row.order_no, names[row.id], row.confidential, tuple(v for v in values if v[2])))
    return found


def belongs(lead_id: int, value_id: str) -> bool:
    """Whether a personal value is one of this lead's orders, or the other side's phone. Two statements."""
    columns = (
        WorkOrder.reporter_name, WorkOrder.reporter_phone, WorkOrder.phone2, WorkOrder.reporter_id_no, WorkOrder.narrative,
    )  # fmt: skip
    own = session.scalar(
        select(WorkOrder.id).where(WorkOrder.lead_id == lead_id, or_(*(c == value_id for c in columns))).limit(1)
    )
    if own is not None:
        return True
    return session.scalar(select(Lead.proceeding_id).where(Lead.proceeding_id == lead_id, Lead.employer_phone == value_id)) is not None


def order(order_id: int) -> OrderLine | None:
    """One order by its id, reporter included. The caller has checked the lead."""
    row = session.get(WorkOrder, order_id)
    if row is None:
        return None
    return next((line for line in orders(row.lead_id, True) if line.id == order_id), None)


def field_pairs(lead_id: int) -> list[tuple[str, str]]:
    """线索要素 as name and words. Two statements."""
    lead = _lead_of(lead_id)
    if lead is None:
        return []
    phone = vault.masked([lead.employer_phone]).get(lead.employer_phone or "", "")
    months = "至".join(m for m in (lead.period_start, lead.period_end) if m)
    sums = [f"¥{lead.amount_claimed:,.2f}" if lead.amount_claimed is not None else "金额不详"]
    if lead.amount_per_person is not None:
        sums.append(f"人均 ¥{lead.amount_per_person:,.2f}")
    chain = "；".join(f"{codes.codes('chain_role').get(c.get('role', ''), '')} {c.get('name', '')}".strip() for c in lead.chain)
    pairs = [
        ("被反映单位", lead.employer_name or "单位不详"),
        ("招牌或俗称", lead.sign_name),
        ("信用代码", lead.credit_code),
        ("项目名称", lead.project_name),
        ("劳动地点", " ".join(p for p in (lead.district, "" if lead.town in lead.place else lead.town, lead.place) if p)),
        ("行业、工种", "　".join(p for p in (codes.label("industry", lead.industry) if lead.industry else "", lead.job) if p)),
        ("欠薪类型", codes.label("arrears_kind", lead.arrears_kind) if lead.arrears_kind else ""),
        ("人数（诉/核）", f"{_or_unknown(lead.workers_claimed)} / {lead.workers_verified if lead.workers_verified is not None else '—'}"),
        ("金额（诉）", "，".join(sums)),
        ("金额（核）", f"¥{lead.amount_verified:,.2f}" if lead.amount_verified is not None else ""),
        ("欠薪起止", months),
        ("离职日", lead.work_end.isoformat() if lead.work_end else ""),
        ("诉求", "、".join(codes.label("claims", c) for c in lead.claims)),
        ("紧急标记", "、".join(codes.label("urgency", u) for u in lead.urgency)),
        ("承包链条", chain),
        ("对方联系人", "　".join(p for p in (lead.employer_contact, phone) if p)),
        ("路径", _route_words(lead)),
        ("已分出", "；".join(_split_words(part) for part in lead.extra.get("split", ()))),
        ("转办到", lead.handed_to),
    ]
    return [(name, words) for name, words in pairs if words]


def _or_unknown(number: int | None) -> str:
    return "不详" if number is None else str(number)


def _split_words(part: dict[str, Any]) -> str:
    return f"{'、'.join(codes.label('claims', c) for c in part['claims'])}（{codes.label('route', part['way'])}，另立线索，见“事项”）"


def _route_words(lead: Row[Any]) -> str:
    if not lead.route:
        return ""
    words = codes.label("route", lead.route)
    if lead.route_proposed and lead.route_proposed != lead.route:
        return f"{words}（建议 {codes.label('route', lead.route_proposed)}；理由：{lead.route_reason}）"
    return words


def asked_of(lead_id: int) -> sameness.Asked:
    """What is compared of a stored lead. Three statements."""
    lead = _lead_of(lead_id)
    row = next((row for row in _orders_of((lead_id, *together.merged_into(lead_id))) if row.lead_id == lead_id), None)
    if lead is None or row is None:
        return sameness.Asked(but=lead_id)
    told = vault.opened([row.reporter_phone, row.reporter_name, row.reporter_id_no])
    period: tuple[str, str] | None = (lead.period_start, lead.period_end or lead.period_start) if lead.period_start else None
    return sameness.Asked(
        told.get(row.reporter_phone or "", ""), told.get(row.reporter_name or "", ""), told.get(row.reporter_id_no or "", ""),
        lead.employer_name or lead.sign_name, lead.credit_code, lead.project_name, lead.workers_claimed, lead.amount_claimed,
        period, lead_id,
    )  # fmt: skip


def twins_of(viewer: Viewer, head: Head) -> list[sameness.Twin]:
    """Likely twins of a stored lead."""
    return sameness.twins(viewer, asked_of(head.id))


def merged_into(lead_id: int) -> tuple[int, str] | None:
    """(id, number) of the lead this one went into. One statement."""
    row = session.execute(_INTO, {"lead": lead_id}).first()
    return (row.id, row.number) if row is not None else None


def people(body_id: int) -> list[tuple[int, str]]:
    """Who can own a lead of a body: clerks, mediators, inspectors, arbitrators, with their office. One statement."""
    today = clock.today()
    rows = session.execute(
        select(AppUser.id, AppUser.name, Membership.role)
        .join(Membership, Membership.user_id == AppUser.id)
        .where(Membership.body_id == body_id, Membership.role.in_(["IC", "ME", "IN", "AR", "SU"]), Membership.since <= today)
        .where(or_(Membership.until.is_(None), Membership.until >= today), AppUser.closed_at.is_(None))
        .order_by(AppUser.id)
    )
    found: dict[int, str] = {}
    for key, name, _role in rows:
        found.setdefault(key, name)
    return list(found.items())


def office_phone(user_id: int, body_id: int) -> str:
    """The office line of a person, else of the body. Two statements."""
    user, body = session.get(AppUser, user_id), session.get(Body, body_id)
    return (user.phone if user else "") or (str((body.letterhead or {}).get("phone", "")) if body else "")


def first_order_no(lead_id: int) -> str:
    """The number of the lead's first order. One statement."""
    return session.scalar(select(WorkOrder.order_no).where(WorkOrder.lead_id == lead_id).order_by(WorkOrder.id).limit(1)) or ""


def registration_forms(viewer: Viewer, lead_id: int) -> list[papers.Paper]:
    """The registration forms of the lead that this person may read."""
    return [paper for paper in papers.of_case(viewer, lead_id) if paper.kind == "lead-registration" and not paper.voided_at]


def files_of(lead_id: int) -> int:
    """How many files the lead has. One statement."""
    return len(list(session.scalars(select(Attachment.id).where(Attachment.proceeding_id == lead_id))))


_OF_LEAD = WorkOrder.lead_id == bindparam("lead")
_FOUND_BY = select(WorkOrder.order_no, WorkOrder.reporter_name).where(_OF_LEAD)
_TAILS = select(WorkOrder.reporter_phone, WorkOrder.phone2, WorkOrder.reporter_id_no).where(_OF_LEAD)


@search.describes("lead")
def words(current: HouseSession, proceeding: Proceeding) -> Iterable[tuple[str, str]]:
    """What a lead is found by besides its head: sign, project, order numbers, chain. The reporter only by surname and tail."""
    lead = current.get(Lead, proceeding.id)
    if lead is None:
        return
    yield "招牌", lead.sign_name
    yield "项目", lead.project_name
    yield "信用代码", lead.credit_code
    for link in lead.chain:
        yield "承包链", str(link.get("name", ""))
    for row in current.execute(_FOUND_BY, {"lead": proceeding.id}):
        yield "工单", row.order_no
        if row.reporter_name:
            yield "反映人", vault.masked([row.reporter_name]).get(row.reporter_name, "")


@search.tails("lead")
def tails(current: HouseSession, proceeding: Proceeding) -> Iterable[str | None]:
    """Phones and id numbers of reporters, by whose last four characters the lead is found."""
    return [value for row in current.execute(_TAILS, {"lead": proceeding.id}) for value in row]


def may_see(viewer: Viewer, lead_id: int) -> bool:
    """Whether this person may know the reporters of a lead. Two statements."""
    return policy.may(viewer, "reporter.see", visibility.ref(lead_id))


def missing(lead_id: int) -> list[str]:
    """What screening lacks, in words that can be asked. One statement."""
    lead = session.get(Lead, lead_id)
    if lead is None:
        return []
    wanted = (
        (lead.employer_name, "欠薪单位的全称或者招牌名称"),
        (lead.place or lead.project_name, "干活的地点（区、街道、门牌或者工地名称）"),
        (lead.workers_claimed, "涉及几个人"),
        (lead.amount_claimed, "一共欠多少钱"),
        (lead.period_start, "欠的是哪几个月的工资"),
    )
    return [words for value, words in wanted if not value]


def workday_after(days: int) -> date:
    """So many working days from today."""
    return calendar.in_force().add_workdays(clock.today(), days)


def last_answer(lead_id: int) -> tuple[str, datetime] | None:
    """Text and time of the newest answer given to the lead's orders. One statement."""
    row = session.execute(
        select(WorkOrder.reply_text, WorkOrder.replied_at)
        .where(WorkOrder.lead_id == lead_id, WorkOrder.replied_at.is_not(None))
        .order_by(WorkOrder.replied_at.desc())
        .limit(1)
    ).first()
    return (row.reply_text, row.replied_at) if row is not None else None
