"""Commands of administration: the first administrator, bodies, the check of chains, a year's days off, new keys.

Whoever runs the machine may do these; they ask for no log-in. All words are Chinese, wrong input never ends in a traceback.
"""

from __future__ import annotations

from pathlib import Path

import click
from sqlalchemy import func, select

from arrears import config, db, load_handlers
from arrears.access.models import Body
from arrears.access.viewer import SYSTEM
from arrears.admin import region_bodies
from arrears.admin.calendar import actions as calendar_actions
from arrears.admin.people import actions as people
from arrears.cases import ledger
from arrears.cases.models import Proceeding
from arrears.commandline import ChineseGroup
from arrears.law.refusal import Refused
from arrears.personal import vault
from arrears.regions import region


def _start() -> None:
    db.bind(config.settings().database_url)
    load_handlers()


@click.group("admin", cls=ChineseGroup)
def admin() -> None:
    """机构和第一个管理员。"""


@admin.command("bodies")
def bodies() -> None:
    """按地区数据设立市、区两级机构；已有的不动。"""
    _start()
    found = region_bodies.load(region(config.settings().region))
    click.echo(f"机构 {len(found)} 个：{'、'.join(found)}。请在“机构”里补齐地址、电话和法院。")


@admin.command("create")
@click.option("--account", prompt="账号（小写字母开头）", help="登录用的账号。")
@click.option("--name", prompt="姓名", help="管理员的姓名。")
@click.option("--body", "body_code", default="city", show_default=True, help="机构代码，例如 city、tongzhou；默认市级。")
def create(account: str, name: str, body_code: str) -> None:
    """建管理员账号，并显示一次首次密码；还没有机构时先设立机构。"""
    _start()
    if db.session.scalar(select(func.count()).select_from(Body)) == 0:
        region_bodies.load(region(config.settings().region))
    db.release()
    found = db.session.execute(select(Body.id, Body.name).where(Body.code == body_code)).first()
    if found is None:
        known = "、".join(db.session.scalars(select(Body.code).order_by(Body.id).limit(30)))
        raise click.ClickException(f"没有代码为 {body_code} 的机构，可选：{known}。")
    body_id, body_name = found
    db.release()
    try:
        _, password = people.create_by_command(people.NewPerson(name=name, account=account, body_id=body_id, roles=("AD",)))
    except Refused as refusal:
        raise click.ClickException(refusal.sentence) from None
    click.echo(f"已建管理员：{name}（{account.strip().lower()}），{body_name}。\n首次密码：{password}\n只显示这一次，第一次登录时要改。")


@click.group("audit", cls=ChineseGroup)
def audit() -> None:
    """记录链。"""


@audit.command("verify")
@click.argument("number", metavar="[案号]", required=False)
def verify(number: str | None) -> None:
    """逐件校验记录链；发现第一处对不上就停下，退出码 1。"""
    _start()
    wanted = None
    if number is not None:
        wanted = db.session.scalar(select(Proceeding.id).where(Proceeding.number == number))
        if wanted is None:
            raise click.ClickException(f"没有案号 {number}。")
    broken = next(ledger.verify(wanted), None)
    if broken is not None:
        raise click.ClickException(f"{broken.number} 的第 {broken.seq} 条记录：{broken.why}。")
    total = 1 if wanted else db.session.scalar(select(func.count()).select_from(Proceeding))
    db.release()
    click.echo(f"记录链全部对得上：{total} 件。")


@click.group("calendar", cls=ChineseGroup)
def calendar() -> None:
    """节假日。"""


@calendar.command("import")
@click.argument("path", metavar="文件", type=click.Path(path_type=Path))
@click.option("--year", type=int, required=True, help="哪一年。")
@click.option("--notice", required=True, help="通知文号。")
def import_year(path: Path, year: int, notice: str) -> None:
    """录入一年的放假安排（通知原文，或每行 日期,放假,名称），在走的期限由后台任务重算。"""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as problem:
        raise click.ClickException(f"读不了 {path}：{problem.strerror}。") from None
    except UnicodeDecodeError:
        text = path.read_bytes().decode("gb18030", "replace")
    _start()
    try:
        calendar_actions.save_by_command(SYSTEM, year, text, notice)
    except Refused as refusal:
        raise click.ClickException(refusal.sentence) from None
    click.echo(f"{year} 年放假安排已录入（{notice}），期限重算已排队，请确认后台任务在运行。")


@click.group("personal", cls=ChineseGroup)
def personal() -> None:
    """个人信息的密钥。"""


@personal.command("rotate")
@click.option("--chunk", default=500, show_default=True, help="每批多少条。")
def rotate(chunk: int) -> None:
    """用密钥环里最新的密钥重新加密个人信息，可以随时中断、再运行。"""
    _start()
    total = 0
    while True:
        with db.writing():
            done = vault.rotate(chunk)
        total += done
        if not done:
            break
        click.echo(f"已重新加密 {total} 条", err=True)
    db.release()
    click.echo(f"完成：共 {total} 条换到第 {max(config.settings().value_keys)} 号密钥。")
