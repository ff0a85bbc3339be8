"""The virtual environment .venv: made once, filled from the hashed lock files, left alone while they are unchanged.

Every package is checked against the digests in requirements/*.txt. uv installs when it can be had (some ten times faster),
pip with --require-hashes otherwise. A stamp in .venv holds the digest of what was installed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from progress import CannotGoOn, run_step, say
from system_packages import working_uv

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = {"run": ("build", "run"), "test": ("build", "run", "test")}  # the names in requirements/, without .txt


def fill(purpose: str) -> None:
    """Bring .venv to the state that `purpose` ("run" or "test") needs. Does nothing when the stamps say so."""
    if not usable():
        make_anew()
    if not uv_found():
        try_uv()
    for lock in LOCKS[purpose]:
        install_lock(lock)
    install_product()


def usable() -> bool:
    """Whether .venv is there, can install, its Python starts, and it was made for this folder (scripts in it hold the path)."""
    if not (uv_found() or (VENV / "bin" / "pip").exists()):
        return False  # making it was cut short
    try:
        question = "import sys; print(sys.prefix, sys.version_info >= (3, 11))"
        asked = subprocess.run([PYTHON, "-c", question], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return asked.returncode == 0 and asked.stdout.strip() == f"{VENV} True" and scripts_point_here()


def scripts_point_here() -> bool:
    """Whether the environment's activate script names this folder: a copied or moved tree does not."""
    activate = VENV / "bin" / "activate"
    return activate.exists() and str(VENV) in activate.read_text("utf-8")


def make_anew() -> None:
    """Make .venv, replacing what is left of an unusable one."""
    if VENV.exists():
        say("Python 环境：原有的 .venv 不可用，重新建立。")
        shutil.rmtree(VENV)
    else:
        say("Python 环境：建立 .venv……")
    uv = working_uv()
    if uv:
        run_step([uv, "venv", "-q", "--no-config", "--python", sys.executable, str(VENV)], "建立虚拟环境")
    else:
        run_step([sys.executable, "-m", "venv", str(VENV)], "建立虚拟环境")


def try_uv() -> None:
    """Install uv into .venv by pip; where it cannot be had, pip does all the work itself."""
    try:
        install_lock("uv")
    except CannotGoOn:
        say("uv 没有装上，改用 pip 继续（慢一些，结果相同）。")


def install_lock(name: str) -> None:
    """Install requirements/<name>.txt unless the stamp says that exactly this file is installed."""
    lock = ROOT / "requirements" / f"{name}.txt"
    stamp = VENV / f"installed-{name}.sha256"
    digest = digest_of(lock)
    if stamp.exists() and stamp.read_text("utf-8") == digest:
        return
    say(f"Python 依赖：按 requirements/{name}.txt 安装……")
    run_step([*installer(), "--require-hashes", "-r", str(lock)], "安装 Python 依赖", env=installer_environment())
    stamp.write_text(digest, "utf-8")


def install_product() -> None:
    """Install this tree itself as an editable package, so that .venv/bin/arrears runs the code that lies here."""
    stamp = VENV / "installed-product.sha256"
    digest = digest_of(ROOT / "pyproject.toml")
    if stamp.exists() and stamp.read_text("utf-8") == digest and (VENV / "bin" / "arrears").exists():
        say("Python 环境：已是最新。")
        return
    say("Python 环境：登记 arrears 命令……")
    command = [*installer(), "--no-deps", "--no-build-isolation", "-e", str(ROOT)]
    run_step(command, "登记 arrears 命令", env=installer_environment())
    stamp.write_text(digest, "utf-8")


def installer() -> list[str]:
    """The command that installs into .venv: uv where it is to be had, pip otherwise."""
    uv = uv_found()
    if uv and not os.environ.get("PIP_NO_INDEX"):
        return [uv, "pip", "install", "-q", "--no-config", "--compile-bytecode", "--python", str(PYTHON)]
    return [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check"]


def uv_found() -> str | None:
    """The uv of .venv, else the machine's; None where neither starts."""
    own = VENV / "bin" / "uv"
    return str(own) if own.exists() else working_uv()


def installer_environment() -> dict[str, str]:
    """The environment of the installer: what the administrator set for pip (index, certificate) holds for uv, too."""
    env = dict(os.environ)
    env.setdefault("UV_LINK_MODE", "copy")  # a cache on another file system is usual; a hard link there only warns
    for pip_name, uv_name in (("PIP_INDEX_URL", "UV_DEFAULT_INDEX"), ("PIP_CERT", "SSL_CERT_FILE")):
        value = env.get(pip_name)
        if value:
            env.setdefault(uv_name, value)
    return env


def digest_of(path: Path) -> str:
    """SHA-256 of a file in hex; a missing lock file is a broken checkout."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        raise CannotGoOn(f"缺少文件 {path.relative_to(ROOT)}，代码目录不完整，请重新克隆。") from None
