"""Files that come with an act 附件: checked by their content, kept once, entered as attachments of the case inside the act.

A handler may enter a file itself (`attach`); what no handler entered, `enter_rest` enters after it: no file given is ever without a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from sqlalchemy import select

from arrears import files
from arrears.cases.acting import Doing
from arrears.cases.models import Attachment
from arrears.config import settings
from arrears.law.refusal import Refused

KINDS: Mapping[str, str] = {"photos": "photo_video", "consent": "contract", "promise": "contract", "receipt": "ruling"}
"""Name of a fact → list evidence_kind, where the fact says what the file is; other files stand under `other`."""


class Upload(Protocol):
    """What a form gives: a name and bytes to read."""

    @property
    def filename(self) -> str | None: ...
    def read(self) -> bytes: ...


def kept(name: str, content: bytes, field: str) -> dict[str, Any]:
    """Check a file by its content and size, keep its bytes, describe it: {name, sha256, size, mime}. Raises `Refused` at `field`."""
    limit = settings().upload_limit
    if not content:
        raise Refused(field, f"“{name}”是空文件，请重新选择。")
    if len(content) > limit:
        raise Refused(field, f"“{name}”超过 {limit // 1_000_000} MB，请压缩或分开上传。")
    mime = files.kind_of(content)
    if mime is None:
        raise Refused(field, f"“{name}”的内容不是图片、PDF、Word、Excel 或录音，不能上传；请换成这几种格式。")
    return {"name": name, "sha256": files.put(content), "size": len(content), "mime": mime}


def stored(upload: Upload, field: str = "file") -> dict[str, Any]:
    """`kept` for what a form gives; a file without a name is called 附件. Raises `Refused` at `field`."""
    return kept(str(upload.filename or "附件")[:200], upload.read(), field)


def attach(doing: Doing, file: Mapping[str, Any], kind: str, *, reporter: bool = False) -> Attachment:
    """Enter a stored file as an attachment of the case, inside the act's transaction.

    `kind`: list evidence_kind; `reporter`: it may name who reported, a mark that is never lowered (law 1.5).
    """
    row = Attachment(
        proceeding_id=doing.proceeding.id, seq=doing.seq, name=str(file["name"])[:200], kind=kind, sha256=file["sha256"],
        size=file["size"], mime=file["mime"], reporter=reporter, by_user_id=doing.viewer.user_id, at=doing.recorded_at,
    )  # fmt: skip
    doing.session.add(row)
    doing.session.flush()
    return row


def enter_rest(doing: Doing) -> None:
    """Enter the files among an act's facts that its handler did not enter; each fact then carries the number of its row."""
    waiting = [(name, file) for name, file in _described(doing) if "attachment_id" not in file]
    if not waiting:
        return
    here = Attachment.proceeding_id == doing.proceeding.id, Attachment.seq == doing.seq
    known = {row.sha256: row.id for row in doing.session.execute(select(Attachment.sha256, Attachment.id).where(*here))}
    for name, file in waiting:
        if file["sha256"] not in known:
            kind = KINDS.get(name, "other")
            known[file["sha256"]] = attach(doing, file, kind, reporter=doing.proceeding.procedure == "lead").id
        file["attachment_id"] = known[file["sha256"]]


def _described(doing: Doing) -> Iterator[tuple[str, dict[str, Any]]]:
    """(fact, file) of the act's facts of type file; the file is the very value that the event will keep."""
    for fact in doing.act.facts:
        if fact.type != "file" or not doing.facts.get(fact.name):
            continue
        given = doing.facts[fact.name]
        several = isinstance(given, (list, tuple))
        own = [dict(file) if isinstance(file, Mapping) else file for file in (given if several else [given])]
        doing.facts[fact.name] = own if several else own[0]
        yield from ((fact.name, file) for file in own if isinstance(file, dict) and "sha256" in file)
