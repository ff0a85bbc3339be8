"""Forms of the single steps 各步骤: acceptance with what parties still lack, invitation, assignment, seats, the ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from flask_wtf.file import FileField
from wtforms import HiddenField, SelectChoice, TextAreaField
from wtforms.validators import Optional

from arrears import clock
from arrears.law import codes
from arrears.mediation.queries.case import Side
from arrears.web.forms import YES_NO, ActForm, ChecksField, ChoiceField, PicksField, Required, choices_of
from arrears.web.rows import RowForm, RowsField
from arrears.web.typed import (
    CreditCodeField,
    DateField,
    DateTimeField,
    IdNumberField,
    LineField,
    MoneyField,
    PhoneField,
    not_after_today,
    not_before_today,
)


def _yes(value: object) -> bool:
    return value in (True, "1", "True")


class PersonRow(RowForm):
    """What is still missing of a worker (补当事人信息); what stays empty stays as it is."""

    tells: ClassVar[tuple[str, ...]] = ("id_no", "phone", "address")
    party_id = HiddenField()
    lead: str = ""
    id_no = IdNumberField("身份证号", [Optional()])
    phone = PhoneField("电话", [Optional()])
    address = LineField("现住址", [Optional()], render_kw={"data-private": ""})


class UnitRow(RowForm):
    """What is still missing of a unit; a name typed here replaces the one told (营业执照上的名称)."""

    tells: ClassVar[tuple[str, ...]] = ("name", "credit_code", "legal_rep", "registered_address")
    party_id = HiddenField()
    lead: str = ""
    name = LineField("营业执照名称", [Optional()])
    credit_code = CreditCodeField("统一社会信用代码", [Optional()])
    legal_rep = LineField("法定代表人（经营者）", [Optional()])
    registered_address = LineField("住所", [Optional()])


class CompletingForm(ActForm):
    """A form that also takes what parties still lack; `lacking` are the sides that have a row."""

    people = RowsField("劳动者还缺的信息", PersonRow, least=0, what="位")
    units = RowsField("单位还缺的信息", UnitRow, least=0, what="位")

    def __init__(self, *args: Any, lacking: Sequence[Side] = (), **kwargs: Any) -> None:
        persons, units = [s for s in lacking if not s.is_unit], [s for s in lacking if s.is_unit]
        kwargs.setdefault("people", [{"party_id": str(s.id)} for s in persons])
        kwargs.setdefault("units", [{"party_id": str(s.id), **_known(s)} for s in units])
        super().__init__(*args, **kwargs)
        names = {str(s.id): _lead(s) for s in lacking}
        for row in (*self.people.forms, *self.units.forms):
            row.lead = names.get(str(row.party_id.data), "")

    def completions(self) -> list[dict[str, Any]]:
        """The fact `parties`: what was typed, by party."""
        rows = [*self.people.filled, *self.units.filled]
        return [{f.short_name: f.data for f in row if f.data not in (None, "")} for row in rows]

    def facts(self) -> dict[str, Any]:
        """The act's own facts and the completions."""
        facts = {k: v for k, v in super().facts().items() if k not in {"people", "units"}}
        return {**facts, "parties": self.completions()}


def _known(side: Side) -> dict[str, str]:
    return {
        "name": side.name, "credit_code": side.credit_code, "legal_rep": side.legal_rep, "registered_address": side.registered_address,
    }  # fmt: skip


def _lead(side: Side) -> str:
    if side.is_unit:
        return side.name
    return f"{side.name}（缺{'、'.join(w for w, there in (('证件号', side.id_no), ('住址', side.has_address)) if not there)}）"


class AcceptForm(CompletingForm):
    """受理: a labour dispute, both consents."""

    labour_dispute = PicksField("属于劳动人事争议", [Required()], choices=choices_of(YES_NO), coerce=_yes)
    consent_a = DateField("申请人同意调解日期", [Required(), not_after_today], prefer="past")
    consent_b = DateField("被申请人同意调解日期", [Required(), not_after_today], prefer="past")


class InviteForm(ActForm):
    """征询意见: when, where, whom to ring."""

    time = DateTimeField("调解时间", [Required()], prefer="future", description="例如：明天 15:00")
    place = LineField("调解地点", [Required()])
    respondent_contact = LineField("被申请人联系人", [Required()], description="姓名和职务即可，电话记在联系记录里")


class ReplyForm(ActForm):
    """答复意向."""

    willing = PicksField("是否愿意调解", [Required()], choices=choices_of(codes.codes("willing")))
    on = DateField("答复日期", [Required(), not_after_today], prefer="past", default=clock.today)


