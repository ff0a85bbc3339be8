"""The contract of the extraction: values with their spans, blanks where nothing is sure."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path

import pytest

from arrears.intake.extract import extract, extract_file

DAY = date(2026, 5, 12)


def read(text, channel="12345"):
    return extract(text, channel, DAY)


def test_every_value_stands_at_its_span_in_the_original_text():
    text = "【来电人】郎先生【联系电话】１８３２２２２０２０１，在海淀区四季青镇干防水，北京固邦防水工程有限公司欠工资１０１８０元。"
    found = read(text)
    start, end = found.employer.spans[0]
    assert text[start:end] == "北京固邦防水工程有限公司"
    start, end = found.reporter_phone.spans[0]
    assert text[start:end] == "１８３２２２２０２０１" and found.reporter_phone.value == "18322220201"
    assert found.amount.value == 10180
    for name, value in found.values().items():
        assert all(0 <= s < e <= len(text) for s, e in value.spans), name


def test_a_value_that_is_not_sure_is_shown_but_left_out_of_the_record():
    found = read("我叫牛保田，身份证130000198809030181，公司欠我工资3000元。")
    assert found.id_number.value == "130000198809030181" and not found.id_number.sure and "校验" in found.id_number.why
    assert found.as_record()["id_number"] is None


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("我和另外5人的工资没发", 6),
        ("我和老婆的工资没给", 2),
        ("爷俩的工钱没给", 2),
        ("我们班组的工资没发", None),
        ("十几号人的工资没发", 10),
        ("拖欠32人工资，其中12人已于4月10日结清", 20),
        ("本人工资没发", 1),
        ("我们是做保洁的，一共15名保洁员工资没发，今天来了6个人", 15),
    ],
)
def test_the_head_count_is_of_people_owed(said, count):
    assert read(said + "。").as_record()["workers"] == count


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("工钱共58000付了20000，剩下的不给", 38000),
        ("一天三百二，干了一百零五天，借支过一万一，剩下的没给", 22600),
        ("月薪4200，8月、9月、10月三个月工资没发", 12600),
        ("6人每人欠6000元工资", 36000),
        ("1月底薪3500及提成4216.5元、2月底薪3500及提成1983元未发", 13199.5),
        ("欠工资5000元，押金500元不退", 5000),
        ("5月欠142000元，6月欠139500元，计281500元工资没发", 281500),
        ("欠了好几万工资", None),
        ("欠我爸9个月工资五万四千块", 54000),
        ("480一天,14个人平均每人做了60个工,中途每人拿了1万块,尾款不给", 263200),
        ("2月至4月绩效工资各5000元未发,年终奖2.4万也没给", 39000),
        ("剪了12条片子,约定每条300元,一条钱没结", 3600),
        ("欠我10月工资4000,11月6日走的,6天工资800也不给", 4800),
        ("4月、5月两个月工资没发，一个月底薪6500，课时费另算大概两千", None),
    ],
)
def test_the_sum_owed_follows_the_rules_of_the_contract(said, amount):
    assert read(said + "。").as_record()["amount"] == amount


@pytest.mark.parametrize(
    "said",
    [
        "想问问最低工资标准是多少",
        "我商行给工地供应水泥，货款42万元，余24万未付",
        "朋友借了我5万块钱不还",
        "健身房跑路了，会员卡的钱不退",
        "工资没拖欠，都是按月发的，就是受了工伤公司不管",
        "楼上装修噪音大，工人说老板没给他们发工钱",
    ],
)
def test_what_is_no_wage_debt_leaves_the_debt_fields_empty(said):
    record = read(said + "。").as_record()
    assert not record["is_wage_arrears"]
    assert [record[f] for f in ("workers", "amount", "amount_per_person", "period_start", "period_end", "work_end")] == [None] * 6


@pytest.mark.parametrize(
    ("said", "district"),
    [
        ("在望京上班", "朝阳区"),
        ("在回龙观干活", "昌平区"),
        ("在亦庄开发区上班", "经开区"),
        ("在亦庄镇上班", "大兴区"),
        ("在河北燕郊干活", "外省"),
        ("家住延庆，在昌平区沙河干活", "昌平区"),
    ],
)
def test_the_district_follows_from_where_the_work_was_done(said, district):
    assert read(f"我{said}，工资3000元没发。").as_record()["district"] == district


def test_only_natural_persons_leave_the_employer_empty_and_stand_in_the_chain():
    record = read("包工头赵老四欠我贴砖的工钱6000元没给，他电话13100009927。我电话13500008156。").as_record()
    assert record["employer"] is None and record["contractor_chain"] == [{"role": "labour_contractor", "name": "赵老四"}]
    assert (record["reporter_phone"], record["employer_contact"]["phone"]) == ("13500008156", "13100009927")


def test_an_empty_text_gives_an_empty_record():
    record = read("").as_record()
    assert record["claims"] == ["other"] and record["is_wage_arrears"] is False and record["reporter_name"] is None


def test_a_follow_up_by_the_same_person_is_marked_and_a_colleagues_own_debt_is_not():
    base = {"channel": "12345", "received_on": "2026-05-12"}
    first, again, colleague = extract_file(
        [
            {**base, "id": "a", "text": "我叫车志刚，13800000001，北京铁盾保安服务有限公司欠我2026年3月工资4800元。"},
            {**base, "id": "b", "text": "车志刚13800000001再次来电，铁盾保安欠他3月工资的事怎么样了，4800元还没发。"},
            {**base, "id": "c", "text": "我叫霍立，13800000002，北京铁盾保安服务有限公司欠我2026年3月工资5200元。"},
        ]
    )
    assert (first["duplicate_of"], again["duplicate_of"], colleague["duplicate_of"]) == (None, "a", None)


def test_no_mixture_of_narratives_breaks_the_reading_and_every_span_lies_in_the_text():
    source = Path(__file__).resolve().parents[2] / "data" / "narratives" / "own.jsonl"
    texts = [json.loads(line)["text"] for line in source.read_text("utf-8").splitlines()]
    dice = random.Random(20260512)
    for _ in range(150):
        one, other = dice.choice(texts), dice.choice(texts)
        text = one[dice.randrange(len(one)) :] + other[: dice.randrange(len(other))]
        for name, value in read(text).values().items():
            assert all(0 <= start <= end <= len(text) for start, end in value.spans), (name, text)


def test_the_marks_of_all_narratives_hold_what_was_read():
    lots = Path(__file__).resolve().parents[2] / "data" / "narratives"
    rows = [json.loads(line) for lot in ("round6", "round8", "round11") for line in (lots / f"{lot}.jsonl").read_text("utf-8").splitlines()]
    marked = 0
    for row in rows:
        found = extract(row["text"], row["channel"], date.fromisoformat(row["received_on"])).values()
        for field in ("reporter_name", "employer", "project", "place", "job", "employer_contact_name"):
            value = found[field]
            if value.value and value.spans:
                start, end = value.spans[0]
                assert value.value in row["text"][start:end], (row["id"], field)
                marked += 1
    assert marked > 400
