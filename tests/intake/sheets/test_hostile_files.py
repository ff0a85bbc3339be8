"""Files that are no spreadsheets, or that would fill the memory: refused by content, quickly, with the way out."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from arrears.intake.sheets import FileRefused, Limits, read
from tests.intake.sheets.made import workbook

ROWS = [["单位名称", "反映人", "联系电话"], ["北京甲公司", "张三", "13500009001"]]


def repacked(content: bytes, **parts: bytes) -> bytes:
    """The same workbook with some parts replaced (`sheet1`, `sharedStrings`…)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, parts.get(Path(info.filename).stem, old.read(info)))
    return out.getvalue()


def sheet_xml(cells: str) -> bytes:
    return (
        f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>'.encode()
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "文件是空的"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 50, "PNG 图片"),
        (b"\xff\xd8\xff\xe0" + b"0" * 50, "JPEG 图片"),
        (b"%PDF-1.7 ", "PDF"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "网页"),
        ("\ufeff<?xml version='1.0'?><Workbook/>".encode(), "XML"),
        (b"\x00\x01\x02\x03" * 20, "不是表格"),
        (b"PK\x03\x04" + b"0" * 50, "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "损坏"),
        (b"   \n\n  \n", "没有内容"),
        ("今天天气很好，没有表格。\n只有两行字。".encode(), "没有认出任何已知的列标题"),
    ],
)
def test_what_is_no_table_is_refused_by_its_content(content: bytes, says: str) -> None:
    with pytest.raises(FileRefused, match=says):
        read(content, "看起来是.xlsx", "12345")


@pytest.mark.parametrize(
    ("part", "says"),
    [("word/document.xml", "Word"), ("content.xml", "OpenDocument"), ("xl/workbook.bin", "xlsb"), ("a.txt", "压缩包")],
)
def test_another_kind_of_zip_is_named(part: str, says: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(part, "x")
    with pytest.raises(FileRefused, match=says):
        read(out.getvalue(), "x.xlsx", "12345")


def test_a_zip_bomb_is_refused_by_the_sizes_it_tells() -> None:
    bomb = repacked(workbook(ROWS), sheet1=b"0" * 30_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(FileRefused, match="解压后超过"):
        read(bomb, "x.xlsx", "12345", limits=Limits(unpacked_bytes=20_000_000))


def test_a_zip_bomb_that_lies_about_its_size_is_refused_while_unpacking() -> None:
    bomb = bytearray(repacked(workbook(ROWS), sheet1=b"0" * 30_000_000))
    told = struct.pack("<I", 30_000_000)
    while (at := bomb.find(told)) >= 0:
        bomb[at : at + 4] = struct.pack("<I", 100)
    with pytest.raises(FileRefused, match="解压后过大"):
        read(bytes(bomb), "x.xlsx", "12345", limits=Limits(unpacked_bytes=20_000_000))


def test_one_cell_in_the_last_corner_of_a_sheet_does_not_fill_the_memory() -> None:
    far = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    with pytest.raises(FileRefused, match="超过上限"):
        read(repacked(workbook(ROWS), sheet1=far), "x.xlsx", "12345")


def test_one_long_text_used_by_every_cell_does_not_fill_the_memory() -> None:
    strings = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>' + "字" * 30_000 + "</t></si></sst>"
    cells = "".join(f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>' for r in range(1, 5_001))
    content = repacked(workbook(ROWS), sheet1=sheet_xml(cells), sharedStrings=strings.encode())
    assert len(content) < 200_000
    with pytest.raises(FileRefused, match="展开后过大"):
        read(content, "x.xlsx", "12345")


def test_a_workbook_with_an_entity_declaration_is_refused() -> None:
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><workbook/>'
    with pytest.raises(FileRefused, match="不安全"):
        read(repacked(workbook(ROWS), workbook=evil), "x.xlsx", "12345")


def test_formatted_but_empty_rows_down_to_the_end_of_the_sheet_do_no_harm() -> None:
    content = workbook(ROWS)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    padded = sheet.replace(b"</sheetData>", b'<row r="1048576" hidden="1"><c r="A1048576" s="0"/></row></sheetData>')
    assert read(repacked(content, sheet1=padded), "x.xlsx", "12345").accepted == 1


def test_names_with_a_prefix_in_the_xml_are_counted_too() -> None:
    far = (
        b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        b'<x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    with pytest.raises(FileRefused, match="超过上限"):
        read(repacked(workbook(ROWS), sheet1=far), "x.xlsx", "12345")


def test_a_file_over_the_size_limit_or_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="找不到文件"):
        read(tmp_path / "没有.xlsx", "没有.xlsx", "12345")
    with pytest.raises(FileRefused, match="超过 1 MB"):
        read(b"x" * 1_000_001, "x.csv", "12345", limits=Limits(file_bytes=1_000_000))


@pytest.mark.parametrize("cut", range(40, 6000, 397))
def test_a_truncated_workbook_is_refused_and_never_crashes(cut: int) -> None:
    content = workbook(ROWS)
    with pytest.raises(FileRefused):
        read(content[: min(cut, len(content) - 30)], "x.xlsx", "12345")


def test_a_workbook_with_a_password_is_named_as_such() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(FileRefused, match="密码"):
        read(locked, "x.xlsx", "12345")


def test_an_old_file_whose_cell_claims_column_sixty_thousand_kills_nobody() -> None:
    content = bytearray((Path(__file__).parent / "data" / "旧版.xls").read_bytes())
    at = content.rfind(b"\xfd\x00\x0a\x00")  # a LABELSST record: row and column follow
    content[at + 4 : at + 8] = struct.pack("<HH", 65_535, 60_000)
    with pytest.raises(FileRefused, match="损坏"):
        read(bytes(content), "x.xls", "12345")


@pytest.mark.parametrize("cut", [600, 1500, 3000, 5000])
def test_a_truncated_old_file_is_refused_or_read_and_never_crashes(cut: int) -> None:
    content = (Path(__file__).parent / "data" / "旧版.xls").read_bytes()
    with pytest.raises(FileRefused):
        read(content[:cut], "x.xls", "12345")


def test_a_zip_of_a_version_nobody_knows_is_refused() -> None:
    content = bytearray(workbook(ROWS))
    at = content.find(b"PK\x01\x02")
    content[at + 6] = 199
    with pytest.raises(FileRefused, match="损坏"):
        read(bytes(content), "x.xlsx", "12345")
