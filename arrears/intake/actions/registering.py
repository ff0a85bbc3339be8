"""Registering 登记: a call becomes a lead, or another order on a lead that is there; what was missing is filled in later.

Everything may be missing but the source, the number, the time and the story. Nothing is guessed: unknown stays null.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from arrears import clock
from arrears.access.viewer import Viewer
from arrears.cases import transitions
from arrears.cases.acting import Doing, handles
from arrears.cases.outcomes import Outcome
from arrears.documents.actions import issue
from arrears.intake.actions import papers
from arrears.intake.actions.heads import tell_urgent
from arrears.intake.actions.orders import AUTO, NUMBERED_HERE, keep_personal, new_order
from arrears.intake.extract.duplicates import employer_core
from arrears.intake.models import Lead
from arrears.law.refusal import Refused
from arrears.personal import vault

TEXTS = (
    "employer_name", "sign_name", "credit_code", "project_name", "place", "district", "town", "industry", "job", "arrears_kind",
    "period_start", "period_end", "employer_contact",
)  # fmt: skip
VALUES = ("workers_claimed", "amount_claimed", "amount_per_person", "paid_before", "work_end")
LISTS = ("claims", "urgency", "chain")
LONGEST = {"employer_name": 120, "sign_name": 120, "credit_code": 18, "project_name": 120, "town": 60, "job": 60, "employer_contact": 60}
RELATIONS: Mapping[str, str] = {"same": "repeat", "group": "group"}
"""What the clerk picked beside a likely twin -> relation of the order to that lead."""


@dataclass(frozen=True, slots=True)
class Registered:
    """What a registration came to. `joined`: it became an order of a lead that was there."""

    outcome: Outcome
    joined: bool


def register(
    viewer: Viewer, facts: Mapping[str, Any], *, twins: Mapping[int, str], token: str, occurred_at: datetime | None = None
) -> Registered:
    """Register an order: as a lead of its own, or on the lead picked among the twins (`{lead id: same | group | other}`).

    Raises `Refused`, `policy.NotAllowed`. A token used before gives the first outcome again.
    """
    given = dict(facts)
    if not given.get("order_no") and given.get("source") in NUMBERED_HERE:
        given["order_no"] = AUTO
    chosen = [(lead, RELATIONS[pick]) for lead, pick in twins.items() if pick in RELATIONS]
    if len(chosen) > 1:
        raise Refused("", "一件工单只能挂到一件线索上，请只留一个“并入”或“同班组”。")
    try:
        if chosen:
            lead_id, relation = chosen[0]
            given["relation"] = relation
            return Registered(transitions.perform(lead_id, "lead.add-order", viewer, seen=None, token=token, facts=given), True)
        received = given["received_at"]
        done = transitions.begin(
            "lead.register", viewer,
            token=token, facts=given, owner_id=viewer.user_id, received_at=received, occurred_at=occurred_at,
        )  # fmt: skip
        return Registered(done, False)
    except IntegrityError as error:
        if "order_no" not in str(error.orig):
            raise
        raise Refused("order_no", "这个工单编号刚刚由另一位同事登记，请在登记台查找后办理。") from error


@handles("lead.register")
def register_lead(doing: Doing) -> None:
    """登记."""
    facts = doing.facts
    if facts["received_at"] > doing.recorded_at:
        raise Refused("received_at", "来电或收件时间不能晚于现在，请填写实际收到的时间。")
    narrative, name = str(facts["narrative"]), facts.get("reporter_name")
    doing.facts["employer_phone_id"] = vault.keep("phone", facts.pop("employer_phone", None))
    lead = Lead(proceeding_id=doing.proceeding.id, repeats=0, extra={}, claims=[], urgency=[], chain=[])
    lead.employer_phone = facts["employer_phone_id"]
    doing.session.add(lead)
    write_fields(lead, facts)
    order = new_order(doing, "new")
    doing.clocks.start("lead-route", facts["received_at"], at_once=False)
    doing.skip.add(("start", "lead-route"))
    summarise(doing, lead, "匿名" if order.anonymous else vault.mask("name", name) if name else "未留姓名", order.confidential)
    doing.go("l-screening" if can_be_screened(lead) else "l-draft")
    tell_urgent(doing, frozenset(lead.urgency), lead)
    facts_of_paper = papers.registration(doing, lead, order, narrative, name)
    issue(doing, "lead-registration", facts_of_paper, secret_reporter=True)
    doing.summary(f"登记线索，{doing.proceeding.against}")


def write_fields(lead: Lead, facts: Mapping[str, Any]) -> None:
    """Put given fields on the lead; what is not given stays as it is."""
    for name in TEXTS:
        if facts.get(name):
            setattr(lead, name, str(facts[name])[: LONGEST.get(name, 200)])
    for name in VALUES:
        if facts.get(name) is not None:
            setattr(lead, name, facts[name])
    for name in LISTS:
        if facts.get(name):
            setattr(lead, name, list(facts[name]))
    if "employer_unknown" in facts:
        lead.employer_unknown = bool(facts["employer_unknown"]) and not lead.employer_name
    lead.employer_norm = employer_core(lead.employer_name or lead.sign_name)[:120]
    if not lead.claims:
        lead.claims = ["wages"]


def can_be_screened(lead: Lead) -> bool:
    """Employer or sign-board name, and district, are known (law 1.7)."""
    return bool((lead.employer_name or lead.sign_name) and lead.district)


def summarise(doing: Doing, lead: Lead, title: str | None = None, confidential: bool | None = None) -> None:
    """The columns of the proceeding that lists show. The reporter stands there masked."""
    row = doing.proceeding
    if title is not None:
        row.title = title
    if confidential:
        row.confidential = True
    row.against = lead.employer_name or lead.sign_name or lead.project_name or "单位不详"
    row.place = " ".join(p for p in (lead.district, lead.town if lead.town not in lead.place else "", lead.place) if p)[:200]
    row.workers, row.amount = lead.workers_claimed, lead.amount_claimed
    row.marks = list(lead.urgency)


def lead_of(doing: Doing) -> Lead:
    """The lead's own row."""
    row = doing.session.get(Lead, doing.proceeding.id)
    assert row is not None
    return row


@handles("lead.complete")
def complete(doing: Doing) -> None:
    """补全: the missing fields; from here the lead can be screened."""
    lead = lead_of(doing)
    keep_personal(doing.facts)
    write_fields(lead, doing.facts)
    if not can_be_screened(lead):
        named = lead.employer_name or lead.sign_name
        missing = [words for words, known in (("被反映单位或者招牌名称", named), ("所在区", lead.district)) if not known]
        raise Refused("district" if named else "employer_name", f"还缺{'、'.join(missing)}，补上才能筛查。")
    summarise(doing, lead)
    doing.summary("补全登记内容")


def urgent_now(doing: Doing, marks: list[str]) -> None:
    """Add urgency marks heard on the phone; the heads are told of the new ones at once."""
    lead = lead_of(doing)
    added = [m for m in marks if m not in lead.urgency]
    if added:
        lead.urgency = [*lead.urgency, *added]
        doing.proceeding.marks = list(lead.urgency)
        tell_urgent(doing, frozenset(added), lead)


def registered_on(doing: Doing) -> datetime:
    """When the lead was received, in Beijing time."""
    return doing.proceeding.received_at.astimezone(clock.BEIJING)
