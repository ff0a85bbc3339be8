"""The registration form 线索登记表: order and lead on one page, in the order of the paper form. Holes are allowed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from wtforms import BooleanField, TextAreaField, ValidationError
from wtforms.validators import Optional

from arrears import clock
from arrears.law import codes
from arrears.web.forms import ActForm, AtMost, ChecksField, ChoiceField, Required, choices_of
from arrears.web.typed import (
    CountField,
    CreditCodeField,
    DateField,
    DateTimeField,
    IdNumberField,
    LineField,
    MoneyField,
    MonthField,
    PhoneField,
    not_after_today,
)

SELF_NUMBERED = frozenset({"counter", "letter", "patrol", "online"})
"""Sources that may leave the order number empty: it is drawn here."""
CHAIN_WORDS = (
    ("owner", r"建设单位|建设方|甲方|业主|开发商"),
    ("general_contractor", r"施工总承包单位|总承包单位|总承包|总包"),
    ("labour_contractor", r"包工头|班组长|工头|带班"),
    ("subcontractor", r"劳务分包|劳务公司|分包单位|专业分包|分包|劳务"),
)
"""Beginning of a line of the chain → role."""
MOST_PEOPLE = 100_000


class LeadForm(ActForm):
    """The lead's own fields 线索要素: everything may be left open."""

    employer_name = LineField("被反映单位", [Optional(), AtMost(120)])
    employer_unknown = BooleanField("单位不详")
    sign_name = LineField("招牌或俗称", [Optional(), AtMost(120)])
    credit_code = CreditCodeField("统一社会信用代码", [Optional()])
    project_name = LineField("项目名称", [Optional(), AtMost(120)])
    district = ChoiceField("区", [Optional()], blank="不详")
    town = LineField("街乡镇", [Optional(), AtMost(60)])
    place = LineField("劳动地点", [Optional()])
    industry = ChoiceField("行业", [Optional()], choices=choices_of(codes.codes("industry")), blank="未定")
    job = LineField("工种", [Optional(), AtMost(60)])
    arrears_kind = ChoiceField("欠薪类型", [Optional()], choices=choices_of(codes.codes("arrears_kind")), blank="未定")
    workers_claimed = CountField("人数", [Optional()], low=1, high=MOST_PEOPLE, description="空着就是不详")
    amount_claimed = MoneyField("金额", [Optional()])
    amount_unknown = BooleanField("金额不详")
    amount_per_person = MoneyField("人均", [Optional()])
    paid_before = MoneyField("已付", [Optional()])
    period_start = MonthField("欠薪起始月", [Optional()])
    period_end = MonthField("欠薪截止月", [Optional()])
    work_end = DateField("离职日", [Optional(), not_after_today], prefer="past")
    claims = ChecksField("诉求类型", [Optional()], choices=choices_of(codes.codes("claims")), default=["wages"])
    urgency = ChecksField("紧急标记", [Optional()], choices=choices_of(codes.codes("urgency")))
    chain = TextAreaField("承包链", [Optional()], description="一行一家：总包　名称　联系人")
    employer_contact = LineField("对方联系人", [Optional(), AtMost(60)])
    employer_phone = PhoneField("对方电话", [Optional()])

    def __init__(self, *args: Any, districts: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.district.choices = choices_of([(d, d) for d in (*districts, "外省")])

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field, then what fields say only together."""
        fine = super().validate(extra_validators=extra_validators)
        return self.together() and fine

    def together(self) -> bool:
        """Months in their order, and begun."""
        fine = True
        start, end = self.period_start.data, self.period_end.data
        if start and end and end < start:
            fine = _fault(self.period_end, "欠薪截止月早于起始月，请核对。")
        if start and start > clock.today():
            fine = _fault(self.period_start, "欠薪起始月还没有到，请核对。")
        return fine

    def validate_amount_claimed(self, field: MoneyField) -> None:
        if field.data is not None and field.data <= 0:
            raise ValidationError("金额应大于 0；不清楚的空着，或勾选“金额不详”。")
        if field.data is not None and self.workers_claimed.data and field.data / self.workers_claimed.data > 5_000_000:
            raise ValidationError("人均超过 500 万元，请核对小数点和单位（元、万元）。")
        if field.data is not None and self.amount_unknown.data:
            raise ValidationError("填了金额，又勾选了“金额不详”，请去掉一个。")

    def validate_employer_unknown(self, field: BooleanField) -> None:
        if field.data and self.employer_name.data:
            raise ValidationError("填了单位，又勾选了“单位不详”，请去掉一个。")

    def validate_chain(self, field: TextAreaField) -> None:
        for number, line in enumerate((field.data or "").splitlines(), 1):
            if line.strip() and chain_link(line) is None:
                raise ValidationError(f"第 {number} 行没有看懂，请写成“总包　名称　联系人”，开头写建设单位、总包、分包或包工头。")

    def lead_facts(self) -> dict[str, Any]:
        """The facts of the lead."""
        values = {name: value for name, value in self.facts().items() if value is not None}
        values.pop("amount_unknown", None)
        for name in ("period_start", "period_end"):
            if name in values:
                values[name] = month_of(values[name])
        values["chain"] = [link for line in str(values.get("chain", "")).splitlines() if (link := chain_link(line))]
        return values


class RegisterForm(LeadForm):
    """登记: an order, and the lead it is about."""

    source = ChoiceField("来源", [Required()], choices=choices_of(codes.codes("source")), blank="", default="12345")
    order_no = LineField("工单编号", [Optional()], description="窗口、信访等自收的可留空，系统编号")
    received_at = DateTimeField("来电或收件时间", [Required(), not_after_today], prefer="past")
    reply_due_at = DateTimeField("答复时限", [Optional()], prefer="future", description="照工单抄，不顺延")
    dispatched_at = DateTimeField("派单时间", [Optional(), not_after_today], prefer="past")
    order_class = ChoiceField("办理级别", [Optional()], choices=choices_of(codes.codes("order_class")), blank="工单未写")
    narrative = TextAreaField("诉求内容", [Required()])
    reporter_name = LineField("反映人", [Optional(), AtMost(40)])
    reporter_phone = PhoneField("联系电话", [Optional()])
    no_phone = BooleanField("没有留电话")
    phone2 = PhoneField("备用电话", [Optional()])
    reporter_id_no = IdNumberField("反映人证件号", [Optional()])
    anonymous = BooleanField("匿名")
    confidential = BooleanField("反映人要求对单位保密")
    sign_now = BooleanField("同时签收", default=True)

    def validate(self, extra_validators: Any = None) -> bool:
        """No phone was left: what stands in its place is no number and is dropped."""
        if self.no_phone.data and self.reporter_phone.process_errors:
            self.reporter_phone.process_errors, self.reporter_phone.data = [], None
            self.reporter_phone.raw_data = None
        return super().validate(extra_validators=extra_validators)

    def together(self) -> bool:
        """Phone or its absence, number by source, times in their order."""
        fine = super().together()
        if self.reporter_phone.process_errors:
            way = "一时核对不了的，勾选“没有留电话”，原来的号码写在诉求内容里。"
            fine = _fault(self.reporter_phone, way)
        elif not self.reporter_phone.data and not self.no_phone.data:
            fine = _fault(self.reporter_phone, "请填写联系电话；确实没有留的，勾选“没有留电话”。")
        if not (self.order_no.data or "").strip() and self.source.data and self.source.data not in SELF_NUMBERED:
            fine = _fault(self.order_no, "请填写工单编号；窗口、信访等自己收的可以留空，由系统编号。")
        received, due = self.received_at.data, self.reply_due_at.data
        if received and due and due <= received:
            fine = _fault(self.reply_due_at, "答复时限应晚于来电时间，请照工单核对。")
        if received and self.dispatched_at.data and self.dispatched_at.data < received:
            fine = _fault(self.dispatched_at, "派单时间不能早于来电时间，请核对。")
        return fine

    def registered(self) -> dict[str, Any]:
        """The facts of the act."""
        values = self.lead_facts()
        values.pop("no_phone", None)
        if values.pop("sign_now", False):
            values["signed_at"] = clock.now()
        values["confidential"], values["anonymous"] = bool(self.confidential.data), bool(self.anonymous.data)
        return values


def _fault(field: Any, sentence: str) -> bool:
    field.errors = [*field.errors, sentence]
    return False


def month_of(day: date) -> str:
    """2026-03."""
    return f"{day:%Y-%m}"


def chain_link(line: str) -> dict[str, str] | None:
    """A line of the chain as {role, name, contact}; None for what says no role."""
    text = line.strip()
    for role, words in CHAIN_WORDS:
        match = re.match(rf"(?:{words})[\s:：　]*", text)
        if match is not None and text[match.end() :].strip():
            name, *rest = re.split(r"[\s　]+", text[match.end() :].strip())
            contact = re.sub(r"\+?\d[\d -]{6,}", "", " ".join(rest)).strip()
            return {"role": role, "name": name[:120], "contact": contact[:60]}
    return None


def chain_lines(chain: list[Mapping[str, str]]) -> str:
    """The chain as it is typed."""
    labels = {role: codes.label("chain_role", role) for role in codes.codes("chain_role")}
    return "\n".join(f"{labels.get(c['role'], c['role'])}　{c['name']}　{c.get('contact', '')}".rstrip("　") for c in chain)


class TwinPicks:
    """What was picked beside each likely twin: field names `twin-<lead id>`, values same | group | other."""

    LABELS: Mapping[str, str] = {"same": "同一件，并入", "group": "同班组，关联", "other": "不是同一件"}

    @staticmethod
    def read(posted: Mapping[str, str]) -> dict[int, str]:
        """The picks of a sent form; anything else is none."""
        found = {}
        for name, value in posted.items():
            if name.startswith("twin-") and name[5:].isdigit() and value in TwinPicks.LABELS:
                found[int(name[5:])] = value
        return found


def month_read(text: str) -> date | None:
    """2026-03 as the first day of the month; None for anything else."""
    match = re.fullmatch(r"(\d{4})-(\d{2})(?:-\d{2})?", text)
    return date(int(match[1]), int(match[2]), 1) if match else None


def day_read(text: str) -> date | None:
    """2026-03-05; None for a month alone, which is no day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


FROM_TEXT: Mapping[str, Any] = {"period_start": month_read, "period_end": month_read, "work_end": day_read}
"""Fields that the extraction gives as text -> how they are read."""
