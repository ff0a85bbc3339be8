"""What a platform's call writes 接收: tokens, limits, answers kept per key, and each lead through the act of intake."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from pydantic import ValidationError
from sqlalchemy import delete, select, update

from arrears import clock, db
from arrears.access import passwords
from arrears.access.models import AppUser, Body
from arrears.access.policy import NotAllowed
from arrears.access.viewer import Viewer
from arrears.api import webhooks
from arrears.api.errors import Fault, fault
from arrears.api.models import ApiMinute, ApiRequest, ApiToken
from arrears.api.receipts import receipt_of
from arrears.api.schemas import LeadIn, faults_of, moment
from arrears.cases import transitions
from arrears.config import settings
from arrears.db import session, writing
from arrears.intake import incoming
from arrears.intake.sheets.districts import gazetteer
from arrears.law import codes
from arrears.law.refusal import Refused
from arrears.personal import vault

PER_MINUTE = 1200
"""Leads a token may send in a minute unless it was given another limit."""
KEPT = timedelta(days=7)
"""How long an answer is kept for its Idempotency-Key."""
ABANDONED = timedelta(seconds=60)
"""After so long a call that has no answer counts as broken off and may be sent again."""
RULE = "refused"
"""Code of what has the right shape and is refused by a rule of the office: answered with 409, the wrong shape with 422."""
ROLES = frozenset({"IC", "PL"})
"""A platform enters leads as an intake clerk of its body would; PL opens the interface itself."""


@dataclass(frozen=True, slots=True)
class Caller:
    """The platform that calls: its token's row, and who it is in the record."""

    token_id: int
    source: str
    per_minute: int
    viewer: Viewer


@dataclass(frozen=True, slots=True)
class Made:
    """A new token and the secret of its messages back: shown once, never again."""

    token_id: int
    token: str
    secret: str


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def create_token(source: str, body_code: str, *, name: str = "", callback_url: str = "", per_minute: int = PER_MINUTE) -> Made:
    """A token for a source and a body, with the technical user that stands in the record. Raises `Refused`."""
    if source not in codes.codes("source"):
        raise Refused("source", f"没有“{source}”这个来源，可用：{'、'.join(codes.codes('source'))}。")
    body = session.scalars(select(Body).where(Body.code == body_code, Body.closed_at.is_(None))).first()
    if body is None:
        raise Refused("body", f"没有代码为“{body_code}”的机构，请先在机构管理里核对。")
    if callback_url:
        webhooks.demand_allowed(callback_url)
    body_id, label = body.id, codes.label("source", source)
    token, secret, salt = f"ax_{secrets.token_urlsafe(32)}", secrets.token_urlsafe(32), uuid.uuid4().hex
    key_id, cipher = vault.seal(salt, "webhook", secret)
    with writing() as current:
        row = ApiToken(
            digest=_digest(token), name=(name or f"{label}平台")[:60], source=source, body_id=body_id,
            user_id=_technical_user(f"api-{source}-{body_code}"[:40], f"{label}接口"[:40]), per_minute=per_minute,
            callback_url=callback_url, callback_key_id=key_id, callback_cipher=cipher, callback_salt=salt, made_at=clock.now(),
        )  # fmt: skip
        current.add(row)
        current.flush()
        return Made(row.id, token, secret)


def _technical_user(account: str, name: str) -> int:
    """The user of a platform: no role in any body and no password that fits, so it can never log in. Needs `writing()`."""
    current = db.require_writing()
    found = current.scalar(select(AppUser.id).where(AppUser.account == account))
    if found is not None:
        return int(found)
    user = AppUser(account=account, name=name, password_hash="!", must_change=False, made_at=clock.now())
    current.add(user)
    current.flush()
    return user.id


def revoke_token(token_id: int) -> bool:
    """End a token; False: there is no open one of this number."""
    with writing() as current:
        ended = update(ApiToken).where(ApiToken.id == token_id, ApiToken.closed_at.is_(None)).values(closed_at=clock.now())
        return current.execute(ended.returning(ApiToken.id)).scalar() is not None


