"""What a report writes 填报: the draft, the lead, the photos, an urge. Throttled by address; a report is sent once."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, select, update

from arrears import clock, db, files
from arrears.access import passwords
from arrears.access.models import AppUser, Body, LoginThrottle
from arrears.access.viewer import Viewer
from arrears.cases import ledger, transitions
from arrears.config import settings
from arrears.db import session, writing
from arrears.intake import incoming
from arrears.intake.actions.orders import AUTO
from arrears.intake.extract.duplicates import employer_core
from arrears.intake.models import WorkOrder
from arrears.intake.queries import sameness
from arrears.intake.sheets.districts import gazetteer
from arrears.law.refusal import Refused
from arrears.personal import vault
from arrears.portal.reporting.models import ReportDraft
from arrears.portal.reporting.questions import MOST_PHOTOS, months, story

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Signs of a receipt code: none that look alike."""
CODE_LENGTH = 12
KEPT = timedelta(days=7)
"""An unsent draft, and the answers of a sent one, are forgotten after so long."""
STARTS, WINDOW = 20, timedelta(hours=1)
"""So many reports may be begun from one address in an hour (a hostel shares one)."""
PICTURES = frozenset({"image/jpeg", "image/png"})
ACCOUNT = "web-report"


class Throttled(Exception):
    """Too many tries from this address; `seconds` to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of a report. `joined`: it was put to the first report of the same person."""

    code: str
    joined: bool
    body_name: str


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _where(token_digest: bytes) -> str:
    return f"report:{token_digest.hex()[:24]}"


def start(address: str) -> str:
    """Begin a report; gives the token of the cookie. Raises `Throttled`. Old drafts go."""
    now, token = clock.now(), secrets.token_urlsafe(32)
    digest = _digest(token)
    key_id, cipher, _ = ledger.seal_facts(_where(digest), {})
    with writing() as current:
        wait = _count_start(f"r:{address[:60]}")
        if not wait:
            current.execute(delete(ReportDraft).where(ReportDraft.touched_at < now - KEPT, ReportDraft.sent_at.is_(None)))
            current.add(ReportDraft(token_digest=digest, key_id=key_id, cipher=cipher, made_at=now, touched_at=now))
    if wait:
        raise Throttled(wait)
    return token


def _count_start(key: str) -> int:
    """Count a begun report of an address; seconds to wait, 0: go on. Needs `writing()`."""
    now, current = clock.now(), db.require_writing()
    row = current.get(LoginThrottle, key, with_for_update=True)
    if row is None:
        current.add(LoginThrottle(key=key, failures=1, first_at=now))
        return 0
    if now - row.first_at > WINDOW:
        row.failures, row.first_at = 0, now
    if row.failures >= STARTS:
        return int((row.first_at + WINDOW - now).total_seconds()) + 1
    row.failures += 1
    return 0


def draft(token: str) -> tuple[ReportDraft, dict[str, Any]] | None:
    """The draft of a token with its answers. One statement."""
    row = session.scalars(select(ReportDraft).where(ReportDraft.token_digest == _digest(token))).first()
    return (row, ledger.unseal_facts(_where(row.token_digest), row.key_id, row.cipher)) if row is not None else None


def answers(token: str) -> dict[str, Any] | None:
    """The answers so far; None: no such draft, or it is sent."""
    found = draft(token)
    return found[1] if found is not None and found[0].sent_at is None else None


def keep(token: str, name: str, value: Any) -> None:
    """Keep an answer; None takes it away."""
    with writing() as current:
        row = current.scalars(select(ReportDraft).where(ReportDraft.token_digest == _digest(token)).with_for_update()).first()
        if row is None or row.sent_at is not None:
            raise Refused("", "这一份已经交了，要补充请在“查进度”里补。")
        told = ledger.unseal_facts(_where(row.token_digest), row.key_id, row.cipher) | {name: value}
        row.key_id, row.cipher, _ = ledger.seal_facts(_where(row.token_digest), told)
        row.touched_at = clock.now()


