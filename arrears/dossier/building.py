"""Building a volume 成卷: cover, index, the pieces in order, note; for the worker. Deterministic: all of it is stored facts and files.

More than 200 pages make a second booklet: the page numbers run on, each booklet has its cover, the first one the index of all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from arrears import clock, files
from arrears.access.models import AppUser
from arrears.cases import approvals, pages, visibility
from arrears.cases.models import Approval, Proceeding
from arrears.db import session
from arrears.documents import outgoing, paper
from arrears.documents.actions import body_facts
from arrears.documents.catalogue import KINDS, MissingFacts, Volume, WrongFacts
from arrears.documents.models import Document
from arrears.documents.reading import Unreadable
from arrears.dossier import binding, contents, cover, order
from arrears.dossier.binding import Part, Unbindable
from arrears.dossier.contents import FileRef, Piece
from arrears.dossier.models import DossierVolume
from arrears.law import codes
from arrears.law.procedures import ACTS
from arrears.law.refusal import Refused

ELECTRONIC = "电子材料清单"
BOOKLET_PAGES = 200
"""A booklet holds so many pages (documents.md 5)."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A finished volume."""

    pdf: bytes
    pages: int
    pieces: int


@dataclass(frozen=True, slots=True)
class Laid:
    """A piece with its pages."""

    piece: Piece
    pdf: bytes
    count: int
    digest: str


def volume(row: DossierVolume) -> Bound:
    """Bind the volume of this row. Raises what rendering raises; a file that cannot be opened is listed, not printed."""
    case = session.get(Proceeding, row.proceeding_id)
    assert case is not None
    pieces = contents.collect(case, row.filed_at)[row.volume]
    laid = list(_laid(case, row, pieces))
    first, numbered = 1, []
    for one in laid:
        numbered.append((first, one))
        first += one.count
    total = first - 1
    booklets = _booklets(numbered)
    parts: list[Part] = []
    for n, booklet in enumerate(booklets, 1):
        parts.append(Part("案卷封面", _cover(case, row, len(laid), total, n, len(booklets)), numbered=False))
        if n == 1:
            parts.append(Part("卷内目录", _index(case, row, numbered, booklets), numbered=False))
        parts += [Part(one.piece.title, one.pdf) for _, one in booklet]
    parts.append(Part("卷内备考表", _note(case, row, laid, total), numbered=False))
    title = f"{case.number} {order.VOLUME_WORDS[row.volume]} {row.number}"
    author, made_at = contents.body_name(case), row.filed_at.astimezone(clock.BEIJING)
    pdf = binding.bind(parts, _stamps([one.count for one in laid]), title, author, made_at)
    return Bound(pdf, total, len(laid))


def _booklets(numbered: Sequence[tuple[int, Laid]]) -> list[list[tuple[int, Laid]]]:
    """The pieces in booklets of at most 200 pages; a piece is never divided."""
    made: list[list[tuple[int, Laid]]] = [[]]
    held = 0
    for entry in numbered:
        if made[-1] and held + entry[1].count > BOOKLET_PAGES:
            made.append([])
            held = 0
        made[-1].append(entry)
        held += entry[1].count
    return made


def _laid(case: Proceeding, row: DossierVolume, pieces: Sequence[Piece]) -> Iterator[Laid]:
    """Each piece with its pages; files that cannot be pages come together on the sheet of electronic material."""
    apart: list[tuple[FileRef, str]] = []
    for piece in pieces:
        apart += [(file, "电子文件") for file in piece.electronic]
        printed, note = [], piece.note
        if piece.document_id is not None:
            printed.append(_paper(piece.document_id))
        elif piece.approval_id is not None:
            printed.append(_approval_sheet(case, piece.approval_id))
        for file in piece.files:
            try:
                printed.append(binding.as_pages(files.get(file.sha256), file.mime))
            except (Unbindable, files.Missing) as error:
                apart.append((file, str(error) if isinstance(error, Unbindable) else "文件库中缺失"))
        if printed:
            if piece.document_id is not None and piece.files:
                note = note or "附签名件"
            pdf = binding.joined(printed)
            part = Part(piece.title, pdf)
            yield Laid(replace(piece, note=note), pdf, binding.pages_of(pdf), part.digest)
    if apart:
        pdf = _sheet_of_electronic(case, row, apart)
        title, author = ELECTRONIC, contents.body_name(case)
        listed = Piece(row.volume, order.ELECTRONIC, 10**6, row.filed_at, title, author, row.filed_on)
        yield Laid(listed, pdf, binding.pages_of(pdf), Part(listed.title, pdf).digest)


def _paper(document_id: int) -> bytes:
    """The stored file of an issued paper; one that nobody has opened yet is rendered now."""
    outgoing.make(document_id)
    digest = session.scalar(select(Document.sha256).where(Document.id == document_id))
    session.rollback()
    assert digest is not None
    return files.get(digest)


def _printed(case: Proceeding, kind: str, facts: Mapping[str, Any], number: str | None = None) -> bytes:
    from arrears.documents import render

    body = body_facts(contents.body_of(case), case.procedure)
    return render.lay_out(paper.html(kind, {"body": body, **facts}, number=number)).pdf