def caller(token: str, address: str) -> Caller:
    """Who calls with this token. Wrong ones are counted per address. Raises `ApiError` 401, 429. One statement when it is right."""
    row = session.execute(
        select(ApiToken, Body)
        .join(Body, Body.id == ApiToken.body_id)
        .where(ApiToken.digest == _digest(token), ApiToken.closed_at.is_(None), Body.closed_at.is_(None))
    ).first()
    if row is not None:
        key, body = row
        viewer = Viewer(
            user_id=key.user_id, name=key.name, body_id=body.id, body_name=body.name, body_kind=body.kind,
            district_id=body.district_id, roles=ROLES, below=frozenset([body.id]), seats_of=frozenset([key.user_id]),
        )  # fmt: skip
        return Caller(key.id, key.source, key.per_minute, viewer)
    wait = _failed(f"p:{address[:60]}") if token else 0
    if wait:
        raise fault(429, "too_many_failures", f"令牌错误次数过多，请 {wait} 秒后再试。", Retry_After=str(wait))
    raise fault(
        401, "unauthorized", "缺少令牌或者令牌无效，请在 Authorization 头中写 Bearer 加令牌。", WWW_Authenticate='Bearer realm="arrears"'
    )


def _failed(key: str) -> int:
    """Count a wrong token of an address; seconds until it may try again, 0: now."""
    with writing():
        wait = passwords.blocked_for([key])
        if not wait:
            passwords.note_failure([key])
        return wait


def count(who: Caller, items: int) -> None:
    """Count leads against the token's limit. Raises `ApiError` 429 with the seconds to wait. One short transaction."""
    now = clock.now()
    minute = now.replace(second=0)
    with writing() as current:
        statement = db.upserts().insert(ApiMinute).values(token_id=who.token_id, minute=minute, items=items)
        added = statement.on_conflict_do_update(
            index_elements=["token_id", "minute"], set_={"items": ApiMinute.items + items}
        )
        total = int(current.execute(added.returning(ApiMinute.items)).scalar_one())
        if total == items:
            current.execute(delete(ApiMinute).where(ApiMinute.token_id == who.token_id, ApiMinute.minute < minute - timedelta(hours=1)))
        if total > who.per_minute and total != items:
            current.execute(
                update(ApiMinute)
                .where(ApiMinute.token_id == who.token_id, ApiMinute.minute == minute)
                .values(items=ApiMinute.items - items)
            )
    if total > who.per_minute:
        wait = 60 - now.second
        raise fault(429, "too_many", f"每分钟最多 {who.per_minute} 件，请 {wait} 秒后再发。", Retry_After=str(wait))


Answer = tuple[int, dict[str, Any]]


def once(who: Caller, key: str, sent: bytes, work: Callable[[], Answer]) -> tuple[Answer, bool]:
    """Do the work of a call once per Idempotency-Key; a repeat gets the first answer. Returns (answer, replayed).

    Raises `ApiError` 409 while the first call is still at it, 422 when the key was used for another body.
    """
    digest, now = hashlib.sha256(sent).digest(), clock.now()
    with writing() as current:
        current.execute(delete(ApiRequest).where(ApiRequest.at < now - KEPT))
        values = {"token_id": who.token_id, "key": key, "body_digest": digest, "status": 0, "answer": {}, "at": now}
        fresh = db.upserts().insert(ApiRequest).values(**values).on_conflict_do_nothing().returning(ApiRequest.id)
        row_id = current.execute(fresh).scalar()
        if row_id is None:
            before = current.scalars(
                select(ApiRequest).where(ApiRequest.token_id == who.token_id, ApiRequest.key == key).with_for_update()
            ).one()
            if before.body_digest != digest:
                raise fault(409, "key_reused", "这个 Idempotency-Key 已用于内容不同的请求，请换一个。", "Idempotency-Key")
            if before.status:
                return (before.status, before.answer), True
            if before.at > now - ABANDONED:
                raise fault(409, "in_progress", "同一请求正在处理，请稍后再取结果。", "Idempotency-Key", Retry_After="2")
            before.at, row_id = now, before.id
    try:
        status, answer = work()
    except BaseException:
        with writing() as current:
            current.execute(delete(ApiRequest).where(ApiRequest.id == row_id))
        raise
    with writing() as current:
        current.execute(update(ApiRequest).where(ApiRequest.id == row_id).values(status=status, answer=answer))
    return (status, answer), False


