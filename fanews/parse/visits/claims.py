"""A claim: one place in an article that says that someone travels somewhere.

Owns the shape the finders fill and the merger reads. Ranges are in the normalised text.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from fanews.model import VisitPurpose, VisitStatus
from fanews.parse.visits.party import Party
from fanews.parse.visits.verbs import Verb


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a journey leads. `start`, `end`: the words that say so, with their preposition."""

    start: int
    end: int
    country: str
    city: tuple[int, int] | None = None


@dataclass(slots=True)
class Claim:
    """One telling of a visit. `status` None: these words carry no tense.

    `weight` says how strongly the rule shows a visit (1 = a verb of travel, 0.5 = a meeting without a place).
    """

    rule: str
    party: Party
    country: str
    city: tuple[int, int] | None
    start: int
    end: int
    trigger: tuple[int, int]
    verb: Verb | None
    weight: float
    hosts: list[Party] = field(default_factory=list)
    status: VisitStatus | None = None
    purpose: VisitPurpose = VisitPurpose.BILATERAL
    background: bool = False
    firm: bool = False  # the words rule on the journey («لغو نشده است») rather than tell of it
    first_day: dt.date | None = None
    last_day: dt.date | None = None
