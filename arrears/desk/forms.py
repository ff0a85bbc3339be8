"""Forms of the shared screens: contact note, decision of an approval, reason to reveal."""

from __future__ import annotations

from wtforms import RadioField
from wtforms.validators import Optional

from arrears.law import codes
from arrears.web.forms import ActForm, BaseForm, PicksField, Required, choices_of
from arrears.web.typed import DateTimeField, LineField


class NoteForm(ActForm):
    """联系记录, ten seconds: result, a line, the next time."""

    contact_result = PicksField("结果", [Required()], choices=choices_of(codes.codes("contact_result")), default="answered")
    channel = PicksField("方式", [Optional()], choices=choices_of(codes.codes("contact_channel")), default="phone")
    to = LineField("对象", [Optional()])
    note = LineField("摘要", [Optional()])
    next_at = DateTimeField("约定下次", [Optional()])


class DecideForm(ActForm):
    """签批: opinion and note."""

    decision = RadioField("意见", [Required("请选择同意、退回修改或者不同意。")])
    opinion = LineField("批语", [Optional()])


class RevealForm(BaseForm):
    """Why a personal value is looked at."""

    reason = LineField("查看理由", [Required()])
