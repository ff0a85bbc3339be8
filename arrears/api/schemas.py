"""What a platform sends and gets 数据格式: pydantic models, from which the OpenAPI document is made.

The models say the shape; the rules of the office (a time in the future, a number of another body) are asked in actions. Texts are
cleaned before they are checked: control signs out, blanks off the ends. Amounts are decimal strings of yuan.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from arrears.api.errors import Fault
from arrears.law import codes

MOST_LEADS = 200
"""Leads in one batch."""
SAYS_SOMETHING = r"[0-9A-Za-z\u4e00-\u9fff]"
"""A text with at least one letter, digit or Chinese character."""
INSTANT = (
    r"^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?"
    r"(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9])$"
)
MONTH = r"^20[0-9]{2}-(0[1-9]|1[0-2])$"
YUAN = r"^(0|[1-9][0-9]{0,10})(\.[0-9]{1,2})?$"
PHONE = r"^\+?[0-9]{5,15}(-[0-9]{1,6})?$"


def tidy(value: Any) -> Any:
    """A text without control signs and outer blanks; other values as they are."""
    if not isinstance(value, str):
        return value
    return "".join(s for s in value if s in "\n\t" or unicodedata.category(s) not in {"Cc", "Cs"}).strip()


def whole(value: Any) -> Any:
    """A JSON number without a fraction is an integer, however it is written (37.0)."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _text(longest: int, pattern: str = SAYS_SOMETHING) -> Any:
    return Annotated[str, Field(max_length=longest, pattern=pattern), BeforeValidator(tidy)]


Line = _text(120)
Instant = Annotated[str, Field(pattern=INSTANT, examples=["2026-03-05T09:30:00+08:00"]), BeforeValidator(tidy)]
Month = Annotated[str, Field(pattern=MONTH, examples=["2026-01"]), BeforeValidator(tidy)]
Yuan = Annotated[str, Field(pattern=YUAN, examples=["32000.00"], description="元，字符串，最多两位小数"), BeforeValidator(tidy)]
Phone = Annotated[str, Field(pattern=PHONE, examples=["13800000000"]), BeforeValidator(tidy)]
Heads = Annotated[int, Field(ge=1, le=100_000), BeforeValidator(whole)]
CreditCode = Annotated[str, Field(pattern=r"^[0-9A-Z]{18}$"), BeforeValidator(tidy)]
IdNo = Annotated[str, Field(pattern=r"^[0-9]{17}[0-9Xx]$"), BeforeValidator(tidy)]
OrderNo = Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z_./-]{0,79}$", examples=["2026030500123"]), BeforeValidator(tidy)]


def _code(name: str) -> Any:
    return Literal[tuple(codes.codes(name))]


class LeadIn(BaseModel):
    """一件线索工单。除工单编号、收件时间、诉求内容外，其余不知道的可以不填或者填 null。"""

    model_config = ConfigDict(extra="forbid", strict=True, title="LeadIn")
    order_no: OrderNo = Field(description="来源平台的工单编号，同一来源内唯一；重发同一编号不会重复登记")
    received_at: Instant = Field(description="来电或收件时间，带时区")
    narrative: _text(20_000) = Field(description="诉求原文")
    reporter_name: _text(40) | None = Field(None, description="反映人姓名")
    reporter_phone: Phone | None = Field(None, description="反映人电话")
    phone2: Phone | None = Field(None, description="备用电话")
    reporter_id_no: IdNo | None = Field(None, description="证件号码")
    confidential: bool = Field(False, description="反映人要求保密")
    anonymous: bool = Field(False, description="匿名反映")
    employer_name: Line | None = Field(None, description="被反映单位")
    credit_code: CreditCode | None = Field(None, description="统一社会信用代码")
    project_name: Line | None = Field(None, description="项目名称")
    place: _text(200) | None = Field(None, description="劳动地点")
    district: _text(20) | None = Field(None, description="所在区，如 通州区")
    town: _text(60) | None = Field(None, description="街道、乡镇")
    industry: _code("industry") | None = Field(None, description="行业")
    job: _text(60) | None = Field(None, description="工种、岗位")
    workers: Heads | None = Field(None, description="人数")
    amount: Yuan | None = Field(None, description="金额合计")
    amount_per_person: Yuan | None = Field(None, description="人均金额")
    period_start: Month | None = Field(None, description="欠薪起始月")
    period_end: Month | None = Field(None, description="欠薪截止月")
    claims: Annotated[list[_code("claims")], Field(max_length=8)] | None = Field(None, description="诉求类型")
    urgency: Annotated[list[_code("urgency")], Field(max_length=8)] | None = Field(None, description="紧急情形")
    order_class: _code("order_class") | None = Field(None, description="办理级别（12345）")
    dispatched_at: Instant | None = Field(None, description="派单时间")
    reply_due_at: Instant | None = Field(None, description="工单载明的答复时限")
    urge: bool = Field(False, description="催办：编号已登记的，记一次催办")


