"""Regions: Beijing is whole, an invented city works as well, and each slip in a file is found with its line."""

import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from arrears.law.deadlines.registry import ROWS
from arrears.law.due_command import answer
from arrears.law.region import OUTSIDE, RegionError
from arrears.regions import load_region

HERE = Path(__file__).parent
OURS = (
    "money", "numerals", "region", "region_tables", "jurisdiction", "thresholds", "claims", "service_time", "finality",
    "limitation", "payers",
)  # fmt: skip
SHORT = (
    "东城 东|西城 西|朝阳 朝|海淀 海|丰台 丰|石景山 石|门头沟 门|房山 房|通州 通|顺义 顺|昌平 昌|大兴 兴|怀柔 怀|平谷 平|密云 密|延庆 延"
)


@pytest.fixture(scope="module")
def beijing():
    return load_region("beijing")


@pytest.fixture(scope="module")
def qingjiang():
    return load_region("qingjiang", HERE)


@pytest.fixture
def edited(tmp_path):
    """Load the invented city after changing one file: `edited("wages", "old", "new")`."""
    shutil.copytree(HERE / "qingjiang", tmp_path / "qingjiang")

    def load(file, old, new):
        path = tmp_path / "qingjiang" / f"{file}.toml"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        return load_region("qingjiang", tmp_path)

    return load


def test_beijing_has_the_eighteen_bodies_with_their_characters(beijing):
    assert len(beijing.bodies) == 18 and len(beijing.districts) == 17 and beijing.city.place == "市"
    assert beijing.city.short == "" and beijing.body("经开区").short == "开"
    for line in SHORT.split("|"):
        name, short = line.split()
        assert beijing.body(f"{name}区").short == short
    assert beijing.body("通州区").organ("arbitration") == "北京市通州区劳动人事争议仲裁委员会"


@pytest.mark.parametrize(
    ("told", "district"),
    [
        ("望京", "朝阳区"), ("望京SOHO对面工地", "朝阳区"), ("回龙观西大街", "昌平区"), ("亦庄开发区荣华中路5号", "经开区"),
        ("亦庄镇", "大兴区"), ("朝阳门北大街", "东城区"), ("平谷大兴庄", "平谷区"), ("马驹桥物流园", "通州区"),
        ("延庆康庄安置房", "延庆区"), ("北京市房山区窦店镇", "房山区"), ("五道口", "海淀区"), ("大兴机场", "大兴区"),
        ("天津武清", None), ("亦庄", None), ("朝阳区和丰台区交界", None), ("", None),
    ],
)  # fmt: skip
def test_places_are_found_as_people_name_them(beijing, told, district):
    assert beijing.district_of(told) == district


def test_every_district_knows_its_streets_and_towns(beijing):
    for district in beijing.districts:
        assert sum(place == district for place in beijing.places.values()) >= 20, district


def test_the_minimum_wage_is_the_one_in_force_on_the_day(beijing):
    table = [("2019-06-30", 2120), ("2019-07-01", 2200), ("2021-08-01", 2320), ("2023-09-01", 2420), ("2025-08-31", 2420),
             ("2025-09-01", 2540), ("2026-11-24", 2540)]  # fmt: skip
    for day, monthly in table:
        assert beijing.minimum_wage_on(date.fromisoformat(day)).monthly == monthly
    assert beijing.minimum_wage_on(date(2018, 8, 31)) is None


def test_the_average_wage_is_that_of_a_finished_year(beijing):
    assert beijing.average_wage_on(date(2023, 5, 1), "severance-cap").year == 2022
    row = beijing.average_wage_on(date(2026, 5, 1), "severance-cap")
    assert (row.year, row.monthly, row.annual * 3 / 12) == (2023, Decimal("15701.08"), Decimal("47103.25"))
    assert beijing.average_wage_on(date(2022, 12, 31), "severance-cap") is None


