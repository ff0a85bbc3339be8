"""The form of the days on which a party cannot come 双方不便日."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from wtforms import SelectChoice
from wtforms.validators import Optional

from arrears.arbitration.absences import Away
from arrears.arbitration.queries.case import Side
from arrears.web.forms import ActForm, ChoiceField, Required
from arrears.web.rows import RowForm, RowsField, grown
from arrears.web.typed import DateField, LineField


class AwayRow(RowForm):
    """One span."""

    tells: ClassVar[tuple[str, ...]] = ("since",)
    party = ChoiceField("谁", [Required()], coerce=int)
    since = DateField("从", [Required()], prefer="future")
    until = DateField("到", [Optional()], prefer="future")
    why = LineField("原因", [Optional()])


class AwayForm(ActForm):
    """All spans; a row whose first day is emptied is taken out."""

    rows = RowsField("不便日", AwayRow, what="行", least=0)

    def __init__(self, *args: Any, sides: Sequence[Side], told: Sequence[Away], **kwargs: Any) -> None:
        kept = [{"party": a.party_id, "since": a.since, "until": a.until, "why": a.why} for a in told]
        kwargs.setdefault("rows", [*kept, {}])
        super().__init__(*args, **kwargs)
        self.sides = sides
        self._offer()

    def _offer(self) -> None:
        for row in self.rows.forms:
            row.party.choices = [SelectChoice(s.id, s.words) for s in self.sides]

    def wants_more(self, pressed: str | None) -> bool:
        """Whether the button for another row was pressed; it is added."""
        more = grown(self, pressed)
        self._offer()
        return more

    def days(self, sides: Sequence[Side]) -> list[Away]:
        """What was typed; without a last day it is one day."""
        names = {s.id: s.name for s in sides}
        return [
            Away(r.party.data, names.get(r.party.data, ""), r.since.data, r.until.data or r.since.data, r.why.data or "")
            for r in self.rows.filled
        ]
