"""The aligned text: a normalised string in which every character remembers its original place.

One function makes it (`align`), one maps a range back (`AlignedText.to_original`).
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass

from fanews.model import Span

_MAP = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "\u00a0": " ", "\t": " ", "٫": ".", "٬": ","}
    | {chr(0x06F0 + d): str(d) for d in range(10)}
    | {chr(0x0660 + d): str(d) for d in range(10)}
)
_KEEP = re.compile(r"[^\u200b-\u200f\u00ac\u00ad\u202a-\u202e\u2060-\u2069\ufeff\u0640\u064b-\u0652\u0670\r]+")
_RUN = re.compile(r"(?<= ) +|(?<=\n) +| +(?=\n)")


@dataclass(frozen=True, slots=True)
class AlignedText:
    """`norm[i]` came from `original[origin[i]]`; `origin` has one more entry, the original's end."""

    original: str
    norm: str
    origin: array[int]

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """The original half-open range that `norm[start:end]` came from. Raises ValueError when empty or outside."""
        if not 0 <= start < end <= len(self.norm):
            raise ValueError(f"no such range in the normalised text: {start}-{end}")
        return self.origin[start], self.origin[end - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The original span of `norm[start:end]`."""
        first, last = self.to_original(start, end)
        return Span(first, last, self.original[first:last])


def align(text: str) -> AlignedText:
    """Normalise `text`: letter forms and digits unified, ZWNJ, tatweel, diacritics gone, space runs collapsed."""
    norm_parts: list[str] = []
    origin = array("I")
    for keep in _KEEP.finditer(text):
        norm_parts.append(keep.group().translate(_MAP))
        origin.extend(range(keep.start(), keep.end()))
    norm = "".join(norm_parts)
    kept_parts: list[str] = []
    kept_origin = array("I")
    last = 0
    for run in _RUN.finditer(norm):
        kept_parts.append(norm[last : run.start()])
        kept_origin.extend(origin[last : run.start()])
        last = run.end()
    kept_parts.append(norm[last:])
    kept_origin.extend(origin[last:])
    kept_origin.append(len(text))
    return AlignedText(text, "".join(kept_parts), kept_origin)
