"""The roster 花名册: a row per worker, typed or pasted out of a spreadsheet; sums that do not agree are held at their row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, TextAreaField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from arrears import clock
from arrears.cases.roster import Read
from arrears.law import codes
from arrears.law.refusal import Refused
from arrears.mediation.forms import pasting
from arrears.mediation.queries.case import RosterLine
from arrears.web.forms import ActForm, ChoiceField, Required, choices_of
from arrears.web.rows import MOST, RowForm, RowsField, type_in
from arrears.web.typed import DateField, IdNumberField, LineField, MoneyField, not_after_today

ORDER = ("name", "id_no", "job", "rate", "quantity", "gross_due", "paid_before", "owed")
"""Columns of a pasted roster without a heading row."""
MONEY = ("rate", "gross_due", "paid_before", "owed", "verified")
CELLS: Mapping[str, str] = {"填的应发是": "gross_due", "差异原因": "diff_reason", "欠付": "owed", "多于应发": "paid_before"}
"""Words of a refusal → the cell at which it is shown; the first that occurs."""


class RosterRow(RowForm):
    """One worker's dues. 欠付 may be left empty: it is 应发 − 已付. What only a file tells travels unseen."""

    tells: ClassVar[tuple[str, ...]] = ("gross_due", "owed", "verified", "paid_before")
    party_id = HiddenField()
    phone = HiddenField()
    team = HiddenField()
    start_on = DateField("进场", [Optional()], widget=HiddenInput())
    end_on = DateField("离场", [Optional()], widget=HiddenInput())
    bank_name = HiddenField()
    bank_account = HiddenField()
    lead: str = ""
    name = LineField("姓名", [Required()])
    id_no = IdNumberField("证件号（缺的才填）", [Optional()])
    job = LineField("工种", [Optional()])
    rate = MoneyField("标准", [Optional()])
    quantity = LineField("数量", [Optional()])
    gross_due = MoneyField("应发", [Optional()])
    paid_before = MoneyField("已付", [Optional()])
    owed = MoneyField("欠付", [Optional()])
    verified = MoneyField("核定", [Optional()])
    diff_reason = LineField("差异原因", [Optional()])
    signed = ChoiceField("本人确认", [Optional()], choices=choices_of(codes.codes("signed")), default="unsigned", blank="")


class RosterForm(ActForm):
    """核对欠薪."""

    rows = RowsField("欠薪明细", RosterRow, missing="请至少填一个人的应发或者欠付。")
    pasted = TextAreaField("从表格粘贴", [Optional()], render_kw={"data-private": ""})
    file = FileField("花名册文件", [Optional()], description="Excel（.xlsx、.xls）或者 CSV，一人一行")
    settled_on = DateField("核对日期", [Required(), not_after_today], prefer="past", default=clock.today)
    join = BooleanField("把名单上的新人加为当事人（本人已签字要求一并处理）")

    def __init__(self, *args: Any, lines: Sequence[RosterLine], **kwargs: Any) -> None:
        kwargs.setdefault("rows", [_values(line) for line in lines])
        super().__init__(*args, **kwargs)
        self._masked = {str(line.party_id): line.id_no for line in lines}
        self._mark()

    def _mark(self) -> None:
        for row in self.rows.forms:
            row.id_no.render_kw = {**(row.id_no.render_kw or {}), "placeholder": self._masked.get(str(row.party_id.data or ""), "")}

    said: Sequence[str] = ()
    """Sentences about the file that was read."""

    def take_file(self, found: Read) -> None:
        """Put the rows of a file into the table; one that is held shows why, at the cell to be mended."""
        places = self.take([line.texts for line in found.lines])
        held = [(line, row) for line, row in zip(found.lines, places, strict=True) if line.wrong and row is not None]
        for line, row in held:
            cell = row._fields[line.field if line.field in row._fields else "name"]
            shown = cell if not isinstance(cell.widget, HiddenInput) else row._fields["name"]
            shown.errors = [f"文件第 {line.row} 行：{line.wrong}"]
        at = {id(row): n for n, row in enumerate(self.rows.forms, start=1)}
        whom = "、".join(f"第 {at[id(row)]} 行{line.texts.get('name', '')}" for line, row in held[:8])
        marked = f"，其中 {len(held)} 人要核对，已在各自那一行标出：{whom}{'等' if len(held) > 8 else ''}" if held else ""
        told = f"读入 {len(found.lines) - places.count(None)} 人{marked}。"
        lost = places.count(None)
        too_many = [f"一张表最多 {MOST} 行，后面 {lost} 行没有放进来，请分两次核对。"] if lost else []
        self.said = [told, *too_many, *found.said]

    @property
    def totals(self) -> tuple[int, Decimal]:
        """(people with sums, sum of 核定 or 欠付 in yuan) of the rows as they stand; a row that cannot be added counts as nothing."""
        owed = [_owed(row) for row in self.rows.filled]
        return len(owed), sum(owed, Decimal(0))

    def take(self, found: Sequence[Mapping[str, str]]) -> list[RosterRow | None]:
        """Put rows of texts into the table: a worker who has a row is filled there, others come at the end. Gives each its row."""
        by_name = {str(row.name.data or "").strip(): row for row in self.rows.forms}
        places: list[Any] = [by_name.pop(told.get("name", ""), None) for told in found]  # a second row of one name is a row of its own
        new = [told for told, place in zip(found, places, strict=True) if place is None]
        self.rows.put([{"name": told.get("name", "")} for told in new], keep_blank=True)
        added = iter(self.rows.forms[len(self.rows.forms) - len(new) :])
        for n, (told, place) in enumerate(zip(found, places, strict=True)):
            row = places[n] = place if place is not None else next(added, None)
            if row is None:
                continue  # more rows than a form may hold; `take_file` says so
            for name, text in told.items():
                if name in row._fields and name not in {"name", "party_id"}:
                    type_in(row._fields[name], text)
        self.pasted.data, self.pasted.raw_data = "", [""]
        self._mark()
        return places

    def take_pasted(self) -> int:
        """Put the pasted table into the rows; returns how many lines were understood."""
        return len(self.take(pasting.rows(self.pasted.data or "", ORDER)))

    def show(self, refusal: Refused) -> None:
        """A refusal of a row stands at its sum, too."""
        super().show(refusal)
        found = re.match(r"第 (\d+) 行（[^）]*）(.*)", refusal.sentence)
        if refusal.field == "rows" and found:
            cell = next((cell for word, cell in CELLS.items() if word in found[2]), "name")
            self.rows.at(int(found[1]), cell, found[2])

    def act_facts(self) -> dict[str, Any]:
        """The facts of `confirm-arrears`. Call after validation."""
        rows = [{f.short_name: f.data for f in row if f.data not in (None, "")} for row in self.rows.filled]
        return {"rows": rows, "settled_on": self.settled_on.data, "join": bool(self.join.data)}


def _owed(row: RowForm) -> Decimal:
    values = {name: row._fields[name].data for name in ("verified", "owed", "gross_due", "paid_before")}
    if values["verified"] is not None:
        return Decimal(values["verified"])
    if values["owed"] is not None:
        return Decimal(values["owed"])
    return Decimal(values["gross_due"] or 0) - Decimal(values["paid_before"] or 0)


def _values(line: RosterLine) -> dict[str, Any]:
    return {
        "party_id": str(line.party_id), "name": line.name, "job": line.job, "rate": line.rate, "quantity": line.quantity,
        "gross_due": line.gross_due, "paid_before": line.paid_before, "owed": line.owed, "verified": line.verified,
        "diff_reason": line.diff_reason, "signed": line.signed,
    }  # fmt: skip
