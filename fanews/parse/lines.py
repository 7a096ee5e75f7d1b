"""The lines of a page and what each looks like on its own: a date, a handle, a mark, a link's label.

Owns the look of single lines; what a line is for depends on its neighbours and is `layout`'s business.
Every range is in the normalised text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from fanews.lexicon import rows
from fanews.text import fold_key, phrase_pattern

_HANDLE = re.compile(r"(?<![\w.])@([A-Za-z]\w{2,})")
_HANDLE_LINE = re.compile(r"[\W_]*@[A-Za-z]\w{2,}(?:[\W_]+(?:@[A-Za-z]\w{2,}|[Ll]ink))*[\W_]*")
_LATIN = re.compile(r"[A-Za-z][\w.]{1,40}")
_HASHTAGS = re.compile(r"(?:#\w+\s*)+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_NO_LETTER = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_LONG_WORD = re.compile(r"[^\W\d_]{2}")
_TERMINAL = re.compile(r"[.!؟?:؛…][»”\")\]]*$|[»”\"]$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank: a half-open range without its line break."""

    start: int
    end: int
    text: str

    @property
    def key(self) -> str:
        """What is compared when a line is said twice (the text is normalised already)."""
        return _NO_LETTER.sub("", self.text)


def read_lines(norm: str) -> list[Line]:
    """The lines of `norm` that are not blank, in order."""
    found: list[Line] = []
    start = 0
    for text in norm.split("\n"):
        if text.strip():
            found.append(Line(start, start + len(text), text))
        start += len(text) + 1
    return found


def is_mark(line: Line) -> bool:
    """Nothing but signs: an emoji, a dash, a lone @."""
    return not re.search(r"[^\W_]", line.text)


def handles_in(text: str) -> list[str]:
    """The channel handles in `text`, without their @."""
    return _HANDLE.findall(text)


def is_handle(line: Line) -> bool:
    """A line that is only channel handles (and perhaps "Link")."""
    return "@" in line.text and len(line.text) < 200 and bool(_HANDLE_LINE.fullmatch(line.text))


def is_latin_word(line: Line) -> bool:
    """One word in Latin letters: the second half of a handle whose @ stands on a line of its own."""
    return bool(_LATIN.fullmatch(line.text))


def is_hashtags(line: Line) -> bool:
    """Hashtags and nothing else."""
    return line.text.startswith("#") and bool(_HASHTAGS.fullmatch(line.text))


def is_date(line: Line) -> bool:
    """Nothing but a date with its day of the week or its year: "دوشنبه 5 آذر 1403"."""
    if len(line.text) > 80:
        return False
    words = _WORD.findall(line.text.lower())
    named = [w for w in words if not w.isdigit()]
    return (
        len(words) >= 3
        and any(w.isdigit() for w in words)
        and all(fold_key(w) in _phrase_keys("date") for w in named)
        and (bool(named) or line.text.count("/") >= 2)
    )


def is_boilerplate(line: Line) -> bool:
    """A line that belongs to the foot of a page or post, wherever it stands among its like."""
    return (
        is_mark(line)
        or is_handle(line)
        or is_hashtags(line)
        or bool(_ADDRESS.fullmatch(line.text))
        or line.text in _phrases("link")
        or (len(line.text) <= 40 and line.key in _phrase_keys("link"))
        or (len(line.text) <= 60 and ending_in(line) == line.start)
    )


def ending_in(line: Line) -> int | None:
    """Where the words that end an article begin in its last line («... انتهای پیام/ 12»), if they do.

    They are the last words, but for a number, a letter and the like; «در پایان پیام خود افزود» ends nothing.
    """
    tail = max(0, len(line.text) - 200)
    for found in _ending_pattern().finditer(line.text, tail):
        rest = _ending_pattern().sub(" ", line.text[found.end() :])
        if rest.lstrip().startswith(":") or not _LONG_WORD.search(rest):
            return line.start + found.start()
    return None


def source_in(line: Line) -> int | None:
    """Where a last line's «منبع: ...» begins, if it does."""
    tail = max(0, len(line.text) - 80)
    found = _source_pattern().search(line.text, tail)
    return line.start + found.start() if found else None


def is_byline(line: Line) -> bool:
    """A line about the publication itself: «تاریخ انتشار: ...»."""
    return len(line.text) <= 120 and bool(_byline_pattern().match(line.text))


def reference_of(line: Line) -> str | None:
    """The outlet of an aggregator's source line («خبرگزاری نمونه مشاهده در مرجع»), else None."""
    found = _reference_pattern().search(line.text[-60:]) if len(line.text) <= 160 else None
    return line.text[: len(line.text) - len(found[0])].strip() if found else None


def ends_sentence(line: Line) -> bool:
    """Does the line end as a sentence, a heading with a colon or a quotation does?"""
    return bool(_TERMINAL.search(line.text))


@cache
def _phrases(kind: str) -> frozenset[str]:
    return frozenset(row["phrase"] for row in rows("layout") if row["kind"] == kind)


@cache
def _phrase_keys(kind: str) -> frozenset[str]:
    return frozenset(fold_key(p) for p in _phrases(kind))


@cache
def _ending_pattern() -> re.Pattern[str]:
    return re.compile(phrase_pattern(_phrases("ending")))


@cache
def _source_pattern() -> re.Pattern[str]:
    return re.compile(phrase_pattern(_phrases("source")) + r" ?:")


@cache
def _byline_pattern() -> re.Pattern[str]:
    return re.compile(r"\W*" + phrase_pattern(_phrases("byline")))


@cache
def _reference_pattern() -> re.Pattern[str]:
    return re.compile(r"(?:" + phrase_pattern(_phrases("reference")) + r")\s*$")
