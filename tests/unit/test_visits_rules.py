"""Visits in sentences: who travels, where to, and what became of it. The people and journeys are made up."""

from __future__ import annotations

import time

import pytest

from fanews.model import Document, Visit, VisitPurpose, VisitStatus
from fanews.parse import parse_document


def visits(text: str) -> tuple[Visit, ...]:
    return parse_document(Document("made-up", text)).visits


def only(text: str) -> Visit:
    found = visits(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("وزیر دفاع اردن امروز وارد تهران شد.", VisitStatus.ONGOING),
        ("وزیر دفاع اردن که به تهران سفر کرده است، از موزه دیدن کرد.", VisitStatus.ONGOING),
        ("وزیر دفاع اردن عازم تهران شد.", VisitStatus.ONGOING),
        ("وزیر دفاع اردن هفته آینده به تهران سفر خواهد کرد.", VisitStatus.PLANNED),
        ("وزیر دفاع اردن قرار است به تهران سفر کند.", VisitStatus.PLANNED),
        ("سفر وزیر دفاع اردن به تهران هفته آینده انجام می‌شود.", VisitStatus.PLANNED),
        ("وزیر دفاع اردن سال گذشته به تهران سفر کرده بود.", VisitStatus.COMPLETED),
        ("وزیر دفاع اردن پس از پایان سفر خود به تهران سخن گفت.", VisitStatus.COMPLETED),
        ("سفر وزیر دفاع اردن به تهران لغو شد.", VisitStatus.CANCELLED),
        ("سفر وزیر دفاع اردن به تهران لغو نشده است.", VisitStatus.PLANNED),
        ("سفر وزیر دفاع اردن به تهران به تعویق افتاد.", VisitStatus.POSTPONED),
        ("خبر سفر وزیر دفاع اردن به تهران صحت ندارد.", VisitStatus.DENIED),
        ("وزیر دفاع اردن به تهران سفر نکرده است.", VisitStatus.DENIED),
        ("رئیس جمهور از وزیر دفاع اردن دعوت کرد به تهران سفر کند.", VisitStatus.INVITED),
        ("وزیر دفاع اردن دیروز سفر خود را به تهران آغاز کرده بود.", VisitStatus.COMPLETED),
        ("وزیر دفاع اردن امروز سفر سه روزه خود به تهران را آغاز کرد.", VisitStatus.ONGOING),
        ("وزیر دفاع اردن در میانه جنگ مخفیانه به تهران سفر کرد.", VisitStatus.COMPLETED),
        ("وزیر دفاع اردن گفت: سال‌ها با هم سخن گفتیم و من به تهران رفتم.", VisitStatus.COMPLETED),
        ("سفر وزیر دفاع اردن به تهران\n\nاو در جریان این سفر با همتای خود دیدار خواهد کرد.", VisitStatus.PLANNED),
        ("پیمان در حضور وزیر دفاع اردن در تهران امضا خواهد شد.", VisitStatus.PLANNED),
        ("خبر از عدم امکان سفر وزیر دفاع اردن به تهران حکایت دارد.", VisitStatus.CANCELLED),
        ("وزیر دفاع اردن پس از لغو مجوز فروش نفت به تهران سفر کرد.", VisitStatus.ONGOING),
    ],
)
def test_the_words_settle_what_became_of_a_journey(text: str, status: VisitStatus) -> None:
    visit = only(text)
    assert (visit.visitor_country, visit.host_country, visit.status) == ("JO", "IR", status)


