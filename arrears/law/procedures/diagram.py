"""A procedure as a picture and as a table 程序图、程序表: what a jurist checks against the statute.

`svg`: one static drawing with a numbered arrow for each change of state and a legend; no script, no style attribute, no font is
fetched. `table`: the same for a terminal, columns aligned for characters of double width.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from arrears.law.procedures.form import ANY, BACK, EVERY_CLOCK, OPEN, SAME, Act, Effect, Procedure
from arrears.law.procedures.layering import BOX, ROW, Arrow, Layout, layout
from arrears.law.roles import GRANTS, ROLES

MANY = 5
"""A move from more states than this is drawn from one node that stands for all of them."""
JOINT = "«"
"""First sign of the id of such a node."""
HEIGHT = 44.0
MARGIN = 24.0
LINE = 22.0
BADGE = 9.0
SIGNS = {
    "start": "起", "satisfy": "完成", "drop": "终止", "reset": "重算",
    "pause": "暂停", "resume": "恢复", "extend": "延长", "check": "核对",
}  # fmt: skip


def width(text: str) -> int:
    """Columns a text takes on a terminal: two for each full-width character."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def _state(procedure: Procedure, state: str) -> str:
    if state == SAME:
        return "不变"
    if state == BACK:
        return "原状态"
    return procedure.states[state].label


def _sources(procedure: Procedure, sources: Sequence[str]) -> str:
    if not sources:
        return "（新建）"
    named = {ANY: "任一状态", OPEN: "未结各状态", "*ends": "已结各状态"}
    if len(sources) == 1 and sources[0] in named:
        return named[sources[0]]
    if len(sources) > MANY:
        return f"{_state(procedure, sources[0])}等{len(sources)}个状态"
    return "、".join(_state(procedure, source) for source in sources)


def _moves(procedure: Procedure, act: Act) -> str:
    said = [
        f"{_sources(procedure, move.sources)} → {'或'.join(_state(procedure, target) for target in move.targets)}"
        for move in act.moves
    ]
    return "；".join(said)


def _who(act: Act) -> str:
    return "、".join({**ROLES, **GRANTS, "sys": "系统"}[who].split("（")[0] for who in act.who)


def _approval(act: Act) -> str:
    if act.approval is None:
        return "–"
    if act.approval.check and not act.approval.sheet:
        return "他人核对"
    return "或".join({**ROLES, **GRANTS}[grant].split("（")[0] for grant in act.approval.grants)


def _clocks(effects: Sequence[Effect]) -> str:
    said: dict[str, list[str]] = {}
    for effect in effects:
        rules = said.setdefault(SIGNS[effect.op], [])
        name = "全部" if effect.rule == EVERY_CLOCK else effect.rule
        if name not in rules:
            rules.append(name)
    return "；".join(f"{sign} {' '.join(rules)}" for sign, rules in said.items()) or "–"


HEAD = ("行为", "中文", "状态变化", "由谁", "审批", "文书", "期限")
"""What the columns of `rows` are called."""


def rows(procedure: Procedure) -> list[tuple[str, ...]]:
    """The acts of a procedure as lines of a table, in the columns of HEAD."""
    return [
        (
            act.name,
            act.label,
            _moves(procedure, act),
            _who(act),
            _approval(act),
            " ".join((*act.documents, *act.documents_either, *(f"({paper})" for paper in act.documents_if))) or "–",
            _clocks(act.effects),
        )
        for act in procedure.acts.values()
    ]


def table(procedure: Procedure) -> str:
    """States and acts of a procedure as text, one act a line."""
    states = "  ".join(f"{state.label}{' ■' if state.is_end else ''}({state.id})" for state in procedure.states.values())
    listed = [HEAD, *rows(procedure)]
    widths = [max(width(row[column]) for row in listed) for column in range(len(HEAD) - 1)]
    lines = ["  ".join([*map(_padded, row[:-1], widths), row[-1]]).rstrip() for row in listed]
    title = f"{procedure.label}（{procedure.name}）：{len(procedure.states)}个状态，{len(procedure.acts)}个行为"
    return "\n".join(filter(None, (title, procedure.note, f"状态：{states}", "", *lines)))


