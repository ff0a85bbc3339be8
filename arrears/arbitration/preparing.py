"""Before the hearing 庭前: panel, services with each addressee's own clocks, evidence, defence, claims changed, parties added."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select

from arrears.access.models import AppUser
from arrears.arbitration import aftermath, elements
from arrears.arbitration.filing import row_of
from arrears.arbitration.notices import addressees
from arrears.arbitration.papers import tribunal_of
from arrears.cases import printing
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.attaching import attach
from arrears.cases.common_acts import active_member
from arrears.cases.models import CaseEvent, Party, Proceeding, Seat
from arrears.documents import actions as papers
from arrears.documents.actions import issue
from arrears.documents.models import Document, Serving
from arrears.hearings import scheduling
from arrears.law import codes
from arrears.law.refusal import Refused


def tribunal(doing: Doing) -> dict[str, Any]:
    """The panel as papers print it, from the seats. One statement."""
    return tribunal_of(doing.proceeding.id)


@checks("arbitration.form-panel", "arbitration.change-panel")
def check_panel(doing: Doing) -> None:
    """One or three; three for a collective case; nobody who mediated the dispute; the clerk is none of them; ties are no."""
    chosen = [int(u) for u in doing.facts["arbitrators"]]
    if doing.facts["ties"]:
        raise Refused("ties", "有应当回避的关系，不能组成这个仲裁庭，请换人。", "《劳动争议调解仲裁法》第三十三条")
    if len(set(chosen)) not in (1, 3) or len(set(chosen)) != len(chosen):
        raise Refused("arbitrators", "仲裁庭由一名或者三名仲裁员组成，请核对人数。", "《劳动争议调解仲裁法》第三十一条")
    track = row_of(doing).track
    if "collective" in track and len(chosen) == 1 and not doing.facts.get("sole_ground"):
        raise Refused("arbitrators", "集体争议由三名仲裁员组成仲裁庭；独任的要写明依据。", "《劳动人事争议仲裁办案规则》第六十五条")
    if len(chosen) == 3 and int(doing.facts.get("presiding") or 0) not in chosen:
        raise Refused("presiding", "三名仲裁员的，要从中指定首席仲裁员。")
    if int(doing.facts["clerk"]) in chosen:
        raise Refused("clerk", "书记员不能同时是本案仲裁员。")
    mediated = _mediators(doing)
    both = mediated & set(chosen)
    if both:
        name = doing.session.scalar(select(AppUser.name).where(AppUser.id == min(both)))
        raise Refused("arbitrators", f"{name}调解过本争议，不能再担任仲裁员，请换人。", "本单位回避规定（目标性要求）")


def _mediators(doing: Doing) -> set[int]:
    """Everybody who acted in a mediation of the matter."""
    ids = select(Proceeding.id).where(Proceeding.matter_id == doing.proceeding.matter_id, Proceeding.procedure == "mediation")
    acted = select(CaseEvent.actor_id).where(CaseEvent.proceeding_id.in_(ids), CaseEvent.act.in_(["mediation.session", "mediation.agree"]))
    owners = select(Proceeding.owner_id).where(Proceeding.id.in_(ids))
    return {u for u in [*doing.session.scalars(acted), *doing.session.scalars(owners)] if u}


@handles("arbitration.form-panel", "arbitration.change-panel")
def form_panel(doing: Doing) -> None:
    """组庭: seats, and the notice that names them."""
    chosen = [int(u) for u in doing.facts["arbitrators"]]
    chief = int(doing.facts.get("presiding") or chosen[0])
    for user in chosen:
        active_member(doing, user, "arbitrators")
    active_member(doing, int(doing.facts["clerk"]), "clerk")
    for seat in doing.session.scalars(
        select(Seat).where(Seat.proceeding_id == doing.proceeding.id, Seat.left_at.is_(None), Seat.role.in_(["member", "clerk"]))
    ):
        seat.left_at = doing.recorded_at
    doing.session.flush()
    doing.own(chief)
    for user in chosen:
        if user != chief:
            doing.seat(user, "member")
    doing.seat(int(doing.facts["clerk"]), "clerk")
    doing.session.flush()
    panel = tribunal(doing)
    doing.tell(set(chosen) | {int(doing.facts["clerk"])}, f"{doing.proceeding.number} 已组庭，请阅卷。")
    if not _told_together(doing):
        for name, party_id in addressees(doing.proceeding.id):
            issue(doing, "arb-tribunal-notice", {"to": name, "tribunal": panel}, recipients={name: party_id})
    kind = "独任" if len(chosen) == 1 else f"首席{panel['presiding']}，仲裁员{'、'.join(panel['members'])}"
    doing.summary(f"组庭：{panel['presiding'] if len(chosen) == 1 else ''}{kind}，书记员{panel['clerk']}")


def _told_together(doing: Doing) -> bool:
    """Whether the first panel of a collective case waits for the one notice of everything (规则 第六十四条)."""
    return doing.act.name == "form-panel" and "collective" in row_of(doing).track


@checks("arbitration.serve")
def check_service(doing: Doing) -> None:
    """The common rules of service."""
    papers.check_service(doing)


@handles("arbitration.serve")
def serve(doing: Doing) -> None:
    """送达: the addressee's own clocks from his own day; the authority's clock is met by the dispatch to the last one."""
    proof = doing.facts.get("proof")
    if isinstance(proof, dict) and proof.get("sha256"):
        doing.facts["proof"] = {**proof, "attachment_id": attach(doing, proof, "photo_video").id}
    papers.serve(doing)
    _complete_row(doing)
    doing.skip |= {(e.op, e.rule) for e in doing.act.effects}
    document = doing.session.get(Document, int(doing.facts["document"]))
    assert document is not None
    effective: date | None = doing.facts.get("effective_on")
    party_id = doing.session.scalar(
        select(Serving.party_id).where(Serving.document_id == document.id, Serving.recipient == str(doing.facts["to"]))
    )
    if _is_summons(document) and effective is not None and party_id is not None:
        name = doing.session.scalar(select(Party.name).where(Party.id == party_id)) or ""
        for rule, word in (("arb-defence", "答辩期"), ("arb-jurisdiction-objection", "管辖异议期"), ("arb-counterclaim", "反申请期")):
            doing.clocks.start(rule, effective, subject=f"party:{party_id}", title=f"{word}：{name}")
    met = AUTHORITY.get(document.kind)
    if met is not None and _all_sent(doing, document.kind):
        doing.clocks.satisfy(met, doing.facts["sent_on"])
    if document.kind in {"arb-hearing-notice", "arb-collective-notice"} and effective is not None:
        _hearing_notice_served(doing, effective, document.kind)
    if document.kind.startswith(("award-", "arb-mediation-statement")) and effective is not None and party_id is not None:
        aftermath.award_served(doing, document, party_id, effective)


def _is_summons(document: Document) -> bool:
    """The paper with which a respondent, or a party joined later, is called to answer."""
    return document.kind == "arb-response-notice" or (document.kind == "add-party-notice" and bool(papers.facts_of(document).get("own")))


EFFECT: dict[str, str] = {
    "direct": "直接送达，以签收之日为送达日。",
    "post": "邮寄送达，以回执上注明的收件之日为送达日。",
    "electronic": "电子送达，以到达受送达人特定系统之日为送达日。",
    "light": "简便送达，以受送达人确认收悉之日为送达日。",
    "entrusted": "委托送达，以签收之日为送达日。",
    "transfer": "转交送达，以签收之日为送达日。",
}
"""Mode -> why the day of effect is this one (规则 第二十条; 民诉法 第八十七条至第九十四条); of the others the rule's clock says it."""


