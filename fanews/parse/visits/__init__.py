"""Who went where: the visits an article tells of, each with the words that show it.

Owns the order of the steps: set the scene, gather claims, judge each, merge. The rules are data
(`lexicon/visit_*.tsv`); entities and people are read, never found, here.
"""

from __future__ import annotations

from fanews.parse.reading import Reading
from fanews.parse.visits.days import set_days
from fanews.parse.visits.meetings import find_meetings, find_receptions
from fanews.parse.visits.merging import merge
from fanews.parse.visits.others import find_gatherings, find_headlines, find_invitations
from fanews.parse.visits.scene import set_scene
from fanews.parse.visits.status import apply_verdicts, judge
from fanews.parse.visits.travel import find_travel

__all__ = ["find_visits"]

_MOST = 400  # claims an article may make: a page of news makes a few dozen
_FINDERS = (find_travel, find_meetings, find_receptions, find_invitations, find_gatherings, find_headlines)


def find_visits(reading: Reading) -> None:
    """Fill `reading.visits`."""
    scene = set_scene(reading)
    if not scene.clauses:
        return
    claims = [claim for find in _FINDERS for claim in find(scene)][:_MOST]
    for claim in claims:
        judge(scene, claim)
        set_days(scene, claim)
    apply_verdicts(scene, claims)
    reading.visits = tuple(merge(scene, claims))