def _arrows(procedure: Procedure) -> tuple[list[str], dict[Arrow, list[Act]]]:
    """Nodes in order, and for each arrow the acts it stands for; acts that change nothing are left out."""
    nodes = list(procedure.states)
    arrows: dict[Arrow, list[Act]] = {}
    for act in procedure.acts.values():
        for move in act.moves:
            targets = [target for target in move.targets if target not in (SAME, BACK)]
            sources: tuple[str, ...] = move.sources
            if targets and (len(sources) > MANY or sources[:1] in ((OPEN,), (ANY,))):
                joint = f"{JOINT}{_sources(procedure, sources)}"
                if joint not in nodes:
                    nodes.append(joint)
                sources = (joint,)
            for source in sources:
                for target in targets:
                    if target == source:
                        continue
                    arrows.setdefault((source, target), []).append(act)
    for act in procedure.acts.values():
        if BACK in act.targets:
            joints = [(side, joint) for joint, side in arrows if side in act.sources and joint.startswith(JOINT)]
            for arrow in joints:
                arrows.setdefault(arrow, []).append(act)
    return nodes, arrows


def svg(procedure: Procedure) -> str:
    """The state diagram of a procedure: boxes in rows, end states with a double frame, numbered arrows, the legend below."""
    nodes, arrows = _arrows(procedure)
    placed = layout(nodes, list(arrows), procedure.end_states())
    numbers: dict[str, int] = {}
    for acts in arrows.values():
        for act in acts:
            numbers.setdefault(act.name, len(numbers) + 1)
    legend, joints = _legend(procedure, numbers), _joints(procedure, numbers)
    wide = max(placed.width, 760.0) + 2 * MARGIN
    drawn = placed.rows * ROW
    below = drawn + MARGIN + (len(legend) + 1) // 2 * LINE
    high = below + len(joints) * LINE + MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.0f}" height="{high:.0f}" viewBox="0 0 {wide:.0f} {high:.0f}" '
        f'role="img" font-family="sans-serif" aria-label={quoteattr(procedure.label + "程序状态图")}>',
        f"<title>{escape(procedure.label)}程序状态图</title>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#44546a"/></marker></defs>',
        f'<rect width="{wide:.0f}" height="{high:.0f}" fill="#ffffff"/>',
        *_lines(placed, arrows, numbers),
        *(_box(procedure, placed, node) for node in nodes),
        *_legend_lines(legend, drawn + MARGIN, wide),
        *(_text(MARGIN, below + (number + 0.7) * LINE, line) for number, line in enumerate(joints)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _point(placed: Layout, node: str) -> tuple[float, float]:
    """Top middle of a node's box, or of the place where an arrow passes a row."""
    return placed.x[node] + MARGIN, placed.row[node] * ROW + MARGIN


def _box(procedure: Procedure, placed: Layout, node: str) -> str:
    x, y = _point(placed, node)
    left = x - BOX / 2
    if node.startswith(JOINT):
        return (
            f'<rect x="{left:.1f}" y="{y:.1f}" width="{BOX:.0f}" height="{HEIGHT:.0f}" rx="22" fill="#f7f7f4" stroke="#767676" '
            f'stroke-dasharray="5 4"/><text x="{x:.1f}" y="{y + 27:.1f}" font-size="13" text-anchor="middle" fill="#333333">'
            f"{escape(node[1:])}</text>"
        )
    state = procedure.states[node]
    frame = (
        f'<rect x="{left + 3:.1f}" y="{y + 3:.1f}" width="{BOX - 6:.0f}" height="{HEIGHT - 6:.0f}" rx="3" fill="none" '
        'stroke="#1f3a5f"/>'
        if state.is_end
        else ""
    )
    size = 14 if width(state.label) <= 16 else 11
    return (
        f'<rect x="{left:.1f}" y="{y:.1f}" width="{BOX:.0f}" height="{HEIGHT:.0f}" rx="5" fill="#eef3f9" stroke="#1f3a5f"/>'
        f"{frame}"
        f'<text x="{x:.1f}" y="{y + 20:.1f}" font-size="{size}" text-anchor="middle" fill="#111111">{escape(state.label)}</text>'
        f'<text x="{x:.1f}" y="{y + 35:.1f}" font-size="10" text-anchor="middle" fill="#555555">{state.id}</text>'
    )


def _ports(placed: Layout) -> dict[tuple[Arrow, int], float]:
    """Where each arrow leaves (0) and meets (-1) a box: spread over the side in the order of where it comes from or goes."""
    sides: dict[tuple[str, bool], list[tuple[float, Arrow, int]]] = {}
    for arrow, route in placed.route.items():
        for end, beside in ((0, 1), (-1, -2)):
            node, other = route[end], route[beside]
            below = placed.row[other] > placed.row[node]
            sides.setdefault((node, below), []).append((placed.x[other], arrow, end))
    ports: dict[tuple[Arrow, int], float] = {}
    for (node, _), ends in sides.items():
        for number, (_, arrow, end) in enumerate(sorted(ends), start=1):
            ports[arrow, end] = placed.x[node] + MARGIN - BOX / 2 + BOX * number / (len(ends) + 1)
    return ports


def _lines(placed: Layout, arrows: dict[Arrow, list[Act]], numbers: dict[str, int]) -> list[str]:
    ports = _ports(placed)
    taken: list[tuple[float, float]] = []
    drawn: list[str] = []
    badges: list[str] = []
    for arrow, route in placed.route.items():
        points = _course(placed, route, ports[arrow, 0], ports[arrow, -1])
        d = f"M{points[0][0]:.1f} {points[0][1]:.1f}" + "".join(
            f"C{x0:.1f} {(y0 + y1) / 2:.1f} {x1:.1f} {(y0 + y1) / 2:.1f} {x1:.1f} {y1:.1f}"
            for (x0, y0), (x1, y1) in pairwise(points)
        )
        drawn.append(f'<path d="{d}" fill="none" stroke="#44546a" stroke-width="1.2" marker-end="url(#tip)"/>')
        said = " ".join(str(numbers[act.name]) for act in arrows[arrow])
        badges.append(_badge(points, said, taken))
    return drawn + badges


def _course(placed: Layout, route: list[str], leave: float, meet: float) -> list[tuple[float, float]]:
    """Points of an arrow: port, straight through each row it passes, port."""
    down = placed.row[route[-1]] > placed.row[route[0]]
    _, top = _point(placed, route[0])
    _, end = _point(placed, route[-1])
    points = [(leave, top + HEIGHT if down else top)]
    for bend in route[1:-1]:
        x, y = _point(placed, bend)
        points += [(x, y), (x, y + HEIGHT)] if down else [(x, y + HEIGHT), (x, y)]
    return [*points, (meet, end if down else end + HEIGHT)]


def _badge(points: list[tuple[float, float]], said: str, taken: list[tuple[float, float]]) -> str:
    """The numbers of an arrow, at the first place along it that no other badge has taken."""
    half = max(BADGE, width(said) * 3.4 + 4)
    spots = [
        _along(start, end, part)
        for part in (0.5, 0.35, 0.65, 0.22, 0.78)
        for start, end in pairwise(points)
        if abs(end[1] - start[1]) > HEIGHT
    ] or [_along(points[0], points[-1], 0.5)]
    free = [spot for spot in spots if all(abs(spot[0] - x) > half + BADGE + 6 or abs(spot[1] - y) > 2 * BADGE for x, y in taken)]
    x, y = (free or spots)[0]
    taken.append((x, y))
    return (
        f'<rect x="{x - half:.1f}" y="{y - BADGE:.1f}" width="{2 * half:.1f}" height="{2 * BADGE:.0f}" rx="9" fill="#ffffff" '
        f'stroke="#44546a"/><text x="{x:.1f}" y="{y + 4:.1f}" font-size="11" text-anchor="middle" fill="#111111">{said}</text>'
    )


def _along(start: tuple[float, float], end: tuple[float, float], part: float) -> tuple[float, float]:
    """A point of the curve that leaves and arrives upright."""
    bow = part * part * (3 - 2 * part)
    return start[0] + (end[0] - start[0]) * bow, start[1] + (end[1] - start[1]) * (1.5 * part * (1 - part) + part**3)


def _legend(procedure: Procedure, numbers: dict[str, int]) -> list[str]:
    lines = []
    for name, number in numbers.items():
        act = procedure.acts[name]
        approved = "" if act.approval is None else f"；{_approval(act)}{'' if act.approval.check else '审批'}"
        lines.append(f"{number} {act.label}（{_who(act)}{approved}）")
    return lines


def _joints(procedure: Procedure, numbers: dict[str, int]) -> list[str]:
    """What the nodes that stand for many states mean, one line each."""
    meant = {
        f"{_sources(procedure, move.sources)}：{'、'.join(_state(procedure, source) for source in move.sources)}"
        for name in numbers
        for move in procedure.acts[name].moves
        if len(move.sources) > MANY
    }
    return sorted(meant)


def _text(x: float, y: float, line: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="12" fill="#111111">{escape(line)}</text>'


def _legend_lines(legend: list[str], top: float, wide: float) -> list[str]:
    half = (len(legend) + 1) // 2
    column = wide / 2 - MARGIN / 2
    return [
        _text(MARGIN + (column if number >= half else 0), top + (number % half + 0.7) * LINE, line)
        for number, line in enumerate(legend)
    ]
