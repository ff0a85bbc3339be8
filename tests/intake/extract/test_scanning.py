"""A scanner finds what the plain pattern finds, and no text takes long."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest

from arrears.intake.extract import extract
from arrears.intake.extract.scanning import scanner

TEXT = "来电人称7月1号干到12号,一天260,老板(欠我)不给;  工资没发,押金也不退。"


@pytest.mark.parametrize(
    "pattern",
    [r"(?:工资|押金)(?:也)?(?:没|不)(发|退)", r"\s?\d+(?=号)", r"(?<!退)[,;]\s*", r"(?:不|没)?给|[^。]退", r"a*|工", r"[一-龥]{2}电"],
)
def test_a_scanner_finds_the_same_matches_with_the_same_groups(pattern):
    plain, fast = re.compile(pattern), scanner(pattern)
    assert [(m.span(), m.groups()) for m in fast.finditer(TEXT)] == [(m.span(), m.groups()) for m in plain.finditer(TEXT)]


def test_a_scanner_passes_over_characters_no_match_begins_with():
    assert scanner("工资没发|押金不退").pattern.startswith("(?=[")


@pytest.mark.parametrize(
    "piece", ["3月、", "公司", "\n", "欠我工资3000元。", "2026年3月至5月", "我叫张三,", "有限公司", "包工头张三15000000000,"]
)
def test_a_long_monotonous_text_is_read_in_less_than_a_second(piece):
    text = (piece * (8000 // len(piece) + 1))[:8000]
    began = time.process_time()
    extract(text, "12345", date(2026, 5, 12))
    assert time.process_time() - began < 1
