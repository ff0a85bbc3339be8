"""Who pays 清偿责任 (arbitration.md 5.5; intake-inspection-supervision.md 3.2; 保障条例): situations in, ordered payers out.

The debtor of a claim item is the employer; these stand beside or before it. Sums are not added up: it is the same money.
"""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from arrears.law.money import digits


@dataclass(frozen=True, slots=True)
class Payer:
    """One who is ordered to pay: role in words, how, article, and up to how much (None: the whole)."""

    role: str
    how: str
    article: str
    cap: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation of the table: its code, the question for the clerk, and the payers in their order."""

    code: str
    question: str
    payers: tuple[Payer, ...]
    capped: bool = False
    """The last payer owes no more than the unpaid works price."""


SITUATIONS: tuple[Situation, ...] = (
    Situation("sub-owes", "分包单位拖欠所招用农民工的工资",
              (Payer("分包单位", "直接清偿", "保障条例 第三十条第一款"),
               Payer("施工总承包单位", "先行清偿，再向分包单位追偿", "保障条例 第三十条第三款"))),
    Situation("passed-on", "工程转包", (Payer("施工总承包单位", "先行清偿，再依法追偿", "保障条例 第三十条第四款"),)),
    Situation("works-price-unpaid", "建设单位未按约定及时拨付工程款导致拖欠",
              (Payer("建设单位", "以未结清的工程款为限先行垫付", "保障条例 第二十九条第二款"),), capped=True),
    Situation("unqualified", "工程发包、分包给个人或者不具备资质的单位",
              (Payer("建设单位或者施工总承包单位（发包、分包方）", "清偿", "保障条例 第三十六条第一款"),)),
    Situation("lent-name", "允许他人以本单位名义对外承揽工程（挂靠）",
              (Payer("被挂靠的施工单位", "清偿", "保障条例 第三十六条第二款"),)),
    Situation("unlawful-project", "工程违反规划、建设法律法规", (Payer("建设单位", "清偿", "保障条例 第三十七条"),)),
    Situation("unlicensed-dispatch", "无资质的单位派遣，或者用工单位使用个人、无照单位的农民工",
              (Payer("用工单位", "清偿，再依法追偿", "保障条例 第十八条"),)),
    Situation("lent-licence", "允许他人以本单位名义经营（工程以外）",
              (Payer("被借用名义的单位", "清偿", "保障条例 第十九条第二款"),)),
    Situation("owners", "合伙企业、个人独资企业、个体经济组织",
              (Payer("出资人", "单位不能清偿的，依法清偿", "保障条例 第二十条"),)),
    Situation("merged", "用人单位合并或者分立",
              (Payer("用人单位", "合并、分立前清偿；经农民工书面同意由承继单位清偿", "保障条例 第二十一条"),)),
    Situation("closing", "用人单位注销登记",
              (Payer("用人单位", "申请注销登记前清偿", "保障条例 第二十二条"),
               Payer("主要出资人", "未清偿而注销的，注册新单位前清偿", "保障条例 第二十二条"))),
    Situation("government", "政府投资项目资金不到位",
              (Payer("建设单位", "报本级人民政府责令限期拨付", "保障条例 第五十九条、第六十条"),)),
)  # fmt: skip
"""The rows of the law file, in its order."""

NO_EXCUSE = "因工程数量、质量、造价等产生争议的，建设单位、施工总承包单位不得因争议不支付工资（保障条例 第三十五条）。"
"""A sentence for every site case."""


def payers(situations: Collection[str], unpaid_works_price: Decimal | None = None) -> tuple[Payer, ...]:
    """The payers of the given situations, in the order of the law file, each role and article once.

    `unpaid_works_price`: cap of an owner who only advances 垫付; None = not known, then the payer has no figure and
    the words say the limit. Raises KeyError for a situation that the table does not have.
    """
    known = {situation.code for situation in SITUATIONS}
    for code in situations:
        if code not in known:
            raise KeyError(code)
    found: dict[tuple[str, str], Payer] = {}
    for situation in SITUATIONS:
        if situation.code not in situations:
            continue
        for payer in situation.payers:
            limited = situation.capped and unpaid_works_price is not None
            found[payer.role, payer.article] = Payer(payer.role, payer.how, payer.article, unpaid_works_price) if limited else payer
    return tuple(found.values())


def payer_text(payer: Payer) -> str:
    """A payer in one sentence for the order or the award."""
    cap = f"，以 {digits(payer.cap)} 元为限" if payer.cap is not None else ""
    return f"{payer.role}：{payer.how}{cap}（{payer.article}）"
