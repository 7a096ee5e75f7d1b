"""The folded words that search compares: of texts when they are stored, of a query when it is asked.

Folding is the same for both, and the same whether a ZWNJ was typed, lost, or typed as a space before a known affix.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from fanews.store.data_files import data_rows
from fanews.text.fold import fold_key

_JOINER_RANGES = r"\u200b-\u200f\u00ac\u00ad\u2060\ufeff\u0640\u064b-\u0655\u0670\u202a-\u202e"
_JOINERS = re.compile(f"[{_JOINER_RANGES}]+")
_BETWEEN = f"[{_JOINER_RANGES} ]{{0,6}}"  # of two letters; a stricter one takes long to compile
_PRESENTATION = re.compile(r"[\ufb50-\ufdff\ufe70-\ufefc]")
_WORD = re.compile(r"\w+")
_SPLIT = re.compile(r"(?<!\w)\w++(?:\u200c\w++)+")


def fold_words(text: str) -> str:
    """Folded words with one space between and around; "" for a text without words.

    >>> fold_words("كتاب‌هاي  «تازه» را می خواند") == fold_words("کتاب های تازه را می‌خواند")
    True
    """
    words = " ".join(_WORD.findall(_plain(text)))
    return _glue(f" {words} ") if words else ""


def _plain(text: str) -> str:
    """`text` with letter forms and digits unified and joiners dropped, everything else in place."""
    if _PRESENTATION.search(text):
        text = unicodedata.normalize("NFKC", text)
    letters = _letters()
    return re.sub(letters.pattern, letters.folded, _JOINERS.sub("", text)).casefold()


class _Letters:
    """Arabic letters and digits that fold to another one: few, so a search for them beats `str.translate`."""

    def __init__(self) -> None:
        keys = {chr(c): fold_key(chr(c)) for c in range(0x0600, 0x0700)}
        self._fold = {letter: key for letter, key in keys.items() if len(key) == 1 and key != letter} | {"_": " "}
        self.pattern = re.compile(f"[{''.join(self._fold)}]")

    def folded(self, match: re.Match[str]) -> str:
        """The folded letter of a match of `pattern`."""
        return self._fold[match.group()]

    def spellings(self, letter: str) -> str:
        """A regular expression for any of the characters that fold to `letter`, in either case."""
        same = {letter, letter.upper()} | {one for one, folded in self._fold.items() if folded == letter}
        return letter if len(same) == 1 else f"[{''.join(sorted(same))}]"


@cache
def _letters() -> _Letters:
    return _Letters()


@cache
def _affixes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The space before an inflection that belongs to the word before, and the space after one of the word after."""
    parts = [(fold_key(row["part"]), row["joins"]) for row in data_rows("search_affixes")]
    before = "|".join(part for part, joins in parts if joins == "previous")
    after = "|".join(part for part, joins in parts if joins == "next")
    return re.compile(f"(?<=[^ ]) (?=(?:{before}) )"), re.compile(f"( (?:{after})) (?=[^ ])")


def _glue(words: str) -> str:
    """Words with affixes that stood apart glued on: «می رود» as «میرود»."""
    to_previous, to_next = _affixes()
    return to_next.sub(r"\1", to_previous.sub("", words))


def split_words(text: str) -> Iterator[tuple[str, str]]:
    """(word, its parts) for every word of `text` that is written with ZWNJs between known words.

    >>> dict(split_words("رئیس‌جمهور")) == {fold_key("رئیسجمهور"): f"{fold_key('رئیس')} {fold_key('جمهور')}"}
    True
    """
    for word in set(_SPLIT.findall(text)):
        parts = fold_words(word.replace("\u200c", " ")).strip()
        if " " in parts:
            yield parts.replace(" ", ""), parts


def any_spelling(word: str) -> str:
    """A regular expression (source text) for a folded word in a text as received: letter forms, joiners, one space.

    >>> import re
    >>> re.search(any_spelling(fold_words("می‌رود").strip()), "كه مي رود").group()
    'مي رود'
    """
    return f"{_BETWEEN}".join(map(_letters().spellings, word))
