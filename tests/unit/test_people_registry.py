"""Who is who in one article: names, surnames, offices, appositives, institutions, pronouns."""

from __future__ import annotations

from fanews.model import Document, EntityType, Level
from fanews.parse.entities import find_mentions
from fanews.parse.names import same_name
from fanews.parse.people import find_people
from fanews.parse.reading import Actor, ActorKind, KnownPerson, Reading
from fanews.text import align
from fanews.text.sentences import split_sentences


def read(text: str) -> Reading:
    reading = Reading(Document("made up", text), align(text))
    reading.sentences = tuple(split_sentences(reading.norm))
    find_mentions(reading)
    find_people(reading)
    return reading


def actor(reading: Reading, words: str) -> Actor:
    """The actor whose whole phrase is `words`."""
    found = [a for a in reading.actors if reading.words((a.start, a.end)) == words]
    assert found, [reading.words((a.start, a.end)) for a in reading.actors]
    return found[0]


def person(reading: Reading, words: str) -> KnownPerson:
    index = actor(reading, words).person
    assert index is not None, words
    return reading.people[index]


def test_title_name_and_role_are_one_actor_and_the_name_has_no_title() -> None:
    reading = read("سرلشکر رضا کریمی رئیس ستاد کل نیروهای مسلح وارد باکو شد.")
    found = actor(reading, "سرلشکر رضا کریمی رئیس ستاد کل نیروهای مسلح")
    assert found.kind is ActorKind.PERSON
    assert found.name is not None
    assert reading.words(found.name) == "رضا کریمی"
    assert found.role is not None
    assert reading.words(found.role) == "رئیس ستاد کل نیروهای مسلح"
    assert found.level is Level.MILITARY


def test_the_points_of_initials_are_inside_of_a_name() -> None:
    reading = read("یوسف جی. بلوطی با کارلوس مندوزا دیدار کرد. بلوطی گفت: راه باز است.")
    assert person(reading, "یوسف جی. بلوطی").index == person(reading, "بلوطی").index


def test_the_institution_inside_a_title_is_a_mention_and_the_role_is_not_an_institution() -> None:
    reading = read("سرلشکر رضا کریمی رئیس ستاد کل نیروهای مسلح با وزیر دفاع جمهوری آذربایجان دیدار کرد.")
    named = {reading.words((m.start, m.end)) for m in reading.mentions if m.type is EntityType.ORGANISATION}
    assert named == {"ستاد کل نیروهای مسلح"}
    roles = {reading.words((m.start, m.end)): m.country for m in reading.mentions if m.type is EntityType.ROLE}
    assert roles["وزیر دفاع جمهوری آذربایجان"] == "AZ"


def test_surname_office_and_full_name_are_one_person() -> None:
    reading = read(
        "رضا کریمی وزیر امور خارجه ایران وارد مسکو شد.\nکریمی گفت: راه باز است.\nوزیر امور خارجه ایران افزود: می‌رویم."
    )
    assert len({person(reading, w).index for w in ("کریمی", "وزیر امور خارجه ایران")}) == 1
    known = person(reading, "کریمی")
    assert known.name is not None
    assert reading.words(known.name) == "رضا کریمی"
    assert (known.country, known.level) == ("IR", Level.MINISTER)


def test_the_same_office_of_two_states_is_two_people() -> None:
    reading = read("وزیر امور خارجه ایران با وزیر امور خارجه عراق دیدار کرد.")
    assert person(reading, "وزیر امور خارجه ایران").index != person(reading, "وزیر امور خارجه عراق").index


def test_the_counterpart_has_the_office_of_the_other_side() -> None:
    reading = read("رضا کریمی وزیر دفاع ایران با همتای عراقی خود دیدار کرد.\nوزیر دفاع عراق گفت: خوش آمدید.")
    assert person(reading, "همتای عراقی خود").index == person(reading, "وزیر دفاع عراق").index


def test_our_country_in_an_iranian_article_is_iran() -> None:
    assert actor(read("رئیس جمهور کشورمان گفت: می‌آییم."), "رئیس جمهور کشورمان").country == "IR"


