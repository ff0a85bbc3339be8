"""Render 排版: turns the HTML of paper.py into the PDF that is stored. Worker process only; imports WeasyPrint when first asked.

Deterministic: the same HTML, fonts and library versions give the same bytes in any process (`fingerprint()` names them). Nothing is
fetched but style sheets of arrears/static/papers and the font subsets. The file is produced as PDF/A-3a (tagged); nobody here
validates it as such. One FontConfiguration and one parse of each style sheet serve the whole life of the process.
"""

from __future__ import annotations

import atexit
import gc
import hashlib
import re
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from arrears.documents import fonts, justify

SHEETS = Path(__file__).resolve().parent.parent / "static" / "papers"
LINK = re.compile(r'<link rel="stylesheet" href="/static/papers/([a-z-]+)\.css"( media="screen")?>\n?')
FITS = ("", "fit-1", "fit-2")
SAVED_A_LINE = (10.227 - 9.6 + 0.2) * 96 / 25.4  # px; 0.2 mm for the signs that fit-2 draws up into lines before
SHORT_PAGE = 6  # a last page of no more lines than this is worth tightening (documents.md 1)
PAPERS_BETWEEN = 20
"""Papers between two collections of what their layouts leave behind: some 40 MB."""
_since_collected = 0
_one_at_a_time = threading.Lock()  # Pango's font map is not made for two threads


@dataclass(frozen=True)
class Rendered:
    """A finished file. `fit`: the tightening used ("" | fit-1 | fit-2), recorded with the document row."""

    pdf: bytes
    pages: int
    fit: str


class UnprintableCharacter(ValueError):
    """A character that no shipped font has: the paper is refused, never printed with a box. `str()` is for people."""

    def __init__(self, characters: str) -> None:
        self.characters = characters
        told = "、".join(f"“{c}”（U+{ord(c):04X}）" for c in characters)
        super().__init__(f"字体中没有{told}，文书不能出具。请核对原件；确无此字的，用拼音加括号并书面说明。")


def render(html: str, meta: Mapping[str, Any] | None = None) -> bytes:
    """The PDF of a paper. `meta` may hold `fit` to force the tightening recorded at the first print."""
    return lay_out(html, fit=(meta or {}).get("fit")).pdf


def lay_out(html: str, fit: str | None = None) -> Rendered:
    """Lay the page out, tightened when that saves a last page of six lines or fewer; `fit` given: exactly so.

    Raises UnprintableCharacter, FontsMissing.
    """
    _refuse_unprintable(html)
    with _one_at_a_time, _collecting_seldom():
        page, sheets = _parsed(html)
        document = _document(page, sheets, fit or "")
        chosen = fit or ""
        if fit is None and _worth_tightening(document):
            for tighter in FITS[1:]:
                other = _document(page, sheets, tighter)
                if len(other.pages) < len(document.pages):
                    document, chosen = other, tighter
                    break
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint 70 leaves its colour profile open
            pdf = document.write_pdf(pdf_variant="pdf/a-3a", pdf_identifier=hashlib.sha256(html.encode()).digest()[:16])
        return Rendered(pdf, len(document.pages), chosen)


def strips(body: str, css: str) -> bytes:
    """Small pages of our own making (the page numbers of a dossier): laid out with the paper fonts, without a paper's template."""
    from weasyprint import CSS, HTML

    configuration, fetcher = _machine()
    with _one_at_a_time:
        page = HTML(string=f"<!doctype html><html lang=zh-CN><body>{body}</body></html>", url_fetcher=fetcher)
        sheets = [_style("fonts"), CSS(string=css, font_config=configuration, url_fetcher=fetcher)]
        document = page.render(stylesheets=sheets, font_config=configuration)
        return bytes(document.write_pdf(pdf_identifier=hashlib.sha256((body + css).encode()).digest()[:16]))


