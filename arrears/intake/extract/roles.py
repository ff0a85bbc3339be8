"""People of a narrative and the side they stand on: the one who reports, the other side (boss, 包工头, manager), somebody else.

Phones are given to the person they stand beside; a phone beside nobody belongs to whoever the words before it name, else to the reporter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from arrears.intake.extract.beside_phone import beside_phone, signature, signed_by_foreman
from arrears.intake.extract.form_names import labelled
from arrears.intake.extract.people import (
    EMPLOYER,
    NOT_NAMES,
    OTHER,
    REPORTER,
    Name,
    Person,
    complete_names,
    name_at,
    name_ending_at,
    same_names,
)
from arrears.intake.extract.reading import Reading
from arrears.intake.extract.role_words import EMPLOYER_ROLE, WEAK_LEADS
from arrears.intake.extract.scanning import scanner
from arrears.intake.extract.text import Span
from arrears.intake.extract.work import jobs, trades

_LINK = re.compile(
    r"[\s:,(“'\"]{0,2}(?:才是|叫个?|名叫|名字叫|本名|真名叫?|原名|大名|姓名|姓名为|姓名:|是个?|为|系|名字是|名为|就是|的?名字|人称|大名|,叫|一个叫|一个姓|,姓名)?[\s:]{0,1}"
)
_LATER_NAME = re.compile(r"(?<![一-龥]不)(?:名?叫|名字叫|名字是|姓名|本名(?:叫|是)?|真名(?:好像)?(?:叫|是)?|原名|大名|(?=姓))[\s:]?")
_REPORTER_LEAD = scanner(
    r"(?=[我俺本实来反投举申求诉信市群职工员教班代委联劳农务写署落签姓报咱名留登请找叫称喊这骑司网])(?:我是(?:孩子|娃|他们?|她)(?:的)?(?:爸爸?|妈妈?|父亲|母亲|家长|舅舅?|姑姑?|叔叔?|姨妈?)|我是(?:他|"
    r"她)(?:的)?(?:儿子|女儿|闺女|妻子|爱人|老婆|丈夫|"
    r"老公|妹妹?|弟弟?|哥哥?|姐姐?|父亲|母亲|爸爸?|妈妈?|家属|"
    r"朋友|工友)|我叫|我名叫|我的名字叫|我名字叫|本人叫|本人姓名|本人系|本人:?|我是|俺叫|俺是|我:|"
    r"我,|我姓名|实名|来电人员?(?:是|为|:)?|反映人(?:是|为|系|:)?|投诉人(?:是|为|:)?|举报人(?:是|为|:)?|"
    r"申请人(?:是|为|:)?|求助人(?:是|为|:)?|诉求人(?:是|为|:)?|来访人(?:员)?(?:是|为|:)?|信访人(?:是|"
    r"为|:)?|来信人(?:是|为|:)?|市民|群众|职工|工人(?!代表)|工人代表|员工代表|职工代表|教师代表|班组代表|代表人?|代理人|委托人|来电者(?:是|"
    r"为|:)?|联系人(?:是|为|:)?|联络人(?:是|为|:)?|"
    r"网民|网友|劳动者|农民工|务工人员|写信人(?:是|为|:)?|署名|落款|签名|姓名(?:是|为|:)?|报案人|(?:来电|反映|投诉)(?:的)?(?:职工|"
    r"工人|员工)(?:是|为|:)?|我就是|咱叫|名字(?:是|叫|:)?|留名|登记人|请联系|请找|请打给|找我|叫我|称呼我?|喊我|"
    r"这边是|姓名叫|骑手|司机|工友|来电女士|来电男子|俺|我|来访群众|来电工人|来电群众)[\s:,]{0,2}"
)
_REPORTER_SELF = scanner(
    r"(?:我|俺|本人|咱|来电人|反映人|其|他|她|自称|自述|免贵|市民|女士|先生|"
    r"孩子妈妈|家属|投诉人|举报人|是他[姐妈爸哥弟妹]|[,。;(\s]|^)\s?(?:免贵|自称|本)?姓(?=[一-龥])"
)
_BEFORE_SPEECH = scanner(
    r"(?=[又打来再多二第重反投举自诉称求向催咨等致])(?:又打电话|打电话来|"
    r"来电话|(?:再次|又|多次|二次|第二次|重复)?(?:来电|来访|来信|致电|打来|反映|投诉|举报|"
    r"自述|诉称|诉[:,]|称其|称[:,]|求助|向我|催办|咨询|等\s?\d{0,4}[名人位]|等[一二三四五六七八九十几]{1,3}[名人位]))"
)
_OTHER_SUBJECT = scanner(
    r"(?=[失跑不拒拉班带手那队叫承答雇让找包欠拖把招介喊推躲一老总卷说还打写电(])(?:失联|"
    r"跑路|跑了|不接电话|不接|拒接|拉黑|班组|带的班|带班|手底下|手下|那个队|队伍|"
    r"带队|叫我们|承诺|答应|雇(?:我|佣)|让我|找我们?|包的活|承包|"
    r"欠我|欠俺|拖欠|欠工|把活|招呼|介绍|包的清工|包的活|带我们|招的我|招我|喊我|推脱|躲着|一直拖|老说|总说|卷款|"
    r"说(?:甲方|总包|等|没钱|过)|还欠|打了?欠条|写了?欠条|失踪|电话(?:是|为|:)?\s?1|手机(?:是|为|:)?\s?1|\(电话|\(手机|\(1\d{2})"
)
_DAY_OF_SPEECH = re.compile(r"(?:于|在)?(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]$|(?:昨天|今天|上周|此前|之前|曾)$")
_LEADS = frozenset({"班组", "带的班", "带班", "手底下", "手下", "那个队", "队伍", "带队", "承包", "包的活"})
_TO_OTHER = re.compile(r"(?:们|跟着|跟|给|找|联系|打给|问|向|被|在|由|和|经|受|的老板|是|靠|通过|随|替|为)$")
_SEX = re.compile(r"\s?[,(、]\s?[男女](?=[,。;、)\s\d])")
_TITLED_SUBJECT = re.compile(
    r"(?:^|[。;:】\n!?]|(?:来电人?|市民|群众|反映人|一位|某|街道的|小区的|[村镇乡]的)(?:是|为)?)\s{0,3}(?=[一-龥])"
)
_KIN = scanner(
    r"(?=[我其俺他她])(?<!是).(?:的)?(?:丈夫|老公|爱人|"
    r"妻子|老婆|儿子|女儿|闺女|弟弟|哥哥|姐姐|妹妹|父亲|母亲|爸爸?|妈妈?|爷爷|表弟|表哥|堂弟|"
    r"堂哥|侄子|外甥|男朋友|女朋友|对象|媳妇|姐夫|妹夫|女婿|公公|婆婆|岳父|工友|同事|老乡|朋友)(?:叫|名叫|是|,)?"
)
_UNIT_SIDE = re.compile(r"(?:合作社|公司|单位|厂|店|企业|工厂|对方|项目部|劳务)的?$")  # 合作社联系人: 樊勇
_SPEAKS_FOR_OTHERS = frozenset({"总包", "老板", "包工头"})

_HIMSELF = re.compile(r"本人(?=[\s:,(]{0,2}1\d)")
_HIRED_BY = scanner(r"(?:给|跟着?|帮|替|被|找)(?:一个|个|一位)?(?:外号|人称)?叫(?:做|个)?(?=[一-龥])")
# The name under a letter: behind 敬礼 or before the day of writing.
_CLOSING = scanner(r"(?:敬礼|特此(?:反映|投诉|申请|报告)|敬上|望(?:予以|尽快)?解决|谢谢)[!。,\s]*([一-龥]{2,4})(?=[\s,。:(]|$|\d)")
_WORKED_FOR = scanner(r"(?:给|跟随|跟着|帮|替)(?=[一-龥]{2,4}(?:到|去|干|打工|做|在|铺|砌|装|刷|盖|看|送))")
_HANDED_TO = scanner(r"(?:转包|分包|外包|发包|包)给了?(?:一个)?(?:叫|姓)?(?:[一-龥]{2,6}的)?(?=[一-龥]{2,3}[\s,。;(\d])")
_WORK_BEHIND = re.compile(
    r"[到去在](?=[^,。;]{2,30}(?:干|做|工程|工地|项目|施工|打工))|(?:在[^,。;]{0,14})?(?:干活|干的|干了|打工|做工|做活|铺|砌|装修|刷|盖|看工地|送货)"
)
_I_AM = re.compile(r"(?:我是|本人是|本人系|俺是|我叫|我在)[^,。;]{0,14}$")
_ROLE_NEAR = re.compile(rf"(?:{EMPLOYER_ROLE.pattern})[\s,]?$")


_LOOKS = 200  # places that are looked at for each kind of words
_MOST = 60  # mentions of people that are read in one narrative


def people(reading: Reading) -> list[Person]:
    """All people with a side, from left to right; one entry a mention. What announces a person most plainly is read first."""
    found: list[Person] = []

    def add(person: Person | None) -> None:
        if (
            person
            and len(found) < _MOST
            and not _inside_unit(reading, person.span)
            and not any(person.span.overlaps(p.span) for p in found)
        ):
            found.append(person)

    for label in reading.labels:
        if label.key == "employer" and not any(u.span.overlaps(label.value) for u in reading.units):
            labelled(reading, label.value, "contact", "老板", add)
        if label.key in ("name", "contact"):
            labelled(reading, label.value, label.key, label.word, add)
    for phone in reading.phones:
        add(signature(reading, phone))
    for part in (_by_papers, _by_kin_and_role, _by_work_for, _by_announcement):
        for person in part(reading):
            add(person)
    for m in islice(_OTHER_SUBJECT.finditer(reading.plain), _LOOKS):
        person = _before(reading, m.start(), EMPLOYER, 0, "labour" if m[0] in _LEADS else "boss")
        if person and m[0].startswith("(") and _beside_a_reporter(reading, person, found):
            person = Person(person.name, REPORTER, weight=2)  # 代表: 祁大勇(139…)、单福来(138…)
        add(person)
    for person in _by_title(reading):
        add(person)
    for phone in reading.phones:
        add(beside_phone(reading, phone, found))
    found.sort(key=lambda p: p.span)
    for person in found:
        if not person.name.full and reading.plain[person.span.end : person.span.end + 1] == "(":
            full = name_at(reading.plain, person.span.end + 1)
            if full and full.full and full.value[0] in person.name.value:
                person.name = Name(full.span, full.value, True)  # 老裴(裴新民139…)
    complete_names(found)
    same_names(found)
    signed_by_foreman(reading, found)
    return found


def _by_papers(reading: Reading) -> Iterator[Person]:
    """Names before the sex (龙秀英,女) and before an identity number."""
    plain = reading.plain
    ends = [(m.start(), 7) for m in islice(_SEX.finditer(plain), _LOOKS)] if "男" in plain or "女" in plain else []
    for number in reading.ids:
        gap = re.search(r"[\s,(:;、]*(?:身份证号?码?)?[\s,(:;]*$", plain[max(0, number.span.start - 12) : number.span.start])
        ends.append((number.span.start - len(gap[0]) if gap else number.span.start, 6))
    for end, weight in ends:
        name = name_ending_at(plain, end)
        if name and (name.full or weight == 7) and not re.match(r"[一-龥]", plain[max(0, name.span.start - 1) : name.span.start]):
            yield Person(name, REPORTER, weight=weight)


def _by_kin_and_role(reading: Reading) -> Iterator[Person | None]:
    """我丈夫吕海生, 李磊本人138…, 包工头马铁柱, 我姓孟."""
    plain = reading.plain
    for m in islice(_KIN.finditer(plain), _LOOKS):
        kin = name_at(plain, m.end(), tight=True)
        if kin and not _BEFORE_SPEECH.match(plain, kin.span.end):
            yield Person(kin, OTHER)
    for m in islice(_HIMSELF.finditer(plain), _LOOKS):
        name = name_ending_at(plain, m.start())
        if name and name.full and any(name.value in u.name for u in reading.units):
            yield Person(name, EMPLOYER, "boss", "老板")  # 李磊艺术工作室, 李磊本人138…
    for m in islice(EMPLOYER_ROLE.finditer(plain), _LOOKS):
        yield _after_role(reading, m)
    for m in islice(_REPORTER_SELF.finditer(plain), _LOOKS) if "姓" in plain else ():
        name = name_at(plain, m.end() - 1)
        if name and not _role_near(reading, m.start()):
            yield Person(name, REPORTER, weight=5)


def _by_work_for(reading: Reading) -> Iterator[Person]:
    """包给了河北定州的苗老六, 给胡建国干活, 我是饭店服务员方静, 给一个叫何军的干."""
    plain = reading.plain
    for m in islice(_HANDED_TO.finditer(plain), _LOOKS):
        name = name_at(plain, m.end())
        if name and name.full and re.match(r"[\s,。;(\d]|$", plain[name.span.end : name.span.end + 1]):
            yield Person(name, EMPLOYER, "labour", "包工头")
    for m in islice(_WORKED_FOR.finditer(plain), _LOOKS):
        name = name_at(plain, m.end())
        if name and name.full and _WORK_BEHIND.match(plain, name.span.end):
            yield Person(name, EMPLOYER, "boss", "老板")
    for span, _ in trades(reading):
        if (named := _of_trade(reading, span)) is not None:
            yield named
    for m in islice(_HIRED_BY.finditer(plain), _LOOKS) if "叫" in plain else ():
        name = name_at(plain, m.end())
        if name and plain[name.span.end : name.span.end + 1] in ("的", ",", "(") and plain[name.span.end :][:2] != "的店":
            yield Person(name, EMPLOYER, "labour", "包工头")


def _by_announcement(reading: Reading) -> Iterator[Person | None]:
    """The name under a letter, behind 我叫 or 市民, before 来电反映."""
    plain = reading.plain
    letter = reading.channel in ("letter", "board", "transfer") or "此致" in plain
    for m in islice(_CLOSING.finditer(plain), _LOOKS) if letter else ():
        name = name_at(plain, m.start(1))
        if name and name.full and name.span.end == m.end(1):
            yield Person(name, REPORTER, weight=6)
    for m in islice(_REPORTER_LEAD.finditer(plain), _LOOKS):
        yield _after_lead(reading, m)
    for m in islice(_BEFORE_SPEECH.finditer(plain), _LOOKS):
        told = _DAY_OF_SPEECH.search(plain[max(0, m.start() - 14) : m.start()])
        yield _before(reading, m.start() - (len(told[0]) if told else 0), REPORTER, 4)


def _by_title(reading: Reading) -> Iterator[Person]:
    """A titled name that opens a sentence: 张先生来电, 杨大姐."""
    for m in islice(_TITLED_SUBJECT.finditer(reading.plain), _LOOKS):
        name = name_at(reading.plain, m.end())
        if (
            name
            and not name.full
            and name.value[-1] not in "某总板理长"
            and re.match(r"[\s,:(\d]|$|。$|来电|反映|咨询|打|说|称|电话|投诉|表示", reading.plain[name.span.end : name.span.end + 2])
        ):
            yield Person(name, REPORTER, weight=3)


def _of_trade(reading: Reading, trade: Span) -> Person | None:
    """我是饭店服务员方静: the name behind the reporter's own trade."""
    name = name_at(reading.plain, trade.end)
    if not (name and name.full and len(name.value) >= 2 and re.match(r"[\s,。;(]|$", reading.plain[name.span.end : name.span.end + 1])):
        return None
    return Person(name, REPORTER, weight=5) if _I_AM.search(reading.plain[max(0, trade.start - 20) : trade.start]) else None


