"""Claims and parties that change 请求和当事人的变化: changed claims, counterclaims, parties joined (规则 第三十六、四十四、四十六条).

What is only asked for waits in `Arbitration.proposed`; it becomes a claim of the case when the tribunal admits it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from arrears.arbitration import notices, papers
from arrears.arbitration.filing import row_of
from arrears.arbitration.models import Arbitration
from arrears.cases import parties, printing
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.models import Claim, Deadline, Party, ProceedingParty
from arrears.db import session
from arrears.documents.actions import issue
from arrears.documents.models import Document, Serving
from arrears.hearings import scheduling
from arrears.law import codes
from arrears.law.refusal import Refused

CHANGE, COUNTER = "change", "counter"
RULES = "《劳动人事争议仲裁办案规则》"
DEFENCE = "《劳动争议调解仲裁法》第三十条"
ENCLOSURES = ("仲裁申请书副本", "举证须知", "送达地址确认书")


def waiting(proceeding_id: int, what: str) -> list[dict[str, Any]]:
    """What was asked for and not decided: changes or counterclaims, the oldest first. One statement."""
    row = session.get(Arbitration, proceeding_id)
    return [entry for entry in (row.proposed if row is not None else []) if entry["what"] == what]


def _put(doing: Doing, entry: dict[str, Any]) -> None:
    row = row_of(doing)
    row.proposed = [*row.proposed, {**entry, "seq": doing.seq}]


def _take(doing: Doing, what: str) -> dict[str, Any]:
    """The oldest that waits, or the one the form names. Raises `Refused` when none does."""
    row = row_of(doing)
    mine = [entry for entry in row.proposed if entry["what"] == what]
    wanted = doing.facts.get("asked")
    chosen = next((entry for entry in mine if wanted is None or str(entry["seq"]) == str(wanted)), None)
    if chosen is None:
        raise Refused("", NONE[what])
    row.proposed = [entry for entry in row.proposed if entry is not chosen]
    doing.facts["asked"] = chosen["seq"]
    return chosen


NONE: Mapping[str, str] = {
    CHANGE: "没有等待决定的变更请求；请先登记“申请增加变更请求”。",
    COUNTER: "没有等待决定的反申请；请先登记“反申请”。",
}
"""What is missing -> the way out."""


def _plain(claims: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{key: str(value) if isinstance(value, Decimal) else value for key, value in claim.items()} for claim in claims]


def _rows(claims: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Claims that wait, as papers list them."""
    return printing.claim_rows(
        [
            Claim(kind=c["kind"], period_from=str(c.get("period_from") or ""), period_to=str(c.get("period_to") or ""),
                  claimed=_sum(c))
            for c in claims
        ]
    )  # fmt: skip


def _sum(claim: Mapping[str, Any]) -> Decimal | None:
    return Decimal(claim["claimed"]) if claim.get("claimed") is not None else None


@checks("arbitration.change-claim")
def check_change(doing: Doing) -> None:
    """After the evidence period a change is a new case; what is replaced is open."""
    for running in doing.clocks.open("arb-evidence"):
        if running.due_on is not None and doing.facts["on"] > running.due_on:
            raise Refused("on", f"举证期已于 {running.due_on} 届满，增加或者变更请求请另行申请。", f"{RULES}第四十四条")
    _known_kinds(doing.facts["claims"])
    open_ = papers.undecided(doing.proceeding.id)
    for claim in doing.facts["claims"]:
        if claim.get("replaces") and int(claim["replaces"]) not in open_:
            raise Refused("claims", "要变更的那一项已经裁决或者不在本案，请核对。")


def _known_kinds(claims: Sequence[Mapping[str, Any]]) -> None:
    for n, claim in enumerate(claims, 1):
        if claim.get("kind") not in codes.codes("claim_kind"):
            raise Refused("claims", f"第 {n} 项请求没有选种类。")


@handles("arbitration.change-claim")
def change_claim(doing: Doing) -> None:
    """申请增加变更请求: kept until the tribunal admits it."""
    claims = _plain(doing.facts["claims"])
    _put(doing, {"what": CHANGE, "on": doing.facts["on"].isoformat(), "claims": claims})
    doing.tell({doing.proceeding.owner_id or 0}, f"{doing.proceeding.number} 申请人申请增加或者变更请求，请决定。")
    changed = sum(1 for c in claims if c.get("replaces"))
    words = [f"增加 {len(claims) - changed} 项"] if len(claims) > changed else []
    doing.summary(f"申请{'、'.join([*words, *([f'变更 {changed} 项'] if changed else [])])}请求，等待决定")


