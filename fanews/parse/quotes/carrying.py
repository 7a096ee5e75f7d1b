"""Does a sentence without a cue carry on the speech before it, or is it the reporter's own?"""

from __future__ import annotations

import re

from fanews.parse.quotes.words import first_person_verb, pattern

_MODAL = re.compile(r"(?<!\w)(?:باید|نباید|بایستی)(?!\w)")
_PRESENT = re.compile(
    r"(?:است|هست|نیست|هستند|نیستند|می ?\w+د|دارد|دارند|ندارد|ندارند|باشد|باشند|شود|شوند|کنند|کند|خواهد \w+|خواهند \w+)\W*$"
)
_PAST = re.compile(r"(?:کرد|شد|داد|داشت|گرفت|رفت|بود|کردند|شدند|دادند|داشتند|گرفتند|بودند)\W*$")


NARRATED = -3.0


def speech_score(sentence: str) -> float:
    """Above 0: the speaker's words; below: the reporter's."""
    text = sentence.strip()
    if pattern("narrator", before=r"^\W*").match(text):
        return NARRATED
    score = -0.75
    score += (
        2.0 * bool(first_person_verb().search(text))
        + 1.0 * bool(_MODAL.search(text))
        + 2.0 * bool(pattern("first_person").search(text))
    )
    score += 1.0 * bool(pattern("speech_on", before=r"^\W*").match(text))
    score += 1.5 * text.rstrip(' »"').endswith(("؟", "?"))
    score += 0.5 * bool(_PRESENT.search(text)) - 0.75 * bool(_PAST.search(text))
    return score
