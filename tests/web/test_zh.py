"""What readers see."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from arrears.web import zh


def test_dates_and_times_are_those_of_beijing() -> None:
    late = datetime(2026, 3, 4, 16, 5, tzinfo=UTC)
    assert zh.zh_datetime(late) == "2026年3月5日 00:05"
    assert (zh.ymd(late), zh.md_time(late), zh.zh_md_time(late)) == ("2026-03-05", "03-05 00:05", "3月5日 00:05")
    assert (zh.zh_date(date(2026, 3, 5)), zh.md_weekday(date(2026, 10, 19))) == ("2026年3月5日", "10月19日 星期一")
    assert zh.zh_date(None) == zh.zh_datetime(None) == zh.ymd(None) == "—"


def test_money_has_two_places_and_a_sign_in_front() -> None:
    assert (zh.money(Decimal("32000")), zh.amount(Decimal("0")), zh.money(None)) == ("¥32,000.00", "0.00", "—")
    assert (zh.money(Decimal("-5.5")), zh.amount(Decimal("-1200"))) == ("-¥5.50", "-1,200.00")
    assert zh.daxie(Decimal("107000.53")) == "壹拾万柒仟元零伍角叁分"


def test_masked_values_never_show_the_middle() -> None:
    assert zh.masked_phone("13800006102") == "138****6102"
    assert zh.masked_phone("12345") == "****45"
    assert zh.masked_id("11010519491231002X") == "110***********002X"
    assert zh.masked_id("12") == "**"
    assert zh.masked_card("6217000012346217") == "**** 6217"
    assert (zh.masked_name("周广财"), zh.masked_name("")) == ("周**", "")


def test_a_badge_is_honest_up_to_999() -> None:
    assert [zh.capped(n) for n in (0, 41, 999, 1000)] == ["0", "41", "999", "999+"]
