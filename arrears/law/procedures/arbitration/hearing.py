"""Hearing and what moves the time limit 审理: scheduling, hearing, suspension, extension, interim decisions."""

from __future__ import annotations

from arrears.law.procedures.arbitration.states import UNTIL_HEARD, act
from arrears.law.procedures.form import Act
from arrears.law.procedures.writing import (
    checks,
    drops,
    extends,
    fact,
    pauses,
    resumes,
    satisfies,
    signed_by,
    starts,
)

SITTING: tuple[Act, ...] = (
    act(
        "schedule", "排庭", f"{UNTIL_HEARD} → a-scheduled", "CC",
        facts=(
            fact("at:dt", "开庭时间"),
            fact("room", "仲裁庭"),
            fact("mode:code", "开庭方式", "hearing_mode"),
        ),
        papers="arb-hearing-notice",
        perhaps="arb-collective-notice",
        clocks=[
            starts("arb-hearing-notice arb-postpone arb-recusal-apply", on="at"),
            satisfies("arb-collective-notify", when="served"),
        ],
        source="调解仲裁法第35条、办案规则第38条",
        note="开庭五个工作日前送达每一方当事人，且无未届满的答辩期；集体争议首次排庭用集体争议通知书",
    ),
    act(
        "ask-postpone", "申请延期开庭", "a-scheduled → =", "PA",
        facts=(fact("reason:text", "延期理由"), fact("on:date", "申请日期")),
        clocks=[satisfies("arb-postpone", on="on")],
        source="调解仲裁法第35条、办案规则第38条",
    ),
    act(
        "postpone", "延期开庭决定", "a-scheduled → a-prehearing or =", "AR",
        facts=(fact("granted:bool", "准予延期"),),
        papers="postponement-decision",
        clocks=[drops("arb-hearing-notice", when="granted=true")],
        source="调解仲裁法第35条、办案规则第38条",
        note="不准延期的，原开庭时间不变",
    ),
    act(
        "hear", "开庭", "a-scheduled → a-hearing", "AR",
        facts=(
            fact("span:dt[]", "开庭起止时间"),
            fact("present[]", "到庭人员"),
            fact("identity:text", "身份核对"),
            fact("rights:text", "权利义务告知"),
            fact("recusal_asked:text", "回避询问"),
            fact("record:text", "庭审笔录"),
            fact("mediation_attempt:text", "当庭调解情况"),
        ),
        papers="arb-hearing-transcript",
        clocks=[checks("arb-hearing-notice")],
        source="调解仲裁法第40条、第42条、办案规则第42条",
        note="笔录由在场人签名，拒签的注明",
    ),
    act(
        "hear-absent", "缺席审理", "a-scheduled → a-hearing; a-hearing → =", "AR",
        facts=(fact("party:party", "缺席的当事人"), fact("notice_proved:bool", "已证明合法通知")),
        papers="arb-hearing-transcript",
        source="调解仲裁法第36条、办案规则第39条",
    ),
    act(
        "deem-withdrawn", "按撤回处理", "a-scheduled, a-hearing → a-deemed-withdrawn", "AR",
        facts=(
            fact("notice_proved:bool", "已证明合法通知"),
            fact("cause:code", "按撤回处理的原因", "deemed_withdrawn_cause"),
        ),
        papers="deemed-withdrawal-decision",
        clocks=[drops("arb-award arb-award-fast")],
        source="调解仲裁法第36条、办案规则第39条",
        note="可以按撤回处理；以同一请求再次申请的不予受理",
    ),
    act(
        "deliberate", "评议", "a-hearing → a-deliberation", "AR",
        facts=(fact("opinions[]", "评议意见"),),
        papers="arb-deliberation",
        source="调解仲裁法第45条",
        note="按多数意见，不同意见记入笔录；不能形成多数意见的按首席仲裁员意见",
    ),
)

