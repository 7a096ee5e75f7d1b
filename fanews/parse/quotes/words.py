"""Small word patterns of the quote reader, made from `lexicon/cue_words.tsv`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from fanews.lexicon import rows
from fanews.text import align

_GAP = re.compile(r"[\s\u200c]+")


def any_of(phrases: Iterable[str]) -> str:
    """A regular expression for any of `phrases`, like `fanews.text.phrase_pattern` without its word borders.

    A tree of letters, not a list of phrases: with hundreds of phrases it matches several times as fast.
    """
    root: _Tree = {}
    for phrase in phrases:
        node = root
        for unit in _units(phrase):
            node = node.setdefault(unit, {})
        node[""] = {}
    return _written(root)


type _Tree = dict[str, _Tree]


def _units(phrase: str) -> list[str]:
    parts = [[("[ئی]" if c == "ئ" else re.escape(c)) for c in align(part).norm] for part in _GAP.split(phrase.strip())]
    return [unit for i, part in enumerate(parts) for unit in ([" ?", *part] if i else part)]


def _written(node: _Tree) -> str:
    ways = [unit + _written(below) for unit, below in node.items() if unit]
    body = "|".join(ways) if len(ways) < 2 else f"(?:{'|'.join(ways)})"
    return f"(?:{body})?" if "" in node and ways else body


def whole(phrases: Iterable[str]) -> str:
    """The same, as whole words."""
    return rf"(?<!\w)(?:{any_of(phrases)})(?!\w)"


@cache
def words(role: str) -> tuple[str, ...]:
    """The words of one role."""
    return tuple(row["word"] for row in rows("cue_words") if row["role"] == role)


@cache
def pattern(role: str, *, before: str = "", after: str = "") -> re.Pattern[str]:
    """Any word of a role, with more around it."""
    return re.compile(before + whole(words(role)) + after)


@cache
def finite_verb() -> re.Pattern[str]:
    """A finite verb by its form. Loose on purpose: it is only asked at the edges of clauses."""
    past, present, both = (any_of(words(role)) for role in ("past", "present", "past_noun"))
    return re.compile(
        r"(?<!\w)(?!مانند(?!\w))(?:"
        r"\w{6,}است|نیست(?:ند|یم|م)?|هست(?:ند|یم|م)?|است|ن?بود(?:ند|یم|م)?"
        rf"|ن?می ?(?:{past}|{present}|{both})(?:د|ند|یم|م)?"
        rf"|(?:ن|ب)(?:{both})|(?:ن|ب)?(?:{both})(?:ند|یم|م|ه ?است|ه ?اند|ه ?بود(?:ند)?|ه ?ایم)"
        r"|ن?خواه(?:د|ند|یم|م) ?\w+"
        rf"|(?:ن|ب)?(?:{past})(?:ند|یم|م|ه ?است|ه ?اند|ه ?بود(?:ند)?|ه ?ایم)?"
        r"|\w{2,}ه ?(?:است|اند|بودند|بود|ایم|ام|شد|شدند|باشد|باشند|شود|شوند)"
        rf"|(?:ن|ب)?(?:{present})(?:د|ند|یم|م)"
        r"|دار(?:د|ند|یم|م)|ندار(?:د|ند|یم|م)"
        r")(?!\w)"
    )


@cache
def first_person_verb() -> re.Pattern[str]:
    """A finite verb of the first person, by its form."""
    past, present = any_of([*words("past"), *words("past_noun")]), any_of(words("present"))
    return re.compile(
        rf"(?<!\w)(?:ن?می ?(?:{past}|{present})(?:یم|م)|(?:ن|ب)?(?:{past})(?:یم|ه ?ایم|ه ?ام)"
        rf"|(?:ن|ب)?(?:{present})یم|ن?خواه(?:م|یم)|نیست(?:م|یم)|هست(?:م|یم)|ن?دار(?:م|یم))(?!\w)"
    )
