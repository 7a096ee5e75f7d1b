"""Keys and patterns: one for every spelling a reader takes for the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanews.text import align, fold_key, phrase_pattern

letters = st.text(alphabet="ابپسکرهیويكئأةۀ۱٢3 \u200c\u00ad\u064e\u0640«».،\n")


@given(letters)
def test_a_key_is_its_own_key_and_holds_letters_and_digits_only(text: str) -> None:
    key = fold_key(text)
    assert fold_key(key) == key
    assert key == "" or key.isalnum()


@given(letters)
def test_normalising_never_changes_a_key(text: str) -> None:
    assert fold_key(align(text).norm) == fold_key(text)


@pytest.mark.parametrize("gap", ["", " ", "\u200c"])
@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("خاطرنشان کرد", "وی خاطرنشان کرد که"),
        ("بین‌الملل", "روابط بین{}الملل است"),
        ("می‌گوید", "او می{}گوید"),
        ("نخست‌وزیر", "نخست{}وزیر آمد"),
        ("رئیس‌جمهور", "رييس{}جمهور آمد"),
        ("تأکید کرد", "او تاكيد كرد"),
        ("مسؤول", "مسوول آمد"),
        ("به گزارش (نمونه)", "به گزارش (نمونه)"),
    ],
)
def test_a_phrase_is_found_however_it_is_spelt(phrase: str, text: str, gap: str) -> None:
    pattern = phrase_pattern([phrase]).replace(r"\)(?!\w)", r"\)")
    assert re.search(pattern, align(text.replace("{}", gap)).norm)


def test_a_phrase_is_a_whole_word() -> None:
    assert not re.search(phrase_pattern(["گفت"]), align("گفتار ناگفت").norm)


def test_the_longest_phrase_wins() -> None:
    match = re.search(phrase_pattern(["وزیر", "وزیر خارجه"]), align("وزیر خارجه گفت").norm)
    assert match is not None
    assert match[0] == "وزیر خارجه"