def receive(who: Caller, items: Sequence[Any], *, batch: bool) -> Answer:
    """Take leads in, one by one: a bad one stops no other. The answer of the call: status and JSON."""
    loads = incoming.clerk_loads(who.viewer.body_id)
    results = [_one(who, n, item, loads, f"leads[{n}]" if batch else "") for n, item in enumerate(items)]
    if not batch:
        only = results[0]
        if only["status"] == "refused":
            status = 409 if only["errors"][0]["code"] == RULE else 422
            return status, {"error": only["errors"][0], "errors": only["errors"]}
        return (201 if only["status"] == "created" else 200), only
    statuses = [result["status"] for result in results]
    return 200, {
        "created": statuses.count("created"),
        "known": statuses.count("known") + statuses.count("urged"),
        "refused": statuses.count("refused"),
        "results": results,
    }


def _one(who: Caller, index: int, item: Any, loads: dict[int, int], prefix: str) -> dict[str, Any]:
    number = item.get("order_no") if isinstance(item, dict) and isinstance(item.get("order_no"), str) else None
    result: dict[str, Any] = {"index": index, "order_no": number[:80] if number else None, "receipt": None, "errors": []}
    try:
        lead = LeadIn.model_validate(item)
        facts = facts_of(lead, who.source)
        order_id, status = _take(who, lead, facts, loads)
    except ValidationError as error:
        faults = faults_of(error, prefix)
    except Refused as refusal:
        name = f"{prefix}.{refusal.field}" if prefix and refusal.field else refusal.field or prefix
        faults = [Fault(RULE, name, refusal.sentence)]
    except NotAllowed as refusal:
        faults = [Fault("not_allowed", prefix, str(refusal))]
    else:
        return result | {"status": status, "order_no": lead.order_no, "receipt": receipt_of(order_id)}
    session.rollback()
    return result | {"status": "refused", "errors": [f.as_json() for f in faults]}


def facts_of(lead: LeadIn, source: str) -> dict[str, Any]:
    """An item as the facts of `lead.register`. Raises `Refused`."""
    facts: dict[str, Any] = {"source": source, **lead.model_dump(exclude_none=True, exclude={"workers", "amount", "urge", "district"})}
    for name in ("received_at", "dispatched_at", "reply_due_at"):
        if name in facts:
            facts[name] = _instant(name, facts[name])
    if facts["received_at"] > clock.now():
        raise Refused("received_at", "来电或收件时间不能晚于现在。")
    if facts.get("dispatched_at", facts["received_at"]) > clock.now():
        raise Refused("dispatched_at", "派单时间不能晚于现在。")
    facts["workers_claimed"] = lead.workers
    facts["amount_claimed"] = Decimal(lead.amount) if lead.amount else None
    if lead.amount_per_person:
        facts["amount_per_person"] = Decimal(lead.amount_per_person)
    if lead.district:
        known = gazetteer(settings().region).named(lead.district)
        facts["district"] = known
        if known is None:  # an unknown name of a district is kept where a person will read it
            facts["place"] = f"{lead.district} {lead.place or ''}".strip()[:200]
    return facts


def _instant(name: str, text: str) -> Any:
    try:
        return moment(text).astimezone(clock.BEIJING)
    except ValueError as error:
        raise Refused(name, "没有这一天，请核对日期。") from error


def _take(who: Caller, lead: LeadIn, facts: Mapping[str, Any], loads: dict[int, int]) -> tuple[int, str]:
    known = incoming.known_order(who.source, lead.order_no)
    if known is None:
        taken = incoming.take_in(
            who.viewer, facts,
            token=f"api:{who.token_id}:{hashlib.sha256(lead.order_no.encode()).hexdigest()[:32]}",
            owner_id=incoming.least_loaded(loads), body_id=who.viewer.body_id, received_at=facts["received_at"],
        )  # fmt: skip
        if not taken.known:
            return taken.order_id, "created"
        known = incoming.known_order(who.source, lead.order_no)
        assert known is not None
    if known.body_id != who.viewer.body_id:
        raise Refused("order_no", "这个工单编号已由其他机构登记，请核对派单机构。")
    if lead.urge:
        _urge(who, known, facts)
        return known.order_id, "urged"
    return known.order_id, "known"


def _urge(who: Caller, known: incoming.Known, facts: Mapping[str, Any]) -> None:
    """催办: the act counts it on the order that is there. One per minute: a push sent twice is one."""
    transitions.perform(
        known.lead_id, "lead.add-order", who.viewer,
        seen=None, token=f"api-urge:{known.order_id}:{clock.now():%Y%m%d%H%M}", facts={**facts, "relation": "urge"},
    )  # fmt: skip
