"""Interrupts queries that take too long: one thread for all of them, as one a query costs more than most queries do.

It knows nothing of what is asked. A query is interrupted under the lock that also takes it off the list, so that a
cursor is never touched, nor held, once its query is over.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from typing import Protocol

LOOK_S = 0.1  # how late an interrupt may come
_IDLE_LOOKS = 50  # looks without a query before the thread sleeps until the next one


class Interruptible(Protocol):
    """What can be told to stop."""

    def interrupt(self) -> None:
        """Stop what runs; called from another thread."""


class Watchdog:
    """Interrupts what is on its list past its time."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._due: dict[int, tuple[float, Interruptible]] = {}
        self._sleeping = False
        self._thread: threading.Thread | None = None

    @contextlib.contextmanager
    def limit(self, query: Interruptible, seconds: float) -> Iterator[None]:
        """Interrupt `query` when the block takes longer."""
        key = id(query)
        with self._changed:
            self._due[key] = (time.monotonic() + seconds, query)
            self._wake()
        try:
            yield
        finally:
            with self._changed:
                self._due.pop(key, None)

    def _wake(self) -> None:
        if self._thread is None or not self._thread.is_alive():  # the first query, or the first after a fork
            self._thread = threading.Thread(target=self._watch, name="query-watchdog", daemon=True)
            self._thread.start()
        elif self._sleeping:
            self._changed.notify()

    def _watch(self) -> None:
        idle = 0
        with self._changed:
            while True:
                idle = 0 if self._due else idle + 1
                self._sleeping = idle > _IDLE_LOOKS
                self._changed.wait(None if self._sleeping else LOOK_S)
                self._sleeping = False
                self._interrupt_overdue()

    def _interrupt_overdue(self) -> None:
        now = time.monotonic()
        for key in [key for key, (due, _) in self._due.items() if due <= now]:
            self._due.pop(key)[1].interrupt()


watchdog = Watchdog()
