"""Parties and claims of a matter 当事人和请求: entered by the act that names them, found again by the next procedure.

A person who stands in the matter already (same id number, or same name and kind) is not entered twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from arrears.cases.acting import Doing
from arrears.cases.models import Agent, Claim, Employment, Party, ProceedingParty
from arrears.db import session
from arrears.law import codes
from arrears.law.refusal import Refused
from arrears.personal import vault
from arrears.personal.models import PersonalValue

UNITS = frozenset({"company", "branch", "sole_trader", "npo", "institution", "unregistered"})
PERSONAL = ("id_no", "phone", "address")


def sex_of(id_no: str) -> str:
    """Sex by the seventeenth digit of an identity number (odd: male); '' for anything else."""
    return ("女", "男")[int(id_no[16]) % 2] if len(id_no) == 18 and id_no[16].isdigit() else ""


def birth_of(id_no: str) -> date | None:
    """Day of birth in an identity number; None when it holds none."""
    if len(id_no) != 18 or not id_no[6:14].isdigit():
        return None
    try:
        return date(int(id_no[6:10]), int(id_no[10:12]), int(id_no[12:14]))
    except ValueError:
        return None


def _known(doing: Doing, told: Mapping[str, Any]) -> Party | None:
    rows = doing.session.scalars(
        select(Party).where(Party.matter_id == doing.proceeding.matter_id, Party.kind == told["kind"], Party.name == told["name"])
    ).all()
    id_no = str(told.get("id_no") or "")
    if not id_no or told["kind"] != "person":
        return rows[0] if len(rows) == 1 else None
    blind = vault.blind("id_no", id_no)
    for row in rows:
        kept = doing.session.get(PersonalValue, row.id_no) if row.id_no else None
        if kept is None or kept.blind == blind:
            return row
    return None


def enter(doing: Doing, role: str, told: Mapping[str, Any], no: int, representative: bool = False) -> Party:
    """Enter a party in a role. `told`: name, kind and the fields of `Party` that are known; personal ones in plain text.

    Raises `Refused` without a name. Needs the act's transaction.
    """
    name = str(told.get("name") or "").strip()
    if not name:
        raise Refused("applicants" if role == "applicant" else "respondents", "请填写当事人的姓名或者单位名称。")
    told = {**told, "name": name, "kind": told.get("kind") or ("person" if role in {"applicant", "complainant"} else "company")}
    row = _known(doing, told) or Party(matter_id=doing.proceeding.matter_id, name=name[:120], kind=told["kind"])
    _fill(row, told)
    doing.session.add(row)
    doing.session.flush()
    link = doing.session.scalars(
        select(ProceedingParty).where(
            ProceedingParty.proceeding_id == doing.proceeding.id,
            ProceedingParty.party_id == row.id,
            ProceedingParty.role == role,
        )
    ).first()
    if link is None:
        doing.session.add(
            ProceedingParty(
                proceeding_id=doing.proceeding.id, party_id=row.id, role=role, no=no, representative=representative
            )
        )
        doing.session.flush()
    return row


def _fill(row: Party, told: Mapping[str, Any]) -> None:
    """Fill what is told; what is known and not told stays."""
    for field in PERSONAL:
        if told.get(field):
            setattr(row, field, vault.keep(field, str(told[field])))
    id_no = vault.normal("id_no", str(told.get("id_no") or ""))
    if row.kind == "person" and id_no:
        row.sex = row.sex or sex_of(id_no)
        row.birth = row.birth or birth_of(id_no)
    for field in (
        "sex", "birth", "id_type", "credit_code", "sign_name", "registered_address", "business_address", "legal_rep", "rep_title",
        "id_checked", "can_write", "named_consent_on",
    ):  # fmt: skip
        if told.get(field) not in (None, ""):
            setattr(row, field, told[field])


COMPLETED = (
    "id_no", "phone", "address", "credit_code", "legal_rep", "rep_title", "registered_address", "id_checked",
)  # fmt: skip
"""What may be added to a party after it was entered (补当事人信息)."""


def complete(doing: Doing, rows: Sequence[Mapping[str, Any]], field: str = "parties") -> list[int]:
    """补当事人信息: add what was not known when the parties were entered; a unit's exact licence name replaces the one told.

    `rows`: {party_id, name?, id_no?, phone?, address?, credit_code?, legal_rep?, registered_address?, …}. Returns the ids of the
    parties that were changed. Raises `Refused` at `field` for somebody who is no party of this case. Needs the act's transaction.
    """
    done: list[int] = []
    for told_row in rows:
        given = {key: str(told_row[key]).strip() for key in (*COMPLETED, "name") if str(told_row.get(key) or "").strip()}
        if not given:
            continue
        row = doing.session.get(Party, int(told_row["party_id"]))
        if row is None or row.matter_id != doing.proceeding.matter_id:
            raise Refused(field, "有一方不是本案的当事人，请刷新后再填。")
        if row.kind in UNITS and given.get("name"):
            row.name = given["name"][:120]
        _fill(row, given)
        done.append(row.id)
    if done:
        doing.session.flush()
        copy_summary(doing)
    return done


def enter_claims(doing: Doing, rows: Sequence[Mapping[str, Any]], party_ids: Sequence[int]) -> list[Claim]:
    """Enter claim items in their order. `claimed` in yuan, may be unknown. Raises `Refused` at the item."""
    start = int(
        doing.session.scalar(select(func.max(Claim.no)).where(Claim.proceeding_id == doing.proceeding.id)) or 0
    )
    made = []
    for n, told in enumerate(rows, start=1):
        if told.get("kind") not in codes.codes("claim_kind"):
            raise Refused("claims", f"第 {n} 项请求没有选种类。")
        claimed = told.get("claimed")
        if claimed is not None and not Decimal(0) <= Decimal(claimed) < Decimal(10) ** 11:
            raise Refused("claims", f"第 {n} 项请求的金额应大于零，请核对。")
        claim = Claim(
            matter_id=doing.proceeding.matter_id, proceeding_id=doing.proceeding.id,
            party_id=told.get("party_id") or (party_ids[0] if len(party_ids) == 1 else None), no=start + n, kind=told["kind"],
            period_from=str(told.get("period_from") or "")[:10], period_to=str(told.get("period_to") or "")[:10],
            formula=str(told.get("formula") or ""), claimed=claimed,
        )  # fmt: skip
        doing.session.add(claim)
        made.append(claim)
    doing.session.flush()
    return made


def copy_summary(doing: Doing) -> None:
    """Write what lists show of the parties and claims into the proceeding: left, right, head count, sum."""
    rows = doing.session.execute(
        select(Party.name, ProceedingParty.role, ProceedingParty.no)
        .join(ProceedingParty, ProceedingParty.party_id == Party.id)
        .where(ProceedingParty.proceeding_id == doing.proceeding.id, ProceedingParty.left_on.is_(None))
        .order_by(ProceedingParty.no, Party.id)
    ).all()
    left = [r.name for r in rows if r.role == "applicant"]
    right = [r.name for r in rows if r.role == "respondent"]
    doing.proceeding.title = left[0] if len(left) == 1 else f"{left[0]}等 {len(left)} 人" if left else ""
    doing.proceeding.against = "、".join(right)[:200]
    doing.proceeding.workers = len(left) or None
    against = select(ProceedingParty.party_id).where(
        ProceedingParty.proceeding_id == doing.proceeding.id, ProceedingParty.role == "respondent"
    )
    doing.proceeding.amount = doing.session.scalar(  # without what a respondent claims back 反申请
        select(func.sum(Claim.claimed)).where(
            Claim.proceeding_id == doing.proceeding.id, Claim.dropped_on.is_(None),
            Claim.party_id.is_(None) | Claim.party_id.not_in(against),
        )
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A party with its personal values opened: for papers and for carrying over, inside an act only."""

    id: int
    role: str
    no: int
    representative: bool
    name: str
    kind: str
    sex: str
    birth: date | None
    id_no: str
    phone: str
    address: str
    credit_code: str
    sign_name: str
    registered_address: str
    legal_rep: str
    rep_title: str
    id_checked: str

    @property
    def is_unit(self) -> bool:
        """A unit, not a person."""
        return self.kind in UNITS


