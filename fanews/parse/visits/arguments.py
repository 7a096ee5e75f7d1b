"""Who travels and where to: the subjects and destinations of a clause.

Owns the resolution of arguments over clauses. It does not decide whether there is a visit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fanews.parse.reading import ActorKind
from fanews.parse.visits.claims import Destination
from fanews.parse.visits.grammar import words
from fanews.parse.visits.ground import OUR_COUNTRY, OWN_COUNTRY, THIS_COUNTRY, Place
from fanews.parse.visits.party import HOME, Party
from fanews.parse.visits.scene import Scene
from fanews.text import phrase_pattern

_LAST_WORD = re.compile(r"(\w+)\W*$")
_AND = re.compile(r"\s*(?:،|,)?\s*(?:و|و نیز|و همچنین|به همراه|همراه با|به اتفاق)?\s*")
_AND_PLACE = re.compile(r"\s*(?:(?:،|,)\s*(?:و )?|(?:و|یا) (?:نیز |همچنین )?)(?:کشور |به |از )?")
_WITHIN = re.compile(r"\s*(?:،|,)?\s*\(?(?:پایتخت|مرکز|در|واقع در)?\s*(?:کشور )?")
_REACH = 48  # characters before a place in which its preposition is looked for


@cache
def _governs(link: str) -> re.Pattern[str]:
    """`link` and up to three words that may stand between it and a place («به کشورهای», «به شهر»)."""
    return re.compile(rf"(?<!\w){link}\s*(?:{words('before_place').pattern}\s+){{0,3}}[«\"(]?$")


def _follows_link(scene: Scene, position: int, link: str, floor: int) -> int | None:
    """Where the preposition of a place at `position` starts, or None where `link` does not govern it."""
    start = max(floor, position - _REACH)
    match = _governs(link).search(scene.norm[start:position])
    return start + match.start() if match else None


def destinations(scene: Scene, start: int, end: int, link: str, visitor: Party | None) -> list[Destination]:
    """Places in the range that `link` (به, از, در, or a pattern) governs, with those coordinated with them."""
    found: list[Destination] = []
    last: Place | None = None
    for place in scene.places_in(start, end):
        between = scene.norm[last.end : place.start] if last else ""
        if last and found and _WITHIN.fullmatch(between) and place.country == last.country:
            last, found[-1] = place, _widen(found[-1], place)
            continue
        head = _follows_link(scene, place.start, link, start)
        if head is not None:
            found.append(Destination(head, place.end, place.country, place.city))
        elif last and found and found[-1].end == last.end and _coordinated(scene, last, place):
            found.append(Destination(found[-1].start, place.end, place.country, place.city))
        else:
            continue
        last = place
    return found or by_reference(scene, start, end, link, visitor)


# «از مصر، اردن و لبنان»: a list ends with «و»; «به آنکارا، دمشق به ...» begins another clause behind the comma.
_LISTED = re.compile(r"[»\"]?(?:\s*،\s*[«\"]?\w+(?: \w+){0,2}[»\"]?)*\s*،?\s*(?:و|یا)\s")


def _coordinated(scene: Scene, last: Place, place: Place) -> bool:
    between = scene.norm[last.end : place.start]
    if not _AND_PLACE.fullmatch(between):
        return False
    return "و" in between.split() or "یا" in between.split() or _LISTED.match(scene.norm, place.end) is not None


def _widen(first: Destination, place: Place) -> Destination:
    """«دمشق پایتخت سوریه»: one destination, the city named first."""
    return Destination(first.start, place.end, first.country, first.city or place.city)


def by_reference(scene: Scene, start: int, end: int, link: str | None, visitor: Party | None) -> list[Destination]:
    """«به این کشور», «به کشورمان»; without a `link` none has to govern the words."""
    for pattern in (THIS_COUNTRY, OUR_COUNTRY, OWN_COUNTRY):
        for match in pattern.finditer(scene.norm, start, end):
            head = _follows_link(scene, match.start(), link, start) if link else match.start()
            if head is None:
                continue
            country = HOME if pattern is OUR_COUNTRY else _country_meant(scene, match.start(), visitor)
            if country:
                return [Destination(head, match.end(), country)]
    return []


def _country_meant(scene: Scene, position: int, visitor: Party | None) -> str | None:
    """The state last spoken of before `position` that is not the visitor's own."""
    own = visitor.country if visitor else None
    return next((c for c in scene.states_before(position) if c != own), None)


