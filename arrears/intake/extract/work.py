"""What work it was: the job 工种 as written and the industry 行业, from tables/jobs.tsv and the words of firms and places of work."""

from __future__ import annotations

import itertools
import re
from functools import cache

from arrears.intake.extract.reading import Reading, once
from arrears.intake.extract.record import NOTHING, Value, found
from arrears.intake.extract.scanning import scanner
from arrears.intake.extract.tables import rows
from arrears.intake.extract.text import Span

INDUSTRIES = {
    "建筑": "construction",
    "装修": "construction",
    "装饰": "construction",
    "市政": "construction",
    "施工": "construction",
    "工程": "construction",
    "制造": "manufacturing",
    "加工": "manufacturing",
    "服装": "manufacturing",
    "餐饮": "services",
    "服务": "services",
    "零售": "services",
    "物业": "services",
    "仓储": "services",
    "教育": "services",
    "家政": "services",
    "保安": "services",
    "外卖": "platform",
    "快递": "platform",
    "新就业": "platform",
    "平台": "platform",
    "网约": "platform",
    "货运": "platform",
    "直播": "platform",
    "农": "other",
    "林": "other",
    "IT": "services",
    "互联网": "services",
    "物流": "services",
    "批发": "services",
    "住宿": "services",
    "信息": "services",
    "文化": "services",
    "养老": "services",
    "美容": "services",
    "酒店": "services",
}
# Words of the scene, the surest first: where the job alone is silent or fits several industries.
_SCENE: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "platform",
        re.compile(
            r"外卖|骑手|跑单|配送费|派件|快递(?!费)|快运|网约车|滴滴|接单|代驾|货拉拉|满运|运费|主播|直播|众包|闪送|跑腿|站点跑|单量"
        ),
    ),
    (
        "construction",
        re.compile(
            r"工地|施工|总包|项目部|包工头|班组|(?<!环境)(?<!保洁)工程(?!师|款|部|维修)|装修(?!停业|期间|升级|补偿)|"
            r"装饰|建筑|建设|建工|市政|绿化工程|楼盘|标段|安置房|回迁房|钢筋|模板|砌|抹灰|贴砖|民工班|"
            r"塔吊|脚手架|专户|钢结构|钢构|[盖建](?:的)?(?:库房|厂房|房|楼|大棚|民房)|刷墙|项目(?!经理)|安装"
        ),
    ),
    (
        "manufacturing",
        re.compile(
            r"(?<!进)厂(?!家)|作坊|家具(?:有限|厂|公司|制造)|车间|流水线|制造|纺织|制品|药业|食品有限|食品厂|电子有限|混凝土制品|计件|建材(?!城|市场|店)|加工(?!费)|机械公司|生产线|电子元件|元器件|制药|印刷|饲料|乳业|酿酒|饮料|电器有限|电缆厂|半导体|装备|零部件|石料|砂石"
        ),
    ),
    ("other", re.compile(r"合作社|村委会|护林|农场|果园|桃园|大棚|种植|养殖|养猪|养鸡|林场|苗圃|采摘|农户|公益岗|村里|镇政府|街道办")),
    (
        "services",
        re.compile(
            r"冷库|软件|数据|顾问|公关|会展|会务|信息技术|商务|经销|投资|金融|保险|门诊|药房|旅行|旅游|停车|快印|图书|出版|体育|俱乐部|舞蹈|钢琴|密室|剧本|养生|"
            r"按摩|推拿|足疗|裁缝|洗衣|宠物|托育|托管|月子|影城|电影|摄影|婚庆|机场|"
            r"餐厅|餐馆|餐饮|涮|环卫|扫街|保洁|清运|商贸|导购|百货|商城|自助餐|饭店|饭馆|酒店|火锅|面馆|包子铺|奶茶|咖啡|超市|"
            r"便利店|商场|物业|保安|保洁|家政|保姆|护工|养老|美容|美发|理发|健身|培训|教育|学校|校区|"
            r"幼儿园|科技|网络|传媒|文化|影视|剧组|仓库|仓储|库房|物流|供应链|"
            r"分拣|律所|事务所|诊所|医院|药店|中介|房产|销售|写字楼|办公|食堂|会所|洗浴|宾馆|民宿|"
            r"咨询|人力资源|市场|店|公司搬|广告|旅行社|网吧|洗车|汽修|修理|酒吧|演出|驻唱|KTV|滑雪|配送|送货|教练|景区|馆"
        ),
    ),
)
_BUILDING = re.compile(r"工地|施工|总包|项目部|包工头|班组长|带班|工程|装修|标段|塔吊|楼盘")
_AMBIGUOUS = frozenset(
    [
        "电工",
        "焊工",
        "司机",
        "普工",
        "小工",
        "杂工",
        "力工",
        "木工",
        "维修",
        "维修工",
        "绿化",
        "保安",
        "安装工",
        "测量",
        "保洁",
        "油漆",
        "喷漆",
        "管道",
        "喷涂",
        "钢筋",
        "看场",
        "打磨",
        "打磨工",
        "塔吊",
        "安全员",
        "资料员",
        "施工员",
        "设计",
        "外卖",
        "快递",
        "直播",
        "包装",
        "零工",
        "电工维修",
        "钢结构",
        "钢构",
        "打包",
        "测试",
        "开发",
        "运营",
        "防水",
        "铲车司机",
        "铲车",
        "开铲车",
        "厨师",
        "食堂",
        "装修",
        "采摘",
        "仓库",
        "搬运",
        "种植",
        "装卸",
        "销售",
        "行政",
        "叉车",
        "兼职",
        "送货",
        "司机",
        "车间",
        "设计师",
        "主管",
        "工程师",
        "会计",
        "技术员",
        "奶茶",
        "快递员",
        "果园",
        "助理",
        "大棚",
        "设备安装",
        "物业",
        "老师",
        "人事",
        "财务",
        "中介",
        "种树",
        "绿化工",
        "绿化养护",
        "项目经理",
    ]
)
_OFFICERS = frozenset(
    ["行政", "店长", "主管", "项目经理", "会计", "财务", "人事", "前台", "中介", "助理", "经纪人", "运营", "测试", "开发", "监控"]
)
_PLACELIKE = frozenset(["仓库", "食堂", "大棚", "果园", "温室", "后厨", "车间", "校车"])  # where one works, rarely what one does
_BROAD = frozenset(["装修", "直播", "普工", "杂工", "小工", "快递", "外卖", "物业"])  # a nearer word beside them is the job
_NOT_THE_JOB = re.compile(r"(?:不是|爬上?|找|联系|问|给|让|向|跟|被|对|听|楼下|有个|其他|别的|还有|聘请?|当过)$")
_DOES = scanner(
    r"(?:从事|做|干|当|担任|任|岗位是?|职位是?|工种(?:是|为|:)?|"
    r"是|我们?是|系|负责|在那|跑|搞|工作是|为|身份是|职务是|职业是?|本人|俺是|俩|一名|一直)(?:的是|"
    r"一名|一个|了|过|着|个|名|全职|专职|兼职|是|外卖平台)?$"
)
_SITE_WORK = re.compile(r"[一-龥]{0,6}(?:班组|工种)")


