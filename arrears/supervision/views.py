"""督办台、挂牌榜、四快, and the forms of an order. No table, no rule of law."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from arrears import clock
from arrears.access import policy
from arrears.access.rooms import Answer, Room
from arrears.access.viewer import Viewer
from arrears.cases import pages, visibility
from arrears.cases.answering import carry_out, status_of
from arrears.cases.outcomes import Gone
from arrears.cases.visibility import Head
from arrears.law.refusal import Refused
from arrears.supervision import districts, forms, major, proofs, queries, stages, watch
from arrears.supervision.actions import opening
from arrears.web.charts import duration_bar
from arrears.web.forms import ActForm, choices_of
from arrears.web.rows import grown

room = Room("supervision", __name__)


def _head(viewer: Viewer, case_id: int, act: str) -> Head:
    """The case, if this person may do this act on it."""
    try:
        head = visibility.head(viewer, case_id)
    except Gone:
        abort(404)
    if act.startswith("supervision.") and act != "supervision.sup-propose" and head.procedure != "supervision":
        abort(404)
    if not policy.may(viewer, act, visibility.ref(case_id)) and act != "supervision.sup-propose":
        abort(403)
    return head


@room.page("/watch", act="watch.see")
def board(viewer: Viewer) -> Answer:
    """督办台."""
    first = stages.month_of(request.args.get("month"))
    orders = queries.board(viewer)
    measured = stages.month(viewer, first)
    return render_template(
        "supervision/watch.html",
        counts=watch.counts(viewer),
        rows=watch.rows(viewer),
        orders=orders,
        totals=queries.totals(orders),
        proposals=queries.board(viewer, ("s-proposed",)),
        may_decide=policy.can(viewer, "supervision.sup-list"),
        measured=[(m, _bar(m)) for m in measured],
        month=first,
        districts=districts.lines(viewer) if viewer.is_city else [],
        shares=stages.shares_by_district(viewer, first) if viewer.is_city else {},
        stages=list(stages.STAGES.values()),
        ten_thousands=watch.ten_thousands,
    )


def _bar(row: stages.Measured) -> Any:
    stage = row.stage
    return duration_bar(stage.label, median=row.median, ninety=row.ninety, target=stage.target, limit=stage.limit, unit=stage.unit)


@room.page("/watch/register", act="watch.see")
def register(viewer: Viewer) -> Answer:
    """挂牌榜, released ones included, for a year."""
    year = request.args.get("year", clock.today().year, type=int)
    year = min(max(year, 2000), 2100)
    rows = queries.register(viewer, clock.today().replace(year=year, month=1, day=1), clock.today().replace(year=year + 1, month=1, day=1))
    return render_template("supervision/register.html", rows=rows, year=year, totals=queries.totals(rows), this_year=clock.today().year)


@room.page("/watch/stages/<token:stage>", act="watch.see")
def stage_cases(viewer: Viewer, stage: str) -> Answer:
    """The cases behind a figure of 四快, the longest first."""
    known = stages.STAGES.get(stage)
    if known is None:
        abort(404)
    first = stages.month_of(request.args.get("month"))
    which, district = request.args.get("only", ""), request.args.get("district", "")[:20]
    rows = stages.cases(viewer, stage, first, district=district, missed=which == "missed", good=which == "good")
    return render_template("supervision/stage.html", stage=known, month=first, rows=rows, which=which, district=district)


@room.page("/supervised", act="supervision.mine")
def mine(viewer: Viewer) -> Answer:
    """What I report on: orders in which this person is responsible, deputy or supervisor."""
    return render_template("supervision/mine.html", orders=queries.board(viewer, act="supervision.mine"))


@room.page("/cases/<int:case_id>/supervise", act="supervision.sup-propose", methods=("GET", "POST"))
def propose(viewer: Viewer, case_id: int) -> Answer:
    """提请挂牌."""
    head = _head(viewer, case_id, "supervision.sup-propose")
    offered = queries.proposal_for(head)
    form = forms.ProposeForm(seen=head.version, level=offered.level, triggers=list(offered.triggers), values=offered.values)
    if form.validate_on_submit():
        try:
            made = opening.propose(
                viewer, case_id, level=form.level.data, triggers=form.triggers.data, values=form.values.data, token=form.token.data or ""
            )
        except Refused as refusal:
            form.show(refusal)
        else:
            flash(f"已提请挂牌（{made.number}），督办人 1 个工作日内决定。")
            return redirect(url_for("desk.case", case_id=case_id))
    return render_template("supervision/propose.html", head=head, form=form), status_of(form)


@room.page("/cases/<int:case_id>/supervision/list", act="supervision.sup-list", methods=("GET", "POST"))
def list_order(viewer: Viewer, case_id: int) -> Answer:
    """挂牌."""
    head = _head(viewer, case_id, "supervision.sup-list")
    offered = queries.listing_for(viewer, head)
    form = forms.ListForm(seen=head.version)
    if request.method == "GET":
        form.start(offered.days.reports, offered.days.term)
    more = grown(form, request.form.get("more"))
    form.offer(offered.supervisors, offered.workers)
    if not more and form.validate_on_submit():
        facts = form.told() | {"body": offered.body_name, "body_id": offered.body_id}
        answer = carry_out(viewer, head, "supervision.sup-list", form, facts, summary=_listing_words(head, offered, facts))
        if answer is not None:
            return answer
    order = queries.order_page(head)
    return render_template("supervision/list.html", head=head, form=form, offered=offered, order=order), 200 if more else status_of(form)


def _listing_words(head: Head, offered: queries.Listing, facts: dict[str, Any]) -> str:
    names = dict(offered.workers)
    heads = f"{head.workers} 人" if head.workers is not None else "人数不详"
    money = f"，{head.amount:,.2f} 元" if head.amount is not None else ""
    return f"{head.against or head.title} {heads}{money}；主责 {names.get(facts['responsible'], '')}，期限 {facts['term_until']}"


@room.page("/cases/<int:case_id>/supervision/report", act="supervision.sup-report", methods=("GET", "POST"))
def report(viewer: Viewer, case_id: int) -> Answer:
    """首次报告 while it is owed, 进展报告 afterwards."""
    head = _head(viewer, case_id, "supervision.sup-report")
    act = "supervision.sup-plan" if queries.first_report_open(head) else "supervision.sup-report"
    money = queries.money_of(head)
    form = forms.ReportForm(seen=head.version, paid=money.paid, left=money.unpaid)
    demands = queries.measures(head.id, open_only=True)
    form.done_measures.choices = choices_of([(m.id, f"{m.words}（{m.by_on}，{m.owner}）") for m in demands])
    if form.validate_on_submit():
        answer = carry_out(viewer, head, act, form, form.facts() | {"done_measures": form.done_measures.data or []})
        if answer is not None:
            return answer
    order = queries.order_page(head)
    return render_template("supervision/report.html", head=head, form=form, order=order, first=act.endswith("plan")), status_of(form)


def _plain(viewer: Viewer, head: Head, act: str, form: ActForm, title: str, button: str, facts: dict[str, Any] | None = None) -> Answer:
    """The forms that only ask: shown, carried out, shown again with the reason."""
    if form.validate_on_submit():
        answer = carry_out(viewer, head, f"supervision.{act}", form, facts if facts is not None else _told(form))
        if answer is not None:
            return answer
    test = queries.test_for(head) if act in {"sup-ask-release", "sup-release"} else []
    return render_template("supervision/form.html", head=head, form=form, title=title, button=button, test=test), status_of(form)


def _told(form: ActForm) -> dict[str, Any]:
    """Facts of a form; uploaded files are kept first, a wrong one is told at its field."""
    facts = form.facts()
    if "proofs" in facts:
        try:
            uploads = [(str(f.filename), f.read()) for f in form["proofs"].data or () if getattr(f, "filename", "")]
            facts["proofs"] = proofs.kept(uploads)
        except Refused as refusal:
            form.show(refusal)
            facts["proofs"] = []
    if "clock" in facts:
        facts["clock"] = str(facts["clock"])
    return dict(facts)


@room.page("/cases/<int:case_id>/supervision/measure", act="supervision.sup-measure", methods=("GET", "POST"))
def measure(viewer: Viewer, case_id: int) -> Answer:
    """督办措施、约谈."""
    head = _head(viewer, case_id, "supervision.sup-measure")
    form = forms.MeasureForm(seen=head.version)
    form.owner.choices = choices_of(queries.responsible_workers(head))
    return _plain(viewer, head, "sup-measure", form, "督办措施、约谈", "下达措施")


@room.page("/cases/<int:case_id>/supervision/rectified", act="supervision.sup-rectified", methods=("GET", "POST"))
def rectified(viewer: Viewer, case_id: int) -> Answer:
    """整改反馈."""
    head = _head(viewer, case_id, "supervision.sup-rectified")
    return _plain(viewer, head, "sup-rectified", forms.RectifiedForm(seen=head.version), "整改反馈", "交整改反馈")


@room.page("/cases/<int:case_id>/supervision/urge", act="supervision.sup-urge", methods=("GET", "POST"))
def urge(viewer: Viewer, case_id: int) -> Answer:
    """督办函."""
    head = _head(viewer, case_id, "supervision.sup-urge")
    form = forms.UrgeForm(seen=head.version, reply_by=major.reply_day(head.body_id))
    form.clock.choices = choices_of(queries.late_clocks(head))
    return _plain(viewer, head, "sup-urge", form, "督办函", "发督办函")


@room.page("/cases/<int:case_id>/supervision/ask-release", act="supervision.sup-ask-release", methods=("GET", "POST"))
def ask_release(viewer: Viewer, case_id: int) -> Answer:
    """申请摘牌, with the test as it stands."""
    head = _head(viewer, case_id, "supervision.sup-ask-release")
    money = queries.money_of(head)
    form = forms.AskReleaseForm(seen=head.version, outcome="paid", paid=money.paid, unpaid=money.unpaid)
    return _plain(viewer, head, "sup-ask-release", form, "申请摘牌", "申请摘牌")


@room.page("/cases/<int:case_id>/supervision/release", act="supervision.sup-release", methods=("GET", "POST"))
def release(viewer: Viewer, case_id: int) -> Answer:
    """摘牌."""
    head = _head(viewer, case_id, "supervision.sup-release")
    return _plain(viewer, head, "sup-release", forms.ReleaseForm(seen=head.version), "摘牌", "报批：摘牌")


@room.page("/cases/<int:case_id>/supervision/move", act="supervision.sup-move", methods=("GET", "POST"))
def move(viewer: Viewer, case_id: int) -> Answer:
    """随案移送."""
    head = _head(viewer, case_id, "supervision.sup-move")
    form = forms.MoveForm(seen=head.version)
    form.to_body.choices = choices_of(queries.bodies(head.body_id))
    return _plain(viewer, head, "sup-move", form, "随案移送", "报批：随案移送")


@room.page("/cases/<int:case_id>/supervision/add-case", act="supervision.sup-add-case", methods=("GET", "POST"))
def add_case(viewer: Viewer, case_id: int) -> Answer:
    """并入案件, by its number."""
    head = _head(viewer, case_id, "supervision.sup-add-case")
    form = forms.AddCaseForm(seen=head.version)
    facts: dict[str, Any] = {"reason": form.reason.data}
    if form.is_submitted():
        found = queries.case_numbered(viewer, form.number.data or "")
        facts["case"] = found
        if found is None and form.validate():
            form.show(Refused("number", "没有这个编号的案件，或者您看不到它，请核对。"))
            return render_template("supervision/form.html", head=head, form=form, title="并入案件", button="并入", test=[]), 422
    return _plain(viewer, head, "sup-add-case", form, "并入案件", "并入", facts)


@room.page("/cases/<int:case_id>/supervision/raise", act="supervision.sup-raise", methods=("GET", "POST"))
def raise_order(viewer: Viewer, case_id: int) -> Answer:
    """提请升级: a proposal at the city; this order ends when the city lists it."""
    head = _head(viewer, case_id, "supervision.sup-raise")
    form = forms.RaiseForm(seen=head.version)
    if form.validate_on_submit():
        try:
            made = opening.raise_up(viewer, head.id, reason=form.reason.data, token=form.token.data or "")
        except Refused as refusal:
            form.show(refusal)
        else:
            flash(f"已向市级提请升级（{made.number}），市级挂牌后本件转为“升级”。")
            return redirect(url_for("desk.case", case_id=case_id))
    return render_template("supervision/form.html", head=head, form=form, title="提请升级", button="提请升级", test=[]), status_of(form)


@pages.panel("supervision-order", "督办单", "supervision", template="supervision/panel_order.html", order=10, act="case.read-inner")
def order_panel(_viewer: Viewer, head: Head) -> dict[str, Any]:
    """Everything about the order on its own page."""
    return {"order": queries.order_page(head)}


@pages.panel("supervised", "督办", template="supervision/panel_case.html", order=5, place="aside", act="case.read-inner")
def case_panel(_viewer: Viewer, head: Head) -> dict[str, Any] | None:
    """The order over a case: term, next report, instruction. On the order's own page there is nothing to add."""
    if head.procedure == "supervision":
        return None
    row = queries.of_case(head)
    return None if row is None else {"row": row, "instruction": queries.instruction_of(row.id)}


