"""After the agreement 履行: reminders, breach, court, end. Payments are entered in the room of money. No table, no rule of law."""

from __future__ import annotations

from flask import request

from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.cases import pages
from arrears.mediation.forms import steps as forms
from arrears.mediation.views.room import act_page, back_to, case_for, room
from arrears.money import queries as money
from arrears.web.zh import money as yuan

BOTH = ("GET", "POST")


@room.page("/cases/<int:case_id>/mediation/remind", act="mediation.remind", methods=BOTH)
def remind(viewer: Viewer, case_id: int) -> Answer:
    """履约提醒: from the list of instalments it is one click and returns there."""
    head = case_for(viewer, case_id, "mediation.remind")
    offered = money.titles(case_id)
    form = forms.RemindForm(seen=head.version, instalments=offered, instalment=_asked(offered))
    return act_page(viewer, head, "mediation.remind", form, to=back_to(), button="发提醒", papers=["履约提醒函"])


def _asked(offered: list[tuple[int, str]]) -> int | None:
    """The instalment in the address, else the first open one."""
    wanted = request.args.get("instalment", type=int)
    return wanted if wanted in {key for key, _ in offered} else offered[0][0] if offered else None


@room.page("/cases/<int:case_id>/mediation/breach", act="mediation.breach", methods=BOTH)
def breach(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "mediation.breach")
    offered = money.titles(case_id)
    asked = _asked(offered)
    left = {line.id: line.left for line in money.instalments(case_id)}
    form = forms.BreachForm(seen=head.version, instalments=offered, instalment=asked, unpaid=left.get(asked or 0))
    return act_page(viewer, head, "mediation.breach", form, button="记为未履行")


@room.page("/cases/<int:case_id>/mediation/to-court", act="mediation.to-court", methods=BOTH)
def to_court(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "mediation.to-court")
    owed, paid = money.owed_and_paid(case_id)
    mind = [f"协议 {yuan(owed)}，已付 {yuan(paid)}，未付 {yuan(owed - paid)}。劳动者本人提出，办了以后本案结束。"]
    form = forms.CourtForm(seen=head.version, unpaid=owed - paid)
    return act_page(viewer, head, "mediation.to-court", form, mind=mind, button="登记转出")


@room.page("/cases/<int:case_id>/mediation/close", act="mediation.close", methods=BOTH)
def close(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "mediation.close")
    owed, paid = money.owed_and_paid(case_id)
    mind = [f"协议 {yuan(owed)}，已付 {yuan(paid)}，未付 {yuan(owed - paid)}。付清并由承办人以外的同事回访“已收到”以后才能结案。"]
    return act_page(viewer, head, "mediation.close", forms.CloseForm(seen=head.version), mind=mind, button="提请结案")


for act_id, endpoint in {
    "mediation.remind": "remind", "mediation.breach": "breach", "mediation.to-court": "to_court", "mediation.close": "close",
}.items():  # fmt: skip
    pages.own_page(f"mediation.{endpoint}", act_id)
