"""An ingest killed at any moment: the old version stays readable, the next run works, nothing is left over."""

from __future__ import annotations

import multiprocessing
import os
import pathlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest
from handmade import made

from fanews.errors import StoreError
from fanews.store import Reader, check_store, open_writer

# Real processes, forked from one that has imported everything: the imports would take most of the time.
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["fanews.store"])


def ingest(store_dir: Path, pipe: Connection) -> None:
    """Write three articles; say each step on the pipe and wait for an answer before going on."""

    def step(name: str) -> None:
        pipe.send(name)
        pipe.recv()

    def around(function: Callable[..., Any], name: str) -> Callable[..., Any]:
        def stepping(*arguments: Any) -> Any:
            step(f"before {name}")
            result = function(*arguments)
            step(f"after {name}")
            return result

        return stepping

    pathlib.Path.rename = around(pathlib.Path.rename, "rename")  # type: ignore[method-assign]
    os.replace = around(os.replace, "switch")
    with open_writer(store_dir, progress=step) as writer:
        step("opened")
        for number in range(3):
            writer.add(made(f"متن تازه {number}", path=f"new-{number}"))
        writer.flush()
        step("flushed")
    step("published")


_STEPS = ["opened", "flushed", "identities", "visits", "search", "quotes", "check", "before rename", "after rename",
          "before switch", "after switch", "published"]  # fmt: skip


@pytest.mark.parametrize("moment", _STEPS)
def test_a_killed_ingest_leaves_a_whole_version_and_the_next_run_works(
    moment: str, store_dir: Path, fill: Callable[..., Reader]
) -> None:
    old = fill(made("متن کهنه", path="old"))
    version = old.version
    _kill_at(moment, store_dir)
    switched = _STEPS.index(moment) >= _STEPS.index("after switch")
    reader = Reader(store_dir)
    assert (reader.version != version) == switched
    assert reader.one("SELECT count(*) AS n FROM articles") == {"n": 4 if switched else 1}
    assert check_store(store_dir) == []
    again = fill(made("متن پس از مرگ", path="later"))
    assert again.one("SELECT count(*) AS n FROM articles") == {"n": 5 if switched else 2}
    assert not list(store_dir.glob("building-*"))
    assert len(list(store_dir.glob("news-*.duckdb"))) <= 2
    assert old.one("SELECT 1 AS one") == {"one": 1}


@pytest.mark.parametrize("moment", ["flushed", "before switch"])
def test_the_first_ingest_killed_leaves_a_folder_that_can_be_filled(
    moment: str, store_dir: Path, fill: Callable[..., Reader]
) -> None:
    _kill_at(moment, store_dir)
    with pytest.raises(StoreError):
        Reader(store_dir)
    complete = moment == "before switch"  # checked and named, but not yet pointed at: nothing of it is lost
    assert fill(made("متن", path="a")).one("SELECT count(*) AS n FROM articles") == {"n": 4 if complete else 1}


def test_two_processes_do_not_write_at_once_and_the_lock_dies_with_its_holder(store_dir: Path) -> None:
    with _ingest_until("opened", store_dir) as process:
        with pytest.raises(StoreError, match="Another ingest is writing"), open_writer(store_dir):
            pass
        process.kill()
        process.join()
    with open_writer(store_dir) as writer:
        writer.add(made("متن", path="a"))
    assert check_store(store_dir) == []


@contextmanager
def _ingest_until(moment: str, store_dir: Path) -> Iterator[BaseProcess]:
    """An ingest that has come to `moment` and waits there."""
    ours, theirs = _PROCESSES.Pipe()
    process = _PROCESSES.Process(target=ingest, args=(store_dir, theirs))
    process.start()
    theirs.close()
    while ours.recv() != moment:
        ours.send("go on")
    yield process
    process.join()
    ours.close()


def _kill_at(moment: str, store_dir: Path) -> None:
    """SIGKILL, as by the system when memory runs out."""
    with _ingest_until(moment, store_dir) as process:
        process.kill()
