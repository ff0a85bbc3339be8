"""Major cases 重大案件: which trigger is met, at which level, with the numbers shown (intake-inspection-supervision.md 5.1).

The figures are the region's (policy, dated). A trigger whose facts are not told is not met; only a sum that was not told
counts as
met beside enough workers, as the law file says. A proposal: the supervisor's order is an act of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import Decimal

from arrears.law.money import digits
from arrears.law.region import MajorThresholds, Region

SPRING_FESTIVALS = (date(2024, 2, 10), date(2025, 1, 29), date(2026, 2, 17), date(2027, 2, 6), date(2028, 1, 26))
"""春节 (正月初一) by the lunar calendar; national facts."""

DISTRICT, CITY = "district", "city"


@dataclass(frozen=True, slots=True, kw_only=True)
class MajorFacts:
    """What is asked about a case. None = not known. Amounts in yuan."""

    workers: int | None = None
    amount: Decimal | None = None
    urgency: frozenset[str] = frozenset()
    employer_status: str | None = None
    gov_project: bool | None = None
    repeats: int | None = None
    overdue_clocks: frozenset[str] = frozenset()
    """Ids of open clocks that are overdue."""
    superior_instruction: bool | None = None
    casualty: bool | None = None
    districts: frozenset[str] = frozenset()
    term_extensions_used: int | None = None
    term_over: bool | None = None
    city_wide_effect: bool | None = None
    site: bool | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """One condition that is met: its code, and a sentence with the numbers."""

    code: str
    level: str
    text: str


@dataclass(frozen=True, slots=True)
class MajorProposal:
    """A case that may be supervised by name 挂牌督办: the highest level, every trigger met, and since when the figures hold."""

    level: str
    triggers: tuple[Trigger, ...]
    figures_since: date

    @property
    def codes(self) -> tuple[str, ...]:
        """The trigger codes, in the order of the table."""
        return tuple(trigger.code for trigger in self.triggers)


def major(facts: "MajorFacts | Mapping[str, object]", region: Region, on: date) -> MajorProposal | None:
    """Whether a case is major on a day, by every trigger of 5.1; None when no trigger is met or no figures are in force."""
    limits = region.thresholds_on(on)
    if limits is None:
        return None
    known = facts if isinstance(facts, MajorFacts) else _from_mapping(facts)
    triggers = (*_city(known, limits), *_district(known, limits), *_festival(known, limits, on))
    return _proposal(triggers, limits)


def major_at_intake(facts: MajorFacts, region: Region, on: date) -> MajorProposal | None:
    """What the router warns of: heads, sums and urgency of the district level only (5.1, last line)."""
    limits = region.thresholds_on(on)
    if limits is None:
        return None
    seen = MajorFacts(workers=facts.workers, amount=facts.amount, urgency=facts.urgency)
    return _proposal(tuple(_district(seen, limits)), limits)


def before_spring_festival(on: date, days: int) -> bool:
    """Whether `on` lies in the `days` days before a Spring Festival, the festival day itself included."""
    return any(timedelta(0) <= festival - on <= timedelta(days=days) for festival in SPRING_FESTIVALS)


def _from_mapping(told: Mapping[str, object]) -> MajorFacts:
    known = {item.name for item in fields(MajorFacts)}
    sets = {"urgency", "overdue_clocks", "districts"}
    values = {name: value for name, value in told.items() if name in known and value is not None}
    for name in sets & values.keys():
        values[name] = frozenset(values[name])  # type: ignore[call-overload]  # a list of codes
    return MajorFacts(**values)  # type: ignore[arg-type]  # names were checked, types are the caller's


def _proposal(triggers: tuple[Trigger, ...], limits: MajorThresholds) -> MajorProposal | None:
    if not triggers:
        return None
    level = CITY if any(trigger.level == CITY for trigger in triggers) else DISTRICT
    return MajorProposal(level, triggers, limits.since)


def _city(facts: MajorFacts, limits: MajorThresholds) -> list[Trigger]:
    found = []
    if facts.workers is not None and facts.workers >= limits.city_workers:
        found.append(Trigger("workers", CITY, f"涉及 {facts.workers} 人，达到 {limits.city_workers} 人。"))
    if facts.amount is not None and facts.amount >= limits.city_amount:
        found.append(Trigger("amount", CITY, f"涉及 {digits(facts.amount)} 元，达到 {digits(limits.city_amount)} 元。"))
    if facts.casualty:
        found.append(Trigger("casualty", CITY, "有人员伤亡或堵路。"))
    if len(facts.districts) > 1:
        found.append(Trigger("districts", CITY, f"涉及 {len(facts.districts)} 个区：{'、'.join(sorted(facts.districts))}。"))
    if facts.term_over and (facts.term_extensions_used or 0) >= limits.city_term_extensions:
        found.append(Trigger("term", CITY, f"区级督办延期 {facts.term_extensions_used} 次后仍到期未办结。"))
    if facts.city_wide_effect:
        found.append(Trigger("city_wide", CITY, "在全市有重大影响。"))
    return found


def _district(facts: MajorFacts, limits: MajorThresholds) -> list[Trigger]:
    found = []
    many = facts.workers is not None and facts.workers >= limits.district_workers
    crowd = f"涉及 {facts.workers} 人，达到 {limits.district_workers} 人"
    if many and facts.workers and (facts.amount is None or facts.amount >= limits.district_per_head * facts.workers):
        per_head = "金额未告知，按达到计" if facts.amount is None else f"人均 {digits(_per_head(facts.amount, facts.workers))} 元"
        found.append(Trigger("workers", DISTRICT, f"{crowd}，{per_head}（标准人均 {digits(limits.district_per_head)} 元）。"))
    if facts.amount is not None and facts.amount >= limits.district_amount:
        found.append(Trigger("amount", DISTRICT, f"涉及 {digits(facts.amount)} 元，达到 {digits(limits.district_amount)} 元。"))
    words = {"self_harm": "有自伤自残苗头", "threat": "有威胁他人或公共安全的言行", "media": "已有媒体关注"}
    found += [Trigger(code, DISTRICT, f"{text}。") for code, text in words.items() if code in facts.urgency]
    if many and facts.employer_status in ("fled", "closed"):
        found.append(Trigger("fled", DISTRICT, f"{crowd}，用人单位逃匿或关停。"))
    if many and facts.gov_project:
        found.append(Trigger("gov_project", DISTRICT, f"{crowd}，属政府投资或国有企业项目。"))
    if facts.repeats is not None and facts.repeats >= limits.district_repeats:
        found.append(Trigger("repeat", DISTRICT, f"重复反映 {facts.repeats} 次，达到 {limits.district_repeats} 次。"))
    late = sorted(facts.overdue_clocks & set(limits.supervised_clocks))
    if many and late:
        found.append(Trigger("overdue", DISTRICT, f"{crowd}，期限已超期：{'、'.join(late)}。"))
    if facts.superior_instruction:
        found.append(Trigger("superior", DISTRICT, "上级领导有书面批示。"))
    return found


def _festival(facts: MajorFacts, limits: MajorThresholds, on: date) -> list[Trigger]:
    enough = facts.workers is not None and facts.workers >= limits.festival_workers
    if not (facts.site and enough and before_spring_festival(on, limits.festival_days_before)):
        return []
    text = f"春节前 {limits.festival_days_before} 天内，工地欠薪涉及 {facts.workers} 人，达到 {limits.festival_workers} 人。"
    return [Trigger("festival", DISTRICT, text)]


def _per_head(amount: Decimal, workers: int) -> Decimal:
    return (amount / workers).quantize(Decimal("0.01"))
