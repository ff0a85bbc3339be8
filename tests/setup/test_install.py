"""Set-up: what is missing is named exactly, each trouble is one sentence with an exit code, and nothing is done twice."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(autouse=True)
def setup_scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the scripts of setup/ importable: they run before the package is installed and are no part of it."""
    monkeypatch.syspath_prepend(str(ROOT / "setup"))


def run(*command: str, **env: str) -> subprocess.CompletedProcess[str]:
    """A command with a nearly empty environment."""
    env = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **env}
    return subprocess.run(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def test_make_alone_lists_each_command_with_its_sentence() -> None:
    shown = run("make").stdout
    targets = re.findall(r"^  make (\w+) +\S", shown, re.M)
    assert targets == ["help", "serve", "install", "test", "lint", "bench", "lock"]


def test_an_old_python_is_a_sentence_with_the_version_found(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" && exit 0\nexit 1\n')
    old.chmod(0o755)
    for name in ("sh", "env"):
        (tmp_path / name).symlink_to(shutil.which(name))
    done = run("/bin/sh", "setup/with_python.sh", "setup/install.py", "run", PATH=str(tmp_path), ARREARS_PYTHON=str(old))
    assert done.returncode == 1
    assert "需要 Python 3.11 或更新的版本，本机是：Python 3.9.2" in done.stderr
    assert "Traceback" not in done.stderr


def lacking(monkeypatch: pytest.MonkeyPatch, *names: str, root: bool = False, apt: bool = True) -> str:
    """The sentence of the package step on a machine that lacks these packages."""
    import system_packages
    from progress import CannotGoOn

    absent = tuple(system_packages.SystemPackage(name, "文书排版", lambda: False) for name in names)
    monkeypatch.setitem(system_packages.WANTED, "run", absent)
    monkeypatch.setattr("os.geteuid", lambda: 0 if root else 1000)
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/apt-get" if apt else None)
    with pytest.raises(CannotGoOn) as stop:
        system_packages.install_missing("run")
    return str(stop.value)


def test_who_is_not_root_gets_the_line_for_the_administrator(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "请管理员执行：apt-get install libpango-1.0-0 fontconfig" in lacking(monkeypatch, "libpango-1.0-0", "fontconfig")


def test_without_apt_the_packages_are_named_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = lacking(monkeypatch, "libpango-1.0-0", root=True, apt=False)
    assert "没有 apt-get" in sentence and "libpango-1.0-0" in sentence


def test_without_apt_and_root_all_goes_on_when_nothing_is_missing(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    import system_packages

    there = (system_packages.SystemPackage("fontconfig", "字体查找", lambda: True),)
    monkeypatch.setitem(system_packages.WANTED, "run", there)
    monkeypatch.setattr("shutil.which", lambda name: None)
    system_packages.install_missing("run")
    assert "已齐备" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("error: failed to write: No space left on device (os error 28)", "磁盘已满"),
        ("PermissionError: [Errno 13] Permission denied: '/opt'", "没有写权限"),
        ("error: Hash mismatch for `flask==3.1.3`", "摘要不符"),
        ("Temporary failure in name resolution", "下载失败。请检查网络"),
        ("something else", "请根据上面的输出处理"),
    ],
)
def test_the_end_of_a_failed_command_becomes_a_sentence(output: str, sentence: str) -> None:
    from progress import cause_of

    assert sentence in cause_of(output)


def test_a_failed_step_shows_its_output_and_stops_with_exit_code_one(capsys) -> None:
    from progress import guarded, run_step

    code = guarded(lambda: run_step(["sh", "-c", "echo 'No space left on device'; exit 7"], "安装 Python 依赖"))
    said = capsys.readouterr().err
    assert code == 1
    assert "    No space left on device" in said
    assert "无法继续：安装 Python 依赖未成功（退出码 7）。磁盘已满。" in said


def test_a_full_disk_met_by_the_scripts_themselves_is_a_sentence(capsys) -> None:
    from progress import guarded

    def fill() -> None:
        with open("/dev/full", "w") as full:
            full.write("x")

    assert guarded(fill) == 1
    assert "磁盘已满" in capsys.readouterr().err


def test_too_little_space_is_said_before_anything_is_downloaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import environment
    import install
    from progress import CannotGoOn

    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(install, "free_bytes", lambda folder: 300 * install.MEGABYTE)
    with pytest.raises(CannotGoOn, match="首次安装约需 900 MB，现在只剩 300 MB"):
        install.check_folder("run")


def test_a_folder_without_write_permission_is_said_first(monkeypatch: pytest.MonkeyPatch) -> None:
    import install
    from progress import CannotGoOn

    monkeypatch.setattr("os.access", lambda path, mode: False)
    with pytest.raises(CannotGoOn, match="没有写权限"):
        install.check_folder("run")


def test_an_unchanged_lock_file_is_not_installed_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import environment

    (tmp_path / "requirements").mkdir()
    lock = tmp_path / "requirements" / "run.txt"
    lock.write_text("flask==1\n")
    (tmp_path / ".venv").mkdir()
    ran: list[list[str]] = []
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "installer", lambda: ["installer"])
    monkeypatch.setattr(environment, "run_step", lambda command, doing, env: ran.append(command))
    environment.install_lock("run")
    environment.install_lock("run")
    assert len(ran) == 1
    assert "--require-hashes" in ran[0]
    lock.write_text("flask==2\n")
    environment.install_lock("run")
    assert len(ran) == 2


def test_an_environment_that_was_copied_from_elsewhere_is_made_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import environment

    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    assert not environment.usable()
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "activate").write_text("VIRTUAL_ENV=/somewhere/else/.venv\n")
    assert not environment.scripts_point_here()


def pins(name: str) -> dict[str, str]:
    """Package → version of a lock file."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==(\S+)", text, re.M))


def test_tests_run_on_the_versions_that_users_get() -> None:
    run_time, test = pins("run"), pins("test")
    assert run_time
    assert {name: test.get(name) for name in run_time} == run_time


def test_every_locked_package_bears_hashes_and_no_address() -> None:
    for name in ("uv", "build", "run", "test"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
        assert "://" not in text
        assert text.count("==") == len(pins(name))
        assert all("--hash=sha256:" in block for block in re.split(r"^(?=[a-z0-9])", text, flags=re.M) if "==" in block)


def test_ci_runs_the_same_command_as_a_person() -> None:
    assert "exec make test" in (ROOT / ".ci" / "run").read_text("utf-8")
