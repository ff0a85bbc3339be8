"""Money 金额: exact rounding to the fen, digits with commas, and the capitals 大写 of papers, written and read.

Amounts are `Decimal` in yuan with at most two places; a float never enters. Nothing here knows what an amount is for: claim items
stand in claims.py. Source of the capitals: 支付结算办法附件一（正确填写票据和结算凭证的基本规定）第二条至第四条.
"""

import re
from collections.abc import Iterable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, InvalidOperation
from itertools import product

CENT = Decimal("0.01")
CEILING = Decimal(10) ** 12  # 一万亿元: the capitals have no unit above 仟亿

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")  # inside a group of four
GROUPS = ("", "万", "亿")


class BadAmount(ValueError):
    """An amount that no paper may carry: negative, not a number, finer than a fen, or 一万亿元 and more."""

    code = "bad-amount"

    def __init__(self, message: str, field: str = "amount") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


def half_up(amount: Decimal) -> Decimal:
    """Round to the fen, half up 四舍五入 (arbitration.md 5.1: per item). Raises BadAmount when the amount is not a number."""
    if not amount.is_finite():
        raise BadAmount("金额不是数字，请核对。")
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def fen(amount: Decimal) -> int:
    """The amount in 分, as stored. BadAmount when it is finer than a fen: storing never rounds."""
    return int(_whole_fen(amount) * 100)


def from_fen(count: int) -> Decimal:
    """The amount in yuan of a stored number of 分."""
    return (Decimal(count) / 100).quantize(CENT)


def digits(amount: Decimal, *, comma: bool = True) -> str:
    """The amount as papers and tables print it: 32,000.00. `comma`: setting `money.comma` (documents.md 4)."""
    exact = _whole_fen(amount)
    return f"{exact:,.2f}" if comma else f"{exact:.2f}"


def with_capital(amount: Decimal, *, comma: bool = True) -> str:
    """The amount in an operative part 主文: 32,000.00元（大写：人民币叁万贰仟元整）(documents.md 4)."""
    return f"{digits(amount, comma=comma)}元（大写：人民币{capital(amount)}）"


def split_even(total: Decimal, parts: int) -> tuple[Decimal, ...]:
    """`total` in even instalments 均分; what does not divide goes to the last (documents.md 4). Sum of the parts = total."""
    if parts < 1:
        raise BadAmount("期数须为 1 以上的整数。", field="parts")
    exact = _checked(total)
    share = (exact / parts).quantize(CENT, rounding=ROUND_DOWN)
    return (*([share] * (parts - 1)), exact - share * (parts - 1))


def total(amounts: Iterable[Decimal]) -> Decimal:
    """Sum of printed rows 合计: each row is rounded first, so that a reader can add it up (documents.md 4)."""
    return sum((half_up(amount) for amount in amounts), Decimal("0.00"))


def parse_amount(told: object) -> Decimal:
    """An amount as a person or a JSON line gives it: 107000.53, "32,000.00", "３２０００元", "¥800".

    Raises BadAmount with a sentence for people; the result always has two places and fits `capital`.
    """
    if isinstance(told, bool) or told is None:
        raise BadAmount("没有写金额。" if told is None else "金额应写成数字，例如 107000.53。")
    text = re.sub(r"[\s\u3000]", "", str(told).translate(_HALF_WIDTH))
    text = re.sub(r"^(?:人民币)?[¥￥]?|元$", "", text)
    if not text:
        raise BadAmount("没有写金额。")
    if "," in text and not re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d*)?", text):
        raise BadAmount(f"金额“{told}”的千位逗号位置不对，请核对。")
    if "_" in text or not text.isascii():
        raise BadAmount(f"金额“{told}”不是数字，请核对。")
    try:
        amount = Decimal(text.replace(",", ""))
    except InvalidOperation:
        raise BadAmount(f"金额“{told}”不是数字，请核对。") from None
    return _checked(amount)


def capital(amount: Decimal) -> str:
    """The amount in capitals 大写, in the one form that papers carry: 壹拾万柒仟元零伍角叁分 (documents.md 4, rules 1–7).

    `amount`: 0 ≤ yuan < 1,000,000,000,000, at most two places; else BadAmount.
    """
    yuan, cents = divmod(fen(_checked(amount)), 100)
    jiao, odd = divmod(cents, 10)
    if not yuan and not cents:
        return "零元整"
    text = _yuan(yuan) + "元" if yuan else ""
    if yuan and cents and (not jiao or not yuan % 10):
        text += "零"
    if jiao:
        text += DIGITS[jiao] + "角"
    return text + (DIGITS[odd] + "分" if odd else "整")


