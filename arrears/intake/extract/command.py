"""`arrears extract`: narratives as JSON lines in, the fields of the contract as JSON lines out. Needs no database and no configuration."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Any, TextIO

import click

CHANNELS = ("12345", "12333", "national", "counter", "letter", "board", "transfer")


class MalformedLine(click.ClickException):
    """A line that is no record; the process ends with status 2."""

    exit_code = 2

    def show(self, file: TextIO | None = None) -> None:  # type: ignore[override]
        click.echo(f"错误：{self.message}", err=True)


def _record(line: str, number: int) -> dict[str, Any]:
    """One input line, checked. Raises MalformedLine, naming the line and what is wrong with it."""
    try:
        record = json.loads(line)
    except ValueError:
        raise MalformedLine(f"第 {number} 行不是 JSON，请检查该行的引号和括号。") from None
    if not isinstance(record, dict):
        raise MalformedLine(f'第 {number} 行应是一个对象 {{"id", "channel", "text", "received_on"}}。')
    for key in ("id", "channel", "text", "received_on"):
        if not isinstance(record.get(key), str) or (key == "id" and not record[key]):
            raise MalformedLine(f"第 {number} 行缺少文本字段 {key}。")
    if record["channel"] not in CHANNELS:
        raise MalformedLine(f"第 {number} 行的 channel 应是 {'、'.join(CHANNELS)} 之一，现为 {record['channel']}。")
    try:
        date.fromisoformat(record["received_on"])
    except ValueError:
        raise MalformedLine(f"第 {number} 行的 received_on 应写作 2026-03-10，现为 {record['received_on']}。") from None
    return record


def read_lines(source: Any) -> list[dict[str, Any]]:
    """All records of a binary stream of JSON lines. Empty lines are passed over; an id may stand once only."""
    records, seen = [], {}
    for number, raw in enumerate(source, 1):
        try:
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip()
        except UnicodeDecodeError:
            raise MalformedLine(f"第 {number} 行不是 UTF-8 编码，请另存为 UTF-8。") from None
        if not line:
            continue
        record = _record(line, number)
        if record["id"] in seen:
            raise MalformedLine(f"第 {number} 行的 id {record['id']} 与第 {seen[record['id']]} 行重复。")
        seen[record["id"]] = number
        records.append(record)
    return records


@click.command("extract", help="从工单文本抽取字段：读入 JSON 行，写出 JSON 行。")
@click.argument("source", type=click.File("rb"), default="-", metavar="[文件]")
@click.option("--output", "-o", type=click.Path(dir_okay=False, writable=True), default="-", help="写到文件（缺省为标准输出）。")
def extract_command(source: Any, output: str) -> None:
    from arrears.intake.extract import extract_file

    results = extract_file(read_lines(source))
    lines = "".join(json.dumps(result, ensure_ascii=False) + "\n" for result in results)
    if output == "-":
        sys.stdout.buffer.write(lines.encode("utf-8"))
        sys.stdout.buffer.flush()
    else:
        with open(output, "w", encoding="utf-8", newline="\n") as handle:
            handle.write(lines)


if __name__ == "__main__":
    extract_command()
