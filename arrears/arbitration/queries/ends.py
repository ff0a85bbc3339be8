"""What the screens of decisions ask: a request to put a hearing off, the blank answer of a respondent."""

from __future__ import annotations

from datetime import date

from arrears.arbitration import notices
from arrears.arbitration.queries import case
from arrears.cases import printing
from arrears.cases.visibility import Head
from arrears.documents import previews
from arrears.hearings import scheduling
from arrears.law.refusal import Refused
from arrears.web.zh import zh_date


def postponement_words(case_id: int) -> str:
    """Who asked when and why, and whether in time; that nobody asked. Four statements."""
    hearing = scheduling.planned(case_id)
    asked = notices.postponement_asked(case_id, hearing.seq) if hearing is not None else {}
    if not asked:
        return "没有登记过延期申请。仲裁庭自行决定延期的，写明理由。"
    return f"{zh_date(date.fromisoformat(str(asked['on'])[:10]))}申请：{asked['reason']}" + ("（逾期提出）" if asked.get("late") else "")


def blank_answer(head: Head, party_id: int) -> str:
    """The page of a blank answer. Raises `Refused` for somebody who is no respondent. Few statements."""
    name = next((s.name for s in case.sides(head.id, "respondent") if s.id == party_id), None)
    if name is None:
        raise Refused("party", "请选择本案的被申请人。")
    left, _ = printing.sides(head.id)
    facts = {
        "respondent": name, "applicants": printing.group_name(left), "cause": printing.CAUSE,
        "claims": printing.claim_rows(printing.claims_of(head.id)), "copies": len(left[:1]),
    }  # fmt: skip
    return previews.html(head, "arb-answer", facts, blank=True)
