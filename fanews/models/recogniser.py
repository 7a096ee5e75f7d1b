"""Recognisers of names: tokens of one sentence in, one BIO tag a token out (PER, ORG, LOC).

Owns loading and running the models. Overriding them by lexicon and grammar is done elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import pycrfsuite

from fanews.models.features import features
from fanews.models.tokens import Token

FAST_MODEL = Path(__file__).with_name("fast.crf")


class Recogniser(Protocol):
    """Any model that tags the tokens of a sentence."""

    def recognise(self, tokens: Sequence[Token]) -> list[str]:
        """One of O, B-PER, I-PER, B-ORG, I-ORG, B-LOC, I-LOC for each token."""
        ...


class CrfRecogniser:
    """The conditional random field in one file."""

    def __init__(self, model: Path) -> None:
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(model))

    def recognise(self, tokens: Sequence[Token]) -> list[str]:
        """See `Recogniser`."""
        return list(self._tagger.tag(features(tokens)))


@cache
def fast() -> Recogniser:
    """The CRF shipped with fanews, loaded once a process."""
    return CrfRecogniser(FAST_MODEL)
