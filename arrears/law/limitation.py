"""Limitation 仲裁时效 (arbitration.md 3, L1–L9): a warning with its reasons, never a refusal, never a hidden claim.

The employer must raise it; it is no condition of acceptance (规则 第三十条). One year (法 第二十七条); pay does not
run while the employment lasts. The corresponding day may move off a rest day: the caller passes the calendar's
`roll`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from arrears.law.claims import ITEMS
from arrears.law.numerals import date_in_text
from arrears.law.service_time import months_after

URGENT_DAYS = 7
"""Fewer days left than this: file today, legal aid first (arbitration.md 3, Display)."""

INTERRUPTIONS = {
    "claimed": "向对方主张权利",
    "relief": "向有关部门投诉、申请仲裁、起诉或申请支付令",
    "promised": "对方同意履行",
    "mediation-ended": "调解不成、逾期或者协议未履行",
}
"""What makes the year run anew (法 第二十七条第二款; 规则 第二十七条; 协调规定 第三十一条)."""


@dataclass(frozen=True, slots=True)
class Interruption:
    """A fact that interrupts 中断. A lead from the hotline or the platform is a `relief` of its day."""

    on: date
    kind: str


@dataclass(frozen=True, slots=True)
class Stay:
    """A suspension 中止 by force majeure or incapacity, both days counted (法 第二十七条第三款)."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Limitation:
    """What can be said of one claim item on a day. `reached_on` None: the year does not run."""

    kind: str
    start: date | None
    reached_on: date | None
    expired: bool
    urgent: bool
    days_left: int | None
    covered_from: date | None
    """二倍工资: days before this one may be out of time (L6)."""
    reasons: tuple[str, ...]
    would_change: str
    source: str

    @property
    def warning(self) -> str | None:
        """The sentence for the screen; None when there is nothing to warn of."""
        title = ITEMS[self.kind].title
        if self.expired:
            return f"{title}可能超过时效：{''.join(self.reasons)}只作提示，不影响受理。"
        if self.urgent:
            return f"{title}时效只剩 {self.days_left} 天，今天就申请，可以先办法律援助。"
        if self.covered_from is not None:
            return f"{title}按日往前计一年，{date_in_text(self.covered_from)}以前的部分可能超过时效，只作提示。"
        return None


def limitation(
    kind: str,
    as_of: date,
    *,
    known_on: date | None = None,
    employment_ended: date | None = None,
    interruptions: Sequence[Interruption] = (),
    stays: Sequence[Stay] = (),
    roll: Callable[[date], date] = lambda day: day,
) -> Limitation:
    """Limitation of one item on the day of claiming. `known_on`: when the worker knew of the infringement; unknown:
    end of work.

    `roll`: moves the last day off a rest day (民法典 第二百零三条). Interruptions after the year is over do not
    revive it; they are named in the reasons. Source: 法 第二十七条.
    """
    item = ITEMS[kind]
    source = "法 第二十七条；规则 第二十七条、第二十八条、第三十条"
    start = employment_ended if item.pay else (known_on or employment_ended)
    if start is None:
        why = "劳动关系存续期间，劳动报酬不受一年时效限制。" if item.pay else "没有告知起算的日期，无法计算。"
        return _result(kind, as_of, None, None, (why,), source)
    reasons = [f"自{date_in_text(start)}起算一年。"]
    end = _end(start, stays, roll)
    for event in sorted(interruptions, key=lambda fact: fact.on):
        if not start <= event.on <= as_of:
            continue
        text = f"{date_in_text(event.on)}{INTERRUPTIONS[event.kind]}"
        if event.on > end:
            reasons.append(f"{text}，已在届满之后，不再中断。")
            continue
        start, end = event.on, _end(event.on, stays, roll)
        reasons.append(f"{text}，时效中断，重新起算。")
    days = _stayed(start, end, stays)
    if days:
        reasons.append(f"中止 {days} 天，顺延。")
    reasons.append(f"至{date_in_text(end)}届满。")
    return _result(kind, as_of, start, end, tuple(reasons), source)


def _end(start: date, stays: Sequence[Stay], roll: Callable[[date], date]) -> date:
    """The last day: the corresponding day a year later, longer by each day of suspension that fell inside."""
    plain = months_after(start, 12)
    end = plain
    while (longer := plain + timedelta(days=_stayed(start, end, stays))) != end:
        end = longer
    return roll(end)


def _stayed(start: date, end: date, stays: Sequence[Stay]) -> int:
    """Days after `start` up to `end` that lie in a suspension, each counted once."""
    days = {stay.first + timedelta(days=n) for stay in stays for n in range((stay.last - stay.first).days + 1)}
    return sum(start < day <= end for day in days)


def _result(kind: str, as_of: date, start: date | None, end: date | None, reasons: tuple[str, ...], source: str) -> Limitation:
    left = (end - as_of).days if end else None
    window = months_after(as_of, -12) if kind == "double" and start is not None else None
    return Limitation(
        kind=kind, start=start, reached_on=end, expired=left is not None and left < 0,
        urgent=left is not None and 0 <= left < URGENT_DAYS, days_left=left, covered_from=window, reasons=reasons,
        would_change="补充催要、投诉、对方承诺或者不可抗力的证据，可以重新计算。", source=source,
    )  # fmt: skip
