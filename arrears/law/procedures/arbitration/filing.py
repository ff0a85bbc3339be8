"""Filing 立案: receipt, one-time notice, acceptance, refusal, and the questions of jurisdiction."""

from __future__ import annotations

from arrears.law.procedures.arbitration.states import BEFORE_HEARING, act
from arrears.law.procedures.form import Act
from arrears.law.procedures.writing import (
    Effects,
    drops,
    fact,
    pauses,
    resets,
    resumes,
    satisfies,
    signed_by,
    starts,
    starts_satisfied,
)

DOCKET = signed_by("FH", "arb-docket-approval")


def _trial_clocks(on: str) -> tuple[Effects, ...]:
    """Clocks that acceptance starts, from the date of the fact `on`."""
    return (
        starts("arb-award arb-serve-claim", on=on),
        starts("arb-panel-notice", when="track=fast|simple|fast_simple|ordinary", on=on),
        starts("arb-collective-notify", when="track=collective|fast_collective", on=on),
        starts("arb-award-fast", when="track=fast|simple|fast_simple|fast_collective", on=on),
        starts("arb-simple-convert", when="track=simple|fast_simple", on=on),
    )


_ACCEPT_CLOCKS = (
    satisfies("arb-accept arb-accept-target arb-supplement-notice", on="accepted_on"),
    drops("sue-overdue-accept"),
    *_trial_clocks("accepted_on"),
)

_ACCEPT_FACTS = (
    fact("scope:bool", "属于劳动人事争议受理范围"),
    fact("claims_clear:bool", "有明确的仲裁请求和事实理由"),
    fact("parties_named:bool", "申请人适格、有明确的被申请人"),
    fact("jurisdiction:bool", "属于本委管辖"),
    fact("track:code", "适用程序", "track"),
    fact("accepted_on:date", "受理日期（签批日）"),
)

RECEIPT: tuple[Act, ...] = (
    act(
        "file", "申请仲裁", "– → a-received", "PA",
        facts=(
            fact("applicants:party[]", "申请人"),
            fact("respondents:party[]", "被申请人"),
            fact("claims:claim[]", "仲裁请求"),
            fact("facts:text", "事实和理由"),
            fact("evidence[]", "证据"),
            fact("copies:int", "副本份数"),
            fact("filed_on:date", "申请日期", default="today"),
            fact("posted_on:date?", "邮寄交邮日期"),
            fact("pre_mediation:code", "是否愿意案前调解", "pre_mediation"),
        ),
        papers="arb-application arb-receipt",
        clocks=[
            starts("arb-accept arb-accept-target arb-supplement-notice", on="filed_on"),
            starts_satisfied("arb-receipt", on="filed_on"),
            satisfies("preserve-suit", on="filed_on"),
        ],
        source="调解仲裁法第28条、办案规则第29条",
        note="书写确有困难的可以口头申请；副本份数为被申请人数加一；申请仲裁引起时效中断",
    ),
    act(
        "ask-supplement", "一次性告知补正", "a-received → a-supplement", "CC",
        facts=(fact("missing[]", "需补正的材料"), fact("due:date", "补正期限")),
        papers="one-time-notice",
        clocks=[
            satisfies("arb-supplement-notice"),
            pauses("arb-accept arb-accept-target"),
            starts("arb-supplement-due"),
        ],
        source="办案规则第29条",
        note="只能告知一次，须列明全部欠缺材料",
    ),
    act(
        "supplement", "补正", "a-supplement → a-received", "PA",
        facts=(fact("papers[]", "补正的材料"), fact("on:date", "补正日期")),
        papers="arb-receipt",
        clocks=[
            satisfies("arb-supplement-due", on="on"),
            resets("arb-accept arb-accept-target", on="on"),
        ],
        source="办案规则第29条",
    ),
    act(
        "suggest-mediation", "调解建议", "a-received → a-deferred", "CC",
        facts=(
            fact("org", "调解组织"),
            fact("consent_a:date", "申请人同意日期"),
            fact("consent_b:date", "被申请人同意日期"),
        ),
        papers="arb-mediation-proposal",
        clocks=[pauses("arb-accept arb-accept-target")],
        source="办案规则第68条",
        cert="K",
        note="须双方当事人同意",
    ),
    act(
        "end-deferral", "恢复受理", "a-deferred → a-received or a-withdrawn", "CC PA",
        facts=(fact("result:code", "先行调解结果", "deferral_result"), fact("on:date", "调解结束日期")),
        clocks=[resumes("arb-accept arb-accept-target", on="on")],
        source="办案规则第68条",
        cert="K",
        note="可随时恢复；达成协议的撤回申请，不同意调解的应当依法受理",
    ),
)

