"""A bound on the time one article may take, so that a hostile page cannot stop the rest.

Processor time is bounded, not the clock's: a busy machine makes no article fail. Works where signals do: in
the main thread of a process, on Unix. Elsewhere there is no bound.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

from fanews.errors import FanewsError


class Overdue(FanewsError):
    """The time was up."""


@contextlib.contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise Overdue inside the block when the process works on it longer than `seconds`."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise Overdue(f"It took longer than {seconds:g} seconds.", "Look at the page: it may be no article.")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
