"""Front door 立案: application, supplement, acceptance with its signature, refusal. The 45 days run from the signature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from arrears import clock
from arrears.access.viewer import Viewer
from arrears.arbitration import decisions
from arrears.arbitration.models import Arbitration
from arrears.cases import pages, parties, printing, transitions
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.common_acts import take_along
from arrears.cases.models import Claim, Party, Proceeding, ProceedingParty
from arrears.cases.outcomes import Outcome
from arrears.cases.visibility import Head
from arrears.db import session
from arrears.documents.actions import issue
from arrears.law import codes, deadlines
from arrears.law.money import digits
from arrears.law.refusal import Refused

COLLECTIVE = 10
"""Applicants with a common claim from whom on a case is collective 集体争议 (规则 第六十二条)."""


def row_of(doing: Doing) -> Arbitration:
    """The arbitration's own row."""
    row = doing.session.get(Arbitration, doing.proceeding.id, populate_existing=True)
    assert row is not None
    return row


def file_application(
    viewer: Viewer,
    facts: Mapping[str, Any],
    *,
    token: str,
    from_id: int | None = None,
    owner_id: int | None = None,
    occurred_at: datetime | None = None,
    late_reason: str = "",
) -> Outcome:
    """Take in an application; out of a lead or a failed mediation on the same matter (`from_id`), signed anew. Raises `Refused`."""
    matter_id = session.scalar(select(Proceeding.matter_id).where(Proceeding.id == from_id)) if from_id is not None else None
    return transitions.begin(
        "arbitration.file", viewer, token=token, facts={**facts, "from_id": from_id}, owner_id=owner_id, matter_id=matter_id,
        about_id=from_id, occurred_at=occurred_at, late_reason=late_reason,
    )  # fmt: skip


@handles("arbitration.file")
def file(doing: Doing) -> None:
    """申请仲裁: parties, claims, the taken-down or handed-in application, the receipt of the same day."""
    facts = doing.facts
    if facts["filed_on"] > clock.today():
        raise Refused("filed_on", "申请日不能晚于今天，请填写实际收到的日期。")
    chosen = _representatives(doing, facts.get("from_id"))
    people = [
        parties.enter(doing, "applicant", {**p, "named_consent_on": facts["filed_on"]}, n, str(p.get("name")) in chosen)
        for n, p in enumerate(facts["applicants"], 1)
    ]
    for n, told in enumerate(facts["respondents"], 1):
        parties.enter(doing, "respondent", told, n)
    parties.enter_claims(doing, _claims(facts["claims"], people), [p.id for p in people])
    row = Arbitration(
        proceeding_id=doing.proceeding.id, filed_on=facts["filed_on"], posted_on=facts.get("posted_on"),
        way=facts.get("way", "counter"), oral=bool(facts.get("oral", False)), pre_mediation=facts["pre_mediation"],
        facts_text=facts["facts"], evidence=list(facts["evidence"]), track="", missing=[], answer="", found="", closing_mode="",
    )  # fmt: skip
    doing.session.add(row)
    doing.session.flush()
    parties.copy_summary(doing)
    doing.facts["applicants"] = [p.id for p in people]
    doing.facts["respondents"] = _ids(doing, "respondent")
    take_along(doing, facts.get("from_id"))
    if row.way == TRANSFER:
        doing.skip |= {(e.op, e.rule) for e in doing.act.effects}  # the receipt and the five days were the other commission's
        doing.summary(f"收到移送的案卷（原案号 {facts['from_case']}），接受移送待签批")
        return
    told = parties.told(doing.proceeding.id)
    if printing.complete([p for p in told if p.role == "applicant"]):
        issue(doing, "arb-application", lambda: _application(doing, row))
    issue(doing, "arb-receipt", _receipt(doing, row, facts["evidence"]))
    doing.summary(f"{doing.proceeding.title}申请仲裁，请求 {len(facts['claims'])} 项共 {digits(doing.proceeding.amount or Decimal(0))} 元")


