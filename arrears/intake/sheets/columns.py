"""Columns 列: where the headings stand, which field each column holds, and how that was found out.

Headings are looked for in the first rows: the row (or two, three merged rows) whose words name the most fields. Where
two columns want one field, the visible one, the better word, the better contents win. A field that no heading names
may be found by its contents (phones, firms, dates, id numbers). The clerk's own mapping beats all: `{column: field}`,
a column being its heading, its letter or its 0-based index.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as _default
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from .cells import Unreadable, as_text, folded
from .cells.amounts import YUAN, read_amount, unit_in
from .cells.counts import read_count
from .cells.dates import read_date
from .cells.identities import identity_fault, read_identity
from .cells.phones import read_phone
from .grids import Grid, Values
from .headings import LONGEST_HEADING, Match, Vocabulary
from .refusal import FileRefused, Limits, Notices

SAMPLE = 30  # rows of data that are looked at to judge a column's contents
DEEPEST_HEADER = 3
_FIRM = re.compile(
    r"(?:公司|厂|店|中心|部|院|队|集团|学校|幼儿园|合作社|工作室|超市|餐厅|饭店|酒店|企业|事务所|商行|经营部|馆|社)(?:$|[（(])"
)
_TABLE_UNIT = re.compile(r"^(?:金额)?(?:计量|货币)?单位[:：]?[(（]?(?:人民币)?(亿元|万元|千元|元)")
_FOUND_BY_CONTENT = ("reporter_phone", "employer", "received_on", "id_number", "phone")


@dataclass(slots=True)
class Column:
    """One column of a table as understood. `how`: 表头 (heading), 内容 (contents), 指定 (the clerk), or None for a
    column not read.
    """

    index: int
    heading: str
    parts: tuple[str, ...]
    field: str | None = None
    kind: str = "skip"
    label: str = ""
    how: str | None = None
    strength: int = 0
    unit: Decimal | None = None
    hidden: bool = False
    samples: list[str] = _default(default_factory=list)

    @property
    def letter(self) -> str:
        """The column's letter in the spreadsheet."""
        return letter_of(self.index)

    def as_json(self) -> dict[str, Any]:
        """For the mapping screen."""
        return {
            "index": self.index,
            "letter": self.letter,
            "heading": self.heading,
            "field": self.field,
            "label": self.label,
            "how": self.how,
            "unit": None if self.unit is None else float(self.unit),
            "hidden": self.hidden,
            "samples": self.samples,
        }


@dataclass(slots=True)
class Header:
    """The rows of the headings and the columns under them."""

    first: int
    last: int
    columns: list[Column]
    score: float
    words: frozenset[str] = frozenset()

    def repeated_by(self, texts: Sequence[str]) -> bool:
        """Whether a row of data repeats the headings (a page break in a printed export)."""
        return len(texts) >= 2 and sum(t in self.words for t in texts) >= max(2, round(0.6 * len(texts)))

    def column(self, name: str) -> Column | None:
        """The column that holds a field."""
        return next((c for c in self.columns if c.field == name), None)


