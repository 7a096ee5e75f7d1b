"""What each line of a page is for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanews.model import Document
from fanews.parse.layout import find_layout
from fanews.parse.reading import BlockKind, Reading
from fanews.text import align

TITLE = "وزیر راه کشور نمونه به بندر آفتاب رفت"
LEAD = "وزیر راه کشور نمونه گفت: بندر آفتاب تا پایان سال به راه‌آهن می‌رسد و این کار به سود هر دو کشور است."
BODY = "کاوه نمونه‌ای وزیر راه افزود: کار ساختن پل‌ها از ماه آینده آغاز می‌شود و دو سال زمان می‌برد."
HEAD = f"دوشنبه 5 آذر 1403\n\n{TITLE}\n\nخبرگزاری نمونه مشاهده در مرجع\n{TITLE}"
SCRAPE = f"{HEAD}\n\n{LEAD}\n\n{LEAD}\n\n{BODY}\nانتهای پیام/"


def read(text: str, title: str | None = None) -> Reading:
    reading = Reading(Document("page.txt", text, title=title), align(text))
    find_layout(reading)
    return reading


def kinds(reading: Reading) -> list[str]:
    return [block.kind.value for block in reading.blocks]


def title_of(text: str, stated: str | None = None) -> str | None:
    reading = read(text, stated)
    return reading.words(reading.title) if reading.title else None


def words_of(reading: Reading, kind: BlockKind) -> list[str]:
    return [reading.words((b.start, b.end)).strip() for b in reading.blocks if b.kind is kind]


def test_an_aggregator_page_falls_into_its_parts() -> None:
    reading = read(SCRAPE)
    assert kinds(reading) == ["banner", "title", "source", "title", "lead", "lead", "body", "footer"]
    assert title_of(SCRAPE) == TITLE
    assert words_of(reading, BlockKind.BODY) == [BODY]
    assert words_of(reading, BlockKind.FOOTER) == ["انتهای پیام/"]


def test_a_kicker_over_an_aggregator_title_is_not_the_title() -> None:
    kicker = "وزیر راه:"
    assert title_of(SCRAPE.replace(TITLE, kicker).replace(LEAD, TITLE)) == TITLE


def test_a_lead_in_the_place_of_the_title_is_no_title() -> None:
    lead = LEAD + " " + BODY + " " + LEAD
    assert title_of(f"دوشنبه 5 آذر 1403\n\n{lead}\n\nخبرگزاری نمونه مشاهده در مرجع\n{lead}\n\n{BODY}") is None


@pytest.mark.parametrize(
    "tail", [" | Sample Online", " » نمونه امروز آنلاین", " - Sampletoday", "- اخبار راه - نمونه نیوز | Sample"]
)
def test_the_name_of_the_site_is_no_part_of_the_title(tail: str) -> None:
    assert title_of(SCRAPE.replace(TITLE, TITLE + tail)) == TITLE


@pytest.mark.parametrize(
    "title",
    [
        "وزیر راه کشور نمونه از «بندر آفتاب» دیدن کرد",
        "وزیر راه در بندر آفتاب | پل تازه گشوده شد",
        "پرواز تهران-نیوزلند آغاز شد",
        "آیا پل تازه بندر آفتاب که سال‌ها در انتظارش بودیم تا پایان سال به راه آهن می‌رسد؟",
    ],
)
def test_signs_inside_a_title_do_not_cut_it(title: str) -> None:
    assert title_of(SCRAPE.replace(TITLE, title)) == title
    assert title_of(f"{title}\n{LEAD} {LEAD}\n{BODY}") == title


def test_a_newspaper_headline_below_a_speaker_is_the_title() -> None:
    assert title_of(f"وزیر راه:\n{TITLE}\nگروه اقتصادی: {LEAD}\n{BODY}") == TITLE
    assert title_of(f"نگاه\n{TITLE}\n{LEAD}\n{BODY}") == TITLE
    assert title_of(f"برای رسیدن راه آهن به دریا\n{TITLE}\n{LEAD}\n{BODY}") == TITLE


def test_the_first_line_of_a_plain_article_is_its_title() -> None:
    assert title_of(f"{TITLE}\n{LEAD}\n{BODY}") == TITLE


def test_an_article_that_begins_with_its_first_sentence_has_no_title() -> None:
    assert title_of(f"{LEAD}\n{BODY}") is None


def test_a_channel_post_has_its_headline_above_the_first_bullet_and_its_handle_below() -> None:
    reading = read(f"{TITLE}\n🔹\n{LEAD}\n🔹\n{BODY}\n@SampleChannel\n-\nLink")
    assert reading.title and reading.words(reading.title) == TITLE
    assert words_of(reading, BlockKind.FOOTER) == ["@SampleChannel\n-\nLink"]


def test_a_channel_headline_said_twice_is_the_title_however_long() -> None:
    long = LEAD.removesuffix(".") + "؛ " + BODY
    assert title_of(f"{long}\n👈\n{long}\n🔴\n{BODY}\n@SampleChannel\nخبر نمونه") == long


def test_a_post_without_a_headline_has_none() -> None:
    assert title_of(f"{LEAD}\n{BODY}\n@\nSampleHeadline\n📡\n@SampleOnline") is None


def test_a_handle_between_two_posts_parts_them() -> None:
    reading = read(f"{LEAD}\n@\nSampleHeadline\n{BODY}\n📡\n@SampleOnline")
    assert kinds(reading) == ["body", "footer", "body", "footer"]


def test_a_stated_title_is_found_in_the_text_or_left_to_the_row() -> None:
    assert title_of(f"♦️\n{TITLE}\n{LEAD}\n{BODY}", TITLE.replace("ی", "ي")) == TITLE
    assert title_of(f"{LEAD}\n{BODY}", TITLE) is None


def test_words_that_end_pages_end_nothing_inside_a_sentence() -> None:
    last = "وزیر راه در پایان پیام خود از کارگران سپاس‌گزاری کرد."
    assert words_of(read(f"{TITLE}\n{LEAD}\n{BODY}\n{last}"), BlockKind.FOOTER) == []
    assert words_of(read(f"{TITLE}\n{LEAD}\n{BODY} انتهای پیام/ ۱۲ ن"), BlockKind.FOOTER) == ["انتهای پیام/ ۱۲ ن"]
    assert words_of(read(f"{TITLE}\n{LEAD}\n{BODY} لینک کوتاه کپی لینک"), BlockKind.FOOTER) == ["لینک کوتاه کپی لینک"]


def test_a_byline_with_a_clock_is_no_banner() -> None:
    reading = read(f"دوشنبه 5 آذر 1403 - 14:20\n{TITLE}\n{LEAD}\n{BODY}")
    assert kinds(reading)[0] == "source"


LINES = st.sampled_from(
    [TITLE, LEAD, BODY, "", "🔹", "@SampleOnline", "@", "SampleOnline", "#نمونه", "دوشنبه 5 آذر 1403", "Link", ":", "«",
     "خبرگزاری نمونه مشاهده در مرجع", "انتهای پیام/", "منبع: نمونه", "وزیر:", "\u200c", " ", "تاریخ انتشار: 5 آذر 1403"]
)  # fmt: skip


@given(st.lists(LINES, max_size=14).map("\n".join) | st.text(max_size=200), st.sampled_from([None, TITLE]))
def test_blocks_cover_any_text_in_order_and_the_title_lies_in_it(text: str, stated: str | None) -> None:
    reading = read(text, stated)
    ends = [0, *(block.end for block in reading.blocks)]
    assert [block.start for block in reading.blocks] == ends[:-1]
    assert ends[-1] == (len(reading.norm) if reading.blocks else 0)
    assert reading.blocks or not reading.norm.strip()
    assert reading.title is None or reading.words(reading.title).strip()
