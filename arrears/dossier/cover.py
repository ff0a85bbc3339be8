"""What the cover of a dossier says 案卷封面: parties, cause, result, officers and days of a closed proceeding. Reads only.

The result is that of the closing (裁决: 终局 | 非终局 | 部分终局; 调解; 撤回 …), in the words of the code lists.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from arrears import clock
from arrears.access.models import AppUser
from arrears.arbitration.models import Arbitration, Award
from arrears.cases.models import Party, Proceeding, ProceedingParty, Seat
from arrears.cases.printing import CAUSE
from arrears.db import session
from arrears.law import codes
from arrears.law.procedures import PROCEDURES
from arrears.mediation.models import Mediation

TITLES: Mapping[str, tuple[str, str]] = {
    "lead": ("欠薪线索案卷", "承办人"),
    "mediation": ("调解案卷", "调解员"),
    "arbitration": ("仲裁案卷", "仲裁员"),
    "inspection": ("劳动保障监察案卷", "监察员"),
    "supervision": ("督办案卷", "承办人"),
}
"""Procedure -> title of the cover, and what the officers are called."""
AWARD_WORDS: Mapping[frozenset[str], str] = {
    frozenset({"final"}): "裁决：终局",
    frozenset({"nonfinal"}): "裁决：非终局",
    frozenset({"final", "nonfinal"}): "裁决：部分终局",
}


def facts(case: Proceeding) -> dict[str, Any]:
    """The facts of the cover that do not depend on what lies in the volume."""
    title, label = TITLES[case.procedure]
    officers, clerk = _officers(case)
    return {
        "dossier_title": title,
        "case_no": case.number,
        "cause": CAUSE,
        "applicants": _side(case, "applicant", "complainant") or case.title or "不详",
        "respondents": _side(case, "respondent") or case.against or "不详",
        "thirds": _side(case, "third"),
        "result": result(case),
        "officer_label": label,
        "officers": officers,
        "clerk": clerk,
        "opened_on": opened_on(case),
        "closed_on": closed_on(case),
    }


def opened_on(case: Proceeding) -> date:
    """立案日期: of an arbitration the day of acceptance, else the day it was opened."""
    own = session.get(Arbitration, case.id) if case.procedure == "arbitration" else None
    return own.accepted_on if own is not None and own.accepted_on else clock.day_of(case.opened_at)


def closed_on(case: Proceeding) -> date:
    """结案日期. The case is closed."""
    assert case.closed_at is not None
    return clock.day_of(case.closed_at)


def result(case: Proceeding) -> str:
    """处理结果 in words."""
    state = PROCEDURES[case.procedure].states[case.state].label
    if case.procedure == "arbitration":
        kinds = frozenset(a.kind for a in awards(case.id) if a.kind in {"final", "nonfinal"})
        own = session.get(Arbitration, case.id)
        mode = codes.codes("closing_mode").get(own.closing_mode, "") if own is not None else ""
        return AWARD_WORDS.get(kinds) or mode or state
    if case.procedure == "mediation":
        own_case = session.get(Mediation, case.id)
        if own_case is not None and own_case.result == "agreed":
            return "达成调解协议" + ("，已履行" if case.state == "m-performed" else "")
    return codes.codes("conclusion").get(case.conclusion or "", "") or state


def awards(proceeding_id: int) -> list[Award]:
    """The awards of an arbitration, oldest first."""
    return list(session.scalars(select(Award).where(Award.proceeding_id == proceeding_id).order_by(Award.id)))


def _side(case: Proceeding, *roles: str) -> str:
    """The parties of a side: a group by its first name and the count."""
    query = (
        select(Party.name)
        .join(ProceedingParty, ProceedingParty.party_id == Party.id)
        .where(ProceedingParty.proceeding_id == case.id, ProceedingParty.role.in_(roles), ProceedingParty.left_on.is_(None))
        .order_by(ProceedingParty.no, ProceedingParty.id)
    )
    names = list(session.scalars(query))
    if len(names) <= 3:
        return "、".join(names)
    return f"{names[0]}等{len(names)}人" if "respondent" not in roles else f"{names[0]}等{len(names)}方"


def _officers(case: Proceeding) -> tuple[list[str], str]:
    """Who decided or mediated, and the clerk 书记员."""
    query = select(Seat.role, AppUser.name).join(AppUser, AppUser.id == Seat.user_id).where(Seat.proceeding_id == case.id)
    seats = session.execute(query.order_by(Seat.id)).all()
    members = [name for role, name in seats if role == "member"]
    owner = [str(session.scalar(select(AppUser.name).where(AppUser.id == case.owner_id)))] if case.owner_id else []
    clerk = next((name for role, name in reversed(seats) if role == "clerk"), "")
    return list(dict.fromkeys(members or owner or ["未分派"])), clerk
