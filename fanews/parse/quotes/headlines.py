"""«X: ...»: a speaker, a colon, the words, with no verb between them.

Owns which words before a colon can name a speaker.
"""

from __future__ import annotations

import re

from fanews.model import QuoteKind
from fanews.parse.quotes.casting import looks_like_office
from fanews.parse.quotes.cues import CueType
from fanews.parse.quotes.page import Page
from fanews.parse.quotes.paragraphs import Paragraph
from fanews.parse.quotes.phrases import dateline_end
from fanews.parse.quotes.stretches import Stretch, direct
from fanews.parse.quotes.words import finite_verb, pattern
from fanews.text import fold_key

_LEAST, _MOST_WORDS = 1, 16
_TO = re.compile(r"(?<!نزدیک)(?<!وابسته)\sبه\s(?!نقل )(?!.*\sبه\s(?!نقل ))")
_DATELINE = re.compile(r"[-–—/|]|\d(?!\d* \w)|\d{3}")


def read_headline(page: Page, paragraph: Paragraph) -> Stretch | None:
    """The words after «X:» at the start of a paragraph; an empty range at its end where they follow below."""
    norm = page.norm
    colon = norm.find(":", paragraph.start, min(paragraph.end, paragraph.start + 160))
    if colon < 0 or not _names_speaker(page, paragraph, colon) or not _is_somebody(page, paragraph, colon):
        return None
    label = _addressee_off(norm, paragraph.start, colon)
    source = (_source_start(page, paragraph.start, colon), norm.index(label, paragraph.start) + len(label))
    start = colon + 1
    while start < paragraph.end and norm[start] in " \n\t":
        start += 1
    if start >= paragraph.end:
        return Stretch(paragraph.end, paragraph.end, QuoteKind.DIRECT, None, "headline", source)
    if _has_own_cue(page, paragraph, start):
        return None
    stretch = direct(page, paragraph, start, None, "headline")
    if stretch:
        stretch.source = source
    return stretch


def _names_speaker(page: Page, paragraph: Paragraph, colon: int) -> bool:
    norm = page.norm
    name = norm[paragraph.start : colon].strip()
    count = len(name.split())
    if not _LEAST <= count <= _MOST_WORDS or any(
        c.type is not CueType.VIA for c in page.cues_in(paragraph.start, colon + 1)
    ):
        return False
    if (
        re.search(r"[.؟!؛«]", _addressee_off(norm, paragraph.start, colon))
        or _DATELINE.search(name)
        or norm[colon + 1 : colon + 2].isdigit()
    ):
        return False
    if pattern("label", before=r"\W*", after=r"\W*").fullmatch(name):
        return False
    if pattern("agency", before=r"\W*(?:خبرگزاری |به گزارش )?").fullmatch(name):
        return colon + 1 >= paragraph.end  # on a line of its own it is cited; before the text it is a dateline
    return not name.startswith(("گروه ", "خبرگزاری ", "سرویس ")) and not finite_verb().search(name)


def _addressee_off(norm: str, start: int, colon: int) -> str:
    """The label without «به X» behind «ادعای [...]», «منبع [...]»: whom the words were told."""
    words = norm[start:colon]
    if not pattern("claim", after=r"\s+").match(words) and not pattern("source").match(words):
        return words.strip()
    to = _TO.search(words)
    return words[: to.start() if to else None].strip()


def _source_start(page: Page, start: int, colon: int) -> int:
    """Whoever an outlet cites («روزنامه X به نقل از [Y]: ...»); «ادعای [X]: ...»."""
    claim = pattern("claim", after=r"\s+").match(page.norm, start, colon)
    start = claim.end() if claim else start
    cited = page.cues_in(start, colon)
    return cited[-1].end + 1 if cited and cited[-1].end + 1 < colon else start


def _has_own_cue(page: Page, paragraph: Paragraph, start: int) -> bool:
    """«مهر: شهردار گفت: ...»: what stands before the first colon is a place or an outlet."""
    norm = page.norm
    if norm[start] in '«"':
        return False
    verbs = [c for c in page.cues_in(start, paragraph.sentence_end(start)) if c.type is CueType.VERB and not c.passive]
    if not verbs:
        return False
    reports = re.compile(r"\s?(?::|که(?!\w))").match(norm, verbs[0].end)
    return bool(reports) and not finite_verb().search(norm, start, verbs[0].start)


def _is_somebody(page: Page, paragraph: Paragraph, colon: int) -> bool:
    """An actor at the start, an office by its first word, or a part of a name of the article's."""
    norm, start = page.norm, paragraph.start
    if claim := pattern("claim", after=r"\s+").match(norm, start, colon):
        start = claim.end()
        if _TO.search(norm[start:colon]):
            return True  # «نصیحت کریمی به رادان:»
    if dateline_end(norm, start, colon + 1) > start:
        return colon + 1 >= paragraph.end
    if any(a.start <= start + 3 for a in page.actors_in(start, colon)) or pattern("source").match(norm, start):
        return True
    titled = pattern("honorific", after=r"\s+").match(norm, start, colon)
    if titled and any(a.start <= titled.end() for a in page.actors_in(start, colon)):
        return True
    words = norm[start:colon]
    key = fold_key(words)
    if len(words.split()) <= 3 and any(
        p.name and key and fold_key(norm[slice(*p.name)]).endswith(key) for p in page.reading.people
    ):
        return True
    return looks_like_office(words)
