"""Line breaks inside sentences."""

from __future__ import annotations

from fanews.model import Document
from fanews.parse import parse_document
from fanews.parse.layout import find_layout
from fanews.parse.reading import Reading
from fanews.text import align

WRAPPED = """\
پل تازه بندر آفتاب
گشوده شد
وزير راه كشور نمونه در آيين گشايش پل بندر آفتاب گفت: كار ساختن اين پل سه سال به
درازا كشيد و صد كارگر در آن كار كردند.
به گفته او راه آهن بندر نيز تا پايان سال آينده آماده مي شود و بارها از آن پس با
قطار به شهرهاي ديگر مي روند.
شهردار بندر آفتاب كه در اين آيين سخن مي گفت از مردم شهر خواست تا از پل به خوبي
نگهداري كنند و به آينده اميدوار باشند.
"""


def read(text: str) -> Reading:
    reading = Reading(Document("page.txt", text), align(text))
    find_layout(reading)
    return reading


def test_a_page_set_to_a_width_has_its_sentences_joined() -> None:
    lines = [line for line in read(WRAPPED).norm.split("\n") if line]
    assert len(lines) == 2 + 3
    assert lines[2].endswith("کار کردند.")


def test_a_headline_over_two_lines_is_one_title() -> None:
    assert parse_document(Document("page.txt", WRAPPED)).title.surface == "پل تازه بندر آفتاب\nگشوده شد"


def test_a_quote_goes_on_over_a_line_break_with_true_offsets() -> None:
    quotes = [quote.span for quote in parse_document(Document("page.txt", WRAPPED)).quotes]
    assert any("درازا كشيد" in span.surface for span in quotes)
    assert all(WRAPPED[span.start_char : span.end_char] == span.surface for span in quotes)


def test_paragraphs_of_one_line_stay_apart() -> None:
    text = "\n".join(
        ["پل تازه بندر آفتاب گشوده شد", *(f"بند شماره {i} " + "از این گزارش بلند است و " * 9 for i in range(5))]
    )
    assert read(text).norm.count("\n") == 5


def test_a_list_of_short_lines_stays_a_list() -> None:
    text = "\n".join(f"تیم شماره {i} دو بر یک برنده شد" for i in range(12))
    assert read(text).norm.count("\n") == 11


def test_a_hashtag_inside_a_sentence_is_joined_and_one_below_it_is_not() -> None:
    inside = "کاوه نمونه‌ای وزیر راه در\n#گفتگو\nبا خبرنگار نمونه سخن گفت."
    assert read(inside).norm == "کاوه نمونهای وزیر راه در #گفتگو با خبرنگار نمونه سخن گفت."
    assert read("کاوه نمونه‌ای وزیر راه سخن گفت.\n#بندر\n#پل").norm.count("\n") == 2


def test_a_colon_that_lost_its_word_is_joined() -> None:
    assert read("وزیر راه گفت\n: پل آماده است.").norm == "وزیر راه گفت : پل آماده است."
