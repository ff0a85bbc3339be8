"""Justify 两端对齐: spreads the slack of a line between its signs, as Chinese type asks.

WeasyPrint 70 justifies by widening blanks only; Chinese text has none, so lines that end before an unsplittable date or amount would
stay ragged, and names spread over a column (text-align-last) would not spread. `install()` replaces its one function for this. The
signature is checked, so that another version fails loudly in the tests instead of printing ragged pages.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

WIDEST = 0.28  # of an em between two signs; a line that would need more stays ragged, except where spreading was asked for
LATIN = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,*-/")  # no gap inside a run of these


def install() -> None:
    """Let WeasyPrint justify by letters. Idempotent. Raises RuntimeError when the library has changed under us."""
    from weasyprint.layout import inline

    if inline.justify_line is _justify_line:
        return
    if list(inspect.signature(inline.justify_line).parameters) != ["context", "line", "extra_width"]:
        raise RuntimeError("WeasyPrint 的 justify_line 已改变，两端对齐需要重新核对。")
    inline.justify_line = _justify_line


def _justify_line(context: Any, line: Any, extra_width: float) -> None:
    """Widen every text box of `line` (a LineBox) so that the line fills `extra_width` more."""
    gaps = sum(len(_widened(box.text)) for box in _text_boxes(line)) - 1  # none after the last sign
    if gaps < 1:
        return
    extra = extra_width / gaps
    spreading = line.style["text_align_last"] == "justify"
    if extra > WIDEST * line.style["font_size"] and not spreading:
        return
    _widen(line, extra, 0.0)


def _text_boxes(box: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _text_boxes(child)


def _widened(text: str) -> list[int]:
    """Places of the signs after which a gap may be widened: all but those inside a run of figures or letters."""
    return [n for n, (sign, after) in enumerate(pairwise(text + "　")) if sign not in LATIN or after not in LATIN]


@cache
def _spread_layout() -> type:
    """WeasyPrint's text layout with extra space after the widened signs; made when first needed, the library being imported lazily."""
    from weasyprint.text.ffi import TO_UNITS, ffi, pango
    from weasyprint.text.line_break import Layout

    class SpreadLayout(Layout):  # type: ignore[misc, valid-type]
        extra = 0.0

        def set_text(self, text: str, justify: bool = False) -> None:
            super().set_text(text, justify)
            attributes = pango.pango_layout_get_attributes(self.layout)
            if attributes == ffi.NULL:
                attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
            before = self.style["letter_spacing"]
            spacing = int(((0 if before == "normal" else before) + self.extra) * TO_UNITS)
            ends = [0]
            for sign in self.text:
                ends.append(ends[-1] + len(sign.encode()))
            for n in _widened(self.text):
                attribute = pango.pango_attr_letter_spacing_new(spacing)
                attribute.start_index, attribute.end_index = ends[n], ends[n + 1]
                pango.pango_attr_list_change(attributes, attribute)
            pango.pango_layout_set_attributes(self.layout, attributes)

    return SpreadLayout


def _widen(box: Any, extra: float, advance: float) -> float:
    """Shift `box` by `advance` and widen what is in it; returns the advance for what follows."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        box.position_x += advance
        gaps = len(_widened(box.text))
        layout = _spread_layout()(box.style)
        layout.extra = extra
        layout.set_text(box.text)
        layout.deactivate()
        box.pango_layout = layout
        box.width += extra * gaps
        return advance + extra * gaps
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.position_x += advance
        before = advance
        for child in box.children:
            if child.is_in_normal_flow():
                advance = _widen(child, extra, advance)
        box.width += advance - before
        return advance
    box.translate(advance, 0)
    return advance
