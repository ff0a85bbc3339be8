"""`arrears demo make|logins|refresh`: the demonstration at the command line. Quick where there is nothing to do."""

from __future__ import annotations

import time
import unicodedata

import click

from arrears import clock, db
from arrears.commandline import ChineseGroup
from arrears.config import Settings, settings
from arrears.demo import marker

SEED = 20260301


@click.group("demo", cls=ChineseGroup)
def demo() -> None:
    """演示数据：生成、重做、列出登录账号。"""


def _bind() -> Settings:
    current = settings()
    db.bind(current.database_url)
    return current


def _make(current: Settings, seed: int) -> None:
    """Make the demonstration in an empty house. The mark says 'unfinished' until it is done."""
    from arrears.demo import house, making, papers

    today = clock.today()
    started = time.monotonic()
    marker.write(current, marker.Mark(seed, today.isoformat(), ready=False))
    with house.in_a_hurry():
        making.make(seed, today, lambda line: click.echo(f"    {line}"))
        waiting = papers.open_cases_first()
    marker.write(current, marker.Mark(seed, today.isoformat(), ready=True))
    click.echo(f"==> 演示数据已生成，用时 {time.monotonic() - started:.0f} 秒；文书 {waiting} 份，启动后在后台打印，先打印在办案件的")


@demo.command("make")
@click.option("--seed", default=SEED, show_default=False, help="随机种子；同一天同一种子生成同样的数据。")
def make(seed: int) -> None:
    """首次生成演示数据；已经有数据的不动。"""
    current = settings()
    mark = marker.read(current)
    if mark is not None and mark.ready:
        return
    from arrears.demo import house

    db.bind(current.database_url)
    if not house.is_ready():
        raise click.ClickException("数据库还没有建好。请先执行 arrears db upgrade。")
    if mark is None and not house.is_empty():
        click.echo("==> 已有用户和数据，不生成演示数据。")
        return
    if mark is not None:
        click.echo("==> 上次演示数据没有生成完，重新生成。")
        house.drop(current)
    click.echo("==> 生成演示数据（约半分钟）")
    _make(current, seed)


@demo.command("refresh")
@click.option("--yes", is_flag=True, help="不再询问。")
@click.option("--seed", default=None, type=int, help="换一个随机种子。")
def refresh(yes: bool, seed: int | None) -> None:
    """清除演示数据并按今天重新生成；只对演示系统有效。"""
    current = settings()
    mark = marker.read(current)
    if mark is None:
        raise click.ClickException(f"{current.instance} 不是演示系统，没有改动任何数据。")
    if not yes and not click.confirm("将清除这套演示系统里的全部案件、人员和文件，按今天重新生成，是否继续？", default=False):
        click.echo("没有改动。")
        return
    from arrears.demo import house

    _bind()
    house.drop(current)
    _make(current, seed if seed is not None else mark.seed or SEED)


@demo.command("logins")
def logins() -> None:
    """列出演示账号；不是演示系统的什么也不显示。"""
    from arrears.demo import people

    if marker.read(settings()) is None:
        return
    named = {person.account: person for person in people.everybody()}
    place = dict(_PLACES)
    click.echo(f"\n演示账号（密码都是 {people.PASSWORD}）")
    for account in people.SHOWN:
        person = named[account]
        click.echo(f"  {_padded(account, 13)}{_padded(person.name, 9)}{_padded(place.get(person.body, ''), 12)}{person.words}")
    click.echo(f"其余 {len(named) - len(people.SHOWN)} 个账号见“用户和岗位”（用 luyan 登录）。\n")


_PLACES = (
    ("city", "北京市"), ("tongzhou", "通州区"), ("chaoyang", "朝阳区"), ("haidian", "海淀区"), ("majuqiao", "马驹桥镇站"),
)  # fmt: skip


def _padded(text: str, width: int) -> str:
    """Text padded to a width in columns; a Chinese character takes two."""
    taken = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
    return text + " " * max(1, width - taken)
