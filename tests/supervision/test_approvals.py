"""The approver's desk: the list, the paper inside the page, the signature, and several agreed to together."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from arrears import db
from arrears.desk import actions, signing
from arrears.documents import inset

from .builders import Bureau, submit
from .conftest import Desk


def test_the_paper_stands_inside_the_page_beside_the_list_and_the_signature(bureau: Bureau, desk: Desk) -> None:
    order = bureau.proposed(bureau.mediation()).proceeding_id
    submit(order, "sup-list", bureau.deputy, bureau.listing())
    page = desk.chenlq.get("/approvals/1")
    assert '<article class="paper"' in page.text and "重大欠薪争议案件挂牌督办通知书" in page.text
    assert "关于对河北衡顺建筑劳务有限公司" in page.text and "<iframe" not in page.text
    assert "paper-styles/class-a" in page.text and 'aria-current="true"' in page.text
    assert "起算期限" in page.words and "首次报告（3个工作日）" in page.words
    assert "同意挂牌" in page.words


def test_the_sheet_of_an_act_without_its_own_paper_is_complete(bureau: Bureau, desk: Desk) -> None:
    order = bureau.listed(bureau.mediation())
    submit(order, "sup-extend", bureau.zhao, {"reason": "等裁决，10月23日前裁决"})
    page = desk.chenlq.get("/approvals/2")
    assert "延长审批单" in page.text and "等裁决，10月23日前裁决" in page.text and "出不来" not in page.text
    alone = desk.chenlq.get("/approvals/2/paper")
    assert alone.status == 200 and "延长审批单" in alone.text


def test_a_return_needs_words_and_goes_back_to_the_drafter(bureau: Bureau, desk: Desk) -> None:
    order = bureau.proposed(bureau.mediation()).proceeding_id
    submit(order, "sup-list", bureau.deputy, bureau.listing())
    page = desk.chenlq.get("/approvals/1").fill(decision="return").send()
    assert page.status == 422 and any("写明意见" in fault for fault in page.faults)
    page = desk.chenlq.get("/approvals/1").fill(decision="return", opinion="措施要写到人").send()
    assert "退回修改" in page.words
    assert "措施要写到人" in desk.wanghai.get("/approvals?tab=returned").words
    assert "措施要写到人" in desk.chenlq.get("/approvals?tab=done").words


def test_listings_and_refusals_are_signed_one_by_one(bureau: Bureau, desk: Desk) -> None:
    order = bureau.proposed(bureau.mediation()).proceeding_id
    submit(order, "sup-list", bureau.deputy, bureau.listing())
    row = signing.waiting(bureau.head)[0]
    assert not row.together and [r.id for r in signing.in_tab([row], "one")] == [row.id]
    result = actions.agree_together(bureau.head, [row.pick], "t")
    assert result.done == () and "逐件" in result.refused[0][1]
    assert not any(name.split(".")[1] in {"award", "refuse", "insp-decide", "sup-decline"} for name in signing.TOGETHER)


def test_several_are_agreed_to_together_each_done_or_refused_on_its_own(bureau: Bureau, desk: Desk, monkeypatch: Any) -> None:
    first, second = bureau.listed(bureau.mediation()), bureau.listed(bureau.mediation())
    for order in (first, second):
        submit(order, "sup-extend", bureau.zhao, {"reason": "等裁决"})
    monkeypatch.setattr(signing, "TOGETHER", frozenset({"supervision.sup-extend"}))
    page = desk.chenlq.get("/approvals?tab=bulk")
    assert "同意选中的" in page.words
    picks = [row.pick for row in signing.waiting(bureau.head)]
    submit(second, "sup-instruct", bureau.head, {"text": "先看回访"})  # meanwhile
    result = actions.agree_together(bureau.head, picks, "t")
    assert len(result.done) == 1 and "逐件看过" in result.refused[0][1]
    repeated = actions.agree_together(bureau.head, picks[:1], "t")
    assert len(repeated.done) == 1  # a second click is told the first result
    again = actions.agree_together(bureau.head, picks[:1], "u")
    assert again.done == () and "已经由他人" in again.refused[0][1]


def test_nothing_ticked_is_told_and_changes_nothing(bureau: Bureau, desk: Desk) -> None:
    order = bureau.proposed(bureau.mediation()).proceeding_id
    submit(order, "sup-list", bureau.deputy, bureau.listing())
    page = desk.chenlq.get("/approvals")
    token = next(f for f in page.forms if "together" in f.action or f.method == "post").values["csrf_token"][0]
    page = desk.chenlq.post("/approvals/together", {"csrf_token": token})
    assert "没有选中任何一件" in page.words


def test_the_list_asks_for_approvers_once_a_body_not_once_a_row(bureau: Bureau) -> None:
    from .test_major import statements

    for _ in range(2):
        order = bureau.proposed(bureau.mediation()).proceeding_id
        submit(order, "sup-list", bureau.deputy, bureau.listing())
    db.release()
    with statements() as few:
        signing.waiting(bureau.head)
    for _ in range(4):
        order = bureau.proposed(bureau.mediation()).proceeding_id
        submit(order, "sup-list", bureau.deputy, bureau.listing())
    db.release()
    with statements() as many:
        assert len(signing.waiting(bureau.head)) == 6
    assert len(many) == len(few) <= 12


@pytest.mark.parametrize("page", ["class-a", "class-b", "class-c", "class-c-wide", "class-d", "class-e"])
def test_the_style_of_a_paper_touches_nothing_but_the_paper(page: str) -> None:
    text = inset.style(page)
    for line in text.splitlines():
        selectors = line.split("{")[0].strip()
        if selectors and "{" in line and not selectors.startswith(("@font-face", "@media")):
            assert selectors.startswith(".paper .inset") and ",p" not in selectors and ",th" not in selectors, selectors
    assert "@page" not in text


def test_a_style_that_does_not_exist_is_not_found(bureau: Bureau, desk: Desk) -> None:
    client: FlaskClient = desk.app.test_client()
    assert client.get("/paper-styles/class-a").mimetype == "text/css"
    assert client.get("/paper-styles/nothing").status_code == 404

