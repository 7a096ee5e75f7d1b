"""A parsed article as the JSON object `fanews parse` prints (one contract, read by scorers and scripts)."""

from __future__ import annotations

from typing import Any

from fanews.model import Conflict, DateEvidence, Mention, ParsedArticle, Quote, Span, Visit


def as_record(article: ParsedArticle) -> dict[str, Any]:
    """Plain types only; days are ISO strings; offsets are code points into the text as received."""
    return {
        "path": article.document.path,
        "language": article.language,
        "title": article.title.surface if article.title else article.document.title,
        "agency": article.agency,
        "via": article.via,
        "published": _day(article.published),
        "published_evidence": [_evidence(e) for e in article.published_evidence],
        "conflicts": [_conflict(c) for c in article.conflicts],
        "quotes": [_quote(q) for q in article.quotes],
        "visits": [_visit(v) for v in article.visits],
        "entities": [_entity(m) for m in article.mentions],
    }


def _day(value: Any) -> str | None:
    return value.isoformat() if value else None


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start_char, "end": span.end_char, "text": span.surface}


def _evidence(e: DateEvidence) -> dict[str, Any]:
    return {"kind": e.kind.value, "day": _day(e.day), "chosen": e.chosen, "words": _span(e.words) if e.words else None}


def _conflict(c: Conflict) -> dict[str, Any]:
    return {"code": c.code, "detail": c.detail, "words": [_span(s) for s in c.spans]}


def _quote(q: Quote) -> dict[str, Any]:
    return _span(q.span) | {
        "kind": q.kind.value,
        "cue": q.cue.surface if q.cue else None,
        "mention": q.mention.surface if q.mention else None,
        "speaker": q.speaker,
        "speaker_role": q.speaker_role,
        "speaker_country": q.speaker_country,
        "rule": q.rule,
        "confidence": q.confidence,
    }


def _visit(v: Visit) -> dict[str, Any]:
    return {
        "visitor": v.visitor,
        "visitor_role": v.visitor_role,
        "visitor_country": v.visitor_country,
        "host_country": v.host_country,
        "host_city": v.host_city,
        "hosts": list(v.hosts),
        "status": v.status.value,
        "purpose": v.purpose.value,
        "start": _day(v.start),
        "end": _day(v.end),
        "background": v.background,
        "evidence": v.evidence.surface,
        "evidence_start": v.evidence.start_char,
        "evidence_end": v.evidence.end_char,
        "rule": v.rule,
        "confidence": v.confidence,
    }


def _entity(m: Mention) -> dict[str, Any]:
    extra = {
        "country": m.country,
        "level": m.level,
        "person": m.person,
        "first_day": _day(m.first_day),
        "last_day": _day(m.last_day),
        "grain": m.grain,
        "calendar": m.calendar,
        "rests_on": m.rests_on,
    }
    return _span(m.span) | {"type": m.type.value} | {k: v for k, v in extra.items() if v is not None}
