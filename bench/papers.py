"""Papers: how fast previews and PDFs are made, and whether memory stays where it is. Run: python bench/papers.py.

Goals: first preview ≤ 0.5 s, later ones ≤ 0.2 s (web process); ≥ 20 papers of two pages a second with 2 worker processes; no growth over
2,000 papers. Beside the rate stands the processor time of one paper, which other programs on the machine disturb less.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

FIRST = (
    "import time; t=time.perf_counter();"
    "from arrears.documents import paper; from tests.documents import samples;"
    "facts=samples.agreement(); u=time.perf_counter(); paper.html('mediation-agreement', facts); v=time.perf_counter();"
    "n=[time.perf_counter() for _ in range(20) if paper.html('mediation-agreement', facts)];"
    "print(f'{u-t:.3f} {v-u:.3f} {(n[-1]-v)/20:.4f}')"
)
NUMBER = "京朝劳人调字〔2026〕第{}号"
PAPERS = 100
SORTS = ("mediation-acceptance-notice", "mediation-agreement", "award-final")  # one page; two, tightened; four


def _start() -> None:
    from arrears.documents import paper, render
    from tests.documents import samples

    render.render(paper.html("mediation-agreement", samples.agreement()))


def _one(job: tuple[str, int]) -> tuple[int, float]:
    """Bytes of a paper, and the seconds of processor it took."""
    from arrears.documents import paper, render
    from tests.documents import samples

    kind, n = job
    facts, begun = samples.all_samples()[kind], time.process_time()
    size = len(render.render(paper.html(kind, facts, NUMBER.format(n))))
    return size, time.process_time() - begun


def _memory() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


def main() -> None:
    """Print the figures."""
    previews = subprocess.run(
        [sys.executable, "-c", FIRST], capture_output=True, text=True, check=True, cwd=Path(__file__).resolve().parent.parent
    )
    load, first, later = previews.stdout.split()
    print(f"preview: modules {load} s, first {first} s, later {later} s")
    with ProcessPoolExecutor(2, mp_context=get_context("spawn"), initializer=_start) as pool:
        list(pool.map(_one, [(kind, 0) for kind in SORTS for _ in range(2)]))
        for kind in SORTS:
            begun = time.perf_counter()
            done = list(pool.map(_one, [(kind, n) for n in range(PAPERS)], chunksize=5))
            rate = PAPERS / (time.perf_counter() - begun)
            size, work = (sum(values) / PAPERS for values in zip(*done, strict=True))
            print(f"2 processes, {kind}: {rate:.1f} papers/s, {work * 1000:.0f} ms of processor, {size / 1024:.0f} KB each")
    _start()
    begun = time.perf_counter()
    for n in range(2001):
        if n in (100, 500, 1000, 2000):
            print(f"memory after {n} papers: {_memory():.0f} MB", flush=True)
        _one((SORTS[0], n))
    print(f"1 process: {2001 / (time.perf_counter() - begun):.1f} papers/s")


if __name__ == "__main__":
    main()
