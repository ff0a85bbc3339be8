"""The arbitration's office before a browser's client: clerk, arbitrators, heads logged in; rooms and letterheads as an administrator sets them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import pytest
import time_machine
from people import PASSWORD, Office, person, viewer
from sqlalchemy import select

from arrears import clock, db, load_handlers, outbox
from arrears.access.models import Body
from arrears.cases import sweep
from arrears.cases.models import Deadline, Party, Proceeding
from arrears.hearings.models import Courtroom
from tests.forms_of_pages import Browser, Page

LETTERHEAD = {
    "commission": "北京市通州区劳动人事争议仲裁委员会", "sue_court": "北京市通州区人民法院", "revocation_court": "北京市第三中级人民法院",
    "address": "北京市通州区运河东大街55号", "phone": "010-69540000",
}  # fmt: skip


def moment(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return clock.at(date(2026, month, day), time(hour, minute))


class Tribunal:
    """The office with a client for each of its people; the clock stands where a test puts it."""

    def __init__(self) -> None:
        from arrears import create_app

        self.office = Office()
        body = self.office.district
        with db.writing() as current:
            for name in ("第一仲裁庭", "第二仲裁庭"):
                current.add(Courtroom(body_id=body, name=name))
            row = current.get(Body, body)
            assert row is not None
            row.letterhead = LETTERHEAD
        self.clerk = viewer(person("linxy", "林小雨", body, "CC"), body)
        self.arbitrators = [
            viewer(person(account, name, body, "AR"), body)
            for account, name in (("zhaomin", "赵敏"), ("qianwg", "钱卫国"), ("liwb", "李文斌"))
        ]
        self.app = create_app()
        self._clients: dict[str, Browser] = {}
        self.id = 0

    def at(self, *when: int) -> Any:
        return time_machine.travel(moment(*when), tick=False)

    def browser(self, account: str) -> Browser:
        """A client of this person, logged in at the moment it is asked for (sessions end at night)."""
        client = Browser(self.app.test_client())
        client.get("/login").fill(account=account, password=PASSWORD).send()
        return client

    def page(self, account: str, path: str) -> Page:
        """A page of the case at hand: "arbitration/accept"."""
        return self.browser(account).get(f"/cases/{self.id}/{path}".rstrip("/"))

    def sign(self) -> Page:
        """The deputy signs the only act that waits, as he would in his list."""
        from arrears.cases.models import Approval

        found = db.session.scalar(select(Approval.id).where(Approval.proceeding_id == self.id, Approval.decided_at.is_(None)))
        db.release()
        return self.browser("wanghai").get(f"/approvals/{found}").fill(decision="agree").send()

    @property
    def state(self) -> str:
        found = str(db.session.scalar(select(Proceeding.state).where(Proceeding.id == self.id)))
        db.release()
        return found

    def due(self, rule: str, like: str = "%") -> date | None:
        found = db.session.scalars(
            select(Deadline.due_on)
            .where(Deadline.proceeding_id == self.id, Deadline.rule_id == rule, Deadline.subject.like(like))
            .order_by(Deadline.id.desc())
        ).first()
        db.release()
        return found

    def party(self, name: str) -> int:
        found = db.session.scalar(select(Party.id).where(Party.name == name))
        db.release()
        return int(found or 0)


@pytest.fixture
def tribunal(house: str) -> Iterator[Tribunal]:
    load_handlers()
    with time_machine.travel(moment(1, 30), tick=False):
        yield Tribunal()


def sweep_all() -> None:
    """What the worker does in the night."""
    sweep.sweep()
    while outbox.drain():
        pass
