"""Where the work was done: place 地点, district 区, project 项目."""

from __future__ import annotations

import re

from arrears.intake.extract.gazetteer import DEVELOPMENT_AREA, ELSEWHERE, Place
from arrears.intake.extract.gazetteer import places as scan
from arrears.intake.extract.reading import Reading, once
from arrears.intake.extract.record import NOTHING, Value, found
from arrears.intake.extract.scanning import scanner
from arrears.intake.extract.text import Span

_STOP = "修建拆的在了是有给被从和与跟我他她你们干做当包承开叫说到因由为对把就都也没不去来经及或等用让要得这那其将于工向该此,。;:!?、()“”\\s"
_PIECE = scanner(
    rf"(?:[^{_STOP}]{{0,8}}?(?:北大街|南大街|东大街|"
    rf"西大街|大街|大道|路口|胡同|街道|地区|开发区|工业区|工业园|产业园|科技园|物流园|创业园|软件园|"
    rf"科学城|商务区|园区|市场|批发市场|物流基地|基地|高教园|大学城|写字楼|"
    rf"航站楼|大厦|广场|分拨中心|购物中心|中心|商场|小区|社区|家园|花园|新村|新区|校区|门店|站点|校园|"
    rf"东路|西路|南路|北路|中路|路|街|巷|村|镇|乡|县|市|区|里|院|桥|城|苑|园|场))"
    rf"|(?:SOHO|BDA|CBD)(?:\s?[A-Z]\d?座?|\s?T\d)?|[A-Z]?\d?-?T\d(?!\d)|(?:[甲乙丙]?[\d一二三四五六七八九十A-Za-z-]+号?(?:院|楼|"
    rf"号|座|层|区|期|单元|室|栋|门|商铺|铺|底商|库|仓|厅|弄))|[东西南北][一二三四五六七八九\d]环"
)
_TAIL = re.compile(
    r"(?:\s?(?:地铁站|地铁口|路口|桥下|门口|底商|附近|旁边|"
    r"对面|北侧|南侧|东侧|西侧|东北角|西北角|东南角|西南角|一带|周边|内|里面|入口处?|楼下))?"
)
_PROJECT_NEXT = re.compile(r"[^,。;()的在有]{0,14}?(?:项目|工程(?!师|款|公司|有限)|工地|标段|[一二三四五六七八九\d]期|地块)")
_SOFT = re.compile(r"[\s,、/·\-]{0,1}")
_PLACE_WORK = scanner(
    r"(?:在|位于|到|来|去|于|地点|地址|坐落|给|工地|项目|现场|上班|干活|站点|我们?是|店|厂|设在|开在|搬到|至)[^,。;]{0,3}$"
)
_NOT_WORK = scanner(
    r"(?:家住|户籍|籍贯|老家|户口|住(?:在)?(?:北京)?$|住在|"
    r"家在|现住|住址|租住|来自|原籍|注册(?:地址?|在|于)?|身份证地址|祖籍|寄到|邮寄|(?<![商厂店])家是|本人在老家|"
    r"注册地|拉到|运到|送到|送往|运往|搬到|老板是|转到|本人住|暂住|家里在|回到|回)[^,。;]{0,6}$"
)
_ORIGIN_AFTER = re.compile(
    r"(?:住(?![宅院建房])|老家(?!饭|菜|味|面|小|干|打工|做|的工地|施工)|那边的?人|的老板|人,|"
    r"户籍|来的|农民工|劳动监察|人社局|信访办?|住建委|街道办|仲裁|派出所|法院|区政府|社保|(?:区|"
    r"县|市)?(?:人力|劳动)|监察|转来|的(?:劳务)?公司|的?老乡)"
)
_SOMEONE_FROM = re.compile(r"的(?!项目|工地|工程|公司|厂)[一-龥]{2,3}(?=[,。;(\s\d])")  # 河北定州的苗老六
_OFFICE = re.compile(
    r"(?:^|[,。;(\s])(?:公司|单位|总部|办公(?:地|室)?)(?:地址)?(?:就?在|位于|设在|地址)[:是为]?$|(?:公司|中介|单位),(?:在|位于|地址)$"
)
_EMPLOYER_SITE = re.compile(r"\(\s?$")
_PROJECT_END = scanner(
    r"(?<=\d)标(?![段准的])|项目部|项目|(?<!做)(?<!干)工程(?!师|款|公司|有限|局|"
    r"集团|队|施工|部|量|结|完|停|总|进|质|监|项目|验)|工地|标段|改造(?!工程|项目|的|一)"
)
_PHASE = re.compile(r"(?<![一-龥])([一-龥A-Za-z0-9]{2,10}?)(?:[一二三四五六七八九十\d]{1,2}期)(?![望间限付待满结])")
_ESTATE = re.compile(
    r"[一-龥]{2,7}(?:苑|园|府|家园|花园|里|城|湾|庭|墅|居|"
    r"轩|公馆|广场|中心|大厦|小区|安置房|回迁房|棚改|地块|实验楼|办公楼|教学楼|住宅楼|车辆段|综合楼|"
    r"厂房|学校|医院)(?![东西南北中]?[路街])(?:[东西南北]区)?(?:[一二三四五六\d]期)?"
)
_NAMED = scanner(
    r"(?:项目|工地|工程)(?:(?:的)?(?:名称|名字|全称|名)?(?:叫做?|是|为|名叫|:)\s?(?:个)?|(?:名称|全称)\s?)[“\"]?([^,。;()“”\"\s]{2,24})|"
    r"(?:项目|工地|工程)\(([^,。;()“”\"]{2,18}(?:[一二三四五\d]期|标段|项目|工程|改造|[府苑园里院城]))\)"
)
_QUOTED_SITE = re.compile(
    r"[“\"]([^“”\"]{2,20})[”\"]\s?(?:的)?(?:[一二三四五\d]期)?(?:这个|那个)?"
    r"(?:项目|工地|工程|小区|楼盘|标段|回迁房|安置房|改造|精?装修|住宅|商住楼|公寓|大厦|地块|别墅|新城)"
)
_START_WORDS = scanner(
    r"在|到|位于|于|从|去|来|给|的|是|为|包|承接了?|承建|承包|施工|"
    r"反映|投诉|拖欠|关于|参与|参加|负责|做|干|了|叫|我们|称|公司|有限|包下|建设|一个|某个?|"
    r"这个|那个|该|其|同|个|进入|单位|人|工人|民工|班组|劳务|外地|本|"
    r"原|进行|欠|因|上述|所在|为|老板|转包|分包|接的?|跟|把|由|属|说|被|总包|甲方|[年月日天]|"
    r"号(?!院|楼|线|地块)|至|发包|名|都|也|与|和|对|向|前往|整个|期间|后|时|现|当时|现在|:"
)
_GENERIC_PROJECT = re.compile(
    r"(?:某|该|这个|那个|那边|这边|里面?|一个|我们|他们|同一|本|此|其|建筑|装修|"
    r"装饰|工地|施工|工程|房地产|各|别的|其他|另外一?个?|新|小|大|现场|政府|整个|多个|几个|安装|"
    r"承包|附近|[一二三四五六七八九十几两\d]个|老|绿化|市政|老旧小区改造|"
    r"所在|老家|外地|改造|回到|室内|水电|农村|住宅|住|各个|木工|房建|土建|地铁|酒店)*(?:项目部|"
    r"项目|工程|工地|标段)?(?:上)?"
)


