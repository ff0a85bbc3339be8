"""Ways out of a mediation that leave a paper 不予受理、转仲裁监察, and the accounts that an agreement is paid to 付款账户单.

Handlers of `mediation.refuse` and `mediation.convert`; `agreeing` asks for the instruction. The instruction is the one paper with whole
account numbers: it goes to the employer and stays in the 副卷.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from arrears.cases.acting import Doing, handles
from arrears.cases.models import Employment, Party
from arrears.cases.printing import CAUSE
from arrears.db import session
from arrears.documents.actions import issue
from arrears.law import codes
from arrears.mediation import papers
from arrears.mediation.models import Mediation
from arrears.money.actions import Part
from arrears.personal import vault

SHORTEST = 8
"""Digits of the shortest bank account."""


def _row(doing: Doing) -> Mediation:
    row = doing.session.get(Mediation, doing.proceeding.id)
    assert row is not None
    return row


@handles("mediation.refuse")
def refuse(doing: Doing) -> None:
    """不予受理: the applicants are told why, and which ways remain."""
    left, right = papers.sides(doing.proceeding.id)
    facts = {
        "to": left, "respondents": right, "cause": CAUSE, "applied_on": _row(doing).applied_on, "reason": doing.facts["reason"],
        "made_on": doing.day,
    }  # fmt: skip
    issue(doing, "mediation-refusal-notice", facts, recipients=dict.fromkeys(left[:1]))
    doing.summary(f"不予受理：{doing.facts['reason']}"[:300])


@handles("mediation.convert")
def convert(doing: Doing) -> None:
    """转仲裁、监察: the list of what is handed over, signed by giver and taker with the time."""
    left, right = papers.sides(doing.proceeding.id)
    to = codes.label("convert_to", doing.facts["to"])
    facts = {
        "taker": {"arbitration": "劳动人事争议仲裁委员会", "inspection": "劳动保障监察机构"}[doing.facts["to"]],
        "applicants": "、".join(left[:3]) + (f"等{len(left)}人" if len(left) > 3 else ""),
        "respondents": "、".join(right),
        "papers": [{"title": str(name)} for name in doing.facts["papers"]],
        "giver": doing.viewer.name,
    }
    issue(doing, "handover-list", facts)
    doing.summary(f"转{to}，移交材料 {len(doing.facts['papers'])} 项")


def extension_consent(doing: Doing, old_end: date, new_end: date) -> None:
    """延期调解同意书, to be signed by both sides."""
    left, right = papers.sides(doing.proceeding.id)
    facts = {
        "applicants": left, "respondents": right, "cause": CAUSE, "applied_on": _row(doing).applied_on, "old_end": old_end,
        "new_end": new_end, "mediator": papers.mediator_name(doing.proceeding), "made_on": doing.day,
    }  # fmt: skip
    issue(doing, "mediation-extension-consent", facts)


def payment_instructions(doing: Doing, account: str, parts: Sequence[Part]) -> None:
    """One 付款账户单 an instalment, where the accounts are known: of each worker by the roster, or the one that the agreement names."""
    number = doing.proceeding.number
    known = _accounts(doing.proceeding.matter_id)
    for part in parts:
        rows = list(_payees(part.parts, account, known))
        if not rows:
            continue
        for row in rows:  # the reveal log names a value: each number that is printed is one
            if not vault.same("bank", row["account"], 1):
                vault.keep("bank", row["account"])
        facts = {
            "employer": _name(part.payer) if part.payer.isdigit() else part.payer,
            "agreement_no": number,
            "pay_by": part.agreed_on,
            "instalment_no": part.no if len(parts) > 1 else None,
            "rows": rows,
            "total": sum((row["amount"] for row in rows), Decimal(0)),
        }
        issue(doing, "payment-instruction", facts)


def _payees(shares: Mapping[int, Decimal], account: str, known: Mapping[int, tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """A row a worker; none at all unless every one of them has an account."""
    own = "".join(sign for sign in account if sign.isdigit())
    given = {worker: known[worker] for worker in shares if worker in known}
    if len(shares) == 1 and len(own) >= SHORTEST:
        given = {next(iter(shares)): (account.replace(own, "").strip(" ：:，,"), own)}
    if len(given) < len(shares):
        return
    for worker, amount in shares.items():
        bank, number = given[worker]
        yield {"name": _name(worker), "bank": bank or "—", "account": number, "amount": amount}


def _accounts(matter_id: int) -> dict[int, tuple[str, str]]:
    """Worker -> (bank, account in full) by the roster. Two statements."""
    query = select(Employment.party_id, Employment.bank_name, Employment.bank_account).where(
        Employment.matter_id == matter_id, Employment.bank_account.is_not(None)
    )
    rows = session.execute(query).all()
    opened = vault.opened([row.bank_account for row in rows])
    return {row.party_id: (row.bank_name, opened[row.bank_account]) for row in rows if row.bank_account in opened}


def _name(party_id: Any) -> str:
    return str(session.scalar(select(Party.name).where(Party.id == int(party_id))) or "")
