"""Forms 表单: the base of every form, lists to choose from, and a form made out of the facts that the law declares for an act.

A form checks the shape of what is typed; what the law allows is asked in actions, whose `Refused` is shown at its field. It never
opens a table or a session.
"""

from __future__ import annotations

import dataclasses
import secrets
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, MultipleFileField
from wtforms import (
    Field,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import Choice
from wtforms.validators import Optional, StopValidation
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from arrears import clock
from arrears.law.procedures.form import Fact
from arrears.law.refusal import Refused
from arrears.web.typed import (
    LINE,
    TEXT,
    CountField,
    DateField,
    DateTimeField,
    LineField,
    LinesField,
    MoneyField,
    MonthField,
    TypedField,
)

FEW = 10
"""Up to so many options are laid out to be seen at once (.picks); more go into a list that unfolds."""

OWN = frozenset({"seen", "token", "csrf_token", "occurred_at", "late_reason"})
"""Fields of the form itself: no facts of the act."""


class Required:
    """Demands an answer and names what is missing: 请填写金额。 A line of blanks is none."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __init__(self, message: str = "") -> None:
        self.message = message

    def __call__(self, _form: object, field: Field) -> None:
        given = field.raw_data[0] if field.raw_data else None
        name = getattr(given, "filename", given)  # a file that was not chosen has an empty name
        if name is None or not str(name).strip():
            field.errors = []
            raise StopValidation(self.message or f"请{_verb(field)}{field.label.text}。")


class AtMost:
    """A longest text. No maxlength attribute: a browser would cut what is pasted without a word."""

    def __init__(self, signs: int) -> None:
        self.signs = signs

    def __call__(self, _form: object, field: Field) -> None:
        length = len(field.data or "")
        if length > self.signs:
            raise ValidationError(f"{field.label.text}最多 {self.signs} 字，您写了 {length} 字，请删减或作为附件上传。")


def _verb(field: Field) -> str:
    if isinstance(field, (SelectField, SelectMultipleField)):
        return "选择"
    return "附上" if isinstance(field, (FileField, MultipleFileField)) else "填写"


def tidy(text: str | None) -> str | None:
    """Typed text as stored: one kind of line end, no control signs (PostgreSQL refuses NUL), no blanks at the ends."""
    if text is None:
        return None
    lines = str(text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(s for s in lines if s in "\n\t" or unicodedata.category(s) not in {"Cc", "Cs"}).strip()


def new_token() -> str:
    """A one-time token 一次性标记 of a form: a repeat of it returns the first result."""
    return secrets.token_urlsafe(18)


class ChoiceField(SelectField):
    """A list that unfolds, with an empty first line. Values are text unless `coerce=int`."""

    def __init__(self, label: str = "", validators: Sequence[Any] | None = None, *, blank: str = "请选择", **kwargs: Any) -> None:
        coerce = kwargs.pop("coerce", str)
        kwargs["coerce"] = lambda value: None if value in (None, "") else coerce(value)
        self.blank = blank
        super().__init__(label, validators, **kwargs)

    def iter_choices(self) -> Iterator[Choice]:
        if self.blank:
            yield Choice("", self.blank, self.data is None, {})
        yield from super().iter_choices()

    def pre_validate(self, form: Any) -> None:
        _one_of_the_list(self)


class PicksField(RadioField):
    """A few radios laid out side by side; nothing is chosen beforehand unless `default` says so."""

    def __init__(self, label: str = "", validators: Sequence[Any] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("validate_choice", True)
        super().__init__(label, validators, **kwargs)

    def pre_validate(self, form: Any) -> None:
        _one_of_the_list(self)


class ChecksField(SelectMultipleField):
    """Several boxes to tick; the value is a list."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: Any) -> None:
        known = {choice.value for choice in self.choices or ()}
        if any(value not in known for value in self.data or ()):
            raise ValidationError("有一项不在列表里，请刷新后重选。")


def _one_of_the_list(field: SelectField) -> None:
    if field.data is None or not field.validate_choice:
        return
    if not any(field.coerce(choice.value) == field.data for choice in field.choices or ()):
        raise ValidationError("这一项不在列表里，请重选。")


class SeenField(IntegerField):
    """The version of the proceeding that the person saw; hidden."""

    widget = HiddenInput()


class BaseForm(FlaskForm):
    """Every form: CSRF, Chinese messages, tidy text with a longest length."""

    class Meta(FlaskForm.Meta):
        locales: ClassVar[list[str]] = ["zh"]

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            kind = unbound_field.field_class
            if issubclass(kind, StringField) and not issubclass(kind, (PasswordField, HiddenField, LinesField)):
                options = {**options, "filters": [tidy, *unbound_field.kwargs.get("filters", ())]}
            bound = unbound_field.bind(form=form, **options)
            if issubclass(kind, StringField) and not any(isinstance(v, AtMost) for v in bound.validators):
                bound.validators = [*bound.validators, AtMost(TEXT if issubclass(kind, TextAreaField) else LINE)]
            return bound

    def named(self, name: str) -> Field | None:
        """The field of that name as it is sent; a fact called `facts` or `data` does not hide the form's own methods."""
        return next((field for field in self if field.short_name == name), None)

    def show(self, refusal: Refused) -> None:
        """Put a rule's no at its field, with its source; at the head of the form when the form has no such field."""
        sentence = f"{refusal.sentence}（{refusal.source}）" if refusal.source else refusal.sentence
        field = self.named(refusal.field)
        if field is None or isinstance(field.widget, HiddenInput):
            self.form_errors.append(sentence)
        else:
            field.errors = [*field.errors, sentence]


class ActForm(BaseForm):
    """The form of an act. `gives`: the dataclass that `facts()` builds from the fields of the same names; without it a dict."""

    gives: ClassVar[type | None] = None
    seen = SeenField()
    token = HiddenField()

    def __init__(self, *args: Any, seen: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, seen=seen, **kwargs)
        if not self.token.data:
            self.token.data, self.token.raw_data = new_token(), None

    def facts(self) -> Any:
        """What was typed, as values; an empty text or list is None. Call after validation."""
        values = {f.short_name: _kept(f.data) for f in self if f.short_name not in OWN}
        if self.gives is None:
            return values
        names = {f.name for f in dataclasses.fields(self.gives)}
        return self.gives(**{name: value for name, value in values.items() if name in names})

    def see_again(self, version: int) -> None:
        """After a stale write: the next sending is about the present version. What was typed stays."""
        self.seen.data, self.seen.raw_data = version, None

    def happened_at(self) -> datetime:
        """When the act took place: `occurred_at` if the form asks for it and it is filled, else now."""
        field = self.named("occurred_at")
        moment = field.data if field is not None else None
        return moment if isinstance(moment, datetime) else clock.now()


def _kept(value: Any) -> Any:
    return None if value in ("", (), []) else value


def choices_of(pairs: Mapping[Any, str] | Iterable[tuple[Any, str]]) -> list[SelectChoice]:
    """Options out of code → 中文, in their order."""
    items = pairs.items() if isinstance(pairs, Mapping) else pairs
    return [SelectChoice(value, label) for value, label in items]


def _flag(value: object) -> bool:
    return value in (True, "1", "True")


YES_NO = (("1", "是"), ("0", "否"))

Builder = Callable[[Fact, list[Any], dict[str, Any], Sequence[SelectChoice]], Field]


def _select(fact: Fact, rules: list[Any], common: dict[str, Any], options: Sequence[SelectChoice]) -> Field:
    coerce: Callable[[Any], Any] = int if options and all(isinstance(option.value, int) for option in options) else str
    if fact.repeats:
        return ChecksField(fact.label, rules, choices=list(options), coerce=coerce, **common)
    if len(options) <= FEW and fact.type == "code" and not fact.optional:
        return PicksField(fact.label, rules, choices=list(options), coerce=coerce, **common)
    return ChoiceField(fact.label, rules, choices=list(options), coerce=coerce, **common)


def _text(kind: type[Field]) -> Builder:
    def build(fact: Fact, rules: list[Any], common: dict[str, Any], _options: Sequence[SelectChoice]) -> Field:
        if not fact.repeats:
            return kind(fact.label, rules, **common)
        each = kind if issubclass(kind, TypedField) else None
        return LinesField(fact.label, rules, kind=each, description="一行写一个", **common)

    return build


def _file(fact: Fact, rules: list[Any], common: dict[str, Any], _options: Sequence[SelectChoice]) -> Field:
    return (MultipleFileField if fact.repeats else FileField)(fact.label, rules, **common)


def _bool(fact: Fact, rules: list[Any], common: dict[str, Any], _options: Sequence[SelectChoice]) -> Field:
    return PicksField(fact.label, rules, choices=choices_of(YES_NO), coerce=_flag, **common)


BUILDERS: Mapping[str, Builder] = {
    "str": _text(LineField), "text": _text(TextAreaField), "int": _text(CountField), "yuan": _text(MoneyField),
    "date": _text(DateField), "dt": _text(DateTimeField), "month": _text(MonthField), "bool": _bool, "file": _file,
    "code": _select, "user": _select, "body": _select, "clock": _select, "lead": _select, "proceeding": _select,
    "party": _select, "claim": _select,
}  # fmt: skip
"""Type of a fact → the field that asks for it. `row` is missing on purpose: repeating lines have a form of their own."""

DEFAULTS: Mapping[str, Callable[[], Any]] = {"now": clock.now, "today": clock.today}


def generic_form(
    facts: Sequence[Fact],
    *,
    codes: Callable[[str], Mapping[str, str]],
    choices: Mapping[str, Sequence[SelectChoice]] | None = None,
    defaults: Mapping[str, Any] | None = None,
    occurred: bool = False,
) -> type[ActForm]:
    """A form class that asks for these facts, in their order.

    `codes`: list name → code → 中文 (`arrears.law.codes.codes`). `choices`: fact name → options, for users, bodies, parties,
    clocks …; `SelectChoice(12, "孙志刚")` with a number gives a number back. `defaults`: fact name → value. `occurred`: also
    ask when the act took place (`occurred_at`, now if left alone) and why it is entered late (`late_reason`). KeyError for a
    type or for options that are missing: an act with rows needs its own form.
    """
    given, preset = choices or {}, defaults or {}
    fields: dict[str, Any] = {_attribute(fact.name): _field(fact, codes, given, preset) for fact in facts}
    if occurred:
        fields["occurred_at"] = DateTimeField(
            "发生时间", [Optional(), _not_later_than_now], prefer="past", description="实际办这一步的时间；不填就是现在"
        )
        fields["late_reason"] = LineField("补录理由", [Optional()], description="发生时间不是今天的，写明为什么今天才录")
    return type("GenericActForm", (ActForm,), fields)


def _field(
    fact: Fact,
    codes: Callable[[str], Mapping[str, str]],
    choices: Mapping[str, Sequence[SelectChoice]],
    preset: Mapping[str, Any],
) -> Field:
    builder = BUILDERS[fact.type]
    options: Sequence[SelectChoice] = ()
    if builder is _select:
        options = choices[fact.name] if fact.name in choices else choices_of(codes(_list_of(fact)))
    rules = [Optional()] if fact.optional else [Required()]
    common: dict[str, Any] = {"name": fact.name}
    default = preset.get(fact.name, DEFAULTS.get(fact.default or "", fact.default))
    if default is not None:
        common["default"] = default
    return builder(fact, rules, common, options)


def _attribute(name: str) -> str:
    """The attribute that holds the field of a fact; `facts` 事实和理由 must not hide the method of that name."""
    return f"{name}_" if hasattr(ActForm, name) or name in {"meta", "form_errors"} else name


def _list_of(fact: Fact) -> str:
    if fact.codes is None:
        raise KeyError(f"{fact.name}: options for {fact.type} are not given")
    return fact.codes


def _not_later_than_now(_form: object, field: TypedField) -> None:
    if field.data is not None and field.data > clock.now():
        raise ValidationError("发生时间不能晚于现在，请填写实际办的时间。")
