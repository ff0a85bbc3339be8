"""Numbers that belong to people and firms 号码: telephone, identity card, unified social credit code.

A number of the wrong length cannot be used and is refused. A wrong check digit is a warning only: the paper in the clerk's hand
may be hard to read, and the number may still be what the person gave. Checksums: GB 11643-1999, GB 32100-2015, by python-stdnum.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from stdnum.cn import ric, uscc

from arrears.web.parse.text import NotUnderstood, half_width

MOBILE = re.compile(r"1[3-9]\d{9}")
LANDLINE = re.compile(r"(0(?:10|2\d|[3-9]\d{2}))(\d{7,8})")
SERVICE = re.compile(r"(?:400|800)\d{7}|1\d{4}|95\d{3,6}|96\d{3,6}")
CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True, slots=True)
class Read:
    """A number as stored, and a warning to be looked at (empty: none)."""

    value: str
    warning: str = ""


def read_phone(text: str) -> str:
    """Digits of a telephone number: a mobile, a landline with area code (01069546666), a service number. Raises NotUnderstood."""
    digits = re.sub(r"[-().·,]", "", half_width(text))
    digits = re.sub(r"^(?:\+86|0086)(?=1|0?\d{2})", "", digits)
    if not digits:
        raise NotUnderstood("没有写电话号码。")
    if not digits.isascii() or not digits.isdigit():
        if re.search(r"[/;；]|或|和", text):
            raise NotUnderstood("这里只填一个号码，其余的请另起一行或写在备注里。")
        raise NotUnderstood("电话号码只能有数字，请核对；分机号写在备注里。")
    if len(digits) == 12 and digits[0] == "0" and MOBILE.fullmatch(digits[1:]):
        digits = digits[1:]  # 0 in front of a mobile of another province, as dialled of old
    if MOBILE.fullmatch(digits) or LANDLINE.fullmatch(digits) or SERVICE.fullmatch(digits):
        return digits
    if digits[0] == "1" and len(digits) == 11:
        raise NotUnderstood(f"没有 {digits[:2]} 开头的手机号，请核对第 2 位。")
    if digits[0] == "1":
        short = 11 - len(digits)
        way = f"还缺 {short} 位，请向本人核对" if short > 0 else f"多了 {-short} 位，请核对"
        raise NotUnderstood(f"手机号应为 11 位，您填了 {len(digits)} 位，{way}。")
    if len(digits) in (7, 8):
        raise NotUnderstood("固定电话请加区号，北京写成 010 加 8 位。")
    raise NotUnderstood(f"没有这样的电话号码（{len(digits)} 位）。手机号 11 位，固定电话先写区号。")


def read_id_number(text: str, today: date) -> Read:
    """An 18-digit identity number. Raises NotUnderstood for a length or sign that cannot be; warns of checksum and birthday."""
    number = half_width(text).upper().replace("*", "X") if "*" in text[-1:] else half_width(text).upper()
    if re.fullmatch(r"\d{15}", number):
        return Read(number, "这是 15 位的旧号，请看一下有没有 18 位的新证")
    if len(number) != 18:
        raise NotUnderstood(f"身份证号应为 18 位，您填了 {len(number)} 位，请核对原件。")
    for place, sign in enumerate(number[:17], 1):
        if not ("0" <= sign <= "9"):
            raise NotUnderstood(f"身份证号第 {place} 位应为数字，您填了“{sign}”，请核对原件。")
    if number[17] not in "0123456789X":
        raise NotUnderstood(f"身份证号第 18 位应为数字或 X，您填了“{number[17]}”，请核对原件。")
    return Read(number, _id_warning(number, today))


def _id_warning(number: str, today: date) -> str:
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return "身份证号第 7 至 14 位不是一个日期，请核对原件"
    if not date(1900, 1, 1) <= born <= today:
        return f"身份证号里的出生日期是 {born.year}年{born.month}月{born.day}日，请核对原件"
    expected = ric.calc_check_digit(number)  # it wants the whole number and looks at the first 17
    if number[17] != expected:
        return f"身份证号第 18 位应为 {expected}，请核对原件"
    return ""


def read_credit_code(text: str) -> Read:
    """An 18-character unified social credit code. Raises NotUnderstood for length and signs; warns of the check digit."""
    code = half_width(text).upper().replace("-", "")
    if len(code) != 18:
        raise NotUnderstood(f"统一社会信用代码应为 18 位，您填了 {len(code)} 位，请核对营业执照。")
    for place, sign in enumerate(code, 1):
        if sign not in CREDIT_SIGNS:
            raise NotUnderstood(f"统一社会信用代码第 {place} 位不会是“{sign}”（不用 I、O、S、V、Z），请核对营业执照。")
    expected = uscc.calc_check_digit(code[:17])
    return Read(code, "" if code[17] == expected else f"统一社会信用代码第 18 位应为 {expected}，请核对营业执照")
