"""Units named in a narrative: companies, shops, plants, cooperatives, village committees, each from its first to its last character.

The end of a name is a word that units end with (tables/unit_endings.tsv); its beginning is found backwards: a place name, a
bracket, a mark, or a
word that stands before names (在, 被, 总包单位). Which of them owes the wages is decided in parties.py.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from arrears.intake.extract.gazetteer import Place
from arrears.intake.extract.people import name_at
from arrears.intake.extract.scanning import scanner
from arrears.intake.extract.tables import rows
from arrears.intake.extract.text import Span

_ENDINGS = {kind: words.split() for kind, words in rows("unit_endings")}
_LEGAL = "|".join(sorted(_ENDINGS["legal"], key=len, reverse=True))
_SHOP = "|".join(sorted(_ENDINGS["shop"], key=len, reverse=True))
_HEADS = "".join(sorted({word[0] for words in _ENDINGS.values() for word in words}))
_ENDING = scanner(
    rf"(?=[{_HEADS}])(?:(?P<legal>{_LEGAL})|(?P<shop>{_SHOP})(?!公司|有限|工程|服务|分包|管理|班组|人员|行业|派遣|费|款|报酬|者|合同|关系|市场|老板|负责|队|[工员师]|项目|装修|改造))"
)
_QUOTED = re.compile(r"[“\"]([^“”\"]{2,20})[”\"]")
_RUN = re.compile(r"[一-龥A-Za-z0-9()·&零 -]+$")
# Words after which a name may begin. Strong ones never stand inside a name; weak ones (和, 来, 到, 家 …) may.
_STRONG = re.compile("|".join(sorted(rows("name_starts")[0][1].split(), key=len, reverse=True)))
_ROLE_WORDS = frozenset({"派遣", "派遣到", "分包", "劳务分包", "专业分包", "总包", "总承包", "承建", "施工总承包"})
_WEAK = re.compile("|".join(sorted(rows("name_starts")[1][1].split(), key=len, reverse=True)))
_GENERIC = re.compile(
    r"(?:这家|那家|某某?|该|我们?|本|他们?|原|此|一家?|一个|哪家|"
    r"两家?|新|大|小|其他|别的|外地|多家|各|几家|私人|某家|某个|其|上述|下属|这个|那个|咱们?|"
    r"我方|对方|自己|贵|前|私营|个体|附近|用人|用工|门口|村里|开|外包|实际)*"
    r"(?:的)?(?:建筑|劳务|站点|快运|装修|装饰|装潢|物业|保洁|保安|家政|外卖|快递|物流|电子|服装|家具|食品|包装|化工|机械|加工|"
    r"房地产|地产|开发|中介|派遣|人力资源|科技|网络|传媒|教育|培训|租赁|汽车租赁|机械租赁|施工|总包|分包|承包|工程|集团|总|分|子|母|"
    r"景区|景点|网约|水务|自来水|燃气|电力|供电|热力|水利|城建|环卫|客户|承包|搬迁|下家|上家|供应商|贸易|餐饮|健身|酒店管理|"
    r"洗车|修车|印刷|玩具|制衣|药|木材|砖|鞋|塑料|五金|门窗|混凝土|装卸|妇产|中医|骨科|口腔|儿童|人民|社区|街道|镇|村|乡|区|县|市|运输|货运|园林|绿化|市政|影视|互联网|软件|广告|二包|三包|"
    r"小|大|新|老|中|连锁|美容|电商|直播|私人|民营|国有|外贸|设计|搬家|纺织|家私|幕墙|防水|保险|旅游|搬运|消防|机电)*"
    rf"(?:{_LEGAL}|{_SHOP})"
)
_CALLED = scanner(
    rf"(?:(?:一家|一个|这家|店名|名字|招牌|家)(?:名)?(?:叫做?|为|是|名叫)|店名:|(?:{_SHOP}|厂子?|店铺?|酒楼|农家乐),?(?:的?名字?|店名)?(?:叫做?|名叫))个?"
    rf"([一-龥A-Za-z0-9·]{{2,12}}?)(?:的(?:[一-龥]{{0,3}}?(?:{_SHOP}|"
    rf"{_LEGAL}|店|馆|厂))|(?=[,。;()\s])|(?=的(?:干|上班|工作|做|地方|打工|那里|当|帮)))"
)
_PLAIN_WORDS = re.compile(r"[我你他她的在了是没不]|公司|什么|不清|名字")
_SUFFIXLESS = scanner(
    r"(?:中铁|中建|中交|中冶|北京建工|北京城建|中国铁建|中国建筑|中核|北京住总|"
    r"住总|中电建|中铁建|葛洲坝|京投|首钢)[一二三四五六七八九十\d]{0,3}(?:局|公司|航局)?(?:集团)?|"
    r"北京[一-龥]{2,5}(?:医药|生物|医疗|餐饮|教育|文化|广告|信息|网络|食品|服饰|电子|贸易|商贸|物流|货运|保安|家政|保洁|人力|环保|能源|智能|健康)"
    r"(?=[,。;()]|绩效|工资|拖?欠|员工|老板|的)|"
    r"(?<=[一-龥][一-龥])(?:建工|建筑|建设|路桥|市政|劳务|装饰|园林|置业|地产|物业|科技|传媒|供应链)(?=[,。;()欠拖的说把不没是承总]|$|\s)"
)


_KIND_ONLY = re.compile(r"(?:妇产|中医|骨科|口腔|儿童|人民|综合|美容|整形|职业|技术|小|中)+")
_CATEGORY = re.compile(
    rf"\s?的?(?:这家|一家|一个|这个)?([一-龥]{{0,4}}?(?:{_LEGAL}|{_SHOP}|柜台|摊位?|档口|加工点|作坊|网点|快递点|菜站|铺子))"
)
_LEGAL_END = re.compile(rf"(?:{_LEGAL})$")
_CALLED_BEFORE = re.compile(
    rf"(?:{_SHOP}|农家乐|叫|店招|[店厂院园校馆站社队铺行]名|名叫|名为|招牌|名字|字号|门头|牌子|店|公司|厂|站名|品牌)(?:是|为|叫做?|的是|:|写着|上写|写的)?$"
)
_WORKED_AT = re.compile(r"\s?(?:干|上班|卖|做|当|工作|打工|帮|端|炒|洗|送|收银|任)")
_OWES_BEHIND = re.compile(r"\s?(?:拖欠|欠(?:我|俺|薪|了|工|\d)|克扣|不给|没给|老板)")
_SITE_AFTER = re.compile(r"\s?(?:项目|工地|工程|小区|平台|APP|app|软件)")
_SITE_BEFORE = re.compile(r"(?:项目|工地|小区|昵称|微信名?|网名|外号|绰号|人称|平台|账号|工程)[一-龥]{0,2}$")
_AFTER_QUOTE = re.compile(r"[”\"]\s?的?(?:这家)?[一-龥]{0,4}")
_FIGURES = re.compile(r"\d{3,}(?:元|块)?(?=[^\d]{0,12}$)")
_NO_STEM = re.compile(
    r"^(?:一|某|个|一个|一家|家)+$|[做卖开吃喝洗干学办]$|^[年月日]?村里|^\d+小时|[我给让是在把被叫来到该这那本跟和与由去向找个的们了就从他她]$|说|[没不]|^人|盖|离职|另外|问过|[镇区乡]里|夜市|摆|上班|时$|当时|换公|^(?:今年|去年|导致|入冬)"
)
_NO_ENDING = re.compile(r"厂[里方子长门区家房商]|集团军|基地[里的]")
_BRANCH = re.compile(
    r"(?![^店]{0,4}(?:奶茶|便利|餐|超市|饭|酒|商|药|服装|书|面|火锅|的|在|开|和|旗下|有|里|楼))[一-龥]{2,4}(?:分店|店|分公司|营业部|门店)(?![长员里铺主])"
)
_INDEFINITE = re.compile(r"[一某][个家处座所]$")  # 一个剪辑工作室: a kind of unit, no name
_AT_WORK = re.compile(r"[一-龥]{0,2}(?:从事|做|干|搞|的).*")


@dataclass(slots=True)
class Unit:
    """A named unit. kind: legal (company, cooperative, plant), shop (sign-board name), quoted (a name in quotes), short (中建二局)."""

    span: Span
    name: str
    kind: str
    category: str = ""  # the word behind a quoted name: 餐馆, 健身工作室


_MOST = 150  # endings that are looked at in one narrative


def units(plain: str, known: list[Place], taken: list[Span]) -> list[Unit]:
    """All units with a name of their own (not 某公司, 这家餐馆), from left to right."""
    found = [*_quoted(plain), *_bracketed(plain)]
    for called in itertools.islice(_CALLED.finditer(plain), _MOST):
        if (
            not any(u.span.overlaps(Span(*called.span(1))) for u in found)
            and not _PLAIN_WORDS.search(called[1])
            and not _is_person(called[1])
        ):
            found.append(Unit(Span(*called.span(1)), called[1], "quoted"))
    for m in itertools.islice(_ENDING.finditer(plain), _MOST):
        if any(u.span.start <= m.start() < u.span.end for u in found) or _in_a_place(m, known):
            continue
        if m["shop"] and found and found[-1].kind == "quoted" and _AFTER_QUOTE.fullmatch(plain[found[-1].span.end : m.start()]):
            continue
        unit = _ended(plain, m, known, found)
        if unit and not any(unit.span.overlaps(t) for t in taken):
            while found and found[-1].span.start >= unit.span.start and found[-1].kind != "quoted":
                found.pop()
            if not _nameless(plain, unit, m, known):
                found.append(unit)
    found += [u for u in _short(plain, known, found) if not any(u.span.overlaps(t) for t in taken)]
    return sorted(found, key=lambda u: u.span)


def _in_a_place(m: re.Match[str], known: list[Place]) -> bool:
    """柴厂屯, 十八里店乡, 半壁店: the ending is a part of the name of a village."""
    return any(
        p.span.start < m.start()
        and m.end() <= p.span.end
        and (p.span.end > m.end() or m[0] in ("店", "基地"))
        and p.kind in ("town", "place")
        for p in known
    )


def _is_person(word: str) -> bool:
    """老薛, 班文斌: a name of a person stands where a shop's might."""
    name = name_at(word, 0)
    return name is not None and name.span.end == len(word) and (not name.full or len(word) <= 3)


