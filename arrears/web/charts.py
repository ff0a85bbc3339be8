"""Charts 图: SVG written by the server, without style or script; each has a title and stands beside the table of its figures.

A chart shows what the table says and nothing more; it counts nothing. Colours and strokes are classes of app.css.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup, escape

Figure = int | Decimal
NARROW, TALL = 240, 28
"""Box of a duration bar, in units of its viewBox."""
EDGE = 2

ROW, LABELS, FIGURES, WIDE = 28, 150, 92, 640
"""Bars of a chart: height of a row, room for names and for figures, width of the whole, in units of the viewBox."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its size, how the size is written (¥32,000.00, 41 件), and where the list behind it is."""

    label: str
    size: Figure
    written: str
    url: str = ""


def _place(value: Figure, longest: Figure, room: float) -> str:
    """A length in the picture with one decimal; nothing sticks out."""
    share = min(1.0, max(0.0, float(value) / float(longest))) if longest else 0.0
    return f"{share * room:.1f}"


def duration_bar(
    title: str,
    *,
    median: Figure | None,
    ninety: Figure | None,
    target: Figure | None,
    limit: Figure | None,
    unit: str,
) -> Markup:
    """用时条: dark to the median, light to the 90 % mark, dashed line the target, solid line the statutory limit.

    Stands in a row of a table that has the same figures. None: not measured, or no such limit. The scale is this row's own.
    """
    marks = [mark for mark in (median, ninety, target, limit) if mark is not None]
    longest = float(max(marks, default=0)) * 1.2 or 1.0
    room = NARROW - 2 * EDGE

    def words(name: str, value: Figure | None) -> str:
        return f"{name} {'无' if value is None else value}"

    spoken = "，".join(
        (words("中位", median), words("九成以内", ninety), words("目标", target), words("法定", limit), f"单位{unit}")
    )
    parts = [f'<rect class="bar-track" x="{EDGE}" y="9" width="{room}" height="10"/>']
    for css, value in (("bar-range", ninety), ("bar-fill", median)):
        if value is not None:
            parts.append(f'<rect class="{css}" x="{EDGE}" y="9" width="{_place(value, Decimal(longest), room)}" height="10"/>')
    for css, value, top, bottom in (("bar-target", target, 4, 24), ("bar-limit", limit, 2, 26)):
        if value is not None:
            x = f"{EDGE + float(_place(value, Decimal(longest), room)):.1f}"
            parts.append(f'<line class="{css}" x1="{x}" x2="{x}" y1="{top}" y2="{bottom}"/>')
    name = escape(f"{title}：{spoken}")
    return Markup(f'<svg class="bar" viewBox="0 0 {NARROW} {TALL}" role="img" aria-label="{name}">{"".join(parts)}</svg>')


def bars(title: str, rows: Sequence[Bar], *, name_head: str, figure_head: str, id: str = "chart") -> Markup:
    """Lying bars with their figures, and the same as a table beside it (`name_head`, `figure_head`: its headings).

    Rows stand in the order given. An empty list says so instead of drawing nothing.
    """
    if not rows:
        return Markup('<div class="empty"><p>{}：这段时间没有数据。</p></div>').format(title)
    longest = max((row.size for row in rows), default=0) or 1
    room = WIDE - LABELS - FIGURES
    drawn = []
    for number, row in enumerate(rows):
        y = number * ROW
        width = _place(row.size, longest, room)
        drawn.append(
            Markup(
                '<text class="chart-label" x="{}" y="{}" text-anchor="end">{}</text>'
                '<rect class="chart-bar" x="{}" y="{}" width="{}" height="16"/>'
                '<text class="chart-text" x="{:.1f}" y="{}">{}</text>'
            ).format(LABELS - 8, y + 18, row.label, LABELS, y + 6, width, LABELS + float(width) + 6, y + 18, row.written)
        )
    height = len(rows) * ROW
    axis = f'<line class="chart-axis" x1="{LABELS}" x2="{LABELS}" y1="0" y2="{height}"/>'
    picture = Markup('<svg viewBox="0 0 {} {}" role="img" aria-labelledby="{}-t"><title id="{}-t">{}</title>{}{}</svg>').format(
        WIDE, height, id, id, title, Markup("".join(drawn)), Markup(axis)
    )
    return Markup('<div class="chart"><div>{}</div>{}</div>').format(picture, _table(title, rows, name_head, figure_head))


def _table(title: str, rows: Sequence[Bar], name_head: str, figure_head: str) -> Markup:
    cells = []
    for row in rows:
        figure = Markup('<a href="{}">{}</a>').format(row.url, row.written) if row.url else escape(row.written)
        cells.append(Markup('<tr><th scope="row">{}</th><td class="right nb">{}</td></tr>').format(row.label, figure))
    return Markup(
        '<table class="queue"><caption class="visually-hidden">{}</caption><thead><tr><th scope="col">{}</th>'
        '<th scope="col" class="right">{}</th></tr></thead><tbody>{}</tbody></table>'
    ).format(title, name_head, figure_head, Markup("").join(cells))
