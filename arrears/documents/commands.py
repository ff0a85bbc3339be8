"""Commands 命令: `arrears fonts build`. cli.py finds the group by name; nothing here is imported by the web process."""

from __future__ import annotations

from pathlib import Path

import click

from arrears.documents import fonts as font_sets


@click.group()
def fonts() -> None:
    """打印文书的字体。"""


@fonts.command()
@click.option("--dir", "directory", type=click.Path(path_type=Path), help="存放裁剪后字体的目录（默认 instance/fonts）")
def build(directory: Path | None) -> None:
    """生成打印文书所需的字体；已有则跳过。"""
    try:
        font_sets.build(directory, click.echo)
    except font_sets.FontsMissing as missing:
        raise click.ClickException(str(missing)) from missing
