"""What the recogniser sees of a token: its spelling, its neighbours, and what the lexicons know of it.

Owns the features, the same in training and use. Each feature belongs to one token seen from a
place (itself, one or two to the left or right) or to two neighbours, so that a model can add up
the weights of each token and each pair once. Changing anything here means training again.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from fanews.lexicon import rows
from fanews.models.phrases import PhraseBook
from fanews.models.tokens import Token

CLUSTERS = Path(__file__).with_name("clusters.tsv.gz")
PLACES = (0, -1, 1, -2, 2)
# Words, lists, clusters.
PAIR_KINDS = ("ww", "gg", "cc")


class Unit(NamedTuple):
    """A token as the features see it: folded key, and the codes of the lexicons it stands in."""

    key: str
    lists: str


_unit: Callable[[tuple[str, str]], Unit] = partial(tuple.__new__, Unit)  # Unit(...) costs twice as much


@cache
def clusters() -> dict[str, str]:
    """Folded word → number of its word cluster (words used alike in unlabelled news)."""
    if not CLUSTERS.exists():
        return {}
    lines = gzip.decompress(CLUSTERS.read_bytes()).decode().splitlines()
    parts = (line.partition("\t") for line in lines)
    return {word: number for word, _, number in parts}


@cache
def known_words() -> PhraseBook[frozenset[str]]:
    """Every lexicon phrase with the short codes of the lists it stands in."""
    codes: dict[str, set[str]] = {}
    for code, phrases in _coded_phrases():
        for phrase in phrases:
            codes.setdefault(phrase, set()).add(code)
    book: PhraseBook[frozenset[str]] = PhraseBook({})
    for phrase, found in codes.items():
        book.add(phrase, frozenset(found) | (book.get_phrase(phrase) or frozenset()))
    return book


def _coded_phrases() -> list[tuple[str, list[str]]]:
    found = [("C", [r["name"], *r["aliases"].split("|")]) for r in rows("countries")]
    found += [("K", [r["name"], *r["aliases"].split("|")]) for r in rows("capitals")]
    found += [("D", r["forms"].split("|")) for r in rows("demonyms")]
    found += [("P" + r["kind"][0], [r["name"]]) for r in rows("places")]
    found += [("O", [r["name"]]) for r in rows("organisations")]
    found += [("H", [r["phrase"]]) for r in rows("org_heads")]
    found += [("T", [r["title"]]) for r in rows("titles")]
    found += [("R" + r["part"][0], [r["phrase"]]) for r in rows("roles")]
    found += [(r["kind"][0], [r["name"]]) for r in rows("names")]
    return [(code, [p for p in phrases if p]) for code, phrases in found]


def units_of(tokens: Sequence[Token]) -> list[Unit]:
    """The tokens of one sentence with their list codes, `b`egin or `i`nside marked in phrases of several tokens."""
    tags: list[set[str] | None] = [None] * len(tokens)
    book = known_words()
    for index in book.starts(tokens):
        for end, codes in book.matches(tokens, index):
            for code in codes:
                _mark(tags, index, code if end == index + 1 else code + "b")
                for inside in range(index + 1, end):
                    _mark(tags, inside, code + "i")
    return [_unit((t.key, ",".join(sorted(found)) if found else "")) for t, found in zip(tokens, tags, strict=True)]


def _mark(tags: list[set[str] | None], index: int, code: str) -> None:
    found = tags[index]
    if found is None:
        tags[index] = {code}
    else:
        found.add(code)


def unit_features(unit: Unit) -> list[str]:
    """What a token tells of itself (capital letters: beginnings and endings that only the token itself tells)."""
    word = _shape(unit.key)
    found = [
        *_seen_from_beside(unit),
        f"n={min(len(word), 8)}",
        f"gc={unit.lists}/{clusters().get(word, '-')}",
    ]
    found += [f"l={code}" for code in unit.lists.split(",")]
    found += [f"P{n}={word[:n]}" for n in (1, 2, 3, 4) if len(word) > n]
    found += [f"S{n}={word[-n:]}" for n in (1, 2, 3, 4) if len(word) > n]
    return found


def _seen_from_beside(unit: Unit) -> list[str]:
    word = _shape(unit.key)
    return [*_seen_from_afar(unit), f"s3={word[-3:]}", f"p3={word[:3]}"]


def _seen_from_afar(unit: Unit) -> list[str]:
    word = _shape(unit.key)
    return [f"w={word}", f"g={unit.lists}", f"c={clusters().get(word, '-')}"]


def neighbour_features(unit: Unit, place: int) -> list[str]:
    """What a token adds to the token `place` steps away (-1: this one stands before it)."""
    found = _seen_from_beside(unit) if abs(place) == 1 else _seen_from_afar(unit)
    return [f"{place}:{name}" for name in found]


def facets(unit: Unit) -> tuple[str, str, str]:
    """What a token shows of itself in a pair, in the order of `PAIR_KINDS`."""
    word = _shape(unit.key)
    return word, unit.lists, clusters().get(word, "-")


def pair_features(left: Unit, right: Unit, side: str) -> list[str]:
    """What two neighbours together add to the left ("l") or the right ("r") of them."""
    pairs = zip(PAIR_KINDS, facets(left), facets(right), strict=True)
    return [f"{side}{kind}\t{a}\t{b}" for kind, a, b in pairs]


def edge_features(first: bool) -> list[str]:
    """What the first or the last place of a sentence adds."""
    return ["first"] if first else ["last"]


def _shape(key: str) -> str:
    if key.isdigit():
        return "0" * min(len(key), 5)
    if key.isascii() and key.isalpha():
        return "latin" + str(min(len(key), 3))
    return key


def features(tokens: Sequence[Token]) -> list[list[str]]:
    """One list of feature names a token; `tokens` is one sentence."""
    units = units_of(tokens)
    last = len(units) - 1
    out: list[list[str]] = []
    for i, unit in enumerate(units):
        row = edge_features(True) if i == 0 else pair_features(units[i - 1], unit, "r")
        row += edge_features(False) if i == last else pair_features(unit, units[i + 1], "l")
        row += unit_features(unit)
        for place in PLACES[1:]:
            if 0 <= i + place <= last:
                row += neighbour_features(units[i + place], place)
        out.append(row)
    return out


@cache
def _ranks() -> dict[str, int]:
    return {word: rank for rank, word in enumerate(clusters())}


def word_rank(key: str) -> int:
    """How many words are more frequent in the unlabelled news; for a rare or unknown word a large number."""
    return _ranks().get(key, 1_000_000)
