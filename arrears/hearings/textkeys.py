"""Text keys of the record 笔录短语: what a clerk types short and the record shows whole. Expanded on the server, so no script is needed.

    expand("#权利\\n申：没有意见。")
"""

from __future__ import annotations

import re
from collections.abc import Mapping

KEYS: Mapping[str, str] = {
    "身份": "核对到庭人员身份：申请人、被申请人及其代理人身份与登记相符。双方对对方出庭人员的身份没有异议。",
    "权利": "告知当事人权利义务：有权申请回避、委托代理人、提出证据、进行辩论、请求调解；应当如实陈述，遵守仲裁庭秩序。",
    "回避": "询问双方是否申请仲裁员、书记员回避。",
    "举证": "请申请人举证，说明证据名称、来源和要证明的事实。",
    "质证": "请对方对上述证据的真实性、合法性、关联性发表意见。",
    "真关": "对真实性、关联性无异议。",
    "不认": "对真实性不予认可。",
    "辩论": "请双方围绕争议焦点发表辩论意见。",
    "最后": "请双方发表最后意见。",
    "调解": "仲裁庭当庭询问双方是否愿意调解。",
    "休庭": "仲裁庭宣布休庭，笔录交双方阅读，无误后逐页签名。",
}
"""Key -> sentence. In the record a key stands behind a number sign."""

_KEY = re.compile("[#＃](" + "|".join(sorted(KEYS, key=len, reverse=True)) + ")")


def expand(text: str) -> str:
    """The text with every key written out; a number sign before another word stays as it is."""
    return _KEY.sub(lambda found: KEYS[found[1]], text)
