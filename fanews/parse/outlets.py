"""Who reports, and whom they cite: the agency and `via` of an article.

Owns the places where a page names its outlet: the row, the aggregator's source line, the handle at the
foot, a dateline («تهران - ایرنا -»), «به گزارش ...», «خبرنگار ...», «به نقل از ...», «منبع: ...». The names are
`lexicon/outlets.tsv`. Surfaces are kept as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from fanews.lexicon import rows
from fanews.parse.lines import Line, handles_in, is_latin_word, reference_of
from fanews.parse.reading import BlockKind, Reading
from fanews.text import fold_key, phrase_pattern

_REACH = 6000  # characters from the top in which a page names its outlet
_SEGMENT = 110  # characters after «به گزارش» in which the name stands
_NEAR = 60  # characters after «خبرنگار»: further on «فارس» is a province
_MOST_WORDS = 9  # of a source that is no known outlet («روابط عمومی اداره بندرها»)
_GENERIC = [
    "خبرگزاری رسمی",
    "خبرگزاری",
    "روزنامه",
    "هفته نامه",
    "ماهنامه",
    "نشریه",
    "مجله",
    "شبکه خبری",
    "شبکه تلویزیونی",
    "شبکه",
    "رادیو",
    "تلویزیون",
    "پایگاه خبری تحلیلی",
    "پایگاه خبری",
    "پایگاه اطلاع رسانی",
    "سایت خبری",
    "سایت",
    "وب سایت",
    "وبگاه",
    "باشگاه خبری",
    "آژانس خبری",
]
_REPORTED = ["به گزارش", "به گزارشی از", "براساس گزارش", "بر اساس گزارش"]
_CITED = ["به نقل از", "نقل از"]
_REPORTER = ["خبرنگار"]
_INTERVIEWED = ["خبرنگار", "گفتگو با", "گفت و گو با", "مصاحبه با"]
_ANONYMOUS = re.compile(r"(?:یک|دو|سه|چند|این|آن|منابع|منبع|مقام\w*|خبرنگار\w*|برخی|همین|وی|او)(?!\w)")
_STOP = re.compile(r"[،,:؛;\n]|\.(?!\w)|[»\"](?= \w)| (?:از|در|و|که|با|نوشت|گزارش|اعلام|گفت|مبنی|به نقل)(?!\w)")
_OFFICE_END = re.compile(r"\(| (?:نوشت|گزارش|اعلام|خبر دا|آورد|گفت|می|مدعی|در |که |با |از |صبح|روز|شامگاه|امروز|دیروز)")
_OPENING = 120  # characters of an article in which it says whose report it is
_REPORTS = re.compile(r" (?:گزارش (?:داد|کرد)|نوشت|خبر داد|فاش کرد|مدعی شد)")
_SEPARATOR = re.compile(r"[،,:؛;\n]|\.(?!\w)")


@dataclass(frozen=True, slots=True)
class _Naming:
    """A place in the text that names a source. `outlet`: it is a news outlet, not only an office or a person."""

    start: int
    words: str
    outlet: bool


def find_outlets(reading: Reading) -> None:
    """Set `reading.agency` and `reading.via`."""
    publisher = reading.document.agency or _source_line(reading) or _handle(reading)
    datelines, reports, citations = _datelines(reading), _reports(reading), _citations(reading)
    interviews, foot = _interviews(reading), _foot(reading)
    by_weight = [*datelines, *(n for n in reports if n.outlet), *interviews, *_selves(reading), *foot]
    agency = publisher or next((n.words for n in by_weight), None)
    reading.agency = agency if reading.document.agency or not agency else _with_its_kind(reading, agency)
    named = sorted([*datelines, *reports, *citations, *_reporters(reading), *_subjects(reading)], key=lambda n: n.start)
    cited = [*named, *foot, *_title_source(reading)]
    reading.via = next((n.words for n in cited if not _same(n.words, reading.agency)), None)


def _with_its_kind(reading: Reading, agency: str) -> str:
    """«خبرگزاری مهر» for «مهر» where the text has it: «مهر» alone is a month too."""
    if _generic_pattern().match(agency) or _canonical(agency) not in _countries():
        return agency
    for match in _outlet_pattern().finditer(reading.norm, 0, _REACH):
        if _generic_pattern().match(match[0]) and _canonical(match[0]) == _canonical(agency):
            return _written(reading, match.start(), match.end())
    return agency


def _source_line(reading: Reading) -> str | None:
    """The outlet of an aggregator's source line."""
    for block in reading.blocks:
        if block.kind is BlockKind.SOURCE:
            text = reading.norm[block.start : block.end].rstrip()
            outlet = reference_of(Line(block.start, block.start + len(text), text))
            if outlet:
                return _written(reading, block.start, block.start + len(outlet))
    return None


