"""A session 调解会: who is there, the record as one plain fast box, what came of it, the next time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from wtforms import HiddenField, TextAreaField
from wtforms.validators import Optional

from arrears import clock
from arrears.law import codes
from arrears.web.forms import ActForm, ChoiceField, PicksField, Required, choices_of
from arrears.web.rows import RowForm, RowsField
from arrears.web.typed import DateTimeField, LineField


class PresentRow(RowForm):
    """到场: who, as what, in person or by an agent, how the identity was checked."""

    tells: ClassVar[tuple[str, ...]] = ("name",)
    name = LineField("姓名", [Required()])
    role = LineField("身份", [Required("请写明身份，如申请人、被申请人代理人。")])
    how = ChoiceField("到场", [Required()], choices=choices_of(codes.codes("attendance")), default="self", blank="")
    checked = ChoiceField("证件核对", [Optional()], choices=choices_of(codes.codes("id_checked")), default="original", blank="")


class SessionForm(ActForm):
    """调解笔录."""

    held_at = DateTimeField("调解时间", [Required()], prefer="past", default=clock.now)
    place = LineField("调解地点", [Required()])
    attendance = RowsField("到场情况", PresentRow, what="位", missing="请写明到场的人；没有人到的，写申请人并选“未到”。")
    record = TextAreaField("调解笔录", [Required()])
    outcome = PicksField("本次结果", [Required()], choices=choices_of(codes.codes("session_outcome")))
    next_at = DateTimeField("下次调解", [Optional()], prefer="future", description="要再调的，约好时间写在这里")
    draft_seen = HiddenField(default="0")

    def draft_values(self) -> dict[str, Any]:
        """What is kept of a form that may be half filled."""
        return {
            "held_at": self.held_at.data, "place": self.place.data, "attendance": self._people(self.attendance.forms),
            "record": self.record.data, "outcome": self.outcome.data,
        }  # fmt: skip

    @staticmethod
    def _people(rows: Sequence[RowForm]) -> list[dict[str, str]]:
        return [{f.short_name: f.data or "" for f in row} for row in rows if not row.is_blank]

    def facts(self) -> dict[str, Any]:
        """The facts of `mediation.session`."""
        labels = codes.codes("id_checked")
        people = [{**p, "checked": labels.get(p["checked"], "")} for p in self._people(self.attendance.filled)]
        return {
            **self.draft_values(), "attendance": people, "next_at": self.next_at.data, "tab": self.token.data or "",
            "draft_seen": self.draft_seen.data,
        }  # fmt: skip


def begun(draft: Mapping[str, Any]) -> dict[str, Any]:
    """A form's first values out of a draft."""
    return {name: value for name, value in draft.items() if value not in (None, "", [])}
