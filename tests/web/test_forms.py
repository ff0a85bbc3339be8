"""Forms: what was typed stays, what is wrong is said at its field, what is right comes out as values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
import time_machine
from flask import Flask
from werkzeug.datastructures import FileStorage, MultiDict
from wtforms import SelectChoice

from arrears.law.codes import codes
from arrears.law.procedures import PROCEDURES
from arrears.law.procedures.form import Act, Fact
from arrears.law.refusal import Refused
from arrears.web.filters import faults_of
from arrears.web.forms import OWN, ActForm, generic_form
from tests.web.gallery import Opened, OpenForm

RIGHT = {
    "applied_on": "3月5日",
    "mediator_id": "2",
    "amount": "3.2万",
    "workers": "3",
    "result": "ok",
    "employer": " 渝宴楼餐饮\x00 ",
    "seen": "7",
    "token": "t1",
}


@pytest.fixture(autouse=True)
def _a_monday(gallery: Flask):
    with time_machine.travel("2026-03-09 00:36:00Z", tick=False), gallery.test_request_context(method="POST"):
        yield


def filled(**typed: str) -> OpenForm:
    return OpenForm(formdata=MultiDict({**RIGHT, **typed}), seen=9)


def test_what_is_typed_rightly_comes_out_as_the_facts_of_the_act() -> None:
    form = filled()
    assert form.validate(), form.errors
    assert form.facts() == Opened(applied_on=date(2026, 3, 5), amount=Decimal("32000.00"), note=None)
    assert (form.mediator_id.data, form.workers.data, form.seen.data, form.token.data) == (2, 3, 7, "t1")
    assert form.employer.data == "渝宴楼餐饮"
    assert form.applied_on.echo == "2026年3月5日 星期四"
    assert form.amount.echo == "¥32,000.00　叁万贰仟元整"


def test_what_is_wrong_is_named_and_what_was_typed_stays() -> None:
    form = filled(applied_on="2月30日", phone="1380000271", mediator_id="8", result="?", workers="", employer="  ")
    assert not form.validate()
    assert form.applied_on.errors == ["2月30日 不存在，请改成当月的日子。"]
    assert form.phone.errors == ["手机号应为 11 位，您填了 10 位，还缺 1 位，请向本人核对。"]
    assert form.mediator_id.errors == ["这一项不在列表里，请重选。"]
    assert form.result.errors == ["这一项不在列表里，请重选。"]
    assert form.workers.errors == ["请填写人数。"]
    assert form.employer.errors == ["请填写被反映单位。"]
    assert 'value="2月30日"' in form.applied_on() and 'value="1380000271"' in form.phone()
    assert form.applied_on.echo == ""


def test_a_day_to_come_is_refused_where_only_the_past_makes_sense() -> None:
    form = filled(applied_on="明天")
    assert not form.validate()
    assert form.applied_on.errors == ["收到调解申请之日不能晚于今天，请填写实际的时间。"]


def test_a_wrong_check_digit_warns_and_lets_pass() -> None:
    form = filled(id_number="110105194912310021")
    assert form.validate()
    assert form.id_number.warnings == ("身份证号第 18 位应为 X，请核对原件",)


def test_the_summary_links_each_sentence_to_its_field() -> None:
    form = filled(workers="x", amount="很多")
    form.validate()
    form.show(Refused("", "本案已结案。", "办案规则 第五十条"))
    assert faults_of(form) == [
        ("", "本案已结案。（办案规则 第五十条）"),
        ("amount", "没看懂“很多”，请写成 32,000 或 3.2万。"),
        ("workers", "人数要写成整数，例如 37。"),
    ]


def test_a_rules_no_stands_at_its_field_and_one_about_hidden_things_at_the_head() -> None:
    form = filled()
    form.validate()
    form.show(Refused("amount", "超过请求金额，请核对。"))
    form.show(Refused("seen", "案件已变。"))
    form.show(Refused("no_such_field", "请先送达。"))
    assert form.amount.errors == ["超过请求金额，请核对。"]
    assert form.form_errors == ["案件已变。", "请先送达。"]


def test_a_new_form_has_a_token_of_its_own_and_a_stale_one_sees_again() -> None:
    first, second = OpenForm(formdata=None, seen=4), OpenForm(formdata=None, seen=4)
    assert first.token.data and first.token.data != second.token.data
    form = filled()
    form.see_again(12)
    assert 'value="12"' in form.seen() and 'value="t1"' in form.token()


def test_a_text_that_is_too_long_is_counted_and_a_tampered_version_is_no_crash() -> None:
    form = filled(employer="字" * 201, seen="DROP TABLE")
    assert not form.validate()
    assert form.employer.errors == ["被反映单位最多 200 字，您写了 201 字，请删减或作为附件上传。"]
    assert form.seen.errors


def ids(act: Act) -> str:
    return act.id


PLAIN = [act for p in PROCEDURES.values() for act in p.acts.values() if act.facts and all(f.type != "row" for f in act.facts)]
SAMPLES = {
    "str": "文字",
    "text": "一段文字",
    "int": "3",
    "yuan": "3.2万",
    "date": "3月5日",
    "dt": "3月5日 9:30",
    "month": "2026年2月",
    "bool": "1",
}


def options(act: Act) -> dict[str, list[SelectChoice]]:
    """Options for what no code list gives: two of each."""
    closed = {"user", "body", "clock", "lead", "proceeding", "party", "claim", "code"}
    return {f.name: [SelectChoice(1, "甲"), SelectChoice(2, "乙")] for f in act.facts if f.type in closed and f.codes is None}


def sample(fact: Fact, given: dict[str, list[SelectChoice]]) -> object:
    if fact.type == "file":
        return FileStorage(BytesIO(b"%PDF"), "a.pdf")
    if fact.name in given:
        return "2"
    return next(iter(codes(fact.codes))) if fact.codes else SAMPLES[fact.type]


@pytest.mark.parametrize("act", PLAIN, ids=ids)
def test_every_act_with_plain_facts_gets_a_form_that_yields_them(act: Act) -> None:
    given = options(act)
    kind = generic_form(act.facts, codes=codes, choices=given, occurred=True)
    form = kind(formdata=MultiDict([(f.name, sample(f, given)) for f in act.facts]), seen=1)
    assert form.validate(), form.errors
    assert set(form.facts()) == {f.name for f in act.facts}
    assert all(value is not None for value in form.facts().values())
    empty = kind(formdata=MultiDict({"seen": "1"}), seen=1)
    empty.validate()
    assert {f.short_name for f in empty if f.errors} == {f.name for f in act.facts if not f.optional}


def test_no_fact_of_the_law_bears_a_name_that_the_form_keeps_for_itself() -> None:
    assert not {f.name for p in PROCEDURES.values() for act in p.acts.values() for f in act.facts} & OWN


def test_a_fact_called_facts_does_not_hide_the_method() -> None:
    form = generic_form([Fact("facts", "text", "事实和理由")], codes=codes)(formdata=MultiDict({"facts": "干了三个月"}))
    assert form.validate() and form.facts() == {"facts": "干了三个月"}
    form.show(Refused("facts", "请写明日期。"))
    assert form.named("facts").errors == ["请写明日期。"] and 'name="facts"' in form.named("facts")()


def test_defaults_now_and_today_are_those_of_the_moment_the_form_is_opened() -> None:
    form = generic_form([Fact("at", "dt", "联系时间", default="now"), Fact("on", "date", "日期", default="today")], codes=codes)(
        formdata=None
    )
    assert 'value="2026-03-09 08:36"' in form.at() and 'value="2026-03-09"' in form.on()


def test_repeating_facts_are_written_one_a_line_and_a_bad_line_is_named() -> None:
    kind = generic_form([Fact("days", "date", "开庭日期", repeats=True)], codes=codes)
    form = kind(formdata=MultiDict({"days": "3月5日\n\n2026.3.6\n"}))
    assert form.validate(), form.errors
    assert form.facts() == {"days": (date(2026, 3, 5), date(2026, 3, 6))}
    wrong = kind(formdata=MultiDict({"days": "3月5日\n2月30日"}))
    assert not wrong.validate()
    assert wrong.days.errors == ["第 2 行：2月30日 不存在，请改成当月的日子。"] and "2月30日" in wrong.days()


def test_rows_and_missing_options_are_a_mistake_of_the_programmer() -> None:
    with pytest.raises(KeyError):
        generic_form([Fact("rows", "row", "分期", repeats=True)], codes=codes)
    with pytest.raises(KeyError):
        generic_form([Fact("mediator", "user", "调解员")], codes=codes)


def test_late_entry_fields_are_no_facts() -> None:
    form = generic_form([Fact("note", "text", "摘要")], codes=codes, occurred=True)(
        formdata=MultiDict({"note": "已谈", "occurred_at": "昨天 9:00", "late_reason": "停电"})
    )
    assert form.validate(), form.errors
    assert form.facts() == {"note": "已谈"}
    assert form.happened_at().isoformat() == "2026-03-08T09:00:00+08:00"
    assert isinstance(form, ActForm)
