"""What the acts of an inspection share 案卷: its own row, the two inspectors, parties, secrecy, its papers with their days.

Everything here runs inside an act. Who asked for secrecy, or reported, is named on no paper that the employer sees (监察条例 9).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import func, or_, select

from arrears import clock
from arrears.access.models import AppUser, Membership
from arrears.cases import parties, printing
from arrears.cases.acting import Doing, checks, finishes
from arrears.cases.models import CaseEvent, Claim, Employment, Party, Proceeding, ProceedingParty, Seat
from arrears.db import session
from arrears.documents.models import Document
from arrears.inspection.models import Inspection
from arrears.law import codes
from arrears.law.procedures.inspection import INSPECTION
from arrears.law.refusal import Refused
from arrears.personal import vault

ZERO = Decimal("0.00")
TWO = "《劳动保障监察条例》第十六条"
SECRECY = "《劳动保障监察条例》第九条"
WORKER, EMPLOYER, OTHER = "complainant", "respondent", "third"
"""Roles: workers (who complained, or joined by signing the roster) · the employer · general contractor or owner."""


def row_of(doing: Doing) -> Inspection:
    """The inspection's own row."""
    row = doing.session.get(Inspection, doing.proceeding.id, populate_existing=True)
    assert row is not None
    return row


# inspectors


def team(proceeding_id: int) -> list[int]:
    """The two inspectors of the case: its owner, then the second. Two statements."""
    owner = session.scalar(select(Proceeding.owner_id).where(Proceeding.id == proceeding_id))
    seated = session.scalars(
        select(Seat.user_id).where(Seat.proceeding_id == proceeding_id, Seat.role == "inspector", Seat.left_at.is_(None)).order_by(Seat.id)
    )
    return list(dict.fromkeys([u for u in (owner, *seated) if u]))


def licensed(ids: Collection[int]) -> list[dict[str, str]]:
    """Inspectors as papers print them, in the order given. One statement."""
    known = {u.id: u for u in session.scalars(select(AppUser).where(AppUser.id.in_(list(ids))))}
    return [{"name": known[i].name, "licence": known[i].licence_no} for i in ids if i in known]


def demand_two(doing: Doing, ids: Sequence[int], field: str) -> None:
    """Two different inspectors of the body, both with a licence number. Raises `Refused` at the field."""
    chosen = list(dict.fromkeys(int(i) for i in ids if i))
    today = clock.today()
    known = dict(
        doing.session.execute(
            select(AppUser.id, AppUser.name)
            .join(Membership, Membership.user_id == AppUser.id)
            .where(AppUser.id.in_(chosen), AppUser.closed_at.is_(None), Membership.body_id == doing.proceeding.body_id)
            .where(Membership.role == "IN", Membership.since <= today, or_(Membership.until.is_(None), Membership.until >= today))
        ).all()
    )
    for one in chosen:
        if one not in known:
            raise Refused(field, "选的人目前不是本机构的监察员，请另选。", TWO)
    if len(chosen) < 2:
        who = next(iter(known.values()), "")
        raise Refused(field, f"须由两名监察员共同进行{f'，现在只有{who}一人' if who else ''}；请选上同去的另一名监察员。", TWO)
    for one in licensed(chosen):
        if not one["licence"]:
            raise Refused(field, f"{one['name']}没有登记执法证号，不能执法；请管理员在用户资料里补上证号，或者换人。", TWO)


PAIRED = tuple(
    act.id
    for act in INSPECTION.acts.values()
    if "two_inspectors" in act.demands and act.name not in {"insp-file", "insp-register-evidence", "insp-treat-evidence"}
)
"""Acts that two inspectors perform; those of the filing are named in its own facts."""


@checks(*PAIRED)
def check_two(doing: Doing) -> None:
    """Two inspectors with licences: those named in the act, else those of the case."""
    demand_two(doing, inspectors_of(doing), "inspectors")


def inspectors_of(doing: Doing) -> list[int]:
    """Who performs this act: the fact `inspectors`, else the case's two."""
    return chosen(doing.proceeding.id, doing.facts)


def chosen(proceeding_id: int, facts: Mapping[str, Any]) -> list[int]:
    """The inspectors these facts name, else the case's two."""
    return [int(i) for i in facts.get("inspectors") or ()] or team(proceeding_id)


# parties


def workers(proceeding_id: int) -> list[parties.Told]:
    """Workers of the case, opened. For acts only."""
    return parties.told(proceeding_id, WORKER)


def employer(proceeding_id: int) -> parties.Told:
    """The employer 用人单位: the first respondent. Raises `Refused` when none is known."""
    found = parties.told(proceeding_id, EMPLOYER)
    if not found:
        raise Refused("", "本案还没有登记被投诉单位，请先补正。")
    return found[0]


def first_payer(proceeding_id: int) -> parties.Told | None:
    """The general contractor 施工总承包单位, where one is entered (保障条例 30)."""
    row = session.get(Inspection, proceeding_id)
    parts = (row.parts or {}) if row is not None else {}
    return next((p for p in parties.told(proceeding_id, OTHER) if parts.get(str(p.id)) == "gc"), None)


def dues(proceeding_id: int) -> dict[int, Employment]:
    """Roster rows of the case's workers with what was verified, by party, in the order of the roster. One statement."""
    rows = session.scalars(
        select(Employment)
        .join(ProceedingParty, ProceedingParty.party_id == Employment.party_id)
        .where(ProceedingParty.proceeding_id == proceeding_id, ProceedingParty.role == WORKER, ProceedingParty.left_on.is_(None))
        .where(Employment.verified > 0)
        .order_by(Employment.row_no)
    )
    return {row.party_id: row for row in rows}


