"""What the recogniser sees of a token: its spelling, its neighbours, and what the lexicons know of it.

Owns the features, the same in training and use. Changing anything here means training again.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from fanews.lexicon import rows
from fanews.models.phrases import PhraseBook
from fanews.models.tokens import Token


@cache
def known_words() -> PhraseBook[frozenset[str]]:
    """Every lexicon phrase with the short codes of the lists it stands in."""
    codes: dict[str, set[str]] = {}

    def note(code: str, *phrases: str) -> None:
        for phrase in phrases:
            for one in phrase.split("|"):
                if one:
                    codes.setdefault(one, set()).add(code)

    for row in rows("countries"):
        note("C", row["name"], row["aliases"])
    for row in rows("capitals"):
        note("K", row["name"], row["aliases"])
    for row in rows("demonyms"):
        note("D", row["forms"])
    for row in rows("places"):
        note("P" + row["kind"][0], row["name"])
    for row in rows("organisations"):
        note("O", row["name"])
    for row in rows("org_heads"):
        note("H", row["phrase"])
    for row in rows("titles"):
        note("T", row["title"])
    for row in rows("roles"):
        note("R" + row["part"][0], row["phrase"])
    for row in rows("names"):
        note(row["kind"][0], row["name"])
    return _by_key(codes)


def _by_key(codes: dict[str, set[str]]) -> PhraseBook[frozenset[str]]:
    book: PhraseBook[frozenset[str]] = PhraseBook({})
    for phrase, found in codes.items():
        book.add(phrase, frozenset(found) | (book.get(phrase) or frozenset()))
    return book


def lexicon_tags(tokens: Sequence[Token]) -> list[str]:
    """For each token a string of list codes, `B`egin or `I`nside marked where the phrase has several tokens."""
    tags: list[set[str]] = [set() for _ in tokens]
    book = known_words()
    for index in range(len(tokens)):
        for end, codes in book.matches(tokens, index):
            for code in codes:
                tags[index].add(code if end == index + 1 else code + "b")
                for inside in range(index + 1, end):
                    tags[inside].add(code + "i")
    return ["".join(sorted(found)) or "-" for found in tags]


@lru_cache(maxsize=200_000)
def _spelling(key: str) -> tuple[str, ...]:
    word = _shape(key)
    found = ["w=" + word, "n=" + str(min(len(key), 8))]
    if word == key and key.isalpha():
        found += [f"p{n}={key[:n]}" for n in (1, 2, 3, 4) if len(key) > n]
        found += [f"s{n}={key[-n:]}" for n in (1, 2, 3, 4) if len(key) > n]
    return tuple(found)


def _shape(key: str) -> str:
    if key.isdigit():
        return "0" * min(len(key), 5)
    if key.isascii() and key.isalpha():
        return "latin" + str(min(len(key), 3))
    return key


@lru_cache(maxsize=200_000)
def _beside(key: str, place: str) -> tuple[str, ...]:
    word = _shape(key)
    return (f"w{place}={word}", f"s{place}={word[-3:]}", f"p{place}={word[:3]}")


def features(tokens: Sequence[Token]) -> list[list[str]]:
    """One list of feature names a token; `tokens` is one sentence."""
    tags = lexicon_tags(tokens)
    keys = [t.key for t in tokens]
    last = len(tokens) - 1
    out: list[list[str]] = []
    for i, key in enumerate(keys):
        row = [*_spelling(key), "g=" + tags[i]]
        if i > 0:
            row += (*_beside(keys[i - 1], "-1"), "g-1=" + tags[i - 1], "gg-1=" + tags[i - 1] + "/" + tags[i])
            row.append("ww-1=" + keys[i - 1] + "/" + key)
        else:
            row.append("first")
        if i < last:
            row += (*_beside(keys[i + 1], "+1"), "g+1=" + tags[i + 1], "gg+1=" + tags[i] + "/" + tags[i + 1])
            row.append("ww+1=" + key + "/" + keys[i + 1])
        else:
            row.append("last")
        if i > 1:
            row += ("w-2=" + keys[i - 2], "g-2=" + tags[i - 2])
        if i < last - 1:
            row += ("w+2=" + keys[i + 2], "g+2=" + tags[i + 2])
        out.append(row)
    return out
