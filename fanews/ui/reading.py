"""The text of an article with marks: stored spans in, HTML out, the text itself to the character.

Marks may nest and overlap as they like: the text is cut at every boundary and each piece carries all the
marks over it, so no piece is ever moved, repeated or lost. Pure: it reads no store and no URL.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from fanews.ui.html import Markup, exact, join, tag

LAYERS = ("PER", "ORG", "LOC", "ROLE", "DATE", "quote", "visit", "conflict")


@dataclass(frozen=True)
class Mark:
    """A half-open range of the text. `tip` says what it is, `href` is where a click leads, `at` names it in links."""

    start: int
    end: int
    layer: str
    tip: str
    href: str | None = None
    at: str | None = None

    def hidden(self) -> Mark:
        """The same place with nothing to see, for links that lead to it while its layer is off."""
        return replace(self, layer="", tip="", href=None)

    @property
    def length(self) -> int:
        """In code points."""
        return self.end - self.start


def marked(text: str, marks: Iterable[Mark]) -> Markup:
    """`text` with `marks`; its text content is `text`. Marks outside the text are left out."""
    kept = sorted((m for m in marks if 0 <= m.start < m.end <= len(text)), key=lambda m: (m.start, -m.end))
    cuts = sorted({0, len(text), *(m.start for m in kept), *(m.end for m in kept)})
    pieces, active, following = [], list[Mark](), 0
    for start, end in pairwise(cuts):
        active = [m for m in active if m.end > start]
        while following < len(kept) and kept[following].start == start:
            active.append(kept[following])
            following += 1
        pieces.append(_piece(text[start:end], active, start))
    return join(pieces)


def _piece(words: str, active: Sequence[Mark], start: int) -> Markup:
    if not active:
        return exact(words)
    inmost = sorted(active, key=lambda m: m.length)
    seen = [m for m in inmost if m.layer]
    leads = next((m for m in inmost if m.href), None)
    opens = [m.at for m in active if m.at and m.start == start]
    inside = [m.at for m in active if m.at]
    return tag(
        "a" if leads else "span",
        exact(words),
        class_=" ".join(dict.fromkeys(["fa-m", *(f"fa-{m.layer}" for m in active if m.layer)])) if seen else None,
        data_inner=seen[0].layer if seen else None,
        data_at=" ".join(inside) or None,
        id=opens[0] if opens else None,
        title="\n".join(dict.fromkeys(m.tip for m in seen)) or None,
        href=leads.href if leads else None,
        data_nav=bool(leads),
        # One stop of the keyboard a mark, however many pieces it is cut into; a drag selects text, as off a link.
        tabindex="-1" if leads and leads.start != start else None,
        draggable="false" if leads else None,
    )
