"""Short names of the laws and their articles written out 法条引用: `cite("法43；规则45、46")` gives
《中华人民共和国劳动争议调解仲裁法》第四十三条、《劳动人事争议仲裁办案规则》第四十五条、第四十六条.

A number in brackets is the paragraph 款, with a leading `i` the item 项; `276-1` is 第二百七十六条之一; a remark in （）
stays behind its article. The date is the day the text cited came into force: a rule's version begins there unless its row
says otherwise.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from arrears.law.numerals import article as article_of
from arrears.law.numerals import count_in_chinese

LAWS: Final[dict[str, tuple[str, date | None]]] = {
    "法": ("《劳动争议调解仲裁法》", date(2008, 5, 1)),
    "规则": ("《劳动人事争议仲裁办案规则》", date(2017, 7, 1)),
    "协调规定": ("《企业劳动争议协商调解规定》", date(2012, 1, 1)),
    "民诉": ("《民事诉讼法》", date(2024, 1, 1)),
    "民诉解": ("《最高人民法院关于适用〈民事诉讼法〉的解释》", date(2022, 4, 10)),
    "民典": ("《民法典》", date(2021, 1, 1)),
    "解一": ("《最高人民法院关于审理劳动争议案件适用法律问题的解释（一）》", date(2021, 1, 1)),
    "执行解释": ("《最高人民法院关于适用〈民事诉讼法〉执行程序若干问题的解释》", date(2021, 1, 1)),
    "人民调解法": ("《人民调解法》", date(2011, 1, 1)),
    "法律援助法": ("《法律援助法》", date(2022, 1, 1)),
    "援助条例": ("《北京市法律援助条例》", date(2009, 3, 1)),
    "保障条例": ("《保障农民工工资支付条例》", date(2020, 5, 1)),
    "监察条例": ("《劳动保障监察条例》", date(2004, 12, 1)),
    "监察规定": ("《关于实施〈劳动保障监察条例〉若干规定》", date(2005, 2, 1)),
    "京工资": ("《北京市工资支付规定》", date(2004, 1, 22)),
    "接诉即办": ("《北京市接诉即办工作条例》", date(2021, 9, 24)),
    "信访": ("《信访工作条例》", date(2022, 5, 1)),
    "处罚法": ("《行政处罚法》", date(2021, 7, 15)),
    "强制法": ("《行政强制法》", date(2012, 1, 1)),
    "复议法": ("《行政复议法》", date(2024, 1, 1)),
    "行诉法": ("《行政诉讼法》", date(2017, 7, 1)),
    "行诉解": ("《最高人民法院关于适用〈行政诉讼法〉的解释》", date(2018, 2, 8)),
    "310": ("《行政执法机关移送涉嫌犯罪案件的规定》", date(2020, 8, 7)),
    "刑案": ("《公安机关办理刑事案件程序规定》", date(2020, 9, 1)),
    "法释3": ("《最高人民法院关于审理拒不支付劳动报酬刑事案件适用法律若干问题的解释》", date(2013, 1, 23)),
    "令45": ("《拖欠农民工工资失信联合惩戒对象名单管理暂行办法》", date(2022, 1, 1)),
    "令29": ("《重大劳动保障违法行为社会公布办法》", date(2017, 1, 1)),
    "65号": ("《工程建设领域农民工工资保证金规定》", date(2021, 11, 1)),
    "1号": ("京人社仲发〔2025〕1号", None),
    "应对办法": ("《北京市实施〈突发事件应对法〉办法》", None),
}

_ARTICLE = re.compile(r"(\d+)(?:-(\d+))?(?:\((i?)(\d+)\))?(（.+）)?")
_NAME = re.compile(r"(310|65号|1号|令45|令29|法释3|[^\d]+)\s*(.*)")


def _article(text: str) -> str:
    match = _ARTICLE.fullmatch(text)
    if match is None:
        return text
    number, sub, item, part, remark = match.groups()
    words = article_of(int(number)) + (f"之{count_in_chinese(int(sub))}" if sub else "")
    words += f"第{count_in_chinese(int(part))}{'项' if item else '款'}" if part else ""
    return words + (remark or "")


def cite(short: str) -> str:
    """The citation in full. Parts are separated by ；, articles by 、; a part whose name is unknown stays as written."""
    parts: list[str] = []
    for part in short.split("；"):
        match = _NAME.fullmatch(part)
        name, articles = match.groups() if match else (part, "")
        if name not in LAWS:
            parts.append(part)
            continue
        parts.append(LAWS[name][0] + "、".join(_article(one) for one in articles.split("、") if one))
    return "、".join(parts)


def in_force(short: str) -> date | None:
    """The day on which the first law cited came into force; None for a policy or a practice."""
    match = _NAME.fullmatch(short.split("；")[0])
    law = LAWS.get(match.group(1)) if match else None
    return law[1] if law else None
