"""Settings 设置: read once from the environment into one frozen value; every message names the variable.

Never holds a rule of law: what a body may set lies in the `setting` table, what the region sets in `arrears/regions`.
"""

from __future__ import annotations

import base64
import contextlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class BadSetting(ValueError):
    """A setting that the program cannot start with; the message names the variable and the way out (Chinese)."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs between installations."""

    instance: Path
    database_url: str
    region: str
    production: bool
    host: str
    port: int
    secret_key: bytes
    value_keys: Mapping[int, bytes]
    """Key ring for personal values: key id (1–255) -> 32 bytes; the highest id encrypts, all decrypt."""
    blind_key: bytes
    files: Path
    fonts: Path
    outgoing_mail: Path
    smtp_url: str
    argon2_fast: bool
    https: bool
    session_idle_minutes: int
    upload_limit: int
    """Bytes an upload may have."""
    webhook_urls: tuple[str, ...]
    """Address prefixes that messages to platforms may go to; empty: none."""


def _text(env: Mapping[str, str], name: str, default: str) -> str:
    return env.get(f"ARREARS_{name}", "").strip() or default


def _number(env: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    raw = _text(env, name, str(default))
    if not raw.isdigit() or not low <= int(raw) <= high:
        raise BadSetting(f"环境变量 ARREARS_{name} 应为 {low} 到 {high} 之间的整数，现在是“{raw}”。")
    return int(raw)


def _flag(env: Mapping[str, str], name: str, default: bool) -> bool:
    raw = _text(env, name, "1" if default else "0").lower()
    if raw not in {"0", "1", "true", "false", "yes", "no"}:
        raise BadSetting(f"环境变量 ARREARS_{name} 应为 1 或 0，现在是“{raw}”。")
    return raw in {"1", "true", "yes"}


def _secret(env: Mapping[str, str], name: str, instance: Path, production: bool) -> bytes:
    """A 32-byte secret: from the environment (base64), else from a file of the instance folder that is made at first use."""
    raw = _text(env, name, "")
    if raw:
        try:
            value = base64.b64decode(raw, validate=True)
        except ValueError as error:
            raise BadSetting(f"环境变量 ARREARS_{name} 应为 base64 编码的 32 字节密钥。") from error
        if len(value) != 32:
            raise BadSetting(f"环境变量 ARREARS_{name} 解码后应为 32 字节，现在是 {len(value)} 字节。")
        return value
    if production:
        raise BadSetting(f"正式环境必须设置 ARREARS_{name}（openssl rand -base64 32 可以生成一个），不能用默认值。")
    path = instance / f"{name.lower()}.key"
    if not path.exists():
        instance.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{secrets.token_hex(4)}")
        fresh.write_bytes(base64.b64encode(secrets.token_bytes(32)))
        fresh.chmod(0o600)
        with contextlib.suppress(FileExistsError):  # another process was first: its key is read below
            os.link(fresh, path)  # atomic, unlike a rename it never replaces
        fresh.unlink()
    return base64.b64decode(path.read_bytes())


def _key_ring(env: Mapping[str, str], instance: Path, production: bool) -> dict[int, bytes]:
    """`ARREARS_VALUE_KEYS=1:base64,2:base64` (rotation), else one key of the instance folder."""
    raw = _text(env, "VALUE_KEYS", "")
    if not raw:
        return {1: _secret(env, "VALUE_KEY", instance, production)}
    ring: dict[int, bytes] = {}
    for part in raw.split(","):
        number, _, code = part.strip().partition(":")
        try:
            ring[int(number)] = base64.b64decode(code, validate=True)
        except ValueError as error:
            raise BadSetting("环境变量 ARREARS_VALUE_KEYS 的写法应为 1:密钥,2:密钥（密钥为 base64）。") from error
    if not ring or any(not 1 <= k <= 255 or len(v) != 32 for k, v in ring.items()):
        raise BadSetting("环境变量 ARREARS_VALUE_KEYS 中编号应为 1 到 255，密钥应为 32 字节。")
    return ring


def read(env: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process. Raises `BadSetting` (a sentence for the administrator)."""
    env = os.environ if env is None else env
    instance = Path(_text(env, "INSTANCE", "instance")).absolute()
    production = _flag(env, "PRODUCTION", False)
    if production and hasattr(os, "geteuid") and os.geteuid() == 0:
        raise BadSetting("正式环境不能以 root 身份运行，请换成专用账户（见 README“正式部署”）。")
    url = _text(env, "DATABASE_URL", f"sqlite:///{instance / 'arrears.db'}")
    if url.startswith(("postgres://", "postgresql://")):
        url = "postgresql+psycopg://" + url.split("://", 1)[1]
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise BadSetting("环境变量 ARREARS_DATABASE_URL 只支持 sqlite:///路径 或 postgresql://用户:密码@主机/库名。")
    return Settings(
        instance=instance,
        database_url=url,
        region=_text(env, "REGION", "beijing"),
        production=production,
        host=_text(env, "HOST", "127.0.0.1"),
        port=_number(env, "PORT", 8000, 1, 65535),
        secret_key=_secret(env, "SECRET_KEY", instance, production),
        value_keys=_key_ring(env, instance, production),
        blind_key=_secret(env, "BLIND_KEY", instance, production),
        files=Path(_text(env, "FILES", str(instance / "files"))).absolute(),
        fonts=Path(_text(env, "FONTS", str(instance / "fonts"))).absolute(),
        outgoing_mail=Path(_text(env, "MAILBOX", str(instance / "mail"))).absolute(),
        smtp_url=_text(env, "SMTP_URL", ""),
        argon2_fast=_flag(env, "ARGON2_FAST", False) and not production,
        https=_flag(env, "HTTPS", production),
        session_idle_minutes=_number(env, "SESSION_IDLE_MINUTES", 240, 5, 1440),
        upload_limit=_number(env, "UPLOAD_LIMIT", 20_000_000, 100_000, 500_000_000),
        webhook_urls=tuple(part.strip() for part in _text(env, "WEBHOOK_URLS", "").split(",") if part.strip()),
    )


_current: Settings | None = None


def settings() -> Settings:
    """The settings in force; read from the environment at first use."""
    global _current
    if _current is None:
        _current = read()
    return _current


def use(value: Settings | None) -> None:
    """Put other settings in force (start-up and tests); None: read the environment again at the next use."""
    global _current
    _current = value
