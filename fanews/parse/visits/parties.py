"""Who can travel, meet or receive: the parties of an article, resolved to name, office and state.

Owns the resolution of actors for the visit rules: states of names that stand alone, delegations and who leads
them, offices that share a state. It decides nothing about visits.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from fanews.model import EntityType
from fanews.parse.places import countries_in
from fanews.parse.reading import Actor, ActorKind, BlockKind, Found, Reading
from fanews.parse.visits.appositions import with_appositions, with_heads
from fanews.parse.visits.grammar import words
from fanews.parse.visits.ground import Place, states_of
from fanews.parse.visits.party import HOME, Party, known_state, sounds_persian
from fanews.parse.visits.ranges import Index
from fanews.text import align, fold_key

_TRAVELLERS = {ActorKind.PERSON, ActorKind.ROLE, ActorKind.GROUP}
_WORD = re.compile(r"\w+")
_TAIL = re.compile(
    r"(?:[ «]+(?!(?:به|با|در|برای|که|و|را|تا|بر|نیز|هم|روز|شد|کرد|است|راهی|عازم|رهسپار|وارد|روانه)(?!\w))[\w»-]+){1,6}"
)


def parties_of(reading: Reading, places: list[Place]) -> list[Party]:
    """Every party, in text order; footers and banners name none."""
    aside = [(b.start, b.end) for b in reading.blocks if b.kind in (BlockKind.FOOTER, BlockKind.BANNER)]
    actors = [a for a in reading.actors if not any(s <= a.start < e for s, e in aside)]
    facts = _Facts(states_of(reading), _with_counterparts(reading), _misjoined(reading))
    parties = [p for a in actors if a.kind in _TRAVELLERS and (p := _party(reading, a, facts))]
    parties += _surnames_beside(reading, parties)
    bodies = _delegations(reading, parties)
    led = Index(bodies)
    parties = [p for p in parties if not any(b.key.startswith(p.key[:9]) for b in led.touching(p.start, p.end))]
    parties = with_heads(reading.norm, sorted(parties + bodies, key=lambda p: p.start))
    parties = with_appositions(reading.norm, parties)
    return _with_shared_states(reading.norm, parties, places)


def _flat(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is worked out once an article: states in order, people taken for their own counterparts, and Persian
    names that were given a foreign office which never stands beside them."""

    states: list[tuple[int, str]]
    counterparts: frozenset[int]
    misjoined: frozenset[int]


def _party(reading: Reading, actor: Actor, facts: _Facts) -> Party | None:
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
        before = bisect_left(facts.states, (actor.start, ""))
        country = facts.states[before - 1][1] if before else country
    titled = actor.name is not None and actor.start < actor.name[0]
    if actor.person in facts.counterparts:
        country = _named_in(role or "") or known_state(name or "") or HOME
        if reading.norm.startswith("همتا", actor.start):
            country = _named_in(reading.norm[actor.start : actor.end]) or HOME
            name, role = None, reading.words((actor.start, actor.end))
    if actor.person in facts.misjoined:
        if actor.kind is ActorKind.ROLE:
            name = None
        else:
            role, country = None, known_state(name or "") or HOME
    level = (known.level if known else None) or actor.level
    if whole and country is None:
        country = _named_in(reading.norm[actor.start : actor.end])
    label = _flat(name) or _flat(role)
    if not label or (actor.kind is ActorKind.ROLE and _indefinite(reading.norm, actor.start)):
        return None
    if actor.kind is ActorKind.PERSON and name and not (role and countries_in(role)):
        country = known_state(name) or country or (HOME if sounds_persian(name, bool(role) or titled) else None)
    if country == HOME and role and words("not_ours").match(fold_key(role)) and not countries_in(role):
        country = None
    key = f"person:{actor.person}:{country}" if actor.person is not None else f"{actor.kind.value}:{fold_key(label)}"
    return Party(actor.start, actor.end, actor.kind, key, _flat(name), _flat(role), country, level, actor.person)


_OF_THIS_COUNTRY = re.compile(r"(?<!\w)(?:(?:این|آن) کشور|کشورش|کشور خود|کشور متبوع\w*)(?!\w)")


def _named_in(role: str) -> str | None:
    """The state a role names, or the United Nations where it names one of their bodies."""
    named = countries_in(role)
    if named:
        return named[0]
    text = align(role).norm
    return "UN" if words("un_body").search(text) else "EU" if words("eu_body").search(text) else None


def _with_counterparts(reading: Reading) -> frozenset[int]:
    """The people for whom «همتای ...» and the one whose counterpart it is were taken together."""
    found = set()
    for known in reading.people:
        heads = {reading.norm.startswith("همتا", reading.actors[i].start) for i in known.actors}
        if len(heads) == 2:
            found.add(known.index)
    return frozenset(found)


def _misjoined(reading: Reading) -> frozenset[int]:
    """People with a Persian name and a foreign office of whom no one phrase gives both."""
    found = set()
    for known in reading.people:
        if known.name and known.role and known.country not in (None, HOME):
            together = any(reading.actors[i].name and reading.actors[i].role for i in known.actors)
            name = reading.norm[slice(*known.name)]
            state = known_state(name) or (HOME if sounds_persian(name, in_office=True) else None)
            if not together and state not in (None, known.country):
                found.add(known.index)
    return frozenset(found)


