"""Papers 文书目录: for each kind its title, priority, the acts that make it, how it is served, its volume, copies and numbers.

Facts of the catalogue only. Layout, wording and rendering belong to `documents`; the periods printed on a paper come from the
deadline rules. Which acts make a paper also stands in the act tables; `procedures.checks` proves that both say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Service = Literal["S0", "S1", "S2", "S–"]

SERVICES: Mapping[str, str] = {
    "S0": "当面交接，在文书上签收",
    "S1": "须有送达回证",
    "S2": "可以简便送达",
    "S–": "不送达",
}
"""Service class → what it asks for."""

SERIES: Mapping[str, str] = {
    "": "不编号",
    "lead": "线索编号",
    "mediation": "劳人调字",
    "arbitration": "劳人仲字",
    "arbitration-rejection": "劳人仲不字",
    "arbitration-review": "劳人仲审字",
    "supervision": "劳人仲督字",
    "insp-case": "人社监案字",
    "insp-inquiry": "人社监询字",
    "insp-order": "人社监令字",
    "insp-handling-prenotice": "人社监理告字",
    "insp-handling": "人社监理字",
    "insp-penalty-prenotice": "人社监罚告字",
    "insp-penalty": "人社监罚字",
    "insp-transfer": "人社监移字",
    "insp-demand": "人社监催字",
    "letter": "人社函",
    "dossier": "归档号",
    "case": "沿用案件编号",
}
"""Number series → what stands in the number. `case`: the paper carries the number of the case it belongs to, of whatever kind."""

Volume = Literal["正", "副", "正副", ""]


@dataclass(frozen=True, slots=True)
class Paper:
    """One kind of paper.

    `acts`: ids of the acts that make it or take it in, `*.name` for an act of every procedure. `approves`: acts whose approval
    sheet it is. `services`: classes in which it may be served, the usual one first (two: by addressee or by choice). `volume`:
    the half of the dossier it is filed in, empty when it is not filed. `copies`: P each party, D dossier, 原本 the signed
    original. `series`: key of `SERIES`.
    """

    id: str
    title: str
    priority: Literal["P1", "P2", "P3"]
    acts: tuple[str, ...]
    services: tuple[Service, ...]
    volume: Volume
    copies: str
    series: str = ""
    approves: tuple[str, ...] = ()
    note: str = ""

    @property
    def service(self) -> Service:
        """The usual service class."""
        return self.services[0]


class UnknownPaper(KeyError):
    """The catalogue has no paper of this id."""


def paper(paper_id: str) -> Paper:
    """The paper of that id. Raises UnknownPaper."""
    try:
        return PAPERS[paper_id]
    except KeyError:
        raise UnknownPaper(paper_id) from None


# The rows are written as: id 题名 priority | acts | service classes | volume | copies | series | approves
_ROWS = """
lead-registration 欠薪线索登记表 P1 | lead.register | S– | 副 | 1 | lead
lead-acceptance-notice 欠薪线索受理告知书 P1 | lead.confirm-route | S2 | 正 | 2 | lead
lead-transfer-form 欠薪线索转办单 P1 | lead.hand-over | S0 | 副 | 2 | lead
lead-reply 答复意见书 P1 | lead.answer lead.explain lead.close | S1 S2 | 正 | 2 | letter
one-time-notice 一次性补正告知书 P2 | lead.ask-facts arbitration.ask-supplement inspection.insp-ask-papers | S2 | 正 | 2 | case
materials-receipt 证据材料收据 P2 | *.upload arbitration.submit-evidence | S0 | 正 | 2 | case
wage-confirmation 拖欠工资确认表 P1 | *.confirm-arrears inspection.insp-order | S0 | 正 | 3 | case
representative-nomination 代表人推举书 P2 | *.nominate-reps | S0 | 正 | 1 | case
power-of-attorney 授权委托书 P1 | *.appoint-agent | S0 | 正 | 1 | case
rep-id-statement 法定代表人身份证明书 P2 | *.appoint-agent | S0 | 正 | 1 | case
service-address-confirmation 送达地址确认书 P1 | *.confirm-address | S0 | 正 | 1 | case
service-receipt 送达回证 P1 | *.serve award.serve inspection.insp-serve | S– | 正 | 1 | case
service-public-notice 送达公告 P2 | *.serve-public | S– | 正 | 2 | case
legal-aid-referral 法律援助转介函 P2 | *.refer-aid | S0 | 正 | 3 | letter
file-access-form 案卷查阅登记表 P2 | *.read-file | S– | 副 | 1 | case
approval-sheet 内部审批单 P2 | | S– | 副 | 1 | case | *
rights-guide 维权告知单 P2 | *.give-guide | S0 | | 1 |