def _complete_row(doing: Doing) -> None:
    """Keep with the row of service what the form knows beside the common facts."""
    doing.session.flush()
    row = doing.session.scalars(
        select(Serving).where(Serving.proceeding_id == doing.proceeding.id, Serving.seq == doing.seq)
    ).one()
    row.witness = str(doing.facts.get("witness") or "")[:60]
    row.next_method = str(doing.facts.get("next_method") or "")
    if row.effective_on is not None and not row.explanation:
        row.explanation = EFFECT.get(row.method, "")
    title = str(doing.session.scalar(select(Document.title).where(Document.id == row.document_id)))
    if row.result != "pending":
        issue(doing, "service-receipt", _receipt(doing, row, title))
    result = codes.codes("service_result").get(row.result, "")
    tail = f"，{row.effective_on} 生效" if row.effective_on else f"，{result}" if result else ""
    doing.summary(f"《{title}》→ {row.recipient}，{codes.label('method', row.method)}{tail}")


def _receipt(doing: Doing, row: Serving, title: str) -> dict[str, Any]:
    """Facts of the proof of service 送达回证, to be signed and scanned back; the day of effect stands on it where the law counts it."""
    counted = row.method in {"leave_post", "public"}
    facts: dict[str, Any] = {
        "cause": printing.CAUSE, "to": row.recipient, "docs": [{"title": title, "copies": 1}], "method": codes.label("method", row.method),
        "servers": [doing.viewer.name],
    }  # fmt: skip
    if row.receiver and not counted:
        facts["relation"] = row.receiver
    if row.mail_no:
        facts["note"] = f"邮单号 {row.mail_no}"
    if counted:
        facts |= {"refusal": f"留置或者张贴，见证：{row.witness or '见照片'}", "deemed_on": row.effective_on}
    return {key: value for key, value in facts.items() if value}


AUTHORITY = {
    "arb-response-notice": "arb-serve-claim",
    "add-party-notice": "arb-serve-claim",
    "arb-answer": "arb-serve-defence",
    "arb-tribunal-notice": "arb-panel-notice",
    "arb-collective-notice": "arb-collective-notify",
    "case-revocation-decision": "arb-revoke-notice",
    "arb-transfer-letter": "arb-transfer-send",
}
"""Paper -> the authority's clock that its dispatch to the last addressee meets (law file 4.0 `serve`)."""


