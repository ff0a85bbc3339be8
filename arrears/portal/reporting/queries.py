"""Where a worker's matter stands 进度: five steps, the next day, whom to call. Only his own: of others not even that they exist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from arrears import clock
from arrears.access.models import AppUser, Body
from arrears.cases.clocks import FAR
from arrears.cases.models import Party, Proceeding, ProceedingParty
from arrears.db import session
from arrears.hearings.models import Hearing
from arrears.intake.models import Lead, WorkOrder
from arrears.money.models import Instalment, InstalmentRow, Payment
from arrears.personal.models import PersonalValue
from arrears.portal.reporting.models import ReportDraft
from arrears.web.shapes import Step
from arrears.web.zh import zh_date

MEDIATION = {
    "m-agreed": "谈成了，签了协议", "m-performing": "谈成了，正在给钱", "m-review": "谈成了，仲裁正在确认",
    "m-confirmed": "谈成了，协议已确认",
    "m-breached": "谈成了，没按时给", "m-performed": "谈成了，钱给完了", "m-declined": "对方不愿意谈", "m-failed": "没谈成，可以走仲裁",
    "m-converted": "没谈成，转下一步了", "m-withdrawn": "已撤回", "m-refused": "调解没有受理", "m-court": "转法院了",
}  # fmt: skip
ARBITRATION = {
    "a-received": "材料收了，正在看", "a-supplement": "材料还差一点", "a-settled": "开庭时谈成了", "a-awarded": "裁决出来了",
    "a-withdrawn": "已撤回", "a-refused": "仲裁没有受理", "a-suspended": "先停一停",
}  # fmt: skip
HOTLINE = "12333"


@dataclass(frozen=True, slots=True)
class Progress:
    """A page of progress."""

    steps: Sequence[Step]
    headline: str
    next_line: str
    body: str
    handler: str
    phone: str
    closed: bool
    received_on: date


def progress(report_id: int) -> Progress | None:
    """How a report stands. Some ten statements."""
    row = session.get(ReportDraft, report_id)
    order = session.get(WorkOrder, row.order_id) if row is not None and row.order_id is not None else None
    if row is None or order is None:
        return None
    case = _lead_now(order.lead_id)
    mine, parties = _own(case.matter_id, row.phone_blind or b"")
    paid, next_pay = _money(parties)
    hearing = _hearing(mine)
    steps = _steps(order, case, mine, hearing, paid, next_pay)
    owner = session.get(AppUser, mine[-1].owner_id or 0) if mine else session.get(AppUser, case.owner_id or 0)
    body = session.get(Body, (mine[-1] if mine else case).body_id)
    office = str((body.letterhead or {}).get("phone", "")) if body is not None else ""
    phone = (owner.phone if owner is not None else "") or office or HOTLINE
    closed = case.closed_at is not None and all(p.closed_at is not None for p in mine) and next_pay is None
    return Progress(
        steps, _headline(order, case, closed), _next_line(order, hearing, next_pay, closed), body.name if body else "",
        owner.name if owner is not None else "值班人员", phone, closed, clock.day_of(order.received_at),
    )  # fmt: skip


def _lead_now(lead_id: int) -> Proceeding:
    """The lead, or the one it went into."""
    for _ in range(5):
        lead = session.get(Lead, lead_id)
        if lead is None or lead.merged_into is None:
            break
        lead_id = lead.merged_into
    found = session.get(Proceeding, lead_id)
    assert found is not None
    return found


def _own(matter_id: int, phone_blind: bytes) -> tuple[list[Proceeding], list[int]]:
    """Proceedings of the matter in which this phone's person is a party, oldest first, and his ids as a party. Two statements."""
    parties = list(
        session.scalars(
            select(Party.id)
            .join(PersonalValue, PersonalValue.id == Party.phone)
            .where(Party.matter_id == matter_id, PersonalValue.blind == phone_blind)
        )
    )
    if not parties:
        return [], []
    query = (
        select(Proceeding)
        .join(ProceedingParty, ProceedingParty.proceeding_id == Proceeding.id)
        .where(ProceedingParty.party_id.in_(parties), ProceedingParty.role.in_(["applicant", "complainant"]))
        .order_by(Proceeding.id)
    )
    return list(session.scalars(query).unique()), parties


