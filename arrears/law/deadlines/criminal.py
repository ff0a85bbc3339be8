"""Deadline rules of criminal transfer 移送公安, blacklist 失信名单, publicity 公布, money at hand 保证金
(intake-inspection-supervision.md 4).

Criminal transfer counts three calendar days and running hours without rolling (the stricter reading).
"""

from __future__ import annotations

from typing import Final

from arrears.law.deadlines.row import S, row
from arrears.law.deadlines.rule import Extension, Lights, Rule

DISCIPLINE: Final = "上级责令移送，追究责任"

CRIMINAL: Final[tuple[Rule, ...]] = (
    row("crim-team", "组成专案组", "发现涉嫌犯罪", "same-day", "MI", S, "310 5、16", "V", consequence="追究责任"),
    row("crim-approve", "批准移送", "收到移送报告", "3cd", "first-head", S, "310 5", "V", rolls=False,
        consequence=DISCIPLINE),
    row("crim-hand-over", "移送公安机关", "批准移送", "24h", "body", S, "310 5", "V", consequence=DISCIPLINE),
    row("crim-police-place", "公安机关转送", "受理后发现不属本机关管辖", "24h", "police", S, "310 7；刑案180", "V"),
    row("crim-supplement", "补齐移送材料", "公安机关告知补充", "3cd", "body", S, "刑案180", "V", rolls=False),
    row("crim-police-decide", "公安机关立案审查", "公安机关受理", "3cd", "police", S, "310 8；刑案181", "V/K", rolls=False,
        setting=None, consequence="检察机关监督立案"),
    row("crim-reconsider", "提请复议", "收到不予立案通知", "3cd", "body", S, "310 9", "V", rolls=False),
    row("crim-reconsider-decide", "公安机关复议决定", "收到复议申请", "3cd", "police", S, "310 9", "V", rolls=False),
    row("crim-procurator", "建议立案监督", "收到不予立案通知或者维持决定", "3cd", "body", S, "310 9", "V", rolls=False),
    row("crim-material", "移交案件材料", "收到立案通知", "3cd", "body", S, "310 12", "V", rolls=False),
)

BLACKLIST: Final[tuple[Rule, ...]] = (
    row("bl-object", "对列入告知提出异议", "收到列入告知书", "5wd", "employer", S, "令45 7", "V", served=True,
        consequence="按告知作出决定"),
    row("bl-verify", "核实异议", "收到异议", "5wd", "body", S, "令45 7", "V"),
    row("bl-decide", "列入决定", "责令支付期限届满", "20wd", "body", S, "令45", "V",
        extension=Extension(20, 1, "行政机关负责人批准")),
    row("bl-term", "列入期限", "作出列入决定", "3year", "law", S, "令45", "V", lights=Lights(30, 10), consequence="届满移出"),
    row("bl-early-from", "可以申请提前移出", "改正违法行为（列入在后的为列入）", "6month", "employer", S, "令45", "V",
        opens=True, rolls=False),
    row("bl-early-decide", "提前移出决定", "收到提前移出申请", "15wd", "body", S, "令45", "V"),
    row("bl-remove", "移出名单、停止公示", "列入期届满、决定提前移出或者撤销", "10wd", "body", S, "令45 17", "V"),
    row("pub-recheck", "公布异议复核", "收到异议", "15wd", "body", S, "令29", "K"),
    row("dep-pay", "保证金支付", "送达支付通知", "5wd", "bank", S, "保障条例32；65号19", "K"),
    row("dep-refill", "补足保证金", "使用保证金", "10wd", "contractor", S, "65号20", "K"),
)
