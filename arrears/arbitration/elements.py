"""Element forms 要素表: what each side says to fifteen elements, and what neither disputes; kept with the case, typed once.

Filled by clerk or tribunal before or at the hearing, begun from claims and employment. From here: the two printed forms, the
undisputed part of the hearing record, the element-style award. Keeping it changes no state of the case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import select

from arrears.arbitration.models import Arbitration
from arrears.cases import printing
from arrears.cases.models import Claim, Employment, ProceedingParty
from arrears.db import session, writing
from arrears.documents.catalogue import KINDS
from arrears.documents.kinds.arbitration import ELEMENT_NAMES
from arrears.law import codes
from arrears.law.money import digits
from arrears.law.numerals import date_in_text
from arrears.law.refusal import Refused

HINTS: Mapping[str, str] = {
    "合同签订": "期限；没有签的写“未签”",
    "用工主体及项目": "谁招用、谁管理、哪个项目",
    "工资标准及构成": "日、月、计件；基本工资、补贴",
    "支付方式与周期": "转账或者现金，每月几日",
    "工时与加班": "工时制；平日、休息日、法定节假日各几天或者几小时；考勤凭什么",
    "欠付期间": "逐月：应发、实发、欠",
    "已发": "含第三方代付",
    "离职时间与原因": "最后工作日",
    "已采取的维权途径": "投诉、调解、对方承诺的日子",
    "其他": "年休假、欠条、结算单",
}
"""What is asked under each name (practice.md 1, elements)."""
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Row:
    """One element: both columns with their evidence, the third, and what the tribunal finds where they differ."""

    no: int
    name: str
    claimant: str = ""
    claimant_evidence: str = ""
    respondent: str = ""
    respondent_evidence: str = ""
    undisputed: str = ""
    found: str = ""

    @property
    def disputed(self) -> bool:
        """Both or one spoke, and they have not come together."""
        return bool((self.claimant or self.respondent) and not self.undisputed)


@dataclass(frozen=True, slots=True)
class Table:
    """The elements of a case. `version` 0: nothing has been kept yet, the rows are what claims and employment say."""

    version: int
    rows: tuple[Row, ...]

    @property
    def undisputed(self) -> list[Row]:
        """Rows neither side disputes."""
        return [row for row in self.rows if row.undisputed]


def table(proceeding_id: int) -> Table:
    """What is kept, else what is known already. One statement, or three."""
    return kept(proceeding_id) or Table(0, _begun(proceeding_id))


def kept(proceeding_id: int) -> Table | None:
    """What is kept; None before that. One statement."""
    row = session.get(Arbitration, proceeding_id)
    found: Mapping[str, Any] = (row.elements or {}) if row is not None else {}
    return Table(int(found["version"]), tuple(Row(**entry) for entry in found["rows"])) if found.get("rows") else None


def _begun(proceeding_id: int) -> tuple[Row, ...]:
    known = _known(proceeding_id)
    return tuple(Row(n, name, claimant=known.get(name, "")) for n, name in enumerate(ELEMENT_NAMES, 1))


def _known(proceeding_id: int) -> dict[str, str]:
    """What the claims say, and of a single worker the roster: the claimant's column before anybody types."""
    claims = printing.claims_of(proceeding_id)
    wages = [c for c in claims if c.kind == "wage"]
    found = {
        "欠付期间": "；".join(f"{_month(c.period_from)}至{_month(c.period_to)}" for c in wages if c.period_from and c.period_to),
        "欠付": "；".join(f"{digits(c.claimed)}元" for c in wages if c.claimed is not None),
        "工时与加班": _working(claims, "ot"),
    }
    people = session.scalars(
        select(Employment)
        .join(ProceedingParty, ProceedingParty.party_id == Employment.party_id)
        .where(ProceedingParty.proceeding_id == proceeding_id, ProceedingParty.role == "applicant")
        .limit(2)
    ).all()
    if len(people) != 1:
        return found
    one = people[0]
    basis = codes.codes("pay_basis").get(one.pay_basis, "") if "pay_basis" in codes.CODES else ""
    return found | {
        "入职时间": date_in_text(one.start_on) if one.start_on else "",
        "岗位及工作地点": one.job,
        "工资标准及构成": f"{basis}{digits(one.rate)}元" if one.rate is not None else "",
        "应发": f"{digits(one.gross_due)}元" if one.gross_due is not None else "",
        "已发": f"{digits(one.paid_before)}元" if one.gross_due is not None else "",
        "离职时间与原因": date_in_text(one.end_on) if one.end_on else "",
    }


