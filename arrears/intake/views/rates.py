"""三率 on screen: a table per body and source whose every number opens its orders. Reading only."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import abort, render_template, request, url_for
from wtforms.validators import Optional

from arrears import clock
from arrears.access import policy
from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.cases import pages
from arrears.intake.queries import rates as queries
from arrears.intake.queries.rates import PARTS, Span
from arrears.intake.views.room import room
from arrears.law import codes
from arrears.law.rates import SOURCE
from arrears.web.forms import BaseForm, ChoiceField, Required, choices_of
from arrears.web.shapes import Head
from arrears.web.typed import DateField

NUMBERS = ("due", "contacted", "called", "solved", "partly", "satisfied", "mostly", "not_satisfied")
"""Numbers of the table, each a link; the rates stand after those they are made of."""
HEADS = [Head("机构、来源"), *(Head(PARTS[n][0], "right") for n in NUMBERS[:2]), Head("响应率", "right")]
HEADS += [*(Head(PARTS[n][0], "right") for n in NUMBERS[2:5]), Head("解决率", "right")]
HEADS += [*(Head(PARTS[n][0], "right") for n in NUMBERS[5:]), Head("未评价", "right"), Head("满意率", "right"), Head("综合", "right")]
BEHIND = [Head(h) for h in ("工单编号", "来源", "来电时间", "被反映单位", "情况")]
LONGEST_DAYS = 366


class SpanForm(BaseForm):
    """From when to when, and which source."""

    first = DateField("从", [Required()], prefer="past")
    last = DateField("到", [Required()], prefer="past")
    source = ChoiceField("来源", [Optional()], choices=choices_of(codes.codes("source")), blank="全部来源")


def _asked() -> tuple[SpanForm, Span]:
    """The span of the address, else this month so far; what is wrong stands at its field and this month is shown."""
    today = clock.today()
    usual = Span(today.replace(day=1), today)
    form = SpanForm(request.args or None, first=usual.first, last=usual.last, meta={"csrf": False})
    if not request.args.get("first"):
        return form, usual
    if not form.validate():
        return form, usual
    first, last = form.first.data, form.last.data
    if last < first:
        form.last.errors = ["截止日期早于起始日期，请核对。"]
        return form, usual
    if (last - first).days > LONGEST_DAYS:
        form.last.errors = ["一次最多统计一年，请缩短日期。"]
        return form, usual
    return form, Span(first, last, form.source.data or "")


def _query(span: Span, **more: Any) -> str:
    values = {"first": span.first.isoformat(), "last": span.last.isoformat(), "source": span.source} | more
    return urlencode({name: value for name, value in values.items() if value})


@room.page("/intake/rates", act="intake.rates")
def rates(viewer: Viewer) -> Answer:
    """三率: this month unless another span is asked for."""
    form, span = _asked()
    lines = queries.table(viewer, span)

    def behind(line: queries.Line, part: str) -> str:
        address = url_for("intake.rates_behind", part=part.replace("_", "-"))
        return address + "?" + _query(span, source=line.source or span.source, body=line.body_id)

    page = render_template(
        "intake/rates.html", form=form, span=span, lines=lines, heads=HEADS, behind=behind, share=queries.share, basis=SOURCE
    )
    return page, 422 if form.errors else 200


@room.page("/intake/rates/<token:part>", act="intake.rates")
def rates_behind(viewer: Viewer, part: str) -> Answer:
    """The orders behind a number."""
    name = part.replace("-", "_")
    if name not in PARTS:
        abort(404)
    _, span = _asked()
    rows, total = queries.counted(viewer, span, name, request.args.get("body", 0, type=int))
    back = url_for("intake.rates") + "?" + _query(Span(span.first, span.last))
    return render_template(
        "intake/rates_behind.html", span=span, words=PARTS[name][0], rows=rows, total=total, heads=BEHIND, back=back,
        opens=policy.can(viewer, "case.read"),
    )  # fmt: skip


pages.place("三率", "intake.rates", "intake.rates", order=70, rare=True)
