"""Does a sentence without a cue carry on the speech before it, or is it the reporter's own?

Owns the score of a sentence's words alone. Weights were set on half of the annotated articles: of the sentences there
that follow somebody's direct words, speakers mostly go on in the present, the future and the first person, reporters
tell in the past and the perfect.
"""

from __future__ import annotations

import re

from fanews.parse.quotes.words import first_person_verb, pattern

NARRATED = -3.0

_MODAL = re.compile(r"(?<!\w)(?:باید|نباید|بایستی)(?!\w)")
_FUTURE = re.compile(r"(?<!\w)ن?خواه(?:د|ند) \w+\W*$")
_PERFECT = re.compile(r"(?<!\w)\w+ه ?(?:است|اند)\W*$")
_PRESENT = re.compile(
    r"(?<!\w)(?:\w*(?:است|ست)|هست|نیست|هستند|نیستند|ن?می ?\w+د|ن?دار(?:د|ند)|ن?باش(?:د|ند)|ن?شو(?:د|ند)"
    r"|(?:ن|ب)?کن(?:د|ند)|(?:ن|ب)?ده(?:د|ند)|(?:ن|ب)?گیر(?:د|ند)|(?:ن|ب)?رس(?:د|ند)|بدانید|کنید)\W*$"
)
_PAST = re.compile(r"(?<!\w)ن?(?:کرد|شد|داد|داشت|گرفت|رفت|بود|گفت|رسید|یافت|نمود)(?:ند)?\W*$")
_DATED = re.compile(r"\d{1,2}:\d\d|(?<!\d)1[34]\d\d(?!\d)")


def speech_score(sentence: str, *, narrators: bool = True) -> float:
    """Above 0: the speaker's words; below: the reporter's. Without `narrators` the first words do not tell."""
    text = sentence.strip()
    if narrators and pattern("narrator", before=r"^\W*").match(text):
        return NARRATED
    score = -0.25 + _tense(text) - 1.0 * bool(_DATED.search(text))
    score += 2.0 * bool(first_person_verb().search(text)) + 2.0 * bool(pattern("first_person").search(text))
    score += 1.0 * bool(_MODAL.search(text)) + 1.0 * bool(pattern("speech_on", before=r"^\W*").match(text))
    return score + 1.5 * text.rstrip(' »"').endswith(("؟", "?"))


def _tense(text: str) -> float:
    if _FUTURE.search(text):
        return 0.75
    if _PERFECT.search(text):
        return -0.5
    if _PRESENT.search(text):
        return 0.75
    return -1.0 if _PAST.search(text) else 0.0
