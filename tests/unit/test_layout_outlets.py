"""Who reports and whom they cite."""

from __future__ import annotations

import pytest

from fanews.model import Document
from fanews.parse.layout import find_layout
from fanews.parse.outlets import find_outlets
from fanews.parse.reading import Reading
from fanews.text import align

TITLE = "وزیر راه کشور نمونه به بندر آفتاب رفت"
REST = "وزیر راه کشور نمونه از بندر آفتاب دیدن کرد و درباره ساختن پل سخن گفت."


def outlets(text: str, agency: str | None = None) -> tuple[str | None, str | None]:
    reading = Reading(Document("page.txt", text, agency=agency), align(text))
    find_layout(reading)
    find_outlets(reading)
    return reading.agency, reading.via


@pytest.mark.parametrize(
    ("body", "agency", "via"),
    [
        (f"به گزارش خبرگزاری نمونه، {REST}", "خبرگزاری نمونه", None),
        (f"به گزارش خبرنگار اقتصادی ایرنا از بندر آفتاب، {REST}", "ایرنا", None),
        (f"ایسنا: {REST}", "ایسنا", None),
        (f"تهران - ایرنا - {REST}", "ایرنا", None),
        (f"ایسنا/تهران {REST}", "ایسنا", None),
        (f"بيروت _ ايرنا: {REST}", "ايرنا", None),
        (f"به گزارش ایسنا به نقل از رویترز، {REST}", "ایسنا", "رویترز"),
        (f"به گزارش ایسنا به نقل از روابط عمومی اداره بندرها، {REST}", "ایسنا", "روابط عمومی اداره بندرها"),
        (
            f"واحد مركزي خبر: {REST} به گزارش خبرگزاري فرانسه از بندر آفتاب پل زيبا است.",
            "واحد مركزي خبر",
            "خبرگزاري فرانسه",
        ),
        (f"کاوه نمونه‌ای در گفت‌وگو با خبرنگار فارس گفت: {REST}", "فارس", None),
        (f"{REST} وزیر به شبکه فاکس نیوز گفت: راه باز است.", None, None),
        (f"{REST} مردم از گزارش روز استقبال کردند.", None, None),
    ],
)
def test_the_outlet_and_whom_it_cites_are_read_from_the_body(body: str, agency: str | None, via: str | None) -> None:
    assert outlets(f"{TITLE}\n{body}") == (agency, via)


def test_the_source_line_of_an_aggregator_is_the_agency_and_the_report_below_is_cited() -> None:
    text = f"دوشنبه 5 آذر 1403\n\n{TITLE}\n\nروزنامه نمونه مشاهده در مرجع\n{TITLE}\n\nبه گزارش ایرنا، {REST}\n"
    assert outlets(text) == ("روزنامه نمونه", "ایرنا")


def test_two_names_of_one_agency_are_not_agency_and_source() -> None:
    text = f"دوشنبه 5 آذر 1403\n\n{TITLE}\n\nایرنا مشاهده در مرجع\n{TITLE}\n\nبه گزارش خبرگزاری جمهوری اسلامی، {REST}\n"
    assert outlets(text) == ("خبرگزاری جمهوری اسلامی", None)


def test_a_month_is_told_from_an_agency_by_its_full_name() -> None:
    text = f"دوشنبه 5 آذر 1403\n\n{TITLE}\n\nمهر مشاهده در مرجع\n{TITLE}\n\nبه گزارش خبرگزاری مهر، {REST}\n"
    assert outlets(text)[0] == "خبرگزاری مهر"


def test_the_last_handle_of_a_post_is_its_agency() -> None:
    assert outlets(f"{TITLE}\n🔹\n{REST}\n@\nSampleHeadline\n📡\n@SampleOnline")[0] == "SampleOnline"
    assert outlets(f"{TITLE}\n🔹\n{REST}\n@\nSampleOnline")[0] == "SampleOnline"


def test_what_the_row_states_beats_what_the_text_suggests() -> None:
    assert outlets(f"{TITLE}\nبه گزارش ایسنا، {REST}", agency="نمونه نیوز") == ("نمونه نیوز", "ایسنا")


def test_a_source_without_a_name_is_not_cited() -> None:
    assert outlets(f"{TITLE}\nبه گزارش ایسنا به نقل از یک منبع آگاه، {REST}") == ("ایسنا", None)


@pytest.mark.parametrize("joint", ["\u200c", "", " "])
def test_names_are_found_however_their_parts_are_joined(joint: str) -> None:
    agency, _ = outlets(f"{TITLE}\nبه گزارش خبر{joint}آنلاین، {REST}")
    assert agency == f"خبر{joint}آنلاین"
