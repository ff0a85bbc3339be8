"""Errors of the interface 接口错误: a status, a code for programs, the field, a Chinese sentence for people. Never HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

BY_STATUS: Mapping[int, tuple[str, str]] = {
    400: ("bad_request", "请求格式不对，请按接口文档修改后重发。"),
    404: ("not_found", "没有这个地址或者这份回执，请核对后再查。"),
    405: ("method_not_allowed", "这个地址不支持这种请求方法，允许的方法见 Allow 头。"),
    413: ("too_large", "请求内容过大，请分几批发送。"),
    415: ("not_json", "请求内容应为 JSON（Content-Type: application/json）。"),
    500: ("fault", "系统内部错误，请稍后用同一工单编号重发；不会重复登记。"),
}
"""Status -> code and sentence for what no view answered itself."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with one field. `field` is a path such as leads[3].reporter_phone; empty: the whole request."""

    code: str
    field: str
    message: str

    def as_json(self) -> dict[str, str]:
        """As it is sent."""
        return {"code": self.code, "field": self.field, "message": self.message}


@dataclass
class ApiError(Exception):
    """Ends a call with an error answer."""

    status: int
    faults: Sequence[Fault]
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        """The JSON of the answer."""
        return error_body(self.faults)


def error_body(faults: Sequence[Fault]) -> dict[str, Any]:
    """The first fault as the error, all of them in `errors`."""
    first = faults[0]
    return {"error": first.as_json(), "errors": [f.as_json() for f in faults]}


def fault(status: int, code: str, message: str, name: str = "", **headers: str) -> ApiError:
    """An error with one fault. Headers are given with _ for -."""
    return ApiError(status, [Fault(code, name, message)], {k.replace("_", "-"): v for k, v in headers.items()})
