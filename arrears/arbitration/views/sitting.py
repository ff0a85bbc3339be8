"""Schedule, hearing with its record, absence, settlement in the room. No table, no rule of law."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from arrears import clock
from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.arbitration import absences, elements
from arrears.arbitration.forms import sitting as forms
from arrears.arbitration.queries import case as queries
from arrears.arbitration.views.room import BOTH, act_page, case_for, room, shown
from arrears.cases import pages
from arrears.hearings import drafts, scheduling, textkeys
from arrears.hearings import queries as hearings
from arrears.law.refusal import Refused
from arrears.web.rows import grown
from arrears.web.typed import DateTimeField


@room.page("/cases/<int:case_id>/arbitration/schedule", act="arbitration.schedule", methods=BOTH)
def schedule(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "arbitration.schedule")
    first = scheduling.earliest(case_id, clock.today())
    names = hearings.rooms_on(head.body_id, first.day)
    away = [a.words for a in absences.of_cases([case_id]).get(case_id, [])]
    form = forms.ScheduleForm(
        seen=head.version, rooms=names, room=hearings.last_room(case_id) or (names[0].name if names else None),
        collective=queries.told_together(case_id), away=bool(away),
    )  # fmt: skip
    day = _day_of(form.at) or first.day
    return act_page(
        viewer, head, "arbitration.schedule", form, template="arbitration/schedule.html", first=first, day=day, away=away,
        rooms=hearings.rooms_on(head.body_id, day), button="排庭，发开庭通知",
    )  # fmt: skip


def _day_of(field: DateTimeField) -> Any:
    """The day that was typed, so that the page shows what is booked on it."""
    return field.data.date() if field.data is not None else None


@room.page("/cases/<int:case_id>/arbitration/hear", act="arbitration.hear", methods=BOTH)
def hear(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "arbitration.hear")
    draft = hearings.draft_of(case_id)
    form = forms.HearForm(
        seen=head.version, record=draft.text if draft else "", started_at=draft.at if draft else None, present=_expected(case_id),
        undisputed=elements.undisputed_words(elements.table(case_id)),
    )  # fmt: skip
    more = {
        "draft": draft, "keys": textkeys.KEYS, "own": queries.own(case_id), "claims": queries.claims(case_id),
        "autosave": url_for("arbitration.save_record", case_id=case_id), "button": "结束开庭，出笔录",
    }  # fmt: skip
    if grown(form, request.form.get("more")):
        return shown(head, "arbitration.hear", form, "arbitration/hear.html", **more)
    return act_page(viewer, head, "arbitration.hear", form, template="arbitration/hear.html", **more)


def _expected(case_id: int) -> list[dict[str, str]]:
    """Who is expected: of a group its representatives, every respondent (a unit by a person whose name is still to be written)."""
    people = queries.sides(case_id)
    left = [s for s in people if s.role == "applicant"]
    chosen = [s for s in left if s.representative] or left[:3]
    rows = [{"name": s.name, "role": "申请人代表人" if s.representative else "申请人"} for s in chosen]
    return [*rows, *({"name": "", "role": f"{s.name}委托代理人"} for s in people if s.role == "respondent")]


@room.page("/cases/<int:case_id>/arbitration/record", act="arbitration.hear", methods=("POST",))
def save_record(viewer: Viewer, case_id: int) -> Answer:
    """The record as it is being typed; answers with nothing."""
    case_for(viewer, case_id, "arbitration.hear")
    try:
        drafts.save(case_id, request.form.get("record", ""))
    except Refused as refusal:
        return refusal.sentence, 422, {"Content-Type": "text/plain; charset=utf-8"}
    return "", 204


@room.page("/cases/<int:case_id>/arbitration/hear-absent", act="arbitration.hear-absent", methods=BOTH)
def hear_absent(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "arbitration.hear-absent")
    people = queries.sides(case_id)
    draft = hearings.draft_of(case_id)
    here = [{"name": s.name, "role": "申请人"} for s in people if s.role == "applicant"][:3]
    form = forms.AbsentForm(
        seen=head.version, sides=people, party=next((s.id for s in people if s.role == "respondent"), None), present=here,
        record=draft.text if draft else "",
    )  # fmt: skip
    if grown(form, request.form.get("more")):
        return shown(head, "arbitration.hear-absent", form, "arbitration/absent.html", keys=textkeys.KEYS)
    mind = ["被申请人经依法通知，无正当理由不到庭的，可以缺席裁决；先核对开庭通知的送达凭证。"]
    return act_page(viewer, head, "arbitration.hear-absent", form, template="arbitration/absent.html", keys=textkeys.KEYS, mind=mind)


@room.page("/cases/<int:case_id>/arbitration/settle", act="arbitration.settle", methods=BOTH)
def settle(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "arbitration.settle")
    form = forms.SettleForm(seen=head.version, sides=queries.sides(case_id))
    mind = ["双方签收后生效；送达前一方反悔的，及时裁决。"]
    if grown(form, request.form.get("more")):
        return shown(head, "arbitration.settle", form, "arbitration/settle.html", mind=mind, button="提请签发调解书")
    return act_page(
        viewer, head, "arbitration.settle", form, template="arbitration/settle.html", mind=mind, button="提请签发调解书"
    )


ACTS = {"schedule": "schedule", "hear": "hear", "hear-absent": "hear_absent", "settle": "settle"}
for name, endpoint in ACTS.items():
    pages.own_page(f"arbitration.{endpoint}", f"arbitration.{name}")