def _all_sent(doing: Doing, kind: str) -> bool:
    doing.session.flush()
    open_rows = doing.session.scalar(
        select(func.count())
        .select_from(Serving)
        .join(Document, Document.id == Serving.document_id)
        .where(Document.proceeding_id == doing.proceeding.id, Document.kind == kind, Document.voided_at.is_(None))
        .where(Serving.sent_on.is_(None))
    )
    return not open_rows


def _hearing_notice_served(doing: Doing, effective: date, kind: str) -> None:
    hearing = scheduling.planned(doing.proceeding.id)
    if hearing is not None and not scheduling.served_in_time(doing.clocks, hearing.at, effective):
        doing.facts["too_late"] = True
        doing.summary(f"{doing.facts['_summary']}；距开庭不足五个工作日，应当改期")
        return
    if _all_sent(doing, kind):
        doing.clocks.satisfy("arb-hearing-notice", effective)


@handles("arbitration.fix-evidence")
def fix_evidence(doing: Doing) -> None:
    """指定举证期: one date for all, or the date of one party."""
    doing.skip |= {("start", "arb-evidence"), ("start", "arb-change-claim"), ("start", "arb-witness")}
    deadline: date = doing.facts["deadline"]
    if deadline <= doing.day:
        raise Refused("deadline", "举证截止日应在今天之后。")
    for name, party_id in addressees(doing.proceeding.id):
        doing.clocks.set_date(
            f"举证期：{name}", deadline, by=doing.viewer.name, owed_by="party", subject=f"party:{party_id}", rule_id="arb-evidence"
        )
        issue(doing, "arb-evidence-notice", {"to": name, "deadline": deadline}, recipients={name: party_id})
    doing.summary(f"举证截止 {deadline}")


def _attach(doing: Doing, kind: str) -> None:
    """Enter the scan that came with the act, if one did."""
    file = doing.facts.get("file")
    if isinstance(file, dict) and file.get("sha256"):
        doing.facts["file"] = {**file, "attachment_id": attach(doing, file, kind).id}


@handles("arbitration.defend")
def defend(doing: Doing) -> None:
    """答辩: by one respondent; his own clock ends."""
    doing.skip.add(("satisfy", "arb-defence"))
    party_id = doing.facts.get("party")
    if party_id is not None:
        doing.clocks.satisfy("arb-defence", doing.facts["on"], subject=f"party:{party_id}")
    else:
        doing.clocks.satisfy("arb-defence", doing.facts["on"])
    row = row_of(doing)
    said = str(doing.facts.get("answer") or "")
    row.answer = "\n".join(part for part in (row.answer, said) if part)
    _attach(doing, "admission")
    _answer_paper(doing, party_id, said)
    doing.summary("收到答辩书")


def _answer_paper(doing: Doing, party_id: Any, said: str) -> None:
    """The answer as it is served on the applicant; by whom, when nobody was named, is the only respondent."""
    left, right = printing.sides(doing.proceeding.id)
    named = doing.session.get(Party, int(party_id)) if party_id is not None else None
    if not said or (named is None and len(right) != 1):
        return
    facts = {
        "respondent": named.name if named is not None else right[0], "applicants": printing.group_name(left), "cause": printing.CAUSE,
        "claims": printing.claim_rows(printing.claims_of(doing.proceeding.id)), "received_on": doing.facts["on"], "answer": said,
        "copies": 1,
    }  # fmt: skip
    issue(doing, "arb-answer", facts, recipients=dict(addressees(doing.proceeding.id)[:1]))


@checks("arbitration.waive-defence")
def check_waiver(doing: Doing) -> None:
    """Only in simple handling, with the respondent's agreement."""
    if "simple" not in row_of(doing).track:
        raise Refused("agreed_to", "只有简易处理的案件，被申请人同意后才能缩短或者放弃答辩期。", "《劳动人事争议仲裁办案规则》第五十八条")


@handles("arbitration.submit-evidence")
def submit_evidence(doing: Doing) -> None:
    """举证: a list; late evidence is taken with its reason, the tribunal decides."""
    side = str(doing.facts.get("elements") or "")
    if side in {"claimant", "respondent"}:  # the element form of a side: no evidence of its own, no period ends by it
        doing.skip |= {("satisfy", "arb-evidence"), ("satisfy", "arb-witness")}
        issue(doing, f"arb-element-form-{side}", elements.form_facts(doing.proceeding.id, side))
        doing.summary(f"出{doing.facts['evidence'][0]}")
        return
    row = row_of(doing)
    row.evidence = [*row.evidence, *doing.facts["evidence"]]
    _attach(doing, "contract")
    doing.summary(f"提交证据 {len(doing.facts['evidence'])} 份")
