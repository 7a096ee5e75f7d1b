"""Where a name begins and ends, and what only reads like one; the recogniser's tags are given."""

from __future__ import annotations

import pytest

from fanews.model import Document, EntityType
from fanews.models.tokens import tokenise
from fanews.parse import parse_document
from fanews.parse.entities import read_line
from fanews.parse.line import Line, Range
from fanews.text import align


def read(text: str, *tagged: tuple[str, str]) -> Line:
    """The line that `text` becomes when the recogniser finds each of `tagged` (words, type)."""
    tokens = tokenise(align(text).norm)
    tags = ["O"] * len(tokens)
    for words, kind in tagged:
        keys = [t.key for t in tokenise(align(words).norm)]
        start = next(i for i in range(len(tokens)) if [t.key for t in tokens[i : i + len(keys)]] == keys)
        tags[start : start + len(keys)] = [f"B-{kind}", *[f"I-{kind}"] * (len(keys) - 1)]
    return read_line(tokens, tags)


def surfaces(text: str, line: Line, spans: list[Range]) -> list[str]:
    return [align(text).span(*line.span(span)).surface for span in spans]


def people(text: str, *tagged: tuple[str, str]) -> list[str]:
    line = read(text, *tagged)
    return surfaces(text, line, line.people)


def institutions(text: str, *tagged: tuple[str, str]) -> list[str]:
    line = read(text, *tagged)
    return surfaces(text, line, line.institutions)


def places(text: str, *tagged: tuple[str, str]) -> list[str]:
    line = read(text, *tagged)
    return surfaces(text, line, sorted(line.places))


@pytest.mark.parametrize(
    ("text", "tagged", "name"),
    [
        ("سخنان حضرت زینب (س) را خواندند", "زینب", "حضرت زینب (س)"),
        ("سخنان حضرت زینب را خواندند", "حضرت زینب", "حضرت زینب"),
        ("زائران امام رضا (ع) رسیدند", "امام رضا (ع", "امام رضا (ع)"),
        ("زائران امام حسین علیه‌السلام رسیدند", "حسین", "امام حسین علیه‌السلام"),
        ("نامه علی بن ابیطالب (ع) را خواندند", "علی بن ابیطالب", "علی بن ابیطالب (ع)"),
    ],
)
def test_who_has_a_first_name_alone_is_named_with_what_honours_it(text: str, tagged: str, name: str) -> None:
    assert people(text, (tagged, "PER")) == [name]


@pytest.mark.parametrize("text", ["امام رضا نمونه‌ای آمد", "امام جمعه رضا نمونه‌ای آمد", "رضا نمونه‌ای (ره) آمد"])
def test_a_title_is_no_part_of_a_full_name(text: str) -> None:
    assert people(text, ("رضا نمونه‌ای", "PER")) == ["رضا نمونه‌ای"]


@pytest.mark.parametrize("name", ["بهرام خوش‌منش", "بهرام خوش منش", "بهرام خوشمنش"])
def test_a_surname_keeps_its_ending_however_it_is_written(name: str) -> None:
    assert people(f"{name} گفت", (" ".join(name.split()[:2]), "PER")) == [name]


@pytest.mark.parametrize(
    ("text", "tagged"),
    [
        ("علی القاعده باید رفت", "علی القاعده"),
        ("علی‌القاعده باید رفت", "علی‌القاعده"),
        ("در روز عاشورای حسینی آمدند", "حسینی"),
        ("در راه اسلام ناب محمدی بودند", "محمدی"),
    ],
)
def test_what_only_reads_like_a_name_is_nobody_and_no_institution(text: str, tagged: str) -> None:
    line = read(text, (tagged, "PER"))
    assert (line.people, line.institutions) == ([], [])


def test_a_creed_is_not_spread_over_the_article() -> None:
    text = "کاوه حسینی گفت.\nدر روز عاشورای حسینی باران بارید."
    article = parse_document(Document("creed.txt", text))
    assert [m.span.surface for m in article.mentions if m.type is EntityType.PERSON] == ["کاوه حسینی"]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("نیروهای لشکر ۱۲ آمدند", ["لشکر ۱۲"]),
        ("نیروهای تیپ ۷۱ لشکر ۱۲ آمدند", ["تیپ ۷۱ لشکر ۱۲"]),
        ("خودروی تیپ ۲ گران شد", []),
        ("سه لشکر آمدند", []),
    ],
)
def test_military_units_are_known_by_their_number(text: str, units: list[str]) -> None:
    assert institutions(text) == units


def test_police_alone_is_no_institution_and_a_named_branch_is() -> None:
    assert institutions("پلیس به پلیس آگاهی خبر داد") == ["پلیس آگاهی"]


def test_an_outlet_does_not_take_the_state_that_follows() -> None:
    assert institutions("به گزارش ایرنا عراق پاسخ داد", ("ایرنا", "ORG")) == ["ایرنا"]
    assert institutions("ارتش عراق پاسخ داد", ("ارتش", "ORG")) == ["ارتش عراق"]


@pytest.mark.parametrize("mark", ["''", "«»", '""'])
def test_a_name_keeps_both_its_quotation_marks(mark: str) -> None:
    name = f"شرکت {mark[0]} نسترن بار {mark[1]}"
    assert institutions(f"گفت {name} بسته شد", (name, "ORG")) == [name]


@pytest.mark.parametrize(
    ("text", "tagged", "found"),
    [
        ("به زندان سرودشت رفت", "سرودشت", ["زندان سرودشت"]),
        ("به زندان عراق رفت", "عراق", ["عراق"]),
        ("به شهرستان سرودشت رفت", "سرودشت", ["شهرستان سرودشت"]),
        ("به شهر سرودشت رفت", "شهر سرودشت", ["سرودشت"]),
        ("در جاده سرودشت - نیک‌بندر ماند", "جاده سرودشت - نیک‌بندر", ["جاده سرودشت - نیک‌بندر"]),
        ("در سرودشت - نیک‌بندر ماند", "سرودشت - نیک‌بندر", ["سرودشت", "نیک‌بندر"]),
        ("در تالار دانش و فن سرودشت گفت", "تالار دانش و فن سرودشت", ["تالار دانش و فن سرودشت"]),
        ("در تالار دانشگاه آزاد اسلامی گفت", "تالار دانشگاه آزاد اسلامی", ["تالار دانشگاه آزاد اسلامی"]),
        ("در سرودشت و تهران گفت", "سرودشت و تهران", ["سرودشت", "تهران"]),
    ],
)
def test_where_a_place_begins_and_ends(text: str, tagged: str, found: list[str]) -> None:
    assert places(text, (tagged, "LOC")) == found


@pytest.mark.parametrize("text", ["کرم برای چین و چروک صورت", "شکار کبک آزاد نیست", "دزدیدن کابل برق"])
def test_everyday_words_are_no_places(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(
    ("text", "tagged", "teams"),
    [
        ("فولاد سرودشت یک ملوان نیک‌بندر صفر", "فولاد سرودشت یک ملوان نیک‌بندر", ["فولاد سرودشت", "ملوان نیک‌بندر"]),
        ("فولاد سرودشت ۳ ملوان ۱", "فولاد سرودشت ۳ ملوان", ["فولاد سرودشت", "ملوان"]),
        ("به گزارش شبکه یک سیما در سرودشت", "شبکه یک سیما", ["شبکه یک سیما"]),
    ],
)
def test_the_teams_of_a_result_are_two(text: str, tagged: str, teams: list[str]) -> None:
    assert institutions(text, (tagged, "ORG")) == teams
