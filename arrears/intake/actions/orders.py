"""Work orders 工单: each call, letter or push with its own number, reply duty and clocks (subject `order:<id>`).

The law's table says which clocks a source starts; here stands what it leaves open: whether a time is printed, what runs for a person
without a phone, and the copies by which the desk sorts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select

from arrears import clock
from arrears.cases.acting import Doing, finishes, handles
from arrears.cases.clocks import FAR
from arrears.cases.models import Deadline, Proceeding
from arrears.db import session
from arrears.intake.models import Lead, WorkOrder
from arrears.law import deadlines
from arrears.law.procedures.orders import ORDER_STATES
from arrears.law.refusal import Refused
from arrears.personal import vault

AUTO = "自动编号"
"""Order number of what has none at its source (counter, letter): one is drawn when it is registered."""
NUMBERED_HERE = frozenset({"counter", "letter", "patrol", "online"})
"""Sources whose orders get our own number when they bring none."""
DONE = frozenset({"o-answered", "o-called-back", "o-returned"})
"""States in which nothing is left to do for an order."""
WINDOWS = ("hot-dispute", "pet-object")
"""Days in which we may object to a dispatch: a right of ours, no duty; they hold up no queue and lapse without a reproach."""
CLASSES = ("hot-class-2h", "hot-class-24h", "hot-class-7d", "hot-class-15d")
CALLS = ("hot-contact", "nat-contact", "hot-selfcall")
"""Clocks that ask for a call to the reporter: they do not run where no phone was left."""
PERSONAL = {
    "narrative": "narrative", "reporter_name": "name", "reporter_phone": "phone", "phone2": "phone", "reporter_id_no": "id_no",
}  # fmt: skip
"""Personal facts of an order -> kind of value. Rows and events hold their ids only."""


def subject(order_id: int) -> str:
    """Subject of an order's clocks."""
    return f"order:{order_id}"


def keep_personal(facts: dict[str, Any]) -> dict[str, str | None]:
    """Put the personal facts into the vault; in the event their ids take their place. Needs `writing()`."""
    kept = vault.keep_all([(kind, facts.pop(name, None)) for name, kind in PERSONAL.items()])
    ids = dict(zip(PERSONAL, kept, strict=True))
    facts.update({f"{name}_id": value for name, value in ids.items() if value})
    return ids


_ORDER, _CASE = WorkOrder.__table__.c, Proceeding.__table__.c
_KNOWN = (
    select(_ORDER.id, _ORDER.lead_id, _CASE.number)
    .join_from(WorkOrder.__table__, Proceeding.__table__, _CASE.id == _ORDER.lead_id)
    .where(_ORDER.source == bindparam("from_source"), _ORDER.order_no == bindparam("numbered"))
)
"""Built once: it runs in every registration."""


def known_order(source: str, order_no: str) -> tuple[int, int, str] | None:
    """(order, lead, lead number) of an order number that a source has used before. One statement."""
    with session.no_autoflush:  # asked before the order's own row is made
        row = session.execute(_KNOWN, {"from_source": source, "numbered": order_no}).first()
    return (row.id, row.lead_id, row.number) if row is not None else None


def new_order(doing: Doing, relation: str) -> WorkOrder:
    """The row of a new order, its personal values and its clocks. Raises `Refused` for a number that is known."""
    facts = doing.facts
    known = known_order(facts["source"], facts["order_no"])
    if known is not None:
        raise Refused("order_no", f"这个工单编号已经登记在 {known[2]} 名下，请打开那一件办理；是催办的，在那一件上记催办。")
    ids = keep_personal(facts)
    row = WorkOrder(
        lead_id=doing.proceeding.id,
        body_id=doing.proceeding.body_id,
        district_id=doing.proceeding.district_id,
        source=facts["source"],
        order_no=_number(doing),
        relation=relation,
        received_at=facts["received_at"],
        dispatched_at=facts.get("dispatched_at"),
        signed_at=facts.get("signed_at"),
        order_class=facts.get("order_class") or "7d",
        reply_due_at=facts.get("reply_due_at"),
        **ids,
        no_phone=not ids["reporter_phone"],
        anonymous=bool(facts.get("anonymous")),
        confidential=bool(facts.get("confidential")),
        urge_count=0,
        state="o-signed" if facts.get("signed_at") else "o-new",
        next_due_at=FAR,
    )
    doing.session.add(row)
    doing.session.flush()
    facts["order"] = row.id
    _numbered(doing, row)
    prepare_clocks(doing, row)
    return row


