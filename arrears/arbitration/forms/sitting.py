"""Schedule, hearing with its record, absence, settlement in the room."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from wtforms import HiddenField, SelectChoice, TextAreaField
from wtforms.validators import Optional

from arrears.arbitration.forms.steps import yes_no
from arrears.arbitration.queries.case import Side
from arrears.hearings.queries import RoomOn
from arrears.hearings.textkeys import expand
from arrears.law import codes
from arrears.web.forms import ActForm, AtMost, ChoiceField, PicksField, Required, choices_of
from arrears.web.rows import RowForm, RowsField
from arrears.web.typed import DateField, DateTimeField, LineField, LinesField, MoneyField, not_before_today

RECORD = 20_000
"""Signs an act may hold of a record; longer ones come as a file."""


class ScheduleForm(ActForm):
    """排庭: when, in which room, how."""

    at = DateTimeField("开庭时间", [Required()], prefer="future", description="例如：3月17日 14:00")
    room = PicksField("仲裁庭", [Required()])
    mode = PicksField("开庭方式", [Required()], choices=choices_of(codes.codes("hearing_mode")), default="on_site")
    despite = LineField("不便日仍要排的理由", [Optional()], description="开庭日不在双方不便日的不用填")
    evidence_by = DateField("举证期限", [Optional(), not_before_today], prefer="future", description="一并通知；不填就是答辩期最后一日")

    def __init__(self, *args: Any, rooms: Sequence[RoomOn], collective: bool = False, away: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not away:
            del self.despite
        if not collective:
            del self.evidence_by
        self.room.choices = [SelectChoice(room.name, room.name) for room in rooms]


class PresentRow(RowForm):
    """到庭人员: name, as what, how the identity was checked."""

    tells: ClassVar[tuple[str, ...]] = ("name",)
    name = LineField("姓名", [Required()])
    role = LineField("身份", [Required()])
    checked = LineField("核对证件", [Optional()])


class HearForm(ActForm):
    """开庭笔录: a plain fast box; who was there; the questions the law wants asked."""

    started_at = DateTimeField("开始时间", [Required()], prefer="past")
    ended_at = DateTimeField("结束时间", [Optional()], prefer="past", description="不填就是现在")
    present = RowsField("到庭人员", PresentRow, what="位", missing="请填写到庭人员。")
    identity = LineField("身份核对", [Required()], default="经核对，到庭人员身份与登记相符，双方没有异议。")
    rights = LineField("权利义务告知", [Required()], default="已告知，双方听清。")
    recusal_asked = LineField("是否申请回避", [Required()], default="均不申请回避。")
    undisputed = TextAreaField("无争议事实", [Optional(), AtMost(RECORD)], description="从要素表带来，可以改")
    record = TextAreaField("笔录", [Required(), AtMost(RECORD)], render_kw={"spellcheck": "false"})
    mediation_attempt = LineField("当庭调解情况", [Required()])
    absent = LineField("未到庭情况", [Optional()])

    def facts(self) -> dict[str, Any]:
        """The facts of `arbitration.hear`: text keys written out."""
        return {
            "span": [self.started_at.data, self.ended_at.data or self.happened_at()],
            "present": [{"name": r.name.data, "role": r.role.data, "checked": r.checked.data or ""} for r in self.present.filled],
            "identity": self.identity.data, "rights": self.rights.data, "recusal_asked": self.recusal_asked.data,
            "record": expand(self.record.data or ""), "mediation_attempt": self.mediation_attempt.data, "absent": self.absent.data,
            "undisputed": self.undisputed.data or None,
        }  # fmt: skip


class AbsentForm(ActForm):
    """缺席审理: who stayed away, the proof of the notice, what was found with the other side."""

    party = ChoiceField("缺席的当事人", [Required()], coerce=int)
    notice_proved = yes_no("合法通知有证明")
    present = RowsField("到庭人员", PresentRow, what="位", missing="请填写到庭人员。")
    record = TextAreaField("笔录", [Required(), AtMost(RECORD)], render_kw={"spellcheck": "false"})

    def __init__(self, *args: Any, sides: Sequence[Side], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.party.choices = [SelectChoice(s.id, s.words) for s in sides]

    def facts(self) -> dict[str, Any]:
        """The facts of `arbitration.hear-absent`."""
        present = [{"name": r.name.data, "role": r.role.data, "checked": r.checked.data or ""} for r in self.present.filled]
        return {
            "party": str(self.party.data), "notice_proved": self.notice_proved.data, "present": present,
            "record": expand(self.record.data or ""),
        }  # fmt: skip


class InstalmentRow(RowForm):
    """A payment agreed in the room."""

    tells: ClassVar[tuple[str, ...]] = ("due_on", "amount")
    due_on = DateField("应付日", [Required(), not_before_today], prefer="future")
    amount = MoneyField("金额（元）", [Required()])


class ShareRow(RowForm):
    """What one worker gets of all."""

    tells: ClassVar[tuple[str, ...]] = ("amount",)
    worker_id = HiddenField()
    lead: str = ""
    amount = MoneyField("金额（元）", [Optional()])


class SettleForm(ActForm):
    """调解结案: instalments, of several workers what each gets, further terms."""

    payer = ChoiceField("付款人", [Required()])
    instalments = RowsField("付款", InstalmentRow, what="期", missing="请填写付款日和金额；当场付清的填今天。")
    shares = RowsField("各人金额", ShareRow, what="位", least=0)
    acceleration = yes_no("任一期逾期，余款一并到期", default=True)
    terms = LinesField("其他约定", [Optional()], description="一行写一条；没有就不填")
    both = yes_no("双方当事人到场并同意")

    def __init__(self, *args: Any, sides: Sequence[Side], **kwargs: Any) -> None:
        left = [s for s in sides if s.role == "applicant"]
        right = [s.name for s in sides if s.role == "respondent"]
        kwargs.setdefault("payer", right[0] if len(right) == 1 else None)
        if len(left) > 1:
            kwargs.setdefault("shares", [{"worker_id": str(s.id)} for s in left])
        super().__init__(*args, **kwargs)
        self.payer.choices = [SelectChoice(name, name) for name in right]
        names = {str(s.id): s.name for s in left}
        for row in self.shares.forms:
            row.lead = names.get(str(row.worker_id.data), "")
        if not self.instalments.entries:
            self.instalments.grow()
        self.only = left[0].id if len(left) == 1 else None

    def facts(self) -> dict[str, Any]:
        """The facts of `arbitration.settle`."""
        rows = [{"no": n, "due_on": r.due_on.data, "amount": r.amount.data} for n, r in enumerate(self.instalments.filled, 1)]
        total = sum((row["amount"] for row in rows), Decimal("0.00"))
        shares = {str(self.only): total} if self.only else {str(r.worker_id.data): r.amount.data for r in self.shares.filled}
        words = [f"共 {len(rows)} 期，合计 {total:,.2f} 元", *(self.terms.data or ())]
        return {
            "payer": self.payer.data, "instalments": rows, "shares": shares, "acceleration": self.acceleration.data,
            "terms": words, "other_terms": list(self.terms.data or ()), "both_parties": self.both.data,
        }  # fmt: skip
