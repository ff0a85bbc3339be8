"""Numerals of dates and articles 数字用法 (GB/T 15835; documents.md 4): 二〇二六年三月五日, 第四十三条, 一、, 2026年3月5日.

Amounts have their own capitals (money.py). Nothing here counts days.
"""

from datetime import date

YEAR_DIGITS = "〇一二三四五六七八九"  # 〇 is U+3007, neither 零 nor the letter O
COUNT_DIGITS = "零一二三四五六七八九"
PLACES = ((1000, "千"), (100, "百"), (10, "十"))


def count_in_chinese(number: int) -> str:
    """A whole number 0–9999 in words: 十五, 二十一, 一百零三. Ten to nineteen begin with 十 (十五日), never 一十."""
    if not 0 <= number <= 9999:
        raise ValueError(f"{number} 超出 0 至 9999")
    if number < 10:
        return COUNT_DIGITS[number]
    text, rest, gap = "", number, False
    for value, sign in PLACES:
        digit, rest = divmod(rest, value)
        if digit:
            text += ("零" if gap and text else "") + COUNT_DIGITS[digit] + sign
            gap = False
        else:
            gap = bool(text)
    if rest:
        text += ("零" if gap else "") + COUNT_DIGITS[rest]
    return text.removeprefix("一") if number < 20 else text


def date_in_chinese(day: date) -> str:
    """The date of a seal line 落款日期: 二〇二六年三月五日, year digit by digit."""
    year = "".join(YEAR_DIGITS[int(digit)] for digit in f"{day.year:04d}")
    return f"{year}年{count_in_chinese(day.month)}月{count_in_chinese(day.day)}日"


def date_in_text(day: date) -> str:
    """The date inside a text: 2026年3月5日, no leading zero, year in four digits."""
    return f"{day.year}年{day.month}月{day.day}日"


def period_in_text(first: date, last: date) -> str:
    """A period with both ends in full: 2026年1月1日至2026年3月31日."""
    return f"{date_in_text(first)}至{date_in_text(last)}"


def article(number: int) -> str:
    """The number of an article: 第四十三条."""
    return f"第{count_in_chinese(number)}条"


def ordinal(number: int) -> str:
    """The head of a numbered item in a paper: 一、 二、 十一、."""
    if number < 1:
        raise ValueError(f"序号从 1 开始，不能是 {number}")
    return f"{count_in_chinese(number)}、"
