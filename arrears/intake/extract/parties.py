"""The other side 用人单位: employer, contact, contractor chain 承包链, credit code.

In a chain the named unit nearest to the worker owes the wages: subcontractor before general contractor, never the owner. Only
natural persons: null.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from arrears.intake.extract.companies import Unit
from arrears.intake.extract.identifiers import Identifier
from arrears.intake.extract.people import EMPLOYER, REPORTER, Person
from arrears.intake.extract.reading import Reading
from arrears.intake.extract.record import NOTHING, Value, found
from arrears.intake.extract.scanning import scanner

OWNER, GENERAL, SUB, LABOUR = "owner", "general_contractor", "subcontractor", "labour_contractor"
_ROLE_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (
        role,
        re.compile(
            rf"(?:{words})(?:单位|公司|方|商|企业)?(?:名称|名字)?(?:是|"
            rf"为|叫|系|:|,|\(|是叫|名叫|找|的|那边|的是|那家|就是|好像是|应该是|听说是|我知道,?叫?|我知道是|,叫|,是)?\s?[“\"]?$"
        ),
    )
    for role, words in (
        (OWNER, "建设单位|建设方|业主|甲方|开发商|发包方|发包人|业主单位|业主方|开发"),
        (GENERAL, "总包|总承包|施工总承包|承建|施工|总承包商|工程总包|大包|施工方"),
        (
            SUB,
            "劳务分包|专业分包|分包|劳务|二包|专业承包|三包|劳务队|"
            "分包劳务|劳务承包人|劳务承包|上家|上游|转包给|分包给|又包给|再分包给|二次分包|外包给|包给了?|转给|装饰分包|安装分包",
        ),
    )
)
_ROLE_AFTER: tuple[tuple[str, re.Pattern[str]], ...] = (
    (OWNER, re.compile(r"^[”\"]?\s?(?:\(?(?:建设单位|业主|甲方|开发商)|(?:投资)?(?:开发|投资建设|建设)(?:的|(?=[、,。;])))")),
    (GENERAL, re.compile(r"^[”\"]?\s?(?:\([0-9A-Za-z]+\))?(?:承建|总包|总承包|施工总承包|施工的|\((?:总包|总承包|施工单位|承建))")),
    (SUB, re.compile(r"^[”\"]?\s?(?:分包|劳务(?=[。,;\s])|劳务分包|\((?:分包|劳务|专业分包))")),
)
_OWES_BEFORE = scanner(
    r"(?:被|由|投诉|举报|起诉|状告|反映|诉|关于|控告|仲裁|向|与|和|"
    r"跟|在|给|为|入职|于|就职于|受雇于|公司叫|公司是|厂名叫?个?|单位叫?是?|单位:|名叫|公司名叫|"
    r"公司名称|全称|店名|叫|系|我们是|我是|凯驰|派遣公司|到|进|去|从|应聘|老板开的|货主|公司:|店叫|单位名称)(?:[:是为,(]|的|了)?\s?[“\"]?$"
)
_OWES_AFTER = re.compile(
    r"^[”\"]?\s?(?:\([^)]{0,30}\))?(?:的)?(?:[一-龥]{0,4})?(?:拖欠|欠|克扣|未支付|未发|不发|没发|停发|长期|无故|恶意|扣|一直拖|"
    r"没有给|没给|不给|压着|自\d|从\d|从今|自今|自去|从去|已经|老板|上班|工作|打工|做|干|担任|当|任|送|开|从事)"
)
_STRONG_OWES = re.compile(
    r"^[”\"]?\s?(?:\([^)]{0,30}\))?[^,。;]{0,14}?(?:拖欠|欠(?:我|俺|工人|员工|薪|\d|他|其|她|农民工|大家|咱|了|着|发|付|"
    r"缴)|克扣|(?:没|未|不)(?:给|发|付|结|支付)|停发)"
)
_NOT_EMPLOYER = scanner(
    r"(?:楼上|隔壁|旁边|对面|附近|平台|甲方|业主|客户|银行|用工单位|"
    r"派到|派遣到|派往|派驻|服务于|驻|拉到|运到|送到|楼下|原来在|之前在|介绍|新公司|转卖|盘给|"
    r"现在在|找的)(?:是|为|的)?[“\"]?$"
)
_RUNS_IT = scanner(
    r"(?:制片方|出品方|运营方|运营公司|运营单位|经营主体|加盟方|开办方|举办方|所属公司|隶属公司|合同(?:上)?(?:的)?(?:单位|公司|主体|甲方)|"
    r"(?:合同|协议)(?:是)?(?:跟|和|与)|发工资的|劳动关系在|营业执照(?:上)?|注册名|承包(?:给|方)?|由)(?:是|叫|为|写的?是?|:)?\s?[“\"]?$"
)
_BUILT_THERE = re.compile(r"(?:的)?[一-龥]{0,6}(?:扩建|改建|新建|改造|装修)(?:工程|项目|工地)")  # 在某公司厂房扩建工程务工
_OUTSOURCED = re.compile(r"(?:的)?(?:外包|外聘)(?:的)?(?:保洁|保安|物业|食堂|劳务)?公司")
_AS_PARTY = re.compile(r"(?:我(?:公司|司|单位|厂|店|商行)|本(?:公司|单位))[\s:,是为]*$")


@dataclass(slots=True)
class Party:
    """A unit with its role in the chain ('' where untold) and how plainly it is the employer."""

    unit: Unit
    role: str
    score: float


def parties(reading: Reading, building: bool) -> list[Party]:
    """Each named unit once (its first mention with a role), from left to right."""
    result: dict[str, Party] = {}
    for unit in reading.units:
        role = _role(reading, unit) if building else ""
        party = Party(unit, role, _score(reading, unit))
        known = result.get(unit.name)
        if known is None or (role and not known.role) or (party.score > known.score and (role or not known.role)):
            result[unit.name] = Party(
                known.unit if known else unit, role or (known.role if known else ""), max(party.score, known.score if known else -9)
            )
    return sorted(result.values(), key=lambda p: p.unit.span)


_NEXT_LABEL = re.compile(r"(?:单位|公司|方|商|企业)?(?:名称)?\s?[:(】]")  # 施工总承包:… behind a unit is the label of the next one


def _role(reading: Reading, unit: Unit) -> str:
    before = reading.plain[max(0, unit.span.start - 16) : unit.span.start]
    after = reading.plain[unit.span.end : unit.span.end + 34]
    for role, pattern in _ROLE_BEFORE:
        hit = pattern.search(before)
        named = hit and max(0, unit.span.start - 16) + hit.start()
        if hit and not any(u.span.end == named for u in reading.units) and not (role == GENERAL and re.search(r"分包[^总]{0,6}$", before)):
            if role == GENERAL and "劳务" in unit.name and re.search(r"施工(?:单位)?[^总]{0,3}$", before):
                return SUB
            return role
    for role, pattern in _ROLE_AFTER:
        if (said := pattern.match(after)) and not _NEXT_LABEL.match(after, said.end()):
            return role
    label = next((lb for lb in reading.labels if lb.value.start <= unit.span.start < lb.value.end), None)
    if label and label.word in ("总包单位", "施工单位"):
        return GENERAL
    return SUB if "劳务" in unit.name or "分包" in unit.name else ""


def _score(reading: Reading, unit: Unit) -> float:
    plain = reading.plain
    before, after = plain[max(0, unit.span.start - 12) : unit.span.start], plain[unit.span.end : unit.span.end + 24]
    score = (0.5 if unit.name.startswith("北京") or unit.name.endswith("有限公司") else 0.0) + {
        "legal": 1.0,
        "shop": 0.7,
        "quoted": 0.8,
        "short": 0.4,
    }[unit.kind]
    label = next((lb for lb in reading.labels if lb.value.start <= unit.span.start < lb.value.end), None)
    if label and label.key == "employer":
        score += 6
    if _OWES_BEFORE.search(before):
        score += 1
    if _STRONG_OWES.match(after):
        score += 2
    elif _OWES_AFTER.match(after):
        score += 1
    if re.search(r"被[^,。;]{0,3}$", before):
        score += 1.5
    if (stranger := _NOT_EMPLOYER.search(before)) and not (
        stranger[0].startswith(("附近", "旁边", "对面", "隔壁", "楼下")) and (_OWES_AFTER.match(after) or stranger[0].endswith("的"))
    ):
        score -= 3
    if _OUTSOURCED.match(after):
        score -= 3
    if _BUILT_THERE.match(after):
        score -= 3
    if _RUNS_IT.search(before):
        score += 2
    if _AS_PARTY.search(before):
        score -= 2
    return score - unit.span.start / 10000


def employer(reading: Reading, found_parties: list[Party], arrears: bool, kinds: list[str]) -> Value:
    """The unit that owes the wages, in its fullest form; without wage arrears only a unit that employs the reporter."""
    candidates = [p for p in found_parties if p.role != OWNER and p.score > -1]
    label = reading.label("employer")
    inside = [p for p in candidates if label and label.value.start <= p.unit.span.start < label.value.end]
    if label and not inside and (value := _labelled(reading)) and arrears:
        return value
    if not arrears and not _employs(reading, candidates, kinds):
        return NOTHING
    if not candidates:
        return _after_place(reading) if arrears else NOTHING
    if inside:
        best = max(inside, key=lambda p: len(p.unit.name))
    else:
        subs = [p for p in candidates if p.role == SUB]
        middle = [p for p in candidates if not p.role]
        generals = [p for p in candidates if p.role == GENERAL]
        strong = [p for p in middle if p.score >= 2.4]
        pool = (
            (max(subs, key=lambda p: p.score),)
            if subs and not any(p.score > max(s.score for s in subs) + 1.5 for p in strong)
            else tuple(strong)
            or (tuple(middle) if not generals or any(p.score > 1.5 for p in middle) else ())
            or tuple(generals)
            or tuple(middle)
        )
        best = max(pool, key=lambda p: p.score)
    best = _fullest(reading, best, candidates)
    return found(reading.text.written(best.unit.span), best.unit.span, why="欠薪单位")


_REGISTERED_AS = re.compile(r"全称|营业执照|执照|工商|注册(?:名|的)?|法人|公司名|合同(?:上)?(?:写|签|是)|实际是|主体")


def _fullest(reading: Reading, best: Party, candidates: list[Party]) -> Party:
    """A legal name that stands for a sign-board name or an abbreviation: (店名“花颜集”, 营业执照名称…)."""
    name = best.unit.name
    core = name.removeprefix("北京").removesuffix("公司").removesuffix("集团")
    for other in candidates:
        fuller = other.unit.name
        if other is best:
            continue
        gap = reading.plain[best.unit.span.end : other.unit.span.start]
        if gap in ("(", ",全称", "(全称") and not name.endswith("公司") and (fuller.endswith("公司") or len(fuller) > len(name)):
            return other
        if other.unit.kind != "legal" or len(fuller) <= len(name):
            continue
        if (len(core) >= 2 and core in fuller) or (_REGISTERED_AS.search(gap) and len(gap) < 30):
            return other
    return best


def _labelled(reading: Reading) -> Value | None:
    """The employer field of a form as it stands, if it reads like a unit and not like a person."""
    label = reading.label("employer")
    if not label:
        return None
    written = reading.text.written(label.value).strip()
    short = re.split(r"[,。;(（\s]", written)[0]
    if (
        2 <= len(short) <= 30
        and not re.search(r"不详|不清楚|不知|无|个人|老板|包工头|某|未知|没有", short)
        and len(short) > 3
        and not re.search(r"先生|女士|我|他", short)
    ):
        return found(short, label.value, why="欠薪单位栏")
    return None


def _employs(reading: Reading, candidates: list[Party], kinds: list[str]) -> bool:
    """No arrears, but the reporter works there: 在某公司开叉车, 公司叫…."""
    plain = reading.plain
    if not candidates or (
        kinds == ["other"]
        and not re.search(
            r"我(?:在|是|们公司|们单位)|入职|试用期|转正|合同|本人在|单位(?:没|不|未)|公司(?:没|不|未|给|叫我)|上班|辞退|加班|社保|"
            r"拖欠工资|欠薪|报销|公积金|年假|离职证明",
            plain,
        )
    ):
        return False
    if re.search(r"货款|工程款|供货|我公司|我司|退费|会员|充值|合同价|安装款|个体户|没开发票|停车费|物业费|借款|借条|学费|消费", plain):
        return False
    if re.search(r"(?:拖欠|欠|发|补)[^。;,]{0,8}(?:工资|工钱|薪)|报销|公积金|年假|离职证明", plain):
        return True
    return bool(set(kinds) & {"injury", "compensation", "double_wage", "social_insurance"}) or bool(
        re.search(r"上班|入职|工作|干活|员工|职工|打工|任职|就职|试用|岗|开叉车|单位|公司叫|做|当|派遣|厂里|劳动合同|社保|被", plain)
    )


def _after_place(reading: Reading) -> Value:
    """A bare name behind a place: 在马驹桥百仓鲜配的库房, 簋街福满堂欠薪."""
    for known in reading.places:
        m = re.compile(
            r"([一-龥A-Za-z]{2,6}?)(?:(?:的|那个|那家)?(?:库房|仓库|店里?|厂子?|公司|分拣中心|后厨|门店|饭店)|(?:拖欠|欠薪|欠了?(?:我|"
            r"俺|工资|员工|工人)|欠\d))"
        ).match(reading.plain, known.span.end)
        if m is None:
            continue
        if not re.search(
            r"[的在了是有我你他们个某这那家一路街镇村区附近工地项目旁老板厂上给]|^[盖建修搭干做装卖送看租洗南北东西]|[酒饭商门]$", m[1]
        ) and not any(p.span.start < m.end(1) <= p.span.end for p in reading.places if p is not known):
            return found(m[1], m.span(1), why="地点之后的店名或简称")
    return NOTHING


def credit_code(reading: Reading) -> Value:
    for code in reading.codes:
        if code.valid:
            return found(code.value, code.span, why="统一社会信用代码，校验位相符")
        return Value(code.value, (tuple(code.span),), False, "统一社会信用代码校验不符，请核对")
    return NOTHING


def contact(reading: Reading, everyone: list[Person], theirs: list[Identifier], reporter: str | None) -> tuple[Value, Value]:
    """Whom the authority can reach on the other side: of several the one with a phone, of several with a phone the first."""
    people = [p for p in everyone if p.side == EMPLOYER and p.name.value != reporter]
    ours = {p.name.value for p in everyone if p.side == REPORTER}
    people = [p for p in people if p.name.value not in ours]
    named = {}
    for p in people:
        known = named.setdefault(p.name.value, p)
        if p.phone and not known.phone:
            known.phone = p.phone
    for p in list(named.values()):  # 柴老板 beside 柴德顺: one man, by his full name
        full = next((o for o in named.values() if o.name.full and not p.name.full and o.name.value[0] == p.name.value[0]), None)
        if full:
            full.phone = full.phone or p.phone
            del named[p.name.value]
    people = list(named.values())
    with_phone = [p for p in people if p.phone]
    chosen = (with_phone or people or [None])[0]
    if chosen is None:
        if theirs:
            return NOTHING, found(theirs[0].value, theirs[0].span, why="对方电话")
        return NOTHING, NOTHING
    phone = chosen.phone or (theirs[0] if theirs and len(people) == 1 else None)
    name = found(chosen.name.value, chosen.span, why="对方联系人")
    return name, found(phone.value, phone.span, why="对方电话") if phone else NOTHING


def _shortened(name: str, other: str) -> bool:
    """众诚劳务 beside 阜阳市众诚建筑劳务有限公司: every character stands in the longer name in the same order."""
    if len(name) >= len(other) or name[:2] not in other:
        return False
    rest = iter(other)
    return all(c in rest for c in name)


def chain(reading: Reading, building: bool, found_parties: list[Party], everyone: list[Person], employer_value: Value) -> Value:
    """Owner, general contractor, subcontractor, labour contractor, in this order; construction only."""
    if not building:
        return Value([], (), True, "非建筑工程")
    full = [p.unit.name for p in found_parties]
    links = [
        (p.role, reading.text.written(p.unit.span), p.unit.span)
        for p in found_parties
        if p.role and p.score > -5 and not any(_shortened(p.unit.name, name) for name in full)
    ]
    seen = {name for _, name, _ in links}
    generals = {p.unit.name for p in found_parties if p.role == GENERAL}
    has_unit = bool(employer_value.value) and employer_value.value not in generals
    for person in everyone:
        name = person.name.value
        labour = person.role == "labour" or (
            person.role == "boss" and not has_unit and person.word not in ("老板娘", "房主", "股东", "投资人")
        )
        if (person.side == EMPLOYER and labour and name not in seen and (person.name.full or person.role == "labour")) or (
            person.role == "labour" and name not in seen
        ):
            seen.add(name)
            links.append((LABOUR, name, person.span))
    order = {OWNER: 0, GENERAL: 1, SUB: 2, LABOUR: 3}
    links.sort(key=lambda link: order[link[0]])
    return Value([{"role": role, "name": name} for role, name, _ in links], tuple((s.start, s.end) for *_, s in links), True, "承包链")