def _number(doing: Doing) -> str:
    given = str(doing.facts["order_no"]).strip()
    if given != AUTO:
        return given[:80]
    if doing.facts["source"] not in NUMBERED_HERE:
        raise Refused("order_no", "请填写工单编号；窗口、信访等自己收的可以留空，由系统编号。")
    return f"#{doing.proceeding.id}-{doing.seq}"


def _numbered(doing: Doing, row: WorkOrder) -> None:
    """The number of our own register, drawn last in the transaction."""
    if not row.order_no.startswith("#"):
        return
    from arrears import numbering
    from arrears.law import codes

    def draw() -> None:
        day = clock.day_of(row.received_at)
        n = numbering.draw(row.body_id, "工单", day.year)
        body = doing.proceeding.district_id
        row.order_no = f"{codes.label('source', row.source)}-{body}-{day.year}-{n:05d}"
        numbering.record(row.body_id, "工单", day.year, n, row.order_no, f"order:{row.id}")
        doing.facts["order_no"] = row.order_no

    doing.later(("1-order",), draw)


def prepare_clocks(doing: Doing, row: WorkOrder) -> None:
    """What the table leaves open about the clocks of a new order; the rest starts by the table.

    They run from the dispatch, else from the receipt (12345 names no dispatch on a printed order).
    """
    doing.subject = subject(row.id)
    started = row.dispatched_at or row.received_at
    doing.facts.setdefault("dispatched_at", started)
    if row.reply_due_at is not None and row.source == "12345":
        doing.holds("printed")
        doing.skip.update(("start", rule) for rule in ("hot-due", *CLASSES))
        doing.clocks.start("hot-due", row.reply_due_at, subject=doing.subject, at_once=False)  # the printed instant itself, not a length
    else:
        doing.facts["order_class"] = row.order_class
    if row.source == "12345":
        _selfcall(doing, row, started)
        _contact(doing, row, started)
    elif row.reply_due_at is not None:
        doing.skip.add(("start", "board-answer"))
        doing.clocks.set_date("答复（来件载明）", row.reply_due_at, by="来源", owed_by="body", subject=doing.subject)
    _windows(doing, row, started)
    if row.signed_at is not None:
        _signed(doing, row, started)
    if row.no_phone:
        doing.skip.update(("start", rule) for rule in CALLS)


def _selfcall(doing: Doing, row: WorkOrder, started: datetime) -> None:
    """Call before the answer: one working day before it is due; an order of hours has no such day."""
    doing.skip.add(("start", "hot-selfcall"))
    given = {"calendar": doing.clocks.calendar, "settings": doing.clocks.settings}
    until = row.reply_due_at or deadlines.due(f"hot-class-{row.order_class}", started, {}, **given).due
    assert until is not None
    call = deadlines.due("hot-selfcall", until, {}, **given).due
    if not row.no_phone and call is not None and clock.day_of(call) > clock.day_of(started):
        doing.clocks.start("hot-selfcall", until, subject=doing.subject, at_once=False)


def _contact(doing: Doing, row: WorkOrder, started: datetime) -> None:
    """First contact within 24 hours; within two in class 2h."""
    if row.order_class == "2h" and row.reply_due_at is None and not row.no_phone:
        doing.skip.add(("start", "hot-contact"))
        doing.clocks.start("hot-contact", started, subject=doing.subject, inputs={"order_class": "2h"}, at_once=False)


