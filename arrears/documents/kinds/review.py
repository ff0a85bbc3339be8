"""Papers of what the parties do with an agreement: joint review 仲裁审查 (规则 第七十四条至第七十九条), confirmation by a court 司法确认.

The commission makes its own three, under the number of the review; the two applications are the parties'. A review that succeeds ends
in the statement of `awards`.
"""

from __future__ import annotations

from datetime import date

from arrears.documents import agreement
from arrears.documents.facts import Text
from arrears.documents.kind import Fact, Kind, Page, Series, Volume
from arrears.documents.kinds.arbitration_decisions import BEGINS, BOTH, PARTIES

AGREED = (
    Fact("centre", "调解组织", str),
    Fact("agreement_no", "协议编号", str),
    Fact("agreed_on", "协议日期", date),
)
ASKED_ON = Fact("received_on", "收到申请日", date)

APPLICATION = Kind(
    id="arbitration-review-application",
    title="仲裁审查申请书",
    page=Page.ADJUDICATION,
    subject="mediation",
    series=Series.REVIEW,
    agency=False,
    signer="双方当事人",
    to=("仲裁委员会",),
    ids="full",
    facts=(*PARTIES, *AGREED, Fact("effective_on", "协议生效日", date)),
    either=BEGINS,
    checks=(agreement.in_order("agreed_on", "effective_on", "made_on"),),
    basis="劳动人事争议仲裁办案规则第七十四条",
)

REJECTION = Kind(
    id="review-rejection-notice",
    title="仲裁审查不予受理通知书",
    page=Page.ADJUDICATION,
    subject="mediation",
    series=Series.REVIEW,
    seal=True,
    to=BOTH,
    facts=(
        Fact("to", "收件人", list[str]), *AGREED, ASKED_ON, Fact("reason", "不予受理的理由", str), Fact("onward", "后续途径", Text),
    ),
    checks=(agreement.in_order("agreed_on", "received_on", "made_on"),),
    basis="劳动人事争议仲裁办案规则第七十五条",
)  # fmt: skip

DECISION = Kind(
    id="review-decision",
    title="不予制作调解书决定书",
    page=Page.ADJUDICATION,
    subject="mediation",
    series=Series.REVIEW,
    seal=True,
    to=BOTH,
    ids="full",
    facts=(
        *PARTIES, *AGREED, ASKED_ON, Fact("accepted_on", "受理审查日", date, False), Fact("reason", "不予制作的理由", str),
    ),
    either=BEGINS,
    checks=(agreement.in_order("agreed_on", "received_on", "accepted_on", "made_on"),),
    basis="劳动人事争议仲裁办案规则第七十八条",
)  # fmt: skip

WITHDRAWAL = Kind(
    id="review-withdrawal-notice",
    title="准许撤回审查通知书",
    page=Page.ADJUDICATION,
    subject="mediation",
    series=Series.REVIEW,
    seal=True,
    to=BOTH,
    facts=(Fact("to", "收件人", list[str]), *AGREED, ASKED_ON, Fact("withdrawn_on", "撤回日期", date)),
    checks=(agreement.in_order("agreed_on", "received_on", "withdrawn_on", "made_on"),),
    basis="劳动人事争议仲裁办案规则第七十六条、第七十九条",
)

CONFIRMATION = Kind(
    id="judicial-confirmation-application",
    title="司法确认申请书",
    page=Page.ADJUDICATION,
    subject="mediation",
    agency=False,
    signer="双方当事人",
    to=("人民法院",),
    volume=Volume.NONE,
    ids="full",
    facts=(*PARTIES, *AGREED, Fact("effective_on", "协议生效日", date), Fact("court", "人民法院", str)),
    either=BEGINS,
    checks=(agreement.in_order("agreed_on", "effective_on", "made_on"),),
    basis="民事诉讼法第二百零五条、人民调解法第三十三条",
)

KINDS = (APPLICATION, REJECTION, DECISION, WITHDRAWAL, CONFIRMATION)
