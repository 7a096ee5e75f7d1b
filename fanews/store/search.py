"""Search over articles and quotes: the newest (or most relevant) matches with their places in the text.

Owns ordering, counting and snippets; which rows match is matching.py's. Ids are picked first, texts are read for the
rows on the page only.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from fanews.store.matching import UNDATED, Match, Target, match, within
from fanews.store.reader import Snapshot
from fanews.store.search_fold import any_spelling

type Order = Literal["date", "relevance"]

_SNIPPET_CHARS = 220
_DAY_PLACE, _WEIGHT_PLACE, _MOST_WEIGHT = 2**31, 2**47, 2**15  # weight, day and id as one number, to sort by
_DEPTHS = (200, 2_000, 20_000, 200_000)  # candidates of a phrase read till the page is full; the total is "at least"
_RANKED = 20_000  # newest matches of a phrase among which relevance is worked out


@dataclass(frozen=True, slots=True)
class Filters:
    """What the rows must be besides matching; empty means any. Days are inclusive."""

    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    entity_ids: tuple[int, ...] = ()  # articles: mention one of them; quotes: spoken by one of them
    kinds: tuple[str, ...] = ()  # quotes only


@dataclass(frozen=True, slots=True)
class Found:
    """`rows` of this page; `total` matches in all, or at least so many when `total_is_exact` is false.

    `undated`: matches that a filter by day leaves out because nothing tells their day; None where that was not counted
    (phrases of three words and more).

    Row of articles: article_id, title, outlet, published, snippet, snippet_start, hits. Of quotes also quote_id, kind,
    speaker, speaker_id, start_char, end_char, and `snippet` is the whole quote. `hits` are half-open ranges in the
    article's text; `snippet_start` is where the snippet starts in it.
    """

    rows: list[dict[str, Any]] = field(default_factory=list)
    total: int = 0
    total_is_exact: bool = True
    undated: int | None = 0


def search_articles(
    db: Snapshot,
    text: str,
    *,
    phrase: bool = False,
    filters: Filters | None = None,
    order: Order = "date",
    limit: int = 100,
    offset: int = 0,
) -> Found:
    """Articles with all words of `text` (what is in quotation marks, or all with `phrase`, as a phrase)."""
    found = match(db, "article", text, phrase)
    if found is None:
        return Found()
    page = _pick(db, found, filters or Filters(), order, limit, offset)
    rows = db.by_id("articles", "title, outlet, published, text", "article_id", page.ids)
    wanted = highlighter(found)
    return page.found([_article(rows[n], wanted) for n in page.ids])


def search_quotes(
    db: Snapshot,
    text: str,
    *,
    phrase: bool = False,
    filters: Filters | None = None,
    order: Order = "date",
    limit: int = 100,
    offset: int = 0,
) -> Found:
    """Quotes with all words of `text`; see search_articles."""
    found = match(db, "quote", text, phrase)
    if found is None:
        return Found()
    page = _pick(db, found, filters or Filters(), order, limit, offset)
    rows = db.by_id(
        "quotes", "article_id, kind, speaker, speaker_id, start_char, end_char, surface", "quote_id", page.ids
    )
    articles = db.by_id("articles", "title, outlet, published", "article_id", (r["article_id"] for r in rows.values()))
    wanted = highlighter(found)
    return page.found([_quote(rows[n] | articles[rows[n]["article_id"]], wanted) for n in page.ids])


class _Page(NamedTuple):
    """Ids in order, and what `Found` says of all matches."""

    ids: list[int]
    total: int
    total_is_exact: bool = True
    undated: int | None = None

    def found(self, rows: list[dict[str, Any]]) -> Found:
        return Found(rows, self.total, self.total_is_exact, self.undated)


def _pick(db: Snapshot, found: Match, filters: Filters, order: Order, limit: int, offset: int) -> _Page:
    """The ids of the page."""
    wanted = limit + offset
    if found.patterns:
        page = _with_phrase(db, found, filters, wanted)
    else:
        by_weight = order == "relevance" and not found.phrase_words
        page = _first(db, found, filters, _RANKED if found.phrase_words else wanted, by_weight)
    ids = _ranked(db, found, page.ids) if order == "relevance" and found.phrase_words else page.ids
    return page._replace(ids=ids[offset:wanted])


def _first(db: Snapshot, found: Match, filters: Filters, count: int, by_weight: bool = False) -> _Page:
    """The newest (or weightiest) `count` ids that match all but the patterns, straight from the postings."""
    key = f"{found.target}_id"
    where, params = _conditions(filters, found.target)
    place = f"greatest(w0.day, -1)::BIGINT * {_DAY_PLACE} + {key}"
    if by_weight:
        weight = " + ".join(f"w{n}.weight" for n in range(len(found.ways)))
        place = f"least({weight}, {_MOST_WEIGHT})::BIGINT * {_WEIGHT_PLACE} + {place}"
    days, of_days, undated = within(filters.since, filters.until), "", "0"
    if filters.since or filters.until:
        of_days, undated = f"FILTER ({days})", f"count(*) FILTER ({UNDATED})"
    row = db.one(
        f"""SELECT count(*) {of_days} AS total, {undated} AS undated, max({place}, {count}) {of_days} AS first
            FROM {found.source} WHERE ({days} OR {UNDATED}){where}""",
        params,
    ) or {"total": 0, "undated": 0, "first": None}
    ids = [number % _DAY_PLACE for number in row["first"] or ()]
    return _Page(ids, row["total"], undated=row["undated"])


def _with_phrase(db: Snapshot, found: Match, filters: Filters, wanted: int) -> _Page:
    """Ids that have the phrases, newest first; reading stops when there are enough."""
    kept: list[int] = []
    place = 0
    for depth in _DEPTHS:
        candidates = _first(db, found, filters, depth)
        kept += _having_phrase(db, found, candidates.ids[place:])
        place = len(candidates.ids)
        if place == candidates.total:
            return _Page(kept, len(kept))
        if len(kept) >= wanted:
            break
    return _Page(kept, len(kept), total_is_exact=False)


def _having_phrase(db: Snapshot, found: Match, ids: list[int]) -> list[int]:
    key = f"{found.target}_id"
    check = found.check(f"{key} >= 0", *(f"$p{n}" for n in range(len(found.patterns))))
    params = {f"p{n}": pattern for n, pattern in enumerate(found.patterns)} | {"ids": ids}
    sql = f"SELECT {key} FROM {found.target}_search WHERE {key} IN (SELECT unnest($ids)) AND {check}"
    kept = {row[key] for row in db.rows(sql, params)} if ids else set()
    return [number for number in ids if number in kept]


def _ranked(db: Snapshot, found: Match, ids: list[int]) -> list[int]:
    """Those with the words of the phrases most often for their length first; of equals the newest."""
    key = f"{found.target}_id"
    rows = db.rows(
        f"SELECT {key} AS id, sum(weight) AS score FROM {found.target}_terms WHERE word_id IN (SELECT unnest($words))"
        f" AND {key} IN (SELECT unnest($ids)) GROUP BY 1",
        {"words": list(found.phrase_words), "ids": ids},
    )
    score = {row["id"]: row["score"] for row in rows}
    return sorted(ids, key=lambda number: -score.get(number, 0))


def _conditions(filters: Filters, target: Target) -> tuple[str, list[Any]]:
    """` AND ...` over the postings for all but the days, with its parameters."""
    parts: list[str] = []
    params: list[Any] = []
    of_articles: tuple[tuple[str, tuple[Any, ...]], ...]
    of_articles = (("outlet", filters.outlets), ("language", filters.languages))
    _among(parts, params, "articles", "article_id", of_articles if target == "article" else ())
    if target == "quote":
        _among(parts, params, "quotes JOIN articles USING (article_id)", "quote_id", of_articles)
        of_quotes = (("kind", filters.kinds), ("speaker_id", filters.entity_ids))
        _among(parts, params, "quotes", "quote_id", of_quotes)
    else:
        _among(parts, params, "entity_articles", "article_id", (("entity_id", filters.entity_ids),))
    return "".join(parts), params


def _among(
    parts: list[str], params: list[Any], table: str, key: str, wanted: tuple[tuple[str, tuple[Any, ...]], ...]
) -> None:
    """One more condition: `key` is in the rows of `table` where every column has one of its wanted values."""
    given = [(column, values) for column, values in wanted if values]
    if given:
        tests = " AND ".join(f"{column} IN ({', '.join('?' * len(values))})" for column, values in given)
        parts.append(f" AND {key} IN (SELECT {key} FROM {table} WHERE {tests})")
        params += [value for _, values in given for value in values]


def _article(row: dict[str, Any], wanted: re.Pattern[str]) -> dict[str, Any]:
    text = row.pop("text")
    first = wanted.search(text)
    start, end = _window(text, first.span() if first else (0, 0))
    hits = [m.span() for m in wanted.finditer(text, start, end)]
    return row | {"snippet": text[start:end], "snippet_start": start, "hits": hits}


def _quote(row: dict[str, Any], wanted: re.Pattern[str]) -> dict[str, Any]:
    words, start = row.pop("surface"), row["start_char"]
    hits = [(start + m.start(), start + m.end()) for m in wanted.finditer(words)]
    return row | {"snippet": words, "snippet_start": start, "hits": hits}


def _window(text: str, hit: tuple[int, int]) -> tuple[int, int]:
    """The stretch of text to show: around the first hit, cut at spaces."""
    start = max(0, hit[0] - _SNIPPET_CHARS // 3)
    end = min(len(text), max(start + _SNIPPET_CHARS, hit[1]))
    if start:
        start = text.find(" ", start, hit[0]) + 1 or start
    if end < len(text):
        cut = text.rfind(" ", hit[1], end)
        end = cut if cut > start else end
    return start, end


def highlighter(found: Match) -> re.Pattern[str]:
    """Finds every spelling that the match looked for, in a text as received."""
    spelled = sorted(found.spellings, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(any_spelling, spelled))})(?!\w)")
