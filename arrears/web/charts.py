"""Charts 图: SVG written by the server, without style or script; each stands in the row of its figures.

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


def bars(title: str, rows: Sequence[Bar], *, name_head: str, figure_head: str) -> Markup:
    """Lying bars as a table: name, bar, figure. The picture says nothing that the figure in its row does not.

    Rows stand in the order given; `name_head` and `figure_head` head their columns. An empty list says so.
    """
    if not rows:
        return Markup('<div class="empty"><p>{}：这段时间没有数据。</p></div>').format(title)
    longest = max((row.size for row in rows), default=0) or 1
    return Markup(
        '<table class="queue chart"><caption>{}</caption><thead><tr><th scope="col">{}</th>'
        '<th scope="col"><span class="visually-hidden">图</span></th><th scope="col" class="right">{}</th></tr></thead>'
        "<tbody>{}</tbody></table>"
    ).format(title, name_head, figure_head, Markup("").join(_row(row, longest) for row in rows))


def _row(row: Bar, longest: Figure) -> Markup:
    figure = Markup('<a href="{}">{}</a>').format(row.url, row.written) if row.url else escape(row.written)
    return Markup(
        '<tr><th scope="row">{}</th><td><svg class="bar" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="bar-track" x="0" y="7" width="{}" height="14"/><rect class="bar-fill" x="0" y="7" width="{}" height="14"/>'
        '</svg></td><td class="right nb">{}</td></tr>'
    ).format(row.label, NARROW, TALL, NARROW, _place(row.size, longest, NARROW), figure)
