"""The parent process `arrears serve`, with stub children: no orphan, a restart, one sentence for a taken port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from arrears.serve import CHILDREN, WORKERS, CannotServe, check_port

SLEEPER = """
import os, pathlib, subprocess, sys, time
name = sys.argv[1]
grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(25)"])
with open(name, "a") as pids:
    pids.write(f"{os.getpid()} {grandchild.pid}\\n")
time.sleep(25)
"""
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)" + SLEEPER
BROKEN = "import sys; sys.exit(3)"
LISTENER = """
import socket, sys, time
with socket.create_server(("127.0.0.1", int(sys.argv[1]))):
    time.sleep(25)
"""


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts a parent with stub children, each `(code, argument)`; kills what is left when the test is over."""
    parents: list[subprocess.Popen[str]] = []

    def start(*children: tuple[str, str], port: int = 1, greeting: str = "") -> subprocess.Popen[str]:
        table = ", ".join(f"Child({arg!r}, (sys.executable, '-c', {code!r}, {arg!r}))" for code, arg in children)
        program = textwrap.dedent(f"""
            import signal, sys
            signal.signal(signal.SIGHUP, signal.SIG_DFL)  # the tests themselves may run under nohup
            from arrears.serve import Child, Parent, Patience
            patience = Patience(first_pause=0.05, longest_pause=0.1, settled=30, attempts=4, ending=1.5, answering=20)
            greeting = (sys.executable, "-c", {greeting!r}) if {greeting!r} else ()
            sys.exit(Parent([{table}], ("127.0.0.1", {port}), greeting, patience).run())
        """)
        parent = subprocess.Popen([sys.executable, "-c", program], cwd=tmp_path, stdout=subprocess.PIPE, text=True)
        parents.append(parent)
        return parent

    yield start
    for parent in parents:
        parent.kill()
        parent.communicate()


def eventually(condition: Callable[[], bool], seconds: float = 10) -> bool:
    """Whether the condition comes true within the time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.02)
    return condition()


def alive(pid: int) -> bool:
    """Whether the process runs (a zombie that nobody has collected does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def pids_in(file: Path, lines: int = 1) -> list[int]:
    """The process ids that stub children wrote, once `lines` of them have started."""
    assert eventually(lambda: file.exists() and file.read_text().count("\n") >= lines), "the child did not start"
    return [int(word) for word in file.read_text().split()]


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda n: n.name)
def test_ctrl_c_or_an_order_to_end_leaves_no_process_behind(started, tmp_path: Path, number: signal.Signals) -> None:
    parent = started((SLEEPER, "web"), (SLEEPER, "worker"))
    pids = pids_in(tmp_path / "web") + pids_in(tmp_path / "worker")
    parent.send_signal(number)
    assert parent.wait(10) == 0
    assert eventually(lambda: not any(map(alive, pids)), 2), "grandchildren included"
    assert "已全部停止" in parent.stdout.read()


def test_a_child_that_does_not_listen_is_killed_after_the_waiting_time(started, tmp_path: Path) -> None:
    parent = started((STUBBORN, "worker"))
    pids = pids_in(tmp_path / "worker")
    parent.terminate()
    assert parent.wait(10) == 0
    assert eventually(lambda: not any(map(alive, pids)), 2)


def test_kill_9_of_the_parent_takes_the_children_along(started, tmp_path: Path) -> None:
    parent = started((SLEEPER, "web"), (SLEEPER, "scheduler"))
    children = [pids_in(tmp_path / "web")[0], pids_in(tmp_path / "scheduler")[0]]
    grandchildren = [pids_in(tmp_path / "web")[1], pids_in(tmp_path / "scheduler")[1]]
    parent.kill()
    assert eventually(lambda: not any(map(alive, children)), 5)
    for pid in grandchildren:  # the stub does not end its own: a real worker does, at SIGTERM
        os.kill(pid, signal.SIGKILL)


def test_a_child_that_dies_is_started_again_and_its_remains_are_cleared(started, tmp_path: Path) -> None:
    parent = started((SLEEPER, "worker"))
    child, grandchild = pids_in(tmp_path / "worker")
    os.kill(child, signal.SIGKILL)
    second = pids_in(tmp_path / "worker", lines=2)
    assert second[2] != child and alive(second[2])
    assert not alive(grandchild)
    parent.terminate()
    assert "worker意外退出（信号 9）" in parent.communicate(timeout=10)[0]


def test_a_child_that_never_stays_up_ends_the_system_with_a_sentence(started, tmp_path: Path) -> None:
    parent = started((BROKEN, "scheduler"), (SLEEPER, "web"))
    text = parent.communicate(timeout=20)[0]
    assert parent.returncode == 1
    assert text.count("scheduler意外退出（退出码 3）") == 3
    assert "scheduler连续 4 次没有启动成功" in text
    assert not any(map(alive, pids_in(tmp_path / "web")))


def test_the_address_and_the_log_ins_are_shown_once_the_web_answers(started) -> None:
    port = free_port()
    parent = started((LISTENER, str(port)), port=port, greeting="print('演示账号：dengji')")
    lines = [parent.stdout.readline() for _ in range(3)]
    assert f"http://127.0.0.1:{port}/" in "".join(lines)
    assert "演示账号：dengji" in "".join(lines)


def test_a_taken_port_is_a_sentence_that_names_the_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CannotServe, match=f"端口 {port} 已被占用.*ARREARS_PORT={port + 1} make serve"):
            check_port("127.0.0.1", port)


def test_an_unknown_listening_address_is_a_sentence() -> None:
    with pytest.raises(CannotServe, match="ARREARS_HOST"):
        check_port("203.0.113.1", 8000)


def test_web_worker_and_scheduler_are_what_is_started() -> None:
    kinds = [child.command[-1] for child in CHILDREN]
    assert kinds == ["web", *["worker"] * len(WORKERS), "scheduler"] and 1 <= len(WORKERS) <= 2
