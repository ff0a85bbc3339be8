"""The form of the element table 要素表: two columns, the third for what neither disputes, the fourth for what the tribunal finds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from wtforms import HiddenField, TextAreaField
from wtforms.validators import Optional

from arrears.arbitration.elements import HINTS, Row
from arrears.web.forms import ActForm
from arrears.web.rows import RowForm, RowsField
from arrears.web.typed import LineField


class ElementRow(RowForm):
    """One element."""

    tells: ClassVar[tuple[str, ...]] = ("no",)
    no = HiddenField()
    name = HiddenField()
    title: str = ""
    hint: str = ""
    claimant = TextAreaField("申请人述", [Optional()], render_kw={"rows": 2})
    claimant_evidence = LineField("申请人证据", [Optional()], render_kw={"placeholder": "证据"})
    respondent = TextAreaField("被申请人述", [Optional()], render_kw={"rows": 2})
    respondent_evidence = LineField("被申请人证据", [Optional()], render_kw={"placeholder": "证据"})
    undisputed = TextAreaField("无争议", [Optional()], render_kw={"rows": 2})
    found = TextAreaField("仲裁庭认定", [Optional()], render_kw={"rows": 2})


class ElementsForm(ActForm):
    """The whole table. `kept`: the version it was filled from."""

    kept = HiddenField()
    rows = RowsField("要素", ElementRow, what="要素")

    def __init__(self, *args: Any, told: Sequence[Row], version: int, **kwargs: Any) -> None:
        names = list(Row.__dataclass_fields__)
        kwargs.setdefault("rows", [{name: getattr(row, name) for name in names} for row in told])
        kwargs.setdefault("kept", str(version))
        super().__init__(*args, **kwargs)
        by_no = {str(row.no): row.name for row in told}
        for row in self.rows.forms:
            row.title = by_no.get(str(row.no.data), "")
            row.hint = HINTS.get(row.title, "")

    def table(self, told: Sequence[Row]) -> list[Row]:
        """What was typed, in the order of the elements; one that did not come back stays as it was."""
        typed = {str(row.no.data): row for row in self.rows.forms}
        found = []
        for row in told:
            form = typed.get(str(row.no))
            if form is None:
                found.append(row)
                continue
            words = {f.short_name: (f.data or "").strip() for f in form.shown}
            found.append(Row(row.no, row.name, **words))
        return found
