"""How many narratives a second `arrears extract` reads on one core, and the memory it takes.

    python bench/extract.py narratives.jsonl [--times 50]

Repeats the file with fresh ids, so that the comparison for duplicates works on a file of that size too. Prints texts/s and peak
memory in MB.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from datetime import date

from arrears.intake.extract import extract, extract_file


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("source")
    options.add_argument("--times", type=int, default=50)
    chosen = options.parse_args()
    with open(chosen.source, encoding="utf-8") as handle:
        records = [json.loads(line) for line in handle if line.strip()]
    extract(records[0]["text"], records[0]["channel"], date.fromisoformat(records[0]["received_on"]))
    texts = [(r["text"], r["channel"], date.fromisoformat(r["received_on"])) for r in records] * chosen.times
    began = time.process_time()
    for text in texts:
        extract(*text)
    alone = time.process_time() - began
    began = time.process_time()
    extract_file({**r, "id": f"{r['id']}-{n}"} for n in range(chosen.times) for r in records)
    whole = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(texts)} texts: extract {len(texts) / alone:,.0f} texts/s, extract_file {len(texts) / whole:,.0f} texts/s, "
        f"peak memory {memory:.0f} MB"
    )


if __name__ == "__main__":
    main()
