"""Tokens of a normalised text, the same whether ZWNJs were kept, lost, or typed as spaces.

Owns tokenising for the recogniser and the phrase lexicons. A word part that is written with a
ZWNJ («شرکت‌ها», «می‌رود», «حسن‌اف») is glued to its word when it stands apart, so that
the three spellings give one token with one key. It decides nothing about what a token means.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from fanews.lexicon import rows
from fanews.text import fold_key

_WORD = re.compile(r"\w+|[^\w\s]")


class Token(NamedTuple):
    """A half-open range of the normalised text; `key` is its folded spelling (the sign itself for punctuation)."""

    start: int
    end: int
    key: str


_token: Callable[[tuple[int, int, str]], Token] = partial(tuple.__new__, Token)  # Token(...) costs twice as much


def _keys(kind: str) -> frozenset[str]:
    return frozenset(fold_key(row["part"]) for row in rows("affixes") if row["joins"] == kind)


_MOTHER = "ام"
_SUFFIXES = _keys("previous")
_PREFIXES = _keys("next")


def tokenise(norm: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `norm[start:end]` in order; ranges are in `norm`."""
    tokens: list[Token] = []
    key_before = ""
    for match in _WORD.finditer(norm, start, len(norm) if end is None else end):
        word = match.group()
        token = _token((*match.span(), fold_key(word) or word))
        # The common case, that neither is a word part, is told first: this loop is the hot one.
        if (token.key in _SUFFIXES or key_before in _PREFIXES) and tokens and _joins(norm, tokens[-1], token):
            before = tokens.pop()
            token = Token(before.start, token.end, before.key + token.key)
        tokens.append(token)
        key_before = token.key
    return tokens


def _joins(norm: str, left: Token, right: Token) -> bool:
    """Whether two words, one of them a word part, stand a single space apart."""
    if not (left.key[0].isalpha() and right.key[0].isalpha()):
        return False
    # «ام» is an ending («گفته‌ام») but for the Arabic mother («ام‌البنین»).
    if left.key == _MOTHER and not right.key.startswith("ال"):
        return False
    if right.key == _MOTHER and norm.startswith(" ال", right.end):
        return False
    return right.start - left.end <= 1 and norm[left.end : right.start] == " "
