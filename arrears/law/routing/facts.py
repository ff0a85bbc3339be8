"""The facts of a lead 线索事实 that routing asks (intake-inspection-supervision.md 2.1): typed, checked, unknown = None.

`read_facts` turns told words into `Facts` and refuses a word that no list has, naming the field. An unknown fact stays None: a
row
that needs it does not fit; a row that only needs the absence of something (不是工地) takes what was told, see rows.py.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from arrears.law.region import OUTSIDE, Region

CHANNELS = ("12345", "12333", "national", "letter", "board", "counter", "transfer")
WHO = ("worker", "group_rep", "third_party", "anonymous", "employer", "contractor")
EMPLOYER_KINDS = ("company", "sole_trader", "institution", "unlicensed", "natural_person", "household")
EMPLOYER_STATUS = ("operating", "closed", "fled", "bankrupt")
RELATIONS = ("clear", "unclear", "denied", "none")
CLAIMS = (
    "wages", "overtime", "compensation", "double_wage", "deposit", "injury", "social_insurance", "housing_fund", "added_damages",
    "contract_price", "loan", "other",
)  # fmt: skip
URGENCY = ("collective", "minor", "threat", "media", "self_harm", "festival", "repeat", "pregnant_or_ill")
PRIORS = (
    "same_lead_open", "inspection_open", "inspection_closed", "arbitration_open", "court_open", "award_effective",
    "settlement_effective", "judgment_effective", "agreement_unperformed", "iou",
)  # fmt: skip
PAY = frozenset({"wages", "overtime"})

CODES: Mapping[str, tuple[str, ...]] = {
    "channel": CHANNELS, "who": WHO, "employer_kind": EMPLOYER_KINDS, "employer_status": EMPLOYER_STATUS,
        "labour_relation": RELATIONS,
}  # fmt: skip
CODE_SETS: Mapping[str, tuple[str, ...]] = {"claims": CLAIMS, "urgency": URGENCY}
DAYS = ("received_on", "work_end", "last_due")
PLACES = ("employer_district", "workplace_district")
TEXTS = ("employer", "project")
BOOLS = (
    "confidential", "consult_only", "construction", "platform_worker", "over_age", "under_16", "personnel_staff",
        "city_institution",
    "foreign_10m_usd", "city_wide_effect", "amount_disputed", "asks_inspection", "asks_arbitration", "asks_mediation",
)  # fmt: skip


class BadFacts(ValueError):
    """A told fact that cannot be: `field`, a sentence for people, and the code of the contract (`bad-facts`, `bad-date`)."""

    def __init__(self, field: str, message: str, code: str = "bad-facts") -> None:
        super().__init__(message)
        self.field, self.message, self.code = field, message, code


@dataclass(frozen=True, slots=True)
class Prior:
    """What happened before 前情: one of PRIORS, where, and when if told."""

    kind: str
    body: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything routing may know of a lead. None = not told; an empty set = nothing told."""

    channel: str | None = None
    received_on: date | None = None
    who: str | None = None
    confidential: bool | None = None
    consult_only: bool | None = None
    employer: str | None = None
    employer_kind: str | None = None
    employer_status: str | None = None
    unit_above: bool | None = None
    employer_district: str | None = None
    workplace_district: str | None = None
    construction: bool | None = None
    project: str | None = None
    platform_worker: bool | None = None
    labour_relation: str | None = None
    over_age: bool | None = None
    under_16: bool | None = None
    personnel_staff: bool | None = None
    city_institution: bool | None = None
    foreign_10m_usd: bool | None = None
    city_wide_effect: bool | None = None
    workers: int | None = None
    amount: Decimal | None = None
    amount_disputed: bool | None = None
    claims: frozenset[str] = frozenset()
    work_end: date | None = None
    last_due: date | None = None
    asks_inspection: bool | None = None
    asks_arbitration: bool | None = None
    asks_mediation: bool | None = None
    urgency: frozenset[str] = frozenset()
    prior: tuple[Prior, ...] = ()
    unknown_names: tuple[str, ...] = field(default=())
    """Names of told facts that routing does not know; they are shown, never dropped silently."""

    def has_prior(self, *kinds: str) -> bool:
        """Whether one of these things happened before."""
        return any(prior.kind in kinds for prior in self.prior)

    def only(self, *kinds: str) -> bool:
        """Whether something is claimed, and nothing but these kinds."""
        return bool(self.claims) and self.claims <= set(kinds)

    @property
    def claims_pay(self) -> bool:
        """Whether pay 劳动报酬 is among the claims."""
        return bool(self.claims & PAY)

    @property
    def only_pay(self) -> bool:
        """Whether nothing but pay is claimed."""
        return self.only(*PAY)

    @property
    def wish_told(self) -> bool:
        """Whether the person asked for a way."""
        return any((self.asks_inspection, self.asks_arbitration, self.asks_mediation))


