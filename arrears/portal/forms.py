"""The form of the calculator; it is sent by GET, so that a count has an address that can be passed on."""

from __future__ import annotations

from typing import ClassVar

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from arrears.portal import law_pages
from arrears.web.forms import BaseForm, ChoiceField, Required, choices_of
from arrears.web.typed import CountField, DateField


class CountForm(BaseForm):
    """算期限."""

    class Meta(BaseForm.Meta):
        csrf: ClassVar[bool] = False

    rule: SelectField = ChoiceField("哪一个期限", [Required()])
    start = StringField("起算的日子", [Required()], description="例如 2026-3-2 或 3月2日；按小时算的要写时刻：3月2日 10:30")
    extension = CountField("延长", [Optional()], high=3660, description="经批准延长多少，单位同这个期限")
    pause_kind: SelectField = ChoiceField("不计算的时间", [Optional()], choices=choices_of(law_pages.PAUSES), blank="没有")
    pause_from = DateField("停止之日", [Optional()])
    pause_to = DateField("恢复之日", [Optional()], description="不填就是还在停")
    more = TextAreaField("其他事实", [Optional()], description="JSON，同 arrears law due 的 facts，一般不用填")
