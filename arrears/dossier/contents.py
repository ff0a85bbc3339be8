"""What lies in a dossier 卷内文件: the papers, files and sheets of a proceeding, sorted into 正卷 and 副卷 in the order of the law.

Reads only. Asked by `filing` (is anything missing?), `building` (the volume) and the screen (the list before it is bound). What may point
to a secret reporter, and everything of the lead and of supervision, is in the 副卷 whatever its kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select

from arrears import clock
from arrears.access.models import Body
from arrears.cases import ledger
from arrears.cases.models import Approval, Attachment, CaseEvent, Party, Proceeding
from arrears.db import session
from arrears.documents import actions as papers
from arrears.documents.models import Document, Serving
from arrears.dossier import order
from arrears.law import codes
from arrears.law.procedures import ACTS

PRINTABLE = frozenset({"application/pdf", "image/png", "image/jpeg"})
"""Files that become pages; any other is listed as electronic material with its digest."""


@dataclass(frozen=True, slots=True)
class FileRef:
    """A stored file of a piece."""

    name: str
    sha256: str
    mime: str
    size: int


@dataclass(frozen=True, slots=True)
class Piece:
    """One row of the index 卷内目录. Its pages are those of `document_id`, then of `files`; of an approval, its sheet."""

    volume: str
    kind: str
    place: int
    at: datetime
    title: str
    author: str
    day: date
    doc_no: str = ""
    note: str = ""
    document_id: int | None = None
    approval_id: int | None = None
    files: tuple[FileRef, ...] = ()
    electronic: tuple[FileRef, ...] = ()
    secret: bool = False
    pages: int | None = None
    """Pages known so far: of a paper that has been printed."""

    @property
    def sort_key(self) -> tuple[int, datetime, int]:
        """By place, then by time; a paper before the file of the same moment."""
        return (self.place, self.at, self.document_id or 10**12)


def collect(case: Proceeding, until: datetime | None = None) -> dict[str, list[Piece]]:
    """The pieces of both volumes, in order: what was there at `until` (the moment of filing; None: now)."""
    until = until or clock.now()
    family = _family(case, until)
    found = [
        *_papers(case, family, until),
        *_files(case, family, until),
        *_approvals(case, until),
    ]
    return {name: sorted((p for p in found if p.volume == name), key=lambda p: p.sort_key) for name in (order.MAIN, order.SIDE)}


def _family(case: Proceeding, until: datetime) -> dict[int, str]:
    """id -> procedure of the case, of the lead it came from, and of what supervises it."""
    family = {case.id: case.procedure}
    above = case
    while above.about_id is not None and case.procedure != "supervision":
        next_one = session.get(Proceeding, above.about_id)
        if next_one is None or next_one.id in family:
            break
        above = next_one
        if above.procedure == "lead":
            family[above.id] = "lead"
    watching = select(Proceeding.id).where(
        Proceeding.about_id == case.id, Proceeding.procedure == "supervision", Proceeding.opened_at <= until
    )
    return family | dict.fromkeys(session.scalars(watching), "supervision")


def _papers(case: Proceeding, family: Mapping[int, str], until: datetime) -> Iterable[Piece]:
    query = (
        select(Document)
        .where(Document.proceeding_id.in_(family), Document.made_at <= until, Document.voided_at.is_(None), Document.volume != "none")
        .order_by(Document.id)
    )
    rows = session.scalars(query).all()
    served = _served([row.id for row in rows], until)
    scans = _attachments([row.scan_attachment_id for row in rows if row.scan_attachment_id])
    for row in rows:
        inner = row.volume != "main" or row.proceeding_id != case.id or row.secret_reporter
        volume = order.SIDE if inner else order.MAIN
        facts = papers.facts_of(row)
        receipt = row.kind in {"service-receipt", "service-public-notice"}
        scan = scans.get(row.scan_attachment_id or 0)
        yield Piece(
            volume, row.kind, order.place(case.procedure, volume, order.RECEIPTS if receipt else row.kind), row.made_at,
            _title(row, facts), _author(row, facts), row.made_on, row.number,
            document_id=row.id, files=(scan,) if scan else (), secret=row.secret_reporter, pages=row.pages,
        )  # fmt: skip
        for service in served.get(row.id, ()):
            yield from _proof(case, volume, row, service)


def _served(ids: Sequence[int], until: datetime) -> dict[int, list[Serving]]:
    found: dict[int, list[Serving]] = {}
    rows = session.scalars(select(Serving).where(Serving.document_id.in_(ids), Serving.attachment_id.is_not(None)).order_by(Serving.id))
    for row in rows:
        if row.done_at is None or row.done_at <= until:
            found.setdefault(row.document_id, []).append(row)
    return found


def _proof(case: Proceeding, volume: str, paper: Document, service: Serving) -> Iterable[Piece]:
    """The signed receipt that was scanned back, the postal slip, the photo of a paper left or posted."""
    found = _attachments([service.attachment_id or 0]).get(service.attachment_id or 0)
    if found is not None:
        method = codes.label("method", service.method)
        yield _with_files(
            Piece(
                volume, order.RECEIPTS, order.place(case.procedure, volume, order.RECEIPTS), service.done_at or paper.made_at,
                f"送达凭证：《{paper.title}》→{service.recipient}（{method}）", service.recipient,
                service.effective_on or service.sent_on or paper.made_on, paper.number,
            ),
            [found],
        )  # fmt: skip


def _files(case: Proceeding, family: Mapping[int, str], until: datetime) -> Iterable[Piece]:
    """Uploaded files, one row a set: what came with one act and is of one kind."""
    used = select(Serving.attachment_id).where(Serving.proceeding_id.in_(family), Serving.attachment_id.is_not(None))
    signed = select(Document.scan_attachment_id).where(Document.proceeding_id.in_(family), Document.scan_attachment_id.is_not(None))
    rows = session.execute(
        select(Attachment, CaseEvent.act, CaseEvent.occurred_at)
        .join(CaseEvent, (CaseEvent.proceeding_id == Attachment.proceeding_id) & (CaseEvent.seq == Attachment.seq))
        .where(Attachment.proceeding_id.in_(family), Attachment.at <= until)
        .where(Attachment.id.not_in(used), Attachment.id.not_in(signed))
        .order_by(Attachment.id)
    ).all()
    sets: dict[tuple[int, int, str, bool], list[tuple[Attachment, str, datetime]]] = {}
    for row, act, at in rows:
        sets.setdefault((row.proceeding_id, row.seq, row.kind, row.reporter), []).append((row, act, at))
    for (proceeding_id, seq, kind, reporter), members in sets.items():
        act, at = members[0][1], members[0][2]
        volume = order.SIDE if reporter or proceeding_id != case.id else order.MAIN
        group = order.IDENTITY if kind == "licence" else "power-of-attorney" if act.endswith(".appoint-agent") else order.EVIDENCE
        names = "、".join(row.name for row, _, _ in members[:3]) + (f"等{len(members)}件" if len(members) > 3 else "")
        label = codes.codes("evidence_kind").get(kind, "材料")
        yield _with_files(
            Piece(
                volume, group, order.place(case.procedure, volume, group), at, f"{label}：{names}",
                _giver(case, proceeding_id, seq), at.astimezone(clock.BEIJING).date(), secret=reporter,
                note="" if ACTS[act].name == "upload" else ACTS[act].label,
            ),
            [FileRef(row.name, row.sha256, row.mime, row.size) for row, _, _ in members],
        )  # fmt: skip


def _with_files(piece: Piece, files: Sequence[FileRef]) -> Piece:
    """The piece with its files, those that can be pages apart from those that cannot."""
    pages = tuple(f for f in files if f.mime in PRINTABLE)
    return replace(piece, files=pages, electronic=tuple(f for f in files if f.mime not in PRINTABLE))


def _giver(case: Proceeding, proceeding_id: int, seq: int) -> str:
    """Who gave a file: the party that the act names, else the body that took it in."""
    facts = ledger.facts_of(proceeding_id, [seq]).get(seq, {})
    for name in ("party", "by", "principal", "payer"):
        party = session.get(Party, int(facts[name])) if str(facts.get(name, "")).isdigit() else None
        if party is not None:
            return party.name
    return body_name(case)


def _attachments(ids: Sequence[int]) -> dict[int, FileRef]:
    rows = session.scalars(select(Attachment).where(Attachment.id.in_(ids))) if ids else ()
    return {row.id: FileRef(row.name, row.sha256, row.mime, row.size) for row in rows}


def _approvals(case: Proceeding, until: datetime) -> Iterable[Piece]:
    """The sheets of acts that were signed, for the 副卷."""
    query = select(Approval).where(
        Approval.proceeding_id == case.id, Approval.decided_at.is_not(None), Approval.decided_at <= until,
        or_(Approval.decision == "agree", Approval.decision == "refuse"),
    )  # fmt: skip
    issued = set(session.scalars(select(Document.kind).where(Document.proceeding_id == case.id, Document.voided_at.is_(None))))
    for row in session.scalars(query.order_by(Approval.id)):
        act = ACTS.get(row.act)
        kind = row.sheet or "approval-sheet"
        if row.decision == "agree" and kind in issued:  # a sheet with sums of its day (days used and left) is a paper of the act
            continue
        label = act.label if act else row.act
        assert row.decided_at is not None
        yield Piece(
            order.SIDE, kind, order.place(case.procedure, order.SIDE, kind), row.decided_at, f"{label}审批单", body_name(case),
            row.decided_at.astimezone(clock.BEIJING).date(), case.number, approval_id=row.id,
        )  # fmt: skip


def body_of(case: Proceeding) -> Body:
    """The body that keeps the case."""
    found = session.get(Body, case.body_id)
    assert found is not None
    return found


def body_name(case: Proceeding) -> str:
    """What the body that keeps the case is called on its papers: the commission, the centre or the bureau."""
    return str(papers.body_facts(body_of(case), case.procedure)["name"])


def _title(row: Document, facts: Mapping[str, Any]) -> str:
    """The paper's title, with the addressee where several have one each, and what a receipt is for."""
    if row.kind == "service-receipt":
        return f"送达回证：{'、'.join('《' + d['title'] + '》' for d in facts.get('docs') or ())}→{facts.get('to', '')}"
    to = facts.get("to")
    return f"{row.title}（{to}）" if isinstance(to, str) and to and row.kind.endswith("-notice") else row.title


def _author(row: Document, facts: Mapping[str, Any]) -> str:
    for name in order.PARTY_MADE.get(row.kind, ()):
        made = facts.get(name)
        if made:
            return _named(made)
    return str(facts["body"]["name"])


def _named(value: Any) -> str:
    """The name of who made a paper: a text, a party, or the first of several."""
    if isinstance(value, list):
        return _named(value[0]) + (f"等{len(value)}人" if len(value) > 1 else "") if value else ""
    return str(value.get("name", "")) if isinstance(value, Mapping) else str(value)
