"""After the award 裁后: each party's window from its own service, suit and set-aside, effect, certificate, performance.

Three small machines beside the end state (law file 4.3): `p` per party and award, `w` and `x` per award.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, func, select

from arrears.access.viewer import SYSTEM
from arrears.arbitration.models import Award, AwardParty
from arrears.cases import sweep, transitions
from arrears.cases.acting import Doing, handles
from arrears.cases.attaching import attach
from arrears.cases.correction import corrects
from arrears.cases.models import CaseEvent, Deadline, Party
from arrears.db import session
from arrears.documents.actions import issue
from arrears.documents.models import Document
from arrears.documents.voiding import void_made
from arrears.law import codes
from arrears.law.money import digits
from arrears.law.refusal import Refused
from arrears.money import actions as money
from arrears.money import voiding
from arrears.money.actions import ZERO, Paid
from arrears.money.models import Instalment
from arrears.money.queries import COUNTS
from arrears.money.voiding import Lost

WINDOW = {("nonfinal", "worker"): "sue-nonfinal", ("nonfinal", "employer"): "sue-nonfinal", ("final", "worker"): "sue-final-worker",
          ("final", "employer"): "setaside-employer"}  # fmt: skip


def award_served(doing: Doing, document: Document, party_id: int, on: date) -> None:
    """One party has the award: its own window opens; served on the last, the authority's clock is met."""
    award = doing.session.scalars(select(Award).where(Award.document_id == document.id)).first()
    if award is None:
        return
    row = doing.session.scalars(
        select(AwardParty).where(AwardParty.award_id == award.id, AwardParty.party_id == party_id)
    ).one()
    row.p, row.served_on = "p-open", on
    if award.kind == "settlement":
        _statement_served(doing, award, row)
        return
    if award.kind == "advance":
        _advance_served(doing, award, row, on)
        return
    name = doing.session.scalar(select(Party.name).where(Party.id == party_id)) or ""
    rule = WINDOW[(award.kind, row.side)]
    word = "申请撤销裁决" if rule == "setaside-employer" else "起诉"
    doing.clocks.start(rule, on, subject=f"award:{award.id}:{party_id}", title=f"{word}：{name}")
    doing.session.flush()
    everyone = doing.session.scalars(select(AwardParty).where(AwardParty.award_id == award.id)).all()
    if all(p.served_on is not None for p in everyone):
        doing.clocks.satisfy("arb-award-serve", on, subject=f"award:{award.id}")
    if award.kind == "nonfinal":
        received = {str(p.party_id): p.served_on.isoformat() for p in everyone if p.served_on is not None}
        if len(received) == len(everyone) and award.w == "w-pending":
            inputs = {"award_kind": "non-final", "received": received}
            doing.clocks.start("award-effective", award.made_on, subject=f"award:{award.id}", inputs=inputs)
    elif row.side == "employer":
        _performance_begins(doing, award, on)


def _statement_served(doing: Doing, award: Award, row: AwardParty) -> None:
    """A mediation statement takes effect when the last side has it (法 第四十二条); nobody can sue over it."""
    row.p = "p-expired"
    doing.session.flush()
    everyone = doing.session.scalars(select(AwardParty).where(AwardParty.award_id == award.id)).all()
    days = [p.served_on for p in everyone]
    if None not in days:
        award.w, award.effective_on = "w-effective", max(d for d in days if d is not None)
        doing.clocks.start("settle-effective", award.effective_on, subject=f"award:{award.id}")
        doing.clocks.satisfy("settle-effective", award.effective_on, subject=f"award:{award.id}")


def _advance_served(doing: Doing, award: Award, row: AwardParty, on: date) -> None:
    """Nobody can sue over an advance award (解一 第十条); it is to be paid once the obligor has it."""
    row.p = "p-expired"
    doing.session.flush()
    everyone = doing.session.scalars(select(AwardParty).where(AwardParty.award_id == award.id)).all()
    if all(p.served_on is not None for p in everyone):
        doing.clocks.satisfy("arb-award-serve", on, subject=f"award:{award.id}")
    if row.side == "employer":
        _performance_begins(doing, award, on)


def _performance_begins(doing: Doing, award: Award, on: date) -> None:
    """The obligor's period: from service where the award says so (`pay_days` after it), with the shift of C3."""
    instalment = _instalment(award)
    if instalment is None or instalment.closed_at is not None:
        return
    running = doing.clocks.start(
        "perform-award", on, subject=f"instalment:{instalment.id}", inputs={"length": award.pay_days or 5}, title="履行裁决"
    )
    row = doing.session.get(Instalment, instalment.id)
    assert row is not None
    row.due_on = row.agreed_on = running.due_on or row.due_on
    award.x = "x-performing"


