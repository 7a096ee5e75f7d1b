"""The words that name the speaker at a cue.

Owns which actor of a sentence is the subject of a verb of saying; where no actor was recognised, the noun phrase
the clause begins with. Who that is, over the article, is `speakers`' business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from fanews.lexicon import rows
from fanews.parse.quotes.cues import Cue, CueType, via_pattern
from fanews.parse.quotes.page import Page
from fanews.parse.quotes.phrases import is_adverbial, is_object, lead_end, phrase_at
from fanews.parse.quotes.words import finite_verb, pattern, whole
from fanews.parse.reading import Actor, ActorKind

_FREE_BEFORE = re.compile(r"[،,؛:\-–.)»]$|(?<!\w)روز \w+$")
_SUBORDINATE = re.compile(r"(?<!\w)(?:که|(?:پس|بعد|پیش|قبل) از آن ?که|هنگامی ?که|زمانی ?که|وقتی)(?!\w)")
_BETWEEN = re.compile(r"\s*(?:،|,|و)\s*|\s+و\s+")
_GOVERNED, _BEHIND_NOUN, _THING_BEHIND_NOUN, _FREE, _FIRST = -5, 0, -1, 2, 3
_ASIDE = re.compile(r"\w\s+ضمن(?!\w)[^،,:؛]*$")  # «[X] ضمن تشکر از Y گفت»
_NEAR = 24  # characters looked at before an actor


@dataclass(frozen=True, slots=True)
class Named:
    """The words at a cue: a half-open range of the normalised text; `actor` is null where only words were found."""

    start: int
    end: int
    actor: Actor | None
    how: str


def words_at(norm: str, start: int, end: int) -> Named | None:
    """The noun phrase a clause begins with, as a mention without an actor."""
    phrase = phrase_at(norm, start, end)
    return Named(*phrase, None, "words") if phrase else None


def subject(page: Page, start: int, cue: Cue) -> Named | None:
    """The subject of `cue` among the words from `start` on."""
    norm, actors = page.norm, page.actors_in(start, cue.start)
    via = _cited(norm, actors, start, cue.start)
    ranked = _ranked(norm, start, actors)
    if via and not any(a.start > via.end and free >= _FREE for a, free in ranked):
        return Named(via.start, via.end, via, "cited")
    own = _own_clause(norm, start, cue.start)
    late = (a for a, free in ranked if free >= _FREE and start < own < a.start and _opens(norm, own, a.start))
    free = [a for a, free in ranked if free >= _FREE and not (via and a.end <= via.start)]
    chosen = next(late, None) or _first(norm, actors, free, words_at(norm, start, cue.start))
    if isinstance(chosen, Named):
        return chosen
    best = max(ranked, key=lambda r: r[1], default=None)
    if chosen is None and best and best[1] >= _THING_BEHIND_NOUN:
        chosen = best[0]
    return _whole(norm, actors, chosen, cue) if chosen else None


def _first(norm: str, actors: list[Actor], free: list[Actor], phrase: Named | None) -> Actor | Named | None:
    """The first free actor, unless the clause begins with words before it that name somebody else."""
    if phrase is None or is_adverbial(norm, phrase.start, phrase.end) or (free and free[0].start <= phrase.end):
        return free[0] if free else None
    inside = (
        a
        for a in actors
        if a.start <= phrase.start < a.end
        or (a.kind is ActorKind.PERSON and phrase.start < a.start < a.end >= phrase.end)
    )
    return next(inside, phrase)


def _whole(norm: str, actors: list[Actor], first: Actor, cue: Cue) -> Named:
    """The actor, with the others it is listed with where the verb is plural."""
    if not norm.endswith("ند", cue.start, cue.end) and cue.type is CueType.VERB:
        return Named(first.start, first.end, first, "actor")
    end = first.end
    for actor in actors:
        if actor.start >= end and _BETWEEN.fullmatch(norm[end : actor.start]):
            end = actor.end
    return Named(first.start, end, first if end == first.end else None, "actor" if end == first.end else "several")


def _cited(norm: str, actors: list[Actor], start: int, end: int) -> Actor | None:
    """X in «به نقل از X نوشت»."""
    last = None
    for match in via_pattern().finditer(norm, start, end):
        last = match.end()
    return next((a for a in actors if last is not None and last <= a.start <= last + 3), None)


def _own_clause(norm: str, start: int, end: int) -> int:
    """Where the clause of the verb at `end` may begin: behind the last finite verb or که before it."""
    ends = [m.end() for m in finite_verb().finditer(norm, start, end)]
    last = end
    while ends and norm[ends[-1] : last].strip(" ،") == "و":
        last = ends.pop()  # «تکذیب کرد و [گفت]»: one clause for who speaks
        last -= len(norm[ends[-1] if ends else start : last].split(" ")[-1])
    at = ends[-1] if ends else start
    for match in _SUBORDINATE.finditer(norm, at, end):
        at = match.start() if match[0] == "که" else match.end()
    return at


def _ranked(norm: str, start: int, actors: list[Actor]) -> list[tuple[Actor, int]]:
    """The actors with their freedom; what a governed one is listed with is governed too («از سوی چین و روسیه»)."""
    found: list[tuple[Actor, int]] = []
    for actor in actors:
        free = _freedom(norm, start, actor)
        if found and found[-1][1] == _GOVERNED and _BETWEEN.fullmatch(norm[found[-1][0].end : actor.start]):
            free = _GOVERNED if "و" in norm[found[-1][0].end : actor.start] else free
        found.append((actor, free))
    return found


def _freedom(norm: str, start: int, actor: Actor) -> int:
    """How free an actor stands: first in the clause, behind a comma or adverb, behind a noun, governed."""
    before = _titles_off(norm[start : actor.start])
    if _is_reporter(norm, actor):
        return _FREE
    if is_object(norm, actor.end) or pattern("preposition", after=r"\s*[«\"]?\s*$").search(before[-_NEAR:]):
        return _GOVERNED
    if not before.strip(' \n.»"«،,-–:؛'):
        return _FIRST
    if _ASIDE.search(before):
        return _GOVERNED
    bare = before.rstrip(' \n«"(')
    if _FREE_BEFORE.search(bare) or pattern("before_subject", after="$").search(bare[-_NEAR:]):
        return _FREE
    return _BEHIND_NOUN if actor.kind in (ActorKind.PERSON, ActorKind.ROLE, ActorKind.PRONOUN) else _THING_BEHIND_NOUN


def _is_reporter(norm: str, actor: Actor) -> bool:
    """«به گزارش خبرنگار ما کریمی صبح امروز [...] گفت»: no comma, so the name is the subject's."""
    if actor.kind is not ActorKind.PERSON or not pattern("asker").match(norm, actor.start):
        return False
    return (
        actor.name is not None
        and actor.name[1] == actor.end
        and norm[actor.end : actor.end + 2].strip(" ")[:1] not in "،,:؛"
    )


def _titles_off(before: str) -> str:
    """The words before an actor without titles the recogniser left out («سردار [سرلشکر ...]»)."""
    while match := _title_at_end().search(before, max(0, len(before) - 40)):
        before = before[: match.start()]
    return before


@cache
def _title_at_end() -> re.Pattern[str]:
    return re.compile(whole(row["title"] for row in rows("titles")) + r"\s*$")


def _opens(norm: str, start: int, end: int) -> bool:
    """Nothing between a clause's start and an actor but conjunctions and adverbs."""
    return lead_end(norm, start, end) >= end or norm[start:end].rstrip().endswith(("،", ","))