@cache
def _jobs() -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """Jobs by their first two characters, the longest first: (word, industry); a word of two industries keeps the first."""
    by_head: dict[str, dict[str, str]] = {}
    for industry, words in rows("jobs"):
        for word in words.split():
            by_head.setdefault(word[:2], {}).setdefault(word, industry)
    return {(head[0], head[1]): tuple(sorted(group.items(), key=lambda pair: -len(pair[0]))) for head, group in by_head.items()}


def jobs(plain: str) -> list[tuple[Span, str]]:
    """All job words with their industry, the longest at each position."""
    table, found_jobs, free = _jobs(), [], 0
    for at in [i for i, pair in enumerate(itertools.pairwise(plain)) if pair in table]:
        for word, industry in table[plain[at], plain[at + 1]] if at >= free else ():
            if plain.startswith(word, at):
                found_jobs.append((Span(at, at + len(word)), industry))
                free = at + len(word)
                break
    return found_jobs


def _inside(reading: Reading, span: Span) -> bool:
    return any(u.span.overlaps(span) for u in reading.units) or any(
        u.category and u.span.end <= span.start < u.span.end + len(u.category) + 1 for u in reading.units
    )


_JOB_TAIL = re.compile(r"(?:[工员师手嫂机姆播教练]|司机)$")
_COUNTED = re.compile(r"\d[名个位人]|[名位]$")
_PART_OF_WORD = re.compile(
    r"公司|费|平台|款|材料|合同|押金|单价|企业|部|店|场|库|行业|经理|项目|工程|站|管理|主管|处|局|院|老板|市场|负责人|长|科|厂|证"
)
_SPOKEN_OF = re.compile(r"听|让|他们|说")
_LABOURER = re.compile(r"[工员]$")
_NO_LABOURER = re.compile(r"程|资|地|具|厂|作|钱|艺")
_SURNAME_BEFORE = re.compile(
    r"[赵钱孙李周吴郑王张刘陈杨黄林何高马罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤]$"
)
_AS_A_THING = re.compile(r"(?:楼上|隔壁|送|我的|收|取|丢|养|家门口的?|听|爬|上)$")


