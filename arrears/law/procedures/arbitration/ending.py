"""The ends of arbitration 结案: settlement, withdrawal, award, correction, termination, closing sheet."""

from __future__ import annotations

from arrears.law.procedures.arbitration.states import UNTIL_HEARD, act
from arrears.law.procedures.form import Act
from arrears.law.procedures.writing import drops, fact, satisfies, signed_by, starts, starts_satisfied

ENDING: tuple[Act, ...] = (
    act(
        "settle", "调解结案", f"{UNTIL_HEARD}, a-entrusted, a-deliberation → a-settled", "PA AR",
        approval=signed_by("AH"),
        facts=(fact("terms[]", "调解内容"), fact("instalments[]", "分期付款")),
        papers="arb-mediation-statement",
        clocks=[satisfies("arb-award arb-award-fast"), starts("settle-effective perform-award")],
        source="调解仲裁法第42条",
        note="仲裁员签名、加盖印章，双方签收后生效；送达前反悔的及时裁决；负责人签发",
        demands="both_parties",
    ),
    act(
        "withdraw", "撤回(含和解撤回)", "open → a-withdrawn", "PA",
        facts=(
            fact("on:date", "撤回日期"),
            fact("reason", "撤回理由"),
            fact("settled_privately:bool", "已自行和解"),
        ),
        papers="withdrawal-application withdrawal-decision",
        clocks=[
            satisfies("arb-accept arb-accept-target", on="on"),
            drops("arb-award arb-award-fast"),
        ],
        source="办案规则第35条",
        note="由申请人在处理结果作出前提出；再次申请的应当受理；自行和解不能申请执行",
    ),
    act(
        "award", "裁决", "a-deliberation, a-hearing → a-awarded", "AR",
        approval=signed_by("AH"),
        facts=(fact("items[]", "逐项裁决"),),
        either="award-final award-nonfinal award-element award-group",
        clocks=[
            satisfies("arb-award arb-award-fast"),
            drops("arb-simple-convert sue-overdue-award"),
            starts("arb-award-serve award-effective"),
        ],
        source="调解仲裁法第46条、办案规则第50条",
        note="独任审理可自审理中直接裁决；终局与非终局请求并存的分别制作裁决书；签发只审格式、数字和用印，不审实体",
    ),
    act(
        "correct", "补正", "a-awarded, a-settled → =", "AR",
        approval=signed_by("AH"),
        facts=(
            fact("found_on:date", "发现日期"),
            fact("document", "补正的文书"),
            fact("wrong:text", "错误内容"),
            fact("right:text", "正确内容"),
        ),
        papers="correction-decision",
        clocks=[starts_satisfied("arb-correct", on="found_on")],
        source="办案规则第54条",
        note="限于文字、计算错误或者遗漏已审理的事项；起诉期限不因补正重新计算；负责人签发",
    ),
    act(
        "terminate", "终止审理", "running → a-terminated", "AR",
        approval=signed_by("AH"),
        facts=(fact("court", "受理法院"), fact("court_number", "法院案号")),
        papers="termination-decision",
        clocks=[drops("arb-award arb-award-fast")],
        source="办案规则第48条",
        note="因逾期未裁决，法院已受理当事人起诉",
    ),
    act(
        "close", "结案审批", "ends → =", "AR CC",
        approval=signed_by("AH", "arb-closing-approval"),
        facts=(
            fact("result:code", "结案方式", "closing_mode"),
            fact("days_used:int", "实际审理天数"),
            fact("amount_awarded:yuan", "裁决或调解金额"),
        ),
        cert="P",
        note="案件自进入办结状态时结案，本行为只归存审批表",
    ),
)
