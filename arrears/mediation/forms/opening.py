"""The application 调解申请: who asks whom for what, since when, and who will mediate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from wtforms import SelectChoice, TextAreaField
from wtforms.validators import Optional

from arrears import clock
from arrears.law import codes
from arrears.mediation.forms import pasting
from arrears.web.forms import ActForm, ChoiceField, PicksField, Required, choices_of
from arrears.web.rows import RowForm, RowsField
from arrears.web.typed import CreditCodeField, DateField, IdNumberField, LineField, MoneyField, MonthField, PhoneField, not_after_today

UNIT_KINDS = {k: v for k, v in codes.codes("party_kind").items() if k not in {"person", "natural_boss"}}
ORDER = ("name", "id_no", "phone", "address")
"""Columns of a pasted list of applicants without a heading row."""


class ApplicantRow(RowForm):
    """申请人: one missing identity number is allowed; acceptance asks for it."""

    tells: ClassVar[tuple[str, ...]] = ("name", "id_no", "phone", "address")
    name = LineField("姓名", [Required()])
    id_no = IdNumberField("身份证号", [Optional()])
    phone = PhoneField("电话", [Optional()])
    address = LineField("现住址", [Optional()], render_kw={"data-private": ""})


class RespondentRow(RowForm):
    """被申请人: the licence's exact name is needed for the papers, may be put right at acceptance."""

    tells: ClassVar[tuple[str, ...]] = ("name", "credit_code", "legal_rep", "registered_address")
    name = LineField("单位名称（按营业执照）", [Required()])
    kind = ChoiceField("类型", [Optional()], choices=choices_of(UNIT_KINDS), default="company", blank="")
    credit_code = CreditCodeField("统一社会信用代码", [Optional()])
    legal_rep = LineField("法定代表人（经营者）", [Optional()])
    registered_address = LineField("住所", [Optional()])


class ClaimRow(RowForm):
    """请求: kind, months, working and sum; without a name it is of all applicants together."""

    tells: ClassVar[tuple[str, ...]] = ("claimed", "formula", "period_from", "period_to", "whose")
    kind = ChoiceField("请求", [Required()], choices=choices_of(codes.codes("claim_kind")), default="wage", blank="")
    period_from = MonthField("从（月）", [Optional()])
    period_to = MonthField("到（月）", [Optional()])
    formula = LineField("怎么算的", [Optional()])
    claimed = MoneyField("请求金额（元）", [Optional()])
    whose = LineField("谁的", [Optional()])


class ApplicationForm(ActForm):
    """劳动争议调解申请: as on the paper, in its order."""

    applicants = RowsField("申请人", ApplicantRow, what="位", missing="请填写申请人的姓名。")
    pasted = TextAreaField("从表格粘贴名单", [Optional()], render_kw={"data-private": ""})
    respondents = RowsField("被申请人", RespondentRow, what="位", missing="请填写被申请单位的名称。")
    claims = RowsField("请求事项", ClaimRow, what="项", missing="请至少写一项请求，金额暂不清楚的写从几月到几月。")
    facts_ = TextAreaField("事实和理由", [Required()], name="facts")
    source = PicksField("调解来源", [Required()], choices=choices_of(codes.codes("mediation_source")), default="self")
    applied_on = DateField("收到申请之日", [Required(), not_after_today], prefer="past", description="15 日自次日起算；可以是过去的日子")
    oral = PicksField(
        "申请方式", [Required()], choices=choices_of((("0", "书面申请"), ("1", "口头申请，当场记录"))), coerce=lambda v: v in (True, "1")
    )
    mediator = ChoiceField("承办调解员", [Required()])
    late_reason = LineField("补录理由", [Optional()], description="申请之日早于上一个工作日的，写明为什么今天才录")

    def __init__(self, *args: Any, mediators: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        kwargs.setdefault("applied_on", clock.today())
        kwargs.setdefault("oral", False)
        kwargs.setdefault("seen", 0)  # there is no proceeding yet
        super().__init__(*args, **kwargs)
        self.mediator.choices = [SelectChoice(value, label) for value, label in mediators]
        for rows in (self.applicants, self.respondents, self.claims):
            if not rows.entries:
                rows.grow()

    def take_pasted(self) -> int:
        """Put the pasted list into the rows of applicants; returns how many."""
        found = pasting.rows(self.pasted.data or "", ORDER)
        self.applicants.put([{name: row.get(name, "") for name in ORDER} for row in found])
        self.pasted.data, self.pasted.raw_data = "", [""]
        return len(found)

    def act_facts(self) -> dict[str, Any]:
        """The facts of `mediation.apply`. Call after validation."""
        return {
            "applicants": [_told(row) for row in self.applicants.filled],
            "respondents": [_told(row) for row in self.respondents.filled],
            "claims": [_claim(row) for row in self.claims.filled],
            "facts": self.facts_.data, "source": self.source.data, "applied_on": self.applied_on.data, "oral": self.oral.data,
        }  # fmt: skip

    def doubts(self) -> list[str]:
        """Warnings that stop nobody: a wrong check digit, said after the act."""
        return [
            f"{row.name.data}：{'；'.join(field.warnings)}"
            for rows in (self.applicants, self.respondents)
            for row in rows.filled
            for field in row
            if getattr(field, "warnings", ())
        ]


def _told(row: RowForm) -> dict[str, Any]:
    return {field.short_name: field.data for field in row if field.data not in (None, "")}


def _claim(row: RowForm) -> Mapping[str, Any]:
    told = _told(row)
    for name in ("period_from", "period_to"):
        if name in told:
            told[name] = told[name].strftime("%Y-%m")
    return told