@handles("arbitration.accept-change")
def accept_change(doing: Doing) -> None:
    """准许变更请求: the items become the case's, the 45 days run anew, the respondents answer again unless waived."""
    entry = _take(doing, CHANGE)
    on: date = doing.facts["on"]
    people = parties.told(doing.proceeding.id)
    left = [p.id for p in people if p.role == "applicant"]
    for claim in entry["claims"]:
        old = doing.session.get(Claim, int(claim["replaces"])) if claim.get("replaces") else None
        if old is not None and old.proceeding_id == doing.proceeding.id:
            old.dropped_on = on
    parties.enter_claims(doing, [_entered(c, people) for c in entry["claims"]], left)
    parties.copy_summary(doing)
    doing.skip.add(("start", "arb-defence"))
    answer = bool(doing.facts["new_defence"])
    claims = printing.claim_rows(list(papers.undecided(doing.proceeding.id).values()))
    names = [p.name for p in people if p.role == "applicant"]
    for n, (name, party_id) in enumerate(notices.addressees(doing.proceeding.id)):
        if answer and n:
            doing.clocks.start("arb-defence", on, subject=f"party:{party_id}", title=f"答辩期：{name}")
        facts = {
            "to": name, "applicants": printing.group_name(names), "claims": claims, "applied_on": entry["on"], "accepted_on": on,
            "answer": answer and n > 0, "same_answer": not answer and n > 0,
        }  # fmt: skip
        issue(doing, "claim-change-notice", facts, recipients={name: party_id})
    doing.summary("准许增加或者变更请求，审理期限重新计算" + ("，被申请人重新答辩" if answer else ""))


def _entered(claim: Mapping[str, Any], people: Sequence[parties.Told]) -> dict[str, Any]:
    """A claim as it was kept, with its worker and its sum."""
    told = {key: value for key, value in claim.items() if key not in {"whose", "replaces"}} | {"claimed": _sum(claim)}
    if claim.get("whose"):
        named = [p.id for p in people if p.role == "applicant" and p.name == claim["whose"]]
        if len(named) != 1:
            raise Refused("", f"请求写的是“{claim['whose']}”，申请人中没有这一位或者有同名的，请核对。")
        told["party_id"] = named[0]
    return told


def _respondent(doing: Doing) -> Party:
    """The respondent who acts. Raises `Refused` for anybody else."""
    key = str(doing.facts.get("party") or "")
    found = doing.session.scalar(
        select(Party)
        .join(ProceedingParty, ProceedingParty.party_id == Party.id)
        .where(ProceedingParty.proceeding_id == doing.proceeding.id, ProceedingParty.role == "respondent")
        .where(ProceedingParty.left_on.is_(None), Party.id == (int(key) if key.isdigit() else 0))
    )
    if found is None:
        raise Refused("party", "请选择是哪一位被申请人提出的。")
    return found


def in_window(doing: Doing, rule: str, party: Party, sentence: str, source: str) -> None:
    """Raise `Refused` when this party's window was over on the day of the fact `on`, or has not opened."""
    on: date = doing.facts["on"]
    if on > doing.recorded_at.date():
        raise Refused("on", "提出日期不能晚于今天。")
    running = doing.clocks.open(rule, f"party:{party.id}")
    if running and (running[0].due_on is None or on <= running[0].due_on):
        return
    if running:
        raise Refused("on", f"{party.name}的期限到 {running[0].due_on} 届满，{sentence}", source)
    last = _closed_window(doing, rule, party.id)
    if last is not None and on > last:
        raise Refused("on", f"{party.name}的期限到 {last} 届满，{sentence}", source)


def _closed_window(doing: Doing, rule: str, party_id: int) -> date | None:
    """The last day of a party's window that has ended (lapsed or used); None where it never ran. One statement."""
    return doing.session.scalars(
        select(Deadline.due_on)
        .where(Deadline.proceeding_id == doing.proceeding.id, Deadline.rule_id == rule, Deadline.subject == f"party:{party_id}")
        .order_by(Deadline.id.desc())
    ).first()


@checks("arbitration.counterclaim")
def check_counterclaim(doing: Doing) -> None:
    """By a respondent, within its own defence period."""
    party = _respondent(doing)
    _known_kinds(doing.facts["claims"])
    in_window(doing, "arb-counterclaim", party, "逾期的反申请不在本案处理，请告知另行申请。", f"{RULES}第三十六条")


