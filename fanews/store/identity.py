"""Who is who over all articles: the rules, in one place. Pure: counts in, identities out.

1. A person is a folded name (without سید) and a country. The same full name with two countries is two people, unless
   one country is a rare reading beside the other's (`_is_slip`): then it is taken for one.
   An article that gives no country joins the name's only country; with several it stays by itself. A name that no
   article gives a country is of the state it is known to act for, if any (naming.known_state).
2. Two full names are one person's when they share an office and no two countries, and are spellings of one foreign
   name (spellings.py), or one leaves out the middle («باراک اوباما»; not «محمد نمونه» of «محمد رضا نمونه»). The rarer
   joins the commoner.
3. A surname alone («کریمی») joins a full name that ends in it: one that shares its office, else one of its country,
   else any. Of several it joins the one with ten times the articles of the next, or none. With a country where nobody
   of that name is known, it is a slip beside somebody well known. A word that is mostly a first name is no surname:
   alone it names nobody («حسین»), with an office it is whoever holds that.
4. A shortened full name («رضا کریمی» of «محمدرضا کریمی») joins the one longer name that ends in it or begins with it
   when country and office agree. No name joins a longer one that is told of ten times more rarely.
5. A full name without a country is of the country that the names joined to it tell.
6. Someone known by a role alone is an office: its folded words without the country's, and the country (offices.py). An
   office is never merged with a person; `holder_on` says who was seen in it on a day, and null when that is not plain.
7. A name that is a news outlet's is nobody's: with a role it is the office, else the organisation.
8. An analyst's `same_entity` and `different_entity` go before all of this.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from fanews.store.naming import known_state
from fanews.store.spellings import alike, is_persian, sounds

# Of 4,000 channel posts: the countries read for six common names were slips in all cases below these.
RARE_SHARE = 8  # a country with under 1/8 of the articles of a name's main country is a slip of reading
_FEW, _FEW_SHARE, _ENOUGH = 2, 3, 5  # so is one with at most 2 articles, against 3 times as many and at least 5
DOMINANT_SHARE = 10  # a full name stands for its surname with 10 times the articles of the next one
_WELL_KNOWN = 20  # articles that make a namesake so well known that his surname with another country is a slip
_FIRST_NAME = 3  # people a word must be the first name of, and more of than have it as their last, to be no surname
_ANOTHER = frozenset({"جوان", "بزرگ", "پدر", "پسر", "کوچک", "جونیور"})  # after a name: a namesake of the same family
NOBODY = "first_name"  # the rule of a first name that stands alone
HOLDER_SLACK = dt.timedelta(days=60)  # an office seen held until a day is still held about that long after
HOLDER_SHARE = 4  # a second holder in the same days counts only with over a quarter of the first one's articles


@dataclass(frozen=True, slots=True)
class Told:
    """What articles tell alike of one name: `tokens` are the folded words of its commonest spelling."""

    name_key: str
    tokens: tuple[str, ...]
    country: str | None
    office: str | None
    articles: int


@dataclass(frozen=True, slots=True)
class Identity:
    """`key` names the person everywhere, and is empty for nobody; `rule` says why the told name is that person."""

    key: str
    rule: str
    country: str | None = None


@dataclass(slots=True)
class _Person:
    name_key: str
    tokens: tuple[str, ...]
    country: str | None
    articles: int = 0
    offices: Counter[str] = field(default_factory=Counter)
    joined: _Person | None = None
    rule: str = "full_name"

    @property
    def key(self) -> str:
        return person_key(self.name_key, self.country)

    def root(self) -> _Person:
        return self.joined.root() if self.joined else self

    def take_in(self, other: _Person, rule: str) -> None:
        other.joined, other.rule = self, rule
        self.articles += other.articles
        self.offices.update(other.offices)


def person_key(name_key: str, country: str | None) -> str:
    """`person|<folded name>|<country or nothing>`."""
    return f"person|{name_key}|{country or ''}"


def office_entity_key(office: str, country: str | None) -> str:
    """`office|<folded office>|<country or nothing>`."""
    return f"office|{office}|{country or ''}"


def identify(
    told: Collection[Told], same: Iterable[tuple[str, str]] = (), different: Iterable[tuple[str, str]] = ()
) -> dict[Told, Identity]:
    """The person behind each told name. `same` and `different` are analysts' pairs of person keys."""
    people, place = _by_name_and_country(told)
    apart = {frozenset(pair) for pair in different}
    _apply(same, people)
    _join_spellings(people, apart)
    _join_parts_of_names(people, apart)
    _give_countries(people)
    found: dict[Told, Identity] = {}
    for one in told:
        person = people[place[one]]
        key = "" if person.rule == NOBODY else person.root().key
        found[one] = Identity(key, person.rule, person.root().country)
    return found


