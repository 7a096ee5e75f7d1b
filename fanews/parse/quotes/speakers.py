"""Who each stretch belongs to: the words at the cue, and the voice they stand for in this article.

Owns what the words at a cue can be (a name, an office, a pronoun, a document, part of a name). What points back is
resolved by `discourse`, offices without a name by `casting`. People come from `reading.people`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from fanews.lexicon import rows
from fanews.parse.quotes.casting import cast
from fanews.parse.quotes.cues import Cue, CueType
from fanews.parse.quotes.discourse import Discourse
from fanews.parse.quotes.mentions import Named, subject, words_at
from fanews.parse.quotes.page import Page
from fanews.parse.quotes.paragraphs import Paragraph
from fanews.parse.quotes.stretches import Stretch
from fanews.parse.quotes.voices import Attribution, Voice, voice_of
from fanews.parse.quotes.words import pattern
from fanews.parse.reading import ActorKind
from fanews.text import fold_key

_THIS = re.compile(r"(?:این|همین|آن)(?!\w)|نامبرده|.{0,40}(?:مذکور|یادشده|یاد شده)$")
_DOCUMENT_OF = re.compile(
    r"(?:بیانیه|اطلاعیه|پیام|نامه|گزارش)(?: روز \w+)? "
    r"((?!همچنین|نیز|خود|مذکور|که|در|به|این|مشترک|کامل|آمده)[^،,:]{3,50}?)(?= (?:همچنین|نیز|در|به|با|که) |\s?$)"
)
_FROM = re.compile(r"(?:^|\s)(?:از|توسط)(?: سوی| قول)?\s*$")
_PRONOUN = re.compile(r"(?:وی|او|ایشان|نامبرده|آنان|آن ?ها|اینان|این دو|هر دو)")
_SEVERAL = ("ها", "آنان", "اینان", "دو")
_THIS_BODY = re.compile(r"این (?:نهاد|سازمان|وزارت ?خانه)")
_SOME_DOCUMENT = r"(?:متن |این |بخشی از |متن این |متن کامل این )?"
_LEAST_LETTERS, _LONG = 3, 7  # of a name's part; of one that may be a letter off


def attribute(page: Page, paragraphs: list[Paragraph], stretches: list[Stretch]) -> list[Attribution]:
    """One attribution for each stretch. `stretches` are in the order of the text, repeats after all others."""
    discourse = Discourse(page, paragraphs)
    done: list[Attribution] = []
    for stretch in stretches:
        done.append(_attribution(page, discourse, stretch, done))
        if stretch.rule != "repeat":
            discourse.remember(stretch, done[-1].voice)
    in_text = sorted(range(len(stretches)), key=lambda i: stretches[i].start)
    joined = dict(zip(in_text, cast(page.reading, [done[i] for i in in_text]), strict=True))
    return [joined[i] for i in range(len(stretches))]


def _attribution(page: Page, discourse: Discourse, stretch: Stretch, done: list[Attribution]) -> Attribution:
    if stretch.parent is not None:
        voice, how = done[stretch.parent].voice, "repeat" if stretch.rule == "repeat" else "carried"
        return Attribution(None, replace(voice, how=how) if voice else None)
    if stretch.cue is None or stretch.source:
        return _named(page, discourse, stretch, _in_source(page, stretch))
    if stretch.cue.type is CueType.SAME:
        return Attribution(None, discourse.pointed_back(stretch.cue))
    return _at_cue(page, discourse, stretch, stretch.cue, done)


def _claimant(page: Page, cue: Cue) -> Named | None:
    """X in «سخنان X مبنی بر این‌که ...»."""
    actor = next((a for a in page.actors_in(cue.start - 80, cue.start) if a.end >= cue.start - 2), None)
    return Named(actor.start, actor.end, actor, "actor") if actor else None


def _at_cue(page: Page, discourse: Discourse, stretch: Stretch, cue: Cue, done: list[Attribution]) -> Attribution:
    start = discourse.clause_start(cue)
    if page.norm.startswith("مبنی", cue.start) and (claimant := _claimant(page, cue)):
        return _named(page, discourse, stretch, claimant)
    named = _issuer(page, start, cue) if cue.passive else subject(page, start, cue) if start < cue.start else None
    if named is None and discourse.is_same_sentence(cue) and (voice := discourse.main_subject(cue)):
        return Attribution(None, voice)
    if named is None and discourse.is_same_sentence(cue) and (voice := done[-1].voice):
        return Attribution(done[-1].mention, replace(voice, how="same sentence"))
    if named is None and cue.passive and (issuer := discourse.issuer_so_far(cue)):
        return Attribution(None, issuer)
    if named and named.how == "cited":
        discourse.remember_reporter(start, named.start)
    return _named(page, discourse, stretch, named)


def _named(page: Page, discourse: Discourse, stretch: Stretch, named: Named | None) -> Attribution:
    if named is None:
        return Attribution(None, discourse.current(stretch.cue.start if stretch.cue else stretch.start, "unsaid"))
    voice = _voice(page, discourse, named)
    if voice and voice.how == ActorKind.INSTITUTION:
        discourse.reporter = voice
    if voice and stretch.cue and stretch.cue.passive:
        discourse.issuer = voice
    listed = stretch.rule == "headline" and discourse.previous is not None
    return Attribution((named.start, named.end), voice, listed and discourse.is_below_title(stretch.start))


# --- the words at the cue -----------------------------------------------------------------------


def _in_source(page: Page, stretch: Stretch) -> Named | None:
    """Who is named in «X: ...» or «به گفته X»."""
    if not stretch.source:
        return None
    start, end = stretch.source
    found = page.actors_in(start, end)
    if found and found[0].kind is ActorKind.ANONYMOUS and stretch.cue is None:
        return Named(start, end, None, "anonymous")  # «یک منبع نزدیک به شهردار: ...»
    if found and found[0].start <= start + 3:
        return Named(found[0].start, found[0].end, found[0], "source")
    chunk = words_at(page.norm, start, end) or Named(start, end, None, "words")
    inside = next((a for a in found if chunk.start <= a.start < chunk.end and a.kind is ActorKind.PERSON), None)
    return Named(inside.start, inside.end, inside, "source") if inside else chunk


def _issuer(page: Page, start: int, cue: Cue) -> Named | None:
    """X in «در بیانیه X آمده است» and «از X نقل شده»."""
    for actor in page.actors_in(start, cue.start):
        before = page.norm[max(start, actor.start - 30) : actor.start]
        if pattern("document", after=r"\s*$").search(before) or _FROM.search(before):
            return Named(actor.start, actor.end, actor, "issuer")
    named = _DOCUMENT_OF.search(page.norm, start, cue.start)
    return Named(*named.span(1), None, "words") if named and not _THIS.match(named[1]) else None


# --- the voice ----------------------------------------------------------------------------------


def _voice(page: Page, discourse: Discourse, named: Named) -> Voice | None:
    actor, words = named.actor, page.norm[named.start : named.end].strip()
    itself = Voice(named.how, None, (named.start, named.end))
    if named.how == "anonymous":
        return itself
    if _THIS_BODY.match(words) and (body := discourse.institution(named.start)):
        return body
    if pattern("this_institution").match(words) and (reporter := discourse.reporting(named.start)):
        return reporter
    if (actor and actor.kind is ActorKind.PRONOUN) or _PRONOUN.fullmatch(words):
        found = discourse.current(named.start, "pronoun", human=not words.endswith(_SEVERAL))
        return found or (None if _PRONOUN.fullmatch(words) else replace(itself, how="words"))
    if actor:
        how = {ActorKind.PERSON: "name", ActorKind.ROLE: "role"}.get(actor.kind, actor.kind.value)
        return voice_of(actor, how)
    return _voice_of_words(page, discourse, words, itself)


def _voice_of_words(page: Page, discourse: Discourse, words: str, itself: Voice) -> Voice:
    """Words that no actor was seen in: a document, something pointed back at, part of a name, or just these words."""
    at = itself.words[0] if itself.words else 0
    is_document = bool(pattern("document", before=_SOME_DOCUMENT).fullmatch(words))
    if is_document and (issuer := discourse.document_issuer(at)):
        return issuer
    if is_document or _THIS.match(words):
        return discourse.current(at, "this") or itself
    person = _by_words(page, words)
    return itself if person is None else Voice("part of a name", person)


def _by_words(page: Page, words: str) -> int | None:
    """A person whose name ends in these words, or in the first or last of them."""
    parts = words.split()
    for some in (parts, parts[:1], parts[-1:]):
        key = fold_key("".join(some))
        if len(key) >= _LEAST_LETTERS and len(some) <= 4 and key not in _countries():
            for person in page.reading.people:
                if person.name and _ends_like(fold_key(page.norm[slice(*person.name)]), key):
                    return person.index
    return None


@cache
def _countries() -> frozenset[str]:
    """«مردم ایران» is nobody whose name ends in «ایران»."""
    return frozenset(fold_key(row["name"]) for row in rows("countries"))


def _ends_like(name: str, key: str) -> bool:
    """Does a folded name end in `key`, or, where it is long enough, in something one letter off?"""
    if name.endswith(key):
        return True
    tail = name[-len(key) :]
    return len(key) >= _LONG and len(tail) == len(key) and sum(a != b for a, b in zip(tail, key, strict=True)) == 1
