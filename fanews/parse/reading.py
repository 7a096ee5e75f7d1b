"""One article while it is being read: what each stage leaves for the next.

Every range in this module is half-open **in the normalised text** (`start`, `end` into
`Reading.norm`). `fanews.parse` turns them into original spans at the end, in one place.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from fanews.model import Conflict, DateEvidence, Document, EntityType, Level, Quote, Visit
from fanews.parse.line import Line
from fanews.text.aligned import AlignedText
from fanews.text.sentences import Sentence


class BlockKind(StrEnum):
    """What a line of the page is."""

    BANNER = "banner"
    TITLE = "title"
    SOURCE = "source"  # the aggregator's agency line, a "source:" line, a dateline of its own
    LEAD = "lead"
    BODY = "body"
    FOOTER = "footer"  # handles, hashtags, "انتهای پیام", links


@dataclass(frozen=True, slots=True)
class Block:
    """One or more lines of the page with one function."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """A mention of type PER, ORG, LOC, ROLE or DATE."""

    start: int
    end: int
    type: EntityType
    country: str | None = None
    level: Level | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    grain: str | None = None
    calendar: str | None = None
    rests_on: str | None = None


class ActorKind(StrEnum):
    """What kind of noun phrase names an actor."""

    PERSON = "person"  # has a name, perhaps with title and role
    ROLE = "role"  # an office without a name
    INSTITUTION = "institution"
    COUNTRY = "country"  # a country or capital that may stand for a state
    DELEGATION = "delegation"  # «هیأت پارلمانی عراق»
    GROUP = "group"  # «مقام‌های آمریکایی», «تحلیلگران»
    ANONYMOUS = "anonymous"  # «یک منبع آگاه»
    PRONOUN = "pronoun"  # «وی», «او», «ایشان», «این مقام»


@dataclass(frozen=True, slots=True)
class Actor:
    """A whole noun phrase that names someone who can speak or travel.

    «سرلشکر یوسف تهمتن رئیس ستاد کل نیروهای مسلح» is one actor: `name` is the range of «یوسف تهمتن»
    (no title), `role` the range of the role. `person` indexes `Reading.people`, set by the people
    stage for PERSON and ROLE (and, where plain, for others); pronouns are left to the quotes.
    """

    start: int
    end: int
    kind: ActorKind
    name: tuple[int, int] | None = None
    role: tuple[int, int] | None = None
    country: str | None = None
    level: Level | None = None
    person: int | None = None


@dataclass(slots=True)
class KnownPerson:
    """Someone the article speaks of, over all its actors. `name`, `role`: fullest, as ranges."""

    index: int
    name: tuple[int, int] | None = None
    role: tuple[int, int] | None = None
    country: str | None = None
    level: Level | None = None
    actors: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """What is known of the article so far. Each stage fills its own fields and reads the earlier ones."""

    document: Document
    aligned: AlignedText
    language: str = "fa"
    # layout
    blocks: tuple[Block, ...] = ()
    title: tuple[int, int] | None = None
    # outlets
    agency: str | None = None
    via: str | None = None
    # sentences
    sentences: tuple[Sentence, ...] = ()
    # publication date
    published: dt.date | None = None
    published_evidence: tuple[DateEvidence, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    # entities, sorted by start; mentions of one type never overlap
    mentions: tuple[Found, ...] = ()
    # the same, per sentence and in tokens (`lines[i]` belongs to `sentences[i]`)
    lines: tuple[Line, ...] = ()
    # people
    actors: tuple[Actor, ...] = ()
    people: list[KnownPerson] = field(default_factory=list)
    # results
    quotes: tuple[Quote, ...] = ()
    visits: tuple[Visit, ...] = ()

    @property
    def norm(self) -> str:
        """The normalised text every range points into."""
        return self.aligned.norm

    def words(self, span: tuple[int, int]) -> str:
        """The original words of a range of the normalised text."""
        return self.aligned.span(*span).surface
