"""The form of one setting: its field is made for its kind of value."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from wtforms import StringField

from arrears.admin.settings.kinds import CHOICES
from arrears.web.forms import YES_NO, BaseForm, PicksField, Required, choices_of
from arrears.web.parse import NotUnderstood
from arrears.web.typed import CountField, DateField, MoneyField, TypedField


class ShareField(TypedField):
    """A share between 0 and 1."""

    width = "w-8ch"

    def read(self, text: str) -> Decimal:
        """The number. Raises NotUnderstood."""
        try:
            return Decimal(text.strip())
        except InvalidOperation:
            raise NotUnderstood("应为 0 到 1 之间的小数，例如 0.45。") from None


def setting_form(name: str, kind: str) -> type[BaseForm]:
    """The form of a setting by its name and kind (`kinds.kind`)."""
    fields: dict[str, Any] = {
        "bool": lambda: PicksField("新的值", [Required()], choices=choices_of(YES_NO), coerce=lambda v: v in (True, "1", "True")),
        "choice": lambda: PicksField("新的值", [Required()], choices=choices_of(CHOICES.get(name, {}))),
        "amount": lambda: MoneyField("新的值（元）", [Required()]),
        "number": lambda: CountField("新的值", [Required()], high=100_000_000),
        "decimal": lambda: ShareField("新的值", [Required()]),
        "date": lambda: DateField("新的值", [Required()]),
        "text": lambda: StringField("新的值", [Required()]),
    }
    made = {
        "value": fields[kind](),
        "valid_from": DateField("生效日期", [Required()], prefer="future", description="从这一天起用新的值，不能早于今天"),
        "reason": StringField("依据或理由", [Required()], description="例如：本局 2026 年第 12 次办公会"),
    }
    return type("SettingForm", (BaseForm,), made)
