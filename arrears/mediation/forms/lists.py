"""The contact note of a list 联系记录: ten seconds; what is left empty is said for the mediator."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField
from wtforms.validators import Optional

from arrears import clock
from arrears.cases.visibility import Head
from arrears.law import codes
from arrears.web.forms import ActForm, PicksField, Required, choices_of
from arrears.web.typed import DateTimeField, LineField


class NoteForm(ActForm):
    """联系记录: result, a line, the next time; by telephone, now, with the other side unless somebody else was named last."""

    contact_result = PicksField("结果", [Required()], choices=choices_of(codes.codes("contact_result")), default="answered")
    note = LineField("摘要", [Optional()])
    next_at = DateTimeField("约定下次", [Optional()], prefer="future")
    to = HiddenField()

    def act_facts(self, head: Head) -> dict[str, Any]:
        """The facts of `mediation.note`."""
        result = self.contact_result.data
        return {
            "at": clock.now(), "channel": "phone", "to": (self.to.data or head.against or head.title or "当事人")[:80],
            "contact_result": result, "note": self.note.data or codes.label("contact_result", result), "next_at": self.next_at.data,
        }  # fmt: skip
