"""Who may be what in an order of supervision 督办中的人: supervisor, responsible, deputy, issuer. Needs no transaction."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select

from arrears.access.models import AppUser, Body
from arrears.cases.acting import Doing
from arrears.cases.ladder import holders
from arrears.cases.models import Proceeding
from arrears.db import HouseSession
from arrears.law.refusal import Refused
from arrears.supervision.models import SupervisedCase, SupervisionOrder

WORKING = ("ME", "AR", "CC", "IN", "IC")
"""Roles a responsible person may hold."""
CITY = "city"


def order_of(doing: Doing) -> SupervisionOrder:
    """The order's own row, inside the transaction or while a proposal is tested."""
    row = doing.session.get(SupervisionOrder, doing.proceeding.id)
    assert row is not None
    return row


def cases_of(current: HouseSession, order_id: int) -> list[Proceeding]:
    """The cases an order carries, and every other proceeding of the same matters, oldest first. One statement."""
    matters = select(SupervisedCase.matter_id).where(SupervisedCase.order_id == order_id)
    query = select(Proceeding).where(Proceeding.matter_id.in_(matters), Proceeding.procedure != "supervision")
    return list(current.scalars(query.order_by(Proceeding.id).limit(200)))


def issuing_body(current: HouseSession, body_id: int, level: str) -> int:
    """The body that lists a case of `body_id` at a level: the district's (above a station), or the city's."""
    row = current.get(Body, body_id)
    while row is not None and row.kind != level and row.parent_id is not None and not (level != CITY and row.kind == "district"):
        row = current.get(Body, row.parent_id)
    if row is None:
        raise Refused("level", "找不到这一层级的督办机构，请联系管理员核对机构设置。")
    return row.id


def heads_of(current: HouseSession, body_id: int) -> list[int]:
    """Who is told of a major case: supervisors and holders of AH, HD of a body."""
    return holders(current, [body_id], ["SU"], ["AH", "HD"])


def named(current: HouseSession, user_id: int | None) -> str:
    """A person's name, empty for nobody."""
    row = current.get(AppUser, user_id) if user_id else None
    return row.name if row is not None else ""


def must_be_supervisor(doing: Doing, user_id: int, cases: Sequence[Proceeding]) -> None:
    """Head or deputy of the issuing body, never the handler. Raises `Refused` at `supervisor`."""
    if user_id not in heads_of(doing.session, doing.proceeding.body_id):
        raise Refused("supervisor", "督办人应是挂牌机构的负责人，这个人现在不是，请另选。")
    if user_id in {case.owner_id for case in cases}:
        raise Refused("supervisor", "督办人不能是案件承办人，请另选一位负责人。")


def must_work_there(doing: Doing, user_id: int, body_id: int, field: str) -> None:
    """Somebody who handles cases at the responsible body (or a station below it). Raises `Refused` at the field."""
    below = doing.session.scalars(select(Body.id).where(or_(Body.id == body_id, Body.parent_id == body_id))).all()
    if user_id not in holders(doing.session, below, WORKING):
        raise Refused(field, "这个人目前在责任机构没有办案岗位，请另选。")


def must_be_responsible(doing: Doing) -> None:
    """主责人 or B岗 (or who stands in for one of them). Raises `Refused`."""
    order = order_of(doing)
    if doing.viewer.is_system or doing.viewer.seats_of & {order.responsible_id, order.deputy_id}:
        return
    names = f"{named(doing.session, order.responsible_id)}（主责）、{named(doing.session, order.deputy_id)}（B岗）"
    raise Refused("", f"“{doing.act.label}”由主责人或者 B 岗办理，本督办件是{names}。")


def _grants_for(procedures: set[str]) -> frozenset[str]:
    """Grants that may sign for cases of these procedures; a lead alone may be signed by either."""
    wanted = set()
    if "inspection" in procedures:
        wanted.add("HD")
    if procedures & {"mediation", "arbitration"}:
        wanted.add("AH")
    return frozenset(wanted or {"AH", "HD"})


def must_be_issuer(doing: Doing) -> None:
    """The signature: AH for mediation and arbitration, HD for inspection; never handler, proposer or asker. Raises `Refused`."""
    order, viewer = order_of(doing), doing.viewer
    cases = cases_of(doing.session, order.proceeding_id)
    wanted = _grants_for({case.procedure for case in cases})
    held = wanted & (viewer.grants | frozenset(viewer.stands_in_for))
    if not held:
        words = "行政机关负责人" if wanted == {"HD"} else "仲裁委员会主任或其委托的仲裁院负责人"
        raise Refused("", f"这件督办由{words}签批，您没有这项授权。")
    own = held & viewer.grants
    signers = {viewer.user_id} if own else {viewer.user_id, *(viewer.stands_in_for[g] for g in held)}
    if signers & {case.owner_id for case in cases}:
        raise Refused("", "督办案件的承办人不能签批本件，请由其他有权的负责人签。")
    if doing.proceeding.entered_by in signers:
        raise Refused("", "提请挂牌的人不能签批本件，请由其他有权的负责人签。")
    if order.asked_by is not None and order.asked_by in signers:
        raise Refused("", "申请摘牌的人不能签批本件，请由其他有权的负责人签。")
    if doing.for_user_id in signers:
        raise Refused("", "报批的人不能签批（代理其签批也不行），请由其他有权的负责人签。")
