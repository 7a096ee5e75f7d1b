"""Claims into visits: one row per visitor and destination.

Owns which claims are one visit, which words show it best, and what counts as a visitor.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from fanews.model import Level, Visit, VisitPurpose, VisitStatus
from fanews.parse.places import PlaceKind, place_named
from fanews.parse.reading import ActorKind
from fanews.parse.visits.arguments import is_delegation
from fanews.parse.visits.claims import Claim
from fanews.parse.visits.grammar import confidence, words
from fanews.parse.visits.party import Party, known_state
from fanews.parse.visits.scene import Scene
from fanews.parse.visits.verbs import Tense
from fanews.text import align, fold_key

_UNPLACED = ("meeting_home", "meeting_seat")  # rules that guess the place
_SETTLING = (VisitStatus.DENIED, VisitStatus.CANCELLED, VisitStatus.POSTPONED)


def official(party: Party) -> bool:
    """Whether the party travels on a state's business: an office, a delegation, a name with a country."""
    text = align(f"{party.name or ''} {party.role or ''}").norm
    if not party.label or words("layman").search(text):
        return False
    if party.level is not None and party.level is not Level.OTHER:
        return True
    if is_delegation(party):
        return bool(words("corps").search(text)) and not words("unit").search(text)
    return bool(party.role) or known_state(party.name or "") == party.country


def merge(scene: Scene, claims: list[Claim]) -> list[Visit]:
    """The visits of an article, in the order their evidence stands in it."""
    claims = [c for c in claims if c.party.country and official(c.party) and c.party.country != c.country]
    claims = [c for c in claims if not _only_wished(c) and not _posting(scene, c)]
    claims = _without_echoes(_without_moved_meetings(scene, claims))
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        key = next(
            (k for k, g in groups.items() if k[1] == claim.country and _same(scene, g[0].party, claim.party)), None
        )
        groups.setdefault(key or (claim.party.key, claim.country), []).append(claim)
    visits = [v for key, group in _joined(groups).items() for v in _visits(scene, group)]
    return sorted(visits, key=lambda v: v.evidence.start_char)


def _posting(scene: Scene, claim: Claim) -> bool:
    """An ambassador on the way to the post."""
    return scene.has("posting", *scene.sentence_at(claim.start)) and claim.weight >= 0.8


def _only_wished(claim: Claim) -> bool:
    """A subjunctive that nothing makes a plan («باید سفر کند», «اگر برود»)."""
    return (
        claim.status is None
        and claim.verb is not None
        and claim.verb.tense is Tense.SUBJUNCTIVE
        and claim.trigger[1] >= claim.verb.end
    )


def _same(scene: Scene, one: Party, other: Party) -> bool:
    """The same person, or a name and the office the article gives it, spelt a little shorter."""
    if one.key == other.key:
        return True
    if one.country != other.country or is_delegation(one) != is_delegation(other):
        return False
    if is_delegation(one):
        return one.kind is other.kind is ActorKind.DELEGATION
    if one.name and other.name:
        return fold_key(one.name.split()[-1]) == fold_key(other.name.split()[-1])
    if (one.name and not one.role) or (other.name and not other.role):
        if any(words("also").match(scene.norm, p.end + 1) for p in (one, other)):
            return False  # «وزیر ... نیز»: another one
        return bool(one.role or other.role)  # a name without an office, an office without a name
    first, second = _office(one), _office(other)
    return bool(first and second) and (first in second or second in first)


def _office(party: Party) -> str:
    return fold_key(party.role or "").replace("امورخارجه", "خارجه")


def _without_moved_meetings(scene: Scene, claims: list[Claim]) -> list[Claim]:
    """A meeting without a place is not at home when its home side is known to be travelling."""
    placed = [c for c in claims if c.rule not in _UNPLACED]
    kept = list(placed)
    journeys = {scene.clause_at(p.trigger[0]) for p in placed if p.weight >= 0.8}
    for claim in claims:
        if claim.rule not in _UNPLACED or scene.clause_at(claim.trigger[0]) in journeys:
            continue
        if _met_on_the_way(placed, claim):
            continue
        trips = [p for p in placed if _moves(scene, p, claim)]
        if not trips:
            kept.append(claim)
        for trip in trips:
            if trip.country == claim.party.country:
                trip.hosts.append(claim.party)
    return kept


_SAME_PLACE = 150  # characters
_NEAR = 700  # characters: two or three paragraphs


def _met_on_the_way(placed: list[Claim], meeting: Claim) -> bool:
    """«این دو مقام»: whether a journey told just before takes an unnamed home side to the guest's state."""
    host = meeting.hosts[0] if meeting.hosts else None
    if host is None or host.name or host.level not in (None, Level.OTHER):
        return False
    home, guest = host.country, meeting.party.country
    near = [p for p in placed if p.weight >= 0.8 and -60 < meeting.start - p.start < _NEAR and not p.background]
    near = [p for p in near if p.status not in (VisitStatus.PLANNED, VisitStatus.INVITED, *_SETTLING)]
    there = any((p.party.country, p.country) == (home, guest) for p in near)
    return there and not any((p.party.country, p.country) == (guest, home) for p in placed)