@once
def place_phrases(reading: Reading) -> list[tuple[Span, Place, float]]:
    """Address phrases with their first known name and a score: how plainly the words say that the work was done there."""
    plain, phrases = reading.plain, []
    skip = -1
    for index, known in enumerate(reading.places):
        if known.span.start < skip or any(
            u.span.start <= known.span.start < u.span.end and u.kind in ("legal", "short") and not _names_its_place(u.name, known)
            for u in reading.units
        ):
            continue
        end, members = known.span.end, [known]
        for following in reading.places[index + 1 :]:
            gap = plain[end : following.span.start]
            if (
                following.span.start >= end
                and re.fullmatch(r"[\s,·/\-]{0,1}|市|省|县|区", gap)
                and not any(u.span.start <= following.span.start < u.span.end and u.kind == "legal" for u in reading.units)
            ):
                if gap == "," and following.kind in ("district", "city", "province"):
                    break
                end, members = following.span.end, [*members, following]
            else:
                break
        end = _extend(reading, end)
        skip = end
        if members[0].kind == "city" and len(members) == 1 and end == known.span.end:
            continue
        span = Span(known.span.start, end)
        phrases.append((span, _decisive(members), _place_score(reading, span, members)))
    return phrases


def _village(name: str) -> bool:
    return name.endswith(("村委会", "居委会", "村民委员会"))


