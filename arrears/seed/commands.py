"""`arrears seed --cases N`: many plausible cases, for measuring. Refuses a production house."""

from __future__ import annotations

import click

from arrears import db
from arrears.commandline import ChineseCommand
from arrears.config import settings


@click.command("seed", cls=ChineseCommand)
@click.option("--cases", default=10_000, help="件数。")
@click.option("--seed", "number", default=1, help="随机种子。")
def seed(cases: int, number: int) -> None:
    """批量生成线索和调解案件，供测速使用；正式环境拒绝执行。"""
    if settings().production:
        raise click.ClickException("正式环境（ARREARS_PRODUCTION=1）不能生成测速数据。")
    if not 1 <= cases <= 5_000_000:
        raise click.ClickException("件数应在 1 到 5,000,000 之间。")
    from arrears.seed import people, writing

    db.bind(settings().database_url)
    if not writing.has_schema():
        raise click.ClickException("数据库还没有建好。请先执行 arrears db upgrade。")
    took = writing.seed(cases, number, lambda done, seconds: click.echo(f"    {done:>9,} 件  {seconds:6.1f} 秒"))
    click.echo(f"==> 已生成 {cases:,} 件，用时 {took:.0f} 秒。账号如 head-tongzhou、clerk-tongzhou、head-city，密码 {people.PASSWORD}")
