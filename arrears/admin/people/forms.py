"""Forms of people: new account, changes, roles, leave."""

from __future__ import annotations

from wtforms import StringField
from wtforms.validators import Optional

from arrears.law.roles import GRANTS, ROLES
from arrears.web.forms import BaseForm, ChecksField, ChoiceField, Required, choices_of
from arrears.web.typed import DateField

GIVEN = {code: label for code, label in ROLES.items() if code != "PA"}
"""Roles an account may have."""


class PersonForm(BaseForm):
    """What is known of a person; the account name is not changed afterwards."""

    name = StringField("姓名", [Required()])
    licence_no = StringField("证号", [Optional()], description="监察员、仲裁员必填，文书和现场检查要用")
    phone = StringField("办公电话", [Optional()], description="印在文书上")
    email = StringField("邮箱", [Optional()], description="期限提醒发到这里")


class NewPersonForm(PersonForm):
    """建账号."""

    account = StringField("账号", [Required()], description="小写字母开头，3 到 40 位，建好以后不能改")
    body_id = ChoiceField("机构", [Required()], coerce=int)
    roles = ChecksField("岗位", [Required()], choices=choices_of(GIVEN))
    grants = ChecksField("审批权", [Optional()], choices=choices_of(GRANTS))
    since = DateField("开始日期", [Optional()], description="不填就是今天")
    until = DateField("结束日期", [Optional()], prefer="future", description="不填就是一直有效")


class HoldForm(BaseForm):
    """授予岗位或审批权."""

    body_id = ChoiceField("机构", [Required()], coerce=int)
    role = ChoiceField("岗位或审批权", [Required()], choices=choices_of(GIVEN | GRANTS))
    since = DateField("开始日期", [Required()])
    until = DateField("结束日期", [Optional()], prefer="future", description="不填就是一直有效")


class EndForm(BaseForm):
    """结束岗位或审批权."""

    until = DateField("最后一天", [Required()], prefer="future", description="这一天仍有效")


class LeaveForm(BaseForm):
    """设代办: who acts for whom, from when to when."""

    body_id = ChoiceField("机构", [Required()], coerce=int, blank="")
    to = ChoiceField("代办人", [Required()], coerce=int)
    since = DateField("开始日期", [Required()], prefer="future")
    until = DateField("结束日期", [Required()], prefer="future")


class EmptyForm(BaseForm):
    """A confirmation without fields."""
