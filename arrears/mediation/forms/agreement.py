"""The agreement 调解协议: sums agreed per claim, instalments, what each person of a group gets, what is given up, who may sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any, ClassVar

from wtforms import BooleanField, HiddenField, TextAreaField, ValidationError
from wtforms.validators import Optional

from arrears import clock
from arrears.law import codes
from arrears.law.money import digits
from arrears.mediation import sharing
from arrears.mediation.forms.steps import CompletingForm
from arrears.mediation.queries.case import ClaimLine, Side
from arrears.web.forms import YES_NO, PicksField, Required, choices_of
from arrears.web.rows import RowForm, RowsField
from arrears.web.typed import DateField, LineField, MoneyField, not_after_today

ZERO = Decimal("0.00")


class ItemRow(RowForm):
    """One claim and the sum agreed on it; an emptied sum leaves the claim out of the agreement."""

    tells: ClassVar[tuple[str, ...]] = ("amount",)
    claim_id = HiddenField()
    lead: str = ""
    amount = MoneyField("议定金额（元）", [Optional()])


class PartRow(RowForm):
    """One instalment."""

    tells: ClassVar[tuple[str, ...]] = ("due_on", "amount")
    due_on = DateField("应付日", [Required()], prefer="future")
    amount = MoneyField("金额（元）", [Required()])
    payer = LineField("付款人", [Optional()])


class WorkerRow(RowForm):
    """One person of a group: what he gets in all, or that he did not agree."""

    tells: ClassVar[tuple[str, ...]] = ("party_id",)
    party_id = HiddenField()
    lead: str = ""
    amount = MoneyField("得到（元）", [Optional()])
    failed = BooleanField("未达成")


class AgreementForm(CompletingForm):
    """劳动争议调解协议: items and sums come from the claims, one instalment in a week is offered."""

    items = RowsField("协议覆盖的请求", ItemRow, what="项", missing="请至少填一项议定金额。")
    instalments = RowsField("分期付款", PartRow, what="期", missing="请写明应付日和金额；一次付清也写一期。")
    workers = RowsField("每个人的金额", WorkerRow, least=0, what="位")
    pay_account = LineField("收款账户", [Required()], render_kw={"data-private": ""})
    tax = PicksField("金额是", [Required()], choices=choices_of(codes.codes("tax")))
    settles_all = PicksField(
        "是否一次了结", [Required()], choices=choices_of(YES_NO), coerce=lambda v: v in (True, "1"),
        description="选“是”：付清后双方就本案请求再无其他争议",
    )  # fmt: skip
    waived = TextAreaField("放弃的请求", [Required()], description="没有放弃的写“无”；放弃的写清哪一项、多少，要当面问过本人")
    default_clause = PicksField("违约条款", [Required()], choices=choices_of(codes.codes("default_clause")))
    confirm_by = PicksField("确认方式", [Required()], choices=choices_of(codes.codes("confirm_by")), default="none")
    other_terms = TextAreaField("其他约定", [Optional()], description="一行写一条")
    signed_on = DateField("签订日期", [Required(), not_after_today], prefer="past", default=clock.today)
    authority_ok = BooleanField("双方签字人的身份和权限已当面核对")

    def __init__(
        self, *args: Any, claims: Sequence[ClaimLine], sides: Sequence[Side], dues: Mapping[int, Decimal], **kwargs: Any
    ) -> None:
        self.people_all = [s for s in sides if s.role == "applicant" and not s.left]
        self.dues = dues
        payers = [s.name for s in sides if s.role == "respondent" and not s.left]
        self.payer = payers[0] if payers else ""
        self.total_claimed = sum((c.claimed for c in claims if c.claimed is not None), ZERO)
        kwargs.setdefault("items", [{"claim_id": str(c.id), "amount": c.claimed} for c in claims])
        kwargs.setdefault(
            "instalments", [{"due_on": clock.today() + timedelta(days=7), "amount": self.total_claimed or None, "payer": self.payer}]
        )
        if len(self.people_all) > 1:
            kwargs.setdefault("workers", [{"party_id": str(s.id), "amount": dues.get(s.id)} for s in self.people_all])
            kwargs.setdefault("pay_account", "附表所列本人账户")
        kwargs.setdefault("waived", "无")
        super().__init__(*args, **kwargs)
        self._name_rows(claims)

    def _name_rows(self, claims: Sequence[ClaimLine]) -> None:
        known = {str(c.id): c for c in claims}
        for row in self.items.forms:
            c = known.get(str(row.claim_id.data))
            if c is not None:
                asked = f"请求 {digits(c.claimed)} 元" if c.claimed is not None else "请求金额不详"
                row.lead = f"{c.kind}（{asked}{'，' + c.whose if c.whose != '全体申请人' else ''}）"
        names = {str(s.id): s.name for s in self.people_all}
        for row in self.workers.forms:
            due = self.dues.get(int(row.party_id.data)) if str(row.party_id.data or "").isdigit() else None
            row.lead = names.get(str(row.party_id.data), "") + (f"　核定 {digits(due)}" if due is not None else "")

    @property
    def is_group(self) -> bool:
        """More than one applicant: each one's sum is written."""
        return len(self.people_all) > 1

    @property
    def total(self) -> Decimal:
        """The sum of the items as they stand."""
        return sum((row.amount.data for row in self.items.filled if row.amount.data is not None), ZERO)

    @property
    def failed(self) -> list[int]:
        """People who did not agree."""
        return [int(row.party_id.data) for row in self.workers.filled if row.failed.data and str(row.party_id.data).isdigit()]

    def share_out(self, way: str) -> None:
        """Fill what each person gets: `even` divides the total, `roster` takes what the roster verified."""
        agreed = [row for row in self.workers.filled if not row.failed.data]
        people = [int(row.party_id.data) for row in agreed]
        shares = sharing.evenly(self.total, people) if way == "even" else {p: self.dues[p] for p in people if p in self.dues}
        for row in self.workers.filled:
            row.amount.data = None if row.failed.data else shares.get(int(row.party_id.data))
            row.amount.raw_data = None

    def validate_pay_account(self, field: LineField) -> None:
        """A single worker's account is named by its last four digits."""
        if not self.is_group and sum(sign.isdigit() for sign in field.data or "") < 4:
            raise ValidationError("请填本人的银行卡号或者账号，协议上只印尾号四位。")

    def validate_workers(self, field: RowsField) -> None:
        """Everybody who agrees has a sum, and the sums make the total."""
        if not self.is_group:
            return
        agreed = [row for row in field.filled if not row.failed.data]
        blank = [row.lead.partition("　")[0] for row in agreed if row.amount.data is None]
        if blank:
            field.errors = [*field.errors, f"{'、'.join(blank[:5])}{'等' if len(blank) > 5 else ''}没有金额；没达成的请勾“未达成”。"]
            return
        summed = sum((row.amount.data for row in agreed), ZERO)
        if summed != self.total:
            apart = digits(abs(summed - self.total))
            field.errors = [*field.errors, f"各人合计 {digits(summed)} 元，与各项议定合计 {digits(self.total)} 元不符，差 {apart} 元。"]

    def validate(self, extra_validators: Any = None) -> bool:
        """Also the rows of people, whose sums concern the whole form."""
        fine = super().validate(extra_validators)
        self.validate_workers(self.workers)
        return bool(fine and not self.workers.errors)

    def act_facts(self) -> dict[str, Any]:
        """The facts of `mediation.agree`. Call after validation."""
        rows = self.instalments.filled
        amounts = {int(r.party_id.data): r.amount.data for r in self.workers.filled if not r.failed.data} if self.is_group else {}
        shares = sharing.by_instalment(amounts, [row.amount.data for row in rows]) if amounts else [{} for _ in rows]
        facts = {
            "items": [{"claim_id": int(row.claim_id.data), "amount": row.amount.data} for row in self.items.filled],
            "total": self.total,
            "instalments": [
                {"due_on": row.due_on.data, "amount": row.amount.data, "payer": row.payer.data or self.payer, "parts": share}
                for row, share in zip(rows, shares, strict=True)
            ],
            "payer": rows[0].payer.data or self.payer, "pay_account": self.pay_account.data, "tax": self.tax.data,
            "waived": self.waived.data, "waived_none": not self.settles_all.data, "default_clause": self.default_clause.data,
            "confirm_by": self.confirm_by.data, "authority_ok": bool(self.authority_ok.data), "signed_on": self.signed_on.data,
            "other_terms": [line.strip() for line in (self.other_terms.data or "").splitlines() if line.strip()],
            "parties": self.completions(),
        }  # fmt: skip
        return facts | ({"rows_failed": self.failed} if self.failed else {})
