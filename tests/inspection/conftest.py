"""The inspectors' office: two with licences, one without; the head of the unit, the head of the department; a letterhead with its courts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from people import Office, person, viewer
from sqlalchemy import select

from arrears import clock, db, load_handlers, outbox
from arrears.access.models import AppUser, Body
from arrears.access.viewer import Viewer
from arrears.cases import approvals, sweep
from arrears.cases.approvals import Proposed
from arrears.cases.models import Deadline, Party, Proceeding
from arrears.documents.actions import facts_of
from arrears.documents.models import Document
from arrears.inspection import receiving
from arrears.law.refusal import Refused

D = Decimal
FIRM, GENERAL = "河北拓基建筑劳务有限公司", "北京恒筑建设集团有限公司"
LETTERHEAD = {
    "bureau": "北京市通州区人力资源和社会保障局", "sue_court": "北京市通州区人民法院", "reconsider_at": "北京市通州区人民政府",
    "address": "北京市通州区新华东街256号", "phone": "010-69540117",
}  # fmt: skip
SITE = {
    "respondent": FIRM, "place": "潞城镇运河府项目", "project": "运河府", "period": "2026-06 至 2026-08", "period_from": "2026-06",
    "period_to": "2026-08", "sum": D("48000.00"), "heads": 3, "secrecy": False, "way": "counter", "in_procedure": False,
    "facts": "三个人搭外架，三个月工资没有结清。", "evidence": ["记工本照片"],
    "respondents": [
        {"name": FIRM, "kind": "company", "legal_rep": "冯志强", "credit_code": "91131000MA0G7H8K2X", "registered_address": "廊坊市广阳区"},
        {"name": GENERAL, "kind": "company", "part": "gc"},
    ],
}  # fmt: skip


def moment(month: int, day: int, hour: int = 9, minute: int = 0, year: int = 2026) -> datetime:
    return clock.at(date(year, month, day), time(hour, minute))


class Bureau:
    """The hands of the inspectors and those who sign for them; `id` is the case at hand."""

    def __init__(self) -> None:
        self.office = Office()
        body = self.body = self.office.district
        self.hanlei, self.zhoulei, self.newman = (
            viewer(person(account, name, body, "IN", grants=grants), body)
            for account, name, grants in (("hanlei", "韩磊", ()), ("zhoulei", "周蕾", ()), ("wuhao", "吴昊", ()))
        )
        self.captain = viewer(person("captain", "钱队长", body, "IN", grants=("MI",)), body)
        self.director = viewer(person("xujianhua", "徐建华", body, "SU", grants=("HD",)), body)
        with db.writing() as current:
            row = current.get(Body, body)
            assert row is not None
            row.letterhead = LETTERHEAD
            for who, licence in ((self.hanlei, "京监证1007"), (self.zhoulei, "京监证1008"), (self.captain, "京监证1001")):
                user = current.get(AppUser, who.user_id)
                assert user is not None
                user.licence_no = licence
        self.id = 0
        self._n = 0

    def at(self, *when: int, year: int = 2026) -> Any:
        return time_machine.travel(moment(*when, year=year), tick=False)

    def receive(self, names: tuple[str, ...] = ("罗大勇",), who: Viewer | None = None, **more: Any) -> int:
        """A complaint of today at the counter."""
        self._n += 1
        facts = {
            **SITE, "kind": "complaint", "received_on": clock.today(),
            "complainants": [
                {"name": name, "id_no": f"13102419850{n}12100{n}", "phone": f"1380000{n:04d}", "address": "河北省廊坊市香河县"}
                for n, name in enumerate(names, 1)
            ],
            **more,
        }  # fmt: skip
        owner = (who or self.hanlei).user_id
        self.id = receiving.receive(who or self.hanlei, facts, token=f"receive-{self._n}", owner_id=owner).proceeding_id
        return self.id

    def filed(self, **more: Any) -> int:
        """A case filed today with its two inspectors."""
        self.receive(**more)
        self.signed(
            "insp-file", self.captain, breach="unpaid", lead_inspector=self.hanlei.user_id, second_inspector=self.zhoulei.user_id,
            ties=False, own_finding=False,
        )  # fmt: skip
        return self.id

    def roster(self, *rows: tuple[str, str], join: bool = True, signed: str = "signature") -> Any:
        """The roster as verified: (name, owed)."""
        lines = [{"name": name, "gross_due": D(owed), "paid_before": D("0.00"), "signed": signed} for name, owed in rows]
        for line in lines:
            known = self.party(str(line["name"]))
            line |= {"party_id": known} if known else {}
        return self.act("confirm-arrears", rows=lines, settled_on=clock.today(), join=join)

    def ordered(self, due: date, **more: Any) -> None:
        """The order for everybody on the roster, signed by the head of the unit."""
        from arrears.inspection import casefile

        dues = {w: row.verified or D(0) for w, row in casefile.dues(self.id).items()}
        db.release()
        facts = {
            "breach": "unpaid", "article": "《中华人民共和国劳动法》第五十条", "workers": list(dues), "total": sum(dues.values(), D(0)),
            "due_on": due, "proof_wanted": "逐人支付凭证", "addressees": [self.party(FIRM)], **more,
        }  # fmt: skip
        self.signed("insp-order", self.captain, **facts)

    def version(self) -> int:
        found = db.session.scalar(select(Proceeding.version).where(Proceeding.id == self.id))
        db.release()
        return int(found or 0)

    def act(self, name: str, who: Viewer | None = None, **facts: Any) -> Any:
        self._n += 1
        return approvals.submit(
            self.id, f"inspection.{name}", who or self.hanlei, seen=self.version(), token=f"{name}-{self._n}", facts=facts
        )

    def signed(self, name: str, signer: Viewer, who: Viewer | None = None, **facts: Any) -> None:
        asked = self.act(name, who, **facts)
        assert isinstance(asked, Proposed), "this act waits for a signature"
        approvals.decide(asked.approval_id, signer, "agree", seen=self.version(), token=f"sign-{self._n}")
        db.release()

    def refused(self, name: str, who: Viewer | None = None, **facts: Any) -> Refused:
        with pytest.raises(Refused) as caught:
            self.act(name, who, **facts)
        db.session.rollback()
        return caught.value

    def serve(self, kind: str, to: str, method: str, sent: date, effective: date | None = None, **more: Any) -> None:
        given = {"document": self.document(kind), "to": to, "method": method, "sent_on": sent, "proof": {"name": "送达回证"}, **more}
        self.act("serve", **given, effective_on=effective or (sent if method != "leave_post" else None))

    def pay(self, *rows: tuple[str, str], on: date) -> None:
        """Vouchers per worker, looked at by the second inspector."""
        payments = [
            {
                "worker_id": self.party(name),
                "amount": D(amount),
                "paid_on": on,
                "payer": GENERAL,
                "method": "bank",
                "reference": f"HD-{name}",
            }
            for name, amount in rows
        ]
        self.signed("insp-pay-proof", self.zhoulei, payments=payments)

    def due(self, rule: str) -> date | None:
        found = db.session.scalars(
            select(Deadline.due_on).where(Deadline.proceeding_id == self.id, Deadline.rule_id == rule).order_by(Deadline.id.desc())
        ).first()
        db.release()
        return found

    def running(self, rule: str) -> bool:
        query = select(Deadline.id).where(Deadline.proceeding_id == self.id, Deadline.rule_id == rule, Deadline.closed_at.is_(None))
        found = db.session.scalar(query.limit(1))
        db.release()
        return found is not None

    def document(self, kind: str) -> str:
        found = db.session.scalar(
            select(Document.id).where(Document.proceeding_id == self.id, Document.kind == kind).order_by(Document.id.desc()).limit(1)
        )
        db.release()
        return str(found)

    def printed(self, kind: str) -> dict[str, Any]:
        """Facts of the newest paper of a kind."""
        row = db.session.get(Document, int(self.document(kind)))
        assert row is not None
        found = facts_of(row) | {"number": row.number, "volume": row.volume}
        db.release()
        return found

    def party(self, name: str) -> int:
        matter = select(Proceeding.matter_id).where(Proceeding.id == self.id).scalar_subquery()
        found = db.session.scalar(select(Party.id).where(Party.name == name, Party.matter_id == matter))
        db.release()
        return int(found or 0)

    @property
    def state(self) -> str:
        found = str(db.session.scalar(select(Proceeding.state).where(Proceeding.id == self.id)))
        db.release()
        return found


def nights() -> None:
    """What the worker does in the night."""
    sweep.sweep()
    while outbox.drain():
        pass


@pytest.fixture
def bureau(house: str) -> Iterator[Bureau]:
    load_handlers()
    with time_machine.travel(moment(9, 7), tick=False):
        yield Bureau()


@pytest.fixture
def sqlite_bureau(sqlite_house: str) -> Iterator[Bureau]:
    load_handlers()
    with time_machine.travel(moment(9, 7), tick=False):
        yield Bureau()
