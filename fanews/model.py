"""What fanews knows about one article: plain frozen dataclasses, shared by every layer.

Owns the vocabulary (kinds, statuses) and the shape of the result. It reads nothing, writes nothing
and computes nothing but what a field means.

Offsets: every `Span` is a half-open range of code points into `Document.text`, the text as
received (decoded, CRLF as LF), and `surface` is that very slice. Inside `fanews.parse` ranges are
in the normalised text instead; they become spans in one place (`AlignedText.span`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


class EntityType(StrEnum):
    """What a mention names. ROLE is an office («وزیر دفاع»), DATE a date expression."""

    PERSON = "PER"
    ORGANISATION = "ORG"
    PLACE = "LOC"
    ROLE = "ROLE"
    DATE = "DATE"


class Level(StrEnum):
    """The rank of an office, highest first."""

    HEAD_OF_STATE = "head_of_state"
    HEAD_OF_GOVERNMENT = "head_of_government"
    MINISTER = "minister"
    DEPUTY_MINISTER = "deputy_minister"
    PARLIAMENT = "parliament"
    MILITARY = "military"
    ENVOY = "envoy"
    OTHER = "other"


class QuoteKind(StrEnum):
    """direct: after a cue and a colon, or between quotation marks; indirect: a clause after که."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class VisitStatus(StrEnum):
    """What the words say of the journey."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    DENIED = "denied"
    INVITED = "invited"


class VisitPurpose(StrEnum):
    """multilateral: a summit or conference held there; other: transit, pilgrimage, sport, private."""

    BILATERAL = "bilateral"
    MULTILATERAL = "multilateral"
    OTHER = "other"


class EvidenceKind(StrEnum):
    """What a publication date rests on, strongest first. A banner is an upper bound, never a date."""

    FIELD = "field"
    METADATA = "metadata"
    BYLINE = "byline"
    URL = "url"
    TEXT = "text"
    BANNER = "banner"


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start_char:end_char] == surface`."""

    start_char: int
    end_char: int
    surface: str


@dataclass(frozen=True, slots=True)
class Document:
    """One article as a source yields it.

    `text` is never edited after this. `path` names it for the reader: a file's path, a member of
    an archive as `archive.zip!/member.txt`, or a table row's id; `origin` then names the table's
    file, so that equal ids of two files stay apart. What the row or page states about
    itself (`title`, `agency`, `published`) beats what its text suggests; `published_kind` says
    where `published` was stated.
    """

    path: str
    text: str
    media_type: str = "text/plain"
    url: str | None = None
    title: str | None = None
    agency: str | None = None
    published: dt.date | None = None
    published_kind: EvidenceKind | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """One statement about the publication day. `day` is null where the words settle no day."""

    kind: EvidenceKind
    day: dt.date | None
    words: Span | None = None
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements of the page that cannot both hold, with the words of each.

    `code` is a stable name (`weekday_contradicts_banner`, `field_contradicts_text` ...), `detail`
    a sentence in English for the record; the interface words it from the code.
    """

    code: str
    detail: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names something. Fields that do not fit the type are null.

    `person` is the index of the person in `ParsedArticle.people`; `country` is ISO 3166-1 alpha-2
    (a place's country, a role's country); `first_day`/`last_day` (inclusive) and `grain` belong to dates,
    as do `calendar` (jalali, gregorian, hijri) and `rests_on` (words, published, weekday, text: `fanews.dates.Basis`).
    """

    span: Span
    type: EntityType
    country: str | None = None
    level: Level | None = None
    person: int | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    grain: str | None = None
    calendar: str | None = None
    rests_on: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone an article speaks of. At least one of `name` and `role` is there.

    `name`: the fullest name, without title or rank; `role`: the fullest role, both as written.
    """

    name: str | None
    role: str | None
    country: str | None
    level: Level | None


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of reported speech and who said it.

    `speaker` is resolved inside the article (fullest name, else fullest role, else the institution);
    `mention` is what names the speaker at the cue. `rule` names the rule that made the attribution,
    `confidence` (0-1) how often that rule was right on the gold articles.
    """

    span: Span
    kind: QuoteKind
    cue: Span | None
    mention: Span | None
    speaker: str | None
    speaker_role: str | None
    speaker_country: str | None
    person: int | None
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Visit:
    """One visitor's (or delegation's) journey to one country, as this article tells it.

    `start`/`end`: inclusive days, null where the article settles none.
    """

    visitor: str
    visitor_role: str | None
    visitor_country: str | None
    visitor_person: int | None
    visitor_level: Level | None
    host_country: str
    host_city: str | None
    hosts: tuple[str, ...]
    status: VisitStatus
    purpose: VisitPurpose
    start: dt.date | None
    end: dt.date | None
    background: bool
    evidence: Span
    trigger: Span | None
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """Everything the parser reads out of one document. `via` is whom the outlet cites."""

    document: Document
    language: str
    title: Span | None
    agency: str | None
    via: str | None
    published: dt.date | None
    published_evidence: tuple[DateEvidence, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    people: tuple[Person, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    visits: tuple[Visit, ...] = field(default=())
