"""The single steps 各步骤: filing, order, service, decision, demand, closing, the police. No table, no rule of law."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask import request

from arrears import clock
from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.cases import pages
from arrears.cases.visibility import Head
from arrears.inspection.forms import opening
from arrears.inspection.forms import steps as forms
from arrears.inspection.ordering import PAY, SITE_ARTICLE
from arrears.inspection.queries import case as queries
from arrears.inspection.views.room import BOTH, act_page, case_for, room
from arrears.law import deadlines
from arrears.law.money import digits
from arrears.law.procedures import ACTS


def _two(head: Head) -> dict[str, Any]:
    """What a form of two inspectors begins with."""
    return {"seen": head.version, "staff": queries.inspectors(head.body_id), "team": queries.team(head.id)}


@room.page("/cases/<int:case_id>/inspection/file", act="inspection.insp-file", methods=BOTH)
def file(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "inspection.insp-file")
    form = opening.FileForm(seen=head.version, inspectors=queries.inspectors(head.body_id), lead_inspector=head.owner_id)
    return act_page(viewer, head, "inspection.insp-file", form, mind=queries.warnings(case_id), summary=_case_words(head))


def _case_words(head: Head) -> str:
    """One line for the approver's list."""
    heads = f"{head.workers} 人" if head.workers else "人数不详"
    return f"{head.against}，{heads}，{digits(head.amount)} 元" if head.amount else f"{head.against}，{heads}"


@room.page("/cases/<int:case_id>/inspection/ask-papers", act="inspection.insp-ask-papers", methods=BOTH)
def ask_papers(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "inspection.insp-ask-papers")
    return act_page(viewer, head, "inspection.insp-ask-papers", opening.AskForm(seen=head.version))


@room.page("/cases/<int:case_id>/inspection/refuse", act="inspection.insp-refuse", methods=BOTH)
def refuse(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "inspection.insp-refuse")
    mind = ["告知书写明理由、其他途径，以及不服的先申请行政复议、再起诉。", *queries.warnings(case_id)]
    return act_page(viewer, head, "inspection.insp-refuse", opening.RefuseForm(seen=head.version), mind=mind)


@room.page("/cases/<int:case_id>/inspection/hand-over", act="inspection.insp-hand-over", methods=BOTH)
def hand_over(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "inspection.insp-hand-over")
    return act_page(viewer, head, "inspection.insp-hand-over", opening.HandOverForm(seen=head.version))


@room.page("/cases/<int:case_id>/inspection/order", act="inspection.insp-order", methods=BOTH)
def order(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "inspection.insp-order")
    dues, own = queries.verified(case_id), queries.own(case_id)
    units = [s for s in queries.sides(case_id) if s.part in {"用人单位", "施工总承包单位"}]
    breach = own.breach if own is not None and own.breach in PAY else "unpaid"
    site = any(s.part == "施工总承包单位" for s in units)
    form = forms.OrderForm(
        **_two(head), dues=dues, units=units, breach=breach, article=PAY[breach][1] + (f"、{SITE_ARTICLE}" if site else ""),
        due_on=deadlines.due("order-pay", clock.today()).due,
    )  # fmt: skip
    mind = [] if dues else ["还没有核对欠薪名册：先办“核对欠薪”，逐人核定金额，再责令支付。"]
    summary = f"责令{head.against}支付 {len(form.workers.data or ())} 人 {digits(form.total)} 元"
    return act_page(
        viewer, head, "inspection.insp-order", form, template="inspection/order.html", mind=mind, dues=dues, summary=summary,
        total=sum((d.verified for d in dues), Decimal("0.00")),
    )  # fmt: skip


@room.page("/cases/<int:case_id>/inspection/serve", act="inspection.serve", methods=BOTH)
def serve(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "inspection.serve")
    pairs = queries.pairs(case_id)
    wanted = f"{request.args.get('document', '')}:{request.args.get('to', '')}"
    chosen = next((p for p in pairs if f"{p.document_id}:{p.recipient}" == wanted), pairs[0] if pairs else None)
    form = forms.ServeForm(
        seen=head.version, pairs=pairs, what=f"{chosen.document_id}:{chosen.recipient}" if chosen else None,
        method=(chosen.method if chosen else "") or "direct", sent_on=clock.today(),
    )  # fmt: skip
    return act_page(
        viewer, head, "inspection.serve", form, template="inspection/serve.html", services=queries.services(case_id), none=not pairs,
        papers=["送达回证"], button="登记送达",
    )  # fmt: skip


