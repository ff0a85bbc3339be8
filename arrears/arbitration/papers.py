"""Facts of the papers of an arbitration 仲裁文书: the same for the act that issues them, for the preview and beside the signature."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from arrears.access.models import AppUser
from arrears.arbitration import elements
from arrears.arbitration.models import Arbitration, Award
from arrears.cases import ledger, parties, printing
from arrears.cases.models import CaseEvent, Claim, Seat
from arrears.cases.parties import Told
from arrears.db import session
from arrears.documents.models import Document
from arrears.hearings.models import Hearing
from arrears.law.numerals import count_in_chinese, date_in_text

ZERO = Decimal("0.00")
RESULT_WORDS = {"upheld": "支持", "partly": "部分支持", "dismissed": "不支持", "elsewhere": "另行处理", "not_handled": "另行处理"}
PAY_DAYS = 5


def tribunal_of(proceeding_id: int) -> dict[str, Any]:
    """The panel as papers print it, from the seats. One statement."""
    rows = session.execute(
        select(Seat.role, AppUser.name)
        .join(AppUser, AppUser.id == Seat.user_id)
        .where(Seat.proceeding_id == proceeding_id, Seat.left_at.is_(None), Seat.role.in_(["owner", "member", "clerk"]))
        .order_by(Seat.id)
    ).all()
    found: dict[str, list[str]] = {"owner": [], "member": [], "clerk": []}
    for role, name in rows:
        found[role].append(name)
    return {
        "presiding": found["owner"][0] if found["owner"] else "",
        "members": found["member"],
        "clerk": found["clerk"][0] if found["clerk"] else "",
    }


def is_formed(proceeding_id: int) -> bool:
    """Whether there is a panel with a clerk: papers that bear its names can be made."""
    return bool(tribunal_of(proceeding_id)["clerk"])


def both_sides(proceeding_id: int) -> dict[str, Any]:
    """Parties and agents, opened, as most papers begin."""
    people = parties.told(proceeding_id)
    return {
        "applicants": [printing.party(p) for p in people if p.role == "applicant"],
        "respondents": [printing.party(p) for p in people if p.role == "respondent"],
        "agents": printing.agents(proceeding_id),
    }


SUFFIXED = (
    "award-final", "award-nonfinal", "award-element", "award-group", "award-partial", "award-advance-payment", "arb-mediation-statement",
    "correction-decision",
)  # fmt: skip
"""Papers of one case that are told apart behind the number: the first bears it plain, the next 之一 (documents.md 3, 4)."""


def next_suffix(proceeding_id: int, more: int = 0) -> str:
    """What follows the case number on the next award or decision; `more`: papers of this act before it. One statement."""
    made = session.scalar(
        select(func.count()).select_from(Document).where(Document.proceeding_id == proceeding_id, Document.kind.in_(SUFFIXED))
    )
    n = int(made or 0) + more
    return f"之{count_in_chinese(n)}" if n else ""


@dataclass(frozen=True, slots=True)
class AwardPaper:
    """One paper of an award: its kind, its facts, whom it concerns. `suffix`: what follows the case number (documents.md 3)."""

    final: bool
    kind: str
    facts: dict[str, Any]
    recipients: dict[str, int]
    total: Decimal
    suffix: str


def undecided(proceeding_id: int) -> dict[int, Claim]:
    """Claims that no award and no settlement has dealt with, by id, in order. One statement."""
    return {c.id: c for c in printing.claims_of(proceeding_id) if not c.result}


def at_issue(proceeding_id: int, items: Sequence[Mapping[str, Any]]) -> dict[int, Claim]:
    """Claims an award is about: those it decides and those still open; what was decided before is left out. One statement."""
    chosen = _claim_ids(items)
    return {c.id: c for c in printing.claims_of(proceeding_id) if not c.result or c.id in chosen}


def _claim_ids(items: Sequence[Mapping[str, Any]]) -> set[int]:
    return {int(item["claim_id"]) for item in items if "claim_id" in item}


def earlier(proceeding_id: int, items: Sequence[Mapping[str, Any]]) -> list[Award]:
    """Awards and settlements of the case before the one with these items. One statement."""
    chosen = _claim_ids(items)
    rows = session.scalars(select(Award).where(Award.proceeding_id == proceeding_id).order_by(Award.id))
    return [row for row in rows if not chosen & _claim_ids(row.items)]


def _not_repeated(proceeding_id: int, items: Sequence[Mapping[str, Any]]) -> list[str]:
    """What was decided or settled before, as the later award says it."""
    before = [row for row in earlier(proceeding_id, items) if row.partial]
    if not before:
        return []
    claims = {c.id: c for c in printing.claims_of(proceeding_id)}
    query = select(Document.id, Document.number).where(Document.id.in_([row.document_id for row in before]))
    numbers = dict(session.execute(query).all())
    said = []
    for row in before:
        what = "、".join(printing.claim_words(claims[key]) for key in sorted(_claim_ids(row.items)) if key in claims)
        how = "主持达成调解" if row.kind == "settlement" else "作出裁决"
        said.append(f"本委已于{date_in_text(row.made_on)}以{numbers.get(row.document_id or 0, '')}就{what}请求{how}，本裁决不再重复")
    return said


def concerned(items: Sequence[Mapping[str, Any]], claims: Mapping[int, Claim], people: Sequence[Told]) -> list[Told]:
    """Applicants whom these items are about: who gets a part, or whose claim it is; an item of all concerns all."""
    left = [p for p in people if p.role == "applicant"]
    ids: set[int] = set()
    for item in items:
        owner = claims[int(item["claim_id"])].party_id
        parts = {int(worker) for worker in (item.get("parts") or {})}
        if owner is None and not parts:
            return left
        ids |= parts or {owner or 0}
    return [p for p in left if p.id in ids] or left


def counter_of(claim: Claim, people: Sequence[Told]) -> Told | None:
    """The respondent whose counterclaim 反申请 a claim is; None for the claims of applicants."""
    return next((p for p in people if p.id == claim.party_id and p.role == "respondent"), None)


def award_papers(proceeding_id: int, number: str, given: Mapping[str, Any], *, partial: bool = False) -> list[AwardPaper]:
    """The papers of an award, final items first: two where final and non-final items meet (规则 第五十条).

    `partial`: 先行裁决, some claims only (法 第四十三条); each paper then lists every open claim and answers its own.
    """
    claims = at_issue(proceeding_id, given["items"])
    people = parties.told(proceeding_id)
    absent = absent_names(proceeding_id)
    shared = _shared(proceeding_id, people, given, absent)
    shared["earlier"] = _not_repeated(proceeding_id, given["items"])
    payer = str(given.get("payer") or printing.sides(proceeding_id)[1][0])
    first = str(given.get("first_payer") or "")
    kinds = [k for k in (True, False) if any(bool(i["final"]) is k for i in given["items"])]
    made = []
    for n, final in enumerate(kinds):
        items = [{**i, "amount": Decimal(i["amount"])} for i in given["items"] if bool(i["final"]) is final]
        total = sum((i["amount"] for i in items), ZERO)
        left = concerned(items, claims, people)
        about = {**shared, "present": _present(left, people, absent)}
        rows = _Operative(final, items, claims, people, left, total, payer, "" if first == payer else first)
        kind, facts = _partial(rows, about) if partial else _paper(rows, about)
        if given.get("style") == "element" and kind in {"award-final", "award-nonfinal"}:
            kind, facts = elements.as_award(proceeding_id, final, facts)
        if len(kinds) > 1:
            facts["other_no"] = number + next_suffix(proceeding_id, 1 - n)
        to = {p.name: p.id for p in [*left, *(p for p in people if p.role == "respondent")]}
        made.append(AwardPaper(final, kind, facts, to, total, next_suffix(proceeding_id, n)))
    return made


def _present(left: Sequence[Told], people: Sequence[Told], absent: Sequence[str]) -> str:
    right = [p.name for p in people if p.role == "respondent" and p.name not in absent]
    return f"申请人{printing.group_name([p.name for p in left])}" + (f"、被申请人{'、'.join(right)}" if right else "")


def _shared(proceeding_id: int, people: Sequence[Told], given: Mapping[str, Any], absent: Sequence[str]) -> dict[str, Any]:
    row = session.get(Arbitration, proceeding_id)
    assert row is not None
    heard = session.scalars(
        select(Hearing.at).where(Hearing.proceeding_id == proceeding_id, Hearing.state == "held").order_by(Hearing.at)
    ).all()
    days = int(given.get("pay_days") or PAY_DAYS)
    return {
        "respondents": [printing.party(p) for p in people if p.role == "respondent"],
        "agents": printing.agents(proceeding_id),
        "cause": printing.CAUSE,
        "filed_on": row.filed_on,
        "accepted_on": row.accepted_on,
        "tribunal": tribunal_of(proceeding_id),
        "heard_on": [h.date() for h in heard],
        "absent": f"被申请人{'、'.join(absent)}" if absent else None,
        "claimant_says": row.facts_text,
        "respondent_says": row.answer or None,
        "found": str(given.get("found") or row.found or "申请人所述的劳动关系、工资标准和欠付期间属实"),
        "evidence": "、".join(str(e) for e in row.evidence[:6]) or "申请人陈述",
        "pay_within": f"自本裁决书生效之日起{'一二三四五六七八九十'[(days - 1) % 10]}日内",
    }


def absent_names(proceeding_id: int) -> list[str]:
    """Parties in whose absence the case was heard."""
    seqs = list(
        session.scalars(
            select(CaseEvent.seq).where(CaseEvent.proceeding_id == proceeding_id, CaseEvent.act == "arbitration.hear-absent")
        )
    )
    return [str(f["absent_name"]) for f in ledger.facts_of(proceeding_id, seqs).values() if f.get("absent_name")]


_CITED = re.compile(r"(《[^》]+》)([^《；;]*)")


def bases_of(items: Sequence[Mapping[str, Any]]) -> list[str]:
    """The articles that the items rest on, each law once with its articles in the order they are named; words without a law are left."""
    laws: dict[str, list[str]] = {}
    for item in items:
        for law, articles in _CITED.findall(str(item.get("article") or "")):
            named = laws.setdefault(law, [])
            named.extend(a for a in (part.strip("，, 。") for part in articles.split("、")) if a and a not in named)
    return [law + "、".join(articles) for law, articles in laws.items()]


@dataclass(frozen=True, slots=True)
class _Operative:
    """What one paper decides, between whom."""

    final: bool
    items: Sequence[dict[str, Any]]
    claims: Mapping[int, Claim]
    people: Sequence[Told]
    left: Sequence[Told]
    total: Decimal
    payer: str
    first_payer: str


def _answers(of: _Operative, listed: Sequence[Claim]) -> list[dict[str, Any]]:
    place = {claim.id: n for n, claim in enumerate(listed, 1)}
    return [
        {"claim_no": place[int(i["claim_id"])], "result": RESULT_WORDS[i["result"]],
         "reason": str(i.get("reason") or "有证据证实，本委予以支持")}
        for i in of.items
    ]  # fmt: skip


def _items(of: _Operative, listed: Sequence[Claim], *, counter_only: bool = False) -> list[dict[str, Any]]:
    """Operative items: who pays whom; a counterclaim is paid by the applicant."""
    rows = printing.claim_rows(listed)
    place = {claim.id: n for n, claim in enumerate(listed, 1)}
    made = []
    for item in of.items:
        claim = of.claims[int(item["claim_id"])]
        counter = counter_of(claim, of.people)
        if item["amount"] <= 0 or (counter_only and counter is None):
            continue
        n = place[claim.id]
        made.append(
            {
                "claim_no": n, "payer": of.left[0].name if counter else of.payer, "payee": counter.name if counter else of.left[0].name,
                "kind": printing.claim_words(claim), "amount": item["amount"], "final": of.final, "period": rows[n - 1]["period"],
                "first_payer": "" if counter else of.first_payer,
            }
        )  # fmt: skip
    return made


def _paper(of: _Operative, shared: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    chosen = [of.claims[int(i["claim_id"])] for i in of.items]
    facts: dict[str, Any] = {
        **shared, "claims": printing.claim_rows(chosen), "bases": bases_of(of.items), "answers": _answers(of, chosen),
    }  # fmt: skip
    if len(of.left) > 1:
        return "award-group", facts | _group(of) | {
            "final": of.final,
            "period": printing.span(chosen) if all(c.period_from and c.period_to for c in chosen) else None,
            "items": _items(of, chosen, counter_only=True),
            "total": _to_workers(of),
        }
    people = {"applicants": [printing.party(p) for p in of.left]}
    return ("award-final" if of.final else "award-nonfinal"), facts | people | {"items": _items(of, chosen)}


def _partial(of: _Operative, shared: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """先行裁决: every open claim is listed, the clear ones are answered."""
    listed = list(of.claims.values())
    facts = {
        **shared, "claims": printing.claim_rows(listed), "bases": bases_of(of.items), "answers": _answers(of, listed), "final": of.final,
    }  # fmt: skip
    if len(of.left) > 1:
        return "award-partial", facts | _group(of) | {"total": _to_workers(of)}
    alone = {"applicants": [printing.party(p) for p in of.left], "payer": of.payer, "first_payer": of.first_payer or None}
    return "award-partial", facts | alone | {"items": _items(of, listed), "total": of.total}


def _to_workers(of: _Operative) -> Decimal:
    """The sum without counterclaims: what the workers get."""
    return sum((i["amount"] for i in of.items if counter_of(of.claims[int(i["claim_id"])], of.people) is None), ZERO)


def _group(of: _Operative) -> dict[str, Any]:
    """Several workers: the roster with what each gets of which kinds of claims, and who represents them."""
    claims = (of.claims[int(i["claim_id"])] for i in of.items if i["amount"] > 0)
    kinds = [printing.claim_words(claim) for claim in claims if counter_of(claim, of.people) is None]
    return {
        "rows": _rows(of), "representatives": [p.name for p in of.left if p.representative], "payer": of.payer,
        "first_payer": of.first_payer or None, "what": "、".join(dict.fromkeys(kinds)),
    }  # fmt: skip


def parts_of(item: Mapping[str, Any], claim: Claim, people: Sequence[Told]) -> dict[int, Decimal]:
    """Worker -> what he gets of an item: the parts said, else all of it for the one whose claim it is."""
    if counter_of(claim, people) is not None:
        return {}
    parts = {int(k): Decimal(v) for k, v in (item.get("parts") or {}).items()}
    if not parts and Decimal(item["amount"]) > 0:
        parts = {claim.party_id or next(p.id for p in people if p.role == "applicant"): Decimal(item["amount"])}
    return parts


def _rows(of: _Operative) -> list[dict[str, Any]]:
    shares: dict[int, Decimal] = {}
    for item in of.items:
        for worker, amount in parts_of(item, of.claims[int(item["claim_id"])], of.people).items():
            shares[worker] = shares.get(worker, ZERO) + amount
    return roster(of.left, shares or {p.id: ZERO for p in of.left})


def roster(people: Sequence[Told], shares: Mapping[int, Decimal]) -> list[dict[str, Any]]:
    """Rows of an annex: the people of the shares, what each gets."""
    rows = [(p, shares[p.id]) for p in people if p.id in shares]
    return [
        {"no": n, "name": p.name, "id_no": p.id_no or printing.BLANK, "due": owed, "paid": ZERO, "owed": owed}
        for n, (p, owed) in enumerate(rows, 1)
    ]
