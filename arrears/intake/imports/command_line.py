"""`arrears import FILE --source S` 命令行导入: the same batch as on the screen, done at once by the person who calls."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import click
from sqlalchemy import or_, select

from arrears import clock, db, load_handlers
from arrears.access import sessions
from arrears.access.models import AppUser, Membership
from arrears.access.viewer import Viewer
from arrears.config import settings
from arrears.db import session
from arrears.intake.imports import batches, taking
from arrears.intake.imports.models import ImportBatch
from arrears.intake.imports.outcome import Outcome
from arrears.law.refusal import Refused

AS = "ARREARS_IMPORT_AS"


def importer() -> Viewer:
    """The clerk in whose name rows are registered: the account in ARREARS_IMPORT_AS, else the only intake clerk there is."""
    today = clock.today()
    query = (
        select(AppUser.id, Membership.body_id)
        .join(Membership, Membership.user_id == AppUser.id)
        .where(Membership.role == "IC", Membership.since <= today, AppUser.closed_at.is_(None))
        .where(or_(Membership.until.is_(None), Membership.until >= today))
        .limit(2)
    )
    account = os.environ.get(AS, "").strip()
    found = session.execute(query.where(AppUser.account == account) if account else query).all()
    if not found or (len(found) > 1 and not account):
        raise click.ClickException(f"请用环境变量 {AS} 指定登记员的账号（须有登记员岗位），线索登记在其名下。")
    viewer = sessions.viewer_of(found[0].id, found[0].body_id)
    assert viewer is not None
    return viewer


def run(path: Path, source: str, mapping: Mapping[str, str | None] | None, sheet: str | None) -> Outcome:
    """Read, register, report. Raises `ClickException` with the reason where the file is refused."""
    if not session.registry.has() or session.bind is None:
        db.bind(settings().database_url)
    load_handlers()
    if source == "roster":
        raise click.ClickException("花名册请在案件页面导入，登记到那一件案件名下；命令行可以用 --dry-run 试读。")
    viewer = importer()
    try:
        batch_id = batches.begin(viewer, path.name, path.read_bytes(), source, sheet=sheet or "")
    except (Refused, OSError) as no:
        raise click.ClickException(no.sentence if isinstance(no, Refused) else f"打不开文件 {path}。") from None
    found = batches.read_in(batch_id, mapping)
    if found is None:
        batch = session.get(ImportBatch, batch_id)
        raise click.ClickException(f"文件“{path.name}”没有读入：{batch.error if batch else ''}。")
    if found.rows:
        batches.accept(viewer, batch_id)
        while not taking.take(batch_id, taking.SLICE_SECONDS):
            pass
    return Outcome(found.as_json(), batch_id, batches.counts(batch_id))
