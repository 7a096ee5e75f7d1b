"""The walk over an article's paragraphs: cues, headlines, speeches that go on below, repeats.

Owns the order in which these are tried and what may follow what.
"""

from __future__ import annotations

from fanews.model import QuoteKind
from fanews.parse.quotes.carrying import speech_score
from fanews.parse.quotes.cues import Cue
from fanews.parse.quotes.headlines import read_headline
from fanews.parse.quotes.paragraphs import LineKind, Paragraph
from fanews.parse.quotes.stretches import Stretch, cues_between, direct, read_paragraph, trim
from fanews.parse.reading import Reading

_ALWAYS, _BLOCK, _BULLET, _BULLET_PROSE, _PROSE = -9.0, -1.0, -1.0, 0.5, 1.0


def read_stretches(reading: Reading, paragraphs: list[Paragraph], cues: list[Cue]) -> list[Stretch]:
    """Every stretch, in order."""
    norm = reading.norm
    found: list[Stretch] = []
    pending: Stretch | None = None  # «X گفت:» at the end of a line
    running: tuple[int, float] | None = None  # the stretch that may go on, and how sure we must be
    for paragraph in paragraphs:
        if paragraph.kind in (LineKind.MARK, LineKind.APART):
            continue
        if paragraph.kind is LineKind.FOOT:
            pending = running = None
            continue
        own, opened = _own(reading, paragraph, cues)
        if (
            pending
            and pending.cue
            and own
            and all(s.rule in ("that", "bare", "clause") for s in own)
            and paragraph.start + 200 < paragraph.end
        ):
            own = []
        if pending and not own and not opened:
            own = _block(norm, paragraph, cues, pending)
            running_next = (len(found), _BLOCK if paragraph.kind is LineKind.TEXT else _ALWAYS)
        elif running and not own and not opened and (carried := _carried(norm, paragraph, found, running)):
            own = [carried]
            running_next = (len(found), running[1])
        else:
            running_next = None
        if own and running_next is None:
            running_next = _may_go_on(norm, paragraph, own[-1], len(found) + len(own) - 1)
        if own and own[-1].open:
            running_next = (len(found) + len(own) - 1, _ALWAYS)
        found += own
        running, pending = running_next if own else None, opened
    return found


def _own(reading: Reading, paragraph: Paragraph, cues: list[Cue]) -> tuple[list[Stretch], Stretch | None]:
    """The stretches of the paragraph's own cues, and a cue at its end whose words follow below."""
    norm = reading.norm
    headline = read_headline(reading, paragraph, cues)
    if headline and headline.start == headline.end:
        return [], headline
    if headline:
        rest = Paragraph(
            headline.end,
            paragraph.end,
            paragraph.kind,
            paragraph.bulleted,
            tuple(e for e in paragraph.ends if e > headline.end),
        )
        return [headline, *read_paragraph(norm, rest, cues)], None
    own = read_paragraph(norm, paragraph, cues)
    return own, _cue_at_end(norm, paragraph, cues, own)


def _cue_at_end(norm: str, paragraph: Paragraph, cues: list[Cue], own: list[Stretch]) -> Stretch | None:
    after = own[-1].end if own else paragraph.start
    last = [c for c in cues_between(cues, after, paragraph.end) if norm[c.end : paragraph.end].strip(" :،") == ""]
    if not last or "c" not in last[-1].takes:
        return None
    if not norm[last[-1].end : paragraph.end].strip().startswith(":") and not last[-1].finite:
        return None
    return Stretch(paragraph.end, paragraph.end, QuoteKind.DIRECT, last[-1], "block")


def _block(norm: str, paragraph: Paragraph, cues: list[Cue], pending: Stretch) -> list[Stretch]:
    if pending.cue and not norm[pending.cue.end :].lstrip(" ").startswith(":") and norm[paragraph.start] not in '«"':
        return []
    stretch = direct(norm, paragraph, cues, paragraph.start, pending.cue, pending.rule)
    if not stretch:
        return []
    if not stretch.open and paragraph.end - stretch.end > 3 and norm[stretch.start - 1] not in '«"':
        whole = trim(norm, paragraph.start, paragraph.end)
        stretch.end = whole[1] if whole else stretch.end
    stretch.source = pending.source
    return [stretch]


def _carried(norm: str, paragraph: Paragraph, found: list[Stretch], running: tuple[int, float]) -> Stretch | None:
    parent, threshold = running
    text = norm[paragraph.start : paragraph.end]
    before = found[parent]
    if before.open:
        return _to_close(norm, paragraph, parent, before)
    if before.closed:
        quoted = (
            direct(norm, paragraph, [], paragraph.start, None, "carried") if norm[paragraph.start] in '«"' else None
        )
        if not quoted or not quoted.closed:
            return None
        quoted.parent = parent
        return quoted
    if speech_score(text) < threshold:
        return None
    trimmed = trim(norm, paragraph.start, paragraph.end)
    return Stretch(*trimmed, before.kind, None, "carried", parent=parent) if trimmed else None


def _to_close(norm: str, paragraph: Paragraph, parent: int, before: Stretch) -> Stretch | None:
    start = paragraph.start
    while start < paragraph.end and norm[start] in "« ":
        start += 1
    close = norm.find("»", start, paragraph.end)
    while close >= 0 and norm.count("«", start, close) >= norm.count("»", start, close + 1):
        close = norm.find("»", close + 1, paragraph.end)
    trimmed = trim(norm, start, paragraph.end if close < 0 else close)
    return Stretch(*trimmed, before.kind, None, "carried", parent=parent, open=close < 0) if trimmed else None


def _may_go_on(norm: str, paragraph: Paragraph, last: Stretch, index: int) -> tuple[int, float] | None:
    if norm[last.end : paragraph.end].strip(' .،؛!؟»"'):
        return None
    if paragraph.kind is LineKind.TITLE:
        return index, _PROSE
    if paragraph.bulleted:
        return index, _BULLET if last.rule == "headline" else _BULLET_PROSE
    return index, _PROSE
