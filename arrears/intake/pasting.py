"""A pasted work order 贴工单: its heading (source, number, times), its fields by the extraction, and the marks in its text.

A value that is not sure stays empty in the form; it is offered beside the field, one click to take. Pure; no database.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from arrears.clock import BEIJING
from arrears.intake.extract import extract
from arrears.intake.extract.record import Value

FIELDS: Mapping[str, str] = {
    "reporter_name": "reporter_name", "reporter_phone": "reporter_phone", "id_number": "reporter_id_no", "anonymous": "anonymous",
    "confidential": "confidential", "employer": "employer_name", "employer_credit_code": "credit_code", "project": "project_name",
    "place": "place", "district": "district", "industry": "industry", "job": "job", "workers": "workers_claimed",
    "amount": "amount_claimed", "amount_per_person": "amount_per_person", "period_start": "period_start", "period_end": "period_end",
    "work_end": "work_end", "employer_contact_name": "employer_contact", "employer_contact_phone": "employer_phone",
    "contractor_chain": "chain", "claims": "claims", "urgency": "urgency",
}  # fmt: skip
"""Field of the extraction -> field of the form."""
LISTS = frozenset({"chain", "claims", "urgency"})
ROUGH = re.compile(r"左右|大概|大约|约|差不多|近|余|多(?![次位])|来|几")

_TOWN = re.compile(r"(?:^(?:北京市?)?(?:[一-龥]{2,3}区|经开区)?|[区市县])([一-龥]{2,6}?(?:街道|地区|镇|乡))")
PERHAPS_A_PHONE = re.compile(r"\d[\d\s-]{5,}\d|[幺一二三四五六七八九零〇]{7}|电话|手机|联系方式")
"""A text with none of these leaves no telephone: 没有留电话 is ticked beforehand, for the clerk to see."""
_NUMBER = re.compile(
    r"(?:工单编?号|工单号|编号|受理单号|来电编号|线索编号|信访编号)\s*[】:：]?\s*"
    r"([0-9A-Za-z〔〕\[\]()（）\u4e00-\u9fff-]{4,40}?\d)(?![\d-])"
)
_BARE = re.compile(r"(?<![\w-])((?:12345|12333|QG|XF|BD)-?\d{4}[\d-]{4,})(?![\w-])")
_STAMP = r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?\s*(?:(\d{1,2})\s*[:：时点]\s*(\d{1,2})?)?"
_TIMES = {
    "received_at": re.compile(rf"(?:来电时间|反映时间|受理时间|登记时间|推送时间|收件时间|留言时间|来访时间)\s*[】:：]?\s*{_STAMP}"),
    "dispatched_at": re.compile(rf"(?:派单时间|派发时间|转派时间|分派时间)\s*[】:：]?\s*{_STAMP}"),
    "reply_due_at": re.compile(rf"(?:答复时限|办理时限|办结时限|回复时限|要求答复时间|到期时间|截止时间|办理期限)\s*[】:：]?\s*{_STAMP}"),
}
_SOURCES = (
    ("12345", re.compile(r"12345|市民热线|接诉即办")),
    ("12333", re.compile(r"12333")),
    ("national", re.compile(r"全国(?:根治)?欠薪线索|全国平台|根治欠薪线索")),
    ("board", re.compile(r"领导留言|留言板|人民网|领导[您你]好")),
    ("letter", re.compile(r"信访(?:件|事项|编号)")),
)
CLASS = re.compile(r"(?:办理级别|工单级别|时限类别)\s*[】:：]?\s*(2小时|24小时|7[日天]|15[日天])")
_CLASSES = {"2小时": "2h", "24小时": "24h", "7日": "7d", "7天": "7d", "15日": "15d", "15天": "15d"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of the original text: plain, or marked with its number; `unsure`: please check."""

    text: str
    number: int = 0
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A pasted text, read. `values`: form field -> value; `doubts`: field -> why, and the value offered; `refs`: field -> numbers."""

    text: str
    values: Mapping[str, Any]
    doubts: Mapping[str, tuple[str, str]]
    refs: Mapping[str, tuple[int, ...]]
    marks: tuple[Mark, ...]
    found: int


def _moment(match: re.Match[str], whole_day: str) -> datetime | None:
    """An instant of a heading; a day without a time is its beginning or, for a time limit, its end."""
    year, month, day, hour, minute = match.groups()
    try:
        if hour is None:
            hour, minute = whole_day.split(":")
        return datetime(int(year), int(month), int(day), int(hour), int(minute or 0), tzinfo=BEIJING)
    except ValueError:
        return None


def heading(text: str) -> dict[str, Any]:
    """Source, number, times and class of an order, as far as the text names them."""
    found: dict[str, Any] = {}
    number = _NUMBER.search(text) or _BARE.search(text)
    if number is not None:
        found["order_no"] = number[1].strip()
    for name, pattern in _TIMES.items():
        match = pattern.search(text)
        moment = _moment(match, "23:59" if name == "reply_due_at" else "00:00") if match is not None else None
        if moment is not None:
            found[name] = moment
    told = next((code for code, pattern in _SOURCES if pattern.search(found.get("order_no", ""))), None)
    told = told or next((code for code, pattern in _SOURCES if pattern.search(text[:80])), None)
    if told is not None:
        found["source"] = told
    level = CLASS.search(text)
    if level is not None:
        found["order_class"] = _CLASSES[level[1]]
    return found


def _shown(value: Any) -> str:
    """A value as a person would type it into its field."""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    if isinstance(value, list):
        return "、".join(str(item) for item in value)
    return str(value)


def read(text: str, now: datetime) -> Reading:
    """Everything that can be read from a pasted order. `now`: for an order that names no time of its own."""
    head = heading(text)
    source = head.get("source", "12345")
    received: date = head.get("received_at", now).date()
    values: dict[str, Any] = dict(head)
    values.setdefault("source", source)
    doubts: dict[str, tuple[str, str]] = {}
    placed: list[tuple[int, int, str, bool]] = []
    for name, value in extract(text, source, received).values().items():
        field = FIELDS.get(name)
        if field is None or value.value in (None, "", [], False):
            continue
        unsure = not value.sure
        if value.sure:
            values[field] = value.value
            if name == "amount" and _rough(text, value):
                doubts[field] = ("原文是约数。约数记诉称，核实另填。", "")
                unsure = True
        elif field not in LISTS:
            doubts[field] = (f"{value.why}，请核对。", _shown(value.value))
        placed += [(start, end, field, unsure) for start, end in value.spans]
    if "reporter_phone" not in values and "reporter_phone" not in doubts and not PERHAPS_A_PHONE.search(text):
        values["no_phone"] = True
    _tidy_place(values)
    marks, refs = _marks(text, placed)
    return Reading(text, values, doubts, refs, marks, len([m for m in marks if m.number]))


def _tidy_place(values: dict[str, Any]) -> None:
    """Town out of the place; a site without the place that stands before its name (通州区潞城镇潞湾家园三期)."""
    place, project = str(values.get("place", "")), str(values.get("project_name", ""))
    town = _TOWN.search(place)
    if town is not None:
        values["town"] = town[1]
    if place and project.startswith(place) and len(project) - len(place) >= 2:
        values["project_name"] = project[len(place) :]


def _rough(text: str, value: Value) -> bool:
    return any(ROUGH.search(text[start : end + 3]) for start, end in value.spans)


def _marks(text: str, placed: list[tuple[int, int, str, bool]]) -> tuple[tuple[Mark, ...], dict[str, tuple[int, ...]]]:
    """The text cut at the marks; a span that overlaps an earlier one shares its number."""
    pieces: list[Mark] = []
    refs: dict[str, list[int]] = {}
    unsure_at = {(start, end) for start, end, _, unsure in placed if unsure}
    at, number = 0, 0
    for start, end, field, _unsure in sorted(placed, key=lambda p: (p[0], -p[1])):
        if start < at:
            if number:
                refs.setdefault(field, []).append(number)
            continue
        if start > at:
            pieces.append(Mark(text[at:start]))
        number += 1
        pieces.append(Mark(text[start:end], number, (start, end) in unsure_at))
        refs.setdefault(field, []).append(number)
        at = end
    pieces.append(Mark(text[at:]))
    return tuple(p for p in pieces if p.text), {field: tuple(dict.fromkeys(numbers)) for field, numbers in refs.items()}
