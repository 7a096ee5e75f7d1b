"""The aligned text: a normalised string in which every character remembers its original place.

One function makes it (`align`), one edits it (`_edit`), one maps a range back (`AlignedText.to_original`).

Normalised means: one form of each letter and digit, nothing invisible, no doubled spaces, no space
at a line's edge, and no space where Persian wants a ZWNJ and nothing else can be meant («می رود»,
«کشور های»): the same article with its ZWNJs, without them and with spaces in their place has nearly
the same normalised text. Line breaks stay. `align(align(t).norm).norm == align(t).norm`.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from fanews.model import Span
from fanews.text.characters import DROPPED, EXPANDED, MARKS, REPLACED
from fanews.text.joining import before_suffixes, inside_words

_DROPPED = re.compile(f"{DROPPED}+")
_MARKS = re.compile(f"[{MARKS}]*")
_EXPANDED = re.compile("[" + "".join(EXPANDED) + "]")
_REPLACED = re.compile("[" + re.escape("".join(REPLACED)) + "]")
_RUN = re.compile(" +(?= )")
_EDGE = re.compile(r" +(?![^\n])|(?<![^\n]) +")
_PLACES = array("I", range(1 << 16))

type _Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class AlignedText:
    """`norm[i]` came from `original[origin[i]]`; `origin` never falls and has one more entry, the original's end."""

    original: str
    norm: str
    origin: array[int]

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """The original half-open range that `norm[start:end]` came from, with the marks on its last letter.

        Raises ValueError when empty or outside.
        """
        if not 0 <= start < end <= len(self.norm):
            raise ValueError(f"no such range in the normalised text: {start}-{end}")
        last = self.origin[end - 1] + 1
        marks = _MARKS.match(self.original, last)
        return self.origin[start], marks.end() if marks else last

    def from_original(self, start: int, end: int) -> tuple[int, int] | None:
        """The range of `norm` that came from `original[start:end]`, or None where nothing of it is left."""
        first, last = (
            bisect_left(self.origin, start, 0, len(self.norm)),
            bisect_left(self.origin, end, 0, len(self.norm)),
        )
        return (first, last) if first < last else None

    def span(self, start: int, end: int) -> Span:
        """The original span of `norm[start:end]`."""
        first, last = self.to_original(start, end)
        return Span(first, last, self.original[first:last])


def align(text: str, *, join: bool = True) -> AlignedText:
    """Normalise `text`, keeping the original place of every character.

    Without `join` no space goes but doubled ones and those at a line's edge.

    >>> aligned = align("او به كشور\u200cهای همسایه می رود")
    >>> aligned.norm
    'او به کشورهای همسایه میرود'
    >>> aligned.span(6, 13).surface == "كشور\u200cهای"
    True
    """
    norm = text
    for character in set(_REPLACED.findall(text)):
        norm = norm.replace(character, REPLACED[character])
    size = len(text) + 1
    origin = _PLACES[:size] if size <= len(_PLACES) else array("I", range(size))
    if "\u0653" in norm or "\u0654" in norm:  # decomposed آ and ئ
        norm = norm.replace("ا\u0653", "آ\u0653").replace("ی\u0654", "ئ\u0654")
    norm, origin = _edit(norm, origin, ((m.start(), m.end(), "") for m in _DROPPED.finditer(norm)))
    norm, origin = _edit(norm, origin, ((m.start(), m.end(), EXPANDED[m[0]]) for m in _EXPANDED.finditer(norm)))
    if "  " in norm:
        norm, origin = _edit(norm, origin, ((m.start(), m.end(), "") for m in _RUN.finditer(norm)))
    if " \n" in norm or "\n " in norm or norm[:1] == " " or norm[-1:] == " ":
        norm, origin = _edit(norm, origin, ((m.start(), m.end(), "") for m in _EDGE.finditer(norm)))
    if join:
        norm, origin = _join(norm, origin)
    return AlignedText(text, norm, origin)


def join_lines(aligned: AlignedText, breaks: Iterable[tuple[int, int]]) -> AlignedText:
    """Put one space in the place of each of `breaks`: ranges of `norm` that hold nothing but white space.

    For pages set to a width, where a line break falls inside a sentence. Half-words meet as in `align`.

    >>> aligned = align("وزیر خارجه\\nگفت")
    >>> join_lines(aligned, [(10, 11)]).norm
    'وزیر خارجه گفت'
    """
    norm, origin = _edit(aligned.norm, aligned.origin, ((start, end, " ") for start, end in breaks))
    return AlignedText(aligned.original, *_join(norm, origin))


def _join(norm: str, origin: array[int]) -> tuple[str, array[int]]:
    norm, origin = _edit(norm, origin, ((at, at + 1, "") for at in before_suffixes(norm)))
    return _edit(norm, origin, ((at, at + 1, "") for at in inside_words(norm)))


def _edit(norm: str, origin: array[int], edits: Iterable[_Edit]) -> tuple[str, array[int]]:
    """Put a string in the place of each range; all its characters remember where the range began."""
    parts: list[str] = []
    places = array("I")
    last = 0
    for start, end, text in edits:
        parts.append(norm[last:start])
        places += origin[last:start]
        if text:
            parts.append(text)
            places += array("I", [origin[start]]) * len(text)
        last = end
    if not parts:
        return norm, origin
    parts.append(norm[last:])
    places += origin[last:]
    return "".join(parts), places
