"""JSON lines in, one answer a line out, in the same order: the form of every batch command.

A line that is no JSON object ends the batch with exit status 2 and its number; the answers before it stand. Numbers with a
point are read as Decimal: an amount never becomes a float.
"""

import json
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal

import click

Answer = Callable[[dict[str, object]], dict[str, object]]


class BadLine(click.UsageError):
    """A line of standard input that is no JSON object."""


def answer_lines(answer: Answer) -> None:
    """Answer each line of standard input on standard output."""
    out = sys.stdout.buffer
    for line in read_lines():
        out.write(written(answer(line)))
        out.flush()


def read_lines() -> Iterator[dict[str, object]]:
    """The objects of standard input, one a line; blank lines are passed over. Raises BadLine with the number of the line."""
    for number, raw in enumerate(sys.stdin.buffer, start=1):
        try:
            text = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip()
            line = json.loads(text, parse_float=Decimal, parse_constant=Decimal) if text else None
        except (ValueError, RecursionError):
            raise BadLine(f"第 {number} 行不是 JSON。") from None
        if not text:
            continue
        if not isinstance(line, dict):
            raise BadLine(f'第 {number} 行应为 JSON 对象，例如 {{"id": 1}}。')
        yield line


def written(value: object) -> bytes:
    """One line of JSON in UTF-8."""
    text = json.dumps(value, ensure_ascii=False, default=_plain)
    try:
        return f"{text}\n".encode()
    except UnicodeEncodeError:  # a lone surrogate in an id: keep it escaped
        return f"{json.dumps(value, default=_plain)}\n".encode()


def _plain(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else str(value)