def _cover(case: Proceeding, row: DossierVolume, pieces: int, total: int, booklet: int, booklets: int) -> bytes:
    head: Mapping[str, Any] = contents.body_of(case).letterhead or {}
    facts = cover.facts(case) | {
        "made_on": row.filed_on,
        "volume": order.VOLUME_WORDS[row.volume],
        "filed_on": row.filed_on,
        "retention": codes.label("retention", row.retention),
        "pieces": pieces,
        "pages": total,
        "booklet": booklet,
        "booklets": booklets,
        "fonds": str(head.get("fonds", "")),
        "catalogue_no": "-".join(row.number.split("-")[:-1]),
        "file_no": row.number.rpartition("-")[2],
    }
    return _printed(case, "dossier-cover", facts, row.number)


def _index(
    case: Proceeding, row: DossierVolume, numbered: Sequence[tuple[int, Laid]], booklets: Sequence[Sequence[tuple[int, Laid]]]
) -> bytes:
    which = {id(one): n for n, booklet in enumerate(booklets, 1) for _, one in booklet}
    rows = []
    for n, (first, one) in enumerate(numbered, 1):
        last = first + one.count - 1
        shown = f"{first}–{last}" if n == len(numbered) and last > first else str(first)
        notes = [f"第{which[id(one)]}册"] if len(booklets) > 1 and which[id(one)] > 1 else []
        rows.append(
            {
                "no": n, "doc_no": one.piece.doc_no, "author": one.piece.author, "title": one.piece.title, "day": one.piece.day,
                "pages": shown, "note": "；".join([*notes, *([one.piece.note] if one.piece.note else [])]),
            }
        )  # fmt: skip
    facts = {"made_on": row.filed_on, "volume": order.VOLUME_WORDS[row.volume], "case_no": case.number, "entries": rows}
    return _printed(case, "dossier-index", facts)


def _note(case: Proceeding, row: DossierVolume, laid: Sequence[Laid], total: int) -> bytes:
    told = [row.situation.strip()] if row.situation.strip() else []
    if any(one.piece.kind == order.ELECTRONIC for one in laid):
        told.append("电子材料未打印，名称、校验值和存放处见“电子材料清单”。")
    facts = {
        "made_on": row.filed_on,
        "volume": order.VOLUME_WORDS[row.volume],
        "case_no": case.number,
        "pieces": len(laid),
        "pages": total,
        "situation": "\n".join(told) or "无缺页、破损。",
        "compiler": _name(row.filed_by),
        "digests": [{"title": str(n), "no": one.digest} for n, one in enumerate(laid, 1)],
    }
    return _printed(case, "dossier-note", facts)


def _sheet_of_electronic(case: Proceeding, row: DossierVolume, apart: Sequence[tuple[FileRef, str]]) -> bytes:
    rows = [
        {"title": file.name, "no": file.sha256, "pages": max(1, round(file.size / 1000)), "note": why} for file, why in apart
    ]
    facts = {"made_on": row.filed_on, "volume": order.VOLUME_WORDS[row.volume], "case_no": case.number, "electronic": rows}
    return _printed(case, "dossier-index", facts)


def _name(user_id: int | None) -> str:
    return str(session.scalar(select(AppUser.name).where(AppUser.id == user_id)) or "系统") if user_id else "系统"


def _approval_sheet(case: Proceeding, approval_id: int) -> bytes:
    """The sheet of a signed act: the room's own where it is a sheet of the 副卷, else the general one; with the decision on it."""
    row = session.get(Approval, approval_id)
    assert row is not None and row.decided_at is not None
    word = {"agree": "同意", "refuse": "不同意"}[str(row.decision)]
    decided = {
        "label": "审批意见", "text": "。".join(t.rstrip("。") for t in (word, row.opinion) if t) + "。", "name": _name(row.decided_by),
        "on": row.decided_at.astimezone(clock.BEIJING).date(),
    }  # fmt: skip
    drafted_on = row.drafted_at.astimezone(clock.BEIJING).date()
    own = pages.APPROVAL_PAPERS.get(row.act)
    if own is not None:
        with suppress(Refused, MissingFacts, WrongFacts, Unreadable, KeyError, TypeError):  # the case has moved on: the general sheet then
            kind, facts = own(visibility.heads([case.id])[0], approvals.facts_of(row))
            if KINDS[kind].volume is Volume.SIDE:
                return _printed(case, kind, {"case_no": case.number, "made_on": drafted_on, **facts, "decision": decided}, case.number)
    act = ACTS.get(row.act)
    label = act.label if act is not None else row.act
    facts = {
        "sheet": f"{label}审批单", "act": label, "parties": " 诉 ".join(t for t in (case.title, case.against) if t) or case.number,
        "summary": row.summary, "article": (act.source if act is not None else "") or "内部审批", "days_left": "",
        "proposal": {"label": "承办人意见", "text": f"拟{label}。", "name": _name(row.drafted_by), "on": drafted_on},
        "decision": decided, "made_on": drafted_on, "case_no": case.number,
    }  # fmt: skip
    return _printed(case, "approval-sheet", facts, case.number)


STAMP_CSS = (
    "@page{size:210mm 15mm;margin:0}body{margin:0;font:11pt/5mm Song;letter-spacing:0}"
    "p{margin:0;padding:7mm 9mm 0;break-after:page}.front{text-align:right}.back{text-align:left}"
)


def _stamps(counts: Sequence[int]) -> bytes:
    """The numbers of all pages, one strip a page: at the right of a front side, at the left of a back side."""
    from arrears.documents import render

    n, strips = 0, []
    for count in counts:
        for side in range(count):
            n += 1
            strips.append(f'<p class="{"back" if side % 2 else "front"}">{n}</p>')
    return render.strips("".join(strips), STAMP_CSS)
