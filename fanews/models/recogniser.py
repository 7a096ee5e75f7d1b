"""Recognisers of names: the sentences of an article in, one BIO tag a token out (PER, ORG, LOC).

Owns loading and running the models. Overriding them by lexicon and grammar is done elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from fanews.models.features import PAIR_KINDS, PLACES, Unit, edge_features, facets, unit_features, units_of
from fanews.models.tokens import Token

FAST_MODEL = Path(__file__).with_name("fast.npz")
ACCURATE_CRF = Path(__file__).with_name("accurate.npz")
Scores = np.ndarray[Any, np.dtype[np.float32]]  # tokens × labels
_Numbers = np.ndarray[Any, np.dtype[Any]]
# Above this many cached tokens the cache starts afresh: bounded memory over any number of articles.
_CACHE_SIZE = 100_000


class Recogniser(Protocol):
    """Any model that tags sentences."""

    def recognise(self, sentences: Sequence[Sequence[Token]]) -> list[list[str]]:
        """For each sentence one of O, B-PER, I-PER, B-ORG, I-ORG, B-LOC, I-LOC a token."""
        ...


class CrfRecogniser:
    """A linear-chain conditional random field trained with CRFsuite, run over a whole article at once.

    CRFsuite looks up some forty feature strings a token; here the weights of each distinct token are
    summed once and kept, and the pairs of neighbours are looked up as numbers.
    """

    def __init__(self, model: Path) -> None:
        with np.load(model, allow_pickle=False) as stored:
            self.labels: list[str] = [str(x) for x in stored["labels"]]
            names = str(stored["attributes"]).split("\n")
            weights = stored["weights"].astype(np.float32)
            self._transitions = _legal(stored["transitions"].astype(np.float32), self.labels)
        self._starts = _legal_starts(self.labels)
        # The last row is all zeros: what the model does not know.
        self._weights = np.concatenate([weights, np.zeros((1, len(self.labels)), np.float32)])
        self._unit_rows = _unit_rows(names)
        self._pairs = _pairs(names)
        self._first, self._last = (
            self._weights[[_row(names, n) for n in edge_features(f)]].sum(0) for f in (True, False)
        )
        self._forget()

    def _forget(self) -> None:
        self._units: dict[Unit, int] = {}
        self._unit_weights = np.zeros((4096, len(PLACES), len(self.labels)), np.float32)
        self._facets = np.zeros((4096, len(self._pairs)), np.int64)

    def recognise(self, sentences: Sequence[Sequence[Token]]) -> list[list[str]]:
        """See `Recogniser`."""
        full = [s for s in sentences if s]
        if not full:
            return [[] for _ in sentences]
        tags = iter(self.best_tags(self.scores(full)))
        return [next(tags) if s else [] for s in sentences]

    def best_tags(self, scores: Sequence[Scores]) -> list[list[str]]:
        """For each sentence the legal sequence of labels that scores best with the transitions' weights."""
        return [[self.labels[i] for i in path] for path in _best_paths(scores, self._transitions, self._starts)]

    def scores(self, sentences: Sequence[Sequence[Token]]) -> list[Scores]:
        """For each sentence (none empty) the weight of each of `labels` for each token."""
        if len(self._units) > _CACHE_SIZE:
            self._forget()
        known = self._units.get
        found = (n if (n := known(u)) is not None else self._new_unit(u) for s in sentences for u in units_of(s))
        ids = np.fromiter(found, np.intp)
        ends = np.cumsum([len(s) for s in sentences])
        sentence = np.repeat(np.arange(len(sentences)), [len(s) for s in sentences])
        seen = self._unit_weights[ids]
        scores: Scores = seen[:, 0].copy()
        for column, place in enumerate(PLACES[1:], 1):
            step = abs(place)
            within = (sentence[step:] == sentence[:-step])[:, None]
            if place < 0:
                scores[step:] += within * seen[:-step, column]
            else:
                scores[:-step] += within * seen[step:, column]
        within = (sentence[1:] == sentence[:-1])[:, None]
        for column, pairs in enumerate(self._pairs):
            rows = pairs.find(self._facets[ids[:-1], column], self._facets[ids[1:], column])
            scores[:-1] += within * self._weights[rows[:, 0]]
            scores[1:] += within * self._weights[rows[:, 1]]
        scores[[0, *ends[:-1]]] += self._first
        scores[ends - 1] += self._last
        return np.split(scores, ends[:-1])

    def _new_unit(self, unit: Unit) -> int:
        found = self._units[unit] = len(self._units)
        self._unit_weights = _room(self._unit_weights, found)
        self._facets = _room(self._facets, found)
        rows = [self._unit_rows.get(name, _NOWHERE) for name in unit_features(unit)]
        self._unit_weights[found] = self._weights[rows].sum(axis=0)
        self._facets[found] = [p.numbers.get(f, 0) for p, f in zip(self._pairs, facets(unit), strict=True)]
        return found


