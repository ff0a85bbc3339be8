"""Mediation 快调: from the application to an agreement that is performed, or to its failure (arbitration 4.1)."""

from __future__ import annotations

from arrears.law.procedures.common import COMMON
from arrears.law.procedures.form import Act, Procedure
from arrears.law.procedures.writing import (
    acts_of,
    checked,
    drops,
    extends,
    fact,
    satisfies,
    signed_by,
    starts,
    state_rows,
    table,
)

STATES = state_rows(
    "m-registered 已登记 m-accepted 已受理 m-mediating 调解中 m-agreed 已达成协议 m-performing 履行中 "
    "m-review 仲裁审查中 m-confirmed 已置换或已确认 m-breached 未履行",
    ends="m-performed 已履行 m-declined 不同意调解 m-refused 不予受理 m-withdrawn 撤回 m-failed 调解不成 "
    "m-converted 转仲裁或监察 m-court 转支付令、诉讼或执行",
)

_act = acts_of("mediation")

_BEFORE = "m-registered, m-accepted, m-mediating"
_OWED = "m-agreed, m-confirmed, m-performing, m-breached"

OPENING: tuple[Act, ...] = (
    _act(
        "apply", "申请调解", "– → m-registered", "PA IC ME",
        facts=(
            fact("applicants:party[]", "申请人"),
            fact("respondents:party[]", "被申请人"),
            fact("claims:claim[]", "请求事项"),
            fact("facts:text", "事实和理由"),
            fact("source:code", "调解来源", "mediation_source"),
            fact("applied_on:date", "申请日期", default="today"),
            fact("oral:bool", "口头申请"),
        ),
        papers="mediation-application",
        clocks=[
            starts("med-accept med-end med-end-local", on="applied_on"),
            starts("newform-accept", when="newform", on="applied_on"),
        ],
        source="调解仲裁法第12条、第14条",
        note="口头申请当场记录；申请调解引起仲裁时效中断",
    ),
    _act(
        "invite", "征询意见", f"{_BEFORE} → =", "ME",
        facts=(fact("respondent_contact", "被申请人联系方式"), fact("time:dt", "调解时间"), fact("place", "调解地点")),
        papers="mediation-invitation",
        clocks=[starts("med-invite-reply")],
        cert="P",
    ),
    _act(
        "reply-invite", "答复意向", f"{_BEFORE} → =", "PA ME",
        facts=(fact("willing:code", "是否愿意调解", "willing"), fact("on:date", "答复日期")),
        clocks=[satisfies("med-invite-reply", on="on")],
        cert="P",
    ),
    _act(
        "accept", "受理", "m-registered → m-accepted", "ME",
        facts=(
            fact("labour_dispute:bool", "属于劳动人事争议"),
            fact("consent_a:date", "申请人同意调解日期"),
            fact("consent_b:date", "被申请人同意调解日期"),
        ),
        papers="mediation-acceptance-notice",
        clocks=[
            satisfies("med-accept newform-accept"),
            starts("med-fast-target"),
            starts("newform-mediate", when="newform"),
        ],
        source="企业劳动争议协商调解规定第22条",
        cert="K",
    ),
    _act(
        "decline", "不同意调解", f"{_BEFORE} → m-declined", "ME",
        facts=(fact("by:party", "不同意调解的一方"), fact("on:date", "表示不同意的日期")),
        papers="mediation-failure-notice",
        clocks=[
            satisfies("med-accept newform-accept", on="on"),
            drops("med-end med-end-local med-fast-target newform-mediate med-invite-reply"),
            starts("med-transfer", on="on"),
        ],
        cert="K",
        note="仲裁时效自不同意调解之日起重新计算",
    ),
    _act(
        "refuse", "不予受理", "m-registered → m-refused", "ME",
        approval=signed_by("MH"),
        facts=(fact("reason", "不予受理的理由"),),
        papers="mediation-refusal-notice",
        clocks=[satisfies("med-accept newform-accept"), drops("med-end med-end-local")],
        cert="K",
    ),
    _act(
        "assign", "指派", "m-accepted → m-mediating", "MH",
        facts=(fact("mediator:user", "调解员"),),
        cert="P",
    ),
    _act(
        "join", "联合调解", "m-accepted → m-mediating", "MH",
        facts=(fact("seats[]", "参加联合调解的单位和人员"),),
        cert="P",
    ),
)

