"""The recogniser's spans put right: titles, states' governments, brackets and stray words off, what is missing on.

Owns the rules about where a name begins and ends, and which words only read like one; each reads one span. What it
knows of words is in `span_edges.tsv`.
"""

from __future__ import annotations

from functools import cache

from fanews.lexicon import rows
from fanews.models.phrases import PhraseBook
from fanews.models.tokens import Token
from fanews.parse.line import Range
from fanews.parse.places import PlaceKind, place_at
from fanews.parse.roles import title_book
from fanews.text.sentences import is_initial

# Titles that are first names too.
_FIRST_NAMES = frozenset({"امیر", "ملک", "میرزا"})


@cache
def edge_book(kind: str) -> PhraseBook[bool]:
    """Words of span_edges.tsv of one kind."""
    return PhraseBook({r["word"]: True for r in rows("span_edges") if r["kind"] == kind})


def with_initials(tokens: list[Token], spans: list[Range]) -> list[Range]:
    """Names with the initials before and inside them, whose points cut them: «یوسف جی. بلوطی»."""
    found: list[Range] = []
    for name, end in spans:
        start = name
        while start > 1 and tokens[start - 1].key == "." and is_initial(tokens[start - 2].key):
            start -= 2
        if start < name and found and start <= found[-1][1]:
            start = found.pop()[0]
        found.append((start, end))
    return found


def mended_names(tokens: list[Token], span: Range) -> list[Range]:
    """People's names without titles and brackets; «X و Y» are two, «آل X» is nobody's, «علی‌القاعده» neither."""
    start, end = span
    cuts = [i for i in range(start, end) if tokens[i].key in ("و", "،", "(", ")", ":")]
    pieces: list[Range] = []
    for a, b in zip([start, *(c + 1 for c in cuts)], [*cuts, end], strict=True):
        piece = _revered(tokens, _with_surname_ending(tokens, _untitled(tokens, (a, b))))
        named = piece[0] < piece[1] and not (cuts and tokens[a - 1].key == "(")
        if named and not is_nobody(tokens, piece):
            pieces.append(piece)
    return pieces


def is_adverb(tokens: list[Token], start: int) -> bool:
    """«علی‌القاعده»: an adverb, not Ali and not an institution."""
    return edge_book("adverb").longest(tokens, start) is not None


def _is_creed(tokens: list[Token], span: Range) -> bool:
    """«عاشورای [حسینی]», «اسلام ناب [محمدی]»: after whom a thing is called, not a surname."""
    start, end = span
    return end - start == 1 and start > 0 and edge_book("before_creed").get(tokens[start - 1].key) is not None


def _with_surname_ending(tokens: list[Token], span: Range) -> Range:
    """«رضا خوش [منش]»: the end of a surname, written apart."""
    start, end = span
    behind = edge_book("surname_ending").longest(tokens, end) if start < end else None
    return (start, behind[0]) if behind else span


def _revered(tokens: list[Token], span: Range) -> Range:
    """«[حضرت زینب (س)]»: who has a first name alone is named with what honours it, and with the blessing behind."""
    start, end = span
    if start == end:
        return span
    name, blessed = next(((i, e) for i in range(start + 1, end + 1) if (e := _blessing_end(tokens, i)) > i), (end, end))
    if blessed > name or all(edge_book("revered").get(t.key) for t in tokens[start:end]):
        while start and edge_book("revering").get(tokens[start - 1].key):
            start -= 1
    return start, blessed


def _blessing_end(tokens: list[Token], end: int) -> int:
    """Where the blessing that begins at `end` ends, brackets included; `end`: there is none."""
    opened = end < len(tokens) and tokens[end].key == "("
    blessing = edge_book("blessing").longest(tokens, end + opened)
    if not blessing:
        return end
    after = blessing[0]
    if opened:
        return after + 1 if after < len(tokens) and tokens[after].key == ")" else end
    return after if len(tokens[end].key) > 2 else end  # a letter alone says nothing


def is_nobody(tokens: list[Token], span: Range) -> bool:
    """Whether a span that reads like a name is a family's, an adverb, or what a thing is called after."""
    return _is_house(tokens, span) or is_adverb(tokens, span[0]) or _is_creed(tokens, span)


def _is_house(tokens: list[Token], span: Range) -> bool:
    """«آل [بندر]», «[خاندان بندر]»: a family, not one of it."""
    start, end = span
    first = start if end - start == 2 else start - 1
    return end - start < 3 and first >= 0 and edge_book("house").get(tokens[first].key) is not None


def _untitled(tokens: list[Token], span: Range) -> Range:
    start, end = span
    title = title_book().longest(tokens, start)
    while title and title[0] <= end and (title[0] == end or tokens[start].key not in _FIRST_NAMES):
        if title[0] == end and title[0] - start == 1 and tokens[start].key in _FIRST_NAMES:
            break
        start = title[0]
        title = title_book().longest(tokens, start)
    return _stripped(tokens, (start, end))


