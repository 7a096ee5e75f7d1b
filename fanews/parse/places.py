"""Where a phrase lies: states, capitals, cities, regions and nationality words, by the lexicons.

Owns what the words of a place or nationality mean on their own. Whether a doubtful word («مالی»,
«دوشنبه») is a place in its sentence is decided by `fanews.parse.entities`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from fanews.lexicon import rows
from fanews.models.phrases import PhraseBook
from fanews.models.tokens import Token, tokenise
from fanews.text import align


class PlaceKind(StrEnum):
    """What sort of place, or a nationality word. SEAT: a building that stands for its state («کرملین»)."""

    COUNTRY = "country"
    CAPITAL = "capital"
    CITY = "city"
    PROVINCE = "province"
    REGION = "region"
    SEAT = "seat"
    NATIONALITY = "nationality"
    OURS = "ours"  # «کشورمان»


@dataclass(frozen=True, slots=True)
class Place:
    """What one phrase stands for. `country` is ISO 3166-1 alpha-2 (XK, EU, UN too), None for a region of many."""

    kind: PlaceKind
    country: str | None
    doubtful: bool = False


# States that are institutions, not places, as entities.
NOT_PLACES = frozenset({"EU", "UN"})


@cache
def place_book() -> PhraseBook[Place]:
    """Every known place name; for a name of two kinds the state beats the capital beats the city."""
    book: PhraseBook[Place] = PhraseBook({})
    for row in rows("places"):
        book.add(row["name"], Place(PlaceKind(row["kind"]), row["iso"] or None, bool(row["in_context"])))
    for name, kind in (("capitals", PlaceKind.CAPITAL), ("countries", PlaceKind.COUNTRY)):
        for row in rows(name):
            doubtful = row["in_context"].split("|")
            for phrase in (row["name"], *filter(None, row["aliases"].split("|"))):
                book.add(phrase, Place(kind, row["iso"], phrase in doubtful))
    return book


@cache
def nationality_book() -> PhraseBook[Place]:
    """Nationality adjectives and their plurals («افغان», «افغان‌ها», «آمریکایی‌ها»)."""
    book: PhraseBook[Place] = PhraseBook({})
    for row in rows("demonyms"):
        doubtful = row["in_context"].split("|")
        for form in row["forms"].split("|"):
            place = Place(PlaceKind.NATIONALITY, row["iso"], form in doubtful)
            for ending in ("", "ها", "های", "ان", "‌ای"):
                book.add(form + ending, place)
    for ours in ("کشورمان", "میهنمان"):
        book.add(ours, Place(PlaceKind.OURS, "IR"))
    return book


def place_at(tokens: Sequence[Token], index: int) -> tuple[int, Place] | None:
    """(end, place) of the longest place name that begins at token `index`."""
    return place_book().longest(tokens, index)


def nationality_at(tokens: Sequence[Token], index: int) -> tuple[int, Place] | None:
    """(end, place) of the nationality word, or «کشورمان», at token `index`."""
    return nationality_book().longest(tokens, index)


def country_of(words: str) -> str | None:
    """The country that `words` as a whole name: a state, its capital, a city, a nationality, «کشورمان».

    >>> country_of("جمهوری آذربایجان"), country_of("مسکو"), country_of("ترک"), country_of("کشورمان")
    ('AZ', 'RU', 'TR', 'IR')
    """
    place = place_named(words)
    return place.country if place else None


def place_named(words: str) -> Place | None:
    """What `words` as a whole stand for, or None.

    >>> place_named("کرملین").kind.value
    'seat'
    """
    return place_book().get_phrase(words) or nationality_book().get_phrase(words)


def countries_in(words: str) -> list[str]:
    """The countries named anywhere in `words`, in order, each once.

    >>> countries_in("وزیر خارجه ایران و همتای عراقی او در باکو")
    ['IR', 'IQ', 'AZ']
    """
    tokens = tokenise(align(words).norm)
    found: list[str] = []
    index = 0
    while index < len(tokens):
        hit = place_at(tokens, index) or nationality_at(tokens, index)
        if hit and hit[1].country and not hit[1].doubtful and hit[1].country not in found:
            found.append(hit[1].country)
        index = hit[0] if hit else index + 1
    return found
