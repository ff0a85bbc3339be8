"""The form of handing over: to whom, why, all of the list or what is picked."""

from __future__ import annotations

from wtforms import HiddenField, StringField

from arrears.web.forms import AtMost, BaseForm, ChoiceField, PicksField, Required, choices_of, new_token

SCOPES = {"all": "名单上的全部案件", "picked": "只移交选中的"}


class HandoverForm(BaseForm):
    """`frozen`: every case of the list as it stood, "12:4,13:1"; the rows' own boxes come as `pick`."""

    to = ChoiceField("接手人", [Required()], coerce=int)
    reason = StringField("移交原因", [Required()], description="写进每件案件的时间轴，例如：调离、退休")
    extent = PicksField("移交哪些", [Required()], choices=choices_of(SCOPES), default="all")
    frozen = HiddenField("名单", [AtMost(60_000)])
    token = HiddenField(default=new_token)
