"""Acts of the course of a case that ask more than the plain form, or show what is being decided. No table, no rule of law."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flask import flash, redirect, render_template, request, url_for

from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.arbitration import taking_over
from arrears.arbitration.forms import course as forms
from arrears.arbitration.queries import case as queries
from arrears.arbitration.queries import course as asked
from arrears.arbitration.queries import servings, transferred
from arrears.arbitration.views.room import BOTH, act_page, case_for, room, shown
from arrears.cases import pages
from arrears.cases.answering import status_of
from arrears.cases.visibility import Head
from arrears.law import codes
from arrears.law.procedures import ACTS
from arrears.law.procedures.form import Fact
from arrears.law.refusal import Refused
from arrears.web.forms import ActForm, choices_of, generic_form
from arrears.web.rows import grown

Choices = Callable[[Head], Sequence[tuple[str | int, str]]]
Lines = Callable[[Head], Sequence[str]]

WHO = Fact(name="party", label="提出的一方", type="party")
FILE = Fact(name="file", label="书面异议扫描件", type="file", optional=True)
WHICH = Fact(name="asked", label="哪一次申请", type="claim")


def _respondents(head: Head) -> list[tuple[str, str]]:
    return [(str(s.id), s.words) for s in queries.sides(head.id, "respondent")]


def _everybody(head: Head) -> list[tuple[str, str]]:
    return [(str(s.id), s.words) for s in queries.sides(head.id)]


def _same_respondent(head: Head) -> list[tuple[str, str]]:
    return [(str(key), words) for key, words in asked.same_respondent(head.id)]


def _heard_together(head: Head) -> list[tuple[str, str]]:
    return [(str(key), words) for key, words in asked.heard_together(head.id)]


def _objection(head: Head) -> list[str]:
    return asked.objection_lines(head.id)


def _changes(head: Head) -> list[str]:
    return asked.waiting_lines(head.id, "change") or ["没有等待决定的变更请求；请先登记“申请增加变更请求”。"]


def _counterclaims(head: Head) -> list[str]:
    return asked.waiting_lines(head.id, "counter") or ["没有等待决定的反申请；请先登记“反申请”。"]


def _said(*lines: str) -> Lines:
    return lambda _head: lines


EXTRA: Mapping[str, tuple[Fact, ...]] = {"object-jurisdiction": (WHO, FILE)}
"""Act -> what its form asks besides the facts of the table."""
CHOICES: Mapping[tuple[str, str], Choices] = {
    ("object-jurisdiction", "party"): _respondents,
    ("appraise", "advance_by"): _everybody,
    ("merge", "cases"): _same_respondent,
    ("split", "cases"): _heard_together,
}
MIND: Mapping[str, Lines] = {
    "object-jurisdiction": _said("在答辩期内书面提出；逾期提出的不影响审理。管辖异议审查期间，审理期限照算。"),
    "decide-jurisdiction": _objection,
    "accept-change": _changes,
    "join-counterclaim": _counterclaims,
    "refuse-counterclaim": _counterclaims,
    "merge": _said("合并后各案保留案号，期限分别计算；排庭时选同一时间、同一仲裁庭。"),
    "split": _said("分出的案件不再与本案同时开庭。"),
    "appraise": _said("鉴定期间不停止计算审理期限；确需等待鉴定结论的，另办“中止”。"),
    "entrust": _said("须双方同意；十个工作日内退回，审理期限照算，已排的开庭取消。"),
    "suggest-mediation": _said("须双方同意；任何一方要求恢复的，随时恢复受理。"),
    "to-ordinary": _said("已经完成的送达、举证和庭审继续有效；审理期限自受理日连续计算。"),
    "apply-interim": _said("由劳动者申请，不用提供担保。"),
    "return": _said("达成协议的，接着办调解结案；没有达成的，排庭。"),
}
"""Act -> what a person should know before it."""
OWN: Mapping[str, str] = {name: name.replace("-", "_") for name in MIND if name != "return"} | {"return": "give_back"}


def form_of(head: Head, name: str) -> ActForm:
    """The form of an act's facts with the people and cases of this case to choose from."""
    facts = (*EXTRA.get(name, ()), *ACTS[f"arbitration.{name}"].facts)
    choices = {fact.name: choices_of(CHOICES[name, fact.name](head)) for fact in facts if (name, fact.name) in CHOICES}
    what = {"accept-change": "change", "join-counterclaim": "counter", "refuse-counterclaim": "counter"}.get(name)
    several = asked.waiting_choices(head.id, what) if what else []
    if len(several) > 1:
        facts, choices["asked"] = (WHICH, *facts), choices_of(several)
    made = generic_form(facts, codes=codes.codes, choices=choices, occurred=True)
    form: ActForm = made(seen=head.version)
    return form


def _register(name: str, endpoint: str) -> None:
    """A page for an act, made of its facts."""
    act_id = f"arbitration.{name}"

    def view(viewer: Viewer, case_id: int) -> Answer:
        head = case_for(viewer, case_id, act_id)
        return act_page(viewer, head, act_id, form_of(head, name), mind=MIND[name](head))

    view.__name__ = endpoint
    room.page(f"/cases/<int:case_id>/arbitration/{name}", act=act_id, methods=BOTH, endpoint=endpoint)(view)
    pages.own_page(f"arbitration.{endpoint}", act_id)


