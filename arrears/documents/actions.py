"""Papers in the database 出具、作废、送达: issued inside the act that makes them, rendered by the worker within seconds.

`issue` is called by act handlers. The number is drawn last in the transaction; a preview uses none. Never imports WeasyPrint.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select, update

from arrears import clock, outbox
from arrears.access.models import Body
from arrears.access.viewer import Viewer
from arrears.cases import ledger
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.models import Party
from arrears.cases.numbers import draw
from arrears.db import HouseSession, writing
from arrears.documents.catalogue import KINDS, Kind, MissingFacts, Series, Volume, WrongFacts
from arrears.documents.models import Document, Serving
from arrears.documents.reading import Unreadable, plain
from arrears.law import codes, deadlines
from arrears.law.refusal import Refused
from arrears.personal import vault

Facts = Mapping[str, Any] | Callable[[], Mapping[str, Any]]

VOLUMES: Mapping[Volume, str] = {Volume.MAIN: "main", Volume.SIDE: "inner", Volume.NONE: "none"}
"""How a row of a paper names its volume of the dossier."""
SHORT: Mapping[str, str] = {"arbitration": "本委", "award": "本委", "mediation": "本中心", "lead": "本局", "inspection": "本局"}


def body_facts(body: Body, procedure: str) -> dict[str, Any]:
    """The issuing body as papers print it, from its letterhead; the commission, centre or bureau by procedure."""
    head: Mapping[str, Any] = body.letterhead or {}
    part = {"arbitration": "commission", "award": "commission", "mediation": "centre", "supervision": "commission"}
    return {
        "name": head.get(part.get(procedure, "bureau")) or body.name,
        "short": SHORT.get(procedure, "本院"),
        "address": head.get("address", ""),
        "phone": head.get("phone", ""),
        "contact": head.get("contact", ""),
        "sue_court": head.get("sue_court", ""),
        "revocation_court": head.get("revocation_court", ""),
        "reconsider_at": head.get("reconsider_at", ""),
    }


def refuse_as(error: Exception) -> Refused:
    """A paper's complaint about its facts as a refusal of the act, in the words of the catalogue."""
    return Refused("", str(error))


def check(kind_id: str, facts: Mapping[str, Any]) -> None:
    """Raise `Refused` unless a paper could be made of these facts (what a preview and a proposal ask)."""
    try:
        KINDS[kind_id].typed(facts)
    except (MissingFacts, WrongFacts, Unreadable) as error:
        raise refuse_as(error) from error


def issue(
    doing: Doing,
    kind_id: str,
    facts: Facts,
    *,
    replaces: Document | None = None,
    secret_reporter: bool = False,
    recipients: Mapping[str, int | None] | None = None,
    then: Callable[[Document], None] | None = None,
    suffix: str = "",
    numbered: Callable[[], str] | None = None,
) -> None:
    """Issue a paper at the end of the act. `facts` may be a function, called when the case number is known.

    `recipients`: name -> party id; a row of service is made for each. `then` gets the row.
    `numbered`: gives the number where it is neither the case's nor one of the kind's series (a review's, by another body).
    `suffix`: what follows the number, on the paper and in its row (之一: the second award of a case).
    Raises `Refused` when facts are missing.
    """
    kind = KINDS[kind_id]

    def work() -> None:
        document = _make(doing, kind, facts() if callable(facts) else facts, replaces, secret_reporter, numbered, suffix)
        if recipients or then is not None:
            doing.session.flush()  # what follows names it
        for name, party_id in (recipients or {}).items():
            doing.session.add(Serving(document_id=document.id, proceeding_id=doing.proceeding.id, party_id=party_id, recipient=name))
        if then is not None:
            then(document)

    doing.later(("2-paper", _series_key(kind), kind_id), work)


def _series_key(kind: Kind) -> str:
    """Papers with a number of their own are made in the order of their series, after those that bear the case number."""
    return f"9-{kind.series}" if kind.series in {*OWN_SERIES, Series.DOSSIER} else "0"