def _handle(reading: Reading) -> str | None:
    """The last handle at the foot: the channel's own, unless one above it is known and the last is not."""
    texts = (reading.norm[b.start : b.end] for b in reversed(reading.blocks) if b.kind is BlockKind.FOOTER)
    found = next((found for text in texts if (found := handles_in(text) or _split_handle(text))), [])
    known = [handle for handle in found if fold_key(handle).casefold() in _names()]
    return next(reversed(known or found), None)


def _split_handle(text: str) -> list[str]:
    """A handle whose @ stands on the line above."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return [b for a, b in pairwise(lines) if a == "@" and is_latin_word(Line(0, len(b), b))]


def _datelines(reading: Reading) -> list[_Naming]:
    """«ایسنا:», «تهران - ایرنا -», «ایسنا/تهران» where one of the first paragraphs begins."""
    body = [b for b in reading.blocks if b.kind in (BlockKind.LEAD, BlockKind.BODY)]
    if not body:
        return []
    found = []
    start = body[0].start
    for line in reading.norm[start : start + _REACH].split("\n")[:8]:
        match = _dateline_pattern().match(line)
        if match:
            found.append(_naming(reading, start + match.start("outlet"), start + match.end("outlet")))
        start += len(line) + 1
    return found


def _reports(reading: Reading) -> list[_Naming]:
    """«به گزارش ...»: an outlet, or whoever reported."""
    return list(_named_after(reading, _reported_pattern()))


def _citations(reading: Reading) -> list[_Naming]:
    """«به نقل از ...»."""
    return list(_named_after(reading, _cited_pattern()))


def _named_after(reading: Reading, cue: re.Pattern[str], reach: int = _SEGMENT) -> Iterator[_Naming]:
    for match in cue.finditer(reading.norm, 0, _REACH):
        start = match.end() + 1
        end = _segment_end(reading.norm, start, reach)
        outlet = _outlet_pattern().search(reading.norm, start, end)
        if outlet:
            yield _naming(reading, outlet.start(), outlet.end())
        else:
            yield from _office(reading, start, end)


def _segment_end(norm: str, start: int, reach: int) -> int:
    limit = min(len(norm), start + reach)
    ends = [
        m.start() for m in (_SEPARATOR.search(norm, start, limit), _cited_pattern().search(norm, start, limit)) if m
    ]
    return min([*ends, limit])


def _office(reading: Reading, start: int, end: int) -> Iterator[_Naming]:
    """A source that is no known outlet: «خبرگزاری کشور همسایه», «روابط عمومی اداره بندرها»."""
    generic = _generic_pattern().match(reading.norm, start)
    stop = (
        _STOP.search(reading.norm, generic.end() + 2, end) if generic else _OFFICE_END.search(reading.norm, start, end)
    )
    words = reading.norm[start : stop.start() if stop else end].strip()
    if words and len(words.split()) <= _MOST_WORDS and not _ANONYMOUS.match(words):
        yield _Naming(start, _written(reading, start, start + len(words)), bool(generic))


def _interviews(reading: Reading) -> list[_Naming]:
    """«در گفت‌وگو با خبرنگار فارس»: an Iranian outlet speaks of its own reporter."""
    return [n for n in _named_after(reading, _interview_pattern(), _NEAR) if n.outlet and _country(n.words) == "IR"]


def _reporters(reading: Reading) -> list[_Naming]:
    """«به خبرنگار نمونه گفت»: whoever it was said to is cited."""
    return [n for n in _named_after(reading, _reporter_pattern(), _NEAR) if n.outlet and _country(n.words)]


def _subjects(reading: Reading) -> list[_Naming]:
    """«رویترز گزارش داد»: a foreign outlet that is said to report, where the article begins."""
    body = next((b for b in reading.blocks if b.kind in (BlockKind.LEAD, BlockKind.BODY)), None)
    if not body:
        return []
    found = _outlet_pattern().finditer(reading.norm, body.start, body.start + _OPENING)
    return [
        _naming(reading, m.start(), m.end())
        for m in found
        if _country(m[0]) != "IR" and _REPORTS.search(reading.norm, m.end(), m.end() + _OPENING)
    ]


def _selves(reading: Reading) -> list[_Naming]:
    """A site that names itself in its own text: «پایگاه خبری تحلیلی نمونه»."""
    match = _self_pattern().search(reading.norm, 0, _REACH)
    return [_naming(reading, match.start(), match.end())] if match else []


def _foot(reading: Reading) -> list[_Naming]:
    """«منبع: ...» in the last lines."""
    lasts = [b for b in reading.blocks[1:] if b.kind is BlockKind.SOURCE]
    found = [_outlet_pattern().search(reading.norm, b.start, b.end) for b in lasts[-1:]]
    return [_naming(reading, m.start(), m.end()) for m in found if m and _source_line(reading) != m[0]]


def _title_source(reading: Reading) -> list[_Naming]:
    """A headline that gives its source: «رویترز: ...»."""
    if not reading.title:
        return []
    match = _dateline_pattern().match(reading.norm, *reading.title)
    return [_naming(reading, match.start("outlet"), match.end("outlet"))] if match else []


def _naming(reading: Reading, start: int, end: int) -> _Naming:
    return _Naming(start, _written(reading, start, end), True)


def _written(reading: Reading, start: int, end: int) -> str:
    return reading.words((start, end)).strip(' \n"«»()')


def _same(words: str, agency: str | None) -> bool:
    """One outlet under two names («ایرنا», «خبرگزاری جمهوری اسلامی»), or one name inside the other."""
    if not agency:
        return False
    a, b = _canonical(words), _canonical(agency)
    return a == b or a in b or b in a


def _canonical(surface: str) -> str:
    """The key of the outlet's name, whatever form `surface` has; of `surface` itself where it is unknown."""
    bare = _generic_pattern().sub("", surface, count=1)
    keys = [fold_key(form).casefold() for form in (surface, bare)]
    return next((_names()[key] for key in keys if key in _names()), keys[0])


