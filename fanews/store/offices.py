"""Which office a role is over all articles: its state where an article leaves it out, and its longer titles. Pure.

1. An office told without its state beside a name is one of the state the named person acts for, if its rank says that
   states have such an office, or if articles tell of that office of that state. Without a name it is of the one state
   whose office of this wording is told of `DOMINANT_SHARE` times as often as any other's. Else it has no state.
2. Two wordings are one office of a state when one is the longer title of the other («فرمانده ارتش», «فرمانده کل ارتش»)
   and the same person is told to hold either more often than anybody else. The commoner wording names it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from fanews.store.identity import DOMINANT_SHARE, office_entity_key
from fanews.store.naming import is_longer_title

_ENOUGH = 5  # articles that tell of an office of a state, before bare mentions are taken for it
_PRIVATE = (None, "other")  # ranks that say nothing of a state


@dataclass(frozen=True, slots=True)
class Role:
    """What articles tell alike of an office: `office` and `words` as naming.py makes them, `person` by identity key."""

    office: str
    words: tuple[str, ...]
    country: str | None
    level: str | None
    person: str | None
    person_country: str | None
    articles: int


def settle(roles: Collection[Role]) -> dict[Role, str]:
    """The entity key of each role's office."""
    states = _states(roles)
    keys = {role: office_entity_key(role.office, _state(role, states[role.office])) for role in roles}
    same = _longer_titles(roles, keys)
    return {role: same.get(key, key) for role, key in keys.items()}


def _states(roles: Collection[Role]) -> dict[str, Counter[str]]:
    """Office → articles that tell of it, by state."""
    states: dict[str, Counter[str]] = defaultdict(Counter)
    for role in roles:
        states[role.office].update({role.country: role.articles} if role.country else {})
    return states


def _state(role: Role, told: Counter[str]) -> str | None:
    if role.country:
        return role.country
    if role.person:
        of_a_state = role.level not in _PRIVATE or role.person_country in told
        return role.person_country if of_a_state else None
    (state, most), *rest = [*told.most_common(2), (None, 0)][:2] if told else [(None, 0)]
    return state if most >= _ENOUGH and all(n * DOMINANT_SHARE <= most for _, n in rest) else None


def _longer_titles(roles: Collection[Role], keys: dict[Role, str]) -> dict[str, str]:
    """Office key → the key of the office it is a title of."""
    articles: Counter[str] = Counter()
    words: dict[str, tuple[str, ...]] = {}
    for role in roles:
        articles[keys[role]] += role.articles
        words[keys[role]] = role.words
    near: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, holder in _foremost_holders(roles, keys).items():
        near[holder, key.rpartition("|")[2]].append(key)
    same: dict[str, str] = {}
    for group in near.values():
        group.sort(key=lambda key: (-articles[key], key))
        for place, key in enumerate(group):
            fuller = [k for k in group[:place] if k not in same and is_longer_title(words[k], words[key])]
            same |= dict.fromkeys([key], fuller[0]) if fuller else {}
    return same


def _foremost_holders(roles: Collection[Role], keys: dict[Role, str]) -> dict[str, str]:
    """Office key → the person told to hold it more often than anybody else."""
    held: dict[str, Counter[str]] = defaultdict(Counter)
    for role in roles:
        if role.person:
            held[keys[role]][role.person] += role.articles
    first_two = {key: counter.most_common(2) for key, counter in held.items()}
    return {key: two[0][0] for key, two in first_two.items() if len(two) == 1 or two[0][1] > two[1][1]}