def _names_its_place(name: str, known: Place) -> bool:
    """A village committee or a home in its village: the name tells the place; a company's name does not."""
    return _village(name) or (
        not name.endswith(("公司", "集团", "厂", "合作社", "队", "行", "部")) and known.kind in ("town", "place", "district", "city")
    )


def _decisive(members: list[Place]) -> Place:
    """The member that fixes the district: a told district before a town, a province before all."""
    for kind in ("province", "outside", "district"):
        for member in members:
            if member.kind == kind:
                inner = [m for m in members if m.district == DEVELOPMENT_AREA]
                return inner[0] if inner and kind == "district" else member
    return next((m for m in members if m.district), members[0])


def _extend(reading: Reading, end: int) -> int:
    """Streets, numbers, buildings behind the known names, as far as no project or firm begins."""
    plain = reading.plain
    limit = min((u.span.start for u in reading.units if u.span.start >= end and not _village(u.name)), default=len(plain))
    for _ in range(5):
        at = end
        soft = _SOFT.match(plain, at)
        if soft and soft.end() > at and plain[at] in " ":
            at = soft.end()
        project = _PROJECT_NEXT.match(plain, at)
        piece = _PIECE.match(plain, at, limit)
        if not piece or piece.end() == end:
            break
        if project and not re.search(r"(?:大街|路|胡同|巷|号院)$|开发区|园区|商务区|镇|乡|村|街道|科学城|工业区|产业园", piece[0]):
            break
        if any(p.span.start < piece.end() <= p.span.end - 1 for p in reading.phones):
            break
        end = piece.end()
    tail = _TAIL.match(plain, end)
    return tail.end() if tail and tail.end() <= limit else end


def _place_score(reading: Reading, span: Span, members: list[Place]) -> float:
    plain = reading.plain
    before, after = plain[max(0, span.start - 12) : span.start], plain[span.end : span.end + 12]
    score = 1.0 + (span.end - span.start) / 40
    label = next((lb for lb in reading.labels if lb.value.start <= span.start < lb.value.end), None)
    if label and label.key in ("place", "project"):
        score += 3
    if label and label.key == "gender":
        score -= 4
    if label and label.key in ("district",):
        score -= 2.5
    if _PLACE_WORK.search(before):
        score += 1.2
    if _NOT_WORK.search(before):
        score -= 3
    if re.search(r"仲裁|法院|监察|人社|信访|派出所", plain[span.start : span.end]):
        score -= 4
    if plain[span.end - 1] == "城" and re.match(r"管(?:委|局|执法)?", after):
        score -= 3  # 昌平区城管委
    if _OFFICE.search(before):
        score -= 1.3
    if members[0].kind in ("province", "outside") and _SOMEONE_FROM.match(after):
        score -= 3
    if _ORIGIN_AFTER.match(after):
        score -= 2.5
    if any(m.kind == "district" for m in members):
        score += 0.6
    if len(members) > 1:
        score += 0.4
    if all(m.kind == "city" for m in members):
        score -= 2
    if members[0].kind in ("province", "outside"):
        score -= 0.8 if len(members) == 1 and span.end == members[0].span.end else 0.2
    if re.search(r"那个?边?[^,。]{0,6}(?:不是一回事|不找你们|没关系)|(?=不)不找你们", plain[span.end : span.end + 30]):
        score -= 3
    return score - span.start / 1000