def _windows(doing: Doing, row: WorkOrder, started: datetime) -> None:
    rule = {"12345": "hot-dispute", "letter": "pet-object"}.get(row.source)
    if rule is None:
        return
    doing.skip.add(("start", rule))
    begun = started if rule == "hot-dispute" else row.received_at
    window = doing.clocks.start(rule, begun, subject=doing.subject, at_once=False)
    window.ours = False


def _signed(doing: Doing, row: WorkOrder, started: datetime) -> None:
    """Signed for in the act that registers it: the clock of signing starts and is met."""
    rule = {"12345": "hot-sign", "national": "nat-sign"}.get(row.source)
    if rule is None:
        return
    doing.skip.add(("start", rule))
    doing.clocks.start(rule, started if rule == "hot-sign" else row.received_at, subject=doing.subject)
    doing.clocks.satisfy(rule, row.signed_at, subject=doing.subject)


def orders_of(lead_ids: Iterable[int]) -> list[WorkOrder]:
    """Orders of leads, oldest first. One statement."""
    return list(session.scalars(select(WorkOrder).where(WorkOrder.lead_id.in_(list(lead_ids))).order_by(WorkOrder.id)))


def order_of(doing: Doing) -> WorkOrder:
    """The order an act is about: the fact `order`, else the only one in a state that allows the act. Raises `Refused`."""
    assert doing.act.order is not None
    sources = doing.act.order[0].split()
    rows = orders_of([doing.proceeding.id])
    chosen = doing.facts.get("order")
    if chosen is not None:
        row = next((r for r in rows if r.id == int(chosen)), None)
        if row is None:
            raise Refused("order", "这件线索名下没有这件工单，请刷新后重选。")
        if row.state not in sources:
            places = "、".join(ORDER_STATES[s].label for s in sources)
            raise Refused("", f"这件工单现在是“{ORDER_STATES[row.state].label}”，不能办理“{doing.act.label}”；在“{places}”时办理。")
        return row
    fitting = [r for r in rows if r.state in sources]
    if len(fitting) != 1:
        why = "有几件工单都可以办，请选是哪一件。" if fitting else f"没有可以办理“{doing.act.label}”的工单。"
        raise Refused("order", why)
    doing.facts["order"] = fitting[0].id
    return fitting[0]


def about(doing: Doing) -> WorkOrder:
    """`order_of`, with the clocks of the act set on it."""
    row = order_of(doing)
    doing.subject = subject(row.id)
    doing.holds(f"source={row.source}")
    return row


@handles("lead.add-order")
def add_order(doing: Doing) -> None:
    """挂接工单: another call about the same matter, with its own clocks; an order sent again, or urged, counts as 催办."""
    facts = doing.facts
    known = known_order(facts["source"], facts["order_no"])
    if known is not None and known[1] == doing.proceeding.id:
        _urged(doing, known[0])
        return
    relation = facts["relation"]
    if relation == "urge":
        _count_urge(doing)
    row = new_order(doing, relation)
    lead = doing.session.get(Lead, doing.proceeding.id)
    assert lead is not None
    if relation == "repeat":
        lead.repeats += 1
    if doing.proceeding.closed_at is not None:
        doing.tell({doing.proceeding.owner_id or 0}, f"{doing.proceeding.number} 办结后又有反映，请看是否有新情况、要不要重办。")
    doing.summary(f"挂接工单 {facts['order_no'] if row.order_no[0] != '#' else '（自编号）'}")


def _urged(doing: Doing, order_id: int) -> None:
    """The same order again: no new order, no new clock; one more 催办."""
    doing.skip.update((effect.op, effect.rule) for effect in doing.act.effects)
    for name in PERSONAL:
        doing.facts.pop(name, None)
    row = doing.session.get(WorkOrder, order_id)
    assert row is not None
    row.urge_count += 1
    row.urged_at = doing.recorded_at
    doing.facts["order"] = order_id
    doing.tell({doing.proceeding.owner_id or 0}, f"{doing.proceeding.number} 工单 {row.order_no} 第 {row.urge_count} 次催办。")
    doing.summary(f"工单 {row.order_no} 催办，第 {row.urge_count} 次")


