"""`arrears import FILE --source S [--dry-run] [--json]`: read a file and say what would be, or was, taken in.

With --dry-run nothing is written and no database is opened. Without it the rows go to `arrears.intake.imports.run`,
which is looked up only then. A roster is recognised by its headings. Exit code 0: read; 1: the file was refused.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from .export import bad_rows_xlsx
from .leads import read
from .refusal import FileRefused
from .result import Sheet
from .roster import Roster, read_roster
from .sameness import EarlierRows, Known

SOURCES = (
    "12345",
    "12333",
    "national",
    "counter",
    "letter",
    "board",
    "transfer",
    "online",
    "patrol",
    "court",
    "inspection",
    "legal_aid",
    "union",
)
ROSTER = "roster"
_IMPORTS = "arrears.intake.imports"


def read_any(
    path: Path,
    source: str,
    *,
    known: Known | None = None,
    mapping: Mapping[str, str | None] | None = None,
    sheet: str | None = None,
) -> Sheet | Roster:
    """A table of leads, or a roster where the source says so or the headings are a roster's. Raises FileRefused."""
    if source == ROSTER:
        return read_roster(path, path.name, mapping=mapping, sheet=sheet)
    try:
        return read(path, path.name, source, mapping=mapping, known=known, sheet=sheet)
    except FileRefused as refusal:
        try:
            return read_roster(path, path.name, mapping=mapping, sheet=sheet)
        except FileRefused:
            raise refusal from None


def earlier_rows(files: tuple[Path, ...], source: str) -> EarlierRows:
    """Rows of files that count as imported before. A file may be led by its source: `12345:导出.xlsx`."""
    known = EarlierRows()
    for file in files:
        own, found, path = str(file).partition(":")
        told = own if found and own in SOURCES else source
        place = Path(path) if told == own and found else file
        known.add(told, place.name, read(place, place.name, told, known=known).rows)
    return known


@click.command("import", help="读入线索表或花名册（.xlsx、.xls、.csv）。")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--source", required=True, help=f"来源：{'、'.join(SOURCES)}；花名册用 {ROSTER}。")
@click.option("--dry-run", is_flag=True, help="只读不写，不需要数据库。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出结果。")
@click.option(
    "--after",
    "after",
    multiple=True,
    type=click.Path(path_type=Path),
    help="视为以前已经导入的文件，用于查重；可写成 来源:文件，可重复。",
)
@click.option("--map", "pairs", multiple=True, metavar="列=字段", help="指定列的含义，列可写标题、列字母或从 0 起的序号。")
@click.option("--sheet", help="要读的工作表名。")
@click.option("--rejected-to", type=click.Path(path_type=Path), help="把未接收的行连同原因写成 .xlsx。")
def import_command(
    file: Path,
    source: str,
    dry_run: bool,
    as_json: bool,
    after: tuple[Path, ...],
    pairs: tuple[str, ...],
    sheet: str | None,
    rejected_to: Path | None,
) -> None:
    """The command itself; see the module."""
    if source != ROSTER and source not in SOURCES:
        raise click.BadParameter(f"“{source}”不是已知的来源，可用：{'、'.join((*SOURCES, ROSTER))}。", param_hint="--source")
    mapping = _mapping(pairs)
    if not dry_run:
        _run(file, source, mapping, sheet, as_json)
        return
    try:
        table = read_any(file, source, known=earlier_rows(after, source) if after else None, mapping=mapping, sheet=sheet)
    except FileRefused as refusal:
        _say_refused(file, refusal, as_json)
        raise SystemExit(1) from None
    if rejected_to is not None:
        rejected_to.write_bytes(bad_rows_xlsx(table))
    click.echo(json.dumps(table.as_json(), ensure_ascii=False) if as_json else summary(table))


def _mapping(pairs: tuple[str, ...]) -> dict[str, str | None]:
    mapping: dict[str, str | None] = {}
    for pair in pairs:
        column, found, name = pair.rpartition("=")
        if not found:
            raise click.BadParameter(f"“{pair}”应写成 列=字段，例如 C=employer。", param_hint="--map")
        mapping[column] = name or None
    return mapping


def _run(file: Path, source: str, mapping: Mapping[str, str | None], sheet: str | None, as_json: bool) -> None:
    """Hand over to the importer, when there is one."""
    if importlib.util.find_spec(_IMPORTS) is None:
        raise click.ClickException("这个版本只能试读：请加上 --dry-run（只读不写，不需要数据库）。")
    outcome = importlib.import_module(_IMPORTS).run(file, source, mapping=mapping, sheet=sheet)
    answer = outcome.as_json() if hasattr(outcome, "as_json") else outcome
    click.echo(json.dumps(answer, ensure_ascii=False) if as_json else str(outcome))


def _say_refused(file: Path, refusal: FileRefused, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(refused_json(file.name, refusal), ensure_ascii=False))
    else:
        click.echo(f"文件“{file.name}”没有读入：{refusal.reason}。", err=True)


def refused_json(name: str, refusal: FileRefused) -> dict[str, Any]:
    """The contract's shape for a file refused as a whole."""
    empty: dict[str, Any] = {key: [] for key in ("rejected", "held", "duplicates", "rows")}
    return (
        {"file": name, "sheet": refusal.sheet, "header_row": None, "refused": refusal.reason, "accepted": 0}
        | empty
        | {"columns": refusal.columns}
    )


def summary(table: Sheet | Roster) -> str:
    """What a person reads in the terminal."""
    lines = [
        f"{table.file}，工作表“{table.sheet}”，标题在第 {table.header_row} 行。",
        "列对应：" + "，".join(f"{c.letter}“{c.heading}”→{c.label}" for c in table.columns if c.field and c.kind != "skip"),
        f"可接收 {table.accepted} 行，未接收 {len(table.rejected)} 行，待更正 {len(table.held)} 行。",
    ]
    lines += [f"  未接收：{b.message}。" for b in table.rejected]
    lines += [f"  待更正：{b.message}。" for b in table.held]
    if isinstance(table, Sheet):
        lines.append(
            f"可能重复 {len(table.duplicates)} 行，以前已导入 {len(table.already)} 行；"
            f"人数合计 {table.totals['workers']} 人，金额合计 {table.totals['amount']:,.2f} 元。"
        )
        lines += [f"  可能重复：第 {d.row} 行与“{d.of.file or '已有工单'}”的第 {d.of.row} 行，{d.why}。" for d in table.duplicates]
    else:
        lines.append(
            f"应发合计 {table.totals['gross_due']:,.2f} 元，已发合计 {table.totals['paid']:,.2f} 元，"
            f"欠发合计 {table.totals['owed']:,.2f} 元。"
        )
    lines += [f"  不是数据：第 {i.row} 行（{i.why}）。" for i in table.ignored]
    lines += [f"注意：{n}" for n in table.notices]
    return "\n".join(lines)
