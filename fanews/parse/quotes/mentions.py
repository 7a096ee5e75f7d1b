"""The words that name the speaker at a cue.

Owns which actor of a sentence is the subject of a verb of saying, and the noun phrase taken in its place where no
actor was recognised. Who that is, over the article, is `speakers`' business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from fanews.lexicon import rows
from fanews.parse.quotes.casting import looks_like_office
from fanews.parse.quotes.cues import Cue, CueType
from fanews.parse.quotes.page import Page
from fanews.parse.quotes.words import finite_verb, pattern, whole
from fanews.parse.reading import Actor, ActorKind

_OPENERS = re.compile(
    r"(?:[،,؛:\-–.)»]|(?<!\w)(?:و|اما|ولی|که|همچنین|نیز|سپس|امروز|دیروز|امشب|دیشب|پیشتر|البته|در ادامه|در پایان|هم|سرانجام|بعدا|حتی"
    r"|اکنون|در همین حال|در عین حال|چنان ?که|وقتی|زمانی ?که|آن ?که|روز \w+|بار دیگر|پیش از این|پیش از آن|پس از این|پس از آن))$"
)
_CHUNK_END = re.compile(
    r"\s?(?:[،,:؛(«\"]|(?<!\w)(?:در|با|به|از|بر|برای|نیز|هم|همچنین|که|ضمن|طی|روز|امروز|دیروز|پس|درباره|پیش|شب|صبح|عصر|ظهر|را|ساعاتی|هنگام|گفت|علاوه|تا|بدون|بار|پیرامون|دیشب|شامگاه|خطاب|مورد|بلافاصله|افزود|سپس|بارها|اخیرا|پیشتر|پیش‌تر|همزمان|بعد|تاکنون|هنوز|همواره|هر|چند|زمانی|طبق|براساس)(?!\w))"
)
_LEADING = re.compile(
    r"(?:[\s،,؛:\-–.»\")]|(?<!\w)به (?:گزارش|نوشته|نقل از)[^،,.\n]{1,80}[،,]|[0-9][0-9/:.]*|(?<!\w)(?:و|اما|ولی|که|همچنین|نیز|سپس|امروز|دیروز|البته|حتی|پیشتر|اکنون|سرانجام|گروه \w+ ?-"
    r"|در (?:این|آن|همین) \w+|در (?:ادامه|پایان|حاشیه) (?:این|آن) \w+|در ادامه|در پایان|پیش از (?:این|آن)|پس از (?:این|آن)"
    r"|بر (?:این|همین) اساس|به (?:این|همین) \w+|روز (?:گذشته|\w+ ?شنبه|شنبه|جمعه))(?!\w))+"
)
_OBJECT = re.compile(r"[»\"]?\s(?:را|رو)(?!\w)")
_THIS = re.compile(r"این(?!\w)")
_PLURAL = re.compile(r"(?:ند|اند)$")
_BETWEEN = re.compile(r"\s*(?:،|,|و)\s*|\s+و\s+")
_CHUNK_WORDS, _OFFICE_WORDS = 9, 20
_QUOTED_NAME = re.compile(r"\s?[«\"][^»\"\n]{2,30}[»\"]")


@dataclass(frozen=True, slots=True)
class Named:
    """The words at a cue: a half-open range of the normalised text; `actor` is null where only words were found."""

    start: int
    end: int
    actor: Actor | None
    how: str


def subject(page: Page, start: int, cue: Cue) -> Named | None:
    """The subject of `cue` among the words from `start` on."""
    norm = page.norm
    actors = page.actors_in(start, cue.start)
    via = _cited(norm, actors, start, cue.start)
    own = _own_clause(norm, start, cue.start)
    ranked = [(a, _freedom(norm, start, a)) for a in actors]
    late = [a for a, free in ranked if free >= 2 and start < own < a.start and _opens(norm[own : a.start])]
    if via and not any(a.start > via.end and free >= 2 for a, free in ranked):
        return Named(via.start, via.end, via, "cited")
    if late:
        return _whole(norm, actors, late[0], cue)
    free = [a for a, free in ranked if free >= 2 and not (via and a.end <= via.start)]
    chunk = chunk_at(norm, start, cue.start)
    if free and (not chunk or free[0].start <= chunk.end or _adverbial(norm, chunk)):
        return _whole(norm, actors, free[0], cue)
    if chunk and not _adverbial(norm, chunk):
        inside = next((a for a in actors if a.start <= chunk.start < a.end or a.start == chunk.start), None)
        return _whole(norm, actors, inside, cue) if inside else chunk
    if free:
        return _whole(norm, actors, free[0], cue)
    best = max(ranked, key=lambda r: r[1], default=None)
    return _whole(norm, actors, best[0], cue) if best and best[1] >= -1 else None


def _whole(norm: str, actors: list[Actor], first: Actor, cue: Cue) -> Named:
    """The actor, with the others it is listed with where the verb is plural."""
    if not _PLURAL.search(norm[cue.start : cue.end]) and cue.type is CueType.VERB:
        return Named(first.start, first.end, first, "actor")
    end = first.end
    for actor in actors:
        if actor.start >= end and _BETWEEN.fullmatch(norm[end : actor.start]):
            end = actor.end
    return Named(first.start, end, first if end == first.end else None, "actor" if end == first.end else "several")


def _cited(norm: str, actors: list[Actor], start: int, end: int) -> Actor | None:
    """X in «به نقل از X نوشت»."""
    found = list(_via().finditer(norm, start, end))
    if not found:
        return None
    return next((a for a in actors if found[-1].end() <= a.start <= found[-1].end() + 3), None)


def _via() -> re.Pattern[str]:
    from fanews.parse.quotes.cues import via_pattern

    return via_pattern()


def _own_clause(norm: str, start: int, end: int) -> int:
    """Where the clause of the verb at `end` may begin: behind the last finite verb or که before it."""
    at = start
    for match in finite_verb().finditer(norm, start, end):
        at = match.end()
    for match in re.compile(r"(?<!\w)(?:که|(?:پس|بعد|پیش|قبل) از آن ?که|هنگامی ?که|زمانی ?که|وقتی)(?!\w)").finditer(
        norm, at, end
    ):
        at = match.start() if match[0] == "که" else match.end()
    return at


def _freedom(norm: str, start: int, actor: Actor) -> int:
    """How free an actor stands: 3 first in the clause, 2 behind a comma or adverb, 0 behind a noun, -5 governed."""
    before = _titles_off(norm[start : actor.start])
    if _OBJECT.match(norm, actor.end) or pattern("preposition", after=r"\s*[«\"]?\s*$").search(before[-24:]):
        return -5
    rest = before.strip(' \n.»"«،,-–:؛')
    if not rest:
        return 3
    if _OPENERS.search(before.rstrip(' \n«"(')):
        return 2
    return 0 if actor.kind in (ActorKind.PERSON, ActorKind.ROLE, ActorKind.PRONOUN) else -1


def _titles_off(before: str) -> str:
    """The words before an actor without titles the recogniser left out («سردار [سرلشکر ...]»)."""
    while match := _title_at_end().search(before):
        before = before[: match.start()]
    return before


@cache
def _title_at_end() -> re.Pattern[str]:
    return re.compile(whole(row["title"] for row in rows("titles")) + r"\s*$")


def _opens(between: str) -> bool:
    """Nothing between a clause's start and an actor but conjunctions and adverbs."""
    return not between.strip() or bool(_LEADING.fullmatch(between)) or between.rstrip().endswith(("،", ","))


