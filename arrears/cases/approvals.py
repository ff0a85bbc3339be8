"""Approval 审批: an act that waits for a signature is kept with its facts, signed or sent back by another, then performed.

Who drafted never signs; a delegate signs during leave; the clock counts from the signature.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import or_, select, update

from arrears import clock, db, outbox
from arrears.access import policy
from arrears.access.models import AppUser, Body, Delegation, GrantHeld, Membership
from arrears.access.viewer import Viewer
from arrears.cases import facts as fact_checks
from arrears.cases import ledger, transitions
from arrears.cases.acting import CHECKS, GRANTS_BY
from arrears.cases.models import ActRequest, Approval, Proceeding
from arrears.cases.outcomes import Gone, NeedsApproval, Outcome, Signed, Stale
from arrears.db import HouseSession, session
from arrears.law.procedures import Act
from arrears.law.procedures import act as act_named
from arrears.law.refusal import Refused

DECISIONS: Mapping[str, str] = {"agree": "同意", "return": "退回修改", "refuse": "不同意"}


@dataclass(frozen=True, slots=True)
class Proposed:
    """An act that was proposed and now waits."""

    approval_id: int
    proceeding_id: int
    repeated: bool = False


def _encode(value: Any) -> Any:
    """Facts as JSON that keeps dates, instants and amounts apart from text."""
    if isinstance(value, datetime):
        return {"@dt": value.isoformat()}
    if isinstance(value, date):
        return {"@d": value.isoformat()}
    if isinstance(value, Decimal):
        return {"@y": format(value, "f")}
    if isinstance(value, Mapping):
        return {key: _encode(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_encode(item) for item in value]
    return value


def _decode(value: Any) -> Any:
    if isinstance(value, dict):
        if len(value) == 1:
            key, text = next(iter(value.items()))
            if key == "@dt":
                return datetime.fromisoformat(text)
            if key == "@d":
                return date.fromisoformat(text)
            if key == "@y":
                return Decimal(text)
        return {key: _decode(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_decode(item) for item in value]
    return value


def submit(
    proceeding_id: int,
    act_id: str,
    viewer: Viewer,
    *,
    seen: int | None,
    token: str,
    facts: Mapping[str, Any] | None = None,
    occurred_at: datetime | None = None,
    late_reason: str = "",
    summary: str = "",
) -> Outcome | Proposed:
    """Perform an act, or propose it where the law wants a signature. Raises as `transitions.perform` does."""
    try:
        return transitions.perform(
            proceeding_id, act_id, viewer,
            seen=seen, token=token, facts=facts, occurred_at=occurred_at, late_reason=late_reason,
        )  # fmt: skip
    except NeedsApproval:
        return propose(proceeding_id, act_id, viewer, seen=seen or 0, token=token, facts=facts or {}, summary=summary)


def propose(
    proceeding_id: int, act_id: str, viewer: Viewer, *, seen: int, token: str, facts: Mapping[str, Any], summary: str = ""
) -> Proposed:
    """Put an act before its approver, tested as if it were performed now. Raises `Refused`, `Gone`, `Stale`, `NotAllowed`."""
    act = act_named(act_id)
    if act.approval is None:
        raise ValueError(f"{act_id} needs no approval")
    with db.writing() as current:
        before = current.execute(select(ActRequest).where(ActRequest.token == token)).scalar()
        if before is not None:
            return Proposed(before.seq, before.proceeding_id, repeated=True)
        row = current.get(Proceeding, proceeding_id, populate_existing=True, with_for_update=True)
        if row is None:
            raise Gone(proceeding_id)
        if row.version != seen:
            raise Stale(proceeding_id, seen)
        policy.demand(viewer, act_id, transitions.ref_of(current, row))
        if act.procedure == row.procedure:
            transitions.check_state(act, row.state)
        checked = fact_checks.check(act, facts)
        _test(act, viewer, row, checked)
        _refuse_twins(current, proceeding_id, act)
        made = _row(act, viewer, row, checked, summary)
        current.add(made)
        current.flush()
        current.add(
            ActRequest(
                token=token, user_id=viewer.user_id, act=act_id, proceeding_id=proceeding_id, seq=made.id, at=clock.now()
            )
        )
        users = approvers(current, made, exclude={viewer.user_id})
        text = f"{row.number} {act.label}待您审批（{viewer.name}提请）"
        outbox.queue("notice", {"users": users, "proceeding": row.id, "text": text, "source": f"approval:{made.id}"})
        return Proposed(made.id, proceeding_id)


def _test(act: Act, viewer: Viewer, row: Proceeding, checked: dict[str, Any]) -> None:
    doing = transitions.draft(act, viewer, row, checked)
    for test in CHECKS.get(act.id, ()):
        test(doing)


def _refuse_twins(current: HouseSession, proceeding_id: int, act: Act) -> None:
    twin = current.scalar(
        select(Approval.id).where(
            Approval.proceeding_id == proceeding_id, Approval.act == act.id, Approval.decided_at.is_(None)
        )
    )
    if twin is not None:
        raise Refused("", f"“{act.label}”已经提请，正在等待审批；要改内容请先撤回那一份。")


def _row(act: Act, viewer: Viewer, row: Proceeding, checked: Mapping[str, Any], summary: str) -> Approval:
    assert act.approval is not None
    now = clock.now()
    key_id, cipher, _ = ledger.seal_facts(f"approval:{row.id}:{act.id}:{now.isoformat()}", _encode(checked))
    return Approval(
        proceeding_id=row.id,
        act=act.id,
        grants=list(GRANTS_BY[act.id](checked) if act.id in GRANTS_BY else act.approval.grants),
        check=act.approval.check,
        body_id=row.body_id,
        district_id=row.district_id,
        sheet=act.approval.sheet,
        summary=summary or act.label,
        facts=cipher,
        key_id=key_id,
        seen=row.version,
        drafted_by=viewer.user_id,
        drafted_at=now,
        due_at=row.next_due_at,
    )


def facts_of(row: Approval) -> dict[str, Any]:
    """The facts of a proposed act, with their types."""
    where = f"approval:{row.proceeding_id}:{row.act}:{row.drafted_at.isoformat()}"
    found: dict[str, Any] = _decode(ledger.unseal_facts(where, row.key_id, row.facts))
    return found


def approvers(current: HouseSession, row: Approval, exclude: set[int]) -> list[int]:
    """Users who may sign: holders of a grant in the body (or the district's body above a station) and their delegates today."""
    today = clock.today()
    body = current.get(Body, row.body_id)
    bodies = [row.body_id] + ([body.parent_id] if body is not None and body.kind == "station" and body.parent_id else [])
    holders: set[int] = set()
    wanted = [g for g in row.grants if g != "SU"]
    if wanted:
        holders.update(
            current.scalars(
                select(GrantHeld.user_id)
                .where(GrantHeld.body_id.in_(bodies), GrantHeld.grant.in_(wanted), GrantHeld.since <= today)
                .where(or_(GrantHeld.until.is_(None), GrantHeld.until >= today))
            )
        )
    roles = (["SU"] if "SU" in row.grants else []) + (["ME", "AR", "IN", "SU"] if row.check else [])
    if roles:
        holders.update(
            current.scalars(
                select(Membership.user_id)
                .where(Membership.body_id.in_(bodies), Membership.role.in_(roles), Membership.since <= today)
                .where(or_(Membership.until.is_(None), Membership.until >= today))
            )
        )
    delegates = current.scalars(
        select(Delegation.to_user_id).where(
            Delegation.from_user_id.in_(holders),
            Delegation.body_id.in_(bodies),
            Delegation.ended_at.is_(None),
            Delegation.since <= today,
            Delegation.until >= today,
        )
    ).all()
    found = holders | set(delegates)
    open_users = current.scalars(select(AppUser.id).where(AppUser.id.in_(found), AppUser.closed_at.is_(None)))
    return sorted(set(open_users) - exclude)


def why_not(current: HouseSession, viewer: Viewer, row: Approval) -> str | None:
    """Why this person may not decide this approval (Chinese); None: they may."""
    if row.drafted_by == viewer.user_id:
        return "这一份是您提请的，提请人不能自己审批，请由其他有权的人签。"
    if viewer.user_id not in approvers(current, row, exclude=set()):
        return "您没有审批这一类事项的授权。"
    owner = current.scalar(select(Proceeding.owner_id).where(Proceeding.id == row.proceeding_id))
    if row.check and owner == viewer.user_id:
        return "复核人不能是承办人，请由另一位同事复核。"
    return None


def decide(
    approval_id: int, viewer: Viewer, decision: str, *, opinion: str = "", seen: int, token: str
) -> Outcome | None:
    """Sign, send back or refuse. Agreed, the act is performed now, on the version the approver looked at (`seen`).

    Returns the outcome for `agree`, None else. Raises `Refused` (not yours, already decided), `Stale`, and what the act refuses.
    """
    if decision not in DECISIONS:
        raise Refused("decision", "请选择同意、退回修改或者不同意。")
    row = session.get(Approval, approval_id)
    if row is None:
        raise Gone(approval_id)
    reason = why_not(session(), viewer, row)
    if reason is not None:
        raise Refused("", reason)
    if decision != "agree" and not opinion.strip():
        raise Refused("opinion", "退回或者不同意时请写明意见，提请人要据此修改。")
    if row.decided_at is not None:
        first = session.get(ActRequest, token)
        if first is not None:
            return None
        raise Refused("", f"这一份已经由他人于 {row.decided_at:%m-%d %H:%M} 办理。")
    if decision == "agree":
        signed = Signed(row.id, row.drafted_by, next((viewer.stands_in_for.get(g) for g in row.grants), None))
        return transitions.perform(
            row.proceeding_id, row.act, viewer, seen=seen, token=token, facts=facts_of(row), signed=signed, opinion=opinion
        )
    with db.writing() as current:
        close(current, approval_id, decision, viewer, opinion)
        number = current.scalar(select(Proceeding.number).where(Proceeding.id == row.proceeding_id))
        text = f"{number} {act_named(row.act).label}：{DECISIONS[decision]}。{opinion.strip()[:120]}"
        outbox.queue(
            "notice",
            {"users": [row.drafted_by], "proceeding": row.proceeding_id, "text": text, "source": f"decided:{row.id}"},
        )
    return None


def close(
    current: HouseSession, approval_id: int, decision: str, viewer: Viewer, opinion: str, decided_for: int | None = None
) -> None:
    """Write a decision once; a second one finds the row closed and raises `Refused`. Needs `writing()`."""
    done = current.execute(
        update(Approval)
        .where(Approval.id == approval_id, Approval.decided_at.is_(None))
        .values(
            decision=decision,
            decided_by=viewer.user_id,
            decided_for=decided_for,
            decided_at=clock.now(),
            opinion=opinion.strip(),
        )
        .returning(Approval.id)
    ).scalar()
    if done is None:
        raise Refused("", "这一份已经由他人办理。")


def withdraw(approval_id: int, viewer: Viewer) -> None:
    """The drafter takes an undecided proposal back. Raises `Refused`."""
    with db.writing() as current:
        row = current.get(Approval, approval_id, populate_existing=True)
        if row is None or row.drafted_by != viewer.user_id:
            raise Refused("", "只有提请人可以撤回。")
        close(current, approval_id, "withdrawn", viewer, "提请人撤回")
