"""Supervision by name 挂牌督办: order, reports, extension, release (intake-inspection-supervision 5.3).

The *issuer* who signs is the holder of AH for cases of mediation and arbitration, of HD for inspection, in the body of the
level; never the handler, the proposer or the asker. "Responsible" is the person named in the order, or the deputy.
"""

from __future__ import annotations

from arrears.law.procedures.common import COMMON
from arrears.law.procedures.form import Act, Procedure
from arrears.law.procedures.writing import acts_of, drops, extends, fact, satisfies, signed_by, starts, state_rows, table

STATES = state_rows(
    "s-proposed 提请 s-listed 挂牌 s-release-asked 申请摘牌",
    ends="s-released 摘牌 s-declined 不予挂牌 s-raised 升级 s-moved 随案移送 s-cancelled 误挂",
)

_act = acts_of("supervision")

ISSUER = signed_by("AH HD")
RESPONSIBLE = "ME AR CC IN"
"""Roles a responsible person may hold; which person it is stands in the order."""

_REPORT_FACTS = (
    fact("done:text", "已开展的工作"),
    fact("paid:yuan", "已付金额"),
    fact("left:yuan", "未付金额"),
    fact("obstacle:text", "存在的困难"),
    fact("next:text", "下一步措施"),
    fact("by:date", "完成时限"),
)

LISTING: tuple[Act, ...] = (
    _act(
        "sup-propose", "提请挂牌", "– → s-proposed", "sys IC ME AR CC IN SU",
        facts=(
            fact("cases:proceeding[]", "督办案件"),
            fact("level:code", "督办层级", "supervision_level"),
            fact("triggers:code[]", "触发标准", "triggers"),
            fact("values:text", "达到标准的数值"),
        ),
        clocks=[starts("sup-open")],
        cert="P",
    ),
    _act(
        "sup-list", "挂牌", "s-proposed → s-listed", "SU",
        approval=ISSUER,
        facts=(
            fact("supervisor:user", "督办人"),
            fact("body:body", "责任机构"),
            fact("responsible:user", "主责人"),
            fact("deputy:user", "B岗"),
            fact("measures[]", "督办措施"),
            fact("report_dates:date[]", "报告日期"),
            fact("term_until:date", "督办期限"),
        ),
        papers="supervision-order",
        clocks=[satisfies("sup-open"), starts("sup-plan sup-term")],
        cert="P",
        note="报告日期由系统提出，可以修改；承办人、提请人不得签批",
    ),
    _act(
        "sup-decline", "不予挂牌", "s-proposed → s-declined", "SU",
        approval=ISSUER,
        facts=(fact("reason:text", "不予挂牌的理由"),),
        clocks=[satisfies("sup-open")],
        cert="P",
    ),
)