SESSIONS: tuple[Act, ...] = (
    _act(
        "session", "调解会", "m-mediating → =", "ME",
        facts=(
            fact("held_at:dt", "调解时间", default="now"),
            fact("place", "调解地点"),
            fact("attendance[]", "到场情况"),
            fact("record:text", "调解笔录"),
            fact("outcome:code", "本次结果", "session_outcome"),
        ),
        papers="mediation-transcript",
        cert="K",
    ),
    _act(
        "extend", "延期", "m-mediating → =", "PA",
        facts=(fact("new_end:date", "延长至"), fact("consent:file", "双方同意书")),
        papers="mediation-extension-consent",
        clocks=[extends("med-end newform-mediate", on="new_end")],
        source="企业劳动争议协商调解规定第29条",
        demands="both_parties",
    ),
    _act(
        "agree", "达成协议", "m-mediating → m-agreed", "PA ME",
        facts=(
            fact("items[]", "协议覆盖的请求"),
            fact("total:yuan", "协议总额"),
            fact("instalments[]", "分期付款"),
            fact("pay_account", "收款账户"),
            fact("tax:code", "税前或税后", "tax"),
            fact("waived:text", "放弃的请求"),
            fact("default_clause:code", "违约条款", "default_clause"),
            fact("authority_ok:bool", "代理权限已核对"),
            fact("signed_on:date", "签订日期", default="today"),
            fact("rows_failed[]?", "未达成协议的人员"),
        ),
        papers="payment-instruction",
        either="mediation-agreement mediation-agreement-group",
        perhaps="mediation-failure-notice",
        clocks=[
            satisfies("med-end med-fast-target newform-mediate", on="signed_on"),
            drops("med-end-local"),
            starts("agr-perform agr-instal review-apply judconf-apply", on="signed_on"),
        ],
        source="调解仲裁法第14条",
        note="双方当事人和调解员签名、加盖调解组织印章后生效；部分达成的，其余人员发调解终结通知书并可转仲裁、监察",
        demands="both_parties",
    ),
    _act(
        "fail", "调解不成", "m-accepted, m-mediating → m-failed", "ME",
        facts=(
            fact("result:code", "调解结果", "mediation_result", "failed"),
            fact("fail_reason:code", "未成原因", "fail_reason"),
        ),
        papers="mediation-failure-notice",
        clocks=[
            satisfies("med-end newform-mediate"),
            drops("med-end-local med-fast-target med-invite-reply"),
            starts("med-transfer"),
        ],
        source="调解仲裁法第14条",
        note="期满由系统提请；仲裁时效重新计算",
    ),
    _act(
        "convert", "转仲裁、监察", "m-failed, m-declined, m-breached → m-converted; m-agreed, m-performing → =", "PA ME",
        facts=(fact("to:code", "转往", "convert_to"), fact("papers[]", "移交的材料")),
        papers="handover-list",
        perhaps="arb-application",
        clocks=[satisfies("med-transfer")],
        cert="P",
        note="劳动者签名；以同样的请求和证据申请仲裁或接收投诉；已达成协议的只转未达成的部分",
    ),
    _act(
        "withdraw", "撤回", f"{_BEFORE} → m-withdrawn", "PA",
        facts=(fact("on:date", "撤回日期"), fact("settled_privately:bool", "已自行和解")),
        clocks=[
            satisfies("med-accept", on="on"),
            drops("med-end med-end-local med-fast-target newform-accept newform-mediate med-invite-reply"),
        ],
    ),
)

REVIEW: tuple[Act, ...] = (
    _act(
        "review", "申请仲裁审查(置换)", "m-agreed, m-performing → m-review", "PA",
        facts=(
            fact("agreement", "调解协议"),
            fact("ids", "双方身份证明"),
            fact("addresses", "双方送达地址"),
            fact("filed_on:date", "申请日期"),
        ),
        papers="arbitration-review-application",
        clocks=[satisfies("review-apply", on="filed_on"), starts("review-accept-target", on="filed_on")],
        source="办案规则第74条",
        note="双方共同向有管辖权的仲裁委员会申请",
        demands="both_parties",
    ),
    _act(
        "review-accept", "审查受理", "m-review → =", "AR",
        approval=signed_by("FH", "arb-docket-approval"),
        facts=(fact("accepted_on:date", "受理日期"), fact("arbitrator:user", "审查仲裁员")),
        clocks=[satisfies("review-accept-target", on="accepted_on"), starts("review-decide", on="accepted_on")],
        source="办案规则第75条",
        cert="K",
    ),
    _act(
        "review-refuse", "审查不受理", "m-review → m-agreed", "AR",
        approval=signed_by("FH", "arb-docket-approval"),
        facts=(fact("reason:code", "不予受理的理由", "review_refuse_reason"),),
        papers="review-rejection-notice",
        clocks=[satisfies("review-accept-target")],
        source="办案规则第75条",
    ),
    _act(
        "review-extend", "审查延期", "m-review → =", "AR",
        approval=signed_by("AH", "extension-approval"),
        facts=(fact("reason:text", "延期理由"),),
        papers="extension-notice",
        clocks=[extends("review-decide")],
        source="办案规则第76条",
        cert="K",
    ),
    _act(
        "review-ok", "制作调解书", "m-review → m-confirmed", "AR",
        approval=signed_by("AH"),
        facts=(fact("lawful:bool", "协议内容合法"), fact("same_content:bool", "调解书与协议内容一致")),
        papers="arb-mediation-statement",
        clocks=[satisfies("review-decide"), starts("settle-effective perform-award", when="signed")],
        source="办案规则第77条",
        cert="K",
        note="由一名仲裁员审查；负责人签发",
    ),
    _act(
        "review-no", "不予制作", "m-review → m-agreed", "AR",
        approval=signed_by("AH"),
        facts=(fact("reason:code", "不予制作的理由", "review_no_reason"),),
        papers="review-decision",
        clocks=[satisfies("review-decide")],
        source="办案规则第78条",
    ),
    _act(
        "review-withdraw", "撤回审查", "m-review → m-agreed", "PA",
        facts=(fact("on:date", "撤回日期"),),
        papers="review-withdrawal-notice",
        clocks=[drops("review-accept-target review-decide")],
        source="办案规则第76条、第79条",
        cert="K",
        note="一方或双方在调解书送达前撤回",
    ),
    _act(
        "confirm", "申请司法确认", "m-agreed, m-performing → =", "PA",
        facts=(fact("filed_on:date", "申请日期"), fact("court", "受理法院")),
        papers="judicial-confirmation-application",
        clocks=[satisfies("judconf-apply", on="filed_on")],
        source="民事诉讼法第205条、人民调解法第33条",
        note="双方共同向人民法院申请",
        demands="both_parties",
    ),
    _act(
        "record-confirmation", "司法确认结果", "m-agreed, m-performing → = or m-confirmed", "ME",
        facts=(fact("granted:bool", "法院予以确认"), fact("number", "裁定书案号")),
        clocks=[starts("enforce-apply", when="granted=true")],
        source="民事诉讼法第205条",
    ),
)

