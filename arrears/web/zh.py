"""How Chinese readers see dates, times and money 显示: 2026年3月5日, 10月16日, ¥32,000.00, 138****6102.

Only display: what people type is read in parse.py, time left is worded by `law`, sums are computed elsewhere.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from arrears.clock import BEIJING
from arrears.law import money as law_money

WEEKDAYS = "一二三四五六日"
CAP = 999
"""Largest count a badge says exactly; above it reads 999+, honest and cheap."""


def _local(moment: date) -> date:
    """An aware instant in Beijing time; a plain date as it is."""
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return moment.astimezone(BEIJING)
    return moment


def zh_date(day: date | None) -> str:
    """2026年3月5日, for running text; a dash for none."""
    if day is None:
        return "—"
    day = _local(day)
    return f"{day.year}年{day.month}月{day.day}日"


def zh_md(day: date | None) -> str:
    """3月5日, where the year is plain from the page."""
    if day is None:
        return "—"
    day = _local(day)
    return f"{day.month}月{day.day}日"


def weekday(day: date) -> str:
    """星期四."""
    return f"星期{WEEKDAYS[_local(day).weekday()]}"


def md_weekday(day: date | None) -> str:
    """10月19日 星期一."""
    return "—" if day is None else f"{zh_md(day)} {weekday(day)}"


def zh_datetime(moment: datetime | None) -> str:
    """2026年3月5日 10:32, Beijing time."""
    return "—" if moment is None else f"{zh_date(moment)} {hm(moment)}"


def zh_md_time(moment: datetime | None) -> str:
    """10月16日 10:02."""
    return "—" if moment is None else f"{zh_md(moment)} {hm(moment)}"


def hm(moment: datetime | None) -> str:
    """10:32, Beijing time."""
    return "—" if moment is None else _local(moment).isoformat()[11:16]


def ymd(day: date | None) -> str:
    """2026-03-05, for tables and `datetime` attributes."""
    return "—" if day is None else _local(day).isoformat()[:10]  # `strftime` takes ten times as long, and a list has hundreds


def md_short(day: date | None) -> str:
    """03-05, for tight columns."""
    return "—" if day is None else _local(day).isoformat()[5:10]


def md_time(moment: datetime | None) -> str:
    """10-14 16:10, for the timeline."""
    return "—" if moment is None else _local(moment).isoformat()[5:16].replace("T", " ")


def amount(value: Decimal | None) -> str:
    """32,000.00, for columns whose heading names the unit; a minus sign before negative corrections."""
    if value is None:
        return "—"
    return f"-{law_money.digits(-value)}" if value < 0 else law_money.digits(value)


def money(value: Decimal | None) -> str:
    """¥32,000.00; a dash for none."""
    if value is None:
        return "—"
    return f"-¥{law_money.digits(-value)}" if value < 0 else f"¥{law_money.digits(value)}"


def daxie(value: Decimal) -> str:
    """叁万贰仟元整, as papers write it (law.money)."""
    return law_money.capital(value)


def capped(count: int) -> str:
    """A count on a badge: 0, 41, 999+."""
    return f"{CAP}+" if count > CAP else str(count)


def masked_phone(number: str) -> str:
    """138****6102; a short number keeps its last two digits only."""
    return f"{number[:3]}****{number[-4:]}" if len(number) >= 11 else f"****{number[-2:]}"


def masked_id(number: str) -> str:
    """An identity number with its first three and last four characters: 110***********123X."""
    return f"{number[:3]}{'*' * max(0, len(number) - 7)}{number[-4:]}" if len(number) > 7 else "*" * len(number)


def masked_card(number: str) -> str:
    """A bank card by its last four digits: **** 6217."""
    return f"**** {number[-4:]}"


def masked_name(name: str) -> str:
    """A name with its first character: 周**; for pages on which the name is not needed in full."""
    return name[:1] + "*" * max(1, len(name) - 1) if name else ""
