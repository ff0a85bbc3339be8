"""The same matter again: the same debt of the same employer or contractor to the same worker, or to the same group as told by
another member.

Usable on its own: `Matter` holds what is compared, `sameness` says whether and why. A colleague's own debt, or the same person
against another
employer, is no duplicate. Used over a file by `extract_file`; the lead desk compares with its own records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from arrears.intake.extract.scanning import scanner

_COMPANY_TAIL = scanner(
    r"(?:股份|有限责任|有限|集团|责任|总|分)*公司$|集团$|(?:工程|"
    r"服务|管理|建筑|建设|劳务|装饰|装修|安装|科技|发展|咨询|文化|传媒|传播|餐饮|供应链|物业|"
    r"商贸|贸易|实业|教育|网络|信息|技术|汽车租赁|租赁|人力资源|机电|分包|家政|保安|仓储|物流|"
    r"制品|精密|电子|服饰|食品|园林|绿化|市政|幕墙|消防|设备|健身工作室|工作室|"
    r"餐馆|餐厅|饭店|火锅店|包子铺|奶茶店|店|厂|健身|美容|酒店|养老院|养老|幼儿园|学校|培训|酒家|酒楼)+$"
)
_PLACES = re.compile(
    r"^(?:(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|陕西|甘肃|"
    r"内蒙古|宁夏|新疆|石家庄|保定|廊坊|中国)(?:省|市)?|[一-龥]{2,3}(?:省|市|县|区)(?=[一-龥]{4}))+"
)
_PLAIN = re.compile(r"[^一-龥A-Za-z0-9]")
_SITE_TAIL = re.compile(r"(?:建设|施工|改造|安装|新建|装修|工程|项目|工地|标段|综合)+$")


def employer_core(name: str | None) -> str:
    """What tells firms apart: 北京百仓鲜配供应链有限公司, 百仓鲜配 → 百仓鲜配."""
    if not name:
        return ""
    core = _PLAIN.sub("", re.sub(r"[(（](?:北京|河北|天津|中国)[)）]", "", name))
    core = _PLACES.sub("", core)
    shorter = core
    while (cut := _COMPANY_TAIL.sub("", shorter)) != shorter and len(cut) >= 2:
        shorter = cut
    return shorter


def site_core(name: str | None) -> str:
    """A site without the words that all sites have: 康养民宿项目, 康养民宿工地 → 康养民宿."""
    if not name:
        return ""
    core = _PLAIN.sub("", name)
    return _SITE_TAIL.sub("", core) or core


@dataclass(frozen=True, slots=True)
class Matter:
    """What is compared of one lead or case. Empty values are unknown, never equal."""

    reporter: str = ""
    phone: str = ""
    id_number: str = ""
    employer: str = ""
    credit_code: str = ""
    site: str = ""
    place: str = ""
    district: str = ""
    contractors: frozenset[str] = frozenset()
    workers: int | None = None
    amount: float | None = None
    period: tuple[str, str] | None = None
    wages: bool = True
    repeat: bool = False
    text: str = field(default="", compare=False)

    @classmethod
    def of(cls, record: Mapping[str, Any], text: str = "") -> Matter:
        """From a record of the contract; `text` (the narrative) helps where another member names the first reporter."""
        people = {link["name"] for link in record.get("contractor_chain") or [] if link["role"] == "labour_contractor"}
        contact = (record.get("employer_contact") or {}).get("name")
        if contact and len(contact) >= 2:
            people.add(contact)
        start, end = record.get("period_start"), record.get("period_end")
        return cls(
            record.get("reporter_name") or "",
            record.get("reporter_phone") or "",
            record.get("id_number") or "",
            employer_core(record.get("employer")),
            record.get("employer_credit_code") or "",
            site_core(record.get("project")),
            _PLAIN.sub("", record.get("place") or ""),
            record.get("district") or "",
            frozenset(p for p in people if not re.search(r"^.(?:某|经理|老板|总|工)$", p)),
            record.get("workers"),
            record.get("amount"),
            (start, end or start) if start else None,
            bool(record.get("is_wage_arrears")),
            "repeat" in (record.get("urgency") or []),
            text,
        )


@dataclass(frozen=True, slots=True)
class Sameness:
    """Whether two matters are one, with the reasons for and against (shown to the clerk)."""

    same: bool
    score: float
    reasons: tuple[str, ...]


def sameness(a: Matter, b: Matter) -> Sameness:
    """Compare two matters. Same person and same debtor; or the same group of the same debtor, seen in head count, sum or period."""
    reasons: list[str] = []
    person = _same_person(a, b, reasons)
    debtor = _same_debtor(a, b, reasons)
    if person and a.employer and b.employer and _alike(a.employer, b.employer) and _facts(a, b, []) >= 2:
        return Sameness(True, 4.0, (*reasons, "同一人、同一单位、人数和金额相近"))
    if debtor < 0:
        return Sameness(False, 0.0, (*reasons, "欠薪单位或工地不同"))
    score = (2.5 if person else 0.0) + debtor
    if person:
        if debtor > 0 or _silent_debtor(a, b):
            if _clash(a, b):
                return Sameness(False, score, (*reasons, "人同而事不同"))
            return Sameness(debtor > 0 or a.repeat or b.repeat or _facts(a, b, reasons) > 0, score, tuple(reasons))
        return Sameness(False, score, tuple(reasons))
    if debtor <= 0:
        return Sameness(False, score, tuple(reasons))
    group = (a.workers or 0) > 1 and (b.workers or 0) > 1
    facts = _facts(a, b, reasons)
    if group and (_names(a, b.text) or _names(b, a.text)):
        reasons.append("文中提到另一份的反映人")
        facts += 1.0
    score += facts
    if group and facts >= 1 and not _facts_against(a, b):
        return Sameness(True, score, tuple(reasons))
    return Sameness(False, score, tuple(reasons))


def _names(matter: Matter, text: str) -> bool:
    return len(matter.reporter) >= 3 and matter.reporter in text


def _same_person(a: Matter, b: Matter, reasons: list[str]) -> bool:
    if a.id_number and a.id_number == b.id_number:
        reasons.append("身份证号相同")
        return True
    if a.phone and a.phone == b.phone:
        reasons.append("反映人电话相同")
        return True
    if (
        a.reporter
        and a.reporter == b.reporter
        and len(a.reporter) >= 2
        and (not a.phone or not b.phone)
        and not re.search(r"[先生女士师傅]$", a.reporter)
    ):
        reasons.append("反映人姓名相同")
        return True
    return False


def _same_debtor(a: Matter, b: Matter, reasons: list[str]) -> float:
    """Above 0: the same; 0: nothing to compare; below 0: different."""
    if a.credit_code and b.credit_code:
        if a.credit_code == b.credit_code:
            reasons.append("信用代码相同")
            return 2.0
        return -1.0
    votes = 0.0
    if a.employer and b.employer:
        if _alike(a.employer, b.employer):
            reasons.append("欠薪单位相同")
            votes += 1.5
        elif not (a.contractors & b.contractors):
            return -1.0
    if a.site and b.site:
        if _alike(a.site, b.site) or _shared(a.site, b.site) >= 4:
            reasons.append("工地相同")
            votes += 1.0
        elif votes and not (a.contractors & b.contractors):
            return -1.0
    if a.contractors & b.contractors:
        reasons.append("包工头或负责人相同")
        votes += 1.0
    if votes == 0 and (a.contractors and b.contractors and not a.contractors & b.contractors):
        return -1.0
    if votes == 0 and ((a.employer and _mentions(b.text, a.employer)) or (b.employer and _mentions(a.text, b.employer))):
        reasons.append("文中提到同一单位")
        votes += 1.0
    if votes == 0 and a.site and b.site:
        return -1.0
    return votes


def _silent_debtor(a: Matter, b: Matter) -> bool:
    """One of the two names nobody: a follow-up by the same person."""
    return not (a.employer or a.site or a.contractors) or not (b.employer or b.site or b.contractors)


def _mentions(text: str, core: str) -> bool:
    return len(core) >= 3 and core in text


def _alike(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return a == b or (len(short) >= 2 and short in long and len(short) * 3 >= len(long))


def _shared(a: str, b: str) -> int:
    """Length of the longest common piece."""
    best = 0
    for i in range(len(a)):
        while i + best < len(a) and a[i : i + best + 1] in b:
            best += 1
    return best


def _facts(a: Matter, b: Matter, reasons: list[str]) -> float:
    votes = 0.0
    if a.workers and b.workers and a.workers > 1 and _about(a.workers, b.workers):
        reasons.append("人数相近")
        votes += 1.0
    if a.amount and b.amount and abs(a.amount - b.amount) <= 0.1 * max(a.amount, b.amount):
        reasons.append("金额相近")
        votes += 1.0
    if a.period and b.period and a.period == b.period:
        reasons.append("欠薪时段相同")
        votes += 0.6
    return votes


def _about(a: int, b: int) -> bool:
    """Near enough for one group; 四十多 (40) may be 48."""
    low, high = sorted((a, b))
    return high - low <= max(1, 0.12 * high) or (low >= 20 and low % 10 == 0 and high // 10 * 10 == low)


def _facts_against(a: Matter, b: Matter) -> bool:
    """A different group of the same employer: head counts far apart, or periods that do not touch."""
    if a.workers and b.workers and max(a.workers, b.workers) > 1.5 * min(a.workers, b.workers):
        return True
    return bool(a.period and b.period and (a.period[1] < b.period[0] or b.period[1] < a.period[0]))


def _clash(a: Matter, b: Matter) -> bool:
    """The same person and firm, but another debt: periods that do not touch."""
    return bool(a.period and b.period and (a.period[1] < b.period[0] or b.period[1] < a.period[0]) and not (a.repeat or b.repeat))


def mark_duplicates(matters: Iterable[tuple[str, Matter]]) -> dict[str, str]:
    """For each id the first id of the file about the same matter, where there is one before it."""
    seen: list[tuple[str, Matter]] = []
    index: dict[str, list[int]] = {}
    first: dict[str, str] = {}
    for key, matter in matters:
        best: tuple[float, str] | None = None
        for place in _candidates(matter, index, len(seen)):
            other_key, other = seen[place]
            verdict = sameness(other, matter) if (matter.wages == other.wages) else Sameness(False, 0.0, ())
            if verdict.same and (best is None or verdict.score > best[0]):
                best = (verdict.score, first.get(other_key, other_key))
        if best:
            first[key] = best[1]
        for gram in _grams(matter):
            index.setdefault(gram, []).append(len(seen))
        seen.append((key, matter))
    return first


def _grams(matter: Matter) -> set[str]:
    """Keys under which a matter is found again: numbers, names, and pairs of characters of firm and site."""
    grams = {f"t{matter.phone}", f"i{matter.id_number}", f"n{matter.reporter}", f"c{matter.credit_code}"} - {"t", "i", "n", "c"}
    grams |= {f"p{name}" for name in matter.contractors}
    for word in (matter.employer, matter.site):
        grams |= {f"g{word[i : i + 2]}" for i in range(len(word) - 1)}
    return grams


def _candidates(matter: Matter, index: dict[str, list[int]], size: int) -> list[int]:
    places: set[int] = set()
    for gram in _grams(matter):
        hits = index.get(gram, ())
        if len(hits) <= 400:
            places.update(hits)
    return sorted(places)