def told(proceeding_id: int, role: str | None = None) -> list[Told]:
    """Parties of a proceeding, opened, in order. Three statements. The caller is an act: nothing of it goes to a screen."""
    query = (
        select(ProceedingParty, Party)
        .join(Party, Party.id == ProceedingParty.party_id)
        .where(ProceedingParty.proceeding_id == proceeding_id, ProceedingParty.left_on.is_(None))
        .order_by(ProceedingParty.role, ProceedingParty.no, Party.id)
    )
    if role is not None:
        query = query.where(ProceedingParty.role == role)
    rows = session.execute(query).all()
    texts = vault.opened([v for _, p in rows for v in (p.id_no, p.phone, p.address)])
    return [
        Told(
            p.id, link.role, link.no, link.representative, p.name, p.kind, p.sex, p.birth, texts.get(p.id_no or "", ""),
            texts.get(p.phone or "", ""), texts.get(p.address or "", ""), p.credit_code, p.sign_name, p.registered_address,
            p.legal_rep, p.rep_title, p.id_checked,
        )
        for link, p in rows
    ]  # fmt: skip


def representatives(proceeding_id: int) -> list[str]:
    """Names of the representatives the whole group nominated, also those who have left since. One statement."""
    query = (
        select(Party.name)
        .join(ProceedingParty, ProceedingParty.party_id == Party.id)
        .where(ProceedingParty.proceeding_id == proceeding_id, ProceedingParty.representative)
        .order_by(ProceedingParty.no)
    )
    return list(session.scalars(query))


def agents(proceeding_id: int) -> list[Agent]:
    """Agents in force. One statement. For acts only."""
    query = select(Agent).where(Agent.proceeding_id == proceeding_id, Agent.ended_on.is_(None)).order_by(Agent.id)
    return list(session.scalars(query))


def dues(matter_id: int) -> dict[int, Employment]:
    """Roster rows by party. One statement. For acts only."""
    return {row.party_id: row for row in session.scalars(select(Employment).where(Employment.matter_id == matter_id))}
