"""Files that come with an act 附件: checked by their content, kept once, entered as attachments of the case inside the act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from arrears import files
from arrears.cases.acting import Doing
from arrears.cases.models import Attachment
from arrears.config import settings
from arrears.law.refusal import Refused


class Upload(Protocol):
    """What a form gives: a name and bytes to read."""

    @property
    def filename(self) -> str | None: ...
    def read(self) -> bytes: ...


def stored(upload: Upload, field: str = "file") -> dict[str, Any]:
    """Keep an uploaded file's bytes and describe it: {name, sha256, size, mime}. Raises `Refused` at `field`."""
    content = upload.read()
    name = str(upload.filename or "附件")[:200]
    if not content:
        raise Refused(field, f"“{name}”是空文件，请重新选择。")
    if len(content) > settings().upload_limit:
        raise Refused(field, f"“{name}”超过 {settings().upload_limit // 1_000_000} MB，请压缩或分开上传。")
    mime = files.kind_of(content)
    if mime is None:
        raise Refused(field, f"“{name}”的内容不是图片、PDF、Word、Excel 或录音，不能上传；请换成这几种格式。")
    return {"name": name, "sha256": files.put(content), "size": len(content), "mime": mime}


def attach(doing: Doing, file: Mapping[str, Any], kind: str) -> int:
    """Enter a stored file as an attachment of the case; returns its id. `kind`: list evidence_kind. Needs the act's transaction."""
    row = Attachment(
        proceeding_id=doing.proceeding.id, seq=doing.seq, name=str(file["name"])[:200], kind=kind, sha256=file["sha256"],
        size=file["size"], mime=file["mime"], by_user_id=doing.viewer.user_id, at=doing.recorded_at,
    )  # fmt: skip
    doing.session.add(row)
    doing.session.flush()
    return row.id
