"""Facts: what a paper refuses to be made of, and that stored facts come back as they were."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal as D

import pytest

from arrears.documents.catalogue import KINDS, MissingFacts, WrongFacts, by_act
from arrears.documents.reading import Unreadable, digest, plain
from tests.documents import samples


def test_all_missing_facts_are_named_at_once_in_chinese():
    facts = samples.agreement()
    del facts["applied_on"], facts["mediator"]
    facts["instalments"] = []
    with pytest.raises(MissingFacts) as told:
        KINDS["mediation-agreement"].typed(facts)
    assert told.value.names == ("applied_on", "mediator", "instalments")
    assert str(told.value) == "《劳动争议调解协议书》还缺：申请日期、调解员、分期。"


def test_one_payment_day_stands_for_instalments():
    typed = KINDS["mediation-agreement"].typed(samples.agreement(instalments=[], pay_by="2026-05-15"))
    assert typed["instalments"] == () and typed["pay_by"] == date(2026, 5, 15)


def test_instalments_that_do_not_add_up_stop_the_paper():
    with pytest.raises(WrongFacts, match=r"各期合计11,200.00元，与总额11,250.00元不符"):
        KINDS["mediation-agreement"].typed(samples.agreement(total=D("11250.00")))


def test_a_row_that_does_not_add_up_is_named():
    rows = samples.roster(3, "34000.00", "6000.00")
    rows[1]["owed"] = D("28500.00")
    facts = samples.all_samples()["wage-confirmation"] | {"rows": rows}
    with pytest.raises(WrongFacts, match=rows[1]["name"]):
        KINDS["wage-confirmation"].typed(facts)


def test_ten_and_more_workers_need_three_to_five_representatives():
    with pytest.raises(WrongFacts, match="3至5名代表人"):
        KINDS["mediation-agreement-group"].typed(samples.group_agreement(representatives=["周广财"]))


def test_a_float_is_no_amount_and_the_place_is_told():
    with pytest.raises(Unreadable, match=r"instalments\[1\]\.amount 不是金额"):
        KINDS["mediation-agreement"].typed(samples.agreement(instalments=[{"no": 1, "due": "2026-05-15", "amount": 11200.0}]))


def test_a_fact_the_paper_does_not_know_is_refused():
    with pytest.raises(Unreadable, match="reporter_phone"):
        KINDS["lead-registration"].typed(samples.all_samples()["lead-registration"] | {"reporter_phone": "13800000000"})


@pytest.mark.parametrize("kind", KINDS)
def test_facts_survive_storage_as_json(kind):
    typed = KINDS[kind].typed(samples.all_samples()[kind])
    again = KINDS[kind].typed({name: value for name, value in json.loads(json.dumps(plain(typed))).items() if value not in (None, [])})
    assert again == typed and digest(again) == digest(typed)


def test_papers_are_found_by_the_act_that_makes_them():
    assert [kind.id for kind in by_act("mediation.agree")] == [
        "mediation-agreement",
        "mediation-agreement-group",
        "mediation-failure-notice",
        "payment-instruction",
    ]
    assert "service-receipt" in [kind.id for kind in by_act("inspection.serve")]
