"""Checks 1–9: paper size, type area, 28 characters by 22 lines, title, number, page number, red line, seal square."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from arrears.documents.check.pdf import Line, Pdf, Printed, Sheet
from arrears.documents.kind import Page

# Type area by class, odd page: left, top, right, bottom in mm (documents.md 1).
AREAS = {
    Page.LETTER: (28, 30, 184, 262),
    Page.ADJUDICATION: (28, 37, 184, 262),
    Page.FORM: (28, 25, 190, 272),
    Page.WIDE_FORM: (25, 28, 272, 190),
    Page.TRANSCRIPT: (28, 30, 190, 272),
    Page.COVER: (30, 30, 190, 272),
}
DUPLEX = {Page.LETTER: -2, Page.ADJUDICATION: -2, Page.FORM: -8, Page.TRANSCRIPT: -8, Page.WIDE_FORM: 0, Page.COVER: 0}
WIDE_ANNEX = (25, 28, 272, 188)
NEAR = 1.0
DASH = re.compile(r"—\d+—")
OF_PAGES = re.compile(r"第\d+页共\d+页")
FULL = 28


def area(sheet: Sheet, printed: Printed) -> tuple[float, float, float, float]:
    """The type area of this sheet; even pages of duplex classes are shifted to the outer edge."""
    page = printed.kind.page
    if sheet.wide and page is not Page.WIDE_FORM:
        return WIDE_ANNEX
    if page is Page.WIDE_FORM and sheet.no % 2 == 0:
        return 25, 20, 272, 182
    left, top, right, bottom = AREAS[page]
    shift = DUPLEX[page] if sheet.no % 2 == 0 else 0
    return left + shift, top, right + shift, bottom


def body(sheet: Sheet, printed: Printed) -> list[Line]:
    """The lines inside the type area, without what stands in the margins."""
    _, top, _, bottom = area(sheet, printed)
    return [line for line in sheet.lines if top - NEAR <= line.middle <= bottom + NEAR]


def paper_size(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """1: every page is A4, upright or landscape as the class says."""
    for sheet in pdf.sheets:
        want = (210, 297)
        if printed.kind.page is Page.WIDE_FORM or sheet.wide:
            want = (297, 210)
        if abs(sheet.width - want[0]) > 0.5 or abs(sheet.height - want[1]) > 0.5:
            yield f"第{sheet.no}页为{sheet.width:.1f}×{sheet.height:.1f}毫米"


def inside(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """2, 16: all text of the page body stands inside the type area."""
    for sheet in pdf.sheets:
        left, _, right, _ = area(sheet, printed)
        for line in body(sheet, printed):
            if line.left < left - NEAR or line.right > right + NEAR:
                yield f"第{sheet.no}页“{line.text[:12]}”横向{line.left:.1f}至{line.right:.1f}毫米，版心{left}至{right}"
        for line in sheet.lines:
            for word in line.words:
                if word.left < 5 or word.right > sheet.width - 5 or word.top < 5 or word.bottom > sheet.height - 5:
                    yield f"第{sheet.no}页“{word.text[:12]}”超出纸面"


def pitch(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """3: neighbouring text lines of classes (a) and (b) are 10.2 mm apart (9.6 when tightened), at most 22 (23) a page."""
    if printed.kind.page is not Page.ADJUDICATION:
        return
    for sheet in pdf.sheets:
        lines = body(sheet, printed)
        gaps = [b.middle - a.middle for a, b in pairwise(lines) if _is_text(a) and _is_text(b)]
        for gap in gaps:
            if not (abs(gap - 10.227) < 0.35 or abs(gap - 9.6) < 0.35 or gap > 11):
                yield f"第{sheet.no}页行距{gap:.2f}毫米"


def _is_text(line: Line) -> bool:
    """Whether a line is running text of 16 pt, not a table cell."""
    return len(line.text) > 20 and all(5.0 < word.bottom - word.top < 6.5 for word in line.words)


def full_lines(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """4: a line of Chinese signs alone holds 28 of them at most, and one that fills the measure no fewer than 26."""
    if printed.kind.page is not Page.ADJUDICATION:
        return
    for sheet in pdf.sheets:
        if sheet.wide:
            continue
        for line in body(sheet, printed):
            pure = not re.search(r"[0-9A-Za-z.,*-]", line.text)
            height = line.words[0].bottom - line.words[0].top
            if pure and height > 5 and len(line.text) > FULL + 1:
                yield f"第{sheet.no}页一行{len(line.text)}字：{line.text}"


def title(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """5: the title is on the first page, centred on the type area."""
    if printed.kind.page not in (Page.ADJUDICATION, Page.LETTER):
        return
    sheet = pdf.sheets[0]
    left, _, right, _ = area(sheet, printed)
    tall = [line for line in body(sheet, printed)[:5] if 7.5 < line.words[0].bottom - line.words[0].top < 8.1]  # 22 pt
    if not tall:
        yield "首页没有二号字的题名"
    for line in tall:
        # Spread letters leave half a gap after the last sign.
        if abs((line.left + line.right) / 2 - (left + right) / 2) > NEAR + 0.5:
            yield f"题名“{line.text}”居中偏差{(line.left + line.right) / 2 - (left + right) / 2:.1f}毫米"


def number_line(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """6: the number of class (b) ends two characters from the right edge."""
    if not printed.number or printed.kind.page is not Page.ADJUDICATION:
        return
    sheet = pdf.sheets[0]
    _, _, right, _ = area(sheet, printed)
    for line in body(sheet, printed):
        if line.text == printed.number:
            if abs(line.right - (right - 2 * 5.644)) > 1.5:
                yield f"编号右端在{line.right:.1f}毫米"
            return
    yield "首页没有编号行"


def page_numbers(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """7: the page number stands where the class says; letters have none on page 1, covers none at all."""
    page = printed.kind.page
    for sheet in pdf.sheets:
        form = DASH if page in (Page.LETTER, Page.ADJUDICATION) else OF_PAGES
        _, _, _, bottom = area(sheet, printed)
        found = [line for line in sheet.lines if line.middle > bottom and form.search(line.text)]
        wanted = not (page is Page.COVER or (page is Page.LETTER and sheet.no == 1))
        if wanted != bool(found):
            yield f"第{sheet.no}页{'缺页码' if wanted else '不应有页码'}"
        if found and form is DASH and not sheet.wide:
            yield from _dash(sheet, found[0], printed)


def _dash(sheet: Sheet, line: Line, printed: Printed) -> Iterator[str]:
    left, _, right, bottom = area(sheet, printed)
    dashes = [word for word in line.words if re.fullmatch(r"[—\d]+", word.text)]
    height = (dashes[0].top + dashes[0].bottom) / 2 - bottom
    if abs(height - 7) > 1.5:
        yield f"第{sheet.no}页页码横线在版心下{height:.1f}毫米"
    edge = right - dashes[-1].right if sheet.no % 2 else dashes[0].left - left
    if abs(edge - 5.6) > 1.5:
        yield f"第{sheet.no}页页码距边{edge:.1f}毫米"


def red_lines(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """8: red only in letters, and only #E60000."""
    with pdf.open() as opened:
        streams = b"\n".join(page.Contents.read_bytes() for page in opened.pages)
    colours = {tuple(map(float, m)) for m in re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)", streams)}
    tinted = {colour for colour in colours if max(colour) - min(colour) > 0.02}
    if printed.kind.page is not Page.LETTER and tinted:
        yield f"出现颜色{tinted}"
    if printed.kind.page is Page.LETTER and not all(abs(c[0] - 0.902) < 0.01 and c[1] == c[2] == 0 for c in tinted):
        yield f"红色不是#E60000：{tinted}"
    if printed.kind.page is Page.LETTER and not tinted:
        yield "信函没有红色标志"


def seal_square(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """9: 45 × 45 mm centred on the date hold nothing but the body's name and the date."""
    from arrears.documents.paper import sealed_on

    if not printed.kind.seal or printed.kind.page not in (Page.LETTER, Page.ADJUDICATION):
        return
    own = {printed.facts["body"].name, sealed_on(printed.kind, printed.facts["made_on"])}
    for sheet in pdf.sheets:
        for date in sheet.lines:
            if date.text not in own or not date.text.endswith("日"):
                continue
            middle = (date.left + date.right) / 2
            for line in sheet.lines:
                for word in line.words:
                    near = word.right > middle - 22.5 and word.left < middle + 22.5
                    low = word.bottom > date.middle - 22.5 and word.top < date.middle + 22.5
                    if near and low and line.text not in own:
                        yield f"第{sheet.no}页印章位置有“{word.text}”"
            return
    yield "没有落款日期"


CHECKS = {
    1: paper_size,
    2: inside,
    3: pitch,
    4: full_lines,
    5: title,
    6: number_line,
    7: page_numbers,
    8: red_lines,
    9: seal_square,
}
