"""Parts of addresses 网址参数: every parameter is typed, so that a strange one is a page that does not exist, not an error."""

from __future__ import annotations

from datetime import date

from werkzeug.routing import BaseConverter, ValidationError


class TokenConverter(BaseConverter):
    """Letters, digits, hyphen, underscore: ids of acts, values, bodies."""

    regex = r"[A-Za-z0-9_-]{1,80}"


class DateConverter(BaseConverter):
    """A day, written 2026-03-05."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise ValidationError from error

    def to_url(self, value: date) -> str:
        return value.isoformat()
