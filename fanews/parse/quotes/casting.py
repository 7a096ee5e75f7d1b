"""Speakers of one article who are one person, though no sentence says so.

Owns two habits of news prose: an office in the lead whose holder's name comes with the next quote, and the rest of a
surname («Rezayi» for «Ali Rezayi Manesh»). It joins voices after everything else was tried; where two people fit,
nobody is joined.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import islice, takewhile

from fanews.lexicon import rows
from fanews.model import Level
from fanews.parse.names import is_persian
from fanews.parse.quotes.voices import Attribution, Voice
from fanews.parse.quotes.words import pattern
from fanews.parse.reading import ActorKind, KnownPerson, Reading
from fanews.text import fold_key

_STATE = frozenset(
    {Level.HEAD_OF_STATE, Level.HEAD_OF_GOVERNMENT, Level.MINISTER, Level.DEPUTY_MINISTER, Level.PARLIAMENT}
)
_ALSO = re.compile(r"\s(?:نیز|هم)(?!\w)")
_SPOKEN = frozenset({"words", "same sentence", "pronoun", "unsaid", "carried"})
_APPOSED = 20  # characters between a name and the office behind it
_TOP = frozenset({Level.HEAD_OF_STATE, Level.HEAD_OF_GOVERNMENT, Level.MINISTER})


def cast(reading: Reading, done: Sequence[Attribution]) -> list[Attribution]:
    """The attributions in the order of the text, with voices joined."""
    joined = _home_offices(reading, _partial_names(reading, list(done)))
    named = {v.person for v in _voices(joined) if v.person is not None and reading.people[v.person].name}
    if not named:
        return _with_apposed(reading, joined)
    if len(named) != 1:
        return _neighbours(reading, joined)
    (only,) = named
    apart = _apart(reading, joined, only)
    return [
        _replace(a, only, "only speaker")
        if a.voice and a.voice.person not in apart and _is_office_of(reading, a.voice, only)
        else a
        for a in joined
    ]


def _listed(done: Sequence[Attribution]) -> frozenset[int]:
    """The people who stand in a list of speakers."""
    return frozenset(a.voice.person for a in done if a.listed and a.voice and a.voice.person is not None)


def _voices(done: Sequence[Attribution]) -> list[Voice]:
    return [a.voice for a in done if a.voice]


def _replace(attribution: Attribution, person: int, how: str) -> Attribution:
    return replace(attribution, voice=Voice(how, person))


def _apart(reading: Reading, done: Sequence[Attribution], only: int) -> frozenset[int]:
    """Offices that are somebody else's: listed beside the speaker, brought in as another, of another state."""
    people = [a.voice.person if a.voice else None for a in done]
    offices = [p for p in dict.fromkeys(people) if p is not None and p != only]
    found = set(_listed(done)) if only in _listed(done) else set()
    first = people.index(only)
    found |= {p for p in offices if people.index(p) > first and _is_another(reading.norm, done[people.index(p)])}
    states = [c for p in offices if p not in found and (c := reading.people[p].country)]
    if reading.people[only].country is None and len(set(states)) > 1:
        nearest = min((p for p in offices if reading.people[p].country), key=lambda p: abs(people.index(p) - first))
        found |= {p for p in offices if reading.people[p].country not in (None, reading.people[nearest].country)}
    return frozenset(found)


def _is_another(norm: str, attribution: Attribution) -> bool:
    """«از سوی دیگر فرماندار گفت», «شهردار نیز گفت»."""
    if attribution.mention is None:
        return False
    start, end = attribution.mention
    return bool(
        _ALSO.match(norm, end) or pattern("another", after=r"\W{0,3}$").search(norm[max(0, start - 40) : start])
    )


def _is_office_of(reading: Reading, voice: Voice, only: int) -> bool:
    if voice.person == only:
        return False
    shown = voice.words or reading.people[voice.person].role if voice.person is not None else voice.words
    if shown and pattern("asker").match(reading.norm, shown[0]):
        return False
    if voice.person is None:
        return voice.words is not None and voice.how in _SPOKEN and looks_like_office(reading.norm[slice(*voice.words)])
    named, office = reading.people[only], reading.people[voice.person]
    if office.level in _TOP and office.country not in (None, "IR") and named.role and named.country is None:
        return _may_hold(named, office) and not _has_persian_name(reading, named)
    return _may_hold(named, office)