def _quoted(plain: str) -> Iterator[Unit]:
    """Names in quotes that a word beside them makes a unit: “稻香记忆”的餐馆, 店名“花颜集”."""
    for quoted in _QUOTED.finditer(plain):
        before, after = plain[max(0, quoted.start() - 8) : quoted.start()], plain[quoted.end() : quoted.end() + 14]
        category = _CATEGORY.match(after)
        beside = category or _CALLED_BEFORE.search(before) or _WORKED_AT.match(after) or _OWES_BEHIND.match(after)
        if beside and not _SITE_AFTER.match(after) and not _SITE_BEFORE.search(before[-6:]):
            kind = "legal" if _LEGAL_END.search(quoted[1]) else "quoted"
            yield Unit(Span(*quoted.span(1)), quoted[1], kind, category[1] if category else "")


_BRACKETED = re.compile(rf"(?:{_SHOP}|店|馆|行|(?:保洁|保安|物业|劳务|装修|家政|派遣|外包|中介)公司)\(([一-龥A-Za-z]{{2,10}})\)")
_NOT_A_SIGN = re.compile(r"[区路街镇村号人元月日电话姓的]|公司")


def _bracketed(plain: str) -> Iterator[Unit]:
    """The sign-board name behind a kind of shop: 一洗车行(车洁士)."""
    for m in _BRACKETED.finditer(plain) if "(" in plain else ():
        if not _NOT_A_SIGN.search(m[1]):
            yield Unit(Span(*m.span(1)), m[1], "quoted")


