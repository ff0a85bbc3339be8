"""The order of a dossier 卷内排列 (documents.md 5; R33 art. 22): which volume a piece belongs to and after what it stands.

A row is one place in the volume and holds ids of papers and, with @, groups of files: @licence identity papers, @evidence, @receipts;
@electronic comes last. Pure data; a kind that no row names stands before the receipts, so that no paper is left out.
"""

from __future__ import annotations

from collections.abc import Mapping

IDENTITY, EVIDENCE, RECEIPTS, ELECTRONIC = "@licence", "@evidence", "@receipts", "@electronic"
MAIN, SIDE = "main", "inner"
VOLUME_WORDS: Mapping[str, str] = {MAIN: "正卷", SIDE: "副卷"}

_MEDIATION = (
    "mediation-application",
    IDENTITY,
    "mediation-acceptance-notice mediation-refusal-notice mediation-invitation",
    "power-of-attorney rep-id-statement representative-nomination legal-aid-referral",
    "service-address-confirmation",
    f"materials-receipt {EVIDENCE} one-time-notice",
    "wage-confirmation",
    "mediation-transcript mediation-extension-consent",
    "mediation-agreement mediation-agreement-group mediation-failure-notice handover-list",
    "arbitration-review-application review-rejection-notice extension-notice review-decision review-withdrawal-notice "
    "arb-mediation-statement",
    "performance-confirmation",
    "performance-reminder",
    RECEIPTS,
)
_ARBITRATION = (
    "arb-application counterclaim",
    "arb-receipt one-time-notice deferred-papers-promise arb-acceptance-notice arb-rejection-notice arb-no-jurisdiction-notice",
    "arb-response-notice add-party-notice counterclaim-notice claim-change-notice",
    "arb-answer",
    IDENTITY,
    "power-of-attorney rep-id-statement legal-aid-referral",
    "representative-nomination",
    "service-address-confirmation",
    "arb-evidence-notice",
    f"materials-receipt wage-confirmation {EVIDENCE}",
    "arb-investigation-record",
    "arb-appraisal-letter",
    "arb-tribunal-notice arb-hearing-notice arb-collective-notice jurisdiction-decision recusal-decision merge-decision "
    "postponement-decision procedure-change-notice",
    "suspension-notice extension-notice resumption-notice",
    "arb-element-form-claimant arb-element-form-respondent",
    "arb-hearing-transcript",
    "arb-mediation-proposal entrust-mediation-letter withdrawal-application",
    "arb-mediation-statement award-advance-payment award-partial award-final award-nonfinal award-element award-group "
    "correction-decision withdrawal-decision deemed-withdrawal-decision termination-decision case-revocation-decision",
    "arb-transfer-letter enforcement-transfer-letter",
    "performance-confirmation",
    RECEIPTS,
    "effect-certificate",
)
_INSPECTION = (
    "insp-handling-decision insp-penalty-decision",
    "insp-complaint-form insp-complaint-decision one-time-notice",
    "insp-inquiry-letter",
    "insp-interview-record insp-site-record",
    f"{IDENTITY} power-of-attorney wage-confirmation {EVIDENCE}",
    "insp-rectification-order",
    "insp-handling-prenotice insp-penalty-prenotice",
    "insp-demand-notice",
    "performance-confirmation",
    "insp-case-transfer insp-transfer-letter",
    "insp-enforcement-application",
    "insp-result-notice",
    RECEIPTS,
)
_OTHER = (EVIDENCE, RECEIPTS)
_SIDE = (
    "lead-registration lead-transfer-form lead-acceptance-notice lead-reply",
    "arb-docket-approval insp-filing-approval",
    "suspension-approval extension-approval insp-extension-approval approval-sheet",
    "arb-deliberation",
    "payment-instruction file-access-form",
    "arb-closing-approval insp-closing-approval",
    "supervision-order supervision-progress supervision-urge-letter supervision-interview-notice supervision-interview-record "
    "supervision-release",
    EVIDENCE,
    RECEIPTS,
)
ORDERS: Mapping[str, tuple[str, ...]] = {"mediation": _MEDIATION, "arbitration": _ARBITRATION, "inspection": _INSPECTION}


def _places(rows: tuple[str, ...]) -> dict[str, int]:
    return {name: 2 * n for n, row in enumerate(rows) for name in row.split()}


_MAIN_PLACES: Mapping[str, Mapping[str, int]] = {name: _places(rows) for name, rows in ORDERS.items()}
_OTHER_PLACES, _SIDE_PLACES = _places(_OTHER), _places(_SIDE)


def place(procedure: str, volume: str, kind: str) -> int:
    """Where a piece stands in its volume; unknown kinds just before the receipts."""
    places = _SIDE_PLACES if volume == SIDE else _MAIN_PLACES.get(procedure, _OTHER_PLACES)
    return places.get(kind, places[RECEIPTS] - 1)


PARTY_MADE: Mapping[str, tuple[str, ...]] = {
    "arb-application": ("applicants",),
    "mediation-application": ("applicants",),
    "counterclaim": ("applicants",),
    "arb-answer": ("to", "respondents"),
    "arb-element-form-claimant": ("party",),
    "arb-element-form-respondent": ("party",),
    "power-of-attorney": ("principal",),
    "service-address-confirmation": ("party",),
    "withdrawal-application": ("applicants",),
    "deferred-papers-promise": ("applicant",),
    "representative-nomination": ("rows",),
    "wage-confirmation": ("employer",),
}
"""Papers that a party makes -> the fact that names it (责任者); the others are made by the body."""
