"""The publication day: by evidence, never by a banner or a guess; contradictions are kept with their words."""

from __future__ import annotations

import datetime as dt

import pytest

from fanews.model import Document, EvidenceKind
from fanews.parse.dated import add_date_mentions
from fanews.parse.layout import find_layout
from fanews.parse.published import find_published
from fanews.parse.reading import Reading
from fanews.text import align

# The day after a banner's Monday is a Tuesday: 5 Azar 1403 is Monday, 25 November 2024.
BANNER = "دوشنبه 5 آذر 1403\n\nدیدار وزیران در باکو\n\nخبرگزاری نمونه مشاهده در مرجع\nدیدار وزیران در باکو\n\n"
BODY = "وزیر راه کشور با همتای خود دیدار کرد و درباره راه‌آهن گفتگو کردند."


def parse(text: str, **stated: object) -> Reading:
    reading = Reading(Document("نمونه.txt", text, **stated), align(text))  # type: ignore[arg-type]
    find_layout(reading)
    find_published(reading)
    add_date_mentions(reading)
    return reading


def codes(article: Reading) -> list[str]:
    return [conflict.code for conflict in article.conflicts]


def kinds(article: Reading) -> list[tuple[EvidenceKind, bool]]:
    return [(evidence.kind, evidence.chosen) for evidence in article.published_evidence]


def test_a_banner_is_never_the_publication_day() -> None:
    article = parse(BANNER + BODY)
    assert article.published is None
    assert [(e.kind, e.day, e.chosen) for e in article.published_evidence] == [
        (EvidenceKind.BANNER, dt.date(2024, 11, 25), False)
    ]


def test_a_today_that_contradicts_the_banner_is_a_conflict_with_both_spans() -> None:
    article = parse(BANNER + "وزیر راه امروز (سه‌شنبه) با همتای خود دیدار کرد.")
    (conflict,) = article.conflicts
    assert conflict.code == "weekday_contradicts_banner"
    assert [span.surface for span in conflict.spans] == ["امروز (سه‌شنبه)", "دوشنبه 5 آذر 1403"]
    assert article.published is None
    assert [m.first_day for m in article.mentions] == [dt.date(2024, 11, 25), None]


def test_a_today_that_agrees_with_the_banner_is_still_no_publication_day() -> None:
    article = parse(BANNER + "وزیر راه امروز (دوشنبه) با همتای خود دیدار کرد.")
    assert (article.published, codes(article)) == (None, [])


@pytest.mark.parametrize(
    "line",
    [
        "تاریخ انتشار: 12 تیر 1399",
        "تاریخ انتشار : پنجشنبه 12 تیر 1399 - 07:50",
        "12 تیر 1399, 07:50 / کد خبر: 7301",
        "پنجشنبه 12 تیر 1399 - 14:30",
        "07:50 - 1399/04/12",
        "گروه اقتصادی، ۱۲ تیر ۱۳۹۹، ۰۷:۵۰",
        "22:29 02.07.2020 (بروز رسانی شده: 22:31 03.07.2020)",
    ],
)
def test_a_byline_states_the_day(line: str) -> None:
    article = parse(f"{BANNER}{line}\n{BODY}")
    assert article.published == dt.date(2020, 7, 2)
    assert (EvidenceKind.BYLINE, True) in kinds(article)


@pytest.mark.parametrize(
    "line",
    [
        "این نشست روز 12 تیر 1399 ساعت 17:30 برگزار می‌شود.",
        "سه شنبه, ۲۷ مهر, ۱۴۰۰ / 19 October, 2021",
        "نامه مورخ 1399/4/12 رسید.",
        "آخرین به‌روزرسانی: 12 تیر 1399 - 07:50",
    ],
)
def test_a_date_in_the_text_or_at_the_top_of_a_site_is_no_byline(line: str) -> None:
    assert parse(f"{BANNER}{line}\n{BODY}").published is None


