"""Paragraphs and sentences of a normalised text, as half-open ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass

_END = re.compile(r"[.!؟?…]+[»”\")\]]*(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A half-open range of the normalised text, without surrounding white space; `paragraph` counts lines from 0."""

    start: int
    end: int
    paragraph: int


def split_sentences(norm: str) -> list[Sentence]:
    """Sentences in order. A line break always ends one."""
    found: list[Sentence] = []
    start = 0
    for number, line in enumerate(norm.split("\n")):
        cut = start
        for end in [start + m.end() for m in _END.finditer(line)] + [start + len(line)]:
            piece = norm[cut:end]
            if piece.strip():
                left = len(piece) - len(piece.lstrip())
                found.append(Sentence(cut + left, cut + len(piece.rstrip()), number))
            cut = end
        start += len(line) + 1
    return found
