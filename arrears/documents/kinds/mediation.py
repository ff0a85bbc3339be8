"""Papers of mediation 调解文书 (documents.md 2.2)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from arrears.documents import agreement
from arrears.documents.facts import (
    Account,
    Agent,
    Claim,
    Employment,
    Evidence,
    Instalment,
    Name,
    Party,
    Period,
    Present,
    Sheet,
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
    ids="full",
    facts=(*PARTIES, Fact("applied_on", "申请日期", date), Fact("account_tail", "收款账户尾号", str), *TERMS),
    either=(("instalments", "pay_by"),),
    checks=(agreement.instalments_make(), agreement.in_order("applied_on", "made_on")),
    basis="劳动争议调解仲裁法第十四条",
)

GROUP_AGREEMENT = Kind(
    id="mediation-agreement-group",
    title="集体劳动争议调解协议书",
    page=Page.ADJUDICATION,
    subject="mediation",
    series=Series.MEDIATION,
    signer="代表人、被申请人、调解员",
    seal=True,
    to=("申请人代表", "被申请人"),
    ids="full",
    facts=(
        Fact("rows", "名单及金额", list[WorkerRow]),
        Fact("representatives", "代表人", list[Name], False),
        Fact("respondents", "被申请人", list[Party]),
        Fact("agents", "代理人", list[Agent], False),
        Fact("applied_on", "申请日期", date),
        *TERMS,
    ),
    either=(("instalments", "pay_by"),),
    checks=(
        agreement.rows_add_up,
        agreement.rows_make_total,
        agreement.instalments_make(),
        agreement.parts_make_instalments,
        agreement.at_least_representatives,
        agreement.in_order("applied_on", "made_on"),
    ),
    basis="劳动争议调解仲裁法第七条、第十四条",
)

APPLICATION = Kind(
    id="mediation-application",
    title="劳动争议调解申请书",
    page=Page.ADJUDICATION,
    subject="mediation",
    layout="application",
    agency=False,
    signer="申请人",
    to=("调解组织",),
    ids="full",
    facts=(
        *PARTIES,
        Fact("claims", "请求事项", list[Claim]),
        Fact("employment", "用工事实", Employment),
        Fact("text", "事实和理由", Text, False),
        Fact("evidence", "证据", list[Evidence], False),
        Fact("witnesses", "证人", list[str], False),
        Fact("copies", "副本份数", int),
        Fact("oral", "口头申请", bool, False),
    ),
    checks=(agreement.claims_numbered,),
    basis="劳动争议调解仲裁法第十二条",
)

ACCEPTANCE = Kind(
    id="mediation-acceptance-notice",
    title="调解受理通知书",
    page=Page.ADJUDICATION,
    subject="mediation",
    series=Series.MEDIATION,
    seal=True,
    to=("申请人", "被申请人"),
    facts=(
        Fact("to", "收件人", list[str]),
        Fact("cause", "案由", str),
        Fact("applied_on", "申请日期", date),
        Fact("mediator", "调解员", Name),
        Fact("at", "调解时间", datetime, False),
        Fact("place", "调解地点", str, False),
        Fact("end_by", "调解期限", date),
    ),
    checks=(agreement.in_order("applied_on", "made_on", "end_by"),),
    basis="劳动争议调解仲裁法第十四条",
)

INVITATION = Kind(
    id="mediation-invitation",
    title="参加调解通知书",
    page=Page.ADJUDICATION,
    subject="mediation",
    series=Series.MEDIATION,
    seal=True,
    to=("被申请人",),
    facts=(
        Fact("to", "收件人", str),
        Fact("applicants", "申请人", str),
        Fact("cause", "案由", str),
        Fact("applied_on", "申请日期", date),
        Fact("at", "调解时间", datetime),
        Fact("place", "调解地点", str),
        Fact("bring", "携带材料", list[str]),
        Fact("mediator", "调解员", Name),
    ),
    checks=(agreement.in_order("applied_on", "made_on", "at"),),
)

TRANSCRIPT = Kind(
    id="mediation-transcript",
    title="调解笔录",
    page=Page.TRANSCRIPT,
    subject="mediation",
    series=Series.MEDIATION,
    agency=False,
    signer="到场人、调解员、记录人",
    facts=(
        Fact("started_at", "开始时间", datetime),
        Fact("ended_at", "结束时间", datetime),
        Fact("place", "地点", str),
        Fact("mediator", "调解员", Name),
        Fact("recorder", "记录人", Name),
        Fact("present", "到场人", list[Present]),
        Fact("informed_applicant", "申请人对告知的回答", str),
        Fact("informed_respondent", "被申请人对告知的回答", str),
        Fact("applicant_says", "申请人陈述", Text),
        Fact("respondent_says", "被申请人陈述", Text),
        Fact("turns", "问答", list[Turn], False),
        Fact("undisputed", "无争议的事实", Text, False),
        Fact("proposal", "调解方案", Text, False),
        Fact("outcome", "结果", str),
        Fact("read_aloud", "已宣读", bool, False),
    ),
    checks=(agreement.in_order("started_at", "ended_at"),),
)

FAILURE = Kind(
    id="mediation-failure-notice",
    title="调解终结通知书",
    page=Page.ADJUDICATION,
    subject="mediation",
    series=Series.MEDIATION,
    seal=True,
    to=("申请人", "被申请人"),
    facts=(
        Fact("to", "收件人", list[str]),
        Fact("cause", "案由", str),
        Fact("applied_on", "申请日期", date),
        Fact("reason", "终结原因", Text),
        Fact("ended_on", "终结日期", date),
        Fact("help", "本中心的协助", Text, False),
    ),
    checks=(agreement.in_order("applied_on", "ended_on", "made_on"),),
)

PERFORMANCE = Kind(
    id="performance-confirmation",
    title="履行情况确认书",
    page=Page.ADJUDICATION,
    subject="mediation",
    series=Series.MEDIATION,
    agency=False,
    signer="劳动者、用人单位",
    ids="none",
    facts=(
        Fact("basis_title", "履行依据", str),
        Fact("basis_no", "依据编号", str),
        Fact("payee", "收款人", str),
        Fact("payer", "付款人", str),
        Fact("due", "应付日", date),
        Fact("instalment_no", "期次", int, False),
        Fact("amount", "应付金额", Decimal),
        Fact("paid_on", "收款日", date),
        Fact("paid", "收到金额", Decimal),
        Fact("proof", "凭证", str),
        Fact("sum_paid", "累计已付", Decimal),
        Fact("total", "应付总额", Decimal),
    ),
    checks=(agreement.rest_not_negative,),
)

REMINDER = Kind(
    id="performance-reminder",
    title="履约提醒函",
    page=Page.LETTER,
    subject="mediation",
    series=Series.LETTER,
    seal=True,
    to=("用人单位",),
    ids="none",
    facts=(
        Fact("to", "收件人", str),
        Fact("payee", "收款人", str),
        Fact("agreement_no", "协议编号", str),
        Fact("agreed_on", "协议日期", date),
        Fact("instalment_no", "期次", int, False),
        Fact("due", "应付日", date),
        Fact("amount", "未付金额", Decimal),
        Fact("late", "已逾期", bool, False),
        Fact("pay_until", "请于此日前支付", date, False),
    ),
)

ACCOUNTS = Kind(
    id="payment-instruction",
    title="付款账户单",
    page=Page.FORM,
    subject="mediation",
    series=Series.MEDIATION,
    signer="用人单位接收人",
    to=("用人单位",),
    volume=Volume.SIDE,
    ids="none",
    facts=(
        Fact("employer", "付款单位", str),
        Fact("agreement_no", "协议编号", str),
        Fact("pay_by", "付款日期", date),
        Fact("instalment_no", "期次", int, False),
        Fact("rows", "收款账户", list[Account]),
        Fact("total", "付款总额", Decimal),
    ),
    checks=(agreement.accounts_make_total,),
    on_demand=True,
    reveals=True,
)

REFUSAL = Kind(
    id="mediation-refusal-notice",
    title="调解不予受理告知书",
    page=Page.ADJUDICATION,
    subject="mediation",
    series=Series.MEDIATION,
    seal=True,
    to=("申请人",),
    facts=(
        Fact("to", "收件人", list[str]),
        Fact("respondents", "被申请人", list[str]),
        Fact("cause", "案由", str),
        Fact("applied_on", "申请日期", date),
        Fact("reason", "不予受理的理由", Text),
    ),
    checks=(agreement.in_order("applied_on", "made_on"),),
)

EXTENSION = Kind(
    id="mediation-extension-consent",
    title="延期调解同意书",
    page=Page.ADJUDICATION,
    subject="mediation",
    series=Series.MEDIATION,
    agency=False,
    signer="双方当事人",
    to=("调解组织",),
    facts=(
        Fact("applicants", "申请人", list[str]),
        Fact("respondents", "被申请人", list[str]),
        Fact("cause", "案由", str),
        Fact("applied_on", "申请日期", date),
        Fact("old_end", "原调解期限", date),
        Fact("new_end", "延长至", date),
        Fact("mediator", "调解员", Name),
    ),
    checks=(agreement.in_order("applied_on", "made_on", "old_end", "new_end"),),
    basis="企业劳动争议协商调解规定第二十九条",
)

HANDOVER = Kind(
    id="handover-list",
    title="材料移交单",
    page=Page.FORM,
    subject="mediation",
    series=Series.MEDIATION,
    signer="移交人、接收人",
    to=("接收机构",),
    facts=(
        Fact("taker", "接收机构", str),
        Fact("applicants", "申请人", str),
        Fact("respondents", "被申请人", str),
        Fact("papers", "移交材料", list[Sheet]),
        Fact("giver", "移交人", Name),
    ),
)

PAYMENT_ORDER = Kind(
    id="payment-order-application",
    title="支付令申请书",
    page=Page.ADJUDICATION,
    subject="mediation",
    agency=False,
    signer="申请人",
    to=("人民法院",),
    volume=Volume.NONE,
    ids="full",
    facts=(
        *PARTIES,
        Fact("unpaid", "未付金额", Decimal),
        Fact("agreed_on", "协议日期", date),
        Fact("centre", "调解组织", str),
        Fact("agreement_no", "协议编号", str),
        Fact("term", "约定内容", Text),
        Fact("court", "人民法院", str),
    ),
    basis="劳动争议调解仲裁法第十六条、劳动合同法第三十条、民事诉讼法第二百二十五条",
)

KINDS = (
    AGREEMENT,
    GROUP_AGREEMENT,
    APPLICATION,
    ACCEPTANCE,
    INVITATION,
    TRANSCRIPT,
    FAILURE,
    PERFORMANCE,
    REMINDER,
    ACCOUNTS,
    REFUSAL,
    EXTENSION,
    HANDOVER,
    PAYMENT_ORDER,
)
