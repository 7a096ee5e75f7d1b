"""Ingest: real sources, real workers, a real store."""

from __future__ import annotations

import contextlib
import io
import json
import multiprocessing
import os
import re
import select
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from fanews.deadline import Overdue, deadline
from fanews.model import Document, ParsedArticle
from fanews.pipeline import ingest, parse_all, parse_one
from fanews.sources import Rejected
from fanews.store import Reader, check_store


def a_text(number: int) -> str:
    return (
        f"پل شماره {number} بندر آفتاب گشوده شد\nبه گزارش خبرگزاری نمونه، کاوه نمونه‌ای وزیر راه گفت: "
        f"پل شماره {number} آماده است.\n"
    )


def documents(count: int) -> Iterator[Document]:
    return (Document(f"{i}.txt", a_text(i)) for i in range(count))


def feed(path: Path, count: int) -> str:
    rows = (json.dumps({"id": f"n-{i}", "text": a_text(i)}) + "\n" for i in range(count))
    path.write_text("".join(rows), "utf-8")
    return str(path)


def articles_in(store: Path) -> int:
    found = Reader(store).one("SELECT count(*) AS n FROM articles")
    assert found
    return int(found["n"])


def test_results_keep_the_order_of_the_inputs_and_refusals_their_place() -> None:
    inputs = [Rejected("x", "No.") if i % 7 == 3 else document for i, document in enumerate(documents(60))]
    results = list(parse_all(inputs, workers=2))
    places = [r.path if isinstance(r, Rejected) else r.document.path for r in results]
    assert places == [i.path for i in inputs]
    assert all(type(r) is Rejected or isinstance(r, ParsedArticle) for r in results)


def test_workers_give_what_one_process_gives() -> None:
    assert list(parse_all(documents(30), workers=2)) == list(parse_all(documents(30), workers=1))


def test_inputs_are_taken_no_further_ahead_than_the_workers_need() -> None:
    taken = 0

    def endless() -> Iterator[Document]:
        nonlocal taken
        while True:
            taken += 1
            yield Document(f"{taken}.txt", a_text(taken))

    with contextlib.closing(parse_all(endless(), workers=2)) as results:  # type: ignore[type-var]
        for _ in range(5):
            next(results)
    assert taken < 60


def children() -> list[int]:
    return [int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]


def workers() -> list[int]:
    spawned = (pid for pid in children() if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes())
    return list(spawned)


def test_a_worker_that_dies_loses_no_article() -> None:
    results = parse_all(documents(80), workers=2)
    first = [next(results) for _ in range(20)]
    os.kill(workers()[0], signal.SIGKILL)
    rest = list(results)
    assert [r.document.path for r in (*first, *rest) if isinstance(r, ParsedArticle)] == [f"{i}.txt" for i in range(80)]


def test_no_article_is_lost_when_the_pool_is_found_dead_before_the_next_one_is_given_out() -> None:
    results = parse_all(documents(80), workers=2)
    first = [next(results) for _ in range(20)]
    processes = [p for p in multiprocessing.active_children() if p.pid in workers()]
    processes[0].kill()
    for process in processes:  # the pool ends the others once it knows that it is broken
        process.join(timeout=30)
    rest = list(results)
    assert [r.document.path for r in (*first, *rest) if isinstance(r, ParsedArticle)] == [f"{i}.txt" for i in range(80)]


def test_what_takes_too_long_is_stopped_even_inside_a_regular_expression() -> None:
    with pytest.raises(Overdue, match="It took longer"), deadline(0.2):
        re.match(r"(a+)+$", "a" * 40 + "b")


def test_a_text_that_takes_too_long_is_refused_with_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fanews.pipeline.ARTICLE_SECONDS", 0.001)
    monkeypatch.setattr("fanews.pipeline._SECONDS_A_MEGABYTE", 0.0)
    result = parse_one(Document("slow.txt", a_text(1) * 300))
    assert isinstance(result, Rejected) and "longer than" in result.reason


HOSTILE = [
    "«" * 9000,
    "گفت: " * 2000,
    "(" * 4000,
    "متن " * 3000,
    "/" * 4000,
    "1403/9/5 " * 900,
    "به گزارش " * 900,
    "@\n" * 3000 + "متن",
    "سفر به تهران " * 700,
    "\u200c" * 9000 + "متن",
    "وزیر امور خارجه " * 600,
    "<" * 9000 + "متن",
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12].strip() or "joiners")
def test_a_text_made_to_be_slow_is_parsed_in_time(text: str) -> None:
    with deadline(60):
        assert isinstance(parse_one(Document("hostile.txt", text)), ParsedArticle)


