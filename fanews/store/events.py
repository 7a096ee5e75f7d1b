"""One visit out of its mentions in many articles: the rules, in one place. Pure: mentions in, visits out.

Two mentions tell the same visit when all of this holds:
1. the host country is the same;
2. the visitor is the same: one person (visits.py says who a mention's visitor is); or, where one of them knows only an
   office, one office, also when one wording is the longer title of the other («وزیر صنعت», «وزیر صنعت و معدن»), or an
   office that the person is told to hold.
   Two persons known to be different are two visitors, whatever their offices. A delegation is the same as another of
   its state unless both say what they are («هیأت پارلمانی», «هیأت تجاری»); one that says no more than its state
   («هیأت عراقی») travels with whoever of that state is told to be there at the same time (`TOGETHER`);
3. the days fit: both give days and these meet or lie a day apart; or one gives days that lie in the time the other
   speaks of; or neither does, both were published within a window (`WINDOW`), and the times they speak of meet. What a
   mention without days speaks of are the words beside it («ماه گذشته», «در سپتامبر»), else it follows from its status
   and the day of publication; without that either, it tells a visit of its own.
   Heads of state and government seldom visit one country twice within weeks: their visits are looked back on for
   longer, and told as going on somewhat before and after the days known;
4. they are not two visits of one article (an article lists a visit once).

Merging never loses a mention: every mention is in exactly one visit, alone if need be. Mentions with days go first,
so that those without find the visit they mean; persons before offices before delegations. What comes out does not
depend on the order of ingest. The status of a visit is the one told last, a mere invitation giving way to anything; its
days are those told of the journey itself rather than of the plan. An analyst's `same_visit` and `different_visit` go
before all of this.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from fanews.model import Level
from fanews.store.visitors import Told, asked_by, known_keys, same_visitor
from fanews.text.fold import fold_key

WINDOW = dt.timedelta(days=10)  # two reports without days, at most this far apart, are of one visit
TOGETHER = dt.timedelta(days=3)  # a delegation and its head without days, published at most this far apart
_MONTHS = dt.timedelta(days=45)  # a time told in words that is short enough to tell a visit by
_DAY = dt.timedelta(days=1)
# Days before and after publication that a mention without days speaks of: the day known may be one amid the visit's.
_SPOKEN_OF = {
    "planned": (1, 30), "invited": (1, 60), "postponed": (7, 30), "cancelled": (7, 30), "denied": (7, 30),
    "ongoing": (2, 2), "completed": (10, 2),
}  # fmt: skip
_LOOK_BACK_DAYS = 60  # a visit told in passing, or that of a head, may lie this far back
_HEADS_ONGOING = (5, 5)  # what a head's visit told as going on speaks of
_HEADS = frozenset({Level.HEAD_OF_STATE.value, Level.HEAD_OF_GOVERNMENT.value})
_RANK = ("invited", "planned", "postponed", "denied", "cancelled", "ongoing", "completed")
_LEVELS = tuple(level.value for level in Level)
_BEGUN = frozenset({"ongoing", "completed"})
_CALLED_OFF = frozenset({"denied", "cancelled", "postponed"})

type _Days = tuple[dt.date, dt.date]


@dataclass(slots=True)
class Event:
    """A visit: its mentions, and what they say taken together.

    `days`: the commonest first day, and the last day that goes with it; None when no mention gives days.
    """

    told: list[Told] = field(default_factory=list)
    number: int = 0  # order in which it was met
    days: tuple[dt.date, dt.date] | None = field(init=False)

    def __post_init__(self) -> None:
        self.days = _days(self.told)

    def add(self, one: Told) -> None:
        """Take a mention in."""
        self.told.append(one)
        self.days = _days(self.told)


def _days(told: Collection[Told]) -> _Days | None:
    """The commonest first day and the last day that goes with it; days of the journey itself before days of a plan."""
    dated = [t for t in told if t.start_day]
    dated = [t for t in dated if t.status in _BEGUN] or dated
    starts = Counter(t.start_day for t in dated if t.start_day)
    if not starts:
        return None
    first = min(starts, key=lambda d: (-starts[d], d))
    ends = [t.end_day for t in told if t.end_day and t.end_day >= first]
    return first, max(ends, key=lambda d: (ends.count(d), d)) if ends else first


def merge(
    mentions: Iterable[Told], same: Iterable[tuple[str, str]] = (), different: Iterable[tuple[str, str]] = ()
) -> list[Event]:
    """The visits behind the mentions. `same` and `different` are analysts' pairs of `Told.place`."""
    apart = {frozenset(pair) for pair in different}
    together = _chains(same)
    by_host: dict[str, list[Told]] = defaultdict(list)
    for one in mentions:
        by_host[one.host_country].append(one)
    return [event for told in by_host.values() for event in _merge_host(told, together, apart)]