@pytest.mark.parametrize(
    ("text", "journeys"),
    [
        ("وزیر خارجه ایران به کشورهای اردن و سوریه سفر می‌کند.", {("IR", "JO"), ("IR", "SY")}),
        ("وزیر خارجه اردن دمشق را به مقصد بیروت ترک کرد.", {("JO", "SY"), ("JO", "LB")}),
        ("وزیر خارجه اردن در مسکو با وزیر خارجه روسیه دیدار کرد.", {("JO", "RU")}),
        ("رئیس مجلس شورای اسلامی در دیدار وزیر دفاع اردن سخن گفت.", {("JO", "IR")}),
        ("رئیس جمهور فرستاده ویژه ترکیه را به حضور پذیرفت.", {("TR", "IR")}),
        ("قطر هفته گذشته میزبان وزیر خارجه اردن بود.", {("JO", "QA")}),
        ("یک هیئت پارلمانی از لبنان وارد تهران شد.", {("LB", "IR")}),
        ("رئیس مجلس گفت: با سفر وزیر دفاع اردن به ایران روابط توسعه می‌یابد.", {("JO", "IR")}),
        ("وزیر خارجه روسیه به دوشنبه سفر کرد.", {("RU", "TJ")}),
        ("وزیر خارجه روسیه به استان بصره عراق سفر کرد.", {("RU", "IQ")}),
        ("وزیر خارجه روسیه به استان نجف سفر کرد.", {("RU", "IQ")}),
        ("نخستین سفر وزیر دفاع اردن در روز 8 مهر به تهران انجام شد.", {("JO", "IR")}),
        ("سه تن از نمایندگان پارلمان لبنان راهی تهران شدند.", {("LB", "IR")}),
        ("هیات بلندپایه شورای ملی عراق راهی ایران شد.", {("IQ", "IR")}),
        ("وزیر دفاع اردن در سفر هند از همکاری سخن گفت.", {("JO", "IN")}),
        (
            "نمایندگان سازمان بهداشت جهانی از مصر، اردن و لبنان بازدید خواهند کرد.",
            {("UN", c) for c in ("EG", "JO", "LB")},
        ),
        ("پس از نشست ناتو در ترکیه، وزیر دفاع اردن این کشور را ترک کرد.", {("JO", "TR")}),
        ("در جریان سفر وزیر دفاع اردن به آنکارا، دمشق به بغداد هشدار داد.", {("JO", "TR")}),
        ("وزیر خارجه ایران با وزیر دفاع اردن، وزیر خارجه عراق و شماری دیگر در بغداد دیدار کرد.", {("IR", "IQ")}),
        (
            "سخنگوی وزارت خارجه اردن با اشاره به دیدار وزیر خارجه روسیه و وزیر خارجه عراق در مسکو سخن گفت.",
            {("IQ", "RU")},
        ),
        ("وزیر صنایع، معادن و تجارت ترکیه به تهران سفر کرد.", {("TR", "IR")}),
    ],
)
def test_visitor_and_host_are_found_in_either_direction(text: str, journeys: set[tuple[str, str]]) -> None:
    assert {(v.visitor_country, v.host_country) for v in visits(text)} == journeys


@pytest.mark.parametrize(
    "text",
    [
        "رئیس مجلس شورای اسلامی در گفت‌وگوی تلفنی با وزیر دفاع اردن سخن گفت.",
        "سفیر اردن در تهران با وزیر نیرو دیدار کرد.",
        "رئیس جمهور در سفر به آذربایجان غربی از یک کارخانه بازدید کرد.",
        "رئیس جمهور در سفر به استان فارس از یک کارخانه بازدید کرد.",
        "سرمربی تیم ملی اردن وارد تهران شد.",
        "زائران عراقی که به ایران سفر کرده‌اند در مشهد ماندند.",
        "سفر به عراق برای گردشگران خطرناک است.",
        "سفرهای متقابل مقامات دو کشور ادامه دارد.",
        "وزیر خارجه روسیه گفت نشست به دوشنبه موکول شد.",
        "تیم ملی فوتبال عازم قطر شد.",
        "ناو هواپیمابر عازم آمریکا شد.",
        "وزیر نیرو راهی مشهد شد.",
        "وزیر دفاع اردن گفت: ما به عراق رفتیم و آنان را شکست دادیم.",
        "سوریه به لبنان نخواهد رفت و به وزیر دفاع اردن هم گفته است.",
        "یکی از نزدیکان وزیر دفاع اردن در دوحه به سر می‌برد.",
    ],
)
def test_what_is_no_visit_gives_none(text: str) -> None:
    assert visits(text) == ()


def test_the_speaker_of_a_quoted_clause_is_not_the_visitor() -> None:
    visit = only("وزیر خارجه ایران گفت: وزیر دفاع اردن به تهران سفر می‌کند.")
    assert visit.visitor == "وزیر دفاع اردن"


def test_mentions_in_headline_lead_and_body_are_one_visit() -> None:
    text = "سفر وزیر دفاع اردن به تهران\n\nوزیر دفاع اردن امروز وارد تهران شد.\n\nوزیر دفاع اردن در این سفر سخن می‌گوید."
    assert only(text).status is VisitStatus.ONGOING


def test_a_summit_makes_the_purpose_multilateral() -> None:
    visit = only("وزیر خارجه اردن برای شرکت در اجلاس سران به ژنو سفر کرده است.")
    assert (visit.purpose, visit.host_city) == (VisitPurpose.MULTILATERAL, "ژنو")


def test_a_city_is_kept_as_written_and_a_state_gives_no_city() -> None:
    assert only("وزیر دفاع اردن وارد تهران شد.").host_city == "تهران"
    assert only("وزیر دفاع اردن به ایران سفر کرد.").host_city is None


