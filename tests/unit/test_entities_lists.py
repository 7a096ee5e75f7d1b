"""Names that stand in lists: papers of a press review, firms in quotation marks, houses."""

from __future__ import annotations

import pytest

from fanews.model import Document, EntityType
from fanews.models.tokens import tokenise
from fanews.parse import parse_document
from fanews.parse.entities import read_line


def names(text: str, kind: EntityType) -> list[str]:
    article = parse_document(Document("list.txt", text))
    return [m.span.surface for m in article.mentions if m.type is kind]


REVIEW = """مروری بر روزنامه‌های امروز
کیهان: بندرها آماده شدند
جوان: سال نو، راه نو
شرق: انتظار به پایان رسید
بندر امروز: قیمت ماهی بالا رفت
ایران: آغاز یک راه
"""


def test_papers_of_a_press_review_are_institutions_however_everyday_their_names() -> None:
    assert names(REVIEW, EntityType.ORGANISATION) == ["کیهان", "جوان", "شرق", "بندر امروز", "ایران"]


def test_an_agency_that_asks_its_guest_again_and_again_makes_no_press_review() -> None:
    asked = "".join(f"فارس: پرسش {n} چیست؟\nمهرگان: پاسخ {n} این است.\n" for n in ("یک", "دو", "سه", "چهار"))
    assert "مهرگان" not in names(asked, EntityType.ORGANISATION)


@pytest.mark.parametrize(
    ("sentence", "firms"),
    [
        ("شرکت‌های «نسترن بار» و «دلتا رهام» تحریم شدند.", ["نسترن بار", "دلتا رهام"]),
        (
            'نام شرکت های مجاز برای واردات شامل " نسترن بار " ، " دلتا رهام " و " کاوه پرداز " است.',
            ["نسترن بار", "دلتا رهام", "کاوه پرداز"],
        ),
    ],
)
def test_firms_in_quotation_marks_are_institutions(sentence: str, firms: list[str]) -> None:
    assert names(sentence, EntityType.ORGANISATION) == firms


@pytest.mark.parametrize("paper", ["اعتماد", "«اعتماد»", '"اعتماد"'])
def test_whose_report_it_is_is_an_outlet_however_everyday_its_name(paper: str) -> None:
    assert names(f"به گزارش {paper}، بندر سرودشت باز شد.", EntityType.ORGANISATION) == ["اعتماد"]


def test_a_headline_from_somebody_elses_lips_begins_with_the_paper() -> None:
    quoted = REVIEW + "اعتماد از قول وزیر راه: جاده‌ها آماده‌اند\n"
    assert names(quoted, EntityType.ORGANISATION)[-1] == "اعتماد"


@pytest.mark.parametrize("words", ["آذربایجان شرقی و غربی", "اروپای مرکزی و غربی"])
def test_a_side_alone_is_no_place(words: str) -> None:
    assert "غربی" not in names(f"باران در {words} بارید.", EntityType.PLACE)


@pytest.mark.parametrize("outlet", ["آکسیوس", "سی‌ان‌ان", "گاردین"])
def test_an_outlet_is_no_person(outlet: str) -> None:
    text = f"{outlet} نوشت که وزیر راه به سرودشت می‌رود. {outlet} مدعی شد او شنبه می‌رسد."
    assert names(text, EntityType.PERSON) == []
    assert names(text, EntityType.ORGANISATION) == [outlet, outlet]


def test_what_is_no_list_of_firms_is_none() -> None:
    told = "شرکت‌های کشور می‌گویند با «نسترن بار» و «دلتا رهام» کار نکرده‌اند."
    assert "دلتا رهام" not in names(told, EntityType.ORGANISATION)


def test_a_house_is_nobody() -> None:
    assert names("مردم از آل بهمن پرسیدند. خاندان کریمی پاسخ نداد.", EntityType.PERSON) == []


def test_the_name_of_a_place_begins_behind_its_quotation_mark() -> None:
    assert "«سرودشت" not in names("در منطقه «سرودشت» باران بارید.", EntityType.PLACE)


def test_a_capital_taken_for_an_institution_is_a_place() -> None:
    line = read_line(tokenise("معاون وزیر به رم رفت"), ["O", "O", "O", "B-ORG", "O"])
    assert list(line.places) == [(3, 4)]
    assert line.institutions == []
