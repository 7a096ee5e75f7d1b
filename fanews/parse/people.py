"""Who is who in one article: names, surnames, offices and appositives joined into people.

Owns `find_people` (fills `reading.actors` and `reading.people`). Pronouns, and bare offices of which
the article names several holders, are left for those who know the discourse.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from fanews.model import Level
from fanews.parse.actors import Phrase, institution_country, phrases_of
from fanews.parse.line import Line
from fanews.parse.names import is_foreign, is_persian, same_name
from fanews.parse.reading import Actor, ActorKind, KnownPerson, Reading
from fanews.parse.roles import Role

_STATE_LEVELS = frozenset(
    {Level.HEAD_OF_STATE, Level.HEAD_OF_GOVERNMENT, Level.MINISTER, Level.DEPUTY_MINISTER, Level.PARLIAMENT}
)


# Offices that are told in short by their first word.
_BARE = frozenset(
    {
        "وزیر",
        "سفیر",
        "نماینده",
        "فرمانده",
        "سخنگو",
        "استاندار",
        "فرماندار",
        "شهردار",
        "دبیرکل",
        "مدیرکل",
        "رهبر",
        "معاون",
    }
)


@dataclass(slots=True)
class Place:
    """An actor with where it stands: its line, its phrase, and the folded words of its name."""

    line: Line
    phrase: Phrase
    actor: Actor
    name: tuple[str, ...]


@dataclass(slots=True)
class Holder:
    """Someone while the article is read. `offices`: (key, country) pairs known to be theirs."""

    name: tuple[str, ...] = ()
    country: str | None = None
    places: list[int] = field(default_factory=list)
    offices: dict[str, str | None] = field(default_factory=dict)


def find_people(reading: Reading) -> None:
    """Fill `reading.actors`, in text order, and `reading.people`; a person's `actors` are indexes of those."""
    places = [_place(line, phrase) for line in reading.lines for phrase in phrases_of(line)]
    holders = _named_holders(places)
    _give_offices(places, holders)
    _join_roles(places, holders)
    holders.sort(key=lambda h: min(h.places))
    owner = {index: number for number, holder in enumerate(holders) for index in holder.places}
    reading.people = [_known(number, holder, places) for number, holder in enumerate(holders)]
    reading.actors = tuple(_with_person(p.actor, owner.get(i), reading.people) for i, p in enumerate(places))


def _place(line: Line, phrase: Phrase) -> Place:
    name = tuple(t.key for t in line.tokens[slice(*phrase.name)] if t.key[0].isalnum()) if phrase.name else ()
    return Place(line, phrase, phrase.actor(line), name)


def _with_person(actor: Actor, person: int | None, people: list[KnownPerson]) -> Actor:
    if person is None:
        return actor
    known = people[person]
    return Actor(actor.start, actor.end, actor.kind, actor.name, actor.role,
                 actor.country or known.country, actor.level or known.level, person)  # fmt: skip


# --- names --------------------------------------------------------------------------------------


def _named_holders(places: list[Place]) -> list[Holder]:
    """One holder for each name; a shorter name goes to the fullest that it fits, the nearest before it first."""
    holders: list[Holder] = []
    full = sorted((i for i, p in enumerate(places) if p.name), key=lambda i: (-len(places[i].name), i))
    for index in full:
        name = places[index].name
        fitting = [h for h in holders if same_name(h.name, name)]
        if not fitting:
            fitting = [Holder(name)]
            holders += fitting
        _nearest(fitting, index).places.append(index)
    for holder in holders:
        holder.places.sort()
    return holders


def _nearest(holders: list[Holder], index: int) -> Holder:
    """The holder last mentioned before actor `index`, else the one mentioned first after it."""

    def distance(holder: Holder) -> tuple[bool, int]:
        before = [i for i in holder.places if i < index]
        return (not before, index - max(before) if before else min(holder.places, default=index) - index)

    return min(holders, key=distance)


# --- offices ------------------------------------------------------------------------------------


def office_key(role: Role) -> str:
    """What makes two mentions the same office, country apart."""
    return ("سابق" if role.former else "") + role.key


def _give_offices(places: list[Place], holders: list[Holder]) -> None:
    for holder in holders:
        for index in holder.places:
            for role in places[index].phrase.offices:
                key, country = _office(places, index, role)
                holder.offices[key] = holder.offices.get(key) or country
                holder.country = holder.country or country


def _office(places: list[Place], index: int, role: Role) -> tuple[str, str | None]:
    """(key, country) of a role; «همتای X» has the office of the one spoken of before it in the sentence."""
    country = role.country or _body_country(places[index], role)
    if not role.relation:
        return office_key(role), country
    for earlier in reversed(places[max(0, index - 4) : index]):
        if earlier.line is places[index].line:
            for other in earlier.phrase.offices:
                if not other.relation:
                    return office_key(other), country
    return office_key(role), country


def _body_country(place: Place, role: Role) -> str | None:
    """The state of the institution that the office is named by, also where it is part of a listed office."""
    parts = [i for i in place.line.institutions if role.start <= i[0] and i[1] <= role.end]
    homes = (institution_country(place.line, part) for part in ([role.body] if role.body else parts))
    return next((home for home in homes if home), None)


def _join_roles(places: list[Place], holders: list[Holder]) -> None:
    """Give each office without a name to the one it belongs to; offices nobody is named for become people too."""
    nameless: list[Holder] = []
    bare: list[int] = []
    for index, place in enumerate(places):
        if place.actor.kind is not ActorKind.ROLE:
            continue
        key, country = _office(places, index, place.phrase.offices[0])
        if country is None:
            bare.append(index)
            continue
        _give(index, key, country, holders, nameless)
    for index in bare:
        key, _ = _office(places, index, places[index].phrase.offices[0])
        _give(index, key, None, holders, nameless)
    holders += _unclaimed(places, holders, nameless)


