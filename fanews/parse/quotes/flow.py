"""The walk over an article's paragraphs: cues, headlines, and speeches that go on in the paragraphs below.

Owns what may follow what, and how sure one must be (`_Sure`) that a paragraph without a cue is still the speaker's.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from fanews.model import QuoteKind
from fanews.parse.quotes.carrying import speech_score
from fanews.parse.quotes.clauses import has_verb
from fanews.parse.quotes.headlines import read_headline
from fanews.parse.quotes.marks import trim
from fanews.parse.quotes.page import Page
from fanews.parse.quotes.paragraphs import LineKind, Paragraph
from fanews.parse.quotes.stretches import Stretch, direct, introduces, read_paragraph
from fanews.parse.quotes.words import pattern
from fanews.parse.reading import ActorKind

_SPEAKERS = frozenset({ActorKind.ROLE, ActorKind.INSTITUTION, ActorKind.ANONYMOUS, ActorKind.GROUP})
_WEAK = frozenset({"that", "bare", "clause", "comma", "source"})
_REPEATED = 25  # characters a paragraph shares with the headline it spells out
_LEAST_SENTENCE = 4  # words
_LEAST_LONG = 120  # a paragraph with a cue deep inside, where a whole speech is expected, is that speech


class _Sure(Enum):
    """The score of `carrying` a paragraph needs to be taken for the speaker's."""

    OPEN = -9.0  # a quotation mark is still open
    LABELLED = -0.8  # bullets below «X:» on a line of its own
    BLOCK = -0.75  # «X:» or «X گفت:» and the words in paragraphs of their own
    DOCUMENT = 0.25  # «در نامه آمده است:»
    BULLET = 1.0
    PROSE = 1.5


# After a paragraph that was carried, the next one needs less.
_SURER = {_Sure.OPEN: _Sure.PROSE, _Sure.PROSE: _Sure.BULLET, _Sure.BULLET: _Sure.DOCUMENT}


@dataclass(frozen=True, slots=True)
class _Run:
    """A speech that may go on: which stretch, and how sure we must be."""

    parent: int
    sure: _Sure


def read_stretches(page: Page, paragraphs: list[Paragraph]) -> list[Stretch]:
    """Every stretch, in order."""
    walk = _Walk(page)
    for paragraph in paragraphs:
        if paragraph.kind is LineKind.FOOT:
            walk.pending = walk.run = None
        elif paragraph.kind not in (LineKind.MARK, LineKind.APART):
            walk.step(paragraph)
    return walk.found


