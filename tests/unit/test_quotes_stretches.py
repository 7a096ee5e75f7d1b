"""Which words of a text are somebody's: cues, kinds, and the ends of a quote."""

from __future__ import annotations

import pytest

from fanews.lexicon import rows
from fanews.model import Document, Quote, QuoteKind
from fanews.parse import parse_document


def quotes_of(text: str) -> tuple[Quote, ...]:
    return parse_document(Document("test", text)).quotes


def words_of(text: str) -> list[str]:
    return [q.span.surface for q in quotes_of(text)]


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("رضا کریمی گفت: راه روستا باز است.", "راه روستا باز است", QuoteKind.DIRECT),
        ("رضا کریمی گفت که راه روستا باز است.", "راه روستا باز است", QuoteKind.INDIRECT),
        ("رضا کریمی گفت: «راه روستا باز است.»", "راه روستا باز است", QuoteKind.DIRECT),
        ("رضا کریمی گفت که «راه روستا باز است.»", "راه روستا باز است", QuoteKind.DIRECT),
        ("رضا کریمی گفت راه روستا باز است.", "راه روستا باز است", QuoteKind.INDIRECT),
        ("رضا کریمی گفت، راه روستا باز است.", "راه روستا باز است", QuoteKind.DIRECT),
        ("رضا کریمی در پیامی نوشت: راه روستا باز است.", "راه روستا باز است", QuoteKind.DIRECT),
        ("به گفته رضا کریمی، راه روستا باز است.", "راه روستا باز است", QuoteKind.INDIRECT),
        ("به گفته وی راه روستا باز است.", "راه روستا باز است", QuoteKind.INDIRECT),
        ("رضا کریمی خاطر نشان ساخت: راه روستا باز است.", "راه روستا باز است", QuoteKind.DIRECT),
        ("رضا کریمی می‌گوید: راه روستا باز است.", "راه روستا باز است", QuoteKind.DIRECT),
        ("رضا کریمی ابراز امیدواری کرد که راه روستا باز شود.", "راه روستا باز شود", QuoteKind.INDIRECT),
        ("آن‌طور که رضا کریمی گفته، راه روستا باز است.", "راه روستا باز است", QuoteKind.INDIRECT),
    ],
)
def test_a_cue_and_what_follows_it_make_a_quote(text: str, words: str, kind: QuoteKind) -> None:
    found = quotes_of(text)
    assert [(q.span.surface, q.kind) for q in found] == [(words, kind)]


def test_a_quotation_may_stand_before_its_cue() -> None:
    assert words_of("«راه روستا امروز باز می‌شود»، رضا کریمی گفت.") == ["راه روستا امروز باز می‌شود"]


def test_the_main_verb_ends_the_clause_of_with_the_statement_that() -> None:
    text = "رضا کریمی با بیان این‌که راه روستا باز است، افزود: پل هم باز می‌شود."
    assert words_of(text) == ["راه روستا باز است", "پل هم باز می‌شود"]


def test_a_second_verb_of_the_same_subject_begins_a_second_quote() -> None:
    assert words_of("رضا کریمی گفت که راه روستا باز است و افزود که پل بسته می‌ماند.") == [
        "راه روستا باز است",
        "پل بسته می‌ماند",
    ]


def test_a_quote_inside_a_quote_is_not_a_quote_of_its_own() -> None:
    text = "رضا کریمی گفت: پدرم می‌گفت که این راه باز می‌ماند."
    assert words_of(text) == ["پدرم می‌گفت که این راه باز می‌ماند"]


def test_the_speaker_goes_on_in_the_first_person() -> None:
    text = "رضا کریمی گفت: راه روستا باز است. ما پل را هم می‌سازیم."
    assert words_of(text) == ["راه روستا باز است. ما پل را هم می‌سازیم"]


def test_the_reporter_goes_on_in_the_past() -> None:
    text = "رضا کریمی گفت: راه روستا باز است. این مراسم دیروز در شهر برگزار شد."
    assert words_of(text) == ["راه روستا باز است"]


def test_a_full_stop_without_a_space_ends_the_sentence() -> None:
    text = "رضا کریمی گفت: راه روستا باز است.وی افزود: پل بسته است."
    assert words_of(text) == ["راه روستا باز است", "پل بسته است"]


def test_an_abbreviation_with_points_does_not_end_the_sentence() -> None:
    assert words_of("رضا کریمی به بی.بی.سی گفت: راه روستا باز است.") == ["راه روستا باز است"]


def test_guillemets_run_on_over_paragraphs_until_they_close() -> None:
    text = "رضا کریمی گفت: «راه روستا باز است.\nپل هم ساخته شد.\nباران نیامد.»\nمراسم پایان یافت."
    assert words_of(text) == ["راه روستا باز است", "پل هم ساخته شد", "باران نیامد"]
    assert [q.cue is None for q in quotes_of(text)] == [False, True, True]


