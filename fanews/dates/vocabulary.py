"""The words dates are made of, read from the tables in `data/`, and the classes a text's words fall into.

Owns the lexicon and the scan of a normalised text into classed words. What the classes add up to
is the business of `grammar`; what they mean, of `readers`.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import accumulate, product
from typing import NamedTuple

from fanews.dates.calendars import Calendar
from fanews.text import align


class Word(NamedTuple):
    """One classed word or phrase of the text; `start`, `end` into the normalised text.

    `value` is what the table says: a number, a weekday (Monday 0), days from now, a feast's "month:day",
    or the digits as written.
    """

    kind: str
    value: str
    start: int
    end: int
    calendar: Calendar | None = None

    @property
    def month_of(self) -> Calendar:
        """The calendar of a word that is a month."""
        return self.calendar or Calendar.JALALI

    @property
    def number(self) -> int:
        """The value of a word that is a number."""
        return int(self.value)


class Entry(NamedTuple):
    """A phrase of the lexicon, as the words it is written with."""

    words: tuple[str, ...]
    kind: str
    value: str
    calendar: Calendar | None


PUNCTUATION = {"،": "COMMA", ",": "COMMA", "(": "OPEN", ")": "CLOSE", "[": "OPEN", "]": "CLOSE", "/": "SLASH"}
PUNCTUATION |= {"-": "DASH", "–": "DASH", "—": "DASH", "ـ": "DASH"}
_PIECE = re.compile(r"[^\W\d]+ ?|\d+(?:[/.,:–-]\d+|/ \d+)* ?|[^\w ] ?| +")
_DIGITS = frozenset("0123456789")
_MARKS = _DIGITS.union(PUNCTUATION)
# Classes that make no date without another.
LINKS = {"COMMA", "OPEN", "CLOSE", "SLASH", "DASH", "AND", "OR", "FROM", "BETWEEN", "TO", "THIS", "SAME"}
LINKS |= {"NUM", "NUM0", "NUM2", "BIG", "CARDINAL", "ORDINAL", "DIRECTION", "AGO", "AFTER", "LATER"}
LINKS |= {"EDGE", "CALENDAR", "BORN", "DATED", "SOME", "SOME_MONTHS", "CLOCK"}
_SENSES = {"strong": "MON", "weak": "WEAK", "rare": "RARE"}
_LATIN = re.compile(r"[A-Za-z_]")


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table in `data/`, column name → value."""
    lines = files("fanews.dates").joinpath(f"data/{name}.tsv").read_text("utf-8").splitlines()
    kept = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    width = len(kept[0])
    return tuple(dict(zip(kept[0], (row + [""] * width)[:width], strict=True)) for row in kept[1:])


def plain(text: str) -> str:
    """Normalised text with the one letter unified that `fanews.text` keeps, of the same length."""
    return text.replace("ئ", "ی")


def spellings(phrase: str) -> set[tuple[str, ...]]:
    """The phrase as words, with each of its spaces and ZWNJs kept as a word break or lost.

    >>> sorted(spellings("سه‌شنبه"))
    [('سه', 'شنبه'), ('سهشنبه',)]
    """
    pieces = [plain(align(piece).norm) for piece in re.split("[ \u200c]", phrase)]
    found = set()
    for gaps in product((" ", ""), repeat=len(pieces) - 1):
        text = pieces[0] + "".join(gap + piece for gap, piece in zip(gaps, pieces[1:], strict=True))
        found.add(tuple(piece.rstrip(" ") for piece in _PIECE.findall(text)))
    return found


@cache
def lexicon() -> dict[str, tuple[Entry, ...]]:
    """First word, with and without a space behind it → the phrases that begin with it, longest first."""
    entries: dict[str, dict[tuple[str, ...], Entry]] = {}
    for phrase, kind, value, calendar in _phrases():
        for words in spellings(phrase):
            entries.setdefault(words[0], {}).setdefault(words, Entry(words, kind, value, calendar))
    ordered = {first: tuple(sorted(found.values(), key=lambda e: -len(e.words))) for first, found in entries.items()}
    return ordered | {first + " ": found for first, found in ordered.items()}


def _phrases() -> list[tuple[str, str, str, Calendar | None]]:
    phrases: list[tuple[str, str, str, Calendar | None]] = []
    for row in (*rows("words"), *rows("numbers")):
        calendar = Calendar(row["value"]) if row["class"] == "CALENDAR" else None
        phrases.append((row["phrase"], row["class"], row["value"], calendar))
    for row in rows("months"):
        calendar, number = Calendar(row["calendar"]), row["number"]
        phrases.append((row["phrase"], _SENSES[row["sense"]], number, calendar))
        if calendar is not Calendar.HIJRI and row["sense"] != "rare":
            phrases.append((row["phrase"] + " ماه", "MONTH_MAH", number, calendar))
    return phrases


@cache
def _tails() -> frozenset[str]:
    """Words that stand inside phrases only, with and without a space behind them."""
    inner = {word for found in lexicon().values() for entry in found for word in entry.words[1:]}
    return frozenset(inner | {word + " " for word in inner})


@cache
def _anchors() -> frozenset[str]:
    """A word of every phrase that can make its neighbours a date, with and without a space behind it."""
    phrases = {e.words for found in lexicon().values() for e in found if e.kind not in LINKS or e.kind == "BORN"}
    alone = {words[0] for words in phrases if len(words) == 1}
    alone |= {max(words, key=len) for words in phrases if not alone.intersection(words)}
    return frozenset(alone | {word + " " for word in alone})


