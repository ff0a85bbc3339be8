"""Reads of the approver's desk 审批: what waits, what may be signed together, one proposal with what must be seen before signing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from markupsafe import Markup
from sqlalchemy import Select, select

from arrears import clock
from arrears.access import policy
from arrears.access.models import AppUser
from arrears.access.viewer import Viewer
from arrears.cases import approvals, calendar, clockcards, pages, visibility
from arrears.cases.models import Approval, Deadline, Proceeding
from arrears.cases.outcomes import Gone
from arrears.cases.visibility import Head
from arrears.db import session
from arrears.documents import previews
from arrears.documents.catalogue import KINDS
from arrears.law import codes
from arrears.law import deadlines as law
from arrears.law.procedures import ACTS, Act
from arrears.law.refusal import Refused
from arrears.web.shapes import Light

TOGETHER = frozenset(
    {
        "arbitration.accept", "arbitration.settle", "arbitration.close", "mediation.close", "mediation.review-accept",
        "mediation.review-ok", "award.certify", "inspection.insp-close", "inspection.insp-pay-proof",
    }
)  # fmt: skip
"""Kinds that may be agreed to together 可成批: nothing is refused by them and no award goes out; the rest is signed one by one."""

TABS: Mapping[str, str] = {"": "待批", "one": "逐件批", "bulk": "可成批", "mine": "我提请的", "returned": "退回我的", "done": "我批过的"}
RECENT = timedelta(days=30)
"""How far the tabs of decided proposals look back."""


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """A proposal in the list."""

    id: int
    act_id: str
    kind: str
    case_id: int
    version: int
    number: str
    parties: str
    by: str
    at: datetime
    summary: str
    light: Light | None
    mine: bool
    """Drafted by the viewer: shown, not signable."""
    outcome: str = ""

    @property
    def together(self) -> bool:
        """May be agreed to with others."""
        return not self.mine and self.act_id in TOGETHER

    @property
    def pick(self) -> str:
        """What the box of the row carries: the proposal, and the version of the case that was seen."""
        return f"{self.id}:{self.version}"


def _listed(viewer: Viewer) -> Select[Any]:
    query = (
        select(Approval, Proceeding, AppUser.name)
        .join(Proceeding, Proceeding.id == Approval.proceeding_id)
        .outerjoin(AppUser, AppUser.id == Approval.drafted_by)
    )
    return query if viewer.is_city else query.where(Approval.body_id.in_(sorted(viewer.below)))


def waiting(viewer: Viewer, limit: int = 200) -> list[ApprovalRow]:
    """Open proposals that this person may sign or has made, the least time left first. The approvers of a body and its grants are
    asked once each, whatever the number of rows."""
    query = _listed(viewer).where(Approval.decided_at.is_(None)).order_by(Approval.due_at, Approval.id).limit(limit)
    rows = session.execute(query).all()
    lights = _statutory([case.id for _, case, _ in rows])
    known: dict[tuple[int, tuple[str, ...], bool], list[int]] = {}
    found = []
    for row, case, name in rows:
        mine = row.drafted_by == viewer.user_id
        if not mine:
            key = (row.body_id, tuple(row.grants), bool(row.check))
            if key not in known:
                known[key] = approvals.approvers(session(), row, exclude=set())
            if viewer.user_id not in known[key] or (row.check and case.owner_id == viewer.user_id):
                continue
        found.append(_row(row, case, name, lights.get(case.id), mine))
    return found


def decided(viewer: Viewer, tab: str, limit: int = 100) -> list[ApprovalRow]:
    """Proposals of the last thirty days that came back to this person, or that they decided. One statement."""
    query = _listed(viewer).where(Approval.decided_at >= clock.now() - RECENT)
    if tab == "returned":
        query = query.where(Approval.drafted_by == viewer.user_id, Approval.decision.in_(["return", "refuse"]))
    else:
        query = query.where(Approval.decided_by == viewer.user_id)
    rows = session.execute(query.order_by(Approval.decided_at.desc()).limit(limit)).all()
    return [_row(row, case, name, None, row.drafted_by == viewer.user_id) for row, case, name in rows]


def _row(row: Approval, case: Proceeding, name: str | None, light: Light | None, mine: bool) -> ApprovalRow:
    parties = f"{case.title} 诉 {case.against}" if case.title and case.against else case.title or case.against
    outcome = approvals.DECISIONS.get(row.decision or "", "") if row.decision else ""
    if row.opinion and outcome:
        outcome += f"：{row.opinion}"
    return ApprovalRow(
        row.id, row.act, ACTS[row.act].label, case.id, case.version, case.number, parties, name or "系统", row.drafted_at, row.summary,
        light, mine, outcome,
    )  # fmt: skip


def in_tab(rows: Sequence[ApprovalRow], tab: str) -> list[ApprovalRow]:
    """The rows of a tab of what waits."""
    if tab == "one":
        return [row for row in rows if not row.mine and not row.together]
    if tab == "bulk":
        return [row for row in rows if row.together]
    return [row for row in rows if row.mine == (tab == "mine")]


def count(viewer: Viewer) -> int:
    """How many proposals wait for this person's signature (the badge)."""
    return sum(not row.mine for row in waiting(viewer))


