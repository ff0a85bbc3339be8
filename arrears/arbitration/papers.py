"""Facts of the papers of an arbitration 仲裁文书: the same for the act that issues them, for the preview and beside the signature."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from arrears.access.models import AppUser
from arrears.arbitration.models import Arbitration
from arrears.cases import ledger, parties, printing
from arrears.cases.models import CaseEvent, Claim, Seat
from arrears.cases.parties import Told
from arrears.db import session
from arrears.hearings.models import Hearing

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


@dataclass(frozen=True, slots=True)
class AwardPaper:
    """One paper of an award: its kind, its facts, whom it concerns."""

    final: bool
    kind: str
    facts: dict[str, Any]
    recipients: dict[str, int]
    total: Decimal


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


def award_papers(proceeding_id: int, number: str, given: Mapping[str, Any]) -> list[AwardPaper]:
    """The papers of an award, final items first: two where final and non-final items meet (规则 第五十条)."""
    claims = {c.id: c for c in printing.claims_of(proceeding_id)}
    people = parties.told(proceeding_id)
    absent = absent_names(proceeding_id)
    shared = _shared(proceeding_id, people, given, absent)
    payer = str(given.get("payer") or printing.sides(proceeding_id)[1][0])
    kinds = [k for k in (True, False) if any(bool(i["final"]) is k for i in given["items"])]
    made = []
    for n, final in enumerate(kinds):
        items = [{**i, "amount": Decimal(i["amount"])} for i in given["items"] if bool(i["final"]) is final]
        total = sum((i["amount"] for i in items), ZERO)
        left = concerned(items, claims, people)
        kind, facts = _paper(final, items, claims, left, {**shared, "present": _present(left, people, absent)}, total, payer)
        if len(kinds) > 1:
            facts["other_no"] = number + ("之一" if n == 0 else "")
        to = {p.name: p.id for p in [*left, *(p for p in people if p.role == "respondent")]}
        made.append(AwardPaper(final, kind, facts, to, total))
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


def _paper(
    final: bool,
    items: Sequence[dict[str, Any]],
    claims: Mapping[int, Claim],
    left: Sequence[Told],
    shared: dict[str, Any],
    total: Decimal,
    payer: str,
) -> tuple[str, dict[str, Any]]:
    chosen = [claims[int(i["claim_id"])] for i in items]
    rows = printing.claim_rows(chosen)
    facts: dict[str, Any] = {
        **shared,
        "claims": rows,
        "bases": bases_of(items),
        "answers": [
            {"claim_no": n, "result": RESULT_WORDS[i["result"]], "reason": str(i.get("reason") or "有证据证实，本委予以支持")}
            for n, i in enumerate(items, 1)
        ],
    }
    if len(left) > 1:
        return "award-group", facts | {
            "rows": _rows(items, left),
            "representatives": [p.name for p in left if p.representative],
            "final": final,
            "payer": payer,
            "period": printing.span(chosen) or {"start": shared["filed_on"], "end": shared["filed_on"]},
            "total": total,
        }
    return ("award-final" if final else "award-nonfinal"), facts | {
        "applicants": [printing.party(p) for p in left],
        "items": [
            {
                "claim_no": n, "payer": payer, "payee": left[0].name, "kind": printing.claim_words(claims[int(i["claim_id"])]),
                "amount": i["amount"], "final": final, "period": rows[n - 1]["period"],
            }
            for n, i in enumerate(items, 1)
            if i["amount"] > 0
        ],
    }  # fmt: skip


def _rows(items: Sequence[dict[str, Any]], left: Sequence[Told]) -> list[dict[str, Any]]:
    shares: dict[int, Decimal] = {}
    for item in items:
        for worker, amount in (item.get("parts") or {}).items():
            shares[int(worker)] = shares.get(int(worker), ZERO) + Decimal(amount)
    rows = [(p, shares[p.id]) for p in left if shares.get(p.id)]
    return [
        {"no": n, "name": p.name, "id_no": p.id_no or printing.BLANK, "due": owed, "paid": ZERO, "owed": owed}
        for n, (p, owed) in enumerate(rows, 1)
    ]