class FaultOut(BaseModel):
    """一处错误。"""

    model_config = ConfigDict(title="Fault")
    code: str = Field(description="错误代码，供程序判断")
    field: str = Field(description="出错的字段，如 leads[3].reporter_phone；空为整个请求")
    message: str = Field(description="中文说明")


class ErrorOut(BaseModel):
    """出错时的回答。"""

    model_config = ConfigDict(title="Error")
    error: FaultOut
    errors: list[FaultOut]


class ResultOut(BaseModel):
    """一件线索的处理结果。"""

    model_config = ConfigDict(title="Result")
    index: int = Field(ge=0, description="在批次中的位置，从 0 起")
    order_no: str | None
    status: Literal["created", "known", "urged", "refused"] = Field(
        description="created 新登记，known 已登记过，urged 已记催办，refused 未收"
    )
    receipt: str | None = Field(description="回执编号，用于查询")
    errors: list[FaultOut]


class BatchOut(BaseModel):
    """一批的处理结果，顺序与请求相同。"""

    model_config = ConfigDict(title="BatchResult")
    created: int
    known: int
    refused: int
    results: list[ResultOut]


class ReplyOut(BaseModel):
    """对来源平台的答复。"""

    model_config = ConfigDict(title="Reply")
    text: str
    at: str
    solved: str


class StatusOut(BaseModel):
    """一件工单办到哪一步。"""

    model_config = ConfigDict(title="Status")
    receipt: str
    order_no: str
    source: str
    status: Literal["received", "accepted", "handed_over", "explained", "returned", "closed"]
    status_text: str
    received_at: str
    signed_at: str | None
    contacted_at: str | None
    body: str = Field(description="承办机构")
    handed_to: str | None
    conclusion: str | None
    reply: ReplyOut | None


class EventOut(BaseModel):
    """回调内容（POST 到平台登记的地址），签名见 X-Arrears-Signature。"""

    model_config = ConfigDict(title="Event")
    event_id: str
    event: Literal["received", "accepted", "handed_over", "closed"]
    at: str
    receipt: str
    order_no: str
    status: str


SENTENCES = {
    "missing": "缺少这个字段。",
    "extra_forbidden": "没有这个字段，请核对名称。",
    "string_pattern_mismatch": "格式不对，请按接口文档填写。",
    "string_too_long": "超过最大长度。",
    "string_type": "应为字符串。",
    "int_type": "应为整数。",
    "bool_type": "应为 true 或 false。",
    "list_type": "应为数组。",
    "too_long": "项数过多。",
    "literal_error": "不在允许的取值之内。",
    "greater_than_equal": "数值过小。",
    "less_than_equal": "数值过大。",
    "string_unicode": "含有无法识别的字符。",
    "model_type": "应为 JSON 对象。",
}
"""pydantic's kinds of error in Chinese."""


def _path(prefix: str, parts: Sequence[str | int]) -> str:
    path = prefix
    for part in parts:
        path += f"[{part}]" if isinstance(part, int) else f"{'.' if path else ''}{part}"
    return path


def faults_of(error: ValidationError, prefix: str = "") -> list[Fault]:
    """Each thing wrong with an item, in Chinese."""
    return [
        Fault(e["type"], _path(prefix, e["loc"]), SENTENCES.get(e["type"], "内容不对，请按接口文档填写。"))
        for e in error.errors(include_url=False, include_input=False, include_context=False)
    ]


def moment(text: str) -> datetime:
    """An instant of the contract. Raises `ValueError` for a day that does not exist (2026-02-30)."""
    return datetime.fromisoformat(text)
