"""Mediation statement 调解书 and awards 裁决书 (documents.md 2.3, 2.7): four kinds of award share their facts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from arrears.documents import agreement
from arrears.documents.facts import (
    Agent,
    Answer,
    Claim,
    Element,
    Instalment,
    Item,
    Name,
    Party,
    Period,
    Text,
    Tribunal,
    WorkerRow,
)
from arrears.documents.kind import Fact, Kind, Page, Series
from arrears.documents.kinds.mediation import PARTIES

COURSE = (
    Fact("case_no", "案号", str),
    Fact("respondent_short", "被申请人简称", str, False),
    Fact("cause", "案由", str),
    Fact("filed_on", "申请日", date),
    Fact("accepted_on", "受理日", date),
    Fact("tribunal", "仲裁庭", Tribunal),
    Fact("heard_on", "开庭日", list[date]),
    Fact("closed", "不公开", bool, False),
    Fact("present", "到庭情况", str),
    Fact("absent", "缺席", str, False),
)
CASE = (
    Fact("claims", "请求事项", list[Claim]),
    Fact("claimant_says", "申请人称", Text),
    Fact("respondent_says", "被申请人辩称", Text, False),
    Fact("found", "查明事实", Text),
    Fact("evidence", "证据", str),
    Fact("answers", "对请求的认定", list[Answer]),
    Fact("bases", "其他依据", list[str], False),
    Fact("other_no", "另行制作的裁决书编号", str, False),
    Fact("earlier", "已经作出的裁决、调解", list[Text], False),
)
OPERATIVE = (Fact("items", "裁决事项", list[Item]), Fact("pay_within", "履行期限", str))
ORDER = agreement.in_order("filed_on", "accepted_on", "heard_on", "made_on")
AWARD_CHECKS = (agreement.claims_numbered, agreement.each_claim_answered, agreement.items_answer_claims, ORDER)

STATEMENT = Kind(
    id="arb-mediation-statement",
    title="调解书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    series=Series.ARBITRATION,
    signer="仲裁员、书记员",
    seal=True,
    to=("申请人", "被申请人"),
    ids="full",
    facts=(
        *PARTIES,
        Fact("cause", "案由", str),
        Fact("claims", "请求事项", list[Claim]),
        Fact("total", "协议总额", Decimal),
        Fact("period", "工资期间", Period, False),
        Fact("instalments", "分期", list[Instalment], False),
        Fact("pay_by", "一次付清日期", date, False),
        Fact("account_tail", "收款账户尾号", str, False),
        Fact("acceleration", "逾期一并执行", bool, False),
        Fact("other_terms", "其他约定", list[Text], False),
        Fact("reviewed", "审查的调解协议", str, False),
        Fact("rest_open", "其余请求继续审理", bool, False),
        Fact("tribunal", "仲裁庭", Tribunal),
    ),
    either=(("instalments", "pay_by"),),
    checks=(agreement.claims_numbered, agreement.instalments_make()),
    basis="劳动争议调解仲裁法第四十二条",
)


def _award(kind: str, *, final: bool, **more: object) -> Kind:
    """An award with the shared facts; `final` decides the article, the rights and which items it may hold."""
    values: dict[str, object] = {
        "id": kind,
        "title": "裁决书",
        "page": Page.ADJUDICATION,
        "subject": "arbitration",
        "layout": "award",
        "series": Series.ARBITRATION,
        "signer": "仲裁员、书记员",
        "seal": True,
        "to": ("申请人", "被申请人"),
        "ids": "full",
        "facts": (*PARTIES, *COURSE, *CASE, *OPERATIVE),
        "needs": ("body.sue_court", "body.revocation_court") if final else ("body.sue_court",),
        "checks": (*AWARD_CHECKS, agreement.all_final if final else agreement.none_final),
        "basis": "劳动争议调解仲裁法第四十六条、第四十七条" if final else "劳动争议调解仲裁法第四十六条、第五十条",
    }
    return Kind(**(values | more))  # type: ignore[arg-type]


FINAL = _award("award-final", final=True)
NONFINAL = _award("award-nonfinal", final=False)
ELEMENT = _award(
    "award-element",
    layout="award-element",
    final=True,
    facts=(
        *PARTIES,
        *COURSE,
        Fact("claims", "请求事项", list[Claim]),
        Fact("final", "终局", bool),
        Fact("undisputed", "无争议要素", list[Element]),
        Fact("disputed", "争议要素", list[Element], False),
        Fact("answers", "对请求的认定", list[Answer]),
        Fact("bases", "其他依据", list[str], False),
        Fact("other_no", "另行制作的裁决书编号", str, False),
        *OPERATIVE,
    ),
    checks=(*AWARD_CHECKS, agreement.finality_as_said),
)
GROUP = _award(
    "award-group",
    layout="award-group",
    final=True,
    facts=(
        Fact("rows", "名单及金额", list[WorkerRow]),
        Fact("representatives", "代表人", list[Name], False),
        Fact("respondents", "被申请人", list[Party]),
        Fact("agents", "代理人", list[Agent], False),
        *COURSE,
        *CASE,
        Fact("final", "终局", bool),
        Fact("payer", "付款人", str),
        Fact("first_payer", "先行清偿单位", str, False),
        Fact("period", "工资期间", Period, False),
        Fact("what", "款项", str, False),
        Fact("total", "裁决总额", Decimal),
        Fact("items", "反申请的裁决事项", list[Item], False),
        Fact("pay_within", "履行期限", str),
    ),
    checks=(
        agreement.claims_numbered,
        agreement.each_claim_answered,
        agreement.rows_add_up,
        agreement.rows_make_total,
        agreement.at_least_representatives,
        ORDER,
    ),
)

KINDS = (STATEMENT, FINAL, NONFINAL, ELEMENT, GROUP)
