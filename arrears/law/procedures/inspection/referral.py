"""Beside the state of a case: criminal transfer 涉罪移送, blacklist 失信名单, publicity 公布, money at hand 应急资金."""

from __future__ import annotations

from arrears.law.procedures.form import Act
from arrears.law.procedures.inspection.states import BY_HEAD, act
from arrears.law.procedures.writing import (
    Effects,
    extends,
    fact,
    satisfies,
    signed_by,
    starts,
    starts_satisfied,
)

_TRANSFER_RULES = "行政执法机关移送涉嫌犯罪案件的规定"
_BLACKLIST_RULES = "拖欠农民工工资失信联合惩戒对象名单管理暂行办法"

_POLICE_CLOCKS: tuple[Effects, ...] = (
    satisfies("crim-police-place", when="stage=accepted|passed_on|papers_missing|filed|refused", on="at"),
    satisfies("crim-police-decide", when="stage=filed|refused", on="at"),
    satisfies("crim-reconsider-decide", when="stage=filed|lost", on="at"),
    starts("crim-supplement", when="stage=papers_missing", on="at"),
    starts("crim-material", when="stage=filed", on="at"),
    starts("crim-reconsider", when="stage=refused", on="at"),
    starts("crim-procurator", when="stage=refused|lost", on="at"),
)

CRIMINAL: tuple[Act, ...] = (
    act(
        "crim-report", "成立专案组、报告", "any → =", "MI",
        facts=(
            fact("inspectors:user[]", "专案组监察员（不少于两人）"),
            fact("suspects[]", "涉嫌人员"),
            fact("boxes:code[]", "构成要件核对", "crime_boxes"),
        ),
        clocks=[starts_satisfied("crim-team"), starts("crim-approve")],
        source=f"{_TRANSFER_RULES}第5条",
    ),
    act(
        "crim-approve", "批准移送 / 不移送", "any → =", "IN",
        approval=BY_HEAD,
        facts=(
            fact("approved:bool", "批准移送"),
            fact("at:dt", "决定时间", default="now"),
            fact("reason:text", "理由"),
        ),
        clocks=[satisfies("crim-approve", on="at"), starts("crim-hand-over", when="approved=true", on="at")],
        source=f"{_TRANSFER_RULES}第5条",
        note="由监察员起草，部门正职负责人或者主持工作的负责人本人签批",
    ),
    act(
        "crim-hand-over", "移送公安", "any → =", "IN",
        facts=(fact("at:dt", "移送时间", default="now"), fact("receipt:file", "公安机关回执")),
        papers="insp-case-transfer",
        clocks=[
            satisfies("crim-hand-over", on="at"),
            starts("crim-police-place crim-police-decide", on="at"),
        ],
        source=f"{_TRANSFER_RULES}第5条、第6条",
        demands="two_inspectors",
    ),
    act(
        "crim-police", "公安答复", "any → =", "IN",
        facts=(fact("stage:code", "公安机关答复", "police_stage"), fact("at:dt", "答复时间", default="now")),
        clocks=_POLICE_CLOCKS,
        source=f"{_TRANSFER_RULES}第7条、第8条",
    ),
    act(
        "crim-papers", "补材料、移交", "any → =", "IN",
        facts=(fact("papers[]", "补充或移交的材料"),),
        clocks=[satisfies("crim-supplement crim-material")],
        source=f"{_TRANSFER_RULES}第12条",
    ),
    act(
        "crim-reconsider", "申请复议", "any → =", "IN",
        approval=BY_HEAD,
        facts=(fact("on:date", "申请日期"),),
        clocks=[satisfies("crim-reconsider", on="on"), starts("crim-reconsider-decide", on="on")],
        source=f"{_TRANSFER_RULES}第9条",
    ),
    act(
        "crim-procurator", "建议立案监督", "any → =", "IN",
        approval=BY_HEAD,
        facts=(fact("on:date", "建议日期"),),
        clocks=[satisfies("crim-procurator", on="on")],
        source=f"{_TRANSFER_RULES}第9条",
    ),
)

