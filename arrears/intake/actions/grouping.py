"""Sameness 并案、入组、分出: the same matter again is one lead; another worker of the site joins the group; other claims part.

Nothing is deleted: a merged lead keeps its events, orders and answer clocks, and comes back within thirty days.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from arrears.access import policy
from arrears.cases.acting import Doing, handles
from arrears.cases.models import CaseEvent, Party, Proceeding
from arrears.cases.transitions import ref_of
from arrears.documents.actions import parties_named
from arrears.intake.actions import receiving
from arrears.intake.actions.registering import lead_of
from arrears.intake.actions.uploads import attach
from arrears.intake.models import Lead
from arrears.law import codes
from arrears.law.refusal import Refused

UNDO_DAYS = 30
"""A merge can be taken back for so many days (law 1.7)."""


def _other(doing: Doing, field: str) -> tuple[Proceeding, Lead]:
    """The lead an act points to, locked, so that two people merging in opposite directions cannot both succeed. Raises `Refused`."""
    given = int(doing.facts[field])
    if given == doing.proceeding.id:
        raise Refused(field, "不能并入它自己，请选另一件线索。")
    query = select(Proceeding).where(Proceeding.id == given, Proceeding.procedure == "lead").with_for_update(nowait=True)
    try:
        row = doing.session.scalars(query.execution_options(populate_existing=True)).first()
    except OperationalError as error:
        raise Refused(field, "对方线索正由他人办理，请稍后再试。") from error
    lead = doing.session.get(Lead, given, populate_existing=True)
    if row is None or lead is None or not policy.may(doing.viewer, "case.read", ref_of(doing.session, row)):
        raise Refused(field, "没有这件线索，或者不在您的办理范围，请核对编号。")
    return row, lead


@handles("lead.merge")
def merge(doing: Doing) -> None:
    """并案."""
    other, target = _other(doing, "into")
    if target.merged_into is not None:
        raise Refused("into", "对方线索已经并入别的线索，请并入最后那一件。")
    lead = lead_of(doing)
    lead.merged_into = other.id
    lead.route, lead.screening = "merge", "accept"
    target.repeats += 1
    doing.tell({other.owner_id or 0}, f"{doing.proceeding.number} 已并入 {other.number}。")
    doing.summary(f"并入 {other.number}：{doing.facts['reason']}"[:300])


def _merged_at(doing: Doing) -> CaseEvent | None:
    query = select(CaseEvent).where(CaseEvent.proceeding_id == doing.proceeding.id, CaseEvent.act == "lead.merge")
    return doing.session.scalars(query.order_by(CaseEvent.seq.desc()).limit(1)).first()


@handles("lead.unmerge")
def unmerge(doing: Doing) -> None:
    """拆回: within thirty days."""
    lead = lead_of(doing)
    event = _merged_at(doing)
    if lead.merged_into is None or event is None:
        raise Refused("into", "这件线索没有并入别的线索。")
    if doing.recorded_at > event.recorded_at + timedelta(days=UNDO_DAYS):
        raise Refused("", f"并案已满 {UNDO_DAYS} 日，不能再拆回；有新情况的另行登记。")
    target = doing.session.get(Lead, lead.merged_into)
    if target is not None and target.repeats:
        target.repeats -= 1
    lead.merged_into, lead.route, lead.screening = None, "", ""
    doing.summary(f"从并案中拆回：{doing.facts['reason']}"[:300])


@handles("lead.join-group")
def join_group(doing: Doing) -> None:
    """入组: linked as another worker of the same site; every lead keeps its own orders and answers."""
    other, target = _other(doing, "matter")
    lead = lead_of(doing)
    links = [*lead.extra.get("group", [])]
    if other.id in links:
        raise Refused("matter", f"已经与 {other.number} 关联。")
    lead.extra = {**lead.extra, "group": [*links, other.id]}
    target.extra = {**target.extra, "group": [*target.extra.get("group", []), doing.proceeding.id]}
    doing.tell({other.owner_id or 0}, f"{doing.proceeding.number} 与 {other.number} 关联为同一班组。")
    doing.summary(f"与 {other.number} 同班组，建议按群体案件办理")


@handles("lead.split")
def split(doing: Doing) -> None:
    """分出其他诉求: what this route cannot decide becomes a lead of its own, of the same matter, with its own way."""
    lead = lead_of(doing)
    claims = [c for c in doing.facts["claims"] if c in lead.claims]
    if not claims:
        raise Refused("claims", "选的诉求不在这件线索里，请核对。")
    if len(claims) == len(lead.claims):
        raise Refused("claims", "不能把全部诉求都分出去；整件不归我们办的请用“转办”或“释明”。")
    lead.claims = [c for c in lead.claims if c not in claims]
    words = "、".join(codes.label("claims", c) for c in claims)
    way = codes.label("route", doing.facts["way"])
    lead.extra = {**lead.extra, "split": [*lead.extra.get("split", []), {"claims": claims, "way": doing.facts["way"]}]}
    receiving.send_split(doing, claims)
    doing.summary(f"分出{words}，办理途径：{way}，另立线索")


@handles("lead.release-claimant-identity")
def release_identity(doing: Doing) -> None:
    """同意公开身份: one worker's recorded consent to be named towards the employer."""
    if doing.facts["on"] > doing.day:
        raise Refused("on", "同意日期不能晚于今天。")
    attach(doing, [doing.facts["consent"]])
    name = str(doing.facts.pop("worker")).strip()
    party_id = parties_named(doing.session, doing.proceeding.matter_id).get(name)
    party = doing.session.get(Party, party_id) if party_id else None
    if party is not None:
        party.named_consent_on = doing.facts["on"]
        doing.facts["party"] = party.id
    doing.summary(f"一名劳动者书面同意对单位公开身份（{doing.facts['on']}）")

