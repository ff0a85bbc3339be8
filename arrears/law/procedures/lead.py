"""Lead 线索: screening, routing, the answers to its work orders, closing (intake 1.7).

Rows whose `order` is set change the state of a work order (`orders`), never that of the lead.
"""

from __future__ import annotations

from arrears.law.procedures.common import COMMON, NOTE_FACTS
from arrears.law.procedures.form import Act, Approval, Procedure
from arrears.law.procedures.writing import (
    acts_of,
    checks,
    drops,
    extends,
    fact,
    satisfies,
    signed_by,
    starts,
    starts_satisfied,
    state_rows,
    table,
)

STATES = state_rows(
    "l-draft 草稿 l-screening 待筛查 l-verifying 补充核实 l-accepted 已定路径 "
    "l-filed 已转入程序 l-handed-over 已转办 l-explained 已释明",
    ends="l-closed 已办结 l-merged 并入",
)

_act = acts_of("lead")

HOTLINE = "source=12345"
NATIONAL = "source=national"
LETTER = "source=letter"

_OF_THE_ORDER = (
    "hot-due hot-class-2h hot-class-24h hot-class-7d hot-class-15d hot-sign hot-contact hot-dispute hot-selfcall "
    "nat-sign nat-contact nat-answer h12333-answer board-answer pet-notify pet-object"
)
"""Clocks that belong to one work order; a return that is allowed ends those of that order only."""

_ORDER_CLOCKS = (
    starts("hot-due", when="source=12345&printed", on="received_at"),
    starts("hot-class-2h", when="source=12345&order_class=2h", on="dispatched_at"),
    starts("hot-class-24h", when="source=12345&order_class=24h", on="dispatched_at"),
    starts("hot-class-7d", when="source=12345&order_class=7d", on="dispatched_at"),
    starts("hot-class-15d", when="source=12345&order_class=15d", on="dispatched_at"),
    starts("hot-sign hot-contact hot-dispute", when=HOTLINE, on="dispatched_at"),
    starts("hot-selfcall", when=HOTLINE, on="reply_due_at"),
    starts("nat-sign nat-contact nat-answer", when=NATIONAL, on="received_at"),
    starts("h12333-answer", when="source=12333", on="received_at"),
    starts("board-answer", when="source=board", on="received_at"),
    starts("pet-notify pet-object", when=LETTER, on="received_at"),
)

LEAD_FACTS = (
    fact("employer_name?", "被反映单位"),
    fact("employer_unknown:bool?", "单位不详"),
    fact("sign_name?", "招牌或俗称"),
    fact("credit_code?", "统一社会信用代码"),
    fact("project_name?", "项目名称"),
    fact("place?", "劳动地点"),
    fact("district?", "所在区"),
    fact("town?", "街道、乡镇"),
    fact("industry:code?", "行业", "industry"),
    fact("arrears_kind:code?", "欠薪类型", "arrears_kind"),
    fact("workers_claimed:int?", "反映人数"),
    fact("amount_claimed:yuan?", "反映金额"),
    fact("amount_per_person:yuan?", "人均金额"),
    fact("paid_before:yuan?", "此前已付"),
    fact("period_start:month?", "欠薪起始月"),
    fact("period_end:month?", "欠薪截止月"),
    fact("work_end:date?", "离职日期"),
    fact("claims:code[]?", "诉求类型", "claims", "wages"),
    fact("urgency:code[]?", "紧急情形", "urgency"),
    fact("chain[]?", "承包链条"),
    fact("employer_contact?", "对方联系人"),
)

