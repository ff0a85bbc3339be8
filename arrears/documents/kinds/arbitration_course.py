"""Papers of the course of an arbitration 审理中的文书 (documents.md 2.1, 2.3): claims and parties that change, jurisdiction, letters."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from arrears.documents import agreement
from arrears.documents.facts import Agent, Claim, Item, Name, Party, Sheet, Text, Tribunal, WorkerRow
from arrears.documents.kind import Fact, Kind, Page, Series
from arrears.documents.kinds.arbitration_decisions import BEGINS
from arrears.documents.kinds.arbitration_decisions import PARTIES as EITHER_WAY
from arrears.documents.kinds.awards import CASE, COURSE
from arrears.documents.kinds.mediation import PARTIES

TO = Fact("to", "收件人", str)
SIDES = (
    Fact("applicants", "申请人", list[Party], False),
    Fact("rows", "名单及各人金额", list[WorkerRow], False),
    Fact("representatives", "代表人", list[Name], False),
    Fact("respondents", "被申请人", list[Party]),
    Fact("agents", "代理人", list[Agent], False),
)
"""One applicant with his block, or several as a roster with what each gets."""
CASE_NO = Fact("case_no", "案号", str)
BOTH = ("申请人", "被申请人")


def _notice(kind: str, title: str, *facts: Fact, to: tuple[str, ...] = BOTH, basis: str, **more: object) -> Kind:
    """A sealed notice under the case number to one addressee."""
    values: dict[str, object] = {
        "id": kind, "title": title, "page": Page.ADJUDICATION, "subject": "arbitration", "series": Series.ARBITRATION, "seal": True,
        "to": to, "facts": (TO, CASE_NO, *facts), "basis": basis,
    }  # fmt: skip
    return Kind(**(values | more))  # type: ignore[arg-type]


COUNTERCLAIM = Kind(
    id="counterclaim",
    title="反申请书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    agency=False,
    signer="反申请人",
    to=("仲裁委员会",),
    ids="full",
    facts=(
        CASE_NO,
        Fact("filers", "反申请人", list[Party]),
        Fact("opponents", "被反申请人", list[Party]),
        Fact("claims", "反申请请求", list[Claim]),
        Fact("text", "事实和理由", Text),
        Fact("filed_on", "提出日", date),
    ),
    checks=(agreement.claims_numbered,),
    basis="劳动人事争议仲裁办案规则第三十六条",
)

COUNTERCLAIM_NOTICE = _notice(
    "counterclaim-notice", "反申请受理（不予受理、另行申请）通知书",
    Fact("filer", "反申请人", str),
    Fact("claims", "反申请请求", list[Claim]),
    Fact("filed_on", "提出日", date),
    Fact("decided_on", "决定日", date),
    Fact("joined", "合并审理", bool),
    Fact("reason", "不予受理、另行申请的理由", Text, False),
    Fact("separate", "另行申请", bool, False),
    Fact("answer", "收件人应当答辩", bool, False),
    Fact("enclosures", "随附材料", list[str], False),
    checks=(agreement.in_order("filed_on", "decided_on", "made_on"),),
    basis="劳动人事争议仲裁办案规则第三十六条、第四十六条",
)  # fmt: skip

CHANGE_NOTICE = _notice(
    "claim-change-notice", "变更请求通知书",
    Fact("applicants", "申请人", str),
    Fact("claims", "变更后的请求", list[Claim]),
    Fact("applied_on", "提出日", date),
    Fact("accepted_on", "准许日", date),
    Fact("answer", "给予收件人答辩期", bool, False),
    Fact("same_answer", "答辩期不变", bool, False),
    checks=(agreement.claims_numbered, agreement.in_order("applied_on", "accepted_on", "made_on")),
    basis="劳动人事争议仲裁办案规则第四十四条、第四十六条",
)  # fmt: skip

ADD_PARTY = _notice(
    "add-party-notice", "追加当事人通知书",
    Fact("applicants", "申请人", str),
    Fact("respondents", "被申请人", list[str]),
    Fact("cause", "案由", str),
    Fact("added", "追加的当事人", str),
    Fact("role", "追加为", str),
    Fact("ground", "追加理由", str),
    Fact("decided_on", "决定日", date),
    Fact("own", "收件人即追加的当事人", bool, False),
    Fact("answer_copies", "答辩书副本份数", int, False),
    Fact("tribunal", "仲裁庭", Tribunal, False),
    Fact("enclosures", "随附材料", list[str], False),
    checks=(agreement.in_order("decided_on", "made_on"),),
    basis="劳动争议调解仲裁法第二十三条、劳动人事争议仲裁办案规则第四十六条",
)  # fmt: skip

MERGE = _notice(
    "merge-decision", "合并审理决定书",
    Fact("respondents", "被申请人", list[str]),
    Fact("cases", "合并的案件", list[str]),
    Fact("cause", "案由", str),
    basis="",
)  # fmt: skip

PROCEDURE_CHANGE = _notice(
    "procedure-change-notice", "转为一般程序通知书",
    Fact("accepted_on", "受理日", date),
    Fact("reason", "转为一般程序的理由", Text),
    Fact("award_by", "审理期限", date, False),
    basis="劳动人事争议仲裁办案规则第六十一条",
)  # fmt: skip

JURISDICTION = Kind(
    id="jurisdiction-decision",
    title="管辖异议决定书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    series=Series.ARBITRATION,
    seal=True,
    to=BOTH,
    ids="full",
    facts=(
        *PARTIES,
        Fact("cause", "案由", str),
        Fact("objector", "提出异议的一方", str),
        Fact("objected_on", "提出日", date),
        Fact("objection", "异议", Text),
        Fact("upheld", "异议成立", bool),
        Fact("reason", "理由", Text),
    ),
    checks=(agreement.in_order("objected_on", "made_on"),),
    basis="劳动争议调解仲裁法第二十一条、劳动人事争议仲裁办案规则第八条、第十条",
)

RECUSAL = Kind(
    id="recusal-decision",
    title="回避决定书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    series=Series.ARBITRATION,
    seal=True,
    to=BOTH,
    ids="full",
    facts=(
        *EITHER_WAY,
        Fact("cause", "案由", str),
        Fact("asker", "提出的一方", str, False),
        Fact("asked_on", "提出日期", date),
        Fact("post", "职务", str),
        Fact("person", "被申请回避的人员", Name),
        Fact("ground", "回避事由", str),
        Fact("granted", "准予回避", bool),
    ),
    either=BEGINS,
    checks=(agreement.in_order("asked_on", "made_on"),),
    basis="劳动争议调解仲裁法第三十三条、劳动人事争议仲裁办案规则第十一条、第十二条",
)


def _letter(kind: str, title: str, *facts: Fact, to: str, basis: str) -> Kind:
    """A letter of the commission to another body."""
    return Kind(
        id=kind, title=title, page=Page.LETTER, subject="arbitration", series=Series.LETTER, seal=True, to=(to,),
        facts=(Fact("to_body", "收函机构", str), CASE_NO, *facts, Fact("sheets", "随附材料", list[Sheet])), basis=basis,
    )  # fmt: skip


TRANSFER = _letter(
    "arb-transfer-letter", "案件移送函",
    Fact("applicants", "申请人", str),
    Fact("respondents", "被申请人", list[str]),
    Fact("cause", "案由", str),
    Fact("accepted_on", "受理日", date),
    Fact("reason", "移送理由", Text),
    to="接受移送的仲裁委员会",
    basis="劳动人事争议仲裁办案规则第九条",
)  # fmt: skip

TO_COURT = _letter(
    "enforcement-transfer-letter", "移送执行函",
    Fact("payer", "被执行人", str),
    Fact("payee", "申请执行的劳动者", str),
    Fact("amount", "执行标的", Decimal),
    Fact("award_no", "裁决书编号", str),
    Fact("awarded_on", "裁决日", date),
    to="人民法院",
    basis="劳动争议调解仲裁法第四十四条、劳动人事争议仲裁办案规则第五十一条",
)  # fmt: skip

ADVANCE = Kind(
    id="award-advance-payment",
    title="先予执行裁决书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    series=Series.ARBITRATION,
    signer="仲裁员、书记员",
    seal=True,
    to=(*BOTH, "人民法院"),
    ids="full",
    facts=(
        *SIDES,
        Fact("cause", "案由", str),
        Fact("filed_on", "申请日", date),
        Fact("accepted_on", "受理日", date),
        Fact("applied_on", "申请先予执行日", date),
        Fact("clear", "权利义务关系明确", Text),
        Fact("hardship", "不先予执行的后果", Text),
        Fact("payer", "付款人", str),
        Fact("amount", "先行支付总额", Decimal),
        Fact("tribunal", "仲裁庭", Tribunal),
    ),
    either=(("applicants", "rows"),),
    needs=("body.sue_court",),
    checks=(agreement.in_order("filed_on", "accepted_on", "applied_on", "made_on"), agreement.rows_make("amount")),
    basis="劳动争议调解仲裁法第四十四条、劳动人事争议仲裁办案规则第五十一条",
)

PARTIAL = Kind(
    id="award-partial",
    title="裁决书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    series=Series.ARBITRATION,
    signer="仲裁员、书记员",
    seal=True,
    to=BOTH,
    ids="full",
    facts=(
        *SIDES,
        *COURSE,
        *CASE,
        Fact("final", "终局", bool),
        Fact("items", "裁决事项", list[Item], False),
        Fact("payer", "付款人", str),
        Fact("first_payer", "先行清偿单位", str, False),
        Fact("what", "款项", str, False),
        Fact("total", "裁决总额", Decimal),
        Fact("pay_within", "履行期限", str),
    ),
    either=(("applicants", "rows"),),
    needs=("body.sue_court", "body.revocation_court"),
    checks=(
        agreement.claims_numbered,
        agreement.some_claims_answered,
        agreement.items_answer_claims_if_any,
        agreement.rows_make("total"),
        agreement.in_order("filed_on", "accepted_on", "heard_on", "made_on"),
    ),
    basis="劳动争议调解仲裁法第四十三条、第四十七条、第五十条",
)

APPRAISAL = _notice(
    "arb-appraisal-letter", "委托鉴定函",
    Fact("applicants", "申请人", str),
    Fact("respondents", "被申请人", list[str]),
    Fact("cause", "案由", str),
    Fact("question", "鉴定事项", Text),
    Fact("advance_by", "鉴定费预交人", str),
    to=("鉴定机构", *BOTH),
    basis="劳动争议调解仲裁法第三十七条、劳动人事争议仲裁办案规则第四十条",
)  # fmt: skip

PROPOSAL = Kind(
    id="arb-mediation-proposal",
    title="调解建议书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    series=Series.ARBITRATION,
    seal=True,
    to=BOTH,
    facts=(
        TO,
        Fact("applicants", "申请人", str),
        Fact("respondents", "被申请人", list[str]),
        Fact("cause", "案由", str),
        Fact("filed_on", "申请日", date),
        Fact("org", "调解组织", str),
        Fact("agreed_on", "双方同意之日", date),
    ),
    checks=(agreement.in_order("filed_on", "agreed_on", "made_on"),),
    basis="劳动人事争议仲裁办案规则第六十八条",
)

ENTRUST = _notice(
    "entrust-mediation-letter", "委托调解函",
    Fact("applicants", "申请人", str),
    Fact("respondents", "被申请人", list[str]),
    Fact("cause", "案由", str),
    Fact("claims", "请求", list[Claim]),
    Fact("agreed_on", "双方同意之日", date),
    Fact("return_by", "调解期限", date),
    to=("受委托的调解组织",),
    checks=(agreement.in_order("agreed_on", "made_on", "return_by"),),
    basis="劳动人事争议仲裁办案规则第六十九条",
)  # fmt: skip

INVESTIGATION = Kind(
    id="arb-investigation-record",
    title="调查笔录",
    page=Page.TRANSCRIPT,
    subject="arbitration",
    series=Series.ARBITRATION,
    signer="被调查人、调查人",
    facts=(
        Fact("cause", "案由", str),
        Fact("at", "时间", datetime),
        Fact("place", "地点", str, False),
        Fact("asked", "被调查人", str),
        Fact("askers", "调查人", list[Name]),
        Fact("answers", "笔录", Text),
    ),
)

PUBLIC_NOTICE = Kind(
    id="service-public-notice",
    title="送达公告",
    page=Page.ADJUDICATION,
    subject="common",
    seal=True,
    to=("受送达人",),
    ids="none",
    facts=(
        TO,
        CASE_NO,
        Fact("applicants", "申请人", str),
        Fact("cause", "案由", str),
        Fact("docs", "公告送达的文书", list[str]),
        Fact("announced_on", "公告日", date),
        Fact("deemed_on", "视为送达日", date),
        Fact("fetch_at", "领取地点", str),
        Fact("hearing_at", "开庭时间", datetime, False),
        Fact("hearing_place", "开庭地点", str, False),
    ),
    checks=(agreement.in_order("announced_on", "deemed_on"),),
    basis="民事诉讼法第九十五条",
)

KINDS = (
    COUNTERCLAIM, COUNTERCLAIM_NOTICE, CHANGE_NOTICE, ADD_PARTY, MERGE, PROCEDURE_CHANGE, JURISDICTION, RECUSAL, TRANSFER, TO_COURT,
    ADVANCE, PARTIAL, APPRAISAL, PROPOSAL, ENTRUST, INVESTIGATION, PUBLIC_NOTICE,
)  # fmt: skip
