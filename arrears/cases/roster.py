"""The roster 花名册: what each worker was due, got and is owed, checked by arithmetic and confirmed (act `confirm-arrears`).

Every procedure has the act; it writes rows of `Employment`. The paper (拖欠工资确认表) is issued by whom `ISSUERS` names, because
papers stand above the cases. A room that can read files of spreadsheets registers in `READERS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from arrears import clock
from arrears.cases import parties, printing
from arrears.cases.acting import Doing, handles
from arrears.cases.models import Employment, Party, ProceedingParty
from arrears.cases.parties import Told
from arrears.law.money import digits
from arrears.law.refusal import Refused
from arrears.personal import vault

ISSUERS: list[Callable[[Doing, Mapping[str, Any]], None]] = []
"""Issues the paper of a confirmed roster: (doing, facts of `wage-confirmation`)."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a file: its number there, texts by field name, and what is wrong with it (`wrong`, at `field`)."""

    row: int
    texts: Mapping[str, str]
    field: str = ""
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """A file as read: its rows in order, and sentences about it (rows left out, totals of the file that do not agree)."""

    lines: Sequence[Line]
    said: Sequence[str] = ()


READERS: list[Callable[[bytes, str], Read]] = []
"""Reads a roster out of a file: (bytes, name). Raises `Refused` at `file`."""
TEMPLATE_PAGES: list[str] = []
"""Where the empty roster is downloaded: the endpoint of the room that writes spreadsheets."""

ROLE: Mapping[str, str] = {"inspection": "complainant", "lead": "complainant"}
"""What a worker becomes who joins by signing the roster; elsewhere: applicant."""
PLAIN = ("team", "job", "start_on", "end_on", "hire_form", "contract", "pay_basis", "rate", "quantity", "bank_name", "signed")
ZERO = Decimal("0.00")
ROUNDED = Decimal(1)
"""Yuan: a sum this close to rate × quantity is the product, rounded."""


def owed_of(n: int, name: str, row: Mapping[str, Any]) -> tuple[Decimal | None, Decimal, Decimal]:
    """(gross, paid, owed) of a row whose sums agree: gross − paid = owed. Raises `Refused` naming the row."""
    gross: Decimal | None = row.get("gross_due")
    paid: Decimal = row.get("paid_before") or ZERO
    owed: Decimal | None = row.get("owed")
    if gross is None and owed is None:
        raise Refused("rows", f"第 {n} 行（{name}）没有应发，也没有欠付，请至少填一项。")
    if gross is None:
        return None, paid, owed or ZERO
    left = gross - paid
    if left < 0:
        raise Refused("rows", f"第 {n} 行（{name}）已付 {digits(paid)} 元多于应发 {digits(gross)} 元，请核对。")
    if owed is not None and owed != left:
        told = f"应发 {digits(gross)} − 已付 {digits(paid)} = {digits(left)}，填的欠付是 {digits(owed)}"
        raise Refused("rows", f"第 {n} 行（{name}）{told}，请与本人核对后改正。")
    return gross, paid, left


def product_differs(row: Mapping[str, Any]) -> str:
    """What is said when 标准 × 数量 is not 应发 (overtime, deductions, or a mistake); empty where it is, or cannot be told."""
    rate, gross, text = row.get("rate"), row.get("gross_due"), str(row.get("quantity") or "").strip()
    number = re.match(r"\d+(?:\.\d+)?", text)
    if rate is None or gross is None or number is None:
        return ""
    right = rate * Decimal(number[0])
    if abs(right - gross) < ROUNDED:
        return ""
    return f"标准 {digits(rate)} × 数量 {number[0]} = {digits(right)}，填的应发是 {digits(gross)}，请核对后改正，或者写明差异原因"


def _people(doing: Doing) -> dict[str, list[Party]]:
    rows = doing.session.scalars(
        select(Party)
        .join(ProceedingParty, ProceedingParty.party_id == Party.id)
        .where(ProceedingParty.proceeding_id == doing.proceeding.id, ProceedingParty.role.in_(["applicant", "complainant"]))
        .where(ProceedingParty.left_on.is_(None))
    )
    found: dict[str, list[Party]] = {}
    for row in rows:
        found.setdefault(row.name, []).append(row)
    return found


def _worker(doing: Doing, n: int, row: Mapping[str, Any], known: Mapping[str, list[Party]]) -> Party:
    """The party a row is about: named by id, else by name; one who is none yet joins only when that was said."""
    name = str(row.get("name") or "").strip()
    if row.get("party_id"):
        here = next((p for group in known.values() for p in group if p.id == int(row["party_id"])), None)
        if here is None:
            raise Refused("rows", f"第 {n} 行（{name}）已不在本案，请刷新后再填。")
        return _filled(doing, here, row)
    same = known.get(name, [])
    if len(same) == 1:
        return _filled(doing, same[0], row)
    if len(same) > 1:
        raise Refused("rows", f"第 {n} 行（{name}）有同名的 {len(same)} 人，请从名单里的那一行填。")
    if not doing.facts.get("join"):
        raise Refused("rows", f"第 {n} 行（{name}）不在当事人名单里；本人已签字要求一并处理的，请勾选“把名单上的新人加为当事人”。")
    role = ROLE.get(doing.proceeding.procedure, "applicant")
    told = {"name": name, "id_no": row.get("id_no"), "phone": row.get("phone"), "named_consent_on": doing.facts["settled_on"]}
    place = 1 + int(
        doing.session.scalar(
            select(func.max(ProceedingParty.no)).where(
                ProceedingParty.proceeding_id == doing.proceeding.id, ProceedingParty.role == role
            )
        )
        or 0
    )
    return parties.enter(doing, role, told, place)