REGISTRATION: tuple[Act, ...] = (
    _act(
        "register", "登记", "– → l-draft or l-screening", "IC ME IN PA",
        facts=(
            fact("source:code", "来源", "source"),
            fact("order_no", "工单编号"),
            fact("received_at:dt", "来电或收件时间", default="now"),
            fact("narrative:text", "诉求内容"),
            fact("reporter_name?", "反映人姓名"),
            fact("reporter_phone?", "反映人电话"),
            fact("phone2?", "备用电话"),
            fact("confidential:bool", "要求保密"),
            fact("anonymous:bool", "匿名"),
            fact("order_class:code?", "办理级别", "order_class"),
            fact("dispatched_at:dt?", "派单时间"),
            fact("reply_due_at:dt?", "答复时限"),
            *LEAD_FACTS,
        ),
        papers="lead-registration",
        clocks=[starts("lead-route", on="received_at"), *_ORDER_CLOCKS],
        cert="P",
        note="已知单位（或招牌名称）和所在区的直接进入待筛查；当事人可在网上填报；其工单同挂接工单",
    ),
    _act(
        "add-order", "挂接工单", "any → =", "IC sys",
        facts=(
            fact("order_no", "工单编号"),
            fact("source:code", "来源", "source"),
            fact("received_at:dt", "来电或收件时间", default="now"),
            fact("dispatched_at:dt?", "派单时间"),
            fact("relation:code", "与本线索的关系", "order_relation"),
            fact("order_class:code?", "办理级别", "order_class"),
            fact("reply_due_at:dt?", "答复时限"),
        ),
        clocks=_ORDER_CLOCKS,
        cert="P",
        order=("–", "o-new"),
    ),
    _act(
        "sign-order", "签收", "any → =", "IC",
        facts=(fact("signed_at:dt", "签收时间", default="now"),),
        clocks=[satisfies("hot-sign nat-sign", on="signed_at")],
        cert="P",
        order=("o-new", "o-signed"),
    ),
    _act(
        "first-contact", "首次联系", "any → =", "IC ME IN",
        facts=NOTE_FACTS,
        clocks=[satisfies("hot-contact nat-contact", on="at")],
        source="接诉即办工作条例第15条",
        cert="V/P",
        order=("o-signed", "o-working"),
    ),
    _act("complete", "补全", "l-draft → l-screening", "IC PA", facts=LEAD_FACTS, cert="P", note="补填欠缺的内容"),
    _act(
        "ask-facts", "补充核实", "l-screening → l-verifying", "IC",
        facts=(fact("missing[]", "需补充的内容"), fact("due:date", "补充期限")),
        papers="one-time-notice",
        cert="P",
        note="来源渠道的期限照常计算",
    ),
    _act("facts-in", "核实完", "l-verifying → l-screening", "IC PA", facts=(fact("came:text", "补来的内容"),), cert="P"),
)

ROUTING: tuple[Act, ...] = (
    _act(
        "confirm-route", "筛查受理", "l-screening → l-accepted", "IC",
        facts=(
            fact("route:code", "办理路径", "route_case"),
            fact("body:body", "办理机构"),
            fact("owner:user", "承办人", default="me"),
            fact("route_reason:text?", "与建议不同的理由"),
        ),
        papers="lead-acceptance-notice",
        clocks=[
            satisfies("lead-route pet-notify"),
            starts("lead-file"),
            starts("pet-close", when="petition-opinion"),
        ],
        cert="P",
        note="信访工作条例第31条第六项的事项另起算办理期限",
    ),
    _act(
        "open-case", "转入程序", "l-accepted → l-filed", "sys",
        facts=(fact("proceeding:proceeding", "转入的案件"),),
        clocks=[satisfies("lead-file")],
        cert="P",
        note="随该程序的首个行为完成（申请调解、申请仲裁、接投诉举报）",
    ),
    _act(
        "hand-over", "转办", "l-screening, l-verifying, l-accepted → l-handed-over", "IC",
        approval=signed_by("SU", when="leaves-city-or-authority"),
        facts=(
            fact("to_body", "接收机构"),
            fact("reason:text", "转办理由"),
            fact("found_on:date", "发现不属本机构办理之日"),
            fact("deadline:date", "反馈期限"),
            fact("reporter_told_on:date", "告知反映人日期"),
        ),
        papers="lead-transfer-form",
        clocks=[
            satisfies("lead-route"),
            starts_satisfied("fwd-other nat-forward", on="found_on"),
            starts("handover-check"),
        ],
        source="保障农民工工资支付条例第10条",
        cert="V/P",
        note="转出本市或人社系统以外的须经机构负责人审批",
    ),
    _act(
        "handover-result", "转办反馈", "l-handed-over → = or l-screening", "IC",
        facts=(fact("taken_up:bool", "对方已接收办理"), fact("receipt:file", "回执")),
        clocks=[satisfies("handover-check")],
        cert="P",
        note="退回的重新进入待筛查",
    ),
    _act(
        "explain", "释明", "l-screening, l-verifying → l-explained", "IC",
        facts=(
            fact("route:code", "释明的途径", "route_explain"),
            fact("text:text", "释明内容"),
            fact("next_step:text", "下一步怎么办"),
        ),
        papers="lead-reply",
        clocks=[satisfies("lead-route pet-notify")],
        cert="V/P",
    ),
)