def _count_urge(doing: Doing) -> None:
    """A new order that only urges counts on the newest open order of the lead."""
    open_rows = [row for row in orders_of([doing.proceeding.id]) if row.closed_at is None]
    for row in open_rows[-1:]:
        row.urge_count += 1
        row.urged_at = doing.recorded_at
    doing.tell({doing.proceeding.owner_id or 0}, f"{doing.proceeding.number} 诉求人催办。")


@handles("lead.sign-order")
def sign_order(doing: Doing) -> None:
    """签收."""
    row = about(doing)
    signed = doing.facts["signed_at"]
    if signed > doing.recorded_at:
        raise Refused("signed_at", "签收时间不能晚于现在，请填写实际签收的时间。")
    if signed < row.received_at:
        raise Refused("signed_at", "签收时间不能早于收件时间，请核对。")
    row.state, row.signed_at = "o-signed", signed
    tell_sender(doing, row, taken_up=True)
    doing.summary(f"签收工单 {row.order_no}")


def tell_sender(doing: Doing, row: WorkOrder, *, taken_up: bool) -> None:
    """What was handed over inside the house tells the sender's lead by itself that it was signed for, or that it comes back."""
    sender = doing.session.get(Proceeding, doing.proceeding.about_id) if doing.proceeding.about_id is not None else None
    if row.source != "transfer" or sender is None or sender.procedure != "lead" or sender.state != "l-handed-over":
        return
    word = "签收" if taken_up else "退回"
    doing.chain_act(sender.id, "lead.handover-result", {"taken_up": taken_up, "receipt": {"name": f"{doing.viewer.body_name}{word}"}})


@handles("lead.lapse")
def lapse(doing: Doing) -> None:
    """到期: a window of ours that nobody used ends without a reproach; the rest as everywhere."""
    from arrears.cases import common_acts

    row = doing.session.get(Deadline, int(doing.facts["clock"]), populate_existing=True)
    if row is not None and row.closed_at is None and row.proceeding_id == doing.proceeding.id and row.rule_id in WINDOWS:
        doing.clocks.lapse(next(r for r in doing.clocks.rows if r.id == row.id))
        doing.summary(f"{row.title}期满，未提出（{row.due_on}）")
        return
    common_acts.lapse(doing)


def due_of(row: WorkOrder, clocks: Iterable[Deadline]) -> datetime:
    """When the order is due next: the nearest of its own clocks; of the lead's where it has none."""
    ours = [c for c in clocks if c.ours]
    own = [c.due_at for c in ours if c.subject == subject(row.id)]
    return min(own or [c.due_at for c in ours if c.subject == ""], default=FAR)


def _orders_in(doing: Doing) -> list[WorkOrder]:
    """The lead's orders in the act at hand; a new lead has the one it was registered with, which is in memory."""
    if doing.created and doing.facts.get("order") is not None:
        row = doing.session.get(WorkOrder, int(doing.facts["order"]))
        return [row] if row is not None else []
    return orders_of([doing.proceeding.id])


@finishes("lead")
def keep_copies(doing: Doing) -> None:
    """`next_due_at` and `closed_at` of the lead's orders, by which the desk sorts."""
    clocks = doing.clocks.rows
    for row in _orders_in(doing):
        row.next_due_at = due_of(row, clocks)
        row.closed_at = (row.closed_at or doing.recorded_at) if row.state in DONE else None


def last_due_day(rows: Iterable[Deadline], today: date) -> date | None:
    """The last day by which an answer is due among clocks, not before today."""
    days = [r.due_on for r in rows if r.due_on is not None and r.due_on >= today and r.rule_id not in {"lead-route", "lead-file"}]
    return max(days, default=None)
