"""Compile `zwnj.tsv.gz`: how news spells the words that the rules of `fanews.text.zwnj` would spell otherwise.

`python -m fanews.text.build_zwnj ../shared` counts spellings over unlabelled articles, without those kept for
measuring (`fanews.text.articles.is_held_out`), and adds the word list of hazm (MIT licence). Only words and
their spellings go into the file, no sentence; the names of persons are looked up in lists of names and left
whole. It is read at run time by `fanews.text.zwnj` alone.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from importlib.resources import files
from math import log2
from pathlib import Path

from fanews.text.aligned import align
from fanews.text.articles import MARK, is_held_out, marked_texts
from fanews.text.zwnj import DATA, UNJOINED, Lexicon, Places, by_rule

_WORD = re.compile(rf"[^\W\d_{MARK}]+(?:{MARK}[^\W\d_{MARK}]+)*")
_UNSEEN = re.compile(rf"(?<=[{''.join(UNJOINED)}]){MARK}")
_HEADER = (
    "# word, how common it is (0-9), where its ZWNJs go (- nowhere; empty: as the rules say).\n"
    "# From the word list of hazm 0.12.1 (https://github.com/roshan-research/hazm, MIT licence) and counts over\n"
    "# unlabelled Persian news (fanews/text/build_zwnj.py).\n"
)
# A spelling is taken when this share of its writers use it. The rules, or hazm's list, count as one writer who
# is right nine times in ten. With each of four tenths of the articles left out in turn: P .953-.969, R .914-.932;
# where writers lost no ZWNJ of their own P .977-.981. A greater share moves P up and R down: 0.7 is P + .009, R - .014.
_LEAST_SHARE = 0.53
_RULE_IS_RIGHT = 0.9
# A name of a person is left whole, unless news has it this often (حزب‌الله is a name too).
_LEAST_SEEN_NAME = 2
_SURNAME = re.compile(r"\w(?:زاده|پور|نژاد|نیا|فر|فرد|نسب|کیا|مقدم|خانی|محمدی|آبادی|الدین|زادگان)\Z")
_LEAST_COMMON = 1  # hazm's own count; words it never counted are mostly made up
_LEAST_SEEN = 2

type Spellings = dict[str, Counter[Places]]


def main(shared: Path, out: Path = DATA) -> None:
    """Write the file."""
    seen = count_spellings(text for name, text in marked_texts(shared / "articles") if not is_held_out(name))
    compiled = compile_lexicon(seen, _names(shared / "gazetteers"))
    rows = []
    for word in sorted(compiled.weights.keys() | compiled.spellings.keys()):
        places = compiled.spellings.get(word)
        shown = "" if places is None else ",".join(map(str, places)) or "-"
        rows.append(f"{word}\t{compiled.weights.get(word, '')}\t{shown}\n")
    out.write_bytes(gzip.compress((_HEADER + "".join(rows)).encode("utf-8"), 9, mtime=0))


def count_spellings(texts: Iterable[str]) -> Spellings:
    """Word without its ZWNJs → places of its ZWNJs → how often; those that show nothing are not counted."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_WORD.findall(_UNSEEN.sub("", text)))
    seen: Spellings = defaultdict(Counter)
    for word, count in counts.items():
        seen[word.replace(MARK, "")][_places(word)] += count
    return seen


def compile_lexicon(seen: Spellings, names: frozenset[str] = frozenset()) -> Lexicon:
    """Known words with their weight, and the spellings that the rules do not find. Only frequent `names` are split."""
    plain, compounds = _hazm_words()
    weights = {word: 1 for word in plain if word not in seen}
    for word, spellings in seen.items():
        if spellings[()] * 2 > spellings.total() and (spellings.total() >= _LEAST_SEEN or word in plain):
            weights[word] = min(9, 1 + int(log2(spellings.total())))
    known = Lexicon({}, weights)
    decided = {word: places for word, places in compounds.items() if word not in seen and word not in plain}
    for word, spellings in seen.items():
        decided[word] = _decide(spellings, by_rule(word, known) or compounds.get(word, ()))
    decided |= {name: () for name in names if name not in decided}
    for word in decided:
        if (word in names or _SURNAME.search(word)) and seen.get(word, Counter()).total() < _LEAST_SEEN_NAME:
            decided[word] = ()
    bases = Lexicon({word: places for word, places in decided.items() if places}, weights)
    return Lexicon({word: places for word, places in decided.items() if places != by_rule(word, bases)}, weights)


def _decide(spellings: Counter[Places], rule: Places) -> Places:
    votes: dict[Places, float] = dict(spellings)
    if rule:
        votes[rule] = votes.get(rule, 0) + _RULE_IS_RIGHT
        votes[()] = votes.get((), 0) + 1 - _RULE_IS_RIGHT
    split = [(count, places) for places, count in votes.items() if places]
    if not split or sum(count for count, _ in split) < _LEAST_SHARE * sum(votes.values()):
        return ()
    return max(split)[1]


def _names(folder: Path) -> frozenset[str]:
    rows = [
        row for kind in ("first", "last") for row in (folder / f"{kind}_names_fa.csv").read_text("utf-8").splitlines()
    ]
    return frozenset(align(row.partition(",")[0]).norm.replace(" ", "") for row in rows)


def _hazm_words() -> tuple[set[str], dict[str, Places]]:
    plain: set[str] = set()
    compounds: dict[str, Places] = {}
    for line in (files("hazm") / "data" / "words.dat").read_text("utf-8").splitlines():
        word, count, _ = line.split("\t")
        marked = _UNSEEN.sub("", align(word.replace("\u200c", MARK), join=False).norm)
        if MARK in marked:
            compounds[marked.replace(MARK, "")] = _places(marked)
        elif int(count) >= _LEAST_COMMON:
            plain.add(marked)
    return plain, compounds


def _places(marked: str) -> Places:
    ends: list[int] = []
    length = 0
    for part in marked.split(MARK)[:-1]:
        length += len(part)
        ends.append(length)
    return tuple(ends)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
