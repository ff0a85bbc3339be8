"""Likely twins 疑似同案: leads of the same phone, person, employer or site, ranked, each with what is the same and what is not.

The test of the law file (1.4): the same person and the same debtor, periods not apart → one matter; another person of the same
debtor → the same group. A proposal; the clerk picks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Protocol

from sqlalchemy import or_, select

from arrears.access import policy
from arrears.access.viewer import Viewer
from arrears.cases.models import Proceeding
from arrears.db import session
from arrears.intake.extract.duplicates import employer_core, site_core
from arrears.intake.models import Lead, WorkOrder
from arrears.law.procedures import PROCEDURES
from arrears.personal import vault

LEAD = Lead.__table__.c
MOST = 6
"""So many twins are shown."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is compared: as typed, or of a stored lead. Empty values are unknown, never equal."""

    phone: str = ""
    name: str = ""
    id_no: str = ""
    employer: str = ""
    credit_code: str = ""
    project: str = ""
    workers: int | None = None
    amount: Decimal | None = None
    period: tuple[str, str] | None = None
    but: int = 0
    """The lead that is not its own twin."""


@dataclass(frozen=True, slots=True)
class Twin:
    """A lead that may be the same matter. `pick`: same | group | other."""

    lead_id: int
    number: str
    against: str
    place: str
    workers: int | None
    amount: Decimal | None
    state: str
    orders: tuple[str, ...]
    alike: tuple[str, ...]
    unlike: tuple[str, ...]
    pick: str
    closed: bool


def _visible(viewer: Viewer) -> Any:
    """Condition on `Proceeding`: the bodies whose leads this person may see; by the arms of the policy."""
    arms = policy.scope(viewer, "intake.desk")
    parts = []
    for arm in arms:
        if arm.kind == "all":
            return Proceeding.procedure == "lead"
        if arm.kind == "body":
            parts.append(Proceeding.body_id == arm.key)
        if arm.kind == "district":
            parts.append(Proceeding.district_id == arm.key)
    return or_(*parts) if parts else Proceeding.id < 0


def _same_people(asked: Asked) -> Mapping[str, list[str]]:
    """Ids of stored values equal to the phone, id number and name asked for. Three statements at most."""
    return {
        "phone": vault.same("phone", asked.phone) if asked.phone else [],
        "id": vault.same("id_no", asked.id_no) if asked.id_no else [],
        "name": vault.same("name", asked.name) if len(asked.name) >= 2 else [],
    }


def _by_people(viewer: Viewer, values: Mapping[str, list[str]]) -> dict[int, set[str]]:
    """Lead → in what its reporter is the same. One statement."""
    conditions = [
        column.in_(ids)
        for column, ids in (
            (WorkOrder.reporter_phone, values["phone"]),
            (WorkOrder.reporter_id_no, values["id"]),
            (WorkOrder.reporter_name, values["name"]),
        )
        if ids
    ]
    if not conditions:
        return {}
    found: dict[int, set[str]] = {}
    query = (
        select(WorkOrder.lead_id, WorkOrder.reporter_phone, WorkOrder.reporter_id_no, WorkOrder.reporter_name)
        .join(Proceeding, Proceeding.id == WorkOrder.lead_id)
        .where(or_(*conditions), _visible(viewer))
        .limit(200)
    )
    for row in session.execute(query):
        same = found.setdefault(row.lead_id, set())
        if row.reporter_phone in values["phone"]:
            same.add("phone")
        if row.reporter_id_no in values["id"]:
            same.add("id")
        if row.reporter_name in values["name"]:
            same.add("name")
    return found


def _by_debtor(viewer: Viewer, asked: Asked) -> list[int]:
    """Leads against the same employer or about the same site, newest first. One statement."""
    core = employer_core(asked.employer)
    conditions = []
    if len(core) >= 2:
        conditions.append(Lead.employer_norm == core)
    if asked.credit_code:
        conditions.append(Lead.credit_code == asked.credit_code)
    if asked.project:
        conditions.append(Lead.project_name == asked.project)
        if site_core(asked.project) != asked.project:
            conditions.append(Lead.project_name == site_core(asked.project))
    if not conditions:
        return []
    query = (
        select(Lead.proceeding_id)
        .join(Proceeding, Proceeding.id == Lead.proceeding_id)
        .where(or_(*conditions), _visible(viewer))
        .order_by(Lead.proceeding_id.desc())
        .limit(50)
    )
    return list(session.scalars(query))


def twins(viewer: Viewer, asked: Asked) -> list[Twin]:
    """The likeliest twins, best first. Seven statements at most."""
    people = _by_people(viewer, _same_people(asked))
    ids = {*people, *_by_debtor(viewer, asked)} - {asked.but}
    if not ids:
        return []
    query = select(Lead, Proceeding).join(Proceeding, Proceeding.id == Lead.proceeding_id).where(Lead.proceeding_id.in_(ids))
    rows = [(row[0], row[1]) for row in session.execute(query.where(Lead.merged_into.is_(None)))]
    orders: dict[int, list[str]] = {}
    for lead_id, number in session.execute(
        select(WorkOrder.lead_id, WorkOrder.order_no).where(WorkOrder.lead_id.in_(ids)).order_by(WorkOrder.id)
    ):
        orders.setdefault(lead_id, []).append(number)
    ranked = sorted(
        ((_judged(asked, lead, case, people.get(case.id, set()), tuple(orders.get(case.id, ())))) for lead, case in rows),
        key=lambda pair: (-pair[0], -pair[1].lead_id),
    )
    return _one_pick([twin for score, twin in ranked if score > 0][:MOST])


