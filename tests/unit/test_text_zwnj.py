"""ZWNJs put back: only inserted, never in a protected range, spans still drawn where they belong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanews.text.zwnj import UNJOINED, ZWNJ, restore_zwnj

pieces = st.lists(
    st.sampled_from(
        [
            "می",
            "کند",
            "کتاب",
            "خانه",
            "ها",
            "های",
            "ای",
            "تر",
            "بی",
            "پایان",
            " ",
            "\u200c",
            "ـ",
            "َ",
            "ي",
            ".",
            "1",
            "\n",
        ]
    )
).map("".join)


@given(st.text() | pieces)
def test_restoring_only_inserts_zwnjs_between_joined_letters(text: str) -> None:
    restored = restore_zwnj(text)
    assert len(restored.text) == len(text) + len(restored.places)
    assert list(restored.places) == sorted(set(restored.places))
    for index, place in enumerate(restored.places):
        assert restored.text[place + index] == ZWNJ
        assert text[place - 1].isalpha()
        assert text[place].isalpha()
        assert text[place - 1] not in UNJOINED
    assert "".join(c for i, c in enumerate(restored.text) if i not in _marks(restored.places)) == text


def _marks(places: tuple[int, ...]) -> set[int]:
    return {place + index for index, place in enumerate(places)}


@given(st.text() | pieces)
def test_restoring_twice_changes_nothing(text: str) -> None:
    once = restore_zwnj(text).text
    assert restore_zwnj(once).text == once


@given(pieces, st.data())
def test_a_stored_span_is_drawn_on_the_same_words(text: str, data: st.DataObject) -> None:
    if not text:
        return
    restored = restore_zwnj(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    shown = restored.from_original(start, end)
    inside = sum(start < place < end for place in restored.places)
    assert shown[1] - shown[0] == end - start + inside
    assert restored.text[shown[0]] == text[start]
    assert restored.text[shown[1] - 1] == text[end - 1]
    assert restored.to_original(*shown) == (start, end)


@pytest.mark.parametrize(
    "word",
    [
        "کتاب|های", "برنامه|هایشان", "می|خواهند", "نمی|رسد", "می|خواهمش", "خانه|ای", "رفته|اند", "بزرگ|تر", "سال|هاست",
        "آتش|بس", "بی|پایان", "شفاف|سازی|ها", "نخست|وزیر", "گفته|ام", "برنامه|ریزی|های", "ربات|های", "عدالت|خواهی",
    ],
)  # fmt: skip
def test_a_word_gets_its_zwnjs_back(word: str) -> None:
    assert restore_zwnj(word.replace("|", "")).text == word.replace("|", ZWNJ)


@pytest.mark.parametrize(
    "word",
    [
        "تنها",
        "بها",
        "میدان",
        "میز",
        "میدانی",
        "میهن",
        "دختر",
        "برتر",
        "کشورهای",
        "مادر",
        "بهتر",
        "میلاد",
        "شهرها",
        "انتها",
        "صدای",
        "آنها",
    ],
)
def test_a_word_that_wants_no_zwnj_stays_whole(word: str) -> None:
    assert restore_zwnj(word).text == word


def test_zwnjs_that_are_there_stay_the_only_ones() -> None:
    text = "کتاب\u200cهای تازه می\u200cخوانم"
    assert restore_zwnj(text).places == ()


def test_nothing_goes_into_a_protected_name() -> None:
    text = "آقای کتابهای گفت کتابهای"
    restored = restore_zwnj(text, protected=[(5, 12)])
    assert restored.text == "آقای کتابهای گفت کتاب\u200cهای"


def test_letters_stay_as_they_were_typed() -> None:
    assert restore_zwnj("كتابهاي").text == "كتاب\u200cهاي"
