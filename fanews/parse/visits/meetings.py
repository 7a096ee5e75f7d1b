"""Visits that a meeting implies: two sides, one of them at home.

Owns meetings, receptions and hosting. A meeting by telephone, on the sidelines of a gathering
elsewhere, or with an ambassador is no visit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fanews.parse.reading import ActorKind
from fanews.parse.visits.arguments import (
    destinations,
    first_party,
    is_delegation,
    oblique_parties,
    own_subjects,
    subjects,
    together,
)
from fanews.parse.visits.claims import Claim, Destination
from fanews.parse.visits.grammar import Rule, occurrences, rules, seats, words
from fanews.parse.visits.party import HOME, Party
from fanews.parse.visits.scene import Scene
from fanews.parse.visits.travel import travellers
from fanews.parse.visits.verbs import Tense, Verb

_AFTER_NOUN = re.compile(
    r"(?:های)?(?:\s+(?:و\s*(?:گفت ?و ?گو|گفتگو|مذاکره|رایزنی|ملاقات)ی?|جداگانه|مشترک|رسمی|خصوصی|"
    r"خود|ه?ای|اخیر|امروز|دیروز|کوتاه|دوجانبه))*\s*(?:با\s*)?(?:\w+\s*){0,1}[«\"]?"
)


def find_meetings(scene: Scene) -> list[Claim]:
    """Every claim a meeting makes, with or without a place."""
    claims: list[Claim] = []
    for rule in rules("meet"):
        for match in occurrences(rule, scene.norm):
            claims += _meeting(scene, rule, match.start(), match.end())
    return claims


def _meeting(scene: Scene, rule: Rule, start: int, end: int) -> Iterator[Claim]:
    index = scene.clause_at(start)
    clause = scene.clauses[index]
    sentence = scene.sentence_at(start)
    if scene.has("remote", *sentence) or (clause.verb and clause.verb.negative and clause.verb.start - end < 40):
        return
    sides = _sides(scene, index, start, end)
    if not sides:
        yield from _abroad(scene, rule, index, (start, end))
    places = _venues(scene, clause.start, clause.end, end) or _dateline(scene, sentence[0], start)
    for ours, theirs in sides:
        if not is_delegation(theirs) or theirs.kind is ActorKind.DELEGATION or theirs.country == HOME:
            yield from _gone_to(scene, index, start, end, ours, theirs)
        if not any(scene.has("envoy", p.start, p.end) for p in (ours, theirs)):
            yield from _claims(scene, rule, (start, end), clause.start, clause.end, ours, theirs, places)


def _venues(scene: Scene, start: int, end: int, trigger_end: int) -> list[Destination]:
    """Places a meeting is held in: governed by در, perhaps with a building before them, and no topic of the talks."""
    link = rf"در(?:\s+{words('venue').pattern}(?:\s+[«\"]?\w+[»\"]?){{0,2}})?"
    found = destinations(scene, start, end, link, None)
    named = [d for d in found if not scene.norm[d.start : d.end].endswith("کشور")]  # «در وزارت ... آن کشور» is no venue
    return [d for d in named if d.start < trigger_end or not words("topic").search(scene.norm, trigger_end, d.start)]


_FROM = re.compile(r"(?:^|به گزارش[^،\n]{0,60}?\s)از\s+[«\"]?$")


def _dateline(scene: Scene, start: int, end: int) -> list[Destination]:
    """«به گزارش ... از برلین، X در دیدار با Y»: where the report comes from."""
    for place in scene.places_in(start, end):
        if place.city and _FROM.search(scene.norm[start : place.start]):
            return [Destination(place.start, place.end, place.country, place.city)]
    return []


def _gone_to(scene: Scene, index: int, start: int, end: int, ours: Party, theirs: Party) -> Iterator[Claim]:
    """«X به دیدار Y رفت»: to where Y is at home."""
    verb = scene.clauses[index].verb
    goes = verb is not None and verb.lemma in ("رفت", "شتافت")
    if goes and verb and theirs.country and scene.norm[max(0, start - 4) : start].strip().endswith("به"):
        yield Claim("gone_to", ours, theirs.country, None, start, verb.end, (start, verb.end), verb, 0.8, [theirs])


def _abroad(scene: Scene, rule: Rule, index: int, trigger: tuple[int, int]) -> Iterator[Claim]:
    """«X در اردن و عراق با مقامات ... دیدار کرد»: one side named, in states not its own."""
    clause = scene.clauses[index]
    if rule.name != "meeting" or not clause.verb or clause.verb.lemma not in ("کرد", "داشت"):
        return
    if scene.has("sideline", clause.start, clause.end) or scene.has("each_other", clause.start, clause.end):
        return
    who = own_subjects(scene, clause.start, trigger[0])
    for place in destinations(scene, clause.start, clause.end, "در", who[0]) if who else []:
        for party in travellers(who, place.country):
            yield Claim(
                "meeting_abroad",
                party,
                place.country,
                place.city,
                min(place.start, trigger[0]),
                max(clause.verb.end, place.end),
                trigger,
                clause.verb,
                0.6,
            )


def _sides(scene: Scene, index: int, start: int, end: int) -> list[tuple[Party, Party]]:
    """The two sides of a meeting, of different states, the grammatical subject first; one pair a guest's state."""
    clause = scene.clauses[index]
    inner = first_party(scene, end, clause.end, reach=40)
    governed = [p for p in scene.parties_in(end, clause.end) if _AFTER_NOUN.fullmatch(scene.norm, end, p.start)]
    with_them = oblique_parties(scene, clause.start, clause.end, "با")
    speech, verb = scene.speech_at(start), clause.verb
    own = own_subjects(scene, clause.start, start) if verb and verb.start - end > _FAR else []
    who = own or subjects(scene, index, start)  # the verb of a far «گرفته‌ام» is somebody else's
    if speech and speech.speaker and (own or not (verb and verb.first_person)):
        who = [p for p in who if p.key != speech.speaker.key]  # who quotes a meeting of others was not there
    if scene.norm[max(0, start - 4) : start].endswith("این "):
        return _earlier_sides(scene, index, who)
    if inner and not governed:
        governed = [inner]
    each = _of_each_other(scene, governed, with_them, who)
    if each:
        return [each]
    found: dict[str, tuple[Party, Party]] = {}
    for first, second in _pairs(who, governed, with_them):
        if first.country and second.country and first.country != second.country:
            main = next(iter(found.values()))[0] if found else first
            if main is first:
                found.setdefault(second.country, (first, second))
    return list(found.values())


