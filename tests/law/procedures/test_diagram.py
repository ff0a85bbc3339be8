"""The picture and the table of a procedure: complete, without overlap, aligned, safe to put on a page."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from arrears.law import procedure_command
from arrears.law.procedures import PROCEDURES, Procedure
from arrears.law.procedures.diagram import svg, table, width
from arrears.law.procedures.layering import BOX, layout

SVG = "{http://www.w3.org/2000/svg}"
EACH = pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=PROCEDURES)


def _texts(picture: str) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(picture).iter(f"{SVG}text")]


@EACH
def test_the_picture_shows_every_state_and_every_act_that_changes_one(procedure: Procedure) -> None:
    texts = _texts(svg(procedure))
    for state in procedure.states.values():
        assert state.label in texts
        assert state.id in texts
    legend = [text for text in texts if re.match(r"\d+ .*（", text)]
    changing = [
        act
        for act in procedure.acts.values()
        if any(target not in ("=", source) for move in act.moves for source in move.sources for target in move.targets)
    ]
    assert len(legend) == len(changing)
    for act in changing:
        assert any(f" {act.label}（" in line for line in legend)


@EACH
def test_each_number_on_an_arrow_stands_in_the_legend(procedure: Procedure) -> None:
    texts = _texts(svg(procedure))
    on_arrows = {number for text in texts if re.fullmatch(r"[\d ]+", text) for number in text.split()}
    in_legend = {text.split(" ")[0] for text in texts if re.match(r"\d+ .*（", text)}
    assert on_arrows == in_legend


@EACH
def test_the_picture_has_no_style_no_script_and_stays_inside_its_frame(procedure: Procedure) -> None:
    picture = svg(procedure)
    root = ElementTree.fromstring(picture)
    assert root.get("role") == "img"
    assert "style" not in picture
    assert "script" not in picture
    wide, high = float(root.get("width", "0")), float(root.get("height", "0"))
    for box in root.iter(f"{SVG}rect"):
        assert float(box.get("x", "0")) >= 0
        assert float(box.get("x", "0")) + float(box.get("width", "0")) <= wide
        assert float(box.get("y", "0")) + float(box.get("height", "0")) <= high


@EACH
def test_no_two_states_overlap(procedure: Procedure) -> None:
    boxes = [
        (float(box.get("x", "0")), float(box.get("y", "0")))
        for box in ElementTree.fromstring(svg(procedure)).iter(f"{SVG}rect")
        if box.get("width") == f"{BOX:.0f}"
    ]
    for number, (x, y) in enumerate(boxes):
        assert not any(y == other_y and abs(x - other_x) < BOX for other_x, other_y in boxes[number + 1 :])


def test_the_same_procedure_gives_the_same_picture() -> None:
    assert svg(PROCEDURES["arbitration"]) == svg(PROCEDURES["arbitration"])


def test_a_resumed_case_goes_back_to_the_states_it_was_suspended_from() -> None:
    picture = svg(PROCEDURES["arbitration"])
    assert "已立案等7个状态" in _texts(picture)
    assert any("恢复（仲裁员）" in text for text in _texts(picture))
    assert "已立案等7个状态：已立案、庭前、委托调解中、已排庭、审理中、合议、待裁、中止" in _texts(picture)


def test_a_cycle_is_laid_out_downwards_and_drawn_back_up() -> None:
    placed = layout(["a", "b", "c"], [("a", "b"), ("b", "a"), ("b", "c")])
    assert [placed.row[node] for node in "abc"] == [0, 1, 2]
    assert placed.route["b", "a"] == ["b", "a"]


def test_an_end_state_that_can_be_reopened_stays_at_the_bottom() -> None:
    arrows = [("open", "end"), ("end", "open"), ("joint", "end")]
    placed = layout(["end", "open", "joint"], arrows, low={"end"})
    assert placed.row["end"] > placed.row["open"]
    assert placed.route["end", "open"] == ["end", "open"]


def test_an_arrow_over_several_rows_passes_each_of_them() -> None:
    placed = layout(["a", "b", "c"], [("a", "b"), ("b", "c"), ("a", "c")])
    assert placed.route["a", "c"] == ["a", "a>c@1", "c"]
    assert abs(placed.x["a>c@1"] - placed.x["b"]) >= BOX / 2


@EACH
def test_the_table_has_one_line_for_each_act_and_its_columns_are_aligned(procedure: Procedure) -> None:
    lines = procedure_command.table(procedure.name).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("行为"))
    head, rows = lines[start], lines[start + 1 :]
    assert [row.split()[0] for row in rows] == list(procedure.acts)
    column = width(head.split("中文")[0])
    for row, act in zip(rows, procedure.acts.values(), strict=True):
        assert width(row.split(f" {act.label} ")[0]) + 1 == column


def test_the_table_says_who_signs_and_which_clocks_move() -> None:
    line = next(row for row in table(PROCEDURES["mediation"]).splitlines() if row.startswith("review-refuse"))
    for part in ("审查不受理", "仲裁审查中 → 已达成协议", "仲裁员", "立案负责人", "review-rejection-notice"):
        assert part in line
    assert line.endswith("完成 review-accept-target")


def test_a_full_width_character_takes_two_columns() -> None:
    assert width("立案 ab") == 7


def test_an_unknown_procedure_is_refused() -> None:
    with pytest.raises(KeyError):
        procedure_command.svg("divorce")
