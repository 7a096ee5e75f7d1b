"""Places: states, capitals, cities and nationality words by the lexicons."""

from __future__ import annotations

import pytest

from fanews.lexicon import rows
from fanews.parse.places import PlaceKind, countries_in, country_of, place_named


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("ایران", "IR"),
        ("جمهوری اسلامی ایران", "IR"),
        ("کشورمان", "IR"),
        ("جمهوری آذربایجان", "AZ"),
        ("آذربایجان شرقی", "IR"),
        ("کره‌جنوبی", "KR"),
        ("كره شمالي", "KP"),
        ("رژیم صهیونیستی", "IL"),
        ("کرملین", "RU"),
        ("عشق‌آباد", "TM"),
        ("افغان‌ها", "AF"),
        ("ترک", "TR"),
        ("کتاب", None),
    ],
)
def test_the_country_of_a_phrase_is_known(words: str, country: str | None) -> None:
    assert country_of(words) == country


@pytest.mark.parametrize("spelling", ["پیونگ‌یانگ", "پیونگ یانگ", "پیونگیانگ"])
def test_a_place_is_known_with_its_zwnj_kept_lost_or_typed_as_a_space(spelling: str) -> None:
    place = place_named(spelling)
    assert place is not None
    assert (place.kind, place.country) == (PlaceKind.CAPITAL, "KP")


def test_words_that_are_also_everyday_words_are_marked_doubtful() -> None:
    for word in ("مالی", "دوشنبه", "رم", "امان", "چک", "قطر"):
        place = place_named(word)
        assert place is not None
        assert place.doubtful, word


def test_countries_of_a_sentence_come_in_order_and_once() -> None:
    assert countries_in("سفیر هند در پکن با سفیر هند در توکیو گفت‌وگو کرد") == ["IN", "CN", "JP"]


def test_every_country_has_a_two_letter_code_and_one_row() -> None:
    codes = [row["iso"] for row in rows("countries")]
    assert len(codes) == len(set(codes))
    assert all(len(code) == 2 and code.isupper() for code in codes)


def test_capitals_demonyms_and_places_name_known_countries() -> None:
    known = {row["iso"] for row in rows("countries")} | {""}
    for name in ("capitals", "demonyms", "places", "organisations"):
        assert {row["iso"] for row in rows(name)} <= known, name


@pytest.mark.parametrize(
    "name", ["countries", "capitals", "demonyms", "places", "organisations", "roles", "titles", "actors"]
)
def test_every_row_of_a_lexicon_of_language_has_an_example(name: str) -> None:
    assert [row for row in rows(name) if not row["example"].strip()] == []
