"""Builds the large store of made-up articles that the pages, the users and the search are measured on.

    python benchmarks/build_store.py                      # a million articles, once, under the cache folder
    python benchmarks/build_store.py --articles 50000 --folder FOLDER

The folder is FANEWS_BENCH, else ~/.cache/fanews/bench. Rows are made in bulk (_generated.py); identities, merged
visits, groups of quotes, postings and the check are the product's own, as after any ingest.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
from _generated import World

from fanews.store import Reader, open_writer
from fanews.store.directory import has_store
from fanews.store.reader import SCHEMA_VERSION

ARTICLES = 1_000_000
# What the batch leaves to be cut out of the texts: table, and the columns of words with their ranges.
_CUT = {
    "quotes": {"cue": ("cue_start", "cue_end"), "mention": ("mention_start", "mention_end")},
    "visit_mentions": {"surface": ("start_char", "end_char")},
}


def bench_store(articles: int | None = None) -> Path:
    """The store of so many articles (FANEWS_BENCH_ARTICLES, else a million), built when it is not there yet."""
    count = articles or int(os.environ.get("FANEWS_BENCH_ARTICLES") or ARTICLES)
    cache = Path(os.environ.get("FANEWS_BENCH") or Path.home() / ".cache" / "fanews" / "bench")
    folder = cache / f"store-{count}-schema{SCHEMA_VERSION}"
    if not has_store(folder):
        build(folder, count)
    return folder


def build(folder: Path, articles: int) -> None:
    """Fill the store in `folder`, saying on stderr how long each step took."""
    say = clock()
    say(f"{articles} articles into {folder}")
    with open_writer(folder, progress=say) as writer:
        for done, tables in enumerate(_cut_out(World(articles).batches()), 1):
            writer.append(tables)
            if done % 2 == 0:
                say(f"batch {done}")
    say(f"published {writer.summary}")
    file = max(folder.glob("news-*.duckdb"))
    print(f"{file.stat().st_size / 1e9:.2f} GB; {_counts(folder)}", file=sys.stderr)


def clock() -> Callable[[str], None]:
    """Says a step's name on stderr with the seconds since the clock was made, and this process's processor time."""
    start = time.perf_counter()

    def say(step: str) -> None:
        passed, worked = time.perf_counter() - start, time.process_time()
        print(f"{passed:8.1f} s {worked:8.1f} s of work  {step}", file=sys.stderr, flush=True)

    return say


def _cut_out(batches: Iterator[dict[str, pa.Table]]) -> Iterator[dict[str, pa.Table]]:
    """The batches with the words of cues, mentions and evidence taken from the texts."""
    connection = duckdb.connect()
    for tables in batches:
        connection.register("articles", tables["articles"].select(["article_id", "text"]))
        for table, columns in _CUT.items():
            cut = ", ".join(f"substring(text, {a} + 1, {b} - {a}) AS {name}" for name, (a, b) in columns.items())
            connection.register("rows", tables[table])
            found = connection.sql(f"SELECT rows.*, {cut} FROM rows JOIN articles USING (article_id)")
            tables[table] = found.to_arrow_table()
        yield tables


def _counts(folder: Path) -> str:
    found = Reader(folder).rows(
        "SELECT (SELECT count(*) FROM articles) AS articles, (SELECT count(*) FROM quotes) AS quotes,"
        " (SELECT count(*) FROM visits) AS visits, (SELECT count(*) FROM entities) AS entities"
    )
    return ", ".join(f"{count:,} {name}" for name, count in found[0].items())


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--folder", type=Path)
    arguments.add_argument("--articles", type=int)
    options = arguments.parse_args()
    if options.folder:
        build(options.folder, options.articles or ARTICLES)
    else:
        print(bench_store(options.articles))