def _moves(scene: Scene, trip: Claim, meeting: Claim) -> bool:
    """Whether `trip` takes one of the two who meet elsewhere, so that they do not meet at home."""
    if trip.weight < 0.6 or trip.background or trip.status in (VisitStatus.INVITED, *_SETTLING):
        return False
    if any(_same(scene, trip.party, host) for host in meeting.hosts):
        return True
    return _same(scene, trip.party, meeting.party) and trip.country != meeting.country


def _without_echoes(claims: list[Claim]) -> list[Claim]:
    """An invitation to a journey that is told anyway adds nothing, nor does the journey it asks for («... سفر کند»)."""
    calls = [(c.start - 10, c.end + 80) for c in claims if c.rule == "invite"]
    claims = [
        c
        for c in claims
        if c.rule == "invite"
        or c.status is not VisitStatus.INVITED
        or not any(low <= c.start <= high for low, high in calls)
    ]
    told = {(c.party.key, c.country) for c in claims if c.rule != "invite"}
    return [c for c in claims if c.rule != "invite" or (c.party.key, c.country) not in told]


def _joined(groups: dict[tuple[str, str], list[Claim]]) -> dict[tuple[str, str], list[Claim]]:
    """A delegation and the one who leads it, or an office and its only holder, are one visitor."""
    joined: dict[tuple[str, str], list[Claim]] = {}
    for key, group in sorted(groups.items(), key=lambda g: is_delegation(g[1][0].party)):
        party = group[0].party
        twin = None
        if is_delegation(party):
            twin = next((k for k, g in joined.items() if k[1] == key[1] and g[0].party.country == party.country), None)
        if twin:
            joined[twin] += group
        else:
            joined[key] = list(group)
    return joined


def _visits(scene: Scene, group: list[Claim]) -> list[Visit]:
    for claim in group:
        claim.background = claim.background and claim.status is not VisitStatus.ONGOING  # what goes on is the news
    for claim in group:
        near = [c for c in group if c.weight >= 0.8 and abs(c.start - claim.start) < _SAME_PLACE]
        if claim.rule in _UNPLACED and near:
            claim.background = near[0].background  # a meeting belongs to the journey it is told with
    main = [c for c in group if not c.background]
    back = [c for c in group if c.background]
    if not main:
        return [_visit(scene, back)]
    return [_visit(scene, main)] + ([_visit(scene, back)] if back and _distinct(main, back) else [])


def _distinct(main: list[Claim], back: list[Claim]) -> bool:
    """Whether the passing mention is of another journey than the main one."""
    return any(c.weight >= 0.8 for c in back) and any(
        c.status in (VisitStatus.ONGOING, VisitStatus.PLANNED) for c in main
    )


def _days(claims: list[Claim]) -> tuple[dt.date | None, dt.date | None]:
    """The first day any claim settles, and the last one, if it does not come before."""
    first = next((c.first_day for c in claims if c.first_day), None)
    last = next((c.last_day for c in claims if c.last_day and (first is None or c.last_day >= first)), None)
    return first, last


_ORDER = (VisitStatus.INVITED, VisitStatus.PLANNED, VisitStatus.COMPLETED, VisitStatus.ONGOING)


def _telling(claim: Claim) -> tuple[bool, bool, float, int, int]:
    """Which claim's status counts: denials, cancellations and departures before all, then the stronger rule."""
    final = claim.status in _SETTLING or claim.rule == "left"
    rank = _ORDER.index(claim.status) if claim.status in _ORDER else -1
    return claim.firm, final, claim.weight if claim.status else 0.0, rank, -claim.start


def _capital(scene: Scene, group: list[Claim]) -> tuple[int, int] | None:
    """«کاخ سفید», «پایتخت پاکستان»: the capital stands for them where the article names it."""
    if not any(words("capital").search(scene.norm, c.start, c.end) for c in group):
        return None
    cities = (p for p in scene.places.items if p.city and p.country == group[0].country)
    named = ((p, place_named(scene.norm[p.start : p.end])) for p in cities)
    return next((p.city for p, kind in named if kind and kind.kind is PlaceKind.CAPITAL), None)


def _visit(scene: Scene, group: list[Claim]) -> Visit:
    best = max(group, key=lambda c: (c.weight, -c.start))
    told = max(group, key=_telling)
    best = told if told.status in _SETTLING else best
    city = best.city or next((c.city for c in group if c.city), None) or _capital(scene, group)
    party = max((c.party for c in group), key=lambda p: (not is_delegation(p), bool(p.name), bool(p.role)))
    party = replace(party, name=party.name, role=party.role)
    hosts = tuple(dict.fromkeys(h.label for c in group for h in c.hosts if h.label and h.key != party.key))
    purpose = next((c.purpose for c in group if c.purpose is not VisitPurpose.BILATERAL), VisitPurpose.BILATERAL)
    first, last = _days([best, *group])
    aligned = scene.reading.aligned
    return Visit(
        visitor=party.label,
        visitor_role=party.role,
        visitor_country=party.country,
        visitor_person=party.person,
        visitor_level=party.level,
        host_country=best.country,
        host_city=" ".join(scene.reading.words(city).split()) if city else None,
        hosts=hosts,
        status=told.status or VisitStatus.COMPLETED,
        purpose=purpose,
        start=first,
        end=last,
        background=best.background,
        evidence=aligned.span(best.start, best.end),
        trigger=aligned.span(*best.trigger),
        rule=best.rule,
        confidence=confidence(best.rule),
    )
