"""What is asked 诉求类型: wages, overtime, compensation, double_wage, deposit, injury, social_insurance, other."""

from __future__ import annotations

import re

from arrears.intake.extract.nature import AS_BUSINESS, BUSINESS, CONSUMER, CONSUMER_ROLE, DENIED, LOAN, WITHHELD_WORD
from arrears.intake.extract.reading import Reading
from arrears.intake.extract.record import Value
from arrears.intake.extract.scanning import scanner

_OVERTIME = scanner(
    r"加班(?:费|工资|钱|补助|补贴|薪)|(?:平时|周末|节假日|法定节假日|双休日)加班[^。;,]{0,12}(?:没|未|不)(?:给|付|算|发)|加班(?:都|也|一直|"
    r"从来?)?(?:没|不|未)(?:给|付|算|有)(?:钱|费)?|加班[^。;,]{0,6}(?:一分)?(?:没给|不给钱|未付)|(?<!十)三薪|三倍工资"
)
_NOT_NOW = scanner(
    r"先不(?:说|提|要|主张|算)|不(?:要|主张|提|计较|追究)|另说|"
    r"算了|不(?:跟|和)(?:他|你)(?:们)?(?:计较|要)|以后再说|暂不|再说|放弃|正常|照(?:发|"
    r"给)|有(?:给|发)|不用|都(?:给|发|缴|交|结)(?:清)?了?|已(?:支付|给|发|缴|交|退|签|结|付|经)|有(?:缴|交)|退了|不是来|签了"
)
_CLAIMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("overtime", _OVERTIME),
    (
        "compensation",
        scanner(
            r"(?:经济|离职|解除|辞退|裁员|违法|遣散)?补偿金?(?!协议)|赔偿金|N\s?\+\s?1|n\s?\+\s?1|2N|2n|违法(?:解除|辞退)|遣散费|(?:辞退|"
            r"开除|解雇|裁)[^。;]{0,12}(?:赔偿|补偿|说法)|要求(?:公司|单位|其|支付|给予)*(?:经济)?(?:赔偿|补偿)(?=[,。;]|$)|代通知金|"
            r"赔偿(?:两|三|一|几|\d)个?月|赔(?:我|偿)?(?:一|两|三|几|\d)个?月(?:工资)?|"
            r"解除赔偿|待岗|(?:能|可以|可|应该?|要|给)(?:不能)?(?:要求?|拿|得|给)?(?:到)?(?:我|点|些)?(?:经济)?(?:赔偿|补偿)(?=[吗么,。;?]|$)"
        ),
    ),
    (
        "double_wage",
        scanner(
            r"(?:二|两|双|2)倍(?:的)?工资|双倍(?:工资|赔)|未签(?:订)?(?:书面)?(?:劳动)?合同[^。;]{0,16}(?:二|双|两|2)倍|(?:二|两|双|2)倍差额|双薪(?:赔|差额)"
        ),
    ),
    (
        "deposit",
        scanner(
            r"押金|保证金(?!账|专|制|差)|(?:交|收|缴|退|返|扣了|扣着)[^。;,]{0,6}(?:服装费|装备费|培训费|工牌费)|"
            r"(?:服装费|装备费|培训费|工牌费)[^。;,]{0,10}(?:退|返)|"
            r"风险金|抵押金|(?:扣|押)(?:了|着)?(?:我的?|其|她的|他的)?(?:身份证|证件)"
        ),
    ),
    (
        "injury",
        scanner(
            r"工伤|(?:受|摔|砸|碰|压|轧|烫|割|撞|扭|烧|划|夹|弄)伤|骨折|医药费|"
            r"医疗费|误工费|伤残|砸(?:断|到|了)|(?:手指|脚|腿|胳膊|腰|手)[^。;,]{0,6}(?:断|"
            r"压|砸|轧|夹|绞)|(?:干活|工作|上班|施工)[^。;,]{0,6}摔|职业病|尘肺"
        ),
    ),
    (
        "social_insurance",
        scanner(
            r"社保|养老金|退休金|社会保险|五险|养老保险|医保|失业金|失业保险|工伤保险|生育津贴|"
            r"生育保险|公司没(?:给)?(?:上|交|缴)保险|(?:不|没|未)(?:给)?(?:我|其|他|"
            r"她|员工|工人)?(?:上|缴|交|买|缴纳)保险|断缴"
        ),
    ),
    (
        "other",
        scanner(
            r"公积金|(?:补|要求|不|没|未|拒绝)(?:签|签订|给)(?:劳动)?合同(?![^。;]{0,12}[二两双2]倍)|离职证明|解除(?:劳动)?合同证明|垫付?(?:了)?(?:的)?(?:材料|"
            r"费用|油费|货款|钱|过路费|采购)|材料款|材料费(?:也|都|没|"
            r"未)|报销|年假|年休假|扣(?:着|留|押)?(?:了)?(?:我的?|其)?(?:身份证|证件|毕业证|"
            r"驾照|档案)|档案|安全问题|消防隐患|居住证|个税|竞业|工龄|转正"
        ),
    ),
)
# One of these stands in every text with such a claim.
_WORDS_OF = {
    "overtime": ("加班", "三薪", "三倍"),
    "compensation": ("偿", "赔", "+", "2N", "2n", "遣散", "说法", "违法", "代通知", "待岗"),
    "double_wage": ("倍", "双薪"),
    "deposit": ("押", "保证金", "费", "风险金", "身份证", "证件"),
    "injury": ("伤", "骨折", "费", "砸", "残", "断", "压", "轧", "夹", "绞", "摔", "职业病", "尘肺"),
    "social_insurance": ("保", "金", "失业", "生育", "缴"),
    "other": (
        "公积金",
        "合同",
        "证",
        "垫",
        "材料",
        "报销",
        "年假",
        "休假",
        "照",
        "档案",
        "隐患",
        "安全问题",
        "个税",
        "竞业",
        "工龄",
        "转正",
    ),
}
_ASKED = scanner(r"要求|请求|退|赔|补|给我|索|主张|诉求|希望|没|未|不|想|应|认定|追|讨|扣|欠|拒|还要|一直|也|另|帮|走|申请|请|能否|怎么")
_WAGES_ONLY_OVERTIME = re.compile(
    r"只发(?:基本工资|底薪)|基本工资[^。;,]{0,6}(?:正常|照发|都发|按时|发了|有发)|工资(?:正常|照发|都发|按时|按月|倒是|不欠|没欠|发了)[^。;]{0,14}(?:加班|"
    r"就是)|(?:除了|只有|仅|就)[^。;,]{0,4}加班"
)
_WAGE_NOUN = scanner(
    r"(?<!加班)(?<!倍)(?<!基本)(?<!最低)工资(?!差额|标准|正常|照发)|"
    r"工钱|薪|劳务费|提成|奖金|绩效|底薪|课时费|配送费|派件费|补助|余款|尾款|运费|分成|佣金|收入|工费|报酬|津贴"
)