def test_an_invented_city_has_its_own_figures(qingjiang):
    assert qingjiang.districts == ("河东区", "河西县") and OUTSIDE not in qingjiang.districts
    assert qingjiang.minimum_wage_on(date(2025, 1, 1)).monthly == Decimal("1850.50")
    assert qingjiang.setting("crime_group", date(2025, 1, 1)) is None
    assert qingjiang.setting("crime_group") == 60000
    assert "crime_group" not in qingjiang.defaults(date(2025, 1, 1)) and qingjiang.defaults()["crime_group"] == 60000
    with pytest.raises(KeyError):
        qingjiang.setting("never-heard-of")


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "found"),
    [
        ("wages", "monthly = 2000", "monthly = -2000", "minimum_wage[1].monthly", "monthly = -2000"),
        ("wages", "monthly = 2000", "monthly = 2000.005", "minimum_wage[1].monthly", "monthly = 2000.005"),
        ("wages", "since = 2026-01-01", "since = 2023-01-01", "minimum_wage[1].since", "since = 2023-01-01"),
        ("wages", "since = 2026-01-01", 'since = "2026-01-01"', "minimum_wage[1].since", 'since = "2026-01-01"'),
        ("wages", 'cert = "P"', 'cert = "X"', "minimum_wage[0].cert", 'cert = "X"'),
        ("wages", "monthly = 2000", "montly = 2000", "minimum_wage[1].monthly", "[[minimum_wage]]"),
        ("bodies", 'short = "西"', 'short = "东"', "body[2].short", 'short = "东"'),
        ("bodies", 'kind = "district"', 'kind = "city"', "body", None),
        ("bodies", 'place = "河西县"', 'place = "外省"', "body[2].place", 'place = "外省"'),
        ("bodies", 'cert = "K"', 'cert = "K"\ncolour = "red"', "body[0].colour", 'colour = "red"'),
        ("bodies", 'short = "清"', 'short = "清"\ncity_seat = "河北区"', "city_seat", 'city_seat = "河北区"'),
        ("places", 'name = "河西县"', 'name = "河北区"', "district[1].name", 'name = "河北区"'),
        ("places", '"柳林"', '"码头"', "district[1].places", 'places = ["码头"]'),
        ("places", '["柳林"]', '"柳林"', "district[1].places", 'places = "柳林"'),
        ("major", "city_workers = 50", "city_workers = 0", "thresholds[0].city_workers", "city_workers = 0"),
        ("settings", "value = 60000", "value = [1]", "setting[3].value", "value = [1]"),
        ("settings", 'title = "超龄起始日"', 'title = ""', "setting[1].title", 'title = ""'),
        ("settings", 'name = "over_age_from"', 'name = "route_group_workers"', "setting[1].name", 'name = "route_group_workers"'),
        ("settings", 'R20 = "清江办法第三条"', "R20 = 3", "local_sources.R20", "R20 = 3"),
    ],
)
def test_a_slip_is_found_with_file_key_and_line(edited, tmp_path, file, old, new, key, found):
    with pytest.raises(RegionError) as error:
        edited(file, old, new)
    assert error.value.file == f"qingjiang/{file}.toml" and error.value.key == key
    assert "地区数据有误" in str(error.value)
    lines = (tmp_path / "qingjiang" / f"{file}.toml").read_text("utf-8").splitlines()
    assert (lines[error.value.line - 1] if error.value.line else None) == found


def test_broken_toml_is_told_with_its_line(edited):
    with pytest.raises(RegionError) as error:
        edited("wages", "monthly = 2000", "monthly = = 2000")
    assert error.value.line == 9


def test_a_missing_file_and_a_missing_region_are_told(tmp_path):
    shutil.copytree(HERE / "qingjiang", tmp_path / "qingjiang")
    (tmp_path / "qingjiang" / "major.toml").unlink()
    with pytest.raises(RegionError, match=r"major\.toml.*缺少"):
        load_region("qingjiang", tmp_path)
    for code in ("atlantis", "../qingjiang"):
        with pytest.raises(RegionError, match="没有这个地区"):
            load_region(code, tmp_path)


def test_beijing_decides_every_way_of_counting_that_a_rule_leaves_to_a_setting(beijing):
    """Lengths keep their default in the rule (one value, one place); how to count is the region's to say."""
    named = {name for rule in ROWS for name in (rule.unit_setting, rule.roll_setting) if name}
    assert named and named <= beijing.defaults().keys()


def test_a_length_set_by_the_region_is_the_length_of_the_clock(edited):
    length = '[[setting]]\nname = "arb_award_fast"\nvalue = 20\nsince = 2024-01-01\ncert = "P"\ntitle = "快审"\nsource = "虚构"\n'
    other = edited("settings", "[local_sources]", f"{length}\n[local_sources]")
    line = {"rule": "arb-award-fast", "trigger_date": "2026-03-02"}
    assert answer(line)["due"] == "2026-04-01"
    assert answer(line, settings=other.defaults())["due"] == "2026-03-22"


def test_the_law_names_no_city():
    local = re.compile("北京|京工资|534号|109号|管辖通知|接诉即办|通州|经开区|海淀")
    law = HERE.parents[1] / "arrears" / "law"
    ours = [law / "routing", *(law / f"{name}.py" for name in OURS)]
    for path in [file for place in ours for file in ([place] if place.is_file() else sorted(place.glob("*.py")))]:
        assert not local.search(path.read_text("utf-8")), path.name
