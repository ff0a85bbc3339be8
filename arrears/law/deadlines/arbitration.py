"""Deadline rules of arbitration 仲裁, from the application to the award (arbitration.md 2.2).

规则's three, five and ten days are working days, its fifteen and forty-five calendar days (规则第八十条).
"""

from __future__ import annotations

from typing import Final

from arrears.law.deadlines.row import S, T, row
from arrears.law.deadlines.rule import Extension, Lights, Rule

SHORT: Final = "rule_short_days"
OUR_TARGET: Final = "办案目标"
AWARD_PAUSES: Final = ("suspension", "public-notice")
AWARD_RESETS: Final = ("party-added", "claim-changed", "counterclaim-accepted", "transfer-received")
ACCEPT_PAUSES: Final = ("mediation", "supplement")
ACCEPT_RESETS: Final = ("materials-complete",)
ESCALATE: Final = "升级督促"

FILING: Final[tuple[Rule, ...]] = (
    row("arb-receipt", "出具收件回执", "收到仲裁申请材料", "same-day", "body", S, "规则29", "V"),
    row("arb-supplement-notice", "一次性告知补正", "收到仲裁申请", "5wd", "body", S, "规则29", "V", unit_setting=SHORT,
        consequence="不得再次要求补正"),
    row("arb-supplement-due", "补正材料", "收到补正通知", "5wd", "applicant", T, OUR_TARGET, "P", datable=True,
        extension=Extension(None, 1, "申请人申请，仲裁委员会同意"), consequence="不予受理或者按未补正处理"),
    row("arb-accept", "受理审查", "收到仲裁申请", "5wd", "body", S, "法29；规则30、31", "V", unit_setting=SHORT,
        pauses=ACCEPT_PAUSES, resets=ACCEPT_RESETS, consequence="申请人可以起诉"),
    row("arb-accept-target", "快立目标", "收到仲裁申请", "1wd", "body", T, "快立快调快审快结工作要求", "P",
        pauses=ACCEPT_PAUSES, resets=ACCEPT_RESETS, consequence=ESCALATE),
    row("arb-serve-claim", "送达申请书副本", "受理", "5wd", "body", S, "法30；规则33", "V/K", unit_setting=SHORT,
        consequence=ESCALATE),
    row("arb-panel-notice", "告知组庭", "受理", "5wd", "body", S, "法32；规则37", "V", unit_setting=SHORT,
        consequence=ESCALATE),
    row("arb-collective-notify", "集体案件一次告知", "受理集体争议", "5wd", "body", S, "规则64", "V", unit_setting=SHORT,
        consequence=ESCALATE),
    row("arb-revoke-notice", "撤销案件书面通知", "决定撤销案件", "5wd", "body", S, "规则32", "V", unit_setting=SHORT,
        consequence=ESCALATE),
    row("arb-transfer-send", "移送案件", "决定移送", "5wd", "body", T, "规则9（未定期间）", "P", consequence=ESCALATE),
)

PARTIES: Final[tuple[Rule, ...]] = (
    row("arb-defence", "答辩期", "收到申请书副本", "10wd", "respondent", S, "法30；规则33、58", "V", unit_setting=SHORT,
        served=True, consequence="不答辩不影响审理"),
    row("arb-serve-defence", "送达答辩书副本", "收到答辩书", "5wd", "body", S, "法30；规则33", "V/K", unit_setting=SHORT,
        consequence=ESCALATE),
    row("arb-jurisdiction-objection", "提出管辖异议", "收到申请书副本", "10wd", "party", S, "规则10", "V", unit_setting=SHORT,
        served=True, consequence="逾期提出不影响程序进行"),
    row("arb-jurisdiction-decide", "管辖异议决定", "收到管辖异议", "5wd", "body", T, "规则10（未定期间）", "P",
        consequence=ESCALATE),
    row("arb-counterclaim", "提出反申请", "收到申请书副本", "10wd", "respondent", S, "规则36", "V", unit_setting=SHORT,
        served=True, consequence="另行申请仲裁"),
    row("arb-counterclaim-decide", "反申请审查", "收到反申请", "5wd", "body", S, "规则36", "V", unit_setting=SHORT,
        consequence=ESCALATE),
    row("arb-evidence", "举证期限", "收到受理或者应诉通知", "10wd", "parties", S, "规则15", "V/P", served=True, datable=True,
        extension=Extension(None, 1, "当事人申请，仲裁委员会决定"), consequence="应说明理由；可以不予采纳，或者采纳并训诫",
        note="默认与答辩期同日届满，最迟到开庭日"),
    row("arb-change-claim", "增加、变更仲裁请求", "举证期限届满日（文书所定）", "written", "applicant", S, "规则44", "V",
        consequence="另行申请仲裁"),
    row("arb-witness", "申请证人出庭", "举证期限届满日", "-5cd", "party", T, "本地格式文书", "P", consequence="可以不予准许"),
)

