"""A paper inside a page of ours 嵌入预览: its body as a fragment, and its style sheets narrowed to it.

The style sheets of papers speak of `body`, `p` and `th`; linked in a page of the office they would dress the whole page. Here each
selector is put under `.paper .inset`, page rules go, sizes follow the column. Pure text work; nothing is rendered.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from arrears.documents.catalogue import KINDS
from arrears.documents.kind import Page

ROOT = ".paper .inset"
BODY = re.compile(r"<html[^>]*class=\"(?P<page>[^\"]*)\".*?<body class=\"(?P<kind>[^\"]*)\">(?P<inner>.*)</body>", re.DOTALL)
HEADING = re.compile(r"<h([12])((?:\s[^>]*)?)>")
RULE = re.compile(r"(?P<selectors>[^{}]+)\{(?P<body>(?:[^{}]|\{[^{}]*\})*)\}")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

SCALE = {"class-a": ".72", "class-b": ".72", "class-c": ".96", "class-c-wide": ".7", "class-d": ".78", "class-e": ".78"}
"""How much smaller a paper stands in a column than on A4: letters are set in 16 pt, forms in 10.5 pt."""

TAIL = """
{root}{{position:relative;overflow:hidden;background:#fff;color:#000;zoom:{scale};letter-spacing:0}}
{root} .watermark{{position:absolute;left:0;right:0;top:30mm;width:auto;z-index:0;pointer-events:none;mix-blend-mode:multiply}}
{root} .redline{{width:auto;margin-left:0}}
{root} .footline{{display:none}}
{root} .mark{{white-space:normal;background:none;padding:0}}
{root} .seal{{display:block;width:auto;height:auto;flex:none}}
{root} thead th,{root} table:has(thead) td{{display:table-cell}}
{root} .title{{margin-top:6mm}}
{root} .closing{{max-width:100%}}
{root} .verify{{position:static}}
{root} .annex{{margin-top:8mm;border-top:.3mm dashed #888;padding-top:6mm}}
{root} th{{width:auto;white-space:normal}}
@media (max-width:700px){{
{root} table:not(:has(thead)),{root} table:not(:has(thead)) tbody,{root} table:not(:has(thead)) tr{{display:block}}
{root} table:not(:has(thead)) :is(th,td){{display:block;width:auto;height:auto}}
}}
"""


def fragment(page: str) -> Markup:
    """The inside of a paper's page as one block: headings of the paper stay headings, below those of the page around it."""
    found = BODY.search(page)
    if found is None:
        raise ValueError("not the page of a paper")
    inner = found["inner"].replace('<main class="sheet">', '<div class="sheet">').replace("</main>", "</div>")
    inner = HEADING.sub(_heading, inner)
    inner = re.sub(r"</h[12]>", "</div>", inner)
    return Markup(f'<div class="inset {found["page"]} {found["kind"]}">{inner}</div>')


def _heading(match: re.Match[str]) -> str:
    level, rest = match[1], match[2]
    named = re.search(r'class="([^"]*)"', rest)
    css = f"h{level} {named[1]}" if named else f"h{level}"
    return f'<div role="heading" aria-level="{int(level) + 2}" class="{css}">'


@cache
def style(page_class: str) -> str:
    """The style sheets of a page class, narrowed to the inset. Raises ValueError for an unknown class."""
    page = Page(page_class)
    names = ["paper.css", *(["form.css"] if page.value.startswith("class-c") else []), f"{page.value}.css"]
    folder = files("arrears") / "static" / "papers"
    faces = re.findall(r"@font-face\{[^}]*\}", (folder / "screen.css").read_text("utf-8"))
    rules = [rule for name in names for rule in _narrowed((folder / name).read_text("utf-8"))]
    return "\n".join([*faces, *rules, TAIL.format(root=ROOT, scale=SCALE[page.value])])


def _narrowed(text: str) -> list[str]:
    found = []
    for rule in RULE.finditer(COMMENT.sub("", text)):
        selectors = rule["selectors"].strip()
        if selectors.startswith("@"):
            continue
        parts = [narrow for part in selectors.split(",") if (narrow := _narrow(part.strip()))]
        if parts:
            found.append(f"{','.join(parts)}{{{rule['body']}}}")
    return found


def _narrow(selector: str) -> str:
    """One selector under the inset; `html` is not ours to dress, `body` is the inset itself, and so is the kind's own class."""
    if selector == "html":
        return ""
    selector = re.sub(r"(?<![\w.-])h([12])(?![\w-])", r".h\1", selector).replace("main", ".sheet")
    first = re.match(r"\.([a-z-]+)", selector)
    if selector.startswith("body"):
        return ROOT + selector.removeprefix("body")
    if first is not None and first[1] in KINDS:
        return f"{ROOT}{selector}"
    return f"{ROOT} {selector}"
