"""Previews 预览: a paper before it is issued — the same template, number place empty, 草稿 across it. Uses up no number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from arrears import clock
from arrears.access.models import Body
from arrears.cases.visibility import Head
from arrears.db import session
from arrears.documents import inset, paper
from arrears.documents.actions import body_facts, refuse_as
from arrears.documents.catalogue import KINDS, MissingFacts, WrongFacts
from arrears.documents.reading import Unreadable


def html(head: Head, kind: str, facts: Mapping[str, Any], *, blank: bool = False) -> str:
    """The page of a preview; `blank`: of a form to be filled by hand, with its number and without 草稿.

    Raises `Refused` naming what is missing or does not agree.
    """
    body = session.get(Body, head.body_id)
    assert body is not None
    complete = {"body": body_facts(body, head.procedure), "made_on": clock.today(), "case_no": head.number, **facts}
    try:
        return paper.html(kind, complete, number=head.number if blank else None, draft=not blank)
    except (MissingFacts, WrongFacts, Unreadable) as error:
        raise refuse_as(error) from error


def inside(head: Head, kind: str, facts: Mapping[str, Any]) -> tuple[Markup, str]:
    """A preview as a part of a page of ours, and the page class whose style sheet it needs. Raises `Refused` as `html` does.

    Put it into `<article class="paper">` and link `documents.paper_style` with the page class.
    """
    return inset.fragment(html(head, kind, facts)), KINDS[kind].page.value
