"""From the number to the file: what is rendered when, and that a worker killed between the two loses neither."""

from __future__ import annotations

import itertools
import os
import signal
from collections.abc import Iterator
from multiprocessing import get_context
from typing import Any

import pytest
from flask.testing import FlaskClient
from people import PASSWORD, Office
from sqlalchemy import func, select, update

from arrears import clock, config, create_app, db, files, load_handlers, numbering, outbox
from arrears.cases import transitions
from arrears.cases.models import Proceeding
from arrears.documents.models import Document
from arrears.intake.actions import registering
from arrears.outbox import Outbox

_tokens = itertools.count(1)


@pytest.fixture
def office(house: str) -> Iterator[Office]:
    load_handlers()
    yield Office()
    db.release()


def a_lead(office: Office) -> int:
    """A registered lead; its id."""
    now = clock.now()
    facts = {
        "source": "12345", "order_no": f"12345-{next(_tokens)}", "received_at": now, "narrative": "三十七人被欠工资", "workers_claimed": 37,
        "reporter_name": "周广财", "reporter_phone": "13800002716", "employer_name": "河北衡顺建筑劳务有限公司", "district": "通州区",
        "place": "潞城镇", "confidential": False, "anonymous": False, "claims": ["wages"], "signed_at": now,
    }  # fmt: skip
    token = f"t{next(_tokens)}"
    return registering.register(office.clerk, facts, twins={}, token=token).outcome.proceeding_id


def explained(office: Office, lead: int) -> Document:
    """The reply of a lead that is no case of ours: a letter with a number of its own series."""
    facts = {"route": "court", "text": "属于劳务纠纷，由人民法院受理", "next_step": "向人民法院起诉"}
    seen = db.session.scalar(select(Proceeding.version).where(Proceeding.id == lead))
    transitions.perform(lead, "lead.explain", office.clerk, seen=seen, token=f"t{next(_tokens)}", facts=facts)
    return paper_of(lead, "lead-reply")


def paper_of(lead: int, kind: str) -> Document:
    row = db.session.scalars(select(Document).where(Document.proceeding_id == lead, Document.kind == kind)).one()
    db.session.expunge_all()
    return row


def renderings() -> int:
    return db.session.scalar(select(func.count()).select_from(Outbox).where(Outbox.topic == "render")) or 0


def signed_in(account: str) -> FlaskClient:
    client = create_app().test_client()
    page = client.get("/login").get_data(as_text=True)
    token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    client.post("/login", data={"csrf_token": token, "account": account, "password": PASSWORD})
    return client


def test_a_registration_form_is_made_when_somebody_first_opens_it(office: Office) -> None:
    lead = a_lead(office)
    form = paper_of(lead, "lead-registration")
    assert (form.sha256, form.wanted_at, renderings()) == (None, None, 0)
    client = signed_in("liuyan")
    for _ in range(2):  # opened twice, asked for once
        answer = client.get(f"/documents/{form.id}")
        assert (answer.status_code, answer.headers["Refresh"]) == (202, "2") and "正在生成" in answer.text
    assert renderings() == 1
    while outbox.drain():
        pass
    answer = client.get(f"/documents/{form.id}")
    assert (answer.status_code, answer.data[:5]) == (200, b"%PDF-")


def test_who_may_not_read_a_form_does_not_have_it_made(office: Office) -> None:
    form = paper_of(a_lead(office), "lead-registration")
    assert signed_in("cyclerk").get(f"/documents/{form.id}").status_code == 404
    assert renderings() == 0


def _die_at(step: str, database: str, instance: str) -> None:
    """A worker that is killed at a step of the rendering: when the pages are laid out, or when the file is stored."""
    from arrears.documents import render

    os.environ |= {"ARREARS_INSTANCE": instance, "ARREARS_DATABASE_URL": database}
    db.bind(database)
    load_handlers()

    def killed(*_: Any, **__: Any) -> Any:
        os.kill(os.getpid(), signal.SIGKILL)

    real = files.put
    if step == "before the file":
        render.lay_out = killed
    else:
        files.put = lambda content: (real(content), killed())[0]
    outbox.drain()


@pytest.mark.parametrize("step", ["before the file", "before the row"])
def test_a_worker_killed_between_number_and_file_is_made_good_by_the_next(office: Office, step: str) -> None:
    lead = a_lead(office)
    reply = explained(office, lead)
    number = reply.number
    assert number.endswith("1号") and "人社函〔" in number and reply.sha256 is None
    settings, url = config.settings(), config.settings().database_url
    db.release()
    db.engine().dispose()
    worker = get_context("fork").Process(target=_die_at, args=(step, url, str(settings.instance)))
    worker.start()
    worker.join(60)
    assert worker.exitcode == -signal.SIGKILL
    claimed = db.session.scalars(select(Outbox).where(Outbox.topic == "render")).one()
    assert claimed.done_at is None and claimed.lease_until is not None and paper_of(lead, reply.kind).sha256 is None
    assert outbox.drain() == 0, "the dead worker's lease holds until it runs out"
    with db.writing() as current:
        current.execute(update(Outbox).values(lease_until=clock.now() - outbox.LEASE))
    while outbox.drain():
        pass
    made = paper_of(lead, reply.kind)
    assert made.number == number and made.sha256 is not None and files.get(made.sha256).startswith(b"%PDF-")
    assert numbering.gaps(office.district, "函", made.made_on.year) == []
