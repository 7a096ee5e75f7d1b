"""Which words a cue reports: one stretch for each cue that reports any.

Owns what may follow a cue and the sentences a speaker goes on with inside the paragraph. Borders of clauses are
`clauses`' business, later paragraphs `flow`'s, who speaks `speakers`'.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fanews.model import QuoteKind
from fanews.parse.quotes.carrying import NARRATED, speech_score
from fanews.parse.quotes.clauses import (
    colon_follows,
    ends_in_verb,
    has_verb,
    main_verb_start,
    same_subject_end,
    subordinate_end,
)
from fanews.parse.quotes.cues import Cue, CueType
from fanews.parse.quotes.marks import OPENING, find_close, quoted, trim
from fanews.parse.quotes.page import Page
from fanews.parse.quotes.paragraphs import Paragraph
from fanews.parse.quotes.words import first_person_verb, pattern
from fanews.parse.reading import ActorKind

_MARK = re.compile(r"\s?(?:\([^()\n]{1,60}\) ?)?(?P<mark>:|؛|،|,|که(?!\w)|کە(?!\w))?\s*")
_FILLER = re.compile(r" (?:در|به|با|خطاب|درباره|پیرامون|چنین|این ?گونه)(?!\w)[^.:؛!؟«»\n]{0,70}:\s*")
_FROM = re.compile(r"(?<!\w)(?:از قول|از سوی|به نقل از|از)(?!\w)")
_SNIPPET_END = re.compile(r"(?:…|\.{3})(?=\s|[آ-ی])")
_SEMICOLON = re.compile("؛")
_NO_CLAUSE = re.compile(r"(?:و|اما|ولی|است|بود|شده|بودند|تا|یا|را)(?!\w)|[.؟!)]")
_PRONOUN_SOURCE = re.compile(
    r"\s*(?:ی )?(?P<name>وی|او|ایشان|آنان|آن ?ها|این (?:مقام|منبع|منابع|رسانه|روزنامه|خبرگزاری|نهاد|سازمان"
    r"|گزارش|کارشناس|نماینده|شبکه)\w*(?: \w+ی(?=[،, ]))?)(?!\w)"
)
_NAMED_SOURCE = re.compile(
    r"\s*(?:ی )?(?P<name>(?:(?:\w+ ){1,3}[«\"][^»\"\n]{2,40}[»\"](?=\s?[،,])|[^،,:.؛!؟\n]{2,110}?(?=\s?[،,:«\"])))"
)
_NAMED_BEHIND = re.compile(r"»\s?[،,.]?\s?(?P<name>[^«»،,.:؛\n]{2,60}?)\s$")
_SENTENCE_END = re.compile(r"\s?(?:[.،\n]|$)")
_OBJECT = re.compile(r"(?<!این)(?<!آن)\sرا\s*$")
_TOLD = ("مطرح", "عنوان", "بیان", "اعلام")
_LEAST_WORDS = 3
_LOOK_AHEAD = 3
_NEAR_SUBJECT = 80
_TAIL = 25  # characters that may belong to an office behind the words recognised
_HEADLINE = 160
_SOURCE_WORDS = 14


@dataclass(slots=True)
class Stretch:
    """A half-open range of the normalised text somebody said. `source`: the words that name the speaker, if they
    follow the cue; `parent`: the stretch it carries on; `open`: a quotation mark that its paragraph does not close;
    `closed`: a quotation with both its marks."""

    start: int
    end: int
    kind: QuoteKind
    cue: Cue | None
    rule: str
    source: tuple[int, int] | None = None
    parent: int | None = None
    open: bool = False
    closed: bool = False


def read_paragraph(page: Page, paragraph: Paragraph, start: int | None = None) -> list[Stretch]:
    """The stretches of the cues of one paragraph (from `start` on), in order, none inside another."""
    found: list[Stretch] = []
    at = paragraph.start if start is None else start
    for index in page.cue_range(at, paragraph.end):
        if page.cues[index].start >= at and (stretch := _read_cue(page, paragraph, index)) and stretch.start >= at:
            found.append(stretch)
            at = max(stretch.end, page.cues[index].end)
    return found


def _read_cue(page: Page, paragraph: Paragraph, index: int) -> Stretch | None:
    cue = page.cues[index]
    if cue.type is CueType.VERB:
        return _verb(page, paragraph, cue)
    if cue.type is CueType.CLAUSE:
        return _clause(page, paragraph, cue)
    return None if cue.type is CueType.VIA else _source(page, paragraph, cue)


def _verb(page: Page, paragraph: Paragraph, cue: Cue) -> Stretch | None:
    opening = _opening(page, paragraph, cue)
    if not opening:
        return _before(page, paragraph, cue)
    mark, start = opening
    if mark == ":":
        return direct(page, paragraph, start, cue, "colon")
    if inside := quoted(page.norm, start, paragraph.end):
        return Stretch(*inside, QuoteKind.DIRECT, cue, "quotation", closed=True)
    return _that(page, paragraph, start, cue) if mark == "که" else _unmarked(page, paragraph, start, cue, mark)


def _before(page: Page, paragraph: Paragraph, cue: Cue) -> Stretch | None:
    """«راه باز است»، شهردار گفت: the quotation stands before the cue, which ends the sentence."""
    norm = page.norm
    named = _NAMED_BEHIND.search(norm, max(paragraph.start, cue.start - _NEAR_SUBJECT), cue.start)
    if not named or not cue.finite or not _SENTENCE_END.match(norm, cue.end) or has_verb(norm, *named.span("name")):
        return None
    opened = norm.rfind("«", paragraph.start, named.start())
    if opened < 0 or not has_verb(norm, opened, named.start()) or find_close(norm, opened, cue.start) != named.start():
        return None
    trimmed = trim(norm, opened + 1, named.start())
    return Stretch(*trimmed, QuoteKind.DIRECT, cue, "before", named.span("name"), closed=True) if trimmed else None


def _opening(page: Page, paragraph: Paragraph, cue: Cue) -> tuple[str, int] | None:
    """The mark behind a verb («:», «که», «،» or none) and where the words begin, if the verb takes such words."""
    norm = page.norm
    begin = paragraph.sentence_start(cue.start)
    if cue.passive and not (_has_issuer(norm, begin, cue.start) and introduces(norm, begin, cue)):
        return None
    match = _MARK.match(norm, cue.end, paragraph.end)
    mark, start = (match["mark"] or "", match.end()) if match else ("", cue.end)
    filler = None if mark else _FILLER.match(norm, cue.end, paragraph.end)
    if filler and not page.cue_range(cue.end, filler.end()):
        mark, start = ":", filler.end()
    if start >= paragraph.end:
        return None
    mark = {"کە": "که", ",": "،"}.get(mark, mark)
    return (mark, start) if _takes(page, cue, mark, start) else None


def _takes(page: Page, cue: Cue, mark: str, start: int) -> bool:
    norm = page.norm
    if mark == ":":
        return "c" in cue.takes
    if mark == "که":
        return "k" in cue.takes and not pattern("relative").match(norm, start) and not _has_object(norm, cue)
    if mark == "،":
        return "m" in cue.takes and not cue.passive and not _NO_CLAUSE.match(norm, start)
    if mark or _NO_CLAUSE.match(norm, start):
        return False
    if norm[start] in OPENING:
        return True
    return "b" in cue.takes and (cue.finite or _has_subject(page, cue) or norm.startswith("آمده", cue.start))


def _has_object(norm: str, cue: Cue) -> bool:
    """«موضوع پل را مطرح کرد که [...]»: what is told stands before the verb, a relative clause behind it."""
    told = norm.startswith(_TOLD, cue.start)
    return told and bool(_OBJECT.search(norm, max(0, cue.start - 12), cue.start))


def _has_subject(page: Page, cue: Cue) -> bool:
    """«شهردار گفته راه باز است»: a participle reports by itself right behind its subject."""
    return any(a.end >= cue.start - 1 for a in page.actors_in(cue.start - _NEAR_SUBJECT, cue.start))


def _has_issuer(norm: str, start: int, end: int) -> bool:
    """A passive verb reports what a document says, or what is told «از» somebody («آمده است»: only a document)."""
    if norm.startswith("آمده", end):
        return bool(pattern("document", before=r"(?<!\w)در\s[^.،]{0,40}?").search(norm, start, end))
    return bool(pattern("document").search(norm, start, end) or _FROM.search(norm, max(start, end - 60), end))


def introduces(norm: str, start: int, cue: Cue) -> bool:
    """«متن نامه به شرح زیر است»: only a document is told like that; results and lists are nobody's words."""
    return cue.takes != "c" or bool(pattern("document").search(norm, max(start, cue.start - 60), cue.start))


