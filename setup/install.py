"""`make install` and the first half of `make serve` and `make test`: from a bare machine to a working .venv/bin/arrears.

Usage: python3 setup/install.py run|test. Each step looks before it works, so a second run takes a moment.
Standard library only, and nothing of the product is imported: it is not installed yet.
"""

import os
import subprocess
import sys

import environment
import system_packages
from progress import CannotGoOn, free_bytes, guarded, say

MEGABYTE = 1024 * 1024
SPACE = {"run": 900 * MEGABYTE, "test": 2200 * MEGABYTE}  # measured on a bare Debian 12, with a margin


def main(purpose: str) -> None:
    """Everything `purpose` ("run" or "test") needs, in order."""
    check_folder(purpose)
    system_packages.install_missing(purpose)
    environment.fill(purpose)
    build_fonts()


def check_folder(purpose: str) -> None:
    """Refuse early where the tree cannot be written, or the first installation would fill the disk."""
    root = environment.ROOT
    if not os.access(root, os.W_OK):
        raise CannotGoOn(f"对目录 {root} 没有写权限。请换用有权限的用户，或改变目录的属主后再执行。")
    first = not (environment.VENV / f"installed-{purpose}.sha256").exists()
    free = free_bytes(root)
    if first and free < SPACE[purpose]:
        raise CannotGoOn(f"磁盘空间不足：首次安装约需 {SPACE[purpose] // MEGABYTE} MB，现在只剩 {free // MEGABYTE} MB。")


def build_fonts() -> None:
    """Have the product make the subsets that papers are set in; its own sentences go straight to the terminal."""
    say("文书字体：检查……")
    done = subprocess.run([environment.VENV / "bin" / "arrears", "fonts", "build"], stdin=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        raise CannotGoOn("文书字体没有准备好，原因见上。处理后再执行同一命令。")


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in SPACE:
        print("用法：python3 setup/install.py run 或 test", file=sys.stderr)
        sys.exit(2)
    sys.exit(guarded(lambda: main(sys.argv[1])))
