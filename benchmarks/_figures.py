"""Times of many runs as one line of a table: what a reader waits, and what of it this process worked.

Where other programs take the machine's cores, waits tell of them too; processor time (of all threads) does not.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple


class Took(NamedTuple):
    """Seconds on the clock, and of processor time."""

    wait_s: float
    work_s: float


def timed[T](ask: Callable[[], T]) -> tuple[T, Took]:
    """What `ask` gives, and what it took."""
    start, worked = time.perf_counter(), time.process_time()
    found = ask()
    return found, Took(time.perf_counter() - start, time.process_time() - worked)


def read_through(file: Path) -> None:
    """Have the machine hold the file in memory, as far as it has room: what is measured is not the disk."""
    with file.open("rb", buffering=0) as stream:
        while stream.read(1 << 24):
            pass


def share(values: Sequence[float], part: float) -> float:
    """The value below which `part` of them lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


HEADER = f"{'milliseconds':<34}{'wait: median':>14}{'p95':>7}{'worst':>7}{'work: median':>14}{'p95':>7}{'runs':>6}"


def line(name: str, took: Sequence[Took]) -> str:
    """Median, p95 and worst wait, median and p95 of work."""
    waits, work = [t.wait_s for t in took], [t.work_s for t in took]
    cells = (share(waits, 0.5), share(waits, 0.95), share(waits, 1.0), share(work, 0.5), share(work, 0.95))
    widths = (14, 7, 7, 14, 7)
    told = "".join(f"{1000 * cell:>{width}.0f}" for cell, width in zip(cells, widths, strict=True))
    return f"{name:<34}{told}{len(took):>6}"
