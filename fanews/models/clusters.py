"""Word clusters from unlabelled news: `python -m fanews.models.clusters ../shared`.

Owns the making of `clusters.tsv.gz`: words used beside the same words get the same number, so that
the recogniser learns of rare names from common ones. Positive pointwise mutual information with the
words right before and right behind, reduced by a singular value decomposition, then k-means.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from fanews.models.features import CLUSTERS
from fanews.models.tokens import tokenise
from fanews.text import align
from fanews.text.sentences import split_sentences

WORDS, CONTEXTS, DIMENSIONS, NUMBER, LEAST = 30_000, 1_500, 80, 400, 3
_Matrix = np.ndarray[Any, np.dtype[np.float32]]


def main(shared: Path, target: Path = CLUSTERS) -> None:
    """Cluster the words of every article under `shared` and write the numbers."""
    sentences = [[t.key for t in s] for text in _texts(shared) for s in _sentences(text)]
    counts = Counter(word for s in sentences for word in s)
    words = [word for word, n in counts.most_common(WORDS) if n >= LEAST]
    numbers = _k_means(_vectors(sentences, words), NUMBER)
    lines = "".join(f"{word}\t{number}\n" for word, number in zip(words, numbers, strict=True))
    target.write_bytes(gzip.compress(lines.encode(), mtime=0))


def article_texts(shared: Path) -> Iterator[str]:
    """Every unlabelled article under `shared`."""
    for path in sorted((shared / "articles").rglob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            yield json.loads(line)["text"]
    for path in sorted((shared / "articles").rglob("*.txt")):
        yield path.read_text("utf-8")


def _texts(shared: Path) -> Iterator[str]:
    yield from article_texts(shared)
    for name in ("peyma", "parstwiner"):
        lines = (shared / "ner" / name / "train.txt").read_text("utf-8").splitlines()
        yield "\n".join(" ".join(s) for s in _untagged(lines))


def _untagged(lines: list[str]) -> Iterator[list[str]]:
    words: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            words.append(line.replace("\t", "|").split("|")[0])
        elif words:
            yield words
            words = []


def _sentences(text: str) -> Iterator[list[Any]]:
    norm = align(text).norm
    for s in split_sentences(norm):
        yield tokenise(norm, s.start, s.end)


def _vectors(sentences: list[list[str]], words: list[str]) -> _Matrix:
    """A unit vector a word."""
    index = {word: i for i, word in enumerate(words)}
    pairs = np.zeros((len(words), 2 * CONTEXTS), np.float32)
    for s in sentences:
        ids = [index.get(w, -1) for w in s]
        for left, right in pairwise(ids):
            if left >= 0 and 0 <= right < CONTEXTS:
                pairs[left, right] += 1
            if right >= 0 and 0 <= left < CONTEXTS:
                pairs[right, CONTEXTS + left] += 1
    expected = pairs.sum(1, keepdims=True) * pairs.sum(0, keepdims=True) / np.maximum(pairs.sum(), 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        information = np.nan_to_num(np.log(pairs / expected), neginf=0, posinf=0).clip(0)
    return _reduced(information)


def _reduced(matrix: _Matrix) -> _Matrix:
    values, vectors = np.linalg.eigh(matrix.T @ matrix)
    reduced = matrix @ vectors[:, -DIMENSIONS:] / np.sqrt(np.sqrt(values[-DIMENSIONS:].clip(1e-6)))
    unit: _Matrix = (reduced / np.maximum(np.linalg.norm(reduced, axis=1, keepdims=True), 1e-6)).astype(np.float32)
    return unit


def _k_means(vectors: _Matrix, number: int, rounds: int = 25) -> list[int]:
    """Spherical k-means, started at every so-manieth word by frequency so that a run can be repeated."""
    centres = vectors[:: max(1, len(vectors) // 4 // number)][:number].copy()
    nearest = np.zeros(len(vectors), int)
    for _ in range(rounds):
        nearest = (vectors @ centres.T).argmax(1)
        for c in range(len(centres)):
            if (nearest == c).any():
                centres[c] = vectors[nearest == c].sum(0)
        centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-6)
    return [int(n) for n in nearest]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