def scan(norm: str) -> list[Word | None]:
    """The words of a normalised text that a date may be made of, phrases together; None stands for words between.

    Words that make no date without another are left out where no other stands beside them.

    >>> [word and word.kind for word in scan("او روز شنبه 5 تیر رفت")]
    [None, 'DAY', 'WEEKDAY', 'NUM', 'WEAK', None]
    """
    text = plain(norm)
    # Every piece takes its space along, so the pieces add up to the text and their lengths to their places.
    pieces = _PIECE.findall(text)
    anchors = _anchors()
    places = [i for i, piece in enumerate(pieces) if piece in anchors or (len(piece) > 3 and piece[0] in _DIGITS)]
    if not places:
        return [None]
    starts = list(accumulate(map(len, pieces), initial=0))
    words: list[Word | None] = [None]
    after = 0
    for place in places:
        if place >= after:
            first, after = _run(pieces, place, after)
            words += _run_words(text, pieces, starts, first, after)
    return words


def _run(pieces: list[str], place: int, earliest: int) -> tuple[int, int]:
    """The stretch of pieces around one that dates may be made of."""
    known, tails = lexicon(), _tails()
    first, last = place, place + 1
    while first > earliest and _may_belong(pieces[first - 1], known, tails):
        first -= 1
    while last < len(pieces) and _may_belong(pieces[last], known, tails):
        last += 1
    return first, last


def _may_belong(piece: str, known: dict[str, tuple[Entry, ...]], tails: frozenset[str]) -> bool:
    return piece in known or piece[0] in _MARKS or piece in tails


def _run_words(text: str, pieces: list[str], starts: list[int], first: int, last: int) -> list[Word | None]:
    known = lexicon()
    words: list[Word | None] = []
    while first < last:
        word, size = _word(text, pieces, first, starts[first], known.get(pieces[first], ()))
        words.append(word)
        first += size
    return [*words, None]


def _word(text: str, pieces: list[str], i: int, start: int, entries: tuple[Entry, ...]) -> tuple[Word | None, int]:
    """The word at piece `i`, and of how many pieces it is made."""
    for entry in entries:
        size = len(entry.words)
        if size == 1:
            return Word(entry.kind, entry.value, start, start + len(entry.words[0]), entry.calendar), 1
        here = pieces[i : i + size]
        if tuple(piece.rstrip(" ") for piece in here) == entry.words:
            end = start + len("".join(here).rstrip(" "))
            return Word(entry.kind, entry.value, start, end, entry.calendar), size
    string = pieces[i].rstrip(" ")
    if string in PUNCTUATION:
        return Word(PUNCTUATION[string], string, start, start + len(string)), 1
    return (_digits(text, string, start, start + len(string)) if string[:1].isdigit() else None), 1


def _digits(text: str, string: str, start: int, end: int) -> Word | None:
    """The class of a run of digits and separators; None where it cannot belong to a date."""
    if _LATIN.match(text, start - 1 if start else 0) or _LATIN.match(text, end):
        return None
    if string.isdigit():
        kind = _number_kind(string)
    elif re.fullmatch(r"\d{4}[-–]\d{4}", string):
        kind = "YEARS_PAIR"
    elif re.fullmatch(r"[0-3]?\d[-–][0-3]?\d", string):
        kind = "PAIR"
    else:
        kind = "NUMERIC" if read_numeric(string) else "BIG"
    return Word(kind, string, start, end)


def _number_kind(string: str) -> str:
    if len(string) > 4:
        return "BIG"
    value = int(string)
    if len(string) == 4:
        return "YEAR" if 1200 <= value <= 1450 or 1800 <= value <= 2100 else "BIG"
    if len(string) > 2 or (value == 0 and len(string) == 1):
        return "BIG"
    if value > 31 or value == 0:
        return "NUM2"
    return "NUM0" if len(string) == 2 and value < 10 else "NUM"


def read_numeric(string: str) -> tuple[str, int, int] | None:
    """Year as written, month and day of «1400/5/12», «12/5/1400», «2021-08-03», «57/11/6»; None for other figures.

    >>> read_numeric("93/3/0014"), read_numeric("6-3-3"), read_numeric("61/6/28")
    (None, None, ('61', 6, 28))
    """
    pieces = re.split(r"[/.–-]", string.replace(" ", ""))
    separators = set(re.findall(r"[^\d ]", string))
    if len(pieces) != 3 or max(map(len, pieces)) > 4 or len(separators) != 1 or separators & {",", ":"}:
        return None
    first, middle, last = pieces
    long = len(first) == 4 or len(last) == 4
    if not long and separators != {"/"}:
        return None
    year, day = (first, last) if len(first) == 4 or (not long and (int(first) > 31 or first == "00")) else (last, first)
    if len(year) not in (2, 4) or len(middle) > 2 or len(day) > 2:
        return None
    if len(year) == 4 and _number_kind(year) != "YEAR":
        return None
    if len(year) == 2 and int(year) <= 31 and year != "00":
        return None
    month_number, day_number = int(middle), int(day)
    return (year, month_number, day_number) if 1 <= month_number <= 12 and 1 <= day_number <= 31 else None
