"""Reading a worker roster 花名册: who is owed what, with the arithmetic of every row checked.

日工资 × 出勤天数 = 应发 and 应发 − 已发 = 欠发 (to the fen; a difference of less than one yuan that comes from
rounding is a note). A row whose arithmetic, id check digit or dates cannot be right is held for correction; a
cell that cannot be read, and the same person a second time, reject the row. Pure: no case, no database.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from .cells import Cell, ErrorCell, Unreadable, as_text, folded, is_garbled, is_unknown, plain_decimal, tidy
from .cells.amounts import read_amount
from .cells.counts import read_quantity
from .cells.dates import Day, read_date
from .cells.identities import identity_fault, read_account, read_identity
from .cells.phones import read_phone
from .choosing import choose
from .columns import Column, Header, unit_of
from .grids import Grid, Values, file_bytes, open_grids
from .headings import vocabulary
from .merging import MergedDown
from .refusal import Limits, Notices
from .result import BadRow, Ignored, Table, plain
from .skipping import TOTAL_ROWS, why_ignored

ROUNDING = Decimal(1)  # yuan; below it a whole-yuan figure is a rounded one
SUMS = ("gross_due", "paid", "owed")
_RESIDENT_CARD = ("", "居民身份证", "身份证", "二代身份证", "中国居民身份证")


@dataclass(slots=True, kw_only=True)
class RosterRow:
    """One worker with what is owed. Sums in yuan; empty means unknown."""

    row: int
    name: str
    id_number: str | None = None
    id_type: str | None = None
    phone: str | None = None
    team: str | None = None
    job: str | None = None
    start_date: date | None = None
    end_date: date | None = None
    pay_basis: str | None = None
    rate: Decimal | None = None
    quantity: Decimal | None = None
    gross_due: Decimal | None = None
    paid: Decimal | None = None
    owed: Decimal | None = None
    bank_holder: str | None = None
    bank_name: str | None = None
    bank_account: str | None = None
    hidden: bool = False
    notes: list[str] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Field → plain value."""
        return {f.name: plain(getattr(self, f.name)) for f in fields(self)}


@dataclass(slots=True, kw_only=True)
class Roster(Table):
    """A roster as read; `totals` holds the sums of the accepted rows, of the accepted and held rows, and the file's own."""

    rows: list[RosterRow] = field(default_factory=list)

    @property
    def accepted(self) -> int:
        """Workers whose rows are in order."""
        return len(self.rows)

    def as_json(self) -> dict[str, Any]:
        """The same shape as a table of leads, `kind` roster."""
        return (
            self.head_json()
            | {
                "kind": "roster",
                "accepted": self.accepted,
                "rejected": [b.as_json() for b in self.rejected],
                "held": [b.as_json() for b in self.held],
                "duplicates": [{"row": b.row, "of": b.of, "why": "同一人重复"} for b in self.rejected if b.of is not None],
                "rows": [r.as_json() for r in self.rows],
            }
            | self.tail_json()
        )


@dataclass(slots=True)
class _Worker:
    """A row on its way: `wrong` rejects it, `odd` holds it."""

    row: int
    cells: list[str]
    values: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    wrong: list[tuple[str, str, str]] = field(default_factory=list)
    odd: list[tuple[str, str, str]] = field(default_factory=list)
    of: int | None = None

    def sum(self, name: str) -> Decimal | None:
        """A sum or rate of the row."""
        value = self.values.get(name)
        return value if isinstance(value, Decimal) else None


def read_roster(
    path_or_bytes: str | Path | bytes,
    filename: str,
    *,
    mapping: Mapping[str, str | None] | None = None,
    limits: Limits | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
) -> Roster:
    """Read a roster. Raises FileRefused where no names or no sums are found. Arguments as for `read`."""
    limits, notices = limits or Limits(), Notices()
    grids = open_grids(file_bytes(path_or_bytes, limits), limits)
    required = (("name",), ("owed", "gross_due", "rate"))
    grid, header, others = choose(
        grids, vocabulary("roster"), limits, notices, required=required, mapping=mapping, sheet=sheet, header_row=header_row
    )
    result = Roster(
        file=filename,
        sheet=grid.name,
        header_row=header.first,
        header_rows=(header.first, header.last),
        columns=header.columns,
        other_sheets=others,
    )
    people: dict[str, int] = {}
    merged = MergedDown(grid, header)
    for number, cells in grid.rows():
        if number > header.last and (worker := _read_row(number, cells, header, grid, merged, result)) is not None:
            _check(worker, header)
            _same_person(worker, people, header)
            _sort_out(worker, result)
    _totals(result, notices)
    result.notices = notices.said
    return result