def _representatives(doing: Doing, from_id: int | None) -> set[str]:
    """Who was nominated before, in the mediation this comes from: the nomination is carried over."""
    if from_id is None:
        return set()
    query = (
        select(Party.name)
        .join(ProceedingParty, ProceedingParty.party_id == Party.id)
        .where(ProceedingParty.proceeding_id == from_id, ProceedingParty.representative)
    )
    return set(doing.session.scalars(query))


def _claims(rows: Sequence[Mapping[str, Any]], people: Sequence[Party]) -> list[dict[str, Any]]:
    """Claim items with the worker they name ("谁的"). Raises `Refused` for a name nobody has, or two have."""
    found = []
    for n, row in enumerate(rows, start=1):
        told = {key: value for key, value in row.items() if key != "whose"}
        if row.get("whose"):
            named = [p.id for p in people if p.name == row["whose"]]
            if len(named) != 1:
                words = "没有这位申请人" if not named else "有同名的申请人，请分开申请"
                raise Refused("claims", f"第 {n} 项请求写的是“{row['whose']}”，{words}，请核对。")
            told["party_id"] = named[0]
        found.append(told)
    return found


def _ids(doing: Doing, role: str) -> list[int]:
    return list(
        doing.session.scalars(
            select(ProceedingParty.party_id).where(
                ProceedingParty.proceeding_id == doing.proceeding.id, ProceedingParty.role == role
            )
        )
    )


def _application(doing: Doing, row: Arbitration) -> dict[str, Any]:
    people = parties.told(doing.proceeding.id)
    claims = printing.claims_of(doing.proceeding.id)
    respondents = [p for p in people if p.role == "respondent"]
    owed = sum((c.claimed or Decimal(0) for c in claims if c.kind == "wage"), Decimal(0))
    return {
        "applicants": [printing.party(p) for p in people if p.role == "applicant"],
        "respondents": [printing.party(p) for p in respondents],
        "agents": printing.agents(doing.proceeding.id),
        "claims": printing.claim_rows(claims),
        "employment": {"period": printing.span(claims), "owed": owed or None},
        "text": row.facts_text,
        "evidence": [{"no": n, "name": str(e)} for n, e in enumerate(row.evidence, 1)],
        "copies": len(respondents),
        "oral": row.oral,
    }


def _receipt(doing: Doing, row: Arbitration, papers: list[Any]) -> dict[str, Any]:
    left, right = printing.sides(doing.proceeding.id)
    decide_by = deadlines.due("arb-accept", row.filed_on, calendar=doing.clocks.calendar, settings=doing.clocks.settings)
    return {
        "applicants": printing.group_name(left),
        "respondents": "、".join(right),
        "received_at": doing.occurred_at,
        "papers": [{"title": "仲裁申请书", "copies": len(right) + 1}, *({"title": str(p), "copies": 1} for p in papers)],
        "clerk": doing.viewer.name,
        "decide_by": decide_by.due,
    }


TRANSFER = "transfer"
"""`Arbitration.way` of a case that another commission transferred here."""


@checks(
    "arbitration.accept", "arbitration.accept-lacking", "arbitration.refuse", "arbitration.redirect", "arbitration.ask-supplement",
    "arbitration.suggest-mediation",
)  # fmt: skip
def check_not_transferred(doing: Doing) -> None:
    """A case transferred here has been examined; the receiver has to take it (规则 第九条)."""
    if row_of(doing).way == TRANSFER:
        words = "这是其他仲裁委移送来的案件，应当接受，不再审查受理；请办“接受移送”。认为移送不当的，报市级主管部门指定管辖。"
        raise Refused("", words, "《劳动人事争议仲裁办案规则》第九条")


CONDITIONS: Mapping[str, str] = {
    "scope": "不属于劳动人事争议受理范围",
    "claims_clear": "没有明确的仲裁请求和事实理由",
    "parties_named": "申请人不适格或者没有明确的被申请人",
    "jurisdiction": "不属于本委管辖",
}