def test_the_host_is_the_one_who_receives() -> None:
    visit = only("رئیس مجلس شورای اسلامی در دیدار وزیر دفاع اردن سخن گفت.")
    assert visit.hosts == ("رئیس مجلس شورای اسلامی",)


def test_evidence_and_trigger_are_slices_of_the_text() -> None:
    text = "وزیر دفاع اردن امروز وارد تهران شد."
    visit = only(text)
    for span in (visit.evidence, visit.trigger):
        assert span is not None
        assert text[span.start_char : span.end_char] == span.surface


@pytest.mark.parametrize(
    "text",
    [
        "وزیر دفاع اردن به تهران سفر می‌کند.",
        "رئیس‌جمهور ترکیه در سفری یک‌روزه وارد تهران شده‌است.",
        "هیئت مذاکره‌کننده ایران راهی وین شد.",
    ],
)
def test_zwnj_kept_lost_or_spaced_gives_the_same_visits(text: str) -> None:
    def keys(spelling: str) -> list[tuple[str | None, str, VisitStatus]]:
        return [(v.visitor_country, v.host_country, v.status) for v in visits(spelling)]

    assert keys(text)
    assert keys(text.replace("\u200c", "")) == keys(text) == keys(text.replace("\u200c", " "))


@pytest.mark.parametrize("piece", ["سفر ", "در دیدار با ", "که ", "این سفر لغو شد ", "به ریاست "])
def test_text_that_repeats_a_trigger_without_end_is_read_in_bounded_time(piece: str) -> None:
    started = time.monotonic()
    visits(piece * 500)
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    "text",
    [
        "وزیر دفاع اردن 10 مهر 1402 وارد تهران شد و سفر وی 8 مهر 1402 پایان یافت.",
        "وزیر دفاع اردن از 8 تا 10 مهر 1402 به تهران سفر کرد.",
    ],
)
def test_a_journey_never_ends_before_it_begins(text: str) -> None:
    for visit in visits(text):
        assert visit.start is None or visit.end is None or visit.start <= visit.end


def test_the_day_of_arrival_is_the_day_in_the_clause_of_the_journey() -> None:
    visit = only("وزیر دفاع اردن 10 مهر 1402 وارد تهران شد. او گفت که نشست 15 مهر 1402 برگزار می‌شود.")
    assert str(visit.start) == "2023-10-02"


def test_what_somebody_is_in_a_place_is_not_a_stay_there() -> None:
    assert not visits("سخنگوی وزارت دفاع اردن: هم‌اکنون خواستار آرامش فوری در لبنان هستیم.")
    assert only("سخنگوی وزارت دفاع اردن: هم‌اکنون در لبنان هستیم.").host_country == "LB"


def test_the_one_in_front_of_a_name_travels_not_the_one_named() -> None:
    visit = only("ژان مارتن وزیر دفاع مالت سخن گفت. سفر معاون ژان مارتن به سوئیس انجام شد.")
    assert visit.visitor == "معاون ژان مارتن"


def test_a_spokesman_who_says_we_speaks_of_the_delegation() -> None:
    text = "سخن از سفر هیئت مذاکره‌کننده اردن به تهران بود. "
    text += "سخنگوی وزارت خارجه اردن گفت: «برنامه‌ای برای سفر به تهران نداریم.»"
    assert only(text).visitor == "هیئت مذاکره‌کننده اردن"


def test_this_country_in_an_office_is_not_the_one_travelled_to() -> None:
    text = "وزیر دفاع اردن وارد تهران شد و از سفر وزیر کار این کشور به ایران در ماه آینده خبر داد."
    assert {(v.visitor, v.visitor_country) for v in visits(text)} == {
        ("وزیر دفاع اردن", "JO"),
        ("وزیر کار این کشور", "JO"),
    }


def test_a_press_conference_makes_no_visit_multilateral() -> None:
    visit = only("وزیر دفاع اردن که به تهران سفر کرده است در نشست خبری مشترک حضور یافت.")
    assert visit.purpose is VisitPurpose.BILATERAL


def test_the_capital_stands_for_its_seat_of_power_where_the_text_names_it() -> None:
    text = "به گزارش رسانه‌ها از واشنگتن، وزیر دفاع اردن هفته آینده به کاخ سفید می‌رود."
    assert only(text).host_city == "واشنگتن"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("وزیر دفاع اردن از 8 تا 10 مهر 1402 به تهران سفر کرد.", ("2023-09-30", "2023-10-02")),
        ("وزیر دفاع اردن در پاییز 1402 به تهران سفر کرد.", ("None", "None")),
    ],
)
def test_a_stretch_that_names_its_days_gives_both(text: str, days: tuple[str, str]) -> None:
    assert (str(only(text).start), str(only(text).end)) == days