@room.page("/cases/<int:case_id>/inspection/conclude", act="inspection.insp-conclude", methods=BOTH)
def conclude(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "inspection.insp-conclude")
    own = queries.own(case_id)
    evidence = own.evidence if own is not None else ()
    form = forms.ConcludeForm(**_two(head), evidence=[*evidence, "询问笔录", "拖欠工资确认表"])
    mind = ["办了以后不再收集证据，15 个工作日内作出处理决定；款项已经付清的请直接办“结案”。"]
    return act_page(viewer, head, "inspection.insp-conclude", form, mind=mind)


@room.page("/cases/<int:case_id>/inspection/prenotice", act="inspection.insp-prenotice", methods=BOTH)
def prenotice(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "inspection.insp-prenotice")
    own, sums = queries.own(case_id), queries.sums(case_id)
    form = forms.PrenoticeForm(**_two(head), facts_=own.findings if own is not None else "")
    rate = form.rate.data if isinstance(form.rate.data, int) else forms.LEAST
    damages = queries.damages(case_id, rate)
    intended = f"责令支付 {sums.workers} 人工资 {digits(sums.wages)} 元，加付 {rate}% 赔偿金 {digits(damages)} 元"
    mind = [f"未付工资 {digits(sums.wages)} 元（{sums.workers} 人）；按 {rate}% 计算赔偿金 {digits(damages)} 元。"]
    extra = {"kind": "handling", "intended": intended, "hearing_right": False}
    return act_page(viewer, head, "inspection.insp-prenotice", form, mind=mind, facts=extra, summary=intended)


@room.page("/cases/<int:case_id>/inspection/decide", act="inspection.insp-decide", methods=BOTH)
def decide(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "inspection.insp-decide")
    own, sums = queries.own(case_id), queries.sums(case_id)
    rate = own.rate if own is not None and own.rate is not None else forms.LEAST
    damages = queries.damages(case_id, rate)
    said = own.statement if own is not None else ""
    form = forms.DecideForm(**_two(head), statement_answered="" if said else "未在告知的期限内陈述、申辩。")
    words = f"支付 {sums.workers} 人工资 {digits(sums.wages)} 元，加付 {rate}% 赔偿金 {digits(damages)} 元"
    mind = [f"决定：{words}。", f"单位的陈述申辩：{said}" if said else "单位没有提出陈述申辩。"]
    extra = {"wages": sums.wages, "rate": f"{rate}%", "damages": damages}
    return act_page(viewer, head, "inspection.insp-decide", form, mind=mind, facts=extra, summary=words)


@room.page("/cases/<int:case_id>/inspection/serve-decision", act="inspection.insp-serve", methods=BOTH)
def serve_decision(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "inspection.insp-serve")
    form = forms.ServeDecisionForm(seen=head.version)
    mind = ["履行期限、六十日复议期、六个月起诉期都从送达之日起算。"]
    return act_page(viewer, head, "inspection.insp-serve", form, mind=mind, button="登记送达")


@room.page("/cases/<int:case_id>/inspection/urge", act="inspection.insp-urge", methods=BOTH)
def urge(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "inspection.insp-urge")
    left = queries.sums(case_id).left
    mind = [f"尚欠 {digits(left)} 元。送达满十个工作日仍不履行的，才能申请强制执行。"]
    return act_page(viewer, head, "inspection.insp-urge", forms.UrgeForm(seen=head.version), mind=mind, facts={"open": left},
                    summary=f"催告 {digits(left)} 元")  # fmt: skip


@room.page("/cases/<int:case_id>/inspection/enforce", act="inspection.insp-enforce", methods=BOTH)
def enforce(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "inspection.insp-enforce")
    left = queries.sums(case_id).left
    form = forms.EnforceForm(seen=head.version, court=queries.court(head.body_id))
    words = f"申请执行 {digits(left)} 元"
    return act_page(viewer, head, "inspection.insp-enforce", form, mind=[f"{words}。"], summary=words)


@room.page("/cases/<int:case_id>/inspection/tell", act="inspection.insp-tell", methods=BOTH)
def tell(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "inspection.insp-tell")
    return act_page(viewer, head, "inspection.insp-tell", forms.TellForm(**_two(head), result=_result(case_id)), button="出告知书")