def _ended(plain: str, m: re.Match[str], known: list[Place], found: list[Unit]) -> Unit | None:
    """The unit whose ending is `m`; None where it would swallow a unit that is complete."""
    start = _start(plain, m.start(), m.end(), known, m.lastgroup or "")
    if start is None:
        return None
    if figures := _FIGURES.search(plain[start : m.start()]):
        start += figures.end()
    while start < m.start() and (place := next((p for p in known if p.span.start == start and p.span.end < m.start()), None)):
        if not re.match(r"[一某][一-龥]?$", plain[place.span.end : m.start()]):
            break
        start = place.span.end
    if plain[start] in "村镇乡" and m.start() - start > 2:
        start += 1
    last = found[-1] if found else None
    if last and start < last.span.end:
        if last.name.endswith("公司") and not m[0].endswith("公司"):
            return None
        if m.start() - last.span.end > 4 and last.kind == "legal" and not last.name.endswith("集团"):
            return None
    end = m.end()
    if m[0].endswith("公司") and (branch := _BRANCH.match(plain, end)):
        end = branch.end()
    return Unit(Span(start, end), plain[start:end], m.lastgroup or "")


def _nameless(plain: str, unit: Unit, m: re.Match[str], known: list[Place]) -> bool:
    """Nothing of a name stands before the ending: 某厂, 让厂里, 昌平区沙河镇的小厂, 这家餐馆."""
    name, stem = unit.name, unit.name[: -len(m[0])]
    if m[0] == "中心" and (
        len(stem) < 5 or not stem.startswith("北京") or re.search(r"金融|购物|商业|贸易|副|会展|体育|国际|商务|城市|市民", stem)
    ):
        return True
    if len(stem) <= 2 and unit.kind != "quoted" and _INDEFINITE.search(plain[max(0, unit.span.start - 2) : unit.span.start]):
        return True
    if m[0] in ("停车场", "加油站", "市场", "体育馆", "公寓", "写字楼") and re.search(r"[街路巷里弄桥园]$", stem):
        return True
    if "某" in name or _NO_STEM.search(stem) or _NO_ENDING.match(plain[m.start() : m.end() + 1]):
        return True
    towns = (p for p in known if p.kind in ("town", "district") and p.span.end == m.start() and p.span.start <= unit.span.start + 4)
    if any(towns) and not name.endswith(("村委会", "政府", "医院", "学校")):
        return True
    return bool(_GENERIC.fullmatch(name)) or len(stem) < (2 if unit.kind == "legal" and len(m[0]) < 3 else 1)


