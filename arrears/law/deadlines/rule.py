"""What a deadline rule is 期限规则: one frozen row per rule and version. The tables of rules stand beside this file, by
subject."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

UNITS: Final = {
    "cd": "日",
    "wd": "个工作日",
    "h": "小时",
    "min": "分钟",
    "month": "个月",
    "year": "年",
    "same-day": "当日",
    "instant": "时刻",
    "written": "文书所定日期",
    "derived": "推算",
}
"""Unit codes and their Chinese: `cd` calendar days 自然日, `wd` working days; `h`, `min` and `instant` answer with an
instant."""

OWED_BY: Final = {
    "body": "办案机构",
    "org": "调解组织",
    "mediator": "调解员",
    "panel": "仲裁庭",
    "party": "当事人",
    "parties": "双方当事人",
    "applicant": "申请人",
    "respondent": "被申请人",
    "claimant": "劳动者（权利人）",
    "creditor": "债权人（权利人）",
    "obligor": "义务人",
    "payer": "付款人",
    "debtor": "债务人",
    "worker": "劳动者",
    "employer": "用人单位",
    "complainant": "投诉人",
    "petitioner": "信访人",
    "court": "人民法院",
    "police": "公安机关",
    "aid": "法律援助机构",
    "government": "复议机关",
    "superior": "上级机关",
    "centre": "一站式调解中心",
    "bank": "保证金经办银行",
    "contractor": "施工总承包单位",
    "IC": "登记员",
    "IN": "监察员",
    "SU": "督办人",
    "MI": "监察机构负责人",
    "HD": "行政机关负责人",
    "first-head": "行政机关正职负责人",
    "handler": "承办人",
    "responsible": "督办责任人",
    "addressee": "受送达人",
    "law": "法律效力（无人负担）",
}
"""Who has to act inside the period."""

AUTHORITIES: Final = frozenset(
    (
        *("body", "org", "mediator", "panel", "court", "police", "aid", "government", "superior", "centre"),
        *("IC", "IN", "SU", "MI", "HD", "first-head", "handler", "responsible"),
    )
)
"""Owners that are an office: their limits roll by the setting `roll_authority_limits` (C18)."""

STATUTORY: Final = "statutory"
TARGET: Final = "target"


@dataclass(frozen=True, slots=True)
class Extension:
    """What may be added: `most` of `unit` each time (None: the law names no cap), `times`, who approves; `cap`: setting that
    changes it."""

    most: int | None
    times: int = 1
    who: str = ""
    cap: str | None = None


@dataclass(frozen=True, slots=True)
class Lights:
    """Days left (in the rule's unit) from which the light is yellow or red. Red 0: only on the last day and after it."""

    yellow: int
    red: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One deadline rule, as the law file's row has it.

    `length` in `unit`; None where another paper or rule gives it. `direction`: `forward`, or `backward` from the trigger (a
    hearing). `rolls`: a last day on a rest day moves to the next workday (C3); targets never do (C15). `pauses`, `resets`:
    kinds that count for this rule, `*` for any, `kind?setting` only where the body's setting is on; others change nothing and
    the explanation says so. `opens`: a right that opens, `due` is its first day. `instants`: answers with an instant, to the
    minute, and never rolls. `served`: the trigger is the service of a paper, so public notice and leaving behind move it.
    `datable`: a paper may fix the last day itself (fact `written_on`); `length` is the default.
    `setting`: name of the body's own length; `unit_setting`, `roll_setting`: settings that change unit or rolling.
    `since`/`until`: triggers this version applies to.
    """

    id: str
    title: str
    trigger: str
    length: int | None
    unit: str
    force: str
    owed_by: str
    article: str
    cert: str
    rolls: bool
    direction: str = "forward"
    extension: Extension | None = None
    pauses: tuple[str, ...] = ()
    resets: tuple[str, ...] = ()
    consequence: str = ""
    lights: Lights
    opens: bool = False
    instants: bool = False
    served: bool = False
    datable: bool = False
    setting: str | None = None
    unit_setting: str | None = None
    roll_setting: str | None = None
    since: date | None = None
    until: date | None = None
    version: str = "1"
    note: str = ""

    @property
    def statutory(self) -> bool:
        """True for a period of law 法定; False for a target 目标."""
        return self.force == STATUTORY

    @property
    def length_words(self) -> str:
        """The length as a person reads it: 45日, 10个工作日, 24小时, 当日."""
        if self.length is None or self.unit == "same-day":
            return UNITS[self.unit]
        return f"{self.length}{UNITS[self.unit]}"
