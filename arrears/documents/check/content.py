"""Checks 22–46 and 60: the signs, the facts, the money and the rights of a paper, read back from the finished page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from arrears.documents.check.pdf import Pdf, Printed
from arrears.documents.reading import strings
from arrears.documents.wording import masked
from arrears.law.money import BadAmount, read_capital

CAPITAL = re.compile(r"([\d,]+\.\d\d)元（大写：人民币([零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整]+)）")
GARBAGE = re.compile(r"None|nan|\{\{|\}\}|undefined|。。|，。|；。|（）|《》|\d[eE]\d|-\d+\.\d\d(?!\d)")
# Facts that steer the page and are not printed as they stand.
SILENT = re.compile(
    r"^(body\.(short|contact|phone|address|sue_court|revocation_court|reconsider_at)|verify_token|copy_mark|case_no"
    r"|applicants.*\.(kind|phone|job|rep_kind|sex)|respondents.*\.(kind|phone|rep_kind)|principal\.(kind|phone|rep_kind)"
    r"|agents.*\.(side|power|represents)|thirds.*\.(kind|phone|rep_kind)|mediator|reporter|lead_no|proposal\.label|review\.label"
    r"|decision\.label|employment.*|side|principal_role|payer|.*\.kind|.*\.result|arguments.*)"
)


def characters(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """22, 24: no replacement sign, no compatibility ideographs that the facts do not have."""
    given = "".join(text for _, text in strings(printed.facts))
    for sign in set(pdf.raw):
        if sign == "\ufffd" or (("\u2e80" <= sign <= "\u2fdf" or "\uf900" <= sign <= "\ufaff") and sign not in given):
            yield f"出现异常字符U+{ord(sign):04X}"


def facts_printed(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """23, 27: every text of the facts is on the page, sign for sign; id numbers whole or masked as the kind says."""
    for path, text in strings(printed.facts):
        want = re.sub(r"\s", "", text)
        if not want or SILENT.match(path) or (path.startswith("body.") and not printed.kind.agency):
            continue
        if re.match(r"rows\[\d+\]\.(rate|days|job)", path) and printed.kind.id != "wage-confirmation":
            continue
        if path.endswith("id_no") and printed.kind.ids == "masked":
            want = masked(want)
        if path.endswith("id_no") and printed.kind.ids == "none":
            continue
        if want.rstrip("。；，、") not in pdf.raw and want.rstrip("。；，、") not in pdf.text and not _in_parts(want, pdf):
            yield f"要素{path}没有印出：{want[:20]}"


def _in_parts(want: str, pdf: Pdf) -> bool:
    """A text that runs over a page or a narrow cell: its pieces are there."""
    pieces = [piece for piece in re.split(r"[。；，、：]", want) if piece]
    return len(want) > 6 and all(
        piece in pdf.raw or any(piece[:n] in pdf.raw and piece[n:] in pdf.raw for n in range(1, len(piece))) for piece in pieces
    )


def ids_as_said(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """28: no whole id number where the kind masks or hides it."""
    if printed.kind.ids == "full":
        return
    for path, text in strings(printed.facts):
        if path.endswith("id_no") and len(text) == 18 and text in pdf.raw:
            yield f"不应印出完整的身份号码（{path}）"


def secret_reporter(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """29: the reporter who asked for secrecy is nowhere in the file."""
    if printed.facts.get("confidential") and printed.facts.get("reporter"):
        name = printed.facts["reporter"]
        if name in pdf.raw or name.encode("utf-16-be") in pdf.content or name.encode() in pdf.content:
            yield "印出了要求保密的反映人"


def capitals(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """36, 37: each 大写 reads back to its digits."""
    for digits, words in CAPITAL.findall(pdf.raw):
        try:
            same = read_capital(words) == Decimal(digits.replace(",", ""))
        except BadAmount:
            same = False
        if not same:
            yield f"{digits}元与大写{words}不符"


def dates(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """33: the seal line has the day of the act, in the numerals of its class."""
    from arrears.documents.paper import sealed_on

    if printed.kind.id != "dossier-index" and sealed_on(printed.kind, printed.facts["made_on"]) not in pdf.raw:
        yield "没有文书日期"


def garbage(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """42, 60: nothing a program left behind."""
    for match in GARBAGE.finditer(pdf.raw):
        yield f"出现“{pdf.raw[max(0, match.start() - 8) : match.end() + 8]}”"


def one_right(pdf: Pdf, printed: Printed) -> Iterator[str]:
    """45: an award has exactly one rights paragraph of its kind; other papers have none."""
    final = pdf.raw.count("本裁决为终局裁决")
    open_ = pdf.raw.count("本裁决为非终局裁决")
    if printed.kind.id.startswith("award-") and "advance" not in printed.kind.id:
        if final + open_ != 1:
            yield f"救济告知有{final + open_}段"
    elif final + open_:
        yield "不应有裁决的救济告知"


CHECKS = {
    22: characters,
    23: facts_printed,
    28: ids_as_said,
    29: secret_reporter,
    33: dates,
    36: capitals,
    45: one_right,
    60: garbage,
}
