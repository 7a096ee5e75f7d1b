"""Which state a name acts for, as the articles themselves say: `python -m fanews.parse.visits.build_states ../shared`.

Owns the making of `fanews/lexicon/name_states.tsv`: every name that stands beside an office of a named state
(«... وزیر امور خارجهٔ X») in at least `LEAST_ARTICLES` articles, and in nearly all of them the same state. Nothing is
known of anybody but what articles say. Annotated articles are left out, so that figures on them stay fair.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from fanews.model import Document, Level, Person
from fanews.parse import parse_document
from fanews.parse.names import is_persian
from fanews.parse.places import countries_in
from fanews.parse.visits.grammar import words
from fanews.parse.visits.party import HOME
from fanews.text import align, fold_key

TARGET = Path(__file__).parent.parent.parent / "lexicon" / "name_states.tsv"
AUDIT = TARGET.parent.parent.parent / "tests" / "gold" / "audit.jsonl"
# With three, visits with status fell from .732 to .721 on the first audit set and stayed .745 on the second.
LEAST_ARTICLES = 2
# An office wrongly joined to a name is rare but not unknown; one in ten is forgiven.
LEAST_SHARE = 0.9
# A shorter last word is too often part of another name or an everyday word.
_LEAST_SURNAME_LETTERS = 4
_PROBE_CHARS = 60

HEAD = """# Names and the state they act for: `articles` of `of` put an office of that state beside it.
# Made by `python -m fanews.parse.visits.build_states ../shared` from unlabelled news of 2003-2026, annotated
# and audited articles left out. A high office without a state beside a Persian name counts for Iran; one article is
# enough for a whole name beside a high office of a named state.
# The last word of a name stands too where it is the last word of names of one state alone, and a Persian surname only
# for Iran.
name\tiso\tarticles\tof
"""

type Evidence = tuple[
    str, str, bool
]  # a name, the state of an office beside it, whether a high office of a named state


def main(shared: Path, target: Path = TARGET) -> None:
    """Read every article under `shared` that is not annotated and write the table."""
    evidence = Counter(e for text in _texts(shared) for e in {*_officials(parse_document(Document("", text)).people)})
    target.write_text(table(evidence), "utf-8")


def table(evidence: Counter[Evidence]) -> str:
    """The text of the table from the number of articles of each piece of evidence."""
    states: dict[str, Counter[str]] = defaultdict(Counter)
    high: Counter[str] = Counter()
    for (name, state, is_high), articles in evidence.items():
        states[name][state] += articles
        high[name] += articles if is_high else 0
    surnames = _surnames(states)
    rows = [(n, c) for n, c in states.items() if n not in surnames and (c.total() >= LEAST_ARTICLES or high[n])]
    return HEAD + "".join(sorted(_rows(rows + list(surnames.items()))))


def _rows(states: Iterable[tuple[str, Counter[str]]]) -> Iterator[str]:
    for name, counts in states:
        state, articles = counts.most_common(1)[0]
        if articles >= LEAST_SHARE * counts.total():
            yield f"{name}\t{state}\t{articles}\t{counts.total()}\n"


def _officials(people: Iterable[Person]) -> Iterator[Evidence]:
    for person in people:
        if not person.name or not person.role or words("layman").search(align(person.role).norm):
            continue
        named = countries_in(person.role)
        former = words("former").search(align(person.role).norm) is not None
        whole, is_high = " " in person.name.strip(), not former and person.level not in (None, Level.OTHER, Level.ENVOY)
        if len(set(named)) == 1:
            yield _spelling(person.name), named[0], whole and is_high
        elif not named and is_high and whole and _iranian(person.name, person.role):
            yield _spelling(person.name), HOME, False


def _iranian(name: str, role: str) -> bool:
    """Whether an office without a state is one of Iran's: a Persian first name, and an office Iran has."""
    return is_persian([fold_key(name.split()[0])]) and not words("not_ours").match(fold_key(role))


def _spelling(name: str) -> str:
    """One spelling for ي and ی, with and without ZWNJ."""
    return " ".join(align(name).norm.split())


def _surnames(states: dict[str, Counter[str]]) -> dict[str, Counter[str]]:
    """Last words of whole names in enough articles; an office beside the last word alone is less sure, and left out."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for name, counts in states.items():
        *first, last = name.split()
        if first and len(last) >= _LEAST_SURNAME_LETTERS:
            found[last] += counts
    return {n: c for n, c in found.items() if c.total() >= LEAST_ARTICLES and _may_stand_alone(n, c)}


def _may_stand_alone(surname: str, counts: Counter[str]) -> bool:
    return set(counts) == {HOME} or not is_persian([fold_key(surname)])


def _texts(shared: Path) -> Iterator[str]:
    probes = {_probe(path.read_text("utf-8")) for path in (shared / "gold").glob("*/*.txt")}
    audited = {json.loads(line)["id"].removesuffix(".txt") for line in AUDIT.open(encoding="utf-8")}
    for name, text in _every_text(shared / "articles"):
        key = fold_key(text)
        if name not in audited and not any(probe in key for probe in probes):
            yield text


def _probe(text: str) -> str:
    key = fold_key(text)
    return key[len(key) // 2 :][:_PROBE_CHARS]


def _every_text(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.jsonl")):
        for row in map(json.loads, path.open(encoding="utf-8")):
            yield row["id"], row["text"]
    for path in sorted(folder.glob("*/*.txt")):
        yield path.stem, path.read_text("utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