mediation-application 劳动争议调解申请书 P1 | mediation.apply | S0 | 正 | 1+被申请人数 | mediation
mediation-acceptance-notice 调解受理通知书 P1 | mediation.accept | S2 | 正 | P+D | mediation
mediation-invitation 参加调解通知书 P2 | mediation.invite | S2 | 正 | 2 | mediation
mediation-transcript 调解笔录 P1 | mediation.session | S– | 正 | 1 | mediation
mediation-agreement 劳动争议调解协议书 P1 | mediation.agree | S0 | 正 | P+D | mediation
mediation-agreement-group 集体劳动争议调解协议书 P1 | mediation.agree | S0 | 正 | P+D | mediation
payment-instruction 付款账户单 P2 | mediation.agree | S0 | 副 | 2 | mediation
performance-confirmation 履行情况确认书 P1 | \
mediation.pay mediation.close award.record-performance inspection.insp-pay-proof | S0 | 正 | 3 | case
performance-reminder 履约提醒函 P2 | mediation.remind | S2 | 正 | 2 | letter
mediation-failure-notice 调解终结通知书 P1 | mediation.fail mediation.decline mediation.agree | S2 | 正 | P+D | mediation
arbitration-review-application 仲裁审查申请书 P1 | mediation.review | S0 | 正 | 1 | arbitration-review
mediation-refusal-notice 调解不予受理告知书 P2 | mediation.refuse | S2 | 正 | P+D | mediation
mediation-extension-consent 延期调解同意书 P2 | mediation.extend | S0 | 正 | P+D | mediation
handover-list 材料移交单 P2 | mediation.convert | S0 | 正 | P+D | mediation
judicial-confirmation-application 司法确认申请书 P3 | mediation.confirm | S0 | | 2 |
payment-order-application 支付令申请书 P2 | mediation.to-court | S0 | | 2 |