@handles("arbitration.counterclaim")
def counterclaim(doing: Doing) -> None:
    """反申请: taken in; five days to decide; no claim of the case yet."""
    party = _respondent(doing)
    doing.skip.add(("satisfy", "arb-counterclaim"))
    doing.clocks.satisfy("arb-counterclaim", doing.facts["on"], subject=f"party:{party.id}")
    claims = _plain(doing.facts["claims"])
    text = str(doing.facts.get("text") or "")
    _put(doing, {"what": COUNTER, "on": doing.facts["on"].isoformat(), "party_id": party.id, "claims": claims, "text": text})
    doing.facts["party"] = party.id
    people = parties.told(doing.proceeding.id)
    facts = {
        "filers": [printing.party(p) for p in people if p.id == party.id],
        "opponents": [printing.party(p) for p in people if p.role == "applicant"],
        "claims": _rows(claims), "text": text or "见申请人提交的材料。", "filed_on": doing.facts["on"],
    }  # fmt: skip
    if printing.complete([p for p in people if p.role == "applicant"]):
        issue(doing, "counterclaim", facts)
    doing.tell({doing.proceeding.owner_id or 0}, f"{doing.proceeding.number} {party.name}提出反申请，请五日内决定是否受理。")
    doing.summary(f"{party.name}提出反申请 {len(claims)} 项")


@handles("arbitration.join-counterclaim")
def join_counterclaim(doing: Doing) -> None:
    """反申请受理: heard with the case; the 45 days run anew from the decision; the applicants get ten days to answer."""
    entry = _take(doing, COUNTER)
    on: date = doing.facts["on"]
    parties.enter_claims(doing, [{**_entered(c, ()), "party_id": entry["party_id"]} for c in entry["claims"]], [entry["party_id"]])
    parties.copy_summary(doing)
    doing.skip.add(("start", "arb-defence"))
    for n, (name, party_id) in enumerate(notices.addressees(doing.proceeding.id)):
        if not n:
            doing.clocks.start("arb-defence", on, subject=f"party:{party_id}", title=f"对反申请的答辩期：{name}")
        extra = {"joined": True, "answer": n == 0, "enclosures": ["反申请书副本"] if n == 0 else []}
        issue(doing, "counterclaim-notice", _notice(doing, entry, name, on) | extra, recipients={name: party_id})
    doing.summary("受理反申请，与本案合并审理，审理期限重新计算")


def _notice(doing: Doing, entry: Mapping[str, Any], to: str, on: date) -> dict[str, Any]:
    filer = doing.session.scalar(select(Party.name).where(Party.id == int(entry["party_id"])))
    return {"to": to, "filer": filer, "claims": _rows(entry["claims"]), "filed_on": entry["on"], "decided_on": on}


@checks("arbitration.refuse-counterclaim")
def check_refused_counterclaim(doing: Doing) -> None:
    """There is one that waits."""
    if not waiting(doing.proceeding.id, COUNTER):
        raise Refused("", NONE[COUNTER])


@handles("arbitration.refuse-counterclaim")
def refuse_counterclaim(doing: Doing) -> None:
    """反申请不予受理、另行申请: told in writing with the reason; the case goes on."""
    entry = _take(doing, COUNTER)
    reason = str(doing.facts["reason"])
    party_id = int(entry["party_id"])
    name = str(doing.session.scalar(select(Party.name).where(Party.id == party_id)))
    facts = _notice(doing, entry, name, doing.day) | {
        "joined": False, "separate": reason != "scope", "reason": f"反申请{codes.label('counterclaim_refuse_reason', reason)}",
    }  # fmt: skip
    issue(doing, "counterclaim-notice", facts, recipients={name: party_id})
    doing.summary(f"反申请{'另行申请' if reason != 'scope' else '不予受理'}：{codes.label('counterclaim_refuse_reason', reason)}")


@checks("arbitration.add-party")
def check_added(doing: Doing) -> None:
    """Not in the future; somebody who is no party on that side already; the defence of a hearing that was held is possible."""
    if doing.facts["on"] > doing.recorded_at.date():
        raise Refused("on", "决定日期不能晚于今天。")
    name = _name(doing)
    if any(p.name == name for p in parties.told(doing.proceeding.id)):
        raise Refused("name", f"{name}已经是本案当事人。")
    if not papers.is_formed(doing.proceeding.id):
        raise Refused("", "还没有组庭，不能追加当事人；请先组庭。")


