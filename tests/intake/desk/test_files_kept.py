"""A file given with any act is kept: listed on the case page, named at its entry of the timeline, opened from both."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from html import unescape

import time_machine
from people import Office
from sqlalchemy import select

from arrears import db
from arrears.cases import ledger
from arrears.cases.models import Attachment
from tests.intake.desk.conftest import Screen, at, faults
from tests.intake.desk.test_acts import HAND, MONDAY, a_lead, do

PDF = b"%PDF-1.4 receipt of the other district"


def test_the_receipt_of_a_plain_form_is_listed_opened_and_in_the_chain(office: Office, screen: Callable[[str], Screen]) -> None:
    lead = a_lead(office)
    with time_machine.travel(at(MONDAY), tick=False):
        do(office, lead, "hand-over", to_body="北京市朝阳区", **{**HAND, "found_on": date(2026, 9, 14), "reporter_told_on": date(2026, 9, 14)})
        clerk = screen("liuyan")
        page = clerk.get(f"/cases/{lead}/do/handover-result")
        fake = clerk.post(f"/cases/{lead}/do/handover-result", page, taken_up="1", receipt=(io.BytesIO(b"MZ program"), "回执.pdf"))
        assert fake.status_code == 422 and "内容不是图片" in faults(fake)
        done = clerk.post(f"/cases/{lead}/do/handover-result", page, taken_up="1", receipt=(io.BytesIO(PDF), "回执.pdf"))
        assert done.status_code == 302, faults(done)
        row = db.session.scalars(select(Attachment).where(Attachment.proceeding_id == lead)).one()
        assert (row.name, row.reporter, row.by_user_id) == ("回执.pdf", True, office.clerk.user_id)
        kept = ledger.facts_of(lead, [row.seq])[row.seq]["receipt"]
        assert kept["attachment_id"] == row.id and kept["sha256"] == row.sha256
        shown = unescape(clerk.get(f"/cases/{lead}"))
        assert shown.count(f'href="/attachments/{row.id}"') == 2  # among the materials, and at its entry
        assert clerk.client.get(f"/attachments/{row.id}").data == PDF
        assert screen("sunzg").client.get(f"/attachments/{row.id}").status_code == 404  # who may not know the reporter
