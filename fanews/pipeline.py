"""Sources → parse → store: many documents through the parser on every core, and into a new store version.

Owns the process pool and the one broad `except` of an article: what fails is recorded with its reason and the
rest goes on. Results come in the order of the documents; a bounded number is under way at any time.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import Self

from fanews.deadline import deadline
from fanews.errors import FanewsError
from fanews.model import Document, ParsedArticle
from fanews.sources import STDIN, Outcome, Rejected, iter_documents

ARTICLE_SECONDS = 20.0  # the slowest of 5,800 articles took under one
_SECONDS_A_MEGABYTE = 30.0
_FEW = 12  # documents parsed here and now: workers take a second to start
_MOST_WORKERS = 4  # each holds its own models, 200 MB of memory
_AHEAD = 12  # documents under way for each worker
_AHEAD_CHARS = 8_000_000  # and characters in all of them: a bound on memory
_REPORT_IT = "Please report it together with the page."

type Result = ParsedArticle | Rejected
type Progress = Callable[[int, int | None, str], None]  # documents done, expected in all, what is going on


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What an ingest did. `rejected`: every input not taken, with its reason; `version`: null when nothing changed."""

    added: int
    changed: int
    unchanged: int
    rejected: tuple[Rejected, ...]
    elapsed_s: float
    version: str | None


def ingest(
    paths: Iterable[str],
    store_dir: Path | str,
    progress: Progress | None = None,
    *,
    workers: int | None = None,
    refresh: bool = False,
) -> IngestSummary:
    """Take what the inputs hold into the store. `refresh`: parse pages anew whose content is known.

    `progress` is called often, in this thread; an exception it raises stops the ingest. On any exception the
    store stays as it was. Raises StoreError.
    """
    from fanews.store import open_writer  # so that `fanews parse` starts without a database

    began = time.monotonic()
    paths = list(paths)
    tell = _Teller(progress, _expected(paths))
    rejected: list[Rejected] = []
    with open_writer(store_dir, refresh=refresh, progress=tell.step) as writer:
        outcomes = map(_kept_apart, tell.counted(iter_documents(paths)))
        unknown = (o for o in outcomes if isinstance(o, Rejected) or not writer.is_known(o))
        for result in parse_all(unknown, workers):
            if isinstance(result, Rejected):
                rejected.append(result)
                writer.reject(result.path, result.reason, result.hint)
            else:
                writer.add(result)
    run = writer.summary
    elapsed_s = time.monotonic() - began
    return IngestSummary(run.added, run.replaced, run.unchanged, tuple(rejected), elapsed_s, run.version)


def parse_all(outcomes: Iterable[Outcome], workers: int | None = None) -> Iterator[Result]:
    """Each document parsed, in order; refusals pass through.

    `workers`: processes; as many as there are cores, four at most, unless given.
    """
    coming = iter(outcomes)
    first = list(islice(coming, _FEW + 1))
    if len(first) <= _FEW or workers == 1:
        yield from (_parsed(outcome) for outcome in chain(first, coming))
        return
    with _Workers(workers or min(_MOST_WORKERS, os.cpu_count() or 1)) as pool:
        yield from pool.results(chain(first, coming))


def parse_one(document: Document) -> Result:
    """The article, or why it could not be parsed. Never raises for what a page holds."""
    from fanews.parse import parse_document

    try:
        with deadline(ARTICLE_SECONDS + _SECONDS_A_MEGABYTE * len(document.text) / 1e6):
            return parse_document(document)
    except FanewsError as error:
        return Rejected(_place(document), error.message, error.hint)
    except Exception as error:  # noqa: BLE001 - the one broad except: an article must not stop the others
        return Rejected(_place(document), f"The parser failed on it: {type(error).__name__}: {error}", _REPORT_IT)


