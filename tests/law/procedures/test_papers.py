"""The catalogue of papers, the code lists and the conclusions say what the law files say."""

from __future__ import annotations

import re

import pytest

from arrears.law import codes
from arrears.law.conclusions import CONCLUSIONS, sample_size
from arrears.law.papers import PAPERS, SERIES, UnknownPaper, paper
from tests.law.procedures.law_tables import LAW

DOCUMENTS = (LAW / "documents.md").read_text(encoding="utf-8").split("### 2.1 ", 1)[1].split("### 2.7 ", 1)[0]
PRACTICE = (LAW.parent / "practice.md").read_text(encoding="utf-8")
RULES = (LAW / "intake-inspection-supervision.md").read_text(encoding="utf-8")


TITLE_APART = {
    "dishonesty-decision": "失信惩戒名单列入告知书/决定书",
    "suspension-approval": "中止、延期审批表",
    "enforcement-guide": "申请执行须知+执行申请书",
    "insp-complaint-decision": "投诉受理/不予受理告知书",
}
"""Titles that the catalogue writes together with another."""
SERVICE_APART = {"withdrawal-application", "supervision-interview-record"}
"""Kinds that share a row with the paper that is served; they themselves are handed over or signed in the room."""
VOLUME_APART = {
    "insp-complaint-form": "正副",  # 投诉 正 / 举报 副
    "supervision-interview-notice": "正副",  # 副, the employer's copy 正
    "supervision-interview-record": "正副",
}


def _catalogue() -> list[tuple[str, str, list[str]]]:
    """Id, priority and the other cells of every kind of the catalogue; kinds that share a row share its cells."""
    found: list[tuple[str, str, list[str]]] = []
    for line in DOCUMENTS.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not re.match(r"[a-z-]+ \S*[\u4e00-\u9fff]|[a-z-]+ / -?[a-z]", cells[0]):
            continue
        head = re.sub(r"\([^)]*[a-z ]:? [^)]*\)", "", cells[0])
        priority = re.findall(r"P[123]", head)[-1]
        for kind in re.findall(r"(?:^|[\s/·,（])(-?[a-z]+(?:-[a-z]+)*)(?=\s)", head):
            if kind in {"arb-element-form-claimant", "-respondent"}:
                kind = "arb-element-form-" + kind.rsplit("-", 1)[1]
            if kind not in {"or", "arbitration"}:
                found.append((kind, priority, cells[1:]))
    return found


def test_the_catalogue_has_the_same_kinds_with_the_same_priority() -> None:
    told = {kind: priority for kind, priority, _ in _catalogue()}
    assert told == {known.id: known.priority for known in PAPERS.values()}


@pytest.mark.parametrize(("kind", "cells"), [(kind, cells) for kind, _, cells in _catalogue() if len(cells) == 6])
def test_each_kind_has_the_volume_and_the_service_of_its_row(kind: str, cells: list[str]) -> None:
    known = PAPERS[kind]
    told = set(re.findall(r"S[012–]", cells[3]))
    if told and kind not in SERVICE_APART and " / " not in cells[3] and "," not in cells[3]:
        assert set(known.services) == told
    volume = cells[4][:1].replace("s", "正")  # "same" as the award above it
    assert known.volume == VOLUME_APART.get(kind, volume if volume in "正副" else "")


def test_a_title_is_the_one_of_the_catalogue() -> None:
    for known in PAPERS.values():
        bare = known.title.split("（")[0]
        assert bare in DOCUMENTS or TITLE_APART[known.id] in DOCUMENTS


def test_every_series_of_a_paper_is_known() -> None:
    assert {known.series for known in PAPERS.values()} <= set(SERIES)
    assert paper("arb-rejection-notice").series == "arbitration-rejection"
    assert paper("insp-handling-decision").series == "insp-handling"
    assert paper("supervision-order").volume == "副"
    with pytest.raises(UnknownPaper):
        paper("love-letter")


def test_the_conclusions_are_those_of_the_law_with_the_same_checker() -> None:
    section = RULES.split("## 6. Closing conclusions", 1)[1].split("Refused by the program", 1)[0]
    told: dict[str, str] = {}
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| `"):
            for code in re.findall(r"`([a-z-]+)`", cells[0]):
                told[code] = cells[4]
    assert set(told) == set(CONCLUSIONS)
    words = {"second-person": "second person", "MI": "MI", "first-head": "first head", "": "–"}
    for code, checker in told.items():
        assert checker.startswith(words[CONCLUSIONS[code].checked_by])
        assert CONCLUSIONS[code].zh.split("（")[0] in section


def test_an_advance_of_the_fund_closes_nothing() -> None:
    assert "fund-advanced" not in codes.codes("conclusion")
    assert len(codes.codes("conclusion")) == 15
    assert codes.default("conclusion") == "paid"


@pytest.mark.parametrize(("workers", "called"), [(1, 1), (20, 20), (21, 5), (50, 5), (51, 6), (100, 10)])
def test_a_group_above_twenty_is_called_back_by_a_tenth_and_at_least_five(workers: int, called: int) -> None:
    assert sample_size(workers) == called


LISTS = {
    "arrears_kind": "欠薪类型 `arrears_kind`",
    "cause": "欠薪原因 `cause`",
    "claims": "诉求类型 `claims`",
    "contact_result": "联系结果 `contact_result`",
    "fail_reason": "未成原因 `fail_reason`",
    "closing_mode": "结案方式 `closing_mode`",
    "insp_closing": "监察结案 `insp_closing`",
    "overdue_cause": "逾期原因 `overdue_cause`",
    "triggers": "督办触发 `triggers`",
    "measures": "督办措施 `measures`",
    "evidence_kind": "证据种类 `evidence_kind`",
    "method": "送达方式 `method`",
    "party_kind": "当事人类型 `party_kind`",
    "id_type": "证件 `id_type`",
    "hire_form": "用工形式 `hire_form`",
    "job": "工种 `job`",
    "pay_method": "付款方式 `pay_method`",
    "approval": "审批意见 `approval`",
    "industry": "行业 `industry`",
    "conclusion": "处置结论 `conclusion`",
    "mediation_result": "调解结果 `result`",
    "source": "来源 `source`",
}


@pytest.mark.parametrize("name", LISTS)
def test_a_code_list_has_the_codes_of_the_desk_in_their_order(name: str) -> None:
    told = PRACTICE.split("# 2 Code lists", 1)[1].split(LISTS[name], 1)[1].split("\n- ", 1)[0]
    place = -1
    for code in codes.codes(name):
        found = re.search(rf"(?<![\w-]){re.escape(code)}(?![\w-])", told[place + 1 :])
        assert found is not None, code
        place += 1 + found.start()


def test_an_unknown_list_or_code_is_refused() -> None:
    assert codes.label("source", "letter") == "信访"
    with pytest.raises(codes.UnknownCode):
        codes.codes("colours")
    with pytest.raises(codes.UnknownCode):
        codes.label("source", "pigeon")


def test_every_code_has_a_chinese_label_and_none_stands_for_two() -> None:
    for name, listed in codes.CODES.items():
        assert all(re.search(r"[\u4e00-\u9fff]|\d日", label) for label in listed.values()), name
        assert len(set(listed.values())) == len(listed), name
