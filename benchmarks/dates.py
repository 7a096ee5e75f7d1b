"""How fast a text is read up to its dates, beside hazm on the same articles: `python benchmarks/dates.py`.

Prints articles a second on one core of normalise + sentences + dates, and of hazm's Normalizer +
SentenceTokenizer, in one run. Skips, saying so, without ../shared.
"""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable
from pathlib import Path

from fanews.dates import find_in
from fanews.text import align
from fanews.text.sentences import split_sentences

ARTICLES = Path(__file__).resolve().parent.parent.parent / "shared" / "articles" / "fars.jsonl"
HAZM_ARTICLES = 200  # hazm is slow: a share of the articles is enough for its figure


def read_ours(row: dict[str, str]) -> int:
    """Normalise, split, find dates."""
    aligned = align(row["text"])
    published = dt.date.fromisoformat(row["published"][:10]) if row["published"] else None
    return len(split_sentences(aligned.norm)) + len(find_in(aligned, published))


def hazm_reader() -> Callable[[dict[str, str]], int]:
    """hazm's Normalizer and SentenceTokenizer, as its documentation shows them."""
    from hazm import Normalizer, SentenceTokenizer

    normalizer, tokenizer = Normalizer(), SentenceTokenizer()
    return lambda row: len(tokenizer.tokenize(normalizer.normalize(row["text"])))


def articles_per_second(read: Callable[[dict[str, str]], int], rows: list[dict[str, str]]) -> float:
    """Of processor time, so that a busy machine does not show."""
    read(rows[0])
    start = time.process_time()
    for row in rows:
        read(row)
    return len(rows) / (time.process_time() - start)


def main() -> None:
    """Print both figures."""
    if not ARTICLES.is_file():
        print("skipped: ../shared is not here")
        return
    rows = [json.loads(line) for line in ARTICLES.read_text("utf-8").splitlines()]
    ours = articles_per_second(read_ours, rows)
    print(f"fanews, normalise + sentences + dates: {ours:6.0f} articles/s/core on {len(rows)} of fars.jsonl")
    theirs = articles_per_second(hazm_reader(), rows[:HAZM_ARTICLES])
    print(f"hazm, Normalizer + SentenceTokenizer:  {theirs:6.0f} articles/s/core on the first {HAZM_ARTICLES}")


if __name__ == "__main__":
    main()
