"""What awards and statements of a case oblige to, row by row: for a correction that changes a sum."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import and_, or_, select

from arrears.arbitration.models import Award
from arrears.cases.models import Party
from arrears.db import session
from arrears.law.money import digits
from arrears.money.models import Instalment, InstalmentRow, Obligation


@dataclass(frozen=True, slots=True)
class SumLine:
    """What one worker gets of one instalment of a paper, and what he has of it."""

    row_id: int
    document_id: int | None
    worker: str
    no: int
    amount: Decimal
    paid: Decimal

    @property
    def words(self) -> str:
        """The line as the form of a correction shows it."""
        return f"{self.worker}　第 {self.no} 期　现应付 {digits(self.amount)} 元" + (f"，已付 {digits(self.paid)} 元" if self.paid else "")


def sum_lines(proceeding_id: int) -> list[SumLine]:
    """What is owed under the papers of a case, in order. One statement."""
    own = or_(
        Instalment.id == Award.instalment_id,
        and_(Award.kind == "settlement", Instalment.seq == Award.seq, Instalment.proceeding_id == Award.proceeding_id),
    )
    query = (
        select(InstalmentRow, Award.document_id, Party.name, Instalment.no)
        .join(Instalment, Instalment.id == InstalmentRow.instalment_id)
        .join(Award, own)
        .join(Obligation, Obligation.id == InstalmentRow.obligation_id)
        .join(Party, Party.id == InstalmentRow.worker_id)
        .where(Award.proceeding_id == proceeding_id, Obligation.voided_seq.is_(None))
        .order_by(Instalment.no, InstalmentRow.id)
    )
    return [SumLine(row.id, document, name, no, row.amount, row.paid) for row, document, name, no in session.execute(query)]
