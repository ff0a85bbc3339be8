"""Phones, identity numbers and credit codes with their checks."""

from __future__ import annotations

import pytest

from arrears.intake.extract.identifiers import credit_codes, id_numbers, phones

PHONES = {
    "电话158 0000 7712": "15800007712",
    "1 8 3-0000-2956": "18300002956",
    "1520000 4498": "15200004498",
    "+86 13800001021": "13800001021",
    "幺三八 零零零零 九五五一": "13800009551",
    "010-68000137": "01068000137",
    "一五八零零一四零零一九": "15800140019",
}


@pytest.mark.parametrize("written", PHONES)
def test_a_phone_is_read_in_digits(written):
    assert [p.value for p in phones(written, [])] == [PHONES[written]]


@pytest.mark.parametrize("written", ["1371000223", "137100022334", "1371000223 5人", "13800x01021"])
def test_a_phone_with_the_wrong_number_of_digits_is_none(written):
    assert phones(written, []) == []


def test_an_identity_number_with_a_wrong_last_character_is_told_apart():
    right, wrong = id_numbers("身份证13000019880903018X,另一个130000198809030181")
    assert (right.value, right.valid, wrong.valid) == ("13000019880903018X", True, False)


def test_a_credit_code_in_small_letters_is_read_and_checked():
    (code,) = credit_codes("信用代码:91110115ma0000277n")
    assert (code.value, code.valid) == ("91110115MA0000277N", True)
    assert not credit_codes("信用代码:91110115ma0000277m")[0].valid
