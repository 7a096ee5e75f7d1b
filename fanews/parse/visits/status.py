"""What became of a journey, what for, and whether it is told in passing.

Owns the reading of tense, negation, cancellation and time words around a claim.
"""

from __future__ import annotations

import re
from itertools import islice

from fanews.model import EntityType, VisitPurpose, VisitStatus
from fanews.parse.visits.arguments import is_delegation
from fanews.parse.visits.claims import Claim
from fanews.parse.visits.grammar import signals, words
from fanews.parse.visits.scene import Scene
from fanews.parse.visits.verbs import Tense, Verb
from fanews.text import phrase_pattern

_ARRIVALS = {"arrive", "go", "come", "reach", "sent", "stay", "see"}
_SETTLING = (VisitStatus.DENIED, VisitStatus.CANCELLED, VisitStatus.POSTPONED)


def judge(scene: Scene, claim: Claim) -> None:
    """Fill `status` (where the words carry one), `purpose` and `background`."""
    index = scene.clause_at(claim.trigger[0])
    clause = scene.clauses[index]
    sentence = scene.sentence_at(claim.trigger[0])
    ordinal = scene.has("ordinal", claim.start - 14, claim.start)  # «این دومین سفر ...» is the one told of
    claim.background = claim.background or (scene.has("earlier", clause.start, clause.end) and not ordinal)
    if claim.status is None:
        by_tense = None if ordinal else _by_tense(scene, claim, clause.start, clause.end)
        claim.status = _settled(scene, claim, sentence) or by_tense
    _judge_purpose(scene, claim, clause.start, max(clause.end, claim.end))


def _settled(scene: Scene, claim: Claim, sentence: tuple[int, int]) -> VisitStatus | None:
    """Denied, cancelled, postponed: words that govern the journey."""
    if claim.verb and claim.verb.negative and claim.rule in _ARRIVALS and claim.trigger[1] >= claim.verb.end:
        return VisitStatus.DENIED
    clause = scene.clauses[scene.clause_at(claim.trigger[0])]
    own = claim.verb is not None and claim.trigger[1] >= claim.verb.end  # then a denial follows in the next clause
    start, end = max(clause.start, claim.start - 60), min(sentence[1], clause.end + (60 if own else 0))
    if _WHICH.match(scene.norm, claim.end):  # «سفر X به Y که قرار بود ...، لغو شد»
        end = min(sentence[1], claim.end + 140)
    for signal in signals():
        ranges = {"after": [(claim.end, end)], "before": [(start, claim.trigger[0] + 4), (claim.end, claim.end + 50)]}
        for low, high in ranges.get(signal.scope, [(start, end)]) if signal.status in _SETTLING else ():
            match = signal.pattern.search(scene.norm, low, min(high, end))
            if (
                match
                and clause.verb
                and clause.verb.tense is Tense.SUBJUNCTIVE
                and signal.status is not VisitStatus.DENIED
            ):
                continue  # «لازم است سفر را به تعویق بیندازد»
            undone = match and signal.status is not VisitStatus.DENIED and _NEGATED.search(match.group())
            if match and (undone or _NOT.search(scene.norm, match.end(), match.end() + 12)):
                claim.firm = True  # «لغو نشده است»
                return VisitStatus.PLANNED
            if match:
                return signal.status
    return None


_WHICH = re.compile(r"[\s،]*که(?!\w)")
_NOT = re.compile(r"\s*(?:نشد|نکرد|نخواهد|نمی)")
_NEGATED = re.compile(r" ن(?:شد|خواهد|می)")
_AGREED = re.compile(phrase_pattern(["قرار", "تصمیم", "قصد", "برنامه", "در نظر", "بنا", "احتمال", "انتظار", "ممکن"]))
_WISHED = re.compile(phrase_pattern(["دعوت", "پیشنهاد", "آمادگی", "تمایل", "آماده", "علاقه‌مند", "مایل", "خواستار"]))


