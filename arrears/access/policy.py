"""Who may do and see what 权限表: role × act × relation, declared once.

Two kinds of acts: the acts of the procedures (who may: `law.procedures`), and the acts of screens listed in `SCREENS` below.
`relation`: o own seat · b own body · d own body and those below · n counts only · – never (law file 7.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from arrears.access.viewer import Viewer
from arrears.law.procedures import ACTS as PROCEDURE_ACTS

PUBLIC = "public.see"
"""The one act that needs no log-in."""

ROLE_RELATION: Mapping[str, str] = {
    "IC": "b", "ME": "o", "AR": "o", "CC": "o", "IN": "o", "SU": "d", "AU": "d",
    "MH": "b", "FH": "b", "AH": "b", "MI": "b", "HD": "b",
}  # fmt: skip
"""How near a case must be for an act of a procedure (7.1: read case, mediation acts, inspection acts)."""

PARTY_DESK: Mapping[str, frozenset[str]] = {
    "lead": frozenset({"IC"}),
    "mediation": frozenset({"ME", "IC"}),
    "arbitration": frozenset({"CC", "AR"}),
    "award": frozenset({"CC"}),
    "inspection": frozenset({"IN"}),
    "supervision": frozenset(),
}
"""Who enters a party's paper: acts whose actor is PA are entered by these desks."""

ENTERED_BY: Mapping[str, frozenset[str]] = {"arbitration.return": frozenset({"CC"})}
"""Acts of somebody who may be no user of the house, entered by a desk from his paper: the mediator of an entrusted mediation."""

ONWARD_DESK: Mapping[str, str] = {"arbitration": "CC"}
"""Procedure -> the role that takes up a lead routed to it; that role reads such leads of its own body, and who reported them."""
ONWARD_ACTS = frozenset({"case.read", "reporter.see"})

PROCEDURE_HEADS: Mapping[str, frozenset[str]] = {
    "lead": frozenset(),
    "mediation": frozenset({"MH"}),
    "arbitration": frozenset({"FH", "AH"}),
    "award": frozenset({"AH"}),
    "inspection": frozenset({"MI", "HD"}),
    "supervision": frozenset({"AH", "HD"}),
}
"""Grants whose holder reads every case of that procedure in the body."""

_ALL_DESKS = {"IC": "b", "ME": "o", "AR": "o", "CC": "o", "IN": "o", "SU": "d", "AU": "d"}
_WORKING = {k: v for k, v in _ALL_DESKS.items() if k != "AU"}
_HEADS = {"MH": "b", "FH": "b", "AH": "b", "MI": "b", "HD": "b"}
_READERS = _ALL_DESKS | _HEADS
_INSIDE = {"IC", "ME", "AR", "CC", "IN", "SU", "ST", "AD", "AU", "LA", "UN"}


@dataclass(frozen=True, slots=True)
class Screen:
    """An act of a screen. `who`: role or grant -> relation; `logged`: reading it is written down."""

    title: str
    who: Mapping[str, str]
    logged: bool = False


SCREENS: Mapping[str, Screen] = {
    PUBLIC: Screen("公开页面", {}),
    "account.use": Screen("自己的账号", dict.fromkeys(_INSIDE, "o")),
    "desk.see": Screen("工作台", dict.fromkeys(_INSIDE, "o")),
    "inbox.see": Screen("消息", dict.fromkeys(_INSIDE, "o")),
    "case.read": Screen("看案件、正卷", _READERS),
    "case.read-inner": Screen("看副卷", {k: v for k, v in _READERS.items() if k != "IC"}),
    "reporter.see": Screen("看反映人", {"IC": "b", "ME": "o", "IN": "o", "SU": "d", "AU": "d"}, logged=True),
    "personal.reveal": Screen("看完整证件号、电话、账号", _WORKING, logged=True),
    "search.use": Screen("查找", _READERS),
    "list.export": Screen("导出清单", _WORKING, logged=True),
    "intake.desk": Screen("登记台", {"IC": "b", "SU": "d"}),
    "intake.rates": Screen("三率", {"IC": "b", "SU": "d", "ST": "d", "AH": "b", "MH": "b"}),
    "mediation.desk": Screen("调解台", {"ME": "o", "MH": "b", "SU": "d"}),
    "arbitration.desk": Screen("仲裁台", {"AR": "o", "CC": "o", "FH": "b", "AH": "b", "SU": "d"}),
    "inspection.desk": Screen("监察台", {"IN": "o", "MI": "b", "HD": "b", "SU": "d"}),
    "watch.see": Screen("督办台", {"SU": "d", "AH": "b", "HD": "b", "MH": "b", "MI": "b", "AU": "d"}),
    "supervision.mine": Screen("我的督办件", {"ME": "o", "AR": "o", "CC": "o", "IN": "o"}),
    "approval.see": Screen("待审批", dict.fromkeys(("SU", "AH", "HD", "MH", "FH", "MI", "ME", "AR", "IN"), "b")),
    "money.see": Screen("分期台", {"ME": "o", "IC": "b", "MH": "b", "SU": "d", "AR": "o", "CC": "o", "IN": "o"}),
    "reports.read": Screen("统计", {"SU": "d", "ST": "d", "AU": "n", "UN": "n", "AH": "b", "HD": "b"}),
    "case.move-all": Screen("离岗批量移交", {"SU": "d", "MH": "b", "AH": "b", "MI": "b"}),
    "admin.users": Screen("用户和岗位", {"AD": "d"}),
    "admin.bodies": Screen("机构、抬头、起始号", {"AD": "d"}),
    "admin.settings": Screen("期限、阈值、节假日", {"AD": "d"}),
    "admin.status": Screen("运行状态、发送失败", {"AD": "d"}),
    "admin.read": Screen("看用户、机构、设置", {"AD": "d", "AU": "d"}),
    "api.push": Screen("平台推送线索", {"PL": "b"}),
    "api.read": Screen("平台查询进展", {"PL": "b"}),
    "audit.read": Screen("看谁看过谁、记录链", {"SU": "b", "AU": "d"}),
}  # fmt: skip

