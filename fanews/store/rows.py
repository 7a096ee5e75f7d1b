"""A parsed article as rows of the store's tables. Pure: it knows the columns, not the database.

A column's meaning is in schema.sql; ids that need the whole store (entities, visits) are filled in later.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fanews.model import ParsedArticle, Quote, Span, Visit
from fanews.store.naming import name_key, office_key
from fanews.store.search_fold import fold_words

type Row = dict[str, Any]


def article_row(article: ParsedArticle, article_id: int, page_key: str, digest: str) -> Row:
    """The row of `articles`, without its runs; `digest` is the document's content hash."""
    document, title = article.document, article.title
    chosen = next((e.kind.value for e in article.published_evidence if e.chosen), None)
    return {
        "article_id": article_id,
        "page_key": page_key,
        "content_hash": digest,
        "path": document.path,
        "origin": document.origin,
        "url": document.url,
        "media_type": document.media_type,
        "text": document.text,
        "language": article.language,
        "title": title.surface if title else document.title,
        "title_start": title.start_char if title else None,
        "title_end": title.end_char if title else None,
        "outlet": article.agency,
        "via": article.via,
        "published": article.published,
        "published_kind": chosen if article.published else None,
        "stated_title": document.title,
        "stated_outlet": document.agency,
        "stated_published": document.published,
        "stated_kind": document.published_kind.value if document.published_kind else None,
    }


def detail_rows(article: ParsedArticle, article_id: int) -> Iterator[tuple[str, Row]]:
    """(table, row) of everything below the article that needs no id of its own."""
    for number, evidence in enumerate(article.published_evidence):
        yield "date_evidence", _of(article_id) | _span(evidence.words) | {
            "ordinal": number, "kind": evidence.kind.value, "day": evidence.day, "chosen": evidence.chosen,
        }  # fmt: skip
    for number, conflict in enumerate(article.conflicts):
        yield "conflicts", _of(article_id) | {"ordinal": number, "code": conflict.code, "detail": conflict.detail}
        for span in conflict.spans:
            yield "conflict_spans", _of(article_id) | _span(span) | {"conflict": number}
    yield from _who_and_what(article, article_id)
    title = article.document.title or "" if article.title is None else ""
    yield "article_search", _of(article_id) | {"folded": fold_words(f"{title}\n{article.document.text}")}


def _who_and_what(article: ParsedArticle, article_id: int) -> Iterator[tuple[str, Row]]:
    for number, person in enumerate(article.people):
        yield "article_people", _of(article_id) | {
            "person": number, "name": person.name, "role": person.role, "country": person.country,
            "level": person.level.value if person.level else None, "name_key": name_key(person.name),
            "role_key": office_key(person.role, person.country),
        }  # fmt: skip
    for mention in sorted(article.mentions, key=lambda m: (m.span.start_char, m.span.end_char)):
        yield "mentions", _of(article_id) | _span(mention.span) | {
            "type": mention.type.value, "country": mention.country, "person": mention.person,
            "level": mention.level.value if mention.level else None,
            "first_day": mention.first_day, "last_day": mention.last_day, "grain": mention.grain,
        }  # fmt: skip


def quote_row(quote: Quote, article_id: int, quote_id: int) -> Row:
    """The row of `quotes`."""
    words = _span(quote.span) | _named_span("cue", quote.cue) | _named_span("mention", quote.mention)
    return _of(article_id) | words | {
        "quote_id": quote_id,
        "kind": quote.kind.value,
        "speaker": quote.speaker,
        "speaker_role": quote.speaker_role,
        "speaker_country": quote.speaker_country,
        "person": quote.person,
        "rule": quote.rule,
        "confidence": quote.confidence,
    }  # fmt: skip


def visit_row(visit: Visit, article_id: int, visit_mention_id: int) -> Row:
    """The row of `visit_mentions`."""
    trigger = visit.trigger
    return _of(article_id) | _span(visit.evidence) | {
        "visit_mention_id": visit_mention_id,
        "visitor": visit.visitor,
        "visitor_role": visit.visitor_role,
        "visitor_country": visit.visitor_country,
        "person": visit.visitor_person,
        "visitor_level": visit.visitor_level.value if visit.visitor_level else None,
        "host_country": visit.host_country,
        "host_city": visit.host_city,
        "hosts": list(visit.hosts),
        "status": visit.status.value,
        "purpose": visit.purpose.value,
        "start_day": visit.start,
        "end_day": visit.end,
        "background": visit.background,
        "trigger_start": trigger.start_char if trigger else None,
        "trigger_end": trigger.end_char if trigger else None,
        "trigger_surface": trigger.surface if trigger else None,
        "rule": visit.rule,
        "confidence": visit.confidence,
    }  # fmt: skip


def _of(article_id: int) -> Row:
    return {"article_id": article_id}


def _span(span: Span | None) -> Row:
    if span is None:
        return {"start_char": None, "end_char": None, "surface": None}
    return {"start_char": span.start_char, "end_char": span.end_char, "surface": span.surface}


def _named_span(name: str, span: Span | None) -> Row:
    if span is None:
        return {f"{name}_start": None, f"{name}_end": None, name: None}
    return {f"{name}_start": span.start_char, f"{name}_end": span.end_char, name: span.surface}
