"""An article's text in, a `ParsedArticle` out.

Owns the order of the stages and the one place where ranges of the normalised text become spans of
the original. A stage is a function `stage(reading) -> None` that fills its own fields.
"""

from __future__ import annotations

from fanews.model import Document, Mention, ParsedArticle, Person
from fanews.parse.reading import Reading
from fanews.text import align

__all__ = ["parse_document"]


def parse_document(document: Document) -> ParsedArticle:
    """Read one article. Raises nothing of its own; a caller that reads many guards each one."""
    # Imported here so that a part can be used, and mended, without the others.
    from fanews.parse.dated import add_date_mentions
    from fanews.parse.entities import find_mentions
    from fanews.parse.language import find_language
    from fanews.parse.layout import find_layout
    from fanews.parse.outlets import find_outlets
    from fanews.parse.people import find_people
    from fanews.parse.published import find_published
    from fanews.parse.quotes import find_quotes
    from fanews.parse.visits import find_visits
    from fanews.text.sentences import split_sentences

    reading = Reading(document, align(document.text))
    find_language(reading)
    find_layout(reading)
    reading.sentences = tuple(split_sentences(reading.norm))
    find_outlets(reading)
    find_published(reading)
    if reading.language == "fa":
        find_mentions(reading)
        add_date_mentions(reading)
        find_people(reading)
        find_quotes(reading)
        find_visits(reading)
    return _result(reading)


def _result(reading: Reading) -> ParsedArticle:
    aligned = reading.aligned
    person_at = {r: a.person for a in reading.actors if a.person is not None for r in (a.name, a.role) if r}
    mentions = tuple(
        Mention(
            aligned.span(m.start, m.end),
            m.type,
            m.country,
            m.level,
            person_at.get((m.start, m.end)),
            m.first_day,
            m.last_day,
            m.grain,
            m.calendar,
            m.rests_on,
        )
        for m in reading.mentions
    )
    people = tuple(
        Person(reading.words(p.name) if p.name else None, reading.words(p.role) if p.role else None, p.country, p.level)
        for p in reading.people
    )
    return ParsedArticle(
        document=reading.document,
        language=reading.language,
        title=aligned.span(*reading.title) if reading.title else None,
        agency=reading.agency,
        via=reading.via,
        published=reading.published,
        published_evidence=reading.published_evidence,
        conflicts=reading.conflicts,
        people=people,
        mentions=mentions,
        quotes=reading.quotes,
        visits=reading.visits,
    )