@checks("arbitration.accept", "arbitration.accept-lacking")
def check_acceptance(doing: Doing) -> None:
    """The four conditions of 规则 第三十条; the respondent's exact name; who files as a group nominates representatives."""
    for name, words in CONDITIONS.items():
        if not doing.facts[name]:
            raise Refused(name, f"{words}的，不能受理；请办“不予受理”或者“告知管辖”。", "《劳动人事争议仲裁办案规则》第三十条")
    applicants = _ids(doing, "applicant")
    track = doing.facts["track"]
    if len(applicants) >= COLLECTIVE and "collective" not in track:
        raise Refused("track", f"申请人 {len(applicants)} 人并有共同请求，应按集体争议办理。", "《劳动人事争议仲裁办案规则》第六十二条")
    if "collective" in track and len(applicants) < COLLECTIVE:
        raise Refused("track", f"申请人只有 {len(applicants)} 人，不是集体争议。", "《劳动人事争议仲裁办案规则》第六十二条")
    missing = [p.name for p in parties.told(doing.proceeding.id, "applicant") if not p.is_unit and not p.id_no]
    if missing and doing.act.name == "accept":
        raise Refused("", f"申请人缺证件号：{'、'.join(missing[:5])}。请补正，或者办“容缺受理”并写明补交日期。")


@handles("arbitration.accept", "arbitration.accept-lacking")
def accept(doing: Doing) -> None:
    """受理: counts from the day of the signature, whatever the clerk proposed."""
    row = row_of(doing)
    row.accepted_on = doing.facts["accepted_on"] = doing.recorded_at.date()
    row.track = doing.facts["track"]
    row.missing = list(doing.facts.get("missing") or [])
    row.promise_until = doing.facts.get("promise_until")
    left, right = printing.sides(doing.proceeding.id)
    notice: dict[str, Any] = {
        "to": printing.group_name(left), "respondents": right, "cause": printing.CAUSE, "filed_on": row.filed_on,
        "accepted_on": row.accepted_on,
    }  # fmt: skip
    if row.missing:
        notice |= {"missing": [str(m) for m in row.missing], "missing_by": row.promise_until}
    issue(doing, "arb-acceptance-notice", notice, recipients={left[0]: _party_id(doing, left[0])})
    for name in right:
        issue(
            doing,
            "arb-response-notice",
            {
                "to": name,
                "applicants": printing.group_name(left),
                "cause": printing.CAUSE,
                "accepted_on": row.accepted_on,
                "answer_copies": len(left[:1]) + 1,
                "enclosures": ["仲裁申请书副本", "举证须知", "送达地址确认书"],
            },
            recipients={name: _party_id(doing, name)},
        )
    if doing.act.name == "accept-lacking" and row.promise_until is not None:
        doing.skip.add(("start", "arb-supplement-due"))
        doing.clocks.set_date("补交容缺材料", row.promise_until, by=doing.viewer.name, owed_by="applicant", rule_id="arb-supplement-due")
        issue(doing, "deferred-papers-promise", decisions.promise(doing.proceeding.id, list(map(str, row.missing)), row.promise_until))
    lacking = f"；容缺：{'、'.join(map(str, row.missing))}，{row.promise_until} 前补交" if row.missing else ""
    doing.summary(f"受理，{codes.label('track', row.track)}{lacking}")


def _party_id(doing: Doing, name: str) -> int | None:
    return doing.session.scalar(
        select(Party.id).where(Party.matter_id == doing.proceeding.matter_id, Party.name == name).limit(1)
    )


@handles("arbitration.ask-supplement")
def ask_supplement(doing: Doing) -> None:
    """一次性告知补正: one notice with everything that is lacking and its day."""
    doing.skip.add(("start", "arb-supplement-due"))
    due = doing.facts["due"]
    doing.clocks.set_date("补正材料", due, by=doing.viewer.name, owed_by="applicant", rule_id="arb-supplement-due")
    left, _ = printing.sides(doing.proceeding.id)
    facts = {
        "to": printing.group_name(left), "received_on": row_of(doing).filed_on, "matter": "劳动人事争议仲裁", "deadline": due,
        "missing": [{"text": str(m)} for m in doing.facts["missing"]], "handler": doing.viewer.name,
    }  # fmt: skip
    issue(doing, "one-time-notice", facts, recipients={left[0]: _party_id(doing, left[0])})
    doing.summary(f"一次性告知补正 {len(doing.facts['missing'])} 件，{due} 前补齐")