def dateline_end(norm: str, start: int, end: int) -> int:
    """Behind «تهران - ایرنا -», «مهر:», «گروه سیاسی -» at the start of a sentence."""
    match = _DATELINE.match(norm, start, min(end, start + 70))
    if not match:
        return start
    head = re.sub(r"(?:خبرگزاری|روزنامه|پایگاه خبری)\s", "", match[0])
    told = any(pattern("agency").fullmatch(part.strip(" ()«»")) for part in re.split(r"[-–—:،/]", head) if part.strip())
    return match.end() if told or match[0].lstrip().startswith(("گروه", "سرویس", "خبرگزاری")) else start


_DATELINE = re.compile(r"\s*(?:[^-–—:.،\n]{1,40}\s?[-–—:،/]+\s?){1,3}(?<=[-–—:])\s*")


def chunk_at(norm: str, start: int, end: int) -> Named | None:
    """The noun phrase the clause begins with, to its first preposition or comma."""
    leading = _LEADING.match(norm, start, end)
    at = leading.end() if leading else start
    some = pattern("some", after=r"\s+از\s+").match(norm, at, end)
    stop = _CHUNK_END.search(norm, some.end() if some else at + 1, end)
    last = stop.start() if stop else end
    if stop and stop[0].strip() in ("«", '"') and (quoted := _QUOTED_NAME.match(norm, stop.start(), end)):
        last = quoted.end()
    words = norm[at:last].strip()
    if not words or _OBJECT.match(norm, at + len(norm[at:last].rstrip())):
        return None
    limit = _OFFICE_WORDS if looks_like_office(words) else _CHUNK_WORDS
    if len(words.split()) > limit or _CHUNK_END.match(norm, at) or finite_verb().search(words):
        return None
    first = at + len(norm[at:last]) - len(norm[at:last].lstrip())
    return Named(first, first + len(words), None, "words")


def _adverbial(norm: str, chunk: Named) -> bool:
    return bool(pattern("adverbial").match(norm, chunk.start)) or not re.search(
        "[آ-ی]{2}", norm[chunk.start : chunk.end]
    )
