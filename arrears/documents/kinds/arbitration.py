"""Papers of arbitration up to the hearing 仲裁文书 (documents.md 2.3): application, notices, forms, transcript, withdrawal."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from arrears.documents import agreement
from arrears.documents.facts import (
    Element,
    Evidence,
    Name,
    Opinion,
    Present,
    Sheet,
    Text,
    Tribunal,
    Turn,
)
from arrears.documents.kind import Fact, Kind, Page, Series, Volume
from arrears.documents.kinds.mediation import APPLICATION as MEDIATION_APPLICATION
from arrears.documents.kinds.mediation import PARTIES

TO_PARTY = Fact("to", "收件人", str)

APPLICATION = Kind(
    id="arb-application",
    title="劳动人事争议仲裁申请书",
    page=Page.ADJUDICATION,
    subject="mediation",
    layout="application",
    agency=False,
    signer="申请人",
    to=("仲裁委员会",),
    ids="full",
    facts=MEDIATION_APPLICATION.facts,
    checks=(agreement.claims_numbered,),
    basis="劳动争议调解仲裁法第二十八条、劳动人事争议仲裁办案规则第二十九条",
)

RECEIPT = Kind(
    id="arb-receipt",
    title="收件回执",
    page=Page.FORM,
    subject="arbitration",
    signer="收件人",
    to=("申请人",),
    facts=(
        Fact("applicants", "申请人", str),
        Fact("respondents", "被申请人", str),
        Fact("received_at", "收件时间", datetime),
        Fact("papers", "收到材料", list[Sheet]),
        Fact("clerk", "收件人", Name),
        Fact("decide_by", "受理审查期限", date, False),
    ),
    checks=(agreement.in_order("received_at", "decide_by"),),
)

DOCKET = Kind(
    id="arb-docket-approval",
    title="立案组庭审批表",
    page=Page.FORM,
    subject="arbitration",
    series=Series.ARBITRATION,
    signer="承办人、负责人",
    to=("内部",),
    volume=Volume.SIDE,
    facts=(
        Fact("applicants", "申请人", Text),
        Fact("respondents", "被申请人", Text),
        Fact("cause", "案由", str),
        Fact("claimed", "请求金额", Decimal),
        Fact("filed_on", "申请日", date),
        Fact("procedure", "适用程序", str),
        Fact("claims_text", "请求", Text),
        Fact("proposal", "初审意见", Opinion),
        Fact("tribunal", "仲裁庭", Tribunal),
        Fact("decision", "审批意见", Opinion, False),
    ),
    basis="劳动争议调解仲裁法第二十九条、第三十一条",
)

ACCEPTANCE = Kind(
    id="arb-acceptance-notice",
    title="受理通知书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    series=Series.ARBITRATION,
    seal=True,
    to=("申请人",),
    facts=(
        TO_PARTY,
        Fact("respondents", "被申请人", list[str]),
        Fact("cause", "案由", str),
        Fact("filed_on", "申请日", date),
        Fact("accepted_on", "受理日", date),
        Fact("missing", "补交材料", list[str], False),
        Fact("missing_by", "补交期限", date, False),
    ),
    checks=(agreement.in_order("filed_on", "accepted_on", "made_on"),),
    basis="劳动争议调解仲裁法第二十九条、劳动人事争议仲裁办案规则第三十条",
)

RESPONSE = Kind(
    id="arb-response-notice",
    title="应诉通知书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    series=Series.ARBITRATION,
    seal=True,
    to=("被申请人",),
    facts=(
        TO_PARTY,
        Fact("applicants", "申请人", str),
        Fact("cause", "案由", str),
        Fact("accepted_on", "受理日", date),
        Fact("answer_copies", "答辩书副本份数", int),
        Fact("enclosures", "随附材料", list[str]),
    ),
    checks=(agreement.in_order("accepted_on", "made_on"),),
    basis="劳动争议调解仲裁法第三十条、劳动人事争议仲裁办案规则第三十三条",
)

EVIDENCE_NOTICE = Kind(
    id="arb-evidence-notice",
    title="举证通知书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    series=Series.ARBITRATION,
    seal=True,
    to=("申请人", "被申请人"),
    facts=(TO_PARTY, Fact("deadline", "举证期限", date)),
    checks=(agreement.in_order("made_on", "deadline"),),
    basis="劳动争议调解仲裁法第六条、第三十九条；劳动人事争议仲裁办案规则第十三条至第十五条",
)

TRIBUNAL_NOTICE = Kind(
    id="arb-tribunal-notice",
    title="组庭通知书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    series=Series.ARBITRATION,
    seal=True,
    to=("申请人", "被申请人"),
    facts=(TO_PARTY, Fact("case_no", "案号", str), Fact("tribunal", "仲裁庭", Tribunal)),
    basis="劳动争议调解仲裁法第三十二条",
)

HEARING_NOTICE = Kind(
    id="arb-hearing-notice",
    title="开庭通知书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    series=Series.ARBITRATION,
    seal=True,
    to=("申请人", "被申请人"),
    facts=(
        TO_PARTY,
        Fact("case_no", "案号", str),
        Fact("tribunal", "仲裁庭", Tribunal),
        Fact("with_tribunal", "兼作组庭通知", bool, False),
        Fact("at", "开庭时间", datetime),
        Fact("place", "开庭地点", str),
        Fact("closed", "不公开", bool, False),
    ),
    checks=(agreement.in_order("made_on", "at"),),
    basis="劳动争议调解仲裁法第三十五条、第三十六条；劳动人事争议仲裁办案规则第三十八条、第三十九条",
)

ELEMENT_NAMES = (
    "入职时间",
    "合同签订",
    "岗位及工作地点",
    "用工主体及项目",
    "工资标准及构成",
    "支付方式与周期",
    "工时与加班",
    "欠付期间",
    "应发",
    "已发",
    "欠付",
    "离职时间与原因",
    "社会保险",
    "已采取的维权途径",
    "其他",
)


def _element_form(side: str) -> Kind:
    """要素表 of one side: the respondent's has a column for what it says to the other's."""
    return Kind(
        id=f"arb-element-form-{side}",
        title="要素表（申请人）" if side == "claimant" else "要素表（被申请人）",
        page=Page.FORM,
        subject="arbitration",
        layout="arb-element-form",
        series=Series.ARBITRATION,
        agency=False,
        signer="当事人",
        to=("仲裁委员会",),
        facts=(Fact("party", "当事人", str), Fact("elements", "要素", list[Element])),
    )


ELEMENT_FORM_CLAIMANT = _element_form("claimant")
ELEMENT_FORM_RESPONDENT = _element_form("respondent")

HEARING_TRANSCRIPT = Kind(
    id="arb-hearing-transcript",
    title="庭审笔录",
    page=Page.TRANSCRIPT,
    subject="arbitration",
    series=Series.ARBITRATION,
    signer="到庭人员、仲裁员、书记员",
    facts=(
        Fact("cause", "案由", str),
        Fact("started_at", "开始时间", datetime),
        Fact("ended_at", "结束时间", datetime),
        Fact("place", "地点", str),
        Fact("closed", "不公开", bool, False),
        Fact("hearing_no", "第几次开庭", int),
        Fact("tribunal", "仲裁庭", Tribunal),
        Fact("present", "到庭人员", list[Present]),
        Fact("absent", "未到庭情况", Text, False),
        Fact("recusal_applicant", "申请人对回避的回答", str),
        Fact("recusal_respondent", "被申请人对回避的回答", str, False),
        Fact("claims_and_answer", "请求与答辩", list[Turn]),
        Fact("undisputed", "无争议事实", Text, False),
        Fact("evidence", "举证质证", list[Evidence], False),
        Fact("questions", "仲裁庭询问", list[Turn], False),
        Fact("debate", "辩论", list[Turn], False),
        Fact("last_words", "最后意见", list[Turn], False),
        Fact("mediation", "调解", Text),
        Fact("corrections", "补正", Text, False),
    ),
    checks=(agreement.in_order("started_at", "ended_at"),),
    basis="劳动争议调解仲裁法第四十条、劳动人事争议仲裁办案规则第四十二条",
)

WITHDRAWAL = Kind(
    id="withdrawal-decision",
    title="准予撤回决定书",
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
        Fact("applied_on", "撤回申请日", date),
        Fact("tribunal", "仲裁庭", Tribunal),
    ),
    checks=(agreement.in_order("applied_on", "made_on"),),
    basis="劳动人事争议仲裁办案规则第三十五条",
)

KINDS = (
    APPLICATION,
    RECEIPT,
    DOCKET,
    ACCEPTANCE,
    RESPONSE,
    EVIDENCE_NOTICE,
    TRIBUNAL_NOTICE,
    HEARING_NOTICE,
    ELEMENT_FORM_CLAIMANT,
    ELEMENT_FORM_RESPONDENT,
    HEARING_TRANSCRIPT,
    WITHDRAWAL,
)
