"""The paragraphs of an article as the quote reader walks them: lines of the normalised text and their sentences.

Owns which lines can hold speech and where a sentence ends inside one. Sentence ends inside guillemets do not count,
and a full stop ends a sentence with or without a space behind it (scrapers lose them).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum

from fanews.parse.reading import BlockKind, Reading

_END = re.compile(r"(?:[!؟?…]+|\.{2,}|\.(?!\d))[»”\")\]]*(?=\s|$|[\u0600-\u06ff«\"])")
_INITIAL = re.compile(r"(?:^|[\s.(«\"])\w$")
_SHORT = re.compile(r"(?:^|[\s.(«\"])\w{2}$")
_LONGEST = 1500  # characters
_SPELT = re.compile(r"\w{1,3}(?![\w])")
_LETTERS = re.compile(r"[\u0620-\u06d3]{2}")
_GUILLEMET = re.compile("[«»]")
_LEADING = re.compile(r"[^\w«\"“(\[]*")
_FOOT = re.compile(r"\W*(?:[@#]|https?:|www\.|t\.me)|\W*(?:لینک کوتاه|کد خبر|انتهای پیام|منبع ?:|برچسب)")


class LineKind(StrEnum):
    """What a line can be for a speech."""

    TITLE = "title"
    TEXT = "text"
    MARK = "mark"  # a bullet on a line of its own
    FOOT = "foot"  # handles, links: a speech ends here
    APART = "apart"  # the banner, the source line: a speech passes over it


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A half-open range without bullets and space at its edges; `ends`: where its sentences end."""

    start: int
    end: int
    kind: LineKind
    bulleted: bool
    ends: tuple[int, ...]

    def sentence_end(self, position: int) -> int:
        """The end of the sentence that holds `position`."""
        index = bisect_left(self.ends, position + 1)
        return self.ends[index] if index < len(self.ends) else self.end

    def sentence_start(self, position: int) -> int:
        """The start of the sentence that holds `position`, white space included."""
        index = bisect_left(self.ends, position + 1)
        return self.ends[index - 1] if index else self.start


def read_paragraphs(reading: Reading) -> list[Paragraph]:
    """Every line that is not blank."""
    found: list[Paragraph] = []
    start, bulleted = 0, False
    norm = reading.norm
    for line in norm.split("\n"):
        first, last = start, start + len(line)
        start = last + 1
        if not line.strip():
            continue
        kind = _kind(reading, line, first)
        inset = _inset(line)
        own = bulleted or bool(line[:inset].strip())
        bulleted = kind is LineKind.MARK
        begin = first + inset if inset < len(line) else first
        found.append(Paragraph(begin, first + len(line.rstrip()), kind, own, _ends(norm, begin, last)))
    return found


def _inset(line: str) -> int:
    match = _LEADING.match(line)
    return match.end() if match else 0


def _kind(reading: Reading, line: str, start: int) -> LineKind:
    block = next((b.kind for b in reading.blocks if b.start <= start < b.end), None)
    if not _LETTERS.search(line):
        return LineKind.FOOT if re.search(r"[A-Za-z@#]", line) and len(line) < 60 else LineKind.MARK
    if block in (BlockKind.BANNER, BlockKind.SOURCE):
        return LineKind.APART
    if block is BlockKind.FOOTER or _FOOT.match(line):
        return LineKind.FOOT
    return LineKind.TITLE if block is BlockKind.TITLE else LineKind.TEXT


def _ends(norm: str, start: int, end: int) -> tuple[int, ...]:
    closed = _guillemets(norm, start, end)
    opens = [a for a, _ in closed]
    found: list[int] = []
    for match in _END.finditer(norm, start, end):
        at = bisect_left(opens, match.start()) - 1
        inside = at >= 0 and match.start() < closed[at][1] - 1 and match.end() < closed[at][1]
        if not inside and not _inside_word(norm, start, match):
            found += _forced(norm, found[-1] if found else start, match.end())
            found.append(match.end())
    return (*found, *_forced(norm, found[-1] if found else start, end))


def _forced(norm: str, start: int, end: int) -> list[int]:
    """Ends in a stretch of text too long to be a sentence: every later step is quadratic in a sentence's length."""
    cuts: list[int] = []
    while end - start > _LONGEST:
        space = norm.rfind(" ", start + 1, start + _LONGEST)
        start = space if space > start else start + _LONGEST
        cuts.append(start)
    return cuts


def _inside_word(norm: str, start: int, match: re.Match[str]) -> bool:
    """The point of an initial or a spelt-out name («بی.بی.سی»), or an ellipsis in a list («زمین، دریا و ... را»)."""
    before = norm[max(start, match.start() - 4) : match.start()]
    if match[0].startswith((".", "…")) and match[0] != ".":
        return bool(re.search(r"(?:^|\s)و\s?$", before))
    return match[0] == "." and bool(
        _INITIAL.search(before) or (_SHORT.search(before) and _SPELT.match(norm, match.end()))
    )


def _guillemets(norm: str, start: int, end: int) -> list[tuple[int, int]]:
    """Outermost «...» of the range, as half-open ranges; what is never closed is none."""
    found, depth, opened = [], 0, start
    for match in _GUILLEMET.finditer(norm, start, end):
        if match[0] == "«":
            opened = opened if depth else match.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                found.append((opened, match.end()))
    return found
