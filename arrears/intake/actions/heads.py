"""Telling the heads 急报: urgent marks reach the body's heads at once, on rest days and at night, too."""

from __future__ import annotations

from sqlalchemy import or_, select

from arrears import clock
from arrears.access.models import AppUser, Membership
from arrears.cases.acting import Doing
from arrears.intake.models import Lead
from arrears.law import codes

URGENT = frozenset({"threat", "self_harm", "media", "minor", "collective"})
"""Marks that a head hears of at once (issue: minor, threat, self-harm, collective; media as `quick-report`)."""


def heads_of(doing: Doing) -> dict[int, str]:
    """Heads 负责人 (role SU) of the body today: id -> name. One statement."""
    today = clock.today()
    rows = doing.session.execute(
        select(AppUser.id, AppUser.name)
        .join(Membership, Membership.user_id == AppUser.id)
        .where(Membership.body_id == doing.proceeding.body_id, Membership.role == "SU", Membership.since <= today)
        .where(or_(Membership.until.is_(None), Membership.until >= today), AppUser.closed_at.is_(None))
        .order_by(AppUser.id)
    )
    return {row.id: row.name for row in rows}


def tell_urgent(doing: Doing, marks: frozenset[str], lead: Lead) -> None:
    """Tell the heads of urgent marks. The sentence names no reporter."""
    urgent = [m for m in codes.codes("urgency") if m in marks & URGENT]
    if not urgent:
        return
    words = "、".join(codes.label("urgency", m) for m in urgent)
    heads = f"{lead.workers_claimed} 人" if lead.workers_claimed is not None else "人数不详"
    where = doing.proceeding.against
    doing.later(("8-urgent",), lambda: doing.tell(frozenset(heads_of(doing)), _line(doing, words, where, heads)))


def _line(doing: Doing, words: str, where: str, heads: str) -> str:
    number = doing.number or doing.proceeding.number
    return f"【{words}】{number} {where}，{heads}，请立即关注。"
