"""Yes/no cells 是否: 是, 否, √, 保密, 不保密, Y, 1… A secret that cannot be read is kept as a secret, with a note."""

from __future__ import annotations

from . import Cell, ErrorCell, Read, as_text, folded

YES = frozenset(
    {
        "是",
        "√",
        "✓",
        "✔",
        "☑",
        "对",
        "有",
        "1",
        "y",
        "yes",
        "true",
        "t",
        "要",
        "需要",
        "保密",
        "需保密",
        "要求保密",
        "需要保密",
        "申请保密",
        "请保密",
        "匿名",
        "要求匿名",
        "是(保密)",
    }
)
NO = frozenset(
    {
        "",
        "否",
        "×",
        "✗",
        "✘",
        "x",
        "☐",
        "□",
        "无",
        "0",
        "n",
        "no",
        "false",
        "f",
        "不",
        "不要",
        "不需要",
        "无需",
        "不保密",
        "无需保密",
        "不需保密",
        "不需要保密",
        "公开",
        "可公开",
        "实名",
        "不匿名",
        "非匿名",
        "无要求",
        "/",
        "-",
        "—",
        "没有",
        "不用",
    }
)


def read_confidential(cell: Cell | ErrorCell) -> Read[bool]:
    """Whether the reporter's identity is to be kept from others. Anything not understood counts as yes: harm goes one
    way only.
    """
    word = folded(cell).lower().rstrip("。.")
    if word in YES:
        return Read(True)
    if word in NO:
        return Read(False)
    return Read(True, f"是否保密写的是“{as_text(cell)}”，先按保密处理，请核对")


def read_anonymous(cell: Cell | ErrorCell) -> Read[bool]:
    """Whether the reporter chose to give no name; not understood: no, with a note."""
    word = folded(cell).lower().rstrip("。.")
    if word in YES:
        return Read(True)
    return Read(False, None if word in NO else f"是否匿名写的是“{as_text(cell)}”，请核对")