def _make(
    doing: Doing,
    kind: Kind,
    given: Mapping[str, Any],
    replaces: Document | None,
    secret: bool,
    numbered: Callable[[], str] | None,
    suffix: str,
) -> Document:
    current = doing.session
    body = current.get(Body, doing.proceeding.body_id)
    assert body is not None
    token = secrets.token_hex(6)
    number = (numbered() if numbered is not None else _number(doing, kind, body)) + suffix
    complete = {
        "body": body_facts(body, doing.proceeding.procedure),
        "made_on": doing.day,
        "case_no": doing.proceeding.number,
        **given,
        "verify_token": token,
    }
    try:
        typed = kind.typed(complete)
    except (MissingFacts, WrongFacts, Unreadable) as error:
        raise refuse_as(error) from error
    stored = plain(typed)
    key_id, cipher, digest = ledger.seal_facts(f"document:{token}", {"facts": stored, "number": number})
    row = Document(
        proceeding_id=doing.proceeding.id,
        body_id=doing.proceeding.body_id,
        seq=doing.seq,
        kind=kind.id,
        title=kind.title,
        number=number,
        volume="inner" if secret and doing.proceeding.procedure == "inspection" else VOLUMES[kind.volume],
        secret_reporter=secret,
        key_id=key_id,
        facts=cipher,
        facts_digest=digest,
        template_version=str(kind.template_version),
        made_on=doing.day,
        made_at=doing.recorded_at,
        made_by=doing.viewer.user_id,
        replaces_id=replaces.id if replaces else None,
        verify_token=token,
        wanted_at=None if kind.on_demand else doing.recorded_at,
    )
    current.add(row)
    if not kind.on_demand:
        current.flush()  # the message names it
        outbox.queue("render", {"document": row.id})
    return row


def want(document_id: int) -> None:
    """Ask for the rendering of a paper that is made on demand; asking again changes nothing. The caller has checked the person."""
    with writing() as current:
        asked = current.execute(
            update(Document)
            .where(Document.id == document_id, Document.wanted_at.is_(None), Document.sha256.is_(None))
            .values(wanted_at=clock.now())
        )
        if asked.rowcount:
            outbox.queue("render", {"document": document_id})


def log_reading(viewer: Viewer, document_id: int) -> None:
    """Write into the reveal log that this person reads a paper with whole account numbers (付款账户单): a line an account."""
    with writing() as current:
        row = current.get(Document, document_id)
        assert row is not None
        for account in {str(entry.get("account", "")) for entry in facts_of(row).get("rows", ())}:
            for value_id in vault.same("bank", account, 1):
                reason = f"查看《{row.title}》"
                vault.reveal(value_id, user_id=viewer.user_id, body_id=viewer.body_id, proceeding_id=row.proceeding_id, reason=reason)


def _number(doing: Doing, kind: Kind, body: Body) -> str:
    """The number a paper bears: the case's, the case's with a suffix, or one of a series of its own (documents.md 3)."""
    case = doing.proceeding.number
    if kind.series is Series.NONE:
        return ""
    series = OWN_SERIES.get(kind.series)
    if series is not None:
        return draw(body, series, doing.day, f"paper:{kind.id}:{doing.proceeding.id}:{doing.seq}")
    suffix = SUFFIX.get(kind.id)
    return case if suffix is None else f"{case}{suffix.format(n=_ordinal(doing.session, doing.proceeding.id, kind.id))}"


OWN_SERIES: Mapping[Series, str] = {
    Series.LETTER: "函", Series.SUPERVISION: "督", Series.REJECTION: "不", Series.REVIEW: "审",
    Series.INSP_INQUIRY: "监询", Series.INSP_ORDER: "监令",
    Series.INSP_PRENOTICE: "监理告", Series.INSP_HANDLING: "监理", Series.INSP_DEMAND: "监催", Series.INSP_TRANSFER: "监移",
}  # fmt: skip
"""Papers with a number of their own -> the word of their series."""
SUFFIX: Mapping[str, str] = {"lead-transfer-form": "-转{n}", "performance-confirmation": "履{n}"}
"""Papers told apart under one case number."""


def _ordinal(current: HouseSession, proceeding_id: int, kind_id: str) -> int:
    count = current.scalar(
        select(func.count()).select_from(Document).where(Document.proceeding_id == proceeding_id, Document.kind == kind_id)
    )
    return int(count or 0) + 1


def facts_of(row: Document) -> dict[str, Any]:
    """The facts of an issued paper, as plain JSON."""
    found: dict[str, Any] = ledger.unseal_facts(f"document:{row.verify_token}", row.key_id, row.facts)["facts"]
    return found


def void(doing: Doing, document_id: int, reason: str) -> Document:
    """Mark a paper 作废: it keeps its number, its row and its file. Raises `Refused`."""
    row = doing.session.get(Document, document_id, populate_existing=True)
    if row is None or row.proceeding_id != doing.proceeding.id:
        raise Refused("document", "本案没有这份文书。")
    if row.voided_at is not None:
        raise Refused("document", f"《{row.title}》已经作废。")
    row.voided_at = doing.recorded_at
    row.voided_by = doing.viewer.user_id
    row.void_reason = reason
    return row