def letter_of(index: int) -> str:
    """0 → A, 26 → AA."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text


def find_header(
    grid: Grid, words: Vocabulary, limits: Limits, mapping: Mapping[str, str | None] | None = None, header_row: int | None = None
) -> Header | None:
    """The header of a sheet with its columns matched by heading words only; None where fewer than two fields are named."""
    top = list(islice(grid.rows(), limits.header_search + DEEPEST_HEADER))
    best: Header | None = None
    for at in range(min(len(top), limits.header_search)):
        if header_row is not None and top[at][0] != header_row:
            continue
        for depth in range(1, DEEPEST_HEADER + 1):
            rows = top[at : at + depth]
            if len(rows) < depth or not all(_heading_like(cells) for _, cells in rows):
                break
            header = _header(grid, rows, words, mapping)
            if header is not None and (best is None or header.score > best.score + 0.01):
                best = header
    if best is None and header_row is not None:
        raise FileRefused(f"第 {header_row} 行不像标题行，请重新指定")
    return best


def _heading_like(cells: Values) -> bool:
    """Whether a row can be one of headings: at least one text, no numbers, dates or long texts in it."""
    seen = False
    for cell in cells:
        if isinstance(cell, int | float | date | datetime) and not isinstance(cell, bool):
            return False
        text = as_text(cell)
        if text:
            seen = True
            if len(text) > LONGEST_HEADING + 30 or re.fullmatch(r"[\d.,:/\-¥￥% ]+", text):
                return False
    return seen


def _header(grid: Grid, rows: Sequence[tuple[int, Values]], words: Vocabulary, mapping: Mapping[str, str | None] | None) -> Header | None:
    parts = _parts(grid, rows)
    columns, fields, other = [], set(), 0
    for index, texts in enumerate(parts):
        heading = "/".join(dict.fromkeys(t for t in texts if t))
        column = Column(index, heading, tuple(texts), hidden=index in grid.hidden_columns)
        match = words.match(texts) if heading else None
        named = _mapped(column, mapping)
        if named is not None and named in words.fields:
            match = Match(words.fields[named], 1000)
        if match is not None:
            _assign(column, match, "指定" if match.strength >= 1000 else "表头")
            if match.field.kind == "skip":
                other += 1
            else:
                fields.add(match.field.name)
        columns.append(column)
    if len(fields) < 2:
        return None
    score = len(fields) + 0.3 * min(other, 3) - 0.05 * (len(rows) - 1)
    return Header(rows[0][0], rows[-1][0], columns, score, frozenset(t for texts in parts for t in texts if t))


def _parts(grid: Grid, rows: Sequence[tuple[int, Values]]) -> list[list[str]]:
    """The heading texts of each column from top to bottom, merged headings spread over the columns they span."""
    width = max(len(cells) for _, cells in rows)
    parts = [[as_text(cells[i]) if i < len(cells) else "" for _, cells in rows] for i in range(width)]
    numbers = [number for number, _ in rows]
    for first_row, first, last_row, last in grid.merged:
        for depth, number in enumerate(numbers):
            if first_row <= number <= last_row and depth < len(numbers) - 1 and last > first:
                for index in range(first, min(last, width - 1) + 1):
                    parts[index][depth] = parts[first][depth] if number == first_row else parts[index][depth]
    if not grid.merged and len(rows) > 1:  # CSV and old files tell no merges: a gap right of a parent is its span
        for depth in range(len(rows) - 1):
            for index in range(1, width):
                if not parts[index][depth] and any(parts[index][depth + 1 :]) and any(parts[index - 1][depth + 1 :]):
                    parts[index][depth] = parts[index - 1][depth]
    return parts


def _mapped(column: Column, mapping: Mapping[str, str | None] | None) -> str | None:
    """What the clerk's mapping says of a column: a field, "" for "do not read", None for nothing."""
    if not mapping:
        return None
    for key, value in mapping.items():
        key = str(key).strip()
        if key == str(column.index) or key.upper() == column.letter or (column.heading and key in (column.heading, column.parts[-1])):
            return value or ""
    return None


def _assign(column: Column, match: Match, how: str) -> None:
    column.field, column.kind, column.label, column.how, column.strength = (
        match.field.name,
        match.field.kind,
        match.field.label,
        how,
        match.strength,
    )
    if column.kind == "amount":
        column.unit = next((u for p in (column.parts[-1], *reversed(column.parts)) if (u := unit_in(p)) is not None), None)


def settle(grid: Grid, header: Header, words: Vocabulary, notices: Notices, mapping: Mapping[str, str | None] | None = None) -> None:
    """Make each field the business of one column: by the clerk's word, visibility, heading, contents. Also finds the
    table's unit.
    """
    data = [cells for number, cells in islice(grid.rows(), header.last + SAMPLE) if number > header.last]
    for column in header.columns:
        column.samples = [t for cells in data if column.index < len(cells) and (t := as_text(cells[column.index]))][:3]
        if column.how != "指定" and _mapped(column, mapping) is not None:
            column.field, column.kind, column.how = None, "skip", "指定"
    _second_phones(header, words)
    _row_numbers(header, notices)
    for name in {c.field for c in header.columns if c.field and c.kind != "skip"}:
        _one_of(name, header, data, notices)
    _by_content(header, data, words, notices)
    _table_unit(grid, header)


