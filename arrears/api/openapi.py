"""The contract 接口文档: OpenAPI 3.1, made of the pydantic models, so that it cannot say anything else than the checks do."""

from __future__ import annotations

import copy
import functools
from typing import Any

from pydantic.json_schema import models_json_schema

from arrears.api.schemas import MOST_LEADS, BatchOut, ErrorOut, EventOut, LeadIn, ResultOut, StatusOut

REF = "#/components/schemas/"
ERRORS = {
    "400": "请求内容不是有效的 JSON",
    "401": "缺少令牌或者令牌无效",
    "403": "令牌没有这项权限",
    "409": "格式正确但办理规则不允许（如时间晚于现在、编号属于其他机构），或者同一 Idempotency-Key 的请求正在处理",
    "413": "请求内容过大",
    "415": "请求内容不是 JSON",
    "422": "内容格式不符合要求，没有登记",
    "429": "超过每分钟件数或者令牌错误次数过多，按 Retry-After 秒数重试",
}


def _error(status: str) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "description": ERRORS[status],
        "content": {"application/json": {"schema": {"$ref": f"{REF}ErrorOut"}}},
    }
    if status == "429":
        answer["headers"] = {"Retry-After": {"required": True, "schema": {"type": "string", "pattern": "^[0-9]+$"}}}
    return answer


def _answer(description: str, model: str) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": {"$ref": f"{REF}{model}"}}}}


def _batch_schema() -> dict[str, Any]:
    """A batch. Each item should be a LeadIn; one that is not is refused by itself and stops no other, so any object is taken."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["leads"],
        "properties": {
            "leads": {
                "type": "array",
                "minItems": 1,
                "maxItems": MOST_LEADS,
                "items": {"anyOf": [{"$ref": f"{REF}LeadIn"}, {"type": "object", "description": "不合要求的单项逐项退回，不影响其他项"}]},
            }
        },
    }


def _push() -> dict[str, Any]:
    return {
        "operationId": "pushLeads",
        "summary": "推送线索（一件或者一批）",
        "description": "同一来源的同一工单编号重发不会重复登记。批量时逐项给出结果。",
        "parameters": [
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": False,
                "description": "同一键、同一内容的重复请求得到第一次的回答，保存 7 天",
                "schema": {"type": "string", "pattern": "^[!-~]{1,80}$"},
            }
        ],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"anyOf": [{"$ref": f"{REF}LeadIn"}, {"$ref": f"{REF}Batch"}]}}},
        },
        "responses": {
            "200": {
                "description": "一批的逐项结果；单件时表示这个编号以前已经登记",
                "content": {"application/json": {"schema": {"anyOf": [{"$ref": f"{REF}BatchOut"}, {"$ref": f"{REF}ResultOut"}]}}},
            },
            "201": _answer("已登记", "ResultOut"),
            **{status: _error(status) for status in ERRORS},
        },
    }


def _read() -> dict[str, Any]:
    return {
        "operationId": "leadStatus",
        "summary": "查询一件工单办到哪一步",
        "parameters": [
            {
                "name": "receipt",
                "in": "path",
                "required": True,
                "description": "推送时得到的回执编号",
                "schema": {"type": "string", "minLength": 1},
            }
        ],
        "responses": {
            "200": _answer("办理情况", "StatusOut"),
            "404": {"description": "没有这份回执", "content": {"application/json": {"schema": {"$ref": f"{REF}ErrorOut"}}}},
            **{status: _error(status) for status in ("401", "403", "429")},
        },
    }


def _webhook() -> dict[str, Any]:
    header = {"in": "header", "required": True, "schema": {"type": "string"}}
    return {
        "post": {
            "summary": "办理进展回调",
            "description": "签名：sha256= 加 HMAC-SHA256(回调密钥, 时间戳 + '.' + 请求体) 的十六进制。"
            "未收到 2xx 会重试，请按 event_id 去重。",
            "parameters": [
                {"name": "X-Arrears-Signature", **header},
                {"name": "X-Arrears-Timestamp", **header},
                {"name": "X-Arrears-Event-Id", **header},
            ],
            "requestBody": {"required": True, "content": {"application/json": {"schema": {"$ref": f"{REF}EventOut"}}}},
            "responses": {"200": {"description": "已收到"}},
        }
    }


@functools.cache
def _built() -> dict[str, Any]:
    models = (LeadIn, ErrorOut, ResultOut, BatchOut, StatusOut, EventOut)
    _, made = models_json_schema([(model, "validation") for model in models], ref_template=REF + "{model}")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "安薪办 平台接口",
            "version": "1",
            "description": "12345、12333、全国根治欠薪线索反映平台等推送线索、查询进展。金额是以元为单位的字符串；时间带时区。",
        },
        "paths": {
            "/api/v1/leads": {"post": _push()},
            "/api/v1/leads/{receipt}": {"get": _read()},
        },
        "webhooks": {"leadEvent": _webhook()},
        "components": {
            "schemas": {**made["$defs"], "Batch": _batch_schema()},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}],
    }


def document() -> dict[str, Any]:
    """The document; a copy, since it is built once per process."""
    return copy.deepcopy(_built())
