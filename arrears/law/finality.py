"""The final award test 终局裁决 (arbitration.md 5.3; 法 第四十七条; 规则 第五十条): a proposal per item with the numbers shown.

Items are never added up. Class A: the awarded sum of the single item against twelve minimum wages in force on the day that the
region's setting names (filing or award); equal is not over. Class B: final whatever the sum. The arbitrator decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from arrears.law.claims import ITEMS
from arrears.law.money import digits
from arrears.law.numerals import date_in_text
from arrears.law.region import Plain, Region

SOURCE = "法 第四十七条；规则 第五十条"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finality:
    """The proposal for one item. `final` None: cannot be said from the data, a person decides."""

    kind: str
    final_class: str
    final: bool | None
    limit: Decimal | None
    confirm: bool
    """The arbitrator must confirm this one (dismissed items, missing figures)."""
    text: str
    source: str


def finality(
    kind: str,
    awarded: Decimal,
    region: Region,
    *,
    filed_on: date,
    awarded_on: date | None = None,
    settings: Mapping[str, Plain] | None = None,
    about_relation: bool = False,
) -> Finality:
    """Whether an item of an award is final. `awarded` 0 = dismissed. `about_relation`: the item confirms or denies
    the relation.
    """
    own = settings or {}

    def setting(name: str) -> Plain:
        return own[name] if name in own else region.setting(name)

    item = ITEMS[kind]
    final_class = str(setting(item.setting)) if item.setting else item.final_class
    local = region.local_sources.get("final", "")
    source = "；".join(filter(None, (SOURCE, local)))

    def proposed(final: bool | None, text: str, limit: Decimal | None = None, confirm: bool = False) -> Finality:
        return Finality(
            kind=kind, final_class=final_class, final=final, limit=limit, confirm=confirm, source=source,
            text=f"{item.title}：{text}",
        )  # fmt: skip

    if about_relation:
        return proposed(False, "涉及确认劳动关系，非终局。")
    if final_class == "B":
        return proposed(True, "属执行国家劳动标准的争议，不论数额，终局。", confirm=awarded == 0)
    if final_class != "A":
        return proposed(False, "不属于终局裁决的事项，非终局。")
    by_award = setting("threshold_date") == "award"
    day = awarded_on if by_award else filed_on
    wage = region.minimum_wage_on(day) if day else None
    if day is None or wage is None:
        return proposed(None, "没有所需日期的最低工资数据，请仲裁员核定。", confirm=True)
    limit = wage.monthly * 12
    which = "裁决" if by_award else "立案"
    shown = f"{which}之日（{date_in_text(day)}）月最低工资 {digits(wage.monthly)} 元 × 12 ＝ {digits(limit)} 元"
    if awarded > limit:
        return proposed(False, f"{digits(awarded)} 元，超过{shown}，非终局。", limit)
    if awarded == 0:
        by_numbers = bool(setting("final_dismissed_by_numbers"))
        return proposed(True if by_numbers else None, f"驳回，按数额不超过{shown}，各地做法不一，请仲裁员确认。", limit, True)
    return proposed(True, f"{digits(awarded)} 元，不超过{shown}，终局。", limit)


def kinds_of_award(items: Mapping[str, Finality] | tuple[Finality, ...]) -> tuple[str, ...]:
    """Which awards a case needs: `final`, `non-final`, or both (two papers, 规则 第五十条). An undecided item counts
    for neither.
    """
    rows = tuple(items.values()) if isinstance(items, Mapping) else items
    found = (("final", any(row.final is True for row in rows)), ("non-final", any(row.final is False for row in rows)))
    return tuple(kind for kind, needed in found if needed)