def _by_name_and_country(told: Collection[Told]) -> tuple[dict[str, _Person], dict[Told, str]]:
    """People by key (rule 1), and the key of each told name."""
    by_name: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        by_name[one.name_key].append(one)
    people: dict[str, _Person] = {}
    place: dict[Told, str] = {}
    for group in by_name.values():
        countries = _countries(group)
        for one in sorted(group, key=lambda t: (-t.articles, t.country or "", t.office or "")):
            country = countries.get(one.country or "", one.country)
            person = people.setdefault(person_key(one.name_key, country), _Person(one.name_key, one.tokens, country))
            person.articles += one.articles
            if one.office:
                person.offices[one.office] += one.articles
            place[one] = person.key
    return people, place


def _countries(group: list[Told]) -> dict[str, str | None]:
    """Told country ("" for none) → the country it is taken for."""
    counts: Counter[str] = Counter()
    for one in group:
        if one.country:
            counts[one.country] += one.articles
    if not counts:
        return {"": known_state(group[0].name_key) if len(group[0].tokens) > 1 else None}
    (main, most), *rest = counts.most_common()
    slips = {country for country, articles in rest if _is_slip(articles, most)}
    taken: dict[str, str | None] = {country: main if country in slips else country for country in counts}
    taken[""] = main if len(slips) == len(rest) else None
    return taken


def _is_slip(articles: int, most: int) -> bool:
    few = articles <= _FEW and articles * _FEW_SHARE <= most and most >= _ENOUGH
    return articles * RARE_SHARE < most or few


def _apply(same: Iterable[tuple[str, str]], people: Mapping[str, _Person]) -> None:
    for first, second in same:
        if first in people and second in people and people[first].root() is not people[second].root():
            short = people[second].root()
            short.joined, short.rule = people[first].root(), "correction"


def _join_spellings(people: Mapping[str, _Person], apart: set[frozenset[str]]) -> None:
    """Rule 2, the rarest names first, so that spellings gather in the commonest."""
    near: dict[tuple[str, ...], list[_Person]] = defaultdict(list)
    for person in people.values():
        if len(person.tokens) > 1:
            near["sounds", *sounds(person.tokens)].append(person)
            near["ends", person.tokens[0], person.tokens[-1]].append(person)
    for person in sorted(people.values(), key=_commonness):
        if len(person.tokens) > 1 and person.joined is None:
            keys = (("sounds", *sounds(person.tokens)), ("ends", person.tokens[0], person.tokens[-1]))
            commoner = _distinct(c.root() for key in keys for c in near[key] if _commonness(c) > _commonness(person))
            known = _foremost([c for c in commoner if _one_name(person, c) and _may_be(person, c, apart)])
            if known is not None:
                known.take_in(person, "spelling")


def _commonness(person: _Person) -> tuple[int, str]:
    return person.articles, person.key


def _one_name(one: _Person, other: _Person) -> bool:
    short, long = sorted((one.tokens, other.tokens), key=len)
    if len(short) == len(long):
        return alike(short, long, one.country or other.country)
    return len(short) == 2 and short == (long[0], long[-1]) and not is_persian(long[0] + long[1])


def _may_be(one: _Person, other: _Person, apart: set[frozenset[str]]) -> bool:
    if one.root() is other or frozenset((one.key, other.key)) in apart:
        return False
    return _agree(one, other) and bool(one.offices.keys() & other.offices.keys())