ACTS = frozenset(SCREENS) | frozenset(PROCEDURE_ACTS)
"""Every act the house knows; a route must name one of them."""


@dataclass(frozen=True, slots=True)
class Ref:
    """What the policy needs to know of a proceeding."""

    id: int
    procedure: str
    body_id: int
    district_id: str
    owner_id: int | None
    seated: frozenset[int] = frozenset()
    onward: str = ""
    """Of a lead: the procedure it was routed to."""


class NotAllowed(Exception):
    """This person may not do this; the message is Chinese. Screens answer 403, or 404 for what one may not know of."""


def _may_be(act: str) -> Mapping[str, str]:
    """Role or grant -> relation for an act of either kind. Raises `KeyError` for an unknown act."""
    screen = SCREENS.get(act)
    if screen is not None:
        return screen.who
    declared = PROCEDURE_ACTS[act]
    actors = set(declared.who)
    if "PA" in actors:
        actors |= PARTY_DESK[declared.procedure]
    actors |= ENTERED_BY.get(act, frozenset())
    return {actor: ROLE_RELATION[actor] for actor in actors if actor in ROLE_RELATION}


MAY: Mapping[str, Mapping[str, str]] = {act: _may_be(act) for act in ACTS}


def relations(viewer: Viewer, act: str) -> frozenset[str]:
    """The relations through which this person may do this act at all; empty: never."""
    return _relations(viewer.roles | viewer.grants | frozenset(viewer.stands_in_for), act)


@lru_cache(maxsize=8192)
def _relations(held: frozenset[str], act: str) -> frozenset[str]:
    """By what somebody holds alone: a page asks it some sixty times."""
    return frozenset(relation for actor, relation in MAY[act].items() if actor in held)


def can(viewer: Viewer, act: str) -> bool:
    """Whether this person may do this act on anything; what buttons and navigation ask."""
    return act == PUBLIC or viewer.is_system or bool(relations(viewer, act))


def near(viewer: Viewer, relation: str, ref: Ref) -> bool:
    """Whether a proceeding stands in this relation to the person."""
    if relation == "o":
        return bool(viewer.seats_of & ref.seated) or ref.owner_id in viewer.seats_of
    if relation == "b":
        return ref.body_id == viewer.body_id
    if relation == "d":
        return viewer.is_city or ref.body_id in viewer.below
    return False


def may(viewer: Viewer, act: str, ref: Ref) -> bool:
    """Whether this person may do this act on this proceeding."""
    if viewer.is_system:
        return True
    if any(near(viewer, relation, ref) for relation in relations(viewer, act)):
        return True
    if act in ONWARD_ACTS and ref.body_id == viewer.body_id and ONWARD_DESK.get(ref.onward) in viewer.roles:
        return True
    if act in {"case.read", "case.read-inner"}:
        heads = PROCEDURE_HEADS.get(ref.procedure, frozenset())
        return bool(heads & (viewer.grants | frozenset(viewer.stands_in_for))) and ref.body_id == viewer.body_id
    return False


def demand(viewer: Viewer, act: str, ref: Ref) -> None:
    """Raise `NotAllowed` unless `may`."""
    if not may(viewer, act, ref):
        title = SCREENS[act].title if act in SCREENS else PROCEDURE_ACTS[act].label
        raise NotAllowed(f"您的岗位不能对这件案件办理“{title}”。需要时请联系本单位负责人。")


@dataclass(frozen=True, slots=True)
class Arm:
    """One way in which rows are visible: each has its own index; arms are UNIONed, never ORed.

    `kind`: all | district | body | seats; `key`: district id, body id, or the user id.
    """

    kind: str
    key: str | int
    procedures: frozenset[str] | None = None
    """None: every procedure."""


def scope(viewer: Viewer, act: str = "case.read") -> tuple[Arm, ...]:
    """The arms through which this person sees rows for an act; empty: nothing. The widest arm swallows narrower ones."""
    found = relations(viewer, act)
    if "d" in found and viewer.is_city:
        return (Arm("all", ""),)
    arms: list[Arm] = []
    if "d" in found:
        kind = "district" if viewer.body_kind == "district" else "body"
        arms.append(Arm(kind, viewer.district_id if kind == "district" else viewer.body_id))
        return tuple(arms)
    body_roles = {actor for actor, relation in MAY[act].items() if relation == "b"} & (
        viewer.roles | viewer.grants | frozenset(viewer.stands_in_for)
    )
    if body_roles & {"IC"}:
        return (Arm("body", viewer.body_id),)
    procedures = frozenset(p for p, heads in PROCEDURE_HEADS.items() if heads & body_roles)
    if procedures:
        arms.append(Arm("body", viewer.body_id, procedures))
    if "o" in found:
        arms.extend(Arm("seats", user) for user in sorted(viewer.seats_of))
    return tuple(arms)
