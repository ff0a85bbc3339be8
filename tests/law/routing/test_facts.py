"""What routing takes in: words of the lists, unknown as null, and a refusal that names field and reason."""

from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from arrears.law.routing import ROWS, answer, route
from arrears.law.routing.facts import BOOLS, CLAIMS, CODES, PRIORS, URGENCY
from arrears.law.routing.proposal import ROUTES
from arrears.regions import load_region, region

BEIJING = region("beijing")
QINGJIANG = load_region("qingjiang", Path(__file__).parents[2] / "region")
BODIES = {None, "外省", "人民法院", "社会保险", "住房公积金", "工伤认定", *(body.place for body in BEIJING.bodies)}


@pytest.mark.parametrize(
    ("facts", "field", "code"),
    [
        ({"channel": "wechat"}, "channel", "bad-facts"),
        ({"who": ["worker"]}, "who", "bad-facts"),
        ({"employer_kind": ""}, "employer_kind", "bad-facts"),
        ({"employer_status": "gone"}, "employer_status", "bad-facts"),
        ({"labour_relation": True}, "labour_relation", "bad-facts"),
        ({"workplace_district": "武清区"}, "workplace_district", "bad-facts"),
        ({"employer_district": "市"}, "employer_district", "bad-facts"),
        ({"claims": ["wages", "tea"]}, "claims", "bad-facts"),
        ({"claims": {"wages": 1}}, "claims", "bad-facts"),
        ({"claims": [["wages"]]}, "claims", "bad-facts"),
        ({"urgency": ["urgent"]}, "urgency", "bad-facts"),
        ({"construction": "yes"}, "construction", "bad-facts"),
        ({"over_age": 1}, "over_age", "bad-facts"),
        ({"unit_above": 3}, "unit_above", "bad-facts"),
        ({"workers": -1}, "workers", "bad-facts"),
        ({"workers": 2.5}, "workers", "bad-facts"),
        ({"workers": True}, "workers", "bad-facts"),
        ({"amount": "五千"}, "amount", "bad-facts"),
        ({"amount": -3}, "amount", "bad-facts"),
        ({"amount": Decimal("NaN")}, "amount", "bad-facts"),
        ({"amount": []}, "amount", "bad-facts"),
        ({"employer": 7}, "employer", "bad-facts"),
        ({"received_on": "2026-02-30"}, "received_on", "bad-date"),
        ({"work_end": "上个月"}, "work_end", "bad-date"),
        ({"last_due": 20260301}, "last_due", "bad-date"),
        ({"received_on": "2026-03-02T10:00:00Z"}, "received_on", "bad-date"),
        ({"prior": {"kind": "iou"}}, "prior", "bad-facts"),
        ({"prior": ["iou"]}, "prior[0]", "bad-facts"),
        ({"prior": [{"kind": "iou"}, {"kind": "rumour"}]}, "prior[1].kind", "bad-facts"),
        ({"prior": [{"kind": "iou", "on": "soon"}]}, "prior[0].on", "bad-date"),
        ({"prior": [{"kind": "iou", "body": 1}]}, "prior[0].body", "bad-facts"),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_name(facts, field, code):
    given = answer({"id": "a", "facts": facts}, BEIJING)
    assert given["id"] == "a" and given["error"]["field"] == f"facts.{field}" and given["error"]["code"] == code
    assert given["error"]["message"]


@pytest.mark.parametrize("line", [{"id": 1}, {"id": 1, "facts": None}, {"id": 1, "facts": []}])
def test_a_line_without_facts_is_answered_with_an_error(line):
    assert answer(line, BEIJING)["error"]["field"] == "facts"


def test_an_unknown_name_is_shown_and_changes_nothing():
    told = {"employer": "甲", "workplace_district": "海淀区"}
    plain, noted = route(told, BEIJING), route({**told, "weather": "rain"}, BEIJING)
    assert (plain.route, plain.body, plain.row) == (noted.route, noted.body, noted.row)
    assert [warning.code for warning in noted.warnings] == ["unknown-fact"]


def test_null_and_not_told_are_the_same():
    told = {"employer": "甲", "workplace_district": "海淀区"}
    others = ("claims", "urgency", "prior", "amount", "workers", "received_on", "work_end", "project")
    nulls = dict.fromkeys((*BOOLS, *CODES, *others))
    assert route({**nulls, **told}, BEIJING) == route(told, BEIJING)


def test_an_instant_counts_by_its_day_and_one_word_for_a_list():
    told = {"employer": "甲", "workplace_district": "海淀区", "over_age": True, "claims": "wages", "urgency": "minor"}
    late = route({**told, "received_on": "2026-06-30T23:59:59+08:00"}, BEIJING)
    assert (late.row, late.route) == ("R15", "court")
    assert "minor" in {warning.code for warning in late.warnings}


def test_a_body_may_set_its_own_figures():
    told = {"employer": "甲", "workplace_district": "海淀区", "claims": ["wages"], "workers": 5}
    assert route(told, BEIJING).row == "R31"
    assert route(told, BEIJING, {"route_group_workers": 5}).row == "R30"
    old = {**told, "workers": 1, "over_age": True, "received_on": "2026-08-01", "last_due": "2026-06-15"}
    assert route(old, BEIJING).row == "R31"
    assert route(old, BEIJING, {"over_age_earlier_arrears": False}).row == "R15"


def test_an_invented_city_routes_to_its_own_bodies_by_its_own_figures():
    told = {"employer": "甲", "workplace_district": "河西县", "claims": ["wages"], "workers": 15, "labour_relation": "clear"}
    assert (route(told, QINGJIANG).row, route(told, QINGJIANG).body) == ("R31", "河西县")
    assert route({**told, "workers": 20}, QINGJIANG).row == "R30"
    site = route({**told, "construction": True}, QINGJIANG)
    assert "清江办法第三条" in site.reasons[0].source
    big = {**told, "foreign_10m_usd": True, "employer_district": "河西县", "asks_arbitration": True}
    assert route(big, QINGJIANG).body == "河西县"
    assert answer({"facts": {"workplace_district": "海淀区"}}, QINGJIANG)["error"]["field"] == "facts.workplace_district"


PLACES = st.sampled_from([None, "海淀区", "通州区", "经开区", "外省"])
FACTS = st.fixed_dictionaries(
    {},
    optional={
        **{name: st.sampled_from([None, True, False]) for name in (*BOOLS, "unit_above")},
        **{name: st.sampled_from([None, *words]) for name, words in CODES.items()},
        "employer": st.sampled_from([None, "甲公司"]), "project": st.sampled_from([None, "乙楼"]),
        "employer_district": PLACES, "workplace_district": PLACES,
        "claims": st.lists(st.sampled_from(CLAIMS), max_size=4), "urgency": st.lists(st.sampled_from(URGENCY), max_size=3),
        "workers": st.sampled_from([None, 0, 1, 9, 10, 100]), "amount": st.sampled_from([None, 0, 5000, 500000]),
        "received_on": st.sampled_from([None, "2026-06-30", "2026-07-01"]),
        "work_end": st.sampled_from([None, "2023-01-01", "2026-05-01"]), "last_due": st.sampled_from([None, "2023-01-01"]),
        "prior": st.lists(st.sampled_from(PRIORS).map(lambda kind: {"kind": kind}), max_size=2),
    },
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@examples(FACTS)
def test_whatever_is_told_one_route_comes_out_with_a_body_it_may_have(facts):
    given = route(facts, BEIJING)
    assert given.route in ROUTES and given.body in BODIES and given.row in {row.id for row in ROWS}
    if given.route in ("mediation", "arbitration", "inspection"):
        assert given.body in {body.place for body in BEIJING.bodies}
    for way in given.alternatives:
        assert (way.route, way.body) != (given.route, given.body)
        assert way.route in ROUTES and way.body in BODIES


def test_every_short_path_answers_alike_for_each_channel():
    for channel, who in product(("12345", "letter", "counter"), ("worker", "group_rep")):
        told = {"channel": channel, "who": who, "employer": "甲", "workplace_district": "丰台区", "claims": ["wages"]}
        assert (route(told, BEIJING).route, route(told, BEIJING).body) == ("mediation", "丰台区")
