"""Tables of leads as offices make them: title rows, merged headings, other words, totals, hidden parts, broken cells."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from arrears.intake.sheets import FileRefused, Limits, Sheet, read
from tests.intake.sheets.made import TODAY, workbook

PHONE = "13500009001"
PLAIN = ["单位名称", "反映人", "联系电话", "金额（元）"]


def leads(content: bytes, **options: Any) -> Sheet:
    return read(content, "表.xlsx", "12345", today=TODAY, **options)


def fields(sheet: Sheet) -> dict[str, str]:
    return {c.letter: c.field for c in sheet.columns if c.field and c.kind != "skip"}


def test_columns_in_another_order_with_other_words_are_recognised() -> None:
    sheet = leads(
        workbook(
            [
                [
                    "涉及欠薪金额（元）",
                    "欠薪企业",
                    "投诉人姓名",
                    "来电号码",
                    "登记日期",
                    "涉及农民工人数",
                    "欠薪发生地点",
                    "要求保密",
                    "自定义",
                ],
                ["¥4,500.00", "北京丙有限公司", "王 五", "135 0000 9001", "20260105", "5人", "朝阳区望京街道", "保密", "甲"],
            ]
        )
    )
    row = sheet.rows[0].as_json()
    assert {
        k: row[k] for k in ("amount", "employer", "reporter_name", "reporter_phone", "received_on", "workers", "district", "confidential")
    } == {
        "amount": 4500,
        "employer": "北京丙有限公司",
        "reporter_name": "王五",
        "reporter_phone": PHONE,
        "received_on": "2026-01-05",
        "workers": 5,
        "district": "朝阳区",
        "confidential": True,
    }
    assert row["extra"] == {"自定义": "甲"}


@pytest.mark.parametrize(
    "word",
    [
        "被投诉单位",
        "用人单位",
        "欠薪企业",
        "单位名称",
        "被反映单位名称",
        "企业全称",
        "被申请人",
        "涉事企业",
        "欠薪单位（全称）",
        "*用人单位*",
        "用 人 单 位",
        "拖欠工资单位名称",
    ],
)
def test_the_firm_has_many_headings(word: str) -> None:
    assert fields(leads(workbook([["反映人", "电话", word, "被投诉单位地址"], ["张三", PHONE, "北京甲厂", "昌平区"]])))["C"] == "employer"


@pytest.mark.parametrize(
    ("word", "field"),
    [
        ("来电号码", "reporter_phone"),
        ("联系方式", "reporter_phone"),
        ("手机", "reporter_phone"),
        ("手机号码（必填）", "reporter_phone"),
        ("涉及人数", "workers"),
        ("欠薪人数", "workers"),
        ("涉案金额", "amount"),
        ("欠薪金额(元)", "amount"),
        ("拖欠农民工工资总额（万元）", "amount"),
        ("反映时间", "received_on"),
        ("受理日期", "received_on"),
        ("工单受理时间", "received_on"),
        ("是否要求保密", "confidential"),
        ("欠薪起止时间", "period"),
        ("拖欠工资时间段", "period"),
        ("单位联系电话", "employer_phone"),
        ("事发地址", "place"),
        ("所在区县", "district"),
        ("人均欠薪金额", "amount_per_person"),
        ("单位所在地", "place"),
        ("身份证号", "id_number"),
    ],
)
def test_a_heading_names_its_field(word: str, field: str) -> None:
    assert fields(leads(workbook([["投诉人", "被投诉单位", word], ["张三", "北京甲公司", None]])))["C"] == field


@pytest.mark.parametrize(
    "word", ["已支付金额", "核实金额", "合同金额", "办结时间", "户籍地址", "单位人数", "处理内容", "注册地址", "离职时间"]
)
def test_a_heading_that_only_looks_alike_is_not_taken(word: str) -> None:
    assert "C" not in fields(leads(workbook([["投诉人", "被投诉单位", word], ["张三", "北京甲公司", "x"]])))


def test_three_rows_of_title_unit_and_merged_headings() -> None:
    sheet = leads(
        workbook(
            [
                ["某区欠薪线索统计表"],
                ["填报单位：某科", None, None, "单位：万元"],
                ["编号", "反映人情况", None, None, "被反映单位情况", None, None, "欠薪情况", None],
                [None, "姓名", "电话", "住址", "名称", "地址", "电话", "人数", "金额"],
                ["A-1", "张三", PHONE, "河北省某县", "北京甲公司", "昌平区回龙观", "010-66668888", 2, 1.5],
            ],
            merged=[
                (0, 0, 0, 8, "某区欠薪线索统计表"),
                (2, 0, 3, 0, "编号"),
                (2, 1, 2, 3, "反映人情况"),
                (2, 4, 2, 6, "被反映单位情况"),
                (2, 7, 2, 8, "欠薪情况"),
            ],
        )
    )
    row = sheet.rows[0]
    assert sheet.header_rows == (3, 4)
    assert (row.serial, row.reporter_name, row.reporter_phone, row.employer, row.employer_phone, row.place) == (
        "A-1",
        "张三",
        PHONE,
        "北京甲公司",
        "01066668888",
        "昌平区回龙观",
    )
    assert (row.workers, row.amount, row.district) == (2, 15000, "昌平区")


def test_of_two_columns_with_the_same_heading_the_one_after_the_firm_is_the_firms() -> None:
    sheet = leads(workbook([["姓名", "联系电话", "单位名称", "联系电话"], ["张三", PHONE, "北京甲公司", "010-66668888"]]))
    assert (sheet.rows[0].reporter_phone, sheet.rows[0].employer_phone) == (PHONE, "01066668888")


def test_of_two_rival_columns_the_filled_visible_one_is_read_and_the_clerk_is_told() -> None:
    rows = [
        ["单位名称", "涉及金额", "反映人", "涉及金额"],
        ["北京甲公司", None, "张三", 5000],
        ["北京乙公司", None, "李四", 6000],
    ]
    sheet = leads(workbook(rows))
    assert [r.amount for r in sheet.rows] == [5000, 6000]
    assert any("读了 D 列" in n for n in sheet.notices)
    old = [["单位名称", "涉及金额", "反映人", "涉及金额"], ["北京甲公司", 1000, "张三", 5000]]
    assert leads(workbook(old, hidden_columns=[1])).rows[0].amount == 5000


def test_a_telephone_column_without_a_known_heading_is_found_by_its_contents() -> None:
    sheet = leads(
        workbook([["投诉人", "用人单位", "怎么找他"], ["张三", "北京甲公司", 13500009001], ["李四", "北京乙公司", "135-0000-9002"]])
    )
    assert [r.reporter_phone for r in sheet.rows] == [PHONE, "13500009002"]
    assert any("按内容认作" in n for n in sheet.notices)


@pytest.mark.parametrize(
    "mapping", [{"标的": "amount", "甲方": "employer"}, {"A": "amount", "B": "employer"}, {"0": "amount", "1": "employer"}]
)
def test_the_clerk_corrects_the_mapping_by_heading_letter_or_index(mapping: dict[str, str]) -> None:
    content = workbook([["标的", "甲方", "姓名", "电话"], [5000, "某某店", "张三", PHONE]])
    with pytest.raises(FileRefused, match="被反映单位") as refused:
        leads(content)
    assert [c["heading"] for c in refused.value.columns] == ["标的", "甲方", "姓名", "电话"]
    sheet = leads(content, mapping=mapping)
    assert (sheet.rows[0].employer, sheet.rows[0].amount) == ("某某店", 5000)
    assert leads(content, mapping=sheet.mapping).rows[0].employer == "某某店"  # what is kept per source works for the next file


def test_a_column_can_be_left_out_by_the_clerk() -> None:
    assert leads(workbook([PLAIN, ["北京甲公司", "张三", PHONE, 5]]), mapping={"金额（元）": None}).rows[0].amount is None


def test_totals_subtotals_repeated_headings_footers_and_empty_rows_are_no_rows() -> None:
    sheet = leads(
        workbook(
            [
                PLAIN,
                ["北京甲公司", "张三", PHONE, 500],
                [],
                ["小 计", None, None, 500],
                PLAIN,
                ["北京乙公司", "李四", "13500009002", 600],
                [None, None, None, 1100],
                ["总计：2件", None, None, 1100],
                ["制表人：王某", None, "审核：赵某"],
                ["注：数据截至2026年3月底，由各街道上报。"],
            ]
        )
    )
    assert [r.row for r in sheet.rows] == [2, 6]
    assert not sheet.rejected
    assert [(i.row, i.why) for i in sheet.ignored] == [
        (4, "合计行"),
        (5, "重复的标题行"),
        (7, "只有数字的合计行"),
        (8, "合计行"),
        (9, "表尾说明"),
        (10, "表尾说明"),
    ]
    assert sheet.totals["declared_amount"] == sheet.totals["amount"] == 1100


def test_a_total_that_does_not_agree_with_the_rows_is_told() -> None:
    sheet = leads(workbook([PLAIN, ["北京甲公司", "张三", PHONE, 500], ["合计", None, None, 900]]))
    assert any("900" in n and "500" in n for n in sheet.notices)


def test_hidden_sheets_are_left_out_and_hidden_rows_are_read_and_both_are_told() -> None:
    hidden = [PLAIN, ["北京藏公司", "王五", "13500009003", 700], ["北京藏二公司", "王六", "13500009004", 700]]
    sheet = leads(
        workbook(
            [PLAIN, ["北京甲公司", "张三", PHONE, 500], ["北京乙公司", "李四", "13500009002", 600]],
            hidden_rows=[2],
            others=[("旧数据", hidden, True)],
        )
    )
    assert [(r.employer, r.hidden) for r in sheet.rows] == [("北京甲公司", False), ("北京乙公司", True)]
    assert any("旧数据" in n for n in sheet.notices) and any("第 3 行" in n and "隐藏" in n for n in sheet.notices)


def test_a_second_sheet_of_data_is_told_and_can_be_chosen() -> None:
    second = [PLAIN, ["北京二月公司", "王五", "13500009003", 700]]
    content = workbook([PLAIN, ["北京甲公司", "张三", PHONE, 500]], others=[("二月", second, False), ("字典", [["区"], ["东城区"]], False)])
    sheet = leads(content)
    assert [r.employer for r in sheet.rows] == ["北京甲公司"]
    assert any("二月" in n and "--sheet" in n for n in sheet.notices) and not any("字典" in n for n in sheet.notices)
    assert [r.employer for r in leads(content, sheet="二月").rows] == ["北京二月公司"]
    with pytest.raises(FileRefused, match="三月"):
        leads(content, sheet="三月")


def test_a_cover_sheet_before_the_data_is_passed_over() -> None:
    sheet = leads(workbook([["填报说明"], ["本表由系统导出"]], others=[("线索", [PLAIN, ["北京甲公司", "张三", PHONE, 500]], False)]))
    assert (sheet.sheet, sheet.accepted) == ("线索", 1)


def test_error_cells_and_formulas_without_a_result_reject_their_row_and_cached_values_are_read() -> None:
    sheet = leads(
        workbook(
            [
                PLAIN,
                ["北京甲公司", "张三", PHONE, ("=NA()", "#N/A")],
                ["北京乙公司", "李四", "13500009002", ("=1000+500", 1500)],
                [("=VLOOKUP(1,A:B,2)", "#REF!"), "王五", "13500009003", 5],
                ["北京丁公司", "赵六", "13500009004", ("=A1", "")],
            ]
        )
    )
    assert [(b.row, b.field) for b in sheet.rejected] == [(2, "amount"), (4, "employer"), (5, "amount")]
    assert "#N/A" in sheet.rejected[0].reason and "公式" in sheet.rejected[2].reason
    assert [r.amount for r in sheet.rows] == [1500]


def test_an_id_number_kept_as_a_number_rejects_its_row() -> None:
    sheet = leads(
        workbook(
            [
                ["单位", "姓名", "电话", "身份证号"],
                ["北京甲公司", "张三", PHONE, 130000199902270019],
                ["北京乙公司", "李四", "13500009002", "130000199902270019"],
            ]
        )
    )
    assert [(b.row, b.field) for b in sheet.rejected] == [(2, "id_number")]
    assert "文本" in sheet.rejected[0].reason
    assert sheet.rows[0].id_number == "130000199902270019"


def test_an_order_number_of_seventeen_digits_kept_as_a_number_rejects_its_row() -> None:
    sheet = leads(
        workbook(
            [
                ["工单编号", "单位", "电话"],
                [12345202601270001, "北京甲公司", PHONE],
                ["12345202601270002", "北京乙公司", "13500009002"],
            ]
        )
    )
    assert [(b.row, b.field) for b in sheet.rejected] == [(2, "serial")]


def test_a_column_that_only_counts_the_rows_is_no_order_number() -> None:
    rows = [
        ["编号", "单位", "电话"],
        [1, "北京甲公司", PHONE],
        [2, "北京乙公司", "13500009002"],
        [3, "北京丙公司", "13500009003"],
    ]
    assert [r.serial for r in leads(workbook(rows)).rows] == [None, None, None]


def test_a_sum_per_head_beyond_a_million_is_held_for_its_unit() -> None:
    sheet = leads(
        workbook([["单位", "电话", "人数", "金额（万元）"], ["北京甲公司", PHONE, 1, 12000], ["北京乙公司", "13500009002", 10, 12]])
    )
    assert [(b.row, b.field) for b in sheet.held] == [(2, "amount")]
    assert sheet.rows[0].amount == 120_000


def test_garbled_rows_are_rejected_and_nothing_garbled_is_accepted() -> None:
    sheet = leads(
        workbook(
            [
                PLAIN,
                ["北京云帆有限公司".encode().decode("gbk", "ignore"), "张三", PHONE, 5],
                ["北京\ufffd公司", "李四", "13500009002", 5],
            ]
        )
    )
    assert [b.row for b in sheet.rejected] == [2, 3] and not sheet.rows


def test_unknown_words_for_the_firm_reject_the_row_and_for_the_rest_leave_it_empty() -> None:
    sheet = leads(workbook([PLAIN, ["不详", "张三", PHONE, 5], ["北京乙公司", "匿名", "未留", "不清楚"]]))
    assert [(b.row, b.field) for b in sheet.rejected] == [(2, "employer")]
    row = sheet.rows[0]
    assert (row.reporter_name, row.anonymous, row.reporter_phone, row.amount) == (None, True, None, None)


def test_every_problem_of_a_row_is_told_at_once() -> None:
    bad = leads(workbook([PLAIN, [None, "张三", "1350000900", -5]])).rejected[0]
    assert [bad.field, *(f for f, _ in bad.others)] == ["employer", "reporter_phone", "amount"]
    assert bad.draft["reporter_name"] == "张三"


def test_a_table_that_begins_in_the_second_column_and_third_row_keeps_its_row_numbers() -> None:
    sheet = leads(workbook([[], [], [None, *PLAIN], [None, "北京甲公司", "张三", PHONE, 5]]))
    assert (sheet.header_row, sheet.rows[0].row, fields(sheet)["B"]) == (3, 4, "employer")
    beside = leads(workbook([[None, *PLAIN], [None, "北京甲公司", "张三", PHONE, 5]]))
    assert fields(beside)["B"] == "employer" and beside.rows[0].employer == "北京甲公司"


def test_dates_without_a_year_follow_the_dated_rows() -> None:
    sheet = leads(
        workbook(
            [
                ["单位", "电话", "来电日期"],
                ["北京甲公司", PHONE, date(2025, 1, 8)],
                ["北京乙公司", "13500009002", "12月30日"],
                ["北京丙公司", "13500009003", "1月5日"],
            ]
        )
    )
    assert [r.received_on for r in sheet.rows] == [date(2025, 1, 8), date(2024, 12, 30), date(2025, 1, 5)]
    assert "2024" in sheet.rows[1].notes[0]


def test_date_cells_of_a_1904_workbook_are_not_four_years_off() -> None:
    rows = [["单位", "电话", "来电日期"], ["北京甲公司", PHONE, date(2026, 1, 5)], ["北京乙公司", "13500009002", 46027 - 1462]]
    assert [r.received_on for r in leads(workbook(rows, date_1904=True)).rows] == [date(2026, 1, 5)] * 2


def test_an_old_xls_file_is_read_like_a_new_one() -> None:
    sheet = read(Path(__file__).parent / "data" / "旧版.xls", "旧版.xls", "12345", today=TODAY)
    assert sheet.sheet == "线索"
    assert [(r.row, r.reporter_phone, r.workers, r.amount, str(r.received_on), r.district) for r in sheet.rows] == [
        (3, PHONE, 3, 12600, "2026-03-05", "通州区"),
        (4, "01088880001", 2, 8400, "2026-03-05", "大兴区"),
    ]
    assert [(b.row, b.field) for b in sheet.rejected] == [(5, "employer")]


def test_more_rows_than_the_limit_are_refused_before_they_are_read() -> None:
    with pytest.raises(FileRefused, match="超过上限 2 行"):
        leads(workbook([PLAIN, *[["北京甲公司", "张三", PHONE, 5]] * 3]), limits=Limits(rows=2))


def test_an_error_cell_of_an_old_xls_rejects_its_row_and_an_empty_cell_does_not() -> None:
    sheet = read(Path(__file__).parent / "data" / "旧版错误值.xls", "旧版错误值.xls", "12345", today=TODAY)
    assert [(b.row, b.field) for b in sheet.rejected] == [(3, "amount")] and "#N/A" in sheet.rejected[0].reason
    assert [(r.row, r.amount) for r in sheet.rows] == [(2, 100), (4, None)]


def test_a_firm_merged_over_several_rows_holds_for_each_and_a_merged_sum_is_counted_once() -> None:
    sheet = leads(
        workbook(
            [PLAIN, ["北京甲公司", "张三", PHONE, 5000], [None, "李四", "13500009002", None], ["北京丙公司", "王五", "13500009003", 7]],
            merged=[(1, 0, 2, 0, "北京甲公司"), (1, 3, 2, 3, "5000")],
        )
    )
    assert [(r.employer, r.amount) for r in sheet.rows] == [("北京甲公司", 5000), ("北京甲公司", None), ("北京丙公司", 7)]
    assert any("第 2 行的合并单元格" in n for n in sheet.rows[1].notes) and any("只记在第 2 行" in n for n in sheet.rows[1].notes)
