"""Files of a lead 附件: each is marked `reporter`, a mark that is never lowered (law 1.5, product rule 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from arrears import files
from arrears.cases.acting import Doing
from arrears.cases.models import Attachment
from arrears.config import settings
from arrears.law.refusal import Refused


def kept_file(upload: Any, field: str) -> dict[str, Any] | None:
    """Check an uploaded file by its content, store its bytes, describe it; None when nothing was chosen. Raises `Refused`."""
    name = str(getattr(upload, "filename", "") or "")
    if not name:
        return None
    content: bytes = upload.read()
    limit = settings().upload_limit
    if not content:
        raise Refused(field, f"“{name}”是空文件，请重新选择。")
    if len(content) > limit:
        raise Refused(field, f"“{name}”超过 {limit // 1_000_000} MB，请压缩或分开上传。")
    mime = files.kind_of(content)
    if mime is None:
        raise Refused(field, f"“{name}”的内容不是图片、PDF、Word、Excel 或录音，不能上传；请换成这几种格式。")
    return {"name": name, "sha256": files.put(content), "size": len(content), "mime": mime}


def attach(doing: Doing, described: Iterable[Mapping[str, Any] | None], kind: str = "other") -> int:
    """Rows of stored files that an act brings with it; how many."""
    count = 0
    for file in described:
        if not file or "sha256" not in file:
            continue
        doing.session.add(
            Attachment(
                proceeding_id=doing.proceeding.id, seq=doing.seq, name=str(file["name"])[:200], kind=kind, sha256=file["sha256"],
                size=file["size"], mime=file["mime"], reporter=True, by_user_id=doing.viewer.user_id, at=doing.recorded_at,
            )
        )  # fmt: skip
        count += 1
    return count
