"""`arrears api`: tokens of platforms, made and ended by the administrator. A token is shown once."""

from __future__ import annotations

import click

from arrears.commandline import ChineseGroup


@click.group(cls=ChineseGroup)
def api() -> None:
    """平台接口：令牌的签发、查看、停用。"""


@api.group(cls=ChineseGroup)
def token() -> None:
    """令牌：每个平台、每个机构一个。"""


def _open_house() -> None:
    from arrears import db
    from arrears.config import settings

    db.bind(settings().database_url)


@token.command("create")
@click.option("--source", required=True, help="来源代码，如 12345、12333、national。")
@click.option("--body", required=True, help="承办机构代码，如 tz。")
@click.option("--name", default="", help="平台名称，写在记录里。")
@click.option("--callback", default="", help="回调地址，须在 ARREARS_WEBHOOK_URLS 允许的范围内。")
@click.option("--per-minute", default=1200, type=click.IntRange(1, 100_000), help="每分钟最多接收多少件。")
def create(source: str, body: str, name: str, callback: str, per_minute: int) -> None:
    """签发令牌；只显示这一次。"""
    from arrears.api import actions
    from arrears.law.refusal import Refused

    _open_house()
    try:
        made = actions.create_token(source, body, name=name, callback_url=callback, per_minute=per_minute)
    except Refused as refusal:
        raise click.ClickException(refusal.sentence) from None
    click.echo(f"令牌编号：{made.token_id}\n令牌：{made.token}")
    if callback:
        click.echo(f"回调密钥：{made.secret}")
    click.echo("请立即交给对方保存，系统不再显示。")


@token.command("list")
def list_tokens() -> None:
    """列出令牌（不显示令牌本身）。"""
    from arrears.api import queries

    _open_house()
    for row in queries.tokens():
        click.echo("\t".join(str(part) for part in row))


@token.command("revoke")
@click.argument("token_id", metavar="编号", type=int)
def revoke(token_id: int) -> None:
    """停用令牌。"""
    from arrears.api import actions

    _open_house()
    if not actions.revoke_token(token_id):
        raise click.ClickException("没有这个编号的有效令牌。")
    click.echo("已停用。")
