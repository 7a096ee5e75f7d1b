"""Which words a cue reports: one stretch for each cue that reports any.

Owns the ends of a stretch inside its paragraph. What carries a speech on into later paragraphs is `carrying`'s
business, who speaks is `speakers`'.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from fanews.model import QuoteKind
from fanews.parse.quotes.cues import Cue, CueType
from fanews.parse.quotes.paragraphs import Paragraph
from fanews.parse.quotes.carrying import NARRATED, speech_score
from fanews.parse.quotes.words import finite_verb, pattern

_MARK = re.compile(r"\s?(?:\([^()\n]{1,60}\) ?)?(?P<mark>:|؛|،|,|که(?!\w)|کە(?!\w))?\s*")
_FILLER = re.compile(r" (?:در|به|با|خطاب|درباره|پیرامون|چنین|این ?گونه)(?!\w)[^.:؛!؟«»\n]{0,70}:\s*")
_OPEN, _CLOSE = "«\"“”'", {"«": "»", '"': '"', "“": "”", "”": "“", "'": "'"}
_EDGE = " \t\n.،,؛:…-–—«»\"“”'‘’"
_AFTER_QUOTE = re.compile(r"\s*(?:$|[.،,؛!؟\n…]|(?:و|اما|ولی|سپس)(?!\w))")
_JOINING = re.compile(
    r"(?:^|[\s،,؛.])(?:(?P<joint>و|اما|ولی|لیکن|بلکه|سپس)\s)?"
    r"(?:(?P<pronoun>وی|او|ایشان|آن ?ها|آنان)\s)?(?:همچنین|نیز|هم|سپس|در ادامه|در پایان|در عین حال|همزمان|بار دیگر|در همین حال|ضمنا)?\s?$"
)
_MIN_WORDS = 3
_LOOK_AHEAD = 3
_HEADLINE = 160


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


def read_paragraph(norm: str, paragraph: Paragraph, cues: list[Cue]) -> list[Stretch]:
    """The stretches of one paragraph, in order, none inside another."""
    found: list[Stretch] = []
    at = paragraph.start
    index = bisect_left(cues, paragraph.start, key=lambda c: c.start)
    while index < len(cues) and cues[index].start < paragraph.end:
        cue = cues[index]
        index += 1
        if cue.start < at:
            continue
        stretch = read_cue(norm, paragraph, cues, index - 1)
        if stretch:
            found.append(stretch)
            at = stretch.end
    return found


def read_cue(norm: str, paragraph: Paragraph, cues: list[Cue], index: int) -> Stretch | None:
    """What one cue reports, or None."""
    cue = cues[index]
    if cue.type is CueType.VERB:
        return _verb(norm, paragraph, cues, index)
    if cue.type is CueType.CLAUSE:
        return _clause(norm, paragraph, cues, index)
    if cue.type is not CueType.VIA:
        return _source(norm, paragraph, cues, index)
    return None


def _verb(norm: str, paragraph: Paragraph, cues: list[Cue], index: int) -> Stretch | None:
    cue = cues[index]
    if cue.passive and not _has_issuer(norm, paragraph.sentence_start(cue.start), cue.start):
        return None
    match = _MARK.match(norm, cue.end, paragraph.end)
    mark, start = (match["mark"] or "", match.end()) if match else ("", cue.end)
    if (
        not mark
        and (filler := _FILLER.match(norm, cue.end, paragraph.end))
        and not _has_cue(cues, cue.end, filler.end())
    ):
        mark, start = ":", filler.end()
    if start >= paragraph.end:
        return None
    if mark == ":" and "c" in cue.takes:
        return direct(norm, paragraph, cues, start, cue, "colon")
    if mark.startswith("ک") and "k" in cue.takes:
        return _that(norm, paragraph, cues, start, cue)
    if mark in ("،", ",") and "m" in cue.takes and not cue.passive:
        return _comma(norm, paragraph, cues, start, cue)
    if not mark and norm[start] in _OPEN and (quoted := _quoted(norm, paragraph, start)):
        return Stretch(*quoted, QuoteKind.DIRECT, cue, "quotation", closed=True)
    if not mark and "b" in cue.takes and (cue.finite or cue.passive):
        return _bare(norm, paragraph, cues, start, cue)
    return None


def _has_issuer(norm: str, start: int, end: int) -> bool:
    """A passive verb reports what a document says, or what is said «از» somebody."""
    return bool(
        pattern("document").search(norm, start, end)
        or re.compile(r"(?<!\w)(?:از قول|از سوی|به نقل از|از)(?!\w)").search(norm, max(start, end - 60), end)
    )


def direct(norm: str, paragraph: Paragraph, cues: list[Cue], start: int, cue: Cue | None, rule: str) -> Stretch | None:
    """The words after a colon: a quotation to its end, else sentences while they are the speaker's."""
    if norm[start] in _OPEN:
        if quoted := _quoted(norm, paragraph, start):
            return Stretch(*quoted, QuoteKind.DIRECT, cue, rule, closed=True)
        if norm[start] not in _CLOSE or _find_close(norm, start, paragraph.end) is None:
            cut = _cut_off(norm, start, paragraph.end)
            return _made(
                norm,
                start + 1,
                cut or paragraph.end,
                QuoteKind.DIRECT,
                cue,
                rule,
                is_open=not cut and norm[start] == "«",
            )
    first = paragraph.sentence_end(start)
    if rule == "headline":
        first = _headline_end(norm, start, first)
    end = _joined(norm, cues, start, first, colon_only=True)
    if end == first and norm[end - 1] != "؛":
        end = _sentences_on(norm, paragraph, cues, first)
    return _made(norm, start, end, QuoteKind.DIRECT, cue, rule)


