"""Why an input was not taken, in the reader's language: the store's English sentences looked up in the catalogue.

The sentences are the sources', the parser's and the writer's; `reason.*` in the catalogue has each of them, with
blanks for what varies. One that is not there is shown as it is: a reason in English is better than none.
"""

from __future__ import annotations

import re
from functools import cache

from fanews.ui.words import Words, catalogue

_BLANK = re.compile(r"\\{(\w+)\\}")


def reason(text: str, words: Words) -> str:
    """The sentence `text` in the language of `words`.

    >>> from fanews.ui.words import words_in
    >>> reason("Byte 7 is not UTF-8.", words_in("fa"))
    'بایت ۷ با UTF-8 خوانده نمی‌شود.'
    """
    for key, pattern in _patterns() if words.lang != "en" else ():
        if found := pattern.fullmatch(text):
            filled = {name: words.digits(part) if part.isdigit() else part for name, part in found.groupdict().items()}
            return words(key, **filled)
    return text


def is_known(text: str) -> bool:
    """Whether the catalogue has the sentence."""
    return any(pattern.fullmatch(text) for _, pattern in _patterns())


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Each reason's key, and its English sentence with what fills the blanks."""
    rows = [(key, row["en"]) for key, row in catalogue().items() if key.startswith("reason.")]
    return [(key, re.compile(_BLANK.sub(r"(?P<\1>.+)", re.escape(english)), re.DOTALL)) for key, english in rows]