BLACKLIST: tuple[Act, ...] = (
    act(
        "bl-notice", "列入告知", "any → =", "IN",
        approval=BY_HEAD,
        facts=(fact("conditions:text", "符合的列入条件"),),
        papers="dishonesty-prenotice",
        clocks=[starts("bl-object", when="served")],
        source=f"{_BLACKLIST_RULES}第7条",
    ),
    act(
        "bl-object", "列入异议", "any → =", "PA",
        facts=(fact("text:text", "异议内容"),),
        clocks=[satisfies("bl-object"), starts("bl-verify")],
        source=_BLACKLIST_RULES,
    ),
    act(
        "bl-verify", "异议核实", "any → =", "IN",
        facts=(fact("result:text", "核实结果"),),
        clocks=[satisfies("bl-verify")],
        source=_BLACKLIST_RULES,
    ),
    act(
        "bl-extend", "延长列入决定期限", "any → =", "IN",
        approval=BY_HEAD,
        facts=(fact("complex_because:text", "情况复杂的理由"),),
        clocks=[extends("bl-decide")],
        source=_BLACKLIST_RULES,
    ),
    act(
        "bl-decide", "列入决定", "any → =", "IN",
        approval=BY_HEAD,
        facts=(fact("listed:bool", "列入失信名单"), fact("persons[]", "列入的单位和人员")),
        papers="dishonesty-decision",
        clocks=[
            satisfies("bl-decide"),
            starts("bl-term", when="listed=true"),
            starts("bl-early-from", when="corrected"),
            starts("reconsider-party sue-party", when="listed=true"),
        ],
        source=_BLACKLIST_RULES,
        note="已改正的自改正之日计算可申请提前移出的日期",
    ),
    act(
        "bl-ask-early", "申请提前移出", "any → =", "PA",
        facts=(fact("promise:file", "信用承诺书"), fact("paid:bool", "已足额支付")),
        clocks=[satisfies("bl-early-from"), starts("bl-early-decide")],
        source=_BLACKLIST_RULES,
        note="未满期限的申请不予接受",
    ),
    act(
        "bl-decide-early", "提前移出决定", "any → =", "IN",
        approval=BY_HEAD,
        facts=(fact("removed:bool", "准予提前移出"),),
        clocks=[satisfies("bl-early-decide"), starts("bl-remove", when="removed=true")],
        source=_BLACKLIST_RULES,
    ),
    act(
        "bl-remove", "移出", "any → =", "IN",
        facts=(fact("on:date", "移出日期"),),
        clocks=[satisfies("bl-remove bl-term", on="on"), starts("bl-remove", when="lapse:bl-term")],
        source=f"{_BLACKLIST_RULES}第17条",
        note="列入期满的同样移出",
    ),
)

PUBLICITY_AND_FUNDS: tuple[Act, ...] = (
    act(
        "publish", "公布", "any → =", "IN",
        approval=BY_HEAD,
        facts=(
            fact("unit:party", "公布的单位"),
            fact("breach:text", "主要违法事实"),
            fact("result:text", "处理情况"),
        ),
        papers="breach-publication",
        source="劳动保障监察条例第22条、重大劳动保障违法行为社会公布办法",
        note="不写劳动者姓名",
    ),
    act(
        "pub-objection", "公布异议复核", "any → =", "IN",
        facts=(fact("text:text", "异议内容"), fact("checked_on:date", "复核日期")),
        clocks=[starts_satisfied("pub-recheck")],
        source="重大劳动保障违法行为社会公布办法",
        cert="K",
    ),
    act(
        "use-deposit", "动用保证金", "i-ordered, i-performing, i-urged → =", "IN",
        approval=BY_HEAD,
        facts=(fact("bank", "经办银行"), fact("rows[]", "支付明细")),
        clocks=[starts("dep-pay")],
        source="保障农民工工资支付条例第32条",
    ),
    act(
        "deposit-paid", "保证金到账", "i-ordered, i-performing, i-urged → =", "IN",
        facts=(fact("on:date", "支付日期"),),
        clocks=[satisfies("dep-pay", on="on"), starts("dep-refill", on="on")],
        source="工程建设领域农民工工资保证金规定第19条、第20条",
        cert="K",
    ),
    act(
        "deposit-refilled", "保证金补足", "i-ordered, i-performing, i-urged → =", "IN",
        facts=(fact("on:date", "补足日期"),),
        clocks=[satisfies("dep-refill", on="on")],
        source="工程建设领域农民工工资保证金规定第20条",
        cert="K",
    ),
    act(
        "advance-fund", "应急周转金", "any → =", "IN",
        approval=signed_by("HD", ""),
        facts=(fact("rows[]", "垫付明细"), fact("amount:yuan", "垫付金额")),
        source="保障农民工工资支付条例第63条",
        note="由区政府决定，部门负责人录入；垫付不等于支付，案件不因此结案",
    ),
)

REFERRAL: tuple[Act, ...] = (*CRIMINAL, *BLACKLIST, *PUBLICITY_AND_FUNDS)