REPORTS: tuple[Act, ...] = (
    _act(
        "sup-plan", "首次报告", "s-listed → =", RESPONSIBLE,
        facts=_REPORT_FACTS,
        papers="supervision-progress",
        clocks=[satisfies("sup-plan"), starts("sup-report")],
        cert="P",
        demands="responsible",
    ),
    _act(
        "sup-report", "进展报告", "s-listed, s-release-asked → =", RESPONSIBLE,
        facts=_REPORT_FACTS,
        papers="supervision-progress",
        clocks=[satisfies("sup-report"), starts("sup-report")],
        cert="P",
        note="下一次报告自本次期限届满日起算",
        demands="responsible",
    ),
    _act(
        "sup-instruct", "批示", "s-listed, s-release-asked → =", "SU",
        facts=(fact("text:text", "批示内容"),),
        cert="P",
    ),
    _act(
        "sup-measure", "督办措施、约谈", "s-listed → =", "SU",
        facts=(
            fact("measure:code", "督办措施", "measures"),
            fact("text:text", "措施内容"),
            fact("owner:user", "责任人"),
            fact("by:date", "完成时限"),
        ),
        perhaps="supervision-interview-notice supervision-interview-record",
        clocks=[starts("sup-rectify", when="measure=interview")],
        cert="P",
    ),
    _act(
        "sup-rectified", "整改反馈", "s-listed → =", RESPONSIBLE,
        facts=(fact("text:text", "整改情况"), fact("on:date", "完成日期"), fact("proofs:file[]", "证明材料")),
        clocks=[satisfies("sup-rectify", on="on")],
        cert="P",
        demands="responsible",
    ),
    _act(
        "sup-urge", "督办函", "s-listed, s-release-asked → =", "SU",
        facts=(fact("clock:clock", "逾期的期限"), fact("reply_by:date", "回复期限")),
        papers="supervision-urge-letter",
        clocks=[starts("sup-answer")],
        cert="P",
    ),
    _act(
        "sup-answer", "督办函回复", "s-listed, s-release-asked → =", RESPONSIBLE,
        facts=(
            fact("cause:code", "逾期原因", "overdue_cause"),
            fact("remedy:text", "补救措施"),
            fact("finish_by:date", "完成时限"),
        ),
        clocks=[satisfies("sup-answer")],
        cert="P",
        demands="responsible",
    ),
    _act(
        "sup-extend", "延长", "s-listed → =", "ME AR CC IN SU",
        approval=ISSUER,
        facts=(fact("reason:text", "延长理由"),),
        clocks=[extends("sup-term")],
        cert="P",
        note="由主责人或者B岗提出；须在期限届满前，至多两次",
    ),
    _act(
        "sup-add-case", "并入案件", "s-listed → =", "SU",
        facts=(fact("case:proceeding", "并入的案件"), fact("reason:text", "并入理由")),
        cert="P",
    ),
    _act(
        "sup-print-register", "印台账", "any → =", "SU ST",
        facts=(fact("month:month", "台账月份"),),
        papers="supervision-register",
        cert="P",
    ),
)

RELEASE: tuple[Act, ...] = (
    _act(
        "sup-ask-release", "申请摘牌", "s-listed → s-release-asked", RESPONSIBLE,
        facts=(
            fact("outcome:code", "办理结果", "conclusion"),
            fact("paid:yuan", "已付金额"),
            fact("unpaid:yuan", "未付金额"),
            fact("proofs:file[]", "摘牌条件逐项证明"),
        ),
        clocks=[starts("sup-release-answer")],
        cert="P",
        demands="responsible",
    ),
    _act(
        "sup-release", "摘牌", "s-release-asked → s-released", "SU",
        approval=ISSUER,
        facts=(fact("text:text", "摘牌意见"),),
        papers="supervision-release",
        clocks=[
            satisfies("sup-release-answer"),
            drops("sup-term sup-report sup-plan sup-answer sup-rectify"),
        ],
        cert="P",
        note="摘牌条件未全部满足的不得摘牌；申请人不得签批",
    ),
    _act(
        "sup-refuse-release", "退回摘牌", "s-release-asked → s-listed", "SU",
        approval=ISSUER,
        facts=(fact("reason:text", "退回理由"),),
        clocks=[satisfies("sup-release-answer")],
        cert="P",
    ),
    _act(
        "sup-raise", "升级", "s-listed, s-release-asked → s-raised", "SU",
        approval=ISSUER,
        facts=(fact("reason:text", "升级理由"),),
        papers="supervision-order",
        clocks=[drops("*"), starts("sup-plan sup-term", when="order-above")],
        cert="P",
        note="由上一级督办权限签批，上级另行编号；两次延期届满由系统提请",
    ),
    _act(
        "sup-move", "随案移送", "s-proposed, s-listed, s-release-asked → s-moved", "SU",
        approval=ISSUER,
        facts=(fact("to_body:body", "接收机构"),),
        clocks=[drops("*"), starts("sup-open", when="order-at-receiver")],
        cert="P",
        note="督办的案件全部移送时适用；接收机构重新提请",
    ),
    _act(
        "sup-cancel", "撤销误挂", "s-listed → s-cancelled", "SU",
        approval=ISSUER,
        facts=(fact("reason:text", "撤销理由"),),
        clocks=[drops("*")],
        cert="P",
    ),
)

SUPERVISION = Procedure(
    name="supervision",
    label="督办",
    states=STATES,
    initial="s-proposed",
    acts=table([*LISTING, *REPORTS, *RELEASE], COMMON, "supervision"),
    note="挂牌督办",
)
