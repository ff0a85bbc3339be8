"""Urgent marks 紧急标记: collective, minor, threat, media, self_harm, festival, repeat, pregnant_or_ill."""

from __future__ import annotations

import re

from arrears.intake.extract.reading import Reading
from arrears.intake.extract.record import Value
from arrears.intake.extract.scanning import scanner

GATHERED = scanner(
    r"(?:工人|民工)[^。;,]{0,4}堵|聚集|围堵|堵(?:在|着|住|了|门|路|大门|工地|项目部|公司)|围在|围着|集体(?:上访|讨薪|停工|罢工|到|去|前往|来|"
    r"维权|讨要|聚|信访)|集结|群访|(?:\d|几|多|余|来)(?:十)?(?:个|名|号|位)?(?:人|工人|工友|员工|司机|骑手)[^。;,]{0,8}(?:守在|坐在|"
    r"蹲在|等在|到(?:了)?(?:项目部|公司|工地|区政府|信访)|去(?:了)?(?:项目部|公司|区政府))|静坐|罢工|聚众"
)
_YOUNG = re.compile(r"岁|(?:今年|才|刚|虚岁)\s?(?:1[4-7]|十[四五六七])|成年|童工|满\s?1|满\s?十|1?8")
_MINOR = scanner(
    r"未成年|童工|(?:刚|才|虚岁|周岁|今年|年仅)(?:满|到|过)?\s?(?:1[4-7]|十[四五六七])(?![\d天个元块万月年.])|(?:未满|不满|不到|没满|还没到|差[一-龥\d]{1,4}(?:才)?(?:满|到))\s?(?:18|十八)|(?<![\d一二三四五六七八九十])(?:1[2-7]|十[二三四五六七])\s?(?:周)?岁"
)
_WORKS = re.compile(
    r"雇|发传单|端盘|洗碗|搬货|卖|刷|暑假|寒假|装卸|干|做|打工|上班|工作|工资|兼职|暑假工|寒假工|实习|学徒|当|送|务工|店员|服务员"
)
_THREAT = scanner(
    r"堵(?:我|他|老板)|拉(?:了|起|着)?横幅|打横幅|横幅|堵(?:在|着|住|了|门|路|大门|工地|项目部|公司)|围堵|(?:爬|上|登)(?:到|上|了)?(?:塔吊|"
    r"吊塔|塔机|塔顶|楼顶|广告牌)|爬楼|塔吊[^。;,]{0,4}爬|闹事|闹到|(?:要|找人|叫人|还|"
    r"会|就|动手)(?:来)?(?:揍|打)(?:我|俺|人|他|死|断|一顿|工人|你)|打(?:了|伤)(?:我|"
    r"人|工友|工人)|(?:被|遭)[^。;,]{0,8}(?:殴打|打了|打伤|打的|推搡|威胁|恐吓)|殴打|动(?:了)?手|动粗|砍|持刀|拿(?:着)?刀|放狗|威胁|恐吓|"
    r"弄死|整死|收拾(?:我|他|你|工人|我们)|极端|同归于尽|鱼死网破|"
    r"(?:集体|进京|越级|上京|组织)上访|(?:上|去|到)市里(?:去|告|闹|上访)?|(?:去|到|上)(?:天安门|中南海|国家信访|市政府(?!部门|反映过))|(?:市|区)政府(?:门口|门前)|砸(?:店|了店|东西|"
    r"车|设备|门|了他)|锁(?:了)?(?:大)?门|封(?:了)?(?:路|门)|断(?:水|电|路)|扣(?:了|下)?(?:车|机器|设备)|扬言|"
    r"拼命|拼了|出人命|泼(?:油漆|汽油)|点火|烧(?:公司|店|工地|车|房)|炸|被打(?![发电扰算卡])|打手|社会上的人|黑社会|混混|带人来|不客气|做出(?:过激|"
    r"极端)|过激|卸(?:他|我)(?:条|一条)?(?:胳膊|腿)|血债|推搡|堵门|堵路|把[^。;,]{0,6}门[^。;,]{0,2}(?:锁|堵|封)|把[^。;,]{0,6}(?:项目部|公司|工地|售楼处|门口?)围|"
    r"(?:人|集体|一起|全体)[^。;,]{0,10}(?:去|到)[^。;,]{0,6}上访|集体静坐|静坐|拦(?:车|路|住大门)|砸锅"
)
_THREAT_NOT = re.compile(r"(?:砸(?:断|伤|到)|打电话|不(?:想|会|愿)(?:走|采取|做)(?:极端|过激)|避免(?:极端|过激)|不愿闹|不想闹)")
_WILL = re.compile(r"(?:就|要|准备|打算|去|将|会|否则|扬言)[^。;,]{0,10}$")
_JUMP = re.compile(r"轻生|跳|自杀|寻死|不想活|想不开")
_CLIMB = re.compile(r"爬|上|登|扬言")
_MEDIA = scanner(
    r"曝光|媒体|记者|电视台|(?:发|传|挂|放|捅|拍|写|贴|晒|闹)(?:到|上|在|个|成)?[^。;,]{0,8}(?:抖音|快手|网上|微博|朋友圈|视频号|小红书|头条|"
    r"短视频|网络|论坛|B站|今日头条)|(?:抖音|快手|微博|小红书)(?:上)?(?:发|曝|见|说)|发(?:个|成)?(?:视频|帖)|上热搜|热搜|网上(?:见|发|说)|"
    r"报社|新闻热线|自媒体|舆论|网络曝|向阳光|百姓"
)
_MEDIA_NOT = scanner(r"(?:文化|传媒|新|多|自)媒体(?:公司|运营|部|有限|工作)?|(?:传媒|融)媒体|全媒体|媒体有限")
_SELF_HARM = scanner(
    r"往下跳|跳楼|跳(?:下去|塔吊|桥|河)|(?:就|要|想)跳(?!槽|过|舞)|"
    r"不想活|活不下去|没法活|活不成|活着没|自杀|轻生|自残|寻短见|寻死|喝(?:农)?药|上吊|割腕|"
    r"死给|死在|去死|一死了之|了断|不活了|想死|死的心|同归于尽|结束(?:自己的?)?生命|绝路|想不开|以死|跳下|卧轨|服毒|一了百了"
)
_FEAST = r"春节|过年|新年|年关|过节|中秋节?|国庆节?|端午节?|元旦|五一|十一|开斋|古尔邦|小年|年底(?=回家)|除夕|大年|节"
_FESTIVAL = scanner(
    r"(?:快|马上|眼看|眼瞅着|眼瞅|就要|临近|将近|即将|快要|马上就|转眼|眼看就|这就|都快|又要|快到|将至|要)(?:要|就|到|又|该|过)?(?:"
    + _FEAST
    + r")|(?:春节|年关|中秋节?|国庆节?|端午节?|元旦|新年|五一|节日|佳节|年)"
    r"(?:在即|将至|临近|将近|快到|就要到|就到|马上到|快要到|将到|逼近|了$|眼看)|年关|"
    r"(?:两节|双节)(?:就要|快要|马上|将|要|快)到|(?:除夕|春节|年三十|过年|中秋节?|国庆节?|端午节?)[^。;,]{0,3}(?:都|就|马上|快|也)要?(?:到|来)了|"
    r"(?:春节|过年|过节|中秋节?|国庆节?|端午节?|元旦|五一|年|除夕|小年|新年|节|大年三十|腊月二十[一-龥])(?:之)?前(?![^。;,]{0,4}[给付发结打]了)(?:不解决|不给|不发|未解决|仍|如|希望|"
    r"请|想|盼|能|拿|给|把|解决|支付|付|发|结|要|帮|收|让|必须|务必|得|将|督促|到手|领|讨|可以|兑现|拿到|回家|尽快|还|足额)|"
    r"(?:等|指|盼|靠|拿|没|无|回家|怎么|如何|咋|好|还)(?:着|望|不)?(?:这|这笔|这点|点)?(?:工资|工钱|钱)?[^。;,]{0,6}(?:过年|"
    r"过节|过个?年|过个?好年|过春节|置办年货|过中秋)|没(?:钱|法)(?:回家)?过(?:年|节)|过不(?:了|好|去)年|过个?(?:安稳|"
    r"团圆|好)年|年货|回家过(?:年|节|春节|中秋)|压岁|过年(?:的)?钱|(?<!上)(?:^|[。!,])\s?(?:都|这都|马上)?(?:过[年节]|除夕)了(?=[!。,我还])|(?:寻思|想|想着|打算|盼着|还要|得|等着)(?:拿钱)?回家过年|过年回家(?:呢|用)|(?:过年|过节|春节|中秋)(?:要|都|就|还|得|急)(?:用钱|"
    r"等|指|没|回)|开斋节|团圆"
)
_PROMISED = re.compile(
    r"(?:答应|承诺|说好?|约定|保证|讲好|许诺|声称|称|表示|推到|拖到|推说|又说|协议|说是|通知|写明|写的|写着)[^。;,]{0,16}$"
)
_AFTER_FEAST = re.compile(r"^[^。;,]{0,3}(?:后|以后|之后|完)|(?:过完年|年后|节后)")
_AUTHORITY = (
    r"劳动监察(?:大队)?|监察大队|劳动局|人社局?|社保局|住建委?|信访(?:办|局)?|街道(?:办)?|镇政府|镇里|乡里|区里|12345|12333|12315|全国平台|"
    r"欠薪平台|根治欠薪|派出所|公安|仲裁(?:委|院|庭)?|市长热线|政府|"
    r"110|热线|国务院|工会|法院|平台(?:上)?报|有关部门|相关部门|劳动部门|法援|领导留言|接诉即办|"
    r"村委会|居委会|城管|住建|劳保所|社保所|劳动所|司法所"
)
_REPEAT = scanner(
    r"(?:报警|警察|派出所)[^。;]{0,8}(?:让|叫)(?:我们?)?(?:找|去|到)|(?:昨天|前天|上周|之前)[^。;,]{2,10}也?(?:打|反映|报)过|都?联系过[^。;,]{0,6}(?:监察|人社|街道|政府|信访)|(?:前天|昨天|上周|之前|上次|前几天)(?:我)?(?:也)?(?:给|跟|向)你们(?:打过|反映过|说过)|已(?:经)?在[^。;,]{0,16}(?:反映|投诉|举报|登记)|我?反映的[^。;,]{0,12}(?:处理|进展|办到|办得|怎么样|结果)|回访不满意|重新派单|二次派单|承办单位(?:称|说|回复|答复)|(?:就|已|曾)(?:经)?(?:跟你们|给你们|向你们)?打过[^。;,]{0,6}(?:电话|热线)|(?<=[两二三四五六七八\d多])次(?:反映|来电|投诉)|上(?:次|回)那个|你们(?:上次|上回|之前)?说[^。;]{0,8}答复|(?:事|投诉|工单)[^。;,]{0,4}怎么样了|再次(?:来电|反映|投诉|致电|来访|来信|"
    r"求助|留言)|重复(?:来电|反映|投诉)|催办|又(?:打|来)(?:来|"
    r"电|过|访)|二次(?:来电|反映)|第[二三四五六\d]次(?:来电|反映|投诉|打|来|留言)|(?:多次|"
    r"已经?|曾经?|之前|此前|上次|前期|前几天|上周|上个?月|刚|又|"
    r"昨天|前天)(?:也)?(?:来电|反映|投诉|举报|打过?|致电|来过|留言|信访|报过|登记)(?!人|"
    r"单位)(?![^。;,]{0,10}(?:老板|公司|单位|包工头)(?:要|催))|"
    rf"(?:反映|投诉|举报|找|报|打|去|跑|登记|申请|告|上访|起诉|问|求助|来|咨询|留言|立案|受理)过[^。;,]{{0,10}}(?:{_AUTHORITY})|"
    rf"(?:{_AUTHORITY})[^。;,]{{0,12}}(?:反映|投诉|举报|找|报|打|去|跑|登记|申请|告|报案|报警|问|立案|来|受理)(?:过|"
    rf"了|未果|无果|多次|\d次|[一二两三四五六几]次|后)|(?:向|到|去|找|给|跟|在|打)(?:了)?(?:过)?[^。;,]{{0,6}}(?:{_AUTHORITY})[^。;,]{{"
    rf"0,12}}(?:反映|投诉|举报|报过|报了|报案|登记|申请|告|报警|要求|立案|未果|没结果|没人管|不管|让等|不受理|推|没用|踢)|(?:打|"
    rf"报|找|去|问)(?:了|过)?(?:[一二两三四五六七八几多\d]+[次回遍趟])?(?:{_AUTHORITY})(?:[^。;,]{{0,6}}(?:次|"
    rf"回|遍|趟|没|不|也|都|说|让|了))|"
    rf"(?:{_AUTHORITY})(?:也|都|那边|的人|工作人员|答复|回复)?(?:说|让|答复|回复|告知|表示|不管|推|没人|一直没|还没|"
    rf"在查|没给|未|至今|调解(?!处理)|(?<!要求)(?<!请)协调过)|工单(?:号|编号)?[^。;,]{{0,12}}(?:没|未|无)|(?:反映|投诉|举报|报|打|来电|登记|"
    rf"留言)(?:过|(?<!打)了)(?:(?:好?[几两三四五六七八多\d]{{1,2}})?(?:次|回|遍)|多次|都没|没用|没人|也没|无果|之后|,)|已(?:经)?反映|"
    rf"(?:有人|工友|同事|别人|他们)[^。;,]{{0,6}}(?:报|反映|投诉|打|举报)过|(?:之前|此前|早先|前面|前段时间|上回|先前)"
    rf"[^。;,]{{0,8}}(?:也)?(?:反映|"
    rf"投诉|举报|登记|报)过|前(?:期|次)(?:工单|反映|来电)|上(?:次|回)(?:打|反映|投诉|来电|来|说|工单|你们)|(?:问|查|查询|催)[^。;,]{{0,6}}(?:工单|进展|进度)|之前工单|工单进展|"
    rf"仍未解决|至今无人(?:联系|处理)|(?:上次|之前|没有?|未)[^。;,]{{0,6}}回访|原工单|"
    rf"(?:是否|曾)(?:已)?向其他(?:部门|单位)(?:反映|投诉)\s?[:】]\s?(?:是|有|已)|"
    rf"(?:信|材料|举报信)(?:也|都)?(?:写|递|寄|交)(?:了|过)|"
    rf"前后(?:反映|投诉)|屡次反映|"
    rf"反复(?:反映|投诉)|多次(?:到|去|找|向)[^。;,]{{0,10}}(?:{_AUTHORITY})"
)
_REPEAT_NOT = re.compile(
    r"(?:如|若|要是|再不|不然|否则|准备|打算|就去|要去|就要|会去|不给就|不行就|想去|要找|欲|将)[^。;,]{0,12}$|(?:转来|转办|转|派单|交办|从未|没有?|未)[^。;,]{0,4}$"
)
_ILL = scanner(
    r"怀孕|怀着?孕|怀着|孕妇|孕期|身孕|有孕|哺乳期|产假|待产|生孩子|要生了|预产期|临产|坐月子|快生了|"
    r"孕\s?[\d一二三四五六七八九]{1,2}个?多?月|有病人|病人等|透析|化疗|放疗|癌|肿瘤|尿毒症|白血病|脑梗|脑出血|中风|瘫痪|心脏病|心脏搭桥|心脏支架|做支架|支架手术|重病|"
    r"大病|病重|患病|生病|得病|病了|病危|(?:等(?:着)?|要|没)?钱?(?:看病|"
    r"治病|做手术|动手术|手术费|住院费|交住院|救命|买药|吃药)|住院|抢救|ICU|手术(?!提成|室|台|刀|服)|"
    r"糖尿病|肝硬化|肺病|尘肺|卧病|卧床|重症|孩子(?:生)?病|胎|保胎|剖腹产|抑郁症|残疾|肾病"
)
_NEEDS_MONEY = scanner(r"(?:住院|手术|治病|看病|化疗|透析|治疗|抢救)[^。;,]{0,8}(?:等着?|急需|急着|急等|需要|缺|没)(?:用)?钱")
_ILL_NOT = scanner(
    r"气(?:得|的|病|出病)[^。;,]{0,6}|请(?:了)?病假|病假(?:工资)?|工伤[^。;]{0,20}|(?:砸|摔|压|碰|轧|打|撞)[^。;]{0,24}(?:住院|"
    r"手术|骨折)|(?:在|给)[^。;,]{0,10}医院(?:干|做|上班|当|从事|工作)|护理[^。;,]{0,6}病|照顾[^。;,]{0,8}(?:病|瘫|透析|癌|术后|"
    r"偏瘫)|老板(?:娘)?(?:说)?(?:他|自己)?(?:生病|住院|病)|病房|残疾证$"
)