def test_bylines_of_many_articles_settle_no_day() -> None:
    article = parse(BANNER + "سیاسی، ۱۷ تیر ۱۴۰۰، ۱۷:۴۹ خبر یک اقتصادی، ۸ تیر ۱۴۰۰، ۱۴:۳۴ خبر دو " + BODY)
    assert article.published is None
    assert codes(article) == ["bylines_disagree"]


def test_a_byline_after_the_visit_to_the_page_is_a_conflict() -> None:
    article = parse(f"{BANNER}تاریخ انتشار: 12 دی 1403\n{BODY}")
    assert article.published is None
    assert codes(article) == ["published_after_banner"]


def test_a_today_whose_date_is_complete_states_the_day() -> None:
    article = parse(BANNER + "وزیر راه امروز (یکشنبه) ۲۰ تیرماه ۱۴۰۰ با همتای خود دیدار کرد.")
    assert article.published == dt.date(2021, 7, 11)
    assert kinds(article)[0] == (EvidenceKind.TEXT, True)


def test_a_yesterday_whose_date_is_complete_states_the_day_after() -> None:
    assert parse(BANNER + "وزیر راه دیروز، ۲۰ تیر ۱۴۰۰، دیدار کرد.").published == dt.date(2021, 7, 12)


def test_weekday_day_and_month_pin_the_one_year_in_which_both_calendars_agree() -> None:
    text = "وزیر راه صبح امروز چهارشنبه 15 بهمن (3 فوریه) وارد شهر شد."
    assert parse(BANNER + text).published == dt.date(2021, 2, 3)


def test_weekday_day_and_month_that_fit_several_years_settle_none() -> None:
    assert parse(BANNER + "وزیر راه امروز (شنبه، ۹ اسفند) دیدار کرد.").published is None


def test_a_today_in_a_quotation_says_nothing_of_the_page() -> None:
    assert parse(BANNER + "او نوشت: «امروز ۲۰ تیر ۱۴۰۰ روز خوبی است».").published is None


def test_the_row_beats_the_text_and_the_contradiction_is_kept() -> None:
    article = parse("وزیر راه امروز (سه‌شنبه) دیدار کرد.", published=dt.date(2024, 11, 25))
    assert article.published == dt.date(2024, 11, 25)
    assert codes(article) == ["weekday_contradicts_date"]
    (today,) = article.mentions
    assert today.first_day is None


def test_a_weekday_that_contradicts_a_byline_leaves_no_day() -> None:
    article = parse("وزیر راه امروز (سه‌شنبه) دیدار کرد.\nتاریخ انتشار: 5 آذر 1403\n" + BODY)
    assert article.published is None
    assert codes(article) == ["weekday_contradicts_date"]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/news/1403/09/05/a-title",
        "https://example.com/2024/11/25/a-title",
        "https://example.com/news/14030905000123/title",
    ],
)
def test_the_address_states_the_day(url: str) -> None:
    article = parse(BODY, url=url)
    assert (article.published, kinds(article)) == (dt.date(2024, 11, 25), [(EvidenceKind.URL, True)])


@pytest.mark.parametrize("url", ["https://example.com/news/140399990001", "https://example.com/1403/19/45/x", "/2024/"])
def test_an_address_without_a_day_states_none(url: str) -> None:
    assert parse(BODY, url=url).published is None


def test_page_metadata_beats_the_address() -> None:
    stated = {"published": dt.date(2024, 11, 24), "published_kind": EvidenceKind.METADATA}
    article = parse(BODY, url="https://example.com/2024/11/25/x", **stated)
    assert article.published == dt.date(2024, 11, 24)
    assert codes(article) == ["url_contradicts_metadata"]


def test_dates_of_the_text_are_mentions_reckoned_from_the_publication_day() -> None:
    article = parse("وزیر راه دیروز به باکو رفت.", published=dt.date(2024, 11, 25))
    (mention,) = article.mentions
    assert (article.words((mention.start, mention.end)), mention.first_day, mention.grain) == (
        "دیروز",
        dt.date(2024, 11, 24),
        "day",
    )
