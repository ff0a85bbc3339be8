"""The award per claim item 裁决: 请求 — 对方意见 — 查明 — 依据 — 结果 — 金额 — 终局; of several workers what each gets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from wtforms import HiddenField, SelectChoice, TextAreaField
from wtforms.validators import Optional

from arrears.arbitration.queries.case import ClaimLine, Side
from arrears.law import codes
from arrears.web.forms import ActForm, ChoiceField, PicksField, Required, choices_of
from arrears.web.rows import RowForm, RowsField
from arrears.web.typed import CountField, LineField, MoneyField

RESULTS = {"upheld": "支持", "partly": "部分支持", "dismissed": "驳回", "elsewhere": "另行处理", "not_handled": "不处理"}
FINAL = {"": "按建议", "1": "终局", "0": "非终局"}


class ItemRow(RowForm):
    """One claim item with its answer."""

    tells: ClassVar[tuple[str, ...]] = ("claim_id",)
    claim_id = HiddenField()
    line: ClaimLine | None = None
    proposal: str = ""
    respondent_view = ChoiceField("对方意见", [Optional()], choices=choices_of(codes.codes("respondent_view")), blank="未写")
    reason = TextAreaField("查明和理由（写明证据号）", [Required()])
    article = LineField("依据", [Optional()])
    result = PicksField("结果", [Required()], choices=choices_of(RESULTS))
    amount = MoneyField("裁决金额（元）", [Optional()])
    final = PicksField("终局", [Optional()], choices=choices_of(FINAL), default="")


class OpenRow(ItemRow):
    """One claim item of a partial award: left open unless a result is chosen."""

    reason = TextAreaField("查明和理由（写明证据号）", [Optional()])
    result = PicksField("结果", [Optional()], choices=choices_of({"": "继续审理", **RESULTS}), default="")

    def validate(self, extra_validators: Any = None) -> bool:
        """What is decided has its reason."""
        good = bool(super().validate(extra_validators))
        if self.result.data and not self.reason.data:
            self.reason.errors = [*self.reason.errors, "请填写查明和理由（写明证据号）。"]
            return False
        return good


class PartRow(RowForm):
    """What one worker gets of an item of all."""

    tells: ClassVar[tuple[str, ...]] = ("amount",)
    claim_id = HiddenField()
    worker_id = HiddenField()
    lead: str = ""
    amount = MoneyField("金额（元）", [Optional()])


class AwardForm(ActForm):
    """裁决书: items, then what is common to them."""

    found = TextAreaField("查明的事实", [Required()], description="无争议要素先写：入职、岗位、工资标准、欠付期间")
    items = RowsField("逐项裁决", ItemRow, what="项", missing="请逐项填写裁决结果。")
    parts = RowsField("各人金额", PartRow, what="位", least=0)
    style = PicksField("文书样式", [Optional()], choices=choices_of({"": "普通", "element": "要素式"}), default="")
    payer = ChoiceField("付款人", [Required()])
    first_payer = ChoiceField(
        "先行清偿单位", [Optional()], blank="没有", description="施工总承包单位依法先行清偿的选这里；同一笔钱，不另加"
    )
    pay_days = CountField("裁决生效之日起几日内支付", [Required()], low=1, high=10, default=5)

    def __init__(
        self, *args: Any, lines: Sequence[ClaimLine], sides: Sequence[Side], owed: Mapping[int, Decimal], by_elements: bool = False,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        left = [s for s in sides if s.role == "applicant"]
        right = [s.name for s in sides if s.role == "respondent"]
        kwargs.setdefault("payer", right[0] if len(right) == 1 else None)
        kwargs.setdefault("items", [_begun(line) for line in lines])
        if len(left) > 1:
            shared = [line for line in lines if line.party_id is None]
            kwargs.setdefault("parts", [{"claim_id": str(c.id), "worker_id": str(s.id)} for c in shared for s in left])
        super().__init__(*args, **kwargs)
        if not by_elements or len(left) > 1:
            del self.style
        self.payer.choices = [SelectChoice(name, name) for name in right]
        self.first_payer.choices = self.payer.choices
        by_id, names = {str(line.id): line for line in lines}, {str(s.id): s for s in left}
        for row in self.items.forms:
            row.line = by_id.get(str(row.claim_id.data))
        for part in self.parts.forms:
            claim, worker = by_id.get(str(part.claim_id.data)), names.get(str(part.worker_id.data))
            due = owed.get(worker.id) if worker else None
            note = f"（核定欠付 {due:,.2f}）" if due is not None else ""
            part.lead = f"第 {claim.no if claim else '？'} 项　{worker.name if worker else ''}{note}"

    def amounts(self) -> dict[str, Decimal]:
        """Claim id -> sum: what was typed, else the sum of the parts, else the claim where all is upheld, else 0."""
        parts = self._parts()
        found: dict[str, Decimal] = {}
        for row in self.items.forms:
            key = str(row.claim_id.data)
            whole = row.line.claimed if row.line is not None and row.result.data == "upheld" else None
            typed = row.amount.data
            shared = sum(parts[key].values(), Decimal("0.00")) if key in parts else None
            found[key] = next((v for v in (typed, shared, whole) if v is not None), Decimal("0.00"))
        return found

    def measured(self) -> dict[str, Decimal]:
        """Claim id -> the sum that the final award test looks at: of several workers the largest share, for each has his own claim."""
        parts = self._parts()
        return {key: max(parts[key].values()) if parts.get(key) else amount for key, amount in self.amounts().items()}

    @property
    def decided(self) -> list[ItemRow]:
        """The items that are decided: all of them."""
        return list(self.items.forms)

    def _parts(self) -> dict[str, dict[str, Decimal]]:
        found: dict[str, dict[str, Decimal]] = {}
        chosen = {str(row.claim_id.data) for row in self.decided}
        for row in self.parts.filled:
            if row.amount.data and str(row.claim_id.data) in chosen:
                found.setdefault(str(row.claim_id.data), {})[str(row.worker_id.data)] = row.amount.data
        return found

    def act_facts(self, proposed: Mapping[str, bool | None]) -> dict[str, Any]:
        """The facts of `arbitration.award`. `proposed`: claim id -> what the law proposes, taken where nothing was chosen."""
        sums, parts = self.amounts(), self._parts()
        items = []
        for row in self.decided:
            key = str(row.claim_id.data)
            final = proposed.get(key) if row.final.data in (None, "") else row.final.data == "1"
            items.append(
                {
                    "claim_id": int(key), "amount": sums[key], "result": row.result.data, "final": final, "reason": row.reason.data,
                    "article": row.article.data or "", "respondent_view": row.respondent_view.data or "", "parts": parts.get(key, {}),
                }
            )  # fmt: skip
        return {
            "items": items, "found": self.found.data, "style": self.style.data if "style" in self else "", "payer": self.payer.data,
            "first_payer": self.first_payer.data or "", "pay_days": self.pay_days.data,
        }  # fmt: skip


class PartialForm(AwardForm):
    """先行裁决: the same, with items that stay open."""

    items = RowsField("逐项裁决", OpenRow, what="项", missing="请逐项填写裁决结果。")

    @property
    def decided(self) -> list[ItemRow]:
        """The items with a result; the others go on."""
        return [row for row in self.items.forms if row.result.data]


def _begun(line: ClaimLine) -> dict[str, Any]:
    """What an item begins with: what an earlier draft or a partial award left, and the basis that most items of the kind rest on."""
    return {"claim_id": str(line.id), "respondent_view": line.view, "article": line.article or BASIS.get(line.code, "")}


_CONTRACT, _LABOUR = "《中华人民共和国劳动合同法》", "《中华人民共和国劳动法》"
BASIS: Mapping[str, str] = {
    "wage": f"{_CONTRACT}第三十条第一款",
    "ot": f"{_LABOUR}第四十四条",
    "min-gap": f"{_LABOUR}第四十八条",
    "sev": f"{_CONTRACT}第三十八条、第四十六条、第四十七条",
    "dmg-2n": f"{_CONTRACT}第四十八条、第八十七条",
    "double": f"{_CONTRACT}第八十二条第一款",
    "leave": "《职工带薪年休假条例》第五条",
    "deposit": f"{_CONTRACT}第八十四条",
    "notice-pay": f"{_CONTRACT}第四十条",
    "probation": f"{_CONTRACT}第八十三条",
    "add-pay": f"{_CONTRACT}第八十五条",
}
"""Kind of claim -> the article usually named; the arbitrator writes what holds."""
