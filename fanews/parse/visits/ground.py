"""Places a journey can lead to, and the states an article names.

Owns what counts as a place for the visit rules. It reads mentions and the place lexicon; it finds no names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fanews.model import EntityType
from fanews.parse.places import Place as Named
from fanews.parse.places import PlaceKind, place_named
from fanews.parse.reading import ActorKind, Reading
from fanews.parse.visits.grammar import seats
from fanews.parse.visits.ranges import Index
from fanews.text import fold_key, phrase_pattern


@dataclass(frozen=True, slots=True)
class Place:
    """A place that can be travelled to. `city` is its range when it is a city."""

    start: int
    end: int
    country: str
    city: tuple[int, int] | None


# A place inside one of these belongs to a name or an office, not to a journey.
_NAMING = (ActorKind.PERSON, ActorKind.ROLE, ActorKind.GROUP, ActorKind.INSTITUTION)
_CITIES = (PlaceKind.CITY, PlaceKind.CAPITAL)
_PROVINCES = ("استان ", "ایالت ", "ولایت ")


def places_of(reading: Reading) -> list[Place]:
    """Every place of the article that the rules may take for a destination, in text order."""
    inside = Index(a for a in reading.actors if a.kind in _NAMING)
    surnames = _surnames(reading)
    found = []
    for m in reading.mentions:
        if m.type is not EntityType.PLACE or fold_key(reading.norm[m.start : m.end]) in surnames:
            continue
        if any((a.start, a.end) != (m.start, m.end) for a in inside.touching(m.start, m.end)):
            continue
        start, named = _named_within(reading.norm, m.start, m.end)
        country = named and (m.country or named.country)
        if named is None or not country or named.kind is PlaceKind.REGION:
            continue
        is_city = named.kind in _CITIES
        found.append(Place(start, m.end, country, (start, m.end) if is_city else None))
    found += _seats(reading, found)
    return sorted(found + _unmarked(reading, found), key=lambda p: p.start)


def _named_within(norm: str, start: int, end: int) -> tuple[int, Named | None]:
    """The place of a mention and where it starts: of «میدان شهدای مشهد», the city at its end.

    Of «استان نمونه یمن» it is the state, wherever in it the province lies.
    """
    named = place_named(norm[start:end])
    if named is None and (last := norm.rfind(" ", start, end) + 1) > start:
        behind, province = place_named(norm[last:end]), norm.startswith(_PROVINCES, start)
        if behind and behind.country and (province or not behind.doubtful):
            if behind.kind in _CITIES:
                return last, behind
            if behind.kind is PlaceKind.COUNTRY and province:
                return start, behind
    return start, named


def _surnames(reading: Reading) -> set[str]:
    """The last words of the names in the article: «کامرون» is nobody's goal where it is somebody's name."""
    return {fold_key(reading.norm[slice(*p.name)].split()[-1]) for p in reading.people if p.name}


_LINK = re.compile(r"(?<!\w)(?:به|در|از|وارد|راهی|عازم|رهسپار|مقصد|ترک|میزبان|کشور|پایتخت|سوی)\s+(?=\w)")
_WORDS = re.compile(r"\w+(?: \w+){0,3}")


def _unmarked(reading: Reading, places: list[Place]) -> list[Place]:
    """Plain names of states and cities right behind a word that governs a place, which the recogniser passed over."""
    known, surnames = Index(places), _surnames(reading)
    named = Index(a for a in reading.actors if a.kind in _NAMING)
    found = []
    for link in _LINK.finditer(reading.norm):
        hit = _named_at(reading.norm, link.end(), link.group())
        if hit is None or fold_key(reading.norm[link.end() : hit[0]]) in surnames:
            continue
        span = link.end(), hit[0]
        if not any(known.touching(*span)) and not any(named.touching(*span)):
            found.append(Place(*span, hit[1].country or "", span if hit[1].kind in _CITIES else None))
    return found


_TRAVEL = re.compile(r"\s*(?:پایتخت|سفر|عزیمت|رفت|خواهد رفت|می ?رود|می ?روند)")


def _named_at(norm: str, start: int, link: str) -> tuple[int, Named] | None:
    """(end, place) of the longest place name of up to four words at `start`.

    A name that is also an everyday word («دوشنبه») counts only where one travels there.
    """
    match = _WORDS.match(norm, start)
    text = match.group() if match else ""
    while text:
        named = place_named(text)
        if named and named.country and named.kind in (PlaceKind.COUNTRY, *_CITIES):
            sure = not named.doubtful or link.strip() in ("عازم", "راهی", "رهسپار", "وارد", "مقصد")
            if sure or (link.strip() == "به" and _TRAVEL.match(norm, start + len(text))):
                return start + len(text), named
        text = text.rpartition(" ")[0]
    return None


def _seats(reading: Reading, places: list[Place]) -> list[Place]:
    """Buildings that stand for a state, which the recogniser may take for institutions."""
    taken = {p.start for p in places}
    found = []
    for row, pattern in seats():
        for match in pattern.finditer(reading.norm):
            if match.start() not in taken:
                taken.add(match.start())
                found.append(Place(match.start(), match.end(), row["iso"], None))
    return found


def states_of(reading: Reading) -> list[tuple[int, str]]:
    """Where a state is named or meant (a place, or an actor that acts for one), in text order."""
    named = [(m.start, m.country) for m in reading.mentions if m.type is EntityType.PLACE and m.country]
    return sorted(named + [(a.start, a.country) for a in reading.actors if a.country])


# «این کشور»: the state spoken of; «کشورمان»: the reader's.
THIS_COUNTRY = re.compile(phrase_pattern(["این کشور", "آن کشور", "این شهر"]))
OWN_COUNTRY = re.compile(phrase_pattern(["کشورش", "کشور خود", "کشور متبوعش", "کشور متبوع خود"]))
OUR_COUNTRY = re.compile(phrase_pattern(["کشورمان", "کشور ما", "میهن‌مان"]))
