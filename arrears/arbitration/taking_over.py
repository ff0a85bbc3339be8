"""A case taken over 接受移送 (规则 第九条): registered when the file comes, accepted under the signature of the head of case filing.

The table of the law opens the case by the signed act itself; a signature needs something to lie on. So the case is registered by the act
`file` in the state 收件 with everything the file says, and the signed act moves it on. The 45 days count from the day the file was taken,
not from the signature. Where the sender works in this system, the new case is of the same matter and nothing is typed twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from arrears import clock
from arrears.access.models import Body
from arrears.access.viewer import Viewer
from arrears.arbitration import filing, notices
from arrears.arbitration.filing import TRANSFER, row_of
from arrears.cases import approvals, ledger, printing, visibility
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.models import CaseEvent, Proceeding
from arrears.db import session
from arrears.documents.actions import issue
from arrears.law.refusal import Refused

ACT = "arbitration.take-over"
SIGNED = ("from_case", "taken_on", "track")
"""What the head of case filing signs; the rest was registered with the file."""


def mark_of(body_name: str) -> str:
    """What a transferred case bears when the commission it goes to works here: who may take it up. Empty for any other."""
    for body in session.scalars(select(Body).where(Body.closed_at.is_(None))):
        if body_name in {body.name, (body.letterhead or {}).get("commission")}:
            return f"to:{body.id}"
    return ""


def sent_here(viewer: Viewer, number: str) -> int | None:
    """The case of this number that was transferred to the viewer's body and has not been taken up yet. One statement."""
    case = session.scalars(select(Proceeding).where(Proceeding.number == number.strip(), Proceeding.state == "a-transferred")).first()
    if case is None or case.onward != f"to:{viewer.body_id}":
        return None
    taken = select(Proceeding.id).where(Proceeding.about_id == case.id, Proceeding.procedure == "arbitration")
    return case.id if session.scalar(taken.limit(1)) is None else None


def register(viewer: Viewer, facts: Mapping[str, Any], *, token: str, owner_id: int | None = None) -> approvals.Proposed:
    """Register the file that came and put the acceptance before the head of case filing. Raises `Refused`."""
    _check_day(facts["taken_on"], clock.today())
    told = {"copies": len(facts["respondents"]) + 1, "pre_mediation": "unwilling", "oral": False, **facts, "way": TRANSFER}
    made = filing.file_application(viewer, told, token=token, from_id=sent_here(viewer, str(facts["from_case"])), owner_id=owner_id)
    signed = {name: facts[name] for name in SIGNED}
    seen = visibility.head(viewer, made.proceeding_id).version
    summary = f"接受移送（原案号 {facts['from_case']}）"
    return approvals.propose(made.proceeding_id, ACT, viewer, seen=seen, token=f"{token}-take", facts=signed, summary=summary)


def registered(proceeding_id: int) -> dict[str, Any]:
    """What was registered with the file; empty for a case that was not transferred here. Two statements."""
    query = select(CaseEvent.seq).where(CaseEvent.proceeding_id == proceeding_id, CaseEvent.act == "arbitration.file")
    seq = session.scalar(query.order_by(CaseEvent.seq).limit(1))
    found = ledger.facts_of(proceeding_id, [seq]).get(seq, {}) if seq is not None else {}
    return found if found.get("way") == TRANSFER else {}


def _check_day(taken_on: date, today: date) -> None:
    if taken_on > today:
        raise Refused("taken_on", "接受移送日期不能晚于今天。")


@checks(ACT)
def check_taking(doing: Doing) -> None:
    """A case that was transferred here and is registered; not in the future."""
    if doing.created or row_of(doing).way != TRANSFER:
        raise Refused("", "这不是其他仲裁委移送来的案件，请办“受理”。", "《劳动人事争议仲裁办案规则》第九条")
    _check_day(doing.facts["taken_on"], doing.recorded_at.date())


@handles(ACT)
def take_over(doing: Doing) -> None:
    """接受移送: the 45 days run from the day the file was taken; it may not be transferred on."""
    facts, row = doing.facts, row_of(doing)
    taken = facts["taken_on"]
    row.accepted_on, row.track = taken, facts["track"]
    left, right = printing.sides(doing.proceeding.id)
    for n, (name, party_id) in enumerate(notices.addressees(doing.proceeding.id)):
        if n:
            response = {
                "to": name, "applicants": printing.group_name(left), "cause": printing.CAUSE, "accepted_on": taken, "answer_copies": 2,
                "enclosures": ["仲裁申请书副本", "举证须知", "送达地址确认书"],
            }  # fmt: skip
            issue(doing, "arb-response-notice", response, recipients={name: party_id})
            continue
        notice = {
            "to": printing.group_name(left), "respondents": right, "cause": printing.CAUSE, "filed_on": row.filed_on, "accepted_on": taken,
        }  # fmt: skip
        issue(doing, "arb-acceptance-notice", notice, recipients={name: party_id})
    doing.summary(f"接受移送（原案号 {facts['from_case']}），审理期限自 {taken} 起重新计算")
