"""Papers of supervision 督办文书 (documents.md 2.5): internal, 副卷, never to a party."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from arrears.documents import agreement
from arrears.documents.facts import Clock, Element, Name, RegisterRow, Task, Text, Turn
from arrears.documents.kind import Fact, Kind, Page, Series, Volume

ORDER = Kind(
    id="supervision-order",
    title="重大欠薪争议案件挂牌督办通知书",
    page=Page.LETTER,
    subject="supervision",
    series=Series.SUPERVISION,
    signer="督办人",
    seal=True,
    to=("承办机构",),
    volume=Volume.SIDE,
    facts=(
        Fact("employer", "用人单位", str),
        Fact("to_body", "承办机构", str),
        Fact("cases", "督办案件", list[str]),
        Fact("headcount", "人数", int, False),
        Fact("amount", "金额", Decimal, False),
        Fact("thresholds", "触发标准", list[str]),
        Fact("supervisor", "督办人", str),
        Fact("requirements", "办理要求", list[Task]),
        Fact("interval", "报送间隔", str),
        Fact("clocks", "期限清单", list[Clock], False),
    ),
    basis="京人社农工字〔2025〕79号第七项",
)

PROGRESS = Kind(
    id="supervision-progress",
    title="督办进展报告",
    page=Page.FORM,
    subject="supervision",
    series=Series.ORDER,
    signer="承办机构负责人",
    to=("督办人",),
    volume=Volume.SIDE,
    facts=(
        Fact("case", "督办案件", str),
        Fact("report_no", "第几次报告", int),
        Fact("due", "应报日期", date),
        Fact("done", "已做工作", Text),
        Fact("verified", "核实金额", Decimal),
        Fact("paid", "已付金额", Decimal),
        Fact("obstacle", "困难", Text),
        Fact("next", "下一步", Text),
        Fact("by", "责任人及完成时限", Text),
        Fact("instruction", "督办人批示", Text, False),
        Fact("reporter", "报告人", Name),
        Fact("rows", "其他栏目", list[Element], False),
    ),
)

URGE = Kind(
    id="supervision-urge-letter",
    title="督办函",
    page=Page.LETTER,
    subject="supervision",
    series=Series.LETTER,
    seal=True,
    to=("承办机构",),
    volume=Volume.SIDE,
    facts=(
        Fact("to_body", "承办机构", str),
        Fact("case", "案件", str),
        Fact("clock", "期限名称", str),
        Fact("article", "依据", str),
        Fact("due", "应完成日", date),
        Fact("days_late", "逾期日数", int),
        Fact("reply_by", "回复期限", date),
    ),
)

RELEASE = Kind(
    id="supervision-release",
    title="挂牌督办解除（摘牌）通知书",
    page=Page.LETTER,
    subject="supervision",
    series=Series.LETTER,
    signer="督办人",
    seal=True,
    to=("承办机构",),
    volume=Volume.SIDE,
    facts=(
        Fact("employer", "用人单位", str),
        Fact("to_body", "承办机构", str),
        Fact("order_no", "督办通知编号", str),
        Fact("closed_on", "办结日期", date),
        Fact("outcome", "办结方式", str),
        Fact("paid", "已支付金额", Decimal),
        Fact("rest", "尚余金额", Decimal, False),
        Fact("measure", "余款措施", str, False),
        Fact("supervisor", "督办人", str),
    ),
)

REGISTER = Kind(
    id="supervision-register",
    title="挂牌督办台账",
    page=Page.WIDE_FORM,
    subject="supervision",
    signer="督办人",
    to=("内部",),
    volume=Volume.SIDE,
    facts=(
        Fact("month", "月份", str),
        Fact("rows", "台账", list[RegisterRow]),
        Fact("heads", "合计人数", int),
        Fact("verified", "合计核实", Decimal),
        Fact("paid", "合计已付", Decimal),
        Fact("printed_by", "制表人", Name),
    ),
)

TALK = (
    Fact("to", "被约谈人", str),
    Fact("case", "督办案件", str),
    Fact("matter", "约谈事项", Text),
    Fact("by", "约谈时限", date),
    Fact("supervisor", "督办人", str),
)

INTERVIEW_NOTICE = Kind(
    id="supervision-interview-notice",
    title="约谈通知书",
    page=Page.LETTER,
    subject="supervision",
    series=Series.LETTER,
    signer="督办人",
    seal=True,
    to=("被约谈人",),
    volume=Volume.SIDE,
    facts=TALK,
    checks=(agreement.in_order("made_on", "by"),),
)

INTERVIEW_RECORD = Kind(
    id="supervision-interview-record",
    title="约谈笔录",
    page=Page.TRANSCRIPT,
    subject="supervision",
    series=Series.ORDER,
    signer="被约谈人、约谈人、记录人",
    volume=Volume.SIDE,
    facts=(*TALK, Fact("turns", "问答", list[Turn], False)),
    on_demand=True,
)

KINDS = (ORDER, PROGRESS, URGE, RELEASE, REGISTER, INTERVIEW_NOTICE, INTERVIEW_RECORD)
