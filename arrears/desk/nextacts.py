"""What usually comes next 下一步: per state the acts in the order in which a person does them. Order of buttons, nothing more.

What is possible, and by whom, stands in `law.procedures` and the policy; an act that is not listed comes after those that are.
"""

from __future__ import annotations

from collections.abc import Mapping

NEXT: Mapping[str, tuple[str, ...]] = {
    "l-draft": ("complete", "sign-order"),
    "l-screening": ("confirm-route", "hand-over", "ask-facts", "explain", "merge"),
    "l-verifying": ("facts-in", "explain", "hand-over"),
    "l-accepted": ("answer", "close", "hand-over"),
    "l-filed": ("answer", "close"),
    "l-handed-over": ("handover-result", "answer", "close"),
    "l-explained": ("answer", "close"),
    "l-closed": ("reopen", "archive"),
    "m-registered": ("accept", "invite", "reply-invite", "refuse", "withdraw"),
    "m-accepted": ("assign", "invite", "reply-invite", "join", "decline"),
    "m-mediating": ("session", "agree", "invite", "fail", "confirm-arrears", "extend"),
    "m-agreed": ("pay", "remind", "review", "confirm", "breach"),
    "m-performing": ("pay", "close", "remind", "breach", "to-court"),
    "m-breached": ("pay", "to-court", "convert", "remind"),
    "m-confirmed": ("pay", "remind", "to-court"),
    "m-failed": ("convert", "archive"),
    "m-declined": ("convert", "archive"),
    "m-performed": ("archive",),
    "a-received": ("accept", "accept-lacking", "ask-supplement", "refuse", "redirect"),
    "a-supplement": ("supplement", "accept-lacking", "refuse"),
    "a-accepted": ("form-panel", "serve", "fix-evidence"),
    "a-prehearing": ("serve", "schedule", "fix-evidence", "defend", "settle"),
    "a-scheduled": ("serve", "hear", "hear-absent", "postpone", "ask-postpone"),
    "a-hearing": ("deliberate", "award", "settle", "partial-award", "schedule", "extend"),
    "a-deliberation": ("award", "settle", "extend"),
    "a-suspended": ("check-suspension", "resume"),
    "a-awarded": ("serve", "close", "correct", "archive"),
    "a-settled": ("serve", "close", "archive"),
    "i-received": ("insp-file", "insp-ask-papers", "insp-refuse", "insp-hand-over"),
    "i-supplement": ("insp-papers-in", "insp-refuse"),
    "i-investigating": ("insp-check-site", "insp-interview", "insp-order", "insp-inquire", "confirm-arrears", "serve", "insp-extend"),
    "i-ordered": ("insp-pay-proof", "serve", "insp-close", "insp-conclude", "insp-tell", "crim-report"),
    "i-concluded": ("insp-prenotice", "serve"),
    "i-prenotice": ("serve", "insp-statement", "insp-decide"),
    "i-decided": ("insp-serve",),
    "i-performing": ("insp-pay-proof", "insp-urge", "record-remedy", "insp-tell", "insp-close"),
    "i-urged": ("insp-pay-proof", "serve", "insp-enforce", "record-remedy"),
    "i-enforcing": ("record-court", "insp-pay-proof", "insp-close"),
    "i-performed": ("insp-close", "insp-tell"),
    "i-closed": ("insp-tell", "archive"),
    "s-proposed": ("sup-list", "sup-decline"),
    "s-listed": ("sup-plan", "sup-report", "sup-instruct", "sup-measure", "sup-ask-release", "sup-extend"),
    "s-release-asked": ("sup-release", "sup-refuse-release", "sup-report"),
}


def place_of(state: str, act: str) -> int:
    """Where an act stands in the order of its state; unlisted ones after the listed."""
    listed = NEXT.get(state, ())
    return listed.index(act) if act in listed else len(listed)