def _read_row(number: int, cells: Values, header: Header, grid: Grid, merged: MergedDown, result: Roster) -> _Worker | None:
    texts = [as_text(c) for c in cells]
    if not any(texts):
        return None
    why = why_ignored(texts, header)
    if why is not None:
        result.ignored.append(Ignored(number, why, " ".join(t for t in texts if t)[:80]))
        if why in TOTAL_ROWS:
            _declared(cells, header, result)
        return None
    cells, notes = merged.fill(number, cells, header.columns)
    worker = _Worker(number, texts, notes=notes)
    for column in header.columns:
        parse = PARSERS.get(column.kind)
        if column.field and parse is not None:
            try:
                worker.values[column.field] = parse(worker, column, cells[column.index] if column.index < len(cells) else None, grid)
            except Unreadable as fault:
                worker.wrong.append((column.field, column.heading or column.label, str(fault)))
    worker.values["extra"] = {
        c.heading: texts[c.index] for c in header.columns if c.field is None and c.heading and c.index < len(texts) and texts[c.index]
    }
    worker.values["hidden"] = number in grid.hidden_rows
    return worker


def _declared(cells: Values, header: Header, result: Roster) -> None:
    for name in SUMS:
        column = header.column(name)
        if column is not None and column.index < len(cells):
            try:
                value = read_amount(cells[column.index], unit_of(column)).value
            except Unreadable:
                continue
            if value is not None:
                result.totals[f"declared_{name}"] = value


# --- one parser per kind of column ---


def _text(worker: _Worker, column: Column, cell: Cell | ErrorCell, grid: Grid) -> str | None:
    if isinstance(cell, ErrorCell):
        raise Unreadable(cell.reason)
    text = as_text(cell)
    if is_garbled(text):
        raise Unreadable(f"{column.label}的文字是乱码，无法辨认，请重新填写")
    return text if text and not is_unknown(folded(text)) else None


def _name(worker: _Worker, column: Column, cell: Cell | ErrorCell, grid: Grid) -> str | None:
    text = _text(worker, column, cell, grid)
    if text is None and column.field == "name":
        raise Unreadable("没有填写姓名，请补填")
    if text is not None and folded(text).isdigit():
        raise Unreadable(f"{column.label}“{text}”是一串数字，不是姓名，请核对是否填错了列")
    return tidy(text) if text else None


def _identity(worker: _Worker, column: Column, cell: Cell | ErrorCell, grid: Grid) -> str | None:
    return read_identity(cell)


def _account(worker: _Worker, column: Column, cell: Cell | ErrorCell, grid: Grid) -> str | None:
    return read_account(cell)


def _phone(worker: _Worker, column: Column, cell: Cell | ErrorCell, grid: Grid) -> str | None:
    phone = read_phone(cell)
    worker.notes += [phone.note] if phone.note else []
    return phone.first


def _date(worker: _Worker, column: Column, cell: Cell | ErrorCell, grid: Grid) -> date | None:
    found = read_date(cell, grid.epoch).value
    if found is not None and not isinstance(found, Day):
        raise Unreadable(f"{column.label}“{as_text(cell)}”没有写年份，请写成 2026-01-05 这样的形式")
    return found.on if found is not None else None


def _amount(worker: _Worker, column: Column, cell: Cell | ErrorCell, grid: Grid) -> Decimal | None:
    if column.field == "owed" and (less := _negative(cell)) is not None:
        label = column.heading or column.label
        worker.odd.append(("owed", label, f"{label}是负数（{less}），已发多于应发的请核对，没有拖欠的请删去这一行"))
        return None
    found = read_amount(cell, unit_of(column))
    worker.notes += [found.note] if found.note else []
    return found.value


def _negative(cell: Cell | ErrorCell) -> str | None:
    if isinstance(cell, bool | ErrorCell) or cell is None:
        return None
    text = folded(cell).replace(",", "").lstrip("¥￥")
    return text if text.startswith("-") and text[1:].replace(".", "", 1).isdigit() else None


def _quantity(worker: _Worker, column: Column, cell: Cell | ErrorCell, grid: Grid) -> Decimal | None:
    return read_quantity(cell, column.label)


PARSERS: Mapping[str, Callable[[_Worker, Column, Cell | ErrorCell, Grid], Any]] = {
    "text": _text,
    "name": _name,
    "identity": _identity,
    "account": _account,
    "phone": _phone,
    "date": _date,
    "amount": _amount,
    "quantity": _quantity,
}


# --- what must agree within a row, and between rows ---


def _check(worker: _Worker, header: Header) -> None:
    """Identity number, dates and the two sums of a worker's row."""
    number = worker.values.get("id_number")
    if number is None:
        worker.notes.append("没有身份证号，受理前须补齐")
    elif (worker.values.get("id_type") or "") in _RESIDENT_CARD and (fault := identity_fault(number)):
        worker.odd.append(("id_number", _label(header, "id_number"), fault))
    start, end = worker.values.get("start_date"), worker.values.get("end_date")
    if start and end and end < start:
        worker.odd.append(("end_date", _label(header, "end_date"), f"离场日期 {end} 早于进场日期 {start}，请核对"))
    _product(worker, header)
    _difference(worker, header)


def _label(header: Header, name: str) -> str:
    column = header.column(name)
    return column.heading if column is not None else name