@cache
def fingerprint() -> str:
    """What the bytes depend on besides the facts: versions of the libraries and digests of fonts and style sheets."""
    from weasyprint.text.ffi import pango

    parts = [f"{name} {version(name)}" for name in ("weasyprint", "pydyf", "fonttools", "tinyhtml5")]
    parts += [f"pango {pango.pango_version()}", fonts.installed().digest]
    parts += [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(SHEETS.glob("*.css"))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@cache
def _machine() -> tuple[Any, Any]:
    """The one FontConfiguration of the process and the fetcher that knows only packaged files."""
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    justify.install()
    atexit.register(_forget)
    roots = (SHEETS, fonts.directory())

    class Packaged(URLFetcher):
        """Hands out files below the packaged roots; anything else stops the render."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            parts = urlsplit(url)
            path = Path(unquote(parts.path)).resolve()
            if parts.scheme != "file" or not any(path.is_relative_to(root) for root in roots):
                raise FatalURLFetchingError(f"文书只能使用随软件提供的样式和字体，不能读取 {url}")
            return super().fetch(url, headers)

    return FontConfiguration(), Packaged(allowed_protocols={"file"}, allow_redirects=False, fail_on_errors=True)


def _forget() -> None:
    """At the end of the process, while modules still stand: drops the font configuration and with it its temporary folder."""
    _style.cache_clear()
    _machine.cache_clear()


@cache
def _style(name: str) -> Any:
    """A style sheet of static/papers, parsed once; `fonts` is made here from the subsets."""
    from weasyprint import CSS

    configuration, fetcher = _machine()
    text = _font_faces() if name == "fonts" else (SHEETS / f"{name}.css").read_text("utf-8")
    return CSS(string=text, base_url=SHEETS.as_uri() + "/", url_fetcher=fetcher, font_config=configuration)


def _font_faces() -> str:
    shipped = fonts.installed()
    faces = [f'@font-face{{font-family:{family};src:url("{path.as_uri()}")}}' for family, path in sorted(shipped.files.items())]
    for family, stand_in in sorted(shipped.stand_ins.items()):
        faces.append(f'@font-face{{font-family:{family};src:url("{shipped.files[stand_in].as_uri()}")}}')
    if "Biaosong" in shipped.stand_ins:
        faces.append(".title{font-weight:700!important}")  # the one synthetic face (documents.md 1)
    return "\n".join(faces)


def _parsed(html: str) -> tuple[Any, list[Any]]:
    """The page, read once for all its tightenings, and its style sheets."""
    from weasyprint import HTML

    _, fetcher = _machine()
    sheets = [_style("fonts"), *(_style(name) for name, screen in LINK.findall(html) if not screen)]
    return HTML(string=LINK.sub("", html), base_url=SHEETS.as_uri() + "/", url_fetcher=fetcher), sheets


def _document(page: Any, sheets: list[Any], fit: str) -> Any:
    configuration, _ = _machine()
    body = page.etree_element.find("{*}body")
    kinds = [word for word in body.get("class", "").split() if word not in FITS]
    body.set("class", " ".join([*([fit] if fit else []), *kinds]))
    return page.render(stylesheets=sheets, font_config=configuration)


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """No search for garbage while a page is laid out (it costs a quarter of the time): one after every PAPERS_BETWEEN papers."""
    global _since_collected
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        _since_collected += 1
        if _since_collected >= PAPERS_BETWEEN:
            _since_collected = 0
            gc.collect()
        if was_on:
            gc.enable()


def _worth_tightening(document: Any) -> bool:
    """Whether the last page before the annexes is short, and what stands on it could find room on the pages before.

    Short: six lines of text or fewer beside the closing block. Room: what 9.6 mm lines save, and what is blank below each page.
    """
    room = last_height = 0.0
    lines = pages = 0
    for page in document.pages:
        boxes = list(_boxes(page._page_box))
        if any(box.element_tag == "section" for box in boxes):
            break
        found = [box for box in boxes if type(box).__name__ == "LineBox" and not box.in_margin]
        top, height = page._page_box.content_box_y(), page._page_box.height
        room += height - last_height if pages else 0.0  # blank on the page before
        last_height = max((box.position_y + box.height - top for box in found), default=0.0)
        lines = len({round(box.position_y) for box in found if not box.in_closing})
        room += lines * SAVED_A_LINE
        pages += 1
    return pages > 1 and 0 < lines <= SHORT_PAGE and last_height <= room


def _boxes(root: Any) -> Iterator[Any]:
    """All boxes of a page, each marked whether it stands in a `margin` and whether in the `closing` block."""
    stack = [(root, False, False)]
    while stack:
        box, margin, closing = stack.pop()
        element = getattr(box, "element", None)
        box.in_closing = closing = closing or (element is not None and "sign" in (element.get("class") or "").split())
        box.in_margin = margin = margin or type(box).__name__ == "MarginBox"
        yield box
        stack += [(child, margin, closing) for child in getattr(box, "children", ())]


@cache
def _repertoire() -> frozenset[int]:
    """Every code point that some shipped font can print."""
    from fontTools.ttLib import TTFont

    with TTFont(fonts.installed().files["SongFull"], lazy=True) as full, TTFont(fonts.installed().files["Song"], lazy=True) as song:
        return frozenset(full.getBestCmap()) | frozenset(song.getBestCmap())


def _refuse_unprintable(html: str) -> None:
    alien = {c for c in html if ord(c) > 0x7E and ord(c) not in _repertoire()}
    if alien:
        raise UnprintableCharacter("".join(sorted(alien)))
