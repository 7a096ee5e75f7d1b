"""Recognisers of names: the sentences of an article in, one BIO tag a token out (PER, ORG, LOC).

Owns loading and running the models. Overriding them by lexicon and grammar is done elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from fanews.models.features import (
    PLACES,
    Unit,
    edge_features,
    pair_keys,
    unit_features,
    units_of,
)
from fanews.models.tokens import Token

FAST_MODEL = Path(__file__).with_name("fast.npz")
_Array = np.ndarray[Any, np.dtype[np.float32]]
# Above this many cached tokens the cache starts afresh: bounded memory over any number of articles.
_CACHE_SIZE = 100_000


class Recogniser(Protocol):
    """Any model that tags sentences."""

    def recognise(self, sentences: Sequence[Sequence[Token]]) -> list[list[str]]:
        """For each sentence one of O, B-PER, I-PER, B-ORG, I-ORG, B-LOC, I-LOC a token."""
        ...


class CrfRecogniser:
    """A linear-chain conditional random field trained with CRFsuite, run by summing cached weights.

    CRFsuite looks up some forty feature strings a token; here the weights of each distinct token are
    summed once and kept, and pairs of neighbours are looked up as pairs.
    """

    def __init__(self, model: Path) -> None:
        with np.load(model, allow_pickle=False) as stored:
            self.labels: list[str] = [str(x) for x in stored["labels"]]
            names = str(stored["attributes"]).split("\n")
            weights = stored["weights"].astype(np.float32)
            self._transitions = _legal(
                stored["transitions"].astype(np.float32), self.labels
            )
        self._starts = _legal_starts(self.labels)
        # The last row is all zeros: what the model does not know.
        self._weights = np.concatenate(
            [weights, np.zeros((1, len(self.labels)), np.float32)]
        )
        self._unit_rows = _unit_rows(names)
        self._pair_rows = _pair_rows(names)
        firsts, lasts = (
            [names.index(n) if n in names else -1 for n in edge_features(first)]
            for first in (True, False)
        )
        self._edges = [self._weights[firsts].sum(0), self._weights[lasts].sum(0)]
        self._forget()

    def _forget(self) -> None:
        self._units: dict[Unit, int] = {}
        self._unit_weights = np.zeros((4096, len(PLACES), len(self.labels)), np.float32)

    def recognise(self, sentences: Sequence[Sequence[Token]]) -> list[list[str]]:
        """See `Recogniser`."""
        if len(self._units) > _CACHE_SIZE:
            self._forget()
        full = [s for s in sentences if s]
        if not full:
            return [[] for _ in sentences]
        paths = iter(
            _best_paths(
                [self._scores(s) for s in full], self._transitions, self._starts
            )
        )
        return [[self.labels[i] for i in next(paths)] if s else [] for s in sentences]

    def _scores(self, tokens: Sequence[Token]) -> _Array:
        """The weight of each label for each token of a sentence."""
        units = units_of(tokens)
        ids = [self._unit_id(u) for u in units]
        seen = self._unit_weights[ids]
        scores: _Array = seen[:, 0].copy()
        for column, place in enumerate(PLACES[1:], 1):
            if abs(place) < len(ids):
                if place < 0:
                    scores[-place:] += seen[:place, column]
                else:
                    scores[:-place] += seen[place:, column]
        if len(ids) > 1:
            pairs = self._weights[
                [self._pair(left, right) for left, right in pairwise(units)]
            ]
            scores[:-1] += pairs[:, 0::2].sum(1)
            scores[1:] += pairs[:, 1::2].sum(1)
        scores[0] += self._edges[0]
        scores[-1] += self._edges[1]
        return scores

    def _unit_id(self, unit: Unit) -> int:
        found = self._units.get(unit)
        if found is None:
            found = self._units[unit] = len(self._units)
            self._unit_weights = _room(self._unit_weights, found)
            rows = [self._unit_rows.get(name, _NOWHERE) for name in unit_features(unit)]
            self._unit_weights[found] = self._weights[rows].sum(axis=0)
        return found

    def _pair(self, left: Unit, right: Unit) -> list[int]:
        """Rows of the weights for the left and right token in turn, a pair of rows a kind of pair."""
        known = self._pair_rows
        rows: list[int] = []
        for key in pair_keys(left, right):
            rows += known.get(key, _UNKNOWN)
        return rows


_UNKNOWN = (-1, -1)
_NOWHERE = (-1,) * len(PLACES)


def _unit_rows(names: list[str]) -> dict[str, tuple[int, ...]]:
    """Feature of a token → the row of its weights as seen from each of `PLACES`."""
    found: dict[str, list[int]] = {}
    for row, name in enumerate(names):
        if "\t" not in name:
            place, _, base = (
                name.partition(":")
                if name[0] in "-12" and ":" in name[1:3]
                else ("0", "", name)
            )
            found.setdefault(base, list(_NOWHERE))[PLACES.index(int(place))] = row
    return {name: tuple(rows) for name, rows in found.items()}


def _pair_rows(names: list[str]) -> dict[tuple[str, str, str], tuple[int, int]]:
    """(kind, left, right) → rows of what it adds to its left and to its right token."""
    found: dict[tuple[str, str, str], tuple[int, int]] = {}
    for row, name in enumerate(names):
        if "\t" in name:
            kind, a, b = name[1:].split("\t")
            old = found.get((kind, a, b), _UNKNOWN)
            found[kind, a, b] = (row, old[1]) if name[0] == "l" else (old[0], row)
    return found


def _room(weights: _Array, index: int) -> _Array:
    return (
        weights
        if index < len(weights)
        else np.concatenate([weights, np.zeros_like(weights)])
    )


def _legal(transitions: _Array, labels: list[str]) -> _Array:
    """No I- after anything but B- or I- of its own type."""
    for i, before in enumerate(labels):
        for j, label in enumerate(labels):
            if label[0] == "I" and before[2:] != label[2:]:
                transitions[i, j] = -1e4
    return transitions


def _legal_starts(labels: list[str]) -> _Array:
    return np.array([-1e4 if label[0] == "I" else 0 for label in labels], np.float32)


def _best_paths(
    scores: list[_Array], transitions: _Array, starts: _Array
) -> list[list[int]]:
    """Viterbi over all sentences of an article at once, padded to the longest."""
    lengths = [len(s) for s in scores]
    count, longest, labels = len(scores), max(lengths), len(starts)
    padded = np.zeros((count, longest, labels), np.float32)
    for i, s in enumerate(scores):
        padded[i, : len(s)] = s
    back = np.zeros((count, longest, labels), np.int8)
    best = padded[:, 0] + starts
    finals = np.empty((count, labels), np.float32)
    ends = {n - 1: [i for i in range(count) if lengths[i] == n] for n in set(lengths)}
    for step in range(longest):
        if step:
            through = best[:, :, None] + transitions[None]
            back[:, step] = through.argmax(axis=1)
            best = through.max(axis=1) + padded[:, step]
        if step in ends:
            finals[ends[step]] = best[ends[step]]
    return [_walk(back[i], int(finals[i].argmax()), lengths[i]) for i in range(count)]


def _walk(
    back: np.ndarray[Any, np.dtype[np.int8]], last: int, length: int
) -> list[int]:
    path = [last]
    for step in range(length - 1, 0, -1):
        path.append(int(back[step, path[-1]]))
    return path[::-1]


@cache
def fast() -> Recogniser:
    """The CRF shipped with fanews, loaded once a process."""
    return CrfRecogniser(FAST_MODEL)
