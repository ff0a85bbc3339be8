"""Names of people in a narrative: full names, 张先生, 老李, 姓孟, 赵老四; on whose side they stand.

A name is never searched for in free text: it must stand behind a word that announces a person (包工头, 我叫, 市民), before one that only a
person can be the subject of (马某某失联, 某某反映), or beside a phone. Family names: tables/surnames.tsv.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from arrears.intake.extract.identifiers import Identifier
from arrears.intake.extract.tables import rows
from arrears.intake.extract.text import Span

_TABLE = dict(rows("surnames"))
SURNAMES = frozenset(_TABLE["single"])
COMPOUND = frozenset(_TABLE["compound"].split())
TITLES = (
    "先生|女士|小姐|师傅|大姐|大哥|大妈|大爷|大叔|阿姨|同志|老板娘|老板|"
    "总经理|经理|总监|主任|厂长|店长|队长|站长|班长|组长|工长|工头|会计|主管|书记|校长|园长|老师|"
    "医生|护士|律师|校长|教练|某某|某|胖子|总|工|姐|哥|叔|姨|嫂|婶|妈"
)
_TITLE = re.compile(TITLES)
# Words that begin like a title: 总包, 工地.
_TITLE_INSIDE = re.compile(
    r"总(?:包|承|共|计|额|金|数|工程|部|公司|价)|工(?:地|人|程|友|资|作|钱|厂|期|队|伤|日|种)|姐妹|哥们|妈妈|叔叔|经理部|主任医"
)
_NICK = re.compile(r"[大小老][一二三四五六七八九]|[老大小](?=[,。;!(电手的说叫给欠])")
# Characters that end a two-character name when more text follows; at a boundary they may belong to the name (吴春来。).
_THIRD_STOPS = set(
    "的了在是说称到给把被和与跟从也都没不还就电手联男女来找让叫做干拖欠自为系于反因带承对向有下至只共等已再又现今去前每月年日号一二两三四五六七八九十个人能要"
    "想请代拿这那我你他她它们及或身住之所以后上里外内打发介雇招组织结签包负管报投表当手位开工经作处班早最近先答公项总老领失跑逃躲单直回负总也却既故同某家通"
)
_NEVER = set("的了在是说称没不还就把被给让叫我你他她它们吗呢吧嘛啊等电欠,。这那着过很也都个各每说就")
_SECOND_NEVER = set(
    "姓的了是在我你他她它们不没欠给把被让说称月年日号个每这那就都也又已也及或总某司位工上下去今们于到还后时因该此并由从之其些什么吗呢吧啊对向叫着过要只再与和等"
)
_BOUNDARY = re.compile(r"$|[\s',。;:!?、()\[\]【】“”\d·/|+\-]")
_FOLLOWERS = re.compile(
    r"介绍|包的|反映|电话|来电|手机|等|再次|的|称|说|系|在|是|把|于|因|与|"
    r"和|自|身份证|失联|跑|欠|拖欠|带|班组|联系|表示|又|来|也|给|叫|先生|女士|代表|男|女|一直|"
    r"已|没|不|承包|负责|雇|安排|让|就|老|手下|今年|去年|\d"
)
_ETHNIC = re.compile(r"[一-龥]{2,6}·[一-龥]{2,8}")
NOT_NAMES = frozenset(word for row in rows("not_names") for word in row[0].split())


@dataclass(slots=True)
class Name:
    """A name in the text. `full` false: a family name with a title, or 姓孟 (value 孟)."""

    span: Span
    value: str
    full: bool


_NAME_HEADS = SURNAMES | {word[0] for word in COMPOUND} | set("姓老小")


def name_at(plain: str, at: int, tight: bool = False) -> Name | None:
    """The personal name that begins at `at`, or None.

    `tight`: nothing announced a person here, so a full name must be followed by a boundary or by a word that follows names.
    """
    if at >= len(plain) or (plain[at] not in _NAME_HEADS and "·" not in plain):
        return None
    ethnic = _ETHNIC.match(plain, at) if "·" in plain else None
    if ethnic:
        return Name(Span(*ethnic.span()), ethnic[0], True)
    if plain[at] == "姓" and plain[at + 1 : at + 2] in SURNAMES and plain[at + 1 : at + 2]:
        size = 2 if plain[at + 1 : at + 3] in COMPOUND else 1
        return Name(Span(at + 1, at + 1 + size), plain[at + 1 : at + 1 + size], False)
    if plain[at] in "老小" and plain[at + 1 : at + 2] in SURNAMES:
        after = plain[at + 2 : at + 3]
        if (
            (_BOUNDARY.match(plain, at + 2) or _FOLLOWERS.match(plain, at + 2))
            and plain[at : at + 2] not in ("老家", "老乡", "小时", "老师", "小区", "小工", "小包", "老钱", "小柴")
            and after != "板"
        ):
            return Name(Span(at, at + 2), plain[at : at + 2], False)
    size = 2 if plain[at : at + 2] in COMPOUND else 1 if plain[at] in SURNAMES else 0
    if not size:
        return None
    title = _TITLE.match(plain, at + size)
    if title and not _TITLE_INSIDE.match(plain, at + size) and plain[at : at + size + 1] not in NOT_NAMES:
        end = title.end()
        return Name(Span(at, end), plain[at:end], False)
    nick = _NICK.match(plain, at + size)
    if nick and size == 1:
        return Name(Span(at, nick.end()), plain[at : nick.end()], True)
    return _full_name(plain, at, size, tight)


def _full_name(plain: str, at: int, size: int, tight: bool) -> Name | None:
    first = plain[at + size : at + size + 1]
    peaceful = first == "和" and plain[at + size + 1 : at + size + 2] in tuple("平顺军生风")  # 汤和平
    if not _is_cjk(first) or (first in _SECOND_NEVER and not peaceful) or plain[at : at + size + 1] in NOT_NAMES:
        return None
    second = plain[at + size + 1 : at + size + 2]
    short = Span(at, at + size + 1)
    if not _is_cjk(second):
        return _name(plain, short)
    long = Span(at, at + size + 2)
    bounded = _BOUNDARY.match(plain, long.end)
    if second in _NEVER:
        return _name(plain, short)
    if second in _THIRD_STOPS and not bounded:
        # 许来福 keeps its middle; a stop in third place ends the name unless a follower comes right behind it
        return _name(plain, short) if not tight or _FOLLOWERS.match(plain, short.end) else None
    title = _TITLE.match(plain, short.end)
    if title and len(title[0]) >= 2:
        return _name(plain, short)
    if tight and not bounded and not _FOLLOWERS.match(plain, long.end):
        return _name(plain, short) if _FOLLOWERS.match(plain, short.end) else None
    if not bounded and not tight and _follower_word(plain, short.end) and not _FOLLOWERS.match(plain, long.end):
        return _name(plain, short)
    return _name(plain, long)


_LONG_FOLLOWERS = re.compile(
    r"反映|电话|来电|手机|再次|表示|失联|跑路|拖欠|承包|负责|安排|联系|身份|招呼|雇佣|介绍|组织|今年|去年|答应|承诺|经营|开的"
)


def _follower_word(plain: str, at: int) -> bool:
    return bool(_LONG_FOLLOWERS.match(plain, at))


def _name(plain: str, span: Span) -> Name:
    return Name(span, plain[span.start : span.end], True)


def _is_cjk(c: str) -> bool:
    return "一" <= c <= "龥" if c else False


def name_ending_at(plain: str, end: int) -> Name | None:
    """The full name or titled name that ends exactly at `end` (for 何建邦失联, 柳志新班组)."""
    for length in (3, 2, 4):
        start = end - length
        if start < 0:
            continue
        before = plain[start - 1 : start]
        if plain[start] in "万元单" and before and (before.isdigit() or before in "一二两三四五六七八九十几"):
            continue
        if plain[start] not in _NAME_HEADS:
            continue
        titled = name_at(plain, start)
        if titled and not titled.full and titled.span == (start, end):
            return titled
        if length > 2 and not (not before or not _is_cjk(before) or before in "由被给跟向找是叫的人和与在说工员师众民乡机手友长们"):
            continue
        if length == 2 and before and _is_cjk(before) and before not in "由被给跟向找是叫的":
            continue
        name = name_at(plain, start)
        if name and name.span == (start, end):
            return name
        size = 2 if plain[start : start + 2] in COMPOUND else 1 if plain[start] in SURNAMES else 0
        given = plain[start + size : end]
        if (
            size
            and 1 <= len(given) <= 2
            and all(map(_is_cjk, given))
            and given[0] not in _SECOND_NEVER
            and given[-1] not in _NEVER
            and plain[start : start + size + 1] not in NOT_NAMES
        ):
            return Name(Span(start, end), plain[start:end], True)
    return None


REPORTER, EMPLOYER, OTHER = "reporter", "employer", "other"


@dataclass(slots=True)
class Person:
    """Somebody named in the text. role: labour, boss, staff, or '' ; `unit_given` false for a role word without a name (老板, 电话…)."""

    name: Name
    side: str
    role: str = ""
    word: str = ""
    phone: Identifier | None = None
    weight: int = 0  # how plainly the words say that this is the reporter

    @property
    def span(self) -> Span:
        return self.name.span


def complete_names(found: list[Person]) -> None:
    """王德 … 王德发: where the longer name stands elsewhere, the shorter mention was cut too early."""
    full = {p.name.value for p in found if p.name.full and len(p.name.value) == 3}
    for person in found:
        longer = next(
            (name for name in full if person.name.full and len(person.name.value) == 2 and name.startswith(person.name.value)), None
        )
        if longer:
            person.name = Name(Span(person.span.start, person.span.start + 3), longer, True)


def same_names(found: list[Person]) -> None:
    """One who is once plainly of the other side is so at every mention, unless the words named him as the reporter."""
    theirs = {p.name.value: p for p in found if p.side == EMPLOYER and p.role}
    ours = {p.name.value for p in found if p.side == REPORTER and p.weight >= 6}
    bosses = {p.name.value[0] for p in found if p.side == EMPLOYER and p.role}
    announced = any(p.side == REPORTER and p.weight >= 5 and p.name.value[-1:] not in "板理总长" for p in found)
    for person in found:
        titled = not person.name.full and person.name.value[1:] in ("老板", "经理", "总", "厂长", "店长", "老板娘")
        if announced and titled and person.side == REPORTER and person.name.value[0] in bosses:
            person.side, person.role = EMPLOYER, "boss"  # 我姓邸。濮老板136…
    for person in found:
        other = theirs.get(person.name.value)
        if person.side == EMPLOYER and not person.word and person.name.value in ours:
            person.side, person.role, person.weight = REPORTER, "", 3
        elif other and person.name.value not in ours and person.side != EMPLOYER:
            person.side, person.role, person.word = EMPLOYER, other.role, other.word
        elif person.side == EMPLOYER and person.role == "boss" and other and not person.word:
            person.role, person.word = other.role, other.word
