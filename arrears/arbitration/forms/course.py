"""Forms of the course of a case: changed claims, counterclaim, advance award, partial settlement, public notice, a case taken over."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from wtforms import HiddenField, SelectChoice, TextAreaField
from wtforms.validators import Optional

from arrears import clock
from arrears.arbitration.forms.opening import ApplicationForm, ClaimRow, _claim, _told
from arrears.arbitration.forms.sitting import SettleForm
from arrears.arbitration.forms.steps import yes_no
from arrears.arbitration.queries.case import ClaimLine, Side
from arrears.arbitration.queries.servings import Pair
from arrears.law import codes
from arrears.web.forms import ActForm, ChecksField, ChoiceField, PicksField, Required, choices_of
from arrears.web.rows import RowForm, RowsField
from arrears.web.typed import DateField, LineField, MoneyField, not_after_today


class ChangeRow(ClaimRow):
    """A claim that is new, or stands in the place of an earlier one."""

    tells: ClassVar[tuple[str, ...]] = ("claimed", "formula", "period_from", "period_to", "replaces", "whose")
    replaces = ChoiceField("变更哪一项", [Optional()], blank="新增加", choices=[])


class ChangeForm(ActForm):
    """增加、变更请求: items as in the application; one that replaces an earlier one names it."""

    claims = RowsField("请求", ChangeRow, what="项", missing="请至少写一项请求。")
    on = DateField("提出日期", [Required(), not_after_today], prefer="past", default=clock.today)

    def __init__(self, *args: Any, lines: Sequence[ClaimLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        if not self.claims.entries:
            self.claims.grow()
        self.offer()

    def offer(self) -> None:
        """Give every row the claims it may replace (again after it has grown)."""
        for row in self.claims.forms:
            row["replaces"].choices = [
                SelectChoice(str(line.id), f"第 {line.no} 项 {line.kind} {'' if line.claimed is None else f'{line.claimed:,.2f}'}".strip())
                for line in self.lines
            ]

    def facts(self) -> dict[str, Any]:
        """The facts of `arbitration.change-claim`."""
        return {"claims": [_claim(row) for row in self.claims.filled], "on": self.on.data}


class CounterclaimForm(ActForm):
    """反申请: which respondent, what it claims back, why."""

    party = ChoiceField("反申请人", [Required()], coerce=int)
    claims = RowsField("反申请请求", ClaimRow, what="项", missing="请至少写一项请求。")
    text = TextAreaField("事实和理由", [Required()])
    on = DateField("提出日期", [Required(), not_after_today], prefer="past", default=clock.today)

    def __init__(self, *args: Any, sides: Sequence[Side], **kwargs: Any) -> None:
        if len(sides) == 1:
            kwargs.setdefault("party", sides[0].id)
        super().__init__(*args, **kwargs)
        self.party.choices = [SelectChoice(s.id, s.name) for s in sides]
        if not self.claims.entries:
            self.claims.append_entry({"kind": "other"})

    def facts(self) -> dict[str, Any]:
        """The facts of `arbitration.counterclaim`."""
        rows = [{key: value for key, value in _claim(row).items() if key != "whose"} for row in self.claims.filled]
        return {"party": str(self.party.data), "claims": rows, "text": self.text.data, "on": self.on.data}


class SumRow(RowForm):
    """What one worker gets in advance."""

    tells: ClassVar[tuple[str, ...]] = ("amount",)
    worker_id = HiddenField()
    lead: str = ""
    amount = MoneyField("先行支付（元）", [Optional()])


class InterimForm(ActForm):
    """先予执行: the two conditions, in words where they are met; who gets how much; which court enforces."""

    rights_clear = yes_no("双方权利义务关系明确")
    hardship = yes_no("不先予执行将严重影响生活")
    clear = TextAreaField("为什么明确", [Optional()], description="准予的要写，写进裁决书，例如：被申请人出具欠条认可欠付工资")
    harm = TextAreaField("不先予执行的后果", [Optional()], description="准予的要写，写进裁决书，例如：申请人没有其他收入，交不起房租")
    shares = RowsField("先行支付金额", SumRow, what="位", least=0)
    payer = ChoiceField("付款人", [Optional()])
    court = LineField("移送执行的法院", [Optional()])
    reason = TextAreaField("不予先予执行的理由", [Optional()], description="两个条件有一个不符合的，写明理由，案件继续审理")

    def __init__(self, *args: Any, sides: Sequence[Side], asked: Decimal | None, **kwargs: Any) -> None:
        left = [s for s in sides if s.role == "applicant"]
        right = [s.name for s in sides if s.role == "respondent"]
        kwargs.setdefault("payer", right[0] if len(right) == 1 else None)
        kwargs.setdefault("shares", [{"worker_id": str(s.id), "amount": asked if len(left) == 1 else None} for s in left])
        super().__init__(*args, **kwargs)
        self.payer.choices = [SelectChoice(name, name) for name in right]
        names = {str(s.id): s.name for s in left}
        for row in self.shares.forms:
            row.lead = names.get(str(row.worker_id.data), "")

    def facts(self) -> dict[str, Any]:
        """The facts of `arbitration.interim`."""
        shares = {str(row.worker_id.data): row.amount.data for row in self.shares.filled if row.amount.data}
        words = {name: self[name].data or "" for name in ("clear", "harm", "payer", "court", "reason")}
        return {"rights_clear": self.rights_clear.data, "hardship": self.hardship.data, "shares": shares, **words}


class PartialSettleForm(SettleForm):
    """部分调解: which claims, then as a settlement of the whole."""

    items = ChecksField("调解的请求", [Required("请勾选调解的请求；全部都调解的，请办调解结案。")], coerce=int)

    def __init__(self, *args: Any, lines: Sequence[ClaimLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items.choices = [SelectChoice(line.id, f"第 {line.no} 项 {line.kind}（{line.whose}）") for line in lines]

    def facts(self) -> dict[str, Any]:
        """The facts of `arbitration.partial-settle`."""
        return {**super().facts(), "items": [str(i) for i in self.items.data or ()]}


class PublicForm(ActForm):
    """公告送达: which paper to whom, announced when, what was tried before."""

    what = ChoiceField("文书和受送达人", [Required()])
    announced_on = DateField(
        "公告日", [Required(), not_after_today], prefer="past", default=clock.today, description="张贴和刊登中最后的一日"
    )
    reason = LineField("公告原因", [Required()], description="例如：受送达人下落不明")
    steps = TextAreaField("已采取的送达措施", [Required()], description="何时、用何种方式、为何没有送到，记入案卷")

    def __init__(self, *args: Any, pairs: Sequence[Pair], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.what.choices = [SelectChoice(f"{p.document_id}:{p.recipient}", p.words) for p in pairs]

    def facts(self) -> dict[str, Any]:
        """The facts of `arbitration.serve-public`."""
        document, _, to = str(self.what.data).partition(":")
        return {
            "document": document, "to": to, "announced_on": self.announced_on.data, "reason": self.reason.data, "steps": self.steps.data,
        }  # fmt: skip


class TakeOverForm(ApplicationForm):
    """接受移送: the file that came from another commission; parties and claims as it states them."""

    pre_mediation = way = oral = posted_on = late_reason = None  # asked by the commission that took the application
    from_case = LineField("原案号", [Required()])
    taken_on = DateField(
        "接受移送日期", [Required(), not_after_today], prefer="past", default=clock.today, description="审理期限自这一天重新计算"
    )
    filed_on = DateField("申请日", [Required(), not_after_today], prefer="past", description="原仲裁委收到申请之日")
    track = PicksField("适用程序", [Required()], choices=choices_of(codes.codes("track")))

    def act_facts(self) -> dict[str, Any]:
        """The facts of `arbitration.file` and `arbitration.take-over` together. Call after validation."""
        return {
            "from_case": self.from_case.data, "taken_on": self.taken_on.data, "track": self.track.data, "filed_on": self.filed_on.data,
            "applicants": [_told(row) for row in self.applicants.filled], "respondents": [_told(row) for row in self.respondents.filled],
            "claims": [_claim(row) for row in self.claims.filled], "facts": self.facts_.data, "evidence": list(self.evidence.data),
        }  # fmt: skip


class TakeAgainForm(ActForm):
    """接受移送, proposed again: what the head of case filing signs."""

    from_case = LineField("原案号", [Required()])
    taken_on = DateField("接受移送日期", [Required(), not_after_today], prefer="past", description="审理期限自这一天重新计算")
    track = PicksField("适用程序", [Required()], choices=choices_of(codes.codes("track")))
