"""The page's layout: banner, title, source line, lead, body, foot, as blocks that cover the text in order.

Owns what a line is for, by its neighbours; how a line looks on its own is `lines`' business, which line
breaks are no paragraph ends `wrapping`'s. Sets `Reading.blocks`, `Reading.title` and, where a page is set
to a width, replaces `Reading.aligned` by the text with its sentences joined.
"""

from __future__ import annotations

from collections.abc import Iterator

from fanews.parse.headline import Headline, find_headline
from fanews.parse.lines import (
    Line,
    ending_in,
    is_boilerplate,
    is_byline,
    is_date,
    is_handle,
    is_latin_word,
    read_lines,
    reference_of,
    source_in,
)
from fanews.parse.reading import Block, BlockKind, Reading
from fanews.parse.wrapping import soft_breaks, title_height
from fanews.text.aligned import join_lines

type Mark = tuple[int, BlockKind]  # from here on the text is of this kind

_TOP_LINES = 6  # an aggregator's own lines stand above the sixth line
_TAIL_LINES = 12
_TAGLINE_CHARS = 45  # what stands below a channel's handle: its motto, "Link"


def find_layout(reading: Reading) -> None:
    """Set `reading.blocks` and `reading.title`; join the lines of a page that is set to a width."""
    lines = read_lines(reading.norm)
    if not lines:
        return
    height = title_height(lines)
    breaks = soft_breaks(lines)
    if breaks:
        reading.aligned = join_lines(reading.aligned, breaks)
        lines = read_lines(reading.norm)
    foot = _foot_start(lines)
    post = any(is_handle(line) or line.text == "@" for line in lines[foot:])
    headline = find_headline(lines[:foot], reading.document.title, _source_line(lines), min(height, foot), post)
    reading.title = headline.title
    marks = [*_top(lines[:foot], headline), *_handles(lines[:foot]), *_tail(lines, foot)]
    reading.blocks = tuple(_blocks(marks, len(reading.norm)))


def _source_line(lines: list[Line]) -> int | None:
    """The number of the aggregator's «... مشاهده در مرجع» line."""
    return next((i for i, line in enumerate(lines[:_TOP_LINES]) if reference_of(line) is not None), None)


def _top(lines: list[Line], headline: Headline) -> Iterator[Mark]:
    source = _source_line(lines)
    for i, line in enumerate(lines):
        if i in headline.lines:
            yield line.start, BlockKind.TITLE
        elif i == source or (i < _TOP_LINES and is_byline(line)):
            yield line.start, BlockKind.SOURCE
        elif i in headline.leads:
            yield line.start, BlockKind.LEAD
        elif i < 2 and is_date(line):
            yield line.start, BlockKind.SOURCE if ":" in line.text else BlockKind.BANNER
        else:
            yield line.start, BlockKind.BODY


def _handles(lines: list[Line]) -> Iterator[Mark]:
    """Handles in the middle of a post: it was put together from two."""
    for i, line in enumerate(lines):
        if is_handle(line) or line.text == "@" or (i and lines[i - 1].text == "@" and is_latin_word(line)):
            yield line.start, BlockKind.FOOTER


def _tail(lines: list[Line], foot: int) -> Iterator[Mark]:
    if foot < len(lines):
        yield lines[foot].start, BlockKind.FOOTER
    last = lines[foot - 1]
    for start, kind in ((source_in(last), BlockKind.SOURCE), (ending_in(last), BlockKind.FOOTER)):
        if start is not None and foot > 1:
            yield start, kind


def _foot_start(lines: list[Line]) -> int:
    """The number of the first line of the foot; the number of lines where there is none."""
    foot = _below_last_handle(lines)
    while foot > 1 and (
        is_boilerplate(lines[foot - 1]) or (foot > 2 and lines[foot - 2].text == "@" and is_latin_word(lines[foot - 1]))
    ):
        foot -= 1
    return foot


def _below_last_handle(lines: list[Line]) -> int:
    """A handle with nothing but short lines below it, else the end."""
    for i in range(len(lines) - 1, max(0, len(lines) - _TAIL_LINES), -1):
        if is_handle(lines[i]):
            return i
        if len(lines[i].text) > _TAGLINE_CHARS:
            break
    return len(lines)


def _blocks(marks: list[Mark], end: int) -> Iterator[Block]:
    """Blocks from the marks: the later word on a place wins, neighbours of one kind are one, but for leads."""
    kept: list[Mark] = []
    for start, kind in sorted(dict(marks).items()):
        if not kept or kind is not kept[-1][1] or kind is BlockKind.LEAD:
            kept.append((start, kind))
    starts = [0, *(start for start, _ in kept[1:]), end]
    for i, (_, kind) in enumerate(kept):
        yield Block(kind, starts[i], starts[i + 1])