class AssignForm(ActForm):
    """指派: to one of the body's mediators, the least busy first."""

    mediator = PicksField("调解员", [Required()], coerce=int)

    def __init__(self, *args: Any, mediators: Sequence[tuple[int, str, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mediator.choices = [SelectChoice(key, f"{name}（在办 {n}）") for key, name, n in mediators]


SEATS = ("人民法院", "工会", "司法所", "劳动保障监察", "住房城乡建设部门", "平台企业", "法律援助机构", "其他")


class SeatRow(RowForm):
    """参加联合调解的单位."""

    tells: ClassVar[tuple[str, ...]] = ("name",)
    org = ChoiceField("单位", [Required()], choices=choices_of([(s, s) for s in SEATS]), default=SEATS[0], blank="")
    name = LineField("姓名或者部门", [Required()])


class JoinForm(ActForm):
    """联合调解."""

    seats = RowsField("参加的单位和人员", SeatRow, missing="请至少写一个参加的单位。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.seats.entries:
            self.seats.grow(2)

    def facts(self) -> dict[str, Any]:
        """The act's facts."""
        return {"seats": [{"org": row.org.data, "name": row.name.data} for row in self.seats.filled]}


class DeclineForm(ActForm):
    """不同意调解."""

    by = PicksField("不同意调解的一方", [Required()], coerce=int)
    on = DateField("表示不同意的日期", [Required(), not_after_today], prefer="past", default=clock.today)

    def __init__(self, *args: Any, sides: Sequence[Side], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = codes.codes("party_role")
        self.by.choices = [SelectChoice(s.id, f"{words[s.role]} {s.name}") for s in sides if not s.left]

    def facts(self) -> dict[str, Any]:
        """The act's facts."""
        return {"by": str(self.by.data), "on": self.on.data}


FAILED = {k: v for k, v in codes.codes("mediation_result").items() if k not in {"agreement", "settled", "partial", "withdrawn"}}


class FailForm(ActForm):
    """调解不成."""

    result = PicksField("结果", [Required()], choices=choices_of(FAILED), default="failed")
    fail_reason = PicksField("未成原因", [Required()], choices=choices_of(codes.codes("fail_reason")))


class WithdrawForm(ActForm):
    """撤回."""

    on = DateField("撤回日期", [Required(), not_after_today], prefer="past", default=clock.today)
    settled_privately = PicksField("双方已自行和解", [Required()], choices=choices_of(YES_NO), coerce=_yes)


class ExtendForm(ActForm):
    """延期: both sign; the longest is said by law and setting."""

    new_end = DateField("延长至", [Required(), not_before_today], prefer="future")
    consent = FileField("双方同意书", [Required("请附上双方签名的同意书照片或扫描件。")])


class ConvertForm(ActForm):
    """转仲裁、监察."""

    to = PicksField("转往", [Required()], choices=choices_of(codes.codes("convert_to")))
    papers = ChecksField(
        "移交的材料", [Required("请勾选移交的材料。")],
        choices=choices_of([(p, p) for p in ("调解申请书", "身份证明", "证据材料", "调解笔录", "花名册", "调解终结通知书", "调解协议书")]),
    )  # fmt: skip


class RepsForm(ActForm):
    """推举代表人: 3 to 5 of the applicants."""

    reps = ChecksField("代表人", [Required("请勾选 3 至 5 名代表人。")], coerce=int)

    def __init__(self, *args: Any, sides: Sequence[Side], **kwargs: Any) -> None:
        kwargs.setdefault("reps", [s.id for s in sides if s.representative])
        super().__init__(*args, **kwargs)
        self.applicants = [s for s in sides if s.role == "applicant" and not s.left]
        self.reps.choices = [SelectChoice(s.id, s.name) for s in self.applicants]

    def facts(self) -> dict[str, Any]:
        """The act's facts: all applicants nominate."""
        return {"workers": [s.id for s in self.applicants], "reps": list(self.reps.data or ())}


Instalments = Sequence[tuple[int, str]]


class InstalmentForm(ActForm):
    """A form about one open instalment."""

    instalment = PicksField("期次", [Required("请选择一期还没有付清的款。")], coerce=int)

    def __init__(self, *args: Any, instalments: Instalments, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instalment.choices = [SelectChoice(key, label) for key, label in instalments]

    def facts(self) -> dict[str, Any]:
        """The act's facts."""
        return {**super().facts(), "instalment": str(self.instalment.data)}


class RemindForm(InstalmentForm):
    """履约提醒、催告."""

    channel = PicksField("提醒方式", [Required()], choices=choices_of(codes.codes("contact_channel")), default="phone")
    pay_until = DateField("请于此日前支付", [Optional(), not_before_today], prefer="future", description="写了就作为承诺付款日进入期限表")


class BreachForm(InstalmentForm):
    """逾期未履行."""

    unpaid = MoneyField("未付金额（元）", [Required()])


class CourtForm(ActForm):
    """转支付令、起诉、执行."""

    way = PicksField("途径", [Required()], choices=choices_of(codes.codes("court_way")))
    court = LineField("受理法院", [Required()])
    unpaid = MoneyField("未付金额（元）", [Required()])
    on = DateField("提出日期", [Required(), not_after_today], prefer="past", default=clock.today)


class CloseForm(ActForm):
    """结案(已履行)."""

    conclusion = ChoiceField("处置结论", [Required()], choices=choices_of(codes.codes("conclusion")), default="paid", blank="")
    cause = ChoiceField("欠薪原因（已核实）", [Required()], choices=choices_of(codes.codes("cause")))


class ReviewForm(ActForm):
    """共同申请仲裁审查."""

    brought = ChecksField(
        "已带材料", [Required()],
        choices=choices_of([("agreement", "调解协议书"), ("ids", "双方身份证明"), ("addresses", "双方送达地址确认")]),
    )  # fmt: skip
    filed_on = DateField("申请日期", [Required(), not_after_today], prefer="past", default=clock.today)

    def facts(self) -> dict[str, Any]:
        """The act's facts; a paper that is not there is a fact that is missing."""
        brought = set(self.brought.data or ())
        return {name: "已收" if name in brought else None for name in ("agreement", "ids", "addresses")} | {"filed_on": self.filed_on.data}


class RefuseForm(ActForm):
    """不予受理: needs the signature of the head of mediation."""

    reason = TextAreaField("不予受理的理由", [Required()], description="写明原因和可以走的其他途径")