def place(reading: Reading) -> Value:
    """The address phrase of the workplace, the fullest that the words support."""
    label = reading.label("place")
    if label:
        value = label.value
        written = reading.text.written(value).strip(" ,。")
        inner = [p for p in place_phrases(reading) if value.start <= p[0].start < value.end]
        if inner and len(written) > 30:
            return found(reading.text.written(inner[0][0]), inner[0][0], why="地点栏")
        return found(
            re.split(r"[,(]", reading.plain[value.start : value.end])[0].strip()
            if not inner
            else reading.text.written(Span(value.start, max(value.start + len(written), inner[0][0].end))).strip(),
            value,
            why="地点栏",
        )
    phrases = [p for p in place_phrases(reading) if p[2] > 0]
    if not phrases:
        return NOTHING
    best = max(phrases, key=lambda p: p[2])
    return found(reading.text.written(best[0]), best[0], why="文中所述劳动地点")


def district(reading: Reading, place_value: Value) -> Value:
    """The district of the workplace; else of the employer; the header's only if the narrative is silent."""
    phrases = [p for p in place_phrases(reading) if p[1].district]
    inside = [p for p in phrases if place_value.spans and p[0].start >= place_value.spans[0][0] and p[0].end <= place_value.spans[0][1]]
    chosen = inside or [p for p in sorted(phrases, key=lambda p: -p[2]) if p[2] > 0]
    if chosen:
        known = chosen[0][1]
        return found(known.district, chosen[0][0], why="由劳动地点得出")
    for unit in reading.units:
        for known in reading.places:
            if known.kind == "district" and known.district != ELSEWHERE and unit.span.start <= known.span.start < unit.span.end:
                return found(known.district, unit.span, why="由单位名称得出")
    label = reading.label("district")
    if label and (names := [p for p in scan(reading.plain[label.value.start : label.value.end]) if p.district]):
        return found(names[0].district, label.value, why="工单所填区域")
    return NOTHING


def project(reading: Reading, building: bool, place_value: Value) -> Value:
    """Building site or project as written; never for shops, plants and offices."""
    plain = reading.plain
    label = reading.label("project")
    if (
        label
        and (written := reading.text.written(label.value).strip(" ,。"))
        and len(written) >= 2
        and not re.match(r"无|不详|暂无|未知|没有|不清楚", written)
    ):
        return found(re.split(r"[,(]", written)[0], label.value, why="项目栏")
    if not building:
        return NOTHING
    quoted = _QUOTED_SITE.search(plain)
    if quoted:
        return found(reading.text.written(Span(*quoted.span(1))), quoted.span(1), why="文中所述项目")
    named = _NAMED.search(plain)
    group = named.lastindex or 1 if named else 1
    if named and not re.match(
        r"(?:我|在|由|因|被|做|承包|去年|今年|甲方|总包|政府|哪|什么|一|个|\d|外|已|没|不清|不详|不知|未知|暂无)", named[group]
    ):
        begin = named.start(group)
        begin = (
            max([p.span.end for p in reading.places if begin <= p.span.start and p.span.end < named.end(group) - 1] or [begin])
            if group == 2
            else begin
        )
        end = begin + len(re.split(r"(?:的工程|的项目|,|拖欠|欠|总包|十|干|做)", reading.plain[begin : named.end(group)])[0])
        return found(reading.text.written(Span(begin, end)), (begin, end), why="文中所述项目")
    return _project_before(reading, place_value)


