"""Train the CRFs: `python -m fanews.models.train ../shared` (that of `accurate`), `... ../shared SILVER.gz` (`fast`).

Owns reading of the training data (token-tag files and annotated articles) and the training itself.
It reads train files only; the figures of the model's card are measured on others.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pycrfsuite

from fanews.models.features import features
from fanews.models.phrases import PhraseBook
from fanews.models.recogniser import ACCURATE_CRF, FAST_MODEL
from fanews.models.silver import silver_sentences
from fanews.models.tokens import Token, tokenise
from fanews.text import align, fold_key
from fanews.text.sentences import split_sentences

TYPES = {"PER": "PER", "PERS": "PER", "LOC": "LOC", "ORG": "ORG", "POG": "ORG"}
# Measured on gold/dev: the annotated articles are few but are exactly what is asked for.
GOLD_COPIES = 3
SETTINGS = {"max_iterations": 15, "feature.minfreq": 2, "feature.possible_transitions": True}

Sentence = tuple[list[Token], list[str]]


def main(shared: Path, silver: Path | None = None) -> None:
    """Train on everything under `shared` that is for training, and on silver labels if given; write the model."""
    trainer = pycrfsuite.Trainer(algorithm="ap", verbose=True)
    trainer.set_params(SETTINGS)
    for tokens, tags in _sentences(shared, silver):
        trainer.append(features(tokens), tags)
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(f"{folder}/crf")
        store(Path(folder, "crf"), FAST_MODEL if silver else ACCURATE_CRF)


def _sentences(shared: Path, silver: Path | None) -> Iterator[Sentence]:
    for name in ("peyma", "parstwiner"):
        yield from tagged_sentences(shared / "ner" / name / "train.txt")
    for _ in range(GOLD_COPIES):
        yield from annotated_sentences(shared / "gold" / "train")
    if silver:
        yield from silver_sentences(silver)
        # A name is a name with a space for its ZWNJ, too: «نیک بخش».
        for name in ("peyma", "parstwiner"):
            yield from tagged_sentences(shared / "ner" / name / "train.txt", spaced=True)


def store(crf: Path, model: Path) -> None:
    """Write what the recogniser needs of a CRFsuite model: attribute names, weights, transitions."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(crf))
    labels: list[str] = sorted(tagger.labels())
    info = tagger.info()
    attributes = {name: row for row, name in enumerate(sorted({a for a, _ in info.state_features}))}
    weights = np.zeros((len(attributes), len(labels)), np.float16)
    for (name, label), weight in info.state_features.items():
        weights[attributes[name], labels.index(label)] = weight
    transitions = np.zeros((len(labels), len(labels)), np.float32)
    for (before, after), weight in info.transitions.items():
        transitions[labels.index(before), labels.index(after)] = weight
    names = np.array("\n".join(attributes))
    np.savez_compressed(model, labels=np.array(labels), attributes=names, weights=weights, transitions=transitions)


def tagged_sentences(path: Path, *, spaced: bool = False) -> Iterator[Sentence]:
    """Sentences of a token-tag file, as if the text had been written with its ZWNJs lost.

    `spaced`: those with a ZWNJ in a name, as if spaces had been typed for them.
    """
    words: list[tuple[str, str]] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        parts = re.split(r"\t|\|(?=[BIO](?:[_-]|$))", line.strip("\n"))
        if len(parts) > 1:
            words.append((parts[0], parts[-1].strip()))
        elif words:
            if not spaced or any("\u200c" in word and _tag(tag) != "O" for word, tag in words):
                yield _retokenised(words, " " if spaced else "")
            words = []


def _retokenised(words: list[tuple[str, str]], gap: str) -> Sentence:
    text, ends, tags = "", [], []
    for word, tag in words:
        text += (" " if text else "") + align(word.replace("\u200c", gap)).norm.replace(" ", gap)
        ends.append(len(text))
        tags.append(_tag(tag))
    tokens = tokenise(text)
    return tokens, _token_tags(tokens, ends, tags)


def _tag(tag: str) -> str:
    match = re.match(r"([BI])[_-](\w+)", tag)
    kind = TYPES.get(match.group(2).upper()) if match else None
    return f"{match.group(1)}-{kind}" if match and kind else "O"


def _token_tags(tokens: list[Token], ends: list[int], tags: list[str]) -> list[str]:
    """Each token's tag; a word in two tokens begins its name once."""
    out: list[str] = []
    seen = -1
    for token in tokens:
        word = next(i for i, end in enumerate(ends) if token.start < end)
        tag = tags[word]
        out.append("I" + tag[1:] if tag[0] == "B" and word == seen else tag)
        seen = word
    return _consistent(out)


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
    main(*map(Path, sys.argv[1:4]))