def void_unread(doing: Doing, kinds: tuple[str, ...], since_seq: int, reason: str) -> None:
    """Void the papers of these kinds that lost their object before they reached anybody; one that somebody has stays valid."""
    rows = doing.session.scalars(
        select(Document).where(
            Document.proceeding_id == doing.proceeding.id, Document.kind.in_(kinds), Document.voided_at.is_(None), Document.seq >= since_seq
        )
    )
    for row in rows:
        reached = select(Serving.id).where(Serving.document_id == row.id, Serving.effective_on.is_not(None)).limit(1)
        if doing.session.scalar(reached) is None:
            void(doing, row.id, reason)


def _served(doing: Doing) -> tuple[Document, Serving]:
    document = doing.session.get(Document, int(doing.facts["document"]))
    if document is None or document.proceeding_id != doing.proceeding.id or document.voided_at is not None:
        raise Refused("document", "请选择本案一份有效的文书。")
    to = str(doing.facts["to"])
    earlier = doing.session.scalars(
        select(Serving).where(Serving.document_id == document.id, Serving.recipient == to).order_by(Serving.id)
    ).all()
    waiting = next((row for row in earlier if row.seq is None), None)
    if waiting is not None:
        return document, waiting
    party_id = earlier[0].party_id if earlier else None  # another attempt: a row of its own, the first one stays
    return document, Serving(document_id=document.id, proceeding_id=doing.proceeding.id, recipient=to, party_id=party_id)


def not_served(current: HouseSession, proceeding_id: int, kinds: tuple[str, ...], since_seq: int = 0) -> list[str]:
    """Addressees of valid papers of these kinds whom no attempt has reached yet. One statement."""
    rows = current.execute(
        select(Serving.recipient, func.max(Serving.effective_on))
        .join(Document, Document.id == Serving.document_id)
        .where(Document.proceeding_id == proceeding_id, Document.kind.in_(kinds), Document.voided_at.is_(None))
        .where(Document.seq >= since_seq)
        .group_by(Serving.document_id, Serving.recipient)
    )
    return sorted({recipient for recipient, effective in rows if effective is None})


@checks("mediation.serve", "lead.serve", "arbitration.serve", "inspection.serve", "supervision.serve")
def check_service(doing: Doing) -> None:
    """A service cannot be earlier than the paper or than its dispatch."""
    document, _ = _served(doing)
    sent, effective = doing.facts["sent_on"], doing.facts.get("effective_on")
    if sent < document.made_on:
        raise Refused("sent_on", f"寄出或交付日不能早于文书日期 {document.made_on}。")
    if effective is not None and effective < sent:
        raise Refused("effective_on", "送达生效日不能早于寄出或交付日。")
    if doing.facts["method"] == "light" and document.kind.startswith(("award-", "arb-mediation-statement")):
        raise Refused("method", "裁决书、调解书不能用电话、短信等简便方式送达。", "《劳动人事争议仲裁办案规则》第五十九条")


@handles("*.serve")
def serve(doing: Doing) -> None:
    """送达: one row per document and recipient, with the day of effect by rule."""
    document, row = _served(doing)
    facts = doing.facts
    doing.session.add(row)
    row.method = facts["method"]
    row.sent_on = facts["sent_on"]
    row.mail_no = str(facts.get("mail_no", ""))[:60]
    row.result = str(facts.get("service_result", "signed"))
    row.receiver = str(facts.get("receiver", ""))[:60]
    row.effective_on, row.explanation = _effect_day(doing, row)
    row.seq = doing.seq
    row.done_at = doing.recorded_at if row.effective_on else None
    proof = facts.get("proof")
    row.attachment_id = proof.get("attachment_id") if isinstance(proof, dict) else None
    doing.facts["effective_on"] = row.effective_on
    doing.holds(f"paper={document.kind}")
    method = codes.label("method", row.method).removesuffix("送达")
    doing.summary(f"《{document.title}》{method}送达{row.recipient}" + (f"，{row.effective_on} 生效" if row.effective_on else ""))


def _effect_day(doing: Doing, row: Serving) -> tuple[date | None, str]:
    given = doing.facts.get("effective_on")
    if row.method in {"leave_post", "public"}:
        rule = "svc-leave-post" if row.method == "leave_post" else "svc-public"
        due = deadlines.due(rule, doing.facts["sent_on"], {}, calendar=doing.clocks.calendar, settings=doing.clocks.settings)
        return (due.due if isinstance(due.due, date) else None), due.explanation
    return given, ""


def parties_named(current: HouseSession, matter_id: int) -> dict[str, int]:
    """Names of a matter's parties -> id."""
    return {name: key for key, name in current.execute(select(Party.id, Party.name).where(Party.matter_id == matter_id)).all()}