def _project_before(reading: Reading, place_value: Value) -> Value:
    plain = reading.plain
    for m in _PROJECT_END.finditer(plain):
        end = m.start() if m[0] == "项目部" else m.end()
        if m[0] == "改造" and (goes_on := re.compile(r"[一-龥]{1,6}?(?:工程|项目)").match(plain, end)):
            end = goes_on.end()
        start = _project_start(reading, m.start())
        written = plain[start:end]
        if (
            len(written) - len(m[0]) >= 2
            and not re.search(r"某|附近|一个|对面|是|那边|这边|建房|盖房|^我|还在|反映|^该|^[干做盖]|的工地$|^\d+[号日]", written)
            and not _GENERIC_PROJECT.fullmatch(written)
            and not any(u.span.overlaps(Span(start, end)) and u.kind == "legal" for u in reading.units)
        ):
            return found(reading.text.written(Span(start, end)), (start, end), why="文中所述项目")
    for m in _PHASE.finditer(plain):
        start = _project_start(reading, m.end())
        if m.end() - start >= 4:
            return found(reading.text.written(Span(start, m.end())), (start, m.end()), why="文中所述项目")
    for known in [p[0] for p in place_phrases(reading)]:
        estate = _ESTATE.match(plain, known.end)
        if (
            estate
            and not re.search(r"那边|一个|附近|这边|^[干做盖]|[城场店村楼街]里$", estate[0])
            and not any(u.span.overlaps(Span(*estate.span())) for u in reading.units)
        ):
            return found(reading.text.written(Span(*estate.span())), estate.span(), why="地点之后的楼盘名")
    for m in _BLOCK.finditer(plain):
        start = max([p.span.end for p in reading.places if m.start() < p.span.end < m.end() - 4 and p.kind != "district"] or [m.start()])
        return found(reading.text.written(Span(start, m.end())), (start, m.end()), why="文中所述地块")
    for m in _PHASE_ANY.finditer(plain):
        start = _project_start(reading, m.end())
        if 4 <= m.end() - start <= 14 and not re.match(r"[一二三四五六七八九十\d]", plain[start]):
            return found(reading.text.written(Span(start, m.end())), (start, m.end()), why="文中所述项目")
    return NOTHING


_BLOCK = re.compile(r"[一-龥]{2,5}棚改[A-Z一二三四]?(?:区|地块)|[一-龥]{2,5}\d{1,3}(?:街区|号地块?|地块)(?:安置房|回迁房|住宅|公建|项目)*")
_PHASE_ANY = re.compile(r"(?<=[一-龥])[一二三四五六七八九十\d]{1,2}期(?![望间限付待满结])")


def _project_start(reading: Reading, end: int) -> int:
    """Where the name of a project that ends at `end` begins: behind the place, a mark or a word that stands before names."""
    plain = reading.plain
    run = re.search(r"[^,。;:!?()【】“”\"、]*$", plain[max(0, end - 26) : end])
    start = end - len(run[0]) if run else end
    for m in _START_WORDS.finditer(plain, start, end):
        if end - m.end() >= (4 if plain[end - 1] == "期" else 2):
            start = max(start, m.end())
    for phrase in reading.places:
        if phrase.kind != "place" and start <= phrase.span.start and phrase.span.end <= end - 2:
            start = max(start, phrase.span.end if not _only_town(plain, phrase, end) else phrase.span.start)
        elif (
            phrase.kind == "place"
            and phrase.span.start == start
            and phrase.span.end <= end - 2
            and not re.match(r"[大东西南北]?[路街桥村里]", plain[phrase.span.end : phrase.span.end + 2])
            and not _only_town(plain, phrase, end)
        ):
            start = phrase.span.end
    while start < end and plain[start] in " 的-·":
        start += 1
    return start


def _only_town(plain: str, phrase: Place, end: int) -> bool:
    """Behind the town only a kind of work remains (太师屯镇污水管网工程): the town is part of the name."""
    rest = plain[phrase.span.end : end]
    return bool(
        re.fullmatch(
            r"(?:污水|雨污|管网|分流|道路|改造|绿化|老旧小区|综合|整治|"
            r"提升|安置房|回迁房|建设|地铁|河道|治理|供暖|供水|燃气|煤改电|棚改|卫生院|中学|小学|医院|"
            r"学校|文化中心|养老院|幼儿园|校区|车辆段|维修库|综合维修库|站|新建|二次|装修)+",
            rest,
        )
    )
