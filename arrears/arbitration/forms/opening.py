"""The application 仲裁申请: who asks whom for what, counted how, with which evidence."""

from __future__ import annotations

from typing import Any, ClassVar

from wtforms import HiddenField, TextAreaField
from wtforms.validators import Optional

from arrears import clock
from arrears.arbitration.forms.sums import worked_out
from arrears.law import codes
from arrears.web.forms import ActForm, ChoiceField, PicksField, Required, choices_of
from arrears.web.rows import RowForm, RowsField
from arrears.web.typed import (
    CreditCodeField,
    DateField,
    IdNumberField,
    LineField,
    LinesField,
    MoneyField,
    MonthField,
    PhoneField,
    not_after_today,
)

UNIT_KINDS = {k: v for k, v in codes.codes("party_kind").items() if k not in {"person", "natural_boss"}}
WAYS = {"counter": "窗口", "online": "网上", "post": "邮寄", "mediation": "调解转来"}


class ApplicantRow(RowForm):
    """申请人: acceptance asks for the identity number; who was entered before keeps what is known."""

    tells: ClassVar[tuple[str, ...]] = ("name", "id_no", "phone", "address")
    party_id = HiddenField()
    name = LineField("姓名", [Required()])
    id_no = IdNumberField("身份证号", [Optional()])
    phone = PhoneField("电话", [Optional()])
    address = LineField("现住址", [Optional()], render_kw={"data-private": ""})

    @property
    def lead(self) -> str:
        """Says that the personal values of a party carried over are kept already."""
        return "已有登记" if self.party_id.data else ""


class RespondentRow(RowForm):
    """被申请人: the licence's exact name; every firm of a chain has its row."""

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
    formula = LineField("计算式", [Optional()])
    claimed = MoneyField("请求金额（元）", [Optional()])
    whose = LineField("谁的", [Optional()])

    def validate(self, extra_validators: Any = None) -> bool:
        """A sum left empty is worked out of the working."""
        good = bool(super().validate(extra_validators))
        found = worked_out(self.formula.data or "")
        if good and self.claimed.data is None and found is not None:
            self.claimed.data = found
        return good

    @property
    def differs(self) -> str:
        """What the working comes to, where another sum was written; empty when they agree."""
        found = worked_out(self.formula.data or "")
        if found is None or self.claimed.data is None or found == self.claimed.data:
            return ""
        return f"算式得 {found:,.2f} 元，填的是 {self.claimed.data:,.2f} 元"


class ApplicationForm(ActForm):
    """劳动人事争议仲裁申请: as on the paper, in its order."""

    applicants = RowsField("申请人", ApplicantRow, what="位", missing="请填写申请人的姓名。")
    respondents = RowsField("被申请人", RespondentRow, what="位", missing="请填写被申请单位的名称。")
    claims = RowsField("仲裁请求", ClaimRow, what="项", missing="请至少写一项请求。")
    facts_ = TextAreaField("事实和理由", [Required()], name="facts")
    evidence = LinesField("证据目录", [Required()], description="一行写一份，例如：考勤照片")
    pre_mediation = PicksField("是否愿意案前调解", [Required()], choices=choices_of(codes.codes("pre_mediation")))
    way = PicksField("申请方式", [Required()], choices=choices_of(WAYS), default="counter")
    oral = PicksField(
        "书面还是口头", [Required()], choices=choices_of((("0", "书面申请"), ("1", "口头申请，当场记录、捺印"))), default="0",
        coerce=lambda v: v in (True, "1"),
    )  # fmt: skip
    filed_on = DateField("申请日", [Required(), not_after_today], prefer="past", description="五日自次日起算；可以是过去的日子")
    posted_on = DateField("交邮日", [Optional(), not_after_today], prefer="past", description="邮寄的才填")
    late_reason = LineField("补录理由", [Optional()], description="申请日早于上一个工作日的，写明为什么今天才录")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("filed_on", clock.today())
        kwargs.setdefault("oral", False)
        kwargs.setdefault("seen", 0)  # there is no proceeding yet
        super().__init__(*args, **kwargs)
        for rows in (self.applicants, self.respondents, self.claims):
            if not rows.entries:
                rows.grow()

    def act_facts(self) -> dict[str, Any]:
        """The facts of `arbitration.file`. Call after validation."""
        respondents = [_told(row) for row in self.respondents.filled]
        return {
            "applicants": [_told(row) for row in self.applicants.filled], "respondents": respondents,
            "claims": [_claim(row) for row in self.claims.filled], "facts": self.facts_.data, "evidence": list(self.evidence.data),
            "copies": len(respondents) + 1, "pre_mediation": self.pre_mediation.data, "way": self.way.data, "oral": self.oral.data,
            "filed_on": self.filed_on.data, "posted_on": self.posted_on.data,
        }  # fmt: skip

    def doubts(self) -> list[str]:
        """Warnings that stop nobody: a wrong check digit, a sum that is not what its working comes to; said after the act."""
        sums = [f"第 {n} 项请求{row.differs}" for n, row in enumerate(self.claims.filled, 1) if row.differs]
        return sums + [
            f"{row.name.data}：{'；'.join(field.warnings)}"
            for rows in (self.applicants, self.respondents)
            for row in rows.filled
            for field in row
            if getattr(field, "warnings", ())
        ]


def _told(row: RowForm) -> dict[str, Any]:
    return {field.short_name: field.data for field in row if field.data not in (None, "")}


def _claim(row: RowForm) -> dict[str, Any]:
    told = _told(row)
    for name in ("period_from", "period_to"):
        if name in told:
            told[name] = told[name].strftime("%Y-%m")
    return told


class AddPartyForm(ActForm):
    """追加当事人: one unit or person, as what, why, since when."""

    name = LineField("名称（按营业执照）", [Required()])
    kind = ChoiceField("类型", [Required()], choices=choices_of(UNIT_KINDS), default="company", blank="")
    legal_rep = LineField("法定代表人", [Optional()])
    credit_code = CreditCodeField("统一社会信用代码", [Optional()])
    role = PicksField("追加为", [Required()], choices=choices_of(codes.codes("added_role")))
    ground = ChoiceField("追加理由", [Required()], choices=choices_of(codes.codes("add_party_ground")))
    on = DateField("决定日期", [Required(), not_after_today], prefer="past", default=clock.today)

    def facts(self) -> dict[str, Any]:
        """The facts of the act; the party in one."""
        told = {f: self[f].data for f in ("name", "kind", "legal_rep", "credit_code") if self[f].data}
        return {"party": told, "role": self.role.data, "ground": self.ground.data, "on": self.on.data}
