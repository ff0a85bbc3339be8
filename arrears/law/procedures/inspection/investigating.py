"""Inspection up to the end of the inquiry 调查: complaint or report, filing, checks, order to correct, payments."""

from __future__ import annotations

from arrears.law.procedures.form import Act
from arrears.law.procedures.inspection.states import BY_HEAD, BY_UNIT, DECIDED, INQUIRING, act
from arrears.law.procedures.writing import (
    checked,
    drops,
    extends,
    fact,
    pauses,
    resets,
    resumes,
    satisfies,
    signed_by,
    starts,
)

INTAKE: tuple[Act, ...] = (
    act(
        "insp-receive", "接投诉、举报", "– → i-received", "IC IN",
        facts=(
            fact("kind:code", "投诉或举报", "complaint_kind"),
            fact("respondent:party", "被投诉（举报）单位"),
            fact("place", "用工地点"),
            fact("period", "欠薪期间"),
            fact("sum:yuan", "涉及金额"),
            fact("heads:int", "涉及人数"),
            fact("secrecy:bool", "要求保密"),
            fact("received_on:date", "接收日期", default="today"),
        ),
        papers="insp-complaint-form",
        clocks=[
            starts("insp-file", when="kind=complaint", on="received_on"),
            starts("report-file-bj", when="kind=report", on="received_on"),
            starts("nonact", when="kind=complaint", on="received_on"),
        ],
        source="劳动保障监察条例第9条、第20条",
    ),
    act(
        "insp-ask-papers", "补正", "i-received → i-supplement", "IC IN",
        facts=(fact("missing[]", "需补正的材料"),),
        papers="one-time-notice",
        clocks=[pauses("insp-file")],
        note="只能告知一次，须列明全部欠缺材料",
    ),
    act(
        "insp-papers-in", "补来", "i-supplement → i-received", "PA",
        facts=(fact("on:date", "补正日期"),),
        clocks=[resets("insp-file", on="on")],
    ),
    act(
        "insp-refuse", "不予受理", "i-received, i-supplement → i-refused", "IN",
        approval=BY_UNIT,
        facts=(fact("ground:code", "不予受理的理由", "insp_refuse_ground"),),
        papers="insp-complaint-decision",
        clocks=[satisfies("insp-file report-file-bj"), drops("nonact")],
        source="劳动保障监察条例第20条、第21条、行政复议法第23条",
        note="告知其他途径，并告知须先申请行政复议",
    ),
    act(
        "insp-hand-over", "移送其他机关", "i-received, i-investigating → i-handed-over", "IN",
        approval=BY_UNIT,
        facts=(fact("to_body", "接收机关"), fact("reason:text", "移送理由")),
        papers="insp-transfer-letter",
        clocks=[
            satisfies("insp-file report-file-bj"),
            drops("insp-investigate insp-penalty-watch"),
            starts("handover-check"),
        ],
        source="劳动保障监察条例第18条",
    ),
    act(
        "insp-file", "立案", "i-received → i-investigating", "IN",
        approval=signed_by("MI", "insp-filing-approval"),
        facts=(
            fact("breach:code", "涉嫌违法行为", "violation"),
            fact("lead_inspector:user", "主办监察员"),
            fact("ties:bool", "存在应当回避的关系"),
            fact("own_finding:bool", "检查中自行发现"),
        ),
        papers="insp-complaint-decision",
        clocks=[
            satisfies("insp-file report-file-bj"),
            drops("nonact"),
            starts("insp-investigate insp-penalty-watch"),
            starts("report-result-bj", when="kind=report"),
        ],
        source="劳动保障监察条例第17条",
        note="审批之日为立案之日",
        demands="two_inspectors",
    ),
    act(
        "insp-recuse", "回避", "open → =", "IN PA",
        approval=BY_HEAD,
        facts=(
            fact("person:user", "应当回避的人员"),
            fact("ground:code", "回避事由", "insp_recusal_ground"),
        ),
        source="劳动保障监察条例第16条、行政处罚法第43条",
        note="三个工作日内决定；决定前不停止调查",
    ),
)

