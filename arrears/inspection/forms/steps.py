"""From the order to the closing 责令、送达、处理、结案: each form asks what the file does not know already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from flask_wtf.file import FileField, MultipleFileField
from wtforms import Field, SelectChoice, TextAreaField
from wtforms.validators import Optional

from arrears import clock
from arrears.inspection.deciding import BASIS, LEAST, MOST
from arrears.inspection.ending import CLOSING
from arrears.inspection.forms.inquiry import PairForm
from arrears.inspection.ordering import PAY
from arrears.inspection.queries.case import Due, Pair, Side
from arrears.law import codes
from arrears.web.forms import ActForm, ChecksField, ChoiceField, PicksField, Required, choices_of
from arrears.web.typed import CountField, DateField, DateTimeField, LineField, LinesField, not_after_today, not_before_today

DELIVERED = frozenset({"signed", "family", "mailroom", "agent", "arrived"})
SAME_DAY = frozenset({"direct", "electronic", "light", "entrusted", "transfer"})


class OrderForm(PairForm):
    """限期改正指令书: the roster's workers, the last day, the addressees."""

    breach = PicksField("违法行为", [Required()], choices=choices_of({k: codes.label("violation", k) for k in PAY}), default="unpaid")
    article = LineField("违反的条款", [Required()], description="写全法律名称和条")
    workers = ChecksField("劳动者（按核定名册）", [Required("请勾选列入指令书的劳动者。")], coerce=int)
    consents = ChecksField("要求保密、已书面同意公开身份的", [Optional()], coerce=int, description="没有勾选的，不能列进指令书")
    due_on = DateField("改正期限", [Required(), not_before_today], prefer="future", description="付清的最后一日；默认 5 个工作日")
    proof_wanted = LineField("须提交的证明", [Required()], default="逐人支付凭证")
    addressees = ChecksField("责令对象", [Required("请勾选责令对象。")], coerce=int)

    def __init__(self, *args: Any, dues: Sequence[Due], units: Sequence[Side], **kwargs: Any) -> None:
        kwargs.setdefault("workers", [d.party_id for d in dues if not d.hidden])
        kwargs.setdefault("addressees", [u.id for u in units])
        super().__init__(*args, **kwargs)
        self.dues = {d.party_id: d for d in dues}
        self.workers.choices = [SelectChoice(d.party_id, f"{d.name}　{d.verified:,.2f}{'（要求保密）' if d.hidden else ''}") for d in dues]
        self.consents.choices = [SelectChoice(d.party_id, d.name) for d in dues if d.hidden]
        self.addressees.choices = [SelectChoice(u.id, f"{u.name}（{u.part}）") for u in units]
        if not self.consents.choices:
            del self.consents

    @property
    def total(self) -> Decimal:
        """The sum of those ticked."""
        return sum((self.dues[w].verified for w in self.workers.data or () if w in self.dues), Decimal("0.00"))

    def facts(self) -> dict[str, Any]:
        """The act's facts: the total comes from the roster, nobody types it."""
        return {**super().facts(), "total": self.total}


