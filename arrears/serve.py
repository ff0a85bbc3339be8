"""`arrears serve`: one parent that keeps web, worker and scheduler running, and takes them along when it ends.

A table (`CHILDREN`) says what is started. Each child has a process group of its own: the parent alone hears Ctrl-C and ends
them in order; where the parent is killed outright, Linux ends them (PR_SET_PDEATHSIG). A child that dies is started again.
Must never: touch the database, know what a child does, answer a request. For a desk; a server has systemd (README).
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from arrears import config
from arrears.config import BadSetting, Settings


class CannotServe(Exception):
    """The system cannot be started; the message is a Chinese sentence for the person at the terminal."""


@dataclass(frozen=True)
class Child:
    """One process of the system: its name in messages, and its command line."""

    name: str
    command: tuple[str, ...]


ARREARS = str(Path(sys.executable).with_name("arrears"))
WORKERS = ("后台任务一", "后台任务二")[: os.cpu_count() or 1]
"""Papers are laid out by the workers, one core each; more than two would only wait for the database."""
CHILDREN: tuple[Child, ...] = (
    Child("网页", (ARREARS, "web")),
    *(Child(name, (ARREARS, "worker")) for name in WORKERS),
    Child("定时任务", (ARREARS, "scheduler")),
)
GREETING: tuple[str, ...] = (ARREARS, "demo", "logins")
"""Prints the log-ins of the demonstration, or nothing where this is none; run once, when the web answers."""


@dataclass(frozen=True)
class Patience:
    """How long the parent waits, in seconds."""

    first_pause: float = 1.0  # before the first restart; doubled each time
    longest_pause: float = 30.0
    settled: float = 10.0  # a child that lived this long counts as well: the next restart is quick again
    attempts: int = 5  # restarts in a row without settling before the parent gives up
    ending: float = 10.0  # from the request to end until the kill
    answering: float = 60.0  # for the web to answer at its address


@dataclass
class Running:
    """A child with what the parent knows of it."""

    child: Child
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    due: float = 0.0  # when to start it (monotonic), while `process` is None


@dataclass
class Parent:
    """Starts the children, watches them, ends them. `run` returns the exit code."""

    children: Sequence[Child]
    address: tuple[str, int]
    greeting: Sequence[str] = ()
    patience: Patience = field(default_factory=Patience)
    say: Callable[[str], None] = lambda sentence: print(sentence, flush=True)

    def run(self) -> int:
        """Keep the children running until SIGINT, SIGTERM or SIGHUP: then 0. 1 when a child does not stay up."""
        wanted = {signal.SIGCHLD, *_ending_signals()}
        before = signal.pthread_sigmask(signal.SIG_BLOCK, wanted)
        watched = [Running(child) for child in self.children]
        try:
            return self._watch(watched, wanted)
        finally:
            self._end(watched, wanted)
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _watch(self, watched: list[Running], wanted: set[signal.Signals]) -> int:
        greet_until: float | None = time.monotonic() + self.patience.answering
        while True:
            for one in watched:
                self._look_after(one)
                if one.failures >= self.patience.attempts:
                    self.say(f"{one.child.name}连续 {one.failures} 次没有启动成功，系统停止。可用 arrears doctor 检查。")
                    return 1
            if greet_until is not None and self._answers():
                greet_until = None
                self._greet()
            elif greet_until is not None and time.monotonic() > greet_until:
                greet_until = None
                self.say(f"网页在 {self.patience.answering:.0f} 秒内没有响应，仍在等待。可运行 arrears doctor 检查。")
            heard = signal.sigtimedwait(wanted, self._pause(watched, greet_until is not None))
            if heard is not None and heard.si_signo != signal.SIGCHLD:
                return 0

    def _look_after(self, one: Running) -> None:
        """Start a child whose time has come; note the end of one that died."""
        now = time.monotonic()
        if one.process is None:
            if now >= one.due:
                one.process, one.started = start(one.child), now
            return
        code = one.process.poll()
        if code is None:
            return
        _signal_group(one.process, signal.SIGKILL)  # what it had started itself must not go on beside its successor
        one.failures = 1 if now - one.started >= self.patience.settled else one.failures + 1
        pause = min(self.patience.first_pause * 2 ** (one.failures - 1), self.patience.longest_pause)
        one.process, one.due = None, now + pause
        if one.failures < self.patience.attempts:
            self.say(f"{one.child.name}意外退出（{_ending_of(code)}），{pause:.0f} 秒后重新启动。")

    def _pause(self, watched: list[Running], waiting_for_web: bool) -> float:
        """Seconds until there is something to do without a signal."""
        now = time.monotonic()
        dues = [one.due - now for one in watched if one.process is None]
        return max(0.0, min([*dues, 0.25 if waiting_for_web else 3600.0]))

    def _answers(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(_reachable(self.address), timeout=0.2):
            return True
        return False

    def _greet(self) -> None:
        host, port = _reachable(self.address)
        shown = f"[{host}]" if ":" in host else host
        self.say(f"\n安薪办已启动：http://{shown}:{port}/ （按 Ctrl-C 停止）")
        if self.greeting:
            with contextlib.suppress(OSError):
                subprocess.run(self.greeting, stdin=subprocess.DEVNULL, check=False, preexec_fn=_plain_signals)

    def _end(self, watched: list[Running], wanted: set[signal.Signals]) -> None:
        """End all children: ask, wait, kill. A second Ctrl-C kills at once. No member of their groups is left."""
        alive = [one.process for one in watched if one.process is not None]
        if alive:
            self.say("正在停止……")
        for process in alive:
            _signal_group(process, signal.SIGTERM)
        until = time.monotonic() + self.patience.ending
        while any(process.poll() is None for process in alive) and (left := until - time.monotonic()) > 0:
            heard = signal.sigtimedwait(wanted, left)
            if heard is not None and heard.si_signo != signal.SIGCHLD:
                break
        for process in alive:
            _signal_group(process, signal.SIGKILL)
            process.wait()
        if alive:
            self.say("已全部停止。")


@click.command("serve", options_metavar="[选项]")
@click.option("--end-with-starter", is_flag=True, help="启动它的进程结束时一并结束（make serve 使用）。")
def command(end_with_starter: bool) -> int:
    """启动网页、后台任务和定时任务，按 Ctrl-C 停止。"""
    try:
        return serve(config.read(), end_with_starter=end_with_starter)
    except (BadSetting, CannotServe) as problem:
        raise click.ClickException(str(problem)) from problem
    except OSError as problem:
        sentence = f"读写 {problem.filename} 不成功（{problem.strerror}）。请检查目录的属主、权限与磁盘空间。"
        raise click.ClickException(sentence) from problem


def serve(settings: Settings, *, end_with_starter: bool = False) -> int:
    """Start the system with these settings and stay until it is told to end. Returns the exit code.

    `end_with_starter`: end, too, when the process that started this one dies (`make serve` asks for it).
    Raises `CannotServe` when the port is not to be had or the database is not ready.
    """
    from arrears import doctor  # brings the database along: only who really serves waits for it

    if end_with_starter:
        _die_with(os.getppid())
    check_port(settings.host, settings.port)
    state = doctor.database(settings)
    if state.level is doctor.Level.FAILURE:
        raise CannotServe(state.sentence)
    os.environ["ARREARS_INSTANCE"] = str(settings.instance)  # the children see the same folder, wherever they start
    return Parent(CHILDREN, (settings.host, settings.port), GREETING).run()


def check_port(host: str, port: int) -> None:
    """Raise `CannotServe` with the way out where `host:port` cannot be listened on."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except PermissionError as problem:
        raise CannotServe(f"没有权限使用端口 {port}。请改用 1024 以上的端口，例如 ARREARS_PORT=8000。") from problem
    except socket.gaierror as problem:
        raise CannotServe(f"监听地址 {host} 无法解析。请检查环境变量 ARREARS_HOST，例如 127.0.0.1 或 0.0.0.0。") from problem
    except OSError as problem:
        if problem.errno == errno.EADDRINUSE:
            way_out = f"请先停掉占用它的程序，或换一个端口：ARREARS_PORT={_next_port(port)} make serve"
            raise CannotServe(f"端口 {port} 已被占用。{way_out}") from problem
        cause = f"不能在 {host} 的端口 {port} 上监听（{problem.strerror}）"
        raise CannotServe(f"{cause}。请检查环境变量 ARREARS_HOST 与 ARREARS_PORT。") from problem