def _short(plain: str, known: list[Place], found: list[Unit]) -> Iterator[Unit]:
    """Firms without an ending: 中建二局, 京诚建工."""
    for m in _SUFFIXLESS.finditer(plain):
        start = _start(plain, m.end(), m.end(), known, "short")
        if start is None or m.end() - start < 3 or any(Span(start, m.end()).overlaps(u.span) for u in found):
            continue
        name = plain[start : m.end()]
        if not _GENERIC.fullmatch(name + "公司") and not _AT_WORK.fullmatch(name):
            yield Unit(Span(start, m.end()), name, "short")


def _start(plain: str, ending: int, end: int, known: list[Place], kind: str) -> int | None:
    """Where the name that ends at `end` begins, or None if nothing of a name stands before the ending."""
    low = max(0, ending - 26)
    run = _RUN.search(plain[low:ending])
    if not run:
        return None
    start = low + run.start()
    if (gap := plain.rfind(" ", start, ending)) >= start:
        start = gap + 1
    start = _after_open_bracket(plain, start, ending)
    inside = [p for p in known if start <= p.span.start and p.span.end <= ending + 2]
    provinces = [
        p
        for p in inside
        if p.kind in ("city", "province", "outside")
        and not (plain[p.span.start - 1 : p.span.start] == "(" and plain[p.span.end : p.span.end + 1] in ")市")
        and not (p.kind != "city" and plain[p.span.end : p.span.end + 1] == "路")
    ]
    strong = [m for m in _STRONG.finditer(plain, start, ending) if m.end() <= (ending - 2 if m[0] in _ROLE_WORDS else ending)]
    if strong:
        start = max(m.end() for m in strong)
    anchored = [p for p in provinces if p.span.start >= start]
    if anchored:
        head = _province_head(plain, anchored, start)
        return head - 2 if plain[max(0, head - 2) : head] in ("中铁", "中建", "中交", "中冶", "中国", "中水", "中电") else head
    if re.match(r"村委会|村民委员会|建筑队", plain[ending:end]) and (towns := [p for p in inside if p.span.start >= start]):
        return towns[-1].span.start
    weak = [
        m.end()
        for m in _WEAK.finditer(plain, start, ending)
        if ending - m.end() >= 2 and m.start() >= start and not any(p.span.start <= m.start() < p.span.end for p in inside)
    ]
    if weak and kind != "quoted":
        start = _best_weak(plain, start, weak, ending)
    if not re.match(r"村委会|村民委员会|居委会|居民委员会|建筑队|人民政府|学校|中学|小学|幼儿园|医院", plain[ending:end]):
        for place in inside:
            if (
                place.span.start == start
                and ending - place.span.end >= 2
                and (
                    (
                        _cut_place(plain, place, ending)
                        and not (place.kind == "district" and plain[start - 1 : start] in ":;,( 】" and start)
                    )
                    or any(p.span.start == place.span.end for p in inside)
                )
            ):
                start = place.span.end
    while (
        re.match(r"[的一二三四五六七八九十\d,、)·]", plain[start : start + 1])
        and start < ending
        and not re.match(r"[一二三四五六七八九十\d]", plain[start : start + 1])
    ):
        start += 1
    return start if start < ending or kind == "short" else None