def test_a_headline_names_its_speaker_before_a_colon() -> None:
    text = "رضا کریمی: راه روستا باز شد\nرضا کریمی در نشست دیروز گفت: راه روستا باز شد."
    assert words_of(text) == ["راه روستا باز شد", "راه روستا باز شد"]
    assert quotes_of(text)[0].cue is None


def test_bulleted_paragraphs_carry_on_the_words_of_a_named_speaker() -> None:
    text = "رضا کریمی:\n🔹\nراه روستا باز است و باید باز بماند.\n🔹\nپل را هم می‌سازیم.\n@nemuneh_channel"
    assert words_of(text) == ["راه روستا باز است و باید باز بماند", "پل را هم می‌سازیم"]


def test_an_agency_and_a_colon_are_a_dateline_and_no_speaker() -> None:
    assert words_of("ایسنا: نمایشگاه کتاب دیروز در شهر آغاز شد.") == []


def test_a_list_with_its_label_is_nobodys_words() -> None:
    assert words_of("نتایج به شرح زیر است:\nتیم نخست سه امتیاز گرفت.") == []


@pytest.mark.parametrize(
    "text",
    [
        "رضا کریمی بر توسعه راه‌ها تأکید کرد.",
        "رضا کریمی از باز شدن راه روستا خبر داد.",
        "رضا کریمی درگذشت استاد را تسلیت گفت و رفت.",
        "کتاب «راه روستا» نوشته رضا کریمی چاپ شد.",
        "رضا کریمی با خبرنگاران گفت‌وگو کرد.",
        "می‌توان گفت که راه روستا باز است.",
    ],
)
def test_a_report_without_a_clause_is_no_quote(text: str) -> None:
    assert words_of(text) == []


def test_the_same_words_without_a_cue_are_a_quote_at_every_place() -> None:
    text = "راه روستای بالا تا فردا باز می‌شود\nرضا کریمی گفت: راه روستای بالا تا فردا باز می‌شود."
    found = quotes_of(text)
    assert [q.span.surface for q in found] == ["راه روستای بالا تا فردا باز می‌شود"] * 2
    assert found[0].rule == "repeat"


@pytest.mark.parametrize("row", rows("cues"), ids=lambda row: f"{row['words']}-{row['verb']}")
def test_every_verb_of_the_lexicon_is_a_cue_in_its_own_example(row: dict[str, str]) -> None:
    from fanews.parse.quotes.cues import find_cues
    from fanews.text import align

    assert find_cues(align(row["example"]).norm)


@pytest.mark.parametrize("row", rows("cue_phrases"), ids=lambda row: row["phrase"])
def test_every_phrase_of_the_lexicon_is_a_cue_in_its_own_example(row: dict[str, str]) -> None:
    from fanews.parse.quotes.cues import find_cues
    from fanews.text import align

    assert row["kind"] in {c.type for c in find_cues(align(row["example"]).norm)}


def test_every_role_of_the_word_list_is_explained_and_used() -> None:
    from importlib.resources import files

    text = files("fanews.lexicon").joinpath("cue_words.tsv").read_text("utf-8")
    explained = {line[2:].split(":")[0] for line in text.splitlines() if line.startswith("# ") and ":" in line}
    code = "".join(f.read_text("utf-8") for f in files("fanews.parse.quotes").iterdir() if f.name.endswith(".py"))
    used = {row["role"] for row in rows("cue_words")}
    assert used <= explained
    assert [role for role in used if f'"{role}"' not in code] == []


@pytest.mark.parametrize("name", ["cues", "cue_verbs", "cue_phrases", "cue_words", "quote_rules"])
def test_every_row_of_the_word_lists_has_an_example(name: str) -> None:
    assert [row for row in rows(name) if not row["example"]] == []


def test_bullets_below_a_label_are_the_speakers_though_one_begins_with_another_person() -> None:
    text = "خبر تازه شهر\nرضا کریمی:\n🔹 راه روستا باز است.\n🔹 وزیر راه هنوز پولی نداده است.\n🔹 ما پل را می‌سازیم."
    assert words_of(text) == ["راه روستا باز است", "وزیر راه هنوز پولی نداده است", "ما پل را می‌سازیم"]


def test_a_source_phrase_speaks_for_its_own_sentence_alone() -> None:
    text = "به گفته شهرداری، راه روستا بسته می‌ماند.\nاین راه برای مردم روستا مهم است."
    assert words_of(text) == ["راه روستا بسته می‌ماند"]


def test_a_note_in_brackets_behind_the_speech_is_not_the_speakers() -> None:
    assert words_of("رضا کریمی گفت: راه روستا باز است. [ما که ندیدیم!]") == ["راه روستا باز است"]


def test_a_relative_clause_behind_an_object_is_nobodys_words() -> None:
    assert words_of("رضا کریمی موضوع پل را مطرح کرد که با استقبال مردم روبه‌رو شده است.") == []


def test_a_right_hand_mark_may_open_a_quotation() -> None:
    assert words_of("رضا کریمی گفت:” راه روستا باز است.” مردم خوشحال شدند.") == ["راه روستا باز است"]
