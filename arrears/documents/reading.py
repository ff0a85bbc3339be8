"""Reading facts 读写要素: typed values of a paper from plain JSON and back, and what is asked of any of them: digest, names, texts.

Knows types, no kind of paper. A value of the wrong type is refused with its place. Asked by kind, paper, actions, the checks.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import typing
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from arrears.documents.facts import Name


class Unreadable(ValueError):
    """A fact that is not of its type; `path` says where (claims[2].amount)."""

    def __init__(self, path: str, expected: str) -> None:
        super().__init__(f"文书要素 {path} 不是{expected}。")
        self.path = path


PLAIN: dict[Any, tuple[str, Any]] = {
    str: ("文字", str),
    bool: ("是否", bool),
    int: ("整数", int),
    Decimal: ("金额", Decimal),
    date: ("日期", date.fromisoformat),
    datetime: ("时间", datetime.fromisoformat),
}


def read(kind: Any, value: Any, path: str) -> Any:
    """`value` as the type `kind`: dataclasses from mappings, tuples from lists, dates and amounts from text.

    A value that already has the type passes. Raises Unreadable with the place. Floats are refused as amounts.
    """
    kind = getattr(kind, "__supertype__", kind)
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return _read_union(kind, value, path)
    if typing.get_origin(kind) in (list, tuple):
        if isinstance(value, str) or not hasattr(value, "__iter__"):
            raise Unreadable(path, "清单")
        return tuple(read(typing.get_args(kind)[0], item, f"{path}[{n}]") for n, item in enumerate(value, 1))
    if dataclasses.is_dataclass(kind):
        return _read_dataclass(typing.cast(type, kind), value, path)
    label, make = PLAIN[kind]
    if type(value) is kind:
        return value
    if kind is Decimal and isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if not isinstance(value, str) or kind in (bool, int):
        raise Unreadable(path, label)
    try:
        return make(value)
    except ArithmeticError as bad:
        raise Unreadable(path, label) from bad
    except ValueError as bad:
        raise Unreadable(path, label) from bad


def _read_union(kind: Any, value: Any, path: str) -> Any:
    choices = [choice for choice in typing.get_args(kind) if choice is not type(None)]
    if value is None:
        if len(choices) < len(typing.get_args(kind)):
            return None
        raise Unreadable(path, "可空的值")
    if len(choices) == 1:
        return read(choices[0], value, path)
    if isinstance(value, tuple(choices)):
        return value
    named = value.get("kind") if isinstance(value, Mapping) else None
    for choice in choices:
        if choice.kind == named:
            return read(choice, value, path)
    raise Unreadable(path, "当事人")


def _read_dataclass(kind: type, value: Any, path: str) -> Any:
    if isinstance(value, kind):
        return value
    if not isinstance(value, Mapping):
        raise Unreadable(path, kind.__name__)
    hints = typing.get_type_hints(kind)
    known = {f.name for f in dataclasses.fields(kind)}
    for name in value:
        if name not in known:
            raise Unreadable(f"{path}.{name}", "已知的要素")
    try:
        return kind(**{name: read(hints[name], item, f"{path}.{name}") for name, item in value.items()})
    except TypeError as missing:
        raise Unreadable(path, f"完整的 {kind.__name__}") from missing


def plain(value: Any) -> Any:
    """The value as JSON takes it; `read` gives it back."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def digest(facts: Mapping[str, Any]) -> str:
    """SHA-256 of the facts in canonical JSON: `facts_hash` of the document row."""
    text = json.dumps(plain(facts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def names(value: Any, kind: Any = None) -> Iterator[str]:
    """Every person's name in the value: the print never splits them."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        hints = typing.get_type_hints(type(value))
        for f in dataclasses.fields(value):
            yield from names(getattr(value, f.name), hints[f.name])
    elif isinstance(value, list | tuple):
        inner = typing.get_args(kind)[:1] if kind else ()
        for item in value:
            yield from names(item, inner[0] if inner else None)
    elif kind is Name and value:
        yield value


def strings(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text in the value with its place: what the checks look for in the finished page."""
    if isinstance(value, str):
        yield path, value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for f in dataclasses.fields(value):
            yield from strings(getattr(value, f.name), f"{path}.{f.name}")
    elif isinstance(value, list | tuple):
        for n, item in enumerate(value, 1):
            yield from strings(item, f"{path}[{n}]")
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from strings(item, name)