def _instalment(award: Award) -> Instalment | None:
    return session.get(Instalment, award.instalment_id) if award.instalment_id is not None else None


def awards(doing: Doing) -> list[Award]:
    return list(
        doing.session.scalars(select(Award).where(Award.proceeding_id == doing.proceeding.id).order_by(Award.id))
    )


def named(doing: Doing) -> list[ColumnElement[bool]]:
    """The award that the form names; of a case with one award nothing is named."""
    key = str(doing.facts.get("award") or "")
    return [Award.id == int(key)] if key.isdigit() else []


def _party_rows(doing: Doing, party_id: int) -> list[tuple[Award, AwardParty]]:
    rows = doing.session.execute(
        select(Award, AwardParty)
        .join(AwardParty, AwardParty.award_id == Award.id)
        .where(Award.proceeding_id == doing.proceeding.id, AwardParty.party_id == party_id, *named(doing))
    ).all()
    if not rows:
        raise Refused("party", "请选择裁决书上的一方当事人。")
    return [(a, p) for a, p in rows]


@handles("award.record-suit")
def record_suit(doing: Doing) -> None:
    """记录起诉: a non-final award is not in force any more, whoever attacked it (解一 16)."""
    facts = doing.facts
    doing.skip |= {(e.op, e.rule) for e in doing.act.effects}
    touched, apart = 0, False
    for award, row in _party_rows(doing, int(facts["party"])):
        if not _in_time(doing, award, row, facts["on"]):
            continue
        if award.kind == "final" and row.side == "employer":
            continue
        row.p, row.court, row.court_number, row.acted_on = "p-sued", facts["court"], facts["number"], facts["on"]
        rule = WINDOW[(award.kind, row.side)]
        doing.clocks.satisfy(rule, facts["on"], subject=f"award:{award.id}:{row.party_id}")
        touched += 1
        if _others_keep_it(doing, award, row):
            apart = True
            lose(doing, award, row.party_id)
            continue
        award.w, award.effective_on = "w-blocked", None
        doing.clocks.drop("award-effective", subject=f"award:{award.id}")
        lose(doing, award)
    if not touched:
        words = "起诉日不在这一方的起诉期内，或者这一方对终局裁决不能起诉（用人单位可以申请撤销）；请核对送达日和起诉日。"
        raise Refused("party", words, "《劳动争议调解仲裁法》第四十八条、第四十九条")
    tail = "；只对起诉的劳动者不生效，其他人不受影响" if apart else ""
    doing.summary(f"起诉：{facts['court']}，{facts['number']}{tail}")


def _in_time(doing: Doing, award: Award, row: AwardParty, on: date) -> bool:
    """Whether a party went to court inside its window: the court's notice often comes when the window is long over."""
    if row.p not in {"p-open", "p-expired"} or row.acted_on is not None or (award.kind, row.side) not in WINDOW:
        return False
    last = _window_end(doing, award, row)
    return last is not None and on <= last


def _window_end(doing: Doing, award: Award, row: AwardParty) -> date | None:
    """The last day of a party's own window, open or closed. One statement."""
    return last_day(doing, award, [f"award:{award.id}:{row.party_id}"], [WINDOW[(award.kind, row.side)]])


def last_day(doing: Doing, award: Award, subjects: Sequence[str], rules: Sequence[str]) -> date | None:
    """The latest last day among clocks of an award, open or closed. One statement."""
    return doing.session.scalar(
        select(func.max(Deadline.due_on)).where(
            Deadline.proceeding_id == award.proceeding_id, Deadline.subject.in_(subjects), Deadline.rule_id.in_(rules)
        )
    )


def _others_keep_it(doing: Doing, award: Award, row: AwardParty) -> bool:
    """Of several workers the award is out of force only for those who sued (解一 第十七条)."""
    others = select(AwardParty.id).where(
        AwardParty.award_id == award.id, AwardParty.side == "worker", AwardParty.id != row.id, AwardParty.p != "p-sued"
    )
    return row.side == "worker" and doing.session.scalar(others.limit(1)) is not None


def at_court(doing: Doing, state: str, party_id: int | None = None) -> list[tuple[Award, AwardParty]]:
    """Awards and parties whose suit or application is pending. Raises `Refused` when there is none."""
    query = (
        select(Award, AwardParty)
        .join(AwardParty, AwardParty.award_id == Award.id)
        .where(Award.proceeding_id == doing.proceeding.id, AwardParty.p == state)
    )
    if party_id is not None:
        query = query.where(AwardParty.party_id == party_id)
    rows = [(award, row) for award, row in doing.session.execute(query).all()]
    if not rows:
        raise Refused("party" if party_id is not None else "", "没有登记过这样的起诉或者申请，请先登记。")
    return rows


