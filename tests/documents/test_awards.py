"""Awards: what they must agree on before a line is set, and which rights they tell."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from arrears.documents import paper
from arrears.documents.catalogue import KINDS, MissingFacts, WrongFacts
from tests.documents import samples_arbitration as s


def text(kind: str, facts: dict[str, Any], number: str = "京海劳人仲字〔2026〕第486号") -> str:
    page = paper.html(kind, facts, number)
    return re.sub(r"<[^>]+>|\s", "", page[page.index("<body") :])


def test_the_operative_part_names_full_parties_digits_and_capitals():
    said = text("award-final", s.final_award())
    assert (
        "二、北京味渝轩餐饮管理有限公司自收到本裁决书之日起七日内支付唐桂兰休息日加班工资2,114.94元（大写：人民币贰仟壹佰壹拾肆元玖角肆分）；"
        in said
    )
    assert "四、驳回申请人的其他仲裁请求。" in said


def test_a_claim_granted_in_full_dismisses_nothing():
    facts = s.final_award(claims=s.CLAIMS[:1], answers=s.ANSWERS[:1], items=s.ITEMS[:1])
    said = text("award-final", facts)
    assert "驳回" not in said and "叁仟捌佰元整）。本裁决为终局裁决" in said


def test_a_final_award_tells_both_courts_and_a_non_final_one_only_the_court_of_suit():
    final, open_ = text("award-final", s.final_award()), text("award-nonfinal", s.nonfinal_award())
    assert "向北京市海淀区人民法院起诉" in final and "向北京市第一中级人民法院申请撤销本裁决" in final
    assert "第四十七条" in final and "第五十条及" not in final
    assert "非终局裁决" in open_ and "撤销本裁决" not in open_ and "、第五十条、" in open_


def test_an_award_of_both_kinds_names_the_other_award():
    assert "本书裁决非终局部分，其余事项另行制作裁决书（京通劳人仲字〔2026〕第1386号）" in text("award-nonfinal", s.nonfinal_award())


def test_a_non_final_item_cannot_stand_in_a_final_award():
    items = [s.ITEMS[0], s.ITEMS[1], s.ITEMS[2] | {"final": False}]
    with pytest.raises(WrongFacts, match="第3项不是终局事项，应另行制作非终局裁决书"):
        KINDS["award-final"].typed(s.final_award(items=items))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"answers": s.ANSWERS[:2]}, "第3项请求的认定有0处"),
        ({"items": s.ITEMS[:2]}, "第3项请求已支持，裁决事项中没有"),
        ({"items": [s.ITEMS[0] | {"amount": "13800.01"}, *s.ITEMS[1:]]}, "第1项裁决13,800.01元超过请求13,800.00元"),
        ({"made_on": date(2026, 3, 16)}, "日期先后不对"),
        ({"heard_on": ["2026-02-01"]}, "日期先后不对"),
    ],
)
def test_contradictions_stop_the_award_with_a_sentence(changed, told):
    with pytest.raises(WrongFacts, match=told):
        KINDS["award-final"].typed(s.final_award(**changed))


def test_without_the_courts_of_the_body_no_final_award_is_made():
    body = s.HAIDIAN | {"revocation_court": ""}
    with pytest.raises(MissingFacts, match="撤销裁决法院"):
        KINDS["award-final"].typed(s.final_award(body=body))


def test_one_arbitrator_sits_alone_and_three_form_a_tribunal():
    assert "由仲裁员孟凡独任仲裁于2026年3月17日公开开庭审理" in text("award-final", s.final_award())
    assert "由首席仲裁员赵敏、仲裁员钱卫国、仲裁员李文斌组成仲裁庭于" in text("award-nonfinal", s.nonfinal_award())


def test_absence_is_said_only_where_it_happened():
    assert "缺席审理" in text("award-final", s.final_award())
    assert "缺席" not in text("award-nonfinal", s.nonfinal_award())


def test_the_general_contractor_pays_the_same_money_first_and_it_is_not_added():
    said = text("award-nonfinal", s.nonfinal_award())
    assert "二、北京恒筑建设集团有限公司对上述第一项款项先行清偿；" in said and said.count("40,000.00元（大写") == 1


def test_the_group_award_has_its_annex_its_total_and_the_sentence_for_those_who_do_not_sue():
    said = text("award-group", s.group_award())
    assert "等15人2026年3月1日至2026年8月31日工资共计360,000.00元（大写：人民币叁拾陆万元整），每人应得金额见附表" in said
    assert "部分申请人依法起诉的，不影响本裁决书对其他申请人发生法律效力。" in said and "合计15人" in said
