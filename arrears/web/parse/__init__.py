"""What people type, read 读懂输入: dates, times, money, phones, identity numbers, as clerks and workers write them.

Each reader takes the text as typed and gives a value, or raises `NotUnderstood` with a sentence that says what is wrong and the
way out. Nothing is guessed silently: the form shows what was understood. Output is zh.py; long texts are read in `intake`.
"""

from arrears.web.parse.dates import MonthSpan, read_date, read_datetime, read_month
from arrears.web.parse.money import read_money
from arrears.web.parse.people import Read, read_credit_code, read_id_number, read_phone
from arrears.web.parse.text import NotUnderstood, half_width, read_count

__all__ = [
    "MonthSpan",
    "NotUnderstood",
    "Read",
    "half_width",
    "read_count",
    "read_credit_code",
    "read_date",
    "read_datetime",
    "read_id_number",
    "read_money",
    "read_month",
    "read_phone",
]