def _merge_host(told: list[Told], together: dict[str, str], apart: set[frozenset[str]]) -> list[Event]:
    events: list[Event] = []
    known_by: dict[str, dict[int, Event]] = defaultdict(dict)
    for one in sorted(told, key=_order):
        chain = [f"chain {together[one.place]}"] if one.place in together else []
        near = {number: event for key in (*asked_by(one), *chain) for number, event in known_by[key].items()}
        fitting = [near[n] for n in sorted(near) if _may_join(near[n], one, together, apart)]
        if fitting:
            event = min(fitting, key=lambda e: _distance(e, one))
            event.add(one)
        else:
            event = Event([one], len(events))
            events.append(event)
        for key in (*known_keys(one), *chain):
            known_by[key][event.number] = event
    return events


def _order(one: Told) -> tuple[Any, ...]:
    """Persons before offices before delegations, days before none, what is reported before what is recalled; by time.

    `place` settles the rest: it is the same whatever the order of ingest.
    """
    when = one.start_day or one.published or dt.date.max
    who = (one.person_id is None, one.body is not None, one.is_plain_body)
    return (*who, one.start_day is None, one.background, when, one.place, one.mention_id)


def _may_join(event: Event, one: Told, together: dict[str, str], apart: set[frozenset[str]]) -> bool:
    if any(frozenset((t.place, one.place)) in apart for t in event.told):
        return False
    if one.place in together and any(together.get(t.place) == together[one.place] for t in event.told):
        return True
    if any(t.article_id == one.article_id for t in event.told):
        return False
    if same_visitor(event.told, one):
        return _days_fit(event, one)
    return one.is_plain_body and _is_body_of(event, one) and _days_fit(event, one)


def _is_body_of(event: Event, one: Told) -> bool:
    """Whether a delegation travels with the visitor of an event: of one state, at the same time.

    Whoever has travelled is not among those whose journey is called off afterwards.
    """
    if one.visitor_country is None or all(t.visitor_country != one.visitor_country for t in event.told):
        return False
    if one.status in _CALLED_OFF and any(t.status in _BEGUN and _before(t, one) for t in event.told):
        return False
    if event.days and one.start_day:
        return True
    return any(t.published and one.published and abs(t.published - one.published) <= TOGETHER for t in event.told)


def _before(one: Told, other: Told) -> bool:
    return bool(one.published and other.published and one.published < other.published)


def _days_fit(event: Event, one: Told) -> bool:
    days, own = event.days, _own_days(one)
    if days and own:
        return own[0] <= days[1] + _DAY and days[0] <= own[1] + _DAY
    head = any(t.visitor_level in _HEADS for t in (one, *event.told))
    if days:
        return _meet(_spoken_of(one, head), days)
    if own:
        return any(_meet(_spoken_of(t, head), own) for t in event.told)
    return any(_near(t, one) and _meet(_spoken_of(t, head), _spoken_of(one, head)) for t in event.told)


def _meet(one: _Days | None, other: _Days | None) -> bool:
    return one is not None and other is not None and one[0] <= other[1] and other[0] <= one[1]


def _near(one: Told, other: Told) -> bool:
    """Whether two mentions without days may be of one visit: articles of about one day, or a time that is told."""
    if any(t.about and t.about[1] - t.about[0] <= _MONTHS for t in (one, other)):
        return True
    return bool(one.published and other.published and abs(one.published - other.published) <= WINDOW)


def _own_days(one: Told) -> _Days | None:
    return (one.start_day, one.end_day or one.start_day) if one.start_day else None