def _wish(scene: Scene, claim: Claim) -> VisitStatus | None:
    """«تصمیم گرفت ... سفر کند» is planned, «آمادگی دارد ... سفر کند» no more than a wish; «باید سفر کند» is nothing."""
    start = max(scene.sentence_at(claim.start)[0], claim.start - 120)
    if _WISHED.search(scene.norm, start, claim.end):
        return VisitStatus.INVITED
    return VisitStatus.PLANNED if _AGREED.search(scene.norm, start, claim.end) else None


def _by_tense(scene: Scene, claim: Claim, start: int, end: int) -> VisitStatus | None:
    verb = claim.verb
    own = verb is not None and claim.trigger[1] >= verb.end  # the verb is the journey's own
    if own and verb is not None:
        return _own_tense(scene, claim, verb, start, end)
    if claim.rule == "gathering" and not scene.has("past_time", start, end):
        return VisitStatus.ONGOING
    if claim.rule.startswith("meeting") or claim.rule in ("received", "welcome", "hosting"):
        return _meeting_tense(scene, claim, start, end)
    return _noun_tense(scene, claim, start, end)


def _own_tense(scene: Scene, claim: Claim, verb: Verb, start: int, end: int) -> VisitStatus | None:
    if verb.tense is Tense.FUTURE:
        return VisitStatus.PLANNED
    if verb.tense is Tense.SUBJUNCTIVE:
        return _wish(scene, claim)
    if verb.tense is Tense.PRESENT:
        return (
            VisitStatus.ONGOING
            if claim.rule == "stay" or (claim.rule == "leave_for" and verb.lemma == "بود")
            else VisitStatus.PLANNED
        )
    if scene.has("today", start, end) or (claim.rule in ("leave", "leave_for") and verb.tense is not Tense.PLUPERFECT):
        return VisitStatus.ONGOING
    if verb.tense is Tense.PLUPERFECT or claim.background or scene.has("repeated", start, end):
        return VisitStatus.COMPLETED
    if _LONG_AGO.search(scene.norm, start, end) or _dated_before(scene, start, end):
        return VisitStatus.COMPLETED
    if scene.has("past_time", start, end):
        return VisitStatus.ONGOING if _goes_on(scene, claim) else VisitStatus.COMPLETED
    if claim.rule in ("see", "stay", "gone_to") and verb.tense is not Tense.PERFECT:
        return VisitStatus.COMPLETED
    if verb.first_person and (verb.lemma == "رفت" or claim.rule == "go"):
        return VisitStatus.COMPLETED  # «به تهران رفتم»: who tells of it is back, unlike «به تهران آمدیم»
    return VisitStatus.ONGOING


_LONG_AGO = re.compile(r"(?<!\w)(?:در )?سال(?: ?های)? (?:\d{4}|\d{2}(?!\d))")


def _dated_before(scene: Scene, start: int, end: int) -> bool:
    """Whether the clause dates the journey before the day of publication's week."""
    published = scene.reading.published
    dates = [m for m in scene.reading.mentions if m.type is EntityType.DATE and start <= m.start and m.end <= end]
    return published is not None and any(m.last_day and (published - m.last_day).days > 7 for m in dates)


_GOES_ON = re.compile(
    r"(?:دیدار|گفت ?و ?گو|ملاقات|مذاکره|رایزنی|سفر)[^.\n]{0,60}(?:خواهد|خواهند|می ?کند|می ?کنند)|قرار است|همراهی می ?کن"
)


def _goes_on(scene: Scene, claim: Claim) -> bool:
    """Arrived yesterday and about to meet: the journey is not over."""
    return bool(_GOES_ON.search(scene.norm, claim.end, claim.end + 300))


