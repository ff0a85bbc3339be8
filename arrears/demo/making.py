"""Making the demonstration 生成演示: bodies, people, stories in their order, papers. Asked by commands.py and tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from arrears import clock, db, load_handlers
from arrears.cases import search
from arrears.cases.models import Proceeding
from arrears.config import settings
from arrears.demo import bodies, people
from arrears.demo.plans import BOARDS, CALLS, MEDIATIONS, TRIALS
from arrears.demo.stage import Stage
from arrears.demo.stories import days, inspection, lead_ends, mediations, orders, restaurant, rider, site, tribunal
from arrears.regions import region

HISTORY = 90
"""Calendar days that the demonstration reaches back."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made."""

    people: int
    proceedings: int
    steps: int
    stopped: tuple[str, ...]
    """What was refused although the story wanted it: nothing, on a day that the tests know."""


def make(seed: int, today: date, tell: Callable[[str], None] = lambda _: None, *, every: int = 1) -> Made:
    """Make everything in an empty, migrated house. The same seed and day give the same cases in the same states.

    `every`: tell only each so many-th case beside the three whole stories (tests of single days).
    """
    load_handlers()
    began = clock.at(today - timedelta(days=HISTORY + 30))
    with clock.travelling(began):
        body_ids = bodies.load(region(settings().region))
        user_ids = people.enter(body_ids, began)
    tell(f"机构 {len(body_ids)} 个，人员 {len(user_ids)} 名")
    stage = Stage(seed, today, body_ids, user_ids, {person.account: person for person in people.everybody()})
    for story in (days.nights(stage, HISTORY), days.evenings(stage, HISTORY)):
        stage.tell(story)
    for plan in MEDIATIONS[::every]:
        stage.tell(mediations.told(stage, plan))
    for call in CALLS[::every]:
        stage.tell(lead_ends.told(stage, call))
    for board in BOARDS[::every]:
        stage.tell(orders.told(stage, board))
    for trial in TRIALS[::every]:
        stage.tell(tribunal.told(stage, trial))
    for looked in inspection.PLANS:
        stage.tell(inspection.told(stage, looked))
    for whole in (rider.told, restaurant.told, site.told):
        stage.tell(whole(stage))
    with search.afterwards():
        steps = stage.play()
    count = int(db.session.scalar(select(func.count()).select_from(Proceeding)) or 0)
    db.release()
    tell(f"案件 {count} 件，办理 {steps} 步")
    for line in stage.stopped:
        tell(f"没有走完：{line}")
    return Made(len(user_ids), count, steps, tuple(stage.stopped))
