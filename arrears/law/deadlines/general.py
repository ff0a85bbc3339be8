"""Rules that hold in every procedure: service 送达, relief 顺延, legal aid 法律援助, filing away 归档, limitation 时效."""

from __future__ import annotations

from datetime import date
from typing import Final

from arrears.law.deadlines.row import S, T, row
from arrears.law.deadlines.rule import Lights, Rule

GENERAL: Final[tuple[Rule, ...]] = (
    row("svc-leave-post", "留置、张贴送达生效", "留置或者张贴", "3wd", "addressee", S, "规则20；民诉89", "V",
        unit_setting="rule_short_days",
        setting="posted_service_days", consequence="届满日视为送达"),
    row("svc-public", "公告送达生效", "发出公告（张贴、登载以后到者为准）", "60cd", "addressee", S,
        "民诉95；民诉解138；规则20", "K", since=None, until=date(2021, 12, 31), version="2021年12月31日前",
        roll_setting="roll_public_notice", consequence="届满日视为送达"),
    row("svc-public", "公告送达生效", "发出公告（张贴、登载以后到者为准）", "30cd", "addressee", S,
        "民诉95；民诉解138；规则20", "V", since=date(2022, 1, 1), roll_setting="roll_public_notice",
        consequence="届满日视为送达"),
    row("relief-extend", "申请顺延期限", "障碍消除", "10cd", "party", S, "民诉86；规则19", "V",
        consequence="丧失申请顺延的机会"),
    row("aid-decide", "法律援助审查", "收到法律援助申请", "7cd", "aid", S, "法律援助法43", "V"),
    row("aid-decide-bj", "法律援助审查（本市）", "收到法律援助申请", "5wd", "aid", S, "援助条例21", "V"),
    row("aid-assign", "指派法律援助人员", "决定给予法律援助", "3cd", "aid", S, "法律援助法43", "V"),
    row("arch-file", "归档", "结案（有裁决、调解书的为生效）", "30cd", "body", T, "归档惯例", "P", consequence="列入待归档"),
    row("arch-keep", "案卷最低保管", "结案", "derived", "body", S, "规则24", "V", rolls=False, setting=None,
        note="自归档后次年1月1日起算：裁决结案10年，其他方式结案5年"),
    row("lim-arb", "仲裁时效", "知道或者应当知道权利被侵害", "1year", "claimant", S, "法27(1)", "V", pauses=("*",),
        resets=("*",), lights=Lights(30, 7), consequence="对方可以提出时效抗辩；不影响受理"),
    row("lim-wage-left", "劳动报酬仲裁时效", "劳动关系终止", "1year", "claimant", S, "法27(4)", "V", pauses=("*",),
        resets=("*",), lights=Lights(30, 7), consequence="对方可以提出时效抗辩；不影响受理"),
)
