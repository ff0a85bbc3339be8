"""Reads of the running state: jobs, outbox, disk, fonts, calendar, database. Nothing of a case's content."""

from __future__ import annotations

import importlib.metadata
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import column, func, select, table, text
from sqlalchemy.types import Integer, Text

from arrears import clock, db
from arrears.access.models import AppUser
from arrears.cases import calendar
from arrears.config import settings
from arrears.db import Instant, session
from arrears.documents import fonts
from arrears.outbox import Outbox
from arrears.web import keyset

JOB_RUN = table(
    "job_run", column("name", Text), column("started_at", Instant), column("ended_at", Instant), column("done", Integer),
    column("error", Text),
)  # fmt: skip
"""The rows that the scheduler writes; its room lies above this one, so only the names are known here."""

CHANNELS = {
    "notice": "站内消息", "warning": "期限提醒", "mail": "邮件", "sms": "短信", "render": "生成文书", "recheck": "期限重算",
    "webhook": "平台接口",
}  # fmt: skip
"""Topic of the outbox -> what people call it."""
JOBS = {"sweep": "处理到期期限", "clean": "清理过期记录", "major": "提请挂牌督办", "digest": "早间提醒"}
STATES = {"failed": "失败", "open": "等待", "done": "已发"}
LATE_SECONDS = 300
"""A sweep or a message that is older than this needs a look."""
GIGABYTE = 1024**3


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page: what, how it is, whether somebody must look."""

    what: str
    how: str
    mind: bool = False


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message: 时间 · 渠道 · 收件人 · 原因 · 次数 · 再发."""

    id: int
    at: datetime
    channel: str
    to: str
    why: str
    tries: int
    failed: bool


def jobs() -> list[Line]:
    """The last run of each job. One statement."""
    runs = {row.name: row for row in session.execute(select(JOB_RUN))}
    found = []
    for name, title in JOBS.items():
        run = runs.get(name)
        if run is None:
            found.append(Line(title, "还没有运行过；请确认定时任务已启动（arrears serve 或 arrears scheduler）", True))
            continue
        age = (clock.now() - run.started_at).total_seconds()
        late = name == "sweep" and age > LATE_SECONDS
        words = f"{run.started_at:%m-%d %H:%M:%S} 开始，办了 {run.done} 项"
        if run.error:
            words = f"{run.started_at:%m-%d %H:%M:%S} 出错：{run.error[:160]}"
        elif late:
            words += f"；已有 {int(age // 60)} 分钟没有运行，请查看定时任务"
        found.append(Line(title, words, bool(run.error) or late))
    return found


def messages() -> list[Line]:
    """Open and failed messages. Three statements over the index of open rows and that of failed ones."""
    open_rows = (Outbox.done_at.is_(None), Outbox.failed_at.is_(None))
    waiting = count(open_rows)
    oldest = session.scalar(select(func.min(Outbox.due_at)).where(*open_rows))
    failed = count((Outbox.failed_at.is_not(None),))
    late = oldest is not None and (clock.now() - oldest).total_seconds() > LATE_SECONDS
    words = f"{_capped(waiting)} 条等待"
    if oldest is not None:
        words += f"，最早一条应于 {oldest:%m-%d %H:%M} 办" + ("；请查看后台任务是否在运行" if late else "")
    return [Line("等待办理", words, late), Line("发送失败", f"{_capped(failed)} 条", failed > 0)]


def _capped(n: int) -> str:
    return "999+" if n > 999 else str(n)


def count(tests: Sequence[object]) -> int:
    """How many messages, up to 1000. One statement that stops there."""
    return int(session.scalar(select(func.count()).select_from(select(Outbox.id).where(*tests).limit(1000).subquery())) or 0)


def machine() -> list[Line]:
    """Disk, fonts, database, version. At most two statements."""
    free = shutil.disk_usage(settings().instance).free
    lines = [Line("磁盘剩余", f"{free / GIGABYTE:.1f} GB", free < 2 * GIGABYTE)]
    try:
        found = fonts.installed(settings().fonts)
        lines.append(Line("文书字体", "仿宋由宋体代替" if found.stand_ins else "齐全", bool(found.stand_ins)))
    except fonts.FontsMissing as missing:
        lines.append(Line("文书字体", str(missing), True))
    kind = "SQLite" if db.is_sqlite() else "PostgreSQL"
    lines.append(Line("数据库", f"{kind}，{_size() / 1024**2:.0f} MB"))
    lines.append(Line("版本", _version()))
    return lines


def _size() -> int:
    if db.is_sqlite():
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        return int(pages) * int(session.execute(text("PRAGMA page_size")).scalar_one())
    return int(session.execute(text("SELECT pg_database_size(current_database())")).scalar_one())


def _version() -> str:
    try:
        return importlib.metadata.version("arrears")
    except importlib.metadata.PackageNotFoundError:
        return "未安装为程序包"


def years() -> list[Line]:
    """Whether this year's and the next year's days off are loaded. One statement."""
    in_force = calendar.in_force()
    today = clock.today()
    found = []
    for year in (today.year, today.year + 1):
        loaded = year in in_force.loaded
        words = in_force.notices.get(year) or "已录入" if loaded else "没有录入，涉及这一年的期限按暂定日历计算"
        found.append(Line(f"{year} 年放假安排", words, not loaded and (year == today.year or today.month >= 11)))
    return found


def message_page(state: str, after: str | None) -> keyset.Page[MessageRow]:
    """Messages of a state, newest first. Two statements."""
    tests = {
        "failed": (Outbox.failed_at.is_not(None),),
        "open": (Outbox.done_at.is_(None), Outbox.failed_at.is_(None)),
        "done": (Outbox.done_at.is_not(None),),
    }[state]
    cursor = keyset.read(after, (int,))
    query = select(Outbox).where(*tests)
    beyond = keyset.beyond(cursor, [Outbox.id], descending=True)
    if beyond is not None:
        query = query.where(beyond)
    rows = session.scalars(query.order_by(*keyset.ordered(cursor, [Outbox.id], descending=True)).limit(keyset.SIZE + 1)).all()
    wanted = {user for row in rows if isinstance(row.payload, dict) for user in _users(row.payload)}
    names = dict(session.execute(select(AppUser.id, AppUser.name).where(AppUser.id.in_(wanted))).all())
    lines = [
        MessageRow(
            row.id, row.made_at, CHANNELS.get(row.topic, row.topic), _addressees(row.payload, names), (row.error or "")[:200], row.tries,
            row.failed_at is not None,
        )
        for row in rows
    ]  # fmt: skip
    return keyset.page(lines, cursor, lambda line: (line.id,))


def _users(payload: dict[str, object]) -> list[int]:
    users = payload.get("users")
    return [u for u in users if isinstance(u, int)] if isinstance(users, list) else []


def _addressees(payload: object, names: dict[int, str]) -> str:
    """Who gets it: names of colleagues; of mail and telephone only as much as tells them apart. Never the text."""
    if not isinstance(payload, dict):
        return ""
    people = [names.get(user, str(user)) for user in _users(payload)]
    if people:
        return "、".join(people[:5]) + (f" 等 {len(people)} 人" if len(people) > 5 else "")
    to = payload.get("to")
    if isinstance(to, list):
        return "、".join(_masked(str(address)) for address in to[:3])
    return _masked(to) if isinstance(to, str) else ""


def _masked(address: str) -> str:
    name, at, host = address.partition("@")
    return f"{name[:2]}***@{host}" if at else f"{address[:3]}****{address[-2:]}"
