"""The worker's part 装订: a filed volume becomes one PDF. Idempotent: a volume that has its file is left alone."""

from __future__ import annotations

from sqlalchemy import update

from arrears import clock, files, outbox
from arrears.db import session, writing
from arrears.dossier.models import DossierVolume
from arrears.outbox import Message


@outbox.handles("dossier")
def bind(message: Message) -> None:
    """Bind one volume and keep the file."""
    from arrears.dossier import building

    row = session.get(DossierVolume, message.payload["volume"])
    if row is None or row.sha256 is not None:
        return
    row_id = row.id
    bound = building.volume(row)
    digest = files.put(bound.pdf)
    with writing() as current:
        current.execute(
            update(DossierVolume)
            .where(DossierVolume.id == row_id, DossierVolume.sha256.is_(None))
            .values(sha256=digest, pages=bound.pages, pieces=bound.pieces, bound_at=clock.now())
        )