class _Walk:
    """What is known between two paragraphs. `pending`: a cue at the end of a line whose words follow below."""

    def __init__(self, page: Page) -> None:
        self.page, self.norm = page, page.norm
        self.found: list[Stretch] = []
        self.pending: Stretch | None = None
        self.run: _Run | None = None
        self.headline: Stretch | None = None

    def step(self, paragraph: Paragraph) -> None:
        """Take one paragraph."""
        own, opened = self._own(paragraph)
        if own and self._is_inside_speech(paragraph, own):
            own = []
        if own or opened:
            run = self._after_own(paragraph, own) if own else None
        else:
            own, run = self._without_cue(paragraph)
        self.found += own
        self.pending, self.run = opened, run

    def _own(self, paragraph: Paragraph) -> tuple[list[Stretch], Stretch | None]:
        """The stretches of the paragraph's own cues, and a cue at its end whose words follow below."""
        headline = read_headline(self.page, paragraph)
        if headline and headline.start == headline.end:
            return [], headline
        if headline:
            if len(self.found) == 0:
                self.headline = headline
            return [headline, *read_paragraph(self.page, paragraph, headline.end)], None
        own = read_paragraph(self.page, paragraph)
        return own, self._cue_at_end(paragraph, own)

    def _cue_at_end(self, paragraph: Paragraph, own: list[Stretch]) -> Stretch | None:
        after = own[-1].end if own else paragraph.start
        for cue in reversed(self.page.cues_in(after, paragraph.end)):
            rest = self.norm[cue.end : paragraph.end].strip()
            if rest not in ("", ":") or "c" not in cue.takes or not (rest or cue.finite):
                return None
            begin = paragraph.sentence_start(cue.start)
            if cue.passive and not introduces(self.norm, begin, cue):
                return None
            return Stretch(paragraph.end, paragraph.end, QuoteKind.DIRECT, cue, "block")
        return None

    def _is_inside_speech(self, paragraph: Paragraph, own: list[Stretch]) -> bool:
        """The speaker of a block cites somebody in passing; the paragraph is the speaker's all the same."""
        if own[0].rule == "headline" or self._begins_with_speaker(paragraph, own[0]):
            return False
        if self.run is not None and self.run.sure in (_Sure.OPEN, _Sure.BLOCK, _Sure.LABELLED):
            return self._carries(paragraph)
        if any(s.rule not in _WEAK for s in own) or own[0].start < paragraph.start + 30:
            return False
        return bool(self.pending and self.pending.cue) and paragraph.end - paragraph.start > _LEAST_LONG

    def _begins_with_speaker(self, paragraph: Paragraph, first: Stretch) -> bool:
        """«سفیر در ادامه نوشت: ...»: somebody at the start, and their verb in the same sentence."""
        near = self.page.actors_in(paragraph.start, paragraph.start + 90)
        begins = [a for a in near if a.start <= paragraph.start + 2]
        if not begins:
            return False
        reports = first.cue is not None and first.cue.start < paragraph.sentence_end(paragraph.start)
        return begins[0].kind in (ActorKind.PERSON, ActorKind.PRONOUN) or (reports and begins[0].kind in _SPEAKERS)

    def _after_own(self, paragraph: Paragraph, own: list[Stretch]) -> _Run | None:
        last, index = own[-1], len(self.found) + len(own) - 1
        if last.rule == "source" and not last.closed:
            return None  # «به گفته X، ...» speaks for its own sentence
        rest = self.norm[last.end : paragraph.end].strip(' .،؛!؟»"')
        if last.open:
            return _Run(index, _Sure.OPEN)
        if rest == ":" and last.kind is QuoteKind.INDIRECT:
            return _Run(index, _Sure.BLOCK)  # «گفت که ...:», then the words themselves
        if rest:
            return None
        if last.cue and last.cue.passive:
            return _Run(index, _Sure.DOCUMENT)
        if paragraph.kind is LineKind.TITLE or not paragraph.bulleted:
            return _Run(index, _Sure.PROSE)
        return _Run(index, _Sure.BLOCK if last.rule == "headline" else _Sure.BULLET)

    def _without_cue(self, paragraph: Paragraph) -> tuple[list[Stretch], _Run | None]:
        if self.pending and (block := self._block(paragraph, self.pending)):
            index = len(self.found)
            return [block], _Run(index, self._sure_of_block(paragraph, self.pending, block))
        if self.headline and (spelt := self._spelt_out(paragraph, self.headline)):
            return [spelt], _Run(len(self.found), _Sure.BULLET)
        if self.run and self._carries(paragraph) and (carried := self._carried(paragraph, self.run.parent)):
            sure = _SURER.get(self.run.sure, self.run.sure) if not carried.open else _Sure.OPEN
            return [carried], _Run(len(self.found), sure)
        return [], None

    def _sure_of_block(self, paragraph: Paragraph, pending: Stretch, block: Stretch) -> _Sure:
        if block.open:
            return _Sure.OPEN
        if paragraph.kind is LineKind.TITLE:
            return _Sure.PROSE
        return _Sure.LABELLED if pending.cue is None and not block.closed else _Sure.BLOCK

    def _block(self, paragraph: Paragraph, pending: Stretch) -> Stretch | None:
        """A paragraph of its own after «X گفت:», whole unless it is a quotation."""
        marked = pending.cue is None or self.norm[pending.cue.end :][:2].lstrip().startswith(":")
        if not marked and self.norm[paragraph.start] not in '«"':
            return None
        stretch = direct(self.page, paragraph, paragraph.start, pending.cue, pending.rule)
        if stretch and not stretch.open and not stretch.closed:
            whole = trim(self.norm, paragraph.start, paragraph.end)
            stretch.end = whole[1] if whole else stretch.end
        if stretch:
            stretch.source = pending.source
        return stretch

    def _spelt_out(self, paragraph: Paragraph, headline: Stretch) -> Stretch | None:
        """A paragraph that begins with the words of «X: ...» in the title."""
        words = self.norm[headline.start : headline.end][:_REPEATED]
        if len(words) < _REPEATED or not self.norm.startswith(words, paragraph.start):
            return None
        trimmed = trim(self.norm, paragraph.start, paragraph.end)
        return Stretch(*trimmed, headline.kind, None, "carried", parent=self.found.index(headline)) if trimmed else None

    def _carries(self, paragraph: Paragraph) -> bool:
        assert self.run is not None  # noqa: S101 - asked only while a speech runs
        before = self.found[self.run.parent]
        if before.closed:
            return self.norm[paragraph.start] in '«"'
        labelled = self.run.sure is _Sure.LABELLED
        if not before.open and not has_verb(self.norm, paragraph.start, paragraph.end):
            return labelled and self._is_sentence(paragraph)
        told = labelled and paragraph.bulleted and self._tells_of_somebody(paragraph)
        return speech_score(self.norm[paragraph.start : paragraph.end], narrators=not told) >= self.run.sure.value

    def _is_sentence(self, paragraph: Paragraph) -> bool:
        """A full stop behind some words: colloquial verbs are known by no form."""
        words = self.norm[paragraph.start : paragraph.end]
        return words.endswith((".", "!", "؟")) and len(words.split()) >= _LEAST_SENTENCE

    def _tells_of_somebody(self, paragraph: Paragraph) -> bool:
        """A bullet of the speaker's may well begin with another person; the reporter's begins with «گفتنی است»."""
        first = next(iter(self.page.actors_in(paragraph.start, paragraph.start + 90)), None)
        return first is not None and first.start <= paragraph.start + 2 and first.kind is not ActorKind.PRONOUN

    def _carried(self, paragraph: Paragraph, parent: int) -> Stretch | None:
        before = self.found[parent]
        if before.closed:
            stretch = direct(self.page, paragraph, paragraph.start, None, "carried")
            if stretch is None or not stretch.closed:
                return None
            stretch.parent = parent
            return stretch
        start, end = _behind_label(self.norm, paragraph), paragraph.end
        close = _unmatched_close(self.norm, start, end) if before.open else None
        trimmed = trim(self.norm, start, end if close is None else close)
        if trimmed is None:
            return None
        return Stretch(*trimmed, before.kind, None, "carried", parent=parent, open=before.open and close is None)


def _behind_label(norm: str, paragraph: Paragraph) -> int:
    """Behind «متن پیام او:» at the start of the words themselves."""
    colon = norm.find(":", paragraph.start, min(paragraph.end, paragraph.start + 60))
    if colon < 0 or not pattern("document").search(norm, paragraph.start, colon):
        return paragraph.start
    return colon + 1


def _unmatched_close(norm: str, start: int, end: int) -> int | None:
    """The first » whose « stands before the range. A « that opens the range only repeats the one still open."""
    depth = 0
    for at in range(start + (norm[start] == "«"), end):
        if norm[at] == "«":
            depth += 1
        elif norm[at] == "»":
            if depth == 0:
                return at
            depth -= 1
    return None
