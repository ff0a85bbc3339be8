"""延长、申请摘牌、摘牌、退回摘牌、升级、随案移送、撤销误挂: the term moves or the order ends, under signature."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from arrears import clock, outbox
from arrears.access.models import Body
from arrears.access.viewer import SYSTEM
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.models import Proceeding
from arrears.db import HouseSession, session
from arrears.documents.actions import issue
from arrears.law import deadlines as law
from arrears.law.refusal import Refused
from arrears.outbox import Message
from arrears.supervision import people, proofs, release_test, sums
from arrears.supervision.actions.opening import propose
from arrears.supervision.models import SupervisedCase, SupervisionOrder

EXTENSION = law.RULES["sup-term"].extension
assert EXTENSION is not None and EXTENSION.most is not None


@checks("supervision.sup-extend")
def may_extend(doing: Doing) -> None:
    """On or before the term, at most twice; asked by the responsible person, the deputy or the supervisor."""
    order = people.order_of(doing)
    term = doing.clocks.open("sup-term")
    if order.extensions >= EXTENSION.times:  # type: ignore[union-attr]
        raise Refused("", f"已经延长 {order.extensions} 次，不能再延；到期没有办结的只能升级督办。", "挂牌督办工作要求")
    if not term:
        raise Refused("", "督办期限没有在计算，不能延长。")
    if doing.recorded_at >= term[0].due_at:
        raise Refused("", f"督办期限 {term[0].due_on} 已经届满，不能再延；请写逾期说明，或者提请升级督办。", "挂牌督办工作要求")


@handles("supervision.sup-extend")
def extended(doing: Doing) -> None:
    """延长 15 日."""
    people.must_be_issuer(doing)
    order = people.order_of(doing)
    row = doing.clocks.open("sup-term")[0]
    days = int(EXTENSION.most)  # type: ignore[union-attr,arg-type]
    if row.origin == "rule":
        doing.clocks.extend("sup-term", days)
    else:
        assert row.due_on is not None
        by = row.origin.removeprefix("set by ")
        longer = law.due("sup-term", row.due_on, {}, calendar=doing.clocks.calendar, length=days).due
        assert longer is not None
        doing.clocks.set_date(row.title, clock.day_of(longer), by=by, owed_by="responsible", rule_id="sup-term")
    order.extensions += 1
    order.term_until = doing.clocks.open("sup-term")[0].due_on
    doing.tell({order.responsible_id or 0, order.deputy_id or 0}, f"{doing.proceeding.number} 督办期限延长到 {order.term_until}。")
    doing.summary(f"第 {order.extensions} 次延长，到 {order.term_until}。{doing.facts['reason']}"[:300])


@handles("supervision.sup-ask-release")
def asked(doing: Doing) -> None:
    """申请摘牌: the supervisor gets it with what the test says now."""
    order, facts = people.order_of(doing), doing.facts
    proofs.attach(doing, facts["proofs"])
    order.asked_by, order.outcome = doing.viewer.user_id, facts["outcome"]
    unmet = [line for line in release_test.lines(doing.session, doing.proceeding, facts["outcome"]) if not line.met]
    words = f"摘牌条件还差 {len(unmet)} 项" if unmet else "摘牌条件都已满足"
    heads = {order.supervisor_id or 0, *people.heads_of(doing.session, doing.proceeding.body_id)}
    doing.tell(heads, f"{doing.proceeding.number} 申请摘牌：{release_test.outcome_words(order.outcome)}；{words}。")
    doing.summary(f"{release_test.outcome_words(order.outcome)}，已付 {facts['paid']} 元，未付 {facts['unpaid']} 元；{words}")


@checks("supervision.sup-release")
def may_release(doing: Doing) -> None:
    """The release test: every line met, or the act fails with each unmet line and its way out."""
    order = people.order_of(doing)
    words = release_test.unmet_words(release_test.lines(doing.session, doing.proceeding, order.outcome))
    if words:
        raise Refused("", f"还不能摘牌。{words}", "挂牌督办工作要求")


@handles("supervision.sup-release")
def released(doing: Doing) -> None:
    """摘牌."""
    people.must_be_issuer(doing)
    order = people.order_of(doing)
    order.released_on = doing.day
    doing.proceeding.conclusion = order.outcome
    doing.clocks.drop("set")
    issue(doing, "supervision-release", lambda: release_facts(doing.session, doing.proceeding, order))
    doing.tell({order.responsible_id or 0, order.deputy_id or 0, order.supervisor_id or 0}, f"{doing.proceeding.number} 已摘牌。")
    doing.summary(f"摘牌：{release_test.outcome_words(order.outcome)}。{doing.facts['text']}"[:300])


def release_facts(current: HouseSession, proceeding: Any, order: SupervisionOrder) -> dict[str, Any]:
    """What the release paper prints, for the act and for the preview beside the signature."""
    found = sums.of_orders(current, [order.proceeding_id])[order.proceeding_id]
    closed = [clock.day_of(case.closed_at) for case in people.cases_of(current, order.proceeding_id) if case.closed_at is not None]
    to = current.get(Body, order.to_body_id)
    given: dict[str, Any] = {
        "employer": proceeding.against or proceeding.title or "用人单位不详",
        "to_body": to.name if to is not None else "",
        "order_no": order.order_no,
        "closed_on": max(closed, default=clock.today()),
        "outcome": release_test.outcome_words(order.outcome),
        "paid": found.paid,
        "supervisor": people.named(current, order.supervisor_id),
    }
    if found.unpaid:
        how = "由人民法院强制执行" if order.outcome in release_test.ENFORCED else "约定分期支付"
        given |= {"rest": found.unpaid, "measure": how}
    return given


@handles("supervision.sup-refuse-release")
def sent_back(doing: Doing) -> None:
    """退回摘牌: it goes on."""
    people.must_be_issuer(doing)
    order = people.order_of(doing)
    asker, order.asked_by, order.outcome = order.asked_by, None, ""
    doing.tell({asker or 0, order.responsible_id or 0}, f"{doing.proceeding.number} 摘牌申请退回：{doing.facts['reason'][:150]}")
    doing.summary(f"退回。{doing.facts['reason']}"[:300])


@checks("supervision.sup-raise")
def may_raise(doing: Doing) -> None:
    """An order is raised by the listing of the one above it, signed there; not by its own issuer."""
    above = doing.facts.get("above")
    row = doing.session.get(SupervisionOrder, int(above)) if above else None
    if row is None or row.raises_id != doing.proceeding.id or row.level != people.CITY:
        raise Refused("", "升级由上一级签批：请用“提请升级”，市级挂牌的同时本件转为“升级”。")


@handles("supervision.sup-raise")
def raised(doing: Doing) -> None:
    """升级: the new order, one level up, has its own number and clocks."""
    order = people.order_of(doing)
    told = {order.supervisor_id or 0, order.responsible_id or 0, order.deputy_id or 0}
    doing.tell(told, f"{doing.proceeding.number} 已升级为市级督办，原督办件结束。")
    doing.summary(f"升级为市级督办。{doing.facts['reason']}"[:300])


@checks("supervision.sup-move")
def may_move(doing: Doing) -> None:
    """Only when every case of the order went to the receiving body."""
    body = _receiver(doing)
    below = set(doing.session.scalars(select(Body.id).where((Body.id == body.id) | (Body.parent_id == body.id))))
    stayed = [c.number for c in people.cases_of(doing.session, doing.proceeding.id) if c.closed_at is None and c.body_id not in below]
    if body.id == doing.proceeding.body_id:
        raise Refused("to_body", "这就是本机构，不用移送。")
    if stayed:
        raise Refused("to_body", f"还有案件没有移送到{body.name}：{'、'.join(stayed)}；全部移送后督办才随案移送。")


def _receiver(doing: Doing) -> Body:
    row = doing.session.get(Body, int(doing.facts["to_body"])) if str(doing.facts["to_body"]).isdigit() else None
    if row is None or row.closed_at is not None:
        raise Refused("to_body", "没有这个机构，请重新选择。")
    return row


@handles("supervision.sup-move")
def moved(doing: Doing) -> None:
    """随案移送: the receiver proposes anew, after the commit (a proceeding of its own)."""
    people.must_be_issuer(doing)
    body = _receiver(doing)
    outbox.queue("supervision-anew", {"order": doing.proceeding.id})
    doing.summary(f"随案移送{body.name}，由接收机构重新提请")


@handles("supervision.sup-cancel")
def cancelled(doing: Doing) -> None:
    """撤销误挂."""
    people.must_be_issuer(doing)
    order = people.order_of(doing)
    doing.tell({order.responsible_id or 0, order.deputy_id or 0}, f"{doing.proceeding.number} 挂牌已撤销：{doing.facts['reason'][:120]}")
    doing.summary(f"撤销误挂。{doing.facts['reason']}"[:300])


@outbox.handles("supervision-anew")
def propose_anew(message: Message) -> None:
    """The proposal at the receiving body after an order moved with its cases; a second delivery finds it there."""
    old = session.get(SupervisionOrder, message.payload["order"])
    assert old is not None
    cases = session.scalars(
        select(Proceeding)
        .join(SupervisedCase, SupervisedCase.matter_id == Proceeding.matter_id)
        .where(SupervisedCase.order_id == old.proceeding_id, Proceeding.closed_at.is_(None), Proceeding.procedure != "supervision")
        .order_by(Proceeding.id)
    ).all()
    if not cases:
        return
    token = f"anew:{old.proceeding_id}"
    propose(SYSTEM, cases[0].id, level=old.level, triggers=[t["code"] for t in old.triggers], values=old.values, token=token)