def _of_each_other(
    scene: Scene, governed: list[Party], with_them: list[Party], who: list[Party]
) -> tuple[Party, Party] | None:
    """«دیدار A و B در C»: the two sides stand behind the noun, whoever tells of it."""
    if not governed or governed[0] in with_them or any(w.country == HOME for w in who):
        return None
    group = [p for p in together(scene, governed[0]) if p.country]
    other = next((p for p in group if p.country != group[0].country), None)
    return (group[0], other) if other else None


_FAR = 40  # characters from a meeting to the verb of its clause


def _earlier_sides(scene: Scene, index: int, who: list[Party]) -> list[tuple[Party, Party]]:
    """«X نیز در این دیدار گفت»: the other side is who spoke before, of another state."""
    for back in range(index - 1, max(-1, index - 16), -1):
        clause = scene.clauses[back]
        for other in own_subjects(scene, clause.start, clause.end):
            for one in who:
                if one.country and other.country and one.country != other.country:
                    return [(one, other)]
    return []


def _pairs(who: list[Party], governed: list[Party], with_them: list[Party]) -> Iterator[tuple[Party, Party]]:
    """Who may have met whom, likeliest first. Those coordinated behind «با» are one side."""
    met = [g for g in governed if g not in with_them]
    if met and with_them:  # «با اشاره به دیدار A با B»: whoever says so was not there
        yield from ((g, w) for g in met for w in with_them if g is not w)
        return
    others = with_them + met
    yield from ((s, o) for s in who for o in others if s is not o)
    yield from ((a, b) for a in who for b in who if a is not b)