def _month(text: str) -> str:
    """2026-03 as 2026年3月; a day with its day."""
    parts = [int(part) for part in text.split("-")]
    return "".join(f"{n}{unit}" for n, unit in zip(parts, "年月日", strict=False))


def _working(claims: Sequence[Claim], kind: str) -> str:
    return "；".join(c.formula for c in claims if c.kind == kind and c.formula)


def keep(proceeding_id: int, rows: Iterable[Row], seen: int) -> Table:
    """Keep the table; where both columns say the same and the third is empty, that is undisputed.

    `seen`: the version the person filled in. Raises `Refused` for texts too long, and when somebody else kept one meanwhile.
    """
    told = [_agreed(row) for row in rows]
    for row in told:
        for words in (row.claimant, row.respondent, row.undisputed, row.found, row.claimant_evidence, row.respondent_evidence):
            if len(words) > LONGEST:
                raise Refused("rows", f"“{row.name}”一栏最多 {LONGEST} 字，长的写在笔录里。")
    with writing() as current:
        own = current.get(Arbitration, proceeding_id, populate_existing=True, with_for_update=True)
        if own is None:
            raise Refused("", "没有这件仲裁案件。")
        if int((own.elements or {}).get("version", 0)) != seen:
            raise Refused("rows", "您填写期间，同事刚刚存过要素表。请在新窗口看一眼现在的内容，再把您的改动补上。")
        own.elements = {"version": seen + 1, "rows": [asdict(row) for row in told]}
    return Table(seen + 1, tuple(told))


def _agreed(row: Row) -> Row:
    same = row.claimant and row.claimant.strip("。 ") == row.respondent.strip("。 ")
    return replace(row, undisputed=row.claimant) if same and not row.undisputed else row


def form_facts(proceeding_id: int, side: str) -> dict[str, Any]:
    """Facts of the printed form of a side: claimant | respondent; the respondent's says to each element whether it is admitted."""
    left, right = printing.sides(proceeding_id)
    told = table(proceeding_id)
    if side == "claimant":
        rows = [{"no": r.no, "name": r.name, "value": r.claimant, "evidence": r.claimant_evidence} for r in told.rows]
        return {"party": printing.group_name(left), "elements": rows}
    rows = [
        {"no": r.no, "name": r.name, "value": r.claimant, "evidence": r.respondent_evidence, "respondent": _reply(r)} for r in told.rows
    ]
    return {"party": "、".join(right), "elements": rows}


def _reply(row: Row) -> str:
    if not row.respondent and not row.undisputed:
        return ""
    return "认可" if row.undisputed else f"不认可：{row.respondent}"


def undisputed_words(told: Table) -> str:
    """The undisputed elements as the record and the findings say them; empty when there are none."""
    return "；".join(f"{row.name}：{row.undisputed.rstrip('。；')}" for row in told.undisputed)


def as_award(proceeding_id: int, final: bool, facts: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The element-style award out of the facts of a plain one. Raises `Refused` when nothing is undisputed."""
    told = table(proceeding_id)
    if not told.undisputed:
        raise Refused("style", "要素表里还没有无争议的要素，不能用要素式裁决书；请先填要素表，或者用普通样式。")
    known = {fact.name for fact in KINDS["award-element"].all_facts}
    disputed = [
        {
            "no": r.no, "name": r.name, "claimant": r.claimant or "未述", "respondent": r.respondent or "未述",
            "found": r.found or "见下述认定",
        }
        for r in told.rows
        if r.disputed
    ]  # fmt: skip
    own = {
        "final": final, "disputed": disputed, "undisputed": [{"no": r.no, "name": r.name, "value": r.undisputed} for r in told.undisputed],
    }  # fmt: skip
    return "award-element", {key: value for key, value in facts.items() if key in known} | own
