"""Deadline rules of intake 接收渠道: 12345 work orders, the national platform, petitions, hand-over
(intake-inspection-supervision.md 1.2).

Clocks of `hot-*` in hours and calendar days are instants at the same minute and never roll; those in working days are dates.
"""

from __future__ import annotations

from typing import Final

from arrears.law.deadlines.row import S, T, row
from arrears.law.deadlines.rule import Extension, Lights, Rule

OWN: Final = "办理目标"
DRAFT: Final = "本市诉求办理规范（征求意见稿）"
CLASS_EXTENSION: Final = Extension(15, 1, "依法延期，须告知反映人和热线")
ESCALATE: Final = "升级督促"

HOTLINE: Final[tuple[Rule, ...]] = (
    row("hot-due", "工单答复", "工单载明的办理时限", "instant", "body", S, "接诉即办13、15(3)", "V", rolls=False,
        lights=Lights(1, 0), extension=CLASS_EXTENSION, consequence="计为逾期答复"),
    row("hot-class-2h", "工单答复（2小时类）", "派单", "2h", "body", T, DRAFT, "P", extension=CLASS_EXTENSION,
        consequence="计为逾期答复"),
    row("hot-class-24h", "工单答复（24小时类）", "派单", "24h", "body", T, DRAFT, "P", extension=CLASS_EXTENSION,
        consequence="计为逾期答复"),
    row("hot-class-7d", "工单答复（7日类）", "派单", "7cd", "body", T, DRAFT, "P", instants=True, extension=CLASS_EXTENSION,
        consequence="计为逾期答复"),
    row("hot-class-15d", "工单答复（15日类）", "派单", "15cd", "body", T, DRAFT, "P", instants=True,
        extension=CLASS_EXTENSION, consequence="计为逾期答复"),
    row("hot-sign", "工单签收", "派单", "2h", "IC", T, DRAFT, "P", consequence="升级到值班领导"),
    row("hot-contact", "首次联系反映人", "派单", "24h", "handler", T, "接诉即办15(1)", "V/P", consequence="计为未响应"),
    row("hot-dispute", "对派单提出异议", "派单", "1wd", "body", T, "接诉即办12(3)", "V/P", consequence="异议不予受理"),
    row("hot-extend", "申请延期答复", "工单载明的办理时限", "instant", "body", S, "接诉即办15(2)", "V/P", rolls=False,
        setting=None, lights=Lights(1, 0), consequence="到期后不得申请延期", note="一次，延长15日，须在时限届满前提出"),
    row("hot-selfcall", "答复前自查回访", "工单办理时限", "-1wd", "handler", T, "接诉即办23；本单位质量要求", "P",
        consequence="未登记回访不得答复"),
)

PLATFORM: Final[tuple[Rule, ...]] = (
    row("nat-sign", "平台线索签收", "线索流入", "1wd", "IC", T, "根治欠薪线索平台惯例", "P", consequence=ESCALATE),
    row("nat-contact", "平台线索首次联系", "线索流入", "2wd", "handler", T, "根治欠薪线索平台惯例", "P",
        consequence=ESCALATE),
    row("nat-forward", "平台线索转出", "发现应由其他机关办理", "1wd", "IC", T, "根治欠薪线索平台惯例", "P",
        consequence=ESCALATE),
    row("nat-answer", "平台线索办结或报进展", "线索流入（已立监察案的为上次报进展）", "15wd", "handler", T,
        "根治欠薪线索平台惯例", "P", extension=Extension(15, 1, "本机构负责人"), consequence="升级督促，上级催办"),
    row("h12333-answer", "12333答复", "未当即答复的来电", "5wd", "body", T, OWN, "P"),
    row("board-answer", "留言答复", "收到留言（转办机关另定日期的从其规定）", "15cd", "body", T, OWN, "P", datable=True),
)

PETITION: Final[tuple[Rule, ...]] = (
    row("pet-notify", "信访书面告知", "收到信访事项", "15cd", "body", S, "信访23(2)、23(3)", "V",
        roll_setting="petition_roll", consequence="上级机关责令改正"),
    row("pet-object", "对转送信访事项提出异议", "收到转送的信访事项", "5wd", "body", S, "信访23(3)", "V",
        consequence="事项由本机关办理"),
    row("pet-close", "信访事项办结", "受理信访事项", "60cd", "body", S, "信访34", "V", roll_setting="petition_roll",
        extension=Extension(30, 1, "本机关负责人批准，告知理由"), consequence="上级机关责令改正"),
    row("pet-review-ask", "申请复查", "收到处理意见书", "30cd", "petitioner", S, "信访35", "V", roll_setting="petition_roll",
        served=True, consequence="不再受理"),
    row("pet-review", "复查", "收到复查请求", "30cd", "superior", S, "信访35", "V", roll_setting="petition_roll"),
    row("pet-recheck-ask", "申请复核", "收到复查意见", "30cd", "petitioner", S, "信访36", "V", roll_setting="petition_roll",
        served=True, consequence="不再受理"),
    row("pet-recheck", "复核", "收到复核请求", "30cd", "superior", S, "信访36", "V", roll_setting="petition_roll",
        pauses=("hearing",), consequence="信访程序终结"),
)

LEADS: Final[tuple[Rule, ...]] = (
    row("fwd-other", "转送有权机关", "发现不属于本机关职责", "1wd", "IC", S, "保障条例10(3)", "V/P", note="当日告知反映人"),
    row("report-file-bj", "举报立案审查", "收到举报", "7wd", "body", S, "京工资32(2)", "V", setting="report_file_wd",
        consequence=ESCALATE),
    row("report-result-bj", "告知举报处理结果", "举报立案", "60cd", "IN", S, "京工资32(2)", "V/K", setting=None,
        consequence=ESCALATE, note="调查未结的，告知进展"),
    row("newform-accept", "新就业形态调解受理", "收到调解申请且双方同意", "3wd", "centre", S, "1号 三（二）", "V"),
    row("newform-mediate", "新就业形态调解期限", "受理", "15cd", "centre", S, "1号 三（四）", "V",
        extension=Extension(15, 1, "双方当事人同意"), consequence="按调解不成终结，告知其他途径"),
    row("lead-route", "确定办理路径", "登记线索", "1wd", "IC", T, "快立快调快审快结工作要求", "P"),
    row("lead-file", "转入程序", "确定路径", "1wd", "IC", T, "快立快调快审快结工作要求", "P", note="10人以上的当日"),
    row("handover-check", "转办跟踪", "转办", "10wd", "IC", T, OWN, "P", consequence="核实对方是否接办"),
)

INTAKE: Final[tuple[Rule, ...]] = HOTLINE + PLATFORM + PETITION + LEADS
