"""Forms of decisions 决定: refusal, postponement, enforcement."""

from __future__ import annotations

from wtforms import TextAreaField
from wtforms.validators import Optional

from arrears import clock
from arrears.arbitration.forms.steps import yes_no
from arrears.law import codes
from arrears.web.forms import ActForm, AtMost, PicksField, Required, choices_of
from arrears.web.typed import CountField, DateField, LineField, MoneyField, not_after_today

WORDS = 300
"""Signs of a reason on a paper of one page."""


class RefuseForm(ActForm):
    """不予受理: which condition fails, why in this case, who else may help. The reason is printed."""

    reason = PicksField("不予受理的情形", [Required()], choices=choices_of(codes.codes("arb_refuse_reason")))
    why = TextAreaField("本案的具体理由", [Optional(), AtMost(WORDS)], description="写在通知书上，例如：请求补缴住房公积金")
    other = LineField("可以反映的部门", [Optional()], description="例如：北京市海淀区住房公积金管理部")


class CloseForm(ActForm):
    """结案审批: how it ended, in how many days, for how much; begun from what the case knows."""

    result = PicksField("结案方式", [Required()], choices=choices_of(codes.codes("closing_mode")))
    days_used = CountField("实际审理天数", [Required()], low=0, high=2000)
    amount_awarded = MoneyField("裁决或者调解金额（元）", [Required()])


class PostponeForm(ActForm):
    """延期开庭决定: granted or not; the tribunal's own reason where nobody asked."""

    granted = yes_no("准予延期")
    reason = LineField("仲裁庭决定延期的理由", [Optional()], description="没有当事人申请时才填")


class EnforceForm(ActForm):
    """申请执行: to which court, when, what the debtor is known to have."""

    court = LineField("执行法院", [Required()], description="被执行人住所地或者财产所在地的基层人民法院")
    on = DateField("申请日期", [Required(), not_after_today], prefer="past", default=clock.today)
    clues = TextAreaField("财产线索", [Optional(), AtMost(WORDS)], description="写进执行申请书；不知道就不填")
