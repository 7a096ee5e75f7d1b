"""Finite verbs: where a clause ends, and in which tense, person and polarity.

Owns the morphology of `lexicon/visit_verbs.tsv`. It knows nothing of visits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from fanews.lexicon import rows


class Tense(StrEnum):
    """How a finite verb places its event."""

    FUTURE = "future"
    PRESENT = "present"
    SUBJUNCTIVE = "subjunctive"
    PAST = "past"
    PERFECT = "perfect"
    PLUPERFECT = "pluperfect"


@dataclass(frozen=True, slots=True)
class Verb:
    """A finite verb; `lemma` is its past stem (`بود` for the copula)."""

    start: int
    end: int
    lemma: str
    tense: Tense
    negative: bool
    first_person: bool


_PAST_END = "(?:م|ی|یم|ید|ند)"
_PRES_END = "(?:م|ی|د|یم|ید|ند)"
_AUX = r"(?: ?(?:ام|ای|است|ایم|اید|اند)(?!\w))"
_COPULA = "است|هستند|هستیم|هستم|هست|نیستند|نیست"
# What may follow a participle or a noun-like stem only when it is the verb of its clause.
_CLAUSE_END = r"(?=\s*(?:[،؛.:!؟?\n»)]|$)|\s+(?:و|که|اما|ولی|تا)(?!\w))"
_REPORTING = "(?:(?<=اعلام )|(?<=تاکید )|(?<=ادعا )|(?<=عنوان )|(?<=اظهار )|(?<=خبر )|(?<=گزارش )|(?<=سفر ))"
_FIRST_PERSON = re.compile(r"(?:م|یم)(?:\s|$)|(?:ام|ایم|م|یم)$|خواه(?:م|یم) ")


def _any(stems: Iterable[str]) -> str:
    return "|".join(sorted(set(stems), key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    table = rows("visit_verbs")
    past, present = _any(r["past"] for r in table), _any(r["present"] for r in table if r["present"])
    plain, noun = _any(r["past"] for r in table if not r["noun"]), _any(r["past"] for r in table if r["noun"])
    bare = _any(r["present"] for r in table if r["bare"] and r["present"])
    forms = (
        rf"(?P<future>ن?خواه{_PRES_END} ?(?:{past}))",
        rf"(?P<pluperfect>ن?(?:می ?)?(?:{past})ه ?(?:شده ?)?ن?بود{_PAST_END}?)",
        rf"(?P<perfect>ن?(?:می ?)?(?:{past})ه(?:{_AUX}|{_CLAUSE_END})|{_REPORTING}(?:کرده|داده))",
        rf"(?P<present>ن?می ?(?:{present}){_PRES_END}|ن?دار{_PRES_END}|{_COPULA})",
        rf"(?P<past>ن?می ?(?:{past}){_PAST_END}?|ن?(?:{past}){_PAST_END}|ن?(?:{plain})|ن(?:{noun})"
        rf"|(?:{noun}){_CLAUSE_END})",
        rf"(?P<subjunctive>ن?(?:{bare}){_PRES_END}|(?:ن|بی|ب)(?:{present}){_PRES_END})",
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)(?! ?و ?(?:گو|شنود))")


@cache
def _stems() -> tuple[tuple[str, str], ...]:
    pairs = {(s, r["past"]) for r in rows("visit_verbs") for s in (r["past"], r["present"]) if s}
    return tuple(sorted(pairs, key=lambda p: len(p[0]), reverse=True))


_REST = re.compile(r"(?:م|ی|د|یم|ید|ند)?|ه.*")


@cache
def _lemma(form: str) -> str:
    """The past stem of a form the pattern matched."""
    head = re.sub(r"^(?:ن?خواه\w{1,3} ?|ن?می ?)", "", form)
    if re.fullmatch(_COPULA, head):
        return "بود"
    for text in (head, head[1:], head[2:]):
        for stem, past in _stems():
            if text.startswith(stem) and _REST.fullmatch(text[len(stem) :]):
                return past
    return head


def _read(match: re.Match[str]) -> Verb:
    form = match.group()
    lemma = _lemma(form)
    negative = form.startswith("ن") and not lemma.startswith("ن")
    negative = negative or form.startswith("نن") or bool(re.search("ه ?نبود", form))
    return Verb(
        match.start(), match.end(), lemma, Tense(str(match.lastgroup)), negative, bool(_FIRST_PERSON.search(form))
    )


def find_verbs(norm: str, start: int, end: int) -> list[Verb]:
    """Every finite verb of `norm[start:end]`, in order.

    >>> [(v.lemma, v.tense.value) for v in find_verbs("او سفر خواهد کرد", 0, 16)]
    [('کرد', 'future')]
    """
    return [_read(m) for m in _pattern().finditer(norm, start, end)]
