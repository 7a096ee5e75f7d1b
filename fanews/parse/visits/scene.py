"""What the visit rules need to know of an article: its clauses, parties and places.

Owns the view of a `Reading` the rules work on. It decides nothing about visits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cache

from fanews.lexicon import rows
from fanews.model import EntityType, Level, QuoteKind
from fanews.parse.names import is_persian
from fanews.parse.places import PlaceKind, countries_in, place_named
from fanews.parse.reading import Actor, ActorKind, BlockKind, KnownPerson, Reading
from fanews.parse.visits.grammar import seats, words
from fanews.parse.visits.verbs import Verb, find_verbs
from fanews.text import align, fold_key, phrase_pattern

HOME = "IR"  # the country whose media we read: an office named without a country is one of theirs


@dataclass(frozen=True, slots=True)
class Place:
    """A place that can be travelled to. `city` is its range when it is a city."""

    start: int
    end: int
    country: str
    city: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Party:
    """Someone who can travel, meet or receive, resolved over the article."""

    start: int
    end: int
    kind: ActorKind
    key: str
    name: str | None
    role: str | None
    country: str | None
    level: Level | None
    person: int | None

    @property
    def label(self) -> str:
        """What the visit calls them: fullest name, else fullest role."""
        return self.name or self.role or ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch up to and with one finite verb (None for a verbless rest)."""

    start: int
    end: int
    verb: Verb | None
    sentence: int


@dataclass(frozen=True, slots=True)
class Speech:
    """A stretch of reported speech; `indirect`: after که, where «او» may be the speaker."""

    start: int
    end: int
    speaker: Party | None
    indirect: bool


@dataclass(slots=True)
class Scene:
    """One article as the visit rules see it."""

    reading: Reading
    parties: list[Party] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    speeches: list[Speech] = field(default_factory=list)
    states: list[tuple[int, str]] = field(default_factory=list)  # where a state is named or meant, in order

    @property
    def norm(self) -> str:
        """The normalised text."""
        return self.reading.norm

    def parties_in(self, start: int, end: int) -> list[Party]:
        """Parties wholly inside the range."""
        return [p for p in self.parties if start <= p.start and p.end <= end]

    def places_in(self, start: int, end: int) -> list[Place]:
        """Places wholly inside the range."""
        return [p for p in self.places if start <= p.start and p.end <= end]

    def clause_at(self, position: int) -> int:
        """The index of the clause that holds `position` (the last one before it, where none does)."""
        return max(0, bisect_right([c.start for c in self.clauses], position) - 1)

    def sentence_at(self, position: int) -> tuple[int, int]:
        """The range of the sentence that holds `position`."""
        sentences = self.reading.sentences
        index = max(0, bisect_right([s.start for s in sentences], position) - 1)
        return sentences[index].start, sentences[index].end

    def speech_at(self, position: int) -> Speech | None:
        """The quoted stretch around `position` and its speaker."""
        return next((s for s in self.speeches if s.start <= position < s.end), None)

    def has(self, word_class: str, start: int, end: int) -> bool:
        """Whether a word of the class stands in the range."""
        return bool(words(word_class).search(self.norm, max(0, start), end))


# A place inside one of these belongs to a name or an office, not to a journey.
_NAMING = (ActorKind.PERSON, ActorKind.ROLE, ActorKind.GROUP, ActorKind.INSTITUTION)
_CITIES = (PlaceKind.CITY, PlaceKind.CAPITAL)


def _places(reading: Reading) -> list[Place]:
    inside = [a for a in reading.actors if a.kind in _NAMING]
    surnames = {fold_key(reading.norm[slice(*p.name)].split()[-1]) for p in reading.people if p.name}
    found = []
    for m in reading.mentions:
        if m.type is not EntityType.PLACE or not m.country or fold_key(reading.norm[m.start : m.end]) in surnames:
            continue
        if any(a.start <= m.start and m.end <= a.end and (a.start, a.end) != (m.start, m.end) for a in inside):
            continue
        named = place_named(reading.norm[m.start : m.end])
        if named is None or named.kind is PlaceKind.REGION:
            continue
        is_city = named.kind in _CITIES
        found.append(Place(m.start, m.end, m.country, (m.start, m.end) if is_city else None))
    return found


