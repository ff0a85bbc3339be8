"""`make lock`: turn requirements/*.in into the hashed lock files beside them.

The test set is locked under the run-time set, so tests run on the versions that users get. No index address is written.
"""

import os
import sys

from environment import ROOT, installer_environment, uv_found
from progress import CannotGoOn, guarded, run_step, say

ORDER: tuple[tuple[str, tuple[str, ...]], ...] = (("uv", ()), ("build", ()), ("run", ()), ("test", ("-c", "run.txt")))


def main() -> None:
    """Lock each set in order; versions that still fit are kept unless UPGRADE=1."""
    uv = uv_found()
    if not uv:
        raise CannotGoOn("没有 uv。请先执行 make install。")
    os.chdir(ROOT / "requirements")
    upgrade = ("--upgrade",) if os.environ.get("UPGRADE") else ()
    for name, constraint in ORDER:
        say(f"锁定 requirements/{name}.txt……")
        command = (uv, "pip", "compile", "-q", "--no-config", "--python-version", "3.11", "--generate-hashes")
        paths = (f"{name}.in", "-o", f"{name}.txt")
        options = ("--no-emit-index-url", "--no-header", *upgrade, *constraint)
        run_step([*command, *options, *paths], "锁定依赖", env=installer_environment())


if __name__ == "__main__":
    sys.exit(guarded(main))