def _meeting_tense(scene: Scene, claim: Claim, start: int, end: int) -> VisitStatus:
    if scene.has("today", start, end):
        return VisitStatus.ONGOING
    if (
        claim.verb
        and claim.verb.tense in (Tense.FUTURE,)
        and claim.trigger[1] <= claim.verb.start <= claim.trigger[1] + 60
    ):
        return VisitStatus.PLANNED
    if (
        claim.verb
        and claim.verb.lemma == "کرد"
        and claim.verb.tense in (Tense.PRESENT, Tense.SUBJUNCTIVE)
        and claim.verb.start <= claim.trigger[1] + 40
    ):
        return VisitStatus.PLANNED
    return VisitStatus.COMPLETED


def _noun_tense(scene: Scene, claim: Claim, start: int, end: int) -> VisitStatus | None:
    """A bare «سفر X به Y»: time words beside it, else the verb it is subject of, else nothing."""
    near_start, near_end = max(start, claim.start - 30), min(end, claim.end + 40)
    if _OVER.search(scene.norm, max(start, claim.start - 16), claim.start):
        return VisitStatus.COMPLETED
    begun = claim.verb is not None and _BEGUN.search(scene.norm, claim.end, claim.verb.end)
    if begun and not scene.has("past_time", start, end) and not claim.background:
        return VisitStatus.ONGOING
    if claim.verb and claim.rule == "presence" and claim.verb.tense is Tense.FUTURE:
        return VisitStatus.PLANNED
    held = claim.verb is not None and bool(_HELD.search(scene.norm, claim.end, claim.verb.start))
    if claim.verb and held:
        return VisitStatus.COMPLETED if claim.verb.tense in _PAST else VisitStatus.PLANNED
    reported = claim.verb is not None and _REPORTED.search(scene.norm, claim.end, claim.verb.start)
    if claim.verb and claim.verb.tense is Tense.PLUPERFECT and not reported:
        return VisitStatus.COMPLETED
    during = _DURING.search(scene.norm, max(start, claim.start - 16), claim.start)
    for signal in signals():
        if during and signal.status is VisitStatus.PLANNED:
            continue  # «در آستانهٔ سالگرد ... و در جریان سفر X»
        if signal.status not in _SETTLING and signal.pattern.search(scene.norm, near_start, near_end):
            return signal.status
    if scene.has("today", start, end):
        return VisitStatus.ONGOING
    if scene.has("future_time", start, end):
        return VisitStatus.PLANNED
    if scene.has("past_time", start, end):
        return VisitStatus.COMPLETED
    return VisitStatus.ONGOING if claim.rule == "presence" else None


_PAST = (Tense.PAST, Tense.PERFECT, Tense.PLUPERFECT)
_REPORTED = re.compile(phrase_pattern(["خبر", "گزارش", "سخن", "اعلام", "ادعا"]))
_OVER = re.compile(r"(?:پایان|پس از|بعد از|در پی|متعاقب|بازگشت از)\s*$")
_BEGUN = re.compile(r"(?<!\w)آغاز (?:کرد|کرده|کردند|شد|شده)")
_DURING = re.compile(r"(?<!\w)(?:در جریان|طی|در خلال|حین|در طول|در)\s*$")
_HELD = re.compile(phrase_pattern(["انجام", "صورت", "برگزار", "آغاز"]))


def _judge_purpose(scene: Scene, claim: Claim, start: int, end: int) -> None:
    if scene.has("other", start, end):
        claim.purpose = VisitPurpose.OTHER
    elif _many_sided(scene, claim, start, end):
        claim.purpose = VisitPurpose.MULTILATERAL


def _many_sided(scene: Scene, claim: Claim, start: int, end: int) -> bool:
    if _gathers(scene, start, end) and not claim.rule.startswith("meeting"):
        return True
    if claim.background:
        return False
    return scene.has("many_sided", 0, len(scene.norm)) or _at_others_talks(scene, claim)


