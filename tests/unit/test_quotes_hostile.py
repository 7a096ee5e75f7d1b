"""Texts nobody writes: the quote reader neither fails nor hangs, and its offsets hold."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fanews.model import Document
from fanews.parse.quotes import find_quotes
from fanews.parse.reading import Reading
from fanews.text import align

_PIECES = ["گفت: ", "گفت که ", "به گفته او ", "با بیان این‌که ", "وی ", "«", "»", '"', ". ", "، ", "\n", ":"]
_PIECES += ["است ", "\u200c", "…", "علی ", "🔹\n", "[", ". ]", "”", "ضمن "]
_PATTERNS = ["گفت که ", "وی گفت: ", "«", "به گفته او ", "با بیان این‌که است، ", "گفت: «سلام\n", ". ", "وزیر: ", ". [به]"]


def read(text: str) -> Reading:
    reading = Reading(Document("test", text), align(text))
    find_quotes(reading)
    return reading


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=60).map("".join))
def test_every_offset_holds_in_any_text(text: str) -> None:
    reading = read(text)
    spans = [s for q in reading.quotes for s in (q.span, q.cue, q.mention) if s]
    assert all(text[s.start_char : s.end_char] == s.surface for s in spans)
    ends = [q.span.end_char for q in reading.quotes]
    starts = [q.span.start_char for q in reading.quotes]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))


@pytest.mark.parametrize(
    "piece",
    ["گفت که ", "وی گفت: ", "«", "به گفته او ", "با بیان این‌که است، ", "گفت: «سلام\n", ". ", "وزیر: ", ". [به]"],
)
def test_fifty_thousand_characters_of_one_pattern_are_read_in_seconds(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    started = time.process_time()
    read(text)
    assert time.process_time() - started < 8