@pages.panel("propose-supervision", "提请挂牌", template="supervision/panel_propose.html", order=6, place="aside")
def propose_panel(viewer: Viewer, head: Head) -> dict[str, Any] | None:
    """The way to propose a case, with what the thresholds say; hidden once it is under an order."""
    if head.procedure == "supervision" or head.closed_at is not None or not policy.can(viewer, "supervision.sup-propose"):
        return None
    if queries.is_under_order(head.matter_id):
        return None
    return {"head": head, "offered": queries.proposal_for(head)}


pages.own_page("supervision.propose", "supervision.sup-propose")
pages.own_page("supervision.list_order", "supervision.sup-list")
pages.own_page("supervision.report", "supervision.sup-plan", "supervision.sup-report")
pages.own_page("supervision.measure", "supervision.sup-measure")
pages.own_page("supervision.rectified", "supervision.sup-rectified")
pages.own_page("supervision.urge", "supervision.sup-urge")
pages.own_page("supervision.ask_release", "supervision.sup-ask-release")
pages.own_page("supervision.release", "supervision.sup-release")
pages.own_page("supervision.move", "supervision.sup-move")
pages.own_page("supervision.add_case", "supervision.sup-add-case")
pages.own_page("supervision.raise_order", "supervision.sup-raise")
pages.APPROVAL_PAPERS["supervision.sup-list"] = queries.order_paper
pages.APPROVAL_PAPERS["supervision.sup-release"] = queries.release_paper
pages.place("督办台", "supervision.board", "watch.see", order=20, count=watch.late_now)
pages.place("督办件", "supervision.mine", "supervision.mine", order=40)