def _indefinite(norm: str, start: int) -> bool:
    """«یک وزیر خارجه», «نخستین رئیس‌جمهور»: an office, nobody in particular."""
    return bool(re.search(rf"{words('indefinite').pattern}\s*$", norm[max(0, start - 12) : start]))


_AND_NAME = re.compile(r"\s+و\s+(\w+)(?!\w)")


def _surnames_beside(reading: Reading, parties: list[Party]) -> list[Party]:
    """«اردن‌پور و راد به ...»: a bare surname coordinated with a name, which the recogniser passed over."""
    taken = {p.start for p in parties}
    surnames = {fold_key(p.name.split()[-1]): p for p in parties if p.name and " " in p.name}
    found = []
    for party in parties:
        match = _AND_NAME.match(reading.norm, party.end) if party.kind is ActorKind.PERSON else None
        known = surnames.get(fold_key(match[1])) if match else None
        if match and known and match.start(1) not in taken and known.key != party.key:
            found.append(replace(known, start=match.start(1), end=match.end(1), kind=ActorKind.PERSON))
    return found


def _delegations(reading: Reading, parties: list[Party]) -> list[Party]:
    """Bodies of travellers, with the state named behind them and, where it is given, whoever leads them."""
    found: list[Party] = []
    named = Index(parties)
    places = Index(m for m in reading.mentions if m.type is EntityType.PLACE and m.country)
    actors = Index(a for a in reading.actors if a.kind is ActorKind.DELEGATION and a.country)
    last = 0
    for match in words("corps").finditer(reading.norm):
        if match.start() < last or any(named.touching(match.start(), match.start() + 1)):
            continue
        tail = _TAIL.match(reading.norm, match.end())
        end = tail.end() if tail else match.end()
        leader = _leader(reading.norm, named, match.end(), end)
        if leader:
            state = leader.country or _state_inside(reading, places, match.end(), end)[1]
            found.append(replace(leader, start=match.start(), country=state))
        elif (actor := next(actors.touching(match.start(), match.end()), None)) and match.end() < actor.end <= end:
            label = " ".join(reading.words((match.start(), actor.end)).split())
            key = f"body:{fold_key(label)}"
            found.append(
                Party(match.start(), actor.end, actor.kind, key, label, None, actor.country, actor.level, None)
            )
        elif party := _body(reading, places, match.start(), match.end(), end):
            found.append(party)
        last = found[-1].end if found else 0
    return found


def _leader(norm: str, named: Index[Party], head: int, tail: int) -> Party | None:
    led = words("led_by").search(norm, head, tail + 20)
    first = next(named.after(led.end()), None) if led else None
    return first if led and first and first.start - led.end() <= 12 else None


def _body(reading: Reading, places: Index[Found], start: int, head: int, end: int) -> Party | None:
    """A body without a leader: its words end with the state it comes from."""
    cut, country = _state_inside(reading, places, head, end)
    if cut is None and (ours := words("ours").match(reading.norm, start)):
        cut = ours.end()
    label = _flat(reading.words((start, cut or head)))
    if not label:
        return None
    if country is None and words("ours").match(reading.norm, start):
        country = HOME  # «تیم مذاکره‌کننده», nobody else's
    many = words("many").match(reading.norm, start) is not None
    kind = ActorKind.GROUP if many else ActorKind.DELEGATION
    return Party(start, cut or head, kind, f"body:{fold_key(label)}", label, None, country, None, None)


def _state_inside(reading: Reading, places: Index[Found], start: int, end: int) -> tuple[int | None, str | None]:
    """(end, country) of the first state or nationality named in the range."""
    first = next(places.after(start), None)
    if first and first.start < end:
        return first.end, first.country
    for cut in _word_ends(reading.norm, start, end):
        if named := countries_in(reading.norm[start:cut]):
            return cut, named[0]
    body = words("un_body").search(reading.norm, start, end)
    if body:
        return body.end(), "UN"
    if body := words("eu_body").search(reading.norm, start, end):
        return body.end(), "EU"
    return None, None


def _word_ends(norm: str, start: int, end: int) -> list[int]:
    return [m.end() for m in _WORD.finditer(norm, start, end)]


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
        if not own and (ministry := _ministry_behind(norm, party, starts)):
            party = ministry
        elif not party.country and (late := _state_behind(norm, party, starts)):
            party = replace(party, country=late)
        fixed.append(party)
        following = party if own or party.country else None
    return fixed[::-1]


def _ministry_behind(norm: str, party: Party, starts: dict[int, Place]) -> Party | None:
    """«وزیر [توسعه] صنعت و تجارت برزیل»: an office cut short within the name of its ministry."""
    if party.kind is not ActorKind.ROLE or party.name or not party.role:
        return None
    first = _JOINT.match(norm, party.end)
    match = words("ministry").match(norm, first.end()) if first else None
    end = party.end
    while match:
        end = match.end()
        joint = _JOINT.match(norm, end)
        match = words("ministry").match(norm, joint.end()) if joint else None
    place = starts.get(end + 1)
    if end == party.end or place is None:
        return None
    label = f"{party.role} {' '.join(norm[party.end : place.end].split())}"
    return replace(party, end=place.end, country=place.country, role=label, key=f"role:{fold_key(label)}", person=None)


_JOINT = re.compile(r"\s+(?:و\s+)?|\s*،\s*")


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
