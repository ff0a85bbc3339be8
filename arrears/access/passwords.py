"""Passwords 密码: argon2id; a throttle in the database so that all workers of a site count together."""

from __future__ import annotations

import functools
import secrets
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete

from arrears import clock
from arrears.access.models import LoginThrottle
from arrears.config import settings
from arrears.db import require_writing

SHORTEST = 10
FREE_TRIES = 5
WINDOW = timedelta(minutes=15)
LONGEST_BLOCK = timedelta(minutes=30)


@functools.cache
def _hasher(fast: bool) -> PasswordHasher:
    if fast:
        return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    return PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)  # OWASP minimum: 50 ms here


def hash_password(password: str) -> str:
    """argon2id hash of a password."""
    return _hasher(settings().argon2_fast).hash(password)


def fits(stored: str, password: str) -> bool:
    """Whether a password fits its hash."""
    try:
        return _hasher(settings().argon2_fast).verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def waste_a_hash() -> None:
    """Take as long for an unknown account as for a known one, so that the answer's time tells nothing."""
    fits(_unknown(settings().argon2_fast), "no such account")


@functools.cache
def _unknown(fast: bool) -> str:
    return _hasher(fast).hash(secrets.token_hex(8))


def weakness(password: str, account: str) -> str | None:
    """Why a new password is not taken, in Chinese with the way out; None: it is good."""
    if len(password) < SHORTEST:
        return f"密码至少 {SHORTEST} 位，您填了 {len(password)} 位。可以用几个词连成一句话。"
    if account.lower() in password.lower():
        return "密码不能含有账号，请换一个。"
    if len(set(password)) < 5:
        return "密码重复的字符太多，请换一个。"
    return None


def temporary_password() -> str:
    """A first password that an administrator can read out: no characters that look alike."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(3))


def blocked_for(keys: list[str]) -> int:
    """Seconds until these throttle keys (account, address) may try again; 0: now. Needs `writing()`."""
    now = clock.now()
    longest = 0
    for key in sorted(keys):
        row = require_writing().get(LoginThrottle, key, with_for_update=True)
        if row and row.blocked_until and row.blocked_until > now:
            longest = max(longest, int((row.blocked_until - now).total_seconds()) + 1)
    return longest


def note_failure(keys: list[str]) -> None:
    """Count a failure; from the sixth inside the window on, each doubles the wait. Needs `writing()`."""
    now = clock.now()
    for key in sorted(keys):
        row = require_writing().get(LoginThrottle, key, with_for_update=True)
        if row is None:
            require_writing().add(LoginThrottle(key=key, failures=1, first_at=now))
            continue
        if now - row.first_at > WINDOW and (row.blocked_until is None or row.blocked_until < now):
            row.failures, row.first_at, row.blocked_until = 1, now, None
            continue
        row.failures += 1
        if row.failures > FREE_TRIES:
            wait = timedelta(seconds=15 * 2 ** min(row.failures - FREE_TRIES - 1, 10))
            row.blocked_until = now + min(wait, LONGEST_BLOCK)


def forget_failures(account_key: str) -> None:
    """A right password clears the account's counter (the address keeps its own). Needs `writing()`."""
    require_writing().execute(delete(LoginThrottle).where(LoginThrottle.key == account_key))
