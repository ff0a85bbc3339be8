"""What stands around every page 页框: navigation, the person, the demonstration banner, the time of printing.

The surfaces know who is logged in and what may be opened; they hand over one function. Never asks the database itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Flask

from arrears import clock
from arrears.web.shapes import NavItem, Who


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one request. Without `who` a page shows neither navigation nor search."""

    who: Who | None = None
    nav: Sequence[NavItem] = ()
    search_url: str = "/search"
    log_out_url: str = "/logout"
    help_url: str = "/help"


def register_frame(app: Flask, frame_for: Callable[[], Frame] | None = None, *, demo: bool = False) -> None:
    """Put `who`, `nav`, `demo`, `now` and the addresses of the frame into every template."""

    @app.context_processor
    def frame() -> dict[str, object]:
        around = frame_for() if frame_for else Frame()
        return {
            "who": around.who, "nav": around.nav, "demo": demo, "now": clock.now(),
            "search_url": around.search_url, "log_out_url": around.log_out_url, "help_url": around.help_url,
        }  # fmt: skip
