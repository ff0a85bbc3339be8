"""Likely twins 疑似同案: leads of the same phone, person, employer or site, ranked, each with what is the same and what is not.

The test of the law file (1.4): the same person and the same debtor, periods not apart → one matter; another person of the same
debtor → the same group. A proposal; the clerk picks.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Protocol

from sqlalchemy import Row, bindparam, or_, select

from arrears.access import policy
from arrears.access.viewer import Viewer
from arrears.cases.models import Proceeding
from arrears.db import session
from arrears.intake.extract.duplicates import employer_core, site_core
from arrears.intake.models import Lead, WorkOrder
from arrears.law.procedures import PROCEDURES
from arrears.personal import vault

LEAD, CASE, ORDER = Lead.__table__.c, Proceeding.__table__.c, WorkOrder.__table__.c
_COMPARED = (
    select(
        LEAD.employer_norm, LEAD.credit_code, LEAD.project_name, LEAD.workers_claimed, LEAD.amount_claimed, LEAD.period_start,
        LEAD.period_end, CASE.id, CASE.number, CASE.against, CASE.place, CASE.workers, CASE.amount, CASE.state, CASE.closed_at,
    )
    .join_from(Lead.__table__, Proceeding.__table__, CASE.id == LEAD.proceeding_id)
    .where(LEAD.proceeding_id.in_(bindparam("ids", expanding=True)), LEAD.merged_into.is_(None))
)  # fmt: skip
"""What is compared of a lead, and what is shown of its case."""
_NUMBERS = select(ORDER.lead_id, ORDER.order_no).where(ORDER.lead_id.in_(bindparam("ids", expanding=True))).order_by(ORDER.id)
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


def _arms(viewer: Viewer) -> tuple[tuple[str, ...], dict[str, Any]]:
    """The kinds of arms through which this person sees leads, and their keys as bound values."""
    arms = policy.scope(viewer, "intake.desk")
    return tuple(arm.kind for arm in arms), {f"arm{n}": arm.key for n, arm in enumerate(arms) if arm.kind in {"body", "district"}}


def _visible(kinds: Sequence[str]) -> Any:
    """Condition on the case: the bodies whose leads are seen through these arms."""
    if "all" in kinds:
        return CASE.procedure == "lead"
    columns = {"body": CASE.body_id, "district": CASE.district_id}
    parts = [columns[kind] == bindparam(f"arm{n}", type_=columns[kind].type) for n, kind in enumerate(kinds) if kind in columns]
    return or_(*parts) if parts else CASE.id < 0


def _same_people(asked: Asked) -> Mapping[str, list[str]]:
    """Ids of stored values equal to the phone, id number and name asked for. Three statements at most."""
    return {
        "phone": vault.same("phone", asked.phone) if asked.phone else [],
        "id": vault.same("id_no", asked.id_no) if asked.id_no else [],
        "name": vault.same("name", asked.name) if len(asked.name) >= 2 else [],
    }


REPORTER = {"phone": WorkOrder.reporter_phone, "id": WorkOrder.reporter_id_no, "name": WorkOrder.reporter_name}


@functools.cache
def _reported(known: tuple[str, ...], kinds: tuple[str, ...]) -> Any:
    """Orders by what is known of a reporter, seen through these arms; built once: building costs more than asking."""
    return (
        select(WorkOrder.lead_id, WorkOrder.reporter_phone, WorkOrder.reporter_id_no, WorkOrder.reporter_name)
        .join(Proceeding, Proceeding.id == WorkOrder.lead_id)
        .where(or_(*(REPORTER[name].in_(bindparam(name, expanding=True)) for name in known)), _visible(kinds))
        .limit(200)
    )


def _by_people(viewer: Viewer, values: Mapping[str, list[str]]) -> dict[int, set[str]]:
    """Lead → in what its reporter is the same. One statement."""
    known = {name: ids for name, ids in values.items() if ids}
    if not known:
        return {}
    found: dict[int, set[str]] = {}
    kinds, keys = _arms(viewer)
    for row in session.execute(_reported(tuple(known), kinds), {**known, **keys}):
        same = found.setdefault(row.lead_id, set())
        if row.reporter_phone in values["phone"]:
            same.add("phone")
        if row.reporter_id_no in values["id"]:
            same.add("id")
        if row.reporter_name in values["name"]:
            same.add("name")
    return found


DEBTOR = {"employer": Lead.employer_norm, "code": Lead.credit_code, "project": Lead.project_name}


@functools.cache
def _against(known: tuple[str, ...], kinds: tuple[str, ...]) -> Any:
    """Leads by what is known of a debtor, seen through these arms."""
    return (
        select(Lead.proceeding_id)
        .join(Proceeding, Proceeding.id == Lead.proceeding_id)
        .where(or_(*(DEBTOR[name].in_(bindparam(name, expanding=True)) for name in known)), _visible(kinds))
        .order_by(Lead.proceeding_id.desc())
        .limit(50)
    )


def _by_debtor(viewer: Viewer, asked: Asked) -> list[int]:
    """Leads against the same employer or about the same site, newest first. One statement."""
    core = employer_core(asked.employer)
    known: dict[str, list[str]] = {}
    if len(core) >= 2:
        known["employer"] = [core]
    if asked.credit_code:
        known["code"] = [asked.credit_code]
    if asked.project:
        known["project"] = sorted({asked.project, site_core(asked.project)})
    if not known:
        return []
    kinds, keys = _arms(viewer)
    return list(session.scalars(_against(tuple(known), kinds), {**known, **keys}))


def twins(viewer: Viewer, asked: Asked) -> list[Twin]:
    """The likeliest twins, best first. Seven statements at most."""
    people = _by_people(viewer, _same_people(asked))
    ids = {*people, *_by_debtor(viewer, asked)} - {asked.but}
    if not ids:
        return []
    rows = session.execute(_COMPARED, {"ids": list(ids)})
    core = employer_core(asked.employer)
    ranked = sorted((_judged(asked, core, row, people.get(row.id, set())) for row in rows), key=lambda pair: (-pair[0], -pair[1].lead_id))
    return _with_orders(_one_pick([twin for score, twin in ranked if score > 0][:MOST]))


def _with_orders(found: list[Twin]) -> list[Twin]:
    """With the numbers of their orders: of those that are shown. One statement."""
    orders: dict[int, list[str]] = {twin.lead_id: [] for twin in found}
    for lead_id, number in session.execute(_NUMBERS, {"ids": list(orders)}) if found else ():
        orders[lead_id].append(number)
    return [replace(twin, orders=tuple(orders[twin.lead_id])) for twin in found]


def _one_pick(found: list[Twin]) -> list[Twin]:
    """An order joins one lead: only the likeliest is picked beforehand."""
    first = next((twin.lead_id for twin in found if twin.pick != "other"), None)
    return [twin if twin.lead_id == first else replace(twin, pick="other") for twin in found]


def _judged(asked: Asked, core: str, lead: Row[Any], same: set[str]) -> tuple[float, Twin]:
    """How alike a lead is, and what is said about it. `core`: of the employer asked for; `lead`: a row of `_COMPARED`."""
    alike, unlike, score = _people_words(asked, same)
    debtor = _debtor(asked, core, lead, alike, unlike)
    facts, apart = _facts(asked, lead, alike, unlike)
    person = "id" in same or same >= {"phone", "name"} or ("phone" in same and not asked.name)
    silent = not (asked.employer or asked.project or asked.credit_code) or not (lead.employer_norm or lead.project_name)
    if person and (debtor > 0 or (silent and debtor == 0)) and not apart:
        pick = "same"
    elif debtor > 0 and not apart and debtor + facts >= 2:
        pick = "group"
    else:
        pick = "other"
    state = PROCEDURES["lead"].states[lead.state].label
    twin = Twin(
        lead.id, lead.number, lead.against, lead.place, lead.workers, lead.amount, state, (),
        tuple(alike), tuple(unlike), pick, lead.closed_at is not None,
    )  # fmt: skip
    return score + debtor + facts, twin


def _people_words(asked: Asked, same: set[str]) -> tuple[list[str], list[str], float]:
    words = {"id": "证件号", "phone": f"电话尾号 {asked.phone[-4:]}", "name": "反映人"}
    alike = [words[key] for key in ("id", "phone", "name") if key in same]
    unlike = [] if same or not (asked.phone or asked.name) else ["反映人"]
    return alike, unlike, 3.0 * ("id" in same) + 2.5 * ("phone" in same) + 1.0 * ("name" in same)


def _debtor(asked: Asked, core: str, lead: Row[Any], alike: list[str], unlike: list[str]) -> float:
    """Above 0: the same debtor or site; below 0: another one."""
    votes = 0.0
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


def _facts(asked: Asked, lead: Row[Any], alike: list[str], unlike: list[str]) -> tuple[float, bool]:
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


@functools.cache
def _beside(known: tuple[str, ...], kinds: tuple[str, ...]) -> Any:
    """Leads against the same employers or about the same sites, seen through these arms; asked only for what is told, so that an index
    answers."""
    columns = {"employer": LEAD.employer_norm, "project": LEAD.project_name}
    return (
        select(LEAD.proceeding_id, LEAD.employer_norm, LEAD.project_name)
        .join_from(Lead.__table__, Proceeding.__table__, CASE.id == LEAD.proceeding_id)
        .where(
            or_(*(columns[name].in_(bindparam(name, expanding=True)) for name in known)), LEAD.merged_into.is_(None), _visible(kinds),
        )
        .order_by(LEAD.proceeding_id.desc())
        .limit(500)
    )  # fmt: skip


def twin_counts(viewer: Viewer, leads: Sequence[Stands]) -> dict[int, int]:
    """How many other leads stand against the same employer or about the same site, for a page of leads. One statement."""
    told = {
        "employer": sorted({lead.employer_norm for lead in leads if lead.employer_norm}),
        "project": sorted({lead.project_name for lead in leads if lead.project_name}),
    }
    known: dict[str, Any] = {name: values for name, values in told.items() if values}
    if not known:
        return {}
    kinds, keys = _arms(viewer)
    beside: dict[tuple[str, str], set[int]] = defaultdict(set)
    for key, norm, project in session.execute(_beside(tuple(known), kinds), {**known, **keys}):
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
