"""How many due dates one core computes in a second 期限计算速度: `due_date` (sweeps), `due` (with working), steps and sentence.

Run: python bench/due_dates.py [--json]. Aim: 100,000 due dates a second with pauses on one core. Times are processor time, so a
busy machine does not spoil them; each figure is the best of five rounds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta

from arrears.law.deadlines import due, due_date

ROUNDS = 5
CALLS = 20_000
STARTS = [date(2026, 1, 1) + timedelta(days=number % 300) for number in range(CALLS)]
ONE_PAUSE = {"pauses": [{"kind": "suspension", "from": date(2026, 3, 20), "to": date(2026, 4, 15)}]}
TWO_PAUSES = {"pauses": [*ONE_PAUSE["pauses"], {"kind": "public-notice", "from": date(2026, 3, 10), "to": date(2026, 4, 9)}]}


def rate(work: Callable[[date], object], calls: int = CALLS) -> int:
    """Calls of `work` a second, best of five rounds, processor time."""
    best = float("inf")
    for _ in range(ROUNDS):
        begin = time.process_time()
        for start in STARTS[:calls]:
            work(start)
        best = min(best, time.process_time() - begin)
    return int(calls / best)


def import_ms() -> float:
    """Milliseconds of processor time to import the deadline half of `arrears.law` in a fresh process, compiled files there."""
    code = "import time; b = time.process_time(); import arrears.law.due_command; print((time.process_time() - b) * 1000)"
    with tempfile.TemporaryDirectory() as compiled:
        env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        env["PYTHONPYCACHEPREFIX"] = compiled
        command = [sys.executable, "-c", code]
        runs = [subprocess.run(command, env=env, capture_output=True, text=True, check=True) for _ in range(ROUNDS + 1)]
    return round(min(float(run.stdout) for run in runs), 1)


def main() -> None:
    """Measure and print."""
    figures: dict[str, float] = {
        "due_date, 45 calendar days": rate(lambda start: due_date("arb-award", start)),
        "due_date, 45 calendar days, one pause": rate(lambda start: due_date("arb-award", start, ONE_PAUSE)),
        "due_date, 45 calendar days, two pauses": rate(lambda start: due_date("arb-award", start, TWO_PAUSES)),
        "due_date, 10 working days": rate(lambda start: due_date("arb-defence", start)),
        "due_date, 6 months": rate(lambda start: due_date("sue-party", start)),
        "due, 45 calendar days": rate(lambda start: due("arb-award", start)),
        "due, 45 calendar days, two pauses": rate(lambda start: due("arb-award", start, TWO_PAUSES)),
        "due with steps and sentence": rate(lambda start: due("arb-award", start, TWO_PAUSES).as_dict(), 1_000),
        "import, ms": import_ms(),
    }
    if "--json" in sys.argv[1:]:
        print(json.dumps(figures, ensure_ascii=False))
        return
    for name, figure in figures.items():
        print(f"{name:45} {figure:>12,}" + ("" if name.endswith("ms") else " a second"))


if __name__ == "__main__":
    main()