def _beside_a_reporter(reading: Reading, person: Person, found: list[Person]) -> bool:
    return any(
        p.side == REPORTER and re.fullmatch(r"\s?\(?[\d\s-]{0,14}\)?[、和,]\s?", reading.plain[p.span.end : person.span.start])
        for p in found
        if p.span.end <= person.span.start
    )


def _inside_unit(reading: Reading, span: Span) -> bool:
    return any(u.span.overlaps(span) for u in reading.units) or any(
        p.span.overlaps(span) and p.kind in ("district", "town", "city", "province") for p in reading.places
    )


def _role_near(reading: Reading, at: int) -> bool:
    """A role of the other side stands right before: 老板姓贾, 厂长姓甘."""
    return bool(_ROLE_NEAR.search(reading.plain[max(0, at - 8) : at + 1]))


_HANDED_ON = re.compile(r"(?:分包|转包|包|发包)给了?[^,。;]{0,6}$")
_CALLED_FULLY = re.compile(r",?(?:名叫|叫做?|全名|本名|大名)(?:叫|是)?")  # 老板, 姓龚, 叫龚大贵
_CALLED_SO = re.compile(r"叫(?:做|个)?([一-龥]{2,3})的$")
_SELF_BEFORE = re.compile(r"(?:我|俺|本人|咱)(?:就)?(?:是|系)[^,。;]{0,6}$")
_OFFICIAL_BEFORE = re.compile(r"(?:监察|人社|街道|社保|信访|派出所|公安|仲裁|法院|政府|住建|工会|村委会|居委会|热线)[^。;,]{0,6}的?$")