HEARING: Final[tuple[Rule, ...]] = (
    row("arb-recusal-apply", "申请回避", "开庭", "same-day", "party", S, "规则11", "V",
        note="开庭审理前提出；开庭后才知道的，辩论终结前提出", consequence="不影响程序进行"),
    row("arb-recusal-decide", "回避决定", "收到回避申请", "3wd", "body", S, "规则11", "V", unit_setting=SHORT,
        consequence=ESCALATE),
    row("arb-hearing-notice", "开庭通知", "开庭", "-5wd", "body", S, "法35；规则38", "V", unit_setting=SHORT,
        consequence="须改期开庭，不得缺席审理"),
    row("arb-postpone", "请求延期开庭", "开庭", "-3wd", "party", S, "法35；规则38", "V", unit_setting=SHORT,
        consequence="是否准许由仲裁委员会决定"),
    row("ent-med", "委托调解期限", "双方同意庭前委托调解", "10wd", "mediator", S, "规则69", "V", unit_setting=SHORT,
        consequence="应当开庭"),
)

DECIDING: Final[tuple[Rule, ...]] = (
    row("arb-award", "裁决期限", "受理", "45cd", "panel", S, "法43；规则45、46", "V", pauses=AWARD_PAUSES,
        resets=AWARD_RESETS, extension=Extension(15, 1, "仲裁委员会主任或其委托的仲裁院负责人书面批准"), lights=Lights(15, 5),
        consequence="当事人可以就该争议事项起诉"),
    row("arb-award-fast", "快审快结目标", "受理", "30cd", "panel", T, "人社部发〔2019〕80号、速裁庭工作要求", "P",
        pauses=AWARD_PAUSES, resets=AWARD_RESETS, consequence="列入督办台"),
    row("arb-simple-convert", "转为普通程序", "受理（在裁决期限届满前）", "derived", "panel", S, "规则61", "V", rolls=False,
        pauses=AWARD_PAUSES, resets=AWARD_RESETS, extension=Extension(15, 1, "随裁决期限延长"),
        consequence="不得再转为普通程序"),
    row("arb-suspend-review", "中止复查", "决定中止", "30cd", "panel", T, OUR_TARGET, "P",
        consequence="复查中止原因是否消除"),
    row("arb-resume-target", "恢复审理", "中止原因消除", "3wd", "panel", T, "规则47（恢复审理）", "P", consequence=ESCALATE),
    row("arb-interim", "先予执行裁决", "收到先予执行申请", "5wd", "panel", T, "法44；规则51（未定期间）", "P",
        consequence=ESCALATE),
    row("arb-award-serve", "送达裁决书", "作出裁决", "5wd", "body", T, OUR_TARGET, "P", consequence=ESCALATE),
    row("arb-correct", "补正决定书", "发现错误", "5wd", "panel", T, "规则54（及时补正）", "P", consequence=ESCALATE),
)

ARBITRATION: Final[tuple[Rule, ...]] = FILING + PARTIES + HEARING + DECIDING