def period(row: Inspection) -> dict[str, Any] | None:
    """欠薪期间 as papers take it; None while it is not known."""
    start, end = printing.day_of(row.period_from, False), printing.day_of(row.period_to, True)
    return {"start": start, "end": end} if start and end else None


# secrecy


def is_secret(row: Inspection) -> bool:
    """Whether who came to us is to be kept from the employer: every report, and a complaint that asked for it."""
    return row.kind == "report" or row.secrecy


def hidden(proceeding_id: int) -> dict[int, str]:
    """Workers whom no paper to the employer may name: secrecy was asked, and they have not agreed to be named. Two statements."""
    row = session.get(Inspection, proceeding_id)
    if row is None or not is_secret(row):
        return {}
    query = (
        select(Party.id, Party.name)
        .join(ProceedingParty, ProceedingParty.party_id == Party.id)
        .where(ProceedingParty.proceeding_id == proceeding_id, ProceedingParty.role == WORKER, Party.named_consent_on.is_(None))
    )
    return dict(session.execute(query).all())


def hidden_names(proceeding_id: int) -> set[str]:
    """Names that may not stand on a paper to the employer: hidden workers, and who reported unless he signed by himself."""
    found = set(hidden(proceeding_id).values())
    row = session.get(Inspection, proceeding_id)
    if row is not None and row.reporter_name:
        name = vault.opened([row.reporter_name]).get(row.reporter_name, "")
        agreed = session.scalar(
            select(func.count())
            .select_from(Party)
            .join(ProceedingParty, ProceedingParty.party_id == Party.id)
            .where(ProceedingParty.proceeding_id == proceeding_id, Party.name == name, Party.named_consent_on.is_not(None))
        )
        found |= {name} if name and not agreed else set()
    return {name for name in found if len(name) > 1}


def _texts(value: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """(field, text) of every text among the facts."""
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(item, field or str(key))
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(item, field)


@checks("inspection.insp-inquire", "inspection.insp-check-site", "inspection.insp-order", "inspection.insp-conclude",
        "inspection.insp-prenotice", "inspection.insp-decide", "inspection.insp-urge")  # fmt: skip
def check_secrecy(doing: Doing) -> None:
    """What the employer reads names nobody who reported or asked for secrecy."""
    names = hidden_names(doing.proceeding.id)
    for field, text in _texts({k: v for k, v in doing.facts.items() if not k.startswith("_")}):
        for name in names:
            if name in text:
                words = f"这里写有“{name}”，他（她）举报或者要求保密，不能让单位看到；请删去姓名，或者先取得本人书面同意。"
                raise Refused(field, words, SECRECY)


# papers and course


def paper(proceeding_id: int, kind: str) -> Document | None:
    """The valid paper of a kind, the newest. One statement."""
    query = select(Document).where(Document.proceeding_id == proceeding_id, Document.kind == kind, Document.voided_at.is_(None))
    return session.scalars(query.order_by(Document.id.desc()).limit(1)).first()


def number_of(proceeding_id: int, kind: str) -> str:
    """Its number; empty when there is none."""
    found = paper(proceeding_id, kind)
    return found.number if found is not None else ""


def happened(proceeding_id: int, *acts: str) -> bool:
    """Whether one of these acts was performed on the case. One statement."""
    query = select(CaseEvent.id).where(CaseEvent.proceeding_id == proceeding_id, CaseEvent.act.in_([f"inspection.{a}" for a in acts]))
    return session.scalar(query.limit(1)) is not None


@finishes("inspection")
def copy_summary(doing: Doing) -> None:
    """What lists show: who came (not the name where secrecy holds), against whom, how many, how much."""
    row = doing.session.get(Inspection, doing.proceeding.id)
    if row is None:
        return
    doing.session.flush()
    people = doing.session.execute(
        select(Party.name, ProceedingParty.role, Employment.verified)
        .join(ProceedingParty, ProceedingParty.party_id == Party.id)
        .outerjoin(Employment, Employment.party_id == Party.id)
        .where(ProceedingParty.proceeding_id == doing.proceeding.id, ProceedingParty.left_on.is_(None))
        .order_by(ProceedingParty.no, Party.id)
    ).all()
    left = [p.name for p in people if p.role == WORKER]
    if is_secret(row):
        title = "举报人（保密）" if row.kind == "report" else "投诉人（要求保密）"
    else:
        title = left[0] if len(left) == 1 else f"{left[0]}等 {len(left)} 人" if left else ""
    verified = [p.verified for p in people if p.role == WORKER and p.verified]
    claimed = doing.session.scalar(
        select(func.sum(Claim.claimed)).where(Claim.proceeding_id == doing.proceeding.id, Claim.dropped_on.is_(None))
    )
    doing.proceeding.title = title
    doing.proceeding.against = "、".join(p.name for p in people if p.role == EMPLOYER)[:200]
    doing.proceeding.workers = len(verified) or row.heads or len(left) or None
    doing.proceeding.amount = sum(verified, ZERO) if verified else claimed
    doing.proceeding.confidential = is_secret(row)


def breach_words(row: Inspection) -> str:
    """违法行为 in words."""
    return codes.label("violation", row.breach) if row.breach else ""