def _after_role(reading: Reading, m: re.Match[str]) -> Person | None:
    """The name behind 包工头, 老板, 负责人 …, at once or later in the sentence (老板是北京的, 叫韩兵)."""
    plain, role = reading.plain, m.lastgroup or ""
    if _OFFICIAL_BEFORE.search(plain[max(0, m.start() - 12) : m.start() - 1]):
        return None
    if m[0].startswith("中介") and plain[m.end() : m.end() + 1] == "费":
        return None
    if plain[m.end() : m.end() + 2] in ("娘家", "们都"):
        return None
    called = _CALLED_SO.search(plain[max(0, m.start() - 6) : m.start()])
    named = name_at(plain, m.start() - len(called[1]) - 1) if called else None
    if named and named.span.end == m.start() - 1:
        return Person(named, EMPLOYER, role, m[0])  # 叫李铁的包工头
    link = _LINK.match(plain, m.end())
    at = link.end() if link else m.end()
    side = EMPLOYER
    for start in dict.fromkeys((m.end(), at)):
        name = name_at(plain, start)
        if name and _plausible(plain, name, m.end()):
            if _SELF_BEFORE.search(plain[max(0, m.start() - 10) : m.start()]):
                return Person(name, REPORTER, role if role == "labour" else "", weight=7)
            if m[0] in ("老乡", "亲戚") and plain[m.start() - 1 : m.start()] in ("和", "与", "同", "及"):
                return Person(name, OTHER)
            if _BEFORE_SPEECH.match(plain, name.span.end) and m[0] not in _SPEAKS_FOR_OTHERS:
                return Person(name, REPORTER, weight=4)
            if (
                role == "staff"
                and m[0] in ("厨师长", "财务", "会计", "班长", "领班", "主管", "运营")
                and re.search(r"(?:我是|本人是|本人系|他是|她是|担任|做|任|干|职务|岗位)$", plain[max(0, m.start() - 4) : m.start()])
            ):
                return None
            if not name.full and (fuller := _CALLED_FULLY.match(plain, name.span.end)):
                whole = name_at(plain, fuller.end())
                name = whole if whole and whole.full and whole.value[0] == name.value[0] else name
            if role == "boss" and plain[max(0, m.start() - 2) : m.start()] == "班组":
                role = "labour"
            if role == "boss" and _HANDED_ON.search(plain[max(0, m.start() - 12) : m.start()]):
                role = "labour"
            return Person(name, side, role, m[0])
    sentence_end = reading.text.sentence(m.start()).end
    window = plain[m.end() : min(sentence_end, m.end() + 30)]
    later = _LATER_NAME.search(window)
    if later and not re.search(r"我|俺|咱|本人|公司|店|厂|项目|来电", window[: later.start()]):
        name = name_at(plain, m.end() + later.end())
        if name and not name.full and (fuller := _CALLED_FULLY.match(plain, name.span.end)):
            whole = name_at(plain, fuller.end())
            name = whole if whole and whole.full and whole.value[0] == name.value[0] else name
        if name and _plausible(plain, name, m.end() + later.end()):
            if _SELF_BEFORE.search(plain[max(0, m.start() - 10) : m.start()]):
                return Person(name, REPORTER, role if role == "labour" else "", weight=7)
            return Person(name, side, role, m[0])
    return _name_with_title(reading, m, role)


