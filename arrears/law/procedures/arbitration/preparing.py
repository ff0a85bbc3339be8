"""Before the hearing 庭前: panel, evidence, defence, counterclaim, parties, recusal, entrusted mediation."""

from __future__ import annotations

from arrears.law.procedures.arbitration.states import BEFORE_HEARING, UNTIL_HEARD, act
from arrears.law.procedures.form import Act
from arrears.law.procedures.writing import fact, resets, satisfies, signed_by, starts

_CHANGING = f"{BEFORE_HEARING}, a-hearing"

_PANEL_FACTS = (
    fact("arbitrators:user[]", "仲裁员"),
    fact("presiding:user?", "首席仲裁员"),
    fact("clerk:user", "书记员"),
    fact("ties:bool", "存在应当回避的关系"),
)

PANEL: tuple[Act, ...] = (
    act(
        "form-panel", "组庭", "a-accepted → a-prehearing", "CC",
        approval=signed_by("FH", "arb-docket-approval"),
        facts=_PANEL_FACTS,
        papers="arb-tribunal-notice",
        clocks=[satisfies("arb-panel-notice", when="served")],
        source="调解仲裁法第31条、第32条、办案规则第37条",
        note="调解过本争议的调解员不得担任仲裁员",
    ),
    act(
        "change-panel", "变更组庭", "running → =", "CC",
        approval=signed_by("AH"),
        facts=_PANEL_FACTS,
        papers="arb-tribunal-notice",
        clocks=[satisfies("arb-panel-notice", when="served")],
        source="办案规则第37条",
        note="调解过本争议的调解员不得担任仲裁员",
    ),
    act(
        "recuse", "申请回避", "running → =", "PA AR CC",
        facts=(
            fact("person:user", "被申请回避的人员"),
            fact("ground:code", "回避事由", "recusal_ground"),
            fact("on:date", "提出日期"),
            fact("by:party?", "提出的一方（自行回避的不选）"),
        ),
        clocks=[satisfies("arb-recusal-apply", on="on"), starts("arb-recusal-decide", on="on")],
        source="调解仲裁法第33条、办案规则第11条",
        note="决定作出前，被申请回避的人员暂停参与处理，紧急措施除外",
    ),
    act(
        "decide-recusal", "决定回避", "running → =", "AH",
        approval=signed_by("AH"),
        facts=(fact("granted:bool", "准予回避"),),
        papers="recusal-decision",
        clocks=[satisfies("arb-recusal-decide")],
        source="办案规则第11条、第12条",
        note="主任的回避由仲裁委员会决定",
    ),
)

EVIDENCE: tuple[Act, ...] = (
    act(
        "fix-evidence", "指定举证期", f"{BEFORE_HEARING} → =", "AR",
        facts=(fact("deadline:date", "举证截止日"),),
        papers="arb-evidence-notice",
        clocks=[starts("arb-evidence arb-change-claim arb-witness", on="deadline")],
        source="办案规则第15条",
        note="按当事人分别指定",
    ),
    act(
        "submit-evidence", "举证", "running → =", "PA",
        facts=(fact("evidence[]", "证据目录"), fact("on:date", "提交日期"), fact("giver?", "交件人（需要收据的填写）")),
        either="arb-element-form-claimant arb-element-form-respondent",
        perhaps="materials-receipt",
        clocks=[satisfies("arb-evidence arb-witness", on="on")],
        source="办案规则第15条",
    ),
    act(
        "inquire", "调查", f"{UNTIL_HEARD} → =", "AR",
        facts=(
            fact("asked", "被调查人"),
            fact("by:user[]", "调查人员"),
            fact("answers:text", "调查笔录"),
        ),
        papers="arb-investigation-record",
        demands="two_persons",
    ),
    act(
        "appraise", "鉴定", f"{UNTIL_HEARD} → =", "AR",
        facts=(
            fact("agency", "鉴定机构"),
            fact("question:text", "鉴定事项"),
            fact("advance_by:party", "鉴定费预交人"),
        ),
        papers="arb-appraisal-letter",
        source="调解仲裁法第37条、办案规则第40条",
        note="鉴定期间只有办理中止才扣除审限",
    ),
)

