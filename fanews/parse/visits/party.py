"""Who can travel: the shape of a party, and what a bare name says of the state it acts for.

Owns `Party` and the look-up of names in `lexicon/name_states.tsv`. It reads no article.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from fanews.lexicon import rows
from fanews.model import Level
from fanews.parse.names import is_persian
from fanews.parse.reading import ActorKind
from fanews.text import fold_key

HOME = "IR"  # the country whose media we read: an office named without a country is one of theirs


@dataclass(frozen=True, slots=True)
class Party:
    """Someone who can travel, meet or receive, resolved over the article."""

    start: int
    end: int
    kind: ActorKind
    key: str
    name: str | None
    role: str | None
    country: str | None
    level: Level | None
    person: int | None

    @property
    def label(self) -> str:
        """What the visit calls them: fullest name, else fullest role."""
        return self.name or self.role or ""


@cache
def _states_of_names() -> dict[str, str]:
    return {fold_key(r["name"]): r["iso"] for r in rows("name_states")}


def known_state(name: str) -> str | None:
    """The state that articles say a name acts for (see `build_states`): of the whole name, else of its last words."""
    parts = [fold_key(w) for w in name.split()]
    return next((c for n in range(len(parts)) if (c := _states_of_names().get("".join(parts[n:])))), None)


def sounds_persian(name: str, in_office: bool) -> bool:
    """Whether the first and the last name are Persian ones; one of them is enough for who holds an office."""
    first, *_, last = [fold_key(w) for w in (name.split() * 2)]
    known = [_persian(first), _persian(last)]
    return any(known) if in_office else all(known)


_LEAST_FIRST_NAME = 4  # letters; shorter ones begin too many other words


def _persian(word: str) -> bool:
    """Whether a word is a Persian name, or a first name and a surname that lost their space («منوچهرراد»)."""
    joined = (word[:n] for n in range(_LEAST_FIRST_NAME, len(word) - 2))
    return is_persian([word]) or any(is_persian([first]) for first in joined)