_NOWHERE = (-1,) * len(PLACES)


def _row(names: list[str], name: str) -> int:
    return names.index(name) if name in names else -1


def _unit_rows(names: list[str]) -> dict[str, tuple[int, ...]]:
    """Feature of a token → the row of its weights as seen from each of `PLACES`."""
    found: dict[str, list[int]] = {}
    for row, name in enumerate(names):
        if "\t" not in name:
            place, _, base = name.partition(":") if name[0] in "-12" and ":" in name[1:3] else ("0", "", name)
            found.setdefault(base, list(_NOWHERE))[PLACES.index(int(place))] = row
    return {name: tuple(rows) for name, rows in found.items()}


class _Pairs:
    """The pairs of one kind: each facet's number (0: in no known pair), and the rows of the known pairs."""

    def __init__(self, names: dict[tuple[str, str], list[int]]) -> None:
        facets_known = sorted({facet for pair in names for facet in pair})
        self.numbers = {facet: n for n, facet in enumerate(facets_known, 1)}
        self._base = len(facets_known) + 1
        by_key = sorted((self.numbers[a] * self._base + self.numbers[b], rows) for (a, b), rows in names.items())
        # A key that is no pair's closes the table, so that every search ends inside it.
        self._keys = np.array([*(key for key, _ in by_key), np.iinfo(np.int64).max], np.int64)
        self._rows = np.array([*(rows for _, rows in by_key), [-1, -1]], np.intp)

    def find(self, left: _Numbers, right: _Numbers) -> _Numbers:
        """For each pair the rows of what it adds to its left and its right token; -1 where unknown."""
        wanted = left * self._base + right
        index = np.searchsorted(self._keys, wanted)
        found: _Numbers = np.where((self._keys[index] == wanted)[:, None], self._rows[index], -1)
        return found


def _pairs(names: list[str]) -> list[_Pairs]:
    """One table for each of `PAIR_KINDS`."""
    found: dict[str, dict[tuple[str, str], list[int]]] = {kind: {} for kind in PAIR_KINDS}
    for row, name in enumerate(names):
        if "\t" in name:
            kind, a, b = name[1:].split("\t")
            found[kind].setdefault((a, b), [-1, -1])["lr".index(name[0])] = row
    return [_Pairs(found[kind]) for kind in PAIR_KINDS]


def _room(table: _Numbers, index: int) -> _Numbers:
    return table if index < len(table) else np.concatenate([table, np.zeros_like(table)])


def _legal(transitions: Scores, labels: list[str]) -> Scores:
    """No I- after anything but B- or I- of its own type."""
    for i, before in enumerate(labels):
        for j, label in enumerate(labels):
            if label[0] == "I" and before[2:] != label[2:]:
                transitions[i, j] = -1e4
    return transitions


def _legal_starts(labels: list[str]) -> Scores:
    return np.array([-1e4 if label[0] == "I" else 0 for label in labels], np.float32)


def _best_paths(scores: Sequence[Scores], transitions: Scores, starts: Scores) -> list[list[int]]:
    """Viterbi over all sentences of an article at once, padded to the longest; sentences last, where numpy is quick."""
    count, longest, labels = len(scores), max(map(len, scores)), len(starts)
    own = np.zeros((longest, labels, count), np.float32)
    for i, s in enumerate(scores):
        own[: len(s), :, i] = s
    best, arrived = np.empty_like(own), np.empty_like(own)
    best[0] = own[0] + starts[:, None]
    change = transitions[:, :, None]
    through = np.empty((labels, labels, count), np.float32)
    for step in range(1, longest):
        np.add(best[step - 1][:, None], change, out=through)
        np.maximum.reduce(through, axis=0, out=arrived[step])
        np.add(arrived[step], own[step], out=best[step])
    back = np.zeros((longest, labels, count), np.int8)
    for label in reversed(range(labels)):  # of labels that do equally well, the first
        back[1:][best[:-1, label, None] + change[label] == arrived[1:]] = label
    return [_walk(back[..., i], int(best[len(s) - 1, :, i].argmax()), len(s)) for i, s in enumerate(scores)]


def _walk(back: np.ndarray[Any, np.dtype[np.int8]], last: int, length: int) -> list[int]:
    path = [last]
    for step in range(length - 1, 0, -1):
        path.append(int(back[step, path[-1]]))
    return path[::-1]


@cache
def fast() -> CrfRecogniser:
    """The CRF shipped with fanews, loaded once a process."""
    return CrfRecogniser(FAST_MODEL)
