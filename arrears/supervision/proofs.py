"""Proofs that come with an act 证明材料: bytes kept by content, a row of the order's attachments for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from arrears import files
from arrears.cases.acting import Doing
from arrears.cases.models import Attachment
from arrears.config import settings
from arrears.law.refusal import Refused

FIELD = "proofs"


def kept(uploads: Sequence[tuple[str, bytes]], field: str = FIELD) -> list[dict[str, Any]]:
    """Check uploaded files (name, bytes) by content and size, keep them, and describe them. Raises `Refused`."""
    found = []
    for name, content in uploads:
        if not content:
            raise Refused(field, f"“{name}”是空文件，请重新选择。")
        if len(content) > settings().upload_limit:
            raise Refused(field, f"“{name}”超过 {settings().upload_limit // 1_000_000} MB，请压缩或分开上传。")
        mime = files.kind_of(content)
        if mime is None:
            raise Refused(field, f"“{name}”的内容不是图片、PDF、Word、Excel 或录音，不能上传；请换成这几种格式。")
        found.append({"name": name, "sha256": files.put(content), "size": len(content), "mime": mime})
    return found


def attach(doing: Doing, described: Sequence[Mapping[str, Any]], kind: str = "iou") -> None:
    """A row for each kept file; their ids go into the event."""
    rows = [
        Attachment(
            proceeding_id=doing.proceeding.id, seq=doing.seq, name=str(file["name"])[:200], kind=kind, sha256=file["sha256"],
            size=file["size"], mime=file["mime"], reporter=False, by_user_id=doing.viewer.user_id, at=doing.recorded_at,
        )
        for file in described
    ]  # fmt: skip
    doing.session.add_all(rows)
    doing.session.flush()
    doing.facts["attachment_ids"] = [row.id for row in rows]