def _score(reading: Reading, span: Span, word: str, industry: str) -> float:
    plain = reading.plain
    before, after = plain[max(0, span.start - 8) : span.start], plain[span.end : span.end + 4]
    score = -0.6 if word in _BROAD else -1.0 if word in _OFFICERS else 0.1 if word in _AMBIGUOUS or len(word) < 2 else 0.6
    if _DOES.search(before):
        score += 3
    if _JOB_TAIL.search(word):
        score += 2
    if _COUNTED.search(before[-3:]):
        score += 1.5
    if after.startswith(("班组", "班", "的活", "活", "作业", "工作", "岗", "的")):
        score += 1
    if _NOT_THE_JOB.search(before) and not _DOES.search(before):
        score -= 2.5
    if re.search(r"(?:为|是|系|任)(?:该|本)[一-龥]{0,5}$", before):
        score += 3
    if before.endswith("不是"):
        score -= 5
    if word in _PLACELIKE and not _DOES.search(before):
        score -= 1.5
    if word in _OFFICERS and re.match(r"(?:的)?(?:工作|岗)", after):
        score += 2
    if _PART_OF_WORD.match(after) and not re.match(r"工程(?:干|做|施)", plain[span.end : span.end + 4]):
        score -= 3
    if _SPOKEN_OF.search(before[-3:]):
        score -= 2
    if (_LABOURER.search(word) and _NO_LABOURER.match(after)) or (
        _SURNAME_BEFORE.search(before) and word in ("老师", "会计", "医生", "主管", "教练", "店长", "经理", "厨师", "司机")
    ):
        score -= 4
    if _AS_A_THING.search(before) and word in ("快递", "外卖", "装修", "直播", "塔吊", "脚手架"):
        score -= 3
    return score - span.start / 10000


@once
def trades(reading: Reading) -> list[tuple[Span, str]]:
    """The job words of the whole text."""
    return jobs(reading.plain)


def job(reading: Reading, arrears: bool = True) -> Value:
    """The reporter's job as written, else that of the group."""
    label = reading.label("job")
    if label:
        written = reading.text.written(label.value).strip()
        if written and len(written) <= 12:
            return found(written, label.value, why="工单所填工种")
    best: tuple[float, Span] | None = None
    for span, industry in trades(reading):
        if any(p.span.overlaps(span) for p in reading.places) or (
            re.search(r"(?:另外|还有)[^。;]{0,14}$", reading.plain[: span.start]) and "不找你们" in reading.plain
        ):
            continue
        if _inside(reading, span):
            continue
        if reading.plain[span.start : span.end] in ("农民工", "民工", "工友"):
            continue
        score = _score(reading, span, reading.plain[span.start : span.end], industry)
        if score > (0 if arrears else 2.9) and (best is None or score > best[0]):
            best = (score, span)
    if arrears and (best is None or best[0] < 0.5) and (spoken := _spoken_job(reading)).value:
        return spoken
    if best is None:
        return _spoken_job(reading) if arrears else NOTHING
    head = reading.plain[max(0, best[1].start - 8) : best[1].start]
    before = next((span for span, _ in jobs(head) if span.end == len(head)), None)
    if before and not _inside(reading, best[1]):
        best = (best[0], Span(best[1].start - (before.end - before.start), best[1].end))  # 嵌入式|工程师
    tail = _TRADE_TAIL.match(reading.plain, best[1].end)
    span = Span(best[1].start, tail.end()) if tail else best[1]
    return found(reading.text.written(span), span, why="文中所述工种")


