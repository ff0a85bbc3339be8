"""A row of service 送达 in fifteen seconds: which paper to whom, how, when, what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from flask_wtf.file import FileField
from wtforms import Field, SelectChoice
from wtforms.validators import Optional

from arrears import clock
from arrears.arbitration.queries.servings import Pair
from arrears.law import codes
from arrears.web.forms import ActForm, ChoiceField, PicksField, Required, choices_of
from arrears.web.typed import DateField, LineField, not_after_today

DELIVERED = frozenset({"signed", "family", "mailroom", "agent", "arrived"})
"""Results with which the addressee has the paper."""
SAME_DAY = frozenset({"direct", "electronic", "light", "entrusted", "transfer"})
"""Modes whose day of effect is the day of delivery when nothing else is said."""
RULED = frozenset({"leave_post", "public"})
"""Modes whose day of effect the law counts."""


class ServeForm(ActForm):
    """送达."""

    what = ChoiceField("文书和受送达人", [Required()])
    method = PicksField("方式", [Required()], choices=choices_of({k: v for k, v in codes.codes("method").items() if k != "public"}))
    sent_on = DateField("交付或寄出日", [Required(), not_after_today], prefer="past", default=clock.today)
    service_result = PicksField("结果", [Required()], choices=choices_of(codes.codes("service_result")), default="signed")
    effective_on = DateField(
        "签收日", [Optional(), not_after_today], prefer="past",
        description="邮寄的填回执上的签收日；直接、电子送达的不填就是交付日；留置、张贴的由系统按规定算，不用填",
    )  # fmt: skip
    mail_no = LineField("邮单号", [Optional()])
    receiver = LineField("签收人与关系", [Optional()], description="例如：前台王丽（单位收件人）")
    witness = LineField("见证人", [Optional()], description="留置的写明见证人和所在单位")
    proof_words = LineField("凭证说明", [Optional()], description="没有扫描件的写明凭证，例如：送达回证、照片两张")
    proof = FileField("凭证扫描件", [Optional()])
    next_method = ChoiceField("没送到的，下一步", [Optional()], choices=choices_of(codes.codes("method")), blank="由系统建议")

    def __init__(self, *args: Any, pairs: Sequence[Pair], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.what.choices = [SelectChoice(f"{p.document_id}:{p.recipient}", p.words) for p in pairs]

    def validate(self, extra_validators: Any = None) -> bool:
        """Besides the fields: what mode and result ask of each other (an empty field has no validator of its own)."""
        good = bool(super().validate(extra_validators))
        for field, sentence in self._contradictions():
            field.errors = [*field.errors, sentence]
            good = False
        return good

    def _contradictions(self) -> Iterator[tuple[Field, str]]:
        delivered = self.service_result.data in DELIVERED
        ruled = self.method.data in RULED
        if self.method.data == "post" and delivered and self.effective_on.data is None:
            yield self.effective_on, "邮寄签收的，请填回执上的签收日。"
        if not delivered and not ruled and self.effective_on.data is not None:
            yield self.effective_on, "结果不是签收或者到达，不能填签收日；请核对结果。"
        seen = self.witness.data or self.proof_words.data or getattr(self.proof.data, "filename", "")
        if self.method.data == "leave_post" and not seen:
            yield self.witness, "留置、张贴送达要有见证人，或者拍照录像，请填写。"

    def effect(self) -> date | None:
        """The day of effect that the person knows; None: the law counts it, or there is none yet."""
        if self.method.data in RULED or self.service_result.data not in DELIVERED:
            return None
        return self.effective_on.data or (self.sent_on.data if self.method.data in SAME_DAY else None)

    def act_facts(self, file: dict[str, Any] | None) -> dict[str, Any]:
        """The facts of `arbitration.serve`. Call after validation."""
        document, _, to = str(self.what.data).partition(":")
        words = self.proof_words.data or self.mail_no.data or codes.label("service_result", self.service_result.data)
        return {
            "document": document, "to": to, "method": self.method.data, "sent_on": self.sent_on.data, "effective_on": self.effect(),
            "service_result": self.service_result.data, "mail_no": self.mail_no.data or "", "receiver": self.receiver.data or "",
            "witness": self.witness.data or "", "next_method": self.next_method.data or "", "proof": file or {"name": words},
        }  # fmt: skip
