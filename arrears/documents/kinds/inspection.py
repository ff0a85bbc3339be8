"""Papers of labour inspection 劳动保障监察文书 (documents.md 2.4): two inspectors with licence numbers stand on all that leave."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from arrears.documents import agreement
from arrears.documents.agreement import Facts
from arrears.documents.facts import Inspector, Name, Opinion, Party, PayRow, Period, Sheet, Text, Turn
from arrears.documents.kind import Fact, Kind, Page, Series, Volume
from arrears.law.money import digits, total

INSPECTORS = Fact("inspectors", "监察员", list[Inspector])
TO = Fact("to", "收件单位", str)


def two_inspectors(facts: Facts) -> Iterator[str]:
    """At least two inspectors, both with licence number (监察条例 16)."""
    if len({row.licence for row in facts["inspectors"] if row.licence}) < 2:
        yield "须由两名监察员署名，并写明执法证号"


def rows_make_sums(facts: Facts) -> Iterator[str]:
    """The annex adds up to what the decision orders: one fact, printed twice."""
    for name, label in (("wages", "工资"), ("damages", "赔偿金")):
        found = total(getattr(row, name) for row in facts["rows"])
        if found != facts[name]:
            yield f"附表{label}合计{digits(found)}元，与正文{digits(facts[name])}元不符"
    if len(facts["rows"]) != facts["headcount"]:
        yield f"附表{len(facts['rows'])}人，正文{facts['headcount']}人"


def rate_in_range(facts: Facts) -> Iterator[str]:
    """Added damages are 50 to 100 per cent (监察条例 26)."""
    if not 50 <= facts["rate"] <= 100:
        yield "加付赔偿金的比例应在50%至100%之间"


COMPLAINT = Kind(
    id="insp-complaint-form",
    title="投诉（举报）登记表",
    page=Page.FORM,
    subject="inspection",
    series=Series.INSPECTION,
    signer="投诉人、接待人",
    to=("内部",),
    ids="full",
    facts=(
        Fact("report", "举报", bool),
        Fact("received_at", "接收时间", datetime),
        Fact("way", "方式", str),
        Fact("complainant", "投诉（举报）人", str),
        Fact("id_no", "证件号码", str, False),
        Fact("phone", "电话", str, False),
        Fact("address", "地址", str, False),
        Fact("secrecy", "要求保密", bool),
        Fact("employer", "被投诉单位", str),
        Fact("employer_address", "单位地址", str, False),
        Fact("employer_rep", "负责人", str, False),
        Fact("project", "项目及地点", str, False),
        Fact("first_payer", "施工总承包单位", str, False),
        Fact("headcount", "涉及人数", int, False),
        Fact("period", "欠薪期间", Period, False),
        Fact("amount", "金额", Decimal, False),
        Fact("text", "事实与请求", Text),
        Fact("evidence", "证据清单", list[str], False),
        Fact("in_procedure", "已申请仲裁或者起诉", bool),
        Fact("taker", "接待人", Name),
        Fact("opinion", "初步意见", Text, False),
    ),
    basis="劳动保障监察条例第九条、第二十条",
)

ANSWER = Kind(
    id="insp-complaint-decision",
    title="投诉受理（不予受理）告知书",
    page=Page.ADJUDICATION,
    subject="inspection",
    series=Series.INSPECTION,
    seal=True,
    to=("投诉人",),
    ids="none",
    facts=(
        Fact("to", "投诉人", str),
        Fact("accepted", "受理", bool),
        Fact("received_on", "投诉日期", date),
        Fact("employer", "被投诉单位", str),
        Fact("filed_on", "立案日期", date, False),
        Fact("inspectors", "监察员", list[Inspector], False),
        Fact("reason", "不予受理理由", Text, False),
        Fact("other_route", "其他途径", Text, False),
    ),
    checks=(agreement.in_order("received_on", "filed_on"),),
    needs=("body.reconsider_at",),
    basis="关于实施劳动保障监察条例若干规定第十八条",
)

FILING = Kind(
    id="insp-filing-approval",
    title="立案审批表",
    page=Page.FORM,
    subject="inspection",
    series=Series.INSPECTION,
    signer="两名监察员、负责人",
    to=("内部",),
    volume=Volume.SIDE,
    ids="none",
    facts=(
        Fact("source", "案件来源", str),
        Fact("complainant", "投诉（举报）人", str),
        Fact("received_on", "接收日期", date),
        Fact("employer", "被投诉单位", str),
        Fact("employer_address", "住所", str, False),
        Fact("employer_rep", "法定代表人", str, False),
        Fact("project", "用工地点（项目）", str, False),
        Fact("headcount", "涉及人数", int, False),
        Fact("amount", "涉及金额", Decimal, False),
        Fact("text", "案情", Text),
        Fact("breach", "涉嫌违法行为", str),
        Fact("basis", "立案依据", str),
        INSPECTORS,
        Fact("proposal", "承办人意见", Opinion),
        Fact("decision", "审批意见", Opinion, False),
    ),
    checks=(two_inspectors,),
    basis="劳动保障监察条例第十七条",
)

INQUIRY = Kind(
    id="insp-inquiry-letter",
    title="劳动保障监察调查询问书",
    page=Page.ADJUDICATION,
    subject="inspection",
    series=Series.INSP_INQUIRY,
    seal=True,
    to=("用人单位",),
    ids="none",
    facts=(
        TO,
        Fact("matter", "事由", str),
        Fact("person", "接受询问的人", str),
        Fact("at", "接受询问的时间", datetime),
        Fact("where", "地点", str),
        Fact("items", "应提交的材料", list[str]),
        INSPECTORS,
    ),
    checks=(two_inspectors, agreement.in_order("made_on", "at")),
    basis="劳动保障监察条例第十五条",
)

INTERVIEW = Kind(
    id="insp-interview-record",
    title="询问笔录",
    page=Page.TRANSCRIPT,
    subject="inspection",
    series=Series.INSPECTION,
    signer="被询问人（逐页）、两名监察员",
    ids="full",
    facts=(
        Fact("started_at", "开始时间", datetime),
        Fact("ended_at", "结束时间", datetime),
        Fact("place", "地点", str),
        Fact("person", "被询问人", Name),
        Fact("sex", "性别", str, False),
        Fact("id_no", "证件号码", str, False),
        Fact("post", "单位和职务", str),
        Fact("phone", "电话", str, False),
        Fact("address", "住址", str, False),
        INSPECTORS,
        Fact("recorder", "记录人", Name),
        Fact("turns", "问答", list[Turn]),
    ),
    checks=(two_inspectors, agreement.in_order("started_at", "ended_at")),
    basis="劳动保障监察条例第十五条、第十六条",
)

SITE = Kind(
    id="insp-site-record",
    title="现场检查笔录",
    page=Page.TRANSCRIPT,
    subject="inspection",
    series=Series.INSPECTION,
    signer="被检查人、两名监察员",
    ids="none",
    facts=(
        Fact("employer", "被检查单位", str),
        Fact("place", "检查地点", str),
        Fact("started_at", "到达时间", datetime),
        Fact("ended_at", "离开时间", datetime),
        Fact("present", "在场人员", str),
        Fact("found", "检查情况", Text),
        Fact("copies", "调取的材料", list[str], False),
        Fact("photos", "照片", int, False),
        Fact("unsigned", "拒绝签字的情况", str, False),
        INSPECTORS,
    ),
    checks=(two_inspectors, agreement.in_order("started_at", "ended_at")),
    basis="劳动保障监察条例第十五条、第十六条",
)

ORDER = Kind(
    id="insp-rectification-order",
    title="劳动保障监察限期改正指令书",
    page=Page.ADJUDICATION,
    subject="inspection",
    series=Series.INSP_ORDER,
    seal=True,
    to=("用人单位", "施工总承包单位"),
    ids="none",
    facts=(
        TO,
        Fact("first_payer", "先行清偿单位", str, False),
        Fact("period", "期间", Period),
        Fact("workers", "劳动者", str),
        Fact("headcount", "人数", int),
        Fact("owed_what", "应付项目", str),
        Fact("total", "责令支付总额", Decimal),
        Fact("article", "违反的条款", str),
        Fact("due", "改正期限", date),
        Fact("proof", "须提交的证明", str),
        INSPECTORS,
    ),
    checks=(two_inspectors, agreement.in_order("made_on", "due")),
    basis="劳动保障监察条例第十八条、第二十六条",
)

PRENOTICE = Kind(
    id="insp-handling-prenotice",
    title="行政处理事先告知书",
    page=Page.ADJUDICATION,
    subject="inspection",
    series=Series.INSP_PRENOTICE,
    seal=True,
    to=("用人单位",),
    ids="none",
    facts=(
        TO,
        Fact("order_no", "限期改正指令书文号", str),
        Fact("headcount", "人数", int),
        Fact("wages", "责令支付工资", Decimal),
        Fact("rate", "加付比例", int),
        Fact("damages", "加付赔偿金", Decimal),
        Fact("findings", "认定的事实", Text),
        Fact("evidence", "证据", list[str]),
        Fact("basis", "依据", str),
        Fact("days", "陈述申辩工作日数", int),
        INSPECTORS,
    ),
    checks=(two_inspectors, rate_in_range),
    basis="劳动保障监察条例第十九条",
)

DECISION = Kind(
    id="insp-handling-decision",
    title="劳动保障监察行政处理决定书",
    page=Page.ADJUDICATION,
    subject="inspection",
    series=Series.INSP_HANDLING,
    seal=True,
    to=("用人单位",),
    ids="full",
    facts=(
        Fact("party", "当事人", Party),
        Fact("filed_on", "立案日期", date),
        Fact("findings", "查明的事实", Text),
        Fact("headcount", "人数", int),
        Fact("wages", "支付工资", Decimal),
        Fact("evidence", "证据", list[str]),
        Fact("order_on", "限期改正指令书日期", date),
        Fact("order_no", "限期改正指令书文号", str),
        Fact("order_due", "改正期限", date),
        Fact("prenotice_on", "事先告知日期", date),
        Fact("statement", "陈述申辩意见", Text, False),
        Fact("answer", "对意见的答复", Text),
        Fact("basis", "依据", str),
        Fact("pay_within", "支付期限", int),
        Fact("rate", "加付比例", int),
        Fact("damages", "加付赔偿金", Decimal),
        Fact("rows", "每人金额", list[PayRow]),
        INSPECTORS,
    ),
    checks=(
        two_inspectors,
        rows_make_sums,
        rate_in_range,
        agreement.in_order("filed_on", "order_on", "order_due", "prenotice_on", "made_on"),
    ),
    needs=("body.reconsider_at", "body.sue_court"),
    basis="劳动保障监察条例第十八条、第十九条、第二十六条",
)

DEMAND = Kind(
    id="insp-demand-notice",
    title="履行催告书",
    page=Page.ADJUDICATION,
    subject="inspection",
    series=Series.INSP_DEMAND,
    seal=True,
    to=("用人单位",),
    ids="none",
    facts=(
        TO,
        Fact("decision_no", "处理决定书文号", str),
        Fact("decision_on", "决定日期", date),
        Fact("served_on", "送达日期", date),
        Fact("open", "尚欠金额", Decimal),
        Fact("days", "催告工作日数", int),
        Fact("how_to_pay", "履行方式", str),
        INSPECTORS,
    ),
    checks=(two_inspectors, agreement.in_order("decision_on", "served_on", "made_on")),
    basis="行政强制法第三十五条、第五十四条",
)

ENFORCEMENT = Kind(
    id="insp-enforcement-application",
    title="强制执行申请书",
    page=Page.ADJUDICATION,
    subject="inspection",
    series=Series.INSPECTION,
    agency=False,
    signer="负责人",
    seal=True,
    to=("人民法院",),
    facts=(
        Fact("court", "人民法院", str),
        Fact("party", "被申请人", Party),
        Fact("decision_no", "处理决定书文号", str),
        Fact("decision_on", "决定日期", date),
        Fact("served_on", "送达日期", date),
        Fact("headcount", "人数", int),
        Fact("open", "申请执行金额", Decimal),
        Fact("urged_on", "催告书送达日期", date),
        INSPECTORS,
    ),
    checks=(two_inspectors, agreement.in_order("decision_on", "served_on", "urged_on", "made_on")),
    basis="行政强制法第五十三条至第五十五条",
)

TRANSFER = Kind(
    id="insp-case-transfer",
    title="涉嫌犯罪案件移送书",
    page=Page.ADJUDICATION,
    subject="inspection",
    series=Series.INSP_TRANSFER,
    seal=True,
    to=("公安机关", "人民检察院"),
    facts=(
        Fact("to", "公安机关", str),
        Fact("party", "涉案单位", Party),
        Fact("suspects", "涉案人员", list[str]),
        Fact("headcount", "人数", int),
        Fact("wages", "拖欠金额", Decimal),
        Fact("order_on", "责令支付日期", date),
        Fact("order_no", "限期改正指令书文号", str),
        Fact("service", "送达方式", str),
        Fact("order_due", "责令期限", date),
        Fact("evidence", "移送材料", list[str]),
        Fact("copy_to", "抄送", str),
        INSPECTORS,
    ),
    checks=(two_inspectors, agreement.in_order("order_on", "order_due", "made_on")),
    basis="刑法第二百七十六条之一、行政执法机关移送涉嫌犯罪案件的规定第六条",
)

LETTER = Kind(
    id="insp-transfer-letter",
    title="案件移送函",
    page=Page.LETTER,
    subject="inspection",
    series=Series.LETTER,
    seal=True,
    to=("接收机关",),
    ids="none",
    facts=(
        Fact("to_body", "接收机关", str),
        Fact("employer", "被投诉单位", str),
        Fact("headcount", "人数", int, False),
        Fact("amount", "金额", Decimal, False),
        Fact("reason", "移送理由", Text),
        Fact("sheets", "移送材料", list[Sheet]),
        INSPECTORS,
    ),
    checks=(two_inspectors,),
    basis="劳动保障监察条例第十八条",
)

RESULT = Kind(
    id="insp-result-notice",
    title="处理结果告知书",
    page=Page.ADJUDICATION,
    subject="inspection",
    series=Series.INSPECTION,
    seal=True,
    to=("投诉人",),
    ids="none",
    facts=(
        Fact("to", "投诉（举报）人", str),
        Fact("report", "举报", bool),
        Fact("received_on", "投诉日期", date),
        Fact("employer", "被投诉单位", str),
        Fact("result", "处理结果", Text),
        Fact("next_step", "后续途径", Text),
        INSPECTORS,
    ),
    checks=(two_inspectors, agreement.in_order("received_on", "made_on")),
    basis="北京市工资支付规定第三十二条",
)

CLOSING = Kind(
    id="insp-closing-approval",
    title="结案审批表",
    page=Page.FORM,
    subject="inspection",
    series=Series.INSPECTION,
    signer="两名监察员、负责人",
    to=("内部",),
    volume=Volume.SIDE,
    ids="none",
    facts=(
        Fact("employer", "当事人", str),
        Fact("filed_on", "立案日期", date),
        Fact("days", "办理工作日数", int),
        Fact("breach", "违法行为", str),
        Fact("course", "调查处理经过", Text),
        Fact("headcount", "人数", int),
        Fact("ordered", "责令支付金额", Decimal),
        Fact("paid", "已付金额", Decimal),
        Fact("conclusion", "处置结论", str),
        Fact("proofs", "证明材料", list[str], False),
        INSPECTORS,
        Fact("proposal", "承办人意见", Opinion),
        Fact("decision", "审批意见", Opinion, False),
    ),
    checks=(two_inspectors,),
    basis="劳动保障监察条例第十七条、第十八条",
)

KINDS = (
    COMPLAINT, ANSWER, FILING, INQUIRY, INTERVIEW, SITE, ORDER, PRENOTICE, DECISION, DEMAND, ENFORCEMENT, TRANSFER, LETTER, RESULT, CLOSING,
)  # fmt: skip
