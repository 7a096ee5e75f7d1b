"""Very long articles, a portion at a time: a browser cannot draw millions of characters under marks.

Owns where a text is cut and which portion is shown. A portion is an article like any other, its rows moved to where
they lie in it, so that nothing else needs to know.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from fanews.store.queries.rows import Row
from fanews.ui.article_views import Parts
from fanews.ui.html import Markup, tag
from fanews.ui.state import View

# Drawn in a few seconds even where every other word is marked; the longest of 2,100 agency articles has 46,855.
PORTION_CHARS = 60_000
_PLACES = {"q": ("quotes", "quote_id"), "v": ("visits", "visit_mention_id"), "d": ("evidence", "ordinal")}
_AT = re.compile(r"([qvd])([0-9]{1,18})")
_ENDS = {"start_char": "end_char", "cue_start": "cue_end"}


def place(value: str) -> str:
    """The name of a place in the text, as links have it behind `#` (q42, v7, d1). Raises ValueError for another."""
    if not _AT.fullmatch(value):
        raise ValueError(value)
    return value


def cuts(text: str) -> list[tuple[int, int]]:
    """Half-open ranges that make up the text, cut behind white space where there is some.

    >>> [len(range(*cut)) for cut in cuts("ا" * 100_000)]
    [60000, 40000]
    """
    found, start = list[tuple[int, int]](), 0
    while len(text) - start > PORTION_CHARS:
        limit = start + PORTION_CHARS
        space = max(text.rfind(" ", start, limit), text.rfind("\n", start, limit))
        end = space + 1 if space > start + PORTION_CHARS // 2 else limit
        found.append((start, end))
        start = end
    return [*found, (start, len(text))]


def chosen(parts: Parts, view: View) -> tuple[Parts, Markup]:
    """The portion that the URL asks for (`part`, or the one that holds the place `at`), and links to the others."""
    ranges = cuts(parts.article["text"])
    if len(ranges) == 1:
        return parts, Markup("")
    start = _start_of(parts, view.one("at"))
    number = min(view.number("part"), len(ranges)) - 1
    if start is not None:
        number = next(i for i, (_, end) in enumerate(ranges) if start < end)
    return _portion(parts, *ranges[number]), _links(number, len(ranges), view)


def _start_of(parts: Parts, at: str | None) -> int | None:
    """Where in the whole text the place lies; null for no place or one that is not there."""
    match = _AT.fullmatch(at or "")
    if match is None:
        return None
    rows, key = _PLACES[match[1]]
    return next((row["start_char"] for row in getattr(parts, rows) if row[key] == int(match[2])), None)


def _portion(parts: Parts, start: int, end: int) -> Parts:
    def within(rows: Sequence[Row]) -> list[Row]:
        return [
            _moved(row, start, end) for row in rows if row["start_char"] is None or start <= row["start_char"] < end
        ]

    return replace(
        parts,
        article={**parts.article, "text": parts.article["text"][start:end]},
        mentions=within(parts.mentions),
        quotes=within(parts.quotes),
        visits=within(parts.visits),
        evidence=[_moved(row, start, end) for row in parts.evidence],
        conflicts=[{**row, "spans": [_moved(s, start, end) for s in row["spans"]]} for row in parts.conflicts],
    )


def _moved(row: Row, start: int, end: int) -> Row:
    """The row where it lies in the portion; a span that crosses its end stops there, one outside has no place in it."""
    changed: dict[str, Any] = {}
    for first, last in _ENDS.items():
        if row.get(first) is not None:
            inside = start <= row[first] < end
            changed[first] = row[first] - start if inside else -1
            changed[last] = min(row[last], end) - start if inside else -1
    return {**row, **changed}


def _links(number: int, count: int, view: View) -> Markup:
    words = view.words

    def to(label: str, wanted: int, rel: str) -> Markup:
        if not 0 <= wanted < count:
            return tag("span", words(label), class_="fa-off", aria_disabled="true")
        return tag("a", words(label), href=view.link(part=wanted + 1, at=None), rel=rel, data_nav=True)

    here = words("article.portion", n=words.number(number + 1), count=words.number(count))
    return tag(
        "nav",
        to("article.portion_before", number - 1, "prev"),
        tag("span", here, class_="fa-place"),
        to("article.portion_after", number + 1, "next"),
        class_="fa-pager fa-in",
        aria_label=words("article.portions"),
        data_portions=True,
    )