def _result(case_id: int) -> str:
    """What can be said of the case so far, without a name."""
    own, sums = queries.own(case_id), queries.sums(case_id)
    if own is None or own.order_on is None:
        return "经立案调查，"
    if sums.ordered and not sums.left:
        return "经责令，该单位已付清你的工资。"
    return f"本局已于{own.order_on.year}年{own.order_on.month}月{own.order_on.day}日责令该单位限期支付，款项尚未付清，正在继续处理。"


@room.page("/cases/<int:case_id>/inspection/revoke", act="inspection.insp-revoke-filing", methods=BOTH)
def revoke(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "inspection.insp-revoke-filing")
    mind = ["办了以后本案终结，不能撤回。查实欠薪并已付清的，请先登记支付。"]
    return act_page(viewer, head, "inspection.insp-revoke-filing", forms.RevokeForm(**_two(head)), mind=mind)


@room.page("/cases/<int:case_id>/inspection/close", act="inspection.insp-close", methods=BOTH)
def close(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "inspection.insp-close")
    sums = queries.sums(case_id)
    paid = bool(sums.ordered) and not sums.left
    first = "paid" if paid else "court-enforcement" if head.state == "i-enforcing" else "inspection-decided"
    form = forms.CloseForm(**_two(head), conclusion=first, proof_words=["逐人付款凭证"] if paid else [])
    mind = [f"责令支付 {digits(sums.ordered)} 元，已付 {digits(sums.paid)} 元，尚欠 {digits(sums.left)} 元。案件结案和款项付清是两件事。"]
    return act_page(viewer, head, "inspection.insp-close", form, mind=mind, summary=f"{head.against}，已付 {digits(sums.paid)} 元")


@room.page("/cases/<int:case_id>/inspection/crime", act="inspection.crim-report", methods=BOTH)
def crime(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "inspection.crim-report")
    mind = ["构成要件逐项核对：报酬、行为、数额、责令、证据、人员，缺一不能移送；逃匿的还要张贴责令文书并拍照录像。"]
    return act_page(viewer, head, "inspection.crim-report", forms.CrimeForm(**_two(head)), mind=mind)


@room.page("/cases/<int:case_id>/inspection/to-police", act="inspection.crim-hand-over", methods=BOTH)
def to_police(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "inspection.crim-hand-over")
    district = head.district_id.removesuffix("区")
    form = forms.HandOverPoliceForm(**_two(head), police=f"北京市公安局{district}分局", copy_to=f"北京市{head.district_id}人民检察院")
    return act_page(viewer, head, "inspection.crim-hand-over", form)


@room.page("/cases/<int:case_id>/inspection/police-papers", act="inspection.crim-papers", methods=BOTH)
def police_papers(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "inspection.crim-papers")
    return act_page(viewer, head, "inspection.crim-papers", forms.CrimePapersForm(seen=head.version))


@room.page("/cases/<int:case_id>/inspection/blacklist", act="inspection.bl-decide", methods=BOTH)
def blacklist(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "inspection.bl-decide")
    mind = ["这里登记决定的结果；列入的，告知书和决定书按纸质程序另行制作。"]
    return act_page(viewer, head, "inspection.bl-decide", forms.BlacklistForm(seen=head.version), mind=mind, papers=())


PAGES = {
    "insp-file": "file", "insp-ask-papers": "ask_papers", "insp-refuse": "refuse", "insp-hand-over": "hand_over", "insp-order": "order",
    "serve": "serve", "insp-conclude": "conclude", "insp-prenotice": "prenotice", "insp-decide": "decide", "insp-serve": "serve_decision",
    "insp-urge": "urge", "insp-enforce": "enforce", "insp-tell": "tell", "insp-revoke-filing": "revoke", "insp-close": "close",
    "crim-report": "crime", "crim-hand-over": "to_police", "crim-papers": "police_papers", "bl-decide": "blacklist",
}  # fmt: skip
for _name, _endpoint in PAGES.items():
    pages.own_page(f"inspection.{_endpoint}", f"inspection.{_name}")

LATER = (
    "bl-notice bl-object bl-verify bl-extend bl-ask-early bl-decide-early bl-remove publish pub-objection use-deposit deposit-paid "
    "deposit-refilled advance-fund insp-hear insp-legal-review insp-panel fine-paid insp-register-evidence insp-treat-evidence "
    "insp-query-assets insp-ask-police insp-suspend insp-resume nominate-reps"
)
"""Acts of the table that this room does not carry out yet: penalties, publicity, funds, suspension; they have no button."""
pages.NOT_OFFERED.update(f"inspection.{name}" for name in LATER.split() if f"inspection.{name}" in ACTS)
