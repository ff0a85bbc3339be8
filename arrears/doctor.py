"""`arrears doctor` 自检: what this installation lacks, each in one sentence with its way out.

A check takes the settings and answers one finding; the table `CHECKS` is the order of the report. Exit code 1 when something
fails, 0 with warnings only. Must never change anything, and never raise: a check that cannot be made is a finding.
Asked by: the command line, and `serve` before it starts (database only).
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TypeVar

import click
from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from arrears import clock, config, migrate
from arrears.config import BadSetting, Settings
from arrears.db import make_engine
from arrears.documents import fonts
from arrears.law.holidays import NOTICES

T = TypeVar("T")
MEGABYTE = 1024 * 1024
OLDEST_PYTHON = (3, 11)
DISK_FAILS = 200 * MEGABYTE  # below it the database may not finish a write
DISK_WARNS = 2048 * MEGABYTE  # about a year of papers of one office
NOTICE_MONTH = 11  # the State Council publishes next year's days off in November at the latest


class Level(Enum):
    """How bad a finding is; the value is the word shown."""

    OK = "正常"
    WARNING = "注意"
    FAILURE = "故障"


@dataclass(frozen=True)
class Finding:
    """What one check found: the thing, how it is, and for a warning or failure what to do."""

    thing: str
    level: Level
    sentence: str


def fine(thing: str, sentence: str) -> Finding:
    """A finding without fault."""
    return Finding(thing, Level.OK, sentence)


def python_version(_: Settings) -> Finding:
    """Python 3.11 or newer."""
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < OLDEST_PYTHON:
        return Finding("Python", Level.FAILURE, f"版本 {version} 太旧，需要 3.11 或更新的版本。")
    return fine("Python", version)


LIBRARIES: tuple[tuple[str, str, Level, str], ...] = (
    ("libpango-1.0.so.0", "libpango-1.0-0", Level.FAILURE, "不能生成 PDF 文书"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0-0", Level.FAILURE, "不能生成 PDF 文书"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset0", Level.WARNING, "生成每份文书要慢十几倍"),
)


def system_libraries(_: Settings) -> Finding:
    """The libraries that WeasyPrint loads."""
    missing = [row for row in LIBRARIES if not _loads(row[0])]
    if not missing:
        return fine("排版程序库", "Pango、HarfBuzz 可用")
    worst = Level.FAILURE if any(row[2] is Level.FAILURE for row in missing) else Level.WARNING
    packages = " ".join(row[1] for row in missing)
    return Finding("排版程序库", worst, f"缺少 {packages}，{missing[0][3]}。请管理员执行：apt-get install {packages}")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


FAMILIES = {"Fang": "仿宋", "Kai": "楷体", "Biaosong": "小标宋", "Song": "宋体", "Hei": "黑体"}


def paper_fonts(settings: Settings) -> Finding:
    """The subsets that papers are set in; 仿宋 replaced by 宋体 is a warning."""
    again = f"请删除 {settings.fonts}，再执行 arrears fonts build。"
    try:
        found = fonts.installed(settings.fonts)
    except fonts.FontsMissing as missing:
        return Finding("文书字体", Level.FAILURE, str(missing))
    except (OSError, ValueError, KeyError) as problem:
        return Finding("文书字体", Level.FAILURE, f"字体目录读不出（{problem}）。{again}")
    if found.stand_ins:
        names = "、".join(FAMILIES.get(family, family) for family in found.stand_ins)
        return Finding("文书字体", Level.WARNING, f"没有{names}，文书改用宋体。联网后{again}")
    return fine("文书字体", f"仿宋、楷体、宋体、黑体齐备（{settings.fonts}）")


def folders(settings: Settings) -> Finding:
    """Whether the places that the program writes to can be written."""
    wanted = {settings.instance, settings.files, settings.outgoing_mail}
    closed = sorted(str(path) for path in wanted if not os.access(_nearest(path), os.W_OK | os.X_OK))
    if closed:
        return Finding("写权限", Level.FAILURE, f"不能写入 {'、'.join(closed)}。请把这些目录的属主改为运行本系统的账户。")
    return fine("写权限", f"{settings.instance} 可写")


def disk_space(settings: Settings) -> Finding:
    """Free space where the data lies."""
    free = shutil.disk_usage(_nearest(settings.instance)).free
    shown = f"剩余 {free // MEGABYTE:,} MB"
    if free < DISK_FAILS:
        return Finding("磁盘空间", Level.FAILURE, f"{shown}，随时可能无法保存。请立即腾出空间。")
    if free < DISK_WARNS:
        return Finding("磁盘空间", Level.WARNING, f"{shown}，请尽早腾出空间。")
    return fine("磁盘空间", shown)


def _nearest(path: Path) -> Path:
    """The path itself, or the nearest folder above it that exists."""
    return next(folder for folder in (path, *path.parents) if folder.exists())


def database(settings: Settings) -> Finding:
    """Whether the database answers and has the shape that this version of the program needs."""
    shown = make_url(settings.database_url).render_as_string(hide_password=True)
    upgrade = "请执行 arrears db upgrade。"
    if _sqlite_file_missing(settings):
        return Finding("数据库", Level.FAILURE, f"{shown} 尚未建立。{upgrade}")
    try:
        has, guards_missing = _reading(settings, _shape)
    except (SQLAlchemyError, OSError, ImportError) as problem:
        cause = str(getattr(problem, "orig", None) or problem).strip().splitlines()[0]
        return Finding("数据库", Level.FAILURE, f"连接不上 {shown}（{cause}）。请检查 ARREARS_DATABASE_URL 与数据库服务。")
    if has is None:
        return Finding("数据库", Level.FAILURE, f"{shown} 里还没有本系统的表。{upgrade}")
    if has != migrate.head():
        return Finding("数据库", Level.FAILURE, f"{shown} 的结构是 {has}，程序需要 {migrate.head()}。{upgrade}")
    if guards_missing:
        names = "、".join(sorted(guards_missing))
        return Finding("数据库", Level.FAILURE, f"防止改动案件记录的触发器不全（缺 {names}）。{upgrade}")
    return fine("数据库", f"{shown}，结构 {has}")


def _shape(engine: Engine) -> tuple[str | None, frozenset[str]]:
    """The revision of the database, and the triggers that should guard its records but do not stand."""
    revision = migrate.revision_of(engine)
    if revision is None:
        return None, frozenset()
    with engine.connect() as connection:
        return revision, migrate.expected_guards(engine.dialect.name) - migrate.standing_guards(connection)


def _sqlite_file_missing(settings: Settings) -> bool:
    url = make_url(settings.database_url)
    return url.get_backend_name() == "sqlite" and not (url.database and Path(url.database).exists())


def _reading(settings: Settings, question: Callable[[Engine], T]) -> T:
    """Ask the database something, with an engine of its own that is closed again."""
    engine = make_engine(settings.database_url)
    try:
        return question(engine)
    finally:
        engine.dispose()


def holidays(settings: Settings) -> Finding:
    """Whether the days off of this year, and from November of the next, are loaded: else clocks run on a provisional calendar."""
    today = clock.today()
    needed = [today.year, today.year + 1] if today.month >= NOTICE_MONTH else [today.year]
    missing = [year for year in needed if year not in _loaded_years(settings)]
    if not missing:
        return fine("节假日日历", f"{'、'.join(map(str, needed))} 年已录入")
    years = "、".join(map(str, missing))
    cause = f"{years} 年的放假通知尚未录入，涉及的期限按暂定日历计算"
    return Finding("节假日日历", Level.WARNING, f"{cause}。国务院办公厅的通知公布后，请在“日历”中录入。")


def _loaded_years(settings: Settings) -> set[int]:
    """The years of the notices that came with the program, and of those that the administrator entered."""
    shipped = {notice.year for notice in NOTICES}
    if _sqlite_file_missing(settings):
        return shipped
    try:
        return shipped | _reading(settings, _entered_years)
    except (SQLAlchemyError, OSError, ImportError):  # the database check has said why
        return shipped


def _entered_years(engine: Engine) -> set[int]:
    with engine.connect() as connection:
        days = connection.execute(text("SELECT DISTINCT day FROM calendar_day")).scalars().all()
    return {int(str(day)[:4]) for day in days}


CHECKS: tuple[Callable[[Settings], Finding], ...] = (
    python_version,
    system_libraries,
    paper_fonts,
    folders,
    disk_space,
    database,
    holidays,
)


@click.command("doctor", options_metavar="")
def command() -> int:
    """检查本机缺什么：程序库、字体、数据库、磁盘、日历；有故障时退出码为 1。"""
    return report(examine())


def examine(settings: Settings | None = None) -> list[Finding]:
    """All findings, in order. With settings that cannot be read, one finding that says which."""
    try:
        known = settings or config.read()
    except BadSetting as bad:
        return [Finding("设置", Level.FAILURE, str(bad))]
    except OSError as problem:
        return [Finding("设置", Level.FAILURE, f"读写 {problem.filename} 不成功（{problem.strerror}）。请检查目录的属主与权限。")]
    return [check(known) for check in CHECKS]


def report(findings: Iterable[Finding], say: Callable[[str], None] = print) -> int:
    """Print the findings; the exit code: 1 when one is a failure, else 0."""
    levels: list[Level] = []
    for finding in findings:
        levels.append(finding.level)
        say(f"[{finding.level.value}] {finding.thing}：{finding.sentence}")
    failures, warnings = levels.count(Level.FAILURE), levels.count(Level.WARNING)
    say("一切正常。" if not failures and not warnings else f"故障 {failures} 项，注意 {warnings} 项。")
    return 1 if failures else 0
