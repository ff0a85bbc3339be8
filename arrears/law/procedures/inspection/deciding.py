"""Inspection from the prior notice to the closing 决定与执行: hearing the employer, decision, service, remedies, enforcement."""

from __future__ import annotations

from arrears.law.procedures.form import Act
from arrears.law.procedures.inspection.states import BY_HEAD, DECIDED, INQUIRING, act
from arrears.law.procedures.writing import drops, fact, satisfies, signed_by, starts

DECISION: tuple[Act, ...] = (
    act(
        "insp-prenotice", "事先告知", "i-concluded → i-prenotice", "IN",
        approval=BY_HEAD,
        facts=(
            fact("kind:code", "处理或处罚", "decision_kind"),
            fact("facts:text", "拟认定的事实"),
            fact("basis", "依据"),
            fact("intended:text", "拟作出的决定"),
            fact("hearing_right:bool", "告知听证权利"),
        ),
        either="insp-handling-prenotice insp-penalty-prenotice",
        clocks=[starts("statement hearing-ask", when="served")],
        source="行政处罚法第44条、第45条、劳动保障监察条例第19条",
        demands="two_inspectors",
    ),
    act(
        "insp-statement", "陈述申辩、要求听证", "i-prenotice → =", "PA",
        facts=(
            fact("text:text", "陈述申辩意见"),
            fact("on:date", "提出日期"),
            fact("asks_hearing:bool", "要求听证"),
        ),
        clocks=[satisfies("statement hearing-ask", on="on")],
        source="行政处罚法第45条、第64条",
        note="由用人单位提出",
    ),
    act(
        "insp-hear", "听证", "i-prenotice → =", "IN SU",
        facts=(
            fact("hearing_date:date?", "听证日期"),
            fact("heard:text?", "听证情况"),
            fact("waived_on:date?", "放弃听证日期"),
        ),
        clocks=[starts("hearing-notice", when="set", on="hearing_date")],
        source="行政处罚法第63条、第64条",
        note="听证通知须在听证七个工作日前送达",
        demands="not_investigators",
    ),
    act(
        "insp-legal-review", "法制审核", "i-prenotice → =", "IN SU",
        facts=(fact("result:text", "审核意见"),),
        source="行政处罚法第58条",
        note="经过听证、涉及重大公共利益或者案情疑难复杂的",
        demands="law_qualified",
    ),
    act(
        "insp-panel", "集体讨论", "i-prenotice → =", "HD SU",
        facts=(fact("result:text", "讨论意见"),),
        source="行政处罚法第57条",
        note="情节复杂或者重大违法行为的处罚",
    ),
    act(
        "insp-decide", "决定", "i-prenotice → i-decided", "IN",
        approval=BY_HEAD,
        facts=(
            fact("statement_answered:text", "对陈述申辩意见的逐条答复"),
            fact("wages:yuan", "责令支付工资"),
            fact("rate", "加付赔偿金比例"),
            fact("damages:yuan", "加付赔偿金"),
            fact("pay_within:int", "支付期限（日）"),
        ),
        either="insp-handling-decision insp-penalty-decision",
        clocks=[satisfies("insp-decide"), drops("statement hearing-ask"), starts("insp-serve")],
        source="劳动保障监察条例第18条、第26条、行政处罚法第57条、第62条",
        note="未答复陈述申辩意见的不得作出决定",
        demands="two_inspectors",
    ),
    act(
        "insp-revoke-filing", "撤销立案", f"{INQUIRING} → i-closed", "IN",
        approval=signed_by("HD", "insp-filing-revocation"),
        facts=(fact("ground:code", "撤销立案的理由", "revoke_filing_ground"),),
        papers="insp-result-notice",
        clocks=[drops("*")],
        source="劳动保障监察条例第18条",
        note="须告知投诉人理由",
        demands="two_inspectors",
    ),
    act(
        "insp-serve", "送达决定", "i-decided → i-performing", "IN",
        facts=(fact("method:code", "送达方式", "method"), fact("on:date", "送达日期")),
        papers="service-receipt",
        clocks=[
            satisfies("insp-serve", on="on"),
            starts("decision-pay", on="on"),
            starts("fine-pay", when="decision=penalty", on="on"),
            starts("reconsider-party sue-party", on="on"),
        ],
        source="行政处罚法第61条",
        note="两名监察员直接送达或者邮寄",
    ),
)