def looks_like_office(words: str) -> bool:
    """Does the phrase begin with the head of an office («مدیر ...»), though the role grammar did not take it?"""
    first = words.split(maxsplit=1)
    return bool(first) and _is_office_head(fold_key(first[0]))


@lru_cache(maxsize=4096)
def _is_office_head(first: str) -> bool:
    heads = _office_heads()
    if first in heads or first.removesuffix("ی") in heads:
        return True
    return any(first.startswith(head) for head in heads if 3 < len(head) < len(first) - 3)  # «مدیرکل», typed as one


@cache
def _office_heads() -> frozenset[str]:
    keys = (fold_key(row["phrase"]) for row in rows("roles") if row["part"] in ("head", "office"))
    return frozenset(key for key in keys if len(key) > 2)


def _may_hold(named: KnownPerson, office: KnownPerson) -> bool:
    """Can the person whose name is known hold the office nobody is named for?"""
    if office.name or (office.country and named.country and office.country != named.country):
        return False
    if office.level in _TOP and named.level is not None:
        return named.level == office.level
    return True


def _with_apposed(reading: Reading, done: list[Attribution]) -> list[Attribution]:
    """Offices of one state beside the only words that speak with an office of that state behind them.

    «رهبر نظامی کشور گفت [...]. X، فرمانده کل ارتش کشور، افزود [...]», where X was seen as no name.
    """
    holders = {v.words: c for v in _voices(done) if v.words and (c := _apposed_country(reading, v.words))}
    speaking = {v.person for v in _voices(done) if v.person is not None}
    if len({reading.norm[slice(*words)] for words in holders}) != 1 or len(speaking) != 1:
        return _neighbours(reading, done)
    words, country = next(iter(holders.items()))
    (office,) = speaking
    if reading.people[office].country != country:
        return _neighbours(reading, done)
    voice = Voice("office next to a name", None, words, country)
    return [replace(a, voice=voice) if a.voice and a.voice.person == office else a for a in done]


def _apposed_country(reading: Reading, words: tuple[int, int]) -> str | None:
    """The state of the office right behind «X،»."""
    if not reading.norm[words[1] : words[1] + 2].lstrip().startswith("،"):
        return None
    first = bisect_right(reading.actors, words[1], key=lambda a: a.start)
    near = takewhile(lambda a: a.start <= words[1] + _APPOSED, islice(reading.actors, first, None))
    return next((a.country for a in near if a.kind is ActorKind.ROLE and a.country), None)


def _neighbours(reading: Reading, done: list[Attribution]) -> list[Attribution]:
    """An office quoted right before or behind somebody of whom only the name is known is theirs."""
    listed = _listed(done)
    voices = [a.voice.person if a.voice else None for a in done]
    for office in sorted({v for v in voices if v is not None and v not in listed and not reading.people[v].name}):
        person = _neighbour(reading, voices, office)
        if person is not None:
            done = [
                _replace(a, person, "office next to a name") if a.voice and a.voice.person == office else a
                for a in done
            ]
            voices = [a.voice.person if a.voice else None for a in done]
    return done


def _neighbour(reading: Reading, voices: list[int | None], office: int) -> int | None:
    """Who speaks right behind the office and was not named before it; else who speaks right before it."""
    places = [i for i, v in enumerate(voices) if v == office]
    behind = {voices[i + 1] for i in places if i + 1 < len(voices)}
    before = {voices[i - 1] for i in places if i > 0}
    new = {n for n in behind if n is not None and n > office}
    for near in (new, behind | before):
        fitting = {n for n in near if n is not None and n != office and _without_office(reading, n, office)}
        if len(fitting) == 1:
            return fitting.pop()
    return None