def _province_head(plain: str, anchored: list[Place], start: int) -> int:
    """The last 北京/province name of the run; with a city right behind its province, or the name of a city inside the firm's own name
    (四川泰兴隆), the province."""
    head = anchored[-1]
    for place in reversed(anchored[:-1]):
        if place.span.end == head.span.start or (
            head.kind == "outside" and place.span.start - start <= 2 and head.span.start - place.span.end <= 2
        ):
            head = place
    return head.span.start


def _after_open_bracket(plain: str, start: int, ending: int) -> int:
    """A bracket that is not closed before the ending is the beginning of the name: (北京锦梭服饰有限公司)."""
    depth = 0
    for at in range(ending - 1, start - 1, -1):
        if plain[at] == ")":
            depth += 1
        elif plain[at] == "(":
            if not depth:
                return at + 1
            depth -= 1
    if ")" in plain[start:ending] and depth < 0:
        return plain.rfind(")", start, ending) + 1
    close = plain.rfind(")", start, ending)
    opened = plain.rfind("(", start, close) if close >= 0 else -1
    if close >= 0 and opened < start:
        return close + 1
    if opened >= 0 and close - opened > 8:
        return close + 1
    return start


def _best_weak(plain: str, start: int, weak: list[int], ending: int) -> int:
    """A weak word opens the name unless it stands right before the ending (大家和公司), the name would be a single character, or only
    a kind of unit were left (康和|妇产医院)."""
    return max([w for w in weak if ending - w >= 2 and not _KIND_ONLY.fullmatch(plain, w, ending)], default=start)


def _cut_place(plain: str, place: Place, ending: int) -> bool:
    """A place before a name belongs to the address (朝阳区酒仙桥宏达厂), except a bare district in a company's name (通州宏达公司)."""
    written = plain[place.span.start : place.span.end]
    return ending - place.span.end >= 2 and (place.kind in ("town", "place") or written[-1] in "区镇乡县" or written.endswith("街道"))
