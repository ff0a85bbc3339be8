"""Filters and functions of the templates 模板过滤器: thin names over zh.py, and two questions that the field macros ask.

Registers only; nothing here formats by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Any

from flask import Flask
from wtforms import Field, Form
from wtforms import widgets as w

from arrears.web import zh
from arrears.web.shapes import StripDay

LIGHTS: Mapping[str, str] = {
    "green": "green", "amber": "amber", "yellow": "amber", "red": "red",
    "grey": "grey", "gray": "grey", "paused": "grey",
    "done": "done", "blue": "done",
}  # fmt: skip
"""Words that `law` may use for a light -> the class of app.css."""

_KINDS: tuple[tuple[type, str], ...] = (
    (w.HiddenInput, "hidden"),
    (w.Select, "select"),
    (w.TextArea, "textarea"),
    (w.FileInput, "file"),
    (w.CheckboxInput, "checkbox"),
    (w.PasswordInput, "password"),
)


def light_class(light: object) -> str:
    """The class of a light from a word or an enum of words; an unknown word is a programming error."""
    word = str(light.value if isinstance(light, Enum) else light).lower()
    return LIGHTS[word]


def strip_weekday(day: StripDay) -> str:
    """What stands above a day of the strip: 班 for a make-up workday, 休 for a holiday on a weekday, else 一 to 日."""
    if day.is_makeup:
        return "班"
    if day.is_rest and day.day.isoweekday() <= 5:
        return "休"
    return zh.WEEKDAYS[day.day.weekday()]


def strip_date(day: date, first: bool = False) -> str:
    """9/29 for the first day and for the first of a month, else the day alone."""
    return f"{day.month}/{day.day}" if first or day.day == 1 else str(day.day)


def control_of(field: Field) -> str:
    """What a field is drawn as: hidden radio checks select textarea file checkbox password text."""
    widget = field.widget
    if isinstance(widget, w.ListWidget):
        return "radio" if isinstance(field.option_widget, w.RadioInput) else "checks"
    for kind, name in _KINDS:
        if isinstance(widget, kind):
            return name
    return "text"


def is_optional(field: Field) -> bool:
    """Whether the label carries（选填）: what is not demanded, single boxes apart."""
    return not field.flags.required and control_of(field) not in {"checkbox", "hidden"}


def faults_of(form: Form) -> list[tuple[str, str]]:
    """(id of the field, sentence) for the summary on top, in the order of the form; the id is empty for the form as a whole."""
    faults = [("", sentence) for sentence in getattr(form, "form_errors", ())]
    for field in form:
        sentences = [s for s in field.errors if isinstance(s, str)]
        if sentences:
            anchor = field.id if control_of(field) != "hidden" else ""
            faults.append((anchor, "；".join(sentences)))
    return faults


FILTERS: Mapping[str, Callable[..., Any]] = {
    "zh_date": zh.zh_date, "zh_md": zh.zh_md, "zh_datetime": zh.zh_datetime, "zh_md_time": zh.zh_md_time, "hm": zh.hm,
    "ymd": zh.ymd, "md_short": zh.md_short, "md_time": zh.md_time, "weekday": zh.weekday, "md_weekday": zh.md_weekday,
    "money": zh.money, "amount": zh.amount, "daxie": zh.daxie, "capped": zh.capped,
    "masked_phone": zh.masked_phone, "masked_id": zh.masked_id, "masked_card": zh.masked_card, "masked_name": zh.masked_name,
    "light_class": light_class, "strip_weekday": strip_weekday, "strip_date": strip_date,
}  # fmt: skip


def register_filters(app: Flask) -> None:
    """Give the templates their filters and the questions of the field macros."""
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(control_of=control_of, is_optional=is_optional, faults_of=faults_of)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
