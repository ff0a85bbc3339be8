"""How fast import files are read and exports written, and in how much memory.

    python bench/sheets.py [rows]

Makes tables of invented leads (12 columns as a 12345 export has them), reads each in a process of its own, prints rows
per second and the peak of resident memory. No target is asserted here; the issue asks for 10,000 rows in a minute.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from arrears.intake.sheets.export import ExportColumn, table_xlsx

HEADINGS = [
    "序号",
    "工单编号",
    "来电时间",
    "姓名",
    "联系电话",
    "所属区",
    "被反映单位",
    "地点",
    "涉及人数",
    "涉及金额(元)",
    "诉求内容",
    "是否保密",
]
DISTRICTS = ("朝阳区", "海淀区", "丰台区", "通州区", "昌平区", "", "大兴区")
READER = """
import json, resource, sys, time
from arrears.intake.sheets import read
began = time.perf_counter()
sheet = read(sys.argv[1], "bench", "12345")
took = time.perf_counter() - began
print(json.dumps({"rows": sheet.accepted, "rejected": len(sheet.rejected), "seconds": took,
                  "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def invented(rows: int) -> list[list[object]]:
    """Rows of the shapes that cost most: phones as numbers and texts, dates in four forms, every fortieth row bad."""
    table: list[list[object]] = []
    for n in range(rows):
        day = date(2026, 1, 1) + timedelta(days=n % 90)
        told = [(day - date(1899, 12, 30)).days, f"{day:%Y/%m/%d}", f"{day.year}年{day.month}月{day.day}日", f"{day:%Y-%m-%d} 12:21"][n % 4]
        people = n % 27 + 1
        amount = -1 if n % 40 == 39 else people * 4860
        phone = 13_000_000_000 + n * 37 if n % 3 else f"+86 130 {n:04d} {n % 10000:04d}"
        place = f"{('朝阳区', '海淀区', '丰台区')[n % 3]}某某街道{n % 90}号院"
        text = f"来电人称单位拖欠2025年9月至12月的工资，涉及{people}人{amount}元，负责人称资金紧张，多次催要无果。"
        table.append(
            [
                n + 1,
                f"BJ12345{n:012d}",
                told,
                "张三",
                phone,
                DISTRICTS[n % 7],
                f"北京某某{n}建筑装饰工程有限公司",
                place,
                people,
                amount,
                text,
                "否",
            ]
        )
    return table


def measure(path: Path) -> str:
    """Read a file in a fresh process and say what it took."""
    told = json.loads(subprocess.run([sys.executable, "-c", READER, str(path)], capture_output=True, text=True, check=True).stdout)
    total = told["rows"] + told["rejected"]
    return f"{total:>7,} rows  {told['seconds']:6.2f} s  {total / told['seconds']:>8,.0f} rows/s  {told['mb']:6.0f} MB"


def main() -> None:
    """Measure both formats, at the asked size and at a tenth and five times of it."""
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        for rows in (asked // 10, asked, min(asked * 5, 49_000)):
            table = invented(rows)
            began = time.perf_counter()
            content = table_xlsx([ExportColumn(h) for h in HEADINGS], table, "工单")
            print(f"write xlsx {rows:>7,} rows  {time.perf_counter() - began:6.2f} s  {len(content) / 1e6:.1f} MB file")
            book, text = Path(folder) / f"{rows}.xlsx", Path(folder) / f"{rows}.csv"
            book.write_bytes(content)
            out = io.StringIO(newline="")
            csv.writer(out).writerows([HEADINGS, *table])
            text.write_bytes(out.getvalue().encode("gb18030"))
            print("read xlsx ", measure(book))
            print("read csv  ", measure(text))


if __name__ == "__main__":
    main()
