"""A slow, obvious counter of deadlines, written apart from the engine: it walks day by day over a set of days off.

It knows calendar days, working days, months, pauses, extension, rolling. The engine has to agree with it.
"""

from datetime import date, timedelta

DAY = timedelta(days=1)


def weekend_or(day: date, off: set[date], makeup: set[date]) -> bool:
    """True when nobody works on that day."""
    if day in makeup:
        return False
    return day in off or day.weekday() >= 5


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last day there is."""
    year, month = day.year, day.month
    for _ in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    number = day.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


def last_day(
    start: date,
    length: int,
    unit: str,
    rolls: bool,
    pauses: list[tuple[date, date]],
    extension: int,
    off: set[date],
    makeup: set[date],
) -> date:
    """Count one day after the other; a paused day is not counted, and in working days a day off neither."""
    if unit in ("month", "year"):
        corresponding = months_later(start, length * (12 if unit == "year" else 1))
        length, unit = (corresponding - start).days, "cd"
    left = length + extension
    day = start
    while left:
        day += DAY
        if any(first <= day < end for first, end in pauses):
            continue
        if unit == "wd" and weekend_or(day, off, makeup):
            continue
        left -= 1
    while rolls and weekend_or(day, off, makeup):
        day += DAY
    return day


def day_before(hearing: date, length: int, off: set[date], makeup: set[date]) -> date:
    """Walk back from the hearing, the hearing day left out, until so many working days have passed."""
    day = hearing
    while length:
        day -= DAY
        if not weekend_or(day, off, makeup):
            length -= 1
    return day