def _stripped(tokens: list[Token], span: Range) -> Range:
    """Without punctuation and edge words at either end."""
    start, end = span
    while start < end and (not tokens[start].key[0].isalnum() or edge_book("never").get(tokens[start].key)):
        start += 1
    while end > start and (not tokens[end - 1].key[0].isalnum() or edge_book("never").get(tokens[end - 1].key)):
        end -= 1
    return start, end


_GOALS = frozenset({"صفر", "یک", "دو", "سه", "چهار", "پنج", "شش"})


def sides(tokens: list[Token], span: Range) -> list[Range]:
    """The two teams of a result that the recogniser took for one: «[فولاد سرودشت] یک [ملوان] صفر»."""
    start, end = span
    goals = (i for i in range(start + 1, end - 1) if _is_goals(tokens, i))
    middle = next(goals, None) if _is_goals(tokens, end) else None
    return [(start, middle), (middle + 1, end)] if middle else [span]


def _is_goals(tokens: list[Token], index: int) -> bool:
    return index < len(tokens) and (tokens[index].key in _GOALS or tokens[index].key.isdecimal())


def mended_institution(tokens: list[Token], span: Range) -> Range | None:
    """An institution's name, or None for «دولت X» and what has no letters."""
    start, end = _stripped(tokens, span)
    if start == end or edge_book("government").get(tokens[start].key):
        return None
    if tokens[start].key == "نظام" and _ends_in_state(tokens, start, end):
        return None
    return _unclosed(tokens, (start, end))


def _ends_in_state(tokens: list[Token], start: int, end: int) -> bool:
    hits = (place_at(tokens, index) for index in range(start + 1, end))
    return any(hit and hit[0] == end and hit[1].kind is PlaceKind.COUNTRY for hit in hits)


QUOTATION_MARKS = {"«": "»", "“": "”", '"': '"'}
_CLOSING = QUOTATION_MARKS | {"'": "'", "(": ")"}


def _unclosed(tokens: list[Token], span: Range) -> Range | None:
    """Ending before a bracket or quotation mark that does not close inside or right behind the span."""
    start, end = span
    for index in range(start, end):
        closing = _CLOSING.get(tokens[index].key)
        rest = [t.key for t in tokens[index + 1 : end]]
        if closing and closing not in rest and tokens[index].key not in [t.key for t in tokens[start:index]]:
            if end < len(tokens) and tokens[end].key == closing and closing != ")":
                return start, end + 1
            return _stripped(tokens, (start, index)) if index > start else None
    return start, end


_SIDES = frozenset({"شرقی", "غربی", "شمالی", "جنوبی", "مرکزی"})


def mended_places(tokens: list[Token], span: Range) -> list[Range]:
    """Names of places: «شهر X», «کشور X» are X; «X و Y» are two unless known as one; no stray words behind a state."""
    whole = place_at(tokens, span[0])
    if whole and whole[0] >= span[1]:
        return [(span[0], whole[0])]
    cuts = [i for i in range(*span) if _parts(tokens, span, i) and not _inside_known(tokens, span[0], i)]
    pieces = zip([span[0], *(c + 1 for c in cuts)], [*cuts, span[1]], strict=True)
    named = [p for piece in pieces if (p := _mended_place(tokens, piece))]
    return [(a, b) for a, b in named if b - a > 1 or tokens[a].key not in _SIDES]  # «آذربایجان شرقی و [غربی]»


def _parts(tokens: list[Token], span: Range, index: int) -> bool:
    """Whether the token parts two places: not in «جاده تهران - ساوه», nor in «دانشگاه علوم و فنون»."""
    sign = tokens[index].key
    if sign == "-":
        return edge_book("way").longest(tokens, span[0]) is None
    if sign == "و":
        return edge_book("building").longest(tokens, span[0]) is None or place_at(tokens, index + 1) is not None
    return sign in {"،", "/"}


def _inside_known(tokens: list[Token], start: int, index: int) -> bool:
    """Whether token `index` is inside a known place's name that begins at or behind `start`."""
    hits = ((first, place_at(tokens, first)) for first in range(start, index))
    return any(hit and hit[0] > index for _, hit in hits)


def _mended_place(tokens: list[Token], span: Range) -> Range | None:
    start, end = _stripped(tokens, span)
    while end - start > 1 and edge_book("before_place").get(tokens[start].key):
        start, end = _stripped(tokens, (start + 1, end))
    if start == end:
        return None
    place = place_at(tokens, start)
    if place and start < place[0] < end and place[1].kind in (PlaceKind.COUNTRY, PlaceKind.CAPITAL):
        end = place[0]
    return _unclosed(tokens, (start, end))
