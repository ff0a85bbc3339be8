"""Roles 岗位, grants 审批权限 and the matrix of who may do what in which relation to the case.

The matrix says how near a person has to stand; which people stand there is the business of `access`. `ROW_OF_ACT` names the row
that governs an act of a procedure: a role may act if it is among the act's `who` and its cell in that row is not `–`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from arrears.law.procedures import PROCEDURES
from arrears.law.procedures.common import COMMON

ROLES: Mapping[str, str] = {
    "IC": "登记员",
    "ME": "调解员",
    "AR": "仲裁员",
    "CC": "书记员",
    "IN": "监察员",
    "SU": "督办人（机构负责人）",
    "ST": "统计员",
    "AD": "管理员",
    "AU": "审计员",
    "PA": "当事人",
    "LA": "法律援助联络员",
    "UN": "工会",
}
"""Role code → 中文."""

GRANTS: Mapping[str, str] = {
    "MI": "监察机构负责人",
    "HD": "行政机关负责人",
    "MH": "调解组织负责人",
    "FH": "立案负责人",
    "AH": "仲裁委员会主任（或其委托的仲裁院负责人）",
}
"""Grant to a person inside a body, with dates → 中文. Not roles; one person may hold several, never for his own draft."""

Relation = Literal["o", "b", "d", "n", "s", "c", "–"]

RELATIONS: Mapping[str, str] = {
    "o": "本人承办或录入",
    "b": "本机构",
    "d": "本机构及下级机构",
    "n": "仅统计数字",
    "s": "本案己方正卷",
    "c": "经劳动者书面同意",
    "–": "无权",
}
"""Relation code → 中文."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the matrix: relation, whether the look or act is logged, what the table says besides, grants that open it."""

    relation: Relation
    logged: bool = False
    note: str = ""
    grants: tuple[str, ...] = ()


def _cell(text: str) -> Cell:
    """A cell written `o`, `d!` (logged), `o:note`, `b@MH,AH` (only with one of the grants)."""
    body, _, note = text.partition(":")
    body, _, grants = body.partition("@")
    logged = body.endswith("!")
    relation = body.rstrip("!")
    if relation not in RELATIONS:
        raise ValueError(f"not a relation: {text}")
    return Cell(relation, logged, note, tuple(grants.split(",")) if grants else ())  # type: ignore[arg-type]


def _row(cells: str) -> Mapping[str, Cell]:
    return dict(zip(ROLES, map(_cell, cells.split()), strict=True))


#                        IC  ME  AR  CC  IN  SU  ST  AD  AU  PA  LA  UN
MATRIX: Mapping[str, Mapping[str, Cell]] = {
    "lead.write": _row("b o – – o – – – – s:本人反映的线索 – o:本单位转介"),
    "reporter.see": _row("b o – – o d! – – d! s:本人 c o:本单位转介"),
    "route.confirm": _row("b – – – o d – – – – – –"),
    "case.read": _row("b o o o o d – – d! s c c"),
    "case.read-inner": _row("– o:不含评议 o o:不含评议 o d – – d! – – –"),
    "mediation.act": _row("– o o:在本案中 – o:联合调解席 – – – – – – o:联合调解席"),
    "award.act": _row("– – o o:起草、送达 – – – – – – – –"),
    "inspection.act": _row("– – – – o:两名监察员 – – – – – – –"),
    "approval.sign": _row("– b@MH – – b@MI b@AH,FH,HD – – – – – –"),
    "supervision.act": _row("– – – – – d – – – – – –"),
    "closing.check": _row("– b:非本人承办 b:非本人承办 – b:非本人承办 d – – – – – –"),
    "personal.reveal": _row("o! o! o! o! o! d! – – d! s! c! –"),
    "export.personal": _row("– o! o! o! o! d! – – – s! – –"),
    "reports.read": _row("– – – – – d d:下钻不含姓名 – n – – n"),
    "admin.write": _row("– – – – – – – d:不可查看案件 d:只读 – – –"),
    "audit.read": _row("– – – – – b – – d – – –"),
    "disposal": _row("– – – – – b:批准 – d:执行 d:监督 – – –"),
}
"""Row id → role → cell. `closing.check` is the second look at a closing; `approval.sign` the signature of an approval sheet."""

_ROW_OF_PROCEDURE: Mapping[str, str] = {
    "lead": "lead.write",
    "mediation": "mediation.act",
    "arbitration": "award.act",
    "award": "award.act",
    "inspection": "inspection.act",
    "supervision": "supervision.act",
}

_ROW_BY_ACT: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "lead.confirm-route",
            "lead.hand-over",
            "lead.explain",
            "lead.merge",
            "lead.unmerge",
            "lead.join-group",
            "lead.split",
            "lead.reopen",
        ),
        "route.confirm",
    ),
    **dict.fromkeys(("lead.group-report", "lead.group-follow", "lead.group-over"), "case.read"),
    **dict.fromkeys(("mediation.apply", "inspection.insp-receive", "inspection.insp-ask-papers"), "lead.write"),
    "mediation.pay": "case.read",
    "arbitration.return": "mediation.act",
    **dict.fromkeys(
        ("inspection.insp-hear", "inspection.insp-legal-review", "inspection.insp-panel"),
        "case.read-inner",
    ),
    "supervision.sup-propose": "case.read",
    **dict.fromkeys(
        (
            "supervision.sup-plan",
            "supervision.sup-report",
            "supervision.sup-rectified",
            "supervision.sup-answer",
            "supervision.sup-extend",
            "supervision.sup-ask-release",
        ),
        "case.read-inner",
    ),
    "supervision.sup-print-register": "reports.read",
}
"""Acts whose row is not that of their procedure."""

_COMMON = frozenset(act.name for act in COMMON)


def _row_of(procedure: str, name: str) -> str:
    own = _ROW_BY_ACT.get(f"{procedure}.{name}")
    if own is not None:
        return own
    if name == "dispose":
        return "disposal"
    if name in _COMMON and procedure != "award":
        return "case.read-inner" if procedure == "supervision" else "case.read"
    return _ROW_OF_PROCEDURE[procedure]


ROW_OF_ACT: Mapping[str, str] = {
    act.id: _row_of(procedure.name, act.name) for procedure in PROCEDURES.values() for act in procedure.acts.values()
}
"""Act id → row of the matrix. Common acts hang on reading the case (supervision: its inner papers), disposal on its own row."""
