"""Who makes a visit, as far as one mention tells, and when two mentions tell of one visitor. Pure.

Owns rule 2 of events.py, where it is stated. Knows nothing of days and of hosts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from fanews.store.naming import LEAST_WORDS, is_longer_title
from fanews.text.fold import fold_key


@dataclass(frozen=True, slots=True)
class Told:
    """A row of visit_mentions with what its article and its visitor's identity add.

    `person_id`: the visitor, or the holder of the office, when known; `office_id`: the visitor's office, when known,
    and `office_words` what it is called without its country. `body`: of a delegation, what its words say of it beside
    its country; null for who is none. `about`: the time that the words beside a mention without days give.
    `holders`: persons told to hold the office of a state about as often as anybody else.
    """

    mention_id: int
    article_id: int
    visitor: str
    visitor_role: str | None
    visitor_country: str | None
    visitor_level: str | None
    person_id: int | None
    office_id: int | None
    visitor_id: int | None
    host_country: str
    host_city: str | None
    hosts: tuple[str, ...]
    status: str
    purpose: str
    start_day: dt.date | None
    end_day: dt.date | None
    background: bool
    published: dt.date | None
    confidence: float
    visit_id: int | None = None
    place: str = ""
    office_words: tuple[str, ...] = ()
    body: frozenset[str] | None = None
    about: tuple[dt.date, dt.date] | None = None
    holders: frozenset[int] = frozenset()

    @property
    def group(self) -> str:
        """What a visitor without identity is compared by."""
        return f"{fold_key(self.visitor)}|{self.visitor_country or ''}"

    @property
    def is_plain_body(self) -> bool:
        """True for a delegation that says no more than its state."""
        return self.body is not None and not self.body


def known_keys(one: Told) -> list[str]:
    """What the visitor of a mention can be found by (see `asked_by`)."""
    return [*_keys(one), f"state {one.visitor_country}"]


def asked_by(one: Told) -> list[str]:
    """The keys to look a mention's visitor up by: two mentions that share none of them are of two visitors."""
    return [*_keys(one), f"state {one.visitor_country}"] if one.is_plain_body else _keys(one)


def _keys(one: Told) -> list[str]:
    keys = [f"group {one.group}"]
    keys += [f"person {one.person_id}"] if one.person_id else []
    keys += [f"person {person}" for person in one.holders if one.person_id is None]
    keys += [f"office {one.office_id}"] if one.office_id else []
    keys += [f"title {one.visitor_country} {one.office_words[0]}"] if len(one.office_words) >= LEAST_WORDS else []
    return [*keys, f"body {one.visitor_country}"] if one.body is not None else keys


def same_visitor(told: Collection[Told], one: Told) -> bool:
    """Whether the visitor of the mentions of one visit is also that of `one`."""
    persons = {t.person_id for t in told if t.person_id}
    if one.person_id and persons:
        return one.person_id in persons
    if persons & one.holders:
        return True
    if any(_same_office(t, one) for t in told):
        return True
    return not one.person_id and (any(t.group == one.group for t in told) or _same_body(told, one))


def _same_office(one: Told, other: Told) -> bool:
    """One office, or one wording that is the longer title of the other, in one state."""
    if one.office_id and one.office_id == other.office_id:
        return True
    if one.visitor_country is None or one.visitor_country != other.visitor_country:
        return False
    return is_longer_title(one.office_words, other.office_words)


def _same_body(told: Collection[Told], one: Told) -> bool:
    bodies = [t.body for t in told if t.body is not None and t.visitor_country == one.visitor_country]
    return one.body is not None and bool(bodies) and all(b <= one.body or one.body <= b for b in bodies)