def test_ingest_takes_a_feed_and_a_second_time_changes_nothing(tmp_path: Path) -> None:
    store = tmp_path / "store"
    source = feed(tmp_path / "feed.jsonl", 9)
    first = ingest([source], store)
    assert (first.added, first.changed, first.unchanged, first.rejected) == (9, 0, 0, ())
    again = ingest([source], store)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 9)
    assert articles_in(store) == 9
    assert check_store(store) == []


def test_a_changed_page_replaces_its_old_rows(tmp_path: Path) -> None:
    store, page = tmp_path / "store", tmp_path / "page.txt"
    page.write_text(a_text(1), "utf-8")
    ingest([str(page)], store)
    page.write_text(a_text(2), "utf-8")
    changed = ingest([str(page)], store)
    assert (changed.added, changed.changed) == (0, 1)
    assert articles_in(store) == 1


def test_articles_without_a_name_never_replace_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, table = tmp_path / "store", tmp_path / "feed.jsonl"
    for number in (1, 2):
        table.write_text(json.dumps({"text": a_text(number)}) + "\n", "utf-8")
        ingest([str(table)], store)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(a_text(number + 10).encode())))
        ingest(["-"], store)
    assert articles_in(store) == 4


def test_refused_inputs_are_recorded_in_the_store(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(a_text(1), "utf-8")
    summary = ingest([str(page), str(tmp_path / "nothing.txt")], tmp_path / "store")
    assert [r.path for r in summary.rejected] == [str(tmp_path / "nothing.txt")]
    rows = Reader(tmp_path / "store").rows("SELECT path, reason FROM rejected_inputs")
    assert rows == [{"path": str(tmp_path / "nothing.txt"), "reason": "There is no such file or folder."}]


def test_progress_tells_how_far_it_is_and_of_the_steps_after(tmp_path: Path) -> None:
    told: list[tuple[int, int | None, str]] = []
    ingest([feed(tmp_path / "feed.jsonl", 5)], tmp_path / "store", lambda *step: told.append(step))
    assert [done for done, _, step in told if step == "read"] == [1, 2, 3, 4, 5]
    assert {expected for _, expected, _ in told} == {5}
    assert told[-1][2] == "check"


def test_an_ingest_that_is_stopped_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def stop(done: int, expected: int | None, step: str) -> None:
        if done == 20:
            raise Stop

    store = tmp_path / "store"
    ingest([feed(tmp_path / "old.jsonl", 3)], store)
    before = sorted(path.name for path in store.iterdir())
    with pytest.raises(Stop):
        ingest([feed(tmp_path / "new.jsonl", 40)], store, stop, workers=2)
    assert sorted(path.name for path in store.iterdir()) == before
    assert articles_in(store) == 3
    assert workers() == []


KILLED = textwrap.dedent("""
    import os, signal, sys
    from pathlib import Path
    from fanews.pipeline import ingest

    def die(done, expected, step):
        if (step, done) >= (sys.argv[3], int(sys.argv[4])) and step == sys.argv[3]:
            Path(sys.argv[5]).write_text(Path(f"/proc/self/task/{os.getpid()}/children").read_text())
            os.kill(os.getpid(), signal.SIGKILL)

    if __name__ == "__main__":
        ingest([sys.argv[1]], sys.argv[2], die, workers=2)
""")


@pytest.mark.parametrize(("step", "done"), [("read", 30), ("identities", 0), ("check", 0)])
def test_a_kill_at_any_moment_leaves_the_old_version_and_no_process(tmp_path: Path, step: str, done: int) -> None:
    store, script, left = tmp_path / "store", tmp_path / "killed.py", tmp_path / "children"
    ingest([feed(tmp_path / "old.jsonl", 3)], store)
    script.write_text(KILLED, "utf-8")
    source = feed(tmp_path / "new.jsonl", 40)
    ended = subprocess.run([sys.executable, script, source, store, step, str(done), left], timeout=120, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert articles_in(store) == 3
    assert check_store(store) == []
    assert all(ends(int(pid)) for pid in left.read_text().split())
    assert ingest([source], store, workers=1).added == 37  # three pages of the feed are known
    assert articles_in(store) == 40


def ends(pid: int) -> bool:
    """Whether the process is gone within ten seconds."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    with os.fdopen(handle):
        return bool(select.select([handle], [], [], 10.0)[0])


@pytest.mark.shared
def test_the_scraped_pages_become_a_store(shared: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for page in sorted((shared / "articles" / "scraped").glob("*.txt"))[:6]:
        (folder / page.name).write_bytes(page.read_bytes())
    summary = ingest([str(folder)], tmp_path / "store")
    assert (summary.added, summary.rejected) == (6, ())
    assert check_store(tmp_path / "store") == []
    seed = Reader(tmp_path / "store").one("SELECT outlet, published FROM articles WHERE path LIKE '%000.txt'")
    assert seed == {"outlet": "خبرگزاری مهر", "published": None}
