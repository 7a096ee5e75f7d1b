"""Finite verbs: tense, polarity and person, however the form is spelt."""

from __future__ import annotations

import pytest

from fanews.parse.visits.verbs import Tense, find_verbs
from fanews.text import align


def verbs(text: str) -> list[tuple[str, Tense, bool, bool]]:
    norm = align(text).norm
    return [(v.lemma, v.tense, v.negative, v.first_person) for v in find_verbs(norm, 0, len(norm))]


@pytest.mark.parametrize(
    ("form", "lemma", "tense"),
    [
        ("سفر کرد", "کرد", Tense.PAST),
        ("سفر کرده است", "کرد", Tense.PERFECT),
        ("سفر کرده‌اند", "کرد", Tense.PERFECT),
        ("سفر کرده بودند", "کرد", Tense.PLUPERFECT),
        ("سفر می‌کند", "کرد", Tense.PRESENT),
        ("سفر خواهند کرد", "کرد", Tense.FUTURE),
        ("سفر کند", "کرد", Tense.SUBJUNCTIVE),
        ("برود", "رفت", Tense.SUBJUNCTIVE),
        ("بیاید", "آمد", Tense.SUBJUNCTIVE),
        ("سفری دارد", "داشت", Tense.PRESENT),
        ("نیستند", "بود", Tense.PRESENT),
    ],
)
def test_a_form_gives_its_stem_and_tense(form: str, lemma: str, tense: Tense) -> None:
    assert verbs(form)[-1][:2] == (lemma, tense)


@pytest.mark.parametrize("form", ["سفر نکرد", "نرفته است", "نمی‌رود", "نخواهد رفت", "سفر نکرده بود", "نیست", "نداریم"])
def test_a_negated_form_is_negative(form: str) -> None:
    assert verbs(form)[-1][2]


@pytest.mark.parametrize("form", ["سفر می‌کنم", "رفته‌ام", "خواهیم رفت", "دعوت کردیم", "بوده‌ام"])
def test_the_first_person_is_known(form: str) -> None:
    assert verbs(form)[-1][3]


@pytest.mark.parametrize("joint", ["\u200c", "", " "])
def test_a_form_reads_the_same_however_its_parts_are_joined(joint: str) -> None:
    assert verbs(f"او به آنکارا می{joint}رود") == verbs("او به آنکارا می‌رود")
    assert verbs(f"آنها سفر کرده{joint}اند") == verbs("آنها سفر کرده‌اند")


@pytest.mark.parametrize("text", ["به گفته مقامات", "این روند تازه", "در نشست سران", "طرح تازه تاسیس شده شرکت"])
def test_a_noun_that_looks_like_a_verb_ends_no_clause(text: str) -> None:
    assert verbs(text) == []
