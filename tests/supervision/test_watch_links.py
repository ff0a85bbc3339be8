"""The watch desk offers only what the person may do: an auditor reads it and is sent nowhere that refuses."""

from __future__ import annotations

from people import person, viewer

from arrears import db
from arrears.access.viewer import Viewer
from arrears.supervision import watch

from .builders import Bureau


def test_an_auditor_is_offered_no_act_of_the_head(bureau: Bureau) -> None:
    order = bureau.proposed(bureau.mediation()).proceeding_id
    body = bureau.head.body_id
    auditor = viewer(person("tianlan", "田岚", body, "AU"), body)

    def offered(who: Viewer) -> set[str]:
        found = {link.label for row in watch.rows(who) if row.case_id == order for link in row.links}
        db.release()
        return found

    assert "挂牌" in offered(bureau.head)
    assert offered(auditor) == {"看案件"}
