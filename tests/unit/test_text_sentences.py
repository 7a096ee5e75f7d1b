"""Sentences: newlines first, quotations whole, nothing lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanews.text import align
from fanews.text.sentences import split_sentences
from fanews.text.zwnj import restore_zwnj

pieces = st.lists(
    st.sampled_from(
        [
            "وی گفت",
            "بود",
            "الف",
            "م",
            "بی",
            "سی",
            "ایران",
            ".",
            "...",
            "…",
            "!",
            "؟",
            "«",
            "»",
            '"',
            "(",
            ")",
            " ",
            "\n",
            "12",
            "3",
            ":",
            "،",
            "a",
        ]
    )
).map("".join)


def sentences(text: str) -> list[str]:
    norm = align(text).norm
    return [norm[s.start : s.end] for s in split_sentences(norm)]


@given(st.text() | pieces)
def test_every_character_but_white_space_is_in_exactly_one_sentence(text: str) -> None:
    last = paragraph = 0
    for sentence in split_sentences(text):
        assert last <= sentence.start < sentence.end
        assert paragraph <= sentence.paragraph
        assert not text[last : sentence.start].strip()
        piece = text[sentence.start : sentence.end]
        assert piece == piece.strip()
        assert "\n" not in piece
        assert text[: sentence.start].count("\n") == sentence.paragraph
        last, paragraph = sentence.end, sentence.paragraph
    assert not text[last:].strip()


@pytest.mark.parametrize(
    "parts",
    [
        ["رشد 3.5 درصد بود.", "نسخه 2.10.1 آمد."],
        ["آقای ج. آ. رامین و م. نوری در بی.بی.سی گفتند.", "او رفت."],
        ["در سال 611 ه. ق. به شهر آمد.", "او رفت."],
        ["تیم ما در گروه ب.", "تیم آنان در گروه الف."],
        ["«آمدیم. دیدیم. رفتیم» و رفت.", "باز آمد."],
        ["او گفت: «آمدیم. دیدیم.»", "سپس رفت."],
        ["او گفت: «آمدیم. دیدیم. »", "سپس رفت."],
        ["او پرسید: «کجا رفتی؟»", "پدر جواب نداد."],
        ["کتاب «چرا رفتیم؟» منتشر شد.", "خوب بود."],
        ["نان، پنیر و ... را خریدند.", "رفتند"],
        ["نام او آیت ا... رامین است.", "رفت"],
        ["رفت...", "او گفت"],
        ["در سال 1403.", "وی رفت"],
        ["1. نخست این است.", "2. دوم آن است."],
        ["نشانی www.example.com است.", "رفت"],
        ["شبکه سی.ان.ان و آر.ان.ای خبر داد.", "رفت"],
        ["چه شد؟!", "هیچ."],
        ["این پیام (که دیروز آمد. خوب بود) رسید.", "رفت"],
        ["او گفت: “آمدیم. دیدیم.”", "رفت."],
        ['او گفت: "آمدیم. دیدیم."', "رفت."],
    ],
)
@pytest.mark.parametrize("glue", [" ", "\n", " \n\n"])
def test_a_text_falls_into_its_sentences(parts: list[str], glue: str) -> None:
    assert sentences(glue.join(parts)) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("سخت بود.وی افزود: خوب است", ["سخت بود.", "وی افزود: خوب است"]),
        ("سخت بود .وی افزود", ["سخت بود .", "وی افزود"]),
        ("چه شد؟وی رفت!او ماند", ["چه شد؟", "وی رفت!", "او ماند"]),
        ("او گفت: «رفتیم.»وی افزود", ["او گفت: «رفتیم.»", "وی افزود"]),
        ("تا سال 1403.وی افزود", ["تا سال 1403.", "وی افزود"]),
        ("کم شد.25 نفر آمدند", ["کم شد.", "25 نفر آمدند"]),
        ("بند 3.الف", ["بند 3.الف"]),
    ],
)
def test_sentences_glued_together_come_apart(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@pytest.mark.parametrize(
    "lost", ["او گفت: «آمد. رفت. «نام» ماند. پایان", "آمد. رفت.» «نام» ماند. پایان", 'آمد. " رفت. ماند.']
)
def test_a_lost_quotation_mark_swallows_nothing(lost: str) -> None:
    assert len(sentences(lost)) >= 3


def test_a_quotation_never_reaches_over_a_line_break() -> None:
    assert sentences("او گفت: «آمد.\nرفت. ماند.»") == ["او گفت: «آمد.", "رفت.", "ماند.»"]


def test_title_source_and_lead_stay_apart() -> None:
    assert sentences("تیتر خبر\n\nخبرگزاری نمونه\nمتن خبر") == ["تیتر خبر", "خبرگزاری نمونه", "متن خبر"]


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        ")",
        "«",
        "»",
        '"',
        "(»",
        "«)",
        "! ",
        "؟» ",
        "1. ",
        "م. ",
        "بی.",
        "... ",
        "\u064e",
        " ",
        "می ",
        " ها",
        "هب",
        "\n",
        "ﷺ",
        "«آمد؟» ",
    ],
)
def test_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    text = "الف" + piece * (200_000 // len(piece))
    start = time.process_time()
    split_sentences(align(text).norm)
    restore_zwnj(text)
    assert time.process_time() - start < 5
