"""Decisions and notices in the course of an arbitration 仲裁决定、通知 (documents.md 2.3): refusal, postponement, suspension, ends, effect.

One paragraph of ground, one of effect. What a notice counts (days used and left, old and new last day) comes as facts from
`arrears.arbitration.term`; nothing is counted here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from arrears.documents import agreement
from arrears.documents.facts import Claim, Name, Party, Text, Tribunal, Turn
from arrears.documents.kind import Fact, Kind, Page, Series, Volume
from arrears.documents.kinds.common import APPROVAL
from arrears.documents.kinds.mediation import PARTIES as IN_FULL

TO_PARTY = Fact("to", "收件人", str)
CASE_NO = Fact("case_no", "案号", str)
TRIBUNAL = Fact("tribunal", "仲裁庭", Tribunal)
CAUSE = Fact("cause", "案由", str)
BOTH = ("申请人", "被申请人")
PARTIES = (*(replace(fact, required=False) for fact in IN_FULL), Fact("sides", "当事人（只列名称）", list[str], False))
"""The parties in full, or by name alone where they are many or not yet identified."""
BEGINS = (("applicants", "sides"),)

REJECTION = Kind(
    id="arb-rejection-notice",
    title="不予受理通知书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    series=Series.REJECTION,
    seal=True,
    to=("申请人",),
    facts=(
        TO_PARTY,
        Fact("received_on", "收到申请日", date),
        Fact("reason", "不予受理的理由", str),
        Fact("other", "可以反映的部门", str, False),
    ),
    needs=("body.sue_court",),
    checks=(agreement.in_order("received_on", "made_on"),),
    basis="劳动争议调解仲裁法第二十九条、劳动人事争议仲裁办案规则第三十一条",
)

NO_JURISDICTION = Kind(
    id="arb-no-jurisdiction-notice",
    title="不属本委管辖告知书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    series=Series.ARBITRATION,
    seal=True,
    to=("申请人",),
    facts=(
        TO_PARTY,
        Fact("received_on", "收到申请日", date),
        Fact("why", "不属本委管辖的理由", str),
        Fact("competent_body", "有管辖权的机构", str),
    ),
    checks=(agreement.in_order("received_on", "made_on"),),
    basis="劳动争议调解仲裁法第二十一条、劳动人事争议仲裁办案规则第三十一条",
)

PROMISE = Kind(
    id="deferred-papers-promise",
    title="容缺受理承诺书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    series=Series.ARBITRATION,
    agency=False,
    signer="申请人",
    to=("仲裁委员会",),
    facts=(
        Fact("applicant", "承诺人", str),
        Fact("respondents", "被申请人", list[str]),
        CAUSE,
        Fact("missing", "暂缺材料", list[str]),
        Fact("promised_by", "补交期限", date),
    ),
    checks=(agreement.in_order("made_on", "promised_by"),),
)

POSTPONEMENT = Kind(
    id="postponement-decision",
    title="延期开庭决定书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    series=Series.ARBITRATION,
    seal=True,
    to=BOTH,
    facts=(
        TO_PARTY,
        CASE_NO,
        Fact("granted", "准予延期", bool),
        Fact("at", "原定开庭时间", datetime),
        Fact("place", "原定开庭地点", str),
        Fact("asked_on", "申请日期", date, False),
        Fact("reason", "延期理由", str),
        Fact("late", "逾期提出", bool, False),
    ),
    checks=(agreement.in_order("asked_on", "made_on"),),
    basis="劳动争议调解仲裁法第三十五条、劳动人事争议仲裁办案规则第三十八条",
)

EXTENSION = Kind(
    id="extension-notice",
    title="延期审理通知书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    series=Series.ARBITRATION,
    seal=True,
    to=BOTH,
    facts=(
        TO_PARTY,
        CASE_NO,
        Fact("reason", "延期的理由", str),
        Fact("days", "延长天数", int),
        Fact("old_due", "原届满日", date),
        Fact("new_due", "新届满日", date),
        Fact("review", "审查调解协议", bool, False),
    ),
    checks=(agreement.in_order("made_on", "old_due", "new_due"),),
    basis="劳动争议调解仲裁法第四十三条、劳动人事争议仲裁办案规则第四十五条",
)

SUSPENSION = Kind(
    id="suspension-notice",
    title="中止审理通知书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    series=Series.ARBITRATION,
    seal=True,
    to=BOTH,
    facts=(
        TO_PARTY,
        CASE_NO,
        Fact("reason", "中止事由", str),
        Fact("decided_on", "中止日期", date),
        Fact("counted_from", "审理期限起算日", date),
        Fact("days_used", "已用天数", int),
        Fact("days_left", "剩余天数", int),
    ),
    checks=(agreement.in_order("counted_from", "decided_on"),),
    basis="劳动人事争议仲裁办案规则第四十七条",
)

RESUMPTION = Kind(
    id="resumption-notice",
    title="恢复审理通知书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    series=Series.ARBITRATION,
    seal=True,
    to=BOTH,
    facts=(
        TO_PARTY,
        CASE_NO,
        Fact("suspended_on", "中止日期", date),
        Fact("resumed_on", "恢复日期", date),
        Fact("days_used", "已用天数", int),
        Fact("days_left", "剩余天数", int),
        Fact("new_due", "审理期限届满日", date),
    ),
    checks=(agreement.in_order("suspended_on", "resumed_on", "new_due"),),
    basis="劳动人事争议仲裁办案规则第四十七条",
)

COLLECTIVE = Kind(
    id="arb-collective-notice",
    title="集体争议通知书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    series=Series.ARBITRATION,
    seal=True,
    to=BOTH,
    facts=(
        TO_PARTY,
        CASE_NO,
        Fact("applicants", "申请人", str),
        Fact("respondents", "被申请人", list[str]),
        CAUSE,
        TRIBUNAL,
        Fact("representatives", "代表人", list[Name], False),
        Fact("evidence_by", "举证期限", date),
        Fact("at", "开庭时间", datetime),
        Fact("place", "开庭地点", str),
        Fact("closed", "不公开", bool, False),
    ),
    checks=(agreement.in_order("made_on", "evidence_by", "at"),),
    basis="劳动人事争议仲裁办案规则第六十四条",
)

DELIBERATION = Kind(
    id="arb-deliberation",
    title="评议笔录",
    page=Page.TRANSCRIPT,
    subject="arbitration",
    series=Series.ARBITRATION,
    signer="仲裁员、书记员",
    to=("内部",),
    volume=Volume.SIDE,
    facts=(
        CASE_NO,
        CAUSE,
        Fact("parties", "当事人", str),
        Fact("held_at", "评议时间", datetime),
        Fact("place", "评议地点", str, False),
        TRIBUNAL,
        Fact("opinions", "各人意见", list[Turn]),
        Fact("result", "评议结果", Text),
        Fact("minority", "少数意见", Text, False),
    ),
    basis="劳动争议调解仲裁法第四十五条",
)

WITHDRAWAL_APPLICATION = Kind(
    id="withdrawal-application",
    title="撤回仲裁申请书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    series=Series.ARBITRATION,
    agency=False,
    signer="申请人",
    to=("仲裁委员会",),
    facts=(
        CASE_NO,
        Fact("applicant", "申请人", str),
        Fact("respondents", "被申请人", list[str]),
        CAUSE,
        Fact("applied_on", "撤回申请日", date),
        Fact("reason", "撤回理由", str),
        Fact("settled_privately", "已自行和解", bool, False),
    ),
    basis="劳动人事争议仲裁办案规则第三十五条",
)

ANSWER = Kind(
    id="arb-answer",
    title="答辩书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    series=Series.ARBITRATION,
    agency=False,
    signer="被申请人",
    to=("仲裁委员会", "申请人"),
    facts=(
        CASE_NO,
        Fact("respondent", "答辩人", str),
        Fact("applicants", "申请人", str),
        CAUSE,
        Fact("claims", "请求事项", list[Claim]),
        Fact("received_on", "收到答辩日", date, False),
        Fact("answer", "答辩意见", Text, False),
        Fact("copies", "副本份数", int),
    ),
    checks=(agreement.claims_numbered,),
    basis="劳动争议调解仲裁法第三十条、劳动人事争议仲裁办案规则第三十三条",
)

CORRECTION = Kind(
    id="correction-decision",
    title="补正决定书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    series=Series.ARBITRATION,
    signer="仲裁员、书记员",
    seal=True,
    to=BOTH,
    facts=(
        Fact("paper_on", "原文书日期", date),
        Fact("paper_no", "原文书编号", str),
        Fact("paper_title", "原文书名称", str),
        Fact("place", "错误所在", str, False),
        Fact("wrong", "错误内容", str),
        Fact("right", "正确内容", str),
        TRIBUNAL,
    ),
    checks=(agreement.in_order("paper_on", "made_on"),),
    basis="劳动人事争议仲裁办案规则第五十四条",
)

DEEMED_WITHDRAWAL = Kind(
    id="deemed-withdrawal-decision",
    title="按撤回处理决定书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    series=Series.ARBITRATION,
    signer="仲裁员、书记员",
    seal=True,
    to=BOTH,
    ids="full",
    facts=(
        *PARTIES,
        CAUSE,
        Fact("at", "开庭时间", datetime),
        Fact("notice_on", "开庭通知送达日", date),
        Fact("notice_how", "开庭通知送达方式", str),
        Fact("what", "按撤回处理的原因", str),
        TRIBUNAL,
    ),
    either=BEGINS,
    checks=(agreement.in_order("notice_on", "at"),),
    basis="劳动争议调解仲裁法第三十六条、劳动人事争议仲裁办案规则第三十九条",
)

REVOCATION = Kind(
    id="case-revocation-decision",
    title="撤销案件决定书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    series=Series.ARBITRATION,
    seal=True,
    to=BOTH,
    ids="full",
    facts=(
        *PARTIES,
        CAUSE,
        Fact("accepted_on", "受理日", date),
        Fact("found_on", "发现日期", date),
        Fact("reason", "撤销案件的理由", str),
    ),
    either=BEGINS,
    needs=("body.sue_court",),
    checks=(agreement.in_order("accepted_on", "found_on", "made_on"),),
    basis="劳动人事争议仲裁办案规则第三十二条",
)

TERMINATION = Kind(
    id="termination-decision",
    title="终止审理决定书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    series=Series.ARBITRATION,
    seal=True,
    to=BOTH,
    ids="full",
    facts=(
        *PARTIES,
        CAUSE,
        Fact("accepted_on", "受理日", date),
        Fact("court", "受理法院", str),
        Fact("court_number", "法院案号", str),
    ),
    either=BEGINS,
    checks=(agreement.in_order("accepted_on", "made_on"),),
    basis="劳动人事争议仲裁办案规则第四十八条",
)

CERTIFICATE = Kind(
    id="effect-certificate",
    title="生效证明书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    series=Series.ARBITRATION,
    seal=True,
    to=("申请出具的当事人",),
    facts=(
        Fact("asked_by", "申请出具人", str),
        Fact("applicants", "申请人", str),
        Fact("respondents", "被申请人", list[str]),
        CAUSE,
        Fact("paper_on", "文书日期", date),
        Fact("paper_no", "文书编号", str),
        Fact("paper_title", "文书名称", str),
        Fact("served", "送达情况", list[str]),
        Fact("suits", "已经终结的诉讼", list[str], False),
        Fact("final", "终局", bool, False),
        Fact("settlement", "调解书", bool, False),
        Fact("suit_until", "起诉期限届满日", date, False),
        Fact("setaside_until", "撤裁期限届满日", date, False),
        Fact("checked_on", "核查日期", date),
        Fact("effective_on", "生效日", date),
    ),
    checks=(agreement.in_order("paper_on", "effective_on", "checked_on", "made_on"),),
    basis="劳动争议调解仲裁法第四十七条、第五十条",
)

ENFORCEMENT = Kind(
    id="enforcement-guide",
    title="申请执行须知、执行申请书",
    page=Page.ADJUDICATION,
    subject="arbitration",
    agency=False,
    signer="申请执行人",
    to=("申请执行人",),
    volume=Volume.NONE,
    ids="full",
    facts=(
        Fact("creditors", "申请执行人", list[Party]),
        Fact("debtors", "被执行人", list[Party]),
        Fact("maker", "制作机构", str),
        Fact("paper_on", "执行依据日期", date),
        Fact("paper_no", "执行依据编号", str),
        Fact("paper_title", "执行依据名称", str),
        Fact("unpaid", "未付金额", Decimal),
        Fact("court", "执行法院", str),
        Fact("counted_from", "履行期间最后一日", date, False),
        Fact("last_day", "申请执行最后一日", date, False),
        Fact("clues", "财产线索", Text, False),
    ),
    checks=(agreement.in_order("paper_on", "counted_from", "last_day"),),
    basis="劳动争议调解仲裁法第五十一条、民事诉讼法第二百五十条",
)

SUSPENSION_APPROVAL = replace(APPROVAL, id="suspension-approval", title="中止审批表", layout="approval-sheet")
EXTENSION_APPROVAL = replace(APPROVAL, id="extension-approval", title="延期审批表", layout="approval-sheet")
CLOSING_APPROVAL = replace(APPROVAL, id="arb-closing-approval", title="结案审批表", layout="approval-sheet")

KINDS = (
    REJECTION,
    NO_JURISDICTION,
    PROMISE,
    POSTPONEMENT,
    EXTENSION,
    SUSPENSION,
    RESUMPTION,
    COLLECTIVE,
    DELIBERATION,
    WITHDRAWAL_APPLICATION,
    ANSWER,
    CORRECTION,
    DEEMED_WITHDRAWAL,
    REVOCATION,
    TERMINATION,
    CERTIFICATE,
    ENFORCEMENT,
    SUSPENSION_APPROVAL,
    EXTENSION_APPROVAL,
    CLOSING_APPROVAL,
)
