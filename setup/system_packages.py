"""Operating-system packages: which are missing, and how they come on the machine.

A requirement is judged by the thing itself (a library that loads, a program on the PATH), not by the package database,
so a machine that got it another way, or has no apt at all, passes. Only what is missing is installed.
"""

import ctypes
import functools
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from progress import CannotGoOn, run_step, say


@dataclass(frozen=True)
class SystemPackage:
    """One Debian package, what it is for (Chinese, shown to the person), and the test that it is not needed any more."""

    name: str
    purpose: str
    present: Callable[[], bool]


def library(soname: str) -> Callable[[], bool]:
    """A test that the shared library `soname` can be loaded."""

    def loads() -> bool:
        try:
            ctypes.CDLL(soname)
        except OSError:
            return False
        return True

    return loads


def program(name: str) -> Callable[[], bool]:
    """A test that the program is on the PATH."""
    return lambda: shutil.which(name) is not None


@functools.cache
def working_uv() -> str | None:
    """The machine's uv, if it starts: a version manager may leave a name on the PATH with nothing behind it."""
    found = shutil.which("uv")
    if found and subprocess.run([found, "--version"], capture_output=True, check=False).returncode == 0:
        return found
    return None


def can_make_environment() -> bool:
    """Whether a virtual environment can be made: by uv, or by Python's own venv with its bundled pip."""
    return working_uv() is not None or importlib.util.find_spec("ensurepip") is not None


RUN: tuple[SystemPackage, ...] = (
    SystemPackage("python3-venv", "建立 Python 虚拟环境", can_make_environment),
    SystemPackage("libpango-1.0-0", "文书排版", library("libpango-1.0.so.0")),
    SystemPackage("libpangoft2-1.0-0", "文书排版", library("libpangoft2-1.0.so.0")),
    SystemPackage("libharfbuzz-subset0", "文书字体取子集（缺它生成文书慢十八倍）", library("libharfbuzz-subset.so.0")),
    SystemPackage("fontconfig", "字体查找", program("fc-list")),
)
TEST: tuple[SystemPackage, ...] = (
    SystemPackage("chromium", "浏览器测试", program("chromium")),
    SystemPackage("libatomic1", "浏览器测试的驱动程序", library("libatomic.so.1")),
    SystemPackage("poppler-utils", "检查 PDF 的文字与图像", program("pdftotext")),
    SystemPackage("qpdf", "检查 PDF 的结构", program("qpdf")),
)
WANTED: dict[str, tuple[SystemPackage, ...]] = {"run": RUN, "test": RUN + TEST}


def missing_from(wanted: Sequence[SystemPackage]) -> list[SystemPackage]:
    """Those of `wanted` that are not on this machine, in the same order."""
    return [package for package in wanted if not package.present()]


def install_missing(purpose: str) -> None:
    """Install what `purpose` ("run" or "test") lacks; raise `CannotGoOn` with the exact apt-get line where this user cannot."""
    missing = missing_from(WANTED[purpose])
    if not missing:
        say("系统软件包：已齐备。")
        return
    names = [package.name for package in missing]
    say("系统软件包：缺少 " + "、".join(f"{package.name}（{package.purpose}）" for package in missing))
    apt_get = shutil.which("apt-get")
    if apt_get is None:
        raise CannotGoOn(f"本机没有 apt-get。请用本系统的软件包工具安装与下列 Debian 软件包相当的软件：{' '.join(names)}。")
    if os.geteuid() != 0:
        raise CannotGoOn(f"当前用户不是 root。请管理员执行：apt-get install {' '.join(names)}；装好后再执行同一命令。")
    say("系统软件包：正在安装……")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run_step([apt_get, "update", "-q"], "更新软件包目录", env=quiet)
    run_step([apt_get, "install", "-q", "-y", "--no-install-recommends", *names], "安装系统软件包", env=quiet)
    importlib.invalidate_caches()
    still = [package.name for package in missing_from(missing)]
    if still:
        raise CannotGoOn(f"软件包 {' '.join(still)} 已安装，但仍不可用。请检查 ldconfig 与 PATH。")
