"""Paragraphs and sentences of a normalised text, as half-open ranges.

A line break always ends a sentence, so title, source line, lead and body stay apart. Within a line
a full stop, question or exclamation mark ends one, with or without a space behind it («بود.وی افزود»),
but not in numbers, initials, acronyms («بی.بی.سی», «ه.ش.»), addresses or list numbers («2. ...»), and not inside a
pair of quotation marks or brackets on one line: a quotation stays in one piece. A mark without its partner is
not a pair, so it holds nothing together.

The words the rules know are in `sentence_words.tsv`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_STOP = re.compile(r"([.!؟?…]+)((?: ?[»”)\]]|[\"'])*)")
_FENCE = re.compile(r"[«»“”()\[\]\"\n]")
_PARTNER = {"»": "«", "”": "“", ")": "(", "]": "["}
_LONGEST_PAIR = 2500  # characters; the longest quotation in one line of 7,000 articles has 1,150
_WORD_BEFORE = re.compile(r"\w*\Z")
_WORD_AFTER = re.compile(r"\W*(\w*)")
_LETTER = re.compile(r"[^\W\d_]")
_PERSIAN = re.compile(r"[\u0620-\u06ff]")
_LIST_NUMBER = re.compile(r"(?:\A|[.!؟?؛:])\W*\d{1,2}\Z")
_EVERYDAY = frozenset({"آن", "ای", "سه", "سی"})  # names of letters that are everyday words
_LOOK_BACK = 24  # characters: enough for the word before a point and the noun before an initial


@dataclass(frozen=True, slots=True)
class Sentence:
    """A half-open range of the normalised text, without surrounding white space; `paragraph` counts lines from 0."""

    start: int
    end: int
    paragraph: int


def split_sentences(norm: str) -> list[Sentence]:
    """Sentences in order. Every character but white space is in exactly one.

    >>> text = "ایران ۳.۵ درصد خواست.وی افزود: «آمدیم. دیدیم.» او رفت."
    >>> [text[s.start:s.end] for s in split_sentences(text)]
    ['ایران ۳.۵ درصد خواست.', 'وی افزود: «آمدیم. دیدیم.»', 'او رفت.']
    """
    cuts = list(_cuts(norm))
    found: list[Sentence] = []
    start = cut = 0
    for number, line in enumerate(norm.split("\n")):
        end = start + len(line)
        while cut < len(cuts) and cuts[cut] < end:
            _add(found, norm, start, cuts[cut], number)
            start = cuts[cut]
            cut += 1
        _add(found, norm, start, end, number)
        start = end + 1
    return found


def _add(found: list[Sentence], norm: str, start: int, end: int, paragraph: int) -> None:
    piece = norm[start:end]
    bare = piece.strip()
    if bare:
        left = start + piece.index(bare[0])
        found.append(Sentence(left, left + len(bare), paragraph))


def _cuts(norm: str) -> Iterator[int]:
    """Where a sentence ends inside a line."""
    pairs = _pairs(norm)
    for stop in _STOP.finditer(norm):
        end = stop.end()
        after = norm[end : end + 1]
        if after in ("", "\n") or _is_inside(pairs, end):
            continue
        if (_ends_spaced if after == " " else _ends_glued)(norm, stop, pairs):
            yield end


def _pairs(norm: str) -> list[tuple[int, int]]:
    """Outermost quotation marks and brackets with a partner on their line, as the places of both."""
    found: list[tuple[int, int]] = []
    opened: dict[str, list[int]] = {mark: [] for mark in '«“(["'}
    for fence in _FENCE.finditer(norm):
        mark, at = fence[0], fence.start()
        partner = _PARTNER.get(mark, mark)
        if mark == "\n":
            _forget(opened, -1)
        elif opened[partner] and (mark in _PARTNER or mark == '"'):
            opening = opened[partner].pop()
            _forget(opened, opening)
            _close(found, opening, at)
        elif mark in opened:
            opened[mark].append(at)
    return found


def _forget(opened: dict[str, list[int]], after: int) -> None:
    """What opened behind `after` has lost its partner."""
    for places in opened.values():
        while places and places[-1] > after:
            places.pop()


def _close(found: list[tuple[int, int]], opening: int, closing: int) -> None:
    if closing - opening <= _LONGEST_PAIR:
        while found and found[-1][0] > opening:
            found.pop()
        found.append((opening, closing))


def _is_inside(pairs: list[tuple[int, int]], place: int) -> bool:
    pair = _opened_before(pairs, place)
    return pair is not None and place <= pair[1]


def _opened_before(pairs: list[tuple[int, int]], place: int) -> tuple[int, int] | None:
    index = bisect_left(pairs, (place, 0)) - 1
    return pairs[index] if index >= 0 else None


def _ends_spaced(norm: str, stop: re.Match[str], pairs: list[tuple[int, int]]) -> bool:
    marks, closers = stop.groups()
    before = _before(norm, stop.start())
    if closers and marks != ".":
        return _is_speech(norm, stop.end(), pairs) and not _goes_on(norm, stop.end())
    if marks[0] == "…" or (set(marks) == {"."} and len(marks) > 1):
        # «ا...» is how some write الله.
        return before[-1:] not in ("", " ", "ا", "،") and not before.endswith(" و") and not _goes_on(norm, stop.end())
    if marks != "." or closers:
        return True
    word = before[_word_start(before) :]
    if word.isdigit():
        return not (len(word) < 3 and _LIST_NUMBER.search(before if len(before) < _LOOK_BACK else "ا" + before))
    return not _is_initial(word, before)


def _ends_glued(norm: str, stop: re.Match[str], pairs: list[tuple[int, int]]) -> bool:
    """No space behind the mark: only Persian words on both sides make it an end."""
    marks, closers = stop.groups()
    after = norm[stop.end() : stop.end() + 2]
    if closers:
        return marks == "." and after[:1] not in ",،؛:;.)»" and bool(_LETTER.match(after))
    before = _before(norm, stop.start())
    word = before[_word_start(before) :]
    if marks[0] in "!؟?":
        return bool(_LETTER.match(after)) and bool(_PERSIAN.match(word[-1:] or "ا"))
    if marks != ".":
        return False
    if word.isdigit():
        return len(word) > 2 and bool(_PERSIAN.match(after))
    if not word:
        return before.endswith((" ", "»", ")")) and bool(_PERSIAN.match(after))
    if not _PERSIAN.match(word) or _is_initial(word, before) or _is_acronym(word, norm, stop.end()):
        return False
    return after[:1].isdigit() or bool(re.fullmatch(r"[\u0620-\u06ff][^\W\d_]", after)) or after[:1] in '«"“'


def _before(norm: str, place: int) -> str:
    return norm[max(0, place - _LOOK_BACK) : place].rpartition("\n")[2]


def _word_start(before: str) -> int:
    match = _WORD_BEFORE.search(before)
    return match.start() if match else len(before)


def _is_initial(word: str, before: str) -> bool:
    """Whether a point behind `word` abbreviates: one letter, or the name of one."""
    if word in _words("letter"):
        return before[: len(before) - len(word)].endswith(".") or word not in _EVERYDAY
    if len(word) != 1 or not word.isalpha():
        return False
    previous = before[: len(before) - 1].split()
    return not (previous and previous[-1] in _words("group"))


def is_initial(word: str) -> bool:
    """Whether a word before a point inside a sentence may be an initial: one letter, or the name of one."""
    return (len(word) == 1 and word.isalpha()) or (word in _words("letter") and word not in _EVERYDAY)


def _is_speech(norm: str, end: int, pairs: list[tuple[int, int]]) -> bool:
    """Whether the quotation that closes before `end` stands alone or after a colon, unlike a title."""
    pair = _opened_before(pairs, end)
    if pair is None or not end - 2 <= pair[1] < end:
        return True
    before = _before(norm, pair[0]).rstrip(" ")
    return before == "" or before[-1] in ":.!؟?…»"


def _goes_on(norm: str, end: int) -> bool:
    return _next_word(norm, end) in _words("go_on")


def _is_acronym(word: str, norm: str, end: int) -> bool:
    return word in _words("letter") and _next_word(norm, end) in _words("letter")


def _next_word(norm: str, end: int) -> str:
    match = _WORD_AFTER.match(norm, end, end + _LOOK_BACK)
    return match[1] if match else ""


@cache
def _words(kind: str) -> frozenset[str]:
    rows = (files("fanews.text") / "sentence_words.tsv").read_text("utf-8").splitlines()
    return frozenset(row.split("\t")[1] for row in rows if row.startswith(kind + "\t"))