def read_capital(text: str) -> Decimal:
    """The amount of a text in capitals; raises BadAmount when it is not written lawfully.

    Accepted beside the form of `capital`: 人民币 in front, 圆 for 元, 正 for 整, no 整 after 角, no 零 between a round 元 and 角
    (documents.md 4, rule 8). Anything else (小写一二三, 两个零, a missing 壹 before 拾) is no lawful amount and is refused.
    """
    bare = text.strip().removeprefix("人民币")
    amount = _loose_value(bare)
    if amount is None or amount >= CEILING or bare not in _lawful_forms(amount):
        raise BadAmount(f"“{text}”不是规范的大写金额，请核对。", field="capital")
    return amount


_HALF_WIDTH = {ord("０") + n: str(n) for n in range(10)} | {ord("，"): ",", ord("．"): ".", ord("－"): "-", ord("−"): "-"}
_UNITS = {"拾": 10, "佰": 100, "仟": 1000}


def _whole_fen(amount: Decimal) -> Decimal:
    """The amount with exactly two places; BadAmount when it is no number or finer than a fen, whatever its sign."""
    if not amount.is_finite():
        raise BadAmount("金额不是数字，请核对。")
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -2:
        raise BadAmount("金额最多写到分（两位小数），请核对。")
    if abs(amount) >= CEILING * CEILING:
        raise BadAmount("金额须小于一万亿元，请核对。")
    return amount.quantize(CENT)


def _checked(amount: Decimal) -> Decimal:
    """The amount with two places, fit for a paper; else BadAmount."""
    if amount.is_finite() and amount >= CEILING:
        raise BadAmount("金额须小于一万亿元，请核对。")
    if amount.is_finite() and amount < 0:
        raise BadAmount("金额不能是负数，请核对。")
    exact = _whole_fen(amount)
    return abs(exact)  # -0.00 is 0.00


def _yuan(yuan: int) -> str:
    """The whole yuan in capitals, without 元. Groups of four digits from the left; rules 2 to 4 decide where one 零 stands."""
    text, owed_zero = "", False
    for power in (2, 1, 0):
        group = yuan // 10_000**power % 10_000
        if not group:
            owed_zero = bool(text)  # an empty group between two others gives one 零
            continue
        if text and (owed_zero or group < 1000):
            text += "零"
        text += _group(group) + GROUPS[power]
        owed_zero = False
    return text


def _group(group: int) -> str:
    """A group of up to four digits in capitals: zeros inside give one 零, zeros at the end none."""
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if not digit:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + DIGITS[digit] + PLACES[place]
        gap = False
    return text


def _loose_value(text: str) -> Decimal | None:
    """What the signs add up to, whatever their order; None when there is a sign that no amount has."""
    section = whole = cents = digit = 0
    for sign in text:
        if sign in DIGITS:
            digit = DIGITS.index(sign)
            continue
        if sign in _UNITS:
            section += digit * _UNITS[sign]
        elif sign == "万":
            whole += (section + digit) * 10_000
            section = 0
        elif sign == "亿":
            whole += (section + digit) * 100_000_000
            section = 0
        elif sign in "元圆":
            whole += section + digit
            section = 0
        elif sign == "角":
            cents += digit * 10
        elif sign == "分":
            cents += digit
        elif sign not in "整正":
            return None
        digit = 0
    return Decimal(whole * 100 + cents) / 100 if text else None


def _lawful_forms(amount: Decimal) -> set[str]:
    """Every lawful writing of an amount that `read_capital` accepts (rule 8)."""
    standard = capital(amount)
    middle = {standard, standard.replace("元零", "元")} if amount * 10 % 10 >= 1 else {standard}
    forms = set()
    for form, yuan_sign, close in product(middle, "元圆", "整正-"):
        closed = form.replace("元", yuan_sign)
        if close == "正":
            closed = closed.replace("整", "正")
        elif close == "-" and closed.endswith("角整"):
            closed = closed.removesuffix("整")
        forms.add(closed)
    return forms