def _headline_end(norm: str, start: int, end: int) -> int:
    """Where a headline turns to something else: «X: ...؛ Y ... کرد»."""
    for match in re.compile("؛").finditer(norm, start, end):
        if end - start < _HEADLINE and not pattern("headline_on", before=r"\s*").match(norm, match.end()):
            return match.end()
    return end


def _cut_off(norm: str, start: int, end: int) -> int | None:
    """Where an aggregator's snippet breaks off («...») inside a quotation that is never closed."""
    match = re.compile(r"(?:…|\.{3})(?=\s|[آ-ی])").search(norm, start, end)
    return match.start() if match else None


_SUBORDINATE = re.compile(r"(?<!\w)(?:پس از آن ?که|بعد از آن ?که|وقتی(?: که)?|هنگامی ?که|زمانی ?که)(?!\w)[^،,.]*$")


def _that(norm: str, paragraph: Paragraph, cues: list[Cue], start: int, cue: Cue) -> Stretch | None:
    if norm[start] in _OPEN and (quoted := _quoted(norm, paragraph, start)):
        return Stretch(*quoted, QuoteKind.DIRECT, cue, "that", closed=True)
    if pattern("relative").match(norm, start):
        return None
    end = _joined(norm, cues, start, paragraph.sentence_end(start))
    return _made(norm, start, end, QuoteKind.INDIRECT, cue, "that")


def _comma(norm: str, paragraph: Paragraph, cues: list[Cue], start: int, cue: Cue) -> Stretch | None:
    if _joint_follows(norm, start):
        return None
    if norm[start] in _OPEN and (quoted := _quoted(norm, paragraph, start)):
        return Stretch(*quoted, QuoteKind.DIRECT, cue, "comma", closed=True)
    retold = not cue.finite or _as_said(norm, paragraph, cue)
    end = _joined(norm, cues, start, paragraph.sentence_end(start))
    if not finite_verb().search(norm, start, end):
        return None
    if not retold and end == paragraph.sentence_end(start):
        end = _sentences_on(norm, paragraph, cues, end)
    stretch = _made(norm, start, end, QuoteKind.INDIRECT if retold else QuoteKind.DIRECT, cue, "comma")
    return stretch if stretch and len(norm[stretch.start : stretch.end].split()) >= _MIN_WORDS else None


