"""Processes killed at random: nothing lost that was answered, no number drawn twice or skipped, no act half done."""

from __future__ import annotations

import base64
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from people import Office
from sqlalchemy import func, select

from arrears import config, db, load_handlers, numbering, outbox
from arrears.cases import ledger
from arrears.cases.models import ActRequest, CaseEvent, Notice, Proceeding

ROUNDS = 5
WORKER = """
import sys
from arrears import clock, config, db, load_handlers
from arrears.cases import transitions
from arrears.access import sessions
db.bind(config.settings().database_url)
load_handlers()
user, other, body, name = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
viewer = sessions.viewer_of(user, body)
db.release()
facts = {"applicants": [{"name": "张三"}], "respondents": [{"name": "某公司"}], "claims": [{"kind": "wage"}], "facts": "x",
         "source": "self", "applied_on": clock.today(), "oral": False}
n = 0
print("ready", flush=True)
while True:
    n += 1
    done = transitions.begin("mediation.apply", viewer, token=f"{name}-{n}", owner_id=user, facts=facts)
    print("began", done.proceeding_id, done.number, flush=True)
    note = {"channel": "phone", "to": "张三", "contact_result": "answered", "note": "好", "at": clock.now()}
    transitions.perform(done.proceeding_id, "mediation.note", viewer, seen=None, token=f"{name}-{n}-note", facts=note)
    print("noted", done.proceeding_id, flush=True)
    db.release()
"""
DRAINER = """
from arrears import config, db, load_handlers, outbox
db.bind(config.settings().database_url)
load_handlers()
print("ready", flush=True)
while True:
    outbox.drain()
    db.release()
    print("drained", flush=True)
"""


def start(code: str, house: str, tmp_path: Path, *arguments: str) -> subprocess.Popen[str]:
    settings = config.settings()
    environment = {
        **os.environ,
        "ARREARS_INSTANCE": str(tmp_path),
        "ARREARS_DATABASE_URL": house,
        "ARREARS_SECRET_KEY": base64.b64encode(settings.secret_key).decode(),
        "ARREARS_VALUE_KEY": base64.b64encode(settings.value_keys[1]).decode(),
        "ARREARS_BLIND_KEY": base64.b64encode(settings.blind_key).decode(),
        "ARREARS_ARGON2_FAST": "1",
    }
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def killed(process: subprocess.Popen[str], after: float) -> list[str]:
    """Let a process work until its first answer and some seconds more, then end it with SIGKILL; gives what it had answered."""
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    first = process.stdout.readline()
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    assert process.stderr is not None
    out, error = first + process.stdout.read(), process.stderr.read()  # communicate() would lose what readline() has read ahead
    process.stdout.close()
    process.stderr.close()
    process.wait()
    assert "Traceback" not in error, error
    lines = out.splitlines()
    return lines if out.endswith("\n") else lines[:-1]


def test_clerks_processes_killed_in_the_middle_of_acts(house: str, tmp_path: Path) -> None:
    office = Office()
    chance = random.Random(20260924)
    began: set[int] = set()
    noted: set[int] = set()
    for turn in range(ROUNDS):
        two = [
            start(WORKER, house, tmp_path, str(v.user_id), "0", str(v.body_id), f"r{turn}-{n}")
            for n, v in enumerate((office.mediator, office.mediator2))
        ]
        for process in two:
            for line in killed(process, chance.uniform(0.1, 0.5)):
                word, number, *_ = line.split()
                (began if word == "began" else noted).add(int(number))
    assert len(began) > ROUNDS, "the processes got to work before they were killed"
    stored = set(db.session.scalars(select(Proceeding.id)))
    assert began <= stored and len(stored - began) <= 2 * ROUNDS, "what was answered is there"
    for proceeding_id, events in db.session.execute(
        select(CaseEvent.proceeding_id, func.count()).group_by(CaseEvent.proceeding_id)
    ):
        assert events >= (2 if proceeding_id in noted else 1)
    year = db.session.scalars(select(numbering.NumberIssued.year)).first()
    assert year is not None
    assert numbering.gaps(office.district, "调", year) == []
    numbers = list(db.session.scalars(select(Proceeding.number)))
    assert len(numbers) == len(set(numbers)) and not any(n.startswith("#") for n in numbers)
    assert db.session.scalar(select(func.count()).select_from(ActRequest).where(ActRequest.proceeding_id == 0)) == 0
    assert list(ledger.verify()) == []


def test_a_worker_killed_while_it_drains_loses_no_message_and_doubles_no_line(house: str, tmp_path: Path) -> None:
    office = Office()
    chance = random.Random(7)
    with db.writing():
        for n in range(120):
            told = {"users": [office.head.user_id], "proceeding": None, "text": f"第 {n} 条", "source": f"test:{n}"}
            outbox.queue("notice", told)
    for _ in range(4):
        process = start(DRAINER, house, tmp_path)
        killed(process, chance.uniform(0.05, 0.3))
    with db.writing() as current:
        current.execute(outbox.update(outbox.Outbox).where(outbox.Outbox.done_at.is_(None)).values(lease_until=None))
    load_handlers()
    while outbox.drain():
        pass
    texts = list(db.session.scalars(select(Notice.text).where(Notice.user_id == office.head.user_id)))
    assert sorted(texts) == sorted(f"第 {n} 条" for n in range(120))

