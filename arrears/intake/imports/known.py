"""What the house knows of a file's rows 查重: order numbers, contents imported before, the same phone with the same employer.

Asked in bulk: a handful of statements per 500 rows, not three per row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy import select

from arrears.cases.models import Proceeding
from arrears.db import session
from arrears.intake.imports.models import ImportBatch, ImportRow
from arrears.intake.models import Lead, WorkOrder
from arrears.intake.sheets import Earlier, LeadRow
from arrears.intake.sheets.sameness import employer_key
from arrears.personal import vault
from arrears.personal.models import PersonalValue

AT_ONCE = 500


def _parts(values: Iterable[object]) -> Iterator[list[object]]:
    rest = iter(sorted(set(values), key=str))
    while part := list(islice(rest, AT_ONCE)):
        yield part


class KnownInHouse:
    """Answers `sheets.Known` from the tables, for the rows given beforehand."""

    def __init__(self, source: str, rows: Sequence[LeadRow]) -> None:
        self._orders: dict[str, Earlier] = {}
        self._prints: dict[str, Earlier] = {}
        self._matters: dict[tuple[str, str], Earlier] = {}
        self._ask_orders(source, rows)
        self._ask_prints(source, rows)
        self._ask_matters(rows)

    def _ask_orders(self, source: str, rows: Sequence[LeadRow]) -> None:
        for part in _parts(row.serial for row in rows if row.serial):
            query = (
                select(WorkOrder.order_no, Proceeding.number)
                .join(Proceeding, Proceeding.id == WorkOrder.lead_id)
                .where(WorkOrder.source == source, WorkOrder.order_no.in_(part))
            )
            for order_no, number in session.execute(query):
                self._orders[order_no] = Earlier(number, None, order_no)

    def _ask_prints(self, source: str, rows: Sequence[LeadRow]) -> None:
        for part in _parts(row.fingerprint for row in rows):
            query = (
                select(ImportRow.fingerprint, ImportRow.row, ImportBatch.file_name)
                .join(ImportBatch, ImportBatch.id == ImportRow.batch_id)
                .where(ImportRow.fingerprint.in_(part), ImportRow.lead_id.is_not(None), ImportBatch.source == source)
            )
            for fingerprint, row, file_name in session.execute(query):
                self._prints.setdefault(fingerprint, Earlier(row, file_name))

    def _ask_matters(self, rows: Sequence[LeadRow]) -> None:
        phones = {vault.blind("phone", row.reporter_phone): row.reporter_phone for row in rows if row.reporter_phone}
        for part in _parts(phones):
            query = (
                select(PersonalValue.blind, Lead.employer_name, Proceeding.number)
                .join(WorkOrder, WorkOrder.reporter_phone == PersonalValue.id)
                .join(Lead, Lead.proceeding_id == WorkOrder.lead_id)
                .join(Proceeding, Proceeding.id == Lead.proceeding_id)
                .where(PersonalValue.blind.in_(part))
                .order_by(Proceeding.id)
            )
            for blind, employer, number in session.execute(query):
                self._matters.setdefault((phones[bytes(blind)], employer_key(employer)), Earlier(number))

    def order(self, source: str, serial: str) -> Earlier | None:
        """See sheets.Known."""
        return self._orders.get(serial)

    def fingerprint(self, source: str, digest: str) -> Earlier | None:
        """See sheets.Known."""
        return self._prints.get(digest)

    def matter(self, phone: str, employer: str) -> Earlier | None:
        """See sheets.Known."""
        return self._matters.get((phone, employer))