def _bare(norm: str, paragraph: Paragraph, cues: list[Cue], start: int, cue: Cue) -> Stretch | None:
    if _joint_follows(norm, start):
        return None
    end = _joined(norm, cues, start, paragraph.sentence_end(start))
    if _SUBORDINATE.search(norm, paragraph.sentence_start(cue.start), cue.start):
        end = next(
            (c.start() for c in re.compile("[،,]").finditer(norm, start, end) if ends_in_verb(norm, start, c.start())),
            end,
        )
    if not finite_verb().search(norm, start, end) or len(norm[start:end].split()) < _MIN_WORDS:
        return None
    return _made(norm, start, end, QuoteKind.INDIRECT, cue, "bare")


def _source(norm: str, paragraph: Paragraph, cues: list[Cue], index: int) -> Stretch | None:
    """«به گفته X، ...»: who said it stands between the cue and the words."""
    cue = cues[index]
    sentence = paragraph.sentence_end(cue.end)
    if cue.type is CueType.SAME:
        source, start = None, cue.end
    else:
        found = _source_words(norm, cue, sentence)
        if not found or (cue.type is CueType.REPORT and not pattern("media", before=r"\s*").match(norm, cue.end)):
            return None
        source, start = found, found[1]
    while start < sentence and norm[start] in " \n،,:؛":
        start += 1
    if cue.type is CueType.SAME and any(read_cue(norm, paragraph, cues, i) for i in _indices(cues, start, sentence)):
        return None
    if start >= sentence or any(
        c.type is CueType.VERB and _colon_follows(norm, c.end) for c in cues_between(cues, start, sentence)
    ):
        return None
    if norm[start] in _OPEN and (quoted := _quoted(norm, paragraph, start)):
        return Stretch(*quoted, QuoteKind.DIRECT, cue, "source", source, closed=True)
    end = _joined(norm, cues, start, sentence)
    if not finite_verb().search(norm, start, end):
        return None
    stretch = _made(norm, start, end, QuoteKind.INDIRECT, cue, "source")
    if stretch:
        stretch.source = source
    return stretch


_PRONOUN_SOURCE = re.compile(
    r"\s*(?:ی )?(?:وی|او|ایشان|آنان|آن ?ها|این (?:مقام|منبع|منابع|رسانه|روزنامه|خبرگزاری|نهاد|سازمان|گزارش|کارشناس|نماینده|شبکه)\w*(?: \w+ی(?=[،, ]))?)(?!\w)"
)
_NAMED_SOURCE = re.compile(r"\s*(?:ی )?([^،,:.؛!؟\n]{2,110}?)(?=\s?[،,:«\"])")


def _source_words(norm: str, cue: Cue, limit: int) -> tuple[int, int] | None:
    pronoun = _PRONOUN_SOURCE.match(norm, cue.end, limit)
    if pronoun:
        return pronoun.start() + len(pronoun[0]) - len(pronoun[0].lstrip()), pronoun.end()
    named = _NAMED_SOURCE.match(norm, cue.end, limit)
    if not named or finite_verb().search(named[1]) or len(named[1].split()) > 14:
        return None
    return named.start(1), named.end(1)


def _clause(norm: str, paragraph: Paragraph, cues: list[Cue], index: int) -> Stretch | None:
    cue = cues[index]
    match = _MARK.match(norm, cue.end, paragraph.end)
    start = match.end() if match else cue.end
    if start >= paragraph.end:
        return None
    if norm[start] in _OPEN and (quoted := _quoted(norm, paragraph, start)):
        return Stretch(*quoted, QuoteKind.DIRECT, cue, "clause", closed=True)
    return _made(norm, start, _clause_end(norm, paragraph, cues, start), QuoteKind.INDIRECT, cue, "clause")


