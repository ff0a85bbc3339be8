"""Screens of money: the list of payments of a case, the list 分期台, the parts of the case page. No table, no rule of law."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import abort, current_app, render_template, request, url_for
from itsdangerous import BadSignature, URLSafeSerializer

from arrears.access import policy
from arrears.access.rooms import Answer, Room
from arrears.access.viewer import Viewer
from arrears.cases import pages, visibility
from arrears.cases.answering import carry_out, status_of
from arrears.cases.attaching import stored
from arrears.cases.outcomes import Gone
from arrears.cases.visibility import Head
from arrears.law.refusal import Refused
from arrears.money import queries
from arrears.money.forms import PaymentForm
from arrears.money.queries import DeskLine
from arrears.web import keyset
from arrears.web.shapes import Head as Column
from arrears.web.shapes import Link, Tab

room = Room("money", __name__)

PAY: dict[str, str] = {"mediation": "mediation.pay"}
"""Procedure -> its act that enters payments with the facts `payments`; a room whose act takes them adds its own."""

HEADS = (
    Column("应付日"), Column("案号"), Column("付款人"), Column("期次"), Column("应付", "right"), Column("已付", "right"),
    Column("余", "right"), Column("逾期天数", "right"), Column("上次催告"), Column("下一步", "act"),
)  # fmt: skip
TABS = (("week", "本周", False), ("late", "逾期", True), ("all", "全部", False))


@room.page("/cases/<int:case_id>/pay", act="money.see", methods=("GET", "POST"))
def pay(viewer: Viewer, case_id: int) -> Answer:
    head, act_id = _case(viewer, case_id)
    request.max_form_parts = 20_000  # a payroll of a large site has more fields than a form usually may
    lines = [line for line in queries.instalments(case_id) if line.met_on is None]
    chosen = _chosen(lines)
    form = PaymentForm(seen=head.version, open_rows=queries.open_rows(case_id, chosen), payer=lines[0].payer if lines else "")
    if form.validate_on_submit():
        answer = _pay(viewer, head, act_id, form)
        if answer is not None:
            return answer
    return render_template(
        "money/pay.html", head=head, form=form, lines=lines, chosen=chosen, kept_name=(_kept(form) or {}).get("name", "")
    ), status_of(form)


def _case(viewer: Viewer, case_id: int) -> tuple[Head, str]:
    try:
        head = visibility.head(viewer, case_id)
    except Gone:
        abort(404)
    act_id = PAY.get(head.procedure)
    if act_id is None:
        abort(404)
    if not policy.may(viewer, act_id, visibility.ref(case_id)):
        abort(403)
    return head, act_id


def _chosen(lines: list[queries.InstalmentLine]) -> int | None:
    """The instalment the list is about: the one in the address, else the earliest open one; None: all of them."""
    wanted = request.args.get("instalment", "")
    if wanted == "all" or not lines:
        return None
    return next((line.id for line in lines if str(line.id) == wanted), lines[0].id)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="payment-proof")


def _kept(form: PaymentForm) -> dict[str, Any] | None:
    """The proof that an earlier sending of this form has left."""
    try:
        return dict(_signer().loads(form.kept.data)) if form.kept.data else None
    except BadSignature:
        return None


def _pay(viewer: Viewer, head: Head, act_id: str, form: PaymentForm) -> Answer | None:
    """Keep the proof, then enter the rows; a refusal leaves the proof with the form."""
    file: Mapping[str, Any] | None = _kept(form)
    upload = form.file.data
    if getattr(upload, "filename", ""):
        try:
            file = stored(upload)
        except Refused as refusal:
            form.show(refusal)
            return None
        form.kept.data, form.kept.raw_data = _signer().dumps(dict(file)), None
    return carry_out(viewer, head, act_id, form, form.act_facts(file))


@room.page("/money", act="money.see")
def desk(viewer: Viewer) -> Answer:
    tab = request.args.get("tab", "week")
    tab = tab if tab in {key for key, _, _ in TABS} else "week"
    cursor = keyset.read(request.args.get("after"), (date, int))
    rows, after = queries.desk(viewer, tab, (cursor.key[0], cursor.key[1]) if cursor else None)
    return render_template(
        "money/desk.html",
        heads=HEADS, rows=[(row, _links(viewer, row)) for row in rows], tab=tab,
        tabs=[Tab(label, url_for("money.desk", tab=key), queries.count(viewer, key), key == tab, red) for key, label, red in TABS],
        total=sum((row.line.left for row in rows), queries.ZERO),
        prev_url=url_for("money.desk", tab=tab) if cursor else "",
        next_url=url_for("money.desk", tab=tab, after=keyset.write(keyset.Cursor(after))) if after else "",
    )  # fmt: skip


def _links(viewer: Viewer, row: DeskLine) -> list[Link]:
    """Enter what came; remind in one click."""
    found = []
    act_id = PAY.get(row.procedure)
    if act_id is not None and policy.can(viewer, act_id):
        found.append(Link("登记到账", url_for("money.pay", case_id=row.case_id, instalment=row.line.id)))
    url = reminder_url(row.procedure, row.case_id, row.line.id)
    if url and policy.can(viewer, f"{row.procedure}.remind"):
        found.append(Link("催告" if row.line.late_days else "提醒", url))
    return found


def reminder_url(procedure: str, case_id: int, instalment_id: int) -> str:
    """Where an instalment is reminded of; empty when the procedure has no page for it."""
    endpoint = pages.ACT_PAGES.get(f"{procedure}.remind")
    return url_for(endpoint, case_id=case_id, instalment=instalment_id, back=request.full_path.rstrip("?")) if endpoint else ""


@pages.panel("sums", "金额", template="money/sums-panel.html", order=10)
def sums_panel(viewer: Viewer, head: Head) -> Mapping[str, Any] | None:
    """The five sums of the matter, per proceeding this person may see, and together."""
    shown = visibility.related(viewer, head.matter_id)
    urls = {h.id: url_for("desk.case", case_id=h.id) for h in shown if h.id != head.id}
    rows, total = queries.sums(head.matter_id, [h.id for h in shown], urls)
    return {"rows": rows, "total": total} if rows else None


@pages.panel("money", "分期和付款", "mediation", "arbitration", "inspection", template="money/payments-panel.html", order=30)
def payments_panel(viewer: Viewer, head: Head) -> Mapping[str, Any] | None:
    """Instalments with what is paid and left, and the payments, newest first."""
    lines, lapsed = queries.of_case(head.id)
    if not lines and not lapsed:
        return None
    act_id = PAY.get(head.procedure)
    may_pay = act_id is not None and policy.may(viewer, act_id, visibility.ref(head.id))
    return {
        "lines": [(line, reminder_url(head.procedure, head.id, line.id) if line.met_on is None else "") for line in lines],
        "payments": queries.payments(head.id), "may_pay": may_pay, "case_id": head.id,
        "open": any(line.met_on is None for line in lines), "lapsed": lapsed,
    }  # fmt: skip


pages.place("分期台", "money.desk", "money.see", order=20, count=queries.waiting, rare=True)
pages.own_page("money.pay", "mediation.pay")
