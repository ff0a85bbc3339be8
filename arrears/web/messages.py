"""The line after an act 办成提示: what was done to what, the new due date, and the next step as a link."""

from __future__ import annotations

from flask import flash
from markupsafe import Markup


def say(done: str, more: str = "", *, next_label: str = "", next_url: str = "") -> None:
    """Say on the next page that something is done. `more`: a further sentence, the new due date for example."""
    line = Markup("<strong>{}</strong>{}").format(done, more)
    if next_url:
        line += Markup('下一步：<a href="{}">{}</a>').format(next_url, next_label)
    flash(line, "saved")


def warn(sentence: str) -> None:
    """Say on the next page that something needs a look, though it is no error."""
    flash(sentence, "warning")
