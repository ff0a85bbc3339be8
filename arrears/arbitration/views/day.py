"""Hearings of a day, and what waits for a day 今日开庭、待排期. No table, no rule of law."""

from __future__ import annotations

from datetime import date

from flask import render_template, request, url_for

from arrears import clock
from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.arbitration.queries import day as queries
from arrears.arbitration.queries import servings
from arrears.arbitration.views.room import room
from arrears.arbitration.views.serving import HEADS as SERVING_HEADS
from arrears.arbitration.views.serving import link_of
from arrears.cases import pages
from arrears.web.shapes import Head


@room.page("/arbitration/hearings", act="arbitration.desk")
def hearings(viewer: Viewer) -> Answer:
    return _day(viewer, clock.today())


@room.page("/arbitration/hearings/<date:day>", act="arbitration.desk")
def hearings_of(viewer: Viewer, day: date) -> Answer:
    return _day(viewer, day)


def _day(viewer: Viewer, day: date) -> Answer:
    here = request.full_path.rstrip("?")
    following, count = queries.next_days(viewer, day)
    return render_template(
        "hearings/day.html",
        day=day, today=clock.today(), lines=queries.of_day(viewer, day), before=queries.yesterday(day), following=following,
        following_count=count, tomorrow=queries.of_day(viewer, following), waiting=queries.to_schedule(viewer, 8), back=here,
        servings=[(row, [link_of(row, here)]) for row in servings.waiting(viewer)], heads=SERVING_HEADS,
    )  # fmt: skip


SCHEDULING_HEADS = (
    Head("案号"), Head("申请人"), Head("被申请人"), Head("第几天/45", "right"), Head("最早可开庭日"), Head("为什么"), Head("双方不便日"),
    Head("当天仲裁庭"), Head("下一步", "act"),
)  # fmt: skip


@room.page("/arbitration/scheduling", act="arbitration.desk")
def scheduling(viewer: Viewer) -> Answer:
    return render_template(
        "arbitration/scheduling.html", heads=SCHEDULING_HEADS, rows=queries.to_schedule(viewer), back=url_for("arbitration.scheduling")
    )


pages.place("开庭、送达", "arbitration.hearings", "arbitration.desk", order=12, rare=True)