for _name, _endpoint in OWN.items():
    _register(_name, _endpoint)


@room.page("/cases/<int:case_id>/arbitration/change-claim", act="arbitration.change-claim", methods=BOTH)
def change_claim(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "arbitration.change-claim")
    form = forms.ChangeForm(seen=head.version, lines=[line for line in queries.claims(case_id) if not line.result])
    if grown(form, request.form.get("more")):
        form.offer()
        return shown(head, "arbitration.change-claim", form, "arbitration/claims.html")
    mind = ["登记后由仲裁庭决定是否准许；准许以前，原来的请求不变。"]
    return act_page(viewer, head, "arbitration.change-claim", form, template="arbitration/claims.html", mind=mind)


@room.page("/cases/<int:case_id>/arbitration/counterclaim", act="arbitration.counterclaim", methods=BOTH)
def counterclaim(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "arbitration.counterclaim")
    form = forms.CounterclaimForm(seen=head.version, sides=queries.sides(case_id, "respondent"))
    if grown(form, request.form.get("more")):
        return shown(head, "arbitration.counterclaim", form, "arbitration/counterclaim.html")
    mind = ["由被申请人在答辩期内提出；五个工作日内决定是否受理，受理的与本案合并审理。"]
    more = {"mind": mind, "button": "登记反申请"}
    return act_page(viewer, head, "arbitration.counterclaim", form, template="arbitration/counterclaim.html", **more)


@room.page("/cases/<int:case_id>/arbitration/interim", act="arbitration.interim", methods=BOTH)
def interim(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "arbitration.interim")
    sum_, line = asked.advance_asked(case_id)
    form = forms.InterimForm(seen=head.version, sides=queries.sides(case_id), asked=sum_, court=asked.court_of(head.body_id))
    mind = [line] if line else ["还没有登记先予执行申请；请先由劳动者申请。"]
    return act_page(viewer, head, "arbitration.interim", form, template="arbitration/interim.html", mind=mind, button="提请签发")


@room.page("/cases/<int:case_id>/arbitration/partial-settle", act="arbitration.partial-settle", methods=BOTH)
def partial_settle(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "arbitration.partial-settle")
    lines = [line for line in queries.claims(case_id) if not line.result]
    form = forms.PartialSettleForm(seen=head.version, sides=queries.sides(case_id), lines=lines)
    mind = ["先调解工资等能谈成的请求，其余请求继续审理；双方签收后生效。"]
    more = {"mind": mind, "button": "提请签发调解书", "partial": True}
    if grown(form, request.form.get("more")):
        return shown(head, "arbitration.partial-settle", form, "arbitration/settle.html", **more)
    return act_page(viewer, head, "arbitration.partial-settle", form, template="arbitration/settle.html", **more)


@room.page("/cases/<int:case_id>/arbitration/serve-public", act="arbitration.serve-public", methods=BOTH)
def serve_public(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "arbitration.serve-public")
    form = forms.PublicForm(seen=head.version, pairs=servings.pairs(case_id))
    mind = ["其他方式都送不到才用公告；公告之日起满三十日视为送达，这段时间不计入审理期限。简易处理的案件要转普通程序。"]
    return act_page(viewer, head, "arbitration.serve-public", form, mind=mind, button="提请公告送达审批")


@room.page("/arbitration/take-over", act="arbitration.take-over", methods=BOTH)
def take_over(viewer: Viewer) -> Answer:
    """Register a file that came; one of a commission of this system is brought along by its number (`?from_case=`)."""
    number = request.args.get("from_case", "").strip()
    known = transferred.known(viewer, number) if number else {}
    form = forms.TakeOverForm(**(known or {"from_case": number}))
    if not grown(form, request.form.get("more")) and form.validate_on_submit():
        try:
            waits = taking_over.register(viewer, form.act_facts(), token=form.token.data or "", owner_id=viewer.user_id)
        except Refused as refusal:
            form.show(refusal)
        else:
            flash("已登记移送来的案卷，接受移送已提请立案负责人签批；审理期限自接受之日起计算。")
            return redirect(url_for("desk.case", case_id=waits.proceeding_id))
    missed = bool(number) and not known and request.method == "GET"
    leave = url_for("arbitration.desk")
    return render_template("arbitration/take-over.html", form=form, leave_url=leave, number=number, missed=missed), status_of(form)


@room.page("/cases/<int:case_id>/arbitration/take-over", act="arbitration.take-over", methods=BOTH)
def take_over_again(viewer: Viewer, case_id: int) -> Answer:
    """Propose the acceptance again, after it was sent back."""
    head = case_for(viewer, case_id, "arbitration.take-over")
    form = forms.TakeAgainForm(seen=head.version, **transferred.waits(case_id))
    return act_page(viewer, head, "arbitration.take-over", form, mind=["移送来的案件应当接受；审理期限自接受移送之日起计算。"])


for _act in ("change-claim", "counterclaim", "interim", "partial-settle", "serve-public"):
    pages.own_page(f"arbitration.{_act.replace('-', '_')}", f"arbitration.{_act}")
