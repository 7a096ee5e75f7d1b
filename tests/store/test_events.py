"""One visit out of its mentions in several articles: the rules of events.py, and what the store keeps of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from handmade import made, person, span, visit
from hypothesis import given
from hypothesis import strategies as st

from fanews.model import EntityType, Level, Mention, ParsedArticle, VisitStatus
from fanews.store import Reader, open_writer
from fanews.store.events import Event, disagreements, merge, sources, summary
from fanews.store.visitors import Told

Fill = Callable[..., Reader]


def _day(number: int) -> dt.date:
    return dt.date(2025, 3, 1) + dt.timedelta(days=number)


_NEXT = iter(range(1, 10**9))


def _told(**more: Any) -> Told:
    number = next(_NEXT)
    told: dict[str, Any] = {
        "mention_id": number, "article_id": number, "visitor": "کاوه نمونه", "visitor_role": None,
        "visitor_country": "IQ", "visitor_level": None, "person_id": 7, "office_id": None, "visitor_id": 7,
        "host_country": "IR", "host_city": None, "hosts": (), "status": "planned", "purpose": "bilateral",
        "start_day": None, "end_day": None, "background": False, "published": _day(0), "confidence": 0.9,
        "place": f"p{number}",
    }  # fmt: skip
    return Told(**(told | more))


def test_announcement_arrival_and_look_back_are_one_visit_whose_status_moves_on() -> None:
    told = [
        _told(status="planned", published=_day(0)),
        _told(status="ongoing", published=_day(5), start_day=_day(5), end_day=_day(6)),
        _told(status="completed", published=_day(9)),
        _told(status="completed", published=_day(40), background=True),
    ]
    (event,) = merge(told)
    row = summary(event)
    assert (row["status"], row["start_day"], row["end_day"], row["mentions"]) == ("completed", _day(5), _day(6), 4)


def test_two_visits_a_month_apart_stay_two() -> None:
    told = [_told(status="ongoing", published=_day(n), start_day=_day(n)) for n in (0, 1, 30, 31)]
    assert sorted(len(event.told) for event in merge(told)) == [2, 2]


def test_another_host_or_another_person_is_another_visit() -> None:
    assert len(merge([_told(), _told(host_country="TR")])) == 2
    assert len(merge([_told(), _told(person_id=8, visitor_id=8)])) == 2
    assert len(merge([_told(office_id=3), _told(office_id=3, person_id=8, visitor_id=8)])) == 2


def test_an_office_joins_the_person_who_is_told_to_hold_it() -> None:
    office = {"person_id": None, "office_id": 3, "visitor": "وزیر خارجه عراق", "visitor_id": 3}
    (event,) = merge([_told(office_id=3), _told(**office)])
    assert summary(event)["visitor"] == "کاوه نمونه"


def test_delegations_are_compared_by_their_words_and_country() -> None:
    group = {"person_id": None, "visitor_id": None, "visitor": "هیأت پارلمانی عراق"}
    assert len(merge([_told(**group), _told(**group)])) == 1
    assert len(merge([_told(**group), _told(**(group | {"visitor": "هیأت تجاری عراق"}))])) == 2


def _body(*words: str, **more: Any) -> Told:
    name = " ".join(["هیأت", *words, "عراق"])
    return _told(**{"person_id": None, "visitor_id": None, "visitor": name, "body": frozenset(words)} | more)


def test_delegations_of_one_state_are_one_unless_both_say_which() -> None:
    assert len(merge([_body(), _body("پارلمانی")])) == 1
    assert len(merge([_body("پارلمانی"), _body("تجاری")])) == 2
    assert len(merge([_body("پارلمانی"), _body("تجاری"), _body()])) == 2
    assert len(merge([_body(), _body(visitor_country="SY")])) == 2


def test_a_delegation_that_says_no_more_than_its_state_travels_with_whoever_is_there_then() -> None:
    there = _told(status="ongoing", published=_day(5))
    assert len(merge([there, _body(published=_day(6))])) == 1
    assert len(merge([there, _body("پارلمانی", published=_day(6))])) == 2
    assert len(merge([there, _body(published=_day(9))])) == 2
    assert len(merge([there, _body(published=_day(6), visitor_country="SY")])) == 2


def test_a_delegation_whose_journey_is_called_off_is_not_the_one_that_has_travelled() -> None:
    there = _told(status="ongoing", published=_day(5))
    assert len(merge([there, _body(published=_day(6), status="denied")])) == 2
    assert len(merge([there, _body(published=_day(4), status="denied")])) == 1


def test_a_longer_title_is_the_same_office_and_a_former_holder_another() -> None:
    office = {"person_id": None}
    short = _told(**office, office_id=3, office_words=("وزیر", "صنعت"), visitor="وزیر صنعت")
    assert len(merge([short, _told(**office, office_id=4, office_words=("وزیر", "صنعت", "و", "معدن"))])) == 1
    assert len(merge([short, _told(**office, office_id=5, office_words=("وزیر", "صنعت", "سابق"), visitor="او")])) == 2
    other_state = {"visitor_country": "SY", "visitor": "او", "office_words": ("وزیر", "صنعت", "و", "معدن")}
    assert len(merge([short, _told(**office, office_id=6, **other_state)])) == 2


def test_an_office_joins_somebody_told_to_hold_it_who_is_there_on_those_days() -> None:
    office = _told(person_id=None, office_id=3, visitor="فرستاده ویژه", holders=frozenset({7, 8}))
    assert len(merge([_told(), office])) == 1
    assert len(merge([_told(person_id=9), office])) == 2


def test_words_for_a_time_beside_a_mention_go_before_its_day_of_publication() -> None:
    dated = _told(status="completed", published=_day(2), start_day=_day(1))
    assert len(merge([dated, _told(status="planned", published=_day(0), about=(_day(40), _day(70)))])) == 2
    assert len(merge([dated, _told(status="completed", published=_day(50), about=(_day(0), _day(30)))])) == 1
    long_ago = _told(status="completed", published=_day(2), about=(_day(-900), _day(-600)))
    assert len(merge([_told(status="completed", published=_day(2)), long_ago])) == 2


def test_times_that_do_not_meet_are_two_visits_however_near_their_articles() -> None:
    assert len(merge([_told(status="ongoing", published=_day(n)) for n in (0, 8)])) == 2
    assert len(merge([_told(status="completed", published=_day(0)), _told(status="planned", published=_day(5))])) == 2


def test_the_day_of_the_journey_goes_before_the_day_of_the_plan() -> None:
    plans = [_told(status="planned", published=_day(0), start_day=_day(3)) for _ in range(2)]
    (event,) = merge([*plans, _told(status="ongoing", published=_day(4), start_day=_day(4))])
    assert summary(event)["start_day"] == _day(4)


def test_two_visits_of_one_article_stay_two() -> None:
    assert len(merge([_told(article_id=1), _told(article_id=1, background=True, status="completed")])) == 2


def test_mentions_nobody_can_date_are_not_thrown_together() -> None:
    assert len(merge([_told(published=None), _told(published=None)])) == 2


def test_an_invitation_gives_way_to_anything_firmer() -> None:
    (event,) = merge([_told(status="planned", published=_day(0)), _told(status="invited", published=_day(2))])
    assert summary(event)["status"] == "planned"


def test_a_cancellation_told_last_is_the_status() -> None:
    (event,) = merge([_told(status="planned", published=_day(0)), _told(status="cancelled", published=_day(3))])
    assert summary(event)["status"] == "cancelled"


def test_sources_say_who_says_what_and_where_they_disagree() -> None:
    told = [
        _told(host_city="تهران", start_day=_day(3)),
        _told(host_city="تهران", start_day=_day(3)),
        _told(host_city="اصفهان", start_day=_day(4)),
    ]
    (event,) = merge(told)
    row = summary(event)
    found = sources(event, row)
    cities = {source["visit_mention_id"]: source["agrees"] for source in found if source["field"] == "host_city"}
    assert (row["host_city"], list(cities.values()).count(False)) == ("تهران", 1)
    assert disagreements(found) == 2


def test_a_denial_of_what_others_tell_is_a_disagreement() -> None:
    (event,) = merge([_told(status="ongoing"), _told(status="denied")])
    assert disagreements(sources(event, summary(event))) == 1
    (event,) = merge([_told(status="planned"), _told(status="ongoing"), _told(status="completed")])
    assert disagreements(sources(event, summary(event))) == 0


def test_what_is_told_in_passing_belongs_to_the_visit_of_known_days() -> None:
    visit_of_known_days = _told(status="completed", published=_day(0), start_day=_day(0))
    rumour = _told(status="completed", published=_day(40))
    passing = _told(status="completed", published=_day(38), background=True)
    events = merge([visit_of_known_days, rumour, passing])
    assert {frozenset(t.mention_id for t in event.told) for event in events} == {
        frozenset({visit_of_known_days.mention_id, passing.mention_id}),
        frozenset({rumour.mention_id}),
    }


def test_a_heads_visit_is_looked_back_on_for_weeks_and_a_ministers_is_not() -> None:
    def told(level: str) -> list[Told]:
        at_home = _told(status="ongoing", published=_day(10), start_day=_day(10), visitor_level=level)
        return [at_home, _told(status="completed", published=_day(50)), _told(status="ongoing", published=_day(5))]

    assert len(merge(told("head_of_state"))) == len(merge(told("head_of_government"))) == 1
    assert len(merge(told("minister"))) == 3


def test_a_heads_next_visit_after_months_is_another() -> None:
    told = [_told(status="completed", published=_day(n), visitor_level="head_of_state") for n in (0, 70)]
    assert len(merge(told)) == 2
    dated = _told(status="ongoing", published=_day(0), start_day=_day(0), visitor_level="head_of_state")
    assert len(merge([dated, _told(status="ongoing", published=_day(30))])) == 2


def test_an_office_that_one_article_takes_for_a_stranger_stays_the_office(fill: Fill) -> None:
    holder = person("رضا نمونه", "وزیر کشور عراق", "IQ", Level.MINISTER)
    stranger = person("جان دیگر", "وزیر کشور عراق", "IQ", Level.MINISTER)
    text = "سفر وزیر کشور عراق به تهران"
    pages = [made(f"رضا نمونه وزیر کشور عراق {n}", path=f"h{n}", people=[holder], published=_day(n)) for n in range(5)]
    known = visit("سفر رضا نمونه به تهران", "سفر رضا نمونه به تهران", holder, "IR")
    pages.append(made("سفر رضا نمونه به تهران", path="a", people=[holder], visits=[known], published=_day(2)))
    office = replace(stranger, name=None)
    slip = visit(text, text, office, "IR")
    pages.append(made(text, path="b", people=[stranger], visits=[slip], published=_day(3)))
    (row,) = fill(*pages).rows("SELECT visitor, mentions FROM visits")
    assert row == {"visitor": "رضا نمونه", "mentions": 2}


def test_a_name_taken_for_somebody_of_another_country_is_the_compatriot_of_that_name(fill: Fill) -> None:
    known = person("کاوه نمونه", "رئیس مجلس ایران", "IR", Level.PARLIAMENT)
    slip = person("نمونه", "سخنگوی وزارت خارجه قطر", "QA", Level.OTHER)
    surname = person("نمونه", None, "IR")
    full, short = "سفر کاوه نمونه به دوحه", "سفر نمونه به دوحه"
    pages = [made(full, path="a", people=[known], visits=[visit(full, full, known, "QA")], published=_day(0))]
    pages += [made(f"نمونه {n}", path=f"n{n}", people=[surname], published=_day(n)) for n in range(3)]
    astray = visit(short, short, slip, "QA", visitor_country="IR")
    pages.append(made(short, path="b", people=[slip], visits=[astray], published=_day(1)))
    (row,) = fill(*pages).rows("SELECT visitor, mentions FROM visits")
    assert row == {"visitor": "کاوه نمونه", "mentions": 2}


def test_a_name_of_another_country_taken_for_the_holder_of_an_office_is_that_office(fill: Fill) -> None:
    host = person("کاوه نمونه", "رئیس مجلس ایران", "IR", Level.PARLIAMENT)
    slip = person("کاوه نمونه", "وزیر کشور عراق", "IQ", Level.MINISTER)
    office = person(None, "وزیر کشور عراق", "IQ", Level.MINISTER)
    pages = [made(f"کاوه نمونه رئیس مجلس ایران {n}", path=f"h{n}", people=[host]) for n in range(6)]
    text, other = "دیدار وزیر کشور عراق، نمونه", "سفر وزیر کشور عراق به تهران"
    astray = visit(text, text, slip, "IR", visitor_country="IQ")
    pages.append(made(text, path="b", people=[slip], visits=[astray], published=_day(1)))
    pages.append(made(other, path="o", people=[office], visits=[visit(other, other, office, "IR")], published=_day(1)))
    (row,) = fill(*pages).rows("SELECT visitor, mentions FROM visits")
    assert row == {"visitor": "وزیر کشور عراق", "mentions": 2}


def _with_time(article: ParsedArticle, words: str, first: dt.date, last: dt.date) -> ParsedArticle:
    time = Mention(span(article.document.text, words), EntityType.DATE, first_day=first, last_day=last, grain="month")
    return replace(article, mentions=(*article.mentions, time))


def test_the_nearest_words_in_the_sentence_say_when_a_visit_without_a_day_was(fill: Fill) -> None:
    who = person("کاوه نمونه", None, "IQ")
    texts = [
        "سفر کاوه نمونه به تهران",
        "در ماه گذشته سفر کاوه نمونه به تهران",
        "ماه گذشته بود. سفر کاوه نمونه به تهران",
    ]
    pages = []
    for number, text in enumerate(texts):
        told = visit(text, texts[0], who, "IR", status=VisitStatus.COMPLETED)
        page = made(text, path=str(number), people=[who], visits=[told], published=_day(50 * number))
        pages.append(_with_time(page, "ماه گذشته", _day(-25), _day(4)) if number else page)
    rows = fill(*pages).rows("SELECT mentions FROM visits ORDER BY mentions")
    assert rows == [{"mentions": 1}, {"mentions": 2}]


def test_one_articles_slip_about_an_office_does_not_lend_the_visit_to_its_holder(fill: Fill) -> None:
    holder = person("رضا نمونه", "وزیر کشور عراق", "IQ", Level.MINISTER)
    slip = person("کاوه دیگر", "وزیر کشور عراق", "IQ", Level.MINISTER)
    office = person(None, "وزیر کشور عراق", "IQ", Level.MINISTER)
    pages = [made(f"رضا نمونه وزیر کشور عراق {n}", path=f"h{n}", people=[holder], published=_day(n)) for n in range(5)]
    text = "سفر کاوه دیگر به تهران"
    other = "سفر وزیر کشور عراق به تهران"
    pages.append(made(text, path="s", people=[slip], visits=[visit(text, text, slip, "IR")], published=_day(2)))
    pages.append(made(other, path="o", people=[office], visits=[visit(other, other, office, "IR")], published=_day(3)))
    assert fill(*pages).one("SELECT count(*) AS n FROM visits") == {"n": 2}


def test_an_analyst_puts_together_and_takes_apart() -> None:
    near, far = _told(status="ongoing", published=_day(0)), _told(status="ongoing", published=_day(200))
    assert len(merge([near, far], same=[(near.place, far.place)])) == 1
    one, other = _told(), _told()
    assert len(merge([one, other], different=[(other.place, one.place)])) == 2


_days = st.none() | st.integers(0, 60).map(_day)
_tellings = st.builds(
    lambda person, office, host, start, published, status, background, article, body, words, about: _told(
        person_id=person, visitor_id=person, office_id=office, host_country=host, start_day=start, published=published,
        status=status, background=background, article_id=article, body=None if person or office else body,
        office_words=words if office else (), about=about),
    st.none() | st.integers(1, 3), st.none() | st.integers(10, 11), st.sampled_from(["IR", "TR"]), _days, _days,
    st.sampled_from([status.value for status in VisitStatus]), st.booleans(), st.integers(1, 8),
    st.none() | st.frozensets(st.sampled_from(["پارلمانی", "تجاری"])),
    st.sampled_from([("وزیر", "صنعت"), ("وزیر", "صنعت", "سابق"), ("وزیر", "صنعت", "و", "معدن")]),
    st.none() | st.tuples(st.integers(0, 20).map(_day), st.integers(21, 60).map(_day)),
)  # fmt: skip


@given(st.lists(_tellings, max_size=25))
def test_merging_never_loses_a_mention_and_never_mixes_hosts_or_persons(told: list[Told]) -> None:
    events = merge(told)
    merged = [one for event in events for one in event.told]
    assert sorted(one.mention_id for one in merged) == sorted(one.mention_id for one in told)
    for event in events:
        assert len({one.host_country for one in event.told}) == 1
        assert len({one.person_id for one in event.told if one.person_id}) <= 1
        assert summary(event)["mentions"] == len(event.told)


@given(st.lists(_tellings, max_size=12), st.randoms())
def test_the_order_of_ingest_does_not_matter(told: list[Told], random: Any) -> None:
    def parts(events: list[Event]) -> set[tuple[frozenset[str], str, dt.date | None]]:
        rows = [(event, summary(event)) for event in events]
        return {(frozenset(t.place for t in event.told), row["visitor"], row["start_day"]) for event, row in rows}

    numbers = [one.mention_id for one in told]
    random.shuffle(numbers)
    again = [replace(one, mention_id=number) for one, number in zip(told, numbers, strict=True)]
    random.shuffle(again)
    assert parts(merge(told)) == parts(merge(again))


def test_the_store_keeps_every_mention_its_visit_and_the_visits_id(fill: Fill) -> None:
    who = person("کاوه نمونه", "وزیر خارجه عراق", "IQ", Level.MINISTER)
    text = "سفر کاوه نمونه به تهران"
    more = {"status": VisitStatus.ONGOING, "start": _day(5), "hosts": ("رضا نمونه",)}
    fill(made(text, path="a", people=[who], visits=[visit(text, text, who, "IR")], published=_day(0)))
    old = fill().one("SELECT visit_id, status FROM visits")
    reader = fill(
        made(text + ".", path="b", people=[who], visits=[visit(text, text, who, "IR", **more)], published=_day(5))
    )
    (row,) = reader.rows("SELECT visit_id, status, mentions, articles, hosts, start_day FROM visits")
    assert old == {"visit_id": row["visit_id"], "status": "planned"}
    assert (row["status"], row["mentions"], row["hosts"], row["start_day"]) == ("ongoing", 2, ["رضا نمونه"], _day(5))
    assert reader.one("SELECT visits FROM entities WHERE kind = 'person'") == {"visits": 1}


def test_a_correction_of_visits_survives_the_next_ingest(fill: Fill) -> None:
    who = person("کاوه نمونه", None, "IQ")
    text = "سفر کاوه نمونه به تهران"
    pages = [made(text + "." * n, path=str(n), people=[who], visits=[visit(text, text, who, "IR")], published=_day(n))
             for n in range(2)]  # fmt: skip
    reader = fill(*pages)
    with open_writer(reader.store_dir) as writer:
        writer.correct("different_visit", f"0#0-{len(text)}", f"1#0-{len(text)}", author="تحلیلگر")
    assert fill(made("تازه", path="c")).one("SELECT count(*) AS n FROM visits") == {"n": 2}
