"""The morning digest 早报: on each working day, one line and one mail per person instead of a mail per clock.

Handlers read what of theirs is late, due today or near; supervisors how many of their body's clocks are late, and how many of those
nobody has explained; the city the same for all bodies. It is read from the clocks as they stand at eight, so it says nothing stale.
What cannot wait (a clock that is due today at 17:05, late, or of the hotline) is told at once by the ladder.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select

from arrears import clock, db, outbox
from arrears.access.models import AppUser, Body
from arrears.cases import ladder
from arrears.cases.calendar import in_force
from arrears.cases.models import Deadline, Notice, Proceeding
from arrears.db import session

AFTER, BEFORE = ladder.MORNING, time(12)
"""Between these hours of a working day the digest goes out; a scheduler that stood still until noon sends none that day."""
NEAR = 2
"""Working days ahead that the digest looks."""
LISTED = 6
"""Clocks an inbox line names; the mail names all."""


@dataclass(frozen=True, slots=True)
class Item:
    """One open clock as the digest names it: never a person's name."""

    body_id: int
    owner_id: int | None
    number: str
    title: str
    due_at: datetime
    due_on: date | None
    explained: bool

    def words(self, now: datetime) -> str:
        """京通劳人调字〔2026〕第11号 调解期限 11-13 止，已逾期."""
        day = f"{self.due_on or clock.day_of(self.due_at):%m-%d}"
        return f"{self.number} {self.title} {day} 止{'，已逾期' if self.due_at <= now else ''}"


def _items(now: datetime) -> list[Item]:
    """Open clocks of ours that are late or due within two working days, nearest first. One index range."""
    query = (
        select(Deadline.body_id, Deadline.owner_id, Proceeding.number, Deadline.title, Deadline.due_at, Deadline.due_on, Deadline.cause)
        .join(Proceeding, Proceeding.id == Deadline.proceeding_id)
        .where(
            Deadline.closed_at.is_(None), Deadline.ours,
            Deadline.due_at <= clock.end_of(in_force().add_workdays(clock.day_of(now), NEAR)),
        )
        .order_by(Deadline.due_at, Deadline.id)
    )  # fmt: skip
    return [Item(*row[:6], explained=bool(row.cause)) for row in session.execute(query)]


def _counted(items: Iterable[Item], now: datetime) -> str:
    """已逾期 2 项（1 项未说明原因），今日到期 1 项，两个工作日内 3 项."""
    tonight = clock.end_of(now.date())
    late = [item for item in items if item.due_at <= now]
    silent = sum(not item.explained for item in late)
    today = sum(now < item.due_at <= tonight for item in items)
    near = sum(item.due_at > tonight for item in items)
    parts = [
        f"已逾期 {len(late)} 项" + (f"（{silent} 项未说明原因）" if silent else "") if late else "",
        f"今日到期 {today} 项" if today else "",
        f"两个工作日内 {near} 项" if near else "",
    ]
    return "，".join(part for part in parts if part)


def _handlers(items: Iterable[Item], now: datetime) -> dict[int, tuple[str, str]]:
    mine: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        if item.owner_id:
            mine[item.owner_id].append(item)
    told = {}
    for user, own in mine.items():
        lines = [item.words(now) for item in own]
        rest = f"；另有 {len(lines) - LISTED} 项" if len(lines) > LISTED else ""
        told[user] = (f"今日提醒：{_counted(own, now)}。{'；'.join(lines[:LISTED])}{rest}。", "\n".join(lines))
    return told


def _supervisors(items: Iterable[Item], now: datetime) -> dict[int, tuple[str, str]]:
    """Supervisor -> what is late in their body; the city's read a line per body."""
    by_body: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        by_body[item.body_id].append(item)
    told: dict[int, tuple[str, str]] = {}
    for body, own in by_body.items():
        words = f"本机构今日：{_counted(own, now)}。"
        told.update(dict.fromkeys(ladder.holders(session(), [body], ["SU"]), (words, words)))
    bodies = {row.id: row for row in session.scalars(select(Body))}
    city = [row.id for row in bodies.values() if row.kind == "city"]
    lines = [f"{bodies[body].name}：{_counted(own, now)}" for body, own in sorted(by_body.items()) if body in bodies]
    if lines:
        text = f"全市今日：{_counted(items, now)}。"
        told.update({user: (text, "\n".join([text, *lines])) for user in ladder.holders(session(), city, ["SU"])})
    return told


def _texts(now: datetime) -> Mapping[int, tuple[str, str]]:
    """User -> (inbox line, mail). A person who both handles and supervises reads one text with both."""
    items = _items(now)
    told = _handlers(items, now)
    for user, (line, mail) in _supervisors(items, now).items():
        own = told.get(user)
        told[user] = (f"{line}{own[0]}", f"{mail}\n\n{own[1]}") if own else (line, mail)
    return told


def _sent(day: date) -> bool:
    first = f"digest:{day}:"
    query = select(Notice.id).where(Notice.source >= first, Notice.source < first + "~").limit(1)
    return session.scalar(query) is not None


def morning() -> int:
    """Send today's digest, once; returns how many people got one. Nothing on rest days, before eight, or when it went out already."""
    now = clock.now()
    if not in_force().is_workday(now.date()) or not AFTER <= now.timetz().replace(tzinfo=None) < BEFORE or _sent(now.date()):
        return 0
    texts = _texts(now)
    working = select(AppUser.id, AppUser.email).where(AppUser.id.in_(texts), AppUser.closed_at.is_(None))
    addresses = {row.id: row.email for row in session.execute(working)}
    db.release()
    with db.writing() as current:
        for user, address in sorted(addresses.items()):
            line, mail = texts[user]
            source = f"digest:{now.date()}:{user}"
            current.add(Notice(user_id=user, proceeding_id=None, text=line[:400], at=now, source=source))
            if address:
                outbox.queue("mail", {"to": [address], "subject": "今日提醒", "text": mail, "id": source})
    return len(addresses)