def subject_score(scene: Scene, party: Party, floor: int) -> int:
    """How much a noun phrase looks like the subject of its clause; above 0 it may be."""
    if re.match(r"\s*[»\"]?\s*را(?!\w)", scene.norm[party.end : party.end + 6]):
        return -2
    before = scene.norm[floor : party.start].rstrip(' «"(')
    if not before or before[-1] in ":.؛!؟»-–—/|\n)":
        return 3
    if before[-1] in "،,":
        return 1
    match = _LAST_WORD.search(before)
    word = match[1] if match else ""
    if words("preposition").fullmatch(word):
        return -2
    return 2 if words("adverb").fullmatch(word) or word.isdigit() or not word else 0


def together(scene: Scene, first: Party) -> list[Party]:
    """`first` and the parties coordinated with it («X و Y»)."""
    group = [first]
    for party in scene.parties.after(first.end):
        if not _AND.fullmatch(scene.norm, group[-1].end, party.start):
            break
        group.append(party)
    return group


def subjects(scene: Scene, index: int, before: int) -> list[Party]:
    """The parties that are the subject of clause `index` in front of `before`, own or carried over."""
    clause = scene.clauses[index]
    speech = scene.speech_at(before)
    verb = clause.verb
    if verb and verb.first_person:
        return _first_person(scene, index, before)
    floor = max(clause.start, speech.start if speech else 0)
    if _antecedent(scene, floor, before) == []:
        return []
    own = own_subjects(scene, floor, before)
    if not own and speech and speech.indirect and speech.speaker:
        return [speech.speaker]
    own = own or _carried(scene, index, floor if speech else 0, clause.sentence) or loose_subjects(scene, floor, before)
    return own or _carried(scene, index, speech.start if speech else 0)


def _first_person(scene: Scene, index: int, position: int) -> list[Party]:
    """Who «من» or «ما» is at `position`: the speaker; the delegation spoken of, where a spokesman speaks for it."""
    speech = scene.speech_at(position)
    who = [speech.speaker] if speech and speech.speaker else _speaker_before(scene, index)
    if not who or not words("spokesman").search(who[0].role or ""):
        return who
    sent = [p for p in scene.parties_in(0, position) if p.kind is ActorKind.DELEGATION and p.country == who[0].country]
    return sent[-1:] or who


def _speaker_before(scene: Scene, index: int) -> list[Party]:
    """Who says «رفتیم»: the subject of the clause in front of the colon, in the same sentence or the one before."""
    here = scene.clauses[index]
    for back in range(index - 1, max(-1, index - 6), -1):
        clause = scene.clauses[back]
        if here.sentence - clause.sentence > 1:
            return []
        if scene.norm[clause.start : clause.end + 2].rstrip().endswith(":"):
            floor = scene.clauses[max(0, back - 1)].start if clause.end - clause.start < 4 else clause.start
            return own_subjects(scene, floor, clause.end)
    return []


def loose_subjects(scene: Scene, floor: int, before: int) -> list[Party]:
    """The first party that no preposition governs, where none stands plainly as the subject."""
    first = next((p for p in scene.parties_in(floor, before) if subject_score(scene, p, floor) == 0), None)
    return together(scene, first) if first else []


_OWN = re.compile(phrase_pattern(["خود", "خویش", "سفرش", "سفرم", "سفرمان"]))
_BESIDE = re.compile(
    r"[»\"،]?\s*(?:را\s*)?(?:در|طی)\s*(?:جریان|خلال|طول|حین|ادامه|پایان|آغاز|آستانه|پی)?\s*(?:\w+\s+)?"
)
_OF_ANOTHER = re.compile(phrase_pattern(["او", "وی", "ایشان", "وی را"]))


def possessors(scene: Scene, index: int, before: int, behind: int) -> Iterator[list[Party]]:
    """Whose the noun in front of which we stand may be, likeliest first.

    The subject, the last genitive, what is carried over; with «او» or «وی» right behind the noun, anyone
    named in the sentence instead.
    """
    floor = scene.clauses[index].start
    verb = scene.clauses[index].verb
    if words("mine").search(scene.norm, before, behind) or (verb and verb.first_person):
        yield _first_person(scene, index, before)
        return
    beside = [p for p in scene.parties_in(floor, before) if _BESIDE.fullmatch(scene.norm, p.end, before)]
    if beside:
        yield beside
    if not _OF_ANOTHER.search(scene.norm, before, behind):
        yield own_subjects(scene, floor, before)
        yield [p for p in scene.parties_in(floor, before) if subject_score(scene, p, floor) == 0][-1:]
        yield _carried(scene, index, 0, scene.clauses[index].sentence)
        if _OWN.search(scene.norm, before, behind):
            yield subjects(scene, index, before)
    else:
        named = scene.parties_in(scene.sentence_at(before)[0], before)
        yield from ([p] for p in reversed(named))
        yield _carried(scene, index, 0)


