"""Who is who over all articles: the rules of identity.py, and the ids the store gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from handmade import made, person, quote

from fanews.model import Level, Person
from fanews.store import Reader, open_writer
from fanews.store.identity import Tenure, Told, holder_on, identify
from fanews.store.naming import name_key, name_tokens, office_key

Fill = Callable[..., Reader]


def _told(name: str, country: str | None = None, office: str | None = None, articles: int = 1) -> Told:
    return Told(name_key(name) or "", name_tokens(name), country, office, articles)


def _same(*told: Told) -> bool:
    found = identify(told)
    return len({found[one].key for one in told}) == 1


def test_spellings_of_one_name_are_one_person() -> None:
    assert _same(_told("سید کاوه حسن‌نمونه", "IR"), _told("كاوه حسن نمونه", "IR"), _told("کاوه حسننمونه"))


def test_one_name_in_two_countries_is_two_people() -> None:
    assert not _same(_told("کاوه نمونه", "IR", articles=5), _told("کاوه نمونه", "AF", articles=4))


def test_a_rare_second_country_is_a_slip_of_reading() -> None:
    assert _same(_told("کاوه نمونه", "IR", articles=100), _told("کاوه نمونه", "RU", articles=2))


def test_a_name_without_country_joins_the_only_country_and_none_of_two() -> None:
    assert _same(_told("کاوه نمونه", "IR"), _told("کاوه نمونه"))
    one, other, bare = _told("کاوه نمونه", "IR", articles=5), _told("کاوه نمونه", "AF", articles=5), _told("کاوه نمونه")
    found = identify([one, other, bare])
    assert len({identity.key for identity in found.values()}) == 3


def test_a_surname_joins_the_only_full_name_and_none_of_several() -> None:
    assert _same(_told("نمونه"), _told("کاوه نمونه", "IR"))
    two = [_told("کاوه نمونه", "IR"), _told("رضا نمونه", "IR")]
    found = identify([_told("نمونه"), *two])
    assert found[_told("نمونه")].key not in {found[one].key for one in two}


def test_a_surname_with_a_country_joins_the_full_name_of_that_country() -> None:
    bare, iranian, afghan = _told("نمونه", "AF"), _told("کاوه نمونه", "IR"), _told("رضا نمونه", "AF")
    found = identify([bare, iranian, afghan])
    assert found[bare] == identify([bare, afghan])[bare]
    assert found[bare].key == found[afghan].key


def test_a_surname_with_an_office_joins_the_full_name_that_holds_it() -> None:
    bare = _told("نمونه", "IR", "وزیردفاع")
    minister, other = _told("کاوه نمونه", "IR", "وزیردفاع"), _told("رضا نمونه", "IR", "سفیر")
    found = identify([bare, minister, other])
    assert found[bare].key == found[minister].key


def test_a_surname_of_another_country_never_joins() -> None:
    assert not _same(_told("نمونه", "RU"), _told("کاوه نمونه", "IR"))


def test_an_ending_inside_a_word_is_no_surname() -> None:
    assert not _same(_told("مونه", "IR"), _told("کاوه نمونه", "IR"))


def test_corrections_go_before_the_rules() -> None:
    one, other = _told("کاوه نمونه", "IR", articles=3), _told("ک. نمونه‌ای", "IR")
    found = identify([one, other], same=[("person|کاوهنمونه|IR", "person|کنمونهای|IR")])
    assert found[one].key == found[other].key and found[other].rule == "correction"
    surname = _told("نمونه")
    apart = identify([one, surname], different=[("person|کاوهنمونه|IR", "person|نمونه|")])
    assert apart[one].key != apart[surname].key


def test_offices_are_the_same_without_their_country_and_in_their_spellings() -> None:
    assert office_key("وزیر خارجه عراق", "IQ") == office_key("وزیر امور خارجهٔ جمهوری عراق", "IQ")
    assert office_key("رئیس جمهوری ترکیه", "TR") == office_key("رئیس‌جمهور ترکیه", "TR") == "رییسجمهور"
    assert office_key("وزیر خارجه سابق عراق", "IQ") != office_key("وزیر خارجه عراق", "IQ")
    assert office_key("مهندس پرواز هند", "IN") == "مهندسپرواز"


def test_the_holder_of_an_office_is_the_one_seen_in_it_about_that_day() -> None:
    first = Tenure(1, dt.date(2024, 1, 1), dt.date(2024, 6, 1), 30)
    second = Tenure(2, dt.date(2024, 9, 1), dt.date(2025, 6, 1), 30)
    slip = Tenure(3, dt.date(2024, 2, 1), dt.date(2024, 2, 1), 1)
    held = [first, second, slip]
    assert holder_on(dt.date(2024, 2, 2), held) == 1
    assert holder_on(dt.date(2024, 12, 1), held) == 2
    assert holder_on(dt.date(2024, 7, 15), held) is None
    assert holder_on(dt.date(2019, 1, 1), held) is None
    assert holder_on(None, held) is None
    assert holder_on(None, [first, slip]) == 1


def _minister(name: str | None, country: str = "IQ") -> Person:
    return person(name, "وزیر خارجه عراق", country, Level.MINISTER)


def test_an_office_is_no_person_but_leads_to_its_holder_of_the_day(fill: Fill) -> None:
    named, bare = "کاوه نمونه وزیر خارجه عراق گفت: سلام.", "وزیر خارجه عراق گفت: درود."
    articles = [
        made(named, path="a", people=[_minister("کاوه نمونه")], published=dt.date(2025, 3, 1)),
        made(bare, path="b", people=[_minister(None)], published=dt.date(2025, 3, 9),
             quotes=[quote(bare, "درود", _minister(None))]),
        made(bare + " ", path="c", people=[_minister(None)], published=dt.date(2020, 3, 9),
             quotes=[quote(bare, "درود", _minister(None))]),
    ]  # fmt: skip
    reader = fill(*articles)
    rows = reader.rows(
        "SELECT e.kind, h.name AS holder FROM quotes q JOIN entities e ON e.entity_id = speaker_id"
        " LEFT JOIN entities h ON h.entity_id = holder_id ORDER BY article_id"
    )
    assert rows == [{"kind": "office", "holder": "کاوه نمونه"}, {"kind": "office", "holder": None}]
    assert reader.one("SELECT first_day, last_day, articles FROM office_holders") == {
        "first_day": dt.date(2025, 3, 1),
        "last_day": dt.date(2025, 3, 1),
        "articles": 1,
    }


def test_ids_stay_when_later_articles_teach_a_country(fill: Fill) -> None:
    fill(
        made("دیگری آمد", path="z", people=[person("دیگری کس")]), made("کاوه نمونه آمد", people=[person("کاوه نمونه")])
    )
    old = fill().one("SELECT entity_id FROM entities WHERE name = 'کاوه نمونه'")
    reader = fill(made("کاوه نمونه از ایران رفت", path="b", people=[person("کاوه نمونه", "سفیر ایران", "IR")]))
    assert reader.rows("SELECT entity_id FROM entities WHERE name = 'کاوه نمونه'") == [old]


def test_ids_do_not_change_when_the_same_pages_come_again_with_others(fill: Fill) -> None:
    pages = [
        made(f"کاوه نمونه {n}", path=str(n), people=[person("کاوه نمونه")], places=[("نمونه", None)]) for n in range(3)
    ]
    before = fill(*pages).rows("SELECT entity_key, entity_id FROM entities ORDER BY ALL")
    reader = fill(*pages, made("الف ب", path="x", people=[person("الف ب")]))
    after = {row["entity_key"]: row["entity_id"] for row in reader.rows("SELECT * FROM entities")}
    assert all(after[row["entity_key"]] == row["entity_id"] for row in before)


def test_an_id_that_became_another_still_leads_there(fill: Fill) -> None:
    fill(made("نمونه گفت", path="a", people=[person("نمونه")]))
    old = fill().one("SELECT entity_id FROM entities WHERE kind = 'person'")
    fill(
        made("نمونه گفت", path="c", people=[person("نمونه")]),
        made("کاوه نمونه", path="b", people=[person("کاوه نمونه")]),
    )
    reader = fill()
    (now,) = reader.rows("SELECT entity_id, name FROM entities WHERE kind = 'person'")
    assert now["name"] == "کاوه نمونه"
    assert old is not None
    retired = reader.one("SELECT became_id FROM retired_ids WHERE entity_id = ?", [old["entity_id"]])
    assert now["entity_id"] == old["entity_id"] or retired == {"became_id": now["entity_id"]}


def test_organisations_places_and_described_sources_have_ids_too(fill: Fill) -> None:
    text = "سازمان نمونه در بغداد گفت: آری. یک منبع آگاه گفت: نه."
    quotes = [quote(text, "آری", None, None, speaker="سازمان نمونه"),
              quote(text, "نه", None, None, speaker="یک منبع آگاه")]  # fmt: skip
    reader = fill(made(text, places=[("بغداد", "IQ")], organisations=["سازمان نمونه"], quotes=quotes))
    kinds = reader.rows("SELECT e.kind FROM quotes q JOIN entities e ON entity_id = speaker_id ORDER BY quote_id")
    assert [row["kind"] for row in kinds] == ["organisation", "other"]
    assert reader.one("SELECT kind, country FROM entities WHERE name = 'بغداد'") == {"kind": "place", "country": "IQ"}
    assert reader.one("SELECT count(*) AS n FROM mentions WHERE entity_id IS NULL") == {"n": 0}


def test_an_analysts_decision_is_applied_on_every_ingest(store_dir: object, fill: Fill) -> None:
    fill(made("الف یکم", path="a", people=[person("الف یکم")]), made("ب دوم", path="b", people=[person("ب دوم")]))
    with open_writer(str(store_dir)) as writer:
        writer.correct("same_entity", "person|الفیکم|", "person|بدوم|", author="تحلیلگر", note="یک نفر است")
    reader = fill(made("تازه", path="c"))
    assert reader.one("SELECT count(*) AS n FROM entities WHERE kind = 'person'") == {"n": 1}


def test_a_surname_means_the_one_who_is_told_of_far_more_often_than_his_namesakes() -> None:
    known, namesake, bare = _told("کاوه نمونه", "IR", articles=80), _told("رضا نمونه", articles=2), _told("نمونه")
    found = identify([known, namesake, bare])
    assert found[bare].key == found[known].key != found[namesake].key


def test_sayyid_is_no_part_of_the_name_even_when_glued_to_it() -> None:
    written = ("سیدکاوه نمونه", "سید کاوه نمونه", "سیّدکاوه نمونه", "سید‌کاوه نمونه", "سیده کاوه نمونه", "کاوه نمونه")
    assert len({name_key(name) for name in written}) == 1
    assert name_key("سیدی") == "سیدی" and name_key("سیدزاده") == "سیدزاده"


def test_the_names_of_a_state_are_one_place_and_letter_case_does_not_matter(fill: Fill) -> None:
    text = "عراق و جمهوری عراق. News_Desk و news_desk"
    places = [("عراق", "IQ"), ("جمهوری عراق", "IQ")]
    reader = fill(made(text, places=places, organisations=["News_Desk", "news_desk"]))
    assert reader.one("SELECT count(*) AS n FROM entities") == {"n": 2}
