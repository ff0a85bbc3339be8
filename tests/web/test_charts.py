"""Charts say no more than the figures beside them."""

from __future__ import annotations

import re
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from arrears.web.charts import Bar, bars, duration_bar


def test_the_longest_bar_fills_its_track_and_the_others_keep_their_share() -> None:
    html = str(
        bars(
            "未付",
            [Bar("通州区", Decimal(800), "¥800.00", "/list"), Bar("朝阳区", Decimal(200), "¥200.00")],
            name_head="区",
            figure_head="未付",
        )
    )
    assert re.findall(r'bar-fill" x="0" y="7" width="([\d.]+)"', html) == ["240.0", "60.0"]
    assert '<a href="/list">¥800.00</a>' in html and "<caption>未付</caption>" in html


def test_no_data_says_so() -> None:
    assert "没有数据" in bars("未付", [], name_head="区", figure_head="未付")


def test_names_cannot_bring_markup_into_the_picture() -> None:
    html = str(bars("<b>", [Bar("<script>", 1, "<i>", '"/><script>')], name_head="<u>", figure_head="<s>"))
    assert not re.search(r"<(script|b|i|u|s)>", html)


@given(*[st.none() | st.integers(0, 400)] * 4)
def test_a_duration_bar_never_leaves_its_box(
    median: int | None, ninety: int | None, target: int | None, limit: int | None
) -> None:
    html = str(duration_bar("快立", median=median, ninety=ninety, target=target, limit=limit, unit="天"))
    for width in re.findall(r'width="([\d.]+)"', html):
        assert 0 <= float(width) <= 236
    for x in re.findall(r'x1="([\d.]+)"', html):
        assert 2 <= float(x) <= 238
    assert ("法定 无" in html) == (limit is None)
