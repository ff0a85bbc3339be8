"""Cells of queues, made by functions 列表单元格: what `macros/queue.html` and `macros/deadlines.html` hand on under their own names.

A list writes some 700 of them a page, and a call of a template macro costs as much as ten calls of a function (measured: half the
time of a page). So what is called once per cell is written here; whatever is called once per page stays a macro. Text is escaped here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import FunctionType
from typing import Any

from flask import Flask
from jinja2.runtime import Context
from markupsafe import Markup

from arrears.web import zh
from arrears.web.filters import light_class
from arrears.web.shapes import Link

_SIGNS = re.compile("[&<>\"']")


def escape(value: object) -> str:
    """Text that is safe in HTML, as plain text: the cell as a whole is marked once."""
    if isinstance(value, Markup):
        return str(value)
    text = value if type(value) is str else str(value)
    if not _SIGNS.search(text):
        return text
    return str(Markup.escape(text))


def _small(text: object) -> str:
    return f"<small>{escape(text)}</small>" if text else ""


def light(light: object, words: object, target: bool = False) -> Markup:
    """● ▲ ■, solid for 法定, outlined for 目标. `light`: green amber red grey done, or a word of `law`."""
    outlined = " light-target" if target else ""
    return Markup(f'<span class="light light-{light_class(light)}{outlined}">{escape(words)}</span>')


def light_of(d: Any, target: bool = False) -> Markup:
    """The same from a Light or a ClockCard, or from a Light of `law.deadlines` (colour, word)."""
    lit = getattr(d, "colour", None) or d.light
    words = d.word if hasattr(d, "word") else d.words
    return light(lit, words, target or bool(getattr(d, "target", False)))


def row_class(late: object = False, opened: object = False, current: object = False) -> Markup:
    """The class attribute of a `<tr>`."""
    if not (late or opened or current):
        return Markup()
    words = f"{'is-late' if late else ''}{' is-open' if opened else ''}{' is-current' if current else ''}"
    return Markup(f' class="{words}"')


def pick(value: object, number: object, name: str = "pick", form: str = "") -> Markup:
    """The box of a row; the value carries id and version, "12:4"."""
    whose = f' form="{escape(form)}"' if form else ""
    return Markup(
        f'<td class="pc pick"><input class="form-check-input" type="checkbox" name="{escape(name)}" value="{escape(value)}"'
        f' aria-label="选中 {escape(number)}"{whose}></td>'
    )


def light_cell(d: Any, until: object = "") -> Markup:
    """A Light and until when: 首联 07:30 止."""
    return Markup(f'<td class="c-light nb">{light_of(d) if d else "—"}{_small(until)}</td>')


def name_cell(number: object, url: object, small: object = "") -> Markup:
    """The row's heading, the link that `o` opens."""
    return Markup(f'<th scope="row" class="nb wide"><a href="{escape(url)}" data-open>{escape(number)}</a>{_small(small)}</th>')


def cell(text: object, label: object = "", css: str = "", small: object = "", none_text: str = "—") -> Markup:
    """Any cell. `label` is what the card prints before it; `css`: wide unit place right nb strong c-state pc."""
    blank = text is None or text == ""
    told = f' data-l="{escape(label)}"' if label else ""
    return Markup(f'<td class="{css}{" none" if blank else ""}"{told}>{escape(none_text if blank else text)}{_small(small)}</td>')


def money_cell(amount: Decimal | None, label: str = "金额", css: str = "", none_text: str = "不详") -> Markup:
    """Right, tabular; the heading of the column names the unit (元)."""
    shown, none = (none_text, " none") if amount is None else (zh.amount(amount), "")
    return Markup(f'<td class="right nb {css}{none}" data-l="{escape(label)}">{escape(shown)}</td>')


def count_cell(n: int | None, label: str = "人数", none_text: str = "不详") -> Markup:
    """A number of people or things."""
    shown, none = (none_text, " none") if n is None else (n, "")
    return Markup(f'<td class="right nb{none}" data-l="{escape(label)}">{escape(shown)}</td>')


def act_cell(links: Sequence[Link], number: object = "") -> Markup:
    """What can be done; the first is the next act by its own name."""
    made = []
    for n, link in enumerate(links):
        strong, current = "" if n else " strong", ' aria-current="true"' if link.current else ""
        aria = escape(link.aria or f"{link.label}：{number}")
        made.append(f'<a class="go{strong}" href="{escape(link.url)}" aria-label="{aria}"{current}>{escape(link.label)}</a> ')
    return Markup(f'<td class="nb act">{"".join(made)}</td>')


CELLS: Mapping[str, Callable[..., Markup]] = {
    made.__name__: made
    for made in (light, light_of, row_class, pick, light_cell, name_cell, cell, money_cell, count_cell, act_cell)
}
"""Name -> function, as the templates ask for them (`cells.cell`)."""


class QuickContext(Context):
    """Calls a plain function straight away: what Jinja asks before every call (an object? one that wants the context?) costs a list a
    sixth of its time."""

    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """As `Context.call`; whatever is no plain function, or asks for the context, goes there."""
        if type(called) is not FunctionType or hasattr(called, "jinja_pass_arg"):
            return super().call(called, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return called(*args, **kwargs)


def register_cells(app: Flask) -> None:
    """Give the macros their functions, under one name."""
    app.jinja_env.context_class = QuickContext
    app.jinja_env.globals["cells"] = CELLS
