"""Papers of mediation 调解文书 (documents.md 2.2)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from arrears.documents import agreement
from arrears.documents.facts import (
    Account,
    Agent,
    Claim,
    Evidence,
    Instalment,
    Name,
    Party,
    Period,
    Present,
    Text,
    Turn,
    WorkerRow,
)
from arrears.documents.kind import Fact, Kind, Page, Series, Volume

PARTIES = (
    Fact("applicants", "申请人", list[Party]),
    Fact("respondents", "被申请人", list[Party]),
    Fact("agents", "代理人", list[Agent], False),
)
TERMS = (
    Fact("period", "欠付工资期间", Period),
    Fact("total", "确认总额", Decimal),
    Fact("payer", "付款人", str, False),
    Fact("instalments", "分期", list[Instalment], False),
    Fact("pay_by", "一次付清日期", date, False),
    Fact("acceleration", "逾期一并主张", bool, False),
    Fact("other_terms", "其他约定", list[Text], False),
    Fact("mediator", "调解员", Name),
    Fact("copies", "份数", int),
)

AGREEMENT = Kind(
    id="mediation-agreement",
    title="劳动争议调解协议书",
    page=Page.ADJUDICATION,
    subject="mediation",
    series=Series.MEDIATION,
    signer="双方当事人、调解员",
    seal=True,
    to=("申请人", "被申请人"),
    service="S0",
    copies="P+D",
    acts=("mediation.agree",),
    ids="full",
    facts=(*PARTIES, Fact("applied_on", "申请日期", date), Fact("account_tail", "收款账户尾号", str), *TERMS),
    either=(("instalments", "pay_by"),),
    checks=(agreement.instalments_make(), agreement.in_order("applied_on", "made_on")),
    basis="劳动争议调解仲裁法第十四条",
)

KINDS = (AGREEMENT,)
