"""States of arbitration, and what "running" means in its act table."""

from __future__ import annotations

from arrears.law.procedures.writing import acts_of, state_rows

STATES = state_rows(
    "a-received 收件 a-supplement 待补正 a-deferred 暂缓受理(先行调解) a-accepted 已立案 a-prehearing 庭前 "
    "a-entrusted 委托调解中 a-scheduled 已排庭 a-hearing 审理中 a-deliberation 合议、待裁 a-suspended 中止",
    ends="a-refused 不予受理 a-redirected 告知有管辖权机构 a-revoked 撤销案件 a-transferred 移送 a-withdrawn 撤回 "
    "a-deemed-withdrawn 按撤回处理 a-settled 调解结案 a-awarded 裁决结案 a-terminated 终止审理",
)

RUNNING = (
    "a-accepted", "a-prehearing", "a-entrusted", "a-scheduled", "a-hearing", "a-deliberation", "a-suspended",
)

BEFORE_HEARING = "a-accepted, a-prehearing, a-scheduled"
"""States in which defence, objections and counterclaims are taken."""
UNTIL_HEARD = "a-prehearing, a-scheduled, a-hearing"
"""States in which parties are added, facts inquired, interim relief asked."""

act = acts_of("arbitration", RUNNING)