def _join_parts_of_names(people: Mapping[str, _Person], apart: set[frozenset[str]]) -> None:
    """Rules 3 and 4, longest names first, so that a surname finds names that are already one."""
    longer: dict[str, list[_Person]] = defaultdict(list)
    for person in people.values():
        for cut in range(1, len(person.tokens)):
            longer["".join(person.tokens[cut:])].append(person)
            if cut > 1 and not set(person.tokens[cut:]) <= _ANOTHER:
                longer["".join(person.tokens[:cut])].append(person)
    first_names = _first_names(people.values())
    for person in sorted(people.values(), key=lambda p: (-len(p.tokens), p.key)):
        if person.joined is None:
            whole = _the_one(person, longer.get(person.name_key, []), apart, person.name_key in first_names)
            if whole is not None and whole is not person:
                person.joined, person.rule = whole, "surname" if len(person.tokens) == 1 else "short_name"
            elif person.name_key in first_names:
                person.rule = NOBODY


def _first_names(people: Iterable[_Person]) -> frozenset[str]:
    first, last = Counter[str](), Counter[str]()
    for person in people:
        if len(person.tokens) > 1:
            first[person.tokens[0]] += 1
            last[person.tokens[-1]] += 1
    return frozenset(word for word, times in first.items() if times >= _FIRST_NAME and times > last[word])


def _the_one(person: _Person, longer: list[_Person], apart: set[frozenset[str]], first_name: bool) -> _Person | None:
    """The only candidate a part of a name can stand for, or None."""
    roots = _distinct(c.root() for c in longer if frozenset((c.root().key, person.key)) not in apart)
    roots = [c for c in roots if c.articles * DOMINANT_SHARE > person.articles]
    agreeing = [c for c in roots if _agree(person, c)]
    colleagues = [c for c in agreeing if person.offices.keys() & c.offices.keys()]
    if colleagues or len(person.tokens) > 1 or first_name:
        return _foremost(colleagues)
    compatriots = [c for c in agreeing if c.country and c.country == person.country]
    known = None if compatriots or person.country is None else _foremost(roots)
    if known is not None and known.articles >= _WELL_KNOWN and _is_slip(person.articles, known.articles):
        return known
    return _foremost(compatriots or (agreeing if person.country else roots))


def _give_countries(people: Mapping[str, _Person]) -> None:
    """Rule 5."""
    told: dict[int, Counter[str]] = defaultdict(Counter)
    for person in people.values():
        if person.joined and person.country:
            told[id(person.root())][person.country] += person.articles
    for person in people.values():
        counts = told.get(id(person), Counter())
        if person.joined is None and person.country is None and len(counts) == 1:
            (country,) = counts
            if person_key(person.name_key, country) not in people:
                person.country = country


def _foremost(candidates: list[_Person]) -> _Person | None:
    """The only one, or the one told of far more often than the next."""
    if not candidates:
        return None
    first, *rest = sorted(candidates, key=lambda c: (-c.articles, c.key))
    return first if all(c.articles * DOMINANT_SHARE <= first.articles for c in rest) else None


def _distinct(found: Iterable[_Person]) -> list[_Person]:
    return list({id(person): person for person in found}.values())


def _agree(person: _Person, other: _Person) -> bool:
    return person.country is None or other.country is None or person.country == other.country


@dataclass(frozen=True, slots=True)
class Tenure:
    """Someone seen in an office, over how many articles of which days (null: none is dated)."""

    person_id: int
    first_day: dt.date | None
    last_day: dt.date | None
    articles: int


def holder_on(day: dt.date | None, tenures: Collection[Tenure]) -> int | None:
    """The one person seen in an office about `day` (any day, when null); None when nobody or not plain who."""
    near = list(tenures)
    if day is not None:
        near = _around(day, tenures, dt.timedelta()) or _around(day, tenures, HOLDER_SLACK)
    if not near:
        return None
    first, *rest = sorted(near, key=lambda t: (-t.articles, t.person_id))
    return first.person_id if all(t.articles * HOLDER_SHARE <= first.articles for t in rest) else None


def _around(day: dt.date, tenures: Collection[Tenure], slack: dt.timedelta) -> list[Tenure]:
    """Those seen before and after the day, or within `slack` of it: who has just left is not who has just come."""
    dated = ((t, t.first_day, t.last_day) for t in tenures)
    return [t for t, first, last in dated if first and last and first - slack <= day <= last + slack]
