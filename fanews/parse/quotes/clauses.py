"""Where a reported clause ends inside its sentence: at a second verb of the same subject, at the main verb.

Owns clause borders. It works on verbs by their look (`words.finite_verb`) and on cues; it knows no speakers.
"""

from __future__ import annotations

import re

from fanews.parse.quotes.cues import Cue, CueType
from fanews.parse.quotes.page import Page
from fanews.parse.quotes.paragraphs import Paragraph
from fanews.parse.quotes.words import finite_verb, pattern

_JOINING = re.compile(
    r"(?:^|[\s،,؛.])(?:(?P<joint>و|اما|ولی|لیکن|بلکه|سپس)\s)?"
    r"(?:(?P<pronoun>وی|او|ایشان|آن ?ها|آنان)\s)?"
    r"(?:همچنین|نیز|هم|سپس|در ادامه|در پایان|در عین حال|همزمان|بار دیگر|در همین حال|ضمنا)?\s?$"
)
_NEW_CLAUSE = re.compile(
    r"\s?[،,؛»\"]*\s?(?:(?:و|اما|ولی)\s+(?=(?:با|از|به|در|بر|ضمن|همچنین|نیز|این|آن|را)(?!\w))|(?:اما|ولی)\s+(?=\S))"
)
_COMMA = re.compile("[،,]")
_BREAK = re.compile("[،,؛]")
_LAST_WORDS = re.compile(r"\s?[،,]\s*(?=(?:\S+ ){0,2}$)")
_RELATIVE = re.compile(r"(?<!\w)که(?!\w)[^،,]*")
_OTHER_VERB = re.compile(r"\s+و\s[^،,]*$")
_MAIN = re.compile(r"\s?(?:[:.«\"،]|که(?!\w)|$|\n)")
SUBORDINATE = re.compile(r"(?<!\w)(?:پس از آن ?که|بعد از آن ?که|وقتی(?: که)?|هنگامی ?که|زمانی ?که)(?!\w)[^،,.]*$")
_PARTICIPLE = re.compile(r"\w{2}ه$")
_NEAR = 40
_MOST_CUES = 20  # looked at in one sentence


def ends_in_verb(norm: str, start: int, end: int) -> bool:
    """Is the last word before `end` a finite verb or a participle?"""
    tail = norm[max(start, end - 24) : end].rstrip(' »"”')
    return any(m.end() == len(tail) for m in finite_verb().finditer(tail)) or bool(_PARTICIPLE.search(tail))


def has_verb(norm: str, start: int, end: int) -> bool:
    """Is there a finite verb in the range?"""
    return bool(finite_verb().search(norm, start, end))


def colon_follows(norm: str, end: int) -> bool:
    """A colon right behind `end`."""
    return norm[end : end + 2].lstrip().startswith(":")


def same_subject_end(page: Page, start: int, end: int, *, colon_only: bool = False) -> int:
    """Where a second verb of the same subject begins inside `start`-`end`, else `end`.

    «گفت که [...] و افزود»; with `colon_only` only «... و افزود:» counts, as inside somebody's own words.
    """
    for cue in page.cues_in(start, end)[:_MOST_CUES]:
        if (cut := _cut_at(page.norm, start, cue, colon_only)) is not None:
            return cut
    return end if colon_only else _matrix_end(page.norm, start, end)


def _cut_at(norm: str, start: int, cue: Cue, colon_only: bool) -> int | None:
    if cue.type is CueType.SOURCE and not colon_only and norm[start : cue.start].strip():
        return _source_cut(norm, start, cue)
    return _verb_joined(norm, start, cue, colon_only) if cue.type is CueType.VERB and not cue.passive else None


def _verb_joined(norm: str, start: int, cue: Cue, colon_only: bool) -> int | None:
    colon = colon_follows(norm, cue.end)
    if colon_only and not colon:
        return None
    match = _JOINING.search(norm, max(start, cue.start - _NEAR), cue.start)
    ended = match is not None and match.start() > start and ends_in_verb(norm, start, match.start())
    if match and (match["joint"] or ((match["pronoun"] or colon) and ended)):
        return match.start()
    return None if colon_only else _verb_cut(norm, start, cue.start)