def _one_pick(found: list[Twin]) -> list[Twin]:
    """An order joins one lead: only the likeliest is picked beforehand."""
    first = next((twin.lead_id for twin in found if twin.pick != "other"), None)
    return [twin if twin.lead_id == first else replace(twin, pick="other") for twin in found]


def _judged(asked: Asked, lead: Lead, case: Proceeding, same: set[str], orders: tuple[str, ...]) -> tuple[float, Twin]:
    alike, unlike, score = _people_words(asked, same)
    debtor = _debtor(asked, lead, alike, unlike)
    facts, apart = _facts(asked, lead, alike, unlike)
    person = "id" in same or same >= {"phone", "name"} or ("phone" in same and not asked.name)
    silent = not (asked.employer or asked.project or asked.credit_code) or not (lead.employer_norm or lead.project_name)
    if person and (debtor > 0 or (silent and debtor == 0)) and not apart:
        pick = "same"
    elif debtor > 0 and not apart and debtor + facts >= 2:
        pick = "group"
    else:
        pick = "other"
    state = PROCEDURES["lead"].states[case.state].label
    twin = Twin(
        case.id, case.number, case.against, case.place, case.workers, case.amount, state, orders,
        tuple(alike), tuple(unlike), pick, case.closed_at is not None,
    )  # fmt: skip
    return score + debtor + facts, twin


def _people_words(asked: Asked, same: set[str]) -> tuple[list[str], list[str], float]:
    words = {"id": "证件号", "phone": f"电话尾号 {asked.phone[-4:]}", "name": "反映人"}
    alike = [words[key] for key in ("id", "phone", "name") if key in same]
    unlike = [] if same or not (asked.phone or asked.name) else ["反映人"]
    return alike, unlike, 3.0 * ("id" in same) + 2.5 * ("phone" in same) + 1.0 * ("name" in same)


def _debtor(asked: Asked, lead: Lead, alike: list[str], unlike: list[str]) -> float:
    """Above 0: the same debtor or site; below 0: another one."""
    votes = 0.0
    core = employer_core(asked.employer)
    if asked.credit_code and asked.credit_code == lead.credit_code:
        alike.append("信用代码")
        votes += 2
    if core and lead.employer_norm:
        if core == lead.employer_norm:
            alike.append("单位")
            votes += 1.5
        else:
            unlike.append("单位")
            votes -= 1
    if asked.project and lead.project_name:
        if _same_site(asked.project, lead.project_name):
            alike.append("项目")
            votes += 1.5
        else:
            unlike.append("项目")
            votes -= 1
    return votes


def _same_site(one: str, other: str) -> bool:
    """Whether two names are of one site: 潞湾家园三期, 潞城镇潞湾家园三期项目."""
    short, long = sorted((site_core(one), site_core(other)), key=len)
    return short == long or (len(short) >= 3 and short in long)


def _facts(asked: Asked, lead: Lead, alike: list[str], unlike: list[str]) -> tuple[float, bool]:
    """Heads, sum and months: how near, and whether the months are apart."""
    score = 0.0
    if asked.workers and lead.workers_claimed:
        near = abs(asked.workers - lead.workers_claimed) <= max(1, lead.workers_claimed // 8)
        (alike if near and asked.workers > 1 else unlike if not near else []).append("人数")
        score += 0.5 if near and asked.workers > 1 else 0
    if asked.amount and lead.amount_claimed:
        near = abs(asked.amount - lead.amount_claimed) <= lead.amount_claimed / 10
        (alike if near else unlike).append("金额")
        score += 1 if near else 0
    apart = False
    if asked.period and lead.period_start:
        end = lead.period_end or lead.period_start
        apart = asked.period[1] < lead.period_start or end < asked.period[0]
        (unlike if apart else alike).append("时间段")
    return score, apart


class Stands(Protocol):
    """What of a lead is compared: a live lead, or a row with these columns."""

    @property
    def proceeding_id(self) -> Any: ...
    @property
    def employer_norm(self) -> Any: ...
    @property
    def project_name(self) -> Any: ...


def twin_counts(viewer: Viewer, leads: Sequence[Stands]) -> dict[int, int]:
    """How many other leads stand against the same employer or about the same site, for a page of leads. One statement."""
    norms = {lead.employer_norm for lead in leads if lead.employer_norm}
    projects = {lead.project_name for lead in leads if lead.project_name}
    if not norms and not projects:
        return {}
    query = (
        select(LEAD.proceeding_id, LEAD.employer_norm, LEAD.project_name)
        .join_from(Lead.__table__, Proceeding.__table__, Proceeding.__table__.c.id == LEAD.proceeding_id)
        .where(or_(LEAD.employer_norm.in_(norms), LEAD.project_name.in_(projects)), LEAD.merged_into.is_(None), _visible(viewer))
        .order_by(LEAD.proceeding_id.desc())
        .limit(500)
    )
    beside: dict[tuple[str, str], set[int]] = defaultdict(set)
    for key, norm, project in session.execute(query):
        beside["employer", norm].add(key)
        beside["site", project].add(key)
    return {
        lead.proceeding_id: len(
            (
                (beside["employer", lead.employer_norm] if lead.employer_norm else set())
                | (beside["site", lead.project_name] if lead.project_name else set())
            )
            - {lead.proceeding_id}
        )
        for lead in leads
    }
