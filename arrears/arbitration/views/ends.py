"""Screens of decisions 决定: refusal, postponement, enforcement, the blank answer. No table, no rule of law."""

from __future__ import annotations

from flask import abort

from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.arbitration.forms import ends as forms
from arrears.arbitration.queries import ends as queries
from arrears.arbitration.views.room import BOTH, act_page, case_for, room
from arrears.cases import pages
from arrears.law.refusal import Refused


@room.page("/cases/<int:case_id>/arbitration/refuse", act="arbitration.refuse", methods=BOTH)
def refuse(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "arbitration.refuse")
    mind = ["通知书用“不字”编号，写明可以向人民法院起诉。不属本委管辖的，请办“告知管辖”，不是不予受理。"]
    return act_page(viewer, head, "arbitration.refuse", forms.RefuseForm(seen=head.version), mind=mind)


@room.page("/cases/<int:case_id>/arbitration/postpone", act="arbitration.postpone", methods=BOTH)
def postpone(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "arbitration.postpone")
    form = forms.PostponeForm(seen=head.version)
    mind = [queries.postponement_words(case_id), "不准的，按原定时间开庭；准予的，原定的仲裁庭空出来，另行排庭。"]
    return act_page(viewer, head, "arbitration.postpone", form, mind=mind, button="作出决定，发决定书")


@room.page("/cases/<int:case_id>/award/apply-enforcement", act="award.apply-enforcement", methods=BOTH)
def apply_enforcement(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "award.apply-enforcement")
    form = forms.EnforceForm(seen=head.version)
    mind = ["履行期届满后仍未付的，两年内申请；出须知和填好的执行申请书，申请人签名后交法院。"]
    return act_page(viewer, head, "award.apply-enforcement", form, mind=mind, button="登记申请，出执行申请书")


@room.page("/cases/<int:case_id>/arbitration/close", act="arbitration.close", methods=BOTH)
def close(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "arbitration.close")
    known = queries.closing(case_id)
    form = forms.CloseForm(seen=head.version, result=known.result, days_used=known.days_used, amount_awarded=known.amount)
    mind = ["天数从受理（或者重新计算之日）数到结案，扣除中止和公告；金额是裁决书、调解书的合计。"]
    return act_page(viewer, head, "arbitration.close", form, mind=mind, button="提请结案审批")


@room.page("/cases/<int:case_id>/arbitration/answer-form/<int:party_id>", act="arbitration.defend")
def answer_form(viewer: Viewer, case_id: int, party_id: int) -> Answer:
    """The blank answer of a respondent, to print and send with the response notice."""
    head = case_for(viewer, case_id, "arbitration.defend")
    try:
        page = queries.blank_answer(head, party_id)
    except Refused:
        abort(404)
    return page


ACTS = {
    "arbitration.refuse": "refuse", "arbitration.postpone": "postpone", "arbitration.close": "close",
    "award.apply-enforcement": "apply_enforcement",
}  # fmt: skip
for _act, _endpoint in ACTS.items():
    pages.own_page(f"arbitration.{_endpoint}", _act)
