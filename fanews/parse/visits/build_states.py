"""Which state a name acts for, as the articles themselves say: `python -m fanews.parse.visits.build_states ../shared`.

Owns the making of `fanews/lexicon/name_states.tsv`: every name that stands beside an office of a named state
(«... وزیر امور خارجهٔ X») in at least `LEAST_ARTICLES` articles, and in nearly all of them the same state. Nothing is
known of anybody but what articles say. Annotated articles are left out, so that figures on them stay fair.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from fanews.model import Document
from fanews.parse import parse_document
from fanews.parse.names import is_persian
from fanews.parse.places import countries_in
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
# and audited articles left out.
# The last word of a name stands too where it is the last word of names of one state alone and no Persian surname.
name\tiso\tarticles\tof
"""


def main(shared: Path, target: Path = TARGET) -> None:
    """Read every article under `shared` that is not annotated and write the table."""
    states: dict[str, Counter[str]] = defaultdict(Counter)
    for text in _texts(shared):
        for name, state in {*_officials(text)}:
            states[_spelling(name)][state] += 1
    for surname, counts in _surnames(states).items():
        states[surname] += counts
    target.write_text(HEAD + "".join(sorted(_rows(states))), "utf-8")


def _rows(states: dict[str, Counter[str]]) -> Iterator[str]:
    for name, counts in states.items():
        state, articles = counts.most_common(1)[0]
        of = counts.total()
        if of >= LEAST_ARTICLES and articles >= LEAST_SHARE * of:
            yield f"{name}\t{state}\t{articles}\t{of}\n"


def _officials(text: str) -> Iterator[tuple[str, str]]:
    for person in parse_document(Document("", text)).people:
        named = countries_in(person.role or "")
        if person.name and len(set(named)) == 1:
            yield person.name, named[0]


def _spelling(name: str) -> str:
    """One spelling for ي and ی, with and without ZWNJ."""
    return " ".join(align(name).norm.split())


def _surnames(states: dict[str, Counter[str]]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for name, counts in states.items():
        *first, last = name.split()
        if first and len(last) >= _LEAST_SURNAME_LETTERS and not is_persian([fold_key(last)]):
            found[last] += counts
    return found


def _texts(shared: Path) -> Iterator[str]:
    probes = {_probe(path.read_text("utf-8")) for path in (shared / "gold").glob("*/*.txt")}
    audited = {json.loads(line)["id"] for line in AUDIT.open(encoding="utf-8")}
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