def own_subjects(scene: Scene, floor: int, before: int) -> list[Party]:
    """The likeliest subject between `floor` and `before`, with those coordinated with it."""
    antecedent = _antecedent(scene, floor, before)
    if antecedent is not None:
        return antecedent
    ranked = [(score, -p.start, p) for score, p in _scored(scene, floor, before)]
    ranked = [r for r in ranked if r[0] > 0]  # of equals the first: parties coordinated with it follow
    return together(scene, max(ranked, key=lambda r: r[:2])[2]) if ranked else []


def _scored(scene: Scene, floor: int, before: int) -> Iterator[tuple[int, Party]]:
    """Parties of the range with their scores; those listed behind one that a preposition governs share its score."""
    last: Party | None = None
    low = 0
    for party in scene.parties_in(floor, before):
        score = subject_score(scene, party, floor)
        if last and low < 0 and _LIST.fullmatch(scene.norm, last.end, party.start):
            score = low
        yield score, party
        last, low = party, score


_LIST = re.compile(r"[»\"]?\s*،\s*[«\"]?|[»\"]?\s*،?\s*و\s+(?:نیز\s+|همچنین\s+)?[«\"]?")
_THAT = re.compile(r"(\w+)[»\"،)]*\s+که(?!\w)")


def _antecedent(scene: Scene, floor: int, before: int) -> list[Party] | None:
    """«X که به Y سفر کرده»: whom the last که in the range refers to; None where there is no such که.

    An empty list: it refers to somebody who is no party («زائرانی که ...»).
    """
    match = next(reversed(list(_THAT.finditer(scene.norm, floor, before))), None)
    if match is None or words("that_when").fullmatch(match[1]):
        return None
    own = [p for p in scene.parties_in(match.end(), before) if subject_score(scene, p, match.end()) > 0]
    if own:
        return together(scene, own[0])
    for party in reversed(scene.parties_in(floor, match.end())):
        gap = _unnamed(scene, party.end, match.end(1))
        if len(gap.split()) > 8 or words("preposition").search(gap):
            return []
        if party.country:
            return [party]
    return []


def _unnamed(scene: Scene, start: int, end: int) -> str:
    """The words of the range outside every actor."""
    text, at = "", start
    for actor in scene.actors.within(start, end):
        text, at = text + scene.norm[at : actor.start], max(at, actor.end)
    return text + scene.norm[at:end] if at < end else text


def _carried(scene: Scene, index: int, floor: int, within: int | None = None) -> list[Party]:
    """The subject of an earlier clause, where this one has none: two sentences back, or only in sentence `within`."""
    here = scene.clauses[index]
    for back in range(index - 1, max(-1, index - 8), -1):
        clause = scene.clauses[back]
        if clause.start < floor or here.sentence - clause.sentence > 2 or within not in (None, clause.sentence):
            return []
        if scene.norm[clause.end - 1] == ":" and floor == 0 and clause.sentence == here.sentence:
            return []  # what stands behind a colon is another's words
        own = own_subjects(scene, clause.start, clause.end)
        if own:
            return own
    return []


# A name the recogniser missed may stand before the office: «دیدار سامان راد، وزیر ...».
_NAME_BEFORE_ROLE = re.compile(r"[^،,]*(?:[،,]\s*)?")


def first_party(scene: Scene, start: int, end: int, reach: int = 50) -> Party | None:
    """The party that a noun at `start` governs: the first one behind it, no preposition between."""
    for party in scene.parties_in(start, end):
        gap = scene.norm[start : party.start]
        if len(gap) > reach or words("preposition").search(gap) or not _NAME_BEFORE_ROLE.fullmatch(gap):
            return None
        return party
    return None


def oblique_parties(scene: Scene, start: int, end: int, link: str) -> list[Party]:
    """Parties in the range that `link` governs, with those coordinated with them."""
    found: list[Party] = []
    for party in scene.parties_in(start, end):
        if party in found:
            continue
        if re.search(rf"(?<!\w){link}\s*(?:\w+\s+)?[«\"(]?$", scene.norm[max(start, party.start - 24) : party.start]):
            found += [p for p in together(scene, party) if p.end <= end]
    return found


def is_delegation(party: Party) -> bool:
    """Whether the party is a body of travellers, not one person."""
    return party.kind in (ActorKind.DELEGATION, ActorKind.GROUP)
