"""Head counts 人数 and other whole numbers: 27 · 27.0 · 27人 · 三人 · 30余人 · 张三等5人. An empty cell stays empty,
never a silent 1.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from decimal import Decimal

from . import Cell, ErrorCell, Read, Unreadable, folded, is_unknown
from .numerals import chinese_number

MOST = 100_000  # people in one lead; above it the number belongs to another column

_ASIDE = re.compile(r"[(（\[【][^()（）]*[)）\]】]$|[,，;；](?!\d{3}).*$")
_COUNT = re.compile(
    r"^(?P<before>约|大约|大概|近|将近|共|共计|合计|总计|涉及|.{0,12}等)?(?P<number>\d{1,3}(?:,\d{3})+|\d+|[一二三四五六七八九十百千两俩仨壹贰叁]+)(?P<point>\.0*)?(?P<about>多|余|来|几)?"
    r"(?:名|个|位)?(?:人|人次|职工|工人|农民工|工友|员工|劳动者)?(?P<after>左右|上下|以上)?$"
)

_QUANTITY = re.compile(
    r"^(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:个?(?:天|日|工日|工|月|小时|件|平方米|平米|㎡|米|方|单|套|户|层|吨))?$"
)


def read_count(cell: Cell | ErrorCell) -> Read[int]:
    """People, 1 to 100 000; None where the cell says nothing. Raises Unreadable for fractions, zero, negatives,
    ranges and dates.
    """
    if isinstance(cell, ErrorCell):
        raise Unreadable(cell.reason)
    if isinstance(cell, bool | date | time | timedelta):
        raise Unreadable(f"人数栏里是“{folded(cell)}”，不是人数，请填写整数")
    if isinstance(cell, int | float):
        if cell != cell or cell != int(cell) if abs(cell) < 1e15 else True:
            raise Unreadable(f"人数“{cell}”不是整数，请填写整数")
        return Read(_within(int(cell), str(int(cell))))
    text = folded(cell)
    if is_unknown(text):
        return Read(None)
    found = _COUNT.match(_ASIDE.sub("", text))
    if found is None:
        raise Unreadable(f"人数“{text}”不是能读出的整数，请只填数字")
    number = found["number"].replace(",", "")
    value = int(number) if number.isdigit() else chinese_number(number)
    if value is None:
        raise Unreadable(f"人数“{text}”不是能读出的整数，请只填数字")
    about = found["about"] or found["after"] or (found["before"] or "") in ("约", "大约", "大概", "近", "将近")
    return Read(_within(value, text), f"人数“{text}”是约数，按字面读入" if about else None)


def _within(value: int, text: str) -> int:
    if value < 1:
        raise Unreadable(f"人数是 {text}，应不少于 1；不知道人数请留空")
    if value > MOST:
        raise Unreadable(f"人数 {text} 大得不合理，请核对是否填错了列")
    return value


def read_quantity(cell: Cell | ErrorCell, label: str) -> Decimal | None:
    """Days, months or pieces worked, zero and fractions allowed: 90.5 · 90.5天 · 62个工. Raises Unreadable."""
    if isinstance(cell, ErrorCell):
        raise Unreadable(cell.reason)
    if isinstance(cell, bool | date | time | timedelta):
        raise Unreadable(f"{label}“{folded(cell)}”不是数字，请填写数字")
    text = repr(cell) if isinstance(cell, int | float) else folded(cell)
    if is_unknown(text):
        return None
    found = _QUANTITY.match(text)
    if found is None:
        raise Unreadable(f"{label}“{text}”不是能读出的数，请只填数字（不能是负数）")
    return Decimal(found[1].replace(",", ""))