def photos_of(uploads: Sequence[Any], before: int) -> list[dict[str, Any]]:
    """Check pictures by their content and store them. Raises `Refused`."""
    chosen = [upload for upload in uploads if getattr(upload, "filename", "")]
    if before + len(chosen) > MOST_PHOTOS:
        raise Refused("answer", f"最多 {MOST_PHOTOS} 张，已经有 {before} 张，请少选几张。")
    found = []
    for n, upload in enumerate(chosen, before + 1):
        content: bytes = upload.read()
        if len(content) > settings().upload_limit:
            raise Refused("answer", f"第 {n} 张太大了，请换一张或者截个图。")
        mime = files.kind_of(content)
        if mime not in PICTURES:
            raise Refused("answer", f"第 {n} 张不是照片（只收 JPG、PNG），请换一张。")
        name = f"照片{n}{'.jpg' if mime == 'image/jpeg' else '.png'}"
        found.append({"name": name, "sha256": files.put(content), "size": len(content), "mime": mime})
    return found


def _viewer(body_id: int) -> Viewer:
    """Who stands in the record for reports from the web: a user without a role, who can never log in."""
    user_id = session.scalar(select(AppUser.id).where(AppUser.account == ACCOUNT))
    if user_id is None:
        with writing() as current:
            values = {
                "account": ACCOUNT, "name": "网上填报", "phone": "", "email": "", "licence_no": "", "password_hash": "!",
                "must_change": False, "made_at": clock.now(),
            }  # fmt: skip
            current.execute(db.upserts().insert(AppUser).values(**values).on_conflict_do_nothing())
        user_id = session.scalars(select(AppUser.id).where(AppUser.account == ACCOUNT)).one()
    body = session.get(Body, body_id)
    assert body is not None
    return Viewer(
        user_id=int(user_id), name="网上填报", body_id=body.id, body_name=body.name, body_kind=body.kind, district_id=body.district_id,
        roles=frozenset({"IC"}), below=frozenset([body.id]), seats_of=frozenset([int(user_id)]),
    )  # fmt: skip


