"""Papers of the acts of every procedure 通用文书: legal-aid letter, receipt for materials, statement of who the legal representative is.

The letter is an act of its own. The other two belong to acts that `cases` carries out (存附件, 委托代理): they are made when they are asked
for, at the end of the act, and never forced.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from arrears.access.models import Body
from arrears.cases import parties, printing
from arrears.cases.acting import Doing, finishes, handles
from arrears.cases.models import Party
from arrears.cases.parties import Told
from arrears.config import settings
from arrears.documents import party_papers
from arrears.documents.actions import issue
from arrears.documents.models import Document
from arrears.law import codes
from arrears.law.procedures import PROCEDURES
from arrears.law.refusal import Refused
from arrears.regions import region

APPLICATIONS = ("arb-application", "mediation-application")


@handles("*.refer-aid")
def refer_aid(doing: Doing) -> None:
    """法援转介: the letter to the centre of the district; who claims wages is exempt from the means check if a migrant worker."""
    name = str(doing.facts["worker"]).strip()
    people = parties.told(doing.proceeding.id)
    left = [p for p in people if p.role in {"applicant", "complainant"}]
    worker = next((p for p in left if p.name == name), None)
    if left and worker is None:
        raise Refused("worker", f"本案没有叫“{name}”的劳动者，请写案件里的姓名。")
    to = str(doing.facts.get("aid_centre") or "").strip() or aid_centre(doing)
    facts = {
        "to": to, "worker": name, "sex": worker.sex if worker else None, "id_no": worker.id_no if worker else None,
        "opponents": [p.name for p in people if p.role == "respondent"], "cause": printing.CAUSE, "stage": _stage(doing),
        "owed": _owed(doing, worker), "request": str(doing.facts["request"]), "exempt": bool(doing.facts.get("exempt")),
        "sheets": _enclosed(doing, worker),
    }  # fmt: skip
    issue(doing, "legal-aid-referral", facts, recipients={to: None}, secret_reporter=doing.proceeding.procedure == "lead")
    doing.summary(f"转介{to}：{doing.facts['request']}"[:300])


def aid_centre(doing: Doing) -> str:
    """The legal-aid centre of the case's district, as the letterhead of the body says it or by the name of the district."""
    body = doing.session.get(Body, doing.proceeding.body_id)
    assert body is not None
    said = str((body.letterhead or {}).get("aid_centre") or "")
    place = "" if body.district_id == "市" else body.district_id
    return said or f"{region(settings().region).name}{place}法律援助中心"


def _stage(doing: Doing) -> str:
    procedure = PROCEDURES[doing.proceeding.procedure]
    return f"现处于{procedure.label}程序，{procedure.states[doing.proceeding.state].label}"


def _owed(doing: Doing, worker: Told | None) -> Decimal | None:
    """What this worker claims: his own rows, and those without a name where he is alone."""
    if worker is None:
        return None
    alone = len(parties.told(doing.proceeding.id, worker.role)) == 1
    mine = [c for c in printing.claims_of(doing.proceeding.id) if c.party_id == worker.id or (alone and c.party_id is None)]
    return sum((c.claimed or Decimal(0) for c in mine), Decimal(0)) or None


def _enclosed(doing: Doing, worker: Told | None) -> list[str]:
    """Copies of what the case has: its application, the worker's identity where it was checked."""
    query = select(Document.title).where(
        Document.proceeding_id == doing.proceeding.id, Document.kind.in_(APPLICATIONS), Document.voided_at.is_(None)
    )
    title = doing.session.scalar(query.order_by(Document.id.desc()).limit(1))
    found = [f"{title}复印件"] if title else []
    return [*found, "身份证明复印件"] if worker is not None and worker.id_no else found


def receipt_for_file(doing: Doing) -> None:
    """存附件: a receipt where somebody who brought it wants one."""
    giver = str(doing.facts.get("giver") or "").strip()
    if giver:
        checked = bool(doing.facts.get("originals"))
        kind = codes.label("evidence_kind", str(doing.facts["kind"]))
        item = {
            "title": f"{kind}（{doing.facts['file']['name']}）", "pages": int(doing.facts.get("pages") or 0), "copies": 1,
            "note": "已核对原件" if checked else "未核对原件",
        }  # fmt: skip
        _receipt(doing, giver, [item])


def receipt_for_evidence(doing: Doing) -> None:
    """举证: a receipt over the whole list where the party wants one."""
    giver = str(doing.facts.get("giver") or "").strip()
    if giver and not doing.facts.get("elements"):
        _receipt(doing, giver, [{"title": str(name), "copies": 1} for name in doing.facts["evidence"]])


def _receipt(doing: Doing, giver: str, items: list[dict[str, Any]]) -> None:
    facts = {"giver": giver, "items": items, "received_at": doing.occurred_at, "receiver": doing.viewer.name}
    issue(doing, "materials-receipt", facts, secret_reporter=doing.proceeding.procedure == "lead")


def representative_statement(doing: Doing) -> None:
    """委托代理 by a unit: who its legal representative is, to be sealed by it; what is not known is left to be written."""
    if not doing.facts.get("statement"):
        return
    unit = doing.session.get(Party, int(doing.facts["principal"]))
    assert unit is not None
    if unit.kind == "person" or unit.kind == "sole_trader":
        raise Refused("statement", f"{unit.name}不是有法定代表人的单位，不用出具法定代表人身份证明书。")
    facts = {
        "unit": unit.name, "uscc": unit.credit_code or printing.BLANK, "address": unit.registered_address or printing.BLANK,
        "rep_name": unit.legal_rep or printing.BLANK, "rep_title": unit.rep_title or printing.BLANK,
        "matter": f"{printing.CAUSE}争议一案（{doing.proceeding.number}）",
    }  # fmt: skip
    issue(doing, "rep-id-statement", facts)


ALONGSIDE: Mapping[str, tuple[Callable[[Doing], None], ...]] = {
    "upload": (receipt_for_file,),
    "submit-evidence": (receipt_for_evidence,),
    "appoint-agent": (party_papers.power_of_attorney, representative_statement),
    "confirm-address": (party_papers.address_confirmation,),
    "nominate-reps": (party_papers.nomination,),
}
"""Act of `cases` or of a procedure -> the papers that come with it, or may."""


def alongside(doing: Doing) -> None:
    """The papers that come with an act, those to be asked for if they were."""
    for work in ALONGSIDE.get(doing.act.name, ()):
        work(doing)


for _procedure in PROCEDURES:
    finishes(_procedure)(alongside)
