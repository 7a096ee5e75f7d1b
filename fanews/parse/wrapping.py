"""Line breaks that are not paragraph ends: newspapers typeset to a width, posts cut at hashtags and links.

Owns the decision which breaks of a page fall inside a sentence. Joining them is `fanews.text`'s business.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from fanews.parse.lines import Line, ends_sentence, is_boilerplate, is_hashtags, is_mark

# Measured on 600 newspaper articles of 2003-2007: pages set to a width have lines of 67-82 characters (median)
# and none over 95; in those with a paragraph a line, poems and lists the longest line is far above or below that.
_WIDEST = 110
_NARROWEST = 60
_FEWEST_LINES = 4
_FULL = 0.55  # of the widest line: a shorter line that ends no sentence is a heading or a signature
_BRIMFUL = 0.88  # lines broken inside a sentence are full; a colon before this ends a heading or a cue
_MOST_TITLE_LINES = 4
_LAST_PUNCTUATION = "\u2190"
_OPENING = "«("
_CLOSING = ":،؛.!؟»)"


def soft_breaks(lines: list[Line]) -> list[tuple[int, int]]:
    """Ranges of the text, each the line break(s) between two lines that are one sentence."""
    width = wrap_width(lines)
    body = title_height(lines)
    return [
        (line.end, following.start)
        for i, (line, following) in enumerate(pairwise(lines))
        if (width and i >= body and _wrapped(line, following, width)) or _cut_at_a_link(lines, i)
    ]


def wrap_width(lines: list[Line]) -> int | None:
    """The number of characters the page is set to, or None where a line is a paragraph."""
    if any(is_mark(line) and max(line.text) > _LAST_PUNCTUATION for line in lines):
        return None  # a post with pictures for bullets
    texts = [line for line in lines if not is_mark(line)]
    width = max((len(line.text) for line in texts), default=0)
    full = [line for line in texts if len(line.text) >= _FULL * width]
    if len(texts) < _FEWEST_LINES or width > _WIDEST or median(len(line.text) for line in full) < _NARROWEST:
        return None
    open_ended = [len(line.text) for line in full if not ends_sentence(line)]
    enough = len(full) * 3 >= len(texts) and len(open_ended) * 3 >= len(full)
    return width if enough and median(open_ended) >= _BRIMFUL * width else None


def title_height(lines: list[Line]) -> int:
    """How many lines at the top of a page set to a width are its headline: those that stop well short of it."""
    width = wrap_width(lines)
    height = 0
    while width and height < min(_MOST_TITLE_LINES, len(lines) - 2) and len(lines[height].text) < _FULL * width:
        height += 1
    return height


def _wrapped(line: Line, following: Line, width: int) -> bool:
    if is_mark(line) or is_mark(following):
        return False
    if line.text.endswith(":"):
        return len(line.text) >= _BRIMFUL * width
    return len(line.text) >= _FULL * width and not ends_sentence(line)


def _cut_at_a_link(lines: list[Line], i: int) -> bool:
    """The scraper gave a link, a hashtag or a sign inside a sentence a line of its own."""
    line, following = lines[i], lines[i + 1]
    if following.start - line.end > 1 or (is_mark(line) and line.text not in _OPENING):
        return False
    if line.text[-1] in _OPENING or _continues(following):
        return True
    return _inside_sentence(lines, i) or _inside_sentence(lines, i + 1)


def _continues(line: Line) -> bool:
    """Does the line begin with a sign that closes what stands above it?"""
    return line.text in _CLOSING or (line.text[0] in _CLOSING and not is_mark(line))


def _inside_sentence(lines: list[Line], i: int) -> bool:
    """Is line `i` a hashtag between the two halves of a sentence?"""
    if not is_hashtags(lines[i]) or not 0 < i < len(lines) - 1:
        return False
    before, after = lines[i - 1], lines[i + 1]
    apart = after.start - before.end > len(lines[i].text) + 2
    return not apart and not ends_sentence(before) and not is_boilerplate(before) and not is_boilerplate(after)