def _name(doing: Doing) -> str:
    told = doing.facts["party"]
    return str(told.get("name") if isinstance(told, Mapping) else told).strip()


@handles("arbitration.add-party")
def add_party(doing: Doing) -> None:
    """追加当事人: the 45 days run anew; the added party is served with the application and has a defence period of its own."""
    told = doing.facts["party"]
    no = int(
        doing.session.scalar(select(func.max(ProceedingParty.no)).where(ProceedingParty.proceeding_id == doing.proceeding.id)) or 0
    )
    before = notices.addressees(doing.proceeding.id)
    left, right = printing.sides(doing.proceeding.id)
    role = str(doing.facts["role"])
    row = parties.enter(doing, role, told if isinstance(told, dict) else {"name": told, "kind": "company"}, no + 1)
    doing.facts["party"] = row.id
    parties.copy_summary(doing)
    shared = {
        "applicants": printing.group_name(left), "respondents": right, "cause": printing.CAUSE, "added": row.name,
        "role": codes.label("added_role", role), "ground": codes.label("add_party_ground", doing.facts["ground"]),
        "decided_on": doing.facts["on"],
    }  # fmt: skip
    own = {"own": True, "answer_copies": len(left) + 1, "tribunal": papers.tribunal_of(doing.proceeding.id), "enclosures": list(ENCLOSURES)}
    issue(doing, "add-party-notice", {"to": row.name, **shared, **own}, recipients={row.name: row.id})
    for name, party_id in before:
        issue(doing, "add-party-notice", {"to": name, **shared}, recipients={name: party_id})
    planned = scheduling.planned(doing.proceeding.id)
    tail = f"；{planned.at:%m-%d} 的开庭没有通知{row.name}，请重新排庭" if planned is not None else ""
    doing.summary(f"追加{row.name}为{codes.label('added_role', role)}，审理期限重新计算{tail}")


def added_unserved(proceeding_id: int) -> list[str]:
    """Parties who were joined and have not been reached yet: the first paper sent to them was the notice of their joining.

    Two statements.
    """
    first = (
        select(Serving.party_id, func.min(Document.id).label("document_id"))
        .join(Document, Document.id == Serving.document_id)
        .where(Document.proceeding_id == proceeding_id, Serving.party_id.is_not(None))
        .group_by(Serving.party_id)
        .subquery()
    )
    rows = session.execute(
        select(Serving.recipient, func.max(Serving.effective_on))
        .join(first, (first.c.party_id == Serving.party_id) & (first.c.document_id == Serving.document_id))
        .join(Document, Document.id == Serving.document_id)
        .where(Document.kind == "add-party-notice", Document.voided_at.is_(None))
        .group_by(Serving.recipient)
    )
    return sorted(recipient for recipient, effective in rows if effective is None)


@checks("arbitration.schedule")
def check_added_served(doing: Doing) -> None:
    """A joined party is served with the application first, like every respondent."""
    late = added_unserved(doing.proceeding.id)
    if late:
        raise Refused("at", f"追加的{'、'.join(late)}还没有送达，答辩期没有起算，不能排庭。", DEFENCE)


@checks("arbitration.hear", "arbitration.hear-absent")
def check_everybody(doing: Doing) -> None:
    """A party joined after the hearing was set has its defence period and its own notice of the hearing first."""
    hearing = scheduling.planned(doing.proceeding.id)
    if hearing is None:
        return
    late = added_unserved(doing.proceeding.id)
    if late:
        raise Refused("", f"追加的{'、'.join(late)}还没有送达，答辩期没有起算，不能开庭；请先送达，再重新排庭。", DEFENCE)
    for running in doing.clocks.open("arb-defence"):
        if running.due_on is not None and hearing.at.date() <= running.due_on:
            raise Refused("", f"{running.title}到 {running.due_on} 才届满，不能开庭；请重新排庭。", DEFENCE)
    told = set(
        doing.session.scalars(
            select(Serving.party_id)
            .join(Document, Document.id == Serving.document_id)
            .where(Document.proceeding_id == doing.proceeding.id, Document.kind.in_(notices.NOTICES), Document.seq >= hearing.seq)
        )
    )
    missed = [name for name, key in notices.addressees(doing.proceeding.id) if key not in told]
    if missed:
        raise Refused("", f"{'、'.join(missed)}没有这次开庭的通知，请重新排庭。", "《劳动争议调解仲裁法》第三十五条")