def _statutory(ids: Sequence[int]) -> Mapping[int, Light]:
    """Light of the nearest statutory clock of ours per case. One statement."""
    if not ids:
        return {}
    now, in_force = clock.now(), calendar.in_force()
    rows = session.scalars(
        select(Deadline)
        .where(Deadline.proceeding_id.in_(ids), Deadline.closed_at.is_(None), Deadline.ours, Deadline.force == "statutory")
        .order_by(Deadline.due_at.desc())
    )
    return {row.proceeding_id: clockcards.light_of(row, in_force, now) for row in rows if row.due_on is not None}


@dataclass(frozen=True, slots=True)
class ApprovalPage:
    """One proposal with what the approver must see."""

    id: int
    act_id: str
    kind: str
    head: Head
    by: str
    mine: bool
    at: datetime
    summary: str
    sheet: str
    facts: tuple[tuple[str, str], ...]
    raw: Mapping[str, Any]
    why_not: str | None
    decided: str
    opinion: str
    changed: bool
    """Somebody acted on the case after it was proposed."""

    @property
    def agree_words(self) -> str:
        """同意 as this kind says it: 同意受理."""
        return f"同意{self.kind}"


def approval(viewer: Viewer, approval_id: int) -> ApprovalPage:
    """One proposal. Raises `Gone` for what this person may not know of."""
    row = session.get(Approval, approval_id)
    if row is None:
        raise Gone(approval_id)
    why = approvals.why_not(session(), viewer, row)
    if why is not None and not policy.may(viewer, "case.read", visibility.ref(row.proceeding_id)):
        raise Gone(approval_id)
    case = visibility.heads([row.proceeding_id])[0]
    facts = approvals.facts_of(row)
    act = ACTS[row.act]
    read_out = pages.READ_OUT.get(row.act)
    told = ((fact.label, fact_words(fact, facts[fact.name])) for fact in act.facts if fact.name in facts)
    shown = tuple(read_out(case, facts) if read_out is not None else told)
    by = session.scalar(select(AppUser.name).where(AppUser.id == row.drafted_by)) or "系统"
    done = approvals.DECISIONS.get(row.decision or "", "已撤回" if row.decision == "withdrawn" else row.decision or "")
    return ApprovalPage(
        row.id, row.act, act.label, case, by, row.drafted_by == viewer.user_id, row.drafted_at, row.summary, row.sheet, shown, facts, why,
        done, row.opinion, row.decided_at is None and row.seen != case.version,
    )  # fmt: skip