def _money(parties: Sequence[int]) -> tuple[Decimal, tuple[date, Decimal] | None]:
    """What came to this person, and his next instalment that is open. Two statements."""
    if not parties:
        return Decimal(0), None
    valid = (Payment.worker_id.in_(parties), Payment.voided_seq.is_(None), Payment.row_result == "ok")
    total = session.scalar(select(func.sum(Payment.amount)).where(*valid))
    row = session.execute(
        select(Instalment.due_on, InstalmentRow.amount, InstalmentRow.paid)
        .join(Instalment, Instalment.id == InstalmentRow.instalment_id)
        .where(InstalmentRow.worker_id.in_(parties), InstalmentRow.met_on.is_(None), Instalment.voided_seq.is_(None))
        .order_by(Instalment.due_on)
        .limit(1)
    ).first()
    return total or Decimal(0), (row.due_on, row.amount - row.paid) if row is not None else None


def _hearing(mine: Sequence[Proceeding]) -> Hearing | None:
    """The next hearing that is planned. One statement."""
    ids = [p.id for p in mine if p.procedure == "arbitration"]
    if not ids:
        return None
    query = select(Hearing).where(Hearing.proceeding_id.in_(ids), Hearing.state == "planned", Hearing.at > clock.now())
    return session.scalars(query.order_by(Hearing.at).limit(1)).first()


def _steps(
    order: WorkOrder, case: Proceeding, mine: Sequence[Proceeding], hearing: Hearing | None,
    paid: Decimal, next_pay: tuple[date, Decimal] | None,
) -> list[Step]:  # fmt: skip
    by = {p.procedure: p for p in mine}
    mediation, arbitration, inspection = by.get("mediation"), by.get("arbitration"), by.get("inspection")
    money = bool(paid) or next_pay is not None
    reached = 4 if money else 3 if arbitration else 2 if mediation or inspection else 1
    lines: list[list[str]] = [
        [zh_date(clock.day_of(order.received_at))],
        [_contact_line(order)],
        _talk_lines(mediation, inspection),
        _court_lines(arbitration, hearing),
        _money_lines(paid, next_pay),
    ]
    labels = ("收到", "联系", "调解", "开庭", "拿钱")
    found = []
    for n, label in enumerate(labels):
        skipped = n < reached and not lines[n]
        over = case.closed_at is not None and not mine and n > reached
        state = "skipped" if skipped or over else "past" if n < reached else "now" if n == reached else ""
        found.append(Step(label, state, tuple(lines[n])))
    return found


def _contact_line(order: WorkOrder) -> str:
    if order.contacted_at is not None:
        return f"{zh_date(clock.day_of(order.contacted_at))}，打通了您的电话"
    return "我们会打您的电话，请接一下"


def _talk_lines(mediation: Proceeding | None, inspection: Proceeding | None) -> list[str]:
    lines = []
    if mediation is not None:
        lines.append(MEDIATION.get(mediation.state, "正在找双方谈"))
    if inspection is not None:
        lines.append("监察查完了" if inspection.closed_at is not None else "监察正在查")
    return lines


def _court_lines(arbitration: Proceeding | None, hearing: Hearing | None) -> list[str]:
    if arbitration is None:
        return []
    lines = [ARBITRATION.get(arbitration.state, "仲裁正在办")]
    if hearing is not None:
        at = hearing.at.astimezone(clock.BEIJING)
        lines.append(f"{zh_date(at.date())} {at:%H:%M} 开庭，请到场")
    return lines


def _money_lines(paid: Decimal, next_pay: tuple[date, Decimal] | None) -> list[str]:
    lines = [f"到了 {paid:,.2f} 元"] if paid else []
    if next_pay is not None:
        day, amount = next_pay
        words = "该到，没到，我们会催" if day < clock.today() else "该到"
        lines.append(f"{amount:,.2f} 元，{zh_date(day)}{words}")
    return lines


def _headline(order: WorkOrder, case: Proceeding, closed: bool) -> str:
    if closed:
        return "您的事办结了"
    if case.state == "l-handed-over":
        return "您的事转给别的地方办了，办的人会联系您"
    return "您的事到这一步了"


def _next_line(order: WorkOrder, hearing: Hearing | None, next_pay: tuple[date, Decimal] | None, closed: bool) -> str:
    if closed:
        return ""
    if hearing is not None:
        at = hearing.at.astimezone(clock.BEIJING)
        return f"下一个日子：{zh_date(at.date())} {at:%H:%M} 开庭"
    if next_pay is not None and next_pay[0] >= clock.today():
        return f"下一个日子：{zh_date(next_pay[0])} 该给您 {next_pay[1]:,.2f} 元"
    if order.next_due_at < FAR and order.next_due_at > clock.now():
        return f"下一个日子：{zh_date((order.next_due_at - clock.SECOND).astimezone(clock.BEIJING).date())}以前我们办下一步"
    return "我们办到下一步会打您电话"
