"""Visits told without a verb of travel: invitations, gatherings abroad, headlines.

Owns these three. An invitation is a claim of status `invited` unless a journey is told elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fanews.model import VisitPurpose, VisitStatus
from fanews.parse.visits.arguments import destinations, is_delegation, oblique_parties, own_subjects, subjects, together
from fanews.parse.visits.claims import Claim
from fanews.parse.visits.grammar import occurrences, rules
from fanews.parse.visits.party import Party
from fanews.parse.visits.scene import Scene
from fanews.parse.visits.travel import travellers

_OBJECT = re.compile(r"[»\"،]?\s*را(?!\w)")


def find_invitations(scene: Scene) -> list[Claim]:
    """«از X دعوت کرد تا به Y سفر کند», «X را به Y دعوت کرد»."""
    claims: list[Claim] = []
    for index, clause in enumerate(scene.clauses):
        for rule in rules("invite"):
            if not clause.verb or clause.verb.lemma not in rule.verbs or not rule.pattern:
                continue
            match = rule.pattern.search(scene.norm, max(clause.start, clause.verb.start - 90), clause.verb.end)
            if match:
                claims += _invitation(scene, index, match.start(), match.end())
    return claims


def _invitation(scene: Scene, index: int, start: int, end: int) -> Iterator[Claim]:
    clause = scene.clauses[index]
    end_of_sentence = scene.sentence_at(start)[1]
    guests = [p for p in scene.parties_in(clause.start, start) if _OBJECT.match(scene.norm[p.end : p.end + 6])]
    guests = guests or oblique_parties(scene, clause.start, min(end_of_sentence, end + 80), "از")
    if not guests:
        return
    guest = guests[0]
    places = destinations(scene, clause.start, min(end_of_sentence, end + 120), "به", guest)
    inviter = next((p for p in subjects(scene, index, start) if p is not guest), None)
    country = places[0].country if places else (inviter.country if inviter else None)
    if not country or not guest.country or guest.country == country:
        return
    city = places[0].city if places else None
    stop = clause.verb.end if clause.verb else end
    yield Claim(
        "invite",
        guest,
        country,
        city,
        min(guest.start, start),
        stop,
        (start, stop),
        clause.verb,
        0.7,
        [inviter] if inviter else [],
        VisitStatus.INVITED,
    )


def find_gatherings(scene: Scene) -> list[Claim]:
    """«X در نشست ... در ژنو گفت»: an official at a gathering in another country."""
    claims: list[Claim] = []
    for rule in rules("summit"):
        for match in occurrences(rule, scene.norm):
            claims += _gathering(scene, match.start(), match.end())
    return claims


_PRONOUN = re.compile(r"\s*(?:او|وی|ایشان)(?!\w)")
# «در اویان فرانسه»: a town no list knows may stand before the state, but not «در مورد», «در برابر» ...
_TOWN = r"در(?:\s+(?!مورد|مقابل|برابر|قبال|خصوص|کنار|باره|امور|زمینه|مسیر|راستای|پی|حالی)\w+)?"


def _gathering(scene: Scene, start: int, end: int) -> Iterator[Claim]:
    head = re.search(r"(?<!\w)در (?:حاشیه |جریان |جمع )?(?:\w+ )?$", scene.norm[max(0, start - 24) : start])
    if not head:
        return
    index = scene.clause_at(start)
    clause = scene.clauses[index]
    if scene.has("press", start - 2, end + 12) or scene.has("each_other", clause.start, clause.end):
        return
    spoken_of = _PRONOUN.match(scene.norm, clause.start)
    named = subjects(scene, index, start) if spoken_of else own_subjects(scene, clause.start, start)
    who = [p for p in named if not is_delegation(p)]
    places = [d for d in destinations(scene, end, min(clause.end, end + 60), _TOWN, None) if d.start <= end + 45]
    for place in places[:1]:
        for party in travellers(who, place.country):
            yield Claim(
                "gathering",
                party,
                place.country,
                place.city,
                start - len(head.group()),
                place.end,
                (start, end),
                clause.verb,
                0.5,
                purpose=VisitPurpose.MULTILATERAL,
            )


_THERE = re.compile(r"\s*[»\"]?\s*در\s+[«\"]?")
_THEN = re.compile(r"\s*(?:$|[؛:/|.\n]|برای|جهت|به منظور|با هدف)")


def find_headlines(scene: Scene) -> list[Claim]:
    """A line that is «X در تهران» or «X در تهران برای ...»."""
    claims: list[Claim] = []
    for party in scene.parties.items:
        before = scene.norm[max(0, party.start - 8) : party.start].rstrip(' «"')
        if party.start and before[-1:] not in ("\n", ":", "؛", "/", "|", "."):
            continue
        group = together(scene, party)
        claims += _headline(scene, group)
    return claims


def _headline(scene: Scene, group: list[Party]) -> Iterator[Claim]:
    match = _THERE.match(scene.norm, group[-1].end)
    if not match:
        return
    place = next(scene.places.after(match.end()), None)
    if place and place.start == match.end() and _THEN.match(scene.norm, place.end):
        for party in travellers(group, place.country):
            yield Claim(
                "headline",
                party,
                place.country,
                place.city,
                party.start,
                place.end,
                (match.start(), match.end()),
                None,
                0.6,
            )
