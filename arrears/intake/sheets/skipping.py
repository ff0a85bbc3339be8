"""Rows that are no rows 不是数据的行: totals, footers, repeated headings, numbered blanks. Each is kept in `ignored`
with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .cells import folded
from .columns import Header

TOTAL_ROWS = ("合计行", "只有数字的合计行")
NUMBERS = ("amount", "count", "quantity")
_TOTAL = re.compile(r"^(?:本页|本表|全部|以上)?(?:合计|总计|小计|共计|累计|汇总|总合计|总数)(?:[:：(（\d].*|数|人数|金额|件数|行)?$")
_FOOTER = re.compile(
    r"^(?:制表|填表|审核|复核|填报|打印|导出|数据来源|统计人|单位[（(]?(?:盖章|公章)|以上|第\d+页|共\d+页|此表|本表|领导|负责人签"
    r"|备注[:：]|说明[:：]|注[:：\d]|注意|填写说明|项目部|班组长签|劳资员|经办人[:：]|审批|日期[:：]|公司盖章|主管)"
)


def why_ignored(row: Sequence[str], header: Header) -> str | None:
    """The reason in Chinese why a row (its cells as text) is not data, or None. An entirely empty row is the caller's business."""
    texts = [(i, t) for i, t in enumerate(row) if t]
    read = {c.index: c for c in header.columns if c.field and c.kind != "skip"}
    filled = [read[i].kind for i, _ in texts if i in read]
    first = folded(texts[0][1])
    who = any(i in read and read[i].kind in ("phone", "identity") and sum(c.isdigit() for c in t) >= 7 for i, t in texts)
    if not who and any(_TOTAL.match(folded(t)) for _, t in texts[:4]):
        return "合计行"
    if not who and _FOOTER.match(first) and not any(k in NUMBERS for k in filled):
        return "表尾说明"
    if header.repeated_by([t for _, t in texts]):
        return "重复的标题行"
    if not filled:
        return "只有序号或未读入的列" if len(texts) > 1 or first.replace(".", "").isdigit() else "说明文字"
    if len(texts) == len(filled) and all(k in NUMBERS for k in filled):
        return "只有数字的合计行"
    if len(texts) == 1 and len(first) > 12 and texts[0][0] <= 1 and filled[0] not in ("employer", "narrative"):
        return "说明文字"
    return None