_TRAVELLERS = {ActorKind.PERSON, ActorKind.ROLE, ActorKind.GROUP}
_WORD = re.compile(r"\w+")
_TAIL = re.compile(r"(?:[ «]+(?!(?:به|با|در|برای|که|و|را|تا|بر|نیز|هم|روز|شد|کرد|است)(?!\w))[\w»-]+){1,6}")


def _seats(reading: Reading, places: list[Place]) -> list[Place]:
    """Buildings that stand for a state, which the recogniser may take for institutions."""
    taken = {p.start for p in places}
    found = []
    for row, pattern in seats():
        for match in pattern.finditer(reading.norm):
            if match.start() not in taken:
                taken.add(match.start())
                found.append(Place(match.start(), match.end(), row["iso"], None))
    return found


def _flat(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


@cache
def _statesmen() -> dict[str, str]:
    return {fold_key(r["name"]): r["iso"] for r in rows("visit_statesmen")}


def known_state(name: str) -> str | None:
    """The state a statesman acts for, where the name alone is known: the whole name or its last words.

    >>> known_state("حسنی مبارک"), known_state("مریم رادان")
    ('EG', None)
    """
    parts = [fold_key(w) for w in name.split()]
    return next((c for n in range(len(parts)) if (c := _statesmen().get("".join(parts[n:])))), None)


def _sounds_persian(name: str) -> bool:
    return is_persian([fold_key(w) for w in name.split()])


def _party(reading: Reading, actor: Actor) -> Party | None:
    known = reading.people[actor.person] if actor.person is not None else None
    name_at = (known.name if known else None) or actor.name
    role_at = (known.role if known else None) or actor.role
    whole = actor.kind is ActorKind.GROUP
    name = reading.words((actor.start, actor.end)) if whole else (reading.words(name_at) if name_at else None)
    role = None if whole else (reading.words(role_at) if role_at else None)
    country = (known.country if known else None) or actor.country
    if country is None and role:
        country = _named_in(role)
    if _OF_THIS_COUNTRY.search(reading.norm, actor.start, actor.end):
        country = next((c for at, c in reversed(_states(reading)) if at < actor.start), country)
    if actor.kind is ActorKind.ROLE and known and _has_counterpart(reading, known):
        country = _named_in(reading.norm[actor.start : actor.end]) or HOME
        name, role = None, reading.words((actor.start, actor.end))
    level = (known.level if known else None) or actor.level
    if whole and country is None:
        country = _named_in(reading.norm[actor.start : actor.end])
    label = _flat(name) or _flat(role)
    if not label or (actor.kind is ActorKind.ROLE and _indefinite(reading.norm, actor.start)):
        return None
    if actor.kind is ActorKind.PERSON and name and not (role and countries_in(role)):
        country = known_state(name) or country or (HOME if _sounds_persian(name) else None)
    if country == HOME and role and words("not_ours").match(fold_key(role)) and not countries_in(role):
        country = None
    key = f"person:{actor.person}:{country}" if actor.person is not None else f"{actor.kind.value}:{fold_key(label)}"
    return Party(actor.start, actor.end, actor.kind, key, _flat(name), _flat(role), country, level, actor.person)


_OF_THIS_COUNTRY = re.compile(r"(?<!\w)(?:(?:این|آن) کشور|کشورش|کشور خود|کشور متبوع\w*)(?!\w)")


def _named_in(role: str) -> str | None:
    """The state a role names, or the United Nations where it names one of their bodies."""
    named = countries_in(role)
    return named[0] if named else ("UN" if words("un_body").search(align(role).norm) else None)


def _has_counterpart(reading: Reading, known: KnownPerson) -> bool:
    """Whether «همتای ...» and the one whose counterpart it is were taken for one person."""
    heads = {reading.norm[reading.actors[i].start :].startswith("همتا") for i in known.actors}
    return heads == {True, False} and not known.name


def _indefinite(norm: str, start: int) -> bool:
    """«یک وزیر خارجه», «نخستین رئیس‌جمهور»: an office, nobody in particular."""
    return bool(re.search(rf"{words('indefinite').pattern}\s*$", norm[max(0, start - 12) : start]))


def _delegations(reading: Reading, parties: list[Party]) -> list[Party]:
    """Bodies of travellers, with the state named behind them and, where it is given, whoever leads them."""
    found: list[Party] = []
    for match in words("corps").finditer(reading.norm):
        if any(p.start <= match.start() < p.end for p in (*parties, *found)):
            continue
        tail = _TAIL.match(reading.norm, match.end())
        end = tail.end() if tail else match.end()
        leader = _leader(reading.norm, parties, match.end(), end)
        if leader:
            state = leader.country or _state_inside(reading, match.end(), end)[1]
            found.append(replace(leader, start=match.start(), country=state))
            continue
        party = _body(reading, match.start(), match.end(), end)
        if party:
            found.append(party)
    return found


def _leader(norm: str, parties: list[Party], head: int, tail: int) -> Party | None:
    led = words("led_by").search(norm, head, tail + 20)
    return next((p for p in parties if led and 0 <= p.start - led.end() <= 12), None)


def _body(reading: Reading, start: int, head: int, end: int) -> Party | None:
    """A body without a leader: its words end with the state it comes from."""
    cut, country = _state_inside(reading, head, end)
    label = _flat(reading.words((start, cut or head)))
    if not label:
        return None
    many = words("many").match(reading.norm, start) is not None
    kind = ActorKind.GROUP if many else ActorKind.DELEGATION
    return Party(start, cut or head, kind, f"body:{fold_key(label)}", label, None, country, None, None)


def _state_inside(reading: Reading, start: int, end: int) -> tuple[int | None, str | None]:
    """(end, country) of the first state or nationality named in the range."""
    for mention in reading.mentions:
        if mention.type is EntityType.PLACE and mention.country and start <= mention.start < end:
            return mention.end, mention.country
    for cut in _word_ends(reading.norm, start, end):
        if named := countries_in(reading.norm[start:cut]):
            return cut, named[0]
    body = words("un_body").search(reading.norm, start, end)
    if body:
        return body.end(), "UN"
    return None, None


def _word_ends(norm: str, start: int, end: int) -> list[int]:
    return [m.end() for m in _WORD.finditer(norm, start, end)]


def _states(reading: Reading) -> list[tuple[int, str]]:
    named = [(m.start, m.country) for m in reading.mentions if m.type is EntityType.PLACE and m.country]
    return sorted(named + [(a.start, a.country) for a in reading.actors if a.country])


_STOP = re.compile(r"[؛:!؟?\n]")


def _clauses(reading: Reading, speeches: list[Speech]) -> list[Clause]:
    """Sentences cut behind each finite verb, at hard punctuation, and where speech begins and ends."""
    borders = sorted({edge for s in speeches for edge in (s.start, s.end)})
    found: list[Clause] = []
    for number, sentence in enumerate(reading.sentences):
        start = sentence.start
        verbs = find_verbs(reading.norm, sentence.start, sentence.end)
        cuts: list[tuple[int, Verb | None]] = [(v.end, v) for v in verbs]
        cuts += [(b, None) for b in borders if sentence.start < b < sentence.end]
        cuts += [(m.end(), None) for m in _STOP.finditer(reading.norm, sentence.start, sentence.end)]
        for cut, verb in sorted(cuts, key=lambda c: c[0]):
            if reading.norm[start:cut].strip():
                found.append(Clause(start, cut, verb, number))
            start = cut
        if reading.norm[start : sentence.end].strip():
            found.append(Clause(start, sentence.end, None, number))
    return found


def _speeches(reading: Reading, parties: list[Party]) -> list[Speech]:
    by_person = {p.person: p for p in parties if p.person is not None}
    origin = reading.aligned.origin
    found = []
    for q in reading.quotes:
        start, end = bisect_right(origin, q.span.start_char - 1), bisect_right(origin, q.span.end_char - 1)
        speaker = by_person.get(q.person) if q.person is not None else None
        found.append(Speech(start, end, speaker, q.kind is QuoteKind.INDIRECT))
    return found


def set_scene(reading: Reading) -> Scene:
    """The scene of an article whose entities, people and quotes have been read."""
    footers = [(b.start, b.end) for b in reading.blocks if b.kind in (BlockKind.FOOTER, BlockKind.BANNER)]
    actors = [a for a in reading.actors if not any(s <= a.start < e for s, e in footers)]
    parties = [p for a in actors if a.kind in _TRAVELLERS and (p := _party(reading, a))]
    bodies = _delegations(reading, parties)
    led = {b.key for b in bodies}
    parties = [p for p in parties if not (p.key in led and any(b.start < p.start <= b.end for b in bodies))]
    parties = sorted(parties + bodies, key=lambda p: p.start)
    parties = _with_appositions(reading.norm, parties)
    places, states, speeches = _places(reading), _states(reading), _speeches(reading, parties)
    parties = _with_shared_states(reading.norm, parties, places)
    places = sorted([*places, *_seats(reading, places)], key=lambda p: p.start)
    return Scene(reading, parties, places, _clauses(reading, speeches), speeches, states)


_APPOSITION = re.compile(r"[»\"]?(?: (?!به|از|با|در|برای|که|و|را|هم|نیز|روز)\w+){0,2}[»\"]?\s*[،,]?\s*")


def _with_appositions(norm: str, parties: list[Party]) -> list[Party]:
    """«سامان [راد]، وزیر نیروی اردن»: a name without an office and the office right behind it are one party."""
    joined: list[Party] = []
    for party in parties:
        last = joined[-1] if joined else None
        if (
            last
            and last.kind is ActorKind.PERSON
            and not last.role
            and party.kind is ActorKind.ROLE
            and not party.name
            and _APPOSITION.fullmatch(norm, last.end, party.start)
        ):
            name = " ".join(norm[last.start : party.start].strip(' ،,«»"').split())
            joined[-1] = replace(party, start=last.start, kind=ActorKind.PERSON, name=name)
        else:
            joined.append(party)
    return _with_only_office(joined)


def _with_only_office(parties: list[Party]) -> list[Party]:
    """One foreign name without an office and one foreign office without a name in an article are one person."""
    names = {p.key for p in parties if p.kind is ActorKind.PERSON and not p.role and not p.country}
    offices = {p.key: p for p in parties if p.kind is ActorKind.ROLE and not p.name and p.country not in (None, HOME)}
    if len(names) != 1 or len(offices) != 1:
        return parties
    office = next(iter(offices.values()))
    if office.level in (None, Level.OTHER, Level.ENVOY):
        return parties
    return [
        replace(p, role=office.role, country=office.country, level=office.level) if p.key in names else p
        for p in parties
    ]


_SHARED = re.compile(r"\s*(?:،\s*(?:و\s+)?|و\s+)")
_LATE = re.compile(r"(?:\s+(?!به|از|با|در|برای|که|و|را)\w+){0,2}\s*")


def _with_shared_states(norm: str, parties: list[Party], places: list[Place]) -> list[Party]:
    """«رئیس‌جمهور و نخست‌وزیر اردن»: the state named behind the last office is also the first one's."""
    fixed: list[Party] = []
    following: Party | None = None
    starts = {p.start: p for p in places if not p.city}
    for party in reversed(parties):
        own = countries_in(norm[party.start : party.end])
        if (
            not own
            and party.kind is ActorKind.ROLE
            and following
            and _SHARED.fullmatch(norm, party.end, following.start)
        ):
            party = replace(party, country=following.country or party.country)
        if not party.country and (late := _state_behind(norm, party, starts)):
            party = replace(party, country=late)
        fixed.append(party)
        following = party if own or party.country else None
    return fixed[::-1]


def _state_behind(norm: str, party: Party, starts: dict[int, Place]) -> str | None:
    """«رئیس دولت انتقالی [اسلامی] افغانستان»: a state one or two adjectives behind the office."""
    if not party.role:
        return None
    match = _LATE.match(norm, party.end)
    place = next((starts[i] for i in range(party.end + 1, match.end() + 1) if i in starts), None) if match else None
    gap = norm[party.end : place.start] if place else ""
    if not place or words("preposition").search(gap) or words("adverb").search(gap):
        return None
    return place.country


# «این کشور»: the state spoken of; «کشورمان»: the reader's.
THIS_COUNTRY = re.compile(phrase_pattern(["این کشور", "آن کشور", "آن‌جا", "این شهر"]))
OWN_COUNTRY = re.compile(phrase_pattern(["کشورش", "کشور خود", "کشور متبوعش", "کشور متبوع خود"]))
OUR_COUNTRY = re.compile(phrase_pattern(["کشورمان", "کشور ما", "میهن‌مان"]))