def _gathers(scene: Scene, start: int, end: int) -> bool:
    """Whether a gathering of states is named in the range; one with the press, or of two, is none."""
    talks = [m.span() for m in words("press").finditer(scene.norm, max(0, start - 20), end + 20)]
    found = [
        m for m in words("summit").finditer(scene.norm, start, end) if _ATTENDED.search(scene.norm, start, m.start())
    ]
    return any(not any(low <= m.start() < high for low, high in talks) for m in found)


# «برای شرکت در نشست», «به مناسبت گردهمایی»; «نتایج کنفرانس» is talk about one.
_ATTENDED = re.compile(
    r"(?<!\w)(?:شرکت|حضور|حاشیه|مناسبت|برای|جهت|در|جریان|با|به|سخنرانی|پیش از|پس از|بهانه|منظور|برگزاری|از)"
    r"\s+(?:\w+\s+){0,3}$"
)


def _at_others_talks(scene: Scene, claim: Claim) -> bool:
    """Whether the visitor goes to talk with a third state, the host being only the place: «مذاکرات اردن و سوریه»."""
    negotiators = is_delegation(claim.party) and words("negotiation").search(claim.party.label) is not None
    low, high = (0, len(scene.norm)) if negotiators else scene.sentence_at(claim.start)
    for talks in islice(words("negotiation").finditer(scene.norm, max(0, low), high), 40):
        states = scene.states_between(talks.end(), talks.end() + 45)
        third = states - {claim.party.country, claim.country}
        if third and claim.country not in states and (claim.party.country in states or negotiators):
            return True
    return False


def _to_come(verb: Verb) -> bool:
    if verb.tense is Tense.FUTURE:
        return True
    return verb.lemma == "کرد" and verb.tense in (Tense.PRESENT, Tense.SUBJUNCTIVE)


_THAT_JOURNEY = re.compile(phrase_pattern(["این سفر", "سفر مذکور", "سفر یاد شده", "سفر وی", "سفر او", "این دیدار"]))


_DENIED = re.compile(phrase_pattern(["تکذیب کرد", "تکذیب کردند", "تکذیب شد"]))
_SHORT = 40  # «امارات تکذیب کرد»: a whole clause


def apply_verdicts(scene: Scene, claims: list[Claim]) -> None:
    """«این سفر لغو شد», «مالت تکذیب کرد»: what is said of a journey told before it."""
    for clause in scene.clauses:
        if clause.end - clause.start <= _SHORT and _DENIED.search(scene.norm, clause.start, clause.end):
            states = set(scene.states_before(clause.end)[: clause.end - clause.start])
            denied = [c for c in claims if c.country in states and c.end < clause.start and not c.background]
            first = min(denied, key=lambda c: c.start, default=None)
            for claim in denied:
                if first and claim.party.key == first.party.key:
                    claim.status = VisitStatus.DENIED
    for match in _THAT_JOURNEY.finditer(scene.norm):
        clause = scene.clauses[scene.clause_at(match.start())]
        earlier = [c for c in claims if c.end <= match.start()]
        verdict = _verdict(scene, match.start(), match.end(), clause.end)
        told = max(earlier, key=lambda c: c.end, default=None)
        if told and verdict:
            told.status = verdict
        elif told and told.status is None and clause.verb and _to_come(clause.verb):
            told.status = VisitStatus.PLANNED  # «در این سفر با ... دیدار خواهد کرد»


_UNDATED = re.compile(phrase_pattern(["تعیین نشده", "مشخص نشده", "نهایی نشده"]))
_CALLED_OFF = re.compile(r"لغو\s*$")


def _verdict(scene: Scene, start: int, end: int, stop: int) -> VisitStatus | None:
    """What a clause says of «این سفر»."""
    if _CALLED_OFF.search(scene.norm, max(0, start - 6), start):
        return VisitStatus.CANCELLED
    if _UNDATED.search(scene.norm, end, stop):
        return VisitStatus.PLANNED
    after = (s for s in signals() if s.status in _SETTLING and s.scope != "before")
    return next((s.status for s in after if s.pattern.search(scene.norm, end, stop)), None)