arb-application 劳动人事争议仲裁申请书 P1 | arbitration.file mediation.convert | S0 | 正 | 1+被申请人数 | arbitration
arb-receipt 收件回执 P2 | arbitration.file arbitration.supplement arbitration.promise-kept | S0 | 正 | 2 | arbitration
deferred-papers-promise 容缺受理承诺书 P2 | arbitration.accept-lacking | S0 | 正 | 2 | arbitration
arb-docket-approval 立案组庭审批表 P1 | | S– | 副 | 1 | arbitration | \
arbitration.accept arbitration.accept-lacking arbitration.refuse arbitration.redirect \
arbitration.take-over arbitration.form-panel \
mediation.review-accept mediation.review-refuse
arb-acceptance-notice 受理通知书 P1 | \
arbitration.accept arbitration.accept-lacking arbitration.take-over | S1 S2 | 正 | 2 | arbitration
arb-response-notice 应诉通知书 P1 | arbitration.accept arbitration.accept-lacking | S1 | 正 | 每一被申请人2 | arbitration
arb-rejection-notice 不予受理通知书 P1 | arbitration.refuse | S1 | 正 | 2 | arbitration-rejection
arb-no-jurisdiction-notice 不属本委管辖告知书 P2 | arbitration.redirect | S1 | 正 | 2 | arbitration
arb-transfer-letter 案件移送函 P2 | arbitration.transfer | S1 | 正 | 3+ | letter
arb-evidence-notice 举证通知书 P1 | arbitration.fix-evidence | S2 | 正 | P+D | arbitration
arb-tribunal-notice 组庭通知书 P1 | arbitration.form-panel arbitration.change-panel | S2 | 正 | P+D | arbitration
arb-hearing-notice 开庭通知书 P1 | arbitration.schedule | S1 S2 | 正 | P+D | arbitration
arb-collective-notice 集体争议通知书 P2 | arbitration.schedule | S1 | 正 | P+D | arbitration
counterclaim 反申请书 P2 | arbitration.counterclaim | S1 | 正 | P+D | arbitration
counterclaim-notice 反申请受理（不予受理、另行申请）通知书 P2 | arbitration.join-counterclaim arbitration.refuse-counterclaim | \
S1 | 正 | P+D | arbitration
claim-change-notice 变更请求通知书 P2 | arbitration.accept-change | S1 | 正 | P+D | arbitration
add-party-notice 追加当事人通知书 P2 | arbitration.add-party | S1 | 正 | P+D | arbitration
merge-decision 合并审理决定书 P2 | arbitration.merge | S1 | 正 | P+D | arbitration
postponement-decision 延期开庭决定书 P2 | arbitration.postpone | S1 | 正 | P+D | arbitration
procedure-change-notice 转为一般程序通知书 P2 | arbitration.to-ordinary | S1 | 正 | P+D | arbitration
termination-decision 终止审理决定书 P2 | arbitration.terminate | S1 | 正 | P+D | arbitration
arb-answer 答辩书 P2 | arbitration.defend | S0 | 正 | 1+P | arbitration
arb-element-form-claimant 要素表（申请人） P1 | arbitration.submit-evidence | S0 | 正 | 1 | arbitration
arb-element-form-respondent 要素表（被申请人） P1 | arbitration.submit-evidence | S0 | 正 | 1 | arbitration
arb-hearing-transcript 庭审笔录 P1 | arbitration.hear arbitration.hear-absent | S– | 正 | 1 | arbitration
arb-investigation-record 调查笔录 P3 | arbitration.inquire | S– | 正 | 1 | arbitration
arb-appraisal-letter 委托鉴定函 P3 | arbitration.appraise | S2 | 正 | 2 | arbitration
arb-mediation-proposal 调解建议书 P3 | arbitration.suggest-mediation | S2 | 正 | 2 | arbitration
entrust-mediation-letter 委托调解函 P3 | arbitration.entrust | S2 | 正 | 2 | arbitration
arb-deliberation 评议笔录 P2 | arbitration.deliberate | S– | 副 | 1 | arbitration
arb-mediation-statement 仲裁调解书 P1 | \
arbitration.settle arbitration.partial-settle mediation.review-ok | S1 | 正 | P+D+原本 | arbitration
award-final 裁决书（终局） P1 | arbitration.award | S1 | 正 | P+D+原本(副) | arbitration
award-nonfinal 裁决书（非终局） P1 | arbitration.award | S1 | 正 | P+D+原本(副) | arbitration
award-element 要素式裁决书 P1 | arbitration.award | S1 | 正 | P+D+原本(副) | arbitration
award-group 集体争议裁决书 P1 | arbitration.award | S1 | 正 | P+D+原本(副) | arbitration
award-partial 先行裁决书 P2 | arbitration.partial-award | S1 | 正 | P+D+原本(副) | arbitration
award-advance-payment 先予执行裁决书 P2 | arbitration.interim | S1 | 正 | P+法院 | arbitration
enforcement-transfer-letter 移送执行函 P2 | arbitration.interim | S0 | 正 | 2 | letter
correction-decision 补正决定书 P2 | arbitration.correct | S1 | 正 | P+D | arbitration
withdrawal-application 撤回仲裁申请书 P1 | arbitration.withdraw | S0 | 正 | 1 | arbitration
withdrawal-decision 准予撤回决定书 P1 | arbitration.withdraw | S1 | 正 | P+D | arbitration
deemed-withdrawal-decision 按撤回处理决定书 P2 | arbitration.deem-withdrawn | S1 | 正 | P+D | arbitration
case-revocation-decision 撤销案件决定书 P2 | arbitration.revoke | S1 | 正 | P+D | arbitration
jurisdiction-decision 管辖异议决定书 P3 | arbitration.decide-jurisdiction | S1 | 正 | P+D | arbitration
recusal-decision 回避决定书 P3 | arbitration.decide-recusal | S1 | 正 | P+D | arbitration
suspension-notice 中止审理通知书 P2 | arbitration.suspend | S1 | 正 | P+D | arbitration
resumption-notice 恢复审理通知书 P2 | arbitration.resume | S1 | 正 | P+D | arbitration
extension-notice 延期审理通知书 P2 | arbitration.extend mediation.review-extend | S1 | 正 | P+D | arbitration
suspension-approval 中止审批表 P2 | | S– | 副 | 1 | arbitration | arbitration.suspend
extension-approval 延期审批表 P2 | | S– | 副 | 1 | arbitration | arbitration.extend mediation.review-extend
review-rejection-notice 仲裁审查不予受理通知书 P2 | mediation.review-refuse | S1 | 正 | P+D | arbitration-review
review-decision 不予制作调解书决定书 P2 | mediation.review-no | S1 | 正 | P+D | arbitration-review
review-withdrawal-notice 准许撤回审查通知书 P2 | mediation.review-withdraw | S1 | 正 | P+D | arbitration-review
effect-certificate 生效证明书 P2 | award.certify | S0 | 正 | 2 | arbitration
enforcement-guide 申请执行须知、执行申请书 P2 | award.apply-enforcement mediation.to-court | S0 | | 2 |
arb-closing-approval 结案审批表 P1 | | S– | 副 | 1 | arbitration | arbitration.close

