"""Reads of the audit: reveals of personal values, acts of administrators, and whether chains of events hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from arrears.access.models import AppUser, Body
from arrears.access.viewer import Viewer
from arrears.admin.log import ACTS
from arrears.admin.models import AdminLog
from arrears.cases import ledger
from arrears.cases.models import Proceeding
from arrears.cases.numbers import folded
from arrears.db import session
from arrears.law.refusal import Refused
from arrears.personal.models import PersonalValue, RevealLog
from arrears.personal.vault import KINDS
from arrears.web import keyset

SAMPLE = 50
"""Chains that one look checks: the newest of the body. All of them: `arrears audit verify`."""


@dataclass(frozen=True, slots=True)
class Look:
    """One reveal: who saw which value of which case, when and why."""

    id: int
    at: datetime
    who: str
    body: str
    kind: str
    masked: str
    number: str
    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """One act of an administrator."""

    id: int
    at: datetime
    who: str
    what: str
    whom: str
    body: str
    text: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of chains found: how many, and (number, seq, why) of the broken ones."""

    chains: int
    broken: Sequence[tuple[str, int, str]]


def _reach(viewer: Viewer) -> frozenset[int] | None:
    """Bodies whose looks this person reads: a head his own, an auditor those below, of the city all (None)."""
    if "AU" in viewer.roles:
        return None if viewer.is_city else viewer.below | {viewer.body_id}
    return frozenset({viewer.body_id})


def looks(viewer: Viewer, who: str, after: str | None) -> keyset.Page[Look]:
    """A page of reveals, newest first. Two statements."""
    cursor = keyset.read(after, (int,))
    query = (
        select(RevealLog, AppUser.name, Body.name, PersonalValue.kind, PersonalValue.masked, Proceeding.number)
        .outerjoin(AppUser, AppUser.id == RevealLog.user_id)
        .outerjoin(Body, Body.id == RevealLog.body_id)
        .join(PersonalValue, PersonalValue.id == RevealLog.value_id)
        .outerjoin(Proceeding, Proceeding.id == RevealLog.proceeding_id)
    )
    reach = _reach(viewer)
    if reach is not None:
        query = query.where(RevealLog.body_id.in_(reach))
    if who.strip():
        query = query.where(RevealLog.user_id.in_(select(AppUser.id).where(AppUser.name == who.strip())))
    beyond = keyset.beyond(cursor, [RevealLog.id], descending=True)
    if beyond is not None:
        query = query.where(beyond)
    rows = session.execute(query.order_by(*keyset.ordered(cursor, [RevealLog.id], descending=True)).limit(keyset.SIZE + 1)).all()
    found = [
        Look(log.id, log.at, name or "系统", body or "", KINDS.get(kind, kind), masked, number or "", log.reason)
        for log, name, body, kind, masked, number in rows
    ]
    return keyset.page(found, cursor, lambda look: (look.id,))


def lines(viewer: Viewer, after: str | None) -> keyset.Page[Line]:
    """A page of administrators' acts in the bodies in reach, newest first. Two statements."""
    cursor = keyset.read(after, (int,))
    whom = AppUser.__table__.alias("whom")
    query = (
        select(AdminLog, AppUser.name, whom.c.name, Body.name)
        .outerjoin(AppUser, AppUser.id == AdminLog.actor_id)
        .outerjoin(whom, whom.c.id == AdminLog.user_id)
        .outerjoin(Body, Body.id == AdminLog.actor_body_id)
    )
    if not viewer.is_city:
        query = query.where(AdminLog.actor_body_id.in_(viewer.below | {viewer.body_id}))
    beyond = keyset.beyond(cursor, [AdminLog.id], descending=True)
    if beyond is not None:
        query = query.where(beyond)
    rows = session.execute(query.order_by(*keyset.ordered(cursor, [AdminLog.id], descending=True)).limit(keyset.SIZE + 1)).all()
    found = [
        Line(log.id, log.at, name or "系统", ACTS.get(log.act, log.act), to or "", body or "", log.text) for log, name, to, body in rows
    ]
    return keyset.page(found, cursor, lambda line: (line.id,))


def verify(viewer: Viewer, number: str) -> Checked:
    """Check the chain of one case by its number, or the newest `SAMPLE` of the bodies in reach. Raises `Refused`.

    Three statements a chain.
    """
    query = select(Proceeding.id)
    reach = _reach(viewer)
    if reach is not None:
        query = query.where(Proceeding.body_id.in_(reach))
    if number.strip():
        wanted = number.strip().translate(str.maketrans("()（）[]【】", "〔〕〔〕〔〕〔〕"))
        query = query.where(Proceeding.number.in_({number.strip(), wanted, folded(number)}))
    ids = list(session.scalars(query.order_by(Proceeding.id.desc()).limit(SAMPLE)))
    if not ids and number.strip():
        raise Refused("number", f"没有编号为“{number.strip()[:40]}”的案件，请核对编号。")
    broken = [(found.number, found.seq, found.why) for one in ids for found in ledger.verify(one)]
    return Checked(len(ids), broken)
