"""Forms of log-in and of one's own account."""

from __future__ import annotations

from wtforms import PasswordField, StringField

from arrears.web.forms import BaseForm, Required


class LoginForm(BaseForm):
    """账号、密码."""

    account = StringField("账号", [Required()])
    password = PasswordField("密码", [Required()])


class PasswordForm(BaseForm):
    """改密码."""

    current = PasswordField("现在的密码", [Required()])
    password = PasswordField("新密码", [Required()], description="至少 10 位，可以用几个词连成一句话")
    again = PasswordField("再填一次新密码", [Required()])