def _kept_apart(outcome: Outcome) -> Outcome:
    """A text from standard input, or a row without an id, gets a name from its content as well.

    The store takes a page of a known name for a new state of that page: the next text from standard input, or
    the next day's feed, must not replace other articles.
    """
    if isinstance(outcome, Rejected) or outcome.url:
        return outcome
    nameless = outcome.path == STDIN or (outcome.origin and outcome.path.startswith(f"{outcome.origin}:"))
    digest = hashlib.blake2b(outcome.text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return replace(outcome, path=f"{outcome.path}@{digest}") if nameless else outcome


def _parsed(outcome: Outcome) -> Result:
    return outcome if isinstance(outcome, Rejected) else parse_one(outcome)


def _place(document: Document) -> str:
    return f"{document.origin}#{document.path}" if document.origin else document.path


class _Workers:
    """A pool of parsing processes that survives the death of one."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._pool = _new_pool(number)
        self._under_way: deque[tuple[Outcome, Future[Result] | None]] = deque()
        self._chars = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def results(self, outcomes: Iterable[Outcome]) -> Iterator[Result]:
        """Results in the order of `outcomes`."""
        for outcome in outcomes:
            while self._is_full():
                yield self._next()
            self._submit(outcome)
        while self._under_way:
            yield self._next()

    def _is_full(self) -> bool:
        return len(self._under_way) >= _AHEAD * self._number or self._chars > _AHEAD_CHARS

    def _submit(self, outcome: Outcome) -> None:
        future = None if isinstance(outcome, Rejected) else self._given_out(outcome)
        self._chars += 0 if isinstance(outcome, Rejected) else len(outcome.text)
        self._under_way.append((outcome, future))

    def _given_out(self, document: Document) -> Future[Result]:
        try:
            return self._pool.submit(parse_one, document)
        except BrokenProcessPool as error:
            # A process died since the last result was taken: `_next` recovers when it comes to this document.
            broken: Future[Result] = Future()
            broken.set_exception(error)
            return broken

    def _next(self) -> Result:
        outcome, future = self._under_way.popleft()
        if isinstance(outcome, Rejected) or future is None:
            return _parsed(outcome)
        self._chars -= len(outcome.text)
        try:
            return future.result()
        except BrokenProcessPool:
            return self._recovered(outcome)

    def _recovered(self, document: Document) -> Result:
        """A process died: this document is tried alone, the others under way are given out again."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        result = _parse_alone(document)
        self._pool = _new_pool(self._number)
        waiting, self._under_way, self._chars = self._under_way, deque(), 0
        for outcome, _ in waiting:
            self._submit(outcome)
        return result


def _parse_alone(document: Document) -> Result:
    with _new_pool(1) as pool:
        try:
            return pool.submit(parse_one, document).result()
        except BrokenProcessPool:
            return Rejected(_place(document), "The parser's process died on it.", _REPORT_IT)


def _new_pool(number: int) -> ProcessPoolExecutor:
    # Spawned, not forked: the caller may have threads (the dashboard) and open databases.
    return ProcessPoolExecutor(number, multiprocessing.get_context("spawn"), _begin_worker)


def _begin_worker() -> None:
    """A worker leaves Ctrl-C to its parent, and ends when that one is gone (killed, even)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


class _Teller:
    """Counts documents for whoever watches."""

    def __init__(self, progress: Progress | None, expected: int | None) -> None:
        self._progress = progress or (lambda done, expected, step: None)
        self._expected = expected
        self._done = 0

    def counted(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The same outcomes; tells of each."""
        for outcome in outcomes:
            yield outcome
            self._done += 1
            self._progress(self._done, self._expected, "read")

    def step(self, name: str) -> None:
        """Tell of a step after the last article."""
        self._progress(self._done, self._expected, name)


def _expected(paths: list[str]) -> int | None:
    """How many documents the inputs seem to hold; None where that shows only on reading."""
    total = 0
    for path in map(Path, paths):
        files = [file for file in path.rglob("*") if file.is_file()] if path.is_dir() else [path]
        for file in files:
            if not file.is_file() or file.suffix in {".zip", ".gz", ".tgz", ".tar"}:
                return None
            total += _lines_of(file) if file.suffix in {".jsonl", ".ndjson"} else 1
    return total


def _lines_of(path: Path) -> int:
    try:
        with path.open("rb") as stream:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b""))
    except OSError:
        return 1
