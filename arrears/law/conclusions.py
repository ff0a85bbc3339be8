"""Closing conclusions 处置结论: the only list of ways in which a lead, an order or a case may end, and what each must prove.

The national platform's own ten codes are a mapping kept per region (`platform_code`). Whether the proofs are there is decided by
the rooms; the refusals named here are theirs to enforce.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Checker = Literal["", "second-person", "MI", "first-head"]
"""Who checks a closing: nobody, a second person not the handler, the head of the inspection unit, the first head in person."""

LARGE_YUAN = 100_000
"""From this sum on, the person who entered all proofs may not conclude (policy)."""
LARGE_WORKERS = 10
"""From this number of workers on, likewise (policy)."""
SAMPLE_GROUP = 20
"""Groups of more than this many workers may be called back by sample."""
SAMPLE_PERCENT = 10
"""Size of the sample in per cent of the group."""
SAMPLE_LEAST = 5
"""Least size of the sample."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One conclusion. `when`: the condition of use; `proofs`: what has to be on file; `refused`: when the program says no."""

    code: str
    zh: str
    when: str
    proofs: tuple[str, ...]
    checked_by: Checker = ""
    refused: tuple[str, ...] = ()
    closes: bool = True
    note: str = ""


_ROWS = (
    Conclusion(
        "paid",
        "已足额支付",
        "名册上每名劳动者均已收到全部认可或者决定的金额",
        (
            "逐人付款凭证（银行回单，或者签收单、身份证件和交付照片）",
            "凭证合计等于应付合计",
            "付款日期",
            "承办人以外的人员逐人回访；20人以上的抽查10%且不少于5人",
        ),
        "second-person",
        ("凭证合计少于应付合计", "只有用人单位的说法"),
    ),
    Conclusion(
        "paid-partly-agreed",
        "部分支付、余款分期",
        "余款已有书面协议",
        ("已付部分的逐人凭证和回访", "余款协议", "分期明细正在计算期限"),
        "second-person",
    ),
    Conclusion(
        "settled",
        "和解、调解达成",
        "协议已签订，已履行或者正在跟踪",
        ("协议书", "送达凭证", "分期明细"),
        note="全部付清后转为已足额支付",
    ),
    Conclusion(
        "to-arbitration",
        "已导入调解仲裁",
        "仲裁申请已受理，仅作告知的不算",
        ("受理案号和受理日期",),
        refused=("没有受理案号",),
    ),
    Conclusion(
        "inspection-decided",
        "已作行政处理（处罚）决定",
        "决定已送达、尚未支付的，监察程序继续",
        ("决定书", "送达凭证"),
    ),
    Conclusion(
        "no-arrears",
        "经查不欠薪",
        "整个期间的台账和工资条可以证明",
        ("工资台账", "工资条或者转账记录", "考勤记录", "双方意见", "已告知投诉人后续途径"),
        "MI",
    ),
    Conclusion(
        "not-wage",
        "非劳动报酬纠纷（工程款、货款、劳务承包）",
        "合同可以证明，且其下没有被拖欠的劳动者",
        ("合同", "其下劳动者的陈述", "书面告知途径"),
        "MI",
    ),
    Conclusion("to-other-body", "已转有权机关", "接收机关已接收办理", ("转办函", "回执或者答复")),
    Conclusion("duplicate", "重复线索", "已关联到在办或者已结的案件", ("关联记录", "已告知反映人")),
    Conclusion(
        "unreachable",
        "无法联系且无法核实",
        "反映人3天内不同时段拨打5次并发短信仍联系不上，且上门找不到单位或者地点",
        ("通话记录", "短信记录", "附照片的上门记录"),
        "MI",
        ("期限届满前没有规定次数的联系记录",),
        note="反映人来电的自动恢复办理",
    ),
    Conclusion(
        "withdrawn",
        "反映人撤回",
        "本人陈述，并询问是否受到压力、是否已收到款",
        ("录音或者签名的撤回书",),
        "second-person",
        note="举报撤回的，检查继续进行",
    ),
    Conclusion("to-court", "已起诉／支付令／劳动者申请执行", "法院已收到", ("法院案号或者回执",)),
    Conclusion("court-enforcement", "行政机关已申请强制执行", "法院已受理申请", ("法院案号或者回执",)),
    Conclusion(
        "to-police",
        "已移送公安",
        "公安机关已签收",
        ("移送书回执", "公安机关后续决定"),
        "first-head",
    ),
    Conclusion(
        "over-limit",
        "超过两年不予查处",
        "劳动保障监察条例第20条",
        ("期限计算说明", "书面不予受理并告知先申请行政复议", "已告知仲裁途径"),
        "MI",
    ),
    Conclusion(
        "fund-advanced",
        "应急周转金垫付",
        "不能单独作为结论",
        (),
        closes=False,
        note="垫付不等于支付，案件不因此办结",
    ),
)

CONCLUSIONS: Mapping[str, Conclusion] = {row.code: row for row in _ROWS}
"""Code → conclusion, in order of frequency."""


def sample_size(workers: int) -> int:
    """How many workers have to be called back before `paid`: all of a group up to 20, else 10 %, rounded up, at least 5."""
    if workers <= SAMPLE_GROUP:
        return workers
    return max(SAMPLE_LEAST, -(-workers * SAMPLE_PERCENT // 100))
