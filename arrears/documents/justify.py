"""Justify 两端对齐: spreads the slack of a line between its signs, as Chinese type asks.

WeasyPrint 70 justifies by widening blanks only; Chinese text has none, so lines that end before an unsplittable date or amount would
stay ragged, and names spread over a column (text-align-last) would not spread. `install()` replaces its one function for this. The
signature is checked, so that another version fails loudly in the tests instead of printing ragged pages.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

WIDEST = 0.28  # of an em between two signs; a line that would need more stays ragged, except where spreading was asked for
LATIN_ONLY = 0x2E80  # below this code point a sign is no Chinese one


def install() -> None:
    """Let WeasyPrint justify by letters. Idempotent. Raises RuntimeError when the library has changed under us."""
    from weasyprint.layout import inline

    if inline.justify_line is _justify_line:
        return
    if list(inspect.signature(inline.justify_line).parameters) != ["context", "line", "extra_width"]:
        raise RuntimeError("WeasyPrint 的 justify_line 已改变，两端对齐需要重新核对。")
    inline.justify_line = _justify_line


def _justify_line(context: Any, line: Any, extra_width: float) -> None:
    """Widen every Chinese text box of `line` (a LineBox) so that it fills `extra_width` more."""
    texts = list(_text_boxes(line))
    signs = sum(_gaps(box) for box in texts) - 1  # none after the last sign
    if signs < 1:
        return
    extra = extra_width / signs
    spreading = line.style["text_align_last"] == "justify"
    if extra > WIDEST * line.style["font_size"] and not spreading:
        return
    _widen(context, line, extra, 0.0)


def _text_boxes(box: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _text_boxes(child)


def _gaps(box: Any) -> int:
    """How many gaps of a text box may be widened: one after each sign, none inside figures standing alone."""
    return len(box.text) if any(ord(sign) >= LATIN_ONLY for sign in box.text) else 0


def _widen(context: Any, box: Any, extra: float, advance: float) -> float:
    """Shift `box` by `advance` and widen what is in it; returns the advance for what follows."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.text.line_break import create_layout

    if isinstance(box, boxes.TextBox):
        box.position_x += advance
        gaps = _gaps(box)
        if gaps:
            spacing = box.style["letter_spacing"]
            box.style = box.style.copy()
            box.style["letter_spacing"] = (0 if spacing == "normal" else spacing) + extra
            box.pango_layout = create_layout(box.text, box.style, context, None, 0)
            box.pango_layout.deactivate()
            box.width += extra * gaps
        return advance + extra * gaps
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.position_x += advance
        before = advance
        for child in box.children:
            if child.is_in_normal_flow():
                advance = _widen(context, child, extra, advance)
        box.width += advance - before
        return advance
    box.translate(advance, 0)
    return advance
