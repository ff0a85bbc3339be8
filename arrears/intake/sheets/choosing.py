"""Which sheet of a workbook is read: the visible one whose headings name the most fields; the others are told, never
dropped silently.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .columns import Header, find_header, settle
from .grids import Grid
from .headings import Vocabulary
from .refusal import FileRefused, Limits, Notices


def choose(
    grids: list[Grid],
    words: Vocabulary,
    limits: Limits,
    notices: Notices,
    *,
    required: tuple[tuple[str, ...], ...],
    mapping: Mapping[str, str | None] | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
) -> tuple[Grid, Header, list[dict[str, Any]]]:
    """The sheet to read, its header with settled columns, and what was seen of the other sheets.

    `required`: groups of fields; of each group one must be found. `sheet`: the clerk's choice by name. Raises FileRefused.
    """
    if sheet is not None and sheet not in {g.name for g in grids}:
        raise FileRefused(f"文件里没有名为“{sheet}”的工作表，现有：{'、'.join(g.name for g in grids)}")
    found = [(g, find_header(g, words, limits, mapping, header_row)) for g in grids if sheet in (None, g.name)]
    seen = [(g, h) for g, h in found if h is not None]
    pool = [(g, h) for g, h in seen if g.visible] or ([] if sheet is None else seen)
    if not pool:
        raise FileRefused(_nothing(grids, seen, limits))
    grid, header = max(pool, key=lambda gh: (min(gh[1].score, 6), min(gh[0].height - gh[1].last, 1), gh[1].score))
    if grid.too_long:
        raise FileRefused(f"工作表“{grid.name}”{grid.too_long}", sheet=grid.name)
    settle(grid, header, words, notices, mapping)
    _demand(grid, header, words, required)
    others = [_told(g, h, notices) for g, h in found if g is not grid and g.height > 0]
    _tell_hidden(grid, header, notices)
    return grid, header, [o for o in others if o]


def _nothing(grids: list[Grid], seen: list[tuple[Grid, Header]], limits: Limits) -> str:
    over = next((g for g in grids if g.too_long), None)
    reasons = (
        [f"前 {limits.header_search} 行里没有认出任何已知的列标题（如“被反映单位”“联系电话”“金额”）"]
        if not seen
        else [f"能识别的数据都在隐藏的工作表“{seen[0][0].name}”里，请取消隐藏后再导入"]
    )
    if over is not None:
        reasons.append(f"工作表“{over.name}”{over.too_long}" if not (over.too_long or "").startswith("工作表") else over.too_long or "")
    elif not seen:
        reasons.append("请核对文件，或在首行写明列标题")
    return "；".join(reasons)


def _demand(grid: Grid, header: Header, words: Vocabulary, required: tuple[tuple[str, ...], ...]) -> None:
    for group in required:
        if not any(header.column(name) for name in group):
            labels = "或".join(f"“{words.fields[name].label}”" for name in group)
            shown = "、".join(c.heading for c in header.columns if c.heading)
            raise FileRefused(
                f"工作表“{grid.name}”第 {header.first} 行的标题里没有认出{labels}列（现有：{shown}），请在列对应中指定这一列后再读",
                columns=[c.as_json() for c in header.columns],
                sheet=grid.name,
            )


def _told(grid: Grid, header: Header | None, notices: Notices) -> dict[str, Any] | None:
    rows = max(0, grid.height - header.last) if header else 0
    if not grid.visible:
        notices.say(f"隐藏的工作表“{grid.name}”没有读入；需要时请取消隐藏，或用 --sheet 指定。")
    elif header is not None and rows and len({c.field for c in header.columns if c.field and c.kind != "skip"}) >= 3:
        notices.say(f"工作表“{grid.name}”也有约 {rows} 行像是数据，本次没有读入；需要时请用 --sheet 指定后另行导入。")
    return {"sheet": grid.name, "visible": grid.visible, "rows": rows, "header_row": header.first if header else None}


def _tell_hidden(grid: Grid, header: Header, notices: Notices) -> None:
    rows = sorted(r for r in grid.hidden_rows if r > header.last)
    if rows:
        shown = "、".join(map(str, rows[:10])) + ("等" if len(rows) > 10 else "")
        notices.say(f"第 {shown} 行（共 {len(rows)} 行）在表中被隐藏或筛选掉，已一并读入，请核对是否需要。")
    columns = [c for c in header.columns if c.hidden and c.field and c.kind != "skip"]
    if columns:
        notices.say(f"隐藏的列 {'、'.join(f'{c.letter}“{c.heading}”' for c in columns)} 已读入，请核对。")
