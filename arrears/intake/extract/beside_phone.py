"""People whom their phone announces: 段女士13800006034, 13000006437甄, a signature of name and phone."""

from __future__ import annotations

import re

from arrears.intake.extract.identifiers import Identifier
from arrears.intake.extract.people import EMPLOYER, REPORTER, SURNAMES, Name, Person, name_at, name_ending_at
from arrears.intake.extract.phone_gap import gap_to
from arrears.intake.extract.reading import Reading
from arrears.intake.extract.role_words import EMPLOYER_ROLE, THEIRS
from arrears.intake.extract.text import Span

_FELLOW = re.compile(r"带班|班组长|班长|领班|领头|带队|领工|队长")


def signed_by_foreman(reading: Reading, found: list[Person]) -> None:
    """…我们不信了。带班池大江 13901013437: a foreman who alone signs a text of 我们 is the one who reports."""
    if not reading.phones or any(p.side == REPORTER for p in found) or "我们" not in reading.plain:
        return
    last = reading.phones[-1]
    sentence = reading.text.sentence(last.span.start)
    signers = [p for p in found if sentence.start <= p.span.start and p.span.end <= last.span.start]
    signed = len(signers) == 1 and reading.plain[last.span.end :].strip(" 。,.!)") == ""
    if (
        signed
        and _FELLOW.fullmatch(signers[0].word)
        and reading.plain[sentence.start : signers[0].span.start].strip(" ,:：") == signers[0].word
    ):
        signers[0].side, signers[0].weight = REPORTER, 6


_UNREACHED = re.compile(r"[\s,)]{0,2}(?:一直|也|已|都|现在)?(?:不接|关机|打不通|停机|空号|拉黑|联系不上|没人接)")


def beside_phone(reading: Reading, phone: Identifier, found: list[Person]) -> Person | None:
    """A name that only its phone announces: 段女士13800006034, 13000006437甄, 13200007190,付国强."""
    plain = reading.plain
    if any(gap_to(reading, p, phone) for p in found):
        return None
    end = phone.span.start
    gap = re.search(r"[\s,:(]*(?:(?:联系)?(?:电话|手机|手机号|联系方式|电话号码|号码)(?:是|为)?)?[\s:,]*$", plain[max(0, end - 16) : end])
    name = name_ending_at(plain, max(0, end - 16) + gap.start() if gap else end)
    if name and (
        name.span.start == 0
        or not re.match(r"[一-龥]", plain[name.span.start - 1])
        or not name.full
        or re.search(r"[人名叫是:为工员师剧机手嫂导练]$", plain[: name.span.start])
    ):
        theirs = _UNREACHED.match(plain, phone.span.end) or re.search(
            rf"(?:{EMPLOYER_ROLE.pattern}|公司|单位|对方)[^。;]{{0,3}}$", plain[max(0, name.span.start - 9) : name.span.start]
        )
        role = "" if not theirs else "boss" if _UNREACHED.match(plain, phone.span.end) else "staff"
        return Person(name, EMPLOYER if theirs else REPORTER, role, weight=5)
    after = re.compile(r"[\s,。;.:()]{0,3}(?:我叫|叫我?|我是|姓名|,|找|联系人)?[\s:]?").match(plain, phone.span.end)
    name = name_at(plain, after.end() if after else phone.span.end, tight=True)
    if name and re.match(r"[\s,。;()]|$", plain[name.span.end : name.span.end + 1]):
        theirs = THEIRS.search(plain[max(0, phone.span.start - 14) : phone.span.start])
        return Person(name, EMPLOYER if theirs else REPORTER, "staff" if theirs else "", weight=5)
    if (
        after
        and after.end() == phone.span.end
        and re.match(r"[一-龥](?:[\s。,;]|$)", plain[phone.span.end :])
        and plain[phone.span.end] in SURNAMES
    ):
        return Person(Name(Span(phone.span.end, phone.span.end + 1), plain[phone.span.end], False), REPORTER, weight=4)
    return None


def signature(reading: Reading, phone: Identifier) -> Person | None:
    """A sentence of nothing but a name and a phone is the reporter's: 。金老板13500080010."""
    sentence = reading.text.sentence(phone.span.start)
    name = name_at(reading.plain, sentence.start)
    rest = reading.plain[name.span.end : phone.span.start] if name and name.span.end <= phone.span.start else "x"
    if (
        name
        and not _UNREACHED.match(reading.plain, phone.span.end)
        and re.fullmatch(r"[\s,:]*(?:联系)?(?:电话|手机)?[\s,:]*", rest)
        and reading.plain[phone.span.end : sentence.end].strip(" ,)") == ""
    ):
        return Person(name, REPORTER, weight=5)
    return None