AFTERWARDS: tuple[Act, ...] = (
    act(
        "record-remedy", "复议、诉讼", f"{DECIDED} → =", "IN",
        facts=(
            fact("kind:code", "复议或诉讼", "remedy_kind"),
            fact("stage:code", "进展", "remedy_stage"),
            fact("on:date", "日期"),
        ),
        clocks=[
            satisfies("reconsider-party", when="kind=review&stage=filed", on="on"),
            satisfies("sue-party", when="kind=suit&stage=filed", on="on"),
            starts("reconsider-decide", when="kind=review&stage=accepted", on="on"),
            satisfies("reconsider-decide", when="kind=review&stage=decided", on="on"),
            starts("sue-party", when="kind=review&stage=decided", on="on"),
            starts("enforce-window", when="lapse:sue-party"),
        ],
        source="行政复议法第20条、第62条、行政诉讼法第45条、第46条",
        note="期满未复议未起诉的，起算申请强制执行期限",
    ),
    act(
        "fine-paid", "缴罚款", "i-performing, i-urged → =", "IN",
        facts=(fact("amount:yuan", "缴纳金额"), fact("on:date", "缴纳日期")),
        clocks=[satisfies("fine-pay", on="on")],
        source="行政处罚法第66条、第67条",
        note="分期缴纳须经部门负责人批准",
    ),
    act(
        "insp-urge", "催告", "i-performing → i-urged", "IN",
        approval=BY_HEAD,
        facts=(fact("open:yuan", "尚欠金额"), fact("how_to_pay", "履行方式")),
        papers="insp-demand-notice",
        clocks=[starts("urge-wait", when="served")],
        source="行政强制法第35条、第54条",
        note="决定已确定；告知陈述申辩权",
    ),
    act(
        "insp-enforce", "申请强制执行", "i-urged → i-enforcing", "IN",
        approval=BY_HEAD,
        papers="insp-enforcement-application",
        clocks=[satisfies("urge-wait enforce-window"), starts("court-take")],
        source="行政强制法第53条至第55条",
        note="催告满十个工作日、在申请期限内，且没有正在进行的复议或者诉讼",
    ),
    act(
        "record-court", "法院受理、裁定", "i-enforcing → =", "IN",
        facts=(fact("stage:code", "法院进展", "enforcement_court_stage"), fact("on:date", "日期")),
        clocks=[
            satisfies("court-take", when="stage=taken", on="on"),
            starts("court-rule", when="stage=taken", on="on"),
            satisfies("court-rule", when="stage=ruled", on="on"),
        ],
        source="行政强制法第56条至第58条",
    ),
    act(
        "insp-tell", "告知结果", "any → =", "IN",
        facts=(fact("result:text", "处理结果"),),
        papers="insp-result-notice",
        clocks=[satisfies("report-result-bj")],
        source="北京市工资支付规定第32条",
        note="不写其他劳动者的信息",
    ),
    act(
        "insp-close", "结案", "i-performed, i-ordered, i-performing, i-urged, i-enforcing → i-closed", "IN",
        approval=signed_by("MI", "insp-closing-approval"),
        facts=(fact("conclusion:code", "处置结论", "conclusion"), fact("proofs:file[]", "结论的证明材料")),
        clocks=[drops("*")],
        note="已责令改正的须全部付清，申请强制执行的须法院已受理；移送公安的由部门正职负责人签批；"
        "尚有被督办的期限未完成的不得结案",
        demands="two_inspectors",
    ),
)

DECIDING: tuple[Act, ...] = (*DECISION, *AFTERWARDS)
