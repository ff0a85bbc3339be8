"""`arrears db`: the schema of the database, by hand: upgrade and state. Called by `make serve`; knows no table."""

from __future__ import annotations

import click

from arrears.commandline import ChineseGroup


@click.group("db", cls=ChineseGroup)
def database() -> None:
    """数据库结构：升级、查看。"""


@database.command("upgrade")
def upgrade() -> None:
    """升级到本版本的结构；已是最新的不动。"""
    from sqlalchemy.exc import SQLAlchemyError

    from arrears import db, migrate
    from arrears.config import settings

    settings().instance.mkdir(parents=True, exist_ok=True)
    engine = db.bind(settings().database_url)
    try:
        before = migrate.revision_of(engine)
        if before == migrate.head() and migrate_is_whole(engine):
            return
        migrate.upgrade(engine)
    except SQLAlchemyError as problem:
        cause = str(getattr(problem, "orig", None) or problem).splitlines()[0]
        raise click.ClickException(f"数据库升级没有成功（{cause}），原来的数据没有改动。可用 arrears doctor 检查。") from problem
    click.echo(f"==> 数据库结构：{before or '空库'} → {migrate.head()}")


def migrate_is_whole(engine: object) -> bool:
    """Whether the guards of this version stand, too."""
    from sqlalchemy import Engine

    from arrears import migrate

    assert isinstance(engine, Engine)
    with engine.connect() as connection:
        return migrate.expected_guards(engine.dialect.name) <= migrate.standing_guards(connection)


@database.command("revision")
def revision() -> None:
    """显示数据库和程序的结构版本。"""
    from arrears import db, migrate
    from arrears.config import settings

    found = migrate.revision_of(db.bind(settings().database_url))
    click.echo(f"数据库 {found or '（空）'}，程序 {migrate.head()}")


@database.command("downgrade")
@click.argument("revision", metavar="版本")
@click.option("--yes", is_flag=True, help="不再询问。")
def downgrade(revision: str, yes: bool) -> None:
    """降级到一个旧版本，例如 base；新结构里的数据会丢失，请先备份。"""
    from alembic.util import CommandError
    from sqlalchemy.exc import SQLAlchemyError

    from arrears import db, migrate
    from arrears.config import settings

    if not yes:
        click.confirm("新结构里的数据会丢失，已经备份了吗？", abort=True)
    engine = db.bind(settings().database_url)
    before = migrate.revision_of(engine)
    try:
        migrate.downgrade(engine, revision)
    except (CommandError, SQLAlchemyError) as problem:
        cause = str(getattr(problem, "orig", None) or problem).splitlines()[0]
        raise click.ClickException(f"降级没有成功（{cause}），原来的数据没有改动。") from problem
    click.echo(f"==> 数据库结构：{before or '空库'} → {migrate.revision_of(engine) or '空库'}")
