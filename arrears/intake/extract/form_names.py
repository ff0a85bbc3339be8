"""Names in the fields of a form: 来电人:周大勇, 联系人 沈经理, 姓名:哈斯巴根; on whose side the label puts them."""

from __future__ import annotations

import re
from collections.abc import Callable

from arrears.intake.extract.people import EMPLOYER, REPORTER, SURNAMES, Name, Person, name_at
from arrears.intake.extract.reading import Reading
from arrears.intake.extract.text import Span
from arrears.intake.extract.work import jobs

_ROLE_ONLY = re.compile(r"(?:班组长|带班人?|包工头|工头|班长|领班|队长|工人代表|员工代表|代表|本人)\s?")


def labelled(reading: Reading, value: Span, key: str, word: str, add: Callable[[Person | None], None]) -> None:
    plain = reading.plain
    if plain[value.start : value.start + 1] in "我俺":
        return
    if _ROLE_ONLY.fullmatch(plain, value.start, value.end) and plain[value.end : value.end + 1] == " ":
        value = Span(value.start, min(len(plain), value.end + 5))  # 联系人: 班组长 钱三宝
    name = (
        _whole_name(plain, value)
        or (_any_name(plain, value) if key == "name" and "姓名" in word and not name_at(plain, value.start) else None)
        or _name_in(plain, value)
        or (_any_name(plain, value) if key == "name" or word in ("班组长", "包工头") else None)
    )
    if name:
        if key == "name":
            led = re.match(r"(?:班组长|包工头|带班人?|工头|班长|领班|队长)\s?$", plain[value.start : name.span.start])
            add(Person(name, REPORTER, "labour" if led else "", weight=_label_weight(word)))
        else:
            add(Person(name, EMPLOYER, "labour" if word in ("包工头", "班组长") else "boss" if word == "老板" else "staff", word))


def _whole_name(plain: str, value: Span) -> Name | None:
    """A value that is a family name with one or two characters and nothing else is a name, whatever words it looks like (桂花香)."""
    m = re.match(r"[一-龥]{2,3}(?=\s*(?:[,。;(\d\n【]|$))", plain[value.start : value.end])
    if not m or m[0][0] not in SURNAMES or name_at(plain, value.start) or jobs(m[0]):
        return None
    if re.search(r"[某先女]|师傅|匿名|不详|公司|班组|市民|群众|工人|员工", m[0]):
        return None
    return Name(Span(value.start, value.start + m.end()), m[0], True)


def _name_in(plain: str, value: Span) -> Name | None:
    """The name of a labelled value: at its beginning, else one that ends at a mark (某商行负责人姚女士)."""
    for at in range(value.start, min(value.end, value.start + 24)):
        if plain[at] in ",;。":
            return None
        name = name_at(plain, at, tight=at > value.start)
        if (
            name
            and name.span.end <= value.end + 3
            and (at == value.start or re.match(r"[\s,。;()\d【]|$", plain[name.span.end : name.span.end + 1]))
        ):
            return name
    return None


def _any_name(plain: str, value: Span) -> Name | None:
    """The whole value of a name field, where no family name of the table stands before it: 哈斯巴根."""
    m = re.match(r"[一-龥]{2,6}(?=\s*[,。;(\d]|\s*$)", plain[value.start : value.end])
    if (
        m
        and ("姓名" in plain[max(0, value.start - 6) : value.start] or (len(m[0]) <= 4 and not jobs(m[0])))
        and not re.search(
            r"某|班组|班长|工头|经理|老板|负责|代表|司机|先生|女士|匿名|不详|无|保密|拒绝|未|同|市民|群众|工人|公司|电话", m[0]
        )
    ):
        return Name(Span(value.start, value.start + m.end()), m[0], True)
    return None


def _label_weight(word: str) -> int:
    """A caller's header is surer than 联系人, which may be somebody of the unit."""
    return 6 if "联系人" in word or word in ("联络人", "代表人") else 9
