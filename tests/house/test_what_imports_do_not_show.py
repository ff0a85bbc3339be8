"""Templates, `url_for` and `relationship`: the ties between rooms that import contracts cannot see."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "arrears"
TEMPLATES = ROOT / "templates"
SHARED = {"macros", "states", "layout.html", "layout_public.html", "layout_print.html", "base.html"}
ROOM_FOLDERS = {"reporting": "portal"}
"""Template folders that bear another name than their room."""


def _template_names(text: str) -> set[str]:
    return set(re.findall(r"""(?:render_template|template=|template\s*=)\(?\s*"([\w/-]+\.html)\"""", text))


def test_every_template_is_used_and_every_used_template_is_there() -> None:
    used: set[str] = set()
    for path in ROOT.rglob("*.py"):
        used |= set(re.findall(r'"([\w/-]+\.html)"', path.read_text("utf-8")))
    for path in TEMPLATES.rglob("*.html"):
        used |= set(re.findall(r"""(?:extends|include|import|from)\s+["']([\w/-]+\.html)["']""", path.read_text("utf-8")))
    there = {p.relative_to(TEMPLATES).as_posix() for p in TEMPLATES.rglob("*.html")}
    papers = {name for name in there if name.startswith("papers/")}
    unused = {name for name in there - used - papers if not name.startswith("states/")}
    assert unused == set(), "templates nobody shows"
    missing = {name for name in used if "/" in name and name not in there and f"papers/{name}" not in there}
    assert missing == set(), "templates that are shown and do not exist"


def test_a_room_shows_its_own_templates_only() -> None:
    found = []
    for path in ROOT.rglob("views*.py"):
        room = path.relative_to(ROOT).parts[0]
        for name in _template_names(path.read_text("utf-8")):
            folder = name.split("/")[0]
            if folder not in SHARED and ROOM_FOLDERS.get(folder, folder) != room:
                found.append(f"{path.relative_to(ROOT)} shows {name}")
    assert found == []


def test_siblings_do_not_link_to_each_other() -> None:
    siblings = {"intake", "mediation", "arbitration", "inspection", "supervision"}
    found = []
    for path in [*ROOT.rglob("*.py"), *TEMPLATES.rglob("*.html")]:
        parts = path.relative_to(TEMPLATES if TEMPLATES in path.parents else ROOT).parts
        if parts[0] not in siblings:
            continue
        for target in re.findall(r"""url_for\(\s*["'](\w+)\.""", path.read_text("utf-8")):
            if target in siblings and target != parts[0]:
                found.append(f"{path.name} links to {target}")
    assert found == [], "siblings meet through cases.pages"


def test_no_relationship_reaches_into_another_room() -> None:
    for path in ROOT.rglob("models*.py"):
        assert "relationship(" not in path.read_text("utf-8"), f"{path}: rows are joined by queries, not by relationships"


@pytest.mark.parametrize("word", ["|safe", "style=", "onclick=", "javascript:"])
def test_templates_hold_nothing_the_content_policy_forbids(word: str) -> None:
    found = [p.relative_to(TEMPLATES).as_posix() for p in TEMPLATES.rglob("*.html") if word in p.read_text("utf-8")]
    assert found == []
