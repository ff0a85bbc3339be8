"""Checks 10–20: pages and lines that must not break where they would mislead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from arrears.documents.check.geometry import body
from arrears.documents.check.pdf import Pdf, Printed
from arrears.documents.kind import Page
from arrears.documents.reading import names
from arrears.documents.wording import LONGEST_CAPITAL

NO_START = "）》」』，。；：、！？〕"
NO_END = "（《「『〔"
WHOLE = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日|[\d,]+\.\d\d元|[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整]{3,}"
    r"|〔\d{4}〕第?\d+号|\d{6}[\d*]{8}\d{3}[\dXx]"
)
TEXT_PAGES = (Page.LETTER, Page.ADJUDICATION)


def no_blank_page_note(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """10."""
    if "此页无正文" in pdf.text:
        yield "出现“此页无正文”"


def closing_with_text(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """11: the page that bears the closing block has two lines of text before it."""
    from arrears.documents.paper import sealed_on

    if not printed.kind.seal or printed.kind.page not in TEXT_PAGES:
        return
    date = sealed_on(printed.kind, printed.facts["made_on"])
    closing = re.compile(rf"^(首席)?仲裁员|签名|盖章|^{re.escape(printed.facts['body'].name)}$")
    for sheet in pdf.sheets:
        lines = body(sheet, printed)
        for n, line in enumerate(lines):
            if line.text == date:
                text = [before for before in lines[:n] if not closing.search(before.text)]
                if len(text) < 2:
                    yield f"第{sheet.no}页落款前只有{len(text)}行正文"
                return


def pages_filled(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """12: no page with fewer than three lines, annexes apart."""
    for sheet in pdf.sheets:
        lines = body(sheet, printed)
        if len(lines) < 3 and not any("附件" in line.text for line in lines):
            yield f"第{sheet.no}页只有{len(lines)}行"


def line_ends(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """14: no line starts or ends with a mark that may not."""
    for sheet in pdf.sheets:
        for line in sheet.lines:
            if line.text[0] in NO_START:
                yield f"第{sheet.no}页一行以“{line.text[0]}”开头：{line.text[:16]}"
            if line.text[-1] in NO_END:
                yield f"第{sheet.no}页一行以“{line.text[-1]}”结尾：{line.text[-16:]}"


def kept_whole(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """15: no amount, date, number or person's name is split over two lines of running text."""
    if printed.kind.page not in (*TEXT_PAGES, Page.TRANSCRIPT):
        return
    people = {name for fact in printed.kind.all_facts for name in names(printed.facts[fact.name], fact.type) if len(name) > 1}
    for sheet in pdf.sheets:
        lines = body(sheet, printed)
        for a, b in pairwise(lines):
            if a.right < 150 and len(a.text) < 15:
                continue
            text, cut = a.text + b.text, len(a.text)
            for match in WHOLE.finditer(text):
                long_capital = match.group()[0] in "壹贰叁肆伍陆柒捌玖" and len(match.group()) > LONGEST_CAPITAL
                if match.start() < cut < match.end() and not long_capital:
                    yield f"第{sheet.no}页“{match.group()}”断行"
            for name in people:
                for match in re.finditer(re.escape(name), text):
                    if match.start() < cut < match.end():
                        yield f"第{sheet.no}页姓名“{name}”断行"


def table_heads(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """17, 19: each page of a roster has the table's head, and the sum stands with at least one row."""
    rows = printed.facts.get("rows") or ()
    if len(rows) < 3 or not hasattr(rows[0], "name") or not hasattr(rows[0], "id_no"):
        return
    for sheet in pdf.sheets:
        lines = [line.text for line in body(sheet, printed)]
        here = [row for row in rows if any(row.id_no in line for line in lines)]
        if here and not any("序号" in line or "姓名" in line for line in lines):
            yield f"第{sheet.no}页的表没有表头"
        if any(line.startswith("合计") and "人" in line and "大写" not in line for line in lines) and len(here) < 2:
            yield f"第{sheet.no}页合计行前只有{len(here)}行"


def rows_whole(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """18: name and id number of a row stand on one page, each id once a roster."""
    rows = printed.facts.get("rows") or ()
    if not rows or not hasattr(rows[0], "id_no"):
        return
    pages = ["".join(line.text for line in sheet.lines) for sheet in pdf.sheets]
    for row in rows:
        where = [n for n, text in enumerate(pages, 1) if row.id_no in text]
        if not where:
            yield f"表中没有{row.name}的身份号码"
        elif not any(row.name in pages[n - 1] for n in where):
            yield f"{row.name}的行跨页"


def annex_on_new_page(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """20: an annex begins a page."""
    for sheet in pdf.sheets:
        for n, line in enumerate(body(sheet, printed)):
            if re.fullmatch(r"附件\d?|附表", line.text) and n:
                yield f"第{sheet.no}页附件没有另起一页"


CHECKS = {
    10: no_blank_page_note,
    11: closing_with_text,
    12: pages_filled,
    14: line_ends,
    15: kept_whole,
    17: table_heads,
    18: rows_whole,
    20: annex_on_new_page,
}
