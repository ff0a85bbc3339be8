"""`make install` and the first half of `make serve` and `make test`: from a bare machine to a working .venv/bin/arrears.

Usage: python3 setup/install.py run|test|serve. Each step looks before it works, so a second run takes a moment.
`serve` also brings the database up and makes the demonstration, while the fonts are still being fetched and cut.
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
ARREARS = environment.VENV / "bin" / "arrears"


def main(purpose: str) -> None:
    """Everything `purpose` ("run", "test" or "serve") needs, in order."""
    packages = "run" if purpose == "serve" else purpose
    check_folder(packages)
    system_packages.install_missing(packages)
    environment.fill(packages)
    fonts = begin_fonts()
    try:
        if purpose == "serve":
            prepare_house()
    finally:
        end_fonts(fonts)


def check_folder(purpose: str) -> None:
    """Refuse early where the tree cannot be written, or the first installation would fill the disk."""
    root = environment.ROOT
    if not os.access(root, os.W_OK):
        raise CannotGoOn(f"对目录 {root} 没有写权限。请换用有权限的用户，或改变目录的属主后再执行。")
    first = not (environment.VENV / f"installed-{purpose}.sha256").exists()
    free = free_bytes(root)
    if first and free < SPACE[purpose]:
        raise CannotGoOn(f"磁盘空间不足：首次安装约需 {SPACE[purpose] // MEGABYTE} MB，现在只剩 {free // MEGABYTE} MB。")


def begin_fonts() -> "subprocess.Popen[bytes]":
    """Have the product make the subsets that papers are set in; its own sentences go straight to the terminal."""
    say("文书字体：检查……")
    return subprocess.Popen([ARREARS, "fonts", "build"], stdin=subprocess.DEVNULL)


def end_fonts(building: "subprocess.Popen[bytes]") -> None:
    """Wait for the subsets."""
    if building.wait() != 0:
        raise CannotGoOn("文书字体没有准备好，原因见上。处理后再执行同一命令。")


def prepare_house() -> None:
    """The schema of this version, and once the demonstration, which a production system gets none of."""
    run_product("db", "upgrade")
    if os.environ.get("ARREARS_PRODUCTION") not in {"1", "true", "yes"}:
        run_product("demo", "make")


def run_product(*words: str) -> None:
    """Run a command of the product, which says itself what it does and what is wrong."""
    if subprocess.run([ARREARS, *words], stdin=subprocess.DEVNULL, check=False).returncode != 0:
        raise CannotGoOn(f"arrears {' '.join(words)} 没有办成，原因见上。处理后再执行同一命令。")


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in {*SPACE, "serve"}:
        print("用法：python3 setup/install.py run、test 或 serve", file=sys.stderr)
        sys.exit(2)
    sys.exit(guarded(lambda: main(sys.argv[1])))
