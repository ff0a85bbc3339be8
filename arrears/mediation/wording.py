"""Standard sentences of a record 笔录常用语: put into the box at a key, changed as the talk went. Written for this house."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    "rights": (
        "告知权利",
        "调解员：今天的调解在双方自愿的基础上进行，任何一方可以随时表示不同意；您有权申请调解员回避，可以委托代理人。听清了吗？\n"
        "申请人：听清了，不申请回避。\n被申请人：听清了，不申请回避。",
    ),
    "applicant": ("申请人陈述", "申请人：我的请求是……，依据的事实是……。"),
    "respondent": ("被申请人陈述", "被申请人：对欠付的时间没有异议，对金额的意见是……，理由是……。"),
    "undisputed": ("无争议事实", "双方确认：入职时间……，岗位……，工资标准……，欠付期间……，已付……元。"),
    "proposal": ("调解方案", "调解员：建议被申请人于……前支付……元，分……期；双方意见如何？"),
    "agreed": ("达成一致", "申请人：同意。\n被申请人：同意，由本单位按期汇入申请人本人账户。"),
    "waive": ("放弃的后果", "调解员：申请人放弃……请求后，不能再就这一项申请仲裁或者起诉，听清了吗？\n申请人：听清了，自愿放弃。"),
    "failed": ("未能一致", "调解员：双方差距较大，今天未能达成一致。申请人可以另行申请仲裁，请求和证据由本中心转交。"),
    "again": ("择日再调", "双方同意另行约时间再调解，期间可以继续协商。"),
    "read": ("核对笔录", "以上笔录已交双方阅读（宣读），记录无误。"),
}
"""Key → (label of the button, sentence)."""


def with_sentence(record: str, key: str) -> str:
    """The record with a sentence put at its end, on a line of its own. An unknown key adds nothing."""
    if key not in SENTENCES:
        return record
    text = record.rstrip("\n")
    return f"{text}\n{SENTENCES[key][1]}\n" if text else f"{SENTENCES[key][1]}\n"
