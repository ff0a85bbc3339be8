"""Papers of every procedure 通用文书 (documents.md 2.1): confirmations, authority, service, approval, guide, receipt, legal aid."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from arrears.documents import agreement
from arrears.documents.facts import Element, Member, Name, Opinion, Party, Period, Sheet, Text, WorkerRow
from arrears.documents.kind import Fact, Kind, Page, Series, Volume

WAGES = Kind(
    id="wage-confirmation",
    title="拖欠工资确认表",
    page=Page.WIDE_FORM,
    subject="common",
    agency=False,
    signer="劳动者、用人单位、见证人",
    to=("当事人",),
    ids="full",
    facts=(
        Fact("employer", "用人单位", str),
        Fact("project", "工程项目", str, False),
        Fact("period", "工资期间", Period),
        Fact("settled_on", "结算日期", date),
        Fact("rows", "工资明细", list[WorkerRow]),
    ),
    checks=(agreement.rows_add_up,),
    basis="保障农民工工资支付条例",
)

NOMINATION = Kind(
    id="representative-nomination",
    title="代表人推举书",
    page=Page.ADJUDICATION,
    subject="common",
    agency=False,
    signer="全体推举人",
    to=("承办机构",),
    ids="full",
    facts=(
        Fact("respondents", "被申请人", list[str]),
        Fact("rows", "推举人", list[Member]),
        Fact("representatives", "代表人", list[Name]),
        Fact("powers", "代表权限", list[str]),
    ),
    checks=(agreement.at_least_representatives,),
    basis="劳动争议调解仲裁法第七条",
)

POWER = Kind(
    id="power-of-attorney",
    title="授权委托书",
    page=Page.ADJUDICATION,
    subject="common",
    agency=False,
    signer="委托人",
    to=("承办机构",),
    ids="full",
    facts=(
        Fact("principal", "委托人", Party),
        Fact("principal_role", "委托人地位", str),
        Fact("agent_name", "受托人", Name),
        Fact("agent_id_no", "受托人身份号码", str),
        Fact("agent_standing", "受托人身份", str),
        Fact("agent_phone", "受托人电话", str, False),
        Fact("matter", "委托事项", str),
        Fact("special", "特别授权事项", list[str], False),
    ),
    basis="劳动争议调解仲裁法第二十四条",
)

ADDRESS = Kind(
    id="service-address-confirmation",
    title="送达地址确认书",
    page=Page.FORM,
    subject="common",
    series=Series.ARBITRATION,
    agency=False,
    signer="当事人",
    to=("承办机构",),
    ids="full",
    facts=(
        Fact("party", "当事人", str),
        Fact("role", "身份", str),
        Fact("id_no", "证件号码", str),
        Fact("address", "送达地址", str),
        Fact("postcode", "邮编", str, False),
        Fact("receiver", "收件人", Name),
        Fact("phone", "电话", str),
        Fact("e_service", "同意电子送达", bool, False),
        Fact("e_phone", "电子送达手机", str, False),
        Fact("e_mail", "电子送达邮箱", str, False),
        Fact("e_award", "电子送达含裁决书", bool, False),
        Fact("recorder", "记录人", Name),
    ),
)

RECEIPT = Kind(
    id="service-receipt",
    title="送达回证",
    page=Page.FORM,
    subject="common",
    series=Series.ARBITRATION,
    signer="受送达人、送达人",
    facts=(
        Fact("cause", "案由", str),
        Fact("to", "受送达人", str),
        Fact("docs", "送达文书", list[Sheet]),
        Fact("method", "送达方式", str),
        Fact("place", "送达地点", str, False),
        Fact("sent_at", "发出时间", datetime, False),
        Fact("received_at", "收到时间", datetime, False),
        Fact("receiver", "签收人", Name, False),
        Fact("relation", "与受送达人关系", str, False),
        Fact("refusal", "拒收或者留置、张贴情况", Text, False),
        Fact("deemed_on", "视为送达日期", date, False),
        Fact("servers", "送达人", list[Name]),
        Fact("note", "备注", str, False),
    ),
    basis="劳动人事争议仲裁办案规则第二十条",
)

APPROVAL = Kind(
    id="approval-sheet",
    title="内部审批单",
    page=Page.FORM,
    subject="common",
    series=Series.ARBITRATION,
    signer="承办人、审批人",
    to=("内部",),
    volume=Volume.SIDE,
    facts=(
        Fact("sheet", "审批单名称", str),
        Fact("act", "提请事项", str),
        Fact("parties", "当事人", str),
        Fact("rows", "案情栏目", list[Element], False),
        Fact("summary", "案情摘要", Text),
        Fact("article", "依据", str, False),
        Fact("days_left", "剩余期限", str, False),
        Fact("proposal", "承办人意见", Opinion),
        Fact("review", "审核意见", Opinion, False),
        Fact("decision", "审批意见", Opinion, False),
    ),
)

GUIDE = Kind(
    id="rights-guide",
    title="维权告知单",
    page=Page.FORM,
    subject="common",
    to=("劳动者",),
    volume=Volume.NONE,
    ids="none",
    facts=(
        Fact("contacts", "联系窗口", list[Element]),
        Fact("progress", "查询办法", str, False),
    ),
)

ACCESS = Kind(
    id="file-access-form",
    title="案卷查阅登记表",
    page=Page.FORM,
    subject="common",
    series=Series.ARBITRATION,
    signer="查阅人",
    to=("内部",),
    volume=Volume.SIDE,
    ids="none",
    facts=(
        Fact("reader", "查阅人", Name),
        Fact("role", "查阅人身份", str),
        Fact("volume", "查阅的卷", str),
        Fact("pages", "查阅、复制的页码", str),
        Fact("read_at", "查阅时间", datetime),
        Fact("clerk", "经办人", Name),
    ),
    basis="劳动人事争议仲裁办案规则第二十三条",
    on_demand=True,
)

MATERIALS = Kind(
    id="materials-receipt",
    title="证据材料收据",
    page=Page.FORM,
    subject="common",
    series=Series.ARBITRATION,
    signer="交件人、收件人",
    to=("交件人",),
    ids="none",
    facts=(
        Fact("giver", "交件人", str),
        Fact("items", "收到的材料", list[Sheet]),
        Fact("received_at", "收到时间", datetime),
        Fact("receiver", "收件人", Name),
    ),
)

REP_IDENTITY = Kind(
    id="rep-id-statement",
    title="法定代表人身份证明书",
    page=Page.ADJUDICATION,
    subject="common",
    agency=False,
    signer="单位盖章",
    to=("承办机构",),
    ids="none",
    facts=(
        Fact("unit", "单位名称", str),
        Fact("uscc", "统一社会信用代码", str),
        Fact("address", "住所", str),
        Fact("rep_name", "法定代表人姓名", Name),
        Fact("rep_title", "职务", str),
        Fact("matter", "用于何案", str),
    ),
    basis="劳动争议调解仲裁法第二十四条",
)

AID = Kind(
    id="legal-aid-referral",
    title="法律援助转介函",
    page=Page.LETTER,
    subject="common",
    series=Series.LETTER,
    seal=True,
    to=("法律援助机构",),
    facts=(
        Fact("to", "法律援助机构", str),
        Fact("worker", "劳动者", Name),
        Fact("sex", "性别", str, False),
        Fact("id_no", "公民身份号码", str, False),
        Fact("opponents", "对方当事人", list[str], False),
        Fact("cause", "案由", str),
        Fact("stage", "办理情况", str),
        Fact("owed", "请求金额", Decimal, False),
        Fact("request", "援助事项", str),
        Fact("exempt", "免予核查经济困难", bool, False),
        Fact("sheets", "附件", list[str], False),
    ),
    basis="法律援助法第三十一条、第四十二条，保障农民工工资支付条例第四十五条",
)

KINDS = (WAGES, NOMINATION, POWER, ADDRESS, RECEIPT, APPROVAL, GUIDE, ACCESS, MATERIALS, REP_IDENTITY, AID)