def direct(page: Page, paragraph: Paragraph, start: int, cue: Cue | None, rule: str) -> Stretch | None:
    """The words after a colon: a quotation to its end, else sentences while they are the speaker's."""
    norm = page.norm
    if inside := quoted(norm, start, paragraph.end):
        return Stretch(*inside, QuoteKind.DIRECT, cue, rule, closed=True)
    if norm[start] in OPENING and find_close(norm, start, paragraph.end) is None:
        return _never_closed(norm, start, paragraph.end, cue, rule)
    first = paragraph.sentence_end(start)
    if rule == "headline":
        first = _headline_end(norm, start, first)
    end = same_subject_end(page, start, first, colon_only=True)
    if end == first and norm[end - 1] != "؛":
        end = _sentences_on(page, paragraph, first)
    return _made(norm, start, end, QuoteKind.DIRECT, cue, rule)


def _never_closed(norm: str, start: int, end: int, cue: Cue | None, rule: str) -> Stretch | None:
    """A quotation without its second mark: to the end, or to where an aggregator's snippet breaks off («...»)."""
    cut = _SNIPPET_END.search(norm, start, end)
    stretch = _made(norm, start + 1, cut.start() if cut else end, QuoteKind.DIRECT, cue, rule)
    if stretch:
        stretch.open = cut is None and norm[start] == "«"
    return stretch