insp-complaint-form 投诉（举报）登记表 P1 | inspection.insp-receive | S– | 正副 | 1 | insp-case
insp-complaint-decision 投诉受理（不予受理）告知书 P2 | inspection.insp-file inspection.insp-refuse | S1 S2 | 正 | 2 | insp-case
insp-filing-approval 立案审批表 P1 | | S– | 副 | 1 | insp-case | inspection.insp-file
insp-inquiry-letter 调查询问书 P1 | inspection.insp-inquire | S1 | 正 | 2 | insp-inquiry
insp-interview-record 询问笔录 P1 | inspection.insp-interview | S– | 正 | 1 | insp-case
insp-site-record 现场检查笔录 P2 | inspection.insp-check-site | S– | 正 | 1 | insp-case
insp-extension-approval 延长办案期限审批表 P3 | | S– | 副 | 1 | insp-case | inspection.insp-extend
insp-rectification-order 限期改正指令书 P1 | inspection.insp-order | S1 | 正 | 2 | insp-order
insp-handling-prenotice 行政处理事先告知书 P1 | inspection.insp-prenotice | S1 | 正 | 2 | insp-handling-prenotice
insp-handling-decision 行政处理决定书 P1 | inspection.insp-decide | S1 | 正 | 2+ | insp-handling
insp-penalty-prenotice 行政处罚事先告知书 P2 | inspection.insp-prenotice | S1 | 正 | 2 | insp-penalty-prenotice
insp-penalty-decision 行政处罚决定书 P2 | inspection.insp-decide | S1 | 正 | 2 | insp-penalty
insp-demand-notice 履行催告书 P2 | inspection.insp-urge | S1 | 正 | 2 | insp-demand
insp-enforcement-application 强制执行申请书 P2 | inspection.insp-enforce | S0 | 正 | 2 | insp-case
insp-case-transfer 涉嫌犯罪案件移送书 P2 | inspection.crim-hand-over | S0 | 正 | 3 | insp-transfer
insp-transfer-letter 案件移送函 P2 | inspection.insp-hand-over | S0 | 正 | 2 | letter
insp-filing-revocation 撤销立案审批表 P3 | | S– | 副 | 1 | insp-case | inspection.insp-revoke-filing
insp-result-notice 处理结果告知书 P2 | inspection.insp-tell inspection.insp-revoke-filing | S2 | 正 | 2 | insp-case
insp-closing-approval 结案审批表 P1 | | S– | 副 | 1 | insp-case | inspection.insp-close
dishonesty-prenotice 失信惩戒名单列入告知书 P3 | inspection.bl-notice | S1 | 正 | 2 | letter
dishonesty-decision 失信惩戒名单列入决定书 P3 | inspection.bl-decide | S1 | 正 | 2 | letter
breach-publication 重大欠薪违法行为公布信息表 P3 | inspection.publish | S– | 副 | 1 | insp-case

