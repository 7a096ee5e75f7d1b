"""Who each stretch belongs to, over the whole article.

Owns the discourse: pronouns, «این مقام», a cue without a subject, documents and their issuers, offices nobody is named
for. People come from `reading.people`; this module only points at them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from fanews.parse.quotes.casting import cast
from fanews.parse.quotes.cues import Cue, CueType
from fanews.parse.quotes.mentions import Named, chunk_at, dateline_end, subject
from fanews.parse.quotes.page import Page
from fanews.parse.quotes.paragraphs import Paragraph
from fanews.parse.quotes.stretches import Stretch
from fanews.parse.quotes.voices import Attribution, Voice
from fanews.parse.quotes.words import finite_verb, pattern
from fanews.parse.reading import Actor, ActorKind
from fanews.text import fold_key

_THIS = re.compile(r"(?:این|همین|آن)(?!\w)|نامبرده|.{0,40}(?:مذکور|یادشده|یاد شده)$")
_DOCUMENT_OF = re.compile(
    r"(?:بیانیه|اطلاعیه|پیام|نامه|گزارش)(?: روز \w+)? ((?!همچنین|نیز|خود|مذکور|که|در|به|این|مشترک|کامل|آمده)[^،,:]{3,50}?)(?= (?:همچنین|نیز|در|به|با|که) |\s?$)"
)
_BACK = re.compile(r"(?:این|همین) (?:بیانیه|اطلاعیه|پیام|نامه)|(?:بیانیه|اطلاعیه|پیام|نامه) (?:مذکور|یادشده)|ادامه")
_PART = re.compile(r"(?<!\d):(?!\d)|؛(?=[^؛]{12,}$)|؛(?=\s*\S+ \S+)")
_PRONOUN = re.compile(r"(?:وی|او|ایشان|نامبرده|آنان|آن ?ها|اینان|این دو|هر دو)")

_HUMAN = frozenset({ActorKind.PERSON, ActorKind.ROLE, ActorKind.ANONYMOUS})
_ANYBODY = _HUMAN | {ActorKind.INSTITUTION}
_THINGS = frozenset({ActorKind.INSTITUTION.value, ActorKind.COUNTRY.value, "several", "this", ActorKind.GROUP.value})


def attribute(page: Page, paragraphs: list[Paragraph], stretches: list[Stretch]) -> list[Attribution]:
    """One attribution for each stretch; parents come before the stretches that carry them on."""
    discourse = _Discourse(page, paragraphs, stretches)
    order = sorted(range(len(stretches)), key=lambda i: (stretches[i].rule == "repeat", stretches[i].start))
    for index in order:
        discourse.attribute(index)
    in_text = sorted(range(len(stretches)), key=lambda i: stretches[i].start)
    joined = cast(page.reading, [discourse.done[i] for i in in_text])
    return [joined[in_text.index(i)] for i in range(len(stretches))]


class _Discourse:
    """What the reader of the article has in mind while going through it."""

    def __init__(self, page: Page, paragraphs: list[Paragraph], stretches: list[Stretch]) -> None:
        self.page, self.reading, self.norm = page, page.reading, page.norm
        self.paragraphs, self.stretches = paragraphs, stretches
        self.starts = [p.start for p in paragraphs]
        self.done: list[Attribution] = [Attribution(None, None)] * len(stretches)
        self.last: Voice | None = None
        self.last_human: Voice | None = None
        self.last_end = 0
        self.previous: int | None = None
        self.issuer: Voice | None = None  # of the document quoted last
        self.reporter: Voice | None = None  # whoever reports, where they cite another

    def attribute(self, index: int) -> None:
        stretch = self.stretches[index]
        if stretch.parent is not None:
            voice = self.done[stretch.parent].voice
            how = "repeat" if stretch.rule == "repeat" else "carried"
            self.done[index] = Attribution(None, replace(voice, how=how) if voice else None)
            if stretch.rule == "repeat":
                return
        else:
            self.done[index] = self._at_cue(index, stretch)
        if voice := self.done[index].voice:
            self.last = voice
            if voice.how not in _THINGS:
                self.last_human = voice
        self.last_end, self.previous = stretch.end, index

    def _at_cue(self, index: int, stretch: Stretch) -> Attribution:
        if stretch.cue is None or stretch.source:
            named = self._in_source(stretch)
        else:
            named = self._issuer(stretch.cue) if stretch.cue.passive else self._before_cue(stretch, stretch.cue)
            if named is None and self._same_sentence(stretch):
                before = self.done[self.previous] if self.previous is not None else None
                if before and before.voice:
                    return Attribution(before.mention, replace(before.voice, how="same sentence"))
        if stretch.cue and stretch.cue.type is CueType.SAME:
            return Attribution(None, self._pointed_back(stretch.cue))
        if named is None and stretch.cue and stretch.cue.passive and (issuer := self._issuer_so_far(stretch.cue)):
            return Attribution(None, issuer)
        if named is None:
            return Attribution(None, self._current(stretch.cue.start if stretch.cue else stretch.start, "unsaid"))
        voice = self._voice(named, stretch)
        if voice and voice.how == ActorKind.INSTITUTION:
            self.reporter = voice
        if named.how == "cited" and stretch.cue:
            self._remember_reporter(self._clause_start(stretch.cue), named.start)
        if voice and stretch.cue and stretch.cue.passive:
            self.issuer = voice
        return Attribution((named.start, named.end), voice)

    # --- the mention ---

    def _in_source(self, stretch: Stretch) -> Named | None:
        if not stretch.source:
            return None
        start, end = stretch.source
        found = self.page.actors_in(start, end)
        first = next((a for a in found if a.start <= start + 3), None)
        if first:
            return Named(first.start, first.end, first, "headline" if stretch.cue is None else "source")
        chunk = chunk_at(self.norm, start, end) or Named(start, end, None, "words")
        inside = next((a for a in found if chunk.start <= a.start < chunk.end), None)
        if inside and inside.kind is ActorKind.PERSON:
            return Named(inside.start, inside.end, inside, "headline" if stretch.cue is None else "source")
        return chunk

    def _before_cue(self, stretch: Stretch, cue: Cue) -> Named | None:
        start = self._clause_start(cue)
        return subject(self.page, start, cue) if start < cue.start else None

    def _remember_reporter(self, start: int, end: int) -> None:
        """The outlet in «روزنامه X به نقل از Y نوشت»."""
        for actor in self.page.actors_in(start, end):
            if actor.kind is ActorKind.INSTITUTION:
                self.reporter = Voice("this", None, (actor.start, actor.end), actor.country)
                return

    def _issuer(self, cue: Cue) -> Named | None:
        """X in «در بیانیه X آمده است» and «از X نقل شده»."""
        start = self._clause_start(cue)
        for actor in self.page.actors_in(start, cue.start):
            before = self.norm[max(start, actor.start - 30) : actor.start]
            if pattern("document", after=r"\s*$").search(before) or re.search(
                r"(?:^|\s)(?:از|توسط)(?: سوی| قول)?\s*$", before
            ):
                return Named(actor.start, actor.end, actor, "issuer")
        named = _DOCUMENT_OF.search(self.norm, start, cue.start)
        if named and not _THIS.match(named[1]):
            return Named(named.start(1), named.end(1), None, "words")
        return None

    def _clause_start(self, cue: Cue) -> int:
        paragraph = self._paragraph(cue.start)
        start = paragraph.sentence_start(cue.start)
        start = max(start, self.last_end) if self.last_end <= cue.start else start
        start = dateline_end(self.norm, start, cue.start)
        colons = [m.start() for m in _PART.finditer(self.norm, start, cue.start)]
        return colons[-1] + 1 if colons and (colons[-1] < start + 80 or self.norm[colons[-1]] == "؛") else start

    def _same_sentence(self, stretch: Stretch) -> bool:
        if stretch.cue is None or self.previous is None:
            return False
        paragraph = self._paragraph(stretch.cue.start)
        return self.last_end > paragraph.sentence_start(stretch.cue.start)

    def _paragraph(self, position: int) -> Paragraph:
        return self.paragraphs[max(0, bisect_right(self.starts, position) - 1)]

    # --- the voice ---

    def _voice(self, named: Named, stretch: Stretch) -> Voice | None:
        actor, words = named.actor, self.norm[named.start : named.end]
        if (actor and actor.kind is ActorKind.PRONOUN) or _PRONOUN.fullmatch(words.strip()):
            if pattern("this_institution").match(words):
                return self._reporting(named.start) or self._current(named.start, "this")
            human = not words.strip().endswith(("ها", "آنان", "اینان", "دو"))
            found = self._current(named.start, "pronoun", human=human)
            plain = _PRONOUN.fullmatch(words.strip())
            return found or (None if plain else Voice("words", None, (named.start, named.end)))
        if actor and actor.person is not None:
            return Voice("name" if actor.kind is ActorKind.PERSON else "role", actor.person, None, actor.country)
        if pattern("this_institution").match(words) and (reporter := self._reporting(named.start)):
            return reporter
        if self._is_document(words, stretch) and (issuer := self._document_issuer(named.start)):
            return issuer
        if _THIS.match(words) or self._is_document(words, stretch):
            return self._current(named.start, "this") or Voice("words", None, (named.start, named.end))
        if (person := self._by_words(words)) is not None:
            return Voice("part of a name", person)
        return Voice(
            named.how if not actor else actor.kind.value,
            None,
            (named.start, named.end),
            actor.country if actor else None,
        )

    def _issuer_so_far(self, cue: Cue) -> Voice | None:
        """For «در این بیانیه آمده است»: the issuer quoted last; else found in the text above."""
        back = _BACK.search(self.norm, self._clause_start(cue), cue.start)
        return replace(self.issuer, how="this") if back and self.issuer else self._document_issuer(cue.start)

    def _document_issuer(self, position: int) -> Voice | None:
        """The subject of the last sentence before this one that speaks of a document («... با صدور بیانیه‌ای»)."""
        paragraph = self._paragraph(position)
        here = paragraph.sentence_start(position)
        found = [m.start() for m in pattern("document").finditer(self.norm, max(0, here - 1500), here)]
        for at in reversed(found):
            holder = self._paragraph(at)
            start = dateline_end(self.norm, holder.sentence_start(at), at)
            if actor := self._sentence_subject(start, at, _ANYBODY | {ActorKind.GROUP}):
                return Voice(
                    "issuer",
                    actor.person,
                    None if actor.person is not None else (actor.start, actor.end),
                    actor.country,
                )
            if (
                (chunk := chunk_at(self.norm, start, at))
                and len(chunk_words := self.norm[chunk.start : chunk.end].split()) > 1
                and chunk_words[0] != "این"
            ):
                return Voice("issuer", None, (chunk.start, chunk.end))
        return None

    def _pointed_back(self, cue: Cue) -> Voice | None:
        """Whose «این بیانیه», «این گزارش» is."""
        if pattern("statement").search(self.norm, cue.start, cue.end):
            return replace(self.issuer, how="this") if self.issuer else self._document_issuer(cue.start)
        return self._reporting(cue.start)

    def _reporting(self, position: int) -> Voice | None:
        """The outlet or institution last cited before `position`; home agencies report themselves."""
        for actor in reversed(self.page.actors_in(max(0, position - 2500), position)):
            if actor.kind is not ActorKind.INSTITUTION:
                continue
            words = self.norm[max(0, actor.start - 14) : actor.end]
            if pattern("medium").search(words) and not pattern("agency", after=r"\s*$").search(words):
                return Voice("this", None, (actor.start, actor.end), actor.country)
        return replace(self.reporter, how="this") if self.reporter else None

    def _is_document(self, words: str, stretch: Stretch) -> bool:
        return bool(
            pattern("document", before=r"(?:متن |این |بخشی از |متن این |متن کامل این )?").fullmatch(words.strip())
        )

    def _by_words(self, words: str) -> int | None:
        """A person whose name ends or begins with these words, where no actor was seen in them."""
        parts = words.split()
        for count in (len(parts), 1):
            key = fold_key("".join(parts[:count]))
            if len(key) >= 3 and count <= 4:
                for person in self.reading.people:
                    if person.name and _ends_like(fold_key(self.norm[slice(*person.name)]), key):
                        return person.index
        return None

    def _current(self, position: int, how: str, *, human: bool = False) -> Voice | None:
        """The one spoken of last before `position`: the subject of the reporter's last sentence, else the last speaker."""
        told = self._told_subject(position, _HUMAN if human else _ANYBODY)
        if told is not None:
            return Voice(how, told.person, None if told.person is not None else (told.start, told.end), told.country)
        if human and self.last and self.last.how in _THINGS and self.previous is not None:
            inside = self.stretches[self.previous]
            if inside.source and inside.cue and (told := self._sentence_subject(inside.start, inside.end, _HUMAN)):
                return Voice(
                    how, told.person, None if told.person is not None else (told.start, told.end), told.country
                )
        last = (self.last_human or self.last) if human else self.last
        return replace(last, how=how) if last else None

    def _told_subject(self, position: int, kinds: frozenset[ActorKind]) -> Actor | None:
        """The subject of the nearest sentence between the last quote and `position`."""
        paragraph = self._paragraph(position)
        start = max(self.last_end, position - 1500)
        best: Actor | None = None
        for current in self._paragraphs_between(start, paragraph):
            for sentence in _sentences(current):
                if sentence[0] < start or sentence[0] >= position:
                    continue
                best = self._sentence_subject(sentence[0], min(sentence[1], position), kinds) or best
        return best

    def _paragraphs_between(self, start: int, last: Paragraph) -> list[Paragraph]:
        first = max(0, bisect_right(self.starts, start) - 1)
        return self.paragraphs[first : bisect_right(self.starts, last.start)]

    def _sentence_subject(self, start: int, end: int, kinds: frozenset[ActorKind]) -> Actor | None:
        found = self.page.actors_in(start, end)
        verb = finite_verb().search(self.norm, start, end)
        cue = Cue(verb.start() if verb else end, verb.end() if verb else end, CueType.VERB, "", True, False)
        start = dateline_end(self.norm, start, end)
        named = subject(self.page, start, cue) if found else None
        actor = named.actor if named else None
        return actor if actor and actor.kind in kinds else None


def _ends_like(name: str, key: str) -> bool:
    """Does a folded name end in `key`, or, where it is long enough, in something one letter off?"""
    if name.endswith(key):
        return True
    tail = name[-len(key) :]
    return len(key) >= 7 and len(tail) == len(key) and sum(a != b for a, b in zip(tail, key, strict=True)) == 1


def _sentences(paragraph: Paragraph) -> list[tuple[int, int]]:
    cuts = [paragraph.start, *paragraph.ends, paragraph.end]
    return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if b > a]
