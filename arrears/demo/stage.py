"""The stage 时间线: stories are played in the order of their moments, each act by its person at its own past time.

A story is a generator: it yields the moment of its next act, then acts. `play` always continues the story whose moment comes first
and travels there; a story whose next moment lies after the end stays where it is, which is how cases in progress are made.
Days are counted back from today in workdays of the calendar (`workday`) or in calendar days (`day`).
"""

from __future__ import annotations

import heapq
import random
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from arrears import clock, db, files
from arrears.access import sessions
from arrears.access.policy import NotAllowed
from arrears.access.viewer import Viewer
from arrears.cases import approvals, transitions
from arrears.cases.approvals import Proposed
from arrears.cases.calendar import in_force
from arrears.cases.models import Party, Proceeding, ProceedingParty
from arrears.cases.outcomes import Outcome, Stale
from arrears.demo.people import Person
from arrears.demo.words import Words
from arrears.law.refusal import Refused
from arrears.money.models import Instalment

Story = Iterator[datetime]


class Stage:
    """What stories are told with. `today`: the day the demonstration is made for; nothing happens after its first hour."""

    def __init__(self, seed: int, today: date, bodies: Mapping[str, int], people: Mapping[str, int], posts: Mapping[str, Person]) -> None:
        self.rng = random.Random(f"{seed}:{today.isoformat()}")
        self.words = Words(self.rng)
        self.today = today
        self.end = clock.at(today, time(0, 30))
        self.bodies = bodies
        self.people = people
        self.calendar = in_force()
        self._posts = posts
        self._viewers: dict[str, Viewer] = {}
        self._stories: list[tuple[datetime, int, Story]] = []
        self._token = 0
        self._turn = 0
        self.stopped: list[str] = []
        """Stories that an act's refusal ended before their time: what was refused, for the maker to tell."""

    # when

    def workday(self, back: int, hour: int = 9, minute: int = 0) -> datetime:
        """A time on the workday that lies `back` workdays before today; negative: after it."""
        return clock.at(self.calendar.add_workdays(self.today, -back), time(hour, minute))

    def day(self, back: int, hour: int = 9, minute: int = 0) -> datetime:
        """A time on the calendar day that lies `back` days before today."""
        return clock.at(self.today - timedelta(days=back), time(hour, minute))

    def soon(self, hour: int) -> datetime:
        """A time today, or on the first workday after it where today is none."""
        return clock.at(self.today, time(hour)) if self.calendar.is_workday(self.today) else self.workday(-1, hour)

    # who

    def viewer(self, account: str) -> Viewer:
        """The person at their own body."""
        if account not in self._viewers:
            found = sessions.viewer_of(self.people[account], self.bodies[self._posts[account].body])
            db.release()
            assert found is not None, account
            self._viewers[account] = found
        return self._viewers[account]

    # what

    def token(self) -> str:
        """A one-time token."""
        self._token += 1
        return f"demo-{self._token:06d}"

    def act(self, case: int, act: str, account: str, **facts: Any) -> Outcome | Proposed:
        """Perform an act on the case as it is now, or propose it where it waits for a signature."""
        version = db.session.scalar(select(Proceeding.version).where(Proceeding.id == case))
        db.release()
        done = approvals.submit(case, act, self.viewer(account), seen=version, token=self.token(), facts=facts)
        db.release()
        return done

    def propose(self, case: int, act: str, account: str, summary: str = "", **facts: Any) -> int:
        """Propose an act; returns the id of the approval."""
        version = db.session.scalar(select(Proceeding.version).where(Proceeding.id == case))
        db.release()
        made = approvals.propose(case, act, self.viewer(account), seen=version or 0, token=self.token(), facts=facts, summary=summary)
        db.release()
        return made.approval_id

    def decide(self, asked: Outcome | Proposed | int, account: str, decision: str = "agree", opinion: str = "同意。") -> None:
        """Sign or send back."""
        approval = asked.approval_id if isinstance(asked, Proposed) else asked
        assert isinstance(approval, int)
        row = db.session.get(approvals.Approval, approval)
        assert row is not None
        version = db.session.scalar(select(Proceeding.version).where(Proceeding.id == row.proceeding_id))
        approvals.decide(approval, self.viewer(account), decision, opinion=opinion, seen=version or 0, token=self.token())
        db.release()

    def begin(self, act: str, account: str, **named: Any) -> Outcome:
        """Open a proceeding."""
        made = transitions.begin(act, self.viewer(account), token=self.token(), **named)
        db.release()
        return made

    def note(self, case: int, account: str, to: str, result: str, text: str, *, next_at: datetime | None = None, **more: Any) -> None:
        """A contact attempt by phone, now."""
        procedure = db.session.scalar(select(Proceeding.procedure).where(Proceeding.id == case))
        given = {"at": clock.now(), "channel": "phone", "to": to, "contact_result": result, "note": text, "next_at": next_at, **more}
        self.act(case, f"{procedure}.note", account, **given)

    def call_back(self, case: int, account: str, worker: str, result: str = "paid") -> None:
        """A call-back by a colleague."""
        procedure = db.session.scalar(select(Proceeding.procedure).where(Proceeding.id == case))
        self.act(case, f"{procedure}.call-back", account, worker=worker, result=result, at=clock.now())

    # what there is

    def state(self, case: int) -> str:
        """Where a case stands."""
        found = str(db.session.scalar(select(Proceeding.state).where(Proceeding.id == case)))
        db.release()
        return found

    def parties(self, case: int, role: str) -> list[tuple[int, str]]:
        """(id, name) of a case's parties in a role, in order."""
        rows = db.session.execute(
            select(Party.id, Party.name)
            .join(ProceedingParty, ProceedingParty.party_id == Party.id)
            .where(ProceedingParty.proceeding_id == case, ProceedingParty.role == role)
            .order_by(ProceedingParty.no)
        ).all()
        db.release()
        return [(row.id, row.name) for row in rows]

    def instalments(self, case: int) -> list[int]:
        """Ids of the instalments in force, in order."""
        query = select(Instalment.id).where(Instalment.proceeding_id == case, Instalment.voided_seq.is_(None))
        found = list(db.session.scalars(query.order_by(Instalment.no)))
        db.release()
        return found

    def photo(self, name: str) -> dict[str, Any]:
        """A stored picture, as an upload describes it: a sheet of paper in one grey that no other has."""
        content = _sheet(self.rng.randrange(60, 250), self.rng.randrange(1 << 30))
        return {"name": name, "sha256": files.put(content), "size": len(content), "mime": "image/png"}

    # playing

    def tell(self, story: Story) -> None:
        """Take a story in, from its first moment on."""
        self._later(story)

    def _later(self, story: Story) -> None:
        try:
            moment = next(story, None)
        except (Refused, NotAllowed, Stale) as refusal:  # on a day whose calendar a story does not fit, the others are still told
            self.stopped.append(f"{getattr(story, '__name__', '')} {clock.now():%Y-%m-%d %H:%M}: {refusal}")
            return
        if moment is not None and moment <= self.end:
            self._turn += 1
            heapq.heappush(self._stories, (moment, self._turn, story))

    def play(self, each: Callable[[datetime], None] = lambda _: None) -> int:
        """Play every story to its end or to the present; returns how many steps were made. `each` hears of every step."""
        steps = 0
        while self._stories:
            moment, _, story = heapq.heappop(self._stories)
            with clock.travelling(moment):
                self._later(story)
            db.release()
            steps += 1
            each(moment)
        return steps


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _sheet(grey: int, salt: int) -> bytes:
    """A small PNG: a page with a dark border, and a text chunk that makes its digest its own."""
    width, height = 120, 170
    edge = bytes([40] * width)
    rows = [edge if y in (0, height - 1) else bytes([40, *[grey] * (width - 2), 40]) for y in range(height)]
    pixels = zlib.compress(b"".join(b"\x00" + row for row in rows), 9)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    label = f"Comment\x00demo {salt}".encode()
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"tEXt", label) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")