def _product(worker: _Worker, header: Header) -> None:
    """日工资 × 出勤天数 = 应发; an empty 应发 is filled in from the other two, with a note."""
    rate, quantity, gross = worker.sum("rate"), worker.sum("quantity"), worker.sum("gross_due")
    if rate is None or quantity is None:
        return
    right = rate * quantity
    label = _label(header, "gross_due")
    rate_label, quantity_label = _label(header, "rate"), _label(header, "quantity")
    sentence = f"{rate_label} {plain_decimal(rate)} × {quantity_label} {plain_decimal(quantity)} = {plain_decimal(right)}"
    if gross is None:
        if not any(f == "gross_due" for f, _, _ in worker.wrong):
            worker.values["gross_due"] = right
            worker.notes.append(f"应发没有填写，按 {sentence} 算出")
    elif not _agree(gross, right, worker, label):
        worker.odd.append(
            (
                "gross_due",
                label,
                f"{label}填的是 {plain_decimal(gross)}，而 {sentence}，相差 {plain_decimal(abs(gross - right))} 元，请核对",
            )
        )


def _difference(worker: _Worker, header: Header) -> None:
    """应发 − 已发 = 欠发; an empty 欠发 is filled in, an empty 已发 counts as nothing paid when 欠发 equals 应发."""
    gross, paid, owed = worker.sum("gross_due"), worker.sum("paid"), worker.sum("owed")
    label = _label(header, "owed")
    if gross is None:
        if owed is None and not worker.wrong and not worker.odd:
            worker.odd.append(("owed", label, "应发和欠发都没有填写，无法知道拖欠多少，请补填"))
        return
    left = gross - (paid or Decimal(0))
    sentence = f"应发 {plain_decimal(gross)} − 已发 {plain_decimal(paid or Decimal(0))} = {plain_decimal(left)}"
    if left < 0:
        shown = f"，而{label}填的是 {plain_decimal(owed)}" if owed is not None else ""
        worker.odd.append(("owed", label, f"已发多于应发：{sentence}{shown}，请核对"))
    elif owed is None:
        if not any(f == "owed" for f, _, _ in (*worker.wrong, *worker.odd)):
            worker.values["owed"] = left
            worker.notes.append(f"欠发没有填写，按 {sentence} 算出")
    elif not _agree(owed, left, worker, label):
        worker.odd.append(
            (
                "owed",
                label,
                f"{label}填的是 {plain_decimal(owed)}，而 {sentence}，相差 {plain_decimal(abs(owed - left))} 元，请核对",
            )
        )


def _agree(told: Decimal, right: Decimal, worker: _Worker, label: str) -> bool:
    """Whether two sums are the same, or one is the other rounded to whole yuan (then with a note)."""
    gap = abs(told - right)
    if gap <= Decimal("0.01"):
        return True
    if gap < ROUNDING and told == told.to_integral_value():
        worker.notes.append(f"{label} {plain_decimal(told)} 与算出的 {plain_decimal(right)} 相差不足一元，视为取整")
        return True
    return False


def _same_person(worker: _Worker, people: dict[str, int], header: Header) -> None:
    """Refuse the same person a second time: by id number, without one by name and telephone."""
    number, name, phone = worker.values.get("id_number"), worker.values.get("name"), worker.values.get("phone")
    key = number or (f"{name}/{phone}" if name and phone else None)
    if key is None:
        return
    first = people.setdefault(key, worker.row)
    if first != worker.row:
        worker.of = first
        what = ("id_number", "身份证号") if number else ("name", "姓名和电话")
        worker.wrong.append((what[0], _label(header, what[0]), f"同一人重复：{what[1]}与第 {first} 行相同，请合并或删去其中一行"))


def _sort_out(worker: _Worker, result: Roster) -> None:
    problems = worker.wrong + worker.odd
    if not problems:
        result.rows.append(RosterRow(row=worker.row, notes=worker.notes, **worker.values))
        return
    (name, label, reason), *rest = problems
    bad = BadRow(
        worker.row,
        name,
        label,
        reason,
        worker.cells,
        [(f, r) for f, _, r in rest],
        {k: v for k, v in worker.values.items() if v not in (None, {}, False)},
        worker.of,
    )
    (result.rejected if worker.wrong else result.held).append(bad)


def _totals(result: Roster, notices: Notices) -> None:
    """Sums of accepted rows, of accepted and held rows as written, and a notice where the file's total row says otherwise."""
    zero = Decimal(0)
    result.totals |= {"workers": result.accepted, "workers_held": len(result.held)}
    for name in SUMS:
        result.totals[name] = sum((getattr(r, name) or zero for r in result.rows), zero)
        result.totals[f"{name}_with_held"] = result.totals[name] + sum((b.draft.get(name) or zero for b in result.held), zero)
        declared = result.totals.get(f"declared_{name}")
        label = vocabulary("roster").fields[name].label
        if declared is not None and declared != result.totals[name]:
            notices.say(
                f"表中{label}合计 {declared:,} 元，接收的 {result.accepted} 人合计 {result.totals[name]:,} 元，相差的部分见未接收的行。"
            )
