"""Search over articles and quotes: the newest (or most relevant) matches with their places in the text.

Owns ordering, counting and snippets; which rows match is matching.py's. Ids are picked first, texts are read for the
rows on the page only.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any, Literal

from fanews.store.matching import Match, Target, match
from fanews.store.reader import Snapshot
from fanews.text.aligned import align

type Order = Literal["date", "relevance"]

_SNIPPET_CHARS = 220
_CHECKED_AT_ONCE = 10_000  # candidates of a phrase read in one go, newest first
_COUNTED = 20_000  # when the page is full, candidates after these are not read: the total is "at least"
_CHECKED_IN_ALL = 200_000  # nor after these when it is not
_RANKED = 2_000  # newest candidates among which relevance is worked out


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

    Row of articles: article_id, title, outlet, published, snippet, snippet_start, hits. Of quotes also quote_id, kind,
    speaker, speaker_id, start_char, end_char, and `snippet` is the whole quote. `hits` are half-open ranges in the
    article's text; `snippet_start` is where the snippet starts in it.
    """

    rows: list[dict[str, Any]] = field(default_factory=list)
    total: int = 0
    total_is_exact: bool = True


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
    ids, total, exact = _pick(db, found, filters or Filters(), order, limit, offset)
    sql = (
        "SELECT article_id, title, outlet, published, text FROM articles JOIN (SELECT unnest($ids) AS article_id)"
        " USING (article_id)"
    )
    wanted = _highlighter(found)
    return Found([_article(row, wanted) for row in _read(db, sql, ids, "article_id")], total, exact)


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
    ids, total, exact = _pick(db, found, filters or Filters(), order, limit, offset)
    sql = (
        "SELECT quote_id, article_id, title, outlet, published, kind, speaker, speaker_id, start_char, end_char,"
        " surface FROM quotes JOIN (SELECT unnest($ids) AS quote_id) USING (quote_id) JOIN articles USING (article_id)"
    )
    wanted = _highlighter(found)
    return Found([_quote(row, wanted) for row in _read(db, sql, ids, "quote_id")], total, exact)


def _pick(
    db: Snapshot, found: Match, filters: Filters, order: Order, limit: int, offset: int
) -> tuple[list[int], int, bool]:
    """The ids of the page in order, the number of matches, and whether that is all of them."""
    where, params = _conditions(filters, found.target)
    key = f"{found.target}_id"
    tables = "articles" if found.target == "article" else "quotes JOIN articles USING (article_id)"
    matching = f"FROM {tables} WHERE {found.condition(key)}{where}"
    listed = f"SELECT {key} AS id {matching} ORDER BY published DESC NULLS LAST, {key} DESC"
    everything = [*found.params, *params]
    if found.patterns:
        return _pick_phrase(db, found, listed, everything, order, limit, offset)
    count = db.one(f"SELECT count(*) AS n {matching}", everything)
    total = int(count["n"]) if count else 0
    if order == "date":
        return _ids(db, f"{listed} LIMIT {limit} OFFSET {offset}", everything), total, True
    newest = _ids(db, f"{listed} LIMIT {_RANKED}", everything)
    return _ranked(db, found, newest)[offset : offset + limit], total, True


def _pick_phrase(
    db: Snapshot, found: Match, listed: str, params: list[Any], order: Order, limit: int, offset: int
) -> tuple[list[int], int, bool]:
    """Reads candidates newest first, in growing slices, until the page is full and the count is known well enough."""
    candidates = _ids(db, f"{listed} LIMIT {_CHECKED_IN_ALL}", params)
    kept: list[int] = []
    place = 0
    while place < len(candidates) and (place < _COUNTED or len(kept) < offset + limit):
        part = candidates[place : place + _CHECKED_AT_ONCE]
        kept += _with_phrase(db, found, part)
        place += len(part)
    exact = place == len(candidates) < _CHECKED_IN_ALL
    if order == "relevance":
        kept = _ranked(db, found, kept[:_RANKED]) + kept[_RANKED:]
    return kept[offset : offset + limit], len(kept), exact


