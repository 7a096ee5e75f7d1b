"""The language of a page: Persian told apart from Arabic, Urdu, Pashto, Kurdish ... and the rest.

Owns the weighing of evidence; the evidence itself (words, letters) is `lexicon/languages.tsv`. It looks
at the text as received, because normalising would turn Arabic letters into Persian ones.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from fanews.lexicon import rows
from fanews.parse.reading import Reading

UNKNOWN = "und"
_SAMPLE_CHARS = 6_000  # enough words to be sure of, and a bound on the time a hostile page can take
_ARABIC = "\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06fc\u06fd\u06fe\u0750-\u077f"
_SCRIPTS = {
    "arabic": re.compile(f"[{_ARABIC}]"),
    "latin": re.compile("[A-Za-z\u00c0-\u024f]"),
    "cyrillic": re.compile("[\u0400-\u052f]"),
    "hebrew": re.compile("[\u05d0-\u05ea]"),
    "armenian": re.compile("[\u0531-\u0587]"),
    "georgian": re.compile("[\u10a0-\u10ff]"),
    "greek": re.compile("[\u0370-\u03ff]"),
    "han": re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"),
}
_WORD = re.compile(r"[^\W\d_]+|[\u06fd\u06fe]")
_JOINERS = re.compile("[\u200b-\u200f\u0640\u064b-\u0652]")
_ARABIC_FORMS = str.maketrans({"ي": "ی", "ك": "ک", "ى": "ی"})
_PREFIX_WEIGHT = 0.6  # «البته», «المپیک» are Persian; it takes many such words to make a page Arabic
_LETTER_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class _Profile:
    """One row of the table, ready to count with."""

    code: str
    script: str
    words: frozenset[str]
    letters: frozenset[str]
    prefixes: tuple[str, ...]


def find_language(reading: Reading) -> None:
    """Set `reading.language`."""
    reading.language = language_of(reading.document.text)


def language_of(text: str) -> str:
    """ISO 639 code of the language most of `text` is in; "und" where nothing tells.

    >>> language_of("وزير در اين نشست گفت كه راه باز است")
    'fa'
    >>> language_of("قال الوزير إن الزيارة سوف تبدأ يوم السبت")
    'ar'
    """
    sample = _JOINERS.sub("", text[:_SAMPLE_CHARS])
    letters = Counter(sample)
    script, signs = _script_of(letters)
    candidates = [p for p in _profiles() if p.script == script] if signs else []
    if len(candidates) < 2:
        return candidates[0].code if candidates else UNKNOWN
    tokens = [_unify(word) for word in _WORD.findall(sample)]
    evidence = {p.code: _evidence(p, tokens, letters, signs) for p in candidates}
    best = max(evidence, key=lambda code: evidence[code])
    return best if evidence[best] > 0 else _without_evidence(script)


def _without_evidence(script: str) -> str:
    # A few words with no telling sign, in the script of a Persian collection: a headline, a caption.
    return "fa" if script == "arabic" else UNKNOWN


def _script_of(letters: Counter[str]) -> tuple[str, int]:
    """The script most letters are of, and how many."""
    counts = Counter[str]()
    for letter, count in letters.items():
        script = next((name for name, pattern in _SCRIPTS.items() if pattern.match(letter)), None)
        if script:
            counts[script] += count
    return counts.most_common(1)[0] if counts else ("", 0)


def _evidence(profile: _Profile, tokens: list[str], letters: Counter[str], signs: int) -> float:
    """Function words and telling letters, by share. On own sentences the right language leads by a factor of two."""
    if not tokens:
        return 0.0
    words = sum(token in profile.words for token in tokens)
    prefixed = sum(t.startswith(profile.prefixes) and len(t) > 4 for t in tokens) if profile.prefixes else 0
    telling = sum(letters[letter] for letter in profile.letters)
    return (words + _PREFIX_WEIGHT * prefixed) / len(tokens) + _LETTER_WEIGHT * telling / signs


@cache
def _profiles() -> tuple[_Profile, ...]:
    return tuple(_profile(row) for row in rows("languages"))


def _profile(row: dict[str, str]) -> _Profile:
    return _Profile(
        row["code"],
        row["script"],
        frozenset(_unify(w) for w in row["words"].split()),
        frozenset(row["letters"].split()),
        tuple(row["prefixes"].split()),
    )


def _unify(word: str) -> str:
    """Newspapers write Persian with Arabic ي and ك: the words must still be found."""
    return word.translate(_ARABIC_FORMS).casefold()