def _name_with_title(reading: Reading, m: re.Match[str], role: str) -> Person | None:
    """沈经理, 贾老板: the title is the role word itself."""
    plain = reading.plain
    start = m.start() - 1
    if start < 0:
        return None
    if plain[max(0, m.start() - 2) : m.start()] in ("老钱",):
        return None
    if re.search(r"(?:联系人|来电人|反映人|投诉人|申请人|来访人)[\s:]*$", plain[max(0, start - 6) : start]):
        return None
    name = name_at(plain, start)
    before = plain[start - 1 : start]
    if (
        name
        and not name.full
        and name.span.end >= m.end()
        and plain[start : start + 2] not in NOT_NAMES
        and (not re.match(r"[一-龥]", before) or before in "是给跟找叫的向和被让由为与说请问经人:称区镇村")
    ):
        return Person(name, EMPLOYER, role, m[0])
    full = name_ending_at(plain, m.start())
    if full and full.full and m[0] not in ("队长", "老乡", "运营", "财务", "人事", "带班", "调度", "亲戚"):
        return Person(full, EMPLOYER, role, m[0])
    return None


def _plausible(plain: str, name: Name, at: int) -> bool:
    """A full name right behind a role word needs a fitting end; 老板于去年… and 老板时常… are no names."""
    written = plain[name.span.start : name.span.end]
    return plain.count(name.value) > 1 or not (
        name.full
        and written[0] in "于时和从向常连都能曾经应成支付计"
        and not re.match(r"[\s,。;:()、\d]|$", plain[name.span.end : name.span.end + 1])
    )


