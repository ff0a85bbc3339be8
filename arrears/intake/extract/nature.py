"""Is it wage arrears 欠薪 at all, and what is asked 诉求类型: wages, overtime, compensation, double_wage, deposit, injury,
social_insurance, other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from arrears.intake.extract.reading import Reading, once
from arrears.intake.extract.record import Value, found
from arrears.intake.extract.work import jobs

PAY = (
    "工资|工钱|薪|劳务费|劳动报酬|人工费|工时费|血汗钱|辛苦钱|提成|奖金|绩效|加班费|课时费|课酬|"
    "配送费|派件费|跑单费|单费|补助|补贴|津贴|底薪|保底|分成|佣金|稿费|片酬|演出费|运费|流水|计件|工费|报酬|民工费|手工费|"
    "带班费|护理费|服务费|尾款|收入|高温费|全勤|年终奖|年薪|生活费|活钱|干活的钱|工程尾款|包工费|"
    "劳务款|务工费|血汗|月钱|人工|打工钱|班费|兼职费|佣|代驾费|车费|礼物分成|打赏|讲课费|工分|劳务|余款|钱|元|万|块|费"
)
_WITHHELD = (
    "剩余|仅发|仅付|催要|追要|索要|冻结|没有说法|没说法|没个说法|没着落|"
    "没落实|不予|被扣|差额|拖欠|尚欠|还欠|仍欠|下欠|积欠|欠|未发|没发|不发|没给|未给|不给|"
    "未付|没付|不付|未结|没结|不结|未支付|没支付|不支付|拒付|拒不支付|"
    "没有支付|没有给|没有发|没有结|克扣|停发|断发|押着|压着|扣着|扣发|扣了|拖着|没拿到|没领到|"
    "没到账|未到账|"
    "没收到|未收到|没见到|要不到|讨要|讨薪|赖账|不认账|没兑现|"
    "未兑现|少发|少给|少算|还差|还剩|剩下|没开工资|没开支|不开支|没打|没开|没发放|未发放|"
    "没结算|未结算|没结清|未结清|没付清|未付清|没算|拿不到|一分没|"
    "没着落|未足额|只发|只给|就给了|才给|不肯|拒绝支付|抵扣|要工钱|要工资|结不了|没下来|"
    "没影|没动静|泡汤|没清|不见钱|逾期|扣押|没到手|发不出来?|没见着|不兑现"
)
_DEBT = re.compile(rf"(?P<named>欠薪|讨薪|拖?欠(?:我们?|俺们?|咱们?|工人|员工|农民工))|{_WITHHELD}")
_PAY_WORD = re.compile(PAY)
_SENTENCES = re.compile(r"[。;!?]")


def _debts(own: str) -> Iterator[re.Match[str]]:
    """Words of withholding with a word of pay in the same sentence, at most 40 characters away; 欠薪, 讨薪 and 欠我们 need none."""
    for m in _DEBT.finditer(own):
        before = _SENTENCES.split(own[max(0, m.start() - 40) : m.start()])[-1]
        after = _SENTENCES.split(own[m.end() : m.end() + 40])[0]
        if m["named"] or _PAY_WORD.search(after) or _PAY_WORD.search(before):
            yield m


_STRONG_PAY = re.compile(
    r"工资|工钱|薪|劳务费|劳动报酬|人工费|提成|奖金|绩效|加班费|课时费|"
    r"配送费|派件费|底薪|保底|补助|日工资|月薪|一天|工时费|血汗钱|辛苦钱|计件|每天|佣金|分成|工费|"
    r"片酬|带班费|结账|工程尾款|打工|干活|干了|的活|活干完|送货|运费|车费|收入|民工|跑单|稿费|报酬|上班|工价|开支"
)
_CLAUSES = re.compile(r"[。;!?,]")
_WITHHELD_WORD = re.compile(_WITHHELD)
_WITHHELD_ALONE = re.compile(
    rf"{_WITHHELD}|不给(?!交|上|我开|签|办)|(?:钱|款)[^。;,]{{0,6}}(?:拖|欠|没|未)|(?:只|才)(?:付|给|发|结|拿|领)(?:过|了|"
    rf"到)|(?:不见|躲着|失联|联系不上|跑路|不露面|玩消失)"
)
_FOLLOW_UP = re.compile(
    r"(?:工资|工钱|加班费|欠薪|提成|薪|劳务费)(?:的|这个|那个|那)?(?:事|"
    r"问题|情况|案子|投诉|工单)[^。;]{0,16}(?:怎么样|进展|处理|结果|答复|解决|多久|没人|没消息|进度)"
)
_WORKED_DAYS = re.compile(r"(?:干|做|上|发|送|跑|拍|站|出)了?[^。;,]{0,4}?[\d一二两三四五六七八九十]+(?:多)?(?:天|个工|单|趟|场|件|小时)")
_WORKED = re.compile(
    r"上班|打工|干活|干了|做工|务工|工地|班组|[瓦木油电焊小技力壮普杂帮]工|"
    r"保姆|厂|店|的活|摘|工人|工友|民工|做了|上了|干的|加工费|骑手|司机|库房|分拣"
)
_DENIED = re.compile(
    r"(?:工资|工钱|薪水|薪资|钱)[^。;,!]{0,4}(?:正常|没拖欠|没有拖欠|未拖欠|没欠|不欠|都发了|按时|按月|已结清|已经?发(?:了|放|完|齐)|已经?结清|"
    r"已经?足额|都给了|没问题|一直都?发|结清了|发清了|不差|没少|已全部(?:发|结|到)|均已(?:发|结|付)|全部到账|是发的)|"
    r"(?:没有?|并未|并没有?|未|不存在|不)(?:再)?(?:拖欠|欠)(?:过)?(?:我们?|他们?|其|员工|工人)?(?:的)?(?:工资|"
    r"钱|薪|情况|现象|任何)|没有欠我|不是(?:欠薪|要工资|讨薪|拖欠)|(?:钱|工资)(?:老板|单位|公司)?(?:都|已经?|后来)?(?:全部|"
    r"全)?(?:给|付|发|结)清了|不涉及(?:欠薪|工资)|工资(?:这块|方面)?(?:倒是|倒)?(?:不欠|没欠|按时|正常)|已(?:全部|全额|"
    r"足额)?(?:支付|发放|结清)(?:完毕|到位)|不欠我(?:的)?(?:工资|钱)|撤销|撤诉|不用(?:再)?(?:管|处理|跟进)了"
)
_STILL = re.compile(r"(?:但|可|不过|剩|其余|其他|另|还)[^。;]{0,20}(?:没|未|欠|差)|剩余|尚欠|还欠|还差")
_BUSINESS = re.compile(
    r"货款|工程款|材料款|设备款|租赁款|进度款|供货|供应|工程欠款|设备租赁费|采购款|尾款|质保金|结算款|机械费|加工费|设计费|场地费|广告费"
)
_AS_BUSINESS = re.compile(
    r"我(?:公司|司|单位|商行|厂|店|方公司|处|部|们公司(?:给|是|"
    r"向|承|为|供))|本(?:公司|单位|商行|厂|店)|(?:商行|经营部|公司|厂|店)(?:负责人|老板|"
    r"法人|经理)(?:[一-龥]{1,4})?(?:反映|来电|称|投诉|女士|先生)|我(?:是|们是|方系|系)[^。,;]{0,12}(?:供应商|分包商|材料商|出租方|商家|"
    r"老板|施工单位|承包方)|我们(?:公司|单位)(?:承接|承包|供应|给[^。]{0,12}供|与)|给[^。;,]{0,20}供(?:应|货)|(?:拖欠|欠)我(?:公司|司|"
    r"单位|厂|店|商行)"
)
_LOAN = re.compile(
    r"借(?:了|给|走|出|款|钱|我)[^。;]{0,20}(?:不还|没还|未还|还钱|万|元|块|到期)|借条|民间借贷|欠债不还|借款合同|高利贷|网贷"
)
_CONSUMER = re.compile(
    r"退(?:费|款|卡|课|学费|票|货|订)|充值|会员卡|办卡|预付|学费|"
    r"定金|质量问题|噪[音声]|扰民|停车费|物业费|服务态度|态度(?:恶劣|差|不好)|违建|漏水|异味|"
    r"收费标准|网购|投资款|理财|施工质量|装修质量|占道|油烟|暖气|房租(?:押金)?|"
    r"中介费(?:不)?退|房子|拆迁|集资|租房|卫生|健身卡|课程|跑路.{0,8}(?:会员|"
    r"学员|顾客)|消费者|顾客|业主(?:反映|投诉)|居民"
)
_CONSUMER_ROLE = re.compile(
    r"(?:我|本人|市民|家长|其|我们|来电人|孩子|业主|居民)[^。;]{0,16}(?:办|充|交|报|买|预订|租|投|消费|入会|签)(?:了)?[^。;]{0,14}(?:卡|"
    r"课|费|元|房|钱|会员)|(?:家长|消费者|顾客|会员|业主|居民|租客|学员)"
)
_HEARSAY = re.compile(
    r"(?:听|据)[^。;]{0,8}说[^。;]{0,30}|(?:工人|他们|保安|师傅|员工|"
    r"木工)(?:们)?(?:也|都|还)?说[^。;]{0,30}|导致(?:我公司|我司|我单位|无法|不能)[^。;]{0,20}"
)
_ASK = re.compile(
    r"咨询|想问|请问|问一?下|问问|想了解|了解一下|是多少|合不合法|合法吗|"
    r"怎么算|如何(?:计算|申请|办理|认定|补缴|缴纳)|需要(?:什么|哪些)(?:材料|手续|条件)|"
    r"在哪(?:里|儿)?(?:办|查|申请|交)|什么流程|能不能(?:申请|办|领)|政策|标准|多久能|去哪(?:认定|办)"
)
_OWN_WORK = re.compile(
    r"(?:我|本人|俺|其|咱|他|她|工人|员工|我们|工友|职工|民工|骑手|老师|教师|人)[^。;]{0,30}(?:干活|打工|上班|工作|做工|干了|任职|务工|入职|从事|送|跑|开|站岗|当|做)"
)

_OVERTIME = re.compile(
    r"加班(?:费|工资|钱|补助|补贴|薪)|(?:平时|周末|节假日|法定节假日|双休日)加班[^。;,]{0,12}(?:没|未|不)(?:给|付|算|发)|加班(?:都|也|一直|"
    r"从来?)?(?:没|不|未)(?:给|付|算|有)(?:钱|费)?|加班[^。;,]{0,6}(?:一分)?(?:没给|不给钱|未付)|三薪|三倍工资"
)
_NOT_NOW = re.compile(
    r"先不(?:说|提|要|主张|算)|不(?:要|主张|提|计较|追究)|另说|"
    r"算了|不(?:跟|和)(?:他|你)(?:们)?(?:计较|要)|以后再说|暂不|再说|放弃|正常|照(?:发|"
    r"给)|有(?:给|发)|不用|都(?:给|发|缴|交)了?|已(?:支付|给|发|缴|交|退|签|结|付|经)|有(?:缴|交)|退了|不是来|签了"
)
_CLAIMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("overtime", _OVERTIME),
    (
        "compensation",
        re.compile(
            r"(?:经济|离职|解除|辞退|裁员|违法|遣散)?补偿金?(?!协议)|赔偿金|N\s?\+\s?1|n\s?\+\s?1|2N|2n|违法(?:解除|辞退)|遣散费|(?:辞退|"
            r"开除|解雇|裁)[^。;,]{0,10}(?:赔偿|补偿|说法)|代通知金|"
            r"赔偿(?:两|三|一|几|\d)个?月|赔(?:我|偿)?(?:一|两|三|几|\d)个?月(?:工资)?|"
            r"解除赔偿|待岗"
        ),
    ),
    (
        "double_wage",
        re.compile(
            r"(?:二|两|双|2)倍(?:的)?工资|双倍(?:工资|赔)|未签(?:订)?(?:书面)?(?:劳动)?合同[^。;]{0,16}(?:二|双|两|2)倍|(?:二|两|双|2)倍差额|双薪(?:赔)?"
        ),
    ),
    (
        "deposit",
        re.compile(
            r"押金|保证金(?!账|专|制|差)|服装费|装备费|培训费|工牌费|"
            r"风险金|抵押金|(?:扣|押)(?:了|着)?(?:我的?|其|她的|他的)?(?:身份证|证件)"
        ),
    ),
    (
        "injury",
        re.compile(
            r"工伤|(?:受|摔|砸|碰|压|轧|烫|割|撞|扭|烧|划|夹|弄)伤|骨折|医药费|"
            r"医疗费|误工费|伤残|砸(?:断|到|了)|(?:手指|脚|腿|胳膊|腰|手)[^。;,]{0,6}(?:断|"
            r"压|砸|轧|夹|绞)|(?:干活|工作|上班|施工)[^。;,]{0,6}摔|职业病|尘肺"
        ),
    ),
    (
        "social_insurance",
        re.compile(
            r"社保|社会保险|五险|养老保险|医保|失业金|失业保险|工伤保险|生育津贴|"
            r"生育保险|公司没(?:给)?(?:上|交|缴)保险|(?:不|没|未)(?:给)?(?:我|其|他|"
            r"她|员工|工人)?(?:上|缴|交|买|缴纳)保险|断缴"
        ),
    ),
    (
        "other",
        re.compile(
            r"公积金|(?:补|要求|不|没|未|拒绝)(?:签|签订|给)(?:劳动)?合同(?![^。;]{0,12}[二两双2]倍)|离职证明|解除(?:劳动)?合同证明|垫付?(?:了)?(?:的)?(?:材料|"
            r"费用|油费|货款|钱|过路费|采购)|材料款|材料费(?:也|都|没|"
            r"未)|报销|年假|年休假|扣(?:着|留|押)?(?:了)?(?:我的?|其)?(?:身份证|证件|毕业证|"
            r"驾照|档案)|档案|安全问题|消防隐患|居住证|个税|竞业|工龄|转正"
        ),
    ),
)
_ASKED = re.compile(r"要求|请求|退|赔|补|给我|索|主张|诉求|希望|没|未|不|想|应|认定|追|讨|扣|欠|拒|还要|一直|也|另|帮|走|申请|请|能否|怎么")
_WAGES_ONLY_OVERTIME = re.compile(
    r"只发(?:基本工资|底薪)|基本工资[^。;,]{0,6}(?:正常|照发|都发|按时|发了|有发)|工资(?:正常|照发|都发|按时|按月|倒是|不欠|没欠|发了)[^。;]{0,14}(?:加班|"
    r"就是)|(?:除了|只有|仅|就)[^。;,]{0,4}加班"
)
_WAGE_NOUN = re.compile(
    r"(?<!加班)(?<!倍)(?<!基本)(?<!最低)工资(?!差额|标准|正常|照发)|"
    r"工钱|薪|劳务费|提成|奖金|绩效|底薪|课时费|配送费|派件费|补助|余款|尾款|运费|分成|佣金|收入|工费|报酬|津贴"
)


_WITHDRAWN = re.compile(
    r"撤销(?:投诉|工单|反映|诉求)|撤诉|已(?:经)?(?:全额|全部|足额)(?:支付|发放|结清|付清)(?!.{0,20}(?:但|还欠|仍))|不(?:用|需要)再(?:处理|"
    r"跟进|管)|(?:欠的|工资|钱)(?:都)?已(?:经)?(?:全部)?(?:拿到|到账)了?,?[^。;]{0,8}(?:感谢|谢谢|撤)"
)
_REQUEST = re.compile(
    r"(?:支付|补发|结清|发放|要回|讨回|追回|讨要|索要|付清|结算|"
    r"补足|返还|退还|要求|请求|诉求|应得|该得|差)[^。;,]{0,26}?(?:工资|工钱|薪|劳务费|"
    r"提成|奖金|加班费|课时费|配送费|报酬|年终奖)|(?:工资|工钱|提成|劳务费|奖金|费)[^。;]{0,20}(?:不退|没退|差\s?\d|不给|拿不到|要不回)"
)
_OTHERS_SAY = re.compile(
    r"(?:听|据)(?:[一-龥]{0,4})?说[^。;]{0,30}|(?:工人|他们|保安|师傅|司机|木工|对方|邻居)(?:们)?(?:也|都|还)?说(?:他们?)?(?:老板|"
    r"公司|单位|没)[^。;]{0,30}"
)


def is_wage_arrears(reading: Reading) -> Value:
    """True if at least one claim is wages or overtime owed to a worker."""
    plain = reading.plain
    plain = masked(reading)
    if withdrawn := _WITHDRAWN.search(plain):
        return found(False, withdrawn.span(), why="已付清或撤回")
    plain = _OTHERS_SAY.sub(lambda m: " " * len(m[0]), plain)
    own = _HEARSAY.sub(lambda m: " " * len(m[0]), plain) if _CONSUMER.search(plain) or _AS_BUSINESS.search(plain) else plain
    if any(reading.label(k) for k in ("amount", "workers")) and not _BUSINESS.search(plain):
        label = reading.label("amount") or reading.label("workers")
        return found(True, label.value, why="工单有欠薪人数或金额栏")  # type: ignore[union-attr]
    debt = next((m for m in _debts(own) if not _denied_debt(own, m)), None) or _FOLLOW_UP.search(own) or _REQUEST.search(own)
    rated = [q for q in reading.quantities if q.per in ("day", "person_day", "piece", "hour")]
    if debt is None and rated and _WORKED_DAYS.search(own) and not _ASK.search(own) and not _CONSUMER.search(own):
        debt = _WORKED_DAYS.search(own)
    if debt is None and any(q.kind == "money" and q.value for q in reading.quantities):
        debt = next((m for m in _WITHHELD_ALONE.finditer(own) if not _denied_debt(own, m)), None)
    strong = _STRONG_PAY.search(own) or _WORKED.search(own) or any(q.per for q in reading.quantities) or jobs(own)
    if debt is None:
        return Value(False, (), True, "未说有工资未付")
    denied = _DENIED.search(own)
    if denied and not _other_debt(own, denied):
        return found(False, denied.span(), why="文中说工资并未拖欠")
    if _AS_BUSINESS.search(plain) and _BUSINESS.search(plain):
        return found(False, _BUSINESS.search(plain).span(), why="单位之间的货款、工程款")  # type: ignore[union-attr]
    if _LOAN.search(own) and not re.search(
        r"拖欠(?:我|俺|工人)?[^。;]{0,12}工资|欠我[^。;,]{0,10}(?:工资|工钱)|工资[^。;,]{0,8}(?:没|未|不)", own
    ):
        return found(False, _LOAN.search(own).span(), why="借款，不是劳动报酬")  # type: ignore[union-attr]
    if _BUSINESS.search(own) and not re.search(r"工资|工钱|薪|人工|劳务费|民工|工人|班组|干活|打工", own):
        return found(False, _BUSINESS.search(own).span(), why="货款、工程款")  # type: ignore[union-attr]
    if _CONSUMER.search(own) and _CONSUMER_ROLE.search(own) and not re.search(r"(?:工资|工钱|薪|提成|劳务费|课时费|加班费)", own):
        return found(False, _CONSUMER.search(own).span(), why="消费或其他纠纷")  # type: ignore[union-attr]
    if strong is None:
        return Value(False, (), True, "所欠不是劳动报酬")
    if _only_other_claims(own):
        return Value(False, (), True, "只要求押金、赔偿、工伤或社保")
    if (
        _ASK.search(own)
        and not any(q.kind == "money" and q.value for q in reading.quantities)
        and not _WITHHELD_WORD.search(_ASK.sub("", own))
    ):
        return Value(False, (), True, "咨询")
    return found(True, debt.span(), why="有工资或加班费未付")


@once
def masked(reading: Reading) -> str:
    """The plain text with the names of units blanked: 供应链管理有限公司 speaks of no supply."""
    plain = reading.plain
    for unit in reading.units:
        if unit.kind in ("legal", "short"):
            plain = plain[: unit.span.start] + "某" * (unit.span.end - unit.span.start) + plain[unit.span.end :]
    return plain


def _denied_debt(own: str, debt: re.Match[str]) -> bool:
    """The debt words are part of a denial (没有拖欠工资) or name another thing (欠款, 房租没交)."""
    return (
        bool(re.search(r"(?:没有?|并未|未|不存在|从不|从未|不)(?:再)?$", own[max(0, debt.start() - 4) : debt.start()]))
        and debt[0][0] in "拖欠"
    )


def _other_debt(own: str, denied: re.Match[str]) -> bool:
    """Something is still owed beside what was denied (7月的已结清, 8月的没发)."""
    rest = own[: denied.start()] + "。" + own[denied.end() :]
    return any(
        not _denied_debt(rest, m)
        for m in re.finditer(
            rf"(?:{_WITHHELD})[^。;!?,]{{0,12}}?(?:工资|工钱|薪|提成|劳务费|加班|奖金?|课时费|绩效|分成|钱)|(?:工资|工钱|薪|提成|劳务费|"
            rf"加班费?|奖金?|课时费|绩效|年终奖|剩余|其余|剩下)[^。;!?,]{{0,16}}?(?:{_WITHHELD})",
            rest,
        )
    ) or bool(_STILL.search(rest) and re.search(r"\d人|人|月|工资", rest))


def _only_other_claims(own: str) -> bool:
    """Every debt expression speaks of deposits, compensation, injury, insurance, rent."""
    debts = [clause for clause in _CLAUSES.split(own) if _WITHHELD_WORD.search(clause)]
    wage = re.compile(
        r"工资|工钱|薪|提成|劳务费|加班|奖金|课时费|配送费|派件费|底薪|保底|补助|"
        r"运费|流水|欠我|欠俺|欠他|工费|人工|报酬|绩效|佣金|一天|干了|活|余款|剩|收入|分成|补贴|片酬|月"
    )
    if any(wage.search(d) and not re.search(r"押金|保证金|社保|补偿|赔偿|医药费|医疗费|公积金|货款|房租", d) for d in debts):
        return False
    other = re.compile(r"押金|保证金|社保|保险|补偿|赔偿|医药费|医疗费|工伤|公积金|合同|证明|货款|房租|定金|退")
    return (
        bool(debts)
        and all(other.search(d) or not re.search(r"\d|[一二两三四五六七八九十]", d) for d in debts)
        and any(other.search(d) for d in debts)
        and not re.search(r"(?:工资|工钱|薪|提成|劳务费)[^。;]{0,25}(?:没|未|不|欠)", own)
    )


def claims(reading: Reading, arrears: bool) -> Value:
    """The set of claims, in the order of the contract."""
    plain, kinds, spans = reading.plain, [], []
    for kind, pattern in _CLAIMS:
        hit = next((m for m in pattern.finditer(plain) if _claimed(plain, m, kind, arrears)), None)
        if hit:
            kinds.append(kind)
            spans.append(hit.span())
    if arrears and not ("overtime" in kinds and _overtime_alone(plain)):
        kinds.insert(0, "wages")
    if not arrears:
        kinds = [k for k in kinds if k != "overtime" and (k != "other" or len(kinds) == 1)]
        if (
            (_AS_BUSINESS.search(plain) and _BUSINESS.search(plain))
            or (_CONSUMER.search(plain) and _CONSUMER_ROLE.search(plain))
            or _LOAN.search(plain)
        ):
            kinds = []
    return Value(kinds or ["other"], tuple(spans), True, "按诉求用语归类")


def _claimed(plain: str, hit: re.Match[str], kind: str, arrears: bool) -> bool:
    """The words ask for it; being paid already or put aside (先不说) is no claim."""
    start = max(plain.rfind(mark, 0, hit.start()) for mark in "。;!?") + 1
    end = min((e for e in (plain.find(mark, hit.end()) for mark in "。;!?") if e >= 0), default=len(plain))
    clause_end = min((e for e in (plain.find(mark, hit.end()) for mark in "。;!?,") if e >= 0), default=len(plain))
    clause_start = max(plain.rfind(mark, 0, hit.start()) for mark in "。;!?,") + 1
    clause = plain[clause_start:clause_end]
    if _NOT_NOW.search(plain[hit.end() : clause_end + 1][:12]) or (
        kind in ("injury", "social_insurance") and _NOT_NOW.search(clause) and "没" not in clause
    ):
        return False
    if kind == "injury" and arrears and not re.search(r"工伤|赔|医药费|医疗费|误工费|认定", plain[start:end]):
        return False
    if kind == "injury" and re.search(r"打伤|烧伤科|伤心|伤害", clause) and "工伤" not in plain:
        return False
    if kind == "deposit" and re.search(r"(?:房租|租房|房东|工资保证金|农民工工资保证金|质量)", clause):
        return False
    if kind == "compensation" and re.search(
        r"材料赔偿|公司抗辩|要(?:我|求我|我们|他)赔|让我赔|货损|赔(?:公司|店里|钱给)|公司称|对方称", clause
    ):
        return False
    if kind == "other" and re.match(r"(?:没|未)签", hit[0]) and not re.search(r"补签|要求签|要求.{0,6}签", plain[start:end]):
        return False
    if kind == "overtime" and re.search(r"包含|含加班|不算加班费|没有加班$", clause):
        return False
    return bool(_ASKED.search(plain[start:end]))


def _overtime_alone(plain: str) -> bool:
    """Basic pay is paid, or no other pay is named as owed."""
    if _WAGES_ONLY_OVERTIME.search(plain):
        return True
    for m in _WAGE_NOUN.finditer(plain):
        start = max(plain.rfind(mark, 0, m.start()) for mark in "。;!?,") + 1
        end = min((e for e in (plain.find(mark, m.end()) for mark in "。;!?,") if e >= 0), default=len(plain))
        clause = plain[start:end]
        if (
            "加班" not in clause
            and (_WITHHELD_WORD.search(clause) or _WITHHELD_WORD.search(plain[end : end + 12]))
            and not _DENIED.search(clause)
        ):
            return False
    return True