ANSWERS: tuple[Act, ...] = (
    _act(
        "return-order", "退单", "any → =", "IC",
        approval=signed_by("SU"),
        facts=(
            fact("return_reason:code", "退单理由", "return_reason"),
            fact("competent_body", "有权办理的机构"),
            fact("evidence:file", "依据材料"),
        ),
        clocks=[satisfies("hot-dispute pet-object")],
        source="接诉即办工作条例第12条、信访工作条例第23条",
        cert="V/P",
        note="未指明有权机构的退单不予受理；异议获准前答复期限照常计算",
        order=("o-new o-signed o-working", "="),
    ),
    _act(
        "return-result", "退单结果", "any → =", "IC",
        facts=(fact("allowed:bool", "同意退单"),),
        clocks=[drops(_OF_THE_ORDER, when="allowed=true")],
        cert="V/P",
        note="同意退单的，终止该工单的期限",
        order=("o-new o-signed o-working", "o-returned ="),
    ),
    _act(
        "extend-order", "延期申请", "any → =", "IC ME IN",
        approval=signed_by("SU"),
        facts=(
            fact("ground:text", "延期的法定理由"),
            fact("told_caller:bool", "已告知诉求人"),
            fact("told_source:bool", "已告知来源平台"),
        ),
        clocks=[checks("hot-extend"), extends("hot-due nat-answer")],
        source="接诉即办工作条例第15条",
        cert="V/P",
        order=("o-working", "="),
    ),
    _act(
        "answer", "答复", "any → =", "IC ME IN",
        facts=(
            fact("reply_text:text", "答复内容"),
            fact("solved:code", "是否解决", "solved"),
            fact("final:bool", "最终答复"),
            fact("channel:code", "答复方式", "contact_channel"),
        ),
        papers="lead-reply",
        clocks=[
            checks("hot-selfcall"),
            satisfies(
                "hot-due hot-class-2h hot-class-24h hot-class-7d hot-class-15d h12333-answer board-answer pet-close nat-answer"
            ),
            starts("nat-answer", when="final=false&source=national"),
            starts("pet-review-ask", when=LETTER),
        ],
        cert="V/P",
        note="可只作进展答复；进展答复后工单状态不变",
        order=("o-signed o-working", "o-answered ="),
    ),
    _act(
        "record-callback", "来源回访", "any → =", "IC",
        facts=(
            fact("solved:code", "是否解决", "solved"),
            fact("satisfied:code", "是否满意", "satisfied"),
            fact("at:dt", "回访时间", default="now"),
        ),
        cert="P",
        note="不满意的退回重办",
        order=("o-answered", "o-called-back o-working"),
    ),
    _act(
        "record-petition", "复查、复核", "any → =", "IC",
        facts=(fact("stage:code", "复查复核阶段", "petition_stage"), fact("on:date", "日期")),
        clocks=[
            satisfies("pet-review-ask", when="stage=review_asked", on="on"),
            starts("pet-review", when="stage=review_asked", on="on"),
            satisfies("pet-review", when="stage=review_answered", on="on"),
            starts("pet-recheck-ask", when="stage=review_answered", on="on"),
            satisfies("pet-recheck-ask", when="stage=recheck_asked", on="on"),
            starts("pet-recheck", when="stage=recheck_asked", on="on"),
            satisfies("pet-recheck", when="stage=recheck_answered", on="on"),
        ],
        source="信访工作条例第35条、第36条",
    ),
)

