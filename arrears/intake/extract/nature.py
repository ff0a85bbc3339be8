"""Is it wage arrears 欠薪 at all, and what is asked 诉求类型: wages, overtime, compensation, double_wage, deposit, injury,
social_insurance, other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from arrears.intake.extract.reading import Reading, once
from arrears.intake.extract.record import Value, found
from arrears.intake.extract.scanning import scanner
from arrears.intake.extract.work import jobs

PAY = (
    "工资|工钱|薪|劳务费|劳动报酬|人工费|工时费|血汗钱|辛苦钱|提成|奖金|绩效|加班费|课时费|课酬|"
    "配送费|派件费|跑单费|单费|补助|补贴|津贴|底薪|保底|分成|佣金|稿费|片酬|演出费|运费|流水|计件|工费|报酬|民工费|手工费|"
    "带班费|护理费|服务费|尾款|收入|高温费|全勤|年终奖|年薪|生活费|活钱|干活的钱|工程尾款|包工费|"
    "劳务款|务工费|血汗|月钱|人工|打工钱|班费|兼职费|佣|代驾费|车费|礼物分成|打赏|讲课费|工分|劳务|余款|钱|元|万|块|费"
)
_WITHHELD = (
    "差我|差俺|差他|剩余|仅发|仅付|催要|追要|索要|冻结|没有说法|没说法|没个说法|没着落|"
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
_DEBT = scanner(rf"(?P<named>欠薪|讨薪|拖?欠(?:我们?|俺们?|咱们?|工人|员工|农民工))|{_WITHHELD}")
_PAY_WORD = re.compile(PAY)
_COMPONENT = re.compile(r"津贴|补贴|加班|提成|奖金|绩效|年终奖|高温|课时|差额|夜班|全勤|补助|分成|工龄")
_SENTENCES = re.compile(r"[。;!?]")


def _debts(own: str) -> Iterator[re.Match[str]]:
    """Words of withholding with a word of pay in the same sentence, at most 40 characters away; 欠薪, 讨薪 and 欠我们 need none."""
    for m in _DEBT.finditer(own):
        before = _SENTENCES.split(own[max(0, m.start() - 40) : m.start()])[-1]
        after = _SENTENCES.split(own[m.end() : m.end() + 40])[0]
        if m["named"] or _PAY_WORD.search(after) or _PAY_WORD.search(before):
            yield m


_STRONG_PAY = re.compile(
    r"工资|工钱|薪|劳务费|劳动报酬|人工费|提成|奖金|绩效|加班费|课时费|课费|派费|"
    r"配送费|派件费|底薪|保底|补助|日工资|月薪|一天|工时费|血汗钱|辛苦钱|计件|每天|佣金|分成|工费|"
    r"片酬|带班费|结账|工程尾款|打工|干活|干了|的活|活干完|送货|运费|车费|收入|民工|跑单|稿费|报酬|上班|工价|开支"
)
_CLAUSES = re.compile(r"[。;!?,]")
WITHHELD_WORD = re.compile(_WITHHELD)
_WITHHELD_ALONE = scanner(
    rf"{_WITHHELD}|不给(?!交|上|我开|签|办)|(?:钱|款)[^。;,]{{0,6}}(?:拖|欠|没|未)|(?:只|才)[^。;,]{{0,3}}(?:付|给|发|结|拿|领|转)(?:过|了|"
    rf"到)|(?:不见|躲着|失联|联系不上|跑路|不露面|玩消失)"
)
_FOLLOW_UP = scanner(
    r"(?:工资|工钱|加班费|欠薪|提成|薪|劳务费)(?:的|这个|那个|那)?(?:事|"
    r"问题|情况|案子|投诉|工单)[^。;]{0,16}(?:怎么样|进展|处理|结果|答复|解决|多久|没人|没消息|进度)"
)
_WORKED_DAYS = re.compile(r"(?:干|做|上|发|送|跑|拍|站|出)了?[^。;,]{0,4}?[\d一二两三四五六七八九十]+(?:多)?(?:天|个工|单|趟|场|件|小时)")
_WORKED = re.compile(
    r"旷工|迟到|请假|上班|打工|干活|干了|做工|务工|工地|班组|[瓦木油电焊小技力壮普杂帮]工|"
    r"保姆|厂|店|的活|摘|工人|工友|民工|做了|上了|干的|加工费|骑手|司机|库房|分拣"
)
DENIED = scanner(
    r"(?:工资|工钱|薪水|薪资|钱)[^。;,!]{0,4}(?:正常|没拖欠|没有拖欠|未拖欠|没欠|不欠|都发了|按时|按月|已结清|已经?发(?:了|放|完|齐)|已经?结清|"
    r"已经?足额|都给了|没问题|一直都?发|结清了|发清了|不差|没少|已全部(?:发|结|到)|均已(?:发|结|付)|全部到账|是发的)|"
    r"(?:没有?|并未|并没有?|未|不存在|不)(?:再)?(?:拖欠|欠)(?:过)?(?:我们?|他们?|其|员工|工人)?(?:的)?(?:工资|"
    r"钱|薪|情况|现象|任何)|没有欠我|不是(?:欠薪|要工资|讨薪|拖欠)|(?:钱|工资)(?:老板|单位|公司)?(?:都|已经?|后来)?(?:全部|"
    r"全)?(?:给|付|发|结)清了|不涉及(?:欠薪|工资)|工资(?:这块|方面)?(?:倒是|倒)?(?:不欠|没欠|按时|正常)|已(?:全部|全额|"
    r"足额)?(?:支付|发放|结清)(?:完毕|到位)|不欠我(?:的)?(?:工资|钱)|撤销|撤诉|不用(?:再)?(?:管|处理|跟进)了"
)
_STILL = re.compile(r"(?:但|可|不过|剩|其余|其他|另|还)[^。;]{0,20}(?:没|未|欠|差)|剩余|尚欠|还欠|还差")
BUSINESS = re.compile(
    r"货款|工程款|材料款|设备款|租赁款|进度款|供货|供应|工程欠款|设备租赁费|采购款|尾款|质保金|结算款|机械费|加工费|设计费|场地费|广告费"
)
AS_BUSINESS = scanner(
    r"我(?:就)?是包工头|(?:商户|供应商|供货商|供货方|经销商|批发户|商家)[^。;,]{0,6}(?:给|向|为|反映|称|投诉)|我(?:公司|司|单位|商行|厂|店|方公司|处|部|们公司(?:给|是|"
    r"向|承|为|供))|本(?:公司|单位|商行|厂|店)|(?:商行|经营部|公司|厂|店)(?:负责人|老板|"
    r"法人|经理)(?:[一-龥]{1,4})?(?:反映|来电|称|投诉|女士|先生)|我(?:是|们是|方系|系)[^。,;]{0,12}(?:供应商|分包商|材料商|出租方|商家|"
    r"老板|施工单位|承包方)|我们(?:公司|单位)(?:承接|承包|供应|给[^。]{0,12}供|与)|给[^。;,]{0,20}供(?:应|货)|(?:拖欠|欠)我(?:公司|司|"
    r"单位|厂|店|商行)"
)
LOAN = scanner(r"借(?:了|给|走|出|款|钱|我)[^。;]{0,20}(?:不还|没还|未还|还钱|万|元|块|到期)|借条|民间借贷|欠债不还|借款合同|高利贷|网贷")
CONSUMER = scanner(
    r"退(?:费|款|卡|课|学费|票|货|订)|充值|会员卡|办卡|预付|学费|"
    r"定金|质量问题|噪[音声]|扰民|停车费|物业费|服务态度|态度(?:恶劣|差|不好)|违建|漏水|异味|"
    r"收费标准|网购|投资款|理财|施工质量|装修质量|占道|油烟|暖气|房租(?:押金)?|"
    r"中介费(?:不)?退|房子|拆迁|集资|租房|卫生|健身卡|课程|跑路.{0,8}(?:会员|"
    r"学员|顾客)|消费者|顾客|业主(?:反映|投诉)|居民"
)
CONSUMER_ROLE = scanner(
    r"收了我[^。;,]{0,6}(?:款|费|定金)|办(?:了|理了?)[^。;,]{0,10}(?:课|卡)|(?:我|本人|自己|市民|家长|其|我们|来电人|孩子|业主|居民)[^。;]{0,16}(?:办|充|交|报|买|预订|租|投|消费|入会|签)(?:了)?[^。;]{0,14}(?:卡|款|"
    r"课|费|元|房|钱|会员)|(?:家长|消费者|顾客|会员|业主|居民|租客|学员)"
)
_HEARSAY = scanner(
    r"(?:听|据)[^。;]{0,8}说[^。;]{0,30}|(?:工人|他们|保安|师傅|员工|"
    r"木工)(?:们)?(?:也|都|还)?说[^。;]{0,30}|导致(?:我公司|我司|我单位|无法|不能)[^。;]{0,20}"
)
_ASK = scanner(
    r"咨询|想问|请问|问一?下|问问|想了解|了解一下|是多少|合不合法|合法吗|"
    r"怎么算|如何(?:计算|申请|办理|认定|补缴|缴纳)|需要(?:什么|哪些)(?:材料|手续|条件)|"
    r"在哪(?:里|儿)?(?:办|查|申请|交)|什么流程|能不能(?:申请|办|领)|政策|标准|多久能|去哪(?:认定|办)"
)
_OWN_WORK = re.compile(
    r"(?:我|本人|俺|其|咱|他|她|工人|员工|我们|工友|职工|民工|骑手|老师|教师|人)[^。;]{0,30}(?:干活|打工|上班|工作|做工|干了|任职|务工|入职|从事|送|跑|开|站岗|当|做)"
)

_WITHDRAWN = scanner(
    r"撤销(?:投诉|工单|反映|诉求)|撤诉|已(?:经)?(?:全额|全部|足额)(?:支付|发放|结清|付清)(?!.{0,20}(?:但|还欠|仍))|不(?:用|需要)再(?:处理|"
    r"跟进|管)|(?:欠的|工资|钱)(?:都)?已(?:经)?(?:全部)?(?:拿到|到账)了?,?[^。;]{0,8}(?:感谢|谢谢|撤)"
)
_REQUEST = scanner(
    r"(?:支付|补发|结清|发放|要回|讨回|追回|讨要|索要|付清|结算|"
    r"补足|返还|退还|要求|请求|诉求|应得|该得|差)[^。;,]{0,26}?(?:工资|工钱|薪|劳务费|"
    r"提成|奖金|加班费|课时费|配送费|报酬|年终奖)|(?:工资|工钱|提成|劳务费|奖金|费)[^。;]{0,20}(?:不退|没退|差\s?\d|不给|拿不到|要不回)"
)
_OTHERS_SAY = scanner(
    r"(?:听|据)(?:[一-龥]{0,4})?(?:说|讲|称)[^。;]{0,30}|(?:工人|他们|保安|师傅|司机|木工|对方|邻居)(?:们)?(?:也|都|还)?说(?:他们?)?(?:老板|"
    r"公司|单位|没)[^。;]{0,30}|(?:教练|工人|员工|店员|老师|保安|师傅|木工|服务员|销售|保洁|导游|他们|人家)们?(?:也|都|还)?(?:说|表示|称|讲)"
    r"(?:自己|他们?|也)(?!们)[^。;]{0,30}|(?:教练|工人|员工|店员|老师|保安|师傅|服务员|销售|保洁|导游|他们|人家)们?(?:也|都)(?:在|被)?[^。;,]{0,8}"
    r"(?:讨薪|讨要|要工资|欠薪|没(?:发|拿)|被欠)"
)


# Frames of what is no wage debt, though words of debt or pay stand in the text.
_SETTLED = scanner(
    r"(?:工资|工钱|薪资?|钱|欠款|款项?|奖金|提成)[^。;,]{0,10}(?:已经?|都|全部?|全额|足额|今天|昨天|刚)[^。;,]{0,8}(?:打过来|到账|拿到|收到|结清|付清|"
    r"发放?(?:到位|完毕|下来)|要回来|补发(?:到位|了|完)|发给我|给我了|给了|解决了)|(?:已经?|都)(?:把|将)[^。;,]{0,16}(?:工资|工钱|钱|薪)[^。;,]{0,8}"
    r"(?:打过来|结清|付清|发了|补发|给了|发放)|(?:工资|钱|欠薪)(?:一事|问题)?(?:已经?|都)(?:得到)?解决"
)
_PRAISE = re.compile(r"表扬|感谢(?!领导)|锦旗|点赞|致谢|好评|感激")
_GOT_BACK = re.compile(r"(?:要|讨|追)(?:了)?回来?|拿到了?|到账|收到了|解决了|发下来|结清|帮[^。;,]{0,20}(?:要|讨|追)")
_DUE = re.compile(r"应该?(?:给|发|得|付)?\d|计件|按[个件斤]算")
_REFUND = scanner(
    r"要求[^。;]{0,8}退(?:剩余|余下)?(?:的)?(?:费|款|还|钱|卡|课)|(?:追回|退还|要回)[^。;,]{0,4}(?:装修款|定金|预付款|学费|卡费|会费|团费)|(?:我|孩子|来电人|家长|消费者|顾客)[^。;,]{0,10}退(?:费|款|卡|学费)"
)
_CHEATED = scanner(r"诈骗|被骗|骗了|骗走|(?<!说)(?<!是)(?<!涉嫌)刷单|传销|骗子|骗取")
_AGENT_FEE = scanner(
    r"(?:收取?|交|缴|付|要|骗)了?(?:我|其|他|她)?[^。;,]{0,8}(?:服务费|中介费|介绍费|报名费|培训费|体检费|会费|考证费)[^。;]{0,30}(?:退|没|未|不)"
)
_UNASKED = scanner(
    r"(?:工资|工钱|欠薪)[^。;,]{0,4}(?:没有?|无|不存在|并无)(?:纠纷|争议|问题|异议)|(?:没有?|无|不存在)(?:工资|欠薪)(?:纠纷|争议|问题)"
)
_ONLY_ASKS = re.compile(
    r"不是(?:来)?(?:投诉|举报|要钱|反映问题)|不(?:投诉|举报)|(?:仅|只是|就是|就)(?:想)?(?:问|咨询|了解|打听)|(?:市民|来电人?|职工|群众|来电)咨询|咨询(?:事项|内容|一下|问题|:)"
)
_OWED_PLAINLY = re.compile(
    r"欠(?!薪(?:是|怎么|如何))|没(?:有)?(?:给|发|结|付|开)(?!到账)|未(?:给|发|结|付|支付)|不(?:给|发|结|付)(?!假)|克扣|拖着|讨要|要不回|停发"
)
_IS_BOSS = scanner(
    r"(?:我|本人|来电人|她|他|其)(?:自己)?(?:就)?(?:是|系|开)[^。;,]{0,14}(?:老板|店主|经营者|法人|业主|房东|股东|店面?|饭馆|餐馆|饭店|超市|工作室|公司)(?!的?(?:员工|职工|工人))|把店面?转"
)
_SAYS_OF_ME = re.compile(r"(?:员工|工人|店员)[^。;]{0,10}说我[^。;,]{0,4}(?:不给|拖欠|欠|没给|没发)")
_HOME_OWNER = re.compile(r"(?:我|本人|来电人|市民)(?:就|作为|系)?(?:是|为)?(?:该|这家|小区)?(?:的)?业主(?!家|那|说|欠)")
_STAFF_ASK = re.compile(r"(?:员工|工人|店员)(?:们)?[^。;,]{0,6}(?:找|逼|问|向|跟|管|催)(?:我|她|他|其)[^。;,]{0,6}(?:要|发|索|讨|给)")
_TRADER = scanner(
    r"(?:经营部|商行|门市部|供应站)[^。;,]{0,4}(?:经营|老板|负责人|经理|称|反映)|(?:租赁|经销|建材|商贸|设备|供应|批发|加工|广告|打印|运输|搅拌|机械)(?:部|站|行|店|点|商|户|厂|公司)[^。;,]{0,4}(?:经营|老板|负责人|经理|称|反映)|"
    r"(?:我|来电人|本人|其|市民|反映人)(?:是|自己|系)?(?:经营|开(?:了)?(?:一?家|个)|承包了?一?家|做[^。;,]{0,6}(?:生意|供货|批发))[^。;,]{0,16}"
    r"(?:租赁|店|部|厂|公司|行|超市|餐馆|饭店|工作室|门市)|(?:店|厂|公司)(?:面)?转让|转让费|盘给"
)
_TRADE = re.compile(
    r"货款|工程款|材料款|设备款|租赁款|租赁费|租金|台班费|进度款|采购款|供货|转让费|货没给|机械费|加工费|设计费|场地费|广告费|质保金|结算款|"
    r"(?:送|供|卖|提供)[^。;,]{0,12}(?:货|沙|砂|水泥|钢材|材料|设备|食材|蔬菜|酒水)|印刷费|制作费|服务款|合同款|承揽|尾款"
)
_OWN_WAGES = re.compile(
    r"(?:我们?|俺们?|咱们?|本人|工人|来电人|其)[^。;]{0,12}(?:工资|工钱|薪)|(?:工资|工钱|薪)[^。;,]{0,10}(?:没|未|不|欠|拖)|(?:欠|拖)[^。;,]{0,10}(?:工资|工钱|薪)"
)
_HYPOTHETICAL = scanner(
    r"如果|要是|假如|万一|担心|(?:还)?(?:没|未)到(?:发薪|发工资|日子|时间|期)|会不会|能不能不|可不可以不|是否可以|可以不发|"
    r"(?:想|打算|准备|考虑)(?:要)?(?:离职|辞职|走)|以后(?!的)|现在没欠|目前没欠|合不合法|合法吗|合理吗"
)
_FACT = scanner(
    r"(?:至今|一直|到现在|已经?|还|都|就是|从来)(?:拖|没|未|不|欠)|(?:欠|拖欠)(?:我|俺|了|着)|没(?:给|发|结|付)(?:我|过|了)|讨薪|投诉|"
    r"维权"
)
# Words of work and of not being paid that are enough together where no plain word of debt stands.
_WORK_DONE = scanner(
    r"(?:干|做|上|出|跑|送|拍|教|装|盖|修|刷|搬|拆|种|摘|看|当|带|站|打|挖|铺|砌|焊|拉|唱|演|代)(?:了|过|的|完|够|满)?[^。;,]{0,8}(?:天|个?月|个工|班|场|"
    r"单|趟|节|件|小时|年|活|工)|上班|打工|干活|务工|入职|在职|离职|辞职|兼职|日结|工资|工钱|薪|提成|奖金|加班|绩效|报酬|劳务费|底薪|"
    r"人工|血汗钱|班组|工人|工友|民工|包工头|老板"
)
_NOT_PAID = scanner(
    r"(?:压|欠|拖|扣|差|赖|黑)(?:了|着|过)?[^。;,]{0,12}(?:工资|工钱|薪|钱|月|元|块|\d)|(?:工资|工钱|薪水?|提成|钱|款)[^。;,]{0,14}(?:没|未|不|拖|压|扣|欠|"
    r"少|降|差|见不着|要不|等|没影|黄了)|(?:没|未|不)(?:有)?(?:给|发|付|结|算|兑|开)(?:我|俺|们|了|过|清|完|齐|钱|工)?|不算钱|只(?:同意|肯|愿意?|答应)|才有钱|"
    r"应该\d|(?:给|发|付)了(?:我|俺)?[\d一二两三四五六七八九]|"
    r"(?:推|拖|催|要|找)了?[^。;,]{0,6}(?:次|回|遍|趟|月|年|天)|(?:不接|拉黑|关机|失联|躲|跑路|不回|不见人|不认|不承认|推(?:给|诿|脱|来推去)|无果|余款|下余|不理|停机|联系不上|找不到人)|"
    r"一分(?:钱)?(?:没|不)|少(?:给|发|算|开)|提现[^。;,]{0,8}(?:审核|失败|不了|未|没)|提不出来?|提不了现|取不出|冻结|封号|扣(?:一半|光|完|钱|掉|我)|拖(?:着|到)|压(?:着|到|一个)|我(?:只)?要(?!求)|克扣|差额|剩(?:下|余|的)|等(?:开春|甲方|拨款|回款)|保证给|答应给|没钱|欠条|工资条"
)


def _frame(reading: Reading, plain: str, own: str) -> Value | None:
    """The kinds of matter that are no wage debt, the surest first; None if none fits."""
    if (settled := _WITHDRAWN.search(plain) or _SETTLED.search(plain)) and not _STILL.search(plain[settled.end() :]):
        return found(False, settled.span(), why="已付清或撤回")
    if (praise := _PRAISE.search(plain)) and _GOT_BACK.search(plain) and not _STILL.search(plain):
        return found(False, praise.span(), why="表扬，已经拿到")
    if (refund := _REFUND.search(plain)) and CONSUMER_ROLE.search(own) and not (_OWN_WAGES.search(own) or _OWN_TRADE.search(own)):
        return found(False, refund.span(), why="消费退费")
    if (cheated := _CHEATED.search(plain) or _AGENT_FEE.search(plain)) and not _OWN_WAGES.search(_AGENT_FEE.sub("", plain)):
        return found(False, cheated.span(), why="被骗或中介收费，不是劳动报酬")
    if (trader := _TRADER.search(reading.plain)) and _TRADE.search(plain):
        return found(False, trader.span(), why="经营者之间的款项")
    told = any(q.kind == "money" and q.value and not q.per for q in reading.quantities)
    if (ask := _HYPOTHETICAL.search(plain)) and not told and not _FACT.search(own) and not _owed_elsewhere(own):
        return found(False, ask.span(), why="咨询")
    if (asked := _ONLY_ASKS.search(plain)) and not told and not _OWED_PLAINLY.search(own):
        return found(False, asked.span(), why="咨询")
    if (owner := _HOME_OWNER.search(plain)) and not _OWN_WAGES.search(own.replace("没给工人", "")):
        return found(False, owner.span(), why="业主与装修公司的纠纷")
    if (boss := _IS_BOSS.search(plain)) and (_STAFF_ASK.search(plain) or _SAYS_OF_ME.search(plain)):
        return found(False, boss.span(), why="经营者自己的纠纷")
    if (unasked := _UNASKED.search(plain)) and not _other_debt(own, unasked):
        return found(False, unasked.span(), why="工资没有争议")
    return None


_NOTHING_GIVEN = re.compile(r"(?:一分|一毛|分文)(?:钱)?(?:都|也)?(?:没|未|不)|(?:钱|工钱)(?:都|也|到现在)*(?:没给|未付|没结|不给)")


def _owed_elsewhere(own: str) -> bool:
    """Pay is plainly owed in a sentence that supposes nothing (拖欠服务员工资。…担心被报复)."""
    return any(_STATED.search(s) for s in _SENTENCES.split(own) if not _HYPOTHETICAL.search(s))


_STATED = re.compile(r"(?:拖欠|欠)[^,;]{0,14}(?:工资|工钱|薪)|(?:工资|工钱|薪)[^,;]{0,10}(?:没发|未发|没给|未付|只发)")


def _stated_debt(reading: Reading, own: str) -> re.Match[str] | None:
    """The words that say pay is withheld, the plainest first."""
    debt = next((m for m in _debts(own) if not _denied_debt(own, m)), None) or _FOLLOW_UP.search(own) or _REQUEST.search(own)
    rated = [q for q in reading.quantities if q.per in ("day", "person_day", "piece", "hour")]
    if debt is None and rated and not _ASK.search(own) and not _CONSUMER_ONLY.search(own):
        debt = _WORKED_DAYS.search(own)
    if debt is None and (jobs(own) or _WORK_DONE.search(own)):
        debt = _NOTHING_GIVEN.search(own)
    counted = any(q.kind == "money" and q.value for q in reading.quantities)
    if debt is None and counted:
        debt = next((m for m in _WITHHELD_ALONE.finditer(own) if not _denied_debt(own, m)), None)
    if debt is None and (counted or "工资" in own or "工钱" in own) and not _ASK.search(own):
        worked = _WORK_DONE.search(own) or any(q.per for q in reading.quantities) or jobs(own)
        debt = _NOT_PAID.search(own) if worked or _DUE.search(own) else None
    return debt


_LEAVE_PAY = re.compile(r"(?:欠薪|拖欠工资)的?(?:谣言|传言|不实|虚假)|(?:年休假|年假)工资")
_NOT_FOR_WORK = re.compile(r"押金|赔偿|补偿|工伤|社保|医药费|骨折|受伤|公积金|罚款单|停车费|物业费|学费|退")


def _work_and_sum(reading: Reading, own: str) -> re.Match[str] | None:
    """Work done and a sum told, and no other kind of matter (厨子…4月、5月工资各8200, 店里东西都拉走了): pay is what it is about."""
    told = [q for q in reading.quantities if q.kind == "money" and q.value and q.value >= 100 and not q.bare]
    told += [q for q in reading.quantities if q.kind == "money" and q.value and q.value >= 1000 and q.bare]
    if (
        not told
        or _ONLY_ASKS.search(own)
        or _HYPOTHETICAL.search(own)
        or CONSUMER_ROLE.search(own)
        or BUSINESS.search(own)
        or LOAN.search(own)
        or DENIED.search(own)
    ):
        return None
    if _NOT_FOR_WORK.search(own):
        return None
    return _STRONG_PAY.search(own) if _WORK_DONE.search(own) or jobs(own) else None


def is_wage_arrears(reading: Reading) -> Value:
    """True if at least one claim is wages or overtime owed to a worker."""
    plain = _LEAVE_PAY.sub(_blank, _OTHERS_SAY.sub(_blank, masked(reading)))
    own = _HEARSAY.sub(_blank, plain) if CONSUMER.search(plain) or AS_BUSINESS.search(plain) else plain
    if any(reading.label(k) for k in ("amount", "workers")) and not BUSINESS.search(plain):
        label = reading.label("amount") or reading.label("workers")
        return found(True, label.value, why="工单有欠薪人数或金额栏")  # type: ignore[union-attr]
    if framed := _frame(reading, plain, own):
        return framed
    debt = _stated_debt(reading, own) or _work_and_sum(reading, own)
    if debt is None:
        return Value(False, (), True, "未说有工资未付")
    denied = DENIED.search(own)
    if denied and not _other_debt(own, denied):
        return found(False, denied.span(), why="文中说工资并未拖欠")
    if other := _no_pay(reading, plain, own):
        return other
    if (
        _ASK.search(own)
        and not any(q.kind == "money" and q.value for q in reading.quantities)
        and not WITHHELD_WORD.search(_ASK.sub("", own))
    ):
        return Value(False, (), True, "咨询")
    return found(True, debt.span(), why="有工资或加班费未付")


def _no_pay(reading: Reading, plain: str, own: str) -> Value | None:
    """What is withheld is no pay for work: goods and works payment, a loan, a consumer's money, another labour claim."""
    if (business := BUSINESS.search(plain)) and AS_BUSINESS.search(plain):
        return found(False, business.span(), why="单位之间的货款、工程款")
    if (loan := LOAN.search(own)) and not _WAGES_OWED.search(own):
        return found(False, loan.span(), why="借款，不是劳动报酬")
    rated = any(q.per in ("day", "person_day", "month", "person_month", "hour") or q.kind == "people" for q in reading.quantities)
    if (business := BUSINESS.search(own)) and not rated and not _LABOUR.search(own):
        return found(False, business.span(), why="货款、工程款")
    if (
        (consumer := CONSUMER.search(own))
        and CONSUMER_ROLE.search(own)
        and not _OWN_TRADE.search(own)
        and not _PAY_NAMED.search(own)
        and not (rated and _WORKED_DAYS.search(own))
    ):
        return found(False, consumer.span(), why="消费或其他纠纷")
    if not (
        _STRONG_PAY.search(own)
        or _WORKED.search(own)
        or (_DID_WORK.search(own) and not _SELF_EMPLOYED.search(own))
        or any(q.per for q in reading.quantities)
        or jobs(own)
    ):
        return Value(False, (), True, "所欠不是劳动报酬")
    if _only_other_claims(own):
        return Value(False, (), True, "只要求押金、赔偿、工伤或社保")
    return None