def _clause_end(norm: str, paragraph: Paragraph, cues: list[Cue], start: int) -> int:
    """Where «با بیان اینکه ...» gives way to the verb of the sentence."""
    sentence = paragraph.sentence_end(start)
    main = next(
        (
            c.start
            for c in cues_between(cues, start, sentence)
            if c.type is CueType.VERB and not c.passive and _is_main(norm, c)
        ),
        None,
    )
    limit = sentence if main is None else main
    commas = [m.start() for m in re.compile("[،,؛]").finditer(norm, start, limit)]
    for comma in commas:
        if ends_in_verb(norm, start, comma) and not _free_verb(norm[comma + 1 : limit], main is None):
            return comma
    if main is not None:
        verbs = [m.end() for m in finite_verb().finditer(norm, start, main)]
        return verbs[-1] if verbs else main
    return next((c for c in commas if ends_in_verb(norm, start, c)), sentence)


def _is_main(norm: str, cue: Cue) -> bool:
    """Does the verb end its clause with a colon, a quotation or the sentence, as the main verb does?"""
    return bool(re.compile(r"\s?(?:[:.«\"،]|که(?!\w)|$|\n)").match(norm, cue.end)) or "b" in cue.takes


def _free_verb(segment: str, last_counts: bool) -> bool:
    """A finite verb outside the relative clauses of `segment`; its last verb is the main verb where `last_counts`."""
    bare = re.sub(r"(?<!\w)که(?!\w)[^،,]*", " ", segment)
    if (
        not last_counts
        and (last := list(finite_verb().finditer(bare)))
        and re.match(r"\s+و\s[^،,]*$", bare[last[-1].end() :])
    ):
        bare = bare[: last[-1].start()]  # «... دانست و [گفت]»: the same subject's other verb
    verbs = finite_verb().findall(bare)
    return len(verbs) > (1 if last_counts else 0)


def ends_in_verb(norm: str, start: int, end: int) -> bool:
    """Is the last word before `end` a finite verb?"""
    tail = norm[max(start, end - 24) : end].rstrip(' »"”')
    return any(m.end() == len(tail) for m in finite_verb().finditer(tail)) or bool(re.search(r"\w{2}ه$", tail))


def _joined(norm: str, cues: list[Cue], start: int, end: int, *, colon_only: bool = False) -> int:
    """Where a second verb of the same subject begins inside `start`-`end`, else `end`."""
    for cue in cues_between(cues, start, end):
        if cue.type is CueType.SOURCE and not colon_only:
            if norm[start : cue.start].strip() and (cut := _source_cut(norm, start, cue)):
                return cut
            continue
        if cue.type is not CueType.VERB or cue.passive:
            continue
        colon = _colon_follows(norm, cue.end)
        if colon_only and not colon:
            continue
        match = _JOINING.search(norm, max(start, cue.start - 40), cue.start)
        ended = match is not None and match.start() > start and ends_in_verb(norm, start, match.start())
        if match and (match["joint"] or ((match["pronoun"] or colon) and ended)):
            return match.start()
        if not colon_only and (cut := _clause_before(norm, start, cue)) is not None:
            return cut
    if not colon_only:
        for match in pattern("matrix").finditer(norm, start, end):
            if (cut := _verb_cut(norm, start, match.start())) is not None:
                return cut
    return end


def _clause_before(norm: str, start: int, cue: Cue) -> int | None:
    """The joint before the clause of `cue`, where that clause has no subject of its own."""
    return _verb_cut(norm, start, cue.start)


def _verb_cut(norm: str, start: int, verb: int) -> int | None:
    verbs = [m.end() for m in finite_verb().finditer(norm, start, verb)]
    if not verbs:
        return None
    joint = _NEW_CLAUSE.match(norm, verbs[-1])
    if joint:
        return joint.start()
    comma = re.compile(r"\s?[،,]\s*(?=(?:\S+ ){0,2}$)").match(norm[verbs[-1] : verb])
    return verbs[-1] if comma else None


_NEW_CLAUSE = re.compile(
    r"\s?[،,؛»\"]*\s?(?:(?:و|اما|ولی)\s+(?=(?:با|از|به|در|بر|ضمن|همچنین|نیز|این|آن|را)(?!\w))|(?:اما|ولی)\s+(?=\S))"
)


