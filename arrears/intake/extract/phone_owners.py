"""Whose phone it is: beside a person, behind a label, behind 我的 or 老板电话; a phone beside nobody is the reporter's."""

from __future__ import annotations

import re

from arrears.intake.extract.identifiers import Identifier
from arrears.intake.extract.people import EMPLOYER, OTHER, REPORTER, Person
from arrears.intake.extract.phone_gap import gap_to
from arrears.intake.extract.reading import Reading
from arrears.intake.extract.role_words import EMPLOYER_ROLE, THEIRS
from arrears.intake.extract.scanning import scanner

_NAME_GAP = re.compile(r"[\s,(:;]*(?:他?叫|名叫|姓名:?|(?=姓)|找|联系人:?|户名|署名|是|,|我叫|我是)?[\s:]*")
_MINE = re.compile(
    r"(?:我|本人|俺|咱|自己|来电人?|反映人|投诉人|举报人|申请人|市民|来访人|主叫|"
    r"呼入|我们|她|联系我|回电|其)(?:的)?(?:本人)?(?:联系)?(?:电话|手机|号码|手机号|联系方式|号)?"
)
_MINE_END = scanner(_MINE.pattern + r"[\s:,是为(就]*(?:来电号码|本机)?[\s:,是为(]*$")
_THEIRS_END = scanner(THEIRS.pattern + r"[\s:,是为(]*$")
_UNIT_GAP = re.compile(r"[\s,(:]{0,2}(?:的)?(?:联系|办公|公司|客服)?(?:电话|座机|热线|手机|号码)(?:是|为)?[\s:]{0,2}")
_ROLE_END = scanner(rf"(?:{EMPLOYER_ROLE.pattern})[\s:(]*$")


def give_phones(reading: Reading, found: list[Person]) -> tuple[list[Identifier], list[Identifier]]:
    """Give each phone to its person; returns the phones of the reporter's side and those of the other side that stand beside nobody."""
    mine: list[Identifier] = []
    theirs: list[Identifier] = []
    ours = {p.name.value for p in found if p.side == REPORTER and p.weight >= 6}
    for phone in reading.phones:
        owner = next((p for p in reversed(found) if gap_to(reading, p, phone)), None) or _named_after(reading, found, phone)
        if owner:
            owner.phone = owner.phone or phone
            if owner.side == REPORTER or owner.name.value in ours:
                mine.append(phone)
            continue
        side = _side_of(reading, phone, found)
        if side == REPORTER:
            mine.append(phone)
        elif side == EMPLOYER:
            theirs.append(phone)
    return mine, theirs


def _named_after(reading: Reading, found: list[Person], phone: Identifier) -> Person | None:
    """主管电话18200007033 ,叫张凯 · 电话…,联系人谢宁."""
    plain = reading.plain
    for person in found:
        gap = plain[phone.span.end : person.span.start]
        if person.span.start >= phone.span.end and len(gap) <= 8 and re.fullmatch(_NAME_GAP, gap) and "我" not in gap:
            if (
                re.search(_MINE.pattern + r"[\s:,是为]*$", plain[max(0, phone.span.start - 12) : phone.span.start])
                and person.side != REPORTER
            ):
                return None
            if person.side == EMPLOYER and not THEIRS.search(plain[max(0, phone.span.start - 14) : phone.span.start]) and "叫" not in gap:
                return None
            return person
    return None


def _side_of(reading: Reading, phone: Identifier, found: list[Person]) -> str:
    plain = reading.plain
    label = next((lb for lb in reading.labels if lb.value.start <= phone.span.start < lb.value.end), None)
    if label and label.key == "phone" and phone.span.start - label.value.start <= 30:
        previous = [p for p in found if p.span.end <= label.start and plain[p.span.end : label.start].strip(" ,、;:)】【") == ""]
        return previous[-1].side if previous else REPORTER
    if label and label.key == "contact":
        return EMPLOYER
    before = plain[max(0, phone.span.start - 16) : phone.span.start]
    if _MINE_END.search(before) and not _THEIRS_END.search(before):
        return REPORTER
    if _THEIRS_END.search(before) or _ROLE_END.search(before):
        named = [p for p in found if p.side == EMPLOYER and phone.span.start - p.span.end < 40 and p.span.end <= phone.span.start]
        if re.search(r"[其他她](?:的)?(?:联系)?(?:电话|手机|号)[^一-龥]*$", before):
            if not named:
                spoken = re.search(r"[他她](?:的)?(?:联系)?(?:电话|手机|号)[^一-龥]*$", before)
                sentence = reading.text.sentence(phone.span.start)
                boss = EMPLOYER_ROLE.search(plain[sentence.start : phone.span.start])
                return EMPLOYER if spoken and boss and len(reading.phones) > 1 else REPORTER
            if not named[-1].phone:
                named[-1].phone = phone
                return OTHER
        return EMPLOYER
    if len(reading.phones) > 1 and any(
        u.span.end <= phone.span.start and _UNIT_GAP.fullmatch(plain, u.span.end, phone.span.start) for u in reading.units
    ):
        return EMPLOYER
    if len(reading.phones) > 1 and phone is not reading.phones[-1] and re.search(r"电话[:是]?\s?$", before):
        lead = plain[max(reading.text.sentence(phone.span.start).start, phone.span.start - 26) : phone.span.start]
        role = EMPLOYER_ROLE.search(lead)
        if role and not re.search(r"我|本人|俺|来电人|反映人", lead[role.end() :]):
            return EMPLOYER
    clause = reading.text.clause(phone.span.start)
    here = [p for p in found if clause.start <= p.span.start and p.span.end <= phone.span.start]
    if (
        here
        and here[-1].side == EMPLOYER
        and not here[-1].phone
        and re.search(r"电话|手机|联系|号码", plain[here[-1].span.end : phone.span.start])
    ):
        here[-1].phone = phone
        return OTHER
    return REPORTER