def _filled(doing: Doing, party: Party, row: Mapping[str, Any]) -> Party:
    parties.complete(doing, [{"party_id": party.id, "id_no": row.get("id_no"), "phone": row.get("phone")}], "rows")
    return party


def _enter(doing: Doing, n: int, party: Party, row: Mapping[str, Any], last: int) -> Employment:
    gross, paid, owed = owed_of(n, party.name, row)
    verified: Decimal = row["verified"] if row.get("verified") is not None else owed
    reason = str(row.get("diff_reason") or "").strip()
    odd = product_differs(row)
    if odd and not reason:
        raise Refused("rows", f"第 {n} 行（{party.name}）{odd}。")
    if verified != owed and not reason:
        raise Refused("rows", f"第 {n} 行（{party.name}）核定 {digits(verified)} 元与欠付 {digits(owed)} 元不同，请写明差异原因。")
    found = doing.session.scalars(select(Employment).where(Employment.party_id == party.id)).first()
    made = found or Employment(matter_id=doing.proceeding.matter_id, party_id=party.id, row_no=last + 1)
    made.gross_due, made.paid_before, made.owed, made.verified, made.diff_reason = gross, paid, owed, verified, reason[:200]
    for field in PLAIN:
        if row.get(field) not in (None, ""):
            setattr(made, field, row[field])
    if row.get("bank_account"):
        made.bank_account = vault.keep("bank", str(row["bank_account"]))
    doing.session.add(made)
    doing.session.flush()
    return made


@handles("*.confirm-arrears")
def confirm_arrears(doing: Doing) -> None:
    """核对欠薪: rows with sums that agree; the paper lists them for the signatures. The record keeps ids and sums."""
    facts = doing.facts
    settled: date = facts["settled_on"]
    if settled > clock.today():
        raise Refused("settled_on", "核对日期不能晚于今天。")
    known = _people(doing)
    seen: dict[int, int] = {}
    made: list[Employment] = []
    last = int(doing.session.scalar(select(func.max(Employment.row_no)).where(Employment.matter_id == doing.proceeding.matter_id)) or 0)
    for n, row in enumerate(facts["rows"], start=1):
        party = _worker(doing, n, row, known)
        if party.id in seen:
            raise Refused("rows", f"第 {n} 行（{party.name}）与第 {seen[party.id]} 行是同一个人，请删去一行。")
        seen[party.id] = n
        entry = _enter(doing, n, party, row, last)
        last = max(last, entry.row_no)
        made.append(entry)
    parties.copy_summary(doing)
    facts["rows"] = [{"party_id": e.party_id, "owed": e.owed, "verified": e.verified} for e in made]
    for issue in ISSUERS:
        issue(doing, paper_facts(doing, made, settled))
    total = sum((e.verified for e in made if e.verified is not None), ZERO)
    told = doing.proceeding.amount
    claimed = f"（诉称 {digits(told)} 元）" if told is not None and told != total else ""
    doing.summary(f"核对欠薪 {len(made)} 人，核定合计 {digits(total)} 元{claimed}")


def paper_facts(doing: Doing, rows: Sequence[Employment], settled: date) -> dict[str, Any]:
    """Facts of wage-confirmation: what was verified is what is owed."""
    people = {p.id: p for p in parties.told(doing.proceeding.id)}
    firms = [p.name for p in people.values() if p.role == "respondent"]
    starts, ends = [r.start_on for r in rows if r.start_on], [r.end_on for r in rows if r.end_on]
    worked = {"start": min(starts), "end": max(ends)} if starts and ends else None
    period = printing.span(printing.claims_of(doing.proceeding.id)) or worked or {"start": settled, "end": settled}
    return {
        "employer": "、".join(firms) or doing.proceeding.against or printing.BLANK,
        "project": doing.proceeding.place,
        "period": period,
        "settled_on": settled,
        "rows": [_paper_row(n, row, people[row.party_id]) for n, row in enumerate(rows, start=1)],
    }


def _paper_row(n: int, row: Employment, told: Told) -> dict[str, Any]:
    owed = row.verified if row.verified is not None else row.owed or ZERO
    return {
        "no": n, "name": told.name, "id_no": told.id_no or blank(n), "due": owed + row.paid_before, "paid": row.paid_before,
        "owed": owed, "job": row.job, "rate": digits(row.rate) if row.rate is not None else "", "days": row.quantity,
    }  # fmt: skip


def blank(n: int) -> str:
    """The place of an id number that is not known yet, to be written by hand; no two alike in a list (papers look for twins)."""
    return f"（待补{n}）"
