"""Sums 金额: a cell and the unit of its heading to yuan, exact to the fen.

Known shapes: 4500 · 4500元 · ¥4,500.00 · 0.45万 · 3万2 · 1w5 · 8.5k · 两万三 · 贰万叁仟元整 · 4500元(三个月). A unit
in the cell beats the unit in the heading. A sum in words that are a range, a negative sum, a date or a formula error
is never read.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from . import Cell, ErrorCell, Read, Unreadable, folded, is_unknown, plain_decimal
from .numerals import chinese_number

YUAN, THOUSAND, TEN_THOUSAND, HUNDRED_MILLION = Decimal(1), Decimal(1000), Decimal(10_000), Decimal(100_000_000)
UNITS = {
    "元": YUAN,
    "圆": YUAN,
    "块": YUAN,
    "块钱": YUAN,
    "千元": THOUSAND,
    "千": THOUSAND,
    "k": THOUSAND,
    "万元": TEN_THOUSAND,
    "万": TEN_THOUSAND,
    "w": TEN_THOUSAND,
    "万块": TEN_THOUSAND,
    "亿元": HUNDRED_MILLION,
    "亿": HUNDRED_MILLION,
    "百元": Decimal(100),
    "分": Decimal("0.01"),
    "角": Decimal("0.1"),
}
FEN = Decimal("0.01")
LARGEST = Decimal(10) ** 11  # yuan; anything above is an id or account number in the wrong column

_MARKS = re.compile(r"^(?:人民币|RMB|CNY|[¥￥$])+|(?:整|正|人民币|RMB|CNY|[¥￥])+$", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:共计|合计|总计|共|约|大约|大概|近|将近|差不多|拖欠|欠薪|欠)+|(?:左右|上下|多|余|来|出头)+(?=[万千元块]|$)")
_ASIDE = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]$")
_NUMBER = re.compile(
    r"^(?P<sign>[-+−－])?(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<point>\.\d*)?"
    r"(?P<unit>万元|万块|千元|百元|亿元|块钱|[万千亿元圆块wk])?(?P<tail>\d{1,4})?(?P<small>[千百])?(?P<last>元|块|圆)?$",
    re.IGNORECASE,
)
_ACCOUNTANT = re.compile(r"^\(([\d,]+(?:\.\d+)?)\)$")  # accountants write (4,500.00) for a negative sum
_RANGE = re.compile(r"\d\s*(?:[-~—–～至到]|或)\s*\d")


def read_amount(cell: Cell | ErrorCell, unit: Decimal = YUAN) -> Read[Decimal]:
    """Yuan, at most two decimals. `unit`: yuan per unit of the heading (10 000 for 万元); a unit inside the cell
    wins. Raises Unreadable.
    """
    if isinstance(cell, ErrorCell):
        raise Unreadable(cell.reason)
    if isinstance(cell, bool | date | time | timedelta):
        raise Unreadable(f"金额栏里是“{folded(cell)}”，不是数字，请填写金额")
    if isinstance(cell, int | float):
        return _checked(Decimal(repr(cell)) * unit, None)
    text = folded(cell)
    if is_unknown(text):
        return Read(None)
    return _words(_ACCOUNTANT.sub(r"-\1", text), unit)


def _words(text: str, unit: Decimal) -> Read[Decimal]:
    plain = _MARKS.sub("", _ASIDE.sub("", text))
    stripped = _ABOUT.sub("", plain)
    stripped = _MARKS.sub("", stripped)
    note = f"金额“{text}”是约数，按字面读入" if re.search(r"约|大概|近|差不多|左右|上下|多|余|来|出头", plain) else None
    found = _NUMBER.match(stripped)
    if found is not None:
        return _checked(_composed(found, unit, text), note)
    bare = re.sub(r"(?:元|圆|块钱|块)$", "", stripped)
    number = chinese_number(bare)
    if number is not None:
        return _checked(Decimal(number) * (unit if bare == stripped and number < 10_000 else YUAN), f"金额“{text}”由中文数字读出，请核对")
    if _RANGE.search(stripped):
        raise Unreadable(f"金额“{text}”是一个范围，请填写一个确定的数")
    raise Unreadable(f"金额“{text}”不是能读出的数，请只填数字（可带元或万元）")


def _composed(found: re.Match[str], unit: Decimal, text: str) -> Decimal:
    """The number of a match: sign, digits, unit, and the spoken tail of 3万2 (32 000), 3万2000 or 3万2千."""
    value = Decimal(found["digits"].replace(",", "") + (found["point"] or "").rstrip("."))
    word = (found["unit"] or found["last"] or "").lower()
    tail = found["tail"]
    if tail or found["small"]:
        scale, small = UNITS.get(word, YUAN), {"千": 1000, "百": 100, None: 0}[found["small"]]
        if not tail or scale not in (THOUSAND, TEN_THOUSAND) or found["point"] or small >= scale:
            raise Unreadable(f"金额“{text}”读法不止一种，请只填数字（可带元或万元）")
        value = value * scale + Decimal(tail) * (small or (scale / 10 if len(tail) == 1 else 1))
    else:
        value *= UNITS[word] if word else unit
    return -value if found["sign"] in ("-", "−", "－") else value


def _checked(value: Decimal, note: str | None) -> Read[Decimal]:
    """Refuse what no sum can be; bring the rest to whole fen."""
    if not value.is_finite():
        raise Unreadable("金额不是有效数字，请重新填写")
    if value < 0:
        raise Unreadable(f"金额是负数（{plain_decimal(value)}），请填写拖欠的正数金额")
    if value >= LARGEST:
        raise Unreadable("金额大得不合理，可能是证件号或账号填错了列，请核对")
    exact = value.quantize(FEN, ROUND_HALF_UP)
    if abs(exact - value) >= Decimal("0.0005"):
        note = note or "金额不足一分的部分已四舍五入"
    return Read(exact, note)


def unit_in(heading: str) -> Decimal | None:
    """The unit a heading tells: `金额(万元)`, `欠薪额/千元`, `单位：万元`; None where it tells none."""
    found = re.search(
        r"(?:[(（\[【/:：,，]|单位|以)(?:单位)?[:：]?(?:人民币)?(亿元|万元|千元|百元|元|万|千|圆)(?:[)）\]】]|$|计|人民币)",
        re.sub(r"\s+", "", heading),
    ) or re.search(r"(亿元|万元|千元)$", heading)
    return UNITS[found[1]] if found else None
