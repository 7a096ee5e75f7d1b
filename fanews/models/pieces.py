"""Words as the encoder's pieces: the best-scored way to cut a word into known pieces (unigram model).

Owns the piece list (`encoder_pieces.tsv`: one piece and its log probability a line, the line's number is
the piece's id) and the cutting. Pieces are the encoder's own, those that Persian text uses.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PIECES = Path(__file__).with_name("encoder_pieces.tsv")
START, PADDING, END, UNKNOWN = range(4)  # ids of the special pieces at the head of the list
_WORD_MARK = "▁"
# An unknown letter costs more than any known piece: the rule of the unigram model the encoder was trained with.
_UNKNOWN_PENALTY = 10.0
MAX_WORD_CHARS = 40


@dataclass(frozen=True, slots=True)
class Pieces:
    """`ids`: piece → id; `scores`: piece → log probability; `unknown`: of a letter in no piece; `longest`: letters."""

    ids: dict[str, int]
    scores: dict[str, float]
    unknown: float
    longest: int

    def cut(self, word: str) -> list[int]:
        """The ids of the word's pieces, at least one; a word past `MAX_WORD_CHARS` letters is cut short."""
        marked = _WORD_MARK + unicodedata.normalize("NFKC", word[:MAX_WORD_CHARS])
        return [self.ids.get(piece, UNKNOWN) for piece in self._best(marked)]

    def _best(self, text: str) -> list[str]:
        best, came_from = [0.0], [0]
        for end in range(1, len(text) + 1):
            at, highest = end - 1, best[end - 1] + self.unknown
            for start in range(max(0, end - self.longest), end):
                score = self.scores.get(text[start:end])
                if score is not None and best[start] + score > highest:
                    at, highest = start, best[start] + score
            best.append(highest)
            came_from.append(at)
        pieces, end = [], len(text)
        while end:
            pieces.append(text[came_from[end] : end])
            end = came_from[end]
        return pieces[::-1]


@cache
def load_pieces() -> Pieces:
    """The pieces of the shipped encoder."""
    listed = [line.split("\t") for line in PIECES.read_text("utf-8").rstrip("\n").split("\n")]
    ids = {piece: number for number, (piece, _) in enumerate(listed)}
    scores = {piece: float(score) for piece, score in listed[UNKNOWN + 1 :]}
    return Pieces(ids, scores, min(scores.values()) - _UNKNOWN_PENALTY, max(map(len, scores)))
