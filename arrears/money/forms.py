"""The list of payments 登记付款: one row per worker and transfer, filled beforehand with what is still open, one proof for many rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from flask_wtf.file import FileField
from wtforms import HiddenField
from wtforms.validators import Optional

from arrears import clock
from arrears.law import codes
from arrears.law.refusal import Refused
from arrears.money.queries import OpenRow
from arrears.web.forms import ActForm, ChoiceField, PicksField, Required, choices_of
from arrears.web.rows import RowForm, RowsField
from arrears.web.typed import DateField, LineField, MoneyField, not_after_today

CONFIRMED = {"": "还没有", "phone": "电话确认", "sms": "短信回复", "signature": "签字"}
"""How the worker said that the money came (practice.md 1)."""


class PaidRow(RowForm):
    """One transfer to one worker; an emptied amount leaves the row out."""

    tells: ClassVar[tuple[str, ...]] = ("amount",)
    worker_id = HiddenField()
    instalment_id = HiddenField()
    lead: str = ""
    amount = MoneyField("金额（元）", [Optional()])
    row_result = ChoiceField("结果", [Required()], choices=choices_of(codes.codes("row_result")), default="ok", blank="")
    paid_on = DateField("付款日（不同才填）", [Optional(), not_after_today], prefer="past")
    reference = LineField("流水号", [Optional()])


class PaymentForm(ActForm):
    """付款: what is common to all rows, then the rows."""

    paid_on = DateField("付款日", [Required(), not_after_today], prefer="past", default=clock.today)
    payer = LineField("付款人", [Required()])
    method = ChoiceField("方式", [Required()], choices=choices_of(codes.codes("pay_method")), default="bank", blank="")
    reference = LineField("流水号（整批）", [Optional()], description="代发整批一个流水号的写在这里；各行另有的写在行里")
    evidence = LineField("凭证说明", [Optional()], description="如：银行回单、签收照片")
    file = FileField("凭证文件", [Optional()], description="一个文件可以证明多行")
    kept = HiddenField()
    confirmed_how = PicksField("劳动者本人确认", [Optional()], choices=choices_of(CONFIRMED), default="")
    payments = RowsField("各人付款", PaidRow, missing="请至少填一行付款的金额。")

    def __init__(self, *args: Any, open_rows: Sequence[OpenRow], **kwargs: Any) -> None:
        kwargs.setdefault(
            "payments",
            [{"worker_id": str(r.worker_id), "instalment_id": str(r.instalment_id), "amount": r.left} for r in open_rows],
        )
        super().__init__(*args, **kwargs)
        names = {(str(r.worker_id), str(r.instalment_id)): r for r in open_rows}
        for row in self.payments.forms:
            known = names.get((str(row.worker_id.data), str(row.instalment_id.data)))
            row.lead = f"{known.worker}　第 {known.instalment_no} 期欠 {known.left:,.2f}" if known else "（这一行已经付清）"

    def act_facts(self, file: Mapping[str, Any] | None) -> dict[str, Any]:
        """The facts of the act `pay`. Call after validation. `file`: the proof that was kept."""
        shared = {
            "payer": self.payer.data, "method": self.method.data, "evidence": self.evidence.data or "",
            "confirmed_how": self.confirmed_how.data or "",
        }  # fmt: skip
        rows = [
            {
                **shared, "worker_id": row.worker_id.data, "instalment_id": _number(row.instalment_id.data), "amount": row.amount.data,
                "paid_on": row.paid_on.data or self.paid_on.data, "row_result": row.row_result.data,
                "reference": row.reference.data or self.reference.data or "",
            }
            for row in self.payments.filled
        ]  # fmt: skip
        return {"payments": rows} | ({"file": dict(file)} if file else {})

    def show(self, refusal: Refused) -> None:
        """A refusal of a row stands at its cell, too."""
        super().show(refusal)
        found = re.match(r"第 (\d+) 行", refusal.sentence)
        if refusal.field == "payments" and found:
            cell = "reference" if "流水号" in refusal.sentence else "paid_on" if "付款日" in refusal.sentence else "amount"
            self.payments.at(int(found[1]), cell, refusal.sentence.partition("）")[2] or refusal.sentence)

    @property
    def total(self) -> Decimal:
        """The sum of the rows as they stand."""
        return sum((row.amount.data for row in self.payments.filled if row.amount.data is not None), Decimal("0.00"))


def _number(text: object) -> int | None:
    return int(str(text)) if str(text or "").isdigit() else None
