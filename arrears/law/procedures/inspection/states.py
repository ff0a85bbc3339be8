"""States of an inspection case, and the words its act table uses for them."""

from __future__ import annotations

from arrears.law.procedures.writing import acts_of, signed_by, state_rows

STATES = state_rows(
    "i-received 收件 i-supplement 待补正 i-investigating 已立案、调查中 i-suspended 中止 i-ordered 已责令改正 "
    "i-concluded 调查终结 i-prenotice 已告知 i-decided 已决定 i-performing 已送达、履行期内 i-urged 已催告 "
    "i-enforcing 申请强制执行 i-performed 已履行",
    ends="i-closed 结案 i-refused 不予受理 i-handed-over 移送",
)

INQUIRING = "i-investigating, i-ordered"
"""States in which facts are gathered."""
DECIDED = "i-performing, i-urged, i-enforcing"
"""States between service of the decision and its performance."""

BY_HEAD = signed_by("HD")
BY_UNIT = signed_by("MI")

act = acts_of("inspection")
