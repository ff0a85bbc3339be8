"""Reading a table of leads 线索表: bytes of an xlsx, xls or CSV → rows as they will be saved, and every problem with
its row, field, reason.

`read` is the entry. It writes nothing, asks no database, and never stops at a bad row. A value that cannot be read
rejects its row; a value that can be read but cannot be right (a sum per head beyond a million, usually 元 under a
万元 heading) holds it for correction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from statistics import median_low
from typing import Any

from .cells import Cell, ErrorCell, Unreadable, as_text, folded, is_garbled, is_unknown, tidy
from .cells.amounts import read_amount
from .cells.counts import read_count
from .cells.dates import Day, MonthDay, read_date, year_of
from .cells.flags import read_anonymous, read_confidential
from .cells.identities import LOST, identity_fault, read_identity
from .cells.periods import read_period
from .cells.phones import ANONYMOUS_WORDS, read_phone
from .choosing import choose
from .columns import Column, Header, unit_of
from .districts import Gazetteer, gazetteer
from .grids import Grid, Values, file_bytes, open_grids
from .headings import vocabulary
from .merging import MergedDown
from .refusal import Limits, Notices
from .result import BadRow, Duplicate, Ignored, LeadRow, Sheet
from .sameness import Earlier, EarlierRows, Known, employer_key
from .skipping import TOTAL_ROWS, why_ignored

PER_HEAD_LIMIT = Decimal(1_000_000)  # yuan owed to one person; above it the unit of the sum is in doubt
_NAMELESS = ANONYMOUS_WORDS | {"匿名人", "匿名用户", "匿名群众", "匿名人士", "不愿透露", "不愿透露姓名"}


@dataclass(slots=True)
class Draft:
    """A row on its way: what was read so far and what went wrong."""

    row: int
    cells: list[str]
    values: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    problems: list[tuple[Column, str]] = field(default_factory=list)
    undated: MonthDay | None = None

    def note(self, sentence: str | None) -> None:
        """Keep a note for the clerk."""
        if sentence:
            self.notes.append(sentence)


def read(
    path_or_bytes: str | Path | bytes,
    filename: str,
    source: str,
    *,
    mapping: Mapping[str, str | None] | None = None,
    known: Known | None = None,
    limits: Limits | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    today: date | None = None,
    region: str = "beijing",
) -> Sheet:
    """Read a table of leads. Raises FileRefused where the file as a whole cannot be read.

    `source`: code of the channel (12345, 12333, national…). `mapping`: the clerk's columns, `{heading | letter |
    0-based index: field}`, an empty field means "do not read". `known`: what was imported before. `sheet`,
    `header_row`: the clerk's choice. `today`: the latest day a date without a year may fall on. `region`: whose
    districts are meant.
    """
    limits, notices = limits or Limits(), Notices()
    grids = open_grids(file_bytes(path_or_bytes, limits), limits)
    grid, header, others = choose(
        grids, vocabulary("lead"), limits, notices, required=(("employer",),), mapping=mapping, sheet=sheet, header_row=header_row
    )
    result = Sheet(
        file=filename,
        sheet=grid.name,
        header_row=header.first,
        header_rows=(header.first, header.last),
        columns=header.columns,
        source=source,
        other_sheets=others,
    )
    drafts = list(_drafts(grid, header, result))
    places = gazetteer(region)
    _settle_dates(drafts, header, today or date.today())
    _sort_out(drafts, header, result, known, places)
    _compare_totals(result, notices)
    _doubt_unit(header, result, notices)
    result.notices = notices.said
    return result


def _drafts(grid: Grid, header: Header, result: Sheet) -> Iterator[Draft]:
    """Each row of data with its cells parsed; rows that are no data go to `ignored`."""
    read_columns = [c for c in header.columns if c.field and c.kind in PARSERS]
    plan = [(c, PARSERS[c.kind]) for c in read_columns]
    merged = MergedDown(grid, header)
    extra = [c for c in header.columns if (c.field is None or c.kind == "skip") and c.heading and c.field != "sequence"]
    for number, cells in grid.rows():
        if number <= header.last or not any(c is not None and c != "" for c in cells):
            continue
        texts = [as_text(c) for c in cells]
        if not any(texts):
            continue
        why = why_ignored(texts, header)
        if why is not None:
            result.ignored.append(Ignored(number, why, " ".join(t for t in texts if t)[:80]))
            if why in TOTAL_ROWS:
                _declared(cells, header, result)
            continue
        cells, notes = merged.fill(number, cells, read_columns)
        draft = Draft(number, texts, notes=notes)
        width = len(cells)
        for column, parse in plan:
            try:
                parse(draft, column, cells[column.index] if column.index < width else None, grid)
            except Unreadable as fault:
                draft.problems.append((column, str(fault)))
        draft.values["extra"] = {c.heading: texts[c.index] for c in extra if c.index < width and texts[c.index]}
        draft.values["hidden"] = number in grid.hidden_rows
        yield draft


def _declared(cells: Values, header: Header, result: Sheet) -> None:
    """What a total row says, to be compared with what was read; of several the last."""
    for name in ("workers", "amount"):
        column = header.column(name)
        if column is None or column.index >= len(cells):
            continue
        cell = cells[column.index]
        try:
            value = read_count(cell).value if name == "workers" else read_amount(cell, unit_of(column)).value
        except Unreadable:
            continue
        if value is not None:
            result.totals[f"declared_{name}"] = value


# --- one parser per kind of column: reads the cell, puts values and notes into the draft, raises Unreadable ---


def _text(draft: Draft, column: Column, cell: Cell | ErrorCell, grid: Grid) -> None:
    if isinstance(cell, ErrorCell):
        raise Unreadable(cell.reason)
    if column.field == "serial" and isinstance(cell, float) and abs(cell) >= LOST:
        raise Unreadable(f"{column.label}在表中是数字格式，尾数已丢失，请把该列设为“文本”后重新填写")
    text = _clean(as_text(cell), column)
    draft.values[column.field or ""] = text if text and not is_unknown(text) else None


def _clean(text: str, column: Column) -> str:
    if is_garbled(text):
        raise Unreadable(f"{column.label}的文字是乱码，无法辨认，请从原系统重新导出或重新填写")
    return text


def _narrative(draft: Draft, column: Column, cell: Cell | ErrorCell, grid: Grid) -> None:
    _text(draft, column, cell, grid)
    text = draft.values[column.field or ""]
    if text:
        draft.values[column.field or ""] = text.replace("\r\n", "\n").replace("\r", "\n")


def _name(draft: Draft, column: Column, cell: Cell | ErrorCell, grid: Grid) -> None:
    _text(draft, column, cell, grid)
    text = draft.values[column.field or ""]
    if not text:
        return
    if column.field == "reporter_name" and folded(text) in _NAMELESS:
        draft.values["anonymous"] = True
        draft.values["reporter_name"] = None
        return
    if folded(text).isdigit():
        raise Unreadable(f"{column.label}“{text}”是一串数字，不是姓名，请核对是否填错了列")
    draft.values[column.field or ""] = tidy(text)


def _employer(draft: Draft, column: Column, cell: Cell | ErrorCell, grid: Grid) -> None:
    if isinstance(cell, ErrorCell):
        raise Unreadable(cell.reason)
    text = tidy(_clean(as_text(cell), column))
    if is_unknown(folded(text)):
        raise Unreadable(f"没有填写{column.label}" + (f"（写的是“{text}”）" if text else "") + "，请补填单位名称、招牌或工地名称")
    if folded(text).replace(".", "").isdigit():
        raise Unreadable(f"{column.label}“{text}”是一串数字，不是单位名称，请核对是否填错了列")
    draft.values["employer"] = text


def _phone(draft: Draft, column: Column, cell: Cell | ErrorCell, grid: Grid) -> None:
    phone = read_phone(cell)
    draft.values[column.field or ""] = phone.first
    if phone.second and column.field == "reporter_phone":
        draft.values.setdefault("phone2", phone.second)
    draft.note(phone.note)


def _date(draft: Draft, column: Column, cell: Cell | ErrorCell, grid: Grid) -> None:
    found = read_date(cell, grid.epoch)
    draft.note(found.note)
    if isinstance(found.value, MonthDay):
        draft.undated = found.value
    elif found.value is not None:
        _dated(draft, found.value)


def _dated(draft: Draft, day: Day) -> None:
    draft.values["received_on"], draft.values["received_time"] = day.on, day.at


def _amount(draft: Draft, column: Column, cell: Cell | ErrorCell, grid: Grid) -> None:
    found = read_amount(cell, unit_of(column))
    draft.values[column.field or ""] = found.value
    draft.note(found.note)


def _count(draft: Draft, column: Column, cell: Cell | ErrorCell, grid: Grid) -> None:
    found = read_count(cell)
    draft.values["workers"] = found.value
    draft.note(found.note)


def _identity(draft: Draft, column: Column, cell: Cell | ErrorCell, grid: Grid) -> None:
    number = read_identity(cell)
    fault = identity_fault(number) if number else None
    draft.values["id_number"] = None if fault else number
    draft.note(f"{fault}（证件号没有读入）" if fault else None)


def _district(draft: Draft, column: Column, cell: Cell | ErrorCell, grid: Grid) -> None:
    text = as_text(cell) if not isinstance(cell, ErrorCell) else ""
    draft.values["district"] = None if is_unknown(folded(text)) else text


def _flag(draft: Draft, column: Column, cell: Cell | ErrorCell, grid: Grid) -> None:
    found = (read_confidential if column.field == "confidential" else read_anonymous)(cell)
    draft.values[column.field or ""] = found.value or draft.values.get(column.field or "", False)
    draft.note(found.note)


def _period(draft: Draft, column: Column, cell: Cell | ErrorCell, grid: Grid) -> None:
    found = read_period(cell)
    if found is not None:
        draft.values["period_start"], draft.values["period_end"] = found
    elif not is_unknown(as_text(cell)):
        draft.note(f"欠薪时段“{as_text(cell)}”没有读出起止月份")


PARSERS: Mapping[str, Callable[[Draft, Column, Cell | ErrorCell, Grid], None]] = {
    "text": _text,
    "narrative": _narrative,
    "name": _name,
    "employer": _employer,
    "phone": _phone,
    "date": _date,
    "amount": _amount,
    "count": _count,
    "identity": _identity,
    "district": _district,
    "confidential": _flag,
    "anonymous": _flag,
    "period": _period,
}


# --- the rows together: years, order numbers, duplicates, totals ---


def _settle_dates(drafts: list[Draft], header: Header, today: date) -> None:
    """Dates without a year get the one that lies nearest to the dated rows (else to today), never after today."""
    days = [d.values["received_on"] for d in drafts if d.values.get("received_on") is not None]
    near = median_low([on for on in days if on <= today] or [today])
    column = header.column("received_on")
    for draft in drafts:
        if draft.undated is not None and column is not None:
            day = year_of(draft.undated, near, today)
            if day is None:
                told = f"{draft.undated.month}月{draft.undated.day}日"
                draft.problems.append((column, f"日期“{told}”没有年份，推不出来，请写成 2026-01-05 这样的形式"))
                continue
            _dated(draft, day)
            draft.note(f"日期没有写年份，按 {day.on.year} 年读入，请核对")
        elif (on := draft.values.get("received_on")) is not None and on > today:
            draft.note(f"日期 {on} 晚于今天，请核对")


def _sort_out(drafts: list[Draft], header: Header, result: Sheet, known: Known | None, places: Gazetteer) -> None:
    """Put each draft where it belongs: rejected, held, already imported, or accepted (perhaps as a likely duplicate)."""
    serials: dict[str, int] = {}
    above = EarlierRows()
    for draft in drafts:
        serial, twin = draft.values.get("serial"), None
        if serial is not None:
            twin = serials.setdefault(serial, draft.row)
        column = header.column("serial")
        if twin not in (None, draft.row) and column is not None:
            draft.problems.append((column, f"{column.label}“{serial}”与第 {twin} 行相同，请核对后改正其中一行"))
        if draft.problems:
            result.rejected.append(_bad(draft, of=twin if twin != draft.row else None))
            continue
        row = _finished(draft, places)
        doubt = _per_head(row)
        amount = header.column("amount")
        if doubt and amount is not None:
            draft.problems.append((amount, doubt))
            result.held.append(_bad(draft))
            continue
        _place(row, result, known, above)


def _place(row: LeadRow, result: Sheet, known: Known | None, above: EarlierRows) -> None:
    source = result.source
    if known is not None:
        before = known.order(source, row.serial) if row.serial else known.fingerprint(source, row.fingerprint)
        if before is not None:
            result.already.append(Duplicate(row.row, before, "这一行以前已经导入"))
            return
    result.rows.append(row)
    if row.reporter_phone:
        key = employer_key(row.employer)
        of = (known.matter(row.reporter_phone, key) if known is not None else None) or above.matter(row.reporter_phone, key)
        if of is not None:
            result.duplicates.append(Duplicate(row.row, of, "电话和单位相同，可能是同一件事"))
    above.remember(source, Earlier(row.row, result.file, row.serial), row)


def _finished(draft: Draft, places: Gazetteer) -> LeadRow:
    """The row as it will be saved; the district follows from its column, the place, the town, in this order."""
    values = draft.values
    told = values.pop("district", None)
    values["district"] = places.named(told) if told else None
    if told and values["district"] is None:
        draft.note(f"所属区“{told}”不是已知的区，按地点判断")
    if values["district"] is None:
        values["district"] = places.of_place(values.get("place") or "") or places.of_place(values.get("town") or "")
    if values.get("reporter_phone") is None:
        draft.note("没有联系电话")
    return LeadRow(row=draft.row, notes=draft.notes, **values)


def _per_head(row: LeadRow) -> str | None:
    if row.amount is not None and row.amount / (row.workers or 1) > PER_HEAD_LIMIT:
        told = f"{row.workers or 1} 人共 {row.amount:,.2f} 元"
        return f"人均超过 {PER_HEAD_LIMIT // 10_000} 万元（{told}），请核对金额的单位是元还是万元"
    return None


def _bad(draft: Draft, of: int | None = None) -> BadRow:
    (column, reason), *rest = draft.problems
    return BadRow(
        draft.row,
        column.field or "",
        column.heading or column.label,
        reason,
        draft.cells,
        [(c.field or "", r) for c, r in rest],
        {k: v for k, v in draft.values.items() if v not in (None, {}, False)},
        of,
    )


def _compare_totals(result: Sheet, notices: Notices) -> None:
    """Sums of what was read, beside what the file's own total row says."""
    read_sums = {
        "workers": sum(r.workers or 0 for r in result.rows),
        "amount": sum((r.amount or Decimal(0) for r in result.rows), Decimal(0)),
    }
    result.totals |= {"rows": result.accepted} | read_sums
    for name, label, unit in (("workers", "人数", "人"), ("amount", "金额", "元")):
        declared = result.totals.get(f"declared_{name}")
        if declared is not None and declared != read_sums[name] and not result.already:
            notices.say(f"表中合计{label} {declared:,} {unit}，接收的各行合计 {read_sums[name]:,} {unit}，相差的部分见未接收的行。")


def _doubt_unit(header: Header, result: Sheet, notices: Notices) -> None:
    column = header.column("amount")
    amounts = [r.amount for r in result.rows if r.amount is not None]
    if column is not None and column.unit is None and amounts and sum(a < 100 for a in amounts) * 2 > len(amounts):
        notices.say(f"“{column.heading}”列没有写单位，多数金额不足 100 元，请核对单位是不是万元。")
