"""One sentence while it is read: its tokens and what was found among them.

Owns the shape that `entities` fills and `actors` reads. Ranges are half-open **token indexes**;
`Line.span` makes ranges of the normalised text.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from fanews.models.tokens import Token
from fanews.parse.places import Place
from fanews.parse.roles import Role

Range = tuple[int, int]


@dataclass(slots=True)
class Line:
    """`places` maps a range to what the lexicon knows of it (None: the recogniser alone said so)."""

    tokens: list[Token]
    people: list[Range] = field(default_factory=list)
    institutions: list[Range] = field(default_factory=list)
    places: dict[Range, Place | None] = field(default_factory=dict)
    roles: list[Role] = field(default_factory=list)

    def span(self, part: Range) -> tuple[int, int]:
        """The normalised-text range of a token range."""
        return self.tokens[part[0]].start, self.tokens[part[1] - 1].end

    def key(self, part: Range) -> str:
        """The folded spelling of a token range."""
        return "".join(t.key for t in self.tokens[part[0] : part[1]])


def meet(a: Range, b: Range) -> bool:
    """Whether two ranges share a token."""
    return a[0] < b[1] and b[0] < a[1]