def _headline_end(norm: str, start: int, end: int) -> int:
    """Where a headline turns to something else: «X: ...؛ Y ... کرد»."""
    for match in _SEMICOLON.finditer(norm, start, end):
        if end - start < _HEADLINE and not pattern("headline_on", before=r"\s*").match(norm, match.end()):
            return match.end()
    return end


def _that(page: Page, paragraph: Paragraph, start: int, cue: Cue) -> Stretch | None:
    end = same_subject_end(page, start, paragraph.sentence_end(start))
    return _made(page.norm, start, end, QuoteKind.INDIRECT, cue, "that")


def _unmarked(page: Page, paragraph: Paragraph, start: int, cue: Cue, mark: str) -> Stretch | None:
    """A cue and the words themselves, with a comma or nothing between."""
    norm, sentence = page.norm, paragraph.sentence_end(start)
    end = subordinate_end(norm, paragraph, cue, start, same_subject_end(page, start, sentence))
    if (
        not (has_verb(norm, start, end) or ends_in_verb(norm, start, end))
        or len(norm[start:end].split()) < _LEAST_WORDS
    ):
        return None
    retold = not mark or not cue.finite or _as_said(norm, paragraph, cue)
    if not retold and end == sentence:
        end = _sentences_on(page, paragraph, end)
    kind = QuoteKind.INDIRECT if retold else QuoteKind.DIRECT
    return _made(norm, start, end, kind, cue, "comma" if mark else "bare")


def _as_said(norm: str, paragraph: Paragraph, cue: Cue) -> bool:
    """«آن‌طور که X گفت، ...»"""
    return bool(pattern("as_said").search(norm, paragraph.sentence_start(cue.start), cue.start))


def _clause(page: Page, paragraph: Paragraph, cue: Cue) -> Stretch | None:
    match = _MARK.match(page.norm, cue.end, paragraph.end)
    start = match.end() if match else cue.end
    if start >= paragraph.end:
        return None
    if inside := quoted(page.norm, start, paragraph.end):
        return Stretch(*inside, QuoteKind.DIRECT, cue, "clause", closed=True)
    return _made(page.norm, start, main_verb_start(page, paragraph, start), QuoteKind.INDIRECT, cue, "clause")