def claims(reading: Reading, arrears: bool) -> Value:
    """The set of claims, in the order of the contract."""
    plain, kinds, spans = reading.plain, [], []
    for kind, pattern in _CLAIMS:
        if not any(word in plain for word in _WORDS_OF[kind]):
            continue
        hit = next((m for m in pattern.finditer(plain) if _claimed(plain, m, kind, arrears)), None)
        if hit:
            kinds.append(kind)
            spans.append(hit.span())
    if arrears and not ("overtime" in kinds and _overtime_alone(plain)):
        kinds.insert(0, "wages")
    if not arrears:
        kinds = [k for k in kinds if k != "overtime" and (k != "other" or len(kinds) == 1)]
        if (
            (AS_BUSINESS.search(plain) and BUSINESS.search(plain))
            or (CONSUMER.search(plain) and CONSUMER_ROLE.search(plain))
            or LOAN.search(plain)
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
    if kind == "injury" and arrears and not re.search(r"工伤|赔|不管|没人管|医药费|医疗费|误工费|认定|伤残|鉴定", plain[start:end]):
        return False
    if kind == "injury" and re.search(r"打伤|烧伤科|伤心|伤害", clause) and "工伤" not in plain:
        return False
    if kind == "social_insurance" and re.match(r"医保[^。;,]{0,2}(?:没|未)?(?:回款|结算|报销|拨|定点)", plain[hit.start() : hit.end() + 8]):
        return False
    if kind == "deposit" and re.search(r"(?:房租|租房|房东|工资保证金|农民工工资保证金|质量)", clause):
        return False
    if kind == "compensation" and re.search(
        r"装修补偿|拆迁|征地|房东|材料赔偿|公司抗辩|要(?:我|求我|我们|他)赔|让我赔|货损|赔(?:公司|店里|钱给)|公司称|对方称", clause
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
            and (WITHHELD_WORD.search(clause) or WITHHELD_WORD.search(plain[end : end + 12]))
            and not DENIED.search(clause)
        ):
            return False
    return True