def test_pronouns_and_unnamed_sources_are_actors_without_a_person() -> None:
    reading = read("وی گفت: آمدم.\nیک منبع آگاه افزود: رفت.\nاین مقام مسئول تأکید کرد: نه.")
    assert actor(reading, "وی").kind is ActorKind.PRONOUN
    assert actor(reading, "یک منبع آگاه").kind is ActorKind.ANONYMOUS
    assert actor(reading, "این مقام مسئول").kind is ActorKind.PRONOUN
    assert all(a.person is None for a in reading.actors)


def test_a_delegation_has_its_country() -> None:
    found = actor(read("هیأت پارلمانی عراق وارد تهران شد."), "هیأت پارلمانی عراق")
    assert (found.kind, found.country) == (ActorKind.DELEGATION, "IQ")


def test_names_that_differ_in_a_title_space_or_article_are_the_same() -> None:
    assert same_name(("سید", "رضا", "کریمی"), ("رضا", "کریمی"))
    assert same_name(("کریماف",), ("کریم", "اف"))
    assert same_name(("حامد", "الشمری"), ("شمری",))
    assert same_name(("رضاکریمی",), ("کریمی",))
    assert same_name(("حامد", "بن", "سالم", "آل", "کریم"), ("حامد", "بن", "سالم"))
    assert not same_name(("رضا", "کریمی"), ("رضا", "احمدی"))
    assert not same_name(("حسن", "کریمی"), ("محسن", "کریمی"))


def test_an_office_of_another_state_is_not_given_to_a_person_of_the_home_country() -> None:
    reading = read(
        "منوچهر آبادگر وزیر نیرو با همتای عراقی خود دیدار کرد.\n"
        "وزیر امور خارجه مصر نیز در نشست بود.\nآبادگر گفت: راه باز است."
    )
    ours = person(reading, "آبادگر")
    assert ours.country in (None, "IR")
    assert person(reading, "همتای عراقی خود").index != ours.index
    assert person(reading, "وزیر امور خارجه مصر").index != ours.index


def test_our_country_behind_an_institution_is_the_office_s_country() -> None:
    found = actor(read("سخنگوی وزارت امور خارجه کشورمان گفت: نه."), "سخنگوی وزارت امور خارجه کشورمان")
    assert (found.kind, found.country) == (ActorKind.ROLE, "IR")


def test_the_one_office_without_a_name_is_the_one_free_person_s() -> None:
    reading = read("رضا کریمی امروز آمد.\nوزیر نیرو گفت: آب هست.\nکریمی افزود: برق هم هست.")
    assert person(reading, "وزیر نیرو").index == person(reading, "کریمی").index


def test_the_source_of_a_report_stands_before_its_subject() -> None:
    reading = read("به گزارش خبرگزاری نمونه، رضا کریمی امروز آمد.\nوزیر نیرو گفت: آب هست.")
    assert person(reading, "وزیر نیرو").index == person(reading, "رضا کریمی").index


def test_an_office_told_of_in_passing_is_not_the_one_free_person_s() -> None:
    reading = read("کارلوس مندوزا امیدوار بود که بتواند رئیس‌جمهور چین را متقاعد کند. مندوزا رفت.")
    assert person(reading, "کارلوس مندوزا").index != person(reading, "رئیس‌جمهور چین").index


def test_an_office_and_a_name_apart_in_one_sentence_are_two_people() -> None:
    reading = read("کارلوس مندوزا با پادشاه اردن دیدار کرد.\nپادشاه اردن گفت: راه باز است.")
    assert person(reading, "کارلوس مندوزا").index != person(reading, "پادشاه اردن").index


def test_where_two_people_suit_an_office_stays_without_a_name() -> None:
    reading = read("رضا کریمی و سارا احمدی آمدند.\nوزیر نیرو گفت: آب هست.")
    assert reading.people[person(reading, "وزیر نیرو").index].name is None


def test_an_office_named_by_a_home_institution_is_of_the_home_country() -> None:
    reading = read("منوچهر آبادگر رئیس مجلس شورای اسلامی گفت: می‌آییم.")
    assert reading.people[0].country == "IR"
