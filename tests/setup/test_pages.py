"""README, house and Makefile say what is true: settings, rooms, commands."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from arrears.serve import CHILDREN

ROOT = Path(__file__).resolve().parent.parent.parent


def page(name: str) -> str:
    """The text of a page of the repository."""
    return (ROOT / name).read_text("utf-8")


def rooms() -> set[str]:
    """The rooms that the import contract names, optional ones included."""
    contracts = tomllib.loads(page("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = next(contract for contract in contracts if contract["type"] == "layers")["layers"]
    return {name.strip(" ()") for layer in layers for name in re.split(r"[|:]", layer)}


def test_the_first_lines_of_the_readme_are_the_two_commands() -> None:
    lines = page("README.md").splitlines()[1:3]
    assert [line.split("#")[0].strip() for line in lines] == ["make serve", "make test"]


def test_every_setting_that_is_read_stands_in_the_readme_and_no_other() -> None:
    read = set(re.findall(r'_(?:text|flag|number|secret)\(env, "([A-Z0-9_]+)"', page("arrears/config.py")))
    table = set(re.findall(r"^\| `ARREARS_([A-Z0-9_]+)` \|", page("README.md"), re.M))
    assert read and table == read


def test_every_room_of_the_house_is_named_for_the_newcomer() -> None:
    table = page("docs/house.md").split("## The rooms")[1].split("## Rules")[0]
    assert rooms() == set(re.findall(r"`([a-z_]+)`", "\n".join(re.findall(r"^\| (`.*?) \|", table, re.M))))


def test_every_room_that_exists_is_placed_in_the_contract() -> None:
    here = {path.name if path.is_dir() else path.stem for path in (ROOT / "arrears").iterdir() if is_room(path)}
    assert here <= rooms()


def is_room(path: Path) -> bool:
    """A module of the house, or a folder that holds modules."""
    return (path.suffix == ".py" and path.stem != "__init__") or (path.is_dir() and (path / "__init__.py").exists())


def test_the_services_of_the_readme_are_those_of_the_parent_process() -> None:
    text = page("README.md")
    for child in CHILDREN[1:]:
        assert f"ExecStart=/srv/arrears/.venv/bin/arrears {child.command[-1]}" in text


def test_every_command_of_make_is_explained() -> None:
    text = page("README.md")
    for target in re.findall(r"^([a-z]+):.*## ", page("Makefile"), re.M):
        if target != "help":
            assert f"`make {target}`" in text or f"\nmake {target} " in text
