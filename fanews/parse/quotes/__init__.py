"""Who said what: every stretch of reported speech of an article, with its speaker.

Owns `Reading.quotes`. It changes nothing else in the reading.
"""

from __future__ import annotations

import re

from fanews.model import Quote, QuoteKind
from fanews.parse.quotes.confidence import confidence
from fanews.parse.quotes.flow import read_stretches
from fanews.parse.quotes.marks import trim
from fanews.parse.quotes.page import Page
from fanews.parse.quotes.paragraphs import read_paragraphs
from fanews.parse.quotes.repeats import add_repeats
from fanews.parse.quotes.speakers import attribute
from fanews.parse.quotes.stretches import Stretch
from fanews.parse.quotes.voices import Attribution
from fanews.parse.reading import Reading

__all__ = ["find_quotes"]

_SPACE = re.compile(r"\s+")


def find_quotes(reading: Reading) -> None:
    """Fill `reading.quotes`, in order of the text."""
    page, paragraphs = Page(reading), read_paragraphs(reading)
    stretches = add_repeats(page.norm, read_stretches(page, paragraphs))
    attributions = attribute(page, paragraphs, stretches)
    pairs = [(s, a) for s, a in zip(stretches, attributions, strict=True) if _is_told(s, a)]
    found = [q for pair in pairs for q in _quotes(reading, *pair)]
    reading.quotes = tuple(sorted(found, key=lambda q: q.span.start_char))


def _quotes(reading: Reading, stretch: Stretch, attribution: Attribution) -> list[Quote]:
    """One quote for each line of the page the stretch runs over; the first keeps the cue and the mention."""
    aligned, voice = reading.aligned, attribution.voice
    rule = voice.how if voice else "nobody"
    person = reading.people[voice.person] if voice and voice.person is not None else None
    name = person.name or person.role if person else voice.words if voice else None
    cue = aligned.span(stretch.cue.start, stretch.cue.end) if stretch.cue else None
    mention = aligned.span(*attribution.mention) if attribution.mention else None
    return [
        Quote(
            span=aligned.span(start, end),
            kind=stretch.kind,
            cue=None if i else cue,
            mention=None if i else mention,
            speaker=_plain(reading, name) if name else None,
            speaker_role=_plain(reading, person.role) if person and person.role else None,
            speaker_country=person.country if person else voice.country if voice else None,
            person=person.index if person else None,
            rule=rule,
            confidence=confidence(rule),
        )
        for i, (start, end) in enumerate(_lines(reading, stretch))
    ]


def _is_told(stretch: Stretch, attribution: Attribution) -> bool:
    """A clause of which the article names no teller at all is the article's own; words after a colon stay."""
    if attribution.voice or attribution.mention:
        return True
    return stretch.kind is QuoteKind.DIRECT and not (stretch.cue and stretch.cue.passive)


def _plain(reading: Reading, words: tuple[int, int]) -> str:
    return _SPACE.sub(" ", reading.words(words)).strip(' «»"')


def _lines(reading: Reading, stretch: Stretch) -> list[tuple[int, int]]:
    """The stretch cut at the line breaks of the page (joined in the normalised text where a sentence runs on)."""
    original, origin = reading.document.text, reading.aligned.origin
    cuts, position, last = [stretch.start], stretch.start, origin[stretch.end - 1]
    at = original.find("\n", origin[stretch.start], last)
    while at >= 0:
        while origin[position] < at:
            position += 1
        if cuts[-1] != position:
            cuts.append(position)
        at = original.find("\n", at + 1, last)
    pieces = (trim(reading.norm, a, b) for a, b in zip(cuts, [*cuts[1:], stretch.end], strict=True))
    return [p for p in pieces if p]
