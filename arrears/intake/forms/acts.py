"""Forms of the acts of a lead: what the law's table asks for, and which order or which other lead is meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, TextAreaField, ValidationError
from wtforms.validators import Optional

from arrears import clock
from arrears.intake.forms.registering import SELF_NUMBERED, LeadForm, RegisterForm
from arrears.law import codes
from arrears.law.procedures import ACTS
from arrears.web.forms import ActForm, AtMost, ChoiceField, PicksField, Required, choices_of, generic_form
from arrears.web.typed import CountField as Count
from arrears.web.typed import DateField, LineField, LinesField, MoneyField, not_after_today, not_before_today


def order_form(act_id: str, orders: Sequence[tuple[int, str]]) -> type[ActForm]:
    """The plain form of an act on an order, with the choice of the order when there are several."""
    made = generic_form(ACTS[act_id].facts, codes=codes.codes)
    only = orders[0][0] if len(orders) == 1 else None
    field = ChoiceField("工单", [Required()], choices=choices_of(list(orders)), coerce=int, default=only)
    return type("OrderActForm", (made,), {"order": field})


class AddOrderForm(ActForm):
    """挂接工单: another call about the same matter."""

    relation = PicksField("与本线索的关系", [Required()], choices=choices_of(codes.codes("order_relation")), default="repeat")
    source = RegisterForm.source
    order_no = RegisterForm.order_no
    received_at = RegisterForm.received_at
    reply_due_at = RegisterForm.reply_due_at
    dispatched_at = RegisterForm.dispatched_at
    order_class = RegisterForm.order_class
    reporter_name = RegisterForm.reporter_name
    reporter_phone = RegisterForm.reporter_phone
    anonymous = RegisterForm.anonymous
    confidential = RegisterForm.confidential
    narrative = TextAreaField("诉求内容", [Optional()])
    sign_now = RegisterForm.sign_now

    def added(self) -> dict[str, Any]:
        """The facts of the act."""
        values = {name: value for name, value in self.facts().items() if value is not None}
        if values.pop("sign_now", False):
            values["signed_at"] = clock.now()
        if not values.get("order_no") and values["source"] in SELF_NUMBERED:
            values["order_no"] = "自动编号"
        values["confidential"], values["anonymous"] = bool(self.confidential.data), bool(self.anonymous.data)
        return values


class CompleteForm(LeadForm):
    """补全: the missing fields."""


class FactsInForm(LeadForm):
    """核实完: what came, and where it belongs."""

    came = TextAreaField("补来的内容", [Required()])


class AskFactsForm(ActForm):
    """补充核实: one complete request."""

    missing = LinesField("需补充的内容", [Required()], description="一行写一项，一次告知完")
    due = DateField("补充期限", [Required(), not_before_today], prefer="future")


class RouteForm(ActForm):
    """筛查受理: route, owner, and the reason where the choice differs from the proposal."""

    route = PicksField("办理路径", [Required()], choices=choices_of(codes.codes("route_case")))
    owner = ChoiceField("承办人", [Required()], coerce=int)
    route_reason = TextAreaField("与建议不同的理由", [Optional()], description="照建议办的不用写")
    handler_phone = LineField("承办电话", [Required(), AtMost(40)], description="印在受理告知书上")
    target_on = DateField("预计答复日", [Required(), not_before_today], prefer="future")


class HandOverForm(ActForm):
    """转办: to whom, why, by when."""

    to_known = ChoiceField("接收机构", [Optional()], blank="下面另写")
    to_other = LineField("其他接收机构", [Optional(), AtMost(120)], description="外省市或人社系统以外的机关写全称，须负责人审批")
    reason = TextAreaField("转办理由", [Required()])
    found_on = DateField("发现不属本机构办理之日", [Required(), not_after_today], prefer="past")
    reporter_told_on = DateField("告知反映人日期", [Required(), not_after_today], prefer="past", description="先打电话告知转到哪里")
    deadline = DateField("反馈期限", [Required(), not_before_today], prefer="future")

    def together(self) -> bool:
        """One receiver, from the list or written."""
        if bool(self.to_known.data) == bool((self.to_other.data or "").strip()):
            self.to_known.errors = [*self.to_known.errors, "请选一个接收机构，或者在下面写全称，二者填一个。"]
            return False
        return True

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators=extra_validators)
        return self.together() and fine

    def handed(self) -> dict[str, Any]:
        """The facts of the act."""
        values: dict[str, Any] = self.facts()
        known, other = values.pop("to_known"), values.pop("to_other")
        return {**values, "to_body": known or other}


class ExplainForm(ActForm):
    """释明: which way is open instead."""

    route = PicksField("释明的途径", [Required()], choices=choices_of(codes.codes("route_explain")))
    text = TextAreaField("释明内容", [Required()])
    next_step = TextAreaField("下一步怎么办", [Required()], description="去哪里、带什么、电话")


class LinkForm(ActForm):
    """并案、同班组: which other lead."""

    number = LineField("另一件线索的编号", [Required(), AtMost(60)])
    reason = TextAreaField("理由", [Required()])


class UnmergeForm(ActForm):
    """拆回."""

    reason = TextAreaField("拆回理由", [Required()])


KINDS_OF_REPLY = (("1", "最终答复"), ("0", "进展答复"))


class ReplyForm(ActForm):
    """答复: the block that goes into the source's system, and the call before it."""

    call_result = ChoiceField(
        "答复前回访结果", [Optional()], choices=choices_of(codes.codes("contact_result")), blank="之前已经记过",
        description="刚打完电话的，在这里记下结果，不用另外记",
    )  # fmt: skip
    call_note = LineField("回访摘要", [Optional(), AtMost(200)])
    final = PicksField("答复类型", [Required()], choices=choices_of(KINDS_OF_REPLY), coerce=lambda v: v in (True, "1", "True"))
    solved = PicksField("是否解决", [Required()], choices=choices_of(codes.codes("solved")))
    channel = PicksField("答复方式", [Required()], choices=choices_of(codes.codes("contact_channel")), default="phone")
    reply_text = TextAreaField("答复内容", [Required(), AtMost(4000)])

    def validate_reply_text(self, field: TextAreaField) -> None:
        if "（请填写）" in (field.data or ""):
            raise ValidationError("答复里还有“（请填写）”没有填，请写上诉求人的意见，或者删去这一段。")

    def answered(self, order_id: int) -> dict[str, Any]:
        """The facts of the act; the note of the call is its reporter's opinion."""
        values = {name: value for name, value in self.facts().items() if value is not None}
        return {**values, "order": order_id, "final": bool(self.final.data)}


