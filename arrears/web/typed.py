"""Fields that accept what people type 输入字段: date, time, month, money, phone, identity number, whole number, lines.

Each keeps the text as typed when it is wrong, says what was understood (`echo`) when it is right, and has `warnings` for what
should be looked at but does not stop anybody. The reading itself is `arrears.web.parse`; nothing here knows what a field is for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, ClassVar

from wtforms import Field, StringField, TextAreaField, ValidationError
from wtforms.widgets import TextInput

from arrears import clock
from arrears.web import parse, zh
from arrears.web.parse.dates import Prefer

LINE, TEXT = 200, 20_000
"""Most characters of a line and of a text; the same limits as `cases` checks for facts."""


class TypedField(Field):
    """A line of text that stands for a value. Subclasses say how it is read, shown and echoed."""

    widget = TextInput()
    width: ClassVar[str] = "w-12ch"
    attributes: ClassVar[dict[str, Any]] = {"autocomplete": "off"}

    def __init__(self, label: str = "", validators: Sequence[Any] | None = None, **kwargs: Any) -> None:
        kwargs["render_kw"] = {**self.attributes, **(kwargs.get("render_kw") or {})}
        super().__init__(label, validators, **kwargs)
        self.warnings: tuple[str, ...] = ()

    def read(self, text: str) -> Any:
        """The value. Raises NotUnderstood."""
        raise NotImplementedError

    def show(self, value: Any) -> str:
        """The value in the box when nothing has been typed yet."""
        return str(value)

    def told(self, value: Any) -> str:
        """What was understood, for the line under the box; empty: nothing to add."""
        return ""

    @property
    def echo(self) -> str:
        """Shown by the field macro; never for a text that was not understood."""
        return "" if self.data is None or self.errors else self.told(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data, self.warnings = None, ()
        text = valuelist[0] if valuelist else ""
        if not text.strip():
            return
        try:
            self.data = self.read(text)
        except parse.NotUnderstood as reason:
            raise ValueError(str(reason)) from None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.show(self.data)


class DateField(TypedField):
    """A day. `prefer`: past for what has happened, future for what will be, none for either; matters only without a year."""

    def __init__(self, label: str = "", validators: Sequence[Any] | None = None, *, prefer: Prefer = None, **kwargs: Any) -> None:
        super().__init__(label, validators, **kwargs)
        self.prefer: Prefer = prefer

    def read(self, text: str) -> date:
        return parse.read_date(text, clock.today(), prefer=self.prefer)

    def show(self, value: date) -> str:
        return zh.ymd(value)

    def told(self, value: date) -> str:
        return f"{zh.zh_date(value)} {zh.weekday(value)}"


class DateTimeField(TypedField):
    """An instant, aware, in Beijing time. `at`: the time that a day alone stands for; without it a time is asked for."""

    width = "w-20ch"

    def __init__(
        self,
        label: str = "",
        validators: Sequence[Any] | None = None,
        *,
        prefer: Prefer = None,
        at: time | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.prefer: Prefer = prefer
        self.at = at

    def read(self, text: str) -> datetime:
        return parse.read_datetime(text, clock.now(), prefer=self.prefer, at=self.at)

    def show(self, value: datetime) -> str:
        return f"{zh.ymd(value)} {zh.hm(value)}"

    def told(self, value: datetime) -> str:
        return f"{zh.zh_date(value)} {zh.weekday(value)} {zh.hm(value)}"


class MonthField(TypedField):
    """A month of wages; the value is its first day."""

    width = "w-8ch"

    def __init__(
        self,
        label: str = "",
        validators: Sequence[Any] | None = None,
        *,
        prefer: Prefer = "past",
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.prefer: Prefer = prefer

    def read(self, text: str) -> date:
        return parse.read_month(text, clock.today(), prefer=self.prefer).first

    def show(self, value: date) -> str:
        return f"{value.year}年{value.month}月"

    def told(self, value: date) -> str:
        return f"{value.year}年{value.month}月"


class MoneyField(TypedField):
    """An amount in yuan, two places; the line under the box says it in figures and capitals."""

    attributes: ClassVar[dict[str, Any]] = {"autocomplete": "off", "inputmode": "text"}

    def read(self, text: str) -> Decimal:
        return parse.read_money(text)

    def show(self, value: Decimal) -> str:
        return zh.amount(value)

    def told(self, value: Decimal) -> str:
        return f"{zh.money(value)}　{zh.daxie(value)}"


class CountField(TypedField):
    """A whole number between two ends, both allowed."""

    width = "w-4ch"
    attributes: ClassVar[dict[str, Any]] = {"autocomplete": "off", "inputmode": "numeric"}

    def __init__(
        self,
        label: str = "",
        validators: Sequence[Any] | None = None,
        *,
        low: int = 0,
        high: int = 1_000_000_000,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.low, self.high = low, high

    def read(self, text: str) -> int:
        return parse.read_count(text, what=self.label.text or "这一项", low=self.low, high=self.high)


class PhoneField(TypedField):
    """A telephone number as digits. Never kept in the browser (data-private)."""

    attributes: ClassVar[dict[str, Any]] = {"autocomplete": "off", "inputmode": "tel", "data-private": ""}

    def read(self, text: str) -> str:
        return parse.read_phone(text)


class CheckedNumberField(TypedField):
    """A number with a checksum: a wrong sum is a warning, not an error."""

    width = "w-20ch"
    attributes: ClassVar[dict[str, Any]] = {"autocomplete": "off", "spellcheck": "false", "data-private": ""}

    def checked(self, text: str) -> parse.Read:
        """The number and its warning. Raises NotUnderstood."""
        raise NotImplementedError

    def read(self, text: str) -> str:
        found = self.checked(text)
        self.warnings = (found.warning,) if found.warning else ()
        return found.value


class IdNumberField(CheckedNumberField):
    """An identity number 公民身份号码. Never kept in the browser."""

    def checked(self, text: str) -> parse.Read:
        return parse.read_id_number(text, clock.today())


class CreditCodeField(CheckedNumberField):
    """A unified social credit code 统一社会信用代码."""

    attributes: ClassVar[dict[str, Any]] = {"autocomplete": "off", "spellcheck": "false"}

    def checked(self, text: str) -> parse.Read:
        return parse.read_credit_code(text)


class LineField(StringField):
    """One line of text, blanks at the ends taken off (forms.py does it for every text field)."""


class LinesField(TextAreaField):
    """Several entries, one a line; the value is a tuple of those that are not empty.

    `kind`: the typed field whose reading each line takes (dates, amounts); without it a line is its text.
    """

    def __init__(
        self,
        label: str = "",
        validators: Sequence[Any] | None = None,
        *,
        kind: type[TypedField] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, **kwargs)
        reader = kind(label).bind(None, "line", _meta=self.meta) if kind else None
        self.read: Callable[[str], Any] = reader.read if reader else str
        self.show: Callable[[Any], str] = reader.show if reader else str

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = ()
        values = []
        for number, line in enumerate(valuelist[0].splitlines() if valuelist else (), 1):
            if not line.strip():
                continue
            try:
                values.append(self.read(line.strip()))
            except parse.NotUnderstood as reason:
                raise ValueError(f"第 {number} 行：{reason}") from None
        self.data = tuple(values)

    def process_data(self, value: Any) -> None:
        self.data = tuple(value or ())

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else "\n".join(map(self.show, self.data or ()))


def not_after_today(_form: object, field: Field) -> None:
    """Refuses a day or an instant that has not come yet: for what has happened."""
    value = field.data
    if value is None:
        return
    limit, word = (clock.now(), "现在") if isinstance(value, datetime) else (clock.today(), "今天")
    if value > limit:
        raise ValidationError(f"{field.label.text}不能晚于{word}，请填写实际的时间。")


def not_before_today(_form: object, field: Field) -> None:
    """Refuses a day or an instant that is over: for what is to be arranged."""
    value = field.data
    if value is None:
        return
    if value < (clock.now() if isinstance(value, datetime) else clock.today()):
        raise ValidationError(f"{field.label.text}已经过去，请改成以后的时间。")
