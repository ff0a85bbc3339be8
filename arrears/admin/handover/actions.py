"""Moving a leaver's cases 离岗批量移交: each case by its own act `reassign`, on the version that was looked at."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from arrears import db
from arrears.access.models import AppUser
from arrears.access.policy import NotAllowed
from arrears.access.viewer import Viewer
from arrears.admin import log
from arrears.cases import transitions
from arrears.cases.models import Proceeding
from arrears.cases.outcomes import Gone, Stale
from arrears.db import session
from arrears.law.refusal import Refused

CHUNK = 20
PAUSE = 0.05
"""Seconds between chunks on SQLite, so that nobody's save waits."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A case as it stood when the person looked."""

    proceeding_id: int
    version: int


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of the selection: numbers that were moved, and (number, reason) of those that were not."""

    done: Sequence[str]
    refused: Sequence[tuple[int, str, str]]


def picks_of(texts: Sequence[str]) -> list[Pick]:
    """The selection of a form, written 12:4. Raises `Refused` for anything else."""
    found = {}
    for text in texts:
        number, _, version = text.partition(":")
        if not (number.isdecimal() and version.isdecimal() and len(text) < 40):
            raise Refused("", "选中的案件看不明白，请返回重新选择。")
        found[int(number)] = Pick(int(number), int(version))
    return [found[i] for i in sorted(found)]


def move(viewer: Viewer, from_user_id: int, to_user_id: int | None, reason: str, picks: Sequence[Pick], token: str) -> Moved:
    """Move the picked cases; what cannot be moved is named with its reason and the rest goes on. May be repeated with its token."""
    if not picks:
        raise Refused("", "没有选中案件，请至少选一件。")
    if to_user_id is None or to_user_id == from_user_id:
        raise Refused("to", "请选另一位接手人。")
    done: list[str] = []
    refused: list[tuple[int, str, str]] = []
    for start in range(0, len(picks), CHUNK):
        if start and db.is_sqlite():
            time.sleep(PAUSE)
        for pick in picks[start : start + CHUNK]:
            row = session.execute(
                select(Proceeding.procedure, Proceeding.number, Proceeding.owner_id).where(Proceeding.id == pick.proceeding_id)
            ).first()
            number = row.number if row else str(pick.proceeding_id)
            procedure = row.procedure if row else None
            why = _move_one(viewer, procedure, pick, to_user_id, reason, f"{token}:{pick.proceeding_id}")
            db.release()
            if why is None:
                done.append(number)
            else:
                refused.append((pick.proceeding_id, number, why))
    with db.writing() as current:
        names = dict(current.execute(select(AppUser.id, AppUser.name).where(AppUser.id.in_([from_user_id, to_user_id]))).all())
        text = f"{names.get(from_user_id, '')} → {names.get(to_user_id, '')}：移交 {len(done)} 件，未移交 {len(refused)} 件。{reason[:100]}"
        log.note(viewer, "moved-all", text, user_id=from_user_id)
    return Moved(done, refused)


def _move_one(viewer: Viewer, procedure: str | None, pick: Pick, to: int, reason: str, token: str) -> str | None:
    """Why a case was not moved; None: it was."""
    if procedure is None:
        return "没有这件案件。"
    try:
        transitions.perform(
            pick.proceeding_id, f"{procedure}.reassign", viewer,
            seen=pick.version, token=token, facts={"to": to, "reason": reason},
        )  # fmt: skip
    except Stale:
        return "您打开名单之后有人办理过，请打开案件看过再单独移交。"
    except Gone:
        return "没有这件案件。"
    except (NotAllowed, Refused) as no:
        return no.sentence if isinstance(no, Refused) else str(no)
    return None
