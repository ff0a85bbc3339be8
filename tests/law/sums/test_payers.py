"""Who pays on a building project and beside it, in the order of the law file."""

from decimal import Decimal

import pytest

from arrears.law.payers import SITUATIONS, payer_text, payers


def test_the_general_contractor_pays_first_for_its_subcontractor():
    named = payers(["sub-owes"])
    assert [payer.role for payer in named] == ["分包单位", "施工总承包单位"]
    assert payer_text(named[1]) == "施工总承包单位：先行清偿，再向分包单位追偿（保障条例 第三十条第三款）"


def test_the_owner_advances_no_more_than_the_unpaid_works_price():
    named = payers({"works-price-unpaid", "sub-owes"}, Decimal(300000))
    assert [payer.role for payer in named] == ["分包单位", "施工总承包单位", "建设单位"]
    assert [payer.cap for payer in named] == [None, None, Decimal(300000)]
    assert "以 300,000.00 元为限" in payer_text(named[2])
    assert payers(["works-price-unpaid"])[0].cap is None


@pytest.mark.parametrize("situation", SITUATIONS, ids=[situation.code for situation in SITUATIONS])
def test_every_situation_names_its_payers_and_article(situation):
    named = payers([situation.code])
    assert named == situation.payers and all("保障条例" in payer.article for payer in named)


def test_an_unknown_situation_is_an_error():
    with pytest.raises(KeyError):
        payers(["rumour"])
