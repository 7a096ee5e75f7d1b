"""Speakers of one article who are one person, though no sentence says so.

Owns two habits of news prose: an office in the lead whose holder's name comes with the next quote, and the rest of a
surname («Rezayi» for «Ali Rezayi Manesh»). It joins voices after everything else was tried; where two people fit,
nobody is joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from fanews.lexicon import rows
from fanews.model import Level
from fanews.parse.quotes.voices import Attribution, Voice
from fanews.parse.reading import KnownPerson, Reading
from fanews.text import fold_key

_TOP = frozenset({Level.HEAD_OF_STATE, Level.HEAD_OF_GOVERNMENT, Level.MINISTER})


def cast(reading: Reading, done: Sequence[Attribution]) -> list[Attribution]:
    """The attributions in the order of the text, with voices joined."""
    joined = _partial_names(reading, list(done))
    named = {v.person for v in _voices(joined) if v.person is not None and reading.people[v.person].name}
    if len(named) == 1:
        (only,) = named
        return [_replace(a, only, "only speaker") if _is_office_of(reading, a, only) else a for a in joined]
    return _neighbours(reading, joined)


def _voices(done: Sequence[Attribution]) -> list[Voice]:
    return [a.voice for a in done if a.voice]


def _replace(attribution: Attribution, person: int, how: str) -> Attribution:
    return replace(attribution, voice=Voice(how, person))


def _is_office_of(reading: Reading, attribution: Attribution, only: int) -> bool:
    voice = attribution.voice
    if voice is None or voice.person == only:
        return False
    if voice.person is None:
        return voice.words is not None and voice.how == "words" and looks_like_office(reading.norm[slice(*voice.words)])
    return _may_hold(reading.people[only], reading.people[voice.person])


def looks_like_office(words: str) -> bool:
    """Does the phrase begin with the head of an office («مدیر ...»), though the role grammar did not take it?"""
    first = fold_key(words.split()[0]) if words.split() else ""
    return any(len(head) > 2 and first in (head, head + "ی") for head in _office_heads())


@cache
def _office_heads() -> frozenset[str]:
    return frozenset(fold_key(row["phrase"]) for row in rows("roles") if row["part"] in ("head", "office"))


def _may_hold(named: KnownPerson, office: KnownPerson) -> bool:
    """Can the person whose name is known hold the office nobody is named for?"""
    if office.name or (office.country and named.country and office.country != named.country):
        return False
    if office.level in _TOP and named.level is not None:
        return named.level == office.level
    return True


def _neighbours(reading: Reading, done: list[Attribution]) -> list[Attribution]:
    """An office quoted right before or behind somebody of whom only the name is known is theirs."""
    voices = [a.voice.person if a.voice else None for a in done]
    for office in sorted({v for v in voices if v is not None and not reading.people[v].name}):
        near = [voices[j] for i, v in enumerate(voices) if v == office for j in (i + 1, i - 1) if 0 <= j < len(voices)]
        fitting = {n for n in near if n is not None and n != office and _without_office(reading, n, office)}
        if len(fitting) == 1:
            (person,) = fitting
            done = [_replace(a, person, "office next to a name") if a.voice and a.voice.person == office else a for a in done]
            voices = [a.voice.person if a.voice else None for a in done]
    return done


def _without_office(reading: Reading, person: int, office: int) -> bool:
    named = reading.people[person]
    return bool(named.name) and named.role is None and _may_hold(named, reading.people[office])


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
        long = [n for n, other in names.items() if n != index and len(other) > 1 and len(key) > 2 and key in _parts(other)]
        if len(words) <= 2 and len(long) == 1:
            found[index] = long[0]
    return found


def _parts(words: list[str]) -> set[str]:
    """Runs of words of a name, folded; the first word alone is nobody's surname."""
    keys = [fold_key(w) for w in words]
    return {"".join(keys[a:b]) for a in range(1, len(keys)) for b in range(a + 1, len(keys) + 1)} | {"".join(keys[:b]) for b in range(2, len(keys))}
