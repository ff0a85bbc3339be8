"""Papers of intake 线索文书 (documents.md 2.1)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from arrears.documents import agreement
from arrears.documents.facts import Name, Period, Sheet, Task, Text
from arrears.documents.kind import Fact, Kind, Page, Series, Volume

REGISTRATION = Kind(
    id="lead-registration",
    title="欠薪线索登记表",
    page=Page.FORM,
    subject="lead",
    series=Series.LEAD,
    signer="登记人",
    to=("内部",),
    volume=Volume.SIDE,
    facts=(
        Fact("source", "来源", str),
        Fact("order_nos", "工单编号", list[str], False),
        Fact("received_at", "来电来件时间", datetime),
        Fact("reporter", "反映人", str, False),
        Fact("confidential", "保密", bool, False),
        Fact("employer", "被反映单位", str, False),
        Fact("project", "项目名称", str, False),
        Fact("place", "劳动地点", str, False),
        Fact("industry", "行业", str, False),
        Fact("headcount", "人数", int, False),
        Fact("amount", "金额", Decimal, False),
        Fact("period", "欠薪期间", Period, False),
        Fact("summary", "诉求内容", Text),
        Fact("opinion", "处理意见", Text, False),
        Fact("taker", "登记人", Name),
    ),
    basis="劳动保障监察条例第九条",
    on_demand=True,
)

ACCEPTANCE = Kind(
    id="lead-acceptance-notice",
    title="欠薪线索受理告知书",
    page=Page.ADJUDICATION,
    subject="lead",
    series=Series.LEAD,
    seal=True,
    to=("投诉人",),
    facts=(
        Fact("lead_no", "线索编号", str),
        Fact("complainant", "投诉人", Name),
        Fact("received_on", "反映日期", date),
        Fact("employer", "被反映单位", str),
        Fact("route", "办理途径", str),
        Fact("handler", "承办人", Name),
        Fact("handler_phone", "承办电话", str),
        Fact("target_on", "预计答复日", date),
    ),
    checks=(agreement.in_order("received_on", "made_on", "target_on"),),
    basis="劳动保障监察条例第九条、保障农民工工资支付条例第十条",
)

TRANSFER = Kind(
    id="lead-transfer-form",
    title="欠薪线索转办单",
    page=Page.ADJUDICATION,
    subject="lead",
    series=Series.LEAD,
    signer="经办人、负责人",
    seal=True,
    to=("承接机构",),
    volume=Volume.SIDE,
    facts=(
        Fact("to_body", "承接机构", str),
        Fact("employer", "被反映单位", str),
        Fact("headcount", "人数", int, False),
        Fact("amount", "金额", Decimal, False),
        Fact("reason", "转办理由", Text),
        Fact("deadline", "首次联系期限", date),
        Fact("sheets", "附件", list[Sheet], False),
        Fact("handler", "经办人", Name),
        Fact("approver", "负责人", Name),
    ),
    checks=(agreement.in_order("made_on", "deadline"),),
)

REPLY = Kind(
    id="lead-reply",
    title="答复意见书",
    page=Page.LETTER,
    subject="lead",
    series=Series.LETTER,
    seal=True,
    to=("投诉人",),
    ids="none",
    facts=(
        Fact("complainant", "投诉人", Name),
        Fact("employer", "被反映单位", str),
        Fact("matters", "反映事项", Text),
        Fact("findings", "核查情况", list[Text]),
        Fact("result", "处理结果", Text),
        Fact("paid", "已支付金额", Decimal, False),
        Fact("next_step", "后续途径", Text),
    ),
)

ONE_TIME = Kind(
    id="one-time-notice",
    title="一次性补正告知书",
    page=Page.ADJUDICATION,
    subject="lead",
    series=Series.LEAD,
    signer="经办人",
    seal=True,
    to=("申请人",),
    facts=(
        Fact("to", "收件人", str),
        Fact("received_on", "提交日期", date),
        Fact("matter", "申请事项", str),
        Fact("missing", "需补正事项", list[Task]),
        Fact("deadline", "补正期限", date),
        Fact("handler", "经办人", Name),
    ),
    checks=(agreement.in_order("received_on", "made_on", "deadline"),),
    basis="劳动人事争议仲裁办案规则第二十九条",
)

KINDS = (REGISTRATION, ACCEPTANCE, TRANSFER, REPLY, ONE_TIME)
