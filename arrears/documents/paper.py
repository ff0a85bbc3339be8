"""Paper 文书正文: the HTML of one paper, the same for the preview on screen and for the printed PDF.

`html("mediation-agreement", facts, number=…)`. No Flask, no database, no WeasyPrint: the web process shows previews with it (the page
works under `default-src 'none'; style-src 'self'`: no inline style, no script, style sheets from /static/papers/), the worker hands
the very same text to render.py. A preview has no number and bears 草稿.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import segno
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from arrears.documents import blocks, wording
from arrears.documents.catalogue import KINDS
from arrears.documents.kind import Kind, Page
from arrears.documents.reading import names
from arrears.law import money, numerals


@cache
def _environment() -> Environment:
    """Templates of papers; an unknown name in a template is an error, everything is escaped."""
    environment = Environment(
        loader=PackageLoader("arrears", "templates/papers"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "money": money.digits,
        "dual": money.with_capital,
        "capital": money.capital,
        "day": numerals.date_in_text,
        "moment": wording.moment,
        "period": wording.period,
        "ascii_day": wording.ascii_day,
        "masked": wording.masked,
        "spread": wording.spread,
        "hour": wording.hour,
        "title_lines": wording.title_lines,
        "paragraphs": wording.paragraphs,
        "listed": wording.listed,
        "ended": wording.ended,
        "bare": wording.bare,
        "count_words": numerals.count_in_chinese,
    }
    environment.globals |= {
        "add_up": money.total,
        "span": wording.span,
        "parties": blocks.parties,
        "group_lines": blocks.group_lines,
        "party_lines": blocks.party_lines,
        "pay_item": blocks.pay_item,
        "closed": blocks.closed,
        "rights": blocks.rights,
        "Ordinals": blocks.Ordinals,
        "ordinal": numerals.ordinal,
        "article": numerals.article,
    }
    return environment


def html(kind: str, facts: Mapping[str, Any], number: str | None = None, draft: bool = False) -> str:
    """The paper as an HTML page.

    `kind`: id of the catalogue. `facts`: as `KINDS[kind].all_facts` lists them, typed or as plain JSON. `number`: None leaves the
    number's place empty (preview). `draft`: prints 草稿 across every page. Raises KeyError, MissingFacts, Unreadable, WrongFacts.
    """
    row = KINDS[kind]
    typed = row.typed(facts)
    template = _environment().get_template(row.template)
    page = template.render(
        **typed,
        kind=row,
        number=number or "",
        draft=draft,
        sheet_title=f"{row.title} {number}" if number else row.title,
        sealed_on=sealed_on(row, typed["made_on"]),
        qr=_qr(typed["verify_token"]),
    )
    return wording.keep_whole(page, _people(row, typed))


def _people(kind: Kind, typed: Mapping[str, Any]) -> list[str]:
    """The persons the paper names: no line may split one."""
    return [name for fact in kind.all_facts for name in names(typed[fact.name], fact.type)]


def sealed_on(kind: Kind, day: date) -> str:
    """The date of the seal line: Chinese numerals on the body's own papers of class (b), else Arabic; of inspection Arabic."""
    chinese = kind.page is Page.ADJUDICATION and kind.agency and kind.subject != "inspection"
    return numerals.date_in_chinese(day) if chinese else numerals.date_in_text(day)


def _qr(token: str | None) -> Markup:
    """The verification code as inline SVG, 18 mm wide by the style sheet; level M, quiet zone 4 (documents.md 1)."""
    if not token:
        return Markup("")
    buffer = io.BytesIO()
    segno.make(token, error="m", micro=False).save(
        buffer, kind="svg", xmldecl=False, svgns=True, border=4, omitsize=True, svgclass=None, lineclass=None, dark="#000"
    )
    return Markup(buffer.getvalue().decode())
