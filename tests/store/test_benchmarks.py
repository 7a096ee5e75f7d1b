"""The benchmarks run and hold together on a store of a few hundred articles; their figures are not judged here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fanews.store import Reader, check_store

BENCHMARKS = Path(__file__).resolve().parent.parent.parent / "benchmarks"
ARTICLES = 300


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder with a small store of made-up articles."""
    folder = tmp_path_factory.mktemp("bench")
    _run(folder, "build_store.py")
    return folder


def _run(cache: Path, script: str, *options: str) -> str:
    environment = os.environ | {"FANEWS_BENCH": str(cache), "FANEWS_BENCH_ARTICLES": str(ARTICLES)}
    command = [sys.executable, str(BENCHMARKS / script), *options]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _store(cache: Path) -> Path:
    return next(path for path in cache.iterdir() if path.is_dir())


def test_made_up_articles_make_a_store_that_holds_together(cache: Path) -> None:
    assert check_store(_store(cache)) == []
    counts = Reader(_store(cache)).one(
        "SELECT (SELECT count(*) FROM articles) AS articles, (SELECT count(*) FROM quotes) AS quotes,"
        " (SELECT count(*) FROM visits) AS visits, (SELECT count(*) FROM term_parts) AS parts"
    )
    assert counts is not None
    assert counts["articles"] == ARTICLES
    assert 2 * ARTICLES < counts["quotes"] < 4 * ARTICLES
    assert counts["visits"] > ARTICLES / 10
    assert counts["parts"] > 0


def test_every_page_is_timed(cache: Path) -> None:
    told = _run(cache, "pages.py", "--views", "1")
    for page in ("overview", "visits", "quotes", "search", "article", "entity"):
        assert f"{page}: data" in told
        assert f"{page}: rerun" in told


def test_several_users_meet_no_error(cache: Path) -> None:
    told = _run(cache, "users.py", "--users", "3", "--seconds", "4")
    assert "errors: 0" in told
    assert "VmHWM" in told


def test_search_finds_no_less_than_sqlite_does(cache: Path) -> None:
    told = _run(cache, "search.py", "--queries", "4")
    assert "articles: phrase of 3" in told
    assert "finds fewer" not in told
