"""Deadline rules of supervision by name 挂牌督办 and of reports on group events 群体事件 (intake-inspection-supervision.md
5.3, 5.5)."""

from __future__ import annotations

from typing import Final

from arrears.law.deadlines.row import T, row
from arrears.law.deadlines.rule import Extension, Rule

ORDER: Final = "挂牌督办工作要求"
EVENT: Final = "监察条例14(4)；应对办法37、38"

SUPERVISION: Final[tuple[Rule, ...]] = (
    row("sup-open", "挂牌或者说明", "达到标准提请挂牌", "1wd", "SU", T, ORDER, "P", consequence="市级可见"),
    row("sup-plan", "首次报告", "挂牌", "3wd", "responsible", T, ORDER, "P", consequence="逐级升级"),
    row("sup-report", "进展报告", "上次报告期限届满", "5wd", "responsible", T, ORDER, "P", setting="report_every",
        consequence="逐级升级"),
    row("sup-term", "挂牌期限", "挂牌", "30cd", "responsible", T, ORDER, "P", extension=Extension(15, 2, "挂牌机关"),
        consequence="升级督办"),
    row("sup-release-answer", "答复摘牌申请", "申请摘牌", "3wd", "SU", T, ORDER, "P", consequence="逐级升级"),
    row("sup-answer", "答复督办函", "发出督办函", "2wd", "responsible", T, ORDER, "P", consequence="逐级升级"),
    row("sup-rectify", "约谈后整改反馈", "约谈", "10wd", "responsible", T, ORDER, "P", consequence="逐级升级"),
    row("group-report", "群体事件电话快报", "获知群体事件", "30min", "body", T, EVENT, "V/P", consequence="追究迟报责任"),
    row("group-report-written", "群体事件书面报告", "获知群体事件", "2h", "body", T, EVENT, "V/P",
        consequence="追究迟报责任"),
    row("group-follow", "群体事件续报", "上次报告", "24h", "body", T, EVENT, "V/P", consequence="追究迟报责任"),
)