GROUPING: tuple[Act, ...] = (
    _act(
        "merge", "并案", "l-draft, l-screening, l-verifying, l-accepted → l-merged", "IC SU",
        facts=(fact("into:lead", "并入的线索"), fact("reason:text", "并案理由")),
        clocks=[satisfies("lead-route")],
        cert="P",
        note="各工单的答复期限继续计算",
    ),
    _act(
        "unmerge", "拆回", "l-merged → l-screening", "IC SU",
        facts=(fact("into:lead", "原并入的线索"), fact("reason:text", "拆回理由")),
        clocks=[starts("lead-route")],
        cert="P",
        note="并案后30日内可以拆回",
    ),
    _act(
        "join-group", "入组", "open → =", "IC",
        facts=(fact("matter", "加入的事项"), fact("rows[]", "新增人员")),
        cert="P",
    ),
    _act(
        "split", "分出其他诉求", "open → =", "IC",
        facts=(fact("claims:code[]", "分出的诉求", "claims"), fact("way:code", "办理途径", "route")),
        cert="P",
    ),
    _act(
        "release-claimant-identity", "同意公开身份", "any → =", "IC IN",
        facts=(fact("worker", "劳动者"), fact("consent:file", "同意书"), fact("on:date", "同意日期")),
        cert="P",
        note="逐人记录同意",
    ),
)

_EVENT_FACTS = (
    fact("time:dt", "发生时间"),
    fact("place", "发生地点"),
    fact("heads:int", "人数"),
    fact("employer", "涉事单位"),
    fact("sum:yuan?", "涉及金额"),
    fact("demand:text", "诉求"),
    fact("conduct:text", "现场行为"),
    fact("done:text", "已采取的措施"),
    fact("contact", "现场联系人及电话"),
)

EVENTS: tuple[Act, ...] = (
    _act(
        "group-report", "群体事件快报", "any → =", "IC ME IN SU",
        facts=_EVENT_FACTS,
        clocks=[starts_satisfied("group-report", on="time"), starts("group-report-written group-follow")],
        source="劳动保障监察条例第14条",
        cert="V/P",
        note="同时告知机构负责人；不写反映人姓名",
    ),
    _act(
        "group-follow", "群体事件续报", "any → =", "IC ME IN SU",
        facts=_EVENT_FACTS,
        clocks=[satisfies("group-report-written group-follow"), starts("group-follow")],
        cert="V/P",
    ),
    _act(
        "group-over", "群体事件结束", "any → =", "IC ME IN SU",
        facts=_EVENT_FACTS,
        clocks=[drops("group-follow")],
        cert="V/P",
    ),
)

CLOSING: tuple[Act, ...] = (
    _act(
        "close", "办结",
        "l-screening, l-verifying, l-accepted, l-filed, l-handed-over, l-explained → l-closed", "IC ME IN",
        approval=Approval(("SU", "HD"), check=True, when="conclusion"),
        facts=(
            fact("conclusion:code", "处置结论", "conclusion"),
            fact("cause:code?", "欠薪原因", "cause"),
            fact("proofs:file[]", "证明材料"),
            fact("answer_text:text?", "答复内容"),
            fact("answered_on:date?", "答复日期"),
            fact("channel:code?", "答复方式", "contact_channel"),
            fact("no_answer_reason:text?", "未答复的原因"),
        ),
        perhaps="lead-reply",
        clocks=[drops("lead-file handover-check lead-route")],
        cert="P",
        note="由谁审核按处置结论确定；没有案件的线索由机构负责人代替监察机构负责人；须写明答复内容、日期和方式，或者未答复的原因；尚有工单未答复的不得办结",
    ),
    _act(
        "reopen", "重办", "l-closed → l-screening", "IC SU",
        facts=(fact("reason:code", "重办原因", "reopen_reason"),),
        clocks=[starts("lead-route")],
        cert="P",
    ),
)

LEAD = Procedure(
    name="lead",
    label="线索",
    states=STATES,
    initial="l-draft",
    acts=table([*REGISTRATION, *ROUTING, *ANSWERS, *GROUPING, *EVENTS, *CLOSING], COMMON, "lead"),
)
