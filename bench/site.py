"""A seeded house with two web processes, to be measured: made once in a folder, found again there."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
ARREARS = str(Path(PYTHON).with_name("arrears"))
GUNICORN = str(Path(PYTHON).with_name("gunicorn"))


def environment(instance: Path, url: str | None) -> dict[str, str]:
    """The settings of a house that is measured. A real password hash: the log-in is not measured."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ARREARS_")}
    found = {**kept, "ARREARS_INSTANCE": str(instance), "ARREARS_SESSION_IDLE_MINUTES": "1440"}
    return found | ({"ARREARS_DATABASE_URL": url} if url else {})


def seed(instance: Path, cases: int, url: str | None) -> float | None:
    """Make the house with so many cases; seconds of the seeding, None when it was there (`seeded` in its folder)."""
    mark = instance / "seeded"
    if mark.exists():
        return None
    instance.mkdir(parents=True, exist_ok=True)
    settings = environment(instance, url)
    subprocess.run([ARREARS, "db", "upgrade"], env=settings, check=True, stdout=subprocess.DEVNULL)
    began = time.monotonic()
    subprocess.run([ARREARS, "seed", "--cases", str(cases)], env=settings, check=True, stdout=subprocess.DEVNULL)
    took = time.monotonic() - began
    mark.write_text(str(cases))
    return took


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(instance: Path, url: str | None) -> Iterator[int]:
    """Two web processes on the house, as in production; gives the port."""
    port = _free_port()
    command = [
        GUNICORN, "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--keep-alive", "75", "--bind",
        f"127.0.0.1:{port}", "--log-level", "error",
        "wsgi:app",
    ]  # fmt: skip
    settings: Mapping[str, str] = environment(instance, url)
    process = subprocess.Popen(command, cwd=ROOT, env=dict(settings), stdin=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until:
        if process.poll() is not None:
            raise SystemExit("网页进程没有启动成功，请先执行 make install。")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=0.5):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("网页进程 90 秒内没有响应。")