_UNKNOWN_NAME = re.compile(r"(?![^,。;]*[我你他的是在不没人])[一-龥]{2,4}(?=[,。;(\s]|1\d{10}|$)")  # 我叫尔玛次仁
_REAL_NAME = re.compile(r"[^,。;]{1,4}?,?(?:大名|真名|本名|学名)(?:叫|是)?")
_OWN_PHONE = re.compile(r"[\s,(:]{0,3}(?:电话|手机)?[\s:]{0,2}1\d")


def _after_lead(reading: Reading, m: re.Match[str]) -> Person | None:
    plain = reading.plain
    word = m[0].strip(" :,")
    if word.startswith(("联系人", "联络人", "代表人")) and _UNIT_SIDE.search(plain[max(0, m.start() - 4) : m.start()]):
        name = name_at(plain, m.end())
        return Person(name, EMPLOYER, "staff", word) if name else None
    weak = word in WEAK_LEADS
    name = name_at(plain, m.end(), tight=weak)
    if real := _REAL_NAME.match(plain, m.end()):
        name = name_at(plain, real.end())  # 叫铁蛋大名叫凌铁柱
    if not name and word in ("我叫", "我名叫", "我的名字叫", "俺叫", "咱叫") and (said := _UNKNOWN_NAME.match(plain, m.end())):
        return Person(Name(Span(*said.span(0)), said[0], True), REPORTER, weight=8)
    if not name:
        return None
    after = plain[name.span.end : name.span.end + 1]
    if (
        weak
        and name.full
        and (
            re.match(r"的", after)
            or (
                len(name.value) == 2
                and re.match(r"[一-龥]", after)
                and not _BEFORE_SPEECH.match(plain, name.span.end)
                and not re.match(r"等|电话|手机|,|在|\d|男|女|系", plain[name.span.end : name.span.end + 2])
            )
        )
    ):
        return None
    if word in ("我", "俺", "本人") and not (
        ":" in m[0]
        or "," in m[0]
        or (name.full and re.match(r"[\s,。;:()]|$|电话|手机|\d|在|系|于|等", plain[name.span.end : name.span.end + 2]))
    ):
        return None
    if weak and re.search(r"(?:跟着|跟随|给|帮)[一-龥]{0,2}$", plain[max(0, m.start() - 5) : m.start()]):
        return Person(name, EMPLOYER, "boss", "老板")
    if word == "工友" and not _BEFORE_SPEECH.match(plain, name.span.end):
        return Person(name, OTHER)
    if word in ("我是", "我", "俺", "俺是", "本人") and name.full and _OWN_PHONE.match(plain, name.span.end):
        return Person(name, REPORTER, weight=7)
    if word.startswith("姓名") and re.search(r"(?:其|他|她|真实|对方|老板)的?$", plain[max(0, m.start() - 4) : m.start()]):
        return None
    if word == "代表" and ":" in m[0]:
        return Person(name, REPORTER, weight=6)
    return Person(name, REPORTER, weight=3 if weak else 6 if word.startswith(("联系人", "联络人", "代表")) else 8)


def _before(reading: Reading, at: int, side: str, weight: int, role: str = "") -> Person | None:
    plain = reading.plain
    if at and plain[at - 1] == ")" and (opened := plain.rfind("(", 0, at)) >= 0:
        at = opened
    name = name_ending_at(plain, at)
    if name and name.full and len(name.value) == 2 and jobs(name.value):
        return None
    if not name or (name.full is False and side == EMPLOYER and not re.search(r"[经理老板总工头长]$", name.value)):
        return None
    start = name.span.start
    before = plain[max(0, start - 6) : start]
    clear = (
        not before
        or not re.match(r"[一-龥]", before[-1])
        or bool(_TO_OTHER.search(before))
        or (
            side == REPORTER
            and bool(
                re.search(r"(?:市民|居民|村民|家属|网友|群众|老乡|工人|员工|职工|女士|先生|木工|司机|骑手|工|师傅|保安|保洁|事,?)$", before)
            )
        )
    )
    if not clear or (side == EMPLOYER and re.search(r"(?:我叫|我是|本人|工友)$", before)):
        return None
    return Person(name, side, role, weight=weight)