_TRADE_TAIL = re.compile(r"工(?=[,。;(、的]|\d|$|班|共|等|工资)|员(?!工)|师傅|师(?=[,。;(、的共等]|$|\d)|嫂(?=[,。;(]|$)")
_SPOKEN_WORK = scanner(
    r"(?:做|从事|干|当|担任|任职?|岗位(?:是|为|:)?|负责|搞|种|栽|装|拆|修|看|清理|安装|维修|搬|切|糊|起|分|刻|磨|缝|织|编|扎|剥|挑|喂|洗|刷|炸|烤|蒸|剪|贴|焊|搓|卤|酿|腌|翻|包|垒|盖|砌)(?:的?是|的|过|一名|一个|个|了)?"
    r"([一-龥A-Za-z]{2,7}?)(?=的?[,。;(、!]|工作|作业|岗|的活|业务|$)"
)
_NO_WORK = re.compile(
    r"^[日月号]|[一两二三四五六七八九十][个件毛块]|农民|民工|某|经理|[我你他她它了的是不没到在给钱天月年完着过好吗啥么事这那些活吧呢人号点多就都也说要]|工[资作程厂人地]|老板|职工|员工|[掉伤断]|欠薪|封条|职工|横幅|视频|停业|关门|期间|升级|生意|手续|合同|资料|家里|地方|公司|单位|劳动|员工"
)
_OF_TRADE = re.compile(r"[种栽装拆修看搬切糊起分刻磨缝织编扎剥挑喂洗刷炸烤蒸剪贴焊搓卤酿腌翻包垒盖砌]|清理|安装|维修")
_NAMED_TRADE = re.compile(r"(?:[场店厂站所园部院]|的|[,。;:是])([一-龥]{2,5}(?:员|师|工))(?=[,。;(、])")
_COUNTED_TRADE = re.compile(r"\d{1,4}(?:余|多)?(?:个|名|位)?([一-龥]{1,4}(?:工|员|师))(?![资作地程厂期友伤人])")


def _spoken_job(reading: Reading) -> Value:
    """A job that no table holds, in the words behind 做, 从事, 当 (做幕墙龙骨); with 种, 装, 拆 the verb belongs to it (种菊花)."""
    for m in _SPOKEN_WORK.finditer(reading.plain):
        start = m.start() if _OF_TRADE.match(m[0]) else m.start(1)
        span = Span(start, m.end(1))
        if not _NO_WORK.search(m[1]) and not _inside(reading, span) and not any(p.span.overlaps(span) for p in reading.places):
            return found(reading.text.written(span), span, why="文中所述所做的活")
    named = _NAMED_TRADE.search(reading.plain)
    if named and not _NO_WORK.search(named[1]) and not _inside(reading, Span(*named.span(1))):
        return found(reading.text.written(Span(*named.span(1))), named.span(1), why="所述工种")
    counted = _COUNTED_TRADE.search(reading.plain)
    if counted and not _NO_WORK.search(counted[1]) and not _inside(reading, Span(*counted.span(1))):
        return found(reading.text.written(Span(*counted.span(1))), counted.span(1), why="所述工种")
    return NOTHING


def industry(reading: Reading, job_value: Value) -> Value:
    """By the work done: a job that is of one industry only decides; else the scene."""
    label = reading.label("industry")
    if label:
        written = reading.plain[label.value.start : label.value.end]
        for word, code in INDUSTRIES.items():
            if word in written:
                return found(code, label.value, why="工单所填行业")
    word = job_value.value or ""
    spans = job_value.spans
    plain = reading.plain
    if word and word not in _AMBIGUOUS:
        for span, code in jobs(word):
            if span.end - span.start >= 2:
                if code == "services" and _SCENE[0][1].search(word):
                    code = "platform"
                if word.endswith(("货车司机", "大车司机")) and re.search(r"接单|平台|APP|app|运费|货主", plain):
                    code = "platform"
                return Value(code, spans, True, "由工种得出")
    best: tuple[int, str, tuple[int, int]] | None = None
    for code, pattern in _SCENE:
        hits = list(pattern.finditer(plain))
        if hits and (best is None or len(hits) > best[0]):
            best = (len(hits), code, hits[0].span())
    if best:
        if best[1] in ("platform", "services") and _BUILDING.search(plain) and len(_BUILDING.findall(plain)) >= best[0]:
            return found("construction", _BUILDING.search(plain).span(), why="由工地、班组等词得出")  # type: ignore[union-attr]
        return found(best[1], best[2], why="由工作场所或单位得出")
    if word and spans and (own := jobs(word)):
        return Value(own[0][1], spans, True, "由工种得出")
    return NOTHING