INQUIRY: tuple[Act, ...] = (
    act(
        "insp-check-site", "现场检查", f"{INQUIRING} → =", "IN",
        facts=(
            fact("place", "检查地点"),
            fact("span:dt[]", "检查起止时间"),
            fact("found:text", "检查情况"),
            fact("copies[]", "复制的材料"),
            fact("photos:file[]", "现场照片"),
        ),
        papers="insp-site-record",
        source="劳动保障监察条例第15条、第16条",
        note="须出示证件",
        demands="two_inspectors",
    ),
    act(
        "insp-interview", "询问", f"{INQUIRING} → =", "IN",
        facts=(
            fact("person", "被询问人"),
            fact("post", "职务或岗位"),
            fact("span:dt[]", "询问起止时间"),
            fact("turns:text", "问答记录"),
        ),
        papers="insp-interview-record",
        clocks=[satisfies("insp-inquiry-reply")],
        source="劳动保障监察条例第15条",
        demands="two_inspectors",
    ),
    act(
        "insp-inquire", "调查询问书", f"{INQUIRING} → =", "IN",
        facts=(
            fact("items[]", "需说明和提供的事项"),
            fact("by_when:date", "答复期限"),
            fact("where", "接受询问地点"),
        ),
        papers="insp-inquiry-letter",
        clocks=[starts("insp-inquiry-reply", when="served")],
        source="劳动保障监察条例第15条",
        demands="two_inspectors",
    ),
    act(
        "insp-register-evidence", "先行登记保存", "i-investigating → =", "IN",
        approval=BY_HEAD,
        facts=(fact("list[]", "登记保存清单"), fact("danger:text", "证据可能灭失的情形")),
        clocks=[starts("insp-evidence-decide")],
        source="行政处罚法第56条",
        demands="two_inspectors",
    ),
    act(
        "insp-treat-evidence", "先行登记保存处理", "i-investigating → =", "IN",
        approval=BY_HEAD,
        facts=(fact("disposal:code", "处理方式", "evidence_disposal"),),
        clocks=[satisfies("insp-evidence-decide")],
        source="行政处罚法第56条",
        demands="two_inspectors",
    ),
    act(
        "insp-query-assets", "查询账户、房产、车辆", f"{INQUIRING} → =", "IN",
        approval=BY_HEAD,
        facts=(fact("whose", "被查询人"), fact("what", "查询内容")),
        source="保障农民工工资支付条例第40条",
        note="须经市级人力资源社会保障部门负责人批准",
    ),
    act(
        "insp-ask-police", "请公安协助", f"{INQUIRING} → =", "IN",
        approval=BY_UNIT,
        facts=(fact("unreachable:text", "拒不配合或者无法联系的情形"), fact("persons[]", "协助查找的人员")),
        source="保障农民工工资支付条例第41条",
    ),
    act(
        "insp-extend", "延长", f"{INQUIRING} → =", "IN",
        approval=signed_by("HD", "insp-extension-approval"),
        facts=(fact("complex_because:text", "情况复杂的理由"),),
        clocks=[extends("insp-investigate")],
        source="劳动保障监察条例第17条",
        note="期限届满前批准，延长30个工作日",
    ),
    act(
        "insp-suspend", "中止", "i-investigating → i-suspended", "IN",
        approval=BY_HEAD,
        facts=(fact("ground:text", "中止事由"),),
        clocks=[pauses("insp-investigate", when="setting=insp_suspend_pauses")],
        cert="P",
    ),
    act(
        "insp-resume", "恢复", "i-suspended → i-investigating", "IN",
        approval=BY_HEAD,
        facts=(fact("ground:text", "恢复事由"),),
        clocks=[resumes("insp-investigate", when="setting=insp_suspend_pauses")],
        cert="P",
    ),
    act(
        "insp-order", "限期改正指令 / 责令支付", "i-investigating → i-ordered", "IN",
        approval=signed_by("MI HD"),
        facts=(
            fact("breach:code", "违法行为", "violation"),
            fact("article", "违反的条款"),
            fact("workers[]", "涉及劳动者及金额"),
            fact("total:yuan", "责令支付总额"),
            fact("due_on:date", "改正期限"),
            fact("proof_wanted", "须提交的改正证明"),
            fact("addressees:party[]", "责令对象"),
        ),
        papers="insp-rectification-order wage-confirmation",
        clocks=[starts("order-pay", when="served"), starts("bl-decide", when="lapse:order-pay")],
        source="劳动保障监察条例第18条、第26条",
        note="逾期未支付的起算列入失信名单的决定期限；由监察机构负责人或者部门负责人签批，以本机构设置为准",
        demands="two_inspectors",
    ),
    act(
        "insp-pay-proof", "登记支付", f"i-ordered → =; {DECIDED} → = or i-performed", "IN",
        approval=checked(),
        facts=(fact("payments[]", "支付明细（逐人）"),),
        papers="performance-confirmation",
        clocks=[satisfies("order-pay decision-pay", when="paid")],
        note="逐人附凭证；决定金额全部付清的为已履行",
    ),
    act(
        "insp-conclude", "调查终结", f"{INQUIRING} → i-concluded", "IN",
        facts=(fact("findings:text", "查明的事实"), fact("evidence[]", "证据")),
        clocks=[satisfies("insp-investigate insp-penalty-watch"), starts("insp-decide")],
        source="劳动保障监察条例第17条",
        demands="two_inspectors",
    ),
)

INVESTIGATING: tuple[Act, ...] = (*INTAKE, *INQUIRY)