ACCEPTANCE: tuple[Act, ...] = (
    act(
        "accept", "受理 / 立案", "a-received → a-accepted", "CC",
        approval=DOCKET,
        facts=_ACCEPT_FACTS,
        papers="arb-acceptance-notice arb-response-notice",
        clocks=_ACCEPT_CLOCKS,
        source="调解仲裁法第29条、办案规则第30条",
        note="受理日期为审批人签批之日",
    ),
    act(
        "accept-lacking", "容缺受理", "a-received, a-supplement → a-accepted", "CC",
        approval=DOCKET,
        facts=(*_ACCEPT_FACTS, fact("missing[]", "容缺的材料"), fact("promise_until:date", "承诺补交日期")),
        papers="deferred-papers-promise arb-acceptance-notice arb-response-notice",
        clocks=[*_ACCEPT_CLOCKS, starts("arb-supplement-due", on="accepted_on")],
        cert="P",
    ),
    act(
        "promise-kept", "容缺补交", "running → =", "PA",
        facts=(fact("papers[]", "补交的材料"), fact("on:date", "补交日期")),
        papers="arb-receipt",
        clocks=[satisfies("arb-supplement-due", on="on")],
        cert="P",
    ),
    act(
        "refuse", "不予受理", "a-received, a-supplement → a-refused", "CC",
        approval=DOCKET,
        facts=(fact("reason:code", "不予受理的理由", "arb_refuse_reason"),),
        papers="arb-rejection-notice",
        clocks=[
            satisfies("arb-accept arb-accept-target arb-supplement-notice"),
            drops("sue-overdue-accept arb-supplement-due"),
            starts("sue-after-refusal"),
        ],
        source="调解仲裁法第29条、办案规则第31条",
    ),
    act(
        "redirect", "告知管辖", "a-received → a-redirected", "CC",
        approval=DOCKET,
        facts=(fact("competent_body", "有管辖权的机构"), fact("why:text", "理由")),
        papers="arb-no-jurisdiction-notice",
        clocks=[satisfies("arb-accept arb-accept-target"), drops("arb-supplement-notice")],
        source="办案规则第31条",
        note="不是不予受理通知书",
    ),
    act(
        "revoke", "撤销案件", "running → a-revoked", "AR",
        approval=signed_by("AH"),
        facts=(fact("found_on:date", "发现日期"), fact("why:text", "撤销理由")),
        papers="case-revocation-decision",
        clocks=[drops("arb-award arb-award-fast"), starts("arb-revoke-notice")],
        source="办案规则第32条",
    ),
)

JURISDICTION: tuple[Act, ...] = (
    act(
        "object-jurisdiction", "管辖异议", f"{BEFORE_HEARING} → =", "PA",
        facts=(fact("on:date", "提出日期"), fact("ground:text", "异议理由")),
        clocks=[
            satisfies("arb-jurisdiction-objection", on="on"),
            starts("arb-jurisdiction-decide", on="on"),
        ],
        source="办案规则第10条",
    ),
    act(
        "decide-jurisdiction", "管辖异议决定", f"{BEFORE_HEARING} → =", "AR",
        approval=signed_by("AH"),
        facts=(fact("upheld:bool", "异议成立"), fact("reason:text", "理由")),
        papers="jurisdiction-decision",
        clocks=[satisfies("arb-jurisdiction-decide")],
        source="办案规则第10条",
        note="异议成立的，随后移送",
    ),
    act(
        "transfer", "移送", "running → a-transferred", "AR",
        approval=signed_by("AH"),
        facts=(
            fact("to_body", "移送机构"),
            fact("reason:text", "移送理由"),
            fact("papers[]", "移送的材料"),
        ),
        papers="arb-transfer-letter",
        clocks=[drops("arb-award arb-award-fast"), starts("arb-transfer-send")],
        source="办案规则第9条",
    ),
    act(
        "take-over", "接受移送", "– → a-accepted", "CC",
        approval=DOCKET,
        facts=(
            fact("from_case", "原案号"),
            fact("taken_on:date", "接受移送日期"),
            fact("track:code", "适用程序", "track"),
        ),
        papers="arb-acceptance-notice",
        clocks=_trial_clocks("taken_on"),
        source="办案规则第9条",
        note="接受移送的仲裁委不得再移送，认为管辖有误的报市级主管部门指定；审理期限自接受之日重新计算",
    ),
)

FILING: tuple[Act, ...] = (*RECEIPT, *ACCEPTANCE, *JURISDICTION)
