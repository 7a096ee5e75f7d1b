"""Silver labels: `python -m fanews.models.silver ../shared SILVER.gz`.

Owns tagging unlabelled articles with the `accurate` recogniser, for the `fast` one to learn from: sentences as they
are and, where a name may be told by a ZWNJ alone, once more with spaces for ZWNJs. The file holds third-party
text and stays out of the project. Sentences of the annotated articles are left out: those for training have better
labels, the others are for measuring.
"""

from __future__ import annotations

import gzip
import sys
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import TextIO

from fanews.models.clusters import article_texts
from fanews.models.encoder import accurate
from fanews.models.tokens import Token, tokenise
from fanews.text import align
from fanews.text.sentences import split_sentences

Sentence = tuple[list[Token], list[str]]


def main(shared: Path, target: Path) -> None:
    """Write one `word TAB tag` a line, a blank line behind each sentence."""
    recogniser = accurate()
    seen = {_key(s) for path in (shared / "gold").glob("*/*.txt") for s, _ in _sentences(path.read_text("utf-8"))}
    with gzip.open(target, "wt", encoding="utf-8") as file:
        for text in article_texts(shared):
            fresh = [(s, spaced) for s, spaced in _sentences(text) if _key(s) not in seen]
            seen.update(_key(s) for s, _ in fresh)
            for (tokens, spaced), tags in zip(fresh, recogniser.recognise([s for s, _ in fresh]), strict=True):
                _write(file, tokens, tags)
                if _differ(tokens, spaced) and any(tag != "O" for tag in tags):
                    _write(file, spaced, respaced(tokens, tags, spaced))


def _write(file: TextIO, tokens: list[Token], tags: list[str]) -> None:
    file.writelines(f"{token.key}\t{tag}\n" for token, tag in zip(tokens, tags, strict=True))
    file.write("\n")


def respaced(tokens: list[Token], tags: list[str], spaced: list[Token]) -> list[str]:
    """The tags of the same letters cut into other words.

    >>> from fanews.models.tokens import tokenise
    >>> respaced(tokenise("نیکبخش رفت"), ["B-PER", "O"], tokenise("نیک بخش رفت"))
    ['B-PER', 'I-PER', 'O']
    """
    ends = list(accumulate(len(t.key) for t in tokens))
    found: list[str] = []
    start = 0
    for token in spaced:
        word = bisect_right(ends, start)
        begins = start == ends[word] - len(tokens[word].key)
        found.append(tags[word] if begins else tags[word].replace("B-", "I-"))
        start += len(token.key)
    return found


def silver_sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of such a file; their tokens have no place in a text."""
    tokens: list[Token] = []
    tags: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            word, _, tag = line.rstrip("\n").partition("\t")
            if tag:
                tokens.append(Token(0, 0, word))
                tags.append(tag)
            elif tokens:
                yield tokens, tags
                tokens, tags = [], []


def _sentences(text: str) -> list[tuple[list[Token], list[Token]]]:
    """The tokens of each sentence, and those it has with spaces for its ZWNJs."""
    aligned = align(text)
    found = []
    for sentence in split_sentences(aligned.norm):
        tokens = tokenise(aligned.norm, sentence.start, sentence.end)
        words = aligned.span(sentence.start, sentence.end).surface
        spaced = tokenise(align(words.replace("\u200c", " ")).norm) if "\u200c" in words else tokens
        if tokens:
            found.append((tokens, spaced))
    return found


def _differ(tokens: list[Token], spaced: list[Token]) -> bool:
    """Whether the same letters are cut into other words."""
    same = "".join(t.key for t in tokens) == "".join(t.key for t in spaced)
    return same and _key(tokens) != _key(spaced)


def _key(tokens: list[Token]) -> str:
    return " ".join(t.key for t in tokens)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