def _spoken_of(one: Told, head: bool) -> _Days | None:
    if one.about or one.published is None:
        return one.about
    before, after = _SPOKEN_OF[one.status]
    if one.status == "completed" and (one.background or head):
        before = _LOOK_BACK_DAYS
    elif one.status == "ongoing" and head:
        before, after = _HEADS_ONGOING
    return one.published - before * _DAY, one.published + after * _DAY


def _distance(event: Event, one: Told) -> tuple[bool, int]:
    """Days between a mention and an event, to choose the nearest; what is told in passing prefers known days."""
    days = event.days
    own = one.start_day or one.published
    others = [days[0]] if days else [t.published for t in event.told if t.published]
    return one.background and not days, min((abs((own - d).days) for d in others), default=0) if own else 0


def _chains(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Place → name of the set of places an analyst put together."""
    name: dict[str, str] = {}
    for first, second in pairs:
        old, new = name.get(second, second), name.get(first, first)
        name |= {place: new for place, chain in name.items() if chain == old} | {first: new, second: new}
    return name


def status_of(told: Collection[Told]) -> str:
    """The status told last; of the same day the one furthest along; an invitation only when nothing else is told."""
    firm = [t for t in told if t.status != "invited"] or list(told)
    return max(firm, key=lambda t: (t.published or dt.date.min, _RANK.index(t.status))).status


def summary(event: Event) -> dict[str, Any]:
    """The row of `visits` for an event, without its id."""
    told, days = event.told, event.days
    known = [t for t in told if t.person_id] or [t for t in told if t.office_id] or told
    main = max(reversed(known), key=lambda t: (t.visitor_id == t.person_id, not t.background, len(t.visitor)))
    published = [t.published for t in told if t.published]
    return {
        "visitor": main.visitor,
        "visitor_id": main.person_id or main.visitor_id,
        "office_id": _commonest(told, lambda t: t.office_id),
        "visitor_role": _commonest(told, lambda t: t.visitor_role),
        "visitor_country": _commonest(told, lambda t: t.visitor_country),
        "visitor_level": min((t.visitor_level for t in told if t.visitor_level), key=_LEVELS.index, default=None),
        "host_country": main.host_country,
        "host_city": _commonest(told, lambda t: t.host_city),
        "hosts": list({fold_key(host): host for t in told for host in t.hosts}.values()),
        "status": status_of(told),
        "purpose": _commonest(told, lambda t: t.purpose),
        "start_day": days[0] if days else None,
        "end_day": days[1] if days and any(t.end_day for t in told) else None,
        "first_published": min(published, default=None),
        "last_published": max(published, default=None),
        "background": all(t.background for t in told),
        "mentions": len(told),
        "articles": len({t.article_id for t in told}),
        "confidence": max(t.confidence for t in told),
    }


def _commonest[T](told: Collection[Told], value: Callable[[Told], T | None]) -> T | None:
    """What most mentions say; of equals what the first says."""
    counts = Counter(v for v in map(value, told) if v is not None)
    return counts.most_common(1)[0][0] if counts else None


def sources(event: Event, row: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of `visit_sources` for an event summed up as `row`, without the visit's id."""
    found = []
    for one in event.told:
        for name in _FIELDS:
            value = getattr(one, name)
            values = value if isinstance(value, tuple) else () if value is None else (value,)
            for said in values:
                agrees = name == "hosts" or _alike(said, row[name])
                found.append({"field": name, "value": str(said), "visit_mention_id": one.mention_id, "agrees": agrees})
    return found


_FIELDS = (
    "visitor", "visitor_role", "visitor_country", "host_city", "hosts", "status", "purpose", "start_day", "end_day",
)  # fmt: skip
_CAN_DISAGREE = frozenset({"visitor_country", "host_city", "purpose", "start_day", "end_day"})


def _alike(said: Any, held: Any) -> bool:
    return said == held or (isinstance(said, str) and isinstance(held, str) and fold_key(said) == fold_key(held))


def disagreements(found: list[dict[str, Any]]) -> int:
    """How many fields the sources disagree on.

    Names and roles differ in wording and a status moves on: not counted, but that somebody denies a visit which others
    tell of as a fact.
    """
    fields = {source["field"] for source in found if not source["agrees"]} & _CAN_DISAGREE
    statuses = {source["value"] for source in found if source["field"] == "status"}
    return len(fields) + bool("denied" in statuses and statuses & {"ongoing", "completed"})
