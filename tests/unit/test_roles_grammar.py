"""The role grammar: head, field or institution, country, level."""

from __future__ import annotations

import pytest

from fanews.model import Level
from fanews.models.tokens import tokenise
from fanews.parse.roles import Role, role_at


def read(words: str, bodies: dict[int, int] | None = None) -> tuple[Role, str]:
    """The role at the start of `words` and its surface."""
    tokens = tokenise(words)
    role = role_at(tokens, 0, bodies or {})
    assert role is not None, words
    return role, words[tokens[role.start].start : tokens[role.end - 1].end]


@pytest.mark.parametrize(
    ("words", "surface", "country", "level"),
    [
        ("وزیر امور خارجه جمهوری آذربایجان گفت", "وزیر امور خارجه جمهوری آذربایجان", "AZ", Level.MINISTER),
        ("رئیس جمهور فرانسه وارد شد", "رئیس جمهور فرانسه", "FR", Level.HEAD_OF_STATE),
        ("رئیس جمهوری خلق چین وارد شد", "رئیس جمهوری خلق چین", "CN", Level.HEAD_OF_STATE),
        ("رئیسجمهوری هند آمد", "رئیسجمهوری هند", "IN", Level.HEAD_OF_STATE),
        ("نخست وزیر سابق ژاپن گفت", "نخست وزیر سابق ژاپن", "JP", Level.HEAD_OF_GOVERNMENT),
        ("معاون وزیر امور خارجه روسیه گفت", "معاون وزیر امور خارجه روسیه", "RU", Level.DEPUTY_MINISTER),
        ("معاون سیاسی وزیر خارجه ایران گفت", "معاون سیاسی وزیر خارجه ایران", "IR", Level.DEPUTY_MINISTER),
        ("معاون اول رئیس جمهور کشورمان گفت", "معاون اول رئیس جمهور کشورمان", "IR", Level.MINISTER),
        ("وزیر دفاع کشور گفت", "وزیر دفاع کشور", "IR", Level.MINISTER),
        ("وزیر کشور عراق گفت", "وزیر کشور عراق", "IQ", Level.MINISTER),
        ("سفیر جدید کره جنوبی در تهران گفت", "سفیر جدید کره جنوبی در تهران", "KR", Level.ENVOY),
        ("همتای ترک خود دیدار کرد", "همتای ترک خود", "TR", Level.OTHER),
        ("رئیس جمهور این کشور گفت", "رئیس جمهور این کشور", None, Level.HEAD_OF_STATE),
    ],
)
def test_a_role_has_its_span_country_and_level(words: str, surface: str, country: str | None, level: Level) -> None:
    role, found = read(words)
    assert (found, role.country, role.level) == (surface, country, level)


def test_an_institution_found_by_the_recogniser_is_the_body_of_a_head() -> None:
    words = "رئیس سازمان بنادر عراق گفت"
    role, found = read(words, {1: 3})
    assert (found, role.country, role.body) == ("رئیس سازمان بنادر عراق", "IQ", (1, 3))


def test_a_head_in_parliament_or_in_the_forces_has_that_level() -> None:
    assert read("عضو کمیسیون انرژی مجلس گفت", {1: 4})[0].level is Level.PARLIAMENT
    assert read("رئیس ستاد ارتش گفت", {1: 3})[0].level is Level.MILITARY


def test_a_head_without_a_body_is_no_role() -> None:
    assert role_at(tokenise("رئیس گفت که می‌آید"), 0, {}) is None


def test_a_former_office_is_another_office_than_the_present_one() -> None:
    assert read("وزیر خارجه سابق هند")[0].former
    assert not read("وزیر خارجه هند")[0].former


@pytest.mark.parametrize("spelling", ["نخست‌وزیر هند", "نخست وزیر هند", "نخستوزیر هند"])
def test_a_role_reads_the_same_in_every_spelling(spelling: str) -> None:
    role, _ = read(spelling.replace("\u200c", ""))
    assert (role.key, role.country, role.level) == ("نخستوزیر", "IN", Level.HEAD_OF_GOVERNMENT)