@handles("award.record-suit-end")
def record_suit_end(doing: Doing) -> None:
    """驳回、准撤、不予受理: the award is in force from the court's paper on, unless somebody else has sued (解一 18、21)."""
    doing.skip |= {(e.op, e.rule) for e in doing.act.effects}
    on, kind = doing.facts["on"], doing.facts["kind"]
    for award, row in at_court(doing, "p-sued", int(doing.facts["party"])):
        if row.acted_on is not None and on < row.acted_on:
            raise Refused("on", f"收到裁定的日期不能早于起诉日 {row.acted_on}。")
        row.p, row.acted_on = "p-expired", on
        doing.session.flush()
        if award.kind == "final":
            rule = "setaside-after-misfiling" if kind == "not_accepted" else "setaside-after-dismissal"
            doing.clocks.start(rule, on, subject=f"award:{award.id}")
        if award.w == "w-blocked":
            _after_suit(doing, award, on)
        else:
            _regain(doing, award, row.party_id, on)
    doing.summary(f"法院{codes.label('suit_end', kind)}")


def _after_suit(doing: Doing, award: Award, on: date) -> None:
    """Nobody else at court: in force from the court's paper on; somebody's window still open: the day of effect is derived anew."""
    rows = doing.session.scalars(select(AwardParty).where(AwardParty.award_id == award.id)).all()
    if any(r.p == "p-sued" for r in rows):
        return
    if award.kind != "final":
        waits = [r for r in rows if r.p in {"p-unserved", "p-open"} and (r.p == "p-unserved" or _still_open(doing, award, r, on))]
        if waits:
            award.w = "w-pending"
            _regain(doing, award, None, None)
            received = {str(r.party_id): r.served_on.isoformat() for r in rows if r.served_on is not None}
            if len(received) == len(rows):
                inputs = {"award_kind": "non-final", "received": received}
                doing.clocks.start("award-effective", award.made_on, subject=f"award:{award.id}", inputs=inputs)
            return
    for r in rows:
        r.p = "p-expired" if r.p == "p-open" and award.kind != "final" else r.p
    award.w, award.effective_on = "w-effective", award.made_on if award.kind == "final" else on
    _regain(doing, award, None, on)


def lose(doing: Doing, award: Award, party_id: int | None = None) -> Lost:
    """The award obliges to nothing any more (`party_id`: towards this worker); what was paid stays where it is."""
    if award.instalment_id is None:
        return Lost(ZERO, ZERO)
    lost = voiding.lose(doing, award.instalment_id, party_id)
    recount(doing, award)
    if not _enforceable(doing):
        doing.clocks.drop("enforce-apply")
    return lost


def _regain(doing: Doing, award: Award, party_id: int | None, on: date | None) -> None:
    """The suit is over and the award is in force again: what it obliges to is due again; `on` None: when it takes effect."""
    if award.instalment_id is None:
        return
    voiding.regain(doing, award.instalment_id, party_id)
    recount(doing, award)
    if on is not None and award.w == "w-effective" and not doing.clocks.open("perform-award", f"instalment:{award.instalment_id}"):
        _performance_begins(doing, award, on)
        recount(doing, award)


def recount(doing: Doing, award: Award) -> None:
    """Where the performance of an award stands, after the sums it is counted from have changed."""
    row = _instalment(award)
    if row is None or row.voided_seq is not None:
        award.x = "x-none"
    elif row.met_on is not None:
        award.x = "x-performed"
    elif award.x in {"x-performed", "x-partial", "x-performing"}:
        award.x = "x-partial" if row.paid > 0 else "x-performing"


def _enforceable(doing: Doing) -> bool:
    """Whether something is still unpaid under an award of the case. One statement."""
    query = select(Instalment.id).where(
        Instalment.proceeding_id == doing.proceeding.id, Instalment.closed_at.is_(None), Instalment.voided_seq.is_(None)
    )
    return doing.session.scalar(query.limit(1)) is not None


def _still_open(doing: Doing, award: Award, row: AwardParty, on: date) -> bool:
    last = _window_end(doing, award, row)
    return last is None or last >= on


@handles("award.become-effective")
def become_effective(doing: Doing) -> None:
    """生效 (by the sweep)."""
    doing.skip |= {(e.op, e.rule) for e in doing.act.effects}
    award = doing.session.get(Award, int(doing.facts["award"]))
    assert award is not None
    award.w, award.effective_on = "w-effective", doing.facts["on"]
    for row in doing.session.scalars(select(AwardParty).where(AwardParty.award_id == award.id, AwardParty.p == "p-open")):
        row.p = "p-expired"
    doing.clocks.satisfy("award-effective", doing.facts["on"], subject=f"award:{award.id}")
    _performance_begins(doing, award, doing.facts["on"])
    doing.summary("非终局裁决书已发生法律效力，进入履行期")


