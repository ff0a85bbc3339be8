"""Files 附件与文书文件: content-addressed, written once, never changed; a local folder.

The name of a file is its SHA-256, so a reprint is the stored bytes and a second upload of the same photo costs nothing.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from arrears.config import settings


class Missing(FileNotFoundError):
    """The store has no file of that digest."""


def _path(digest: str) -> Path:
    if len(digest) != 64 or not all(c in "0123456789abcdef" for c in digest):
        raise Missing(digest)
    return settings().files / digest[:2] / digest[2:]


def put(content: bytes) -> str:
    """Store bytes and return their digest; atomic, so a killed process leaves either the whole file or none."""
    digest = hashlib.sha256(content).hexdigest()
    path = _path(digest)
    if path.exists():
        return digest
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    return digest


def get(digest: str) -> bytes:
    """The bytes of a digest, checked against it. Raises `Missing`."""
    path = _path(digest)
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise Missing(digest) from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise Missing(f"{digest}: the stored bytes do not fit")
    return content


KINDS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "application/pdf", ".pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (b"PK\x03\x04", "application/vnd.openxmlformats-officedocument", ".docx/.xlsx"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage", ".doc/.xls"),
    (b"ID3", "audio/mpeg", ".mp3"),
    (b"RIFF", "audio/wav", ".wav"),
)
"""What may be uploaded, known by its first bytes, whatever its name says."""


def kind_of(content: bytes) -> str | None:
    """MIME type by content, or None for what is not accepted."""
    if content[4:8] == b"ftyp":
        return "video/mp4"
    return next((mime for magic, mime, _ in KINDS if content.startswith(magic)), None)