Hit = tuple[str, tuple[int, int]]


def urgency(reading: Reading, workers: int | None, arrears: bool = True) -> Value:
    """All marks, in the order of the contract."""
    plain = reading.plain
    hits: list[Hit] = []
    gathered = next((m for m in GATHERED.finditer(plain) if not _announced(plain, m)), None)
    if gathered or (workers or 0) >= 10:
        hits.append(("collective", gathered.span() if gathered else (0, 0)))
    for mark, pattern in (
        ("minor", _minor),
        ("threat", _threat),
        ("media", _media),
        ("self_harm", _self_harm),
        ("festival", _festival),
        ("repeat", _repeat),
        ("pregnant_or_ill", _ill),
    ):
        span = pattern(reading) if arrears or mark != "festival" else None
        if span:
            hits.append((mark, span))
    return Value([h[0] for h in hits], tuple(h[1] for h in hits if h[1][1]), True, "按文中用语标记")


def _announced(plain: str, m: re.Match[str]) -> bool:
    """再不管就去区政府门口静坐: nobody has gathered yet."""
    return m[0] in ("静坐", "罢工", "聚集", "集结", "围堵") and bool(_WILL.search(plain[max(0, m.start() - 14) : m.start()]))


def _minor(reading: Reading) -> tuple[int, int] | None:
    for m in _MINOR.finditer(reading.plain) if _YOUNG.search(reading.plain) else ():
        clause = reading.text.sentence(m.start())
        sentence = reading.plain[clause.start : clause.end]
        before = reading.plain[max(0, m.start() - 10) : m.start()]
        if re.search(r"(?:女儿|儿子|孩子|娃|小孩)[^,。]{0,6}$", before) and not re.search(
            r"(?:干|打工|上班|做|兼职|工作|暑假工)", reading.plain[m.end() : m.end() + 40]
        ):
            continue
        around = reading.plain[max(0, clause.start - 90) : clause.end + 40]
        if _WORKS.search(sentence) or (_WORKS.search(around) and re.search(r"我|本人|学徒|孩子|弟弟|妹妹|儿子|女儿", sentence)):
            return m.span()
    return None


