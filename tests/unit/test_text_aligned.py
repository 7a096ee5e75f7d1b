"""The aligned text: offsets that never lie."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanews.text import align, fold_key
from fanews.text.characters import EXPANDED, REPLACED

PERSIAN = "ابپتسشمنیکرهويكةۀأؤئآ‌​¬­ـًَٔٓ می ها ۱٣5.،؟«»\r\n\t\u00a0\u200f\ufeffﻻﷲﺳ"
texts = (
    st.text()
    | st.text(alphabet=PERSIAN)
    | st.lists(
        st.sampled_from(
            ["می", "نمی", "رود", "کشور", "ها", "های", "ام", "خانه", "ی", "تر", " ", "  ", "\u200c", "\n", "."]
        )
    ).map("".join)
)


@given(texts)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert align(align(text).norm).norm == align(text).norm


@given(texts, st.data())
def test_every_range_comes_back_to_the_words_it_was_read_from(text: str, data: st.DataObject) -> None:
    aligned = align(text)
    assert len(aligned.origin) == len(aligned.norm) + 1
    assert list(aligned.origin) == sorted(aligned.origin)
    if not aligned.norm:
        return
    start = data.draw(st.integers(0, len(aligned.norm) - 1))
    end = data.draw(st.integers(start + 1, len(aligned.norm)))
    span = aligned.span(start, end)
    assert text[span.start_char : span.end_char] == span.surface
    assert fold_key(aligned.norm[start:end]) in fold_key(span.surface)
    assert aligned.from_original(span.start_char, span.end_char) is not None


@given(st.text(alphabet="ابپسکرهیو ۱5.،\n"), st.data())
def test_without_ligatures_the_way_back_is_exact(text: str, data: st.DataObject) -> None:
    aligned = align(text)
    if aligned.norm:
        start = data.draw(st.integers(0, len(aligned.norm) - 1))
        end = data.draw(st.integers(start + 1, len(aligned.norm)))
        assert aligned.from_original(*aligned.to_original(start, end)) == (start, end)


@given(
    st.lists(
        st.sampled_from(
            [
                "این",
                "که",
                "ای",
                "بی",
                "سی",
                "نخست",
                "وزیر",
                "آتش",
                "بس",
                "سوزی",
                "ها",
                "های",
                "می",
                "رود",
                "بین",
                "المللی",
                "برمی",
                "گردد",
                "«",
                ".",
                "\n",
            ]
        )
    ),
    st.sampled_from([" ", "\u200c", ""]),
)
def test_joining_words_once_is_joining_them_for_good(words: list[str], glue: str) -> None:
    norm = align(glue.join(words)).norm
    assert align(norm).norm == norm


@pytest.mark.parametrize("text", ["نخست{}وزیر و آتش{}بس", "بین{}المللی", "«آتش{}سوزی‌ها»", "برمی{}گردد"])
def test_compounds_read_the_same_in_every_spelling(text: str) -> None:
    assert len({align(text.replace("{}", gap)).norm for gap in ("", " ", "\u200c", "  ")}) == 1


@pytest.mark.parametrize("zwnj", ["\u200c", "\u200b", "\u00ac", "\u00ad", "\u009d", "", " "])
def test_every_spelling_of_the_zwnj_reads_the_same(zwnj: str) -> None:
    text = f"او گفت: کشور{zwnj}های همسایه نمی{zwnj}خواهند بزرگ{zwnj}ترین خانه{zwnj}ای بسازند و رفته{zwnj}اند."
    assert align(text).norm == "او گفت: کشورهای همسایه نمیخواهند بزرگترین خانهای بسازند و رفتهاند."


@pytest.mark.parametrize("text", ["در ۲۰ می 2024", "در ماه می رفت", "ترزا می گفت", "که ای مردم", "می وارد شد", "ها"])
def test_a_space_that_may_be_meant_stays(text: str) -> None:
    assert align(text).norm.count(" ") == text.count(" ")


@pytest.mark.parametrize(
    ("text", "norm"),
    [
        ("مسؤول كميتة رأى", "مسوول کمیته رای"),
        ("۱۲٣4٫۵", "1234.5"),
        ("مثلاً ســلام", "مثلا سلام"),
        ("  الف\u00a0 ب \n ج  ", "الف ب\nج"),
        ("ﺳﻼم، ﷲ", "سلام، الله"),
        ("ا\u0653ب ري\u0654يس", "آب رئیس"),
        ("\u202bتهران\u202c\ufeff", "تهران"),
        ("الف\rب\u2028ج", "الف\nب\nج"),
        ("", ""),
    ],
)
def test_letters_digits_and_spaces_have_one_form(text: str, norm: str) -> None:
    assert align(text).norm == norm


def test_a_mark_on_the_last_letter_belongs_to_the_surface() -> None:
    assert align("مثلاً گفت").span(0, 4).surface == "مثلاً"
    assert align("ا\u0653ب").span(0, 1).surface == "ا\u0653"


def test_a_range_outside_or_empty_is_refused() -> None:
    aligned = align("تهران")
    for start, end in [(0, 0), (3, 2), (-1, 2), (0, 6)]:
        with pytest.raises(ValueError, match="no such range"):
            aligned.to_original(start, end)


def test_a_range_of_which_nothing_is_left_has_no_place_in_the_normalised_text() -> None:
    aligned = align("می\u200cرود")
    assert aligned.from_original(2, 3) is None
    assert aligned.from_original(0, 6) == (0, 5)


def test_the_tables_agree_with_each_other() -> None:
    for text in (*REPLACED.values(), *EXPANDED.values()):
        assert align(f"س{text}س").norm == f"س{text}س"
