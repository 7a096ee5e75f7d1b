"""Journeys told by a verb or a noun of travel: «به تهران سفر کرد», «سفر وزیر ... به تهران».

Owns the finding of travel claims. Statuses, dates and merging are decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from fanews.model import VisitStatus
from fanews.parse.reading import ActorKind
from fanews.parse.visits.arguments import (
    by_reference,
    destinations,
    first_party,
    own_subjects,
    possessors,
    subjects,
    together,
)
from fanews.parse.visits.claims import Claim, Destination
from fanews.parse.visits.goals import bare_goal, first_run, of_another, office_between
from fanews.parse.visits.grammar import Rule, occurrences, rules, words
from fanews.parse.visits.party import Party
from fanews.parse.visits.scene import Scene
from fanews.parse.visits.verbs import Tense, Verb

_REACH_AFTER = 60  # «سفر کرد به ...»: how far behind the verb a place may stand
_PHRASE_TO_VERB = 40  # «سفر رسمی خود را آغاز کرد»
_NOUN_REACH = 170
_WEIGHT = {"verb": 1.0, "noun": 0.8}
_DONE = (Tense.PAST, Tense.PERFECT, Tense.PLUPERFECT)
_DIRECT = {"رفت", "آمد", "رسید", "بود", "فرستاد"}  # verbs that need their place close by


def find_travel(scene: Scene) -> list[Claim]:
    """Every claim of a verb or noun of travel."""
    claims: list[Claim] = []
    for index, clause in enumerate(scene.clauses):
        if clause.verb:
            claims += _verb_claims(scene, index, clause.verb)
    taken = {at for c in claims for at in range(*c.trigger)}
    for rule in rules("noun"):
        claims += _noun_claims(scene, rule, taken)
    return claims


def _verb_claims(scene: Scene, index: int, verb: Verb) -> list[Claim]:
    for rule in rules("verb"):
        if verb.lemma not in rule.verbs:
            continue
        start = _phrase_start(scene, rule, index, verb)
        if start is None:
            continue
        claims = list(_claims_at(scene, rule, index, verb, start))
        if claims:
            return claims
    return []


def _phrase_start(scene: Scene, rule: Rule, index: int, verb: Verb) -> int | None:
    """Where the nominal part of the verb starts: close before it, in the same clause."""
    if rule.pattern is None:
        return verb.start
    floor = max(scene.clauses[index].start, verb.start - (90 if rule.link == "bare" else _PHRASE_TO_VERB))
    found = list(rule.pattern.finditer(scene.norm, floor, verb.start))
    return found[-1].start() if found else None


def _claims_at(scene: Scene, rule: Rule, index: int, verb: Verb, start: int) -> Iterator[Claim]:
    clause = scene.clauses[index]
    who = subjects(scene, index, start)
    if rule.name == "reach" and verb.negative:
        return  # «هیچ کالایی به ... نمی‌رسد»
    if _at_war(scene, clause.start, start, verb) or scene.has("unit", clause.start, start):
        return
    if rule.pattern is None and verb.lemma in ("بود", "رسید") and not verb.first_person:
        who = own_subjects(scene, clause.start, start)
    if rule.name in ("sent", "leave_for") and verb.lemma in ("کرد", "فرستاد"):
        who = [_sent_by(scene, p) for p in _object(scene, clause.start, start)]
    if rule.name == "leave":
        yield from _left(scene, rule, index, verb, start, who)
    if rule.name in ("go", "come"):
        yield from _come_from(scene, index, verb, start, who)
    floor = clause.start
    for place in _places_of_verb(scene, rule, floor, start, verb, who[0] if who else None):
        for party in travellers(who, place.country):
            begin = min(place.start, start)
            yield Claim(
                rule.name,
                party,
                place.country,
                place.city,
                begin,
                max(verb.end, place.end),
                (start, verb.end),
                verb,
                _WEIGHT["verb"],
            )


def _left(scene: Scene, rule: Rule, index: int, verb: Verb, start: int, who: list[Party]) -> Iterator[Claim]:
    """«صنعا را ... ترک کرد»: the journey to the place that is left is over."""
    floor = scene.clauses[index].start
    for place in _places_left(scene, floor, start, who) if verb.tense in _DONE and not verb.negative else ():
        before = scene.norm[floor : place.start].rstrip(" «")
        last = before.rpartition(" ")[2]
        named = any(p.end == floor + len(before) for p in scene.parties_in(floor, place.start))
        if before and not (named or before[-1] in "،,»" or last == "خاک" or words("adverb").fullmatch(last)):
            continue  # «میز مذاکرهٔ وین را ترک کرد»
        if not re.match(r"\s*را(?!\w)", scene.norm[place.end : place.end + 6]):
            continue
        for party in travellers(who, place.country):
            yield Claim(
                "left",
                party,
                place.country,
                place.city,
                place.start,
                verb.end,
                (start, verb.end),
                verb,
                _WEIGHT["verb"],
                status=VisitStatus.COMPLETED,
            )


def _at_war(scene: Scene, floor: int, start: int, verb: Verb) -> bool:
    """«به آنجا رفتیم و شکستشان دادیم», «سوریه به لبنان نخواهد رفت»: an army's or a state's move is no journey."""
    low, high = scene.sentence_at(start)
    doubtful = verb.first_person and verb.tense is Tense.SUBJUNCTIVE and scene.has("condition", low, start)
    if doubtful or (verb.first_person and scene.has("war", low, min(len(scene.norm), high + 60))):
        return True
    first = next(iter(scene.places_in(floor, start)), None)
    return (
        first is not None
        and not first.city
        and not scene.norm[floor : first.start].strip(" «")
        and (re.match(r"[»\"]?\s+(?:به|وارد|در)\s", scene.norm[first.end : first.end + 8]) is not None)
    )


def _places_left(scene: Scene, start: int, end: int, who: list[Party]) -> list[Destination]:
    """Places named in the range, and «این کشور»."""
    found = [Destination(p.start, p.end, p.country, p.city) for p in scene.places_in(start, end)]
    return found + by_reference(scene, start, end, None, who[0] if who else None)


def _come_from(scene: Scene, index: int, verb: Verb, start: int, who: list[Party]) -> Iterator[Claim]:
    """«از کابل به دوحه رفت»: a stop before this one, told in passing."""
    for place in destinations(scene, scene.clauses[index].start, start, "از", None):
        goal = re.match(r"\s*به\s+", scene.norm[place.end : place.end + 5])
        if not goal or not any(p.start == place.end + goal.end() for p in scene.places_in(place.end, start)):
            continue
        for party in travellers(who, place.country):
            yield Claim(
                "from",
                party,
                place.country,
                place.city,
                place.start,
                verb.end,
                (start, verb.end),
                verb,
                0.7,
                status=VisitStatus.COMPLETED,
                background=True,
            )


def _sent_by(scene: Scene, party: Party) -> Party:
    """«پارلمان مالت ... هیأتی را ... اعزام کرد»: a body without a state is of those who send it."""
    if party.country:
        return party
    floor = scene.sentence_at(party.start)[0]
    senders = [a for a in scene.actors.within(floor, party.start) if a.country]
    if not senders:
        return party
    body = scene.norm[party.start : party.end].removesuffix("ی")
    sender = " ".join(scene.reading.words((senders[-1].start, senders[-1].end)).split())
    return replace(party, country=senders[-1].country, name=f"{body} {sender}")


def _object(scene: Scene, start: int, end: int) -> list[Party]:
    """«وزیر خود را به ... اعزام کرد»: the one sent."""
    for party in scene.parties_in(start, end):
        if re.match(r"[»\"،]?\s*را(?!\w)", scene.norm[party.end : party.end + 6]):
            return together(scene, party)
    return [p for p in scene.parties_in(start, end) if p.kind is ActorKind.DELEGATION][:1]


def _places_of_verb(
    scene: Scene, rule: Rule, floor: int, start: int, verb: Verb, visitor: Party | None
) -> list[Destination]:
    if rule.link == "bare":
        return bare_places(scene, start, verb.end, visitor)
    if rule.name == "leave":
        return destinations(scene, floor, verb.start, "به مقصد", visitor)
    near = max(floor, start - 60) if verb.lemma in _DIRECT and rule.pattern is None else floor
    before = destinations(scene, near, start, _link(scene, rule, start), visitor)
    if rule.pattern is None and verb.lemma in _DIRECT - {"بود"}:
        before = [d for d in before if _close(scene, max(b.end for b in before), start)]
    if verb.lemma == "بود":
        before = [d for d in before if _is_there(scene, d, start, visitor, verb.first_person)]
    if rule.name == "see" and scene.norm.startswith("دیدار", start) and _WITH.search(scene.norm, floor, start):
        return []  # «با همتایان خود از هند و اردن دیدار کرد»: a meeting
    if before or rule.name in ("stay", "see"):
        return before
    if rule.name not in ("go", "come"):
        return []
    if _RELATIVE.match(scene.norm, start):  # «سفری که به تهران داشتم»
        return destinations(scene, start, verb.start, rule.link, visitor)
    behind = destinations(scene, verb.end, min(len(scene.norm), verb.end + _REACH_AFTER), rule.link, visitor)[:1]
    return [d for d in behind if d.start <= verb.end + 1]  # «سفر کرد به ...», right behind the verb


_RELATIVE = re.compile(r"\w+(?: \w+){0,2}? که(?!\w)")


def _close(scene: Scene, end: int, verb_start: int) -> bool:
    """«به دوحه (امروز) می‌رود»: only time words between the last place and the verb."""
    return all(words("adverb").fullmatch(w) for w in scene.norm[end:verb_start].split())


_WITH = re.compile(r"(?<!\w)با(?!\w)")
_SINCE = re.compile(r"(?<!\w)از (?:دیروز|دیشب|امروز|صبح|شب|شامگاه|چند روز پیش|هفته گذشته|روز \w+)")


def _is_there(scene: Scene, place: Destination, verb_start: int, visitor: Party | None, speaker: bool) -> bool:
    """«او (جمعه) در تهران بود»: nothing but time words between the visitor, the place and the verb."""
    if scene.norm[place.end : verb_start].strip() or not visitor:
        return False
    clause = scene.clauses[scene.clause_at(place.start)]
    if words("predicate").search(scene.norm, clause.start, place.start):
        return False  # «خواستار صلح در مالت هستیم»: what they are is another word
    if speaker:
        return len(scene.norm[clause.start : place.start].split()) <= 6
    if visitor.end > place.start:
        return False
    gap = _SINCE.sub("", scene.norm[visitor.end : place.start])
    return len(gap.split()) <= 5 and not words("preposition").search(gap)


def _link(scene: Scene, rule: Rule, start: int) -> str:
    """What one sees in a country may stand between («از تأسیسات ... ایران»), but not another journey."""
    if rule.name not in ("see", "seeing") or scene.norm.startswith("دیدار", start):
        return rule.link
    return r"از\s+(?:(?!سفر|به|از|زمان|سوی|طرف|جنگ|آغاز|دیدار)\w+\s+){0,8}"


def bare_places(scene: Scene, start: int, end: int, visitor: Party | None) -> list[Destination]:
    """«وارد تهران», «عازم پاکستان», «راهی این کشور»: the place stands right behind the word."""
    match = re.match(r"\w+\s+", scene.norm[start:end])
    if not match:
        return []
    body = start + match.end()
    found = destinations(scene, start, end, r"\w+", visitor)
    if not found or words("preposition").search(scene.norm, body, max(body, found[0].start)):
        return []  # «راهی برای فروش نفت مالت»
    return [d for d in found if d.start <= body + 1 or d.start == found[0].start]


def travellers(who: list[Party], country: str) -> list[Party]:
    """One party a country: members of one delegation are one visit; nobody visits their own state."""
    chosen: dict[str, Party] = {}
    for party in who:
        if party.country and party.country != country:
            chosen.setdefault(party.country, party)
    return list(chosen.values())


def _noun_claims(scene: Scene, rule: Rule, taken: set[int]) -> Iterator[Claim]:
    for match in occurrences(rule, scene.norm):
        if match.start() in taken:
            continue
        yield from _noun_claim(scene, rule, match.start(), match.end())


def _noun_claim(scene: Scene, rule: Rule, start: int, end: int) -> Iterator[Claim]:
    index = scene.clause_at(start)
    clause = scene.clauses[index]
    limit = min(clause.verb.start if clause.verb else clause.end, start + _NOUN_REACH)
    if limit <= end:
        return
    if rule.link == "bare":
        if clause.verb and clause.verb.lemma == "کرد":
            return  # «X را راهی Y کرد» is told by the verb
        who = subjects(scene, index, start)
        places = bare_places(scene, start, limit, who[0] if who else None)
    else:
        places, who = _noun_arguments(scene, rule, index, start, end, limit)
        places = first_run(scene, places)
    for place in places:
        for party in travellers([of_another(scene, p, place) for p in who], place.country):
            yield Claim(
                rule.name,
                party,
                place.country,
                place.city,
                start,
                max(place.end, end),
                (start, end),
                clause.verb,
                _WEIGHT["noun"],
            )


_ENGAGED = re.compile(r"(?:سرگرم|مشغول)\s*$")
_ENTERING = re.compile(r"(?:هنگام|بدو|محض|پس از|بعد از|پیش از|قبل از|زمان)\s*$")
_IN_MATTERS = re.compile(
    r"در (?:امور|مس[اأ]له|مسئله|موضوع|پرونده) \w+(?: \w+)?|در (?:راس|رأس|صدر) \w+(?: \w+)?|در(?: \w+)? $"
)
_MOST_BETWEEN = 3  # words of a role or an adverb between a visitor and the place


def _beside(scene: Scene, end: int, start: int) -> bool:
    """Whether little stands between a visitor and the place: at most the rest of a role, time words, a date."""
    gap, at = "", end
    for day in scene.dates.within(end, start):
        gap, at = _IN_MATTERS.sub("", gap + scene.norm[at : day.start]), max(at, day.end)
    gap = _IN_MATTERS.sub("", gap + scene.norm[at:start])
    rest = [w for w in gap.split() if not words("adverb").fullmatch(w)]
    return len(rest) <= _MOST_BETWEEN and not words("preposition").search(gap)


# «سفر به باشگاه ... و بازگشت به وین», «عزیمت هواپیماهای ... به ...»: another goal, another traveller.
_SOMETHING = re.compile(r"(?<!\w)به(?!\w)|\w(?:ها|های)(?!\w)")


def _noun_arguments(
    scene: Scene, rule: Rule, index: int, start: int, end: int, limit: int
) -> tuple[list[Destination], list[Party]]:
    inner = first_party(scene, end, limit)
    ahead = destinations(scene, end, inner.start, rule.link, None) if inner and rule.name == "visit" else []
    if ahead and (unnamed := office_between(scene, end, ahead[0].start)):
        return ahead, [unnamed]  # «سفر رئیس‌جمهوری وقت به مالت» and somebody behind it
    if inner and inner.kind is ActorKind.GROUP and rule.name != "seeing":
        return [], []
    if inner:
        who = together(scene, inner)
        places = destinations(scene, who[-1].end, min(limit, who[-1].end + 60), _link(scene, rule, start), inner)
        if places and _beside(scene, who[-1].end, places[0].start):
            return places, who
        return destinations(scene, end, inner.start, rule.link, inner), who
    if rule.name == "visit" and (there := bare_goal(scene, start, end, limit)):
        beside = [p for p in scene.parties_in(scene.clauses[index].start, start) if p.end >= start - 12]
        return [there], beside[-1:]
    doing = {"seeing": _ENGAGED, "arrival": _ENTERING}.get(rule.name)
    engaged = doing is not None and doing.search(scene.norm, max(0, start - 12), start)
    if rule.name != "visit" and not engaged:
        return [], []
    reach = min(limit, end + (70 if rule.name == "visit" else 24))
    near = [
        d for d in destinations(scene, end, reach, rule.link, None) if not _SOMETHING.search(scene.norm, end, d.start)
    ]
    if near and rule.name == "visit" and (unnamed := office_between(scene, end, near[0].start)):
        return near, [unnamed]
    for who in possessors(scene, index, start, near[0].start) if near else ():
        places = destinations(scene, end, reach, rule.link, who[0]) if who else []
        if any(travellers(who, place.country) for place in places):
            return places, who
    return [], []
