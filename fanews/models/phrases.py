"""Known phrases in a run of tokens, whatever became of their ZWNJs and spaces.

Owns matching of lexicon phrases at token boundaries by folded key: «نخست‌وزیر», «نخستوزیر» and
«نخست وزیر» are one phrase. It decides nothing about ambiguity: it tells every match.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from fanews.text import fold_key

# Words that stand by themselves: no word of the lexicons is spelt with one of them as a part of its own
# («و نیز» is not «ونیز», «به شهر» is not «بهشهر», «شیر از» is not «شیراز»).
_APART = frozenset({"و", "به", "از", "در", "با", "را", "بر"})


_GAP = re.compile(r"[\s\u200c]")


class Keyed(Protocol):
    """Anything with a folded key; punctuation keys are the signs themselves."""

    @property
    def key(self) -> str: ...


class PhraseBook[T]:
    """Phrases, each with what it stands for.

    >>> from fanews.models.tokens import tokenise
    >>> book = PhraseBook({"نخست‌وزیر": "office"})
    >>> book.longest(tokenise("نخست وزیر هند"), 0)
    (2, 'office')
    """

    def __init__(self, phrases: dict[str, T]) -> None:
        self._values: dict[str, T] = {}
        self._prefixes: set[str] = set()
        # Phrases of one word.
        self._words: set[str] = set()
        # What a first token may be: the common case by far is that it is nothing known.
        self._openings: set[str] = set()
        for phrase, value in phrases.items():
            self.add(phrase, value)

    def add(self, phrase: str, value: T) -> None:
        """Know `phrase` as `value`; a later value for the same key wins."""
        key = fold_key(phrase)
        if not key:
            return
        self._values[key] = value
        if not _GAP.search(phrase.strip()):
            self._words.add(key)
        # A proper prefix of any length may be where a token ends.
        self._prefixes.update(key[:n] for n in range(1, len(key)))
        self._openings.update(key[:n] for n in range(1, len(key) + 1))

    def get(self, key: str) -> T | None:
        """The value of the phrase whose folded key is `key`."""
        return self._values.get(key)

    def get_phrase(self, phrase: str) -> T | None:
        """The value of `phrase`, however it is spelt."""
        return self._values.get(fold_key(phrase))

    def starts(self, tokens: Sequence[Keyed]) -> list[int]:
        """Where a phrase may begin: most tokens begin none, and this tells so at a fraction of `longest`'s cost."""
        openings = self._openings
        return [index for index, token in enumerate(tokens) if token.key in openings]

    def longest(self, tokens: Sequence[Keyed], index: int, before: str = "") -> tuple[int, T] | None:
        """(end, value) of the longest phrase that begins at token `index`; `before`: its key read already."""
        if index >= len(tokens) or before + tokens[index].key not in self._openings:
            return None
        found = self.matches(tokens, index, before)
        return found[-1] if found else None

    def matches(self, tokens: Sequence[Keyed], index: int, before: str = "") -> list[tuple[int, T]]:
        """(end, value) of each phrase that begins at token `index`, shortest first."""
        found: list[tuple[int, T]] = []
        values, prefixes = self._values, self._prefixes
        end = index
        key = before
        if index >= len(tokens) or before + tokens[index].key not in self._openings or tokens[index].key in _APART:
            return found
        while end < len(tokens):
            key += tokens[end].key
            end += 1
            if key in values and not (tokens[end - 1].key in _APART and key in self._words):
                found.append((end, values[key]))
            if key not in prefixes:
                break
        return found