def _with_phrase(db: Snapshot, found: Match, ids: list[int]) -> list[int]:
    if not ids:
        return []
    key = f"{found.target}_id"
    check = found.check(*(f"$p{n}" for n in range(len(found.patterns))))
    params = {f"p{n}": pattern for n, pattern in enumerate(found.patterns)} | {"ids": ids}
    sql = f"SELECT {key} AS id FROM {found.target}_search WHERE {key} IN (SELECT unnest($ids)) AND {check}"
    kept = {row["id"] for row in db.rows(sql, params)}
    return [number for number in ids if number in kept]


def _ranked(db: Snapshot, found: Match, ids: list[int]) -> list[int]:
    """Those with the words most often for their length first; of equals the newest."""
    key = f"{found.target}_id"
    pattern = f" (?:{'|'.join(found.words)})"
    rows = db.rows(
        f"SELECT {key} AS id, len(regexp_extract_all(folded, $pattern)) / sqrt(100 + length(folded)) AS score FROM"
        f" {found.target}_search WHERE {key} IN (SELECT unnest($ids))",
        {"pattern": pattern, "ids": ids},
    )
    score = {row["id"]: row["score"] for row in rows}
    return sorted(ids, key=lambda number: -score.get(number, 0.0))


def _ids(db: Snapshot, sql: str, params: list[Any]) -> list[int]:
    return [row["id"] for row in db.rows(sql, params)]


def _conditions(filters: Filters, target: Target) -> tuple[str, list[Any]]:
    """` AND ...` with its parameters."""
    parts: list[str] = []
    params: list[Any] = []
    who = "speaker_id" if target == "quote" else "article_id IN (SELECT article_id FROM mentions WHERE entity_id"
    lists = (("outlet", filters.outlets), ("language", filters.languages), ("kind", filters.kinds))
    for column, values in (*lists, (who, filters.entity_ids)):
        if values and (column != "kind" or target == "quote"):
            end = ")" if "(" in column else ""
            parts.append(f" AND {column} IN ({', '.join('?' * len(values))}){end}")
            params += values
    for comparison, day in ((">=", filters.since), ("<=", filters.until)):
        if day:
            parts.append(f" AND published {comparison} ?")
            params.append(day)
    return "".join(parts), params


def _read(db: Snapshot, sql: str, ids: list[int], key: str) -> list[dict[str, Any]]:
    """The rows of `ids`, in that order."""
    by_id = {row[key]: row for row in db.rows(sql, {"ids": ids})} if ids else {}
    return [by_id[number] for number in ids]


def _article(row: dict[str, Any], wanted: re.Pattern[str]) -> dict[str, Any]:
    text = row.pop("text")
    hits = find_hits(text, wanted)
    start, end = _window(text, hits)
    shown = [(first, last) for first, last in hits if start <= first and last <= end]
    return row | {"snippet": text[start:end], "snippet_start": start, "hits": shown}


def _quote(row: dict[str, Any], wanted: re.Pattern[str]) -> dict[str, Any]:
    words, start = row.pop("surface"), row["start_char"]
    hits = [(start + first, start + last) for first, last in find_hits(words, wanted)]
    return row | {"snippet": words, "snippet_start": start, "hits": hits}


def _window(text: str, hits: list[tuple[int, int]]) -> tuple[int, int]:
    """The stretch of text to show: around the first hit, cut at spaces."""
    middle = hits[0][0] if hits else 0
    start = max(0, middle - _SNIPPET_CHARS // 3)
    end = min(len(text), start + _SNIPPET_CHARS)
    if start:
        start = text.find(" ", start, middle) + 1 or start
    if end < len(text):
        cut = text.rfind(" ", middle + 1, end)
        end = cut if cut > (hits[0][1] if hits else 0) else end
    return start, end


def _highlighter(found: Match) -> re.Pattern[str]:
    """Finds every spelling that the match looked for in aligned text, affixes joined or apart."""
    spelled = (" ?".join(word) for word in sorted({*found.words, *found.params}, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)")


_SAME_LENGTH_FOLD = str.maketrans({"ئ": "ی"} | {chr(c): chr(c + 32) for c in range(ord("A"), ord("Z") + 1)})


def find_hits(text: str, wanted: re.Pattern[str]) -> list[tuple[int, int]]:
    """Half-open ranges of `text` that `wanted` (a pattern over folded letters) matches."""
    aligned = align(text)
    folded = aligned.norm.translate(_SAME_LENGTH_FOLD)
    return [aligned.to_original(m.start(), m.end()) for m in wanted.finditer(folded)]