def _without_office(reading: Reading, person: int, office: int) -> bool:
    named, held = reading.people[person], reading.people[office]
    if not named.name or named.role is not None or not _may_hold(named, held):
        return False
    if held.level is Level.HEAD_OF_STATE:
        return False  # too well known to need a name: whoever is quoted beside them is seldom they
    return held.level not in _STATE or held.country != "IR" or _has_persian_name(reading, named)


def _partial_names(reading: Reading, done: list[Attribution]) -> list[Attribution]:
    """A one-word name that is a word of exactly one other name in the article."""
    fuller = _fuller_names(reading)
    return [
        replace(a, voice=replace(a.voice, person=fuller[a.voice.person]))
        if a.voice and a.voice.person is not None and a.voice.person in fuller
        else a
        for a in done
    ]


def _fuller_names(reading: Reading) -> dict[int, int]:
    names = {p.index: reading.norm[slice(*p.name)].split() for p in reading.people if p.name}
    found: dict[int, int] = {}
    for index, words in names.items():
        key = fold_key("".join(words))
        long = [n for n, other in names.items() if n != index and len(key) > 2 and _is_part(key, other)]
        if len(words) <= 2 and len(long) == 1:
            found[index] = long[0]
    return found


def _is_part(key: str, name: list[str]) -> bool:
    """Is `key` some words of a longer name, or the end of one typed without its space («رضاکریمی»)?"""
    keys = [fold_key(w) for w in name]
    if len(keys) == 1:
        return len(key) > 3 and keys[0] != key and keys[0].endswith(key)
    runs = {"".join(keys[a:b]) for a in range(1, len(keys)) for b in range(a + 1, len(keys) + 1)}
    return key in runs | {"".join(keys[:b]) for b in range(2, len(keys))}  # the first word alone is nobody's surname


def _home_offices(reading: Reading, done: list[Attribution]) -> list[Attribution]:
    """«وزیر اطلاعات» with no country is the Iranian the article names often, not a foreigner it names less."""
    bare = _bare_offices(reading)
    replaced = {
        p: home
        for p in {v.person for v in _voices(done)}
        if p is not None and (home := _home_holder(reading, p, bare)) is not None
    }
    if not replaced:
        return done
    return [_at_home(reading, a, replaced, bare) for a in done]


def _at_home(reading: Reading, attribution: Attribution, replaced: dict[int, int], bare: frozenset[int]) -> Attribution:
    voice, mention = attribution.voice, attribution.mention
    if voice is None or voice.person not in replaced or voice.how == "name":
        return attribution
    if voice.how == "role" and not (mention and mention[0] in bare):
        return attribution
    return _replace(attribution, replaced[voice.person], "office at home")


def _bare_offices(reading: Reading) -> frozenset[int]:
    """Where the actors begin that are an office without a country."""
    countries = {
        line.span((r.start, r.end)): (r.country, r.relative, r.relation) for line in reading.lines for r in line.roles
    }
    return frozenset(
        a.start
        for a in reading.actors
        if a.kind is ActorKind.ROLE and a.role and not any(countries.get(a.role, ("?",)))
    )


def _home_holder(reading: Reading, foreign: int, bare: frozenset[int]) -> int | None:
    person = reading.people[foreign]
    if not person.name or person.country in (None, "IR") or person.level not in _STATE:
        return None
    actors = [reading.actors[i] for i in person.actors]
    if not any(a.start in bare for a in actors):
        return None
    named = _times_named(reading, person)
    homely = [
        p for p in reading.people if _is_home(reading, p, person.level) and _times_named(reading, p) >= max(2, named)
    ]
    return homely[0].index if len(homely) == 1 else None


def _times_named(reading: Reading, person: KnownPerson) -> int:
    return sum(reading.actors[i].name is not None for i in person.actors)


def _is_home(reading: Reading, person: KnownPerson, level: Level | None) -> bool:
    if not person.name or person.country not in (None, "IR") or person.level not in (None, level):
        return False
    return _has_persian_name(reading, person)


def _has_persian_name(reading: Reading, person: KnownPerson) -> bool:
    return bool(person.name) and is_persian([fold_key(w) for w in reading.norm[slice(*person.name or (0, 0))].split()])