def _unclaimed(places: list[Place], holders: list[Holder], nameless: list[Holder]) -> list[Holder]:
    """The offices that stay without a name: one that suits one person only, whom no other suits, is that person's.

    Both must open a sentence somewhere, as whom a text is about does («X: ...», then «the minister said ...»): of 45
    joined without that, 22 were right. Where several suit, who is who is for those to say who read the sentences.
    """
    free = [h for h in holders if not h.offices]
    suits = {id(office): [h for h in free if _suits(h, office)] for office in nameless}
    kept: list[Holder] = []
    for office in nameless:
        fitting = suits[id(office)]
        rivals = [other for other in nameless if fitting and fitting[0] in suits[id(other)]]
        if len(fitting) == 1 and len(rivals) == 1 and _is_told_as(fitting[0], office, places):
            _merge(fitting[0], office)
        else:
            kept.append(office)
    return kept


def _is_told_as(person: Holder, office: Holder, places: list[Place]) -> bool:
    return all(_opens_a_sentence(h, places) for h in (person, office)) and not _told_apart(person, office, places)


def _opens_a_sentence(holder: Holder, places: list[Place]) -> bool:
    """Whether somewhere at most a word stands before it («واکنش X به ...»), but for the source («به گزارش ...، X»)."""
    return any(_words_before(places[index]) <= 1 for index in holder.places)


def _words_before(place: Place) -> int:
    before = [t.key for t in place.line.tokens[: place.phrase.start]]
    if before[:2] == ["به", "گزارش"] and "،" in before:
        before = before[len(before) - before[::-1].index("،") :]
    return sum(key[0].isalnum() for key in before)


def _told_apart(one: Holder, other: Holder, places: list[Place]) -> bool:
    """Whether a sentence has both, with words between: it seldom tells one person twice."""
    for place in map(places.__getitem__, one.places):
        for beside in (places[i] for i in other.places if places[i].line is place.line):
            first, second = sorted((place.phrase, beside.phrase), key=lambda phrase: phrase.start)
            if any(t.key[0].isalnum() for t in place.line.tokens[first.end : second.start]):
                return True
    return False


def _suits(holder: Holder, office: Holder) -> bool:
    """Someone with a Persian name and a home office, or nothing Persian in either; the doubtful suit nothing."""
    if office.country in (None, "IR"):
        return is_persian(holder.name)
    return is_foreign(holder.name)


def _merge(holder: Holder, office: Holder) -> None:
    holder.places = sorted([*holder.places, *office.places])
    holder.offices |= office.offices
    holder.country = holder.country or office.country


def _give(index: int, key: str, country: str | None, holders: list[Holder], nameless: list[Holder]) -> None:
    fitting = [h for h in holders if _holds(h, key, country)]
    if country is None and all(h.country not in (None, "IR") for h in fitting) and any(map(_free_at_home, holders)):
        fitting = []
    fitting = fitting or [h for h in nameless if _holds(h, key, country) and (country or h.country in (None, "IR"))]
    if not fitting:
        fitting = [Holder(country=country, offices={key: country})]
        nameless += fitting
    holder = _nearest(_preferred(fitting, key, country), index)
    holder.places.append(index)
    holder.places.sort()
    holder.country = holder.country or country


def _free_at_home(holder: Holder) -> bool:
    """Someone with a Persian name of whom no office is told: a bare office may well be theirs."""
    return bool(holder.name) and not holder.offices and is_persian(holder.name)


def _holds(holder: Holder, key: str, country: str | None) -> bool:
    if country and holder.country and country != holder.country:
        return False
    if country not in (None, "IR") and not holder.country and holder.name and not is_foreign(holder.name):
        return False
    return any(_same_office(key, own) for own in holder.offices)


def _same_office(one: str, other: str) -> bool:
    """The same key, or a bare «وزیر», «رئیس» ... that the other begins with."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return short in _BARE and long.startswith(short)


def _preferred(fitting: list[Holder], key: str, country: str | None) -> list[Holder]:
    """Those whose office is the very same, and whose country agrees; a bare office is rather Iran's."""
    exact = [h for h in fitting if key in h.offices] or fitting
    if country:
        return [h for h in exact if h.country == country] or exact
    return exact


# --- the result ---------------------------------------------------------------------------------


def _known(number: int, holder: Holder, places: list[Place]) -> KnownPerson:
    mine = [places[i] for i in holder.places]
    names = [p.actor.name for p in mine if p.actor.name]
    roles = [(p.phrase, p.actor.role) for p in mine if p.actor.role and not any(o.relation for o in p.phrase.offices)]
    roles = roles or [(p.phrase, p.actor.role) for p in mine if p.actor.role]
    fullest = max(roles, key=lambda r: r[1][1] - r[1][0], default=None)
    name = max(names, key=lambda n: n[1] - n[0], default=None)
    levels = [p.actor.level for p in mine if p.actor.level]
    level = min(levels, key=list(Level).index, default=None)
    country = holder.country or _assumed(holder, level)
    return KnownPerson(number, name, fullest[1] if fullest else None, country, level, list(holder.places))


def _assumed(holder: Holder, level: Level | None) -> str | None:
    """A state office without a country, in Persian news, is Iran's, unless the holder's name is a foreign one."""
    if level not in _STATE_LEVELS:
        return None
    return "IR" if not holder.name or is_persian(holder.name) else None