def fact_words(fact: Any, value: Any) -> str:
    """A fact as a person reads it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if fact.type == "code" and fact.codes and not isinstance(value, (list, tuple)):
        return codes.codes(fact.codes).get(str(value), str(value))
    if fact.type == "user":
        return "、".join(_name(user) for user in value) if isinstance(value, (list, tuple)) else _name(value)
    if isinstance(value, (list, tuple)):
        listed = codes.codes(fact.codes or fact.name) if (fact.codes or fact.name) in codes.CODES else {}
        return "；".join(_item_words(item, listed) for item in value)
    return str(value)


def _name(user_id: Any) -> str:
    return session.scalar(select(AppUser.name).where(AppUser.id == int(user_id))) or str(user_id)


READ = ("no", "code", "kind", "name", "text", "owner", "amount", "by", "due_on")
"""In which order the parts of a row of facts are read; the others follow."""


def _item_words(item: Any, listed: Mapping[str, str]) -> str:
    if isinstance(item, Mapping):
        told = sorted(item.items(), key=lambda pair: READ.index(pair[0]) if pair[0] in READ else len(READ))
        return " ".join(_name(v) if k == "owner" else listed.get(str(v), str(v)) for k, v in told if v not in (None, ""))
    return listed.get(str(item), str(item))


def sheet(page: ApprovalPage) -> tuple[str, dict[str, Any]]:
    """Kind and facts of the paper that lies beside the signature: the room's own, else the general approval sheet."""
    own = pages.APPROVAL_PAPERS.get(page.act_id)
    if own is not None:
        return own(page.head, page.raw)
    act = ACTS[page.act_id]
    head = page.head
    parties = f"{head.title} 诉 {head.against}" if head.title and head.against else head.title or head.against or head.number
    light = _statutory([head.id]).get(head.id)
    return "approval-sheet", {
        "sheet": f"{act.label}审批单",
        "act": act.label,
        "parties": parties,
        "rows": [{"no": n, "name": label, "value": words} for n, (label, words) in enumerate(page.facts, 1)],
        "summary": page.summary,
        "proposal": {"label": "承办人意见", "text": f"拟{act.label}。", "name": page.by, "on": page.at.date()},
        "article": act.source or "内部审批",
        "days_left": light.words if light is not None else "没有法定期限在计算",
        "made_on": page.at.date(),
        "case_no": head.number,
    }


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper inside the page: its body and the class of its style sheet, or why it cannot be shown."""

    title: str
    body: Markup | None
    style: str
    why_not: str = ""


def paper(page: ApprovalPage) -> Sheet:
    """The paper beside the signature, by the template that prints it."""
    try:
        kind, facts = sheet(page)
        body, style = previews.inside(page.head, kind, facts)
    except Refused as refusal:
        return Sheet("审批表", None, "", refusal.sentence)
    return Sheet(KINDS[kind].title, body, style)


def checked(page: ApprovalPage) -> list[tuple[str, bool]]:
    """What the system has looked at before a signature; True: look at it yourself."""
    found = [(f"提请人{page.by}不是您，可以批", False)] if page.why_not is None and not page.mine else []
    if page.changed:
        found.append(("提请以后这件案子有人办理过，请先看时间轴", True))
    if page.head.owner_name:
        found.append((f"承办人 {page.head.owner_name}", False))
    return found


def afterwards(act: Act) -> list[tuple[str, str]]:
    """What follows from the signature, as the law's table says: papers that go out, clocks that start and end."""
    papers = [KINDS[k].title if k in KINDS else k for k in act.documents if k in KINDS]
    starts = [_rule_words(e.rule) for e in act.effects if e.op == "start" and e.when is None and e.rule in law.RULES]
    ends = [law.RULES[e.rule].title for e in act.effects if e.op == "satisfy" and e.when is None and e.rule in law.RULES]
    found = [("起算", "签批的时刻，不是提请的时刻")]
    if papers:
        found.append(("出文书", "、".join(papers)))
    if starts:
        found.append(("起算期限", "；".join(dict.fromkeys(starts))))
    if ends:
        found.append(("结束期限", "、".join(dict.fromkeys(ends))))
    return found


def _rule_words(rule_id: str) -> str:
    rule = law.RULES[rule_id]
    return f"{rule.title}（{rule.length_words}）" if rule.length is not None else rule.title


@dataclass(frozen=True, slots=True)
class Agreed:
    """What came of agreeing to several at once."""

    done: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]
