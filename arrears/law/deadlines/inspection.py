"""Deadline rules of labour inspection 劳动保障监察, review and enforcement (intake-inspection-supervision.md 3.5).

处罚法's 2, 3, 5, 7 days and 强制法's periods up to ten days are working days; 15, 30, 60, 90 days, months and years are
calendar periods.
"""

from __future__ import annotations

from typing import Final

from arrears.law.deadlines.row import S, T, row
from arrears.law.deadlines.rule import Extension, Lights, Rule

ESCALATE: Final = "升级督促"

INQUIRY: Final[tuple[Rule, ...]] = (
    row("insp-file", "投诉立案审查", "收到投诉", "5wd", "body", S, "监察规定18", "V", setting="complaint_file_wd",
        resets=("materials-complete",), pauses=("supplement",), consequence="满2个月未履行职责的，可以复议、起诉"),
    row("insp-investigate", "调查期限", "立案", "60wd", "body", S, "监察条例17", "V", lights=Lights(15, 5),
        pauses=("suspension?insp_suspend_pauses",), extension=Extension(30, 1, "行政机关负责人批准"),
        consequence="升级督促；已作行为仍有效"),
    row("insp-decide", "处理决定期限", "调查终结", "15wd", "HD", S, "监察规定37", "K",
        extension=Extension(15, 1, "行政机关负责人批准", "insp_decide_cap"), consequence=ESCALATE),
    row("insp-penalty-watch", "处罚法九十日提示", "立案", "90cd", "body", T, "处罚法60", "V/K", setting=None,
        consequence="仅作提示"),
    row("insp-inquiry-reply", "答复调查询问书", "收到调查询问书", "3wd", "employer", T, "监察条例15(3)", "V/P", served=True, datable=True,
        consequence="按妨碍监察处理"),
    row("insp-evidence-decide", "先行登记保存处理", "登记保存证据", "7wd", "HD", S, "处罚法56、85", "V",
        consequence="登记保存失效"),
    row("order-pay", "限期支付", "收到限期改正指令书", "5wd", "employer", S, "监察条例26；法释3 4", "V/P", served=True, datable=True,
        consequence="责令加付赔偿金、罚款；计入拒不支付劳动报酬要件和失信名单期间"),
    row("nonact", "不履行职责", "收到投诉", "2month", "complainant", S, "行诉法47；复议法11(i11)、23(i3)", "V",
        consequence="可以申请行政复议，对复议不服的起诉"),
    row("limit-2y", "监察查处时效", "违法行为终了", "2year", "body", S, "监察条例20", "V/P", rolls=False, setting=None,
        lights=Lights(30, 7), consequence="不再查处", note="时效不顺延；被发现、举报、投诉即停止"),
)

DECISION: Final[tuple[Rule, ...]] = (
    row("statement", "陈述、申辩", "收到告知书", "3wd", "employer", T, "处罚法44、45、62；监察条例19", "V/P", served=True,
        extension=Extension(None, 1, "当事人申请"), consequence="可以作出决定"),
    row("hearing-ask", "要求听证", "收到告知书", "5wd", "employer", S, "处罚法64(i1)、85", "V", served=True,
        consequence="丧失要求听证的权利"),
    row("hearing-notice", "听证通知", "听证", "-7wd", "body", S, "处罚法64(i2)、85", "V", consequence="须改期听证"),
    row("insp-serve", "送达决定书", "作出决定（当事人不在场）", "7wd", "body", S, "处罚法61、85；监察规定", "V/K",
        setting=None, note="处罚决定7个工作日；处理决定、改正指令7日", roll_setting="roll_authority_limits"),
    row("decision-pay", "履行处理、处罚决定", "决定书所定履行期届满日", "written", "employer", S, "处罚法66", "V",
        served=True, lights=Lights(3, 0), consequence="催告后申请强制执行"),
    row("fine-pay", "缴纳罚款", "收到处罚决定书", "15cd", "employer", S, "处罚法66、67、72、73(3)", "V", served=True,
        extension=Extension(None, 1, "申请并经批准"), consequence="每日按3%加处罚款，不超过罚款数额"),
)

REMEDY: Final[tuple[Rule, ...]] = (
    row("reconsider-party", "申请行政复议", "知道行政行为", "60cd", "party", S, "复议法20", "V", served=True, pauses=("*",),
        consequence="丧失复议权"),
    row("reconsider-decide", "复议决定", "受理复议申请", "60cd", "government", S, "复议法62", "V",
        extension=Extension(30, 1, "复议机关负责人批准"), note="简易程序30日"),
    row("sue-party", "提起行政诉讼", "知道行政行为", "6month", "party", S, "行诉法45、46", "V", served=True,
        lights=Lights(30, 7), consequence="丧失起诉权", note="经复议的，自收到复议决定15日"),
    row("enforce-window", "申请法院强制执行", "起诉期限届满日（未复议、未起诉）", "3month", "body", S, "强制法53；行诉解156",
        "V", lights=Lights(30, 11), extension=Extension(None, 1, "有正当理由"), consequence="人民法院不予受理"),
    row("urge-wait", "催告等待期", "送达催告书", "10wd", "body", S, "强制法54、69", "V", served=True,
        consequence="届满前申请执行为时过早"),
    row("court-take", "法院受理执行申请", "申请强制执行", "5wd", "court", S, "强制法56、69", "V"),
    row("court-rule", "法院执行裁定", "受理执行申请", "7wd", "court", S, "强制法57、58、69", "V", note="听取意见的30日",
        roll_setting="roll_authority_limits"),
)

INSPECTION: Final[tuple[Rule, ...]] = INQUIRY + DECISION + REMEDY
