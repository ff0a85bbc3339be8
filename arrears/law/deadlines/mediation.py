"""Deadline rules of mediation 调解 and of the payment order 支付令 (arbitration.md 2.1)."""

from __future__ import annotations

from typing import Final

from arrears.law.deadlines.row import S, T, row
from arrears.law.deadlines.rule import Extension, Lights, Rule

SHORT: Final = "rule_short_days"

MEDIATION: Final[tuple[Rule, ...]] = (
    row("med-accept", "调解受理", "收到调解申请", "3wd", "org", S, "协调规定22", "K", consequence="升级督促"),
    row("med-end", "调解期限", "收到调解申请", "15cd", "org", S, "法14；协调规定29", "V/K", setting=None,
        extension=Extension(15, 1, "双方当事人同意", "med_extend_cap"), consequence="视为调解不成，任何一方可以申请仲裁"),
    row("med-end-local", "调解期限（本地承诺）", "收到调解申请", "30cd", "org", T, "本地格式文书承诺的30日", "P",
        consequence="同调解期限"),
    row("med-transfer", "调解不成转送材料", "调解不成", "5wd", "org", T, "本地格式文书", "P", consequence="材料转仲裁或监察"),
    row("med-fast-target", "快调目标", "受理调解申请", "7cd", "mediator", T, "快立快调快审快结工作要求", "P",
        consequence="升级督促"),
    row("med-invite-reply", "答复调解意向", "向被申请人发出调解邀请", "3wd", "respondent", T, "办案目标", "P",
        consequence="记为不同意调解"),
    row("review-apply", "申请仲裁审查（置换）", "调解协议生效", "15cd", "parties", S, "规则74、75(i3)；协调规定27", "V",
        consequence="不予受理审查；协议仍有约束力，可以申请支付令、仲裁或者起诉"),
    row("review-accept-target", "审查受理目标", "收到审查申请", "1wd", "body", T, "规则75（及时受理）", "P",
        consequence="升级督促"),
    row("review-decide", "仲裁审查期限", "受理审查申请", "5wd", "body", S, "规则76", "K", unit_setting=SHORT,
        extension=Extension(5, 1, "仲裁委员会主任或其委托的仲裁院负责人批准"), consequence="升级督促"),
    row("judconf-apply", "申请司法确认", "调解协议生效", "30cd", "parties", S, "民诉205；人民调解法33；解一52", "V",
        consequence="协议只有合同效力"),
    row("agr-perform", "履行调解协议", "协议所定履行日", "written", "payer", S, "法14、15、16", "V",
        roll_setting="agreement_dates_roll", setting=None, lights=Lights(3, 0), consequence="按协议违约处理"),
    row("agr-instal", "分期履行", "协议所定各期付款日", "written", "payer", S, "法14、15、16", "V",
        roll_setting="agreement_dates_roll", setting=None, lights=Lights(3, 0),
        consequence="该期违约；协议约定的，其余各期提前到期"),
    row("po-accept", "支付令受理", "申请支付令", "5cd", "court", S, "民诉226；民诉解427", "V"),
    row("po-issue", "发出支付令", "受理支付令申请", "15cd", "court", S, "民诉227", "V"),
    row("po-object", "清偿债务或提出书面异议", "债务人收到支付令", "15cd", "debtor", S, "民诉227", "V", served=True,
        consequence="债权人可以申请强制执行"),
    row("po-unserved", "支付令送达", "发出支付令", "30cd", "court", S, "民诉解430", "V",
        consequence="无法送达的，终结督促程序，支付令失效"),
    row("po-nosuit", "表示不同意起诉", "收到终结督促程序裁定", "7cd", "applicant", S, "民诉解438、439", "V", served=True,
        consequence="视为起诉"),
)
