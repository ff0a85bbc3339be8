"""Putting a hearing into a room on a lawful day 排庭: refused inside a defence period, too near, or where room or people are taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from arrears import clock
from arrears.access.models import AppUser
from arrears.cases.acting import Doing
from arrears.cases.calendar import in_force
from arrears.cases.clocks import Clocks
from arrears.cases.models import Deadline, Proceeding, Seat
from arrears.db import HouseSession, session
from arrears.hearings.models import Courtroom, Hearing
from arrears.law import deadlines
from arrears.law.refusal import Refused

LENGTH = timedelta(hours=2)
"""How long a hearing holds its room when nothing else is said."""


@dataclass(frozen=True, slots=True)
class Earliest:
    """The first day on which a hearing may be held, and why not before."""

    day: date
    why: str


def earliest(proceeding_id: int, today: date) -> Earliest:
    """First workday after every defence period and with five working days left to serve the notice. One statement.

    Source: 规则 第三十三条、第三十八条; 法 第三十五条.
    """
    return earliest_of([proceeding_id], today)[proceeding_id]


def earliest_of(ids: Sequence[int], today: date) -> dict[int, Earliest]:
    """The earliest lawful day of several cases together. Two statements, however many they are."""
    working = in_force()
    last: dict[int, date] = {}
    for key, due in session.execute(
        select(Deadline.proceeding_id, Deadline.due_on).where(
            Deadline.proceeding_id.in_(ids), Deadline.rule_id == "arb-defence", Deadline.closed_at.is_(None)
        )
    ):
        if due is not None:
            last[key] = max(due, last.get(key, due))
    by_notice = working.add_workdays(today, 6)  # served tomorrow at the earliest counts five clear workdays before the day
    found = {}
    for key in ids:
        after_defence = working.add_workdays(last[key], 1) if key in last else by_notice
        if after_defence > by_notice:
            found[key] = Earliest(after_defence, f"答辩期到 {last[key]:%m月%d日} 届满")
        else:
            found[key] = Earliest(by_notice, "开庭通知要在开庭五个工作日前送达每一方")
    return found


def check_day(doing: Doing, at: datetime) -> None:
    """Raise `Refused` for a day that the law does not allow yet."""
    day = at.date()
    if at <= doing.recorded_at:
        raise Refused("at", "开庭时间应在现在之后。")
    if not doing.clocks.calendar.is_workday(day):
        raise Refused("at", f"{day} 是休息日（{doing.clocks.calendar.off_reason(day)}），请另选工作日。")
    for row in doing.clocks.open("arb-defence"):
        if row.due_on is not None and day <= row.due_on:
            raise Refused(
                "at", f"{row.title}到 {row.due_on} 届满，最早 {doing.clocks.calendar.add_workdays(row.due_on, 1)} 可以开庭。",
                "《劳动争议调解仲裁法》第三十条",
            )  # fmt: skip
    last = deadlines.due("arb-hearing-notice", day, {"hearing_date": day.isoformat()}, calendar=doing.clocks.calendar)
    if isinstance(last.due, date) and clock.day_of(last.due) < doing.day:
        raise Refused(
            "at", f"开庭通知最迟要在 {clock.day_of(last.due)} 送达，今天已经过了；请把开庭日往后排。", "《劳动争议调解仲裁法》第三十五条"
        )


def book(
    doing: Doing, room_name: str, at: datetime, mode: str, until: datetime | None = None, *, together: Sequence[int] = ()
) -> Hearing:
    """Book a room. Locks the room's row, so of two clerks one is refused. Raises `Refused` with who is there.

    `together`: cases heard at the same time in the same room 合并审理; their booking is none of another case.
    """
    room = doing.session.execute(
        select(Courtroom)
        .where(Courtroom.body_id == doing.proceeding.body_id, Courtroom.name == room_name, Courtroom.closed_at.is_(None))
        .with_for_update()
    ).scalar_one_or_none()
    if room is None:
        raise Refused("room", f"没有名为“{room_name}”的仲裁庭，请从列表里选。")
    end = until or at + LENGTH
    _refuse_taken_room(doing.session, room, at, end, together)
    _refuse_busy_people(doing, at, end, together)
    last = doing.session.scalar(select(func.max(Hearing.no)).where(Hearing.proceeding_id == doing.proceeding.id))
    for old in doing.session.scalars(
        select(Hearing).where(Hearing.proceeding_id == doing.proceeding.id, Hearing.state == "planned")
    ):
        old.state = "dropped"
    row = Hearing(
        proceeding_id=doing.proceeding.id, body_id=doing.proceeding.body_id, room_id=room.id, no=int(last or 0) + 1, at=at, until=end,
        mode=mode, seq=doing.seq,
    )  # fmt: skip
    doing.session.add(row)
    doing.session.flush()
    return row


def _refuse_taken_room(current: HouseSession, room: Courtroom, at: datetime, end: datetime, together: Sequence[int]) -> None:
    taken = current.execute(
        select(Proceeding.number, Hearing.at, Hearing.until)
        .join(Proceeding, Proceeding.id == Hearing.proceeding_id)
        .where(Hearing.room_id == room.id, Hearing.state == "planned", Hearing.at < end, Hearing.until > at)
        .where(~(Hearing.proceeding_id.in_(together) & (Hearing.at == at)))
        .limit(1)
    ).first()
    if taken is not None:
        raise Refused("room", f"{room.name} {taken.at:%m-%d %H:%M}–{taken.until:%H:%M} 已排 {taken.number}，请换一间或者换个时间。")


def _refuse_busy_people(doing: Doing, at: datetime, end: datetime, together: Sequence[int]) -> None:
    people = select(Seat.user_id).where(
        Seat.proceeding_id == doing.proceeding.id, Seat.left_at.is_(None), Seat.role.in_(["owner", "member", "clerk"])
    )
    mine = sorted(set(doing.session.scalars(people)))
    lock = select(AppUser.id).where(AppUser.id.in_(mine)).order_by(AppUser.id).with_for_update(key_share=True)
    doing.session.execute(lock).all()  # two cases of one arbitrator are booked one after the other: the second sees the first
    busy = doing.session.execute(
        select(AppUser.name, Proceeding.number, Hearing.at)
        .join(Seat, Seat.user_id == AppUser.id)
        .join(Hearing, Hearing.proceeding_id == Seat.proceeding_id)
        .join(Proceeding, Proceeding.id == Hearing.proceeding_id)
        .where(Seat.user_id.in_(mine), Seat.left_at.is_(None), Seat.role.in_(["owner", "member", "clerk"]))
        .where(Hearing.proceeding_id != doing.proceeding.id, Hearing.state == "planned", Hearing.at < end, Hearing.until > at)
        .where(~(Hearing.proceeding_id.in_(together) & (Hearing.at == at)))
        .limit(1)
    ).first()
    if busy is not None:
        raise Refused("at", f"{busy.name}{busy.at:%m-%d %H:%M} 要开 {busy.number} 的庭，请换个时间。")


def planned(proceeding_id: int) -> Hearing | None:
    """The planned hearing of a case, for acts. One statement."""
    return session.scalars(
        select(Hearing).where(Hearing.proceeding_id == proceeding_id, Hearing.state == "planned").order_by(Hearing.id.desc())
    ).first()


def latest(proceeding_id: int) -> Hearing | None:
    """The hearing that is planned or was held last, for acts. One statement."""
    query = select(Hearing).where(Hearing.proceeding_id == proceeding_id, Hearing.state.in_(["planned", "held"]))
    return session.scalars(query.order_by(Hearing.id.desc()).limit(1)).first()


def served_in_time(clocks: Clocks, at: datetime, effective: date) -> bool:
    """Whether a notice effective on a day leaves the statutory five working days before the hearing."""
    last = deadlines.due("arb-hearing-notice", at.date(), {"hearing_date": at.date().isoformat()}, calendar=clocks.calendar)
    return last.due is not None and effective <= clock.day_of(last.due)