def _source_cut(norm: str, start: int, cue: Cue) -> int | None:
    """Before a «به گفته او» inside a clause: the comma in front of it, if it is near."""
    comma = max(norm.rfind("،", start, cue.start), norm.rfind(",", start, cue.start))
    return comma if comma > start and cue.start - comma < 40 and ends_in_verb(norm, start, comma) else None


def _sentences_on(norm: str, paragraph: Paragraph, cues: list[Cue], end: int) -> int:
    """How far the speaker goes on after a first sentence that ends at `end`."""
    at = end
    for _ in range(_LOOK_AHEAD):
        if at >= paragraph.end:
            break
        following = paragraph.sentence_end(at)
        if any(read_cue(norm, paragraph, cues, i) for i in _indices(cues, at, following)):
            break
        score = speech_score(norm[at:following])
        if score <= NARRATED:
            break
        at = following
        if score > 0:
            return _sentences_on(norm, paragraph, cues, at)
    return end


def cues_between(cues: list[Cue], start: int, end: int) -> list[Cue]:
    """The cues that begin in the range."""
    return [cues[i] for i in _indices(cues, start, end)]


def _indices(cues: list[Cue], start: int, end: int) -> range:
    first = bisect_left(cues, start, key=lambda c: c.start)
    return range(first, bisect_left(cues, end, lo=first, key=lambda c: c.start))


def _has_cue(cues: list[Cue], start: int, end: int) -> bool:
    return len(_indices(cues, start, end)) > 0


def _colon_follows(norm: str, end: int) -> bool:
    return norm[end : end + 2].lstrip().startswith(":")


def _joint_follows(norm: str, start: int) -> bool:
    return bool(re.compile(r"(?:و|اما|ولی|است|بود|شده|بودند|تا|یا|را)(?!\w)|[.؟!)]").match(norm, start))


def _as_said(norm: str, paragraph: Paragraph, cue: Cue) -> bool:
    return bool(pattern("as_said").search(norm, paragraph.sentence_start(cue.start), cue.start))


def _quoted(norm: str, paragraph: Paragraph, start: int) -> tuple[int, int] | None:
    """The inside of the quotation that opens at `start`, where it is a whole utterance and not a name in «»."""
    close = _find_close(norm, start, paragraph.end)
    if close is None:
        return None
    inside = norm[start + 1 : close]
    finished = inside.rstrip()[-1:] in tuple(".!؟?…") or _AFTER_QUOTE.match(norm[close + 1 : paragraph.end])
    if not finished or len(inside.split()) < 2:
        return None
    return trim(norm, start + 1, close)


def _find_close(norm: str, start: int, end: int) -> int | None:
    mark = norm[start]
    if mark != "«":
        at = norm.find(_CLOSE.get(mark, mark), start + 1, end)
        return at if at > 0 else None
    depth = 0
    for match in re.compile("[«»]").finditer(norm, start, end):
        depth += 1 if match[0] == "«" else -1
        if not depth:
            return match.start()
    return None


def _made(
    norm: str, start: int, end: int, kind: QuoteKind, cue: Cue | None, rule: str, *, is_open: bool = False
) -> Stretch | None:
    trimmed = trim(norm, start, end)
    return Stretch(*trimmed, kind, cue, rule, open=is_open) if trimmed else None


def trim(norm: str, start: int, end: int) -> tuple[int, int] | None:
    """The range without marks and space at its edges; a quotation mark with its partner inside stays."""
    while start < end and norm[start] in _EDGE:
        if norm[start] in '«"' and _partner_inside(norm, start, end):
            break
        start += 1
    while start < end and norm[end - 1] in _EDGE:
        if norm[end - 1] == "»" and norm.count("«", start, end) >= norm.count("»", start, end):
            break
        if norm[end - 1] == '"' and norm.count('"', start, end) % 2 == 0:
            break
        end -= 1
    return (start, end) if re.search(r"\w", norm[start:end]) else None


def _partner_inside(norm: str, start: int, end: int) -> bool:
    close = _find_close(norm, start, end)
    return close is not None and close < end - 2
