"""Whether a phone stands right behind a person: 周大勇 13800001021, 何建邦(电话…), with nothing between but 电话 and marks."""

from __future__ import annotations

import re

from arrears.intake.extract.identifiers import Identifier
from arrears.intake.extract.people import Person
from arrears.intake.extract.reading import Reading

_PHONE_GAP = re.compile(
    r"(?:,是[一-龥]{2,4}的)?(?:的(?:包工头|工头|老板|经理|班长|厂长|店长))?[\s,:;()、的]*(?:本人|他|她|其|男|女|的)*[\s,:;(]*(?:联系)?(?:电话|手机|方式|号码|号|手机号|手机号码|联系方式|联系电话|电话号码|tel|"
    r"TEL|Tel|微信|微信同号|热线|是|为|就是|也是|来电号码|打|可打|请打|回拨)*[\s:,是为(]*"
)


def gap_to(reading: Reading, person: Person, phone: Identifier) -> bool:
    """The phone stands right behind the person, with nothing between but 电话 and marks."""
    if person.span.end > phone.span.start:
        return False
    gap = reading.plain[person.span.end : phone.span.start]
    if gap.startswith("(") and ")" not in gap and len(gap) < 30 and not re.search(r"我|来电|反映人", gap):
        return True
    if len(gap) > 40:
        return False
    ids = [i for i in reading.ids if person.span.end <= i.span.start and i.span.end <= phone.span.start]
    if ids:
        gap = gap.replace(reading.plain[ids[0].span.start : ids[0].span.end], "")
        gap = re.sub(r"身份证号?码?|证件号码?", "", gap)
    return bool(re.fullmatch(_PHONE_GAP, gap))
