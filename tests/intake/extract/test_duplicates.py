"""Sameness of two matters, apart from any text."""

from __future__ import annotations

import pytest

from arrears.intake.extract.duplicates import Matter, employer_core, sameness, site_core


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("北京百仓鲜配供应链有限公司", "百仓鲜配"),
        ("百仓鲜配", "百仓鲜配"),
        ("北京福满堂餐饮管理有限公司", "福满堂"),
        ("速驿达(北京)供应链管理有限公司", "速驿达"),
        (None, ""),
    ],
)
def test_an_employer_is_compared_by_what_tells_firms_apart(name, core):
    assert employer_core(name) == core


def test_a_site_and_a_project_of_one_name_are_one():
    assert site_core("康养民宿项目") == site_core("康养民宿工地") == "康养民宿"


def test_another_member_of_the_same_group_tells_the_same_matter():
    one = Matter(reporter="倪卫", phone="13100002904", employer="筑安顺", workers=33, amount=416000, period=("2025-10", "2025-12"))
    other = Matter(reporter="孔令伟", phone="18600005203", employer="筑安顺", workers=33, amount=400000, period=("2025-10", "2025-12"))
    verdict = sameness(one, other)
    assert verdict.same and "人数相近" in verdict.reasons


def test_the_same_person_against_another_employer_is_another_matter():
    one = Matter(reporter="车志刚", phone="13800000001", employer="铁盾")
    assert not sameness(one, Matter(reporter="车志刚", phone="13800000001", employer="百仓鲜配")).same
