"""The facts that move a clock 影响期限的事实: read from JSON-like values, checked, turned into days.

Facts this file does not know are left alone, so that a case may hand over all it has. A known fact of the wrong shape raises
`BadFacts` with its name and a sentence. Dates are `YYYY-MM-DD`; an instant needs an offset and counts as its Beijing day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from arrears.law.calendar import BEIJING
from arrears.law.deadlines.errors import BadDate, BadFacts

Facts = Mapping[str, Any]
NamedPause = tuple[int, int | None, str]

LONGEST: Final = 3660
"""No extension or period of law reaches ten years in days; a larger number is a slip of the keyboard."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)")

_PAUSE_WORDS: Final = (
    ("public-notice", ("public", "announce", "公告")),
    ("suspension", ("suspen", "中止")),
    ("supplement", ("supplement", "material", "paper", "补正", "补充")),
    ("mediation", ("mediat", "defer", "调解", "暂缓")),
    ("hearing", ("hearing", "听证")),
)
_RESET_WORDS: Final = (
    ("", ("ordinary", "普通", "filed", "submitted", "requested", "applied", "refused", "rejected", "denied", "dismissed")),
    ("transfer-received", ("transfer", "take-over", "taken", "移送")),
    ("", ("jurisdiction", "apprais", "expert", "mediat", "suspen", "管辖", "鉴定", "调解", "中止")),
    ("counterclaim-accepted", ("counterclaim", "反申请", "反请求")),
    ("party-added", ("party", "parties", "third", "added", "joined", "追加")),
    ("claim-changed", ("claim", "changed", "增加", "变更")),
    ("materials-complete", ("material", "supplement", "paper", "document", "complet", "correct", "补正", "补齐")),
)

KIND_WORDS: Final[Mapping[str, str]] = {
    "public-notice": "公告送达",
    "suspension": "中止",
    "supplement": "补正",
    "mediation": "先行调解",
    "hearing": "听证",
    "appraisal": "鉴定",
    "jurisdiction": "管辖异议审查",
    "converted-to-ordinary": "转为普通程序",
    "obstacle": "障碍",
    "force-majeure": "不可抗力",
    "transfer-received": "移送后接受",
    "counterclaim-accepted": "受理反申请",
    "party-added": "追加当事人",
    "claim-changed": "准许增加、变更请求",
    "materials-complete": "材料补齐",
    "demand": "向对方主张权利",
    "complaint": "向有关部门请求救济",
    "promise": "对方同意履行",
}


@lru_cache(maxsize=1024)
def _kind(text: str, table: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    """The kind that the caller's word means, by the first row of the table with a part of it; an unknown word stays itself."""
    plain = text.strip().lower().replace("_", "-").replace(" ", "-")
    for kind, words in table:
        if any(word in plain for word in words):
            return kind or plain
    return plain


def words_of(kind: str) -> str:
    """A pause or reset kind in Chinese; a kind of the caller's own stays as written."""
    return KIND_WORDS.get(kind, kind)


def parse_date(value: object, field: str, error: type[BadDate] | type[BadFacts] = BadFacts) -> date:
    """A day: a `date`, an aware `datetime` (its Beijing day), or the text of either. Raises `error`."""
    moment = parse_moment(value, field, error)
    return moment.date() if isinstance(moment, datetime) else moment


def parse_moment(value: object, field: str, error: type[BadDate] | type[BadFacts] = BadFacts) -> date | datetime:
    """A day or an instant in Beijing time. Raises `error` for anything else, a time without an offset included."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise error(field, "时刻须带时区，例如 2026-05-02T10:00:00+08:00")
        return value.astimezone(BEIJING)
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            if _DATE.fullmatch(value):
                return date.fromisoformat(value)
            if _INSTANT.fullmatch(value):
                return datetime.fromisoformat(value).astimezone(BEIJING)
        except (ValueError, OverflowError) as reason:
            raise error(field, f"没有“{value}”这一天或者这一时刻，请核对") from reason
    raise error(field, f"“{value}”不是日期，请写成 2026-03-02 或者 2026-05-02T10:00:00+08:00")


def date_fact(facts: Facts, name: str) -> date | None:
    """A date among the facts, None if absent or null."""
    value = facts.get(name)
    return None if value is None else parse_date(value, f"facts.{name}")


def flag(facts: Facts, name: str) -> bool:
    """A yes or no among the facts; absent or null is no."""
    value = facts.get(name)
    if value is None:
        return False
    if not isinstance(value, bool):
        raise BadFacts(f"facts.{name}", "只能填 true 或者 false")
    return value


def number(facts: Facts, name: str) -> int | None:
    """A whole number of zero or more among the facts."""
    value = facts.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LONGEST:
        raise BadFacts(f"facts.{name}", f"应为 0 至 {LONGEST} 的整数，不能是“{value}”")
    return value


def choice(facts: Facts, name: str, allowed: Sequence[str]) -> str | None:
    """One of the allowed words among the facts."""
    value = facts.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or value not in allowed:
        raise BadFacts(f"facts.{name}", f"应为 {'、'.join(allowed)} 之一，不能是“{value}”")
    return value


def _rows(facts: Facts, name: str) -> Sequence[Any]:
    value = facts.get(name)
    if value is None:
        return ()
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Sequence):
        raise BadFacts(f"facts.{name}", "应为列表")
    return value


def pauses(facts: Facts) -> list[NamedPause]:
    """Pauses as (first ordinal, end ordinal or None, kind), in the order given. `to` is the day that counts again."""
    result: list[NamedPause] = []
    for index, entry in enumerate(_rows(facts, "pauses")):
        where = f"facts.pauses[{index}]"
        if not isinstance(entry, Mapping):
            raise BadFacts(where, "每段扣除期间应写明 kind、from、to")
        kind = entry.get("kind")
        if not isinstance(kind, str) or not kind.strip():
            raise BadFacts(f"{where}.kind", "应写明扣除的原因，例如 suspension、public-notice")
        begin, until = entry.get("from"), entry.get("to")
        first = (begin if type(begin) is date else parse_date(begin, f"{where}.from")).toordinal()
        if until is None:
            end = None
        else:
            end = (until if type(until) is date else parse_date(until, f"{where}.to")).toordinal()
        if end is not None and end < first:
            raise BadFacts(f"{where}.to", "恢复之日不能早于停止之日")
        result.append((first, end, _kind(kind, _PAUSE_WORDS)))
    return result


def resets(facts: Facts) -> list[tuple[date, str]]:
    """Resets as (day, event), in the order given."""
    result: list[tuple[date, str]] = []
    for index, entry in enumerate(_rows(facts, "resets")):
        where = f"facts.resets[{index}]"
        if not isinstance(entry, Mapping):
            raise BadFacts(where, "每次重新计算应写明 event、date")
        event = entry.get("event")
        if not isinstance(event, str) or not event.strip():
            raise BadFacts(f"{where}.event", "应写明重新计算的原因，例如 counterclaim-accepted")
        result.append((parse_date(entry.get("date"), f"{where}.date"), _kind(event, _RESET_WORDS)))
    return result


def received(facts: Facts) -> dict[str, date]:
    """The day on which each party received the paper: `{"worker": "2026-10-26"}`."""
    value = facts.get("received")
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise BadFacts("facts.received", "应写成各方收到日期，例如 {\"worker\": \"2026-10-26\"}")
    return {str(party): parse_date(day, f"facts.received.{party}") for party, day in value.items()}
