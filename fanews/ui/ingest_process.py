"""An ingest in a process of its own, so that the dashboard stays quick and a cancel can simply end it.

`python -m fanews.ui.ingest_process STORE INPUT...` writes JSON lines to stdout: `{"done", "expected", "step"}`
while it goes on, then one `{"summary"}` or `{"error", "hint"}`. Ending it at any moment leaves the store as it was.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from fanews.errors import FanewsError
from fanews.pipeline import ingest

TOLD_EVERY_S = 0.3


class _Teller:
    """Progress as lines, not more often than a reader looks."""

    def __init__(self) -> None:
        self._last = 0.0

    def __call__(self, done: int, expected: int | None, step: str) -> None:
        now = time.monotonic()
        if now - self._last >= TOLD_EVERY_S:
            self._last = now
            _say({"done": done, "expected": expected, "step": step})


def main(store: str, inputs: list[str]) -> int:
    """Exit code 0 when the ingest went through, 1 when it did not."""
    try:
        summary = ingest(inputs, Path(store), _Teller())
    except FanewsError as error:
        _say({"error": error.message, "hint": error.hint})
        return 1
    rejected = [
        {"path": _plain(item.path), "reason": _plain(item.reason), "hint": item.hint} for item in summary.rejected
    ]
    counts = {"added": summary.added, "changed": summary.changed, "unchanged": summary.unchanged}
    _say({"summary": counts | {"rejected": rejected, "elapsed_s": summary.elapsed_s}})
    return 0


def _plain(name: str) -> str:
    """A name with what is no character (bytes of a name in an archive) written out, as no page can show it."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _say(line: dict[str, Any]) -> None:
    print(json.dumps(line, ensure_ascii=True), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
