"""`make bench`: the screens at several sizes of the house: milliseconds, ratio to a trivial page, growth from size to size.

Run by hand on a quiet machine: `python -m bench --cases 10000,100000 [--postgres] [--folder F]`. Aims: lists ≤ 6 × hello, case page
≤ 8 ×, creation ≤ 8 ×, growth ≤ 1.2 ×.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import quote

from bench.site import ROOT, seed, serving
from bench.visitor import Visitor

sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
TIMES = 15
AIMS: dict[str, float] = {"个案页": 8.0, "登记线索": 8.0}
LIST_AIM, GROWTH_AIM = 6.0, 1.2
HELLO = "空白页（未登录）"


def measured(port: int, cases: int) -> dict[str, float]:
    """Every measurement of one house: name -> milliseconds."""
    from arrears.seed.people import PASSWORD
    from arrears.seed.words import RARE
    from arrears.web import keyset

    stranger = Visitor(port)
    clerk, mediator = Visitor(port, "clerk-tongzhou", PASSWORD), Visitor(port, "mediator-tongzhou", PASSWORD)
    head, city = Visitor(port, "head-tongzhou", PASSWORD), Visitor(port, "head-city", PASSWORD)
    deep = keyset.write(keyset.Cursor((cases // 10, cases // 10)))
    found = re.search(r'href="(/cases/\d+)"', city.get("/cases?which=all&procedure=mediation"))
    assert found is not None
    pages = (
        (HELLO, stranger, "/login"),
        ("登记台", clerk, "/intake"),
        ("调解台", mediator, "/mediation"),
        ("全部案件 首页（市）", city, "/cases?which=all"),
        ("全部案件 九成处（市）", city, f"/cases?which=all&after={deep}"),
        ("在办案件 首页（区）", head, "/cases"),
        ("查找 两个字", city, f"/search?q={quote('恒华')}"),
        ("查找 少见的单位", city, f"/search?q={quote(RARE)}"),
        ("个案页", city, found[1]),
        ("督办台", head, "/watch"),
    )
    answer = {name: who.median(path, TIMES) for name, who, path in pages}
    answer["登记线索"] = clerk.median_post("/intake/new", [_order(n) for n in range(TIMES + 2)])
    return answer


def _order(n: int) -> dict[str, str]:
    """What is typed for a new lead; nothing alike is there."""
    stamp = f"{int(time.time() * 1000)}{n:02d}"
    now = datetime.now(UTC).astimezone(timezone(timedelta(hours=8)))
    return {
        "source": "12345", "order_no": f"B{stamp}", "received_at": f"{now:%Y-%m-%d %H:%M}", "narrative": f"测速第{n}件，反映拖欠工资。",
        "reporter_name": "测速人", "reporter_phone": f"139{stamp[-8:]}", "district": "通州区",
        "employer_name": f"北京测{stamp[-9:]}有限公司",
        "place": f"测速路{stamp[-6:]}号", "workers_claimed": "1", "amount_claimed": "5000", "sign_now": "y",
    }  # fmt: skip


@contextmanager
def _databases(postgres: bool, sizes: list[int]) -> Iterator[list[tuple[str, int, str | None]]]:
    """(name, size, URL) of the houses to measure; PostgreSQL is started for the time of the measurement."""
    wanted: list[tuple[str, int, str | None]] = [("SQLite", size, None) for size in sizes]
    if not postgres:
        yield wanted
        return
    import pgserver_start

    with pgserver_start.running() as server:
        for size in sizes:
            pgserver_start.create(server, f"bench_{size}")
            wanted.append(("PostgreSQL", size, pgserver_start.url(server, f"bench_{size}")))
        yield wanted


def report(results: dict[tuple[str, int], dict[str, float]]) -> None:
    """The table: a row a measurement, a column a house; what misses its aim bears a mark."""
    for name in dict.fromkeys(database for database, _ in results):
        houses = {size: found for (database, size), found in results.items() if database == name}
        sizes = sorted(houses)
        print(f"\n{name}（毫秒，中位数；×为空白页的倍数；! 未达目标）")
        print(f"{'':<24}" + "".join(f"{size:>20,}" for size in sizes) + ("        增长" if len(sizes) > 1 else ""))
        for what in houses[sizes[0]]:
            cells = []
            for size in sizes:
                ratio = houses[size][what] / houses[size][HELLO]
                missed = what != HELLO and ratio > AIMS.get(what, LIST_AIM)
                cells.append(f"{houses[size][what]:>11.1f}  {ratio:>4.1f}×{'!' if missed else ' '}")
            growth = houses[sizes[-1]][what] / houses[sizes[0]][what]
            grown = f"{growth:>8.2f}×{'!' if what != HELLO and growth > GROWTH_AIM else ''}" if len(sizes) > 1 else ""
            print(f"{what + '　' * max(0, 12 - len(what)):<14}" + "".join(f"{cell:>20}" for cell in cells) + grown)


def main() -> None:
    """Seed, serve, measure, print."""
    reader = argparse.ArgumentParser(prog="python -m bench", description="测速：各页面的毫秒数")
    reader.add_argument("--cases", default="10000,100000", help="件数，逗号分开")
    reader.add_argument("--postgres", action="store_true", help="另测 PostgreSQL（自己启动）")
    reader.add_argument("--folder", default="", help="数据放在哪里；已生成过的直接使用")
    told = reader.parse_args()
    sizes = [int(part) for part in told.cases.split(",") if part]
    folder = Path(told.folder) if told.folder else Path(tempfile.mkdtemp(prefix="arrears-bench-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="arrears-run-"))
    results: dict[tuple[str, int], dict[str, float]] = {}
    with _databases(told.postgres, sizes) as houses:
        for database, size, url in houses:
            instance = folder / f"{database.lower()}-{size}"
            took = seed(instance, size, url)
            print(f"==> {database} {size:,} 件" + (f"，生成用时 {took:.0f} 秒" if took is not None else "，已生成过"), flush=True)
            with serving(instance, url) as port:
                results[database, size] = measured(port, size)
    report(results)


if __name__ == "__main__":
    main()
