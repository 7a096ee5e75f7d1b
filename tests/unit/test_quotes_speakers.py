"""Who a quote belongs to, over one article."""

from __future__ import annotations

import pytest

from fanews.lexicon import rows
from fanews.model import Document, Quote
from fanews.parse import parse_document


def quotes_of(text: str) -> tuple[Quote, ...]:
    return parse_document(Document("test", text)).quotes


def speakers_of(text: str) -> list[str | None]:
    return [q.speaker for q in quotes_of(text)]


def test_a_surname_and_a_pronoun_are_the_full_name() -> None:
    text = "رضا کریمی رئیس بانک مرکزی گفت: نرخ ثابت است.\nکریمی افزود: وام ارزان می‌شود.\nوی گفت: بانک باز است."
    assert speakers_of(text) == ["رضا کریمی"] * 3


def test_the_mention_is_the_words_at_the_cue() -> None:
    (quote,) = quotes_of("رضا کریمی رئیس بانک مرکزی در نشست خبری گفت: نرخ ثابت است.")
    assert quote.mention is not None
    assert quote.mention.surface.startswith("رضا کریمی")
    assert quote.speaker_role is not None
    assert "رئیس بانک مرکزی" in quote.speaker_role


def test_a_quote_points_at_its_person() -> None:
    article = parse_document(Document("test", "رضا کریمی رئیس بانک مرکزی گفت: نرخ ثابت است."))
    (quote,) = article.quotes
    assert quote.person is not None
    assert article.people[quote.person].name == quote.speaker


def test_a_claim_that_an_outlet_cites_from_somebody_is_theirs() -> None:
    text = (
        "👈\nادعای روزنامه آوای کارون به نقل از یک مقام آگاه: پل بندر آفتاب تا پایان تابستان گشوده می‌شود.\nعکس: بایگانی"
    )
    (quote,) = quotes_of(text)
    assert quote.mention is not None
    assert quote.mention.surface == "یک مقام آگاه"


def test_an_office_in_the_lead_is_the_one_speaker_who_is_named() -> None:
    text = "مدیر روابط عمومی شرکت نمونه گفت: کارخانه باز است.\nرضا کریمی در گفت‌وگو با ما افزود: تولید بیشتر می‌شود."
    assert speakers_of(text) == ["رضا کریمی", "رضا کریمی"]


def test_an_agencys_dateline_is_not_the_speaker() -> None:
    assert speakers_of("به گزارش خبرگزاری فارس، رضا کریمی گفت: راه باز است.") == ["رضا کریمی"]
    assert speakers_of("تهران - ایرنا - رضا کریمی گفت: راه باز است.") == ["رضا کریمی"]


def test_whoever_an_outlet_cites_is_the_speaker() -> None:
    text = "روزنامه نمونه به نقل از رضا کریمی نوشت: راه باز است."
    assert speakers_of(text) == ["رضا کریمی"]


def test_a_second_verb_keeps_the_speaker_of_the_first() -> None:
    found = quotes_of("رضا کریمی گفت که راه باز است و افزود که پل بسته می‌ماند.")
    assert [q.speaker for q in found] == ["رضا کریمی", "رضا کریمی"]
    assert found[1].rule == "same sentence"


def test_a_pronoun_is_the_one_the_reporter_spoke_of_last() -> None:
    text = "رضا کریمی گفت: راه باز است.\nمریم احمدی نیز در این نشست از پل تازه دیدن کرد. وی گفت: پل آماده است."
    assert speakers_of(text) == ["رضا کریمی", "مریم احمدی"]


def test_an_unnamed_source_is_the_speaker() -> None:
    assert speakers_of("یک منبع آگاه گفت که راه باز است.") == ["یک منبع آگاه"]


def test_the_questioner_is_not_taken_for_the_one_named_speaker() -> None:
    text = "خبرنگار: «آیا راه روستا باز است؟»\nرضا کریمی: «بله، راه روستا باز است.»"
    assert speakers_of(text) == ["خبرنگار", "رضا کریمی"]


def test_offices_of_two_states_are_two_people() -> None:
    text = (
        "کریمی: راه باز است\nرئیس‌جمهور ایران گفت: راه باز است.\n"
        "رئیس‌جمهور ایران افزود: پل هم باز است.\nوزیر خارجه روسیه گفت: مرز بسته است."
    )
    assert speakers_of(text)[-1] == "وزیر خارجه روسیه"


def test_a_carried_paragraph_has_the_speaker_and_no_cue() -> None:
    text = "رضا کریمی گفت: «راه باز است.\nپل هم باز است.»"
    found = quotes_of(text)
    assert [(q.speaker, q.cue is None, q.rule) for q in found] == [
        ("رضا کریمی", False, "name"),
        ("رضا کریمی", True, "carried"),
    ]


def test_every_attribution_has_a_rule_and_its_confidence() -> None:
    for quote in quotes_of("رضا کریمی گفت: راه باز است.\nوی افزود: پل بسته است."):
        assert quote.rule
        assert 0 < quote.confidence <= 1


@pytest.mark.parametrize("row", rows("quote_rules"), ids=lambda row: row["rule"])
def test_no_rule_was_right_more_often_than_it_was_used(row: dict[str, str]) -> None:
    assert 0 <= int(row["right"]) <= int(row["of"])
    assert row["example"]


def test_a_number_is_nobody() -> None:
    assert "یک" not in speakers_of("در شهر؛ یک روز پیش از سفر گفت که راه باز است.")


def test_a_claim_is_the_sources_and_not_the_outlets_it_was_told() -> None:
    text = "خبر تازه شهر\nادعای منبع نزدیک به شهرداری به «روزنامه نمونه»:\n🔹 راه روستا باز است."
    assert speakers_of(text) == ["منبع نزدیک به شهرداری"]


def test_a_title_no_list_of_names_holds_does_not_hide_the_speaker() -> None:
    assert speakers_of("پرزیدنت کریمی: راه روستا باز است.") == ["کریمی"]


def test_an_outlet_that_reports_whoever_speaks_is_not_the_speaker() -> None:
    text = "به گزارش شبکه خبری نمونه، شهردار تهران تأکید کرد که راه باز است."
    assert speakers_of(text) == ["شهردار تهران"]


def test_a_name_behind_whilst_thanking_is_not_the_speaker() -> None:
    text = "رضا کریمی صبح امروز ضمن تبریک سالروز ولادت حضرت علی گفت: راه باز است."
    assert speakers_of(text) == ["رضا کریمی"]


def test_a_people_is_not_the_person_whose_name_ends_in_its_country() -> None:
    text = "رضا کریمی گفت: راه باز است.\nنجیب ایران هم آمد.\nملت بزرگوار ایران گفت: پل هم باز است."
    assert "نجیب ایران" not in speakers_of(text)