def _country(surface: str) -> str | None:
    return _countries().get(_canonical(surface))


@cache
def _names() -> dict[str, str]:
    """Key of every form → key of the outlet's name."""
    return {fold_key(form).casefold(): fold_key(row["name"]) for row in rows("outlets") for form in _forms(row)}


@cache
def _countries() -> dict[str, str]:
    return {fold_key(row["name"]): row["country"] for row in rows("outlets")}


def _forms(row: dict[str, str]) -> list[str]:
    return [row["name"], *(form for form in row["forms"].split("|") if form)]


@cache
def _outlet_pattern() -> re.Pattern[str]:
    """A known outlet: with its kind before it, or bare where its name is no everyday word."""
    every = [form for row in rows("outlets") for form in _forms(row)]
    bare = [form for row in rows("outlets") for form in _forms(row)[row["bare"] != "yes" :]]
    generic = phrase_pattern(_GENERIC)
    return re.compile(rf"(?:{generic} [\"«]?{phrase_pattern(every)}|[\"«]?{phrase_pattern(bare)})")


@cache
def _dateline_pattern() -> re.Pattern[str]:
    place = r"(?:[^\W\d_][^\n:،.\-–_/]{1,24} ?[-–_/ـ،] ?)?"
    return re.compile(
        rf"\W{{0,5}}{place}(?P<outlet>{_outlet_pattern().pattern})[»\")]* ?(?:\([^)\n]{{1,30}}\) ?)?[:؛/_–-]"
    )


@cache
def _generic_pattern() -> re.Pattern[str]:
    return re.compile(phrase_pattern(_GENERIC))


@cache
def _reported_pattern() -> re.Pattern[str]:
    return re.compile(phrase_pattern(_REPORTED) + "(?= )")


@cache
def _cited_pattern() -> re.Pattern[str]:
    return re.compile(phrase_pattern(_CITED) + "(?= )")


@cache
def _interview_pattern() -> re.Pattern[str]:
    return re.compile(phrase_pattern(_INTERVIEWED) + "(?= )")


@cache
def _reporter_pattern() -> re.Pattern[str]:
    return re.compile(phrase_pattern(_REPORTER) + "(?= )")


@cache
def _self_pattern() -> re.Pattern[str]:
    sites = [form for row in rows("outlets") for form in _forms(row) if form.startswith(("پایگاه", "جامعه"))]
    return re.compile(phrase_pattern(sites))
