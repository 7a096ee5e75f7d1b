"""Parsed articles made by hand, about made-up people: what the store's tests put in.

`made(text, ...)` finds every span by its words, so that a test reads like the article it means.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from fanews.model import (
    DateEvidence,
    Document,
    EntityType,
    EvidenceKind,
    Level,
    Mention,
    ParsedArticle,
    Person,
    Quote,
    QuoteKind,
    Span,
    Visit,
    VisitPurpose,
    VisitStatus,
)


def span(text: str, words: str) -> Span:
    """The first place of `words` in `text`."""
    start = text.index(words)
    return Span(start, start + len(words), words)


def person(name: str | None, role: str | None = None, country: str | None = None, level: Level | None = None) -> Person:
    """A person of an article."""
    return Person(name, role, country, level)


def quote(text: str, words: str, who: Person | None, number: int | None = 0, **more: Any) -> Quote:
    """A direct quote of `words` by the article's person `number`."""
    told: dict[str, Any] = {
        "span": span(text, words),
        "kind": QuoteKind.DIRECT,
        "cue": None,
        "mention": None,
        "speaker": (who.name or who.role) if who else None,
        "speaker_role": who.role if who else None,
        "speaker_country": who.country if who else None,
        "person": number,
        "rule": "test",
        "confidence": 0.9,
    }
    return Quote(**(told | more))


def visit(text: str, evidence: str, visitor: Person, host_country: str, number: int | None = 0, **more: Any) -> Visit:
    """A planned bilateral visit of the article's person `number`."""
    told: dict[str, Any] = {
        "visitor": visitor.name or visitor.role,
        "visitor_role": visitor.role,
        "visitor_country": visitor.country,
        "visitor_person": number,
        "visitor_level": visitor.level,
        "host_country": host_country,
        "host_city": None,
        "hosts": (),
        "status": VisitStatus.PLANNED,
        "purpose": VisitPurpose.BILATERAL,
        "start": None,
        "end": None,
        "background": False,
        "evidence": span(text, evidence),
        "trigger": None,
        "rule": "test",
        "confidence": 0.9,
    }
    return Visit(**(told | more))


def made(
    text: str,
    *,
    path: str = "a.txt",
    published: dt.date | None = None,
    people: Sequence[Person] = (),
    places: Sequence[tuple[str, str]] = (),
    organisations: Sequence[str] = (),
    quotes: Sequence[Quote] = (),
    visits: Sequence[Visit] = (),
    **document: Any,
) -> ParsedArticle:
    """An article whose people, places (words, country) and organisations are mentioned once each."""
    named = [(number, p.name) for number, p in enumerate(people) if p.name and p.name in text]
    mentions = [Mention(span(text, name), EntityType.PERSON, person=number) for number, name in named]
    mentions += [Mention(span(text, words), EntityType.PLACE, country=country) for words, country in places]
    mentions += [Mention(span(text, words), EntityType.ORGANISATION) for words in organisations]
    evidence = (DateEvidence(EvidenceKind.FIELD, published, chosen=True),) if published else ()
    return ParsedArticle(
        document=Document(path, text, **document),
        language="fa",
        title=None,
        agency="خبرگزاری نمونه",
        via=None,
        published=published,
        published_evidence=evidence,
        people=tuple(people),
        mentions=tuple(mentions),
        quotes=tuple(quotes),
        visits=tuple(visits),
    )
