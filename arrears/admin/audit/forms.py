"""The form of a check of chains."""

from __future__ import annotations

from wtforms import StringField
from wtforms.validators import Optional

from arrears.web.forms import BaseForm


class VerifyForm(BaseForm):
    """校验记录链."""

    number = StringField("案号", [Optional()], description="不填就抽查最近的 50 件；全部校验请管理员运行 arrears audit verify")
