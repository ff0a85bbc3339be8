"""Leads that are routed to arbitration 线索转来 and have no case yet; the clerk of the body takes them up."""

from __future__ import annotations

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from arrears.access.viewer import Viewer
from arrears.cases import visibility
from arrears.cases.handed import MOST
from arrears.cases.models import Proceeding
from arrears.cases.visibility import Head
from arrears.db import session


def routed(viewer: Viewer) -> list[Head]:
    """Leads of the viewer's body that were routed to arbitration and have no case yet, the oldest first. Two statements."""
    following = aliased(Proceeding)
    query = (
        select(Proceeding.id)
        .where(Proceeding.body_id == viewer.body_id, Proceeding.procedure == "lead", Proceeding.closed_at.is_(None))
        .where(Proceeding.state == "l-accepted", Proceeding.onward == "arbitration")
        .where(~exists().where(following.about_id == Proceeding.id, following.procedure == "arbitration"))
        .order_by(Proceeding.id)
        .limit(MOST)
    )
    return list(visibility.heads(list(session.scalars(query))))
