"""Lists of the court clerk 书记员清单: 待归档, the sheet for the door and the sign-in of a day, 双方不便日. No table, no rule of law."""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, render_template, request, url_for

from arrears.access import policy
from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.arbitration import absences
from arrears.arbitration.forms.lists import AwayForm
from arrears.arbitration.queries import case as cases
from arrears.arbitration.queries import day as days
from arrears.arbitration.queries import filing_away
from arrears.arbitration.views.room import BOTH, back_to, case_for, room, shown
from arrears.cases import pages
from arrears.law.refusal import Refused
from arrears.web.shapes import Head

FILE_HEADS = (
    Head("案号"), Head("申请人"), Head("被申请人"), Head("结案方式"), Head("结案日"), Head("生效日"), Head("归档期限"), Head("缺件"),
    Head("操作", "act"),
)  # fmt: skip


@room.page("/arbitration/to-file", act="arbitration.desk")
def to_file(viewer: Viewer) -> Answer:
    rows = filing_away.waiting(viewer)
    return render_template("arbitration/to-file.html", heads=FILE_HEADS, rows=rows, may_close=policy.can(viewer, "arbitration.close"))


@room.page("/arbitration/hearings/<date:day>/sheet", act="arbitration.desk")
def day_sheet(viewer: Viewer, day: date) -> Answer:
    """门牌、签到表: one block a hearing, a line for each person to sign."""
    lines = [(line, _signers(line.head.id)) for line in days.of_day(viewer, day)]
    return render_template("hearings/day-sheet.html", day=day, lines=lines, back_url=url_for("arbitration.hearings_of", day=day))


def _signers(case_id: int) -> list[str]:
    """Who signs: of a group its representatives, each respondent, and a free line for agents."""
    people = cases.sides(case_id)
    left = [s for s in people if s.role == "applicant"]
    chosen = [s for s in left if s.representative] or left[:3]
    return [*(s.words for s in chosen), *(s.words for s in people if s.role != "applicant")]


@room.page("/cases/<int:case_id>/arbitration/away", act="arbitration.schedule", methods=BOTH)
def away(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "arbitration.schedule")
    people = cases.sides(case_id)
    form = AwayForm(seen=head.version, sides=people, told=absences.of_cases([case_id]).get(case_id, []))
    if not form.wants_more(request.form.get("more")) and form.validate_on_submit():
        try:
            absences.keep(case_id, form.days(people))
        except Refused as refusal:
            form.show(refusal)
        else:
            flash("双方不便日记好了。")
            return redirect(back_to() or url_for("arbitration.schedule", case_id=case_id), 303)
    return shown(head, "arbitration.schedule", form, "arbitration/away.html", papers=(), signed=False)


pages.place("待归档", "arbitration.to_file", "arbitration.desk", order=13, rare=True)