@handles("arbitration.supplement")
def supplement(doing: Doing) -> None:
    """补正: the full five days run from the day the papers are complete."""
    doing.skip |= {("reset", "arb-accept"), ("reset", "arb-accept-target")}
    for rule in ("arb-accept", "arb-accept-target"):
        doing.clocks.reset(rule, "materials-complete", doing.facts["on"])
    doing.facts["parties"] = parties.complete(doing, doing.facts.get("parties") or [])
    due = doing.clocks.open("arb-accept")
    issue(doing, "arb-receipt", _later_receipt(doing) | ({"decide_by": due[0].due_on} if due else {}))
    doing.summary(f"补齐材料 {len(doing.facts['papers'])} 件")


@handles("arbitration.promise-kept")
def promise_kept(doing: Doing) -> None:
    """容缺补交: also the identity numbers and addresses that were missing."""
    doing.facts["parties"] = parties.complete(doing, doing.facts.get("parties") or [])
    row_of(doing).missing = []
    doing.clocks.satisfy("arb-supplement-due", doing.facts["on"])
    issue(doing, "arb-receipt", _later_receipt(doing))
    doing.summary("容缺材料已补齐")


def _later_receipt(doing: Doing) -> dict[str, Any]:
    """The receipt of papers that came later."""
    left, right = printing.sides(doing.proceeding.id)
    return {
        "applicants": printing.group_name(left), "respondents": "、".join(right), "received_at": doing.occurred_at,
        "papers": [{"title": str(p), "copies": 1} for p in doing.facts["papers"]], "clerk": doing.viewer.name,
    }  # fmt: skip


@handles("arbitration.refuse")
def refuse(doing: Doing) -> None:
    """不予受理: in writing, with the reason and the right to sue (法 第二十九条)."""
    row_of(doing).closing_mode = "refused"
    left, _ = printing.sides(doing.proceeding.id)
    facts = decisions.rejection(doing.proceeding.id, doing.facts)
    issue(doing, "arb-rejection-notice", facts, recipients={left[0]: _party_id(doing, left[0])})
    doing.summary(codes.label("arb_refuse_reason", doing.facts["reason"]))


def _sum_words(claim: Claim) -> str:
    return digits(claim.claimed) if claim.claimed is not None else "金额待定"


def docket_sheet(head: Head, facts: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The docket approval sheet beside the signature."""
    row = session.get(Arbitration, head.id)
    claims = list(session.scalars(select(Claim).where(Claim.proceeding_id == head.id, Claim.dropped_on.is_(None)).order_by(Claim.no)))
    opinion = "经审查，符合受理条件，拟同意受理。" if "track" in facts else "拟不予受理。"
    if "from_case" in facts:
        opinion = f"收到移送案卷（原案号{facts['from_case']}），拟接受移送并立案。"
    return "arb-docket-approval", {
        "applicants": head.title,
        "respondents": head.against,
        "cause": printing.CAUSE,
        "claimed": head.amount or Decimal("0.00"),
        "filed_on": row.filed_on if row is not None else head.received_at.date(),
        "procedure": codes.label("track", facts["track"]) if "track" in facts else "—",
        "claims_text": "；".join(f"{c.no}.{printing.claim_words(c)} {_sum_words(c)}" for c in claims),
        "proposal": {"label": "初审意见", "text": opinion},
        "tribunal": {"presiding": str(facts.get("chief_name", "待定")), "clerk": str(facts.get("clerk_name", "待定"))},
    }


for _act in ("accept", "accept-lacking", "refuse", "redirect", "take-over", "form-panel"):
    pages.APPROVAL_PAPERS[f"arbitration.{_act}"] = docket_sheet

