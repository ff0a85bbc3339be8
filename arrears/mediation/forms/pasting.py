"""Tables pasted out of a spreadsheet 粘贴表格: tab-separated lines, with or without a heading row, as mappings of field to text.

Reads shape only: what a cell must be is asked by the field it is put into.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "no": ("序号", "编号"),
    "name": ("姓名", "名字", "工人", "劳动者", "申请人"),
    "id_no": ("身份证", "证件", "公民身份号码"),
    "phone": ("电话", "手机", "联系方式"),
    "address": ("住址", "地址"),
    "team": ("班组",),
    "job": ("工种", "岗位"),
    "rate": ("标准", "单价", "日薪", "月薪", "工价"),
    "quantity": ("天数", "出勤", "数量", "工日", "工时"),
    "gross_due": ("应发", "应付", "工资总额", "总工资"),
    "paid_before": ("已付", "已发", "已支付", "借支", "预支"),
    "owed": ("欠付", "欠发", "拖欠", "未付", "欠款", "余额"),
    "verified": ("核定", "核实", "确认"),
    "diff_reason": ("差异", "备注", "说明"),
}
"""Field -> words that a heading of it contains; the first field that fits takes the column."""


def _cells(line: str) -> list[str]:
    parts = line.split("\t") if "\t" in line else re.split(r"[,，;；]|\s{2,}", line)
    return [part.strip() for part in parts]


def headings(cells: Sequence[str]) -> list[str] | None:
    """The field of each column ('' for one that is not ours), or None when the line is no heading (no name column)."""
    found: list[str] = []
    for cell in cells:
        name = next((f for f, words in HEADINGS.items() if f not in found and any(w in cell for w in words)), "")
        found.append(name)
    return found if "name" in found and not any(re.search(r"\d{4}", c) for c in cells) else None


def rows(text: str, order: Sequence[str], most: int = 400) -> list[dict[str, str]]:
    """The lines as mappings. `order`: the fields of the columns when there is no heading row; a leading 序号 is dropped.

    Lines of a total (合计) and empty ones are left out.
    """
    lines = [_cells(line) for line in text.replace("\r", "").split("\n") if line.strip()]
    if not lines:
        return []
    columns = headings(lines[0])
    body = lines[1:] if columns is not None else lines
    made: list[dict[str, str]] = []
    for cells in body[:most]:
        if any(cell.startswith(("合计", "总计", "小计")) for cell in cells[:2]):
            continue
        if columns is None:
            bare = cells[1:] if cells[0].isdigit() and len(cells) > 1 else cells
            row = dict(zip(order, bare, strict=False))
        else:
            row = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
        if row.get("name"):
            made.append({key: value for key, value in row.items() if value})
    return made
