"""The worker's part 渲染: issued papers become PDF files. The only place where the house asks for WeasyPrint; idempotent."""

from __future__ import annotations

from sqlalchemy import update

from arrears import clock, files, outbox
from arrears.cases import ledger
from arrears.db import session, writing
from arrears.documents.models import Document
from arrears.outbox import Message


@outbox.handles("render")
def render_paper(message: Message) -> None:
    """Render one paper."""
    make(int(message.payload["document"]))


def make(document_id: int) -> None:
    """Render a paper from its recorded facts and keep the file; one that has its file is left alone. Not inside `writing()`."""
    from arrears.documents import paper, render

    row = session.get(Document, document_id)
    if row is None or row.sha256 is not None:
        return
    stored = ledger.unseal_facts(f"document:{row.verify_token}", row.key_id, row.facts)
    html = paper.html(row.kind, stored["facts"], number=stored["number"] or None)
    done = render.lay_out(html)
    digest = files.put(done.pdf)
    with writing() as current:
        current.execute(
            update(Document)
            .where(Document.id == row.id, Document.sha256.is_(None))
            .values(
                sha256=digest,
                pages=done.pages,
                rendered_at=clock.now(),
                renderer=f"{render.fingerprint()[:40]}|{done.fit}",
                render_error="",
            )
        )
