"""The filters of a view in words: above its list, in the window's title, in the note beside a file.

Names of people come from the store; everything else from the catalogue. It must not change what is picked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fanews.store.queries import quotes
from fanews.ui.data import ask as answer
from fanews.ui.html import Markup, join, tag
from fanews.ui.state import View

# What else a list's address holds: where in it the reader is.
_NOT_A_FILTER = {"page", "visit", "order", "plain", "id", "entity", "layers", "size", "zwnj", "week"}
_SWITCHES = {"background", "repeats", "conflict"}
_CODES = {"direction", "status", "purpose", "level", "kind", "language", "dated"}
_TYPED = {"q", "text"}
_DAYS = {"from", "to"}
_LABELLED = {"dated", *_DAYS}
_WHO = {"speaker", "visitor"}
MAX_TITLE_CHARS = 80


@dataclass(frozen=True)
class Picked:
    """One value of one filter: its name and value as the address holds them, and both in words."""

    name: str
    value: str
    label: str
    shown: str

    @property
    def text(self) -> str:
        """«کشور: آذربایجان»; a switch says itself."""
        return f"{self.label}: {self.shown}" if self.shown else self.label

    @property
    def brief(self) -> str:
        """Without the label where the value tells enough."""
        return self.text if self.name in _LABELLED else self.shown or self.label


def picked(view: View) -> list[Picked]:
    """Every value picked on a list, in the order of the page's filters."""
    return [*_picked(view)]


def _picked(view: View) -> Iterator[Picked]:
    for param in view.params:
        if param.name not in _NOT_A_FILTER and f"filter.{param.name}" in view.words:
            for value in view.all(param.name):
                yield Picked(param.name, value, view.words(f"filter.{param.name}"), _shown(param.name, value, view))


def _shown(name: str, value: str, view: View) -> str:
    words = view.words
    if name in _SWITCHES:
        return ""
    if name in _CODES:
        return words.named(name, value)
    if name in _DAYS:
        return words.digits(value.replace("-", "/"))
    if name in _TYPED:
        return f"«{value}»" if words.is_rtl else f"“{value}”"
    if name in _WHO:
        return _name(value)
    return words.country(value) if name == "country" else value


def _name(value: str) -> str:
    rows = answer(quotes.speakers_named, (int(value),))
    return str(rows[0]["name"]) if rows else value


def title(text: str, view: View, said: frozenset[str] = frozenset()) -> str:
    """The title of a list's window: `text` and what is picked, but for the filters in `said`, which `text` tells."""
    told = view.words("list.comma").join(one.brief for one in picked(view) if one.name not in said)
    if not told:
        return text
    return f"{text}: {told}" if len(told) <= MAX_TITLE_CHARS else f"{text}: {told[:MAX_TITLE_CHARS].rstrip()}…"


def chips(view: View) -> Markup:
    """What is picked, each with a link that takes it off; on a phone the filters themselves are out of sight."""
    found = picked(view)
    if not found:
        return Markup("")
    words = view.words
    off = tag("a", words("list.clear"), href=view.to(view.page)) if len(found) > 1 else None
    items = join(_chip(one, view) for one in found)
    return tag("nav", items, off, class_="fa-picked fa-in", aria_label=words("filter.title"))


def _chip(one: Picked, view: View) -> Markup:
    others = [value for value in view.all(one.name) if value != one.value]
    href = view.link(**{one.name: others, "page": None, "visit": None})
    hint = view.words("filter.off", what=one.text)
    return tag(
        "a", tag("bdi", one.text), tag("span", " ✕", aria_hidden="true"), href=href, title=hint, class_="fa-chip"
    )