DEFENCE: tuple[Act, ...] = (
    act(
        "defend", "答辩", f"{BEFORE_HEARING} → =", "PA",
        facts=(fact("on:date", "答辩日期"),),
        papers="arb-answer",
        clocks=[satisfies("arb-defence", on="on"), starts("arb-serve-defence", on="on")],
        source="调解仲裁法第30条、办案规则第33条",
        note="由被申请人提出",
    ),
    act(
        "waive-defence", "放弃或缩短答辩期", f"{BEFORE_HEARING} → =", "PA",
        facts=(fact("agreed_to:date", "同意的答辩截止日"),),
        clocks=[satisfies("arb-defence", on="agreed_to")],
        source="办案规则第58条",
        note="只适用于简易处理，须被申请人同意",
    ),
    act(
        "counterclaim", "反申请", f"{BEFORE_HEARING} → =", "PA",
        facts=(fact("claims:claim[]", "反申请请求"), fact("on:date", "提出日期")),
        papers="counterclaim",
        clocks=[satisfies("arb-counterclaim", on="on"), starts("arb-counterclaim-decide", on="on")],
        source="办案规则第36条",
        note="被申请人须在答辩期内提出",
    ),
    act(
        "join-counterclaim", "反申请受理", f"{BEFORE_HEARING} → =", "AR",
        facts=(fact("on:date", "受理日期"),),
        papers="counterclaim-notice",
        clocks=[
            satisfies("arb-counterclaim-decide", on="on"),
            resets("arb-award arb-award-fast", on="on"),
            starts("arb-defence", on="on"),
        ],
        source="办案规则第36条、第46条",
    ),
    act(
        "refuse-counterclaim", "反申请不予受理、另行申请", f"{BEFORE_HEARING} → =", "AR",
        approval=signed_by("FH"),
        facts=(fact("reason:code", "理由", "counterclaim_refuse_reason"),),
        papers="counterclaim-notice",
        clocks=[satisfies("arb-counterclaim-decide")],
        source="办案规则第36条",
    ),
)

CLAIMS: tuple[Act, ...] = (
    act(
        "change-claim", "申请增加变更请求", f"{_CHANGING} → =", "PA",
        facts=(fact("claims:claim[]", "变更后的请求"), fact("on:date", "提出日期")),
        clocks=[satisfies("arb-change-claim", on="on")],
        source="办案规则第44条",
        note="由申请人提出；逾期提出的不予准许，告知另行申请",
    ),
    act(
        "accept-change", "准许变更请求", f"{_CHANGING} → =", "AR",
        facts=(fact("on:date", "准许日期"), fact("new_defence:bool", "给予新的答辩期")),
        papers="claim-change-notice",
        clocks=[
            resets("arb-award arb-award-fast", on="on"),
            starts("arb-defence", when="new_defence=true", on="on"),
        ],
        source="办案规则第44条、第46条",
    ),
    act(
        "add-party", "追加当事人/第三人", f"{UNTIL_HEARD} → =", "AR",
        facts=(
            fact("party:party", "追加的当事人"),
            fact("role:code", "追加为", "added_role"),
            fact("ground:code", "追加理由", "add_party_ground"),
            fact("on:date", "决定日期"),
        ),
        papers="add-party-notice",
        clocks=[resets("arb-award arb-award-fast", on="on"), starts("arb-serve-claim", on="on")],
        source="调解仲裁法第23条、办案规则第46条",
        note="依申请或者依职权追加",
    ),
    act(
        "merge", "合并审理", f"{BEFORE_HEARING} → =", "AR",
        facts=(fact("cases:proceeding[]", "合并的案件"),),
        papers="merge-decision",
        cert="P",
        note="同一被申请人、同类争议；各案保留案号，期限各自计算",
    ),
    act(
        "split", "分案", f"{BEFORE_HEARING} → =", "AR",
        facts=(fact("cases:proceeding[]", "分出的案件"),),
        cert="P",
        note="各案保留案号，期限各自计算",
    ),
    act(
        "entrust", "委托调解", "a-prehearing, a-scheduled → a-entrusted", "AR",
        facts=(
            fact("org", "受委托的调解组织"),
            fact("consent_a:date", "申请人同意日期"),
            fact("consent_b:date", "被申请人同意日期"),
        ),
        papers="entrust-mediation-letter",
        clocks=[starts("ent-med")],
        source="办案规则第69条",
        note="须双方当事人同意",
    ),
    act(
        "return", "委托调解退回", "a-entrusted → a-prehearing", "ME",
        facts=(fact("result:code", "委托调解结果", "entrust_result"),),
        clocks=[satisfies("ent-med")],
        source="办案规则第69条",
    ),
)

PREPARING: tuple[Act, ...] = (*PANEL, *EVIDENCE, *DEFENCE, *CLAIMS)