def read_facts(told: Mapping[str, object], region: Region) -> Facts:
    """The checked facts of told words. Raises BadFacts for the first value that cannot be; unknown names are kept as a note."""
    known = {item.name for item in fields(Facts)} - {"unknown_names"}
    values: dict[str, object] = {"unknown_names": tuple(sorted(name for name in told if name not in known))}
    for name in known & told.keys():
        value = told[name]
        if value is None:
            continue
        values[name] = _read(name, value, region)
    return Facts(**values)  # type: ignore[arg-type]  # each value was read by the reader of its field


def _read(name: str, value: object, region: Region) -> object:
    if name in CODES:
        return _code(name, value, CODES[name])
    if name in CODE_SETS:
        return _codes(name, value, CODE_SETS[name])
    if name in DAYS:
        return _day(name, value)
    if name in PLACES:
        return _code(name, value, (*region.districts, OUTSIDE))
    if name in TEXTS:
        return _text(name, value)
    if name == "unit_above":  # told as yes or no, or by the unit's name
        return bool(value.strip()) if isinstance(value, str) else _bool(name, value)
    if name == "workers":
        return _count(name, value)
    if name == "amount":
        return _yuan(name, value)
    if name == "prior":
        return _priors(value)
    return _bool(name, value)


def _code(name: str, value: object, words: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in words:
        raise BadFacts(name, f"{name} 的值“{value}”不在 {'、'.join(words)} 之中。")
    return value


def _codes(name: str, value: object, words: tuple[str, ...]) -> frozenset[str]:
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list | tuple | set | frozenset):
        raise BadFacts(name, f"{name} 应为列表。")
    return frozenset(_code(name, item, words) for item in items)


def _day(name: str, value: object) -> date:
    """A day, or the Beijing day of an instant with +08:00."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    wrong = BadFacts(name, f"{name} 的值“{value}”不是日期，应写成 2026-03-02。", code="bad-date")
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d(T.*\+08:00)?", value, re.ASCII):
        raise wrong
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        raise wrong from None


def _text(name: str, value: object) -> str | None:
    if not isinstance(value, str):
        raise BadFacts(name, f"{name} 应为文字。")
    return value.strip() or None


def _bool(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise BadFacts(name, f"{name} 应为 true、false 或 null，不能是“{value}”。")
    return value


def _count(name: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise BadFacts(name, f"{name} 应为不小于 0 的整数，不能是“{value}”。")
    return value


def _yuan(name: str, value: object) -> Decimal:
    wrong = BadFacts(name, f"{name} 应为不小于 0 的金额（元），不能是“{value}”。")
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise wrong
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        raise wrong from None
    if not amount.is_finite() or amount < 0:
        raise wrong
    return amount


def _priors(value: object) -> tuple[Prior, ...]:
    if not isinstance(value, list | tuple):
        raise BadFacts("prior", "prior 应为列表，每项写明 kind、body、on。")
    found = []
    for index, item in enumerate(value):
        place = f"prior[{index}]"
        if not isinstance(item, Mapping):
            raise BadFacts(place, f"{place} 应写明 kind、body、on。")
        on, body = item.get("on"), item.get("body")
        if body is not None and not isinstance(body, str):
            raise BadFacts(f"{place}.body", f"{place}.body 应为文字。")
        found.append(Prior(_code(f"{place}.kind", item.get("kind"), PRIORS), body, None if on is None else _day(f"{place}.on", on)))
    return tuple(found)
