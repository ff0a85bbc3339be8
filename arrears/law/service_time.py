"""Time of service 工作年限: full years, months and days between two days, as 经济补偿 counts them (劳合 第四十七条)."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal


def months_after(day: date, months: int) -> date:
    """The corresponding day `months` later, or the last day of that month (民法典 第二百零二条)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class ServiceTime:
    """Service as full years, further full months, further days."""

    years: int
    months: int
    days: int

    @property
    def severance_months(self) -> Decimal:
        """Months of 经济补偿: one per full year; six months or more of a rest count one, less than six a half."""
        if not (self.months or self.days):
            return Decimal(self.years)
        return self.years + (Decimal(1) if self.months >= 6 else Decimal("0.5"))

    @property
    def text(self) -> str:
        """3年7个月2天; what is zero is left out."""
        parts = ((self.years, "年"), (self.months, "个月"), (self.days, "天"))
        return "".join(f"{count}{unit}" for count, unit in parts if count) or "0天"


def service_time(began_on: date, ended_on: date) -> ServiceTime:
    """The time from the first to the last day of work, both counted. Raises ValueError when it ends before it begins."""
    after = ended_on + timedelta(days=1)
    if ended_on < began_on:
        raise ValueError("离职日期早于入职日期，请核对。")
    months = (after.year - began_on.year) * 12 + after.month - began_on.month
    if months_after(began_on, months) > after:
        months -= 1
    return ServiceTime(months // 12, months % 12, (after - months_after(began_on, months)).days)
