"""Amounts as people say them 金额: 32,000元, ３２０００, 3.2万, 三万二, 1万1, 叁万贰仟元伍角整, 约105万.

The result is yuan with two places. An approximate amount (约、左右、多) is read as the number said: the form shows it to check.
"""

from __future__ import annotations

import re
from decimal import Decimal

from arrears.web.parse.text import DIGITS, NotUnderstood, grouped_rightly, half_width

CEILING = Decimal(10_000_000_000)
"""100 亿元: more in one field is a slip of the finger, not a wage debt."""

SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
ALIKE = str.maketrans({"块": "元", "圆": "元", "毛": "角", "钱": "", "整": "", "正": "", "¥": "", "￥": "", "w": "万", "W": "万"})

_ABOUT = re.compile(
    r"^(?:大约|大概|差不多|约|近|共计|合计|总共|一共|共|人民币|RMB|CNY)+|(?:左右|上下|来|多|余)(?=元|万|千|$)|(?:左右|上下)$",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖两]+|[十拾百佰千仟万萬亿億]")
_PARTS = re.compile(r"(?:(?P<yuan>[^元角分]+)元?)??(?:(?P<jiao>[^元角分]+)角)?(?:(?P<fen>[^元角分]+)分)?")


def read_money(text: str) -> Decimal:
    """The amount in yuan, two places, 0 <= amount <= 100 亿. Raises NotUnderstood."""
    bare = half_width(text).translate(ALIKE).strip("。.,;:")
    if not bare or bare == "元":
        raise NotUnderstood("没有写金额，请写一个数，例如 32,000 或 3.2万。")
    if re.match(r"-|负", bare):
        raise NotUnderstood("金额不能是负数；要减少的，请用更正或退回。")
    amount = _yuan_and_cents(_ABOUT.sub("", bare), text)
    if amount != amount.quantize(Decimal("0.01")):
        raise NotUnderstood("金额最多写到分，请去掉多余的小数。")
    if amount > CEILING:
        raise NotUnderstood("金额超过 100 亿元，请核对是不是多写了几位。")
    return amount.quantize(Decimal("0.01"))


def _yuan_and_cents(bare: str, typed: str) -> Decimal:
    """Yuan, 角 and 分 together. 3块5 is 3.50: one digit after 元 without a unit is 角."""
    colloquial = re.fullmatch(r"(?P<yuan>[^元角分]+)元(?P<jiao>[\d零〇一二三四五六七八九两])", bare)
    match = colloquial or _PARTS.fullmatch(bare)
    if match is None:
        raise _unclear(typed)
    found = match.groupdict()
    total = Decimal(0)
    if found["yuan"]:
        total += _number(found["yuan"], typed)
    for name, worth in (("jiao", Decimal("0.1")), ("fen", Decimal("0.01"))):
        if found.get(name):
            part = _number(found[name].lstrip("零〇") or "0", typed)
            if part != int(part) or (part > 9 and total):
                raise _unclear(typed)
            total += part * worth
    return total


def _number(text: str, typed: str) -> Decimal:
    """A number of digits, Chinese numerals and units."""
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != text:
        raise _unclear(typed)
    total = section = Decimal(0)
    pending: str | None = None
    last_unit, zero = 0, False
    largest = None
    for token in tokens:
        if token in SMALL:
            section += (_value(pending, typed) if pending is not None else Decimal(1)) * SMALL[token]
            pending, last_unit = None, SMALL[token]
        elif token in LARGE:
            unit = LARGE[token]
            if largest is not None and unit >= largest and not (total and unit > largest):
                raise _unclear(typed)
            section += _value(pending, typed) if pending is not None else Decimal(0)
            if not section and not total:
                raise _unclear(typed)
            total, section = (total + section) * unit if largest and unit > largest else total + section * unit, Decimal(0)
            pending, last_unit, largest, zero = None, unit, unit, False
        else:
            if pending is not None:
                raise _unclear(typed)
            zero = token[0] in "零〇"
            pending = token
    if pending is None:
        return total + section
    return total + section + _tail(pending, last_unit, zero, typed)


def _tail(pending: str, last_unit: int, zero: bool, typed: str) -> Decimal:
    """What stands after the last unit: 三万二 and 1万1 mean the next unit down; 1万1500 and 三万零五 mean what they say."""
    value = _value(pending, typed)
    if last_unit in (0, 10) or zero:
        return value
    if value == int(value) and value < 10 and len(pending) == 1:
        return value * last_unit / 10
    if pending.isdigit() and len(pending) == len(str(last_unit)) - 1:
        return value
    raise NotUnderstood(f"“{typed.strip()}”可以有几种读法，请写成 32,000 或 3.2万。")


def _value(token: str, typed: str) -> Decimal:
    """A token of digits, in either script."""
    if token[0].isdigit() and token[0].isascii():
        whole = token.split(".")[0]
        if not grouped_rightly(whole):
            raise NotUnderstood(f"“{typed.strip()}”里的逗号位置不对，请写成 32,000 或 32000。")
        return Decimal(token.replace(",", ""))
    bare = token.lstrip("零〇")
    if len(bare) > 1:
        raise _unclear(typed)
    return Decimal(DIGITS[bare] if bare else 0)


def _unclear(typed: str) -> NotUnderstood:
    return NotUnderstood(f"没看懂“{typed.strip()[:20]}”，请写成 32,000 或 3.2万。")
