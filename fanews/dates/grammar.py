"""The grammar of `data/grammar.tsv` and where its rules fit in a scanned text.

Owns the pattern language: names of word classes, pieces in <>, and ( ) | ? * of regular
expressions. Each class becomes one letter, each text one string of letters; what a fit means is
the business of `readers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from fanews.dates.vocabulary import LINKS, Word, rows

_NAME = re.compile(r"<(\w+)>|([A-Z_]+\d?)|\s+")
_OTHER = "."
_LONGEST = 80  # words


class Fit(NamedTuple):
    """A rule that fits neighbouring words; `first` and `last` (half-open) number them in the scan."""

    rule: str
    reader: str
    first: int
    last: int
    words: tuple[Word, ...]


@cache
def _letters() -> dict[str, str]:
    """Word class → its letter, in the order the classes are first named."""
    classes: dict[str, str] = {}
    for row in rows("grammar"):
        for name in re.findall(r"(?<!<)\b[A-Z][A-Z_]+\d?\b", row["pattern"]):
            classes.setdefault(name, chr(0x4E00 + len(classes)))
    return classes


@cache
def _rules() -> tuple[re.Pattern[str], dict[str, str]]:
    """All rules as one expression with a named group each, and rule → reader."""
    letters, parts, rules = _letters(), dict[str, str](), dict[str, str]()
    readers: dict[str, str] = {}

    def compiled(pattern: str) -> str:
        def piece(m: re.Match[str]) -> str:
            return f"(?:{parts[m[1]]})" if m[1] else letters[m[2]] if m[2] else ""

        return _NAME.sub(piece, pattern.replace("(", "(?:"))

    for row in rows("grammar"):
        (parts if row["kind"] == "part" else rules)[row["name"]] = compiled(row["pattern"])
        readers[row["name"]] = row["reader"]
    whole = "|".join(f"(?P<{name}>{pattern})" for name, pattern in rules.items())
    return re.compile(whole), readers


@cache
def _chains() -> re.Pattern[str]:
    """Neighbouring words with at least one that can make them a date: most text is passed over by this alone."""
    linking = "".join(letter for name, letter in _letters().items() if name in LINKS)
    return re.compile(f"[{linking}]*[^{linking}{_OTHER}][^{_OTHER}]*")


def find_fits(words: list[Word | None]) -> list[Fit]:
    """Where rules fit, in order, without overlap."""
    letters = _letters()
    line = "".join([letters.get(word.kind, _OTHER) if word else _OTHER for word in words])
    pattern, readers = _rules()
    fits = []
    for start, end in _stretches(line):
        for m in pattern.finditer(line, start, end):
            rule = m.lastgroup or ""
            fitted = tuple(word for word in words[m.start() : m.end()] if word)
            fits.append(Fit(rule, readers[rule], m.start(), m.end(), fitted))
    return fits


def _stretches(line: str) -> Iterator[tuple[int, int]]:
    """The chains of a line, cut to a length no date reaches: nothing a page says can make a rule run long."""
    for chain in _chains().finditer(line):
        for start in range(chain.start(), chain.end(), _LONGEST):
            yield start, min(start + _LONGEST, chain.end())