def _threat(reading: Reading) -> tuple[int, int] | None:
    for m in _THREAT.finditer(reading.plain):
        around = reading.plain[max(0, m.start() - 6) : m.end() + 6]
        if _THREAT_NOT.search(around) or (m[0].startswith("砍") and re.search(r"砍(?:价|树|伐|柴|单|掉|了(?:单|价))", around)):
            continue
        if _CLIMB.match(m[0]) and _JUMP.search(reading.plain[m.end() : m.end() + 12]):
            continue  # 爬上塔吊扬言轻生 is self_harm
        return m.span()
    return None


def _media(reading: Reading) -> tuple[int, int] | None:
    for m in _MEDIA.finditer(reading.plain):
        if any(u.span.start <= m.start() < u.span.end for u in reading.units) or _MEDIA_NOT.search(
            reading.plain[max(0, m.start() - 2) : m.end() + 4]
        ):
            continue
        return m.span()
    return None


def _self_harm(reading: Reading) -> tuple[int, int] | None:
    m = _SELF_HARM.search(reading.plain)
    return m.span() if m else None


def _festival(reading: Reading) -> tuple[int, int] | None:
    for m in _FESTIVAL.finditer(reading.plain):
        clause = reading.text.clause(m.start())
        before = reading.plain[clause.start : m.start()]
        if (
            _PROMISED.search(before)
            or _AFTER_FEAST.match(reading.plain[m.end() : m.end() + 4])
            or re.search(r"去年|前年|上个?$", before[-4:])
            or re.search(r"本来|答应|承诺", before)
        ):
            continue
        return m.span()
    return None


