"""Shapes of what the macros lay out 页面用值: plain frozen values that a view fills and a template shows.

Nothing here computes a date, a sum or a right: the words come from `law` and the queries, the macros only place them. A macro
takes anything with the same attributes; these classes are the list of them. See `templates/macros/README.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol


class StripDay(Protocol):
    """One day of the picture of a count; made by `arrears.law.deadlines.strips.strip`."""

    @property
    def day(self) -> date: ...
    @property
    def ordinal(self) -> int | None: ...
    @property
    def label(self) -> str: ...
    @property
    def is_rest(self) -> bool: ...
    @property
    def is_makeup(self) -> bool: ...
    @property
    def is_today(self) -> bool: ...
    @property
    def is_due(self) -> bool: ...
    @property
    def is_plan(self) -> bool: ...
    @property
    def is_paused(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Link:
    """Where a word leads. `aria`: the whole sense for a reader that hears only the link (签收：12345-20260914-0017)."""

    label: str
    url: str
    aria: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class NavItem:
    """One place of the main navigation; `count` None: no number, 0 is shown."""

    label: str
    url: str
    count: int | None = None
    current: bool = False
    rare: bool = False
    """Folded under 更多, so that the row stays one row."""


@dataclass(frozen=True, slots=True)
class Who:
    """The person at the screen, as the head of the page names them."""

    name: str
    role: str
    body: str


@dataclass(frozen=True, slots=True)
class Light:
    """A light 灯. `light`: green amber red grey done; `words` from `law` (剩 3 个工作日); `target`: an aim, not statutory."""

    light: str
    words: str
    target: bool = False


@dataclass(frozen=True, slots=True)
class ClockCard:
    """One clock 期限 with its working. `explanation`: the count as a sentence, `source`: the articles, `days`: the picture.

    `tag` says what kind of day it is (法定 10 个工作日, 目标, 陈立群 9月14日定); `when` replaces the date where a time or a plan
    belongs to it (10月16日 17:00); `opened` shows the working at once.
    """

    title: str
    light: str
    words: str
    due_on: date | None
    tag: str = ""
    target: bool = False
    when: str = ""
    explanation: str = ""
    source: str = ""
    days: Sequence[StripDay] = ()
    facts: Sequence[tuple[str, str]] = ()
    opened: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    """One group of a queue with its count; `urgent`: red number, only for what is late or due now."""

    label: str
    url: str
    count: int | None = None
    current: bool = False
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Filter:
    """One field of a filter bar. With `options` a list to choose from, otherwise a line to type in; `value` is the one set."""

    name: str
    label: str
    value: str = ""
    options: Sequence[Option] = ()
    width: str = "w-8ch"


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition in force and the address of the list without it."""

    label: str
    remove_url: str


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a column. `css`: right pick act; `sort_url` makes it a link; `sorted`: ascending, descending or empty."""

    label: str
    css: str = ""
    sort_url: str = ""
    sorted: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class SumsRow:
    """The five sums 五项金额 of one part of a matter. None: not known yet; the table prints `pending` in its place."""

    label: str
    heads_claimed: int | None
    heads_verified: int | None
    claimed: Decimal | None
    verified: Decimal | None
    agreed: Decimal | None
    paid: Decimal | None
    unpaid: Decimal | None
    note: str = ""
    url: str = ""
    pending: str = "—"


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One entry of the timeline 时间轴. `kind`: empty, watched (督办、催办) or sys; `late`: day of a late entry 补录."""

    at: datetime
    act: str
    who: str = ""
    detail: str = ""
    papers: Sequence[Link] = ()
    kind: str = ""
    late: date | None = None
    corrected: str = ""


@dataclass(frozen=True, slots=True)
class CaseBar:
    """The bar that stays on a case page: what is this, whose move, by when."""

    number: str
    parties: str
    state: str
    tags: str
    mover: str
    move: str
    light: Light | None
    clock: str


@dataclass(frozen=True, slots=True)
class NotYet:
    """An act that is not possible yet: since when it will be, and why. Never a grey button."""

    label: str
    reason: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody did while a form was open."""

    at: datetime
    who: str
    act: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way on a party's page. `state`: past, now, skipped or empty (to come)."""

    label: str
    state: str = ""
    lines: Sequence[str] = ()