def _matrix_end(norm: str, start: int, end: int) -> int:
    for match in pattern("matrix").finditer(norm, start, end):
        if (cut := _verb_cut(norm, start, match.start())) is not None:
            return cut
    return end


def _verb_cut(norm: str, start: int, verb: int) -> int | None:
    """The joint before the clause of the verb at `verb`, where that clause has no subject of its own."""
    last = last_verb(norm, start, verb)
    if last is None:
        return None
    joint = _NEW_CLAUSE.match(norm, last)
    if joint:
        return joint.start()
    return last if _LAST_WORDS.match(norm[last:verb]) else None


def last_verb(norm: str, start: int, end: int) -> int | None:
    """Where the last finite verb of the range ends."""
    last = None
    for match in finite_verb().finditer(norm, start, end):
        last = match.end()
    return last


def _source_cut(norm: str, start: int, cue: Cue) -> int | None:
    """Before a «به گفته او» inside a clause: the comma in front of it, if it is near."""
    comma = max(norm.rfind("،", start, cue.start), norm.rfind(",", start, cue.start))
    return comma if comma > start and cue.start - comma < _NEAR and ends_in_verb(norm, start, comma) else None


def subordinate_end(norm: str, paragraph: Paragraph, cue: Cue, start: int, end: int) -> int:
    """«پس از آنکه X گفت [...]، Y ...»: the clause ends at the first comma behind a verb."""
    if not SUBORDINATE.search(norm, paragraph.sentence_start(cue.start), cue.start):
        return end
    return next((c.start() for c in _COMMA.finditer(norm, start, end) if ends_in_verb(norm, start, c.start())), end)


def main_verb_start(page: Page, paragraph: Paragraph, start: int) -> int:
    """Where «با بیان اینکه ...» gives way to the verb of the sentence."""
    norm, sentence = page.norm, paragraph.sentence_end(start)
    mains = [c for c in page.cues_in(start, sentence)[:_MOST_CUES] if _is_main(norm, c)]
    for main in mains:
        if (comma := _last_comma(norm, start, main.start, last_counts=False)) is not None:
            return comma
        if colon_follows(norm, main.end):
            return last_verb(norm, start, main.start) or main.start
    if mains:
        return last_verb(norm, start, mains[0].start) or mains[0].start
    comma = _last_comma(norm, start, sentence, last_counts=True)
    if comma is not None:
        return comma
    commas = (m.start() for m in _BREAK.finditer(norm, start, sentence))
    return next((c for c in commas if ends_in_verb(norm, start, c)), sentence)


def _last_comma(norm: str, start: int, limit: int, *, last_counts: bool) -> int | None:
    """The comma behind a verb after which no verb stands by itself before `limit`."""
    commas = [m.start() for m in _BREAK.finditer(norm, start, limit) if ends_in_verb(norm, start, m.start())]
    return next((c for c in commas[-8:] if not _free_verb(norm[c + 1 : limit], last_counts)), None)


def _is_main(norm: str, cue: Cue) -> bool:
    """Does the verb end its clause with a colon, a quotation or the sentence, as the main verb does?"""
    if cue.type is not CueType.VERB or cue.passive:
        return False
    return ("b" in cue.takes and cue.finite) or bool(_MAIN.match(norm, cue.end))


def _free_verb(segment: str, last_counts: bool) -> bool:
    """A finite verb outside the relative clauses of `segment`; its last one is the main verb where `last_counts`."""
    bare = _RELATIVE.sub(" ", segment)
    verbs = list(finite_verb().finditer(bare))
    if not last_counts and verbs and _OTHER_VERB.match(bare[verbs[-1].end() :]):
        verbs.pop()  # «... دانست و [گفت]»: the same subject's other verb
    return len(verbs) > (1 if last_counts else 0)
