"""What set-up says while it works: one Chinese sentence a step, and one sentence when it cannot go on.

Used by every script of this folder. Standard library only: it runs before anything is installed.
"""

import errno
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path


class CannotGoOn(Exception):
    """Set-up has to stop. The message is the sentence that the person at the terminal reads."""


def say(sentence: str) -> None:
    """Print a progress sentence at once, also when the output goes to a file."""
    print(f"==> {sentence}", flush=True)


CAUSES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("No space left on device", "os error 28", "not have enough free space"), "磁盘已满。请腾出空间后再执行同一命令。"),
    (("Permission denied", "os error 13", "Read-only file system"), "没有写权限。请换用有权限的用户，或改变目录的属主后再执行。"),
    (("hash", "mismatch"), "下载的文件与 requirements 中登记的摘要不符，已停止安装。请检查所用的软件源。"),
    (
        ("Temporary failure", "Could not resolve", "dns error", "Network is unreachable", "Connection refused", "timed out",
         "No matching distribution", "error sending request", "Unable to locate package", "Failed to fetch"),
        "下载失败。请检查网络，或检查 pip、apt 的软件源设置后再执行。",
    ),
)  # fmt: skip


def cause_of(output: str) -> str:
    """The sentence for a failed command, judged by what it printed; a general one where nothing is recognised."""
    for marks, sentence in CAUSES:
        found = all if marks == ("hash", "mismatch") else any
        if found(mark.lower() in output.lower() for mark in marks):
            return sentence
    return "请根据上面的输出处理后再执行同一命令。"


def run_step(command: Sequence[str], doing: str, *, env: Mapping[str, str] | None = None) -> None:
    """Run one command of the set-up quietly; on failure show the end of its output and raise `CannotGoOn`.

    `doing`: what the command does, in Chinese, for the sentence (安装 Python 依赖).
    """
    try:
        done = subprocess.run(
            command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
    except OSError as problem:
        raise CannotGoOn(f"{doing}未能开始：{sentence_for(problem)}") from problem
    if done.returncode == 0:
        return
    output = done.stdout.decode("utf-8", "replace")
    print("\n".join("    " + line for line in output.splitlines()[-15:]), file=sys.stderr, flush=True)
    raise CannotGoOn(f"{doing}未成功（退出码 {done.returncode}）。{cause_of(output)}")


def sentence_for(problem: OSError) -> str:
    """An operating-system error as a sentence with its way out."""
    where = f"（{problem.filename}）" if problem.filename else ""
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"磁盘已满{where}。请腾出空间后再执行同一命令。"
    if problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"没有写权限{where}。请换用有权限的用户，或改变目录的属主后再执行。"
    if problem.errno == errno.ENOENT:
        return f"找不到文件或命令{where}。"
    return f"系统报告 {problem.strerror}{where}。"


def guarded(work: Callable[[], None]) -> int:
    """Run `work`; turn what went wrong into a sentence on stderr and give the exit code (130 after Ctrl-C)."""
    began = time.monotonic()
    try:
        work()
    except CannotGoOn as stop:
        print(f"无法继续：{stop}", file=sys.stderr, flush=True)
        return 1
    except OSError as problem:
        print(f"无法继续：{sentence_for(problem)}", file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        print("\n已按 Ctrl-C 中断；再次执行同一命令即可接着安装。", file=sys.stderr, flush=True)
        return 130
    if time.monotonic() - began > 5:
        say(f"安装部分用时 {time.monotonic() - began:.0f} 秒。")
    return 0


def free_bytes(folder: Path) -> int:
    """Free space for an ordinary user on the file system of `folder`, in bytes."""
    return shutil.disk_usage(folder).free