class ServeForm(ActForm):
    """送达: which paper to whom, how, when, what came of it."""

    what = ChoiceField("文书和受送达人", [Required()])
    method = PicksField("方式", [Required()], choices=choices_of({k: v for k, v in codes.codes("method").items() if k != "public"}))
    sent_on = DateField("交付或寄出日", [Required(), not_after_today], prefer="past", default=clock.today)
    service_result = PicksField("结果", [Required()], choices=choices_of(codes.codes("service_result")), default="signed")
    effective_on = DateField(
        "签收日", [Optional(), not_after_today], prefer="past",
        description="邮寄的填回执上的签收日；直接、电子的不填就是交付日；留置、张贴的系统算",
    )  # fmt: skip
    new_due_on = DateField("另行指定的改正期限", [Optional(), not_before_today], prefer="future", description="责令期限过了才送到的才填")
    mail_no = LineField("邮单号", [Optional()])
    receiver = LineField("签收人与关系", [Optional()], description="例如：前台王丽（单位收件人）")
    witness = LineField("见证人", [Optional()], description="留置、张贴的写明见证人和所在单位")
    proof_words = LineField("凭证说明", [Optional()], description="没有扫描件的写明凭证，例如：送达回证、张贴照片两张")
    proof = FileField("凭证扫描件、照片", [Optional()])

    def __init__(self, *args: Any, pairs: Sequence[Pair], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.what.choices = [SelectChoice(f"{p.document_id}:{p.recipient}", p.words) for p in pairs]

    def validate(self, extra_validators: Any = None) -> bool:
        """Besides the fields: what mode and result ask of each other."""
        good = bool(super().validate(extra_validators))
        for field, sentence in self._contradictions():
            field.errors = [*field.errors, sentence]
            good = False
        return good

    def _contradictions(self) -> Iterator[tuple[Field, str]]:
        delivered, ruled = self.service_result.data in DELIVERED, self.method.data == "leave_post"
        if self.method.data == "post" and delivered and self.effective_on.data is None:
            yield self.effective_on, "邮寄签收的，请填回执上的签收日。"
        if not delivered and not ruled and self.effective_on.data is not None:
            yield self.effective_on, "结果不是签收或者到达，不能填签收日；请核对结果。"
        if ruled and not (self.witness.data or self.proof_words.data or getattr(self.proof.data, "filename", "")):
            yield self.witness, "留置、张贴送达要有见证人，或者拍照录像，请填写。"

    def effect(self) -> date | None:
        """The day of effect that the person knows; None: the law counts it, or there is none yet."""
        if self.method.data == "leave_post" or self.service_result.data not in DELIVERED:
            return None
        return self.effective_on.data or (self.sent_on.data if self.method.data in SAME_DAY else None)

    def facts(self) -> dict[str, Any]:
        """The facts of `inspection.serve`."""
        document, _, to = str(self.what.data).partition(":")
        words = self.proof_words.data or self.mail_no.data or codes.label("service_result", self.service_result.data)
        file = self.proof.data if getattr(self.proof.data, "filename", "") else {"name": words}
        return {
            "document": document, "to": to, "method": self.method.data, "sent_on": self.sent_on.data, "effective_on": self.effect(),
            "service_result": self.service_result.data, "mail_no": self.mail_no.data or "", "receiver": self.receiver.data or "",
            "witness": self.witness.data or "", "proof": file, "new_due_on": self.new_due_on.data,
        }  # fmt: skip


class ServeDecisionForm(ActForm):
    """送达决定."""

    method = PicksField(
        "方式", [Required()], choices=choices_of({k: v for k, v in codes.codes("method").items() if k not in {"public", "light"}}),
        default="direct",
    )  # fmt: skip
    on = DateField(
        "送达日期", [Required(), not_after_today], prefer="past", default=clock.today, description="邮寄的填签收日，留置的填留置日"
    )
    receiver = LineField("签收人与关系", [Optional()])
    mail_no = LineField("邮单号", [Optional()])
    witness = LineField("见证人", [Optional()], description="留置、张贴的写明见证人")
    proof = FileField("凭证扫描件、照片", [Optional()])


class ConcludeForm(PairForm):
    """调查终结."""

    findings = TextAreaField("查明的事实", [Required()], description="写进处理决定；不写要求保密的人的姓名")
    evidence = LinesField("证据", [Required()], description="一行写一份")


class PrenoticeForm(PairForm):
    """行政处理事先告知."""

    rate = CountField("加付赔偿金比例（%）", [Required()], default=LEAST, description=f"{LEAST} 至 {MOST}，按逐人未付的金额计算")
    facts_ = TextAreaField("拟认定的事实", [Required()], name="facts")
    basis = LineField("依据", [Required()], default=BASIS)


class DecideForm(PairForm):
    """行政处理决定."""

    statement_answered = TextAreaField("对陈述申辩意见的逐条答复", [Required()])
    pay_within = CountField("支付期限（日）", [Required()], default=7, description="自收到决定书之日起几日内")


class UrgeForm(ActForm):
    """催告."""

    how_to_pay = LineField("履行方式", [Required()], default="逐人转入本人银行账户，凭证交监察员核对")


class EnforceForm(ActForm):
    """申请强制执行."""

    court = LineField("受理的人民法院", [Required()])


class TellForm(PairForm):
    """告知结果."""

    result = TextAreaField("处理结果", [Required()], description="写查处情况和本人的款项，不写其他劳动者的姓名")


class RevokeForm(PairForm):
    """撤销立案."""

    ground = PicksField("理由", [Required()], choices=choices_of(codes.codes("revoke_filing_ground")))
    reason = TextAreaField("告知投诉人的说明", [Required()])


class CloseForm(PairForm):
    """结案."""

    conclusion = ChoiceField("处置结论", [Required()], choices=choices_of({k: codes.label("conclusion", k) for k in CLOSING}), blank="")
    proof_words = LinesField("证明材料", [Required()], description="一行写一份：付款凭证、决定书和送达回证、法院受理通知等")
    files = MultipleFileField("补充上传", [Optional()], description="卷里已有的不用再传")

    def facts(self) -> dict[str, Any]:
        """The act's facts: what is on file by its name, what is uploaded besides."""
        found: dict[str, Any] = super().facts()
        words = [{"name": str(w)} for w in found.pop("proof_words") or ()]
        return {**found, "proofs": words, "files": [f for f in self.files.data or () if getattr(f, "filename", "")]}


class CrimeForm(ActForm):
    """成立专案组、报告."""

    inspectors = ChecksField("专案组监察员（不少于两名）", [Required("请勾选两名监察员。")], coerce=int)
    suspects = LinesField("涉嫌人员", [Required()], description="一行写一人：姓名和身份")
    boxes = ChecksField("构成要件核对", [Required("请逐项核对。")], choices=choices_of(codes.codes("crime_boxes")))

    def __init__(self, *args: Any, staff: Sequence[tuple[int, str]], team: Sequence[int], **kwargs: Any) -> None:
        kwargs.setdefault("inspectors", list(team))
        super().__init__(*args, **kwargs)
        self.inspectors.choices = [SelectChoice(key, label) for key, label in staff]


class HandOverPoliceForm(PairForm):
    """移送公安."""

    police = LineField("公安机关", [Required()], description="同级公安机关全称")
    copy_to = LineField("抄送", [Required()], description="同级人民检察院")
    at = DateTimeField("移送时间", [Required()], prefer="past", default=clock.now)
    receipt = FileField("公安机关回执", [Required("请附上公安机关签收的回执。")])


class CrimePapersForm(ActForm):
    """补材料、移交."""

    papers = LinesField("补充或者移交的材料", [Required()], description="一行写一份")


class BlacklistForm(ActForm):
    """列入决定: recorded; the papers of it are made outside."""

    listed = PicksField("决定", [Required()], choices=choices_of((("0", "不列入"), ("1", "列入"))), coerce=lambda v: v in (True, "1"))
    persons = LinesField("列入的单位和人员，或者不列入的理由", [Required()], description="一行写一项")
