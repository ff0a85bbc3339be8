"""The eleven questions 十一问, in the order and words of a worker; what may be skipped; how an answer becomes a fact."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from arrears.web.parse import NotUnderstood, read_month

MOST_PHOTOS = 9
ASKED = {"promised": "要过，答应给", "refused": "要过，不给", "gone": "找不到人", "no": "还没要过"}
_BETWEEN = re.compile(r"[到至~～—–]+|(?<=月)-")


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `short`: its name in the list of answers; `skip`: words of the button that passes over it, empty: must be answered."""

    name: str
    short: str
    skip: str = ""


QUESTIONS: tuple[Question, ...] = (
    Question("who", "谁欠的"),
    Question("place", "在哪干"),
    Question("job", "干什么", "跳过"),
    Question("months", "哪几个月", "记不清，先跳过"),
    Question("amount", "欠多少", "说不清楚，先跳过"),
    Question("people", "几个人", "跳过"),
    Question("asked", "要过没有", "跳过"),
    Question("name", "怎么称呼", "不想说"),
    Question("phone", "手机"),
    Question("hide", "不让老板知道"),
    Question("photos", "照片"),
)
STEPS = len(QUESTIONS)
NEEDED = ("who", "place", "phone", "hide")


def first_missing(answers: Mapping[str, Any]) -> int | None:
    """The first step that must still be answered; None: it can be sent."""
    return next((n for n, q in enumerate(QUESTIONS, 1) if q.name in NEEDED and answers.get(q.name) in (None, "")), None)


def months(text: str, today: date) -> tuple[str, str] | None:
    """`2025年11月到今年1月`, `三月` as (first, last) month; None when it is not understood: the words are kept anyway."""
    parts = [part for part in _BETWEEN.split(text.strip()) if part.strip()]
    if not 1 <= len(parts) <= 2:
        return None
    try:
        last = read_month(parts[-1], today, prefer="past")
        if len(parts) == 1:
            return (f"{last.year}-{last.month:02d}",) * 2
        first = read_month(parts[0], last.first, prefer="past")
    except NotUnderstood:
        return None
    if (first.year, first.month) > (last.year, last.month):
        return None
    return f"{first.year}-{first.month:02d}", f"{last.year}-{last.month:02d}"


def shown(answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What has been answered, in words, for the list under the question. The phone stands there by its last digits."""
    words = {
        "hide": {"1": "不让老板知道", "0": "可以让老板知道"}.get(str(answers.get("hide")), ""),
        "asked": ASKED.get(str(answers.get("asked")), ""),
        "phone": f"尾号 {answers['phone'][-4:]}" if answers.get("phone") else "",
        "amount": f"{answers['amount']} 元" if answers.get("amount") else "",
        "people": f"{answers['people']} 个人" if answers.get("people") else "",
        "photos": f"{len(answers['photos'])} 张" if answers.get("photos") else "",
    }
    pairs = [(q.short, words.get(q.name, str(answers.get(q.name) or ""))) for q in QUESTIONS]
    return [(name, text) for name, text in pairs if text]


def story(answers: Mapping[str, Any]) -> str:
    """The answers as the narrative of the order, in the worker's own words."""
    lines = [
        ("谁欠的", answers.get("who")), ("在哪干的活", answers.get("place")), ("干什么活", answers.get("job")),
        ("从几月到几月", answers.get("months")), ("一共欠多少", f"{answers['amount']} 元" if answers.get("amount") else None),
        ("几个人", answers.get("people")), ("要过没有", ASKED.get(str(answers.get("asked")))),
    ]  # fmt: skip
    return "劳动者网上填报。" + "".join(f"\n{name}：{text}" for name, text in lines if text)
