"""Small forms of the desk: the ten-second note, bulk signing."""

from __future__ import annotations

from typing import Any

from wtforms.validators import Optional

from arrears import clock
from arrears.law import codes
from arrears.web.forms import ActForm, AtMost, BaseForm, ChecksField, PicksField, Required, choices_of
from arrears.web.typed import DateTimeField, LineField, not_after_today, not_before_today


class QuickNoteForm(ActForm):
    """联系记录 in the list: result, a line, the next time. Everything else is said for the clerk."""

    contact_result = PicksField("结果", [Required()], choices=choices_of(codes.codes("contact_result")), default="answered")
    note = LineField("摘要", [Optional(), AtMost(200)])
    next_at = DateTimeField("约定下次", [Optional(), not_before_today], prefer="future")

    def noted(self, order_id: int) -> dict[str, Any]:
        """The facts of the act."""
        result = self.contact_result.data
        return {
            "order": order_id, "at": clock.now(), "channel": "phone", "to": "反映人", "contact_result": result,
            "note": self.note.data or codes.label("contact_result", result), "next_at": self.next_at.data,
        }  # fmt: skip


class NoteForm(QuickNoteForm):
    """联系记录 of a lead: whom, how and when besides; urgent marks that were heard."""

    whom = PicksField("对象", [Required()])
    other = LineField("对方是谁", [Optional(), AtMost(60)], description="对象选“被反映单位”或“其他人”时填写，如 马经理")
    channel = PicksField("方式", [Required()], choices=choices_of(codes.codes("contact_channel")), default="phone")
    at = DateTimeField("联系时间", [Optional(), not_after_today], prefer="past", description="不填就是现在")
    urgency = ChecksField("听到的紧急情形", [Optional()], choices=choices_of(codes.codes("urgency")))

    def contacted(self) -> dict[str, Any]:
        """The facts of the act."""
        whom = self.whom.data
        facts = {**self.noted(0), "channel": self.channel.data, "at": self.at.data or clock.now(), "urgency": list(self.urgency.data or ())}
        facts.pop("order")
        if whom.startswith("order-"):
            facts["order"] = int(whom.removeprefix("order-"))
        else:
            named = (self.other.data or "").strip()
            facts["to"] = f"{'被反映单位' if whom == 'employer' else '其他人'}{f' {named}' if named else ''}"
        return facts


class BulkForm(BaseForm):
    """A bulk act over ticked rows: its values are read from the request (`pick`), frozen as id and version."""
