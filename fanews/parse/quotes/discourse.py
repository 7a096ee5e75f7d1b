"""What a reader has in mind at a point of the article: who spoke last, who was told of, whose the document is.

Owns everything that points back («وی», «این روزنامه», «در این بیانیه»). It finds voices; which words point back is
`speakers`' business.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from fanews.parse.quotes.clauses import SUBORDINATE
from fanews.parse.quotes.cues import Cue, CueType
from fanews.parse.quotes.mentions import subject, words_at
from fanews.parse.quotes.page import Page
from fanews.parse.quotes.paragraphs import LineKind, Paragraph
from fanews.parse.quotes.phrases import dateline_end
from fanews.parse.quotes.stretches import Stretch
from fanews.parse.quotes.voices import Voice, voice_of
from fanews.parse.quotes.words import finite_verb, pattern
from fanews.parse.reading import Actor, ActorKind

_HUMAN = frozenset({ActorKind.PERSON, ActorKind.ROLE, ActorKind.ANONYMOUS})
_ANYBODY = _HUMAN | {ActorKind.INSTITUTION}
_ISSUERS = _ANYBODY | {ActorKind.GROUP}
_THINGS = frozenset({ActorKind.INSTITUTION.value, ActorKind.COUNTRY.value, ActorKind.GROUP.value, "several", "this"})
_BACK = re.compile(r"(?:این|همین) (?:بیانیه|اطلاعیه|پیام|نامه)|(?:بیانیه|اطلاعیه|پیام|نامه) (?:مذکور|یادشده)|ادامه")
_THIS_REPORT = re.compile(r"این (?:گزارش|خبر)(?!\w)")
_FAR, _FARTHER = 1500, 2500  # characters a pronoun, an outlet may point back over
_PART = re.compile(r"(?<!\d):(?!\d)|؛(?=[^؛]{12,}$)|؛(?=\s*\S+ \S+)")
_TIME = re.compile(r"(?<!\d)\d{1,2}:\d\d(?!\d)")
_LABEL = 80  # characters before the colon of «X:»


class Discourse:
    """Grows with every stretch (`remember`), in the order of the text."""

    def __init__(self, page: Page, paragraphs: list[Paragraph]) -> None:
        self.page, self.norm = page, page.norm
        self.paragraphs = paragraphs
        self.starts = [p.start for p in paragraphs]
        self.last: Voice | None = None
        self.last_human: Voice | None = None
        self.previous: Stretch | None = None
        self.issuer: Voice | None = None  # of the document quoted last
        self.reporter: Voice | None = None  # whoever reports, where they cite another

    @property
    def last_end(self) -> int:
        """Where the last quote ends."""
        return self.previous.end if self.previous else 0

    def remember(self, stretch: Stretch, voice: Voice | None) -> None:
        """The stretch that was read last and whose it is."""
        self.previous = stretch
        if voice:
            self.last = voice
            self.last_human = self.last_human if voice.how in _THINGS else voice

    def paragraph(self, position: int) -> Paragraph:
        """The paragraph that holds `position`."""
        return self.paragraphs[max(0, bisect_right(self.starts, position) - 1)]

    def is_below_title(self, position: int) -> bool:
        """In the text proper."""
        return self.paragraph(position).kind is LineKind.TEXT

    def clause_start(self, cue: Cue) -> int:
        """Where the subject of `cue` can stand first: behind the last quote, the dateline, a label."""
        start = self.paragraph(cue.start).sentence_start(cue.start)
        start = max(start, self.last_end) if self.last_end <= cue.start else start
        start = self._behind_time(dateline_end(self.norm, start, cue.start), cue.start)
        found = (m.start() for m in _PART.finditer(self.norm, start, cue.start))
        parts = [at for at in found if not self._is_inside_relative(start, at)]
        return parts[-1] + 1 if parts and (parts[-1] < start + _LABEL or self.norm[parts[-1]] == "؛") else start

    def _is_inside_relative(self, start: int, at: int) -> bool:
        """«X در گفت‌وگویی که شبکه امروز؛ پیش از سفر، پخش کرد [گفت]»: no part ends before the relative clause's verb."""
        that = self.norm.rfind(" که ", start, at)
        return that >= 0 and self.norm[at] == "؛" and not finite_verb().search(self.norm, that, at)

    def _behind_time(self, start: int, end: int) -> int:
        """«اقتصادی، 8 تیر 1400، 14:34 [وزیر نیرو گفت]»: an item of a round-up begins with its date and time."""
        for match in _TIME.finditer(self.norm, start, min(end, start + _LABEL)):
            start = match.end()
        return start

    def main_subject(self, cue: Cue) -> Voice | None:
        """«X پس از آنکه Y گفت ...، [وعده داد]»: the subject before the subordinate clause the last quote stood in."""
        before = self.previous.cue if self.previous else None
        start = self.paragraph(cue.start).sentence_start(cue.start)
        aside = SUBORDINATE.search(self.norm, start, before.start) if before else None
        return self._voice_before(start, aside.start()) if aside else None

    def _voice_before(self, start: int, end: int) -> Voice | None:
        actor = self._subject_of(start, end, _ANYBODY)
        return voice_of(actor, "same sentence") if actor else None

    def is_same_sentence(self, cue: Cue) -> bool:
        """Does the last quote end in the sentence of `cue`?"""
        return self.previous is not None and self.last_end > self.paragraph(cue.start).sentence_start(cue.start)

    # --- who is meant ---

    def current(self, position: int, how: str, *, human: bool = False) -> Voice | None:
        """The subject of the reporter's last sentence since the last quote, else whoever spoke last."""
        told = self._told_subject(position, _HUMAN if human else _ANYBODY)
        if told is None and human and self.last and self.last.how in _THINGS:
            told = self._inside_previous()
        if told is not None:
            return voice_of(told, how)
        last = (self.last_human or self.last) if human else self.last
        return replace(last, how=how) if last else None

    def _inside_previous(self) -> Actor | None:
        """«به گفته سفارت، [رئیس‌جمهور] ... . وی افزود»: the person the institution told of."""
        before = self.previous
        return self._subject_of(before.start, before.end, _HUMAN) if before and before.source and before.cue else None

    def _told_subject(self, position: int, kinds: frozenset[ActorKind]) -> Actor | None:
        start = max(self.last_end, position - _FAR)
        best: Actor | None = None
        for begin, end in self._sentences(start, position):
            best = self._subject_of(begin, min(end, position), kinds) or best
        return best

    def _sentences(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        first = max(0, bisect_right(self.starts, start) - 1)
        for paragraph in self.paragraphs[first : bisect_right(self.starts, end)]:
            for a, b in pairwise((paragraph.start, *paragraph.ends, paragraph.end)):
                if start <= a < end and a < b:
                    yield a, b

    def _subject_of(self, start: int, end: int, kinds: frozenset[ActorKind]) -> Actor | None:
        """The subject of a sentence of the reporter's."""
        if not self.page.actors_in(start, end):
            return None
        verb = finite_verb().search(self.norm, start, end)
        cue = Cue(verb.start() if verb else end, verb.end() if verb else end, CueType.VERB, "", True, False)
        named = subject(self.page, dateline_end(self.norm, start, end), cue)
        return named.actor if named and named.actor and named.actor.kind in kinds else None

    # --- documents and outlets ---

    def issuer_so_far(self, cue: Cue) -> Voice | None:
        """For «در این بیانیه آمده است»: the issuer quoted last; else found in the text above."""
        start = self.clause_start(cue)
        if _THIS_REPORT.search(self.norm, start, cue.start):
            return self.reporting(cue.start)
        back = _BACK.search(self.norm, start, cue.start)
        return replace(self.issuer, how="this") if back and self.issuer else self.document_issuer(cue.start)

    def document_issuer(self, position: int) -> Voice | None:
        """The subject of the last sentence before this one that speaks of a document («... با صدور بیانیه‌ای»)."""
        here = self.paragraph(position).sentence_start(position)
        found = [m.start() for m in pattern("document").finditer(self.norm, max(0, here - _FAR), here)]
        for at in reversed(found):
            start = dateline_end(self.norm, self.paragraph(at).sentence_start(at), at)
            if actor := self._subject_of(start, at, _ISSUERS):
                return voice_of(actor, "issuer")
            chunk = words_at(self.norm, start, at)
            words = self.norm[chunk.start : chunk.end].split() if chunk else []
            if chunk and len(words) > 1 and words[0] != "این":
                return Voice("issuer", None, (chunk.start, chunk.end))
        return None

    def pointed_back(self, cue: Cue) -> Voice | None:
        """Whose «بر اساس این بیانیه», «بر اساس این گزارش» is."""
        if pattern("statement").search(self.norm, cue.start, cue.end):
            return replace(self.issuer, how="this") if self.issuer else self.document_issuer(cue.start)
        return self.reporting(cue.start)

    def reporting(self, position: int) -> Voice | None:
        """The outlet or institution last cited before `position`; home agencies report themselves."""
        for actor in reversed(self.page.actors_in(max(0, position - _FARTHER), position)):
            if actor.kind is ActorKind.INSTITUTION:
                words = self.norm[max(0, actor.start - 14) : actor.end]
                if pattern("medium").search(words) and not pattern("agency", after=r"\s*$").search(words):
                    return voice_of(actor, "this")
        return replace(self.reporter, how="this") if self.reporter else None

    def institution(self, position: int) -> Voice | None:
        """Whose «این نهاد», «این سازمان» is: the institution named last that is no outlet and no platform."""
        for actor in reversed(self.page.actors_in(max(0, position - _FARTHER), position)):
            words = self.norm[max(0, actor.start - 14) : actor.end]
            if actor.kind is ActorKind.INSTITUTION and not pattern("medium").search(words):
                return voice_of(actor, "this")
        return None

    def remember_reporter(self, start: int, end: int) -> None:
        """The outlet in «روزنامه X به نقل از Y نوشت»."""
        actors = (a for a in self.page.actors_in(start, end) if a.kind is ActorKind.INSTITUTION)
        self.reporter = next((voice_of(a, "this") for a in actors), self.reporter)
