"""«X: ...»: a speaker, a colon, the words, with no verb between them.

Owns which words before a colon can name a speaker.
"""

from __future__ import annotations

import re

from fanews.model import QuoteKind
from fanews.parse.quotes.cues import Cue
from fanews.parse.quotes.paragraphs import Paragraph
from fanews.parse.quotes.stretches import Stretch, cues_between, direct
from fanews.parse.quotes.words import finite_verb, pattern

_LEAST, _MOST_WORDS = 1, 16
_DATELINE = re.compile(r"[-–—/|0-9]")


def read_headline(norm: str, paragraph: Paragraph, cues: list[Cue]) -> Stretch | None:
    """The words after «X:» at the start of a paragraph; an empty range at its end where they follow below."""
    colon = norm.find(":", paragraph.start, min(paragraph.end, paragraph.start + 160))
    if colon < 0 or not _names_speaker(norm, paragraph, cues, colon):
        return None
    source = (paragraph.start, colon)
    start = colon + 1
    while start < paragraph.end and norm[start] in " \n\t":
        start += 1
    if start >= paragraph.end:
        return Stretch(paragraph.end, paragraph.end, QuoteKind.DIRECT, None, "headline", source)
    stretch = direct(norm, paragraph, cues, start, None, "headline")
    if stretch:
        stretch.source = source
    return stretch


def _names_speaker(norm: str, paragraph: Paragraph, cues: list[Cue], colon: int) -> bool:
    name = norm[paragraph.start : colon].strip()
    count = len(name.split())
    if not _LEAST <= count <= _MOST_WORDS or cues_between(cues, paragraph.start, colon + 1):
        return False
    if re.search(r"[.؟!؛«]", name) or _DATELINE.search(name) or norm[colon + 1 : colon + 2].isdigit():
        return False
    if pattern("label", before=r"\W*", after=r"\W*").fullmatch(name) or pattern("agency", before=r"\W*(?:خبرگزاری |به گزارش )?").fullmatch(name):
        return False
    return not name.startswith(("گروه ", "خبرگزاری ", "سرویس ")) and not finite_verb().search(name)
