"""What the reader picked, as the URL holds it: read, validated, linked to, written back.

The query string is the single truth: pages read their filters from a `View` and nothing else, the
widgets are set from it before they are drawn, and a changed widget writes all of it back (which
makes a step for Back and Forward). Values, never labels. It must not draw anything or know the store.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from fanews.ui.words import LANGUAGES, Words, parse_day, url_day, words_in

# Codes CLDR has names for that are no country: unknown, outlying Oceania, pseudo-locales.
_NO_COUNTRY = {"ZZ", "QO", "XA", "XB", "EZ"}
MAX_VALUE_CHARS = 300
MAX_VALUES = 50
_NOT_CARRIED = {"page", "visit", "id"}


@dataclass(frozen=True)
class Param:
    """One name in a query string. `read` gives a value its canonical form, or raises ValueError."""

    name: str
    read: Callable[[str], str]
    many: bool = False


@dataclass
class View:
    """One page with everything picked on it."""

    page: str
    words: Words
    params: tuple[Param, ...]
    values: dict[str, list[str]] = field(default_factory=dict)
    ignored: list[tuple[str, str]] = field(default_factory=list)

    def all(self, name: str) -> tuple[str, ...]:
        """Every value picked for `name`."""
        return tuple(self.values.get(name, ()))

    def one(self, name: str) -> str | None:
        """The value picked for `name`, if any."""
        return next(iter(self.values.get(name, ())), None)

    def day(self, name: str) -> dt.date | None:
        """The day picked for `name`, if any."""
        value = self.one(name)
        return parse_day(value) if value else None

    def number(self, name: str, default: int = 1) -> int:
        """The whole number picked for `name`."""
        value = self.one(name)
        return int(value) if value else default

    def ignore(self, name: str, value: str) -> None:
        """Take back a value the store does not know; the page says so."""
        self.values[name] = [kept for kept in self.values.get(name, []) if kept != value]
        self.ignored.append((name, value))

    def query(self, **changes: object) -> dict[str, list[str]]:
        """The query parameters of this view with `changes` (None drops a name), the language kept."""
        merged: dict[str, list[str]] = dict(self.values)
        for name, value in changes.items():
            merged[name.rstrip("_")] = [] if value is None else as_list(value)
        return {**_language(self.words), **{name: kept for name, kept in merged.items() if kept}}

    def link(self, **changes: object) -> str:
        """The address of this page with `changes` to what is picked."""
        return address(self.page, self.query(**changes))

    def to(self, page: str, anchor: str = "", /, **picked: object) -> str:
        """The address of another page with `picked` on it, in this language."""
        query = {name.rstrip("_"): as_list(value) for name, value in picked.items() if value is not None}
        return address(page, {**_language(self.words), **query}, anchor)

    def step(self, listing: str, place: int, /, **picked: object) -> dict[str, object]:
        """What a link to the article at `place` (from 1) of a list carries, so that its reader can go on in the list.

        The list is this view's own, under its filters, unless `picked` says which other.
        """
        kept = {name: values for name, values in self.values.items() if name not in _NOT_CARRIED}
        return {"list": listing, **(picked or kept), "n": place}


def read_view(page: str, params: Iterable[Param], query: Mapping[str, list[str]]) -> View:
    """The view a query string asks for. What it cannot mean is left out and listed in `ignored`."""
    lang = (query.get("lang") or ["fa"])[-1]
    view = View(page, words_in(lang), tuple(params))
    if lang not in LANGUAGES:
        view.ignored.append(("lang", lang[:MAX_VALUE_CHARS]))
    known = {param.name: param for param in view.params}
    for name, given in query.items():
        if name in known:
            _read_param(view, known[name], given)
        elif name != "lang":
            view.ignored.append((name[:MAX_VALUE_CHARS], ", ".join(given)[:MAX_VALUE_CHARS]))
    return view


def _read_param(view: View, param: Param, given: list[str]) -> None:
    kept: list[str] = []
    for value in given[: MAX_VALUES if param.many else None]:
        try:
            if len(value) > MAX_VALUE_CHARS:
                raise ValueError(value)
            kept.append(param.read(value))
        except (ValueError, OverflowError):
            view.ignored.append((param.name, value[:MAX_VALUE_CHARS]))
    if kept:
        view.values[param.name] = list(dict.fromkeys(kept)) if param.many else kept[-1:]


def address(page: str, query: Mapping[str, list[str]], anchor: str = "") -> str:
    """A link relative to any page of the dashboard."""
    encoded = urlencode([(name, value) for name, kept in query.items() for value in kept])
    return f"./{page}" + (f"?{encoded}" if encoded else "") + (f"#{anchor}" if anchor else "")


def as_list(value: object) -> list[str]:
    """One value or many, as query parameters hold them."""
    if isinstance(value, list | tuple | set | frozenset):
        return [str(item) for item in value]
    return [str(value)] if value != "" else []


def _language(words: Words) -> dict[str, list[str]]:
    return {} if words.lang == "fa" else {"lang": [words.lang]}


# The kinds of values pages use.


def one_of(codes: Iterable[str]) -> Callable[[str], str]:
    """A value out of a fixed set."""
    known = frozenset(codes)

    def read(value: str) -> str:
        if value not in known:
            raise ValueError(value)
        return value

    return read


def whole_number(value: str) -> str:
    """A positive whole number, in any digits, that a 64-bit column can hold."""
    number = int(value)
    if not 0 < number < 2**63:
        raise ValueError(value)
    return str(number)


def day(value: str) -> str:
    """A day, Jalali or Gregorian; held as Jalali."""
    return url_day(parse_day(value))


def country(value: str) -> str:
    """An ISO 3166-1 alpha-2 code we have a name for, in either case."""
    code = value.strip().upper()
    if len(code) != 2 or code in _NO_COUNTRY or words_in("fa").country(code) == code:
        raise ValueError(value)
    return code


def words_typed(value: str) -> str:
    """Free text, trimmed."""
    if not value.strip():
        raise ValueError(value)
    return value.strip()
