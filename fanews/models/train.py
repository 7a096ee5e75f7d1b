"""Train the `fast` recogniser: `python -m fanews.models.train ../shared`.

Owns reading of the training data (token-tag files and annotated articles) and the training itself.
It reads train files only; the figures of the model's card are measured on others.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pycrfsuite

from fanews.models.features import features
from fanews.models.phrases import PhraseBook
from fanews.models.tokens import Token, tokenise
from fanews.text import align, fold_key
from fanews.text.sentences import split_sentences

MODEL = Path(__file__).with_name("fast.crf")
TYPES = {"PER": "PER", "PERS": "PER", "LOC": "LOC", "ORG": "ORG", "POG": "ORG"}
# Measured on gold/dev: the annotated articles are few but are exactly what is asked for.
GOLD_COPIES = 3
SETTINGS = {"c1": 0.1, "c2": 0.05, "max_iterations": 100, "feature.minfreq": 2, "feature.possible_transitions": True}

Sentence = tuple[list[Token], list[str]]


def main(shared: Path, model: Path = MODEL) -> None:
    """Train on everything under `shared` that is for training and write the model."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=True)
    trainer.set_params(SETTINGS)
    for name in ("peyma", "parstwiner"):
        for tokens, tags in tagged_sentences(shared / "ner" / name / "train.txt"):
            trainer.append(features(tokens), tags)
    for tokens, tags in annotated_sentences(shared / "gold" / "train"):
        for _ in range(GOLD_COPIES):
            trainer.append(features(tokens), tags)
    trainer.train(str(model))


def tagged_sentences(path: Path) -> Iterator[Sentence]:
    """Sentences of a token-tag file, as if the text had been written with its ZWNJs lost."""
    words: list[tuple[str, str]] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        parts = re.split(r"\t|\|(?=[BIO](?:[_-]|$))", line.strip("\n"))
        if len(parts) > 1:
            words.append((parts[0], parts[-1].strip()))
        elif words:
            yield _retokenised(words)
            words = []


def _retokenised(words: list[tuple[str, str]]) -> Sentence:
    text, ends, tags = "", [], []
    for word, tag in words:
        text += (" " if text else "") + align(word).norm.replace(" ", "")
        ends.append(len(text))
        tags.append(_tag(tag))
    tokens = tokenise(text)
    return tokens, _consistent([_tag_at(token, ends, tags) for token in tokens])


def _tag(tag: str) -> str:
    match = re.match(r"([BI])[_-](\w+)", tag)
    kind = TYPES.get(match.group(2).upper()) if match else None
    return f"{match.group(1)}-{kind}" if match and kind else "O"


def _tag_at(token: Token, ends: list[int], tags: list[str]) -> str:
    return next(tag for end, tag in zip(ends, tags, strict=True) if token.start < end)


def _consistent(tags: list[str]) -> list[str]:
    """A B- for each I- that follows nothing of its type (a word in two tokens repeats its B-)."""
    out: list[str] = []
    for tag in tags:
        before = out[-1] if out else "O"
        out.append("B" + tag[1:] if tag[0] == "I" and before[2:] != tag[2:] else tag)
    return out


def annotated_sentences(folder: Path) -> Iterator[Sentence]:
    """Sentences of annotated articles: every place where an annotated surface stands is one."""
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        if gold["language"] != "fa":
            continue
        norm = align(path.with_suffix(".txt").read_text("utf-8")).norm
        book = PhraseBook({e["text"]: e["type"] for e in gold["entities"] if fold_key(e["text"])})
        for sentence in split_sentences(norm):
            tokens = tokenise(norm, sentence.start, sentence.end)
            yield tokens, projected(tokens, book)


def projected(tokens: list[Token], book: PhraseBook[str]) -> list[str]:
    """BIO tags of the longest known surfaces, left to right."""
    tags = ["O"] * len(tokens)
    index = 0
    while index < len(tokens):
        found = book.longest(tokens, index)
        if found is None or tokens[index].key in '«»()"':
            index += 1
            continue
        end, kind = found
        tags[index:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - index - 1)
        index = end
    return tags


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(Path, sys.argv[2:3]))
