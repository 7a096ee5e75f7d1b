"""Silver labels: `python -m fanews.models.silver ../shared SILVER.gz`.

Owns tagging unlabelled articles with the `accurate` recogniser, for the `fast` one to learn from. The file
holds third-party text and stays out of the project. Sentences of the annotated articles are left out: those for
training have better labels, the others are for measuring.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

from fanews.models.clusters import article_texts
from fanews.models.encoder import accurate
from fanews.models.tokens import Token, tokenise
from fanews.text import align
from fanews.text.sentences import split_sentences

Sentence = tuple[list[Token], list[str]]


def main(shared: Path, target: Path) -> None:
    """Write one `word TAB tag` a line, a blank line behind each sentence."""
    recogniser = accurate()
    seen = {_key(s) for path in (shared / "gold").glob("*/*.txt") for s in _sentences(path.read_text("utf-8"))}
    with gzip.open(target, "wt", encoding="utf-8") as file:
        for text in article_texts(shared):
            fresh = [s for s in _sentences(text) if _key(s) not in seen]
            seen.update(map(_key, fresh))
            for tokens, tags in zip(fresh, recogniser.recognise(fresh), strict=True):
                file.writelines(f"{token.key}\t{tag}\n" for token, tag in zip(tokens, tags, strict=True))
                file.write("\n")


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


def _sentences(text: str) -> list[list[Token]]:
    norm = align(text).norm
    return [tokens for s in split_sentences(norm) if (tokens := tokenise(norm, s.start, s.end))]


def _key(tokens: list[Token]) -> str:
    return " ".join(t.key for t in tokens)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
