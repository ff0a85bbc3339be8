"""Ends by decision 决定结案: deemed withdrawal, redirection, termination, revocation; closing sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from arrears.arbitration import decisions, notices, papers
from arrears.arbitration.filing import row_of
from arrears.arbitration.notices import addressees, drop_hearing
from arrears.cases import pages, printing
from arrears.cases.acting import Doing, checks, handles
from arrears.documents.actions import issue
from arrears.hearings import scheduling
from arrears.law import codes
from arrears.law.refusal import Refused


@checks("arbitration.deem-withdrawn")
def check_deemed(doing: Doing) -> None:
    """Only after the hour of the hearing, with the proof of a lawful notice that has reached the applicant."""
    law = "《劳动争议调解仲裁法》第三十六条"
    if not doing.facts["notice_proved"]:
        raise Refused("notice_proved", "按撤回处理要有合法通知的证明。", law)
    hearing = scheduling.latest(doing.proceeding.id)
    if hearing is None or hearing.at > doing.recorded_at:
        raise Refused("", "还没有到开庭时间，不能按撤回处理。", law)
    if notices.notice_to(addressees(doing.proceeding.id)[0][1], hearing.seq) is None:
        raise Refused("notice_proved", "申请人的开庭通知没有送达生效的记录，不能按撤回处理；请先登记送达，或者改期。", law)


@handles("arbitration.deem-withdrawn")
def deem_withdrawn(doing: Doing) -> None:
    """按撤回处理: the decision says when and how the applicant was told of the hearing."""
    row_of(doing).closing_mode = "deemed_withdrawn"
    hearing = scheduling.latest(doing.proceeding.id)
    assert hearing is not None
    notice = notices.notice_to(addressees(doing.proceeding.id)[0][1], hearing.seq)
    assert notice is not None
    drop_hearing(doing)
    doing.clocks.drop("*")
    cause = codes.label("deemed_withdrawn_cause", doing.facts["cause"])
    how = codes.label("method", notice.method)
    facts = {
        **decisions.heads(doing.proceeding.id), "cause": printing.CAUSE, "at": hearing.at, "notice_on": notice.effective_on,
        "notice_how": how if how.endswith("送达") else f"{how}送达", "what": f"经依法通知，{cause}",
        "tribunal": papers.tribunal_of(doing.proceeding.id),
    }  # fmt: skip
    decisions.to_all(doing, "deemed-withdrawal-decision", facts)
    doing.summary(f"按撤回处理：{cause}")


MODES: Mapping[str, tuple[str, str, str]] = {
    "redirect": ("redirected", "告知向{}申请", "competent_body"),
    "terminate": ("terminated", "终止审理，{}已受理起诉", "court"),
    "revoke": ("revoked", "撤销案件：{}", "why"),
}
"""Act -> (way of closing, line of the timeline, the fact it names)."""


@checks("arbitration.revoke")
def check_revocation(doing: Doing) -> None:
    """Found between the acceptance and today."""
    accepted_on = row_of(doing).accepted_on
    found_on = doing.facts["found_on"]
    if found_on > doing.recorded_at.date() or (accepted_on is not None and found_on < accepted_on):
        raise Refused("found_on", f"发现日期应在受理日 {accepted_on} 以后、今天以前，请核对。")


@handles("arbitration.redirect", "arbitration.terminate", "arbitration.revoke")
def other_end(doing: Doing) -> None:
    """告知管辖、终止审理、撤销案件: the case is closed in its own way, the room is free, the decision goes out."""
    mode, words, fact = MODES[doing.act.name]
    row_of(doing).closing_mode = mode
    drop_hearing(doing)
    made = PAPERS.get(doing.act.id)
    if made is not None:
        kind, facts_of = made
        to = addressees(doing.proceeding.id)
        issue(doing, kind, facts_of(doing.proceeding.id, doing.facts), recipients=dict(to[:1] if doing.act.name == "redirect" else to))
    doing.summary(words.format(str(doing.facts[fact])[:80]))


@handles("arbitration.close")
def close(doing: Doing) -> None:
    """结案审批: files the signed sheet; the case is closed since its end act."""
    decisions.signed_sheet(doing, decisions.closing_sheet(doing.proceeding, doing.facts))
    doing.summary(f"结案审批：{codes.label('closing_mode', doing.facts['result'])}")


PAPERS: Mapping[str, tuple[str, Callable[[int, Mapping[str, Any]], dict[str, Any]]]] = {
    "arbitration.redirect": ("arb-no-jurisdiction-notice", decisions.no_jurisdiction),
    "arbitration.revoke": ("case-revocation-decision", decisions.revocation),
    "arbitration.terminate": ("termination-decision", decisions.termination),
}
"""Act -> the decision that goes out with it, and what makes its facts."""


def _beside(act_id: str) -> None:
    kind, facts_of = PAPERS[act_id]
    pages.APPROVAL_PAPERS[act_id] = lambda head, facts: (kind, facts_of(head.id, facts))


for _act in ("arbitration.revoke", "arbitration.terminate"):
    _beside(_act)
pages.APPROVAL_PAPERS["arbitration.close"] = decisions.closing_sheet