def _repeat(reading: Reading) -> tuple[int, int] | None:
    for m in _REPEAT.finditer(reading.plain):
        if re.match(r"[镇乡区]里(?:也)?说", m[0]):
            continue
        before = reading.plain[max(0, m.start() - 14) : m.start()]
        if m[0].startswith(("村委会", "居委会")) and any(u.name.endswith(m[0][:3]) for u in reading.units):
            continue
        if any(u.span.start <= m.start() < u.span.end for u in reading.units) and not m[0].startswith(("再次", "多次")):
            continue
        if _REPEAT_NOT.search(before) and not m[0].startswith(("再次", "重复", "催办", "又")):
            continue
        if (
            re.match(r"(?:派出所|公安|110|政府|热线|法院|12345|12333)", m[0])
            and re.search(r"(?:派出所|公安|110)", m[0])
            and not re.search(r"说|让|反映|投诉|报", m[0])
        ):
            continue
        return m.span()
    return None


def _ill(reading: Reading) -> tuple[int, int] | None:
    if not _ILL.search(reading.plain):
        return None
    if needs := _NEEDS_MONEY.search(reading.plain):
        return needs.span()
    blocked = [m.span() for m in _ILL_NOT.finditer(reading.plain)]
    for m in _ILL.finditer(reading.plain):
        if m[0] in ("抢救", "住院", "ICU") and _SELF_HARM.search(reading.plain):
            continue
        if any(s <= m.start() < e for s, e in blocked) or any(u.span.start <= m.start() < u.span.end for u in reading.units):
            continue
        return m.span()
    return None
