"""The single steps 各步骤: each act that the plain form cannot ask well has its page here. No table, no rule of law."""

from __future__ import annotations

from flask import request

from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.cases import pages
from arrears.cases.answering import carry_out
from arrears.cases.attaching import stored
from arrears.cases.visibility import Head
from arrears.law.refusal import Refused
from arrears.mediation import actions
from arrears.mediation.forms import steps as forms
from arrears.mediation.queries import case as queries
from arrears.mediation.views.room import act_page, back_to, case_for, room, shown
from arrears.web.forms import ActForm
from arrears.web.rows import grown
from arrears.web.zh import zh_date

BOTH = ("GET", "POST")


@room.page("/cases/<int:case_id>/mediation/accept", act="mediation.accept", methods=BOTH)
def accept(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "mediation.accept")
    own = queries.own(case_id)
    assert own is not None
    lacking = [side for side in queries.sides(case_id) if side.lacks and not side.left]
    form = forms.AcceptForm(seen=head.version, lacking=lacking, consent_a=own.consent_a, consent_b=own.consent_b, labour_dispute=None)
    return act_page(viewer, head, "mediation.accept", form, template="mediation/accept.html", papers=["调解受理通知书"])


@room.page("/cases/<int:case_id>/mediation/invite", act="mediation.invite", methods=BOTH)
def invite(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "mediation.invite")
    form = forms.InviteForm(seen=head.version, place=queries.usual_place(case_id, head.body_id), respondent_contact=head.against)
    return act_page(viewer, head, "mediation.invite", form, to=back_to(), button="约时间，发邀请", papers=["参加调解通知书"])


@room.page("/cases/<int:case_id>/mediation/reply", act="mediation.reply-invite", methods=BOTH)
def reply_invite(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "mediation.reply-invite")
    return act_page(viewer, head, "mediation.reply-invite", forms.ReplyForm(seen=head.version), to=back_to(), button="记下答复")


@room.page("/cases/<int:case_id>/mediation/refuse", act="mediation.refuse", methods=BOTH)
def refuse(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "mediation.refuse")
    return act_page(viewer, head, "mediation.refuse", forms.RefuseForm(seen=head.version), button="提请不予受理")


@room.page("/cases/<int:case_id>/mediation/assign", act="mediation.assign", methods=BOTH)
def assign(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "mediation.assign")
    form = forms.AssignForm(seen=head.version, mediators=actions.mediators(head.body_id), mediator=head.owner_id)
    return act_page(viewer, head, "mediation.assign", form, to=back_to())


@room.page("/cases/<int:case_id>/mediation/join", act="mediation.join", methods=BOTH)
def join(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "mediation.join")
    form = forms.JoinForm(seen=head.version)
    if grown(form, request.form.get("more")):
        return shown(head, "mediation.join", form, "mediation/join.html")
    return act_page(viewer, head, "mediation.join", form, template="mediation/join.html")


@room.page("/cases/<int:case_id>/mediation/decline", act="mediation.decline", methods=BOTH)
def decline(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "mediation.decline")
    form = forms.DeclineForm(seen=head.version, sides=queries.sides(case_id))
    mind = ["办了以后调解终结，不能撤回。劳动者可以转仲裁、监察。"]
    return act_page(viewer, head, "mediation.decline", form, papers=["调解终结通知书"], mind=mind)


@room.page("/cases/<int:case_id>/mediation/fail", act="mediation.fail", methods=BOTH)
def fail(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "mediation.fail")
    mind = ["办了以后调解终结，不能撤回。达成协议的请办“达成协议”。"]
    return act_page(viewer, head, "mediation.fail", forms.FailForm(seen=head.version), papers=["调解终结通知书"], mind=mind)


@room.page("/cases/<int:case_id>/mediation/withdraw", act="mediation.withdraw", methods=BOTH)
def withdraw(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "mediation.withdraw")
    mind = ["撤回要由申请人本人提出。私下和解没有强制执行力，请当面告知；要有保障的，请达成调解协议。"]
    return act_page(viewer, head, "mediation.withdraw", forms.WithdrawForm(seen=head.version), mind=mind, button="登记撤回")


@room.page("/cases/<int:case_id>/mediation/extend", act="mediation.extend", methods=BOTH)
def extend(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "mediation.extend")
    own = queries.own(case_id)
    mind = [f"现在的调解期限到 {zh_date(own.ends_on)}，双方同意才能延长。"] if own is not None and own.ends_on else []
    form = forms.ExtendForm(seen=head.version)
    if form.validate_on_submit():
        answer = _with_file(viewer, head, "mediation.extend", form, "consent")
        if answer is not None:
            return answer
    return shown(head, "mediation.extend", form, "mediation/step.html", mind=mind, button="延长期限")


def _with_file(viewer: Viewer, head: Head, act_id: str, form: ActForm, name: str) -> Answer | None:
    """Carry out an act that brings one file."""
    facts = form.facts()
    try:
        facts[name] = stored(facts[name], name)
    except Refused as refusal:
        form.show(refusal)
        return None
    return carry_out(viewer, head, act_id, form, facts)


@room.page("/cases/<int:case_id>/mediation/convert", act="mediation.convert", methods=BOTH)
def convert(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "mediation.convert")
    mind = ["劳动者要在新的申请上签名。当事人、请求、事实已经带过去，不用再填。"]
    return act_page(viewer, head, "mediation.convert", forms.ConvertForm(seen=head.version), mind=mind, button="转出")


@room.page("/cases/<int:case_id>/mediation/representatives", act="mediation.nominate-reps", methods=BOTH)
def representatives(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "mediation.nominate-reps")
    form = forms.RepsForm(seen=head.version, sides=queries.sides(case_id))
    return act_page(viewer, head, "mediation.nominate-reps", form, button="登记代表人")


@room.page("/cases/<int:case_id>/mediation/review", act="mediation.review", methods=BOTH)
def review(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "mediation.review")
    return act_page(viewer, head, "mediation.review", forms.ReviewForm(seen=head.version))


ACTS = {
    "mediation.accept": "accept", "mediation.invite": "invite", "mediation.reply-invite": "reply_invite", "mediation.refuse": "refuse",
    "mediation.assign": "assign", "mediation.join": "join", "mediation.decline": "decline", "mediation.fail": "fail",
    "mediation.withdraw": "withdraw", "mediation.extend": "extend", "mediation.convert": "convert", "mediation.review": "review",
    "mediation.nominate-reps": "representatives",
}  # fmt: skip
for act_id, endpoint in ACTS.items():
    pages.own_page(f"mediation.{endpoint}", act_id)

