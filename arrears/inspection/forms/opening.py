"""The front door 投诉、举报登记 and the filing: who came, against whom, where, since when, how much; who takes it on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from wtforms import HiddenField, SelectChoice, TextAreaField
from wtforms.validators import Optional

from arrears import clock
from arrears.inspection.receiving import PARTS, WAYS
from arrears.law import codes
from arrears.web.forms import ActForm, ChoiceField, PicksField, Required, choices_of
from arrears.web.rows import RowForm, RowsField
from arrears.web.typed import (
    CountField,
    CreditCodeField,
    DateField,
    IdNumberField,
    LineField,
    LinesField,
    MoneyField,
    MonthField,
    PhoneField,
    not_after_today,
    not_before_today,
)

UNIT_KINDS = {k: v for k, v in codes.codes("party_kind").items() if k != "person"}
YES_NO = (("0", "否"), ("1", "是"))


def flag(value: object) -> bool:
    """A yes of two radios."""
    return value in (True, "1")


class ComplainantRow(RowForm):
    """投诉人: a name; who was entered before keeps what is known."""

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


class UnitRow(RowForm):
    """被投诉单位: of a site the contractors above it, too."""

    tells: ClassVar[tuple[str, ...]] = ("name", "credit_code", "legal_rep", "registered_address")
    name = LineField("单位名称", [Required()])
    part = ChoiceField("身份", [Required()], choices=choices_of(PARTS), default="employer", blank="")
    kind = ChoiceField("类型", [Optional()], choices=choices_of(UNIT_KINDS), default="company", blank="")
    credit_code = CreditCodeField("统一社会信用代码", [Optional()])
    legal_rep = LineField("负责人", [Optional()])
    registered_address = LineField("住所", [Optional()])


class ReceiveForm(ActForm):
    """投诉（举报）登记, in the order of the paper."""

    kind = PicksField("类别", [Required()], choices=choices_of(codes.codes("complaint_kind")), default="complaint")
    secrecy = PicksField("要求对单位保密", [Required()], choices=choices_of(YES_NO), default="0", coerce=flag)
    complainants = RowsField("投诉人", ComplainantRow, least=0, what="位")
    reporter_name = LineField("举报人姓名", [Optional()], description="可以不留；只有承办人看得到")
    reporter_phone = PhoneField("举报人电话", [Optional()])
    respondents = RowsField("被投诉（举报）单位", UnitRow, what="个", missing="请至少填写一个单位的名称。")
    place = LineField("用工地点", [Required()], description="由用工所在地的监察机构管辖")
    project = LineField("工程项目", [Optional()])
    period_from = MonthField("欠薪从（月）", [Required()])
    period_to = MonthField("到（月）", [Required()])
    heads = CountField("涉及人数", [Optional()], description="不清楚就不填")
    sum = MoneyField("金额（元）", [Optional()], description="不清楚就不填")
    facts_ = TextAreaField("事实与请求", [Required()], name="facts")
    evidence = LinesField("证据清单", [Optional()], description="一行写一份")
    in_procedure = PicksField(
        "是否已申请仲裁或者起诉", [Required()], choices=choices_of(YES_NO), default="0", coerce=flag,
        description="已申请的，监察不再立案，告知在原程序中主张",
    )  # fmt: skip
    way = ChoiceField("方式", [Required()], choices=choices_of(WAYS), default="counter", blank="")
    received_on = DateField(
        "接收日期", [Required(), not_after_today], prefer="past", description="投诉 5 个、举报 7 个工作日内决定立案，自次日起算"
    )
    inspector = ChoiceField("承办监察员", [Required()], coerce=int)
    opinion = LineField("初步意见", [Optional()])
    late_reason = LineField("补录理由", [Optional()], description="接收日期早于上一个工作日的，写明为什么今天才录")

    def __init__(self, *args: Any, inspectors: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        kwargs.setdefault("received_on", clock.today())
        kwargs.setdefault("seen", 0)  # there is no proceeding yet
        super().__init__(*args, **kwargs)
        self.inspector.choices = [SelectChoice(value, label) for value, label in inspectors]
        for rows in (self.complainants, self.respondents):
            if not rows.entries:
                rows.grow()

    def validate(self, extra_validators: Any = None) -> bool:
        """Besides the fields: a complaint has a name, the months are in order."""
        good = bool(super().validate(extra_validators))
        if self.kind.data == "complaint" and not self.complainants.filled:
            self.complainants.errors = [*self.complainants.errors, "投诉要有投诉人的姓名；不留姓名的，类别请选“举报”。"]
            good = False
        if good and self.period_to.data < self.period_from.data:
            self.period_to.errors = [*self.period_to.errors, "截止月份早于开始月份，请核对。"]
            good = False
        return good

    def act_facts(self) -> dict[str, Any]:
        """The facts of `inspection.insp-receive`. Call after validation. 0: not known."""
        start, end = (field.data.strftime("%Y-%m") for field in (self.period_from, self.period_to))
        units = [_told(row) for row in self.respondents.filled]
        return {
            "kind": self.kind.data, "secrecy": self.secrecy.data, "complainants": [_told(row) for row in self.complainants.filled],
            "reporter_name": self.reporter_name.data or "", "reporter_phone": self.reporter_phone.data or "", "respondents": units,
            "respondent": units[0]["name"], "place": self.place.data, "project": self.project.data or "", "period": f"{start} 至 {end}",
            "period_from": start, "period_to": end, "sum": self.sum.data or Decimal("0.00"), "heads": self.heads.data or 0,
            "facts": self.facts_.data, "evidence": list(self.evidence.data or ()), "in_procedure": self.in_procedure.data,
            "way": self.way.data, "received_on": self.received_on.data, "opinion": self.opinion.data or "",
        }  # fmt: skip

    def doubts(self) -> list[str]:
        """Warnings that stop nobody: a wrong check digit, said after the act."""
        return [
            f"{row.name.data}：{'；'.join(field.warnings)}"
            for rows in (self.complainants, self.respondents)
            for row in rows.filled
            for field in row
            if getattr(field, "warnings", ())
        ]


def _told(row: RowForm) -> dict[str, Any]:
    return {field.short_name: field.data for field in row if field.data not in (None, "")}


class FileForm(ActForm):
    """立案报批: the breach, the two inspectors, no ties."""

    breach = ChoiceField("涉嫌违法行为", [Required()], choices=choices_of(codes.codes("violation")), default="unpaid", blank="")
    lead_inspector = ChoiceField("主办监察员", [Required()], coerce=int)
    second_inspector = ChoiceField("协办监察员", [Optional()], coerce=int, description="监察员不得少于两人，均须有执法证号")
    ties = PicksField("与当事人有应当回避的关系", [Required()], choices=choices_of(YES_NO), coerce=flag)
    own_finding = PicksField("检查中自行发现", [Required()], choices=choices_of(YES_NO), default="0", coerce=flag)
    opinion = TextAreaField("承办人意见", [Optional()], default="经审查，符合立案条件，建议立案调查。")

    def __init__(self, *args: Any, inspectors: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in (self.lead_inspector, self.second_inspector):
            field.choices = [SelectChoice(value, label) for value, label in inspectors]


class AskForm(ActForm):
    """一次性告知补正: everything that is lacking, and by when."""

    missing = LinesField("需补正的材料", [Required()], description="一行写一件；只能告知一次，请一次写全")
    due = DateField("补正期限", [Required(), not_before_today], prefer="future")


class RefuseForm(ActForm):
    """不予受理: ground, reason in words, other way."""

    ground = PicksField("理由", [Required()], choices=choices_of(codes.codes("insp_refuse_ground")))
    reason = TextAreaField("理由说明", [Optional()], description="写进告知书；不填就用上面的理由")
    other_route = TextAreaField("其他途径", [Optional()], description="不填就按理由写明：仲裁、有管辖权的机构等")


class HandOverForm(ActForm):
    """移送其他机关."""

    to_body = LineField("接收机关", [Required()])
    reason = TextAreaField("移送理由", [Required()])


def begins(known: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the form begins with, without what is empty."""
    return {name: value for name, value in known.items() if value not in (None, "", [], ())}
