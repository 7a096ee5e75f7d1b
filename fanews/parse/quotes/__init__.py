"""Who said what: every stretch of reported speech of an article, with its speaker.

Owns `Reading.quotes`. It changes nothing else in the reading.
"""

from __future__ import annotations

from fanews.model import Quote
from fanews.parse.quotes.cues import Cue, find_cues
from fanews.parse.quotes.flow import read_stretches
from fanews.parse.quotes.stretches import Stretch
from fanews.parse.reading import Reading

__all__ = ["find_quotes"]


def find_quotes(reading: Reading) -> None:
    """Fill `reading.quotes`, in order of the text."""
    cues = find_cues(reading.norm)
    stretches = read_stretches(reading, cues)
    quotes = []
    for stretch in stretches:
        quotes += _quotes(reading, stretch)
    reading.quotes = tuple(quotes)


def _quotes(reading: Reading, stretch: Stretch) -> list[Quote]:
    """One quote for each line of the page the stretch runs over; the first keeps the cue."""
    aligned = reading.aligned
    cue: Cue | None = stretch.cue
    return [
        Quote(
            aligned.span(start, end), stretch.kind,
            aligned.span(cue.start, cue.end) if cue and i == 0 else None,
            None, None, None, None, None, stretch.rule, 0.5,
        )
        for i, (start, end) in enumerate(_lines(reading, stretch))
    ]


def _lines(reading: Reading, stretch: Stretch) -> list[tuple[int, int]]:
    from fanews.parse.quotes.stretches import trim

    original, origin = reading.document.text, reading.aligned.origin
    cuts = [stretch.start]
    at = original.find("\n", origin[stretch.start], origin[stretch.end - 1])
    position = stretch.start
    while at >= 0:
        while origin[position] < at:
            position += 1
        if cuts[-1] != position:
            cuts.append(position)
        at = original.find("\n", at + 1, origin[stretch.end - 1])
    cuts.append(stretch.end)
    pieces = (trim(reading.norm, a, b) for a, b in zip(cuts, cuts[1:], strict=False))
    return [p for p in pieces if p]
