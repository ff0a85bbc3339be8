"""Steps on the way 审理中的其他事项: inquiry, appraisal, mediation suggested or entrusted, cases heard together, public notice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from arrears.access import policy
from arrears.access.models import AppUser, Body
from arrears.arbitration import notices, papers, preparing
from arrears.arbitration.filing import row_of
from arrears.arbitration.models import Arbitration
from arrears.cases import parties, printing
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.common_acts import active_member
from arrears.cases.models import Party, Proceeding
from arrears.cases.transitions import ref_of
from arrears.db import session
from arrears.documents import actions as documents
from arrears.documents.actions import issue
from arrears.documents.models import Document
from arrears.hearings import scheduling
from arrears.hearings.models import Courtroom
from arrears.law import codes, deadlines
from arrears.law.procedures.arbitration.states import BEFORE_HEARING
from arrears.law.refusal import Refused

RULES = "《劳动人事争议仲裁办案规则》"


def _sides(doing: Doing) -> dict[str, Any]:
    left, right = printing.sides(doing.proceeding.id)
    return {"applicants": printing.group_name(left), "respondents": right, "cause": printing.CAUSE}


def _with(doing: Doing, first: str) -> dict[str, int | None]:
    """The addressee of a letter, and the parties who are told of it."""
    return {first: None, **dict(notices.addressees(doing.proceeding.id))}


@checks("arbitration.inquire")
def check_inquiry(doing: Doing) -> None:
    """Two people at least, of this body."""
    people = {int(u) for u in doing.facts["by"]}
    if len(people) < 2:
        raise Refused("by", "调查要有两名以上工作人员，请再选一名。")
    for user in people:
        active_member(doing, user, "by")


@handles("arbitration.inquire")
def inquire(doing: Doing) -> None:
    """调查: the record of the questions and answers, to be signed by the person asked and both askers."""
    ids = [int(u) for u in doing.facts["by"]]
    names = list(doing.session.scalars(select(AppUser.name).where(AppUser.id.in_(ids)).order_by(AppUser.id)))
    facts = {
        "cause": printing.CAUSE, "at": doing.occurred_at, "asked": doing.facts["asked"], "askers": names, "answers": doing.facts["answers"],
        "place": str(doing.facts.get("place") or "") or None,
    }  # fmt: skip
    issue(doing, "arb-investigation-record", facts)
    doing.summary(f"向{doing.facts['asked'][:40]}调查，{'、'.join(names)}")


@handles("arbitration.appraise")
def appraise(doing: Doing) -> None:
    """鉴定: the letter to the agency; the time limit goes on unless the case is suspended (规则 第四十七条)."""
    payer = doing.session.get(Party, int(doing.facts["advance_by"]))
    if payer is None or payer.matter_id != doing.proceeding.matter_id:
        raise Refused("advance_by", "请选择预交鉴定费的一方。")
    agency = str(doing.facts["agency"])
    facts = {"to": agency, **_sides(doing), "question": doing.facts["question"], "advance_by": payer.name}
    issue(doing, "arb-appraisal-letter", facts, recipients=_with(doing, agency))
    doing.summary(f"委托{agency[:60]}鉴定；鉴定期间不停止计算审限，需要扣除的请办“中止”")


@checks("arbitration.suggest-mediation", "arbitration.entrust")
def check_consents(doing: Doing) -> None:
    """Both have agreed, not in the future."""
    for name in ("consent_a", "consent_b"):
        if doing.facts[name] > doing.recorded_at.date():
            raise Refused(name, "同意日期不能晚于今天；一方不同意的，不能先行调解。")


@handles("arbitration.suggest-mediation")
def suggest_mediation(doing: Doing) -> None:
    """调解建议: acceptance is put off while both agree; either may end it at any time."""
    agreed: date = max(doing.facts["consent_a"], doing.facts["consent_b"])
    shared = {**_sides(doing), "filed_on": row_of(doing).filed_on, "org": doing.facts["org"], "agreed_on": agreed}
    for name, party_id in notices.addressees(doing.proceeding.id):
        issue(doing, "arb-mediation-proposal", {"to": name, **shared}, recipients={name: party_id})
    doing.summary(f"双方同意由{doing.facts['org'][:40]}先行调解，暂缓受理")


@handles("arbitration.end-deferral")
def end_deferral(doing: Doing) -> None:
    """恢复受理: agreed, the application is withdrawn; else it is examined on."""
    if doing.facts["result"] == "agreed":
        row_of(doing).closing_mode = "withdrawn"
        doing.clocks.drop("*")
        doing.go("a-withdrawn")
        doing.summary("先行调解达成协议，申请人撤回申请")
    else:
        doing.go("a-received")
        doing.summary("先行调解没有结果，恢复受理审查")


@handles("arbitration.entrust")
def entrust(doing: Doing) -> None:
    """委托调解: ten workdays within the 45 days; a planned hearing is taken off."""
    due = deadlines.due("ent-med", doing.day, calendar=doing.clocks.calendar, settings=doing.clocks.settings)
    org = str(doing.facts["org"])
    facts = {
        "to": org, **_sides(doing), "claims": printing.claim_rows(list(papers.undecided(doing.proceeding.id).values())),
        "agreed_on": max(doing.facts["consent_a"], doing.facts["consent_b"]), "return_by": due.due,
    }  # fmt: skip
    notices.drop_hearing(doing)
    issue(doing, "entrust-mediation-letter", facts, recipients=_with(doing, org))
    doing.summary(f"委托{org[:40]}调解，{due.due} 前退回；审限照算")


@handles("arbitration.return")
def give_back(doing: Doing) -> None:
    """委托调解退回: agreed, the parties ask for the statement; else a hearing is set."""
    result = codes.label("entrust_result", doing.facts["result"])
    tail = "，请办调解结案" if doing.facts["result"] == "agreed" else "，请排庭"
    doing.tell({doing.proceeding.owner_id or 0}, f"{doing.proceeding.number} 委托调解退回：{result}{tail}。")
    doing.summary(f"委托调解{result}{tail}")


@checks("arbitration.to-ordinary")
def check_conversion(doing: Doing) -> None:
    """From simple handling only, before the time limit is over."""
    if "simple" not in row_of(doing).track:
        raise Refused("", "本案不是简易处理，不用转换。", f"{RULES}第六十一条")
    for running in doing.clocks.open("arb-award"):
        if running.due_on is not None and doing.recorded_at.date() > running.due_on:
            raise Refused("", f"审理期限已于 {running.due_on} 届满，不能再转为普通程序。", f"{RULES}第六十一条")


@handles("arbitration.to-ordinary")
def to_ordinary(doing: Doing) -> None:
    """转普通程序: everything done stays good, the 45 days run on from the first acceptance."""
    row = row_of(doing)
    row.track = "fast" if row.track == "fast_simple" else "ordinary"
    running = doing.clocks.open("arb-award")
    shared = {"accepted_on": row.accepted_on, "reason": doing.facts["reason"], "award_by": running[0].due_on if running else None}
    for name, party_id in notices.addressees(doing.proceeding.id):
        issue(doing, "procedure-change-notice", {"to": name, **shared}, recipients={name: party_id})
    doing.summary(f"转为普通程序，审限自受理日连续计算：{doing.facts['reason'][:60]}")


def together(proceeding_id: int) -> tuple[int, ...]:
    """Ids of the cases heard together with this one. One statement."""
    row = session.get(Arbitration, proceeding_id)
    return tuple(int(i) for i in (row.merged if row is not None else ()) or ())


def _others(doing: Doing) -> list[Proceeding]:
    ids = {int(i) for i in doing.facts["cases"]} - {doing.proceeding.id}
    found = list(doing.session.scalars(select(Proceeding).where(Proceeding.id.in_(ids), Proceeding.procedure == "arbitration")))
    if not ids or len(found) != len(ids):
        raise Refused("cases", "请从列表里选案件。")
    return found


@checks("arbitration.merge")
def check_merger(doing: Doing) -> None:
    """Cases of this body before their hearing, against a common respondent, which this person handles too."""
    if doing.facts.get("chained"):
        return
    mine = {p.name for p in parties.told(doing.proceeding.id, "respondent")}
    for other in _others(doing):
        if other.body_id != doing.proceeding.body_id or not policy.may(doing.viewer, "arbitration.merge", ref_of(doing.session, other)):
            raise Refused("cases", f"{other.number}不由您承办，不能合并；请先移交承办人。")
        if other.state not in BEFORE_HEARING.split(", "):
            raise Refused("cases", f"{other.number}已经开庭或者还没有立案，不能合并审理。")
        if not mine & {p.name for p in parties.told(other.id, "respondent")}:
            raise Refused("cases", f"{other.number}的被申请人与本案不同，不能合并审理。")


@handles("arbitration.merge")
def merge(doing: Doing) -> None:
    """合并审理: heard together; each case keeps its number, its clocks and its own award; every case has the event."""
    others = [int(i) for i in doing.facts["cases"] if int(i) != doing.proceeding.id]
    row = row_of(doing)
    known = {*(int(i) for i in row.merged), *others}
    row.merged = sorted(known)
    numbers = _numbers(doing, sorted(known))
    if not doing.facts.get("chained"):
        everybody = {*known, doing.proceeding.id}
        for other in sorted(known):
            doing.chain_act(other, "arbitration.merge", {"cases": [str(i) for i in everybody - {other}], "chained": True})
    _, right = printing.sides(doing.proceeding.id)
    for name, party_id in notices.addressees(doing.proceeding.id):
        facts = {"to": name, "respondents": right, "cases": numbers, "cause": printing.CAUSE}
        issue(doing, "merge-decision", facts, recipients={name: party_id})
    doing.summary(f"与{'、'.join(numbers)}合并审理，各案保留案号和期限")


def _numbers(doing: Doing, ids: Sequence[int]) -> list[str]:
    return list(doing.session.scalars(select(Proceeding.number).where(Proceeding.id.in_(ids)).order_by(Proceeding.id)))


@checks("arbitration.split")
def check_split(doing: Doing) -> None:
    """Only cases that are heard together."""
    if doing.facts.get("chained"):
        return
    if not {int(i) for i in doing.facts["cases"]} <= set(together(doing.proceeding.id)):
        raise Refused("cases", "选的案件没有与本案合并审理，请核对。")


@handles("arbitration.split")
def split(doing: Doing) -> None:
    """分案: the chosen cases leave the common hearing; each side has the event."""
    leaving = {int(i) for i in doing.facts["cases"]}
    row = row_of(doing)
    staying = {int(i) for i in row.merged} - leaving
    if not doing.facts.get("chained"):
        for other in sorted(leaving):
            doing.chain_act(other, "arbitration.split", {"cases": [str(i) for i in {*staying, doing.proceeding.id}], "chained": True})
        for other in sorted(staying):
            doing.chain_act(other, "arbitration.split", {"cases": [str(i) for i in leaving], "chained": True})
    row.merged = sorted(staying)
    doing.summary(f"{'、'.join(_numbers(doing, sorted(leaving)))}不再合并审理")


@checks("arbitration.serve-public")
def check_public(doing: Doing) -> None:
    """A paper of the case that this addressee does not have; the steps taken before are written down."""
    document = doing.session.get(Document, int(str(doing.facts["document"]) or 0))
    if document is None or document.proceeding_id != doing.proceeding.id or document.voided_at is not None:
        raise Refused("document", "请选择本案一份有效的文书。")
    if not document.made_on <= doing.facts["announced_on"] <= doing.recorded_at.date():
        raise Refused("announced_on", f"公告日应在文书日期 {document.made_on} 以后、今天以前。")
    if str(doing.facts["to"]) not in notices.recipients_of(document.id):
        raise Refused("to", "这份文书没有这位受送达人，请核对。")


@handles("arbitration.serve-public")
def serve_public(doing: Doing) -> None:
    """公告送达: served thirty days after the announcement; until then the 45 days stand still (规则 第四十六条; 民诉法 第九十五条)."""
    facts = doing.facts
    announced: date = facts["announced_on"]
    facts |= {"method": "public", "sent_on": announced, "service_result": "posted"}
    facts |= {"proof": {"name": "公告"}, "receiver": "", "mail_no": ""}
    preparing.serve(doing)
    deemed: date = facts["effective_on"]
    doing.clocks.start("svc-public", announced, subject=f"document:{facts['document']}")
    for rule in ("arb-award", "arb-award-fast"):
        doing.clocks.pause(rule, "public-notice", announced)
        doing.clocks.resume(rule, deemed, kind="public-notice")
    document = doing.session.get(Document, int(facts["document"]))
    body = doing.session.get(Body, doing.proceeding.body_id)
    assert document is not None and body is not None
    left, _ = printing.sides(doing.proceeding.id)
    told = {
        "to": facts["to"], "applicants": printing.group_name(left), "cause": printing.CAUSE, "docs": [f"《{document.title}》"],
        "announced_on": announced, "deemed_on": deemed,
        "fetch_at": documents.body_facts(body, "arbitration")["address"] or body.name,
    }  # fmt: skip
    hearing = scheduling.planned(doing.proceeding.id)
    if hearing is not None and hearing.at.date() > deemed:
        room = doing.session.get(Courtroom, hearing.room_id)
        told |= {"hearing_at": hearing.at, "hearing_place": room.name if room is not None else body.name}
    issue(doing, "service-public-notice", told)
    doing.summary(f"《{document.title}》公告送达{facts['to']}，{deemed} 视为送达；审限扣除公告期间")