def _claims(
    scene: Scene,
    rule: Rule,
    trigger: tuple[int, int],
    start: int,
    end: int,
    ours: Party,
    theirs: Party,
    places: list[Destination],
) -> Iterator[Claim]:
    verb = scene.clauses[scene.clause_at(trigger[0])].verb
    begin = min(trigger[0], max(start, theirs.start) if theirs.end < trigger[0] else trigger[0])
    for place in places:
        if place.country in (ours.country, theirs.country):
            visitor, host = (theirs, ours) if place.country == ours.country else (ours, theirs)
            if visitor.kind is ActorKind.GROUP:
                return
            yield Claim(
                "meeting_there",
                visitor,
                place.country,
                place.city,
                min(begin, place.start),
                max(trigger[1], theirs.end, place.end),
                trigger,
                verb,
                0.7,
                [host],
            )
            return
    if places or rule.name == "talks" or scene.has("sideline", start, end) or scene.has("each_other", start, end):
        return
    if scene.has("assembly", 0, len(scene.norm)):
        return
    guess = _guessed_host(scene, trigger[0], ours, theirs, verb)
    if guess:
        visitor = theirs if ours.country == guess else ours
        host = ours if visitor is theirs else theirs
        if visitor.kind is ActorKind.GROUP:
            return
        name = "meeting_home" if guess == HOME else "meeting_seat"
        yield Claim(name, visitor, guess, None, begin, max(trigger[1], theirs.end), trigger, verb, 0.5, [host])


def _guessed_host(scene: Scene, position: int, ours: Party, theirs: Party, verb: Verb | None) -> str | None:
    """Where a meeting without a place is held: in Iran when an Iranian meets a guest, else at a seat beside it."""
    if HOME in (ours.country, theirs.country):
        return HOME
    to_come = verb is not None and verb.tense in (Tense.FUTURE, Tense.PRESENT)
    return ours.country if to_come and ours.country in _seats(scene, position) else None


def _seats(scene: Scene, position: int) -> set[str]:
    """The states whose seat of power («کاخ سفید») the sentence names."""
    start, end = scene.sentence_at(position)
    return {r["iso"] for r, pattern in seats() if pattern.search(scene.norm, start, end)}


def find_receptions(scene: Scene) -> list[Claim]:
    """«X را به حضور پذیرفت», «از X استقبال کرد», «میزبان X بود»."""
    claims: list[Claim] = []
    for index, clause in enumerate(scene.clauses):
        for rule in rules("host"):
            if not clause.verb or clause.verb.lemma not in rule.verbs or not rule.pattern:
                continue
            match = rule.pattern.search(scene.norm, clause.start, clause.verb.start)
            if match:
                claims += _reception(scene, rule, index, match.start(), match.end())
    return claims


def _reception(scene: Scene, rule: Rule, index: int, start: int, end: int) -> Iterator[Claim]:
    clause = scene.clauses[index]
    hosts = subjects(scene, index, start)
    guests = _guests(scene, rule, clause.start, start, end, clause.end)
    places = destinations(scene, clause.start, clause.end, "در", None)
    for guest in guests:
        host = next((h for h in hosts if h.country and h is not guest), None)
        country = host.country if host else None
        country = country or _state_as_subject(scene, clause.start, start)
        if not country or not guest.country or guest.country == country or (places and places[0].country != country):
            continue
        city = places[0].city if places else None
        yield Claim(
            rule.name,
            guest,
            country,
            city,
            min(guest.start, start),
            max(end, guest.end),
            (start, end),
            clause.verb,
            0.7,
            [host] if host else [],
        )
        return


def _guests(scene: Scene, rule: Rule, floor: int, start: int, end: int, limit: int) -> list[Party]:
    if rule.name == "received":
        return [
            p for p in scene.parties_in(floor, start) if re.match(r"[»\"،]?\s*را(?!\w)", scene.norm[p.end : p.end + 6])
        ]
    if rule.name == "welcome":
        after = first_party(scene, end, limit)
        return oblique_parties(scene, floor, start, "از") or ([after] if after else [])
    inner = first_party(scene, end, limit)
    return together(scene, inner) if inner else []


def _state_as_subject(scene: Scene, start: int, end: int) -> str | None:
    """«قطر میزبان ... شد»: a state, or its capital, at the head of the clause."""
    for place in scene.places_in(start, end):
        if not re.search(r"(?<!\w)(?:به|از|در|با)\s*$", scene.norm[start : place.start]):
            return place.country
    return None
