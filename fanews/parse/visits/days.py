"""The days of a journey, from date expressions in its own clause.

Owns which date belongs to a claim. Dates themselves are found in `fanews.dates`; a week, a month or
a weekday that settles no day settles none here either. A stretch settles both days where it names them.
"""

from __future__ import annotations

import datetime as dt
import re

from fanews.model import EntityType
from fanews.parse.reading import Found
from fanews.parse.visits.claims import Claim
from fanews.parse.visits.scene import Scene
from fanews.text import phrase_pattern

_ONE_DAY = re.compile(phrase_pattern(["یک‌روزه", "یکروزه", "1 روزه", "چند ساعته", "چندساعته"]))
_END = re.compile(phrase_pattern(["پایان سفر", "به پایان رساند", "پایان داد", "به پایان برد", "پس از پایان"]))
_LONGEST = dt.timedelta(days=31)


def set_days(scene: Scene, claim: Claim) -> None:
    """Fill `first_day` and `last_day` where the clause of the claim settles them."""
    clause = scene.clauses[scene.clause_at(claim.trigger[0])]
    start, end = min(clause.start, claim.start), max(clause.end, claim.end)
    days = [m for m in scene.reading.mentions if m.type is EntityType.DATE and start <= m.start and m.end <= end]
    settled = [m for m in days if _is_day(m) or _from_to(scene, m)]
    if settled:
        _fill(scene, claim, settled, start, end)


def _is_day(mention: Found) -> bool:
    first, last = mention.first_day, mention.last_day
    return bool(first and last and mention.grain == "day" and last - first <= _LONGEST)


_UNTIL = re.compile(phrase_pattern(["تا", "الی", "لغایت"]))


def _from_to(scene: Scene, mention: Found) -> bool:
    """«از 8 تا 10 مهر» gives both days; «ظرف دو روز آینده» gives none."""
    first, last = mention.first_day, mention.last_day
    named = first and last and mention.grain == "range" and last - first <= _LONGEST
    return bool(named) and _UNTIL.search(scene.norm, mention.start, mention.end) is not None


def _fill(scene: Scene, claim: Claim, days: list[Found], start: int, end: int) -> None:
    nearest = min(days, key=lambda m: abs(m.start - claim.trigger[0]))
    if _END.search(scene.norm, start, end):
        claim.last_day = nearest.last_day
        return
    claim.first_day = nearest.first_day
    if nearest.last_day != nearest.first_day or _ONE_DAY.search(scene.norm, start, end):
        claim.last_day = nearest.last_day