def facts_of(told: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as the facts of an order."""
    place, known = str(told["place"]), gazetteer(settings().region)
    span = months(str(told.get("months") or ""), clock.today())
    facts: dict[str, Any] = {
        "source": "online",
        "order_no": AUTO,
        "received_at": clock.now(),
        "narrative": story(told),
        "reporter_name": told.get("name"),
        "reporter_phone": told["phone"],
        "confidential": told["hide"] == "1",
        "anonymous": not told.get("name"),
        "sign_name": str(told["who"])[:120],
        "place": place[:200],
        "district": known.of_place(place) or known.named(place),
        "job": str(told.get("job") or "")[:60] or None,
        "workers_claimed": int(told["people"]) if told.get("people") else None,
        "amount_claimed": Decimal(told["amount"]) if told.get("amount") else None,
        "period_start": span[0] if span else None,
        "period_end": span[1] if span else None,
    }
    return {name: value for name, value in facts.items() if value is not None}


def _first_report(viewer: Viewer, told: Mapping[str, Any]) -> int | None:
    """The lead this person has with the body about the same debtor; None: this is the first."""
    asked = sameness.Asked(phone=str(told["phone"]), employer=str(told["who"]))
    core = employer_core(str(told["who"]))
    for twin in sameness.twins(viewer, asked):
        other = employer_core(twin.against)
        alike = len(core) >= 2 and len(other) >= 2 and (core in other or other in core)
        if any(word.startswith("电话") for word in twin.alike) and (twin.pick == "same" or alike):
            return twin.lead_id
    return None


def send(token: str) -> Sent:
    """Make the report a lead, or one more order on the first report of the same person. Twice gives the same code. Raises `Refused`."""
    found = draft(token)
    if found is None:
        raise Refused("", "没有找到您填的内容，请从头再填一次。")
    row, told = found
    if row.sent_at is not None and row.lead_id is not None:
        return Sent(told["code"], told["joined"], told["body"])
    facts = facts_of(told)
    body_id = incoming.body_of_place(str(facts.get("district", "")))
    if body_id is None:
        raise Refused("", "系统还没有设好机构，请打 12333。")
    viewer, code = _viewer(body_id), told.get("code") or new_code()
    keep(token, "code", code)  # a crash between here and the end gives the same code again
    lead_id = _first_report(viewer, told)
    joined = lead_id is not None
    if lead_id is None:
        taken = incoming.take_in(
            viewer, facts,
            token=f"report:{row.id}", owner_id=incoming.least_loaded(incoming.clerk_loads(body_id)), body_id=body_id,
            received_at=facts["received_at"],
        )  # fmt: skip
        lead_id = taken.lead_id
    else:
        given = facts | {"relation": "repeat"}
        transitions.perform(lead_id, "lead.add-order", viewer, seen=None, token=f"report:{row.id}", facts=given)
    order_id = session.scalars(select(WorkOrder.id).where(WorkOrder.lead_id == lead_id).order_by(WorkOrder.id.desc()).limit(1)).one()
    attach(viewer, lead_id, told.get("photos") or [], f"report:{row.id}")
    _finish(row, told | {"code": code, "joined": joined, "body": viewer.body_name}, lead_id, int(order_id))
    return Sent(code, joined, viewer.body_name)


def attach(viewer: Viewer, lead_id: int, photos: Sequence[Mapping[str, Any]], key: str) -> None:
    """Put photos to the lead, each once."""
    for n, photo in enumerate(photos):
        facts = {"file": dict(photo), "kind": "photo_video", "originals": False}
        transitions.perform(lead_id, "lead.upload", viewer, seen=None, token=f"{key}:photo:{n}", facts=facts)


def _finish(row: ReportDraft, told: Mapping[str, Any], lead_id: int, order_id: int) -> None:
    """Forget the answers, keep the receipt."""
    left = {name: told[name] for name in ("code", "joined", "body")}
    key_id, cipher, _ = ledger.seal_facts(_where(row.token_digest), left)
    with writing() as current:
        current.execute(
            update(ReportDraft)
            .where(ReportDraft.id == row.id)
            .values(
                key_id=key_id, cipher=cipher, code_digest=_digest(told["code"]), phone_blind=vault.blind("phone", told["phone"]),
                lead_id=lead_id, order_id=order_id, sent_at=clock.now(), touched_at=clock.now(),
            )
        )  # fmt: skip


def new_code() -> str:
    """A receipt code: 12 signs, 59 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def spaced(code: str) -> str:
    """A code in groups of four, for reading out."""
    return " ".join(code[n : n + 4] for n in range(0, len(code), 4))


def find(code: str, phone: str, address: str) -> int:
    """The report of a code and phone. Wrong code and wrong phone are answered alike. Raises `Refused`, `Throttled`."""
    key = f"q:{address[:60]}"
    with writing():
        wait = passwords.blocked_for([key])
    if wait:
        raise Throttled(wait)
    bare = "".join(sign for sign in code.upper() if sign.isalnum())
    row = session.scalars(select(ReportDraft).where(ReportDraft.code_digest == _digest(bare))).first()
    right = hmac.compare_digest(row.phone_blind if row is not None and row.phone_blind else b"\0" * 16, vault.blind("phone", phone))
    if row is None or not right:
        session.rollback()
        with writing():
            passwords.note_failure([key])
        raise Refused("", "查询码或者手机号不对，请核对后再查；想不起来可以打 12333。")
    return row.id


def urge(report_id: int) -> bool:
    """催: counted on the order, once a day; False: today's is counted already."""
    row = session.get(ReportDraft, report_id)
    assert row is not None and row.lead_id is not None and row.order_id is not None
    order = session.get(WorkOrder, row.order_id)
    assert order is not None
    facts = {
        "source": order.source, "order_no": order.order_no, "received_at": clock.now(), "relation": "urge",
    }  # fmt: skip
    token = f"report-urge:{report_id}:{clock.today()}"
    done = transitions.perform(order.lead_id, "lead.add-order", _viewer(order.body_id), seen=None, token=token, facts=facts)
    return not done.repeated


def add_photos(report_id: int, uploads: Sequence[Any]) -> int:
    """补照片: more photos on a sent report. How many. Raises `Refused`."""
    photos = photos_of(uploads, 0)
    if not photos:
        raise Refused("answer", "请选照片。")
    row = session.get(ReportDraft, report_id)
    assert row is not None and row.order_id is not None
    order = session.get(WorkOrder, row.order_id)
    assert order is not None
    attach(_viewer(order.body_id), order.lead_id, photos, f"report-more:{report_id}:{secrets.token_hex(6)}")
    return len(photos)
