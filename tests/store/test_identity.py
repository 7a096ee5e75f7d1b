"""Who is who over all articles: the rules of identity.py, and the ids the store gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from handmade import made, person, quote

from fanews.lexicon import rows
from fanews.model import Level, Person
from fanews.store import Reader, open_writer
from fanews.store.identity import Tenure, Told, holder_on, identify
from fanews.store.naming import name_key, name_tokens, office_key
from fanews.store.offices import Role, settle

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


def test_two_spellings_of_a_foreign_name_in_one_office_are_one_person() -> None:
    one, other = _told("لینزی گرامز", "US", "سناتور", 3), _told("لینسی گرامز", "US", "سناتور")
    assert _same(one, other)
    assert not _same(one, _told("لینسی گرامز", "US", "وزیر"))
    assert not _same(one, _told("لینسی گرامز", "GB", "سناتور"))


def test_two_persian_names_are_never_spellings_of_one() -> None:
    assert not _same(_told("حسن نمونه", "IQ", "سفیر"), _told("حسین نمونه", "IQ", "سفیر"))
    assert not _same(_told("کاوه نمونه", "IR", "سفیر"), _told("کاوه نامونه", "IR", "سفیر"))


def test_a_name_without_its_middle_is_one_person_but_not_half_a_first_name() -> None:
    assert _same(_told("جک نمونه", "US", "رییسجمهور", 5), _told("جک دیوی نمونه", "US", "رییسجمهور"))
    assert not _same(_told("محمد نمونه", "IR", "رییسجمهور", 5), _told("محمد رضا نمونه", "IR", "رییسجمهور"))


def test_a_name_cut_short_joins_the_whole_name_unless_that_is_far_rarer() -> None:
    cut = _told("جک دیوی", "US", "رییسجمهور", 3)
    assert _same(cut, _told("جک دیوی نمونه", "US", "رییسجمهور"))
    known, rare = _told("جک نمونه", "US", "رییسجمهور", 30), _told("جک نمونه دیوی", "US", "رییسجمهور")
    assert not _same(known, rare)


def test_a_son_of_the_same_name_is_another_person() -> None:
    assert not _same(_told("جک نمونه", "US", "رییسجمهور", 2), _told("جک نمونه جوان", "US", "رییسجمهور"))


def test_a_first_name_alone_is_nobody_and_nobodys_surname() -> None:
    people = [_told(f"کاوه {surname}") for surname in ("یکم", "دوم", "سوم")]
    found = identify([*people, _told("حسن کاوه"), _told("کاوه")])
    assert found[_told("کاوه")].key == ""


def test_a_surname_with_a_strangers_country_is_a_slip_beside_somebody_well_known() -> None:
    slip, known = _told("نمونه", "PK", "فرماندهارتش"), _told("کاوه نمونه", "IR", articles=40)
    assert _same(slip, known)
    assert not _same(slip, known, _told("رضا نمونه", "PK", articles=2))


def test_a_full_name_takes_the_country_that_its_surname_is_told_with() -> None:
    full, bare = _told("کاوه نمونه", articles=3), _told("نمونه", "IR", "سفیر")
    assert identify([full, bare])[full].key == "person|کاوهنمونه|IR"


def test_a_name_no_article_gives_a_country_is_of_the_state_it_is_known_to_act_for() -> None:
    row = next(row for row in rows("name_states") if " " in row["name"])
    one = _told(row["name"])
    assert identify([one])[one].key.endswith(f"|{row['iso']}")


def _role(office: str, country: str | None = None, person: str | None = None, **more: Any) -> Role:
    told: dict[str, Any] = {"level": None, "person_country": "IR" if person else None, "articles": 1}
    return Role("".join(office.split()), tuple(office.split()), country, person=person, **(told | more))


def test_an_office_without_its_state_is_of_the_named_persons_state() -> None:
    told, bare = _role("سخنگو نمونه", "IR"), _role("سخنگو نمونه", person="کاوه")
    assert len(set(settle([told, bare]).values())) == 1
    assert settle([bare])[bare] == "office|سخنگونمونه|"
    minister = _role("وزیر نمونه", person="کاوه", level="minister")
    assert settle([minister])[minister] == "office|وزیرنمونه|IR"


def test_an_office_told_of_one_state_nearly_always_is_that_states() -> None:
    bare = _role("سخنگو نمونه")
    often, seldom = _role("سخنگو نمونه", "IR", articles=30), _role("سخنگو نمونه", "QA", articles=3)
    assert settle([bare, often, seldom])[bare] == "office|سخنگونمونه|IR"
    assert settle([bare, often, _role("سخنگو نمونه", "QA", articles=4)])[bare] == "office|سخنگونمونه|"


def test_a_longer_title_of_the_same_holder_is_one_office() -> None:
    short, long = _role("فرمانده ارتش", "PK", "کاوه", articles=3), _role("فرمانده کل ارتش", "PK", "کاوه")
    assert len(set(settle([short, long]).values())) == 1
    assert len(set(settle([short, _role("فرمانده کل ارتش", "PK", "رضا")]).values())) == 2
    assert len(set(settle([short, _role("فرمانده ارتش سابق", "PK", "کاوه")]).values())) == 2


def test_a_counterpart_holds_an_office_that_is_not_told(fill: Fill) -> None:
    assert office_key("همتای عراقی خود", "IQ") is None
    text = "همتای عراقی گفت: درود."
    who = person(None, "همتای عراقی", "IQ")
    reader = fill(made(text, people=[who], quotes=[quote(text, "درود", who)]))
    assert reader.one("SELECT count(*) AS n FROM entities WHERE kind = 'office'") == {"n": 0}


def test_a_persons_role_is_the_office_most_articles_give(fill: Fill) -> None:
    told = [("کاوه نمونه", "رئیس‌جمهور عراق", Level.HEAD_OF_STATE),
            ("کاوه نمونه", "رئیس جمهوری عراق", Level.HEAD_OF_STATE),
            ("نمونه", "سفیر عراق", Level.ENVOY), ("کاوه نمونه", "وزیر کشور عراق", Level.MINISTER)]  # fmt: skip
    pages = [made(f"{name} {n}", path=str(n), people=[person(name, role, "IQ", level)])
             for n, (name, role, level) in enumerate(told)]  # fmt: skip
    row = fill(*pages).one("SELECT role, level FROM entities WHERE kind = 'person'")
    assert row == {"role": "رئیس جمهوری عراق", "level": "head_of_state"}


def test_an_outlet_taken_for_a_person_is_an_organisation(fill: Fill) -> None:
    name = next(row["name"] for row in rows("outlets") if row["bare"] == "yes")
    reader = fill(
        made(f"{name} نوشت", path="a", people=[person(name)]),
        made(f"{name}: سفر", path="b", people=[person(name, "وزیر کشور عراق", "IQ", Level.MINISTER)]),
    )
    kinds = reader.rows("SELECT DISTINCT kind FROM article_people JOIN entities USING (entity_id) ORDER BY kind")
    assert [row["kind"] for row in kinds] == ["office", "organisation"]