def _source(page: Page, paragraph: Paragraph, cue: Cue) -> Stretch | None:
    """«به گفته X، ...»: who said it stands between the cue and the words."""
    norm, sentence = page.norm, paragraph.sentence_end(cue.end)
    source = None if cue.type is CueType.SAME else _source_words(page, cue, sentence)
    if cue.type is not CueType.SAME and not source:
        return None
    start = source[1] if source else cue.end
    while start < sentence and norm[start] in " \n،,:؛":
        start += 1
    if start >= sentence or _has_main_cue(page, paragraph, cue, start, sentence):
        return None
    if inside := quoted(norm, start, paragraph.end):
        return Stretch(*inside, QuoteKind.DIRECT, cue, "source", source, closed=True)
    end = same_subject_end(page, start, sentence)
    stretch = _made(norm, start, end, QuoteKind.INDIRECT, cue, "source") if has_verb(norm, start, end) else None
    if stretch:
        stretch.source = source
    return stretch


def _has_main_cue(page: Page, paragraph: Paragraph, cue: Cue, start: int, end: int) -> bool:
    """The phrase only leads up to a verb of saying: «به گفته شاهدان، شهردار افزود: ...»."""
    verbs = [c for c in page.cues_in(start, end) if c.type is CueType.VERB]
    if any(colon_follows(page.norm, c.end) for c in verbs):
        return True
    return cue.type in (CueType.SAME, CueType.REPORT) and any(_opening(page, paragraph, c) for c in verbs)


def _source_words(page: Page, cue: Cue, limit: int) -> tuple[int, int] | None:
    norm = page.norm
    if cue.type is CueType.REPORT and not _is_cited(page, cue):
        return None
    if pronoun := _PRONOUN_SOURCE.match(norm, cue.end, limit):
        return pronoun.span("name")
    actor = next((a for a in page.actors_in(cue.end, limit) if a.start <= cue.end + 3), None)
    named = _NAMED_SOURCE.match(norm, cue.end, limit)
    if actor and actor.kind in (ActorKind.PERSON, ActorKind.ROLE) and named and named.end("name") > actor.end + _TAIL:
        return actor.start, actor.end  # «به گفته کریمی راه باز است، ...»: no comma behind the name
    if named and not has_verb(norm, *named.span("name")) and len(named["name"].split()) <= _SOURCE_WORDS:
        return named.span("name")
    return (actor.start, actor.end) if actor else None


def _is_cited(page: Page, cue: Cue) -> bool:
    """«به گزارش رسانه‌ها» cites them; «به گزارش X» mostly says who reports, «بر اساس گزارش X» what it rests on."""
    if pattern("media", before=r"\s*").match(page.norm, cue.end):
        return True
    if page.norm.startswith("به ", cue.start):
        return False
    actor = next((a for a in page.actors_in(cue.end, cue.end + _NEAR_SUBJECT) if a.start <= cue.end + 2), None)
    if actor is None or actor.kind is not ActorKind.INSTITUTION:
        return False
    return not pattern("agency", after=r"\s*$").search(page.norm[max(0, actor.start - 2) : actor.end])


def _sentences_on(page: Page, paragraph: Paragraph, end: int) -> int:
    """How far the speaker goes on after a first sentence that ends at `end`."""
    at, tries = end, 0
    while at < paragraph.end and tries < _LOOK_AHEAD:
        following = paragraph.sentence_end(at)
        if any(_reports(page, paragraph, c) for c in page.cues_in(at, following)) or _tells_of(page, at, following):
            break
        score = speech_score(page.norm[at:following])
        if score <= NARRATED:
            break
        at, tries = following, tries + 1
        if score > 0:
            end, tries = at, 0
    return end


def _tells_of(page: Page, start: int, end: int) -> bool:
    """The reporter's sentences begin with people; those of somebody speaking seldom do."""
    first = next(iter(page.actors_in(start, min(end, start + _NEAR_SUBJECT))), None)
    if (
        first is None
        or first.kind not in (ActorKind.PERSON, ActorKind.ROLE)
        or page.norm[start : first.start].strip(" .»")
    ):
        return False
    return not first_person_verb().search(page.norm, start, end)


def _reports(page: Page, paragraph: Paragraph, cue: Cue) -> bool:
    """Does the cue open somebody's words? Asked of later sentences, so it must not read them."""
    if cue.type is CueType.VERB:
        return _opening(page, paragraph, cue) is not None
    return cue.type in (CueType.CLAUSE, CueType.SOURCE)


def _made(norm: str, start: int, end: int, kind: QuoteKind, cue: Cue | None, rule: str) -> Stretch | None:
    trimmed = trim(norm, start, end)
    return Stretch(*trimmed, kind, cue, rule) if trimmed else None