def start(child: Child) -> subprocess.Popen[bytes]:
    """Start one child in its own session, bound to the life of this process. A command that is not there raises `CannotServe`."""
    parent = os.getpid()

    def prepare() -> None:
        _die_with(parent)
        _plain_signals()

    try:
        return subprocess.Popen(child.command, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=prepare)
    except OSError as problem:
        raise CannotServe(f"{child.name}不能启动：{child.command[0]} {problem.strerror}。请执行 make install 修复。") from problem


_libc = ctypes.CDLL(None, use_errno=True)
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def _die_with(parent: int) -> None:
    """Have Linux send SIGTERM to this process when `parent` dies; elsewhere nothing happens."""
    if sys.platform != "linux":
        return
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:  # it died before the line above
        os.kill(os.getpid(), signal.SIGTERM)


def _plain_signals() -> None:
    """Undo what the parent blocks or a shell ignored (`&`), so that a child hears its signals as usual."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def _ending_signals() -> set[signal.Signals]:
    """The signals that end the system. A SIGHUP that `nohup` ignores stays ignored."""
    hang_up = () if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN else (signal.SIGHUP,)
    return {signal.SIGINT, signal.SIGTERM, *hang_up}


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Signal a child and everything that it started (its process group bears its id); no harm when all have gone."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def _ending_of(code: int) -> str:
    return f"信号 {-code}" if code < 0 else f"退出码 {code}"


def _reachable(address: tuple[str, int]) -> tuple[str, int]:
    """Where this machine itself reaches an address that may mean all interfaces."""
    host, port = address
    return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host), port


def _next_port(port: int) -> int:
    return port + 1 if port < 65535 else 8000
