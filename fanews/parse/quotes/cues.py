"""Where a text reports speech: verbs («گفت», «خاطرنشان کرد») and phrases («با بیان اینکه», «به گفته»).

Owns the patterns made from `lexicon/cue*.tsv`. It finds candidates; whether words of somebody follow
one is `stretches`' business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from fanews.lexicon import rows
from fanews.parse.quotes.words import any_of, pattern
from fanews.text import fold_key

_THAT = ("این‌که", "این نکته که", "این مطلب که", "این موضوع که", "این پرسش که", "این سؤال که", "آن‌که")
_WORD_ENDS = r"(?![^\W\d_])"  # a figure may stick to the word before it
_DIALOGUE = re.compile(r" ?و ?گو")  # «گفت و گو» is a noun


class CueType(StrEnum):
    """How a cue stands to what it reports."""

    VERB = "verb"  # the speaker before it, the words after it
    CLAUSE = "clause"  # «با بیان اینکه»: the speaker before it, a clause after it
    SOURCE = "source"  # «به گفته»: the speaker after it, then the clause
    REPORT = "report"  # «به گزارش»: as SOURCE, but mostly names the outlet itself
    SAME = "same"  # «بر اساس این گزارش»: whoever was cited last
    VIA = "via"  # «به نقل از»: names the speaker of a later verb


@dataclass(frozen=True, slots=True)
class Cue:
    """A half-open range of the normalised text. `takes`: see `lexicon/cues.tsv`."""

    start: int
    end: int
    type: CueType
    takes: str
    finite: bool
    passive: bool


def find_cues(norm: str) -> list[Cue]:
    """Every candidate in order; of two that overlap the first, then the longer."""
    found = [*_verbs(norm), *_phrases(norm)]
    found.sort(key=lambda c: (c.start, -c.end))
    kept: list[Cue] = []
    for cue in found:
        if not kept or cue.start >= kept[-1].end:
            kept.append(cue)
    return kept


def _verbs(norm: str) -> list[Cue]:
    found = []
    for match in _verb_pattern().finditer(norm):
        takes, finite, passive = _verb_table()[fold_key(match[0])]
        if not _is_dialogue(norm, match.end()) and not _reports_nothing(norm, match):
            found.append(Cue(match.start(), match.end(), CueType.VERB, takes, finite, passive))
    return found


def _is_dialogue(norm: str, end: int) -> bool:
    return norm.startswith("گفت", end - 3) and bool(_DIALOGUE.match(norm, end))


def _reports_nothing(norm: str, match: re.Match[str]) -> bool:
    """«تسلیت گفت», «پاسخ گفت» without a colon: the noun is all that was said; «می‌توان گفت»: nobody says it."""
    before = norm[max(0, match.start() - 14) : match.start()]
    if pattern("can_say", after=r" ?$").search(before):
        return True
    said = match[0].startswith(("گفت", "می"))
    return said and bool(pattern("noun_before_say", after=r" ?$").search(before)) and not _colon(norm, match.end())


def _colon(norm: str, end: int) -> bool:
    return norm[end : end + 2].lstrip().startswith(":")


def _phrases(norm: str) -> list[Cue]:
    found = []
    for type_, phrases in _phrase_patterns():
        takes = "k" if type_ is CueType.CLAUSE else "s"
        found += [Cue(m.start(), m.end(), type_, takes, False, False) for m in phrases.finditer(norm)]
    return found


@cache
def _verb_table() -> dict[str, tuple[str, bool, bool]]:
    """Folded form → what it takes, whether it is finite, whether it hides its speaker."""
    table: dict[str, tuple[str, bool, bool]] = {}
    for cue in rows("cues"):
        for form in (row for row in rows("cue_verbs") if row["verb"] == cue["verb"]):
            for word in cue["words"].split("|"):
                passive = (cue["verb"] in ("آمدن", "بودن") and word not in _OWN_DOING) or (
                    cue["verb"] == "شدن" and word not in _OWN_DOING
                )
                key = fold_key(f"{word} {form['form']}")
                table.setdefault(key, (cue["takes"], form["finite"] == "1", passive))
    return table


_OWN_DOING = frozenset(
    {
        "متذکر",
        "یادآور",
        "یاد‌آور",
        "مدعی",
        "خواستار",
        "معتقد",
        "بر این باور",
        "بر این عقیده",
        "بر این اعتقاد",
        "به این باور",
    }
)


@cache
def _verb_pattern() -> re.Pattern[str]:
    forms = [
        f"{word} {form['form']}"
        for cue in rows("cues")
        for word in cue["words"].split("|")
        for form in rows("cue_verbs")
        if form["verb"] == cue["verb"]
    ]
    return re.compile(rf"(?:(?<!\w)|(?<=(?<!\w)و))(?:{any_of(forms)}){_WORD_ENDS}")


@cache
def _phrase_patterns() -> tuple[tuple[CueType, re.Pattern[str]], ...]:
    patterns = []
    for type_ in (CueType.CLAUSE, CueType.SOURCE, CueType.REPORT, CueType.SAME, CueType.VIA):
        text = rf"(?<!\w)(?:{any_of(row['phrase'] for row in rows('cue_phrases') if row['kind'] == type_)})"
        tail = rf" ?(?:{any_of(_THAT)}){_WORD_ENDS}" if type_ is CueType.CLAUSE else r"(?!\w)"
        patterns.append((type_, re.compile(text + tail)))
    return tuple(patterns)


def via_pattern() -> re.Pattern[str]:
    """«به نقل از» and its like."""
    return dict(_phrase_patterns())[CueType.VIA]