@sweep.on_due("award-effective")
def effective_day(row: Deadline) -> bool:
    """The day has come on which a non-final award takes effect, nobody having sued."""
    award_id = int(row.subject.removeprefix("award:"))
    transitions.perform(
        row.proceeding_id, "award.become-effective", SYSTEM, seen=None, token=f"effective:{award_id}",
        facts={"award": award_id, "on": row.due_on},
    )  # fmt: skip
    return True


@sweep.on_due("perform-award")
def performance_missed(row: Deadline) -> bool:
    """The period is over and the money is not there: the two years to apply for enforcement begin, people are told."""
    transitions.perform(
        row.proceeding_id, "award.remind-enforce", SYSTEM, seen=None, token=f"missed:{row.id}",
        facts={"deadline": row.id, "on": row.due_on},
    )  # fmt: skip
    return True


@handles("award.remind-enforce")
def remind_enforce(doing: Doing) -> None:
    """执行提醒 (by the sweep): the clock of the performance is marked late and stays; `enforce-apply` starts from its last day."""
    doing.skip |= {(e.op, e.rule) for e in doing.act.effects}
    missed = next((r for r in doing.clocks.rows if r.id == int(doing.facts["deadline"])), None)
    if missed is not None:
        missed.late_at = doing.recorded_at
        doing.clocks.touched = True
    doing.clocks.start("enforce-apply", doing.facts["on"], title="申请执行")
    doing.tell({doing.proceeding.owner_id or 0}, f"{doing.proceeding.number} 裁决未按期履行，可以申请执行。")
    doing.summary(f"履行期到 {doing.facts['on']} 届满未履行，可以向人民法院申请执行")


@handles("award.record-performance")
def record_performance(doing: Doing) -> None:
    """登记履行: also through the court (法院执行款)."""
    doing.skip |= {(e.op, e.rule) for e in doing.act.effects}
    rows = [
        Paid(
            worker_id=int(p["worker_id"]), amount=Decimal(p["amount"]), paid_on=p["paid_on"], payer=p["payer"], method=p["method"],
            row_result=p.get("row_result", "ok"), reference=p.get("reference", ""), evidence=p.get("evidence", ""),
            attachment_id=p.get("attachment_id"), instalment_id=p.get("instalment_id"), confirmed_how=p.get("confirmed_how", ""),
        )
        for p in doing.facts["payments"]
    ]  # fmt: skip
    file = doing.facts.get("file")
    if isinstance(file, dict) and file.get("sha256"):
        key = attach(doing, file, "payslip").id
        rows = [replace(row, attachment_id=row.attachment_id or key) for row in rows]
    done = money.pay(doing, rows)
    owed, paid = money.owed_and_paid(doing)
    for award in awards(doing):
        instalment = _instalment(award)
        if instalment is not None:
            award.x = "x-performed" if done.all_paid or instalment.closed_at else "x-partial" if instalment.paid > 0 else award.x
    if done.all_paid:
        doing.clocks.drop("enforce-apply")
    if done.counted > 0:
        issue(doing, "performance-confirmation", _confirmation(doing, rows, done.counted, owed, paid))
    doing.summary(f"收到 {digits(done.counted)} 元，累计 {digits(paid)} 元，尚欠 {digits(owed - paid)} 元")


@corrects("award.record-performance")
def take_payments_back(doing: Doing, event: CaseEvent, name: str, right: object) -> None:
    """更正 a list of payments: what was entered is taken back, and each award stands where its sums say."""
    if voiding.take_back(doing, event, name, right):
        void_made(doing, "performance-confirmation", event.seq, "付款登记更正")
        for award in awards(doing):
            recount(doing, award)


def _confirmation(doing: Doing, rows: list[Paid], counted: Decimal, owed: Decimal, paid: Decimal) -> dict[str, Any]:
    good = [r for r in rows if r.row_result in COUNTS]
    names = dict(doing.session.execute(select(Party.id, Party.name).where(Party.id.in_([r.worker_id for r in good]))).all())
    first = doing.session.scalars(
        select(Instalment).where(Instalment.proceeding_id == doing.proceeding.id).order_by(Instalment.no)
    ).first()
    assert first is not None
    workers = list(dict.fromkeys(names[r.worker_id] for r in good))
    return {
        "basis_title": "裁决书",
        "basis_no": doing.proceeding.number,
        "payee": workers[0] if len(workers) == 1 else f"{workers[0]}等{len(workers)}人",
        "payer": good[0].payer,
        "due": first.due_on,
        "amount": owed,
        "paid_on": max(r.paid_on for r in good),
        "paid": counted,
        "proof": next((r.reference or r.evidence for r in good if r.reference or r.evidence), "转账凭证"),
        "sum_paid": paid,
        "total": owed,
    }