class CloseForm(ActForm):
    """办结: conclusion, cause, proofs, and what the conclusion asks besides."""

    conclusion = ChoiceField("处置结论", [Required()], choices=choices_of(codes.codes("conclusion")))
    cause = ChoiceField("欠薪原因", [Required()], choices=choices_of(codes.codes("cause")))
    proofs = MultipleFileField("证明材料", [Optional()], description="图片、PDF、Word、Excel 或录音，可多选")
    amount_due = MoneyField("核实的应付合计", [Optional()])
    amount_paid = MoneyField("凭证上的已付合计", [Optional()])
    paid_on = DateField("付款日期", [Optional(), not_after_today], prefer="past")
    workers_verified = Count("核实人数", [Optional()], low=1, high=100_000)
    case_no = LineField("受理案号、回执编号或重复的那一件", [Optional(), AtMost(80)])
    told_way = BooleanField("已书面告知后续途径")
    asked_pressure = BooleanField("已问明是否受到压力")
    asked_paid = BooleanField("已问明是否收到款")
    answer_text = TextAreaField("答复内容", [Optional()])
    answered_on = DateField("答复日期", [Optional(), not_after_today], prefer="past")
    channel = ChoiceField("答复方式", [Optional()], choices=choices_of(codes.codes("contact_channel")))
    no_answer_reason = TextAreaField("未答复的原因", [Optional()])

    def closed(self) -> dict[str, Any]:
        """The facts of the act, files apart."""
        return {name: value for name, value in self.facts().items() if value is not None and name != "proofs"}