supervision-order 重大欠薪争议案件挂牌督办通知书 P1 | supervision.sup-list supervision.sup-raise | S0 | 副 | 2 | supervision
supervision-register 挂牌督办台账 P2 | supervision.sup-print-register | S– | 副 | 1 |
supervision-progress 督办进展报告 P2 | supervision.sup-plan supervision.sup-report | S0 | 副 | 2 | supervision
supervision-urge-letter 督办函 P1 | supervision.sup-urge | S0 | 副 | 2 | letter
supervision-interview-notice 约谈通知书 P2 | supervision.sup-measure | S1 | 正副 | 2 | letter
supervision-interview-record 约谈笔录 P2 | supervision.sup-measure | S– | 正副 | 1 | supervision
supervision-release 挂牌督办解除（摘牌）通知书 P1 | supervision.sup-release | S0 | 副 | 2 | supervision

dossier-cover 案卷封面 P1 | *.archive | S– | 正副 | 1 | dossier
dossier-index 卷内目录 P1 | *.archive | S– | 正副 | 1 | dossier
dossier-note 卷内备考表 P1 | *.archive | S– | 正副 | 1 | dossier
archive-transfer-list 归档移交清单 P3 | *.archive | S– | | 2 |
dossier-checkup-form 案卷评查表 P3 | *.archive | S– | 副 | 1 |
"""

_NOTES: Mapping[str, str] = {
    "one-time-notice": "仲裁中题名为补正通知书",
    "insp-complaint-form": "投诉入正卷，举报入副卷",
    "insp-interview-record": "要求保密的劳动者笔录入副卷",
    "insp-rectification-order": "题名可按本机构设为责令（限期）改正通知书；同时送达施工总承包单位",
    "insp-handling-decision": "送达用人单位；告知劳动者可用简便方式",
    "suspension-notice": "可以使用决定书",
    "arb-mediation-statement": "不得简便送达",
    "recusal-decision": "可以口头作出并记录",
    "arb-receipt": "当日出具",
    "supervision-interview-notice": "督办文书中唯一可送当事人的一种；用人单位一份入正卷",
    "supervision-interview-record": "用人单位一份入正卷",
    "dossier-cover": "正卷、副卷各一",
    "dossier-index": "正卷、副卷各一",
    "dossier-note": "正卷、副卷各一",
    "rights-guide": "不入卷",
    "archive-transfer-list": "随案卷移交档案机构，不入卷",
}


def _paper(line: str) -> Paper:
    head, acts, services, volume, copies, series, *approves = (part.strip() for part in line.split("|"))
    paper_id, rest = head.split(" ", 1)
    title, priority = rest.rsplit(" ", 1)
    return Paper(
        id=paper_id,
        title=title,
        priority=priority,  # type: ignore[arg-type]
        acts=tuple(acts.split()),
        services=tuple(services.split()),  # type: ignore[arg-type]
        volume=volume,  # type: ignore[arg-type]
        copies=copies,
        series=series,
        approves=tuple(approves[0].split()) if approves else (),
        note=_NOTES.get(paper_id, ""),
    )


PAPERS: Mapping[str, Paper] = {
    found.id: found for found in map(_paper, filter(None, _ROWS.replace("\\\n", " ").splitlines()))
}
"""Paper id → paper, in the order of the catalogue."""
