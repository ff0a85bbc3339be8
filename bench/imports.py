"""Bench of imports: rows read a second, rows registered a second, and how long four clerks wait for their saves meanwhile.

    .venv/bin/python bench/imports.py [rows] [postgresql://…]

A scratch instance of its own; the database named must be empty (default: SQLite in a temporary folder). Prints figures, checks none.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles

sys.path[:0] = [str(Path(__file__).parent.parent / "tests"), str(Path(__file__).parent.parent)]
CLERKS = 4
NAP = 0.5
"""Seconds between two saves of a clerk in the bench; a person is ten times slower."""


def bind() -> None:
    from arrears import db, load_handlers
    from arrears.config import settings

    db.bind(settings().database_url)
    load_handlers()


def file_of(rows: int) -> bytes:
    head = "工单编号,来电时间,姓名,联系电话,被反映单位,人数,金额（元）,地点,诉求内容\n"
    body = "".join(
        f"B{n:06d},2026-03-02,周广财,139{n:08d},北京第{n % 3000}建筑公司,{n % 40 + 1},{(n % 40 + 1) * 9000},"
        f"通州区第{n % 50}工地,欠三个月工资没有发\n"
        for n in range(rows)
    )
    return (head + body).encode()


def clerk(number: int, stop: Path) -> None:
    """A clerk who registers a lead every half second until told to stop; prints how long each save took."""
    from people import viewer
    from sqlalchemy import select

    from arrears import clock, db
    from arrears.access.models import AppUser, Body
    from arrears.intake.actions.registering import register

    bind()
    body = db.session.scalar(select(Body.id).where(Body.code == "tz"))
    user = db.session.scalar(select(AppUser.id).where(AppUser.account == "liuyan"))
    who = viewer(int(user or 0), int(body or 0))
    n = 0
    while not stop.exists():
        n += 1
        started = time.perf_counter()
        facts = {
            "source": "12345", "order_no": f"C{number}-{n}", "received_at": clock.now() - timedelta(minutes=1), "narrative": "欠薪",
            "confidential": False, "anonymous": False, "employer_name": f"公司{number}{n}", "district": "通州区",
        }  # fmt: skip
        register(who, facts, twins={}, token=f"c{number}-{n}")
        db.release()
        print(f"{(time.perf_counter() - started) * 1000:.1f}", flush=True)
        time.sleep(NAP)


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(rows: int) -> None:
    from people import Office

    from arrears import db, migrate
    from arrears.intake.imports import batches, taking

    bind()
    migrate.upgrade(db.engine())
    office = Office()
    stop = Path(os.environ["ARREARS_INSTANCE"]) / "stop"
    started = time.perf_counter()
    batch = batches.begin(office.clerk, "bench.csv", file_of(rows), "12345")
    batches.read_in(batch)
    took = time.perf_counter() - started
    print(f"read and shown: {rows} rows in {took:.1f} s ({rows / took:.0f} rows/s), peak {peak_mb():.0f} MB")
    clerks = [
        subprocess.Popen([sys.executable, __file__, "clerk", str(n), str(stop)], stdout=subprocess.PIPE, text=True) for n in range(CLERKS)
    ]
    time.sleep(4)
    batches.accept(office.clerk, batch)
    before, started = peak_mb(), time.perf_counter()
    while not taking.take(batch, taking.SLICE_SECONDS):
        done = batches.counts(batch).get("done", 0)
        print(f"  {time.perf_counter() - started:.0f} s: {done} registered, peak {peak_mb():.0f} MB", flush=True)
    took = time.perf_counter() - started
    stop.touch()
    waits = sorted(float(line) for process in clerks for line in (process.communicate()[0] or "").split())
    print(f"registered: {rows} rows in {took:.1f} s ({rows / took:.0f} rows/s), peak {before:.0f} -> {peak_mb():.0f} MB")
    print(f"clerks: {len(waits)} saves, median {median(waits):.0f} ms, p95 {quantiles(waits, n=20)[-1]:.0f} ms, longest {waits[-1]:.0f} ms")


if __name__ == "__main__":
    if sys.argv[1:2] == ["clerk"]:
        clerk(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        os.environ["ARREARS_INSTANCE"] = tempfile.mkdtemp(prefix="arrears-bench-")
        os.environ["ARREARS_ARGON2_FAST"] = "1"
        if len(sys.argv) > 2:
            os.environ["ARREARS_DATABASE_URL"] = sys.argv[2]
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