def _second_phones(header: Header, words: Vocabulary) -> None:
    """Of several columns of telephones: one right of the firm's columns is the firm's, another is the second number."""
    phones = [c for c in header.columns if c.field == "reporter_phone" and c.how != "指定"]
    for column in phones[1:]:
        before = next((c.field for c in reversed(header.columns[: column.index]) if c.field and c.kind != "skip"), None)
        name = "employer_phone" if before in ("employer", "employer_contact", "credit_code") else "phone2"
        if header.column(name) is None:
            _assign(column, Match(words.fields[name], column.strength), "表头")


def _row_numbers(header: Header, notices: Notices) -> None:
    """A column 编号 that only counts 1, 2, 3 is no order number: the next file counts so too."""
    for column in header.columns:
        if (
            column.field == "serial"
            and column.how != "指定"
            and column.samples
            and column.samples == [str(n) for n in range(1, len(column.samples) + 1)]
        ):
            notices.say(f"{column.letter} 列“{column.heading}”只是从 1 起的行序号，没有当作工单编号。")
            column.field, column.kind, column.label, column.how = "sequence", "skip", "序号", "内容"


def _one_of(name: str | None, header: Header, data: Sequence[Values], notices: Notices) -> None:
    rivals = [c for c in header.columns if c.field == name]
    if len(rivals) < 2:
        return
    chosen = max(rivals, key=lambda c: (c.how == "指定", bool(c.samples), fits(c, data) >= 0.5, not c.hidden, c.strength, -c.index))
    for column in rivals:
        if column is not chosen:
            notices.say(
                f"{column.letter} 列“{column.heading}”与 {chosen.letter} 列“{chosen.heading}”都像“{chosen.label}”，"
                f"读了 {chosen.letter} 列；如不对请在列对应中改正。"
            )
            column.field, column.kind, column.label, column.how = None, "skip", "", None


def _by_content(header: Header, data: Sequence[Values], words: Vocabulary, notices: Notices) -> None:
    for name in _FOUND_BY_CONTENT:
        if name not in words.fields or header.column(name) is not None:
            continue
        known = words.fields[name]
        for column in header.columns:
            if column.field is None and column.how is None and len(column.samples) >= 2:
                trial = Column(column.index, column.heading, column.parts, known.name, known.kind)
                if fits(trial, data) >= 0.8:
                    _assign(column, Match(known, 1), "内容")
                    notices.say(f"{column.letter} 列“{column.heading or '（无标题）'}”按内容认作“{known.label}”，请核对。")
                    break


def fits(column: Column, data: Sequence[Values]) -> float:
    """Share of the filled cells in the sample that read well as the column's kind; 0 for an empty column."""
    good = filled = 0
    for cells in data:
        cell = cells[column.index] if column.index < len(cells) else None
        if cell is None or as_text(cell) == "":
            continue
        filled += 1
        try:
            good += _reads(column.kind, cell)
        except Unreadable:
            continue
    return good / filled if filled else 0.0


def _reads(kind: str, cell: Any) -> bool:
    if kind == "phone":
        return read_phone(cell).first is not None
    if kind == "date":
        return (not isinstance(cell, int | float) and read_date(cell).value is not None) or (
            isinstance(cell, float) and 36_526 <= cell < 60_000
        )
    if kind == "amount":
        return read_amount(cell).value is not None
    if kind == "count":
        return read_count(cell).value is not None
    if kind == "identity":
        number = read_identity(cell)
        return number is not None and identity_fault(number) is None
    if kind == "employer":
        return isinstance(cell, str) and len(cell) <= 60 and _FIRM.search(folded(cell)) is not None
    return True


def _table_unit(grid: Grid, header: Header) -> None:
    """`单位：万元` above the headings holds for every column of sums that tells no unit itself."""
    unit: Decimal | None = None
    for number, cells in islice(grid.rows(), header.last):
        if number >= header.first:
            break
        for cell in cells:
            if isinstance(cell, str) and (
                found := _TABLE_UNIT.match(folded(cell)) or re.search(r"[(（]单位[:：](亿元|万元|千元|元)[)）]", folded(cell))
            ):
                unit = unit_in("单位:" + found[1])
    for column in header.columns:
        if column.kind == "amount" and column.unit is None:
            column.unit = unit


def unit_of(column: Column) -> Decimal:
    """Yuan per unit of a column of sums; a heading that tells no unit means yuan."""
    return column.unit or YUAN
