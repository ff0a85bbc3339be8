"""Checks 21, 25, 51–56: fonts, archival metadata, structure, health and size of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from arrears.documents.check.pdf import Pdf, Printed

FACES = {"Fang", "Song", "Hei", "Kai", "Biaosong", "SongFull"}
KILO = 1024


def fonts(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """21, 25: all embedded, all subset, at most four faces beside the full Song, none synthetic."""
    faces = set()
    for name, embedded, subset in pdf.fonts:
        prefix, _, face = name.partition("+")
        if embedded != "yes" or subset != "yes" or not face:
            yield f"字体{name}没有嵌入或者没有裁剪"
        faces.add(face or prefix)
    if not faces <= FACES:
        yield f"出现未列明的字体{sorted(faces - FACES)}"
    if len(faces - {"SongFull"}) > 4:
        yield f"用了{len(faces)}种字体：{sorted(faces)}"


def archival(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """26, 51: claims PDF/A-3a, tagged, Chinese, title with the number shown, author the body."""
    with pdf.open() as opened:
        with opened.open_metadata() as xmp:
            if (xmp.get("pdfaid:part"), xmp.get("pdfaid:conformance")) != ("3", "A"):
                yield "没有声明PDF/A-3a"
        root = opened.Root
        if str(root.get("/Lang", "")) != "zh-CN":
            yield "没有标明中文"
        if not root.get("/MarkInfo", {}).get("/Marked", False):
            yield "没有标签"
        if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
            yield "不显示文书题名"
        if "/JavaScript" in root.get("/Names", {}) or "/OpenAction" in root:
            yield "含有脚本"
    if pdf.info.get("Author") != printed.facts["body"].name:
        yield f"作者为{pdf.info.get('Author')}"
    if printed.kind.title not in pdf.info.get("Title", "") or (printed.number or "") not in pdf.info.get("Title", ""):
        yield f"题名为{pdf.info.get('Title')}"
    if not pdf.info.get("CreationDate", "").strip():
        yield "没有制作日期"


def outline(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """52: the title and each heading has its entry in the outline."""
    with pdf.open() as opened, opened.open_outline() as tree:
        if not tree.root:
            yield "没有书签"


def structure(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """53: the tags know the title as H1, table heads as TH."""
    with pdf.open() as opened:
        kinds = {str(o.get("/S", "")) for o in opened.objects if hasattr(o, "get") and o.get("/Type") == "/StructElem"}
    if "/H1" not in kinds:
        yield "标签中没有H1"
    if "/Table" in kinds and "/TH" not in kinds:
        yield "表格没有TH"


def health(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """55: qpdf finds no fault; no link, path, host or user name in the file."""
    if pdf.qpdf[0] != 0:
        yield pdf.qpdf[1].strip().splitlines()[-1]
    text = " ".join(pdf.info.values())
    if re.search(r"https?://|file:|/home/|/root/|/work|/tmp", text):
        yield f"文件信息带有路径或者网址：{text}"
    for name in (b"/URI", b"file:///", b"/Launch"):
        if name in pdf.content:
            yield f"文件含有{name.decode()}"


def size(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """56: under 400 KB, under 2 MB with a long roster."""
    limit = 2048 if len(pdf.sheets) > 5 else 400
    if len(pdf.content) > limit * KILO:
        yield f"{len(pdf.content) // KILO} KB"


CHECKS = {21: fonts, 51: archival, 52: outline, 53: structure, 55: health, 56: size}
