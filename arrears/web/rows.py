"""Repeating rows of a form 多行填写: applicants, claims, instalments, payments — a table of fields that grows without a script.

An empty row says nothing and is left out; to delete a row is to empty it. Errors stand at their cell and, in words with the number
of the row, in the summary on top. Growing is a button of the form (`name="more"`): the page comes back with everything typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from wtforms import Field, FieldList, Form, FormField
from wtforms.widgets import CheckboxInput, HiddenInput

from arrears.web.forms import BaseForm

MOST = 400
"""Rows one form may hold; a larger roster comes as a file."""


class RowForm(Form):
    """One row. `tells`: the fields that make a row count as filled; the others (lists with a default) say nothing alone."""

    tells: ClassVar[tuple[str, ...]] = ()

    class Meta:
        locales: ClassVar[list[str]] = ["zh"]
        bind_field = BaseForm.Meta.bind_field

    @property
    def is_blank(self) -> bool:
        """Nothing was typed in the fields that tell something."""
        return not any(_typed(self._fields[name]) for name in self.tells)

    @property
    def shown(self) -> list[Field]:
        """The fields a person sees, in order."""
        return [field for field in self if not isinstance(field.widget, HiddenInput)]

    @property
    def unseen(self) -> list[Field]:
        """The hidden fields."""
        return [field for field in self if isinstance(field.widget, HiddenInput)]


def _typed(field: Field) -> bool:
    if field.raw_data:
        return any(str(value).strip() for value in field.raw_data)
    return field.data not in (None, "", ())


class RowsField(FieldList):
    """Rows of one kind. `least`: how many must be filled; `what`: what one is called (第 2 行 → 第 2 期)."""

    option_widget = CheckboxInput()  # drawn as a group of fields by whoever asks (web.filters.control_of)

    def __init__(
        self,
        label: str,
        row: type[RowForm],
        *,
        least: int = 1,
        spare: int = 0,
        what: str = "行",
        missing: str = "",
        **kwargs: Any,
    ) -> None:
        self.least, self.spare, self.what, self.missing = least, spare, what, missing
        super().__init__(FormField(row), label, max_entries=MOST, **kwargs)

    @property
    def forms(self) -> list[RowForm]:
        """The form of every row, blank ones too."""
        return [entry.form for entry in self.entries]

    @property
    def filled(self) -> list[RowForm]:
        """The rows that say something."""
        return [form for form in self.forms if not form.is_blank]

    def grow(self, rows: int = 1) -> None:
        """Add blank rows."""
        for _ in range(min(rows, MOST - len(self.entries))):
            self.append_entry()

    def put(self, rows: Sequence[Any], *, keep_blank: bool = False) -> None:
        """Add rows with values at the end, in place of the blank ones there unless those are kept."""
        while self.entries and self.entries[-1].form.is_blank and not keep_blank:
            self.pop_entry()
        for values in rows[: MOST - len(self.entries)]:
            self.append_entry(values)

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        """Check the filled rows; a blank one is left out."""
        said: list[str] = []
        for number, row in enumerate(self.forms, start=1):
            if not row.is_blank and not row.validate():
                said.extend(self._sentences(number, row))
        if len(self.filled) < self.least:
            said.append(self.missing or f"请至少填一{self.what}。")
        self.errors = said
        return not said

    def _sentences(self, number: int, row: RowForm) -> Iterator[str]:
        for field in row:
            for sentence in field.errors:
                yield f"第 {number} {self.what}，{field.label.text}：{sentence}"

    def at(self, number: int, name: str, sentence: str) -> None:
        """Put a refusal at a cell of the `number`th filled row (from 1)."""
        filled = self.filled
        if 1 <= number <= len(filled):
            field = filled[number - 1]._fields[name]
            field.errors = [*field.errors, sentence]


def type_in(field: Field, text: str) -> None:
    """Put a text into a field as if it had been typed; one that is not understood stands there with its error."""
    field.raw_data = [text]
    try:
        field.process_formdata([text])
    except ValueError as wrong:
        field.errors = [str(wrong)]


def grown(form: BaseForm, wanted: str | None, rows: int = 1) -> bool:
    """Whether the press of a button asked for more rows; they are added, nothing else is done."""
    field = form.named(wanted) if wanted else None
    if not isinstance(field, RowsField):
        return False
    field.grow(rows)
    return True