_DID_WORK = re.compile(
    r"给[^。;,]{0,24}(?:盖|装|修|刷|砌|铺|做|种|养|干|搭|拆|贴|运|拉|送|看|搬|洗|切|编|写|拍)|包工不包料|清包|按[块件平方米吨]|施工|(?:干|做|盖|装|修)完"
)
_SELF_EMPLOYED = re.compile(r"个体户|发票|合同价")
_OWN_TRADE = re.compile(
    r"(?:我|本人|其|来电人)[^。;,]{0,20}(?:老师|教练|教师|员工|店员|上班|打工|讲师|助教|课时)|每节课|每单|一单|日薪|月薪|底薪"
)
_CONSUMER_ONLY = re.compile(r"退(?:费|款|卡|课)|充值|会员卡|办卡|预付|消费者|顾客")
_WAGES_OWED = re.compile(r"拖欠(?:我|俺|工人)?[^。;]{0,12}工资|欠我[^。;,]{0,10}(?:工资|工钱)|工资[^。;,]{0,8}(?:没|未|不(?!还))")
_LABOUR = re.compile(r"工资|工钱|薪|人工|劳务费|民工|工人|班组|干活|打工|个工|包工头")
_PAY_NAMED = re.compile(r"工资|工钱|薪|提成|劳务费|课时费|加班费")


def _blank(m: re.Match[str]) -> str:
    return " " * len(m[0])


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
    if any(_COMPONENT.search(part) and WITHHELD_WORD.search(part) for part in _SENTENCES.split(rest)):
        return True
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
    debts = [clause for clause in _CLAUSES.split(own) if WITHHELD_WORD.search(clause)]
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
