"""How the declarations answer: states, moves, conditions, and the hard rows of the tables one by one."""

from __future__ import annotations

import pytest

from arrears.law.procedures import ACTS, PROCEDURES, Effect, UnknownAct, act, on_lapse
from arrears.law.procedures.writing import fact, moves_of

ARBITRATION = PROCEDURES["arbitration"]
MEDIATION = PROCEDURES["mediation"]


def _effects(act_id: str, op: str) -> set[tuple[str, str | None]]:
    return {(effect.rule, effect.when) for effect in act(act_id).effects if effect.op == op}


def test_there_are_six_procedures_and_an_act_is_found_by_its_id() -> None:
    assert list(PROCEDURES) == ["lead", "mediation", "arbitration", "award", "inspection", "supervision"]
    assert act("mediation.accept").label == "受理"
    assert act("arbitration.accept").label == "受理 / 立案"
    with pytest.raises(UnknownAct):
        act("mediation.award")


@pytest.mark.parametrize(
    ("name", "total"),
    [("lead", 49), ("mediation", 50), ("arbitration", 78), ("award", 13), ("inspection", 77), ("supervision", 40)],
)
def test_a_procedure_holds_its_own_acts_and_the_common_ones(name: str, total: int) -> None:
    assert len(PROCEDURES[name].acts) == total
    assert len(ACTS) == 307


def test_every_running_state_can_be_suspended_and_leads_back_to_itself() -> None:
    suspend = ARBITRATION.acts["suspend"]
    assert ARBITRATION.sources_of(suspend) == {
        "a-accepted", "a-prehearing", "a-entrusted", "a-scheduled", "a-hearing", "a-deliberation", "a-suspended",
    }
    assert ARBITRATION.targets_from(ARBITRATION.acts["resume"], "a-suspended") == ("*back",)


def test_a_closed_case_takes_notes_and_filing_but_no_withdrawal() -> None:
    possible = {found.name for found in ARBITRATION.acts_from("a-awarded")}
    assert {"note", "serve", "archive", "correct", "close", "amend"} <= possible
    assert not possible & {"withdraw", "hear", "lapse", "award"}


def test_the_target_of_a_conversion_depends_on_the_state_it_starts_from() -> None:
    convert = MEDIATION.acts["convert"]
    assert MEDIATION.targets_from(convert, "m-failed") == ("m-converted",)
    assert MEDIATION.targets_from(convert, "m-agreed") == ("m-agreed",)
    assert MEDIATION.targets_from(convert, "m-registered") == ()
    assert MEDIATION.targets_from(MEDIATION.acts["apply"], None) == ("m-registered",)
    assert MEDIATION.acts["apply"].creates
    assert not convert.creates


def test_acceptance_starts_the_award_clock_from_the_signature_and_the_rest_by_track() -> None:
    starts = _effects("arbitration.accept", "start")
    assert ("arb-award", None) in starts
    assert ("arb-collective-notify", "track=collective|fast_collective") in starts
    award = next(effect for effect in act("arbitration.accept").effects if effect.rule == "arb-award")
    assert award == Effect("start", "arb-award", None, "accepted_on")
    assert act("arbitration.accept").approval is not None
    assert act("arbitration.accept").approval.grants == ("FH",)
    assert act("arbitration.accept").approval.sheet == "arb-docket-approval"


def test_an_application_gives_its_receipt_on_the_same_day() -> None:
    receipt = [effect for effect in act("arbitration.file").effects if effect.rule == "arb-receipt"]
    assert [(effect.op, effect.on) for effect in receipt] == [("start", "filed_on"), ("satisfy", None)]


def test_the_lapse_of_a_clock_opens_the_next_one_whatever_row_says_so() -> None:
    assert {effect.rule for effect in on_lapse("arbitration", "arb-award")} == {"sue-overdue-award"}
    assert {effect.rule for effect in on_lapse("arbitration", "perform-award")} == {"enforce-apply"}
    assert {effect.rule for effect in on_lapse("inspection", "order-pay")} == {"bl-decide"}
    assert {effect.rule for effect in on_lapse("inspection", "sue-party")} == {"enforce-window"}
    assert on_lapse("lead", "hot-due") == ()


def test_service_of_a_paper_starts_the_addressees_clock_and_meets_the_offices_own() -> None:
    served = {(effect.op, effect.rule) for effect in ARBITRATION.on_service("arb-response-notice")}
    assert served == {
        ("start", "arb-defence"),
        ("start", "arb-jurisdiction-objection"),
        ("start", "arb-counterclaim"),
        ("satisfy", "arb-serve-claim"),
    }
    order = {(effect.op, effect.rule) for effect in PROCEDURES["inspection"].on_service("insp-rectification-order")}
    assert ("start", "order-pay") in order
    assert ("start", "bl-decide") not in order


def test_a_public_notice_pauses_the_award_clock_of_an_arbitration_only() -> None:
    assert _effects("arbitration.serve-public", "pause") == {("arb-award", None), ("arb-award-fast", None)}
    assert _effects("inspection.serve-public", "pause") == set()


def test_rows_of_a_work_order_leave_the_state_of_the_lead_alone() -> None:
    rows = [found for found in PROCEDURES["lead"].acts.values() if found.order is not None]
    assert [found.name for found in rows] == [
        "add-order", "sign-order", "first-contact", "return-order", "return-result", "extend-order", "answer", "record-callback",
    ]
    assert all(found.targets == ("=",) for found in rows)
    assert act("lead.answer").order == ("o-signed o-working", "o-answered =")


def test_an_agreement_is_of_one_or_of_a_group_and_lists_the_payment_account_always() -> None:
    agree = act("mediation.agree")
    assert agree.documents == ("payment-instruction",)
    assert agree.documents_either == ("mediation-agreement", "mediation-agreement-group")
    assert agree.documents_if == ("mediation-failure-notice",)
    assert agree.fact("rows_failed").optional
    assert agree.demands == ("both_parties",)


def test_the_award_machines_move_side_by_side() -> None:
    award = PROCEDURES["award"]
    suit = award.acts["record-suit"]
    assert award.targets_from(suit, "p-open") == ("p-sued",)
    assert award.targets_from(suit, "w-effective") == ("w-blocked",)
    assert award.initials == ("p-unserved", "w-pending", "x-none")
    assert "note" not in award.acts


@pytest.mark.parametrize("written", ["due: date", "Due:date", "due:date[", ""])
def test_a_fact_that_cannot_be_read_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="not a fact"):
        fact(written, "期限")


def test_a_move_without_an_arrow_is_refused() -> None:
    with pytest.raises(ValueError, match="not a move"):
        moves_of("m-registered")
