"""After the award 裁后: three small machines that run beside the end state of arbitration (arbitration 4.3).

`p` one for each party and award, `w` one for each award, `x` one for each award or settlement. Their acts are performed on the
arbitration proceeding (a settlement made from a mediated agreement has its `x` too) and never change its state. A court's
paper is entered by the clerk. The first-named state of a machine is its initial one.
"""

from __future__ import annotations

from arrears.law.procedures.form import Act, Procedure
from arrears.law.procedures.writing import acts_of, drops, fact, satisfies, signed_by, starts, state_rows, table

STATES = state_rows(
    "p-unserved 未送达 p-open 异议期 p-setaside 申请撤裁 w-pending 未确定 "
    "x-none 未进入履行 x-performing 履行期 x-partial 部分履行 x-applied 已申请执行 x-terminated 终本",
    ends="p-expired 期满 p-sued 已起诉 w-effective 已生效 w-blocked 未生效 w-set-aside 被撤销 "
    "x-performed 已履行 x-enforced 执行到位 x-refused 不予执行",
)

_act = acts_of("award")

REMEDIES: tuple[Act, ...] = (
    _act(
        "serve", "送达裁决", "p-unserved → p-open", "CC",
        papers="service-receipt",
        clocks=[
            satisfies("arb-award-serve", when="last-party"),
            starts("sue-nonfinal", when="award=nonfinal"),
            starts("sue-final-worker", when="award=final&party=worker"),
            starts("setaside-employer", when="award=final&party=employer"),
        ],
        source="调解仲裁法第48条、第49条、第50条",
        note="随送达行为完成，各方自己的送达日起算",
    ),
    _act(
        "record-suit", "记录起诉", "p-open → p-sued; w-pending, w-effective → w-blocked", "CC",
        facts=(
            fact("party:party", "起诉的当事人"),
            fact("court", "受理法院"),
            fact("number", "法院案号"),
            fact("on:date", "起诉日期"),
            fact("items?", "起诉的请求"),
        ),
        clocks=[
            satisfies(
                "sue-nonfinal sue-final-worker sue-after-setaside sue-after-nonenforce sue-after-refusal "
                "sue-overdue-accept sue-overdue-award",
                on="on",
            )
        ],
        source="劳动争议司法解释一第16条、第17条",
        note="非终局裁决整体不生效；多名劳动者的只对起诉者不生效；劳动者对终局裁决起诉的请人工判断",
    ),
    _act(
        "record-suit-end", "驳回、准撤、不予受理", "p-sued → p-expired; w-blocked → w-effective", "CC",
        facts=(fact("on:date", "收到裁定日期"), fact("kind:code", "裁定种类", "suit_end")),
        clocks=[
            starts("setaside-after-dismissal", when="award=final&kind=dismissed|withdrawn", on="on"),
            starts("setaside-after-misfiling", when="award=final&kind=not_accepted", on="on"),
        ],
        source="劳动争议司法解释一第18条、第21条",
    ),
    _act(
        "record-setaside", "记录申请撤裁", "p-open → p-setaside", "CC",
        facts=(
            fact("court", "受理法院"),
            fact("on:date", "申请日期"),
            fact("ground:code", "撤裁理由", "setaside_ground"),
        ),
        clocks=[satisfies("setaside-employer setaside-after-dismissal setaside-after-misfiling", on="on")],
        source="调解仲裁法第49条",
        note="只有用人单位对终局裁决可以申请；劳动者已起诉的不予受理；审理期间中止执行",
    ),
    _act(
        "setaside-granted", "撤销裁决", "p-setaside → p-expired; w-effective → w-set-aside", "CC",
        facts=(fact("received_on:date", "收到裁定日期"),),
        clocks=[starts("sue-after-setaside", on="received_on")],
        source="调解仲裁法第49条",
        note="各方分别登记收到日期",
    ),
    _act(
        "setaside-refused", "驳回撤裁申请", "p-setaside → p-expired", "CC",
        facts=(fact("received_on:date", "收到裁定日期"),),
        source="调解仲裁法第49条",
        note="各方分别登记收到日期",
    ),
)

EFFECT: tuple[Act, ...] = (
    _act(
        "become-effective", "生效", "p-open → p-expired; w-pending → w-effective; x-none → x-performing", "sys",
        clocks=[satisfies("award-effective settle-effective"), starts("perform-award preserve-enforce")],
        source="调解仲裁法第47条、第50条",
        note="终局裁决自作出之日生效；按整份裁决判断，有劳动者起诉的按人判断",
    ),
    _act(
        "certify", "出具生效证明", "w-effective → =", "CC",
        approval=signed_by("AH"),
        facts=(fact("asked_by:party", "申请人"), fact("checked_on:date", "核查日期")),
        papers="effect-certificate",
        note="非终局裁决须各方均已送达、起诉期满且无人起诉；终局裁决依申请出具，并注明撤裁期是否届满",
    ),
)

PERFORMANCE: tuple[Act, ...] = (
    _act(
        "record-performance", "登记履行",
        "x-performing, x-partial, x-applied, x-terminated → x-partial or x-performed", "CC PA",
        facts=(fact("payments[]", "付款明细"),),
        papers="performance-confirmation",
        clocks=[satisfies("perform-award", when="paid"), drops("enforce-apply", when="paid")],
        note="可部分履行，超付不予登记；应付全部付清的为已履行",
    ),
    _act(
        "apply-enforcement", "申请执行", "x-performing, x-partial, x-terminated → x-applied", "PA",
        facts=(fact("court", "执行法院"), fact("on:date", "申请日期")),
        papers="enforcement-guide",
        clocks=[satisfies("enforce-apply preserve-enforce", on="on")],
        source="调解仲裁法第51条、民事诉讼法第250条",
        note="向被执行人住所地或者财产所在地法院申请；申请引起执行时效中断",
    ),
    _act(
        "record-enforcement", "执行结果", "x-applied → x-enforced or x-terminated or x-refused", "CC",
        facts=(fact("kind:code", "执行结果", "enforcement_result"), fact("on:date", "日期")),
        clocks=[starts("sue-after-nonenforce", when="kind=refused", on="on")],
    ),
    _act(
        "record-preservation", "财产保全", "any → =", "CC",
        facts=(fact("ordered_on:date", "裁定日期"), fact("court", "作出裁定的法院")),
        clocks=[starts("preserve-suit", on="ordered_on")],
        source="民事诉讼法第104条",
    ),
    _act(
        "remind-enforce", "执行提醒", "x-performing, x-partial → =", "sys",
        clocks=[starts("enforce-apply", when="lapse:perform-award")],
        note="申请执行、保全续行期限届满前60日、30日、7日提醒",
    ),
)

AWARD = Procedure(
    name="award",
    label="裁后",
    states=STATES,
    initial="p-unserved",
    acts=table([*REMEDIES, *EFFECT, *PERFORMANCE]),
    note="三个并行的小状态机：p 当事人异议、w 裁决效力、x 履行与执行；不改变仲裁案件的状态",
    initials=("p-unserved", "w-pending", "x-none"),
)
