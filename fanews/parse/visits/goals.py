"""Where a noun of travel leads and who goes, where plain words leave it open: «سفر هند», «وزیر کار این کشور».

Owns these readings of «سفر»; it makes no claims.
"""

from __future__ import annotations

import re
from dataclasses import replace

from fanews.parse.reading import ActorKind
from fanews.parse.visits.claims import Destination
from fanews.parse.visits.grammar import words
from fanews.parse.visits.ground import THIS_COUNTRY
from fanews.parse.visits.party import HOME, Party
from fanews.parse.visits.scene import Scene

_JOINED = re.compile(r"[»\"]?\s*(?:،|و|یا|سپس|بعد|\s)*")


def first_run(scene: Scene, places: list[Destination]) -> list[Destination]:
    """The first place and those listed with it: a noun's goals stand together."""
    run = places[:1]
    for place in places[1:]:
        if place.start != run[-1].start and not _JOINED.fullmatch(
            scene.norm, run[-1].end, max(run[-1].end, place.start)
        ):
            break
        run.append(place)
    return run


def of_another(scene: Scene, party: Party, place: Destination) -> Party:
    """«سفر وزیر کار این کشور به ایران»: «این کشور» is not the one travelled to."""
    if party.country != place.country or not THIS_COUNTRY.search(scene.norm, party.start, party.end):
        return party
    country = next((c for c in scene.states_before(party.start) if c != place.country), None)
    return replace(party, country=country, key=f"{party.key}:{country}") if country else party


_OFFICE = re.compile(r"\s+((?:\w+ ?){1,8}?)\s*$")


def office_between(scene: Scene, start: int, end: int) -> Party | None:
    """«سفر رئیس‌جمهور وقت به مالت»: an office no list knows, between the noun and the place."""
    head = words("office").match(scene.norm, start + 1)
    match = _OFFICE.match(scene.norm, start, end)
    if not head or not match or words("preposition").search(match[1]):
        return None
    begin, stop = match.span(1)
    label = " ".join(scene.reading.words((begin, begin + len(match[1].rstrip()))).split())
    state = next(iter(scene.states_between(begin, stop)), None)
    ours = HOME if not words("not_ours").match(scene.norm, begin) else None
    return Party(begin, stop, ActorKind.ROLE, f"role:{label}", None, label, state or ours, None, None)


_ON_THE_WAY = re.compile(r"(?<!\w)(?:در|طی|در جریان|در پایان|در ادامه)\s+$")


def bare_goal(scene: Scene, start: int, end: int, limit: int) -> Destination | None:
    """«X در سفر هند گفت»: a state right behind the noun, without a preposition."""
    if not _ON_THE_WAY.search(scene.norm, max(0, start - 14), start):
        return None
    place = next((p for p in scene.places_in(end, limit) if not scene.norm[end : p.start].strip()), None)
    return Destination(end, place.end, place.country, place.city) if place else None
