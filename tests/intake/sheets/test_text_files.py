"""CSV and text tables: encodings, separators, records over several lines."""

from __future__ import annotations

import pytest

from arrears.intake.sheets import FileRefused, Limits, read
from arrears.intake.sheets.delimited import decoded, separator_of

TABLE = [
    ["线索导出"],
    ["被投诉单位", "投诉人", "手机号", "欠薪金额(元)"],
    ["北京甲公司", "𠮷三", "13500009001", '"4,500.00"'],
    ["", "", "", ""],
    ["北京乙公司", "李四", "13500009002", "0.3万"],
]


def written(separator: str = ",", ending: str = "\r\n") -> str:
    return ending.join(separator.join(record) for record in TABLE)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|", "，"])
def test_every_encoding_and_separator_gives_the_same_rows(encoding: str, separator: str) -> None:
    sheet = read(written(separator).encode(encoding), "x.csv", "12333")
    assert [(r.row, r.reporter_name, r.amount) for r in sheet.rows] == [(3, "𠮷三", 4500), (5, "李四", 3000)]
    assert not sheet.rejected


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_is_read(ending: str) -> None:
    assert [r.row for r in read(written(ending=ending).encode(), "x.csv", "12333").rows] == [3, 5]


def test_a_line_break_in_a_quoted_cell_does_not_move_the_record_numbers() -> None:
    text = '被投诉单位,电话,内容\n北京甲公司,13500009001,"第一行\n第二行 ""原话"""\n,13500009002,缺单位\n'
    sheet = read(text.encode("gb18030"), "x.csv", "12333")
    assert sheet.rows[0].narrative == '第一行\n第二行 "原话"'
    assert [(b.row, b.field) for b in sheet.rejected] == [(3, "employer")]


@pytest.mark.parametrize("first", ["utf-8", "gb18030"])
def test_a_file_of_two_encodings_is_refused_with_the_line_where_it_changes(first: str) -> None:
    second = "gb18030" if first == "utf-8" else "utf-8"
    lines = ["被投诉单位,电话", *(f"北京某某{n}建筑装饰工程有限公司,1350000900{n}" for n in range(6))]
    content = "\n".join(lines[:4]).encode(first) + b"\n" + "\n".join(lines[4:]).encode(second)
    with pytest.raises(FileRefused, match="第 5 行"):
        read(content, "x.csv", "12333")


def test_utf_8_lines_that_gb18030_would_swallow_are_not_turned_into_mojibake() -> None:
    utf8 = "北京甲公司,13500009001\n".encode()
    assert utf8.decode("gb18030", "replace")  # many such lines do decode, into garbage
    with pytest.raises(FileRefused):
        decoded("单位,电话\n".encode("gb18030") + utf8)


def test_bytes_of_no_chinese_encoding_are_refused_with_their_line() -> None:
    with pytest.raises(FileRefused, match="第 2 行"):
        decoded("单位,电话\n".encode() + b"\xff\xff\xfe,1\n")


def test_a_separator_inside_quotes_or_texts_does_not_count() -> None:
    assert separator_of('单位;内容\n甲;"一,二,三"\n乙;"一,二"\n') == ";"
    assert separator_of("单位\n甲\n") == ","


def test_a_long_text_file_is_refused() -> None:
    with pytest.raises(FileRefused, match="超过上限 3 行"):
        read(written().encode(), "x.csv", "12333", limits=Limits(rows=3))


def test_numbers_that_a_spreadsheet_program_shortened_in_a_csv_are_refused() -> None:
    text = "单位,电话,身份证号\n北京甲公司,1.35E+10,\n北京乙公司,13500009002,1.30000E+17\n"
    sheet = read(text.encode(), "x.csv", "12333")
    assert [(b.row, b.field) for b in sheet.rejected] == [(2, "reporter_phone"), (3, "id_number")]
