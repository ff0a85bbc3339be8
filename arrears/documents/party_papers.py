"""Papers that a party signs 当事人签名的表: service address, representatives, power of attorney, made at the end of the act recording them.

Each is printed for the signature at the counter and scanned back; what is not known stays to be written by hand.
"""

from __future__ import annotations

from arrears.cases import parties, printing
from arrears.cases.acting import Doing
from arrears.cases.parties import Told
from arrears.documents.actions import issue
from arrears.law import codes
from arrears.personal import vault

POWERS = ("代为提出请求、提交证据", "参加调解、庭审，签收文书", "与对方核对每人的工资数额")
"""What representatives do without asking; waiving and settling needs those they stand for (法7)."""


def _role(told: Told) -> str:
    roles = {"complainant": "投诉人", **codes.CODES["party_role"]}
    return roles.get(told.role, "当事人")


def address_confirmation(doing: Doing) -> None:
    """送达地址确认书: as the act recorded it, one for each confirmation."""
    facts = doing.facts
    party = next(p for p in parties.told(doing.proceeding.id) if p.id == int(facts["party"]))
    kept = str(facts["service_address_id"] or "")
    agreed = bool(facts["e_service"])
    told = {
        "party": party.name, "role": _role(party), "id_no": party.id_no or party.credit_code or printing.BLANK,
        "address": vault.opened([kept]).get(kept, printing.BLANK), "receiver": str(facts["receiver"]) or party.name,
        "phone": party.phone or printing.BLANK, "e_service": agreed, "recorder": doing.viewer.name,
    }  # fmt: skip
    issue(doing, "service-address-confirmation", told | ({"e_phone": party.phone} if agreed and party.phone else {}))


def nomination(doing: Doing) -> None:
    """代表人推举书: everybody who nominates, with a place to sign."""
    reps, workers = {int(p) for p in doing.facts["reps"]}, {int(p) for p in doing.facts["workers"]}
    people = parties.told(doing.proceeding.id)
    left = [p for p in people if p.role in {"applicant", "complainant"} and p.id in workers | reps]
    told = {
        "respondents": [p.name for p in people if p.role == "respondent"] or [doing.proceeding.against or printing.BLANK],
        "rows": [{"no": n, "name": p.name, "id_no": p.id_no or printing.BLANK} for n, p in enumerate(left, 1)],
        "representatives": [p.name for p in left if p.id in reps], "powers": list(POWERS),
    }  # fmt: skip
    issue(doing, "representative-nomination", told)


def power_of_attorney(doing: Doing) -> None:
    """授权委托书: only where the principal has not brought one of his own; its powers are named one by one."""
    facts = doing.facts
    if not facts.get("print_power"):
        return
    party = next(p for p in parties.told(doing.proceeding.id) if p.id == int(facts["principal"]))
    agent = facts["agent"] if isinstance(facts["agent"], dict) else {"name": facts["agent"]}
    standing = codes.label("agent_kind", str(agent.get("kind", "staff")))
    items = facts.get("authority_items") or () if facts["authority"] == "special" else ()
    told = {
        "principal": printing.party(party), "principal_role": _role(party), "agent_name": agent["name"], "agent_id_no": printing.BLANK,
        "agent_standing": f"{agent.get('firm', '')}{standing}", "matter": f"{printing.CAUSE}争议一案（{doing.proceeding.number}）",
        "special": [codes.label("authority_items", str(item)) for item in items],
    }  # fmt: skip
    issue(doing, "power-of-attorney", told)