TIME_LIMIT: tuple[Act, ...] = (
    act(
        "suspend", "中止", "running → a-suspended", "AR",
        approval=signed_by("AH", "suspension-approval"),
        facts=(fact("ground:code", "中止事由", "suspension_ground"), fact("decided_on:date", "决定日期")),
        papers="suspension-notice",
        clocks=[
            pauses("arb-award arb-award-fast", on="decided_on"),
            starts("arb-suspend-review", on="decided_on"),
        ],
        source="办案规则第47条",
    ),
    act(
        "check-suspension", "中止复查", "a-suspended → =", "AR",
        facts=(fact("gone:bool", "中止事由已消除"), fact("on:date", "复查日期")),
        clocks=[
            satisfies("arb-suspend-review", on="on"),
            starts("arb-suspend-review", on="on"),
            starts("arb-resume-target", when="gone=true", on="on"),
        ],
        cert="P",
    ),
    act(
        "resume", "恢复", "a-suspended → back", "AR",
        facts=(fact("on:date", "恢复日期"),),
        papers="resumption-notice",
        clocks=[
            satisfies("arb-resume-target", on="on"),
            drops("arb-suspend-review"),
            resumes("arb-award arb-award-fast", on="on"),
        ],
        source="办案规则第47条",
        note="恢复到中止前的状态",
    ),
    act(
        "extend", "延期审理", "running → =", "AR",
        approval=signed_by("AH", "extension-approval"),
        facts=(fact("complex_because:text", "案情复杂的理由"), fact("days:int", "延长天数（不超过15日）")),
        papers="extension-notice",
        clocks=[extends("arb-award")],
        source="调解仲裁法第43条、办案规则第45条",
        note="须在期限届满前书面批准",
    ),
    act(
        "to-ordinary", "转普通程序", "running → =", "AR",
        facts=(fact("reason:text", "转为普通程序的理由"),),
        papers="procedure-change-notice",
        clocks=[satisfies("arb-simple-convert")],
        source="办案规则第61条",
        note="须在审理期限届满前；审理期限自原受理之日连续计算",
    ),
)

INTERIM: tuple[Act, ...] = (
    act(
        "apply-interim", "申请先予执行", f"{UNTIL_HEARD} → =", "PA",
        facts=(fact("amount:yuan", "申请金额"), fact("on:date", "申请日期")),
        clocks=[starts("arb-interim", on="on")],
        source="调解仲裁法第44条",
        note="由劳动者申请，不需提供担保",
    ),
    act(
        "interim", "先予执行裁决", f"{UNTIL_HEARD} → =", "AR",
        approval=signed_by("AH"),
        facts=(
            fact("rights_clear:bool", "权利义务关系明确"),
            fact("hardship:bool", "不先予执行将严重影响生活"),
        ),
        papers="award-advance-payment enforcement-transfer-letter",
        clocks=[satisfies("arb-interim")],
        source="调解仲裁法第44条、办案规则第51条",
        note="追索劳动报酬、工伤医疗费、经济补偿或者赔偿金的案件；不得起诉；负责人签发",
    ),
    act(
        "partial-award", "先行裁决", "a-hearing, a-deliberation → =", "AR",
        approval=signed_by("AH"),
        facts=(fact("items[]", "先行裁决的请求"),),
        papers="award-partial",
        clocks=[starts("arb-award-serve award-effective")],
        source="调解仲裁法第43条",
        note="其余请求仍在原审理期限内；负责人签发",
    ),
    act(
        "partial-settle", "部分调解", f"{UNTIL_HEARD} → =", "PA AR",
        approval=signed_by("AH"),
        facts=(fact("items[]", "调解的请求"), fact("terms[]", "调解内容")),
        papers="arb-mediation-statement",
        clocks=[starts("perform-award")],
        source="办案规则第72条",
        cert="K",
        note="先调解工资请求，其余请求继续审理；负责人签发",
        demands="both_parties",
    ),
)

HEARING: tuple[Act, ...] = (*SITTING, *TIME_LIMIT, *INTERIM)