PERFORMANCE: tuple[Act, ...] = (
    _act(
        "pay", "登记付款", f"{_OWED} → m-performing", "ME IC PA",
        facts=(fact("payments[]", "付款明细"),),
        papers="performance-confirmation",
        clocks=[satisfies("agr-perform agr-instal perform-award", when="paid")],
        note="当事人报告的付款由经办人登记；每期足额付清时该期完成",
    ),
    _act(
        "remind", "履约提醒", f"{_OWED} → =", "ME sys",
        facts=(fact("instalment", "期次"), fact("channel:code", "提醒方式", "contact_channel")),
        papers="performance-reminder",
        cert="P",
    ),
    _act(
        "breach", "逾期未履行", "m-agreed, m-confirmed, m-performing → m-breached", "PA ME",
        facts=(fact("instalment", "期次"), fact("unpaid:yuan", "未付金额")),
        source="调解仲裁法第15条、第16条",
        note="系统只作提示；可以申请支付令、就协议申请仲裁、直接起诉，已确认的申请执行；协议另有约定时其余各期一并到期",
    ),
    _act(
        "to-court", "支付令 / 起诉 / 执行", f"{_OWED} → m-court", "PA",
        facts=(
            fact("way:code", "途径", "court_way"),
            fact("court", "受理法院"),
            fact("unpaid:yuan", "未付金额"),
            fact("on:date", "提出日期"),
        ),
        either="payment-order-application enforcement-guide",
        clocks=[
            starts("po-accept", when="way=payment_order", on="on"),
            satisfies("enforce-apply", when="way=enforcement", on="on"),
        ],
        source="调解仲裁法第16条、劳动合同法第30条",
    ),
    _act(
        "record-court", "法院结果", "m-court → =", "ME",
        facts=(fact("stage:code", "支付令进展", "payment_order_stage"), fact("on:date", "日期")),
        clocks=[
            satisfies("po-accept", when="stage=accepted", on="on"),
            starts("po-issue", when="stage=accepted", on="on"),
            satisfies("po-issue", when="stage=issued", on="on"),
            starts("po-unserved", when="stage=issued", on="on"),
            satisfies("po-unserved", when="stage=served", on="on"),
            starts("po-object", when="stage=served", on="on"),
            satisfies("po-object po-unserved", when="stage=objected|unserved|ended", on="on"),
            starts("po-nosuit", when="stage=objected|unserved|ended", on="on"),
        ],
        source="民事诉讼法第226条、第227条",
    ),
    _act(
        "close", "结案(已履行)", "m-performing → m-performed", "ME",
        approval=checked(),
        facts=(fact("conclusion:code", "处置结论", "conclusion", "paid"),),
        perhaps="performance-confirmation",
        clocks=[drops("review-apply judconf-apply")],
        cert="P",
        note="已付少于应付，或没有回访证实已收到的，不得结案",
    ),
)

MEDIATION = Procedure(
    name="mediation",
    label="调解",
    states=STATES,
    initial="m-registered",
    acts=table([*OPENING, *SESSIONS, *REVIEW, *PERFORMANCE], COMMON, "mediation"),
    note="快调",
)
