"""Deadline rules after the award 裁决以后: suits, setting aside, effect, enforcement, preservation (arbitration.md 2.3)."""

from __future__ import annotations

from typing import Final

from arrears.law.deadlines.arbitration import ACCEPT_PAUSES, ACCEPT_RESETS, AWARD_PAUSES, AWARD_RESETS
from arrears.law.deadlines.row import S, T, row
from arrears.law.deadlines.rule import Extension, Lights, Rule

SUITS: Final[tuple[Rule, ...]] = (
    row("sue-nonfinal", "对非终局裁决起诉", "收到非终局裁决书", "15cd", "party", S, "法50", "V", served=True,
        consequence="期满不起诉的，裁决书发生法律效力"),
    row("sue-final-worker", "劳动者对终局裁决起诉", "收到终局裁决书", "15cd", "worker", S, "法48", "V", served=True,
        consequence="丧失起诉权"),
    row("setaside-employer", "用人单位申请撤销裁决", "收到终局裁决书", "30cd", "employer", S, "法49", "V", served=True,
        consequence="丧失申请撤销权"),
    row("sue-after-setaside", "裁决被撤销后起诉", "收到撤销裁定", "15cd", "party", S, "法49(3)", "V", served=True,
        consequence="丧失起诉权"),
    row("setaside-after-dismissal", "劳动者起诉被驳回、撤诉后申请撤销", "收到驳回起诉或者准许撤诉裁定", "30cd", "employer", S,
        "解一21", "V", served=True, consequence="丧失申请撤销权"),
    row("setaside-after-misfiling", "误诉后申请撤销", "收到不予受理裁定", "30cd", "employer", S, "解一18", "V", served=True,
        consequence="丧失申请撤销权"),
    row("sue-after-nonenforce", "不予执行后起诉", "收到不予执行裁定", "30cd", "party", S, "解一24", "V", served=True,
        consequence="丧失起诉权"),
    row("sue-overdue-accept", "逾期未受理可以起诉", "收到仲裁申请", "derived", "party", S, "法29；解一12", "V/K", opens=True,
        setting=None, rolls=False, pauses=ACCEPT_PAUSES, resets=ACCEPT_RESETS,
        note="受理期限届满次日起可以起诉；仲裁委员会作出决定后关闭"),
    row("sue-overdue-award", "逾期未裁决可以起诉", "受理", "derived", "party", S, "法43；解一12", "V/K", opens=True,
        setting=None, rolls=False, pauses=AWARD_PAUSES, resets=AWARD_RESETS, extension=Extension(15, 1, "随裁决期限延长"),
        note="裁决期限届满次日起可以起诉；作出裁决后关闭"),
    row("sue-after-refusal", "不予受理后起诉提醒", "收到不予受理通知书", "15cd", "applicant", T, "法29（未定期间，仅为提醒）",
        "V/P", served=True, consequence="仅为提醒，不影响起诉权"),
)

EFFECT: Final[tuple[Rule, ...]] = (
    row("award-effective", "裁决书生效", "作出裁决", "derived", "law", S, "法47、50", "V/K", opens=True, setting=None,
        rolls=False, note="终局裁决自作出之日生效；非终局裁决自最后一方起诉期届满次日生效"),
    row("settle-effective", "仲裁调解书生效", "双方签收调解书（以后到者为准）", "derived", "law", S, "法42；规则71", "V",
        opens=True, rolls=False),
    row("perform-award", "履行裁决、调解书", "文书所定履行期届满日（未定的为生效日）", "written", "obligor", S, "法51", "V",
        lights=Lights(3, 0), served=True, consequence="可以申请强制执行"),
    row("enforce-apply", "申请强制执行", "履行期最后一日", "2year", "creditor", S, "民诉250；执行解释19、20", "V",
        pauses=("*",), resets=("*",), lights=Lights(60, 30), consequence="对方可以提出执行时效异议"),
    row("preserve-suit", "仲裁前保全后申请仲裁或起诉", "人民法院采取保全措施", "30cd", "applicant", S, "民诉104", "V",
        consequence="解除保全"),
    row("preserve-enforce", "保全后申请执行", "裁决书、调解书生效", "3month", "creditor", S, "解一49", "V",
        lights=Lights(30, 7), consequence="解除保全"),
)

AFTER_AWARD: Final[tuple[Rule, ...]] = SUITS + EFFECT
