"""The `accurate` recogniser: a six-layer encoder, int8, run by ONNX Runtime on the CPU, together with a CRF.

Owns running the shipped network (`encoder.onnx`): words to pieces, batches by length, scores from each word's first
piece, added to those of a CRF. The encoder knows the language, the CRF the lexicons: together they err less than
either. The CRF is that of `fast` trained on annotated text alone: the one that learned from this recogniser adds
less to it. How it was made: `encoder_prepare.py`, `encoder_train.py`, `train.py`, and the card (`accurate.md`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from fanews.models.pieces import END, PADDING, START, load_pieces
from fanews.models.recogniser import ACCURATE_CRF, CrfRecogniser, Recogniser, Scores
from fanews.models.tokens import Token

ENCODER = Path(__file__).with_name("encoder.onnx")
LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
# Positions the encoder knows; a longer sentence is read in windows of so many pieces, cut between words.
MAX_PIECES = 200
# On one core a batch saves a third of a millisecond a sentence, and each padded piece costs a tenth: windows go
# together only when they are nearly of one length.
BATCH_PIECES, PADDING_SHARE = 4096, 0.05
# What the encoder's log probabilities weigh beside the CRF's scores: of 5, 10, 20 and 40 the best on ParsTwiNER dev.
WEIGHT = 20.0

_Window = tuple[int, list[int], list[int]]  # the sentence, its pieces, where each word's first piece stands


class EncoderRecogniser:
    """Tags whole articles at once, which is several times faster than sentence by sentence."""

    def __init__(self, crf: CrfRecogniser) -> None:
        self._session = _session()
        self._crf = crf
        self._columns = [LABELS.index(label) for label in crf.labels]

    def recognise(self, sentences: Sequence[Sequence[Token]]) -> list[list[str]]:
        """See `Recogniser`."""
        full = [s for s in sentences if s]
        if not full:
            return [[] for _ in sentences]
        both = [c + WEIGHT * e for c, e in zip(self._crf.scores(full), self._scores(full), strict=True)]
        tags = iter(self._crf.best_tags(both))
        return [next(tags) if s else [] for s in sentences]

    def _scores(self, sentences: Sequence[Sequence[Token]]) -> list[Scores]:
        """For each sentence the log probability of each of the CRF's labels for each token."""
        windows = [w for number, tokens in enumerate(sentences) for w in _windows(number, tokens)]
        by_length = sorted(range(len(windows)), key=lambda i: len(windows[i][1]))
        read: dict[int, Scores] = {}
        for batch in _batches(by_length, windows):
            read.update(zip(batch, self._run([windows[i] for i in batch]), strict=True))
        parts: list[list[Scores]] = [[] for _ in sentences]
        for i, (number, _, _) in enumerate(windows):
            parts[number].append(read[i])
        return [np.concatenate(p) for p in parts]

    def _run(self, windows: Sequence[_Window]) -> Iterator[Scores]:
        width = max(len(pieces) for _, pieces, _ in windows) + 2
        ids = np.full((len(windows), width), PADDING, dtype=np.int64)
        for row, (_, pieces, _) in enumerate(windows):
            ids[row, : len(pieces) + 2] = [START, *pieces, END]
        (logits,) = self._session.run(None, {"ids": ids, "mask": (ids != PADDING).astype(np.int64)})
        for row, (_, _, firsts) in enumerate(windows):
            own = logits[row, np.array(firsts) + 1][:, self._columns]
            own -= own.max(axis=1, keepdims=True)
            yield own - np.log(np.exp(own).sum(axis=1, keepdims=True))


@cache
def accurate() -> Recogniser:
    """The encoder shipped with fanews, loaded once a process. Raises ImportError without ONNX Runtime."""
    return EncoderRecogniser(CrfRecogniser(ACCURATE_CRF))


@lru_cache(maxsize=100_000)
def _cut(word: str) -> tuple[int, ...]:
    return tuple(load_pieces().cut(word))


def _windows(number: int, tokens: Sequence[Token]) -> Iterator[_Window]:
    pieces: list[int] = []
    firsts: list[int] = []
    for token in tokens:
        cut = _cut(token.key)
        if pieces and len(pieces) + len(cut) > MAX_PIECES:
            yield number, pieces, firsts
            pieces, firsts = [], []
        firsts.append(len(pieces))
        pieces += cut
    if firsts:
        yield number, pieces, firsts


def _batches(by_length: Sequence[int], windows: Sequence[_Window]) -> Iterator[list[int]]:
    batch: list[int] = []
    for i in by_length:
        length = len(windows[i][1])
        too_long = batch and length > len(windows[batch[0]][1]) * (1 + PADDING_SHARE)
        if too_long or (len(batch) + 1) * (length + 2) > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(i)
    yield batch


def _session() -> Any:
    import onnxruntime  # optional: the fast recogniser does without

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # articles are parsed side by side, one process a core
    # The fused sum and normalisation takes three times as long as the two apart: a fifth of all the work.
    slow = ["SkipLayerNormFusion"]
    return onnxruntime.InferenceSession(ENCODER, options, providers=["CPUExecutionProvider"], disabled_optimizers=slow)
