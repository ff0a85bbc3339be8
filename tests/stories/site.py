"""The people of story A and their hands: one bureau, four procedures of one matter, each act as the desks do it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from people import person, viewer
from sqlalchemy import select

from arrears import clock, db, outbox
from arrears.access.viewer import Viewer
from arrears.cases import approvals, sweep
from arrears.cases.approvals import Proposed
from arrears.cases.models import Deadline, Notice, Party, Proceeding
from arrears.documents.models import Document, Serving
from arrears.law.refusal import Refused
from arrears.money.models import Instalment
from arrears.supervision import major
from arrears.supervision.models import SupervisionOrder
from tests.arbitration.conftest import Tribunal
from tests.arbitration.test_story_a import id_no

D = Decimal
OWNER, GENERAL, LABOUR = "北京潞湾置业有限公司", "北京恒筑建设集团有限公司", "河北衡顺建筑劳务有限公司"
SITE = "潞湾家园三期"
CARPENTERS = ["周广财", *(f"木工{n:02d}" for n in range(2, 22))]
LEADER = "高俊山"
STEEL = ["罗小满", *(f"钢筋工{n:02d}" for n in range(2, 16))]
NAMES = [*CARPENTERS, LEADER, *STEEL]


def moment(text: str) -> datetime:
    """'09-14 16:30' of 2026, in Beijing."""
    day, _, at = text.partition(" ")
    hour, minute = at.split(":")
    return clock.at(date.fromisoformat(f"2026-{day}"), time(int(hour), int(minute)))


def worker(n: int) -> dict[str, Any]:
    """The n-th of the roster, from 0."""
    return {"name": NAMES[n], "phone": f"13900000{n + 1:03d}", "address": "河北省保定市安国市药都街道", "id_no": id_no(n + 1)}


def roster_row(n: int) -> dict[str, Any]:
    """A row of the roster as the foreman wrote it: row 19 says 8,000 were paid and owes as if it were 6,000."""
    job, rate, days = ("木工", 340, 100) if n < 21 else ("组长", 400, 120) if n == 21 else ("钢筋工", 310, 100)
    gross = D(rate * days)
    return {
        "name": NAMES[n], "job": job, "rate": D(rate), "quantity": str(days), "gross_due": gross,
        "paid_before": D(8000) if n == 18 else D(6000), "owed": gross - 6000,
    }  # fmt: skip


class Site(Tribunal):
    """The bureau of the story with its cases by name: lead, mediation, arbitration, order."""

    def __init__(self) -> None:
        super().__init__()
        self.zhao, self.lin = self.arbitrators[0], self.clerk
        self.inspector = viewer(person("hanlei", "韩磊", self.office.district, "IN"), self.office.district)
        self.lead = self.mediation = self.arbitration = self.order = 0
        self._n = 0

    def on(self, text: str) -> Any:
        return time_machine.travel(moment(text), tick=False)

    def token(self) -> str:
        self._n += 1
        return f"a{self._n}"

    def version(self, case: int) -> int:
        found = db.session.scalar(select(Proceeding.version).where(Proceeding.id == case))
        db.release()
        return int(found or 0)

    def row(self, case: int) -> Proceeding:
        """The proceeding as it stands; detached, for reading."""
        db.release()
        row = db.session.get(Proceeding, case)
        assert row is not None
        db.session.expunge(row)
        db.release()
        return row

    def act(self, name: str, who: Viewer, **facts: Any) -> Any:
        """An act of the case of its procedure; `award.` acts are acts of the arbitration."""
        procedure = name.partition(".")[0]
        case = getattr(self, {"supervision": "order", "award": "arbitration"}.get(procedure, procedure))
        late = facts.pop("late_reason", "")
        occurred = facts.pop("occurred_at", None)
        more = {"occurred_at": occurred, "late_reason": late} if occurred else {}
        return approvals.submit(case, name, who, seen=self.version(case), token=self.token(), facts=facts, **more)

    def signed(self, name: str, who: Viewer, signer: Viewer, **facts: Any) -> None:
        """An act that waits for a signature, and gets it."""
        asked = self.act(name, who, **facts)
        assert isinstance(asked, Proposed), "this act waits for a signature"
        case = int(db.session.scalar(select(approvals.Approval.proceeding_id).where(approvals.Approval.id == asked.approval_id)) or 0)
        db.release()
        approvals.decide(asked.approval_id, signer, "agree", seen=self.version(case), token=self.token())

    def refused(self, name: str, who: Viewer, *words: str, **facts: Any) -> None:
        """The act fails, and its reason says these words."""
        with pytest.raises(Refused) as caught:
            self.act(name, who, **facts)
        db.session.rollback()
        db.release()
        for word in words:
            assert word in caught.value.sentence, caught.value.sentence

    def deadline(self, case: int, rule: str, like: str = "%") -> date | None:
        query = select(Deadline.due_on).where(Deadline.proceeding_id == case, Deadline.rule_id == rule, Deadline.subject.like(like))
        found = db.session.scalars(query.order_by(Deadline.id.desc())).first()
        db.release()
        return found

    def how(self, case: int, rule: str) -> list[str | None]:
        """How the clocks of a rule ended, in the order of their starts."""
        found = db.session.scalars(select(Deadline.closed_how).where(Deadline.proceeding_id == case, Deadline.rule_id == rule).order_by(Deadline.id))
        rows = list(found)
        db.release()
        return rows

    def person(self, case: int, name: str) -> int:
        """Party id of a name."""
        query = select(Party.id).join(Proceeding, Proceeding.matter_id == Party.matter_id).where(Proceeding.id == case, Party.name == name)
        found = db.session.scalars(query).one()
        db.release()
        return int(found)

    def papers(self, case: int) -> list[str]:
        found = list(db.session.scalars(select(Document.kind).where(Document.proceeding_id == case).order_by(Document.id)))
        db.release()
        return found

    def serve(self, kind: str, to: str, method: str, on: date, sent: date | None = None) -> None:
        """Serve every paper of a kind that this person has not got yet."""
        query = (
            select(Document.id)
            .join(Serving, Serving.document_id == Document.id)
            .where(Document.proceeding_id == self.arbitration, Document.kind == kind, Serving.recipient == to, Serving.done_at.is_(None))
        )
        waiting = list(db.session.scalars(query.order_by(Document.id)))
        db.release()
        assert waiting, f"no {kind} waits for {to}"
        for found in waiting:
            self.act(
                "arbitration.serve", self.lin, document=str(found), to=to, method=method, sent_on=sent or on, effective_on=on,
                service_result="signed", proof={"name": "回证"},
            )  # fmt: skip

    def told(self, user: Viewer) -> list[str]:
        """What stands in a person's inbox."""
        found = list(db.session.scalars(select(Notice.text).where(Notice.user_id == user.user_id).order_by(Notice.id)))
        db.release()
        return found

    def night(self) -> None:
        """What scheduler and worker do."""
        sweep.sweep()
        major.propose_due()
        while outbox.drain():
            pass
        db.release()

    def proposed(self) -> int:
        """The order that the system proposed, if any."""
        found = db.session.scalar(select(SupervisionOrder.proceeding_id))
        db.release()
        return int(found or 0)

    def report(self, who: Viewer, done: str, paid: int, left: int, act: str = "supervision.sup-report") -> None:
        self.act(act, who, done=done, paid=D(paid), left=D(left), obstacle="无", next="继续督促", by=clock.today())

    def call(self, no: str, n: int, text: str, **more: Any) -> dict[str, Any]:
        person = worker(n)
        return {
            "source": "12345", "order_no": no, "received_at": clock.now(), "reply_due_at": clock.now() + timedelta(days=7), "order_class": "7d",
            "narrative": text, "reporter_name": person["name"], "reporter_phone": person["phone"], "anonymous": False, "confidential": False,
            "signed_at": clock.now(), **more,
        }  # fmt: skip

    def session(self, outcome: str, held: Any, record: str) -> None:
        there = [
            {"name": "周广财", "role": "申请人代表", "how": "self", "checked": "身份证原件"},
            {"name": "方婧", "role": "总包代理律师", "how": "agent", "checked": "执业证"},
            {"name": "马德海", "role": "劳务公司经理", "how": "self", "checked": "身份证原件"},
        ]
        self.act(
            "mediation.session", self.office.mediator, held_at=held, place="项目部", attendance=there, record=record, outcome=outcome,
            late_reason="在现场开会，次日补录",
        )  # fmt: skip

    def instalment(self, no: int) -> Instalment:
        row = db.session.scalars(select(Instalment).where(Instalment.proceeding_id == self.mediation, Instalment.no == no)).one()
        db.session.expunge(row)
        db.release()
        return row

    def pay(self, no: int, on: date, *, bounced: frozenset[int] | set[int] = frozenset(), only: set[int] | None = None) -> None:
        """The general contractor's transfers of an instalment, a row each."""
        which = self.instalment(no).id
        rows = [
            {
                "worker_id": self.person(self.mediation, name), "amount": D(13_000 if n == 18 else 14_000), "paid_on": on, "payer": GENERAL,
                "method": "special_account", "row_result": "returned" if n in bounced else "ok", "reference": f"ZH{on:%m%d}{n:03d}{no}",
                "instalment_id": which,
            }
            for n, name in enumerate(CARPENTERS)
            if only is None or n in only
        ]  # fmt: skip
        self.act("mediation.pay", self.office.mediator, payments=rows)

    def award_row(self, name: str, amount: int, on: date) -> dict[str, Any]:
        return {
            "worker_id": self.person(self.arbitration, name), "amount": D(amount), "paid_on": on, "payer": GENERAL, "method": "special_account",
            "reference": f"{on:%m%d}-{name}",
        }  # fmt: skip
